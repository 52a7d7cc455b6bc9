//! Records of edX course discovery, as served now and in 2017, and of the programs interface before.
//!
//! Every course of a program is required. A course keeps its key (`IUx+BUKD-A500`) as id, a program
//! its marketing slug, a session the last part of its key (`2T2019`).

mod session;

use crate::catalog::format::{
    CourseFile, Credential, HoursRange, ProgramFile, RequirementFile, RunFile,
};
use crate::id::{CourseId, ProgramId, SourceId};
use crate::import::Remark;
use crate::import::assembly::{Assembly, bare_course, bare_program, bare_run, fact};
use crate::import::edx::session::{money, run};
use crate::import::record::{Given, Record, id_of};
use crate::import::shape::{Found, Kind};
use crate::money::Money;

/// Addresses in records may leave out the site.
const SITE: &str = "https://www.edx.org";

/// The seats that earn a certificate after payment where a program names no others; credit needs
/// one of them first and is not needed for it.
const PAID_SEATS: [&str; 3] = ["verified", "professional", "no-id-professional"];

/// Puts the courses and programs of the records into the catalog.
pub(super) fn assemble(found: &[Found<'_>], assembly: &mut Assembly) {
    for one in found.iter().filter(|one| one.kind == Kind::EdxProgram) {
        program(&one.record, assembly);
    }
    for one in found.iter().filter(|one| one.kind == Kind::EdxCourse) {
        // A course within a program was read with it: the program says which seats apply.
        let key = one.record.name("key", &mut assembly.notes);
        let known = |key: &str| assembly.courses.iter().any(|known| known.id.as_str() == key);
        if !key.is_some_and(known) {
            course(&one.record, &PAID_SEATS, assembly);
        }
    }
}

fn program(record: &Record<'_>, assembly: &mut Assembly) {
    let notes = &mut assembly.notes;
    let id = record.name("marketing_slug", notes).or(record.name("uuid", notes));
    let Some(id) = id.map(ProgramId::new) else {
        record.note_here(Remark::NoId, notes);
        return;
    };
    if assembly.programs.iter().any(|known| known.id == id) {
        let id = id.as_str().to_owned();
        record.note_here(Remark::RecordTwice { id }, notes);
        return;
    }
    // The oldest interface calls the title name and the type category.
    let is_old = record.has("course_codes");
    record.unknown_keys(if is_old { &OLD_PROGRAM_KEYS } else { &PROGRAM_KEYS }, notes);
    let title = assembly.title(record, if is_old { "name" } else { "title" }, id.as_str());
    let url = record.address("marketing_url", SITE, &mut assembly.notes);
    let source_title = format!("edX program record: {title}");
    let source = assembly.source(&format!("record {id}"), source_title, url.clone());
    let courses = if is_old {
        old_courses(record, &source, assembly)
    } else {
        courses(record, &source, assembly)
    };
    let leaf = |course: CourseId| RequirementFile::Course {
        course,
        completed_before: None,
        not_also_for: Vec::new(),
    };
    let requirement = if courses.is_empty() {
        record.note_here(Remark::NoTree, &mut assembly.notes);
        RequirementFile::Unlisted { title: title.clone() }
    } else {
        RequirementFile::AllOf { title: None, of: courses.into_iter().map(leaf).collect() }
    };
    let mut program = bare_program(id, title, fact(requirement, &source));
    program.url = url;
    program.credential = credential(record, assembly);
    status(record, &source, &mut program, assembly);
    // The bundle discount is an offer that no record states, and the total is a sum of the fees.
    let keys = ["credit_redemption_overview", "curricula", "degree"];
    record.not_carried(&keys, &mut assembly.notes);
    let keys = ["is_program_eligible_for_one_click_purchase", "price_ranges", "subscription"];
    record.not_carried(&keys, &mut assembly.notes);
    assembly.programs.push(program);
}

fn credential(record: &Record<'_>, assembly: &mut Assembly) -> Credential {
    let attributes = record.record("type_attrs", &mut assembly.notes);
    let slug = attributes.and_then(|all| all.text("slug", &mut assembly.notes));
    // In some versions the type is a text, in others an object with a name.
    let kind = record.get("type");
    let name = kind.and_then(|kind| kind.get("name").unwrap_or(kind).as_str());
    if slug == Some("micromasters") || name == Some("MicroMasters") {
        Credential::Micromasters
    } else {
        Credential::ProgramCertificate
    }
}

/// Whether the program can still be earned (rule B7).
fn status(
    record: &Record<'_>,
    source: &SourceId,
    program: &mut ProgramFile,
    assembly: &mut Assembly,
) {
    let offered = match record.text("status", &mut assembly.notes) {
        Some("active") => true,
        Some("retired" | "deleted") => false,
        Some(_) => {
            record.note("status", Remark::ProgramNotLive, &mut assembly.notes);
            return;
        }
        None => return,
    };
    program.offered = Some(fact(offered, source));
}

fn courses(record: &Record<'_>, source: &SourceId, assembly: &mut Assembly) -> Vec<CourseId> {
    let stated = record.list("applicable_seat_types", &mut assembly.notes);
    let names = |list: &[crate::json::Value]| -> Vec<String> {
        let known = list.iter().filter_map(|one| one.as_str().map(str::to_lowercase));
        known.filter(|name| PAID_SEATS.contains(&name.as_str())).collect()
    };
    let own = stated.map(names).filter(|own| !own.is_empty());
    let own: Option<Vec<&str>> = own.as_ref().map(|own| own.iter().map(String::as_str).collect());
    let seats = own.as_deref().unwrap_or(&PAID_SEATS);
    let fee = common_fee(record, assembly);
    let mut ids = Vec::new();
    for one in record.records("courses", &mut assembly.notes).unwrap_or_default() {
        let Some(id) = course(&one, seats, assembly) else {
            continue;
        };
        let known = assembly.courses.iter_mut().find(|known| known.id == id);
        if let Some((known, fee)) = known.zip(fee) {
            known.fee.get_or_insert_with(|| fact(fee, source));
        }
        ids.push(id);
    }
    ids
}

/// The fee of every course, where the program states that the least and the most are the same.
fn common_fee(record: &Record<'_>, assembly: &mut Assembly) -> Option<Money> {
    let ranges = record.records("price_ranges", &mut assembly.notes)?;
    let [only] = ranges.as_slice() else {
        return None;
    };
    let least = money(only, "min", assembly)?;
    let most = money(only, "max", assembly)?;
    (least == most).then_some(least)
}

fn course(record: &Record<'_>, seats: &[&str], assembly: &mut Assembly) -> Option<CourseId> {
    let notes = &mut assembly.notes;
    let Some(id) = record.name("key", notes).or(record.name("uuid", notes)).map(CourseId::new)
    else {
        record.note_here(Remark::NoId, notes);
        return None;
    };
    if assembly.courses.iter().any(|known| known.id == id) {
        // A course may stand in several programs; its record is the same in each.
        return Some(id);
    }
    record.unknown_keys(&COURSE_KEYS, notes);
    let title = assembly.title(record, "title", id.as_str());
    let url = record.address("marketing_url", SITE, &mut assembly.notes);
    let source_title = format!("edX course record: {title}");
    let source = assembly.source(&format!("record {id}"), source_title, url.clone());
    let mut course = bare_course(id.clone(), title);
    course.url = url;
    let fee = entitlement(record, seats, assembly);
    course.fee = fee.map(|fee| fact(fee, &source));
    let records = record.records("course_runs", &mut assembly.notes).unwrap_or_default();
    for one in &records {
        let run = run(one, seats, &source, &course.runs, assembly);
        course.runs.extend(run);
    }
    length(&records, &source, &mut course, assembly);
    record.not_carried(&["prerequisites"], &mut assembly.notes);
    assembly.courses.push(course);
    Some(id)
}

/// The fee of any session, bought ahead.
fn entitlement(record: &Record<'_>, seats: &[&str], assembly: &mut Assembly) -> Option<Money> {
    let all = record.records("entitlements", &mut assembly.notes)?;
    let applies = |one: &&Record<'_>| {
        let mode = one.get("mode").and_then(|mode| mode.as_str());
        mode.is_some_and(|mode| seats.contains(&mode))
    };
    let one = all.iter().find(applies)?;
    money(one, "price", assembly)
}

/// Weeks and hours, where all sessions agree.
fn length(
    runs: &[Record<'_>],
    source: &SourceId,
    course: &mut CourseFile,
    assembly: &mut Assembly,
) {
    let mut common = |key: &str| {
        let stated: Vec<(u32, &Record<'_>)> = runs
            .iter()
            .filter_map(|run| Some((run.whole_number(key, &mut assembly.notes)?, run)))
            .collect();
        let (first, _) = stated.first()?;
        if let Some((_, other)) = stated.iter().find(|(number, _)| number != first) {
            other.note(key, Remark::NotCarried { key: key.to_owned() }, &mut assembly.notes);
            return None;
        }
        Some(*first)
    };
    course.weeks = common("weeks_to_complete").map(|weeks| fact(weeks, source));
    let hours = common("min_effort").zip(common("max_effort"));
    match hours {
        Some((min, max)) if min <= max => {
            course.hours_per_week = Some(fact(HoursRange { min, max }, source));
        }
        Some(_) => {
            for run in runs {
                let (earlier, later) = ("min_effort".to_owned(), "max_effort".to_owned());
                let remark = Remark::DatesReversed { earlier, later };
                run.note("max_effort", remark, &mut assembly.notes);
            }
        }
        None => {}
    }
}

/// The courses of the oldest interface: their sessions have a start and a mode and nothing else.
fn old_courses(record: &Record<'_>, source: &SourceId, assembly: &mut Assembly) -> Vec<CourseId> {
    let mut ids = Vec::new();
    for one in record.records("course_codes", &mut assembly.notes).unwrap_or_default() {
        let Some(key) = one.get("key").and_then(id_of) else {
            one.note_here(Remark::NoId, &mut assembly.notes);
            continue;
        };
        let id = CourseId::new(&key);
        ids.push(id.clone());
        if assembly.courses.iter().any(|known| known.id == id) {
            continue;
        }
        let title = assembly.title(&one, "display_name", &key);
        let mut course = bare_course(id, title);
        for record in one.records("run_modes", &mut assembly.notes).unwrap_or_default() {
            let run = old_run(&record, source, &course.runs, assembly);
            course.runs.extend(run);
        }
        assembly.courses.push(course);
    }
    ids
}

fn old_run(
    record: &Record<'_>,
    source: &SourceId,
    runs: &[RunFile],
    assembly: &mut Assembly,
) -> Option<RunFile> {
    let short = record.text("run_key", &mut assembly.notes);
    let full = record.text("course_key", &mut assembly.notes);
    let mut run = bare_run(assembly.run_id(record, [short, full], runs)?, source);
    if let Given::Is(start) = record.moment("start_date", &mut assembly.notes) {
        run.start = Some(start);
    }
    let mode = record.text("mode_slug", &mut assembly.notes);
    // Another mode may have stood beside it in a record of its own.
    run.certificate_track = mode.filter(|mode| PAID_SEATS.contains(mode)).map(|_| true);
    Some(run)
}

/// The keys of a program, those that say nothing of certificates included.
const PROGRAM_KEYS: [&str; 69] = [
    "applicable_seat_types",
    "authoring_organizations",
    "banner_image",
    "card_image_url",
    "corporate_endorsements",
    "course_run_statuses",
    "courses",
    "credit_backing_organizations",
    "credit_redemption_overview",
    "credit_value",
    "curricula",
    "data_modified_timestamp",
    "degree",
    "enrollment_count",
    "enterprise_subscription_inclusion",
    "excluded_from_search",
    "excluded_from_seo",
    "expected_learning_items",
    "faq",
    "geolocation",
    "has_ofac_restrictions",
    "hidden",
    "in_year_value",
    "individual_endorsements",
    "instructor_ordering",
    "is_2u_degree_program",
    "is_program_eligible_for_one_click_purchase",
    "job_outlook_items",
    "labels",
    "language_override",
    "languages",
    "level_type_override",
    "location_restriction",
    "marketing_hook",
    "marketing_slug",
    "marketing_url",
    "max_hours_effort_per_week",
    "min_hours_effort_per_week",
    "ofac_comment",
    "organization_logo_override_url",
    "organization_short_code_override",
    "overview",
    "price_ranges",
    "primary_subject_override",
    "product_source",
    "program_duration_override",
    "ranking",
    "recent_enrollment_count",
    "short_description",
    "skill_names",
    "skills",
    "staff",
    "status",
    "subjects",
    "subscription",
    "subscription_eligible",
    "subscription_prices",
    "subtitle",
    "title",
    "topics",
    "total_hours_of_effort",
    "transcript_languages",
    "type",
    "type_attrs",
    "uuid",
    "video",
    "weeks_to_complete",
    "weeks_to_complete_max",
    "weeks_to_complete_min",
];

/// The keys of a program in the oldest interface.
const OLD_PROGRAM_KEYS: [&str; 10] = [
    "banner_image_urls",
    "category",
    "course_codes",
    "id",
    "marketing_slug",
    "name",
    "organizations",
    "status",
    "subtitle",
    "uuid",
];

/// The keys of a course, those that say nothing of certificates included.
const COURSE_KEYS: [&str; 57] = [
    "additional_information",
    "additional_metadata",
    "canonical_course_run_key",
    "card_image_url",
    "collaborators",
    "course_run_statuses",
    "course_runs",
    "course_type",
    "data_modified_timestamp",
    "enrollment_count",
    "enterprise_subscription_inclusion",
    "entitlements",
    "excluded_from_search",
    "excluded_from_seo",
    "expected_learning_items",
    "extra_description",
    "faq",
    "full_description",
    "geolocation",
    "image",
    "in_year_value",
    "key",
    "key_for_reruns",
    "learner_testimonials",
    "level_type",
    "location_restriction",
    "logo_override",
    "marketing_url",
    "modified",
    "organization_logo_override_url",
    "organization_short_code_override",
    "original_image",
    "outcome",
    "owners",
    "prerequisites",
    "prerequisites_raw",
    "product_source",
    "programs",
    "recent_enrollment_count",
    "redirect_from_discovery",
    "short_description",
    "skill_names",
    "skills",
    "sponsors",
    "subjects",
    "syllabus_raw",
    "taxi_form",
    "title",
    "topics",
    "type",
    "url_redirects",
    "url_slug",
    "uuid",
    "video",
    "watchers",
    "watchers_list",
    "editors",
];
