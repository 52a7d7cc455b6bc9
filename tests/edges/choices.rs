//! What a plan still lacks where there is a choice: places, advanced electives, program tracks.

use certificate_planner::assessment::Assessment;
use certificate_planner::assessment::Verdict::{
    Earned, NeedsChange, NotReachable, OnCourse, Undetermined,
};
use certificate_planner::catalog::format::Platform;
use certificate_planner::money::Amount;
use certificate_planner::rule::Rule;
use serde_json::{Value, json};

use crate::common::{course, written};
use crate::{
    ONE, ask, ask_terms, has_reason, in_words, is_missing, plan, reasons, step, steps, sum, term,
};

fn settles(answer: &Assessment, kind: &str) -> u32 {
    let found = answer.missing.iter().find(|missing| written(&missing.fact)["type"] == kind);
    found.map_or(0, |missing| missing.settles)
}

const PLACES: &str = r#"{ "id": "A", "fee": "10.00" }, { "id": "B", "fee": "20.00" },
    { "id": "C", "fee": "30.00" }, { "id": "D", "fee": "40.00" }"#;

/// Two groups that A alone would fill, each of which needs a course of its own, and `more`.
fn ask_places(more: &str, held: &str) -> Assessment {
    let program = format!(
        r#"{{ "course_fills_one_place": true, "requirement": [{more}
            {{ "kind": "min_number_of", "number": 1, "of": ["A", "B"] }},
            {{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }}] }}"#
    );
    ask(PLACES, &program, held)
}

#[test]
fn the_place_that_stays_empty_is_named_and_paid() {
    // B2, E1: B for 20 or C for 30.
    let held = r#"{ "holds": { "A": "2026-01-01" } }"#;
    let answer = ask_places("", held);
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(sum(&answer, "to_add"), "20.00 to 30.00");
    let steps = steps(&answer);
    let action = &step(&steps, "add_courses").unwrap()["action"];
    assert_eq!(*action, json!({ "type": "add_courses", "courses": ["B", "C"], "count": 1 }));
    // D is needed in any case, and costs 40 more.
    assert_eq!(sum(&ask_places(r#""D","#, held), "to_add"), "60.00 to 70.00");
    let both = ask_places("", r#"{ "holds": { "A": "2026-01-01", "C": "2026-01-01" } }"#);
    assert_eq!(sum(&both, "to_add"), "0.00");
}

#[test]
fn any_certificate_of_a_course_may_be_the_one_in_time() {
    // A7, B5: the certificate with the known date is too late, the other is in time.
    let late = r#"$held, "certificate_on": "2026-07-15", "passed_on": "2026-07-01""#;
    let early = r#"$held, "passed_on": "2025-05-01""#;
    let program = r#"{ "requirement": [{ "kind": "course", "course": "A",
        "completed_before": "2026-06-01" }] }"#;
    for runs in [[late, early], [early, late]] {
        let answer = ask(r#"{ "id": "A" }"#, program, &plan(&[("A", &runs)]));
        assert_eq!(answer.program.verdict, Earned, "{runs:?}");
    }
    let answer = ask(r#"{ "id": "A" }"#, program, &plan(&[("A", &[late])]));
    assert_ne!(answer.program.verdict, Earned);
}

#[test]
fn a_missing_advanced_elective_is_named() {
    // B5
    let courses = r#"{ "id": "A", "advanced": false }, { "id": "B", "advanced": false },
        { "id": "C", "advanced": true }"#;
    let program = r#"{ "requirement": [{ "kind": "min_number_of", "number": 2, "advanced": 1,
        "of": ["A", "B", "C"] }] }"#;
    let only_c = json!({ "type": "add_courses", "courses": ["C"], "count": 1 });
    for held in [r#"{ "A": null, "B": null }"#, r#"{ "A": null }"#] {
        let answer = ask(courses, program, &format!(r#"{{ "holds": {held} }}"#));
        assert_eq!(answer.program.verdict, NeedsChange);
        assert_eq!(step(&steps(&answer), "add_courses").unwrap()["action"], only_c, "{held}");
    }
}

const TRACKS: &str = r#"{ "requirement": [{ "kind": "one_track_of", "tracks": [
    { "id": "a", "title": "First", "requirement": ["A", "B"] },
    { "id": "b", "title": "Second", "requirement": [
        { "kind": "min_number_of", "number": 1, "of": ["C", "D"] }] }] }] }"#;

#[test]
fn where_no_track_is_begun_each_is_listed_with_what_it_needs() {
    // B4
    let answer = ask(PLACES, TRACKS, "{}");
    assert_eq!(answer.program.verdict, NeedsChange);
    let tracks = json!([
        { "track": "a", "title": "First", "courses": ["A", "B"], "count": 2 },
        { "track": "b", "title": "Second", "courses": ["C", "D"], "count": 1 },
    ]);
    assert_eq!(step(&steps(&answer), "choose_track").unwrap()["action"]["tracks"], tracks);
    let chosen = ask(PLACES, TRACKS, r#"{ "track": "a" }"#);
    assert_eq!(step(&steps(&chosen), "choose_track"), None);
}

#[test]
fn a_track_that_is_certainly_not_met_stands_in_the_way() {
    // B4: the learner goes for the first; whether the second is met is open.
    let failed =
        r#""state": "finished", "mode": "verified", "payment": "paid", "result": "not_passed""#;
    let open = r#""state": "finished", "mode": "verified", "payment": "paid""#;
    let mut wanted: Value =
        serde_json::from_str(&crate::expand(&plan(&[("A", &[failed]), ("C", &[open])]))).unwrap();
    wanted["track"] = json!("a");
    let answer = ask(PLACES, TRACKS, &wanted.to_string());
    assert_eq!(answer.program.verdict, Undetermined);
    assert!(has_reason(&answer, "track_not_met", "against"));
}

#[test]
fn what_is_open_of_a_group_is_not_missing() {
    // B1: A is held, nobody knows yet whether B was passed, and nothing is planned of the third.
    let held = r#""state": "finished", "certificate": "held", "certificate_on": "2026-10-01""#;
    let open = r#""state": "finished", "mode": "verified", "payment": "paid""#;
    let program = r#"{ "requirement": [{ "kind": "min_number_of", "number": 3, "of": ["A", "B", "C", "D"] }] }"#;
    let answer = ask(PLACES, program, &plan(&[("A", &[held]), ("B", &[open])]));
    let reasons: Vec<Value> = answer.program.reasons.iter().map(written).collect();
    let group = reasons.iter().find(|one| one["because"]["type"] == "group_not_met").unwrap();
    let counts = ["needed", "held", "planned", "open"].map(|key| group["because"][key].as_u64());
    assert_eq!(counts, [Some(3), Some(1), Some(0), Some(1)]);
    assert_eq!(group["remedy"]["action"]["count"], 1);
}

#[test]
fn a_program_that_is_one_course_says_to_take_it() {
    // B1
    let answer = ask(r#"{ "id": "A", "runs": [$spring] }"#, r#"{ "requirement": "A" }"#, "{}");
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(step(&steps(&answer), "enroll").unwrap()["action"]["run"], "1T2027");
    assert!(has_reason(&answer, "courses_lacking", "against"));
}

#[test]
fn whoever_is_on_a_mode_without_certificates_is_told_to_upgrade() {
    // A1, A2
    let courses = r#"{ "id": "A", "fee": "100.00", "runs": [{ "id": "r", "start": "2026-11-01",
        "end": "2027-03-01", "upgrade_deadline": "2026-12-20" }] }"#;
    let honor = r#""run": "r", "state": "in_progress", "mode": "honor", "result": "will_pass""#;
    let answer = ask(courses, ONE, &plan(&[("A", &[honor])]));
    assert_eq!(answer.program.verdict, NeedsChange);
    let steps = steps(&answer);
    let upgrade = step(&steps, "upgrade").unwrap();
    assert_eq!((&upgrade["action"]["run"], &upgrade["by"]), (&json!("r"), &json!("2026-12-20")));
}

#[test]
fn a_fact_of_the_requirement_that_decides_says_how_much_it_settles() {
    // G: each answer, yes or no, settles the program.
    let advanced = r#"{ "requirement": [{ "kind": "min_number_of", "number": 2, "advanced": 1,
        "of": ["A", "B"] }] }"#;
    let courses = r#"{ "id": "A" }, { "id": "B", "advanced": false }"#;
    let both = r#"{ "holds": { "A": "2026-01-01", "B": "2026-01-01" } }"#;
    assert_eq!(settles(&ask(courses, advanced, both), "advanced"), 2);
    let nesting = r#"{ "requirement": [{ "kind": "program", "program": "Q" }] },
        { "id": "Q", "paid_mode": true, "requirement": ["A"] }"#;
    let held = r#"{ "holds": { "A": "2026-01-01" } }"#;
    assert_eq!(settles(&ask(courses, nesting, held), "nested_certificate"), 2);
    let unlisted = r#"{ "requirement": ["A", { "kind": "unlisted", "title": "Others" }] }"#;
    assert_eq!(settles(&ask(courses, unlisted, held), "unlisted_courses"), 2);
}

#[test]
fn what_is_needed_in_any_case_is_named_once() {
    // B1: an alternative is not needed in any case.
    let program = r#"{ "requirement": [{ "kind": "all_of", "of": ["A", "B"] },
        { "kind": "all_of", "of": ["B", "C"] },
        { "kind": "min_number_of", "number": 1, "of": ["A", { "kind": "all_of", "of": ["D"] }] }] }"#;
    let answer = ask(PLACES, program, "{}");
    let lacking: Vec<Value> = reasons(&answer)
        .into_iter()
        .filter(|one| one["because"]["type"] == "courses_lacking")
        .collect();
    assert_eq!(lacking.len(), 1, "{lacking:?}");
    assert_eq!(lacking[0]["because"]["courses"], json!(["A", "B", "C"]));
}

#[test]
fn of_two_equal_dates_the_published_one_counts_in_any_order() {
    // C4, C6: both end on 2027-05-01, A's as published and B's as in earlier years.
    let courses = r#"{ "id": "A", "pacing": "instructor_paced", "runs": [$spring] },
        { "id": "B", "pacing": "instructor_paced", "terms_offered": ["4T"] }"#;
    let terms = term("01-10", "05-01", "02-01", "02-20");
    let both =
        plan(&[("A", &[r#""run": "1T2027", $will"#]), ("B", &[r#""run": "4T2027", $will"#])]);
    for of in [r#"["A", "B"]"#, r#"["B", "A"]"#] {
        let program = format!(
            r#"{{ "requirement": [{{ "kind": "min_number_of", "number": 1, "of": {of} }}] }}"#
        );
        let answer = ask_terms(&terms, courses, &program, &both);
        let certificate = written(&answer.program.certificate);
        assert_eq!(certificate["from"]["at"], "2027-05-01");
        assert_eq!(certificate["basis"], "published", "{of}");
    }
}

#[test]
fn a_rule_is_cited_from_the_platform_whose_rule_it_is() {
    for rule in Rule::ALL {
        for url in rule.urls(Platform::Edx) {
            assert!(!url.contains("mitx") && !url.contains("mitodl"), "{rule:?} {url}");
        }
    }
    for rule in [Rule::A1, Rule::A2, Rule::A7, Rule::B1, Rule::C1, Rule::C2, Rule::C3, Rule::C4] {
        assert!(!rule.urls(Platform::Edx).is_empty(), "{rule:?}");
        assert!(!rule.urls(Platform::MitxOnline).is_empty(), "{rule:?}");
    }
}

#[test]
fn what_is_to_add_does_not_depend_on_the_order_of_the_choices() {
    // B1, E1: B alone fills both choices, for 20; B or A for the one and C for the other come to 50
    // at most.
    let courses = r#"{ "id": "A", "fee": "10.00" }, { "id": "B", "fee": "20.00" },
        { "id": "C", "fee": "30.00" }"#;
    let first = r#"{ "kind": "min_number_of", "number": 1, "of": ["A", "B"] }"#;
    let second = r#"{ "kind": "min_number_of", "number": 1, "of": ["C", "B"] }"#;
    let to_add = |one: &str, other: &str| {
        let program = format!(r#"{{ "requirement": [{one}, {other}] }}"#);
        let range = ask(courses, &program, "{}").cost.to_add;
        (range.low.hundredths(), range.high.map(Amount::hundredths))
    };
    let (low, high) = to_add(first, second);
    assert!(low <= 2_000, "{low}");
    assert_eq!(high, Some(5_000));
    assert_eq!(to_add(second, first), (low, high));
}

#[test]
fn a_course_that_a_group_lists_twice_is_paid_once() {
    // B3, E1: A counts twice and fills the group for 10; A and B come to 30.
    let courses = r#"{ "id": "A", "fee": "10.00" }, { "id": "B", "fee": "20.00" }"#;
    for of in [r#"["A", "A", "B"]"#, r#"["B", "A", "A"]"#] {
        let group = format!(r#"{{ "kind": "min_number_of", "number": 2, "of": {of} }}"#);
        let program = format!(r#"{{ "requirement": [{group}] }}"#);
        assert_eq!(sum(&ask(courses, &program, "{}"), "to_add"), "10.00 to 30.00", "{of}");
    }
}

#[test]
fn a_session_that_ends_too_late_leaves_one_that_ends_in_time() {
    // B5, G: fall ends after 1 June, spring before, and is joined by 1 February.
    let courses = r#"{ "id": "A", "runs": [$fall, $spring] }"#;
    let program = r#"{ "requirement": [{ "kind": "course", "course": "A",
        "completed_before": "2027-06-01" }] }"#;
    let fall = plan(&[("A", &[r#"$will, "run": "3T2027""#])]);
    let answer = ask(courses, program, &fall);
    assert_eq!(answer.program.verdict, NeedsChange);
    let found = steps(&answer);
    let enroll = step(&found, "enroll").unwrap();
    assert_eq!(enroll["action"]["run"], "1T2027");
    assert_eq!(enroll["by"], "2027-02-01");
    // Where no session is known, it is one that is completed before that day.
    let found = steps(&ask(r#"{ "id": "A", "runs": [$fall] }"#, program, &fall));
    assert_eq!(step(&found, "enroll").unwrap()["by"], "2027-06-01");
}

#[test]
fn nobody_of_the_plan_fills_the_place_of_an_unlisted_course() {
    // B2, G: A fills one place; the other takes B or a course that no source lists, and the plan has
    // neither.
    let program = r#"{ "course_fills_one_place": true, "requirement": ["A",
        { "kind": "min_number_of", "number": 1, "of": ["A", "B",
            { "kind": "unlisted", "title": "Electives" }] }] }"#;
    let answer = ask(PLACES, program, r#"{ "holds": { "A": "2026-01-01" } }"#);
    assert_eq!(answer.program.verdict, NeedsChange);
    // A course that the program does not list may be the one: that is to ask.
    let held = r#"{ "holds": { "A": "2026-01-01", "D": "2026-01-01" } }"#;
    let answer = ask(PLACES, program, held);
    assert_eq!(answer.program.verdict, Undetermined);
    assert!(is_missing(&answer, "unlisted_courses", None));
}

#[test]
fn a_session_without_an_end_is_open_while_its_pacing_is_not_known() {
    // C3: paced by its instructor it never releases the certificate, self-paced it does.
    let verdict = |pacing: &str| {
        let course = format!(
            r#"{{ "id": "A", {pacing} "runs": [{{ "id": "open", "start":
            "2026-11-01", "end": "none" }}] }}"#
        );
        let taking = plan(&[("A", &[r#"$taking, "run": "open""#])]);
        ask(&course, r#"{ "requirement": "A" }"#, &taking).program.verdict
    };
    assert_eq!(verdict(r#""pacing": "self_paced","#), OnCourse);
    assert_eq!(verdict(r#""pacing": "instructor_paced","#), NeedsChange);
    assert_eq!(verdict(""), Undetermined);
}

#[test]
fn of_two_equal_sessions_the_earlier_one_counts_in_any_order() {
    // A7, E1: whether either is passed is not stated; spring costs 150 and fall 100.
    let dear = r#"{ "id": "1T2027", "start": "2027-01-10", "fee": "150.00" }"#;
    let courses = format!(r#"{{ "id": "A", "fee": "100.00", "runs": [{dear}, $fall] }}"#);
    let (spring, fall) =
        (r#""state": "planned", "run": "1T2027""#, r#""state": "planned", "run": "3T2027""#);
    for runs in [[spring, fall], [fall, spring]] {
        let answer = ask(&courses, r#"{ "requirement": "A" }"#, &plan(&[("A", &runs)]));
        let fee = in_words(&written(&answer.courses[0].fee)["amount"]);
        assert_eq!(fee, "150.00", "{runs:?}");
    }
}

#[test]
fn where_the_track_that_counts_fails_another_one_is_asked_about() {
    // B4, G: A is not advanced, so that the first track fails; of the second nothing is listed.
    let program = r#"{ "requirement": [{ "kind": "one_track_of", "tracks": [
        { "id": "t1", "title": "One", "requirement":
            { "kind": "min_number_of", "number": 1, "advanced": 1, "of": ["A"] } },
        { "id": "t2", "title": "Two", "requirement":
            { "kind": "unlisted", "title": "Others" } }] }] }"#;
    let held = r#"{ "holds": { "A": "2026-01-01" } }"#;
    let answer = ask(r#"{ "id": "A", "advanced": false }"#, program, held);
    assert_eq!(answer.program.verdict, Undetermined);
    assert!(is_missing(&answer, "unlisted_courses", None));
}

#[test]
fn beside_a_session_that_may_run_on_one_that_is_not_listed_is_doubtful() {
    // G: without the end of its only session the catalog knows no less of others to come.
    let course = |end: &str| {
        format!(
            r#"{{ "id": "A", "runs": [{{ "id": "r", "start": "2026-09-01", {end}
                "enrollment_end": "none", "upgrade_deadline": "2026-12-10" }}] }}"#
        )
    };
    let planned = plan(&[("A", &[r#""run": "elsewhen", $will"#])]);
    let asked = |end| ask(&course(end), ONE, &planned).program.verdict;
    assert_eq!(asked(r#""end": "2027-06-01","#), Undetermined);
    assert_eq!(asked(""), Undetermined);
    assert_eq!(asked(r#""end": "2026-11-01","#), OnCourse, "it is over; the learner knows better");
}

#[test]
fn one_course_that_fills_two_choices_makes_only_its_own_place_free() {
    // B1, E1: one of D and E, and two of all four. D for both and B besides is the least.
    let fees = |fees: [u32; 4]| {
        let course = |(id, fee)| format!(r#"{{ "id": "{id}", "fee": "{fee}.00" }}"#);
        let courses: Vec<String> = ["B", "C", "D", "E"].iter().zip(fees).map(course).collect();
        courses.join(", ")
    };
    let one = r#"{ "kind": "min_number_of", "number": 1, "of": ["D", "E"] }"#;
    let two = r#"{ "kind": "min_number_of", "number": 2, "of": ["B", "C", "D", "E"] }"#;
    let low = |of: [u32; 4], groups: &[&str]| {
        let program = format!(r#"{{ "requirement": [{}] }}"#, groups.join(", "));
        ask(&fees(of), &program, "{}").cost.to_add.low.hundredths() / 100
    };
    for groups in [[one, two], [two, one]] {
        assert_eq!(low([100, 100, 100, 100], &groups), 200);
        assert_eq!(low([10, 30, 100, 200], &groups), 110);
        // D and E fill both, for 300; less may be said, but never more.
        assert!((200..=300).contains(&low([500, 500, 100, 200], &groups)));
    }
    // Three choices with one course in common are filled by it alone.
    let common = ["B", "C", "E"].map(|other| {
        format!(r#"{{ "kind": "min_number_of", "number": 1, "of": ["D", "{other}"] }}"#)
    });
    let groups: Vec<&str> = common.iter().map(String::as_str).collect();
    assert!(low([50, 50, 60, 50], &groups) <= 60);
}

#[test]
fn where_a_place_stays_empty_the_fewest_courses_are_priced_in_any_order() {
    // B2, E1: A fills its own place, for 10; beside it B alone is fewer than C and D together.
    let program = |first: &str, second: &str| {
        format!(
            r#"{{ "course_fills_one_place": true, "requirement": ["A",
                {{ "kind": "min_number_of", "number": 1, "of": [
                    {first}, "A", {{ "kind": "min_number_of", "number": 1, "of": {second} }}] }}] }}"#
        )
    };
    for both in [r#"["C", "D"]"#, r#"["D", "C"]"#] {
        let both = format!(r#"{{ "kind": "all_of", "of": {both} }}"#);
        for one in [r#"["A", "B"]"#, r#"["B", "A"]"#] {
            let answer = ask(PLACES, &program(&both, one), "{}");
            assert_eq!(answer.cost.to_add.low.hundredths(), 3_000, "{both} {one}");
        }
    }
}

#[test]
fn a_missing_course_is_named_though_no_advanced_one_is_left() {
    // B4, B5: A is not advanced; B, which is held, may be. The other track is met by A alone.
    let courses = r#"{ "id": "A", "advanced": false }, { "id": "B" }"#;
    let program = r#"{ "requirement": [{ "kind": "one_track_of", "tracks": [
        { "id": "a", "title": "First", "requirement": [
            { "kind": "min_number_of", "number": 2, "advanced": 1, "of": ["A", "B"] }] },
        { "id": "b", "title": "Second", "requirement": ["A"] }] }] }"#;
    let answer = ask(courses, program, r#"{ "holds": { "B": null }, "track": "a" }"#);
    assert_eq!(answer.program.verdict, NeedsChange);
    let only_a = json!({ "type": "add_courses", "courses": ["A"], "count": 1 });
    assert_eq!(step(&steps(&answer), "add_courses").unwrap()["action"], only_a);
}

#[test]
fn whether_a_session_whose_enrollment_has_closed_is_paid_decides() {
    // G: who has paid is seated, whenever enrollment closes; until when it runs is published.
    let courses = r#"{ "id": "A", "pacing": "instructor_paced", "runs": [{ "id": "r",
        "start": "2026-11-20", "end": "2027-03-01", "enrollment_end": "2026-10-15",
        "upgrade_deadline": "2026-12-10" }] }"#;
    let asked = |stated: &str| {
        let run = format!(r#""run": "r", "state": "planned", "result": "will_pass" {stated}"#);
        ask(courses, ONE, &plan(&[("A", &[&run])]))
    };
    let verdict = |stated| asked(stated).program.verdict;
    assert_eq!(verdict(r#", "mode": "verified", "payment": "paid""#), OnCourse);
    assert_eq!(verdict(r#", "mode": "verified", "payment": "will_pay""#), NeedsChange);
    let open = asked(r#", "mode": "verified""#);
    assert_eq!(open.program.verdict, Undetermined);
    assert!(
        is_missing(&open, "payment", Some("A")) && has_reason(&open, "enrollment_closed", "open")
    );
    let open = asked("");
    assert_eq!(open.program.verdict, Undetermined);
    assert!(is_missing(&open, "mode", Some("A")));
}

#[test]
fn where_the_learners_track_can_no_longer_be_met_the_others_are_named() {
    // B4, B7: A is not offered any more, so that the first track is out of reach.
    let courses = r#"{ "id": "A", "offered": false }, { "id": "B" }, { "id": "C" }"#;
    let program = r#"{ "requirement": [{ "kind": "one_track_of", "tracks": [
        { "id": "a", "title": "First", "requirement": ["A", "C"] },
        { "id": "b", "title": "Second", "requirement": ["B"] }] }] }"#;
    let answer = ask(courses, program, r#"{ "holds": { "C": null }, "track": "a" }"#);
    assert_eq!(answer.program.verdict, NeedsChange);
    let second = json!([{ "track": "b", "title": "Second", "courses": ["B"], "count": 1 }]);
    assert_eq!(step(&steps(&answer), "choose_track").unwrap()["action"]["tracks"], second);
}

#[test]
fn who_sets_the_pace_may_have_completed_a_session_before_its_end() {
    // B5, G: it ended after the day; when the learner completed it is not stated.
    let asked = |pacing: &str, end: &str, stated: &str| {
        let courses = format!(
            r#"{{ "id": "A", "pacing": "{pacing}",
                  "runs": [{{ "id": "r", "start": "2026-01-10", "end": "{end}" }}] }}"#
        );
        let run = format!(r#"$held, "run": "r" {stated}"#);
        ask(&courses, &crate::before("2026-06-01"), &plan(&[("A", &[&run])])).program.verdict
    };
    assert_eq!(asked("self_paced", "2026-09-01", ""), Undetermined);
    assert_eq!(asked("instructor_paced", "2026-09-01", ""), NotReachable, "the day has passed");
    assert_eq!(asked("self_paced", "2026-05-01", ""), Earned);
    assert_eq!(asked("self_paced", "2026-09-01", r#", "passed_on": "2026-05-20""#), Earned);
    assert_ne!(asked("self_paced", "2026-09-01", r#", "passed_on": "2026-07-01""#), Earned);
}

#[test]
fn a_session_that_may_run_on_leaves_open_whether_a_course_is_offered() {
    // B7, G: the program is retired; without the session's end the catalog knows no less of it.
    let program = r#"{ "requirement": ["A"], "offered": false }"#;
    let asked = |end: &str| {
        let courses = format!(
            r#"{{ "id": "A", "runs": [{{ "id": "r", "start": "2026-09-01", {end}
                "enrollment_end": "2026-12-10", "upgrade_deadline": "2026-12-10" }}] }}"#
        );
        let answer = ask(&courses, program, "{}");
        (answer.program.verdict, course(&answer, "A").verdict)
    };
    assert_eq!(asked(r#""end": "2027-01-10","#), (NotReachable, NeedsChange));
    assert_eq!(asked(""), (NotReachable, Undetermined));
    assert_eq!(asked(r#""end": "2026-11-10","#), (NotReachable, NotReachable));
}

#[test]
fn whose_certificate_of_another_platform_does_not_count_is_told_to_take_a_session_here() {
    // A7
    let courses = r#"{ "id": "A", "accepts_certificates_of": ["other"] }"#;
    let there = r#"$taking, "platform": "edx""#;
    let identified = plan(&[("A", &[there])]).replacen('{', r#"{ "photo_id": "approved","#, 1);
    let answer = ask(courses, ONE, &identified);
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(step(&steps(&answer), "take_later_run").unwrap()["action"]["course"], "A");
}

#[test]
fn a_track_of_a_nested_program_is_not_the_one_that_the_learner_goes_for() {
    // B4, E1: A is needed in any case and meets the second track of Q; the first one asks for C too.
    // That the learner goes for the first track of P says nothing of Q's, which has the same id.
    let courses = r#"{ "id": "A", "fee": "100.00" }, { "id": "C", "fee": "100.00" }"#;
    let nested = r#"{ "kind": "program", "program": "Q" }"#;
    let tracks = |first: &str| {
        format!(
            r#"{{ "kind": "one_track_of", "tracks": [
                {{ "id": "t1", "title": "First", "requirement": [{first}] }},
                {{ "id": "t2", "title": "Second", "requirement": ["A"] }}] }}"#
        )
    };
    let programs = format!(
        r#"{{ "requirement": [{}, "A"] }},
           {{ "id": "Q", "paid_mode": false, "requirement": [{}] }}"#,
        tracks(nested),
        tracks(r#""C""#)
    );
    let answer = ask(courses, &programs, r#"{ "track": "t1" }"#);
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(sum(&answer, "to_add"), "100.00 to 200.00");
}

#[test]
fn a_course_that_may_be_completed_in_time_is_named_for_the_place_that_stays_empty() {
    // B2, B5: C is needed for its own place, so that B alone is left for the other one.
    let courses = r#"{ "id": "B", "fee": "20.00" }, { "id": "C", "fee": "30.00" }"#;
    let program = r#"{ "course_fills_one_place": true, "requirement": [
        { "kind": "min_number_of", "number": 1, "of": [
            "C", { "kind": "course", "course": "B", "completed_before": "2027-12-31" }] },
        "C"] }"#;
    let answer = ask(courses, program, r#"{ "holds": { "C": "2026-01-01" } }"#);
    assert_eq!(answer.program.verdict, NeedsChange);
    assert_eq!(sum(&answer, "to_add"), "20.00");
    let steps = steps(&answer);
    let action = &step(&steps, "add_courses").unwrap()["action"];
    assert_eq!(*action, json!({ "type": "add_courses", "courses": ["B"], "count": 1 }));
}

#[test]
fn the_place_that_stays_empty_is_named_while_the_other_course_is_open() {
    // B2, B4: A is under way and needed by itself; with another course for the track, B, the program
    // may be earned.
    let courses = r#"{ "id": "A" }, { "id": "B" }"#;
    let program = r#"{ "course_fills_one_place": true, "requirement": ["A",
        { "kind": "one_track_of", "tracks": [
            { "id": "a", "title": "First", "requirement": "A" },
            { "id": "b", "title": "Second", "requirement": "B" }] }] }"#;
    let open: (&str, &[&str]) = ("A", &[r#""state": "in_progress""#]);
    let answer = ask(courses, program, &plan(&[open]));
    assert_eq!(answer.program.verdict, NeedsChange);
    let steps = steps(&answer);
    let action = &step(&steps, "add_courses").unwrap()["action"];
    assert_eq!(*action, json!({ "type": "add_courses", "courses": ["B"], "count": 1 }));
}

#[test]
fn no_course_is_to_be_added_for_one_of_the_plan_that_is_open() {
    // B1, G: A and B are under way, so that the group may be met as it is; A alone leaves one place.
    let courses = r#"{ "id": "A" }, { "id": "B" }, { "id": "C" }"#;
    let program = r#"{ "requirement": [{ "kind": "min_number_of", "number": 2,
        "of": ["A", "B", "C"] }] }"#;
    let open: &[&str] = &[r#""state": "in_progress""#];
    let both = ask(courses, program, &plan(&[("A", open), ("B", open)]));
    assert_eq!(both.program.verdict, Undetermined);
    assert!(step(&steps(&both), "add_courses").is_none());
    let added = |line: &Value| line["kind"] == "to_add";
    assert!(!written(&both.cost)["lines"].as_array().unwrap().iter().any(added));
    let one = ask(courses, program, &plan(&[("A", open)]));
    let one_of_two = json!({ "type": "add_courses", "courses": ["B", "C"], "count": 1 });
    assert_eq!(step(&steps(&one), "add_courses").unwrap()["action"], one_of_two);
}

#[test]
fn an_advanced_course_is_lacking_beside_open_ones_that_are_none() {
    // B1: A and B may make up the number, but neither is the advanced one.
    let courses = r#"{ "id": "A", "advanced": false }, { "id": "B", "advanced": false },
        { "id": "C", "advanced": true }"#;
    let program = r#"{ "requirement": [{
        "kind": "min_number_of", "number": 2, "advanced": 1, "of": ["A", "B", "C"] }] }"#;
    let open: &[&str] = &[r#""state": "in_progress""#];
    let answer = ask(courses, program, &plan(&[("A", open), ("B", open)]));
    let steps = steps(&answer);
    let action = &step(&steps, "add_courses").unwrap()["action"];
    assert_eq!((&action["courses"], &action["count"]), (&json!(["C"]), &json!(1)));
}

#[test]
fn a_session_that_may_be_open_is_not_said_to_be_missing() {
    // C6, G: begun and without an end; whether one can still enroll is stated, or is not.
    let told = |enrollment_end: &str| {
        let run = format!(
            r#"{{ "id": "r", "start": "2026-11-01", "end": "none", "enrollment_start": "2026-10-01",
                  "upgrade_deadline": "none"{enrollment_end} }}"#
        );
        let course = format!(r#"{{ "id": "A", "pacing": "self_paced", "runs": [{run}] }}"#);
        has_reason(&ask(&course, ONE, "{}"), "no_run_published", "note")
    };
    assert!(!told(""));
    assert!(!told(r#", "enrollment_end": "none""#));
    assert!(told(r#", "enrollment_end": "2026-11-15""#));
}

#[test]
fn the_cost_is_that_of_the_track_that_the_learner_goes_for() {
    // B4, E1: A and B, though C alone would do for the second track.
    let answer = ask(PLACES, TRACKS, r#"{ "track": "a" }"#);
    assert_eq!(sum(&answer, "to_add"), "30.00");
    // None is chosen: C is 30 as well, D 40.
    assert_eq!(sum(&ask(PLACES, TRACKS, "{}"), "to_add"), "30.00 to 40.00");
}

#[test]
fn on_the_day_that_runs_out_it_is_open_whether_a_course_can_be_completed() {
    // B5, C7, G: at noon in UTC it is 21 November nearly everywhere, the 22nd at UTC+14, and the 20th
    // has just ended at UTC-12; in which zone the day counts is not stated.
    let asked = |before| ask(r#"{ "id": "A" }"#, &crate::before(before), "{}").program.verdict;
    assert_eq!(asked("2026-11-23"), NeedsChange);
    for day in ["2026-11-22", "2026-11-21"] {
        assert_eq!(asked(day), Undetermined, "{day}");
    }
    assert_eq!(asked("2026-11-19"), NotReachable);
    // An instant is over or not.
    assert_eq!(asked("2026-11-21T12:00:01Z"), NeedsChange);
    assert_eq!(asked("2026-11-21T11:59:59Z"), NotReachable);
}
