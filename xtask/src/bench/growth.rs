//! How time and memory of assessments grow, with the exponent: with courses, sessions and the depth of a
//! requirement for one, and with how many there are for a batch.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

use crate::bench::batch::{self, measure};
use crate::bench::peers::{built, two_digits};
use crate::oracle::clock::power;
use crate::project::Project;
use crate::{bundle, process};

/// What is made larger, and how it is told.
const GROWN: [(&str, &str); 3] = [
    ("courses", "courses of a program"),
    ("sessions", "sessions of each of five courses"),
    ("depth", "depth of the requirement, ten courses"),
];

/// How many plans a batch has.
const BATCHES: [u32; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// A size with its time in microseconds and its memory in kilobytes.
struct Point {
    size: f64,
    time: f64,
    memory: f64,
}

/// Prints the table of README.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let program = built(project, &project.root().join("tests/peers/ours"), "grow")?;
    let output = process::output(&mut Command::new(program))?;
    let lines = output.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let lines: Vec<Value> = lines.collect();
    // Before the table, as the tool may have to be built.
    let batches = batches(project)?;
    println!("| with more | from | to | time grows with the power | memory with the power |");
    println!("|---|---|---|---|---|");
    for (what, told) in GROWN {
        let of = lines.iter().filter(|line| line.get("with").and_then(Value::as_str) == Some(what));
        print(told, &of.filter_map(point).collect::<Vec<_>>());
    }
    print("plans of a batch, one thread", &batches);
    Ok(())
}

fn point(line: &Value) -> Option<Point> {
    let number = |key: &str| line.get(key).and_then(Value::as_f64);
    Some(Point {
        size: number("size")?,
        time: number("microseconds")?,
        memory: number("bytes")? / 1_000.0,
    })
}

fn print(told: &str, points: &[Point]) {
    let grown = |of: fn(&Point) -> f64| {
        let power = power(&points.iter().map(|point| (point.size, of(point))).collect::<Vec<_>>());
        // What rounds to nothing has no sign.
        (power * 100.0).round() / 100.0 + 0.0
    };
    let end = |point: Option<&Point>| {
        point.map_or(String::new(), |Point { size, time, memory }| {
            let (time, memory) = (duration(*time), two_digits(*memory));
            format!("{size}: {time}, {memory} KB")
        })
    };
    let (first, last) = (end(points.first()), end(points.last()));
    let (time, memory) = (grown(|point| point.time), grown(|point| point.memory));
    println!("| {told} | {first} | {last} | {time:.2} | {memory:.2} |");
}

fn duration(microseconds: f64) -> String {
    match microseconds {
        ..1e3 => format!("{} µs", two_digits(microseconds)),
        ..1e6 => format!("{} ms", two_digits(microseconds / 1e3)),
        _ => format!("{} s", two_digits(microseconds / 1e6)),
    }
}

/// Batches of the tool; the plans come through its standard input, so that a million need no disk.
fn batches(project: &Project) -> Result<Vec<Point>, String> {
    let tool = batch::tool(project)?;
    let folder = project.target().join("batch");
    bundle::empty(&folder)?;
    let catalog = batch::catalog(project);
    let plans = batch::plans_file(&folder, &catalog, 1_000)?;
    let plans =
        fs::read(&plans).map_err(|error| format!("Cannot read {}: {error}.", plans.display()))?;
    BATCHES
        .into_iter()
        .map(|count| {
            let mut command = Command::new(&tool);
            command.arg("batch").arg("--catalog").arg(&catalog).args(["--plans", "-"]);
            command.args(["--now", batch::NOW, "--threads", "1"]).stdin(Stdio::piped());
            let plans = plans.clone();
            let taken = measure(&mut command, move |mut input| {
                // A tool that ends early says so itself.
                thread::spawn(move || {
                    (0..count / 1_000).try_for_each(|_| input.write_all(&plans)).ok()
                });
            })?;
            let memory =
                taken.peak_kilobytes.ok_or("This system does not tell a program's memory.")?;
            Ok(Point {
                size: f64::from(count),
                time: taken.seconds * 1e6,
                memory: f64::from(u32::try_from(memory).unwrap_or(u32::MAX)),
            })
        })
        .collect()
}
