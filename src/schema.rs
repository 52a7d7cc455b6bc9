//! JSON Schema of the file formats, from the types that read them.

use schemars::{JsonSchema, schema_for};

use crate::catalog::format::CatalogFile;
use crate::plan::format::PlanFile;

/// The schema of a catalog file.
#[must_use]
pub fn catalog_schema() -> String {
    text::<CatalogFile>("Certificate Planner catalog")
}

/// The schema of a plan file.
#[must_use]
pub fn plan_schema() -> String {
    text::<PlanFile>("Certificate Planner plan")
}

fn text<T: JsonSchema>(title: &str) -> String {
    let mut schema = schema_for!(T);
    schema.insert("title".to_owned(), title.into());
    format!("{:#}\n", schema.to_value())
}
