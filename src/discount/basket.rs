//! A basket at checkout: which discount it keeps, and what it costs.
//!
//! Source: <https://github.com/mitodl/mitxonline/blob/b3c9730e/ecommerce/api.py>
//! (`apply_discount_to_basket`) and `BasketItem` in the same folder's `models.py`.

use crate::discount::{Discount, Price, best_price};
use crate::money::Amount;

/// How a discount came to the learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// By an income tier.
    FinancialAssistance,
    /// By being assigned to the learner.
    Assigned,
    /// By a code that was typed in.
    Code,
}

/// A discount that is in a basket, or is to come into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// How it came to the learner.
    pub role: Role,
    /// What it does.
    pub discount: Discount,
}

/// Whether a discount, valid by itself, takes the only place of a basket with one line.
///
/// `by_platform` is true where the platform applies it and not the learner: only then can it come
/// from an income tier.
#[must_use]
pub fn takes_place(
    candidate: Candidate,
    applied: Option<Candidate>,
    list: Amount,
    by_platform: bool,
) -> bool {
    if candidate.role == Role::FinancialAssistance && !by_platform {
        return false;
    }
    let Some(applied) = applied else {
        return true;
    };
    match (candidate.role, applied.role) {
        (Role::Assigned, held) => held != Role::FinancialAssistance,
        (Role::FinancialAssistance, Role::Assigned) => true,
        (Role::Code, Role::Assigned) => false,
        (Role::FinancialAssistance | Role::Code, Role::FinancialAssistance | Role::Code) => {
            let price = best_price(list, [candidate.discount]);
            // A price of 0 counts as none there, so a full discount displaces nothing.
            let is_some = price != Price::from(Amount::ZERO);
            is_some && price <= best_price(list, [applied.discount])
        }
    }
}

/// One line of a basket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The list price of one.
    pub price: Amount,
    /// How many.
    pub quantity: u32,
}

/// What a basket costs. The one discount bears on every line, also one that is tied to a product of
/// another line, and the price of one is rounded before it is multiplied.
#[must_use]
pub fn total(lines: &[Line], discount: Option<Discount>) -> Price {
    let line = |line: &Line| best_price(line.price, discount).times(line.quantity);
    lines.iter().map(line).fold(Price::from(Amount::ZERO), Price::plus)
}

#[cfg(test)]
mod tests {
    use super::Role::{Assigned, Code, FinancialAssistance};
    use super::{Candidate, Line, Role, takes_place, total};
    use crate::discount::{Discount, DiscountAmount, DiscountKind};

    fn fixed(role: Role, price: u32) -> Candidate {
        let amount = DiscountAmount::whole(price);
        Candidate { role, discount: Discount { kind: DiscountKind::FixedPrice, amount } }
    }

    fn wins(candidate: Candidate, applied: Candidate, by_platform: bool) -> bool {
        takes_place(candidate, Some(applied), "500".parse().unwrap(), by_platform)
    }

    #[test]
    fn a_code_displaces_what_is_not_better_but_no_assigned_discount() {
        assert!(wins(fixed(Code, 50), fixed(Code, 100), false));
        assert!(wins(fixed(Code, 100), fixed(FinancialAssistance, 100), false));
        assert!(!wins(fixed(Code, 101), fixed(FinancialAssistance, 100), false));
        assert!(!wins(fixed(Code, 50), fixed(Assigned, 100), false));
        // A free price displaces nothing, but goes into an empty basket.
        assert!(!wins(fixed(Code, 0), fixed(Code, 100), false));
        assert!(takes_place(fixed(Code, 0), None, "500".parse().unwrap(), false));
    }

    #[test]
    fn an_income_tier_comes_before_an_assigned_discount_and_only_by_the_platform() {
        assert!(wins(fixed(FinancialAssistance, 200), fixed(Assigned, 100), true));
        assert!(!wins(fixed(FinancialAssistance, 50), fixed(Assigned, 100), false));
        assert!(!wins(fixed(Assigned, 50), fixed(FinancialAssistance, 100), false));
        assert!(wins(fixed(Assigned, 200), fixed(Code, 100), false));
        assert!(!takes_place(fixed(FinancialAssistance, 1), None, "5".parse().unwrap(), false));
    }

    #[test]
    fn one_is_rounded_before_it_is_multiplied_and_every_line_is_discounted() {
        let line = |price: &str, quantity| Line { price: price.parse().unwrap(), quantity };
        let amount = DiscountAmount::whole(50);
        let half = Some(Discount { kind: DiscountKind::PercentOff, amount });
        // 5.02 three times, and half of 30.
        let lines = [line("10.05", 3), line("30", 1)];
        assert_eq!(total(&lines, half).to_string(), "30.06");
        assert_eq!(total(&lines, None).to_string(), "60.15");
    }
}
