//! What follows from what is decided, and what is then still possible.

use crate::proposal::instance::{Chosen, Completion, Peak};
use crate::proposal::search::need::Taking;
use crate::proposal::search::places;
use crate::proposal::search::prices::Price;
use crate::proposal::search::state::{Standing, State};
use crate::proposal::search::table::{Arc, Load, Table, Use, add, has, members};

/// A certificate without a date, in parts that it can be shared out by among its places.
const WHOLE: i64 = 720_720;

/// What a choice may come to at most.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) completion: Completion,
    pub(super) price: Price,
    pub(super) peak: Peak,
}

/// The table under bounds.
pub(super) struct Rules<'a> {
    pub(super) table: &'a Table,
    pub(super) bounds: Bounds,
    /// For each place the options that fill it in time.
    pub(super) counted: Vec<Vec<u64>>,
    /// Of these, for each place, the ones with a date.
    pub(super) dated: Vec<Vec<u64>>,
}

impl<'a> Rules<'a> {
    pub(super) fn new(table: &'a Table, bounds: Bounds) -> Self {
        let mut rules = Self { table, bounds, counted: Vec::new(), dated: Vec::new() };
        for leaf in &table.leaves {
            let mut counted = vec![0; table.words];
            let mut dated = vec![0; table.words];
            let options = table.courses.get(leaf.course).map(|course| &course.options);
            for (at, option) in options.into_iter().flatten().enumerate() {
                let in_time = match option.released {
                    Some(day) => bounds.completion.day >= day,
                    None => bounds.completion.undated > 0,
                };
                if in_time && has(&leaf.counts, at) {
                    add(&mut counted, at);
                    if option.released.is_some() {
                        add(&mut dated, at);
                    }
                }
            }
            rules.counted.push(counted);
            rules.dated.push(dated);
        }
        rules
    }

    /// Everything open; none where nothing is allowed.
    pub(super) fn start(&self) -> Option<State> {
        let table = self.table;
        let mut state = State::default();
        for (at, course) in table.courses.iter().enumerate() {
            let mut options = vec![0; table.words];
            for (option, choosable) in course.options.iter().enumerate() {
                let fits = |one: &Use| {
                    let load = table.segments.get(one.segment).map(|segment| segment.load);
                    self.fits(one.segment, load.unwrap_or_default().and(one.load))
                };
                if choosable.uses.iter().all(fits) {
                    add(&mut options, option);
                }
            }
            state.options.extend(options);
            state.standing.push(if course.wanted { Standing::Needed } else { Standing::Open });
            state.changed.push(at);
        }
        state.loads = table.segments.iter().map(|segment| segment.load).collect();
        let possible = table.fits && table.peak <= self.bounds.peak;
        let mut holds = possible && self.settle(&mut state);
        while holds && self.drop_useless(&mut state) {
            holds = self.settle(&mut state);
        }
        holds.then_some(state)
    }

    /// Drops each option of a course that need not be taken where it fills no place in time and
    /// nothing needs it: without it everything else is allowed as well, and costs no more.
    fn drop_useless(&self, state: &mut State) -> bool {
        let table = self.table;
        let mut any = false;
        for (at, course) in table.courses.iter().enumerate() {
            if state.standing(at) != Standing::Open {
                continue;
            }
            let mut useful = vec![0; table.words];
            for counted in course.leaves.iter().filter_map(|leaf| self.counted.get(*leaf)) {
                useful.iter_mut().zip(counted).for_each(|(word, more)| *word |= more);
            }
            let arcs = course.links.iter().filter_map(|link| table.links.get(*link));
            for arc in arcs.filter(|arc| arc.first == at && arc.then != at) {
                for then in members(self.options(state, arc.then)) {
                    if let Some(before) = arc.before.get(then).filter(|_| !has(&arc.alone, then)) {
                        useful.iter_mut().zip(before).for_each(|(word, more)| *word |= more);
                    }
                }
            }
            let left: u32 = self.options(state, at).iter().map(|word| word.count_ones()).sum();
            self.narrow(state, at, &useful);
            let still: u32 = self.options(state, at).iter().map(|word| word.count_ones()).sum();
            any |= still < left;
        }
        any
    }

    pub(super) fn options<'s>(&self, state: &'s State, course: usize) -> &'s [u64] {
        let from = course * self.table.words;
        state.options.get(from..from + self.table.words).unwrap_or_default()
    }

    /// Leaves a course only the options of a set.
    pub(super) fn narrow(&self, state: &mut State, course: usize, set: &[u64]) {
        let from = course * self.table.words;
        let Some(options) = state.options.get_mut(from..from + self.table.words) else {
            return;
        };
        let mut narrower = false;
        for (word, other) in options.iter_mut().zip(set) {
            narrower |= *word & !other != 0;
            *word &= other;
        }
        if narrower {
            state.changed.push(course);
        }
    }

    pub(super) fn keep_one(&self, state: &mut State, course: usize, option: usize) {
        let mut set = vec![0; self.table.words];
        add(&mut set, option);
        self.narrow(state, course, &set);
    }

    pub(super) fn drop_one(&self, state: &mut State, course: usize, option: usize) {
        let word = state.options.get_mut(course * self.table.words + option / 64);
        let bit = 1 << (option % 64);
        if let Some(word) = word.filter(|word| **word & bit != 0) {
            *word &= !bit;
            state.changed.push(course);
        }
    }

    /// Draws every conclusion; `false` where nothing is left.
    pub(super) fn settle(&self, state: &mut State) -> bool {
        loop {
            while let Some(course) = state.changed.pop() {
                if !self.follow(state, course) {
                    return false;
                }
            }
            if !self.can_meet(state) {
                return false;
            }
            if state.changed.is_empty() {
                return self.least_price(state).is_some_and(|price| price <= self.bounds.price);
            }
        }
    }

    /// What follows from a change of a course.
    fn follow(&self, state: &mut State, course: usize) -> bool {
        let count: u32 = self.options(state, course).iter().map(|word| word.count_ones()).sum();
        match state.standing(course) {
            Standing::Needed | Standing::Taken if count == 0 => return false,
            Standing::Needed if count == 1 => {
                state.set(course, Standing::Taken);
                if !self.load(state, course) {
                    return false;
                }
            }
            Standing::Open if count == 0 => state.set(course, Standing::Out),
            Standing::Open | Standing::Needed | Standing::Taken | Standing::Out => {}
        }
        let links = self.table.courses.get(course).map(|course| &course.links);
        for link in links.into_iter().flatten() {
            if let Some(arc) = self.table.links.get(*link) {
                if arc.first == course {
                    self.follow_first(state, arc);
                } else {
                    self.follow_then(state, arc);
                }
            }
        }
        true
    }

    fn follow_first(&self, state: &mut State, arc: &Arc) {
        let standing = state.standing(arc.first);
        let may_miss = !matches!(standing, Standing::Needed | Standing::Taken);
        let is_out = standing == Standing::Out;
        let mut set = vec![0; self.table.words];
        for option in members(self.options(state, arc.then)) {
            let first = self.options(state, arc.first);
            let before = arc.before.get(option).map_or(&[] as &[u64], Vec::as_slice);
            if may_miss && has(&arc.alone, option) || !is_out && meet(before, first) {
                add(&mut set, option);
            }
        }
        self.narrow(state, arc.then, &set);
    }

    fn follow_then(&self, state: &mut State, arc: &Arc) {
        if !matches!(state.standing(arc.then), Standing::Needed | Standing::Taken) {
            return;
        }
        let mut set = vec![0; self.table.words];
        for option in members(self.options(state, arc.first)) {
            let after = arc.after.get(option).map_or(&[] as &[u64], Vec::as_slice);
            if meet(after, self.options(state, arc.then)) {
                add(&mut set, option);
            }
        }
        self.narrow(state, arc.first, &set);
        if !meet(&arc.alone, self.options(state, arc.then)) {
            state.must(arc.first);
        }
    }

    /// Adds the load of a course that is taken, and drops what no longer fits beside it.
    fn load(&self, state: &mut State, course: usize) -> bool {
        let table = self.table;
        let option = members(self.options(state, course)).next().unwrap_or_default();
        let options = table.courses.get(course).map(|course| &course.options);
        let uses = options.and_then(|options| options.get(option)).map(|option| &option.uses);
        for one in uses.into_iter().flatten() {
            let Some(load) = state.loads.get_mut(one.segment) else {
                continue;
            };
            *load = load.and(one.load);
            let load = *load;
            if !self.fits(one.segment, load) {
                return false;
            }
            let users = table.segments.get(one.segment).map(|segment| &segment.users);
            for (other, option, more) in users.into_iter().flatten() {
                let open = matches!(state.standing(*other), Standing::Open | Standing::Needed);
                if open && !self.fits(one.segment, load.and(*more)) {
                    self.drop_one(state, *other, *option);
                }
            }
        }
        true
    }

    /// The most hours a week at a time.
    pub(super) fn hours(&self, segment: usize) -> u32 {
        let hours = self.table.segments.get(segment).map_or(u32::MAX, |segment| segment.hours);
        let peak = self.bounds.peak;
        if peak.unstated == 0 { hours.min(peak.hours) } else { hours }
    }

    fn fits(&self, segment: usize, load: Load) -> bool {
        let hours = self.table.segments.get(segment).map_or(u32::MAX, |segment| segment.hours);
        load.is_within(hours) && load.count <= self.table.at_once && load.peak() <= self.bounds.peak
    }

    /// Whether the requirement can still be met; marks what is needed for it.
    fn can_meet(&self, state: &mut State) -> bool {
        let leaves = &self.table.leaves;
        let taking = |leaf: usize| self.undated(state, leaf, true);
        // A course may fill several places, and is one certificate.
        let shared = |place: usize| {
            let leaf = leaves.get(place)?;
            Some(taking(place)? * WHOLE / self.table.shares(leaf.course))
        };
        let least = self.table.requirement.least(leaves, &shared);
        if least.is_none_or(|undated| undated > i64::from(self.bounds.completion.undated) * WHOLE) {
            return false;
        }
        if self.table.one_place && !places::can_fill(self, &taking) {
            return false;
        }
        let mut needed = Vec::new();
        self.table.requirement.needed(leaves, &taking, &mut |leaf| needed.push(leaf));
        needed.into_iter().for_each(|place| self.fill(state, place));
        true
    }

    /// Takes a course so that it fills a place.
    pub(super) fn fill(&self, state: &mut State, place: usize) {
        if let (Some(leaf), Some(counted)) = (self.table.leaves.get(place), self.counted.get(place))
        {
            state.must(leaf.course);
            self.narrow(state, leaf.course, counted);
        }
    }

    /// Whether what is taken meets the requirement.
    pub(super) fn meets(&self, state: &State) -> bool {
        let taking = |leaf: usize| self.undated(state, leaf, false);
        let undated = self.table.leaves.iter().enumerate();
        let undated = undated.filter(|(place, _)| taking(*place) == Some(1));
        let several = undated.map(|(_, leaf)| leaf.course);
        let mut several: Vec<usize> =
            several.filter(|course| self.table.shares(*course) > 1).collect();
        let mut seen = Vec::new();
        several.retain(|course| {
            !seen.contains(course) && {
                seen.push(*course);
                true
            }
        });
        self.counted_once(&taking, &several, &mut Vec::new())
            && (!self.table.one_place || places::can_fill(self, &taking))
    }

    /// Whether the bounds allow for the certificates without a date, where each of these courses
    /// counts once, however many places it fills, or not at all.
    fn counted_once(
        &self,
        taking: Taking<'_>,
        several: &[usize],
        counting: &mut Vec<(usize, bool)>,
    ) -> bool {
        let most = usize::try_from(self.bounds.completion.undated).unwrap_or(usize::MAX);
        let once = counting.iter().filter(|(_, counts)| *counts).count();
        if once > most {
            return false;
        }
        let Some((course, others)) = several.split_first() else {
            let leaves = &self.table.leaves;
            let taking = |place: usize| match taking(place)? {
                1 => {
                    let course = leaves.get(place)?.course;
                    match counting.iter().find(|(one, _)| *one == course) {
                        Some((_, counts)) => counts.then_some(0),
                        None => Some(1),
                    }
                }
                dated => Some(dated),
            };
            let least = self.table.requirement.least(leaves, &taking);
            let left = i64::try_from(most - once).unwrap_or(i64::MAX);
            return least.is_some_and(|undated| undated <= left);
        };
        [false, true].into_iter().any(|counts| {
            counting.push((*course, counts));
            let allowed = self.counted_once(taking, others, counting);
            counting.pop();
            allowed
        })
    }

    /// Whether these choices meet the requirement.
    pub(super) fn met_by(&self, chosen: &Chosen) -> bool {
        let mut state = State::default();
        for (course, choice) in self.table.courses.iter().zip(chosen) {
            let mut options = vec![0; self.table.words];
            for (at, option) in course.options.iter().enumerate() {
                if Some(option.choice) == *choice {
                    add(&mut options, at);
                }
            }
            state.options.extend(options);
            state.standing.push(if choice.is_some() { Standing::Taken } else { Standing::Out });
        }
        self.meets(&state)
    }

    /// How many certificates without a date filling a place takes; none where nothing fills it.
    fn undated(&self, state: &State, place: usize, maybe: bool) -> Option<i64> {
        let leaf = self.table.leaves.get(place)?;
        let standing = state.standing(leaf.course);
        if standing != Standing::Taken && (!maybe || standing == Standing::Out) {
            return None;
        }
        let options = self.options(state, leaf.course);
        if !meet(options, self.counted.get(place)?) {
            return None;
        }
        Some(i64::from(!meet(options, self.dated.get(place)?)))
    }

    /// A price below which nothing is left.
    pub(super) fn least_price(&self, state: &State) -> Option<Price> {
        let mut sum = 0;
        for course in 0..self.table.courses.len() {
            if matches!(state.standing(course), Standing::Needed | Standing::Taken) {
                sum += self.cheapest(state, course, |_| true)?;
            }
        }
        let taking = |place: usize| {
            let leaf = self.table.leaves.get(place)?;
            let counted = self.counted.get(place)?;
            match state.standing(leaf.course) {
                Standing::Needed | Standing::Taken => {
                    meet(self.options(state, leaf.course), counted).then_some(0)
                }
                // A course may fill several places, and is paid once.
                Standing::Open => {
                    let price = self.cheapest(state, leaf.course, |option| has(counted, option))?;
                    Some(price / self.table.shares(leaf.course))
                }
                Standing::Out => None,
            }
        };
        Some(sum + self.table.requirement.least(&self.table.leaves, &taking)?)
    }

    fn cheapest(
        &self,
        state: &State,
        course: usize,
        counts: impl Fn(usize) -> bool,
    ) -> Option<Price> {
        let options = &self.table.courses.get(course)?.options;
        let left = members(self.options(state, course)).filter(|option| counts(*option));
        left.filter_map(|option| options.get(option)).map(|option| option.price).min()
    }
}

pub(super) fn meet(one: &[u64], other: &[u64]) -> bool {
    one.iter().zip(other).any(|(one, other)| one & other != 0)
}
