//! The best choices of sessions, found exactly: branch and bound over whole numbers.
//!
//! Every course keeps the set of options that are left for it; conclusions are drawn from the
//! requirement, the links and the limits until nothing changes, then one thing is decided and the
//! rest is searched both ways. One objective is made least at a time, under bounds on the others,
//! which gives an order of objectives and, cell by cell, all trade-offs. There is no clock: effort
//! is a number of steps, and where it runs out the answer says so.

mod dominance;
mod need;
mod places;
mod spread;
mod state;
mod table;
mod trade;
mod walk;

use crate::order::ordered;
use crate::proposal::instance::{Chosen, Completion, Cost, Day, Instance, Objective, Peak, Worth};
pub use spread::{ORDERS, spread};
use state::{Bounds, Rules};
use table::{Price, Table, cost_of, price};
pub use trade::{TradeOffs, trade_offs};
use walk::{Found, Walk};

/// A choice that is allowed, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The choice for every course.
    pub chosen: Chosen,
    /// What it comes to.
    pub worth: Worth,
}

/// What was found for an order of objectives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    /// The best that was found; none where nothing was found.
    pub plan: Option<Plan>,
    /// Whether nothing is better: then no plan means that none is allowed.
    pub proven: bool,
    /// What every allowed choice comes to at least, in the first objective; the others say nothing.
    pub at_least: Worth,
    /// How many steps were taken.
    pub steps: u64,
}

/// The best choice: the first objective as small as can be, then the second, then the third.
///
/// Of equals always the same one is given.
#[must_use]
pub fn best(instance: &Instance, order: [Objective; 3], effort: u64) -> Best {
    let mut search = Search::new(instance, effort);
    let mut bounds = search.widest;
    let mut answer = Best { plan: None, proven: true, at_least: NO_WORTH, steps: 0 };
    for (at, objective) in order.into_iter().enumerate() {
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
            Objective::Cost => bounds.price = price_of(plan.worth.cost),
            Objective::Peak => bounds.peak = plan.worth.peak,
        }
    }
    answer.steps = effort - search.left;
    answer
}

const NO_WORTH: Worth = Worth {
    completion: Completion { undated: 0, day: Day::MIN },
    cost: Cost { unpublished: 0, known: 0 },
    peak: Peak { unstated: 0, hours: 0 },
};

fn price_of(cost: Cost) -> Price {
    price(cost.unpublished, cost.known)
}

/// The least of one objective.
struct Least {
    plan: Option<Plan>,
    proven: bool,
    at_least: Worth,
}

struct Search {
    table: Table,
    /// What the learner allows.
    widest: Bounds,
    /// The days on which a certificate that counts can come, in order.
    days: Vec<Day>,
    left: u64,
}

impl Search {
    fn new(instance: &Instance, effort: u64) -> Self {
        let table = Table::new(instance);
        let limits = &instance.limits;
        let ready_by = limits.ready_by.map(|day| Completion { undated: 0, day });
        let widest = Bounds {
            completion: ready_by.unwrap_or(Completion { undated: u32::MAX, day: Day::MAX }),
            price: limits.budget.map_or(Price::MAX, |budget| price(0, budget)),
            peak: Peak { unstated: u32::MAX, hours: u32::MAX },
        };
        let days = released_days(&table);
        Self { table, widest, days, left: effort }
    }

    /// A choice within bounds, or the cheapest one; and whether everything was looked through.
    fn find(&mut self, bounds: Bounds, cheapest: bool) -> (Option<Plan>, bool) {
        let rules = Rules::new(&self.table, bounds);
        let mut walk =
            Walk { rules, cheapest, left: &mut self.left, found: None, spare: Vec::new() };
        let complete = walk.run();
        let found = walk.found;
        (found.map(|found| self.plan(found)), complete)
    }

    fn plan(&self, found: Found) -> Plan {
        let completion = self.completion(&found.chosen);
        let worth = Worth { completion, cost: cost_of(found.price), peak: found.peak };
        Plan { chosen: found.chosen, worth }
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
    fn minimize(&mut self, objective: Objective, bounds: Bounds, known: Option<Plan>) -> Least {
        let mut plan = known;
        if plan.is_none() {
            let (found, complete) = self.find(bounds, objective == Objective::Cost);
            // The cheapest of all needs no second look.
            if found.is_none() || objective == Objective::Cost && complete {
                let at_least = found.as_ref().map_or(NO_WORTH, |plan| plan.worth);
                return Least { plan: found, proven: complete, at_least };
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

    /// Tries each time from the earliest on: the last failure is the proof.
    fn earliest(&mut self, bounds: Bounds, mut plan: Plan) -> Least {
        let mut at_least = NO_WORTH;
        let mut undated = 0;
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
        for day in self.days.clone() {
            let completion = Completion { undated, day };
            at_least.completion = completion;
            if completion >= plan.worth.completion {
                break;
            }
            let (found, complete) = self.find(Bounds { completion, ..bounds }, false);
            match found {
                Some(found) => {
                    at_least = found.worth;
                    return Least { plan: Some(found), proven: true, at_least };
                }
                None if !complete => return Least { plan: Some(plan), proven: false, at_least },
                None => {}
            }
        }
        Least { at_least: plan.worth, plan: Some(plan), proven: true }
    }

    fn cheapest(&mut self, mut bounds: Bounds, plan: Plan) -> Least {
        let mut at_least = NO_WORTH;
        let Some(price) = price_of(plan.worth.cost).checked_sub(1) else {
            return Least { plan: Some(plan), proven: true, at_least };
        };
        bounds.price = bounds.price.min(price);
        let (found, proven) = self.find(bounds, true);
        let plan = found.unwrap_or(plan);
        if proven {
            at_least = plan.worth;
        }
        Least { plan: Some(plan), proven, at_least }
    }

    fn lightest(&mut self, mut bounds: Bounds, mut plan: Plan) -> Least {
        while let Some(peak) = below(plan.worth.peak) {
            bounds.peak = peak;
            match self.find(bounds, false) {
                (Some(found), _) => plan = found,
                (None, true) => break,
                (None, false) => {
                    let at_least = Worth { peak: self.table.peak, ..NO_WORTH };
                    return Least { plan: Some(plan), proven: false, at_least };
                }
            }
        }
        Least { at_least: plan.worth, plan: Some(plan), proven: true }
    }
}

/// The greatest peak that is less.
fn below(peak: Peak) -> Option<Peak> {
    match (peak.unstated, peak.hours) {
        (0, 0) => None,
        (unstated, 0) => Some(Peak { unstated: unstated - 1, hours: u32::MAX }),
        (unstated, hours) => Some(Peak { unstated, hours: hours - 1 }),
    }
}

fn released_days(table: &Table) -> Vec<Day> {
    let options = table.courses.iter().filter(|course| !course.leaves.is_empty());
    let released = options.flat_map(|course| &course.options).filter_map(|one| one.released);
    let mut days = ordered(std::iter::once(Day::MIN).chain(released).collect(), |day| *day);
    days.dedup();
    days
}
