//! The catalog under construction: sources, and courses and programs with only what is stated.

use crate::catalog::check::FORMAT;
use crate::catalog::format::{
    CatalogFile, CourseFile, Credential, Fact, PartialDate, Platform, ProgramFile, RequirementFile,
    RunFile, Source, Stated, Status,
};
use crate::id::{CourseId, ProgramId, RunId, SourceId};
use crate::import::record::{Given, Notes, Record};
use crate::import::{Imported, Remark};
use crate::moment::{Date, Moment};
use crate::truth::Truth;

/// What has been put together so far.
#[derive(Debug)]
pub(super) struct Assembly {
    platform: Platform,
    as_of: Date,
    sources: Vec<Source>,
    pub(super) courses: Vec<CourseFile>,
    pub(super) programs: Vec<ProgramFile>,
    pub(super) notes: Notes,
}

impl Assembly {
    pub(super) fn new(platform: Platform, as_of: Date, notes: Notes) -> Assembly {
        let (sources, courses, programs) = (Vec::new(), Vec::new(), Vec::new());
        Assembly { platform, as_of, sources, courses, programs, notes }
    }

    /// The catalog, called by its program or, where it has several, by its platform.
    pub(super) fn finish(self) -> Imported {
        let title = match self.programs.as_slice() {
            [only] => only.title.clone(),
            _ => match self.platform {
                Platform::MitxOnline => "MITx Online".to_owned(),
                Platform::Edx => "edX".to_owned(),
                Platform::Other => String::new(),
            },
        };
        let catalog = CatalogFile {
            schema: None,
            format: FORMAT,
            title,
            platform: self.platform,
            time_zone: None,
            as_of: self.as_of,
            sources: self.sources,
            terms: Vec::new(),
            courses: self.courses,
            programs: self.programs,
        };
        Imported { catalog, notes: self.notes.0 }
    }

    /// The record as a source, as of the day on which it was served.
    pub(super) fn source(&mut self, id: &str, title: String, url: Option<String>) -> SourceId {
        let id = SourceId::new(id);
        if self.sources.iter().all(|source| source.id != id) {
            let date = Some(PartialDate::from(self.as_of));
            self.sources.push(Source { id: id.clone(), title, url, date });
        }
        id
    }

    /// The title of a record; its id where it has none.
    pub(super) fn title(&mut self, record: &Record<'_>, key: &str, id: &str) -> String {
        let title = record.text(key, &mut self.notes);
        if title.is_none() {
            record.note(key, Remark::NoTitle, &mut self.notes);
        }
        title.unwrap_or(id).to_owned()
    }

    /// The id of a session within its course: its short name, or the full one where two sessions
    /// share the short one.
    pub(super) fn run_id(
        &mut self,
        record: &Record<'_>,
        names: [Option<&str>; 2],
        runs: &[RunFile],
    ) -> Option<RunId> {
        // A key that ends with its separator has an empty short name.
        let mut names = names.into_iter().flatten().filter(|name| !name.is_empty());
        let first = names.next();
        let taken = |id: &str| runs.iter().any(|run| run.id.as_str() == id);
        let Some(id) = first else {
            record.note_here(Remark::NoId, &mut self.notes);
            return None;
        };
        if !taken(id) {
            return Some(RunId::new(id));
        }
        record.note_here(Remark::RunTwice { id: id.to_owned() }, &mut self.notes);
        names.find(|name| !taken(name)).map(RunId::new)
    }

    /// A date of a session that should not lie before an earlier one of it.
    pub(super) fn not_before(
        &mut self,
        record: &Record<'_>,
        (earlier, first): (&str, Option<Moment>),
        (later, second): (&str, Given<Moment>),
    ) -> Given<Moment> {
        let reversed = first
            .zip(second.value())
            .is_some_and(|(first, second)| second.precedes(first) == Truth::Yes);
        if !reversed {
            return second;
        }
        let (earlier, key) = (earlier.to_owned(), later.to_owned());
        record.note(later, Remark::DatesReversed { earlier, later: key }, &mut self.notes);
        Given::Absent
    }
}

/// A fact that a record states.
pub(super) fn fact<T>(value: T, source: &SourceId) -> Fact<T> {
    Fact { value, source: source.clone(), status: Status::Current, note: None }
}

/// A date whose null means that there is none.
pub(super) fn stated(given: Given<Moment>) -> Option<Stated> {
    match given {
        Given::Absent => None,
        Given::Null => Some(Stated::None),
        Given::Is(moment) => Some(Stated::At(moment)),
    }
}

/// A course of which nothing but its name is stated.
pub(super) fn bare_course(id: CourseId, title: String) -> CourseFile {
    CourseFile {
        id,
        title,
        url: None,
        capstone: None,
        offered: None,
        pacing: None,
        certificate_release: None,
        proctored_exam: None,
        fee: None,
        passing_score: None,
        grading: None,
        carried_over: None,
        advanced: None,
        weeks: None,
        hours_per_week: None,
        terms_offered: None,
        prerequisites: Vec::new(),
        attempts_guaranteed: None,
        simultaneous_sessions: None,
        accepts_certificates_of: None,
        notes: Vec::new(),
        runs: Vec::new(),
    }
}

/// A session of which nothing but its name is stated.
pub(super) fn bare_run(id: RunId, source: &SourceId) -> RunFile {
    RunFile {
        id,
        start: None,
        end: None,
        enrollment_start: None,
        enrollment_end: None,
        upgrade_deadline: None,
        certificate_available: None,
        certificate_display: None,
        certificate_mode: None,
        pacing: None,
        certificate_track: None,
        on_sale: None,
        counts_for_programs: None,
        fee: None,
        source: source.clone(),
        status: Status::Current,
        note: None,
    }
}

/// A program of which nothing but its name and requirement is stated.
pub(super) fn bare_program(
    id: ProgramId,
    title: String,
    requirement: Fact<RequirementFile>,
) -> ProgramFile {
    ProgramFile {
        id,
        title,
        url: None,
        credential: Credential::ProgramCertificate,
        offered: None,
        requirement,
        enrollment_required: None,
        paid_mode: None,
        photo_id_required: None,
        honor_certifies: None,
        course_fills_one_place: None,
        income_tiers: None,
        bundle_price: None,
        bundle_months: None,
        refund_days: None,
        certificates_count_years: None,
        uncertain_aid: Vec::new(),
        credit_pathways: Vec::new(),
        notes: Vec::new(),
    }
}
