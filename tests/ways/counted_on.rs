//! What a way may count on: sessions that nobody has published, times without study, attempts that
//! fail, deadlines, ages and discounts.

use certificate_planner::assessment::Verdict;
use certificate_planner::proposal::Way;
use serde_json::json;

use crate::common::{full_catalog, read_catalog, written};
use crate::{Case, cheapest, earliest, sessions, when_and_how_much};

pub(crate) const ENROLLED: &str = r#"{ "program_enrollment": "verified" }"#;

/// Spring 2027 from February to May, with registration and payment until 1 March.
pub(crate) const SPRING: &str = r#"{ "id": "spring", "start": "2027-02-01", "enrollment_end": "2027-03-01",
    "upgrade_deadline": "2027-03-01", "end": "2027-05-31" }"#;

/// Summer 2027 from July to October, with registration and payment until 1 August.
pub(crate) const SUMMER: &str = r#"{ "id": "summer", "start": "2027-07-01", "enrollment_end": "2027-08-01",
    "upgrade_deadline": "2027-08-01", "end": "2027-10-31" }"#;

pub(crate) fn course(id: &str, runs: &[&str], extra: &str) -> String {
    format!(
        r#"{{ "id": "{id}", "pacing": "instructor_paced", "fee": "100.00"{extra},
             "runs": [{}] }}"#,
        runs.join(",")
    )
}

/// A program that needs all of its courses.
pub(crate) fn program(courses: &[String], needed: &str, extra: &str) -> String {
    format!(
        r#"{{ "courses": [{}], "programs": [{{
             "id": "P", "offered": true, "requirement": {needed}{extra} }}] }}"#,
        courses.join(",")
    )
}

pub(crate) fn case(catalog: &str, plan: &str, wishes: &str) -> Case {
    Case::new(read_catalog(&full_catalog(catalog)), plan, wishes)
}

fn first_way(case: &Case) -> Way {
    let proposals = case.propose();
    let way = earliest(&proposals).clone();
    assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
    way
}

/// A in spring ends on 31 May, and registration for its capstone's only session closes on 1 March:
/// the capstone is taken in a session that is still to be published, as if none were published.
#[test]
fn a_session_that_comes_too_early_leaves_the_ones_still_to_be_published() {
    let capstone = r#", "capstone": "after_all_others""#;
    let after = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    for order in [capstone, after] {
        let courses = [course("A", &[SPRING], ""), course("Z", &[SPRING], order)];
        let catalog = program(&courses, r#"["A", "Z"]"#, "");
        let way = first_way(&case(&catalog, ENROLLED, "{}"));
        assert_eq!((sessions(&way), way.undated), (vec!["A spring".to_owned(), "Z".into()], 1));
        // Whoever counts on published sessions only has none.
        let published = case(&catalog, ENROLLED, r#"{ "published_only": true }"#);
        assert!(published.propose().ways.is_empty());
    }
}

/// The plan has both in spring; the only change that helps is a later session of the capstone.
#[test]
fn a_plan_is_repaired_with_a_session_that_is_still_to_be_published() {
    let capstone = r#", "capstone": "after_all_others""#;
    let courses = [course("A", &[SPRING], ""), course("Z", &[SPRING], capstone)];
    let catalog = program(&courses, r#"["A", "Z"]"#, "");
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A", "Z"], "as": {
        "run": "spring", "state": "planned", "mode": "verified", "payment": "will_pay",
        "result": "will_pass" } } }"#;
    let repair = case(&catalog, plan, "{}").repair();
    assert_eq!(repair.repaired.unwrap().assessment.program.verdict, Verdict::OnCourse);
    let changes = written(&repair.changes);
    assert_eq!(changes.as_array().unwrap().len(), 1);
    assert_eq!(changes[0]["remedy"]["action"]["course"], "Z");
}

/// No study from January to June leaves no published session: a wish to start in July as well, which
/// leaves none either, makes nothing possible that was not.
#[test]
fn a_wish_makes_nothing_possible() {
    let catalog = program(&[course("A", &[SPRING], "")], r#"["A"]"#, "");
    let rest = r#""hours_between": [{ "from": "2027-01-01", "to": "2027-06-30", "hours": 0 }]"#;
    let later = r#""start_from": "2027-07-01""#;
    for wishes in [format!("{{ {rest} }}"), format!("{{ {rest}, {later} }}")] {
        let way = first_way(&case(&catalog, ENROLLED, &wishes));
        assert_eq!((sessions(&way), way.undated), (vec!["A".to_owned()], 1), "{wishes}");
    }
}

/// A session that is still to be published takes ten hours too, whenever it is.
#[test]
fn what_fits_no_week_fits_none_that_is_still_to_be_published() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    for runs in [&[SPRING] as &[&str], &[]] {
        let catalog = program(&[course("A", runs, hours)], r#"["A"]"#, "");
        for wishes in [r#"{ "hours_per_week": 9 }"#, r#"{ "courses_at_once": 0 }"#] {
            assert!(case(&catalog, ENROLLED, wishes).propose().ways.is_empty(), "{wishes}");
        }
        let enough = case(&catalog, ENROLLED, r#"{ "hours_per_week": 10 }"#);
        assert_eq!(sessions(&first_way(&enough)).len(), 1);
    }
}

/// Where a published session does, none that is still to be published stands beside it: it would be
/// neither earlier nor cheaper, and what it weighs nobody knows.
#[test]
fn a_session_still_to_be_published_is_not_shown_as_light() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let courses = [course("A", &[SPRING, SUMMER], hours), course("B", &[SPRING, SUMMER], hours)];
    let proposals = case(&program(&courses, r#"["A", "B"]"#, ""), ENROLLED, "{}").propose();
    let undated: Vec<u32> = proposals.ways.iter().map(|way| way.undated).collect();
    // Both in spring, or one of them in summer.
    assert_eq!((undated, proposals.not_dominated), (vec![0, 0], 2));
}

/// No hours are stated, but 0 hours are none: of spring and summer only summer is left.
#[test]
fn no_hours_mean_no_study_whatever_it_takes() {
    let catalog = program(&[course("A", &[SPRING, SUMMER], "")], r#"["A"]"#, "");
    let taken = |hours: &str| {
        let wishes = format!(
            r#"{{ "hours_between": [{{ "from": "2027-05-01", "to": "2027-06-30", "hours": {hours} }}] }}"#
        );
        sessions(&first_way(&case(&catalog, ENROLLED, &wishes)))
    };
    assert_eq!(taken("0"), ["A summer"]);
    assert_eq!(taken("1"), ["A spring"]);
}

/// Fall 2026 is under way and paid; who expects to fail it once takes spring too and pays for it.
#[test]
fn a_failure_that_is_expected_is_that_of_the_session_under_way() {
    let fall = r#"{ "id": "fall", "start": "2026-09-01", "enrollment_end": "2026-09-20",
        "upgrade_deadline": "2026-12-10", "end": "2026-12-20" }"#;
    let catalog = program(&[course("A", &[fall, SPRING, SUMMER], "")], r#"["A"]"#, "");
    let way = |state: &str, times: u32| {
        let plan = format!(
            r#"{{ "program_enrollment": "verified", "each": {{ "of": ["A"], "as": {{ {state} }} }} }}"#
        );
        let wishes = format!(r#"{{ "failures": [{{ "course": "A", "times": {times} }}] }}"#);
        let way = first_way(&case(&catalog, &plan, &wishes));
        let failed: Vec<bool> = way.sessions.iter().map(|session| session.failed).collect();
        (sessions(&way).join(", "), failed, when_and_how_much(&way))
    };
    let once = |first: &str, day: &str, fees: &str| {
        (first.to_owned(), vec![true, false], (day.to_owned(), fees.to_owned()))
    };
    let paid = r#""run": "fall", "state": "in_progress", "mode": "verified", "payment": "paid""#;
    let passing = format!(r#"{paid}, "result": "will_pass""#);
    let audit = r#""run": "fall", "state": "in_progress", "mode": "audit""#;
    for state in [paid, &passing, audit] {
        let expected = once("A fall, A spring", "2027-05-31", "100.00");
        assert_eq!(way(state, 1), expected, "{state}");
    }
    let (taken, failed, day_and_fees) = way(paid, 2);
    assert_eq!((taken.as_str(), failed), ("A fall, A spring, A summer", vec![true, true, false]));
    assert_eq!(day_and_fees, ("2027-10-31".to_owned(), "200.00".to_owned()));
    // The same for a session that is paid and has not begun.
    let ahead = r#""run": "spring", "state": "planned", "mode": "verified", "payment": "paid""#;
    assert_eq!(way(ahead, 1), once("A spring, A summer", "2027-10-31", "100.00"));
}

/// A's certificate comes on 31 May; enrollment in B closes in June, but its payment on 1 May. Who must
/// pay takes the next session; who has paid for the program as a whole too; who need not pay does not
/// wait.
#[test]
fn a_required_certificate_is_there_before_payment_closes() {
    let early = |deadline: &str| {
        format!(
            r#"{{ "id": "early", "start": "2027-06-10", "enrollment_end": "2027-06-20",
                 "upgrade_deadline": {deadline}, "end": "2027-08-31" }}"#
        )
    };
    let late = r#"{ "id": "late", "start": "2027-10-01", "enrollment_end": "2027-10-01",
        "upgrade_deadline": "2027-10-01", "end": "2027-12-31" }"#;
    let order = [
        r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#,
        r#", "capstone": "after_all_others""#,
    ];
    for extra in order {
        let taken = |deadline: &str| {
            let b = course("B", &[&early(deadline), late], extra);
            let catalog = program(&[course("A", &[SPRING], ""), b], r#"["A", "B"]"#, "");
            sessions(&first_way(&case(&catalog, ENROLLED, "{}")))
        };
        assert_eq!(taken(r#""2027-05-01""#), ["A spring", "B late"]);
        assert_eq!(taken(r#""2027-06-15""#), ["A spring", "B early"]);
        // Payment never closes.
        assert_eq!(taken(r#""none""#), ["A spring", "B early"]);
    }
}

/// The same in the assessment of a plan: not in time where the fee is still to be paid, in time where
/// it is paid.
#[test]
fn an_assessment_holds_payment_to_what_is_required_before() {
    let early = r#"{ "id": "early", "start": "2027-06-10", "enrollment_end": "2027-06-20",
        "upgrade_deadline": "2027-05-01", "end": "2027-08-31" }"#;
    let after = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let courses = [course("A", &[SPRING], ""), course("B", &[early], after)];
    let catalog = program(&courses, r#"["A", "B"]"#, "");
    let verdict = |payment: &str| {
        let plan = format!(
            r#"{{ "program_enrollment": "verified", "courses": [
                 {{ "course": "A", "runs": [{{ "run": "spring", "state": "planned", "mode": "verified",
                    "payment": "will_pay", "result": "will_pass" }}] }},
                 {{ "course": "B", "runs": [{{ "run": "early", "state": "planned", "mode": "verified",
                    {payment} "result": "will_pass" }}] }}] }}"#
        );
        let catalog = read_catalog(&full_catalog(&catalog));
        let plan = crate::common::read_plan(&plan, &catalog);
        let now = crate::NOW.parse().unwrap();
        certificate_planner::assessment::assess(&catalog, &plan, now).program.verdict
    };
    assert_eq!(verdict(r#""payment": "will_pay","#), Verdict::NeedsChange);
    assert_eq!(verdict(r#""payment": "paid","#), Verdict::OnCourse);
    // Whether it is paid already is not stated, and enrollment ends later.
    assert_eq!(verdict(""), Verdict::Undetermined);
}

/// A's certificate of June 2023 counts until June 2028. The capstone follows B, which ends in May of
/// 2028 or of 2029, whenever its own session is published: in 2029 A is too old and taken again.
#[test]
fn an_age_is_held_against_what_the_capstone_follows() {
    let b_in = |year: u32| {
        format!(
            r#"{{ "id": "{year}", "start": "{year}-02-01", "enrollment_end": "{year}-02-01",
                 "upgrade_deadline": "{year}-02-01", "end": "{year}-05-31" }}"#
        )
    };
    let capstone = r#", "capstone": "after_all_others""#;
    let taken = |runs: &[&str], capstone_runs: &[&str]| {
        let courses = [
            course("A", &[SUMMER], ""),
            course("B", runs, ""),
            course("Z", capstone_runs, capstone),
        ];
        let catalog = program(&courses, r#"["A", "B", "Z"]"#, r#", "certificates_count_years": 5"#);
        let plan = r#"{ "program_enrollment": "verified", "holds": { "A": "2023-06-01" } }"#;
        sessions(&first_way(&case(&catalog, plan, "{}")))
    };
    let (early, late) = (b_in(2028), b_in(2029));
    assert_eq!(taken(&[&early], &[]), ["B 2028", "Z"]);
    assert_eq!(taken(&[&late], &[]), ["A summer", "B 2029", "Z"]);
    // Where both sessions of B are left, none that would only make A be taken again.
    assert_eq!(taken(&[&early, &late], &[]), ["B 2028", "Z"]);
    // A session of the capstone that comes too early changes nothing.
    assert_eq!(taken(&[&late], &[SPRING]), ["A summer", "B 2029", "Z"]);
}

/// The same in the assessment of a plan that keeps A.
#[test]
fn an_assessment_holds_an_age_against_what_the_capstone_follows() {
    let capstone = r#", "capstone": "after_all_others""#;
    let verdict = |year: u32| {
        let b = format!(
            r#"{{ "id": "run", "start": "{year}-02-01", "enrollment_end": "{year}-02-01",
                 "upgrade_deadline": "{year}-02-01", "end": "{year}-05-31" }}"#
        );
        let courses =
            [course("A", &[SUMMER], ""), course("B", &[&b], ""), course("Z", &[], capstone)];
        let catalog = program(&courses, r#"["A", "B", "Z"]"#, r#", "certificates_count_years": 5"#);
        let ahead = r#""state": "planned", "mode": "verified", "payment": "will_pay",
            "result": "will_pass""#;
        let plan = format!(
            r#"{{ "program_enrollment": "verified", "holds": {{ "A": "2023-06-01" }}, "courses": [
                 {{ "course": "B", "runs": [{{ "run": "run", {ahead} }}] }},
                 {{ "course": "Z", "runs": [{{ {ahead} }}] }}] }}"#
        );
        let catalog = read_catalog(&full_catalog(&catalog));
        let plan = crate::common::read_plan(&plan, &catalog);
        let now = crate::NOW.parse().unwrap();
        certificate_planner::assessment::assess(&catalog, &plan, now).program.verdict
    };
    assert_eq!(verdict(2028), Verdict::OnCourse);
    assert_eq!(verdict(2029), Verdict::NeedsChange);
}

/// The discount ends with the year; enrollment in spring opens on 10 January, in winter it is open.
#[test]
fn a_discount_that_ends_before_enrollment_opens_is_not_used() {
    let opens = |day: &str| {
        format!(
            r#"{{ "id": "spring", "start": "2027-02-01", "enrollment_start": "{day}",
                 "enrollment_end": "2027-03-01", "upgrade_deadline": "2027-03-01",
                 "end": "2027-05-31" }}"#
        )
    };
    let plan = r#"{ "program_enrollment": "verified", "courses": [{ "course": "A", "discounts": [
        { "kind": "percent_off", "amount": "50", "expires": "2026-12-31" }] }] }"#;
    let price = |day: &str| {
        let catalog = program(&[course("A", &[&opens(day)], "")], r#"["A"]"#, "");
        let proposals = case(&catalog, plan, "{}").propose();
        let way = cheapest(&proposals);
        let reasons = written(&way.assessment.cost.reasons).to_string();
        (when_and_how_much(way).1, reasons.contains("discount_applied"))
    };
    assert_eq!(price("2027-01-10"), ("100.00".to_owned(), false));
    assert_eq!(price("2026-12-10"), ("50.00".to_owned(), true));
    assert_eq!(json!(price("2026-11-01").0), json!("50.00"));
}

/// Nobody states when enrollment opens. A discount that ends before the session starts may be used or not; one
/// that ends after its start, or with which a session is paid that has begun, surely is (rules E4, G).
#[test]
fn a_discount_may_end_before_enrollment_opens_on_a_day_that_nobody_states() {
    let session = |start: &str| {
        format!(
            r#"{{ "id": "one", "start": "{start}", "enrollment_end": "2027-03-01",
                 "upgrade_deadline": "2027-03-01", "end": "2027-05-31" }}"#
        )
    };
    let fee = |start: &str, expires: &str| {
        let plan = format!(
            r#"{{ "program_enrollment": "verified", "courses": [{{ "course": "A", "discounts": [
                {{ "kind": "percent_off", "amount": "50", "expires": "{expires}" }}] }}] }}"#
        );
        let catalog = program(&[course("A", &[&session(start)], "")], r#"["A"]"#, "");
        let way = first_way(&case(&catalog, &plan, "{}"));
        (way.to_pay.low.to_string(), way.to_pay.high.unwrap().to_string())
    };
    let (half, whole) = ("50.00".to_owned(), "100.00".to_owned());
    assert_eq!(fee("2027-02-01", "2027-01-15"), (half.clone(), whole));
    assert_eq!(fee("2027-02-01", "2027-02-15"), (half.clone(), half.clone()));
    assert_eq!(fee("2026-11-02", "2026-12-15"), (half.clone(), half));
}

/// Under way on the Audit track, in a session for which nobody can enroll any more: who is in it upgrades at once,
/// while the discount holds (rules A2, E4).
#[test]
fn a_discount_holds_in_a_session_that_was_joined() {
    let session = r#"{ "id": "one", "start": "2026-10-02", "enrollment_start": "none",
        "enrollment_end": "2026-10-15", "upgrade_deadline": "2027-01-15", "end": "2027-02-28" }"#;
    let plan = r#"{ "program_enrollment": "verified", "courses": [{ "course": "A",
        "discounts": [{ "kind": "percent_off", "amount": "50", "expires": "2026-12-31" }],
        "runs": [{ "run": "one", "state": "in_progress", "mode": "audit", "result": "will_pass" }] }] }"#;
    let catalog = program(&[course("A", &[session], "")], r#"["A"]"#, "");
    let way = first_way(&case(&catalog, plan, "{}"));
    assert_eq!(when_and_how_much(&way), ("2027-02-28".to_owned(), "50.00".to_owned()));
}

/// K concludes the program N, which asks for A and K and has no certificate of its own; P asks for N and for X. K waits
/// for A, whose certificate comes by the end of January 2027, and not for X, which ends in October (rule B8).
#[test]
fn the_capstone_of_a_nested_program_waits_for_the_courses_of_that_program() {
    let winter = r#"{ "id": "winter", "start": "2026-12-01", "enrollment_end": "2026-12-10",
        "upgrade_deadline": "2026-12-10", "end": "2027-01-31" }"#;
    let capstone = r#", "capstone": "after_all_others""#;
    let courses =
        [course("A", &[winter], ""), course("K", &[SPRING], capstone), course("X", &[SUMMER], "")];
    let catalog = format!(
        r#"{{ "courses": [{}], "programs": [
            {{ "id": "P", "offered": true, "requirement": [{{ "kind": "program", "program": "N" }}, "X"] }},
            {{ "id": "N", "offered": true, "paid_mode": false, "requirement": ["A", "K"] }}] }}"#,
        courses.join(",")
    );
    let proposals = case(&catalog, ENROLLED, "{}").propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A winter", "K spring", "X summer"]);
    assert_eq!(when_and_how_much(way), ("2027-10-31".into(), "300.00".into()));
    assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
}

/// W needs the certificate of V first. V's spring session is a variant whose certificate counts for no program, but
/// V fills no place of this one: W follows it in summer (rule F1).
#[test]
fn a_session_that_counts_for_no_program_may_open_another_course() {
    let variant = SPRING.replace('{', r#"{ "counts_for_programs": false,"#);
    let first = r#", "prerequisites": [{ "course": "V", "strength": "required" }]"#;
    let courses = [course("V", &[&variant], ""), course("W", &[SUMMER], first)];
    let proposals = case(&program(&courses, r#"["W"]"#, ""), ENROLLED, "{}").propose();
    assert_eq!(sessions(earliest(&proposals)), ["V spring", "W summer"]);
    // Where V is to count for the program, its variant does not (rule B1).
    let both = program(&courses, r#"["V", "W"]"#, "");
    let counted = case(&both, ENROLLED, r#"{ "published_only": true }"#);
    assert!(counted.propose().ways.is_empty());
}

/// The plan lacks G and says nothing of how A ends: with G it leads there if A is passed, and says so (rule G).
#[test]
fn a_repair_says_which_open_results_it_counts_on() {
    let courses = [course("A", &[SPRING], ""), course("G", &[SPRING], "")];
    let catalog = program(&courses, r#"["A", "G"]"#, "");
    let session = r#"{ "run": "spring", "state": "planned", "mode": "verified", "payment": "will_pay" $result }"#;
    let plan = |of: &[&str], result: &str| {
        let session = session.replace("$result", result);
        let courses = of.iter().map(|id| format!(r#"{{ "course": "{id}", "runs": [{session}] }}"#));
        let courses = courses.collect::<Vec<_>>().join(",");
        format!(r#"{{ "program_enrollment": "verified", "courses": [{courses}] }}"#)
    };
    let counted_on = |of: &[&str], result: &str| {
        let repair = case(&catalog, &plan(of, result), "{}").repair();
        let ids = repair.counts_on_passing.iter().map(ToString::to_string).collect::<Vec<_>>();
        (repair.changes.len(), ids.join(" "))
    };
    let passes = r#", "result": "will_pass""#;
    assert_eq!(counted_on(&["A"], ""), (1, "A".into()));
    assert_eq!(counted_on(&["A"], passes), (1, String::new()));
    assert_eq!(counted_on(&["A", "G"], ""), (0, "A G".into()));
}

/// Z concludes P and waits for all of N, whose own capstone K ends with May: registration for Z in spring is over by
/// then, and summer is in time (rule B8).
#[test]
fn a_capstone_waits_for_the_capstone_of_a_program_nested_in_its_own() {
    let capstone = r#", "capstone": "after_all_others""#;
    let courses = [course("K", &[SPRING], capstone), course("Z", &[SPRING, SUMMER], capstone)];
    let catalog = format!(
        r#"{{ "courses": [{}], "programs": [
            {{ "id": "P", "offered": true, "requirement": [{{ "kind": "program", "program": "N" }}, "Z"] }},
            {{ "id": "N", "offered": true, "paid_mode": false, "requirement": ["K"] }}] }}"#,
        courses.join(",")
    );
    let proposals = case(&catalog, ENROLLED, "{}").propose();
    assert_eq!(sessions(earliest(&proposals)), ["K spring", "Z summer"]);
}
