//! Whether a discount code can be used: by when, by whom, for what and how often.
//!
//! Source: <https://github.com/mitodl/mitxonline/blob/b3c9730e/ecommerce/models.py> (`Discount`)

use crate::moment::{Instant, Moment};
use crate::truth::Truth;

/// How often a code can be redeemed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redemption {
    /// Once by anybody.
    OneTime,
    /// Once by each learner.
    OneTimePerUser,
    /// As often as its limit allows.
    Unlimited,
}

/// The conditions of a code; users and products go by any name that tells them apart.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// How often it can be redeemed.
    pub redemption: Redemption,
    /// Whether it belongs to an income tier; such a discount cannot be typed in.
    pub is_financial_assistance: bool,
    /// How often it can be redeemed by all together; 0 for any number.
    pub redemptions_max: usize,
    /// It holds from then on.
    pub activation: Option<Instant>,
    /// It holds until then.
    pub expiration: Option<Instant>,
    /// The products it is for; none for all.
    pub products: Vec<String>,
    /// The learners it is for; none for all.
    pub users: Vec<String>,
}

/// A learner at checkout.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// When.
    pub now: Instant,
    /// Who.
    pub user: &'a str,
    /// What is to be bought.
    pub products: &'a [String],
    /// Who has redeemed the code in orders that were fulfilled, once for each time.
    pub redeemed_by: &'a [String],
}

impl Conditions {
    /// Whether the code can be put into the basket: its dates, products, learners and limit hold.
    ///
    /// Here the platform counts the very instant of the expiration, and does not look at the kind
    /// of redemption, which [`Conditions::can_be_redeemed`] does.
    #[must_use]
    pub fn fits_basket(&self, attempt: Attempt<'_>) -> bool {
        let for_product = self.products.is_empty()
            || self.products.iter().any(|product| attempt.products.contains(product));
        let for_user = self.users.is_empty() || self.users.iter().any(|one| one == attempt.user);
        let expired = self.expiration.is_some_and(|end| attempt.now > end);
        let typed_in = !self.is_financial_assistance;
        typed_in
            && for_product
            && for_user
            && self.within_limit(attempt)
            && self.active(attempt.now)
            && !expired
    }

    /// Whether the code can be redeemed by this learner now: its dates hold and it is not used up.
    #[must_use]
    pub fn can_be_redeemed(&self, attempt: Attempt<'_>) -> bool {
        let used_up = match self.redemption {
            Redemption::OneTime => !attempt.redeemed_by.is_empty(),
            Redemption::OneTimePerUser => attempt.redeemed_by.iter().any(|by| by == attempt.user),
            Redemption::Unlimited => false,
        };
        !used_up && self.within_limit(attempt) && self.holds_at(attempt.now)
    }

    /// Whether its dates hold; the very instant of the expiration is too late.
    #[must_use]
    pub fn holds_at(&self, now: Instant) -> bool {
        let open = |end| not_expired(Moment::Instant(end), now) == Truth::Yes;
        self.active(now) && self.expiration.is_none_or(open)
    }

    fn active(&self, now: Instant) -> bool {
        self.activation.is_none_or(|start| start <= now)
    }

    fn within_limit(&self, attempt: Attempt<'_>) -> bool {
        self.redemptions_max == 0 || attempt.redeemed_by.len() < self.redemptions_max
    }
}

/// Whether a code can still be redeemed; the very instant of its expiration is too late.
#[must_use]
pub fn not_expired(expiration: Moment, now: Instant) -> Truth {
    expiration.is_after(now)
}

#[cfg(test)]
mod tests {
    use super::{Attempt, Conditions, Redemption};
    use crate::moment::Instant;

    const NOON: &str = "2026-06-15T12:00:00Z";

    fn instant(text: &str) -> Option<Instant> {
        Some(text.parse().unwrap())
    }

    fn code() -> Conditions {
        Conditions {
            redemption: Redemption::Unlimited,
            is_financial_assistance: false,
            redemptions_max: 0,
            activation: None,
            expiration: None,
            products: Vec::new(),
            users: Vec::new(),
        }
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    /// Whether the code fits the basket and can be redeemed, by `u1` for `P1` at noon.
    fn asked(code: &Conditions, redeemed_by: &[&str]) -> (bool, bool) {
        let (products, redeemed_by) = (names(&["P1"]), names(redeemed_by));
        let now = NOON.parse().unwrap();
        let attempt = Attempt { now, user: "u1", products: &products, redeemed_by: &redeemed_by };
        (code.fits_basket(attempt), code.can_be_redeemed(attempt))
    }

    #[test]
    fn a_code_holds_from_its_activation_and_just_short_of_its_expiration() {
        assert_eq!(asked(&code(), &[]), (true, true));
        let from = |activation: &str| Conditions { activation: instant(activation), ..code() };
        assert_eq!(asked(&from(NOON), &[]), (true, true));
        assert_eq!(asked(&from("2026-06-15T12:00:01Z"), &[]), (false, false));
        let until = |expiration: &str| Conditions { expiration: instant(expiration), ..code() };
        assert_eq!(asked(&until("2026-06-15T12:00:01Z"), &[]), (true, true));
        // The platform's two looks differ at the instant itself.
        assert_eq!(asked(&until(NOON), &[]), (true, false));
        assert_eq!(asked(&until("2026-06-15T11:59:59Z"), &[]), (false, false));
    }

    #[test]
    fn a_code_is_used_up_by_anybody_by_the_learner_or_by_its_limit() {
        let once = Conditions { redemption: Redemption::OneTime, ..code() };
        assert!(asked(&once, &[]).1);
        assert!(!asked(&once, &["u2"]).1);
        let each = Conditions { redemption: Redemption::OneTimePerUser, ..code() };
        assert!(asked(&each, &["u2"]).1);
        assert!(!asked(&each, &["u2", "u1"]).1);
        let limited = Conditions { redemptions_max: 2, ..code() };
        assert_eq!(asked(&limited, &["u1"]), (true, true));
        assert_eq!(asked(&limited, &["u1", "u2"]), (false, false));
    }

    #[test]
    fn a_code_is_for_some_products_and_learners_and_never_of_an_income_tier() {
        let product = |product: &str| Conditions { products: names(&[product]), ..code() };
        assert!(asked(&product("P1"), &[]).0);
        assert!(!asked(&product("P2"), &[]).0);
        let user = |user: &str| Conditions { users: names(&[user]), ..code() };
        assert!(asked(&user("u1"), &[]).0);
        assert!(!asked(&user("u2"), &[]).0);
        assert!(!asked(&Conditions { is_financial_assistance: true, ..code() }, &[]).0);
    }
}
