//! A bound by tolls: at each time every option has a toll of its own, and so has taking a course
//! without the one that it needs first.
//!
//! Whatever the tolls are, what is taken costs no less than its price and its tolls, less the most
//! that the tolls of what fits at each time can come to (the decomposition of Lagrange). Then each
//! course is chosen by itself, each time is filled by itself, and the requirement is a sum of least
//! parts. Better tolls are found step by step: where an option is chosen and not among what fills
//! its time, its toll rises, and the other way round.

use crate::proposal::search::need::Picked;
use crate::proposal::search::prices::NO_LIMIT;
use crate::proposal::search::room::Room;
use crate::proposal::search::rules::{Rules, meet};
use crate::proposal::search::state::{Standing, State};
use crate::proposal::search::table::{Arc, Choosable, get, has, members};

/// So many units of toll are one unit of price.
const SCALE: i64 = 1 << 10;

/// A whole course, to be shared among the times at which it is studied.
const FULL: i64 = 60;

/// How much a toll moves by itself, against those of a course together.
const OWN: i64 = FULL * FULL / 4;

/// From so many looks on the tolls are looked for anew, and not only followed.
const BEGINNING: u32 = 50;

/// What is over is averaged in so many parts of one.
const PARTS: i64 = 16;

/// The pace at which the bound would be what is aimed at if it were straight.
const WHOLE: i64 = 256;

/// After so many looks without a better bound the pace is slower.
const PATIENCE: u32 = 5;

/// How much is added for what was chosen in a look.
const OFTEN: i64 = 1 << 10;

/// What is aimed at where only hours count.
const AIM: i64 = 1 << 16;

/// What the last look came to, in memory that is used again.
#[derive(Default)]
pub(super) struct Tolls {
    /// The tolls that an earlier search began with: a good beginning for the next one.
    pub(super) last: Vec<i64>,
    /// How many looks were taken.
    pub(super) looks: u64,
    least: i64,
    /// For each option its price and tolls.
    options: Vec<i64>,
    /// For each course its best option and what that takes.
    courses: Vec<Option<(i64, usize)>>,
    /// The same for each place.
    leaves: Vec<Option<(i64, usize)>>,
    /// For each place, how much more it takes to fill it; none where it cannot be filled.
    extra: Vec<Option<i64>>,
    room: Room,
    /// The uses for which there is room in the choice that is worth the most.
    packed: Vec<usize>,
    /// For each toll, how much more is used than there is.
    over: Vec<i64>,
    /// The same over the last looks, the latest most, in [`PARTS`].
    trend: Vec<i64>,
    /// For each toll, which way it goes.
    moves: Vec<i64>,
    /// For each use and each option, how often it was chosen in the last looks.
    packings: Vec<i64>,
    picks: Vec<i64>,
}

impl Tolls {
    /// Drops what is too dear; `false` where everything is.
    pub(super) fn prune(&mut self, rules: &Rules<'_>, state: &mut State, rounds: u32) -> bool {
        let table = rules.table;
        state.tolls.resize(table.users + table.links.len(), 0);
        let priced = rules.is_priced();
        let begins = rounds >= BEGINNING;
        if begins && !priced {
            self.start(rules, state);
        }
        let most = if priced { rules.bounds.price * SCALE } else { 0 };
        self.least = i64::MIN;
        self.trend.clear();
        self.trend.resize(state.tolls.len(), 0);
        let mut pace = if begins { WHOLE } else { WHOLE * 3 / 8 };
        let mut idle = 0;
        for _ in 0..rounds {
            let Some(least) = self.look(rules, state, priced) else {
                return false;
            };
            if least > self.least {
                idle = 0;
                let much = most.saturating_sub(least) / 64;
                if least.saturating_sub(much) > self.least {
                    pace = pace * 9 / 8;
                }
            } else {
                idle += 1;
                if idle == PATIENCE {
                    idle = 0;
                    pace = (pace * 3 / 4).max(1);
                }
            }
            self.least = self.least.max(least);
            if least > most {
                return false;
            }
            self.drop_dear(rules, state, most - least);
            self.keep_needed(rules, state, most - least);
            if !state.changed.is_empty() && !rules.settle(state) {
                return false;
            }
            let gap = most - least + if priced { SCALE } else { AIM / 2 };
            self.step(rules, state, gap.saturating_mul(pace * PARTS) / WHOLE);
        }
        true
    }

    /// Tolls to begin with where only hours count: so much an hour.
    fn start(&self, rules: &Rules<'_>, state: &mut State) {
        for segment in &rules.table.segments {
            let hours = i64::from(segment.hours.max(1));
            for (at, (_, _, load)) in segment.users.iter().enumerate() {
                if let Some(toll) = state.tolls.get_mut(segment.first_user + at) {
                    *toll = i64::from(load.hours) * AIM / 2 / hours;
                }
            }
        }
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

    /// How often an option was chosen in the last looks.
    pub(super) fn often(&self, rules: &Rules<'_>, course: usize, option: usize) -> i64 {
        let Some(course) = rules.table.courses.get(course) else {
            return 0;
        };
        let uses = course.options.get(option).map(|option| &option.uses);
        let packed = uses.into_iter().flatten().map(|one| get(&self.packings, one.user)).min();
        let picked = get(&self.picks, course.from + option);
        packed.unwrap_or(picked) * 2 + picked
    }

    /// How much more it takes to fill a place.
    pub(super) fn takes(&self, place: usize) -> i64 {
        get(&self.extra, place).unwrap_or(i64::MAX)
    }

    fn look(&mut self, rules: &Rules<'_>, state: &State, priced: bool) -> Option<i64> {
        let table = rules.table;
        self.looks += 1;
        self.price_options(rules, state, if priced { SCALE } else { 0 });
        let mut sum = 0;
        self.packed.clear();
        for at in 0..table.segments.len() {
            sum -= self.room.most(rules, state, at, &state.tolls, &mut self.packed);
        }
        self.over.clear();
        self.over.resize(state.tolls.len(), 0);
        decay(&mut self.packings, table.users);
        decay(&mut self.picks, self.options.len());
        for user in &self.packed {
            if let Some(slot) = self.over.get_mut(*user) {
                *slot = -1;
            }
            raise(&mut self.packings, *user, OFTEN);
        }
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
                    let toll = get(&state.tolls, table.users + link);
                    link_tolls += if arc.then == at { toll } else { -toll };
                }
            }
            for option in &course.options {
                let tolls = option.uses.iter().map(|one| get(&state.tolls, one.user));
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
            raise(&mut self.picks, course.from + option, OFTEN);
            for one in course.options.get(option).into_iter().flat_map(|option| &option.uses) {
                raise(&mut self.over, one.user, 1);
            }
            for link in &course.links {
                if let Some(arc) = table.links.get(*link).filter(|arc| rules.is_open(state, arc)) {
                    raise(&mut self.over, table.users + link, if arc.then == at { 1 } else { -1 });
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

    /// Raises the tolls of what is used too much, and lowers the others: those of a course together.
    fn step(&mut self, rules: &Rules<'_>, state: &mut State, gap: i64) {
        for (trend, over) in self.trend.iter_mut().zip(&self.over) {
            *trend = *trend / 2 + over * (PARTS / 2);
        }
        let mut norm: i64 = self.trend.iter().map(|trend| trend * trend * OWN).sum();
        self.moves.clear();
        self.moves.extend(self.trend.iter().map(|trend| trend * OWN));
        for course in &rules.table.courses {
            let options = || course.options.iter().map(|option| (share(option), &option.uses));
            let mut sum = 0;
            for (share, uses) in options() {
                sum += uses.iter().map(|one| share * get(&self.trend, one.user)).sum::<i64>();
            }
            norm += sum * sum;
            if sum == 0 {
                continue;
            }
            for (share, uses) in options() {
                for one in uses {
                    raise(&mut self.moves, one.user, share * sum);
                }
            }
        }
        if norm == 0 {
            return;
        }
        let most = if rules.is_priced() { i64::MAX } else { AIM };
        for (toll, more) in state.tolls.iter_mut().zip(&self.moves) {
            *toll = toll.saturating_add(gap.saturating_mul(*more) / norm).clamp(0, most);
        }
    }
}

/// What each time of an option takes of a whole course.
fn share(option: &Choosable) -> i64 {
    FULL / i64::try_from(option.uses.len()).unwrap_or(FULL).max(1)
}

fn decay(list: &mut Vec<i64>, length: usize) {
    list.resize(length, 0);
    list.iter_mut().for_each(|one| *one -= *one >> 2);
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
