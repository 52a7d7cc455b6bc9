//! The boundary to JavaScript of the module that also finds the best ways, which a page loads into a
//! worker when it is asked for them.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::moment::Instant;
use crate::plan::Plan;
use crate::plan::format::PlanFile;
use crate::problem::Problems;
use crate::proposal::wishes::Wishes;
use crate::proposal::{Explanation, Proposals, Repair, explain, propose, smallest_change};
use crate::wasm::{Planner, json_text, read_now};

/// Every answer, or what is wrong with the question.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Proposals(Box<Proposals>),
    Explanation(Option<Explanation>),
    Repair(Box<Repair>),
    Problems(Problems),
}

#[wasm_bindgen]
impl Planner {
    /// The best ways for a plan and wishes: `{ proposals }`, or `{ problems }` with one of them.
    #[wasm_bindgen(unchecked_return_type = "{ proposals: Proposals } | { problems: Problem[] }")]
    pub fn propose(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PlanFile")] plan: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Wishes")] wishes: &JsValue,
        now: &str,
    ) -> Result<JsValue, JsValue> {
        let answer = self.question(plan, wishes, now).map(|(plan, wishes, now)| {
            Answer::Proposals(Box::new(propose(self.catalog(), &plan, &wishes, now)))
        });
        self.hand_over(&answer.unwrap_or_else(Answer::Problems))
    }

    /// Why one of these ways is not earlier, and what a failure would mean; the explanation is null
    /// for a plan that is none of them.
    #[wasm_bindgen(
        unchecked_return_type = "{ explanation: Explanation | null } | { problems: Problem[] }"
    )]
    pub fn explain(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PlanFile")] plan: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Wishes")] wishes: &JsValue,
        now: &str,
        #[wasm_bindgen(unchecked_param_type = "PlanFile")] way: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let answer = self.question(plan, wishes, now).and_then(|(plan, wishes, now)| {
            let (way, _) = self.plan(way)?;
            Ok(Answer::Explanation(explain(self.catalog(), &plan, &wishes, now, &way)))
        });
        self.hand_over(&answer.unwrap_or_else(Answer::Problems))
    }

    /// The fewest changes that make a plan lead to the certificate: `{ repair }`, or `{ problems }`.
    #[wasm_bindgen(unchecked_return_type = "{ repair: Repair } | { problems: Problem[] }")]
    pub fn repair(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PlanFile")] plan: &JsValue,
        now: &str,
    ) -> Result<JsValue, JsValue> {
        let answer = read_now(now).and_then(|now| {
            let (plan, _) = self.plan(plan)?;
            Ok(Answer::Repair(Box::new(smallest_change(self.catalog(), &plan, now))))
        });
        self.hand_over(&answer.unwrap_or_else(Answer::Problems))
    }

    fn question(
        &self,
        plan: &JsValue,
        wishes: &JsValue,
        now: &str,
    ) -> Result<(PlanFile, Wishes, Instant), Problems> {
        let now = read_now(now)?;
        let (file, plan) = self.plan(plan)?;
        let wishes = Wishes::read(&json_text(wishes)?, self.catalog(), &plan.program)?;
        Ok((file, wishes, now))
    }

    fn plan(&self, plan: &JsValue) -> Result<(PlanFile, Plan), Problems> {
        let text = json_text(plan)?;
        let plan = Plan::read(&text, self.catalog())?;
        Ok((PlanFile::parse(&text)?, plan))
    }
}
