//! Mutation testing: the rules and the planner broken in one place at a time, which a test should see.

use std::process::Command;

use crate::process;
use crate::project::Project;

/// The tests that are quick enough to be run thousands of times; the others try the same rules on more.
const TESTS: [&str; 14] = [
    "broken_catalogs",
    "catalogs",
    "conformance",
    "edges",
    "edx",
    "fees",
    "grading",
    "imports",
    "plans",
    "schemas",
    "score_command",
    "unknowns",
    "ways",
    "worked_examples",
];

/// Breaks every place in turn, or of so many equal parts only one: `--shard 3/100`.
pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), String> {
    let shard = match words {
        [] => None,
        ["--shard", part] => Some(*part),
        _ => return Err(format!("`{}` is no option: `--shard K/N`.", words.join(" "))),
    };
    let found = Command::new("cargo").args(["mutants", "--version"]).output();
    if !found.is_ok_and(|output| output.status.success()) {
        let install = "cargo install cargo-mutants --locked";
        return Err(format!("Mutation testing needs cargo-mutants: `{install}`."));
    }
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project.root()).args(["mutants", "--package", "certificate-planner"]);
    cargo.args(["--output", "target"]);
    cargo.args(shard.iter().flat_map(|part| ["--shard", part]));
    cargo.args(["--", "--lib"]).args(TESTS.iter().flat_map(|test| ["--test", test]));
    process::run(&mut cargo)
}
