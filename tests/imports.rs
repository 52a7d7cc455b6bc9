//! Records of the platforms become catalogs: with the values that stand in them, with a note where
//! something is doubtful or left out, and without a crash whatever is in them.
//!
//! Expected values are read off the records by hand; their sources are in `tests/records/`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use std::fs;
use std::path::PathBuf;

use certificate_planner::assessment::Verdict;
use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::format::Platform;
use certificate_planner::import::{Imported, Note, import, recognize};
use serde_json::{Value, json};

use crate::common::{assess_plan, read_catalog, written};

const AS_OF: &str = "2026-11-21";

fn record(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/records");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn imported(texts: &[String]) -> Imported {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    import(&texts, None, AS_OF.parse().unwrap()).unwrap()
}

/// The catalog of these records as JSON, and what was noted.
fn catalog_of(names: &[&str]) -> (Value, Vec<Note>) {
    let texts: Vec<String> = names.iter().map(|name| record(name)).collect();
    let Imported { catalog, notes } = imported(&texts);
    (written(&catalog), notes)
}

/// The catalog of a record that is written out here.
fn catalog_from(records: &Value) -> (Value, Vec<Note>) {
    let Imported { catalog, notes } = imported(&[records.to_string()]);
    (written(&catalog), notes)
}

fn entry<'a>(list: &'a Value, id: &str) -> &'a Value {
    let found = list.as_array().unwrap().iter().find(|entry| entry["id"] == id);
    found.unwrap_or_else(|| panic!("no {id} in {list}"))
}

fn run<'a>(catalog: &'a Value, course: &str, run: &str) -> &'a Value {
    entry(&entry(&catalog["courses"], course)["runs"], run)
}

fn course(id: &str) -> Value {
    json!({ "kind": "course", "course": id })
}

/// The places of the notes of a kind.
fn places<'a>(notes: &'a [Note], kind: &str) -> Vec<&'a str> {
    let of_kind = |note: &&Note| written(&note.remark)["type"] == kind;
    notes.iter().filter(of_kind).map(|note| note.path.as_str()).collect()
}

fn noted(notes: &[Note], path: &str, remark: &Value) -> bool {
    notes.iter().any(|note| note.path == path && written(&note.remark) == *remark)
}

/// Every set of records, as it is imported.
const SETS: [&[&str]; 12] = [
    &["mitxonline/dedp-2022-programs.json", "mitxonline/dedp-2022-courses.json"],
    &["mitxonline/dedp-2024-programs.json", "mitxonline/dedp-2024-courses.json"],
    &["mitxonline/8.01x-2024-programs.json", "mitxonline/8.01x-2024-courses.json"],
    &["mitxonline/18.03x-2024-programs.json", "mitxonline/18.03x-2024-courses.json"],
    &["mitxonline/trees-2024-programs.json"],
    &["mitxonline/shapes-v2-programs.json", "mitxonline/shapes-v2-courses.json"],
    &["mitxonline/shapes-v1-program.json"],
    &["mitxonline/shapes-v1-run.json"],
    &["edx/iimbx-entrepreneurship-2017.json"],
    &["edx/iux-accounting.json"],
    &["edx/mitx-courses.json"],
    &["edx/mitx-scm-xseries-2015.json"],
];

#[test]
fn every_record_becomes_a_catalog_without_a_problem() {
    for names in SETS {
        let (file, _) = catalog_of(names);
        let reading = Catalog::read(&file.to_string());
        assert!(!reading.problems.forbid_use(), "{names:?}: {:#?}", reading.problems);
        assert!(reading.catalog.is_some(), "{names:?}");
        let platform = if names[0].starts_with("edx") { "edx" } else { "mitx_online" };
        assert_eq!(file["platform"], platform, "{names:?}");
        assert_eq!(file["as_of"], AS_OF);
        let text = record(names[0]);
        assert_eq!(written(&recognize(&text).unwrap()), platform);
        // A catalog is not taken for a record.
        assert_eq!(recognize(&file.to_string()), None);
    }
}

#[test]
fn what_is_written_is_what_is_read() {
    for names in SETS {
        let (file, _) = catalog_of(names);
        let catalog = read_catalog(&file.to_string());
        for wanted in file["programs"].as_array().unwrap() {
            let id = wanted["id"].as_str().unwrap();
            let found = catalog.programs().iter().find(|one| one.facts.id.as_str() == id);
            assert_eq!(written(&found.unwrap().facts), *wanted, "{names:?}");
        }
        for wanted in file["courses"].as_array().unwrap() {
            let id = wanted["id"].as_str().unwrap();
            let found = catalog.course(&certificate_planner::id::CourseId::new(id)).unwrap();
            let mut facts = written(&found.facts);
            let runs: Vec<Value> = found.runs.iter().map(|run| written(&run.facts)).collect();
            if !runs.is_empty() {
                facts["runs"] = Value::Array(runs);
            }
            let mut wanted = wanted.clone();
            // A catalog keeps sessions by their start.
            for one in [&mut facts, &mut wanted] {
                if let Some(runs) = one["runs"].as_array_mut() {
                    runs.sort_by_key(|run| run["id"].as_str().unwrap().to_owned());
                }
                one.as_object_mut().unwrap().retain(|_, value| !value.is_null());
            }
            assert_eq!(facts, wanted, "{names:?}");
        }
    }
}

#[test]
fn dedp_as_served_in_2024() {
    let (catalog, notes) = catalog_of(SETS[1]);
    let program = entry(&catalog["programs"], "program-v1:MITx+DEDP");
    let tree = json!({ "kind": "all_of", "of": [
        { "kind": "all_of", "title": "Required Courses",
          "of": [course("14.100x"), course("JPAL102x"), course("14.310x")] },
        { "kind": "min_number_of", "title": "Elective Courses", "number": 2,
          "of": [course("14.740x"), course("14.750x"), course("14.73x")] },
    ] });
    assert_eq!(program["requirement"]["value"], tree);
    assert_eq!(program["credential"], "micromasters");
    assert_eq!(program["offered"]["value"], true);
    // The modes were not served then, so whether there is a paid one is not known.
    assert_eq!(program.get("paid_mode"), None);
    let policy = entry(&catalog["programs"], "program-v1:MITx+DEDP-Public-Policy");
    // The second elective has no record; only its number is known.
    let electives = json!({ "kind": "min_number_of", "title": "Public Policy Electives",
        "number": 2, "of": [course("14.009x"), course("68")] });
    assert_eq!(policy["requirement"]["value"]["of"][1], electives);
    let leaf = "results[1].req_tree[1].children[1].data.course";
    assert!(noted(&notes, leaf, &json!({ "type": "course_not_described", "course": "68" })));
    assert_eq!(entry(&catalog["courses"], "68")["title"], "68");
    let session = run(&catalog, "14.310x", "1T2024");
    let expected = json!({
        "id": "1T2024",
        "start": "2024-01-16T15:00:00Z",
        "end": "2024-05-02T00:00:00Z",
        "enrollment_start": "2023-10-10T23:59:00Z",
        "enrollment_end": "2024-02-13T23:59:00Z",
        "upgrade_deadline": "2024-02-28T23:59:00Z",
        "certificate_available": "2024-05-15T00:00:00Z",
        "pacing": "instructor_paced",
        "fee": { "amount": "1000.00", "currency": "USD" },
        "source": "record 14.310x",
        "status": "current",
    });
    assert_eq!(*session, expected);
    // Sessions of before October 2021 were filled in later: their deadline is their end.
    let old = run(&catalog, "JPAL102x", "1T2021");
    assert_eq!(old["upgrade_deadline"], old["end"]);
    assert!(!places(&notes, "deadline_is_end").is_empty());
}

#[test]
fn a_record_without_a_tree_leaves_the_requirement_open() {
    let (catalog, notes) = catalog_of(SETS[0]);
    let program = &catalog["programs"][0];
    let title = "Data, Economics and Development Policy";
    let unlisted = json!({ "kind": "unlisted", "title": title });
    assert_eq!(program["requirement"]["value"], unlisted);
    assert_eq!(places(&notes, "no_tree"), ["results[0].req_tree"]);
    let catalog = read_catalog(&catalog.to_string());
    let plan = r#"{ "program": "program-v1:MITx+DEDP", "program_enrollment": "verified" }"#;
    let answer = assess_plan(&catalog, plan, "2022-09-01T00:00:00Z");
    assert_eq!(answer.program.verdict, Verdict::Undetermined);
}

#[test]
fn the_nine_programs_of_2024() {
    let (catalog, notes) = catalog_of(SETS[4]);
    let programs = &catalog["programs"];
    assert_eq!(programs.as_array().unwrap().len(), 9);
    let retired = entry(programs, "program-v1:MITx+DEDP+2T2023");
    assert_eq!(retired["offered"]["value"], false);
    // Course 1 is required and an elective too, in the record as served.
    let electives = &retired["requirement"]["value"]["of"][1];
    assert_eq!(electives["number"], 2);
    assert_eq!(electives["of"], json!([course("5"), course("6"), course("1"), course("16")]));
    let transport = entry(programs, "program-v1:MITxT+10.50x");
    assert_eq!(transport["requirement"]["value"]["of"].as_array().unwrap().len(), 9);
    assert_eq!(transport["credential"], "program_certificate");
    assert!(!places(&notes, "lists_disagree").is_empty());
    // The flat lists of this program agree with its tree.
    let (_, of_series) = catalog_of(SETS[3]);
    assert_eq!(places(&of_series, "lists_disagree"), [""; 0]);
    assert_eq!(places(&notes, "program_not_live"), ["results[2].live"]);
}

#[test]
fn a_series_with_its_sessions() {
    let (catalog, notes) = catalog_of(SETS[3]);
    let program = &catalog["programs"][0];
    let tree = json!({ "kind": "all_of", "title": "Required Courses",
        "of": [course("18.03.1x"), course("18.03.2x"), course("18.03.3x")] });
    assert_eq!(program["requirement"]["value"], tree);
    // A mode that is called verified is paid, also where the record does not repeat it.
    assert_eq!(program["paid_mode"]["value"], true);
    let page = "https://mitxonline.mit.edu/programs/program-v1:MITxT+18.03x/";
    assert_eq!(program["url"], page);
    assert_eq!(entry(&catalog["sources"], "record program-v1:MITxT+18.03x")["url"], page);
    let fee = &run(&catalog, "18.03.3x", "1T2024")["fee"];
    assert_eq!(*fee, json!({ "amount": "75.00", "currency": "USD" }));
    // Enrollment without a start does not open, and without an end stays open.
    let past = run(&catalog, "18.03.1x", "2T2023");
    assert_eq!(past["enrollment_start"], "none");
    assert_eq!(past["enrollment_end"], "none");
    let place = "results[0].courseruns[1].enrollment_start";
    assert_eq!(places(&notes, "enrollment_not_open"), [place]);
    // Prices that were typed by hand, and free text, are not read.
    assert!(noted(
        &notes,
        "results[0].max_price",
        &json!({ "type": "not_carried", "key": "max_price" })
    ));
    assert!(noted(
        &notes,
        "results[0].duration",
        &json!({ "type": "not_carried", "key": "duration" })
    ));
}

#[test]
fn self_paced_sessions_and_open_enrollment() {
    let (catalog, _) = catalog_of(SETS[2]);
    let session = run(&catalog, "8.01.4x", "1T2024");
    assert_eq!(session["pacing"], "self_paced");
    assert_eq!(session["enrollment_end"], "none");
    assert_eq!(session["upgrade_deadline"], "2024-04-06T23:59:00Z");
    assert_eq!(session["fee"]["amount"], "49.00");
}

#[test]
fn nested_programs_tracks_and_bundles() {
    let (catalog, notes) = catalog_of(SETS[5]);
    let tour = entry(&catalog["programs"], "program-v1:MITx+TOUR");
    let nested = |id: &str| json!({ "kind": "program", "program": id });
    let tree = json!({ "kind": "all_of", "of": [
        { "kind": "all_of", "title": "Required Courses", "of": [nested("program-v1:MITx+SDS")] },
        { "kind": "min_number_of", "title": "Elective Courses", "number": 1,
          "of": [nested("program-v1:MITx+FOUND")] },
    ] });
    assert_eq!(tour["requirement"]["value"], tree);
    let sds = entry(&catalog["programs"], "program-v1:MITx+SDS");
    let price = json!({ "amount": "1350.00", "currency": "USD" });
    assert_eq!(sds["bundle_price"]["value"], price);
    assert_eq!(sds["paid_mode"]["value"], true);
    // It can be audited only, so within another program its courses count.
    let free = entry(&catalog["programs"], "program-v1:MITx+FOUND");
    assert_eq!(free["paid_mode"]["value"], false);
    assert_eq!(places(&notes, "no_paid_mode"), ["results[1].enrollment_modes"]);
    let free_course = run(&catalog, "0.501x", "2026A");
    assert_eq!(free_course["certificate_track"], false);
    assert_eq!(free_course.get("fee"), None);
    let capstone = entry(&catalog["courses"], "DS-CFx");
    assert_eq!(capstone["weeks"]["value"], 4);
    assert_eq!(capstone["hours_per_week"]["value"], json!({ "min": 12, "max": 14 }));
}

#[test]
fn the_first_version_of_the_interface() {
    let (catalog, _) = catalog_of(SETS[6]);
    // It writes the root of the tree, and whole courses within the program.
    let root = &catalog["programs"][0]["requirement"]["value"];
    assert_eq!(root["of"][1]["number"], 2);
    assert_eq!(root["of"][0]["of"][0], course("14.100x"));
    let session = run(&catalog, "14.100x", "3T2026");
    assert_eq!(session["certificate_available"], "2027-01-20T00:00:00Z");
    // A session alone brings its course with it.
    let (alone, _) = catalog_of(SETS[7]);
    let session = run(&alone, "14.100x", "3T2026");
    assert_eq!(session["upgrade_deadline"], "2026-09-22T23:59:00Z");
    assert_eq!(alone["programs"], json!([]));
}

#[test]
fn edx_as_served_in_2017() {
    let (catalog, notes) = catalog_of(SETS[8]);
    let program = &catalog["programs"][0];
    assert_eq!(program["id"], "iimbx-entrepreneurship");
    assert_eq!(program["credential"], "micromasters");
    assert_eq!(program["offered"]["value"], true);
    let courses = ["IIMBx+EP101x", "IIMBx+AC104x", "IIMBx+MK102x", "IIMBx+HR102x"];
    let tree = json!({ "kind": "all_of", "of": courses.map(course) });
    assert_eq!(program["requirement"]["value"], tree);
    // USD 150 is the least and the most of any course.
    let fee = json!({ "amount": "150.00", "currency": "USD" });
    assert_eq!(entry(&catalog["courses"], "IIMBx+HR102x")["fee"]["value"], fee);
    let expected = json!({
        "id": "2T2017",
        "start": "2017-06-22T04:00:00Z",
        "end": "2017-08-10T03:30:00Z",
        "enrollment_end": "none",
        "upgrade_deadline": "2017-07-20T23:59:00Z",
        "pacing": "instructor_paced",
        "certificate_track": true,
        "fee": fee,
        "source": "record IIMBx+EP101x",
        "status": "current",
    });
    assert_eq!(*run(&catalog, "IIMBx+EP101x", "2T2017"), expected);
    // The sum of the fees is no price of a bundle, and the capstone stands in prose only.
    assert_eq!(program.get("bundle_price"), None);
    assert!(places(&notes, "not_carried").contains(&"price_ranges"));
    assert!(places(&notes, "not_carried").contains(&"credit_redemption_overview"));
}

#[test]
fn a_retired_program_of_edx_with_seven_sessions() {
    let (catalog, notes) = catalog_of(SETS[9]);
    let program = &catalog["programs"][0];
    assert_eq!(program["offered"]["value"], false);
    let course = entry(&catalog["courses"], "IUx+BUKD-A500");
    assert_eq!(course["weeks"]["value"], 12);
    // Bought ahead, any session is 499; the first sessions were 500.
    assert_eq!(course["fee"]["value"]["amount"], "499.00");
    assert_eq!(run(&catalog, "IUx+BUKD-A500", "2T2019")["fee"]["amount"], "500.00");
    assert_eq!(course["runs"].as_array().unwrap().len(), 7);
    let last = run(&catalog, "IUx+BUKD-A500", "2T2022");
    assert_eq!(last["upgrade_deadline"], "2022-06-08T03:59:00Z");
    assert_eq!(last["enrollment_end"], "2022-06-08T03:59:00Z");
    assert_eq!(last["enrollment_start"], "none", "it is not published");
    assert_eq!(places(&notes, "run_not_published").len(), 7);
}

#[test]
fn courses_of_edx_without_a_program() {
    let (catalog, notes) = catalog_of(SETS[10]);
    let edge = entry(&catalog["courses"], "MITx+15.071x");
    assert_eq!(edge["hours_per_week"]["value"], json!({ "min": 10, "max": 15 }));
    assert_eq!(edge["weeks"]["value"], 13);
    assert_eq!(run(&catalog, "MITx+15.071x", "1T2019")["fee"]["amount"], "150.00");
    // A page on the machine of a developer, and 7 to 5 hours a week.
    assert_eq!(edge.get("url"), None);
    assert_eq!(places(&notes, "not_https"), ["records.results[0].marketing_url"]);
    let review = entry(&catalog["courses"], "MITx+8.370.3x_review");
    assert_eq!(review.get("hours_per_week"), None);
    assert_eq!(review["runs"][0].get("certificate_track"), None, "no seat is stated");
}

#[test]
fn the_oldest_interface_of_edx() {
    let (catalog, _) = catalog_of(SETS[11]);
    assert_eq!(catalog["programs"][0]["title"], "Supply Chain Management");
    let first = entry(&catalog["courses"], "CTL.SC1x_1");
    assert_eq!(first["title"], "Supply Chain and Logistics Fundamentals");
    let session = run(&catalog, "CTL.SC1x_1", "3T2014");
    assert_eq!(session["start"], "2014-09-24T00:30:00Z");
    assert_eq!(session["certificate_track"], true);
}

/// A program of MITx Online with this tree, over courses 101, 102 and 103.
fn program_with(tree: &Value) -> Value {
    let course = |id: u32| json!({ "id": id, "courseruns": [] });
    let modes = json!([{ "mode_slug": "verified", "requires_payment": true }]);
    json!({
        "programs": [{ "id": 1, "live": true, "enrollment_modes": modes, "req_tree": tree }],
        "courses": [course(101), course(102), course(103)],
    })
}

fn group(operator: &Value, number: &Value, children: &[Value]) -> Value {
    let data = json!({ "node_type": "operator", "operator": operator, "operator_value": number });
    json!({ "data": data, "children": children })
}

fn leaf(course: u32) -> Value {
    json!({ "data": { "node_type": "course", "course": course } })
}

/// What a learner has with the certificates of these courses, enrolled in the program.
fn verdict(tree: &Value, held: &[&str]) -> Verdict {
    let (file, _) = catalog_from(&program_with(tree));
    let catalog = read_catalog(&file.to_string());
    let run = json!({ "state": "finished", "mode": "verified", "certificate": "held" });
    let courses: Vec<Value> =
        held.iter().map(|id| json!({ "course": id, "runs": [run] })).collect();
    let plan = json!({ "program": "1", "program_enrollment": "verified", "courses": courses });
    assess_plan(&catalog, &plan.to_string(), "2026-06-15T12:00:00Z").program.verdict
}

/// The edges of rule B3, as the platform evaluates them.
#[test]
fn trees_at_the_edges_count_as_on_the_platform() {
    use Verdict::{Earned, NotReachable};
    let (all, min) = (json!("all_of"), json!("min_number_of"));
    let two = [leaf(101), leaf(102)];
    let text = |number: &str| json!(number);
    let rows: [(&str, Value, &[&str], Verdict); 15] = [
        ("an empty tree is met", json!([]), &[], Earned),
        ("an empty all of is met", json!([group(&all, &Value::Null, &[])]), &[], Earned),
        ("one of nothing is never met", json!([group(&min, &text("1"), &[])]), &[], NotReachable),
        ("none of two is met", json!([group(&min, &text("0"), &two)]), &[], Earned),
        ("less than none is met", json!([group(&min, &text("-1"), &two)]), &[], Earned),
        (
            "three of two are never met",
            json!([group(&min, &text("3"), &two)]),
            &["101", "102"],
            NotReachable,
        ),
        ("spaces around a number", json!([group(&min, &text(" 1 "), &two)]), &["101"], Earned),
        ("no number", json!([group(&min, &Value::Null, &two)]), &["101", "102"], NotReachable),
        ("a blank number", json!([group(&min, &text(""), &two)]), &["101", "102"], NotReachable),
        ("2.0", json!([group(&min, &text("2.0"), &two)]), &["101", "102"], NotReachable),
        (
            "a course that is listed twice counts twice",
            json!([group(&min, &text("2"), &[leaf(101), leaf(101)])]),
            &["101"],
            Earned,
        ),
        (
            "the platform fails over a number, also where the rest would do",
            json!([group(&min, &text("1"), &[leaf(101), group(&min, &text("two"), &two)])]),
            &["101"],
            NotReachable,
        ),
        (
            "a rule that it does not know is only not met",
            json!([group(&min, &text("1"), &[leaf(101), group(&json!("any"), &text("1"), &two)])]),
            &["101"],
            Earned,
        ),
        (
            "two groups do not add up",
            json!([group(&min, &text("2"), &[group(&min, &text("1"), &two), leaf(103)])]),
            &["101", "103"],
            Earned,
        ),
        ("courses right below the root", json!([leaf(101), leaf(102)]), &["101", "102"], Earned),
    ];
    for (name, tree, held, wanted) in rows {
        assert_eq!(verdict(&tree, held), wanted, "{name}");
    }
}

#[test]
fn edges_of_a_tree_are_noted_and_warned_of() {
    let min = json!("min_number_of");
    let tree = json!([
        group(&min, &json!("2.0"), &[leaf(101)]),
        group(&min, &json!("-1"), &[leaf(101)]),
        group(&min, &json!("3"), &[leaf(102), leaf(102)]),
        group(&Value::Null, &Value::Null, &[leaf(104)]),
        { "data": { "node_type": "program", "required_program": 9 } },
        { "data": { "node_type": "course", "course": null } },
    ]);
    let (file, notes) = catalog_from(&program_with(&tree));
    let at = |place: &str| format!("programs[0].req_tree{place}");
    let expected = [
        (at("[0].data.operator_value"), json!({ "type": "number_unreadable", "found": "\"2.0\"" })),
        (at("[1].data.operator_value"), json!({ "type": "number_negative", "found": "-1" })),
        (at("[3].data.operator"), json!({ "type": "unknown_operator", "operator": null })),
        (
            at("[3].children[0].data.course"),
            json!({ "type": "course_not_described", "course": "104" }),
        ),
        (
            at("[4].data.required_program"),
            json!({ "type": "program_not_described", "program": "9" }),
        ),
        (at("[5].data.course"), json!({ "type": "empty_leaf" })),
    ];
    for (path, remark) in expected {
        assert!(noted(&notes, &path, &remark), "{path} {remark}: {notes:#?}");
    }
    let reading = Catalog::read(&file.to_string());
    assert!(reading.catalog.is_some(), "{:#?}", reading.problems);
    let warnings: Vec<String> = reading.problems.0.iter().map(|one| one.path.clone()).collect();
    for place in ["of[0]", "of[1].number", "of[2].number", "of[2].of[1]", "of[3]", "of[5]"] {
        let path = format!("programs[0].requirement.value.{place}");
        assert!(warnings.contains(&path), "{path}: {warnings:?}");
    }
}

/// One session of a course with these keys, and the notes of it.
fn session(keys: &Value) -> (Option<Value>, Vec<Note>) {
    let mut run = json!({
        "id": 7, "courseware_id": "course-v1:MITxT+X+3T2026", "run_tag": "3T2026", "live": true,
        "start_date": "2026-09-01T00:00:00Z", "end_date": "2026-12-01T00:00:00Z",
        "enrollment_start": "2026-06-01T00:00:00Z", "enrollment_end": "2026-09-15T00:00:00Z",
        "upgrade_deadline": "2026-10-01T00:00:00Z", "is_self_paced": false,
        "certificate_available_date": "2026-12-15T00:00:00Z",
        "enrollment_modes": [{ "mode_slug": "audit", "requires_payment": false },
                             { "mode_slug": "verified", "requires_payment": true }],
        "products": [{ "id": 1, "price": "100.00", "is_active": true }],
    });
    for (key, value) in keys.as_object().unwrap() {
        run[key] = value.clone();
    }
    let course =
        json!({ "id": 1, "readable_id": "course-v1:MITxT+X", "title": "X", "courseruns": [run] });
    let (file, notes) = catalog_from(&course);
    read_catalog(&file.to_string());
    (file["courses"][0]["runs"].get(0).cloned(), notes)
}

/// What a session says: its changed keys, a key of the catalog with its value, and the note.
fn sessions() -> [(&'static str, Value, &'static str, Value, &'static str); 13] {
    [
        (
            "no end of enrollment",
            json!({ "enrollment_end": null }),
            "enrollment_end",
            json!("none"),
            "",
        ),
        ("no deadline", json!({ "upgrade_deadline": null }), "upgrade_deadline", json!("none"), ""),
        (
            "no start of enrollment",
            json!({ "enrollment_start": null }),
            "enrollment_start",
            json!("none"),
            "enrollment_not_open",
        ),
        (
            "no start",
            json!({ "start_date": null }),
            "enrollment_start",
            json!("none"),
            "enrollment_not_open",
        ),
        ("no end", json!({ "end_date": null }), "end", json!("none"), "end_not_set"),
        ("not live", json!({ "live": false }), "on_sale", json!(false), "run_not_live"),
        ("no product", json!({ "products": [] }), "on_sale", json!(false), "not_on_sale"),
        (
            "an inactive product",
            json!({ "products": [{ "price": "100.00", "is_active": false }] }),
            "on_sale",
            json!(false),
            "product_inactive",
        ),
        (
            "a price that is a number",
            json!({ "products": [{ "price": 99.5, "is_active": true }] }),
            "fee",
            json!({ "amount": "99.50", "currency": "USD" }),
            "",
        ),
        (
            "a price that is none",
            json!({ "products": [{ "price": "a lot", "is_active": true }] }),
            "fee",
            Value::Null,
            "unreadable",
        ),
        (
            "two prices",
            json!({ "products": [{ "price": "1.00" }, { "price": "2.00" }] }),
            "fee",
            Value::Null,
            "several_prices",
        ),
        (
            "audit only",
            json!({ "enrollment_modes": ["audit"] }),
            "certificate_track",
            json!(false),
            "",
        ),
        (
            "an end before the start",
            json!({ "end_date": "2026-08-01T00:00:00Z" }),
            "end",
            Value::Null,
            "dates_reversed",
        ),
    ]
}

#[test]
fn what_a_session_says_and_what_its_nulls_mean() {
    for (name, keys, key, wanted, note) in sessions() {
        let (run, notes) = session(&keys);
        let run = run.unwrap();
        assert_eq!(run.get(key).cloned().unwrap_or_default(), wanted, "{name}: {run}");
        let found = note.is_empty() || !places(&notes, note).is_empty();
        assert!(found, "{name}: {notes:#?}");
    }
    let (run, notes) = session(&json!({ "b2b_contract": 3 }));
    assert_eq!((run, places(&notes, "run_for_organization").len()), (None, 1));
    // A variant can be taken and certifies its course; what it does not do is count for a program.
    let (run, notes) = session(&json!({ "variant_industry": "HC" }));
    assert_eq!(run.unwrap()["counts_for_programs"], false);
    assert_eq!(places(&notes, "run_is_variant").len(), 1);
}

/// A session that is not on sale, or whose enrollment does not open, is no way to a certificate.
#[test]
fn a_closed_session_is_not_planned_for() {
    let course = |run: Value| {
        json!({ "programs": [{ "id": 1, "req_tree": [leaf(5)], "live": true }],
                "courses": [{ "id": 5, "courseruns": [run] }] })
    };
    let open = json!({ "run_tag": "R", "live": true, "start_date": "2027-01-10T00:00:00Z",
        "end_date": "2027-05-01T00:00:00Z", "enrollment_start": "2026-11-01T00:00:00Z",
        "enrollment_end": null, "upgrade_deadline": null,
        "enrollment_modes": ["audit", "verified"], "products": [{ "price": "100.00" }] });
    let answer = |run: Value| {
        let catalog = read_catalog(&catalog_from(&course(run)).0.to_string());
        let plan = r#"{ "program": "1", "program_enrollment": "verified", "courses": [
            { "course": "5", "runs": [{ "run": "R", "state": "planned", "mode": "verified",
              "payment": "will_pay", "result": "will_pass" }] }] }"#;
        assess_plan(&catalog, plan, "2026-11-21T12:00:00Z").program.verdict
    };
    assert_eq!(answer(open.clone()), Verdict::OnCourse);
    let closed =
        [("live", json!(false)), ("enrollment_start", Value::Null), ("products", json!([]))];
    for (key, value) in closed {
        let mut run = open.clone();
        run[key] = value;
        assert_ne!(answer(run), Verdict::OnCourse, "{key}");
    }
}

#[test]
fn pages_arrays_and_single_records_are_the_same() {
    let program: Value = serde_json::from_str(&record(SETS[3][0])).unwrap();
    let courses: Value = serde_json::from_str(&record(SETS[3][1])).unwrap();
    let (pages, _) = catalog_of(SETS[3]);
    let both = json!([program["results"][0], courses["results"]]);
    let named = json!({ "program": program["results"][0], "courses": courses });
    for shape in [both, named] {
        assert_eq!(catalog_from(&shape).0, pages);
    }
    let mut first = courses;
    first["next"] = json!("https://mitxonline.mit.edu/api/v2/courses/?page=2");
    assert_eq!(places(&catalog_from(&first).1, "more_pages"), ["next"]);
}

#[test]
fn records_of_the_other_platform_and_none_at_all() {
    let texts = [record(SETS[3][1]), record(SETS[9][0])];
    let both = imported(&texts);
    assert_eq!(both.catalog.programs.len(), 0);
    let other = both.notes.iter().find(|note| written(&note.remark)["type"] == "other_platform");
    assert_eq!(other.unwrap().document, 1);
    let refused = import(&["{"], None, AS_OF.parse().unwrap()).unwrap_err();
    assert_eq!(refused.document, 0);
    let empty = import(&["{}"], Some(Platform::Edx), AS_OF.parse().unwrap()).unwrap();
    assert_eq!(places(&empty.notes, "no_record"), [""]);
}

#[test]
fn no_record_is_said_twice() {
    let texts = [record(SETS[3][0]), record(SETS[3][1]), record(SETS[3][1]), record(SETS[3][0])];
    let twice = imported(&texts);
    let once = imported(&texts[..2]);
    assert_eq!(twice.catalog, once.catalog);
    assert_eq!(places(&twice.notes, "record_twice").len(), 4);
}

/// Values that no record has, in every place of every record: notes or problems, never a crash.
#[test]
fn hostile_values_anywhere_are_no_crash() {
    let data = json!({ "node_type": "operator", "operator": "all_of" });
    let deep =
        (0..15).fold(json!([]), |inner, _| json!([{ "data": data.clone(), "children": inner }]));
    let values =
        [Value::Null, json!(1e300), json!(""), json!([null, 1, "\u{0}é💥", {}]), json!({}), deep];
    for names in [&SETS[5][..1], SETS[6], SETS[9], SETS[11]] {
        for name in names {
            let whole: Value = serde_json::from_str(&record(name)).unwrap();
            let mut pointers = Vec::new();
            all_places(&whole, String::new(), &mut pointers);
            // Each key once: the same key elsewhere is read by the same code.
            pointers.sort_by_key(|pointer| generic(pointer));
            pointers.dedup_by_key(|pointer| generic(pointer));
            for pointer in pointers {
                for value in &values {
                    let mut changed = whole.clone();
                    *changed.pointer_mut(&pointer).unwrap() = value.clone();
                    let text = changed.to_string();
                    // Whether it can be used or not, it is read to its end.
                    if let Ok(imported) = import(&[&text], None, AS_OF.parse().unwrap()) {
                        let _ = Catalog::read(&written(&imported.catalog).to_string());
                    }
                }
            }
        }
    }
}

fn generic(pointer: &str) -> String {
    pointer.split('/').filter(|part| part.parse::<usize>().is_err()).collect::<Vec<_>>().join("/")
}

fn all_places(value: &Value, here: String, found: &mut Vec<String>) {
    match value {
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                all_places(entry, format!("{here}/{index}"), found);
            }
        }
        Value::Object(entries) => {
            for (key, entry) in entries {
                all_places(entry, format!("{here}/{key}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    found.push(here);
}

#[test]
fn a_record_that_breaks_off_is_a_problem_and_not_a_crash() {
    let text = record(SETS[9][0]);
    for end in (0..text.len()).step_by(97) {
        let Some(part) = text.get(..end) else { continue };
        assert!(import(&[part], None, AS_OF.parse().unwrap()).is_err(), "{end}");
    }
    let nested = "[".repeat(100_000);
    assert!(import(&[&nested], None, AS_OF.parse().unwrap()).is_err());
}

#[test]
fn a_session_whose_key_ends_early_keeps_its_whole_key() {
    let record = json!({ "uuid": "u", "title": "P", "type": "MicroMasters", "status": "active",
        "courses": [{ "key": "X+A", "title": "A", "course_runs": [
            { "key": "course-v1:X+A+", "status": "published" }] }] });
    let (catalog, _) = catalog_from(&record);
    assert_eq!(catalog["courses"][0]["runs"][0]["id"], "course-v1:X+A+");
    read_catalog(&catalog.to_string());
}

#[test]
fn a_name_too_long_for_an_id_is_noted_and_never_an_id() {
    // The id of the source, "record …", would have passed the limit of 200 as well.
    for length in [190, 191, 195, 201] {
        let long = "x".repeat(length);
        let course = json!({ "id": 7, "readable_id": long, "title": "A", "courseruns": [
            { "courseware_id": long, "run_tag": long }] });
        let program = json!({ "id": 1, "readable_id": long, "title": "P", "req_tree": [
            { "data": { "node_type": "course", "course": 7 }, "id": 2 }] });
        let of_edx = json!({ "uuid": long, "title": "P", "type": "MicroMasters", "courses": [
            { "key": long, "title": "A", "course_runs": [{ "key": long }] }] });
        for records in [json!([program, course]), of_edx] {
            let (catalog, notes) = catalog_from(&records);
            let problems = Catalog::read(&catalog.to_string()).problems.0;
            let of_ids = problems.iter().filter(|one| one.path.ends_with("id"));
            assert_eq!(of_ids.count(), 0, "{length}: {problems:?}");
            assert_eq!(!places(&notes, "unreadable").is_empty(), length > 190, "{length}");
        }
    }
}
