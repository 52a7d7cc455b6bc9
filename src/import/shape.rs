//! Which objects of a JSON text are records, and of what.

use crate::json::{Map, Value};

use crate::catalog::format::Platform;
use crate::import::Remark;
use crate::import::record::{Notes, Record};

/// What a record describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    MitxProgram,
    MitxCourse,
    /// A session with its course inside.
    MitxRun,
    EdxProgram,
    EdxCourse,
}

/// A record of a kind that is read.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub(super) kind: Kind,
    pub(super) record: Record<'a>,
}

impl Kind {
    pub(super) fn platform(self) -> Platform {
        match self {
            Kind::MitxProgram | Kind::MitxCourse | Kind::MitxRun => Platform::MitxOnline,
            Kind::EdxProgram | Kind::EdxCourse => Platform::Edx,
        }
    }

    fn of(entries: &Map) -> Option<Kind> {
        let has = |key| entries.contains_key(key);
        let named = |start: &str| {
            let id = entries.get("readable_id").and_then(Value::as_str);
            id.is_some_and(|id| id.starts_with(start))
        };
        let lists = |key| entries.get(key).is_some_and(Value::is_array);
        let program = has("uuid") && (has("type") || has("status") || has("marketing_slug"));
        if has("req_tree") || named("program-v1:") {
            Some(Kind::MitxProgram)
        } else if has("courseware_id") {
            Some(Kind::MitxRun)
        } else if has("courseruns") || named("course-v1:") {
            Some(Kind::MitxCourse)
        } else if has("course_codes") || (program && lists("courses")) {
            Some(Kind::EdxProgram)
        } else if has("course_runs") {
            Some(Kind::EdxCourse)
        } else {
            None
        }
    }
}

/// The keys under which records stand, in pages of a list and in files that hold several lists.
const CONTAINERS: [&str; 6] = ["results", "records", "programs", "courses", "program", "course"];

/// Finds the records of a JSON value, in reading order.
pub(super) fn collect<'a>(
    value: &'a Value,
    path: &str,
    document: usize,
    found: &mut Vec<Found<'a>>,
    notes: &mut Notes,
) {
    if let Some(entries) = value.as_array() {
        for (index, entry) in entries.iter().enumerate() {
            collect(entry, &format!("{path}[{index}]"), document, found, notes);
        }
        return;
    }
    let Some(entries) = value.as_object() else {
        return;
    };
    let record = Record { entries, path: path.to_owned(), document };
    let Some(kind) = Kind::of(entries) else {
        if entries.get("next").and_then(Value::as_str).is_some_and(|next| !next.is_empty()) {
            notes.add(document, record.at("next"), Remark::MorePages);
        }
        for key in CONTAINERS {
            if let Some(inner) = entries.get(key) {
                collect(inner, &record.at(key), document, found, notes);
            }
        }
        return;
    };
    // The older interface lists whole courses within a program, and a session has its course inside.
    let inner = match kind {
        Kind::MitxProgram => Some("courses"),
        Kind::MitxRun => Some("course"),
        Kind::EdxProgram => Some("courses"),
        Kind::MitxCourse | Kind::EdxCourse => None,
    };
    let place = inner.map(|key| (key, record.at(key)));
    found.push(Found { kind, record });
    if let Some((key, path)) = place
        && let Some(inner) = entries.get(key)
    {
        collect(inner, &path, document, found, notes);
    }
}
