//! Rows about learner records, grades set by the staff, and the portal that came before.

use certificate_planner::platform::mitxonline::legacy::{
    ElectiveSet, combined_grade as combined, is_course_done, is_program_done,
};
use certificate_planner::platform::mitxonline::record::{RecordedRun, override_grade, record};
use serde_json::{Value, json};

use crate::conform::mitxonline::given::Given;

pub(super) fn learner_record(given: Given<'_>) -> Result<Value, String> {
    let runs = given.list("course_runs")?;
    let runs = runs.into_iter().map(recorded_run).collect::<Result<Vec<_>, String>>()?;
    let shown = record(&runs, given.instant("now")?);
    Ok(json!({ "certificate": shown.certificate, "grade": shown.grade }))
}

fn recorded_run(run: Given<'_>) -> Result<RecordedRun, String> {
    let revoked = run.stated("certificate").map(|one| one.flag_or("is_revoked", false));
    let seat = run.stated("enrollment");
    let verified = |seat: Given<'_>| {
        Ok::<_, String>(seat.text("mode")? == "verified" && seat.stated("change_status").is_none())
    };
    Ok(RecordedRun {
        certified: revoked.transpose()? == Some(false),
        grade: run.stated("grade").map(|_| run.number("grade")).transpose()?,
        verified_seat: seat.map_or(Ok(false), verified)?,
        available: run.instant_if("certificate_available_date")?,
        end: run.instant_if("end_date")?,
    })
}

pub(super) fn grade_override(given: Given<'_>) -> Result<Value, String> {
    let (grade, letter) = (given.number("override_grade")?, given.text_or_empty("letter_grade")?);
    let set = override_grade(grade, letter, given.flag_or("should_force_pass", false)?);
    Ok(match set {
        None => json!({ "error": "ValidationError" }),
        Some(set) => json!({
            "grade": set.grade,
            "passed": set.passed,
            "letter_grade": set.letter,
            "set_by_admin": true,
        }),
    })
}

pub(super) fn combined_grade(given: Given<'_>) -> Result<Value, String> {
    let grades = |key: &str| {
        let number =
            |grade: &Given<'_>| grade.0.as_f64().ok_or_else(|| format!("`{key}` has no number"));
        given.list(key)?.iter().map(number).collect::<Result<Vec<_>, String>>()
    };
    let grade = combined(&grades("passing_course_grades")?, &grades("passing_exam_grades")?);
    Ok(json!({ "combined_percent": grade }))
}

pub(super) fn program_completion(given: Given<'_>) -> Result<Value, String> {
    let done = if given.stated("run_start").is_some() {
        let (start, has_exam) = (given.instant("run_start")?, given.flag("course_has_exam")?);
        let passed = given.flag("passed_final_grade")?;
        is_course_done(start, has_exam, passed, given.flag("course_certificate")?)
    } else {
        let set = |set: Given<'_>| {
            let (required, done) = (set.whole("required_number")?, set.whole("passed")?);
            Ok::<_, String>(ElectiveSet { required, done })
        };
        let sets = given.list_if("elective_sets")?.into_iter().map(set);
        is_program_done(given.flag("core_passed")?, &sets.collect::<Result<Vec<_>, String>>()?)
    };
    Ok(json!({ "program_certificate": done }))
}
