//! The learner's plan as it is written: what is done and what is intended, unchecked.
//!
//! Everything may be left out: what is left out is not known.

use serde::Serialize;
use tsify::Tsify;

use crate::catalog::format::Platform;
use crate::discount::{DiscountAmount, DiscountKind};
use crate::id::{CourseId, ProgramId, RunId, TrackId};
use crate::moment::Moment;
use crate::money::{Amount, Currency, Money, Rate};
pub use crate::platform::edx::mode::EnrollmentMode;
use crate::problem::{Expected, Problems};
use crate::read::{parse_file, read_struct, read_words, written_as_text};
use crate::score::{Percent, ScorePart};

/// A learner's plan for one program.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// The version of this format: 1.
    pub format: u32,
    /// The program whose certificate is wanted.
    pub program: ProgramId,
    /// The program track that the learner goes for; where left out, any will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackId>,
    /// The courses that the learner has taken or intends to take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub courses: Vec<PlannedCourseFile>,
    /// The enrollment in the program itself (rule B6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program_enrollment: Option<ProgramEnrollment>,
    /// The purchase of the program as a whole (rule E6). A session that comes with it has no fee of its
    /// own; its `payment` stays `will_pay` until it is upgraded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<BundlePurchase>,
    /// The certificates of programs that the learner holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub program_certificates: Vec<ProgramId>,
    /// The certificates of programs that were revoked (rule A6).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked_program_certificates: Vec<ProgramId>,
    /// The state of the photo ID check (rule A8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo_id: Option<PhotoId>,
    /// The yearly income, for programs whose fees depend on it (rule E3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income: Option<Income>,
    /// The country of residence, as an ISO 3166 code of two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The warnings that the learner has set aside, each by the name that the page gives it. They are
    /// shown apart from the others; no answer depends on them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set_aside: Vec<String>,
}

impl PlanFile {
    /// Reads a file as it is written, without a look at what it means.
    ///
    /// # Errors
    /// What cannot be read, each with its place.
    pub fn parse(text: &str) -> Result<PlanFile, Problems> {
        parse_file(text)
    }
}

/// A course of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlannedCourseFile {
    /// The course.
    pub course: CourseId,
    /// The fee that the learner read on the course page; it beats the catalog's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// The discounts that the learner can use for each session of it that is still to be paid; they
    /// are not combined (rule E4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discounts: Vec<HeldDiscount>,
    /// The sessions, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<PlannedRunFile>,
    /// A part of the score that is carried over from an earlier session (rule A11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_over: Option<CarriedOver>,
    /// The other program for which this course is already used (rule B5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_for: Option<ProgramId>,
}

/// A discount that the learner has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeldDiscount {
    /// The code that is typed in at checkout, or another name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What it does.
    pub kind: DiscountKind,
    /// By how much: a percentage, or an amount in the currency of the fee.
    pub amount: DiscountAmount,
    /// It holds just until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
}

/// A session that the learner has taken, is taking or intends to take.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlannedRunFile {
    /// Which session; it may be one that the catalog does not list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// The platform on which it was taken, where it is another than the catalog's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// Whether it is done, under way or planned.
    pub state: RunState,
    /// The enrollment mode; `audit` beside a certificate that is held for who was moved back to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<EnrollmentMode>,
    /// Whether the fee is paid: `paid` for a seat that the platform shows as verified. Left out, it is
    /// not known, whatever the mode, and the answer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentState>,
    /// What was paid, where it differs from the fee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_amount: Option<Amount>,
    /// When it was paid or upgraded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_on: Option<Moment>,
    /// What the platform says, or what the learner expects (rule A4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<RunResult>,
    /// The course score in percent: reached if the session is finished, otherwise expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Percent>,
    /// The score of the coursework part, where the course score has parts (rule D8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coursework_score: Option<Percent>,
    /// The score of the proctored exam, where the course score has parts (rule D8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exam_score: Option<Percent>,
    /// `false` where the proctored exam is not taken: then the session earns no certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exam_taken: Option<bool>,
    /// When the learner passed, or expects to, in a self-paced session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_on: Option<Moment>,
    /// What became of its certificate, where the learner knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateState>,
    /// When its certificate was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_on: Option<Moment>,
    /// How the learner left it, where they did (rule A6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Leaving>,
}

/// Whether a session is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Intended.
    Planned,
    /// Under way.
    InProgress,
    /// Over for the learner.
    Finished,
}

/// Whether a fee is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// It is paid.
    Paid,
    /// The learner will pay in time.
    WillPay,
    /// It is not paid and nothing is intended.
    NotPaid,
}

/// What the platform says of a session's result, or what the learner expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RunResult {
    /// The platform says: passed.
    Passed,
    /// The platform says: not passed.
    NotPassed,
    /// The learner expects to pass.
    WillPass,
}

/// What became of a course certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CertificateState {
    /// The learner holds it.
    Held,
    /// It was revoked (rule A6).
    Revoked,
    /// It has not come yet.
    NotIssued,
    /// edX shows "not passing": the score fell below the passing score (rule C5).
    NotPassing,
    /// edX shows "unverified": it is earned and waits for approved photo ID (rule A8).
    Unverified,
}

/// How a learner left a session (rule A6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// Unenrolled.
    Unenrolled,
    /// The fee was refunded.
    Refunded,
    /// The enrollment was moved to another session.
    Deferred,
    /// The enrollment was moved to another course.
    Transferred,
}

/// A part of the score that counts again in a later session.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CarriedOver {
    /// Which part.
    pub part: ScorePart,
    /// Its score in percent.
    pub score: Percent,
}

/// The enrollment in the program itself (rule B6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProgramEnrollment {
    /// Enrolled on the paid mode.
    Verified,
    /// Enrolled on the free mode; the platform upgrades it when the courses are verified.
    Audit,
    /// Not enrolled, but going to.
    WillEnroll,
    /// Not enrolled.
    NotEnrolled,
}

/// The purchase of a program as a whole (rule E6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BundlePurchase {
    /// Whether it is paid.
    pub payment: PaymentState,
    /// When it was paid; from then on the months run in which it can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Moment>,
    /// What was paid, where it differs from the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_amount: Option<Amount>,
}

/// The state of the photo ID check (rule A8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PhotoId {
    /// Approved.
    Approved,
    /// The learner will have it approved if it is asked for.
    WillVerify,
    /// Not approved, and nothing is intended.
    NotApproved,
}

/// A country by its ISO 3166 code of two letters: `US`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Tsify)]
#[tsify(type = "string")]
pub struct Country([u8; 2]);

/// The text is not a country code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACountry;

impl std::str::FromStr for Country {
    type Err = NotACountry;

    fn from_str(text: &str) -> Result<Country, NotACountry> {
        let code: [u8; 2] = text.as_bytes().try_into().map_err(|_| NotACountry)?;
        let is_code = code.iter().all(u8::is_ascii_uppercase);
        if is_code { Ok(Country(code)) } else { Err(NotACountry) }
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).map_err(|_| std::fmt::Error)?)
    }
}

written_as_text!(
    Country,
    Expected::CountryCode,
    "An ISO 3166 code of two letters such as \"US\".",
    r"^[A-Z]{2}$"
);

/// A yearly income.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Income {
    /// How much.
    pub amount: Amount,
    /// In which currency.
    pub currency: Currency,
    /// How many units of that currency one unit of the tiers' currency buys, where they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units_per_tier_unit: Option<Rate>,
}

read_struct!(PlanFile { format, program, track, [courses], program_enrollment, bundle, [program_certificates], [revoked_program_certificates], photo_id, income, country, [set_aside] });
read_struct!(PlannedCourseFile { course, fee, [discounts], [runs], carried_over, used_for });
read_struct!(HeldDiscount { code, kind, amount, expires });
read_struct!(PlannedRunFile {
    run,
    platform,
    state,
    mode,
    payment,
    paid_amount,
    paid_on,
    result,
    score,
    coursework_score,
    exam_score,
    exam_taken,
    passed_on,
    certificate,
    certificate_on,
    left
});
read_words!(RunState { "planned" => Planned, "in_progress" => InProgress, "finished" => Finished });
read_words!(PaymentState { "paid" => Paid, "will_pay" => WillPay, "not_paid" => NotPaid });
read_words!(RunResult { "passed" => Passed, "not_passed" => NotPassed, "will_pass" => WillPass });
read_words!(CertificateState { "held" => Held, "revoked" => Revoked, "not_issued" => NotIssued, "not_passing" => NotPassing, "unverified" => Unverified });
read_words!(Leaving { "unenrolled" => Unenrolled, "refunded" => Refunded, "deferred" => Deferred, "transferred" => Transferred });
read_struct!(BundlePurchase { payment, on, paid_amount });
read_struct!(CarriedOver { part, score });
read_words!(ProgramEnrollment { "verified" => Verified, "audit" => Audit, "will_enroll" => WillEnroll, "not_enrolled" => NotEnrolled });
read_words!(PhotoId { "approved" => Approved, "will_verify" => WillVerify, "not_approved" => NotApproved });
read_struct!(Income { amount, currency, units_per_tier_unit });
