//! The best choices of sessions, found exactly: branch and bound over whole numbers.
//!
//! Every course keeps the set of options that are left for it; conclusions are drawn from the
//! requirement, the links and the limits until nothing changes, then one thing is decided and the
//! rest is searched both ways. One objective is made least at a time, under bounds on the others,
//! which gives an order of objectives and, cell by cell, all trade-offs. There is no clock: effort
//! is a number of steps, and where it runs out the answer says so. A step is one conclusion, or one look
//! at the bound; where there is very much to look at, as many steps as that is worth.

mod dominance;
mod need;
mod places;
mod prices;
mod room;
mod rules;
mod spread;
mod state;
mod table;
mod tolls;
mod trade;
mod walk;

use crate::order::insert;
use crate::proposal::instance::{Chosen, Completion, Cost, Day, Instance, Objective, Peak, Worth};
use crate::truth::Truth;
use prices::{NO_LIMIT, Price};
use rules::{Bounds, Rules};
pub use spread::{ORDERS, spread};
use table::Table;
use tolls::Tolls;
pub use trade::{TradeOffs, trade_offs};
use walk::{FIRST_ROUNDS, Leaf, Walk};

/// A choice that is allowed, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The choice for every course.
    pub chosen: Chosen,
    /// What it comes to.
    pub worth: Worth,
}

/// What was found for an order of objectives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    /// The best that was found; none where nothing was found.
    pub plan: Option<Found>,
    /// Whether nothing is better: then no plan means that none is allowed.
    pub proven: bool,
    /// What every allowed choice comes to at least, in the first objective; the others say nothing.
    pub at_least: Worth,
    /// How many steps were taken.
    pub steps: u64,
}

/// The best choice: the first objective as small as can be, then the second, and so on.
///
/// Of equals always the same one is given.
#[must_use]
pub fn best(instance: &Instance, order: &[Objective], effort: u64) -> Best {
    let mut search = Search::new(instance, effort);
    let mut bounds = search.widest;
    let mut answer = Best { plan: None, proven: true, at_least: NO_WORTH, steps: 0 };
    for (at, objective) in order.iter().copied().enumerate() {
        let least = search.minimize(objective, bounds, answer.plan.take());
        answer.plan = least.plan;
        answer.proven = least.proven;
        if at == 0 {
            answer.at_least = least.at_least;
        }
        let Some(plan) = answer.plan.as_ref().filter(|_| least.proven) else {
            break;
        };
        match objective {
            Objective::Completion => bounds.completion = plan.worth.completion,
            Objective::Cost => bounds.price = search.table.prices.price(plan.worth.cost),
            Objective::Peak => bounds.peak = plan.worth.peak,
        }
    }
    answer.proven &= search.table.is_exact();
    answer.steps = effort - search.left;
    answer
}

/// Whether any choice is allowed; unknown where the steps ran out.
#[must_use]
pub fn is_possible(instance: &Instance, effort: u64) -> Truth {
    let mut search = Search::new(instance, effort);
    match search.find(search.widest, false) {
        (Some(_), _) => Truth::Yes,
        (None, true) if search.table.is_exact() => Truth::No,
        (None, _) => Truth::Unknown,
    }
}

/// How few certificates without a known date an allowed choice has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fewest {
    /// So many at least; none where no choice was found.
    pub undated: Option<u32>,
    /// Whether that is sure, and not only all that the steps were enough for.
    pub proven: bool,
    /// How many steps were taken.
    pub steps: u64,
}

/// How many certificates without a known date an allowed choice has at least.
#[must_use]
pub fn fewest_undated(instance: &Instance, effort: u64) -> Fewest {
    let mut search = Search::new(instance, effort);
    let widest = search.widest;
    let mut is_sure = search.table.is_exact();
    // Where nothing is allowed, that is seen once and not for each number by itself.
    let (any, complete) = search.find(widest, false);
    let Some(Found { worth, .. }) = any else {
        return Fewest { undated: None, proven: is_sure && complete, steps: effort - search.left };
    };
    let most = worth.completion.undated;
    let fewest = (search.undated_at_least..most).find(|undated| {
        let completion = Completion { undated: *undated, ..widest.completion };
        let (found, complete) = search.find(Bounds { completion, ..widest }, false);
        is_sure &= found.is_some() || complete;
        found.is_some()
    });
    Fewest { undated: fewest.or(Some(most)), proven: is_sure, steps: effort - search.left }
}

/// More times than these are not tried one by one.
const ENDS_TRIED_MAX: usize = 24;

/// One by one, each is tried with one of so many parts of the steps that are left.
const PARTS_OF_FIRST: u64 = 2;

/// Halving them, with one of so many: where it runs out, enough is left for other times.
const PARTS_OF_STEPS: u64 = 8;

const NO_WORTH: Worth = Worth {
    completion: Completion { undated: 0, day: Day::MIN },
    cost: Cost { unpublished: 0, known: 0 },
    peak: Peak { unstated: 0, hours: 0 },
};

/// The least of one objective.
struct Least {
    plan: Option<Found>,
    proven: bool,
    at_least: Worth,
}

struct Search {
    table: Table,
    /// What the learner allows.
    widest: Bounds,
    /// How many certificates have no date in every choice.
    undated_at_least: u32,
    /// The days on which a certificate that counts can come, in order.
    days: Vec<Day>,
    left: u64,
    /// What was learned of the tolls, with prices and without.
    priced: Tolls,
    unpriced: Tolls,
}

impl Search {
    fn new(instance: &Instance, effort: u64) -> Self {
        let table = Table::new(instance);
        let limits = &instance.limits;
        let ready_by = limits.ready_by.map(|day| Completion { undated: 0, day });
        let undated = limits.undated.unwrap_or(u32::MAX);
        let budget = limits.budget.map_or(NO_LIMIT, |budget| table.prices.budget(budget));
        let widest = Bounds {
            completion: ready_by.unwrap_or(Completion { undated, day: Day::MAX }),
            price: budget.min(limits.below.map_or(NO_LIMIT, |cost| table.prices.below(cost))),
            peak: limits.peak.unwrap_or(Peak { unstated: u32::MAX, hours: u32::MAX }),
        };
        let days = released_days(&table);
        Self {
            table,
            widest,
            undated_at_least: limits.undated_at_least,
            days,
            left: effort,
            priced: Tolls::default(),
            unpriced: Tolls::default(),
        }
    }

    /// A choice within bounds, or the cheapest one; and whether everything was looked through.
    fn find(&mut self, bounds: Bounds, cheapest: bool) -> (Option<Found>, bool) {
        let rules = Rules::new(&self.table, bounds);
        let tolls = if rules.is_priced() { &mut self.priced } else { &mut self.unpriced };
        let mut walk = Walk {
            rules,
            cheapest,
            left: &mut self.left,
            slice: 0,
            by_look: false,
            found: None,
            tolls,
            spare: Vec::new(),
        };
        let complete = walk.run();
        let found = walk.found;
        (found.map(|leaf| self.found(leaf)), complete)
    }

    fn found(&self, leaf: Leaf) -> Found {
        let completion = self.completion(&leaf.chosen);
        let worth = Worth { completion, cost: self.table.prices.cost(leaf.price), peak: leaf.peak };
        Found { chosen: leaf.chosen, worth }
    }

    /// When a choice that meets the requirement does so.
    fn completion(&self, chosen: &Chosen) -> Completion {
        let meets = |completion: Completion| {
            let bounds = Bounds { completion, ..self.widest };
            Rules::new(&self.table, bounds).met_by(chosen)
        };
        let most = u32::try_from(self.table.leaves.len()).unwrap_or(u32::MAX);
        let mut tried = (0..=most).map(|undated| Completion { undated, day: Day::MAX });
        let Some(Completion { undated, .. }) = tried.find(|end| meets(*end)) else {
            return Completion { undated: u32::MAX, day: Day::MAX };
        };
        let mut tried = self.days.iter().map(|day| Completion { undated, day: *day });
        tried.find(|end| meets(*end)).unwrap_or(Completion { undated, day: Day::MAX })
    }

    /// Makes one objective least, from a plan within the bounds if there is one.
    fn minimize(&mut self, objective: Objective, bounds: Bounds, known: Option<Found>) -> Least {
        let mut plan = known;
        if plan.is_none() {
            let (found, complete) = self.find(bounds, false);
            if found.is_none() {
                return Least { plan: found, proven: complete, at_least: NO_WORTH };
            }
            plan = found;
        }
        match (objective, plan) {
            (_, None) => Least { plan: None, proven: false, at_least: NO_WORTH },
            (Objective::Completion, Some(plan)) => self.earliest(bounds, plan),
            (Objective::Cost, Some(plan)) => self.cheapest(bounds, plan),
            (Objective::Peak, Some(plan)) => self.lightest(bounds, plan),
        }
    }

    /// Tries the times before that of a plan: the last failure is the proof.
    fn earliest(&mut self, bounds: Bounds, mut plan: Found) -> Least {
        let mut at_least = NO_WORTH;
        let mut undated = self.undated_at_least;
        while undated < plan.worth.completion.undated {
            let completion = Completion { undated, day: Day::MAX };
            at_least.completion = Completion { undated, day: Day::MIN };
            let (found, complete) = self.find(Bounds { completion, ..bounds }, false);
            match found {
                Some(found) => plan = found,
                None if !complete => return Least { plan: Some(plan), proven: false, at_least },
                None => undated += 1,
            }
        }
        let end = |day: &Day| Completion { undated, day: *day };
        let ends = self.days.iter().map(end);
        let ends: Vec<Completion> = ends.filter(|end| *end < plan.worth.completion).collect();
        let few = ends.len() <= ENDS_TRIED_MAX;
        let first = if few { self.try_one_by_one(bounds, &ends, &mut plan) } else { 0 };
        let sure = self.halve(bounds, &ends, first, &mut plan);
        let open = ends.get(sure).filter(|end| **end < plan.worth.completion);
        let at_least = open.map_or(plan.worth, |end| Worth { completion: *end, ..NO_WORTH });
        Least { at_least, proven: open.is_none(), plan: Some(plan) }
    }

    /// Tries one time after the other: the early ones are quickly seen to be too early. Gives the place before which
    /// there is nothing for sure.
    fn try_one_by_one(&mut self, bounds: Bounds, ends: &[Completion], plan: &mut Found) -> usize {
        for (at, completion) in ends.iter().enumerate() {
            if *completion >= plan.worth.completion {
                return at;
            }
            match self.find_by(bounds, ends, at, PARTS_OF_FIRST) {
                (Some(found), _) => *plan = found,
                (None, true) => {}
                (None, false) => return at,
            }
        }
        ends.len()
    }

    /// Halves the times again and again, with a part of the steps for each: where that is not enough to see that there is
    /// nothing by then, a later time may still be found, and then an earlier one be ruled out. Gives the place before
    /// which there is nothing for sure.
    fn halve(
        &mut self,
        bounds: Bounds,
        ends: &[Completion],
        from: usize,
        plan: &mut Found,
    ) -> usize {
        let place_of = |plan: &Found| ends.partition_point(|end| *end < plan.worth.completion);
        let (mut sure, mut low, mut high) = (from, from, place_of(plan));
        let mut open = ends.len();
        while low < high {
            let at = low + (high - low) / 2;
            let (found, complete) = self.find_by(bounds, ends, at, PARTS_OF_STEPS);
            if let Some(found) = found {
                high = place_of(&found).min(at);
                *plan = found;
            } else {
                low = at + 1;
                if complete {
                    (sure, open) = (low, ends.len());
                } else {
                    open = open.min(at);
                }
            }
        }
        while sure < open.min(high) {
            let at = sure + (open.min(high) - sure) / 2;
            match self.find_by(bounds, ends, at, PARTS_OF_STEPS) {
                (Some(found), _) => {
                    high = place_of(&found).min(at);
                    *plan = found;
                }
                (None, true) => sure = at + 1,
                (None, false) => open = at,
            }
        }
        sure
    }

    /// A choice that is there by one of the times, searched for with one of so many parts of the steps.
    fn find_by(
        &mut self,
        bounds: Bounds,
        ends: &[Completion],
        at: usize,
        parts: u64,
    ) -> (Option<Found>, bool) {
        let Some(completion) = ends.get(at).copied() else {
            return (None, false);
        };
        let kept = self.left - self.left / parts;
        self.left -= kept;
        let found = self.find(Bounds { completion, ..bounds }, false);
        self.left += kept;
        found
    }

    /// Tries each price from the least that the tolls allow, in growing steps: under a bound that is
    /// near, little is left to look through.
    fn cheapest(&mut self, mut bounds: Bounds, plan: Found) -> Least {
        let mut at_least = NO_WORTH;
        let most = bounds.price.min(self.table.prices.price(plan.worth.cost) - 1);
        bounds.price = most;
        let Some(mut from) = self.floor(bounds) else {
            return Least { at_least: plan.worth, plan: Some(plan), proven: true };
        };
        let mut step = (most - from) / 32;
        while from <= most {
            at_least.cost = self.table.prices.cost(from);
            bounds.price = most.min(from + step);
            match self.find(bounds, true) {
                (Some(found), true) => {
                    return Least { at_least: found.worth, plan: Some(found), proven: true };
                }
                (found, false) => {
                    return Least { at_least, plan: found.or(Some(plan)), proven: false };
                }
                (None, true) => {}
            }
            from = bounds.price + 1;
            step = step * 2 + 1;
        }
        Least { at_least: plan.worth, plan: Some(plan), proven: true }
    }

    /// A price below which nothing is; none where nothing is at all.
    fn floor(&mut self, bounds: Bounds) -> Option<Price> {
        let rules = Rules::new(&self.table, bounds);
        let mut state = rules.start()?;
        state.tolls.clone_from(&self.priced.last);
        let holds = self.priced.prune(&rules, &mut state, FIRST_ROUNDS);
        self.priced.last.clone_from(&state.tolls);
        holds.then(|| self.priced.floor())
    }

    fn lightest(&mut self, mut bounds: Bounds, mut plan: Found) -> Least {
        while let Some(peak) = below(plan.worth.peak) {
            bounds.peak = peak;
            match self.find(bounds, false) {
                (Some(found), _) => plan = found,
                (None, true) => break,
                (None, false) => {
                    let peak = self.lightest_at_least(bounds, plan.worth.peak);
                    let at_least = Worth { peak, ..NO_WORTH };
                    return Least { plan: Some(plan), proven: false, at_least };
                }
            }
        }
        Least { at_least: plan.worth, plan: Some(plan), proven: true }
    }

    /// A peak below which nothing is, by what is seen before anything is decided.
    fn lightest_at_least(&mut self, bounds: Bounds, most: Peak) -> Peak {
        let mut unstated = 0;
        while unstated < most.unstated
            && self.is_too_light(bounds, Peak { unstated, hours: u32::MAX })
        {
            unstated += 1;
        }
        let mut least = 0;
        let mut enough = if unstated == most.unstated { most.hours } else { u32::MAX };
        while least < enough {
            let hours = least + (enough - least) / 2;
            if self.is_too_light(bounds, Peak { unstated, hours }) {
                least = hours + 1;
            } else {
                enough = hours;
            }
        }
        Peak { unstated, hours: least }
    }

    /// Whether the bounds leave nothing within a peak, as far as that is seen at once.
    fn is_too_light(&mut self, bounds: Bounds, peak: Peak) -> bool {
        let rules = Rules::new(&self.table, Bounds { peak, ..bounds });
        let Some(mut state) = rules.start() else {
            return true;
        };
        let tolls = if rules.is_priced() { &mut self.priced } else { &mut self.unpriced };
        !tolls.prune(&rules, &mut state, FIRST_ROUNDS)
    }
}

/// The greatest peak that is less.
pub(in crate::proposal) fn below(peak: Peak) -> Option<Peak> {
    match (peak.unstated, peak.hours) {
        (0, 0) => None,
        (unstated, 0) => Some(Peak { unstated: unstated - 1, hours: u32::MAX }),
        (unstated, hours) => Some(Peak { unstated, hours: hours - 1 }),
    }
}

fn released_days(table: &Table) -> Vec<Day> {
    let options = table.courses.iter().filter(|course| !course.leaves.is_empty());
    let released = options.flat_map(|course| &course.options).filter_map(|one| one.released);
    let mut days = vec![Day::MIN];
    for day in released {
        if let Err(at) = days.binary_search(&day) {
            insert(&mut days, at, day);
        }
    }
    days
}
