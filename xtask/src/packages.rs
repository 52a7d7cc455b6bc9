//! The npm packages of the page: what to install, and how to run the tools among them.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::process;
use crate::project::Project;
use crate::toolchain;

/// Installs the packages of the lockfile, unless that was done since the lockfile last changed.
pub(crate) fn install(project: &Project) -> Result<(), String> {
    install_in(&project.www(), &["ci"])
}

/// The same for what the planner is compared with. One of these packages names others for every system,
/// which not every registry has, and over which `npm ci` stops.
pub(crate) fn install_peers(folder: &Path) -> Result<(), String> {
    install_in(folder, &["install", "--no-save"])
}

fn install_in(folder: &Path, words: &[&str]) -> Result<(), String> {
    toolchain::require_node()?;
    // npm writes this file last, so it is there only after a whole installation.
    let installed = changed_at(&folder.join("node_modules/.package-lock.json"));
    let wanted = changed_at(&folder.join("package-lock.json"));
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    println!("Installing the packages of {}.", folder.display());
    let mut command = npm();
    command.args(words).current_dir(folder);
    // The tests run in a Chromium of the system.
    command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run(&mut command)
}

/// npm itself.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// A tool of an installed package, to be run in `www/`.
pub(crate) fn tool(project: &Project, name: &str) -> Command {
    let file = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    let mut command = Command::new(project.www().join("node_modules/.bin").join(file));
    command.current_dir(project.www());
    command
}

/// A script of `www/`, to be run there by Node.js.
pub(crate) fn script(project: &Project, path: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(path).current_dir(project.www());
    command
}

fn changed_at(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|data| data.modified()).ok()
}
