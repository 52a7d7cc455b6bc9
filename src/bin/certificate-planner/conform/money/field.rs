//! Reading the fields of a row.

use std::str::FromStr;

use certificate_planner::discount::{Discount, DiscountAmount, DiscountKind};
use certificate_planner::moment::Instant;
use serde_json::Value;

/// The value of a key that must be there; it may be null.
pub(super) fn value<'a>(given: &'a Value, key: &str) -> Result<&'a Value, String> {
    given.get(key).ok_or_else(|| format!("it has no `{key}`"))
}

/// The value of a key, where it is there and not null.
pub(super) fn stated<'a>(given: &'a Value, key: &str) -> Option<&'a Value> {
    given.get(key).filter(|value| !value.is_null())
}

pub(super) fn text<'a>(given: &'a Value, key: &str) -> Result<&'a str, String> {
    value(given, key)?.as_str().ok_or_else(|| format!("`{key}` is no text"))
}

pub(super) fn truth(given: &Value, key: &str) -> Result<bool, String> {
    value(given, key)?.as_bool().ok_or_else(|| format!("`{key}` is neither true nor false"))
}

pub(super) fn list<'a>(given: &'a Value, key: &str) -> Result<&'a [Value], String> {
    let list = value(given, key)?.as_array();
    list.map(Vec::as_slice).ok_or_else(|| format!("`{key}` is no list"))
}

/// Names in a list, numbers among them.
pub(super) fn names(given: &Value, key: &str) -> Result<Vec<String>, String> {
    let name = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(list(given, key)?.iter().map(name).collect())
}

/// A decimal as it is written, be it a text or a number.
pub(super) fn decimal(value: &Value) -> String {
    let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    // A number such as 50000.0 has no more decimals than 50000.
    match written.split_once('.') {
        Some((units, fraction)) if fraction.trim_end_matches('0').is_empty() => units.to_owned(),
        Some(_) => written.trim_end_matches('0').to_owned(),
        None => written,
    }
}

/// A decimal of a type of the library.
pub(super) fn number<T: FromStr>(given: &Value, key: &str) -> Result<T, String> {
    let written = decimal(value(given, key)?);
    written.parse().map_err(|_| format!("`{key}` cannot be {written}"))
}

/// An instant, where there is one.
pub(super) fn instant(given: &Value, key: &str) -> Result<Option<Instant>, String> {
    let Some(value) = stated(given, key) else {
        return Ok(None);
    };
    let parsed = value.as_str().and_then(|text| text.parse().ok());
    parsed.map(Some).ok_or_else(|| format!("`{key}` is no instant: {value}"))
}

/// The instant of the row.
pub(super) fn now(given: &Value) -> Result<Instant, String> {
    instant(given, "now")?.ok_or_else(|| "it has no `now`".to_owned())
}

/// A discount with its type and amount.
pub(super) fn discount(given: &Value) -> Result<Discount, String> {
    let kind = match text(given, "discount_type")? {
        "percent-off" => DiscountKind::PercentOff,
        "dollars-off" => DiscountKind::DollarsOff,
        "fixed-price" => DiscountKind::FixedPrice,
        other => return Err(format!("no discount type is called {other}")),
    };
    Ok(Discount { kind, amount: number::<DiscountAmount>(given, "amount")? })
}
