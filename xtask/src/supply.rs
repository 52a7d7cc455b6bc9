//! What the planner is made of: that every dependency is named with its reason, has a license that fits,
//! comes from its registry by a hash, and that two builds of one commit are the same to the last byte.

mod twice;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::packages;
use crate::process;
use crate::project::Project;

/// What checks the crates; installed for this alone.
const DENY: &str = "cargo-deny";
const DENY_VERSION: &str = "0.20.2";

/// The licenses of npm packages that the page is bundled with.
const BUNDLED: [&str; 2] = ["MIT", "BSD-3-Clause"];
/// Those of packages that only build, test or are compared with.
const TOOLS: [&str; 9] = [
    "MIT",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Apache-2.0",
    "ISC",
    "BlueOak-1.0.0",
    "0BSD",
    "MPL-2.0",
    "Unicode-DFS-2016",
];

/// Packages whose lockfile says nothing of their license: by name and version, what their own file LICENSE is.
const KNOWN: [(&str, &str, &str); 1] = [("parse-cache-control", "1.0.1", "BSD-3-Clause")];

/// The folders with npm packages; those of the second are only compared with.
const NPM_FOLDERS: [&str; 3] = ["www", "tests/peers", "tests/lighthouse"];
/// The folders with crates whose dependencies are named in README.
const CRATES: [&str; 5] = [
    "Cargo.toml",
    "xtask/Cargo.toml",
    "fuzz/Cargo.toml",
    "tests/peers/ours/Cargo.toml",
    "tests/peers/lemma/Cargo.toml",
];
const LICENSES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// Checks all that needs no network, and builds twice where that is asked for.
pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), String> {
    let (twice, signatures) = match words {
        [] => (false, false),
        ["--build-twice"] => (true, false),
        ["--signatures"] => (false, true),
        _ => return Err("After `supply` comes nothing, --build-twice or --signatures.".to_owned()),
    };
    licenses(project)?;
    named(project)?;
    for folder in NPM_FOLDERS {
        lockfile(project, folder)?;
    }
    deny(project)?;
    println!("Not asked: known vulnerabilities, whose database comes from the network.");
    if signatures {
        let mut npm = packages::npm();
        process::run(npm.args(["audit", "signatures"]).current_dir(project.www()))?;
    } else {
        println!(
            "Not asked: the signatures of npm packages; `--signatures` asks sigstore.dev for its keys."
        );
    }
    if twice { twice::run(project) } else { Ok(()) }
}

fn read(project: &Project, file: &str) -> Result<String, String> {
    fs::read_to_string(project.root().join(file))
        .map_err(|error| format!("{file} cannot be read: {error}."))
}

fn licenses(project: &Project) -> Result<(), String> {
    for file in LICENSES {
        if read(project, file)?.trim().is_empty() {
            return Err(format!("{file} is empty."));
        }
    }
    println!("Our own license: {}.", LICENSES.join(", "));
    Ok(())
}

/// Every direct dependency stands in the table of README with its reason.
fn named(project: &Project) -> Result<(), String> {
    let readme = read(project, "README.md")?;
    let section = readme.split("\n## ").find(|section| section.starts_with("Dependencies\n"));
    let section = section.ok_or("README has no section on dependencies.")?;
    let mut all = BTreeSet::new();
    for file in CRATES {
        all.extend(crates_of(project, file)?);
    }
    for folder in NPM_FOLDERS {
        let package = json(&read(project, &format!("{folder}/package.json"))?)?;
        let kinds = ["dependencies", "devDependencies"].into_iter();
        let of_kind = kinds.filter_map(|kind| package.get(kind)?.as_object());
        all.extend(of_kind.flat_map(|names| names.keys().cloned()));
    }
    let unnamed: Vec<_> =
        all.iter().filter(|name| !section.contains(&format!("`{name}`"))).collect();
    if unnamed.is_empty() {
        println!("Dependencies: {}, each named in README with its reason.", all.len());
        Ok(())
    } else {
        Err(format!("README does not say what these are for: {unnamed:?}."))
    }
}

/// The crates from elsewhere that a manifest asks for.
fn crates_of(project: &Project, manifest: &str) -> Result<Vec<String>, String> {
    let mut cargo = project.cargo();
    cargo.args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path", manifest]);
    let metadata = json(&process::output(&mut cargo)?)?;
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let dependencies = list(metadata.get("packages")).into_iter();
    let dependencies = dependencies.flat_map(|package| list(package.get("dependencies")));
    let from_elsewhere = dependencies.filter(|one| one.get("path").is_none());
    Ok(from_elsewhere.filter_map(|one| Some(one.get("name")?.as_str()?.to_owned())).collect())
}

/// Every package of a lockfile has the hash that npm holds it to, and a license that fits its use.
fn lockfile(project: &Project, folder: &str) -> Result<(), String> {
    let lock = json(&read(project, &format!("{folder}/package-lock.json"))?)?;
    let all = lock.get("packages").and_then(Value::as_object);
    let all = all.ok_or(format!("The lockfile of {folder} names no packages."))?;
    let mut count = 0;
    for (path, package) in all.iter().filter(|(path, _)| !path.is_empty()) {
        let text = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default();
        if !text("integrity").starts_with("sha512-") {
            return Err(format!("{path} of {folder} has no SHA-512 in the lockfile."));
        }
        let is_bundled = folder == "www" && package.get("dev").is_none();
        let allowed = if is_bundled { &BUNDLED[..] } else { &TOOLS[..] };
        let name = path.rsplit("node_modules/").next().unwrap_or_default();
        let known = KNOWN.iter().find(|(known, version, _)| {
            *known == name && *version == text("version") && text("license").is_empty()
        });
        let stated = known.map_or(text("license"), |(_, _, license)| license);
        // One of several is enough.
        let mut choices = stated.trim_matches(['(', ')']).split(" OR ");
        if !choices.any(|license| allowed.contains(&license)) {
            return Err(format!("{path} of {folder} has the license “{stated}”."));
        }
        count += 1;
    }
    println!("npm packages of {folder}: {count}, each with its hash and a license that fits.");
    Ok(())
}

/// The licenses, doubled versions and registries of all crates, by cargo-deny.
fn deny(project: &Project) -> Result<(), String> {
    let mut command = Command::new(installed(project)?);
    command.args(["--workspace", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"]);
    process::run(command.current_dir(project.root()))
}

/// cargo-deny on PATH or below cargo's build folder, where it is installed unless it is there.
fn installed(project: &Project) -> Result<PathBuf, String> {
    if let Some(found) = process::find(DENY) {
        return Ok(found);
    }
    let folder = project.target().join("supply");
    let program = folder.join("bin").join(format!("{DENY}{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        println!("Installing {DENY} {DENY_VERSION}, which takes several minutes.");
        let mut cargo = project.cargo();
        cargo.args(["install", DENY, "--version", DENY_VERSION, "--locked", "--root"]);
        process::run(cargo.arg(&folder))?;
    }
    Ok(program)
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("What should be JSON is none: {error}."))
}
