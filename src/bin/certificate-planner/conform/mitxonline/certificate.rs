//! Rows about course certificates: issue, dates, who sees them, what they set off.

use certificate_planner::platform::mitxonline::certificate::{
    CREATION_WINDOW_DAYS, Change, Existing, Grade, ScheduledRun, Trigger, available_date,
    certificate_type as called, change, evaluates_program, is_visible,
};
use serde_json::{Value, json};

use crate::conform::mitxonline::given::Given;

pub(super) fn course(given: Given<'_>) -> Result<Value, String> {
    let existing = match given.stated("existing_certificate") {
        None => Existing::None,
        Some(one) if one.flag("is_revoked")? => Existing::Revoked,
        Some(_) => Existing::Active,
    };
    let run = scheduled_run(given.part("run")?)?;
    let seat = given.stated("enrollment").map_or(Ok(false), is_verified_seat)?;
    let change = match given.stated("grade").map(grade).transpose()? {
        Some(grade) => {
            change(trigger_of(given)?, &run, seat, grade, existing, given.instant("now")?)
        }
        None => Change::None,
    };
    let active = match change {
        Change::Created => true,
        Change::Deleted => false,
        Change::None => existing == Existing::Active,
    };
    Ok(json!({
        "created": change == Change::Created,
        "deleted": change == Change::Deleted,
        "active_certificate": active,
    }))
}

fn trigger_of(given: Given<'_>) -> Result<Trigger, String> {
    match given.text("path")? {
        "scheduled" => {
            let days =
                given.stated("window_days").map(|_| given.whole("window_days")).transpose()?;
            let days = days.map_or(Ok(CREATION_WINDOW_DAYS), u32::try_from);
            let window_days = days.map_err(|_| "`window_days` is below 0".to_owned())?;
            Ok(Trigger::Schedule { window_days })
        }
        "webhook" => Ok(Trigger::CertificateIssuedOnEdx),
        "grade" => Ok(Trigger::Grade),
        other => Err(format!("`{other}` is no path to a certificate")),
    }
}

/// A run as the schedule looks at it.
pub(super) fn scheduled_run(run: Given<'_>) -> Result<ScheduledRun, String> {
    Ok(ScheduledRun {
        live: run.flag_or("live", true)?,
        self_paced: run.flag_or("is_self_paced", false)?,
        available: run.instant_if("certificate_available_date")?,
        variant: is_variant(run)?,
    })
}

/// Whether a run is an industry's, of another length, or a source of copies.
pub(super) fn is_variant(run: Given<'_>) -> Result<bool, String> {
    let named = |key| Ok::<_, String>(!run.text_or_empty(key)?.is_empty());
    Ok(named("variant_industry")?
        || named("variant_length")?
        || run.flag_or("is_source_run", false)?)
}

/// A grade as Open edX reports it.
pub(super) fn grade(grade: Given<'_>) -> Result<Grade, String> {
    Ok(Grade { zero: grade.number("grade")? == 0.0, passed: grade.flag("passed")? })
}

fn is_verified_seat(seat: Given<'_>) -> Result<bool, String> {
    Ok(seat.text("mode")? == "verified" && seat.flag_or("active", true)?)
}

pub(super) fn available(given: Given<'_>) -> Result<Value, String> {
    Ok(json!({ "certificate_available": has_paid_mode(given)? }))
}

/// Whether a program has an enrollment mode that asks for payment.
pub(super) fn has_paid_mode(program: Given<'_>) -> Result<bool, String> {
    let modes = program.list("enrollment_modes")?;
    let paid = modes.iter().map(|mode| mode.flag("requires_payment"));
    Ok(paid.collect::<Result<Vec<_>, _>>()?.contains(&true))
}

pub(super) fn date_sync(given: Given<'_>) -> Result<Value, String> {
    let edx = given.part("edx")?;
    let own = edx.instant_if("certificate_available_date")?;
    let date = available_date(own, edx.instant_if("end")?);
    Ok(json!({ "certificate_available_date": date }))
}

pub(super) fn trigger(given: Given<'_>) -> Result<Value, String> {
    let live = given.flag("program_live")?;
    let in_own_tree = given.flag_or("course_in_program_tree", false)?;
    let new = given.flag_or("certificate_newly_created", true)?;
    Ok(json!({ "program_evaluated_immediately": evaluates_program(new, live, in_own_tree) }))
}

pub(super) fn certificate_type(given: Given<'_>) -> Result<Value, String> {
    Ok(json!({ "certificate_type": called(given.text_or_empty("program_type")?) }))
}

pub(super) fn visibility(given: Given<'_>) -> Result<Value, String> {
    let certificate = given.part("certificate")?;
    let issued = certificate.instant_if("issue_date")?;
    let revoked = certificate.flag_or("is_revoked", false)?;
    Ok(json!({ "visible": is_visible(revoked, issued, given.instant("now")?) }))
}
