//! A checked catalog: every id in it resolves, every tree is finite, every date range is ordered.
//!
//! It can only be had through [`Catalog::read`], so nothing after that step checks again.

mod needs;
pub mod check;
pub mod format;
pub mod requirement;
pub mod run;
pub mod session;
pub mod meaning;

use std::sync::Arc;

use crate::catalog::check::check;
use crate::catalog::format::{
    CatalogFile, CourseFile, Pacing, Platform, ProgramFile, RequirementFile, Source, Strength, Term,
};
use crate::catalog::requirement::{CourseLeaf, Requirement, Track};
use crate::catalog::run::{Run, all_runs};
use crate::id::{CourseId, ProgramId, RunId, TermId};
use crate::json::parse_json;
use crate::moment::Date;
use crate::order::ordered;
use crate::platform::mitxonline::certificate::CREATION_WINDOW_DAYS;
use crate::problem::Problems;
use crate::read::{Place, Read};
use crate::refund::RefundWindow;
use crate::truth::Truth;

/// A checked catalog.
#[derive(Debug)]
pub struct Catalog {
    platform: Platform,
    as_of: Date,
    sources: Vec<Source>,
    terms: Vec<Term>,
    courses: Vec<Arc<Course>>,
    programs: Vec<Arc<Program>>,
}

/// A catalog file as it was read: what is wrong with it, and the catalog if it can be used.
#[derive(Debug)]
pub struct CatalogReading {
    /// The catalog, unless a problem forbids using it.
    pub catalog: Option<Catalog>,
    /// Problems, and warnings where a catalog is there too.
    pub problems: Problems,
}

/// A course of a checked catalog.
#[derive(Debug, PartialEq)]
pub struct Course {
    /// Its place among the catalog's courses, from 0.
    pub position: usize,
    /// What the catalog states of it, without its sessions.
    pub facts: CourseFile,
    /// Its sessions by start: published ones, and projected ones around the day of the facts.
    pub runs: Vec<Arc<Run>>,
}

/// A program of a checked catalog.
#[derive(Debug, PartialEq)]
pub struct Program {
    /// What the catalog states of it.
    pub facts: ProgramFile,
    /// What must be met, with its courses and programs found.
    pub requirement: Requirement,
    /// Every course that can count, nested programs included, each once and in reading order.
    pub courses: Vec<Arc<Course>>,
}

impl Program {
    /// What a capstone concludes: the program in which it stands, this one or one nested in it (rule B8).
    #[must_use]
    pub fn concluded_by(&self, capstone: &Course) -> &Program {
        let inner = self.requirement.nested_with(capstone);
        inner.map_or(self, |program| program.concluded_by(capstone))
    }
}

/// The rules of a platform where the catalog states no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Whether the learner must be enrolled in the program itself (rule B6).
    pub program_enrollment_required: Option<bool>,
    /// Whether approved photo ID is needed (rule A8).
    pub photo_id_required: Option<bool>,
    /// Whether one may still upgrade at the very instant of the deadline (rule A2).
    pub deadline_included: bool,
    /// Whether certificates are out at the very instant of their date (rule C3).
    pub release_included: bool,
    /// Until when a fee is refunded (rule E7).
    pub refund: Option<RefundWindow>,
    /// How many months after its purchase a bundle can be used (rule E6).
    pub bundle_months: Option<u32>,
    /// Whether a bundle also pays for a course that is taken again (rules A3, E6). MITx Online makes
    /// every later enrollment in a course of the program free
    /// (<https://github.com/mitodl/mitxonline/tree/b3c9730e/ecommerce>). A buyer on edX has one
    /// entitlement to each course, which a session uses up (Open edX, Juniper release,
    /// `entitlements/models.py`).
    pub bundle_pays_repeats: Truth,
    /// Whether a pass counts towards a program where a session has no paid mode (rule B1).
    pub unpaid_pass_counts: bool,
    /// For how many days after its certificate date the schedule still looks at a session.
    pub release_window_days: Option<u32>,
}

impl Platform {
    /// The platform's rules.
    #[must_use]
    pub fn profile(self) -> Profile {
        match self {
            Platform::MitxOnline => Profile {
                program_enrollment_required: Some(true),
                photo_id_required: Some(false),
                deadline_included: false,
                release_included: true,
                refund: Some(RefundWindow { days: 7, days_after_payment_max: Some(170) }),
                bundle_months: Some(24),
                bundle_pays_repeats: Truth::Yes,
                unpaid_pass_counts: true,
                release_window_days: Some(CREATION_WINDOW_DAYS),
            },
            Platform::Edx => Profile {
                program_enrollment_required: Some(false),
                photo_id_required: None,
                deadline_included: true,
                release_included: false,
                // Never after six months, which are at least 181 days.
                refund: Some(RefundWindow { days: 14, days_after_payment_max: Some(181) }),
                bundle_months: Some(24),
                bundle_pays_repeats: Truth::No,
                unpaid_pass_counts: false,
                release_window_days: None,
            },
            Platform::Other => Profile {
                program_enrollment_required: None,
                photo_id_required: None,
                deadline_included: false,
                release_included: false,
                refund: None,
                bundle_months: None,
                bundle_pays_repeats: Truth::Unknown,
                unpaid_pass_counts: false,
                release_window_days: None,
            },
        }
    }
}

impl Catalog {
    /// Reads a catalog file, reporting every problem at once.
    ///
    /// ```
    /// use certificate_planner::catalog::Catalog;
    ///
    /// let reading = Catalog::read(r#"{ "format": 1, "title": "Example", "as_of": "yesterday" }"#);
    /// assert!(reading.catalog.is_none());
    /// // The platform, the courses and the programs are missing, and no day is called "yesterday".
    /// assert!(reading.problems.0.len() >= 4);
    /// assert!(reading.problems.0.iter().any(|problem| problem.path == "as_of"));
    /// ```
    #[must_use]
    pub fn read(text: &str) -> CatalogReading {
        let (value, mut problems) = match parse_json(text) {
            Ok(parsed) => parsed,
            Err(problems) => {
                return CatalogReading { catalog: None, problems };
            }
        };
        // Both looks are taken even if the first finds something, so that all is said at once.
        let file = CatalogFile::read(&value, &Place::Root, &mut problems);
        problems.0.extend(check(&value).0);
        let usable = file.filter(|_| !problems.forbid_use());
        CatalogReading { catalog: usable.map(Catalog::resolve), problems }
    }

    /// Its platform.
    #[must_use]
    pub fn platform(&self) -> Platform {
        self.platform
    }

    /// The rules of its platform.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.platform.profile()
    }

    /// The day on which its facts were collected.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// Its programs.
    #[must_use]
    pub fn programs(&self) -> &[Arc<Program>] {
        &self.programs
    }

    /// Its courses, in the order of the file.
    #[must_use]
    pub fn courses(&self) -> &[Arc<Course>] {
        &self.courses
    }

    /// Its sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What learners call the term with this id.
    #[must_use]
    pub fn term_title(&self, id: &TermId) -> Option<&str> {
        self.terms.iter().find(|term| term.id == *id).map(|term| term.title.as_str())
    }

    /// The program with this id.
    #[must_use]
    pub fn program(&self, id: &ProgramId) -> Option<&Arc<Program>> {
        self.programs.iter().find(|program| program.facts.id == *id)
    }

    /// The course with this id.
    #[must_use]
    pub fn course(&self, id: &CourseId) -> Option<&Arc<Course>> {
        self.courses.iter().find(|course| course.facts.id == *id)
    }

    /// The courses of a program in reading order, and after them those outside it whose certificates
    /// are required before one of them, however long the chain (rule F1).
    #[must_use]
    pub fn courses_for(&self, program: &Program) -> Vec<Arc<Course>> {
        let mut courses = program.courses.clone();
        let mut at = 0;
        while let Some(course) = courses.get(at).map(Arc::clone) {
            for first in course.required_first().filter_map(|id| self.course(id)) {
                if !courses.iter().any(|known| Arc::ptr_eq(known, first)) {
                    courses.push(Arc::clone(first));
                }
            }
            at += 1;
        }
        courses
    }

    fn resolve(file: CatalogFile) -> Catalog {
        let course = |(position, mut facts): (usize, CourseFile)| {
            let offered = facts.terms_offered.iter().flat_map(|fact| &fact.value);
            let terms: Vec<&Term> =
                offered.filter_map(|id| file.terms.iter().find(|term| term.id == *id)).collect();
            let runs = all_runs(std::mem::take(&mut facts.runs), &terms, file.as_of);
            Arc::new(Course { position, facts, runs })
        };
        let courses: Vec<Arc<Course>> = file.courses.into_iter().enumerate().map(course).collect();
        let order: Vec<ProgramId> = file.programs.iter().map(|facts| facts.id.clone()).collect();
        let waiting = file.programs.into_iter().map(Some).collect();
        let mut resolving = Resolving { waiting, courses: &courses, resolved: Vec::new() };
        for id in &order {
            resolving.program(id);
        }
        // Nested programs were resolved first; the file's order is what people see.
        let programs = ordered(resolving.resolved, |program| {
            order.iter().position(|id| *id == program.facts.id)
        });
        Catalog {
            platform: file.platform,
            as_of: file.as_of,
            sources: file.sources,
            terms: file.terms,
            courses,
            programs,
        }
    }
}

impl Course {
    /// The session with this id, published or projected.
    #[must_use]
    pub fn run(&self, id: &RunId) -> Option<&Arc<Run>> {
        self.runs.iter().find(|run| run.facts.id == *id)
    }

    /// How a session is paced.
    #[must_use]
    pub fn pacing(&self, run: Option<&Run>) -> Option<Pacing> {
        let own = run.and_then(|run| run.facts.pacing);
        own.or(self.facts.pacing.as_ref().map(|fact| fact.value))
    }

    /// The courses whose certificates are needed to join this one (rule F1).
    pub fn required_first(&self) -> impl Iterator<Item = &CourseId> {
        let required =
            self.facts.prerequisites.iter().filter(|one| one.strength == Strength::Required);
        required.map(|one| &one.course)
    }
}

/// Programs on the way from their file to their courses.
struct Resolving<'a> {
    waiting: Vec<Option<ProgramFile>>,
    courses: &'a [Arc<Course>],
    resolved: Vec<Arc<Program>>,
}

impl Resolving<'_> {
    /// `None` only for ids that do not resolve and for cycles, which `check` has refused before.
    fn program(&mut self, id: &ProgramId) -> Option<Arc<Program>> {
        if let Some(known) = self.resolved.iter().find(|program| program.facts.id == *id) {
            return Some(Arc::clone(known));
        }
        let mut waiting = self.waiting.iter_mut();
        let facts =
            waiting.find(|facts| facts.as_ref().is_some_and(|facts| facts.id == *id))?.take()?;
        let requirement = self.requirement(&facts.requirement.value)?;
        let mut courses: Vec<Arc<Course>> = Vec::new();
        requirement.each_course(&mut |leaf| {
            if !courses.iter().any(|course| Arc::ptr_eq(course, &leaf.course)) {
                courses.push(Arc::clone(&leaf.course));
            }
        });
        let program = Arc::new(Program { facts, requirement, courses });
        self.resolved.push(Arc::clone(&program));
        Some(program)
    }

    fn children(&mut self, of: &[RequirementFile]) -> Option<Vec<Requirement>> {
        of.iter().map(|child| self.requirement(child)).collect()
    }

    fn requirement(&mut self, written: &RequirementFile) -> Option<Requirement> {
        Some(match written {
            RequirementFile::AllOf { title, of } => {
                Requirement::AllOf { title: title.clone(), of: self.children(of)? }
            }
            RequirementFile::MinNumberOf { title, number, advanced, of } => {
                Requirement::MinNumberOf {
                    title: title.clone(),
                    number: usize::try_from(*number).ok()?,
                    advanced: usize::try_from(advanced.unwrap_or(0)).ok()?,
                    of: self.children(of)?,
                }
            }
            RequirementFile::OneTrackOf { title, tracks } => {
                let tracks = tracks.iter().map(|track| {
                    let requirement = self.requirement(&track.requirement)?;
                    Some(Track { id: track.id.clone(), title: track.title.clone(), requirement })
                });
                Requirement::OneTrackOf {
                    title: title.clone(),
                    tracks: tracks.collect::<Option<_>>()?,
                }
            }
            RequirementFile::Course { course, completed_before, not_also_for } => {
                let found = self.courses.iter().find(|known| known.facts.id == *course)?;
                Requirement::Course(CourseLeaf {
                    course: Arc::clone(found),
                    completed_before: *completed_before,
                    not_also_for: not_also_for.clone(),
                })
            }
            RequirementFile::Program { program } => Requirement::Program(self.program(program)?),
            RequirementFile::Unlisted { title } => Requirement::Unlisted { title: title.clone() },
            RequirementFile::Unreadable { title, stops_program, of } => Requirement::Unreadable {
                title: title.clone(),
                stops_program: *stops_program,
                of: self.children(of)?,
            },
        })
    }
}
