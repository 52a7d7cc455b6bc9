//! What the requirement asks for, over the courses of the model (rules B1 to B5).

use crate::catalog::requirement::{CourseLeaf, Requirement};
use crate::catalog::{Course, Program};
use crate::id::{ProgramId, TrackId};
use crate::moment::{Date, Moment};
use crate::plan::Plan;
use crate::proposal::instance::{Candidate, Choice, Chosen, Instance, Need};
use crate::proposal::judgment::{met_on, worth};
use crate::proposal::model::links::{certificate_date, has_unknown_age};
use crate::proposal::model::{Ground, ModelCourse, SessionChoice};
use crate::truth::Truth;

/// The requirement on its way into whole numbers.
pub(super) struct Needs<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) plan: &'a Plan,
    pub(super) courses: &'a [ModelCourse],
    /// What else it takes; each stands after the courses, like one of which no date is known.
    pub(super) others: Vec<Other>,
    /// The program tracks that may be chosen, with what each needs.
    pub(super) tracks: Vec<(TrackId, Need)>,
}

/// What a requirement needs that is no course of the catalog.
#[derive(Clone, Debug)]
pub(in crate::proposal) enum Other {
    /// What the sources name but do not list: neither date nor fee is known.
    Unlisted(String),
    /// The certificate of a nested program, which its courses alone do not earn (rule B1): when it comes
    /// is not known.
    Certificate(ProgramId),
}

impl Needs<'_> {
    /// What the program asks for: nothing where its certificate is held, and what nobody can do where it
    /// is retired, where its certificate was revoked, or where a part cannot be read that ends the reading
    /// of all others (rules A6, B3, B7).
    pub(super) fn of_the_program(&mut self) -> Need {
        let Program { facts, requirement, .. } = &*self.plan.program;
        let retired = facts.offered.as_ref().is_some_and(|fact| !fact.value);
        let revoked = self.plan.revoked_program_certificates.contains(&facts.id);
        if self.plan.program_certificates.contains(&facts.id) {
            Need::Nothing
        } else if retired || revoked || stops(requirement) {
            Need::Impossible
        } else {
            self.of(requirement)
        }
    }

    /// The requirement over the courses of the model.
    pub(super) fn of(&mut self, requirement: &Requirement) -> Need {
        match requirement {
            Requirement::AllOf { of, .. } => Need::All(self.all(of)),
            Requirement::MinNumberOf { number, advanced, of, .. } => {
                let known = of.iter().filter(|part| is_advanced(part) == Truth::Yes).count();
                // Where too few are known to be advanced, those may do of which it is not known.
                let least = if known >= *advanced { Truth::Yes } else { Truth::Unknown };
                let parts = of.iter().map(|part| match self.of(part) {
                    Need::Course { course, counts, .. } => {
                        Need::Course { course, counts, advanced: is_advanced(part) >= least }
                    }
                    other @ (Need::Nothing
                    | Need::Impossible
                    | Need::All(_)
                    | Need::AtLeast { .. }) => other,
                });
                Need::AtLeast { number: *number, advanced: *advanced, of: parts.collect() }
            }
            Requirement::OneTrackOf { tracks, .. } => {
                let mut of = Vec::new();
                let ground = self.ground;
                for track in tracks.iter().filter(|track| is_wanted(ground, &track.id)) {
                    let need = self.of(&track.requirement);
                    self.tracks.push((track.id.clone(), need.clone()));
                    of.push(need);
                }
                Need::AtLeast { number: 1, advanced: 0, of }
            }
            Requirement::Course(leaf) => self.course(leaf),
            Requirement::Program(program) => self.nested(program),
            Requirement::Unlisted { title } => self.other(Other::Unlisted(title.clone())),
            Requirement::Unreadable { .. } => Need::Impossible,
        }
    }

    fn all(&mut self, of: &[Requirement]) -> Vec<Need> {
        of.iter().map(|part| self.of(part)).collect()
    }

    fn nested(&mut self, program: &Program) -> Need {
        let by_courses = program.facts.paid_mode.as_ref().is_some_and(|fact| !fact.value);
        // Without a paid mode there is no certificate that could count in place of the courses.
        if !by_courses && self.plan.program_certificates.contains(&program.facts.id) {
            return Need::Nothing;
        }
        let retired = program.facts.offered.as_ref().is_some_and(|fact| !fact.value);
        let revoked = self.plan.revoked_program_certificates.contains(&program.facts.id);
        if (retired || revoked) && !by_courses {
            return Need::Impossible;
        }
        let courses = self.of(&program.requirement);
        if by_courses {
            return courses;
        }
        let certificate = self.other(Other::Certificate(program.facts.id.clone()));
        Need::All(vec![courses, certificate])
    }

    fn other(&mut self, other: Other) -> Need {
        self.others.push(other);
        let course = self.courses.len() + self.others.len() - 1;
        Need::Course { course, counts: vec![true], advanced: false }
    }

    fn course(&self, leaf: &CourseLeaf) -> Need {
        let place = |one: &ModelCourse| one.course.position == leaf.course.position;
        let Some((index, found)) = self.courses.iter().enumerate().find(|(_, one)| place(one))
        else {
            return Need::Impossible;
        };
        let used = self.plan.course(&leaf.course).and_then(|planned| planned.used_for.as_ref());
        if used.is_some_and(|used| leaf.not_also_for.contains(used)) {
            return Need::Impossible;
        }
        let counts = found.options.iter().map(|option| {
            let in_time = in_time(self.ground, &leaf.course, leaf.completed_before, option);
            match option.counts {
                Truth::No => false,
                Truth::Unknown => in_time != Truth::No,
                Truth::Yes => in_time == Truth::Yes,
            }
        });
        Need::Course { course: index, counts: counts.collect(), advanced: false }
    }
}

impl Other {
    /// How it is chosen: what nobody lists has a fee that is not known, and a certificate has none of its own.
    pub(super) fn candidate(&self) -> Candidate {
        let unpublished_fees = match self {
            Other::Unlisted(_) => 1,
            Other::Certificate(_) => 0,
        };
        let choice = Choice { unpublished_fees, ..Choice::default() };
        Candidate { choices: vec![choice], wanted: false }
    }
}

/// Whether a part of a requirement cannot be read and ends the reading of all others (rule B3).
fn stops(requirement: &Requirement) -> bool {
    match requirement {
        Requirement::AllOf { of, .. } | Requirement::MinNumberOf { of, .. } => of.iter().any(stops),
        Requirement::Unreadable { stops_program, .. } => *stops_program,
        // A nested program is read by itself, and tracks are the catalog's own word.
        Requirement::Program(_)
        | Requirement::OneTrackOf { .. }
        | Requirement::Course(_)
        | Requirement::Unlisted { .. } => false,
    }
}

/// Beside each session that may count in some place of the requirement, the same as one that does so
/// without a known date.
pub(super) fn add_those_that_may_count(
    ground: Ground<'_>,
    requirement: &Requirement,
    courses: &mut [ModelCourse],
) {
    let exam_is_held = courses.iter().any(|one| {
        let is_held = |option: &SessionChoice| option.outlook.held == Truth::Yes;
        one.course.facts.capstone.is_some() && one.options.iter().any(is_held)
    });
    let ages = ground.outlook.certificates_age() && !exam_is_held;
    let has_capstone = courses.iter().any(|one| one.course.facts.capstone.is_some());
    for one in courses {
        let mut days: Vec<Moment> = Vec::new();
        requirement.each_course(&mut |leaf| {
            let is_here = leaf.course.position == one.course.position;
            days.extend(leaf.completed_before.filter(|_| is_here));
        });
        let ages = ages && one.course.facts.capstone.is_none();
        // Before a capstone, its session says how old a certificate may be; what is held without a date may
        // be of any age.
        let young_enough = |option: &SessionChoice| match ages {
            true if has_unknown_age(option) => Truth::Unknown,
            true if !has_capstone => ground.outlook.is_young_enough(certificate_date(option)),
            true | false => Truth::Yes,
        };
        let as_open = |option: &SessionChoice| SessionChoice {
            counts: Truth::Unknown,
            choice: Choice { released: None, ..option.choice.clone() },
            ..option.clone()
        };
        let mut open: Vec<SessionChoice> = Vec::new();
        // Without a capstone, no choice of its session makes an age sure; the certificate itself stays what it is.
        let counted = one.options.iter_mut().filter(|option| option.counts != Truth::No);
        for option in counted.filter(|_| !has_capstone) {
            match young_enough(option) {
                Truth::Yes => {}
                Truth::Unknown if option.may_count() => {}
                Truth::Unknown => {
                    open.push(as_open(option));
                    option.counts = Truth::No;
                }
                Truth::No => option.counts = Truth::No,
            }
        }
        let may_count = |option: &&SessionChoice| {
            let course = &one.course;
            let mut in_time = days.iter().map(|day| in_time(ground, course, Some(*day), option));
            let may_be_in_time = in_time.any(|in_time| in_time == Truth::Unknown);
            let may_be_old = young_enough(option) == Truth::Unknown;
            option.counts == Truth::Yes && (may_be_old || may_be_in_time)
        };
        open.extend(one.options.iter().filter(may_count).map(as_open));
        one.options.extend(open);
    }
}

/// The track by which the requirement is met first, each course filling one place only where that is
/// the rule (rule B2).
pub(super) fn best_track<'a>(
    tracks: &'a [(TrackId, Need)],
    instance: &Instance,
    chosen: &Chosen,
) -> Option<&'a TrackId> {
    let all: Vec<Need> = tracks.iter().map(|(_, need)| need.clone()).collect();
    let met_by = tracks.iter().filter_map(|(id, need)| {
        let by_it = Instance {
            requirement: with_track(&instance.requirement, &all, need),
            courses: instance.courses.clone(),
            one_place: instance.one_place,
            ..Instance::default()
        };
        let complete = met_on(instance, need, chosen)?;
        let end = worth(&by_it, chosen).completion;
        (end.undated < u32::MAX).then_some(((end, complete), id))
    });
    met_by.min_by_key(|(end, _)| *end).map(|(_, id)| id)
}

/// The requirement with this track in place of the choice among all.
fn with_track(need: &Need, tracks: &[Need], track: &Need) -> Need {
    let parts = |of: &[Need]| of.iter().map(|part| with_track(part, tracks, track)).collect();
    match need {
        Need::AtLeast { number: 1, of, .. } if of == tracks => track.clone(),
        Need::AtLeast { number, advanced, of } => {
            Need::AtLeast { number: *number, advanced: *advanced, of: parts(of) }
        }
        Need::All(of) => Need::All(parts(of)),
        Need::Nothing | Need::Impossible | Need::Course { .. } => need.clone(),
    }
}

fn is_wanted(ground: Ground<'_>, track: &TrackId) -> bool {
    let wished = ground.wishes.track.as_ref();
    wished.is_none_or(|wished| wished == track) && !ground.wishes.without_tracks.contains(track)
}

/// Whether a part is an advanced course (rule B5).
fn is_advanced(part: &Requirement) -> Truth {
    match part {
        Requirement::Course(leaf) => {
            Truth::from(leaf.course.facts.advanced.as_ref().map(|fact| fact.value))
        }
        Requirement::Unlisted { .. } => Truth::Unknown,
        Requirement::AllOf { .. }
        | Requirement::MinNumberOf { .. }
        | Requirement::OneTrackOf { .. }
        | Requirement::Program(_)
        | Requirement::Unreadable { .. } => Truth::No,
    }
}

/// Whether a session is completed early enough to count in a place (rule B5).
fn in_time(
    ground: Ground<'_>,
    course: &Course,
    before: Option<Moment>,
    option: &SessionChoice,
) -> Truth {
    let Some(before) = before else {
        return Truth::Yes;
    };
    let is_named = option.earns.run.is_some() || option.outlook.held == Truth::Yes;
    if option.joins.is_some() && !is_named {
        let done = Moment::Day(soonest_end(ground, course, option));
        return done.precedes(before).and(Truth::Unknown);
    }
    ground.outlook.completed_in_time(before, course, &option.earns)
}

/// When a session that nobody has published can be over at the soonest: after its weeks, and after the
/// sessions that are failed first.
fn soonest_end(ground: Ground<'_>, course: &Course, option: &SessionChoice) -> Date {
    let failed = option.choice.study.iter().map(|study| study.to).max();
    let free = failed.map(|day| Date::of_days_since_1970(day).plus_days(1));
    let starts = [ground.wishes.start_from, free].into_iter().flatten();
    let weeks = course.facts.weeks.as_ref().map_or(0, |fact| fact.value);
    starts.fold(ground.today(), Date::max).plus_days(u64::from(weeks) * 7)
}
