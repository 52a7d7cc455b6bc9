//! Rows about program certificates.

use std::collections::BTreeSet;

use certificate_planner::id::{CourseId, ProgramId};
use certificate_planner::platform::mitxonline::program::{
    Learner, Offer, Program, ProgramCertificate, ProgramSeat, Run, RunSeat, Step, is_candidate,
};
use certificate_planner::platform::mitxonline::requirement::{Failure, Leaves, are_met};
use certificate_planner::platform::mitxonline::{CourseKey, ProgramKey, RunKey};
use serde_json::{Value, json};

use crate::conform::mitxonline::certificate::{has_paid_mode, is_variant};
use crate::conform::mitxonline::given::Given;
use crate::conform::mitxonline::product::{self, Offered, Told};
use crate::conform::mitxonline::requirement;

pub(super) fn candidate(given: Given<'_>) -> Result<Value, String> {
    let seat = given.stated("program_enrollment");
    let seat = seat.map(|seat| {
        let (verified, active) = (seat.text("mode")? == "verified", seat.flag_or("active", true)?);
        Ok::<_, String>(ProgramSeat { program: ProgramKey(1), verified, active })
    });
    let live = given.flag("program_live")?;
    let has = given.flag("has_program_certificate")?;
    Ok(json!({ "candidate": is_candidate(live, seat.transpose()?, has) }))
}

/// The rows tell in words what is done.
pub(super) fn enrollment_created(given: Given<'_>) -> Result<Value, String> {
    let action = given.text("action")?;
    let step = match action.split_whitespace().next() {
        Some("enrol" | "enroll" | "buy" | "purchase") if action.contains(" run") => {
            Step::EnrollInRun
        }
        Some("buy" | "purchase") if action.contains(" program") => Step::BuyProgram,
        Some("join") if action.contains(" program") => Step::JoinProgram,
        _ => return Err("it is not known what is done".to_owned()),
    };
    Ok(json!({ "program_enrollments_created": step.program_enrollments() }))
}

pub(super) fn tree(given: Given<'_>) -> Result<Value, String> {
    let nodes = requirement::tree(given)?;
    let held = Held {
        courses: given.keys("earned_course_ids", CourseKey)?,
        programs: given.keys("earned_program_ids", ProgramKey)?,
    };
    let met = are_met(&nodes, &held);
    if let (Ok(met), Some(told)) = (met, told_of_tree(given, &held)?)
        && met != told.requirement_met
    {
        return Err(format!("the platform says {met}, the learner is told otherwise"));
    }
    Ok(json!({ "earned": met.ok(), "error": met.err().map(requirement::error) }))
}

/// What a learner who holds just these certificates is told of a program with the tree.
fn told_of_tree(given: Given<'_>, held: &Held) -> Result<Option<Told>, String> {
    const PROGRAM: i64 = 0;
    let now = "2026-06-15T12:00:00Z".parse().map_err(|_| "no instant")?;
    let tree = given.part("req_tree")?.0;
    let record = json!({
        "id": PROGRAM, "title": "Program", "live": true, "req_tree": tree,
        "enrollment_modes": [{ "mode_slug": "verified", "requires_payment": true }],
    });
    let Offered::Catalog(catalog) = product::catalog(&[record], now)? else {
        return Ok(None);
    };
    let in_tree = |course: &&CourseKey| catalog.course(&id_of(course.0)).is_some();
    let runs = json!([{ "state": "finished", "certificate": "held" }]);
    let courses = held.courses.iter().filter(in_tree);
    let courses: Vec<Value> =
        courses.map(|course| json!({ "course": course.0.to_string(), "runs": runs })).collect();
    let programs = held.programs.iter().map(|program| program.0.to_string());
    let known = |id: &String| catalog.program(&ProgramId::new(id)).is_some();
    let programs: Vec<String> = programs.filter(known).collect();
    let plan = json!({
        "format": 1, "program": PROGRAM.to_string(), "program_enrollment": "verified",
        "courses": courses, "program_certificates": programs,
    });
    product::told(&catalog, &plan, now).map(Some)
}

fn id_of(course: i64) -> CourseId {
    CourseId::new(&course.to_string())
}

/// Certificates that are there.
struct Held {
    courses: BTreeSet<CourseKey>,
    programs: BTreeSet<ProgramKey>,
}

impl Leaves for Held {
    fn course(&self, course: CourseKey) -> bool {
        self.courses.contains(&course)
    }

    fn program(&self, program: ProgramKey) -> Result<bool, Failure> {
        Ok(self.programs.contains(&program))
    }
}

pub(super) fn certificate(given: Given<'_>) -> Result<Value, String> {
    let offer = offer(given)?;
    let mut learner = learner(given.part("learner")?)?;
    let now = given.instant("now")?;
    let offered = product::catalog(&product::records(given)?, now)?;
    let forced = given.flag_or("force_create", false)?;
    let mut results = Vec::new();
    for entry in given.list("generate_order")? {
        let key = entry.0.as_i64().ok_or("`generate_order` has no number")?;
        let program = ProgramKey(key);
        let met = offer.is_met(program, &learner);
        let issue = offer.issue(program, &learner, forced);
        if let Offered::Catalog(catalog) = &offered {
            let certificates: Vec<(i64, bool)> = learner
                .program_certificates
                .iter()
                .map(|one| (one.program.0, one.revoked))
                .collect();
            let plan = product::plan(given, catalog, key, &certificates)?;
            let told = product::told(catalog, &plan, now)?;
            // What the staff forces is nothing that a learner can be told beforehand.
            let held = if forced && issue.created { told.earned } else { issue.held };
            if met.unwrap_or(false) != told.requirement_met || held != told.earned {
                return Err(format!(
                    "program {key}: met {met:?}, held {held}; the learner is told {}, {}",
                    told.requirement_met, told.earned
                ));
            }
        }
        if issue.created {
            learner.program_certificates.push(ProgramCertificate { program, revoked: false });
        }
        results.push(json!({
            "program": key,
            "requirements_met": met.ok(),
            "created": issue.created,
            "held": issue.held,
            "error": issue.failure.map(requirement::error),
        }));
    }
    Ok(json!({ "results": results }))
}

/// What a row has on offer.
pub(super) fn offer(given: Given<'_>) -> Result<Offer, String> {
    let program = |program: Given<'_>| {
        Ok::<_, String>(Program {
            key: ProgramKey(program.whole("id")?),
            live: program.flag_or("live", true)?,
            paid_mode: has_paid_mode(program)?,
            requirement: requirement::tree(program)?,
        })
    };
    let programs = given.list("programs")?.into_iter().map(program);
    let mut runs = Vec::new();
    for course in given.list_if("courses")? {
        let key = CourseKey(course.whole("id")?);
        for run in course.list_if("runs")? {
            runs.push(Run {
                key: RunKey(run.whole("id")?),
                course: key,
                verified_mode: run.list_has("enrollment_modes", "verified")?,
                variant: is_variant(run)?,
            });
        }
    }
    Ok(Offer { programs: programs.collect::<Result<Vec<_>, String>>()?, runs })
}

/// What a row says of the learner.
pub(super) fn learner(given: Given<'_>) -> Result<Learner, String> {
    let seats = given.list_if("program_enrollments")?.into_iter().map(program_seat);
    let run_seats = given.list_if("run_enrollments")?.into_iter().map(run_seat);
    let passed = given.list_if("grades")?.into_iter().filter_map(|grade| {
        let passed = grade.flag("passed").and_then(|passed| Ok((passed, grade.whole("run")?)));
        passed.map(|(passed, run)| passed.then_some(RunKey(run))).transpose()
    });
    let held = given.list_if("course_certificates")?.into_iter().filter_map(|certificate| {
        let revoked = certificate.flag_or("is_revoked", false);
        let run = revoked.and_then(|revoked| Ok((!revoked).then_some(certificate.whole("run")?)));
        run.map(|run| run.map(RunKey)).transpose()
    });
    let certificates = given.list_if("program_certificates")?.into_iter().map(|certificate| {
        let program = ProgramKey(certificate.whole("program")?);
        let revoked = certificate.flag_or("is_revoked", false)?;
        Ok::<_, String>(ProgramCertificate { program, revoked })
    });
    Ok(Learner {
        program_seats: seats.collect::<Result<_, _>>()?,
        run_seats: run_seats.collect::<Result<_, _>>()?,
        passed: passed.collect::<Result<_, String>>()?,
        course_certificates: held.collect::<Result<_, String>>()?,
        program_certificates: certificates.collect::<Result<_, _>>()?,
    })
}

/// An enrollment in a program.
pub(super) fn program_seat(seat: Given<'_>) -> Result<ProgramSeat, String> {
    Ok(ProgramSeat {
        program: ProgramKey(seat.whole("program")?),
        verified: seat.text("mode")? == "verified",
        active: seat.flag_or("active", true)?,
    })
}

/// An enrollment in a run.
pub(super) fn run_seat(seat: Given<'_>) -> Result<RunSeat, String> {
    Ok(RunSeat {
        run: RunKey(seat.whole("run")?),
        verified: seat.text("mode")? == "verified",
        active: seat.flag_or("active", true)?,
        changed: seat.stated("change_status").is_some(),
    })
}
