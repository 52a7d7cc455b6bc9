//! The next dated steps of a way.

use crate::assessment::reason::{Action, Because, Remedy};
use crate::catalog::format::Pacing;
use crate::id::{CourseId, RunId};
use crate::moment::Moment;
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
    let asked = asked.map(|step| paid_in_time(question, this, step));
    let steps = purchase(this).into_iter().chain(asked);
    let due = |step: &Remedy| step.by.or(step.action.starts()).map(Moment::earliest);
    // Where nothing says by when the program is to be bought, that comes first, without a day.
    let is_purchase = |step: &Remedy| matches!(step.action, Action::BuyProgram { .. });
    let dated = steps.filter(|step| due(step).is_some() || is_purchase(step)).collect();
    let mut next = ordered(dated, due);
    next.truncate(NEXT_MAX);
    next
}

/// Whether it is to pay for what comes with the program.
fn is_free(step: &Remedy) -> bool {
    let is_payment = matches!(step.action, Action::Pay { .. });
    is_payment && step.fee.and_then(|fee| fee.high) == Some(Amount::ZERO)
}

/// Buying the program as a whole on the day of the way; where it names none, by the first day on which
/// something closes that comes with it.
fn purchase(this: &Way) -> Option<Remedy> {
    let line = this.assessment.cost.lines.iter().find(|line| line.bundle)?;
    let bundle = this.plan.bundle.filter(|bundle| bundle.payment == PaymentState::WillPay)?;
    let covered = this.assessment.next.iter().filter(|step| is_free(step));
    let closes = covered.filter_map(|step| step.by).min_by_key(|by| by.earliest());
    Some(Remedy {
        action: Action::BuyProgram { program: this.plan.program.clone() },
        by: bundle.on.or(closes),
        fee: Some(line.amount),
        projected: false,
    })
}

/// Paying while the discount holds with which the way counts, and for a self-paced session by the day on
/// which it is passed: its certificate comes only to who has paid.
fn paid_in_time(question: Question<'_>, this: &Way, mut step: Remedy) -> Remedy {
    let Action::Pay { course, run } = &step.action else {
        return step;
    };
    let until = this.assessment.cost.reasons.iter().find_map(|reason| {
        if let Because::DiscountApplied { course: own, until, .. } = &reason.because {
            until.filter(|_| own == course)
        } else {
            None
        }
    });
    let session = this.sessions.iter().find(|one| one.course == *course && one.run == *run);
    let is_paced = is_self_paced(question, course, run.as_ref());
    let passed = session.and_then(|one| one.to).filter(|_| is_paced).map(Moment::Day);
    let all = [step.by, until, passed];
    step.by = all.into_iter().flatten().min_by_key(|by| by.latest());
    step
}

/// Enrolling by the day on which the way begins a self-paced session: after it, the way does not hold.
fn begun_in_time(question: Question<'_>, this: &Way, mut step: Remedy) -> Remedy {
    let Action::Enroll { course, run, starts } = &mut step.action else {
        return step;
    };
    let session = this.sessions.iter().find(|one| one.course == *course && one.run == *run);
    let is_paced = is_self_paced(question, course, run.as_ref());
    let begins = session.and_then(|one| one.from).filter(|_| is_paced).map(Moment::Day);
    if let Some(begins) = begins {
        *starts = Some(begins);
        let closes = step.by.filter(|by| by.latest() < begins.latest());
        step.by = closes.or(Some(begins));
    }
    step
}

fn is_self_paced(question: Question<'_>, course: &CourseId, run: Option<&RunId>) -> bool {
    question.catalog.course(course).is_some_and(|facts| {
        let known = facts.runs.iter().find(|known| Some(&known.facts.id) == run);
        facts.pacing(known.map(AsRef::as_ref)) == Some(Pacing::SelfPaced)
    })
}
