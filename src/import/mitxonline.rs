//! Records of the MITx Online API, in its first and second version.
//!
//! A course gets its number as id (`14.100x`), a program its readable id
//! (`program-v1:MITx+DEDP`), a session its run tag (`3T2026`); where a record has none of these,
//! its number in the platform's database stands for it.

mod course;
mod names;
mod tree;

use crate::json::Value;

use crate::catalog::format::{Credential, ProgramFile, RequirementFile};
use crate::import::Remark;
use crate::import::assembly::{Assembly, bare_course, bare_program, fact};
use crate::import::mitxonline::course::course;
use crate::import::mitxonline::names::Names;
use crate::import::record::Record;
use crate::import::shape::{Found, Kind};
use crate::money::{Amount, Currency, Money};

/// Addresses in records may leave out the site.
const SITE: &str = "https://mitxonline.mit.edu";

/// The keys of a program in either version, those that say nothing of certificates included.
const PROGRAM_KEYS: [&str; 39] = [
    "availability",
    "b2b_only",
    "certificate_available",
    "certificate_type",
    "collections",
    "courses",
    "departments",
    "display_mode",
    "duration",
    "end_date",
    "enrollment_end",
    "enrollment_modes",
    "enrollment_start",
    "id",
    "live",
    "max_price",
    "max_weekly_hours",
    "max_weeks",
    "min_price",
    "min_weekly_hours",
    "min_weeks",
    "page",
    "products",
    "program_type",
    "programs",
    "readable_id",
    "req_tree",
    "required_prerequisites",
    "requirements",
    "start_date",
    "time_commitment",
    "title",
    "topics",
    "type",
    // What an older version of the first interface repeats from the page.
    "current_price",
    "description",
    "feature_image_src",
    "financial_assistance_form_url",
    "page_url",
];

/// Puts the courses and programs of the records into the catalog.
pub(super) fn assemble(found: &[Found<'_>], assembly: &mut Assembly) {
    let of_kind = |kind: Kind| found.iter().filter(move |one| one.kind == kind);
    let mut names = Names::of(found, assembly);
    let runs: Vec<&Record<'_>> = of_kind(Kind::MitxRun).map(|one| &one.record).collect();
    for one in of_kind(Kind::MitxCourse) {
        course(&one.record, &runs, &names, assembly);
    }
    for one in of_kind(Kind::MitxProgram) {
        if let Some(program) = program(&one.record, &mut names, assembly) {
            assembly.programs.push(program);
        }
    }
    for (id, title) in names.courses_without_record() {
        assembly.courses.push(bare_course(id, title));
    }
    for (id, title) in names.programs_without_record() {
        let source = assembly.source("other-programs", "MITx Online program record".into(), None);
        let requirement = RequirementFile::Unlisted { title: title.clone() };
        assembly.programs.push(bare_program(id, title, fact(requirement, &source)));
    }
}

fn program(record: &Record<'_>, names: &mut Names, assembly: &mut Assembly) -> Option<ProgramFile> {
    let id = names.program_of(record)?;
    if assembly.programs.iter().any(|known| known.id == id) {
        let id = id.as_str().to_owned();
        record.note_here(Remark::RecordTwice { id }, &mut assembly.notes);
        return None;
    }
    record.unknown_keys(&PROGRAM_KEYS, &mut assembly.notes);
    let title = assembly.title(record, "title", id.as_str());
    let page = record.record("page", &mut assembly.notes);
    let url = page.as_ref().and_then(|page| page.address("page_url", SITE, &mut assembly.notes));
    let source_title = format!("MITx Online program record: {title}");
    let source = assembly.source(&format!("record {id}"), source_title, url.clone());
    let requirement = tree::requirement(record, &title, names, assembly);
    let mut program = bare_program(id, title, fact(requirement, &source));
    program.url = url;
    program.credential = credential(record, assembly);
    let live = record.truth("live", &mut assembly.notes);
    if live == Some(false) {
        record.note("live", Remark::ProgramNotLive, &mut assembly.notes);
    }
    program.offered = live.map(|live| fact(live, &source));
    program.paid_mode = paid_mode(record, assembly).map(|paid| fact(paid, &source));
    let price = price(record, assembly).and_then(Sale::price);
    program.bundle_price = price.map(|price| fact(price, &source));
    left_over(record, page.as_ref(), assembly);
    Some(program)
}

/// What stands in the record and has no place in a catalog.
fn left_over(record: &Record<'_>, page: Option<&Record<'_>>, assembly: &mut Assembly) {
    let notes = &mut assembly.notes;
    // Prices on the page and in these fields are typed by hand and are not what is charged.
    let keys = ["b2b_only", "end_date", "enrollment_end", "enrollment_start", "max_price"];
    record.not_carried(&keys, notes);
    record.not_carried(&["min_price", "required_prerequisites"], notes);
    if let Some(page) = page {
        page.not_carried(&["list_price", "price"], notes);
        let form = "financial_assistance_form_url";
        if page.text(form, notes).is_some() {
            page.note(form, Remark::IncomeTiersNotStated, notes);
        }
    }
}

fn credential(record: &Record<'_>, assembly: &mut Assembly) -> Credential {
    let named = |key, assembly: &mut Assembly| {
        let text = record.text(key, &mut assembly.notes);
        text.is_some_and(|text| text.contains("MicroMasters"))
    };
    if named("certificate_type", assembly) || named("program_type", assembly) {
        Credential::Micromasters
    } else {
        Credential::ProgramCertificate
    }
}

/// Whether the program itself can be paid for: any mode that requires it, and verified always does
/// (rule B1).
fn paid_mode(record: &Record<'_>, assembly: &mut Assembly) -> Option<bool> {
    let paid = modes(record, assembly)?.iter().any(|mode| mode.paid);
    if !paid {
        record.note("enrollment_modes", Remark::NoPaidMode, &mut assembly.notes);
    }
    Some(paid)
}

/// An enrollment mode of a program or session.
struct Mode {
    verified: bool,
    paid: bool,
}

/// The enrollment modes, where the record states them; an empty list states that there are none.
fn modes(record: &Record<'_>, assembly: &mut Assembly) -> Option<Vec<Mode>> {
    let entries = record.list("enrollment_modes", &mut assembly.notes);
    if entries.is_none() {
        record.note("enrollment_modes", Remark::ModesNotStated, &mut assembly.notes);
    }
    let mode = |entry: &Value| {
        let slug = entry.get("mode_slug").unwrap_or(entry).as_str();
        let verified = slug == Some("verified");
        let paid = entry.get("requires_payment").and_then(Value::as_bool);
        Mode { verified, paid: paid.unwrap_or(verified) }
    };
    entries.map(|entries| entries.iter().map(mode).collect())
}

/// What the products of a record say.
enum Sale {
    /// Nothing can be bought.
    Closed,
    /// It can be bought, at this price where it is clear.
    Open(Option<Money>),
}

impl Sale {
    fn price(self) -> Option<Money> {
        match self {
            Sale::Closed => None,
            Sale::Open(price) => price,
        }
    }
}

/// The price of the active product; all products are in USD.
fn price(record: &Record<'_>, assembly: &mut Assembly) -> Option<Sale> {
    let notes = &mut assembly.notes;
    let products = record.records("products", notes)?;
    let mut active = products.len();
    let mut amounts: Vec<Amount> = Vec::new();
    for product in &products {
        if product.truth("is_active", notes) == Some(false) {
            product.note("is_active", Remark::ProductInactive, notes);
            active -= 1;
            continue;
        }
        let amount = product.amount("price", notes);
        if amount == Some(Amount::ZERO) {
            product.note("price", Remark::PriceZero, notes);
        }
        amounts.extend(amount);
    }
    amounts.dedup();
    if active == 0 {
        return Some(Sale::Closed);
    }
    if amounts.len() > 1 {
        record.note("products", Remark::SeveralPrices, notes);
    }
    let only = amounts.first().filter(|_| amounts.len() == 1);
    let currency: Option<Currency> = "USD".parse().ok();
    Some(Sale::Open(
        only.zip(currency).map(|(amount, currency)| Money { amount: *amount, currency }),
    ))
}
