//! Until when a fee can be refunded (rule E7).
//!
//! Sources: <https://github.com/mitodl/mit-learn/blob/2f304af0/frontends/main/src/app-pages/TermsPage/TermsPage.tsx>,
//! <https://github.com/mitodl/mitxonline/commit/05c0833c2> (`is_refund_eligible`) and, for edX,
//! <https://support.edx.org/hc/en-us/articles/206914947>.

use crate::moment::{Instant, Moment};
use crate::truth::Truth;

/// How long a platform refunds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundWindow {
    /// So many days after the payment or the start of the session, whichever is later.
    pub days: u32,
    /// At most so many days after the payment, where there is such a limit.
    pub days_after_payment_max: Option<u32>,
}

impl RefundWindow {
    /// The last moment at which a fee is refunded; without a start, for the payment alone.
    #[must_use]
    pub fn until(self, paid_on: Moment, start: Option<Moment>) -> Moment {
        let later = start.map_or(paid_on, |start| paid_on.later(start));
        let until = later.plus_days(self.days);
        let most = self.latest(paid_on).filter(|most| most.earliest() < until.earliest());
        most.unwrap_or(until)
    }

    /// The last moment at which a fee paid then can be refunded, whenever the session starts.
    #[must_use]
    pub fn latest(self, paid_on: Moment) -> Option<Moment> {
        self.days_after_payment_max.map(|days| paid_on.plus_days(days))
    }

    /// Whether the fee is still refunded at `now`; the last moment itself counts.
    #[must_use]
    pub fn is_open(self, paid_on: Moment, start: Option<Moment>, now: Instant) -> Truth {
        !self.until(paid_on, start).is_before(now)
    }
}

#[cfg(test)]
mod tests {
    use super::RefundWindow;
    use crate::moment::Moment;
    use crate::truth::Truth;

    const MITX_ONLINE: RefundWindow = RefundWindow { days: 7, days_after_payment_max: Some(170) };

    fn until(paid_on: &str, start: Option<&str>) -> String {
        let moment = |text: &str| text.parse::<Moment>().unwrap();
        MITX_ONLINE.until(moment(paid_on), start.map(moment)).to_string()
    }

    #[test]
    fn seven_days_run_from_the_later_of_payment_and_start() {
        assert_eq!(until("2026-11-01", Some("2026-11-10")), "2026-11-17");
        assert_eq!(until("2026-11-12", Some("2026-11-10")), "2026-11-19");
        assert_eq!(until("2026-11-12", None), "2026-11-19");
        assert_eq!(
            until("2026-11-01T08:30:00Z", Some("2026-10-01T00:00:00Z")),
            "2026-11-08T08:30:00Z"
        );
    }

    #[test]
    fn no_refund_comes_later_than_170_days_after_the_payment() {
        // 170 days after 1 January 2026 is 20 June: 30 + 28 + 31 + 30 + 31 days bring 31 May.
        assert_eq!(until("2026-01-01", Some("2026-06-13")), "2026-06-20");
        assert_eq!(until("2026-01-01", Some("2026-06-14")), "2026-06-20");
        assert_eq!(until("2026-01-01", Some("2026-06-12")), "2026-06-19");
    }

    #[test]
    fn the_last_instant_still_counts() {
        let open = |now: &str| {
            let paid: Moment = "2026-06-10T00:00:00Z".parse().unwrap();
            MITX_ONLINE.is_open(paid, None, now.parse().unwrap())
        };
        assert_eq!(open("2026-06-17T00:00:00Z"), Truth::Yes);
        assert_eq!(open("2026-06-17T00:00:01Z"), Truth::No);
    }
}
