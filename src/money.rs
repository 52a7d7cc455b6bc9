//! Amounts of money in one currency, summed exactly (rule E8).

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use tsify::Tsify;

use crate::problem::Expected;
use crate::read::{read_struct, written_as_text};

/// A non-negative decimal amount with at most two decimals. Written as text: `"350.00"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Tsify)]
#[tsify(type = "string")]
pub struct Amount {
    hundredths: u64,
}

/// A currency by its ISO 4217 code: `"USD"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Tsify)]
#[tsify(type = "string")]
pub struct Currency([u8; 3]);

/// An amount in a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// How much, as a decimal text such as `"350.00"`.
    pub amount: Amount,
    /// In which currency, as its ISO 4217 code such as `"USD"`.
    pub currency: Currency,
}

/// What something costs as far as is known: at least `low`; at most `high`, where that is known.
///
/// An unknown price keeps `high` empty through every sum; it is never 0 (rules E2, G).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
pub struct AmountRange {
    /// The least it can be.
    pub low: Amount,
    /// The most it can be; absent when a price is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Amount>,
}

/// The text is not a non-negative decimal amount, or not a currency code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotMoney;

/// No real fee has more digits; the limit keeps every sum far from overflow.
const MOST_HUNDREDTHS: u64 = 100_000_000_000;

impl Amount {
    /// Nothing.
    pub const ZERO: Amount = Amount { hundredths: 0 };

    /// A whole number of units.
    #[must_use]
    pub const fn whole(units: u32) -> Amount {
        Amount { hundredths: units as u64 * 100 }
    }

    /// The exact sum.
    #[must_use]
    pub fn plus(self, other: Amount) -> Amount {
        Amount { hundredths: self.hundredths.saturating_add(other.hundredths) }
    }

    /// This amount divided by a rate, rounded down to hundredths; `None` for a rate of 0.
    #[must_use]
    pub fn divided_by(self, rate: Amount) -> Option<Amount> {
        let hundredths = self.hundredths.checked_mul(100)?.checked_div(rate.hundredths)?;
        Some(Amount { hundredths })
    }

    /// In hundredths of the unit.
    #[must_use]
    pub fn hundredths(self) -> u64 {
        self.hundredths
    }
}

impl AmountRange {
    /// Not known at all.
    pub const UNKNOWN: AmountRange = AmountRange { low: Amount::ZERO, high: None };
    /// Costs nothing.
    pub const ZERO: AmountRange = AmountRange { low: Amount::ZERO, high: Some(Amount::ZERO) };

    /// Exactly this much.
    #[must_use]
    pub fn exactly(amount: Amount) -> AmountRange {
        AmountRange { low: amount, high: Some(amount) }
    }

    /// The exact sum; unknown where either is unknown.
    #[must_use]
    pub fn plus(self, other: AmountRange) -> AmountRange {
        let high = self.high.zip(other.high).map(|(left, right)| left.plus(right));
        AmountRange { low: self.low.plus(other.low), high }
    }
}

impl FromStr for Amount {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Amount, NotMoney> {
        let (units, decimals) = match text.split_once('.') {
            Some((units, decimals)) => (units, decimals),
            None => (text, "00"),
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if units.is_empty() || !all_digits(units) || !all_digits(decimals) {
            return Err(NotMoney);
        }
        let decimals: u64 = match decimals.len() {
            1 => decimals.parse().map(|tenths: u64| tenths * 10),
            2 => decimals.parse(),
            _ => return Err(NotMoney),
        }
        .map_err(|_| NotMoney)?;
        let hundredths = units
            .parse::<u64>()
            .ok()
            .and_then(|units| units.checked_mul(100)?.checked_add(decimals))
            .filter(|hundredths| *hundredths <= MOST_HUNDREDTHS);
        hundredths.map(|hundredths| Amount { hundredths }).ok_or(NotMoney)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.hundredths / 100, self.hundredths % 100)
    }
}

impl Currency {
    /// The United States dollar, in which the platforms state fees and income tiers.
    pub const USD: Currency = Currency(*b"USD");
}

impl FromStr for Currency {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Currency, NotMoney> {
        let code: [u8; 3] = text.as_bytes().try_into().map_err(|_| NotMoney)?;
        let is_code = code.iter().all(u8::is_ascii_uppercase);
        if is_code { Ok(Currency(code)) } else { Err(NotMoney) }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| fmt::Write::write_char(f, char::from(*letter)))
    }
}

read_struct!(Money { amount, currency });
written_as_text!(
    Amount,
    Expected::Amount,
    "A decimal amount such as \"350.00\".",
    r"^\d+(\.\d{1,2})?$"
);
written_as_text!(Currency, Expected::Currency, "An ISO 4217 code such as \"USD\".", r"^[A-Z]{3}$");

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn reads_decimal_text_and_nothing_else() {
        assert_eq!(amount("350").to_string(), "350.00");
        assert_eq!(amount("0.5").to_string(), "0.50");
        assert_eq!(amount("99.99").to_string(), "99.99");
        for wrong in ["", ".5", "5.", "-1", "1e3", "1.234", "1,000", " 1", "99999999999999999999"] {
            assert_eq!(wrong.parse::<Amount>(), Err(NotMoney), "{wrong}");
        }
        assert_eq!("usd".parse::<Currency>(), Err(NotMoney));
        assert_eq!("€uro".parse::<Currency>(), Err(NotMoney));
    }

    #[test]
    fn an_unknown_price_stays_unknown_in_a_sum() {
        let sum = AmountRange::exactly(amount("300")).plus(AmountRange::UNKNOWN);
        assert_eq!(sum, AmountRange { low: amount("300"), high: None });
    }

    #[test]
    fn cents_add_up_exactly() {
        let ten_times = (0..10).fold(Amount::ZERO, |sum, _| sum.plus(amount("0.10")));
        assert_eq!(ten_times, amount("1"));
    }
}
