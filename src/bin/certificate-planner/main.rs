//! The command line tool: the rules of the library for people and scripts.

mod wording;
mod output;
mod input;
mod check;
mod assess;
mod batch;
mod import;
mod schema;
mod conform;
mod score;
mod propose;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  certificate-planner check my-catalog.json
  certificate-planner assess --catalog my-catalog.json --plan plan.json --now 2026-11-21T12:00:00Z
  certificate-planner schema plan > plan.schema.json

Exit codes: 0 all is well; 1 the input has problems or a row fails; 2 the call is wrong.
Results go to standard output, everything else to standard error.";

/// Say whether, when and for how much a learner would earn course and program certificates
#[derive(Debug, Parser)]
#[command(name = "certificate-planner", version, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Assess(assess::Arguments),
    Batch(batch::Arguments),
    Import(import::Arguments),
    Schema(schema::Arguments),
    Conform(conform::Arguments),
    Score(score::Arguments),
    Propose(propose::Arguments),
}

/// What a command found out, where nothing kept it from its work.
enum Finding {
    /// All is well.
    Fine,
    /// The input has problems, which were printed.
    Problems,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Assess(arguments) => assess::run(&arguments),
        Command::Batch(arguments) => batch::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Conform(arguments) => conform::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
        Command::Propose(arguments) => propose::run(&arguments),
    };
    match outcome {
        Ok(Finding::Fine) => ExitCode::SUCCESS,
        Ok(Finding::Problems) => ExitCode::FAILURE,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
