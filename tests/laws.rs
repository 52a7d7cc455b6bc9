//! Laws that hold for every catalog and every plan, tried on many that are made for it.
//!
//! Each run tries the same examples. `LAWS_CASES=100000 cargo test --release --test laws` tries that
//! many others for each law; a law that fails shows the smallest example that was found.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "laws/changes.rs"]
mod changes;
#[path = "laws/checks.rs"]
mod checks;
#[path = "laws/made/mod.rs"]
mod made;

use std::cell::RefCell;
use std::collections::BTreeMap;

use certificate_planner::catalog::Catalog;
use certificate_planner::plan::Plan;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::checks::Law;
use crate::made::catalog_and_plan;
use crate::made::tape::Tape;

/// How many examples are tried for each law where nothing else is asked for.
const CASES: u32 = 1_000;

/// As many bytes as the largest catalog and plan take.
const TAPE_LENGTH: usize = 700;

fn runner() -> TestRunner {
    let asked = std::env::var("LAWS_CASES").ok().map(|cases| cases.parse().unwrap());
    let config = Config {
        cases: asked.unwrap_or(CASES),
        failure_persistence: None,
        max_shrink_iters: 10_000,
        ..Config::default()
    };
    match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    }
}

fn holds(law: Law) {
    let tapes = (vec(any::<u8>(), 0..TAPE_LENGTH), vec(any::<u8>(), 0..200));
    let tried = runner().run(&tapes, |(files, change)| {
        let (catalog, plan) = catalog_and_plan(&files);
        law(&catalog, &plan, &mut Tape::new(&change)).map_err(|wrong| {
            TestCaseError::fail(format!("{wrong}\ncatalog: {catalog}\nplan: {plan}"))
        })
    });
    match tried {
        Ok(()) => {}
        // The files say more than the bytes that they were made from.
        Err(TestError::Fail(wrong, _)) => panic!("{wrong}"),
        Err(TestError::Abort(wrong)) => panic!("{wrong}"),
    }
}

macro_rules! laws {
    ($($law:ident),* $(,)?) => {
        $(
            #[test]
            fn $law() {
                holds(checks::$law);
            }
        )*
    };
}

laws!(
    deterministic,
    one_more_certificate_harms_nothing,
    time_reopens_nothing,
    time_reopens_no_refund,
    an_answer_reopens_no_refund,
    no_way_costs_less_than_the_least,
    the_total_is_the_sum_of_its_lines,
    written_and_read_again_is_the_same,
    order_does_not_matter,
    what_is_certain_stays_certain,
    an_unknown_price_only_widens_the_total,
    an_answer_helps,
);

#[test]
fn what_is_made_for_the_laws_is_in_order_and_of_every_kind() {
    let seen = RefCell::new(BTreeMap::<String, u32>::new());
    runner()
        .run(&vec(any::<u8>(), 0..TAPE_LENGTH), |bytes| {
            let (catalog, plan) = catalog_and_plan(&bytes);
            let reading = Catalog::read(&catalog.to_string());
            let refused = |problems| TestCaseError::fail(format!("{problems:?}"));
            let catalog = reading.catalog.ok_or_else(|| refused(reading.problems))?;
            let plan = Plan::read(&plan.to_string(), &catalog).map_err(refused)?;
            let answer = certificate_planner::assessment::assess(
                &catalog,
                &plan,
                made::tape::NOW.parse().unwrap(),
            );
            let verdict = format!("{:?}", answer.program.verdict);
            *seen.borrow_mut().entry(verdict).or_default() += 1;
            Ok(())
        })
        .unwrap();
    let seen = seen.into_inner();
    println!("{seen:?}");
    assert_eq!(seen.len(), 5, "a verdict never comes up: {seen:?}");
    assert!(seen.values().all(|count| *count >= 2), "a verdict is rare: {seen:?}");
}
