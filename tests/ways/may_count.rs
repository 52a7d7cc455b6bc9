//! What may count and is not known to: certificates without a date, courses completed elsewhere, and
//! nested programs whose certificate is needed itself.

use certificate_planner::assessment::Verdict;
use certificate_planner::proposal::Way;

use crate::common::written;
use crate::counted_on::{SPRING, SUMMER, case, course, program};
use crate::sessions;

/// A certificate is held, and nothing says since when.
const HELD: &str = r#"{ "program_enrollment": "verified", "courses": [{ "course": "A", "runs": [
    { "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held" }] }] }"#;

/// How a way stands: its verdict, its sessions, how many certificates have no date, and what is to be
/// paid at most.
fn standing(way: &Way) -> (Verdict, Vec<String>, u32, String) {
    let to_pay = way.to_pay.high.map_or("unknown".to_owned(), |high| high.to_string());
    (way.assessment.program.verdict, sessions(way), way.undated, to_pay)
}

fn standings(catalog: &str, plan: &str, wishes: &str) -> Vec<(Verdict, Vec<String>, u32, String)> {
    case(catalog, plan, wishes).propose().ways.iter().map(standing).collect()
}

/// A counts only if it was completed before August 2023. Its certificate may be older, so that it may
/// be all that is needed; with B the certificate is sure.
#[test]
fn a_certificate_that_may_be_early_enough_is_a_way_that_is_not_settled() {
    let courses = [course("A", &[SPRING], ""), course("B", &[SPRING], "")];
    let early = r#"{ "kind": "course", "course": "A", "completed_before": "2023-08-01" }"#;
    let one = format!(
        r#"{{ "kind": "min_number_of", "number": 1, "of": [{early},
             {{ "kind": "course", "course": "B" }}] }}"#
    );
    let catalog = program(&courses, &one, "");
    let sure = (Verdict::OnCourse, vec!["B spring".to_owned()], 0, "100.00".to_owned());
    let open = (Verdict::Undetermined, Vec::new(), 1, "0.00".to_owned());
    assert_eq!(standings(&catalog, HELD, "{}"), [sure, open.clone()]);
    // Without B there is no other: it is no reason to say that there is none.
    assert_eq!(standings(&catalog, HELD, r#"{ "without_courses": ["B"] }"#), [open]);
    let case = case(&catalog, HELD, r#"{ "without_courses": ["B"] }"#);
    let way = &case.propose().ways[0];
    let binding = written(&case.explain(way).binding);
    assert_eq!(binding[0], serde_json::json!({ "type": "may_not_count", "course": "A" }));
}

/// The same, with B in spring and in summer. Who fails B in spring takes it again, also if A may do: the
/// certificate comes on 31 October, 153 days later, for 100 more.
#[test]
fn what_may_count_does_not_stand_in_for_a_failed_course() {
    let courses = [course("A", &[SPRING], ""), course("B", &[SPRING, SUMMER], "")];
    let one = r#"{ "kind": "min_number_of", "number": 1, "of": [
        { "kind": "course", "course": "A", "completed_before": "2023-08-01" },
        { "kind": "course", "course": "B" }] }"#;
    let case = case(&program(&courses, one, ""), HELD, "{}");
    let proposals = case.propose();
    assert_eq!(standing(&proposals.ways[0]).1, ["B spring"]);
    let slack = written(&case.explain(&proposals.ways[0]).slack);
    assert_eq!(slack[0]["completion"]["from"], serde_json::json!({ "at": "2027-10-31" }));
    assert_eq!(
        (&slack[0]["days_later"], &slack[0]["extra"]["high"]),
        (&153.into(), &"100.00".into())
    );
}

/// Certificates count for five years up to the exam. How old A's is, nobody says: it may do, and to
/// take A again in spring is sure, for 100 more.
#[test]
fn a_certificate_of_unknown_age_is_not_counted_on() {
    let exam = r#", "capstone": "after_all_others""#;
    let courses = [course("A", &[SPRING], ""), course("Z", &[SUMMER], exam)];
    let catalog = program(&courses, r#"["A", "Z"]"#, r#", "certificates_count_years": 5"#);
    let again = vec!["A spring".to_owned(), "Z summer".into()];
    let sure = (Verdict::OnCourse, again, 0, "200.00".to_owned());
    let open = (Verdict::Undetermined, vec!["Z summer".to_owned()], 1, "100.00".to_owned());
    assert_eq!(standings(&catalog, HELD, "{}"), [sure, open]);
    // With its date it is young enough, and nothing is open.
    let dated = HELD.replace(r#""held""#, r#""held", "certificate_on": "2025-05-31""#);
    let kept = (Verdict::OnCourse, vec!["Z summer".to_owned()], 0, "100.00".to_owned());
    assert_eq!(standings(&catalog, &dated, "{}"), [kept]);
}

/// One of the nested program N and the course B is needed. The courses of N alone do not earn its
/// certificate where it has a paid mode of its own, or may have one (rule B1): the dearer way by B is
/// sure.
#[test]
fn the_courses_of_a_nested_program_are_not_its_certificate() {
    let nested = |paid_mode: &str| {
        let dear = course("B", &[SPRING], "").replace("100.00", "300.00");
        let courses = [course("A", &[SPRING], ""), dear];
        format!(
            r#"{{ "courses": [{}], "programs": [
                {{ "id": "P", "offered": true, "requirement": {{ "kind": "min_number_of",
                   "number": 1, "of": [{{ "kind": "program", "program": "N" }},
                   {{ "kind": "course", "course": "B" }}] }} }},
                {{ "id": "N", "offered": true{paid_mode}, "requirement": ["A"] }}] }}"#,
            courses.join(",")
        )
    };
    let sure = (Verdict::OnCourse, vec!["B spring".to_owned()], 0, "300.00".to_owned());
    let open = (Verdict::Undetermined, vec!["A spring".to_owned()], 1, "100.00".to_owned());
    let plan = r#"{ "program": "P", "program_enrollment": "verified" }"#;
    for paid_mode in ["", r#", "paid_mode": true"#] {
        assert_eq!(standings(&nested(paid_mode), plan, "{}"), [sure.clone(), open.clone()]);
        let without = r#"{ "without_courses": ["B"] }"#;
        let case = case(&nested(paid_mode), plan, without);
        let binding = written(&case.explain(&case.propose().ways[0]).binding);
        assert_eq!(
            binding[0],
            serde_json::json!({ "type": "program_certificate", "program": "N" })
        );
    }
    // Without a paid mode its courses do.
    let by_courses = (Verdict::OnCourse, vec!["A spring".to_owned()], 0, "100.00".to_owned());
    let unpaid = nested(r#", "paid_mode": false"#);
    assert_eq!(standings(&unpaid, plan, "{}"), std::slice::from_ref(&by_courses));
    // There a certificate of its own is none that counts; elsewhere it is all that is needed.
    let held =
        r#"{ "program": "P", "program_enrollment": "verified", "program_certificates": ["N"] }"#;
    assert_eq!(standings(&unpaid, held, "{}"), [by_courses]);
    let nothing = (Verdict::Earned, Vec::new(), 0, "0.00".to_owned());
    assert_eq!(standings(&nested(r#", "paid_mode": true"#), held, "{}"), [nothing]);
}

/// A was passed, whether on the Certificate track nobody says: its certificate may be there, on a day
/// that nothing tells. In spring it is sure.
#[test]
fn what_may_have_been_earned_has_no_date() {
    let autumn = r#"{ "id": "autumn", "start": "2025-09-01", "end": "2025-12-15" }"#;
    let catalog = program(&[course("A", &[autumn, SPRING], "")], r#"["A"]"#, "");
    let plan = r#"{ "program_enrollment": "verified", "courses": [{ "course": "A", "runs": [
        { "run": "autumn", "state": "finished", "result": "passed" }] }] }"#;
    let sure = (Verdict::OnCourse, vec!["A spring".to_owned()], 0, "100.00".to_owned());
    let open = (Verdict::Undetermined, Vec::new(), 1, "0.00".to_owned());
    assert_eq!(standings(&catalog, plan, "{}"), [sure, open]);
    // What is counted on comes with spring, whatever may be there already.
    let way = &case(&catalog, plan, "{}").propose().ways[0];
    assert_eq!(written(&way.completion)["from"], serde_json::json!({ "at": "2027-05-31" }));
}

/// Two of A, which is held, and what no source lists are needed, and then Z for 100. No plan can name the
/// other course, so that the assessment has Z yet to be added: with it, at least 100 is to be paid.
#[test]
fn what_follows_a_course_that_no_source_lists_is_paid_too() {
    let last = r#", "capstone": "after_all_others""#;
    let courses = [course("A", &[SPRING], ""), course("Z", &[SUMMER], last)];
    let two = r#"[{ "kind": "min_number_of", "number": 2, "of": [
        { "kind": "course", "course": "A" }, { "kind": "unlisted", "title": "Others" }] }, "Z"]"#;
    let proposals = case(&program(&courses, two, ""), HELD, "{}").propose();
    let [way] = &proposals.ways[..] else { panic!("{} ways", proposals.ways.len()) };
    assert_eq!(
        (sessions(way), &way.unlisted[..]),
        (vec!["Z summer".to_owned()], &["Others".to_owned()][..])
    );
    assert_eq!((way.to_pay.low.to_string(), way.to_pay.high), ("100.00".to_owned(), None));
    assert_eq!(way.unpublished_fees, 1);
}
