//! What a learner must know of the fees beside their sums (rules E2, E5 to E8).

use crate::assessment::cost::{Work, requires_payment};
use crate::assessment::reason::{Because, Effect, Reason, Seat};
use crate::assessment::{CostKind, CostLine, FeeBasis};
use crate::bundle::saving;
use crate::catalog::Course;
use crate::catalog::format::{Citation, Platform, Status};
use crate::id::CourseId;
use crate::moment::Moment;
use crate::money::{Amount, AmountRange, Currency, Money};
use crate::plan::format::{CertificateState, Leaving};
use crate::plan::{Enrollment, Payment, PlannedRun, Standing};
use crate::refund::RefundWindow;
use crate::rule::Rule;
use crate::truth::Truth;

impl Work<'_> {
    pub(super) fn note_fee(&mut self, course: &Course) {
        let result = self.results.iter().find(|one| one.course.position == course.position);
        let next = result.and_then(|one| one.next_run.as_deref());
        self.reasons.extend(self.context.fees.discount_reasons(course, next));
        let fee = self.context.fees.of(course, next);
        let id = course.facts.id.clone();
        let last_known = fee.last_known;
        let (rule, because) = match (fee.basis, last_known) {
            (FeeBasis::OtherCurrency, Some(fee)) => {
                (Rule::E8, Because::OtherCurrency { course: id, fee })
            }
            (FeeBasis::NotPublished | FeeBasis::OtherCurrency, _) => {
                (Rule::E2, Because::FeeNotPublished { course: id, last_known })
            }
            (
                FeeBasis::Learner
                | FeeBasis::IncomeTier
                | FeeBasis::IncomeTiers
                | FeeBasis::Catalog
                | FeeBasis::Bundle,
                _,
            ) => {
                return;
            }
        };
        let sources = fee.sources;
        self.reasons.push(Reason { rule, effect: Effect::Open, because, sources, remedy: None });
    }

    /// Where the total is open, the order of magnitude that edX once gave, as what it is; other platforms have
    /// nothing to do with it.
    pub(super) fn context_of_unknown(&mut self, total: AmountRange) {
        let is_of_edx = self.context.catalog.platform() != Platform::Other;
        if total.high.is_none() && is_of_edx {
            let usd = |units| Money { amount: Amount::whole(units), currency: Currency::USD };
            let because = Because::FeeOrderOfMagnitude { low: usd(600), high: usd(1_400) };
            self.note(Rule::E2, because, Vec::new());
        }
    }

    pub(super) fn program_notes(&mut self) {
        let program = &self.context.plan.program.facts;
        // Who has bought the bundle knows it.
        let offered = program.bundle_price.as_ref().filter(|_| self.context.plan.bundle.is_none());
        if let Some(fact) = offered {
            let current = fact.status != Status::Historic;
            let same = fact.value.currency == self.context.fees.currency();
            let own = self.context.plan.program.requirement.own_courses();
            let own: Vec<CourseId> = own.iter().map(|course| course.facts.id.clone()).collect();
            let saved = saving(self.covered_by_bundle(&own), fact.value.amount);
            let months = program.bundle_months.as_ref().map(|fact| fact.value);
            let months = months.or(self.context.profile.bundle_months);
            let because = Because::BundlePrice {
                price: fact.value,
                saving: saved.filter(|_| current && same),
                upgrades: self.upgraded_by_bundle(&own),
                until: months.map(|months| Moment::Instant(self.context.now).plus_months(months)),
            };
            self.note(Rule::E6, because, vec![fact.citation()]);
        }
        for fact in &program.uncertain_aid {
            let because = Because::UncertainAid { text: fact.value.clone() };
            self.note(Rule::E5, because, vec![fact.citation()]);
        }
    }

    /// What is still to pay and can be upgraded, for courses that the bundle covers.
    fn covered_by_bundle(&self, own: &[CourseId]) -> AmountRange {
        let covered = |line: &&CostLine| {
            let to_come = matches!(line.kind, CostKind::ToPay | CostKind::ToAdd);
            let all_own = line.courses.iter().all(|course| own.contains(course));
            to_come && all_own && !line.courses.is_empty()
        };
        let lines: Vec<&CostLine> = self.lines.iter().filter(covered).collect();
        let amounts = lines.iter().enumerate().map(|(at, line)| {
            let mut before = lines.iter().take(at);
            let is_repeat = line.count == 1 && before.any(|other| other.courses == line.courses);
            let left = Truth::from(!is_repeat).or(self.context.profile.bundle_pays_repeats);
            match self.is_upgradable(line).and(left) {
                Truth::Yes => line.amount,
                Truth::Unknown => AmountRange { low: Amount::ZERO, ..line.amount },
                Truth::No if left == Truth::No => AmountRange::ZERO,
                Truth::No => AmountRange { low: Amount::ZERO, ..line.amount },
            }
        });
        amounts.fold(AmountRange::ZERO, AmountRange::plus)
    }

    /// Whether the session of a line can still be upgraded; a coming one that is not named can.
    fn is_upgradable(&self, line: &CostLine) -> Truth {
        let Some(id) = &line.run else {
            return Truth::Yes;
        };
        let course = line.courses.first().and_then(|course| self.context.catalog.course(course));
        let run = course.and_then(|course| course.run(id));
        run.map_or(Truth::Unknown, |run| {
            run.upgrade_open(self.context.now, self.context.profile.deadline_included)
        })
    }

    /// The enrollments that the purchase of the bundle upgrades at once: begun, not paid, and with an
    /// open deadline.
    fn upgraded_by_bundle(&self, own: &[CourseId]) -> Vec<Seat> {
        let (now, included) = (self.context.now, self.context.profile.deadline_included);
        let planned = self.context.plan.courses.iter();
        let covered = planned.filter(|planned| own.contains(&planned.course.facts.id));
        let runs = covered.flat_map(|planned| planned.runs.iter().map(move |run| (planned, run)));
        let open = runs.filter_map(|(planned, run)| {
            let known = run.run.as_ref()?;
            let upgraded =
                is_seat_to_upgrade(run) && known.upgrade_open(now, included) == Truth::Yes;
            let (course, run) = (planned.course.facts.id.clone(), known.facts.id.clone());
            upgraded.then_some(Seat { course, run })
        });
        open.collect()
    }

    /// Until when what was paid for a session is refunded (rule E7).
    pub(super) fn refund(&mut self, course: &Course, run: &PlannedRun) {
        let Enrollment::Certifying { payment: Payment::Paid { on: Some(paid_on), .. }, .. } =
            run.enrollment
        else {
            return;
        };
        // Nothing is refunded twice, nor once the course is completed.
        let given_back =
            matches!(run.left, Some(Leaving::Refunded | Leaving::Deferred | Leaving::Transferred));
        let completed = matches!(run.standing, Standing::Finished(_)) || run.certificate.is_some();
        let (Some((window, sources)), false) = (self.refund_window(run), given_back || completed)
        else {
            return;
        };
        let start = run.run.as_ref().and_then(|known| known.facts.start);
        let open = window.is_open(paid_on, start, self.context.now) != Truth::No;
        // Where the start is not known, a later one may still keep the window open.
        let latest = window.latest(paid_on).map(|latest| latest.is_before(self.context.now));
        if !open && (start.is_some() || latest == Some(Truth::Yes)) {
            return;
        }
        let until = open.then(|| window.until(paid_on, start));
        let (course, run) = (course.facts.id.clone(), run.id.clone());
        let because = Because::Refund { course, run, until, start_known: start.is_some() };
        self.note(Rule::E7, because, sources);
    }

    /// The platform's rule for refunds, or what the program states; each platform has its own.
    fn refund_window(&self, run: &PlannedRun) -> Option<(RefundWindow, Vec<Citation>)> {
        let profile = run.elsewhere.map_or(self.context.profile, Platform::profile);
        let stated = self.context.plan.program.facts.refund_days.as_ref();
        match stated.filter(|_| run.elsewhere.is_none()) {
            None => profile.refund.map(|window| (window, Vec::new())),
            Some(fact) => {
                let most = profile.refund.and_then(|window| window.days_after_payment_max);
                let window = RefundWindow { days: fact.value, days_after_payment_max: most };
                Some((window, vec![fact.citation()]))
            }
        }
    }

    fn note(&mut self, rule: Rule, because: Because, sources: Vec<Citation>) {
        self.reasons.push(Reason { rule, effect: Effect::Note, because, sources, remedy: None });
    }
}

/// Whether a bundle would upgrade this enrollment: begun and not paid.
fn is_seat_to_upgrade(run: &PlannedRun) -> bool {
    let unpaid = match run.enrollment {
        Enrollment::Audit => true,
        Enrollment::NotStated | Enrollment::Certifying { payment: Payment::Paid { .. }, .. } => {
            false
        }
        Enrollment::Certifying { .. } => requires_payment(run.enrollment),
    };
    let begun = !matches!(run.standing, Standing::Planned(_));
    unpaid && begun && run.left.is_none() && run.certificate != Some(CertificateState::Held)
}
