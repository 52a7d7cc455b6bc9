//! Laws of what is needed, on thousands of generated policies.
//!
//! The scores that are left are filled in here, in JSON, and not by the code under test.

use certificate_planner::grading::course::grade;
use certificate_planner::grading::needed::{Goal, Need, needed_everywhere};
use serde_json::{Value, json};

use crate::{policy, sheet};

/// Numbers without pattern and always the same: a linear congruential generator.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A policy and a sheet with something left.
fn course(numbers: &mut Numbers) -> (Value, Value) {
    let mut types = Vec::new();
    let mut scores = json!({});
    for name in ["Homework", "Lab", "Exam"].iter().take(1 + numbers.below(3) as usize) {
        let count = 1 + numbers.below(6);
        let weight = numbers.below(80) as f64 / 100.0;
        types.push(json!({ "type": name, "min_count": count, "weight": weight,
                           "drop_count": numbers.below(count.min(3)) }));
        let assignments: Vec<Value> =
            (0..numbers.below(count + 2)).map(|_| assignment(numbers)).collect();
        scores[*name] = json!(assignments);
    }
    let cutoff = (1 + numbers.below(99)) as f64 / 100.0;
    let decimals = [2, 4][numbers.below(2) as usize];
    let policy = json!({ "GRADER": types, "GRADE_CUTOFFS": { "Pass": cutoff },
                         "subsection_decimals": decimals });
    (policy, scores)
}

fn assignment(numbers: &mut Numbers) -> Value {
    let possible = [3, 7, 10, 100][numbers.below(4) as usize];
    match numbers.below(4) {
        0 => Value::Null,
        1 => json!({ "possible": possible }),
        _ => json!({ "earned": numbers.below(possible + 1), "possible": possible }),
    }
}

/// The scores with so many hundredths of a percent on everything that is left.
fn filled(policy: &Value, scores: &Value, hundredths: u32) -> Value {
    let mut filled = scores.clone();
    for of_type in policy["GRADER"].as_array().unwrap() {
        let name = of_type["type"].as_str().unwrap();
        let list = filled[name].as_array_mut().unwrap();
        let done = json!({ "earned": hundredths, "possible": 10_000 });
        list.iter_mut()
            .filter(|one| one.get("earned").is_none())
            .for_each(|one| *one = done.clone());
        while (list.len() as u64) < of_type["min_count"].as_u64().unwrap() {
            list.push(done.clone());
        }
    }
    filled
}

#[test]
fn the_score_named_passes_and_the_next_lower_does_not() {
    let mut numbers = Numbers(20_261_121);
    let mut seen = [0; 3];
    for round in 0..4_000 {
        let (written, scores) = course(&mut numbers);
        let (policy, open) = (policy(&written), sheet(&scores));
        let passes =
            |hundredths: u32| grade(&policy, &sheet(&filled(&written, &scores, hundredths))).passed;
        match needed_everywhere(&policy, &open, Goal::Pass) {
            Need::Certain => {
                seen[0] += 1;
                assert!(passes(0), "round {round}: {written} {scores}");
            }
            Need::Lowest { percent, points } => {
                seen[1] += 1;
                assert_eq!(points, None);
                let step = percent.count();
                assert!(passes(step) && !passes(step - 1), "round {round}: {written} {scores}");
                // No step far below passes either.
                let lower = numbers.below(u64::from(step)) as u32;
                assert!(!passes(lower), "round {round}: {lower} of {step}");
            }
            Need::OutOfReach => {
                seen[2] += 1;
                assert!(!passes(10_000), "round {round}: {written} {scores}");
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 300), "the rounds are one-sided: {seen:?}");
}

#[test]
fn a_better_score_never_raises_what_is_needed() {
    let mut numbers = Numbers(1_123_581_321);
    let height = |need| match need {
        Need::Certain => 0,
        Need::Lowest { percent, .. } => percent.count(),
        Need::OutOfReach => 10_001,
    };
    for round in 0..2_000 {
        let (written, scores) = course(&mut numbers);
        let mut better = scores.clone();
        let done = better["Homework"].as_array_mut().unwrap().iter_mut();
        for one in done.filter(|one| one.get("earned").is_some()) {
            one["earned"] = one["possible"].clone();
        }
        let need = |scores| needed_everywhere(&policy(&written), &sheet(scores), Goal::Pass);
        let (before, after) = (need(&scores), need(&better));
        assert!(height(after) <= height(before), "round {round}: {written} {scores} {before:?}");
    }
}
