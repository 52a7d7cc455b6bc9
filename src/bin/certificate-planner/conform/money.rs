//! Rows about prices and discounts.

use serde_json::Value;

use crate::conform::outcome::Outcome;

/// Runs a row, if its kind is of this area.
pub(super) fn run(_kind: &str, _row: &Value) -> Option<Outcome> {
    None
}
