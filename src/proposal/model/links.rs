//! What must hold between the sessions of two courses (rules A12, B8, F1).

use crate::assessment::outlook::SessionOutlook;
use crate::catalog::format::Strength;
use crate::moment::{Bound, Date, Moment};
use crate::plan::{Plan, PlannedRun};
use crate::proposal::instance::Link;
use crate::proposal::model::{Ground, ModelCourse, SessionChoice, day, surely};
use crate::truth::Truth;

/// Every link between two courses of the model.
pub(super) fn links(ground: Ground<'_>, plan: &Plan, courses: &[ModelCourse]) -> Vec<Link> {
    let mut links = required_first(ground, courses);
    let program = courses.iter().take(plan.program.courses.len()).enumerate();
    let capstones: Vec<(usize, &ModelCourse)> =
        program.clone().filter(|(_, one)| one.course.facts.capstone.is_some()).collect();
    for (then, capstone) in &capstones {
        // Where it is not stated what it needs first, it concludes the program all the same (rule B8).
        let concluded = |one: &ModelCourse| capstone.concludes.contains(&one.course.position);
        for (first, other) in program.clone().filter(|(_, one)| concluded(one)) {
            let in_time = |before: &SessionChoice, after: &SessionChoice| {
                let known = surely(before.outlook, ground.wishes);
                let in_time = joined(after, |run| known.released_before(run));
                before.counts == Truth::No || (in_time && begins_after(ground, &known, after))
            };
            links.push(link(first, other, *then, capstone, &in_time, true));
        }
    }
    let years = plan.program.facts.certificates_count_years.as_ref().map(|fact| fact.value);
    if let Some(((then, capstone), years)) = capstones.first().zip(years) {
        let others = program.clone().filter(|(_, one)| one.course.facts.capstone.is_none());
        links.extend(young_enough(ground, others.clone().collect(), capstone, years));
        for (first, other) in others {
            let fresh = |before: &SessionChoice, after: &SessionChoice| {
                before.counts == Truth::No || counts_at(ground, before, after, years)
            };
            links.push(link(first, other, *then, capstone, &fresh, true));
        }
    }
    links
}

fn required_first(ground: Ground<'_>, courses: &[ModelCourse]) -> Vec<Link> {
    let mut links = Vec::new();
    for (then, after) in courses.iter().enumerate() {
        let required = after
            .course
            .facts
            .prerequisites
            .iter()
            .filter(|one| one.strength == Strength::Required);
        for one in required {
            let place = courses.iter().position(|other| other.course.facts.id == one.course);
            let Some((first, before)) = place.and_then(|at| Some((at, courses.get(at)?))) else {
                continue;
            };
            let in_time = |before: &SessionChoice, after: &SessionChoice| {
                let known = surely(before.outlook, ground.wishes);
                joined(after, |run| known.required_before(run))
                    && begins_after(ground, &known, after)
            };
            links.push(link(first, before, then, after, &in_time, false));
        }
    }
    links
}

/// What holds for a session that is still to be joined; one that has begun was joined already.
fn joined(after: &SessionChoice, met: impl Fn(&PlannedRun) -> Truth) -> bool {
    after.joins.as_ref().is_none_or(|run| met(run) == Truth::Yes)
}

/// Whether a certificate is there before one begins with a self-paced session: nobody studies before
/// enrolling. Any other session has its days, and is joined as late as it can be.
fn begins_after(ground: Ground<'_>, known: &SessionOutlook, after: &SessionChoice) -> bool {
    // What was failed had begun before that was known.
    let failed = ground.failure.and_then(|failure| failure.known());
    let begins = after.choice.study.iter().map(|study| study.from);
    let begins = begins.filter(|begins| failed.is_none_or(|failed| *begins > failed)).min();
    let is_paced = after.joins.as_ref().is_some_and(|run| run.passed_on.is_some());
    let waits = is_paced && known.held.or(known.certificate_held()) != Truth::Yes;
    let begins = begins.filter(|_| waits);
    begins.is_none_or(|begins| match known.certificate.from {
        Bound::At(from) => day(from.date()) < begins,
        Bound::Open | Bound::Unknown => false,
    })
}

/// Between any two courses before a capstone that follows all of them: a certificate is young enough when
/// the other one is there, also where nobody has published when the capstone begins (rules A12, B8).
fn young_enough(
    ground: Ground<'_>,
    others: Vec<(usize, &ModelCourse)>,
    capstone: &ModelCourse,
    years: u32,
) -> Vec<Link> {
    let held = capstone.options.iter().any(|option| option.outlook.held == Truth::Yes);
    if held {
        return Vec::new();
    }
    let fresh = |one: &SessionChoice, other: &SessionChoice| {
        let until = certificate_date(one).map(|on| on.plus_years(years).date());
        let too_old = until.zip(other.choice.released).is_some_and(|(until, on)| day(until) < on);
        // A session of the capstone may begin before its registration closes.
        let suits = |exam: &SessionChoice| {
            let known = surely(other.outlook, ground.wishes);
            let starts = exam.earns.run.as_ref().is_some_and(|run| run.facts.start.is_some());
            starts
                && counts_at(ground, one, exam, years)
                && joined(exam, |run| known.released_before(run))
        };
        one.counts == Truth::No
            || other.counts == Truth::No
            || !too_old
            || capstone.options.iter().any(suits)
    };
    let mut links = Vec::new();
    for (first, one) in &others {
        for (then, other) in others.iter().filter(|(then, _)| then != first) {
            let link = link(*first, one, *then, other, &fresh, true);
            if link.together.iter().flatten().any(|together| !together) {
                links.push(link);
            }
        }
    }
    links
}

/// From when on a certificate grows old.
pub(super) fn certificate_date(choice: &SessionChoice) -> Option<Moment> {
    let run = &choice.earns;
    let released = run.run.as_deref().and_then(|known| known.certificate_date());
    run.certificate_on.or(released).or(run.passed_on)
}

/// Whether a certificate is there and nobody says since when.
pub(super) fn has_unknown_age(choice: &SessionChoice) -> bool {
    choice.outlook.held == Truth::Yes && certificate_date(choice).is_none()
}

/// Whether a certificate is young enough when the capstone is taken (rule A12).
fn counts_at(
    ground: Ground<'_>,
    before: &SessionChoice,
    capstone: &SessionChoice,
    years: u32,
) -> bool {
    if capstone.outlook.held == Truth::Yes {
        return true;
    }
    let Some(on) = certificate_date(before) else {
        // What comes without a date comes later.
        return before.counts == Truth::Unknown || !has_unknown_age(before);
    };
    let until = on.plus_years(years);
    let start = capstone.earns.run.as_ref().and_then(|known| known.facts.start);
    // Without a date for the exam, less than a year may not reach its next session. Nothing promises one that
    // is asked for only once a course is failed: there a certificate does that may be young enough.
    let failed = ground.failure.and_then(|failure| failure.known());
    let on_day = |on| Moment::Day(Date::of_days_since_1970(on));
    let next = failed.map(on_day).unwrap_or(Moment::Instant(ground.now).plus_years(1));
    // What follows a session that is failed comes after that one.
    let after = capstone.choice.study.iter().map(|study| study.to).max().map(on_day);
    let is_young = |needed| until.precedes(needed) == Truth::No;
    match start {
        Some(start) => is_young(start),
        None => is_young(next) && after.is_none_or(is_young),
    }
}

fn link(
    first: usize,
    before: &ModelCourse,
    then: usize,
    after: &ModelCourse,
    holds: &dyn Fn(&SessionChoice, &SessionChoice) -> bool,
    goes_alone: bool,
) -> Link {
    // Any session of a course does that is in the plan anyway (rule A7), unless it is still to be joined
    // and another course is needed for that. Beside a capstone only the one that counts is asked for:
    // another may be too old.
    let needs_none = before.course.required_first().next().is_none();
    let by_plan = |later: &SessionChoice| {
        let is_there = |one: &&SessionChoice| one.stays() && (needs_none || one.joins.is_none());
        let mut staying = before.options.iter().filter(is_there);
        !goes_alone && staying.any(|earlier| holds(earlier, later))
    };
    let row = |later: &SessionChoice| {
        let by_plan = by_plan(later);
        before.options.iter().map(|earlier| by_plan || holds(earlier, later)).collect()
    };
    let alone = |later: &SessionChoice| goes_alone || later.joins.is_none() || by_plan(later);
    Link {
        first,
        then,
        together: after.options.iter().map(row).collect(),
        alone: after.options.iter().map(alone).collect(),
    }
}
