//! Worked cases on the built-in catalogs.

use certificate_planner::assessment::Verdict;
use serde_json::json;

use crate::common::{built_in, read_catalog, written};
use crate::{Case, cheapest, earliest, sessions, when_and_how_much};

fn case(file: &str, plan: &str, wishes: &str) -> Case {
    Case::new(read_catalog(&built_in(file)), plan, wishes)
}

const DEDP: &str = r#"{
    "program": "program-v1:MITx+DEDP", "income": { "amount": "25000", "currency": "USD" }
}"#;

/// 6.431x is certified. Of the tracks only General has two courses with sessions of spring 2027
/// (6.86x to 16 May, 6.419x to 17 May); of 18.6501x only the session of fall is published, and of the
/// capstone none.
#[test]
fn statistics_and_data_science_after_6_431x() {
    let case = case("mitx-sds.json", r#"{ "holds": { "6.431x": "2026-06-10" } }"#, "{}");
    let proposals = case.propose();
    assert!(proposals.proven);
    let way = earliest(&proposals);
    assert_eq!(way.plan.track.as_ref().map(|track| track.as_str()), Some("general"));
    assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
    let taken = ["6.419x 1T2027", "6.86x 1T2027", "18.6501x", "DS.CFx"];
    assert_eq!(sessions(way), taken);
    assert_eq!(way.undated, 2);
    assert_eq!(when_and_how_much(way).0, "2027-05-17");
    // Three courses of $300; the fee of the capstone is not published.
    assert_eq!((way.to_pay.low.to_string(), way.unpublished_fees), ("900.00".to_owned(), 1));
    assert_eq!((way.peak_hours, way.peak_unstated), (14 + 15, 0));

    let binding = written(&case.explain(way).binding);
    // The session of fall has begun, and neither until when one can enroll nor until when one can
    // pay is published; either date alone would not tell whether it can be counted on.
    for (at, closing) in ["enrollment", "upgrade"].iter().enumerate() {
        let fall = json!({ "course": "18.6501x", "run": "3T2026", "closing": closing });
        assert_eq!(binding[at], json!({ "type": "deadline_not_published", "deadline": fall }));
    }
    assert_eq!(binding[2], json!({ "type": "not_published", "course": "DS.CFx" }));
    let last = json!({
        "type": "no_earlier_session", "course": "6.419x", "run": "1T2027", "ends": "2027-05-17",
        "terms": [], "projected": false,
    });
    assert_eq!(binding[3], last);
}

/// Five courses at $350. Terms end on 4 May, 21 August and 17 December; certificates come on 15 May,
/// 18 September and 14 January. All five run in spring; with three at once two wait for summer.
#[test]
fn dedp_at_an_income_of_25_000() {
    let proposals = case("mitx-dedp.json", DEDP, "{}").propose();
    let ways: Vec<_> = proposals
        .ways
        .iter()
        .map(|way| (when_and_how_much(way), way.peak_hours, way.courses_at_once))
        .collect();
    let fee = || "1750.00".to_owned();
    assert_eq!(
        ways,
        [
            (("2027-05-15".to_owned(), fee()), 70, 5),
            (("2027-09-18".to_owned(), fee()), 42, 3),
            (("2028-01-14".to_owned(), fee()), 28, 2),
            (("2028-09-18".to_owned(), fee()), 14, 1),
        ]
    );
    assert_eq!((proposals.earliest, proposals.lightest), (Some(0), Some(3)));
    assert_eq!(proposals.not_dominated, 4);
}

/// The courses state 12 to 14 hours, so 12 a week may not do; 14 certainly do, one course at a time.
#[test]
fn dedp_within_12_hours_a_week() {
    let case = case("mitx-dedp.json", DEDP, r#"{ "hours_per_week": 12 }"#);
    let proposals = case.propose();
    assert!(proposals.ways.is_empty() && proposals.proven);
    let no_way = proposals.no_way.unwrap();
    let expected = json!([{
        "wish": { "wish": "hours_per_week" },
        "instead": { "type": "number", "number": 14 },
        "relaxed": { "hours_per_week": 14 },
        "proven": true,
    }]);
    assert_eq!(written(&no_way.conflicts[0].wishes), expected);
    let relaxed = no_way.conflicts[0].wishes[0].relaxed.clone().unwrap();
    let again = Case { wishes: relaxed, ..case }.propose();
    assert_eq!(when_and_how_much(earliest(&again)).0, "2028-09-18");
}

/// One at a time it takes five terms, to September 2028; by 1 December 2027 three at once do.
#[test]
fn dedp_by_a_date_that_is_too_early() {
    let wishes = r#"{ "hours_per_week": 14, "ready_by": "2027-12-01" }"#;
    let no_way = case("mitx-dedp.json", DEDP, wishes).propose().no_way.unwrap();
    let expected = json!([
        {
            "wish": { "wish": "hours_per_week" },
            "instead": { "type": "number", "number": 42 },
            "relaxed": { "hours_per_week": 42, "ready_by": "2027-12-01" },
            "proven": true,
        },
        {
            "wish": { "wish": "ready_by" },
            "instead": { "type": "day", "day": "2028-09-18" },
            "relaxed": { "hours_per_week": 14, "ready_by": "2028-09-18" },
            "proven": true,
        },
    ]);
    assert_eq!(written(&no_way.conflicts[0].wishes), expected);
}

/// Whoever fails JPAL102x in spring waits for fall, since it has no session in summer; whoever fails
/// the elective 14.73x takes another one in summer. Each time one more fee of $350 is paid.
#[test]
fn dedp_failing_a_course_once() {
    let case = case("mitx-dedp.json", DEDP, "{}");
    let proposals = case.propose();
    let slack = written(&case.explain(earliest(&proposals)).slack);
    let of = |course: &str| {
        let all = slack.as_array().unwrap();
        let one = all.iter().find(|one| one["course"] == course).unwrap();
        (one["completion"]["from"]["at"].clone(), one["days_later"].clone(), one["extra"].clone())
    };
    let fee = json!({ "low": "350.00", "high": "350.00" });
    assert_eq!(of("JPAL102x"), (json!("2028-01-14"), json!(244), fee.clone()));
    assert_eq!(of("14.73x"), (json!("2027-09-18"), json!(126), fee.clone()));
    assert_eq!(of("14.100x"), (json!("2027-09-18"), json!(126), fee));
}

/// What is told beside each of the ways of SDS is sure: the search comes to its end (rule F2).
#[test]
fn sds_is_told_for_sure() {
    let case = case("mitx-sds.json", r#"{ "holds": { "6.431x": "2026-06-10" } }"#, "{}");
    let proposals = case.propose();
    assert!(proposals.proven && proposals.ways.len() > 1);
    for way in &proposals.ways {
        assert!(case.explain(way).proven);
    }
}

/// A failure that is expected is planned for: 14.100x in spring and again in summer.
#[test]
fn dedp_expecting_to_fail_14_100x() {
    let wishes = r#"{ "failures": [{ "course": "14.100x", "times": 1 }] }"#;
    let proposals = case("mitx-dedp.json", DEDP, wishes).propose();
    let way = earliest(&proposals);
    assert_eq!(when_and_how_much(way), ("2027-09-18".to_owned(), "2100.00".to_owned()));
    let attempts: Vec<_> =
        way.sessions.iter().filter(|session| session.course.as_str() == "14.100x").collect();
    assert_eq!(attempts.len(), 2);
    assert!(attempts[0].failed && !attempts[1].failed);
}

/// A certificate of June 2021 counted until June 2026, so SC0x is taken again; one of 2024 counts.
#[test]
fn supply_chain_management_with_an_old_certificate() {
    let taken = |on: &str| {
        let plan = format!(r#"{{ "holds": {{ "CTL.SC0x": "{on}" }} }}"#);
        let proposals = case("mitx-scm.json", &plan, "{}").propose();
        sessions(earliest(&proposals))
    };
    let others = ["CTL.SC1x", "CTL.SC2x", "CTL.SC3x", "CTL.SC4x", "CTL.CFx"];
    let again: Vec<&str> = ["CTL.SC0x"].into_iter().chain(others).collect();
    assert_eq!(taken("2021-06-15"), again);
    assert_eq!(taken("2024-06-15"), others);
}

/// No session of Finance is published: the way says so, date by date and fee by fee.
#[test]
fn finance_one_course_at_a_time() {
    let case = case("mitx-finance.json", "{}", r#"{ "courses_at_once": 1 }"#);
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!((way.undated, way.unpublished_fees), (6, 6));
    assert_eq!(when_and_how_much(way), ("unknown".to_owned(), "unknown".to_owned()));
    let binding = case.explain(way).binding;
    assert_eq!(binding.len(), 6);
    // A day by which it must be there cannot be promised then, and no later one can.
    let by = case_by_2030().propose().no_way.unwrap();
    let obstacles = written(&by.conflicts[0].wishes);
    assert_eq!(obstacles[0]["wish"], json!({ "wish": "ready_by" }));
    assert_eq!(obstacles[0].get("instead"), None);
    // That is since none of the six has a date.
    assert_eq!(obstacles[0]["because"]["type"], "dates");
    assert_eq!(obstacles[0]["because"]["courses"].as_array().unwrap().len(), 6);
}

fn case_by_2030() -> Case {
    case("mitx-finance.json", "{}", r#"{ "ready_by": "2030-01-01", "hours_per_week": 20 }"#)
}

/// The program was retired, so no wish is to blame.
#[test]
fn a_program_that_cannot_be_earned_any_more() {
    let proposals = case("iux-accounting.json", "{}", r#"{ "hours_per_week": 5 }"#).propose();
    let no_way = proposals.no_way.unwrap();
    assert!(no_way.conflicts.is_empty());
    assert_eq!(no_way.assessment.program.verdict, Verdict::NotReachable);
}

/// Every built-in program has an answer, and every way comes to what it promises.
#[test]
fn every_built_in_program_has_an_answer() {
    let index: serde_json::Value = serde_json::from_str(&built_in("index.json")).unwrap();
    let files = index.to_string();
    let names = files.split('"').filter(|name| name.ends_with(".json"));
    let mut programs = 0;
    for name in names {
        let catalog = read_catalog(&built_in(name));
        for program in catalog.programs() {
            programs += 1;
            let plan = format!(r#"{{ "program": "{}" }}"#, program.facts.id);
            let case = Case::new(read_catalog(&built_in(name)), &plan, "{}");
            let proposals = case.propose();
            assert!(proposals.proven, "{name}");
            assert_eq!(proposals.ways.is_empty(), proposals.no_way.is_some(), "{name}");
            if !proposals.ways.is_empty() {
                let cheapest = cheapest(&proposals);
                assert!(cheapest.assessment.program.verdict != Verdict::NeedsChange, "{name}");
            }
        }
    }
    assert!(programs >= 13);
}

/// 14.310x is held, JPAL102x fails once, and 14 hours a week are one course at a time: five sessions, the fifth of
/// them in Summer 2028 with a certificate from 18 September on. The day alone settles both conflicts with that, also
/// where another wish settles one of them.
#[test]
fn a_wish_that_stands_in_several_conflicts_settles_them_all() {
    let case = case(
        "mitx-dedp.json",
        r#"{ "program_enrollment": "verified", "income": { "amount": "30000", "currency": "USD" },
             "each": { "of": ["14.310x"], "as": {
                 "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held" } } }"#,
        r#"{ "hours_per_week": 14, "ready_by": "2027-09-30",
             "failures": [{ "course": "JPAL102x", "times": 1 }] }"#,
    );
    let conflicts = case.propose().no_way.unwrap().conflicts;
    assert_eq!(conflicts.len(), 2);
    for conflict in &conflicts {
        let wishes = written(&conflict.wishes);
        let offers = wishes.as_array().unwrap().iter();
        let day = offers.clone().find(|one| one["wish"]["wish"] == "ready_by").unwrap();
        assert_eq!(day["instead"], json!({ "type": "day", "day": "2028-09-18" }));
    }
    let mut later = case;
    later.wishes.ready_by = Some("2028-09-18".parse().unwrap());
    assert!(!later.propose().ways.is_empty());
}
