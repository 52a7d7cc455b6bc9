//! The search for the best sessions, held to trying every way.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod made_instances;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use certificate_planner::proposal::instance::{
    Candidate, Choice, Chosen, Day, Instance, Limits, Link, Need, Objective, Study, Worth,
};
use certificate_planner::proposal::judgment::{allows, worth};
use certificate_planner::proposal::search::{Found, ORDERS, best, spread, trade_offs};
use made_instances::{REAL, SMALL, features, programs};

const EFFORT: u64 = 100_000_000;

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
            let answer = best(&instance, &order, EFFORT);
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

/// The best in one order, which must be proven.
fn proven(instance: &Instance, order: [Objective; 3]) -> Option<Found> {
    let answer = best(instance, &order, EFFORT);
    assert!(answer.proven);
    answer.plan
}

/// The best of an instance that allows more is no worse.
fn helps(instance: &Instance, seed: u64, relax: impl Fn(&mut Limits)) {
    let mut relaxed = instance.clone();
    relax(&mut relaxed.limits);
    for order in ORDERS {
        let Some(before) = proven(instance, order) else {
            continue;
        };
        let after = proven(&relaxed, order).unwrap();
        assert_ne!(after.worth.compare(&before.worth, order), Ordering::Greater, "seed {seed}");
    }
}

#[test]
fn allowing_more_is_never_worse() {
    for seed in 1_000..1_030 {
        let instance = made_instances::instance(seed, REAL);
        helps(&instance, seed, |limits| limits.hours.iter_mut().for_each(|one| one.hours += 2));
        helps(&instance, seed, |limits| limits.budget = limits.budget.map(|most| most + 2_000));
        helps(&instance, seed, |limits| limits.ready_by = limits.ready_by.map(|day| day + 90));
        helps(&instance, seed, |limits| limits.at_once = limits.at_once.map(|most| most + 1));
    }
}

#[test]
fn pinning_what_was_chosen_changes_nothing() {
    for seed in 2_000..2_060 {
        let instance = made_instances::instance(seed, REAL);
        for order in ORDERS {
            let Some(plan) = proven(&instance, order) else {
                continue;
            };
            assert!(allows(&instance, &plan.chosen), "seed {seed}");
            assert_eq!(worth(&instance, &plan.chosen), plan.worth, "seed {seed}");
            assert_eq!(proven(&instance, order).as_ref(), Some(&plan), "seed {seed}: not the same");
            let mut pinned = instance.clone();
            for (course, chosen) in plan.chosen.iter().enumerate() {
                pin(&mut pinned, course, *chosen);
            }
            assert_eq!(proven(&pinned, order).unwrap().worth, plan.worth, "seed {seed}");
        }
    }
}

/// Takes a course by this choice, or lets nobody take it.
fn pin(instance: &mut Instance, course: usize, chosen: Option<usize>) {
    let count = instance.courses[course].choices.len();
    let Some(chosen) = chosen else {
        let never = Link { first: course, then: course, together: Vec::new(), alone: Vec::new() };
        instance.links.push(never);
        return;
    };
    instance.courses[course].wanted = true;
    let together = (0..count).map(|choice| vec![choice == chosen; count]).collect();
    let only = Link { first: course, then: course, together, alone: vec![true; count] };
    instance.links.push(only);
}

#[test]
fn no_trade_off_beats_another_one_and_the_order_of_courses_does_not_matter() {
    for seed in 3_000..3_040 {
        let instance = match seed % 4 {
            0 => programs::instance(seed),
            _ => made_instances::instance(seed, REAL),
        };
        let answer = trade_offs(&instance, EFFORT);
        assert!(answer.proven, "seed {seed}");
        for (at, plan) in answer.plans.iter().enumerate() {
            assert!(allows(&instance, &plan.chosen), "seed {seed}");
            let mut others = answer.plans.iter().enumerate().filter(|(other, _)| *other != at);
            assert!(others.all(|(_, other)| !other.worth.no_worse(&plan.worth)), "seed {seed}");
        }
        let twelve = spread(&answer.plans, 12);
        assert!(twelve.len() <= 12);
        for order in ORDERS {
            let best = proven(&instance, order).map(|plan| plan.worth);
            let reversed = proven(&reversed(&instance), order);
            assert_eq!(reversed.map(|plan| plan.worth), best, "seed {seed}");
            assert_eq!(best.is_some(), twelve.iter().any(|plan| Some(plan.worth) == best));
        }
    }
}

#[test]
fn without_steps_nothing_is_claimed() {
    let mut open = 0;
    for seed in 0..8 {
        let instance = made_instances::terms::instance(seed, made_instances::terms::SIZES[2]);
        for order in ORDERS {
            let full = proven(&instance, order).unwrap();
            for effort in [0, 50, 500, 2_000] {
                let answer = best(&instance, &order, effort);
                assert!(answer.steps <= effort);
                let first = [order[0]; 3];
                let bound = answer.at_least.compare(&full.worth, first);
                assert_ne!(bound, Ordering::Greater, "seed {seed}: the bound is too high");
                if answer.proven {
                    assert_eq!(answer.plan.unwrap().worth, full.worth);
                } else if let Some(plan) = answer.plan {
                    assert!(allows(&instance, &plan.chosen));
                    assert_eq!(worth(&instance, &plan.chosen), plan.worth);
                    open += 1;
                }
            }
        }
    }
    assert!(open > 0, "the search always came to its end");
}

/// Where the steps run out the earliest, the cheapest and the lightest are still looked for, each with a
/// bound that is never above what the whole search comes to.
#[test]
fn without_steps_every_objective_has_a_bound() {
    let (mut stopped, mut bounded) = (0, [0; 3]);
    for seed in 0..8 {
        let instance = made_instances::terms::instance(seed, made_instances::terms::SIZES[2]);
        let least = ORDERS.map(|order| proven(&instance, order).unwrap().worth);
        for effort in [0, 500, 2_000, 8_000] {
            let answer = trade_offs(&instance, effort);
            assert!(answer.steps <= effort + effort / 2);
            let bounds = [
                answer.at_least.completion <= least[0].completion,
                answer.at_least.cost <= least[1].cost,
                answer.at_least.peak <= least[2].peak,
            ];
            assert_eq!(bounds, [true; 3], "seed {seed}: a bound is too high");
            for (at, plan) in answer.plans.iter().enumerate() {
                assert!(allows(&instance, &plan.chosen), "seed {seed}");
                let mut others = answer.plans.iter().enumerate().filter(|(other, _)| *other != at);
                assert!(others.all(|(_, other)| !other.worth.no_worse(&plan.worth)), "seed {seed}");
            }
            if !answer.proven && !answer.plans.is_empty() {
                stopped += 1;
                let says = [
                    answer.at_least.completion.day > Day::MIN,
                    answer.at_least.cost.known > 0,
                    answer.at_least.peak.hours > 0,
                ];
                for (count, says) in bounded.iter_mut().zip(says) {
                    *count += i32::from(says);
                }
            }
        }
    }
    assert!(stopped > 0, "the search always came to its end");
    assert!(bounded.iter().all(|count| *count > 0), "{bounded:?} of {stopped}");
}

/// The same with its courses in the opposite order.
fn reversed(instance: &Instance) -> Instance {
    let mut reversed = instance.clone();
    let last = instance.courses.len().saturating_sub(1);
    reversed.courses.reverse();
    for link in &mut reversed.links {
        link.first = last - link.first;
        link.then = last - link.then;
    }
    reverse(&mut reversed.requirement, last);
    reversed
}

fn reverse(need: &mut Need, last: usize) {
    match need {
        Need::Nothing | Need::Impossible => {}
        Need::Course { course, .. } => *course = last - *course,
        Need::All(of) | Need::AtLeast { of, .. } => {
            of.iter_mut().for_each(|part| reverse(part, last));
        }
    }
}

#[test]
fn everything_comes_up_in_what_is_made() {
    let mut counts = BTreeMap::<&str, u32>::new();
    for seed in 0..400 {
        for name in features::of(&made_instances::instance(seed, SMALL)) {
            *counts.entry(name).or_default() += 1;
        }
    }
    assert_eq!(counts.len(), 18, "{counts:?}");
    assert!(counts.values().all(|count| *count >= 15), "{counts:?}");
}

#[test]
fn where_the_steps_run_out_the_lightest_is_bounded_by_what_must_be_studied() {
    // Three courses of 5, 6 and 7 hours must be taken, two of them at the same time at least, as there
    // are two terms: 11 hours at least. Without steps nothing is found, and then nothing is claimed.
    let terms = [0, 100];
    let course = |hours: u32| Candidate {
        wanted: true,
        choices: terms
            .map(|from| Choice {
                study: vec![Study { from, to: from + 50, hours, hours_stated: true }],
                released: Some(from + 60),
                ..Choice::default()
            })
            .to_vec(),
    };
    let instance =
        Instance { courses: vec![course(5), course(6), course(7)], ..Instance::default() };
    let order = [Objective::Peak, Objective::Completion, Objective::Cost];
    let mut stopped = 0;
    for effort in (0..1_000).step_by(5) {
        let answer = best(&instance, &order, effort);
        assert!(answer.at_least.peak.hours <= 11);
        if let Some(plan) = answer.plan.filter(|_| !answer.proven) {
            assert!(plan.worth.peak.hours >= 11);
            // Each course alone takes its hours: less than 7 is seen to be too little at once.
            assert!(answer.at_least.peak.hours >= 7, "{effort}: {:?}", answer.at_least);
            stopped += 1;
        }
    }
    assert!(stopped > 0, "it always came to its end");
}
