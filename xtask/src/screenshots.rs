//! Pictures of the built page, to look at before a release.

use crate::browser::Browser;
use crate::bundle;
use crate::packages;
use crate::process;
use crate::project::Project;
use crate::server::{self, Site};

/// Builds the site and writes its pictures to cargo's build folder.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let browser = Browser::find()?;
    bundle::write_site(project)?;
    let running =
        server::start_on_free_port(Site { folder: project.dist(), path: "/", isolated: false })?;
    let pictures = project.target().join("screenshots");
    bundle::empty(&pictures)?;
    let mut script = packages::script(project, "e2e/screenshots.mjs");
    script.arg(&running.url).arg(&pictures);
    process::run(script.env("CHROMIUM", &browser.program))?;
    println!("The pictures are in {}.", pictures.display());
    Ok(())
}
