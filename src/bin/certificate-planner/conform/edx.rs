//! Rows about certificates, programs and prices on edX.
//!
//! Where a learner can be in the situation of a row, the row becomes a catalog and a plan, and what
//! they are told is held against it; what only staff or the site can do goes to the platform's rule.

mod certificate;
mod given;
mod learner;
mod price;
mod program;
mod release;

use serde_json::Value;

use crate::conform::edx::given::Given;
use crate::conform::outcome::Outcome;

/// Runs a row, if its kind is of this area.
pub(super) fn run(kind: &str, row: &Value) -> Option<Outcome> {
    let rule: fn(&Given<'_>) -> Result<Value, String> = match kind {
        "mode-eligible" => certificate::mode_eligible,
        "eligibility" => certificate::eligibility,
        "regeneration" => certificate::regeneration,
        "status" => certificate::status,
        "grade-drop" => certificate::grade_drop,
        "downloadable-status" => release::downloadable_status,
        "visibility" => release::visibility,
        "settings-normalisation" => release::settings,
        "available-date" => release::dates,
        "credentials-date" => release::sent_to_credentials,
        "program-date" => program::date,
        "program-progress" => program::progress,
        "program-visibility" => program::visibility,
        "price" => price::ranges,
        "one-click" => price::one_click,
        "discount" => price::discount,
        _ => return None,
    };
    Some(Outcome::of(row, Given::of(row).and_then(|given| rule(&given))))
}
