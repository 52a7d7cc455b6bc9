//! Edge cases: places where a rule of the field turns on one fact, one day or one instant.
//!
//! Expectations are worked out from the rules of the field, which a comment names, never taken
//! from the planner's output.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;
#[path = "edges/ahead.rs"]
mod ahead;
#[path = "edges/choices.rs"]
mod choices;
#[path = "edges/mitxonline.rs"]
mod mitxonline;
#[path = "edges/places.rs"]
mod places;
#[path = "edges/prerequisites.rs"]
mod prerequisites;
#[path = "edges/waiting.rs"]
mod waiting;
#[path = "made_instances/random.rs"]
mod random;

use certificate_planner::assessment::Assessment;
use certificate_planner::assessment::Verdict::{
    self, Earned, NeedsChange, NotReachable, OnCourse, Undetermined,
};
use certificate_planner::plan::Plan;
use serde_json::{Value, json};

use crate::common::{
    assess_plan, built_in, course, full_catalog, full_plan, read_catalog, written,
};

const NOW: &str = "2026-11-21T12:00:00Z";

/// Short words for what many catalogs and plans below say.
const WORDS: [(&str, &str); 6] = [
    (
        "$spring",
        r#"{ "id": "1T2027", "start": "2027-01-10", "end": "2027-05-01",
             "enrollment_end": "2027-02-01", "upgrade_deadline": "2027-02-20" }"#,
    ),
    (
        "$fall",
        r#"{ "id": "3T2027", "start": "2027-09-01", "end": "2027-12-20",
             "enrollment_end": "2027-09-20", "upgrade_deadline": "2027-10-01" }"#,
    ),
    (
        "$will",
        r#""state": "planned", "mode": "verified", "payment": "will_pay", "result": "will_pass""#,
    ),
    (
        "$taking",
        r#""state": "in_progress", "mode": "verified", "payment": "paid", "result": "will_pass""#,
    ),
    (
        "$held",
        r#""state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
           "certificate": "held""#,
    ),
    (
        "$passed",
        r#""state": "finished", "mode": "verified", "payment": "paid", "result": "passed""#,
    ),
];

fn expand(text: &str) -> String {
    WORDS.iter().fold(text.to_owned(), |text, (word, meaning)| text.replace(word, meaning))
}

/// A catalog of these courses and programs, where no program asks for enrollment in itself.
fn catalog(platform: &str, courses: &str, programs: &str) -> String {
    let text = format!(
        r#"{{ "platform": "{platform}", "courses": [{courses}], "programs": [{programs}] }}"#
    );
    let mut short: Value = serde_json::from_str(&expand(&text)).unwrap();
    for program in short["programs"].as_array_mut().unwrap() {
        let facts = program.as_object_mut().unwrap();
        facts.entry("id").or_insert(json!("P"));
        facts.entry("offered").or_insert(json!(true));
        facts.entry("enrollment_required").or_insert(json!(false));
        facts.entry("photo_id_required").or_insert(json!(false));
    }
    short.to_string()
}

fn ask_on(platform: &str, courses: &str, programs: &str, plan: &str) -> Assessment {
    let short = catalog(platform, courses, programs);
    assess_plan(&read_catalog(&full_catalog(&short)), &expand(plan), NOW)
}

fn ask(courses: &str, programs: &str, plan: &str) -> Assessment {
    ask_on("mitx_online", courses, programs, plan)
}

/// The same with these terms in the catalog.
fn ask_terms(terms: &str, courses: &str, programs: &str, plan: &str) -> Assessment {
    let mut short: Value =
        serde_json::from_str(&catalog("mitx_online", courses, programs)).unwrap();
    short["terms"] = serde_json::from_str(terms).unwrap();
    assess_plan(&read_catalog(&full_catalog(&short.to_string())), &expand(plan), NOW)
}

/// A plan of one session for each of these courses, or of several: `A: …; A: …`.
fn plan(courses: &[(&str, &[&str])]) -> String {
    let course = |(id, runs): &(&str, &[&str])| {
        let runs: Vec<String> = runs.iter().map(|run| format!("{{ {run} }}")).collect();
        format!(r#"{{ "course": "{id}", "runs": [{}] }}"#, runs.join(", "))
    };
    let courses: Vec<String> = courses.iter().map(course).collect();
    format!(r#"{{ "courses": [{}] }}"#, courses.join(", "))
}

/// The program's verdict and the course's.
fn verdicts(answer: &Assessment, id: &str) -> (Verdict, Verdict) {
    (answer.program.verdict, course(answer, id).verdict)
}

/// Every reason of the answer, for courses, sessions and the program.
fn reasons(answer: &Assessment) -> Vec<Value> {
    let courses = answer.courses.iter().flat_map(|course| {
        course.reasons.iter().chain(course.runs.iter().flat_map(|run| &run.reasons))
    });
    courses.chain(&answer.program.reasons).map(written).collect()
}

fn has_reason(answer: &Assessment, kind: &str, effect: &str) -> bool {
    reasons(answer).iter().any(|one| one["because"]["type"] == kind && one["effect"] == effect)
}

/// The steps as JSON: an action with its date.
fn steps(answer: &Assessment) -> Vec<Value> {
    answer.next.iter().map(written).collect()
}

fn step<'a>(steps: &'a [Value], kind: &str) -> Option<&'a Value> {
    steps.iter().find(|step| step["action"]["type"] == kind)
}

fn is_missing(answer: &Assessment, kind: &str, course: Option<&str>) -> bool {
    let wanted =
        |fact: &Value| fact["type"] == kind && course.is_none_or(|course| fact["course"] == course);
    answer.missing.iter().any(|missing| wanted(&written(&missing.fact)))
}

/// A sum of the cost as `"100.00"`, `"100.00 to 200.00"` or `"100.00 or more"`.
fn sum(answer: &Assessment, name: &str) -> String {
    in_words(&written(&answer.cost)[name])
}

fn in_words(range: &Value) -> String {
    let low = range["low"].as_str().unwrap();
    match range["high"].as_str() {
        None => format!("{low} or more"),
        Some(high) if high == low => low.to_owned(),
        Some(high) => format!("{low} to {high}"),
    }
}

const ONE: &str = r#"{ "requirement": ["A"] }"#;
const FIVE_YEARS: &str = r#"{ "requirement": ["A"], "certificates_count_years": 5 }"#;
const A_SPRING: &str = r#"{ "id": "A", "fee": "100.00", "runs": [$spring] }"#;

#[test]
fn of_two_certificates_the_one_that_has_not_expired_counts() {
    // A7, A12
    let old = r#"$held, "certificate_on": "2019-01-01""#;
    let new = r#"$held, "certificate_on": "2024-01-01""#;
    for runs in [[old, new], [new, old]] {
        let answer = ask(A_SPRING, FIVE_YEARS, &plan(&[("A", &runs)]));
        assert_eq!(answer.program.verdict, Earned, "{runs:?}");
    }
    let answer = ask(A_SPRING, FIVE_YEARS, &plan(&[("A", &[old])]));
    assert_eq!(answer.program.verdict, NeedsChange);
}

#[test]
fn once_the_capstone_is_held_age_no_longer_matters() {
    // A12
    let courses = r#"{ "id": "A" }, { "id": "X", "capstone": "after_all_others" }"#;
    let program = r#"{ "requirement": ["A", "X"], "certificates_count_years": 5 }"#;
    let plan = r#"{ "holds": { "A": "2015-01-01", "X": "2016-01-01" } }"#;
    assert_eq!(ask(courses, program, plan).program.verdict, Earned);
}

#[test]
fn a_certificate_that_expires_today_is_open() {
    // A12, C7: the hour at which the day ends is not known.
    for (on, verdict) in
        [("2021-11-18", NeedsChange), ("2021-11-21", Undetermined), ("2024-01-01", Earned)]
    {
        let plan = format!(r#"{{ "holds": {{ "A": "{on}" }} }}"#);
        assert_eq!(ask(A_SPRING, FIVE_YEARS, &plan).program.verdict, verdict, "{on}");
    }
}

#[test]
fn who_has_paid_is_seated_though_enrollment_has_closed() {
    // A9
    let courses = r#"{ "id": "A", "fee": "100.00", "runs": [
        { "id": "r", "start": "2026-12-01", "end": "2027-03-01", "enrollment_end": "2026-11-15",
          "upgrade_deadline": "2026-11-18" }] }"#;
    let paid = r#""run": "r", "state": "planned", "mode": "verified", "payment": "paid",
        "result": "will_pass""#;
    let answer = ask(courses, ONE, &plan(&[("A", &[paid])]));
    assert_eq!(verdicts(&answer, "A"), (OnCourse, OnCourse));
    assert_eq!((sum(&answer, "wasted"), sum(&answer, "paid")), ("0.00".into(), "100.00".into()));
    assert_eq!(step(&steps(&answer), "enroll"), None);
    // Who has not paid is too late.
    let answer = ask(courses, ONE, &plan(&[("A", &[r#""run": "r", $will"#])]));
    assert_eq!(answer.program.verdict, NeedsChange);
}

#[test]
fn a_session_without_a_name_of_a_course_that_is_over_cannot_be() {
    // B7
    let courses = r#"{ "id": "A", "offered": false }"#;
    let answer = ask(courses, ONE, &plan(&[("A", &["$will"])]));
    assert_eq!(verdicts(&answer, "A"), (NotReachable, NotReachable));
}

/// A, whose certificates come on that day, and the capstone X, registration for which closes on
/// 2027-02-01 in spring and on 2027-09-20 in fall.
fn ask_capstone(available: &str, of_x: &[&str]) -> Assessment {
    let courses = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "runs": [
                {{ "id": "r", "start": "2026-09-01", "end": "2027-01-05",
                   "certificate_available": "{available}" }}] }},
           {{ "id": "X", "capstone": "after_all_others", "runs": [$spring, $fall] }}"#
    );
    let program = r#"{ "requirement": ["A", "X"] }"#;
    ask(&courses, program, &plan(&[("A", &[r#""run": "r", $taking"#]), ("X", of_x)]))
}

const X_SPRING: &str = r#""run": "1T2027", $will"#;
const X_FALL: &str = r#""run": "3T2027", $will"#;

#[test]
fn the_capstone_comes_after_the_other_certificates() {
    // B8
    for (available, verdict) in [
        ("2027-01-20", OnCourse),
        // Which comes first on one day is not known.
        ("2027-02-01", Undetermined),
        ("2027-03-01", NeedsChange),
    ] {
        let answer = ask_capstone(available, &[X_SPRING]);
        assert_eq!(verdicts(&answer, "X"), (verdict, verdict), "{available}");
    }
    let steps = steps(&ask_capstone("2027-03-01", &[X_SPRING]));
    assert_eq!(step(&steps, "take_later_run").unwrap()["action"]["run"], "3T2027");
}

#[test]
fn a_capstone_after_a_certificate_without_a_date_is_open() {
    // B8, G
    let courses = r#"{ "id": "A", "pacing": "self_paced" },
        { "id": "X", "capstone": "after_all_others", "runs": [$spring] }"#;
    let program = r#"{ "requirement": ["A", "X"] }"#;
    let answer = ask(courses, program, &plan(&[("A", &["$taking"]), ("X", &[X_SPRING])]));
    assert_eq!(verdicts(&answer, "X"), (Undetermined, Undetermined));
}

#[test]
fn of_two_capstone_sessions_the_one_that_comes_late_enough_counts() {
    // B8, F1
    for (runs, counted) in [([X_SPRING, X_FALL], 1), ([X_FALL, X_SPRING], 0)] {
        let answer = ask_capstone("2027-03-01", &runs);
        assert_eq!(verdicts(&answer, "X"), (OnCourse, OnCourse));
        assert_eq!(course(&answer, "X").counted_run, Some(counted));
    }
}

#[test]
fn of_two_overlapping_sessions_the_same_one_gives_way_in_any_order() {
    // A13
    let courses = r#"{ "id": "A", "simultaneous_sessions": false, "runs": [
        { "id": "r1", "start": "2027-01-10", "end": "2027-05-01" },
        { "id": "r2", "start": "2027-02-10", "end": "2027-06-01" }] }"#;
    let (first, second) = (r#""run": "r1", $will"#, r#""run": "r2", $will"#);
    for runs in [[first, second], [second, first]] {
        let answer = ask(courses, ONE, &plan(&[("A", &runs)]));
        let of = |id: &str| {
            let runs = &course(&answer, "A").runs;
            runs.iter().find(|run| run.run.as_ref().unwrap().as_str() == id).unwrap().verdict
        };
        assert_eq!(answer.program.verdict, OnCourse);
        assert_eq!((of("r1"), of("r2")), (OnCourse, NeedsChange), "{runs:?}");
    }
}

#[test]
fn not_sitting_the_exam_and_passing_cannot_both_be() {
    // D8
    let catalog = read_catalog(&full_catalog(&catalog("mitx_online", A_SPRING, ONE)));
    let short = expand(&plan(&[("A", &[r#"$will, "exam_taken": false"#])]));
    assert!(Plan::read(&full_plan(&short, &catalog), &catalog).is_err());
}

#[test]
fn an_expected_score_says_more_than_the_expectation_to_pass() {
    // A4, D6
    let courses = r#"{ "id": "A", "passing_score": 60, "runs": [$spring] }"#;
    for (score, verdict) in [(40, NeedsChange), (60, OnCourse)] {
        let run = format!(r#""run": "1T2027", $will, "score": {score}"#);
        let answer = ask(courses, ONE, &plan(&[("A", &[&run])]));
        assert_eq!(answer.program.verdict, verdict, "{score}");
    }
}

/// A session in which the exam is not taken again, with an exam score of 100 carried over.
fn ask_carried(allowed: &str) -> Assessment {
    let courses = format!(
        r#"{{ "id": "A", "grading": {{
                "assignment_types": [{{ "name": "Coursework", "weight": 30, "part": "coursework" }},
                                     {{ "name": "Exam", "weight": 70, "part": "exam" }}],
                "cutoffs": [{{ "name": "Pass", "percent": 50 }}] }},
              {allowed} "runs": [$spring] }}"#
    );
    let plan = r#"{ "courses": [{ "course": "A", "carried_over": { "part": "exam", "score": 100 },
        "runs": [{ "run": "1T2027", "state": "planned", "mode": "verified",
                   "payment": "will_pay", "exam_taken": false, "coursework_score": 0 }] }] }"#;
    ask(&courses, ONE, plan)
}

#[test]
fn an_exam_is_carried_over_only_where_the_course_allows_it() {
    // A11, D8: 0.7 of 100 is 70.
    assert_eq!(ask_carried(r#""carried_over": ["exam"],"#).program.verdict, OnCourse);
    assert_eq!(ask_carried(r#""carried_over": ["coursework"],"#).program.verdict, NeedsChange);
    assert_eq!(ask_carried(r#""carried_over": [],"#).program.verdict, NeedsChange);
}

const PROJECTED: &str = r#"{ "id": "A", "fee": "100.00", "pacing": "instructor_paced",
    "terms_offered": ["4T"] }"#;

fn term(start: &str, end: &str, enrollment_end: &str, upgrade_deadline: &str) -> String {
    format!(
        r#"[{{ "id": "4T", "title": "The term", "start": "{start}", "end": "{end}",
              "enrollment_end": "{enrollment_end}", "upgrade_deadline": "{upgrade_deadline}" }}]"#
    )
}

#[test]
fn a_projected_enrollment_end_before_the_start_stays_in_its_year() {
    // C6
    let terms = term("01-16", "05-04", "01-10", "01-12");
    let run = r#""run": "4T2027", $will"#;
    let answer = ask_terms(&terms, PROJECTED, ONE, &plan(&[("A", &[run])]));
    assert_eq!(answer.program.verdict, OnCourse);
    let steps = steps(&answer);
    assert_eq!(step(&steps, "enroll").unwrap()["by"], "2027-01-10");
    assert_eq!(step(&steps, "pay").unwrap()["by"], "2027-01-12");
}

#[test]
fn a_projected_deadline_that_has_passed_settles_nothing() {
    // C6
    let terms = term("11-01", "03-01", "11-10", "11-15");
    let run = r#""run": "4T2026", $will"#;
    let answer = ask_terms(&terms, PROJECTED, ONE, &plan(&[("A", &[run])]));
    assert_eq!(verdicts(&answer, "A"), (Undetermined, Undetermined));
}

#[test]
fn a_projected_end_makes_no_certificate_earned() {
    // C6
    let terms = term("01-10", "05-01", "02-01", "02-20");
    let run = r#""run": "4T2026", $passed"#;
    let answer = ask_terms(&terms, PROJECTED, ONE, &plan(&[("A", &[run])]));
    assert_ne!(answer.program.verdict, Earned);
    assert_ne!(answer.program.verdict, NeedsChange);
}

#[test]
fn an_enrollment_end_that_is_not_published_is_noted_and_not_invented() {
    // G
    let courses = r#"{ "id": "A", "fee": "100.00", "runs": [
        { "id": "r", "start": "2027-01-10", "end": "2027-05-01",
          "upgrade_deadline": "2027-02-20" }] }"#;
    let answer = ask(courses, ONE, &plan(&[("A", &[r#""run": "r", $will"#])]));
    assert_eq!(answer.program.verdict, OnCourse);
    assert!(has_reason(&answer, "enrollment_end_not_published", "note"));
    assert!(is_missing(&answer, "enrollment_end", Some("A")));
    let steps = steps(&answer);
    let by = &step(&steps, "enroll").unwrap()["by"];
    assert!(by.is_null() || by == "2027-02-20", "{by}");
}

#[test]
fn one_course_does_not_fill_two_places_where_each_needs_its_own() {
    // B2
    let courses = r#"{ "id": "A" }, { "id": "B" }, { "id": "C" }"#;
    let program = |one: bool| {
        format!(
            r#"{{ "course_fills_one_place": {one}, "requirement": [
                {{ "kind": "min_number_of", "number": 1, "of": ["A", "B"] }},
                {{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }}] }}"#
        )
    };
    let only_a = r#"{ "holds": { "A": "2026-01-01" } }"#;
    let answer = ask(courses, &program(true), only_a);
    assert_eq!(answer.program.verdict, NeedsChange);
    assert!(has_reason(&answer, "places_not_filled_apart", "against"));
    assert!(!has_reason(&answer, "requirement_met", "for"));
    assert_eq!(ask(courses, &program(false), only_a).program.verdict, Earned);
    let both = r#"{ "holds": { "A": "2026-01-01", "C": "2026-01-01" } }"#;
    assert_eq!(ask(courses, &program(true), both).program.verdict, Earned);
}

#[test]
fn a_place_of_its_own_keeps_the_conditions_of_the_course() {
    // B2, B5: B was completed too late for its place, so A would have to fill both.
    let courses = r#"{ "id": "A" }, { "id": "B" }"#;
    let program = r#"{ "course_fills_one_place": true, "requirement": ["A",
        { "kind": "min_number_of", "number": 1, "of": ["A",
            { "kind": "course", "course": "B", "completed_before": "2026-01-01" }] }] }"#;
    let late = r#""state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
        "certificate": "held", "certificate_on": "2026-07-01", "passed_on": "2026-06-01""#;
    let early = late.replace("2026-06-01", "2025-06-01").replace("2026-07-01", "2025-07-01");
    let with = |run: &str| {
        ask(courses, program, &plan(&[("A", &["$held"]), ("B", &[run])])).program.verdict
    };
    assert_ne!(with(late), Earned);
    assert_ne!(with(late), OnCourse);
    assert_eq!(with(&early), Earned);
}

const NESTING: &str = r#"{ "requirement": [{ "kind": "program", "program": "Q" }] }"#;

#[test]
fn a_nested_program_that_is_retired_cannot_be_earned() {
    // B1, B7
    let programs = format!(
        r#"{NESTING}, {{ "id": "Q", "offered": false, "paid_mode": true, "requirement": ["A"] }}"#
    );
    let plan = plan(&[("A", &[r#""run": "1T2027", $will"#])]);
    assert_eq!(ask(A_SPRING, &programs, &plan).program.verdict, NotReachable);
    let held = r#"{ "program_certificates": ["Q"] }"#;
    assert_eq!(ask(A_SPRING, &programs, held).program.verdict, Earned);
}

#[test]
fn of_a_nested_free_program_the_courses_decide() {
    // B1
    let programs =
        format!(r#"{NESTING}, {{ "id": "Q", "paid_mode": false, "requirement": ["A"] }}"#);
    let held = r#"{ "holds": { "A": "2026-01-01" } }"#;
    assert_eq!(ask(A_SPRING, &programs, held).program.verdict, Earned);
    assert_eq!(ask(A_SPRING, &programs, "{}").program.verdict, NeedsChange);
    let planned = plan(&[("A", &[r#""run": "1T2027", $will"#])]);
    assert_eq!(ask(A_SPRING, &programs, &planned).program.verdict, OnCourse);
}

fn before(day: &str) -> String {
    format!(
        r#"{{ "requirement": [{{ "kind": "course", "course": "A",
              "completed_before": "{day}" }}] }}"#
    )
}

#[test]
fn a_certificate_issued_after_the_day_leaves_open_when_the_course_was_completed() {
    // B5
    let held = r#"{ "holds": { "A": "2026-07-01" } }"#;
    let answer = ask(A_SPRING, &before("2026-06-01"), held);
    assert_eq!(answer.program.verdict, Undetermined);
    assert!(is_missing(&answer, "completed_on", Some("A")));
    let held = r#"{ "holds": { "A": "2026-05-01" } }"#;
    assert_eq!(ask(A_SPRING, &before("2026-06-01"), held).program.verdict, Earned);
}

#[test]
fn a_session_planned_after_the_day_does_not_count() {
    // B5
    let planned = plan(&[("A", &[r#""run": "1T2027", $will"#])]);
    let still_ahead = ask(A_SPRING, &before("2026-12-15"), &planned).program.verdict;
    assert_eq!(still_ahead, NeedsChange);
    assert_eq!(ask(A_SPRING, &before("2026-06-01"), &planned).program.verdict, NotReachable);
}

#[test]
fn a_course_outside_the_program_may_be_the_unlisted_one() {
    // G
    let courses = r#"{ "id": "A" }, { "id": "Z" }"#;
    let program = r#"{ "requirement": [{ "kind": "min_number_of", "number": 1,
        "of": ["A", { "kind": "unlisted", "title": "Electives" }] }] }"#;
    let answer = ask(courses, program, r#"{ "holds": { "Z": "2026-01-01" } }"#);
    assert_eq!(answer.program.verdict, Undetermined);
    assert!(is_missing(&answer, "unlisted_courses", None));
    assert_eq!(ask(courses, program, "{}").program.verdict, NeedsChange);
    let held = r#"{ "holds": { "A": "2026-01-01" } }"#;
    assert_eq!(ask(courses, program, held).program.verdict, Earned);
}

#[test]
fn a_required_course_outside_the_program_comes_first() {
    // F1
    let courses = r#"{ "id": "A", "runs": [$spring],
          "prerequisites": [{ "course": "Z", "strength": "required" }] }, { "id": "Z" }"#;
    let run: &[&str] = &[r#""run": "1T2027", $will"#];
    let answer = ask(courses, ONE, &plan(&[("A", run)]));
    assert_eq!(answer.program.verdict, NeedsChange);
    assert!(has_reason(&answer, "prerequisite_not_done", "against"));
    let answer = ask(courses, ONE, &plan(&[("A", run), ("Z", &["$held"])]));
    assert_eq!(answer.program.verdict, OnCourse);
}

const TWO_ATTEMPTS: &str = r#"{ "id": "A", "attempts_guaranteed": 2, "runs": [$spring] }"#;
const FAILED: &str =
    r#""state": "finished", "mode": "verified", "payment": "paid", "result": "not_passed""#;

#[test]
fn a_third_attempt_is_at_the_discretion_of_the_team() {
    // A10: not guaranteed, not impossible.
    let answer = ask(TWO_ATTEMPTS, ONE, &plan(&[("A", &[FAILED, FAILED, "$taking"])]));
    assert_eq!(verdicts(&answer, "A"), (Undetermined, Undetermined));
    assert!(is_missing(&answer, "further_attempt", Some("A")));
    let second = ask(TWO_ATTEMPTS, ONE, &plan(&[("A", &[FAILED, "$taking"])]));
    assert_eq!(second.program.verdict, OnCourse);
    let held = ask(TWO_ATTEMPTS, ONE, &plan(&[("A", &[FAILED, FAILED, "$held"])]));
    assert_eq!(held.program.verdict, Earned);
    assert!(!is_missing(&held, "further_attempt", None));
}

#[test]
fn a_score_is_rounded_as_the_platform_rounds_it() {
    // D5, D6: 55 % is one of the cutoffs that exactly xx.45 misses.
    for (passing, score, verdict) in [
        (60, "59.45", Earned),
        (60, "59.44", NeedsChange),
        (55, "54.45", NeedsChange),
        (55, "54.46", Earned),
    ] {
        let courses = format!(
            r#"{{ "id": "A", "offered": true, "passing_score": {passing},
                  "pacing": "instructor_paced",
                  "runs": [{{ "id": "r", "start": "2026-01-01", "end": "2026-05-01" }}] }}"#
        );
        let run = format!(
            r#""run": "r", "state": "finished", "mode": "verified", "payment": "paid",
               "score": {score}"#
        );
        let answer = ask(&courses, ONE, &plan(&[("A", &[&run])]));
        assert_eq!(answer.program.verdict, verdict, "{score} of {passing}");
    }
}

#[test]
fn the_instant_at_which_enrollment_ends_is_in_time_on_edx_only() {
    // A2, C7
    let courses = format!(
        r#"{{ "id": "A", "runs": [{{ "id": "r", "start": "2026-12-01", "end": "2027-03-01",
              "enrollment_end": "{NOW}", "upgrade_deadline": "2027-01-01" }}] }}"#
    );
    let run = plan(&[("A", &[r#""run": "r", $will"#])]);
    assert_eq!(ask_on("edx", &courses, ONE, &run).program.verdict, OnCourse);
    assert_eq!(ask_on("mitx_online", &courses, ONE, &run).program.verdict, NeedsChange);
}

#[test]
fn who_is_not_enrolled_in_the_program_is_told_to_enroll_in_it() {
    // B6
    for file in ["mitx-dedp", "mitx-finance", "mitx-pom", "mitx-scm", "mitx-sds", "mitx-18.03x"] {
        let catalog = read_catalog(&built_in(&format!("{file}.json")));
        for program in catalog.programs() {
            let ids = program.courses.iter().map(|course| course.facts.id.to_string());
            let plan = json!({
                "program": program.facts.id.to_string(),
                "program_enrollment": "not_enrolled",
                "each": { "of": ids.collect::<Vec<_>>(), "as": {
                    "state": "planned", "mode": "verified", "payment": "will_pay",
                    "result": "will_pass" } },
            });
            let answer = assess_plan(&catalog, &plan.to_string(), NOW);
            // Where it is not known whether the program is offered, asking may come first.
            let named = |kind: &str| step(&steps(&answer), kind).is_some();
            let verdict = answer.program.verdict;
            let asks_first = verdict == Undetermined && named("ask_if_offered");
            assert!(
                named("enroll_in_program") || asks_first || verdict == NotReachable,
                "{file}: {verdict:?}"
            );
        }
    }
}

#[test]
fn nothing_is_to_be_paid_where_it_earns_nothing() {
    // A2, B7
    let will_fail = r#""run": "r", "state": "in_progress", "mode": "verified",
        "payment": "will_pay", "result": "not_passed""#;
    let courses = r#"{ "id": "A", "fee": "100.00", "runs": [
        { "id": "r", "start": "2026-11-01", "end": "2027-03-01",
          "enrollment_end": "2026-12-10", "upgrade_deadline": "2026-12-20" }, $fall] }"#;
    let answer = ask(courses, ONE, &plan(&[("A", &[will_fail])]));
    assert_eq!(step(&steps(&answer), "pay"), None);
    let retired = r#"{ "offered": false, "requirement": ["A"] }"#;
    let answer = ask(courses, retired, &plan(&[("A", &[r#""run": "r", $will"#])]));
    assert_eq!(answer.program.verdict, NotReachable);
    assert!(answer.next.is_empty(), "{:?}", steps(&answer));
}

#[test]
fn a_session_that_failed_is_not_its_own_remedy() {
    // A7, F3: the session is still open for enrollment.
    let with = |later: &str| {
        let courses = format!(
            r#"{{ "id": "A", "fee": "100.00", "runs": [
                {{ "id": "r", "start": "2026-11-01", "end": "2027-03-01",
                   "enrollment_end": "2026-12-10", "upgrade_deadline": "2026-12-20" }}{later}] }}"#
        );
        let failing = r#""run": "r", "state": "in_progress", "mode": "verified",
            "payment": "paid", "result": "not_passed""#;
        let answer = ask(&courses, ONE, &plan(&[("A", &[failing])]));
        assert_eq!(answer.program.verdict, NeedsChange);
        step(&steps(&answer), "take_later_run").unwrap()["action"]["run"].clone()
    };
    assert_eq!(with(", $fall"), "3T2027");
    assert_eq!(with(""), Value::Null);
}

#[test]
fn joining_takes_enrollment_and_payment_so_the_earlier_day_counts() {
    // F1, C7
    let spring = expand("$spring");
    let swapped = spring.replace("2027-02-20", "2027-01-20");
    for (run, by) in [(&spring, "2027-02-01"), (&swapped, "2027-01-20")] {
        let courses = format!(r#"{{ "id": "A", "runs": [{run}] }}"#);
        let answer = ask(&courses, ONE, "{}");
        assert_eq!(step(&steps(&answer), "enroll").unwrap()["by"], by);
    }
}

#[test]
fn no_step_lies_in_the_past() {
    // C7
    let closed = r#"{ "id": "r", "start": "2026-11-01", "end": "2027-03-01",
        "enrollment_end": "2026-11-10", "upgrade_deadline": "2026-11-15" }"#;
    let courses = format!(r#"{{ "id": "A", "fee": "100.00", "runs": [{closed}, $fall] }}"#);
    for run in [
        r#""run": "r", $will"#,
        r#""run": "r", "state": "in_progress", "mode": "audit", "result": "will_pass""#,
        r#""run": "r", "state": "in_progress", "mode": "verified", "payment": "not_paid""#,
        r#""run": "r", "state": "in_progress", "mode": "verified", "payment": "will_pay""#,
        r#""run": "r", "state": "in_progress", "mode": "verified""#,
    ] {
        let answer = ask(&courses, ONE, &plan(&[("A", &[run])]));
        for step in steps(&answer) {
            let by = step["by"].as_str().unwrap_or("2999");
            assert!(by > "2026-11-20", "{run}: {step}");
        }
    }
}

#[test]
fn a_group_that_lacks_courses_says_which_to_add() {
    // B1
    let courses = r#"{ "id": "A" }, { "id": "B" }, { "id": "C" }"#;
    let program = r#"{ "requirement": [
        { "kind": "min_number_of", "number": 2, "of": ["A", "B", "C"] }] }"#;
    let answer = ask(courses, program, r#"{ "holds": { "A": "2026-01-01" } }"#);
    let steps = steps(&answer);
    let action = &step(&steps, "add_courses").unwrap()["action"];
    assert_eq!(*action, json!({ "type": "add_courses", "courses": ["B", "C"], "count": 1 }));
}

#[test]
fn a_course_taken_again_after_its_certificate_expired_is_paid_again() {
    // A3, A12
    let answer = ask(A_SPRING, FIVE_YEARS, r#"{ "holds": { "A": "2019-01-01" } }"#);
    assert_eq!(sum(&answer, "to_add"), "100.00");
}

#[test]
fn a_missing_advanced_elective_costs_its_fee() {
    // B5, E1
    let courses = r#"{ "id": "A", "advanced": false, "fee": "10.00" },
        { "id": "B", "advanced": false, "fee": "20.00" },
        { "id": "C", "advanced": true, "fee": "300.00" }"#;
    let program = r#"{ "requirement": [{ "kind": "min_number_of", "number": 2, "advanced": 1,
        "of": ["A", "B", "C"] }] }"#;
    let answer = ask(courses, program, r#"{ "holds": { "A": "2026-01-01", "B": "2026-01-01" } }"#);
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(sum(&answer, "to_add"), "300.00");
}

#[test]
fn a_track_that_cannot_be_met_is_not_the_cheapest() {
    // B4, E1
    let courses = r#"{ "id": "A", "offered": false, "fee": "10.00" },
        { "id": "B", "fee": "300.00" }, { "id": "C", "fee": "400.00" }"#;
    let program = r#"{ "requirement": [{ "kind": "one_track_of", "tracks": [
        { "id": "a", "title": "a", "requirement": ["A"] },
        { "id": "b", "title": "b", "requirement": ["B"] },
        { "id": "c", "title": "c", "requirement": ["C"] }] }] }"#;
    let answer = ask(courses, program, "{}");
    assert_eq!(sum(&answer, "to_add"), "300.00 to 400.00");
}

#[test]
fn a_fee_that_the_learner_read_in_another_currency_is_neither_replaced_nor_added() {
    // E8
    let courses = r#"{ "id": "A", "fee": "100.00", "runs": [$spring] },
        { "id": "B", "fee": "50.00" }"#;
    let program = r#"{ "requirement": ["A", "B"] }"#;
    let plan = r#"{ "courses": [{ "course": "A", "fee": { "amount": "90", "currency": "EUR" },
        "runs": [{ "run": "1T2027", $will }] }] }"#;
    let answer = ask(courses, program, plan);
    assert_eq!(sum(&answer, "to_pay"), "0.00 or more");
    assert_eq!(sum(&answer, "total"), "50.00 or more");
    let kinds: Vec<Value> = answer.cost.reasons.iter().map(written).collect();
    assert!(kinds.iter().any(|one| one["because"]["type"] == "other_currency"), "{kinds:?}");
}

#[test]
fn a_failed_session_whose_payment_is_not_stated_is_not_to_pay() {
    // E1
    let run = r#""state": "finished", "mode": "verified", "result": "not_passed""#;
    let answer = ask(A_SPRING, ONE, &plan(&[("A", &[run])]));
    assert_eq!((sum(&answer, "to_pay"), sum(&answer, "to_add")), ("0.00".into(), "100.00".into()));
}

#[test]
fn a_certificate_of_another_platform_is_not_priced_at_this_ones_fee() {
    // E1, E2
    let courses = r#"{ "id": "A", "fee": "100.00", "accepts_certificates_of": ["edx"] }"#;
    let run = r#""platform": "edx", $held"#;
    let answer = ask(courses, ONE, &plan(&[("A", &[run])]));
    assert_eq!(answer.program.verdict, Earned);
    assert_eq!(sum(&answer, "paid"), "0.00 or more");
}

#[test]
fn courses_that_no_source_lists_have_a_line_of_their_own() {
    // E2
    let program = r#"{ "requirement": ["A", { "kind": "unlisted", "title": "Others" }] }"#;
    let answer = ask(A_SPRING, program, "{}");
    assert_eq!(sum(&answer, "to_add"), "100.00 or more");
    let lines = written(&answer.cost)["lines"].as_array().unwrap().clone();
    let open = lines.iter().find(|line| line["courses"] == json!([])).unwrap();
    assert_eq!(in_words(&open["amount"]), "0.00 or more");
}

#[test]
fn an_exchange_rate_has_four_decimals() {
    // E3: 25,002 / 1.0001 is below 25,000; 25,003 / 1.0001 is not.
    let program = r#"{ "requirement": ["A"], "income_tiers": { "currency": "USD", "tiers": [
        { "income_from": "0", "fee": "250" }, { "income_from": "25000", "fee": "350" }] } }"#;
    for (income, fee) in [("25002", "250.00"), ("25003", "350.00")] {
        let plan = format!(
            r#"{{ "income": {{ "amount": "{income}", "currency": "EUR",
                  "units_per_tier_unit": "1.0001" }} }}"#
        );
        assert_eq!(sum(&ask(r#"{ "id": "A" }"#, program, &plan), "total"), fee, "{income}");
    }
}

#[test]
fn what_is_not_earned_yet_is_not_dated_before_now() {
    // C3, C4
    let courses = r#"{ "id": "A", "pacing": "instructor_paced",
        "runs": [{ "id": "r", "start": "2026-01-01", "end": "2026-05-01" }] }"#;
    let program = r#"{ "requirement": ["A"], "photo_id_required": true }"#;
    let plan = r#"{ "photo_id": "will_verify", "courses": [
        { "course": "A", "runs": [{ "run": "r", $passed }] }] }"#;
    let answer = ask_on("edx", courses, program, plan);
    assert_eq!(answer.program.verdict, OnCourse);
    for range in [written(&answer.program.certificate), written(&course(&answer, "A").certificate)]
    {
        let at = range["from"]["at"].as_str();
        assert!(at.is_none_or(|at| at >= "2026-11-21"), "{range}");
    }
}

#[test]
fn who_passes_in_the_future_has_not_earned_it() {
    // C2
    let courses = r#"{ "id": "A", "pacing": "self_paced", "certificate_release": "individually" }"#;
    for (on, earned) in [("2026-12-01", false), ("2026-10-01", true)] {
        let run = format!(r#"$passed, "passed_on": "{on}""#);
        let answer = ask(courses, ONE, &plan(&[("A", &[&run])]));
        assert_eq!(answer.program.verdict == Earned, earned, "{on}");
    }
}

#[test]
fn what_the_catalog_states_of_the_release_beats_the_pacing() {
    // C1, C2
    let courses = r#"{ "id": "A", "pacing": "self_paced", "certificate_release": "after_end",
        "runs": [{ "id": "r", "start": "2026-09-01", "end": "2027-03-01" }] }"#;
    let run = r#""run": "r", "state": "in_progress", "mode": "verified", "payment": "paid",
        "result": "passed", "passed_on": "2026-10-01""#;
    let answer = ask(courses, ONE, &plan(&[("A", &[run])]));
    assert_eq!(answer.program.verdict, OnCourse);
    assert_eq!(written(&answer.program.certificate)["from"]["at"], "2027-03-01");
}

#[test]
fn where_it_is_not_known_which_courses_are_advanced_they_are_named() {
    // B5, G
    let courses = r#"{ "id": "A" }, { "id": "B", "advanced": false }"#;
    let program = r#"{ "requirement": [{ "kind": "min_number_of", "number": 2, "advanced": 1,
        "of": ["A", "B"] }] }"#;
    let answer = ask(courses, program, r#"{ "holds": { "A": "2026-01-01", "B": "2026-01-01" } }"#);
    assert_eq!(answer.program.verdict, Undetermined);
    assert!(is_missing(&answer, "advanced", Some("A")));
    assert!(!is_missing(&answer, "advanced", Some("B")));
}

#[test]
fn what_the_requirement_lacks_cites_the_source_of_the_requirement() {
    // G
    let courses = r#"{ "id": "A" }, { "id": "B" }"#;
    let program = r#"{ "requirement": [
        { "kind": "min_number_of", "number": 1, "of": ["A", "B"] }] }"#;
    let answer = ask(courses, program, "{}");
    let of_tree: Vec<Value> = answer.program.reasons.iter().map(written).collect();
    let group = of_tree.iter().find(|one| one["because"]["type"] == "group_not_met").unwrap();
    assert_eq!(group["sources"], json!([{ "source": "s", "status": "current" }]));
}

#[test]
fn a_certificate_counts_up_to_the_day_of_the_capstone() {
    // A12: X begins on 2027-09-01, so that five years reach back to 2022-09-01.
    let courses =
        r#"{ "id": "A" }, { "id": "X", "capstone": "after_all_others", "runs": [$fall] }"#;
    let program = r#"{ "requirement": ["A", "X"], "certificates_count_years": 5 }"#;
    for (on, verdict) in [("2022-08-01", NeedsChange), ("2022-10-01", OnCourse)] {
        let held = format!(r#"$held, "certificate_on": "{on}""#);
        let answer = ask(courses, program, &plan(&[("A", &[&held]), ("X", &[X_FALL])]));
        assert_eq!(answer.program.verdict, verdict, "{on}");
    }
}

#[test]
fn an_audit_learner_is_told_to_upgrade_while_that_is_possible() {
    // A2, C7: a deadline that is only a day is still open on that day.
    for (deadline, action) in
        [("2026-12-20", "upgrade"), ("2026-11-21", "upgrade"), ("2026-11-18", "take_later_run")]
    {
        let courses = format!(
            r#"{{ "id": "A", "fee": "100.00", "runs": [{{ "id": "r", "start": "2026-11-01",
                  "end": "2027-03-01", "enrollment_end": "2026-11-10",
                  "upgrade_deadline": "{deadline}" }}, $fall] }}"#
        );
        let run = r#""run": "r", "state": "in_progress", "mode": "audit", "result": "will_pass""#;
        let answer = ask(&courses, ONE, &plan(&[("A", &[run])]));
        assert_eq!(answer.program.verdict, NeedsChange);
        let steps = steps(&answer);
        assert!(step(&steps, action).is_some(), "{deadline}: {steps:?}");
        assert_eq!(sum(&answer, "to_add"), "100.00");
    }
}

#[test]
fn a_planned_session_gives_way_to_one_under_way() {
    // A13
    let courses = r#"{ "id": "A", "simultaneous_sessions": false, "runs": [
        { "id": "r1", "start": "2026-12-10", "end": "2027-05-01" },
        { "id": "r2", "start": "2026-11-10", "end": "2027-01-15" }] }"#;
    let under_way = r#""run": "r2", $taking"#;
    let answer = ask(courses, ONE, &plan(&[("A", &[r#""run": "r1", $will"#, under_way])]));
    assert_eq!(course(&answer, "A").counted_run, Some(1));
    assert_eq!(course(&answer, "A").runs[0].verdict, NeedsChange);
    assert!(has_reason(&answer, "runs_overlap", "against"));
}

#[test]
fn the_next_session_is_not_one_beside_that_under_way() {
    // A13
    let session = |id: &str, start: &str, end: &str| {
        format!(
            r#"{{ "id": "{id}", "start": "{start}", "end": "{end}", "enrollment_end": "{start}",
                 "upgrade_deadline": "{start}" }}"#
        )
    };
    let runs = [
        session("now", "2026-11-01", "2027-01-15"),
        session("beside", "2026-12-10", "2027-03-01"),
        session("after", "2027-02-01", "2027-05-01"),
    ];
    let next = |simultaneous: bool| {
        let courses = format!(
            r#"{{ "id": "A", "simultaneous_sessions": {simultaneous}, "runs": [{}] }}"#,
            runs.join(",")
        );
        let failing = r#""run": "now", "state": "in_progress", "mode": "verified", "payment": "paid",
            "result": "not_passed""#;
        let answer = ask(&courses, ONE, &plan(&[("A", &[failing])]));
        assert_eq!(answer.program.verdict, NeedsChange);
        step(&steps(&answer), "take_later_run").unwrap()["action"]["run"].clone()
    };
    assert_eq!((next(true), next(false)), ("beside".into(), "after".into()));
}

#[test]
fn a_fee_that_moved_to_another_session_is_counted_once() {
    // A6, E1
    let moved = r#""run": "old", "state": "finished", "mode": "verified", "payment": "paid",
        "left": "deferred""#;
    let to = r#""run": "1T2027", "state": "planned", "mode": "verified", "payment": "paid",
        "result": "will_pass""#;
    let answer = ask(A_SPRING, ONE, &plan(&[("A", &[moved, to])]));
    assert_eq!(answer.program.verdict, OnCourse);
    assert_eq!((sum(&answer, "paid"), sum(&answer, "total")), ("100.00".into(), "100.00".into()));
}

#[test]
fn who_has_no_photo_id_is_told_to_have_it_approved() {
    // A8
    let program = r#"{ "requirement": ["A"], "photo_id_required": true }"#;
    let plan = r#"{ "photo_id": "not_approved",
        "courses": [{ "course": "A", "runs": [{ "run": "1T2027", $will }] }] }"#;
    let answer = ask_on("edx", A_SPRING, program, plan);
    assert_eq!(answer.program.verdict, NeedsChange);
    assert!(step(&steps(&answer), "verify_photo_id").is_some());
}

#[test]
fn a_certificate_dated_ahead_is_not_there_yet() {
    // C3
    let held = r#"{ "holds": { "A": "2026-12-21" } }"#;
    assert_eq!(ask(A_SPRING, ONE, held).program.verdict, OnCourse);
}

#[test]
fn an_attempt_that_may_be_paid_may_have_been_the_last() {
    // A10, G: of one guaranteed attempt; whoever audits has used none.
    let courses = r#"{ "id": "A", "attempts_guaranteed": 1 }"#;
    let failing = r#""state": "in_progress", "result": "not_passed""#;
    let asked = |mode: &str| {
        ask(courses, ONE, &plan(&[("A", &[&format!("{failing} {mode}")])])).program.verdict
    };
    assert_eq!(asked(r#", "mode": "verified""#), Undetermined);
    assert_eq!(asked(""), Undetermined);
    assert_eq!(asked(r#", "mode": "audit""#), NeedsChange);
}

#[test]
fn a_certificate_that_may_be_too_old_is_not_surely_the_one_beside_a_session_under_way() {
    // A7, A12, G: without its date it is not known whether it counts; the session under way will.
    let asked =
        |old: &str| verdicts(&ask(A_SPRING, FIVE_YEARS, &plan(&[("A", &[old, "$taking"])])), "A");
    let dated = |on: &str| format!(r#"$held, "certificate_on": "{on}""#);
    assert_eq!(asked(&dated("2020-01-01")), (OnCourse, OnCourse));
    assert_eq!(asked("$held"), (OnCourse, OnCourse));
    assert_eq!(asked(&dated("2024-01-01")), (Earned, Earned));
}
