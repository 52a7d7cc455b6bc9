//! A bundle: a program bought as a whole, what it upgrades and how long it lasts (rule E6).
//!
//! Sources: <https://github.com/mitodl/mitxonline/blob/b3c9730e/courses/api.py> and, for its
//! validity, <https://github.com/mitodl/mit-learn/blob/2f304af0/frontends/main/src/app-pages/TermsPage/TermsPage.tsx>

use crate::catalog::Profile;
use crate::catalog::run::Run;
use crate::moment::Instant;
use crate::truth::Truth;

/// Whether the purchase of a bundle upgrades an audit enrollment in a session of one of the
/// program's own courses: only while its upgrade deadline is open.
#[must_use]
pub fn upgrades(run: &Run, profile: Profile, now: Instant) -> Truth {
    run.upgrade_open(now, profile.deadline_included)
}

/// The enrollment that a learner of a program gets in a session, at no further cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// On the Certificate track: the learner is on it in the program too.
    Verified,
    /// On the Audit track.
    Audit,
}

/// Which enrollment a learner of a program gets in a session of it; `None` where none is given.
///
/// `is_verified` is whether the enrollment in the program is the paid one.
#[must_use]
pub fn seat(
    is_verified: bool,
    in_program: bool,
    enrollable: bool,
    upgradable: bool,
) -> Option<Seat> {
    let verified = is_verified && upgradable;
    (in_program && enrollable).then_some(if verified { Seat::Verified } else { Seat::Audit })
}

#[cfg(test)]
mod tests {
    use super::{Seat, seat};

    #[test]
    fn who_has_bought_the_program_is_verified_where_the_session_can_be_upgraded() {
        assert_eq!(seat(true, true, true, true), Some(Seat::Verified));
        assert_eq!(seat(true, true, true, false), Some(Seat::Audit));
        assert_eq!(seat(false, true, true, true), Some(Seat::Audit));
        assert_eq!(seat(true, true, false, true), None);
        assert_eq!(seat(true, false, true, true), None);
    }
}
