//! Sessions of edX with their seats.

use crate::catalog::format::{Pacing, RunFile, Stated};
use crate::id::SourceId;
use crate::import::Remark;
use crate::import::assembly::{Assembly, bare_run, stated};
use crate::import::record::{Given, Record};
use crate::money::{Amount, Currency, Money};

/// The keys of a session in either version, those that say nothing of certificates included.
const RUN_KEYS: [&str; 70] = [
    "announcement",
    "availability",
    "average_rating",
    "bulk_sku",
    "content_language",
    "content_language_search_facet_name",
    "course",
    "course_overridden",
    "course_uuid",
    "eligible_for_financial_aid",
    "end",
    "enrollment_count",
    "enrollment_end",
    "enrollment_start",
    "enterprise_subscription_inclusion",
    "estimated_hours",
    "expected_learning_items",
    "expected_program_name",
    "expected_program_type",
    "external_key",
    "featured",
    "first_enrollable_paid_seat_price",
    "first_enrollable_paid_seat_sku",
    "fixed_price_usd",
    "full_description",
    "go_live_date",
    "has_ofac_restrictions",
    "hidden",
    "image",
    "instructors",
    "invite_only",
    "is_enrollable",
    "is_marketable",
    "key",
    "language_override",
    "level_type",
    "license",
    "marketing_url",
    "max_effort",
    "min_effort",
    "mobile_available",
    "modified",
    "name",
    "ofac_comment",
    "outcome",
    "outcome_override",
    "pacing_type",
    "percentage_effort",
    "programs",
    "recent_enrollment_count",
    "reporting_type",
    "restriction_type",
    "run_type",
    "seats",
    "short_description",
    "sku",
    "staff",
    "start",
    "status",
    "subjects",
    "title",
    "title_override",
    "total_ratings_count",
    "transcript_languages",
    "transcript_languages_search_facet_names",
    "type",
    "uuid",
    "variant_id",
    "video",
    "weeks_to_complete",
];

/// A session, unless it is closed to all but one organization.
pub(super) fn run(
    record: &Record<'_>,
    seats: &[&str],
    source: &SourceId,
    runs: &[RunFile],
    assembly: &mut Assembly,
) -> Option<RunFile> {
    let notes = &mut assembly.notes;
    record.unknown_keys(&RUN_KEYS, notes);
    if record.text("restriction_type", notes).is_some() {
        record.note("restriction_type", Remark::RunForOrganization, notes);
        return None;
    }
    let key = record.name("key", notes);
    let short = key.and_then(|key| key.rsplit(['+', '/']).next());
    let names = [short.or(record.name("uuid", notes)), key];
    let mut run = bare_run(assembly.run_id(record, names, runs)?, source);
    run.pacing = match record.text("pacing_type", &mut assembly.notes) {
        Some("instructor_paced") => Some(Pacing::InstructorPaced),
        Some("self_paced") => Some(Pacing::SelfPaced),
        Some(_) => {
            record.not_carried(&["pacing_type"], &mut assembly.notes);
            None
        }
        None => None,
    };
    dates(record, &mut run, assembly);
    seat(record, seats, &mut run, assembly);
    let status = record.text("status", &mut assembly.notes);
    if status.is_some_and(|status| status != "published") {
        record.note("status", Remark::RunNotPublished, &mut assembly.notes);
        run.enrollment_start = Some(Stated::None);
    }
    record.not_carried(&["fixed_price_usd"], &mut assembly.notes);
    Some(run)
}

/// The dates of a session. Unlike on MITx Online, enrollment without a start is open.
fn dates(record: &Record<'_>, run: &mut RunFile, assembly: &mut Assembly) {
    let mut read = |key| record.moment(key, &mut assembly.notes);
    let (start, end) = (read("start"), read("end"));
    let (opens, closes) = (read("enrollment_start"), read("enrollment_end"));
    let end = assembly.not_before(record, ("start", start.value()), ("end", end));
    let first = ("enrollment_start", opens.value());
    let closes = assembly.not_before(record, first, ("enrollment_end", closes));
    run.start = start.value();
    run.end = stated(end);
    run.enrollment_start = opens.value().map(Stated::At);
    run.enrollment_end = stated(closes);
    if run.start.is_none() && end.value().is_none() {
        record.note_here(Remark::RunWithoutDates, &mut assembly.notes);
    } else if end == Given::Null {
        record.note("end", Remark::EndNotSet, &mut assembly.notes);
    }
}

/// The seat that earns a certificate after payment, with its price and its upgrade deadline.
fn seat(record: &Record<'_>, seats: &[&str], run: &mut RunFile, assembly: &mut Assembly) {
    let all = record.records("seats", &mut assembly.notes).unwrap_or_default();
    if all.is_empty() {
        record.note("seats", Remark::ModesNotStated, &mut assembly.notes);
        return;
    }
    let named = |seat: &Record<'_>, name: &str| {
        let own = seat.get("type");
        own.is_some_and(|own| own.as_str() == Some(name))
    };
    let paid = seats.iter().find_map(|name| all.iter().find(|seat| named(seat, name)));
    let Some(seat) = paid else {
        // Whether honor earns a certificate depends on the site (rule A1).
        let honor = all.iter().any(|seat| named(seat, "honor"));
        run.certificate_track = if honor { None } else { Some(false) };
        return;
    };
    run.certificate_track = Some(true);
    run.fee = money(seat, "price", assembly);
    let own = seat.moment("upgrade_deadline_override", &mut assembly.notes);
    let deadline = match own {
        Given::Is(_) => own,
        Given::Absent | Given::Null => seat.moment("upgrade_deadline", &mut assembly.notes),
    };
    run.upgrade_deadline = stated(deadline);
    if deadline.value().is_some() && deadline.value().map(Stated::At) == run.end {
        record.note("seats", Remark::DeadlineIsEnd, &mut assembly.notes);
    }
}

/// A price with the currency that stands beside it.
pub(super) fn money(record: &Record<'_>, key: &str, assembly: &mut Assembly) -> Option<Money> {
    let amount = record.amount(key, &mut assembly.notes)?;
    if amount == Amount::ZERO {
        record.note(key, Remark::PriceZero, &mut assembly.notes);
    }
    let currency = record.text("currency", &mut assembly.notes)?;
    let read: Option<Currency> = currency.parse().ok();
    if read.is_none() {
        record.not_carried(&["currency"], &mut assembly.notes);
    }
    read.map(|currency| Money { amount, currency })
}
