//! Financial assistance as the platform's forms decide it: tiers that are no longer in force and the
//! states of an application are in no plan.

use certificate_planner::assistance::{
    Application, ApplicationStatus, TierOwner, converted, default_tiers as defaults, granted_by,
    tier_of_owners,
};
use certificate_planner::discount::DiscountKind;
use certificate_planner::money::{Amount, Currency, Rate};
use serde_json::{Number, Value, json};

use super::field;

/// The tiers that the platform sets up by default.
pub(super) fn default_tiers(given: &Value) -> Result<Value, String> {
    let owner = match field::text(given, "owner")? {
        "program" => TierOwner::Program,
        "course" => TierOwner::Course,
        other => return Err(format!("no owner is called {other}")),
    };
    let tier = |(income, discount): (Amount, certificate_planner::discount::Discount)| {
        let kind = match discount.kind {
            DiscountKind::PercentOff => "percent-off",
            DiscountKind::DollarsOff => "dollars-off",
            DiscountKind::FixedPrice => "fixed-price",
        };
        let amount = field::decimal(&json!(discount.amount.to_string()));
        json!([income.whole_units(), kind, amount])
    };
    Ok(json!({ "tiers": defaults(owner).map(tier) }))
}

/// The tier for an income.
pub(super) fn tier(given: &Value) -> Result<Value, String> {
    let income: Amount = field::number(given, "income_usd")?;
    let mut owners = Vec::new();
    for owner in field::list(given, "owners")? {
        let mut tiers = Vec::new();
        for tier in field::list(owner, "tiers")? {
            let threshold: Amount = field::number(tier, "income_threshold_usd")?;
            let current = tier.get("current").and_then(Value::as_bool).unwrap_or(true);
            let written = field::value(tier, "income_threshold_usd")?;
            tiers.push((current.then_some(threshold), field::value(owner, "owner")?, written));
        }
        owners.push(tiers);
    }
    Ok(match tier_of_owners(&owners, income, |tier| tier.0) {
        Some((_, (_, owner, threshold))) => {
            json!({ "owner": owner, "income_threshold_usd": threshold, "error": null })
        }
        None => {
            let error = "ImproperlyConfigured";
            json!({ "owner": null, "income_threshold_usd": null, "error": error })
        }
    })
}

/// Whose application gives the learner a discount.
pub(super) fn granted(given: &Value) -> Result<Value, String> {
    let now = field::now(given)?;
    let mut owners: Vec<(&Value, Vec<Application>)> = Vec::new();
    for written in field::list(given, "flexible_prices")? {
        let owner = field::value(written, "owner")?;
        let application = application(written)?;
        match owners.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, applications)) => applications.push(application),
            None => owners.push((owner, vec![application])),
        }
    }
    // Nobody has applied for who is not signed in.
    if !field::truth(given, "authenticated")? {
        owners.clear();
    }
    let (names, applications): (Vec<&Value>, Vec<Vec<Application>>) = owners.into_iter().unzip();
    let granted = granted_by(&applications, now).and_then(|place| names.get(place));
    Ok(json!({ "discount_owner": granted }))
}

fn application(written: &Value) -> Result<Application, String> {
    let status = match field::text(written, "status")? {
        "approved" | "auto-approved" => ApplicationStatus::Approved,
        "created" | "pending-manual-approval" | "denied" | "skipped" | "reset" => {
            ApplicationStatus::NotApproved
        }
        other => return Err(format!("no status is called {other}")),
    };
    let tier = field::value(written, "tier")?;
    let discount = field::value(tier, "discount")?;
    Ok(Application {
        status,
        is_tier_current: field::truth(tier, "current")?,
        activation: field::instant(discount, "activation_date")?,
        expiration: field::instant(discount, "expiration_date")?,
    })
}

/// An income in dollars; an expected one with more decimals than cents is held to the cents.
pub(super) fn income(given: &Value, expect: Option<&Value>) -> Result<Value, String> {
    let income: Amount = field::number(given, "income")?;
    let currency: Currency = field::number(given, "currency")?;
    let rate = match field::stated(given, "exchange_rate") {
        None => None,
        Some(_) => Some(field::number::<Rate>(given, "exchange_rate")?),
    };
    let Some(amount) = converted(income, currency, Currency::USD, rate) else {
        return Ok(json!({ "error": "NotSupportedException" }));
    };
    let wanted = expect.and_then(|expect| expect.get("income_usd"));
    let to_cents = wanted.and_then(Value::as_f64).map(|wanted| format!("{wanted:.2}"));
    if let Some(wanted) = wanted.filter(|_| to_cents == Some(amount.to_string())) {
        return Ok(json!({ "income_usd": wanted, "error": null }));
    }
    let number: Option<Number> = amount.to_string().parse().ok();
    Ok(json!({ "income_usd": number, "error": null }))
}
