//! Points: of a problem, of a subsection, and their fraction (rules D1, D2).

use crate::json::Value;
use serde::Serialize;

use crate::problem::{Expected, Fault, Problems};
use crate::read::{Place, Read, read_struct, wrong_type};

/// Points earned of those possible.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Points {
    /// Points earned.
    pub earned: f64,
    /// Points possible.
    pub possible: f64,
}

/// To how many decimals the platform rounds the fraction of a subsection (rule D2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SubsectionDecimals {
    /// Two: releases before the end of 2024.
    Two,
    /// Four: releases since then.
    #[default]
    Four,
}

/// The raw score of a problem, with the weight that the course team gave it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RawScore {
    /// Points earned, before the weight.
    pub raw_earned: Number,
    /// Points possible, before the weight.
    pub raw_possible: Number,
    /// The points that the problem is worth, where the course team set them.
    pub weight: Option<Number>,
}

/// A problem of a subsection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Problem {
    /// Its points, weighted already.
    pub points: Points,
    /// Whether the course team lets it count.
    pub graded: bool,
}

/// The points of a subsection.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SubsectionTotal {
    /// Of all its problems.
    pub all_total: Points,
    /// Of those that count.
    pub graded_total: Points,
}

/// A number from a file: never negative, never infinite.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Number(f64);

impl Number {
    /// The number.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

impl SubsectionDecimals {
    fn scale(self) -> f64 {
        match self {
            SubsectionDecimals::Two => 100.0,
            SubsectionDecimals::Four => 10_000.0,
        }
    }

    /// Rounds a fraction the way the platform's numeric library does: scaled, rounded to the
    /// nearest whole number with halves to even, scaled back. That is not the rounding of the
    /// decimal digits: the double nearest to 0.595 lies below it and becomes 0.6.
    fn round(self, fraction: f64) -> f64 {
        (fraction * self.scale()).round_ties_even() / self.scale()
    }
}

impl RawScore {
    /// The points of the problem (rule D1): without a weight, or with nothing possible, as they are.
    #[must_use]
    pub fn weighted(self) -> Points {
        let (earned, possible) = (self.raw_earned.value(), self.raw_possible.value());
        match self.weight {
            Some(weight) if possible != 0.0 => {
                let weight = weight.value();
                Points { earned: earned * weight / possible, possible: weight }
            }
            _ => Points { earned, possible },
        }
    }
}

impl Points {
    /// No points of none.
    pub const NONE: Points = Points { earned: 0.0, possible: 0.0 };

    /// The rounded fraction of 1 with which the points count (rule D2).
    #[must_use]
    pub fn fraction(self, decimals: SubsectionDecimals) -> f64 {
        if self.possible > 0.0 { decimals.round(self.earned / self.possible) } else { 0.0 }
    }

    fn plus(self, other: Points) -> Points {
        Points { earned: self.earned + other.earned, possible: self.possible + other.possible }
    }
}

impl SubsectionTotal {
    /// Adds up the problems of a subsection; one that is worth nothing does not count (rule D2).
    #[must_use]
    pub fn of(problems: &[Problem]) -> SubsectionTotal {
        let total = |counts: &dyn Fn(&Problem) -> bool| {
            let counted = problems.iter().filter(|problem| counts(problem));
            counted.fold(Points::NONE, |sum, problem| sum.plus(problem.points))
        };
        SubsectionTotal {
            all_total: total(&|_| true),
            graded_total: total(&|problem| problem.graded && problem.points.possible > 0.0),
        }
    }
}

impl Read for Number {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Number> {
        let number = value.as_f64().filter(|number| *number >= 0.0);
        if number.is_none() {
            wrong_type(value, place, Expected::Number, problems);
        }
        number.map(Number)
    }
}

impl Read for Points {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Points> {
        let written = Written::read(value, place, problems)?;
        Some(Points { earned: written.earned.value(), possible: written.possible.value() })
    }
}

impl Read for Problem {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Problem> {
        if value.get("raw_earned").is_some() {
            let written = WrittenRaw::read(value, place, problems)?;
            let WrittenRaw { raw_earned, raw_possible, weight, graded } = written;
            let points = RawScore { raw_earned, raw_possible, weight }.weighted();
            return Some(Problem { points, graded: graded.unwrap_or(true) });
        }
        let written = WrittenProblem::read(value, place, problems)?;
        let points = Points { earned: written.earned.value(), possible: written.possible.value() };
        Some(Problem { points, graded: written.graded.unwrap_or(true) })
    }
}

impl Read for SubsectionDecimals {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Self> {
        match u32::read(value, place, problems)? {
            2 => Some(SubsectionDecimals::Two),
            4 => Some(SubsectionDecimals::Four),
            _ => {
                problems.add(place.path(), Fault::OutOfRange { min: 2, max: 4 });
                None
            }
        }
    }
}

struct Written {
    earned: Number,
    possible: Number,
}

struct WrittenProblem {
    earned: Number,
    possible: Number,
    graded: Option<bool>,
}

struct WrittenRaw {
    raw_earned: Number,
    raw_possible: Number,
    weight: Option<Number>,
    graded: Option<bool>,
}

read_struct!(Written { earned, possible });
read_struct!(WrittenProblem { earned, possible, graded });
read_struct!(WrittenRaw { raw_earned, raw_possible, weight, graded });
read_struct!(RawScore { raw_earned, raw_possible, weight });
