//! The boundary to JavaScript, in Node.js and in Chromium: whatever comes in, a result or typed
//! problems go out, and the module works on afterwards.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use certificate_planner::wasm::{Planner, read_catalog};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const CATALOG: &str = r#"{
  "format": 1, "title": "Boundary", "platform": "mitx_online", "as_of": "2026-11-21",
  "sources": [{ "id": "page", "title": "The course page" }],
  "courses": [{ "id": "X1", "title": "First course" }],
  "programs": [{
    "id": "P", "title": "Program", "credential": "program_certificate",
    "requirement": {
      "value": { "kind": "all_of", "of": [{ "kind": "course", "course": "X1" }] },
      "source": "page", "status": "current"
    }
  }]
}"#;
const NOW: &str = "2026-11-21T12:00:00Z";

fn planner() -> Planner {
    read_catalog(CATALOG).take_planner().unwrap()
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap()
}

fn verdict(planner: &Planner) -> Option<String> {
    let plan = JSON::parse(r#"{ "format": 1, "program": "P" }"#).unwrap();
    let answer = planner.assess(&plan, NOW).unwrap();
    get(&get(&get(&answer, "assessment"), "program"), "verdict").as_string()
}

#[wasm_bindgen_test]
fn a_plan_gives_an_assessment() {
    // The course is not in the plan, and nothing says whether the program is still offered.
    assert_eq!(verdict(&planner()).as_deref(), Some("undetermined"));
}

#[wasm_bindgen_test]
fn any_value_for_a_plan_gives_typed_problems() {
    let planner = planner();
    let hostile = [
        "undefined",
        "null",
        "0",
        "NaN",
        "'text'",
        "[]",
        "({})",
        "Symbol('plan')",
        "10n",
        "() => 1",
        "new Date(NaN)",
        "new Map([['format', 1]])",
        "({ format: 1, program: 'P', courses: 7 })",
        "({ format: 1, program: 'P', courses: [null] })",
        "({ format: -1, program: {} })",
        "({ format: 1e400, program: 'P' })",
        "({ get format() { throw new Error('no'); } })",
        "({ toJSON() { throw new Error('no'); } })",
        "new Proxy({}, { ownKeys() { throw new Error('no'); } })",
        "(() => { const cyclic = {}; cyclic.self = cyclic; return cyclic; })()",
        "(() => { let deep = {}; for (let i = 0; i < 100000; i++) deep = { deep }; return deep; })()",
        "JSON.parse('['.repeat(5000) + ']'.repeat(5000))",
        "({ format: 1, program: '\\ud800' })",
    ];
    for source in hostile {
        let plan = js_sys::eval(&format!("({source})")).unwrap();
        let answer = planner.assess(&plan, NOW).unwrap();
        let problems = Array::from(&get(&answer, "problems"));
        assert!(problems.length() > 0, "{source}");
        assert!(get(&problems.get(0), "fault").is_object(), "{source}");
    }
    assert!(verdict(&planner).is_some(), "the module still works");
}

#[wasm_bindgen_test]
fn an_instant_that_is_none_is_a_problem() {
    let planner = planner();
    let plan = JSON::parse(r#"{ "format": 1, "program": "P" }"#).unwrap();
    for now in ["", "today", "2026-11-21", "9".repeat(1_000).as_str()] {
        let answer = planner.assess(&plan, now).unwrap();
        assert_eq!(Array::from(&get(&answer, "problems")).length(), 1, "{now}");
    }
    assert_eq!(Array::from(&planner.sessions("P", "today").unwrap()).length(), 0);
}

#[wasm_bindgen_test]
fn a_catalog_with_a_problem_gives_no_planner() {
    for text in
        ["", "{", "[]", "null", &"[".repeat(1_000_000), &CATALOG.replace("X1\" }]", "X2\" }]")]
    {
        let mut reading = read_catalog(text);
        assert!(Array::from(&reading.problems()).length() > 0);
        assert!(reading.take_planner().is_none());
    }
}
