//! The choice of sessions as whole numbers: what the search looks at, and nothing else.
//!
//! Everything that a rule decides about a session (whether it can be joined and paid, when its
//! certificate comes, what it costs, which certificates are there in time for it) was decided by the
//! assessment before an instance is made; here it is a number or an entry of a table.

use std::cmp::Ordering;

/// A day, counted from the start of 1970.
pub type Day = i32;

/// Which courses could be taken in which sessions, and what must hold between them.
///
/// A choice of sessions is allowed where every wanted course is taken, the requirement is met, every
/// link holds and the limits are kept: [`allows`](crate::proposal::judgment::allows) says so, and
/// [`worth`](crate::proposal::judgment::worth) what it comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instance {
    /// The courses; every other part names one by its place here.
    pub courses: Vec<Candidate>,
    /// What must be met by the courses that are taken (rule B1).
    pub requirement: Need,
    /// Whether a course fills at most one place of the requirement (rule B2).
    pub one_place: bool,
    /// What must hold between the sessions of two courses (rules A12, B8, F1).
    pub links: Vec<Link>,
    /// Study that goes on whatever is chosen.
    pub under_way: Vec<Study>,
    /// What the learner allows.
    pub limits: Limits,
}

/// A course that could be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The ways to earn its certificate; without one it cannot be taken.
    pub choices: Vec<Choice>,
    /// Whether it must be taken, whatever the requirement says.
    pub wanted: bool,
}

/// One way to earn a course certificate: a session, or several where the learner expects to fail, or
/// the certificate that is there already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// When one studies for it; nothing where the dates are not known or nothing is left to do.
    pub study: Vec<Study>,
    /// The day on which the certificate comes at the earliest; none where that is not known.
    pub released: Option<Day>,
    /// What is still to pay, in hundredths of the currency's unit.
    pub cost: u64,
    /// How many of its fees are not published, and so not in `cost` (rule E2).
    pub unpublished_fees: u32,
}

/// A time of study.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Study {
    /// The first day.
    pub from: Day,
    /// The last day, included.
    pub to: Day,
    /// How many hours a week it takes, at most; 0 where that is not stated.
    pub hours: u32,
    /// Whether the hours are stated.
    pub hours_stated: bool,
}

/// What must be met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    #[default]
    Nothing,
    /// Something that no plan can meet.
    Impossible,
    /// A course, by one of these of its choices.
    Course {
        /// The course.
        course: usize,
        /// For each of its choices, whether it counts here.
        counts: Vec<bool>,
        /// Whether it is known to be advanced (rule B5).
        advanced: bool,
    },
    /// Every part.
    All(Vec<Need>),
    /// At least `number` parts, and among those that are met at least `advanced` advanced courses,
    /// which are parts themselves. The earliest that suffice count: first the advanced courses that
    /// are needed, then the others.
    AtLeast {
        /// How many.
        number: usize,
        /// How many of them advanced.
        advanced: usize,
        /// The parts.
        of: Vec<Need>,
    },
}

/// What must hold between two courses. It asks for nothing where `then` is not taken; an entry that
/// is missing is a no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The course that comes first.
    pub first: usize,
    /// The course that comes after it.
    pub then: usize,
    /// For each choice of `then`, for each choice of `first`: whether the two go together.
    pub together: Vec<Vec<bool>>,
    /// For each choice of `then`: whether it goes without `first` being taken.
    pub alone: Vec<bool>,
}

/// What the learner allows. What is under way counts against the hours and among the courses at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Hours a week, each over the days of its range; where ranges overlap, all of them hold.
    pub hours: Vec<HoursLimit>,
    /// How many courses at once.
    pub at_once: Option<usize>,
    /// The day on which the last certificate must be there; then every date must be known.
    pub ready_by: Option<Day>,
    /// What may still be paid, in hundredths; then every fee must be published.
    pub budget: Option<u64>,
    /// How many of the certificates that count may have no known date.
    pub undated: Option<u32>,
    /// How many of them have none in every choice: what is known already is not proven again.
    pub undated_at_least: u32,
    /// What must cost more than the choice.
    pub below: Option<Cost>,
    /// The most study at any time.
    pub peak: Option<Peak>,
}

/// A limit of the weekly hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoursLimit {
    /// The first day.
    pub from: Day,
    /// The last day, included.
    pub to: Day,
    /// The most hours a week; 0 leave no study, whether its hours are stated or not.
    pub hours: u32,
}

/// A choice for every course, in the order of the instance; none where the course is not taken.
pub type Chosen = Vec<Option<usize>>;

/// What a choice comes to. Less is better everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth {
    /// When the program certificate comes.
    pub completion: Completion,
    /// What is still to pay.
    pub cost: Cost,
    /// The most study at any time.
    pub peak: Peak,
}

impl Worth {
    /// Which is better, by the first objective that differs.
    #[must_use]
    pub fn compare(&self, other: &Self, order: [Objective; 3]) -> Ordering {
        order.iter().fold(Ordering::Equal, |found, objective| {
            found.then_with(|| match objective {
                Objective::Completion => self.completion.cmp(&other.completion),
                Objective::Cost => self.cost.cmp(&other.cost),
                Objective::Peak => self.peak.cmp(&other.peak),
            })
        })
    }

    /// Whether nothing about it is worse.
    #[must_use]
    pub fn no_worse(&self, other: &Self) -> bool {
        self.completion <= other.completion && self.cost <= other.cost && self.peak <= other.peak
    }
}

/// When the last certificate that counts comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Completion {
    /// How many of the certificates that count have no known date: fewer are better, since nobody
    /// knows how long they take.
    pub undated: u32,
    /// The latest of the known dates; the earliest day of all where there is none.
    pub day: Day,
}

/// What is to be paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost {
    /// How many fees are not published: fewer are better, since nobody knows how high they are.
    pub unpublished: u32,
    /// The sum of the others, in hundredths.
    pub known: u64,
}

/// The study at one time: the most on any day, where hours that are not stated weigh more than any
/// that are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Peak {
    /// How many of the courses at that time state no hours.
    pub unstated: u32,
    /// The hours a week of the others.
    pub hours: u32,
}

/// What is to be made least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// [`Worth::completion`].
    Completion,
    /// [`Worth::cost`].
    Cost,
    /// [`Worth::peak`].
    Peak,
}
