//! `score`: the course score of a learner, and what is still needed.

mod ask;
mod report;
mod said;

use std::path::{Path, PathBuf};

use certificate_planner::catalog::Catalog;
use certificate_planner::grading::course::{Grade, grade};
use certificate_planner::grading::needed::{Need, needed_everywhere, needed_on};
use certificate_planner::grading::points::{Points, SubsectionTotal};
use certificate_planner::grading::policy::{Policy, PolicyReading};
use certificate_planner::grading::sheet::{Scores, Sheet};
use certificate_planner::id::CourseId;
use certificate_planner::problem::Problems;
use serde::Serialize;

use crate::score::ask::{Assumed, Target};
use crate::{Finding, input};

const EXAMPLES: &str = "\
Examples:
  certificate-planner score --policy policy.json --scores scores.json
  certificate-planner score --policy policy.json --scores - --target A --json < scores.json
  certificate-planner score --catalog mitx-sds.json --course 6.86x --scores scores.json \\
      --on 'Final exam' --assume 80

The policy is the platform's: { \"GRADER\": [{ \"type\": \"Homework\", \"min_count\": 3,
\"drop_count\": 1, \"weight\": 0.4 }, …], \"GRADE_CUTOFFS\": { \"Pass\": 0.6 } }.
The scores are { \"Homework\": [{ \"earned\": 7, \"possible\": 10 }, null] }: null, or points that are
possible and not earned, stand for what is not done yet, and what is still to come can be left out.
`certificate-planner schema policy` and `schema scores` describe every key.";

/// Work out the course score as the platform does, and the lowest score on the rest that passes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The grading policy in the platform's form; `-` is standard input
    #[arg(long, value_name = "FILE", required_unless_present = "catalog")]
    policy: Option<PathBuf>,
    /// A catalog that states the grading policy of the course
    #[arg(long, value_name = "FILE", requires = "course", conflicts_with = "policy")]
    catalog: Option<PathBuf>,
    /// The course of the catalog
    #[arg(long, value_name = "ID", requires = "catalog")]
    course: Option<String>,
    /// The learner's scores by assignment type; `-` is standard input
    #[arg(long, value_name = "FILE")]
    scores: PathBuf,
    /// What is to be reached: a name of the policy's cutoffs, or a course score in percent; a pass
    /// where this is left out
    #[arg(long, value_name = "NAME-OR-PERCENT")]
    target: Option<String>,
    /// Ask about one assignment: its type, or its type and number, such as `Homework 3`
    #[arg(long, value_name = "ASSIGNMENT")]
    on: Option<String>,
    /// The score on everything else that is left: a percentage, or `as-done` for the average of
    /// what is done of the same type; 0 where this is left out
    #[arg(long, value_name = "PERCENT", requires = "on", value_parser = ask::assumed)]
    assume: Option<Assumed>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What is printed for the scores of a course.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    grade: Grade,
    needed: Needed,
}

/// What is still needed.
#[derive(Serialize)]
struct Needed {
    /// What is to be reached.
    target: Target,
    /// What is left, such as `Homework 3`.
    left: Vec<String>,
    /// The same score on each assignment that is left.
    everywhere: Need,
    /// The score on the one that was asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<On>,
}

/// What is needed on one assignment.
#[derive(Serialize)]
struct On {
    /// The assignment.
    assignment: String,
    /// What is assumed of the rest.
    assumed: Assumed,
    #[serde(flatten)]
    need: Need,
}

/// What is printed for one subsection.
#[derive(Serialize)]
struct Fraction {
    percent_graded: f64,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    let stdin = Path::new("-");
    let policy_file = arguments.policy.as_ref().or(arguments.catalog.as_ref());
    if policy_file.is_some_and(|file| file == stdin) && arguments.scores == stdin {
        return Err("Only one of the two files can be standard input.".to_owned());
    }
    let Some(reading) = policy(arguments)? else { return Ok(Finding::Problems) };
    let scores = Scores::read(&input::read(&arguments.scores)?, reading.has_grader);
    if let Err(problems) = &scores {
        print_problems(&arguments.scores, problems);
    }
    let (Some(policy), Ok(scores)) = (reading.policy, scores) else {
        return Ok(Finding::Problems);
    };
    let json = arguments.json;
    match scores {
        Scores::Course(sheet) => {
            let answer = answer(&policy, &sheet, arguments)?;
            print(&answer, &report::answer(&policy, &answer), json)
        }
        Scores::Problems(problems) => {
            let total = SubsectionTotal::of(&problems);
            print(&total, &report::points(total.graded_total), json)
        }
        Scores::Subsection(points) => {
            let percent_graded = points.fraction(policy.subsection_decimals());
            print(&Fraction { percent_graded }, &report::fraction(percent_graded), json)
        }
        Scores::Problem(score) => {
            let points: Points = score.weighted();
            print(&points, &report::points(points), json)
        }
    }
}

/// The policy, from its own file or from a catalog; none where the catalog has problems.
fn policy(arguments: &Arguments) -> Result<Option<PolicyReading>, String> {
    if let Some(file) = &arguments.policy {
        let reading = Policy::read(&input::read(file)?);
        print_problems(file, &reading.problems);
        return Ok(Some(reading));
    }
    let (Some(file), Some(course)) = (&arguments.catalog, &arguments.course) else {
        return Err("A policy or a course of a catalog is needed.".to_owned());
    };
    let reading = Catalog::read(&input::read(file)?);
    let Some(catalog) = reading.catalog else {
        print_problems(file, &reading.problems);
        return Ok(None);
    };
    let found = catalog.course(&CourseId::new(course));
    let found = found.ok_or(format!("The catalog has no course “{course}”."))?;
    let grading = found.facts.grading.as_ref();
    let grading = grading.ok_or(format!("The catalog states no grading policy for {course}."))?;
    let policy = Some(grading.value.policy());
    Ok(Some(PolicyReading { policy, problems: Problems::default(), has_grader: true }))
}

fn answer(policy: &Policy, sheet: &Sheet, arguments: &Arguments) -> Result<Answer, String> {
    let target = ask::target(policy, arguments.target.as_deref())?;
    let left = sheet.left(policy);
    let on = match &arguments.on {
        None => None,
        Some(written) => {
            let assignment = ask::assignment(&left, written)?;
            let assumed = arguments.assume.unwrap_or(Assumed::NOTHING);
            let need = needed_on(policy, sheet, target.goal, assignment, assumed.0);
            Some(On { assignment: assignment.to_string(), assumed, need })
        }
    };
    let everywhere = needed_everywhere(policy, sheet, target.goal);
    let left = left.iter().map(ToString::to_string).collect();
    let needed = Needed { target, left, everywhere, on };
    Ok(Answer { grade: grade(policy, sheet), needed })
}

fn print(value: &impl Serialize, text: &str, json: bool) -> Result<Finding, String> {
    if json {
        println!("{}", serde_json::to_string_pretty(value).map_err(|error| error.to_string())?);
    } else {
        print!("{text}");
    }
    Ok(Finding::Fine)
}

fn print_problems(file: &Path, problems: &Problems) {
    for problem in &problems.0 {
        eprintln!("{}: {}", file.display(), said::problem(problem));
    }
}
