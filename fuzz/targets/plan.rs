//! A plan from outside, for a catalog with every kind of requirement: one that is read, written and
//! read again is the same, and is assessed at any time; its sums are the sums of its lines.

#![no_main]

use std::sync::LazyLock;

use certificate_planner::assessment::{CostKind, assess};
use certificate_planner::catalog::Catalog;
use certificate_planner::money::AmountRange;
use certificate_planner::plan::Plan;
use certificate_planner::plan::format::PlanFile;
use libfuzzer_sys::fuzz_target;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let reading = Catalog::read(include_str!("../catalog.json"));
    reading.catalog.unwrap_or_else(|| panic!("{:?}", reading.problems))
});

const TIMES: [&str; 4] = [
    "0001-01-01T00:00:00Z",
    "2026-11-21T12:00:00Z",
    "2027-09-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
];

fuzz_target!(|text: &str| {
    if let Ok(file) = PlanFile::parse(text) {
        let written = serde_json::to_string(&file).expect("a plan can be written");
        let again = PlanFile::parse(&written).expect("what is written can be read");
        assert!(file == again, "{written}");
    }
    let Ok(plan) = Plan::read(text, &CATALOG) else {
        return;
    };
    for now in TIMES {
        let answer = assess(&CATALOG, &plan, now.parse().expect("an instant"));
        let sum = |kinds: &[CostKind]| {
            let lines = answer.cost.lines.iter().filter(|line| kinds.contains(&line.kind));
            lines.fold(AmountRange::ZERO, |sum, line| sum.plus(line.amount))
        };
        assert_eq!(answer.cost.paid, sum(&[CostKind::Paid, CostKind::Wasted]));
        assert_eq!(answer.cost.to_pay, sum(&[CostKind::ToPay]));
        assert_eq!(answer.cost.to_add, sum(&[CostKind::ToAdd]));
    }
});
