//! How long one assessment takes in a browser, from JavaScript and back.

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

/// Builds the site, bundles `www/bench/assess.ts` beside its module and catalogs, and times it.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let browser = Browser::find()?;
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
