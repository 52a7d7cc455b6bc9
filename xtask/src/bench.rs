//! How long answers take: many assessments by the command line tool, and in a browser, from
//! JavaScript and back, one assessment and the best ways for every built-in program.

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

/// What is timed in the browser, each by a script of `www/bench/` in a page of its own.
const TIMED: [&str; 2] = ["assess", "propose"];

/// What is timed.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    /// The command line tool.
    Tool,
    /// The page's calls.
    Browser,
}

/// Times these parts.
pub(crate) fn run(project: &Project, parts: &[Part]) -> Result<(), String> {
    // Found first: the tool takes minutes.
    let browser = Browser::find()?;
    parts.iter().try_for_each(|part| match part {
        Part::Tool => batch::run(project),
        Part::Browser => in_browser(project, &browser),
    })
}

/// Builds the site, bundles the scripts of `www/bench/` beside its modules and catalogs, and times.
fn in_browser(project: &Project, browser: &Browser) -> Result<(), String> {
    bundle::write_site(project)?;

    let folder = project.target().join("bench");
    bundle::empty(&folder)?;
    for name in TIMED {
        let script = folder.join(name).with_extension("js");
        bundle::bundle(project, &format!("bench/{name}.ts"), &script)?;
        let page = format!(
            "<!doctype html><meta charset=utf-8><title>Bench</title>\
             <script type=module src={name}.js></script>\n"
        );
        fs::write(folder.join(name).with_extension("html"), page)
            .map_err(|error| format!("A page of the bench cannot be written: {error}."))?;
    }
    for module in [wasm::MODULE, wasm::PROPOSALS_MODULE] {
        bundle::copy_into(&project.dist().join(module), &folder)?;
    }
    bundle::copy_folder(&project.dist().join("catalogs"), &folder.join("catalogs"))?;

    let running = server::start_on_free_port(Site { folder, path: "/", isolated: true })?;
    let mut script = packages::script(project, "bench/open.mjs");
    script.args(TIMED.map(|name| format!("{}{name}.html", running.url)));
    process::run(script.env("CHROMIUM", &browser.program))
}
