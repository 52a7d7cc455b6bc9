//! The licenses of the Rust crates within the modules, as one text beside them.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::project::Project;
use crate::toolchain::WASM_TARGET;
use crate::{bundle, process};

/// The text in `dist/` and in the npm package.
pub(crate) const FILE: &str = "THIRD-PARTY.txt";

const HEAD: &str = "\
The WebAssembly modules hold code of these Rust crates, and of the standard library of Rust
(MIT OR Apache-2.0, The Rust Project Developers, https://www.rust-lang.org/policies/licenses).
Scripts of others have their licenses in the .LEGAL.txt files.
";

/// A crate that is compiled into a module.
#[derive(Debug, PartialEq, Eq)]
struct Crate {
    name: String,
    version: String,
    /// As the crate states it.
    license: String,
}

/// Writes the text into the finished site.
pub(crate) fn write(project: &Project) -> Result<(), String> {
    let folders = folders(project)?;
    let mut text = HEAD.to_owned();
    for part in crates(project)? {
        let Crate { name, version, license } = &part;
        let folder = folders
            .get(&(name.clone(), version.clone()))
            .ok_or_else(|| format!("Cargo does not say where the sources of {name} are."))?;
        let texts = license_texts(folder)?;
        if texts.is_empty() {
            return Err(format!("{name} {version} has no text of its license ({license})."));
        }
        let rule = "-".repeat(72);
        let _ = write!(text, "\n{rule}\n{name} {version}: {license}\n\n{}\n", texts.join("\n\n"));
    }
    let path = project.dist().join(FILE);
    fs::write(&path, text).map_err(|error| format!("Cannot write {}: {error}.", path.display()))
}

/// The crates of all modules. What only runs while they are built is not within them.
fn crates(project: &Project) -> Result<Vec<Crate>, String> {
    let mut tree = project.cargo();
    tree.args(["tree", "--package", "certificate-planner", "--target", WASM_TARGET]);
    tree.args(["--no-default-features", "--features", "records,score,proposals"]);
    tree.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}|{l}"]);
    let mut lines: Vec<String> = process::output(&mut tree)?.lines().map(str::to_owned).collect();
    lines.sort();
    lines.dedup();
    Ok(lines.iter().filter_map(|line| crate_of(line)).collect())
}

/// Reads `name v1.2.3|license`; nothing where it is our own, which stands at a path of this machine.
fn crate_of(line: &str) -> Option<Crate> {
    let (package, license) = line.split_once('|')?;
    let (name, version) = package.split_once(" v")?;
    // What was printed before is marked with a star.
    let version = version.trim_end_matches(" (*)");
    let license = license.trim_end_matches(" (*)").to_owned();
    (!version.contains('(')).then(|| Crate { name: name.into(), version: version.into(), license })
}

/// Where the sources of every crate are, by name and version.
fn folders(project: &Project) -> Result<HashMap<(String, String), PathBuf>, String> {
    let mut question = project.cargo();
    question.args(["metadata", "--format-version", "1", "--filter-platform", WASM_TARGET]);
    let answer: Value = serde_json::from_str(&process::output(&mut question)?)
        .map_err(|error| format!("What cargo says of the crates cannot be read: {error}."))?;
    let packages = answer.get("packages").and_then(Value::as_array).into_iter().flatten();
    Ok(packages
        .filter_map(|package| {
            let text = |key| package.get(key).and_then(Value::as_str);
            let folder = Path::new(text("manifest_path")?).parent()?.to_path_buf();
            Some(((text("name")?.to_owned(), text("version")?.to_owned()), folder))
        })
        .collect())
}

/// The texts of the licenses in a folder; where MIT is offered, we choose it over Apache.
fn license_texts(folder: &Path) -> Result<Vec<String>, String> {
    let files = bundle::files(folder)?;
    let named =
        |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
    let has_mit = files.iter().any(|file| named(file).starts_with("LICENSE-MIT"));
    let is_text = |name: &str| {
        let is_license =
            ["LICENSE", "LICENCE", "COPYING", "NOTICE"].iter().any(|word| name.starts_with(word));
        is_license && !(has_mit && name.contains("APACHE"))
    };
    files
        .iter()
        .filter(|file| is_text(&named(file)))
        .map(|file| {
            fs::read_to_string(file)
                .map(|text| text.trim().to_owned())
                .map_err(|error| format!("Cannot read {}: {error}.", file.display()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Crate, crate_of};

    #[test]
    fn a_crate_is_read_from_a_line_of_the_tree() {
        let expected =
            Crate { name: "talc".into(), version: "5.1.1".into(), license: "MIT".into() };
        assert_eq!(crate_of("talc v5.1.1|MIT"), Some(expected));
        assert_eq!(crate_of("serde v1.0.0|MIT (*)").map(|one| one.license), Some("MIT".into()));
        assert_eq!(crate_of("certificate-planner v0.1.0 (/somewhere)|MIT OR Apache-2.0"), None);
    }
}
