//! The boundary to JavaScript: the only file that names it.
//!
//! A catalog is read once and stays here; a keystroke sends only the plan. Nothing here panics:
//! whatever comes in, a result or typed problems go out.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::assessment::{Assessment, assess};
use crate::catalog::Catalog;
#[cfg(not(feature = "proposals"))]
use crate::catalog::meaning::warnings;
use crate::catalog::session::CourseSessions;
use crate::id::ProgramId;
use crate::moment::Instant;
#[cfg(not(feature = "proposals"))]
use crate::moment::Moment;
use crate::plan::Plan;
use crate::problem::{Expected, Fault, Problems};
use crate::tape::Tape;

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
    answers: RefCell<Answers>,
}

/// Reads a catalog from JSON text.
#[wasm_bindgen(js_name = readCatalog)]
pub fn read_catalog(text: &str) -> CatalogReading {
    let reading = Catalog::read(text);
    CatalogReading {
        planner: reading.catalog.map(|catalog| Planner { catalog, answers: RefCell::default() }),
        problems: reading.problems,
    }
}

#[wasm_bindgen]
impl CatalogReading {
    /// Every problem and warning, each with its place.
    #[wasm_bindgen(getter, unchecked_return_type = "Problem[]")]
    #[must_use]
    pub fn problems(&self) -> JsValue {
        Answers::default().hand_over(&self.problems)
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
        self.hand_over::<Vec<CourseSessions>>(&choices.unwrap_or_default())
    }

    /// Assesses a plan at an instant: `{ assessment }`, or `{ problems }` with the plan.
    #[wasm_bindgen(unchecked_return_type = "{ assessment: Assessment } | { problems: Problem[] }")]
    pub fn assess(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PlanFile")] plan: &JsValue,
        now: &str,
    ) -> Result<JsValue, JsValue> {
        let answer = read_now(now).and_then(|now| {
            let plan = Plan::read(&json_text(plan)?, &self.catalog)?;
            Ok(assess(&self.catalog, &plan, now))
        });
        match answer {
            Ok(assessment) => self.hand_over(&Answer::Assessment(Box::new(assessment))),
            Err(problems) => self.hand_over(&Answer::Problems(problems)),
        }
    }

    #[cfg(feature = "proposals")]
    pub(crate) fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    pub(crate) fn hand_over<T: Serialize>(&self, value: &T) -> Result<JsValue, JsValue> {
        // Nothing that the page wrote runs while an answer is read, so nobody else is in here.
        let mut answers = self.answers.try_borrow_mut().map_err(|_| JsValue::UNDEFINED)?;
        Ok(answers.hand_over(value))
    }
}

// The worker that finds the best ways has no use for them.
#[cfg(not(feature = "proposals"))]
#[wasm_bindgen]
impl Planner {
    /// What the catalog says that its author may not mean, as of the day of its facts.
    #[wasm_bindgen(unchecked_return_type = "Problem[]")]
    pub fn warnings(&self) -> Result<JsValue, JsValue> {
        let as_of = Moment::Day(self.catalog.as_of()).earliest();
        self.hand_over(&warnings(&self.catalog, as_of))
    }
}

#[wasm_bindgen(module = "/src/tape.js")]
extern "C" {
    #[derive(Debug)]
    type Texts;

    #[wasm_bindgen(js_name = noTexts)]
    fn no_texts() -> Texts;

    #[wasm_bindgen(js_name = addText)]
    fn add_text(texts: &Texts, text: &str);

    #[wasm_bindgen(js_name = readTape)]
    fn read_tape(words: &[u32], texts: &Texts) -> JsValue;

    /// A value as JSON text; `undefined` where it is none.
    #[wasm_bindgen(js_name = jsonText)]
    fn json_text_of(value: &JsValue) -> Option<String>;
}

/// The way of answers to JavaScript, with the texts that are there already.
#[derive(Debug)]
struct Answers {
    tape: Tape,
    texts: Texts,
}

impl Default for Answers {
    fn default() -> Answers {
        Answers { tape: Tape::default(), texts: no_texts() }
    }
}

impl Answers {
    fn hand_over<T: Serialize>(&mut self, value: &T) -> JsValue {
        let laid_out = self.tape.lay_out(value);
        if laid_out.starts_afresh {
            self.texts = no_texts();
        }
        for text in laid_out.new_texts {
            add_text(&self.texts, text);
        }
        read_tape(laid_out.words, &self.texts)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Assessment(Box<Assessment>),
    Problems(Problems),
}

pub(crate) fn read_now(now: &str) -> Result<Instant, Problems> {
    now.parse()
        .map_err(|_| whole(Fault::WrongType { expected: Expected::Instant, found: now.to_owned() }))
}

/// A value as JSON text. JavaScript writes it, so that an endless or cyclic value fails there, as
/// an exception that is caught, and not on the stack of this module.
pub(crate) fn json_text(value: &JsValue) -> Result<String, Problems> {
    json_text_of(value).ok_or_else(|| whole(Fault::NotJson { line: 1, column: 1 }))
}

fn whole(fault: Fault) -> Problems {
    let mut problems = Problems::default();
    problems.add("", fault);
    problems
}
