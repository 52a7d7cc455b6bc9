//! `conform`: rows of expected results, run against the rules.

mod edx;
mod grading;
mod mitxonline;
mod money;
mod outcome;

use std::collections::BTreeMap;
use std::panic;
use std::path::PathBuf;

use serde_json::Value;

use crate::conform::outcome::Outcome;
use crate::{Finding, input};

/// Runs rows of expected results and says which of them the rules meet.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Files of JSON lines; each row has an `id`, a `kind` and an `expect`. `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// What came of the rows of one kind.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    not_run: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    let mut kinds: BTreeMap<String, Tally> = BTreeMap::new();
    for path in &arguments.files {
        let text = input::read(path)?;
        for (index, line) in text.lines().enumerate() {
            if !line.trim().is_empty() {
                run_line(line, &format!("{}:{}", path.display(), index + 1), &mut kinds);
            }
        }
    }
    print_table(&kinds);
    let failed = kinds.values().any(|tally| tally.failed > 0);
    Ok(if failed { Finding::Problems } else { Finding::Fine })
}

fn run_line(line: &str, place: &str, kinds: &mut BTreeMap<String, Tally>) {
    let row: Result<Value, _> = serde_json::from_str(line);
    let (kind, id, outcome) = match &row {
        Ok(row) => {
            let text = |key| row.get(key).and_then(Value::as_str).unwrap_or("(none)");
            (text("kind"), text("id"), outcome_of(text("kind"), row))
        }
        Err(error) => ("(not JSON)", "(none)", Some(Outcome::malformed(&error.to_string()))),
    };
    let tally = kinds.entry(kind.to_owned()).or_default();
    match outcome {
        None => tally.not_run += 1,
        Some(Outcome::Passed) => tally.passed += 1,
        Some(Outcome::Failed { expected, got }) => {
            tally.failed += 1;
            println!("FAILED {kind} {id} ({place})\n  expected: {expected}\n  got:      {got}");
        }
    }
}

/// Runs a row in the first area that knows its kind.
fn outcome_of(kind: &str, row: &Value) -> Option<Outcome> {
    let areas = [grading::run, edx::run, mitxonline::run, money::run];
    // No panic is written; if one is there all the same, it costs its own row and no other.
    let run = || areas.iter().find_map(|run| run(kind, row));
    panic::catch_unwind(run).unwrap_or_else(|_| Some(Outcome::malformed("the rules panicked")))
}

fn print_table(kinds: &BTreeMap<String, Tally>) {
    let width = kinds.keys().map(String::len).max().unwrap_or(0).max("total".len());
    let mut sum = Tally::default();
    for (kind, tally) in kinds {
        let total = tally.passed + tally.failed;
        if tally.not_run > 0 {
            println!("{kind:width$}  not run ({} rows of an unknown kind)", tally.not_run);
        } else {
            println!("{kind:width$}  {:>5} / {total}", tally.passed);
        }
        sum.passed += tally.passed;
        sum.failed += tally.failed;
        sum.not_run += tally.not_run;
    }
    let total = sum.passed + sum.failed;
    println!("{:width$}  {:>5} / {total}, not run {}", "total", sum.passed, sum.not_run);
}
