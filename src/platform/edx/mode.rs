//! The enrollment modes and which of them earn a certificate (rule A1).
//!
//! Source: `common/djangoapps/course_modes/models.py` of openedx-platform.

use serde::Serialize;
use tsify::Tsify;

use crate::read::read_words;
use crate::truth::Truth;

/// The enrollment mode in a session; learners say "enrollment track".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EnrollmentMode {
    /// Audit (free).
    Audit,
    /// Certificate (paid).
    Verified,
    /// Honor code, on edX: no payment, no photo ID.
    Honor,
    /// Professional education, on edX: always paid.
    Professional,
    /// Professional education without photo ID, on edX.
    NoIdProfessional,
    /// Certificate with credit of an institution, on edX.
    Credit,
    /// A course of a degree, on edX.
    Masters,
    /// Executive education, on edX.
    ExecutiveEducation,
    /// Executive education that is paid for, on edX.
    PaidExecutiveEducation,
    /// Executive education that is not paid for, on edX.
    UnpaidExecutiveEducation,
    /// Boot camp that is paid for, on edX.
    PaidBootcamp,
    /// Boot camp that is not paid for, on edX.
    UnpaidBootcamp,
}

read_words!(EnrollmentMode {
    "audit" => Audit,
    "verified" => Verified,
    "honor" => Honor,
    "professional" => Professional,
    "no_id_professional" => NoIdProfessional,
    "credit" => Credit,
    "masters" => Masters,
    "executive_education" => ExecutiveEducation,
    "paid_executive_education" => PaidExecutiveEducation,
    "unpaid_executive_education" => UnpaidExecutiveEducation,
    "paid_bootcamp" => PaidBootcamp,
    "unpaid_bootcamp" => UnpaidBootcamp,
});

/// The platform's own names for the modes.
const NAMES: [(&str, EnrollmentMode); 12] = [
    ("audit", EnrollmentMode::Audit),
    ("verified", EnrollmentMode::Verified),
    ("honor", EnrollmentMode::Honor),
    ("professional", EnrollmentMode::Professional),
    ("no-id-professional", EnrollmentMode::NoIdProfessional),
    ("credit", EnrollmentMode::Credit),
    ("masters", EnrollmentMode::Masters),
    ("executive-education", EnrollmentMode::ExecutiveEducation),
    ("paid-executive-education", EnrollmentMode::PaidExecutiveEducation),
    ("unpaid-executive-education", EnrollmentMode::UnpaidExecutiveEducation),
    ("paid-bootcamp", EnrollmentMode::PaidBootcamp),
    ("unpaid-bootcamp", EnrollmentMode::UnpaidBootcamp),
];

/// The text names no enrollment mode of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMode;

impl std::str::FromStr for EnrollmentMode {
    type Err = NotAMode;

    /// Reads the platform's own name: `no-id-professional`.
    fn from_str(name: &str) -> Result<EnrollmentMode, NotAMode> {
        let found = NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, mode)| *mode).ok_or(NotAMode)
    }
}

impl std::fmt::Display for EnrollmentMode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = NAMES.iter().find(|(_, mode)| mode == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

impl EnrollmentMode {
    /// Whether the mode earns a certificate: every one but audit; honor where the site says so.
    ///
    /// The unpaid modes are no exception: the platform excludes only these two.
    #[must_use]
    pub fn earns_certificate(self, honor_certifies: Truth) -> Truth {
        match self {
            EnrollmentMode::Audit => Truth::No,
            EnrollmentMode::Honor => honor_certifies,
            EnrollmentMode::Verified
            | EnrollmentMode::Professional
            | EnrollmentMode::NoIdProfessional
            | EnrollmentMode::Credit
            | EnrollmentMode::Masters
            | EnrollmentMode::ExecutiveEducation
            | EnrollmentMode::PaidExecutiveEducation
            | EnrollmentMode::UnpaidExecutiveEducation
            | EnrollmentMode::PaidBootcamp
            | EnrollmentMode::UnpaidBootcamp => Truth::Yes,
        }
    }

    /// Whether photo ID is never asked for in this mode (rule A8).
    #[must_use]
    pub fn goes_without_photo_id(self) -> bool {
        matches!(
            self,
            EnrollmentMode::Audit | EnrollmentMode::Honor | EnrollmentMode::NoIdProfessional
        )
    }

    /// Whether the mode is free of charge.
    #[must_use]
    pub fn is_free(self) -> bool {
        matches!(
            self,
            EnrollmentMode::Audit
                | EnrollmentMode::Honor
                | EnrollmentMode::UnpaidExecutiveEducation
                | EnrollmentMode::UnpaidBootcamp
        )
    }
}

#[cfg(test)]
mod tests {
    use super::EnrollmentMode::{self, Audit, Honor, NoIdProfessional, UnpaidBootcamp, Verified};
    use super::Truth;

    #[test]
    fn audit_earns_none_however_the_site_treats_honor() {
        for honor in [Truth::No, Truth::Unknown, Truth::Yes] {
            assert_eq!(Audit.earns_certificate(honor), Truth::No);
            assert_eq!(Honor.earns_certificate(honor), honor);
            assert_eq!(Verified.earns_certificate(honor), Truth::Yes);
            assert_eq!(UnpaidBootcamp.earns_certificate(honor), Truth::Yes);
        }
    }

    #[test]
    fn every_mode_has_a_name_of_its_own() {
        for (name, mode) in super::NAMES {
            assert_eq!(name.parse(), Ok(mode));
            assert_eq!(mode.to_string(), name);
        }
        assert_eq!("Verified".parse::<EnrollmentMode>(), Err(super::NotAMode));
    }

    #[test]
    fn photo_id_is_for_the_verified_modes() {
        let without = [Audit, Honor, NoIdProfessional];
        assert!(without.into_iter().all(EnrollmentMode::goes_without_photo_id));
        assert!(!Verified.goes_without_photo_id());
        assert!(!EnrollmentMode::Professional.goes_without_photo_id());
    }
}
