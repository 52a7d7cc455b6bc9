//! The boundary to JavaScript of the module that works out course scores, which a page loads only when
//! a learner wants to work one out.
//!
//! It takes the place of the planner's own boundary: each module has what it needs and no more.

use wasm_bindgen::prelude::*;

use crate::grading::question::answer;

/// Works out a course score: a `ScoreAnswer` as JSON.
#[wasm_bindgen(js_name = scoreOf)]
#[must_use]
pub fn score_of(question: &str) -> String {
    serde_json::to_string(&answer(question)).unwrap_or_default()
}
