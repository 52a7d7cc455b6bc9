//! Costs as single numbers.

use crate::proposal::instance::{Candidate, Cost, Instance};

/// What there is to pay as one number, by [`Prices`].
pub(super) type Price = i64;

/// More than any sum of prices, and so little that sums of its multiples still are numbers.
pub(super) const NO_LIMIT: Price = 1 << 40;

/// How a cost becomes one number: a fee that is not published weighs more than all others together.
pub(super) struct Prices {
    /// What every fee is a multiple of, so that the next lower price is found at once.
    unit: u64,
    unpublished: u64,
    /// Whether no sum comes near [`NO_LIMIT`].
    pub(super) exact: bool,
}

impl Prices {
    pub(super) fn new(instance: &Instance) -> Self {
        let dearest = |course: &Candidate| course.choices.iter().map(|choice| choice.cost).max();
        let costs = instance.courses.iter().filter_map(dearest);
        let most = costs.fold(0, u64::saturating_add);
        let choices = || instance.courses.iter().flat_map(|course| &course.choices);
        let unit = choices().fold(0, |unit, choice| divisor(unit, choice.cost)).max(1);
        let unpublished = most / unit + 1;
        let fees = choices().fold(1_u64, |sum, one| sum + u64::from(one.unpublished_fees));
        let exact = unpublished.saturating_mul(fees) < NO_LIMIT.unsigned_abs();
        Self { unit, unpublished, exact }
    }

    pub(super) fn price(&self, cost: Cost) -> Price {
        let unpublished = self.unpublished.saturating_mul(u64::from(cost.unpublished));
        let price = unpublished.saturating_add(cost.known / self.unit);
        Price::try_from(price).unwrap_or(NO_LIMIT).min(NO_LIMIT)
    }

    /// The highest price that keeps within a budget.
    pub(super) fn budget(&self, known: u64) -> Price {
        let most = Price::try_from(self.unpublished - 1).unwrap_or(NO_LIMIT);
        self.price(Cost { unpublished: 0, known }).min(most)
    }

    /// The highest price of what costs less.
    pub(super) fn below(&self, cost: Cost) -> Price {
        let Cost { unpublished, known } = cost;
        match known.checked_sub(1) {
            None => self.price(cost) - 1,
            // No sum of published fees comes near one that is not published.
            Some(less) => {
                let known = less.min((self.unpublished - 1).saturating_mul(self.unit));
                self.price(Cost { unpublished, known })
            }
        }
    }

    pub(super) fn cost(&self, price: Price) -> Cost {
        let price = price.unsigned_abs();
        let unpublished = u32::try_from(price / self.unpublished).unwrap_or(u32::MAX);
        Cost { unpublished, known: price % self.unpublished * self.unit }
    }
}

fn divisor(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
