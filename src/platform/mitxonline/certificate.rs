//! The certificate of a course run: issue, deletion, dates and who sees it (`courses/api.py`,
//! `courses/models.py`, `courses/signals.py`).

use crate::moment::Instant;

/// For how many days after a run's certificate available date the schedule still looks at it.
pub const CREATION_WINDOW_DAYS: u32 = 31;

/// What makes the platform look at a learner's grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The job that runs every hour, over the runs of its window.
    Schedule {
        /// How many days the window reaches back.
        window_days: u32,
    },
    /// Open edX says that it issued a certificate; the platform issues without asking for dates.
    CertificateIssuedOnEdx,
    /// Someone on the staff, or a change of the grade, has it looked at.
    Grade,
}

/// What the schedule looks at in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScheduledRun {
    /// Whether it is published.
    pub live: bool,
    /// Whether the learner sets the pace.
    pub self_paced: bool,
    /// The certificate available date.
    pub available: Option<Instant>,
    /// Whether it is made for an industry or of another length, or is only copied from.
    pub variant: bool,
}

/// A grade as Open edX reports it; the platform compares it with no threshold (rule A4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Whether the score is exactly 0.
    pub zero: bool,
    /// Whether Open edX says: passed.
    pub passed: bool,
}

/// The certificate that a learner has for a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// None.
    None,
    /// One that holds.
    Active,
    /// One that was revoked: it stays, and no other can be issued for the run.
    Revoked,
}

/// What happens to a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// It is issued.
    Created,
    /// It is deleted.
    Deleted,
}

impl ScheduledRun {
    /// Whether the hourly job pulls the grades of the run: inside the window, whose far end is
    /// excluded; a run without a date stays in it for good.
    #[must_use]
    pub fn is_scheduled(&self, now: Instant, window_days: u32) -> bool {
        let opened = now.plus_hours(-24 * i64::from(window_days));
        self.live && !self.variant && self.available.is_none_or(|date| date > opened)
    }

    /// Whether certificates of the run are issued by the hourly job: self-paced ones whatever the
    /// date, others from the date on, and never without one (rule C3).
    #[must_use]
    pub fn is_released(&self, now: Instant) -> bool {
        self.self_paced || self.available.is_some_and(|date| date <= now)
    }

    fn is_looked_at(&self, trigger: Trigger, existing: Existing, now: Instant) -> bool {
        match trigger {
            Trigger::Schedule { window_days } => {
                self.is_scheduled(now, window_days) && self.is_released(now)
            }
            Trigger::CertificateIssuedOnEdx => existing == Existing::None,
            Trigger::Grade => true,
        }
    }
}

/// What becomes of the certificate of a run: it needs a verified seat that is active, whatever
/// became of the seat otherwise, and a pass (rule A1). A grade of exactly 0 takes it away.
#[must_use]
pub fn change(
    trigger: Trigger,
    run: &ScheduledRun,
    verified_seat: bool,
    grade: Grade,
    existing: Existing,
    now: Instant,
) -> Change {
    if !run.is_looked_at(trigger, existing, now) {
        return Change::None;
    }
    match existing {
        Existing::Active if grade.zero => Change::Deleted,
        Existing::None if !grade.zero && grade.passed && verified_seat => Change::Created,
        Existing::None | Existing::Active | Existing::Revoked => Change::None,
    }
}

/// The certificate available date that the platform takes from Open edX: its own, otherwise the end
/// of the run, for self-paced runs too.
#[must_use]
pub fn available_date(on_edx: Option<Instant>, end: Option<Instant>) -> Option<Instant> {
    on_edx.or(end)
}

/// Whether a certificate shows: not revoked, and not dated ahead. One without a date carries that
/// of its creation.
#[must_use]
pub fn is_visible(revoked: bool, issued: Option<Instant>, now: Instant) -> bool {
    !revoked && issued.is_none_or(|issued| issued <= now)
}

/// Whether a course certificate has a program looked at then and there: a new one, in a live program
/// whose own tree names the course. What hangs on a nested program waits for the nightly job.
#[must_use]
pub fn evaluates_program(newly_created: bool, program_live: bool, in_own_tree: bool) -> bool {
    newly_created && program_live && in_own_tree
}

/// What a certificate is called for a type of program.
#[must_use]
pub fn certificate_type(program_type: &str) -> &'static str {
    if program_type.contains("MicroMasters") {
        "MicroMasters Credential"
    } else {
        "Certificate of Completion"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    const PASSED: Grade = Grade { zero: false, passed: true };
    const SCHEDULE: Trigger = Trigger::Schedule { window_days: CREATION_WINDOW_DAYS };

    fn run(self_paced: bool, available: &str) -> ScheduledRun {
        ScheduledRun { live: true, self_paced, available: Some(at(available)), variant: false }
    }

    fn by_schedule(run: ScheduledRun, now: &str) -> Change {
        change(SCHEDULE, &run, true, PASSED, Existing::None, at(now))
    }

    #[test]
    fn instructor_paced_certificates_come_from_the_date_on_for_31_days() {
        let instructor = run(false, "2026-06-15T12:00:00Z");
        assert_eq!(by_schedule(instructor, "2026-06-15T11:59:59Z"), Change::None);
        assert_eq!(by_schedule(instructor, "2026-06-15T12:00:00Z"), Change::Created);
        assert_eq!(by_schedule(instructor, "2026-07-16T11:59:59Z"), Change::Created);
        assert_eq!(by_schedule(instructor, "2026-07-16T12:00:00Z"), Change::None);
        let dateless = ScheduledRun { available: None, ..instructor };
        assert_eq!(by_schedule(dateless, "2026-06-15T12:00:00Z"), Change::None);
    }

    #[test]
    fn self_paced_certificates_ask_for_no_date_but_the_window_closes_on_them_too() {
        let own_pace = run(true, "2026-06-15T12:00:00Z");
        assert_eq!(by_schedule(own_pace, "2026-01-01T00:00:00Z"), Change::Created);
        assert_eq!(by_schedule(own_pace, "2026-07-16T12:00:00Z"), Change::None);
        let dateless = ScheduledRun { available: None, ..own_pace };
        assert_eq!(by_schedule(dateless, "2036-07-16T12:00:00Z"), Change::Created);
        let hidden = ScheduledRun { live: false, ..own_pace };
        assert_eq!(by_schedule(hidden, "2026-06-15T12:00:00Z"), Change::None);
        let variant = ScheduledRun { variant: true, ..own_pace };
        assert_eq!(by_schedule(variant, "2026-06-15T12:00:00Z"), Change::None);
    }

    #[test]
    fn what_edx_issued_asks_for_no_date_but_still_for_seat_and_pass() {
        let far = ScheduledRun { variant: true, ..run(false, "2036-01-01T00:00:00Z") };
        let pushed = |seat, grade, existing| {
            let now = at("2026-06-15T12:00:00Z");
            change(Trigger::CertificateIssuedOnEdx, &far, seat, grade, existing, now)
        };
        assert_eq!(pushed(true, PASSED, Existing::None), Change::Created);
        assert_eq!(pushed(false, PASSED, Existing::None), Change::None);
        assert_eq!(pushed(true, Grade { passed: false, ..PASSED }, Existing::None), Change::None);
        assert_eq!(pushed(true, PASSED, Existing::Revoked), Change::None);
        let zero = Grade { zero: true, passed: false };
        assert_eq!(pushed(true, zero, Existing::Active), Change::None, "it is passed over");
    }

    #[test]
    fn only_a_grade_of_zero_takes_a_certificate_away_and_never_a_revoked_one() {
        let own_pace = run(true, "2026-06-15T12:00:00Z");
        let graded = |grade, existing| {
            change(Trigger::Grade, &own_pace, true, grade, existing, at("2026-06-15T12:00:00Z"))
        };
        let zero = Grade { zero: true, passed: true };
        assert_eq!(graded(zero, Existing::Active), Change::Deleted);
        assert_eq!(graded(zero, Existing::Revoked), Change::None);
        assert_eq!(graded(zero, Existing::None), Change::None);
        assert_eq!(graded(Grade { zero: false, passed: false }, Existing::Active), Change::None);
        assert_eq!(graded(PASSED, Existing::Active), Change::None);
        assert_eq!(graded(PASSED, Existing::Revoked), Change::None);
    }

    #[test]
    fn a_certificate_shows_from_its_very_date_on_unless_revoked() {
        let now = at("2026-06-15T12:00:00Z");
        assert!(is_visible(false, Some(now), now));
        assert!(!is_visible(false, Some(at("2026-06-15T12:00:01Z")), now));
        assert!(!is_visible(true, Some(now), now));
        assert!(is_visible(false, None, now));
    }
}
