//! Courses that come before others (rule F1).

use std::sync::Arc;

use crate::assessment::course::{CourseResult, assess_course};
use crate::assessment::reason::{Because, Effect, Reason};
use crate::assessment::run::{Context, Truths, effect_of};
use crate::catalog::format::{Prerequisite, Stated, Strength};
use crate::id::CourseId;
use crate::moment::{Bound, Moment};
use crate::plan::{Enrollment, Payment, PlannedRun};
use crate::rule::Rule;
use crate::truth::Truth;

/// Holds every course to the courses that come before it; what comes first is settled first.
pub(super) fn check_prerequisites(context: Context<'_>, results: &mut [CourseResult]) {
    for index in in_order(context, results) {
        let course = results.get(index).map(|result| Arc::clone(&result.course));
        for one in course.iter().flat_map(|course| &course.facts.prerequisites) {
            let Some(first) = First::of(context, results, &one.course) else {
                continue;
            };
            if let Some(result) = results.get_mut(index) {
                result.comes_after(context, one, &first);
            }
        }
    }
}

/// The places of the results, each after those of the courses that are required before it.
fn in_order(context: Context<'_>, results: &[CourseResult]) -> Vec<usize> {
    let place = |id: &CourseId| {
        let first = context.catalog.course(id)?;
        results.iter().position(|result| result.course.position == first.position)
    };
    let firsts: Vec<Vec<usize>> = results
        .iter()
        .map(|result| result.course.required_first().filter_map(place).collect())
        .collect();
    let mut order: Vec<usize> = Vec::new();
    let mut waiting: Vec<usize> = (0..results.len()).collect();
    let mut done = vec![false; results.len()];
    while !waiting.is_empty() {
        let is_done = |first: &usize| done.get(*first).copied().unwrap_or(true);
        let (ready, later): (Vec<usize>, Vec<usize>) = waiting
            .iter()
            .partition(|index| firsts.get(**index).is_none_or(|all| all.iter().all(is_done)));
        if ready.is_empty() {
            // Courses that need each other are refused with the catalog.
            order.extend(later);
            break;
        }
        for index in &ready {
            done.iter_mut().skip(*index).take(1).for_each(|one| *one = true);
        }
        order.extend(ready);
        waiting = later;
    }
    order
}

/// A course that comes before another one.
struct First {
    position: usize,
    truths: Truths,
    /// The same session by session, as the plan lists them, each with the day on which it is over.
    sessions: Vec<(Truths, Option<Moment>)>,
}

impl First {
    /// One outside the program is assessed for this alone.
    fn of(context: Context<'_>, results: &[CourseResult], id: &CourseId) -> Option<First> {
        let course = context.catalog.course(id)?;
        let planned = context.plan.course(course).map_or(&[][..], |planned| &planned.runs);
        let of = |result: &CourseResult| First {
            position: course.position,
            truths: result.truths,
            sessions: result
                .runs
                .iter()
                .zip(planned)
                .map(|(result, run)| (result.truths, last_day(run)))
                .collect(),
        };
        let inside = results.iter().find(|result| result.course.position == course.position);
        Some(inside.map_or_else(|| of(&assess_course(context, course)), of))
    }

    /// Whether it is done in time: by whichever of its sessions comes first (rule A7). The one that
    /// counts for the program may be another: a surer one that comes later.
    fn done_before(&self, context: Context<'_>, run: &PlannedRun, strength: Strength) -> Truth {
        let sessions = self.sessions.iter().map(|(session, over)| {
            let ahead = session.held != Truth::Yes;
            let certificate = session.certificate;
            let certificate = if ahead { certificate.not_before(context.now) } else { certificate };
            done_before(Truths { certificate, ..*session }, *over, run, strength)
        });
        sessions.fold(done_before(self.truths, None, run, strength), Truth::or)
    }
}

impl CourseResult {
    fn comes_after(&mut self, context: Context<'_>, one: &Prerequisite, first: &First) {
        let done = |run: &PlannedRun| first.done_before(context, run, one.strength);
        let (position, first) = (first.position, first.truths);
        // A session that has begun was joined, whatever should have come first.
        let joined = self.truths.planned != Truth::No && self.counted_ahead(context).is_none();
        let ahead = self.counted_ahead(context).map(done);
        let met = ahead.unwrap_or(if joined { Truth::Yes } else { first.planned });
        let required = one.strength == Strength::Required;
        if required {
            self.hold_to(context, first, &done);
            self.taken_only_if(context, first.possible);
            if !joined && first.planned != Truth::Yes {
                self.lacking_first.push(position);
            }
        }
        if met == Truth::Yes || !(required || ahead.is_some()) {
            return;
        }
        let effect = if required { effect_of(met) } else { Effect::Note };
        let too_early = required && ahead == Some(Truth::No) && first.planned != Truth::No;
        let remedy = too_early.then(|| self.after(context, first.certificate.from)).flatten();
        self.reasons.push(Reason {
            rule: Rule::F1,
            effect,
            because: Because::PrerequisiteNotDone { first: one.course.clone(), required },
            sources: vec![one.citation()],
            remedy,
        });
    }
}

/// Whether the first course is done in time for a session of the other: its certificate is needed to
/// register, its knowledge when the session starts, which is there when its own is over.
pub(super) fn done_before(
    first: Truths,
    over: Option<Moment>,
    run: &PlannedRun,
    strength: Strength,
) -> Truth {
    if first.held == Truth::Yes {
        return Truth::Yes;
    }
    if strength == Strength::Required {
        return released_before(first, run);
    }
    let start = run.run.as_ref().and_then(|known| known.facts.start);
    let known = over.map_or(first.certificate.from, Bound::At);
    let (Bound::At(from), Some(start)) = (known, start) else {
        return first.planned.and(Truth::Unknown);
    };
    first.planned.and(from.precedes(start))
}

/// Whether certificates are there in time to register for a session (rules B8, F1).
pub(super) fn released_before(first: Truths, run: &PlannedRun) -> Truth {
    // What is held is there, whenever it came.
    if first.held == Truth::Yes {
        return first.planned;
    }
    let in_time = match (registration(run), first.certificate.from) {
        // Where registration never closes, one can join as late as one can still pass.
        (None, Bound::At(from)) if never_closes(run) => {
            let passes = last_day(run).map_or(Truth::Yes, |last| from.precedes(last));
            passes.and(can_be_paid_after(run, from))
        }
        (None, Bound::Open | Bound::Unknown) if never_closes(run) => Truth::Unknown,
        // A session that is named but not listed has dates that are not known; one that is not named
        // is taken to come when the others are there.
        (None, _) => Truth::from(run.id.is_none()).or(Truth::Unknown),
        // Nobody passes a session before they could join it.
        (Some(by), Bound::At(from)) => {
            let passes = run.passed_on.map_or(Truth::Yes, |on| from.precedes(on));
            let in_time = |by: Moment| !by.precedes(from);
            // Where it is not stated whether the session is paid, only the end of enrollment is certain.
            let unless_paid = match payment_is_stated(run) {
                true => Truth::No,
                false => Truth::Unknown.and(enrollment_closes(run).map_or(Truth::Yes, in_time)),
            };
            in_time(by).or(unless_paid).and(passes)
        }
        (Some(_), Bound::Open | Bound::Unknown) => Truth::Unknown,
    };
    first.planned.and(in_time)
}

/// When registration for a session closes: when enrollment does or, where that comes first, payment
/// for a session that is still to be paid, since nobody pays before enrolling. None where it never
/// does.
pub(crate) fn registration(run: &PlannedRun) -> Option<Moment> {
    let deadline = run.run.as_ref().and_then(|known| known.facts.upgrade_deadline?.moment());
    let closings = [enrollment_closes(run), deadline.filter(|_| is_to_be_paid(run))];
    closings.into_iter().flatten().min_by_key(|closing| closing.earliest())
}

fn is_to_be_paid(run: &PlannedRun) -> bool {
    let paid =
        matches!(run.enrollment, Enrollment::Certifying { payment: Payment::Paid { .. }, .. });
    !paid && !run.enrollment_is_free()
}

fn payment_is_stated(run: &PlannedRun) -> bool {
    let unstated = matches!(
        run.enrollment,
        Enrollment::Certifying { payment: Payment::NotStated, .. } | Enrollment::NotStated
    );
    !unstated
}

/// When enrollment in a session closes; its start where nothing else is published, none where it
/// never does.
fn enrollment_closes(run: &PlannedRun) -> Option<Moment> {
    let known = run.run.as_ref()?;
    match known.facts.enrollment_end {
        Some(Stated::At(end)) => Some(end),
        Some(Stated::None) => None,
        None => known.facts.start,
    }
}

/// Whether a session that one can enroll in at any time can still be paid then. Where nobody says when payment
/// closes, that is sure until it starts and open after it (rule G).
fn can_be_paid_after(run: &PlannedRun, from: Moment) -> Truth {
    let facts = run.run.as_ref().map(|known| &known.facts);
    match facts.filter(|facts| facts.upgrade_deadline.is_none() && is_to_be_paid(run)) {
        Some(facts) => {
            facts.start.map_or(Truth::Unknown, |start| Truth::Unknown.or(!start.precedes(from)))
        }
        None => Truth::Yes,
    }
}

/// Whether the source says that registration for a session never closes.
fn never_closes(run: &PlannedRun) -> bool {
    run.run.as_ref().is_some_and(|known| known.facts.enrollment_end == Some(Stated::None))
}

/// When the session is over for the learner, as far as that is known.
pub(super) fn last_day(run: &PlannedRun) -> Option<Moment> {
    let end = run.run.as_ref().and_then(|known| known.facts.end?.moment());
    run.passed_on.or(end)
}

/// These courses, by their place in the catalog, with those that they lack before them.
pub(super) fn with_lacking_first(
    results: &[CourseResult],
    mut positions: Vec<usize>,
) -> Vec<usize> {
    let mut at = 0;
    while let Some(position) = positions.get(at).copied() {
        let found = results.iter().filter(|result| result.course.position == position);
        for first in found.flat_map(|result| &result.lacking_first) {
            if !positions.contains(first) {
                positions.push(*first);
            }
        }
        at += 1;
    }
    positions
}
