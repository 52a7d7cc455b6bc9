//! What the learner wishes of a way to the certificate: from when, how much at a time, by when, for
//! how much, and what is settled already.
//!
//! Everything may be left out: what is left out is no wish.

use crate::json::Value;
use serde::Serialize;
use tsify::Tsify;

use crate::catalog::{Catalog, Program};
use crate::id::{CourseId, RunId, TrackId};
use crate::json::parse_json;
use crate::moment::Date;
use crate::money::Amount;
use crate::problem::{Fault, IdKind, Problems};
use crate::read::{Place, Read, read_struct};

/// More failures of one course than this are not tried: no learner plans for more.
pub const FAILURES_MAX: u32 = 2;

/// No more hours than a week has.
pub(crate) const HOURS_MAX: u32 = 168;

/// Longer lists are no learner's wishes.
const LIST_LENGTH_MAX: usize = 100;

/// The wishes, each for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wishes {
    /// No session that starts earlier, and no study before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_from: Option<Date>,
    /// So many hours a week at most, by what the courses state at most, on every day without a limit
    /// of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_week: Option<u32>,
    /// So many hours a week at most between two days, such as 0 in July, in place of `hours_per_week`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours_between: Vec<HoursBetween>,
    /// So many courses at once at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub courses_at_once: Option<u32>,
    /// The program certificate is there on this day at the latest, by its earliest date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_by: Option<Date>,
    /// So much still to pay at most, in the currency of the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Amount>,
    /// This program track (rule B4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackId>,
    /// None of these program tracks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_tracks: Vec<TrackId>,
    /// With these courses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with_courses: Vec<CourseId>,
    /// None of these courses, unless their certificate is held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_courses: Vec<CourseId>,
    /// These sessions and no other of their courses, as far as the courses are taken; one of each
    /// course at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<PinnedRun>,
    /// Only sessions that are published: none that is projected or not named (rule C6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_only: Option<bool>,
    /// Courses that the learner expects to fail first, each attempt paid (rule A10).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<ExpectedFailures>,
    /// Certificates are counted on so many days after the earliest date, where none is stated by
    /// which they are there (rule C1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_margin_days: Option<u32>,
}

/// A time with a limit of its own, lower or higher than that for all weeks. Where several cover a day,
/// the lowest holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HoursBetween {
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
    /// The most hours a week.
    pub hours: u32,
}

/// A session that is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PinnedRun {
    /// The course.
    pub course: CourseId,
    /// Its session.
    pub run: RunId,
}

/// How often a course is expected to be failed before it is passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExpectedFailures {
    /// The course.
    pub course: CourseId,
    /// How many times, at most 2.
    pub times: u32,
}

/// One of the wishes, by its key and, in a list, its place from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "wish", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants carry the words of the wishes")]
pub enum Wish {
    StartFrom,
    HoursPerWeek,
    HoursBetween { index: usize },
    CoursesAtOnce,
    ReadyBy,
    Budget,
    Track,
    WithoutTrack { index: usize },
    WithCourse { index: usize },
    WithoutCourse { index: usize },
    Pinned { index: usize },
    PublishedOnly,
    Failures { index: usize },
    CertificateMargin,
}

read_struct!(Wishes {
    start_from,
    hours_per_week,
    [hours_between],
    courses_at_once,
    ready_by,
    budget,
    track,
    [without_tracks],
    [with_courses],
    [without_courses],
    [pinned],
    published_only,
    [failures],
    certificate_margin_days
});
read_struct!(HoursBetween { from, to, hours });
read_struct!(PinnedRun { course, run });
read_struct!(ExpectedFailures { course, times });

impl Wishes {
    /// Reads wishes for a program of a catalog, reporting every problem at once.
    ///
    /// ```
    /// use certificate_planner::catalog::Catalog;
    /// use certificate_planner::id::ProgramId;
    /// use certificate_planner::proposal::wishes::Wishes;
    ///
    /// let catalog = Catalog::read(include_str!(concat!(
    ///     env!("CARGO_MANIFEST_DIR"),
    ///     "/www/catalogs/mitx-dedp.json"
    /// )));
    /// let catalog = catalog.catalog.expect("a built-in catalog has no problem");
    /// let program = catalog.program(&ProgramId::new("program-v1:MITx+DEDP")).expect("a program");
    /// let text = r#"{ "courses_at_once": 2, "budget": "1400" }"#;
    /// let wishes = Wishes::read(text, &catalog, program).expect("wishes without a problem");
    /// assert_eq!(wishes.courses_at_once, Some(2));
    /// ```
    ///
    /// # Errors
    /// What is wrong with them, each with its place.
    pub fn read(text: &str, catalog: &Catalog, program: &Program) -> Result<Wishes, Problems> {
        let (value, mut problems) = parse_json(text)?;
        let wishes = Wishes::read_json(&value, &mut problems);
        if let Some(wishes) = &wishes {
            wishes.check(catalog, program, &mut problems);
        }
        wishes.filter(|_| !problems.forbid_use()).ok_or(problems)
    }

    fn read_json(value: &Value, problems: &mut Problems) -> Option<Wishes> {
        <Wishes as Read>::read(value, &Place::Root, problems)
    }

    fn check(&self, catalog: &Catalog, program: &Program, problems: &mut Problems) {
        let root = Place::Root;
        let lengths = [
            ("hours_between", self.hours_between.len()),
            ("without_tracks", self.without_tracks.len()),
            ("with_courses", self.with_courses.len()),
            ("without_courses", self.without_courses.len()),
            ("pinned", self.pinned.len()),
            ("failures", self.failures.len()),
        ];
        for (key, count) in lengths.into_iter().filter(|(_, count)| *count > LIST_LENGTH_MAX) {
            let fault = Fault::TooMany { count, count_max: LIST_LENGTH_MAX };
            problems.add(root.key(key).path(), fault);
        }
        let own = catalog.courses_for(program);
        for (index, id) in self.with_courses.iter().enumerate() {
            // What belongs to another program is in no way of this one.
            if !own.iter().any(|one| one.facts.id == *id) {
                unknown_course(root.key("with_courses").index(index), id, problems);
            }
        }
        let mut course = |place: Place<'_>, id: &CourseId| {
            if catalog.course(id).is_none() {
                unknown_course(place, id, problems);
            }
        };
        for (index, id) in self.without_courses.iter().enumerate() {
            course(root.key("without_courses").index(index), id);
        }
        for (index, pinned) in self.pinned.iter().enumerate() {
            course(root.key("pinned").index(index).key("course"), &pinned.course);
        }
        for (index, expected) in self.failures.iter().enumerate() {
            course(root.key("failures").index(index).key("course"), &expected.course);
        }
        self.check_repeated(problems);
        self.check_tracks(program, problems);
        self.check_figures(problems);
    }

    /// A session that is settled leaves no other of its course, and what is failed is said once.
    fn check_repeated(&self, problems: &mut Problems) {
        let pinned: Vec<&CourseId> = self.pinned.iter().map(|one| &one.course).collect();
        let failures: Vec<&CourseId> = self.failures.iter().map(|one| &one.course).collect();
        for (key, courses) in [("pinned", pinned), ("failures", failures)] {
            for (index, course) in courses.iter().enumerate() {
                if courses.iter().take(index).any(|before| before == course) {
                    let place = Place::Root.key(key).index(index).key("course").path();
                    problems.add(place, Fault::DuplicateId { id: course.to_string() });
                }
            }
        }
    }

    fn check_tracks(&self, program: &Program, problems: &mut Problems) {
        let known = program.requirement.tracks();
        let root = Place::Root;
        let wanted = self.track.iter().map(|track| (root.key("track").path(), track));
        let without = self.without_tracks.iter().enumerate();
        let without =
            without.map(|(index, track)| (root.key("without_tracks").index(index).path(), track));
        for (path, track) in wanted.chain(without) {
            if !known.iter().any(|one| one.id == *track) {
                let fault = Fault::UnknownId { kind: IdKind::ProgramTrack, id: track.to_string() };
                problems.add(path, fault);
            }
        }
    }

    fn check_figures(&self, problems: &mut Problems) {
        let root = Place::Root;
        for (index, between) in self.hours_between.iter().enumerate() {
            if between.to < between.from {
                let (earlier, later) = ("from".to_owned(), "to".to_owned());
                let fault = Fault::ReversedDates { earlier, later };
                problems.add(root.key("hours_between").index(index).path(), fault);
            }
        }
        for (index, expected) in self.failures.iter().enumerate() {
            if expected.times > FAILURES_MAX {
                let place = root.key("failures").index(index).key("times").path();
                problems.add(place, Fault::OutOfRange { min: 0, max: FAILURES_MAX });
            }
        }
    }

    /// Every wish that is made.
    #[must_use]
    pub fn all(&self) -> Vec<Wish> {
        let single = [
            (self.start_from.is_some(), Wish::StartFrom),
            (self.hours_per_week.is_some(), Wish::HoursPerWeek),
            (self.courses_at_once.is_some(), Wish::CoursesAtOnce),
            (self.ready_by.is_some(), Wish::ReadyBy),
            (self.budget.is_some(), Wish::Budget),
            (self.track.is_some(), Wish::Track),
            (self.published_only == Some(true), Wish::PublishedOnly),
            (self.certificate_margin_days.is_some_and(|days| days > 0), Wish::CertificateMargin),
        ];
        let mut all: Vec<Wish> =
            single.into_iter().filter(|(made, _)| *made).map(|(_, wish)| wish).collect();
        let mut add =
            |count: usize, wish: fn(usize) -> Wish| (0..count).for_each(|at| all.push(wish(at)));
        add(self.hours_between.len(), |index| Wish::HoursBetween { index });
        add(self.without_tracks.len(), |index| Wish::WithoutTrack { index });
        add(self.with_courses.len(), |index| Wish::WithCourse { index });
        add(self.without_courses.len(), |index| Wish::WithoutCourse { index });
        add(self.pinned.len(), |index| Wish::Pinned { index });
        add(self.failures.len(), |index| Wish::Failures { index });
        all
    }

    /// These wishes and no other: never less is possible than with all of them.
    #[must_use]
    pub fn only(&self, kept: &[Wish]) -> Wishes {
        let has = |wish: Wish| kept.contains(&wish);
        let hours_per_week = self.hours_per_week.filter(|_| has(Wish::HoursPerWeek));
        let between = self.hours_between.iter().enumerate().filter_map(|(index, between)| {
            if has(Wish::HoursBetween { index }) {
                return Some(*between);
            }
            // A time with more hours than all weeks have was never bound by theirs.
            let has_more = hours_per_week.is_some_and(|most| between.hours > most);
            has_more.then_some(HoursBetween { hours: HOURS_MAX, ..*between })
        });
        Wishes {
            start_from: self.start_from.filter(|_| has(Wish::StartFrom)),
            hours_per_week,
            hours_between: between.collect(),
            courses_at_once: self.courses_at_once.filter(|_| has(Wish::CoursesAtOnce)),
            ready_by: self.ready_by.filter(|_| has(Wish::ReadyBy)),
            budget: self.budget.filter(|_| has(Wish::Budget)),
            track: self.track.clone().filter(|_| has(Wish::Track)),
            without_tracks: those(&self.without_tracks, |index| has(Wish::WithoutTrack { index })),
            with_courses: those(&self.with_courses, |index| has(Wish::WithCourse { index })),
            without_courses: those(&self.without_courses, |index| {
                has(Wish::WithoutCourse { index })
            }),
            pinned: those(&self.pinned, |index| has(Wish::Pinned { index })),
            published_only: self.published_only.filter(|_| has(Wish::PublishedOnly)),
            failures: those(&self.failures, |index| has(Wish::Failures { index })),
            certificate_margin_days: self
                .certificate_margin_days
                .filter(|_| has(Wish::CertificateMargin)),
        }
    }

    /// Whether so many days one after the other leave so many hours a week, from a day on.
    #[must_use]
    pub(crate) fn has_room(&self, hours: u32, days: u64, from: Date) -> bool {
        // On these days another limit begins to hold.
        let changes = self.hours_between.iter().flat_map(|one| [one.from, one.to.plus_days(1)]);
        let changes: Vec<Date> =
            std::iter::once(from).chain(changes).filter(|day| *day >= from).collect();
        changes.iter().any(|first| {
            let last = first.plus_days(days.saturating_sub(1));
            let within = changes.iter().filter(|day| (*first..=last).contains(day));
            within.copied().all(|day| {
                let most = self.hours_on(day);
                most.is_none_or(|most| most > 0 && hours <= most)
            })
        })
    }

    /// The hours of a week on a day; none where there is no limit.
    fn hours_on(&self, day: Date) -> Option<u32> {
        let own = self.hours_between.iter().filter(|one| one.from <= day && day <= one.to);
        own.map(|one| one.hours).min().or(self.hours_per_week)
    }

    /// How often a course is expected to be failed.
    #[must_use]
    pub fn failures_of(&self, course: &CourseId) -> u32 {
        let own = self.failures.iter().filter(|expected| expected.course == *course);
        own.map(|expected| expected.times).max().unwrap_or(0)
    }
}

fn unknown_course(place: Place<'_>, id: &CourseId, problems: &mut Problems) {
    problems.add(place.path(), Fault::UnknownId { kind: IdKind::Course, id: id.to_string() });
}

fn those<T: Clone>(list: &[T], keep: impl Fn(usize) -> bool) -> Vec<T> {
    let kept = list.iter().enumerate().filter(|(index, _)| keep(*index));
    kept.map(|(_, entry)| entry.clone()).collect()
}
