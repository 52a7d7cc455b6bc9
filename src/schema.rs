//! JSON Schema of the file formats and of the answer, from the types that read and write them.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, schema_for};

use crate::assessment::Assessment;
use crate::catalog::format::CatalogFile;
use crate::plan::format::PlanFile;
use crate::problem::Problems;

/// The schema of a catalog file.
#[must_use]
pub fn catalog_schema() -> String {
    text("Certificate Planner catalog", schema_for!(CatalogFile))
}

/// The schema of a plan file.
#[must_use]
pub fn plan_schema() -> String {
    text("Certificate Planner plan", schema_for!(PlanFile))
}

/// The schema of an assessment.
#[must_use]
pub fn assessment_schema() -> String {
    text("Certificate Planner assessment", written::<Assessment>())
}

/// The schema of a list of problems.
#[must_use]
pub fn problems_schema() -> String {
    text("Certificate Planner problems", written::<Problems>())
}

/// The schema of a type as it is written, where what is left out differs from what is read.
fn written<T: JsonSchema>() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

fn text(title: &str, mut schema: schemars::Schema) -> String {
    schema.insert("title".to_owned(), title.into());
    format!("{:#}\n", schema.to_value())
}
