//! Whether, when and for how much a learner would earn course certificates and a program
//! certificate, and why.
//!
//! A catalog file becomes a checked [`catalog::Catalog`]; the learner's plan becomes a checked
//! [`plan::Plan`]; [`assessment::assess`] is a pure function of the two and of `now`. It reads no
//! clock, network, storage or global, so the same three inputs always give the same answer.
//!
//! ```
//! use certificate_planner::assessment::{Verdict, assess};
//! use certificate_planner::catalog::Catalog;
//! use certificate_planner::plan::Plan;
//!
//! let catalog = Catalog::read(
//!     r#"{
//!       "format": 1,
//!       "title": "Example",
//!       "platform": "mitx_online",
//!       "as_of": "2026-11-21",
//!       "sources": [{ "id": "site", "title": "The course page" }],
//!       "courses": [{ "id": "X1", "title": "Example course" }],
//!       "programs": [{
//!         "id": "P", "title": "Example program", "credential": "program_certificate",
//!         "requirement": {
//!           "value": { "kind": "all_of", "of": [{ "kind": "course", "course": "X1" }] },
//!           "source": "site", "status": "current"
//!         }
//!       }]
//!     }"#,
//! );
//! let catalog = catalog.catalog.expect("the file has no problem");
//! let plan = Plan::read(
//!     r#"{
//!       "format": 1,
//!       "program": "P",
//!       "courses": [{ "course": "X1", "runs": [{ "state": "finished", "mode": "audit" }] }]
//!     }"#,
//!     &catalog,
//! );
//! let now = "2026-11-21T12:00:00Z".parse().expect("an instant");
//! let assessment = assess(&catalog, &plan.expect("the plan has no problem"), now);
//! assert_ne!(assessment.program.verdict, Verdict::Earned, "Audit earns no certificate");
//! ```

// The name by which the derive macro of `tsify` calls what it implements.
extern crate self as tsify;

pub use typescript::{SerializationConfig, Tsify};

// In reading order: a module names only modules that stand before it.
pub mod typescript;
mod order;
mod digits;
pub mod truth;
pub mod problem;
mod json;
mod read;
pub mod id;
pub mod moment;
pub mod money;
pub mod score;
pub mod grading;
pub mod discount;
pub mod assistance;
pub mod refund;
pub mod platform;
pub mod catalog;
pub mod import;
pub mod plan;
pub mod bundle;
pub mod rule;
pub mod assessment;
pub mod proposal;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(any(all(target_arch = "wasm32", not(any(feature = "records", feature = "score"))), test))]
mod tape;
#[cfg(all(target_arch = "wasm32", not(any(feature = "records", feature = "score"))))]
pub mod wasm;
#[cfg(all(
    target_arch = "wasm32",
    feature = "proposals",
    not(any(feature = "records", feature = "score"))
))]
mod wasm_proposals;
#[cfg(all(target_arch = "wasm32", feature = "records"))]
pub mod wasm_records;
#[cfg(all(target_arch = "wasm32", feature = "score"))]
pub mod wasm_score;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
