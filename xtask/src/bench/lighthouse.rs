//! The pages by Lighthouse, as on a telephone of middle price with a slow connection.

use std::process::Command;

use serde_json::Value;

use crate::browser::Browser;
use crate::bundle;
use crate::packages;
use crate::process;
use crate::project::Project;
use crate::server::{self, Site};

/// Each page is measured so often; the medians count.
const TIMES: &str = "5";

const PAGES: [&str; 4] = ["", "configure.html", "make.html", "accessibility.html"];

/// Builds the site, measures its pages, and prints the table of README.
pub(crate) fn run(project: &Project, browser: &Browser) -> Result<(), String> {
    bundle::write_site(project)?;
    let folder = project.root().join("tests/lighthouse");
    packages::install_peers(&folder)?;
    let site = Site { folder: project.dist(), path: "/", isolated: false, compressed: true };
    let running = server::start_on_free_port(site)?;
    let mut script = Command::new("node");
    script.arg(folder.join("measure.mjs")).arg(TIMES).env("CHROMIUM", &browser.program);
    script.args(PAGES.iter().map(|page| format!("{}{page}", running.url)));
    let output = process::output(&mut script)?;
    println!(
        "| page | performance | accessibility | best practices | SEO | first paint | largest paint | blocked | moved | interactive |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let pages = output.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    pages.for_each(|page| print(&page, &running.url));
    Ok(())
}

fn print(page: &Value, site: &str) {
    let name = page.get("url").and_then(Value::as_str).unwrap_or_default();
    let name = name.strip_prefix(site).filter(|name| !name.is_empty()).unwrap_or("index.html");
    let numbers = |key: &str| -> Vec<f64> {
        let all = page.get(key).and_then(Value::as_array).into_iter().flatten();
        all.filter_map(Value::as_f64).collect()
    };
    let scores = numbers("scores").into_iter().map(|score| format!("{score:.0}"));
    let metrics = numbers("metrics").into_iter().enumerate().map(|(at, metric)| match at {
        // How far what is seen moves is no time.
        3 => format!("{metric:.3}"),
        2 => format!("{metric:.0} ms"),
        _ => format!("{:.1} s", metric / 1_000.0),
    });
    let cells: Vec<String> = scores.chain(metrics).collect();
    println!("| {name} | {} |", cells.join(" | "));
    let missed = page.get("missed").and_then(Value::as_array).into_iter().flatten();
    missed.for_each(|missed| println!("  {name}: {missed}"));
}
