//! From the scores of assignments to the course score, the letter and the pass (rules D3 to D6).

use std::collections::BTreeMap;

use serde::Serialize;
use tsify::Tsify;

use crate::grading::policy::{AssignmentType, Policy};
use crate::grading::sheet::Sheet;
use crate::order::{order, ordered};
use crate::score::whole_percents;

/// What the platform makes of a sheet of scores.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
pub struct Grade {
    /// The sum of the weighted averages, as a fraction of 1, not rounded.
    pub raw: f64,
    /// The course score as a fraction of 1, rounded to whole percents.
    pub percent: f64,
    /// The best letter whose cutoff is reached.
    pub letter: Option<String>,
    /// Whether the lowest cutoff above 0 is reached.
    pub passed: bool,
    /// What each assignment type adds; of several entries of one type, the last.
    #[tsify(type = "Record<string, TypeGrade>")]
    pub by_type: BTreeMap<String, TypeGrade>,
}

/// What one entry of the policy adds to the course score.
#[derive(Clone, Debug, PartialEq, Serialize, Tsify)]
pub struct TypeGrade {
    /// The average of the assignments that are not dropped, as a fraction of 1.
    pub average: f64,
    /// The average times the weight.
    pub weighted: f64,
    /// The places of the dropped assignments, from 0.
    pub dropped_indices: Vec<usize>,
    /// How many assignments were averaged, dropped ones and missing ones included.
    pub n: usize,
}

/// Grades a sheet of scores; what is not done yet counts 0 (rule D7).
///
/// ```
/// use certificate_planner::grading::course::grade;
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
/// let passes = |scores: &str| {
///     let Ok(Scores::Course(sheet)) = Scores::read(scores, true) else { unreachable!() };
///     grade(&policy, &sheet).passed
/// };
/// // The platform rounds up from 0.45 of a percent (rules D5 and D6).
/// assert!(passes(r#"{ "Exam": [{ "earned": 59.45, "possible": 100 }] }"#));
/// assert!(!passes(r#"{ "Exam": [{ "earned": 59.44, "possible": 100 }] }"#));
/// ```
#[must_use]
pub fn grade(policy: &Policy, sheet: &Sheet) -> Grade {
    let mut raw = 0.0;
    let mut by_type = BTreeMap::new();
    for of_type in &policy.types {
        let grade = grade_type(of_type, sheet.fractions(&of_type.name, policy));
        raw += grade.weighted;
        by_type.insert(of_type.name.clone(), grade);
    }
    let percent = whole_percents(raw) / 100.0;
    let letter = letter(policy, percent);
    let passed = policy.passing().is_some_and(|passing| percent >= passing);
    Grade { raw, percent, letter, passed, by_type }
}

fn grade_type(of_type: &AssignmentType, mut fractions: Vec<f64>) -> TypeGrade {
    let n = of_type.min_count.max(fractions.len());
    fractions.resize(n, 0.0);
    let dropped_indices = ordered(lowest(&fractions, of_type.drop_count), |index| *index);
    let is_kept = |index: &usize| dropped_indices.binary_search(index).is_err();
    let kept = fractions.iter().enumerate().filter(|(index, _)| is_kept(index));
    let sum = kept.fold(0.0, |sum, (_, fraction)| sum + fraction);
    let counted = n.saturating_sub(of_type.drop_count);
    // With everything dropped the sum is 0, and the platform leaves it at that.
    let average = if counted > 0 { sum / counted as f64 } else { sum };
    TypeGrade { average, weighted: average * of_type.weight, dropped_indices, n }
}

/// The places of the lowest scores; of equal ones the later is dropped first (rule D3).
fn lowest(fractions: &[f64], drop_count: usize) -> Vec<usize> {
    let mut falling = order(fractions, &|left, right| right.total_cmp(left));
    falling.split_off(falling.len().saturating_sub(drop_count))
}

/// The highest cutoff that is reached; of two equal ones, the first by name.
fn letter(policy: &Policy, percent: f64) -> Option<String> {
    let cutoffs = policy.cutoffs();
    let falling = order(cutoffs, &|left, right| right.fraction.total_cmp(&left.fraction));
    let mut reached = falling.into_iter().filter_map(|at| cutoffs.get(at));
    let best = reached.find(|cutoff| percent >= cutoff.fraction);
    best.map(|cutoff| cutoff.name.clone())
}
