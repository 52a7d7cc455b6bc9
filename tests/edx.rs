//! What a learner on edX is told where Open edX decides in its own way (rules A1, A8, C3 to C5).

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
use certificate_planner::assessment::reason::{Because, Effect};
use certificate_planner::assessment::{Assessment, CourseAssessment};
use certificate_planner::catalog::Catalog;
use certificate_planner::moment::Bound;
use certificate_planner::problem::{Fault, Severity};
use serde_json::json;

use crate::common::{assess_plan, course, course_reasons, full_catalog, read_catalog};

const DATE: &str = "2026-05-10T12:00:00Z";
const AFTER: &str = "2026-05-10T12:00:01Z";

/// A program of one course with one session, on a platform.
fn catalog_on(platform: &str, run: &str, program: &str) -> Catalog {
    let short = format!(
        r#"{{ "platform": "{platform}",
            "courses": [{{ "id": "A", "runs": [{{ "id": "R" {run} }}] }}],
            "programs": [{{ "id": "P", "offered": true, "photo_id_required": false {program},
                "requirement": ["A"] }}] }}"#
    );
    read_catalog(&full_catalog(&short))
}

fn told(catalog: &Catalog, run: &str, now: &str) -> Assessment {
    let plan =
        format!(r#"{{ "courses": [{{ "course": "A", "runs": [{{ "run": "R" {run} }}] }}] }}"#);
    assess_plan(catalog, &plan, now)
}

const PASSED: &str =
    r#", "state": "finished", "mode": "verified", "payment": "paid", "result": "passed""#;

fn passed(run: &str, now: &str) -> Verdict {
    course(&told(&catalog_on("edx", run, ""), PASSED, now), "A").verdict
}

fn effect(course: &CourseAssessment, wanted: fn(&Because) -> bool) -> Option<Effect> {
    let reasons = course_reasons(course);
    reasons.into_iter().find(|reason| wanted(&reason.because)).map(|reason| reason.effect)
}

#[test]
fn a_certificate_shows_strictly_after_its_date() {
    let dated = r#", "pacing": "instructor_paced", "end": "2026-05-01T00:00:00Z",
        "certificate_display": "end_with_date", "certificate_available": "2026-05-10T12:00:00Z""#;
    assert_eq!(passed(dated, DATE), OnCourse);
    assert_eq!(passed(dated, AFTER), Earned);
    let end = r#", "pacing": "instructor_paced", "end": "2026-05-10T12:00:00Z",
        "certificate_display": "end""#;
    assert_eq!(passed(end, DATE), OnCourse);
    assert_eq!(passed(end, AFTER), Earned);
}

#[test]
fn at_once_and_self_paced_wait_for_nothing() {
    let early = r#", "pacing": "instructor_paced", "end": "2027-01-01",
        "certificate_display": "early_no_info""#;
    assert_eq!(passed(early, DATE), Earned);
    let unpaced = r#", "end": "2027-01-01", "certificate_display": "early_no_info""#;
    assert_eq!(passed(unpaced, DATE), Earned);
    let own_pace = r#", "pacing": "self_paced", "end": "2027-01-01", "certificate_display": "end""#;
    assert_eq!(passed(own_pace, DATE), Earned);
}

#[test]
fn without_an_end_none_shows_and_an_unknown_end_leaves_it_open() {
    let endless = r#", "pacing": "instructor_paced", "end": "none", "certificate_display": "end""#;
    assert_eq!(passed(endless, DATE), NeedsChange);
    // It is passed and paid, so it comes; only when is not known.
    let unknown = r#", "pacing": "instructor_paced", "certificate_display": "end""#;
    assert_eq!(passed(unknown, DATE), OnCourse);
}

#[test]
fn the_setting_is_the_sites_own_and_mitx_online_has_none() {
    let early = r#", "pacing": "instructor_paced", "end": "2027-01-01",
        "certificate_display": "early_no_info""#;
    let catalog = catalog_on("mitx_online", early, "");
    assert_eq!(course(&told(&catalog, PASSED, DATE), "A").verdict, OnCourse);
}

#[test]
fn settings_that_studio_would_change_are_pointed_out() {
    let warning = |run: &str| {
        let short = format!(
            r#"{{ "platform": "edx", "courses": [{{ "id": "A", "runs": [{{ "id": "R" {run} }}] }}],
                "programs": [{{ "id": "P", "requirement": ["A"] }}] }}"#
        );
        let reading = Catalog::read(&full_catalog(&short));
        assert!(reading.catalog.is_some(), "A catalog with a warning can be used");
        let all = reading.problems.0.into_iter();
        let warnings = all.filter(|problem| problem.severity == Severity::Warning);
        warnings.map(|problem| (problem.path, problem.fault)).collect::<Vec<_>>()
    };
    let contradiction = Fault::Contradiction {
        left: "certificate_display".to_owned(),
        right: "certificate_available".to_owned(),
    };
    let place = || "courses[0].runs[0]".to_owned();
    let date = r#", "certificate_available": "2026-05-10""#;
    for display in ["end", "early_no_info"] {
        let run = format!(r#", "certificate_display": "{display}" {date}"#);
        assert_eq!(warning(&run), [(place(), contradiction.clone())], "{display}");
    }
    let missing = Fault::MissingKey { key: "certificate_available".to_owned() };
    assert_eq!(warning(r#", "certificate_display": "end_with_date""#), [(place(), missing)]);
    let run = format!(r#", "certificate_display": "end_with_date" {date}"#);
    assert_eq!(warning(&run), []);
}

#[test]
fn honor_earns_a_certificate_where_the_catalog_says_so() {
    let run = r#", "pacing": "self_paced", "certificate_display": "early_no_info""#;
    let honor = r#", "state": "finished", "mode": "honor", "result": "passed""#;
    let verdict = |program: &str| {
        let told = told(&catalog_on("edx", run, program), honor, DATE);
        let asked = told.missing.iter().any(|missing| {
            serde_json::to_value(&missing.fact).unwrap()["type"] == json!("mode_eligibility")
        });
        (course(&told, "A").verdict, asked)
    };
    assert_eq!(verdict(r#", "honor_certifies": true"#), (Earned, false));
    assert_eq!(verdict(r#", "honor_certifies": false"#), (NeedsChange, false));
    assert_eq!(verdict(""), (Undetermined, true));
}

#[test]
fn a_program_counts_a_certificate_only_in_the_mode_of_its_session() {
    let held = |mode: &str| {
        format!(
            r#", "state": "finished", "mode": "{mode}", "payment": "paid", "result": "passed",
                "certificate": "held""#
        )
    };
    let verdict = |asked: &str, mode: &str| {
        let run = format!(r#", "certificate_mode": "{asked}""#);
        course(&told(&catalog_on("edx", &run, ""), &held(mode), DATE), "A").verdict
    };
    assert_eq!(verdict("verified", "verified"), Earned);
    assert_eq!(verdict("credit", "verified"), Earned);
    assert_eq!(verdict("professional", "no_id_professional"), Earned);
    assert_eq!(verdict("verified", "honor"), NeedsChange);
    assert_eq!(verdict("verified", "professional"), NeedsChange);
}

#[test]
fn a_certificate_that_reads_not_passing_comes_back_by_passing_while_the_session_runs() {
    let run = r#", "pacing": "self_paced", "end": "2027-01-01",
        "certificate_display": "early_no_info""#;
    let catalog = catalog_on("edx", run, "");
    let verdict = |run: &str| course(&told(&catalog, run, DATE), "A").verdict;
    let with = |state: &str| {
        format!(r#", "mode": "verified", "payment": "paid", "certificate": "not_passing" {state}"#)
    };
    assert_eq!(verdict(&with(r#", "state": "in_progress", "result": "will_pass""#)), OnCourse);
    assert_eq!(verdict(&with(r#", "state": "in_progress", "result": "not_passed""#)), NeedsChange);
    assert_eq!(verdict(&with(r#", "state": "finished""#)), NeedsChange);
}

#[test]
fn a_certificate_that_reads_unverified_waits_for_photo_id() {
    let run = r#", "pacing": "self_paced", "certificate_display": "early_no_info""#;
    let catalog = catalog_on("edx", run, "");
    let told = |photo_id: &str| {
        let plan = format!(
            r#"{{ {photo_id} "courses": [{{ "course": "A", "runs": [{{ "run": "R",
                "state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
                "certificate": "unverified" }}] }}] }}"#
        );
        assess_plan(&catalog, &plan, DATE)
    };
    for (photo_id, verdict) in [
        (r#""photo_id": "approved","#, OnCourse),
        (r#""photo_id": "will_verify","#, OnCourse),
        (r#""photo_id": "not_approved","#, NeedsChange),
        ("", Undetermined),
    ] {
        let told = told(photo_id);
        assert_eq!(course(&told, "A").verdict, verdict, "{photo_id}");
        assert!(
            effect(course(&told, "A"), |one| matches!(
                one,
                Because::CertificateAwaitsPhotoId { .. }
            ))
            .is_some()
        );
    }
}

#[test]
fn a_failing_score_beside_a_held_certificate_is_a_warning_on_edx() {
    let held = r#", "state": "finished", "mode": "verified", "payment": "paid",
        "result": "not_passed", "certificate": "held""#;
    let warned = |platform: &str, run: &str| {
        let told = told(&catalog_on(platform, "", ""), run, DATE);
        assert_eq!(course(&told, "A").verdict, Earned, "It is held until the platform revokes it");
        effect(course(&told, "A"), |one| matches!(one, Because::FailingScoreRevokes { .. }))
    };
    assert_eq!(warned("edx", held), Some(Effect::Note));
    assert_eq!(warned("mitx_online", held), None);
    assert_eq!(warned("edx", &held.replace("not_passed", "passed")), None);
}

#[test]
fn a_second_certificate_gives_the_later_date() {
    let short = r#"{ "platform": "edx", "courses": [{ "id": "A" }],
        "programs": [{ "id": "P", "offered": true, "requirement": ["A"] }] }"#;
    let catalog = read_catalog(&full_catalog(short));
    let held = |on: &str| {
        format!(
            r#"{{ "state": "finished", "mode": "verified", "payment": "paid",
                "result": "passed", "certificate": "held" {on} }}"#
        )
    };
    let latest = |first: &str, second: &str| {
        let plan = format!(
            r#"{{ "courses": [{{ "course": "A", "runs": [{}, {}] }}] }}"#,
            held(first),
            held(second)
        );
        let told = assess_plan(&catalog, &plan, DATE);
        let reasons = course_reasons(course(&told, "A"));
        let found = reasons.into_iter().find_map(|reason| {
            let Because::SecondCertificateMayDelay { latest, .. } = &reason.because else {
                return None;
            };
            Some(*latest)
        });
        (found.unwrap(), told.program.certificate.from)
    };
    let (early, late) =
        (r#", "certificate_on": "2025-03-01""#, r#", "certificate_on": "2026-02-01""#);
    // The learning site takes the earlier one, the credentials service the later one.
    let (dated, program) = latest(late, early);
    assert_eq!(dated, Some("2026-02-01".parse().unwrap()));
    assert_eq!(program, Bound::At("2025-03-01".parse().unwrap()));
    assert_eq!(latest(early, late).0, dated, "The order of the plan does not matter");
    assert_eq!(latest(early, "").0, None, "One date is not known, and it may be the later one");
}

#[test]
fn a_retired_course_leaves_nothing_to_earn_again() {
    let short = r#"{ "platform": "edx", "courses": [{ "id": "A", "offered": false }],
        "programs": [{ "id": "P", "offered": true, "requirement": ["A"] }] }"#;
    let catalog = read_catalog(&full_catalog(short));
    let plan = r#"{ "courses": [{ "course": "A", "runs": [{ "state": "finished",
        "mode": "verified", "certificate": "not_passing" }] }] }"#;
    assert_eq!(course(&assess_plan(&catalog, plan, DATE), "A").verdict, NotReachable);
}
