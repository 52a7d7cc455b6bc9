//! Fuzzing: every text that comes from outside, and the laws on made catalogs and plans.

use std::process::Command;

use crate::process;
use crate::project::Project;

const TARGETS: [&str; 8] =
    ["catalog", "plan", "wishes", "mitxonline", "edx", "grading", "score", "laws"];

const SECONDS_DEFAULT: u32 = 60;
/// No text of the length that is tried may take more memory, or more time.
const MEMORY_MEGABYTES_MAX: u32 = 1_024;
const INPUT_SECONDS_MAX: u32 = 10;
const INPUT_BYTES_MAX: u32 = 16_384;

/// Runs one target, or each in turn, for so many seconds.
pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), String> {
    let (seconds, rest) = match words {
        ["--seconds", number, rest @ ..] => {
            let seconds =
                number.parse().map_err(|_| format!("`{number}` is no number of seconds."))?;
            (seconds, rest)
        }
        rest => (SECONDS_DEFAULT, rest),
    };
    let targets: &[&str] = match rest {
        [] => &TARGETS,
        [target] if TARGETS.contains(target) => rest,
        _ => {
            let targets = TARGETS.join(", ");
            return Err(format!("`{}` is no target: {targets}.", rest.join(" ")));
        }
    };
    find_tools()?;
    targets.iter().try_for_each(|target| fuzz(project, target, seconds))
}

fn find_tools() -> Result<(), String> {
    let works = |arguments: &[&str]| {
        let output = Command::new("cargo").args(arguments).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !works(&["+nightly", "--version"]) {
        return Err(
            "Fuzzing needs the nightly toolchain: `rustup toolchain install nightly`.".into()
        );
    }
    if !works(&["+nightly", "fuzz", "--version"]) {
        return Err("Fuzzing needs cargo-fuzz: `cargo install cargo-fuzz`.".into());
    }
    Ok(())
}

fn fuzz(project: &Project, target: &str, seconds: u32) -> Result<(), String> {
    let folder = project.root().join("fuzz");
    let corpus = folder.join("corpus").join(target);
    std::fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}.", corpus.display()))?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project.root()).args(["+nightly", "fuzz", "run", target]);
    // What is found goes into the first folder; the seeds stay as they are.
    cargo.arg(corpus).arg(folder.join("seeds").join(target)).arg("--");
    cargo.arg(format!("-max_total_time={seconds}"));
    cargo.arg(format!("-rss_limit_mb={MEMORY_MEGABYTES_MAX}"));
    cargo.arg(format!("-timeout={INPUT_SECONDS_MAX}"));
    cargo.args([format!("-max_len={INPUT_BYTES_MAX}"), "-print_final_stats=1".to_owned()]);
    process::run(&mut cargo)
}
