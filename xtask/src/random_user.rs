//! The page in the hands of a random user: whatever is done, nothing is lost and every answer is that of the plan.

use crate::browser::Browser;
use crate::project::Project;
use crate::{bundle, packages, process};

const MINUTES_DEFAULT: &str = "30";

/// Builds the site and lets the user work on it for so many minutes, from a seed on or from one of the clock.
pub(crate) fn run(project: &Project, words: &[&str]) -> Result<(), String> {
    let (minutes, seed) = wanted(words)?;
    let chromium = Browser::find()?;
    bundle::write_site(project)?;
    let mut command = packages::tool(project, "playwright");
    command.args(["test", "--config", "random-user", "--reporter=line"]);
    command.env("CHROMIUM", &chromium.program).env("MINUTES", minutes);
    if let Some(seed) = seed {
        command.env("SEED", seed);
    }
    process::run(&mut command)
}

/// The minutes and the seed, each as it was given.
fn wanted<'a>(words: &[&'a str]) -> Result<(&'a str, Option<&'a str>), String> {
    match words {
        [] => Ok((MINUTES_DEFAULT, None)),
        ["--minutes", minutes, rest @ ..] if is_above_zero(minutes) => {
            Ok((minutes, wanted(rest)?.1))
        }
        ["--seed", seed, rest @ ..] if seed.parse::<u32>().is_ok() => {
            Ok((wanted(rest)?.0, Some(seed)))
        }
        _ => Err(format!("`{}` is not [--minutes N] [--seed N].", words.join(" "))),
    }
}

fn is_above_zero(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|number| number > 0.0)
}
