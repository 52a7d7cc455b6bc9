//! Makes programs and finds their best ways, one JSON object a line: what
//! `cargo xtask oracle --programs` compares.
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

use made_programs::{made, proposals};
use serde_json::json;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words[at].parse::<u64>().unwrap();
    let large = words.get(2).is_some_and(|word| word == "large");
    for seed in (number(0)..number(0) + number(1)).filter(|seed| (seed % 6 == 5) == large) {
        let made = made(seed);
        let mut answer = serde_json::to_value(proposals(&made)).unwrap();
        for way in answer["ways"].as_array_mut().unwrap() {
            // The oracle needs no reasons, which are most of an answer.
            let verdict = way["assessment"]["program"]["verdict"].take();
            way["assessment"] = json!({ "verdict": verdict });
        }
        println!("{}", json!({ "made": made, "answer": answer }));
    }
}
