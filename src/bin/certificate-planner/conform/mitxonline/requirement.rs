//! Rows about requirement trees as the platform stores them.

use certificate_planner::platform::mitxonline::requirement::{
    Failure, Group, Minimum, Node, Operator, RequirementLists, editor_takes, progress as count,
};
use certificate_planner::platform::mitxonline::{CourseKey, ProgramKey};
use serde_json::{Value, json};

use crate::conform::mitxonline::given::Given;

pub(super) fn validation(given: Given<'_>) -> Result<Value, String> {
    Ok(json!({ "valid": editor_takes(&tree(given)?) }))
}

pub(super) fn lists(given: Given<'_>) -> Result<Value, String> {
    let lists = RequirementLists::of(&tree(given)?).map_err(|failure| error(failure).to_owned())?;
    let keys = |courses: &[CourseKey]| courses.iter().map(|course| course.0).collect::<Vec<_>>();
    Ok(json!({
        "required": keys(&lists.required),
        "electives": keys(&lists.electives),
        "minimum_electives": lists.minimum_electives,
    }))
}

pub(super) fn progress(given: Given<'_>) -> Result<Value, String> {
    let passed = given.keys("passed_course_ids", CourseKey)?;
    let certified = given.keys("program_certificate_ids", ProgramKey)?;
    let progress = count(&tree(given)?, &passed, &certified);
    Ok(json!({ "completed": progress.completed, "total": progress.total }))
}

pub(super) fn upgrade(given: Given<'_>) -> Result<Value, String> {
    let lists = RequirementLists::of(&tree(given)?).map_err(|failure| error(failure).to_owned())?;
    let verified = given.keys("verified_course_ids", CourseKey)?;
    let has_certificate = given.flag("has_certificate")?;
    Ok(json!({ "upgraded": !has_certificate && lists.upgrade_enrollment(&verified) }))
}

/// The tree under `req_tree`.
pub(super) fn tree(given: Given<'_>) -> Result<Vec<Node>, String> {
    given.list("req_tree")?.into_iter().map(node).collect()
}

fn node(written: Given<'_>) -> Result<Node, String> {
    let data = written.part("data")?;
    Ok(match data.text_or_empty("node_type")? {
        "operator" | "program_root" => Node::Group(Group {
            operator: operator(data)?,
            title: data.text_or_empty("title")?.to_owned(),
            elective: data.flag_or("elective_flag", false)?,
            children: written
                .list_if("children")?
                .into_iter()
                .map(node)
                .collect::<Result<Vec<_>, String>>()?,
        }),
        "course" => Node::Course(CourseKey(data.whole("course")?)),
        "program" => Node::Program(ProgramKey(data.whole("required_program")?)),
        _ => Node::Unreadable,
    })
}

fn operator(data: Given<'_>) -> Result<Operator, String> {
    if data.text_or_empty("node_type")? == "program_root" {
        return Ok(Operator::AllOf);
    }
    Ok(match data.text_or_empty("operator")? {
        "all_of" => Operator::AllOf,
        "min_number_of" => Operator::MinNumberOf(Minimum(
            data.stated("operator_value")
                .map(|value| value.0.as_str().map_or_else(|| value.0.to_string(), str::to_owned)),
        )),
        _ => Operator::Missing,
    })
}

/// What the platform's language calls a failure.
pub(super) fn error(failure: Failure) -> &'static str {
    match failure {
        Failure::MinimumMissing => "TypeError",
        Failure::MinimumUnreadable => "ValueError",
        Failure::Endless => "RecursionError",
    }
}
