//! The service worker, and the list of files that it keeps on a reader's device.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use crate::bundle;
use crate::project::Project;

/// The service worker; what it may serve is what lies beside it.
pub(crate) const SERVICE_WORKER: &str = "service-worker.js";

/// The kinds of files that a page asks for while it is used.
const KEPT: [&str; 7] = ["html", "js", "css", "json", "wasm", "svg", "webmanifest"];

/// What is for owners of other pages, and would only be a load on a reader's device.
const FOR_OWNERS: [&str; 4] =
    ["configure.html", "configure.css", bundle::CONFIGURE_SCRIPT, bundle::FRAME_SCRIPT];

/// Writes the service worker of a finished site, with the hash of every file that it keeps.
pub(crate) fn write_service_worker(project: &Project) -> Result<(), String> {
    let dist = project.dist();
    let mut files = Map::new();
    list(&dist, "", &mut files)?;
    let files = Value::Object(files).to_string();
    let version = Value::from(hash(files.as_bytes())).to_string();
    let options = [
        "--format=esm".to_owned(),
        format!("--define:FILES={files}"),
        format!("--define:VERSION={version}"),
    ];
    let script = project.target().join(SERVICE_WORKER);
    bundle::bundle_with(project, "src/service-worker.ts", &script, &options)?;
    bundle::shorten(project, std::slice::from_ref(&script))?;
    bundle::copy_into(&script, &dist)
}

/// The hash of a file in the form that browsers compare.
pub(crate) fn hash(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Adds the files of a folder by their names below the site, in the order of their names.
fn list(folder: &Path, below: &str, files: &mut Map<String, Value>) -> Result<(), String> {
    for entry in bundle::entries(folder)? {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{below}{name}");
        if entry.is_dir() {
            list(&entry, &format!("{name}/"), files)?;
        } else if is_kept(&name) {
            let bytes = fs::read(&entry)
                .map_err(|error| format!("Cannot read {}: {error}.", entry.display()))?;
            files.insert(name, hash(&bytes).into());
        }
    }
    Ok(())
}

/// Schemas are for editors of files, and the page that reads one can do without it.
fn is_kept(name: &str) -> bool {
    let kind = name.rsplit('.').next().unwrap_or_default();
    let is_used = !name.ends_with(".schema.json") && name != SERVICE_WORKER;
    let is_for_owners = FOR_OWNERS.contains(&name) || name.starts_with("lang/configure.");
    KEPT.contains(&kind) && is_used && !is_for_owners
}

#[cfg(test)]
mod tests {
    use super::{hash, is_kept};

    #[test]
    fn a_hash_is_what_a_browser_compares() {
        // SHA-256 of nothing, as FIPS 180-4 gives it: e3b0c442…7852b855.
        assert_eq!(hash(b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn what_a_page_asks_for_is_kept() {
        assert!(is_kept("catalogs/index.json"));
        assert!(is_kept("lang/make.en.js"));
        assert!(is_kept("certificate_planner_bg.wasm"));
        for other in [
            "plan.schema.json",
            "service-worker.js",
            "icon-512.png",
            "a.js.LEGAL.txt",
            "configure.html",
            "lang/configure.en.js",
            "certificate-planner-frame.js",
        ] {
            assert!(!is_kept(other), "{other}");
        }
    }
}
