//! What a plan or a catalog leaves open: certificates without a date, courses that count only if they
//! were completed in time, nested programs, and courses that no source lists.

use serde_json::{Value, json};

use crate::made_programs::{GRID, Maker, date, fact};

/// Leaves something open in a made program and its plan.
pub(crate) fn leave_open(maker: &mut Maker, catalog: &mut Value, plan: &mut Value) {
    if maker.random.percent(50) {
        drop_dates(maker, plan);
    }
    let mut tree = catalog["programs"][0]["requirement"]["value"].take();
    if maker.random.percent(40) {
        complete_before(maker, catalog, &mut tree);
    }
    if maker.random.percent(25) {
        list_less(maker, &mut tree);
    }
    let fills_one_place = !catalog["programs"][0]["course_fills_one_place"].is_null();
    if !fills_one_place && maker.random.percent(40) {
        nest(maker, catalog, plan, &mut tree);
    }
    catalog["programs"][0]["requirement"]["value"] = tree;
}

/// Nobody says any more when some of the certificates that are held came.
fn drop_dates(maker: &mut Maker, plan: &mut Value) {
    for entry in plan["courses"].as_array_mut().unwrap() {
        let runs = entry.get_mut("runs").and_then(Value::as_array_mut);
        for run in runs.into_iter().flatten() {
            if run["certificate"] == "held" && maker.random.percent(60) {
                run.as_object_mut().unwrap().remove("certificate_on");
            }
        }
    }
}

/// One place of a course whose sessions have dates of their own takes what is completed before a day.
fn complete_before(maker: &mut Maker, catalog: &Value, tree: &mut Value) {
    let courses = catalog["courses"].as_array().unwrap();
    let is_fit = |leaf: &Value| {
        let course = courses.iter().find(|course| course["id"] == leaf["course"]).unwrap();
        course["capstone"].is_null() && course["pacing"]["value"] == "instructor_paced"
    };
    let mut leaves = Vec::new();
    collect(tree, &mut leaves);
    leaves.retain(|leaf| is_fit(leaf));
    if leaves.is_empty() {
        return;
    }
    let day = maker.today() + maker.steps(-100, 60);
    let place = maker.below(leaves.len());
    leaves[place]["completed_before"] = json!(date(day + GRID / 2));
}

/// The leaves of a requirement that name a course.
fn collect<'a>(node: &'a mut Value, leaves: &mut Vec<&'a mut Value>) {
    if node["kind"] == "course" {
        leaves.push(node);
        return;
    }
    let node = node.as_object_mut().unwrap();
    for (key, value) in node {
        let parts = value.as_array_mut().into_iter().flatten();
        match key.as_str() {
            "of" => parts.for_each(|part| collect(part, leaves)),
            "tracks" => parts.for_each(|track| collect(&mut track["requirement"], leaves)),
            _ => {}
        }
    }
}

/// A group has a course that no source lists, or it is needed itself.
fn list_less(maker: &mut Maker, tree: &mut Value) {
    let unlisted = json!({ "kind": "unlisted", "title": "U" });
    let parts = tree["of"].as_array_mut().unwrap();
    let groups = parts.iter().filter(|part| part["kind"] == "min_number_of").count();
    if groups == 0 {
        parts.push(unlisted);
        return;
    }
    let place = maker.below(groups);
    let group = parts.iter_mut().filter(|part| part["kind"] == "min_number_of").nth(place);
    group.unwrap()["of"].as_array_mut().unwrap().push(unlisted);
}

/// A part of the requirement becomes that of a nested program, which may have a paid mode of its own.
fn nest(maker: &mut Maker, catalog: &mut Value, plan: &mut Value, tree: &mut Value) {
    let capstone = |part: &Value| part["course"] == "CAP";
    let parts = tree["of"].as_array_mut().unwrap();
    let fit = |part: &&mut Value| part["kind"] != "one_track_of" && !capstone(part);
    let count = parts.iter_mut().filter(fit).count();
    if count == 0 {
        return;
    }
    let place = maker.below(count);
    let part = parts.iter_mut().filter(fit).nth(place).unwrap();
    let inner = json!({ "kind": "all_of", "of": [part.take()] });
    // As one of two, or as it is.
    let mut nested = json!({ "kind": "program", "program": "N" });
    let other = catalog["courses"][0]["id"].clone();
    if maker.random.percent(50) && catalog["courses"][0]["capstone"].is_null() {
        nested = json!({ "kind": "min_number_of", "number": 1,
            "of": [nested, { "kind": "course", "course": other }] });
    }
    *part = nested;
    let mut program = json!({ "id": "N", "title": "N", "credential": "program_certificate",
        "offered": fact(json!(true)), "requirement": fact(inner) });
    maker.maybe(&mut program, "paid_mode", 66, |maker| fact(json!(maker.random.percent(50))));
    catalog["programs"].as_array_mut().unwrap().push(program);
    maker.maybe(plan, "program_certificates", 15, |_| json!(["N"]));
}
