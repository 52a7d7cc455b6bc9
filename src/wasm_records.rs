//! The boundary to JavaScript of the module that imports records, which a page loads only when it
//! is given some.
//!
//! It takes the place of the planner's own boundary: each module has what it needs and no more.

use wasm_bindgen::prelude::*;

use crate::import::{import, recognize};

/// Makes a catalog from the texts of records, served on the day `as_of`: an `Imported` as JSON;
/// nothing where the first text holds no records, or any is no JSON.
#[wasm_bindgen(js_name = importRecords)]
#[must_use]
pub fn import_records(texts: Vec<String>, as_of: &str) -> Option<String> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let platform = recognize(texts.first()?)?;
    let imported = import(&texts, Some(platform), as_of.parse().ok()?).ok()?;
    serde_json::to_string(&imported).ok()
}
