//! What the platform says of a course run at an instant (`courses/models.py`: `CourseRun`,
//! `Course.first_unexpired_run`; `courses/utils.py`).

use crate::moment::Instant;
use crate::platform::mitxonline::RunKey;

/// A course run with what decides about joining and paying.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseRun {
    /// Whether it is published at all.
    pub live: bool,
    /// When it starts; a run without a start cannot be joined.
    pub start: Option<Instant>,
    /// When it ends; without one it never ends.
    pub end: Option<Instant>,
    /// When enrollment opens; without one it never opens.
    pub enrollment_start: Option<Instant>,
    /// When enrollment closes; without one it never closes.
    pub enrollment_end: Option<Instant>,
    /// The upgrade deadline; without one the upgrade never closes.
    pub upgrade_deadline: Option<Instant>,
    /// Whether it has the verified enrollment mode.
    pub verified_mode: bool,
    /// Whether an active product sells it.
    pub on_sale: bool,
    /// Whether the learner sets the pace.
    pub self_paced: bool,
    /// Whether it belongs to a company's contract, so that the public cannot join it.
    pub contract: bool,
    /// Whether it is a translation that is not the course's main one.
    pub translation: bool,
}

impl CourseRun {
    /// Whether one can enroll: enrollment has opened (at that very instant it has) and has not
    /// closed (at that very instant it has). A start ahead and an end behind do not matter.
    #[must_use]
    pub fn is_enrollable(&self, now: Instant) -> bool {
        let opened = self.enrollment_start.is_some_and(|opens| opens <= now);
        let closed = self.enrollment_end.is_some_and(|closes| closes <= now);
        opened && !closed && self.live && self.start.is_some()
    }

    /// Whether one can upgrade from audit to verified; neither the end of the run nor the end of
    /// enrollment matters (rule A2).
    #[must_use]
    pub fn is_upgradable(&self, now: Instant) -> bool {
        let closed = self.upgrade_deadline.is_some_and(|deadline| deadline <= now);
        self.live && !closed && self.on_sale && self.verified_mode
    }

    /// Whether it has ended and can still be joined to read it (rule A9).
    #[must_use]
    pub fn is_archived(&self, now: Instant) -> bool {
        self.is_enrollable(now) && self.has_ended(now)
    }

    /// Whether it has begun and not ended; at the very instant of its end it is over.
    #[must_use]
    pub fn is_in_progress(&self, now: Instant) -> bool {
        self.start.is_some_and(|start| start <= now) && !self.has_ended(now)
    }

    /// Whether it lies behind; at the very instant of its end it does not yet.
    #[must_use]
    pub fn is_past(&self, now: Instant) -> bool {
        self.end.is_some_and(|end| end < now)
    }

    fn has_ended(&self, now: Instant) -> bool {
        self.end.is_some_and(|end| end <= now)
    }
}

/// Whether a run's language keeps it off the course's page: neither the main one, nor English, nor
/// none.
#[must_use]
pub fn is_translation(language: &str, main: bool) -> bool {
    !main && !language.is_empty() && language != "en"
}

/// The next run of a course: of those that the public can join, the earliest one that has not
/// ended, otherwise the earliest archived one.
#[must_use]
pub fn next_run(runs: &[(RunKey, CourseRun)], now: Instant) -> Option<RunKey> {
    let open =
        runs.iter().filter(|(_, run)| !run.contract && !run.translation && run.is_enrollable(now));
    let next = open.min_by_key(|(_, run)| (run.has_ended(now), run.start));
    next.map(|(key, _)| *key)
}

/// How a course is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Some run with due dates can be joined.
    Dated,
    /// None can: the course counts as open at any time.
    Anytime,
}

/// How a course with these runs is shown.
#[must_use]
pub fn availability(runs: &[CourseRun], now: Instant) -> Availability {
    if runs.iter().any(|run| !run.self_paced && run.is_enrollable(now)) {
        Availability::Dated
    } else {
        Availability::Anytime
    }
}

/// Whether the platform takes an enrollment that a learner asks for: never in a contract's run, and
/// in a closed one only from who has a seat already.
#[must_use]
pub fn takes_enrollment(enrollable: bool, has_seat: bool, contract: bool) -> bool {
    !contract && (enrollable || has_seat)
}

/// Whether the date after which a run leaves the dashboard may stand: not before the run's start
/// and not before its end. Without a date the run stays.
#[must_use]
pub fn is_valid_expiration(
    expiration: Option<Instant>,
    start: Option<Instant>,
    end: Option<Instant>,
) -> bool {
    expiration.is_none_or(|at| [start, end].into_iter().flatten().all(|date| date <= at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    /// Noon of 15 June 2026 and the seconds around it.
    fn around() -> [Instant; 3] {
        ["2026-06-15T11:59:59Z", "2026-06-15T12:00:00Z", "2026-06-15T12:00:01Z"].map(at)
    }

    fn open() -> CourseRun {
        CourseRun {
            live: true,
            start: Some(at("2026-06-01T00:00:00Z")),
            enrollment_start: Some(at("2026-05-01T00:00:00Z")),
            verified_mode: true,
            on_sale: true,
            ..CourseRun::default()
        }
    }

    #[test]
    fn enrollment_opens_and_closes_at_the_very_instant() {
        let [before, now, after] = around();
        let opening = CourseRun { enrollment_start: Some(now), ..open() };
        assert_eq!([before, now, after].map(|at| opening.is_enrollable(at)), [false, true, true]);
        let closing = CourseRun { enrollment_end: Some(now), ..open() };
        assert_eq!([before, now, after].map(|at| closing.is_enrollable(at)), [true, false, false]);
    }

    #[test]
    fn what_is_missing_closes_or_never_closes_field_by_field() {
        let [_, now, _] = around();
        assert!(open().is_enrollable(now), "no end of enrollment: it never closes");
        assert!(!CourseRun { enrollment_start: None, ..open() }.is_enrollable(now));
        assert!(!CourseRun { start: None, ..open() }.is_enrollable(now));
        assert!(!CourseRun { live: false, ..open() }.is_enrollable(now));
        assert!(open().is_in_progress(now) && !open().is_past(now), "no end: it never ends");
        assert!(!CourseRun { start: None, ..open() }.is_in_progress(now));
    }

    #[test]
    fn upgrading_closes_at_the_deadline_and_asks_for_product_and_mode() {
        let [before, now, after] = around();
        let closing = CourseRun { upgrade_deadline: Some(now), ..open() };
        assert_eq!([before, now, after].map(|at| closing.is_upgradable(at)), [true, false, false]);
        assert!(open().is_upgradable(now), "no deadline: it never closes");
        let ended = CourseRun { end: Some(before), enrollment_end: Some(before), ..open() };
        assert!(ended.is_upgradable(now), "neither end matters");
        assert!(!CourseRun { on_sale: false, ..open() }.is_upgradable(now));
        assert!(!CourseRun { verified_mode: false, ..open() }.is_upgradable(now));
        assert!(!CourseRun { live: false, ..open() }.is_upgradable(now));
    }

    #[test]
    fn at_its_end_a_run_is_archived_but_neither_past_nor_in_progress() {
        let [before, now, after] = around();
        let run = CourseRun { end: Some(now), ..open() };
        let instants = [before, now, after];
        assert_eq!(instants.map(|at| run.is_in_progress(at)), [true, false, false]);
        assert_eq!(instants.map(|at| run.is_archived(at)), [false, true, true]);
        assert_eq!(instants.map(|at| run.is_past(at)), [false, false, true]);
    }

    #[test]
    fn the_next_run_is_the_earliest_open_one_and_only_then_an_archived_one() {
        let [before, now, _] = around();
        let late = CourseRun { start: Some(at("2026-08-01T00:00:00Z")), ..open() };
        let ended = CourseRun { end: Some(before), ..open() };
        let key = |run: &CourseRun, key| (RunKey(key), run.clone());
        assert_eq!(next_run(&[key(&ended, 1), key(&late, 2)], now), Some(RunKey(2)));
        assert_eq!(next_run(&[key(&late, 2), key(&open(), 3)], now), Some(RunKey(3)));
        assert_eq!(next_run(&[key(&ended, 1)], now), Some(RunKey(1)));
        let hidden = CourseRun { contract: true, ..open() };
        let french = CourseRun { translation: true, ..open() };
        assert_eq!(next_run(&[key(&hidden, 4), key(&french, 5)], now), None);
        assert!(is_translation("fr", false));
        assert!(!is_translation("fr", true) && !is_translation("en", false));
        assert!(!is_translation("", false));
    }

    #[test]
    fn a_closed_run_takes_only_who_is_seated_and_a_contract_nobody() {
        assert!(takes_enrollment(true, false, false));
        assert!(takes_enrollment(false, true, false));
        assert!(!takes_enrollment(false, false, false));
        assert!(!takes_enrollment(true, true, true));
    }

    #[test]
    fn a_run_expires_neither_before_its_start_nor_before_its_end() {
        let [start, end, later] = around();
        let valid = |expiration| is_valid_expiration(expiration, Some(start), Some(end));
        assert!(valid(None) && valid(Some(end)) && valid(Some(later)));
        assert!(!valid(Some(start)), "at the start, but before the end");
        assert!(is_valid_expiration(Some(start), Some(start), None));
        assert!(!is_valid_expiration(Some(start), Some(end), None));
    }
}
