//! Every built-in catalog is read without a problem, and the index names them all.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use certificate_planner::catalog::Catalog;
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/catalogs")
}

fn read(name: &str) -> Catalog {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    let reading = Catalog::read(&text);
    assert_eq!(reading.problems.0, [], "{name}");
    reading.catalog.unwrap()
}

fn index() -> Value {
    let text = fs::read_to_string(folder().join("index.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_built_in_catalog_is_read_without_a_problem() {
    for entry in index()["catalogs"].as_array().unwrap() {
        let catalog = read(entry["file"].as_str().unwrap());
        assert!(!catalog.programs().is_empty());
    }
}

#[test]
fn the_index_names_every_catalog_and_its_programs() {
    let index = index();
    let entries = index["catalogs"].as_array().unwrap();
    let named: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["file"].as_str()).collect();
    let on_disk = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let on_disk: BTreeSet<String> = on_disk
        .map(|name| name.into_string().unwrap())
        .filter(|name| name != "index.json")
        .collect();
    assert_eq!(named, on_disk.iter().map(String::as_str).collect());
    for entry in entries {
        let catalog = read(entry["file"].as_str().unwrap());
        let programs = catalog.programs().iter();
        let programs: Vec<(&str, &str)> =
            programs.map(|program| (program.facts.id.as_str(), &*program.facts.title)).collect();
        let listed = entry["programs"].as_array().unwrap().iter();
        let listed: Vec<(&str, &str)> = listed
            .map(|program| (program["id"].as_str().unwrap(), program["title"].as_str().unwrap()))
            .collect();
        assert_eq!(listed, programs, "{}", entry["file"]);
    }
}

#[test]
fn every_source_is_used_and_has_a_title() {
    for entry in index()["catalogs"].as_array().unwrap() {
        let name = entry["file"].as_str().unwrap();
        let text = fs::read_to_string(folder().join(name)).unwrap();
        for source in read(name).sources() {
            assert!(!source.title.trim().is_empty(), "{name}: {}", source.id);
            let uses = text.matches(&format!("\"source\": \"{}\"", source.id)).count();
            assert!(uses > 0, "{name}: no fact names the source {}", source.id);
        }
    }
}

/// What was projected is past once its end has passed: no choice any more, but its dates are still known (rule C6).
#[test]
fn a_projected_session_keeps_its_dates_after_its_end() {
    let catalog = read("mitx-dedp.json");
    let program = &catalog.programs()[0];
    let of = |now: &str| {
        let all = catalog.sessions(program, now.parse().unwrap());
        let own = all.into_iter().find(|one| one.course.as_str() == "14.73x").unwrap();
        let found = own.sessions.into_iter().find(|one| one.run.as_str() == "3T2026");
        found.map(|one| (one.projected, one.past, one.end.is_some()))
    };
    assert_eq!(of("2026-12-16T12:00:00Z"), Some((true, false, true)));
    assert_eq!(of("2026-12-20T12:00:00Z"), Some((true, true, true)));
    assert_eq!(of("2029-06-01T12:00:00Z"), None);
}
