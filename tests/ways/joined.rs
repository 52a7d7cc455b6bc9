//! What can be joined, and what only seems to be: sessions that are paid too early, that overlap one of
//! their course, that are free and issue no certificate, or of which not all is known.

use certificate_planner::assessment::{Verdict, assess};
use certificate_planner::proposal::Way;
use serde_json::{Value, json};

use crate::common::{read_plan, written};
use crate::counted_on::{ENROLLED, SPRING, SUMMER, case, course, program};
use crate::{Case, earliest, sessions};

/// From December 2026 to February 2027, with registration and payment until 10 December.
const WINTER: &str = r#"{ "id": "winter", "start": "2026-12-01", "enrollment_end": "2026-12-10",
    "upgrade_deadline": "2026-12-10", "end": "2027-02-10" }"#;

/// The rest of 2027, with registration and payment until 1 December.
const FALL: &str = r#"{ "id": "fall", "start": "2027-11-15", "enrollment_end": "2027-12-01",
    "upgrade_deadline": "2027-12-01", "end": "2027-12-20" }"#;

fn requires(first: &str) -> String {
    format!(r#", "prerequisites": [{{ "course": "{first}", "strength": "required" }}]"#)
}

fn verdicts(case: &Case) -> Vec<Verdict> {
    case.propose().ways.iter().map(|way| way.assessment.program.verdict).collect()
}

fn costs(way: &Way) -> (String, Option<String>) {
    (way.to_pay.low.to_string(), way.to_pay.high.map(|high| high.to_string()))
}

/// B is required before C, and C before D. C is paid in winter, before B can be done, so that nobody can join
/// it: it is taken again in summer, and D in fall, for 100 each with B.
#[test]
fn a_session_that_is_paid_and_cannot_be_joined_is_no_certificate_for_another() {
    let courses = [
        course("B", &[SPRING], ""),
        course("C", &[WINTER, SUMMER], &requires("B")),
        course("D", &[SUMMER, FALL], &requires("C")),
    ];
    let paid = r#"{ "program_enrollment": "verified", "courses": [{ "course": "C", "runs": [
        { "run": "winter", "state": "planned", "mode": "verified", "payment": "paid",
          "result": "will_pass" }] }] }"#;
    for needed in [r#"["C", "D"]"#, r#"["D"]"#] {
        let case = case(&program(&courses, needed, ""), paid, "{}");
        let proposals = case.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), ["C winter", "B spring", "C summer", "D fall"]);
        assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
        assert_eq!(costs(way).0, "300.00");
    }
}

/// A retired program can no longer be earned (rule B7), and nothing is earned beside a part that ends the
/// reading of all others (rule B3).
#[test]
fn what_can_no_longer_be_earned_has_no_way() {
    let one = [course("A", &[SPRING], "")];
    let retired =
        program(&one, r#"["A"]"#, "").replace(r#""offered": true"#, r#""offered": false"#);
    let unread = r#"[{ "kind": "unreadable", "stops_program": true, "of": [] }, "A"]"#;
    for (catalog, rule) in [(retired, "B7"), (program(&one, unread, ""), "B3")] {
        let case = case(&catalog, ENROLLED, "{}");
        let proposals = case.propose();
        assert!(proposals.ways.is_empty() && proposals.proven);
        let no_way = written(&proposals.no_way.unwrap());
        assert_eq!(no_way["conflicts"], json!([]));
        let reasons = no_way["assessment"]["program"]["reasons"].as_array().unwrap();
        assert!(
            reasons.iter().any(|reason| reason["rule"] == rule && reason["effect"] == "against")
        );
        assert!(case.repair().repaired.is_none());
    }
}

/// A was failed before its session is over, on 10 January 2027. No two sessions of A may be taken at the same
/// time (rule A13), so that the next one is that of spring and not the one from December.
#[test]
fn a_session_that_was_left_early_is_over_when_it_ends() {
    let autumn = r#"{ "id": "autumn", "start": "2026-09-01", "end": "2027-01-10" }"#;
    let sequential = r#", "simultaneous_sessions": false"#;
    let a = course("A", &[autumn, WINTER, SPRING], sequential);
    let failed = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "autumn", "state": "finished", "mode": "verified", "payment": "paid",
        "result": "not_passed" } } }"#;
    let case = case(&program(&[a], r#"["A"]"#, ""), failed, "{}");
    assert_eq!(sessions(earliest(&case.propose())), ["A spring"]);
    assert_eq!(written(&case.repair().changes)[0]["remedy"]["action"]["run"], "spring");
}

/// On MITx Online a pass without the Certificate track counts for a program, and issues no certificate (rule
/// B1): who needs that of A to join B takes A's paid session.
#[test]
fn a_free_pass_is_no_certificate_that_another_course_asks_for() {
    let free = SPRING.replace("spring", "free").replace('{', r#"{ "certificate_track": false,"#);
    let courses = [course("A", &[&free, SPRING], ""), course("B", &[SUMMER], &requires("A"))];
    let catalog = program(&courses, r#"["A", "B"]"#, "");
    let case = case(&catalog, ENROLLED, "{}");
    let proposals = case.propose();
    assert_eq!(verdicts(&case), [Verdict::OnCourse]);
    assert_eq!(sessions(earliest(&proposals)), ["A spring", "B summer"]);
}

/// A is under way, and whether it is paid nobody says; its deadline has passed. Then it is paid, and nothing
/// more is to be; or it is not, and A is taken again for 100.
#[test]
fn a_session_under_way_may_be_paid_already() {
    let now = r#"{ "id": "now", "start": "2026-09-01", "enrollment_end": "2026-10-01",
        "upgrade_deadline": "2026-10-01", "end": "2026-12-20" }"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "verified", "result": "will_pass" } } }"#;
    let case = case(&program(&[course("A", &[now, SPRING], "")], r#"["A"]"#, ""), plan, "{}");
    let ways = case.propose().ways;
    let told: Vec<_> = ways.iter().map(|way| (way.undated, costs(way))).collect();
    let amount = |text: &str| (text.to_owned(), Some(text.to_owned()));
    assert_eq!(told, [(0, amount("100.00")), (1, amount("0.00"))]);
    let missing = written(&ways[1].assessment.missing);
    assert_eq!(missing[0]["fact"], json!({ "type": "payment", "course": "A", "run": "now" }));
}

/// A paid session that the catalog does not list may take place: then nothing more is to be paid.
#[test]
fn a_paid_session_that_is_not_listed_may_take_place() {
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "other", "state": "planned", "mode": "verified", "payment": "paid",
        "result": "will_pass" } } }"#;
    let case = case(&program(&[course("A", &[SPRING], "")], r#"["A"]"#, ""), plan, "{}");
    let ways = case.propose().ways;
    let told: Vec<_> = ways.iter().map(|way| (way.undated, costs(way).0)).collect();
    assert_eq!(told, [(0, "100.00".to_owned()), (1, "0.00".to_owned())]);
}

/// The upgrade of the session that goes on closes today, at a time that nobody states. It cannot be counted on,
/// and nobody says that there were none.
#[test]
fn an_earlier_session_that_may_be_open_is_named() {
    let now = r#"{ "id": "now", "start": "2026-09-01", "enrollment_end": "2026-10-01",
        "upgrade_deadline": "2026-11-21", "end": "2026-12-20" }"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "audit", "result": "will_pass" } } }"#;
    let case = case(&program(&[course("A", &[now, SPRING], "")], r#"["A"]"#, ""), plan, "{}");
    let way = earliest(&case.propose()).clone();
    assert_eq!(way.sessions.last().unwrap().run.as_ref().unwrap().as_str(), "spring");
    let expected = json!([{ "type": "not_counted_on", "course": "A", "runs": ["now"] }]);
    assert_eq!(written(&case.explain(&way).binding), expected);
}

/// A capstone concludes the program, also where nobody states what it needs first (rule B8).
#[test]
fn a_capstone_of_which_little_is_stated_comes_last() {
    for (stated, extra) in [
        (false, r#", "capstone": "not_stated""#.to_owned()),
        (true, r#", "capstone": "after_all_others""#.to_owned()),
        (true, format!(r#", "capstone": "not_stated"{}"#, requires("A"))),
    ] {
        let courses = [course("A", &[SPRING], ""), course("Z", &[WINTER, SUMMER], &extra)];
        let case = case(&program(&courses, r#"["A", "Z"]"#, ""), ENROLLED, "{}");
        let way = earliest(&case.propose()).clone();
        assert_eq!(sessions(&way), ["A spring", "Z summer"]);
        let waits = &written(&case.explain(&way).binding)[0];
        assert_eq!((&waits["type"], &waits["first"]), (&json!("needs_first"), &json!("A")));
        assert_eq!(waits["stated"], stated);
    }
}

/// The program as a whole costs 150, two courses 200. Who says that it is not paid has not said that it will
/// not be.
#[test]
fn a_program_that_is_not_paid_can_be_bought() {
    let courses = [course("A", &[SPRING], ""), course("B", &[SPRING], "")];
    let price = r#", "bundle_price": { "amount": "150", "currency": "USD" }"#;
    let catalog = program(&courses, r#"["A", "B"]"#, price);
    let not_paid = r#"{ "program_enrollment": "verified", "bundle": { "payment": "not_paid" } }"#;
    for plan in [ENROLLED, not_paid] {
        let ways = case(&catalog, plan, "{}").propose().ways;
        assert_eq!(costs(&ways[0]).0, "150.00");
    }
}

/// A counts only if it is completed before February 2027. A session that nobody has published takes the 16
/// weeks of the course, and so cannot.
#[test]
fn a_session_that_is_not_published_takes_its_weeks() {
    let early = r#"[{ "kind": "course", "course": "A", "completed_before": "2027-02-01" }]"#;
    let of_weeks = |weeks: u32| {
        let a = course("A", &[], &format!(r#", "weeks": {weeks}"#));
        let case = case(&program(&[a], early, ""), ENROLLED, "{}");
        case.propose().ways.len()
    };
    assert_eq!((of_weeks(6), of_weeks(16)), (1, 0));
}

/// A session whose certificate has no date is a session all the same.
#[test]
fn a_date_that_nobody_states_is_no_session_that_nobody_has_published() {
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "other", "state": "in_progress", "mode": "verified", "payment": "paid",
        "result": "will_pass" } } }"#;
    let case = case(&program(&[course("A", &[SPRING], "")], r#"["A"]"#, ""), plan, "{}");
    let proposals = case.propose();
    let binding: Value = written(&case.explain(&proposals.ways[0]).binding);
    assert_eq!(binding[0], json!({ "type": "date_not_stated", "course": "A" }));
}

/// A is audited until 10 January, and its upgrade has closed: it can earn nothing, so that A is taken again from
/// the first session that is open, also where that begins before the other is over (rule A2).
#[test]
fn an_audit_that_can_earn_nothing_keeps_nobody_waiting() {
    let autumn = r#"{ "id": "autumn", "start": "2026-09-01", "enrollment_end": "2026-10-01",
        "upgrade_deadline": "2026-10-01", "end": "2027-01-10" }"#;
    let a = course("A", &[autumn, WINTER, SPRING], "");
    let audit = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "autumn", "state": "in_progress", "mode": "audit", "result": "will_pass" } } }"#;
    let case = case(&program(&[a], r#"["A"]"#, ""), audit, "{}");
    assert_eq!(sessions(earliest(&case.propose())), ["A autumn", "A winter"]);
    assert_eq!(written(&case.repair().changes)[0]["remedy"]["action"]["run"], "winter");
}

/// Certificates count for one year, and no capstone says until when. B's is of December 2024, so that it is
/// taken again (rule A12).
#[test]
fn a_certificate_that_is_too_old_is_earned_again() {
    let courses = [course("A", &[SPRING], ""), course("B", &[SPRING], "")];
    let catalog = program(&courses, r#"["A", "B"]"#, r#", "certificates_count_years": 1"#);
    let old = r#"{ "program_enrollment": "verified", "courses": [{ "course": "B", "runs": [
        { "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held",
          "certificate_on": "2024-12-21" }] }] }"#;
    let case = Case { now: "2026-12-30T12:00:00Z".parse().unwrap(), ..case(&catalog, old, "{}") };
    let proposals = case.propose();
    assert!(proposals.proven);
    assert_eq!(sessions(earliest(&proposals)), ["A spring", "B spring"]);
    assert_eq!(verdicts(&case)[0], Verdict::OnCourse);
}

/// A counts only if it is completed before 1 June 2027. The planned session ends that very day, so that the one
/// before it is the change that settles it.
#[test]
fn a_session_that_may_be_too_late_is_changed_for_one_that_is_not() {
    let late = SPRING.replace("spring", "late").replace("2027-05-31", "2027-06-01");
    let early =
        r#"[{ "kind": "course", "course": "A", "completed_before": "2027-06-01T12:00:00Z" }]"#;
    let catalog = program(&[course("A", &[WINTER, &late], "")], early, "");
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "late", "state": "planned", "mode": "verified", "payment": "will_pay",
        "result": "will_pass" } } }"#;
    let repair = case(&catalog, plan, "{}").repair();
    assert_eq!(written(&repair.changes)[0]["remedy"]["action"]["run"], "winter");
    assert_eq!(repair.repaired.unwrap().assessment.program.verdict, Verdict::OnCourse);
}

/// A certificate of a session that counts for no program is one all the same (rule B1): who holds that of A joins B,
/// and takes A only where the program needs it.
#[test]
fn a_certificate_that_counts_for_no_program_is_what_another_course_asks_for() {
    let variant = r#"{ "id": "variant", "counts_for_programs": false, "start": "2026-02-01",
        "end": "2026-05-31" }"#;
    let courses = [course("A", &[variant, SUMMER], ""), course("B", &[SPRING], &requires("A"))];
    let held = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "variant", "state": "finished", "mode": "verified", "payment": "paid",
        "certificate": "held", "certificate_on": "2026-06-01" } } }"#;
    for (needed, expected) in
        [(r#"["B"]"#, vec!["B spring"]), (r#"["A", "B"]"#, vec!["B spring", "A summer"])]
    {
        let case = case(&program(&courses, needed, ""), held, "{}");
        let proposals = case.propose();
        let way = earliest(&proposals);
        assert_eq!(sessions(way), expected);
        assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
        let repair = case.repair();
        assert_eq!(repair.repaired.unwrap().assessment.program.verdict, Verdict::OnCourse);
        assert_eq!(repair.changes.len(), expected.len());
    }
}

/// A is audited until June, and its upgrade is open. Nobody has to wait for that (rules A7, E1): the session of
/// spring is over a month earlier for the same fee. Where A is paid, whether another session is needed is known when
/// it is over, and that of spring has closed by then.
#[test]
fn nobody_waits_for_an_audit() {
    let long = r#"{ "id": "long", "start": "2026-09-01", "enrollment_end": "2026-10-01",
        "upgrade_deadline": "2027-03-01", "end": "2027-06-30" }"#;
    let catalog = program(&[course("A", &[long, SPRING], "")], r#"["A"]"#, "");
    let under_way = |how: &str| {
        format!(
            r#"{{ "program_enrollment": "verified", "each": {{ "of": ["A"], "as": {{
                 "run": "long", "state": "in_progress", {how} }} }} }}"#
        )
    };
    for (how, expected) in [
        (r#""mode": "audit""#, ["A long", "A spring"].as_slice()),
        (r#""mode": "verified", "payment": "paid""#, &["A long"]),
    ] {
        let case = case(&catalog, &under_way(how), "{}");
        assert_eq!(sessions(earliest(&case.propose())), expected);
    }
}

/// The earlier session is self-paced and takes eight weeks, but whether it can still be joined nobody says; or it
/// shows its certificates at once, on a day that nobody says (rule C3). It is no session that there is not.
#[test]
fn an_earlier_session_is_named_whatever_is_not_known_of_it() {
    let late = r#"{ "id": "late", "start": "2027-03-01", "enrollment_end": "2027-03-15",
        "upgrade_deadline": "2027-03-15", "end": "2027-06-15" }"#;
    let own_pace = r#"{ "id": "own", "pacing": "self_paced", "start": "2026-06-01",
        "upgrade_deadline": "2027-12-01", "end": "2027-12-31" }"#;
    let at_once = r#"{ "id": "own", "start": "2027-01-15", "enrollment_end": "2027-01-20",
        "upgrade_deadline": "2027-01-20", "end": "2027-04-02",
        "certificate_display": "early_no_info" }"#;
    for (run, reason, released) in [
        (own_pace, "not_counted_on", ""),
        (at_once, "not_dated", r#", "certificate_release": "after_end""#),
    ] {
        let a = course("A", &[run, late], &format!(r#", "weeks": 8{released}"#));
        let catalog = program(&[a], r#"["A"]"#, "").replacen('{', r#"{ "platform": "edx","#, 1);
        let case = case(&catalog, r#"{ "photo_id": "approved" }"#, "{}");
        let way = earliest(&case.propose()).clone();
        assert_eq!(sessions(&way), ["A late"]);
        let expected = json!([{ "type": reason, "course": "A", "runs": ["own"] }]);
        assert_eq!(written(&case.explain(&way).binding), expected);
    }
}

/// B asks for A, which is there on 31 May, and goes on until the end of August. Its registration closes in June, or
/// never: it can be joined then either way (rule F1). Where nobody says when, or until when it is to be paid, it can be
/// counted on until it starts.
#[test]
fn what_never_closes_is_joined_as_late_as_what_closes_late() {
    let b = |closes: &str| {
        format!(r#"{{ "id": "b", "start": "2027-05-01", "end": "2027-08-31"{closes} }}"#)
    };
    for (closes, expected) in [
        (r#", "enrollment_end": "2027-06-15", "upgrade_deadline": "2027-06-15""#, "B b"),
        (r#", "enrollment_end": "none", "upgrade_deadline": "none""#, "B b"),
        (r#", "enrollment_end": "none""#, "B"),
        ("", "B"),
    ] {
        let courses = [course("A", &[SPRING], ""), course("B", &[&b(closes)], &requires("A"))];
        let case = case(&program(&courses, r#"["A", "B"]"#, ""), ENROLLED, "{}");
        let way = earliest(&case.propose()).clone();
        assert_eq!(sessions(&way), ["A spring", expected]);
        assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
    }
}

/// B for 200 or C for 100. B is planned in a session of which nobody says when it closes: to take the next one in its
/// place costs nothing more, to take C besides costs 100 more.
#[test]
fn what_is_replaced_is_not_paid() {
    let open = r#"{ "id": "open", "start": "2026-11-10", "end": "2027-02-01" }"#;
    let b = course("B", &[open, SPRING], "").replace("100.00", "200.00");
    let courses = [b, course("C", &[SPRING], "")];
    let either = r#"[{ "kind": "min_number_of", "number": 1, "of": ["B", "C"] }]"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["B"], "as": {
        "run": "open", "state": "planned", "mode": "verified", "payment": "will_pay",
        "result": "will_pass" } } }"#;
    let catalog = program(&courses, either, "");
    let repair = case(&catalog, plan, "{}").repair();
    let way = repair.repaired.unwrap();
    assert_eq!((sessions(&way), costs(&way).0), (vec!["B spring".to_owned()], "200.00".to_owned()));
    assert!(repair.proven);
    // Where the fee of B is not published, one is not known and not two.
    let unpublished =
        catalog.replace(r#""fee": "200.00", "#, "").replace("\"fee\": \"200.00\",", "");
    let repair = case(&unpublished.replace(r#"["B", "C"]"#, r#"["B"]"#), plan, "{}").repair();
    assert_eq!(repair.repaired.unwrap().unpublished_fees, 1);
}

/// B asks for A's certificate, which is held, without a date, in a session that counts for no program. It is
/// there for B, self-paced or not, also for who wishes not to take A (rules B1, F1).
#[test]
fn a_certificate_that_counts_for_no_program_is_there_whatever_is_wished() {
    let variant = r#"{ "id": "variant", "counts_for_programs": false, "start": "2026-02-01",
        "end": "2026-05-31" }"#;
    let own = r#"{ "id": "own", "pacing": "self_paced", "start": "2026-06-01",
        "enrollment_end": "none", "upgrade_deadline": "none", "end": "2027-12-31" }"#;
    let held = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "variant", "state": "finished", "mode": "verified", "payment": "paid",
        "certificate": "held" } } }"#;
    for (run, expected) in [(SPRING, "B spring"), (own, "B own")] {
        let courses = [
            course("A", &[variant], ""),
            course("B", &[run], &format!(r#", "weeks": 8{}"#, requires("A"))),
        ];
        for wishes in ["{}", r#"{ "without_courses": ["A"] }"#] {
            let case = case(&program(&courses, r#"["B"]"#, ""), held, wishes);
            assert_eq!(sessions(earliest(&case.propose())), [expected], "{wishes}");
        }
    }
}

/// Two sessions of A are open at once, of which one is under way and will be paid: whether another is needed is known
/// only when it is over.
#[test]
fn a_session_that_will_be_paid_is_waited_for() {
    let long = r#"{ "id": "long", "start": "2026-09-01", "enrollment_end": "2026-10-01",
        "upgrade_deadline": "2027-03-01", "end": "2027-06-30" }"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "long", "state": "in_progress", "mode": "verified", "payment": "will_pay" } } }"#;
    let case = case(&program(&[course("A", &[long, SPRING], "")], r#"["A"]"#, ""), plan, "{}");
    assert_eq!(sessions(earliest(&case.propose())), ["A long"]);
}

/// B asks for A, which is there on 31 May. Enrollment in B never closes, and nobody says until when it is to be paid:
/// whether that is still possible in June is open (rules F1, G). Where payment never closes either, it is; where it
/// closes in May, it is not.
#[test]
fn a_payment_deadline_that_nobody_states_leaves_the_order_open() {
    for (pays, verdict) in [
        ("", Verdict::Undetermined),
        (r#", "upgrade_deadline": "none""#, Verdict::OnCourse),
        (r#", "upgrade_deadline": "2027-05-10""#, Verdict::NeedsChange),
    ] {
        let b = format!(
            r#"{{ "id": "b", "start": "2027-05-01", "end": "2027-08-31", "enrollment_end": "none"{pays} }}"#
        );
        let courses = [course("A", &[SPRING], ""), course("B", &[&b], &requires("A"))];
        let will = r#""state": "planned", "mode": "verified", "payment": "will_pay", "result": "will_pass""#;
        let plan = format!(
            r#"{{ "program_enrollment": "verified", "courses": [
                 {{ "course": "A", "runs": [{{ "run": "spring", {will} }}] }},
                 {{ "course": "B", "runs": [{{ "run": "b", {will} }}] }}] }}"#
        );
        let case = case(&program(&courses, r#"["A", "B"]"#, ""), ENROLLED, "{}");
        let plan = read_plan(&plan, &case.catalog);
        assert_eq!(assess(&case.catalog, &plan, case.now).program.verdict, verdict, "{pays}");
    }
}
