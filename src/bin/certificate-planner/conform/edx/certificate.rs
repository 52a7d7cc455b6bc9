//! Rows about who gets a certificate, and what becomes of it.

use certificate_planner::assessment::reason::Because;
use certificate_planner::platform::edx::certificate::{Certificate, CertificateStatus};
use certificate_planner::platform::edx::generation::{Candidate, Outcome, PhotoIdCheck, Way};
use certificate_planner::platform::edx::mode::EnrollmentMode;
use serde_json::{Map, Value, json};

use crate::conform::edx::given::Given;
use crate::conform::edx::learner::{
    Site, Stated, agreed, catalog, entries, has_certificate, only_run, passed, says, told,
};

/// Whether a learner who passed in the mode is told that the certificate is there.
pub(super) fn mode_eligible(given: &Given<'_>) -> Result<Value, String> {
    let site = Site { honor_certifies: !given.flag("disable_honor")?, photo_id_required: false };
    let eligible = certified(given, site, Map::new())?;
    Ok(json!({ "eligible": eligible }))
}

/// The certificate of a learner who passed in the mode of the row, where it shows at once.
fn certified(given: &Given<'_>, site: Site, plan: Map<String, Value>) -> Result<bool, String> {
    let at_once = json!({ "pacing": "self_paced", "certificate_display": "early_no_info" });
    let catalog = catalog(site, &only_run(at_once))?;
    let mode = given.mode("mode")?;
    let stated = mode.map(|mode| Stated { course: 0, run: passed("run", Some(mode)) });
    has_certificate(&told(&catalog, plan, stated.into_iter().collect(), given.now)?)
}

fn candidate(given: &Given<'_>) -> Result<Candidate, String> {
    let photo_id = match (given.flag("idv_required")?, given.flag("id_verified")?) {
        (false, _) => PhotoIdCheck::NotAsked,
        (true, true) => PhotoIdCheck::Approved,
        (true, false) => PhotoIdCheck::Lacking,
    };
    Ok(Candidate {
        mode: given.mode("mode")?,
        passed: given.flag("passed")?,
        photo_id,
        allowlisted: given.flag("allowlisted")?,
        invalidated: given.flag("invalidated")?,
        beta_tester: given.flag("beta_tester")?,
        coach_copy: given.flag("ccx")?,
        course_known: given.flag_or_on("course_overview")?,
        web_certificates: given.flag_or_on("web_certs_enabled")?,
        existing: given.existing()?,
        honor_certifies: !given.flag_or_on("disable_honor")?,
    })
}

/// The platform's own tests are named after the one of its two ways that they ask about.
fn way(given: &Given<'_>, candidate: &Candidate) -> Way {
    if given.source.contains("AllowlistTests") {
        Way::Allowlist
    } else if given.source.contains("CertificateTests") {
        Way::Regular
    } else {
        candidate.way()
    }
}

pub(super) fn eligibility(given: &Given<'_>) -> Result<Value, String> {
    let candidate = candidate(given)?;
    let (can_generate, status) = match candidate.generate(way(given, &candidate)) {
        Outcome::Issued(_) => (true, Value::Null),
        Outcome::Noted(status) => (false, json!(status.to_string())),
        Outcome::Unchanged => (false, Value::Null),
    };
    let can_generate = if no_staff(&candidate) {
        let site = Site {
            honor_certifies: candidate.honor_certifies,
            photo_id_required: candidate.photo_id != PhotoIdCheck::NotAsked,
        };
        let lacking = candidate.photo_id == PhotoIdCheck::Lacking;
        let photo_id = if lacking { "not_approved" } else { "approved" };
        let told = certified(given, site, entries(json!({ "photo_id": photo_id })))?;
        agreed(told, can_generate)?
    } else {
        can_generate
    };
    Ok(json!({ "can_generate": can_generate, "status_set": status }))
}

/// Whether a learner can be in this situation by passing, without anything that staff did.
fn no_staff(candidate: &Candidate) -> bool {
    let Candidate { allowlisted, invalidated, beta_tester, coach_copy, .. } = *candidate;
    let staff = allowlisted || invalidated || beta_tester || coach_copy;
    let set_up = candidate.course_known && candidate.web_certificates;
    !staff && set_up && candidate.passed && candidate.existing.is_none()
}

pub(super) fn regeneration(given: &Given<'_>) -> Result<Value, String> {
    Ok(json!({ "status_allows_generation": candidate(given)?.status_allows() }))
}

pub(super) fn status(given: &Given<'_>) -> Result<Value, String> {
    let candidate = candidate(given)?;
    // Whatever changes a certificate writes the present mode into it.
    let with =
        |one: Certificate, status| Certificate { status, mode: candidate.mode.unwrap_or(one.mode) };
    let after = |status: fn(CertificateStatus) -> CertificateStatus| {
        let changed = |one: Certificate| match status(one.status) {
            same if same == one.status => one,
            changed => with(one, changed),
        };
        candidate.existing.map(changed)
    };
    let certificate = match given.text("event")? {
        None => match candidate.generate(way(given, &candidate)) {
            Outcome::Issued(certificate) => Some(certificate),
            Outcome::Noted(status) => match (candidate.existing, candidate.mode) {
                (Some(existing), _) => Some(with(existing, status)),
                (None, mode) => mode.map(|mode| Certificate { status, mode }),
            },
            Outcome::Unchanged => candidate.existing,
        },
        Some("removed-from-allowlist") => after(CertificateStatus::after_exemption_withdrawn),
        Some("COURSE_GRADE_NOW_FAILED") if candidate.allowlisted => candidate.existing,
        Some("COURSE_GRADE_NOW_FAILED") => after(|status| status.after_failing_score(false)),
        Some(other) => return Err(format!("an event that is not known: {other}")),
    };
    Ok(json!({
        "status": certificate.map(|one| one.status.to_string()),
        "cert_mode": certificate.map(|one| one.mode.to_string()),
    }))
}

pub(super) fn grade_drop(given: &Given<'_>) -> Result<Value, String> {
    let exempted = given.flag("allowlisted")?;
    let Some(existing) = given.existing()? else {
        return Ok(json!({ "status": null }));
    };
    let after = existing.status.after_failing_score(exempted);
    // Of an audit certificate of earlier years, a learner's plan says nothing.
    let stated = existing.mode != EnrollmentMode::Audit && !exempted;
    if existing.status == CertificateStatus::Downloadable && stated {
        let catalog = catalog(Site::default(), &only_run(json!({})))?;
        let mut run = passed("run", Some(existing.mode));
        run.insert("result".to_owned(), json!("not_passed"));
        run.insert("certificate".to_owned(), json!("held"));
        let stated = vec![Stated { course: 0, run }];
        let told = told(&catalog, Map::new(), stated, given.now)?;
        let warned = says(&told, |because| matches!(because, Because::FailingScoreRevokes { .. }));
        agreed(warned, after != existing.status)?;
    }
    Ok(json!({ "status": after.to_string() }))
}
