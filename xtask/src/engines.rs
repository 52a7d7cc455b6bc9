//! The tests that run in Chromium, Firefox and WebKit alike.

use crate::browser::Browser;
use crate::project::Project;
use crate::{bundle, packages, process};

const ALL: [&str; 3] = ["chromium", "firefox", "webkit"];

/// Builds the site and runs the tests in the engines that are named, or in all that are installed; one that is
/// not is said and left out.
pub(crate) fn run(project: &Project, names: &[&str]) -> Result<(), String> {
    if let Some(unknown) = names.iter().find(|name| !ALL.contains(name)) {
        return Err(format!("`{unknown}` is no engine: name some of {}.", ALL.join(", ")));
    }
    let chromium = Browser::find()?;
    bundle::write_site(project)?;
    let mut command = packages::tool(project, "playwright");
    command.args(["test", "--config", "engines"]);
    process::run(command.env("CHROMIUM", &chromium.program).env("ENGINES", names.join(" ")))
}
