//! The purchase of a whole program, and the sessions that come with it (rule E6).

use crate::assessment::fee::Fees;
use crate::assessment::{CostKind, CostLine};
use crate::catalog::format::{Citation, Pacing, Stated, Status};
use crate::catalog::run::Run;
use crate::catalog::{Catalog, Course};
use crate::id::CourseId;
use crate::moment::{Instant, Moment};
use crate::money::{Amount, AmountRange};
use crate::plan::format::PaymentState;
use crate::plan::{Enrollment, Payment, Plan, PlannedCourse, PlannedRun};
use crate::truth::Truth;

/// The bundle that a plan has, or will have.
pub(super) struct Bundle {
    /// Until when it can be used, where that is known.
    until: Option<Moment>,
    /// The courses of the program itself, by their place in the catalog.
    courses: Vec<usize>,
    /// Whether one may still upgrade at the very instant of a deadline.
    deadline_included: bool,
    /// When it upgrades what it covers: now, or at the last instant of a purchase that is to come.
    upgrades: Instant,
    /// The purchase, where it is to come on a later day.
    later: Option<Moment>,
    is_paid: bool,
    /// Whether it also pays for a course that is taken again.
    pays_repeats: Truth,
}

impl Bundle {
    /// The bundle of a plan, where it is bought or will be.
    pub(super) fn of(catalog: &Catalog, plan: &Plan, now: Instant) -> Option<Bundle> {
        let purchase = plan.bundle.filter(|bundle| bundle.payment != PaymentState::NotPaid)?;
        let profile = catalog.profile();
        let months = plan.program.facts.bundle_months.as_ref().map(|fact| fact.value);
        let months = months.or(profile.bundle_months);
        let bought = match purchase.payment {
            // What is to be bought can be bought now.
            PaymentState::WillPay => purchase.on.or(Some(Moment::Instant(now))),
            PaymentState::Paid | PaymentState::NotPaid => purchase.on,
        };
        let until = bought.zip(months).map(|(bought, months)| bought.plus_months(months));
        let to_come = purchase.on.filter(|_| purchase.payment == PaymentState::WillPay);
        let later = to_come.filter(|on| on.latest() > now);
        let own = plan.program.requirement.own_courses();
        let courses = own.iter().map(|course| course.position).collect();
        Some(Bundle {
            until,
            courses,
            deadline_included: profile.deadline_included,
            upgrades: later.map_or(now, Moment::latest),
            later,
            is_paid: purchase.payment == PaymentState::Paid,
            pays_repeats: profile.bundle_pays_repeats,
        })
    }

    /// Whether a session comes with it: one of the program's own courses, with an open upgrade
    /// deadline, that can be joined while the bundle can be used.
    fn covers(&self, course: &Course, run: Option<&Run>) -> Truth {
        let own = Truth::from(self.courses.contains(&course.position));
        // What was not used by then expires, whenever a session could have been joined (rule E6).
        let ended = self.until.map_or(Truth::No, |until| until.is_before(self.upgrades));
        let open = run.map_or(Truth::Unknown, |run| {
            let opens = run.opens().zip(self.until);
            let in_time = opens.map_or(Truth::Unknown, |(opens, until)| opens.precedes(until));
            run.upgrade_open(self.upgrades, self.deadline_included)
                .and(in_time)
                .and(self.bought_before_the_end(run))
        });
        own.and(!ended).and(open)
    }

    /// Whether a course can still be taken with it in this session: not where an earlier session of the
    /// plan has used it up, since a repeat is paid again (rule A3).
    fn is_left(&self, course: &Course, planned: &PlannedCourse, run: Option<&Run>) -> Truth {
        let used = runs_before(planned, run).map(|other| self.is_used_by(course, other));
        (!used.fold(Truth::No, Truth::or)).or(self.pays_repeats)
    }

    fn is_used_by(&self, course: &Course, other: &PlannedRun) -> Truth {
        let payment = match other.enrollment {
            Enrollment::Audit => Payment::NotPaid,
            Enrollment::NotStated => Payment::NotStated,
            Enrollment::Certifying { payment, .. } => payment,
        };
        if other.left.is_some() || other.elsewhere.is_some() || other.enrollment_is_free() {
            return Truth::No;
        }
        match payment {
            Payment::NotPaid => Truth::No,
            Payment::WillPay => self.covers(course, other.run.as_deref()),
            Payment::NotStated => self.covers(course, other.run.as_deref()).and(Truth::Unknown),
            // What was paid for by itself, or before the purchase, has not used it.
            Payment::Paid { amount: Some(amount), .. } if amount != Amount::ZERO => Truth::No,
            Payment::Paid { .. } if !self.is_paid => Truth::No,
            Payment::Paid { amount, .. } => Truth::from(amount.map(|_| true)),
        }
    }

    /// Whether a session goes on when the bundle is bought: one that never closes may be passed by
    /// then, unless it starts after the purchase.
    fn bought_before_the_end(&self, run: &Run) -> Truth {
        let never_closes = run.facts.upgrade_deadline == Some(Stated::None);
        let Some(on) = self.later.filter(|_| never_closes) else {
            return Truth::Yes;
        };
        let after = run.facts.start.map_or(Truth::Unknown, |start| on.precedes(start));
        after.or(Truth::Unknown)
    }
}

/// The sessions of a course that come before this one: by their dates, otherwise, and where the learner
/// sets the pace, by their place in the plan.
pub(super) fn runs_before<'a>(
    planned: &'a PlannedCourse,
    run: Option<&'a Run>,
) -> impl Iterator<Item = &'a PlannedRun> {
    let place = planned
        .runs
        .iter()
        .position(|other| other.id.is_some() && other.id.as_ref() == run.map(|run| &run.facts.id));
    let is_before = move |at: usize, other: &PlannedRun| {
        let start = |known: &Run| {
            let is_paced = planned.course.pacing(Some(known)) == Some(Pacing::SelfPaced);
            known.facts.start.filter(|_| !is_paced)
        };
        let starts = other.run.as_deref().and_then(start).zip(run.and_then(start));
        let by_place = place.is_none_or(|place| at < place);
        let is_other = place != Some(at);
        is_other && starts.map_or(by_place, |(first, then)| first.precedes(then) == Truth::Yes)
    };
    let runs = planned.runs.iter().enumerate();
    runs.filter(move |(at, other)| is_before(*at, other)).map(|(_, other)| other)
}

impl Fees<'_> {
    /// Whether a session comes with the bundle, beside these sessions of its course.
    pub(super) fn comes_with_bundle(
        &self,
        course: &Course,
        planned: Option<&PlannedCourse>,
        run: Option<&Run>,
    ) -> Truth {
        let Some(bundle) = &self.bundle else {
            return Truth::No;
        };
        let left = planned.map_or(Truth::Yes, |planned| bundle.is_left(course, planned, run));
        bundle.covers(course, run).and(left)
    }

    /// Whether a session of the plan surely comes with the bundle.
    pub(in crate::assessment) fn is_bundled(&self, course: &Course, run: Option<&Run>) -> bool {
        self.comes_with_bundle(course, self.plan.course(course), run) == Truth::Yes
    }

    /// The price of the bundle, as a fee of its own; none where the plan has no bundle.
    pub(in crate::assessment) fn bundle_line(&self) -> Option<CostLine> {
        self.bundle.as_ref()?;
        let purchase = self.plan.bundle?;
        let own = self.plan.program.requirement.own_courses();
        let courses: Vec<CourseId> = own.iter().map(|course| course.facts.id.clone()).collect();
        let paid = purchase.paid_amount.map(AmountRange::exactly);
        let kind = match purchase.payment {
            PaymentState::Paid => CostKind::Paid,
            PaymentState::WillPay | PaymentState::NotPaid => CostKind::ToPay,
        };
        Some(CostLine {
            count: u32::try_from(courses.len()).unwrap_or(u32::MAX),
            courses,
            run: None,
            bundle: true,
            kind,
            amount: paid.unwrap_or_else(|| self.bundle_price()),
            due: purchase.on.filter(|_| kind == CostKind::ToPay),
        })
    }

    /// What the bundle costs today, in the currency of the fees.
    pub(in crate::assessment) fn bundle_price(&self) -> AmountRange {
        let stated = self.plan.program.facts.bundle_price.as_ref();
        let stated = stated.filter(|fact| fact.status != Status::Historic);
        let price = stated.and_then(|fact| self.in_currency(fact.value));
        price.map_or(AmountRange::UNKNOWN, AmountRange::exactly)
    }

    /// Where the bundle's price is stated.
    pub(super) fn bundle_source(&self) -> Option<Citation> {
        self.plan.program.facts.bundle_price.as_ref().map(|fact| fact.citation())
    }
}
