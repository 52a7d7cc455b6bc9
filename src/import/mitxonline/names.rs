//! Records refer to each other by their number in the database; people do not.

use crate::json::Value;

use crate::id::{CourseId, ProgramId};
use crate::import::Remark;
use crate::import::assembly::Assembly;
use crate::import::record::{Notes, Record, id_of, is_short};
use crate::import::shape::{Found, Kind};

/// The names of courses and programs by their numbers.
pub(super) struct Names {
    courses: Vec<Named<CourseId>>,
    programs: Vec<Named<ProgramId>>,
}

/// A thing with its number, its readable id and its name in the catalog.
struct Named<Id> {
    number: String,
    readable: Option<String>,
    id: Id,
    title: Option<String>,
    has_record: bool,
    is_used: bool,
}

impl<Id> Named<Id> {
    fn is(&self, reference: &str) -> bool {
        self.number == reference || self.readable.as_deref() == Some(reference)
    }
}

impl Names {
    pub(super) fn of(found: &[Found<'_>], assembly: &mut Assembly) -> Names {
        let mut names = Names { courses: Vec::new(), programs: Vec::new() };
        for one in found {
            match one.kind {
                Kind::MitxCourse => names.add_course(&one.record, &mut assembly.notes),
                Kind::MitxProgram => names.add_program(&one.record, &mut assembly.notes),
                Kind::MitxRun | Kind::EdxProgram | Kind::EdxCourse => {}
            }
        }
        // What a record mentions of others names what no record describes.
        for one in found {
            names.mentioned(&one.record);
        }
        names
    }

    fn add_course(&mut self, record: &Record<'_>, notes: &mut Notes) {
        let (number, readable) = (record.id("id", notes), record.name("readable_id", notes));
        if number.is_none() && readable.is_none() {
            record.note_here(Remark::NoId, notes);
        }
        self.course_named(number.as_deref(), readable, None, true);
    }

    fn add_program(&mut self, record: &Record<'_>, notes: &mut Notes) {
        let (number, readable) = (record.id("id", notes), record.name("readable_id", notes));
        if number.is_none() && readable.is_none() {
            record.note_here(Remark::NoId, notes);
        }
        self.program_named(number.as_deref(), readable, None, true);
    }

    fn course_named(
        &mut self,
        number: Option<&str>,
        readable: Option<&str>,
        title: Option<&str>,
        has_record: bool,
    ) {
        let Some(number) = number.or(readable) else {
            return;
        };
        if self.courses.iter().any(|known| known.is(number)) {
            return;
        }
        let taken = |id: &str| self.courses.iter().any(|known| known.id.as_str() == id);
        let free = |id: &&str| !id.is_empty() && !taken(id);
        let short = readable.map(course_number).filter(free).or(readable);
        self.courses.push(Named {
            number: number.to_owned(),
            readable: readable.map(str::to_owned),
            id: CourseId::new(short.unwrap_or(number)),
            title: title.map(str::to_owned),
            has_record,
            is_used: false,
        });
    }

    fn program_named(
        &mut self,
        number: Option<&str>,
        readable: Option<&str>,
        title: Option<&str>,
        has_record: bool,
    ) {
        let Some(number) = number.or(readable) else {
            return;
        };
        if self.programs.iter().any(|known| known.is(number)) {
            return;
        }
        self.programs.push(Named {
            number: number.to_owned(),
            readable: readable.map(str::to_owned),
            id: ProgramId::new(readable.unwrap_or(number)),
            title: title.map(str::to_owned),
            has_record,
            is_used: false,
        });
    }

    /// The flat lists of a program and the programs of a course carry readable ids.
    fn mentioned(&mut self, record: &Record<'_>) {
        let requirements = record.get("requirements");
        for list in ["required", "electives"] {
            let at = |kind: &str| requirements.and_then(|all| all.get(kind)?.get(list)?.as_array());
            for entry in at("courses").into_iter().flatten() {
                let (number, readable, title) = mention(entry);
                self.course_named(number.as_deref(), readable, title, false);
            }
            for entry in at("programs").into_iter().flatten() {
                let (number, readable, title) = mention(entry);
                self.program_named(number.as_deref(), readable, title, false);
            }
        }
        for entry in record.get("programs").and_then(Value::as_array).into_iter().flatten() {
            let (number, readable, title) = mention(entry);
            self.program_named(number.as_deref(), readable, title, false);
        }
    }

    /// The id of a course record; none where it has none, which was said.
    pub(super) fn course_of(&self, record: &Record<'_>) -> Option<CourseId> {
        let reference = reference(record)?;
        self.courses.iter().find(|known| known.is(&reference)).map(|known| known.id.clone())
    }

    /// The id of a program record; none where it has none, which was said.
    pub(super) fn program_of(&self, record: &Record<'_>) -> Option<ProgramId> {
        let reference = reference(record)?;
        self.programs.iter().find(|known| known.is(&reference)).map(|known| known.id.clone())
    }

    /// The course that a requirement refers to, and whether a record describes it.
    pub(super) fn required_course(&mut self, reference: &str) -> Option<(CourseId, bool)> {
        self.course_named(Some(reference), None, None, false);
        let known = self.courses.iter_mut().find(|known| known.is(reference))?;
        known.is_used = true;
        Some((known.id.clone(), known.has_record))
    }

    /// The program that a requirement refers to, and whether a record describes it.
    pub(super) fn required_program(&mut self, reference: &str) -> Option<(ProgramId, bool)> {
        self.program_named(Some(reference), None, None, false);
        let known = self.programs.iter_mut().find(|known| known.is(reference))?;
        known.is_used = true;
        Some((known.id.clone(), known.has_record))
    }

    /// The courses that a requirement needs and no record describes.
    pub(super) fn courses_without_record(&self) -> Vec<(CourseId, String)> {
        let bare = self.courses.iter().filter(|known| known.is_used && !known.has_record);
        bare.map(|known| (known.id.clone(), titled(known, known.id.as_str()))).collect()
    }

    /// The programs that a requirement needs and no record describes.
    pub(super) fn programs_without_record(&self) -> Vec<(ProgramId, String)> {
        let bare = self.programs.iter().filter(|known| known.is_used && !known.has_record);
        bare.map(|known| (known.id.clone(), titled(known, known.id.as_str()))).collect()
    }
}

fn titled<Id>(named: &Named<Id>, id: &str) -> String {
    named.title.clone().unwrap_or_else(|| id.to_owned())
}

/// What a record is referred to by: its number, or its readable id.
fn reference(record: &Record<'_>) -> Option<String> {
    record.get("id").and_then(id_of).or_else(|| record.get("readable_id").and_then(id_of))
}

/// A mention of a record in another one.
fn mention(entry: &Value) -> (Option<String>, Option<&str>, Option<&str>) {
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    (entry.get("id").and_then(id_of), text("readable_id").filter(is_short), text("title"))
}

/// `14.100x` of `course-v1:MITxT+14.100x`.
fn course_number(readable: &str) -> &str {
    readable.split_once('+').map_or(readable, |(_, number)| number)
}
