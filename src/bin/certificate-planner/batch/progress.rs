//! How far a batch is, shown where standard error is a terminal and nowhere else.

use std::fs;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

/// With the size of the input known, by bytes; otherwise the count alone.
const WITH_SIZE: &str = "{bar:40} {percent}%  {msg} plans  {elapsed} (still {eta})";
const WITHOUT_SIZE: &str = "{spinner} {msg} plans  {elapsed}";

/// A bar on the terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    plans: std::cell::Cell<usize>,
}

impl Progress {
    /// A bar for reading this input.
    pub(super) fn start(input: &Path) -> Progress {
        let size = fs::metadata(input).ok().filter(fs::Metadata::is_file).map(|found| found.len());
        let (bar, template) = match size {
            Some(bytes) => (ProgressBar::new(bytes), WITH_SIZE),
            None => (ProgressBar::no_length(), WITHOUT_SIZE),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress { bar, plans: std::cell::Cell::new(0) }
    }

    /// So many more plans are assessed, of so many bytes.
    pub(super) fn advance(&self, plans: usize, bytes: usize) {
        self.plans.set(self.plans.get() + plans);
        self.bar.set_message(self.plans.get().to_string());
        self.bar.inc(u64::try_from(bytes).unwrap_or(0));
    }

    /// Says something on standard error, above the bar.
    pub(super) fn say(&self, sentence: &str) {
        self.bar.suspend(|| eprintln!("{sentence}"));
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
