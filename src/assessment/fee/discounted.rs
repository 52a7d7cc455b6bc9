//! The learner's discounts on a fee (rule E4).

use crate::assessment::fee::bundled::runs_before;
use crate::assessment::fee::{Fees, every_tier};
use crate::assessment::reason::{Because, Effect, Reason};
use crate::catalog::Course;
use crate::catalog::format::{Capstone, Pacing, Stated, Status};
use crate::catalog::run::Run;
use crate::discount::code::not_expired;
use crate::discount::{Discount, DiscountKind};
use crate::id::CourseId;
use crate::moment::Moment;
use crate::money::{Amount, AmountRange, Money};
use crate::plan::format::{CertificateState, HeldDiscount};
use crate::plan::{Forecast, PlannedCourse, PlannedRun, Standing};
use crate::rule::Rule;
use crate::truth::Truth;

impl Fees<'_> {
    /// A fee, or what the best single discount leaves of the list price where that is less.
    pub(super) fn discounted(
        &self,
        course: &Course,
        planned: Option<&PlannedCourse>,
        run: Option<&Run>,
        listed: AmountRange,
    ) -> AmountRange {
        let held = self.held(course);
        if held.is_empty() {
            return listed;
        }
        let list = self.list_price(course, run);
        held.iter().fold(listed, |fee, held| {
            let price = price(list, held);
            match self.usable(held, planned, run) {
                Truth::Yes => cheaper(fee, price),
                // It may lower the fee, and may not.
                Truth::Unknown => AmountRange { low: cheaper(fee, price).low, ..fee },
                Truth::No => fee,
            }
        })
    }

    /// What the learner's discounts come to for a course: the one that counts, and why others do not.
    pub(in crate::assessment) fn discount_reasons(
        &self,
        course: &Course,
        run: Option<&Run>,
    ) -> Vec<Reason> {
        if self.held(course).is_empty() {
            return Vec::new();
        }
        let (listed, fee) = (self.listed(course, run).amount, self.amount(course, run));
        let list = self.list_price(course, run);
        let usable = |held: &HeldDiscount| self.usable(held, self.plan.course(course), run);
        let usable_ones = self.held(course).iter().filter(|held| usable(held) != Truth::No);
        let best = usable_ones.filter_map(|held| Some((price(list, held).high?, held)));
        let best = best.min_by_key(|(price, _)| *price).filter(|_| fee != listed);
        let money = |amount| Money { amount, currency: self.currency() };
        let mut reasons = Vec::new();
        for held in self.held(course) {
            let (id, code) = (course.facts.id.clone(), held.code.clone());
            let because = match best.filter(|(_, one)| std::ptr::eq(*one, held)) {
                Some((price, _)) => {
                    // Beside a range of income tiers it is only the most that the fee can be.
                    let sure = fee.high == Some(fee.low) || usable(held) == Truth::Unknown;
                    let list = list.filter(|_| sure).map(money);
                    let (fee, until) = (money(price), held.expires);
                    Because::DiscountApplied { course: id, code, list, fee, until }
                }
                None => {
                    let expired = held.expires.filter(|_| usable(held) == Truth::No);
                    if list.is_none() && expired.is_none() && best.is_none() {
                        // Nobody knows what it does to a fee that is not known (rule G).
                        continue;
                    }
                    Because::DiscountNotUsed { course: id, code, expired }
                }
            };
            reasons.push(because);
            if list.is_some_and(|list| discount(held).price_of(list).is_below_zero()) {
                let (course, code) = (course.facts.id.clone(), held.code.clone());
                reasons.push(Because::DiscountBelowZero { course, code });
            }
        }
        let reason = |because| Reason {
            rule: Rule::E4,
            effect: Effect::Note,
            because,
            sources: Vec::new(),
            remedy: None,
        };
        reasons.into_iter().map(reason).collect()
    }

    /// The end of the best discount that can surely be used for a session and lowers its fee; none where
    /// it has no end, or the session comes with the bundle.
    pub(in crate::assessment) fn discount_until(
        &self,
        course: &Course,
        run: Option<&Run>,
    ) -> Option<Moment> {
        let planned = self.plan.course(course);
        if self.is_bundled(course, run) {
            return None;
        }
        let (listed, list) = (self.listed(course, run).amount, self.list_price(course, run));
        let sure = self.held(course).iter();
        let sure = sure.filter(|held| self.usable(held, planned, run) == Truth::Yes);
        let priced = sure.filter_map(|held| Some((price(list, held).high?, held.expires)));
        let lower = priced.filter(|(price, _)| listed.high.is_none_or(|fee| *price < fee));
        // Of as good ones, that which holds longest.
        lower
            .min_by_key(|(price, expires)| {
                let until = expires.map(Moment::latest);
                (*price, until.is_some(), std::cmp::Reverse(until))
            })
            .and_then(|(_, expires)| expires)
    }

    /// Whether a discount can still be used, and holds when the session can be paid: not before its
    /// enrollment opens, nor before the certificates are there that it asks for, nor before it is known that
    /// an earlier session of the course was failed. One that was joined can be paid at once. Of a session
    /// that is not named nobody knows when it is. The very instant of its end is too late.
    fn usable(
        &self,
        held: &HeldDiscount,
        planned: Option<&PlannedCourse>,
        run: Option<&Run>,
    ) -> Truth {
        let Some(expires) = held.expires else {
            return Truth::Yes;
        };
        if planned.is_some_and(|planned| is_joined(planned, run)) {
            return not_expired(expires, self.now);
        }
        let opens = run.map_or(Truth::Unknown, |run| self.holds_when_it_opens(expires, run));
        let can_join = planned.map_or(Truth::Yes, |planned| self.may_join(planned, expires));
        let before = planned.into_iter().flat_map(|planned| runs_before(planned, run));
        let failed = before.filter(|other| will_be_failed(other));
        let pacing = |other: &PlannedRun| planned?.course.pacing(other.run.as_deref());
        let known = failed.map(|other| holds_after(expires, pacing(other), other));
        not_expired(expires, self.now).and(can_join).and(known.fold(opens, Truth::and))
    }

    /// Whether the certificates that a session asks for are there while a discount holds (rules B8, F1): nobody
    /// enrolls before them, and when they come is decided by the rest of the plan.
    fn may_join(&self, planned: &PlannedCourse, expires: Moment) -> Truth {
        let there = |id: &CourseId| {
            let known = self.plan.courses.iter().find(|known| known.course.facts.id == *id);
            known.map_or(Truth::Unknown, |known| holds_with_certificate(expires, known))
        };
        let facts = &planned.course.facts;
        let after_all =
            facts.capstone.as_ref().is_some_and(|fact| fact.value == Capstone::AfterAllOthers);
        let others = self.plan.program.courses.iter().map(|course| &course.facts.id);
        let others = others.filter(|id| after_all && **id != facts.id);
        // Of a choice before the capstone some may not be needed, which leaves it open all the same.
        let others = others.map(|id| there(id).or(Truth::Unknown));
        planned.course.required_first().map(there).chain(others).fold(Truth::Yes, Truth::and)
    }

    /// Whether a discount holds when enrollment in a session opens. Where nobody states when that is, one
    /// can surely enroll in a session that has begun, and in another one by its start.
    fn holds_when_it_opens(&self, expires: Moment, run: &Run) -> Truth {
        let start = run.facts.start;
        match run.facts.enrollment_start {
            Some(Stated::At(opens)) => holds_on(expires, opens),
            Some(Stated::None) => Truth::No,
            None => {
                let begun = start.map_or(Truth::Unknown, |start| start.is_before(self.now));
                let by_start = start.map_or(Truth::Unknown, |start| holds_on(expires, start));
                begun.or(by_start.or(Truth::Unknown))
            }
        }
    }

    fn held(&self, course: &Course) -> &[HeldDiscount] {
        self.plan.course(course).map_or(&[], |planned| &planned.discounts)
    }

    /// The price from which discounts are taken off: the highest tier's where tiers are all that is
    /// stated, since that one gives no discount.
    fn list_price(&self, course: &Course, run: Option<&Run>) -> Option<Amount> {
        let typed = self.plan.course(course).and_then(|planned| planned.fee);
        let own = run.filter(|run| run.facts.status != Status::Historic);
        let own = own.and_then(|run| run.facts.fee);
        let stated = course.facts.fee.as_ref().filter(|fact| fact.status != Status::Historic);
        let stated = typed.or(own).or(stated.map(|fact| fact.value));
        let dearest = self.tiers.and_then(|tiers| every_tier(&tiers.value).high);
        stated.map_or(dearest, |money| self.in_currency(money))
    }
}

fn holds_on(expires: Moment, on: Moment) -> Truth {
    on.precedes(expires).or(Truth::Unknown.and(!expires.precedes(on)))
}

/// Whether a discount holds when the certificate of a course is there: not where every session of the plan ends
/// after it.
fn holds_with_certificate(expires: Moment, planned: &PlannedCourse) -> Truth {
    if planned.runs.iter().any(|run| run.certificate == Some(CertificateState::Held)) {
        return Truth::Yes;
    }
    let is_late = |run: &PlannedRun| {
        let paced = planned.course.pacing(run.run.as_deref()) != Some(Pacing::InstructorPaced);
        let end = run.run.as_ref().and_then(|known| known.facts.end?.moment());
        let end = if paced { run.passed_on } else { end };
        will_be_failed(run) || end.is_some_and(|end| holds_on(expires, end) == Truth::No)
    };
    // Where the last one fails too, another one is still to come, and nobody says when.
    let is_passed_at_last = planned.runs.last().is_some_and(|run| !will_be_failed(run));
    if is_passed_at_last && planned.runs.iter().all(is_late) { Truth::No } else { Truth::Unknown }
}

/// Whether the learner is in the session already.
fn is_joined(planned: &PlannedCourse, run: Option<&Run>) -> bool {
    run.is_some_and(|run| {
        let mut own = planned.runs.iter().filter(|own| own.id.as_ref() == Some(&run.facts.id));
        own.any(|own| !matches!(own.standing, Standing::Planned(_)))
    })
}

/// Whether a session is expected to be failed.
fn will_be_failed(run: &PlannedRun) -> bool {
    let expected = matches!(
        run.standing,
        Standing::Planned(Forecast::WillNotPass) | Standing::InProgress(Forecast::WillNotPass)
    );
    expected && run.left.is_none()
}

/// Whether a discount holds when it is known that this session was failed: at its end, or where the pace is
/// the learner's own on a day that nobody can say, but not before its start.
fn holds_after(expires: Moment, pacing: Option<Pacing>, failed: &PlannedRun) -> Truth {
    let facts = failed.run.as_ref().map(|run| &run.facts);
    let end = facts.and_then(|facts| facts.end?.moment());
    let end = end.filter(|_| pacing == Some(Pacing::InstructorPaced));
    match (end, facts.and_then(|facts| facts.start)) {
        (Some(end), _) => holds_on(expires, end),
        (None, Some(start)) => holds_on(expires, start).and(Truth::Unknown),
        (None, None) => Truth::Unknown,
    }
}

fn discount(held: &HeldDiscount) -> Discount {
    Discount { kind: held.kind, amount: held.amount }
}

/// What a discount leaves of a list price; without one, a fixed price is still the most.
fn price(list: Option<Amount>, held: &HeldDiscount) -> AmountRange {
    match (list, held.kind) {
        (Some(list), _) => AmountRange::exactly(discount(held).price_of(list).amount()),
        (None, DiscountKind::FixedPrice) => {
            let fixed = discount(held).price_of(Amount::ZERO).amount();
            AmountRange { low: Amount::ZERO, high: Some(fixed) }
        }
        (None, DiscountKind::PercentOff | DiscountKind::DollarsOff) => AmountRange::UNKNOWN,
    }
}

/// The lower of two prices.
fn cheaper(left: AmountRange, right: AmountRange) -> AmountRange {
    let high = match (left.high, right.high) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    };
    AmountRange { low: left.low.min(right.low), high }
}
