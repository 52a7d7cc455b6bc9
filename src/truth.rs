//! Three-valued answers: a fact may be known to hold, known not to hold, or not known.

use serde::Serialize;
use tsify::Tsify;

/// Kleene's three truth values, ordered by how much they promise: `No < Unknown < Yes`.
///
/// With this order "and" is the minimum and "or" the maximum, so one known fact decides as soon as
/// it can and an unknown stays unknown only while it matters (rule G).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// Known not to hold.
    No,
    /// Not known.
    Unknown,
    /// Known to hold.
    Yes,
}

impl Truth {
    /// Both hold.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// At least `needed` of the given values hold.
    #[must_use]
    pub fn at_least(needed: usize, values: impl IntoIterator<Item = Truth>) -> Truth {
        let (mut sure, mut open) = (0, 0);
        for value in values {
            match value {
                Truth::Yes => sure += 1,
                Truth::Unknown => open += 1,
                Truth::No => {}
            }
        }
        if sure >= needed {
            Truth::Yes
        } else if sure + open >= needed {
            Truth::Unknown
        } else {
            Truth::No
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::Unknown => Truth::Unknown,
            Truth::No => Truth::Yes,
        }
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Truth {
        if known { Truth::Yes } else { Truth::No }
    }
}

impl From<Option<bool>> for Truth {
    fn from(stated: Option<bool>) -> Truth {
        stated.map_or(Truth::Unknown, Truth::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Unknown, Yes};

    #[test]
    fn one_known_fact_decides_and_an_unknown_stays_unknown() {
        let rows = [
            (Unknown, No, No, Unknown),
            (Unknown, Yes, Unknown, Yes),
            (Unknown, Unknown, Unknown, Unknown),
            (Yes, No, No, Yes),
        ];
        for (left, right, both, either) in rows {
            assert_eq!(left.and(right), both, "{left:?} and {right:?}");
            assert_eq!(left.or(right), either, "{left:?} or {right:?}");
        }
        assert_eq!(!Unknown, Unknown);
    }

    #[test]
    fn counting_is_open_only_while_the_unknowns_can_still_decide() {
        assert_eq!(Truth::at_least(2, [Yes, Yes, Unknown]), Yes);
        assert_eq!(Truth::at_least(2, [Yes, Unknown, No]), Unknown);
        assert_eq!(Truth::at_least(2, [No, Unknown, No]), No);
        assert_eq!(Truth::at_least(0, []), Yes);
        assert_eq!(Truth::at_least(1, []), No);
    }
}
