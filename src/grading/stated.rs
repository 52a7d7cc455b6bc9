//! The grading policy as a catalog states it: weights in percent, and counts only where known.

use crate::json::Value;
use serde::Serialize;
use tsify::Tsify;

use crate::grading::policy::{ASSIGNMENTS_MAX, AssignmentType, Cutoff, Policy};
use crate::problem::{Fault, Problems};
use crate::read::{Place, read_struct};
use crate::score::{Percent, ScorePart, ScoreParts};

/// How a course is graded.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GradingFile {
    /// The assignment types with their weights, as far as they count.
    pub assignment_types: Vec<AssignmentTypeFile>,
    /// The least course scores for letters or a pass; left out where not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cutoffs: Vec<CutoffFile>,
}

/// An assignment type: assignments that count the same and are averaged.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignmentTypeFile {
    /// Its name.
    pub name: String,
    /// Its weight in percent of the course score.
    pub weight: Percent,
    /// How many assignments there are; left out where the source gives only their joint score,
    /// which then stands for one assignment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_count: Option<u32>,
    /// How many of the lowest are dropped; left out where none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drop_count: Option<u32>,
    /// The part of the score to which it belongs, where the score has parts (rule D8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<ScorePart>,
}

/// The least course score for a letter or a pass.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CutoffFile {
    /// The letter, or `Pass`.
    pub name: String,
    /// The least course score for it, in percent.
    pub percent: Percent,
}

impl GradingFile {
    /// The passing score: the lowest cutoff above 0 (rule D6).
    #[must_use]
    pub fn passing_score(&self) -> Option<Percent> {
        let above = self.cutoffs.iter().map(|cutoff| cutoff.percent);
        let above = above.filter(|percent| *percent > Percent::NONE);
        above.reduce(|low, next| if next < low { next } else { low })
    }

    /// The weights of the two parts, where every assignment type names its part (rule D8).
    #[must_use]
    pub fn score_parts(&self) -> Option<ScoreParts> {
        let mut parts = ScoreParts { coursework: 0.0, exam: 0.0 };
        for of_type in &self.assignment_types {
            match of_type.part? {
                ScorePart::Coursework => parts.coursework += of_type.weight.value(),
                ScorePart::Exam => parts.exam += of_type.weight.value(),
            }
        }
        (!self.assignment_types.is_empty()).then_some(parts)
    }

    /// The policy with the platform's fractions, for grading a sheet of scores.
    #[must_use]
    pub fn policy(&self) -> Policy {
        let count = |stated: Option<u32>, left_out: usize| {
            stated.and_then(|stated| usize::try_from(stated).ok()).unwrap_or(left_out)
        };
        let types = self.assignment_types.iter().map(|of_type| AssignmentType {
            name: of_type.name.clone(),
            min_count: count(of_type.min_count, 1),
            drop_count: count(of_type.drop_count, 0),
            weight: of_type.weight.value() / 100.0,
        });
        let cutoffs = self.cutoffs.iter().map(|cutoff| Cutoff {
            name: cutoff.name.clone(),
            fraction: cutoff.percent.value() / 100.0,
        });
        Policy::new(types.collect(), cutoffs.collect())
    }
}

/// What the policy of a course of a catalog means, checked on the JSON as written. Values of a wrong
/// type are passed over: reading them into types reports them.
pub(crate) fn check_grading(course: &Value, place: Place<'_>, problems: &mut Problems) {
    let Some(grading) = course.fact("grading") else {
        return;
    };
    let passing = check_policy(grading, place.key("grading").key("value"), problems);
    let stated = course.fact("passing_score").and_then(Value::as_f64);
    if stated.zip(passing).is_some_and(|(stated, passing)| stated != passing) {
        problems.add(place.path(), contradiction("passing_score", "grading"));
    }
}

/// The same of a policy by itself. Returns the percentage that passes, where one is stated.
pub(crate) fn check_policy(
    grading: &Value,
    here: Place<'_>,
    problems: &mut Problems,
) -> Option<f64> {
    check_types(list(grading, "assignment_types"), here.key("assignment_types"), problems);
    let written = list(grading, "cutoffs");
    let cutoffs = written.iter().filter_map(|cutoff| percent(cutoff, "percent"));
    let passing = cutoffs.filter(|cutoff| *cutoff > 0.0).reduce(f64::min);
    if passing.is_none() && !written.is_empty() {
        problems.warn(here.key("cutoffs").path(), Fault::NobodyPasses);
    }
    passing
}

fn check_types(types: &[Value], place: Place<'_>, problems: &mut Problems) {
    for (index, of_type) in types.iter().enumerate() {
        check_count(of_type, place.index(index), problems);
    }
    let weights: Option<Vec<f64>> =
        types.iter().map(|of_type| percent(of_type, "weight")).collect();
    let sum: f64 = weights.iter().flatten().sum();
    // What is left out of a third is not meant to be missing.
    if weights.is_some() && (sum - 100.0).abs() > 0.15 {
        let hundredths = (sum * 100.0).round() as u32;
        problems.warn(place.path(), Fault::PartsDoNotAddUp { hundredths });
    }
}

fn check_count(of_type: &Value, place: Place<'_>, problems: &mut Problems) {
    let stated = of_type.get("min_count").unwrap_or(&Value::Null);
    let count = if stated.is_null() { Some(1) } else { stated.as_u64() };
    if count.is_some_and(|count| count > u64::from(ASSIGNMENTS_MAX)) {
        let fault = Fault::OutOfRange { min: 0, max: ASSIGNMENTS_MAX };
        problems.add(place.key("min_count").path(), fault);
    }
    let drop = of_type.get("drop_count").and_then(Value::as_u64);
    if count.zip(drop).is_some_and(|(count, drop)| drop > 0 && drop >= count) {
        problems.add(place.path(), contradiction("drop_count", "min_count"));
    }
}

fn contradiction(left: &str, right: &str) -> Fault {
    Fault::Contradiction { left: left.to_owned(), right: right.to_owned() }
}

fn percent(value: &Value, key: &str) -> Option<f64> {
    value.get(key)?.as_f64().filter(|percent| (0.0..=100.0).contains(percent))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

read_struct!(GradingFile { assignment_types, [cutoffs] });
read_struct!(AssignmentTypeFile { name, weight, min_count, drop_count, part });
read_struct!(CutoffFile { name, percent });
