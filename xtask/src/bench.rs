//! How long assessments take: many by the command line tool, and one in a browser, from JavaScript
//! and back.

mod batch;
mod plans;

use std::fs;

use crate::browser::Browser;
use crate::bundle;
use crate::packages;
use crate::process;
use crate::project::Project;
use crate::server::{self, Site};
use crate::wasm;

const PAGE: &str = "<!doctype html><meta charset=utf-8><title>Bench</title>\
    <script type=module src=assess.js></script>\n";

/// Times both.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let browser = Browser::find()?;
    batch::run(project)?;
    in_browser(project, &browser)
}

/// Builds the site, bundles `www/bench/assess.ts` beside its module and catalogs, and times it.
fn in_browser(project: &Project, browser: &Browser) -> Result<(), String> {
    bundle::write_site(project)?;

    let folder = project.target().join("bench");
    bundle::empty(&folder)?;
    bundle::bundle(project, "bench/assess.ts", &folder.join("assess.js"))?;
    bundle::copy_into(&project.dist().join(wasm::MODULE), &folder)?;
    bundle::copy_folder(&project.dist().join("catalogs"), &folder.join("catalogs"))?;
    fs::write(folder.join("index.html"), PAGE)
        .map_err(|error| format!("The page of the bench cannot be written: {error}."))?;

    let running = server::start_on_free_port(Site { folder, path: "/", isolated: true })?;
    let mut script = packages::script(project, "bench/assess.mjs");
    process::run(script.arg(&running.url).env("CHROMIUM", &browser.program))
}
