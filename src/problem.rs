//! What is wrong with a catalog or a plan: every problem at once, each with its place in the file.
//!
//! Problems are typed; the page turns them into sentences, in the reader's language.

use serde::Serialize;
use tsify::Tsify;

/// One thing to mend, with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// The place as a JavaScript-like path: `courses[2].runs[0].start`; empty for the whole file.
    pub path: String,
    /// Whether it must be mended before the file can be used.
    pub severity: Severity,
    /// What is wrong.
    pub fault: Fault,
}

/// Whether a file with this problem can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It is evaluated as the platform would, which may surprise (rule B3).
    Warning,
    /// The file is refused until this is mended.
    Problem,
}

/// What is wrong, with the facts a sentence about it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Fault {
    /// The text is not JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// The text is longer than any catalog may be.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
        /// The limit.
        bytes_max: usize,
    },
    /// Lists or objects are nested too deeply, or a requirement has too many levels.
    TooDeep {
        /// The limit.
        depth_max: usize,
    },
    /// A list has more entries than any catalog may have.
    TooMany {
        /// Its length.
        count: usize,
        /// The limit.
        count_max: usize,
    },
    /// A text is longer than any real one.
    TextTooLong {
        /// The limit in bytes.
        bytes_max: usize,
    },
    /// A value of another kind was expected here.
    WrongType {
        /// What is needed.
        expected: Expected,
        /// What stands there, cut to a length that fits into a sentence.
        found: String,
    },
    /// A key is needed here.
    MissingKey {
        /// The key.
        key: String,
    },
    /// The format has no such key here.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The keys that may stand here.
        accepted: Vec<String>,
    },
    /// The format has no such word here.
    UnknownWord {
        /// The word as written.
        word: String,
        /// The words that may stand here.
        accepted: Vec<String>,
    },
    /// The key stands in its object already; what the first one said would be lost.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// The file is written for another version of the format.
    UnknownFormat {
        /// The version that is read.
        supported: u32,
    },
    /// Two entries carry the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// Nothing in the file carries this id.
    UnknownId {
        /// The kind of thing that is looked for.
        kind: IdKind,
        /// The id as written.
        id: String,
    },
    /// A date that should come later comes first.
    ReversedDates {
        /// The key of the date that should be the earlier.
        earlier: String,
        /// The key of the date that should be the later.
        later: String,
    },
    /// A range whose least is above its most.
    ReversedRange,
    /// More children are asked for than the group has.
    NumberLargerThanGroup {
        /// How many are asked for.
        number: usize,
        /// How many there are.
        size: usize,
    },
    /// A group without children: an empty "all of" is met by everyone.
    EmptyGroup,
    /// A group that the platform itself cannot read is met by nobody.
    UnreadableGroup,
    /// A group that asks for none of its children is met by everyone.
    NumberZero,
    /// The same course stands twice in one group and so counts twice.
    CourseTwice {
        /// The course.
        course: String,
    },
    /// Programs that need each other can never be earned.
    ProgramCycle {
        /// The programs in the order in which they need each other.
        programs: Vec<String>,
    },
    /// Courses that need each other first can never be taken.
    PrerequisiteCycle {
        /// The courses in the order in which they need each other.
        courses: Vec<String>,
    },
    /// Weights that add up to something else than 100 percent.
    PartsDoNotAddUp {
        /// What they add up to, in hundredths of a percent.
        hundredths: u32,
    },
    /// No cutoff lies above 0, so nobody passes.
    NobodyPasses,
    /// Income tiers must start at 0 and rise.
    TiersNotRising,
    /// Courses that are not offered any more keep the requirement from being met.
    NobodyCanMeet {
        /// The courses.
        courses: Vec<String>,
    },
    /// No session that can still be joined is published, and none can be projected.
    NoComingRun,
    /// A catalog without a program: there is nothing to plan.
    NoProgram,
    /// Fees by income that were true at the date of their source and may have changed.
    HistoricTiers,
    /// An address that is not `https:`.
    NotHttps,
    /// Two statements about one session that cannot both be true.
    Contradiction {
        /// One key.
        left: String,
        /// The other key.
        right: String,
    },
    /// A number outside its range.
    OutOfRange {
        /// The least allowed.
        min: u32,
        /// The most allowed.
        max: u32,
    },
}

/// The kinds of value that a place in a file can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// `true` or `false`.
    Boolean,
    /// A whole number, 0 or more.
    WholeNumber,
    /// A number, 0 or more.
    Number,
    /// A text in quotes.
    Text,
    /// A list in brackets.
    List,
    /// An object in braces.
    Object,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// An instant with its zone.
    Instant,
    /// A day or an instant.
    Moment,
    /// A day or an instant, or the word `none`.
    MomentOrNone,
    /// A day of any year, `MM-DD`.
    DayOfYear,
    /// A year, month or day.
    PartialDate,
    /// A non-negative decimal amount as text.
    Amount,
    /// A currency code.
    Currency,
    /// A country code.
    CountryCode,
    /// A percentage from 0 to 100.
    Percent,
    /// A text that is not empty.
    Id,
}

/// The kinds of thing that an id can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdKind {
    /// A source.
    Source,
    /// A course.
    Course,
    /// A program.
    Program,
    /// A program track.
    ProgramTrack,
    /// A term.
    Term,
}

/// All problems of one file, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Adds a problem that must be mended.
    pub fn add(&mut self, path: impl Into<String>, fault: Fault) {
        self.0.push(Problem { path: path.into(), severity: Severity::Problem, fault });
    }

    /// Adds a warning.
    pub fn warn(&mut self, path: impl Into<String>, fault: Fault) {
        self.0.push(Problem { path: path.into(), severity: Severity::Warning, fault });
    }

    /// Whether any of them forbids using the file.
    #[must_use]
    pub fn forbid_use(&self) -> bool {
        self.0.iter().any(|problem| problem.severity == Severity::Problem)
    }
}
