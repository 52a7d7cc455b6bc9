//! `schema`: the JSON Schema of a file format.

use certificate_planner::schema;

use crate::{Finding, output};

const EXAMPLES: &str = "\
Examples:
  certificate-planner schema plan
  certificate-planner schema catalog > catalog.schema.json";

/// Print the JSON Schema of a format, which describes every key: meaning, unit, example
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The format
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// What a platform offers: programs, courses, sessions, fees, each with its source
    Catalog,
    /// What a learner has done and intends
    Plan,
    /// The answer: what `assess --json` and each line of `batch` print
    Assessment,
    /// What a learner wishes of a way, which `propose` reads
    Wishes,
    /// The best ways: what `propose --json` prints
    Proposals,
    /// What is wrong with a file: what `check --json` prints, and `batch` for a broken line
    Problems,
    /// The grading policy of a course in the platform's form, which `score` reads
    Policy,
    /// The learner's scores by assignment type, which `score` reads
    Scores,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    let schema = match arguments.format {
        Format::Catalog => schema::catalog_schema(),
        Format::Plan => schema::plan_schema(),
        Format::Assessment => schema::assessment_schema(),
        Format::Wishes => schema::wishes_schema(),
        Format::Proposals => schema::proposals_schema(),
        Format::Problems => schema::problems_schema(),
        Format::Policy => schema::policy_schema(),
        Format::Scores => schema::scores_schema(),
    };
    output::print(&schema)?;
    Ok(Finding::Fine)
}
