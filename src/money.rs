//! Amounts of money in one currency, summed exactly (rule E8).

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use tsify::Tsify;

use crate::digits::Digits;
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AmountRange {
    /// The least it can be.
    pub low: Amount,
    /// The most it can be; absent when a price is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Amount>,
}

/// How many units of one currency one unit of another buys, with at most six decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Tsify)]
#[tsify(type = "string")]
pub struct Rate {
    parts: u64,
}

/// A unit of a rate in its smallest parts.
const RATE_PARTS: u64 = 1_000_000;

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

    /// The exact difference; nothing where `other` is the larger.
    #[must_use]
    pub fn minus(self, other: Amount) -> Amount {
        Amount { hundredths: self.hundredths.saturating_sub(other.hundredths) }
    }

    /// The whole units of it, without the decimals.
    #[must_use]
    pub fn whole_units(self) -> u64 {
        self.hundredths / 100
    }

    /// In hundredths of the unit.
    #[must_use]
    pub fn hundredths(self) -> u64 {
        self.hundredths
    }

    /// So many hundredths of the unit.
    #[must_use]
    pub fn of_hundredths(hundredths: u64) -> Amount {
        Amount { hundredths }
    }

    /// What remains of it; nothing where the other is larger.
    #[must_use]
    pub fn less(self, other: Amount) -> Amount {
        Amount { hundredths: self.hundredths.saturating_sub(other.hundredths) }
    }
}

impl Rate {
    /// So many whole units divided by the rate, rounded half to even; `None` for a rate of 0.
    #[must_use]
    pub fn divide(self, whole_units: u64) -> Option<Amount> {
        let dividend = u128::from(whole_units) * 100 * u128::from(RATE_PARTS);
        let hundredths = half_even(dividend, u128::from(self.parts))?;
        Some(Amount { hundredths: u64::try_from(hundredths).ok()? })
    }
}

/// The quotient as a whole number, a half rounded to the even one, as both platforms round money;
/// `None` for a divisor of 0.
pub(crate) fn half_even(dividend: u128, divisor: u128) -> Option<u128> {
    let (mut quotient, mut rest) = (0_u128, 0_u128);
    // By hand, digit by digit: the compiler's own division of so many bits is a kilobyte of the module.
    for bit in (0..u128::BITS).rev() {
        rest = (rest << 1) | ((dividend >> bit) & 1);
        let goes = rest >= divisor;
        rest -= if goes { divisor } else { 0 };
        quotient = (quotient << 1) | u128::from(goes);
    }
    let twice_rest = rest * 2;
    let up = twice_rest > divisor || (twice_rest == divisor && quotient % 2 == 1);
    (divisor > 0).then(|| quotient + u128::from(up))
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

/// A decimal number as so many parts of which `10^decimals` make a unit.
pub(crate) fn decimal(text: &str, decimals: usize) -> Option<u64> {
    let (mut parts, mut units, mut fraction) = (0_u64, 0, None);
    for byte in text.bytes() {
        match (byte, &mut fraction) {
            (b'0'..=b'9', Some(digits)) => *digits += 1,
            (b'0'..=b'9', None) => units += 1,
            (b'.', None) => {
                fraction = Some(0);
                continue;
            }
            _ => return None,
        }
        parts = parts.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
    }
    if units == 0 || fraction == Some(0) {
        return None;
    }
    let left_out = decimals.checked_sub(fraction.unwrap_or(0))?;
    (0..left_out).try_fold(parts, |parts, _| parts.checked_mul(10))
}

impl FromStr for Amount {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Amount, NotMoney> {
        let hundredths = decimal(text, 2).filter(|hundredths| *hundredths <= MOST_HUNDREDTHS);
        hundredths.map(|hundredths| Amount { hundredths }).ok_or(NotMoney)
    }
}

impl FromStr for Rate {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Rate, NotMoney> {
        decimal(text, 6).map(|parts| Rate { parts }).ok_or(NotMoney)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, parts) = (self.parts / RATE_PARTS, self.parts % RATE_PARTS);
        Digits::new().number(units, 1).character(b'.').number(parts, 6).write(f)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, hundredths) = (self.hundredths / 100, self.hundredths % 100);
        Digits::new().number(units, 1).character(b'.').number(hundredths, 2).write(f)
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
written_as_text!(
    Rate,
    Expected::Amount,
    "A decimal number such as \"83.25\".",
    r"^\d+(\.\d{1,6})?$"
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
    fn an_income_is_divided_by_the_rate_and_rounded() {
        // Income 399,999,999 at 16,000 to the dollar: 24,999.99994 is 25,000.00 in cents.
        let rate: Rate = "16000".parse().unwrap();
        assert_eq!(rate.divide(399_999_999), Some(amount("25000")));
        assert_eq!("0.8734".parse::<Rate>().unwrap().divide(8734), Some(amount("10000")));
        assert_eq!("0".parse::<Rate>().unwrap().divide(1), None);
    }

    #[test]
    fn half_a_cent_goes_to_the_even_cent() {
        // 1 at 8 to the dollar is 0.125 and 3 are 0.375: the even cents are 0.12 and 0.38.
        let rate: Rate = "8".parse().unwrap();
        assert_eq!(rate.divide(1), Some(amount("0.12")));
        assert_eq!(rate.divide(3), Some(amount("0.38")));
    }

    #[test]
    fn cents_add_up_exactly() {
        let ten_times = (0..10).fold(Amount::ZERO, |sum, _| sum.plus(amount("0.10")));
        assert_eq!(ten_times, amount("1"));
    }
}
