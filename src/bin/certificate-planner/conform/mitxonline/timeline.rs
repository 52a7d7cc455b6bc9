//! Rows about when certificates appear.

use std::collections::{BTreeMap, BTreeSet};

use certificate_planner::platform::mitxonline::RunKey;
use certificate_planner::platform::mitxonline::certificate::{Grade, ScheduledRun};
use certificate_planner::platform::mitxonline::schedule::{Event, EventKind, Schedule, Timeline};
use serde_json::{Map, Value, json};

use crate::conform::mitxonline::certificate::{grade, scheduled_run};
use crate::conform::mitxonline::given::Given;
use crate::conform::mitxonline::program;

pub(super) fn run(given: Given<'_>) -> Result<Value, String> {
    let offer = program::offer(given)?;
    let learner = given.part("learner")?;
    let scheduled = scheduled_runs(given)?;
    let mut timeline = Timeline::new(
        &offer,
        &scheduled,
        schedule(given)?,
        program::learner(learner)?,
        grades(learner)?,
        revoked(learner)?,
    );
    let mut events = Vec::new();
    for written in given.list_if("events")? {
        events.extend(events_of(written)?);
    }
    timeline.run(given.instant("start")?, given.instant("until")?, &events);
    let mut courses = Map::new();
    for run in scheduled.keys() {
        courses.insert(run.0.to_string(), json!(timeline.course_certificates.get(run)));
    }
    let mut programs = Map::new();
    for program in &offer.programs {
        let issued = timeline.program_certificates.get(&program.key);
        programs.insert(program.key.0.to_string(), json!(issued));
    }
    Ok(json!({ "course_certificates": courses, "program_certificates": programs }))
}

fn scheduled_runs(given: Given<'_>) -> Result<BTreeMap<RunKey, ScheduledRun>, String> {
    let mut runs = BTreeMap::new();
    for course in given.list("courses")? {
        for run in course.list_if("runs")? {
            runs.insert(RunKey(run.whole("id")?), scheduled_run(run)?);
        }
    }
    Ok(runs)
}

fn grades(learner: Given<'_>) -> Result<BTreeMap<RunKey, Grade>, String> {
    let known = learner.list_if("grades")?.into_iter();
    known.map(|one| Ok((RunKey(one.whole("run")?), grade(one)?))).collect()
}

fn revoked(learner: Given<'_>) -> Result<BTreeSet<RunKey>, String> {
    let mut revoked = BTreeSet::new();
    for certificate in learner.list_if("course_certificates")? {
        if certificate.flag_or("is_revoked", false)? {
            revoked.insert(RunKey(certificate.whole("run")?));
        }
    }
    Ok(revoked)
}

/// The jobs run at full hours.
fn schedule(given: Given<'_>) -> Result<Schedule, String> {
    let Some(written) = given.stated("schedule") else {
        return Ok(Schedule::default());
    };
    let hour = |key: &str| {
        let hour = written.text(key)?.strip_suffix(":00").and_then(|hour| hour.parse().ok());
        hour.filter(|hour| *hour < 24).ok_or_else(|| format!("`{key}` is no full hour"))
    };
    Ok(Schedule {
        program_enrollment_upgrade_hour: hour("program_enrollment_upgrade_job")?,
        program_certificate_hour: hour("program_certificate_job")?,
    })
}

/// What an event is shows in what it carries: a mode for an enrollment, a grade, or neither where
/// Open edX says that it issued a certificate, which may carry a grade too.
fn events_of(written: Given<'_>) -> Result<Vec<Event>, String> {
    let at = written.instant("at")?;
    let kind = written.text("type")?;
    let issued = kind.contains("webhook") || kind.contains("certificate");
    let mut kinds = Vec::new();
    if written.stated("mode").is_some() {
        kinds.push(match written.stated("program") {
            Some(_) => EventKind::ProgramSeat(program::program_seat(written)?),
            None => EventKind::RunSeat(program::run_seat(written)?),
        });
    }
    if written.stated("passed").is_some() {
        kinds.push(EventKind::GradeOnEdx(RunKey(written.whole("run")?), grade(written)?));
    }
    if issued {
        kinds.push(EventKind::CertificateOnEdx(RunKey(written.whole("run")?)));
    }
    if kinds.is_empty() {
        return Err(format!("`{kind}` is no event that is known"));
    }
    Ok(kinds.into_iter().map(|kind| Event { at, kind }).collect())
}
