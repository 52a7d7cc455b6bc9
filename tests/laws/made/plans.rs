//! Plans made from a tape for a catalog made from one: sessions in every state that is free of
//! contradiction.

use serde_json::{Value, json};

use crate::made::tape::{DAYS, DAYS_PASSED, Tape, usd};

/// A plan for the program `P` of a made catalog.
pub(crate) fn plan(tape: &mut Tape<'_>, catalog: &Value) -> Value {
    let courses = catalog["courses"].as_array().unwrap();
    if tape.percent(20) {
        return all_done(courses);
    }
    let courses: Vec<&Value> = courses.iter().filter(|_| tape.percent(85)).collect();
    let planned: Vec<Value> =
        courses.into_iter().map(|course| planned_course(tape, course)).collect();
    let mut plan = json!({ "format": 1, "program": "P", "courses": planned });
    let into = &mut plan;
    let enrollments = ["verified", "verified", "verified", "audit", "will_enroll", "not_enrolled"];
    tape.maybe(into, "program_enrollment", 80, |tape| json!(tape.one_of(&enrollments)));
    let states = ["approved", "approved", "will_verify", "not_approved"];
    tape.maybe(into, "photo_id", 70, |tape| json!(tape.one_of(&states)));
    tape.maybe(into, "program_certificates", 10, |_| json!(["Q"]));
    tape.maybe(into, "income", 50, |tape| usd(1_000 * (1 + tape.below(100))));
    tape.maybe(into, "country", 20, |_| json!("US"));
    if catalog.pointer("/programs/0/requirement/value").is_some_and(|tree| names(tree, "t1")) {
        tape.maybe(into, "track", 40, |_| json!("t1"));
    }
    plan
}

/// The plan of someone who holds every course certificate, which chance alone hardly ever makes.
fn all_done(courses: &[Value]) -> Value {
    let held = |course: &Value| {
        json!({ "course": course["id"], "runs": [{
            "state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
            "certificate": "held", "certificate_on": "2026-01-01",
        }] })
    };
    let courses: Vec<Value> = courses.iter().map(held).collect();
    json!({
        "format": 1, "program": "P", "courses": courses,
        "program_enrollment": "verified", "photo_id": "approved",
    })
}

fn names(node: &Value, track: &str) -> bool {
    let list = |key: &str| node.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let tracks = list("tracks");
    // The first track of a group is found where the group stands in the tree of the program itself.
    tracks.iter().any(|one| one["id"] == track) || list("of").iter().any(|one| names(one, track))
}

fn planned_course(tape: &mut Tape<'_>, course: &Value) -> Value {
    let count = 1 + tape.below(2);
    let mut runs: Vec<Value> = (0..count).map(|_| planned_run(tape, course)).collect();
    if runs.len() == 2 && runs[0]["run"] == runs[1]["run"] {
        runs.truncate(1);
    }
    let mut planned = json!({ "course": course["id"], "runs": runs });
    let into = &mut planned;
    tape.maybe(into, "fee", 10, |tape| usd(50 + tape.below(100)));
    tape.maybe(into, "used_for", 5, |_| json!("Q"));
    tape.maybe(
        into,
        "carried_over",
        10,
        |tape| json!({ "part": tape.one_of(&["exam", "coursework"]), "score": tape.below(101) }),
    );
    planned
}

fn planned_run(tape: &mut Tape<'_>, course: &Value) -> Value {
    let state = tape.one_of(&["finished", "in_progress", "planned"]);
    let mut run = json!({ "state": state });
    let into = &mut run;
    let known = course["runs"].as_array().unwrap();
    if !known.is_empty() && tape.percent(75) {
        into["run"] = known[tape.below(known.len())]["id"].clone();
    } else {
        tape.maybe(into, "run", 30, |tape| json!(tape.one_of(&["1T2027", "3T2027", "elsewhen"])));
    }
    tape.maybe(into, "platform", 5, |tape| json!(tape.one_of(&["edx", "mitx_online"])));
    let modes = [
        "verified",
        "verified",
        "verified",
        "verified",
        "verified",
        "audit",
        "honor",
        "professional",
    ];
    tape.maybe(into, "mode", 85, |tape| json!(tape.one_of(&modes)));
    if into["mode"] != "audit" {
        let payments = ["paid", "paid", "paid", "will_pay", "will_pay", "not_paid"];
        tape.maybe(into, "payment", 80, |tape| json!(tape.one_of(&payments)));
    }
    let results: &[&str] = match state {
        "finished" => &["passed", "passed", "passed", "not_passed"],
        "in_progress" => &["will_pass", "will_pass", "passed", "not_passed"],
        _ => &["will_pass", "will_pass", "will_pass", "not_passed"],
    };
    tape.maybe(into, "result", 75, |tape| json!(tape.one_of(results)));
    tape.maybe(into, "score", 15, |tape| json!(tape.below(101)));
    tape.maybe(into, "coursework_score", 10, |tape| json!(tape.below(101)));
    tape.maybe(into, "exam_score", 10, |tape| json!(tape.below(101)));
    if into["exam_score"].is_null() && into["result"] != "will_pass" {
        tape.maybe(into, "exam_taken", 10, |tape| json!(tape.percent(50)));
    }
    let over = state == "finished" || into["result"] == "passed";
    let days = if over { DAYS_PASSED } else { DAYS.len() };
    tape.maybe(into, "passed_on", 30, |tape| json!(DAYS[tape.below(days)]));
    if state == "finished" && into["mode"] != "audit" && tape.percent(40) {
        into["certificate"] = json!(if tape.percent(10) { "revoked" } else { "held" });
        let days = ["2020-01-01", "2025-01-01", "2026-01-01"];
        tape.maybe(into, "certificate_on", 60, |tape| json!(tape.one_of(&days)));
    }
    tape.maybe(into, "left", 5, |tape| json!(tape.one_of(&["unenrolled", "refunded", "deferred"])));
    run
}
