//! The sessions that a learner can choose from: published ones, and ones projected (rule C6).

use std::sync::Arc;

use serde::Serialize;
use tsify::Tsify;

use crate::catalog::format::Stated;
use crate::catalog::run::Run;
use crate::catalog::{Catalog, Course, Program};
use crate::id::{CourseId, RunId};
use crate::moment::{Instant, Moment};
use crate::truth::Truth;

/// The sessions of one course.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
pub struct CourseSessions {
    /// The course.
    pub course: CourseId,
    /// Its sessions, by start.
    pub sessions: Vec<Session>,
}

/// A session as a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
pub struct Session {
    /// Its id within the course.
    pub run: RunId,
    /// Its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// Its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    /// When enrollment in it closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrollment_end: Option<Moment>,
    /// Its upgrade deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upgrade_deadline: Option<Moment>,
    /// Whether it lies behind.
    pub ended: Truth,
    /// Whether one can still enroll and upgrade in it, now or later.
    pub open: Truth,
    /// Whether its dates are projected from earlier years.
    pub projected: bool,
    /// Whether its projected end has passed: then it is no choice any more, and known for plans that name it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[tsify(optional)]
    pub past: bool,
}

/// A projected session is known for so many years after its end.
const PAST_YEARS: u32 = 2;

impl Catalog {
    /// The sessions of every course of a program and of those required before, with projected ones for the coming years.
    ///
    /// ```
    /// use certificate_planner::catalog::Catalog;
    /// use certificate_planner::id::ProgramId;
    ///
    /// let catalog = Catalog::read(include_str!(concat!(
    ///     env!("CARGO_MANIFEST_DIR"),
    ///     "/www/catalogs/mitx-dedp.json"
    /// )));
    /// let catalog = catalog.catalog.expect("a built-in catalog has no problem");
    /// let program = catalog.program(&ProgramId::new("program-v1:MITx+DEDP")).expect("a program");
    /// let now = "2026-11-21T12:00:00Z".parse().expect("an instant");
    /// let sessions = catalog.sessions(program, now);
    /// // Three core courses, and the four of which two are chosen.
    /// assert_eq!(sessions.len(), 7);
    /// ```
    #[must_use]
    pub fn sessions(&self, program: &Program, now: Instant) -> Vec<CourseSessions> {
        let is_known = |run: &&Arc<Run>| {
            let end = run.facts.end.and_then(Stated::moment);
            let long_over = end.is_some_and(|end| end.plus_years(PAST_YEARS).latest() < now);
            !run.projected || run.facts.note.is_some() || !long_over
        };
        let of = |course: &Arc<Course>| CourseSessions {
            course: course.facts.id.clone(),
            sessions: course
                .runs
                .iter()
                .filter(is_known)
                .map(|run| self.session(run, now))
                .collect(),
        };
        self.courses_for(program).iter().map(of).collect()
    }

    /// The next session of a course that one can still join and certify in, where one is known;
    /// not one of `besides`.
    #[must_use]
    pub fn next_run<'a>(
        &self,
        course: &'a Course,
        now: Instant,
        besides: &[&RunId],
    ) -> Option<&'a Arc<Run>> {
        let included = self.profile().deadline_included;
        // Most sessions lie behind, or may, which their deadline says soonest.
        let mut payable = course.runs.iter().filter(|run| {
            run.facts.start.is_some() && run.upgrade_open(now, included) == Truth::Yes
        });
        payable
            .find(|run| self.certifies(run, now) == Truth::Yes && !besides.contains(&&run.facts.id))
    }

    /// Whether one can still join a session and certify in it.
    fn certifies(&self, run: &Run, now: Instant) -> Truth {
        let included = self.profile().deadline_included;
        let payable = run.upgrade_open(now, included);
        // A variant is for others: it would count for no program.
        if payable == Truth::No || run.facts.counts_for_programs == Some(false) {
            return Truth::No;
        }
        payable.and(run.enrollment_open(now, included))
    }

    /// Whether there is a published session of a course, but not one of `besides`, that one can still
    /// join and certify in. That a projected one may be over is no doubt (rule C6).
    #[must_use]
    pub fn has_published_run(&self, course: &Course, now: Instant, besides: &[&RunId]) -> Truth {
        let published = course.runs.iter().filter(|run| {
            run.facts.start.is_some() && !run.projected && !besides.contains(&&run.facts.id)
        });
        published.map(|run| self.certifies(run, now)).fold(Truth::No, Truth::or)
    }

    fn session(&self, run: &Run, now: Instant) -> Session {
        let included = self.profile().deadline_included;
        let end = run.facts.end.and_then(Stated::moment);
        let is_guess = run.projected && run.facts.note.is_none();
        Session {
            run: run.facts.id.clone(),
            start: run.facts.start,
            end,
            enrollment_end: run.facts.enrollment_end.and_then(Stated::moment),
            upgrade_deadline: run.facts.upgrade_deadline.and_then(Stated::moment),
            ended: run.has_ended(now),
            open: run.enrollment_open(now, included).and(run.upgrade_open(now, included)),
            projected: run.projected,
            past: is_guess && end.is_some_and(|end| end.latest() < now),
        }
    }
}
