//! The search as a WebAssembly module by itself, so that it is timed in Node.js and in a browser.

#![allow(
    missing_docs,
    unreachable_pub,
    missing_debug_implementations,
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "this only times the library"
)]

#[path = "../made_instances/mod.rs"]
mod made_instances;

use certificate_planner::proposal::instance::Instance;
use certificate_planner::proposal::search::{ORDERS, best};
use made_instances::terms;
use wasm_bindgen::prelude::*;

/// As many steps as the timing on the command line takes.
const EFFORT: u64 = 150_000;

/// An instance that can be solved again and again.
#[wasm_bindgen]
pub struct Timed(Instance);

#[wasm_bindgen]
impl Timed {
    #[wasm_bindgen(constructor)]
    pub fn new(size: usize, seed: u32) -> Self {
        Self(terms::instance(seed.into(), terms::SIZES[size]))
    }

    /// Solves it for so many objectives; says whether the answer is proven.
    pub fn solve(&self, objectives: usize) -> bool {
        best(&self.0, &ORDERS[0][..objectives], EFFORT).proven
    }
}
