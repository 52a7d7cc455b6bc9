//! Counts of passed and failed tests, read from what the test tools say.

use std::fmt;

use serde_json::Value;

/// How one kind of test went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
}

impl Tally {
    /// Adds what a line of `cargo test` or of the wasm test runner reports, if it reports a result.
    pub(crate) fn read_line(&mut self, line: &str) {
        let Some((_, result)) = line.split_once("test result: ") else {
            return;
        };
        self.passed += number_before(result, " passed");
        self.failed += number_before(result, " failed");
    }

    /// Reads the report that Playwright writes.
    pub(crate) fn of_playwright(report: &Value) -> Self {
        let stat = |name| {
            let number = report.pointer(&format!("/stats/{name}"));
            number.and_then(Value::as_u64).unwrap_or_default()
        };
        let errors = report.pointer("/errors").and_then(Value::as_array);
        // A file that cannot be read is an error of no test, yet it must not go uncounted.
        let errors = errors.map_or(0, |errors| u64::from(!errors.is_empty()));
        // "Flaky" is what passed at the second try, as may be where a machine is busy.
        Self { passed: stat("expected") + stat("flaky"), failed: stat("unexpected") + errors }
    }

    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, failed } = self;
        write!(formatter, "{passed} passed, {failed} failed")
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    text.split_once(word)
        .and_then(|(before, _)| before.rsplit(' ').next()?.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Tally;

    #[test]
    fn adds_the_results_of_cargo_test() {
        let mut tally = Tally::default();
        tally.read_line("running 12 tests");
        tally.read_line("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured");
        tally.read_line("    test result: FAILED. 1 passed; 2 failed; 0 ignored");
        assert_eq!(tally.to_string(), "13 passed, 2 failed");
    }

    #[test]
    fn reads_the_report_of_playwright() {
        let report = json!({
            "errors": [],
            "stats": { "expected": 3, "unexpected": 1, "flaky": 1, "skipped": 1 },
        });
        let tally = Tally::of_playwright(&report);
        assert_eq!((tally.passed, tally.failed), (4, 1));
    }

    #[test]
    fn counts_a_spec_that_cannot_be_read_as_failed() {
        let report = json!({ "errors": [{ "message": "?" }], "stats": { "expected": 0 } });
        assert_eq!(Tally::of_playwright(&report).failed, 1);
    }
}
