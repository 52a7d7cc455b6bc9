//! The planner as WebAssembly: the release module with its bindings, and the test runner.

use std::process::Command;

use crate::process;
use crate::project::Project;
use crate::toolchain::{self, WASM_TARGET};

/// The module's name in `www/generated/` and in `dist/`.
pub(crate) const MODULE: &str = "certificate_planner_bg.wasm";

/// The profile of `Cargo.toml` that makes a small module; also the name of its folder.
const PROFILE: &str = "wasm-release";

/// The module that imports records, which the page loads only when it is given some.
pub(crate) const RECORDS_MODULE: &str = "certificate_planner_records_bg.wasm";

/// Builds the release modules and writes their bindings to `www/generated/`.
