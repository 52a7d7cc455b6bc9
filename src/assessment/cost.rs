//! What the plan costs: paid, to pay, and what it would cost to add what is missing (rules E1, E8).

use crate::assessment::course::CourseResult;
use crate::assessment::places::EmptyPlaces;
use crate::assessment::prerequisite::with_lacking_first;
use crate::assessment::program::ProgramResult;
use crate::assessment::reason::{Because, Effect, Reason};
use crate::assessment::run::{Context, Truths};
use crate::assessment::tree::{Kind, Node};
use crate::assessment::{CostAssessment, CostKind, CostLine, FeeBasis, Verdict};
use crate::catalog::Course;
use crate::catalog::format::{Citation, Stated};
use crate::catalog::requirement::Requirement;
use crate::id::CourseId;
use crate::money::{Amount, AmountRange, Currency, Money};
use crate::order::ordered;
use crate::plan::format::{CertificateState, EnrollmentMode, Leaving};
use crate::plan::{Enrollment, Payment, PlannedRun, Standing};
use crate::rule::Rule;
use crate::truth::Truth;

/// Whether an enrollment costs the session's fee; Audit and honor are free.
pub(super) fn requires_payment(enrollment: Enrollment) -> bool {
    match enrollment {
        Enrollment::NotStated | Enrollment::Audit => false,
        Enrollment::Certifying { mode, .. } => mode != EnrollmentMode::Honor,
    }
}

/// The costs of the plan, and of what the requirement still lacks.
pub(super) fn assess_cost(
    context: Context<'_>,
    results: &[CourseResult],
    program: &ProgramResult<'_>,
) -> CostAssessment {
    let requirement = &program.node;
    let reasons = context.fees.reasons();
    let mut work = Work { context, results, lines: Vec::new(), reasons };
    let open = with_lacking_first(results, requirement.open_courses());
    for result in results {
        work.planned_runs(result);
        if open.contains(&result.course.position) || !result.runs.is_empty() {
            work.note_fee(&result.course);
        }
    }
    let to_add = if program.truths.verdict() == Verdict::Earned {
        AmountRange::ZERO
    } else {
        let (amount, mut lines) = work.to_add(requirement, &mut Vec::new());
        lines.extend(program.empty.iter().map(|empty| work.places_to_add(empty)));
        let places = lines.iter().skip(lines.len() - usize::from(program.empty.is_some()));
        let amount = places.fold(amount, |sum, line| sum.plus(line.amount));
        work.lines.extend(lines);
        amount
    };
    let sum = |kinds: &[CostKind]| {
        let lines = work.lines.iter().filter(|line| kinds.contains(&line.kind));
        lines.fold(AmountRange::ZERO, |sum, line| sum.plus(line.amount))
    };
    let paid = sum(&[CostKind::Paid, CostKind::Wasted]);
    let (to_pay, wasted) = (sum(&[CostKind::ToPay]), sum(&[CostKind::Wasted]));
    let total = paid.plus(to_pay).plus(to_add);
    work.context_of_unknown(total);
    work.program_notes();
    CostAssessment {
        currency: context.fees.currency(),
        lines: work.lines,
        paid,
        to_pay,
        to_add,
        wasted,
        total,
        reasons: work.reasons,
    }
}

struct Work<'a> {
    context: Context<'a>,
    results: &'a [CourseResult],
    lines: Vec<CostLine>,
    reasons: Vec<Reason>,
}

impl Work<'_> {
    fn planned_runs(&mut self, result: &CourseResult) {
        let Some(planned) = self.context.plan.course(&result.course) else {
            return;
        };
        for (run, assessed) in planned.runs.iter().zip(&result.runs) {
            if let Some(line) = self.line(&result.course, run, assessed.truths) {
                self.lines.push(line);
            }
        }
    }

    fn line(&self, course: &Course, run: &PlannedRun, truths: Truths) -> Option<CostLine> {
        let payment = match run.enrollment {
            Enrollment::Certifying { payment, .. } => payment,
            // A certificate was paid for, but nothing is stated of how much.
            Enrollment::NotStated if run.certificate == Some(CertificateState::Held) => {
                Payment::NotStated
            }
            Enrollment::NotStated | Enrollment::Audit => return None,
        };
        // A refund gives the fee back, and a deferral moves it to the other session.
        let given_back = matches!(run.left, Some(Leaving::Refunded | Leaving::Deferred));
        let held = run.certificate == Some(CertificateState::Held);
        if !(held || requires_payment(run.enrollment)) || given_back {
            return None;
        }
        let fee = self.context.fees.of(course, run.run.as_deref());
        let (kind, amount) = match payment {
            Payment::NotPaid => return None,
            Payment::NotStated if held => (CostKind::Paid, AmountRange::UNKNOWN),
            // What was not paid in time cannot be paid any more.
            Payment::NotStated
                if matches!(run.standing, Standing::Finished(_)) && truths.planned == Truth::No =>
            {
                return None;
            }
            Payment::WillPay | Payment::NotStated if run.elsewhere.is_some() => {
                (CostKind::ToPay, AmountRange::UNKNOWN)
            }
            Payment::Paid { amount, .. } => {
                let kind =
                    if truths.planned == Truth::No { CostKind::Wasted } else { CostKind::Paid };
                // Another platform has another price.
                let fee = if run.elsewhere.is_some() { AmountRange::UNKNOWN } else { fee.amount };
                (kind, amount.map_or(fee, AmountRange::exactly))
            }
            // What cannot be paid any more is not a cost.
            Payment::WillPay if truths.possible == Truth::No => return None,
            Payment::WillPay | Payment::NotStated => (CostKind::ToPay, fee.amount),
        };
        let deadline = run.run.as_ref().and_then(|known| known.facts.upgrade_deadline);
        Some(CostLine {
            courses: vec![course.facts.id.clone()],
            count: 1,
            run: run.id.clone(),
            kind,
            amount,
            due: deadline
                .and_then(Stated::moment)
                .filter(|due| kind == CostKind::ToPay && due.latest() >= self.context.now),
        })
    }

    /// What it costs to add what the requirement lacks, as a range over the choices that are open,
    /// with a line for each course or choice. `counted` holds the courses added already: a course
    /// that stands in two places is paid once.
    fn to_add(&self, node: &Node<'_>, counted: &mut Vec<usize>) -> (AmountRange, Vec<CostLine>) {
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
        counted: &mut Vec<usize>,
    ) -> (AmountRange, Vec<CostLine>) {
        let result = self.results.iter().find(|one| one.course.position == course.position);
        // A session of the plan that may do is paid there; where none does, another is to be paid.
        let in_plan = truths.planned != Truth::No;
        if counted.contains(&course.position) || in_plan || truths.possible == Truth::No {
            return (AmountRange::ZERO, Vec::new());
        }
        counted.push(course.position);
        let fee = self.context.fees.of(course, result.and_then(|one| one.next_run.as_deref()));
        let line = CostLine {
            courses: vec![course.facts.id.clone()],
            count: 1,
            run: None,
            kind: CostKind::ToAdd,
            amount: fee.amount,
            due: None,
        };
        let mut sum = (fee.amount, vec![line]);
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
    fn places_to_add(&self, empty: &EmptyPlaces) -> CostLine {
        let options = empty.courses.iter().filter_map(|position| self.result(*position));
        let options = options.map(|result| {
            let (amount, _) = self.course_to_add(&result.course, result.truths, &mut Vec::new());
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
        counted: &[usize],
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
        let options: Vec<(AmountRange, Option<CourseId>)> = open
            .map(|child| {
                let (amount, _) = self.to_add(child, &mut counted.to_vec());
                (amount, child.course().map(|course| course.facts.id.clone()))
            })
            .collect();
        let line = choice_line(options, lacking);
        (line.amount, vec![line])
    }

    /// The learner's track, or a range over all tracks.
    fn track_to_add(
        &self,
        node: &Node<'_>,
        counted: &mut Vec<usize>,
    ) -> (AmountRange, Vec<CostLine>) {
        let wanted = self.context.plan.track.as_ref();
        let is_wanted = |child: &&Node<'_>| matches!(child.kind, Kind::Track(track) if Some(&track.id) == wanted);
        if let Some(track) = node.children.iter().find(is_wanted) {
            return track
                .children
                .first()
                .map_or((AmountRange::UNKNOWN, Vec::new()), |inner| self.to_add(inner, counted));
        }
        let possible = node.children.iter().filter(|track| track.truths.possible != Truth::No);
        let each = possible.map(|track| self.to_add(track, &mut counted.clone()).0);
        let amounts: Vec<AmountRange> = each.collect();
        let low = amounts.iter().map(|amount| amount.low).min().unwrap_or(Amount::ZERO);
        let high: Option<Vec<Amount>> = amounts.iter().map(|amount| amount.high).collect();
        let high = high.and_then(|highs| highs.into_iter().max());
        let amount = AmountRange { low, high };
        (amount, vec![open_line(amount)])
    }

    fn note_fee(&mut self, course: &Course) {
        let result = self.results.iter().find(|one| one.course.position == course.position);
        let next = result.and_then(|one| one.next_run.as_deref());
        let fee = self.context.fees.of(course, next);
        let id = course.facts.id.clone();
        let typed = self.context.plan.course(course).and_then(|planned| planned.fee);
        let own = next.and_then(|run| run.facts.fee);
        let stated = typed.or(own).or(course.facts.fee.as_ref().map(|fact| fact.value));
        let foreign = stated.filter(|money| money.currency != self.context.fees.currency());
        let because = match (fee.basis, foreign) {
            (FeeBasis::NotPublished, Some(fee)) => Because::OtherCurrency { course: id, fee },
            (FeeBasis::NotPublished, None) => {
                Because::FeeNotPublished { course: id, last_known: fee.last_known }
            }
            (
                FeeBasis::Learner
                | FeeBasis::IncomeTier
                | FeeBasis::IncomeTiers
                | FeeBasis::Catalog,
                _,
            ) => {
                return;
            }
        };
        let rule = if foreign.is_some() { Rule::E8 } else { Rule::E2 };
        let sources = fee.sources;
        self.reasons.push(Reason { rule, effect: Effect::Open, because, sources, remedy: None });
    }

    /// Where the total is open, the order of magnitude that edX once gave, as what it is.
    fn context_of_unknown(&mut self, total: AmountRange) {
        if total.high.is_none() {
            let usd = |units| Money { amount: Amount::whole(units), currency: Currency::USD };
            let because = Because::FeeOrderOfMagnitude { low: usd(600), high: usd(1_400) };
            self.note(Rule::E2, because, Vec::new());
        }
    }

    fn program_notes(&mut self) {
        let program = &self.context.plan.program.facts;
        if let Some(fact) = &program.bundle_price {
            let because = Because::BundlePrice { price: fact.value };
            self.note(Rule::E6, because, vec![fact.citation()]);
        }
        for fact in &program.uncertain_aid {
            let because = Because::UncertainAid { text: fact.value.clone() };
            self.note(Rule::E5, because, vec![fact.citation()]);
        }
    }

    fn note(&mut self, rule: Rule, because: Because, sources: Vec<Citation>) {
        self.reasons.push(Reason { rule, effect: Effect::Note, because, sources, remedy: None });
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
