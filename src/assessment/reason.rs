//! Why a verdict is as it is: reasons by type, each with its rule, the facts that decided, their
//! source and the remedy. The sentences are made elsewhere, from these.

use serde::Serialize;
use tsify::Tsify;

use crate::catalog::format::{Citation, Platform};
use crate::id::{CourseId, ProgramId, RunId, TrackId};
use crate::moment::Moment;
use crate::money::{Amount, AmountRange, Currency, Money};
use crate::plan::format::{EnrollmentMode, Leaving};
use crate::rule::Rule;
use crate::score::{Percent, ScorePart};
use crate::truth::Truth;

/// One reason.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// The rule that was applied.
    pub rule: Rule,
    /// How it bears on the verdict.
    pub effect: Effect,
    /// The facts that decided.
    pub because: Because,
    /// The catalog's sources of those facts; empty where the learner stated them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[tsify(optional)]
    pub sources: Vec<Citation>,
    /// What would help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
}

/// How a reason bears on the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It speaks for the certificate.
    For,
    /// It stands in the way.
    Against,
    /// It leaves the verdict open.
    Open,
    /// It is good to know.
    Note,
}

/// The facts behind a reason.
///
/// `run` is the session; it is absent where the learner did not say which.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each variant is documented; its fields carry the words of the field"
)]
pub enum Because {
    /// The learner holds the course certificate.
    CertificateHeld { run: Option<RunId>, on: Option<Moment> },
    /// The course certificate was revoked.
    CertificateRevoked { run: Option<RunId> },
    /// The certificate reads "not passing": it was revoked because the score fell, or never came.
    CertificateNotPassing { run: Option<RunId>, finished: bool },
    /// The certificate is earned and waits for approved photo ID.
    CertificateAwaitsPhotoId { run: Option<RunId> },
    /// A certificate is held and the session is not passed: edX revokes it, and with it the program
    /// certificates that used it.
    FailingScoreRevokes { run: Option<RunId> },
    /// The session's certificate counts for programs in another mode only.
    ModeNotCounted { run: Option<RunId>, mode: EnrollmentMode, asked: EnrollmentMode },
    /// The learner left the session, so it no longer counts.
    RunLeft { run: Option<RunId>, how: Leaving },
    /// The certificate was earned on another platform.
    CertificateFromElsewhere { platform: Platform, counts: Truth },
    /// Audit earns no certificate.
    AuditEarnsNothing { run: Option<RunId> },
    /// The enrollment track is not stated.
    ModeNotStated { run: Option<RunId> },
    /// This mode earns no certificate, or it is not known whether it does.
    ModeNotEligible { run: Option<RunId>, mode: EnrollmentMode, eligible: Truth },
    /// The session cannot be taken on the Certificate track.
    NoCertificateTrack { run: Option<RunId> },
    /// It is too late to upgrade or pay in this session.
    UpgradeDeadlinePassed { run: Option<RunId>, deadline: Option<Moment> },
    /// Whether it is too late is open: the deadline is that day, and its time is not published.
    UpgradeDeadlineToday { run: Option<RunId>, deadline: Moment },
    /// The upgrade deadline is not published.
    UpgradeDeadlineNotPublished { run: Option<RunId> },
    /// Whether the fee is paid is not stated.
    PaymentNotStated { run: Option<RunId> },
    /// The fee is not paid.
    NotPaid { run: Option<RunId> },
    /// The learner will pay the fee.
    WillPay { run: Option<RunId>, by: Option<Moment> },
    /// The fee is paid.
    Paid { run: Option<RunId>, on: Option<Moment> },
    /// The platform says: passed.
    PlatformSaysPassed { run: Option<RunId> },
    /// The platform says: not passed.
    PlatformSaysNotPassed { run: Option<RunId> },
    /// The learner expects to pass.
    PassExpected { run: Option<RunId>, passing: Option<Percent> },
    /// The learner expects not to pass.
    FailureExpected { run: Option<RunId> },
    /// The score reaches the passing score.
    ScorePasses {
        run: Option<RunId>,
        score: Percent,
        rounded: Percent,
        passing: Percent,
        expected: bool,
    },
    /// The score does not reach the passing score.
    ScoreTooLow {
        run: Option<RunId>,
        score: Percent,
        rounded: Percent,
        passing: Percent,
        expected: bool,
    },
    /// The scores of the two parts, and what they add up to.
    PartScores {
        run: Option<RunId>,
        coursework: Option<Percent>,
        exam: Option<Percent>,
        low: Percent,
        high: Percent,
        passing: Percent,
        passes: Truth,
    },
    /// The passing score, or the weights of the two parts, is not published.
    PassingScoreNotPublished { run: Option<RunId> },
    /// Whether the session was passed, or will be, is not stated.
    ResultNotStated { run: Option<RunId> },
    /// The proctored exam is not taken.
    ExamNotTaken { run: Option<RunId> },
    /// A part of the score is carried over on request.
    CarriedOver { part: ScorePart, score: Percent, allowed: Truth },
    /// Enrollment in the session is closed.
    EnrollmentClosed { run: Option<RunId>, on: Option<Moment> },
    /// Whether enrollment is still open is not known.
    EnrollmentEndNotPublished { run: Option<RunId> },
    /// The session has ended: it can be read, but earns nothing.
    RunEnded { run: Option<RunId>, on: Option<Moment> },
    /// The catalog does not list the session, so its dates are not known.
    RunNotListed { run: Option<RunId> },
    /// The session's dates are projected from earlier years.
    RunProjected { run: RunId },
    /// Two sessions of the course overlap, which the platform does not allow.
    RunsOverlap { first: RunId, second: RunId },
    /// Attempts used against attempts guaranteed.
    AttemptsUsed { used: u32, guaranteed: u32 },
    /// The course is paid for more than once: a payment is tied to one session.
    PaidAgain { times: u32 },
    /// Whether approved photo ID is needed, and whether it is there.
    PhotoIdNeeded { required: Truth },
    /// The course is not in the plan.
    NotInPlan,
    /// The course is not offered any more.
    NotOffered,
    /// Whether the course will be offered again is not known.
    OfferNotKnown,
    /// No coming session is published, and none can be projected.
    NoRunPublished,
    /// Certificates are released on or after the end of the session.
    ReleasedAfterEnd { run: Option<RunId>, from: Option<Moment>, proctored_exam: Option<bool> },
    /// The session shows certificates as soon as they are earned.
    ReleasedAtOnce { run: Option<RunId>, passed_on: Option<Moment> },
    /// The session never ends and has no certificate date, so the platform releases none.
    NoReleaseDate { run: Option<RunId> },
    /// The platform's schedule looks at the session's certificates until then, and the pass came later.
    ReleaseWindowPassed { run: Option<RunId>, until: Moment },
    /// Certificates of this session count towards no program.
    CountsForNoProgram { run: Option<RunId> },
    /// The session has no paid mode, so that a pass counts towards the program by itself.
    PassCountsForProgram { run: Option<RunId> },
    /// Certificates are released to each learner after passing.
    ReleasedIndividually { run: Option<RunId>, passed_on: Option<Moment> },
    /// Certificates are released to each learner after passing and peer assessment.
    ReleasedAfterPeerAssessment { run: Option<RunId>, passed_on: Option<Moment> },
    /// How this course releases certificates is not stated; its courseware says.
    ReleaseNotStated { run: Option<RunId> },
    /// A course whose knowledge or certificate comes first is not done before this one.
    PrerequisiteNotDone { first: CourseId, required: bool },
    /// The certificate is older than the program allows.
    CertificateTooOld { course: CourseId, on: Moment, until: Moment },
    /// The certificate counts until then.
    CertificateCountsUntil { course: CourseId, until: Moment },
    /// The date of the certificate is not stated, and the program counts its age.
    CertificateDateNotStated { course: CourseId },
    /// The course was completed too late to count here.
    CompletedTooLate { course: CourseId, before: Moment },
    /// Whether the course was completed in time to count here is not known.
    CompletionDateNotStated { course: CourseId, before: Moment },
    /// The course is used for another program and counts for only one.
    CountsForOtherProgram { course: CourseId, program: ProgramId },
    /// The course counts for this program or the other, not for both.
    CountsForOnlyOne { course: CourseId, program: ProgramId },
    /// The program certificate is held.
    ProgramCertificateHeld,
    /// The program certificate was revoked, and the platform issues no other.
    ProgramCertificateRevoked,
    /// Every part of the requirement is met, or will be.
    RequirementMet { held: bool },
    /// Each place has a course, but a course would have to fill two places, and may fill one only.
    PlacesNotFilledApart,
    /// Courses that are needed in any case and that the plan does not earn.
    CoursesLacking { courses: Vec<CourseId> },
    /// A group of the requirement is not met by the plan: `held` certificates are there, `planned`
    /// more will be, and of `open` others it is not known.
    GroupNotMet { title: Option<String>, needed: u32, held: u32, planned: u32, open: u32 },
    /// No program track is met as a whole.
    TrackNotMet { track: TrackId, title: String, needed: u32, held: u32, planned: u32, open: u32 },
    /// Too few of the chosen courses are advanced, or it is not known which are.
    AdvancedNotMet { needed: u32, known: u32, passes: Truth },
    /// The platform cannot read a group of the requirement and so issues no certificate for it.
    GroupUnreadable { title: Option<String> },
    /// Sources name courses as required but do not list them.
    CoursesNotListed { title: String },
    /// The certificate of a nested program is needed.
    NestedCertificateNeeded { program: ProgramId },
    /// The learner is not enrolled in the program itself.
    NotEnrolledInProgram,
    /// Whether the learner is enrolled in the program itself is not stated.
    ProgramEnrollmentNotStated,
    /// The learner is enrolled in the program itself, or will be.
    EnrolledInProgram { planned: bool },
    /// The platform upgrades the program enrollment when the courses are verified.
    ProgramEnrollmentUpgrades,
    /// The program is retired.
    Retired,
    /// Whether the program can still be earned is not known.
    ProgramOfferNotKnown,
    /// The capstone needs the other certificates first.
    CapstoneNeedsOthers { course: CourseId },
    /// Registration for the capstone's session closes, or it starts, before the other certificates
    /// are there.
    CapstoneBeforeOthers { course: CourseId, by: Moment, others_from: Moment },
    /// The program certificate follows the last course certificate.
    FollowsLastCertificate { course: Option<CourseId> },
    /// A second certificate of one course can date the program certificate later: as late as
    /// `latest`, where the dates of all of them are known.
    SecondCertificateMayDelay { course: CourseId, latest: Option<Moment> },
    /// The fee is not published; the last known one is given where there is one.
    FeeNotPublished { course: CourseId, last_known: Option<Money> },
    /// The order of magnitude that edX stated in 2016 for a whole program.
    FeeOrderOfMagnitude { low: Money, high: Money },
    /// The fee of the learner's income tier, and whether documents are asked for.
    IncomeTier { income_from: Amount, fee: Amount, currency: Currency, documents: Truth },
    /// The fee depends on the income, which is not stated.
    IncomeNotStated { low: Amount, high: Amount, currency: Currency },
    /// The income is in another currency, and its rate is not stated.
    ExchangeRateNotStated { from: Currency, to: Currency },
    /// Aid that cannot be counted on.
    UncertainAid { text: String },
    /// A fee in another currency, which is not added to the total.
    OtherCurrency { course: CourseId, fee: Money },
    /// The fee with the best of the learner's discounts, which holds until then; the list price is
    /// absent where it is not known, and then the fee is the most it can be.
    DiscountApplied {
        course: CourseId,
        code: Option<String>,
        list: Option<Money>,
        fee: Money,
        until: Option<Moment>,
    },
    /// A discount that changes nothing: it has expired, or another price is as low.
    DiscountNotUsed { course: CourseId, code: Option<String>, expired: Option<Moment> },
    /// The platform's sum for the discount goes below zero; the fee is taken to be zero.
    DiscountBelowZero { course: CourseId, code: Option<String> },
    /// The fee is refunded until then, unless the course is completed; where the session's start is
    /// not known, at least until then, or it is not known whether still.
    Refund { course: CourseId, run: Option<RunId>, until: Option<Moment>, start_known: bool },
    /// All courses at once have a price of their own. Bought now, it can be used until then; it saves
    /// so much of what is still to pay and can be upgraded, where it saves anything, and upgrades
    /// these enrollments at once.
    BundlePrice {
        price: Money,
        saving: Option<AmountRange>,
        upgrades: Vec<Seat>,
        until: Option<Moment>,
    },
}

/// An enrollment in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Seat {
    /// The course.
    pub course: CourseId,
    /// The session.
    pub run: RunId,
}

/// What would help, with its date and fee where they are known.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remedy {
    /// What to do.
    pub action: Action,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Moment>,
    /// For how much, in the currency of the assessment's cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<AmountRange>,
    /// Whether the dates are projected from earlier years.
    pub projected: bool,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each variant is documented; its fields carry the words of the field"
)]
pub enum Action {
    /// Upgrade from Audit to Certificate in this session.
    Upgrade { course: CourseId, run: Option<RunId> },
    /// Pay the fee of this session.
    Pay { course: CourseId, run: Option<RunId> },
    /// Enroll in this session on the Certificate track.
    Enroll { course: CourseId, run: Option<RunId>, starts: Option<Moment> },
    /// Take a later session on the Certificate track; `run` is the next one that is known.
    TakeLaterRun { course: CourseId, run: Option<RunId>, starts: Option<Moment> },
    /// Add `count` of these courses, on the Certificate track.
    AddCourses { courses: Vec<CourseId>, count: u32 },
    /// Choose a program track and earn what it still needs (rule B4).
    ChooseTrack { tracks: Vec<TrackChoice> },
    /// Ask the program team which courses these are, which no source lists.
    AskWhichCourses { title: String },
    /// Ask the platform whether the program can still be earned, before paying for anything.
    AskIfOffered { program: ProgramId },
    /// Enroll in the program itself.
    EnrollInProgram { program: ProgramId },
    /// Buy the program as a whole (rule E6); `from` is the first day on which that will do.
    BuyProgram { program: ProgramId, from: Option<Moment> },
    /// Have photo ID approved.
    VerifyPhotoId,
    /// Ask the course team: another attempt is at their discretion.
    AskCourseTeam { course: CourseId },
    /// Ask the platform's support to issue the certificate.
    AskSupport { course: CourseId },
    /// Earn the certificate of a nested program.
    EarnProgram { program: ProgramId },
    /// Take one session of the two at a time.
    DropOverlappingRun { course: CourseId, run: RunId },
}

/// A program track with what it still needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrackChoice {
    /// The program track.
    pub track: TrackId,
    /// Its title.
    pub title: String,
    /// The courses that would do.
    pub courses: Vec<CourseId>,
    /// How many of them it still needs.
    pub count: u32,
}

impl Action {
    /// When the session that it is about starts, or from when on it is to be done.
    #[must_use]
    pub fn starts(&self) -> Option<Moment> {
        match self {
            Action::Enroll { starts, .. } | Action::TakeLaterRun { starts, .. } => *starts,
            Action::BuyProgram { from, .. } => *from,
            Action::Upgrade { .. }
            | Action::Pay { .. }
            | Action::AddCourses { .. }
            | Action::ChooseTrack { .. }
            | Action::AskWhichCourses { .. }
            | Action::AskIfOffered { .. }
            | Action::EnrollInProgram { .. }
            | Action::VerifyPhotoId
            | Action::AskCourseTeam { .. }
            | Action::AskSupport { .. }
            | Action::EarnProgram { .. }
            | Action::DropOverlappingRun { .. } => None,
        }
    }
}

/// A fact that is not known and would settle something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissingFact {
    /// Which.
    pub fact: Unknown,
    /// How many open answers of this assessment it would settle on its own, of the verdicts that
    /// are undetermined; facts that settle most come first.
    pub settles: u32,
}

/// The kinds of fact that can be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each variant is documented; its fields carry the words of the field"
)]
pub enum Unknown {
    /// Whether a session was, or will be, passed.
    Result { course: CourseId, run: Option<RunId> },
    /// The enrollment track of a session.
    Mode { course: CourseId, run: Option<RunId> },
    /// Whether a session is paid.
    Payment { course: CourseId, run: Option<RunId> },
    /// When a self-paced session was, or will be, passed.
    PassedOn { course: CourseId, run: Option<RunId> },
    /// The passing score.
    PassingScore { course: CourseId },
    /// The upgrade deadline of a session.
    UpgradeDeadline { course: CourseId, run: Option<RunId> },
    /// The end of enrollment of a session.
    EnrollmentEnd { course: CourseId, run: Option<RunId> },
    /// Whether a session that the catalog does not list takes place.
    SessionExists { course: CourseId, run: RunId },
    /// When a session ends.
    EndDate { course: CourseId, run: Option<RunId> },
    /// How a course releases its certificates.
    ReleasePolicy { course: CourseId },
    /// Whether a certificate is still issued that the schedule passed over.
    LateCertificate { course: CourseId, run: Option<RunId> },
    /// Whether a mode earns certificates here.
    ModeEligibility { course: CourseId, mode: EnrollmentMode },
    /// Whether a course will be offered again.
    CourseOffered { course: CourseId },
    /// Whether a certificate of another platform counts.
    ElsewhereCounts { course: CourseId, platform: Platform },
    /// When a certificate was issued, or the course completed.
    CompletedOn { course: CourseId },
    /// Whether a course is advanced.
    Advanced { course: CourseId },
    /// Whether a further attempt is granted.
    FurtherAttempt { course: CourseId },
    /// The courses that sources name but do not list.
    UnlistedCourses { title: String },
    /// Whether the certificate of a nested program is there, or will be.
    NestedCertificate { program: ProgramId },
    /// Whether the learner is enrolled in the program itself.
    ProgramEnrollment,
    /// Whether the program asks for enrollment in itself.
    ProgramEnrollmentRule,
    /// Whether the program can still be earned.
    ProgramOffered,
    /// Whether photo ID is approved.
    PhotoId,
    /// Whether photo ID is asked for.
    PhotoIdRule,
    /// The fee of a course.
    Fee { course: CourseId },
    /// The learner's income.
    Income,
}
