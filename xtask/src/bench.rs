//! How long answers take: many assessments by the command line tool, and in a browser, from
//! JavaScript and back, one assessment and the best ways for every built-in program; then from an
//! input to its painted answer, how long the element keeps a page from all else while it loads, and what
//! the page holds in memory over ten thousand edits; the same decision by other engines; how time and
//! memory grow; and the pages by Lighthouse.

mod batch;
mod growth;
mod lighthouse;
mod pages;
mod peers;
mod plans;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::Browser;
use crate::bundle;
use crate::oracle::clock;
use crate::oracle::solver::Solver;
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
    /// The search by itself, in Node.js and in the browser.
    Search,
    /// The same decision by other engines.
    Peers,
    /// How large a page with each engine is, and when it has its first answer.
    Pages,
    /// How time and memory grow.
    Growth,
    /// The pages by Lighthouse.
    Lighthouse,
}

impl Part {
    /// All of them.
    pub(crate) const ALL: [Self; 7] = [
        Self::Tool,
        Self::Browser,
        Self::Search,
        Self::Peers,
        Self::Pages,
        Self::Growth,
        Self::Lighthouse,
    ];
}

/// Times these parts.
pub(crate) fn run(project: &Project, parts: &[Part]) -> Result<(), String> {
    // Found first: the tool takes minutes.
    let browser = Browser::find()?;
    parts.iter().try_for_each(|part| match part {
        Part::Tool => batch::run(project),
        Part::Browser => in_browser(project, &browser),
        Part::Search => search(project, &browser),
        Part::Peers => peers::run(project, &browser),
        Part::Pages => pages::run(project, &browser),
        Part::Growth => growth::run(project),
        Part::Lighthouse => lighthouse::run(project, &browser),
    })
}

/// Times the search on the same instances as a program, in Node.js and in the browser, and CP-SAT where
/// Python is there; then how the time grows.
fn search(project: &Project, browser: &Browser) -> Result<(), String> {
    wasm::build_search(project)?;
    packages::install(project)?;
    let folder = project.target().join("bench-search");
    bundle::empty(&folder)?;
    write_page(project, &folder, "bench/search.ts", "search")?;
    for file in [wasm::SEARCH_BINDINGS, wasm::SEARCH_MODULE] {
        bundle::copy_into(&project.generated().join(file), &folder)?;
    }
    // What the bindings import beside themselves.
    bundle::copy_folder(&project.generated().join("snippets"), &folder.join("snippets"))?;
    // Node.js takes the scripts for modules only where this says so.
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#)
        .map_err(|error| format!("The folder of the bench cannot be written: {error}."))?;
    let mut script = packages::script(project, "bench/search.mjs");
    script.arg(folder.join("search.js")).arg(folder.join(wasm::SEARCH_MODULE));
    let node = process::output(&mut script)?;
    let chromium = in_pages(project, browser, folder, &["search"], process::output)?;
    let solver = Solver::install(project);
    if let Err(sentence) = &solver {
        println!("Without CP-SAT: {sentence}");
    }
    clock::side_by_side(project, &node, &chromium, solver.as_ref().ok())
}

/// Bundles a script, told from `www/`, into a page of its own.
fn write_page(project: &Project, folder: &Path, source: &str, name: &str) -> Result<(), String> {
    let script = folder.join(name).with_extension("js");
    bundle::bundle(project, source, &script)?;
    let page = format!(
        "<!doctype html><meta charset=utf-8><title>Bench</title>\
         <script type=module src={name}.js></script>\n"
    );
    fs::write(folder.join(name).with_extension("html"), page)
        .map_err(|error| format!("A page of the bench cannot be written: {error}."))
}

/// Opens pages of a folder; `run` takes what they measured.
fn in_pages<T>(
    project: &Project,
    browser: &Browser,
    folder: PathBuf,
    names: &[&str],
    run: fn(&mut Command) -> Result<T, String>,
) -> Result<T, String> {
    let running =
        server::start_on_free_port(Site { folder, path: "/", isolated: true, compressed: false })?;
    let mut script = packages::script(project, "bench/open.mjs");
    script.args(names.iter().map(|name| format!("{}{name}.html", running.url)));
    run(script.env("CHROMIUM", &browser.program))
}

/// Builds the site, bundles the scripts of `www/bench/` beside its modules and catalogs, and times.
fn in_browser(project: &Project, browser: &Browser) -> Result<(), String> {
    bundle::write_site(project)?;

    let folder = project.target().join("bench");
    bundle::empty(&folder)?;
    for name in TIMED {
        write_page(project, &folder, &format!("bench/{name}.ts"), name)?;
    }
    for module in [wasm::MODULE, wasm::PROPOSALS_MODULE] {
        bundle::copy_into(&project.dist().join(module), &folder)?;
    }
    bundle::copy_folder(&project.dist().join("catalogs"), &folder.join("catalogs"))?;

    in_pages(project, browser, folder, &TIMED, process::run)?;

    let site = Site { folder: project.dist(), path: "/", isolated: false, compressed: false };
    let running = server::start_on_free_port(site)?;
    ["bench/input.mjs", "bench/view.mjs", "bench/edits.mjs"].iter().try_for_each(|name| {
        let mut script = packages::script(project, name);
        process::run(script.arg(&running.url).env("CHROMIUM", &browser.program))
    })
}
