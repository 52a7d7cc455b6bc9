//! Short ways to write catalogs and plans in tests, and to ask for their assessment.
//!
//! A short catalog states values bare: every one is wrapped into a fact with the one source `s`.
//! A short plan may leave out what is the same everywhere; see [`full_plan`].

#![allow(dead_code, reason = "each test file uses some of these")]

use std::fs;
use std::path::PathBuf;

use certificate_planner::assessment::reason::Reason;
use certificate_planner::assessment::{Assessment, CourseAssessment, assess};
use certificate_planner::catalog::Catalog;
use certificate_planner::plan::Plan;
use serde_json::{Map, Value, json};

/// The text of a built-in catalog.
pub(crate) fn built_in(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/catalogs");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Reads a catalog that is in order; warnings are allowed.
pub(crate) fn read_catalog(text: &str) -> Catalog {
    let reading = Catalog::read(text);
    let problems = reading.problems;
    reading.catalog.unwrap_or_else(|| panic!("{problems:#?}"))
}

/// Reads a short plan that is in order.
pub(crate) fn read_plan(short: &str, catalog: &Catalog) -> Plan {
    let text = full_plan(short, catalog);
    Plan::read(&text, catalog).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

/// Assesses a short plan on a catalog in full.
pub(crate) fn assess_plan(catalog: &Catalog, short_plan: &str, now: &str) -> Assessment {
    assess(catalog, &read_plan(short_plan, catalog), now.parse().unwrap())
}

/// The answer for one course.
pub(crate) fn course<'a>(assessment: &'a Assessment, id: &str) -> &'a CourseAssessment {
    let found = assessment.courses.iter().find(|course| course.course.as_str() == id);
    found.unwrap_or_else(|| panic!("the assessment has no course {id}"))
}

/// The reasons of a course and of its sessions.
pub(crate) fn course_reasons(course: &CourseAssessment) -> Vec<&Reason> {
    course.reasons.iter().chain(course.runs.iter().flat_map(|run| &run.reasons)).collect()
}

/// A value as it is written in JSON.
pub(crate) fn written(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// The keys of courses and programs whose values are facts.
const FACTS: [&str; 27] = [
    "accepts_certificates_of",
    "advanced",
    "attempts_guaranteed",
    "bundle_months",
    "bundle_price",
    "capstone",
    "carried_over",
    "certificate_release",
    "certificates_count_years",
    "course_fills_one_place",
    "enrollment_required",
    "fee",
    "grading",
    "honor_certifies",
    "hours_per_week",
    "income_tiers",
    "offered",
    "pacing",
    "paid_mode",
    "passing_score",
    "photo_id_required",
    "proctored_exam",
    "refund_days",
    "requirement",
    "simultaneous_sessions",
    "terms_offered",
    "weeks",
];

/// The full text of a short catalog:
/// - `platform` is MITx Online, a title is the id, and a program is a program certificate, where
///   they are left out;
/// - a fee is an amount in USD: `"100.00"`;
/// - a requirement is a list of courses that are all needed, a course by its id, or written out.
pub(crate) fn full_catalog(short: &str) -> String {
    let mut file: Value = serde_json::from_str(short).unwrap();
    let whole = file.as_object_mut().unwrap();
    let sources = json!([{ "id": "s", "title": "The source" }]);
    let defaults = [
        ("format", json!(1)),
        ("title", json!("A catalog for a test")),
        ("platform", json!("mitx_online")),
        ("as_of", json!("2026-11-21")),
        ("sources", sources),
    ];
    for (key, value) in defaults {
        whole.entry(key).or_insert(value);
    }
    for course in list_mut(&mut file, "courses") {
        entry(course, &["runs", "prerequisites"]);
    }
    for program in list_mut(&mut file, "programs") {
        program
            .as_object_mut()
            .unwrap()
            .entry("credential")
            .or_insert(json!("program_certificate"));
        let requirement = program["requirement"].take();
        program["requirement"] = full_requirement(requirement);
        entry(program, &[]);
    }
    for term in list_mut(&mut file, "terms") {
        sourced(term);
    }
    serde_json::to_string_pretty(&file).unwrap()
}

/// Fills in the title, facts and sources of a course or program.
fn entry(value: &mut Value, sourced_lists: &[&str]) {
    let id = value["id"].clone();
    let entries = value.as_object_mut().unwrap();
    entries.entry("title").or_insert(id);
    full_fee(entries);
    for key in FACTS {
        if let Some(bare) = entries.get_mut(key) {
            *bare = fact(bare.take());
        }
    }
    for bare in list_mut(value, "uncertain_aid") {
        *bare = fact(bare.take());
    }
    for key in sourced_lists {
        list_mut(value, key).iter_mut().for_each(sourced);
    }
}

fn fact(value: Value) -> Value {
    json!({ "value": value, "source": "s", "status": "current" })
}

fn sourced(value: &mut Value) {
    let entries = value.as_object_mut().unwrap();
    full_fee(entries);
    entries.entry("source").or_insert(json!("s"));
    entries.entry("status").or_insert(json!("current"));
}

fn full_fee(entries: &mut Map<String, Value>) {
    if let Some(fee) = entries.get_mut("fee").filter(|fee| fee.is_string()) {
        *fee = json!({ "amount": fee.take(), "currency": "USD" });
    }
}

fn full_requirement(short: Value) -> Value {
    match short {
        Value::String(course) => json!({ "kind": "course", "course": course }),
        Value::Array(of) => {
            let of: Vec<Value> = of.into_iter().map(full_requirement).collect();
            json!({ "kind": "all_of", "of": of })
        }
        Value::Object(mut node) => {
            if let Some(Value::Array(of)) = node.get_mut("of") {
                of.iter_mut().for_each(|child| *child = full_requirement(child.take()));
            }
            if let Some(Value::Array(tracks)) = node.get_mut("tracks") {
                for track in tracks {
                    let requirement = track["requirement"].take();
                    track["requirement"] = full_requirement(requirement);
                }
            }
            Value::Object(node)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => panic!("no requirement: {short}"),
    }
}

fn list_mut<'a>(value: &'a mut Value, key: &str) -> &'a mut [Value] {
    value.get_mut(key).and_then(Value::as_array_mut).map_or(&mut [], Vec::as_mut_slice)
}

/// The full text of a short plan:
/// - `program` is the catalog's first, where it is left out;
/// - `"holds": {"A": "2026-01-07", "B": null}`: the certificates held, with their dates;
/// - `"each": {"of": ["A", "B"], "as": {…}}`: the same session for each of these courses.
pub(crate) fn full_plan(short: &str, catalog: &Catalog) -> String {
    let mut plan: Map<String, Value> = serde_json::from_str(short).unwrap();
    let mut courses: Vec<Value> = match plan.remove("courses") {
        Some(Value::Array(courses)) => courses,
        _ => Vec::new(),
    };
    if let Some(Value::Object(held)) = plan.remove("holds") {
        for (id, on) in held {
            let mut run = json!({
                "state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
                "certificate": "held",
            });
            if on.is_string() {
                run["certificate_on"] = on;
            }
            courses.push(json!({ "course": id, "runs": [run] }));
        }
    }
    if let Some(each) = plan.remove("each") {
        for id in each["of"].as_array().unwrap() {
            let mut course = json!({ "course": id, "runs": [each["as"]] });
            if let Some(fee) = each.get("fee") {
                course["fee"] = json!({ "amount": fee, "currency": "USD" });
            }
            courses.push(course);
        }
    }
    let program = catalog.programs()[0].facts.id.to_string();
    plan.entry("format").or_insert(json!(1));
    plan.entry("program").or_insert(json!(program));
    plan.insert("courses".to_owned(), Value::Array(courses));
    Value::Object(plan).to_string()
}
