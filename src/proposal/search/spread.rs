//! Fewer trade-offs, spread evenly, for people to look at.

use crate::proposal::instance::{Objective, Worth};
use crate::proposal::search::Found;
use crate::proposal::search::table::get;

/// How far apart the best and the worst plan are in each objective.
const SCALE: usize = 1_000;

/// The objectives in the three orders that have a name: the earliest, the cheapest, the lightest.
pub const ORDERS: [[Objective; 3]; 3] = [
    [Objective::Completion, Objective::Cost, Objective::Peak],
    [Objective::Cost, Objective::Completion, Objective::Peak],
    [Objective::Peak, Objective::Completion, Objective::Cost],
];

/// At most so many of the plans, evenly spread and in their order; the earliest, the cheapest and
/// the lightest stay, even where that is more.
#[must_use]
pub fn spread(plans: &[Found], most: usize) -> Vec<Found> {
    if plans.len() <= most {
        return plans.to_vec();
    }
    let mut kept = vec![false; plans.len()];
    for order in ORDERS {
        let worth = |at: &usize| plans.get(*at).map(|plan| &plan.worth);
        let first = (0..plans.len()).min_by(|one, other| match (worth(one), worth(other)) {
            (Some(one), Some(other)) => one.compare(other, order),
            _ => std::cmp::Ordering::Equal,
        });
        keep(&mut kept, first);
    }
    let places: Vec<[usize; 3]> = plans.iter().map(|plan| place(plans, &plan.worth)).collect();
    while kept.iter().filter(|kept| **kept).count() < most {
        // The one that is farthest from all that are kept; of equals the first.
        let farthest = (0..plans.len()).filter(|at| !get(&kept, *at)).max_by_key(|at| {
            let others = (0..plans.len()).filter(|other| get(&kept, *other));
            let nearest =
                others.map(|other| distance(get(&places, *at), get(&places, other))).min();
            (nearest, std::cmp::Reverse(*at))
        });
        keep(&mut kept, farthest);
    }
    plans.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(plan, _)| plan.clone()).collect()
}

fn keep(kept: &mut [bool], at: Option<usize>) {
    if let Some(slot) = at.and_then(|at| kept.get_mut(at)) {
        *slot = true;
    }
}

/// Where a worth stands among the others, in each objective.
fn place(plans: &[Found], worth: &Worth) -> [usize; 3] {
    let scaled = |less: &dyn Fn(&Worth) -> bool| {
        let less = plans.iter().filter(|plan| less(&plan.worth)).count();
        less * SCALE / plans.len().max(1)
    };
    [
        scaled(&|other| other.completion < worth.completion),
        scaled(&|other| other.cost < worth.cost),
        scaled(&|other| other.peak < worth.peak),
    ]
}

fn distance(one: [usize; 3], other: [usize; 3]) -> usize {
    one.iter().zip(other).map(|(one, other)| one.abs_diff(other)).sum()
}
