//! Makes programs and finds their best ways, with what stands around them, one JSON object a line:
//! what `cargo xtask oracle --programs` compares.
//!
//! `program_answers SEED COUNT` makes those of common size, `program_answers SEED COUNT large` the
//! large ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "this only tests the library"
)]

#[path = "../made_programs/mod.rs"]
mod made_programs;
#[path = "../made_instances/random.rs"]
#[allow(unreachable_pub, reason = "the benchmark shares it")]
mod random;

use std::collections::BTreeSet;

use certificate_planner::assessment::{Verdict, assess};
use certificate_planner::catalog::Catalog;
use certificate_planner::moment::Instant;
use certificate_planner::plan::Plan;
use certificate_planner::plan::format::PlanFile;
use certificate_planner::proposal::wishes::Wishes;
use certificate_planner::proposal::{Change, Edit, Proposals, explain, propose, smallest_change};
use made_programs::{made, read};
use serde_json::{Value, json};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words[at].parse::<u64>().unwrap();
    let large = words.get(2).is_some_and(|word| word == "large");
    for seed in (number(0)..number(0) + number(1)).filter(|seed| (seed % 6 == 5) == large) {
        let made = made(seed);
        let (catalog, plan, wishes) = read(&made);
        let proposals = propose(&catalog, &plan, &wishes, made.now);
        let explained = explained(&catalog, &plan, &wishes, &proposals);
        let repair = repair(&catalog, &plan, made.now);
        let mut answer = serde_json::to_value(&proposals).unwrap();
        for way in answer["ways"].as_array_mut().unwrap() {
            // The oracle needs no reasons, which are most of an answer.
            let verdict = way["assessment"]["program"]["verdict"].take();
            way["assessment"] = json!({ "verdict": verdict });
        }
        let around = json!({ "explained": explained, "repair": repair });
        println!("{}", json!({ "made": made, "answer": answer, "around": around }));
    }
}

/// What is said of the earliest, the cheapest and the lightest way.
fn explained(
    catalog: &Catalog,
    plan: &PlanFile,
    wishes: &Wishes,
    proposals: &Proposals,
) -> Vec<Value> {
    let named = [proposals.earliest, proposals.cheapest, proposals.lightest];
    let named: BTreeSet<usize> = named.into_iter().flatten().collect();
    let explained = named.into_iter().map(|at| {
        let chosen = &proposals.ways[at].plan;
        let explanation = explain(catalog, plan, wishes, proposals.now, chosen);
        json!({ "way": at, "explanation": explanation })
    });
    explained.collect()
}

/// The fewest changes of a plan, with what the plan comes to before and after them, and whether some of
/// them would do.
fn repair(catalog: &Catalog, plan: &PlanFile, now: Instant) -> Value {
    let verdict = |plan: &PlanFile| {
        let plan = Plan::read(&serde_json::to_string(plan).unwrap(), catalog).unwrap();
        assess(catalog, &plan, now).program.verdict
    };
    let leads = |plan: &PlanFile| matches!(verdict(plan), Verdict::Earned | Verdict::OnCourse);
    let found = smallest_change(catalog, plan, now);
    let with = |which: &dyn Fn(usize) -> bool| {
        let mut plan = plan.clone();
        let changes = found.changes.iter().enumerate().filter(|(at, _)| which(*at));
        changes.for_each(|(_, change)| apply(&mut plan, change));
        plan
    };
    let count = u32::try_from(found.changes.len()).unwrap();
    // Each number below the last one stands for some of the changes.
    let fewer = (1..(1_usize << count) - 1).any(|some| leads(&with(&|at| some >> at & 1 == 1)));
    let repaired = found.repaired.as_ref().map(|way| {
        let mut way = serde_json::to_value(way).unwrap();
        way["assessment"] = json!(null);
        way
    });
    json!({ "changes": found.changes, "proven": found.proven, "repaired": repaired,
        "before": verdict(plan), "after": verdict(&with(&|_| true)), "fewer_do": fewer })
}

/// What the page does with a change.
fn apply(plan: &mut PlanFile, change: &Change) {
    match &change.edit {
        Edit::Course { course } => {
            plan.courses.retain(|one| one.course != course.course);
            plan.courses.push(course.clone());
        }
        Edit::ProgramEnrollment { program_enrollment } => {
            plan.program_enrollment = Some(*program_enrollment);
        }
        Edit::PhotoId { photo_id } => plan.photo_id = Some(*photo_id),
        Edit::Track { track } => plan.track = Some(track.clone()),
    }
}
