//! How many plans a second the command line tool assesses, and in how much memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::bench::plans;
use crate::project::Project;
use crate::{bundle, process};

/// The catalog with the largest program.
const CATALOG: &str = "mitx-dedp.json";
/// An instant within the sessions of the catalog.
pub(crate) const NOW: &str = "2026-11-21T12:00:00Z";

/// The runs: how many plans, on how many threads.
const RUNS: [(u32, u32); 4] = [(10_000, 1), (100_000, 1), (10_000, 2), (100_000, 2)];

/// What one run took.
pub(crate) struct Taken {
    pub(crate) seconds: f64,
    /// The most memory it held, where the system tells.
    pub(crate) peak_kilobytes: Option<u64>,
}

/// Builds the tool, makes the plans, and prints what each run took.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let tool = tool(project)?;
    let folder = project.target().join("batch");
    bundle::empty(&folder)?;
    let catalog = catalog(project);
    println!("Batch of plans for {CATALOG}, to standard output and thrown away:");
    println!("{:>8}  {:>7}  {:>9}  {:>11}", "plans", "threads", "a second", "peak memory");
    for (count, threads) in RUNS {
        let plans = plans_file(&folder, &catalog, count)?;
        let mut command = Command::new(&tool);
        command.arg("batch").arg("--catalog").arg(&catalog).arg("--plans").arg(&plans);
        command.args(["--now", NOW, "--threads", &threads.to_string()]);
        let taken = measure(&mut command, |_| {})?;
        let rate = f64::from(count) / taken.seconds;
        let peak = taken.peak_kilobytes.map_or("not known".to_owned(), |peak| {
            let megabytes = peak / 1_000;
            format!("{megabytes} MB")
        });
        println!("{count:>8}  {threads:>7}  {rate:>9.0}  {peak:>11}");
    }
    Ok(())
}

/// Builds the tool.
pub(crate) fn tool(project: &Project) -> Result<PathBuf, String> {
    let mut build = project.cargo();
    build.args(["build", "--release", "--package", "certificate-planner"]);
    process::run(build.args(["--bin", "certificate-planner"]))?;
    let tool = format!("certificate-planner{}", std::env::consts::EXE_SUFFIX);
    Ok(project.target().join("release").join(tool))
}

/// The catalog of the plans.
pub(crate) fn catalog(project: &Project) -> PathBuf {
    project.www().join("catalogs").join(CATALOG)
}

/// The file with so many plans, made unless it is there.
pub(crate) fn plans_file(folder: &Path, catalog: &Path, count: u32) -> Result<PathBuf, String> {
    let path = folder.join(format!("{count}.jsonl"));
    if !path.exists() {
        let catalog = fs::read_to_string(catalog)
            .map_err(|error| format!("Cannot read {}: {error}.", catalog.display()))?;
        fs::write(&path, plans::lines(&catalog, count)?)
            .map_err(|error| format!("Cannot write {}: {error}.", path.display()))?;
    }
    Ok(path)
}

/// Runs a program to its end; `feed` gets its standard input, where that was asked for.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
pub(crate) fn measure(
    command: &mut Command,
    feed: impl FnOnce(ChildStdin),
) -> Result<Taken, String> {
    let started = Instant::now();
    let child = command.stdout(Stdio::null()).spawn();
    let mut child = child.map_err(|error| format!("The tool could not be run: {error}."))?;
    if let Some(input) = child.stdin.take() {
        feed(input);
    }
    let mut peak_kilobytes = None;
    let status = loop {
        let ended = child.try_wait().map_err(|error| format!("The tool is lost: {error}."))?;
        if let Some(status) = ended {
            break status;
        }
        // The figure only grows, so the last one before the end is the peak.
        peak_kilobytes = peak_of(&child).or(peak_kilobytes);
        thread::sleep(Duration::from_millis(5));
    };
    let seconds = started.elapsed().as_secs_f64();
    if status.success() {
        Ok(Taken { seconds, peak_kilobytes })
    } else {
        Err(format!("The tool could not assess every plan ({status})."))
    }
}

/// The most memory that a running program has held, where the system tells as Linux does.
fn peak_of(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
