//! `propose`: the best ways to the certificate.

mod explained;
mod report;

use std::path::PathBuf;

use certificate_planner::assessment::assess;
use certificate_planner::moment::Instant;
use certificate_planner::plan::Plan;
use certificate_planner::plan::format::PlanFile;
use certificate_planner::proposal::wishes::Wishes;
use certificate_planner::proposal::{explain, propose, smallest_change};

use crate::propose::explained::Words;
use crate::{Finding, input, output};

const EXAMPLES: &str = "\
Examples:
  certificate-planner propose --catalog www/catalogs/mitx-dedp.json --plan plan.json \\
      --now 2026-11-21T12:00:00Z --wishes wishes.json
  certificate-planner propose --catalog my-catalog.json --plan plan.json \\
      --now 2026-11-21T12:00:00Z --json | jq '.ways[.earliest].plan'

Sessions that are merely intended are planned anew; what is done, begun or paid stays.
`certificate-planner schema wishes` and `schema proposals` describe what goes in and comes out.";

/// Find the earliest, the cheapest and the lightest way to the program certificate
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The catalog file; `-` is standard input
    #[arg(long)]
    catalog: PathBuf,
    /// The plan file; `-` is standard input
    #[arg(long)]
    plan: PathBuf,
    /// The file of wishes; without it nothing is wished
    #[arg(long)]
    wishes: Option<PathBuf>,
    /// The instant for which to propose, in RFC 3339 with its zone, such as 2026-11-21T12:00:00Z
    #[arg(long, value_parser = input::instant)]
    now: Instant,
    /// Look for the fewest changes of the plan as it is instead, with no wishes
    #[arg(long, conflicts_with = "wishes")]
    repair: bool,
    /// Print the answer as JSON: the very one that the page shows in words
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    input::refuse_two_standard_inputs(&arguments.catalog, &arguments.plan);
    let Some(catalog) = input::catalog(&arguments.catalog)? else {
        return Ok(Finding::Problems);
    };
    let text = input::read(&arguments.plan)?;
    let read = Plan::read(&text, &catalog).and_then(|plan| Ok((plan, PlanFile::parse(&text)?)));
    let (plan, file) = match read {
        Ok(read) => read,
        Err(problems) => {
            input::say_problems(&arguments.plan, &problems);
            return Ok(Finding::Problems);
        }
    };
    if arguments.repair {
        let repair = smallest_change(&catalog, &file, arguments.now);
        if arguments.json {
            output::print_json(&repair)?;
        } else {
            let before = assess(&catalog, &plan, arguments.now);
            output::print(&report::changes(&catalog, &before, &repair))?;
        }
        return Ok(Finding::Fine);
    }
    let mut wishes = Wishes::default();
    if let Some(path) = &arguments.wishes {
        match Wishes::read(&input::read(path)?, &catalog, &plan.program) {
            Ok(read) => wishes = read,
            Err(problems) => {
                input::say_problems(path, &problems);
                return Ok(Finding::Problems);
            }
        }
    }
    let proposals = propose(&catalog, &file, &wishes, arguments.now);
    if arguments.json {
        output::print_json(&proposals)?;
    } else {
        let words = Words { catalog: &catalog, wishes: &wishes, now: arguments.now };
        let explained = proposals.ways.iter().map(|way| {
            let found = explain(&catalog, &file, &wishes, arguments.now, &way.plan);
            found.map(|found| words.lines(way, &found)).unwrap_or_default()
        });
        let explained: Vec<Vec<String>> = explained.collect();
        let before = assess(&catalog, &plan, arguments.now);
        output::print(&report::ways(&catalog, &wishes, &before, &proposals, &explained))?;
    }
    Ok(Finding::Fine)
}
