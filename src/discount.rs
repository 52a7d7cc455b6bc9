//! Discounts: what one leaves of a list price, and which of several counts (rule E4).
//!
//! The arithmetic is the platform's own, exact and in decimals: a percentage has up to five of them,
//! and a price is rounded half to even to hundredths.
//! Source: <https://github.com/mitodl/mitxonline/blob/b3c9730e/ecommerce/discounts.py>

pub mod basket;
pub mod code;

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use tsify::Tsify;

use crate::money::{Amount, NotMoney, decimal, half_even};
use crate::problem::Expected;
use crate::read::{read_words, written_as_text};

/// What a discount does to a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DiscountKind {
    /// It takes a share of the price off, in percent.
    PercentOff,
    /// It takes an amount off, in the currency of the price.
    DollarsOff,
    /// It is the price, in the currency of the list price.
    FixedPrice,
}

/// The number of a discount, a percentage or an amount, with at most five decimals: `"33.33333"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Tsify)]
#[tsify(type = "string")]
pub struct DiscountAmount {
    parts: u64,
}

/// A discount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discount {
    /// What it does.
    pub kind: DiscountKind,
    /// By how much.
    pub amount: DiscountAmount,
}

/// A price as the platform works it out. It lies below 0 where a discount of more than 100 percent
/// was entered, which the platform does not catch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Price {
    hundredths: i64,
}

/// A unit of a discount's number in its smallest parts.
const PARTS: u64 = 100_000;
/// The most parts that are read, so that no product overflows: ten million percent.
const MOST_PARTS: u64 = 10_000_000 * PARTS;

impl DiscountAmount {
    /// A whole number, up to ten million.
    #[must_use]
    pub const fn whole(number: u32) -> DiscountAmount {
        DiscountAmount { parts: number as u64 * PARTS }
    }
}

impl Discount {
    /// What the discount leaves of a list price; a fixed price may lie above the list price.
    #[must_use]
    pub fn price_of(self, list: Amount) -> Price {
        let (list, parts) = (u128::from(list.hundredths()), u128::from(self.amount.parts));
        let unit = u128::from(PARTS);
        match self.kind {
            DiscountKind::PercentOff => {
                let all = 100 * unit;
                Price::rounded(list * parts.abs_diff(all), all, parts > all)
            }
            DiscountKind::DollarsOff => {
                Price::rounded((list * unit).saturating_sub(100 * parts), unit, false)
            }
            DiscountKind::FixedPrice => Price::rounded(100 * parts, unit, false),
        }
    }
}

/// The list price or what the best single discount leaves of it: discounts are not combined.
#[must_use]
pub fn best_price(list: Amount, discounts: impl IntoIterator<Item = Discount>) -> Price {
    let each = discounts.into_iter().map(|discount| discount.price_of(list));
    each.fold(Price::from(list), Price::min)
}

impl Price {
    /// The price that a learner can rely on: never below 0.
    #[must_use]
    pub fn amount(self) -> Amount {
        Amount::of_hundredths(u64::try_from(self.hundredths).unwrap_or(0))
    }

    /// Whether the platform's arithmetic goes below 0.
    #[must_use]
    pub fn is_below_zero(self) -> bool {
        self.hundredths < 0
    }

    /// The price of so many of it.
    #[must_use]
    pub fn times(self, quantity: u32) -> Price {
        Price { hundredths: self.hundredths.saturating_mul(i64::from(quantity)) }
    }

    /// The exact sum.
    #[must_use]
    pub fn plus(self, other: Price) -> Price {
        Price { hundredths: self.hundredths.saturating_add(other.hundredths) }
    }

    fn rounded(dividend: u128, divisor: u128, is_negative: bool) -> Price {
        let size = half_even(dividend, divisor).and_then(|size| i64::try_from(size).ok());
        let size = size.unwrap_or(i64::MAX);
        Price { hundredths: if is_negative { -size } else { size } }
    }
}

impl From<Amount> for Price {
    fn from(amount: Amount) -> Price {
        Price { hundredths: i64::try_from(amount.hundredths()).unwrap_or(i64::MAX) }
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_below_zero() { "-" } else { "" };
        write!(f, "{sign}{}", Amount::of_hundredths(self.hundredths.unsigned_abs()))
    }
}

impl FromStr for DiscountAmount {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<DiscountAmount, NotMoney> {
        let parts = decimal(text, 5).filter(|parts| *parts <= MOST_PARTS).ok_or(NotMoney)?;
        Ok(DiscountAmount { parts })
    }
}

impl fmt::Display for DiscountAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:05}", self.parts / PARTS, self.parts % PARTS)
    }
}

read_words!(DiscountKind { "percent_off" => PercentOff, "dollars_off" => DollarsOff, "fixed_price" => FixedPrice });
written_as_text!(
    DiscountAmount,
    Expected::Amount,
    "A decimal number such as \"12.5\".",
    r"^\d+(\.\d{1,5})?$"
);

#[cfg(test)]
mod tests {
    use super::DiscountKind::{DollarsOff, FixedPrice, PercentOff};
    use super::{Discount, DiscountKind, best_price};

    fn off(kind: DiscountKind, amount: &str) -> Discount {
        Discount { kind, amount: amount.parse().unwrap() }
    }

    fn price(list: &str, discount: Discount) -> String {
        discount.price_of(list.parse().unwrap()).to_string()
    }

    #[test]
    fn half_a_cent_is_rounded_to_the_even_cent() {
        // Half of 10.05 is 5.025, of 10.15 is 5.075, of 10.25 is 5.125.
        assert_eq!(price("10.05", off(PercentOff, "50")), "5.02");
        assert_eq!(price("10.15", off(PercentOff, "50")), "5.08");
        assert_eq!(price("10.25", off(PercentOff, "50")), "5.12");
        // 75.00 less an eighth is 65.625; a price of 1.005 lies between 1.00 and 1.01.
        assert_eq!(price("75", off(PercentOff, "12.5")), "65.62");
        assert_eq!(price("75", off(FixedPrice, "1.005")), "1.00");
        assert_eq!(price("75", off(FixedPrice, "1.00501")), "1.01");
        assert_eq!(price("75", off(DollarsOff, "0.005")), "75.00");
        assert_eq!(price("75", off(DollarsOff, "0.015")), "74.98");
    }

    #[test]
    fn a_percentage_has_five_decimals() {
        // 99.99 less 33.33333 % is 66.66000333.
        assert_eq!(price("99.99", off(PercentOff, "33.33333")), "66.66");
        // A hundred-thousandth of a percent of 1,000,000 is ten cents.
        assert_eq!(price("1000000", off(PercentOff, "0.00001")), "999999.90");
        assert!("33.333333".parse::<super::DiscountAmount>().is_err());
    }

    #[test]
    fn an_amount_off_stops_at_nothing_and_a_percentage_does_not() {
        assert_eq!(price("100", off(DollarsOff, "100")), "0.00");
        assert_eq!(price("100", off(DollarsOff, "100.01")), "0.00");
        assert_eq!(price("100", off(PercentOff, "100")), "0.00");
        let below = off(PercentOff, "150").price_of("100".parse().unwrap());
        assert_eq!(below.to_string(), "-50.00");
        assert!(below.is_below_zero());
        assert_eq!(below.amount().to_string(), "0.00");
        // Half a cent below 0 goes to the even cent too: -0.005 is 0.
        assert_eq!(price("0.10", off(PercentOff, "105")), "0.00");
    }

    #[test]
    fn the_best_single_discount_counts_and_the_list_price_is_the_most() {
        let list = "200".parse().unwrap();
        let both = [off(PercentOff, "75"), off(DollarsOff, "160")];
        assert_eq!(best_price(list, both).to_string(), "40.00");
        assert_eq!(best_price(list, [off(FixedPrice, "250")]).to_string(), "200.00");
        assert_eq!(best_price(list, []).to_string(), "200.00");
    }
}
