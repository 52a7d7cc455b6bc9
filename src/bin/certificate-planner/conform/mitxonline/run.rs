//! Rows about what the platform says of course runs.

use certificate_planner::platform::mitxonline::RunKey;
use certificate_planner::platform::mitxonline::run::{
    Availability, CourseRun, availability as shown_as, is_translation, is_valid_expiration,
    next_run, takes_enrollment,
};
use serde_json::{Value, json};

use crate::conform::mitxonline::given::Given;

pub(super) fn status(given: Given<'_>) -> Result<Value, String> {
    let (now, run) = (given.instant("now")?, course_run(given.part("run")?)?);
    Ok(json!({
        "is_enrollable": run.is_enrollable(now),
        "is_upgradable": run.is_upgradable(now),
        "is_archived": run.is_archived(now),
        "is_in_progress": run.is_in_progress(now),
        "is_past": run.is_past(now),
    }))
}

pub(super) fn next(given: Given<'_>) -> Result<Value, String> {
    let runs = given.list("runs")?;
    let keyed = |run: &Given<'_>| Ok((RunKey(run.whole("id")?), course_run(*run)?));
    let runs = runs.iter().map(keyed).collect::<Result<Vec<_>, String>>()?;
    let next = next_run(&runs, given.instant("now")?);
    Ok(json!({ "next_run_id": next.map(|key| key.0) }))
}

pub(super) fn availability(given: Given<'_>) -> Result<Value, String> {
    let runs = given.list("runs")?;
    let runs = runs.iter().map(|run| course_run(*run)).collect::<Result<Vec<_>, String>>()?;
    let word = match shown_as(&runs, given.instant("now")?) {
        Availability::Dated => "dated",
        Availability::Anytime => "anytime",
    };
    Ok(json!({ "availability": word }))
}

pub(super) fn enrollment_attempt(given: Given<'_>) -> Result<Value, String> {
    let enrollable = given.flag("run_is_enrollable")?;
    let has_seat = given.flag_or("has_active_enrollment", false)?;
    let contract = given.flag_or("b2b", false)?;
    Ok(json!({ "accepted": takes_enrollment(enrollable, has_seat, contract) }))
}

pub(super) fn expiration(given: Given<'_>) -> Result<Value, String> {
    let date = |key| given.instant_if(key);
    let (expiration, start, end) =
        (date("expiration_date")?, date("start_date")?, date("end_date")?);
    Ok(json!({ "valid": is_valid_expiration(expiration, start, end) }))
}

fn course_run(run: Given<'_>) -> Result<CourseRun, String> {
    let date = |key| run.instant_if(key);
    let products = run.list_if("products")?;
    let active = products.iter().map(|product| product.flag_or("is_active", true));
    let modes = run.list_if("enrollment_modes")?;
    let language = run.text_or_empty("language")?;
    Ok(CourseRun {
        live: run.flag_or("live", true)?,
        start: date("start_date")?,
        end: date("end_date")?,
        enrollment_start: date("enrollment_start")?,
        enrollment_end: date("enrollment_end")?,
        upgrade_deadline: date("upgrade_deadline")?,
        verified_mode: modes.iter().any(|mode| mode.0.as_str() == Some("verified")),
        on_sale: active.collect::<Result<Vec<_>, _>>()?.contains(&true),
        self_paced: run.flag_or("is_self_paced", false)?,
        contract: run.stated("b2b_contract").is_some() || run.flag_or("b2b", false)?,
        translation: is_translation(language, run.flag_or("is_primary_language", false)?),
    })
}
