//! `batch`: many plans, one a line, assessed on all cores in memory that does not grow with them.

mod lines;
mod progress;

use std::io::{self, ErrorKind, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use certificate_planner::assessment::assess;
use certificate_planner::catalog::Catalog;
use certificate_planner::moment::Instant;
use certificate_planner::plan::Plan;
use certificate_planner::problem::Problems;
use serde::Serialize;

use crate::batch::lines::{Line, Lines};
use crate::batch::progress::Progress;
use crate::{Finding, input, output};

const EXAMPLES: &str = "\
Examples:
  certificate-planner batch --catalog www/catalogs/mitx-dedp.json \\
      --plans plans.jsonl --now 2026-11-21T12:00:00Z > assessments.jsonl
  generate-plans | certificate-planner batch --catalog my-catalog.json --plans - \\
      --now 2026-11-21T12:00:00Z --threads 2 | jq -r '.program.verdict // \"broken\"'

Each line of the input gives one line of the output, in the same order. A line that cannot be read
gives {\"line\": its number, \"problems\": [...]}, is named on standard error, and makes the exit
code 1; all others are assessed all the same.";

/// Assess many plans, one a line
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The catalog file
    #[arg(long)]
    catalog: PathBuf,
    /// The plans as JSON lines: one plan a line; `-` is standard input
    #[arg(long)]
    plans: PathBuf,
    /// The instant for which to assess, in RFC 3339 with its zone, such as 2026-11-21T12:00:00Z
    #[arg(long, value_parser = input::instant)]
    now: Instant,
    /// How many threads assess; as many as there are cores where left out
    #[arg(long)]
    threads: Option<NonZeroUsize>,
}

/// What stands in the output for a line that cannot be read.
#[derive(Serialize)]
struct Broken<'a> {
    line: u64,
    problems: &'a Problems,
}

/// What came of some lines: the output, and what is to be said of the broken ones.
#[derive(Default)]
struct Assessed {
    text: Vec<u8>,
    complaints: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    input::refuse_two_standard_inputs(&arguments.catalog, &arguments.plans);
    let Some(catalog) = input::catalog(&arguments.catalog)? else {
        return Ok(Finding::Problems);
    };
    let cores = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = arguments.threads.map_or_else(cores, NonZeroUsize::get);
    let mut lines = Lines::new(input::open(&arguments.plans)?);
    let progress = Progress::start(&arguments.plans);
    let mut finding = Finding::Fine;
    loop {
        // One round at a time bounds the memory: what was assessed is written before more is read.
        let read = lines.next_round(threads);
        let round = read.map_err(|error| input::cannot_read(&arguments.plans, &error))?;
        if round.is_empty() {
            break;
        }
        let bytes: usize = round.iter().map(|line| line.bytes_read).sum();
        let assessed = assess_round(&catalog, arguments.now, &round, threads)?;
        for complaint in assessed.iter().flat_map(|part| &part.complaints) {
            finding = Finding::Problems;
            progress.say(complaint);
        }
        if !write(&assessed)? {
            break;
        }
        progress.advance(round.len(), bytes);
    }
    progress.finish();
    Ok(finding)
}

/// Assesses lines in as many parts as there are threads; the parts come back in order.
fn assess_round(
    catalog: &Catalog,
    now: Instant,
    round: &[Line],
    threads: usize,
) -> Result<Vec<Assessed>, String> {
    let parts = round.chunks(round.len().div_ceil(threads));
    thread::scope(|scope| {
        let started: Vec<_> =
            parts.map(|part| scope.spawn(move || assess_part(catalog, now, part))).collect();
        let joined = started.into_iter().map(|thread| {
            let broke_off = |_| "A thread broke off; its plans are not assessed.".to_owned();
            thread.join().map_err(broke_off)?
        });
        joined.collect()
    })
}

fn assess_part(catalog: &Catalog, now: Instant, part: &[Line]) -> Result<Assessed, String> {
    let mut assessed = Assessed::default();
    for line in part {
        let plan = line.text().and_then(|text| Plan::read(text, catalog));
        let written = match plan {
            Ok(plan) => serde_json::to_writer(&mut assessed.text, &assess(catalog, &plan, now)),
            Err(problems) => {
                let said = problems.0.iter().map(output::problem_line);
                let said = said.map(|problem| format!("line {}: {problem}", line.number));
                assessed.complaints.extend(said);
                let broken = Broken { line: line.number, problems: &problems };
                serde_json::to_writer(&mut assessed.text, &broken)
            }
        };
        written.map_err(|error| format!("Line {} cannot be written: {error}.", line.number))?;
        assessed.text.push(b'\n');
    }
    Ok(assessed)
}

/// Writes the assessments; `false` where nobody reads on.
fn write(assessed: &[Assessed]) -> Result<bool, String> {
    let mut out = io::stdout().lock();
    for part in assessed {
        match out.write_all(&part.text).and_then(|()| out.flush()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(false),
            Err(error) => return Err(output::cannot_write(&error)),
        }
    }
    Ok(true)
}
