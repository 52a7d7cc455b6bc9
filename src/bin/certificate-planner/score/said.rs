//! The sentence for a problem, from the same file as those of the page.

use certificate_planner::problem::{Problem, Severity};
use serde_json::Value;

/// One problem as one line: whether it must be mended, where it is, and what it is.
pub(super) fn problem(problem: &Problem) -> String {
    let text = include_str!("../../../../www/src/messages/problems.en.json");
    let messages: Value = serde_json::from_str(text).unwrap_or_default();
    let message =
        |group: &str, key: &str| messages.get(group).and_then(|all| all.get(key)).cloned();
    let severity = match problem.severity {
        Severity::Problem => "Problem",
        Severity::Warning => "Warning",
    };
    let place = if problem.path.is_empty() { "whole file" } else { &problem.path };
    let mut fault = serde_json::to_value(&problem.fault).unwrap_or_default();
    let word = |key: &str| fault.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (kind, expected) = (word("type"), word("expected"));
    if let (Some(words), Some(fields)) = (message("expected", &expected), fault.as_object_mut()) {
        fields.insert("expected".to_owned(), words);
    }
    let sentence = match message("fault", &kind) {
        // The first form is the one that says all.
        Some(Value::Array(forms)) => forms.into_iter().next(),
        other => other,
    };
    let sentence = sentence.as_ref().and_then(Value::as_str).unwrap_or(&kind);
    format!("{severity}: {place}: {}", filled(sentence, &fault))
}

fn filled(sentence: &str, values: &Value) -> String {
    let mut text = sentence.to_owned();
    for (key, value) in values.as_object().into_iter().flatten() {
        text = text.replace(&format!("{{{key}}}"), &written(value));
    }
    text
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(entries) => entries.iter().map(written).collect::<Vec<String>>().join(", "),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}
