//! What a usable catalog says that its author may not mean: looked for when asked, at an instant.

use std::sync::Arc;

use crate::catalog::format::Status;
use crate::catalog::requirement::Requirement;
use crate::catalog::{Catalog, Course, Program};
use crate::moment::Instant;
use crate::problem::{Fault, Problems};
use crate::truth::Truth;

/// Warnings about programs that nobody can earn any more, courses without a session to come, and
/// fees that may be out of date.
#[must_use]
pub fn warnings(catalog: &Catalog, now: Instant) -> Problems {
    let mut problems = Problems::default();
    let offered =
        |program: &Program| program.facts.offered.as_ref().is_none_or(|offered| offered.value);
    let programs = || catalog.programs().iter().enumerate();
    for (index, course) in catalog.courses().iter().enumerate() {
        let is_needed = programs().any(|(_, program)| {
            offered(program) && program.courses.iter().any(|needed| Arc::ptr_eq(needed, course))
        });
        if is_needed && !has_session_to_come(catalog, course, now) {
            problems.warn(format!("courses[{index}].runs"), Fault::NoComingRun);
        }
    }
    for (index, program) in programs().filter(|(_, program)| offered(program)) {
        let place = format!("programs[{index}]");
        let mut ended = Vec::new();
        if !can_be_met(&program.requirement, &|course| is_open(catalog, course, now), &mut ended) {
            ended.sort();
            ended.dedup();
            let fault = Fault::NobodyCanMeet { courses: ended };
            problems.warn(format!("{place}.requirement"), fault);
        }
        let tiers = program.facts.income_tiers.as_ref();
        if tiers.is_some_and(|tiers| tiers.status == Status::Historic) {
            problems.warn(format!("{place}.income_tiers.status"), Fault::HistoricTiers);
        }
    }
    problems
}

/// Whether one can still join a session, published or projected, and earn its certificate (rule A9).
fn has_session_to_come(catalog: &Catalog, course: &Course, now: Instant) -> bool {
    let included = catalog.profile().deadline_included;
    course.runs.iter().any(|run| run.enrollment_open(now, included) != Truth::No)
}

/// Whether a certificate of the course can still be earned; what is not known speaks for it.
fn is_open(catalog: &Catalog, course: &Course, now: Instant) -> bool {
    let ended = course.facts.offered.as_ref().is_some_and(|offered| !offered.value);
    !ended || has_session_to_come(catalog, course, now)
}

/// Whether a learner who starts today can meet a requirement (rule B1); `ended` gathers the courses
/// that stand in the way.
fn can_be_met(
    requirement: &Requirement,
    is_open: &impl Fn(&Course) -> bool,
    ended: &mut Vec<String>,
) -> bool {
    let mut count =
        |of: &[Requirement]| of.iter().filter(|child| can_be_met(child, is_open, ended)).count();
    match requirement {
        Requirement::AllOf { of, .. } => count(of) == of.len(),
        Requirement::MinNumberOf { number, of, .. } => count(of) >= *number,
        Requirement::OneTrackOf { tracks, .. } => {
            // Every track is looked at, so that all courses in the way are named.
            let open = tracks.iter().filter(|one| can_be_met(&one.requirement, is_open, ended));
            open.count() > 0
        }
        Requirement::Course(leaf) => {
            let open = is_open(&leaf.course);
            if !open {
                ended.push(leaf.course.facts.id.to_string());
            }
            open
        }
        Requirement::Program(program) => can_be_met(&program.requirement, is_open, ended),
        Requirement::Unlisted { .. } => true,
        Requirement::Unreadable { .. } => false,
    }
}
