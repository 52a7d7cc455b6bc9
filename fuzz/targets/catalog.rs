//! A catalog from outside: reading it never panics, and one that is read, written and read again is
//! the same, and its programs can be assessed at any time.

#![no_main]

use certificate_planner::assessment::assess;
use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::format::CatalogFile;
use certificate_planner::plan::Plan;
use libfuzzer_sys::fuzz_target;
use serde_json::json;

const TIMES: [&str; 3] = ["0001-01-01T00:00:00Z", "2026-11-21T12:00:00Z", "9999-12-31T23:59:59Z"];

fuzz_target!(|text: &str| {
    if let Ok(file) = CatalogFile::parse(text) {
        let written = serde_json::to_string(&file).expect("a catalog can be written");
        let again = CatalogFile::parse(&written).expect("what is written can be read");
        assert!(file == again, "{written}");
    }
    let reading = Catalog::read(text);
    let Some(catalog) = reading.catalog else {
        assert!(reading.problems.forbid_use(), "a catalog is refused without a problem");
        return;
    };
    for program in catalog.programs().iter().take(3) {
        let plan = json!({ "format": 1, "program": program.facts.id }).to_string();
        let plan = Plan::read(&plan, &catalog).expect("a plan for the program is in order");
        for now in TIMES {
            let now = now.parse().expect("an instant");
            let _ = catalog.sessions(program, now);
            let answer = assess(&catalog, &plan, now);
            assert!(answer == assess(&catalog, &plan, now), "two answers");
        }
    }
});
