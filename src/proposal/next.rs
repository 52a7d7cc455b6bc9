//! The next steps of a way.

use crate::assessment::outlook::{Outlook, SessionOutlook};
use crate::assessment::reason::{Action, Remedy};
use crate::catalog::Course;
use crate::catalog::format::{Pacing, Stated};
use crate::catalog::run::Run;
use crate::id::{CourseId, RunId};
use crate::moment::{Instant, Moment};
use crate::order::{ordered, push_some};
use crate::plan::format::PaymentState;
use crate::plan::{Enrollment, Payment, Plan, Standing};
use crate::proposal::repair::closing;
use crate::proposal::ways::Question;
use crate::proposal::{Way, WaySession};
use crate::truth::Truth;

/// So many steps are shown.
const NEXT_MAX: usize = 3;

/// The steps of the assessment with what only the way knows: from when on and by when the program is
/// bought as a whole, by when a session is paid, and on which day the learner begins where the pace is the
/// learner's own.
///
/// Beside them stand the places of those whose day no source states.
pub(super) fn next(question: Question<'_>, this: &Way) -> (Vec<Remedy>, Vec<usize>) {
    let Some(resolved) = Plan::resolve(this.plan.clone(), question.catalog) else {
        return (Vec::new(), Vec::new());
    };
    let outlook = Outlook::new(question.catalog, &resolved, question.now);
    let steps = Steps { question, this, resolved: &resolved, outlook };
    let mut asked = this.assessment.next.clone();
    let is_purchase = |step: &Remedy| matches!(step.action, Action::BuyProgram { .. });
    // What is bought with it is known better below.
    asked.retain(|step| steps.is_of_the_way(step) && !is_purchase(step));
    for step in steps.of_sessions() {
        let is_asked = |other: &Remedy| {
            joined_session(other) == joined_session(&step)
                && paid_session(other) == paid_session(&step)
        };
        if !asked.iter().any(is_asked) {
            asked.push(step);
        }
    }
    for step in &mut asked {
        steps.paid_in_time(step);
        steps.begun_in_time(step);
    }
    let purchase = steps.purchase(&asked);
    // What comes with a program that is bought already is upgraded all the same, for nothing.
    for step in asked.iter_mut().filter(|step| purchase.is_none() && steps.is_under_way(step)) {
        if let (true, Action::Pay { course, run }) = (steps.comes_with_purchase(step), &step.action)
        {
            step.action = Action::Upgrade { course: course.clone(), run: run.clone() };
        }
    }
    asked.retain(|step| !steps.comes_with_purchase(step));
    for at in 0..asked.len() {
        let paid = asked.get(at).and_then(|step| paid_by(step, &asked));
        if let (Some(paid), Some(step)) = (paid, asked.get_mut(at)) {
            joined_before_paid(step, paid);
        }
    }
    // Where nothing says by when the program is to be bought, that comes first, without a day.
    let mut all = Vec::new();
    push_some(&mut all, purchase);
    all.extend(asked);
    // What has no day can be done now: that the learner is in the program at all is not taken for granted.
    let is_formal = |step: &Remedy| {
        matches!(step.action, Action::EnrollInProgram { .. } | Action::VerifyPhotoId)
    };
    all.retain(|step| due(step).is_some() || is_purchase(step) || is_formal(step));
    let mut next: Vec<Remedy> = Vec::new();
    // Nobody pays before enrolling.
    for step in ordered(all, |step| (due(step), paid_session(step).is_some())) {
        // A session is joined once, whatever it is for.
        let session = joined_session(&step);
        if session.is_none() || !next.iter().any(|earlier| joined_session(earlier) == session) {
            next.push(step);
        }
    }
    next.truncate(NEXT_MAX);
    let own =
        (0..next.len()).filter(|at| next.get(*at).is_some_and(|step| !steps.states_day(step)));
    let own = own.collect();
    (next, own)
}

/// What the dates of a way rest on.
struct Steps<'a> {
    question: Question<'a>,
    this: &'a Way,
    resolved: &'a Plan,
    outlook: Outlook<'a>,
}

impl Steps<'_> {
    /// Whether the way joins or pays the session that a step is about. The plan may have others that come to
    /// nothing, which the assessment knows how to mend.
    fn is_of_the_way(&self, step: &Remedy) -> bool {
        let upgraded = if let Action::Upgrade { course, run } = &step.action {
            Some((course, run.as_ref()))
        } else {
            None
        };
        let paid = paid_session(step).or(upgraded);
        let Some((course, run)) = paid.or(joined_session(step)) else {
            return true;
        };
        let pays = paid.is_some();
        let own = self.this.plan.courses.iter().filter(|own| own.course == *course);
        let mut own = own.flat_map(|own| &own.runs).filter(|own| own.run.as_ref() == run);
        own.any(|own| !pays || own.payment == Some(PaymentState::WillPay))
    }

    /// Joining and paying the sessions of the way (rules A2, F1). An assessment asks for neither beside what is earned, nor
    /// while it is open whether a session counts.
    fn of_sessions(&self) -> Vec<Remedy> {
        let offered = self.resolved.program.facts.offered.as_ref();
        let courses =
            self.resolved.courses.iter().filter(|_| offered.is_some_and(|fact| fact.value));
        let runs = courses.flat_map(|planned| planned.runs.iter().map(move |run| (planned, run)));
        let ahead = runs.filter(|(_, run)| {
            let will_pay =
                matches!(run.enrollment, Enrollment::Certifying { payment: Payment::WillPay, .. });
            let goes_on = matches!(run.standing, Standing::Planned(_) | Standing::InProgress(_));
            will_pay && goes_on && run.left.is_none()
        });
        let steps = ahead.filter_map(|(planned, run)| {
            let known = run.run.as_ref()?;
            let (course, id) = (planned.course.facts.id.clone(), run.id.clone());
            let step = |action, by, fee| Remedy { action, by, fee, projected: known.projected };
            let starts = known.facts.start;
            let fee = self.outlook.session(planned, run).fee;
            let closes = known.facts.upgrade_deadline.and_then(Stated::moment);
            let enroll = Action::Enroll { course: course.clone(), run: id.clone(), starts };
            let pay = Action::Pay { course, run: id };
            let joins = matches!(run.standing, Standing::Planned(_));
            let enroll = joins.then(|| step(enroll, closing(run), None));
            Some([enroll, Some(step(pay, closes, Some(fee)))].into_iter().flatten())
        });
        steps.flatten().collect()
    }

    /// Buying the program as a whole: from the first day of the way on, by the first day on which
    /// something closes that comes with it.
    fn purchase(&self, asked: &[Remedy]) -> Option<Remedy> {
        let line = self.this.assessment.cost.lines.iter().find(|line| line.bundle)?;
        let bundle = self.this.plan.bundle.filter(|one| one.payment == PaymentState::WillPay)?;
        let mut by = None;
        for step in asked.iter().filter(|step| self.comes_with_purchase(step)) {
            by = sooner(by, self.comes_with_it_until(step));
        }
        let program = self.this.plan.program.clone();
        let from = bundle.on.filter(|on| on.is_after(self.question.now) == Truth::Yes);
        Some(Remedy {
            action: Action::BuyProgram { program, from },
            by,
            fee: Some(line.amount),
            projected: false,
        })
    }

    /// Until when a session surely comes with the program. Where no day is stated on which its payment
    /// closes, that is before it starts, or once it has, while it can still be paid.
    fn comes_with_it_until(&self, step: &Remedy) -> Option<Moment> {
        let (course, run) = paid_session(step)?;
        let (_, known) = self.known(course, run)?;
        let closes = known.facts.upgrade_deadline.and_then(Stated::moment);
        let start = known.facts.start.filter(|_| closes.is_none());
        sooner(step.by, start.filter(|start| start.is_after(self.question.now) == Truth::Yes))
    }

    /// Paying while the discount holds with which the way counts for this session, and by the day on
    /// which it is passed, since its certificate comes only to who has paid. Where the pace is not the
    /// learner's own and nobody has published when payment closes, that may be much sooner.
    fn paid_in_time(&self, step: &mut Remedy) {
        let Some((course, run)) = paid_session(step) else {
            return;
        };
        let Some((course, known)) = self.known(course, run) else {
            return;
        };
        let discount = self.outlook_of(course, run).and_then(|outlook| outlook.discount_until);
        let mut by = sooner(step.by, discount);
        if known.facts.upgrade_deadline.is_some() || is_self_paced(course, known) {
            let session = self.session(&course.facts.id, run);
            by = sooner(by, session.and_then(|session| session.to).map(Moment::Day));
        }
        step.by = by;
    }

    /// Enrolling by the day on which the way begins a self-paced session: after it, the way does not hold.
    /// Where nobody says when enrollment closes, one can count on it until a session starts.
    fn begun_in_time(&self, step: &mut Remedy) {
        let Some((id, run_id)) = joined_session(step) else {
            return;
        };
        let Some((course, run)) = self.known(id, run_id) else {
            return;
        };
        if !is_self_paced(course, run) {
            let start = run.facts.start.filter(|_| run.facts.enrollment_end.is_none());
            let is_ahead = |start: &Moment| start.is_after(self.question.now) == Truth::Yes;
            step.by = sooner(step.by, start.filter(is_ahead));
            return;
        }
        let session = self.session(id, run_id);
        let Some(begins) = session.and_then(|session| session.from).map(Moment::Day) else {
            return;
        };
        if let Action::Enroll { starts, .. } | Action::TakeLaterRun { starts, .. } =
            &mut step.action
        {
            *starts = Some(begins);
        }
        step.by = sooner(step.by, Some(begins));
    }

    /// Whether a source states the day by which a session is joined or paid, or there is none.
    fn states_day(&self, step: &Remedy) -> bool {
        let session = joined_session(step).or(paid_session(step));
        let (Some(by), Some((course, run))) = (step.by, session) else {
            return true;
        };
        let facts = self.known(course, run).map(|(_, run)| &run.facts);
        let closings = facts.into_iter().flat_map(|run| [run.enrollment_end, run.upgrade_deadline]);
        let discount = self.known(course, run).and_then(|(course, known)| {
            self.outlook_of(course, Some(&known.facts.id))?.discount_until
        });
        let mut stated = closings.flatten().filter_map(Stated::moment).chain(discount);
        stated.any(|moment| moment == by)
    }

    /// Whether it is to pay for what comes with the program.
    fn comes_with_purchase(&self, step: &Remedy) -> bool {
        let session = paid_session(step);
        let known =
            session.and_then(|(course, run)| Some((self.question.catalog.course(course)?, run)));
        let outlook = known.and_then(|(course, run)| self.outlook_of(course, run));
        outlook.is_some_and(|outlook| outlook.comes_with_bundle)
    }

    /// Whether the session that a step is to pay for is under way.
    fn is_under_way(&self, step: &Remedy) -> bool {
        let session = paid_session(step).and_then(|(course, run)| self.session(course, run));
        session.is_some_and(|session| session.under_way)
    }

    /// What a session of the way's plan comes to.
    fn outlook_of(&self, course: &Course, run: Option<&RunId>) -> Option<SessionOutlook> {
        let planned = self.resolved.course(course)?;
        let own = planned.runs.iter().find(|own| own.id.as_ref() == run)?;
        Some(self.outlook.session(planned, own))
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

/// By when the session that a step is to join is paid.
fn paid_by(step: &Remedy, all: &[Remedy]) -> Option<Moment> {
    let session = joined_session(step)?;
    all.iter().find(|other| paid_session(other) == Some(session))?.by
}

/// Enrolling no later than paying; the fee is said where it is paid.
fn joined_before_paid(step: &mut Remedy, paid: Moment) {
    step.fee = None;
    if due(step).is_none_or(|joined| paid.earliest() < joined) {
        step.by = Some(paid);
    }
}

/// When a step is to be done, for their order.
fn due(step: &Remedy) -> Option<Instant> {
    step.by.or(step.action.starts()).map(Moment::earliest)
}

fn is_self_paced(course: &Course, run: &Run) -> bool {
    course.pacing(Some(run)) == Some(Pacing::SelfPaced)
}

fn sooner(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    match (one, other) {
        (Some(first), Some(then)) if then.latest() < first.latest() => other,
        (Some(_), _) => one,
        (None, _) => other,
    }
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
