//! The next dated steps of a way.

use serde_json::{Value, json};

use crate::common::written;
use crate::rules::{ENROLLED, case, course, program, self_paced_in, term, two_years_apart};
use crate::{Case, cheapest, earliest};
use certificate_planner::proposal::Way;

/// The next steps of a way: what, of which session, and by when.
fn next(case: &Case, way: &Way) -> Vec<Value> {
    let next = written(&case.explain(way).next);
    let steps = next.as_array().unwrap().iter();
    steps.map(|step| json!([step["action"]["type"], step["action"]["run"], step["by"]])).collect()
}

/// The attempt that is expected to fail is joined and paid first, by 1 March (rule E1).
#[test]
fn the_first_attempt_comes_first() {
    let catalog = program(&[course("A", "100.00", "")], r#"["A"]"#, "");
    let wishes = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
    let case = case(&catalog, ENROLLED, wishes);
    let proposals = case.propose();
    let expected = [
        json!(["enroll", "1T2027", "2027-03-01"]),
        json!(["pay", "1T2027", "2027-03-01"]),
        json!(["enroll", "2T2027", "2027-08-01"]),
    ];
    assert_eq!(next(&case, earliest(&proposals)), expected);
}

/// The certificate of A is held and ends on 1 June 2028, before that of B comes: A is taken again, which
/// is to be joined and paid like any other (rule A12).
#[test]
fn what_is_taken_again_is_a_step() {
    let b = format!(
        r#"{{ "id": "B", "pacing": "instructor_paced", "fee": "100.00", "runs": [{}] }}"#,
        term("1", 2029, "")
    );
    let z = r#"{ "id": "Z", "pacing": "instructor_paced", "fee": "100.00",
        "capstone": "after_all_others" }"#;
    let courses = [course("A", "100.00", ""), b, z.to_owned()];
    let age = r#", "certificates_count_years": 5"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
        "certificate": "held", "certificate_on": "2023-06-01" } } }"#;
    let case = case(&program(&courses, r#"["A", "B", "Z"]"#, age), plan, "{}");
    let proposals = case.propose();
    let expected = [
        json!(["enroll", "1T2027", "2027-03-01"]),
        json!(["pay", "1T2027", "2027-03-01"]),
        json!(["enroll", "1T2029", "2029-03-01"]),
    ];
    assert_eq!(next(&case, earliest(&proposals)), expected);
}

/// The program is paid as a whole on 2 February 2027 and nothing besides: B comes with it.
#[test]
fn the_purchase_of_the_program_is_a_step() {
    let case = two_years_apart("2027-03-01", "590.00");
    let proposals = case.propose();
    let way = cheapest(&proposals);
    let expected = [
        json!(["buy_program", null, "2027-02-02"]),
        json!(["enroll", "1T2027", "2027-03-01"]),
        json!(["enroll", "1T2029", "2029-03-01"]),
    ];
    assert_eq!(next(&case, way), expected);
    let fee = &written(&case.explain(way).next)[0]["fee"];
    assert_eq!(fee, &json!({ "low": "590.00", "high": "590.00" }));
}

/// Eight weeks are begun on 1 January, on which the way counts, and not on the last day on which one may
/// enroll; it is paid by 26 February, when it is passed and its certificate comes.
#[test]
fn a_self_paced_session_is_joined_by_the_day_on_which_it_is_begun() {
    let runs = [("sp", "2027-01-01", "2027-12-31")];
    let catalog = program(&[self_paced_in("A", 8, &runs, "")], r#"["A"]"#, "");
    let case = case(&catalog, ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    let expected = [json!(["enroll", "sp", "2027-01-01"]), json!(["pay", "sp", "2027-02-26"])];
    assert_eq!(next(&case, way), expected);
    // Begun later, it starts for the learner on that later day.
    let later = r#"{ "start_from": "2027-02-10" }"#;
    let case = Case::new(case.catalog, ENROLLED, later);
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(next(&case, way)[0], json!(["enroll", "sp", "2027-02-10"]));
    assert_eq!(written(&case.explain(way).next)[0]["action"]["starts"], "2027-02-10");
}
