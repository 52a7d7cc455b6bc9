//! The command line tool: the rules of the library for people and scripts.
//!
//! Exit codes: 0 all is well, 1 the input has problems or a row fails, 2 the call is wrong.

mod input;
mod check;
mod assess;
mod import;
mod schema;
mod conform;
mod score;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Says whether, when and for how much a learner would earn course and program certificates.
#[derive(Debug, Parser)]
#[command(name = "certificate-planner", version)]
#[command(after_help = "Exit codes: 0 all is well; 1 the input has problems; 2 the call is wrong.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Assess(assess::Arguments),
    Import(import::Arguments),
    Schema(schema::Arguments),
    Conform(conform::Arguments),
    Score(score::Arguments),
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
        Command::Import(arguments) => import::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Conform(arguments) => conform::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
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
