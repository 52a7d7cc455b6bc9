//! The planner as the page meets it: compiled to WebAssembly, in Node.js and in a browser.

#![cfg(target_arch = "wasm32")]

use certificate_planner as _;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_module_starts_and_has_memory() {
    let numbers: Vec<u32> = (1..=1_000).collect();
    assert_eq!(numbers.iter().sum::<u32>(), 500_500);
}
