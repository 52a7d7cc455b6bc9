//! The npm package in `dist/npm/`: the rules as functions, the element as on the site, and what describes both.

use std::fs;
use std::path::{Path, PathBuf};

use crate::project::Project;
use crate::{bundle, notices, packages, process};

/// The folder in `dist/`.
const FOLDER: &str = "npm";

/// What is written by hand, in `www/`.
const SOURCES: &str = "npm";

/// The scripts of the package alone: each with its source, and with what it loads from beside it.
const SCRIPTS: [(&str, &str, &[&str]); 5] = [
    ("index.js", "src/npm/index.ts", &["./planner.js"]),
    ("node.js", "src/npm/node.ts", &["./planner.js", "node:*"]),
    ("planner.js", "src/npm/planner.ts", &["./best-ways.js"]),
    ("best-ways.js", "src/npm/best-ways.ts", &[]),
    ("server.js", "src/npm/server.ts", &[]),
];

/// The declarations, each with the source that it is made from.
const DECLARATIONS: [(&str, &str); 6] = [
    ("index.d.ts", "npm/index"),
    ("planner.d.ts", "npm/planner"),
    ("source.d.ts", "npm/source"),
    ("answer.d.ts", "answer"),
    ("certificate-planner-element.d.ts", "certificate-planner-element"),
    ("certificate-planner.d.ts", "define"),
];

/// The types of the rules, which the bindings declare with much that is theirs alone.
const TYPES: &str = "types.d.ts";
const BINDINGS: &str = "certificate_planner_proposals.d.ts";

/// The packages of others within the scripts and the compiled messages, whose licenses go with them.
const BUNDLED: [&str; 4] = ["lit", "uqr", "@messageformat/runtime", "make-plural"];

/// Messages of what only our own site has.
const OF_THE_SITE: [&str; 5] = ["accessibility.", "configure.", "make.", "offline.", "pages."];

/// The finished package.
pub(crate) fn folder(dist: &Path) -> PathBuf {
    dist.join(FOLDER)
}

/// Writes the package, from a finished site.
pub(crate) fn write(project: &Project) -> Result<(), String> {
    let package = folder(&project.dist());
    bundle::empty(&package)?;
    copy_site(&project.dist(), &package)?;
    write_scripts(project, &package)?;
    write_declarations(project, &package)?;
    write_manifest(project)?;
    write_licenses(project, &package)?;
    write_texts(project, &package)
}

/// Every file of the package, also in its folders.
pub(crate) fn files(dist: &Path) -> Result<Vec<PathBuf>, String> {
    let package = folder(dist);
    let mut files = bundle::files(&package)?;
    for entry in bundle::entries(&package)?.iter().filter(|entry| entry.is_dir()) {
        files.extend(bundle::files(entry)?);
    }
    Ok(files)
}

/// Takes the element with all that it loads, the catalogs and the schemas as they are on the site.
fn copy_site(dist: &Path, package: &Path) -> Result<(), String> {
    for file in bundle::files(dist)?.iter().filter(|file| is_of_the_element(&name(file))) {
        bundle::copy_into(file, package)?;
    }
    bundle::copy_folder(&dist.join("catalogs"), &package.join("catalogs"))?;
    let messages = package.join(bundle::LANGUAGES);
    bundle::empty(&messages)?;
    let is_asked_for = |file: &&PathBuf| !OF_THE_SITE.iter().any(|of| name(file).starts_with(of));
    let compiled = bundle::files(&dist.join(bundle::LANGUAGES))?;
    compiled.iter().filter(is_asked_for).try_for_each(|file| bundle::copy_into(file, &messages))
}

fn is_of_the_element(name: &str) -> bool {
    // The notices of a script go where it goes.
    let script = name.trim_end_matches(".LEGAL.txt");
    let is_script = script.starts_with("certificate-planner")
        && script.ends_with(".js")
        && !bundle::OF_THE_PAGES.contains(&script);
    is_script || name.ends_with(".wasm") || name.ends_with(".schema.json")
}

fn write_scripts(project: &Project, package: &Path) -> Result<(), String> {
    let bundled = project.target().join("npm");
    bundle::empty(&bundled)?;
    for (script, source, beside) in SCRIPTS {
        let mut options = vec!["--format=esm".to_owned()];
        options.extend(beside.iter().map(|name| format!("--external:{name}")));
        bundle::bundle_with(project, source, &bundled.join(script), &options)?;
        bundle::copy_into(&bundled.join(script), package)?;
    }
    Ok(())
}

/// Writes the declarations of the scripts, which name no file but those beside them.
fn write_declarations(project: &Project, package: &Path) -> Result<(), String> {
    let declared = project.target().join("npm-types");
    bundle::empty(&declared)?;
    let mut compiler = packages::tool(project, "tsc");
    compiler.args(["--noEmit", "false", "--declaration", "--emitDeclarationOnly"]);
    compiler.args(["--rootDir", ".", "--outDir"]).arg(&declared);
    process::run(&mut compiler)?;
    for (file, source) in DECLARATIONS {
        let text = read(&declared.join(format!("src/{source}.d.ts")))?;
        let text = beside(&text);
        if text.contains("\"../") {
            return Err(format!("{file} names a file that is not in the package."));
        }
        write_text(&package.join(file), &text)?;
    }
    let bindings = read(&project.generated().join(BINDINGS))?;
    write_text(&package.join(TYPES), types(&bindings))
}

/// A declaration whose imports are all in one folder.
fn beside(text: &str) -> String {
    let types = format!("\"./{TYPES}\"").replace(".d.ts", ".js");
    [
        "\"../../generated/certificate_planner_proposals.js\"",
        "\"../generated/certificate_planner.js\"",
    ]
    .iter()
    .fold(text.to_owned(), |text, generated| text.replace(generated, &types))
    .replace("\"../answer.js\"", "\"./answer.js\"")
}

/// What the bindings declare before their first class: the types of what crosses the boundary.
fn types(bindings: &str) -> &str {
    let types = bindings.split_once("export class ").map_or(bindings, |(types, _)| types);
    // The comment of the class stands before it.
    types.rsplit_once("/**").map_or(types, |(types, _)| types).trim_end()
}

/// Describes the element for editors.
fn write_manifest(project: &Project) -> Result<(), String> {
    let mut analyzer = packages::tool(project, "cem");
    analyzer.args(["analyze", "--quiet", "--config", "npm/manifest.mjs"]);
    // Seen from the sources: the tool takes no other path.
    process::run(analyzer.args(["--outdir", "../dist/npm"]))
}

/// Writes what is for readers, and what tells npm of all the rest.
fn write_texts(project: &Project, package: &Path) -> Result<(), String> {
    let sources = project.www().join(SOURCES);
    bundle::copy_into(&sources.join("catalog.d.ts"), package)?;
    bundle::copy_folder(&sources.join("examples"), &package.join("examples"))?;
    let manifest = read(&sources.join("package.json"))?;
    let manifest = manifest.replace("{version}", env!("CARGO_PKG_VERSION"));
    write_text(&package.join("package.json"), &manifest)?;
    let readme = with_examples(&read(&sources.join("README.md"))?, &sources.join("examples"))?;
    write_text(&package.join("README.md"), &readme)
}

/// Our own licenses, and those of others in a folder, each by the name of its package.
fn write_licenses(project: &Project, package: &Path) -> Result<(), String> {
    for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
        bundle::copy_into(&project.root().join(license), package)?;
    }
    bundle::copy_into(&project.dist().join(notices::FILE), package)?;
    let licenses = package.join("licenses");
    bundle::empty(&licenses)?;
    let packages = project.www().join("node_modules");
    BUNDLED.iter().try_for_each(|name| {
        let file = format!("{}.txt", name.trim_start_matches('@').replace('/', "-"));
        write_text(&licenses.join(file), &read(&packages.join(name).join("LICENSE"))?)
    })
}

/// The text with every example in the place of its name, which stands in braces on a line by itself.
fn with_examples(text: &str, examples: &Path) -> Result<String, String> {
    let mut whole = String::new();
    for line in text.lines() {
        let example = line.strip_prefix('{').and_then(|line| line.strip_suffix('}'));
        match example {
            Some(name) => {
                let kind = name.rsplit('.').next().unwrap_or_default();
                let example = read(&examples.join(name))?;
                whole += &format!("`{name}`:\n\n```{kind}\n{example}```\n");
            }
            None => whole += &format!("{line}\n"),
        }
    }
    Ok(whole)
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("Cannot read {}: {error}.", file.display()))
}

fn write_text(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("Cannot write {}: {error}.", file.display()))
}

#[cfg(test)]
mod tests {
    use super::{beside, is_of_the_element, types};

    #[test]
    fn the_package_has_the_element_and_nothing_of_the_page() {
        for file in ["certificate-planner.js", "certificate-planner-ways.js", "plan.schema.json"] {
            assert!(is_of_the_element(file), "{file}");
        }
        let of_the_page = [
            "certificate-planner-page.js",
            "certificate-planner.html",
            "certificate-planner-make.js.LEGAL.txt",
            "service-worker.js",
        ];
        for file in of_the_page {
            assert!(!is_of_the_element(file), "{file}");
        }
    }

    #[test]
    fn types_end_before_the_first_class_and_its_comment() {
        let bindings = "/** A. */\nexport type A = 1;\n\n/**\n * B.\n */\nexport class B {}\nexport type C = 2;\n";
        assert_eq!(types(bindings), "/** A. */\nexport type A = 1;");
    }

    #[test]
    fn declarations_name_what_is_beside_them() {
        let text =
            "from \"../../generated/certificate_planner_proposals.js\"; from \"../answer.js\"";
        assert_eq!(beside(text), "from \"./types.js\"; from \"./answer.js\"");
    }
}
