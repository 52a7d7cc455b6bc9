//! The commands of this repository: `cargo xtask` lists them.

mod bench;
mod browser;
mod bundle;
mod coverage;
mod engines;
mod faults;
mod frame;
mod fuzz;
mod mutants;
mod notices;
mod npm;
mod offline;
mod oracle;
mod packages;
mod process;
mod project;
mod random_user;
mod screenshots;
mod server;
mod single_file;
mod sizes;
mod supply;
mod tally;
mod tests;
mod toolchain;
mod wasm;

use std::process::ExitCode;

use bench::Part;
use project::Project;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  serve [--port N]   Build the page and serve it on this machine, by default at port 8080.
  build              Build the page into dist/ and say how large each part is.
  test               Check and test everything, also in Node and in Chromium.
  bench [tool|browser|search|peers|pages|growth|lighthouse]
                     Time many assessments by the tool; one, and the best ways, in Chromium;
                     the search by itself in Node.js and in Chromium; the same decision by other
                     engines, which are installed for it; a page with each; how time and
                     memory grow; and the pages by Lighthouse, which is installed for it.
  engines [chromium] [firefox] [webkit]
                     Build the page and try it on hosts of all kinds in three engines, or in some.
  faults             Build the page and break what it needs: what does a person see then?
  fuzz [--seconds N] [TARGET]
                     Try made input on everything that reads text from outside.
  coverage           Say how much of the library the native tests reach.
  mutants [--shard K/N]
                     Break the rules in one place at a time, all or each Nth: which do no tests see?
  oracle [--instances N] [--seed N] [--time | --programs | --large-programs]
                     Compare the search for sessions with CP-SAT, or time both; or compare the
                     best ways of whole programs.
  random-user [--minutes N] [--seed N]
                     Build the page and let a random user work on it in Chromium, by default for
                     half an hour.
  screenshots        Build the page and take its picture in several widths, light and dark.
  supply [--build-twice | --signatures]
                     Check licenses, sources and hashes of all dependencies, and that README names
                     each; build twice and compare; or ask for the signatures of npm packages.
  help               Print this text.

A fresh clone needs Rust by rustup and Node.js 20 or later; the rest is fetched by the commands.
`test`, `bench`, `random-user` and `screenshots` need Chromium too, named by CHROMIUM or found on PATH.";

/// What cargo calls to run a wasm test; for `test` alone, so help leaves it out.
const WASM_TEST_RUNNER: &str = "wasm-test-runner";

const DEFAULT_PORT: u16 = 8080;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let words: Vec<&str> = arguments.iter().map(AsRef::as_ref).collect();
    run(&words).unwrap_or_else(|sentence| {
        eprintln!("{sentence}");
        ExitCode::FAILURE
    })
}

fn run(words: &[&str]) -> Result<ExitCode, String> {
    match words {
        [] | ["help" | "--help" | "-h"] => println!("{HELP}"),
        ["serve"] => server::serve(&Project::find()?, DEFAULT_PORT)?,
        ["serve", "--port", port] => server::serve(&Project::find()?, port_number(port)?)?,
        ["build"] => sizes::build_and_measure(&Project::find()?)?,
        ["test"] => return Ok(tests::run(&Project::find()?)),
        ["bench"] => bench::run(&Project::find()?, &Part::ALL)?,
        ["bench", "tool"] => bench::run(&Project::find()?, &[Part::Tool])?,
        ["bench", "search"] => bench::run(&Project::find()?, &[Part::Search])?,
        ["bench", "peers"] => bench::run(&Project::find()?, &[Part::Peers])?,
        ["bench", "pages"] => bench::run(&Project::find()?, &[Part::Pages])?,
        ["bench", "growth"] => bench::run(&Project::find()?, &[Part::Growth])?,
        ["bench", "lighthouse"] => bench::run(&Project::find()?, &[Part::Lighthouse])?,
        ["bench", "browser"] => bench::run(&Project::find()?, &[Part::Browser])?,
        ["engines", names @ ..] => engines::run(&Project::find()?, names)?,
        ["faults"] => faults::run(&Project::find()?)?,
        ["fuzz", rest @ ..] => fuzz::run(&Project::find()?, rest)?,
        ["coverage"] => coverage::run(&Project::find()?)?,
        ["mutants", rest @ ..] => mutants::run(&Project::find()?, rest)?,
        ["oracle", rest @ ..] => oracle::run(&Project::find()?, rest)?,
        ["random-user", rest @ ..] => random_user::run(&Project::find()?, rest)?,
        ["supply", rest @ ..] => supply::run(&Project::find()?, rest)?,
        ["screenshots"] => screenshots::run(&Project::find()?)?,
        [WASM_TEST_RUNNER, rest @ ..] => wasm::run_tests(rest)?,
        _ => {
            let words = words.join(" ");
            return Err(format!("`cargo xtask {words}` is not a command.\n\n{HELP}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn port_number(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("`{text}` is not a port: give a number from 0 to 65535."))
}
