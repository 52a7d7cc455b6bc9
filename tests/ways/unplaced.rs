//! Sessions that no day is known of: whenever they come, they take their hours.

use serde_json::{Value, json};

use crate::common::written;
use crate::rules::{ENROLLED, case, program};
use crate::{earliest, sessions};

/// A course for 300 or so, with one session from January to March or with none.
fn of_hours(id: &str, fee: &str, hours: u32, dated: bool) -> String {
    let run = r#"{ "id": "winter", "start": "2027-01-04", "end": "2027-03-31", "enrollment_end": "2027-01-04",
        "upgrade_deadline": "2027-01-04" }"#;
    format!(
        r#"{{ "id": "{id}", "pacing": "instructor_paced", "offered": true, "fee": "{fee}",
             "hours_per_week": {{ "min": 1, "max": {hours} }}, "runs": [{}] }}"#,
        if dated { run } else { "" }
    )
}

/// Two of X, Y and U are needed. X and Y are published and at the same time, 15 hours together; U is not. X and U
/// are cheaper; Y and U are lighter, at 5 hours each, though no cheaper: more hours never hide that.
#[test]
fn the_lightest_may_take_what_is_not_published() {
    let courses = [
        of_hours("X", "300.00", 10, true),
        of_hours("Y", "400.00", 5, true),
        of_hours("U", "300.00", 5, false),
    ];
    let two = r#"[{ "kind": "min_number_of", "number": 2, "of": ["X", "Y", "U"] }]"#;
    let lightest = |wishes: &str| {
        let proposals = case(&program(&courses, two, ""), ENROLLED, wishes).propose();
        let way = &proposals.ways[proposals.lightest.unwrap()];
        assert!(proposals.proven);
        (sessions(way), way.peak_hours, way.undated)
    };
    let expected = (vec!["Y winter".to_owned(), "U".to_owned()], 5, 1);
    assert_eq!(lightest("{}"), expected);
    assert_eq!(lightest(r#"{ "hours_per_week": 14 }"#), expected);
}

/// By itself U takes 20 hours, more than X: so does the way with both, and at least one course at a time.
#[test]
fn a_session_without_dates_is_counted_by_itself() {
    let courses = [of_hours("X", "300.00", 10, true), of_hours("U", "300.00", 20, false)];
    let proposals = case(&program(&courses, r#"["X", "U"]"#, ""), ENROLLED, "{}").propose();
    let way = earliest(&proposals);
    assert_eq!((way.peak_hours, way.courses_at_once, way.undated_sessions), (20, 1, 1));
    // Twenty hours a week are enough, and nineteen are not.
    let within = |hours: u32| {
        let wishes = format!(r#"{{ "hours_per_week": {hours} }}"#);
        case(&program(&courses, r#"["X", "U"]"#, ""), ENROLLED, &wishes).propose().ways.len()
    };
    assert_eq!((within(20), within(19)), (1, 0));
}

/// A is failed once and comes before Q. Its one session is published and can be joined now: it is the one that is
/// failed, though what comes after it has no dates (rule F3).
#[test]
fn what_is_published_is_what_is_failed_first() {
    let q = r#"{ "id": "Q", "pacing": "instructor_paced", "offered": true, "fee": "100.00",
        "prerequisites": [{ "course": "A", "strength": "required" }], "runs": [] }"#;
    let courses = [of_hours("A", "300.00", 10, true), q.to_owned()];
    let wishes = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
    let proposals = case(&program(&courses, r#"["A", "Q"]"#, ""), ENROLLED, wishes).propose();
    assert_eq!(sessions(earliest(&proposals)), ["A winter", "A", "Q"]);
}

/// A and B are 10 hours each, in winter and in spring: one after the other they take 10. Whoever fails B in spring
/// has nothing left then; whoever fails A in winter takes it again beside B, which makes 20 hours, and is told so.
#[test]
fn a_failure_that_makes_a_time_heavier_says_so() {
    let course = |id: &str| {
        format!(
            r#"{{ "id": "{id}", "pacing": "instructor_paced", "fee": "100.00",
                 "hours_per_week": {{ "min": 1, "max": 10 }}, "runs": [
                 {{ "id": "winter", "start": "2027-01-04", "end": "2027-03-31", "enrollment_end": "2027-01-04",
                   "upgrade_deadline": "2027-01-04" }},
                 {{ "id": "spring", "start": "2027-04-05", "end": "2027-06-30", "enrollment_end": "2027-04-05",
                   "upgrade_deadline": "2027-04-05" }}] }}"#
        )
    };
    let catalog = program(&[course("A"), course("B")], r#"["A", "B"]"#, "");
    let case = case(&catalog, ENROLLED, r#"{ "published_only": true }"#);
    let proposals = case.propose();
    let way = &proposals.ways[proposals.lightest.unwrap()];
    assert_eq!(way.peak_hours, 10);
    let slack = written(&case.explain(way).slack);
    let first = way.sessions[0].course.to_string();
    let heavier = |course: &Value| {
        let own = slack.as_array().unwrap().iter().find(|one| one["course"] == *course).unwrap();
        (own["days_later"].clone(), own["heavier"].clone())
    };
    assert_eq!(heavier(&json!(first)), (json!(0), json!(20)));
    let second = way.sessions[1].course.to_string();
    assert_eq!(heavier(&json!(second)), (Value::Null, Value::Null));
}
