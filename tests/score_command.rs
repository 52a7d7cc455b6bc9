//! The command `score`, run as a person runs it.

#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

/// Writes a file for one test and gives its path.
fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path
}

fn score(policy: &PathBuf, scores: &PathBuf, further: &[&str]) -> Output {
    let tool = env!("CARGO_BIN_EXE_certificate-planner");
    let mut command = Command::new(tool);
    command.arg("score").arg("--policy").arg(policy).arg("--scores").arg(scores);
    command.args(further).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Whether all that is expected is there, numbers to the last digit.
fn agree(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => expected
            .iter()
            .all(|(key, expected)| got.get(key).is_some_and(|got| agree(expected, got))),
        (Value::Number(expected), Value::Number(got)) => expected.as_f64() == got.as_f64(),
        _ => expected == got,
    }
}

#[test]
fn the_rows_of_expected_results_can_be_given_as_they_are() {
    let rows = include_str!("conformance/edx-grading.jsonl");
    let mut run = 0;
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let policy = file("row-policy.json", &row["policy"].to_string());
        let scores = file("row-scores.json", &row["scores"].to_string());
        let output = score(&policy, &scores, &["--json"]);
        let (said, id) = (text(&output.stderr), &row["id"]);
        if row["kind"] == "policy-error" {
            assert_eq!(output.status.code(), Some(1), "{id}");
            assert!(said.contains("is missing."), "{id}: {said}");
        } else if row["kind"] == "subsection-total" {
            let got: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert!(agree(&row["expect"]["graded_total"], &got["graded_total"]), "{id}: {got}");
        } else {
            let got: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert!(agree(&row["expect"], &got), "{id}: {got}");
        }
        run += 1;
    }
    assert_eq!(run, 82);
}

const POLICY: &str = r#"{
    "GRADER": [{ "type": "Homework", "min_count": 3, "drop_count": 1, "weight": 0.4 },
               { "type": "Exam", "min_count": 1, "drop_count": 0, "weight": 0.6 }],
    "GRADE_CUTOFFS": { "A": 0.9, "Pass": 0.6 } }"#;
const SCORES: &str =
    r#"{ "Homework": [{ "earned": 7, "possible": 10 }, null], "Exam": [{ "possible": 40 }] }"#;

#[test]
fn people_read_what_they_have_and_what_they_need() {
    let (policy, scores) = (file("policy.json", POLICY), file("scores.json", SCORES));
    // Two of three homeworks count: now 0.4 × (70 + 0) / 2 = 14. With x on the rest, which is below
    // 70, 0.2 × 70 + 0.2 x + 0.6 x ≥ 59.45, so x ≥ 56.8125. With 80 on the two other homeworks the
    // 70 is dropped: 32 + 0.6 x ≥ 59.45, so x ≥ 45.75, which is 18.3 of 40 points.
    let output = score(&policy, &scores, &["--on", "Exam", "--assume", "80"]);
    assert_eq!(
        text(&output.stdout),
        "\
Course score: 14 %, not passed.
  Homework: 35 % on average of 3 (dropped: 1); adds 14 % of 40 %.
  Exam: 0 % on average of 1 (dropped: 0); adds 0 % of 60 %.
Left to do: Homework 2, Homework 3, Exam 1.
For pass (60 % or more): 56.82 % on each of these.
For pass (60 % or more): 45.75 % (19 points) on Exam 1, with 80 % on the rest.
"
    );
    let output = score(&policy, &scores, &["--target", "A", "--on", "Exam", "--json"]);
    let got: Value = serde_json::from_slice(&output.stdout).unwrap();
    // Above 70 the 70 is dropped: 0.4 x + 0.6 x ≥ 89.45. Without the homework the exam gives 74.
    assert_eq!(got["needed"]["everywhere"]["percent"], 89.45);
    assert_eq!(got["needed"]["on"]["answer"], "out_of_reach");
}

#[test]
fn what_cannot_be_answered_is_said_in_a_sentence() {
    let (policy, scores) = (file("some-policy.json", POLICY), file("some-scores.json", SCORES));
    let refused = |further: &[&str], wanted: &str| {
        let output = score(&policy, &scores, further);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&output.stderr), wanted.to_owned() + "\n");
    };
    refused(
        &["--target", "B"],
        "“B” is neither a percentage nor a cutoff of the policy, which has A, Pass.",
    );
    refused(
        &["--on", "Quiz"],
        "“Quiz” is not among what is left to do: Homework 2, Homework 3, Exam 1.",
    );
    let bad = file(
        "bad-policy.json",
        r#"{ "GRADER": [{ "type": "Quiz", "min_count": 1, "drop_count": 0, "weight": -1 }] }"#,
    );
    let worse = file("bad-scores.json", r#"{ "Quiz": [{ "earned": 1 }] }"#);
    let output = score(&bad, &worse, &[]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("GRADER[0].weight: ") && said.contains("Quiz[0]: "), "{said}");
}

#[test]
fn a_catalog_states_the_policy_too() {
    // D8 in the built-in catalog: 0.3 × 80 + 0.7 x ≥ 49.45, so x ≥ 36.357.
    let catalog = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/catalogs/mitx-dedp.json");
    let scores = file("dedp.json", r#"{ "Coursework": [{ "earned": 80, "possible": 100 }] }"#);
    let tool = env!("CARGO_BIN_EXE_certificate-planner");
    let mut command = Command::new(tool);
    command.args(["score", "--course", "14.100x", "--json", "--catalog"]).arg(catalog);
    let output = command.arg("--scores").arg(scores).output().unwrap();
    let got: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(got["needed"]["left"][0], "Proctored exam 1");
    assert_eq!(got["needed"]["everywhere"]["percent"], 36.36);
}
