//! The next dated steps of a way.

use crate::assessment::outlook::Outlook;
use crate::assessment::reason::{Action, Remedy};
use crate::catalog::Course;
use crate::catalog::format::Pacing;
use crate::catalog::run::Run;
use crate::id::{CourseId, RunId};
use crate::moment::{Instant, Moment};
use crate::money::Amount;
use crate::order::ordered;
use crate::plan::Plan;
use crate::plan::format::PaymentState;
use crate::proposal::ways::Question;
use crate::proposal::{Way, WaySession};
use crate::truth::Truth;

/// So many dated steps are shown.
const NEXT_MAX: usize = 3;

/// The steps of the assessment with what only the way knows: from when on and by when the program is
/// bought as a whole, by when a session is paid, and on which day the learner begins where the pace is the
/// learner's own.
pub(super) fn next(question: Question<'_>, this: &Way) -> Vec<Remedy> {
    let Some(resolved) = Plan::resolve(this.plan.clone(), question.catalog) else {
        return Vec::new();
    };
    let outlook = Outlook::new(question.catalog, &resolved, question.now);
    let steps = Steps { question, this, resolved: &resolved, outlook };
    let asked = this.assessment.next.iter().filter(|step| !is_free(step));
    let asked: Vec<Remedy> =
        asked.map(|step| steps.begun_in_time(steps.paid_in_time(step.clone()))).collect();
    let joined = asked.iter().map(|step| joined_before_paid(step.clone(), &asked));
    // Where nothing says by when the program is to be bought, that comes first, without a day.
    let is_purchase = |step: &Remedy| matches!(step.action, Action::BuyProgram { .. });
    let all = steps.purchase().into_iter().chain(joined);
    let dated = all.filter(|step| due(step).is_some() || is_purchase(step)).collect();
    let mut next: Vec<Remedy> = Vec::new();
    for step in ordered(dated, due) {
        // A session is joined once, whatever it is for.
        let session = joined_session(&step);
        if session.is_none() || !next.iter().any(|earlier| joined_session(earlier) == session) {
            next.push(step);
        }
    }
    next.truncate(NEXT_MAX);
    next
}

/// What the dates of a way rest on.
struct Steps<'a> {
    question: Question<'a>,
    this: &'a Way,
    resolved: &'a Plan,
    outlook: Outlook<'a>,
}

impl Steps<'_> {
    /// Buying the program as a whole: from the first day of the way on, by the first day on which
    /// something closes that comes with it.
    fn purchase(&self) -> Option<Remedy> {
        let line = self.this.assessment.cost.lines.iter().find(|line| line.bundle)?;
        let bundle = self.this.plan.bundle.filter(|one| one.payment == PaymentState::WillPay)?;
        let covered = self.this.assessment.next.iter().filter(|step| is_free(step));
        let program = self.this.plan.program.clone();
        let from = bundle.on.filter(|on| on.is_after(self.question.now) == Truth::Yes);
        Some(Remedy {
            action: Action::BuyProgram { program, from },
            by: sooner(covered.filter_map(|step| self.comes_with_it_until(step))),
            fee: Some(line.amount),
            projected: false,
        })
    }

    /// Until when a session surely comes with the program. Where no day is stated on which its payment
    /// closes, that is before it starts, or once it has, while it can still be paid.
    fn comes_with_it_until(&self, step: &Remedy) -> Option<Moment> {
        let (course, run) = paid_session(step)?;
        let known = self.known(course, run).map(|(_, run)| run);
        let closes = known.and_then(|run| run.facts.upgrade_deadline?.moment());
        let start = known.and_then(|run| run.facts.start).filter(|_| closes.is_none());
        let start = start.filter(|start| start.is_after(self.question.now) == Truth::Yes);
        sooner([self.paid_in_time(step.clone()).by, start].into_iter().flatten())
    }

    /// Paying while the discount holds with which the way counts for this session, and by the day on
    /// which it is passed, since its certificate comes only to who has paid. Where the pace is not the
    /// learner's own and nobody has published when payment closes, that may be much sooner.
    fn paid_in_time(&self, mut step: Remedy) -> Remedy {
        let Some((course, run)) = paid_session(&step) else {
            return step;
        };
        let known = self.known(course, run);
        let planned = known.and_then(|(course, _)| self.resolved.course(course));
        let own = planned.and_then(|planned| {
            let own = planned.runs.iter().find(|own| own.id.as_ref() == run)?;
            Some(self.outlook.session(planned, own))
        });
        let is_due_when_passed = known.is_some_and(|(course, known)| {
            known.facts.upgrade_deadline.is_some() || is_self_paced(course, known)
        });
        let passed = self.session(course, run).and_then(|session| session.to);
        let passed = passed.filter(|_| is_due_when_passed).map(Moment::Day);
        let all = [step.by, own.and_then(|own| own.discount_until), passed];
        step.by = sooner(all.into_iter().flatten());
        step
    }

    /// Enrolling by the day on which the way begins a self-paced session: after it, the way does not
    /// hold.
    fn begun_in_time(&self, mut step: Remedy) -> Remedy {
        let Some((course, Some(run))) = joined_session(&step) else {
            return step;
        };
        let known = self.known(course, Some(run));
        let is_paced = known
            .is_some_and(|(course, known)| course.pacing(Some(known)) == Some(Pacing::SelfPaced));
        let begins = self.session(course, Some(run)).and_then(|session| session.from);
        let Some(begins) = begins.filter(|_| is_paced).map(Moment::Day) else {
            return step;
        };
        if let Action::Enroll { starts, .. } | Action::TakeLaterRun { starts, .. } =
            &mut step.action
        {
            *starts = Some(begins);
        }
        step.by = sooner([step.by, Some(begins)].into_iter().flatten());
        step
    }

    /// A session of the way as the catalog has it.
    fn known(&self, course: &CourseId, run: Option<&RunId>) -> Option<(&Course, &Run)> {
        let course = self.question.catalog.course(course)?;
        Some((course, course.run(run?)?))
    }

    /// A session as the way studies it.
    fn session(&self, course: &CourseId, run: Option<&RunId>) -> Option<&WaySession> {
        self.this.sessions.iter().find(|one| one.course == *course && one.run.as_ref() == run)
    }
}

/// Enrolling no later than paying; the fee is said where it is paid.
fn joined_before_paid(mut step: Remedy, all: &[Remedy]) -> Remedy {
    let session = joined_session(&step);
    let paying = session.and_then(|_| all.iter().find(|other| paid_session(other) == session));
    let Some(paying) = paying else {
        return step;
    };
    let Some(paid) = due(paying) else {
        return step;
    };
    step.fee = None;
    if due(&step).is_none_or(|joined| paid < joined) {
        step.by = paying.by;
    }
    step
}

/// When a step is to be done, for their order.
fn due(step: &Remedy) -> Option<Instant> {
    step.by.or(step.action.starts()).map(Moment::earliest)
}

fn is_self_paced(course: &Course, run: &Run) -> bool {
    course.pacing(Some(run)) == Some(Pacing::SelfPaced)
}

fn sooner(moments: impl Iterator<Item = Moment>) -> Option<Moment> {
    moments.min_by_key(|moment| moment.latest())
}

/// Whether it is to pay for what comes with the program.
fn is_free(step: &Remedy) -> bool {
    paid_session(step).is_some() && step.fee.and_then(|fee| fee.high) == Some(Amount::ZERO)
}

/// The session that a step is to pay for.
fn paid_session(step: &Remedy) -> Option<(&CourseId, Option<&RunId>)> {
    if let Action::Pay { course, run } = &step.action { Some((course, run.as_ref())) } else { None }
}

/// The session that a step is to join.
fn joined_session(step: &Remedy) -> Option<(&CourseId, Option<&RunId>)> {
    if let Action::Enroll { course, run, .. } | Action::TakeLaterRun { course, run, .. } =
        &step.action
    {
        Some((course, run.as_ref()))
    } else {
        None
    }
}
