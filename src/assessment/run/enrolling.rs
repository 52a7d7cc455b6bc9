//! Joining a session and paying for it (rules A1 to A3, A8, A9).

use crate::assessment::course::used_up;
use crate::assessment::reason::{Action, Because, Effect, Remedy, Unknown};
use crate::assessment::run::{Condition, Work, effect_of};
use crate::catalog::format::{Platform, Stated};
use crate::catalog::run::Run;
use crate::plan::format::{EnrollmentMode, PhotoId};
use crate::plan::{Enrollment, Forecast, Outcome, Payment, Standing};
use crate::rule::Rule;
use crate::truth::Truth;

/// Whether a session can still be joined, and upgraded in.
#[derive(Clone, Copy)]
pub(super) struct Session {
    pub(super) joinable: Truth,
    pub(super) upgrade_open: Truth,
}

impl Work<'_> {
    pub(super) fn session(&mut self) -> Session {
        let not_begun = matches!(self.planned.standing, Standing::Planned(_));
        let Some(known) = self.planned.run.clone() else {
            return self.unknown_session(not_begun);
        };
        if known.projected {
            let because = Because::RunProjected { run: known.facts.id.clone() };
            self.add(Rule::C6, Effect::Note, because, Some(known.facts.citation()), None);
        }
        let (now, included) = (self.context.now, self.context.profile.deadline_included);
        let mut upgrade_open = known.upgrade_open(now, included);
        if !not_begun {
            return Session { joinable: Truth::Yes, upgrade_open };
        }
        let joinable = self.joinable(&known);
        let exists = if known.projected { self.offered() } else { Truth::Yes };
        upgrade_open = upgrade_open.and(exists);
        self.explain_joining(&known, joinable);
        Session { joinable: joinable.and(exists), upgrade_open }
    }

    /// Whether a listed session that has not begun for the learner can be joined.
    pub(super) fn joinable(&self, known: &Run) -> Truth {
        let (now, included) = (self.context.now, self.context.profile.deadline_included);
        if self.is_paid() {
            // Who has paid is seated already, whenever enrollment closes.
            return !known.has_ended(now);
        }
        // Who may have paid may be seated.
        let seated = self.may_be_paid().and(!known.has_ended(now));
        known.enrollment_open(now, included).or(seated)
    }

    /// A session without dates: a coming one that the learner did not name, or one that the catalog
    /// does not list.
    fn unknown_session(&mut self, not_begun: bool) -> Session {
        let run = self.planned.id.clone();
        if self.planned.elsewhere.is_some() || (run.is_none() && not_begun) {
            let coming = if not_begun { self.offered() } else { Truth::Unknown };
            return Session { joinable: coming.or(Truth::from(!not_begun)), upgrade_open: coming };
        }
        // Where the catalog knows sessions that are coming, or may be, one that it does not know is
        // doubtful; where it knows none, the learner knows better.
        let used = used_up(self.planned_course);
        let catalog = self.context.catalog;
        let others = matches!(self.later.action, Action::TakeLaterRun { run: Some(_), .. })
            || catalog.has_published_run(self.course, self.context.now, &used) != Truth::No;
        let doubtful = not_begun && others;
        let effect = if doubtful { Effect::Open } else { Effect::Note };
        self.push(Rule::G, effect, Because::RunNotListed { run: run.clone() });
        if let Some(run) = run.filter(|_| not_begun) {
            self.missing.push(Unknown::SessionExists { course: self.id(), run });
        }
        let coming = if doubtful { Truth::Unknown } else { self.offered() };
        let joinable = if not_begun { coming } else { Truth::Yes };
        Session { joinable, upgrade_open: if not_begun { coming } else { Truth::Unknown } }
    }

    /// Whether a session that nobody has published can be expected at all.
    fn offered(&self) -> Truth {
        let program = self.context.plan.program.facts.offered.as_ref();
        let own = self.course.facts.offered.as_ref();
        Truth::from(own.or(program).map(|fact| fact.value))
    }

    fn is_paid(&self) -> bool {
        matches!(
            self.planned.enrollment,
            Enrollment::Certifying { payment: Payment::Paid { .. }, .. }
        )
    }

    /// Not known where nothing is stated; `No` where it is stated otherwise.
    fn may_be_paid(&self) -> Truth {
        match self.planned.enrollment {
            Enrollment::NotStated | Enrollment::Certifying { payment: Payment::NotStated, .. } => {
                Truth::Unknown
            }
            Enrollment::Audit | Enrollment::Certifying { .. } => Truth::No,
        }
    }

    fn explain_joining(&mut self, known: &Run, joinable: Truth) {
        let run = self.planned.id.clone();
        let source = Some(known.facts.citation());
        let later = Some(self.later.clone());
        let ended = known.has_ended(self.context.now) == Truth::Yes;
        let closes = known.facts.enrollment_end;
        match joinable {
            Truth::Yes if closes.is_none() && !self.is_paid() => {
                let because = Because::EnrollmentEndNotPublished { run: run.clone() };
                self.add(Rule::G, Effect::Note, because, source, None);
                self.missing.push(Unknown::EnrollmentEnd { course: self.id(), run });
            }
            Truth::Yes => {}
            Truth::No if ended => {
                let on = known.facts.end.and_then(Stated::moment);
                let because = Because::RunEnded { run, on };
                self.add(Rule::A9, Effect::Against, because, source, later);
            }
            Truth::No => {
                let on = closes.and_then(Stated::moment);
                let because = Because::EnrollmentClosed { run, on };
                self.add(Rule::F1, Effect::Against, because, source, later);
            }
            Truth::Unknown if self.enrollment_is_over(known) => {
                // The payment that would tell is asked for where it is looked at.
                let on = closes.and_then(Stated::moment);
                let because = Because::EnrollmentClosed { run, on };
                self.add(Rule::F1, Effect::Open, because, source, later);
            }
            Truth::Unknown => {
                let because = Because::EnrollmentEndNotPublished { run: run.clone() };
                self.add(Rule::G, Effect::Open, because, source, None);
                self.missing.push(Unknown::EnrollmentEnd { course: self.id(), run });
            }
        }
    }

    fn enrollment_is_over(&self, known: &Run) -> bool {
        let included = self.context.profile.deadline_included;
        known.enrollment_open(self.context.now, included) == Truth::No
    }

    /// Whether the mode earns certificates (rule A1); on MITx Online only the verified one does.
    pub(super) fn eligible(&mut self, upgrade_open: Truth) -> Truth {
        let run = self.planned.id.clone();
        let mode = match self.planned.enrollment {
            Enrollment::NotStated => {
                self.push(Rule::A1, Effect::Open, Because::ModeNotStated { run: run.clone() });
                self.missing.push(Unknown::Mode { course: self.id(), run });
                return Truth::Unknown;
            }
            Enrollment::Audit => return Truth::No,
            Enrollment::Certifying { mode, .. } => mode,
        };
        // A session on another platform follows the rules of that one.
        let own = self.context.plan.program.facts.honor_certifies.as_ref();
        let own = own.filter(|_| self.planned.elsewhere.is_none() && mode == EnrollmentMode::Honor);
        let eligible = match self.platform() {
            Platform::MitxOnline => Truth::from(mode == EnrollmentMode::Verified),
            Platform::Edx | Platform::Other => {
                mode.earns_certificate(Truth::from(own.map(|fact| fact.value)))
            }
        };
        if eligible != Truth::Yes {
            let because = Because::ModeNotEligible { run, mode, eligible };
            let remedy = self.change_mode(upgrade_open);
            let source = own.map(|fact| fact.citation());
            self.add(Rule::A1, effect_of(eligible), because, source, Some(remedy));
        }
        if eligible == Truth::Unknown {
            self.missing.push(Unknown::ModeEligibility { course: self.id(), mode });
        }
        eligible
    }

    /// Whether the fee is paid, or will be in time (rules A2, A3).
    pub(super) fn payment(&mut self, upgrade_open: Truth, eligible: Truth) -> Condition {
        let run = self.planned.id.clone();
        let (mode, payment) = match self.planned.enrollment {
            Enrollment::NotStated => return Condition::always(Truth::Unknown),
            Enrollment::Audit => {
                self.audit(upgrade_open);
                return Condition::always(Truth::No);
            }
            Enrollment::Certifying { mode, payment } => (mode, payment),
        };
        if mode.is_free() {
            return Condition::always(Truth::Yes);
        }
        match payment {
            Payment::Paid { on, .. } => {
                self.push(Rule::A1, Effect::For, Because::Paid { run, on });
                Condition::always(Truth::Yes)
            }
            Payment::NotStated => {
                self.push(Rule::A1, Effect::Open, Because::PaymentNotStated { run: run.clone() });
                self.missing.push(Unknown::Payment { course: self.id(), run });
                Condition::always(Truth::Unknown)
            }
            Payment::NotPaid => {
                let doubtful = upgrade_open == Truth::Unknown && !self.runs_on();
                let gone = upgrade_open == Truth::No || doubtful;
                let remedy = if gone { self.later.clone() } else { self.pay() };
                self.against(Rule::A1, Because::NotPaid { run }, Some(remedy));
                self.deadline(upgrade_open);
                Condition::always(Truth::No)
            }
            Payment::WillPay => {
                if upgrade_open == Truth::Yes && eligible != Truth::No {
                    let (remedy, source) = (self.pay(), self.run_source());
                    let because = Because::WillPay { run, by: remedy.by };
                    self.add(Rule::A2, Effect::For, because, source, Some(remedy));
                }
                self.deadline(upgrade_open);
                Condition { now: Truth::No, planned: upgrade_open, possible: upgrade_open }
            }
        }
    }

    /// Audit earns nothing; what would help depends on the upgrade deadline (rule A2).
    fn audit(&mut self, upgrade_open: Truth) {
        let run = self.planned.id.clone();
        let remedy = self.change_mode(upgrade_open);
        let source = self.run_source();
        let because = Because::AuditEarnsNothing { run };
        self.add(Rule::A2, Effect::Against, because, source, Some(remedy));
        self.deadline(upgrade_open);
    }

    /// Upgrading to a mode that earns certificates while that is possible, otherwise a later session.
    fn change_mode(&self, upgrade_open: Truth) -> Remedy {
        let failed = matches!(
            self.planned.standing,
            Standing::Finished(Outcome::NotPassed) | Standing::InProgress(Forecast::WillNotPass)
        );
        let doubtful = upgrade_open == Truth::Unknown && !self.runs_on();
        if upgrade_open == Truth::No || doubtful || failed {
            return self.later.clone();
        }
        let action = Action::Upgrade { course: self.id(), run: self.planned.id.clone() };
        Remedy { action, ..self.pay() }
    }

    /// Says what is known of the upgrade deadline, where it is not simply open.
    fn deadline(&mut self, upgrade_open: Truth) {
        let run = self.planned.id.clone();
        let known = self.planned.run.as_deref();
        let deadline = known.and_then(|run| run.facts.upgrade_deadline?.moment());
        let no_paid_mode = known.is_some_and(|run| run.not_for_sale());
        let source = self.run_source();
        match (upgrade_open, deadline) {
            (Truth::Yes, Some(_)) => {}
            (Truth::Yes, None) => {
                if known.is_some_and(|run| run.facts.upgrade_deadline.is_none()) {
                    let because = Because::UpgradeDeadlineNotPublished { run: run.clone() };
                    self.add(Rule::G, Effect::Note, because, source, None);
                    self.missing.push(Unknown::UpgradeDeadline { course: self.id(), run });
                }
            }
            (Truth::No, _) if no_paid_mode => {
                let remedy = Some(self.later.clone());
                self.add(
                    Rule::A2,
                    Effect::Against,
                    Because::NoCertificateTrack { run },
                    source,
                    remedy,
                );
            }
            // Nobody will hold it, whatever date it would have.
            (Truth::No, _)
                if self.offered() == Truth::No && known.is_some_and(|run| run.projected) =>
            {
                self.add(Rule::C6, Effect::Against, Because::NotOffered, source, None);
            }
            (Truth::No, deadline) => {
                let because = Because::UpgradeDeadlinePassed { run, deadline };
                let remedy = Some(self.later.clone());
                self.add(Rule::A2, Effect::Against, because, source, remedy);
            }
            (Truth::Unknown, Some(deadline)) => {
                let because = Because::UpgradeDeadlineToday { run: run.clone(), deadline };
                let remedy = self.pay_while_open();
                self.add(Rule::C7, Effect::Open, because, source, remedy);
                self.missing.push(Unknown::UpgradeDeadline { course: self.id(), run });
            }
            (Truth::Unknown, None) => {
                let because = Because::UpgradeDeadlineNotPublished { run: run.clone() };
                let remedy = self.pay_while_open();
                self.add(Rule::A2, Effect::Open, because, source, remedy);
                self.missing.push(Unknown::UpgradeDeadline { course: self.id(), run });
            }
        }
    }

    /// Whether photo ID stands in the way (rule A8).
    pub(super) fn photo_id(&mut self) -> Condition {
        let own = self.context.plan.program.facts.photo_id_required.as_ref();
        let profile = self.planned.elsewhere.map_or(self.context.profile, Platform::profile);
        let own_value = own.map(|fact| fact.value).filter(|_| self.planned.elsewhere.is_none());
        let stated = own_value.or(profile.photo_id_required);
        let without = match self.planned.enrollment {
            Enrollment::Certifying { mode, .. } => mode.goes_without_photo_id(),
            Enrollment::Audit => true,
            Enrollment::NotStated => false,
        };
        let required = if without { Truth::No } else { Truth::from(stated) };
        let has = |state: PhotoId, approved| match state {
            PhotoId::Approved => Truth::Yes,
            PhotoId::WillVerify => approved,
            PhotoId::NotApproved => Truth::No,
        };
        let photo_id = self.context.plan.photo_id;
        let now = photo_id.map_or(Truth::Unknown, |state| has(state, Truth::No)).or(!required);
        let planned = photo_id.map_or(Truth::Unknown, |state| has(state, Truth::Yes)).or(!required);
        let verifies = required == Truth::Yes && photo_id == Some(PhotoId::WillVerify);
        if planned != Truth::Yes || verifies {
            let remedy =
                Remedy { action: Action::VerifyPhotoId, by: None, fee: None, projected: false };
            let source = own.map(|fact| fact.citation());
            let because = Because::PhotoIdNeeded { required };
            self.add(Rule::A8, effect_of(planned), because, source, Some(remedy));
            if planned == Truth::Unknown {
                let fact = if photo_id.is_none() { Unknown::PhotoId } else { Unknown::PhotoIdRule };
                self.missing.push(fact);
            }
        }
        Condition { now, planned, possible: Truth::Yes }
    }

    /// Paying at once in a session that is known to run on, since its deadline is open.
    fn pay_while_open(&self) -> Option<Remedy> {
        let pays = matches!(
            self.planned.enrollment,
            Enrollment::Certifying { payment: Payment::WillPay, .. }
        );
        (pays && self.runs_on()).then(|| self.pay())
    }

    /// Whether the session is known to run on; an unnamed one does not count.
    fn runs_on(&self) -> bool {
        let known = self.planned.run.as_ref();
        known.is_some_and(|run| run.has_ended(self.context.now) == Truth::No)
    }

    /// Paying in this session, with its deadline and fee.
    fn pay(&self) -> Remedy {
        let run = self.planned.run.as_deref();
        let deadline = run.and_then(|run| run.facts.upgrade_deadline?.moment()).filter(|by| {
            // A projected deadline that has passed settles nothing and helps nobody.
            by.latest() >= self.context.now
        });
        // The fee is that with the discount, which holds no longer.
        let discount = self.context.fees.discount_until(self.course, run);
        Remedy {
            action: Action::Pay { course: self.id(), run: self.planned.id.clone() },
            by: deadline.into_iter().chain(discount).min_by_key(|by| by.latest()),
            fee: Some(self.context.fees.amount(self.course, run)),
            projected: run.is_some_and(|run| run.projected),
        }
    }
}
