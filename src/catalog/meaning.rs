//! What a usable catalog says that its author may not mean: looked for when asked, at an instant.

use crate::catalog::format::Status;
use crate::catalog::requirement::Requirement;
use crate::catalog::{Catalog, Course, Program};
use crate::moment::Instant;
use crate::order::Names;
use crate::problem::{Fault, Problems};
use crate::read::Place;
use crate::truth::Truth;

/// Warnings about programs that nobody can earn any more, courses without a session to come, and
/// fees that may be out of date.
#[must_use]
pub fn warnings(catalog: &Catalog, now: Instant) -> Problems {
    let mut problems = Problems::default();
    let offered =
        |program: &Program| program.facts.offered.as_ref().is_none_or(|offered| offered.value);
    let programs = || catalog.programs().iter().enumerate();
    let to_earn = programs().filter(|(_, program)| offered(program));
    let needed = to_earn.flat_map(|(_, program)| program.courses.iter());
    let needed: Vec<usize> = needed.map(|course| course.position).collect();
    let place = Place::Root.key("courses");
    for (index, course) in catalog.courses().iter().enumerate() {
        if needed.contains(&course.position) && !has_session_to_come(catalog, course, now) {
            problems.warn(place.index(index).key("runs").path(), Fault::NoComingRun);
        }
    }
    let standing = Standing { now, catalog, closed: closed(catalog, now) };
    let place = Place::Root.key("programs");
    for (index, program) in programs().filter(|(_, program)| offered(program)) {
        let place = place.index(index);
        let mut ended = Names::default();
        if !standing.can_be_met(&program.requirement, &mut ended) {
            let courses = ended.names().map(str::to_owned).collect();
            problems.warn(place.key("requirement").path(), Fault::NobodyCanMeet { courses });
        }
        let tiers = program.facts.income_tiers.as_ref();
        if tiers.is_some_and(|tiers| tiers.status == Status::Historic) {
            problems.warn(place.key("income_tiers").key("status").path(), Fault::HistoricTiers);
        }
    }
    problems
}

/// Whether one can still join a session, published or projected, and have it count (rules A1, A9).
fn has_session_to_come(catalog: &Catalog, course: &Course, now: Instant) -> bool {
    let profile = catalog.profile();
    course.runs.iter().any(|run| {
        let free = run.facts.certificate_track == Some(false) && profile.unpaid_pass_counts;
        let included = profile.deadline_included;
        run.facts.counts_for_programs != Some(false)
            && run.enrollment_open(now, included) != Truth::No
            && (free || run.upgrade_open(now, included) != Truth::No)
    })
}

/// Whether a certificate of the course can still be earned; what is not known speaks for it.
fn is_open(catalog: &Catalog, course: &Course, now: Instant) -> bool {
    let ended = course.facts.offered.as_ref().is_some_and(|offered| !offered.value);
    !ended || has_session_to_come(catalog, course, now)
}

/// The courses that nobody who starts now can take any more, each with the position of the course in
/// the way: itself, or one that is required before it (rule F1).
fn closed(catalog: &Catalog, now: Instant) -> Names<'_> {
    let mut closed = Names::default();
    for course in catalog.courses().iter().filter(|course| !is_open(catalog, course, now)) {
        closed.set(course.facts.id.as_str(), course.position);
    }
    loop {
        let open = catalog.courses().iter().filter(|course| !closed.has(course.facts.id.as_str()));
        let behind: Vec<(&str, usize)> = open
            .filter_map(|course| {
                let mut first = course.required_first();
                let in_the_way = first.find_map(|first| closed.get(first.as_str()))?;
                Some((course.facts.id.as_str(), in_the_way))
            })
            .collect();
        if behind.is_empty() {
            return closed;
        }
        for (course, in_the_way) in behind {
            closed.set(course, in_the_way);
        }
    }
}

/// How things stand for a learner who starts now.
struct Standing<'a> {
    now: Instant,
    catalog: &'a Catalog,
    closed: Names<'a>,
}

impl<'a> Standing<'a> {
    /// Whether a requirement can be met (rule B1); `ended` gathers the courses in the way.
    fn can_be_met(&self, requirement: &Requirement, ended: &mut Names<'a>) -> bool {
        let mut count =
            |of: &[Requirement]| of.iter().filter(|child| self.can_be_met(child, ended)).count();
        match requirement {
            Requirement::AllOf { of, .. } => count(of) == of.len(),
            Requirement::MinNumberOf { number, of, .. } => count(of) >= *number,
            Requirement::OneTrackOf { tracks, .. } => {
                // Every track is looked at, so that all courses in the way are named.
                let open = tracks.iter().filter(|one| self.can_be_met(&one.requirement, ended));
                open.count() > 0
            }
            Requirement::Course(leaf) => {
                let in_the_way = self.closed.get(leaf.course.facts.id.as_str());
                if let Some(course) = in_the_way.and_then(|at| self.catalog.courses().get(at)) {
                    ended.add(course.facts.id.as_str());
                }
                let before = leaf.completed_before;
                let late = before.is_some_and(|before| before.is_before(self.now) == Truth::Yes);
                in_the_way.is_none() && !late
            }
            Requirement::Program(program) => self.can_be_met(&program.requirement, ended),
            Requirement::Unlisted { .. } => true,
            Requirement::Unreadable { .. } => false,
        }
    }
}
