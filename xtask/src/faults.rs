//! What a person sees when things break, tried in Chromium: too long for every run of the tests.

use crate::browser::Browser;
use crate::project::Project;
use crate::server::{self, Site};
use crate::tests::SITE_PATH;
use crate::{bundle, packages, process};

/// Builds the site and runs what breaks things on it, and the random user for a moment.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let chromium = Browser::find()?;
    bundle::write_site(project)?;
    let running = server::start_on_free_port(Site {
        folder: project.dist(),
        path: SITE_PATH,
        isolated: false,
        compressed: false,
    })?;
    let mut command = packages::tool(project, "playwright");
    command.args(["test", "faults", "random-user", "--reporter=line"]);
    command.env("PLANNER_URL", &running.url).env("CHROMIUM", &chromium.program);
    process::run(command.env("FAULTS", "1"))
}
