//! Whether and when a course certificate is earned, over all sessions of the plan (rules A7, A10,
//! A13, F1).

use std::sync::Arc;

use crate::assessment::cost::requires_payment;
use crate::assessment::prerequisite::registration;
use crate::assessment::reason::{Action, Because, Effect, Reason, Remedy, Unknown};
use crate::assessment::run::{Context, RunResult, Truths, assess_run};
use crate::assessment::{CourseAssessment, RunAssessment};
use crate::catalog::Course;
use crate::catalog::format::{Platform, Stated};
use crate::catalog::run::Run;
use crate::id::RunId;
use crate::moment::{Bound, DateRange, Moment};
use crate::plan::format::CertificateState;
use crate::plan::{Enrollment, Forecast, Payment, PlannedCourse, PlannedRun, Standing};
use crate::platform::edx::program::program_issued;
use crate::rule::Rule;
use crate::truth::Truth;

/// A course with its answers.
pub(super) struct CourseResult {
    pub(super) course: Arc<Course>,
    pub(super) truths: Truths,
    pub(super) counted_run: Option<usize>,
    /// The same for a program (rule B1).
    pub(super) for_program: Truths,
    pub(super) program_run: Option<usize>,
    pub(super) runs: Vec<RunResult>,
    pub(super) reasons: Vec<Reason>,
    pub(super) missing: Vec<Unknown>,
    /// The next session that is known, whether the plan has it or not.
    pub(super) next_run: Option<Arc<Run>>,
    /// Whether the course can be taken once more.
    again: Truth,
    /// The courses, by their place in the catalog, whose certificates are required before and that
    /// the plan does not surely earn (rule F1).
    pub(super) lacking_first: Vec<usize>,
}

/// Assesses one course by itself; what other courses mean for it comes afterwards.
pub(super) fn assess_course(context: Context<'_>, course: &Arc<Course>) -> CourseResult {
    let planned = context.plan.course(course);
    let used = planned.map(no_choice).unwrap_or_default();
    let next_run = context.catalog.next_run(course, context.now, &used);
    let later = later_run(context, course, next_run.map(Arc::as_ref));
    let mut runs: Vec<RunResult> = planned
        .map(|planned| {
            planned.runs.iter().map(|run| assess_run(context, planned, run, &later)).collect()
        })
        .unwrap_or_default();
    let mut result = CourseResult {
        course: Arc::clone(course),
        truths: Truths::NO,
        counted_run: None,
        for_program: Truths::NO,
        program_run: None,
        runs: Vec::new(),
        reasons: Vec::new(),
        missing: Vec::new(),
        next_run: next_run.cloned(),
        again: Truth::No,
        lacking_first: Vec::new(),
    };
    if let Some(planned) = planned {
        result.overlaps(planned, &mut runs);
        result.paid_again(planned);
    }
    result.runs = runs;
    result.again = result.take_again(context, planned);
    result.combine(context);
    result.not_in_plan(context, &later);
    result.second_certificate(context);
    result
}

impl CourseResult {
    pub(super) fn assessment(self, context: Context<'_>) -> CourseAssessment {
        let planned = context.plan.course(&self.course);
        let named = |index: usize| planned?.runs.get(index)?.run.as_deref();
        let may_do = (0..self.runs.len())
            .filter(|index| {
                self.runs.get(*index).is_some_and(|run| run.truths.possible != Truth::No)
            })
            .filter_map(named)
            .min_by_key(|run| (run.facts.start.map(Moment::earliest), &run.facts.id));
        let counted = self.counted_run.and_then(named).or(may_do);
        let fee = context.fees.of(&self.course, counted.or(self.next_run.as_deref()));
        let names = planned.into_iter().flat_map(|planned| &planned.runs);
        let runs = self.runs.into_iter().zip(names).map(|(result, run)| RunAssessment {
            run: run.id.clone(),
            verdict: result.truths.verdict(),
            reasons: result.reasons,
            certificate: result.truths.certificate,
        });
        CourseAssessment {
            course: self.course.facts.id.clone(),
            verdict: self.truths.verdict(),
            reasons: self.reasons,
            certificate: self.truths.certificate,
            fee,
            counted_run: self.counted_run,
            runs: runs.collect(),
        }
    }

    /// Any one qualifying certificate satisfies the course (rule A7).
    pub(super) fn combine(&mut self, context: Context<'_>) {
        (self.truths, self.counted_run) = self.combined(context, |run| run.truths);
        (self.for_program, self.program_run) = self.combined(context, |run| run.for_program);
    }

    /// The answers over all sessions, and the session that counts: the earliest one, but one that
    /// is too old to count only if there is no other (rule A12).
    fn combined(
        &self,
        context: Context<'_>,
        of: fn(&RunResult) -> Truths,
    ) -> (Truths, Option<usize>) {
        let stated = context.plan.course(&self.course);
        let too_old = |index: usize| {
            let run = stated.and_then(|stated| stated.runs.get(index));
            run.map_or(Truth::No, |run| is_too_old(context, run))
        };
        // Of equal sessions the earlier one, wherever the plan lists it.
        let by_start = |index: usize| {
            let run = stated.and_then(|stated| stated.runs.get(index))?;
            let starts = run.run.as_ref().and_then(|known| known.facts.start);
            Some((starts.map(Moment::earliest), &run.id))
        };
        let numbered = || self.runs.iter().map(of).enumerate();
        // Where another session may do, a certificate that is too old is no certificate.
        let fresh =
            numbered().any(|(index, run)| too_old(index) != Truth::Yes && run.planned != Truth::No);
        // Where another one surely is not too old, a certificate that may be is a doubtful one.
        let surely_fresh =
            numbered().any(|(index, run)| too_old(index) == Truth::No && run.planned != Truth::No);
        let any = |pick: fn(&Truths) -> Truth| {
            let counting = numbered().filter(|(index, _)| !fresh || too_old(*index) != Truth::Yes);
            let counting = counting.map(|(index, run)| {
                let counts = if surely_fresh { !too_old(index) } else { Truth::Yes };
                pick(&run).and(counts)
            });
            counting.fold(Truth::No, Truth::or)
        };
        let held = any(|truths| truths.held);
        let planned = any(|truths| truths.planned);
        let possible = any(|truths| truths.possible).or(self.again).or(planned);
        let best =
            numbered().filter(|(_, run)| run.planned != Truth::No).min_by_key(|(index, run)| {
                let sure = std::cmp::Reverse((run.held, run.planned));
                (too_old(*index), sure, run.certificate.preference(), by_start(*index))
            });
        let certificate = best.map_or(DateRange::UNKNOWN, |(_, run)| run.certificate);
        // What is not earned yet cannot have come before now.
        let certificate =
            if held == Truth::Yes { certificate } else { certificate.not_before(context.now) };
        (Truths { held, planned, possible, certificate }, best.map(|(index, _)| index))
    }

    /// Holds every session that lies ahead to a condition on it.
    pub(super) fn hold_to(
        &mut self,
        context: Context<'_>,
        first: Truths,
        condition: &dyn Fn(&PlannedRun) -> Truth,
    ) {
        let Some(planned) = context.plan.course(&self.course) else {
            return;
        };
        // What is not planned yet may be, in time or not.
        let to_plan = first.possible.and(Truth::from(first.planned == Truth::No));
        for (run, result) in planned.runs.iter().zip(&mut self.runs) {
            if matches!(run.standing, Standing::Planned(_)) {
                let met = condition(run);
                let once_ready = result.once_ready.and(met.or(to_plan));
                result.limit(met, met);
                result.once_ready = once_ready;
                let in_time = Truth::from(registration(run).is_none()).or(Truth::Unknown);
                for truths in [&mut result.truths, &mut result.for_program] {
                    truths.possible = truths.possible.and(met.or(to_plan.and(in_time)));
                }
            }
        }
        self.combine(context);
    }

    /// What the plan comes to for a program once what must come before is planned too (rules B8, F1).
    pub(super) fn once_ready(&self) -> Truth {
        self.runs.iter().map(|run| run.once_ready).fold(self.for_program.planned, Truth::or)
    }

    /// The same for its certificate, whatever that counts for.
    pub(super) fn in_plan(&self) -> Truth {
        self.truths.planned.or(self.once_ready())
    }

    /// The course can be taken only if this is possible.
    pub(super) fn taken_only_if(&mut self, context: Context<'_>, possible: Truth) {
        self.again = self.again.and(possible);
        self.combine(context);
    }

    /// Whether the course can be taken once more: offered, and within the attempts (rule A10).
    fn take_again(&mut self, context: Context<'_>, planned: Option<&PlannedCourse>) -> Truth {
        let offered = self.offered(context);
        let Some(fact) = &self.course.facts.attempts_guaranteed else {
            return offered;
        };
        let (guaranteed, source) = (fact.value, fact.citation());
        let runs = planned.map_or(&[][..], |planned| &planned.runs);
        let (used, may_be_used) = self.attempts_used(runs);
        let ahead = |(run, result): (&PlannedRun, &RunResult)| {
            !matches!(run.standing, Standing::Finished(_)) && result.truths.planned == Truth::Yes
        };
        // A result that is not known may have been the last attempt before another one.
        let may_be_exhausted = may_be_used >= guaranteed && runs.iter().zip(&self.runs).any(ahead);
        let held = self.runs.iter().any(|run| run.truths.held == Truth::Yes);
        if held || (used == 0 && !may_be_exhausted) {
            return offered;
        }
        let exhausted = used >= guaranteed || may_be_exhausted;
        let course = self.course.facts.id.clone();
        let remedy = exhausted.then(|| Remedy {
            action: Action::AskCourseTeam { course: course.clone() },
            by: None,
            fee: None,
            projected: false,
        });
        self.reasons.push(Reason {
            rule: Rule::A10,
            effect: if exhausted { Effect::Open } else { Effect::Note },
            because: Because::AttemptsUsed { used, guaranteed },
            sources: vec![source],
            remedy,
        });
        if !exhausted {
            return offered;
        }
        // A further attempt is at the team's discretion: not guaranteed, not impossible.
        for (run, result) in runs.iter().zip(&mut self.runs) {
            if !matches!(run.standing, Standing::Finished(_)) {
                result.limit(Truth::No, Truth::Unknown);
            }
        }
        self.missing.push(Unknown::FurtherAttempt { course });
        offered.and(Truth::Unknown)
    }

    /// How many attempts were used, and how many may have been.
    fn attempts_used(&self, runs: &[PlannedRun]) -> (u32, u32) {
        let count = |most: Truth| {
            let attempts = runs.iter().zip(&self.runs).filter(|(run, _)| is_attempt(run));
            let used = attempts.filter(|(_, result)| result.truths.planned <= most).count();
            u32::try_from(used).unwrap_or(u32::MAX)
        };
        (count(Truth::No), count(Truth::Unknown))
    }

    fn offered(&self, context: Context<'_>) -> Truth {
        let own = self.course.facts.offered.as_ref();
        let program = context.plan.program.facts.offered.as_ref();
        let stated = Truth::from(own.or(program).map(|fact| fact.value));
        if stated == Truth::Yes {
            return stated;
        }
        // A published session that is open, or may be, shows that it is.
        let open = self.is_open(context);
        stated.or(open.and(Truth::from(own.is_none_or(|fact| fact.value))))
    }

    /// Whether there is a published session that one can still join, beside those of the plan.
    fn is_open(&self, context: Context<'_>) -> Truth {
        let used = context.plan.course(&self.course).map(used_up).unwrap_or_default();
        context.catalog.has_published_run(&self.course, context.now, &used)
    }

    fn not_in_plan(&mut self, context: Context<'_>, later: &Remedy) {
        let again = self.again;
        if self.truths.planned == Truth::Yes {
            return;
        }
        let program = &context.plan.program.facts;
        let stated = self.course.facts.offered.as_ref().or(program.offered.as_ref());
        let sources: Vec<_> = stated.iter().map(|fact| fact.citation()).collect();
        let reason = |rule, effect, because, sources, remedy| Reason {
            rule,
            effect,
            because,
            sources,
            remedy,
        };
        if self.runs.is_empty() {
            let remedy = (again != Truth::No).then(|| joining(later));
            let because = Because::NotInPlan;
            self.reasons.push(reason(Rule::B1, Effect::Against, because, Vec::new(), remedy));
        }
        match (again, self.offered(context)) {
            (Truth::No, _) => {
                self.reasons.push(reason(
                    Rule::B7,
                    Effect::Against,
                    Because::NotOffered,
                    sources,
                    None,
                ));
            }
            (Truth::Unknown, Truth::Unknown) => {
                self.reasons.push(reason(
                    Rule::G,
                    Effect::Open,
                    Because::OfferNotKnown,
                    sources,
                    None,
                ));
                let course = self.course.facts.id.clone();
                self.missing.push(Unknown::CourseOffered { course });
            }
            (Truth::Unknown | Truth::Yes, _) => {
                if self.next_run.is_none() && self.is_open(context) == Truth::No {
                    let because = Because::NoRunPublished;
                    self.reasons.push(reason(Rule::C6, Effect::Note, because, Vec::new(), None));
                }
            }
        }
    }

    /// Two sessions of one course at the same time, where the catalog forbids it (rule A13).
    fn overlaps(&mut self, planned: &PlannedCourse, runs: &mut [RunResult]) {
        let Some(fact) =
            self.course.facts.simultaneous_sessions.as_ref().filter(|fact| !fact.value)
        else {
            return;
        };
        for (index, run) in planned.runs.iter().enumerate() {
            let clash = clashes(planned, run).next();
            let (Some(other), Some(id)) =
                (clash.and_then(|other| other.id.clone()), run.id.clone())
            else {
                continue;
            };
            let course = self.course.facts.id.clone();
            let action = Action::DropOverlappingRun { course, run: id.clone() };
            self.reasons.push(Reason {
                rule: Rule::A13,
                effect: Effect::Against,
                because: Because::RunsOverlap { first: other, second: id },
                sources: vec![fact.citation()],
                remedy: Some(Remedy { action, by: None, fee: None, projected: false }),
            });
            if let Some(result) = runs.get_mut(index) {
                result.limit(Truth::No, Truth::No);
            }
        }
    }

    /// A payment is tied to one session: taking it again means paying again (rule A3).
    fn paid_again(&mut self, planned: &PlannedCourse) {
        let times = planned.runs.iter().filter(|run| is_paid_for(run)).count();
        if let Some(times) = u32::try_from(times).ok().filter(|times| *times > 1) {
            let because = Because::PaidAgain { times };
            self.reasons.push(note(Rule::A3, because));
        }
    }

    /// edX's credentials service dates a program certificate by the latest of all certificates.
    fn second_certificate(&mut self, context: Context<'_>) {
        let certified = self.runs.iter().filter(|run| run.truths.planned == Truth::Yes);
        let dates: Vec<Bound> = certified.map(|run| run.truths.certificate.from).collect();
        if dates.len() > 1 && context.catalog.platform() == Platform::Edx {
            let known = dates.iter().map(|from| match from {
                Bound::At(moment) => Some(*moment),
                Bound::Open | Bound::Unknown => None,
            });
            let known: Option<Vec<Moment>> = known.collect();
            let latest = known.and_then(program_issued);
            let course = self.course.facts.id.clone();
            self.reasons
                .push(note(Rule::C4, Because::SecondCertificateMayDelay { course, latest }));
        }
    }
}

impl CourseResult {
    /// The session that counts, while it lies ahead.
    pub(super) fn counted_ahead<'a>(&self, context: Context<'a>) -> Option<&'a PlannedRun> {
        let run = context.plan.course(&self.course)?.runs.get(self.counted_run?)?;
        matches!(run.standing, Standing::Planned(_)).then_some(run)
    }

    /// Taking a session that the plan does not have and that is joined when certificates are there,
    /// where the ones of the plan are too early for them (rules B8, F1).
    pub(super) fn after(&self, context: Context<'_>, certificates: Bound) -> Option<Remedy> {
        let Bound::At(from) = certificates else {
            return None;
        };
        let planned = context.plan.course(&self.course);
        let mut unfit: Vec<&RunId> = planned
            .into_iter()
            .flat_map(|planned| &planned.runs)
            .filter_map(|run| run.id.as_ref())
            .collect();
        let is_early = |run: &&Arc<Run>| {
            let closes = run.facts.enrollment_end.and_then(Stated::moment);
            let by = [run.facts.start, closes];
            by.into_iter().flatten().any(|by| by.precedes(from) == Truth::Yes)
        };
        unfit.extend(self.course.runs.iter().filter(is_early).map(|run| &run.facts.id));
        let next = context.catalog.next_run(&self.course, context.now, &unfit);
        Some(later_run(context, &self.course, next.map(Arc::as_ref)))
    }
}

/// The sessions of a plan that are no choice any more: begun, or given up.
pub(super) fn used_up(planned: &PlannedCourse) -> Vec<&RunId> {
    let used = planned.runs.iter().filter(|run| {
        !matches!(run.standing, Standing::Planned(_))
            || matches!(run.standing, Standing::Planned(Forecast::WillNotPass))
    });
    used.filter_map(|run| run.id.as_ref()).collect()
}

/// The same with those that are open at the same time, where the catalog forbids to take both (rule A13).
fn no_choice(planned: &PlannedCourse) -> Vec<&RunId> {
    let course = &planned.course;
    let mut used = used_up(planned);
    if course.facts.simultaneous_sessions.as_ref().is_some_and(|fact| !fact.value) {
        let staying =
            planned.runs.iter().filter(|run| run.id.as_ref().is_some_and(|id| used.contains(&id)));
        let staying: Vec<Dates> = staying.filter_map(dates).collect();
        let clashes = |run: &&Arc<Run>| {
            let own = run_dates(run);
            own.is_some_and(|own| staying.iter().any(|other| meet(own, *other)))
        };
        used.extend(course.runs.iter().filter(clashes).map(|run| &run.facts.id));
    }
    used
}

/// The remedy where a session can no longer do: the next one that is known.
pub(super) fn later_run(context: Context<'_>, course: &Course, run: Option<&Run>) -> Remedy {
    Remedy {
        action: Action::TakeLaterRun {
            course: course.facts.id.clone(),
            run: run.map(|run| run.facts.id.clone()),
            starts: run.and_then(|run| run.facts.start),
        },
        by: run.and_then(|run| {
            // Joining on the Certificate track takes both: enrollment and payment.
            let closings = [run.facts.enrollment_end, run.facts.upgrade_deadline];
            let closings = closings.into_iter().flatten().filter_map(Stated::moment);
            closings.min_by_key(|closing| closing.earliest())
        }),
        fee: Some(context.fees.amount(course, run)),
        projected: run.is_some_and(|run| run.projected),
    }
}

/// The same session as a first one.
pub(super) fn joining(later: &Remedy) -> Remedy {
    let mut remedy = later.clone();
    if let Action::TakeLaterRun { course, run, starts } = remedy.action {
        remedy.action = Action::Enroll { course, run, starts };
    }
    remedy
}

/// Every paid attempt counts, also one that may be paid, one under way that may fail and one that the
/// learner expects to fail (rule A10).
pub(super) fn is_attempt(run: &PlannedRun) -> bool {
    let paid = matches!(
        run.enrollment,
        Enrollment::NotStated
            | Enrollment::Certifying { payment: Payment::Paid { .. } | Payment::NotStated, .. }
    );
    let used = paid && !matches!(run.standing, Standing::Planned(_));
    let will_be_used = requires_payment(run.enrollment)
        && matches!(
            run.standing,
            Standing::Planned(Forecast::WillNotPass) | Standing::InProgress(Forecast::WillNotPass)
        )
        && !matches!(run.enrollment, Enrollment::Certifying { payment: Payment::NotPaid, .. });
    (used || will_be_used) && run.left.is_none() && run.elsewhere.is_none()
}

pub(crate) fn is_paid_for(run: &PlannedRun) -> bool {
    requires_payment(run.enrollment)
        && run.left.is_none()
        && matches!(
            run.enrollment,
            Enrollment::Certifying { payment: Payment::Paid { .. } | Payment::WillPay, .. }
        )
}

pub(crate) fn overlap(first: &PlannedRun, second: &PlannedRun) -> bool {
    let both = dates(first).zip(dates(second));
    first.id != second.id && both.is_some_and(|(first, second)| meet(first, second))
}

/// When a session starts and ends.
type Dates = (Moment, Moment);

fn dates(run: &PlannedRun) -> Option<Dates> {
    run_dates(run.run.as_ref().filter(|_| run.left.is_none())?)
}

fn run_dates(run: &Run) -> Option<Dates> {
    Some((run.facts.start?, run.facts.end?.moment()?))
}

/// Whether two sessions are surely open at the same time.
fn meet(first: Dates, second: Dates) -> bool {
    first.0.precedes(second.1) == Truth::Yes && second.0.precedes(first.1) == Truth::Yes
}

/// The sessions of the plan to which another one of it gives way.
fn clashes<'a>(
    planned: &'a PlannedCourse,
    run: &'a PlannedRun,
) -> impl Iterator<Item = &'a PlannedRun> {
    planned.runs.iter().filter(|other| overlap(other, run) && gives_way(run, other))
}

/// Whether a session of the plan overlaps one to which it gives way, where the catalog forbids to take both
/// (rule A13).
pub(super) fn gives_way_to_another(planned: &PlannedCourse, run: &PlannedRun) -> bool {
    let forbidden = planned.course.facts.simultaneous_sessions.as_ref();
    let is_in_plan = planned.runs.iter().any(|other| other.id.is_some() && other.id == run.id);
    forbidden.is_some_and(|fact| !fact.value)
        && is_in_plan
        && clashes(planned, run).next().is_some()
}

/// Of two sessions that overlap, a planned one gives way to one that is begun, and of two planned
/// ones the later.
fn gives_way(run: &PlannedRun, other: &PlannedRun) -> bool {
    let ahead = |run: &PlannedRun| matches!(run.standing, Standing::Planned(_));
    let key = |run: &PlannedRun| {
        let start = run.run.as_ref().and_then(|known| known.facts.start.map(Moment::earliest));
        (start, run.id.clone())
    };
    ahead(run) && (!ahead(other) || key(run) > key(other))
}

/// Whether a certificate is older than the program counts (rule A12).
fn is_too_old(context: Context<'_>, run: &PlannedRun) -> Truth {
    let years = context.plan.program.facts.certificates_count_years.as_ref();
    let Some(years) = years.filter(|_| run.certificate == Some(CertificateState::Held)) else {
        return Truth::No;
    };
    let until = run.certificate_on.map(|on| on.plus_years(years.value));
    let exam = capstone_start(context).unwrap_or(Moment::Instant(context.now));
    until.map_or(Truth::Unknown, |until| until.precedes(exam))
}

/// When the plan's session of the capstone begins, as far as that is known.
fn capstone_start(context: Context<'_>) -> Option<Moment> {
    let capstones = context.plan.courses.iter().filter(|one| one.course.facts.capstone.is_some());
    let ahead = capstones.flat_map(|one| &one.runs);
    let ahead = ahead.filter(|run| matches!(run.standing, Standing::Planned(_)));
    ahead.filter_map(|run| run.run.as_ref()?.facts.start).next()
}

fn note(rule: Rule, because: Because) -> Reason {
    Reason { rule, effect: Effect::Note, because, sources: Vec::new(), remedy: None }
}
