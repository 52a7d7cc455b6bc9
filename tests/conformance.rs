//! Every row of expected results in `tests/conformance/`, run by the tool that anyone can run.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

/// Kinds of rows that no file here has, each with the reason why.
const LEFT_OUT: &[(&str, &str)] = &[];

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    files
}

#[test]
fn every_row_passes() {
    let files = files();
    if files.is_empty() {
        return;
    }
    let tool = env!("CARGO_BIN_EXE_certificate-planner");
    let output = Command::new(tool).arg("conform").args(files).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.trim_end().ends_with("not run 0"), "a kind is unknown:\n{said}");
}

#[test]
fn every_kind_that_is_left_out_has_its_reason() {
    let rows: String = files().iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    for (kind, reason) in LEFT_OUT {
        assert!(!reason.is_empty(), "{kind} is left out without a reason");
        assert!(!rows.contains(&format!("\"kind\": \"{kind}\"")), "{kind} is not left out");
    }
}
