//! Prints the assessment of a plan as JSON:
//! `cargo run --example assess CATALOG PLAN NOW`, where NOW is an instant such as
//! `2026-11-21T12:00:00Z`.

use std::error::Error;
use std::{env, fs};

use certificate_planner::assessment::assess;
use certificate_planner::catalog::Catalog;
use certificate_planner::plan::Plan;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [catalog, plan, now] = &arguments[..] else {
        return Err("give a catalog file, a plan file and an instant".into());
    };
    let reading = Catalog::read(&fs::read_to_string(catalog)?);
    let Some(catalog) = reading.catalog else {
        return Err(format!("{:#?}", reading.problems).into());
    };
    let plan = Plan::read(&fs::read_to_string(plan)?, &catalog)
        .map_err(|problems| format!("{problems:#?}"))?;
    let now = now.parse().map_err(|_| format!("{now} is not an instant"))?;
    println!("{}", serde_json::to_string_pretty(&assess(&catalog, &plan, now))?);
    Ok(())
}
