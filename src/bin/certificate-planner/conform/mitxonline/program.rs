//! Rows about program certificates.

use certificate_planner::platform::mitxonline::program::{
    Learner, Offer, Program, ProgramCertificate, ProgramSeat, Run, RunSeat, Step, is_candidate,
};
use certificate_planner::platform::mitxonline::requirement::{Failure, Leaves, are_met};
use certificate_planner::platform::mitxonline::{CourseKey, ProgramKey, RunKey};
use serde_json::{Value, json};

use crate::conform::mitxonline::certificate::{has_paid_mode, is_variant};
use crate::conform::mitxonline::given::Given;
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
        courses: given.keys("earned_course_ids", CourseKey)?.into_iter().collect(),
        programs: given.keys("earned_program_ids", ProgramKey)?.into_iter().collect(),
    };
    let met = are_met(&nodes, &held);
    Ok(json!({ "earned": met.ok(), "error": met.err().map(requirement::error) }))
}

/// Certificates that are there.
struct Held {
    courses: Vec<CourseKey>,
    programs: Vec<ProgramKey>,
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
    let forced = given.flag_or("force_create", false)?;
    let mut results = Vec::new();
    for entry in given.list("generate_order")? {
        let key = entry.0.as_i64().ok_or("`generate_order` has no number")?;
        let program = ProgramKey(key);
        let met = offer.is_met(program, &learner);
        let issue = offer.issue(program, &learner, forced);
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
