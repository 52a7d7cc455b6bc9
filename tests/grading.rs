//! The course score and what is still needed, against results worked out by hand (rules D1 to D8).

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "grading/generated.rs"]
mod generated;

use certificate_planner::grading::course::{Grade, grade};
use certificate_planner::grading::needed::{Goal, Hundredths, Need, Rest};
use certificate_planner::grading::needed::{needed_everywhere, needed_on};
use certificate_planner::grading::points::{Points, SubsectionDecimals};
use certificate_planner::grading::policy::Policy;
use certificate_planner::grading::question::answer;
use certificate_planner::grading::sheet::{Left, Scores, Sheet};
use certificate_planner::problem::Problems;
use serde_json::{Value, json};

fn policy(written: &Value) -> Policy {
    let reading = Policy::read_value(written);
    reading.policy.unwrap_or_else(|| panic!("{:#?}", reading.problems))
}

fn sheet(written: &Value) -> Sheet {
    let Scores::Course(sheet) = Scores::read_value(written, true).unwrap() else {
        panic!("no scores of a course: {written}");
    };
    sheet
}

fn graded(written_policy: &Value, scores: &Value) -> Grade {
    grade(&policy(written_policy), &sheet(scores))
}

/// One exam that is the whole course.
fn one_exam(cutoff: f64, decimals: u32) -> Value {
    json!({ "GRADER": [{ "type": "Exam", "min_count": 1, "drop_count": 0, "weight": 1 }],
            "GRADE_CUTOFFS": { "Pass": cutoff }, "subsection_decimals": decimals })
}

/// Coursework 30, proctored exam 70, 50 passes (rule D8).
fn two_parts() -> Value {
    json!({ "GRADER": [
        { "type": "Coursework", "min_count": 1, "drop_count": 0, "weight": 0.3 },
        { "type": "Exam", "min_count": 1, "drop_count": 0, "weight": 0.7 }],
        "GRADE_CUTOFFS": { "Pass": 0.5 } })
}

fn lowest(percent: u32, points: Option<f64>) -> Need {
    Need::Lowest { percent: Hundredths::new(percent).unwrap(), points }
}

fn everywhere(written_policy: &Value, scores: &Value, goal: Goal) -> Need {
    needed_everywhere(&policy(written_policy), &sheet(scores), goal)
}

fn on(written_policy: &Value, scores: &Value, name: &str, rest: Rest) -> Need {
    let (policy, sheet) = (policy(written_policy), sheet(scores));
    let left = sheet.left(&policy);
    let assignment = Left::find(&left, name).unwrap_or_else(|| panic!("{name} not in {left:?}"));
    needed_on(&policy, &sheet, Goal::Pass, assignment, rest)
}

const ZERO: Rest = Rest::Score(Hundredths::NONE);

#[test]
fn fractions_are_rounded_as_the_platforms_numeric_library_rounds() {
    // D2. The double nearest to 0.595 lies below it, so its decimal digits round to 0.59; scaled by
    // 100 it is exactly 59.5, which goes to the even 60.
    let of = |earned, possible| Points { earned, possible };
    assert_eq!(format!("{:.2}", 0.595), "0.59");
    assert_eq!(of(59.5, 100.0).fraction(SubsectionDecimals::Two), 0.6);
    assert_eq!(of(60.5, 100.0).fraction(SubsectionDecimals::Two), 0.6);
    assert_eq!(of(2.0, 3.0).fraction(SubsectionDecimals::Two), 0.67);
    assert_eq!(of(2.0, 3.0).fraction(SubsectionDecimals::Four), 0.6667);
    assert_eq!(of(1.0, 0.0).fraction(SubsectionDecimals::Four), 0.0);
}

#[test]
fn two_entries_of_one_type_both_count() {
    // D3, D4: 0.5 × 1 + 0.25 × (1 + 0) / 2.
    let written = json!({ "GRADER": [
        { "type": "Quiz", "min_count": 1, "drop_count": 0, "weight": 0.5 },
        { "type": "Quiz", "min_count": 2, "drop_count": 0, "weight": 0.25 }] });
    let got = graded(&written, &json!({ "Quiz": [{ "earned": 3, "possible": 3 }] }));
    assert_eq!(got.raw, 0.625);
    assert_eq!(got.by_type["Quiz"].n, 2, "the last entry is the one that is shown");
}

#[test]
fn more_dropped_than_there_are_is_nothing() {
    let written =
        json!({ "GRADER": [{ "type": "Quiz", "min_count": 1, "drop_count": 3, "weight": 1 }] });
    let got = graded(&written, &json!({ "Quiz": [{ "earned": 3, "possible": 3 }] }));
    assert_eq!((got.raw, got.by_type["Quiz"].dropped_indices.as_slice()), (0.0, &[0][..]));
}

#[test]
fn work_that_is_not_done_counts_nothing_and_worthless_work_does_not_count() {
    // D7 and D2: 1 of 2 quizzes; the one without points is left out.
    let written =
        json!({ "GRADER": [{ "type": "Quiz", "min_count": 0, "drop_count": 0, "weight": 1 }] });
    for undone in [json!(null), json!({ "possible": 5 }), json!({ "earned": null, "possible": 5 })]
    {
        let scores = json!({ "Quiz": [{ "earned": 4, "possible": 4 }, undone,
                                      { "earned": 0, "possible": 0 }] });
        let got = graded(&written, &scores);
        assert_eq!((got.raw, got.by_type["Quiz"].n), (0.5, 2), "{scores}");
    }
}

#[test]
fn a_subsection_is_made_of_its_problems() {
    // D1, D2: 1 of 2 raw points at weight 3 is 1.5 of 3; with 2 of 5 that is 3.5 of 8. The practice
    // problem does not count.
    let written =
        json!({ "GRADER": [{ "type": "Quiz", "min_count": 1, "drop_count": 0, "weight": 1 }] });
    let problems = json!([
        { "raw_earned": 1, "raw_possible": 2, "weight": 3 },
        { "earned": 2, "possible": 5 },
        { "earned": 9, "possible": 9, "graded": false }]);
    let got = graded(&written, &json!({ "Quiz": [{ "problems": problems }] }));
    assert_eq!(got.raw, 0.4375);
}

fn paths(problems: &Problems) -> Vec<String> {
    problems.0.iter().map(|problem| format!("{:?} {}", problem.severity, problem.path)).collect()
}

#[test]
fn every_problem_of_a_policy_is_said_at_once_with_its_place() {
    let written = json!({
        "GRADER": [
            { "type": "Quiz", "min_count": "many", "drop_count": 0, "weight": -0.5 },
            { "type": 7, "min_count": 5000, "drop_count": "1" },
            { "min_count": 1, "wieght": 0.5 },
            "Quiz"],
        "GRADE_CUTOFFS": { "Pass": "60" },
        "subsection_decimals": 3 });
    let reading = Policy::read_value(&written);
    assert!(reading.policy.is_none());
    assert_eq!(
        paths(&reading.problems),
        [
            "Problem GRADER[0].min_count",
            "Problem GRADER[0].weight",
            "Problem GRADER[1].type",
            "Problem GRADER[1].min_count",
            "Problem GRADER[1].drop_count",
            "Warning GRADER[2].wieght",
            "Problem GRADER[2]",
            "Problem GRADER[2]",
            "Problem GRADER[3]",
            "Problem GRADE_CUTOFFS.Pass",
            "Problem subsection_decimals",
        ]
    );
}

#[test]
fn what_the_platform_takes_but_nobody_means_is_a_warning() {
    let written = json!({
        "GRADER": [{ "type": "Quiz", "min_count": "2.9", "drop_count": 0, "weight": 15,
                     "short_label": "Q" }],
        "GRADE_CUTOFFS": { "F": 0 } });
    let reading = Policy::read_value(&written);
    assert_eq!(paths(&reading.problems), ["Warning GRADER[0].weight", "Warning GRADE_CUTOFFS"]);
    assert_eq!(reading.policy.unwrap().types()[0].min_count, 2);
}

#[test]
fn every_problem_of_the_scores_is_said_at_once_with_its_place() {
    let written = json!({
        "Quiz": [{ "earned": -1, "possible": 5 }, { "earned": 1 }, 7],
        "Exam": { "earned": 1, "possible": 2 } });
    let problems = Scores::read_value(&written, true).unwrap_err();
    assert_eq!(
        paths(&problems),
        ["Problem Exam", "Problem Quiz[0].earned", "Problem Quiz[1]", "Problem Quiz[2]"]
    );
    assert!(Scores::read("[", true).is_err());
    assert!(Policy::read("[").policy.is_none());
}

#[test]
fn an_exam_alone_needs_the_least_score_that_rounds_to_the_cutoff() {
    // D6: with a cutoff of 60 %, 59.45 passes and 59.44 does not; exactly 54.45 misses 55.
    let nothing = json!({});
    assert_eq!(everywhere(&one_exam(0.6, 4), &nothing, Goal::Pass), lowest(5945, None));
    assert_eq!(everywhere(&one_exam(0.55, 4), &nothing, Goal::Pass), lowest(5446, None));
    // With two decimals 59.49 % counts as 59 % and 59.5 % as 60 %.
    assert_eq!(everywhere(&one_exam(0.6, 2), &nothing, Goal::Pass), lowest(5950, None));
}

#[test]
fn a_part_that_is_done_lowers_what_the_other_needs() {
    // D8: 0.3 × 100 + 0.7 × 27.79 = 49.453, which rounds to 50; with 27.78 it is 49.446. Of 100
    // points it takes 28, of 20 points 6: 0.7 × 25 is only 47.5 together.
    let scores =
        |exam: Value| json!({ "Coursework": [{ "earned": 8, "possible": 8 }], "Exam": [exam] });
    let need = |exam| on(&two_parts(), &scores(exam), "Exam", ZERO);
    assert_eq!(need(json!(null)), lowest(2779, None));
    assert_eq!(need(json!({ "possible": 100 })), lowest(2779, Some(28.0)));
    assert_eq!(need(json!({ "possible": 20 })), lowest(2779, Some(6.0)));
}

#[test]
fn one_part_alone_can_decide() {
    // D8: 0.7 × 72 = 50.4 passes whatever the coursework; 0.3 × 100 + 0.7 × 20 = 44 cannot pass.
    let with = |earned: u32| json!({ "Exam": [{ "earned": earned, "possible": 100 }] });
    assert_eq!(everywhere(&two_parts(), &with(72), Goal::Pass), Need::Certain);
    assert_eq!(everywhere(&two_parts(), &with(20), Goal::Pass), Need::OutOfReach);
}

#[test]
fn the_rest_can_be_assumed() {
    // Without coursework the exam needs 49.45 / 0.7 = 70.643; with 80 % of coursework
    // (49.45 − 24) / 0.7 = 36.358.
    let need = |rest| on(&two_parts(), &json!({}), "Exam 1", rest);
    assert_eq!(need(ZERO), lowest(7065, None));
    assert_eq!(need(Rest::Score(Hundredths::new(8000).unwrap())), lowest(3636, None));
    // 60 % so far, on one of two quizzes that weigh 30 together: the same as all coursework at 60 %,
    // (49.45 − 18) / 0.7 = 44.929.
    let mut written = two_parts();
    written["GRADER"][0]["min_count"] = json!(2);
    let scores = json!({ "Coursework": [{ "earned": 3, "possible": 5 }] });
    assert_eq!(on(&written, &scores, "Exam", Rest::AsDone), lowest(4493, None));
    // Nothing of the exam is done: it goes on as the coursework does, 42 and 9 are 51, which passes.
    assert_eq!(on(&written, &scores, "Coursework 2", Rest::AsDone), Need::Certain);
}

#[test]
fn of_what_nothing_is_done_it_goes_on_as_all_the_rest_does() {
    // D7. 90 % of what weighs 20 and 70 % of what weighs 30 are 78 % of both; 18 + 21 + 0.2 × 78 are 54.6, and
    // (59.45 − 54.6) / 0.3 = 16.167.
    let kind = |name: &str, weight: f64| json!({ "type": name, "min_count": 1, "drop_count": 0, "weight": weight });
    let types = [kind("Work", 0.2), kind("First", 0.3), kind("Second", 0.2), kind("Final", 0.3)];
    let written = json!({ "GRADER": types, "GRADE_CUTOFFS": { "Pass": 0.6 } });
    let scores = json!({ "Work": [{ "earned": 9, "possible": 10 }], "First": [{ "earned": 7, "possible": 10 }] });
    assert_eq!(on(&written, &scores, "Final", Rest::AsDone), lowest(1617, None));
}

#[test]
fn dropped_scores_are_not_needed() {
    // Three quizzes, the lowest dropped: 1 and 0 of the two that count are 50 %. Without the drop
    // the two others need (3 × 49.45 − 100) / 2 = 24.175.
    let written = |drop: u32| {
        json!({ "GRADER": [{ "type": "Quiz", "min_count": 3, "drop_count": drop, "weight": 1 }],
                "GRADE_CUTOFFS": { "Pass": 0.5 } })
    };
    let scores = json!({ "Quiz": [{ "earned": 1, "possible": 1 }] });
    assert_eq!(everywhere(&written(1), &scores, Goal::Pass), Need::Certain);
    assert_eq!(everywhere(&written(0), &scores, Goal::Pass), lowest(2418, None));
}

#[test]
fn a_letter_or_a_percentage_can_be_the_goal() {
    // 80 % from 79.45 on; above 100 % nothing helps; without a cutoff nobody passes.
    let written = one_exam(0.5, 4);
    let goal = |fraction| everywhere(&written, &json!({}), Goal::AtLeast(fraction));
    assert_eq!(goal(0.8), lowest(7945, None));
    assert_eq!(goal(1.01), Need::OutOfReach);
    let nobody = json!({ "GRADER": written["GRADER"], "GRADE_CUTOFFS": {} });
    assert_eq!(everywhere(&nobody, &json!({}), Goal::Pass), Need::OutOfReach);
}

#[test]
fn what_is_left_is_what_stands_open_and_what_is_to_come() {
    let written = json!({ "GRADER": [
        { "type": "Quiz", "min_count": 4, "drop_count": 0, "weight": 1 },
        { "type": "Bonus", "min_count": 0, "drop_count": 0, "weight": 0.1 }] });
    // The quiz without points counts as none of the four; practice is in no policy.
    let scores = json!({ "Quiz": [null, { "earned": 1, "possible": 1 },
                                  { "earned": 0, "possible": 0 }, { "possible": 9 }],
                         "Practice": [null] });
    let left = sheet(&scores).left(&policy(&written));
    let names: Vec<String> = left.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["Quiz 1", "Quiz 4", "Quiz 5"]);
    assert_eq!(left[1].possible, Some(9.0));
}

/// The answer to a question of the page, as JSON.
fn asked(grading: &Value, scores: &Value) -> Value {
    let question = json!({ "grading": grading, "scores": scores });
    serde_json::to_value(answer(&question.to_string())).unwrap()
}

#[test]
fn a_page_learns_what_is_needed_on_the_one_that_is_left() {
    let grading = json!({ "assignment_types": [
        { "name": "Coursework", "weight": 30, "part": "coursework" },
        { "name": "Exam", "weight": 70, "part": "exam" }],
        "cutoffs": [{ "name": "Pass", "percent": 50 }] });
    // All of the coursework is 30; 49.45 rounds to 50, so 19.45 of 70 is needed: 27.786 %.
    let said = asked(&grading, &json!({ "Coursework": [{ "earned": 100, "possible": 100 }] }));
    let need = json!({ "answer": "lowest", "percent": 27.79 });
    assert_eq!(said["score"]["grade"]["percent"], json!(0.3));
    assert_eq!(
        said["score"]["left"],
        json!([{ "name": "Exam", "count": 1, "alone": { "as_done": need, "nothing_else": need } }])
    );
}

#[test]
fn a_page_learns_what_is_needed_if_the_rest_goes_on_or_is_never_done() {
    let grading = json!({ "assignment_types": [
        { "name": "Homework", "weight": 40, "min_count": 2 }, { "name": "Final", "weight": 60 }],
        "cutoffs": [{ "name": "Pass", "percent": 60 }] });
    let said = asked(&grading, &json!({ "Homework": [{ "earned": 5, "possible": 10 }, null] }));
    let lowest = |percent: f64| json!({ "answer": "lowest", "percent": percent });
    // 59.45 rounds to 60. Half of the homework is 20: 39.45 of 60. A quarter of it is 10: 49.45 of 60.
    let alone = &said["score"]["left"][1]["alone"];
    assert_eq!(alone["as_done"], lowest(65.75));
    assert_eq!(alone["nothing_else"], lowest(82.42));
    // 10 from the first homework, and 20 + 60 times the rest: 49.45 of 80.
    assert_eq!(said["score"]["everywhere"], lowest(61.82));
}

#[test]
fn without_a_passing_score_a_page_learns_the_score_alone() {
    let grading = json!({ "assignment_types": [
        { "name": "Coursework", "weight": 30 }, { "name": "Exam", "weight": 60 }] });
    let said = asked(&grading, &json!({ "Exam": [{ "earned": 1, "possible": 2 }] }));
    assert_eq!(said["score"]["grade"]["percent"], json!(0.3));
    assert_eq!(said["score"]["everywhere"], Value::Null);
    assert_eq!(said["score"]["left"], json!([{ "name": "Coursework", "count": 1 }]));
    let fault = &said["score"]["warnings"][0]["fault"];
    assert_eq!(fault, &json!({ "type": "parts_do_not_add_up", "hundredths": 9000 }));
}

#[test]
fn a_question_that_cannot_be_answered_is_refused_with_every_reason() {
    let said = asked(&json!({ "assignment_types": [{ "name": "Exam" }] }), &json!({ "Exam": 3 }));
    let paths: Vec<&Value> =
        said["problems"].as_array().unwrap().iter().map(|one| &one["path"]).collect();
    assert_eq!(paths, ["grading.assignment_types[0]", "scores.Exam"]);
    assert!(asked(&Value::Null, &json!({}))["problems"].is_array());
}
