//! How long the search and CP-SAT take on the same instances, and how our time grows.

use serde_json::Value;

use crate::oracle::answers;
use crate::oracle::solver::Solver;
use crate::project::Project;

/// How many instances of each size are timed where nothing else is asked for.
pub(crate) const INSTANCES: u64 = 10;

/// The sizes of the example, by its numbers, that are solved by both.
const SIZES: [&str; 4] = ["5 x 9", "10 x 12", "20 x 15", "40 x 24"];

/// CP-SAT gives up on one of its solves after so many seconds.
const SECONDS: &str = "20";

pub(crate) fn run(
    project: &Project,
    solver: &Solver,
    instances: u64,
    seed: u64,
) -> Result<(), String> {
    println!("courses x terms: completion, then cost, then peak; milliseconds, one thread");
    println!("{:<9} {:>32} {:>32}", "", "ours: median, most, not proven", "CP-SAT: the same");
    for (at, size) in SIZES.iter().enumerate() {
        let words = ["terms".into(), at.to_string(), seed.to_string(), instances.to_string()];
        let ours = answers(project, &words)?;
        let theirs = solver.solve(&ours, &["--seconds", SECONDS, "--orders", "1"])?;
        let found = ours.iter().filter_map(|line| line.get("found"));
        let (found, proven): (Vec<&Value>, Vec<bool>) =
            found.map(|found| (found, found.get("proven") == Some(&true.into()))).unzip();
        let solved = |answer: &Value| answer.pointer("/answers/0") != Some(&"unproven".into());
        let solved: Vec<bool> = theirs.iter().map(solved).collect();
        let differ = found.iter().zip(&theirs).zip(proven.iter().zip(&solved)).any(
            |((ours, theirs), (proven, solved))| {
                *proven && *solved && ours.get("answers") != theirs.get("answers")
            },
        );
        if differ {
            return Err(format!("The search and CP-SAT do not agree on {size}."));
        }
        println!(
            "{size:<9} {:>32} {:>32}",
            row(&found, &proven),
            row(&theirs.iter().collect::<Vec<_>>(), &solved)
        );
    }
    programs(project, seed)
}

fn row(answers: &[&Value], proven: &[bool]) -> String {
    let times = answers.iter().filter_map(|one| one.pointer("/millis/0")?.as_f64());
    let unproven = proven.iter().filter(|proven| !**proven).count();
    let (median, most) = spread(times.collect());
    format!("{median:.3}, {most:.3}, {unproven}")
}

/// The median and the most.
fn spread(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    (median, times.last().copied().unwrap_or_default())
}

fn programs(project: &Project, seed: u64) -> Result<(), String> {
    let lines = answers(project, &["program".into(), seed.to_string(), "100".into()])?;
    let times = lines.iter().filter_map(|one| one.get("millis")?.as_f64());
    let (median, most) = spread(times.collect());
    let points = lines.iter().filter_map(|one| one.get("points")?.as_u64()).max();
    let points = points.unwrap_or_default();
    println!(
        "all trade-offs of 100 programs (5 needed of 8 to 12 courses, 12 to 18 terms, at most"
    );
    println!("{points} trade-offs): median {median:.3}, most {most:.3}");
    Ok(())
}
