//! How long the search and CP-SAT take on the same instances, and how our time grows.

use serde_json::Value;

use crate::oracle::answers;
use crate::oracle::solver::Solver;
use crate::project::Project;

/// How many instances of each size are timed where nothing else is asked for.
pub(crate) const INSTANCES: u64 = 10;

/// What is timed: its name, its number in the example, and how many objectives are made least one
/// after the other.
struct Timed {
    name: &'static str,
    size: u64,
    objectives: u64,
}

const TIMED: [Timed; 12] = [
    Timed { name: "5 x 9", size: 0, objectives: 2 },
    Timed { name: "10 x 12", size: 1, objectives: 2 },
    Timed { name: "20 x 15", size: 2, objectives: 2 },
    Timed { name: "40 x 24, 12 needed", size: 5, objectives: 2 },
    Timed { name: "40 x 24, 17 needed", size: 3, objectives: 2 },
    Timed { name: "40 x 24, 20 needed", size: 4, objectives: 2 },
    Timed { name: "5 x 9, three", size: 0, objectives: 3 },
    Timed { name: "10 x 12, three", size: 1, objectives: 3 },
    Timed { name: "20 x 15, three", size: 2, objectives: 3 },
    Timed { name: "40 x 24, 12, three", size: 5, objectives: 3 },
    Timed { name: "40 x 24, 17, three", size: 3, objectives: 3 },
    Timed { name: "40 x 24, 20, three", size: 4, objectives: 3 },
];

/// The sizes at which it is seen how our time grows: courses, terms, needed courses.
const MORE_COURSES: [(u64, u64, u64); 5] =
    [(5, 15, 2), (10, 15, 5), (20, 15, 10), (40, 15, 10), (80, 15, 10)];
const MORE_TERMS: [(u64, u64, u64); 4] = [(20, 6, 5), (20, 12, 5), (20, 24, 5), (20, 48, 5)];

/// CP-SAT gives up on one of its solves after so many seconds.
const SECONDS: &str = "20";

pub(crate) fn run(
    project: &Project,
    solver: &Solver,
    instances: u64,
    seed: u64,
) -> Result<(), String> {
    println!(
        "courses x terms: completion, then cost (“three”: then peak); milliseconds, one thread"
    );
    println!("{:<21} {:>32} {:>32}", "", "ours: median, most, not proven", "CP-SAT: the same");
    for timed in TIMED {
        let (ours, theirs) = timings(project, Some(solver), &timed, (seed, instances))?;
        println!("{:<21} {ours:>32} {:>32}", timed.name, theirs.unwrap_or_default());
    }
    growth(project, (seed, instances))?;
    programs(project, seed)
}

/// How many of these sizes are timed in every way there is.
const SIDE_BY_SIDE: usize = 6;

/// Prints how long the same instances take us as a program, in Node.js and in a browser, and CP-SAT
/// where there is one; then how our time grows.
pub(crate) fn side_by_side(
    project: &Project,
    node: &str,
    chromium: &str,
    solver: Option<&Solver>,
) -> Result<(), String> {
    let of = [node, chromium].map(|output| output.lines().next().unwrap_or_default());
    println!("completion, then cost; milliseconds, one thread: median, most, not proven of 10");
    println!(
        "{:<18} {:>24} {:>24} {:>24} {:>28}",
        "courses x terms", "ours", of[0], of[1], "CP-SAT"
    );
    for timed in TIMED.iter().take(SIDE_BY_SIDE) {
        let (ours, theirs) = timings(project, solver, timed, (0, INSTANCES))?;
        let (node, chromium) = (told(node, timed.name), told(chromium, timed.name));
        let theirs = theirs.unwrap_or_else(|| "-".to_owned());
        println!("{:<18} {ours:>24} {node:>24} {chromium:>24} {theirs:>28}", timed.name);
    }
    growth(project, (0, INSTANCES))
}

/// How wide the scripts print the name of a size.
const NAME_WIDTH: usize = 21;

/// What a script printed for a size.
fn told<'a>(output: &'a str, name: &str) -> &'a str {
    let mut lines = output.lines().filter_map(|line| line.split_at_checked(NAME_WIDTH));
    let found = lines.find(|(size, _)| size.trim() == name);
    found.map_or("", |(_, times)| times.trim())
}

fn growth(project: &Project, which: (u64, u64)) -> Result<(), String> {
    grow(project, "courses", &MORE_COURSES, which)?;
    grow(project, "terms", &MORE_TERMS, which)
}

/// How long we and the solver take, in words.
fn timings(
    project: &Project,
    solver: Option<&Solver>,
    timed: &Timed,
    (seed, instances): (u64, u64),
) -> Result<(String, Option<String>), String> {
    let objectives = timed.objectives.to_string();
    let words = [timed.size.to_string(), seed.to_string(), instances.to_string()];
    let words = [&["terms".to_owned()][..], &words, std::slice::from_ref(&objectives)].concat();
    let ours = answers(project, &words)?;
    let found: Vec<&Value> = ours.iter().filter_map(|line| line.get("found")).collect();
    let proven: Vec<bool> = found.iter().map(|found| is_proven(found)).collect();
    let mine = row(&found, &proven);
    let Some(solver) = solver else {
        return Ok((mine, None));
    };
    let theirs = solver.solve(&ours, &["--seconds", SECONDS, "--objectives", &objectives])?;
    let solved = |answer: &Value| answer.pointer("/answers/0") != Some(&"unproven".into());
    let solved: Vec<bool> = theirs.iter().map(solved).collect();
    let differ = found.iter().zip(&theirs).zip(proven.iter().zip(&solved)).any(
        |((ours, theirs), (proven, solved))| {
            *proven && *solved && ours.get("answers") != theirs.get("answers")
        },
    );
    if differ {
        return Err(format!("The search and CP-SAT do not agree on {}.", timed.name));
    }
    Ok((mine, Some(row(&theirs.iter().collect::<Vec<_>>(), &solved))))
}

/// Prints our time at each size, and with which power of the size it grows.
fn grow(
    project: &Project,
    name: &str,
    sizes: &[(u64, u64, u64)],
    (seed, instances): (u64, u64),
) -> Result<(), String> {
    let mut points = Vec::new();
    println!("ours with more {name}: completion, then cost");
    for (courses, terms, needed) in sizes {
        let words = [seed, instances, *courses, *terms, *needed].map(|word| word.to_string());
        let lines = answers(project, &[&["grown".to_owned()][..], &words].concat())?;
        let found: Vec<&Value> = lines.iter().filter_map(|line| line.get("found")).collect();
        let proven: Vec<bool> = found.iter().map(|found| is_proven(found)).collect();
        let size = format!("{courses} x {terms}, {needed} needed");
        println!("{size:<21} {:>32}", row(&found, &proven));
        let grown = if name == "courses" { courses } else { terms };
        let times = found.iter().filter_map(|one| one.pointer("/millis/0")?.as_f64());
        points.push((
            f64::from(u32::try_from(*grown).unwrap_or(u32::MAX)),
            spread(times.collect()).0,
        ));
    }
    println!("the median grows with the power {:.1} of the {name}", power(&points));
    Ok(())
}

/// The power by which the second number grows with the first: the slope of the line that lies nearest
/// to their logarithms.
pub(crate) fn power(points: &[(f64, f64)]) -> f64 {
    let count = f64::from(u32::try_from(points.len()).unwrap_or(u32::MAX));
    let logarithms = || points.iter().map(|(size, time)| (size.ln(), time.ln()));
    let size = logarithms().map(|(size, _)| size).sum::<f64>() / count;
    let time = logarithms().map(|(_, time)| time).sum::<f64>() / count;
    let both: f64 = logarithms().map(|(one, other)| (one - size) * (other - time)).sum();
    both / logarithms().map(|(one, _)| (one - size).powi(2)).sum::<f64>()
}

fn is_proven(found: &Value) -> bool {
    found.get("proven") == Some(&true.into())
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

#[cfg(test)]
mod tests {
    use super::power;

    #[test]
    fn the_power_of_a_square_is_two() {
        let squares = [5.0_f64, 10.0, 40.0].map(|size| (size, size * size / 7.0));
        assert!((power(&squares) - 2.0).abs() < 1e-9);
    }
}
