//! A bound by tolls: the hours of each time have a price, and so has taking a course without the one
//! that it needs first.
//!
//! Whatever the tolls are, what is taken costs no less than its price and its tolls, less the tolls
//! of all the hours there are (the relaxation of Lagrange). Then each course is chosen by itself,
//! and the requirement is a sum of least parts. Better tolls are found step by step.

use crate::proposal::search::need::Picked;
use crate::proposal::search::prices::NO_LIMIT;
use crate::proposal::search::rules::{Rules, meet};
use crate::proposal::search::state::{Standing, State};
use crate::proposal::search::table::{Arc, get, has, members};

/// So many units of toll are one unit of price.
const SCALE: i64 = 1 << 10;

/// What is aimed at where only hours count.
const AIM: i64 = 1 << 16;

/// What the last look came to, in memory that is used again.
#[derive(Default)]
pub(super) struct Tolls {
    /// The tolls that an earlier search began with: a good beginning for the next one.
    pub(super) last: Vec<i64>,
    least: i64,
    /// For each option its price and tolls.
    options: Vec<i64>,
    /// For each course its best option and what that takes.
    courses: Vec<Option<(i64, usize)>>,
    /// The same for each place.
    leaves: Vec<Option<(i64, usize)>>,
    /// For each place, how much more it takes to fill it; none where it cannot be filled.
    extra: Vec<Option<i64>>,
    /// For each time, how many hours and courses still fit.
    rooms: Vec<(i64, i64)>,
    /// For each time and each option that is studied then, how many of these hours it takes.
    hours: Vec<i64>,
    /// For each toll, how much more is used than there is.
    over: Vec<i64>,
}

impl Tolls {
    /// Drops what is too dear; `false` where everything is.
    pub(super) fn prune(&mut self, rules: &Rules<'_>, state: &mut State, rounds: u32) -> bool {
        let table = rules.table;
        state.tolls.resize(table.segments.len() * 2 + table.links.len(), 0);
        let priced = rules.is_priced();
        let most = if priced { rules.bounds.price * SCALE } else { 0 };
        self.least = 0;
        for _ in 0..rounds {
            let Some(least) = self.look(rules, state, priced) else {
                return false;
            };
            self.least = self.least.max(least);
            if least > most {
                return false;
            }
            self.drop_dear(rules, state, most - least);
            self.keep_needed(rules, state, most - least);
            if !state.changed.is_empty() && !rules.settle(state) {
                return false;
            }
            self.step(state, most - least + if priced { SCALE } else { AIM });
        }
        true
    }

    /// The least price that the last rounds came to.
    pub(super) fn floor(&self) -> i64 {
        (self.least + SCALE - 1) / SCALE
    }

    /// What an option takes.
    pub(super) fn option(&self, rules: &Rules<'_>, course: usize, option: usize) -> i64 {
        let from = rules.table.courses.get(course).map_or(0, |course| course.from);
        get(&self.options, from + option)
    }

    /// How much more it takes to choose an option.
    pub(super) fn more(
        &self,
        rules: &Rules<'_>,
        state: &State,
        course: usize,
        option: usize,
    ) -> i64 {
        let takes = self.option(rules, course, option);
        let Some((least, _)) = get(&self.courses, course) else {
            return 0;
        };
        if state.standing(course) == Standing::Needed {
            return takes - least;
        }
        let alone = takes - least.min(0);
        let leaves = rules.table.courses.get(course).map(|course| &course.leaves);
        let placed = leaves
            .into_iter()
            .flatten()
            .filter(|leaf| rules.counted.get(**leaf).is_some_and(|counted| has(counted, option)));
        let placed = placed.filter_map(|leaf| {
            Some(get(&self.extra, *leaf)?.max(0) + takes - get(&self.leaves, *leaf)?.0)
        });
        placed.min().map_or(alone, |placed| placed.min(alone))
    }

    /// How much more it takes to fill a place.
    pub(super) fn takes(&self, place: usize) -> i64 {
        get(&self.extra, place).unwrap_or(i64::MAX)
    }

    fn look(&mut self, rules: &Rules<'_>, state: &State, priced: bool) -> Option<i64> {
        let table = rules.table;
        self.hours.clear();
        self.rooms.clear();
        for at in 0..table.segments.len() {
            let room = rules.room(state, at, &mut self.hours);
            self.rooms.push(room);
        }
        self.price_options(rules, state, if priced { SCALE } else { 0 });
        let mut sum = 0;
        self.over.clear();
        for (at, room) in self.rooms.iter().enumerate() {
            let (hours, count) = *room;
            sum -= hours * get(&state.tolls, at * 2) + count * get(&state.tolls, at * 2 + 1);
            self.over.extend([-hours, -count]);
        }
        self.over.resize(state.tolls.len(), 0);
        for course in 0..table.courses.len() {
            match (state.standing(course), get(&self.courses, course)) {
                (Standing::Needed, Some((least, _))) => sum += least,
                (Standing::Taken, _) => {
                    sum += rules.price_taken(state, course) * if priced { SCALE } else { 0 }
                }
                (Standing::Open, Some((least, _))) => sum += least.min(0),
                _ => {}
            }
        }
        sum += self.fill_places(rules, state)?;
        self.count_use(rules, state);
        Some(sum)
    }

    fn price_options(&mut self, rules: &Rules<'_>, state: &State, scale: i64) {
        let table = rules.table;
        self.options.clear();
        self.courses.clear();
        self.leaves.clear();
        self.leaves.resize(table.leaves.len(), None);
        for (at, course) in table.courses.iter().enumerate() {
            let from = self.options.len();
            if !matches!(state.standing(at), Standing::Open | Standing::Needed) {
                self.options.resize(from + course.options.len(), 0);
                self.courses.push(None);
                continue;
            }
            let mut link_tolls = 0;
            for link in &course.links {
                if let Some(arc) = table.links.get(*link).filter(|arc| rules.is_open(state, arc)) {
                    let toll = get(&state.tolls, table.segments.len() * 2 + link);
                    link_tolls += if arc.then == at { toll } else { -toll };
                }
            }
            for option in &course.options {
                let tolls = option.uses.iter().map(|one| {
                    get(&self.hours, one.user) * get(&state.tolls, one.segment * 2)
                        + get(&state.tolls, one.segment * 2 + 1)
                });
                self.options.push(option.price * scale + link_tolls + tolls.sum::<i64>());
            }
            let left = rules.options(state, at);
            let least = |counted: Option<&Vec<u64>>| {
                let options = members(left).filter(|one| counted.is_none_or(|set| has(set, *one)));
                options.map(|option| (get(&self.options, from + option), option)).min()
            };
            self.courses.push(least(None));
            for leaf in &course.leaves {
                let best = least(rules.counted.get(*leaf));
                if let Some(slot) = self.leaves.get_mut(*leaf) {
                    *slot = best;
                }
            }
        }
    }

    /// The least that the places take beside what is counted for the courses already.
    fn fill_places(&mut self, rules: &Rules<'_>, state: &State) -> Option<i64> {
        let table = rules.table;
        let taking = |place: usize| {
            let leaf = table.leaves.get(place)?;
            match state.standing(leaf.course) {
                Standing::Needed | Standing::Taken => {
                    meet(rules.options(state, leaf.course), rules.counted.get(place)?).then_some(0)
                }
                Standing::Open => {
                    let (least, _) = get(&self.leaves, place)?;
                    let (free, _) = get(&self.courses, leaf.course)?;
                    Some((least - free.min(0)) / table.shares(leaf.course))
                }
                Standing::Out => None,
            }
        };
        self.extra.clear();
        self.extra.resize(table.leaves.len(), None);
        let least = table.requirement.least(&table.leaves, &taking)?;
        let extra = &mut self.extra;
        let root = Picked { leaf: 0, taken: true, extra: 0, loss: i64::MAX };
        table.requirement.pick(&table.leaves, &taking, root, &mut |picked: Picked| {
            if let Some(slot) = extra.get_mut(picked.leaf) {
                // Below zero: it is filled, and so much more is taken without it.
                *slot = Some(if picked.taken {
                    -1 - picked.loss.min(NO_LIMIT * SCALE)
                } else {
                    picked.extra
                });
            }
        });
        Some(least)
    }

    /// What the best options use, all together.
    fn count_use(&mut self, rules: &Rules<'_>, state: &State) {
        let table = rules.table;
        let links_from = table.segments.len() * 2;
        for (at, course) in table.courses.iter().enumerate() {
            let filled = course
                .leaves
                .iter()
                .find(|leaf| get(&self.extra, **leaf).is_some_and(|extra| extra < 0));
            let best = match (state.standing(at), get(&self.courses, at)) {
                (Standing::Needed, best) => best,
                (Standing::Open, Some((least, option))) if least < 0 => Some((least, option)),
                (Standing::Open, _) => filled.and_then(|leaf| get(&self.leaves, *leaf)),
                _ => None,
            };
            let Some((_, option)) = best else {
                continue;
            };
            for one in course.options.get(option).into_iter().flat_map(|option| &option.uses) {
                raise(&mut self.over, one.segment * 2, get(&self.hours, one.user));
                raise(&mut self.over, one.segment * 2 + 1, 1);
            }
            for link in &course.links {
                if let Some(arc) = table.links.get(*link).filter(|arc| rules.is_open(state, arc)) {
                    raise(&mut self.over, links_from + link, if arc.then == at { 1 } else { -1 });
                }
            }
        }
    }

    /// Drops each option with which the whole would be too dear.
    fn drop_dear(&self, rules: &Rules<'_>, state: &mut State, slack: i64) {
        let table = rules.table;
        let mut from = 0;
        for (at, course) in table.courses.iter().enumerate() {
            let options = from..from + course.options.len();
            from = options.end;
            let Some((least, _)) = get(&self.courses, at) else {
                continue;
            };
            let needed = state.standing(at) == Standing::Needed;
            if !needed && course.leaves.len() > 1 {
                continue;
            }
            let by_place = course.leaves.first().filter(|_| !needed).and_then(|leaf| {
                let extra = get(&self.extra, *leaf)?.max(0);
                Some((extra - get(&self.leaves, *leaf)?.0, rules.counted.get(*leaf)?))
            });
            for (option, at_option) in options.enumerate() {
                let takes = get(&self.options, at_option);
                let alone = takes - if needed { least } else { least.min(0) };
                let placed = by_place.filter(|(_, counted)| has(counted, option));
                let more = placed.map_or(alone, |(extra, _)| alone.min(takes + extra));
                if more > slack {
                    rules.drop_one(state, at, option);
                }
            }
        }
    }

    /// Takes each course without which the whole would be too dear.
    fn keep_needed(&self, rules: &Rules<'_>, state: &mut State, slack: i64) {
        for (place, extra) in self.extra.iter().enumerate() {
            if extra.is_some_and(|extra| -1 - extra > slack) {
                rules.fill(state, place);
            }
        }
    }

    /// Raises the tolls of what is used too much, and lowers the others.
    fn step(&self, state: &mut State, gap: i64) {
        let norm: i64 = self.over.iter().map(|over| over * over).sum();
        if norm == 0 {
            return;
        }
        for (toll, over) in state.tolls.iter_mut().zip(&self.over) {
            *toll = (*toll + gap * over / norm).max(0);
        }
    }
}

fn raise(list: &mut [i64], at: usize, by: i64) {
    if let Some(slot) = list.get_mut(at) {
        *slot += by;
    }
}

impl Rules<'_> {
    /// Whether prices are limited, and not only hours.
    pub(super) fn is_priced(&self) -> bool {
        self.bounds.price < NO_LIMIT
    }

    /// Whether one course may still be taken without the other one that it needs.
    fn is_open(&self, state: &State, arc: &Arc) -> bool {
        state.standing(arc.first) == Standing::Open
            && state.standing(arc.then) == Standing::Open
            && !meet(&arc.alone, self.options(state, arc.then))
    }

    fn price_taken(&self, state: &State, course: usize) -> i64 {
        let options = self.table.courses.get(course).map(|course| &course.options);
        let option = members(self.options(state, course)).next();
        option.and_then(|option| options?.get(option)).map_or(0, |option| option.price)
    }
}
