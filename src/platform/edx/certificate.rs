//! The statuses of a course certificate, what a learner sees of each, and what a falling score does
//! to it (rule C5).
//!
//! Sources: `lms/djangoapps/certificates/data.py`, `api.py` and `signals.py` of openedx-platform.

use std::fmt;
use std::str::FromStr;

use crate::moment::{Instant, Moment};
use crate::platform::edx::mode::EnrollmentMode;
use crate::platform::edx::release::{Display, Release};
use crate::truth::Truth;

/// The status that the platform keeps for a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateStatus {
    /// It is issued.
    Downloadable,
    /// The score does not reach the passing score, or does so no longer.
    NotPassing,
    /// There is none, or it was invalidated.
    Unavailable,
    /// It waits for approved photo ID.
    Unverified,
    /// It is being made.
    Generating,
    /// Of earlier releases: taken away.
    Deleted,
    /// Of earlier releases: being taken away.
    Deleting,
    /// Of earlier releases: making it failed.
    Error,
    /// Of earlier releases: withheld by an embargo.
    Restricted,
    /// Of earlier releases: audit.
    Auditing,
    /// Passed, in an enrollment mode that earns none.
    AuditPassing,
    /// Not passed, in an enrollment mode that earns none.
    AuditNotPassing,
    /// Passed on the honor code, where that earns none.
    HonorPassing,
    /// Of earlier releases: invalidated.
    Invalidated,
    /// It can be asked for.
    Requesting,
}

/// The text names no status of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAStatus;

/// A certificate as the platform keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its status.
    pub status: CertificateStatus,
    /// The enrollment mode in which it was made.
    pub mode: EnrollmentMode,
}

/// What a learner sees of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Whether it can be opened.
    pub downloadable: Truth,
    /// Whether it is said to be on its way.
    pub generating: bool,
    /// Whether photo ID is said to be lacking.
    pub unverified: bool,
    /// What is said while its date lies ahead.
    pub announced: Option<Announced>,
}

/// What a learner sees while the certificate available date lies ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// It is earned and comes on this date.
    Earned(Moment),
    /// It is not earned; certificates come on this date.
    NotEarned(Moment),
}

impl CertificateStatus {
    /// Whether the status counts as a certificate: being made is as good as made.
    #[must_use]
    pub fn is_passing(self) -> bool {
        matches!(self, CertificateStatus::Downloadable | CertificateStatus::Generating)
    }

    /// Whether programs and lists look at a certificate of this status at all.
    #[must_use]
    pub fn is_listed(self) -> bool {
        !matches!(self, CertificateStatus::AuditPassing | CertificateStatus::AuditNotPassing)
    }

    /// After the score has fallen below the passing score: a certificate that counts is revoked,
    /// unless staff have exempted the learner (rule C5).
    #[must_use]
    pub fn after_failing_score(self, exempted: bool) -> CertificateStatus {
        if self.is_passing() && !exempted { CertificateStatus::NotPassing } else { self }
    }

    /// After staff have withdrawn the exemption: the certificate is invalidated.
    #[must_use]
    pub fn after_exemption_withdrawn(self) -> CertificateStatus {
        if self.is_listed() { CertificateStatus::Unavailable } else { self }
    }
}

impl Shown {
    /// What a learner sees of a certificate; without one, the status is [`Unavailable`].
    ///
    /// [`Unavailable`]: CertificateStatus::Unavailable
    #[must_use]
    pub fn of(
        status: CertificateStatus,
        release: Release,
        display: Option<Display>,
        now: Instant,
    ) -> Shown {
        let visible = release.visible(now);
        let announced = match display {
            Some(Display::EndWithDate(on)) if visible == Truth::No => Some(on),
            Some(Display::EndWithDate(_) | Display::EarlyNoInfo | Display::End) | None => None,
        };
        let earned = if status.is_passing() { Announced::Earned } else { Announced::NotEarned };
        Shown {
            downloadable: Truth::from(status == CertificateStatus::Downloadable).and(visible),
            // A failed attempt is repeated, so the learner is told to wait.
            generating: matches!(status, CertificateStatus::Generating | CertificateStatus::Error),
            unverified: status == CertificateStatus::Unverified,
            announced: announced.map(earned),
        }
    }
}

/// The platform's own names for the statuses.
const NAMES: [(&str, CertificateStatus); 15] = [
    ("downloadable", CertificateStatus::Downloadable),
    ("notpassing", CertificateStatus::NotPassing),
    ("unavailable", CertificateStatus::Unavailable),
    ("unverified", CertificateStatus::Unverified),
    ("generating", CertificateStatus::Generating),
    ("deleted", CertificateStatus::Deleted),
    ("deleting", CertificateStatus::Deleting),
    ("error", CertificateStatus::Error),
    ("restricted", CertificateStatus::Restricted),
    ("auditing", CertificateStatus::Auditing),
    ("audit_passing", CertificateStatus::AuditPassing),
    ("audit_notpassing", CertificateStatus::AuditNotPassing),
    ("honor_passing", CertificateStatus::HonorPassing),
    ("invalidated", CertificateStatus::Invalidated),
    ("requesting", CertificateStatus::Requesting),
];

impl FromStr for CertificateStatus {
    type Err = NotAStatus;

    fn from_str(name: &str) -> Result<CertificateStatus, NotAStatus> {
        let found = NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, status)| *status).ok_or(NotAStatus)
    }
}

impl fmt::Display for CertificateStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(_, status)| status == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

#[cfg(test)]
mod tests {
    use super::CertificateStatus::{
        AuditPassing, Downloadable, Error, Generating, NotPassing, Unavailable, Unverified,
    };
    use super::*;
    use crate::platform::edx::release::Pacing;

    fn shown(status: CertificateStatus, available: &str, now: &str) -> Shown {
        let display = Display::EndWithDate(available.parse().unwrap());
        let release = Release::of(Pacing::InstructorPaced, display);
        Shown::of(status, release, Some(display), now.parse().unwrap())
    }

    #[test]
    fn every_status_has_a_name_of_its_own() {
        for (name, status) in NAMES {
            assert_eq!(name.parse(), Ok(status));
            assert_eq!(status.to_string(), name);
        }
        assert_eq!("issued".parse::<CertificateStatus>(), Err(NotAStatus));
    }

    #[test]
    fn a_falling_score_revokes_only_what_counts() {
        assert_eq!(Downloadable.after_failing_score(false), NotPassing);
        assert_eq!(Generating.after_failing_score(false), NotPassing);
        assert_eq!(Downloadable.after_failing_score(true), Downloadable);
        assert_eq!(Unverified.after_failing_score(false), Unverified);
    }

    #[test]
    fn withdrawing_the_exemption_invalidates_what_lists_show() {
        assert_eq!(NotPassing.after_exemption_withdrawn(), Unavailable);
        assert_eq!(AuditPassing.after_exemption_withdrawn(), AuditPassing);
    }

    #[test]
    fn at_the_very_instant_of_its_date_a_certificate_is_still_announced() {
        let on = "2026-05-10T12:00:00Z";
        let at = shown(Downloadable, on, on);
        assert_eq!(at.downloadable, Truth::No);
        assert_eq!(at.announced, Some(Announced::Earned(on.parse().unwrap())));
        let after = shown(Downloadable, on, "2026-05-10T12:00:00.001Z");
        assert_eq!((after.downloadable, after.announced), (Truth::Yes, None));
    }

    #[test]
    fn a_failed_attempt_reads_as_on_its_way_and_is_not_earned() {
        let failed = shown(Error, "2026-05-10T12:00:00Z", "2026-05-01T12:00:00Z");
        assert!(failed.generating && !failed.unverified);
        assert!(matches!(failed.announced, Some(Announced::NotEarned(_))));
    }
}
