//! Courses of MITx Online with their sessions.

use crate::catalog::format::{CourseFile, HoursRange, Pacing, RunFile, Stated};
use crate::id::SourceId;
use crate::import::Remark;
use crate::import::assembly::{Assembly, bare_course, bare_run, fact, stated};
use crate::import::mitxonline::names::Names;
use crate::import::mitxonline::{SITE, Sale, modes, price};
use crate::import::record::{Given, Record, id_of};
use crate::moment::Moment;

/// The keys of a course in either version, those that say nothing of certificates included.
const COURSE_KEYS: [&str; 34] = [
    "availability",
    "certificate_available",
    "certificate_type",
    "courseruns",
    "current_price",
    "departments",
    "description",
    "duration",
    "effort",
    "feature_image_src",
    "financial_assistance_form_url",
    "id",
    "include_in_learn_catalog",
    "ingest_content_files_for_ai",
    "instructors",
    "length",
    "live",
    "max_price",
    "max_weekly_hours",
    "max_weeks",
    "min_price",
    "min_weekly_hours",
    "min_weeks",
    "next_run_id",
    "page",
    "page_url",
    "possible_variant_sets",
    "programs",
    "readable_id",
    "required_prerequisites",
    "time_commitment",
    "title",
    "topics",
    "type",
];

/// The keys of a session in either version.
const RUN_KEYS: [&str; 32] = [
    "approved_flexible_price_exists",
    "b2b_contract",
    "certificate_available_date",
    "course",
    "course_id",
    "course_number",
    "courseware_id",
    "courseware_url",
    "end_date",
    "enrollment_end",
    "enrollment_modes",
    "enrollment_start",
    "expiration_date",
    "id",
    "is_archived",
    "is_enrollable",
    "is_primary_language",
    "is_self_paced",
    "is_source_run",
    "is_upgradable",
    "language",
    "language_label",
    "live",
    "page",
    "products",
    "run_tag",
    "start_date",
    "title",
    "upgrade_deadline",
    "variant_industry",
    "variant_length",
    "variants",
];

/// Puts a course into the catalog; `runs` are the sessions that came as records of their own.
pub(super) fn course(
    record: &Record<'_>,
    runs: &[&Record<'_>],
    names: &Names,
    assembly: &mut Assembly,
) {
    let Some(id) = names.course_of(record) else {
        return;
    };
    let number = record.get("id").and_then(id_of);
    let is_of_course = |run: &&&Record<'_>| {
        let course = run.get("course_id").or_else(|| run.get("course")?.get("id"));
        course.and_then(id_of) == number && number.is_some()
    };
    let own = record.records("courseruns", &mut assembly.notes).unwrap_or_default();
    let others = runs.iter().filter(is_of_course).map(|run| (*run).clone());
    let runs: Vec<Record<'_>> = own.into_iter().chain(others).collect();
    if let Some(known) = assembly.courses.iter().position(|known| known.id == id) {
        repeated(record, known, &runs, assembly);
        return;
    }
    record.unknown_keys(&COURSE_KEYS, &mut assembly.notes);
    let title = assembly.title(record, "title", id.as_str());
    let page = record.record("page", &mut assembly.notes);
    let page = page.as_ref().unwrap_or(record);
    let url = page.address("page_url", SITE, &mut assembly.notes);
    let source_title = format!("MITx Online course record: {title}");
    let source = assembly.source(&format!("record {id}"), source_title, url.clone());
    let mut course = bare_course(id, title);
    course.url = url;
    length(record, &source, &mut course, assembly);
    left_over(record, page, assembly);
    add_runs(&runs, &source, &mut course.runs, assembly);
    assembly.courses.push(course);
}

/// A second record of a course: only sessions that the first does not have are taken from it.
fn repeated(record: &Record<'_>, known: usize, runs: &[Record<'_>], assembly: &mut Assembly) {
    let Some(course) = assembly.courses.get_mut(known) else {
        return;
    };
    let id = course.id.as_str().to_owned();
    let mut has = std::mem::take(&mut course.runs);
    let source = SourceId::new(&format!("record {id}"));
    record.note_here(Remark::RecordTwice { id }, &mut assembly.notes);
    let is_new = |run: &&Record<'_>| {
        let tag = run.get("run_tag").and_then(|tag| tag.as_str());
        !has.iter().any(|known| Some(known.id.as_str()) == tag)
    };
    let new: Vec<Record<'_>> = runs.iter().filter(is_new).cloned().collect();
    add_runs(&new, &source, &mut has, assembly);
    if let Some(course) = assembly.courses.get_mut(known) {
        course.runs = has;
    }
}

fn add_runs(
    records: &[Record<'_>],
    source: &SourceId,
    runs: &mut Vec<RunFile>,
    assembly: &mut Assembly,
) {
    for record in records {
        let run = run(record, source, runs, assembly);
        runs.extend(run);
    }
}

/// Weeks and hours, where the record states them as numbers.
fn length(
    record: &Record<'_>,
    source: &SourceId,
    course: &mut CourseFile,
    assembly: &mut Assembly,
) {
    let notes = &mut assembly.notes;
    let mut both = |least: &str, most: &str| {
        (record.whole_number(least, notes), record.whole_number(most, notes))
    };
    let weeks = both("min_weeks", "max_weeks");
    let hours = both("min_weekly_hours", "max_weekly_hours");
    match weeks {
        (Some(least), Some(most)) if least == most => course.weeks = Some(fact(least, source)),
        (Some(_), _) | (_, Some(_)) => record.not_carried(&["min_weeks", "max_weeks"], notes),
        (None, None) => record.not_carried(&["duration"], notes),
    }
    match hours {
        (Some(min), Some(max)) if min <= max => {
            course.hours_per_week = Some(fact(HoursRange { min, max }, source));
        }
        (Some(_), _) | (_, Some(_)) => {
            record.not_carried(&["min_weekly_hours", "max_weekly_hours"], notes);
        }
        (None, None) => record.not_carried(&["time_commitment"], notes),
    }
}

/// What stands in the record and has no place in a catalog.
fn left_over(record: &Record<'_>, page: &Record<'_>, assembly: &mut Assembly) {
    let notes = &mut assembly.notes;
    // Prices in these fields are typed by hand and are not what is charged.
    record.not_carried(&["max_price", "min_price", "required_prerequisites"], notes);
    let form = "financial_assistance_form_url";
    if page.text(form, notes).is_some() {
        page.note(form, Remark::IncomeTiersNotStated, notes);
    }
}

/// A session, unless it is none that learners at large can have.
fn run(
    record: &Record<'_>,
    source: &SourceId,
    runs: &[RunFile],
    assembly: &mut Assembly,
) -> Option<RunFile> {
    record.unknown_keys(&RUN_KEYS, &mut assembly.notes);
    if is_left_out(record, assembly) {
        return None;
    }
    let courseware = record.name("courseware_id", &mut assembly.notes);
    let tag = record.name("run_tag", &mut assembly.notes);
    let number = record.get("id").and_then(id_of);
    let short = tag.or_else(|| courseware.and_then(|id| id.rsplit('+').next()));
    let names = [short.or(number.as_deref()), courseware.or(number.as_deref())];
    let mut run = bare_run(assembly.run_id(record, names, runs)?, source);
    let self_paced = record.truth("is_self_paced", &mut assembly.notes);
    run.pacing = self_paced.map(|own| match own {
        true => Pacing::SelfPaced,
        false => Pacing::InstructorPaced,
    });
    dates(record, &mut run, assembly);
    sale(record, &mut run, assembly);
    if is_variant(record, assembly) {
        run.counts_for_programs = Some(false);
    }
    if record.truth("live", &mut assembly.notes) == Some(false) {
        record.note("live", Remark::RunNotLive, &mut assembly.notes);
        run.enrollment_start = Some(Stated::None);
        run.on_sale = Some(false);
    }
    if record.truth("approved_flexible_price_exists", &mut assembly.notes) == Some(true) {
        let key = "approved_flexible_price_exists";
        record.note(key, Remark::IncomeTiersNotStated, &mut assembly.notes);
    }
    Some(run)
}

/// Sessions of one organization are closed to others.
fn is_left_out(record: &Record<'_>, assembly: &mut Assembly) -> bool {
    let closed = record.get("b2b_contract").is_some();
    if closed {
        record.note("b2b_contract", Remark::RunForOrganization, &mut assembly.notes);
    }
    closed
}

/// Industry and length variants, and sessions from which others are made, count for no program.
fn is_variant(record: &Record<'_>, assembly: &mut Assembly) -> bool {
    let notes = &mut assembly.notes;
    for key in ["variant_industry", "variant_length"] {
        if record.text(key, notes).is_some() {
            record.note(key, Remark::RunIsVariant, notes);
            return true;
        }
    }
    if record.truth("is_source_run", notes) == Some(true) {
        record.note("is_source_run", Remark::RunIsVariant, notes);
        return true;
    }
    false
}

/// The dates of a session: enrollment without a start is not open, and without an end stays open;
/// a session without an upgrade deadline can always be paid for, and one without an end never ends.
fn dates(record: &Record<'_>, run: &mut RunFile, assembly: &mut Assembly) {
    let mut read = |key| record.moment(key, &mut assembly.notes);
    let start = read("start_date");
    let end = read("end_date");
    let opens = read("enrollment_start");
    let closes = read("enrollment_end");
    let deadline = read("upgrade_deadline");
    let available = read("certificate_available_date");
    let moment = |given: Given<Moment>| given.value();
    let end = assembly.not_before(record, ("start_date", moment(start)), ("end_date", end));
    let closes = assembly.not_before(
        record,
        ("enrollment_start", moment(opens)),
        ("enrollment_end", closes),
    );
    let first = ("start_date", moment(start));
    let available = assembly.not_before(record, first, ("certificate_available_date", available));
    run.start = moment(start);
    run.end = stated(end);
    run.enrollment_start = stated(opens);
    run.enrollment_end = stated(closes);
    run.upgrade_deadline = stated(deadline);
    run.certificate_available = moment(available);
    let notes = &mut assembly.notes;
    if run.start.is_none() && moment(end).is_none() {
        record.note_here(Remark::RunWithoutDates, notes);
    } else if end == Given::Null {
        record.note("end_date", Remark::EndNotSet, notes);
    }
    if opens == Given::Null {
        record.note("enrollment_start", Remark::EnrollmentNotOpen, notes);
    } else if start == Given::Null {
        // Without a start the platform lets nobody enroll either.
        record.note("start_date", Remark::EnrollmentNotOpen, notes);
        run.enrollment_start = Some(Stated::None);
    }
    if moment(deadline).is_some() && deadline == end {
        record.note("upgrade_deadline", Remark::DeadlineIsEnd, notes);
    }
}

/// Whether and for how much the Certificate track can be had.
fn sale(record: &Record<'_>, run: &mut RunFile, assembly: &mut Assembly) {
    run.certificate_track =
        modes(record, assembly).map(|modes| modes.iter().any(|mode| mode.verified));
    match price(record, assembly) {
        Some(Sale::Closed) if run.certificate_track != Some(false) => {
            record.note("products", Remark::NotOnSale, &mut assembly.notes);
            run.on_sale = Some(false);
        }
        Some(Sale::Open(price)) => run.fee = price,
        Some(Sale::Closed) | None => {}
    }
}
