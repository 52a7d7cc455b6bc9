//! The learner record that a program shows for each of its courses
//! (`courses/serializers/v1/programs.py`: `LearnerRecordSerializer`), and grades set by the staff.

use crate::moment::Instant;

/// A course run as the record looks at it.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecordedRun {
    /// Whether the learner has its certificate, and it was not revoked.
    pub certified: bool,
    /// The grade from 0 to 1, where there is one.
    pub grade: Option<f64>,
    /// Whether the learner has a verified seat that was not changed since.
    pub verified_seat: bool,
    /// The certificate available date.
    pub available: Option<Instant>,
    /// When it ends.
    pub end: Option<Instant>,
}

/// What the record shows for a course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// Whether it shows a certificate.
    pub certificate: bool,
    /// The grade that it shows, rounded to two decimals.
    pub grade: Option<f64>,
}

/// What the record shows: the best grade of the certified runs; without any, of the verified seats
/// in runs whose certificates are out, strictly after their date; otherwise none.
#[must_use]
pub fn record(runs: &[RecordedRun], now: Instant) -> Record {
    let certificate = runs.iter().any(|run| run.certified);
    let shows = |run: &&RecordedRun| {
        let out = run.available.or(run.end).is_some_and(|date| date < now);
        if certificate { run.certified } else { run.verified_seat && out }
    };
    let grades = runs.iter().filter(shows).filter_map(|run| run.grade);
    Record { certificate, grade: grades.max_by(f64::total_cmp).map(|grade| rounded(grade, 2)) }
}

/// A number rounded to decimals, a tie to the even digit.
pub(super) fn rounded(number: f64, decimals: usize) -> f64 {
    format!("{number:.decimals$}").parse().unwrap_or(number)
}

/// A grade that the staff sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GradeOverride {
    /// The grade, from 0 to 1.
    pub grade: f64,
    /// The letter, from A to F.
    pub letter: char,
    /// Whether the run counts as passed from now on.
    pub passed: bool,
}

/// What a grade set by the staff comes to; none where grade or letter is not one. Without the word
/// that it passes, it does not, whatever the number: such a change can take a pass away.
#[must_use]
pub fn override_grade(grade: f64, letter: &str, force_pass: bool) -> Option<GradeOverride> {
    let mut letters = letter.chars();
    let only = letters.next().filter(|_| letters.next().is_none());
    let letter = only.filter(|letter| ('A'..='F').contains(letter))?;
    let passed = force_pass && grade != 0.0;
    (0.0..=1.0).contains(&grade).then_some(GradeOverride { grade, letter, passed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_best_grade_of_certified_runs_shows_whatever_their_date() {
        let now = at("2026-06-15T12:00:00Z");
        let certified = RecordedRun { certified: true, grade: Some(0.7), ..RecordedRun::default() };
        let better = RecordedRun { grade: Some(0.85), ..certified };
        let uncertified = RecordedRun {
            grade: Some(0.99),
            verified_seat: true,
            end: Some(at("2026-01-01T00:00:00Z")),
            ..RecordedRun::default()
        };
        let shown = record(&[certified, better, uncertified], now);
        assert_eq!(shown, Record { certificate: true, grade: Some(0.85) });
        assert_eq!(record(&[uncertified], now), Record { certificate: false, grade: Some(0.99) });
    }

    #[test]
    fn a_grade_without_certificate_shows_strictly_after_the_date_or_else_the_end() {
        let now = at("2026-06-15T12:00:00Z");
        let run = |available, end| RecordedRun {
            grade: Some(0.5),
            verified_seat: true,
            available,
            end,
            ..RecordedRun::default()
        };
        let shows = |run: RecordedRun| record(&[run], now).grade.is_some();
        let before = Some(at("2026-06-15T11:59:59Z"));
        assert!(shows(run(before, None)) && shows(run(None, before)));
        assert!(!shows(run(Some(now), None)) && !shows(run(None, None)));
        assert!(!shows(run(Some(now), before)), "the date counts, not the end");
        assert!(!shows(RecordedRun { verified_seat: false, ..run(before, None) }));
    }

    #[test]
    fn grades_are_rounded_to_the_even_digit() {
        assert_eq!(rounded(0.125, 2), 0.12);
        assert_eq!(rounded(0.375, 2), 0.38);
    }

    #[test]
    fn a_grade_set_by_the_staff_passes_only_by_word_and_above_zero() {
        let passed = |grade, force| override_grade(grade, "F", force).unwrap().passed;
        assert!(passed(0.1, true) && !passed(0.9, false) && !passed(0.0, true));
        assert_eq!(override_grade(1.01, "A", true), None);
        assert_eq!(override_grade(-0.01, "A", true), None);
        assert!(override_grade(1.0, "A", true).is_some());
        for letter in ["A+", "G", "a", ""] {
            assert_eq!(override_grade(0.9, letter, true), None, "{letter:?}");
        }
    }
}
