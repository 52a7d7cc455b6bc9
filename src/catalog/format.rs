//! The catalog file as it is written: the only input format, unchecked.
//!
//! Keys that the source does not state are left out; nothing is filled in (rule G).

use crate::json::Value;
use serde::Serialize;
use tsify::Tsify;

use crate::grading::stated::GradingFile;
use crate::id::{CourseId, ProgramId, RunId, SourceId, TermId, TrackId};
use crate::moment::{Date, Moment};
use crate::money::{Amount, Currency, Money};
use crate::platform::edx::mode::EnrollmentMode;
pub use crate::platform::edx::release::{DisplayBehavior, Pacing};
use crate::problem::{Expected, Fault, Problems};
use crate::read::{
    Object, Place, Read, parse_file, read_struct, read_words, written_as_text, wrong_type,
};
use crate::score::{Percent, ScorePart, ScoreParts};

/// A catalog: the programs of one platform, with the courses they need.
#[derive(Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogFile {
    /// The address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of this format: 1.
    pub format: u32,
    /// What the catalog is called.
    pub title: String,
    /// The platform, whose rules apply where the catalog states no other.
    pub platform: Platform,
    /// The IANA name of the platform's time zone, used for showing dates only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// The day on which the facts were collected.
    pub as_of: Date,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// The terms of the year, for projecting sessions that are not published yet (rule C6).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// The courses.
    pub courses: Vec<CourseFile>,
    /// The programs.
    pub programs: Vec<ProgramFile>,
}

/// A platform, and with it a profile of default rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// MITx Online, with MIT Learn.
    MitxOnline,
    /// edX.org and other sites that run Open edX with its default rules.
    Edx,
    /// Any other site: enrollment in the program, photo ID and honor certificates are not known
    /// unless the catalog states them; dates and the paid modes follow Open edX.
    Other,
}

/// Where facts come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name by which facts refer to it.
    pub id: SourceId,
    /// What it is.
    pub title: String,
    /// Its address (`https:` only); left out where it has none that can be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was written or true: a year, a month or a day; left out where it shows none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
}

/// How far a fact can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The platform's own statement, true as of its newest source.
    Current,
    /// From a learner, an aggregator or a listing.
    Secondary,
    /// True at the source's date; may have changed since.
    Historic,
}

/// A source as it is cited for a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// How far the fact can be relied on.
    pub status: Status,
}

/// A value with its source.
#[derive(Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// The source that states it.
    pub source: SourceId,
    /// How far it can be relied on.
    pub status: Status,
    /// What a reader must know beside the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A year, a month or a day: `2021`, `2021-09` or `2021-09-29`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartialDate(
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}(-\d{2}(-\d{2})?)?$")))] String,
);

/// A day of any year, written `MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Tsify)]
#[tsify(type = "string")]
pub struct DayOfYear {
    month: u32,
    day: u32,
}

/// A date that the platform may have, or may have set to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Tsify)]
#[tsify(type = "string")]
pub enum Stated {
    /// This date.
    At(Moment),
    /// The source says that there is none, so that nothing ever closes or opens.
    None,
}

/// A term of the year and the dates that its sessions had, for projection (rule C6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The start of the ids of the term's sessions: `1T` for `1T2027`.
    pub id: TermId,
    /// What learners call it, such as `Spring`.
    pub title: String,
    /// The day on which its sessions start.
    pub start: DayOfYear,
    /// The day on which they end; in the next year if earlier than the start.
    pub end: DayOfYear,
    /// The last day of enrollment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrollment_end: Option<DayOfYear>,
    /// The upgrade deadline (payment deadline).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upgrade_deadline: Option<DayOfYear>,
    /// The day on which certificates become available.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_available: Option<DayOfYear>,
    /// The source of the pattern.
    pub source: SourceId,
    /// How far it can be relied on.
    pub status: Status,
    /// What a reader must know beside the dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A course.
#[derive(Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CourseFile {
    /// Its number.
    pub id: CourseId,
    /// Its title.
    pub title: String,
    /// Its page (`https:` only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether it is a capstone: a course or exam that needs the other certificates first (rule B8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capstone: Option<Fact<Capstone>>,
    /// Whether it will be offered again; where left out, the program's statement counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered: Option<Fact<bool>>,
    /// How its sessions are paced, where a session states no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pacing: Option<Fact<Pacing>>,
    /// When its certificates are released (rules C1, C2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_release: Option<Fact<Release>>,
    /// Whether it has a proctored exam, whose processing takes time (rule C1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proctored_exam: Option<Fact<bool>>,
    /// The fee of one session on the Certificate track, where a session states no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fact<Money>>,
    /// The passing score in percent (rule A4), where the grading policy states none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passing_score: Option<Fact<Percent>>,
    /// The grading policy: weights, cutoffs, and the parts of the score (rules D3 to D8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grading: Option<Fact<GradingFile>>,
    /// The parts of the score that can be carried into a later session on request (rule A11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_over: Option<Fact<Vec<ScorePart>>>,
    /// Whether it counts as an advanced elective (rule B5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advanced: Option<Fact<bool>>,
    /// How many weeks a session lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<Fact<u32>>,
    /// How many hours a week it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_week: Option<Fact<HoursRange>>,
    /// The terms in which it was offered (rule C6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms_offered: Option<Fact<Vec<TermId>>>,
    /// The courses that come before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prerequisites: Vec<Prerequisite>,
    /// How many attempts are guaranteed, each of them paid (rule A10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts_guaranteed: Option<Fact<u32>>,
    /// Whether two of its sessions may be taken at the same time (rule A13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub simultaneous_sessions: Option<Fact<bool>>,
    /// The other platforms whose certificates for this course count here too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts_certificates_of: Option<Fact<Vec<Platform>>>,
    /// What else a learner should know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Fact<String>>,
    /// Its sessions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<RunFile>,
}

/// What a capstone needs before it can be taken (rule B8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Capstone {
    /// The certificates of all other requirements.
    AfterAllOthers,
    /// It concludes the program; what it needs first is not stated.
    NotStated,
}

/// When certificates are released (rules C1, C2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// To all on or after the end of the session.
    AfterEnd,
    /// To each learner after passing, typically within 24 to 48 hours.
    Individually,
    /// To each learner after passing, with time for peer assessment that is not stated.
    IndividuallyWithPeerAssessment,
}

/// A range of hours a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HoursRange {
    /// The least.
    pub min: u32,
    /// The most.
    pub max: u32,
}

/// A course that comes before another.
#[derive(Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Prerequisite {
    /// The course that comes first.
    pub course: CourseId,
    /// Whether the platform insists on it.
    pub strength: Strength,
    /// The source that states it.
    pub source: SourceId,
    /// How far it can be relied on.
    pub status: Status,
    /// What a reader must know beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Whether an order of courses is enforced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// The certificate of the first is needed to join the second.
    Required,
    /// The knowledge is needed; the platform lets one join without.
    Recommended,
}

/// A course run: one session of a course, with its dates. Its source covers every key of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RunFile {
    /// Its id within the course, such as `1T2027`.
    pub id: RunId,
    /// The first day of the course.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// The course end date; `none` where the session never ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Stated>,
    /// The start of enrollment; `none` where enrollment does not open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrollment_start: Option<Stated>,
    /// The end of enrollment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrollment_end: Option<Stated>,
    /// The last moment to upgrade from Audit to Certificate (payment deadline).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upgrade_deadline: Option<Stated>,
    /// The certificate available date (rule C3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_available: Option<Moment>,
    /// When its certificates show, as set in Studio; on MITx Online without effect (rule C3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_display: Option<DisplayBehavior>,
    /// The mode whose certificate counts for programs, where the source states it (rule A1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_mode: Option<EnrollmentMode>,
    /// How it is paced, where it differs from the course.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pacing: Option<Pacing>,
    /// Whether it can be taken on the Certificate track at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_track: Option<bool>,
    /// Whether the Certificate track is on sale; who has paid is not concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_sale: Option<bool>,
    /// Whether it counts towards programs; a variant for an industry or of another length does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_for_programs: Option<bool>,
    /// Its fee, where it differs from the course's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// The source that states it.
    pub source: SourceId,
    /// How far it can be relied on.
    pub status: Status,
    /// What a reader must know beside its dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A program: what earns one program certificate.
#[derive(Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgramFile {
    /// Its id.
    pub id: ProgramId,
    /// Its title.
    pub title: String,
    /// Its page (`https:` only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What its certificate is called.
    pub credential: Credential,
    /// Whether it can still be earned (rule B7); left out, it is not known, and every answer about the
    /// program stays undetermined unless its certificate is held or out of reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered: Option<Fact<bool>>,
    /// What must be met (rule B1).
    pub requirement: Fact<RequirementFile>,
    /// Whether the learner must be enrolled in the program itself, where it differs from the
    /// platform's rule (rule B6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrollment_required: Option<Fact<bool>>,
    /// Whether it has a paid enrollment mode, so that as part of another program it counts by its
    /// certificate only (rule B1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_mode: Option<Fact<bool>>,
    /// Whether approved photo ID is needed for its certificates (rule A8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo_id_required: Option<Fact<bool>>,
    /// Whether an honor enrollment earns certificates, where the platform's rule is not known
    /// (rule A1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub honor_certifies: Option<Fact<bool>>,
    /// Whether a course fills at most one place of the requirement (rule B2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course_fills_one_place: Option<Fact<bool>>,
    /// The fee of each of its courses by the learner's income (rule E3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income_tiers: Option<Fact<IncomeTiers>>,
    /// The price for all its courses at once (rule E6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle_price: Option<Fact<Money>>,
    /// How many months after its purchase a bundle can be used, where it differs from the
    /// platform's rule (rule E6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle_months: Option<Fact<u32>>,
    /// How many days after the payment or the start of a session, whichever is later, its fee is
    /// refunded, where it differs from the platform's rule (rule E7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_days: Option<Fact<u32>>,
    /// How many years a course certificate counts, up to the day of the capstone (rule A12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificates_count_years: Option<Fact<u32>>,
    /// Aid that is drawn by lot or applied for, never certain (rule E5).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncertain_aid: Vec<Fact<String>>,
    /// Where the certificate can count towards a degree, if the learner applies and is admitted
    /// (rule B9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credit_pathways: Vec<Fact<String>>,
    /// What else a learner should know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Fact<String>>,
}

/// What a program's certificate is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Credential {
    /// MicroMasters program credential.
    Micromasters,
    /// Program certificate.
    ProgramCertificate,
}

/// A requirement: a tree of groups with courses and programs as leaves (rule B1).
#[derive(Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RequirementFile {
    /// Every child must be met.
    AllOf {
        /// What the group is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// The children.
        of: Vec<RequirementFile>,
    },
    /// At least `number` children must be met.
    MinNumberOf {
        /// What the group is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// How many.
        number: u32,
        /// How many of the chosen courses must be advanced (rule B5).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        advanced: Option<u32>,
        /// The children.
        of: Vec<RequirementFile>,
    },
    /// One program track must be met as a whole (rule B4).
    OneTrackOf {
        /// What the group is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// The program tracks.
        tracks: Vec<TrackFile>,
    },
    /// A course certificate.
    Course {
        /// The course.
        course: CourseId,
        /// It counts only if completed before this (rule B5).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        completed_before: Option<Moment>,
        /// It counts for only one of this program and these others (rule B5).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        not_also_for: Vec<ProgramId>,
    },
    /// The certificate of a nested program.
    Program {
        /// The nested program.
        program: ProgramId,
    },
    /// Courses that the sources name as required but do not list.
    Unlisted {
        /// What is known of them.
        title: String,
    },
    /// A group whose rule the platform itself cannot read, and so never counts as met (rule B3).
    Unreadable {
        /// What the group is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// Whether the platform fails over it wherever it comes to it, so that no program
        /// certificate is issued, whatever else is met.
        stops_program: bool,
        /// The children.
        of: Vec<RequirementFile>,
    },
}

/// A program track: one alternative of a program (rule B4).
#[derive(Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrackFile {
    /// Its id within the program.
    pub id: TrackId,
    /// Its title.
    pub title: String,
    /// What it needs beside the rest of the program.
    pub requirement: Box<RequirementFile>,
}

/// Fees by yearly income, each for one course session (rule E3).
#[derive(Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IncomeTiers {
    /// The currency of incomes and fees.
    pub currency: Currency,
    /// The tiers, by rising income, the first from 0.
    pub tiers: Vec<IncomeTier>,
    /// The incomes above which no documents are asked for, by country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<IncomeApproval>,
}

/// One tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IncomeTier {
    /// It holds from this yearly income on, this one included.
    pub income_from: Amount,
    /// The fee of a course session.
    pub fee: Amount,
}

/// Above which income the platform approves a tier without documents.
#[derive(Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IncomeApproval {
    /// For countries not listed.
    pub otherwise: Amount,
    /// For listed countries.
    pub countries: Vec<CountryThreshold>,
}

/// Countries with one threshold.
#[derive(Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CountryThreshold {
    /// Incomes above this are approved without documents; at 0 every income is.
    pub threshold: Amount,
    /// ISO 3166 codes of two letters, separated by spaces.
    pub codes: String,
}

impl CatalogFile {
    /// Reads a file as it is written, without a look at what it means.
    ///
    /// # Errors
    /// What cannot be read, each with its place.
    pub fn parse(text: &str) -> Result<CatalogFile, Problems> {
        parse_file(text)
    }
}

impl<T> Fact<T> {
    /// Where the fact comes from.
    #[must_use]
    pub fn citation(&self) -> Citation {
        Citation { source: self.source.clone(), status: self.status }
    }
}

impl Prerequisite {
    /// Where it is stated.
    #[must_use]
    pub fn citation(&self) -> Citation {
        Citation { source: self.source.clone(), status: self.status }
    }
}

impl CourseFile {
    /// The passing score and where it is stated: the lowest cutoff of the grading policy, or the
    /// score that stands alone (rules A4, D6).
    #[must_use]
    pub fn passing(&self) -> Option<(Percent, Citation)> {
        let grading = self.grading.as_ref();
        let of_policy = grading
            .and_then(|fact| fact.value.passing_score().map(|passing| (passing, fact.citation())));
        let alone = self.passing_score.as_ref();
        of_policy.or_else(|| alone.map(|fact| (fact.value, fact.citation())))
    }

    /// The weights of coursework and proctored exam, where the score has these two parts (rule D8).
    #[must_use]
    pub fn score_parts(&self) -> Option<ScoreParts> {
        self.grading.as_ref().and_then(|fact| fact.value.score_parts())
    }
}

impl RunFile {
    /// Where its dates are stated.
    #[must_use]
    pub fn citation(&self) -> Citation {
        Citation { source: self.source.clone(), status: self.status }
    }
}

impl DayOfYear {
    /// The day in this year; 29 February becomes 28 February where the year has none.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<Date> {
        Date::new(year, self.month, self.day).or_else(|| Date::new(year, self.month, self.day - 1))
    }
}

impl std::str::FromStr for DayOfYear {
    type Err = crate::moment::NotAMoment;

    fn from_str(text: &str) -> Result<DayOfYear, Self::Err> {
        // 2024 is a leap year, so 29 February is a day of some year.
        let date: Date = ("2024-".to_owned() + text).parse()?;
        let (month, day) = date.month_and_day();
        Ok(DayOfYear { month, day })
    }
}

impl std::fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl std::str::FromStr for Stated {
    type Err = crate::moment::NotAMoment;

    fn from_str(text: &str) -> Result<Stated, Self::Err> {
        if text == "none" { Ok(Stated::None) } else { text.parse().map(Stated::At) }
    }
}

impl std::fmt::Display for Stated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Stated::At(moment) => moment.fmt(f),
            Stated::None => f.write_str("none"),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> PartialDate {
        PartialDate(day.to_string())
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Read for PartialDate {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<PartialDate> {
        let whole_day = |text: &str| match text.len() {
            4 => text.to_owned() + "-01-01",
            7 => text.to_owned() + "-01",
            _ => text.to_owned(),
        };
        let text = value.as_str().filter(|text| whole_day(text).parse::<Date>().is_ok());
        if text.is_none() {
            wrong_type(value, place, Expected::PartialDate, problems);
        }
        text.map(|text| PartialDate(text.to_owned()))
    }
}

impl<T: Read> Read for Fact<T> {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Fact<T>> {
        let object = fact(value, place, problems)?;
        let value = object.take("value", problems);
        let (source, status, note) = provenance(&object, problems)?;
        Some(Fact { value: value?, source, status, note })
    }
}

// What is the same for a fact of any type is compiled once.
#[inline(never)]
fn fact<'v, 'p>(
    value: &'v Value,
    place: &'p Place<'p>,
    problems: &mut Problems,
) -> Option<Object<'v, 'p>> {
    Object::open(value, place, &["value", "source", "status", "note"], problems)
}

#[inline(never)]
fn provenance(
    object: &Object<'_, '_>,
    problems: &mut Problems,
) -> Option<(SourceId, Status, Option<String>)> {
    let source = object.take("source", problems);
    let status = object.take("status", problems);
    let note = object.take("note", problems);
    Some((source?, status?, note?))
}

impl Read for RequirementFile {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<RequirementFile> {
        let keys: &[&str] = match value.get("kind").and_then(Value::as_str) {
            Some("all_of") => &["kind", "title", "of"],
            Some("min_number_of") => &["kind", "title", "number", "advanced", "of"],
            Some("one_track_of") => &["kind", "title", "tracks"],
            Some("course") => &["kind", "course", "completed_before", "not_also_for"],
            Some("program") => &["kind", "program"],
            Some("unlisted") => &["kind", "title"],
            Some("unreadable") => &["kind", "title", "stops_program", "of"],
            _ => return unknown_kind(value, place, problems),
        };
        let object = Object::open(value, place, keys, problems)?;
        match value.get("kind").and_then(Value::as_str)? {
            "all_of" => {
                let (title, of) = (object.take("title", problems), object.take("of", problems));
                Some(RequirementFile::AllOf { title: title?, of: of? })
            }
            "min_number_of" => {
                let title = object.take("title", problems);
                let number = object.take("number", problems);
                let advanced = object.take("advanced", problems);
                let of = object.take("of", problems);
                let (title, number, advanced, of) = (title?, number?, advanced?, of?);
                Some(RequirementFile::MinNumberOf { title, number, advanced, of })
            }
            "one_track_of" => {
                let title = object.take("title", problems);
                let tracks = object.take("tracks", problems);
                Some(RequirementFile::OneTrackOf { title: title?, tracks: tracks? })
            }
            "course" => {
                let course = object.take("course", problems);
                let before = object.take("completed_before", problems);
                let others = object.take_list("not_also_for", problems);
                let (course, completed_before, not_also_for) = (course?, before?, others?);
                Some(RequirementFile::Course { course, completed_before, not_also_for })
            }
            "program" => {
                object.take("program", problems).map(|program| RequirementFile::Program { program })
            }
            "unreadable" => {
                let title = object.take("title", problems);
                let stops = object.take("stops_program", problems);
                let of = object.take("of", problems);
                let (title, stops_program, of) = (title?, stops?, of?);
                Some(RequirementFile::Unreadable { title, stops_program, of })
            }
            _ => object.take("title", problems).map(|title| RequirementFile::Unlisted { title }),
        }
    }
}

/// Reports a node without a kind that the format has.
fn unknown_kind<T>(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<T> {
    let kinds =
        ["all_of", "min_number_of", "one_track_of", "course", "program", "unlisted", "unreadable"];
    match value.as_object().map(|entries| entries.get("kind")) {
        None => wrong_type(value, place, Expected::Object, problems),
        Some(None) => problems.add(place.path(), Fault::MissingKey { key: "kind".to_owned() }),
        Some(Some(Value::String(word))) => {
            let accepted = kinds.map(str::to_owned).to_vec();
            let fault = Fault::UnknownWord { word: word.clone(), accepted };
            problems.add(place.key("kind").path(), fault);
        }
        Some(Some(other)) => wrong_type(other, &place.key("kind"), Expected::Text, problems),
    }
    None
}

written_as_text!(DayOfYear, Expected::DayOfYear, "A day of any year: MM-DD.", r"^\d{2}-\d{2}$");
written_as_text!(
    Stated,
    Expected::MomentOrNone,
    "An instant in RFC 3339, a day YYYY-MM-DD, or \"none\" where the source says that there is none.",
    r"^(none|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)$"
);

read_struct!(CatalogFile { schema, format, title, platform, time_zone, as_of, sources, [terms], courses, programs });
read_words!(Platform { "mitx_online" => MitxOnline, "edx" => Edx, "other" => Other });
read_struct!(Source { id, title, url, date });
read_words!(Status { "current" => Current, "secondary" => Secondary, "historic" => Historic });
read_struct!(Term {
    id,
    title,
    start,
    end,
    enrollment_end,
    upgrade_deadline,
    certificate_available,
    source,
    status,
    note
});
read_struct!(CourseFile { id, title, url, capstone, offered, pacing, certificate_release, proctored_exam, fee, passing_score, grading, carried_over, advanced, weeks, hours_per_week, terms_offered, [prerequisites], attempts_guaranteed, simultaneous_sessions, accepts_certificates_of, [notes], [runs] });
read_words!(Capstone { "after_all_others" => AfterAllOthers, "not_stated" => NotStated });
read_words!(Release { "after_end" => AfterEnd, "individually" => Individually, "individually_with_peer_assessment" => IndividuallyWithPeerAssessment });
read_struct!(HoursRange { min, max });
read_struct!(Prerequisite { course, strength, source, status, note });
read_words!(Strength { "required" => Required, "recommended" => Recommended });
read_struct!(RunFile {
    id,
    start,
    end,
    enrollment_start,
    enrollment_end,
    upgrade_deadline,
    certificate_available,
    certificate_display,
    certificate_mode,
    pacing,
    certificate_track,
    on_sale,
    counts_for_programs,
    fee,
    source,
    status,
    note
});
read_struct!(ProgramFile { id, title, url, credential, offered, requirement, enrollment_required, paid_mode, photo_id_required, honor_certifies, course_fills_one_place, income_tiers, bundle_price, bundle_months, refund_days, certificates_count_years, [uncertain_aid], [credit_pathways], [notes] });
read_words!(Credential { "micromasters" => Micromasters, "program_certificate" => ProgramCertificate });
read_struct!(TrackFile { id, title, requirement });
read_struct!(IncomeTiers { currency, tiers, approval });
read_struct!(IncomeTier { income_from, fee });
read_struct!(IncomeApproval { otherwise, countries });
read_struct!(CountryThreshold { threshold, codes });
