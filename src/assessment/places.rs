//! Which course fills which place, where a course may fill one place only (rule B2).
//!
//! Found by matching, so that a program is never called incomplete because a course was put in the
//! wrong place.

use std::cmp::Reverse;
use std::sync::Arc;
use std::{ptr, slice};

use crate::assessment::reason::{Action, Remedy};
use crate::assessment::run::Truths;
use crate::assessment::tree::{
    AT_ANY_TIME, Leaves, Node, advanced_truth, evaluate, evaluate_in_choice,
};
use crate::catalog::Course;
use crate::catalog::requirement::{Requirement, Track};
use crate::moment::DateRange;
use crate::order::ordered;
use crate::truth::Truth;

/// A place of the requirement: the courses that can fill it, by their place in the catalog.
type Place = Vec<usize>;

/// What is asked of a course: whether it is held, planned or possible.
type Pick = fn(&Truths) -> Truth;

/// Groups of groups are tried choice by choice; no real requirement has more choices.
const CHOICES_MAX: u32 = 10_000;

/// More courses than this are not tried for the places that stay empty; no real program has more.
const CANDIDATES_MAX: usize = 40;

/// Of so many courses, all pairs are tried for the fewest that fill the empty places.
const IN_PAIRS_MAX: usize = 12;

/// Places of the requirement that stay empty, because a course may fill one only (rule B2).
pub(super) struct EmptyPlaces {
    /// The courses that would fill one, by their place in the catalog.
    pub(super) courses: Vec<usize>,
    /// How many of them are needed.
    pub(super) count: usize,
}

impl EmptyPlaces {
    /// Adding the courses.
    pub(super) fn remedy(&self, courses: &[Arc<Course>]) -> Remedy {
        let id = |position: &usize| {
            let found = courses.iter().find(|course| course.position == *position);
            found.map(|course| course.facts.id.clone())
        };
        let courses = self.courses.iter().filter_map(id).collect();
        let count = u32::try_from(self.count).unwrap_or(u32::MAX);
        let action = Action::AddCourses { courses, count };
        Remedy { action, by: None, fee: None, projected: false }
    }
}

/// The places that stay empty beside what is needed in any case; none where other choices are
/// still to be made, or where nothing can fill them.
pub(super) fn empty_places(
    requirement: &Requirement,
    leaves: &Leaves<'_>,
    node: &Node<'_>,
) -> Option<EmptyPlaces> {
    let (lacking, waiting) = node.needed();
    let needed = lacking.iter().chain(&waiting);
    let leaves = &needed.fold(leaves.clone(), |leaves, one| with_course(&leaves, *one));
    if evaluate(requirement, leaves).truths.planned == Truth::No {
        return None;
    }
    let is_open = |truths: &Truths| truths.planned == Truth::No && truths.possible != Truth::No;
    let open = leaves.courses.iter().filter(|answer| is_open(&answer.truths));
    let open: Vec<usize> = open.map(|answer| answer.position).collect();
    // Which of them are tried, and in which order, does not depend on the file's.
    let courses = &leaves.context.plan.program.courses;
    let id = |position: &usize| {
        courses.iter().find(|one| one.position == *position).map(|one| one.facts.id.clone())
    };
    let mut open = ordered(open, id);
    open.truncate(CANDIDATES_MAX);
    // Where none surely fills them, a course does that may: one that is to be completed by a day,
    // or one beside a course of the plan that is open.
    let filling = |at_least| filling(requirement, leaves, &open, at_least);
    filling(Truth::Yes).or_else(|| filling(Truth::Unknown))
}

/// Those of these courses that fill the empty places, as surely as that is asked for.
fn filling(
    requirement: &Requirement,
    leaves: &Leaves<'_>,
    open: &[usize],
    at_least: Truth,
) -> Option<EmptyPlaces> {
    let fewest = |leaves: &Leaves<'_>| fewest(requirement, leaves, open, at_least);
    let count = fewest(leaves).filter(|count| *count > 0)?;
    let helps =
        |position: &usize| fewest(&with_course(leaves, *position)).is_some_and(|left| left < count);
    Some(EmptyPlaces { courses: open.iter().copied().filter(helps).collect(), count })
}

/// How many of these courses fill the places that are empty; none where all together do not.
fn fewest(
    requirement: &Requirement,
    leaves: &Leaves<'_>,
    open: &[usize],
    at_least: Truth,
) -> Option<usize> {
    let filled = |added: &[usize]| {
        let leaves = added.iter().fold(leaves.clone(), |leaves, one| with_course(&leaves, *one));
        can_fill(requirement, &leaves, |truths| truths.planned, at_least)
    };
    if filled(&[]) {
        return Some(0);
    }
    if !filled(open) {
        return None;
    }
    if open.iter().any(|one| filled(&[*one])) {
        return Some(1);
    }
    let small = open.len() <= IN_PAIRS_MAX;
    let mut pairs = open
        .iter()
        .enumerate()
        .flat_map(|(at, one)| open.iter().skip(at + 1).map(move |other| [*one, *other]));
    if small && pairs.any(|pair| filled(&pair)) {
        return Some(2);
    }
    // Of more, none is left that could be left out.
    let mut added = open.to_vec();
    for position in open {
        let fewer: Vec<usize> = added.iter().copied().filter(|one| one != position).collect();
        if filled(&fewer) {
            added = fewer;
        }
    }
    Some(added.len())
}

/// The leaves with this course in the plan.
fn with_course<'a>(leaves: &Leaves<'a>, position: usize) -> Leaves<'a> {
    let known = leaves.courses.iter().find(|answer| answer.position == position);
    let truths = known.map_or(Truths::NO, |answer| answer.truths);
    let planned = Truths { planned: Truth::Yes, possible: Truth::Yes, ..truths };
    leaves.with(position, planned)
}

/// Whether every place can be filled by a course of its own.
pub(super) fn filled_apart(requirement: &Requirement, leaves: &Leaves<'_>) -> [Truth; 3] {
    let picks: [Pick; 3] =
        [|truths| truths.held, |truths| truths.planned, |truths| truths.possible];
    picks.map(|pick| {
        if can_fill(requirement, leaves, pick, Truth::Yes) {
            Truth::Yes
        } else if can_fill(requirement, leaves, pick, Truth::Unknown) {
            Truth::Unknown
        } else {
            Truth::No
        }
    })
}

/// What fills the places, each with a course of its own (rule B2).
pub(super) struct Filled<'r> {
    parts: Vec<(&'r Requirement, Truths)>,
}

impl Filled<'_> {
    /// When all of it is there (rule C4).
    pub(super) fn certificate(&self) -> DateRange {
        let dates = self.parts.iter().map(|(_, truths)| truths.certificate);
        dates.fold(AT_ANY_TIME, DateRange::both)
    }

    /// Whether this part of the requirement fills a place.
    pub(super) fn has(&self, part: &Requirement) -> bool {
        self.parts.iter().any(|(one, _)| ptr::eq(*one, part))
    }
}

/// What fills all places soonest, as surely as it goes: what is earned comes first, then what is
/// planned; of program tracks the learner's own where it can be met; none where not all places can
/// be filled.
pub(super) fn filled_soonest<'r>(
    requirement: &'r Requirement,
    leaves: &Leaves<'_>,
) -> Option<Filled<'r>> {
    let picks: [(Pick, Truth); 3] = [
        (|truths| truths.held, Truth::Yes),
        (|truths| truths.planned, Truth::Yes),
        (|truths| truths.planned, Truth::Unknown),
    ];
    let asked = picks.into_iter().flat_map(|(pick, at_least)| {
        let new = move |own_track| Search { own_track, ..Search::new(leaves, pick, at_least) };
        [new(true), new(false)]
    });
    let mut search = asked.into_iter().find(|search| search.clone().fills(requirement))?;
    let mut parts = Vec::new();
    evaluate(requirement, leaves).each_part(&mut |part, truths| {
        if (search.pick)(&truths) >= search.at_least {
            parts.push((part, truths));
        }
    });
    // The latest are left out first, as long as the others still fill every place: in this order
    // nothing later is left in than some choice of places asks for.
    let name = |part: &Requirement| {
        let Requirement::Course(leaf) = part else {
            return None;
        };
        Some(leaf.course.facts.id.clone())
    };
    let rank = |(part, truths): &(&Requirement, Truths)| {
        let Truths { held, planned, certificate, .. } = *truths;
        let sure = (held == Truth::Yes, planned);
        Reverse((Reverse(sure), certificate.preference(), name(part)))
    };
    let mut kept = Vec::new();
    for (part, truths) in ordered(parts, rank) {
        search.without.push(part);
        if !search.clone().fills(requirement) {
            search.without.pop();
            kept.push((part, truths));
        }
    }
    Some(Filled { parts: kept })
}

fn can_fill(requirement: &Requirement, leaves: &Leaves<'_>, pick: Pick, at_least: Truth) -> bool {
    Search::new(leaves, pick, at_least).fills(requirement)
}

#[derive(Clone)]
struct Search<'a, 'b, 'r> {
    leaves: &'a Leaves<'b>,
    pick: Pick,
    at_least: Truth,
    /// Whether of program tracks only the learner's own one counts, where it is one of them.
    own_track: bool,
    /// Parts of the requirement that are left out.
    without: Vec<&'r Requirement>,
    choices_left: u32,
}

/// Something that is still to be met.
#[derive(Clone)]
enum Goal<'r> {
    Meet(&'r Requirement),
    Choose(Choice<'r>),
}

/// So many of the children that are left, of all children of the group.
#[derive(Clone, Copy)]
struct Choice<'r> {
    number: usize,
    /// How many of them must be advanced (rule B5).
    advanced: usize,
    left: &'r [Requirement],
    all: &'r [Requirement],
}

impl<'a, 'b, 'r> Search<'a, 'b, 'r> {
    fn new(leaves: &'a Leaves<'b>, pick: Pick, at_least: Truth) -> Self {
        let (own_track, without) = (false, Vec::new());
        Search { leaves, pick, at_least, own_track, without, choices_left: CHOICES_MAX }
    }

    fn fills(mut self, requirement: &'r Requirement) -> bool {
        self.fill(vec![Goal::Meet(requirement)], Vec::new())
    }

    fn fill(&mut self, mut goals: Vec<Goal<'r>>, mut places: Vec<Place>) -> bool {
        while let Some(goal) = goals.pop() {
            match goal {
                Goal::Choose(Choice { number: 0, advanced: 0, .. }) => {}
                Goal::Choose(choice) => {
                    let Some((first, left)) = choice.left.split_first() else {
                        return false;
                    };
                    if self.choices_left == 0 || choice.number.max(choice.advanced) > left.len() + 1
                    {
                        return false;
                    }
                    self.choices_left -= 1;
                    let is_advanced = advanced_truth(first, self.leaves) >= self.at_least;
                    let chosen = Choice {
                        number: choice.number.saturating_sub(1),
                        advanced: choice.advanced - usize::from(is_advanced && choice.advanced > 0),
                        left,
                        ..choice
                    };
                    let mut with_first = goals.clone();
                    with_first.extend([Goal::Choose(chosen), Goal::Meet(first)]);
                    if self.may_be_unlisted(first, choice.all)
                        && self.fill(with_first, places.clone())
                    {
                        return true;
                    }
                    goals.push(Goal::Choose(Choice { left, ..choice }));
                }
                Goal::Meet(requirement) => {
                    if !self.open(requirement, &mut goals, &mut places) {
                        return false;
                    }
                }
            }
        }
        match_all(&places)
    }

    /// Turns a requirement into places and further goals; `false` if it cannot be met.
    fn open(
        &mut self,
        requirement: &'r Requirement,
        goals: &mut Vec<Goal<'r>>,
        places: &mut Vec<Place>,
    ) -> bool {
        match requirement {
            Requirement::AllOf { of, .. } => goals.extend(of.iter().map(Goal::Meet)),
            Requirement::MinNumberOf { number, advanced, of, .. } => {
                let (number, advanced) = (*number, *advanced);
                if let Some(courses) = self.all_courses(of) {
                    // Of the places of the group, as many as must be are for advanced courses.
                    let is_advanced =
                        |child: &&Requirement| advanced_truth(child, self.leaves) >= self.at_least;
                    let advanced_ones = self.counting(of.iter().filter(is_advanced));
                    places.extend(std::iter::repeat_n(advanced_ones, advanced));
                    let others = number.saturating_sub(advanced);
                    places.extend(std::iter::repeat_n(courses, others));
                } else {
                    goals.push(Goal::Choose(Choice { number, advanced, left: of, all: of }));
                }
            }
            Requirement::OneTrackOf { tracks, .. } => {
                let own = |track: &&Track| self.leaves.context.plan.goes_for(track);
                let own = tracks.iter().find(own).filter(|_| self.own_track);
                let tracks = own.map_or(&tracks[..], slice::from_ref);
                return tracks.iter().any(|track| {
                    let mut goals = goals.clone();
                    goals.push(Goal::Meet(&track.requirement));
                    self.fill(goals, places.clone())
                }) && {
                    goals.clear();
                    places.clear();
                    true
                };
            }
            Requirement::Course(_) => places.push(self.counting([requirement])),
            Requirement::Program(program) => {
                let paid = program.facts.paid_mode.as_ref().map(|fact| fact.value);
                if paid == Some(false) {
                    goals.push(Goal::Meet(&program.requirement));
                } else {
                    return self.counts(requirement);
                }
            }
            // An unlisted course is taken to be another one than those that are listed.
            Requirement::Unlisted { .. } => return self.counts(requirement),
            Requirement::Unreadable { .. } => return false,
        }
        true
    }

    /// Whether a part that is no group is met.
    fn counts(&self, part: &Requirement) -> bool {
        !self.without.iter().any(|one| ptr::eq(*one, part))
            && (self.pick)(&evaluate(part, self.leaves).truths) >= self.at_least
    }

    /// Whether, if a child of a choice is unlisted, a course of the plan may be that one.
    fn may_be_unlisted(&self, child: &Requirement, all: &[Requirement]) -> bool {
        let met = || (self.pick)(&evaluate_in_choice(child, all, self.leaves).truths);
        !matches!(child, Requirement::Unlisted { .. }) || met() >= self.at_least
    }

    fn all_courses(&self, of: &[Requirement]) -> Option<Place> {
        let only_courses = of.iter().all(|child| matches!(child, Requirement::Course(_)));
        only_courses.then(|| self.counting(of))
    }

    /// Of these courses, the ones that count here, with every condition on them.
    fn counting<'s>(&self, courses: impl IntoIterator<Item = &'s Requirement>) -> Place {
        let counted = courses.into_iter().filter_map(|child| match child {
            Requirement::Course(leaf) => self.counts(child).then_some(leaf.course.position),
            Requirement::AllOf { .. }
            | Requirement::MinNumberOf { .. }
            | Requirement::OneTrackOf { .. }
            | Requirement::Program(_)
            | Requirement::Unlisted { .. }
            | Requirement::Unreadable { .. } => None,
        });
        counted.collect()
    }
}

/// Whether every place can have a course of its own: augmenting paths, place by place.
fn match_all(places: &[Place]) -> bool {
    let mut filled: Vec<(usize, usize)> = Vec::new();
    (0..places.len()).all(|place| augment(place, places, &mut filled, &mut Vec::new()))
}

fn augment(
    place: usize,
    places: &[Place],
    filled: &mut Vec<(usize, usize)>,
    tried: &mut Vec<usize>,
) -> bool {
    for course in places.get(place).into_iter().flatten() {
        if tried.contains(course) {
            continue;
        }
        tried.push(*course);
        let holder = filled.iter().find(|(_, used)| used == course).map(|(holder, _)| *holder);
        if holder.is_none_or(|holder| augment(holder, places, filled, tried)) {
            filled.retain(|(at, _)| *at != place);
            filled.push((place, *course));
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::match_all;

    #[test]
    fn a_course_moves_to_another_place_when_that_helps() {
        // Course 1 fits both places, course 2 only the first: 2 must go first, 1 second.
        assert!(match_all(&[vec![1, 2], vec![1]]));
        assert!(!match_all(&[vec![1], vec![1]]));
        assert!(match_all(&[vec![1, 2], vec![2, 3], vec![1, 3]]));
    }
}
