//! What the commands print.

use std::io::{self, ErrorKind, Write};

use certificate_planner::problem::{Problem, Severity};
use serde::Serialize;

use crate::wording::{Names, phrase, sentence};

/// Prints a text as it is. A reader that has seen enough, such as `head`, is no failure.
pub(crate) fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(cannot_write(&error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Prints a value as JSON that people can read too.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    print(&(text + "\n"))
}

/// The sentence for an output that cannot be written.
pub(crate) fn cannot_write(error: &io::Error) -> String {
    format!("Cannot write the output: {error}.")
}

/// One problem as one line: whether it must be mended, where it is, and what it is.
pub(crate) fn problem_line(problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Problem => phrase(&["severity", "problem"]),
        Severity::Warning => phrase(&["severity", "warning"]),
    };
    let whole_file = phrase(&["whole_file"]);
    let place = if problem.path.is_empty() { &whole_file } else { &problem.path };
    format!("{severity}: {place}: {}", sentence("fault", &problem.fault, &Names::none()))
}
