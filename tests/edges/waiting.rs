//! What the plan has and what only waits for something else is not what the plan lacks (rules B1, B8, F1).

use certificate_planner::assessment::Assessment;
use certificate_planner::assessment::Verdict::{NeedsChange, OnCourse};
use serde_json::{Value, json};

use crate::common::{course, written};
use crate::{ONE, ask, has_reason, plan, step, steps, sum};

const AUDIT: &str = r#""state": "planned", "mode": "audit", "result": "will_pass""#;

/// The courses that the program is said to lack.
fn lacking(answer: &Assessment) -> Value {
    let reasons = answer.program.reasons.iter().map(|reason| written(&reason.because));
    let mut lists = reasons.filter(|because| because["type"] == "courses_lacking");
    lists.next().map_or(Value::Null, |because| because["courses"].clone())
}

/// How many courses of the group at this place of the requirement the plan has.
fn planned_of_group(answer: &Assessment, at: usize) -> Value {
    written(&answer.program.requirement)["children"][at]["node"]["planned"].clone()
}

const CAPSTONE_LAST: &str = r#"
    { "id": "A", "fee": "100.00" }, { "id": "B", "fee": "50.00" }, { "id": "C", "fee": "40.00" },
    { "id": "X", "fee": "30.00", "capstone": "after_all_others" }"#;
const ALL: &str = r#"{ "requirement": ["A", "B", "X"] }"#;

#[test]
fn a_capstone_that_waits_for_an_audited_course_is_not_lacking() {
    // A2: an audit earns no certificate, so A is lacking. B8: X waits for it and is in the plan.
    let own = [("A", &[AUDIT][..]), ("B", &["$will"]), ("X", &["$will"])];
    let answer = ask(CAPSTONE_LAST, ALL, &plan(&own));
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(lacking(&answer), json!(["A"]));
    // E1: 50 + 30 are planned, and the 100 of A are not.
    assert_eq!((sum(&answer, "to_pay"), sum(&answer, "to_add")), ("80.00".into(), "100.00".into()));
    assert_eq!(course(&answer, "X").verdict, NeedsChange);
    assert_eq!(course(&answer, "X").runs[0].verdict, NeedsChange, "once A is there, it can be");
    // With A on the Certificate track nothing is lacking, and the sum is the same.
    let own = [("A", &["$will"][..]), ("B", &["$will"]), ("X", &["$will"])];
    let answer = ask(CAPSTONE_LAST, ALL, &plan(&own));
    assert_eq!((answer.program.verdict, lacking(&answer)), (OnCourse, Value::Null));
    assert_eq!(sum(&answer, "to_pay"), "180.00");
}

#[test]
fn a_group_has_the_course_that_waits() {
    // B1, B8: the second part asks for one of X and C, and X is in the plan.
    let groups = r#"{ "requirement": [{ "kind": "min_number_of", "number": 2, "of": ["A", "B"] },
        { "kind": "min_number_of", "number": 1, "of": ["X", "C"] }] }"#;
    let own = [("A", &[AUDIT][..]), ("B", &["$will"]), ("X", &["$will"])];
    let answer = ask(CAPSTONE_LAST, groups, &plan(&own));
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!((planned_of_group(&answer, 0), planned_of_group(&answer, 1)), (json!(1), json!(1)));
    let added: Vec<Value> = steps(&answer)
        .into_iter()
        .filter(|step| step["action"]["type"] == "add_courses")
        .map(|step| step["action"]["courses"].clone())
        .collect();
    assert_eq!(added, [json!(["A"])], "nothing is to be added in the place of X");
    assert_eq!((sum(&answer, "to_pay"), sum(&answer, "to_add")), ("80.00".into(), "100.00".into()));
}

#[test]
fn what_is_paid_and_waits_is_not_paid_in_vain() {
    // E1: X is paid, and its session counts once A is there.
    let paid =
        r#""state": "planned", "mode": "verified", "payment": "paid", "result": "will_pass""#;
    let own = [("A", &[AUDIT][..]), ("B", &["$will"]), ("X", &[paid])];
    let answer = ask(CAPSTONE_LAST, ALL, &plan(&own));
    assert_eq!((sum(&answer, "paid"), sum(&answer, "wasted")), ("30.00".into(), "0.00".into()));
    assert_eq!((sum(&answer, "to_pay"), sum(&answer, "to_add")), ("50.00".into(), "100.00".into()));
    // What no plan can bring about is waited for in vain.
    let gone = CAPSTONE_LAST.replace(r#""id": "A","#, r#""id": "A", "offered": false,"#);
    let answer = ask(&gone, ALL, &plan(&own));
    assert_eq!(sum(&answer, "wasted"), "30.00");
}

/// B is required before A, and only A and C are courses of the program.
const B_BEFORE: &str = r#"
    { "id": "A", "fee": "100.00", "prerequisites": [{ "course": "B", "strength": "required" }] },
    { "id": "B", "fee": "50.00" }, { "id": "C", "fee": "40.00" }"#;

#[test]
fn what_is_lacking_before_a_course_of_the_plan_is_named_in_its_place() {
    // F1: the plan has A, and lacks B, which is outside the program.
    let all = r#"{ "requirement": ["A"] }"#;
    let answer = ask(B_BEFORE, all, &plan(&[("A", &["$will"])]));
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(lacking(&answer), json!(["B"]));
    assert_eq!((sum(&answer, "to_pay"), sum(&answer, "to_add")), ("100.00".into(), "50.00".into()));
    // The same where A is one of several.
    let one = r#"{ "requirement": [{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }] }"#;
    let answer = ask(B_BEFORE, one, &plan(&[("A", &["$will"])]));
    assert_eq!(lacking(&answer), json!(["B"]));
    assert!(!has_reason(&answer, "group_not_met", "against"));
    assert!(step(&steps(&answer), "add_courses").is_none());
    assert_eq!((sum(&answer, "to_pay"), sum(&answer, "to_add")), ("100.00".into(), "50.00".into()));
    // Two of three, where what A waits for is one of them: B alone makes up for both.
    let two =
        r#"{ "requirement": [{ "kind": "min_number_of", "number": 2, "of": ["A", "B", "C"] }] }"#;
    let answer = ask(B_BEFORE, two, &plan(&[("A", &["$will"]), ("B", &[AUDIT])]));
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(planned_of_group(&answer, 0), json!(1));
    assert_eq!(step(&steps(&answer), "add_courses").unwrap()["action"]["count"], 1);
    assert_eq!(sum(&answer, "to_pay"), "100.00");
    assert_eq!(written(&answer.cost)["to_add"]["low"], "50.00");
    // Where neither is planned, both are to be paid, and A is what the program lacks.
    let answer = ask(B_BEFORE, all, "{}");
    assert_eq!((lacking(&answer), sum(&answer, "to_add")), (json!(["A"]), "150.00".into()));
}

#[test]
fn who_audits_what_is_not_needed_is_not_told_to_pay() {
    // B1: one of A and C is needed, and A is on its way; C is only audited.
    let one = r#"{ "requirement": [{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }] }"#;
    let courses = r#"{ "id": "A", "fee": "100.00" }, { "id": "C", "fee": "40.00" }"#;
    let taking = r#""state": "in_progress", "mode": "audit", "result": "will_pass""#;
    let answer = ask(courses, one, &plan(&[("A", &["$will"]), ("C", &[taking])]));
    assert_eq!(answer.program.verdict, OnCourse);
    assert!(step(&steps(&answer), "upgrade").is_none());
    // Where A is not planned, to upgrade C is what helps.
    let answer = ask(courses, one, &plan(&[("C", &[taking])]));
    assert_eq!(answer.program.verdict, NeedsChange);
    assert!(
        steps(&answer).iter().any(|step| step["action"]["course"] == "C"),
        "{:?}",
        steps(&answer)
    );
}

#[test]
fn beside_a_session_that_may_do_no_other_one_is_advised() {
    // A10: two attempts are used up, so the third is open. It is in the plan already; what is left is to ask.
    let courses = r#"{ "id": "A", "attempts_guaranteed": 2, "runs": [$spring, $fall] }"#;
    let failed =
        r#""state": "finished", "mode": "verified", "payment": "paid", "result": "not_passed""#;
    let own: &[&str] = &[failed, failed, r#""run": "1T2027", $will"#];
    let answer = ask(courses, ONE, &plan(&[("A", own)]));
    assert!(step(&steps(&answer), "take_later_run").is_none(), "{:?}", steps(&answer));
    assert!(step(&steps(&answer), "ask_course_team").is_some(), "{:?}", steps(&answer));
}

#[test]
fn what_waits_and_is_not_needed_is_not_paid() {
    // F1, E1: C is enough for the program, and nobody joins A before B is planned.
    let one = r#"{ "requirement": [{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }] }"#;
    let answer = ask(B_BEFORE, one, &plan(&[("A", &["$will"]), ("C", &["$will"])]));
    assert_eq!((answer.program.verdict, sum(&answer, "to_pay")), (OnCourse, "40.00".into()));
}

/// The session that the steps name for a course.
fn session_to_join(answer: &Assessment, course: &str) -> Option<Value> {
    let steps = steps(answer);
    let own = steps.iter().map(|step| &step["action"]);
    own.filter(|action| action["course"] == course).map(|action| action["run"].clone()).next()
}

#[test]
fn the_session_that_is_named_begins_once_the_certificates_before_it_are_there() {
    // F1: A's certificate comes after 1 May, when B's spring session has begun long ago.
    let courses = r#"
        { "id": "A", "pacing": "instructor_paced", "runs": [$spring] },
        { "id": "B", "pacing": "instructor_paced", "runs": [$spring, $fall],
          "prerequisites": [{ "course": "A", "strength": "required" }] },
        { "id": "Z", "pacing": "instructor_paced", "capstone": "after_all_others",
          "runs": [$spring, $fall] }"#;
    let all = r#"{ "requirement": ["A", "B", "Z"] }"#;
    let spring: &[&str] = &[r#""run": "1T2027", $will"#];
    let answer = ask(courses, all, &plan(&[("A", spring)]));
    assert_eq!(session_to_join(&answer, "B"), Some(json!("3T2027")));
    // B8: the capstone follows B, which is not planned yet.
    assert_eq!(session_to_join(&answer, "Z"), None);
    // Without B it follows A.
    let answer = ask(courses, r#"{ "requirement": ["A", "Z"] }"#, &plan(&[("A", spring)]));
    assert_eq!(session_to_join(&answer, "Z"), Some(json!("3T2027")));
    // Where B comes in fall, no session of the capstone is late enough.
    let fall: &[&str] = &[r#""run": "3T2027", $will"#];
    let answer = ask(courses, all, &plan(&[("A", spring), ("B", fall)]));
    assert_eq!(session_to_join(&answer, "Z"), Some(Value::Null));
}

#[test]
fn a_capstone_that_waits_says_until_when_certificates_are_to_count() {
    // A12: B's certificate of July 2022 counts until July 2027, and the capstone that is planned begins on 10 January
    // 2027: it counts, whatever A still lacks.
    let courses = r#"{ "id": "A", "fee": "100.00" }, { "id": "B", "fee": "300.00" },
        { "id": "Z", "fee": "30.00", "capstone": "after_all_others", "runs": [$spring] }"#;
    let program = r#"{ "requirement": ["A", "B", "Z"], "certificates_count_years": 5 }"#;
    let held = |on: &str| format!(r#"$held, "certificate_on": "{on}""#);
    let spring: &[&str] = &[r#""run": "1T2027", $will"#];
    let asked = |on: &str| {
        let of_b = held(on);
        ask(courses, program, &plan(&[("A", &[AUDIT]), ("B", &[&of_b]), ("Z", spring)]))
    };
    let answer = asked("2022-07-01");
    assert_eq!(lacking(&answer), json!(["A"]));
    assert!(step(&steps(&answer), "take_later_run").is_none(), "{:?}", steps(&answer));
    assert_eq!(sum(&answer, "to_add"), "100.00");
    // That of December 2021 is too old for it, so B is taken again and paid again (rule E1).
    let answer = asked("2021-12-01");
    assert_eq!(lacking(&answer), json!(["A", "B"]));
    assert_eq!(sum(&answer, "to_add"), "400.00");
}
