//! The Chromium of the system and its driver.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::process;
use crate::project::Project;

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// The same engine without what draws windows: it opens a page in half the time.
const WITHOUT_WINDOWS: [&str; 1] = ["chromium-headless-shell"];
const DRIVER: [&str; 1] = ["chromedriver"];

/// Chromium, and the program through which the wasm tests steer it.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Chromium itself.
    pub(crate) program: PathBuf,
    /// What runs the many tests of the page: its build without windows where there is one.
    pub(crate) for_many_tests: PathBuf,
    driver: PathBuf,
}

impl Browser {
    /// Finds both programs, and installs them where that needs no more than a package.
    pub(crate) fn find() -> Result<Self, String> {
        if let Some(browser) = Self::present()? {
            return Ok(browser);
        }
        if on_debian() && is_root() {
            install()?;
        }
        Self::present()?.ok_or_else(|| {
            "Install Chromium and its driver (on Debian: chromium and chromium-driver), \
             or name them in CHROMIUM and CHROMEDRIVER."
                .to_owned()
        })
    }

    fn present() -> Result<Option<Self>, String> {
        let program = named_or_found("CHROMIUM", &CHROMIUM)?;
        let driver = named_or_found("CHROMEDRIVER", &DRIVER)?;
        Ok(program.zip(driver).map(|(program, driver)| {
            let is_named = std::env::var_os("CHROMIUM").is_some();
            let without = WITHOUT_WINDOWS.iter().find_map(|name| process::find(name));
            let for_many_tests = without.filter(|_| !is_named).unwrap_or_else(|| program.clone());
            Self { program, for_many_tests, driver }
        }))
    }

    /// Makes a command that runs wasm tests run them in this browser.
    pub(crate) fn run_wasm_tests(
        &self,
        project: &Project,
        command: &mut Command,
    ) -> Result<(), String> {
        for other in ["GECKODRIVER", "SAFARIDRIVER"] {
            command.env_remove(other);
        }
        command
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("CHROMEDRIVER", &self.driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", self.settings(project)?);
        Ok(())
    }

    /// Writes the settings that the page's tests share, with this very Chromium in them.
    fn settings(&self, project: &Project) -> Result<PathBuf, String> {
        let shared = project.www().join("e2e/webdriver.json");
        let unusable = |why: String| format!("{} cannot be used: {why}.", shared.display());
        let text = fs::read_to_string(&shared).map_err(|error| unusable(error.to_string()))?;
        let mut value: Value =
            serde_json::from_str(&text).map_err(|error| unusable(error.to_string()))?;
        value
            .pointer_mut("/goog:chromeOptions")
            .and_then(Value::as_object_mut)
            .ok_or_else(|| unusable("it has no settings for Chromium".to_owned()))?
            .insert("binary".to_owned(), self.program.to_string_lossy().into());
        let file = project.target().join("webdriver.json");
        fs::write(&file, value.to_string()).map_err(|error| unusable(error.to_string()))?;
        Ok(file)
    }
}

fn named_or_found(variable: &str, names: &[&str]) -> Result<Option<PathBuf>, String> {
    match std::env::var_os(variable).map(PathBuf::from) {
        Some(program) if program.is_file() => Ok(Some(program)),
        Some(program) => {
            Err(format!("{variable} names {}, which is not a file.", program.display()))
        }
        None => Ok(names.iter().find_map(|name| process::find(name))),
    }
}

fn install() -> Result<(), String> {
    println!("Installing Chromium and its driver.");
    process::run(Command::new("apt-get").arg("update"))?;
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "--no-install-recommends"]);
    install.args(["chromium", "chromium-driver"]);
    process::run(install.env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Debian's own children package Chromium otherwise, so only Debian itself counts.
fn on_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian")
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
