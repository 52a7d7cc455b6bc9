//! What to do next (rules B8, F1): steps that would mend the plan, and those the plan itself asks for.

use crate::assessment::course::{CourseResult, joining, later_run};
use crate::assessment::prerequisite::with_lacking_first;
use crate::assessment::program::{Others, ProgramResult, follows_all};
use crate::assessment::reason::{Action, Because, Effect, Reason, Remedy};
use crate::assessment::run::Context;
use crate::assessment::tree::{AT_ANY_TIME, Node};
use crate::catalog::format::Stated;
use crate::moment::Moment;
use crate::money::AmountRange;
use crate::order::{ordered, push_some};
use crate::plan::format::PaymentState;
use crate::plan::{Enrollment, Payment, Standing};
use crate::truth::Truth;

/// More steps than this are no help.
const STEPS_MAX: usize = 10;

/// The next steps: what would mend the plan, and what the plan itself asks for; dated ones first.
pub(super) fn next_steps(
    context: Context<'_>,
    courses: &[CourseResult],
    program: &ProgramResult<'_>,
) -> Vec<Remedy> {
    if program.truths.possible == Truth::No {
        return Vec::new();
    }
    if program.conditions.offered == Truth::Unknown && program.truths.held != Truth::Yes {
        // Nothing is to be paid before it is known whether the program can still be earned.
        return program.reasons.iter().filter_map(remedy).take(1).collect();
    }
    let mends = |reason: &&Reason| {
        let elsewhere = matches!(reason.because, Because::CountsForNoProgram { .. });
        matches!(reason.effect, Effect::Against | Effect::Open) || elsewhere
    };
    // What would mend the whole program comes first, so that it is never cut off.
    let mut steps: Vec<Remedy> = program.reasons.iter().filter_map(remedy).collect();
    program.node.each_of_plan(&mut |node| {
        steps.extend(node.reasons.iter().filter(mends).filter_map(remedy));
    });
    let wanted = wanted(courses, program);
    let is_met = program.truths.planned == Truth::Yes;
    let mut routine = Vec::new();
    for (index, course) in courses.iter().enumerate() {
        // Beside a session that may do, another one is no step in the place of one that does not.
        let open = course.for_program.planned == Truth::Unknown;
        let of_runs = course.runs.iter().filter(|run| !open || run.truths.planned != Truth::No);
        let of_runs = of_runs.flat_map(|run| &run.reasons);
        let mut reasons = of_runs.chain(&course.reasons);
        if course.for_program.planned == Truth::Yes {
            for index in attempts(context, course) {
                push_some(&mut routine, enrollment(context, course, index));
                let reasons = course.runs.get(index).into_iter().flat_map(|run| &run.reasons);
                routine.extend(reasons.filter(|one| one.effect == Effect::For).filter_map(remedy));
            }
        } else if wanted.contains(&course.course.position) && !waits(courses, course) {
            let mend = reasons.find(|one| mends(one) && one.remedy.is_some()).and_then(remedy);
            let mend = mend.and_then(|step| in_time(context, courses, index, step));
            // Who audits what the program does not need is not told to pay for it.
            let mend =
                mend.filter(|step| !is_met || !matches!(step.action, Action::Upgrade { .. }));
            // Who is to upgrade a session must be in it by then.
            if let Some(Action::Upgrade { run, .. }) = mend.as_ref().map(|step| &step.action) {
                let own = context.plan.course(&course.course);
                let at = own.and_then(|own| own.runs.iter().position(|one| one.id == *run));
                push_some(&mut steps, at.and_then(|at| enrollment(context, course, at)));
            }
            push_some(&mut steps, mend);
        }
    }
    let by_date = |steps: Vec<Remedy>| {
        ordered(steps, |step| {
            let by = step.by.or(step.action.starts()).map(Moment::earliest);
            (by.is_none(), by)
        })
    };
    let mut distinct: Vec<Remedy> = Vec::new();
    steps.extend(by_date(routine));
    for step in steps {
        if !distinct.iter().any(|earlier| earlier.action == step.action) {
            distinct.push(step);
        }
    }
    if let Some(purchase) = purchase(context, &distinct) {
        distinct.retain(|step| !comes_with_program(step));
        distinct.push(purchase);
    }
    let mut steps = by_date(distinct);
    let rest = steps.split_off(STEPS_MAX.min(steps.len()));
    // What no certificate of the program comes without is not cut off (rule B6).
    let is_formal = |step: &Remedy| {
        matches!(step.action, Action::EnrollInProgram { .. } | Action::VerifyPhotoId)
    };
    let formal: Vec<Remedy> = rest.into_iter().filter(is_formal).collect();
    steps.truncate(STEPS_MAX.saturating_sub(formal.len()));
    steps.extend(formal);
    steps
}

/// Buying the program as a whole, where the plan intends it: by the first day on which something closes that it
/// pays for (rule E6).
fn purchase(context: Context<'_>, steps: &[Remedy]) -> Option<Remedy> {
    let plan = context.plan;
    let bundle = plan.bundle.filter(|bundle| bundle.payment == PaymentState::WillPay)?;
    let from = bundle.on.filter(|on| on.is_after(context.now) == Truth::Yes);
    let closings = steps.iter().filter(|step| comes_with_program(step)).filter_map(|step| step.by);
    Some(Remedy {
        action: Action::BuyProgram { program: plan.program.facts.id.clone(), from },
        by: closings.min_by_key(|by| by.latest()),
        fee: Some(context.fees.bundle_price()),
        projected: false,
    })
}

/// Whether a step pays a fee that comes to nothing.
fn comes_with_program(step: &Remedy) -> bool {
    matches!(step.action, Action::Pay { .. }) && step.fee == Some(AmountRange::ZERO)
}

/// The courses, by their place in the catalog, that the requirement still lacks or the learner has
/// in the plan, and what must come before them.
fn wanted(courses: &[CourseResult], program: &ProgramResult<'_>) -> Vec<usize> {
    let mut lacking = Vec::new();
    program.node.each_of_plan(&mut |node| {
        if node.truths.planned != Truth::Yes && !node.is_choice() {
            let direct = node.children.iter().filter_map(Node::course);
            lacking.extend(direct.map(|course| course.position));
        }
    });
    let whole = program.node.course();
    push_some(&mut lacking, whole.map(|course| course.position));
    let is_wanted = |course: &&CourseResult| {
        !course.runs.is_empty() || lacking.contains(&course.course.position)
    };
    let wanted = courses.iter().filter(is_wanted);
    with_lacking_first(courses, wanted.map(|course| course.course.position).collect())
}

/// Joining a session that begins once the certificates are there that the course needs (rules B8, F1); none where the
/// plan does not earn them yet.
fn in_time(
    context: Context<'_>,
    courses: &[CourseResult],
    index: usize,
    step: Remedy,
) -> Option<Remedy> {
    let course = courses.get(index).filter(|course| course.runs.is_empty());
    let Some(course) = course else {
        return Some(step);
    };
    let (mut date, mut waits) = (AT_ANY_TIME, false);
    for first in courses.iter().filter(|first| first.truths.held != Truth::Yes) {
        if course.course.required_first().any(|id| *id == first.course.facts.id) {
            (date, waits) = (date.both(first.truths.certificate), true);
        }
    }
    if follows_all(course) {
        let others = Others::of(context, courses, index).truths;
        if others.planned == Truth::No {
            return None;
        }
        (date, waits) = (date.both(others.certificate), waits || others.held != Truth::Yes);
    }
    // After certificates without a date nobody knows which session can be joined.
    let later = || {
        course.after(context, date.from).unwrap_or_else(|| later_run(context, &course.course, None))
    };
    Some(if waits { joining(&later()) } else { step })
}

/// A course that is not in the plan waits for what is required before it (rule F1).
fn waits(courses: &[CourseResult], course: &CourseResult) -> bool {
    let lacks = |first: &CourseResult| {
        first.truths.planned == Truth::No && course.lacking_first.contains(&first.course.position)
    };
    course.runs.is_empty() && courses.iter().any(lacks)
}

/// The sessions that the plan counts on, and before them the others that will be paid: the learner expects
/// to fail them (rule E1), or takes again what may become too old (rule A12). By their places in the plan.
fn attempts(context: Context<'_>, course: &CourseResult) -> Vec<usize> {
    let runs = context.plan.course(&course.course).map_or(&[][..], |planned| &planned.runs);
    let is_paid = |index: &usize| {
        let Some(run) = runs.get(*index).filter(|run| run.left.is_none()) else {
            return false;
        };
        let pays =
            matches!(run.enrollment, Enrollment::Certifying { payment: Payment::WillPay, .. });
        pays && matches!(run.standing, Standing::Planned(_))
    };
    let counted = course.counted_run;
    let others = (0..runs.len()).filter(|index| Some(*index) != counted).filter(is_paid);
    others.chain(counted).collect()
}

/// Joining a session of the plan that has not begun.
fn enrollment(context: Context<'_>, course: &CourseResult, index: usize) -> Option<Remedy> {
    let planned = context.plan.course(&course.course)?.runs.get(index)?;
    let run = planned.run.as_ref()?;
    if !matches!(planned.standing, Standing::Planned(_)) {
        return None;
    }
    if matches!(planned.enrollment, Enrollment::Certifying { payment: Payment::Paid { .. }, .. }) {
        // Who has paid is enrolled already.
        return None;
    }
    // Joining on the Certificate track takes both: enrollment and payment.
    let closings = [run.facts.enrollment_end, run.facts.upgrade_deadline];
    let closings = closings.into_iter().flatten().filter_map(Stated::moment);
    let by = closings.min_by_key(|closing| closing.earliest());
    let course = course.course.facts.id.clone();
    let action = Action::Enroll { course, run: planned.id.clone(), starts: run.facts.start };
    Some(Remedy { action, by, fee: None, projected: run.projected })
}

fn remedy(reason: &Reason) -> Option<Remedy> {
    reason.remedy.clone()
}
