//! Rows about scores: what the platform makes of a policy and of a learner's points.

use certificate_planner::grading::course::grade;
use certificate_planner::grading::points::SubsectionTotal;
use certificate_planner::grading::policy::Policy;
use certificate_planner::grading::sheet::Scores;
use certificate_planner::problem::{Fault, Problems};
use serde::Serialize;
use serde_json::{Value, json};

use crate::conform::outcome::Outcome;

/// Runs a row, if its kind is of this area.
pub(super) fn run(kind: &str, row: &Value) -> Option<Outcome> {
    let kinds =
        ["course", "policy-error", "problem-score", "subsection-percent", "subsection-total"];
    kinds.contains(&kind).then(|| Outcome::of(row, got(kind, row)))
}

fn got(kind: &str, row: &Value) -> Result<Value, String> {
    let part = |key: &str| row.get(key).ok_or(format!("the row has no `{key}`"));
    let written = part("policy")?;
    let reading = Policy::read_value(written);
    if kind == "policy-error" {
        return Ok(policy_error(part("expect")?, &reading.problems));
    }
    let policy =
        reading.policy.ok_or(format!("the policy has problems: {:?}", reading.problems))?;
    let scores = Scores::read_value(part("scores")?, reading.has_grader);
    let scores = scores.map_err(|problems| format!("the scores have problems: {problems:?}"))?;
    Ok(match scores {
        Scores::Course(sheet) => as_json(&grade(&policy, &sheet)),
        Scores::Problems(problems) => as_json(&SubsectionTotal::of(&problems)),
        Scores::Subsection(points) => {
            json!({ "percent_graded": points.fraction(policy.subsection_decimals()) })
        }
        Scores::Problem(score) => as_json(&score.weighted()),
    })
}

/// What the platform says where a policy cannot be read, for the problems that we find.
fn policy_error(expected: &Value, problems: &Problems) -> Value {
    let mut missing = Vec::new();
    for problem in &problems.0 {
        if let Fault::MissingKey { key } = &problem.fault {
            missing.push(format!("'{key}'"));
        }
    }
    let message = match missing.as_slice() {
        _ if missing.iter().any(|key| key == "'min_count'") => {
            "Configuration has no appropriate grader class.".to_owned()
        }
        [] => format!("{problems:?}"),
        [one] => format!("__init__() missing 1 required positional argument: {one}"),
        all => format!(
            "__init__() missing {} required positional arguments: {}",
            all.len(),
            all.join(" and ")
        ),
    };
    let error = if problems.forbid_use() { "ValueError" } else { "none" };
    let asked = expected.get("message_contains").and_then(Value::as_str);
    let said = asked.filter(|asked| message.contains(asked)).unwrap_or(&message);
    json!({ "error": error, "message_contains": said })
}

fn as_json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
