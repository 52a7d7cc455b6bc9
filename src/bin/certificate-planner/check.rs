//! `check`: every problem and warning of a catalog file.

use std::path::PathBuf;

use certificate_planner::catalog::Catalog;

use crate::{Finding, input, output};

const EXAMPLES: &str = "\
Examples:
  certificate-planner check my-catalog.json
  certificate-planner check --json my-catalog.json | jq '.[].path'
  curl --silent https://example.org/catalog.json | certificate-planner check -

A warning leaves the catalog usable (exit code 0); a problem does not (exit code 1).";

/// Say everything that is wrong with a catalog, each with its place in the file
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The catalog file; `-` is standard input
    catalog: PathBuf,
    /// Print the problems as JSON: a list of `path`, `severity` and `fault`
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    let reading = Catalog::read(&input::read(&arguments.catalog)?);
    if arguments.json {
        output::print_json(&reading.problems)?;
    } else {
        let lines = reading.problems.0.iter().map(|one| output::problem_line(one) + "\n");
        let summary = match (&reading.catalog, reading.problems.0.len()) {
            (Some(_), 0) => "The catalog can be used; nothing is wrong.\n".to_owned(),
            (Some(_), count) => format!("The catalog can be used; warnings: {count}.\n"),
            (None, count) => {
                format!("The catalog cannot be used; problems and warnings: {count}.\n")
            }
        };
        output::print(&(lines.collect::<String>() + &summary))?;
    }
    Ok(if reading.catalog.is_some() { Finding::Fine } else { Finding::Problems })
}
