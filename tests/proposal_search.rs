//! The search for the best sessions, held to trying every way.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    unreachable_pub,
    reason = "a test fails by panicking; the instances are also made for another program"
)]

mod made_instances;

use certificate_planner::proposal::instance::{Chosen, Instance, Worth};
use certificate_planner::proposal::judgment::{allows, worth};
use certificate_planner::proposal::search::{ORDERS, best, trade_offs};
use made_instances::SMALL;

const EFFORT: u64 = 10_000_000;

/// The worths of everything that is allowed, each once.
fn every_worth(instance: &Instance) -> Vec<Worth> {
    let mut worths = Vec::new();
    let mut chosen: Chosen = vec![None; instance.courses.len()];
    loop {
        if allows(instance, &chosen) {
            worths.push(worth(instance, &chosen));
        }
        let next = chosen.iter_mut().zip(&instance.courses).find_map(|(one, course)| {
            let next = one.map_or(0, |choice| choice + 1);
            *one = (next < course.choices.len()).then_some(next);
            one.is_some().then_some(())
        });
        if next.is_none() {
            break;
        }
    }
    worths.sort();
    worths.dedup();
    worths
}

#[test]
fn the_same_as_trying_every_way() {
    let cases = std::env::var("SEARCH_CASES").map_or(400, |cases| cases.parse().unwrap());
    let mut feasible = 0;
    for seed in 0..cases {
        let instance = made_instances::instance(seed, SMALL);
        let worths = every_worth(&instance);
        feasible += u64::from(!worths.is_empty());
        for order in ORDERS {
            let answer = best(&instance, order, EFFORT);
            let expected = worths.iter().min_by(|one, other| one.compare(other, order));
            let found = answer.plan.as_ref().map(|plan| &plan.worth);
            assert_eq!(found, expected, "seed {seed}, {order:?}\n{instance:#?}");
            assert!(answer.proven);
            if let Some(plan) = answer.plan {
                assert!(allows(&instance, &plan.chosen), "seed {seed}");
                assert_eq!(worth(&instance, &plan.chosen), plan.worth, "seed {seed}");
            }
        }
        let beaten =
            |worth: &&Worth| worths.iter().any(|other| other != *worth && other.no_worse(worth));
        let expected: Vec<&Worth> = worths.iter().filter(|worth| !beaten(worth)).collect();
        let answer = trade_offs(&instance, EFFORT);
        assert!(answer.proven, "seed {seed}");
        let mut found: Vec<&Worth> = answer.plans.iter().map(|plan| &plan.worth).collect();
        found.sort();
        assert_eq!(found, expected, "seed {seed}\n{instance:#?}");
        for plan in &answer.plans {
            assert!(allows(&instance, &plan.chosen), "seed {seed}");
            assert_eq!(worth(&instance, &plan.chosen), plan.worth, "seed {seed}");
        }
    }
    println!("{feasible} of {cases} can be done");
    assert!(feasible > cases / 3);
}
