//! Program certificates: who gets one when a program is looked at (`courses/api.py`:
//! `_has_earned_program_cert`, `generate_program_certificate`).

use crate::platform::mitxonline::requirement::{Failure, Leaves, Node, are_met};
use crate::platform::mitxonline::{CourseKey, ProgramKey, RunKey};

/// What is on offer.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// The programs.
    pub programs: Vec<Program>,
    /// The runs of all courses.
    pub runs: Vec<Run>,
}

/// A program.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its number.
    pub key: ProgramKey,
    /// Whether it is published.
    pub live: bool,
    /// Whether one of its enrollment modes asks for payment.
    pub paid_mode: bool,
    /// What it asks for: every one of these.
    pub requirement: Vec<Node>,
}

/// A run as programs look at it; whether it or its course is live, and its dates, do not matter.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Its number.
    pub key: RunKey,
    /// Its course.
    pub course: CourseKey,
    /// Whether it has the verified enrollment mode.
    pub verified_mode: bool,
    /// Whether it is made for an industry or of another length, or is only copied from: then it
    /// counts for no program. Another language does no harm.
    pub variant: bool,
}

/// What a learner has.
#[derive(Clone, Debug, Default)]
pub struct Learner {
    /// The enrollments in programs, oldest first.
    pub program_seats: Vec<ProgramSeat>,
    /// The enrollments in runs.
    pub run_seats: Vec<RunSeat>,
    /// The runs that Open edX says are passed.
    pub passed: Vec<RunKey>,
    /// The course certificates that were not revoked.
    pub course_certificates: Vec<RunKey>,
    /// The program certificates.
    pub program_certificates: Vec<ProgramCertificate>,
}

/// An enrollment in a program; how it came about or was changed does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgramSeat {
    /// The program.
    pub program: ProgramKey,
    /// Whether its mode is verified.
    pub verified: bool,
    /// Whether it is active.
    pub active: bool,
}

/// An enrollment in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunSeat {
    /// The run.
    pub run: RunKey,
    /// Whether its mode is verified.
    pub verified: bool,
    /// Whether it is active.
    pub active: bool,
    /// Whether it was deferred, transferred, refunded or given up (rule A6).
    pub changed: bool,
}

/// A program certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgramCertificate {
    /// The program.
    pub program: ProgramKey,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// What comes of looking at a program for a learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Whether a certificate was issued.
    pub created: bool,
    /// Whether the learner has one now that holds.
    pub held: bool,
    /// Why the platform gave up, where it did.
    pub failure: Option<Failure>,
}

impl Offer {
    /// Whether the learner meets what a program asks for (rules B1 to B3); the enrollment in the
    /// program is asked for apart. A program that is not known asks for nothing.
    ///
    /// # Errors
    ///
    /// Where the platform gives up on the tree.
    pub fn is_met(&self, program: ProgramKey, learner: &Learner) -> Result<bool, Failure> {
        let inside = Vec::new();
        Evaluation { offer: self, learner, inside }.is_met(program)
    }

    /// Looks at a program for the learner and issues its certificate where it is due. A certificate
    /// that is there, even a revoked one, keeps another from being issued, by force too; `forced`
    /// asks for nothing else. Whether the program is live does not matter here.
    #[must_use]
    pub fn issue(&self, program: ProgramKey, learner: &Learner, forced: bool) -> Issue {
        let existing = learner.program_certificates.iter().find(|one| one.program == program);
        let held = existing.is_some_and(|certificate| !certificate.revoked);
        let nothing = Issue { created: false, held, failure: None };
        if existing.is_some() || !(forced || learner.is_in(program)) {
            return nothing;
        }
        match if forced { Ok(true) } else { self.is_met(program, learner) } {
            Ok(true) => Issue { created: true, held: true, failure: None },
            Ok(false) => nothing,
            Err(failure) => Issue { failure: Some(failure), ..nothing },
        }
    }

    /// Whether a course counts for programs (rules A1, A6, A7): in one and the same run, of no
    /// variant, the learner has an active seat that was not changed, of any mode, and either a
    /// certificate, or a pass where the run has no verified mode.
    #[must_use]
    pub fn counts(&self, course: CourseKey, learner: &Learner) -> bool {
        let of_course = self.runs.iter().filter(|run| run.course == course && !run.variant);
        let mut seated = of_course.filter(|run| {
            let mut seats = learner.run_seats.iter();
            seats.any(|seat| seat.run == run.key && seat.active && !seat.changed)
        });
        seated.any(|run| {
            let certified = learner.course_certificates.contains(&run.key);
            certified || (!run.verified_mode && learner.passed.contains(&run.key))
        })
    }

    pub(super) fn program(&self, key: ProgramKey) -> Option<&Program> {
        self.programs.iter().find(|program| program.key == key)
    }
}

impl Learner {
    /// Whether the learner is in the program in the way that its certificate asks for (rule B6).
    #[must_use]
    pub fn is_in(&self, program: ProgramKey) -> bool {
        self.program_seats
            .iter()
            .any(|seat| seat.program == program && seat.active && seat.verified)
    }

    /// Whether the learner has the certificate of a program, and it was not revoked.
    #[must_use]
    pub fn holds(&self, program: ProgramKey) -> bool {
        self.program_certificates.iter().any(|one| one.program == program && !one.revoked)
    }
}

/// Whether the nightly job looks at an enrollment in a program: active and verified, in a program
/// that is live, of which the learner has no certificate, not even a revoked one.
#[must_use]
pub fn is_candidate(program_live: bool, seat: Option<ProgramSeat>, has_certificate: bool) -> bool {
    program_live && !has_certificate && seat.is_some_and(|seat| seat.active && seat.verified)
}

/// What a learner does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Enrolls in a run, or buys it.
    EnrollInRun,
    /// Joins a program.
    JoinProgram,
    /// Buys a program.
    BuyProgram,
}

impl Step {
    /// How many enrollments in programs come of it: courses taken one by one never make any, however
    /// many programs they are in (rule B6).
    #[must_use]
    pub fn program_enrollments(self) -> u32 {
        match self {
            Step::EnrollInRun => 0,
            Step::JoinProgram | Step::BuyProgram => 1,
        }
    }
}

/// An evaluation on its way through nested programs.
struct Evaluation<'a> {
    offer: &'a Offer,
    learner: &'a Learner,
    /// The programs that are being evaluated, outermost first.
    inside: Vec<ProgramKey>,
}

impl Evaluation<'_> {
    fn is_met(&self, program: ProgramKey) -> Result<bool, Failure> {
        if self.inside.contains(&program) {
            // Nothing has changed since it was entered, so the platform would go round for ever.
            return Err(Failure::Endless);
        }
        let mut inside = self.inside.clone();
        inside.push(program);
        let nested = Evaluation { inside, ..*self };
        let requirement = self.offer.program(program).map(|one| one.requirement.as_slice());
        are_met(requirement.unwrap_or_default(), &nested)
    }
}

impl Leaves for Evaluation<'_> {
    fn course(&self, course: CourseKey) -> bool {
        self.offer.counts(course, self.learner)
    }

    /// By its certificate where it has a paid mode; otherwise by its own requirement, and no
    /// certificate of it matters.
    fn program(&self, program: ProgramKey) -> Result<bool, Failure> {
        match self.offer.program(program) {
            Some(nested) if !nested.paid_mode => self.is_met(program),
            Some(_) | None => Ok(self.learner.holds(program)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::mitxonline::requirement::{Group, Operator};

    const COURSE: CourseKey = CourseKey(101);
    const RUN: RunKey = RunKey(1001);

    fn program(key: i64, paid_mode: bool, requirement: Vec<Node>) -> Program {
        Program { key: ProgramKey(key), live: true, paid_mode, requirement }
    }

    fn all_of(children: Vec<Node>) -> Vec<Node> {
        let title = "All".to_owned();
        vec![Node::Group(Group { operator: Operator::AllOf, title, elective: false, children })]
    }

    fn offer(verified_mode: bool) -> Offer {
        let runs = vec![Run { key: RUN, course: COURSE, verified_mode, variant: false }];
        let nested = all_of(vec![Node::Program(ProgramKey(2))]);
        let deep = all_of(vec![Node::Program(ProgramKey(3))]);
        let courses = all_of(vec![Node::Course(COURSE)]);
        let programs =
            vec![program(1, true, nested), program(2, false, deep), program(3, false, courses)];
        Offer { programs, runs }
    }

    fn seated(changed: bool) -> Learner {
        let run_seat = RunSeat { run: RUN, verified: false, active: true, changed };
        let seat = ProgramSeat { program: ProgramKey(1), verified: true, active: true };
        Learner { run_seats: vec![run_seat], program_seats: vec![seat], ..Learner::default() }
    }

    #[test]
    fn free_programs_three_deep_are_met_by_their_courses() {
        let certified = Learner { course_certificates: vec![RUN], ..seated(false) };
        let issued = offer(true).issue(ProgramKey(1), &certified, false);
        assert_eq!(issued, Issue { created: true, held: true, failure: None });
        let refunded = Learner { course_certificates: vec![RUN], ..seated(true) };
        assert_eq!(offer(true).is_met(ProgramKey(1), &refunded), Ok(false));
    }

    #[test]
    fn a_pass_counts_only_where_no_verified_mode_is_offered() {
        let passed = Learner { passed: vec![RUN], ..seated(false) };
        assert_eq!(offer(false).is_met(ProgramKey(3), &passed), Ok(true));
        assert_eq!(offer(true).is_met(ProgramKey(3), &passed), Ok(false));
        let mut variants = offer(false);
        variants.runs[0].variant = true;
        assert_eq!(variants.is_met(ProgramKey(3), &passed), Ok(false));
    }

    #[test]
    fn seat_and_certificate_must_be_in_the_same_run() {
        let mut two = offer(true);
        two.runs.push(Run { key: RunKey(1002), ..two.runs[0] });
        let elsewhere = Learner { course_certificates: vec![RunKey(1002)], ..seated(false) };
        assert!(!two.counts(COURSE, &elsewhere));
    }

    #[test]
    fn free_programs_that_need_each_other_are_given_up_and_paid_ones_are_not() {
        let mut circle = offer(true);
        circle.programs[2].requirement = vec![Node::Program(ProgramKey(2))];
        let learner = seated(false);
        assert_eq!(circle.is_met(ProgramKey(1), &learner), Err(Failure::Endless));
        circle.programs[1].paid_mode = true;
        assert_eq!(circle.is_met(ProgramKey(1), &learner), Ok(false));
        // The platform does not get so far where something before it is not met.
        circle.programs[1].paid_mode = false;
        circle.programs[0].requirement.insert(0, Node::Course(COURSE));
        assert_eq!(circle.is_met(ProgramKey(1), &learner), Ok(false));
    }

    #[test]
    fn force_overrules_all_but_a_certificate_that_is_there() {
        let nobody = Learner::default();
        assert!(!offer(true).issue(ProgramKey(1), &nobody, false).created);
        assert!(offer(true).issue(ProgramKey(1), &nobody, true).created);
        let revoked = ProgramCertificate { program: ProgramKey(1), revoked: true };
        let revoked = Learner { program_certificates: vec![revoked], ..nobody };
        let issued = offer(true).issue(ProgramKey(1), &revoked, true);
        assert_eq!(issued, Issue { created: false, held: false, failure: None });
    }

    #[test]
    fn the_nightly_job_passes_over_who_has_any_certificate() {
        let seat = ProgramSeat { program: ProgramKey(1), verified: true, active: true };
        assert!(is_candidate(true, Some(seat), false));
        assert!(!is_candidate(true, Some(seat), true));
        assert!(!is_candidate(false, Some(seat), false));
        assert!(!is_candidate(true, Some(ProgramSeat { verified: false, ..seat }), false));
        assert!(!is_candidate(true, None, false));
    }
}
