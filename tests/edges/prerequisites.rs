//! Courses that come before others (rule F1): chains of them, inside the program and outside it.

use certificate_planner::assessment::Verdict::{
    Earned, NeedsChange, NotReachable, OnCourse, Undetermined,
};
use serde_json::Value;

use crate::common::course;
use crate::{ONE, ask, has_reason, plan, step, steps, sum};

/// C before B before A; only A is in the program. Certificates come after the end of a session:
/// B's on 2027-05-01, before A starts on 2027-09-01.
fn chain(of_c: &str) -> String {
    format!(
        r#"{{ "id": "A", "fee": "100.00", "pacing": "instructor_paced", "runs": [$fall],
             "prerequisites": [{{ "course": "B", "strength": "required" }}] }},
           {{ "id": "B", "fee": "50.00", "pacing": "instructor_paced", "runs": [$spring],
             "prerequisites": [{{ "course": "C", "strength": "required" }}] }},
           {{ "id": "C", "fee": "20.00" {of_c} }}"#
    )
}

const A_FALL: (&str, &[&str]) = ("A", &[r#""run": "3T2027", $will"#]);
const B_SPRING: (&str, &[&str]) = ("B", &[r#""run": "1T2027", $will"#]);

#[test]
fn what_cannot_be_joined_is_no_prerequisite_of_the_next() {
    let answer = ask(&chain(""), ONE, &plan(&[A_FALL, B_SPRING]));
    assert_eq!(answer.program.verdict, NeedsChange);
    let answer = ask(&chain(""), ONE, &plan(&[A_FALL, B_SPRING, ("C", &["$held"])]));
    assert_eq!(answer.program.verdict, OnCourse);
}

#[test]
fn a_chain_of_prerequisites_is_paid_and_begins_with_the_first() {
    // E1: 100 + 50 + 20. A and B cannot be joined before C is done.
    let answer = ask(&chain(""), ONE, "{}");
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(sum(&answer, "to_add"), "170.00");
    let steps = steps(&answer);
    let courses: Vec<&Value> = steps.iter().map(|step| &step["action"]["course"]).collect();
    assert_eq!(courses, ["C"]);
    // With C held, B is next; with B planned too, nothing but A is lacking.
    let answer = ask(&chain(""), ONE, &plan(&[("C", &["$held"])]));
    assert_eq!(sum(&answer, "to_add"), "150.00");
    assert_eq!(step(&super::steps(&answer), "enroll").unwrap()["action"]["course"], "B");
    let answer = ask(&chain(""), ONE, &plan(&[("C", &["$held"]), B_SPRING]));
    assert_eq!(sum(&answer, "to_add"), "100.00");
    let steps = super::steps(&answer);
    assert!(steps.iter().any(|step| step["action"]["course"] == "A"), "{steps:?}");
}

#[test]
fn the_sessions_of_a_prerequisite_outside_the_program_are_answered_and_paid() {
    let answer = ask(&chain(""), ONE, &plan(&[A_FALL, B_SPRING, ("C", &["$held"])]));
    let ids: Vec<&str> = answer.courses.iter().map(|course| course.course.as_str()).collect();
    assert_eq!(ids, ["A", "B", "C"]);
    assert_eq!((sum(&answer, "paid"), sum(&answer, "to_pay")), ("20.00".into(), "150.00".into()));
}

#[test]
fn behind_a_prerequisite_that_cannot_be_had_nothing_can() {
    let answer = ask(&chain(r#", "offered": false"#), ONE, "{}");
    assert_eq!(answer.program.verdict, NotReachable);
    assert!(has_reason(&answer, "prerequisite_not_done", "against"));
    // Who has begun already was let in.
    let begun: (&str, &[&str]) = ("A", &["$taking"]);
    let answer = ask(&chain(r#", "offered": false"#), ONE, &plan(&[begun]));
    assert_eq!(answer.program.verdict, OnCourse);
}

/// B before A; the certificate of B comes after 2027-05-01.
fn b_before_a(of_a: &str) -> String {
    format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "runs": [{of_a}],
             "prerequisites": [{{ "course": "B", "strength": "required" }}] }},
           {{ "id": "B", "pacing": "instructor_paced", "runs": [$spring] }}"#
    )
}

#[test]
fn who_starts_before_the_prerequisite_is_done_is_told_to_take_a_later_session() {
    // F1: the session of the plan starts before B's certificate can be there.
    let a_spring: (&str, &[&str]) = ("A", &[r#""run": "1T2027", $will"#]);
    let answer = ask(&b_before_a("$spring, $fall"), ONE, &plan(&[a_spring, B_SPRING]));
    assert_eq!(answer.program.verdict, NeedsChange);
    let later = |answer| step(&steps(answer), "take_later_run").unwrap()["action"].clone();
    assert_eq!(
        (&later(&answer)["course"], &later(&answer)["run"]),
        (&"A".into(), &"3T2027".into())
    );
    // Where no later one is published, there is a step all the same.
    let answer = ask(&b_before_a("$spring"), ONE, &plan(&[a_spring, B_SPRING]));
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!((&later(&answer)["course"], &later(&answer)["run"]), (&"A".into(), &Value::Null));
}

#[test]
fn whichever_session_of_the_prerequisite_comes_first_is_the_one_before() {
    // A7, F1, G: registration for A closes on 2027-02-01. One session of B is passed after it; the
    // certificate of the other may come before it, for all that is known.
    let courses = r#"{ "id": "A", "pacing": "instructor_paced", "runs": [$spring],
           "prerequisites": [{ "course": "B", "strength": "required" }] },
        { "id": "B", "pacing": "self_paced" }"#;
    let late = r#"$taking, "passed_on": "2027-02-10""#;
    let early = r#""state": "in_progress", "mode": "verified", "payment": "paid",
        "passed_on": "2027-01-10""#;
    let asked = |of_b: &[&str]| {
        let a_spring: (&str, &[&str]) = ("A", &[r#""run": "1T2027", $will"#]);
        ask(courses, ONE, &plan(&[a_spring, ("B", of_b)])).program.verdict
    };
    assert_eq!(asked(&[late]), NeedsChange);
    assert_eq!(asked(&[late, "$taking"]), Undetermined, "the date is not known");
    assert_eq!(asked(&[late, early]), Undetermined, "whether it is passed is not known");
    assert_eq!(asked(&[late, r#"$taking, "passed_on": "2027-01-10""#]), OnCourse);
}

#[test]
fn a_certificate_that_is_too_old_for_the_program_was_there_before() {
    // A12, F1: B's certificate of 2020 stops counting for the program, so that B is taken again; A
    // asks only that it was earned before. B itself waits for C.
    let courses = r#"{ "id": "A", "pacing": "instructor_paced", "runs": [$spring],
           "prerequisites": [{ "course": "B", "strength": "required" }] },
        { "id": "B", "pacing": "instructor_paced", "runs": [$fall],
           "prerequisites": [{ "course": "C", "strength": "required" }] },
        { "id": "C" }"#;
    let program = r#"{ "requirement": ["A", "B"], "certificates_count_years": 5 }"#;
    let asked = |of_c: &[(&str, &[&str])]| {
        let old = r#"$held, "certificate_on": "2020-01-01""#;
        let a: (&str, &[&str]) = ("A", &[r#""run": "1T2027", $will"#]);
        let b: (&str, &[&str]) = ("B", &[old, r#""run": "3T2027", $will"#]);
        let answer = ask(courses, program, &plan(&[&[a, b], of_c].concat()));
        (answer.program.verdict, course(&answer, "A").verdict, course(&answer, "B").verdict)
    };
    assert_eq!(asked(&[("C", &["$held"])]), (OnCourse, OnCourse, OnCourse));
    // Where nothing else may do, the old certificate is the one that the learner has.
    assert_eq!(asked(&[]), (NeedsChange, OnCourse, Earned));
}

#[test]
fn whichever_session_comes_first_is_the_one_before_the_capstone() {
    // A7, B8, G: registration for the capstone closes on 2027-02-01. One session of A is passed after
    // it; the other before, but whether it is passed is not known.
    let courses = r#"{ "id": "A", "pacing": "self_paced" },
        { "id": "Z", "pacing": "instructor_paced", "capstone": "after_all_others",
          "runs": [$spring] }"#;
    let late = r#"$taking, "passed_on": "2027-02-10""#;
    let early = r#""state": "in_progress", "mode": "verified", "payment": "paid",
        "passed_on": "2027-01-10""#;
    let asked = |of_a: &[&str]| {
        let z_spring: (&str, &[&str]) = ("Z", &[r#""run": "1T2027", $will"#]);
        let program = r#"{ "requirement": ["A", "Z"] }"#;
        ask(courses, program, &plan(&[("A", of_a), z_spring])).program.verdict
    };
    assert_eq!(asked(&[late]), NeedsChange);
    assert_eq!(asked(&[late, early]), Undetermined, "whether it is passed is not known");
    assert_eq!(asked(&[late, r#"$taking, "passed_on": "2027-01-10""#]), OnCourse);
}
