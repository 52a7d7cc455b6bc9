//! Pictures of the built page, to look at before a release, and those that the README shows.

use crate::browser::Browser;
use crate::bundle;
use crate::packages;
use crate::process;
use crate::project::Project;
use crate::server::{self, Site};

/// More than a reader of the README should have to load for one picture.
const SHOWN_BYTES_MAX: u64 = 200_000;

/// Builds the site and writes its pictures to cargo's build folder, and those for the README to `docs/`.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let browser = Browser::find()?;
    bundle::write_site(project)?;
    let running = server::start_on_free_port(Site {
        folder: project.dist(),
        path: "/",
        isolated: false,
        compressed: false,
    })?;
    let pictures = project.target().join("screenshots");
    bundle::empty(&pictures)?;
    let mut script = packages::script(project, "e2e/screenshots.mjs");
    let shown = project.docs();
    script.arg(&running.url).arg(&pictures).arg(&shown);
    process::run(script.env("CHROMIUM", &browser.program))?;
    println!("The pictures are in {}.", pictures.display());
    bundle::files(&shown)?.iter().try_for_each(|file| {
        let bytes = file.metadata().map_or(0, |known| known.len());
        let is_small = bytes <= SHOWN_BYTES_MAX;
        is_small.then_some(()).ok_or(format!("{} has {bytes} bytes.", file.display()))
    })
}
