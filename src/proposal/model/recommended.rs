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
        while let Some(chosen) = self.in_better_order(&found, &pairs, &mut left) {
            found.chosen = chosen;
        }
        found
    }

    fn in_better_order(
        &self,
        found: &Found,
        pairs: &[(usize, usize)],
        left: &mut usize,
    ) -> Option<Chosen> {
        let broken = self.broken(pairs, &found.chosen);
        let most = broken.len();
        for third in std::iter::once(None).chain((0..self.courses.len()).map(Some)) {
            for (first, then) in broken.iter().copied() {
                let goes_with =
                    |one, third| pairs.contains(&(one, third)) || pairs.contains(&(third, one));
                let moved = match third {
                    None => &[first, then][..],
                    Some(third) if third == first || third == then => continue,
                    Some(third) if goes_with(first, third) || goes_with(then, third) => {
                        &[first, then, third]
                    }
                    Some(_) => continue,
                };
                let better = self.in_order(found, moved, pairs, most, left);
                if better.is_some() {
                    return better;
                }
            }
        }
        None
    }

    /// The choice with other sessions of some courses, the first two of which keep their order, and with
    /// fewer that do not.
    fn in_order(
        &self,
        found: &Found,
        moved: &[usize],
        pairs: &[(usize, usize)],
        most: usize,
        left: &mut usize,
    ) -> Option<Chosen> {
        let [first, then, ..] = *moved else {
            return None;
        };
        // Who moves a third course moves one that is taken.
        if moved.iter().any(|course| found.chosen.get(*course).copied().flatten().is_none()) {
            return None;
        }
        let options = |course: usize| self.courses.get(course).map_or(0, |one| one.options.len());
        let mut combinations = 1;
        for course in moved {
            combinations *= options(*course);
        }
        let mut chosen = found.chosen.clone();
        for combination in 0..combinations.min(*left) {
            *left -= 1;
            let mut rest = combination;
            for course in moved {
                *chosen.get_mut(*course)? = Some(rest % options(*course));
                rest /= options(*course);
            }
            let is_better = self.keeps_order(&chosen, first, then) != Some(false)
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
