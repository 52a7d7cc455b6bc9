//! The lowest score on what is left that still reaches a goal (rule D7).
//!
//! It has no arithmetic of its own: it fills in what is left and asks [`grade`], so that the answer
//! is exact under the platform's rounding: the score it names reaches the goal and the next lower
//! step does not.

use serde::{Serialize, Serializer};
use tsify::Tsify;

use crate::grading::course::grade;
use crate::grading::points::Points;
use crate::grading::policy::Policy;
use crate::grading::sheet::{Assignment, Left, Sheet};

/// What is to be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// A pass.
    Pass,
    /// At least this course score, as a fraction of 1.
    AtLeast(f64),
}

/// A score in hundredths of a percent, from 0 to 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Tsify)]
#[tsify(type = "number")]
pub struct Hundredths(u32);

/// What is assumed of everything else that is left, when one assignment is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// This score on each; 0 is what the platform counts for work that is never done.
    Score(Hundredths),
    /// The average of what is done of the same type; where nothing of it is, of all that is done, by weight.
    AsDone,
}

/// What it takes to reach a goal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Tsify)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Need {
    /// It is reached already, even with 0 on all that is asked about.
    Certain,
    /// It takes this score.
    Lowest {
        /// The lowest that reaches it, in percent, in steps of 0.01.
        percent: Hundredths,
        /// The lowest number of whole points that reaches it, for one assignment whose possible
        /// points are known.
        #[serde(skip_serializing_if = "Option::is_none")]
        points: Option<f64>,
    },
    /// It is not reached even with all points on all that is asked about.
    OutOfReach,
}

impl Hundredths {
    /// No points.
    pub const NONE: Hundredths = Hundredths(0);
    /// All points.
    pub const ALL: Hundredths = Hundredths(10_000);

    /// So many hundredths of a percent, where they are at most 10,000.
    #[must_use]
    pub fn new(hundredths: u32) -> Option<Hundredths> {
        (hundredths <= Hundredths::ALL.0).then_some(Hundredths(hundredths))
    }

    /// How many hundredths of a percent.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0
    }

    /// The score in percent.
    #[must_use]
    pub fn percent(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    fn points(self) -> Points {
        Points { earned: f64::from(self.0), possible: f64::from(Hundredths::ALL.0) }
    }
}

impl Serialize for Hundredths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.percent())
    }
}

/// The lowest score that, on each assignment that is left, reaches the goal.
///
/// ```
/// use certificate_planner::grading::needed::{Goal, Need, needed_everywhere};
/// use certificate_planner::grading::policy::Policy;
/// use certificate_planner::grading::sheet::Scores;
///
/// // One exam is the whole course, and 60 percent pass.
/// let policy = Policy::read(
///     r#"{
///       "GRADER": [{ "type": "Exam", "min_count": 1, "drop_count": 0, "weight": 1.0 }],
///       "GRADE_CUTOFFS": { "Pass": 0.6 }
///     }"#,
/// );
/// let policy = policy.policy.expect("a policy");
/// let Ok(Scores::Course(sheet)) = Scores::read(r#"{ "Exam": [null] }"#, true) else { unreachable!() };
/// let Need::Lowest { percent, .. } = needed_everywhere(&policy, &sheet, Goal::Pass) else {
///     unreachable!()
/// };
/// // The platform rounds up from 0.45 of a percent (rules D5 and D6).
/// assert_eq!(percent.percent(), 59.45);
/// ```
#[must_use]
pub fn needed_everywhere(policy: &Policy, sheet: &Sheet, goal: Goal) -> Need {
    let left = sheet.left(policy);
    let reaches = |step: u32| {
        let completed = sheet.completed(&left, |_| Hundredths(step).points());
        is_reached(policy, &completed, goal)
    };
    need(lowest(Hundredths::ALL.0, reaches), None)
}

/// The lowest score that, on this assignment, reaches the goal, the rest as assumed.
#[must_use]
pub fn needed_on(policy: &Policy, sheet: &Sheet, goal: Goal, on: &Left, rest: Rest) -> Need {
    let left = sheet.left(policy);
    let reaches = |points: Points| {
        let completed = sheet.completed(&left, |one| {
            if one.name == on.name && one.index == on.index {
                points
            } else {
                assumed(policy, sheet, &one.name, rest)
            }
        });
        is_reached(policy, &completed, goal)
    };
    let percent = lowest(Hundredths::ALL.0, |step| reaches(Hundredths(step).points()));
    let points = on.possible.and_then(|possible| {
        // The last step may be a part of a point.
        let earned = |step: u32| f64::from(step).min(possible);
        let steps = possible.ceil() as u32;
        lowest(steps, |step| reaches(Points { earned: earned(step), possible })).map(earned)
    });
    need(percent, points)
}

fn need(percent: Option<u32>, points: Option<f64>) -> Need {
    match percent {
        Some(0) => Need::Certain,
        Some(step) => Need::Lowest { percent: Hundredths(step), points },
        None => Need::OutOfReach,
    }
}

fn is_reached(policy: &Policy, sheet: &Sheet, goal: Goal) -> bool {
    let grade = grade(policy, sheet);
    match goal {
        Goal::Pass => grade.passed,
        Goal::AtLeast(fraction) => grade.percent >= fraction,
    }
}

fn assumed(policy: &Policy, sheet: &Sheet, name: &str, rest: Rest) -> Points {
    match rest {
        Rest::Score(score) => score.points(),
        Rest::AsDone => as_done(policy, sheet, name),
    }
}

/// What everything that is left comes to if it goes on as it is so far: the average of what is done of the type, or where
/// nothing of it is, that of all that is done, each type by its weight. Without anything done, nothing of one, since an
/// assignment without possible points would not count at all.
fn as_done(policy: &Policy, sheet: &Sheet, name: &str) -> Points {
    let own = sum_done(sheet, name);
    if own.possible > 0.0 {
        return own;
    }
    let mut all = Points::NONE;
    for kind in &policy.types {
        let done = sum_done(sheet, &kind.name);
        if done.possible > 0.0 {
            all.earned += kind.weight * done.earned / done.possible;
            all.possible += kind.weight;
        }
    }
    if all.possible > 0.0 { all } else { Hundredths::NONE.points() }
}

/// The sum of what is done of a type, each assignment out of one.
fn sum_done(sheet: &Sheet, name: &str) -> Points {
    let mut sum = Points::NONE;
    for assignment in sheet.types.get(name).into_iter().flatten() {
        if let Assignment::Done(points) = assignment
            && points.possible > 0.0
        {
            sum.earned += points.earned / points.possible;
            sum.possible += 1.0;
        }
    }
    sum
}

/// The lowest step that reaches, where a higher step never reaches less: between a step that does
/// not reach and the next that does, found by halving.
fn lowest(highest: u32, reaches: impl Fn(u32) -> bool) -> Option<u32> {
    if reaches(0) {
        return Some(0);
    }
    if !reaches(highest) {
        return None;
    }
    let (mut below, mut above) = (0, highest);
    while above - below > 1 {
        let middle = below + (above - below) / 2;
        if reaches(middle) {
            above = middle;
        } else {
            below = middle;
        }
    }
    Some(above)
}
