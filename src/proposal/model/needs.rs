//! What the requirement asks for, over the courses of the model (rules B1 to B5).

use crate::catalog::Program;
use crate::catalog::requirement::{CourseLeaf, Requirement};
use crate::id::TrackId;
use crate::moment::Moment;
use crate::plan::{Plan, PlannedRun};
use crate::proposal::instance::{Candidate, Choice, Chosen, Instance, Need};
use crate::proposal::judgment::{met_on, worth};
use crate::proposal::model::{Ground, ModelCourse};
use crate::truth::Truth;

/// The requirement on its way into whole numbers.
pub(super) struct Needs<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) plan: &'a Plan,
    pub(super) courses: &'a [ModelCourse],
    /// What the sources name but do not list; each stands after the courses, as a course of which
    /// neither date nor fee is known.
    pub(super) unlisted: Vec<String>,
    /// The program tracks that may be chosen, with what each needs.
    pub(super) tracks: Vec<(TrackId, Need)>,
}

impl Needs<'_> {
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
            Requirement::Course(leaf) => course(self.plan, self.courses, leaf),
            Requirement::Program(program) => self.nested(program),
            Requirement::Unlisted { title } => {
                self.unlisted.push(title.clone());
                let course = self.courses.len() + self.unlisted.len() - 1;
                Need::Course { course, counts: vec![true], advanced: false }
            }
            Requirement::Unreadable { .. } => Need::Impossible,
        }
    }

    fn all(&mut self, of: &[Requirement]) -> Vec<Need> {
        of.iter().map(|part| self.of(part)).collect()
    }

    fn nested(&mut self, program: &Program) -> Need {
        if self.plan.program_certificates.contains(&program.facts.id) {
            return Need::Nothing;
        }
        let retired = program.facts.offered.as_ref().is_some_and(|fact| !fact.value);
        let by_courses = program.facts.paid_mode.as_ref().is_some_and(|fact| !fact.value);
        let revoked = self.plan.revoked_program_certificates.contains(&program.facts.id);
        if (retired || revoked) && !by_courses {
            return Need::Impossible;
        }
        self.of(&program.requirement)
    }
}

/// Courses that nobody lists: neither date nor fee is known.
pub(super) fn unlisted() -> Candidate {
    let choice = Choice { unpublished_fees: 1, ..Choice::default() };
    Candidate { choices: vec![choice], wanted: false }
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

fn course(plan: &Plan, courses: &[ModelCourse], leaf: &CourseLeaf) -> Need {
    let place = |one: &ModelCourse| one.course.position == leaf.course.position;
    let Some((index, found)) = courses.iter().enumerate().find(|(_, one)| place(one)) else {
        return Need::Impossible;
    };
    let used = plan.course(&leaf.course).and_then(|planned| planned.used_for.as_ref());
    if used.is_some_and(|used| leaf.not_also_for.contains(used)) {
        return Need::Impossible;
    }
    let in_time = |earns| in_time(earns, leaf.completed_before);
    let counts = found.options.iter().map(|option| option.counts && in_time(&option.earns));
    Need::Course { course: index, counts: counts.collect(), advanced: false }
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

/// Whether a session is completed early enough to count (rule B5), as far as its dates say.
fn in_time(run: &PlannedRun, before: Option<Moment>) -> bool {
    let Some(before) = before else {
        return true;
    };
    let known = run.run.as_ref();
    let end = known.and_then(|known| known.facts.end?.moment());
    let completed = run.certificate_on.or(run.passed_on).or(end);
    completed.is_some_and(|completed| completed.precedes(before) == Truth::Yes)
}
