//! Every row of expected results in `tests/conformance/`, run by the tool that anyone can run.
//!
//! The rows restate what the platforms' own tests, help articles and executed code expect; those of
//! `derived.jsonl` follow from the same rules. No kind of row is left out.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs, io};

/// Fewer rows than this would mean that a file is lost.
const ROWS_MIN: usize = 920;

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    files
}

#[test]
fn every_row_passes() {
    let rows: usize =
        files().iter().map(|file| fs::read_to_string(file).unwrap().lines().count()).sum();
    assert!(rows >= ROWS_MIN, "only {rows} rows are there");
    let tool = env!("CARGO_BIN_EXE_certificate-planner");
    let output = Command::new(tool).arg("conform").args(files()).output().unwrap();
    // Past the test harness, which shows what is printed only where a test fails.
    io::stdout().write_all(&output.stdout).unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "a row fails");
    let total = format!("{rows} / {rows}, not run 0");
    assert!(said.trim_end().ends_with(&total), "not every row was run");
}
