//! Partial inputs: one known fact can decide, and what is not known stays not known (rule G).

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use certificate_planner::assessment::Verdict::{
    self, Earned, NeedsChange, NotReachable, OnCourse, Undetermined,
};
use certificate_planner::assessment::{Assessment, assess};
use certificate_planner::catalog::Catalog;
use certificate_planner::moment::{Basis, Bound};
use serde_json::{Value, json};

use crate::common::{
    assess_plan, built_in, course, course_reasons, full_catalog, read_catalog, read_plan, written,
};

/// Certificate = a AND b AND c AND (d OR e OR f); a pass = verified and a score of 60 or more. All
/// sessions are over and none will follow, so that failing decides. Nothing else is asked for.
const SIX: &str = r#"{
    "platform": "edx",
    "courses": [
        { "id": "a", "offered": false, "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "b", "offered": false, "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "c", "offered": false, "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "d", "offered": false, "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "e", "offered": false, "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "f", "offered": false, "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T", "start": "2026-01-01", "end": "2026-05-01" }] }
    ],
    "programs": [{ "id": "P", "offered": true, "photo_id_required": false,
        "requirement": ["a", "b", "c",
            { "kind": "min_number_of", "number": 1, "of": ["d", "e", "f"] }] }]
}"#;

const COURSES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const NOW: &str = "2026-06-01T12:00:00Z";

/// What is known of one course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Verified, paid, with a score of 60.
    Pass,
    /// Verified, paid, with a score of 59.
    Fail,
    /// Verified, paid, no score stated.
    NoScore,
    /// Only that the session is over.
    Nothing,
    /// A score of 10, and no enrollment track stated.
    Score10,
}

use Known::{Fail, NoScore, Nothing, Pass, Score10};

/// The plan for what is known of the six courses.
fn plan_of(known: [Known; 6]) -> String {
    let run = |known: Known| match known {
        Pass => json!({ "mode": "verified", "payment": "paid", "score": 60 }),
        Fail => json!({ "mode": "verified", "payment": "paid", "score": 59 }),
        NoScore => json!({ "mode": "verified", "payment": "paid" }),
        Nothing => json!({}),
        Score10 => json!({ "score": 10 }),
    };
    let courses: Vec<Value> = COURSES
        .iter()
        .zip(known)
        .map(|(id, known)| {
            let mut run = run(known);
            run["run"] = json!("1T");
            run["state"] = json!("finished");
            json!({ "course": id, "runs": [run] })
        })
        .collect();
    json!({ "courses": courses }).to_string()
}

fn assess_six(known: [Known; 6]) -> Assessment {
    assess_plan(&read_catalog(&full_catalog(SIX)), &plan_of(known), NOW)
}

/// The missing facts as "result a", in their order.
fn asked(assessment: &Assessment) -> Vec<String> {
    let name = |fact: Value| {
        let kind = fact["type"].as_str().unwrap().to_owned();
        fact["course"].as_str().map_or(kind.clone(), |course| format!("{kind} {course}"))
    };
    assessment.missing.iter().map(|missing| name(written(&missing.fact))).collect()
}

fn asked_beside_fees(assessment: &Assessment) -> Vec<String> {
    asked(assessment).into_iter().filter(|fact| !fact.starts_with("fee ")).collect()
}

#[test]
fn one_known_fact_decides_where_it_can() {
    let rows: [(&str, [Known; 6], Verdict); 7] = [
        ("unknown AND false", [NoScore, Fail, Pass, Pass, Pass, Pass], NotReachable),
        ("unknown AND true", [NoScore, Pass, Pass, Pass, Fail, Fail], Undetermined),
        ("unknown OR true", [Pass, Pass, Pass, NoScore, Pass, NoScore], Earned),
        ("unknown OR false", [Pass, Pass, Pass, NoScore, Fail, Fail], Undetermined),
        ("false OR false OR false", [Pass, Pass, Pass, Fail, Fail, Fail], NotReachable),
        ("everything unknown", [Nothing; 6], Undetermined),
        (
            "only b's score of 10 known",
            [Nothing, Score10, Nothing, Nothing, Nothing, Nothing],
            NotReachable,
        ),
    ];
    for (name, known, verdict) in rows {
        assert_eq!(assess_six(known).program.verdict, verdict, "{name}");
    }
}

#[test]
fn a_score_that_is_not_known_neither_passes_nor_fails() {
    let assessment = assess_six([NoScore, Pass, Pass, Pass, Fail, Fail]);
    assert_eq!(course(&assessment, "a").verdict, Undetermined);
    assert_eq!(asked(&assessment)[0], "result a");
}

#[test]
fn with_everything_unknown_every_missing_fact_is_named() {
    let asked = asked_beside_fees(&assess_six([Nothing; 6]));
    assert_eq!(asked.len(), 12, "{asked:?}");
    for id in COURSES {
        // Without the enrollment track it is not known whether there is anything to pay.
        for kind in ["mode", "result"] {
            assert!(asked.contains(&format!("{kind} {id}")), "{kind} {id} in {asked:?}");
        }
    }
    // a, b and c can each decide alone; d, e and f cannot.
    let place = |id: &str| asked.iter().position(|fact| fact == &format!("result {id}")).unwrap();
    let needed = ["a", "b", "c"].map(place);
    let choices = ["d", "e", "f"].map(place);
    assert!(needed.iter().max() < choices.iter().min(), "{asked:?}");
}

#[test]
fn where_all_is_lost_nothing_more_is_asked() {
    let assessment = assess_six([Nothing, Score10, Nothing, Nothing, Nothing, Nothing]);
    assert_eq!(assessment.program.verdict, NotReachable);
    assert_eq!(course(&assessment, "b").verdict, NotReachable);
    let none: [&str; 0] = [];
    assert_eq!(asked_beside_fees(&assessment), none);
}

#[test]
fn a_course_that_is_lost_is_not_asked_about() {
    // A score of 10 fails on every enrollment track, so that the track does not matter any more.
    let assessment = assess_six([Pass, Score10, Pass, Pass, Pass, Pass]);
    assert_eq!(course(&assessment, "b").verdict, NotReachable);
    let none: [&str; 0] = [];
    assert_eq!(asked_beside_fees(&assessment), none);
}

/// A number below 3^6 = 729 as what is known of each course: fail, no score or pass.
fn combination(number: usize) -> [Known; 6] {
    let mut rest = number;
    COURSES.map(|_| {
        let known = [Fail, NoScore, Pass][rest % 3];
        rest /= 3;
        known
    })
}

/// Every way in which the unknown scores can turn out.
fn completions(known: [Known; 6]) -> Vec<[Known; 6]> {
    let Some(open) = known.iter().position(|one| *one == NoScore) else {
        return vec![known];
    };
    let with = |result| {
        let mut completed = known;
        completed[open] = result;
        completions(completed)
    };
    [with(Fail), with(Pass)].concat()
}

#[test]
fn a_verdict_is_what_all_completions_agree_on() {
    let catalog = read_catalog(&full_catalog(SIX));
    let verdict = |known| assess_plan(&catalog, &plan_of(known), NOW).program.verdict;
    for number in 0..729 {
        let known = combination(number);
        // The rule itself, worked out on plain yes and no.
        let earned = |full: &[Known; 6]| {
            let [a, b, c, d, e, f] = full.map(|one| one == Pass);
            a && b && c && (d || e || f)
        };
        let ways = completions(known);
        let expected = match ways.iter().filter(|full| earned(full)).count() {
            0 => NotReachable,
            all if all == ways.len() => Earned,
            _ => Undetermined,
        };
        assert_eq!(verdict(known), expected, "{known:?}");
    }
}

#[test]
fn a_course_needed_in_any_case_is_asked_before_a_choice() {
    // If c is failed, all is lost; whatever d, e or f turns out to be, c still decides.
    let assessment = assess_six([Pass, Pass, NoScore, NoScore, NoScore, NoScore]);
    let asked = asked(&assessment);
    let results: Vec<&str> = asked.iter().filter_map(|fact| fact.strip_prefix("result ")).collect();
    assert_eq!(results, ["c", "d", "e", "f"]);
    let settles: Vec<u32> = assessment.missing.iter().map(|missing| missing.settles).collect();
    assert!(settles.is_sorted_by(|left, right| left >= right), "{settles:?}");
}

#[test]
fn a_fact_that_bears_on_every_course_is_asked_before_one_that_bears_on_one() {
    // Photo ID decides the certificates of x, y and z; the payment that of z only.
    let catalog = read_catalog(&full_catalog(
        r#"{
            "platform": "edx",
            "courses": [
                { "id": "x", "pacing": "instructor_paced",
                  "runs": [{ "id": "1T", "start": "2026-01-01", "end": "2026-05-01" }] },
                { "id": "y", "pacing": "instructor_paced",
                  "runs": [{ "id": "1T", "start": "2026-01-01", "end": "2026-05-01" }] },
                { "id": "z", "pacing": "instructor_paced",
                  "runs": [{ "id": "1T", "start": "2026-01-01", "end": "2026-05-01" }] }
            ],
            "programs": [{ "id": "P", "offered": true, "photo_id_required": true,
                           "requirement": ["x", "y", "z"] }]
        }"#,
    ));
    let plan = r#"{
        "each": { "of": ["x", "y"], "as": { "run": "1T", "state": "finished", "mode": "verified",
                                            "payment": "paid", "result": "passed" } },
        "courses": [{ "course": "z", "runs": [
            { "run": "1T", "state": "finished", "mode": "verified", "result": "passed" }] }] }"#;
    let assessment = assess_plan(&catalog, plan, NOW);
    assert_eq!(assessment.program.verdict, Undetermined);
    let asked = asked(&assessment);
    let place = |fact: &str| asked.iter().position(|one| one == fact);
    assert!(place("photo_id").is_some() && place("payment z").is_some(), "{asked:?}");
    assert!(place("photo_id") < place("payment z"), "{asked:?}");
}

/// Three courses: fees of 100, not published, and 50.
const UNKNOWN_FEE: &str = r#"{
    "courses": [
        { "id": "A", "pacing": "instructor_paced", "fee": "100.00" },
        { "id": "B", "pacing": "instructor_paced" },
        { "id": "C", "pacing": "instructor_paced", "fee": "50.00" }
    ],
    "programs": [{ "id": "P", "offered": true, "requirement": ["A", "B", "C"] }]
}"#;

/// The least and the most of a total, as text.
fn total(assessment: &Assessment) -> (String, Option<String>) {
    let total = assessment.cost.total;
    (total.low.to_string(), total.high.map(|high| high.to_string()))
}

fn assess_short(catalog: &str, plan: &str) -> Assessment {
    assess_plan(&read_catalog(&full_catalog(catalog)), plan, NOW)
}

#[test]
fn an_unknown_price_stays_unknown_in_every_sum() {
    let planned = r#"{ "each": { "of": ["A", "B", "C"], "as":
        { "state": "planned", "mode": "verified", "payment": "will_pay" } } }"#;
    for plan in ["{}", planned] {
        let assessment = assess_short(UNKNOWN_FEE, plan);
        assert_eq!(total(&assessment), ("150.00".to_owned(), None), "{plan}");
        assert!(asked(&assessment).contains(&"fee B".to_owned()));
        assert_eq!(course(&assessment, "B").fee.amount.high, None);
        let kinds: Vec<Value> =
            assessment.cost.reasons.iter().map(|reason| written(&reason.because)).collect();
        let named =
            kinds.iter().any(|kind| kind["type"] == "fee_not_published" && kind["course"] == "B");
        assert!(named, "{kinds:?}");
    }
}

#[test]
fn a_fee_of_years_ago_is_not_todays_fee() {
    let mut file: Value = serde_json::from_str(&full_catalog(UNKNOWN_FEE)).unwrap();
    file["courses"][0]["fee"]["status"] = json!("historic");
    let catalog = read_catalog(&file.to_string());
    let assessment = assess_plan(&catalog, "{}", NOW);
    assert_eq!(total(&assessment), ("50.00".to_owned(), None));
    let last_known = course(&assessment, "A").fee.last_known.unwrap();
    assert_eq!(last_known.amount.to_string(), "100.00");
}

#[test]
fn an_unknown_price_among_choices_leaves_the_most_open() {
    let catalog = UNKNOWN_FEE.replace(
        r#"["A", "B", "C"]"#,
        r#"{ "kind": "min_number_of", "number": 2, "of": ["A", "B", "C"] }"#,
    );
    // The cheapest two that are known of could be B and C, and nobody knows what B costs.
    assert_eq!(total(&assess_short(&catalog, "{}")), ("50.00".to_owned(), None));
}

#[test]
fn courses_that_no_source_lists_cost_something_unknown() {
    let catalog = UNKNOWN_FEE
        .replace(r#"["A", "B", "C"]"#, r#"["A", { "kind": "unlisted", "title": "Another" }]"#);
    assert_eq!(total(&assess_short(&catalog, "{}")), ("100.00".to_owned(), None));
    // Six courses, and which ones was not found: certainly not for nothing.
    let catalog = read_catalog(&built_in("iimbx-business-management.json"));
    assert_eq!(total(&assess_plan(&catalog, "{}", NOW)), ("0.00".to_owned(), None));
}

#[test]
fn two_currencies_are_never_added() {
    let mut file: Value = serde_json::from_str(&full_catalog(UNKNOWN_FEE)).unwrap();
    file["courses"][2]["fee"]["value"]["currency"] = json!("EUR");
    let assessment = assess_plan(&read_catalog(&file.to_string()), "{}", NOW);
    assert_eq!(total(&assessment), ("100.00".to_owned(), None));
    assert_eq!(assessment.cost.currency.to_string(), "USD");
    let kinds: Vec<Value> = assessment
        .cost
        .reasons
        .iter()
        .map(|reason| written(&reason.because)["type"].clone())
        .collect();
    assert!(kinds.contains(&json!("other_currency")), "{kinds:?}");
}

#[test]
fn an_income_that_is_not_stated_gives_the_range_of_all_tiers() {
    let catalog = read_catalog(&built_in("mitx-dedp.json"));
    let assessment = assess_plan(&catalog, "{}", "2026-11-21T12:00:00Z");
    // Five courses at 250 to 1,000 each.
    assert_eq!(total(&assessment), ("1250.00".to_owned(), Some("5000.00".to_owned())));
    assert!(asked(&assessment).contains(&"income".to_owned()));
    let in_pesos = r#"{ "income": { "amount": "1000000", "currency": "MXN" } }"#;
    let assessment = assess_plan(&catalog, in_pesos, "2026-11-21T12:00:00Z");
    assert_eq!(total(&assessment), ("1250.00".to_owned(), Some("5000.00".to_owned())));
}

#[test]
fn a_score_against_an_unknown_passing_score_decides_nothing() {
    let assessment = assess_short(
        UNKNOWN_FEE,
        r#"{ "courses": [{ "course": "A", "runs": [
            { "state": "finished", "mode": "verified", "payment": "paid", "score": 99 }] }] }"#,
    );
    let answer = course(&assessment, "A");
    assert_eq!(answer.verdict, Undetermined);
    assert!(asked(&assessment).contains(&"passing_score A".to_owned()));
    let kinds: Vec<Value> = course_reasons(answer)
        .iter()
        .map(|reason| written(&reason.because)["type"].clone())
        .collect();
    assert!(kinds.contains(&json!("passing_score_not_published")), "{kinds:?}");
}

/// A and B with a session each; the end of B's is not published where `end_of_b` is left out.
fn dated(end_of_b: Option<&str>) -> Catalog {
    let mut run = json!({ "id": "1T2027", "start": "2027-01-10" });
    if let Some(end) = end_of_b {
        run["end"] = json!(end);
    }
    let release = "after_end";
    let short = json!({
        "courses": [
            { "id": "A", "pacing": "instructor_paced", "certificate_release": release,
              "runs": [{ "id": "1T2027", "start": "2027-01-10", "end": "2027-05-10" }] },
            { "id": "B", "pacing": "instructor_paced", "certificate_release": release,
              "runs": [run] }
        ],
        "programs": [{ "id": "P", "offered": true, "requirement": ["A", "B"] }]
    });
    read_catalog(&full_catalog(&short.to_string()))
}

const BOTH_PLANNED: &str = r#"{ "program_enrollment": "verified", "each": { "of": ["A", "B"], "as":
    { "run": "1T2027", "state": "planned", "mode": "verified", "payment": "will_pay",
      "result": "will_pass" } } }"#;

#[test]
fn an_unknown_date_stays_unknown_in_the_programs_date() {
    let at = |moment: &str| Bound::At(moment.parse().unwrap());
    let known = assess_plan(&dated(Some("2027-05-20")), BOTH_PLANNED, "2026-12-01T12:00:00Z");
    assert_eq!(known.program.verdict, OnCourse);
    assert_eq!(known.program.certificate.from, at("2027-05-20"));
    assert_eq!(known.program.certificate.to, Bound::Open);

    let unknown = assess_plan(&dated(None), BOTH_PLANNED, "2026-12-01T12:00:00Z");
    assert_eq!(unknown.program.verdict, OnCourse);
    assert_eq!(course(&unknown, "B").certificate.from, Bound::Unknown);
    // It cannot come before A's certificate, and how late it comes nobody knows.
    assert_eq!(unknown.program.certificate.from, at("2027-05-10"));
    assert_eq!(unknown.program.certificate.to, Bound::Unknown);
    assert!(asked(&unknown).contains(&"end_date B".to_owned()));
}

#[test]
fn a_course_that_is_missing_leaves_the_programs_end_open() {
    let plan = BOTH_PLANNED.replace(r#"["A", "B"]"#, r#"["A"]"#);
    let assessment = assess_plan(&dated(Some("2027-05-20")), &plan, "2026-12-01T12:00:00Z");
    assert_eq!(assessment.program.verdict, NeedsChange);
    assert_eq!(assessment.program.certificate.to, Bound::Unknown);
}

#[test]
fn a_projected_date_is_marked_as_one_in_every_date_that_rests_on_it() {
    let catalog = read_catalog(&built_in("mitx-dedp.json"));
    let plan = read_plan(
        r#"{ "program_enrollment": "verified",
            "holds": { "14.310x": "2024-05-20", "JPAL102x": "2024-05-20", "14.73x": "2024-05-20",
                       "14.740x": "2024-05-20" },
            "courses": [{ "course": "14.100x", "runs": [
                { "run": "1T2027", "state": "planned", "mode": "verified", "payment": "will_pay",
                  "result": "will_pass" }] }] }"#,
        &catalog,
    );
    let assessment = assess(&catalog, &plan, "2026-11-21T12:00:00Z".parse().unwrap());
    assert_eq!(assessment.program.verdict, OnCourse);
    assert_eq!(course(&assessment, "14.100x").certificate.basis, Basis::Projected);
    assert_eq!(assessment.program.certificate.basis, Basis::Projected);
    let step = assessment.next.first().unwrap();
    assert!(step.projected, "{step:?}");
}
