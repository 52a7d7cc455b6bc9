//! The recommended order of courses: counted and shown, and kept where it costs nothing.

use crate::catalog::format::Strength;
use crate::proposal::OrderBroken;
use crate::proposal::instance::Chosen;
use crate::proposal::judgment::{allows, worth};
use crate::proposal::model::{Model, ModelCourse, SessionChoice};
use crate::proposal::search::Found;
use crate::truth::Truth;

impl Model {
    /// Courses that begin before one whose knowledge is recommended first is done.
    pub(in crate::proposal) fn against_recommended(&self, chosen: &Chosen) -> Vec<OrderBroken> {
        let id = |at: usize| Some(self.courses.get(at)?.course.facts.id.clone());
        let broken = self.broken(chosen).into_iter();
        broken
            .filter_map(|(first, then)| Some(OrderBroken { first: id(first)?, then: id(then)? }))
            .collect()
    }

    /// Of choices that come to the same, one that is less against the recommended order, as far as other
    /// sessions of two courses make it so.
    pub(super) fn in_recommended_order(&self, mut found: Found) -> Found {
        let mut broken = self.broken(&found.chosen);
        let mut at = 0;
        while let Some((first, then)) = broken.get(at).copied() {
            match self.in_order(&found, first, then, broken.len()) {
                Some(chosen) => {
                    found.chosen = chosen;
                    broken = self.broken(&found.chosen);
                    at = 0;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The choice with other sessions of two courses that keep their order, and fewer that do not.
    fn in_order(&self, found: &Found, first: usize, then: usize, most: usize) -> Option<Chosen> {
        let cost = |course: usize, index: usize| {
            let choice = &self.instance.courses.get(course)?.choices.get(index)?;
            Some((choice.unpublished_fees, choice.cost))
        };
        let both = |one: usize, other: usize| {
            let (one, other) = (cost(first, one)?, cost(then, other)?);
            Some((one.0 + other.0, one.1 + other.1))
        };
        let taken = |course: usize| found.chosen.get(course).copied().flatten();
        let paid = both(taken(first)?, taken(then)?);
        let options = |course: usize| self.courses.get(course).map_or(0, |one| one.options.len());
        let pairs = (0..options(then))
            .flat_map(|other| (0..options(first)).map(move |one| (one, other)))
            .filter(|(one, other)| both(*one, *other) == paid);
        pairs
            .filter_map(|(one, other)| {
                let mut chosen = found.chosen.clone();
                *chosen.get_mut(first)? = Some(one);
                *chosen.get_mut(then)? = Some(other);
                let is_better = self.keeps_order(&chosen, first, then) != Some(false)
                    && allows(&self.instance, &chosen)
                    && worth(&self.instance, &chosen) == found.worth
                    && self.broken(&chosen).len() < most;
                is_better.then_some(chosen)
            })
            .next()
    }

    /// The pairs of courses whose recommended order is not kept, by their places.
    fn broken(&self, chosen: &Chosen) -> Vec<(usize, usize)> {
        let mut broken = Vec::new();
        for (then, course) in self.courses.iter().enumerate() {
            let recommended = course.course.facts.prerequisites.iter();
            for one in recommended.filter(|one| one.strength == Strength::Recommended) {
                let is_first = |other: &ModelCourse| other.course.facts.id == one.course;
                let first = self.courses.iter().position(is_first);
                if let Some(first) =
                    first.filter(|first| self.keeps_order(chosen, *first, then) == Some(false))
                {
                    broken.push((first, then));
                }
            }
        }
        broken
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
