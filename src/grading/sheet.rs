//! The learner's scores, assignment by assignment, done and not done yet.

use std::collections::BTreeMap;

use crate::json::Value;

use crate::grading::points::{Number, Points, Problem, RawScore, SubsectionTotal};
use crate::grading::policy::{ASSIGNMENTS_MAX, Policy};
use crate::json::parse_json;
use crate::problem::{Expected, Fault, Problems};
use crate::read::{Place, Read, read_struct, wrong_type};

/// The assignments of each type, in the order of the course.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub(super) types: BTreeMap<String, Vec<Assignment>>,
}

/// One assignment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Assignment {
    /// Done, with its points.
    Done(Points),
    /// Not done yet, with its possible points where they are known.
    Left {
        /// Points possible.
        possible: Option<f64>,
    },
}

/// What a file of scores holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Scores {
    /// The scores of a course by assignment type.
    Course(Sheet),
    /// The problems of one subsection.
    Problems(Vec<Problem>),
    /// The points of one subsection.
    Subsection(Points),
    /// The raw score of one problem.
    Problem(RawScore),
}

/// An assignment that is not done yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// Its type.
    pub name: String,
    /// Its place among the assignments of its type, from 0.
    pub index: usize,
    /// Its possible points, where they are known.
    pub possible: Option<f64>,
}

impl Scores {
    /// Reads scores from JSON text, reporting every problem at once. The scores of a single
    /// subsection or problem can only stand beside a policy without `GRADER`: beside one with it,
    /// every key is an assignment type.
    pub fn read(text: &str, has_grader: bool) -> Result<Scores, Problems> {
        let (value, twice) = parse_json(text)?;
        if twice.forbid_use() {
            return Err(twice);
        }
        Scores::of(&value, has_grader)
    }

    /// Reads scores from JSON.
    pub fn read_value(value: &serde_json::Value, has_grader: bool) -> Result<Scores, Problems> {
        Scores::of(&value.into(), has_grader)
    }

    fn of(value: &Value, has_grader: bool) -> Result<Scores, Problems> {
        let mut problems = Problems::default();
        let has = |key| !has_grader && value.get(key).is_some();
        let root = Place::Root;
        let scores = if has("raw_earned") || has("raw_possible") {
            Read::read(value, &root, &mut problems).map(Scores::Problem)
        } else if has("earned") || has("possible") {
            Read::read(value, &root, &mut problems).map(Scores::Subsection)
        } else if has("problems") {
            let read = WithProblems::read(value, &root, &mut problems);
            read.map(|read| Scores::Problems(read.problems))
        } else {
            Sheet::read(value, &root, &mut problems).map(Scores::Course)
        };
        scores.filter(|_| !problems.forbid_use()).ok_or(problems)
    }
}

impl Sheet {
    /// The fractions that count for a type: subsections that are worth nothing are left out, what
    /// is not done yet counts 0 (rule D7).
    pub(super) fn fractions(&self, name: &str, policy: &Policy) -> Vec<f64> {
        let fraction = |assignment: &Assignment| match assignment {
            Assignment::Done(points) => {
                (points.possible > 0.0).then(|| points.fraction(policy.decimals))
            }
            Assignment::Left { .. } => Some(0.0),
        };
        self.types.get(name).into_iter().flatten().filter_map(fraction).collect()
    }

    /// Everything that the policy counts and that is not done yet: what stands open in the sheet,
    /// and what is to come up to the number that the policy expects.
    #[must_use]
    pub fn left(&self, policy: &Policy) -> Vec<Left> {
        let mut left = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for of_type in &policy.types {
            let name = of_type.name.as_str();
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let known = self.types.get(name).map_or(&[][..], Vec::as_slice);
            for (index, assignment) in known.iter().enumerate() {
                if let Assignment::Left { possible } = *assignment {
                    left.push(Left { name: name.to_owned(), index, possible });
                }
            }
            let same = policy.types.iter().filter(|other| other.name == name);
            let expected = same.map(|other| other.min_count).max().unwrap_or(0);
            let counted = self.fractions(name, policy).len();
            for further in 0..expected.saturating_sub(counted) {
                let index = known.len() + further;
                left.push(Left { name: name.to_owned(), index, possible: None });
            }
        }
        left
    }

    /// The sheet after everything that is left was done with these points.
    #[must_use]
    pub(super) fn completed(&self, left: &[Left], points: impl Fn(&Left) -> Points) -> Sheet {
        let mut sheet = self.clone();
        for one in left {
            let assignments = sheet.types.entry(one.name.clone()).or_default();
            let done = Assignment::Done(points(one));
            match assignments.get_mut(one.index) {
                Some(assignment) => *assignment = done,
                None => assignments.push(done),
            }
        }
        sheet
    }
}

impl Left {
    /// Finds an assignment by its type, or by its type and number from 1: `Homework 3`.
    #[must_use]
    pub fn find<'a>(left: &'a [Left], written: &str) -> Option<&'a Left> {
        let numbered = |one: &&Left| one.to_string() == written;
        left.iter().find(numbered).or_else(|| left.iter().find(|one| one.name == written))
    }
}

impl std::fmt::Display for Left {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.index + 1)
    }
}

impl Read for Sheet {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Sheet> {
        let Some(entries) = value.as_object() else {
            wrong_type(value, place, Expected::Object, problems);
            return None;
        };
        let mut sheet = Sheet::default();
        for (name, written) in entries {
            let here = place.key(name);
            let Some(assignments) = Vec::<Assignment>::read(written, &here, problems) else {
                continue;
            };
            let count_max = ASSIGNMENTS_MAX as usize;
            if assignments.len() > count_max {
                let fault = Fault::TooMany { count: assignments.len(), count_max };
                problems.add(here.path(), fault);
            }
            sheet.types.insert(name.clone(), assignments);
        }
        Some(sheet)
    }
}

impl Read for Assignment {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Assignment> {
        if value.is_null() {
            return Some(Assignment::Left { possible: None });
        }
        if value.get("problems").is_some() {
            let written = WithProblems::read(value, place, problems)?;
            let total = SubsectionTotal::of(&written.problems);
            return Some(Assignment::Done(total.graded_total));
        }
        let written = Written::read(value, place, problems)?;
        let possible = written.possible.value();
        Some(match written.earned {
            Some(earned) => Assignment::Done(Points { earned: earned.value(), possible }),
            None if possible > 0.0 => Assignment::Left { possible: Some(possible) },
            None => Assignment::Done(Points::NONE),
        })
    }
}

struct Written {
    earned: Option<Number>,
    possible: Number,
}

struct WithProblems {
    problems: Vec<Problem>,
}

read_struct!(Written { earned, possible });

impl Read for WithProblems {
    fn read(value: &Value, place: &Place<'_>, found: &mut Problems) -> Option<WithProblems> {
        let object = crate::read::Object::open(value, place, &["problems"], found)?;
        Some(WithProblems { problems: object.take("problems", found)? })
    }
}
