//! Rows whose situation a learner can be in: each becomes a catalog and a plan, and is assessed.

use certificate_planner::assessment::reason::Because;
use certificate_planner::assessment::{Assessment, Verdict, assess};
use certificate_planner::catalog::Catalog;
use certificate_planner::discount::{DiscountAmount, best_price};
use certificate_planner::moment::Instant;
use certificate_planner::money::Amount;
use certificate_planner::plan::Plan;
use certificate_planner::truth::Truth;
use serde_json::{Value, json};

use super::field;

/// The instant for rows that name none.
const NOON: &str = "2026-06-15T12:00:00Z";

/// The fee of a course with the learner's discounts.
pub(super) fn discount_price(given: &Value) -> Result<Value, String> {
    let list: Amount = field::number(given, "price")?;
    let written = field::list(given, "discounts")?;
    let discounts = written.iter().map(field::discount).collect::<Result<Vec<_>, String>>()?;
    let held: Vec<Value> = discounts
        .iter()
        .map(|discount| json!({ "kind": discount.kind, "amount": discount.amount.to_string() }))
        .collect();
    let fee = fact(json!({ "amount": list.to_string(), "currency": "USD" }));
    let course = json!({ "id": "C", "title": "C", "fee": fee });
    let session = json!({ "state": "planned", "mode": "verified", "payment": "will_pay" });
    let planned = json!({ "course": "C", "discounts": held, "runs": [session] });
    let file = catalog(&[course], Value::Null, Value::Null);
    let assessment = assessed(&file, &json!({ "courses": [planned] }), noon()?)?;
    let fee = assessment.courses.first().map(|course| course.fee.amount);
    let fee = fee.ok_or_else(|| "the course is not assessed".to_owned())?;
    let below_zero = assessment
        .cost
        .reasons
        .iter()
        .any(|reason| matches!(reason.because, Because::DiscountBelowZero { .. }));
    // A learner is told of a fee of 0 and warned; the row has the platform's own figure.
    let platform = best_price(list, discounts);
    let price = if below_zero && fee.high == Some(Amount::ZERO) {
        platform.to_string()
    } else if fee.high == Some(fee.low) {
        fee.low.to_string()
    } else {
        "not known".to_owned()
    };
    Ok(json!({ "price": price }))
}

/// Whether what was paid can be refunded.
pub(super) fn refund_eligible(given: &Value) -> Result<Value, String> {
    let paid_on = field::text(given, "purchased_at")?;
    let mut run = json!({ "id": "R", "source": "s", "status": "current" });
    if let (Some(start), Some(entries)) = (field::stated(given, "run_start"), run.as_object_mut()) {
        entries.insert("start".to_owned(), start.clone());
    }
    let course = json!({ "id": "C", "title": "C", "runs": [run] });
    let session = json!({ "run": "R", "state": "in_progress", "mode": "verified",
        "payment": "paid", "paid_on": paid_on });
    let plan = json!({ "courses": [{ "course": "C", "runs": [session] }] });
    let file = catalog(&[course], Value::Null, Value::Null);
    let assessment = assessed(&file, &plan, field::now(given)?)?;
    let refunded = assessment
        .cost
        .reasons
        .iter()
        .any(|reason| matches!(reason.because, Because::Refund { until: Some(_), .. }));
    Ok(json!({ "eligible": refunded }))
}

/// Which enrollments the purchase of a program upgrades.
pub(super) fn run_upgrades(given: &Value) -> Result<Value, String> {
    let mut own = Vec::new();
    for node in field::list(given, "req_tree")? {
        own_courses(node, &mut own);
    }
    let mut courses: Vec<(String, Vec<Value>, Vec<Value>)> =
        own.iter().map(|id| (id.clone(), Vec::new(), Vec::new())).collect();
    for run in field::list(given, "runs")? {
        let id = field::value(run, "course")?.to_string();
        if !courses.iter().any(|course| course.0 == id) {
            courses.push((id.clone(), Vec::new(), Vec::new()));
        }
        let place = courses.iter_mut().find(|course| course.0 == id);
        let (_, runs, sessions) = place.ok_or("the course is lost")?;
        runs.extend(published(run)?);
        sessions.extend(seat(run)?);
    }
    let entry = |(id, runs, _): &(String, Vec<Value>, Vec<Value>)| json!({ "id": id, "title": id, "runs": runs });
    let planned =
        |(id, _, runs): &(String, Vec<Value>, Vec<Value>)| json!({ "course": id, "runs": runs });
    let entries: Vec<Value> = courses.iter().map(entry).collect();
    let plan = json!({ "courses": courses.iter().map(planned).collect::<Vec<_>>() });
    let leaf = |id: &String| json!({ "kind": "course", "course": id });
    let of: Vec<Value> = own.iter().map(leaf).collect();
    let price = fact(json!({ "amount": "0", "currency": "USD" }));
    let file = catalog(&entries, json!({ "kind": "all_of", "of": of }), price);
    let assessment = assessed(&file, &plan, field::now(given)?)?;
    let upgraded = assessment.cost.reasons.iter().find_map(|reason| {
        if let Because::BundlePrice { upgrades, .. } = &reason.because {
            Some(upgrades)
        } else {
            None
        }
    });
    let upgraded = upgraded.ok_or("the bundle is not named")?;
    let mut runs: Vec<i64> =
        upgraded.iter().filter_map(|seat| seat.run.as_str().parse().ok()).collect();
    runs.sort_unstable();
    Ok(json!({ "upgraded_runs": runs }))
}

/// The courses of a tree; those of a nested program are not the program's own.
fn own_courses(node: &Value, own: &mut Vec<String>) {
    let data = node.get("data").unwrap_or(&Value::Null);
    if let Some(course) = field::stated(data, "course") {
        let id = course.to_string();
        if !own.contains(&id) {
            own.push(id);
        }
    }
    for child in node.get("children").and_then(Value::as_array).into_iter().flatten() {
        own_courses(child, own);
    }
}

/// The run as the catalog has it; one that is not live is not published.
fn published(run: &Value) -> Result<Option<Value>, String> {
    if !run.get("live").and_then(Value::as_bool).unwrap_or(true) {
        return Ok(None);
    }
    let id = field::value(run, "id")?.to_string();
    let modes = field::names(run, "enrollment_modes")?;
    let deadline = field::stated(run, "upgrade_deadline").cloned().unwrap_or(json!("none"));
    Ok(Some(json!({ "id": id, "source": "s", "status": "current", "upgrade_deadline": deadline,
        "certificate_track": modes.iter().any(|mode| mode == "verified") })))
}

/// The learner's enrollment in the run, where there is one.
fn seat(run: &Value) -> Result<Option<Value>, String> {
    let Some(enrollment) = field::stated(run, "enrollment") else {
        return Ok(None);
    };
    let id = field::value(run, "id")?.to_string();
    let mut session = match field::text(enrollment, "mode")? {
        "audit" => json!({ "run": id, "state": "in_progress", "mode": "audit" }),
        "verified" => {
            json!({ "run": id, "state": "in_progress", "mode": "verified", "payment": "paid" })
        }
        other => return Err(format!("no seat of mode {other} is known")),
    };
    let left = !enrollment.get("active").and_then(Value::as_bool).unwrap_or(true);
    if let Some(entries) = session.as_object_mut().filter(|_| left) {
        entries.insert("left".to_owned(), json!("unenrolled"));
    }
    Ok(Some(session))
}

/// Whether one can still pay in a session.
pub(super) fn checkout_allowed(given: &Value) -> Result<Value, String> {
    let written = field::value(given, "upgrade_deadline")?;
    let deadline = match written.as_str() {
        None => json!("none"),
        Some("past") => json!("2026-06-15T11:59:59Z"),
        Some("future") => json!("2026-06-15T12:00:01Z"),
        Some(instant) => json!(instant),
    };
    let run =
        json!({ "id": "R", "source": "s", "status": "current", "upgrade_deadline": deadline });
    let course = json!({ "id": "C", "title": "C", "runs": [run] });
    let session = json!({ "run": "R", "state": "in_progress", "mode": "verified",
        "payment": "will_pay", "result": "will_pass" });
    let plan = json!({ "courses": [{ "course": "C", "runs": [session] }] });
    let file = catalog(&[course], Value::Null, Value::Null);
    let now = field::instant(given, "now")?.map_or_else(noon, Ok)?;
    let assessment = assessed(&file, &plan, now)?;
    let verdict = assessment.courses.first().map(|course| course.verdict);
    Ok(json!({ "checkout": verdict == Some(Verdict::OnCourse) }))
}

/// Whether a tier is approved without documents.
pub(super) fn auto_approval(given: &Value) -> Result<Value, String> {
    let income: Amount = field::number(given, "income_usd")?;
    let off: DiscountAmount = field::number(given, "tier_discount_amount")?;
    // The tier above every income has the list price; the learner's has it too, or a lower one.
    let lower = off != DiscountAmount::whole(0);
    let tiers = json!([
        { "income_from": "0", "fee": if lower { "250" } else { "1000" } },
        { "income_from": "999999999", "fee": "1000" },
    ]);
    let countries = match field::stated(given, "country_threshold") {
        None => json!([]),
        Some(threshold) => json!([{ "threshold": field::decimal(threshold), "codes": "AA" }]),
    };
    let otherwise = certificate_planner::assistance::THRESHOLD_ELSEWHERE.to_string();
    let approval = json!({ "otherwise": otherwise, "countries": countries });
    let tiers = fact(json!({ "currency": "USD", "tiers": tiers, "approval": approval }));
    let mut file = catalog(&[json!({ "id": "C", "title": "C" })], Value::Null, Value::Null);
    if let Some(program) = file.pointer_mut("/programs/0").and_then(Value::as_object_mut) {
        program.insert("income_tiers".to_owned(), tiers);
    }
    let income = json!({ "amount": income.to_string(), "currency": "USD" });
    let plan = json!({ "income": income, "country": "AA" });
    let assessment = assessed(&file, &plan, noon()?)?;
    let documents = assessment.cost.reasons.iter().find_map(|reason| {
        if let Because::IncomeTier { documents, .. } = reason.because {
            Some(documents)
        } else {
            None
        }
    });
    match documents {
        Some(Truth::Yes) => Ok(json!({ "auto_approved": false })),
        Some(Truth::No) => Ok(json!({ "auto_approved": true })),
        Some(Truth::Unknown) | None => Err("whether documents are asked for is open".to_owned()),
    }
}

fn noon() -> Result<Instant, String> {
    NOON.parse().map_err(|_| format!("{NOON} is no instant"))
}

fn fact(value: Value) -> Value {
    json!({ "value": value, "source": "s", "status": "current" })
}

/// A catalog with these courses and one program, which needs all of them unless a requirement is
/// given.
fn catalog(courses: &[Value], requirement: Value, bundle_price: Value) -> Value {
    let all = || {
        let leaf = |course: &Value| json!({ "kind": "course", "course": course.get("id") });
        json!({ "kind": "all_of", "of": courses.iter().map(leaf).collect::<Vec<_>>() })
    };
    let requirement = if requirement.is_null() { all() } else { requirement };
    json!({
        "format": 1, "title": "A row", "platform": "mitx_online", "as_of": "2026-06-15",
        "sources": [{ "id": "s", "title": "The row" }],
        "courses": courses,
        "programs": [{ "id": "P", "title": "P", "credential": "program_certificate",
            "requirement": fact(requirement), "bundle_price": bundle_price }],
    })
}

/// The assessment of a plan without its format and program.
fn assessed(catalog: &Value, plan: &Value, now: Instant) -> Result<Assessment, String> {
    let reading = Catalog::read(&catalog.to_string());
    let problems = reading.problems;
    let catalog =
        reading.catalog.ok_or_else(|| format!("the row makes no catalog: {problems:?}"))?;
    let mut plan = plan.clone();
    if let Some(entries) = plan.as_object_mut() {
        entries.insert("format".to_owned(), json!(1));
        entries.insert("program".to_owned(), json!("P"));
    }
    let plan = Plan::read(&plan.to_string(), &catalog);
    let plan = plan.map_err(|problems| format!("the row makes no plan: {problems:?}"))?;
    Ok(assess(&catalog, &plan, now))
}
