//! Makes instances and answers them, one JSON object a line: what `cargo xtask oracle` compares.
//!
//! `search_answers made SEED COUNT` makes all sorts; `search_answers terms SIZE SEED COUNT OBJECTIVES`
//! those for the clock; `search_answers grown SEED COUNT COURSES TERMS NEEDED` times one size alone;
//! `search_answers program SEED COUNT` times all trade-offs of programs.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "this only tests and times the library"
)]

#[path = "../made_instances/mod.rs"]
mod made_instances;

use std::time::Instant;

use certificate_planner::proposal::instance::{Day, Instance, Need, Study, Worth};
use certificate_planner::proposal::search::{Best, ORDERS, best, trade_offs};
use made_instances::terms::Terms;
use made_instances::{REAL, SMALL, features, programs, terms};
use serde_json::{Value, json};

/// So many steps that none of the made instances needs them all.
const EFFORT: u64 = 1_000_000_000;

/// For the clock: what is not proven by then is told as not proven.
const TIMED_EFFORT: u64 = 150_000;

/// For the clock each answer is given so often; the fastest is told, as it was disturbed the least.
const TIMES: usize = 5;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words[at].parse::<u64>().unwrap();
    match words[0].as_str() {
        "made" => {
            for seed in number(1)..number(1) + number(2) {
                // Two thirds as large as real programs, a third small with more of everything.
                let size = if seed % 3 == 0 { SMALL } else { REAL };
                let instance = made_instances::instance(seed, size);
                print(&instance, json!(features::of(&instance)));
            }
        }
        "terms" => {
            let size = terms::SIZES[usize::try_from(number(1)).unwrap()];
            let objectives = usize::try_from(number(4)).unwrap();
            for seed in number(2)..number(2) + number(3) {
                time(&terms::instance(seed, size), objectives, true);
            }
        }
        "grown" => {
            let size = |at: usize| usize::try_from(number(at)).unwrap();
            let size = Terms { courses: size(3), terms: size(4), needed: size(5) };
            for seed in number(1)..number(1) + number(2) {
                time(&terms::instance(seed, size), 2, false);
            }
        }
        "program" => {
            for seed in number(1)..number(1) + number(2) {
                let instance = programs::instance(seed);
                let started = Instant::now();
                let answer = trade_offs(&instance, EFFORT);
                let millis = started.elapsed().as_secs_f64() * 1_000.0;
                let points = answer.plans.len();
                println!(
                    "{}",
                    json!({ "millis": millis, "points": points, "proven": answer.proven })
                );
            }
        }
        other => eprintln!("`{other}` is not known."),
    }
}

/// Answers an instance in three orders.
fn print(instance: &Instance, features: Value) {
    let found = ORDERS.map(|order| best(instance, &order, EFFORT));
    let answers: Vec<Option<Value>> = found.iter().map(|one| answer(one, 3)).collect();
    let proven = found.iter().all(|one| one.proven);
    let found = json!({ "answers": answers, "proven": proven });
    println!("{}", json!({ "instance": written(instance), "found": found, "features": features }));
}

/// Times the answer to an instance, with so many objectives: the earliest, the cheapest of these, the
/// lightest of these.
fn time(instance: &Instance, objectives: usize, with_instance: bool) {
    let order = &ORDERS[0][..objectives];
    let timed = || {
        let started = Instant::now();
        let found = best(instance, order, TIMED_EFFORT);
        (found, started.elapsed().as_secs_f64() * 1_000.0)
    };
    let all: Vec<(Best, f64)> = (0..TIMES).map(|_| timed()).collect();
    let millis = all.iter().map(|(_, millis)| *millis).fold(f64::MAX, f64::min);
    let found = &all[0].0;
    let answer = answer(found, objectives);
    let found = json!({ "answers": [answer], "millis": [millis], "proven": found.proven });
    let instance = with_instance.then(|| written(instance));
    println!("{}", json!({ "instance": instance, "found": found }));
}

/// What the choice comes to in the first so many objectives.
fn answer(found: &Best, objectives: usize) -> Option<Value> {
    let mut numbers = numbers(&found.plan.as_ref()?.worth);
    numbers.truncate(objectives * 2);
    Some(numbers.into())
}

fn numbers(worth: &Worth) -> Vec<Value> {
    let day = (worth.completion.day != Day::MIN).then_some(worth.completion.day);
    vec![
        json!(worth.completion.undated),
        json!(day),
        json!(worth.cost.unpublished),
        json!(worth.cost.known),
        json!(worth.peak.unstated),
        json!(worth.peak.hours),
    ]
}

fn written(instance: &Instance) -> Value {
    let courses = instance.courses.iter().map(|course| {
        let choices = course.choices.iter().map(|choice| {
            json!({
                "study": studies(&choice.study),
                "released": choice.released,
                "cost": choice.cost,
                "unpublished_fees": choice.unpublished_fees,
            })
        });
        json!({ "choices": choices.collect::<Vec<_>>(), "wanted": course.wanted })
    });
    let links = instance.links.iter().map(|link| {
        json!({
            "first": link.first, "then": link.then, "together": link.together, "alone": link.alone
        })
    });
    let limits = &instance.limits;
    let hours = limits.hours.iter();
    let hours = hours.map(|one| json!({ "from": one.from, "to": one.to, "hours": one.hours }));
    json!({
        "courses": courses.collect::<Vec<_>>(),
        "requirement": need(&instance.requirement),
        "one_place": instance.one_place,
        "links": links.collect::<Vec<_>>(),
        "under_way": studies(&instance.under_way),
        "hours": hours.collect::<Vec<_>>(),
        "at_once": limits.at_once,
        "ready_by": limits.ready_by,
        "budget": limits.budget,
    })
}

fn studies(list: &[Study]) -> Vec<Value> {
    let study = |one: &Study| json!({ "from": one.from, "to": one.to, "hours": one.hours, "stated": one.hours_stated });
    list.iter().map(study).collect()
}

fn need(of: &Need) -> Value {
    let all = |parts: &[Need]| parts.iter().map(need).collect::<Vec<_>>();
    match of {
        Need::Nothing => json!({ "kind": "all", "of": [] }),
        Need::Impossible => json!({ "kind": "impossible" }),
        Need::Course { course, counts, advanced } => json!({
            "kind": "course", "course": course, "counts": counts, "advanced": advanced
        }),
        Need::All(of) => json!({ "kind": "all", "of": all(of) }),
        Need::AtLeast { number, advanced, of } => json!({
            "kind": "at_least", "number": number, "advanced": advanced, "of": all(of)
        }),
    }
}
