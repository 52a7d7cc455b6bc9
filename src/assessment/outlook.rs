//! What single sessions would come to: the same questions that an assessment asks, for one session at
//! a time, so that proposals have no rules of their own.

use crate::assessment::CostKind;
use crate::assessment::course::{gives_way_to_another, is_attempt, later_run};
pub(crate) use crate::assessment::course::{is_paid_for, overlap};
use crate::assessment::fee::Fees;
pub(crate) use crate::assessment::prerequisite::registration;
use crate::assessment::prerequisite::{done_before, last_day, released_before};
use crate::assessment::reason::Unknown;
use crate::assessment::run::{Context, Truths, assess_run};
use crate::assessment::tree::{completed_in_time, reaches_an_exam};
use crate::catalog::format::Strength;
use crate::catalog::{Catalog, Course};
use crate::moment::{DateRange, Instant, Moment};
use crate::money::AmountRange;
use crate::plan::{Plan, PlannedCourse, PlannedRun};
use crate::truth::Truth;

/// What every look at a session rests on.
pub(crate) struct Outlook<'a> {
    catalog: &'a Catalog,
    plan: &'a Plan,
    fees: Fees<'a>,
    now: Instant,
}

/// What a session would come to for the program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SessionOutlook {
    /// Whether its certificate is there already.
    pub(crate) held: Truth,
    /// Whether it comes, if the plan happens.
    pub(crate) planned: Truth,
    /// Whether it can still come.
    pub(crate) possible: Truth,
    /// When.
    pub(crate) certificate: DateRange,
    /// The fee of the session.
    pub(crate) fee: AmountRange,
    /// The end of the discount that the fee counts on.
    pub(crate) discount_until: Option<Moment>,
    /// Whether it comes with the program that is bought as a whole.
    pub(crate) comes_with_bundle: bool,
    /// When the session is over.
    over: Option<Moment>,
    /// The same as of the certificate itself, which a pass that counts for a program need not have.
    own: Truths,
}

impl<'a> Outlook<'a> {
    pub(crate) fn new(catalog: &'a Catalog, plan: &'a Plan, now: Instant) -> Outlook<'a> {
        Outlook { catalog, plan, fees: Fees::new(catalog, plan, now), now }
    }

    /// A session of a course by itself.
    pub(crate) fn session(&self, course: &PlannedCourse, run: &PlannedRun) -> SessionOutlook {
        let context = self.context();
        let later = later_run(context, &course.course, None);
        let result = assess_run(context, course, run, &later);
        let (truths, own) = (result.for_program, result.truths);
        let gives_way = Truth::from(!gives_way_to_another(course, run));
        // What counts for no program may have its own certificate.
        let certificate =
            if truths.planned == Truth::No { own.certificate } else { truths.certificate };
        SessionOutlook {
            over: last_day(run),
            own: Truths { planned: own.planned.and(gives_way), ..own },
            held: truths.held,
            planned: truths.planned.and(gives_way),
            possible: truths.possible.and(gives_way),
            certificate,
            fee: self.fees.amount(&course.course, run.run.as_deref()),
            discount_until: self.fees.discount_until(&course.course, run.run.as_deref()),
            comes_with_bundle: self.fees.is_bundled(&course.course, run.run.as_deref()),
        }
    }

    /// The fee of a session that is taken after others of its course, which are failed: it is paid when
    /// that is known, and what came with the bundle may be used up.
    pub(crate) fn fee_after(
        &self,
        course: &PlannedCourse,
        failed: &[PlannedRun],
        run: &PlannedRun,
    ) -> AmountRange {
        let runs = course.runs.iter().chain(failed).chain([run]).cloned().collect();
        let among = PlannedCourse { runs, ..course.clone() };
        self.fees.amount_among(&among, run.run.as_deref())
    }

    /// What is not known of when a session closes, where that leaves open whether it can be taken.
    pub(crate) fn unknown_deadlines(
        &self,
        course: &PlannedCourse,
        run: &PlannedRun,
    ) -> Vec<Unknown> {
        let context = self.context();
        let later = later_run(context, &course.course, None);
        let result = assess_run(context, course, run, &later);
        let is_deadline = |fact: &Unknown| {
            matches!(fact, Unknown::UpgradeDeadline { .. } | Unknown::EnrollmentEnd { .. })
        };
        let is_open = result.for_program.planned == Truth::Unknown;
        result.missing.into_iter().filter(|fact| is_open && is_deadline(fact)).collect()
    }

    /// How many attempts of a course are used, or may be (rule A10).
    pub(crate) fn attempts_used(&self, course: &PlannedCourse) -> usize {
        let attempts = course.runs.iter().filter(|run| is_attempt(run));
        attempts.filter(|run| self.session(course, run).planned != Truth::Yes).count()
    }

    /// Whether the course will be offered again, as far as the catalog says.
    pub(crate) fn offered(&self, course: &Course) -> Truth {
        let program = self.plan.program.facts.offered.as_ref();
        let own = course.facts.offered.as_ref();
        Truth::from(own.or(program).map(|fact| fact.value))
    }

    /// Whether a session is completed before that day, if the plan happens (rule B5).
    pub(crate) fn completed_in_time(
        &self,
        before: Moment,
        course: &Course,
        run: &PlannedRun,
    ) -> Truth {
        completed_in_time(before, Some(run), course, self.now)
    }

    /// Whether a certificate of that date counts, where no capstone says when it must (rule A12).
    pub(crate) fn is_young_enough(&self, on: Option<Moment>) -> Truth {
        let years = self.plan.program.facts.certificates_count_years.as_ref();
        let until = on.zip(years).map(|(on, years)| on.plus_years(years.value));
        until.map_or(Truth::Yes, |until| reaches_an_exam(until, None, self.now))
    }

    /// The price of the program as a whole, where the plan will still pay it (rule E6).
    pub(crate) fn bundle_to_pay(&self) -> Option<AmountRange> {
        let line = self.fees.bundle_line().filter(|line| line.kind == CostKind::ToPay);
        line.map(|line| line.amount)
    }

    /// Whether certificates stop counting with age (rule A12).
    pub(crate) fn certificates_age(&self) -> bool {
        self.plan.program.facts.certificates_count_years.is_some()
    }

    fn context(&self) -> Context<'_> {
        let Outlook { catalog, plan, fees, now } = self;
        Context { catalog, plan, profile: catalog.profile(), fees, now: *now }
    }
}

impl SessionOutlook {
    /// Whether its own certificate is there, which need not count for a program (rule B1).
    pub(crate) fn certificate_held(&self) -> Truth {
        self.own.held
    }

    /// Whether its own certificate comes.
    pub(crate) fn certificate_planned(&self) -> Truth {
        self.own.planned
    }

    /// Whether this certificate is there in time to register for a session that needs it (rule F1).
    pub(crate) fn required_before(&self, run: &PlannedRun) -> Truth {
        done_before(self.certificate(), None, run, Strength::Required)
    }

    /// Whether the knowledge is there when a session starts.
    pub(crate) fn recommended_before(&self, run: &PlannedRun) -> Truth {
        done_before(self.truths(), self.over, run, Strength::Recommended)
    }

    /// Whether this certificate is there in time to register for the capstone (rule B8).
    pub(crate) fn released_before(&self, run: &PlannedRun) -> Truth {
        released_before(self.truths(), run)
    }

    /// What the certificate itself is worth, on the date that is counted on.
    fn certificate(&self) -> Truths {
        Truths { certificate: self.certificate, ..self.own }
    }

    fn truths(&self) -> Truths {
        let SessionOutlook { held, planned, possible, certificate, .. } = *self;
        Truths { held, planned, possible, certificate }
    }
}
