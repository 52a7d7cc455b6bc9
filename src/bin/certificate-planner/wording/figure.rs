//! Dates, amounts and lists in words; what is not known is never shown as 0.

use certificate_planner::assessment::Verdict;
use certificate_planner::moment::{Basis, Bound, DateRange, Instant, Moment};
use certificate_planner::money::{Amount, AmountRange, Currency};
use serde_json::Value;

use crate::wording::{filled, phrase};

/// A moment: an instant in coordinated universal time, a day as that day.
pub(crate) fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Instant(at) => instant(at),
    }
}

/// An instant to the minute, with its zone.
pub(crate) fn instant(at: Instant) -> String {
    let text = at.to_string();
    match text.split_once('T') {
        Some((day, time)) => {
            let time = time.trim_end_matches('Z');
            // Whole minutes are how deadlines are published; other seconds are kept.
            let time = time.strip_suffix(":00").unwrap_or(time);
            format!("{day} {time} UTC")
        }
        None => text,
    }
}

/// A moment by which something must be done; that its time is not known is said.
pub(crate) fn deadline(by: Moment) -> String {
    match by {
        Moment::Day(day) => {
            filled(&["when", "time_not_published"], &[("day", Some(day.to_string()))])
        }
        Moment::Instant(at) => instant(at),
    }
}

/// When a certificate comes.
pub(crate) fn when(range: &DateRange, verdict: Verdict, now: Instant) -> String {
    if matches!(verdict, Verdict::NeedsChange | Verdict::NotReachable) {
        return phrase(&["when", "never"]);
    }
    if verdict == Verdict::Earned {
        match range.from {
            Bound::Open | Bound::Unknown => return phrase(&["when", "held"]),
            Bound::At(from) if from.earliest() <= now => {
                return filled(&["when", "since"], &[("from", Some(moment(from)))]);
            }
            Bound::At(_) => {}
        }
    }
    let text = range_text(range);
    if range.basis == Basis::Projected && range.from != Bound::Unknown {
        return format!("{text} ({})", phrase(&["when", "projected"]));
    }
    text
}

fn range_text(range: &DateRange) -> String {
    let at = |bound: Bound| match bound {
        Bound::At(at) => Some(moment(at)),
        Bound::Open | Bound::Unknown => None,
    };
    let values = [("from", at(range.from)), ("to", at(range.to))];
    let typical = range.basis == Basis::Typical;
    let key = match (range.from, range.to) {
        (Bound::Open | Bound::Unknown, Bound::At(_)) => "until",
        (Bound::Open | Bound::Unknown, Bound::Open | Bound::Unknown) => "unknown",
        (Bound::At(_), Bound::Open) => "open",
        (Bound::At(_), Bound::Unknown) => "end_unknown",
        (Bound::At(from), Bound::At(to)) if from == to && typical => "exact_typical",
        (Bound::At(from), Bound::At(to)) if from == to => "exact",
        (Bound::At(_), Bound::At(_)) if typical => "between_typical",
        (Bound::At(_), Bound::At(_)) => "between",
    };
    filled(&["when", key], &values)
}

/// An amount with its currency.
pub(crate) fn amount(amount: &str, currency: &str) -> String {
    format!("{amount} {currency}")
}

/// An amount of money as it is in an answer.
pub(super) fn money_of(money: &Value) -> Option<String> {
    let text = |key| money.get(key).and_then(Value::as_str);
    Some(amount(text("amount")?, text("currency")?))
}

/// A range of amounts; one whose end is not known says so.
pub(crate) fn amount_range(range: &AmountRange, currency: Currency) -> String {
    let shown = |value: Amount| Some(amount(&value.to_string(), &currency.to_string()));
    let values = [("low", shown(range.low)), ("high", range.high.and_then(shown))];
    let is_free = range.low == Amount::ZERO;
    let key = match range.high {
        None if is_free => "not_published",
        None => "at_least",
        Some(high) if high == range.low => return values[0].1.clone().unwrap_or_default(),
        Some(_) if is_free => "at_most",
        Some(_) => "range",
    };
    filled(&["amount", key], &values)
}

/// A range of amounts as it is in an answer.
pub(super) fn amount_range_of(range: &Value, currency: &str) -> Option<String> {
    let amount = |key| range.get(key)?.as_str()?.parse::<Amount>().ok();
    let range = AmountRange { low: amount("low")?, high: amount("high") };
    Some(amount_range(&range, currency.parse().ok()?))
}

/// A percentage.
pub(super) fn percent_of(value: f64) -> String {
    filled(&["percent"], &[("number", Some(value.to_string()))])
}

/// Several things as a list in a sentence.
pub(super) fn list(things: &[String], conjunction: &str) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first} {conjunction} {second}"),
        [rest @ .., last] => format!("{}, {conjunction} {last}", rest.join(", ")),
    }
}
