//! Rows about prices and discounts.
//!
//! Where a learner can be in a row's situation, the row becomes a catalog and a plan (`learner`);
//! what only the shop knows, such as the redemptions of a code, goes to the rules themselves
//! (`shop`, `tiers`).

mod field;
mod learner;
mod shop;
mod tiers;

use serde_json::Value;

use crate::conform::outcome::Outcome;

/// Runs a row, if its kind is of this area.
pub(super) fn run(kind: &str, row: &Value) -> Option<Outcome> {
    let given = row.get("given").unwrap_or(&Value::Null);
    let got = match kind {
        "discount_price" => learner::discount_price(given),
        "refund_eligible" => learner::refund_eligible(given),
        "program_purchase_run_upgrades" => learner::run_upgrades(given),
        "checkout_allowed" => learner::checkout_allowed(given),
        "flexible_price_auto_approval" => learner::auto_approval(given),
        "basket_discount" => shop::basket_discount(given),
        "basket_total" => shop::basket_total(given),
        "discount_validity" => shop::discount_validity(given),
        "program_course_enrollment_mode" => shop::enrollment_mode(given),
        "default_tiers" => tiers::default_tiers(given),
        "flexible_price_tier" => tiers::tier(given),
        "flexible_price_discount" => tiers::granted(given),
        "income_conversion" => tiers::income(given, row.get("expect")),
        _ => return None,
    };
    Some(Outcome::of(row, got))
}
