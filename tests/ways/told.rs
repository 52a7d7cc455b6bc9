//! What is told beside the ways: why not earlier, what a failure costs, and what would do in place of a wish.

use serde_json::{Value, json};

use crate::common::written;
use crate::rules::{ENROLLED, case, course, program, self_paced_in};
use crate::{Case, earliest};

/// Each wish of each set with what would do in its place.
fn obstacles(case: &Case) -> Vec<Vec<(Value, Value)>> {
    let no_way = case.propose().no_way.unwrap();
    let sets = no_way.conflicts.iter().map(|conflict| {
        let wishes = conflict.wishes.iter();
        wishes.map(|one| (written(&one.wish)["wish"].clone(), written(&one.instead))).collect()
    });
    sets.collect()
}

/// Who sets the pace is through after eight weeks, on 16 January, whenever the session ends (rule A11).
#[test]
fn who_sets_the_pace_is_kept_by_the_weeks_that_it_takes() {
    let a = self_paced_in("A", 8, &[("now", "2026-01-01", "2027-12-31")], "");
    let case = case(&program(&[a], r#"["A"]"#, ""), ENROLLED, "{}");
    let binding = written(&case.explain(earliest(&case.propose())).binding);
    let expected =
        json!([{ "type": "own_pace", "course": "A", "from": "2026-11-21", "to": "2027-01-16" }]);
    assert_eq!(binding, expected);
}

/// The only session began three days ago and is open until December: who would begin no earlier than in December,
/// or today, misses it (rule F1).
#[test]
fn a_session_that_has_begun_can_be_what_a_later_start_misses() {
    let a = r#"{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
        { "id": "now", "start": "2026-11-18", "end": "2027-02-01", "enrollment_end": "2026-12-08",
          "upgrade_deadline": "2026-12-08" }] }"#;
    for start in ["2026-12-01", "2026-11-21"] {
        let wishes = format!(r#"{{ "start_from": "{start}", "published_only": true }}"#);
        let case = case(&program(&[a.to_owned()], r#"["A"]"#, ""), ENROLLED, &wishes);
        let day = json!({ "type": "day", "day": "2026-11-18" });
        assert!(
            obstacles(&case).iter().flatten().any(|one| *one == (json!("start_from"), day.clone())),
            "{start}: {:?}",
            obstacles(&case)
        );
    }
}

/// A takes 12 hours until February, and B 4 from January on. No hours over the turn of the year leave no way,
/// and 16 in that time are enough for both: nothing else has to be asked for (rule F1).
#[test]
fn what_settles_every_conflict_is_said_once() {
    let a = r#"{ "id": "A", "pacing": "instructor_paced", "fee": "100.00",
        "hours_per_week": { "min": 2, "max": 12 }, "runs": [
        { "id": "now", "start": "2026-11-05", "end": "2027-02-01", "enrollment_end": "2026-12-01",
          "upgrade_deadline": "2026-12-01" }] }"#;
    let b = r#"{ "id": "B", "pacing": "instructor_paced", "fee": "100.00",
        "hours_per_week": { "min": 2, "max": 4 }, "runs": [
        { "id": "next", "start": "2027-01-13", "end": "2027-04-05", "enrollment_end": "2027-01-20",
          "upgrade_deadline": "2027-01-20" }] }"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "verified", "payment": "paid",
        "result": "will_pass" } } }"#;
    let wishes = r#"{ "hours_per_week": 12, "published_only": true,
        "hours_between": [{ "from": "2026-12-30", "to": "2027-02-06", "hours": 0 }] }"#;
    let case = case(&program(&[a.to_owned(), b.to_owned()], r#"["A", "B"]"#, ""), plan, wishes);
    let number = json!({ "type": "number", "number": 16 });
    assert_eq!(obstacles(&case), [vec![(json!("hours_between"), number)]]);
}

/// Two courses of 10 hours at once take 20, the day of May cannot be met with one whose only session has no dates,
/// and whose fee nobody knows: of the budget it is said that a fee is not known, though the day stands in the way
/// as well (rule G).
#[test]
fn a_fee_that_is_not_known_is_said_beside_a_day_that_cannot_be_met() {
    let undated = r#"{ "id": "U", "pacing": "instructor_paced", "offered": true }"#;
    let courses = [course("A", "100.00", ""), undated.to_owned()];
    let wishes = r#"{ "budget": "50", "ready_by": "2027-06-30" }"#;
    let case = case(&program(&courses, r#"["A", "U"]"#, ""), ENROLLED, wishes);
    let no_way = case.propose().no_way.unwrap();
    let because = no_way.conflicts.iter().flat_map(|conflict| &conflict.wishes);
    let because: Vec<Value> = because.map(|one| written(&one.because)).collect();
    assert!(because.contains(&json!({ "type": "fees", "courses": ["U"] })), "{because:?}");
    assert!(because.contains(&json!({ "type": "dates", "courses": ["U"] })), "{because:?}");
}

/// A's certificate of April 2022 counts until April 2027, which is too early for the capstone in May: A is taken
/// again for 100. Who fails it pays it once more, whenever that will be (rules A3, A12).
#[test]
fn what_is_taken_again_for_its_age_is_paid_again_when_it_is_failed() {
    let a = r#"{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
        { "id": "R1", "start": "2027-01-10", "end": "2027-04-10", "enrollment_end": "2027-01-20",
          "upgrade_deadline": "2027-02-01", "certificate_available": "2027-04-20" }] }"#;
    let k = r#"{ "id": "K", "pacing": "instructor_paced", "fee": "200.00",
        "capstone": "after_all_others", "runs": [
        { "id": "K2", "start": "2027-05-01", "end": "2027-05-10", "enrollment_end": "2027-04-25",
          "upgrade_deadline": "2027-04-25", "certificate_available": "2027-05-20" }] }"#;
    let catalog = program(
        &[a.to_owned(), k.to_owned()],
        r#"["A", "K"]"#,
        r#", "certificates_count_years": 5"#,
    );
    for held in ["2022-04-20", "2020-04-20"] {
        let plan = format!(
            r#"{{ "program_enrollment": "verified", "courses": [{{ "course": "A", "runs": [{{
                "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held",
                "certificate_on": "{held}" }}] }}] }}"#
        );
        let case = case(&catalog, &plan, "{}");
        let slack = written(&case.explain(earliest(&case.propose())).slack);
        let own = slack.as_array().unwrap().iter().find(|one| one["course"] == "A").unwrap();
        assert_eq!(own["extra"], json!({ "low": "100.00", "high": "100.00" }), "{held}: {own}");
    }
}

/// D is over on 10 February and E begins on the 15th. D is recommended before E for what it teaches, so nothing is
/// broken, although its certificate comes on the 20th (rule F1).
#[test]
fn what_is_recommended_first_is_done_when_its_session_is_over() {
    let run = |start: &str, end: &str, certificate: &str| {
        format!(
            r#"[{{ "id": "R1", "start": "{start}", "end": "{end}",
                 "certificate_available": "{certificate}" }}]"#
        )
    };
    let d = |end: &str| {
        format!(
            r#"{{ "id": "D", "pacing": "instructor_paced", "fee": "50.00", "runs": {} }}"#,
            run("2027-01-10", end, "2027-02-20")
        )
    };
    let e = format!(
        r#"{{ "id": "E", "pacing": "instructor_paced", "fee": "50.00", "runs": {},
             "prerequisites": [{{ "course": "D", "strength": "recommended" }}] }}"#,
        run("2027-02-15", "2027-03-10", "2027-03-20")
    );
    let broken = |end: &str| {
        let case = case(&program(&[d(end), e.clone()], r#"["D", "E"]"#, ""), ENROLLED, "{}");
        let proposals = case.propose();
        let way = earliest(&proposals);
        let notes = way.assessment.courses.iter().flat_map(|course| &course.reasons);
        let notes = notes.filter(|one| written(&one.because)["type"] == "prerequisite_not_done");
        (way.against_recommended.len(), notes.count())
    };
    assert_eq!(broken("2027-02-10"), (0, 0));
    assert_eq!(broken("2027-02-16"), (1, 1));
}

/// Track a needs X, which nobody has published, and Z, which is given in spring for 200 and in fall for 100; track b
/// needs Z alone. Neither way of track a has a date: of both it is told that without the track the certificate has one,
/// and of the later one not that the other one is earlier (rule F2).
#[test]
fn of_a_later_way_without_a_date_it_is_told_which_wish_leaves_it_without() {
    let run = |id: &str, from: &str, to: &str, fee: &str| {
        format!(
            r#"{{ "id": "{id}", "start": "{from}", "end": "{to}", "upgrade_deadline": "{from}",
                 "enrollment_end": "{from}", "fee": {{ "amount": "{fee}", "currency": "USD" }} }}"#
        )
    };
    let spring = run("spring", "2027-02-01", "2027-05-31", "200.00");
    let fall = run("fall", "2027-09-01", "2027-12-31", "100.00");
    let z = format!(r#"{{ "id": "Z", "pacing": "instructor_paced", "runs": [{spring}, {fall}] }}"#);
    let x = r#"{ "id": "X", "pacing": "instructor_paced", "fee": "100.00", "runs": [] }"#;
    let tracks = r#"{ "kind": "one_track_of", "tracks": [
        { "id": "a", "title": "a", "requirement": ["X", "Z"] },
        { "id": "b", "title": "b", "requirement": ["Z"] } ] }"#;
    let catalog = program(&[z, x.to_owned()], tracks, "");
    let case = case(&catalog, ENROLLED, r#"{ "track": "a" }"#);
    let proposals = case.propose();
    assert_eq!(proposals.ways.len(), 2);
    for way in &proposals.ways {
        let told = written(&case.explain(way).binding);
        assert_eq!(told[0], json!({ "type": "not_published", "course": "X" }));
        assert_eq!(told[1]["wishes"], json!([{ "wish": "track" }]));
        assert_eq!(told[1]["earliest"]["from"]["at"], "2027-05-31");
    }
}
