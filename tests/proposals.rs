//! The best ways, tried on made programs.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod made_programs;
#[path = "made_instances/random.rs"]
#[allow(unreachable_pub, reason = "the benchmark shares it")]
mod random;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use certificate_planner::catalog::Catalog;
use certificate_planner::plan::Plan;
use certificate_planner::plan::format::PlanFile;
use certificate_planner::proposal::wishes::Wishes;
use certificate_planner::proposal::{Proposals, propose};
use serde_json::json;

use made_programs::{Made, made};

fn proposals(made: &Made) -> Proposals {
    let reading = Catalog::read(&made.catalog.to_string());
    let problems = reading.problems;
    let catalog = reading.catalog.unwrap_or_else(|| panic!("{}: {problems:#?}", made.seed));
    let text = made.plan.to_string();
    let plan = Plan::read(&text, &catalog).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let file = PlanFile::parse(&text).unwrap();
    let wishes = Wishes::read(&made.wishes.to_string(), &catalog, &plan.program);
    let wishes = wishes.unwrap_or_else(|problems| panic!("{}: {problems:#?}", made.seed));
    propose(&catalog, &file, &wishes, made.now)
}

/// Writes made programs with the ways that are found, a line each, for `tests/oracle/catalogs.py`.
#[test]
#[ignore = "run by `cargo xtask oracle`"]
fn write_for_the_oracle() {
    let setting = |name: &str| std::env::var(name).unwrap();
    let first: u64 = setting("ORACLE_FIRST").parse().unwrap();
    let count: u64 = setting("ORACLE_COUNT").parse().unwrap();
    let mut file = BufWriter::new(File::create(setting("ORACLE_FILE")).unwrap());
    for seed in first..first + count {
        let made = made(seed);
        let started = Instant::now();
        let mut answer = serde_json::to_value(proposals(&made)).unwrap();
        let milliseconds = started.elapsed().as_millis();
        for way in answer["ways"].as_array_mut().unwrap() {
            // The oracle needs no reasons, which are most of an answer.
            let verdict = way["assessment"]["program"]["verdict"].take();
            way["assessment"] = json!({ "verdict": verdict });
        }
        let line = json!({ "made": made, "answer": answer, "milliseconds": milliseconds });
        serde_json::to_writer(&mut file, &line).unwrap();
        writeln!(file).unwrap();
        file.flush().unwrap();
    }
}
