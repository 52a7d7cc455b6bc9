//! Catalogs made from a tape: every kind of requirement, fact, session and term, on every platform.

use serde_json::{Value, json};

use crate::made::tape::{DAYS, Tape, fact, usd};

const COURSES: [&str; 5] = ["A", "B", "C", "D", "E"];
const PLATFORMS: [&str; 3] = ["mitx_online", "edx", "other"];
const PACINGS: [&str; 2] = ["instructor_paced", "self_paced"];
const RELEASES: [&str; 3] = ["after_end", "individually", "individually_with_peer_assessment"];

/// A catalog of up to five courses, the program `P` and the program `Q` that may be nested in it.
pub(crate) fn catalog(tape: &mut Tape<'_>) -> Value {
    let platform = tape.one_of(&PLATFORMS);
    let count = 1 + tape.below(8).min(COURSES.len() - 1);
    let ids = &COURSES[..count];
    let mut courses: Vec<Value> = (0..count).map(|index| course(tape, index)).collect();
    // A course that no program names: only a prerequisite, or nothing at all.
    courses.push(course(tape, COURSES.len()));
    let nested = program(tape, "Q", ids, false);
    let whole = program(tape, "P", ids, true);
    json!({
        "format": 1,
        "title": "A catalog made for a law",
        "platform": platform,
        "as_of": "2026-11-21",
        "sources": [{ "id": "s", "title": "The source" }, { "id": "t", "title": "Another" }],
        "terms": [
            { "id": "1T", "title": "Spring", "start": "01-10", "end": "05-01",
              "enrollment_end": "02-01", "upgrade_deadline": "02-20", "source": "s",
              "status": "secondary" },
            { "id": "3T", "title": "Fall", "start": "09-01", "end": "12-20",
              "upgrade_deadline": "10-01", "certificate_available": "01-05", "source": "t",
              "status": "historic" },
        ],
        "courses": courses,
        "programs": [whole, nested],
    })
}

fn course(tape: &mut Tape<'_>, index: usize) -> Value {
    let id = COURSES.get(index).copied().unwrap_or("Z");
    let mut course = json!({ "id": id, "title": id });
    let into = &mut course;
    tape.maybe_fact(into, "pacing", 80, |tape| json!(tape.one_of(&PACINGS)));
    tape.maybe_fact(into, "certificate_release", 50, |tape| json!(tape.one_of(&RELEASES)));
    tape.maybe_fact(into, "offered", 50, |tape| json!(!tape.percent(15)));
    tape.maybe_fact(into, "advanced", 60, |tape| json!(tape.percent(50)));
    tape.maybe_fact(into, "fee", 80, |tape| usd(100 * (1 + tape.below(4))));
    tape.maybe_fact(into, "passing_score", 50, |tape| json!(50 + 10 * tape.below(2)));
    let cutoffs = if into.get("passing_score").is_some() {
        json!([])
    } else {
        json!([{ "name": "Pass", "percent": 60 }])
    };
    tape.maybe_fact(into, "grading", 40, |_| {
        json!({ "cutoffs": cutoffs, "assignment_types": [
            { "name": "Coursework", "weight": 30, "part": "coursework" },
            { "name": "Exam", "weight": 70, "part": "exam" }] })
    });
    tape.maybe_fact(into, "carried_over", 30, |tape| json!([tape.one_of(&["exam", "coursework"])]));
    tape.maybe_fact(into, "attempts_guaranteed", 20, |tape| json!(1 + tape.below(2)));
    tape.maybe_fact(into, "simultaneous_sessions", 30, |tape| json!(tape.percent(50)));
    tape.maybe_fact(into, "accepts_certificates_of", 20, |tape| json!([tape.one_of(&PLATFORMS)]));
    tape.maybe_fact(into, "proctored_exam", 20, |tape| json!(tape.percent(50)));
    tape.maybe_fact(into, "terms_offered", 30, |tape| json!([tape.one_of(&["1T", "3T"])]));
    if index + 1 == COURSES.len() {
        let needs = ["after_all_others", "not_stated"];
        tape.maybe_fact(into, "capstone", 40, |tape| json!(tape.one_of(&needs)));
    }
    // A prerequisite stands before the course, and the one outside the programs before all.
    if tape.percent(30) {
        let first = COURSES[..index.min(COURSES.len())].iter().rev().take(2);
        let strength = tape.one_of(&["required", "recommended"]);
        let mut firsts: Vec<&str> = first.copied().collect();
        if index < COURSES.len() && tape.percent(40) {
            firsts = vec!["Z"];
        }
        if index == COURSES.len() {
            firsts.clear();
        }
        let one = |id: &str| json!({ "course": id, "strength": strength, "source": "s", "status": "current" });
        course["prerequisites"] = firsts.into_iter().map(one).collect();
    }
    let count = tape.below(4);
    course["runs"] = (0..count).map(|number| run(tape, number)).collect();
    course
}

/// A session; its dates are in their order.
fn run(tape: &mut Tape<'_>, number: usize) -> Value {
    let id = if tape.percent(15) { format!("1T202{}", 6 + number) } else { format!("r{number}") };
    let mut run = json!({ "id": id, "source": "s", "status": "current" });
    let start = tape.below(DAYS.len() - 1);
    let end = start + tape.below(DAYS.len() - start);
    let into = &mut run;
    tape.maybe(into, "start", 80, |_| json!(DAYS[start]));
    tape.maybe(
        into,
        "end",
        75,
        |tape| {
            if tape.percent(10) { json!("none") } else { json!(DAYS[end]) }
        },
    );
    let around = |tape: &mut Tape<'_>| {
        let early = start.saturating_sub(1);
        let day = early + tape.below(end + 1 - early);
        if tape.percent(10) { json!("none") } else { json!(DAYS[day]) }
    };
    tape.maybe(into, "enrollment_end", 60, around);
    tape.maybe(into, "upgrade_deadline", 60, around);
    tape.maybe(into, "certificate_available", 30, |tape| {
        json!(DAYS[end + tape.below(DAYS.len() - end)])
    });
    tape.maybe(into, "certificate_track", 10, |tape| json!(tape.percent(50)));
    tape.maybe(into, "pacing", 10, |tape| json!(tape.one_of(&PACINGS)));
    tape.maybe(into, "fee", 20, |tape| usd(150 + 100 * tape.below(2)));
    run
}

fn program(tape: &mut Tape<'_>, id: &str, ids: &[&str], nests: bool) -> Value {
    let mut tracks = 0;
    let requirement = if tape.percent(85) {
        let count = 1 + tape.below(2);
        let of = (0..count).map(|_| requirement(tape, ids, nests, 2, &mut tracks));
        json!({ "kind": "all_of", "of": of.collect::<Vec<_>>() })
    } else {
        requirement(tape, ids, nests, 2, &mut tracks)
    };
    let mut program = json!({
        "id": id, "title": id, "credential": "program_certificate",
        "requirement": fact(requirement),
    });
    let into = &mut program;
    tape.maybe_fact(into, "offered", 85, |tape| json!(!tape.percent(10)));
    tape.maybe_fact(into, "paid_mode", 60, |tape| json!(tape.percent(50)));
    tape.maybe_fact(into, "enrollment_required", 30, |tape| json!(tape.percent(50)));
    tape.maybe_fact(into, "photo_id_required", 30, |tape| json!(tape.percent(50)));
    tape.maybe_fact(into, "course_fills_one_place", 30, |tape| json!(!tape.percent(30)));
    tape.maybe_fact(into, "certificates_count_years", 15, |_| json!(5));
    tape.maybe_fact(into, "bundle_price", 15, |_| usd(500));
    tape.maybe_fact(into, "income_tiers", 20, |_| {
        json!({ "currency": "USD", "tiers": [
            { "income_from": "0", "fee": "250" }, { "income_from": "25000", "fee": "350" },
            { "income_from": "75000", "fee": "1000" }] })
    });
    program
}

fn requirement(
    tape: &mut Tape<'_>,
    ids: &[&str],
    nests: bool,
    depth: usize,
    tracks: &mut usize,
) -> Value {
    let kind = tape.below(if depth == 0 { 8 } else { 20 });
    match kind {
        7 if nests => json!({ "kind": "program", "program": "Q" }),
        0..=7 => leaf(tape, ids),
        8 => json!({ "kind": "unlisted", "title": "Electives" }),
        9..=12 => {
            let of = children(tape, ids, nests, depth, tracks);
            json!({ "kind": "all_of", "title": "Core", "of": of })
        }
        13..=16 => {
            let of = children(tape, ids, nests, depth, tracks);
            let number = 1 + tape.below(of.len());
            let mut group = json!({ "kind": "min_number_of", "number": number, "of": of });
            // Which course of a group of groups would have to be advanced, no source says.
            let of_courses = |child: &Value| child["kind"] == "course";
            if group["of"].as_array().unwrap().iter().all(of_courses) {
                tape.maybe(&mut group, "advanced", 40, |_| json!(1));
            }
            group
        }
        17 if tape.percent(30) => {
            let of = children(tape, ids, nests, depth, tracks);
            json!({ "kind": "unreadable", "stops_program": tape.percent(50), "of": of })
        }
        _ => {
            let two: Vec<Value> = (0..2)
                .map(|_| {
                    *tracks += 1;
                    let (id, title) = (format!("t{tracks}"), format!("Track {tracks}"));
                    let requirement = requirement(tape, ids, nests, depth - 1, tracks);
                    json!({ "id": id, "title": title, "requirement": requirement })
                })
                .collect();
            json!({ "kind": "one_track_of", "tracks": two })
        }
    }
}

fn children(
    tape: &mut Tape<'_>,
    ids: &[&str],
    nests: bool,
    depth: usize,
    tracks: &mut usize,
) -> Vec<Value> {
    let count = 1 + tape.below(3);
    (0..count).map(|_| requirement(tape, ids, nests, depth - 1, tracks)).collect()
}

fn leaf(tape: &mut Tape<'_>, ids: &[&str]) -> Value {
    let mut leaf = json!({ "kind": "course", "course": tape.one_of(ids) });
    let into = &mut leaf;
    tape.maybe(into, "completed_before", 10, |tape| json!(DAYS[tape.below(DAYS.len())]));
    tape.maybe(into, "not_also_for", 5, |_| json!(["Q"]));
    leaf
}
