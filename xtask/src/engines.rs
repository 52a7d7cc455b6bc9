//! The tests that run in Chromium, Firefox and WebKit alike.

use std::fs;

use crate::browser::Browser;
use crate::project::Project;
use crate::tally::Tally;
use crate::{bundle, packages, process};

/// What is said and counted of them.
pub(crate) const NAME: &str = "tests in three engines";

const ALL: [&str; 3] = ["chromium", "firefox", "webkit"];

/// How much of the corpus of texts is tried: it takes far longer than all other tests together.
pub(crate) enum Corpus {
    /// All of it, in every engine.
    Everywhere,
    /// Its heart, in Chromium.
    InChromium,
}

/// Builds the site and runs the tests in the engines that are named, or in all that are installed.
pub(crate) fn run(project: &Project, names: &[&str]) -> Result<(), String> {
    if let Some(unknown) = names.iter().find(|name| !ALL.contains(name)) {
        return Err(format!("`{unknown}` is no engine: name some of {}.", ALL.join(", ")));
    }
    bundle::write_site(project)?;
    test(project, &Browser::find()?, names, Corpus::Everywhere).1
}

/// Runs the tests on the site that was built; an engine that is not installed is said and left out.
pub(crate) fn test(
    project: &Project,
    chromium: &Browser,
    names: &[&str],
    corpus: Corpus,
) -> (Tally, Result<(), String>) {
    let report = project.target().join("engines.json");
    // What an earlier run left must not be taken for this one's.
    let _ = fs::remove_file(&report);
    let mut command = packages::tool(project, "playwright");
    command.args(["test", "--config", "engines", "--reporter=list,json"]);
    command
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env("CHROMIUM", &chromium.program)
        .env("ENGINES", names.join(" "));
    if let Corpus::InChromium = corpus {
        command.env("CORPUS", "chromium");
    }
    let outcome = process::run(&mut command);
    let tally = fs::read_to_string(&report)
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .map(|report| Tally::of_playwright(&report));
    (tally.unwrap_or_default(), outcome)
}
