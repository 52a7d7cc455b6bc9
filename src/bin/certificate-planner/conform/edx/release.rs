//! Rows about when a certificate shows, and which date it has.

use certificate_planner::moment::Moment;
use certificate_planner::platform::edx::certificate::{Announced, CertificateStatus, Shown};
use certificate_planner::platform::edx::mode::EnrollmentMode;
use certificate_planner::platform::edx::release::{
    Dating, Display, DisplayBehavior, Pacing, Release, SessionEnd, StoredDisplay, credentials_date,
};
use certificate_planner::truth::Truth;
use serde_json::{Map, Value, json};

use crate::conform::edx::given::Given;
use crate::conform::edx::learner::{
    Site, Stated, agreed, catalog, first_course, has_certificate, only_run, passed, told,
};

fn stored(given: &Given<'_>, key: &str) -> Result<StoredDisplay, String> {
    let available = given.moment("certificate_available_date")?;
    Ok(StoredDisplay { behavior: given.behavior(key)?, available })
}

fn decided(truth: Truth) -> Result<bool, String> {
    match truth {
        Truth::Yes => Ok(true),
        Truth::No => Ok(false),
        Truth::Unknown => Err("the dates leave it open".to_owned()),
    }
}

pub(super) fn visibility(given: &Given<'_>) -> Result<Value, String> {
    let (pacing, end) = (given.pacing()?, given.end()?);
    let stored = stored(given, "display_behavior")?;
    let early = given.flag("show_before_end")?;
    let release = Release::of_stored(pacing, stored, early).ending(end);
    let visible = decided(release.visible(given.now))?;
    if !early && stored.effective() == Some(stored.normalized()) {
        agreed(shown_to_learner(given, pacing, stored, end)?, visible)?;
    }
    Ok(json!({ "visible": visible }))
}

/// Whether a learner who passed is told that the certificate is there; the catalog states the
/// settings as Studio saves them.
fn shown_to_learner(
    given: &Given<'_>,
    pacing: Pacing,
    stored: StoredDisplay,
    end: SessionEnd,
) -> Result<bool, String> {
    let mut run = settings_facts(stored);
    run.insert("pacing".to_owned(), json!(pacing));
    let end = match end {
        SessionEnd::At(end) => Some(json!(end)),
        SessionEnd::Never => Some(json!("none")),
        SessionEnd::NotKnown => None,
    };
    run.extend(end.map(|end| ("end".to_owned(), end)));
    let catalog = catalog(Site::default(), &only_run(Value::Object(run)))?;
    let run = passed("run", Some(EnrollmentMode::Verified));
    let stated = vec![Stated { course: 0, run }];
    has_certificate(&told(&catalog, Map::new(), stated, given.now)?)
}

/// The settings as entries of a session.
fn settings_facts(stored: StoredDisplay) -> Map<String, Value> {
    let mut facts = Map::new();
    if let Some(behavior) = stored.behavior {
        facts.insert("certificate_display".to_owned(), json!(behavior));
    }
    if let Some(available) = stored.available {
        facts.insert("certificate_available".to_owned(), json!(available));
    }
    facts
}

pub(super) fn downloadable_status(given: &Given<'_>) -> Result<Value, String> {
    let effective = given.has("display_behavior_effective");
    let set = given.has("display_behavior_set_in_studio");
    let stored = match (effective, set) {
        (true, _) => stored(given, "display_behavior_effective")?,
        (false, true) => as_stored(stored(given, "display_behavior_set_in_studio")?.normalized()),
        (false, false) => as_stored(stored(given, "display_behavior")?.normalized()),
    };
    let (pacing, end) = (given.pacing()?, given.end()?);
    let release = Release::of_stored(pacing, stored, false).ending(end);
    let status = given.text("cert_status")?.unwrap_or("unavailable");
    let status: CertificateStatus =
        status.parse().map_err(|_| format!("no certificate status: {status}"))?;
    let shown = Shown::of(status, release, stored.effective(), given.now);
    let downloadable = decided(shown.downloadable)?;
    let eligible = given.mode("mode")? == Some(EnrollmentMode::Verified);
    if status == CertificateStatus::Downloadable && eligible {
        agreed(shown_to_learner(given, pacing, stored, end)?, downloadable)?;
    }
    let (earned, not_earned, on) = match shown.announced {
        Some(Announced::Earned(on)) => (json!(true), Value::Null, Some(on)),
        Some(Announced::NotEarned(on)) => (Value::Null, json!(true), Some(on)),
        None => (Value::Null, Value::Null, None),
    };
    Ok(json!({
        "is_downloadable": downloadable,
        "is_generating": shown.generating,
        "is_unverified": shown.unverified,
        "earned_but_not_available": earned,
        "not_earned_but_available_date": not_earned,
        "certificate_available_date": on,
    }))
}

fn as_stored(display: Display) -> StoredDisplay {
    let (behavior, available) = parts(display);
    StoredDisplay { behavior: Some(behavior), available }
}

fn parts(display: Display) -> (DisplayBehavior, Option<Moment>) {
    match display {
        Display::EarlyNoInfo => (DisplayBehavior::EarlyNoInfo, None),
        Display::End => (DisplayBehavior::End, None),
        Display::EndWithDate(date) => (DisplayBehavior::EndWithDate, Some(date)),
    }
}

/// What the catalog makes of the settings of a session.
pub(super) fn settings(given: &Given<'_>) -> Result<Value, String> {
    let facts = settings_facts(stored(given, "display_behavior")?);
    let catalog = catalog(Site::default(), &only_run(Value::Object(facts)))?;
    let run = first_course(&catalog).and_then(|course| course.runs.first());
    let (behavior, available) = parts(run.ok_or("the session is lost")?.display());
    Ok(json!({ "display_behavior": behavior, "certificate_available_date": available }))
}

pub(super) fn dates(given: &Given<'_>) -> Result<Value, String> {
    let (automatic, pacing) = (given.flag("auto_generation")?, given.pacing()?);
    let offered = Dating::offers_available_date(automatic, pacing);
    let Some(made) = given.moment("cert_modified")? else {
        return Ok(json!({ "uses_available_date_field": offered }));
    };
    let dating = Dating {
        pacing,
        display: stored(given, "display_behavior")?.effective(),
        end: given.moment("course_end")?,
        automatic,
        made,
        printed_instead: given.moment("date_override")?,
    };
    Ok(json!({
        "uses_available_date_field": offered,
        "available_date": dating.available(),
        "display_date": dating.printed(given.now),
    }))
}

pub(super) fn sent_to_credentials(given: &Given<'_>) -> Result<Value, String> {
    let display = stored(given, "display_behavior")?.effective();
    let date = credentials_date(given.pacing()?, display, given.moment("course_end")?);
    Ok(json!({ "credentials_certificate_available_date": date }))
}
