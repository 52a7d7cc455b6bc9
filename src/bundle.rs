//! A bundle: a program bought as a whole, what it saves and which enrollments come with it (rule E6).
//!
//! Source: <https://github.com/mitodl/mitxonline/blob/b3c9730e/courses/api.py>

use crate::money::{Amount, AmountRange};
use crate::plan::format::EnrollmentMode;

/// What a bundle saves of what it covers; `None` unless it certainly saves something.
#[must_use]
pub fn saving(covered: AmountRange, price: Amount) -> Option<AmountRange> {
    let saved = AmountRange {
        low: covered.low.less(price),
        high: covered.high.map(|high| high.less(price)),
    };
    (saved.low > Amount::ZERO).then_some(saved)
}

/// Which enrollment a learner of a program gets in a session of it, at no further cost; `None` where
/// none is given.
///
/// `is_verified` is whether the enrollment in the program is the paid one.
#[must_use]
pub fn mode_in_session(
    is_verified: bool,
    in_program: bool,
    enrollable: bool,
    upgradable: bool,
) -> Option<EnrollmentMode> {
    let paid = is_verified && upgradable;
    let mode = if paid { EnrollmentMode::Verified } else { EnrollmentMode::Audit };
    (in_program && enrollable).then_some(mode)
}

#[cfg(test)]
mod tests {
    use super::{mode_in_session, saving};
    use crate::money::{Amount, AmountRange};
    use crate::plan::format::EnrollmentMode::{Audit, Verified};

    #[test]
    fn a_saving_is_one_only_where_it_is_certain() {
        let amount = |units| Amount::whole(units);
        let exactly = |units| AmountRange::exactly(amount(units));
        assert_eq!(saving(exactly(1_500), amount(1_350)), Some(exactly(150)));
        assert_eq!(saving(exactly(1_350), amount(1_350)), None);
        assert_eq!(saving(exactly(1_200), amount(1_350)), None);
        let open = AmountRange { low: amount(1_500), high: None };
        let at_least = AmountRange { low: amount(150), high: None };
        assert_eq!(saving(open, amount(1_350)), Some(at_least));
        let maybe = AmountRange { low: amount(300), high: Some(amount(1_500)) };
        assert_eq!(saving(maybe, amount(1_350)), None);
    }

    #[test]
    fn who_has_bought_the_program_is_verified_where_the_session_can_be_upgraded() {
        assert_eq!(mode_in_session(true, true, true, true), Some(Verified));
        assert_eq!(mode_in_session(true, true, true, false), Some(Audit));
        assert_eq!(mode_in_session(false, true, true, true), Some(Audit));
        assert_eq!(mode_in_session(true, true, false, true), None);
        assert_eq!(mode_in_session(true, false, true, true), None);
    }
}
