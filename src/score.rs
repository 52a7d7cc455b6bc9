//! Course scores in percent, and whether a score passes (rules A4, A5, D5, D6).

use crate::json::Value;
use serde::Serialize;
use tsify::Tsify;

use crate::problem::{Expected, Problems};
use crate::read::{Place, Read, read_words, wrong_type};
use crate::truth::Truth;

/// A score or passing score in percent of the whole course, from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Tsify)]
pub struct Percent(f64);

impl Percent {
    /// No points.
    pub const NONE: Percent = Percent(0.0);
    /// All points.
    pub const ALL: Percent = Percent(100.0);

    /// A percentage, where it lies from 0 to 100.
    #[must_use]
    pub fn new(percent: f64) -> Option<Percent> {
        (0.0..=100.0).contains(&percent).then_some(Percent(percent))
    }

    /// The percentage as a number.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }

    /// The whole percent that the platform makes of this score and compares (rule D5); one that was
    /// read off the progress page is whole already and stays as it is.
    #[must_use]
    pub fn rounded(self) -> Percent {
        // The platform's score is a fraction of 1: the double nearest to the decimal that was typed.
        let raw = (self.0 * 1e6).round() / 1e8;
        Percent(whole_percents(raw))
    }

    /// Whether this score passes (rule D6).
    #[must_use]
    pub fn passes(self, passing: Percent) -> bool {
        passing.0 > 0.0 && self.rounded().0 / 100.0 >= passing.0 / 100.0
    }
}

/// The whole percents that the platform makes of a fraction of 1 (rule D5), in its own order of
/// operations, down to the last digit.
pub(crate) fn whole_percents(fraction: f64) -> f64 {
    (fraction * 100.0 + 0.05 + 0.5).floor()
}

/// A part of the course score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScorePart {
    /// The cumulative coursework score.
    Coursework,
    /// The proctored exam score.
    Exam,
}

/// The weights of the two parts of a course score (rule D8).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreParts {
    /// Weight of the coursework in percent of the course score.
    pub coursework: f64,
    /// Weight of the proctored exam in percent of the course score.
    pub exam: f64,
}

impl ScoreParts {
    /// The course score for these two part scores.
    #[must_use]
    pub fn total(self, coursework: Percent, exam: Percent) -> Percent {
        let share = |weight: f64, part: Percent| weight / 100.0 * part.0;
        Percent(share(self.coursework, coursework) + share(self.exam, exam))
    }

    /// Whether the course is passed, as far as the part scores are known: one part alone can decide.
    #[must_use]
    pub fn passes(
        self,
        coursework: Option<Percent>,
        exam: Option<Percent>,
        passing: Percent,
    ) -> Truth {
        let with = |missing: Percent| {
            self.total(coursework.unwrap_or(missing), exam.unwrap_or(missing)).passes(passing)
        };
        if with(Percent::NONE) {
            Truth::Yes
        } else if with(Percent::ALL) {
            Truth::Unknown
        } else {
            Truth::No
        }
    }
}

impl Read for Percent {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Percent> {
        let percent = value.as_f64().and_then(Percent::new);
        if percent.is_none() {
            wrong_type(value, place, Expected::Percent, problems);
        }
        percent
    }
}

read_words!(ScorePart { "coursework" => Coursework, "exam" => Exam });

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Percent {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number",
            "description": "Percent of the whole course, from 0 to 100.",
            "minimum": 0,
            "maximum": 100,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(value: f64) -> Percent {
        Percent::new(value).unwrap()
    }

    #[test]
    fn a_score_is_rounded_before_it_is_compared() {
        // Rule D6: with a passing score of 60 %, 59.45 passes and 59.44 fails.
        assert!(percent(59.45).passes(percent(60.0)));
        assert!(!percent(59.44).passes(percent(60.0)));
        assert!(percent(25.0).passes(percent(25.0)));
        assert!(!percent(100.0).passes(percent(0.0)), "no passing score above 0: nobody passes");
    }

    #[test]
    fn exactly_45_hundredths_miss_for_the_cutoffs_of_the_platform() {
        // Worked out from the platform's arithmetic in double precision (rule D6).
        let missing = [8, 29, 35, 36, 37, 42, 43, 48, 49, 51, 52, 53, 54, 55, 64, 76, 77, 89];
        for cutoff in 1..=99_u32 {
            let score = percent(f64::from(cutoff * 100 - 55) / 100.0);
            let passes = score.passes(percent(f64::from(cutoff)));
            assert_eq!(passes, !missing.contains(&cutoff), "{cutoff}");
        }
    }

    #[test]
    fn one_known_part_can_decide() {
        let parts = ScoreParts { coursework: 30.0, exam: 70.0 };
        let passing = percent(50.0);
        // 0.7 × 72 = 50.4 passes whatever the coursework; 0.3 × 100 + 0.7 × 20 = 44 cannot pass.
        assert_eq!(parts.passes(None, Some(percent(72.0)), passing), Truth::Yes);
        assert_eq!(parts.passes(None, Some(percent(20.0)), passing), Truth::No);
        assert_eq!(parts.passes(Some(percent(100.0)), None, passing), Truth::Unknown);
        assert_eq!(parts.passes(None, None, passing), Truth::Unknown);
    }
}
