//! All trade-offs between completion, cost and peak.

use crate::order::{ordered, push_some};
use crate::proposal::instance::{Completion, Instance, Objective, Peak, Worth};
use crate::proposal::search::prices::Price;
use crate::proposal::search::rules::Bounds;
use crate::proposal::search::{Found, Least, NO_WORTH, Search, below};

/// The plans of which none is better than another one in everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TradeOffs {
    /// One plan for each worth, the earliest first; at the same completion the cheapest first.
    pub plans: Vec<Found>,
    /// Whether these are all, and none is beaten by a plan that is missing.
    pub proven: bool,
    /// What every allowed choice comes to at least, in each objective for itself.
    pub at_least: Worth,
    /// How many steps were taken.
    pub steps: u64,
}

/// Every worth that no other one beats, each with a choice that comes to it. Where the steps run out,
/// half as many again go into the cheapest and the lightest choice, and into how far from them it is.
#[must_use]
pub fn trade_offs(instance: &Instance, effort: u64) -> TradeOffs {
    let mut search = Search::new(instance, effort);
    let mut plans = Vec::new();
    let first = search.minimize(Objective::Completion, search.widest, None);
    let mut at_least = first.at_least;
    let proven = search.collect(first, &mut plans) && search.table.is_exact();
    let mut steps = effort - search.left;
    if proven {
        let worths = || plans.iter().map(|plan| plan.worth);
        at_least.cost = worths().map(|worth| worth.cost).min().unwrap_or(NO_WORTH.cost);
        at_least.peak = worths().map(|worth| worth.peak).min().unwrap_or(NO_WORTH.peak);
    } else {
        let rest = effort / 4;
        let cheapest = search.least_of(Objective::Cost, &mut plans, rest);
        steps += rest - search.left;
        let lightest = search.least_of(Objective::Peak, &mut plans, rest);
        steps += rest - search.left;
        at_least = Worth { cost: cheapest.cost, peak: lightest.peak, ..at_least };
    }
    TradeOffs { plans, proven, at_least, steps }
}

/// That with so much peak at most, nothing is cheaper than this, however late.
type Floor = (Peak, Price);

impl Search {
    /// What every choice comes to at least in one objective, with as many steps as these; a plan that
    /// is better than those known is added, in place of what it beats.
    fn least_of(&mut self, objective: Objective, plans: &mut Vec<Found>, effort: u64) -> Worth {
        self.left = effort;
        let order = [objective; 3];
        let known = plans.iter().min_by(|one, other| one.worth.compare(&other.worth, order));
        let least = self.minimize(objective, self.widest, known.cloned());
        if let Some(plan) = least.plan {
            if !plans.iter().any(|other| other.worth.no_worse(&plan.worth)) {
                plans.retain(|other| !plan.worth.no_worse(&other.worth));
                plans.push(plan);
            }
            *plans = ordered(std::mem::take(plans), |plan| plan.worth);
        }
        least.at_least
    }

    /// Goes from the first completion to the next; `false` where the steps ran out.
    fn collect(&mut self, first: Least, plans: &mut Vec<Found>) -> bool {
        let Some(earliest) = first.plan else {
            return first.proven;
        };
        if !first.proven {
            plans.push(earliest);
            return false;
        }
        let mut floors = Vec::new();
        let ends = self.completions(earliest.worth.completion);
        ends.into_iter().all(|end| self.collect_at(end, plans, &mut floors))
    }

    /// Every completion that a plan can have, from this one on.
    fn completions(&self, from: Completion) -> Vec<Completion> {
        let most = self.table.undated_leaves();
        let days = |undated| self.days.iter().map(move |day| Completion { undated, day: *day });
        let all = (from.undated..=most).flat_map(days);
        all.filter(|end| *end >= from && *end <= self.widest.completion).collect()
    }

    /// Adds what comes at this time and is beaten by nothing earlier, from the highest peak down.
    fn collect_at(
        &mut self,
        end: Completion,
        plans: &mut Vec<Found>,
        floors: &mut Vec<Floor>,
    ) -> bool {
        let mut next = Some(self.widest.peak);
        while let Some(peak) = next {
            let prices = &self.table.prices;
            let key = |plan: &&Found| (prices.price(plan.worth.cost), plan.worth.peak);
            let known = plans.iter().filter(|plan| plan.worth.peak <= peak).min_by_key(key);
            let known = known.as_ref().map(key);
            next = known.and_then(|(_, peak)| below(peak));
            let price =
                known.map_or(Some(self.widest.price), |(price, _)| (price > 0).then(|| price - 1));
            let Some(price) = price.map(|price| price.min(self.widest.price)) else {
                continue;
            };
            if floors.iter().any(|(over, floor)| *over >= peak && *floor > price) {
                continue;
            }
            let bounds = Bounds { completion: end, price, peak };
            let (found, complete) = self.find(bounds, true);
            if let (Some(plan), true) = (&found, complete) {
                let bounds = Bounds { price: self.table.prices.price(plan.worth.cost), ..bounds };
                let least = self.minimize(Objective::Peak, bounds, found);
                next = least.plan.as_ref().and_then(|plan| below(plan.worth.peak));
                push_some(plans, least.plan);
                if !least.proven {
                    return false;
                }
                continue;
            }
            plans.extend(found);
            if !complete {
                return false;
            }
            // Whether it is worth asking again later on.
            let bounds = Bounds { completion: self.widest.completion, ..bounds };
            let (found, complete) = self.find(bounds, true);
            if !complete {
                return false;
            }
            let floor = found
                .map_or(price.saturating_add(1), |plan| self.table.prices.price(plan.worth.cost));
            floors.push((peak, floor));
        }
        true
    }
}
