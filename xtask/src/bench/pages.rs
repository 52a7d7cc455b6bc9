//! A page with each engine that runs in one: how much it loads, and when it has its first answer.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::bench::peers::copy_ours;
use crate::browser::Browser;
use crate::project::Project;
use crate::server::{self, Site};
use crate::sizes::{self, kilobytes};
use crate::{bundle, packages, process, wasm};

/// Each page is opened so often by a new reader.
const TIMES: &str = "9";

/// A page: its name, how it is told, and the expression that loads its engine.
struct Page {
    name: &'static str,
    told: &'static str,
    engine: &'static str,
}

const fn page(name: &'static str, told: &'static str, engine: &'static str) -> Page {
    Page { name, told, engine }
}

/// ZEN is not among them: its build for browsers asks for memory that is shared, which a page of others
/// cannot have. Neither is Lemma, whose package for browsers is not in the registry.
const PAGES: [Page; 8] = [
    page(
        "ours",
        "**ours**, with the catalog",
        "(await import(\"PEERS/ours.mjs\")).loadBeside(import.meta.url)",
    ),
    page(
        "plain",
        "JavaScript by hand, for this one program",
        "(await import(\"PEERS/plain.mjs\")).engine",
    ),
    page("publicodes", "publicodes 1.10.3", "(await import(\"PEERS/publicodes.mjs\")).engine"),
    page(
        "json-rules-engine",
        "json-rules-engine 7.3.1",
        "(await import(\"PEERS/json-rules-engine.mjs\")).engine",
    ),
    page(
        "json-logic-engine",
        "json-logic-engine 5.0.7, json-logic-js 2.0.5",
        "(await import(\"PEERS/json-logic.mjs\")).compiled",
    ),
    page("cel", "@marcbachmann/cel-js 8.0.0", "(await import(\"PEERS/cel.mjs\")).engine"),
    page("feelin", "feelin 8.2.0", "(await import(\"PEERS/feelin.mjs\")).engine"),
    page(
        "nothing",
        "no engine",
        "({ input: (one) => one, decide: () => ({}), decision: (one) => one })",
    ),
];

/// Builds the pages, opens them, and prints the table of README.
pub(crate) fn run(project: &Project, browser: &Browser) -> Result<(), String> {
    wasm::build(project)?;
    packages::install(project)?;
    let peers = project.root().join("tests/peers");
    packages::install_peers(&peers)?;
    let folder = project.target().join("bench-pages");
    bundle::empty(&folder)?;
    for page in &PAGES {
        write(project, &peers, &folder.join(page.name), page)?;
    }
    copy_ours(project, &folder.join("ours"))?;

    let running = server::start_on_free_port(Site {
        folder: folder.clone(),
        path: "/",
        isolated: true,
        compressed: false,
    })?;
    let mut script = Command::new("node");
    script.arg(peers.join("open.mjs")).arg(TIMES).env("CHROMIUM", &browser.program);
    script.args(PAGES.iter().map(|page| format!("{}{}/index.html", running.url, page.name)));
    let output = process::output(&mut script)?;
    println!("| page with | loaded, with gzip | first answer |");
    println!("|---|---|---|");
    for page in &PAGES {
        let size = kilobytes(sizes::loaded(&folder.join(page.name))?);
        println!("| {} | {size} | {:.0} ms |", page.told, median(&output, page.name)?);
    }
    Ok(())
}

/// Writes the page of an engine and bundles its script.
fn write(project: &Project, peers: &Path, folder: &Path, page: &Page) -> Result<(), String> {
    bundle::empty(folder)?;
    let peers = peers.display().to_string();
    let engine = page.engine.replace("PEERS", &peers);
    let entry = folder.with_extension("entry.mjs");
    let script = format!(
        "import {{ answerFirst }} from \"{peers}/first.mjs\";\nanswerFirst(async () => {engine});\n"
    );
    let html = "<!doctype html><meta charset=utf-8><title>Bench</title><script type=module src=page.js></script>\n";
    let written =
        fs::write(&entry, script).and_then(|()| fs::write(folder.join("index.html"), html));
    written.map_err(|error| format!("A page of the bench cannot be written: {error}."))?;
    let options = ["--format=esm"];
    bundle::bundle_with(project, &entry.display().to_string(), &folder.join("page.js"), &options)
}

/// The time to the first answer, in milliseconds, over all openings of a page.
fn median(output: &str, name: &str) -> Result<f64, String> {
    let lines = output.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let of_page = lines.filter(|line| {
        line.get("url")
            .and_then(Value::as_str)
            .is_some_and(|url| url.contains(&format!("/{name}/")))
    });
    let mut times: Vec<f64> =
        of_page.filter_map(|line| line.get("milliseconds")?.as_f64()).collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().ok_or(format!("The page of {name} gave no answer."))
}
