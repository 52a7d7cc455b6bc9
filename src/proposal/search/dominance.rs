//! Choices that another choice of the same course always does as well as.

use crate::order::ordered;
use crate::proposal::instance::{Choice, Completion, Instance, Link, Need, Study};
use crate::proposal::search::table::{completion_of, get};

/// The choices of a course that are worth a look, the earliest certificate first.
pub(super) fn kept(instance: &Instance, course: usize) -> Vec<usize> {
    let none = Vec::new();
    let choices = instance.courses.get(course).map_or(&none, |one| &one.choices);
    let mut counts = Vec::new();
    collect_counts(&instance.requirement, course, &mut counts);
    let links: Vec<&Link> =
        instance.links.iter().filter(|link| link.first == course || link.then == course).collect();
    let as_good = |one: usize, other: usize| {
        let (Some(left), Some(right)) = (choices.get(one), choices.get(other)) else {
            return false;
        };
        no_worse(left, right)
            && counts.iter().all(|counts| get(counts, one) || !get(counts, other))
            && links.iter().all(|link| links_as_well(link, course, one, other))
    };
    let mut kept: Vec<usize> = Vec::new();
    let key = |at: &usize| choices.get(*at).map(|one| completion_of(one.released));
    for at in ordered((0..choices.len()).collect(), |at| key(at).unwrap_or_default()) {
        if !kept.iter().any(|other| as_good(*other, at)) {
            kept.retain(|other| !as_good(at, *other));
            kept.push(at);
        }
    }
    kept
}

fn collect_counts<'a>(need: &'a Need, wanted: usize, list: &mut Vec<&'a [bool]>) {
    match need {
        Need::Nothing | Need::Impossible => {}
        Need::Course { course, counts, .. } => {
            if *course == wanted {
                list.push(counts);
            }
        }
        Need::All(of) | Need::AtLeast { of, .. } => {
            of.iter().for_each(|part| collect_counts(part, wanted, list));
        }
    }
}

fn no_worse(one: &Choice, other: &Choice) -> bool {
    let end = |choice: &Choice| -> Completion { completion_of(choice.released) };
    one.unpublished_fees <= other.unpublished_fees
        && one.cost <= other.cost
        && end(one) <= end(other)
        && lighter(&one.study, &other.study)
}

/// Whether each time of study is within another one of the other choice that is as heavy.
fn lighter(one: &[Study], other: &[Study]) -> bool {
    // A set in one number: courses with many sessions have very many pairs of choices. Of more times than it has
    // places, none is found, and the choice is kept.
    let mut used: u64 = 0;
    one.len() <= other.len()
        && one.iter().all(|study| {
            let within = |(at, other): (usize, &Study)| {
                at < 64
                    && used >> at & 1 == 0
                    && other.from <= study.from
                    && study.to <= other.to
                    && other.hours_stated == study.hours_stated
                    && study.hours <= other.hours
            };
            let found = other.iter().enumerate().position(within);
            used |= found.map_or(0, |at| 1 << at);
            found.is_some()
        })
}

fn links_as_well(link: &Link, course: usize, one: usize, other: usize) -> bool {
    let row = |then: usize| link.together.get(then).map_or(&[] as &[bool], Vec::as_slice);
    if link.first == link.then {
        return get(row(one), one) || !get(row(other), other);
    }
    if link.then == course {
        let as_much = (0..row(other).len()).all(|at| get(row(one), at) || !get(row(other), at));
        return as_much && (get(&link.alone, one) || !get(&link.alone, other));
    }
    link.together.iter().all(|row| get(row, one) || !get(row, other))
}
