//! JSON Schema of the file formats and of the answer, from the types that read and write them;
//! beside them those of what `score` reads.

mod glossary;
mod scoring;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, schema_for};
use serde_json::json;

use crate::assessment::Assessment;
use crate::catalog::format::CatalogFile;
use crate::plan::format::PlanFile;
use crate::problem::Problems;
use crate::proposal::Proposals;
use crate::proposal::wishes::Wishes;

/// The schema of a catalog file.
#[must_use]
pub fn catalog_schema() -> String {
    text("Certificate Planner catalog", schema_for!(CatalogFile))
}

/// The schema of a plan file.
#[must_use]
pub fn plan_schema() -> String {
    let mut schema = schema_for!(PlanFile);
    // One course done, one intended, for a program of the built-in catalog `mitx-dedp.json`.
    let example = json!({
        "format": 1,
        "program": "program-v1:MITx+DEDP",
        "income": { "amount": "25000", "currency": "USD" },
        "program_enrollment": "will_enroll",
        "courses": [
            { "course": "14.73x", "runs": [
                { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
                  "paid_amount": "350.00", "score": 81.5, "certificate": "held" },
            ] },
            { "course": "14.100x", "runs": [
                { "run": "1T2027", "state": "planned", "mode": "verified", "payment": "will_pay",
                  "result": "will_pass" },
            ] },
        ],
    });
    schema.insert("examples".to_owned(), json!([example]));
    text("Certificate Planner plan", schema)
}

/// The schema of an assessment.
#[must_use]
pub fn assessment_schema() -> String {
    text("Certificate Planner assessment", written::<Assessment>())
}

/// The schema of a file of wishes.
#[must_use]
pub fn wishes_schema() -> String {
    let mut schema = schema_for!(Wishes);
    // For a learner with 14 hours a week, none of them in July, who counts on late certificates.
    let example = json!({
        "hours_per_week": 14,
        "hours_between": [{ "from": "2027-07-01", "to": "2027-07-31", "hours": 0 }],
        "ready_by": "2028-12-31",
        "certificate_margin_days": 21,
    });
    schema.insert("examples".to_owned(), json!([example]));
    text("Certificate Planner wishes", schema)
}

/// The schema of the best ways.
#[must_use]
pub fn proposals_schema() -> String {
    text("Certificate Planner proposals", written::<Proposals>())
}

/// The schema of a list of problems.
#[must_use]
pub fn problems_schema() -> String {
    text("Certificate Planner problems", written::<Problems>())
}

/// The schema of a grading policy.
#[must_use]
pub fn policy_schema() -> String {
    format!("{:#}\n", scoring::policy().to_value())
}

/// The schema of the scores beside a grading policy.
#[must_use]
pub fn scores_schema() -> String {
    format!("{:#}\n", scoring::scores().to_value())
}

/// The schema of a type as it is written, where what is left out differs from what is read.
fn written<T: JsonSchema>() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

fn text(title: &str, mut schema: schemars::Schema) -> String {
    schema.insert("title".to_owned(), title.into());
    let rules = "A rule such as B5 is told in the schema of the assessment, under `Rule`.";
    let description = schema.get("description").and_then(|text| text.as_str()).unwrap_or_default();
    let description = format!("{description}\n\n{rules}");
    schema.insert("description".to_owned(), description.trim().into());
    glossary::describe(&mut schema);
    format!("{:#}\n", schema.to_value())
}
