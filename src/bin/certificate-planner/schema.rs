//! `schema`: the JSON Schema of a file format.

use certificate_planner::schema;

use crate::Finding;

/// Prints the JSON Schema of a file format.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The format.
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Catalog,
    Plan,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    let schema = match arguments.format {
        Format::Catalog => schema::catalog_schema(),
        Format::Plan => schema::plan_schema(),
    };
    print!("{schema}");
    Ok(Finding::Fine)
}
