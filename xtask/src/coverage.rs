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
                    `rustup component add llvm-tools`, or Debian's `llvm` of the compiler's version."
            .into());
    }
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project.root()).args(["llvm-cov", "--package", "certificate-planner"]);
    // The tests themselves are no part of the library.
    cargo.args(["--ignore-filename-regex", "(^|/)(tests|xtask)/"]);
    cargo.args(["--summary-only", "--fail-under-lines", LINES_MIN]);
    // It tries what the others try on many more instances, for which the counting takes too long.
    cargo.args(["--", "--skip", "the_best_are_those_of_the_oracle"]);
    if let Some(major) = llvm_of_debian() {
        cargo.env("LLVM_COV", format!("llvm-cov-{major}"));
        cargo.env("LLVM_PROFDATA", format!("llvm-profdata-{major}"));
    }
    process::run(&mut cargo)
}

/// The version of LLVM that the compiler is made with, where Debian's tools of that version are here.
fn llvm_of_debian() -> Option<String> {
    let words = |program: &str, word: &str| {
        let output = Command::new(program).arg(word).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let compiler = words("rustc", "-vV")?;
    let version = compiler.lines().find_map(|line| line.strip_prefix("LLVM version: "))?;
    let major = version.split('.').next()?;
    words(&format!("llvm-cov-{major}"), "--version")?;
    Some(major.into())
}
