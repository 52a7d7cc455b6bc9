//! `check`: every problem and warning of a catalog file.

use std::path::PathBuf;

use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::meaning::warnings;
use certificate_planner::moment::{Instant, Moment};

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
    /// The instant at which sessions and programs are held to be past, in RFC 3339 with its zone; the
    /// start of the day of the catalog's facts where left out
    #[arg(long, value_parser = input::instant)]
    now: Option<Instant>,
    /// Print the problems as JSON: a list of `path`, `severity` and `fault`
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    let mut reading = Catalog::read(&input::read(&arguments.catalog)?);
    if let Some(catalog) = &reading.catalog {
        let as_of = Moment::Day(catalog.as_of()).earliest();
        reading.problems.0.extend(warnings(catalog, arguments.now.unwrap_or(as_of)).0);
    }
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
