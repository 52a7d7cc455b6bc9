//! A grading policy with scores from outside: grading never panics, gives whole percents, and what
//! is said to be needed is enough.

#![no_main]

use certificate_planner::grading::course::grade;
use certificate_planner::grading::needed::{Goal, Need, needed_everywhere};
use certificate_planner::grading::policy::Policy;
use certificate_planner::grading::sheet::Scores;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return;
    };
    let part = |key: &str| value.get(key).cloned().unwrap_or(Value::Null);
    let reading = Policy::read_value(&part("policy"));
    let scores = Scores::read_value(&part("scores"), reading.has_grader);
    let Some(policy) = reading.policy else {
        assert!(!reading.problems.0.is_empty(), "a policy is refused without a problem");
        return;
    };
    let Ok(Scores::Course(sheet)) = scores else {
        return;
    };
    let answer = grade(&policy, &sheet);
    assert!(answer == grade(&policy, &sheet) || answer.raw.is_nan(), "two grades");
    assert!(!answer.raw.is_nan(), "a grade that is no number");
    let percents = answer.percent * 100.0;
    assert!((percents - percents.round()).abs() < 1e-6 * percents.abs().max(1.0), "{percents}");
    let need = needed_everywhere(&policy, &sheet, Goal::Pass);
    // What is reached with nothing more is reached now; but where a type stands in the policy twice,
    // what one entry still asks for is there for the other one too, for better or worse.
    let each_type_once = policy.types().len() == answer.by_type.len();
    let certain = need == Need::Certain;
    assert!(!each_type_once || certain == answer.passed, "{need:?} {answer:?}");
});
