//! The search itself: choose, conclude, go back.

use std::cmp::Reverse;

use crate::proposal::instance::{Chosen, Peak};
use crate::proposal::search::prices::Price;
use crate::proposal::search::rules::{Rules, meet};
use crate::proposal::search::state::{Standing, State};
use crate::proposal::search::table::{has, members};
use crate::proposal::search::tolls::Tolls;

/// How often the tolls are made better before anything is decided, and after each decision.
pub(super) const FIRST_ROUNDS: u32 = 60;
/// Fewer where an earlier search left good ones, and more where a search came to no end.
const AGAIN_ROUNDS: u32 = 8;
const MOST_ROUNDS: u32 = 200;
const ROUNDS: u32 = 3;

/// How many decisions are taken before the search begins anew; then more and more.
const FIRST_SLICE: u64 = 50;

/// A look at the whole takes one step, or several where there are more uses of times than this.
const USES_OF_STEP: usize = 512;

/// How finely it is told how often something was chosen.
const GRAIN: i64 = 256;

/// A choice that is allowed.
#[derive(Clone)]
pub(super) struct Leaf {
    pub(super) chosen: Chosen,
    pub(super) price: Price,
    pub(super) peak: Peak,
}

/// A search under bounds.
pub(super) struct Walk<'a, 'b> {
    pub(super) rules: Rules<'a>,
    /// Whether to go on for something cheaper, instead of taking the first that is found.
    pub(super) cheapest: bool,
    /// How many steps are left.
    pub(super) left: &'b mut u64,
    /// How many decisions until the search begins anew, deciding by other things first.
    pub(super) slice: u64,
    /// Whether to decide by what the last looks chose.
    pub(super) by_look: bool,
    pub(super) found: Option<Leaf>,
    pub(super) tolls: &'b mut Tolls,
    /// States whose memory is used again, one for each depth.
    pub(super) spare: Vec<State>,
}

/// What is decided next.
enum Decision {
    Option(usize, usize),
    Course(usize),
    Nothing,
}

impl Walk<'_, '_> {
    /// Looks through everything; `false` where the steps ran out.
    ///
    /// A search that began with an unlucky decision is not followed to its end: after some decisions
    /// another one begins, in turn by what the looks chose and by what has the fewest options, each
    /// with better tolls than the one before and with more decisions, so that one comes to its end.
    pub(super) fn run(&mut self) -> bool {
        let Some(mut state) = self.rules.start() else {
            return true;
        };
        if *self.left == 0 {
            return false;
        }
        state.tolls.clone_from(&self.tolls.last);
        // Most questions are easy, and answered before good tolls are found.
        let mut rounds = if self.tolls.last.is_empty() { FIRST_ROUNDS } else { AGAIN_ROUNDS };
        let mut slice = FIRST_SLICE;
        loop {
            let holds = self.holds(&mut state, rounds);
            self.tolls.last.clone_from(&state.tolls);
            if !holds {
                return true;
            }
            let mut next = self.spare.pop().unwrap_or_default();
            next.copy(&state);
            self.slice = slice;
            let complete = self.search(&mut next);
            self.spare.push(next);
            if complete || *self.left == 0 {
                return complete;
            }
            self.by_look = !self.by_look;
            rounds = if slice == FIRST_SLICE { MOST_ROUNDS } else { ROUNDS };
            if self.by_look {
                slice *= 2;
            }
        }
    }

    /// Searches below a state that is settled.
    fn search(&mut self, state: &mut State) -> bool {
        loop {
            if *self.left == 0 || self.slice == 0 {
                return false;
            }
            self.slice -= 1;
            let decision = self.decide(state);
            if matches!(decision, Decision::Nothing) {
                self.record(state);
                return true;
            }
            let mut next = self.spare.pop().unwrap_or_default();
            next.copy(state);
            match decision {
                Decision::Option(course, option) => {
                    next.must(course);
                    self.rules.keep_one(&mut next, course, option);
                }
                Decision::Course(course) => next.must(course),
                Decision::Nothing => {}
            }
            let complete = !self.holds(&mut next, ROUNDS) || self.search(&mut next);
            self.spare.push(next);
            if !complete {
                return false;
            }
            if self.found.is_some() && !self.cheapest {
                return true;
            }
            match decision {
                Decision::Option(course, option) => self.rules.drop_one(state, course, option),
                Decision::Course(course) => state.set(course, Standing::Out),
                Decision::Nothing => {}
            }
            if !self.holds(state, ROUNDS) {
                return true;
            }
        }
    }

    fn holds(&mut self, state: &mut State, rounds: u32) -> bool {
        let holds = self.rules.settle(state) && self.tolls.prune(&self.rules, state, rounds);
        let looks = 1 + std::mem::take(&mut self.tolls.looks);
        let weight = 1 + self.rules.table.users / USES_OF_STEP;
        let steps = looks.saturating_mul(u64::try_from(weight).unwrap_or(u64::MAX));
        *self.left = self.left.saturating_sub(steps);
        holds
    }

    fn decide(&self, state: &State) -> Decision {
        let courses = 0..self.rules.table.courses.len();
        let needed = courses.filter(|course| state.standing(*course) == Standing::Needed);
        if needed.clone().next().is_none() && self.rules.meets(state) {
            return Decision::Nothing;
        }
        // The cheapest is found sooner by way of what has the fewest options, and whether there is
        // anything at all by filling one time after the other.
        let count = |course: &usize| {
            let options = self.rules.options(state, *course);
            options.iter().map(|word| word.count_ones()).sum::<u32>()
        };
        let often = if self.by_look { self.most_often(state) } else { None };
        if let Some((course, option)) = often {
            if state.standing(course) == Standing::Open && self.cheapest {
                return Decision::Course(course);
            }
            return Decision::Option(course, option);
        }
        let next = if self.cheapest { None } else { self.next_in_time(state) };
        match next.or_else(|| Some(self.with_option(state, needed.min_by_key(count)?))) {
            Some((course, option)) => Decision::Option(course, option),
            None => self.next_place(state),
        }
    }

    /// The option that the last looks chose most often, for the course and for its times; of equals
    /// one that must be taken, then the one with more hours.
    fn most_often(&self, state: &State) -> Option<(usize, usize)> {
        let rules = &self.rules;
        let mut best = None;
        for (course, of) in rules.table.courses.iter().enumerate() {
            let standing = state.standing(course);
            if !matches!(standing, Standing::Open | Standing::Needed) {
                continue;
            }
            for option in members(rules.options(state, course)) {
                let often = self.tolls.often(rules, course, option);
                let first = of.options.get(option).and_then(|option| option.uses.first());
                let hours = first.map(|one| one.load.hours);
                let key = (often / GRAIN, standing == Standing::Needed, hours, Reverse(option));
                if often > 0 && best.is_none_or(|(other, _)| key > other) {
                    best = Some((key, (course, option)));
                }
            }
        }
        best.map(|(_, one)| one)
    }

    /// What is studied next at the first time at which something still can be.
    fn next_in_time(&self, state: &State) -> Option<(usize, usize)> {
        let rules = &self.rules;
        let priced = rules.is_priced();
        rules.table.segments.iter().find_map(|segment| {
            let open = segment.users.iter().filter(|(course, option, _)| {
                matches!(state.standing(*course), Standing::Open | Standing::Needed)
                    && has(rules.options(state, *course), *option)
            });
            let best = open.min_by_key(|(course, option, load)| {
                let may_miss = state.standing(*course) == Standing::Open;
                let more = if priced { self.tolls.more(rules, state, *course, *option) } else { 0 };
                (may_miss, more, Reverse(load.hours))
            });
            best.map(|(course, option, _)| (*course, *option))
        })
    }

    /// A course for a place that is not filled: what the bound would take first, and of equals the
    /// cheapest.
    fn next_place(&self, state: &State) -> Decision {
        let leaves = self.rules.table.leaves.iter().zip(&self.rules.counted);
        let open = leaves.enumerate().filter(|(_, (leaf, counted))| {
            state.standing(leaf.course) == Standing::Open
                && meet(self.rules.options(state, leaf.course), counted)
        });
        let best = open
            .map(|(place, (leaf, _))| (place, leaf.course))
            .min_by_key(|(place, course)| (self.tolls.takes(*place), self.least(state, *course)));
        best.map_or(Decision::Nothing, |(_, course)| Decision::Course(course))
    }

    fn least(&self, state: &State, course: usize) -> ((i64, Price), usize) {
        let options = self.rules.table.courses.get(course).map(|course| &course.options);
        let price = |option: usize| {
            options.and_then(|options| options.get(option)).map_or(0, |option| option.price)
        };
        let toll = |option: usize| self.tolls.option(&self.rules, course, option);
        let left = members(self.rules.options(state, course));
        left.map(|option| ((toll(option), price(option)), option)).min().unwrap_or_default()
    }

    fn with_option(&self, state: &State, course: usize) -> (usize, usize) {
        (course, self.least(state, course).1)
    }

    fn record(&mut self, state: &State) {
        if !self.rules.meets(state) {
            return;
        }
        let table = self.rules.table;
        let mut chosen: Chosen = vec![None; table.courses.len()];
        let mut price = 0;
        for course in state.taken() {
            let options = table.courses.get(course).map(|course| &course.options);
            let option = members(self.rules.options(state, course)).next();
            let option = option.and_then(|option| options?.get(option));
            if let (Some(slot), Some(option)) = (chosen.get_mut(course), option) {
                *slot = Some(option.choice);
                price += option.price;
            }
        }
        self.found = Some(Leaf { chosen, price, peak: state.peak(table) });
        // From here on only what is cheaper.
        self.rules.bounds.price = price - 1;
    }
}
