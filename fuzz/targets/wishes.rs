//! Wishes from outside, for a catalog with every kind of requirement: those that are read, written and
//! read again are the same, and every way that is found for them is what its plan is worth.

#![no_main]

use std::sync::LazyLock;

use certificate_planner::assessment::assess;
use certificate_planner::catalog::Catalog;
use certificate_planner::plan::Plan;
use certificate_planner::plan::format::PlanFile;
use certificate_planner::proposal::propose;
use certificate_planner::proposal::wishes::Wishes;
use libfuzzer_sys::fuzz_target;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let reading = Catalog::read(include_str!("../catalog.json"));
    reading.catalog.unwrap_or_else(|| panic!("{:?}", reading.problems))
});

const NOW: &str = "2026-11-21T12:00:00Z";

fuzz_target!(|text: &str| {
    let Some(program) = CATALOG.programs().first() else {
        return;
    };
    let Ok(wishes) = Wishes::read(text, &CATALOG, program) else {
        return;
    };
    let written = serde_json::to_string(&wishes).expect("wishes can be written");
    let again = Wishes::read(&written, &CATALOG, program).expect("what is written can be read");
    assert!(wishes == again, "{written}");
    let plan = format!(r#"{{ "format": 1, "program": "{}" }}"#, program.facts.id);
    let plan = PlanFile::parse(&plan).expect("a plan for the program");
    let now = NOW.parse().expect("an instant");
    for way in propose(&CATALOG, &plan, &wishes, now).ways {
        let way_text = serde_json::to_string(&way.plan).expect("a plan can be written");
        let checked = Plan::read(&way_text, &CATALOG).expect("a way is a plan in order");
        assert!(way.assessment == assess(&CATALOG, &checked, now), "{way_text}");
    }
});
