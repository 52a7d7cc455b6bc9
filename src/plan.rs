//! A checked plan: its program, courses and sessions are found in the catalog, and no statement in
//! it contradicts another.

pub mod format;

use std::sync::Arc;

use crate::catalog::check::FORMAT;
use crate::catalog::format::Platform;
use crate::catalog::run::Run;
use crate::catalog::{Catalog, Course, Program};
use crate::id::{ProgramId, RunId, TrackId};
use crate::json::parse_json;
use crate::moment::Moment;
use crate::money::{Amount, Money};
use crate::plan::format::{
    CarriedOver, CertificateState, EnrollmentMode, Income, Leaving, PaymentState, PhotoId,
    PlanFile, PlannedCourseFile, PlannedRunFile, ProgramEnrollment, RunResult, RunState,
};
use crate::problem::{Fault, IdKind, Problems};
use crate::read::{Place, Read};
use crate::score::Percent;

/// A checked plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The program whose certificate is wanted.
    pub program: Arc<Program>,
    /// The program track that the learner goes for.
    pub track: Option<TrackId>,
    /// The courses, each once.
    pub courses: Vec<PlannedCourse>,
    /// The enrollment in the program itself.
    pub program_enrollment: Option<ProgramEnrollment>,
    /// The certificates of programs that the learner holds.
    pub program_certificates: Vec<ProgramId>,
    /// The state of the photo ID check.
    pub photo_id: Option<PhotoId>,
    /// The yearly income.
    pub income: Option<Income>,
    /// The country of residence, in capital letters.
    pub country: Option<String>,
}

/// A course of a checked plan.
#[derive(Clone, Debug)]
pub struct PlannedCourse {
    /// The course.
    pub course: Arc<Course>,
    /// The fee that the learner read on the course page.
    pub fee: Option<Money>,
    /// The sessions, in the order of the plan.
    pub runs: Vec<PlannedRun>,
    /// A part of the score that is carried over.
    pub carried_over: Option<CarriedOver>,
    /// The other program for which this course is already used.
    pub used_for: Option<ProgramId>,
}

/// A session of a checked plan.
#[derive(Clone, Debug)]
pub struct PlannedRun {
    /// The session's id, where it is stated.
    pub id: Option<RunId>,
    /// The session's dates, where the catalog has or projects it.
    pub run: Option<Arc<Run>>,
    /// The other platform on which it was taken.
    pub elsewhere: Option<Platform>,
    /// The enrollment.
    pub enrollment: Enrollment,
    /// How far it is done, and its result.
    pub standing: Standing,
    /// When the learner passed, or expects to.
    pub passed_on: Option<Moment>,
    /// What became of its certificate.
    pub certificate: Option<CertificateState>,
    /// When its certificate was issued.
    pub certificate_on: Option<Moment>,
    /// How the learner left it.
    pub left: Option<Leaving>,
}

/// The enrollment in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enrollment {
    /// Not known.
    NotStated,
    /// Audit (free).
    Audit,
    /// A mode that is not audit.
    Certifying {
        /// Which.
        mode: EnrollmentMode,
        /// The payment.
        payment: Payment,
    },
}

/// The payment of a session's fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Not known.
    NotStated,
    /// Paid.
    Paid {
        /// How much, where it differs from the fee.
        amount: Option<Amount>,
        /// When.
        on: Option<Moment>,
    },
    /// The learner will pay in time.
    WillPay,
    /// Neither paid nor intended.
    NotPaid,
}

/// How far a session is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// Intended, with what the learner expects.
    Planned(Forecast),
    /// Under way, with what the learner expects.
    InProgress(Forecast),
    /// Under way, and the platform says: passed (rule D7).
    PassedEarly,
    /// Over, with its result.
    Finished(Outcome),
}

/// What a learner expects of a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Forecast {
    /// Nothing is stated.
    NotStated,
    /// To pass.
    WillPass,
    /// Not to pass.
    WillNotPass,
    /// These scores.
    Scores(Scores),
}

/// The result of a finished session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// Not known.
    NotStated,
    /// The platform says: passed.
    Passed,
    /// The platform says: not passed.
    NotPassed,
    /// These scores.
    Scores(Scores),
}

/// Scores in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scores {
    /// The course score.
    Total(Percent),
    /// The scores of the two parts (rule D8).
    Parts {
        /// The coursework.
        coursework: Option<Percent>,
        /// The proctored exam.
        exam: Exam,
    },
}

/// The proctored exam of a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Exam {
    /// Not known.
    NotStated,
    /// It is not taken, so the session earns no certificate.
    NotTaken,
    /// Its score.
    Score(Percent),
}

impl Plan {
    /// Reads a plan for a catalog, reporting every problem at once.
    ///
    /// # Errors
    /// What is wrong with it, each with its place.
    pub fn read(text: &str, catalog: &Catalog) -> Result<Plan, Problems> {
        let mut problems = Problems::default();
        match PlanFile::read(&parse_json(text)?, &Place::Root, &mut problems) {
            Some(file) if !problems.forbid_use() => Plan::check(file, catalog),
            _ => Err(problems),
        }
    }

    /// Finds what a plan names and refuses contradictions.
    ///
    /// # Errors
    /// What is wrong with it, each with its place.
    pub fn check(file: PlanFile, catalog: &Catalog) -> Result<Plan, Problems> {
        let mut problems = Problems::default();
        if file.format != FORMAT {
            problems.add("format", Fault::UnknownFormat { supported: FORMAT });
        }
        let mut courses: Vec<PlannedCourse> = Vec::new();
        for (index, written) in file.courses.into_iter().enumerate() {
            let place = format!("courses[{index}]");
            let Some(found) = catalog.course(&written.course) else {
                unknown(&mut problems, place + ".course", IdKind::Course, written.course.as_str());
                continue;
            };
            if courses.iter().any(|earlier| earlier.course.position == found.position) {
                let fault = Fault::DuplicateId { id: written.course.to_string() };
                problems.add(format!("{place}.course"), fault);
            }
            courses.push(check_course(written, found, &place, catalog, &mut problems));
        }
        let Some(program) = catalog.program(&file.program) else {
            unknown(&mut problems, "program".to_owned(), IdKind::Program, file.program.as_str());
            return Err(problems);
        };
        if let Some(track) = &file.track
            && !program.requirement.tracks().iter().any(|known| known.id == *track)
        {
            unknown(&mut problems, "track".to_owned(), IdKind::ProgramTrack, track.as_str());
        }
        check_certificates(&file.program_certificates, catalog, &mut problems);
        let plan = Plan {
            program: Arc::clone(program),
            track: file.track,
            courses,
            program_enrollment: file.program_enrollment,
            program_certificates: file.program_certificates,
            photo_id: file.photo_id,
            income: file.income,
            country: file.country.map(|code| code.trim().to_ascii_uppercase()),
        };
        if problems.forbid_use() { Err(problems) } else { Ok(plan) }
    }

    /// What the plan says of a course.
    #[must_use]
    pub fn course(&self, course: &Course) -> Option<&PlannedCourse> {
        self.courses.iter().find(|planned| planned.course.position == course.position)
    }
}

fn check_certificates(held: &[ProgramId], catalog: &Catalog, problems: &mut Problems) {
    for (index, id) in held.iter().enumerate() {
        if catalog.program(id).is_none() {
            let place = format!("program_certificates[{index}]");
            unknown(problems, place, IdKind::Program, id.as_str());
        }
    }
}

fn check_course(
    written: PlannedCourseFile,
    course: &Arc<Course>,
    place: &str,
    catalog: &Catalog,
    problems: &mut Problems,
) -> PlannedCourse {
    if let Some(program) = written.used_for.as_ref().filter(|id| catalog.program(id).is_none()) {
        unknown(problems, format!("{place}.used_for"), IdKind::Program, program.as_str());
    }
    let runs = written
        .runs
        .into_iter()
        .enumerate()
        .map(|(index, run)| {
            check_run(run, course, &format!("{place}.runs[{index}]"), catalog, problems)
        })
        .collect();
    PlannedCourse {
        course: Arc::clone(course),
        fee: written.fee,
        runs,
        carried_over: written.carried_over,
        used_for: written.used_for,
    }
}

fn check_run(
    written: PlannedRunFile,
    course: &Course,
    place: &str,
    catalog: &Catalog,
    problems: &mut Problems,
) -> PlannedRun {
    let mut contradiction = |left: &str, right: &str| {
        let fault = Fault::Contradiction { left: left.to_owned(), right: right.to_owned() };
        problems.add(place, fault);
    };
    let planned = written.state == RunState::Planned;
    if planned && written.certificate.is_some() {
        contradiction("state", "certificate");
    }
    if planned && written.result == Some(RunResult::Passed) {
        contradiction("state", "result");
    }
    if written.state == RunState::Finished && written.result == Some(RunResult::WillPass) {
        contradiction("state", "result");
    }
    if written.mode == Some(EnrollmentMode::Audit) && written.payment == Some(PaymentState::Paid) {
        contradiction("mode", "payment");
    }
    if written.exam_taken == Some(false) && written.exam_score.is_some() {
        contradiction("exam_taken", "exam_score");
    }
    let elsewhere = written.platform.filter(|platform| *platform != catalog.platform());
    let run = written.run.as_ref().filter(|_| elsewhere.is_none());
    PlannedRun {
        run: run.and_then(|id| course.run(id).cloned()),
        elsewhere,
        enrollment: enrollment(&written),
        standing: standing(&written),
        passed_on: written.passed_on,
        certificate: written.certificate,
        certificate_on: written.certificate_on,
        left: written.left,
        id: written.run,
    }
}

fn enrollment(written: &PlannedRunFile) -> Enrollment {
    match written.mode {
        None => Enrollment::NotStated,
        Some(EnrollmentMode::Audit) => Enrollment::Audit,
        Some(mode) => {
            let payment = match written.payment {
                None => Payment::NotStated,
                Some(PaymentState::Paid) => {
                    Payment::Paid { amount: written.paid_amount, on: written.paid_on }
                }
                Some(PaymentState::WillPay) => Payment::WillPay,
                Some(PaymentState::NotPaid) => Payment::NotPaid,
            };
            Enrollment::Certifying { mode, payment }
        }
    }
}

fn standing(written: &PlannedRunFile) -> Standing {
    let scores = scores(written);
    let forecast = match (written.result, scores) {
        (Some(RunResult::WillPass), _) => Forecast::WillPass,
        (Some(RunResult::NotPassed), _) => Forecast::WillNotPass,
        (_, Some(scores)) => Forecast::Scores(scores),
        (_, None) => Forecast::NotStated,
    };
    // What the platform says beats any percentage (rule A4).
    match (written.state, written.result) {
        (RunState::Planned, _) => Standing::Planned(forecast),
        (RunState::InProgress, Some(RunResult::Passed)) => Standing::PassedEarly,
        (RunState::InProgress, _) => Standing::InProgress(forecast),
        (RunState::Finished, Some(RunResult::Passed)) => Standing::Finished(Outcome::Passed),
        (RunState::Finished, Some(RunResult::NotPassed)) => Standing::Finished(Outcome::NotPassed),
        (RunState::Finished, _) => {
            Standing::Finished(scores.map_or(Outcome::NotStated, Outcome::Scores))
        }
    }
}

fn scores(written: &PlannedRunFile) -> Option<Scores> {
    let exam = match (written.exam_taken, written.exam_score) {
        (Some(false), _) => Exam::NotTaken,
        (_, Some(score)) => Exam::Score(score),
        (_, None) => Exam::NotStated,
    };
    let parts = Scores::Parts { coursework: written.coursework_score, exam };
    let has_parts = written.coursework_score.is_some() || exam != Exam::NotStated;
    match written.score {
        // Not sitting the exam rules the certificate out, whatever the total says (rule D8).
        Some(_) if exam == Exam::NotTaken => Some(parts),
        Some(total) => Some(Scores::Total(total)),
        None => has_parts.then_some(parts),
    }
}

fn unknown(problems: &mut Problems, place: String, kind: IdKind, id: &str) {
    problems.add(place, Fault::UnknownId { kind, id: id.to_owned() });
}
