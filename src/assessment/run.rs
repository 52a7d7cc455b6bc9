//! Whether and when one session of the plan earns the course certificate (rules A1 to A11, C1 to C3).

mod certificate;
mod enrolling;
mod passing;
mod releasing;

use crate::assessment::Verdict;
use crate::assessment::fee::Fees;
use crate::assessment::reason::{Because, Effect, Reason, Remedy, Unknown};
use crate::assessment::run::enrolling::Session;
use crate::catalog::format::{Citation, Platform};
use crate::catalog::{Catalog, Course, Profile};
use crate::id::CourseId;
use crate::moment::{DateRange, Instant};
use crate::plan::format::CertificateState;
use crate::plan::{Plan, PlannedCourse, PlannedRun, Standing};
use crate::rule::Rule;
use crate::truth::Truth;

/// What every part of an assessment looks at.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) plan: &'a Plan,
    pub(super) profile: Profile,
    pub(super) fees: &'a Fees<'a>,
    pub(super) now: Instant,
}

/// Three answers about one certificate, each implied by the one before, and its date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Truths {
    /// It is earned already.
    pub(super) held: Truth,
    /// It will be, if the plan happens.
    pub(super) planned: Truth,
    /// Some plan can earn it.
    pub(super) possible: Truth,
    /// When it comes, if the plan happens.
    pub(super) certificate: DateRange,
}

impl Truths {
    pub(super) const NO: Truths = Truths {
        held: Truth::No,
        planned: Truth::No,
        possible: Truth::No,
        certificate: DateRange::UNKNOWN,
    };

    pub(super) fn verdict(&self) -> Verdict {
        match (self.held, self.planned, self.possible) {
            (Truth::Yes, _, _) => Verdict::Earned,
            (_, Truth::Yes, _) => Verdict::OnCourse,
            (_, Truth::Unknown, _) | (_, Truth::No, Truth::Unknown) => Verdict::Undetermined,
            (_, Truth::No, Truth::Yes) => Verdict::NeedsChange,
            (_, Truth::No, Truth::No) => Verdict::NotReachable,
        }
    }

    /// Only as true as a further condition on what is earned and what is planned.
    pub(super) fn limited(mut self, held: Truth, planned: Truth) -> Truths {
        self.held = self.held.and(held);
        self.planned = self.planned.and(planned);
        self
    }
}

/// A session of the plan with its answers.
pub(super) struct RunResult {
    pub(super) truths: Truths,
    /// The same for a program: mostly, but not always, what the certificate is worth (rule B1).
    pub(super) for_program: Truths,
    /// What the plan comes to for a program once what must come before is planned too (rules B8, F1).
    pub(super) once_ready: Truth,
    pub(super) reasons: Vec<Reason>,
    pub(super) missing: Vec<Unknown>,
}

impl RunResult {
    /// Holds the session to a further condition, for its certificate and for a program.
    pub(super) fn limit(&mut self, held: Truth, planned: Truth) {
        self.truths = self.truths.limited(held, planned);
        self.for_program = self.for_program.limited(held, planned);
        self.once_ready = self.once_ready.and(planned);
    }
}

/// One session under assessment; collects reasons and missing facts on the way.
struct Work<'a> {
    context: Context<'a>,
    course: &'a Course,
    planned_course: &'a PlannedCourse,
    planned: &'a PlannedRun,
    /// A later session that would do, with its date and fee.
    later: &'a Remedy,
    /// What came of the question whether it is passed, once it was asked.
    pass: Option<Condition>,
    reasons: Vec<Reason>,
    missing: Vec<Unknown>,
}

/// Assesses one session; `later` is the remedy where this session can no longer do.
pub(super) fn assess_run(
    context: Context<'_>,
    planned_course: &PlannedCourse,
    planned: &PlannedRun,
    later: &Remedy,
) -> RunResult {
    let course = &*planned_course.course;
    let (reasons, missing) = (Vec::new(), Vec::new());
    let mut work =
        Work { context, course, planned_course, planned, later, pass: None, reasons, missing };
    let truths = work.truths();
    let for_program = work.for_program(truths);
    let once_ready = for_program.planned;
    RunResult { truths, for_program, once_ready, reasons: work.reasons, missing: work.missing }
}

impl Work<'_> {
    fn truths(&mut self) -> Truths {
        let run = self.planned.id.clone();
        if let Some(how) = self.planned.left {
            let remedy = self.later.clone();
            self.against(Rule::A6, Because::RunLeft { run, how }, Some(remedy));
            return Truths::NO;
        }
        let truths = match self.planned.certificate {
            Some(CertificateState::Revoked) => {
                let remedy = self.later.clone();
                self.against(Rule::A6, Because::CertificateRevoked { run }, Some(remedy));
                return Truths::NO;
            }
            Some(CertificateState::Held) => self.certificate_held(),
            Some(CertificateState::NotPassing) => self.certificate_not_passing(),
            Some(CertificateState::Unverified) => self.certificate_unverified(),
            Some(CertificateState::NotIssued) | None => {
                let session = self.session();
                self.conditions(session)
            }
        };
        let truths = self.in_counted_mode(truths);
        self.accepted_here(truths)
    }

    /// What the session is worth to a program. On MITx Online a variant's certificate counts for none,
    /// and where there is no paid mode, a pass counts by itself (rule B1).
    fn for_program(&mut self, truths: Truths) -> Truths {
        let Some(known) = self.planned.run.clone() else {
            return truths;
        };
        let (run, source) = (self.planned.id.clone(), Some(known.facts.citation()));
        if known.facts.counts_for_programs == Some(false) {
            let remedy = Some(self.later.clone());
            let because = Because::CountsForNoProgram { run };
            self.add(Rule::B1, Effect::Note, because, source, remedy);
            return Truths::NO;
        }
        let unpaid = known.facts.certificate_track == Some(false) && self.planned.left.is_none();
        if !(unpaid && self.context.profile.unpaid_pass_counts) || truths.held == Truth::Yes {
            return truths;
        }
        let passed = self.pass.unwrap_or_else(|| self.passed());
        let joinable = match self.planned.standing {
            Standing::Planned(_) => self.joinable(&known),
            Standing::InProgress(_) | Standing::PassedEarly | Standing::Finished(_) => Truth::Yes,
        };
        if passed.planned != Truth::No {
            self.add(Rule::B1, Effect::Note, Because::PassCountsForProgram { run }, source, None);
        }
        let planned = passed.planned.and(joinable);
        let passed_on = self.planned.passed_on;
        Truths {
            held: passed.now,
            planned,
            possible: passed.possible.and(joinable).or(planned),
            certificate: passed_on
                .map_or(DateRange::UNKNOWN, |on| DateRange::from(on, known.basis())),
        }
    }

    /// Combines the conditions of a certificate: mode, payment, pass, photo ID, release.
    fn conditions(&mut self, session: Session) -> Truths {
        let eligible = self.eligible(session.upgrade_open);
        let payment = self.payment(session.upgrade_open, eligible);
        let passed = self.passed();
        self.pass = Some(passed);
        let photo = self.photo_id();
        let release = self.release();
        let held = eligible.and(payment.now).and(passed.now).and(photo.now).and(release.now);
        let planned = eligible
            .and(payment.planned)
            .and(passed.planned)
            .and(photo.planned)
            .and(release.planned)
            .and(session.joinable);
        let payable = eligible.and(payment.planned).or(session.upgrade_open);
        let possible = payable.and(passed.possible).and(session.joinable);
        Truths { held, planned, possible: possible.or(planned), certificate: release.certificate }
    }

    /// A certificate of another platform counts where the catalog says so.
    fn accepted_here(&mut self, truths: Truths) -> Truths {
        let Some(platform) = self.planned.elsewhere else {
            return truths;
        };
        let stated = self.course.facts.accepts_certificates_of.as_ref();
        let counts = Truth::from(stated.map(|fact| fact.value.contains(&platform)));
        let effect = effect_of(counts);
        let sources = stated.map(|fact| fact.citation());
        let remedy = (counts == Truth::No).then(|| self.later.clone());
        let because = Because::CertificateFromElsewhere { platform, counts };
        self.add(Rule::A7, effect, because, sources, remedy);
        if counts == Truth::Unknown {
            self.missing.push(Unknown::ElsewhereCounts { course: self.id(), platform });
        }
        let mut accepted = truths.limited(counts, counts);
        accepted.possible = accepted.possible.and(counts);
        accepted
    }

    /// The platform on which the session is.
    fn platform(&self) -> Platform {
        self.planned.elsewhere.unwrap_or(self.context.catalog.platform())
    }

    fn id(&self) -> CourseId {
        self.course.facts.id.clone()
    }

    fn run_source(&self) -> Option<Citation> {
        self.planned.run.as_ref().map(|run| run.facts.citation())
    }

    fn push(&mut self, rule: Rule, effect: Effect, because: Because) {
        self.add(rule, effect, because, None, None);
    }

    fn against(&mut self, rule: Rule, because: Because, remedy: Option<Remedy>) {
        self.add(rule, Effect::Against, because, None, remedy);
    }

    fn add(
        &mut self,
        rule: Rule,
        effect: Effect,
        because: Because,
        source: Option<Citation>,
        remedy: Option<Remedy>,
    ) {
        let sources = source.into_iter().collect();
        self.reasons.push(Reason { rule, effect, because, sources, remedy });
    }
}

/// A condition as it is now, as the plan has it, and as it could be.
#[derive(Clone, Copy)]
struct Condition {
    now: Truth,
    planned: Truth,
    possible: Truth,
}

impl Condition {
    fn always(truth: Truth) -> Condition {
        Condition { now: truth, planned: truth, possible: truth }
    }
}

/// How a condition's truth bears on the verdict.
pub(super) fn effect_of(truth: Truth) -> Effect {
    match truth {
        Truth::Yes => Effect::For,
        Truth::Unknown => Effect::Open,
        Truth::No => Effect::Against,
    }
}
