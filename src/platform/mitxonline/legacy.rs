//! The MicroMasters portal that came before MITx Online, for certificates that were earned there
//! (<https://github.com/mitodl/micromasters/tree/9fe82bf>).

use crate::moment::Instant;
use crate::platform::mitxonline::record::rounded;

/// How much of the combined grade the course makes, of 1; the exam makes the rest.
const COURSE_WEIGHT: f64 = 0.4;

/// The combined grade in percent with one decimal, from the best passing grade of the course and of
/// the exam, each from 0 to 1; none unless both are passed.
#[must_use]
pub fn combined_grade(passing_course: &[f64], passing_exam: &[f64]) -> Option<f64> {
    let best = |grades: &[f64]| grades.iter().copied().max_by(f64::total_cmp);
    let (course, exam) = (best(passing_course)?, best(passing_exam)?);
    Some(rounded((COURSE_WEIGHT * course + (1.0 - COURSE_WEIGHT) * exam) * 100.0, 1))
}

/// Runs that start from this instant on hold the exam inside the course.
const EXAM_INSIDE_SINCE: &str = "2022-09-01T00:00:00Z";

/// Whether a course is done: by a passing grade; but where the exam stood beside the course, by the
/// certificate, which took both.
#[must_use]
pub fn is_course_done(
    run_start: Instant,
    has_exam: bool,
    passed: bool,
    has_certificate: bool,
) -> bool {
    let inside = EXAM_INSIDE_SINCE.parse().is_ok_and(|since: Instant| run_start >= since);
    has_certificate || (passed && (inside || !has_exam))
}

/// A set of electives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElectiveSet {
    /// How many of its courses are needed.
    pub required: i64,
    /// How many are done.
    pub done: i64,
}

/// Whether a program is done: every core course, and of every elective set as many as it needs.
#[must_use]
pub fn is_program_done(core_done: bool, electives: &[ElectiveSet]) -> bool {
    core_done && electives.iter().all(|set| set.done >= set.required)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_combined_grade_weighs_the_best_of_each_four_to_six() {
        assert_eq!(combined_grade(&[0.6, 0.8], &[0.7]), Some(74.0));
        assert_eq!(combined_grade(&[0.6], &[]), None);
        assert_eq!(combined_grade(&[], &[0.6]), None);
    }

    #[test]
    fn until_september_2022_a_course_with_an_exam_took_its_certificate() {
        let done = |start: &str, exam, certificate| {
            is_course_done(start.parse().unwrap(), exam, true, certificate)
        };
        assert!(!done("2022-08-31T23:59:59Z", true, false));
        assert!(done("2022-09-01T00:00:00Z", true, false));
        assert!(done("2022-08-31T23:59:59Z", true, true));
        assert!(done("2021-01-01T00:00:00Z", false, false));
    }

    #[test]
    fn every_set_and_the_core_must_be_done() {
        let set = |required, done| ElectiveSet { required, done };
        assert!(is_program_done(true, &[set(1, 1), set(2, 3)]));
        assert!(!is_program_done(true, &[set(1, 1), set(2, 1)]));
        assert!(!is_program_done(false, &[set(1, 2)]));
    }
}
