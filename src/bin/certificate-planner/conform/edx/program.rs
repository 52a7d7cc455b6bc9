//! Rows about what a program counts, how far a learner is in it, and when its certificate shows.

use certificate_planner::assessment::{Assessment, Verdict};
use certificate_planner::moment::{Bound, Moment};
use certificate_planner::platform::edx::certificate::Certificate;
use certificate_planner::platform::edx::mode::EnrollmentMode;
use certificate_planner::platform::edx::program::{
    ProgramCourse, ProgramRun, Progress, RunCertificate, SeatDeadline, issued, program_issued,
    program_visible,
};
use certificate_planner::truth::Truth;
use serde_json::{Map, Value, json};

use crate::conform::edx::given::{Given, mode, wrong};
use crate::conform::edx::learner::{
    CatalogRun, Site, Stated, agreed, catalog, entries, passed, told,
};

/// A session of the row, by its key.
struct Keyed {
    key: String,
    run: ProgramRun,
    /// The certificate available date of the learner's certificate.
    available: Option<Moment>,
}

/// A course of the row.
struct Course {
    runs: Vec<Keyed>,
    entitled: bool,
}

impl Course {
    fn for_program(&self) -> ProgramCourse {
        let runs = self.runs.iter().map(|keyed| keyed.run.clone()).collect();
        ProgramCourse { runs, entitled: self.entitled }
    }
}

fn courses(given: &Given<'_>) -> Result<Vec<Course>, String> {
    let entitled = given.list("entitlements")?;
    let course = |(index, written): (usize, &Value)| {
        let (runs, own) = match written.as_array() {
            Some(runs) => (runs.as_slice(), false),
            None => {
                let part = given.part_of(written)?;
                (part.list("runs")?, part.flag("entitlement")?)
            }
        };
        let here = entitled.iter().any(|one| one.as_u64() == u64::try_from(index).ok());
        let runs = runs.iter().map(|run| keyed(given, run)).collect::<Result<_, String>>()?;
        Ok(Course { runs, entitled: own || here })
    };
    given.list("courses")?.iter().enumerate().map(course).collect()
}

fn keyed(given: &Given<'_>, written: &Value) -> Result<Keyed, String> {
    let run = given.part_of(written)?;
    let key = run.text("key")?.ok_or("a session without a key")?.to_owned();
    let seat = |seat: &Value| {
        let seat = given.part_of(seat)?;
        let mode = seat.mode("type")?.ok_or("a seat without a type")?;
        Ok(SeatDeadline { mode, upgrade_deadline: seat.moment("upgrade_deadline")? })
    };
    let seats = run.list("seats")?.iter().map(seat).collect::<Result<_, String>>()?;
    let enrolled = given.get("enrollments").and_then(|all| all.get(&key));
    let enrolled = enrolled.and_then(Value::as_str).map(mode).transpose()?;
    let held = given.get("certs").and_then(|all| all.get(&key)).filter(|cert| !cert.is_null());
    let held = held.map(|cert| given.part_of(cert)).transpose()?;
    let certificate = held.as_ref().map(|held| {
        let visible = held.flag_or_on("visible")?;
        Ok::<_, String>(RunCertificate { certificate: held.certificate()?, visible })
    });
    let available = held.as_ref().map(|held| held.moment("available_date")).transpose()?;
    let kind = run.mode("type")?.ok_or("a session without a type")?;
    let certificate = certificate.transpose()?;
    let run = ProgramRun { kind, seats, enrolled, certificate };
    Ok(Keyed { key, run, available: available.flatten() })
}

/// What the learner of the row states of a session.
fn stated(course: usize, keyed: &Keyed) -> Option<Stated> {
    let run = match (keyed.run.certificate, keyed.run.enrolled) {
        (Some(one), _) => finished(keyed, one.certificate),
        (None, Some(mode)) => entries(json!({
            "run": keyed.key, "state": "in_progress", "mode": mode,
        })),
        (None, None) => return None,
    };
    Some(Stated { course, run })
}

fn finished(keyed: &Keyed, certificate: Certificate) -> Map<String, Value> {
    let mut run = passed(&keyed.key, Some(certificate.mode));
    let held = certificate.status.is_passing();
    // A learner on audit holds none that the platform would count.
    if certificate.mode != EnrollmentMode::Audit {
        run.insert("certificate".to_owned(), json!(if held { "held" } else { "revoked" }));
    }
    if let Some(on) = keyed.available.filter(|_| held) {
        run.insert("certificate_on".to_owned(), json!(on));
    }
    run
}

/// What the learner of the row is told of the program.
fn told_of(given: &Given<'_>, courses: &[Course]) -> Result<Assessment, String> {
    let run = |keyed: &Keyed| CatalogRun {
        id: keyed.key.clone(),
        facts: entries(json!({ "certificate_mode": keyed.run.kind })),
    };
    let offered: Vec<Vec<CatalogRun>> =
        courses.iter().map(|course| course.runs.iter().map(run).collect()).collect();
    let site = Site { honor_certifies: true, photo_id_required: false };
    let catalog = catalog(site, &offered)?;
    let stated = courses
        .iter()
        .enumerate()
        .flat_map(|(index, course)| course.runs.iter().filter_map(move |run| stated(index, run)));
    told(&catalog, Map::new(), stated.collect(), given.now)
}

pub(super) fn date(given: &Given<'_>) -> Result<Value, String> {
    let courses = courses(given)?;
    let program = told_of(given, &courses)?.program;
    // The learning site awards a certificate whose date lies ahead, so "on course" is complete too:
    // the row states nothing that is still to happen.
    let complete = matches!(program.verdict, Verdict::Earned | Verdict::OnCourse);
    let rule = courses.iter().all(|course| course.for_program().is_certified());
    let complete = agreed(complete, rule)?;
    let from = match program.certificate.from {
        Bound::At(moment) => Some(moment),
        Bound::Open | Bound::Unknown => None,
    };
    let date = from.filter(|_| complete);
    Ok(json!({ "completed_program": complete, "program_available_date": date }))
}

pub(super) fn progress(given: &Given<'_>) -> Result<Value, String> {
    let courses = courses(given)?;
    let told = told_of(given, &courses)?;
    let (mut completed, mut in_progress, mut not_started) = (0, 0, 0);
    let mut first = None;
    for (index, course) in courses.iter().enumerate() {
        let progress = course.for_program().progress(given.now);
        match progress {
            Progress::Completed => completed += 1,
            Progress::InProgress => in_progress += 1,
            Progress::NotStarted { .. } => not_started += 1,
        }
        let hidden = |keyed: &Keyed| keyed.run.certificate.is_some_and(|one| !one.visible);
        if !course.runs.iter().any(hidden) {
            let verdict = told.courses.get(index).map(|one| one.verdict);
            agreed(verdict == Some(Verdict::Earned), progress == Progress::Completed)?;
        }
        first = first.or(Some(progress == Progress::Completed));
    }
    let all = courses.iter().all(|course| course.for_program().is_certified());
    Ok(json!({
        "completed": completed,
        "in_progress": in_progress,
        "not_started": not_started,
        "completed_program": all && !courses.is_empty(),
        "course_complete": first,
    }))
}

pub(super) fn visibility(given: &Given<'_>) -> Result<Value, String> {
    let date = |written: &Value| {
        let run = given.part_of(written)?;
        let created = run.moment("created")?;
        let date = issued(run.moment("available_date")?, created);
        date.ok_or_else(|| wrong("available_date", written))
    };
    let held = given.list("program_course_runs_with_user_cert")?;
    let dates = held.iter().map(date).collect::<Result<Vec<Moment>, String>>()?;
    let latest = program_issued(dates);
    let visible = match program_visible(latest, given.now) {
        Truth::Yes => true,
        Truth::No => false,
        Truth::Unknown => return Err("the dates leave it open".to_owned()),
    };
    let shown = latest.map(|latest| {
        let whole = latest.to_string();
        // A row may state the month alone.
        let length = given.issue_date_expected.map_or(whole.len(), str::len);
        whole.get(..length).map_or(whole.clone(), str::to_owned)
    });
    Ok(json!({ "visible": visible, "issue_date": shown }))
}
