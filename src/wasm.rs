//! The boundary to JavaScript: the only file that names it.
//!
//! A catalog is read once and stays here; a keystroke sends only the plan. Nothing here panics:
//! whatever comes in, a result or typed problems go out.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::assessment::{Assessment, assess};
use crate::catalog::Catalog;
use crate::catalog::session::CourseSessions;
use crate::id::ProgramId;
use crate::moment::Instant;
use crate::plan::Plan;
use crate::problem::{Expected, Fault, Problems};
use crate::rule::{Rule, RuleSource};

/// A catalog that was read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CatalogReading {
    planner: Option<Planner>,
    problems: Problems,
}

/// A catalog, ready to assess plans for its programs.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Planner {
    catalog: Catalog,
}

/// Reads a catalog from JSON text.
#[wasm_bindgen(js_name = readCatalog)]
pub fn read_catalog(text: &str) -> CatalogReading {
    let reading = Catalog::read(text);
    CatalogReading {
        planner: reading.catalog.map(|catalog| Planner { catalog }),
        problems: reading.problems,
    }
}

/// Every rule with the addresses that state it.
#[wasm_bindgen(js_name = ruleSources, unchecked_return_type = "RuleSource[]")]
pub fn rule_sources() -> Result<JsValue, JsValue> {
    to_js::<Vec<RuleSource>>(&Rule::sources())
}

#[wasm_bindgen]
impl CatalogReading {
    /// Every problem and warning, each with its place.
    #[wasm_bindgen(getter, unchecked_return_type = "Problem[]")]
    pub fn problems(&self) -> Result<JsValue, JsValue> {
        to_js(&self.problems)
    }

    /// The planner for the catalog, unless a problem forbids using it; it can be taken once.
    #[wasm_bindgen(js_name = takePlanner)]
    pub fn take_planner(&mut self) -> Option<Planner> {
        self.planner.take()
    }
}

#[wasm_bindgen]
impl Planner {
    /// The sessions that a learner can choose from, for every course of a program; an empty list
    /// for an unknown program or an instant that is none.
    #[wasm_bindgen(unchecked_return_type = "CourseSessions[]")]
    pub fn sessions(&self, program: &str, now: &str) -> Result<JsValue, JsValue> {
        let program = self.catalog.program(&ProgramId::new(program));
        let choices = program.zip(now.parse::<Instant>().ok());
        let choices = choices.map(|(program, now)| self.catalog.sessions(program, now));
        to_js::<Vec<CourseSessions>>(&choices.unwrap_or_default())
    }

    /// Assesses a plan at an instant: `{ assessment }`, or `{ problems }` with the plan.
    #[wasm_bindgen(unchecked_return_type = "{ assessment: Assessment } | { problems: Problem[] }")]
    pub fn assess(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PlanFile")] plan: &JsValue,
        now: &str,
    ) -> Result<JsValue, JsValue> {
        let answer = read_now(now).and_then(|now| {
            let plan = Plan::read(&plan_text(plan)?, &self.catalog)?;
            Ok(assess(&self.catalog, &plan, now))
        });
        match answer {
            Ok(assessment) => to_js(&Answer::Assessment(Box::new(assessment))),
            Err(problems) => to_js(&Answer::Problems(problems)),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Assessment(Box<Assessment>),
    Problems(Problems),
}

fn read_now(now: &str) -> Result<Instant, Problems> {
    now.parse()
        .map_err(|_| whole(Fault::WrongType { expected: Expected::Instant, found: now.to_owned() }))
}

/// The plan as JSON text. JavaScript writes it, so that an endless or cyclic value fails there, as
/// an exception that is caught, and not on the stack of this module.
fn plan_text(plan: &JsValue) -> Result<String, Problems> {
    let text = js_sys::JSON::stringify(plan).ok().and_then(|text| text.as_string());
    text.ok_or_else(|| whole(Fault::NotJson { line: 1, column: 1 }))
}

fn whole(fault: Fault) -> Problems {
    let mut problems = Problems::default();
    problems.add("", fault);
    problems
}

fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = Serializer::new().serialize_maps_as_objects(true);
    value.serialize(&serializer).map_err(JsValue::from)
}
