//! The search for the best sessions beside a general solver, CP-SAT of OR-Tools: the same answers,
//! and how long each takes.

pub(crate) mod clock;
pub(crate) mod solver;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::process;
use crate::project::Project;
use solver::Solver;

/// The example of the library that makes instances and answers them.
const EXAMPLE: &str = "search_answers";

/// The example that makes whole programs and finds their best ways.
const PROGRAMS: &str = "program_answers";

/// How many instances are compared where nothing else is asked for.
const INSTANCES: u64 = 2_000;

/// Compares, or with `--time` times.
pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), String> {
    let (mut instances, mut seed, mut time, mut programs) = (None, 0, false, None);
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match *word {
            "--time" => time = true,
            "--programs" => programs = Some("common"),
            "--large-programs" => programs = Some("large"),
            "--instances" => instances = Some(number(rest.next())?),
            "--seed" => seed = number(rest.next())?,
            other => return Err(format!("`{other}` is not an option of `cargo xtask oracle`.")),
        }
    }
    let solver = Solver::install(project)?;
    if let Some(size) = programs {
        let count = instances.unwrap_or(INSTANCES);
        let words = [seed.to_string(), count.to_string(), size.to_owned()];
        return solver.compare_programs(&example(project, PROGRAMS, &words)?);
    }
    if time {
        return clock::run(project, &solver, instances.unwrap_or(clock::INSTANCES), seed);
    }
    compare(project, &solver, instances.unwrap_or(INSTANCES), seed)
}

fn number(word: Option<&&str>) -> Result<u64, String> {
    let word = word.copied().unwrap_or_default();
    word.parse().map_err(|_| format!("`{word}` is not a number."))
}

/// Instances and our answers, one a line.
fn answers(project: &Project, words: &[String]) -> Result<Vec<Value>, String> {
    parse(&example(project, EXAMPLE, words)?)
}

/// What an example of the library prints.
fn example(project: &Project, name: &str, words: &[String]) -> Result<String, String> {
    let mut command = project.cargo();
    command.args(["run", "--quiet", "--release", "--example", name, "--"]).args(words);
    process::output(&mut command)
}

fn parse(text: &str) -> Result<Vec<Value>, String> {
    let lines = text.lines().map(serde_json::from_str).collect::<Result<_, _>>();
    lines.map_err(|error| format!("An answer is not JSON: {error}."))
}

fn compare(project: &Project, solver: &Solver, instances: u64, seed: u64) -> Result<(), String> {
    let ours = answers(project, &["made".into(), seed.to_string(), instances.to_string()])?;
    let theirs = solver.solve(&ours, &[])?;
    let mut mismatches = 0;
    let mut features = BTreeMap::<&str, u32>::new();
    let mut feasible = 0;
    for (at, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        let found = ours.pointer("/found/answers");
        if found != theirs.get("answers") || ours.pointer("/found/proven") != Some(&true.into()) {
            mismatches += 1;
            println!("seed {}: {ours}\n  CP-SAT: {theirs}", seed + at as u64);
        }
        let first = ours.pointer("/found/answers/0");
        feasible += u32::from(first.is_some_and(|first| !first.is_null()));
        let names = ours.get("features").and_then(Value::as_array).into_iter().flatten();
        for name in names.filter_map(Value::as_str) {
            *features.entry(name).or_default() += 1;
        }
    }
    println!(
        "{} instances, {feasible} of them with a plan, three orders of objectives",
        ours.len()
    );
    for (name, count) in features {
        println!("  {count:>6} with {name}");
    }
    println!("{mismatches} mismatches");
    if mismatches > 0 || theirs.len() != ours.len() {
        return Err("The search and CP-SAT do not agree.".into());
    }
    Ok(())
}
