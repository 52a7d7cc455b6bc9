//! `cargo xtask test`: every check of the project, in the order of how fast it speaks.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::browser::Browser;
use crate::project::Project;
use crate::server::{self, Site};
use crate::tally::Tally;
use crate::toolchain::{self, WASM_TARGET};
use crate::{bundle, packages, process, sizes};

const CHECKS: &str = "checks";
const NATIVE: &str = "native tests";
const NODE: &str = "wasm tests in Node.js";
const CHROMIUM: &str = "wasm tests in Chromium";
const END_TO_END: &str = "end-to-end tests";
const ENGINES: &str = "tests in each engine";

/// The page is tested below a path of its own, which finds any address that is not relative.
pub(crate) const SITE_PATH: &str = "/below/planner/";

/// Runs everything up to the first step that fails, and ends with the counts.
pub(crate) fn run(project: &Project) -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "says how long the steps take")]
    let began = Instant::now();
    let mut run = Run { project, kinds: Vec::new(), began };
    let outcome = run.steps();
    // Said here, and to the same stream, because the counts are the last word.
    if let Err(sentence) = &outcome {
        println!("\n{sentence}");
    }
    run.print_counts();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

struct Run<'a> {
    project: &'a Project,
    kinds: Vec<(&'static str, Tally)>,
    began: Instant,
}

impl Run<'_> {
    fn steps(&mut self) -> Result<(), String> {
        let project = self.project;
        let browser = self.check("tools", || {
            toolchain::ensure_wasm_target()?;
            packages::install(project)?;
            Browser::find()
        })?;
        self.cargo_check("format", &["fmt", "--all", "--check"])?;
        self.lints()?;
        self.native_tests()?;
        self.documentation()?;
        self.counted_lines(NODE, &mut self.wasm_tests()?)?;
        let mut in_browser = self.wasm_tests()?;
        browser.run_wasm_tests(project, &mut in_browser)?;
        self.counted_lines(CHROMIUM, &mut in_browser)?;
        self.build()?;
        self.types()?;
        self.end_to_end(&browser)?;
        self.engines(&browser)
    }

    fn lints(&mut self) -> Result<(), String> {
        let deny = ["--", "--deny", "warnings"];
        let native = ["clippy", "--workspace", "--all-targets"];
        self.cargo_check("lints", &[native.as_slice(), &deny].concat())?;
        // Some lines are compiled for wasm alone.
        let wasm = ["clippy", "--lib", "--test", "boundary", "--no-default-features"];
        let target = ["--target", WASM_TARGET];
        self.cargo_check("lints for wasm", &[wasm.as_slice(), &target, &deny].concat())?;
        let others = ["clippy", "--lib", "--no-default-features", "--features", "records,score"];
        self.cargo_check("lints for other modules", &[others.as_slice(), &target, &deny].concat())
    }

    fn native_tests(&mut self) -> Result<(), String> {
        let mut command = self.project.cargo();
        command.args(["test", "--workspace", "--no-fail-fast"]);
        self.counted_lines(NATIVE, &mut command)
    }

    fn documentation(&mut self) -> Result<(), String> {
        let mut command = self.project.cargo();
        command.args(["doc", "--workspace", "--no-deps"]);
        command.env("RUSTDOCFLAGS", "--deny warnings");
        self.check("documentation", || process::run(&mut command))
    }

    fn wasm_tests(&self) -> Result<Command, String> {
        let runner = std::env::current_exe()
            .map_err(|error| format!("The test runner is not found: {error}."))?;
        let mut command = self.project.cargo();
        command.args(["test", "--target", WASM_TARGET, "--no-default-features"]);
        command.args(["--test", "boundary"]);
        // As a list, so that a folder whose name has a space stays whole.
        let words = [runner.to_string_lossy(), crate::WASM_TEST_RUNNER.into()];
        let setting = format!("target.{WASM_TARGET}.runner={words:?}");
        command.args(["--config", &setting]);
        Ok(command)
    }

    fn build(&mut self) -> Result<(), String> {
        let project = self.project;
        self.check("build", || bundle::write_site(project))?;
        self.check("sizes", || {
            let rows = sizes::measure(&project.dist())?;
            println!("{}", sizes::table(&rows));
            sizes::check(&rows)
        })
    }

    fn types(&mut self) -> Result<(), String> {
        let project = self.project;
        let all = [
            ("types of the page", "."),
            ("types of its service worker", "tsconfig.service-worker.json"),
            ("types of the package in Node.js", "tsconfig.npm.json"),
            ("types of its tests", "e2e"),
        ];
        for (name, folder) in all {
            let mut command = packages::tool(project, "tsc");
            command.args(["--noEmit", "--project", folder]);
            self.check(name, || process::run(&mut command))?;
        }
        Ok(())
    }

    fn end_to_end(&mut self, browser: &Browser) -> Result<(), String> {
        let running = server::start_on_free_port(Site {
            folder: self.project.dist(),
            path: SITE_PATH,
            isolated: false,
            compressed: false,
        })?;
        let mut command = packages::tool(self.project, "playwright");
        command.args(["test", "--forbid-only"]).env("PLANNER_URL", &running.url);
        self.playwright(END_TO_END, &browser.for_many_tests, &mut command)
    }

    /// What a page around and a reader may do, in every engine that is installed; the corpus of texts takes
    /// minutes for each and has a command of its own.
    fn engines(&mut self, browser: &Browser) -> Result<(), String> {
        let mut command = packages::tool(self.project, "playwright");
        command.args(["test", "--forbid-only", "--config", "engines", "hosts", "portable"]);
        self.playwright(ENGINES, &browser.program, &mut command)
    }

    fn playwright(
        &mut self,
        kind: &'static str,
        chromium: &Path,
        command: &mut Command,
    ) -> Result<(), String> {
        self.heading(kind);
        let report = self.project.target().join("playwright.json");
        // What an earlier run left must not be taken for this one's.
        let _ = fs::remove_file(&report);
        command.arg("--reporter=list,json");
        command.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report).env("CHROMIUM", chromium);
        let outcome = process::run(command);
        let tally = fs::read_to_string(&report)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .map(|report| Tally::of_playwright(&report));
        self.counted(kind, tally.unwrap_or_default(), outcome)
    }

    fn cargo_check(&mut self, name: &str, arguments: &[&str]) -> Result<(), String> {
        let mut command = self.project.cargo();
        command.args(arguments);
        self.check(name, || process::run(&mut command))
    }

    /// A step that passes or fails as a whole.
    fn check<T>(
        &mut self,
        name: &str,
        step: impl FnOnce() -> Result<T, String>,
    ) -> Result<T, String> {
        self.heading(name);
        let outcome = step();
        let tally =
            Tally { passed: u64::from(outcome.is_ok()), failed: u64::from(outcome.is_err()) };
        self.add(CHECKS, tally);
        outcome
    }

    /// A step whose output has lines with counts.
    fn counted_lines(&mut self, kind: &'static str, command: &mut Command) -> Result<(), String> {
        self.heading(kind);
        let mut tally = Tally::default();
        let outcome = process::run_and_read(command, |line| tally.read_line(line));
        self.counted(kind, tally, outcome)
    }

    fn counted(
        &mut self,
        kind: &'static str,
        mut tally: Tally,
        outcome: Result<(), String>,
    ) -> Result<(), String> {
        // A run that went well without running a test has tested nothing.
        let outcome = match outcome {
            Ok(()) if tally.passed == 0 => Err(format!("Of the {kind}, none ran.")),
            Ok(()) if tally.failed > 0 => Err(format!("Some of the {kind} failed.")),
            other => other,
        };
        // A run that broke off before its first result has failed all the same.
        if outcome.is_err() {
            tally.failed = tally.failed.max(1);
        }
        self.add(kind, tally);
        outcome
    }

    fn add(&mut self, kind: &'static str, tally: Tally) {
        match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => *sum = sum.and(tally),
            None => self.kinds.push((kind, tally)),
        }
    }

    fn print_counts(&self) {
        self.heading("counts");
        let mut total = Tally::default();
        for (kind, tally) in &self.kinds {
            println!("{kind}: {tally}");
            total = total.and(*tally);
        }
        println!("{total}");
    }

    fn heading(&self, step: &str) {
        let seconds = self.began.elapsed().as_secs();
        println!("\n== {step} (after {}:{:02})", seconds / 60, seconds % 60);
    }
}
