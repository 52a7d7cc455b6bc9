//! The recommended order of courses: counted and shown, and kept where it costs nothing.

use crate::catalog::format::Strength;
use crate::proposal::OrderBroken;
use crate::proposal::instance::Chosen;
use crate::proposal::judgment::{allows, worth};
use crate::proposal::model::{Model, ModelCourse, SessionChoice};
use crate::proposal::search::Found;
use crate::truth::Truth;

/// So many combinations of sessions are tried at most for another order: a few milliseconds.
const COMBINATIONS_MAX: usize = 20_000;

impl Model {
    /// Courses that begin before one whose knowledge is recommended first is done.
    pub(in crate::proposal) fn against_recommended(&self, chosen: &Chosen) -> Vec<OrderBroken> {
        let id = |at: usize| Some(self.courses.get(at)?.course.facts.id.clone());
        let broken = self.broken(&self.recommended(), chosen).into_iter();
        broken
            .filter_map(|(first, then)| Some(OrderBroken { first: id(first)?, then: id(then)? }))
            .collect()
    }

    /// Of choices that come to the same, one that is less against the recommended order, as far as other
    /// sessions of two courses make it so, or of these and a third that is recommended with them.
    pub(super) fn in_recommended_order(&self, mut found: Found) -> Found {
        let pairs = self.recommended();
        let mut left = COMBINATIONS_MAX;
        loop {
            let broken = self.broken(&pairs, &found.chosen);
            let two = broken.iter().map(|(first, then)| vec![*first, *then]);
            let three = broken.iter().flat_map(|(first, then)| {
                let thirds = related(&pairs, *first, *then).into_iter();
                thirds.map(|third| vec![*first, *then, third])
            });
            let mut all = two.chain(three);
            match all
                .find_map(|moved| self.in_order(&found, &moved, (&pairs, broken.len()), &mut left))
            {
                Some(chosen) => found.chosen = chosen,
                None => return found,
            }
        }
    }

    /// The choice with other sessions of some courses, the first two of which keep their order, and with
    /// fewer that do not.
    fn in_order(
        &self,
        found: &Found,
        moved: &[usize],
        (pairs, most): (&[(usize, usize)], usize),
        left: &mut usize,
    ) -> Option<Chosen> {
        let cost = |chosen: &Chosen| {
            let mut sum = (0, 0);
            for course in moved {
                let index = chosen.get(*course).copied().flatten()?;
                let choice = self.instance.courses.get(*course)?.choices.get(index)?;
                sum = (sum.0 + choice.unpublished_fees, sum.1 + choice.cost);
            }
            Some(sum)
        };
        let paid = cost(&found.chosen)?;
        let options = |course: &usize| self.courses.get(*course).map_or(0, |one| one.options.len());
        let combinations: usize = moved.iter().map(options).product();
        let [first, then, ..] = moved else {
            return None;
        };
        let mut chosen = found.chosen.clone();
        for combination in 0..combinations.min(*left) {
            *left -= 1;
            let mut rest = combination;
            for course in moved {
                *chosen.get_mut(*course)? = Some(rest % options(course));
                rest /= options(course);
            }
            let is_better = cost(&chosen) == Some(paid)
                && self.keeps_order(&chosen, *first, *then) != Some(false)
                && self.broken(pairs, &chosen).len() < most
                && allows(&self.instance, &chosen)
                && worth(&self.instance, &chosen) == found.worth;
            if is_better {
                return Some(chosen);
            }
        }
        None
    }

    /// The pairs of courses the first of which is recommended before the other, by their places.
    fn recommended(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (then, course) in self.courses.iter().enumerate() {
            let recommended = course.course.facts.prerequisites.iter();
            for one in recommended.filter(|one| one.strength == Strength::Recommended) {
                let is_first = |other: &ModelCourse| other.course.facts.id == one.course;
                pairs.extend(self.courses.iter().position(is_first).map(|first| (first, then)));
            }
        }
        pairs
    }

    /// Those of these pairs whose order is not kept.
    fn broken(&self, pairs: &[(usize, usize)], chosen: &Chosen) -> Vec<(usize, usize)> {
        let pairs = pairs.iter().copied();
        pairs
            .filter(|(first, then)| self.keeps_order(chosen, *first, *then) == Some(false))
            .collect()
    }

    /// Whether one of two courses is done when the other begins; none where that is open, since a session
    /// without dates can still come in the order that is recommended, or where nothing is to be joined.
    fn keeps_order(&self, chosen: &Chosen, first: usize, then: usize) -> Option<bool> {
        let taken = |course: usize| -> Option<&SessionChoice> {
            let index = chosen.get(course).copied().flatten()?;
            self.courses.get(course)?.options.get(index)
        };
        let joins = taken(then)?.joins.as_ref()?;
        let staying = self.courses.get(first)?.options.iter().filter(|option| option.stays());
        let done = staying.chain([taken(first)?]);
        let done = done.map(|option| option.outlook.recommended_before(joins));
        match done.fold(Truth::No, Truth::or) {
            Truth::Yes => Some(true),
            Truth::Unknown => None,
            Truth::No => Some(false),
        }
    }
}

/// The other courses that are recommended before or after one of two, each once.
fn related(pairs: &[(usize, usize)], first: usize, then: usize) -> Vec<usize> {
    let is_one = |course: usize| course == first || course == then;
    let mut related = Vec::new();
    for (one, other) in pairs.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]) {
        if is_one(one) && !is_one(other) && !related.contains(&other) {
            related.push(other);
        }
    }
    related
}
