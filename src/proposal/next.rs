//! The next dated steps of a way.

use crate::assessment::reason::{Action, Remedy};
use crate::catalog::format::Pacing;
use crate::moment::{Instant, Moment};
use crate::money::Amount;
use crate::order::ordered;
use crate::plan::format::PaymentState;
use crate::proposal::Way;
use crate::proposal::ways::Question;

/// So many dated steps are shown.
const NEXT_MAX: usize = 3;

/// The steps of the assessment with what only the way knows: on which day the program is bought as a
/// whole, and on which the learner begins where the pace is the learner's own.
pub(super) fn next(question: Question<'_>, this: &Way) -> Vec<Remedy> {
    let asked = this.assessment.next.iter().filter(|step| !is_free(step));
    let asked = asked.map(|step| begun_in_time(question, this, step.clone()));
    let steps = purchase(this, question.now).into_iter().chain(asked);
    let due = |step: &Remedy| step.by.or(step.action.starts()).map(Moment::earliest);
    let dated = steps.filter(|step| due(step).is_some()).collect();
    let mut next = ordered(dated, due);
    next.truncate(NEXT_MAX);
    next
}

/// Whether it is to pay for what comes with the program.
fn is_free(step: &Remedy) -> bool {
    let is_payment = matches!(step.action, Action::Pay { .. });
    is_payment && step.fee.and_then(|fee| fee.high) == Some(Amount::ZERO)
}

/// Buying the program as a whole on the day of the way, which is today where it names none.
fn purchase(this: &Way, now: Instant) -> Option<Remedy> {
    let line = this.assessment.cost.lines.iter().find(|line| line.bundle)?;
    let bundle = this.plan.bundle.filter(|bundle| bundle.payment == PaymentState::WillPay)?;
    Some(Remedy {
        action: Action::BuyProgram { program: this.plan.program.clone() },
        by: Some(bundle.on.unwrap_or(Moment::Day(now.date_utc()))),
        fee: Some(line.amount),
        projected: false,
    })
}

/// Enrolling by the day on which the way begins a self-paced session: after it, the way does not hold.
fn begun_in_time(question: Question<'_>, this: &Way, mut step: Remedy) -> Remedy {
    let Action::Enroll { course, run, starts } = &mut step.action else {
        return step;
    };
    let session = this.sessions.iter().find(|one| one.course == *course && one.run == *run);
    let facts = question.catalog.course(course);
    let known = facts.and_then(|facts| {
        facts.runs.iter().find(|known| Some(&known.facts.id) == run.as_ref()).map(AsRef::as_ref)
    });
    let is_self_paced = facts.is_some_and(|facts| facts.pacing(known) == Some(Pacing::SelfPaced));
    let begins = session.and_then(|one| one.from).filter(|_| is_self_paced).map(Moment::Day);
    if let Some(begins) = begins {
        *starts = Some(begins);
        let closes = step.by.filter(|by| by.latest() < begins.latest());
        step.by = closes.or(Some(begins));
    }
    step
}
