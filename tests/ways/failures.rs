//! What a failure would mean for a way: the next session of the course, and what must change for it.

use certificate_planner::assessment::Verdict;
use certificate_planner::proposal::Way;
use serde_json::{Value, json};

use crate::common::written;
use crate::rules::{ENROLLED, case, course, program, self_paced_in, term};
use crate::{Case, cheapest, earliest, sessions, when_and_how_much};

/// A course with these sessions: the first and the last day, the day on which it closes, and its fee.
fn in_sessions(id: &str, runs: &[(&str, &str, &str, &str, u32)], extra: &str) -> String {
    let runs: Vec<String> = runs
        .iter()
        .map(|(run, start, end, closes, fee)| {
            format!(
                r#"{{ "id": "{run}", "start": "{start}", "end": "{end}", "upgrade_deadline": "{closes}",
                     "enrollment_start": "2026-11-01", "enrollment_end": "{closes}",
                     "fee": {{ "amount": "{fee}.00", "currency": "USD" }} }}"#
            )
        })
        .collect();
    format!(
        r#"{{ "id": "{id}", "pacing": "instructor_paced"{extra}, "runs": [{}] }}"#,
        runs.join(",")
    )
}

const SPRING: (&str, &str, &str, &str, u32) =
    ("spring", "2027-02-01", "2027-05-31", "2027-03-01", 100);
const FALL: (&str, &str, &str, &str, u32) = ("fall", "2027-07-01", "2027-10-31", "2027-08-01", 100);

/// If this course is failed: when, how many days later, and how much more at most.
fn failing(case: &Case, way: &Way, course: &str) -> (Option<String>, Option<u32>, Option<String>) {
    let slack = written(&case.explain(way).slack);
    let own = slack.as_array().unwrap().iter().find(|one| one["course"] == course).unwrap();
    let when = own["completion"]["from"]["at"].as_str().map(str::to_owned);
    let days = own["days_later"].as_u64().map(|days| u32::try_from(days).unwrap());
    (when, days, own["extra"]["high"].as_str().map(str::to_owned))
}

fn expected(when: &str, days: u32, extra: &str) -> (Option<String>, Option<u32>, Option<String>) {
    (Some(when.to_owned()), Some(days), Some(extra.to_owned()))
}

/// Two of A, E and F are needed, where F is the quickest. A failure in A is known on 31 May; E began in
/// February and closed in March, so that A is taken again in fall, 153 days later.
#[test]
fn what_has_closed_by_then_cannot_be_joined_any_more() {
    let f = [("winter", "2027-01-05", "2027-01-25", "2027-01-05", 100)];
    let e = [("spring", "2027-02-01", "2027-06-30", "2027-03-01", 100)];
    let courses =
        [in_sessions("A", &[SPRING, FALL], ""), in_sessions("E", &e, ""), in_sessions("F", &f, "")];
    let two = r#"[{ "kind": "min_number_of", "number": 2, "of": ["A", "E", "F"] }]"#;
    let case = case(&program(&courses, two, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["F winter", "A spring"]);
    assert_eq!(failing(&case, way, "A"), expected("2027-10-31", 153, "100.00"));
}

/// B asks for the certificate of A and can be joined from April to 1 September. Who fails A, known on 31 May,
/// has not joined B by then, though it has begun: A in fall is there on 31 October, and B follows in the
/// next spring, 152 days later than at the end of 2027. Its first session is never paid.
#[test]
fn what_asks_for_the_failed_course_is_not_joined_though_it_has_begun() {
    let long = ("long", "2027-04-01", "2027-12-31", "2027-09-01", 100);
    let next = ("next", "2028-02-01", "2028-05-31", "2028-03-01", 100);
    let after = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let courses = [in_sessions("A", &[SPRING, FALL], ""), in_sessions("B", &[long, next], after)];
    let case = case(&program(&courses, r#"["A", "B"]"#, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A spring", "B long"]);
    assert_eq!(failing(&case, way, "A"), expected("2028-05-31", 152, "100.00"));
}

/// A is held, B and the capstone Z follow, and D is wished, which is there only after Z. To fail Z is to take it
/// again in the next spring, 213 days later: that D comes late takes nothing from what is held.
#[test]
fn what_is_held_counts_beside_a_wished_course_that_comes_late() {
    let late = ("late", "2028-02-01", "2028-05-31", "2028-03-01", 100);
    let again = ("spring28", "2028-02-01", "2028-05-31", "2028-03-01", 100);
    let courses = [
        in_sessions("A", &[SPRING], ""),
        in_sessions("B", &[SPRING], ""),
        in_sessions("D", &[late], ""),
        in_sessions("Z", &[FALL, again], r#", "capstone": "after_all_others""#),
    ];
    let requirement = r#"["A", { "kind": "min_number_of", "number": 1, "of": ["B", "D"] }, "Z"]"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held" } } }"#;
    let wishes = r#"{ "with_courses": ["D"] }"#;
    let case = case(&program(&courses, requirement, ""), plan, wishes);
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["B spring", "Z fall", "D late"]);
    assert_eq!(failing(&case, way, "Z"), expected("2028-05-31", 213, "100.00"));
}

/// B or what no source lists is needed besides A. Who fails B takes it again in fall: to count on what nobody
/// knows would be a change too, of which neither the day nor the fee is known (rules B1, F3).
#[test]
fn what_no_source_lists_does_not_stand_in_for_a_failed_course() {
    let courses = [in_sessions("A", &[SPRING], ""), in_sessions("B", &[SPRING, FALL], "")];
    let either = r#"["A", { "kind": "min_number_of", "number": 1, "of": [
        "B", { "kind": "unlisted", "title": "Others" }] }]"#;
    let case = case(&program(&courses, either, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A spring", "B spring"]);
    assert_eq!(failing(&case, way, "B"), expected("2027-10-31", 153, "100.00"));
}

/// B asks for the certificate of A and costs half until 1 July. With A in spring its session in fall may be
/// paid while that holds, or not. Who fails A pays A again and, a year later, B in full: 100 more than with the
/// whole fee before, 150 more than with half of it (rule E4).
#[test]
fn what_is_not_sure_before_a_failure_leaves_a_range() {
    let next = ("next", "2028-02-01", "2028-05-31", "2028-03-01", 100);
    let after = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let plan = r#"{ "program_enrollment": "verified", "courses": [{ "course": "B", "discounts": [
        { "kind": "percent_off", "amount": "50", "expires": "2027-07-01" }] }] }"#;
    // Whenever enrollment in the next session opens, the certificate of A is there after the discount has ended.
    for opens in ["2026-11-01", "2027-12-01"] {
        let b = in_sessions("B", &[FALL, next], after);
        let (fall, rest) = b.rsplit_once("2026-11-01").unwrap();
        let courses = [in_sessions("A", &[SPRING, FALL], ""), format!("{fall}{opens}{rest}")];
        let case = case(&program(&courses, r#"["A", "B"]"#, ""), plan, "{}");
        let proposals = case.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), ["A spring", "B fall"]);
        assert_eq!(way.to_pay.low.to_string(), "150.00");
        let slack = written(&case.explain(way).slack);
        assert_eq!(slack[0]["extra"], json!({ "low": "100.00", "high": "150.00" }));
    }
}

/// A costs 500 in spring and 100 in fall, B is given in spring and from 10 June to July. Who takes A in
/// fall and fails B in spring pays B again, and A stays where it is.
#[test]
fn what_was_chosen_otherwise_stays() {
    let dear = ("spring", "2027-02-01", "2027-05-31", "2027-03-01", 500);
    let summer = ("summer", "2027-06-10", "2027-07-31", "2027-06-10", 100);
    let courses = [in_sessions("A", &[dear, FALL], ""), in_sessions("B", &[SPRING, summer], "")];
    let case = case(&program(&courses, r#"["A", "B"]"#, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = cheapest(&proposals);
    assert_eq!(sessions(way), ["B spring", "A fall"]);
    assert_eq!(failing(&case, way, "B"), expected("2027-10-31", 0, "100.00"));
}

/// What is under way and expected to fail stays so when B is failed: A in spring is needed anyway, and B
/// is taken again in fall.
#[test]
fn an_expected_failure_stays_when_another_course_is_failed() {
    let now = r#"{ "id": "now", "start": "2026-09-01", "enrollment_end": "2026-10-01",
        "upgrade_deadline": "2026-10-01", "end": "2026-12-20",
        "fee": { "amount": "100.00", "currency": "USD" } }"#;
    let a = in_sessions("A", &[SPRING, FALL], "").replacen("[{", &format!("[{now}, {{"), 1);
    let courses = [a, in_sessions("B", &[SPRING, FALL], "")];
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "verified", "payment": "paid" } } }"#;
    let wishes = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
    let case = case(&program(&courses, r#"["A", "B"]"#, ""), plan, wishes);
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A now", "A spring", "B spring"]);
    assert_eq!(failing(&case, way, "B"), expected("2027-10-31", 153, "100.00"));
}

/// A and B in spring, or D in fall. Who fails A has paid B, whether it is needed or not: with D it is 100
/// more, and A again has no date.
#[test]
fn what_was_paid_by_then_stays_paid() {
    let late = ("late", "2027-08-01", "2027-11-30", "2027-09-01", 100);
    let courses = [
        in_sessions("A", &[SPRING], ""),
        in_sessions("B", &[SPRING], ""),
        in_sessions("D", &[late], ""),
    ];
    let tracks = r#"[{ "kind": "one_track_of", "tracks": [
        { "id": "T", "title": "T", "requirement": ["A", "B"] },
        { "id": "U", "title": "U", "requirement": ["D"] }] }]"#;
    let case = case(&program(&courses, tracks, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A spring", "B spring"]);
    // 200 were to be paid; with D it is 300.
    assert_eq!(failing(&case, way, "A"), expected("2027-11-30", 183, "100.00"));
}

/// The lightest way has B in June beside nothing else. Who fails it takes it again in fall beside A: one
/// session is changed and nobody wished for less study.
#[test]
fn no_peak_is_kept_that_nobody_wished() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let summer = ("summer", "2027-06-10", "2027-06-30", "2027-06-10", 100);
    let courses = [in_sessions("A", &[FALL], hours), in_sessions("B", &[summer, FALL], hours)];
    let case = case(&program(&courses, r#"["A", "B"]"#, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = &proposals.ways[proposals.lightest.unwrap()];
    assert_eq!(sessions(way), ["B summer", "A fall"]);
    assert_eq!(failing(&case, way, "B"), expected("2027-10-31", 0, "100.00"));
}

/// Two attempts are guaranteed and one is used: a second failure leaves nothing that can be planned on,
/// which is said (rule A10).
#[test]
fn attempts_that_are_used_are_said_so() {
    let courses = [in_sessions("A", &[SPRING, FALL], r#", "attempts_guaranteed": 2"#)];
    let failed = |times: usize| {
        let one = r#"{ "state": "finished", "mode": "verified", "payment": "paid",
            "result": "not_passed" }"#;
        let runs = vec![one; times].join(",");
        format!(
            r#"{{ "program_enrollment": "verified",
                 "courses": [{{ "course": "A", "runs": [{runs}] }}] }}"#
        )
    };
    let once = case(&program(&courses, r#"["A"]"#, ""), &failed(1), "{}");
    let proposals = once.propose();
    let slack = written(&once.explain(earliest(&proposals)).slack);
    assert_eq!(slack, json!([{ "course": "A", "attempts_used": true, "taken": [] }]));
    let twice = case(&program(&courses, r#"["A"]"#, ""), &failed(2), "{}");
    let no_way = twice.propose().no_way.unwrap();
    assert_eq!((written(&no_way.attempts_used), no_way.without_session.len()), (json!(["A"]), 0));
}

/// One of A and C is needed. C begins in June, but closes on 15 May, before A's failure is known on the
/// 31st: A is taken again in fall. Had C closed on 1 June, it would have taken A's place.
#[test]
fn what_closes_by_then_cannot_be_joined_though_it_begins_later() {
    let after_failing_a = |closes: &str| {
        let c = in_sessions("C", &[("june", "2027-06-15", "2027-08-31", closes, 300)], "");
        let courses = [in_sessions("A", &[SPRING, FALL], ""), c];
        let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }]"#;
        let case = case(&program(&courses, one, ""), ENROLLED, "{}");
        let proposals = case.propose();
        failing(&case, earliest(&proposals), "A")
    };
    assert_eq!(after_failing_a("2027-05-15"), expected("2027-10-31", 153, "100.00"));
    assert_eq!(after_failing_a("2027-06-01"), expected("2027-08-31", 92, "300.00"));
}

/// One of A and C is needed, and C is wished in spring 2028, after the certificate. If A is failed in spring 2027,
/// C would do in its place a year later without any change; A again in fall is earlier (rule F3).
#[test]
fn a_repeat_goes_before_what_was_to_come_later_anyway() {
    let late = ("late", "2028-02-01", "2028-05-31", "2028-03-01", 300);
    let courses = [in_sessions("A", &[SPRING, FALL], ""), in_sessions("C", &[late], "")];
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }]"#;
    let case = case(&program(&courses, one, ""), ENROLLED, r#"{ "with_courses": ["C"] }"#);
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A spring", "C late"]);
    assert_eq!(failing(&case, way, "A"), expected("2027-10-31", 153, "100.00"));
    let slack = case.explain(way).slack;
    let of_a = slack.iter().find(|slack| slack.course.as_str() == "A").unwrap();
    let taken: Vec<_> = of_a.taken.iter().map(|one| one.run.as_ref().unwrap().as_str()).collect();
    assert_eq!(taken, ["fall"]);
    assert_eq!(sessions(of_a.after.as_ref().unwrap()), ["A spring", "A fall", "C late"]);
}

/// Six courses are twelve dated steps, of which ten are shown: that nothing is earned without enrolling in the program
/// is among them all the same (rule B6).
#[test]
fn enrolling_in_the_program_is_not_cut_off() {
    let ids = ["A", "B", "C", "D", "E", "F"];
    let courses = ids.map(|id| in_sessions(id, &[SPRING], ""));
    let all = r#"["A", "B", "C", "D", "E", "F"]"#;
    let case = case(&program(&courses, all, ""), "{}", "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    let enrolls = |step: &Value| step["action"]["type"] == "enroll_in_program";
    let steps = written(&way.assessment.next);
    assert_eq!(steps.as_array().unwrap().iter().filter(|step| enrolls(step)).count(), 1);
    assert!(enrolls(&written(&case.explain(way).next)[0]));
}

/// A and B, or two courses that no source names: no change can name those, so that both A and B are told (rule B3).
#[test]
fn what_no_source_lists_is_no_change() {
    let courses = [in_sessions("A", &[FALL], ""), in_sessions("B", &[FALL], "")];
    let either = r#"[{ "kind": "min_number_of", "number": 1, "of": [
        { "kind": "all_of", "of": ["A", "B"] }, { "kind": "unlisted", "title": "Others" }] }]"#;
    let repair = case(&program(&courses, either, ""), ENROLLED, "{}").repair();
    assert_eq!(repair.changes.len(), 2);
    assert!(repair.repaired.unwrap().unlisted.is_empty());
}

/// What is planned and not paid is paid, though another session would cost as much and be as early (rule A2).
#[test]
fn what_is_planned_is_kept_where_paying_for_it_does() {
    let courses = [in_sessions("A", &[SPRING, FALL], ""), in_sessions("B", &[FALL], "")];
    let plan = r#"{ "program_enrollment": "verified", "courses": [
        { "course": "A", "runs": [{ "run": "spring", "state": "planned", "mode": "verified",
            "payment": "not_paid", "result": "will_pass" }] },
        { "course": "B", "runs": [{ "run": "fall", "state": "planned", "mode": "verified",
            "payment": "will_pay", "result": "will_pass" }] }] }"#;
    let repair = case(&program(&courses, r#"["A", "B"]"#, ""), plan, "{}").repair();
    let actions = written(&repair.changes.iter().map(|one| &one.remedy.action).collect::<Vec<_>>());
    assert_eq!(actions, json!([{ "type": "pay", "course": "A", "run": "spring" }]));
}

/// A alone fills the track that the plan goes for, and is not offered any more: B fills the other one. That the plan
/// turns to it is one of its changes (rule B4).
#[test]
fn a_track_that_cannot_be_earned_is_left_for_another() {
    let gone = r#"{ "id": "A", "pacing": "instructor_paced", "offered": false, "runs": [] }"#;
    let courses = [gone.to_owned(), in_sessions("B", &[SPRING], "")];
    let tracks = r#"{ "kind": "one_track_of", "tracks": [
        { "id": "a", "title": "A alone", "requirement": ["A"] },
        { "id": "b", "title": "B alone", "requirement": ["B"] } ] }"#;
    let plan = r#"{ "program_enrollment": "verified", "track": "a" }"#;
    let catalog = program(&courses, tracks, "");
    let repair = case(&catalog, plan, "{}").repair();
    let changes = written(&repair.changes);
    assert_eq!(changes[0]["edit"], json!({ "type": "track", "track": "b" }));
    assert_eq!(changes[0]["remedy"]["action"]["tracks"][0]["title"], "B alone");
    let course = &changes[1]["edit"]["course"];
    assert_eq!((&course["course"], &course["runs"][0]["run"]), (&json!("B"), &json!("spring")));
    assert_eq!(changes.as_array().unwrap().len(), 2);
    assert_eq!(repair.repaired.unwrap().assessment.program.verdict, Verdict::OnCourse);
    // Who goes for no track needs no other one.
    let repair = case(&catalog, ENROLLED, "{}").repair();
    assert_eq!(repair.changes.len(), 1);
}

/// The capstone of summer waits for A, so that A in fall moves it to the spring after.
#[test]
fn what_a_failure_makes_impossible_is_moved() {
    let capstone = r#", "capstone": "after_all_others""#;
    let z = format!(
        r#"{{ "id": "Z", "pacing": "instructor_paced", "fee": "50.00"{capstone}, "runs": [{}, {}] }}"#,
        term("2", 2027, ""),
        term("1", 2028, "")
    );
    let courses = [in_sessions("A", &[SPRING, FALL], ""), z];
    let case = case(&program(&courses, r#"["A", "Z"]"#, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A spring", "Z 2T2027"]);
    // From 31 October 2027 to 31 May 2028 there are 213 days.
    assert_eq!(failing(&case, way, "A"), expected("2028-05-31", 213, "100.00"));
}

/// Where no later session is known, another course takes its place; the wished day is missed.
#[test]
fn another_course_takes_its_place_where_there_is_no_other_session() {
    let once = r#", "offered": false"#;
    let courses = [in_sessions("A", &[SPRING], once), in_sessions("C", &[FALL], "")];
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }]"#;
    let wishes = r#"{ "ready_by": "2027-05-31", "budget": "100.00" }"#;
    let case = case(&program(&courses, one, ""), ENROLLED, wishes);
    let proposals = case.propose();
    assert_eq!(failing(&case, earliest(&proposals), "A"), expected("2027-10-31", 153, "100.00"));
}

/// A of 100 is failed by the end of May, and C of 100 takes its place until the end of October: the wishes
/// of a day and of a budget are kept where they say at least as much, and are named otherwise (rule F3).
#[test]
fn wishes_that_a_failure_breaks_are_named() {
    let once = r#", "offered": false"#;
    let courses = [in_sessions("A", &[SPRING], once), in_sessions("C", &[FALL], "")];
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }]"#;
    let missed = |wishes: &str| {
        let case = case(&program(&courses, one, ""), ENROLLED, wishes);
        let proposals = case.propose();
        let explanation = case.explain(earliest(&proposals));
        let slack = explanation.slack.iter().find(|one| one.course.as_str() == "A").unwrap();
        written(&slack.missed)
    };
    let (day, budget) = (json!({ "wish": "ready_by" }), json!({ "wish": "budget" }));
    let kept = missed(r#"{ "ready_by": "2027-10-31", "budget": "200.00" }"#);
    assert_eq!(kept, json!([]));
    let late = missed(r#"{ "ready_by": "2027-10-30", "budget": "200.00" }"#);
    assert_eq!(late, json!([day]));
    let dear = missed(r#"{ "ready_by": "2027-10-31", "budget": "199.99" }"#);
    assert_eq!(dear, json!([budget]));
    assert_eq!(missed("{}"), json!([]));
}

/// A or C does, both are given again in fall, and both cost 100: who fails A takes A again (rule F3).
#[test]
fn of_what_comes_to_the_same_the_course_itself_is_taken_again() {
    let courses = [in_sessions("C", &[FALL], ""), in_sessions("A", &[SPRING, FALL], "")];
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["C", "A"] }]"#;
    let case = case(&program(&courses, one, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let slack = case.explain(earliest(&proposals)).slack;
    let taken = slack[0].taken.iter().map(|one| one.course.as_str());
    assert_eq!(taken.collect::<Vec<_>>(), ["A"]);
}

/// One course at a time. A costs 500 in June and 100 in fall, to which the cheapest way waits. B is given
/// again from July to August only, which leaves A no time but June: all would be there on 31 August,
/// but not earlier by a failure than without it.
#[test]
fn nothing_comes_earlier_by_a_failure() {
    let june = ("june", "2027-06-05", "2027-06-30", "2027-06-05", 500);
    let again = ("again", "2027-07-10", "2027-08-31", "2027-07-10", 100);
    let courses = [in_sessions("A", &[june, FALL], ""), in_sessions("B", &[SPRING, again], "")];
    let catalog = program(&courses, r#"["A", "B"]"#, "");
    let case = case(&catalog, ENROLLED, r#"{ "courses_at_once": 1 }"#);
    let proposals = case.propose();
    let way = cheapest(&proposals);
    assert_eq!(sessions(way), ["B spring", "A fall"]);
    assert_eq!(failing(&case, way, "B"), expected("2027-10-31", 0, "500.00"));
}

/// One course at a time. A takes eight weeks from 1 January to 26 February, B thirty from the 27th to
/// 25 September. B's failure is known on that day, not at the end of its session: its next one is
/// begun on the 26th and passed 210 days later, on 23 April 2028. A's failure is known on 26 February,
/// and its next one opens in June only, in the middle of B; it is begun after B, on 26 September, and
/// passed 56 days later.
#[test]
fn a_self_paced_failure_is_known_when_the_learner_is_through() {
    let runs = [("sp", "2027-01-01", "2027-12-31"), ("sp2", "2027-06-01", "2028-12-31")];
    let a = self_paced_in("A", 8, &runs, "");
    let b = self_paced_in("B", 30, &runs, "");
    let case =
        case(&program(&[a, b], r#"["A", "B"]"#, ""), ENROLLED, r#"{ "courses_at_once": 1 }"#);
    let proposals = case.propose();
    let way = earliest(&proposals);
    // The 240 days together end on 25 September, the certificate comes on the 26th.
    assert_eq!(when_and_how_much(way).0, "2027-09-26");
    assert_eq!(sessions(way), ["A sp", "B sp"]);
    let (of_a, of_b) = (failing(&case, way, "A"), failing(&case, way, "B"));
    assert_eq!(of_a, expected("2027-11-22", 57, "100.00"));
    assert_eq!(of_b, expected("2028-04-24", 211, "100.00"));
}

/// One course at a time, A is expected to fail once. Whatever comes first, A is failed and passed one
/// after the other, and the first attempt is joined on the day on which the way begins it. Failed
/// again, A has no other session, and nobody knows when there will be one.
#[test]
fn the_attempts_of_a_way_are_those_that_are_explained() {
    let runs = [("sp", "2027-01-01", "2027-12-31"), ("sp2", "2027-06-01", "2028-12-31")];
    let (a, b) = (self_paced_in("A", 8, &runs, ""), self_paced_in("B", 30, &runs, ""));
    let wishes = r#"{ "courses_at_once": 1, "failures": [{ "course": "A", "times": 1 }] }"#;
    let case = case(&program(&[a, b], r#"["A", "B"]"#, ""), ENROLLED, wishes);
    let proposals = case.propose();
    let way = earliest(&proposals);
    let explanation = case.explain(way);
    let first = way.sessions.iter().find(|one| one.failed).unwrap();
    let steps = written(&explanation.next);
    let joined = steps.as_array().unwrap().iter().find(|step| {
        let action = &step["action"];
        action["type"] == "enroll" && action["course"] == "A" && action["run"] == "sp"
    });
    assert_eq!(joined.unwrap()["by"], written(&first.from));
    let slack = written(&explanation.slack);
    assert_eq!(
        (&slack[0]["course"], &slack[0]["completion"]["from"]),
        (&json!("A"), &json!("unknown"))
    );
    assert_eq!(slack[0]["extra"]["high"], "100.00");
}

/// B needs A's certificate and has one more session only, which is too early after a failure: then
/// neither has a known date, but a way is left.
#[test]
fn a_session_that_is_not_published_stands_in_after_a_failure() {
    let fee = r#", "fee": "100.00""#;
    let needs = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let b = in_sessions("B", &[FALL], &format!("{fee}{needs}"));
    let catalog = program(&[in_sessions("A", &[SPRING], fee), b], r#"["A", "B"]"#, "");
    let case = case(&catalog, ENROLLED, "{}");
    let proposals = case.propose();
    let slack = written(&case.explain(earliest(&proposals)).slack);
    assert_eq!(slack[0]["course"], "A");
    assert_eq!(slack[0]["completion"]["from"], "unknown");
    assert_eq!(slack[0]["extra"]["high"], "100.00");
}

/// Under way and paid, passed as the learner expects on 15 December: failed, it is known on that day.
#[test]
fn a_self_paced_session_under_way_is_failed_on_its_day() {
    let runs = [("sp", "2026-10-01", "2027-12-31"), ("sp2", "2027-02-01", "2028-12-31")];
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "sp", "state": "in_progress", "mode": "verified", "payment": "paid",
        "result": "will_pass", "passed_on": "2026-12-15" } } }"#;
    let case = case(&program(&[self_paced_in("A", 4, &runs, "")], r#"["A"]"#, ""), plan, "{}");
    let proposals = case.propose();
    // Begun on 1 February, passed on 1 March: 2 March is 76 days after 16 December.
    let way = earliest(&proposals);
    assert_eq!(failing(&case, way, "A"), expected("2027-03-02", 76, "100.00"));
}

/// A certificate that is held keeps nothing from being earlier, also where no other one has a date.
#[test]
fn what_is_held_is_no_reason() {
    let b = r#"{ "id": "B", "pacing": "instructor_paced", "fee": "100.00", "offered": true }"#;
    let courses = [course("A", "100.00", ""), b.to_owned()];
    let plan = r#"{ "program_enrollment": "verified", "holds": { "A": "2026-05-01" } }"#;
    let case = case(&program(&courses, r#"["A", "B"]"#, ""), plan, "{}");
    let proposals = case.propose();
    let binding = written(&case.explain(earliest(&proposals)).binding);
    assert_eq!(binding, json!([{ "type": "not_published", "course": "B" }]));
}

/// Half the fee of A until this day.
fn half_price(until: &str, runs: &str) -> String {
    format!(
        r#"{{ "program_enrollment": "verified", "courses": [{{ "course": "A", "discounts": [
            {{ "kind": "percent_off", "amount": "50", "expires": "{until}" }}], "runs": [{runs}] }}] }}"#
    )
}

/// A failure in spring is known on 31 May, and only then is fall paid: half the fee where the discount
/// holds until June, all of it where it ends in April, though enrollment may be open before (rule E4).
#[test]
fn a_repeat_is_paid_when_the_failure_is_known() {
    let catalog = program(&[in_sessions("A", &[SPRING, FALL], "")], r#"["A"]"#, "");
    let once = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
    for (until, fee) in [("2027-04-30", "100.00"), ("2027-06-15", "50.00")] {
        let expects = case(&catalog, &half_price(until, ""), once);
        let proposals = expects.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), ["A spring", "A fall"]);
        let both = if fee == "50.00" { "100.00" } else { "150.00" };
        assert_eq!(when_and_how_much(way), ("2027-10-31".to_owned(), both.to_owned()));
        let passes = case(&catalog, &half_price(until, ""), "{}");
        let proposals = passes.propose();
        let way = earliest(&proposals);
        assert_eq!(when_and_how_much(way).1, "50.00");
        assert_eq!(failing(&passes, way, "A"), expected("2027-10-31", 153, fee));
    }
}

/// At one's own pace nobody knows when a failure is known, so the discount may hold or not.
#[test]
fn a_repeat_at_ones_own_pace_may_be_paid_in_full() {
    let fee = r#", "fee": { "amount": "100.00", "currency": "USD" }"#;
    let long = r#"{ "id": "long", "start": "2026-01-01", "end": "2027-12-31",
        "enrollment_end": "2027-12-31", "upgrade_deadline": "2027-12-31" }"#;
    let next = r#"{ "id": "next", "start": "2027-06-01", "end": "2028-12-31",
        "enrollment_end": "2028-12-31", "upgrade_deadline": "2028-12-31" }"#;
    let a = format!(
        r#"{{ "id": "A", "pacing": "self_paced", "weeks": 4{fee}, "runs": [{long}, {next}] }}"#
    );
    let once = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
    let case = case(&program(&[a], r#"["A"]"#, ""), &half_price("2027-09-30", ""), once);
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A long", "A next"]);
    assert_eq!(way.to_pay.low.to_string(), "100.00");
    assert_eq!(way.to_pay.high.unwrap().to_string(), "150.00");
}

/// A or C, which is half the price until April. A's failure is known on 31 May: C costs all of it then.
#[test]
fn what_takes_its_place_is_paid_when_the_failure_is_known() {
    let late = ("late", "2027-08-01", "2027-11-30", "2027-09-01", 300);
    let courses = [in_sessions("B", &[SPRING], ""), in_sessions("A", &[late], "")];
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["B", "A"] }]"#;
    let catalog = program(&courses, one, "");
    for (until, extra) in [("2027-04-30", "300.00"), ("2027-06-15", "150.00")] {
        let case = case(&catalog, &half_price(until, ""), "{}");
        let proposals = case.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), ["B spring"]);
        assert_eq!(failing(&case, way, "B"), expected("2027-11-30", 183, extra));
    }
}

/// B and A, or D. A in fall is paid by the end of April, while its discount holds: who fails B in spring has
/// paid 150 and pays D besides.
#[test]
fn what_is_paid_for_its_discount_stays_paid() {
    let late = ("late", "2027-08-01", "2027-11-30", "2027-09-01", 100);
    let courses = [
        in_sessions("B", &[SPRING], ""),
        in_sessions("A", &[FALL], ""),
        in_sessions("D", &[late], ""),
    ];
    let tracks = r#"[{ "kind": "one_track_of", "tracks": [
        { "id": "T", "title": "T", "requirement": ["B", "A"] },
        { "id": "U", "title": "U", "requirement": ["D"] }] }]"#;
    let catalog = program(&courses, tracks, "");
    for (until, extra) in [("2027-04-30", "100.00"), ("2027-06-15", "50.00")] {
        let case = case(&catalog, &half_price(until, ""), "{}");
        let proposals = case.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), ["B spring", "A fall"]);
        assert_eq!(failing(&case, way, "B"), expected("2027-11-30", 30, extra));
    }
}

/// A in fall is paid already. Who takes it in spring and fails has it there, for nothing more.
#[test]
fn a_session_that_is_paid_already_follows_a_failure() {
    let catalog = program(&[in_sessions("A", &[SPRING, FALL], "")], r#"["A"]"#, "");
    let paid = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "fall", "state": "planned", "mode": "verified", "payment": "paid" } } }"#;
    let case = case(&catalog, paid, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(when_and_how_much(way), ("2027-05-31".to_owned(), "100.00".to_owned()));
    assert_eq!(failing(&case, way, "A"), expected("2027-10-31", 153, "0.00"));
}

/// A needs B's certificate, and nobody enrolls in it before that is there, on 31 May at the earliest: a discount
/// that ends in April is over by then, one that ends in June may be, so that the fee may be all of it (rules E4, F1).
/// Who fails B takes it again, and A later.
#[test]
fn a_discount_may_end_before_what_a_session_needs() {
    let a = [FALL, ("next", "2028-02-01", "2028-05-31", "2028-03-01", 100)];
    let after_b = r#", "prerequisites": [{ "course": "B", "strength": "required" }]"#;
    let courses = [in_sessions("B", &[SPRING, FALL], ""), in_sessions("A", &a, after_b)];
    let catalog = program(&courses, r#"["A", "B"]"#, "");
    for (until, least) in [("2027-04-30", "200.00"), ("2027-06-30", "150.00")] {
        let case = case(&catalog, &half_price(until, ""), "{}");
        let proposals = case.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), ["B spring", "A fall"]);
        assert_eq!(when_and_how_much(way), ("2027-10-31".to_owned(), "200.00".to_owned()));
        assert_eq!(way.to_pay.low.to_string(), least);
        let (when, days, most) = failing(&case, way, "B");
        assert_eq!((when.as_deref(), days), (Some("2028-05-31"), Some(213)));
        // 300 in all then, instead of what may have been as little as that.
        assert_eq!(most.as_deref(), Some(if least == "200.00" { "100.00" } else { "150.00" }));
    }
}

/// A is paid for fall already, and taken and paid in spring too, for the capstone of summer. Who fails that has
/// paid A in spring all the same, and pays the capstone once more.
#[test]
fn what_was_paid_stays_paid_beside_what_is_in_the_plan() {
    let c = [
        ("summer", "2027-06-10", "2027-09-10", "2027-06-20", 100),
        ("next", "2028-06-10", "2028-09-10", "2028-06-20", 100),
    ];
    let last = r#", "capstone": "after_all_others""#;
    let courses = [in_sessions("A", &[SPRING, FALL], ""), in_sessions("C", &c, last)];
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "fall", "state": "planned", "mode": "verified", "payment": "paid" } } }"#;
    let case = case(&program(&courses, r#"["A", "C"]"#, ""), plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(when_and_how_much(way), ("2027-09-10".to_owned(), "200.00".to_owned()));
    assert_eq!(failing(&case, way, "C"), expected("2028-09-10", 366, "100.00"));
}

/// Under way at one's own pace and expected to pass, without a day: it takes its ten weeks, so that B of
/// February is in time, and B failed is taken again in fall.
#[test]
fn what_is_passed_at_ones_own_pace_takes_its_weeks() {
    let after_a = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let courses = [at_ones_pace("A", "2027-01-01"), in_sessions("B", &[SPRING, FALL], after_a)];
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "open", "state": "in_progress", "mode": "verified", "payment": "paid",
        "result": "will_pass" } } }"#;
    let case = case(&program(&courses, r#"["A", "B"]"#, ""), plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A open", "B spring"]);
    assert_eq!(failing(&case, way, "B"), expected("2027-10-31", 153, "100.00"));
}

/// One of A and B is needed, and both are paid and studied in spring: who fails A has B.
#[test]
fn what_is_studied_anyway_takes_its_place() {
    let courses = [in_sessions("A", &[SPRING, FALL], ""), in_sessions("B", &[SPRING], "")];
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "B"] }]"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A", "B"], "as": {
        "run": "spring", "state": "planned", "mode": "verified", "payment": "paid" } } }"#;
    let case = case(&program(&courses, one, ""), plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    let failed = written(&case.explain(way).slack)[0]["course"].as_str().unwrap().to_owned();
    assert_eq!(failing(&case, way, &failed), expected("2027-05-31", 0, "0.00"));
}

/// Certificates count for five years. The capstone of summer is in time for B's of June 2022, that of the next
/// summer is not: who fails it takes B again, and pays both.
#[test]
fn a_capstone_that_is_failed_may_need_what_has_grown_old() {
    let b = [("fall", "2027-09-10", "2027-12-10", "2027-10-01", 100)];
    let c = [
        ("summer", "2027-05-10", "2027-08-10", "2027-06-01", 100),
        ("next", "2028-05-10", "2028-08-10", "2028-06-01", 100),
    ];
    let last = r#", "capstone": "after_all_others""#;
    let courses = [in_sessions("B", &b, ""), in_sessions("C", &c, last)];
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["B"], "as": {
        "state": "finished", "certificate": "held", "certificate_on": "2022-06-01" } } }"#;
    let years = r#", "certificates_count_years": 5"#;
    let case = case(&program(&courses, r#"["B", "C"]"#, years), plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["C summer"]);
    assert_eq!(failing(&case, way, "C"), expected("2028-08-10", 366, "200.00"));
}

/// Sessions of ten weeks: one open since September, one from January. Whichever is failed first, that is known
/// after the discount ends in January, so that the repeat is paid in full.
#[test]
fn the_order_at_ones_own_pace_is_that_of_the_way() {
    let case = case(
        &program(&[at_ones_pace("A", "2027-01-01")], r#"["A"]"#, ""),
        &half_price("2027-01-15", ""),
        r#"{ "failures": [{ "course": "A", "times": 1 }] }"#,
    );
    let proposals = case.propose();
    assert_eq!(proposals.ways.len(), 1);
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A open", "A next"]);
    assert_eq!(way.to_pay.high.unwrap().to_string(), "150.00");
}

/// A self-paced course of ten weeks: a session that is open since September, and one that opens on this day.
fn at_ones_pace(id: &str, opens: &str) -> String {
    let session = |run: &str, start: &str| {
        format!(
            r#"{{ "id": "{run}", "start": "{start}", "end": "2028-12-31",
                 "enrollment_start": "2026-09-01", "enrollment_end": "2028-10-31",
                 "upgrade_deadline": "2028-10-31" }}"#
        )
    };
    let (open, next) = (session("open", "2026-09-01"), session("next", opens));
    let fee = r#""fee": { "amount": "100.00", "currency": "USD" }"#;
    format!(
        r#"{{ "id": "{id}", "pacing": "self_paced", "weeks": 10, {fee}, "runs": [{open}, {next}] }}"#
    )
}

/// Under way and expected to fail, the session is over on 30 January, ten weeks from now: the next one, which
/// opens before that, is begun on the 31st and takes until 11 April.
#[test]
fn a_session_that_is_open_already_follows_one_at_ones_own_pace() {
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "open", "state": "in_progress", "mode": "verified", "payment": "paid" } } }"#;
    let catalog = program(&[at_ones_pace("A", "2027-01-01")], r#"["A"]"#, "");
    let once = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
    let fails = case(&catalog, plan, once);
    let proposals = fails.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A open", "A next"]);
    assert_eq!(way.sessions[1].from.unwrap().to_string(), "2027-01-31");
    assert_eq!(way.sessions[1].to.unwrap().to_string(), "2027-04-11");
    let passes = case(&catalog, plan, "{}");
    let proposals = passes.propose();
    let way = earliest(&proposals);
    let (when, _, extra) = failing(&passes, way, "A");
    // Its certificate comes a day after it is passed at the earliest.
    assert_eq!((when, extra), (Some("2027-04-12".to_owned()), Some("100.00".to_owned())));
}

/// B needs A's certificate of May. Its session of spring is too early for that: it is failed in fall and passed
/// in a session that is still to be published.
#[test]
fn a_first_attempt_is_in_a_published_session_where_one_fits() {
    let after_a = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let courses = [in_sessions("A", &[SPRING], ""), in_sessions("B", &[SPRING, FALL], after_a)];
    let once = r#"{ "failures": [{ "course": "B", "times": 1 }] }"#;
    let case = case(&program(&courses, r#"["A", "B"]"#, ""), ENROLLED, once);
    let proposals = case.propose();
    assert_eq!(sessions(earliest(&proposals)), ["A spring", "B fall", "B"]);
}

/// Certificates count for five years, and after summer no session of the capstone is published. On 10 August,
/// when it is failed, B's is too old and taken again, or grows too old in September; when and for how much that
/// ends is not known, but nothing says that there is no way.
#[test]
fn what_is_not_published_may_come_before_certificates_are_too_old() {
    let b = [("spring", "2027-02-10", "2027-04-10", "2027-03-01", 100)];
    let c = [("summer", "2027-05-10", "2027-08-10", "2027-06-01", 100)];
    let last = r#", "capstone": "after_all_others""#;
    let courses = [in_sessions("B", &b, ""), in_sessions("C", &c, last)];
    let years = r#", "certificates_count_years": 5"#;
    let catalog = program(&courses, r#"["B", "C"]"#, years);
    for on in ["2022-06-01", "2022-09-15"] {
        let plan = format!(
            r#"{{ "program_enrollment": "verified", "each": {{ "of": ["B"], "as": {{
                "state": "finished", "certificate": "held", "certificate_on": "{on}" }} }} }}"#
        );
        let case = case(&catalog, &plan, "{}");
        let proposals = case.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), ["C summer"]);
        let slack = written(&case.explain(way).slack);
        assert_eq!(slack[0]["completion"]["from"], "unknown");
    }
}

/// One attempt is guaranteed, so that A is not taken again. C takes its place in fall.
#[test]
fn another_course_takes_its_place_where_no_attempt_is_left() {
    let once = r#", "attempts_guaranteed": 1"#;
    let courses = [in_sessions("A", &[SPRING, FALL], once), in_sessions("C", &[FALL], "")];
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }]"#;
    let case = case(&program(&courses, one, ""), ENROLLED, "{}");
    let proposals = case.propose();
    assert_eq!(failing(&case, earliest(&proposals), "A"), expected("2027-10-31", 153, "100.00"));
}

/// The session of June closes on 20 May, before the failure in spring is known on the 31st: A is taken
/// again in fall.
#[test]
fn who_fails_cannot_have_joined_the_next_session() {
    let june = ("june", "2027-06-10", "2027-07-31", "2027-05-20", 100);
    let courses = [in_sessions("A", &[SPRING, june, FALL], "")];
    let case = case(&program(&courses, r#"["A"]"#, ""), ENROLLED, "{}");
    let proposals = case.propose();
    assert_eq!(failing(&case, earliest(&proposals), "A"), expected("2027-10-31", 153, "100.00"));
}

/// B needs A and is given in spring only, so that the cheapest way waits for a session of B that is not
/// published. It still does after a failure in C: D for 900 would be one change more.
#[test]
fn a_session_of_the_way_that_is_not_published_stays() {
    let needs =
        r#", "fee": "100.00", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let late = ("late", "2027-08-01", "2027-11-30", "2027-09-01", 900);
    let courses = [
        in_sessions("A", &[SPRING], ""),
        in_sessions("B", &[SPRING], needs),
        in_sessions("C", &[SPRING, FALL], ""),
        in_sessions("D", &[late], ""),
    ];
    let one = r#"["A", "C", { "kind": "min_number_of", "number": 1, "of": ["B", "D"] }]"#;
    let case = case(&program(&courses, one, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = cheapest(&proposals);
    assert_eq!(sessions(way), ["A spring", "C spring", "B"]);
    assert_eq!(failing(&case, way, "C"), (None, None, Some("100.00".to_owned())));
}

/// One of A and C is needed. C begins on 15 May; by 31 May, when A's failure is known, nobody can count on
/// joining it any more, unless it says that it closes later (rule G).
#[test]
fn what_does_not_say_when_it_closes_is_joined_before_it_starts() {
    let after_failing_a = |closes: &str| {
        let c = format!(
            r#"{{ "id": "C", "pacing": "instructor_paced", "fee": "300.00", "runs": [
                 {{ "id": "may", "start": "2027-05-15", "end": "2027-08-31"{closes} }}] }}"#
        );
        let courses = [in_sessions("A", &[SPRING, FALL], ""), c];
        let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }]"#;
        let case = case(&program(&courses, one, ""), ENROLLED, "{}");
        let proposals = case.propose();
        failing(&case, earliest(&proposals), "A")
    };
    let enrollment = r#", "enrollment_end": "2027-06-15""#;
    let both = format!(r#"{enrollment}, "upgrade_deadline": "2027-06-15""#);
    assert_eq!(after_failing_a(""), expected("2027-10-31", 153, "100.00"));
    assert_eq!(after_failing_a(enrollment), expected("2027-10-31", 153, "100.00"));
    assert_eq!(after_failing_a(&both), expected("2027-08-31", 92, "300.00"));
}

/// A comes with the program for 50; whether its next session does is not known until that is published, so
/// that it costs 100 at most, whatever the fee of B will be.
#[test]
fn what_may_come_with_the_program_may_cost_its_fee() {
    let a = in_sessions("A", &[SPRING], r#", "fee": "100.00""#);
    let b = r#"{ "id": "B", "pacing": "instructor_paced", "offered": true }"#;
    let price = r#", "bundle_price": { "amount": "50.00", "currency": "USD" }"#;
    let catalog = program(&[a, b.to_owned()], r#"["A", "B"]"#, price);
    let case = case(&catalog, ENROLLED, "{}");
    let proposals = case.propose();
    let way = cheapest(&proposals);
    assert!(way.plan.bundle.is_some());
    assert_eq!(failing(&case, way, "A"), (None, None, Some("100.00".to_owned())));
}

/// One of A and E is needed before the capstone in summer. E is paid and comes too late for it, which
/// hinders nothing: what the capstone waits for is A.
#[test]
fn what_is_paid_and_not_needed_is_no_reason() {
    let capstone = r#", "capstone": "after_all_others""#;
    let z = format!(
        r#"{{ "id": "Z", "pacing": "instructor_paced", "fee": "50.00"{capstone}, "runs": [{}, {}] }}"#,
        term("1", 2027, ""),
        term("2", 2027, "")
    );
    let late = ("late", "2027-08-01", "2027-11-30", "2027-09-01", 100);
    let courses = [in_sessions("A", &[SPRING], ""), in_sessions("E", &[late], ""), z];
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "E"] }, "Z"]"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["E"], "as": {
        "run": "late", "state": "planned", "mode": "verified", "payment": "paid",
        "result": "will_pass" } } }"#;
    let case = case(&program(&courses, one, ""), plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A spring", "Z 2T2027", "E late"]);
    let binding = written(&case.explain(way).binding);
    assert_eq!((&binding[0]["type"], &binding[0]["first"]), (&json!("needs_first"), &json!("A")));
}

/// B is paid by 1 May and begins in July. Who fails A in spring takes A again in fall, and B as it was meant:
/// that it has closed by the end of May is nothing to who has paid.
#[test]
fn what_is_paid_and_closed_is_taken_all_the_same() {
    let b = [("fall", "2027-07-01", "2027-10-31", "2027-05-01", 100)];
    let courses = [in_sessions("A", &[SPRING, FALL], ""), in_sessions("B", &b, "")];
    let case = case(&program(&courses, r#"["A", "B"]"#, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A spring", "B fall"]);
    assert_eq!(failing(&case, way, "A"), expected("2027-10-31", 0, "100.00"));
}

/// Certificates count for a year, and two of B, D and E are needed before the capstone. D failed in fall is
/// passed next May, when B's of May 2027 is too old for the capstone of July: E takes its place.
#[test]
fn what_was_passed_may_be_too_old_once_another_was_failed() {
    let year_later = ("next", "2028-02-01", "2028-05-31", "2028-03-01", 100);
    let c = [
        ("winter", "2027-12-01", "2028-01-31", "2027-12-01", 100),
        ("summer", "2028-07-01", "2028-10-31", "2028-08-01", 100),
    ];
    let courses = [
        in_sessions("B", &[SPRING], ""),
        in_sessions("D", &[FALL, year_later], ""),
        in_sessions("E", &[year_later], ""),
        in_sessions("C", &c, r#", "capstone": "after_all_others""#),
    ];
    let two = r#"[{ "kind": "min_number_of", "number": 2, "of": ["B", "D", "E"] }, "C"]"#;
    let catalog = program(&courses, two, r#", "certificates_count_years": 1"#);
    let case = case(&catalog, ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["B spring", "D fall", "C winter"]);
    assert_eq!(failing(&case, way, "D"), expected("2028-10-31", 274, "200.00"));
}

/// A in spring is paid, and the plan says nothing of its result. B failed in spring is taken again in fall,
/// and A stays as it is.
#[test]
fn what_is_paid_stays_though_nothing_is_said_of_its_result() {
    let courses = [in_sessions("A", &[SPRING, FALL], ""), in_sessions("B", &[SPRING, FALL], "")];
    let paid = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "spring", "state": "planned", "mode": "verified", "payment": "paid" } } }"#;
    let case = case(&program(&courses, r#"["A", "B"]"#, ""), paid, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(when_and_how_much(way), ("2027-05-31".to_owned(), "100.00".to_owned()));
    assert_eq!(failing(&case, way, "B"), expected("2027-10-31", 153, "100.00"));
}

/// The program is earned with A, nobody says since when, and B is wished beside it: B failed is paid again, and
/// nothing comes later.
#[test]
fn a_failure_beside_what_is_earned_makes_nothing_later() {
    let courses = [in_sessions("A", &[SPRING, FALL], ""), in_sessions("B", &[SPRING, FALL], "")];
    let held = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held" } } }"#;
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "B"] }]"#;
    let case = case(&program(&courses, one, ""), held, r#"{ "with_courses": ["B"] }"#);
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(failing(&case, way, "B"), (None, Some(0), Some("100.00".to_owned())));
}

/// A in spring ends on 31 May; the next session begins ten days before that. It can be joined on 1 June where it
/// closes later than the failure is known, and where that is not stated, it can be counted on until it starts:
/// then it is that of fall (rules A13, F1).
#[test]
fn the_next_session_may_begin_before_the_failed_one_is_over() {
    let with = |closing: &str| {
        let next =
            format!(r#"{{ "id": "next", "start": "2027-05-21", "end": "2027-08-31"{closing} }}"#);
        let sessions = [SPRING, FALL].map(|(run, start, end, closes, _)| {
            format!(
                r#"{{ "id": "{run}", "start": "{start}", "end": "{end}", "enrollment_end": "{closes}",
                     "upgrade_deadline": "{closes}" }}"#
            )
        });
        let runs = [sessions.join(","), next].join(",");
        let hours = r#""hours_per_week": { "min": 5, "max": 10 }"#;
        let a = format!(
            r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", {hours},
                 "runs": [{runs}] }}"#
        );
        program(&[a], r#"["A"]"#, "")
    };
    let until = |day: &str| format!(r#", "enrollment_end": "{day}", "upgrade_deadline": "{day}""#);
    for (closing, run, on, days) in [
        (until("2027-06-15"), "A next", "2027-08-31", 92),
        (until("2027-05-31"), "A fall", "2027-10-31", 153),
        (String::new(), "A fall", "2027-10-31", 153),
    ] {
        let catalog = with(&closing);
        // One at a time, and no week holds both.
        let wishes = r#"{ "hours_per_week": 10, "courses_at_once": 1,
            "failures": [{ "course": "A", "times": 1 }] }"#;
        let fails = case(&catalog, ENROLLED, wishes);
        let proposals = fails.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), ["A spring", run]);
        let second = way.sessions.last().unwrap();
        let from = if run == "A next" { "2027-06-01" } else { "2027-07-01" };
        assert_eq!(second.from.unwrap().to_string(), from);
        assert_eq!(when_and_how_much(way), (on.to_owned(), "200.00".to_owned()));

        let passes = case(&catalog, ENROLLED, r#"{ "hours_per_week": 10 }"#);
        let proposals = passes.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), ["A spring"]);
        assert_eq!(failing(&passes, way, "A"), expected(on, days, "100.00"));
    }
}

/// A is under way, paid, and over on 20 December. Expected to be failed, it is taken again in the session that began
/// on the 15th and can be joined until 5 January (rule F1).
#[test]
fn the_next_session_may_begin_before_the_one_under_way_is_over() {
    let now = ("now", "2026-09-01", "2026-12-20", "2026-11-10", 100);
    let next = ("next", "2026-12-15", "2027-04-30", "2027-01-05", 100);
    let catalog = program(&[in_sessions("A", &[now, next, FALL], "")], r#"["A"]"#, "");
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "verified", "payment": "paid" } } }"#;
    let case = case(&catalog, plan, r#"{ "failures": [{ "course": "A", "times": 1 }] }"#);
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A now", "A next"]);
    assert_eq!(way.sessions[1].from.unwrap().to_string(), "2026-12-21");
    assert_eq!(when_and_how_much(way), ("2027-04-30".to_owned(), "100.00".to_owned()));
}

/// One of A and B is needed before the capstone, and B in fall is paid, though nothing is said of its result. A in
/// spring is earlier; who fails it has B, and the capstone in winter for the same fee.
#[test]
fn a_course_that_is_paid_takes_the_place_of_a_failed_one() {
    let z = [
        ("summer", "2027-07-01", "2027-09-30", "2027-07-15", 100),
        ("winter", "2027-12-01", "2028-01-31", "2027-12-01", 100),
    ];
    let courses = [
        in_sessions("A", &[SPRING, FALL], ""),
        in_sessions("B", &[FALL], ""),
        in_sessions("Z", &z, r#", "capstone": "after_all_others""#),
    ];
    let either = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "B"] }, "Z"]"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["B"], "as": {
        "run": "fall", "state": "planned", "mode": "verified", "payment": "paid" } } }"#;
    let case = case(&program(&courses, either, ""), plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A spring", "B fall", "Z summer"]);
    assert_eq!(failing(&case, way, "A"), expected("2028-01-31", 123, "0.00"));
}

/// A is failed on 31 May and cannot be taken again. C in its place is expected to be failed once: what is left of
/// its sessions is the late one, for 300, and after that one for 400 that nobody has published, where two such
/// would take 800 (rule F3).
#[test]
fn after_a_failure_a_published_session_is_followed_by_one_that_is_not() {
    let a = in_sessions("A", &[SPRING], r#", "attempts_guaranteed": 1"#);
    let c = [
        ("winter", "2027-01-05", "2027-01-25", "2027-01-05", 400),
        ("early", "2027-02-10", "2027-03-20", "2027-02-12", 400),
        ("late", "2027-07-01", "2027-10-31", "2027-08-01", 300),
    ];
    let c = in_sessions("C", &c, r#", "fee": "400.00""#);
    let one = r#"[{ "kind": "min_number_of", "number": 1, "of": ["A", "C"] }]"#;
    let wishes = r#"{ "failures": [{ "course": "C", "times": 1 }] }"#;
    let case = case(&program(&[a, c], one, ""), ENROLLED, wishes);
    let proposals = case.propose();
    let way = &proposals.ways[proposals.cheapest.unwrap()];
    assert_eq!(sessions(way), ["A spring"]);
    assert_eq!(failing(&case, way, "A"), (None, None, Some("700.00".to_owned())));
}
