//! The finished site in `dist/`: every file that a reader's browser may ask for, and no other.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use certificate_planner::catalog::format::Platform;
use certificate_planner::rule::Rule;

use crate::project::Project;
use crate::{frame, notices, npm, offline, packages, process, single_file, wasm};

/// The script that registers the custom element.
pub(crate) const SCRIPT: &str = "certificate-planner.js";

/// The class of the element, which loads what it shows when that is needed.
pub(crate) const ELEMENT_SCRIPT: &str = "certificate-planner-element.js";

/// What the element shows.
const VIEW_SCRIPT: &str = "certificate-planner-view.js";

/// What our own page says around the element.
const PAGE_SCRIPT: &str = "certificate-planner-page.js";

/// What the scripts of the page share, which is nearly all that the element shows.
const COMMON_SCRIPT: &str = "certificate-planner-common";

/// The section that shows the best ways, loaded only when it is opened.
pub(crate) const WAYS_SCRIPT: &str = "certificate-planner-ways.js";

/// Asks for the messages of our own page before its script does.
const LANGUAGE_SCRIPT: &str = "certificate-planner-language.js";

/// The folder with the messages, one script for each language and part.
pub(crate) const LANGUAGES: &str = "lang";

/// The section that lets a plan be taken along, loaded only when it is asked for.
pub(crate) const TAKEAWAY_SCRIPT: &str = "certificate-planner-takeaway.js";

/// The script that makes the page work without a network; no embedded element has it.
const OFFLINE_SCRIPT: &str = "certificate-planner-offline.js";

/// What is done with plans but rarely, loaded when it is asked for.
pub(crate) const PLANS_SCRIPT: &str = "certificate-planner-plans.js";

/// The script that makes QR codes, loaded only when one is asked for.
pub(crate) const QR_SCRIPT: &str = "certificate-planner-qr.js";

/// The script with the addresses of the rules, loaded only when a reader asks why.
pub(crate) const RULES_SCRIPT: &str = "certificate-planner-rules.js";

/// The script that imports records, loaded only when the page is given some.
pub(crate) const RECORDS_SCRIPT: &str = "certificate-planner-records.js";

/// The worker that finds the best ways, loaded only when it is asked for them.
pub(crate) const PROPOSALS_SCRIPT: &str = "certificate-planner-proposals.js";

/// The picture of the plan, loaded after the first answer.
pub(crate) const PICTURE_SCRIPT: &str = "certificate-planner-picture.js";

/// What is wrong with a file or a plan, the fields of a session, and rare reasons: loaded once nothing else is to
/// do, or when they are asked for before.
pub(crate) const PROBLEMS_SCRIPT: &str = "certificate-planner-problems.js";
pub(crate) const REASONS_SCRIPT: &str = "certificate-planner-reasons.js";
pub(crate) const SESSION_SCRIPT: &str = "certificate-planner-session.js";

/// What is shown where one course is asked about.
pub(crate) const COMPACT_SCRIPT: &str = "certificate-planner-compact.js";

/// The gradebook, loaded only when a learner wants to work out a score.
pub(crate) const SCORE_SCRIPT: &str = "certificate-planner-score.js";

/// The page within a frame.
pub(crate) const EMBED_SCRIPT: &str = "certificate-planner-embed.js";

/// What a page with frames may load, so that they become as tall as their content.
pub(crate) const FRAME_SCRIPT: &str = "certificate-planner-frame.js";

/// The page on which an owner of pages makes the lines to put there.
pub(crate) const CONFIGURE_SCRIPT: &str = "certificate-planner-configure.js";

/// What “Make a catalog” does: a page of its own.
pub(crate) const MAKE_SCRIPT: &str = "certificate-planner-make.js";

/// The small catalog that README explains, from which that page starts.
const EXAMPLE: &str = "example-catalog.json";

/// The words of the pages beside the planner's own, in the language of the reader.
pub(crate) const AROUND_SCRIPT: &str = "certificate-planner-around.js";

/// The scripts that only our own pages have, around the element.
pub(crate) const OF_THE_PAGES: [&str; 8] = [
    PAGE_SCRIPT,
    LANGUAGE_SCRIPT,
    OFFLINE_SCRIPT,
    EMBED_SCRIPT,
    FRAME_SCRIPT,
    CONFIGURE_SCRIPT,
    MAKE_SCRIPT,
    AROUND_SCRIPT,
];

/// What is copied from `www/` as it is.
const COPIED: [&str; 4] = ["html", "svg", "png", "webmanifest"];

/// Builds everything and writes `dist/` anew.
pub(crate) fn write_site(project: &Project) -> Result<(), String> {
    wasm::build(project)?;
    packages::install(project)?;

    let dist = project.dist();
    empty(&dist)?;
    write_languages(project)?;
    write_rules(project)?;
    write_script(project)?;
    write_styles(project)?;
    for file in files(&project.www())? {
        if COPIED.iter().any(|kind| has_extension(&file, kind)) {
            copy_into(&file, &dist)?;
        }
    }
    copy_into(&project.www().join(EXAMPLE), &dist)?;
    let catalogs = project.www().join("catalogs");
    if catalogs.is_dir() {
        copy_catalogs(&catalogs, &dist.join("catalogs"))?;
    }
    write_pages(project)?;
    frame::write_start(project)?;
    let modules = [wasm::MODULE, wasm::RECORDS_MODULE, wasm::PROPOSALS_MODULE, wasm::SCORE_MODULE];
    for module in modules {
        copy_into(&project.generated().join(module), &dist)?;
    }
    let schemas = [
        ("catalog.schema.json", certificate_planner::schema::catalog_schema()),
        ("plan.schema.json", certificate_planner::schema::plan_schema()),
        ("assessment.schema.json", certificate_planner::schema::assessment_schema()),
        ("wishes.schema.json", certificate_planner::schema::wishes_schema()),
        ("proposals.schema.json", certificate_planner::schema::proposals_schema()),
    ];
    schemas.iter().try_for_each(|(name, schema)| {
        let path = dist.join(name);
        fs::write(&path, schema).map_err(|error| cannot("write", &path, &error))
    })?;
    notices::write(project)?;
    // Last, since it lists what all of the above have written.
    offline::write_service_worker(project)?;
    // It has all of them within itself, so nobody needs it beside them.
    single_file::write(project)?;
    // After both, which have nothing of it.
    npm::write(project)
}

/// Bundles one TypeScript file of `www/` with all that it imports.
///
/// The source map and the licenses of what was bundled are written beside the script.
pub(crate) fn bundle(project: &Project, source: &str, script: &Path) -> Result<(), String> {
    bundle_with(project, source, script, &["--format=esm"])
}

/// Bundles one file with options of esbuild, the format among them.
pub(crate) fn bundle_with<S: AsRef<OsStr>>(
    project: &Project,
    source: &str,
    script: &Path,
    options: &[S],
) -> Result<(), String> {
    let mut esbuild = esbuild(project);
    esbuild.arg(source).args(options);
    esbuild.args(["--bundle", "--target=es2022"]);
    esbuild.args(["--sourcemap=external", "--legal-comments=linked"]);
    esbuild.arg(format!("--outfile={}", script.display()));
    process::run(&mut esbuild)
}

/// Bundles the class of the element, and apart from it the script that registers it.
fn bundle_element(project: &Project, folder: &Path) -> Result<(), String> {
    bundle(project, "src/certificate-planner-element.ts", &folder.join(ELEMENT_SCRIPT))?;
    let apart = ["--format=esm".to_owned(), format!("--external:./{ELEMENT_SCRIPT}")];
    bundle_with(project, "src/define.ts", &folder.join(SCRIPT), &apart)
}

/// Bundles what the element shows and its parts that are loaded later; what they share stands in one file.
fn bundle_page(project: &Project, folder: &Path) -> Result<(), String> {
    let mut esbuild = esbuild(project);
    let scripts = [
        (VIEW_SCRIPT, "planner-view.ts"),
        (PAGE_SCRIPT, "page.ts"),
        (OFFLINE_SCRIPT, "offline.ts"),
        (WAYS_SCRIPT, "ways.ts"),
        (TAKEAWAY_SCRIPT, "takeaway.ts"),
        (PLANS_SCRIPT, "plans.ts"),
        (PICTURE_SCRIPT, "picture.ts"),
        (SCORE_SCRIPT, "score.ts"),
        (PROBLEMS_SCRIPT, "problems-view.ts"),
        (REASONS_SCRIPT, "wording/rare-reason.ts"),
        (SESSION_SCRIPT, "session-fields.ts"),
        (COMPACT_SCRIPT, "compact.ts"),
        (MAKE_SCRIPT, "make/make.ts"),
    ];
    for (script, source) in scripts {
        esbuild.arg(format!("{}=src/{source}", script.trim_end_matches(".js")));
    }
    esbuild.args(["--bundle", "--splitting", "--format=esm", "--target=es2022"]);
    esbuild.arg(format!("--chunk-names={COMMON_SCRIPT}"));
    esbuild.args(["--sourcemap=external", "--legal-comments=linked"]);
    esbuild.arg(format!("--outdir={}", folder.display()));
    process::run(&mut esbuild)
}

/// Bundles what stands in frames and around them.
fn bundle_frames(project: &Project, folder: &Path) -> Result<(), String> {
    bundle(project, "src/embed/page.ts", &folder.join(EMBED_SCRIPT))?;
    // The library also listens to the page around its own, where there is one; a page that holds frames
    // has asked for no such thing, so to this script it is always on top.
    let host = ["--format=iife", "--define:window.top=window.self"];
    bundle_with(project, "src/embed/host.ts", &folder.join(FRAME_SCRIPT), &host)
}

fn write_script(project: &Project) -> Result<(), String> {
    let bundled = project.target().join("bundle");
    empty(&bundled)?;
    bundle_element(project, &bundled)?;
    bundle_page(project, &bundled)?;
    bundle_frames(project, &bundled)?;
    bundle(project, "src/configure/page.ts", &bundled.join(CONFIGURE_SCRIPT))?;
    let around = bundled.join(AROUND_SCRIPT);
    bundle_with(project, "src/around.ts", &around, &["--format=iife"])?;
    bundle(project, "src/first-language.ts", &bundled.join(LANGUAGE_SCRIPT))?;
    bundle(project, "src/sharing/qr.ts", &bundled.join(QR_SCRIPT))?;
    bundle(project, "src/rule-addresses.ts", &bundled.join(RULES_SCRIPT))?;
    bundle(project, "src/records.ts", &bundled.join(RECORDS_SCRIPT))?;
    bundle(project, "src/proposals-worker.ts", &bundled.join(PROPOSALS_SCRIPT))?;
    // The source map stays behind: it is as large as the page, and nothing shipped refers to it.
    let (scripts, others): (Vec<PathBuf>, Vec<PathBuf>) = files(&bundled)?
        .into_iter()
        .filter(|file| !has_extension(file, "map"))
        .partition(|file| has_extension(file, "js"));
    shorten(project, &scripts)?;
    let mut all = scripts.iter().chain(&others);
    all.try_for_each(|file| copy_into(file, &project.dist()))
}

/// Makes bundled scripts shorter in place, by a twentieth.
pub(crate) fn shorten(project: &Project, scripts: &[PathBuf]) -> Result<(), String> {
    process::run(packages::script(project, "build/shorten.mjs").args(scripts))?;
    scripts.iter().try_for_each(|file| {
        let script = fs::read_to_string(file).map_err(|error| cannot("read", file, &error))?;
        fs::write(file, without_remarks(&script)).map_err(|error| cannot("write", file, &error))
    })
}

/// Compiles the messages of every language.
fn write_languages(project: &Project) -> Result<(), String> {
    process::run(&mut packages::script(project, "languages/write.mjs"))?;
    let folder = project.dist().join(LANGUAGES);
    make(&folder)?;
    // The types beside them are of use to the compiler alone.
    let mut compiled = files(&project.generated().join(LANGUAGES))?;
    compiled.retain(|file| has_extension(file, "js"));
    compiled.iter().try_for_each(|file| copy_into(file, &folder))
}

/// Writes where the rules are stated, one constant for each, so that a script holds those alone that it
/// names, and all of them in one object.
fn write_rules(project: &Project) -> Result<(), String> {
    let mut script = String::new();
    let mut names = Vec::new();
    for rule in Rule::ALL {
        let urls = |platform| (word(serde_json::to_value(platform)), rule.urls(platform).into());
        let all = [Platform::MitxOnline, Platform::Edx, Platform::Other].map(urls);
        let all: serde_json::Map<String, serde_json::Value> = all.into_iter().collect();
        let rule = word(serde_json::to_value(rule));
        script += &format!("export const {rule} = {};\n", serde_json::Value::from(all));
        names.push(rule);
    }
    script += &format!("export const addresses = {{ {} }};\n", names.join(", "));
    let path = project.generated().join("rule-addresses.ts");
    fs::write(&path, script).map_err(|error| cannot("write", &path, &error))
}

/// The word that stands for a value in an answer.
fn word(written: serde_json::Result<serde_json::Value>) -> String {
    written.ok().as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// The script with no space before its lines, and without the remarks in its styles.
///
/// Code has neither after minifying. What is left stands in templates and styles, where space before a
/// line and lines of remarks mean nothing, and they are a fiftieth of the download.
fn without_remarks(script: &str) -> String {
    let mut in_remark = false;
    let lines = script.split('\n').map(str::trim_start).filter(|line| {
        // What begins with a mark of exclamation names a license.
        let begins = line.starts_with("/*") && !line.starts_with("/*!");
        let goes_on = || line.find("*/").is_some_and(|end| end + 2 < line.len());
        in_remark |= begins && !goes_on();
        let is_kept = !in_remark;
        in_remark &= !line.ends_with("*/");
        is_kept
    });
    let short: String = lines.map(without_space_of_styles).collect();
    short.strip_suffix('\n').map_or(short.clone(), str::to_owned)
}

/// A line with its end; a declaration, or the first line of a rule, without the space that styles do not need.
fn without_space_of_styles(line: &str) -> String {
    let is_property =
        |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    match line.split_once(": ") {
        Some((name, value)) if is_property(name) && value.ends_with(';') => {
            format!("{name}:{value}")
        }
        _ => match line.strip_suffix(" {") {
            Some(selector) => format!("{selector}{{"),
            None => format!("{line}\n"),
        },
    }
}

/// Puts the table of the programs into the page, and makes a page of each program: what is published,
/// for readers without script.
///
/// The sentences are those of the page, so its own scripts make them, and the rules are asked by the
/// module. Nothing of this depends on the day or the place of the build.
fn write_pages(project: &Project) -> Result<(), String> {
    let bundled = project.target().join("pages.mjs");
    let mut esbuild = esbuild(project);
    esbuild.args(["src/pages.ts", "--bundle", "--format=esm", "--platform=node"]);
    esbuild.arg(format!("--outfile={}", bundled.display()));
    process::run(&mut esbuild)?;
    let mut script = packages::script(project, "build/write-pages.mjs");
    script.arg(&bundled).arg(project.generated().join(wasm::MODULE)).arg(project.dist());
    script.arg(single_file::frame(project));
    process::run(script.env("TZ", "UTC"))
}

fn write_styles(project: &Project) -> Result<(), String> {
    let mut styles = files(&project.www())?;
    styles.retain(|file| has_extension(file, "css"));
    if styles.is_empty() {
        return Ok(());
    }
    let mut esbuild = esbuild(project);
    esbuild.args(&styles);
    esbuild.arg(format!("--outdir={}", project.dist().display()));
    process::run(&mut esbuild)
}

fn esbuild(project: &Project) -> Command {
    let mut command = packages::tool(project, "esbuild");
    command.args(["--minify", "--charset=utf8", "--log-level=warning"]);
    command
}

/// The files directly in a folder, by name.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut entries = entries(folder)?;
    entries.retain(|entry| entry.is_file());
    Ok(entries)
}

/// Says whether a file's name ends in a dot and `extension`.
pub(crate) fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|ending| ending == extension)
}

/// Makes a folder that is there and empty.
pub(crate) fn empty(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| cannot("empty", folder, &error))?;
    }
    make(folder)
}

/// Copies a file into a folder, under the same name.
pub(crate) fn copy_into(file: &Path, folder: &Path) -> Result<(), String> {
    let name = file.file_name().unwrap_or_default();
    fs::copy(file, folder.join(name)).map(drop).map_err(|error| cannot("copy", file, &error))
}

/// Copies the files of a folder without the space between their values.
fn copy_catalogs(from: &Path, to: &Path) -> Result<(), String> {
    make(to)?;
    for file in files(from)? {
        let text = fs::read_to_string(&file).map_err(|error| cannot("read", &file, &error))?;
        let target = to.join(file.file_name().unwrap_or_default());
        fs::write(&target, without_space(&text))
            .map_err(|error| cannot("write", &target, &error))?;
    }
    Ok(())
}

/// JSON text without the space between its values.
fn without_space(json: &str) -> String {
    let mut is_text = false;
    let mut is_escaped = false;
    json.chars()
        .filter(|&letter| {
            let is_kept = is_text || !matches!(letter, ' ' | '\n' | '\r' | '\t');
            is_text ^= letter == '"' && !is_escaped;
            is_escaped = is_text && letter == '\\' && !is_escaped;
            is_kept
        })
        .collect()
}

/// Copies a folder and all that is in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    make(to)?;
    for entry in entries(from)? {
        if entry.is_dir() {
            copy_folder(&entry, &to.join(entry.file_name().unwrap_or_default()))?;
        } else {
            copy_into(&entry, to)?;
        }
    }
    Ok(())
}

fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| cannot("make", folder, &error))
}

/// What is directly in a folder, by name.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| cannot("read", folder, &error))?;
    paths.sort();
    Ok(paths)
}

fn cannot(action: &str, path: &Path, error: &std::io::Error) -> String {
    format!("Cannot {action} {}: {error}.", path.display())
}

#[cfg(test)]
mod tests {
    use super::{without_remarks, without_space};

    #[test]
    fn remarks_and_space_go_from_styles_and_licenses_stay() {
        let script = "css`\n  a {\n    /* Why. */\n    top: 0;\n  }\n  /*\n   * Because.\n   */\n  b {}\n`;\n";
        assert_eq!(without_remarks(script), "css`\na{top:0;}\nb {}\n`;\n");
        let license = "/*! A license. */\n/* a */ b {}\nc {}\n";
        assert_eq!(without_remarks(license), license);
    }

    #[test]
    fn space_goes_between_values_and_stays_in_texts() {
        let json = "{\n  \"a b\": [ 1, \"c \\\" d\\\\\" , \"e f\" ]\n}\n";
        assert_eq!(without_space(json), "{\"a b\":[1,\"c \\\" d\\\\\",\"e f\"]}");
    }
}
