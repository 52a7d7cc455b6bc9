//! What is read and written agrees with the JSON Schema that describes it, held by a validator that
//! knows nothing of this project.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use certificate_planner::assessment::assess;
use certificate_planner::catalog::Catalog;
use certificate_planner::import::import;
use certificate_planner::plan::Plan;
use certificate_planner::schema;
use jsonschema::Validator;
use serde_json::Value;

fn validator(schema: &str) -> Validator {
    jsonschema::validator_for(&json(schema)).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn at(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// The JSON files of a folder and of those below.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    let is_json = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
    entries.flat_map(below).filter(is_json).collect()
}

/// The built-in catalogs, and one with every kind of entry.
fn catalogs() -> Vec<(PathBuf, String)> {
    let mut paths = files(&at("www/catalogs"));
    paths.retain(|path| !path.ends_with("index.json"));
    assert!(paths.len() >= 12, "catalogs are lost");
    paths.push(at("fuzz/seeds/catalog/every-kind.json"));
    paths.into_iter().map(|path| (path.clone(), text(&path))).collect()
}

#[track_caller]
fn holds(validator: &Validator, value: &Value, of: impl std::fmt::Debug) {
    let wrong: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{of:?}: {wrong:#?}");
}

#[test]
fn every_built_in_catalog_agrees_with_the_schema() {
    let validator = validator(&schema::catalog_schema());
    for (path, text) in catalogs() {
        holds(&validator, &json(&text), path);
    }
}

#[test]
fn what_no_catalog_may_say_does_not_agree() {
    let validator = validator(&schema::catalog_schema());
    let catalog = json(&text(&at("fuzz/seeds/catalog/every-kind.json")));
    for (place, value) in [
        ("/title", Value::Null),
        ("/platform", "elsewhere".into()),
        ("/courses/0/id", Value::Null),
        ("/courses/0/title", 7.into()),
        ("/programs/0/requirement/value/kind", "some_of".into()),
        ("/programs/0/requirement/status", "old".into()),
    ] {
        let mut wrong = catalog.clone();
        *wrong.pointer_mut(place).unwrap_or_else(|| panic!("no {place}")) = value;
        assert!(!validator.is_valid(&wrong), "{place}");
        assert!(Catalog::read(&wrong.to_string()).catalog.is_none(), "{place}");
    }
}

#[test]
fn every_imported_record_agrees_with_the_schema() {
    let validator = validator(&schema::catalog_schema());
    let records = files(&at("tests/records"));
    assert!(!records.is_empty());
    for path in records {
        let imported = import(&[&text(&path)], None, "2026-11-21".parse().unwrap()).unwrap();
        holds(&validator, &serde_json::to_value(&imported.catalog).unwrap(), path);
    }
}

#[test]
fn plans_and_their_answers_agree_with_the_schemas() {
    let (plans, answers) =
        (validator(&schema::plan_schema()), validator(&schema::assessment_schema()));
    let now = "2026-11-21T12:00:00Z".parse().unwrap();
    let seed = json(&text(&at("fuzz/seeds/plan/every-kind.json")));
    let example = json(&schema::plan_schema())["examples"][0].clone();
    for plan in [&seed, &example] {
        holds(&plans, plan, "a plan");
    }
    for (path, text) in catalogs() {
        let catalog = Catalog::read(&text).catalog.unwrap();
        for program in catalog.programs() {
            let id = program.facts.id.as_str();
            let empty = serde_json::json!({ "format": 1, "program": id });
            for plan in [&empty, &seed, &example] {
                let mut plan = plan.clone();
                plan["program"] = id.into();
                let Ok(plan) = Plan::read(&plan.to_string(), &catalog) else { continue };
                let answer = serde_json::to_value(assess(&catalog, &plan, now)).unwrap();
                holds(&answers, &answer, (&path, id));
            }
        }
    }
}

#[test]
fn problems_agree_with_the_schema() {
    let validator = validator(&schema::problems_schema());
    for text in ["{}", "[]", "{", r#"{ "format": 2, "courses": [{}, 7], "programs": null }"#] {
        let problems = Catalog::read(text).problems;
        assert!(problems.forbid_use());
        holds(&validator, &serde_json::to_value(&problems).unwrap(), text);
    }
}
