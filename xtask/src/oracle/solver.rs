//! CP-SAT, in a Python environment of its own.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::oracle::parse;
use crate::process;
use crate::project::Project;

/// The very version that the figures of README were measured with.
const PACKAGE: &str = "ortools==9.15.6755";

pub(crate) struct Solver {
    folder: PathBuf,
    python: PathBuf,
    script: PathBuf,
    programs_script: PathBuf,
    around_script: PathBuf,
}

impl Solver {
    /// Makes the environment below cargo's build folder, unless it is there.
    pub(crate) fn install(project: &Project) -> Result<Self, String> {
        let folder = project.target().join("oracle");
        let environment = folder.join("venv");
        let python =
            environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
        let installed = folder.join(format!("{PACKAGE}.installed"));
        if !installed.exists() {
            let system = process::find("python3").or_else(|| process::find("python"));
            let system = system.ok_or("The oracle needs Python 3.9 or later, found on PATH.")?;
            println!("Installing {PACKAGE}.");
            process::run(Command::new(system).args(["-m", "venv"]).arg(&environment))?;
            process::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", PACKAGE]))?;
            fs::write(&installed, "").map_err(|error| not_written(&error))?;
        }
        let script = project.root().join("tests/oracle/search.py");
        let programs_script = project.root().join("tests/oracle/catalogs.py");
        let around_script = project.root().join("tests/oracle/around.py");
        Ok(Self { folder, python, script, programs_script, around_script })
    }

    /// Solves the same whole programs and says what differs, in the best ways and in what stands around
    /// them.
    pub(crate) fn compare_programs(&self, lines: &str) -> Result<(), String> {
        let path = self.folder.join("programs.jsonl");
        fs::write(&path, lines).map_err(|error| not_written(&error))?;
        let optima = self.folder.join("optima.jsonl");
        let mut command = Command::new(&self.python);
        process::run(command.arg(&self.programs_script).arg(&path).arg("--store").arg(&optima))?;
        process::run(Command::new(&self.python).arg(&self.around_script).arg(&path))
    }

    /// Its answers to the same instances.
    pub(crate) fn solve(&self, ours: &[Value], words: &[&str]) -> Result<Vec<Value>, String> {
        let instances = ours.iter().filter_map(|line| line.get("instance"));
        let lines: String = instances.map(|instance| format!("{instance}\n")).collect();
        let path = self.folder.join("instances.jsonl");
        fs::write(&path, lines).map_err(|error| not_written(&error))?;
        let input = File::open(&path).map_err(|error| not_written(&error))?;
        let mut command = Command::new(&self.python);
        parse(&process::output(command.arg(&self.script).args(words).stdin(input))?)
    }
}

fn not_written(error: &std::io::Error) -> String {
    format!("The files of the oracle cannot be written: {error}.")
}
