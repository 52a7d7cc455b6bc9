//! What a catalog file means, checked on the JSON as written.
//!
//! Working on the JSON and not on the typed file lets a file with a wrong type in one place still
//! have its ids, dates and trees checked everywhere else, so that all problems are said at once.
//! Values of a wrong type are passed over here: reading them into types reports them.

use crate::json::Value;

use crate::catalog::needs::{check_needs, list, text};
use crate::grading::stated::check_grading;
use crate::moment::Moment;
use crate::money::Amount;
use crate::order::Names;
use crate::problem::{Fault, IdKind, Problems};
use crate::read::Place;
use crate::truth::Truth;

/// The version of the format that is read.
pub const FORMAT: u32 = 1;

// Far more than any platform has, and little enough for comparing each entry with each.
const LIST_LENGTH_MAX: usize = 5_000;
const TEXT_BYTES_MAX: usize = 4_000;
const REQUIREMENT_DEPTH_MAX: usize = 12;

/// Every problem and warning in the meaning of a catalog file.
#[must_use]
pub(crate) fn check(value: &Value) -> Problems {
    let mut problems = Problems::default();
    let ids = Ids::of(value);
    if let Some(format) = value.get("format").and_then(Value::as_u64)
        && format != u64::from(FORMAT)
    {
        problems.add("format", Fault::UnknownFormat { supported: FORMAT });
    }
    everywhere(value, Place::Root, &ids, &mut problems);
    for key in ["sources", "terms", "courses", "programs"] {
        duplicates(list(value, key), Place::Root.key(key), "id", &mut problems);
    }
    let courses = Place::Root.key("courses");
    for (index, course) in list(value, "courses").iter().enumerate() {
        check_course(course, courses.index(index), &ids, &mut problems);
    }
    let programs = Place::Root.key("programs");
    for (index, program) in list(value, "programs").iter().enumerate() {
        check_program(program, programs.index(index), &ids, &mut problems);
    }
    if value.get("programs").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        problems.warn("programs", Fault::NoProgram);
    }
    check_needs(value, &mut problems);
    problems
}

/// The ids that a file declares.
struct Ids<'a> {
    sources: Names<'a>,
    terms: Names<'a>,
    courses: Names<'a>,
    programs: Names<'a>,
}

impl<'a> Ids<'a> {
    fn of(value: &'a Value) -> Ids<'a> {
        let declared = |key| {
            let mut ids = Names::default();
            for id in list(value, key).iter().filter_map(|entry| text(entry, "id")) {
                ids.add(id);
            }
            ids
        };
        Ids {
            sources: declared("sources"),
            terms: declared("terms"),
            courses: declared("courses"),
            programs: declared("programs"),
        }
    }

    fn has(&self, kind: IdKind, id: &str) -> bool {
        let declared = match kind {
            IdKind::Source => &self.sources,
            IdKind::Term => &self.terms,
            IdKind::Course => &self.courses,
            IdKind::Program => &self.programs,
            IdKind::ProgramTrack => return true,
        };
        declared.has(id)
    }
}

/// Checks that hold at every place: limits, sources and addresses.
fn everywhere(value: &Value, place: Place<'_>, ids: &Ids<'_>, problems: &mut Problems) {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
        Value::String(text) => {
            if text.len() > TEXT_BYTES_MAX {
                problems.add(place.path(), Fault::TextTooLong { bytes_max: TEXT_BYTES_MAX });
            }
        }
        Value::Array(entries) => {
            if entries.len() > LIST_LENGTH_MAX {
                let fault = Fault::TooMany { count: entries.len(), count_max: LIST_LENGTH_MAX };
                problems.add(place.path(), fault);
                return;
            }
            for (index, entry) in entries.iter().enumerate() {
                everywhere(entry, place.index(index), ids, problems);
            }
        }
        Value::Object(entries) => {
            for (key, entry) in entries {
                let here = place.key(key);
                match (key.as_str(), entry.as_str()) {
                    ("source", Some(id)) => known(ids, IdKind::Source, id, here, problems),
                    ("url", Some(url)) if !url.starts_with("https://") => {
                        problems.add(here.path(), Fault::NotHttps);
                    }
                    _ => everywhere(entry, here, ids, problems),
                }
            }
        }
    }
}

fn check_course(course: &Value, place: Place<'_>, ids: &Ids<'_>, problems: &mut Problems) {
    let runs = place.key("runs");
    duplicates(list(course, "runs"), runs, "id", problems);
    for (index, run) in list(course, "runs").iter().enumerate() {
        check_run(run, runs.index(index), problems);
    }
    let prerequisites = place.key("prerequisites");
    for (index, one) in list(course, "prerequisites").iter().enumerate() {
        if let Some(id) = text(one, "course") {
            let here = prerequisites.index(index);
            known(ids, IdKind::Course, id, here.key("course"), problems);
        }
    }
    let offered = place.key("terms_offered");
    let terms = offered.key("value");
    let fact = course.get("terms_offered").unwrap_or(&Value::Null);
    for (index, id) in list(fact, "value").iter().enumerate() {
        if let Some(id) = id.as_str() {
            known(ids, IdKind::Term, id, terms.index(index), problems);
        }
    }
    if let Some(hours) = course.fact("hours_per_week") {
        let least = hours.get("min").and_then(Value::as_u64);
        let most = hours.get("max").and_then(Value::as_u64);
        if least.zip(most).is_some_and(|(least, most)| least > most) {
            let here = place.key("hours_per_week");
            problems.add(here.key("value").path(), Fault::ReversedRange);
        }
    }
    check_scores(course, place, problems);
}

fn check_scores(course: &Value, place: Place<'_>, problems: &mut Problems) {
    if course.fact("passing_score").and_then(Value::as_f64) == Some(0.0) {
        let here = place.key("passing_score");
        problems.add(here.key("value").path(), Fault::OutOfRange { min: 1, max: 100 });
    }
    check_grading(course, place, problems);
}

/// The pairs of a session's dates of which the first may not come after the second.
const DATE_ORDER: [(&str, &str); 3] =
    [("start", "end"), ("enrollment_start", "enrollment_end"), ("start", "certificate_available")];

/// The pairs that platforms accept in any order, where the other order is hardly meant: whoever
/// enrolls or pays after the end earns nothing (rule A9). MITx Online fills in a missing upgrade
/// deadline with the end, so the same moment is in order.
const USUAL_ORDER: [(&str, &str); 4] = [
    ("enrollment_start", "end"),
    ("enrollment_start", "upgrade_deadline"),
    ("enrollment_end", "end"),
    ("upgrade_deadline", "end"),
];

fn check_run(run: &Value, place: Place<'_>, problems: &mut Problems) {
    check_display(run, place, problems);
    let reversed = |(earlier, later): (&str, &str)| {
        let moment = |key| text(run, key)?.parse::<Moment>().ok();
        let (first, second) = moment(earlier).zip(moment(later))?;
        (second.precedes(first) == Truth::Yes)
            .then(|| Fault::ReversedDates { earlier: earlier.to_owned(), later: later.to_owned() })
    };
    let mut in_order = true;
    for pair in DATE_ORDER {
        if let Some(fault) = reversed(pair) {
            in_order = false;
            problems.add(place.key(pair.1).path(), fault);
        }
    }
    // A date that is wrong already says nothing about the others.
    for pair in USUAL_ORDER.into_iter().filter(|_| in_order) {
        if let Some(fault) = reversed(pair) {
            problems.warn(place.key(pair.0).path(), fault);
        }
    }
}

/// Two settings that Studio would change when it saves them (rule C3).
fn check_display(run: &Value, place: Place<'_>, problems: &mut Problems) {
    let dated = run.get("certificate_available").is_some_and(Value::is_string);
    match (text(run, "certificate_display"), dated) {
        (Some("early_no_info" | "end"), true) => {
            let (left, right) = ("certificate_display", "certificate_available");
            let fault = Fault::Contradiction { left: left.to_owned(), right: right.to_owned() };
            problems.warn(place.path(), fault);
        }
        (Some("end_with_date"), false) => {
            let fault = Fault::MissingKey { key: "certificate_available".to_owned() };
            problems.warn(place.path(), fault);
        }
        _ => {}
    }
}

fn check_program(program: &Value, place: Place<'_>, ids: &Ids<'_>, problems: &mut Problems) {
    let requirement = place.key("requirement");
    let value = requirement.key("value");
    if let Some(tree) = program.fact("requirement") {
        check_requirement(tree, value, REQUIREMENT_DEPTH_MAX, ids, problems);
    }
    let tiers = program.fact("income_tiers").unwrap_or(&Value::Null);
    let from = |tier: &Value| text(tier, "income_from")?.parse::<Amount>().ok();
    let incomes: Vec<Amount> = list(tiers, "tiers").iter().filter_map(from).collect();
    let rising = incomes.windows(2).all(|pair| pair.first() < pair.last());
    let from_zero = incomes.first().is_some_and(|first| *first == Amount::ZERO);
    if tiers.is_object() && !(rising && from_zero) {
        let here = place.key("income_tiers");
        let value = here.key("value");
        problems.add(value.key("tiers").path(), Fault::TiersNotRising);
    }
}

fn check_requirement(
    node: &Value,
    place: Place<'_>,
    depth_left: usize,
    ids: &Ids<'_>,
    problems: &mut Problems,
) {
    if depth_left == 0 {
        problems.add(place.path(), Fault::TooDeep { depth_max: REQUIREMENT_DEPTH_MAX });
        return;
    }
    check_group(node, place, problems);
    if let Some(id) = text(node, "course") {
        known(ids, IdKind::Course, id, place.key("course"), problems);
    }
    if let Some(id) = text(node, "program") {
        known(ids, IdKind::Program, id, place.key("program"), problems);
    }
    let others = place.key("not_also_for");
    for (index, id) in list(node, "not_also_for").iter().enumerate() {
        if let Some(id) = id.as_str() {
            known(ids, IdKind::Program, id, others.index(index), problems);
        }
    }
    let of = place.key("of");
    for (index, child) in list(node, "of").iter().enumerate() {
        check_requirement(child, of.index(index), depth_left - 1, ids, problems);
    }
    let tracks = place.key("tracks");
    duplicates(list(node, "tracks"), tracks, "id", problems);
    for (index, track) in list(node, "tracks").iter().enumerate() {
        if let Some(child) = track.get("requirement") {
            let track = tracks.index(index);
            let here = track.key("requirement");
            check_requirement(child, here, depth_left - 1, ids, problems);
        }
    }
}

/// The edges of groups that are met by everyone or by nobody (rule B3).
fn check_group(node: &Value, place: Place<'_>, problems: &mut Problems) {
    let of = list(node, "of");
    match text(node, "kind") {
        Some("all_of") if of.is_empty() && node.get("of").is_some_and(Value::is_array) => {
            problems.warn(place.key("of").path(), Fault::EmptyGroup);
        }
        Some("min_number_of") => {
            let asked = |key| node.get(key).and_then(Value::as_u64);
            let number = asked("number").and_then(|number| usize::try_from(number).ok());
            if number == Some(0) {
                problems.warn(place.key("number").path(), Fault::NumberZero);
            }
            if let Some(number) = number.filter(|number| *number > of.len()) {
                // The platform accepts it, and nobody ever meets it.
                let fault = Fault::NumberLargerThanGroup { number, size: of.len() };
                problems.warn(place.key("number").path(), fault);
            }
            let advanced = asked("advanced").and_then(|number| usize::try_from(number).ok());
            if let Some((advanced, number)) = advanced.zip(number)
                && advanced > number
            {
                let fault = Fault::NumberLargerThanGroup { number: advanced, size: number };
                problems.add(place.key("advanced").path(), fault);
            }
        }
        Some("unreadable") => problems.warn(place.path(), Fault::UnreadableGroup),
        Some("one_track_of") if list(node, "tracks").is_empty() => {
            let fault = Fault::NumberLargerThanGroup { number: 1, size: 0 };
            problems.add(place.key("tracks").path(), fault);
        }
        _ => {}
    }
    let mut seen = Names::default();
    let children = place.key("of");
    for (index, course) in of.iter().enumerate() {
        if let Some(course) = text(course, "course")
            && !seen.add(course)
        {
            let fault = Fault::CourseTwice { course: course.to_owned() };
            problems.warn(children.index(index).path(), fault);
        }
    }
}

fn known(ids: &Ids<'_>, kind: IdKind, id: &str, place: Place<'_>, problems: &mut Problems) {
    if !ids.has(kind, id) {
        problems.add(place.path(), Fault::UnknownId { kind, id: id.to_owned() });
    }
}

fn duplicates(entries: &[Value], place: Place<'_>, key: &str, problems: &mut Problems) {
    let mut seen = Names::default();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(id) = text(entry, key)
            && !seen.add(id)
        {
            let here = place.index(index);
            let fault = Fault::DuplicateId { id: id.to_owned() };
            problems.add(here.key(key).path(), fault);
        }
    }
}
