//! The answer to a plan: whether, when and for how much, with the reasons.
//!
//! [`assess`] is a pure function of catalog, plan and `now`: it never asks a clock, and the same
//! three inputs always give the same answer.

mod cost;
mod course;
mod fee;
mod missing;
pub(crate) mod outlook;
mod places;
mod prerequisite;
mod program;
pub mod reason;
mod run;
mod steps;
mod tree;

use serde::Serialize;
use tsify::Tsify;

use crate::assessment::cost::assess_cost;
use crate::assessment::fee::Fees;
use crate::assessment::missing::missing_facts;
use crate::assessment::program::{assess_courses, assess_program, leaves};
use crate::assessment::reason::{MissingFact, Reason, Remedy};
use crate::assessment::run::Context;
use crate::assessment::steps::next_steps;
use crate::catalog::Catalog;
use crate::catalog::format::Citation;
use crate::id::{CourseId, ProgramId, RunId, TrackId};
use crate::moment::{DateRange, Instant, Moment};
use crate::money::{AmountRange, Currency, Money};
use crate::plan::Plan;

/// The answer for one certificate (rule G).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing is left to do for it.
    Earned,
    /// It will be earned if the stated plan happens.
    OnCourse,
    /// The stated plan certainly does not earn it; another can.
    NeedsChange,
    /// No plan can earn it: one known fact rules it out.
    NotReachable,
    /// Facts are missing that would decide; they are listed.
    Undetermined,
}

/// The whole answer to a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assessment {
    /// The instant for which it holds.
    pub now: Instant,
    /// The program certificate.
    pub program: ProgramAssessment,
    /// Every course that can count, in reading order; then those outside the program that are
    /// required before one of them.
    pub courses: Vec<CourseAssessment>,
    /// What it costs.
    pub cost: CostAssessment,
    /// What to do next: dated steps first, by date.
    pub next: Vec<Remedy>,
    /// The facts that would settle what is open, the one that settles most first.
    pub missing: Vec<MissingFact>,
}

/// The answer for the program certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProgramAssessment {
    /// The program.
    pub program: ProgramId,
    /// Whether.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<Reason>,
    /// When.
    pub certificate: DateRange,
    /// What fills which place of the requirement.
    pub requirement: RequirementState,
}

/// The answer for one course certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseAssessment {
    /// The course.
    pub course: CourseId,
    /// Whether.
    pub verdict: Verdict,
    /// Why, beyond what the sessions say.
    pub reasons: Vec<Reason>,
    /// When.
    pub certificate: DateRange,
    /// What its certificate costs, from the session that counts or the next one.
    pub fee: CourseFee,
    /// The place in the plan's list of the session whose certificate counts, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_run: Option<usize>,
    /// The sessions of the plan, in its order.
    pub runs: Vec<RunAssessment>,
}

/// The answer for one session.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RunAssessment {
    /// The session, where the learner said which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// Whether this session earns the certificate.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<Reason>,
    /// When its certificate comes, if it does.
    pub certificate: DateRange,
}

/// One node of the requirement, with what fills it.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequirementState {
    /// What kind of node it is.
    pub node: RequirementNode,
    /// Whether it is met.
    pub verdict: Verdict,
    /// Whether it is counted towards the node above.
    pub counted: bool,
    /// The nodes below.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[tsify(optional)]
    pub children: Vec<RequirementState>,
}

/// The kinds of node of a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields carry the words of the catalog format")]
pub enum RequirementNode {
    /// Every child must be met.
    AllOf { title: Option<String> },
    /// At least `needed` children must be met; `held` and `planned` are, and `open` may be.
    MinNumberOf {
        title: Option<String>,
        needed: u32,
        held: u32,
        planned: u32,
        open: u32,
        advanced: u32,
    },
    /// One program track must be met as a whole.
    OneTrackOf { title: Option<String> },
    /// A program track.
    Track { track: TrackId, title: String, chosen: bool },
    /// A course certificate.
    Course { course: CourseId },
    /// The certificate of a nested program.
    Program { program: ProgramId, title: String },
    /// Courses that the sources name but do not list.
    Unlisted { title: String },
    /// A group that the platform cannot read.
    Unreadable { title: Option<String> },
}

/// What the plan costs, in one currency (rules E1, E8).
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CostAssessment {
    /// The currency of every sum.
    pub currency: Currency,
    /// Fee by fee.
    pub lines: Vec<CostLine>,
    /// Already paid, wasted payments included.
    pub paid: AmountRange,
    /// Still to pay for sessions of the plan.
    pub to_pay: AmountRange,
    /// Still to pay for what the plan lacks; a range over the choices that are open.
    pub to_add: AmountRange,
    /// Of what is paid, what earns nothing.
    pub wasted: AmountRange,
    /// All of it.
    pub total: AmountRange,
    /// What bears on the fees.
    pub reasons: Vec<Reason>,
}

/// The fee of a course session on the Certificate track.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseFee {
    /// How much.
    pub amount: AmountRange,
    /// What the amount rests on.
    pub basis: FeeBasis,
    /// The last fee that a source states, where it is too old to count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_known: Option<Money>,
    /// The sources of the amount.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[tsify(optional)]
    pub sources: Vec<Citation>,
}

/// One fee, or the fees of courses that are still to be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CostLine {
    /// The course; or the courses of which `count` are still to be chosen.
    pub courses: Vec<CourseId>,
    /// How many of the courses the amount is for.
    pub count: u32,
    /// The session, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// Whether it is the price of the program as a whole, for all these courses (rule E6).
    #[serde(skip_serializing_if = "is_false")]
    #[tsify(optional)]
    pub bundle: bool,
    /// What has become of the fee.
    pub kind: CostKind,
    /// How much.
    pub amount: AmountRange,
    /// By when it is to be paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(truth: &bool) -> bool {
    !truth
}

/// What has become of a fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CostKind {
    /// Paid.
    Paid,
    /// Paid, and it earns nothing.
    Wasted,
    /// To be paid as the plan says.
    ToPay,
    /// To be paid for what the plan lacks.
    ToAdd,
}

/// What an amount rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FeeBasis {
    /// What the learner paid or read on the course page.
    Learner,
    /// The fee of the learner's income tier.
    IncomeTier,
    /// The range over all income tiers, since the income is not known.
    IncomeTiers,
    /// The catalog's fee.
    Catalog,
    /// Nothing: the session comes with the program that was bought as a whole.
    Bundle,
    /// Not published, or only one of years ago.
    NotPublished,
    /// Stated in another currency than the sums, and never added to them.
    OtherCurrency,
}

/// Assesses a plan for the certificate of its program at `now`.
///
/// `plan` was checked against `catalog`; nothing else enters the answer.
///
/// ```
/// use certificate_planner::assessment::{Verdict, assess};
/// use certificate_planner::catalog::Catalog;
/// use certificate_planner::plan::Plan;
///
/// let catalog = Catalog::read(include_str!(concat!(
///     env!("CARGO_MANIFEST_DIR"),
///     "/www/catalogs/mitx-dedp.json"
/// )));
/// let catalog = catalog.catalog.expect("a built-in catalog has no problem");
/// let text = r#"{
///   "format": 1,
///   "program": "program-v1:MITx+DEDP",
///   "program_enrollment": "verified",
///   "income": { "amount": "30000", "currency": "USD" },
///   "courses": [{
///     "course": "14.310x",
///     "runs": [{
///       "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held"
///     }]
///   }]
/// }"#;
/// let plan = Plan::read(text, &catalog).expect("the plan has no problem");
/// let now = "2026-11-21T12:00:00Z".parse().expect("an instant");
/// let assessment = assess(&catalog, &plan, now);
/// // One certificate is held, and the plan names no session of the four that are missing.
/// assert_eq!(assessment.program.verdict, Verdict::NeedsChange);
/// ```
#[must_use]
pub fn assess(catalog: &Catalog, plan: &Plan, now: Instant) -> Assessment {
    let fees = Fees::new(catalog, plan, now);
    let context = Context { catalog, plan, profile: catalog.profile(), fees: &fees, now };
    let courses = assess_courses(context);
    let leaves = leaves(context, &courses);
    let program = assess_program(context, &leaves, &courses);
    let earned = program.truths.verdict() == Verdict::Earned;
    let cost = assess_cost(context, &leaves, &courses, &program);
    let missing = missing_facts(context, &leaves, &courses, &program);
    let next = if earned { Vec::new() } else { next_steps(context, &courses, &program) };
    Assessment {
        now,
        program: program.assessment(context),
        courses: courses.into_iter().map(|course| course.assessment(context)).collect(),
        cost,
        next,
        missing,
    }
}
