//! What the commands read: files, standard input and instants.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use certificate_planner::catalog::Catalog;
use certificate_planner::moment::Instant;
use certificate_planner::problem::Problems;
use clap::CommandFactory;
use clap::error::ErrorKind;

use crate::output;

/// Ends the program as clap does for any wrong call, since standard input can be read only once.
pub(crate) fn refuse_two_standard_inputs(first: &Path, second: &Path) {
    if is_standard_input(first) && is_standard_input(second) {
        let sentence = "standard input (`-`) can stand for one file only";
        crate::Arguments::command().error(ErrorKind::ArgumentConflict, sentence).exit();
    }
}

/// Whether the name stands for standard input.
fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// The whole text of a file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).map_err(|error| cannot_read(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let (path, at) = (path.display(), error.utf8_error().valid_up_to());
        format!("Cannot read {path}: its text is not UTF-8 from byte {at} on. Save it as UTF-8.")
    })?;
    // Some editors put a byte order mark first, which is no part of the JSON.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// A file, to be read piece by piece; `-` is standard input.
pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead>, String> {
    if is_standard_input(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    // Opening a folder succeeds on some systems, and only reading it fails.
    if fs::metadata(path).is_ok_and(|found| found.is_dir()) {
        return Err(format!("Cannot read {}: it is a folder.", path.display()));
    }
    let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
    Ok(Box::new(BufReader::new(file)))
}

/// The sentence for a file that cannot be read.
pub(crate) fn cannot_read(path: &Path, error: &io::Error) -> String {
    format!("Cannot read {}: {error}.", path.display())
}

/// The catalog of a file; `Ok(None)` after saying what forbids using it.
pub(crate) fn catalog(path: &Path) -> Result<Option<Catalog>, String> {
    let reading = Catalog::read(&read(path)?);
    if reading.catalog.is_none() {
        say_problems(path, &reading.problems);
    }
    Ok(reading.catalog)
}

/// Says on standard error what is wrong with a file.
pub(crate) fn say_problems(path: &Path, problems: &Problems) {
    for problem in &problems.0 {
        eprintln!("{}: {}", path.display(), output::problem_line(problem));
    }
}

/// Reads the instant of an option.
pub(crate) fn instant(text: &str) -> Result<Instant, String> {
    text.parse()
        .map_err(|_| "it must be an instant with its zone, such as 2026-11-21T12:00:00Z".to_owned())
}
