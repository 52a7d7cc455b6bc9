//! `assess`: the assessment of one plan.

use std::path::PathBuf;

use certificate_planner::assessment::assess;
use certificate_planner::catalog::Catalog;
use certificate_planner::moment::Instant;
use certificate_planner::plan::Plan;

use crate::{Finding, input};

/// Assesses one plan.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The catalog file.
    #[arg(long)]
    catalog: PathBuf,
    /// The plan file; `-` is standard input.
    #[arg(long)]
    plan: PathBuf,
    /// The instant for which is assessed, such as `2026-11-21T12:00:00Z`.
    #[arg(long, value_parser = instant)]
    now: Instant,
}

fn instant(text: &str) -> Result<Instant, String> {
    text.parse().map_err(|_| "it must be an instant such as 2026-11-21T12:00:00Z".to_owned())
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    let reading = Catalog::read(&input::read(&arguments.catalog)?);
    let Some(catalog) = reading.catalog else {
        eprintln!("{:#?}", reading.problems);
        return Ok(Finding::Problems);
    };
    match Plan::read(&input::read(&arguments.plan)?, &catalog) {
        Ok(plan) => {
            let assessment = assess(&catalog, &plan, arguments.now);
            let text = serde_json::to_string_pretty(&assessment);
            println!("{}", text.map_err(|error| error.to_string())?);
            Ok(Finding::Fine)
        }
        Err(problems) => {
            eprintln!("{problems:#?}");
            Ok(Finding::Problems)
        }
    }
}
