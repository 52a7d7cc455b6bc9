//! What a plan means, checked on the JSON as written, so that a wrong type in one place does not
//! hide what is wrong elsewhere. Values of a wrong type are passed over: reading reports them.

use crate::json::Value;

use crate::catalog::Catalog;
use crate::catalog::check::FORMAT;
use crate::id::ProgramId;
use crate::order::Names;
use crate::problem::{Fault, IdKind, Problems};
use crate::read::{Place, word_of};

/// Far more than any learner has, and little enough for comparing each entry with each.
const LIST_LENGTH_MAX: usize = 1_000;

/// Every problem in the meaning of a plan for a catalog.
#[must_use]
pub(crate) fn check(value: &Value, catalog: &Catalog) -> Problems {
    let mut problems = Problems::default();
    let root = Place::Root;
    check_lengths(value, &root, &mut problems);
    if problems.forbid_use() {
        return problems;
    }
    if let Some(format) = value.get("format").and_then(Value::as_u64)
        && format != u64::from(FORMAT)
    {
        problems.add("format", Fault::UnknownFormat { supported: FORMAT });
    }
    check_program(value, catalog, &mut problems);
    let mut seen = Names::default();
    let courses = root.key("courses");
    for (index, course) in list(value, "courses").iter().enumerate() {
        let place = courses.index(index);
        if let Some(id) = text(course, "course") {
            let here = place.key("course");
            if catalog.courses().iter().all(|known| known.facts.id.as_str() != id) {
                unknown(&here, IdKind::Course, id, &mut problems);
            } else if !seen.add(id) {
                problems.add(here.path(), Fault::DuplicateId { id: id.to_owned() });
            }
        }
        check_course(course, &place, catalog, &mut problems);
    }
    problems
}

/// Refuses lists that are too long to be a learner's.
fn check_lengths(value: &Value, place: &Place<'_>, problems: &mut Problems) {
    let entries = value.as_array().map_or(&[][..], Vec::as_slice);
    if entries.len() > LIST_LENGTH_MAX {
        let fault = Fault::TooMany { count: entries.len(), count_max: LIST_LENGTH_MAX };
        problems.add(place.path(), fault);
        return;
    }
    let has_parts = |value: &Value| value.is_array() || value.is_object();
    for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| has_parts(entry)) {
        check_lengths(entry, &place.index(index), problems);
    }
    let keys = value.as_object().into_iter().flatten();
    for (key, entry) in keys.filter(|(_, entry)| has_parts(entry)) {
        check_lengths(entry, &place.key(key), problems);
    }
}

fn check_program(value: &Value, catalog: &Catalog, problems: &mut Problems) {
    let root = Place::Root;
    program(value, "program", &root, catalog, problems);
    let tracks = text(value, "program").and_then(|id| catalog.program(&ProgramId::new(id)));
    let tracks = tracks.map(|program| program.requirement.tracks());
    if let Some((tracks, track)) = tracks.zip(text(value, "track"))
        && !tracks.iter().any(|known| known.id.as_str() == track)
    {
        unknown(&root.key("track"), IdKind::ProgramTrack, track, problems);
    }
    let (held, revoked) = ("program_certificates", "revoked_program_certificates");
    for key in [held, revoked] {
        let place = root.key(key);
        let strange = |id: &&str| catalog.program(&ProgramId::new(id)).is_none();
        for (index, id) in list(value, key).iter().enumerate() {
            if let Some(id) = id.as_str().filter(strange) {
                unknown(&place.index(index), IdKind::Program, id, problems);
            }
        }
    }
    let both = |id: &Value| id.is_string() && list(value, revoked).contains(id);
    if list(value, held).iter().any(both) {
        let (left, right) = (held.to_owned(), revoked.to_owned());
        problems.add(root.key(revoked).path(), Fault::Contradiction { left, right });
    }
}

fn check_course(course: &Value, place: &Place<'_>, catalog: &Catalog, problems: &mut Problems) {
    program(course, "used_for", place, catalog, problems);
    // A plan's lists are short enough to be searched.
    let mut seen = Vec::new();
    let runs = place.key("runs");
    for (index, run) in list(course, "runs").iter().enumerate() {
        let here = runs.index(index);
        if let Some(id) = text(run, "run") {
            let session = (id, text(run, "platform"));
            if seen.contains(&session) {
                problems.add(here.key("run").path(), Fault::DuplicateId { id: id.to_owned() });
            }
            seen.push(session);
        }
        check_run(run, &here, problems);
    }
}

/// Pairs of statements about one session that cannot both be true; `*` stands for any value. Audit
/// beside a certificate that is held is none: both platforms leave the certificate to a learner whom
/// a refund or their own choice moved back to audit.
const CONTRADICTIONS: [[&str; 4]; 10] = [
    ["state", "planned", "certificate", "*"],
    ["state", "planned", "result", "passed"],
    ["state", "finished", "result", "will_pass"],
    ["mode", "audit", "payment", "paid"],
    ["mode", "audit", "payment", "will_pay"],
    ["certificate", "not_issued", "certificate_on", "*"],
    ["mode", "audit", "certificate", "unverified"],
    ["certificate", "unverified", "result", "not_passed"],
    ["exam_taken", "false", "exam_score", "*"],
    ["exam_taken", "false", "result", "will_pass"],
];

fn check_run(run: &Value, place: &Place<'_>, problems: &mut Problems) {
    let stated: Vec<(&String, &Value)> = run.as_object().into_iter().flatten().collect();
    let value = |key: &str| stated.iter().find(|(known, _)| *known == key).map(|(_, value)| *value);
    let says = |key: &str, wanted: &str| match value(key) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(truth)) => wanted == "*" || wanted == word_of(*truth),
        Some(value) => wanted == "*" || value.as_str() == Some(wanted),
    };
    for [left, left_value, right, right_value] in CONTRADICTIONS {
        if says(left, left_value) && says(right, right_value) {
            let (left, right) = (left.to_owned(), right.to_owned());
            problems.add(place.path(), Fault::Contradiction { left, right });
        }
    }
}

fn program(
    value: &Value,
    key: &str,
    place: &Place<'_>,
    catalog: &Catalog,
    problems: &mut Problems,
) {
    if let Some(id) = text(value, key).filter(|id| catalog.program(&ProgramId::new(id)).is_none()) {
        unknown(&place.key(key), IdKind::Program, id, problems);
    }
}

fn unknown(place: &Place<'_>, kind: IdKind, id: &str, problems: &mut Problems) {
    problems.add(place.path(), Fault::UnknownId { kind, id: id.to_owned() });
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
