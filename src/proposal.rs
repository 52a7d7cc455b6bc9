//! The best ways to a program certificate: which courses, which session of each, and when to pay.
//!
//! [`propose`] finds the ways that are best by date, by cost and by weekly load, and those between
//! them, exactly. It has no rules of its own: what a session comes to is asked of the assessment, and
//! every way is a plan that was assessed like any other (rules F1 to F3).
//!
//! The way of the data: catalog, plan and wishes become a choice in whole numbers ([`instance`]), in
//! which [`search`] finds the best; what was chosen is put into the plan, and the plan is assessed.

pub mod instance;
pub mod judgment;
pub mod search;
pub mod wishes;
mod binding;
mod conflict;
mod model;
mod next;
mod repair;
mod slack;
mod ways;

use serde::Serialize;
use tsify::Tsify;

use crate::assessment::Assessment;
use crate::assessment::reason::Remedy;
use crate::catalog::Catalog;
use crate::id::{CourseId, ProgramId, RunId, TrackId};
use crate::moment::{Date, DateRange, Instant};
use crate::money::{Amount, AmountRange};
use crate::plan::format::{PhotoId, PlanFile, PlannedCourseFile, ProgramEnrollment};
use crate::proposal::ways::Question;
use crate::proposal::wishes::{Wish, Wishes};

pub use crate::proposal::repair::smallest_change;
pub use crate::proposal::slack::explain;

/// No more ways than this are shown: evenly spread over all that are not dominated.
pub const WAYS_MAX: usize = 12;

/// A safer way lets each certificate that is needed come so many days after its earliest date. How many
/// is our choice, and they are said with the way: "a few days to a few weeks or more" after the end is
/// all that the platform says, and no promise (rule C1).
pub const SAFE_DAYS: u32 = 28;

/// So many steps of the search are taken at most before it says that it did not finish: about two
/// seconds in a browser, and hundreds of times what the built-in programs take.
pub const STEPS_MAX: u64 = 200_000;

/// The best ways, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proposals {
    /// The instant for which they hold.
    pub now: Instant,
    /// The ways, the earliest first: none of them is at least as good as another in date, cost and
    /// peak load alike. At most [`WAYS_MAX`].
    pub ways: Vec<Way>,
    /// The place among the ways of the earliest one; among equals the cheapest, then the lightest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<usize>,
    /// The place of the cheapest one; among equals the earliest, then the lightest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cheapest: Option<usize>,
    /// The place of the one with the lightest load; among equals the earliest, then the cheapest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lightest: Option<usize>,
    /// How many ways there are that none dominates, those beyond the ones shown included.
    pub not_dominated: usize,
    /// Whether the search finished and the assessment refused none, so that the ways are the best there are.
    pub proven: bool,
    /// How many ways were found whose plans, once assessed, do not lead to the certificate. They are left out.
    pub refused: usize,
    /// Where the search did not finish: no way is earlier than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Date>,
    /// Where it did not finish: no way has less to pay, where all its fees are published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_below: Option<Amount>,
    /// Where it did not finish: no way takes fewer hours a week at its heaviest time, where all hours
    /// are stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_lighter: Option<u32>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_way: Option<NoWay>,
}

/// One way to the certificate: a whole plan, assessed.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Way {
    /// The learner's plan with everything that is to be done.
    pub plan: PlanFile,
    /// What the plan comes to.
    pub assessment: Assessment,
    /// When the program certificate comes: that of the assessment, and not before the certificates that the
    /// way counts on, where another one may count too.
    pub completion: DateRange,
    /// How many certificates that count have no known date. No session of their course can be counted
    /// on: none is published or projected (rule C6), all come too early or are kept out by a wish, or
    /// their closing dates are not known. Or whether they count is not settled (rules A12, B1, B5).
    pub undated: u32,
    /// What is still to pay: that of the assessment, without a most where something is not listed.
    pub to_pay: AmountRange,
    /// How many of the fees still to pay are not published (rule E2).
    pub unpublished_fees: u32,
    /// The most hours a week at any time. A course that states none is counted like the one of the
    /// program that states most; where none states any, it is 0.
    pub peak_hours: u32,
    /// How many courses at that time state no hours.
    pub peak_unstated: u32,
    /// How many courses at once at most, as far as their dates are known.
    pub courses_at_once: u32,
    /// How many of the sessions have no known dates of study. Nobody knows what they are beside, so that each
    /// counts by itself in `peak_hours`, `peak_unstated` and `courses_at_once`, and with any of them these say
    /// "at least".
    pub undated_sessions: u32,
    /// The sessions to study, by date, with those under way.
    pub sessions: Vec<WaySession>,
    /// What the way needs that sources name but do not list: its dates and fees are not known, and no plan
    /// can name it, so that the assessment may still ask for it.
    pub unlisted: Vec<String>,
    /// Courses that are taken before one whose knowledge is recommended first (rule F1).
    pub against_recommended: Vec<OrderBroken>,
    /// Certificates that are needed for registering and that may come later than is hoped.
    pub tight: Vec<Tight>,
    /// Where one of them is so close that it may come too late: the way to take instead so that none
    /// is; none where there is no such way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safer: Option<Safer>,
}

/// A way on which every certificate that is needed may come late.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Safer {
    /// So many days late: [`SAFE_DAYS`].
    pub days: u32,
    /// The learner's plan with everything that is to be done.
    pub plan: PlanFile,
    /// When the program certificate comes.
    pub completion: DateRange,
    /// How many certificates that count have no known date.
    pub undated: u32,
    /// What is still to pay.
    pub to_pay: AmountRange,
    /// The most hours a week at any time: as that of a [`Way`].
    pub peak_hours: u32,
    /// How many courses at that time state no hours.
    pub peak_unstated: u32,
    /// How many of the sessions have no known dates of study, and count by themselves.
    pub undated_sessions: u32,
}

/// A session of a way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaySession {
    /// The course.
    pub course: CourseId,
    /// The session; none where nobody has published it yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// The first day of study; none where it is not known. A session that waits for a certificate may be joined later:
    /// then what was missed is made up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day of study.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// The hours a week that the course states at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// The weeks that the course states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u32>,
    /// Whether its dates are projected (rule C6).
    pub projected: bool,
    /// Whether the learner expects to fail it.
    pub failed: bool,
    /// Whether it is under way.
    pub under_way: bool,
    /// Where the session is none that is known: what keeps those of the course from being counted on.
    pub unknown_deadlines: Vec<UnknownDeadline>,
}

/// A closing date that nobody states, so that nothing counts on the session (rule G).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnknownDeadline {
    /// The course.
    pub course: CourseId,
    /// Its session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// What closes on a day that is not known.
    pub closing: Closing,
}

/// What closes for a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// Enrollment.
    Enrollment,
    /// Upgrading to the Certificate track.
    Upgrade,
}

/// A course that is taken before another one is done whose knowledge is recommended first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderBroken {
    /// The course that is recommended first.
    pub first: CourseId,
    /// The course that is taken earlier.
    pub then: CourseId,
}

/// A certificate that is needed in time and has no stated latest date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tight {
    /// The course whose certificate is needed.
    pub first: CourseId,
    /// The course that it is needed for.
    pub then: CourseId,
    /// How many days lie between its earliest date and the end of registration.
    pub days: u32,
    /// Whether these are fewer than [`SAFE_DAYS`].
    pub close: bool,
}

/// Why no way leads to the certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoWay {
    /// The learner's wishes that together make it impossible, in sets from which none can be left out; each
    /// has to be settled, the smallest first. With more than eight wishes, sets that share no wish. None where it is impossible whatever is wished,
    /// for the reasons of `assessment`.
    pub conflicts: Vec<Conflict>,
    /// What the plan comes to as it is.
    pub assessment: Assessment,
    /// Courses that are needed and that no session was found for.
    pub without_session: Vec<CourseId>,
    /// The same for courses whose guaranteed attempts are used up: a further one is at the discretion of
    /// the course team, so that nothing is planned on it (rule A10).
    pub attempts_used: Vec<CourseId>,
    /// The same for courses that have sessions, but none to count on: what is not known of them.
    pub unknown_deadlines: Vec<UnknownDeadline>,
}

/// Wishes that no way meets together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conflict {
    /// The wishes: without any one of them, the others are met by some way once the other conflicts are
    /// settled.
    pub wishes: Vec<Obstacle>,
}

/// A wish that makes it impossible, with the nearest one that does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Obstacle {
    /// The wish.
    pub wish: Wish,
    /// What would do in its place, with all other wishes of its conflict as they are and the other
    /// conflicts settled by any of what is offered there; none where nothing would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<Relaxation>,
    /// All wishes with this one relaxed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relaxed: Option<Wishes>,
    /// Why nothing would do, where that is because something is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<NotKnown>,
    /// Whether nothing nearer would do for sure.
    pub proven: bool,
}

/// What is not known, so that no budget and no day is certain to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum NotKnown {
    /// Fees that are not published (rule E2), in the way that has the fewest of them.
    Fees {
        /// The courses whose fee it is; none where it is that of the program as a whole, or of a
        /// course that no source lists.
        courses: Vec<CourseId>,
    },
    /// Dates of certificates, since no session of their course is published, in the way that has the
    /// fewest of them (rule C6).
    Dates {
        /// The courses; none where something else has no date.
        courses: Vec<CourseId>,
    },
}

/// The nearest wish that can be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Relaxation {
    /// This day in place of the one wished.
    Day {
        /// The day.
        day: Date,
    },
    /// This many in place of the number wished: hours, courses, failures or days.
    Number {
        /// The number.
        number: u32,
    },
    /// This amount in place of the one wished.
    Amount {
        /// The amount.
        amount: Amount,
    },
    /// Without the wish.
    Without,
}

/// Why a way is not earlier, and what a failure would mean.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// What keeps the certificate from coming earlier: certificates without a date first, then what
    /// holds the latest of the dates, and what that waits for.
    pub binding: Vec<Binding>,
    /// For each course that is still to be passed: what if it is failed once (rule F3).
    pub slack: Vec<Slack>,
    /// The next three steps, what can be done now first: enrolling in the program and photo ID where they are to come,
    /// then what is to be joined and paid by a day, attempts that are expected to fail among it. A self-paced session is joined by the day on which the way begins it.
    pub next: Vec<Remedy>,
    /// The places in `next` of steps whose day no source states: it is the one by which the way holds.
    pub days_of_the_way: Vec<usize>,
    /// Whether every search for this finished: otherwise the certificate may come earlier for reasons
    /// that were not seen, and a failure may mean less.
    pub proven: bool,
}

/// What keeps the certificate from coming earlier.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Binding {
    /// A wish, or several that bind together: without them the certificate would come on `earliest`,
    /// and without fewer of them no earlier than with all.
    Wishes {
        /// The wishes, none of which can be kept.
        wishes: Vec<Wish>,
        /// The earliest date without them.
        earliest: DateRange,
    },
    /// No earlier session of this course can be joined.
    NoEarlierSession {
        /// The course whose certificate comes last.
        course: CourseId,
        /// Its session.
        run: Option<RunId>,
        /// When the session ends, where that is known.
        ends: Option<Date>,
        /// The terms in which the course was offered, by their titles in the catalog.
        terms: Vec<String>,
        /// Whether the session is projected.
        projected: bool,
    },
    /// Whoever sets the pace of this course cannot pass it earlier: it is begun as early as it can be.
    OwnPace {
        /// The course whose certificate comes last.
        course: CourseId,
        /// The day on which it is begun.
        from: Date,
        /// The day on which the weeks that it takes are over.
        to: Date,
    },
    /// These courses have earlier sessions, but no way takes all of them earlier.
    NotTogether {
        /// The courses whose certificates come last.
        courses: Vec<CourseId>,
    },
    /// An earlier session would do, but a certificate that it needs is not there in time.
    NeedsFirst {
        /// The course whose certificate comes last.
        course: CourseId,
        /// The earlier session.
        run: Option<RunId>,
        /// The course whose certificate is needed first.
        first: CourseId,
        /// When that certificate comes.
        first_from: DateRange,
        /// Whether the catalog says that it is needed. A capstone of which that is not stated concludes the
        /// program all the same, so that no way counts on an earlier session (rules B8, G).
        stated: bool,
    },
    /// The date of this certificate is not known, since no published session of its course fits.
    NotPublished {
        /// The course.
        course: CourseId,
    },
    /// The date of this certificate is not known, since nobody can count on a session of its course
    /// whose closing date is not stated.
    DeadlineNotPublished {
        /// The closing date.
        deadline: UnknownDeadline,
    },
    /// There are earlier sessions, but it is not certain that they can still be joined and paid (rules C7, G).
    NotCountedOn {
        /// The course whose certificate comes last.
        course: CourseId,
        /// The sessions.
        runs: Vec<RunId>,
    },
    /// There are earlier sessions, and nobody says when their certificates come (rules C3, G).
    NotDated {
        /// The course whose certificate comes last.
        course: CourseId,
        /// The sessions.
        runs: Vec<RunId>,
    },
    /// The session is known, and nobody says when its certificate comes (rule G).
    DateNotStated {
        /// The course.
        course: CourseId,
    },
    /// Whether this certificate counts is not settled, and so neither is the date (rules A12, B5, G).
    MayNotCount {
        /// The course.
        course: CourseId,
    },
    /// The certificate of a nested program is needed itself, and nothing says when it comes (rule B1).
    ProgramCertificate {
        /// The nested program.
        program: ProgramId,
    },
    /// Another way would be earlier, but costs more or is heavier.
    AnotherWay {
        /// The earliest date there is.
        earliest: DateRange,
        /// What is then still to pay.
        to_pay: AmountRange,
        /// The most hours a week at any time then: as that of a [`Way`].
        peak_hours: u32,
        /// How many courses at that time state no hours.
        peak_unstated: u32,
        /// How many of its sessions have no known dates of study, and count by themselves.
        undated_sessions: u32,
    },
}

/// What a failure in one course would mean: it is failed once in the session of the way, which is known
/// on the last day of that session, or of the learner's own work in one that is self-paced.
///
/// What has begun or was to be paid by then stays, and what has closed by then cannot be joined, nor what
/// has started and does not say when it closes. The course is taken again in another session, or one
/// course in its place where that is earlier; the rest of the way stays as far as that leaves it possible.
/// Of the fewest changes it is the earliest, then the cheapest; where a way leads there without any, only later, it is
/// what one change makes earlier. A wished day or budget may be missed.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slack {
    /// The course.
    pub course: CourseId,
    /// When the certificate comes then, never earlier than by the way; none where no way is left under
    /// the other wishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completion: Option<DateRange>,
    /// By how many days that is later, where both dates are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_later: Option<u32>,
    /// What is then to be paid beyond the way as it is: the repeat, and what must change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<AmountRange>,
    /// The hours a week at the heaviest time then, where these are more than by the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heavier: Option<u32>,
    /// Whether no way is left because a further attempt is at the discretion of the course team (rule
    /// A10).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[tsify(optional)]
    pub attempts_used: bool,
    /// The sessions that are taken then and not by the way: of the course, or of one in its place, and of what has
    /// to move.
    pub taken: Vec<WaySession>,
    /// The wishes of a day and of a budget that are then not sure to be kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[tsify(optional)]
    pub missed: Vec<Wish>,
    /// The whole way that is left then; none where no way is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Way>,
}

/// The fewest changes that make a plan lead to the certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Repair {
    /// The changes; none where the plan leads there as it is.
    pub changes: Vec<Change>,
    /// The plan with all of them, and what it comes to; none where no changes help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repaired: Option<Way>,
    /// The courses whose results the plan leaves open: the repaired plan counts on passing them (rule G).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[tsify(optional)]
    pub counts_on_passing: Vec<CourseId>,
    /// Whether fewer changes certainly do not do.
    pub proven: bool,
}

/// One change of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// What is to be done, by when and for how much.
    pub remedy: Remedy,
    /// What the plan has in place of what it had.
    pub edit: Edit,
}

/// What a change puts into the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields carry the words of the plan format")]
pub enum Edit {
    /// This entry for its course.
    Course { course: PlannedCourseFile },
    /// This enrollment in the program itself.
    ProgramEnrollment { program_enrollment: ProgramEnrollment },
    /// This state of the photo ID.
    PhotoId { photo_id: PhotoId },
    /// This program track in place of the one that the plan goes for (rule B4).
    Track { track: TrackId },
}

/// Finds the best ways for a plan that was checked against the catalog.
///
/// ```
/// use certificate_planner::catalog::Catalog;
/// use certificate_planner::plan::format::PlanFile;
/// use certificate_planner::proposal::propose;
/// use certificate_planner::proposal::wishes::Wishes;
///
/// let catalog = Catalog::read(include_str!(concat!(
///     env!("CARGO_MANIFEST_DIR"),
///     "/www/catalogs/mitx-dedp.json"
/// )));
/// let catalog = catalog.catalog.expect("a built-in catalog has no problem");
/// // One of five certificates is held; the yearly income is 30,000 dollars.
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
/// let plan = PlanFile::parse(text).expect("the plan has no problem");
/// let now = "2026-11-21T12:00:00Z".parse().expect("an instant");
/// let proposals = propose(&catalog, &plan, &Wishes::default(), now);
/// let cheapest = proposals.cheapest.expect("a way");
/// // Four courses are left, and with that income each of them costs 350 dollars (rule E3).
/// assert_eq!(proposals.ways[cheapest].to_pay.low.to_string(), "1400.00");
/// ```
#[must_use]
pub fn propose(catalog: &Catalog, plan: &PlanFile, wishes: &Wishes, now: Instant) -> Proposals {
    ways::propose(Question { catalog, plan, wishes, now }, STEPS_MAX)
}
