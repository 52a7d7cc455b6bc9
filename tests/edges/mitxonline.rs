//! What MITx Online's own rules decide at their edges (rules A6, B1, B3, C3).

use super::*;

const PROGRAM: &str = r#"{ "requirement": ["A"] }"#;

/// A self-paced session whose certificates come to each learner; it ended on 1 June 2026.
fn self_paced(more: &str) -> String {
    format!(
        r#"{{ "id": "A", "offered": true, "certificate_release": "individually",
              "pacing": "self_paced",
              "runs": [{{ "id": "r", "start": "2026-02-01T00:00:00Z",
                          "end": "2026-06-01T00:00:00Z"{more} }}] }}"#
    )
}

fn passed_on(day: &str) -> String {
    plan(&[("A", &[&format!(r#"$passed, "run": "r", "passed_on": "{day}""#)])])
}

#[test]
fn a_pass_in_a_free_session_meets_the_program_but_earns_no_course_certificate() {
    let free = self_paced(r#", "certificate_track": false"#);
    let audited = plan(&[(
        "A",
        &[r#""run": "r", "state": "finished", "mode": "audit", "result": "passed""#],
    )]);
    let answer = ask(&free, PROGRAM, &audited);
    assert_eq!(verdicts(&answer, "A"), (Earned, NeedsChange));
    assert!(has_reason(&answer, "pass_counts_for_program", "note"));
    let revoked = audited.replace("\"run\"", "\"certificate\": \"revoked\", \"run\"");
    assert_eq!(ask(&free, PROGRAM, &revoked).program.verdict, Earned, "the pass stays");
    for changed in [
        audited.replace("passed", "not_passed"),
        audited.replace("\"run\"", "\"left\": \"transferred\", \"run\""),
    ] {
        assert_eq!(ask(&free, PROGRAM, &changed).program.verdict, NeedsChange, "{changed}");
    }
    let paid = self_paced(r#", "certificate_track": true"#);
    assert_ne!(ask(&paid, PROGRAM, &audited).program.verdict, Earned, "a paid track is offered");
    assert_ne!(ask_on("edx", &free, PROGRAM, &audited).program.verdict, Earned);
}

#[test]
fn a_pass_to_come_in_a_free_session_is_on_course_for_the_program() {
    let free = r#"{ "id": "A", "offered": true, "pacing": "self_paced",
        "runs": [{ "id": "r", "start": "2027-01-10", "enrollment_end": "2027-02-01",
                   "certificate_track": false }] }"#;
    let planned = plan(&[(
        "A",
        &[r#""run": "r", "state": "planned", "mode": "audit", "result": "will_pass""#],
    )]);
    let answer = ask(free, PROGRAM, &planned);
    assert_eq!(answer.program.verdict, OnCourse);
    assert!(step(&steps(&answer), "take_later_run").is_none(), "nothing has to be paid for");
}

#[test]
fn the_certificate_of_a_variant_is_earned_and_counts_for_no_program() {
    let variant = self_paced(r#", "counts_for_programs": false"#);
    let held = plan(&[("A", &[r#"$held, "run": "r""#])]);
    let answer = ask(&variant, PROGRAM, &held);
    assert_eq!(verdicts(&answer, "A"), (NeedsChange, Earned));
    assert!(has_reason(&answer, "counts_for_no_program", "note"));
    assert!(step(&steps(&answer), "take_later_run").is_some());
    let both = plan(&[("A", &[r#"$held, "run": "r""#, r#"$held, "run": "other""#])]);
    assert_eq!(ask(&variant, PROGRAM, &both).program.verdict, Earned, "another session's counts");
}

#[test]
fn a_revoked_program_certificate_is_never_issued_again() {
    let course = self_paced("");
    let held = r#"{ "holds": { "A": null }, "revoked_program_certificates": ["P"] }"#;
    let answer = ask(&course, PROGRAM, held);
    assert_eq!(answer.program.verdict, NotReachable);
    assert!(has_reason(&answer, "program_certificate_revoked", "against"));
    // Nor does the program that needs it ever get it; free ones count by their courses.
    let nested = |paid: bool| {
        format!(
            r#"{{ "id": "outer", "requirement": [{{ "kind": "program", "program": "P" }}] }},
               {{ "id": "P", "paid_mode": {paid}, "offered": false, "requirement": ["A"] }}"#
        )
    };
    assert_eq!(ask(&course, &nested(true), held).program.verdict, NotReachable);
    assert_eq!(ask(&course, &nested(false), held).program.verdict, Earned);
}

#[test]
fn a_pass_31_days_after_the_certificate_date_is_for_support() {
    let course = self_paced("");
    let answer = ask(&course, PROGRAM, &passed_on("2026-07-01T23:59:59Z"));
    assert_eq!(verdicts(&answer, "A"), (Earned, Earned));
    let late = ask(&course, PROGRAM, &passed_on("2026-07-02T00:00:00Z"));
    assert_eq!(verdicts(&late, "A"), (Undetermined, Undetermined));
    assert!(has_reason(&late, "release_window_passed", "open"));
    assert!(step(&steps(&late), "ask_support").is_some());
    assert!(is_missing(&late, "late_certificate", Some("A")));
    // The certificate date counts before the end, without any date nothing closes, and edX has no window.
    let dated = self_paced(r#", "certificate_available": "2026-06-02T00:00:00Z""#);
    assert_eq!(ask(&dated, PROGRAM, &passed_on("2026-07-02T00:00:00Z")).program.verdict, Earned);
    let endless = course.replace("\"2026-06-01T00:00:00Z\"", "\"none\"");
    assert_eq!(ask(&endless, PROGRAM, &passed_on("2026-07-02T00:00:00Z")).program.verdict, Earned);
    let photo = passed_on("2026-07-02T00:00:00Z");
    assert_eq!(ask_on("edx", &course, PROGRAM, &photo).program.verdict, Earned);
}

#[test]
fn a_certificate_that_has_not_come_comes_within_the_window_and_not_by_itself_after_it() {
    let course = |end: &str| self_paced("").replace("2026-06-01T00:00:00Z", end);
    let waiting = plan(&[("A", &[r#"$passed, "run": "r", "certificate": "not_issued""#])]);
    // It is noon of 21 November 2026.
    let within = ask(&course("2026-10-21T12:00:01Z"), PROGRAM, &waiting);
    assert_eq!(verdicts(&within, "A"), (OnCourse, OnCourse));
    let after = ask(&course("2026-10-21T12:00:00Z"), PROGRAM, &waiting);
    assert_eq!(verdicts(&after, "A"), (Undetermined, Undetermined));
    assert!(step(&steps(&after), "ask_support").is_some());
}

#[test]
fn an_enrollment_that_was_moved_counts_where_it_was_moved_to() {
    let course = self_paced("");
    let moved =
        plan(&[("A", &[r#"$held, "run": "r", "left": "deferred""#, r#"$held, "run": "new""#])]);
    assert_eq!(ask(&course, PROGRAM, &moved).program.verdict, Earned);
    let gone = plan(&[("A", &[r#"$held, "run": "r", "left": "transferred""#])]);
    let answer = ask(&course, PROGRAM, &gone);
    assert_eq!(verdicts(&answer, "A"), (NeedsChange, NeedsChange));
    assert!(has_reason(&answer, "run_left", "against"));
}

#[test]
fn a_group_that_cannot_be_read_harms_only_where_the_platform_comes_to_it() {
    let courses = r#"{ "id": "A", "offered": true }, { "id": "B", "offered": true }"#;
    let broken = r#"{ "kind": "unreadable", "stops_program": true, "of": ["A"] }"#;
    let inside = |first: &str| {
        format!(
            r#"{{ "requirement": {{ "kind": "min_number_of", "number": 1, "of": ["A",
                 {{ "kind": "all_of", "of": ["{first}", {broken}] }}] }} }}"#
        )
    };
    let held = r#"{ "holds": { "A": null } }"#;
    // B is not met, so that what comes after it is not looked at.
    assert_eq!(ask(courses, &inside("B"), held).program.verdict, Earned);
    assert_ne!(ask(courses, &inside("A"), held).program.verdict, Earned);
}

#[test]
fn a_part_over_which_the_platform_fails_leaves_open_what_stands_before_it() {
    // B3: A held, the platform comes to the broken part and issues nothing; A not held, B does.
    let broken = r#"{ "kind": "unreadable", "stops_program": true, "of": ["C"] }"#;
    let program = |first: &str, second: &str| {
        format!(
            r#"{{ "requirement": [{{ "kind": "min_number_of", "number": 1, "of": [
                "B", {{ "kind": "all_of", "of": [{first}, {second}] }}] }}] }}"#
        )
    };
    let courses = r#"{ "id": "A" }, { "id": "B" }, { "id": "C" }"#;
    let a_open = r#""state": "finished", "mode": "verified", "payment": "paid""#;
    let asked = |program: &str, of_a: &[&str]| {
        let held = plan(&[("A", of_a), ("B", &["$held"])]);
        ask(courses, program, &held).program.verdict
    };
    let after = program(r#""A""#, broken);
    assert_eq!(asked(&after, &[]), Earned);
    assert_eq!(asked(&after, &["$held"]), NotReachable);
    assert_eq!(asked(&after, &[a_open]), Undetermined);
    assert_eq!(asked(&program(broken, r#""A""#), &[]), NotReachable);
}

#[test]
fn whether_the_platform_comes_to_a_broken_part_of_a_nested_program_is_asked() {
    // B1, B3, G: only without a paid mode does the nested program's own requirement count.
    let nested = |paid_mode: &str| {
        format!(
            r#"{{ "requirement": [{{ "kind": "min_number_of", "number": 1, "of": [
                  "A", {{ "kind": "program", "program": "Q" }}] }}] }},
               {{ "id": "Q" {paid_mode}, "requirement": [
                  {{ "kind": "unreadable", "stops_program": true, "of": ["B"] }}] }}"#
        )
    };
    let courses = r#"{ "id": "A" }, { "id": "B" }"#;
    let asked = |paid_mode| ask(courses, &nested(paid_mode), &plan(&[("A", &["$held"])]));
    assert_eq!(asked(r#", "paid_mode": true"#).program.verdict, Earned);
    assert_eq!(asked(r#", "paid_mode": false"#).program.verdict, NotReachable);
    let open = asked("");
    assert_eq!(open.program.verdict, Undetermined);
    assert!(is_missing(&open, "nested_certificate", None));
}

#[test]
fn a_retired_nested_program_counts_by_its_courses_only_without_a_paid_mode() {
    // B1, B7, G: whether it has one is not known, so neither is whether it counts.
    let nested = |paid_mode: &str| {
        format!(
            r#"{{ "requirement": [{{ "kind": "program", "program": "Q" }}] }},
               {{ "id": "Q" {paid_mode}, "offered": false, "requirement": ["A"] }}"#
        )
    };
    let asked =
        |paid_mode| ask(r#"{ "id": "A" }"#, &nested(paid_mode), &plan(&[("A", &["$held"])]));
    assert_eq!(asked(r#", "paid_mode": false"#).program.verdict, Earned);
    assert_eq!(asked(r#", "paid_mode": true"#).program.verdict, NotReachable);
    let open = asked("");
    assert_eq!(open.program.verdict, Undetermined);
    assert!(is_missing(&open, "nested_certificate", None));
}

#[test]
fn who_has_paid_is_seated_in_a_free_session_too() {
    // B1: a pass there counts for the program; whether it comes is not stated.
    let free = r#"{ "id": "A", "runs": [{ "id": "r", "start": "2026-10-01", "end": "2027-01-15",
        "enrollment_end": "2026-10-15", "certificate_track": false }] }"#;
    let run = r#""run": "r", "state": "planned", "mode": "verified", "payment": "paid""#;
    assert_eq!(ask(free, PROGRAM, &plan(&[("A", &[run])])).program.verdict, Undetermined);
    let audits = r#""run": "r", "state": "planned", "mode": "audit", "result": "will_pass""#;
    assert_eq!(ask(free, PROGRAM, &plan(&[("A", &[audits])])).program.verdict, NeedsChange);
}
