//! Where things are in this repository.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// The folders that the commands read and write.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Asks cargo, because the build folder can be set in several ways.
    pub(crate) fn find() -> Result<Self, String> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().unwrap_or(manifest).to_path_buf();
        let mut question = cargo_at(&root);
        question.args(["metadata", "--no-deps", "--format-version", "1"]);
        let answer: serde_json::Value = serde_json::from_str(&process::output(&mut question)?)
            .map_err(|error| format!("What cargo says of this project cannot be read: {error}."))?;
        let target = answer
            .get("target_directory")
            .and_then(serde_json::Value::as_str)
            .ok_or("Cargo does not say where it builds.")?;
        Ok(Self { root, target: PathBuf::from(target) })
    }

    /// Cargo, to be run at the root of the repository.
    pub(crate) fn cargo(&self) -> Command {
        cargo_at(&self.root)
    }

    /// The root of the repository.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's build folder.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The sources of the page.
    pub(crate) fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The pictures that the README shows.
    pub(crate) fn docs(&self) -> PathBuf {
        self.root.join("docs")
    }

    /// The bindings that the page and its tests import.
    pub(crate) fn generated(&self) -> PathBuf {
        self.www().join("generated")
    }

    /// The finished site: any static file server can serve it, under any path.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }
}

/// Within `cargo xtask` the variable names the very cargo that runs us.
fn cargo_at(root: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root);
    command
}
