//! The command line tool as people and scripts call it: what it reads, prints and returns.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use certificate_planner::assessment::assess;
use certificate_planner::catalog::Catalog;
use certificate_planner::plan::Plan;
use serde_json::{Value, json};

const NOW: &str = "2026-11-21T12:00:00Z";
const FINE: i32 = 0;
const PROBLEMS: i32 = 1;
const WRONG_CALL: i32 = 2;

/// What a call gave.
struct Said {
    code: i32,
    out: String,
    err: String,
}

fn call_with(input: &[u8], arguments: &[&str]) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_certificate-planner"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // From a thread of its own, since the tool writes before it has read everything.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Said {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn call(arguments: &[&str]) -> Said {
    call_with(b"", arguments)
}

/// A catalog with one program of one course.
fn catalog() -> Value {
    let fact = |value: Value| json!({ "value": value, "source": "site", "status": "current" });
    let requirement = json!({ "kind": "all_of", "of": [{ "kind": "course", "course": "X1" }] });
    json!({
        "format": 1, "title": "Example", "platform": "mitx_online", "as_of": "2026-11-21",
        "sources": [{ "id": "site", "title": "The site", "url": "https://example.org/x1" }],
        "courses": [{
            "id": "X1", "title": "First course", "pacing": fact("instructor_paced".into()),
            "fee": fact(json!({ "amount": "300.00", "currency": "USD" })),
            "runs": [{ "id": "1T2027", "start": "2027-01-26", "end": "2027-05-16",
                       "source": "site", "status": "current" }],
        }],
        "programs": [{ "id": "P", "title": "Example program", "credential": "program_certificate",
                       "requirement": fact(requirement) }],
    })
}

/// The ways in words, for files of catalog, plan and wishes.
fn proposed(name: &str, catalog: &Value, wishes: &Value) -> String {
    let plan = json!({ "format": 1, "program": "P", "program_enrollment": "verified" });
    let written =
        |part: &str, content: &Value| file(&format!("{name}-{part}.json"), &content.to_string());
    let (catalog, plan, wishes) =
        (written("catalog", catalog), written("plan", &plan), written("wishes", wishes));
    let said = call(&[
        "propose",
        "--catalog",
        &catalog,
        "--plan",
        &plan,
        "--wishes",
        &wishes,
        "--now",
        NOW,
    ]);
    assert_eq!((said.code, said.err.as_str()), (FINE, ""));
    said.out
}

/// X1 in spring, closing on 20 February, and again in fall for another 300.
fn catalog_of_a_year() -> Value {
    let mut catalog = catalog();
    catalog["programs"][0]["offered"] =
        json!({ "value": true, "source": "site", "status": "current" });
    catalog["courses"][0]["runs"] = json!([
        { "id": "1T2027", "start": "2027-01-26", "end": "2027-05-16",
          "enrollment_end": "2027-02-20", "upgrade_deadline": "2027-02-20",
          "source": "site", "status": "current" },
        { "id": "3T2027", "start": "2027-09-01", "end": "2027-12-20",
          "enrollment_end": "2027-09-15", "upgrade_deadline": "2027-09-15",
          "source": "site", "status": "current" },
    ]);
    catalog
}

/// From 16 May to 20 December there are 218 days.
#[test]
fn a_way_is_explained_in_words() {
    let out = proposed("explained", &catalog_of_a_year(), &json!({}));
    for part in [
        "Why not earlier:\n    X1 has no earlier session: 1T2027 ends 2027-05-16.",
        "If you fail a course:\n    X1: If failed once: certificate 218 days later,",
        "300.00 USD more.",
        "The next steps:\n    X1 First course: Enroll in session 1T2027",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
}

/// Hours that no course states are not said to be none, also where a safer way is named: X2 closes ten
/// days after X1 is over, and is given again in fall.
#[test]
fn hours_that_are_not_stated_are_not_none() {
    let mut catalog = catalog_of_a_year();
    let mut second = catalog["courses"][0].clone();
    second["id"] = "X2".into();
    second["title"] = "Second course".into();
    second["prerequisites"] = json!([
        { "course": "X1", "strength": "required", "source": "site", "status": "current" }]);
    for (key, day) in [
        ("start", "2027-05-20"),
        ("enrollment_end", "2027-05-26"),
        ("upgrade_deadline", "2027-05-26"),
        ("end", "2027-08-20"),
    ] {
        second["runs"][0][key] = day.into();
    }
    catalog["courses"].as_array_mut().unwrap().push(second);
    let of = json!([{ "kind": "course", "course": "X1" }, { "kind": "course", "course": "X2" }]);
    catalog["programs"][0]["requirement"]["value"]["of"] = of;
    let out = proposed("hours", &catalog, &json!({}));
    assert!(out.contains("28 days"), "{out}");
    assert!(!out.contains("0 hours") && out.matches("not stated (1 course)").count() == 2, "{out}");
}

fn plan(score: f64) -> Value {
    json!({
        "format": 1, "program": "P", "program_enrollment": "verified",
        "courses": [{ "course": "X1", "runs": [{ "run": "1T2027", "state": "planned",
            "mode": "verified", "payment": "will_pay", "score": score }] }],
    })
}

/// A file of its own for each test.
fn file(name: &str, content: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_wrong_call_is_told_from_a_wrong_input() {
    assert_eq!(call(&[]).code, WRONG_CALL);
    assert_eq!(call(&["asses"]).code, WRONG_CALL);
    assert_eq!(call(&["schema", "nothing"]).code, WRONG_CALL);
    let catalog = file("called.json", &catalog().to_string());
    let no_zone = call(&["assess", "--catalog", &catalog, "--plan", "-", "--now", "2026-11-21"]);
    assert_eq!(no_zone.code, WRONG_CALL, "a day is no instant (rule C7)");
    assert!(no_zone.err.contains("2026-11-21T12:00:00Z"), "{}", no_zone.err);
    let twice = call(&["assess", "--catalog", "-", "--plan", "-", "--now", NOW]);
    assert_eq!(twice.code, WRONG_CALL);
    let missing = call(&["check", "no-such-file.json"]);
    assert_eq!((missing.code, missing.out.as_str()), (PROBLEMS, ""));
    assert!(missing.err.contains("no-such-file.json"), "{}", missing.err);
}

#[test]
fn help_gives_examples_for_every_command() {
    let all = call(&["--help"]);
    assert_eq!(all.code, FINE);
    for command in ["check", "assess", "batch", "schema"] {
        assert!(all.out.contains(command), "{}", all.out);
        let help = call(&[command, "--help"]);
        let example = format!("certificate-planner {command}");
        assert_eq!(help.code, FINE);
        assert!(help.out.contains("Examples:") && help.out.contains(&example), "{}", help.out);
    }
}

#[test]
fn check_says_every_problem_with_its_place() {
    let mut broken = catalog();
    broken["platform"] = "coursera".into();
    broken["courses"][0]["fee"]["source"] = "nowhere".into();
    broken["courses"][0]["runs"][0]["end"] = "2027-01-01".into();
    let said = call_with(broken.to_string().as_bytes(), &["check", "-"]);
    assert_eq!(said.code, PROBLEMS);
    for place in ["platform", "courses[0].fee.source", "courses[0].runs[0].end"] {
        assert!(said.out.contains(&format!("Problem: {place}: ")), "{place}\n{}", said.out);
    }
    let as_json = call_with(broken.to_string().as_bytes(), &["check", "--json", "-"]);
    let problems: Vec<Value> = serde_json::from_str(&as_json.out).unwrap();
    assert_eq!((as_json.code, problems.len()), (PROBLEMS, 3));
    let no_json = call_with(b"{\"format\": 1,", &["check", "-"]);
    assert_eq!(no_json.code, PROBLEMS);
    assert!(no_json.out.contains("not JSON"), "{}", no_json.out);
}

#[test]
fn check_finds_a_key_that_stands_twice() {
    let twice = catalog().to_string().replacen("\"id\":\"X1\"", "\"id\":\"X0\",\"id\":\"X1\"", 1);
    let said = call_with(twice.as_bytes(), &["check", "-"]);
    assert_eq!(said.code, PROBLEMS, "{}", said.out);
    assert!(said.out.contains("Problem: courses[0].id: The key “id” stands here twice."));
}

#[test]
fn check_warns_of_what_is_past_at_the_instant() {
    // The only session ends on 2027-05-16; a year later nobody can join it (rule A9).
    let later = ["check", "-", "--now", "2028-05-16T00:00:00Z"];
    let mut ending = catalog();
    assert!(!call_with(ending.to_string().as_bytes(), &["check", "-"]).out.contains("Warning"));
    let said = call_with(ending.to_string().as_bytes(), &later);
    assert_eq!(said.code, FINE, "{}", said.out);
    assert!(said.out.contains("Warning: courses[0].runs: No session"), "{}", said.out);
    assert!(
        !said.out.contains("Nobody who starts now can meet"),
        "it may be offered again: {}",
        said.out
    );
    let ended = json!({ "value": false, "source": "site", "status": "current" });
    ending["courses"][0]["offered"] = ended.clone();
    let said = call_with(ending.to_string().as_bytes(), &later);
    let nobody = "Warning: programs[0].requirement: Nobody who starts now can meet this.";
    assert!(said.out.contains(nobody) && said.out.contains(": X1."), "{}", said.out);
    // One of two that is still offered is enough.
    let mut second = ending["courses"][0].clone();
    second["id"] = "X2".into();
    second.as_object_mut().unwrap().remove("offered");
    ending["courses"].as_array_mut().unwrap().push(second);
    ending["programs"][0]["requirement"]["value"] = json!({ "kind": "min_number_of", "number": 1,
        "of": [{ "kind": "course", "course": "X1" }, { "kind": "course", "course": "X2" }] });
    let said = call_with(ending.to_string().as_bytes(), &later);
    assert!(!said.out.contains("Nobody who starts now can meet"), "{}", said.out);
    // A program that is retired itself needs no warning (rule B7).
    ending["programs"][0]["requirement"]["value"]["number"] = 2.into();
    assert!(
        call_with(ending.to_string().as_bytes(), &later)
            .out
            .contains("Nobody who starts now can meet")
    );
    ending["programs"][0]["offered"] = ended;
    let said = call_with(ending.to_string().as_bytes(), &later);
    assert!(!said.out.contains("Warning"), "{}", said.out);
}

#[test]
fn check_warns_of_what_stands_in_the_way_of_who_starts_now() {
    let fact = |value: Value| json!({ "value": value, "source": "site", "status": "current" });
    let said = |change: &dyn Fn(&mut Value)| {
        let mut changed = catalog();
        change(&mut changed);
        let said = call_with(changed.to_string().as_bytes(), &["check", "-"]);
        assert_eq!(said.code, FINE, "{}", said.out);
        said.out
    };
    // A course that is required first and is not offered any more (rule F1).
    let out = said(&|file| {
        let courses = file["courses"].as_array_mut().unwrap();
        courses.push(json!({ "id": "X0", "title": "Zero", "offered": fact(false.into()) }));
        courses[0]["prerequisites"] = json!([
            { "course": "X0", "strength": "required", "source": "site", "status": "current" }]);
    });
    assert!(out.contains("programs[0].requirement: Nobody") && out.contains(": X0."), "{out}");
    // A course that counts only if it was completed before a day that is past (rule B5).
    let out = said(&|file| {
        file["programs"][0]["requirement"]["value"]["of"][0]["completed_before"] =
            "2020-01-01".into();
    });
    assert!(out.contains("programs[0].requirement: Nobody who starts now"), "{out}");
    // Sessions that count for no program, or are not sold, are no sessions to come (rule A1).
    for key in ["counts_for_programs", "on_sale"] {
        let out = said(&|file| file["courses"][0]["runs"][0][key] = false.into());
        assert!(out.contains("courses[0].runs: No session is published"), "{key}: {out}");
    }
}

#[test]
fn no_place_of_a_sentence_stays_empty() {
    let plan = json!({ "format": 1, "program": "program-v1:MITx+DEDP", "courses": [
        { "course": "14.100x", "runs": [{ "run": "1T2027", "state": "planned",
            "mode": "verified", "payment": "will_pay" }] }] });
    let arguments =
        ["assess", "--catalog", "www/catalogs/mitx-dedp.json", "--plan", "-", "--now", NOW];
    let said = call_with(plan.to_string().as_bytes(), &arguments);
    assert_eq!(said.code, FINE, "{}", said.err);
    assert!(said.out.contains(", due by 20"), "{}", said.out);
    assert!(!said.out.contains('…'), "{}", said.out);
}

#[test]
fn a_byte_order_mark_is_passed_over_and_other_encodings_are_said() {
    let text = catalog().to_string();
    let marked = ["\u{feff}", &text].concat();
    assert_eq!(call_with(marked.as_bytes(), &["check", "-"]).code, FINE);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [&[0xFF, 0xFE], &wide[..]].concat();
    let said = call_with(&wide, &["check", "-"]);
    assert_eq!(said.code, PROBLEMS);
    assert!(said.err.contains("not UTF-8 from byte 0 on"), "{}", said.err);
}

#[test]
fn check_warns_of_old_fees_by_income() {
    let mut old = catalog();
    old["programs"][0]["income_tiers"] = json!({ "source": "site", "status": "historic", "value": {
        "currency": "USD", "tiers": [{ "income_from": "0", "fee": "250" }] } });
    let said = call_with(old.to_string().as_bytes(), &["check", "-"]);
    assert_eq!(said.code, FINE);
    assert!(said.out.contains("Warning: programs[0].income_tiers.status: "), "{}", said.out);
}

#[test]
fn check_lets_a_catalog_with_warnings_pass() {
    let mut odd = catalog();
    odd["programs"][0]["requirement"]["value"] = json!({ "kind": "all_of", "of": [] });
    let said = call_with(odd.to_string().as_bytes(), &["check", "-"]);
    assert_eq!(said.code, FINE, "{}", said.out);
    assert!(said.out.contains("Warning: programs[0].requirement.value.of: "), "{}", said.out);
}

#[test]
fn the_built_in_catalogs_can_be_used() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/catalogs");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name != "index.json") {
            let said = call(&["check", path.to_str().unwrap()]);
            assert_eq!(said.code, FINE, "{}: {}", path.display(), said.out);
        }
    }
}

/// What the library itself answers.
fn assessed(plan: &Value) -> Value {
    let catalog = Catalog::read(&catalog().to_string()).catalog.unwrap();
    let plan = Plan::read(&plan.to_string(), &catalog).unwrap();
    serde_json::to_value(assess(&catalog, &plan, NOW.parse().unwrap())).unwrap()
}

#[test]
fn assess_prints_the_very_assessment() {
    let catalog = file("assessed.json", &catalog().to_string());
    let plan = plan(80.0);
    let arguments = ["assess", "--catalog", &catalog, "--plan", "-", "--now", NOW, "--json"];
    let said = call_with(plan.to_string().as_bytes(), &arguments);
    assert_eq!(said.code, FINE, "{}", said.err);
    assert_eq!(serde_json::from_str::<Value>(&said.out).unwrap(), assessed(&plan));
}

#[test]
fn assess_says_whether_when_and_how_much_with_rule_and_source() {
    let catalog = file("reported.json", &catalog().to_string());
    let arguments = ["assess", "--catalog", &catalog, "--plan", "-", "--now", NOW];
    let said = call_with(plan(80.0).to_string().as_bytes(), &arguments);
    assert_eq!(said.code, FINE, "{}", said.err);
    for part in [
        "As of 2026-11-21 12:00 UTC",
        // Rule C1: from the end of the session on, and no end is promised.
        "on or after 2027-05-16; no end is promised",
        "In all: 300.00 USD",
        "X1 1T2027: 300.00 USD",
        "Rule C1: ",
        "Source: The site (no date shown; stated by the platform): https://example.org/x1",
        "Session 1T2027: ",
    ] {
        assert!(said.out.contains(part), "{part} is not in\n{}", said.out);
    }
    assert!(!said.out.contains(['{', '…']), "{}", said.out);
    let unnamed = said.out.lines().find(|line| line.trim_start().starts_with(':'));
    assert_eq!(unnamed, None, "{}", said.out);
}

#[test]
fn assess_refuses_a_plan_with_every_problem() {
    let catalog = file("refused.json", &catalog().to_string());
    let broken = json!({ "format": 1, "program": "Q",
        "courses": [{ "course": "X1", "runs": [{ "state": "started" }] }] });
    let arguments = ["assess", "--catalog", &catalog, "--plan", "-", "--now", NOW];
    let said = call_with(broken.to_string().as_bytes(), &arguments);
    assert_eq!((said.code, said.out.as_str()), (PROBLEMS, ""));
    for place in ["program: ", "courses[0].runs[0].state: "] {
        assert!(said.err.contains(place), "{place} is not in\n{}", said.err);
    }
}

#[test]
fn batch_keeps_the_order_and_goes_on_after_broken_lines() {
    let catalog = file("batched.json", &catalog().to_string());
    // More lines than a round of three threads takes.
    let plans: Vec<Value> = (0..1_000_u32).map(|number| plan(f64::from(number % 100))).collect();
    let mut lines: Vec<String> = plans.iter().map(ToString::to_string).collect();
    lines[6] = "{".to_owned();
    lines[900] = json!({ "format": 1, "program": "Q" }).to_string();
    let input = lines.join("\n");
    for threads in ["1", "3"] {
        let arguments =
            ["batch", "--catalog", &catalog, "--plans", "-", "--now", NOW, "--threads", threads];
        let said = call_with(input.as_bytes(), &arguments);
        assert_eq!(said.code, PROBLEMS);
        let answers: Vec<Value> =
            said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.len(), 1_000);
        for (index, answer) in answers.iter().enumerate() {
            if index == 6 || index == 900 {
                assert_eq!(answer["line"], index + 1);
                assert_eq!(answer["problems"].as_array().unwrap().len(), 1, "{answer}");
            } else {
                assert_eq!(*answer, assessed(&plans[index]), "line {}", index + 1);
            }
        }
        assert!(said.err.contains("line 7: ") && said.err.contains("line 901: "), "{}", said.err);
        assert_eq!(said.err.lines().count(), 2, "no bar where nobody watches: {}", said.err);
    }
}

#[test]
fn batch_of_nothing_is_nothing() {
    let catalog = file("empty.json", &catalog().to_string());
    let said = call(&["batch", "--catalog", &catalog, "--plans", "-", "--now", NOW]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (FINE, "", ""));
    let none = ["batch", "--catalog", &catalog, "--plans", "-", "--now", NOW, "--threads", "0"];
    assert_eq!(call(&none).code, WRONG_CALL);
}

/// The places of keys without a description of their own, and of types without one.
fn undescribed(schema: &Value, place: &str, found: &mut Vec<String>) {
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        if inner.get("description").is_none() {
            found.push(format!("{place}.{name}"));
        }
    }
    for (name, inner) in schema["$defs"].as_object().into_iter().flatten() {
        if inner.get("description").is_none() {
            found.push(name.clone());
        }
        undescribed(inner, name, found);
    }
    for variant in ["oneOf", "anyOf"].iter().filter_map(|key| schema[*key].as_array()).flatten() {
        undescribed(variant, place, found);
    }
}

#[test]
fn the_schemas_describe_every_key() {
    let formats =
        ["catalog", "plan", "assessment", "wishes", "proposals", "problems", "policy", "scores"];
    for format in formats {
        let said = call(&["schema", format]);
        assert_eq!(said.code, FINE);
        let schema: Value = serde_json::from_str(&said.out).unwrap();
        assert!(!schema["$defs"].as_object().unwrap().is_empty(), "{format}");
        let mut found = Vec::new();
        undescribed(&schema, format, &mut found);
        assert_eq!(found, [""; 0], "{format}");
    }
}

#[test]
fn the_example_of_a_plan_is_assessed() {
    let schema: Value = serde_json::from_str(&call(&["schema", "plan"]).out).unwrap();
    let arguments = [
        "assess",
        "--catalog",
        "www/catalogs/mitx-dedp.json",
        "--plan",
        "-",
        "--now",
        NOW,
        "--json",
    ];
    let said = call_with(schema["examples"][0].to_string().as_bytes(), &arguments);
    assert_eq!(said.code, FINE, "{}", said.err);
    // What was paid is the amount that the example states.
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert!(said.out.contains("350.00") && answer["program"]["verdict"].is_string());
}
