//! What is to be done, by when and for how much: purchases as a whole, audits, open program tracks, and sessions that
//! nobody will hold.

use certificate_planner::assessment::Verdict::{NotReachable, OnCourse};

use crate::{
    A_SPRING, ONE, ask, ask_on, ask_terms, has_reason, is_missing, plan, step, steps, written,
};

/// A's session may be paid until 20 February 2027 and costs nothing beside the program, which costs 80.
#[test]
fn a_program_that_is_to_be_bought_is_bought_before_what_it_pays_for_closes() {
    // E6
    let program = r#"{ "requirement": ["A"], "bundle_price": { "amount": "80.00", "currency": "USD" }, "bundle_months": 24 }"#;
    let bought = plan(&[("A", &[r#""run": "1T2027", $will"#])]);
    let bought = bought.replacen('{', r#"{ "bundle": { "payment": "will_pay" },"#, 1);
    let answer = ask(A_SPRING, program, &bought);
    assert_eq!(answer.program.verdict, OnCourse);
    let steps = steps(&answer);
    let purchase = step(&steps, "buy_program").unwrap();
    assert_eq!(
        (&purchase["by"], &purchase["fee"]["high"]),
        (&"2027-02-20".into(), &"80.00".into())
    );
    assert!(step(&steps, "pay").is_none(), "{steps:?}");
    let lines = answer.cost.lines.iter().map(written);
    let due: Vec<_> =
        lines.filter(|line| line["bundle"] == true).map(|line| line["due"].clone()).collect();
    assert_eq!(due, ["2027-02-20"]);
}

/// Enrollment in A's session closes on 1 February 2027, before its upgrade does on the 20th.
#[test]
fn who_is_to_upgrade_a_session_to_come_enrolls_in_it_first() {
    // A2, F1
    let audit = r#""run": "1T2027", "state": "planned", "mode": "audit", "result": "will_pass""#;
    let steps = steps(&ask(A_SPRING, ONE, &plan(&[("A", &[audit])])));
    assert_eq!(step(&steps, "enroll").unwrap()["by"], "2027-02-01");
    assert_eq!(step(&steps, "upgrade").unwrap()["by"], "2027-02-20");
}

#[test]
fn a_session_without_an_upgrade_deadline_is_not_asked_for_one() {
    // A2, G: that there is none is stated.
    let course = |deadline: &str| {
        format!(
            r#"{{ "id": "A", "fee": "100.00", "runs": [{{ "id": "1T2027", "start": "2027-01-10",
                 "end": "2027-05-01", "enrollment_end": "2027-02-01"{deadline} }}] }}"#
        )
    };
    let will = plan(&[("A", &[r#""run": "1T2027", $will"#])]);
    let none = ask(&course(r#", "upgrade_deadline": "none""#), ONE, &will);
    assert!(!is_missing(&none, "upgrade_deadline", Some("A")));
    let unknown = ask(&course(""), ONE, &will);
    assert!(is_missing(&unknown, "upgrade_deadline", Some("A")));
    assert_eq!((none.program.verdict, unknown.program.verdict), (OnCourse, OnCourse));
}

#[test]
fn a_projected_session_of_a_retired_program_has_no_deadline_that_passed() {
    // B7, C6
    let terms = r#"[{ "id": "1T", "title": "Spring", "start": "01-10", "end": "05-01", "enrollment_end": "02-01",
        "upgrade_deadline": "02-20", "source": "s", "status": "current" }]"#;
    let course = r#"{ "id": "A", "fee": "100.00", "terms_offered": ["1T"] }"#;
    let retired = r#"{ "requirement": ["A"], "offered": false }"#;
    let answer = ask_terms(terms, course, retired, &plan(&[("A", &[r#""run": "1T2027", $will"#])]));
    assert_eq!(answer.program.verdict, NotReachable);
    let said = |kind: &str| {
        let course =
            answer.courses.iter().flat_map(|course| &course.runs).flat_map(|run| &run.reasons);
        course.map(written).any(|reason| reason["because"]["type"] == kind)
    };
    assert!(said("not_offered") && !said("upgrade_deadline_passed"));
}

#[test]
fn what_other_platforms_cost_is_not_what_edx_said() {
    // E2
    let course = r#"{ "id": "A", "runs": [$spring] }"#;
    let said = |platform: &str| {
        let cost = ask_on(platform, course, ONE, "{}").cost.reasons;
        cost.iter().map(written).any(|one| one["because"]["type"] == "fee_order_of_magnitude")
    };
    assert_eq!(["mitx_online", "edx", "other"].map(said), [true, true, false]);
}

/// One of two program tracks, of which the plan has no course.
#[test]
fn nothing_is_to_be_done_in_tracks_of_which_none_is_begun() {
    // B4
    let courses = r#"{ "id": "A", "runs": [$spring] }, { "id": "B", "runs": [$spring] }"#;
    let program = r#"{ "requirement": [{ "kind": "one_track_of", "title": "Track", "tracks": [
        { "id": "x", "title": "X", "requirement": { "kind": "all_of", "of": [{ "kind": "course", "course": "A" }] } },
        { "id": "y", "title": "Y", "requirement": { "kind": "min_number_of", "number": 1, "title": "Either", "of": [
            { "kind": "course", "course": "A" }, { "kind": "course", "course": "B" }] } }] }] }"#;
    let answer = ask(courses, program, "{}");
    let kinds: Vec<_> = steps(&answer).iter().map(|step| step["action"]["type"].clone()).collect();
    assert_eq!(kinds, ["choose_track"]);
    assert!(has_reason(&answer, "group_not_met", "against"));
    // With A in the plan, that is done.
    let begun = ask(courses, program, &plan(&[("A", &[r#""run": "1T2027", $will"#])]));
    assert_eq!(begun.program.verdict, OnCourse);
}
