//! Financial assistance: which income tier holds, whether documents are asked for, and whether an
//! application gives a discount (rule E3). The platform calls it flexible pricing.
//!
//! Source: <https://github.com/mitodl/mitxonline/blob/b3c9730e/flexiblepricing/api.py>

use crate::discount::{Discount, DiscountAmount, DiscountKind};
use crate::moment::Instant;
use crate::money::{Amount, Currency, Rate};

/// Above this income no documents are asked for where nothing is known of the country, in dollars.
pub const THRESHOLD_ELSEWHERE: Amount = Amount::whole(75_000);

/// The tier with the highest threshold that does not exceed the income.
pub fn tier_at<T>(
    tiers: &[T],
    income: Amount,
    threshold: impl Fn(&T) -> Option<Amount>,
) -> Option<&T> {
    let reached = tiers.iter().filter(|tier| threshold(tier).is_some_and(|from| from <= income));
    reached.fold(None, |best: Option<&T>, tier| {
        let higher = best.is_none_or(|best| threshold(best) < threshold(tier));
        if higher { Some(tier) } else { best }
    })
}

/// The tier of the first owner that has one for the income, with the owner's place: the programs of
/// a course come before the course, and the first that has a tier counts, not the cheapest.
pub fn tier_of_owners<'a, T>(
    owners: &'a [Vec<T>],
    income: Amount,
    threshold: impl Fn(&T) -> Option<Amount>,
) -> Option<(usize, &'a T)> {
    let tier = |(place, tiers): (usize, &'a Vec<T>)| {
        tier_at(tiers, income, &threshold).map(|tier| (place, tier))
    };
    owners.iter().enumerate().find_map(tier)
}

/// An income in the currency of the tiers; another one is cut to whole units and divided by the rate.
/// `None` where the rate is not known.
#[must_use]
pub fn converted(
    income: Amount,
    from: Currency,
    to: Currency,
    units_per_unit: Option<Rate>,
) -> Option<Amount> {
    if from == to { Some(income) } else { units_per_unit?.divide(income.whole_units()) }
}

/// Whether a tier is approved without documents: one that gives no discount is, every income is
/// where the country's threshold is 0, and otherwise an income above the threshold.
#[must_use]
pub fn approved_without_documents(income: Amount, threshold: Amount, has_discount: bool) -> bool {
    !has_discount || threshold == Amount::ZERO || income > threshold
}

/// What has become of an application for financial assistance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApplicationStatus {
    /// Approved by hand or without documents.
    Approved,
    /// Begun, waiting, skipped, reset or denied: it gives nothing.
    NotApproved,
}

/// An application, with the tier it is for.
#[derive(Clone, Copy, Debug)]
pub struct Application {
    /// What has become of it.
    pub status: ApplicationStatus,
    /// Whether the tier is still in force.
    pub is_tier_current: bool,
    /// The tier's discount holds from then on.
    pub activation: Option<Instant>,
    /// The tier's discount holds until then, the instant included.
    pub expiration: Option<Instant>,
}

impl Application {
    /// Whether the dates of the tier's discount hold.
    #[must_use]
    pub fn is_in_date(&self, now: Instant) -> bool {
        self.activation.is_none_or(|start| start <= now)
            && self.expiration.is_none_or(|end| end >= now)
    }

    /// Whether it gives its tier's discount.
    #[must_use]
    pub fn gives_discount(&self, now: Instant) -> bool {
        self.status == ApplicationStatus::Approved && self.is_tier_current && self.is_in_date(now)
    }
}

/// The place of the first owner whose application gives a discount; of several applications to one
/// owner the platform looks at the first that is in date.
#[must_use]
pub fn granted_by(owners: &[Vec<Application>], now: Instant) -> Option<usize> {
    owners.iter().position(|applications| {
        let first = applications.iter().find(|application| application.is_in_date(now));
        first.is_some_and(|application| application.gives_discount(now))
    })
}

/// Whose tiers they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierOwner {
    /// A program: amounts off the list price of each of its courses.
    Program,
    /// A course: shares of its price.
    Course,
}

/// The tiers that the platform sets up where nobody chooses others, each with its least income in
/// dollars.
/// Source: <https://github.com/mitodl/mitxonline/blob/b3c9730e/docs/source/commands/configure_tiers.rst>
#[must_use]
pub fn default_tiers(owner: TierOwner) -> [(Amount, Discount); 4] {
    let (kind, amounts) = match owner {
        TierOwner::Program => (DiscountKind::DollarsOff, [750, 650, 500]),
        TierOwner::Course => (DiscountKind::PercentOff, [75, 50, 25]),
    };
    let tier = |income, kind, amount| {
        (Amount::whole(income), Discount { kind, amount: DiscountAmount::whole(amount) })
    };
    let [lowest, low, high] = amounts;
    [
        tier(0, kind, lowest),
        tier(25_000, kind, low),
        tier(50_000, kind, high),
        tier(75_000, DiscountKind::PercentOff, 0),
    ]
}

#[cfg(test)]
mod tests {
    use super::{
        Application, ApplicationStatus, TierOwner, approved_without_documents, default_tiers,
        granted_by, tier_of_owners,
    };
    use crate::money::Amount;

    /// The owner and threshold of the tier for an income; `false` marks a tier of earlier years.
    fn tier(owners: &[&[(u32, bool)]], income: &str) -> Option<(usize, u32)> {
        let owners: Vec<Vec<(u32, bool)>> = owners.iter().map(|tiers| tiers.to_vec()).collect();
        let threshold = |tier: &(u32, bool)| tier.1.then_some(Amount::whole(tier.0));
        let found = tier_of_owners(&owners, income.parse().unwrap(), threshold);
        found.map(|(owner, tier)| (owner, tier.0))
    }

    #[test]
    fn the_highest_threshold_up_to_the_income_counts() {
        let tiers: &[_] = &[(50_000, true), (0, true), (25_000, true)];
        assert_eq!(tier(&[tiers], "24999.99"), Some((0, 0)));
        assert_eq!(tier(&[tiers], "25000"), Some((0, 25_000)));
        assert_eq!(tier(&[tiers], "34938234"), Some((0, 50_000)));
        assert_eq!(tier(&[&[(0, true), (25_000, false)]], "30000"), Some((0, 0)));
    }

    #[test]
    fn the_first_owner_that_has_a_tier_counts() {
        let (program, course): (&[_], &[_]) = (&[(50_000, true)], &[(0, true), (25_000, true)]);
        assert_eq!(tier(&[program, course], "30000"), Some((1, 25_000)));
        assert_eq!(tier(&[program, course], "50000"), Some((0, 50_000)));
        assert_eq!(tier(&[&[], course], "1"), Some((1, 0)));
        assert_eq!(tier(&[program, &[(0, false)]], "1"), None);
    }

    #[test]
    fn documents_are_asked_for_up_to_the_threshold() {
        let approved = |income, threshold, has_discount| {
            approved_without_documents(
                Amount::whole(income),
                Amount::whole(threshold),
                has_discount,
            )
        };
        assert!(!approved(50_000, 50_000, true));
        assert!(approved(50_001, 50_000, true));
        assert!(approved(0, 0, true));
        assert!(approved(0, 50_000, false));
    }

    #[test]
    fn only_an_approved_application_in_date_gives_its_discount() {
        let now = "2026-06-15T12:00:00Z".parse().unwrap();
        let approved = Application {
            status: ApplicationStatus::Approved,
            is_tier_current: true,
            activation: None,
            expiration: None,
        };
        let waiting = Application { status: ApplicationStatus::NotApproved, ..approved };
        let replaced = Application { is_tier_current: false, ..approved };
        assert_eq!(granted_by(&[vec![approved], vec![approved]], now), Some(0));
        assert_eq!(granted_by(&[vec![waiting], vec![approved]], now), Some(1));
        assert_eq!(granted_by(&[vec![replaced]], now), None);
        // Here the very instants of both dates count.
        let dated = |at: &str| Application {
            activation: Some(at.parse().unwrap()),
            expiration: Some(at.parse().unwrap()),
            ..approved
        };
        assert_eq!(granted_by(&[vec![dated("2026-06-15T12:00:00Z")]], now), Some(0));
        assert_eq!(granted_by(&[vec![dated("2026-06-15T12:00:01Z")]], now), None);
        assert_eq!(granted_by(&[vec![dated("2026-06-15T11:59:59Z")]], now), None);
    }

    #[test]
    fn the_default_tiers_of_a_program_are_those_of_the_dedp() {
        // A list price of 1,000 leaves 250, 350, 500 and 1,000.
        let list = Amount::whole(1_000);
        let fees = default_tiers(TierOwner::Program).map(|(_, discount)| discount.price_of(list));
        let fees = fees.map(|fee| fee.to_string());
        assert_eq!(fees, ["250.00", "350.00", "500.00", "1000.00"]);
        let halves = default_tiers(TierOwner::Course).map(|(_, discount)| discount.price_of(list));
        assert_eq!(halves.map(|fee| fee.to_string()), ["250.00", "500.00", "750.00", "1000.00"]);
    }
}
