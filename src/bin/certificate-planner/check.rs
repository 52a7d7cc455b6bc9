//! `check`: every problem of a catalog file.

use std::path::PathBuf;

use certificate_planner::catalog::Catalog;

use crate::{Finding, input};

/// Says everything that is wrong with a catalog, each with its place in the file.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The catalog file; `-` is standard input.
    catalog: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    let reading = Catalog::read(&input::read(&arguments.catalog)?);
    for problem in &reading.problems.0 {
        println!("{}: {:?}", problem.path, problem.fault);
    }
    Ok(if reading.catalog.is_some() { Finding::Fine } else { Finding::Problems })
}
