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
use crate::order::{order, ordered};
use crate::truth::Truth;

/// The courses that are priced already, by their place in the catalog.
#[derive(Clone, Default)]
pub(super) struct Counted {
    /// They are added in any case, so their fee is in the sum.
    sure: Vec<usize>,
    /// An earlier choice may fall on them, so their fee may be in the sum.
    maybe: Vec<usize>,
    /// The earlier choices.
    choices: Vec<Choice>,
}

/// A choice that has been priced.
#[derive(Clone)]
struct Choice {
    /// What it may fall on.
    courses: Vec<usize>,
    /// On how many of them it falls at most, where it is filled at the least cost.
    most: usize,
}

/// Of more courses than these not every choice is tried for the least cost.
const LEAST_COURSES_MAX: usize = 24;

/// So many choices are tried.
const LEAST_STEPS_MAX: u32 = 5_000;

/// The least cost that was found.
struct Least {
    best: Option<Amount>,
    steps_left: u32,
}

/// A course or group that fills a place of a choice.
struct FillsPlace {
    amount: AmountRange,
    course: Option<CourseId>,
    /// For a course that an earlier choice may fall on: its place in the catalog, and the least that
    /// it costs where none does.
    shared: Option<(usize, Amount)>,
}

impl Work<'_> {
    /// What it costs to add what the requirement lacks, as a range over the choices that are open,
    /// with a line for each course or choice. A course that stands in two places is paid once.
    pub(super) fn to_add(
        &self,
        node: &Node<'_>,
        counted: &mut Counted,
    ) -> (AmountRange, Vec<CostLine>) {
        let mut parts = Vec::new();
        self.parts(node, &mut parts);
        let in_order = by_shape(&parts).into_iter();
        let added: Vec<(usize, (AmountRange, Vec<CostLine>))> = in_order
            .filter_map(|at| Some((at, self.part_to_add(parts.get(at)?, counted))))
            .collect();
        let mut sum = (AmountRange::ZERO, Vec::new());
        for (_, (amount, lines)) in ordered(added, |(at, _)| *at) {
            sum.0 = sum.0.plus(amount);
            sum.1.extend(lines);
        }
        sum
    }

    /// The same with the least that it costs, where choices have courses in common: part by part,
    /// nothing says which of them falls on the course that another one asks for too.
    pub(super) fn at_the_least(
        &self,
        node: &Node<'_>,
        mut sum: AmountRange,
        lines: Vec<CostLine>,
    ) -> (AmountRange, Vec<CostLine>) {
        let Some(least) = self.least(node) else {
            return (sum, lines);
        };
        let key = |at: &usize| {
            let line = lines.get(*at).map(|line| (line.courses.clone(), line.count));
            line.map(|(courses, count)| (ordered(courses, Clone::clone), count))
        };
        let in_order = ordered((0..lines.len()).collect(), key);
        let mut lines = lines;
        let (mut more, mut less) = (least.minus(sum.low), sum.low.minus(least));
        for at in in_order {
            if let Some(line) = lines.get_mut(at) {
                let (low, high) = (line.amount.low, line.amount.high);
                let up = high.map_or(more, |high| high.minus(low).min(more));
                let down = low.min(less);
                line.amount.low = low.plus(up).minus(down);
                (more, less) = (more.minus(up), less.minus(down));
                sum.low = sum.low.plus(up).minus(down);
            }
        }
        (sum, lines)
    }

    /// The least over every choice of courses; none where no two parts have a course in common, or
    /// where there are too many choices to try them all.
    fn least(&self, node: &Node<'_>) -> Option<Amount> {
        let rule = self.context.plan.program.facts.course_fills_one_place.as_ref();
        if rule.is_some_and(|fact| fact.value) || node.truths.possible == Truth::No {
            return None;
        }
        let mut open: Vec<&CourseResult> = Vec::new();
        let mut is_shared = false;
        node.each(&mut |leaf| {
            let lacks = leaf.truths.planned == Truth::No && leaf.truths.possible != Truth::No;
            let course = leaf.course().filter(|_| lacks);
            let Some(result) = course.and_then(|course| self.result(course.position)) else {
                return;
            };
            let known = |one: &&CourseResult| one.course.position == result.course.position;
            is_shared |= open.iter().any(known) || !result.lacking_first.is_empty();
            if !leaf.is_in_plan() && !open.iter().any(known) {
                open.push(result);
            }
        });
        if !is_shared || open.len() > LEAST_COURSES_MAX {
            return None;
        }
        let fee = |result: &&CourseResult| {
            let (amount, _) = self.one_to_add(result, Truth::No, &mut Counted::default());
            (amount.low, result.course.facts.id.clone())
        };
        let open = ordered(open, fee);
        let mut search = Least { best: None, steps_left: LEAST_STEPS_MAX };
        // What the plan has is kept, and what it waits for is added.
        let (mut counted, mut sum) = (Counted::default(), Amount::ZERO);
        for result in node.needed().1.into_iter().filter_map(|position| self.result(position)) {
            sum = sum.plus(self.one_to_add(result, Truth::Yes, &mut counted).0.low);
        }
        self.try_all(node, &open, &counted, sum, &mut search);
        search.best.filter(|_| search.steps_left > 0)
    }

    fn one_to_add(
        &self,
        result: &CourseResult,
        in_plan: Truth,
        counted: &mut Counted,
    ) -> (AmountRange, Vec<CostLine>) {
        self.course_to_add(&result.course, in_plan, Truth::Yes, counted)
    }

    /// Tries these courses beside those that are counted.
    fn try_all(
        &self,
        node: &Node<'_>,
        open: &[&CourseResult],
        counted: &Counted,
        sum: Amount,
        search: &mut Least,
    ) {
        if search.steps_left == 0 || search.best.is_some_and(|best| best <= sum) {
            return;
        }
        search.steps_left -= 1;
        if self.is_met(node, &|position| counted.sure.contains(&position)) {
            search.best = Some(sum);
            return;
        }
        let left = |position: usize| {
            let is_open = |one: &&CourseResult| one.course.position == position;
            counted.sure.contains(&position) || open.iter().any(is_open)
        };
        let Some((first, others)) = open.split_first().filter(|_| self.is_met(node, &left)) else {
            return;
        };
        let mut with_it = counted.clone();
        let (amount, _) = self.one_to_add(first, Truth::No, &mut with_it);
        self.try_all(node, others, &with_it, sum.plus(amount.low), search);
        self.try_all(node, others, counted, sum, search);
    }

    /// Whether a node lacks nothing beside these courses; what may cost anything lacks nothing.
    fn is_met(&self, node: &Node<'_>, added: &dyn Fn(usize) -> bool) -> bool {
        if node.truths.planned == Truth::Yes {
            return true;
        }
        if let Some(course) = node.course() {
            return node.is_in_plan() || added(course.position);
        }
        let met = |child: &Node<'_>| self.is_met(child, added);
        match node.kind {
            Kind::Requirement(Requirement::MinNumberOf { number, advanced, .. }) => {
                let met = || node.children.iter().filter(|child| met(child));
                met().count() >= *number && met().filter(may_be_advanced).count() >= *advanced
            }
            Kind::Requirement(Requirement::OneTrackOf { .. }) => {
                let wanted = self.wanted_track(node);
                wanted.map_or_else(|| node.children.iter().any(met), met)
            }
            Kind::Requirement(Requirement::Unlisted { .. }) => node.truths.possible != Truth::No,
            Kind::Track(_) | Kind::Requirement(_) => node.children.iter().all(met),
        }
    }

    /// The courses and choices that a node lacks in any case.
    fn parts<'n, 'a>(&self, node: &'n Node<'a>, parts: &mut Vec<&'n Node<'a>>) {
        if node.truths.planned == Truth::Yes {
            return;
        }
        let unlisted = matches!(node.kind, Kind::Requirement(Requirement::Unlisted { .. }));
        match self.wanted_track(node) {
            Some(track) => self.parts(track, parts),
            None if unlisted || node.is_choice() || node.course().is_some() => parts.push(node),
            None => node.children.iter().for_each(|child| self.parts(child, parts)),
        }
    }

    fn part_to_add(&self, node: &Node<'_>, counted: &mut Counted) -> (AmountRange, Vec<CostLine>) {
        if let Some(course) = node.course() {
            return self.course_to_add(course, node.once_ready, node.truths.possible, counted);
        }
        match node.kind {
            Kind::Requirement(Requirement::MinNumberOf { number, advanced, .. }) => {
                self.choice_to_add(node, *number, *advanced, counted)
            }
            Kind::Requirement(Requirement::OneTrackOf { .. }) => self.track_to_add(node, counted),
            Kind::Track(_) | Kind::Requirement(_) => {
                (AmountRange::UNKNOWN, vec![open_line(AmountRange::UNKNOWN)])
            }
        }
    }

    fn course_to_add(
        &self,
        course: &Course,
        in_plan: Truth,
        possible: Truth,
        counted: &mut Counted,
    ) -> (AmountRange, Vec<CostLine>) {
        let mut sum = (AmountRange::ZERO, Vec::new());
        if counted.sure.contains(&course.position) || possible == Truth::No {
            return sum;
        }
        let result = self.result(course.position);
        // A session of the plan that may do is paid there; where none does, another is to be paid.
        if in_plan == Truth::No {
            counted.sure.push(course.position);
            let next = result.and_then(|one| one.next_run.as_deref());
            sum.0 = self.context.fees.amount(course, next);
            if counted.maybe.contains(&course.position) {
                // Where an earlier choice falls on it, it costs nothing more.
                sum.0.low = Amount::ZERO;
            }
            sum.1.push(CostLine {
                courses: vec![course.facts.id.clone()],
                count: 1,
                run: None,
                bundle: false,
                kind: CostKind::ToAdd,
                amount: sum.0,
                due: None,
            });
        }
        // What is required before is paid too (rule F1).
        let lacking = result.into_iter().flat_map(|result| &result.lacking_first);
        for first in lacking.filter_map(|position| self.result(*position)) {
            let (in_plan, possible) = (first.in_plan(), first.truths.possible);
            let (amount, lines) = self.course_to_add(&first.course, in_plan, possible, counted);
            sum.0 = sum.0.plus(amount);
            sum.1.extend(lines);
        }
        sum
    }

    fn result(&self, position: usize) -> Option<&CourseResult> {
        self.results.iter().find(|one| one.course.position == position)
    }

    /// The cheapest and the dearest way to fill the places that stay empty (rule B2).
    pub(super) fn places_to_add(&self, empty: &EmptyPlaces, counted: &Counted) -> CostLine {
        let options = empty.courses.iter().filter_map(|position| self.result(*position));
        let by_id = ordered(options.collect(), |result| result.course.facts.id.clone());
        let mut before = counted.clone();
        let options = by_id.into_iter().map(|result| {
            let mut with_it = before.clone();
            let (in_plan, possible) = (result.in_plan(), result.truths.possible);
            let (amount, _) = self.course_to_add(&result.course, in_plan, possible, &mut with_it);
            self.may_be_chosen(with_it.sure, &mut before);
            let course = Some(result.course.facts.id.clone());
            FillsPlace { amount, course, shared: None }
        });
        choice_line(options.collect(), empty.count, 0)
    }

    /// The cheapest and the dearest way to make up the number of a group.
    fn choice_to_add(
        &self,
        node: &Node<'_>,
        number: usize,
        advanced: usize,
        counted: &mut Counted,
    ) -> (AmountRange, Vec<CostLine>) {
        let mut sum = (AmountRange::ZERO, Vec::new());
        // What waits is paid in the plan, and what it waits for is not.
        let waits = |child: &&Node<'_>| child.truths.planned == Truth::No && child.is_in_plan();
        for child in node.children.iter().filter(waits) {
            let (amount, lines) = self.part_to_add(child, counted);
            sum.0 = sum.0.plus(amount);
            sum.1.extend(lines);
        }
        // A course of the plan counts even while open; an unlisted one may cost anything.
        let is_met = |child: &&Node<'_>| match child.once_ready {
            Truth::Yes => true,
            Truth::Unknown => child.course().is_some(),
            Truth::No => false,
        };
        let met = || node.children.iter().filter(is_met);
        let lacking_advanced = advanced.saturating_sub(met().filter(may_be_advanced).count());
        let lacking = number.saturating_sub(met().count()).max(lacking_advanced);
        let is_open = |child: &&Node<'_>| !is_met(child) && child.truths.possible != Truth::No;
        let open: Vec<&Node<'_>> = node.children.iter().filter(is_open).collect();
        let mut options: Vec<(usize, FillsPlace)> = Vec::new();
        let (mut chosen, mut added) = (Vec::new(), Vec::new());
        let mut before = counted.clone();
        for (at, child) in by_shape(&open).into_iter().filter_map(|at| Some((at, open.get(at)?))) {
            let mut with_it = before.clone();
            let (amount, _) = self.to_add(child, &mut with_it);
            let course = child.course().map(|course| course.facts.id.clone());
            let shared = self.shared(child, counted, &before);
            options.push((at, FillsPlace { amount, course, shared }));
            let new = with_it.beside(&before);
            added.push(new.len());
            chosen.extend(new.iter().copied());
            if lacking > 1 {
                // What two of them have in common is paid once.
                self.may_be_chosen(new, &mut before);
            }
        }
        let options: Vec<FillsPlace> =
            ordered(options, |(at, _)| *at).into_iter().map(|(_, option)| option).collect();
        let shared = options.iter().filter_map(|option| option.shared).map(|(course, _)| course);
        let paid_before = counted.fall_on(&shared.collect::<Vec<_>>());
        let most =
            ordered(added, |added| std::cmp::Reverse(*added)).into_iter().take(lacking).sum();
        self.one_is_chosen(chosen, most, counted);
        if lacking > 0 {
            let line = choice_line(options, lacking, paid_before);
            sum.0 = sum.0.plus(line.amount);
            sum.1.push(line);
        }
        sum
    }

    /// What a course costs that is free where a choice before this one falls on it, if none does.
    fn shared(
        &self,
        child: &Node<'_>,
        counted: &Counted,
        before: &Counted,
    ) -> Option<(usize, Amount)> {
        let course = child.course()?;
        let own = before.choices.iter().skip(counted.choices.len());
        let by_earlier = counted.maybe.contains(&course.position);
        if !by_earlier || own.into_iter().any(|one| one.courses.contains(&course.position)) {
            return None;
        }
        let mut alone = before.clone();
        alone.maybe.retain(|position| *position != course.position);
        let (in_plan, possible) = (child.once_ready, child.truths.possible);
        let (amount, _) = self.course_to_add(course, in_plan, possible, &mut alone);
        Some((course.position, amount.low))
    }

    /// The track that the plan goes for, where the node is a choice of tracks and that one can still be met.
    fn wanted_track<'n, 'a>(&self, node: &'n Node<'a>) -> Option<&'n Node<'a>> {
        let plan = self.context.plan;
        let one_track = matches!(node.kind, Kind::Requirement(Requirement::OneTrackOf { .. }));
        let is_wanted = |child: &&Node<'_>| {
            let own = matches!(child.kind, Kind::Track(track) if plan.goes_for(track));
            own || (child.counted && child.truths.possible != Truth::No)
        };
        node.children.iter().filter(|_| one_track).find(is_wanted)
    }

    /// A range over all tracks.
    fn track_to_add(&self, node: &Node<'_>, counted: &mut Counted) -> (AmountRange, Vec<CostLine>) {
        let possible = node.children.iter().filter(|track| track.truths.possible != Truth::No);
        let mut amounts: Vec<AmountRange> = Vec::new();
        let mut chosen = Vec::new();
        for track in possible {
            let mut with_it = counted.clone();
            amounts.push(self.to_add(track, &mut with_it).0);
            chosen.extend(with_it.sure);
            chosen.extend(with_it.maybe);
        }
        self.may_be_chosen(chosen, counted);
        let low = amounts.iter().map(|amount| amount.low).min().unwrap_or(Amount::ZERO);
        let high: Option<Vec<Amount>> = amounts.iter().map(|amount| amount.high).collect();
        let high = high.and_then(|highs| highs.into_iter().max());
        let amount = AmountRange { low, high };
        (amount, vec![open_line(amount)])
    }

    /// A course that one choice may fall on fills its place in a later choice too, unless a course
    /// fills one place only; what is required before another course fills no place by that.
    fn may_be_chosen(&self, courses: impl IntoIterator<Item = usize>, counted: &mut Counted) {
        self.one_is_chosen(courses, usize::MAX, counted);
    }

    /// The same for a choice that falls on `most` of them at most.
    fn one_is_chosen(
        &self,
        courses: impl IntoIterator<Item = usize>,
        most: usize,
        counted: &mut Counted,
    ) {
        let rule = self.context.plan.program.facts.course_fills_one_place.as_ref();
        let one_place = rule.is_some_and(|fact| fact.value);
        let first = |position: &usize| {
            self.results.iter().any(|result| result.lacking_first.contains(position))
        };
        let shared = courses.into_iter().filter(|course| !one_place || first(course));
        let shared: Vec<usize> = shared.collect();
        for course in &shared {
            if !counted.maybe.contains(course) {
                counted.maybe.push(*course);
            }
        }
        counted.choices.push(Choice { courses: shared, most });
    }
}

impl Counted {
    /// The courses that are counted here and not there.
    fn beside(&self, other: &Counted) -> Vec<usize> {
        let sure = self.sure.iter().filter(|course| !other.sure.contains(course));
        sure.chain(self.maybe.iter().filter(|course| !other.maybe.contains(course)))
            .copied()
            .collect()
    }

    /// On how many of these courses the earlier choices fall together at most.
    fn fall_on(&self, courses: &[usize]) -> usize {
        let on = |choice: &Choice| {
            let on = courses.iter().filter(|course| choice.courses.contains(course)).count();
            on.min(choice.most)
        };
        self.choices.iter().map(on).sum()
    }
}

/// Whether a child of a choice may be an advanced course (rule B5).
fn may_be_advanced(child: &&Node<'_>) -> bool {
    let fact = child.course().and_then(|course| course.facts.advanced.as_ref());
    fact.is_none_or(|fact| fact.value)
}

/// What a node asks for; nothing of it depends on the order in which a file lists it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Shape<'a> {
    number: usize,
    id: &'a str,
    advanced: usize,
    truths: [Truth; 3],
    parts: Vec<Shape<'a>>,
}

impl<'a> Shape<'a> {
    fn of(node: &Node<'a>) -> Shape<'a> {
        let (number, id, advanced) = match node.kind {
            Kind::Track(track) => (0, track.id.as_str(), 0),
            Kind::Requirement(requirement) => match requirement {
                Requirement::MinNumberOf { number, advanced, .. } => (*number, "", *advanced),
                Requirement::Course(leaf) => (0, leaf.course.facts.id.as_str(), 0),
                Requirement::Program(program) => (0, program.facts.id.as_str(), 0),
                Requirement::Unlisted { title } => (0, title.as_str(), 0),
                Requirement::AllOf { .. }
                | Requirement::OneTrackOf { .. }
                | Requirement::Unreadable { .. } => (0, "", 0),
            },
        };
        let Truths { held, planned, possible, .. } = node.truths;
        let parts: Vec<Shape<'_>> = node.children.iter().map(Shape::of).collect();
        let in_order = order(&parts, &Shape::cmp);
        let mut parts: Vec<Option<Shape<'_>>> = parts.into_iter().map(Some).collect();
        let parts = in_order.into_iter().filter_map(|at| parts.get_mut(at)?.take()).collect();
        Shape { number, id, advanced, truths: [held, planned, possible], parts }
    }
}

/// The places of the nodes, courses that are needed anyway first: a choice may fall on them too. The
/// order does not depend on how the nodes are listed, so that neither does what they cost.
fn by_shape(nodes: &[&Node<'_>]) -> Vec<usize> {
    let shapes = nodes.iter().map(|node| (node.is_choice(), Shape::of(node))).collect::<Vec<_>>();
    order(&shapes, &Ord::cmp)
}

/// A line for courses that are not known yet.
fn open_line(amount: AmountRange) -> CostLine {
    CostLine {
        courses: Vec::new(),
        count: 1,
        run: None,
        bundle: false,
        kind: CostKind::ToAdd,
        amount,
        due: None,
    }
}

/// Some of these courses: the cheapest and the dearest way to choose `lacking` of them, where earlier
/// choices fall on `paid_before` of them at most.
fn choice_line(options: Vec<FillsPlace>, lacking: usize, paid_before: usize) -> CostLine {
    let shared = options.iter().filter_map(|option| option.shared).map(|(_, low)| low);
    // At best the earlier choices fall on the dearest of those that they have in common with it.
    let shared = ordered(shared.collect(), |low| std::cmp::Reverse(*low));
    let free = paid_before.min(shared.len()).min(lacking);
    let own = options.iter().filter(|option| option.shared.is_none());
    let own = own.map(|option| option.amount.low);
    let lows = ordered(own.chain(shared.into_iter().skip(free)).collect(), |low| *low);
    let highs: Vec<Option<Amount>> = options.iter().map(|option| option.amount.high).collect();
    // An unknown price may be the dearest of all, so it comes first.
    let highs = ordered(highs, |high| (high.is_some(), std::cmp::Reverse(*high)));
    let low = lows.iter().take(lacking - free).fold(Amount::ZERO, |sum, low| sum.plus(*low));
    let high =
        highs.iter().take(lacking).try_fold(Amount::ZERO, |sum, high| Some(sum.plus((*high)?)));
    let amount = AmountRange { low, high: high.filter(|_| options.len() >= lacking) };
    CostLine {
        courses: options.into_iter().filter_map(|option| option.course).collect(),
        count: u32::try_from(lacking).unwrap_or(u32::MAX),
        run: None,
        bundle: false,
        kind: CostKind::ToAdd,
        amount,
        due: None,
    }
}
