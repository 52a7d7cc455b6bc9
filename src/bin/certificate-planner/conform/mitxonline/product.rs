//! What a learner in a row's situation is told: the row as the records that the platform serves,
//! imported as a catalog, and as the learner's plan, assessed as the page would.

use certificate_planner::assessment::{Assessment, Verdict, assess};
use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::format::Platform;
use certificate_planner::id::ProgramId;
use certificate_planner::import::import_values;
use certificate_planner::moment::Instant;
use certificate_planner::plan::Plan;
use certificate_planner::platform::edx::mode::EnrollmentMode;
use certificate_planner::problem::Fault;
use serde_json::{Map, Value, json};

use crate::conform::mitxonline::given::Given;

/// A catalog, or the problem for which it cannot be used.
pub(super) enum Offered {
    /// It can be used.
    Catalog(Catalog),
    /// Programs in it need each other, which a catalog may not.
    Cycle,
}

/// What is told of a program.
pub(super) struct Told {
    /// Whether its requirement is met already.
    pub(super) requirement_met: bool,
    /// Whether its certificate is earned.
    pub(super) earned: bool,
}

/// Imports records and reads the catalog that comes of them.
pub(super) fn catalog(records: &[Value], now: Instant) -> Result<Offered, String> {
    let imported = import_values(records, Some(Platform::MitxOnline), now.date_utc());
    let text = serde_json::to_string(&imported.catalog).map_err(|error| error.to_string())?;
    let reading = Catalog::read(&text);
    let cycle = |fault: &Fault| matches!(fault, Fault::ProgramCycle { .. });
    match reading.catalog {
        Some(catalog) => Ok(Offered::Catalog(catalog)),
        None if reading.problems.0.iter().any(|problem| cycle(&problem.fault)) => {
            Ok(Offered::Cycle)
        }
        None => Err(format!("the catalog is refused: {:?}", reading.problems.0)),
    }
}

/// What a learner with this plan is told of its program.
pub(super) fn told(catalog: &Catalog, plan: &Value, now: Instant) -> Result<Told, String> {
    let plan = Plan::read(&plan.to_string(), catalog)
        .map_err(|problems| format!("the plan is refused: {:?}", problems.0))?;
    let assessment: Assessment = assess(catalog, &plan, now);
    Ok(Told {
        requirement_met: assessment.program.requirement.verdict == Verdict::Earned,
        earned: assessment.program.verdict == Verdict::Earned,
    })
}

/// The records of a row: its programs and its courses with their runs. That a program is looked at
/// is what such a row is about, so each of them is one that is.
pub(super) fn records(given: Given<'_>) -> Result<Vec<Value>, String> {
    let mut records = Vec::new();
    for program in given.list("programs")? {
        let mut record = entries(program)?;
        record.insert("live".to_owned(), json!(true));
        records.push(Value::Object(record));
    }
    for course in given.list_if("courses")? {
        let mut record = entries(course)?;
        let runs = record.remove("runs").unwrap_or_else(|| json!([]));
        record.insert("courseruns".to_owned(), runs);
        records.push(Value::Object(record));
    }
    Ok(records)
}

fn entries(part: Given<'_>) -> Result<Map<String, Value>, String> {
    part.0.as_object().cloned().ok_or_else(|| "a program or course is no object".to_owned())
}

/// The plan of a row's learner for a program, with the program certificates that there are.
pub(super) fn plan(
    given: Given<'_>,
    catalog: &Catalog,
    program: i64,
    certificates: &[(i64, bool)],
) -> Result<Value, String> {
    let learner = given.part("learner")?;
    let mut courses = Vec::new();
    for course in given.list_if("courses")? {
        let runs = course.list_if("runs")?;
        let runs: Vec<Value> = runs
            .into_iter()
            .filter_map(|run| planned_run(learner, run).transpose())
            .collect::<Result<_, String>>()?;
        courses.push(json!({ "course": course.whole("id")?.to_string(), "runs": runs }));
    }
    let of = |revoked: bool| {
        let known = certificates.iter().map(|(program, revoked)| (program.to_string(), *revoked));
        let known = known.filter(|(id, _)| catalog.program(&ProgramId::new(id)).is_some());
        known.filter(|known| known.1 == revoked).map(|known| known.0).collect::<Vec<_>>()
    };
    Ok(json!({
        "format": 1,
        "program": program.to_string(),
        "courses": courses,
        "program_enrollment": program_enrollment(learner, program)?,
        "program_certificates": of(false),
        "revoked_program_certificates": of(true),
    }))
}

fn program_enrollment(learner: Given<'_>, program: i64) -> Result<&'static str, String> {
    let mut enrollment = "not_enrolled";
    for seat in learner.list_if("program_enrollments")? {
        if seat.whole("program")? == program && seat.flag_or("active", true)? {
            match seat.text("mode")? {
                "verified" => enrollment = "verified",
                _ if enrollment != "verified" => enrollment = "audit",
                _ => {}
            }
        }
    }
    Ok(enrollment)
}

/// A run of the plan; none where the learner has nothing to do with it.
fn planned_run(learner: Given<'_>, run: Given<'_>) -> Result<Option<Value>, String> {
    let key = run.whole("id")?;
    let of_run = |list: &str| {
        let found = learner.list_if(list)?.into_iter();
        let found: Vec<Given<'_>> =
            found.filter(|one| one.0.get("run").and_then(Value::as_i64) == Some(key)).collect();
        Ok::<_, String>(found)
    };
    let (seats, grades) = (of_run("run_enrollments")?, of_run("grades")?);
    let certificates = of_run("course_certificates")?;
    if seats.is_empty() && certificates.is_empty() {
        return Ok(None);
    }
    let mut planned = Map::new();
    planned.insert("run".to_owned(), json!(key.to_string()));
    planned.insert("state".to_owned(), json!("finished"));
    if let Some(grade) = grades.first() {
        let word = if grade.flag("passed")? { "passed" } else { "not_passed" };
        planned.insert("result".to_owned(), json!(word));
    }
    let mut word = "not_issued";
    for certificate in &certificates {
        word = if certificate.flag_or("is_revoked", false)? { "revoked" } else { "held" };
    }
    planned.insert("certificate".to_owned(), json!(word));
    let seat = best_seat(&seats)?;
    if let Some(how) = leaving(seat)? {
        planned.insert("left".to_owned(), json!(how));
    }
    if let Some(seat) = seat {
        let mode = seat.text("mode")?;
        let mode: EnrollmentMode = mode.parse().map_err(|_| format!("no mode is called {mode}"))?;
        planned.insert("mode".to_owned(), json!(mode));
        if mode == EnrollmentMode::Verified {
            planned.insert("payment".to_owned(), json!("paid"));
        }
    }
    Ok(Some(Value::Object(planned)))
}

/// Of several seats in one run the one that is still as it was.
fn best_seat<'a>(seats: &[Given<'a>]) -> Result<Option<Given<'a>>, String> {
    for seat in seats {
        if leaving(Some(*seat))?.is_none() {
            return Ok(Some(*seat));
        }
    }
    Ok(seats.first().copied())
}

/// How the learner left a run; who never had a seat has none either.
fn leaving(seat: Option<Given<'_>>) -> Result<Option<&'static str>, String> {
    let Some(seat) = seat else {
        return Ok(Some("unenrolled"));
    };
    Ok(match seat.text_or_empty("change_status")? {
        "" if seat.flag_or("active", true)? => None,
        "refunded" => Some("refunded"),
        "deferred" => Some("deferred"),
        "transferred" => Some("transferred"),
        _ => Some("unenrolled"),
    })
}
