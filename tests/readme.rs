//! What README says of catalogs is true: its example, its plan, its answers and each of its values; and a
//! catalog that was written from it alone is in order and gives the answers that its sources lead to. Every
//! command and every file that a text for people names is there.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use certificate_planner::assessment::assess;
use certificate_planner::catalog::{Catalog, meaning};
use certificate_planner::plan::Plan;
use serde_json::{Value, json};

const NOW: &str = "2026-11-21T12:00:00Z";

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The section of README on writing a catalog.
fn section() -> String {
    let readme = text("README.md");
    let (_, rest) = readme.split_once("## Write your own catalog").unwrap();
    rest.split("\n## ").next().unwrap().to_owned()
}

/// The JSON blocks of the section: the catalog, then the plan.
fn blocks() -> [String; 2] {
    let section = section();
    let mut blocks = section.split("```json\n").skip(1);
    [(); 2].map(|()| blocks.next().unwrap().split("```").next().unwrap().to_owned())
}

/// The rows of the table whose first heading begins so, cell by cell.
fn table(first: &str) -> Vec<Vec<String>> {
    let section = section();
    let head = format!("| {first}");
    let lines = section.lines().skip_while(|line| !line.starts_with(&head)).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

/// What stands between backquotes in a cell, as JSON.
fn code(cell: &str) -> Value {
    let written = cell.trim_matches('`');
    serde_json::from_str(written).unwrap_or_else(|error| panic!("{written}: {error}"))
}

/// The warnings of a catalog without problems, as `check` has them.
#[track_caller]
fn warnings(catalog: &Value) -> Value {
    let reading = Catalog::read(&catalog.to_string());
    let mut found = reading.problems;
    let catalog = reading.catalog.unwrap_or_else(|| panic!("{found:#?}"));
    found.0.extend(meaning::warnings(&catalog, NOW.parse().unwrap()).0);
    serde_json::to_value(&found).unwrap()
}

fn answer(catalog: &str, plan: &str) -> Value {
    let catalog = Catalog::read(catalog).catalog.unwrap();
    let plan = Plan::read(plan, &catalog).unwrap_or_else(|problems| panic!("{problems:#?}"));
    serde_json::to_value(assess(&catalog, &plan, NOW.parse().unwrap())).unwrap()
}

fn fact(value: &Value) -> Value {
    json!({ "value": value, "source": "page", "status": "current" })
}

#[test]
fn the_catalog_is_in_order_and_the_one_that_the_page_starts_from() {
    let [catalog, _] = blocks();
    assert_eq!(catalog, text("www/example-catalog.json"));
    let catalog: Value = serde_json::from_str(&catalog).unwrap();
    assert_eq!(catalog["$schema"], "catalog.schema.json");
    assert_eq!(warnings(&catalog), json!([]));
}

#[test]
fn the_plan_has_the_answers_that_are_stated() {
    let [catalog, plan] = blocks();
    assert!(section().contains(&format!("--plan plan.json --now {NOW}\n")));
    let answer = answer(&catalog, &plan);
    let stated: Vec<String> = table("question").iter().map(|row| row[1].clone()).collect();
    let verdict = answer["program"]["verdict"].as_str().unwrap().replace('_', " ");
    let certificate = &answer["program"]["certificate"];
    // No end is promised (rule C1).
    assert_eq!(certificate["to"], "open");
    let when = format!("on or after {}", certificate["from"]["at"].as_str().unwrap());
    let to_pay = &answer["cost"]["to_pay"];
    assert_eq!(to_pay["low"], to_pay["high"]);
    let how_much = format!(
        "{} {} to pay",
        to_pay["low"].as_str().unwrap(),
        answer["cost"]["currency"].as_str().unwrap()
    );
    assert_eq!(stated, [verdict, when, how_much]);
}

#[test]
fn every_requirement_can_stand_in_the_catalog() {
    let rows = table("`requirement`");
    assert_eq!(rows.len(), 6);
    for row in rows {
        let mut catalog: Value = serde_json::from_str(&blocks()[0]).unwrap();
        let mut nested = catalog["programs"][0].clone();
        nested["id"] = "nested".into();
        catalog["programs"].as_array_mut().unwrap().push(nested);
        catalog["programs"][0]["requirement"]["value"] = code(&row[0]);
        warnings(&catalog);
    }
}

#[test]
fn every_further_key_can_stand_in_the_catalog_with_the_value_shown() {
    let rows = table("key");
    assert!(rows.len() >= 20, "rows are lost");
    let mut catalog: Value = serde_json::from_str(&blocks()[0]).unwrap();
    for row in &rows {
        let (key, value) = (row[0].trim_matches('`'), code(&row[2]));
        let place = match row[1].as_str() {
            "catalog" => &mut catalog,
            "course" => &mut catalog["courses"][2],
            "program" => &mut catalog["programs"][0],
            other => panic!("{other}"),
        };
        place[key] = if ["prerequisites", "terms", "url"].contains(&key) {
            value
        } else if ["uncertain_aid", "credit_pathways", "notes"].contains(&key) {
            value.as_array().unwrap().iter().map(fact).collect()
        } else {
            fact(&value)
        };
    }
    warnings(&catalog);
}

#[test]
fn every_status_is_one_of_the_format() {
    let rows = table("status");
    let words: Vec<&str> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
    assert_eq!(words, ["current", "secondary", "historic"]);
    for word in words {
        let mut catalog: Value = serde_json::from_str(&blocks()[0]).unwrap();
        for course in catalog["courses"].as_array_mut().unwrap() {
            course["fee"]["status"] = word.into();
        }
        warnings(&catalog);
        let answer = answer(&catalog.to_string(), &blocks()[1]);
        // An old fee is never added to a total.
        assert_eq!(answer["cost"]["to_pay"]["high"].is_string(), word != "historic", "{word}");
    }
}

/// A catalog that was written from README alone, for a program of which little is published.
const FROM_README: &str = "www/e2e/fixtures/ritx-project-management.json";
const COURSES: [&str; 3] =
    ["project-management-life-cycle", "best-practices", "international-project-management"];

/// The verdict for somebody who holds the certificates of so many courses; `rest` is done in another one.
fn verdict(held: usize, rest: Option<Value>) -> Value {
    let certificate =
        json!({ "state": "finished", "certificate": "held", "certificate_on": "2025-06-01" });
    let done =
        COURSES.iter().take(held).map(|course| json!({ "course": course, "runs": [certificate] }));
    let next = rest.map(|run| json!({ "course": COURSES[held], "runs": [run] }));
    let courses: Vec<Value> = done.chain(next).collect();
    let plan = json!({ "format": 1, "program": "ritx-project-management", "courses": courses });
    answer(&text(FROM_README), &plan.to_string())["program"]["verdict"].clone()
}

#[test]
fn a_catalog_written_from_it_alone_says_what_its_sources_do() {
    let catalog: Value = serde_json::from_str(&text(FROM_README)).unwrap();
    // No session is published, and that is all there is to warn of.
    let warned = warnings(&catalog);
    let places: Vec<&Value> =
        warned.as_array().unwrap().iter().map(|found| &found["path"]).collect();
    assert_eq!(places, ["courses[0].runs", "courses[1].runs", "courses[2].runs"]);
    // Three certificates are all that the program needs.
    assert_eq!(verdict(3, None), "earned");
    assert_eq!(verdict(2, None), "needs_change");
    // Of the session that is intended, neither dates nor photo ID are known.
    let intended = json!({ "state": "planned", "mode": "verified", "payment": "will_pay", "result": "will_pass" });
    assert_eq!(verdict(2, Some(intended)), "undetermined");
}

/// The texts for people, by name.
fn documents() -> Vec<(&'static str, String)> {
    let names = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    names.into_iter().map(|name| (name, text(name))).collect()
}

/// The words that follow a phrase in a text.
fn words_after(text: &str, phrase: &str) -> Vec<String> {
    text.split(phrase)
        .skip(1)
        .map(|rest| {
            rest.chars().take_while(|one| one.is_ascii_lowercase() || *one == '-').collect()
        })
        .filter(|word: &String| word.starts_with(|first: char| first != '-'))
        .collect()
}

#[test]
fn every_command_in_the_documents_is_one() {
    let commands = text("xtask/src/main.rs");
    for (name, text) in documents() {
        for word in words_after(&text, "cargo xtask ") {
            assert!(commands.contains(&format!("[\"{word}\"")), "{name}: cargo xtask {word}");
        }
        for phrase in ["\ncertificate-planner ", "`certificate-planner ", "cargo run -- "] {
            for word in words_after(&text, phrase) {
                let mut tool = Command::new(env!("CARGO_BIN_EXE_certificate-planner"));
                let said = tool.args([&word, "--help"]).output().unwrap();
                assert!(said.status.success(), "{name}: {phrase}{word}");
            }
        }
    }
}

#[test]
fn every_place_in_the_documents_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, text) in documents() {
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let linked = linked.filter(|link| !link.contains("://"));
        let named = text.split('`').skip(1).step_by(2).filter(|code| {
            let folder = code.split('/').next().unwrap_or_default();
            code.contains('/') && ["src", "www", "tests", "xtask", "fuzz", "docs"].contains(&folder)
        });
        for place in linked.chain(named) {
            let path = place.split(['#', ' ']).next().unwrap_or_default();
            // What is a pattern stands for several files, and one example is to be written by the reader.
            if path.contains(['*', '<']) || path.ends_with("my-catalog.json") {
                continue;
            }
            assert!(root.join(path).exists(), "{name}: {place}");
        }
    }
}
