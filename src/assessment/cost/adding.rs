//! What it costs to add what the requirement lacks (rules B1, E1).

use crate::assessment::cost::Work;
use crate::assessment::course::CourseResult;
use crate::assessment::places::EmptyPlaces;
use crate::assessment::run::Truths;
use crate::assessment::tree::{Kind, Node};
use crate::assessment::{CostKind, CostLine};
use crate::catalog::Course;
use crate::catalog::requirement::Requirement;
use crate::id::CourseId;
use crate::money::{Amount, AmountRange};
use crate::order::ordered;
use crate::truth::Truth;

/// The courses that are priced already, by their place in the catalog.
#[derive(Clone, Default)]
pub(super) struct Counted {
    /// They are added in any case, so their fee is in the sum.
    sure: Vec<usize>,
    /// An earlier choice may fall on them, so their fee may be in the sum.
    maybe: Vec<usize>,
}

impl Work<'_> {
    /// What it costs to add what the requirement lacks, as a range over the choices that are open,
    /// with a line for each course or choice. A course that stands in two places is paid once.
    pub(super) fn to_add(
        &self,
        node: &Node<'_>,
        counted: &mut Counted,
    ) -> (AmountRange, Vec<CostLine>) {
        if node.truths.planned == Truth::Yes {
            return (AmountRange::ZERO, Vec::new());
        }
        if let Some(course) = node.course() {
            return self.course_to_add(course, node.truths, counted);
        }
        match node.kind {
            Kind::Requirement(Requirement::MinNumberOf { number, advanced, .. }) => {
                self.choice_to_add(node, *number, *advanced, counted)
            }
            Kind::Requirement(Requirement::OneTrackOf { .. }) => self.track_to_add(node, counted),
            Kind::Requirement(Requirement::Unlisted { .. }) => {
                (AmountRange::UNKNOWN, vec![open_line(AmountRange::UNKNOWN)])
            }
            Kind::Track(_) | Kind::Requirement(_) => {
                let mut sum = (AmountRange::ZERO, Vec::new());
                // Courses that are needed anyway come first: a choice may fall on them too.
                let (choices, needed): (Vec<_>, Vec<_>) =
                    node.children.iter().partition(|child| child.is_choice());
                for child in needed.into_iter().chain(choices) {
                    let (amount, lines) = self.to_add(child, counted);
                    sum.0 = sum.0.plus(amount);
                    sum.1.extend(lines);
                }
                sum
            }
        }
    }

    fn course_to_add(
        &self,
        course: &Course,
        truths: Truths,
        counted: &mut Counted,
    ) -> (AmountRange, Vec<CostLine>) {
        let result = self.results.iter().find(|one| one.course.position == course.position);
        // A session of the plan that may do is paid there; where none does, another is to be paid.
        let in_plan = truths.planned != Truth::No;
        if counted.sure.contains(&course.position) || in_plan || truths.possible == Truth::No {
            return (AmountRange::ZERO, Vec::new());
        }
        counted.sure.push(course.position);
        let fee = self.context.fees.of(course, result.and_then(|one| one.next_run.as_deref()));
        let mut amount = fee.amount;
        if counted.maybe.contains(&course.position) {
            // Where an earlier choice falls on it, it costs nothing more.
            amount.low = Amount::ZERO;
        }
        let line = CostLine {
            courses: vec![course.facts.id.clone()],
            count: 1,
            run: None,
            kind: CostKind::ToAdd,
            amount,
            due: None,
        };
        let mut sum = (amount, vec![line]);
        // What is required before is paid too (rule F1).
        let lacking = result.into_iter().flat_map(|result| &result.lacking_first);
        for first in lacking.filter_map(|position| self.result(*position)) {
            let (amount, lines) = self.course_to_add(&first.course, first.truths, counted);
            sum.0 = sum.0.plus(amount);
            sum.1.extend(lines);
        }
        sum
    }

    fn result(&self, position: usize) -> Option<&CourseResult> {
        self.results.iter().find(|one| one.course.position == position)
    }

    /// The cheapest and the dearest way to fill the places that stay empty (rule B2).
    pub(super) fn places_to_add(&self, empty: &EmptyPlaces) -> CostLine {
        let options = empty.courses.iter().filter_map(|position| self.result(*position));
        let options = options.map(|result| {
            let mut counted = Counted::default();
            let (amount, _) = self.course_to_add(&result.course, result.truths, &mut counted);
            (amount, Some(result.course.facts.id.clone()))
        });
        choice_line(options.collect(), empty.count)
    }

    /// The cheapest and the dearest way to make up the number of a group.
    fn choice_to_add(
        &self,
        node: &Node<'_>,
        number: usize,
        advanced: usize,
        counted: &mut Counted,
    ) -> (AmountRange, Vec<CostLine>) {
        // A course of the plan counts even while open; an unlisted one may cost anything.
        let is_met = |child: &&Node<'_>| match child.truths.planned {
            Truth::Yes => true,
            Truth::Unknown => child.course().is_some(),
            Truth::No => false,
        };
        let may_be_advanced = |child: &&Node<'_>| {
            let fact = child.course().and_then(|course| course.facts.advanced.as_ref());
            fact.is_none_or(|fact| fact.value)
        };
        let met = || node.children.iter().filter(is_met);
        let lacking_advanced = advanced.saturating_sub(met().filter(may_be_advanced).count());
        let lacking = number.saturating_sub(met().count()).max(lacking_advanced);
        let open = node
            .children
            .iter()
            .filter(|child| !is_met(child) && child.truths.possible != Truth::No);
        let mut options: Vec<(AmountRange, Option<CourseId>)> = Vec::new();
        let mut chosen = Vec::new();
        for child in open {
            let mut with_it = counted.clone();
            let (amount, _) = self.to_add(child, &mut with_it);
            options.push((amount, child.course().map(|course| course.facts.id.clone())));
            chosen.extend(with_it.sure.into_iter().chain(with_it.maybe));
        }
        self.may_be_chosen(chosen, counted);
        let line = choice_line(options, lacking);
        (line.amount, vec![line])
    }

    /// The learner's track, or a range over all tracks.
    fn track_to_add(&self, node: &Node<'_>, counted: &mut Counted) -> (AmountRange, Vec<CostLine>) {
        let wanted = self.context.plan.track.as_ref();
        let is_wanted = |child: &&Node<'_>| matches!(child.kind, Kind::Track(track) if Some(&track.id) == wanted);
        if let Some(track) = node.children.iter().find(is_wanted) {
            return track
                .children
                .first()
                .map_or((AmountRange::UNKNOWN, Vec::new()), |inner| self.to_add(inner, counted));
        }
        let possible = node.children.iter().filter(|track| track.truths.possible != Truth::No);
        let mut amounts: Vec<AmountRange> = Vec::new();
        let mut chosen = Vec::new();
        for track in possible {
            let mut with_it = counted.clone();
            amounts.push(self.to_add(track, &mut with_it).0);
            chosen.extend(with_it.sure.into_iter().chain(with_it.maybe));
        }
        self.may_be_chosen(chosen, counted);
        let low = amounts.iter().map(|amount| amount.low).min().unwrap_or(Amount::ZERO);
        let high: Option<Vec<Amount>> = amounts.iter().map(|amount| amount.high).collect();
        let high = high.and_then(|highs| highs.into_iter().max());
        let amount = AmountRange { low, high };
        (amount, vec![open_line(amount)])
    }

    /// A course that one choice may fall on fills its place in a later choice too, unless a course
    /// fills one place only.
    fn may_be_chosen(&self, courses: Vec<usize>, counted: &mut Counted) {
        let rule = self.context.plan.program.facts.course_fills_one_place.as_ref();
        if !rule.is_some_and(|fact| fact.value) {
            counted.maybe.extend(courses);
        }
    }
}

/// A line for courses that are not known yet.
fn open_line(amount: AmountRange) -> CostLine {
    CostLine { courses: Vec::new(), count: 1, run: None, kind: CostKind::ToAdd, amount, due: None }
}

/// Some of these courses: the cheapest and the dearest way to choose `lacking` of them.
fn choice_line(options: Vec<(AmountRange, Option<CourseId>)>, lacking: usize) -> CostLine {
    let lows: Vec<Amount> = options.iter().map(|(amount, _)| amount.low).collect();
    let lows = ordered(lows, |low| *low);
    let highs: Vec<Option<Amount>> = options.iter().map(|(amount, _)| amount.high).collect();
    // An unknown price may be the dearest of all, so it comes first.
    let highs = ordered(highs, |high| (high.is_some(), std::cmp::Reverse(*high)));
    let low = lows.iter().take(lacking).fold(Amount::ZERO, |sum, low| sum.plus(*low));
    let high =
        highs.iter().take(lacking).try_fold(Amount::ZERO, |sum, high| Some(sum.plus((*high)?)));
    let amount = AmountRange { low, high: high.filter(|_| options.len() >= lacking) };
    CostLine {
        courses: options.iter().filter_map(|(_, course)| course.clone()).collect(),
        count: u32::try_from(lacking).unwrap_or(u32::MAX),
        run: None,
        kind: CostKind::ToAdd,
        amount,
        due: None,
    }
}
