//! The planner as WebAssembly: the release module with its bindings, and the test runner.

use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use crate::process;
use crate::project::Project;
use crate::toolchain::{self, WASM_TARGET};

/// The module's name in `www/generated/` and in `dist/`.
pub(crate) const MODULE: &str = "certificate_planner_bg.wasm";

/// The profile of `Cargo.toml` that makes a small module; also the name of its folder.
const PROFILE: &str = "wasm-release";

/// How much code, in the compiler's own measure, a call may be replaced with. Optimizing for size, it
/// replaces next to none by itself, and calls of the many small functions of the standard library
/// take a fifth of an assessment. README has the sizes and times of other measures.
const INLINE_THRESHOLD: u32 = 13;

/// The same for the module with the search, which is the larger one and waits in no keystroke.
const INLINE_THRESHOLD_OF_PROPOSALS: u32 = 10;

/// The module that imports records, which the page loads only when it is given some.
pub(crate) const RECORDS_MODULE: &str = "certificate_planner_records_bg.wasm";

/// The search by itself, which is timed and no part of the site.
pub(crate) const SEARCH_BINDINGS: &str = "certificate_planner_search.js";
pub(crate) const SEARCH_MODULE: &str = "certificate_planner_search_bg.wasm";

/// The module that finds the best ways, which the page loads when it is asked for them.
pub(crate) const PROPOSALS_MODULE: &str = "certificate_planner_proposals_bg.wasm";

/// The module that works out course scores, which the page loads when a learner wants to.
pub(crate) const SCORE_MODULE: &str = "certificate_planner_score_bg.wasm";

/// A module that the page loads: the library with one part of it switched on.
struct Module {
    /// The beginning of the names of its files in `www/generated/`.
    name: &'static str,
    feature: Option<&'static str>,
    inline_threshold: u32,
}

/// The modules in two halves that take about as long as each other.
const MODULES: [[Module; 2]; 2] = [
    [
        Module {
            name: "certificate_planner_proposals",
            feature: Some("proposals"),
            inline_threshold: INLINE_THRESHOLD_OF_PROPOSALS,
        },
        Module { name: "certificate_planner", feature: None, inline_threshold: INLINE_THRESHOLD },
    ],
    [
        Module {
            name: "certificate_planner_records",
            feature: Some("records"),
            inline_threshold: INLINE_THRESHOLD,
        },
        Module {
            name: "certificate_planner_score",
            feature: Some("score"),
            inline_threshold: INLINE_THRESHOLD,
        },
    ],
];

/// Builds the release modules and writes their bindings to `www/generated/`.
pub(crate) fn build(project: &Project) -> Result<(), String> {
    toolchain::ensure_wasm_target()?;
    // Each is optimized as a whole, for which the compiler has a use for one core only.
    thread::scope(|scope| {
        MODULES
            .map(|half| scope.spawn(move || half.iter().try_for_each(|one| one.compile(project))))
            .into_iter()
            .try_for_each(|half| half.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })?;
    MODULES.iter().flatten().try_for_each(|module| {
        bind(project, &module.folder(project), "certificate_planner.wasm", module.name)
    })
}

/// Builds the search by itself, on made instances, and writes its bindings there too.
pub(crate) fn build_search(project: &Project) -> Result<(), String> {
    toolchain::ensure_wasm_target()?;
    let name = "certificate_planner_search";
    let folder = folder_of(project, name);
    let example = ["--example", "search_module"];
    compile(project, &folder, &example, INLINE_THRESHOLD_OF_PROPOSALS)?;
    bind(project, &folder, "examples/search_module.wasm", name)
}

impl Module {
    fn compile(&self, project: &Project) -> Result<(), String> {
        let mut what = vec!["--lib"];
        if let Some(feature) = self.feature {
            what.extend(["--features", feature]);
        }
        compile(project, &self.folder(project), &what, self.inline_threshold)
    }

    fn folder(&self, project: &Project) -> PathBuf {
        folder_of(project, self.name)
    }
}

/// Where a module is built. The same crate gives them all and under the same name, so that in one folder each would
/// take the place of another and none would be there to take up again.
fn folder_of(project: &Project, name: &str) -> PathBuf {
    project.target().join("modules").join(name)
}

fn compile(
    project: &Project,
    folder: &Path,
    what: &[&str],
    inline_threshold: u32,
) -> Result<(), String> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--profile", PROFILE]);
    cargo.args(["--package", "certificate-planner", "--no-default-features"]);
    cargo.args(what);
    cargo.args(["--target", WASM_TARGET]).arg("--target-dir").arg(folder);
    set_flags(project, &mut cargo, inline_threshold);
    process::run(&mut cargo)
}

fn bind(project: &Project, folder: &Path, built: &str, name: &str) -> Result<(), String> {
    let folder = folder.join(WASM_TARGET).join(PROFILE);
    let mut arguments = vec![std::ffi::OsString::from("wasm-bindgen")];
    arguments.extend(["--target", "web"].map(Into::into));
    // Neither section is of use to a reader of the page.
    arguments.extend(["--remove-name-section", "--remove-producers-section"].map(Into::into));
    arguments.extend(["--out-dir".into(), project.generated().into()]);
    arguments.extend(["--out-name", name].map(Into::into));
    arguments.push(folder.join(built).into());
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments)
        .map_err(|error| format!("The bindings could not be made: {error:#}."))?;
    name_functions(project, &project.generated().join(name).with_extension("js"))
}

/// Has the bindings name the functions of `src/tape.js` one by one. They import all of them as one object, which the
/// bundler makes with a loop that also meets what a page around has added to every object.
fn name_functions(project: &Project, bindings: &Path) -> Result<(), String> {
    let read = |path: &Path| {
        fs::read_to_string(path).map_err(|error| format!("{}: {error}.", path.display()))
    };
    let tape = read(&project.root().join("src").join("tape.js"))?;
    let functions = tape.lines().filter_map(|line| line.strip_prefix("export function "));
    let names: Vec<&str> = functions.filter_map(|line| line.split('(').next()).collect();
    // The bindings import some of them under their own names already.
    let list = |between: &str| {
        let named: Vec<String> =
            names.iter().map(|name| format!("{name}{between}tape_{name}")).collect();
        named.join(", ")
    };
    let script = read(bindings)?
        .replace("import * as import1 from", &format!("import {{ {} }} from", list(" as ")))
        .replace(": import1,", &format!(": {{ {} }},", list(": ")));
    fs::write(bindings, script).map_err(|error| format!("{}: {error}.", bindings.display()))
}

/// Runs one file of wasm tests: cargo calls this, with the file and the options of `cargo test`.
pub(crate) fn run_tests(arguments: &[&str]) -> Result<(), String> {
    let all = std::iter::once("wasm-bindgen-test-runner").chain(arguments.iter().copied());
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(all)
        .map_err(|error| format!("The wasm tests failed: {error:#}."))
}

/// Sets how small calls are replaced, and keeps the folders of this machine out of the module, which
/// names source files in its panics: so the same sources give the same bytes anywhere.
fn set_flags(project: &Project, cargo: &mut Command, inline_threshold: u32) {
    let home = std::env::var_os("CARGO_HOME")
        .map(Into::into)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = vec![format!("-Cllvm-args=-inline-threshold={inline_threshold}")];
    flags.push(format!("--remap-path-prefix={}=.", project.root().display()));
    if let Some(home) = home {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    // This form of the variable keeps a folder whose name has a space whole.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
}
