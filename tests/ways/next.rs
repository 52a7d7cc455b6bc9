//! The next steps of a way.

use serde_json::{Value, json};

use crate::common::written;
use crate::rules::{ENROLLED, case, course, program, self_paced_in, term, two_years_apart};
use crate::{Case, cheapest, earliest, when_and_how_much};
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

/// The program is paid as a whole and nothing besides. B comes with it from 2 February 2027 on, and A
/// until 1 March, when its payment closes.
#[test]
fn the_purchase_of_the_program_is_a_step() {
    let case = two_years_apart("2027-03-01", "590.00");
    let proposals = case.propose();
    let way = cheapest(&proposals);
    let expected = [
        json!(["buy_program", null, "2027-03-01"]),
        json!(["enroll", "1T2027", "2027-03-01"]),
        json!(["enroll", "1T2029", "2029-03-01"]),
    ];
    assert_eq!(next(&case, way), expected);
    let step = &written(&case.explain(way).next)[0];
    assert_eq!(step["action"]["from"], "2027-02-02");
    assert_eq!(step["fee"], json!({ "low": "590.00", "high": "590.00" }));
}

/// A in this session, whose payment never closes, for 100.
fn never_closing(run: &str, start: &str, closes: &str, end: &str) -> String {
    format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
             {{ "id": "{run}", "start": "{start}", "enrollment_end": "{closes}",
                "upgrade_deadline": "none", "end": "{end}" }}] }}"#
    )
}

/// B in summer, which requires A.
fn b_after_a() -> String {
    format!(
        r#"{{ "id": "B", "pacing": "instructor_paced", "fee": "100.00", "runs": [{}],
             "prerequisites": [{{ "course": "A", "strength": "required" }}] }}"#,
        term("2", 2027, "")
    )
}

/// The payment of A never closes, or after its end, but who has not paid by the end of May has no
/// certificate then with which to enroll in B (rules A1, F1).
#[test]
fn a_payment_is_due_by_the_end() {
    let a = never_closing("1T2027", "2027-02-01", "2027-03-01", "2027-05-31");
    for a in [a.replace("none", "2027-08-15"), a] {
        let case = case(&program(&[a, b_after_a()], r#"["A", "B"]"#, ""), ENROLLED, "{}");
        let proposals = case.propose();
        let expected = [
            json!(["enroll", "1T2027", "2027-03-01"]),
            json!(["pay", "1T2027", "2027-05-31"]),
            json!(["enroll", "2T2027", "2027-08-01"]),
        ];
        assert_eq!(next(&case, earliest(&proposals)), expected);
    }
}

/// A session that never closes comes with the program where that is bought before it starts. One that is
/// under way does so until its end on 20 December. B would leave time until 1 August.
#[test]
fn the_program_is_bought_before_what_never_closes_is_over() {
    let bundle = r#", "bundle_price": { "amount": "150.00", "currency": "USD" }"#;
    let steps = |a: String, plan: &str| {
        let case = case(&program(&[a, b_after_a()], r#"["A", "B"]"#, bundle), plan, "{}");
        let proposals = case.propose();
        let way = cheapest(&proposals);
        assert_eq!(when_and_how_much(way), ("2027-10-31".to_owned(), "150.00".to_owned()));
        next(&case, way)
    };
    let ahead = never_closing("1T2027", "2027-02-01", "2027-03-01", "2027-05-31");
    let expected = [
        json!(["buy_program", null, "2027-02-01"]),
        json!(["enroll", "1T2027", "2027-03-01"]),
        json!(["enroll", "2T2027", "2027-08-01"]),
    ];
    assert_eq!(steps(ahead, ENROLLED), expected);
    let under_way = never_closing("now", "2026-09-01", "2026-10-01", "2026-12-20");
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "audit", "result": "will_pass" } } }"#;
    let expected =
        [json!(["buy_program", null, "2026-12-20"]), json!(["enroll", "2T2027", "2027-08-01"])];
    assert_eq!(steps(under_way, plan), expected);
}

/// A in spring, which opened on 1 November, failed once: with 60 % off until 10 February, spring costs 40.
/// It is paid by then, and so joined by then; 20 % off without an end is left for the repeat.
#[test]
fn a_payment_is_due_before_the_discount_of_its_own_session_ends() {
    let spring = r#"{ "id": "spring", "start": "2027-02-01", "enrollment_start": "2026-11-01",
        "enrollment_end": "2027-03-01", "upgrade_deadline": "2027-03-01", "end": "2027-05-31" }"#;
    let summer = term("2", 2027, "");
    let plan = r#"{ "program_enrollment": "verified", "courses": [{ "course": "A", "discounts": [
        { "kind": "percent_off", "amount": "60", "expires": "2027-02-10" },
        { "kind": "percent_off", "amount": "20" }] }] }"#;
    let steps = |runs: &str, to_pay: &str| {
        let a = format!(
            r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [{runs}] }}"#
        );
        let wishes = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
        let case = case(&program(&[a], r#"["A"]"#, ""), plan, wishes);
        let proposals = case.propose();
        let way = earliest(&proposals);
        assert_eq!(when_and_how_much(way).1, to_pay);
        assert_eq!(written(&case.explain(way).next)[1]["fee"]["high"], "40.00");
        next(&case, way)
    };
    let expected = [
        json!(["enroll", "spring", "2027-02-10"]),
        json!(["pay", "spring", "2027-02-10"]),
        json!(["enroll", "2T2027", "2027-08-01"]),
    ];
    assert_eq!(steps(&format!("{spring},{summer}"), "120.00"), expected);
    // Nothing is said of a repeat that nobody has published.
    assert_eq!(steps(spring, "120.00"), expected[..2]);
}

/// The certificate of A ends on the very day on which the exam begins, so that it may be too old: the
/// session to take again is one step, with its fee where it is paid.
#[test]
fn a_session_is_joined_once() {
    let z = format!(
        r#"{{ "id": "Z", "pacing": "instructor_paced", "fee": "100.00",
             "capstone": "after_all_others", "runs": [{}] }}"#,
        term("2", 2027, "")
    );
    let age = r#", "certificates_count_years": 5"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
        "certificate": "held", "certificate_on": "2022-07-01" } } }"#;
    let courses = [course("A", "100.00", ""), z];
    let case = case(&program(&courses, r#"["A", "Z"]"#, age), plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    let expected = [
        json!(["enroll", "1T2027", "2027-03-01"]),
        json!(["pay", "1T2027", "2027-03-01"]),
        json!(["enroll", "2T2027", "2027-08-01"]),
    ];
    assert_eq!(next(&case, way), expected);
    assert_eq!(written(&case.explain(way).next)[0].get("fee"), None);
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

/// All of A's fee is off until 15 January: it is still to be joined and paid by then, and so says the change of a
/// plan without it.
#[test]
fn a_session_without_a_fee_is_joined_while_that_holds() {
    let session = r#"{ "id": "one", "start": "2027-02-01", "end": "2027-05-31",
        "enrollment_start": "2026-11-01", "enrollment_end": "2027-03-01", "upgrade_deadline": "2027-03-01" }"#;
    let a = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [{session}] }}"#
    );
    let plan = r#"{ "program_enrollment": "verified", "courses": [{ "course": "A", "discounts": [
        { "kind": "percent_off", "amount": "100", "expires": "2027-01-15" }] }] }"#;
    let case = case(&program(&[a], r#"["A"]"#, ""), plan, "{}");
    let proposals = case.propose();
    let steps = next(&case, earliest(&proposals));
    let expected = [json!(["enroll", "one", "2027-01-15"]), json!(["pay", "one", "2027-01-15"])];
    assert_eq!(steps, expected);
    let repair = written(&case.repair());
    assert_eq!(repair["changes"][0]["remedy"]["by"], "2027-01-15");
}

/// One of A and B is needed, and B costs more. B goes on in the Audit track and cannot be upgraded any more:
/// taking it again would help, but it is no part of the way.
#[test]
fn the_steps_are_those_of_the_way() {
    let b = format!(
        r#"{{ "id": "B", "pacing": "instructor_paced", "fee": "300.00", "runs": [
             {{ "id": "now", "start": "2026-09-01", "enrollment_end": "2026-10-01",
                "upgrade_deadline": "2026-10-01", "end": "2026-12-20" }}, {}] }}"#,
        term("1", 2027, "")
    );
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["B"], "as": {
        "run": "now", "state": "in_progress", "mode": "audit", "result": "will_pass" } } }"#;
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "B"] }]"#;
    let case = case(&program(&[course("A", "100.00", ""), b], one, ""), plan, "{}");
    let proposals = case.propose();
    let expected =
        [json!(["enroll", "1T2027", "2027-03-01"]), json!(["pay", "1T2027", "2027-03-01"])];
    assert_eq!(next(&case, earliest(&proposals)), expected);
}

/// A says until when it is paid, and not until when one may enroll: one can count on that until it starts.
#[test]
fn a_session_that_says_nothing_of_enrolling_is_joined_before_it_starts() {
    let session = r#"{ "id": "one", "start": "2027-02-01", "end": "2027-05-31",
        "upgrade_deadline": "2027-03-01" }"#;
    let a = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [{session}] }}"#
    );
    let case = case(&program(&[a], r#"["A"]"#, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let expected = [json!(["enroll", "one", "2027-02-01"]), json!(["pay", "one", "2027-03-01"])];
    assert_eq!(next(&case, earliest(&proposals)), expected);
    // The first of these days follows from the way, and the other one is stated (rule C7).
    assert_eq!(case.explain(earliest(&proposals)).days_of_the_way, [0]);
}

/// A certificate that is held without its date leaves open whether it is young enough for the capstone. What the
/// way takes is to be joined and paid all the same.
#[test]
fn a_way_that_is_not_settled_has_its_steps() {
    let last = r#", "capstone": "after_all_others""#;
    let courses = [course("A", "100.00", ""), course("X", "400.00", last)];
    let years = r#", "certificates_count_years": 5"#;
    let held = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held" } } }"#;
    let case = case(&program(&courses, r#"["A", "X"]"#, years), held, "{}");
    let proposals = case.propose();
    let expected =
        [json!(["enroll", "1T2027", "2027-03-01"]), json!(["pay", "1T2027", "2027-03-01"])];
    // To take A again is sure; what is not settled costs less.
    assert_eq!(next(&case, cheapest(&proposals)), expected);
}

/// The program is earned with A, and B is wished beside it: it is joined and paid.
#[test]
fn what_is_wished_beside_an_earned_program_has_its_steps() {
    let courses = [course("A", "100.00", ""), course("B", "100.00", "")];
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "B"] }]"#;
    let held = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held" } } }"#;
    let wishes = r#"{ "with_courses": ["B"] }"#;
    let case = case(&program(&courses, one, ""), held, wishes);
    let proposals = case.propose();
    let expected =
        [json!(["enroll", "1T2027", "2027-03-01"]), json!(["pay", "1T2027", "2027-03-01"])];
    assert_eq!(next(&case, earliest(&proposals)), expected);
}

/// The program was bought as a whole, and A is audited. Its upgrade costs nothing, and closes on 1 December all the
/// same.
#[test]
fn what_comes_with_a_program_that_is_bought_is_upgraded_in_time() {
    let now = r#"{ "id": "now", "start": "2026-09-01", "enrollment_end": "2026-10-01",
        "upgrade_deadline": "2026-12-01", "end": "2027-01-20" }"#;
    let a = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [{now}] }}"#
    );
    let price = r#", "bundle_price": { "amount": "150.00", "currency": "USD" }"#;
    let plan = r#"{ "program_enrollment": "verified",
        "bundle": { "payment": "paid", "on": "2026-08-11" },
        "each": { "of": ["A"], "as": {
            "run": "now", "state": "in_progress", "mode": "audit", "result": "will_pass" } } }"#;
    let case = case(&program(&[a], r#"["A"]"#, price), plan, "{}");
    let way = earliest(&case.propose()).clone();
    let next = written(&case.explain(&way).next);
    assert_eq!(next.as_array().unwrap().len(), 1);
    assert_eq!(next[0]["action"], json!({ "type": "upgrade", "course": "A", "run": "now" }));
    assert_eq!(next[0]["by"], "2026-12-01");
}

/// Without enrollment in the program there is no program certificate, and without photo ID no course certificate where
/// that is needed (rules A8, B6): both are asked for before anything that has a day.
#[test]
fn enrolling_in_the_program_comes_first() {
    let catalog = program(&[course("A", "100.00", "")], r#"["A"]"#, "");
    let steps = |plan: &str| -> Vec<String> {
        let case = case(&catalog, plan, "{}");
        let explanation = case.explain(earliest(&case.propose()));
        let next = written(&explanation.next);
        let next = next.as_array().unwrap().iter();
        next.map(|step| step["action"]["type"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(steps(ENROLLED), ["enroll", "pay"]);
    assert_eq!(
        steps(r#"{ "program_enrollment": "not_enrolled" }"#),
        ["enroll_in_program", "enroll", "pay"]
    );
}
