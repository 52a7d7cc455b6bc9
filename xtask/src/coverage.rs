//! How much of the library the native tests reach, line by line.

use std::process::Command;

use crate::process;
use crate::project::Project;

/// So many of a hundred lines at least.
const LINES_MIN: &str = "95";

/// Prints the lines that are reached, file by file, and fails where they are too few.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let found = Command::new("cargo").args(["llvm-cov", "--version"]).output();
    if !found.is_ok_and(|output| output.status.success()) {
        return Err("Coverage needs cargo-llvm-cov: `cargo install cargo-llvm-cov --locked`, and \
                    `rustup component add llvm-tools`."
            .into());
    }
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project.root()).args(["llvm-cov", "--package", "certificate-planner"]);
    // The tests themselves are no part of the library.
    cargo.args(["--ignore-filename-regex", "(^|/)(tests|xtask)/"]);
    cargo.args(["--summary-only", "--fail-under-lines", LINES_MIN]);
    process::run(&mut cargo)
}
