//! How much a reader downloads, next to what we aim at and what we never exceed.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::bundle;
use crate::npm;
use crate::offline;
use crate::project::Project;
use crate::single_file;
use crate::wasm;

/// Sizes in bytes after `gzip -9`; a kilobyte is 1,000 bytes.
#[derive(Debug)]
struct Budget {
    /// Above the aim, a size is pointed out.
    aim: usize,
    /// Above the limit, the tests fail.
    limit: usize,
}

const WASM: Budget = Budget { aim: 90_000, limit: 132_000 };
/// Script and module together; no first view waits for them.
const RECORDS: Budget = Budget { aim: 60_000, limit: 66_000 };
/// Script and module of the worker together; no first view waits for them.
const PROPOSALS: Budget = Budget { aim: 190_000, limit: 260_000 };
/// The script of the section that shows them.
const WAYS: Budget = Budget { aim: 16_000, limit: 24_000 };
/// Of the file itself, which is copied and not served; what it holds is compressed already.
const ONE_FILE: Budget = Budget { aim: 600_000, limit: 600_000 };
/// The script of the section that lets a plan be taken along.
const TAKEAWAY: Budget = Budget { aim: 6_000, limit: 10_000 };
/// The script with several plans, files and links, and the one that makes QR codes.
const PLANS: Budget = Budget { aim: 14_000, limit: 20_000 };
/// The picture of the plan, which is loaded after the first answer.
const PICTURE: Budget = Budget { aim: 10_000, limit: 16_000 };
/// Script and module of the gradebook together.
const SCORE: Budget = Budget { aim: 36_000, limit: 40_000 };
/// The parts of the page that follow once it is at rest, each with its English.
const REST: Budget = Budget { aim: 11_000, limit: 12_000 };
/// What a page with frames loads.
const FRAME: Budget = Budget { aim: 4_000, limit: 4_000 };
/// With one language.
const SCRIPT_AND_STYLE: Budget = Budget { aim: 30_000, limit: 60_000 };
/// What “Make a catalog” loads beside what the planner has: scripts, styles and its English.
const MAKE: Budget = Budget { aim: 12_000, limit: 14_000 };
/// What a page loads before the element comes near the part of it that is seen.
const ELEMENT: Budget = Budget { aim: 3_000, limit: 10_000 };
/// Every file of the npm package, each compressed alone; packed, they are no larger.
const NPM: Budget = Budget { aim: 900_000, limit: 1_000_000 };
const FIRST_VIEW: Budget = Budget { aim: 160_000, limit: 200_000 };

#[derive(Debug, Default, Clone, Copy)]
struct Size {
    raw: usize,
    gzip: usize,
}

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Row {
    name: &'static str,
    size: Size,
    budget: Option<Budget>,
}

/// Builds the site and prints its sizes.
pub(crate) fn build_and_measure(project: &Project) -> Result<(), String> {
    bundle::write_site(project)?;
    println!("{}", table(&measure(&project.dist())?));
    Ok(())
}

/// Measures the files of a finished site, each compressed alone as a server would.
pub(crate) fn measure(dist: &Path) -> Result<Vec<Row>, String> {
    let wasm = sum([dist.join(wasm::MODULE)].iter())?;
    let later = loaded_later(dist);
    let is_script = |file: &&PathBuf| bundle::has_extension(file, "js") && !later.contains(file);
    let script = sum(bundle::files(dist)?.iter().filter(is_script))?;
    let element = [dist.join(bundle::SCRIPT), dist.join(bundle::ELEMENT_SCRIPT)];
    let english = size(&dist.join(bundle::LANGUAGES).join("en.js"))?;
    let style = size(&dist.join("style.css"))?;
    let html = size(&dist.join("index.html"))?;
    let data = sum(first_catalog(&dist.join("catalogs"))?.iter())?;
    let first_view = wasm.and(script).and(english).and(style).and(html).and(data);
    let mut rows = vec![
        row("wasm", wasm, Some(WASM)),
        row("page JS", script, None),
        row("of it before it is near", sum(element.iter())?, Some(ELEMENT)),
        row("English", english, None),
        row("CSS", style, None),
        row("JS + CSS + language", script.and(english).and(style), Some(SCRIPT_AND_STYLE)),
        row("HTML", html, None),
        row("index and first catalog", data, None),
        row("first view", first_view, Some(FIRST_VIEW)),
    ];
    rows.extend(measure_later(dist)?);
    rows.extend(measure_others(dist)?);
    Ok(rows)
}

/// What no first view waits for.
fn measure_later(dist: &Path) -> Result<Vec<Row>, String> {
    let together = |names: &[&str]| sum(names.iter().map(|name| dist.join(name)));
    let english = |parts: &[&str]| {
        let folder = dist.join(bundle::LANGUAGES);
        sum(parts.iter().map(|part| folder.join(format!("{part}.en.js"))))
    };
    let rest = together(&REST_SCRIPTS)?.and(english(&["problems", "reasons", "session"])?);
    let records = together(&[bundle::RECORDS_SCRIPT, wasm::RECORDS_MODULE])?;
    let proposals = together(&[bundle::PROPOSALS_SCRIPT, wasm::PROPOSALS_MODULE])?;
    let score = together(&[bundle::SCORE_SCRIPT, wasm::SCORE_MODULE])?;
    Ok(vec![
        row("at rest, with English", rest, Some(REST)),
        row("picture, after the answer", together(&[bundle::PICTURE_SCRIPT])?, Some(PICTURE)),
        row("records, when given", records, Some(RECORDS)),
        row("best ways, when asked for", proposals, Some(PROPOSALS)),
        row("their section", together(&[bundle::WAYS_SCRIPT])?, Some(WAYS)),
        row("its English", english(&["ways"])?, None),
        row("one course, when asked for", together(&[bundle::COMPACT_SCRIPT])?, None),
        row("its English", english(&["compact"])?, None),
        row("gradebook, when asked for", score, Some(SCORE)),
        row("to take along", together(&[bundle::TAKEAWAY_SCRIPT])?, Some(TAKEAWAY)),
        row(
            "plans, when asked for",
            together(&[bundle::PLANS_SCRIPT, bundle::QR_SCRIPT])?,
            Some(PLANS),
        ),
        row("their English", english(&["plans"])?, None),
        row("rules, when asked for", together(&[bundle::RULES_SCRIPT])?, None),
        row("their English", english(&["rules"])?, None),
        row("service worker", together(&[offline::SERVICE_WORKER])?, None),
    ])
}

/// Other pages than the one that a reader opens first, and what goes elsewhere.
fn measure_others(dist: &Path) -> Result<Vec<Row>, String> {
    let english = dist.join(bundle::LANGUAGES).join("make.en.js");
    let around = [dist.join(bundle::AROUND_SCRIPT), dist.join("around.css")];
    let make = [dist.join(bundle::MAKE_SCRIPT), dist.join("make.css"), english];
    let alone = as_it_is(&dist.join(single_file::FRAME_NAME))?;
    Ok(vec![
        row("“Make a catalog”", sum(make.iter().chain(&around))?, Some(MAKE)),
        row("script around frames", size(&dist.join(bundle::FRAME_SCRIPT))?, Some(FRAME)),
        row("frame, not compressed", alone, Some(ONE_FILE)),
        row("one file, not compressed", as_it_is(&dist.join(single_file::NAME))?, Some(ONE_FILE)),
        row("npm package", sum(npm::files(dist)?.iter())?, Some(NPM)),
    ])
}

/// The scripts that follow once the page is at rest.
const REST_SCRIPTS: [&str; 3] =
    [bundle::PROBLEMS_SCRIPT, bundle::REASONS_SCRIPT, bundle::SESSION_SCRIPT];

/// The scripts that a first view does not load.
fn loaded_later(dist: &Path) -> Vec<PathBuf> {
    let others = [
        bundle::RECORDS_SCRIPT,
        bundle::PROPOSALS_SCRIPT,
        bundle::WAYS_SCRIPT,
        bundle::TAKEAWAY_SCRIPT,
        bundle::PLANS_SCRIPT,
        bundle::QR_SCRIPT,
        bundle::RULES_SCRIPT,
        bundle::PICTURE_SCRIPT,
        bundle::SCORE_SCRIPT,
        bundle::COMPACT_SCRIPT,
        offline::SERVICE_WORKER,
        bundle::EMBED_SCRIPT,
        bundle::FRAME_SCRIPT,
        bundle::CONFIGURE_SCRIPT,
        bundle::MAKE_SCRIPT,
        bundle::AROUND_SCRIPT,
    ];
    others.iter().chain(&REST_SCRIPTS).map(|script| dist.join(script)).collect()
}

fn row(name: &'static str, size: Size, budget: Option<Budget>) -> Row {
    Row { name, size, budget }
}

/// Fails when a size is above its limit.
pub(crate) fn check(rows: &[Row]) -> Result<(), String> {
    let over: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let limit = row.budget.as_ref()?.limit;
            (row.size.gzip > limit).then(|| {
                let (is, may) = (kilobytes(row.size.gzip), kilobytes(limit));
                format!("{} is {is} after gzip, above its limit of {may}.", row.name)
            })
        })
        .collect();
    if over.is_empty() { Ok(()) } else { Err(over.join("\n")) }
}

/// The sizes as text, one line each.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = line("", ["raw", "gzip -9", "aim", "limit"].map(str::to_owned));
    for Row { name, size, budget } in rows {
        let bound = |choose: fn(&Budget) -> usize| {
            let budget = budget.as_ref().map(choose);
            budget.map(kilobytes).unwrap_or_default()
        };
        let cells = [
            kilobytes(size.raw),
            kilobytes(size.gzip),
            bound(|budget| budget.aim),
            bound(|budget| budget.limit),
        ];
        text.push('\n');
        text.push_str(line(name, cells).trim_end());
        if budget.as_ref().is_some_and(|budget| size.gzip > budget.aim) {
            text.push_str("  over the aim");
        }
    }
    text
}

fn line(name: &str, cells: [String; 4]) -> String {
    let mut text = format!("{name:<27}");
    for cell in cells {
        // Writing to a string cannot fail.
        let _ = write!(text, "{cell:>11}");
    }
    text
}

impl Size {
    fn and(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip }
    }
}

fn sum<P: AsRef<Path>>(mut files: impl Iterator<Item = P>) -> Result<Size, String> {
    files.try_fold(Size::default(), |total, file| Ok(total.and(size(file.as_ref())?)))
}

/// How much of a folder a browser loads, after gzip: all but what lies beside scripts for people.
pub(crate) fn loaded(folder: &Path) -> Result<usize, String> {
    bundle::entries(folder)?.into_iter().try_fold(0, |total, entry| {
        let for_people = ["map", "txt"].iter().any(|one| bundle::has_extension(&entry, one));
        let more = match () {
            () if entry.is_dir() => loaded(&entry)?,
            () if for_people => 0,
            () => size(&entry)?.gzip,
        };
        Ok(total + more)
    })
}

fn size(file: &Path) -> Result<Size, String> {
    let cannot = |error| format!("Cannot measure {}: {error}.", file.display());
    let bytes = std::fs::read(file).map_err(cannot)?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes).map_err(cannot)?;
    Ok(Size { raw: bytes.len(), gzip: encoder.finish().map_err(cannot)?.len() })
}

/// The size of a file that nobody compresses for its reader.
fn as_it_is(file: &Path) -> Result<Size, String> {
    let raw = size(file)?.raw;
    Ok(Size { raw, gzip: raw })
}

/// The index of catalogs and the catalog it names first: what the page reads before any choice.
fn first_catalog(catalogs: &Path) -> Result<Vec<PathBuf>, String> {
    let index = catalogs.join("index.json");
    if !index.is_file() {
        return Ok(Vec::new());
    }
    let unreadable = |why: String| format!("Cannot read {}: {why}.", index.display());
    let text = std::fs::read_to_string(&index).map_err(|error| unreadable(error.to_string()))?;
    let value = serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
    let first = first_file(&value).map(|name| catalogs.join(name));
    Ok(std::iter::once(index).chain(first).collect())
}

/// The first name of a JSON file, however the index arranges its entries.
fn first_file(value: &serde_json::Value) -> Option<&str> {
    use serde_json::Value;
    match value {
        Value::String(text) => text.ends_with(".json").then_some(text),
        Value::Array(values) => values.iter().find_map(first_file),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| *name != "$schema")
            .find_map(|(_, value)| first_file(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

pub(crate) fn kilobytes(bytes: usize) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{} KB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{FIRST_VIEW, Row, Size, WASM, check, first_file, kilobytes, table};

    fn row(gzip: usize) -> Row {
        let size = Size { raw: gzip, gzip };
        Row { name: "wasm", size, budget: Some(WASM) }
    }

    #[test]
    fn a_kilobyte_is_a_thousand_bytes() {
        assert_eq!(kilobytes(90_000), "90.0 KB");
        assert_eq!(kilobytes(149), "0.1 KB");
        assert_eq!(kilobytes(150), "0.2 KB");
    }

    #[test]
    fn the_aim_is_said_and_the_limit_fails() {
        assert!(!table(&[row(WASM.aim)]).contains("over the aim"));
        assert!(table(&[row(WASM.aim + 1)]).contains("over the aim"));
        assert_eq!(check(&[row(WASM.limit)]), Ok(()));
        let refusal = check(&[row(FIRST_VIEW.limit)]).unwrap_err();
        assert_eq!(refusal, "wasm is 200.0 KB after gzip, above its limit of 132.0 KB.");
    }

    #[test]
    fn the_first_catalog_is_found_in_any_index() {
        let list = serde_json::json!(["a.json", "b.json"]);
        assert_eq!(first_file(&list), Some("a.json"));
        let entries = serde_json::json!({
            "$schema": "../catalog.schema.json",
            "catalogs": [{ "title": "A", "file": "a.json" }],
        });
        assert_eq!(first_file(&entries), Some("a.json"));
        assert_eq!(first_file(&serde_json::json!({})), None);
    }
}
