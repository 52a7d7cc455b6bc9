//! `assess`: the assessment of one plan.

mod report;

use std::path::PathBuf;

use certificate_planner::assessment::assess;
use certificate_planner::moment::Instant;
use certificate_planner::plan::Plan;

use crate::{Finding, input, output};

const EXAMPLES: &str = "\
Examples:
  certificate-planner assess --catalog www/catalogs/mitx-dedp.json \\
      --plan plan.json --now 2026-11-21T12:00:00Z
  certificate-planner assess --catalog my-catalog.json --plan - --now \"$(date -u +%FT%TZ)\" \\
      --json < plan.json | jq .program.verdict

The instant is always given, so the same call always gives the same answer.
`certificate-planner schema plan` and `schema assessment` describe what goes in and comes out.";

/// Assess one plan: whether, when and for how much, with the reasons
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The catalog file; `-` is standard input
    #[arg(long)]
    catalog: PathBuf,
    /// The plan file; `-` is standard input
    #[arg(long)]
    plan: PathBuf,
    /// The instant for which to assess, in RFC 3339 with its zone, such as 2026-11-21T12:00:00Z
    #[arg(long, value_parser = input::instant)]
    now: Instant,
    /// Print the assessment as JSON: the very one that the page shows in words
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    input::refuse_two_standard_inputs(&arguments.catalog, &arguments.plan);
    let Some(catalog) = input::catalog(&arguments.catalog)? else {
        return Ok(Finding::Problems);
    };
    let plan = match Plan::read(&input::read(&arguments.plan)?, &catalog) {
        Ok(plan) => plan,
        Err(problems) => {
            input::say_problems(&arguments.plan, &problems);
            return Ok(Finding::Problems);
        }
    };
    let assessment = assess(&catalog, &plan, arguments.now);
    if arguments.json {
        output::print_json(&assessment)?;
    } else {
        output::print(&report::report(&catalog, &assessment))?;
    }
    Ok(Finding::Fine)
}
