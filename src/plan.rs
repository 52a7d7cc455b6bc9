//! A checked plan: its program, courses and sessions are found in the catalog, and no statement in
//! it contradicts another.

pub mod check;
pub mod format;

use std::ptr;
use std::sync::Arc;

use crate::catalog::format::Platform;
use crate::catalog::requirement::Track;
use crate::catalog::run::Run;
use crate::catalog::{Catalog, Course, Program};
use crate::id::{ProgramId, RunId, TrackId};
use crate::json::{self, parse_json};
use crate::moment::Moment;
use crate::money::{Amount, Money};
use crate::plan::check::check;
use crate::plan::format::{
    BundlePurchase, CarriedOver, CertificateState, Country, EnrollmentMode, HeldDiscount, Income,
    Leaving, PaymentState, PhotoId, PlanFile, PlannedRunFile, ProgramEnrollment, RunResult,
    RunState,
};
use crate::problem::Problems;
use crate::read::{Place, Read};
use crate::score::Percent;

/// A longer text is not read as a plan; in bytes.
pub const BYTES_MAX: usize = json::BYTES_MAX;

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
    /// The purchase of the program as a whole.
    pub bundle: Option<BundlePurchase>,
    /// The certificates of programs that the learner holds.
    pub program_certificates: Vec<ProgramId>,
    /// The certificates of programs that were revoked.
    pub revoked_program_certificates: Vec<ProgramId>,
    /// The state of the photo ID check.
    pub photo_id: Option<PhotoId>,
    /// The yearly income.
    pub income: Option<Income>,
    /// The country of residence.
    pub country: Option<Country>,
}

/// A course of a checked plan.
#[derive(Clone, Debug)]
pub struct PlannedCourse {
    /// The course.
    pub course: Arc<Course>,
    /// The fee that the learner read on the course page.
    pub fee: Option<Money>,
    /// The discounts that the learner can use for it.
    pub discounts: Vec<HeldDiscount>,
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

impl PlannedRun {
    /// Whether the enrollment costs nothing.
    #[must_use]
    pub fn enrollment_is_free(&self) -> bool {
        match self.enrollment {
            Enrollment::NotStated => false,
            Enrollment::Audit => true,
            Enrollment::Certifying { mode, .. } => mode.is_free(),
        }
    }
}

impl Plan {
    /// Reads a plan for a catalog, reporting every problem at once.
    ///
    /// ```
    /// use certificate_planner::catalog::Catalog;
    /// use certificate_planner::plan::Plan;
    ///
    /// let catalog = Catalog::read(include_str!(concat!(
    ///     env!("CARGO_MANIFEST_DIR"),
    ///     "/www/catalogs/mitx-dedp.json"
    /// )));
    /// let catalog = catalog.catalog.expect("a built-in catalog has no problem");
    /// let plan = Plan::read(r#"{ "format": 1, "program": "program-v1:MITx+DEDP" }"#, &catalog);
    /// assert!(plan.is_ok(), "everything but the program may be left out");
    ///
    /// let problems = Plan::read(r#"{ "format": 1, "program": "DEDP" }"#, &catalog).unwrap_err();
    /// assert_eq!(problems.0[0].path, "program");
    /// ```
    ///
    /// # Errors
    /// What is wrong with it, each with its place.
    pub fn read(text: &str, catalog: &Catalog) -> Result<Plan, Problems> {
        let (value, mut problems) = parse_json(text)?;
        let file = PlanFile::read(&value, &Place::Root, &mut problems);
        problems.0.extend(check(&value, catalog).0);
        let plan = file.filter(|_| !problems.forbid_use());
        plan.and_then(|file| Plan::resolve(file, catalog)).ok_or(problems)
    }

    /// What the plan says of a course.
    #[must_use]
    pub fn course(&self, course: &Course) -> Option<&PlannedCourse> {
        self.courses.iter().find(|planned| planned.course.position == course.position)
    }

    /// Whether this is the program track that the learner goes for; one of a nested program never
    /// is, though it may have the same id.
    #[must_use]
    pub fn goes_for(&self, track: &Track) -> bool {
        let is_own =
            || self.program.requirement.tracks().into_iter().any(|own| ptr::eq(own, track));
        self.track.as_ref() == Some(&track.id) && is_own()
    }

    /// The plan that a file means which was checked before, or was made of one that was.
    ///
    /// `None` only for ids that do not resolve, which `check` has refused before.
    pub(crate) fn resolve(file: PlanFile, catalog: &Catalog) -> Option<Plan> {
        let courses = file.courses.into_iter().map(|written| {
            let course = Arc::clone(catalog.course(&written.course)?);
            let runs =
                written.runs.into_iter().map(|run| resolve_run(run, &course, catalog.platform()));
            Some(PlannedCourse {
                fee: written.fee,
                discounts: written.discounts,
                runs: runs.collect(),
                carried_over: written.carried_over,
                used_for: written.used_for,
                course,
            })
        });
        Some(Plan {
            program: Arc::clone(catalog.program(&file.program)?),
            track: file.track,
            courses: courses.collect::<Option<_>>()?,
            program_enrollment: file.program_enrollment,
            bundle: file.bundle,
            program_certificates: file.program_certificates,
            revoked_program_certificates: file.revoked_program_certificates,
            photo_id: file.photo_id,
            income: file.income,
            country: file.country,
        })
    }
}

/// The session that an entry means.
pub(crate) fn resolve_run(written: PlannedRunFile, course: &Course, here: Platform) -> PlannedRun {
    let elsewhere = written.platform.filter(|platform| *platform != here);
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
    let paid = matches!(written.payment, Some(PaymentState::Paid | PaymentState::WillPay));
    // Audit is free, so who pays is on the Certificate track.
    match written.mode.or(paid.then_some(EnrollmentMode::Verified)) {
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
        (Some(RunResult::NotPassed), _) => Forecast::WillNotPass,
        // Scores say more than the expectation to pass.
        (_, Some(scores)) => Forecast::Scores(scores),
        (Some(RunResult::WillPass), None) => Forecast::WillPass,
        (Some(RunResult::Passed) | None, None) => Forecast::NotStated,
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
