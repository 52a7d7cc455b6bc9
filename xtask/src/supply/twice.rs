//! Two builds of the commit, in two folders: what a reader gets must be the same to the last byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};

use crate::bundle;
use crate::process;
use crate::project::Project;

/// Two names of different length, as the folder's name must not matter either.
const FOLDERS: [&str; 2] = ["one", "the-other"];

/// Builds the commit twice, from nothing, and compares every file of `dist/`.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let parent = project.target().join("twice");
    let [one, other] = FOLDERS.map(|name| built(project, &parent.join(name)));
    let (one, other) = (one?, other?);
    let names = one.keys().chain(other.keys());
    let mut differ: Vec<&PathBuf> =
        names.filter(|name| one.get(*name) != other.get(*name)).collect();
    differ.dedup();
    if differ.is_empty() {
        println!("Two builds are the same to the last byte: {} files.", one.len());
        Ok(())
    } else {
        Err(format!("Two builds of one commit differ in {differ:?}."))
    }
}

/// Checks the commit out into a folder, builds it there, and returns the hash of each file.
fn built(project: &Project, folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    bundle::empty(folder)?;
    let mut archive = Command::new("git");
    archive.args(["archive", "--format=tar", "HEAD"]).current_dir(project.root());
    let mut archive = archive
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("git could not be run: {error}."))?;
    let commit = archive.stdout.take().ok_or("git hands nothing over.")?;
    let mut tar = Command::new("tar");
    process::run(tar.args(["--extract", "--directory"]).arg(folder).stdin(commit))?;
    archive.wait().map_err(|error| format!("git broke off: {error}."))?;

    let mut build = Command::new("cargo");
    build.args(["xtask", "build"]).current_dir(folder);
    // Neither the cargo around this one nor its folder may enter.
    for variable in ["CARGO_TARGET_DIR", "CARGO_MANIFEST_DIR", "RUSTFLAGS"] {
        build.env_remove(variable);
    }
    process::run(&mut build)?;
    hashes(&folder.join("dist"))
}

fn hashes(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    let mut all = BTreeMap::new();
    for entry in bundle::entries(folder)? {
        if entry.is_dir() {
            let name = entry.strip_prefix(folder).unwrap_or(&entry).to_path_buf();
            let below = hashes(&entry)?.into_iter();
            all.extend(below.map(|(path, hash)| (name.join(path), hash)));
        } else {
            let bytes = fs::read(&entry)
                .map_err(|error| format!("{} cannot be read: {error}.", entry.display()))?;
            let name = entry.strip_prefix(folder).unwrap_or(&entry).to_path_buf();
            all.insert(name, Sha256::digest(&bytes).to_vec());
        }
    }
    Ok(all)
}
