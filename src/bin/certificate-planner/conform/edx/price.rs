//! Rows about the prices of a program.

use certificate_planner::money::{Amount, Currency};
use certificate_planner::platform::edx::price::{
    Discount, OfferedCourse, OfferedRun, Opening, PricedCourse, Product, price_ranges, sold_at_once,
};
use serde_json::{Value, json};

use crate::conform::edx::given::Given;

fn product(given: &Given<'_>, written: &Value, key: &str) -> Result<Product, String> {
    let one = given.part_of(written)?;
    let currency = one.text("currency")?.or(given.text("currency")?).unwrap_or("USD");
    let currency: Currency = currency.parse().map_err(|_| format!("no currency: {currency}"))?;
    let mode = one.mode(key)?.ok_or_else(|| format!("a product without a `{key}`"))?;
    Ok(Product { mode, price: one.amount("price")?.ok_or("a product without a price")?, currency })
}

/// The entitlements of a course, of which a row may state one or a list.
fn entitlements<'a>(course: &Given<'a>) -> Result<Vec<&'a Value>, String> {
    let list = course.list("entitlements")?.iter();
    Ok(course.get("entitlement").into_iter().chain(list).collect())
}

fn priced(given: &Given<'_>, written: &Value) -> Result<PricedCourse, String> {
    let course = given.part_of(written)?;
    let run = match course.whole_number("canonical_run_index")? {
        None => None,
        Some(index) => {
            let run = course.list("runs")?.get(index).ok_or("no such canonical session")?;
            Some(given.part_of(run)?)
        }
    };
    let seats = match &run {
        Some(run) if run.flag("excluded")? => &[],
        Some(run) => run.list("seats")?,
        None => course.list("canonical_run_seats")?,
    };
    // Only a session that states that enrollment has no start lets a later seat win.
    let undated = run
        .as_ref()
        .is_some_and(|run| run.has("enrollment_start") && run.get("enrollment_start").is_none());
    let read = |written: &Value, key| product(given, written, key);
    let entitlements = entitlements(&course)?.into_iter().map(|one| read(one, "mode"));
    Ok(PricedCourse {
        seats: seats.iter().map(|seat| read(seat, "type")).collect::<Result<_, String>>()?,
        opening: if undated { Opening::Undated } else { Opening::Dated },
        entitlements: entitlements.collect::<Result<_, String>>()?,
    })
}

/// An amount as a number of JSON.
fn number(amount: Amount) -> Value {
    serde_json::from_str(&amount.to_string()).unwrap_or(Value::Null)
}

pub(super) fn ranges(given: &Given<'_>) -> Result<Value, String> {
    let courses = given.list("courses")?.iter().map(|course| priced(given, course));
    let courses = courses.collect::<Result<Vec<PricedCourse>, String>>()?;
    let ranges = price_ranges(&given.modes("applicable_seat_types")?, &courses);
    let shown = ranges.iter().map(|range| {
        json!({
            "currency": range.currency,
            "min": number(range.min),
            "max": number(range.max),
            "total": number(range.total),
        })
    });
    Ok(json!({ "price_ranges": shown.collect::<Vec<Value>>() }))
}

fn offered(given: &Given<'_>, written: &Value) -> Result<OfferedCourse, String> {
    let course = given.part_of(written)?;
    let mode = |one: &Value| {
        given.part_of(one)?.mode("mode")?.ok_or_else(|| "an entitlement without a mode".to_owned())
    };
    let entitlements = entitlements(&course)?.into_iter().map(mode);
    let runs = course.list("runs")?.iter().map(|run| offered_run(given, run));
    Ok(OfferedCourse {
        entitlements: entitlements.collect::<Result<_, String>>()?,
        runs: runs.collect::<Result<_, String>>()?,
    })
}

fn offered_run(given: &Given<'_>, written: &Value) -> Result<OfferedRun, String> {
    let run = given.part_of(written)?;
    let published = run.text("status")?.is_none_or(|status| status == "published");
    let seat = |seat: &Value| {
        let seat = given.part_of(seat)?;
        let mode = seat.mode("type")?.ok_or("a seat without a type")?;
        Ok((mode, seat.moment("upgrade_deadline")?))
    };
    Ok(OfferedRun {
        listed: published && !run.flag("excluded")?,
        end: run.moment("end")?,
        enrollment_start: run.moment("enrollment_start")?,
        enrollment_end: run.moment("enrollment_end")?,
        seats: run.list("seats")?.iter().map(seat).collect::<Result<_, String>>()?,
    })
}

pub(super) fn one_click(given: &Given<'_>) -> Result<Value, String> {
    let courses = given.list("courses")?.iter().map(|course| offered(given, course));
    let courses = courses.collect::<Result<Vec<OfferedCourse>, String>>()?;
    let enabled = given.flag_or_on("enabled")?;
    let sold = sold_at_once(enabled, &given.modes("applicable_seat_types")?, &courses, given.now);
    Ok(json!({ "is_program_eligible_for_one_click_purchase": sold }))
}

pub(super) fn discount(given: &Given<'_>) -> Result<Value, String> {
    let amount = |key: &str| given.amount(key)?.ok_or_else(|| format!("it has no `{key}`"));
    let discount = Discount {
        full: amount("total_incl_tax_excl_discounts")?,
        asked: amount("total_incl_tax")?,
    };
    Ok(json!({
        "is_discounted": discount.is_one(),
        "discount_value": number(discount.saved()),
        // The platform gives the price that is asked under this name.
        "full_program_price": number(discount.asked),
    }))
}
