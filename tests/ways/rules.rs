//! Small catalogs, one for each rule that a way must keep.

use certificate_planner::assessment::Verdict;
use serde_json::json;

use crate::common::{full_catalog, read_catalog, written};
use crate::{Case, cheapest, earliest, sessions, when_and_how_much};

pub(super) fn case(catalog: &str, plan: &str, wishes: &str) -> Case {
    Case::new(read_catalog(&full_catalog(catalog)), plan, wishes)
}

/// Two terms: `1` from February to May and `2` from July to October, each with registration for a
/// month and certificates at the end.
pub(super) fn term(id: &str, year: u32, fee: &str) -> String {
    let (start, closes, end) = match id {
        "1" => ("02-01", "03-01", "05-31"),
        _ => ("07-01", "08-01", "10-31"),
    };
    format!(
        r#"{{ "id": "{id}T{year}", "start": "{year}-{start}", "enrollment_end": "{year}-{closes}",
             "upgrade_deadline": "{year}-{closes}", "end": "{year}-{end}"{fee} }}"#
    )
}

pub(super) fn course(id: &str, fee: &str, extra: &str) -> String {
    let runs: Vec<String> =
        [2027, 2028].iter().flat_map(|year| [term("1", *year, ""), term("2", *year, "")]).collect();
    format!(
        r#"{{ "id": "{id}", "pacing": "instructor_paced", "fee": "{fee}"{extra},
             "runs": [{}] }}"#,
        runs.join(",")
    )
}

pub(super) fn program(courses: &[String], requirement: &str, extra: &str) -> String {
    format!(
        r#"{{ "courses": [{}], "programs": [{{
             "id": "P", "offered": true, "requirement": {requirement}{extra} }}] }}"#,
        courses.join(",")
    )
}

pub(super) const ENROLLED: &str = r#"{ "program_enrollment": "verified" }"#;

/// B needs the certificate of A to register: A in spring ends on 31 May, before registration for
/// summer closes on 1 August.
#[test]
fn a_required_certificate_comes_first() {
    let after = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let catalog =
        program(&[course("A", "100.00", ""), course("B", "100.00", after)], r#"["A", "B"]"#, "");
    let case = case(&catalog, ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "B 2T2027"]);
    assert_eq!(when_and_how_much(way), ("2027-10-31".to_owned(), "200.00".to_owned()));
    assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
    // No latest date is stated; from 31 May to 1 August there are 62 days.
    assert_eq!(
        written(&way.tight),
        json!([{ "first": "A", "then": "B", "days": 62, "close": false }])
    );
    let binding = written(&case.explain(way).binding);
    assert_eq!(binding[0]["type"], "needs_first");
    assert_eq!((&binding[0]["course"], &binding[0]["first"]), (&json!("B"), &json!("A")));
}

/// Who allows for certificates that come 63 days late cannot count on registering for summer. A in
/// summer would do for spring too, but who fails it in spring can still take it again.
#[test]
fn late_certificates_are_allowed_for() {
    let after = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let catalog =
        program(&[course("A", "100.00", ""), course("B", "100.00", after)], r#"["A", "B"]"#, "");
    let taken = |days: u32| {
        let wishes = format!(r#"{{ "certificate_margin_days": {days} }}"#);
        sessions(earliest(&case(&catalog, ENROLLED, &wishes).propose()))
    };
    assert_eq!(taken(61), ["A 1T2027", "B 2T2027"]);
    assert_eq!(taken(63), ["A 1T2027", "B 1T2028"]);
}

/// The capstone follows the certificates of all others, here both electives of the cheapest way.
#[test]
fn the_capstone_comes_last() {
    let capstone = r#", "capstone": "after_all_others""#;
    let catalog = program(
        &[
            course("A", "300.00", ""),
            course("B", "100.00", ""),
            course("C", "200.00", ""),
            course("Z", "50.00", capstone),
        ],
        r#"[{ "kind": "min_number_of", "number": 2, "of": ["A", "B", "C"] }, "Z"]"#,
        "",
    );
    let proposals = case(&catalog, ENROLLED, "{}").propose();
    let way = cheapest(&proposals);
    assert_eq!(sessions(way), ["B 1T2027", "C 1T2027", "Z 2T2027"]);
    assert_eq!(when_and_how_much(way), ("2027-10-31".to_owned(), "350.00".to_owned()));
}

/// A bundle pays where it is cheaper than the fees, and covers what starts within 24 months: until
/// 21 November 2028.
#[test]
fn a_bundle_is_bought_where_it_pays() {
    let courses = [course("A", "300.00", ""), course("B", "300.00", ""), course("C", "300.00", "")];
    let priced = |price: &str| {
        let bundle = format!(r#", "bundle_price": {{ "amount": "{price}", "currency": "USD" }}"#);
        let proposals =
            case(&program(&courses, r#"["A", "B", "C"]"#, &bundle), ENROLLED, "{}").propose();
        let way = cheapest(&proposals);
        assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
        (way.plan.bundle.is_some(), way.to_pay.high.unwrap().to_string())
    };
    assert_eq!(priced("700.00"), (true, "700.00".to_owned()));
    assert_eq!(priced("950.00"), (false, "900.00".to_owned()));
}

/// Of three courses for 100 each, or 250 together, one is failed first. On MITx Online every later
/// enrollment comes with the bundle; an entitlement of edX is used up by the failed session, and the
/// repeat is paid again (rules A3, E6).
#[test]
fn a_bundle_pays_a_repeat_as_its_platform_does() {
    let courses = [course("A", "100.00", ""), course("B", "100.00", ""), course("C", "100.00", "")];
    let bundle = r#", "bundle_price": { "amount": "250.00", "currency": "USD" }"#;
    let catalog = program(&courses, r#"["A", "B", "C"]"#, bundle);
    let to_pay = |platform: &str, plan: &str, price: &str| {
        let catalog = catalog.replacen('{', &format!(r#"{{ "platform": "{platform}","#), 1);
        let catalog = catalog.replace("250.00", price);
        let wishes = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
        let proposals = case(&catalog, plan, wishes).propose();
        let way = cheapest(&proposals);
        let sessions = sessions(way);
        assert!(["A 1T2027", "A 2T2027"].iter().all(|one| sessions.iter().any(|two| two == one)));
        (way.plan.bundle.is_some(), way.to_pay.high.unwrap().to_string())
    };
    let whole = |price: &str| (true, price.to_owned());
    assert_eq!(to_pay("mitx_online", ENROLLED, "250.00"), whole("250.00"));
    let edx = r#"{ "photo_id": "approved" }"#;
    assert_eq!(to_pay("edx", edx, "250.00"), whole("350.00"));
    // Fee by fee it is 400, so that 310 and 100 are more.
    assert_eq!(to_pay("edx", edx, "310.00"), (false, "400.00".to_owned()));
    assert_eq!(to_pay("mitx_online", ENROLLED, "310.00"), whole("310.00"));
}

/// A fails in spring for 50 and passes in fall for 300, B costs 100, and both together 200. An entitlement of edX
/// that is bought today is used up in spring: 200 and 300. Bought once spring has closed, on 1 March, it covers fall
/// and B, so that 50 and 200 are to be paid (rules A3, E6).
#[test]
fn a_bundle_is_bought_once_the_session_that_is_failed_has_closed() {
    let priced = |run: String, fee: u32| {
        run.replacen(
            '{',
            &format!(r#"{{ "fee": {{ "amount": "{fee}.00", "currency": "USD" }},"#),
            1,
        )
    };
    let a = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "runs": [{}, {}] }}"#,
        priced(term("1", 2027, ""), 50),
        priced(term("3", 2027, ""), 300)
    );
    let b = format!(
        r#"{{ "id": "B", "pacing": "instructor_paced", "fee": "100.00", "runs": [{}] }}"#,
        term("3", 2027, "")
    );
    let bundle = r#", "bundle_price": { "amount": "200.00", "currency": "USD" }"#;
    let catalog = program(&[a, b], r#"["A", "B"]"#, bundle);
    let catalog = catalog.replacen('{', r#"{ "platform": "edx","#, 1);
    let wishes = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
    let proposals = case(&catalog, r#"{ "photo_id": "approved" }"#, wishes).propose();
    let way = cheapest(&proposals);
    assert_eq!(when_and_how_much(way).1, "250.00");
    let bought = written(&way.plan.bundle.unwrap());
    assert_eq!(bought, json!({ "payment": "will_pay", "on": "2027-03-02" }));
}

/// A in spring 2027, to be paid by this day, and B in spring 2029, each for 300.
pub(super) fn two_years_apart(pay_by: &str, price: &str) -> Case {
    let run = |id: &str, run: String| {
        format!(
            r#"{{ "id": "{id}", "pacing": "instructor_paced", "fee": "300.00", "runs": [{run}] }}"#
        )
    };
    let early = format!(
        r#"{{ "id": "1T2027", "start": "2027-02-01", "enrollment_end": "2027-03-01",
             "upgrade_deadline": "{pay_by}", "end": "2027-05-31" }}"#
    );
    let courses = [run("A", early), run("B", term("1", 2029, ""))];
    let bundle = format!(r#", "bundle_price": {{ "amount": "{price}", "currency": "USD" }}"#);
    case(&program(&courses, r#"["A", "B"]"#, &bundle), ENROLLED, "{}")
}

fn bought(case: &Case) -> (Option<serde_json::Value>, String) {
    let proposals = case.propose();
    let way = cheapest(&proposals);
    assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
    assert_eq!(when_and_how_much(way).0, "2029-05-31");
    (way.plan.bundle.map(|bundle| written(&bundle)), when_and_how_much(way).1)
}

/// Bought today it covers what starts before 21 November 2028, so not B, which starts on 1 February
/// 2029. Bought from 2 February 2027 on it covers B, and A too while that can be paid.
#[test]
fn a_bundle_pays_where_it_is_bought_later() {
    let later = json!({ "payment": "will_pay", "on": "2027-02-02" });
    // 590 and 300 today are more than 600; 590 alone is less.
    let both = bought(&two_years_apart("2027-03-01", "590.00"));
    assert_eq!(both, (Some(later), "590.00".to_owned()));
    // A is to be paid on that very day, which the purchase may miss.
    let neither = bought(&two_years_apart("2027-02-02", "590.00"));
    assert_eq!(neither, (None, "600.00".to_owned()));
    // It is bought for one of them where it costs less than that one: 290 and 300.
    let one = bought(&two_years_apart("2027-02-02", "290.00"));
    assert_eq!((one.0.is_some(), one.1), (true, "590.00".to_owned()));
    // And not at all where it costs more than both.
    let none = bought(&two_years_apart("2027-03-01", "610.00"));
    assert_eq!(none, (None, "600.00".to_owned()));
}

/// An audit session with an open deadline is upgraded; one without is taken again later.
#[test]
fn an_audit_session_is_upgraded_while_it_can_be() {
    let runs = |deadline: &str| {
        format!(
            r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
                 {{ "id": "now", "start": "2026-09-01", "enrollment_end": "2026-10-01",
                    "upgrade_deadline": "{deadline}", "end": "2026-12-20" }}, {}] }}"#,
            term("1", 2027, "")
        )
    };
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "audit", "result": "will_pass" } } }"#;
    let open = case(&program(&[runs("2026-12-01")], r#"["A"]"#, ""), plan, "{}");
    let proposals = open.propose();
    let way = earliest(&proposals);
    assert_eq!(when_and_how_much(way), ("2026-12-20".to_owned(), "100.00".to_owned()));
    let repair = open.repair();
    let changes = written(&repair.changes);
    assert_eq!(changes.as_array().unwrap().len(), 1);
    let action = json!({ "type": "upgrade", "course": "A", "run": "now" });
    assert_eq!(changes[0]["remedy"]["action"], action);
    assert_eq!(changes[0]["remedy"]["by"], "2026-12-01");
    assert_eq!(changes[0]["remedy"]["fee"], json!({ "low": "100.00", "high": "100.00" }));
    assert_eq!(repair.repaired.unwrap().assessment.program.verdict, Verdict::OnCourse);

    let closed = case(&program(&[runs("2026-11-01")], r#"["A"]"#, ""), plan, "{}");
    let proposals = closed.propose();
    assert_eq!(sessions(earliest(&proposals)), ["A now", "A 1T2027"]);
    let changes = written(&closed.repair().changes);
    assert_eq!(changes[0]["remedy"]["action"]["type"], "enroll");
    assert_eq!(changes[0]["remedy"]["action"]["run"], "1T2027");
}

/// On edX, under the honor code, which earns no certificate in this program: to upgrade the session under way is
/// the earliest and the cheapest, and the one change (rules A1, A2).
#[test]
fn a_session_in_a_mode_that_earns_nothing_can_be_upgraded() {
    let runs = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
             {{ "id": "now", "start": "2026-10-01", "enrollment_end": "2026-12-20",
                "upgrade_deadline": "2026-12-05", "end": "2027-01-10" }}, {}] }}"#,
        term("1", 2027, "")
    );
    let catalog = program(&[runs], r#"["A"]"#, r#", "honor_certifies": false"#);
    let catalog = catalog.replacen('{', r#"{ "platform": "edx","#, 1);
    let plan = r#"{ "photo_id": "approved", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "honor", "result": "will_pass" } } }"#;
    let case = case(&catalog, plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A now"]);
    assert_eq!(when_and_how_much(way), ("2027-01-10".to_owned(), "100.00".to_owned()));
    let changes = written(&case.repair().changes);
    let action = json!({ "type": "upgrade", "course": "A", "run": "now" });
    assert_eq!(changes.as_array().unwrap().len(), 1);
    assert_eq!(changes[0]["remedy"]["action"], action);
}

/// The session is in the plan, on the Certificate track and not paid: it is paid until the upgrade closes, as the
/// assessment says too, not until enrollment does (rule A2).
#[test]
fn a_session_of_the_plan_is_paid_until_the_upgrade_closes() {
    let run = r#"{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
        { "id": "spring", "start": "2027-01-20", "enrollment_end": "2027-02-01",
          "upgrade_deadline": "2027-02-20", "end": "2027-05-10" }] }"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "spring", "state": "planned", "mode": "verified", "payment": "not_paid",
        "result": "will_pass" } } }"#;
    let repair = case(&program(&[run.to_owned()], r#"["A"]"#, ""), plan, "{}").repair();
    let change = written(&repair.changes[0].remedy);
    assert_eq!((&change["action"]["type"], &change["by"]), (&json!("pay"), &json!("2027-02-20")));
}

/// All certificates are held and only the enrollment in the program is missing: one change.
#[test]
fn the_smallest_change_is_to_enroll_in_the_program() {
    let catalog = program(&[course("A", "100.00", "")], r#"["A"]"#, "");
    let plan = r#"{ "program_enrollment": "not_enrolled", "holds": { "A": "2026-05-01" } }"#;
    let repair = case(&catalog, plan, "{}").repair();
    let changes = written(&repair.changes);
    assert_eq!(changes.as_array().unwrap().len(), 1);
    assert_eq!(changes[0]["remedy"]["action"]["type"], "enroll_in_program");
}

/// A planned session that is too early for what it needs is exchanged for a later one, and nothing
/// else is changed.
#[test]
fn the_smallest_change_is_a_later_session() {
    let after = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let catalog =
        program(&[course("A", "100.00", ""), course("B", "100.00", after)], r#"["A", "B"]"#, "");
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A", "B"], "as": {
        "run": "1T2027", "state": "planned", "mode": "verified", "payment": "will_pay",
        "result": "will_pass" } } }"#;
    let case = case(&catalog, plan, "{}");
    let changes = written(&case.repair().changes);
    assert_eq!(changes.as_array().unwrap().len(), 1);
    let action = &changes[0]["remedy"]["action"];
    assert_eq!(action["type"], "take_later_run");
    assert_eq!((&action["course"], &action["run"]), (&json!("B"), &json!("2T2027")));
}

/// One change does, A for 300; two would be cheaper, B and C for 100 together.
#[test]
fn fewer_changes_come_before_cheaper_ones() {
    let courses = [course("A", "300.00", ""), course("B", "50.00", ""), course("C", "50.00", "")];
    let either = r#"[{ "kind": "min_number_of", "number": 1, "of": [
        "A", { "kind": "all_of", "of": ["B", "C"] }] }]"#;
    let repair = case(&program(&courses, either, ""), ENROLLED, "{}").repair();
    let changes = written(&repair.changes);
    assert_eq!(changes.as_array().unwrap().len(), 1);
    assert_eq!(changes[0]["remedy"]["action"]["course"], "A");
}

/// Two of A, B and C are needed, and Z, which asks for A. Nobody has published a session of A or Z: with A, B and
/// Z three changes do, though a fourth, C in place of A, would leave one certificate less without a date.
#[test]
fn fewer_changes_come_before_more_that_have_a_date() {
    let open = |id: &str, extra: &str| {
        format!(
            r#"{{ "id": "{id}", "pacing": "instructor_paced", "fee": "100.00"{extra}, "runs": [] }}"#
        )
    };
    let after = r#", "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let courses =
        [open("A", ""), course("B", "100.00", ""), course("C", "200.00", ""), open("Z", after)];
    let two = r#"[{ "kind": "min_number_of", "number": 2, "of": ["A", "B", "C"] }, "Z"]"#;
    let changes = written(&case(&program(&courses, two, ""), ENROLLED, "{}").repair().changes);
    let changed = changes.as_array().unwrap().iter().map(|one| &one["remedy"]["action"]["course"]);
    assert_eq!(changed.collect::<Vec<_>>(), ["A", "B", "Z"]);
}

/// Two of four are needed: A and B in spring are the earliest, C and D in summer would cost 50 each.
/// When a failure in A is known, B has begun and is paid: C for 50 comes on top, not C and D in place
/// of both.
#[test]
fn what_has_begun_stays_after_a_failure() {
    let summer = |id: &str| {
        format!(
            r#"{{ "id": "{id}", "pacing": "instructor_paced", "fee": "50.00", "runs": [{}] }}"#,
            term("2", 2027, "")
        )
    };
    let courses = [course("A", "100.00", ""), course("B", "100.00", ""), summer("C"), summer("D")];
    let two = r#"[{ "kind": "min_number_of", "number": 2, "of": ["A", "B", "C", "D"] }]"#;
    let case = case(&program(&courses, two, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "B 1T2027"]);
    let slack = written(&case.explain(way).slack);
    assert_eq!(slack[0]["course"], "A");
    assert_eq!(slack[0]["completion"]["from"]["at"], "2027-10-31");
    assert_eq!(slack[0]["extra"], json!({ "low": "50.00", "high": "50.00" }));
}

/// Two attempts are guaranteed (rule A10): after one failure one more is planned, after two none.
#[test]
fn attempts_are_limited() {
    let limited = r#", "attempts_guaranteed": 2"#;
    let catalog = program(&[course("A", "100.00", limited)], r#"["A"]"#, "");
    let failing = |times: u32| {
        let wishes = format!(r#"{{ "failures": [{{ "course": "A", "times": {times} }}] }}"#);
        case(&catalog, ENROLLED, &wishes).propose()
    };
    let once = failing(1);
    assert_eq!(sessions(earliest(&once)), ["A 1T2027", "A 2T2027"]);
    assert_eq!(when_and_how_much(earliest(&once)).1, "200.00");
    assert_eq!(earliest(&once).assessment.program.verdict, Verdict::OnCourse);
    let twice = failing(2).no_way.unwrap();
    let instead = json!({ "type": "number", "number": 1 });
    assert_eq!(written(&twice.conflicts[0].wishes)[0]["instead"], instead);
}

/// A ends at 23:59 on 30 June in New York, past midnight in UTC: nothing is left to study in July, and B,
/// which starts with it, is not taken beside A. What ends at noon in UTC takes its day.
#[test]
fn what_ends_before_noon_takes_no_hours_of_that_day() {
    let until = |end: &str| {
        format!(
            r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
                 {{ "id": "spring", "start": "2027-02-01", "enrollment_end": "2027-03-01",
                   "upgrade_deadline": "2027-03-01", "end": "{end}" }}] }}"#
        )
    };
    let taken = |end: &str, courses: &str, wishes: &str| {
        let catalog = program(&[until(end), course("B", "100.00", "")], courses, "");
        let found = case(&catalog, ENROLLED, wishes).propose();
        found.earliest.map(|way| sessions(&found.ways[way]))
    };
    let (before_noon, at_noon) = ("2027-06-30T23:59:00-04:00", "2027-07-01T12:00:00Z");
    let no_july = r#"{ "hours_between": [
        { "from": "2027-07-01", "to": "2027-07-31", "hours": 0 }] }"#;
    assert_eq!(taken(before_noon, r#"["A"]"#, no_july), Some(vec!["A spring".to_owned()]));
    // Only a session that nobody has published could leave July free.
    assert_eq!(taken(at_noon, r#"["A"]"#, no_july), Some(vec!["A".to_owned()]));
    let (both, one) = (r#"["A", "B"]"#, r#"{ "courses_at_once": 1 }"#);
    let in_turn = |then: &str| Some(vec!["A spring".to_owned(), then.to_owned()]);
    assert_eq!(taken(before_noon, both, one), in_turn("B 2T2027"));
    assert_eq!(taken(at_noon, both, one), in_turn("B 1T2028"));
}

/// No study in July: what runs then is out, so the second course waits for the next spring.
#[test]
fn hours_between_two_days_are_kept() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let catalog =
        program(&[course("A", "100.00", hours), course("B", "100.00", hours)], r#"["A", "B"]"#, "");
    let wishes = r#"{ "courses_at_once": 1, "hours_between": [
        { "from": "2027-07-01", "to": "2027-07-31", "hours": 0 }] }"#;
    let proposals = case(&catalog, ENROLLED, wishes).propose();
    // Which of the two comes first does not matter.
    let runs: Vec<String> =
        sessions(earliest(&proposals)).iter().map(|session| session[2..].to_owned()).collect();
    assert_eq!(runs, ["1T2027", "1T2028"]);
}

/// Two courses of 10 hours, in weeks of 8: none fits. With 12 hours from January to June one fits into
/// the spring, and the other one
/// into no published session: 10 hours in all weeks would do, or 20 in spring.
#[test]
fn a_time_may_have_more_hours_than_all_weeks() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let courses = [course("A", "100.00", hours), course("B", "100.00", hours)];
    let one = program(&courses[..1], r#"["A"]"#, "");
    let wishes =
        |between: &str| format!(r#"{{ "hours_per_week": 8, "hours_between": [{between}] }}"#);
    let spring = r#"{ "from": "2027-01-01", "to": "2027-06-30", "hours": 12 }"#;
    assert!(case(&one, ENROLLED, &wishes("")).propose().ways.is_empty());
    let proposals = case(&one, ENROLLED, &wishes(spring)).propose();
    assert_eq!(sessions(earliest(&proposals)), ["A 1T2027"]);

    let two = program(&courses, r#"["A", "B"]"#, "");
    let published = wishes(spring).replace("}] }", r#"}], "published_only": true }"#);
    let no_way = case(&two, ENROLLED, &published).propose().no_way.unwrap();
    let conflict = written(&no_way.conflicts[0].wishes);
    let number = |at: usize| (&conflict[at]["wish"]["wish"], &conflict[at]["instead"]["number"]);
    assert_eq!(number(0), (&json!("hours_per_week"), &json!(10)));
    assert_eq!(conflict[1]["wish"], json!({ "wish": "published_only" }));
    assert_eq!(number(2), (&json!("hours_between"), &json!(20)));
    // A session that nobody has published yet may still come in that time.
    let open = case(&two, ENROLLED, &wishes(spring)).propose();
    assert_eq!(earliest(&open).undated, 1);
}

/// Fourteen weeks of 5 hours do not fit where every week has 4 but for five days, whenever the session is; where
/// the whole of next year has 10, they do.
#[test]
fn a_session_that_nobody_has_published_needs_room_for_all_its_weeks() {
    let open = r#"{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [], "weeks": 14,
        "hours_per_week": { "min": 5, "max": 5 } }"#;
    let catalog = program(&[open.to_owned()], r#"["A"]"#, "");
    let ways = |to: &str| {
        let wishes = format!(
            r#"{{ "hours_per_week": 4, "hours_between": [
                {{ "from": "2027-01-01", "to": "{to}", "hours": 10 }}] }}"#
        );
        case(&catalog, ENROLLED, &wishes).propose().ways.len()
    };
    // 98 days from the first of January on.
    assert_eq!([ways("2027-01-05"), ways("2027-04-07"), ways("2027-04-08")], [0, 0, 1]);
}

/// Where several times cover a day, the lowest limit holds: what is left of the spring is too short.
#[test]
fn the_lowest_limit_of_a_day_holds() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let catalog = program(&[course("A", "100.00", hours)], r#"["A"]"#, "");
    let wishes = r#"{ "hours_per_week": 8, "hours_between": [
        { "from": "2027-01-01", "to": "2027-12-31", "hours": 12 },
        { "from": "2027-04-01", "to": "2027-04-07", "hours": 0 }] }"#;
    let proposals = case(&catalog, ENROLLED, wishes).propose();
    assert_eq!(sessions(earliest(&proposals)), ["A 2T2027"]);
}

/// Ten hours a week leave room for one course at a time, and so does one course at once: leaving out one
/// of the wishes changes nothing, without both the certificate comes with the spring.
#[test]
fn wishes_that_bind_together_are_named_together() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let catalog =
        program(&[course("A", "100.00", hours), course("B", "100.00", hours)], r#"["A", "B"]"#, "");
    let wishes = r#"{ "hours_per_week": 10, "courses_at_once": 1, "published_only": true }"#;
    let case = case(&catalog, ENROLLED, wishes);
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(when_and_how_much(way).0, "2027-10-31");
    let binding = written(&case.explain(way).binding);
    assert_eq!(binding.as_array().unwrap().len(), 1);
    let wishes = json!([{ "wish": "hours_per_week" }, { "wish": "courses_at_once" }]);
    assert_eq!((&binding[0]["type"], &binding[0]["wishes"]), (&json!("wishes"), &wishes));
    assert_eq!(binding[0]["earliest"]["from"], json!({ "at": "2027-05-31" }));
}

/// A course that goes on takes 5 hours until 20 December, and the one that is needed begins in February
/// and states none: nobody knows whether it takes more, so its time is the heaviest.
#[test]
fn hours_that_nobody_states_weigh_most() {
    let other = r#"{ "id": "X", "pacing": "instructor_paced",
        "hours_per_week": { "min": 3, "max": 5 }, "runs": [
            { "id": "now", "start": "2026-09-01", "end": "2026-12-20" }] }"#;
    let courses = [course("A", "100.00", ""), other.to_owned()];
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["X"], "as": {
        "run": "now", "state": "in_progress", "mode": "audit", "result": "will_pass" } } }"#;
    let proposals = case(&program(&courses, r#"["A"]"#, ""), plan, "{}").propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["X now", "A 1T2027"]);
    assert_eq!((way.peak_hours, way.peak_unstated), (0, 1));
}

/// Ten hours for both leave one at a time, and so does one at once: by June there is no way under either.
/// Both sets are named, though the day is in both.
/// The budget alone, and the day with either of the other two (F1, F2).
fn expect_three_sets(catalog: &str, wishes: &str) {
    let no_way = case(catalog, ENROLLED, wishes).propose().no_way.unwrap();
    let named = no_way.conflicts.iter().map(|conflict| {
        let wishes = conflict.wishes.iter();
        wishes.map(|one| (written(&one.wish)["wish"].clone(), written(&one.instead))).collect()
    });
    let named: Vec<Vec<_>> = named.collect();
    let number = |number: u32| json!({ "type": "number", "number": number });
    let by = (json!("ready_by"), json!({ "type": "day", "day": "2027-10-31" }));
    let budget = (json!("budget"), json!({ "type": "amount", "amount": "200.00" }));
    let expected = [
        vec![budget],
        vec![(json!("hours_per_week"), number(20)), by.clone()],
        vec![(json!("courses_at_once"), number(2)), by],
    ];
    assert_eq!(named, expected);
}

#[test]
fn sets_of_wishes_that_share_a_wish_are_all_named() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let catalog =
        program(&[course("A", "100.00", hours), course("B", "100.00", hours)], r#"["A", "B"]"#, "");
    let wishes = r#"{ "hours_per_week": 10, "courses_at_once": 1, "ready_by": "2027-06-30",
        "budget": "150" }"#;
    expect_three_sets(&catalog, wishes);
}

/// The same among nine wishes, of which the others change nothing.
#[test]
fn sets_of_wishes_that_share_a_wish_are_all_named_among_many() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let courses =
        [course("A", "100.00", hours), course("B", "100.00", hours), course("C", "9", "")];
    let wishes = r#"{ "hours_per_week": 10, "courses_at_once": 1, "ready_by": "2027-06-30",
        "budget": "150", "published_only": true, "start_from": "2027-01-01",
        "with_courses": ["A", "B"], "certificate_margin_days": 7 }"#;
    let one = r#"["A", "B", { "kind": "min_number_of", "number": 0, "of": ["C"] }]"#;
    expect_three_sets(&program(&courses, one, ""), wishes);
}

/// A costs 300 in spring; a session that nobody has published yet costs the course's 100. Whatever may be
/// paid, the cheap way is among the best beside the one with a date.
#[test]
fn more_money_hides_no_cheaper_way() {
    let dear = term("1", 2027, r#", "fee": { "amount": "300.00", "currency": "USD" }"#);
    let a = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [{dear}] }}"#
    );
    let catalog = program(&[a], r#"["A"]"#, "");
    let costs = |wishes: &str| {
        let proposals = case(&catalog, ENROLLED, wishes).propose();
        assert!(proposals.proven);
        proposals.ways.iter().map(|way| (way.undated, when_and_how_much(way).1)).collect::<Vec<_>>()
    };
    let cheap = || (1, "100.00".to_owned());
    assert_eq!(costs(r#"{ "budget": "200" }"#), [cheap()]);
    assert_eq!(costs("{}"), [(0, "300.00".to_owned()), cheap()]);
}

/// A self-paced session that goes on takes its eight weeks from now, until 16 January, not its whole window:
/// then there is room for B, for ten weeks until 28 March.
#[test]
fn a_self_paced_session_under_way_takes_its_weeks() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let courses = [
        self_paced_in("A", 8, &[("now", "2026-10-01", "2027-12-31")], hours),
        self_paced_in("B", 10, &[("next", "2027-01-01", "2027-12-31")], hours),
    ];
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "verified", "payment": "paid" } } }"#;
    let wishes = r#"{ "hours_per_week": 10 }"#;
    let proposals = case(&program(&courses, r#"["A", "B"]"#, ""), plan, wishes).propose();
    let way = earliest(&proposals);
    let days: Vec<_> =
        way.sessions.iter().map(|one| (one.from.unwrap(), one.to.unwrap())).collect();
    assert_eq!(written(&days), json!([["2026-11-21", "2027-01-16"], ["2027-01-17", "2027-03-28"]]));
    assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
}

/// B has an earlier session that changes nothing, A has none: it is A that keeps the certificate from being
/// earlier.
#[test]
fn of_several_that_come_last_the_one_without_an_earlier_session_is_named() {
    let summer = format!(
        r#"{{ "id": "B", "pacing": "instructor_paced", "fee": "100.00", "runs": [
             {{ "id": "X", "start": "2027-02-10", "end": "2027-03-20", "enrollment_end": "2027-02-20",
                "fee": {{ "amount": "150.00", "currency": "USD" }} }}, {}] }}"#,
        term("1", 2027, "")
    );
    let a = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [{}] }}"#,
        term("1", 2027, "")
    );
    let case = case(&program(&[a, summer], r#"["A", "B"]"#, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = cheapest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "B 1T2027"]);
    let binding = written(&case.explain(way).binding);
    assert_eq!(
        (&binding[0]["type"], &binding[0]["course"]),
        (&json!("no_earlier_session"), &json!("A"))
    );
}

/// A nested program whose certificate is held needs no step.
#[test]
fn what_is_held_as_a_whole_asks_for_nothing() {
    let courses = [course("A", "100.00", ""), course("B", "100.00", ""), course("D", "100.00", "")];
    let catalog = format!(
        r#"{{ "courses": [{}], "programs": [
             {{ "id": "P", "offered": true, "requirement": [
                {{ "kind": "program", "program": "Q" }}, "D"] }},
             {{ "id": "Q", "offered": true, "requirement": ["A", "B"] }}] }}"#,
        courses.join(",")
    );
    let plan = r#"{ "program_enrollment": "verified", "program_certificates": ["Q"] }"#;
    let case = case(&catalog, plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["D 1T2027"]);
    let next = written(&case.explain(way).next);
    let about: Vec<_> =
        next.as_array().unwrap().iter().map(|one| &one["action"]["course"]).collect();
    assert_eq!(about, [&json!("D"), &json!("D")]);
}

/// What is pinned, wished in or wished out is kept.
#[test]
fn wishes_for_courses_and_sessions_are_kept() {
    let courses = [course("A", "100.00", ""), course("B", "200.00", ""), course("C", "300.00", "")];
    let choice = r#"[{ "kind": "min_number_of", "number": 2, "of": ["A", "B", "C"] }]"#;
    let catalog = program(&courses, choice, "");
    let taken = |wishes: &str| {
        let proposals = case(&catalog, ENROLLED, wishes).propose();
        sessions(cheapest(&proposals))
    };
    assert_eq!(taken("{}"), ["A 1T2027", "B 1T2027"]);
    assert_eq!(taken(r#"{ "without_courses": ["A"] }"#), ["B 1T2027", "C 1T2027"]);
    assert_eq!(taken(r#"{ "with_courses": ["C"] }"#), ["A 1T2027", "C 1T2027"]);
    let pinned = r#"{ "pinned": [{ "course": "A", "run": "2T2027" }] }"#;
    assert_eq!(taken(pinned), ["B 1T2027", "A 2T2027"]);
    assert_eq!(taken(r#"{ "start_from": "2027-03-01" }"#), ["A 2T2027", "B 2T2027"]);
}

/// Bad wishes are refused with their place.
#[test]
fn wishes_are_checked() {
    use certificate_planner::proposal::wishes::Wishes;
    let catalog =
        read_catalog(&full_catalog(&program(&[course("A", "100.00", "")], r#"["A"]"#, "")));
    let places = |wishes: &str| {
        let problems = Wishes::read(wishes, &catalog, &catalog.programs()[0]).unwrap_err();
        problems.0.into_iter().map(|problem| problem.path).collect::<Vec<_>>()
    };
    assert_eq!(places(r#"{ "with_courses": ["A", "Q"] }"#), ["with_courses[1]"]);
    let other = program(&[course("A", "100.00", ""), course("Z", "10.00", "")], r#"["A"]"#, "");
    let other = read_catalog(&full_catalog(&other));
    let of_another = Wishes::read(r#"{ "with_courses": ["Z"] }"#, &other, &other.programs()[0]);
    assert_eq!(of_another.unwrap_err().0[0].path, "with_courses[0]");
    assert_eq!(places(r#"{ "track": "x" }"#), ["track"]);
    let reversed =
        r#"{ "hours_between": [{ "from": "2027-02-01", "to": "2027-01-01", "hours": 3 }] }"#;
    assert_eq!(places(reversed), ["hours_between[0]"]);
    let often = r#"{ "failures": [{ "course": "A", "times": 3 }] }"#;
    assert_eq!(places(often), ["failures[0].times"]);
    assert_eq!(places(r#"{ "hours": 3 }"#), ["hours"]);
}

/// A self-paced course of four weeks that is open for two years.
pub(super) fn self_paced(id: &str, extra: &str) -> String {
    format!(
        r#"{{ "id": "{id}", "pacing": "self_paced", "certificate_release": "individually",
             "fee": "100.00"{extra}, "runs": [{{ "id": "r", "start": "2026-11-01",
             "end": "2028-12-31", "enrollment_end": "2028-10-01",
             "upgrade_deadline": "2028-11-01" }}] }}"#
    )
}

/// A is passed on 19 December at the earliest and certified on the 21st at the latest; B, which needs
/// that certificate, is begun on the day after it and takes four weeks, to 19 January.
#[test]
fn a_self_paced_session_waits_for_what_it_needs() {
    let weeks = r#", "weeks": 4"#;
    let after = r#", "weeks": 4, "prerequisites": [{ "course": "A", "strength": "required" }]"#;
    let catalog = program(&[self_paced("A", weeks), self_paced("B", after)], r#"["A", "B"]"#, "");
    let proposals = case(&catalog, ENROLLED, "{}").propose();
    let way = earliest(&proposals);
    let begins: Vec<String> =
        way.sessions.iter().map(|session| session.from.unwrap().to_string()).collect();
    assert_eq!(begins, ["2026-11-21", "2026-12-22"]);
    assert_eq!(when_and_how_much(way).0, "2027-01-20");
}

fn begins(way: &certificate_planner::proposal::Way) -> Vec<String> {
    way.sessions.iter().map(|session| session.from.unwrap().to_string()).collect()
}

/// With one course at a time, B is begun on the day after A's four weeks, which end on 19 December;
/// with no study from 1 December to 10 January neither can be done before, so A is begun on the 11th,
/// passed on 8 February, and B is begun on the 9th.
#[test]
fn self_paced_sessions_follow_each_other_day_by_day() {
    let weeks = r#", "weeks": 4, "hours_per_week": { "min": 5, "max": 10 }"#;
    let catalog = program(&[self_paced("A", weeks), self_paced("B", weeks)], r#"["A", "B"]"#, "");
    let taken = |wishes: &str| {
        let proposals = case(&catalog, ENROLLED, wishes).propose();
        assert!(proposals.proven);
        let way = earliest(&proposals);
        (begins(way), when_and_how_much(way).0)
    };
    let one = taken(r#"{ "courses_at_once": 1 }"#);
    assert_eq!(one, (vec!["2026-11-21".to_owned(), "2026-12-20".into()], "2027-01-18".into()));
    let rest = taken(
        r#"{ "courses_at_once": 1, "hours_between": [
            { "from": "2026-12-01", "to": "2027-01-10", "hours": 0 }] }"#,
    );
    assert_eq!(rest, (vec!["2027-01-11".to_owned(), "2027-02-09".into()], "2027-03-10".into()));
}

/// Sessions of a self-paced course of these weeks, each open from a day to another one, until which it can
/// also be joined and paid.
pub(super) fn self_paced_in(
    id: &str,
    weeks: u32,
    runs: &[(&str, &str, &str)],
    extra: &str,
) -> String {
    let runs: Vec<String> = runs
        .iter()
        .map(|(run, from, to)| {
            format!(
                r#"{{ "id": "{run}", "start": "{from}", "end": "{to}", "enrollment_end": "{to}",
                     "upgrade_deadline": "{to}" }}"#
            )
        })
        .collect();
    format!(
        r#"{{ "id": "{id}", "pacing": "self_paced", "certificate_release": "individually",
             "weeks": {weeks}, "fee": "100.00"{extra}, "runs": [{}] }}"#,
        runs.join(",")
    )
}

/// Failed on 19 December, the next session is taken and not the same one again (rules A3, F3): begun on
/// 1 June, passed on 29 June. What the way comes to is a plan that can be read.
#[test]
fn after_a_failure_the_next_self_paced_session_is_taken() {
    let runs = [("r", "2026-11-01", "2027-12-31"), ("next", "2027-06-01", "2028-12-31")];
    let taken = |runs: &[(&str, &str, &str)], extra: &str| {
        let catalog = program(&[self_paced_in("A", 4, runs, extra)], r#"["A"]"#, "");
        let wishes = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
        let case = case(&catalog, ENROLLED, wishes);
        let proposals = case.propose();
        let way = earliest(&proposals);
        let plan = written(&way.plan).to_string();
        assert!(certificate_planner::plan::Plan::read(&plan, &case.catalog).is_ok(), "{plan}");
        let from = way.sessions.iter().map(|one| one.from.map(|day| day.to_string()));
        (sessions(way), from.collect::<Vec<_>>(), when_and_how_much(way))
    };
    let (both, from, worth) = taken(&runs, "");
    assert_eq!(both, ["A r", "A next"]);
    assert_eq!(from, [Some("2026-11-21".to_owned()), Some("2027-06-01".to_owned())]);
    assert_eq!(worth, ("2027-06-30".to_owned(), "200.00".to_owned()));
    // Where no other session is published, or two that are open at once are forbidden (rule A13), the
    // next one is still to be published.
    assert_eq!(taken(&runs[..1], "").0, ["A r", "A"]);
    let one_at_a_time = taken(&runs, r#", "simultaneous_sessions": false"#).0;
    assert!(one_at_a_time.contains(&"A".to_owned()), "{one_at_a_time:?}");
}

/// Sixteen weeks from 21 November end on 13 March: they do not fit into a session that ends a day
/// before, and are not squeezed into its last days. The next one is begun on 1 January and passed on
/// 23 April.
#[test]
fn a_self_paced_session_is_taken_only_where_its_weeks_fit() {
    let taken = |end: &str| {
        let runs = [("old", "2026-01-01", end), ("new", "2027-01-01", "2027-12-31")];
        let hours = r#", "hours_per_week": { "min": 8, "max": 10 }"#;
        let catalog = program(&[self_paced_in("A", 16, &runs, hours)], r#"["A"]"#, "");
        let proposals = case(&catalog, ENROLLED, "{}").propose();
        let way = earliest(&proposals);
        (sessions(way), when_and_how_much(way).0)
    };
    assert_eq!(taken("2027-03-13"), (vec!["A old".to_owned()], "2027-03-14".to_owned()));
    for end in ["2026-11-23", "2027-03-12"] {
        assert_eq!(taken(end), (vec!["A new".to_owned()], "2027-04-24".to_owned()));
    }
}

/// One session is published, so the attempt after a failure is still to be published.
#[test]
fn a_failure_may_end_in_a_session_that_nobody_has_published() {
    let one = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [{}] }}"#,
        term("1", 2027, "")
    );
    let catalog = program(&[one], r#"["A"]"#, "");
    let wishes = r#"{ "failures": [{ "course": "A", "times": 1 }] }"#;
    let proposals = case(&catalog, ENROLLED, wishes).propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "A"]);
    assert_eq!((way.undated, way.to_pay.high.unwrap().to_string()), (1, "200.00".to_owned()));
    assert!(way.sessions[0].failed && !way.sessions[1].failed);
    let published = r#"{ "failures": [{ "course": "A", "times": 1 }], "published_only": true }"#;
    assert!(case(&catalog, ENROLLED, published).propose().ways.is_empty());
}

/// The fees of 200 are above the budget; apart from that, both courses in one term are two at once,
/// and one after the other ends on 31 October. Whatever is relaxed in each conflict, a way is left.
#[test]
fn every_conflict_of_wishes_is_named() {
    let catalog =
        program(&[course("A", "100.00", ""), course("B", "100.00", "")], r#"["A", "B"]"#, "");
    let wishes = r#"{ "courses_at_once": 1, "ready_by": "2027-05-31", "budget": "150.00" }"#;
    let tight = case(&catalog, ENROLLED, wishes);
    let no_way = tight.propose().no_way.unwrap();
    let sets: Vec<_> = no_way.conflicts.iter().map(|one| written(&one.wishes)).collect();
    let named = |set: &serde_json::Value| -> Vec<_> {
        let obstacles = set.as_array().unwrap().iter();
        obstacles.map(|one| (one["wish"]["wish"].clone(), one["instead"].clone())).collect()
    };
    let amount = json!({ "type": "amount", "amount": "200.00" });
    assert_eq!(named(&sets[0]), [(json!("budget"), amount)]);
    let two = json!({ "type": "number", "number": 2 });
    let october = json!({ "type": "day", "day": "2027-10-31" });
    let both = [(json!("courses_at_once"), two), (json!("ready_by"), october)];
    assert_eq!(named(&sets[1]), both);
    assert_eq!(sets.len(), 2);
    for relaxed in [r#""courses_at_once": 2"#, r#""ready_by": "2027-10-31""#] {
        let (at_once, by) = (r#""courses_at_once": 1"#, r#""ready_by": "2027-05-31""#);
        let other = if relaxed.contains("courses") { by } else { at_once };
        let wishes = format!(r#"{{ {relaxed}, {other}, "budget": "200.00" }}"#);
        assert!(!case(&catalog, ENROLLED, &wishes).propose().ways.is_empty(), "{wishes}");
    }
}

/// No budget is certain to be enough where a fee is not published, and that is said.
#[test]
fn a_budget_fails_where_a_fee_is_not_published() {
    let free = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "runs": [{}] }}"#,
        term("1", 2027, "")
    );
    let catalog = program(&[free, course("B", "100.00", "")], r#"["A", "B"]"#, "");
    let no_way = case(&catalog, ENROLLED, r#"{ "budget": "900.00" }"#).propose().no_way.unwrap();
    let because = json!({ "type": "fees", "courses": ["A"] });
    let expected = json!([{ "wish": { "wish": "budget" }, "because": because, "proven": true }]);
    assert_eq!(written(&no_way.conflicts[0].wishes), expected);
}

/// A ends on 31 May, ten days before registration for B closes: if its certificate takes longer than
/// that, B is taken in fall, to 31 December.
#[test]
fn a_safe_way_stands_beside_one_that_is_tight() {
    let fall = r#"{ "id": "fall", "start": "2027-09-01", "enrollment_end": "2027-09-20",
        "upgrade_deadline": "2027-09-20", "end": "2027-12-31" }"#;
    let early = r#"{ "id": "early", "start": "2027-06-01", "enrollment_end": "2027-06-10",
        "upgrade_deadline": "2027-06-10", "end": "2027-08-31" }"#;
    let b = format!(
        r#"{{ "id": "B", "pacing": "instructor_paced", "fee": "100.00", "runs": [{early}, {fall}],
             "prerequisites": [{{ "course": "A", "strength": "required" }}] }}"#
    );
    let catalog = program(&[course("A", "100.00", ""), b], r#"["A", "B"]"#, "");
    let proposals = case(&catalog, ENROLLED, "{}").propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "B early"]);
    assert_eq!((way.tight[0].days, way.tight[0].close), (10, true));
    let safer = written(&way.safer);
    assert_eq!((&safer["days"], &safer["undated"]), (&json!(28), &json!(0)));
    // Neither course states its hours; one is taken after the other.
    assert_eq!((&safer["peak_hours"], &safer["peak_unstated"]), (&json!(0), &json!(1)));
    assert_eq!(safer["undated_sessions"], json!(0));
    assert_eq!(safer["completion"]["from"]["at"], "2027-12-31");
    // Who allows for it already has no other way set beside the one that is found.
    let allowed = case(&catalog, ENROLLED, r#"{ "certificate_margin_days": 28 }"#).propose();
    assert_eq!(sessions(earliest(&allowed)), ["A 1T2027", "B fall"]);
    assert!(earliest(&allowed).safer.is_none());
}

/// B in summer ends ten days before registration for K closes. Both courses in spring leave enough days, cost the same and
/// come to the same date, at twice the hours: that is safer than half a year more (rule F1).
#[test]
fn a_safe_way_is_later_only_where_it_must_be() {
    let run = |id: &str, start: &str, closes: &str, end: &str| {
        format!(
            r#"{{ "id": "{id}", "start": "{start}", "enrollment_end": "{closes}",
                 "upgrade_deadline": "{closes}", "end": "{end}" }}"#
        )
    };
    let spring = run("spring", "2027-02-01", "2027-03-01", "2027-05-31");
    let summer = run("summer", "2027-06-01", "2027-06-10", "2027-08-31");
    let soon = run("soon", "2027-09-05", "2027-09-10", "2027-10-31");
    let late = run("late", "2028-02-05", "2028-02-12", "2028-03-31");
    let of = |id: &str, runs: &[&String], extra: &str| {
        let runs = runs.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(",");
        format!(
            r#"{{ "id": "{id}", "pacing": "instructor_paced", "fee": "100.00",
                 "hours_per_week": {{ "min": 10, "max": 10 }}, "runs": [{runs}]{extra} }}"#
        )
    };
    let first = r#", "prerequisites": [{ "course": "A", "strength": "required" },
        { "course": "B", "strength": "required" }]"#;
    let courses = [
        of("A", &[&spring], ""),
        of("B", &[&spring, &summer], ""),
        of("K", &[&soon, &late], first),
    ];
    let proposals = case(&program(&courses, r#"["A", "B", "K"]"#, ""), ENROLLED, "{}").propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A spring", "B summer", "K soon"]);
    let safer = written(&way.safer);
    assert_eq!(safer["completion"]["from"]["at"], "2027-10-31");
    assert_eq!(safer["peak_hours"], 20);
}

/// A course that is only wished may be certified after the capstone: C has sessions in 2028 only.
#[test]
fn the_capstone_does_not_wait_for_what_is_only_wished() {
    let late = format!(
        r#"{{ "id": "C", "pacing": "instructor_paced", "fee": "100.00", "runs": [{}] }}"#,
        term("1", 2028, "")
    );
    let capstone = r#", "capstone": "after_all_others""#;
    let courses = [course("A", "100.00", ""), course("B", "100.00", ""), late];
    let last = format!(
        r#"{{ "id": "Z", "pacing": "instructor_paced", "fee": "50.00"{capstone}, "runs": [{}] }}"#,
        term("2", 2027, "")
    );
    let courses: Vec<String> = courses.into_iter().chain([last]).collect();
    let requirement = r#"[{ "kind": "min_number_of", "number": 2, "of": ["A", "B", "C"] }, "Z"]"#;
    let catalog = program(&courses, requirement, "");
    let proposals = case(&catalog, ENROLLED, r#"{ "with_courses": ["C"] }"#).propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "B 1T2027", "Z 2T2027", "C 1T2028"]);
    assert_eq!(when_and_how_much(way).0, "2027-10-31");
    assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
}

/// Begun on 31 January it is passed on 28 February and certified on 1 March; a day later is too late.
#[test]
fn the_nearest_earlier_start_is_named() {
    let catalog = program(&[self_paced("A", r#", "weeks": 4"#)], r#"["A"]"#, "");
    let wishes = r#"{ "start_from": "2027-02-10", "ready_by": "2027-03-01" }"#;
    let no_way = case(&catalog, ENROLLED, wishes).propose().no_way.unwrap();
    let start = &written(&no_way.conflicts[0].wishes)[0];
    assert_eq!(start["wish"], json!({ "wish": "start_from" }));
    assert_eq!(start["instead"], json!({ "type": "day", "day": "2027-01-31" }));
}

/// Without a stated length the whole session is study, not its last days.
#[test]
fn a_self_paced_session_without_weeks_takes_all_of_it() {
    let catalog = program(&[self_paced("A", "")], r#"["A"]"#, "");
    let proposals = case(&catalog, ENROLLED, "{}").propose();
    assert_eq!(proposals.ways.len(), 1);
    let session = &earliest(&proposals).sessions[0];
    let days = [session.from, session.to].map(|day| day.unwrap().to_string());
    assert_eq!(days, ["2026-11-21", "2028-12-31"]);
}

/// Two courses at once that state no hours: how heavy they are is not known, that they are two is.
#[test]
fn courses_without_hours_are_counted_where_no_course_states_any() {
    let catalog =
        program(&[course("A", "100.00", ""), course("B", "100.00", "")], r#"["A", "B"]"#, "");
    let proposals = case(&catalog, ENROLLED, "{}").propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "B 1T2027"]);
    assert_eq!((way.peak_hours, way.peak_unstated, way.courses_at_once), (0, 2, 2));
}

/// Of two sessions of one course that are both settled neither would be: that is refused (the key
/// `pinned` allows one of each course).
#[test]
fn two_settled_sessions_of_one_course_are_refused() {
    use certificate_planner::proposal::wishes::Wishes;
    let catalog = read_catalog(&full_catalog(&program(
        &[course("A", "100.00", ""), course("B", "100.00", "")],
        r#"["A", "B"]"#,
        "",
    )));
    let read = |pinned: &str| {
        let wishes = format!(r#"{{ "pinned": [{pinned}] }}"#);
        Wishes::read(&wishes, &catalog, &catalog.programs()[0])
    };
    let a_spring = r#"{ "course": "A", "run": "1T2027" }"#;
    let b_spring = r#"{ "course": "B", "run": "1T2027" }"#;
    let a_summer = r#"{ "course": "A", "run": "2T2027" }"#;
    assert!(read(&format!("{a_spring}, {b_spring}")).is_ok());
    for second in [a_spring, a_summer] {
        let problems = read(&format!("{a_spring}, {b_spring}, {second}")).unwrap_err();
        let problem = written(&problems.0[0]);
        assert_eq!(problems.0[0].path, "pinned[2].course");
        assert_eq!(problem["fault"]["type"], "duplicate_id", "{problem}");
    }
}

/// B's certificate of 2020 is too old for the program, so that B is taken again; A asks only that B
/// was earned before (rules A7, A12, F1), so that both are taken in the same spring.
#[test]
fn a_certificate_of_the_plan_is_there_before_though_another_one_counts() {
    let after = r#", "prerequisites": [{ "course": "B", "strength": "required" }]"#;
    let capstone = r#", "capstone": "after_all_others""#;
    let catalog = program(
        &[course("A", "100.00", after), course("B", "100.00", ""), course("Z", "50.00", capstone)],
        r#"["A", "B", "Z"]"#,
        r#", "certificates_count_years": 5"#,
    );
    let plan = r#"{ "program_enrollment": "verified", "holds": { "B": "2020-01-01" } }"#;
    let proposals = case(&catalog, plan, "{}").propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "B 1T2027", "Z 2T2027"]);
    assert_eq!(when_and_how_much(way), ("2027-10-31".to_owned(), "250.00".to_owned()));
    assert_eq!(way.assessment.program.verdict, Verdict::OnCourse);
}

/// A has no session and fills two places (rule B2); it is one certificate without a date. B has a
/// session, so that of A and B the second group takes what is there anyway.
#[test]
fn a_certificate_without_a_date_that_fills_two_places_is_one() {
    let a = r#"{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "offered": true }"#;
    let catalog = program(
        &[a.to_owned(), course("B", "100.00", "")],
        r#"["A", { "kind": "min_number_of", "number": 1, "of": ["A", "B"] },
            { "kind": "min_number_of", "number": 1, "of": ["A"] }]"#,
        "",
    );
    let proposals = case(&catalog, ENROLLED, "{}").propose();
    assert_eq!(proposals.ways.len(), 1, "B adds nothing");
    let way = earliest(&proposals);
    assert_eq!((sessions(way), way.undated), (vec!["A".to_owned()], 1));
}

/// A session that has begun; until when one can still enroll nobody states (rules F1, G).
fn without_deadline(offered: &str) -> String {
    format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00"{offered}, "runs": [
             {{ "id": "now", "start": "2026-11-10", "upgrade_deadline": "2026-12-20",
                "end": "2027-02-28" }}] }}"#
    )
}

/// Nothing counts on a session whose enrollment may have closed; that is the reason, not that no session
/// was published.
#[test]
fn a_session_with_an_unknown_deadline_is_named_as_the_reason() {
    let deadline = json!({ "course": "A", "run": "now", "closing": "enrollment" });
    let open = case(&program(&[without_deadline("")], r#"["A"]"#, ""), ENROLLED, "{}");
    let proposals = open.propose();
    let way = earliest(&proposals);
    assert_eq!((sessions(way), way.undated), (vec!["A".to_owned()], 1));
    assert_eq!(written(&way.sessions[0].unknown_deadlines), json!([deadline]));
    let binding = written(&open.explain(way).binding);
    assert_eq!(binding, json!([{ "type": "deadline_not_published", "deadline": deadline }]));

    // A course that is not offered again has no session but that one.
    let last = without_deadline(r#", "offered": false"#);
    let no_way = case(&program(&[last], r#"["A"]"#, ""), ENROLLED, "{}").propose().no_way.unwrap();
    assert_eq!(written(&no_way.unknown_deadlines), json!([deadline]));
    assert!(no_way.without_session.is_empty());

    // Where no session is published at all, or only one of years ago whose end was not found, nothing
    // else is said.
    let past = r#", "runs": [{ "id": "past", "start": "2021-10-07", "status": "historic" }]"#;
    for runs in ["", past] {
        let a = format!(r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00"{runs} }}"#);
        let none = case(&program(&[a], r#"["A"]"#, ""), ENROLLED, "{}");
        let proposals = none.propose();
        let way = earliest(&proposals);
        assert_eq!(way.sessions[0].unknown_deadlines, []);
        assert_eq!(
            written(&none.explain(way).binding),
            json!([{ "type": "not_published", "course": "A" }])
        );
    }
}

/// The same for a session that is under way without being paid.
#[test]
fn a_session_under_way_with_an_unknown_deadline_is_named_as_the_reason() {
    let runs = r#"{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
        { "id": "now", "start": "2026-09-01", "enrollment_end": "2026-10-01",
          "end": "2026-12-20" }] }"#;
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["A"], "as": {
        "run": "now", "state": "in_progress", "mode": "audit", "result": "will_pass" } } }"#;
    let case = case(&program(&[runs.to_owned()], r#"["A"]"#, ""), plan, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    let deadline = json!({ "course": "A", "run": "now", "closing": "upgrade" });
    assert_eq!(sessions(way), ["A now", "A"]);
    assert_eq!(written(&way.sessions[1].unknown_deadlines), json!([deadline]));
    let binding = written(&case.explain(way).binding);
    assert_eq!(binding, json!([{ "type": "deadline_not_published", "deadline": deadline }]));
}

/// B has no session, so that its hours fall on no day: the load is that of A and more.
#[test]
fn a_load_says_how_many_sessions_it_leaves_out() {
    let hours = r#", "hours_per_week": { "min": 5, "max": 10 }"#;
    let b = format!(r#"{{ "id": "B", "pacing": "instructor_paced", "fee": "100.00"{hours} }}"#);
    let both = program(&[course("A", "100.00", hours), b], r#"["A", "B"]"#, "");
    let proposals = case(&both, ENROLLED, "{}").propose();
    let way = earliest(&proposals);
    assert_eq!((way.peak_hours, way.courses_at_once, way.undated_sessions), (10, 1, 1));
    let alone = program(&[course("A", "100.00", hours)], r#"["A"]"#, "");
    assert_eq!(earliest(&case(&alone, ENROLLED, "{}").propose()).undated_sessions, 0);
}

/// A is recommended before B. Taken in June in place of spring, B keeps to that, and neither the end of C in
/// October nor the fees nor the ten hours of C are more by it.
#[test]
fn of_equal_ways_the_recommended_order_is_kept() {
    let june = r#"{ "id": "june", "start": "2027-06-10", "end": "2027-06-30",
        "enrollment_end": "2027-06-10", "upgrade_deadline": "2027-06-10" }"#;
    let (spring, summer) = (term("1", 2027, ""), term("2", 2027, ""));
    let course = |id: &str, hours: u32, extra: &str, runs: &[&str]| {
        let runs = runs.join(",");
        format!(
            r#"{{ "id": "{id}", "pacing": "instructor_paced", "fee": "100.00"{extra},
                 "hours_per_week": {{ "min": {hours}, "max": {hours} }}, "runs": [{runs}] }}"#
        )
    };
    let after_a = r#", "prerequisites": [{ "course": "A", "strength": "recommended" }]"#;
    let courses = [
        course("A", 5, "", &[&spring]),
        course("B", 5, after_a, &[&spring, june]),
        course("C", 10, "", &[&summer]),
    ];
    let case = case(&program(&courses, r#"["A", "B", "C"]"#, ""), ENROLLED, "{}");
    let proposals = case.propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "B june", "C 2T2027"]);
    assert!(way.against_recommended.is_empty());
}

/// B's certificate is held, and when it came is not stated: it is there, so that the capstone of summer is in
/// time (rules B8, F1).
#[test]
fn what_is_held_without_a_date_is_there_for_the_capstone() {
    let courses = [
        format!(
            r#"{{ "id": "B", "pacing": "instructor_paced", "fee": "100.00", "runs": [{}] }}"#,
            term("1", 2027, "")
        ),
        format!(
            r#"{{ "id": "C", "pacing": "instructor_paced", "fee": "100.00",
                 "capstone": "after_all_others", "runs": [{}] }}"#,
            term("2", 2027, "")
        ),
    ];
    let plan = r#"{ "program_enrollment": "verified", "each": { "of": ["B"], "as": {
        "state": "finished", "certificate": "held" } } }"#;
    let catalog = program(&courses, r#"["B", "C"]"#, "");
    let published = r#"{ "published_only": true }"#;
    for wishes in ["{}", published] {
        let proposals = case(&catalog, plan, wishes).propose();
        assert_eq!(sessions(earliest(&proposals)), ["C 2T2027"]);
    }
    let repair = written(&case(&catalog, plan, "{}").repair());
    assert_eq!(repair["changes"][0]["remedy"]["action"]["run"], json!("2T2027"));
}

/// The plan has two sessions that overlap, which the course forbids, and passes only the one that gives way:
/// summer settles it (rule A13).
#[test]
fn sessions_that_overlap_lead_nowhere() {
    let late = r#"{ "id": "late", "start": "2027-03-01", "enrollment_end": "2027-03-15",
        "upgrade_deadline": "2027-03-15", "end": "2027-06-15" }"#;
    let a = format!(
        r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "simultaneous_sessions": false,
             "runs": [{}, {late}, {}] }}"#,
        term("1", 2027, ""),
        term("2", 2027, "")
    );
    let run = |id: &str, result: &str| {
        format!(
            r#"{{ "run": "{id}", "state": "planned", "mode": "verified", "payment": "will_pay",
                 "result": "{result}" }}"#
        )
    };
    let plan = format!(
        r#"{{ "program_enrollment": "verified", "courses": [{{ "course": "A", "runs": [{}, {}] }}] }}"#,
        run("1T2027", "not_passed"),
        run("late", "will_pass")
    );
    let case = case(&program(&[a], r#"["A"]"#, ""), &plan, "{}");
    let repair = written(&case.repair());
    assert_eq!(repair["changes"][0]["remedy"]["action"]["run"], json!("2T2027"), "{repair:#}");
}

/// The certificate of A counts until 1 March 2028. K is failed on 31 March 2028, so that whatever session of it
/// follows comes too late for that (rules A12, F1).
#[test]
fn what_follows_a_failed_capstone_comes_after_it() {
    let a = r#"{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
        { "id": "winter", "start": "2026-12-01", "end": "2027-03-01", "enrollment_end": "2026-12-01",
          "upgrade_deadline": "2026-12-01" }] }"#;
    let k = r#"{ "id": "K", "pacing": "instructor_paced", "fee": "100.00", "capstone": "after_all_others",
        "offered": true, "runs": [
        { "id": "exam", "start": "2028-01-10", "end": "2028-03-31", "enrollment_end": "2028-01-01",
          "upgrade_deadline": "2028-01-01" }] }"#;
    let years = |years: u32| format!(r#", "certificates_count_years": {years}"#);
    let taken = |until: u32, wishes: &str| {
        let catalog = program(&[a.to_owned(), k.to_owned()], r#"["A", "K"]"#, &years(until));
        sessions(earliest(&case(&catalog, ENROLLED, wishes).propose()))
    };
    let failing = r#"{ "failures": [{ "course": "K", "times": 1 }] }"#;
    assert_eq!(taken(1, "{}"), ["A winter", "K exam"]);
    // Nothing says how soon after each other the sessions are that are to come.
    assert_eq!(taken(1, failing), ["A winter", "K", "K"]);
    // For two years it does.
    assert_eq!(taken(2, failing), ["A winter", "K exam", "K"]);
}

/// Session 1T2027 of A is paid and earns the certificate on 31 May, also where 2T2027 is settled beside it: by then the
/// day of July that is wished is met, as the assessment says, too.
#[test]
fn a_session_that_is_paid_earns_the_certificate_beside_one_that_is_settled() {
    let courses = [course("A", "100.00", "")];
    let plan = r#"{ "program_enrollment": "verified", "courses": [{ "course": "A", "runs": [
        { "run": "1T2027", "state": "planned", "mode": "verified", "payment": "paid",
          "result": "will_pass" }] }] }"#;
    let wishes = r#"{ "ready_by": "2027-07-01", "pinned": [{ "course": "A", "run": "2T2027" }] }"#;
    let proposals = case(&program(&courses, r#"["A"]"#, ""), plan, wishes).propose();
    let way = earliest(&proposals);
    assert_eq!(sessions(way), ["A 1T2027", "A 2T2027"]);
    assert_eq!(when_and_how_much(way), ("2027-05-31".to_owned(), "100.00".to_owned()));
}

/// A failure is expected once for each course.
#[test]
fn what_is_failed_is_said_once() {
    use certificate_planner::proposal::wishes::Wishes;
    let catalog =
        read_catalog(&full_catalog(&program(&[course("A", "100.00", "")], r#"["A"]"#, "")));
    let once = r#"{ "course": "A", "times": 1 }"#;
    let read = |failures: &str| {
        let wishes = format!(r#"{{ "failures": [{failures}] }}"#);
        Wishes::read(&wishes, &catalog, &catalog.programs()[0])
    };
    assert!(read(once).is_ok());
    let problems = read(&format!("{once}, {once}")).unwrap_err();
    assert_eq!(problems.0[0].path, "failures[1].course");
}

/// A bundle of 15 January 2025 lasts until 15 January 2027: a session that opened on 2 November and starts on 26 January
/// can be joined with it now. One that was bought a year earlier has expired, whenever the session opened (rule E6).
#[test]
fn a_bundle_covers_what_can_be_joined_while_it_lasts() {
    let to_pay = |bought: &str, opens: &str| {
        let a = format!(
            r#"{{ "id": "A", "pacing": "instructor_paced", "fee": "100.00", "runs": [
                {{ "id": "next", "start": "2027-01-26", "end": "2027-05-16", "enrollment_start": "{opens}",
                   "enrollment_end": "2027-02-20", "upgrade_deadline": "2027-02-20" }}] }}"#
        );
        let plan = format!(
            r#"{{ "program_enrollment": "verified", "bundle": {{ "payment": "paid", "on": "{bought}" }} }}"#
        );
        let catalog = program(&[a], r#"["A"]"#, r#", "bundle_months": 24"#);
        let proposals = case(&catalog, &plan, "{}").propose();
        written(&earliest(&proposals).to_pay)["high"].as_str().unwrap().to_owned()
    };
    assert_eq!(to_pay("2025-01-15", "2026-11-02"), "0.00");
    assert_eq!(to_pay("2025-01-15", "2027-01-20"), "100.00");
    assert_eq!(to_pay("2024-01-15", "2025-12-01"), "100.00");
}
