//! A question of the gradebook from outside: answering never panics and gives the same every time.

#![no_main]

use certificate_planner::grading::question::{ScoreAnswer, answer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let once = answer(text);
    if let ScoreAnswer::Problems(problems) = &once {
        assert!(problems.forbid_use(), "a question is refused without a problem");
    }
    let written = |one: &ScoreAnswer| serde_json::to_string(one).expect("an answer can be written");
    assert_eq!(written(&once), written(&answer(text)), "two answers");
});
