//! What a choice of sessions is allowed to be, and what it comes to.
//!
//! Written from the meaning of an [`Instance`] and as plainly as that goes: it is what the search is
//! held to, so it shares nothing with it.

use crate::order::ordered;
use crate::proposal::instance::{
    Candidate, Choice, Chosen, Completion, Cost, Day, Instance, Link, Need, Peak, Study, Worth,
};

/// Whether everything that must hold does hold.
#[must_use]
pub fn allows(instance: &Instance, chosen: &Chosen) -> bool {
    let wanted =
        |(at, course): (usize, &Candidate)| !course.wanted || taken(instance, chosen, at).is_some();
    let known = (0..chosen.len())
        .all(|at| chosen_at(chosen, at).is_none() || taken(instance, chosen, at).is_some());
    known
        && instance.courses.iter().enumerate().all(wanted)
        && completion(instance, chosen).is_some_and(|end| in_time(instance, end))
        && instance.links.iter().all(|link| holds(link, chosen))
        && loads_fit(instance, chosen)
        && affordable(instance, cost(instance, chosen))
        && instance.limits.peak.is_none_or(|most| peak(instance, chosen) <= most)
}

/// What a choice comes to; where the requirement is not met, as if its certificate never came.
#[must_use]
pub fn worth(instance: &Instance, chosen: &Chosen) -> Worth {
    let never = Completion { undated: u32::MAX, day: Day::MAX };
    Worth {
        completion: completion(instance, chosen).unwrap_or(never),
        cost: cost(instance, chosen),
        peak: peak(instance, chosen),
    }
}

/// When a part of the requirement is met, each course counting wherever it stands; none where it is
/// not.
#[must_use]
pub fn met_on(instance: &Instance, part: &Need, chosen: &Chosen) -> Option<Completion> {
    // A certificate without a date is one, however many places it fills.
    let mut places = vec![0; instance.courses.len()];
    count_places(part, &mut places);
    let is_undated = |course: &usize| {
        taken(instance, chosen, *course).is_some_and(|choice| choice.released.is_none())
    };
    let several = places.iter().enumerate().filter(|(_, count)| **count > 1);
    let several: Vec<usize> = several.map(|(course, _)| course).filter(is_undated).collect();
    counted_once(instance, part, chosen, &several, &mut Vec::new())
}

/// The best over every choice of which of these courses count; each that does takes one certificate
/// without a date, and then fills all of its places.
fn counted_once(
    instance: &Instance,
    part: &Need,
    chosen: &Chosen,
    several: &[usize],
    counting: &mut Vec<(usize, bool)>,
) -> Option<Completion> {
    let Some((course, others)) = several.split_first() else {
        let counts = |course: usize| counting.iter().find(|(one, _)| *one == course);
        let end = met(instance, chosen, part, &mut |course| match counts(course) {
            Some((_, true)) => Place::Paid,
            Some((_, false)) => Place::None,
            None => Place::Own,
        })?;
        let once = counting.iter().filter(|(_, counts)| *counts).count();
        let once = u32::try_from(once).unwrap_or(u32::MAX);
        return Some(Completion { undated: end.undated.saturating_add(once), ..end });
    };
    let mut best = None;
    for counts in [false, true] {
        counting.push((*course, counts));
        let end = counted_once(instance, part, chosen, others, counting);
        counting.pop();
        best = [best, end].into_iter().flatten().min();
    }
    best
}

/// What a course finds where it stands in the requirement.
enum Place {
    /// Another course, or none, is to fill it.
    None,
    /// It fills it.
    Own,
    /// It fills it, and what it takes is counted already.
    Paid,
}

fn chosen_at(chosen: &Chosen, course: usize) -> Option<usize> {
    chosen.get(course).copied().flatten()
}

fn taken<'a>(instance: &'a Instance, chosen: &Chosen, course: usize) -> Option<&'a Choice> {
    instance.courses.get(course)?.choices.get(chosen_at(chosen, course)?)
}

fn in_time(instance: &Instance, end: Completion) -> bool {
    let limits = &instance.limits;
    limits.ready_by.is_none_or(|day| end.undated == 0 && end.day <= day)
        && limits.undated.is_none_or(|most| end.undated <= most)
}

fn affordable(instance: &Instance, cost: Cost) -> bool {
    let limits = &instance.limits;
    limits.budget.is_none_or(|budget| cost.unpublished == 0 && cost.known <= budget)
        && limits.below.is_none_or(|below| cost < below)
}

/// Whether what must hold between two courses does.
#[must_use]
pub(super) fn holds(link: &Link, chosen: &Chosen) -> bool {
    let Some(then) = chosen_at(chosen, link.then) else {
        return true;
    };
    let entry = match chosen_at(chosen, link.first) {
        None => link.alone.get(then),
        Some(first) => link.together.get(then).and_then(|row| row.get(first)),
    };
    entry.copied().unwrap_or_default()
}

fn cost(instance: &Instance, chosen: &Chosen) -> Cost {
    let mut sum = Cost::default();
    for choice in (0..chosen.len()).filter_map(|course| taken(instance, chosen, course)) {
        sum.unpublished = sum.unpublished.saturating_add(choice.unpublished_fees);
        sum.known = sum.known.saturating_add(choice.cost);
    }
    sum
}

/// All times of study, under way or chosen.
fn study<'a>(instance: &'a Instance, chosen: &Chosen) -> Vec<&'a Study> {
    let choices = (0..chosen.len()).filter_map(|course| taken(instance, chosen, course));
    choices.flat_map(|choice| &choice.study).chain(&instance.under_way).collect()
}

fn load_on(study: &[&Study], day: Day) -> (Peak, usize) {
    let mut load = Peak::default();
    let mut count = 0;
    for one in study.iter().filter(|one| one.from <= day && day <= one.to) {
        count += 1;
        if one.hours_stated {
            load.hours = load.hours.saturating_add(one.hours);
        } else {
            load.unstated = load.unstated.saturating_add(1);
        }
    }
    (load, count)
}

fn loads_fit(instance: &Instance, chosen: &Chosen) -> bool {
    let study = study(instance, chosen);
    let limits = &instance.limits;
    // A load grows only where a study or the range of a limit begins.
    let starts = study.iter().map(|one| one.from);
    let mut days = starts.chain(limits.hours.iter().map(|limit| limit.from));
    days.all(|day| {
        let (load, count) = load_on(&study, day);
        let mut holding = limits.hours.iter().filter(|limit| limit.from <= day && day <= limit.to);
        holding.all(|limit| load.hours <= limit.hours && (limit.hours > 0 || count == 0))
            && limits.at_once.is_none_or(|most| count <= most)
    })
}

fn peak(instance: &Instance, chosen: &Chosen) -> Peak {
    let study = study(instance, chosen);
    let loads = study.iter().map(|one| load_on(&study, one.from).0);
    loads.max().unwrap_or_default()
}

/// When the requirement is met; none where it is not.
fn completion(instance: &Instance, chosen: &Chosen) -> Option<Completion> {
    let need = &instance.requirement;
    if !instance.one_place {
        return met_on(instance, need, chosen);
    }
    let mut places = vec![0; instance.courses.len()];
    count_places(need, &mut places);
    best_places(instance, chosen, &places, &mut Vec::new())
}

/// How many places of the requirement name each course.
fn count_places(need: &Need, places: &mut [usize]) {
    match need {
        Need::Nothing | Need::Impossible => {}
        Need::Course { course, .. } => {
            if let Some(count) = places.get_mut(*course) {
                *count += 1;
            }
        }
        Need::All(of) | Need::AtLeast { of, .. } => {
            of.iter().for_each(|part| count_places(part, places));
        }
    }
}

/// The earliest over every way to give each course that is taken one of its places.
fn best_places(
    instance: &Instance,
    chosen: &Chosen,
    places: &[usize],
    given: &mut Vec<usize>,
) -> Option<Completion> {
    let course = given.len();
    let Some(count) = places.get(course) else {
        let mut seen = vec![0; places.len()];
        return met(instance, chosen, &instance.requirement, &mut |course| {
            let Some(count) = seen.get_mut(course) else {
                return Place::None;
            };
            *count += 1;
            let is_given = given.get(course) == Some(&(*count - 1));
            if is_given { Place::Own } else { Place::None }
        });
    };
    let ways = if taken(instance, chosen, course).is_some() { (*count).max(1) } else { 1 };
    let mut best = None;
    for way in 0..ways {
        given.push(way);
        let end = best_places(instance, chosen, places, given);
        given.pop();
        best = [best, end].into_iter().flatten().min();
    }
    best
}

/// When a part of the requirement is met; `place` is asked for every course of the tree, in its order.
fn met(
    instance: &Instance,
    chosen: &Chosen,
    need: &Need,
    place: &mut dyn FnMut(usize) -> Place,
) -> Option<Completion> {
    match need {
        Need::Nothing => Some(NOW),
        Need::Impossible => None,
        Need::Course { course, counts, .. } => {
            let place = place(*course);
            let choice = taken(instance, chosen, *course)?;
            let counts = counts.get(chosen_at(chosen, *course)?).copied().unwrap_or_default();
            let counts = counts && !matches!(place, Place::None);
            counts.then_some(match choice.released {
                Some(day) => Completion { undated: 0, day },
                None => {
                    let undated = u32::from(matches!(place, Place::Own));
                    Completion { undated, day: Day::MIN }
                }
            })
        }
        Need::All(of) => {
            let ends: Vec<_> = of.iter().map(|part| met(instance, chosen, part, place)).collect();
            ends.into_iter().try_fold(NOW, |sum, end| Some(later(sum, end?)))
        }
        Need::AtLeast { number, advanced, of } => {
            let is_advanced = |part: &Need| matches!(part, Need::Course { advanced: true, .. });
            let ends: Vec<(Completion, bool)> = of
                .iter()
                .filter_map(|part| Some((met(instance, chosen, part, place)?, is_advanced(part))))
                .collect();
            choose(&ordered(ends, |(end, _)| *end), *number, *advanced)
        }
    }
}

const NOW: Completion = Completion { undated: 0, day: Day::MIN };

fn later(sum: Completion, end: Completion) -> Completion {
    Completion { undated: sum.undated.saturating_add(end.undated), day: sum.day.max(end.day) }
}

/// First the best advanced courses, as many as are asked for, then the best others.
fn choose(ends: &[(Completion, bool)], number: usize, advanced: usize) -> Option<Completion> {
    let first = ends.iter().filter(|(_, is_advanced)| *is_advanced).take(advanced);
    let mut left = advanced;
    let others = ends.iter().filter(|(_, is_advanced)| {
        let is_first = *is_advanced && left > 0;
        left -= usize::from(is_first);
        !is_first
    });
    let chosen: Vec<_> =
        first.clone().chain(others.take(number.saturating_sub(advanced))).collect();
    let enough = first.count() == advanced && chosen.len() >= number;
    enough.then(|| chosen.iter().fold(NOW, |sum, (end, _)| later(sum, *end)))
}
