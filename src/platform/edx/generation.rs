//! Whether a course certificate is made, and what is noted where it is not (rules A1, A4, A8).
//!
//! Source: `lms/djangoapps/certificates/generation_handler.py` of openedx-platform.

use crate::platform::edx::certificate::{Certificate, CertificateStatus};
use crate::platform::edx::mode::EnrollmentMode;
use crate::truth::Truth;

/// Which of the platform's two ways to a certificate is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By passing.
    Regular,
    /// By exemption: staff put the learner on the allowlist, and the score is ignored.
    Allowlist,
}

/// The photo ID check of one learner (rule A8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoIdCheck {
    /// The site asks for none.
    NotAsked,
    /// The learner's photo ID is approved.
    Approved,
    /// The site asks for it and it is not approved.
    Lacking,
}

/// Everything that the platform looks at before it makes a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The enrollment mode; none where the learner never enrolled.
    pub mode: Option<EnrollmentMode>,
    /// Whether the score passes.
    pub passed: bool,
    /// The photo ID check.
    pub photo_id: PhotoIdCheck,
    /// Whether staff exempted the learner from passing.
    pub allowlisted: bool,
    /// Whether staff invalidated the learner's certificate.
    pub invalidated: bool,
    /// Whether the learner tests the course for its team.
    pub beta_tester: bool,
    /// Whether the course is a coach's copy of another ("CCX").
    pub coach_copy: bool,
    /// Whether the platform knows the session.
    pub course_known: bool,
    /// Whether the site and the session show certificates on the web.
    pub web_certificates: bool,
    /// The certificate that is there.
    pub existing: Option<Certificate>,
    /// Whether an honor enrollment earns certificates on this site.
    pub honor_certifies: bool,
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A certificate is made.
    Issued(Certificate),
    /// None is made, and this status is noted.
    Noted(CertificateStatus),
    /// Nothing changes.
    Unchanged,
}

impl Candidate {
    /// The way that the platform takes by itself.
    #[must_use]
    pub fn way(&self) -> Way {
        if self.allowlisted { Way::Allowlist } else { Way::Regular }
    }

    /// What comes of asking for a certificate.
    #[must_use]
    pub fn generate(&self, way: Way) -> Outcome {
        let allowed = match way {
            Way::Regular => self.is_regular() && self.passed,
            Way::Allowlist => self.allowlisted,
        };
        match self.mode.filter(|mode| allowed && self.may_have(*mode)) {
            Some(mode) => {
                Outcome::Issued(Certificate { status: CertificateStatus::Downloadable, mode })
            }
            None => self.noted(way).map_or(Outcome::Unchanged, Outcome::Noted),
        }
    }

    /// Whether a certificate that is there leaves room for a new one: an issued one is final, unless
    /// it was made in a mode that earns none and the present mode does.
    #[must_use]
    pub fn status_allows(&self) -> bool {
        let Some(existing) = self.existing else {
            return true;
        };
        let upgraded = self.mode.is_some_and(|mode| self.earns(mode)) && !self.earns(existing.mode);
        existing.status != CertificateStatus::Downloadable || upgraded
    }

    fn is_regular(&self) -> bool {
        !self.coach_copy && !self.beta_tester
    }

    fn earns(&self, mode: EnrollmentMode) -> bool {
        mode.earns_certificate(Truth::from(self.honor_certifies)) == Truth::Yes
    }

    fn may_have(&self, mode: EnrollmentMode) -> bool {
        let identified = self.photo_id != PhotoIdCheck::Lacking || mode.goes_without_photo_id();
        !self.invalidated
            && self.earns(mode)
            && identified
            && self.status_allows()
            && self.course_known
            && self.web_certificates
    }

    /// The status that is noted where no certificate is made; none is noted over a valid one.
    fn noted(&self, way: Way) -> Option<CertificateStatus> {
        let valid = self.existing.is_some_and(|existing| {
            existing.status == CertificateStatus::Downloadable && !self.invalidated
        });
        let notable = match way {
            Way::Regular => self.is_regular(),
            Way::Allowlist => self.allowlisted,
        };
        let earns = self.mode.is_some_and(|mode| self.earns(mode));
        if valid || !notable || !earns || !self.course_known || !self.web_certificates {
            return None;
        }
        let lacking = self.photo_id == PhotoIdCheck::Lacking;
        if self.invalidated && self.existing.is_some() {
            Some(CertificateStatus::Unavailable)
        } else if lacking && (self.passed || self.allowlisted) {
            Some(CertificateStatus::Unverified)
        } else if way == Way::Regular && !lacking && !self.passed && self.existing.is_some() {
            Some(CertificateStatus::NotPassing)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::EnrollmentMode::{Audit, Honor, NoIdProfessional, Verified};
    use super::*;

    const READY: Candidate = Candidate {
        mode: Some(Verified),
        passed: true,
        photo_id: PhotoIdCheck::NotAsked,
        allowlisted: false,
        invalidated: false,
        beta_tester: false,
        coach_copy: false,
        course_known: true,
        web_certificates: true,
        existing: None,
        honor_certifies: false,
    };

    fn held(status: CertificateStatus, mode: EnrollmentMode) -> Option<Certificate> {
        Some(Certificate { status, mode })
    }

    fn outcome(candidate: Candidate) -> Outcome {
        candidate.generate(candidate.way())
    }

    #[test]
    fn every_single_obstacle_prevents_a_certificate() {
        let issued = Certificate { status: CertificateStatus::Downloadable, mode: Verified };
        assert_eq!(outcome(READY), Outcome::Issued(issued));
        let obstacles = [
            Candidate { mode: None, ..READY },
            Candidate { mode: Some(Audit), ..READY },
            Candidate { mode: Some(Honor), ..READY },
            Candidate { passed: false, ..READY },
            Candidate { invalidated: true, ..READY },
            Candidate { beta_tester: true, ..READY },
            Candidate { coach_copy: true, ..READY },
            Candidate { course_known: false, ..READY },
            Candidate { web_certificates: false, ..READY },
        ];
        for obstacle in obstacles {
            assert_eq!(outcome(obstacle), Outcome::Unchanged, "{obstacle:?}");
        }
    }

    #[test]
    fn the_exemption_replaces_passing_but_not_the_mode() {
        let exempted = Candidate { allowlisted: true, passed: false, beta_tester: true, ..READY };
        assert!(matches!(outcome(exempted), Outcome::Issued(_)));
        assert_eq!(outcome(Candidate { mode: Some(Audit), ..exempted }), Outcome::Unchanged);
        // Asked for the regular way, the exemption does not help.
        let regular = Candidate { beta_tester: false, ..exempted };
        assert_eq!(regular.generate(Way::Regular), Outcome::Unchanged);
    }

    #[test]
    fn lacking_photo_id_is_noted_only_where_it_is_the_last_obstacle() {
        let lacking = Candidate { photo_id: PhotoIdCheck::Lacking, ..READY };
        assert_eq!(outcome(lacking), Outcome::Noted(CertificateStatus::Unverified));
        assert_eq!(outcome(Candidate { passed: false, ..lacking }), Outcome::Unchanged);
        let without = Candidate { mode: Some(NoIdProfessional), ..lacking };
        assert!(matches!(outcome(without), Outcome::Issued(_)));
    }

    #[test]
    fn an_upgrade_from_audit_replaces_the_audit_certificate() {
        let downloadable = CertificateStatus::Downloadable;
        let upgraded = Candidate { existing: held(downloadable, Audit), ..READY };
        assert!(matches!(outcome(upgraded), Outcome::Issued(_)));
        let kept = Candidate { existing: held(downloadable, Verified), mode: Some(Audit), ..READY };
        assert!(!kept.status_allows());
        assert_eq!(outcome(kept), Outcome::Unchanged);
        // Honor counts as a mode that earns none only where the site says so.
        let honor = Candidate { existing: held(downloadable, Honor), ..READY };
        assert!(honor.status_allows());
        assert!(!Candidate { honor_certifies: true, ..honor }.status_allows());
    }

    #[test]
    fn an_invalidated_certificate_becomes_unavailable() {
        let existing = held(CertificateStatus::Downloadable, Verified);
        let invalidated = Candidate { existing, invalidated: true, ..READY };
        assert_eq!(outcome(invalidated), Outcome::Noted(CertificateStatus::Unavailable));
    }
}
