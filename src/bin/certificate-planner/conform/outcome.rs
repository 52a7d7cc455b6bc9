//! What comes of one row: what it expects, held against what the rules gave.

use serde_json::Value;

/// What came of a row.
pub(super) enum Outcome {
    /// The rules gave what the row expects.
    Passed,
    /// They did not, or the row cannot be read.
    Failed {
        /// What the row expects.
        expected: String,
        /// What the rules gave, or why the row cannot be run.
        got: String,
    },
}

impl Outcome {
    /// Holds what a row expects against what the rules gave, or against why it cannot be run.
    pub(super) fn of(row: &Value, got: Result<Value, String>) -> Outcome {
        let Some(expected) = row.get("expect") else {
            return Outcome::malformed("it has no `expect`");
        };
        match got {
            Ok(got) if agree(expected, &got) => Outcome::Passed,
            Ok(got) => Outcome::Failed { expected: expected.to_string(), got: got.to_string() },
            Err(reason) => Outcome::Failed { expected: expected.to_string(), got: reason },
        }
    }

    /// A row that cannot be run, with the reason.
    pub(super) fn malformed(reason: &str) -> Outcome {
        Outcome::Failed { expected: "a row that can be run".to_owned(), got: reason.to_owned() }
    }
}

/// Whether all that is expected is there; the rules may say more than a row asks.
fn agree(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => expected
            .iter()
            .all(|(key, expected)| got.get(key).is_some_and(|got| agree(expected, got))),
        (Value::Array(expected), Value::Array(got)) => {
            expected.len() == got.len()
                && expected.iter().zip(got).all(|(expected, got)| agree(expected, got))
        }
        // 1 and 1.0 are the same number.
        (Value::Number(expected), Value::Number(got)) => expected.as_f64() == got.as_f64(),
        _ => expected == got,
    }
}
