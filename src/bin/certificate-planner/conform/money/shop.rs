//! What only the shop knows: baskets, and the redemptions of codes.

use certificate_planner::bundle::mode_in_session;
use certificate_planner::discount::basket::{Candidate, Line, Role, takes_place, total};
use certificate_planner::discount::code::{Attempt, Conditions, Redemption};
use certificate_planner::money::Amount;
use serde_json::{Value, json};

use super::field;

/// Which of two discounts stays in a basket.
pub(super) fn basket_discount(given: &Value) -> Result<Value, String> {
    let list: Amount = field::number(given, "price")?;
    let applied = field::stated(given, "applied").map(candidate).transpose()?;
    let asked = field::value(given, "candidate")?;
    let new = candidate(asked)?;
    let is_valid = asked.get("valid_now").and_then(Value::as_bool).unwrap_or(true);
    let by_platform = given.get("allow_finaid").and_then(Value::as_bool).unwrap_or(false);
    let winner = if is_valid && takes_place(new, applied, list, by_platform) {
        "candidate"
    } else if applied.is_some() {
        "applied"
    } else {
        "none"
    };
    Ok(json!({ "winner": winner }))
}

fn candidate(given: &Value) -> Result<Candidate, String> {
    let role = match field::text(given, "role")? {
        "finaid" => Role::FinancialAssistance,
        "user" => Role::Assigned,
        "code" => Role::Code,
        other => return Err(format!("no role is called {other}")),
    };
    Ok(Candidate { role, discount: field::discount(given)? })
}

/// What a basket costs.
pub(super) fn basket_total(given: &Value) -> Result<Value, String> {
    let items = field::list(given, "items")?;
    let line = |item: &Value| {
        let quantity = item.get("quantity").map_or(Some(1), Value::as_u64);
        let quantity = quantity.and_then(|quantity| u32::try_from(quantity).ok());
        let quantity = quantity.ok_or_else(|| "`quantity` is no number".to_owned())?;
        Ok(Line { price: field::number(item, "price")?, quantity })
    };
    let lines = items.iter().map(line).collect::<Result<Vec<Line>, String>>()?;
    let product = |item: &Value| item.get("product").map(Value::to_string);
    let in_basket: Vec<String> = items.iter().filter_map(product).collect();
    let discount = match field::stated(given, "discount") {
        None => None,
        Some(written) => {
            let tied = written.get("products").and_then(Value::as_array);
            let tied = tied.filter(|products| !products.is_empty());
            let fits = tied.is_none_or(|products| {
                products.iter().any(|product| in_basket.contains(&product.to_string()))
            });
            Some(field::discount(written)?).filter(|_| fits)
        }
    };
    Ok(json!({ "total": total(&lines, discount).to_string() }))
}

/// Whether a code can be used: both looks that the platform takes at it.
pub(super) fn discount_validity(given: &Value) -> Result<Value, String> {
    let written = field::value(given, "discount")?;
    let redemption = match field::text(written, "redemption_type")? {
        "one-time" => Redemption::OneTime,
        "one-time-per-user" => Redemption::OneTimePerUser,
        "unlimited" => Redemption::Unlimited,
        other => return Err(format!("no redemption type is called {other}")),
    };
    let limit = field::stated(written, "max_redemptions").map_or(Some(0), Value::as_u64);
    let limit = limit.and_then(|limit| usize::try_from(limit).ok());
    let payment = field::stated(written, "payment_type").and_then(Value::as_str);
    let conditions = Conditions {
        redemption,
        is_financial_assistance: payment == Some("financial-assistance"),
        redemptions_max: limit.ok_or_else(|| "`max_redemptions` is no number".to_owned())?,
        activation: field::instant(written, "activation_date")?,
        expiration: field::instant(written, "expiration_date")?,
        products: field::names(written, "products")?,
        users: field::names(written, "users")?,
    };
    let products = field::names(given, "basket_products")?;
    let redeemed_by = field::names(given, "fulfilled_redemptions_by")?;
    let attempt = Attempt {
        now: field::now(given)?,
        user: field::text(given, "user")?,
        products: &products,
        redeemed_by: &redeemed_by,
    };
    Ok(json!({
        "is_valid": conditions.fits_basket(attempt),
        "check_validity": conditions.can_be_redeemed(attempt),
        "valid_now": conditions.holds_at(attempt.now),
    }))
}

/// Which enrollment a learner of a program gets in a session of it.
pub(super) fn enrollment_mode(given: &Value) -> Result<Value, String> {
    let Some(program) = field::stated(given, "program_enrollment") else {
        return Ok(json!({ "rejected": true }));
    };
    let mode = mode_in_session(
        program == "verified",
        field::truth(given, "course_in_program")?,
        field::truth(given, "run_enrollable")?,
        field::truth(given, "run_upgradable")?,
    );
    Ok(match mode {
        None => json!({ "rejected": true }),
        // What was bought with the program costs no more, and Audit is free.
        Some(mode) => json!({ "enrollment_mode": mode, "price": Amount::ZERO.to_string() }),
    })
}
