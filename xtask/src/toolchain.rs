//! What must be on the machine to build: the wasm target of Rust, and Node.js.

use std::path::Path;
use std::process::Command;

use crate::process;

/// The only target the page needs.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

const OLDEST_NODE: u32 = 20;

/// Adds the wasm target when it is missing.
///
/// Nothing here counts on rustup installing a target by itself: that can be switched off.
pub(crate) fn ensure_wasm_target() -> Result<(), String> {
    let mut question = Command::new("rustc");
    question.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    let libraries = process::output(&mut question)?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    println!("Adding the Rust target {WASM_TARGET}.");
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET])).map_err(|error| {
        format!("{error} The Rust target {WASM_TARGET} is missing: add it by rustup.")
    })
}

/// Refuses to go on without a Node.js that the page's tools run on.
pub(crate) fn require_node() -> Result<(), String> {
    let advice = format!("Install Node.js {OLDEST_NODE} or later, with npm.");
    let version = process::output(Command::new("node").arg("--version"))
        .map_err(|error| format!("{error} {advice}"))?;
    match major(&version) {
        Some(number) if number >= OLDEST_NODE => Ok(()),
        _ => Err(format!("Node.js {} is too old. {advice}", version.trim())),
    }
}

/// The first number of a version such as `v20.1.0`.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn reads_the_version_that_node_prints() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("node"), None);
    }
}
