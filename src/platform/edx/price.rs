//! What the catalog service says of a program's price, and whether all of it can be bought at once
//! (rule E6).
//!
//! Sources: `course_discovery/apps/course_metadata/models.py` of openedx/course-discovery and
//! `openedx/core/djangoapps/programs/utils.py` of openedx-platform.

use crate::moment::{Instant, Moment};
use crate::money::{Amount, Currency};
use crate::platform::edx::mode::EnrollmentMode;
use crate::truth::Truth;

/// Something that can be bought for one course: a seat in a session, or an entitlement to a session
/// that is still to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Product {
    /// The enrollment mode that it gives.
    pub mode: EnrollmentMode,
    /// Its price.
    pub price: Amount,
    /// The currency of its price.
    pub currency: Currency,
}

/// A course of a program with what can be bought for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricedCourse {
    /// The seats of its canonical session, in the order in which they were created; none where the
    /// program excludes that session.
    pub seats: Vec<Product>,
    /// How the canonical session opens.
    pub opening: Opening,
    /// Its entitlements.
    pub entitlements: Vec<Product>,
}

/// How a session opens, as far as the choice among its seats depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Enrollment has no start, and the session has not ended: a later seat replaces an earlier one.
    Undated,
    /// Enrollment has a start, or the session has ended: the first seat is kept.
    Dated,
}

/// The prices of a program in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceRange {
    /// The currency.
    pub currency: Currency,
    /// The lowest price of a single product.
    pub min: Amount,
    /// The highest price of a single product.
    pub max: Amount,
    /// All courses together, each by one product.
    pub total: Amount,
}

/// The price ranges of a program whose type counts the `applicable` modes, by currency in the order
/// in which the currencies appear.
#[must_use]
pub fn price_ranges(applicable: &[EnrollmentMode], courses: &[PricedCourse]) -> Vec<PriceRange> {
    let applies = |product: &&Product| applicable.contains(&product.mode);
    let seats = courses.iter().flat_map(|course| &course.seats);
    let entitlements = courses.iter().flat_map(|course| &course.entitlements);
    let mut ranges: Vec<PriceRange> = Vec::new();
    for product in seats.chain(entitlements).filter(applies) {
        let (price, currency) = (product.price, product.currency);
        match ranges.iter_mut().find(|range| range.currency == currency) {
            Some(range) => {
                range.min = range.min.min(price);
                range.max = range.max.max(price);
            }
            None => {
                let total = Amount::ZERO;
                ranges.push(PriceRange { currency, min: price, max: price, total });
            }
        }
    }
    for course in courses {
        for product in course.in_total(applicable) {
            let range = ranges.iter_mut().find(|range| range.currency == product.currency);
            range.into_iter().for_each(|range| range.total = range.total.plus(product.price));
        }
    }
    ranges
}

impl PricedCourse {
    /// The products that stand for the course in the total: one for each currency, an entitlement
    /// before a seat.
    fn in_total(&self, applicable: &[EnrollmentMode]) -> Vec<Product> {
        let mut chosen: Vec<Product> = Vec::new();
        for seat in self.seats.iter().filter(|seat| applicable.contains(&seat.mode)) {
            let same = chosen.iter_mut().find(|earlier| earlier.currency == seat.currency);
            match same {
                None => chosen.push(*seat),
                Some(earlier) if self.opening == Opening::Undated => *earlier = *seat,
                Some(_) => {}
            }
        }
        for entitlement in self.entitlements.iter().filter(|one| applicable.contains(&one.mode)) {
            chosen.retain(|product| product.currency != entitlement.currency);
            chosen.push(*entitlement);
        }
        chosen
    }
}

/// A session as the purchase of a whole program looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedRun {
    /// Whether it is published and part of the program.
    pub listed: bool,
    /// When it ends.
    pub end: Option<Moment>,
    /// When enrollment opens.
    pub enrollment_start: Option<Moment>,
    /// When enrollment closes.
    pub enrollment_end: Option<Moment>,
    /// Its seats: the mode of each, and until when it is sold.
    pub seats: Vec<(EnrollmentMode, Option<Moment>)>,
}

/// A course as the purchase of a whole program looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedCourse {
    /// The modes of its entitlements.
    pub entitlements: Vec<EnrollmentMode>,
    /// Its sessions.
    pub runs: Vec<OfferedRun>,
}

impl OfferedRun {
    /// Whether a seat of an applicable mode is on sale: the ends of the session and of enrollment
    /// are still in time, the upgrade deadline is not.
    fn sells(&self, applicable: &[EnrollmentMode], now: Instant) -> bool {
        let over = |end: Option<Moment>| end.is_some_and(|end| end.is_before(now) == Truth::Yes);
        let ahead = |moment: Moment| moment.is_after(now) == Truth::Yes;
        let on_sale = |deadline: &Option<Moment>| deadline.is_none_or(ahead);
        let open = !over(self.end)
            && !over(self.enrollment_end)
            && !self.enrollment_start.is_some_and(ahead);
        open && self.seats.iter().any(|(mode, end)| applicable.contains(mode) && on_sale(end))
    }
}

/// Whether all courses of a program can be bought at once: each has exactly one applicable
/// entitlement, or exactly one listed session, with an applicable seat on sale.
#[must_use]
pub fn sold_at_once(
    enabled: bool,
    applicable: &[EnrollmentMode],
    courses: &[OfferedCourse],
    now: Instant,
) -> bool {
    let buyable = |course: &OfferedCourse| {
        let entitled = course.entitlements.iter().filter(|mode| applicable.contains(mode)).count();
        let mut listed = course.runs.iter().filter(|run| run.listed);
        let only = listed.next().filter(|_| listed.next().is_none());
        entitled == 1 || only.is_some_and(|run| run.sells(applicable, now))
    };
    enabled && courses.iter().all(buyable)
}

/// What buying all courses at once saves, as the shop calculates it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discount {
    /// The price of all courses singly.
    pub full: Amount,
    /// The price that is asked.
    pub asked: Amount,
}

impl Discount {
    /// Whether there is a discount at all.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.asked < self.full
    }

    /// How much is saved; nothing where the price asked is the higher one.
    #[must_use]
    pub fn saved(&self) -> Amount {
        self.full.minus(self.asked)
    }
}

#[cfg(test)]
mod tests {
    use super::EnrollmentMode::{Credit, Verified};
    use super::*;

    fn product(mode: EnrollmentMode, units: u32, currency: &str) -> Product {
        Product { mode, price: Amount::whole(units), currency: currency.parse().unwrap() }
    }

    fn course(seats: Vec<Product>, entitlements: Vec<Product>) -> PricedCourse {
        PricedCourse { seats, opening: Opening::Dated, entitlements }
    }

    fn totals(applicable: &[EnrollmentMode], courses: &[PricedCourse]) -> Vec<(String, u64)> {
        let ranges = price_ranges(applicable, courses);
        ranges.iter().map(|one| (one.currency.to_string(), one.total.whole_units())).collect()
    }

    #[test]
    fn of_two_seats_the_first_stands_for_the_course_unless_enrollment_is_undated() {
        let seats = vec![product(Credit, 600, "USD"), product(Verified, 100, "USD")];
        let dated = course(seats, Vec::new());
        let applicable = [Verified, Credit];
        assert_eq!(totals(&applicable, std::slice::from_ref(&dated)), [("USD".to_owned(), 600)]);
        let undated = PricedCourse { opening: Opening::Undated, ..dated };
        assert_eq!(totals(&applicable, &[undated]), [("USD".to_owned(), 100)]);
    }

    #[test]
    fn currencies_are_summed_apart_and_an_entitlement_replaces_only_its_own() {
        let seats = vec![product(Verified, 100, "USD"), product(Verified, 90, "EUR")];
        let mixed = course(seats, vec![product(Verified, 80, "USD")]);
        let totals = totals(&[Verified], &[mixed]);
        assert_eq!(totals, [("USD".to_owned(), 80), ("EUR".to_owned(), 90)]);
    }

    #[test]
    fn a_program_without_an_applicable_product_has_no_price() {
        assert!(
            price_ranges(&[Verified], &[course(vec![product(Credit, 1, "USD")], Vec::new())])
                .is_empty()
        );
    }

    fn offered(end: Option<&str>, enrollment_start: Option<&str>, seat: Option<&str>) -> bool {
        let moment = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        let run = OfferedRun {
            listed: true,
            end: moment(end),
            enrollment_start: moment(enrollment_start),
            enrollment_end: moment(end),
            seats: vec![(Verified, moment(seat))],
        };
        let course = OfferedCourse { entitlements: Vec::new(), runs: vec![run] };
        sold_at_once(true, &[Verified], &[course], "2026-05-10T12:00:00Z".parse().unwrap())
    }

    #[test]
    fn at_the_very_instant_the_end_and_the_start_are_in_time_and_the_deadline_is_not() {
        let now = Some("2026-05-10T12:00:00Z");
        assert!(offered(now, now, None));
        assert!(!offered(Some("2026-05-10T11:59:59Z"), None, None));
        assert!(!offered(None, Some("2026-05-10T12:00:01Z"), None));
        assert!(!offered(None, None, now));
        assert!(offered(None, None, Some("2026-05-10T12:00:01Z")));
    }

    #[test]
    fn two_entitlements_of_a_course_are_not_one() {
        let course = OfferedCourse { entitlements: vec![Verified, Credit], runs: Vec::new() };
        let now = "2026-05-10T12:00:00Z".parse().unwrap();
        let sold = |applicable: &[EnrollmentMode]| {
            sold_at_once(true, applicable, std::slice::from_ref(&course), now)
        };
        assert!(sold(&[Verified]));
        assert!(!sold(&[Verified, Credit]));
    }

    #[test]
    fn a_higher_price_saves_nothing() {
        let discount = Discount { full: Amount::whole(100), asked: Amount::whole(120) };
        assert!(!discount.is_one());
        assert_eq!(discount.saved(), Amount::ZERO);
    }
}
