//! What a program counts, how far a learner is in it, and from when its certificate shows (rule C4).
//!
//! Sources: `openedx/core/djangoapps/programs/utils.py` of openedx-platform and
//! `credentials/apps/credentials/api.py` of openedx/credentials.

use crate::moment::{Instant, Moment};
use crate::platform::edx::certificate::Certificate;
use crate::platform::edx::mode::EnrollmentMode;
use crate::truth::Truth;

/// A session of a course, as a program looks at it for one learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramRun {
    /// The mode whose certificate counts.
    pub kind: EnrollmentMode,
    /// The modes that can be bought, each with the last moment for it.
    pub seats: Vec<SeatDeadline>,
    /// The learner's enrollment mode; none where they are not enrolled.
    pub enrolled: Option<EnrollmentMode>,
    /// The learner's certificate.
    pub certificate: Option<RunCertificate>,
}

/// A mode that can be bought, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatDeadline {
    /// The mode.
    pub mode: EnrollmentMode,
    /// The upgrade deadline; without one it can always be bought.
    pub upgrade_deadline: Option<Moment>,
}

/// A certificate of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunCertificate {
    /// The certificate.
    pub certificate: Certificate,
    /// Whether the learner can see it already (rule C3).
    pub visible: bool,
}

/// A course of a program, as it stands for one learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramCourse {
    /// Its sessions.
    pub runs: Vec<ProgramRun>,
    /// Whether the learner has paid for a session that is still to be chosen.
    pub entitled: bool,
}

/// How far a learner is in a course of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A certificate that counts is there and shows.
    Completed,
    /// It can still be earned in a session that the learner has joined or paid for.
    InProgress,
    /// Neither; `expired` where the learner has joined a session that no longer helps.
    NotStarted {
        /// Whether a session was joined.
        expired: bool,
    },
}

/// Whether a certificate made in one mode counts for a session that asks for another: a session with
/// credit asks for the verified one, and professional education counts with and without photo ID.
#[must_use]
pub fn mode_counts(certificate: EnrollmentMode, asked: EnrollmentMode) -> bool {
    let credit = asked == EnrollmentMode::Credit;
    let asked = if credit { EnrollmentMode::Verified } else { asked };
    without_photo_id(certificate) == asked
}

fn without_photo_id(mode: EnrollmentMode) -> EnrollmentMode {
    let no_id = mode == EnrollmentMode::NoIdProfessional;
    if no_id { EnrollmentMode::Professional } else { mode }
}

impl ProgramRun {
    /// Whether its certificate counts for the program, seen or not.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.listed().is_some_and(|one| {
            one.certificate.status.is_passing() && mode_counts(one.certificate.mode, self.kind)
        })
    }

    fn listed(&self) -> Option<RunCertificate> {
        self.certificate.filter(|one| one.certificate.status.is_listed())
    }

    /// Whether it has a certificate that does not count or does not show yet.
    fn failed(&self) -> bool {
        self.listed().is_some_and(|one| !(one.certificate.status.is_passing() && one.visible))
    }

    fn in_asked_mode(&self) -> bool {
        self.enrolled.map(without_photo_id) == Some(self.kind)
    }

    /// Whether the mode that counts can still be bought; the deadline itself is too late.
    fn can_upgrade(&self, now: Instant) -> bool {
        let open = |seat: &SeatDeadline| {
            seat.upgrade_deadline.is_none_or(|deadline| deadline.is_after(now) == Truth::Yes)
        };
        let wrong_mode = self.enrolled.is_some() && !self.in_asked_mode();
        wrong_mode && self.seats.iter().any(|seat| seat.mode == self.kind && open(seat))
    }
}

impl ProgramCourse {
    /// Whether any session has a certificate that counts: the program is complete when every course
    /// has one.
    #[must_use]
    pub fn is_certified(&self) -> bool {
        self.runs.iter().any(ProgramRun::counts)
    }

    /// How far the learner is.
    #[must_use]
    pub fn progress(&self, now: Instant) -> Progress {
        let shown = |run: &ProgramRun| run.counts() && !run.failed();
        let goes_on =
            |run: &ProgramRun| (run.in_asked_mode() && !run.failed()) || run.can_upgrade(now);
        let joined = self.runs.iter().any(|run| run.enrolled.is_some());
        if self.runs.iter().any(shown) {
            Progress::Completed
        } else if self.entitled || self.runs.iter().any(goes_on) {
            Progress::InProgress
        } else {
            Progress::NotStarted { expired: joined }
        }
    }
}

/// When a course certificate is issued for the credentials service.
#[must_use]
pub fn issued(available: Option<Moment>, created: Option<Moment>) -> Option<Moment> {
    available.or(created)
}

/// From when on the credentials service shows a program certificate: the latest issue date over all
/// certificates of the program's sessions, also of a course that has an earlier one. The learning
/// site itself takes the earliest of each course, so a second certificate of a course delays it.
#[must_use]
pub fn program_issued(issue_dates: impl IntoIterator<Item = Moment>) -> Option<Moment> {
    issue_dates.into_iter().reduce(Moment::later)
}

/// Whether the credentials service shows a program certificate: from its very instant on, and never
/// without one.
#[must_use]
pub fn program_visible(issued: Option<Moment>, now: Instant) -> Truth {
    issued.map_or(Truth::No, |issued| !issued.is_after(now))
}

#[cfg(test)]
mod tests {
    use super::EnrollmentMode::{Audit, Credit, Honor, NoIdProfessional, Professional, Verified};
    use super::*;
    use crate::platform::edx::certificate::CertificateStatus;

    const NOW: &str = "2026-05-10T12:00:00Z";

    fn joined(enrolled: EnrollmentMode, kind: EnrollmentMode) -> ProgramRun {
        ProgramRun { kind, seats: Vec::new(), enrolled: Some(enrolled), certificate: None }
    }

    fn with_seat(run: ProgramRun, deadline: Option<&str>) -> ProgramRun {
        let upgrade_deadline = deadline.map(|text| text.parse().unwrap());
        let seat = SeatDeadline { mode: run.kind, upgrade_deadline };
        ProgramRun { seats: vec![seat], ..run }
    }

    fn certified(run: ProgramRun, status: CertificateStatus, visible: bool) -> ProgramRun {
        let mode = run.enrolled.unwrap();
        let certificate = Certificate { status, mode };
        ProgramRun { certificate: Some(RunCertificate { certificate, visible }), ..run }
    }

    fn progress(run: ProgramRun) -> Progress {
        ProgramCourse { runs: vec![run], entitled: false }.progress(NOW.parse().unwrap())
    }

    #[test]
    fn the_mode_must_be_the_one_that_is_asked_for() {
        assert!(mode_counts(Verified, Verified));
        assert!(mode_counts(Verified, Credit));
        assert!(mode_counts(NoIdProfessional, Professional));
        assert!(mode_counts(Honor, Honor));
        assert!(!mode_counts(Honor, Verified));
        assert!(!mode_counts(Professional, Verified));
        assert!(!mode_counts(Audit, Verified));
    }

    #[test]
    fn audit_is_in_progress_while_the_upgrade_can_be_bought() {
        let audit = || joined(Audit, Verified);
        assert_eq!(progress(with_seat(audit(), None)), Progress::InProgress);
        assert_eq!(
            progress(with_seat(audit(), Some("2026-05-10T12:00:01Z"))),
            Progress::InProgress
        );
        // The deadline itself is too late, and without such a seat nothing can be bought.
        let expired = Progress::NotStarted { expired: true };
        assert_eq!(progress(with_seat(audit(), Some(NOW))), expired);
        assert_eq!(progress(audit()), expired);
    }

    #[test]
    fn a_certificate_that_does_not_show_yet_reads_as_not_started() {
        let earned = |visible| {
            certified(joined(Verified, Verified), CertificateStatus::Downloadable, visible)
        };
        assert_eq!(progress(earned(true)), Progress::Completed);
        assert_eq!(progress(earned(false)), Progress::NotStarted { expired: true });
        assert!(earned(false).counts(), "The program certificate is awarded all the same");
    }

    #[test]
    fn a_session_paid_for_in_advance_is_in_progress() {
        let now = NOW.parse().unwrap();
        let course = ProgramCourse { runs: Vec::new(), entitled: true };
        assert_eq!(course.progress(now), Progress::InProgress);
        let none = ProgramCourse { runs: Vec::new(), entitled: false };
        assert_eq!(none.progress(now), Progress::NotStarted { expired: false });
    }

    #[test]
    fn the_latest_certificate_dates_the_program_and_shows_at_its_instant() {
        let dates = ["2026-01-01T00:00:00Z", NOW, "2026-03-01T00:00:00Z"];
        let issued = program_issued(dates.map(|text| text.parse().unwrap()));
        assert_eq!(issued, Some(NOW.parse().unwrap()));
        assert_eq!(program_visible(issued, NOW.parse().unwrap()), Truth::Yes);
        assert_eq!(program_visible(issued, "2026-05-10T11:59:59Z".parse().unwrap()), Truth::No);
        assert_eq!(program_visible(None, NOW.parse().unwrap()), Truth::No);
    }
}
