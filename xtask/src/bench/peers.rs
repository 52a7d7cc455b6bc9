//! The same decision by our engine, by hand-written JavaScript, and by rules engines from the registries
//! (`tests/peers/`), which are installed for this alone. The engines compare every decision themselves
//! before they are timed, and end where one differs.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::bench::{in_pages, write_page};
use crate::browser::Browser;
use crate::project::Project;
use crate::{bundle, packages, process, wasm};

/// The catalog whose program all of them decide about.
const CATALOG: &str = "mitx-dedp.json";
const BINDINGS: &str = "certificate_planner.js";
/// So many made learners.
const LEARNERS: &str = "10000";
/// Programs are timed so often; each group of learners is told by its fastest round.
const ROUNDS: &str = "15";

/// What an engine's users get from one decision as `tests/peers/` asks for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Delivers {
    /// Verdict, reasons, what is missing, day, and cost as a range.
    All,
    /// The same, but no cost where the income is not known.
    NoRanges,
    /// The verdict with what led to it.
    Reasons,
    /// The verdict alone.
    Verdict,
}

impl Delivers {
    fn words(self) -> &'static str {
        match self {
            Self::All => "verdict, reasons, missing, day, cost range",
            Self::NoRanges => "verdict, reasons, missing, day, cost",
            Self::Reasons => "verdict, reasons",
            Self::Verdict => "verdict alone",
        }
    }
}

/// Where an engine runs, and with which time of ours its time is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Native,
    Node,
    Chromium,
}

/// A row of the table: the name that the engine's program prints, and how it is told.
struct Row {
    place: Place,
    name: &'static str,
    told: &'static str,
    delivers: Delivers,
}

const fn row(place: Place, name: &'static str, told: &'static str, delivers: Delivers) -> Row {
    Row { place, name, told, delivers }
}

const ROWS: [Row; 13] = [
    row(Place::Native, "rules", "**ours**, native, from a plan that was read", Delivers::All),
    row(Place::Native, "text to text", "**ours**, native, from JSON to JSON", Delivers::All),
    row(Place::Native, "lemma-engine 0.10.2", "lemma-engine 0.10.2, native", Delivers::All),
    row(Place::Node, "ours", "**ours** in Node.js, from object to object", Delivers::All),
    row(Place::Chromium, "ours", "**ours** in Chromium, from object to object", Delivers::All),
    row(
        Place::Node,
        "hand-written JavaScript",
        "JavaScript by hand, for this one program",
        Delivers::All,
    ),
    row(Place::Node, "publicodes 1.10.3", "publicodes 1.10.3", Delivers::NoRanges),
    row(
        Place::Node,
        "@gorules/zen-engine 0.54.0",
        "@gorules/zen-engine 0.54.0, with its trace",
        Delivers::Reasons,
    ),
    row(Place::Node, "json-rules-engine 7.3.1", "json-rules-engine 7.3.1", Delivers::Reasons),
    row(
        Place::Node,
        "json-logic-engine 5.0.7",
        "json-logic-engine 5.0.7, compiled",
        Delivers::Verdict,
    ),
    row(Place::Node, "@marcbachmann/cel-js 8.0.0", "@marcbachmann/cel-js 8.0.0", Delivers::Verdict),
    row(Place::Node, "json-logic-js 2.0.5", "json-logic-js 2.0.5", Delivers::Verdict),
    row(Place::Node, "feelin 8.2.0", "feelin 8.2.0", Delivers::Verdict),
];

/// What one engine took.
struct Time {
    place: Place,
    name: String,
    microseconds: f64,
}

/// Builds and installs all of them, compares, times, and prints the table of README.
pub(crate) fn run(project: &Project, browser: &Browser) -> Result<(), String> {
    wasm::build(project)?;
    packages::install(project)?;
    let peers = project.root().join("tests/peers");
    packages::install_peers(&peers)?;
    let learners = project.target().join("learners.jsonl");
    process::run(Command::new("node").arg(peers.join("write.mjs")).arg(&learners).arg(LEARNERS))?;

    let catalog = project.www().join("catalogs").join(CATALOG);
    let ours = built(project, &peers.join("ours"), "decide")?;
    let lemma = built(project, &peers.join("lemma"), "timed-lemma")?;
    println!("Comparing and timing the decisions about {LEARNERS} learners.");
    let mut times = Vec::new();
    let mut add = |place, output: &str| -> Result<(), String> {
        times.extend(read(place, output)?);
        Ok(())
    };
    let mut command = Command::new(ours);
    add(Place::Native, &process::output(command.arg(&catalog).args([&learners]).arg(ROUNDS))?)?;
    add(Place::Native, &process::output(Command::new(lemma).arg(&learners).arg(ROUNDS))?)?;
    let mut node = Command::new("node");
    node.arg(peers.join("run.mjs")).arg(project.generated().join(BINDINGS));
    node.arg(project.generated().join(wasm::MODULE)).arg(&catalog).arg(LEARNERS);
    add(Place::Node, &process::output(&mut node)?)?;
    add(Place::Chromium, &in_chromium(project, browser)?)?;
    print(&times)
}

/// A program of a folder, built as fast as it gets.
pub(crate) fn built(project: &Project, folder: &Path, program: &str) -> Result<PathBuf, String> {
    let target = project.target().join("peers");
    let mut cargo = project.cargo();
    cargo.args(["build", "--release", "--locked"]).arg("--target-dir").arg(&target);
    process::run(cargo.arg("--manifest-path").arg(folder.join("Cargo.toml")))?;
    Ok(target.join("release").join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
}

/// Times ours in a page.
fn in_chromium(project: &Project, browser: &Browser) -> Result<String, String> {
    let folder = project.target().join("bench-peers");
    bundle::empty(&folder)?;
    write_page(project, &folder, "../tests/peers/in-page.mjs", "in-page")?;
    copy_ours(project, &folder)?;
    in_pages(project, browser, folder, &["in-page"], process::output)
}

/// Our module with its bindings, and the catalog, beside the scripts of a page.
pub(crate) fn copy_ours(project: &Project, folder: &Path) -> Result<(), String> {
    for file in [BINDINGS, wasm::MODULE] {
        bundle::copy_into(&project.generated().join(file), folder)?;
    }
    bundle::copy_into(&project.www().join("catalogs").join(CATALOG), folder)?;
    bundle::copy_folder(&project.generated().join("snippets"), &folder.join("snippets"))
}

/// The lines of a program that say what an engine took; others are passed on.
fn read(place: Place, output: &str) -> Result<Vec<Time>, String> {
    let mut times = Vec::new();
    for line in output.lines() {
        let Ok(value) = serde_json::from_str::<Value>(line) else {
            println!("{line}");
            continue;
        };
        let name = value.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let microseconds = value.get("microseconds").and_then(Value::as_f64);
        let microseconds = microseconds.ok_or(format!("{name} was not timed."))?;
        times.push(Time { place, name, microseconds });
    }
    Ok(times)
}

/// Prints the table as README has it: each time, and how many times as long as ours in the same place it is.
fn print(times: &[Time]) -> Result<(), String> {
    let of = |place: Place, name: &str| {
        let found = times.iter().find(|time| time.place == place && time.name == name);
        found.map(|time| time.microseconds).ok_or(format!("{name} was not timed."))
    };
    println!("| engine | delivers | one decision | ours in the same place = 1 |");
    println!("|---|---|---|---|");
    for Row { place, name, told, delivers } in &ROWS {
        let time = of(*place, name)?;
        let ours = match place {
            Place::Native => of(Place::Native, "rules")?,
            Place::Node => of(Place::Node, "ours")?,
            Place::Chromium => of(Place::Chromium, "ours")?,
        };
        let (time, ratio) = (two_digits(time), two_digits(time / ours));
        println!("| {told} | {} | {time} µs | {ratio} |", delivers.words());
    }
    Ok(())
}

/// A number with two significant digits.
pub(crate) fn two_digits(number: f64) -> String {
    let digits = (1.0 - number.log10().floor()).clamp(0.0, 6.0);
    let power = 10.0_f64.powi((number.log10().floor() - 1.0).max(-6.0) as i32);
    format!("{:.*}", digits as usize, (number / power).round() * power)
}

#[cfg(test)]
mod tests {
    use super::two_digits;

    #[test]
    fn numbers_have_two_significant_digits() {
        let numbers = [0.0123, 0.97, 1.26, 36.56, 123.4, 5_148.0].map(two_digits);
        assert_eq!(numbers, ["0.012", "0.97", "1.3", "37", "120", "5100"]);
    }
}
