//! What a failure would mean for a way (rule F3).

use crate::assessment::{CostKind, CostLine, Verdict};
use crate::catalog::Catalog;
use crate::id::CourseId;
use crate::moment::{Bound, Date, DateRange, Instant, Moment};
use crate::money::{Amount, AmountRange};
use crate::plan::Standing;
use crate::plan::format::{PaymentState, PlanFile, PlannedRunFile, RunResult, RunState};
use crate::proposal::binding::binding;
use crate::proposal::instance::Objective;
use crate::proposal::model::failure::Failure;
use crate::proposal::model::{Alteration, Model, SessionChoice};
use crate::proposal::next::next;
use crate::proposal::repair::CHANGE;
use crate::proposal::search::{self, Found};
use crate::proposal::ways::{EARLIEST, Question, way};
use crate::proposal::wishes::{Wish, Wishes};
use crate::proposal::{Explanation, STEPS_MAX, Slack, Way, WaySession};
use crate::truth::Truth;

/// Explains one of the ways that were proposed for the same plan and wishes; none where it is not one
/// of them.
///
/// ```
/// use certificate_planner::catalog::Catalog;
/// use certificate_planner::plan::format::PlanFile;
/// use certificate_planner::proposal::wishes::Wishes;
/// use certificate_planner::proposal::{explain, propose};
///
/// # let catalog = Catalog::read(include_str!(concat!(
/// #     env!("CARGO_MANIFEST_DIR"),
/// #     "/www/catalogs/mitx-dedp.json"
/// # )));
/// # let catalog = catalog.catalog.expect("a built-in catalog has no problem");
/// # let text = r#"{
/// #   "format": 1,
/// #   "program": "program-v1:MITx+DEDP",
/// #   "program_enrollment": "verified",
/// #   "income": { "amount": "30000", "currency": "USD" },
/// #   "courses": [{
/// #     "course": "14.310x",
/// #     "runs": [{
/// #       "state": "finished", "mode": "verified", "payment": "paid", "certificate": "held"
/// #     }]
/// #   }]
/// # }"#;
/// let plan = PlanFile::parse(text).expect("the plan has no problem");
/// let now = "2026-11-21T12:00:00Z".parse().expect("an instant");
/// let wishes = Wishes::default();
/// let proposals = propose(&catalog, &plan, &wishes, now);
/// let way = &proposals.ways[proposals.earliest.expect("a way")];
/// let explanation = explain(&catalog, &plan, &wishes, now, &way.plan).expect("one of the ways");
/// // Each of the four courses that are left may be failed.
/// assert_eq!(explanation.slack.len(), 4);
/// ```
#[must_use]
pub fn explain(
    catalog: &Catalog,
    plan: &PlanFile,
    wishes: &Wishes,
    now: Instant,
    chosen_plan: &PlanFile,
) -> Option<Explanation> {
    let question = Question { catalog, plan, wishes, now };
    let models = question.models();
    let chosen_in = |model: &Model| model.chosen_in(chosen_plan);
    let (model, chosen) = models.iter().find_map(|model| Some((model, chosen_in(model)?)))?;
    let found = Found { worth: model.comes_to(&chosen), chosen };
    let this = way(question, model, &found)?;
    let chosen = &found.chosen;
    let (next, days_of_the_way) = next(question, &this);
    let failures =
        (0..model.courses.len()).map(|course| Failure { model, chosen, course, unnamed: false });
    let ahead = failures.filter(|failure| {
        let taken = failure.taken(failure.course);
        taken.is_some_and(|option| option.outlook.held != Truth::Yes && !is_over(option))
    });
    let (binding, mut proven) = binding(question, model, chosen, found.worth);
    let slack = ahead.filter_map(|failure| slack(question, &this, failure, &mut proven)).collect();
    Some(Explanation { binding, slack, next, days_of_the_way, proven })
}

/// What is passed cannot be failed any more.
fn is_over(option: &SessionChoice) -> bool {
    matches!(option.earns.standing, Standing::Finished(_) | Standing::PassedEarly)
}

fn slack(
    question: Question<'_>,
    this: &Way,
    failure: Failure<'_>,
    proven: &mut bool,
) -> Option<Slack> {
    let id = &failure.model.courses.get(failure.course)?.course.facts.id;
    let option = failure.taken(failure.course)?;
    let plan = after_failing(question.plan, &this.plan, option, id);
    let plan = without_expired(plan, failure);
    let again = Question { plan: &plan, ..question };
    // Who wished for the course stays with that, as far as it goes.
    let after = [false, true].into_iter().find_map(|unnamed| {
        [true, false].into_iter().find_map(|is_wished| {
            let wishes = settled(question.wishes, id, is_wished);
            least_changed(again.with(&wishes), Failure { unnamed, ..failure }, proven)
        })
    });
    Some(Slack {
        course: id.clone(),
        days_later: after.as_ref().and_then(|after| days_later(this, after)),
        extra: after.as_ref().map(|after| extra(this, after)),
        heavier: after
            .as_ref()
            .map(|after| after.peak_hours)
            .filter(|hours| *hours > this.peak_hours),
        attempts_used: after.is_none() && attempts_are_used(again, failure),
        taken: after.iter().flat_map(|after| taken_then(this, after, id)).cloned().collect(),
        completion: after.as_ref().map(|after| completion(this, after)),
        missed: after.as_ref().map_or_else(Vec::new, |after| missed(question.wishes, this, after)),
        after,
    })
}

/// The sessions that are still to be joined after a failure and that the way without it does not have.
fn taken_then<'a>(
    this: &'a Way,
    after: &'a Way,
    failed: &'a CourseId,
) -> impl Iterator<Item = &'a WaySession> {
    let is_of_the_way = |one: &WaySession| {
        let mut own = this.sessions.iter();
        own.any(|own| own.course == one.course && own.run == one.run && one.course != *failed)
    };
    let ahead = after.sessions.iter().filter(|one| !one.failed && !one.under_way);
    ahead.filter(move |one| !is_of_the_way(one))
}

/// Whether a further attempt of the failed course is not guaranteed (rule A10).
fn attempts_are_used(question: Question<'_>, failure: Failure<'_>) -> bool {
    let Question { catalog, plan, wishes, now } = question;
    let model = Model::after(catalog, plan, wishes, now, failure);
    let own = model.as_ref().and_then(|model| model.courses.get(failure.course));
    own.is_some_and(|own| own.attempts_used)
}

/// The wishes that still hold when the course was failed. The day and the budget are what may be missed
/// by it.
fn settled(wishes: &Wishes, failed: &CourseId, is_wished: bool) -> Wishes {
    let mut wishes = Wishes { ready_by: None, budget: None, ..wishes.clone() };
    wishes.pinned.retain(|pinned| pinned.course != *failed);
    wishes.with_courses.retain(|course| is_wished || course != failed);
    wishes
}

/// What is left with the fewest changes of the way, or with one where none is needed and it comes later without; of as
/// few, the earliest, then the cheapest.
fn least_changed(question: Question<'_>, failure: Failure<'_>, proven: &mut bool) -> Option<Way> {
    let Question { catalog, plan, wishes, now } = question;
    let model = Model::after(catalog, plan, wishes, now, failure)?;
    let best = search::best(&failure.counted(&model), &[Objective::Cost], STEPS_MAX);
    *proven &= best.proven && model.complete;
    let fewest = best.plan?;
    let changes = fewest.worth.cost.known.max(1);
    let mut instance = failure.weighed(&model, CHANGE, 1);
    instance.limits.budget = Some(changes * CHANGE + CHANGE - 1);
    let best = search::best(&instance, &EARLIEST, STEPS_MAX);
    *proven &= best.proven;
    let found = best.plan.unwrap_or(fewest);
    let found = Found { worth: model.comes_to(&found.chosen), ..found };
    way(question, &model, &found)
}

/// The learner's plan with the session of this course failed, where it is in the plan already. Where the
/// learner sets the pace, it is over on the day on which it was to be passed.
fn after_failing(
    plan: &PlanFile,
    way: &PlanFile,
    option: &SessionChoice,
    id: &CourseId,
) -> PlanFile {
    // What was bought as a whole is bought.
    let mut plan = PlanFile { bundle: way.bundle, ..plan.clone() };
    plan.courses.iter_mut().for_each(|course| expect_to_pass(&mut course.runs));
    if matches!(option.alteration, Alteration::Add(_)) {
        return plan;
    }
    let Some(mut entry) = way.courses.iter().find(|course| course.course == *id).cloned() else {
        return plan;
    };
    expect_to_pass(&mut entry.runs);
    for run in entry.runs.iter_mut().filter(|run| run.state != RunState::Finished) {
        if run.run == option.earns.id {
            *run = PlannedRunFile {
                state: RunState::InProgress,
                result: Some(RunResult::NotPassed),
                score: None,
                coursework_score: None,
                exam_score: None,
                ..run.clone()
            };
        }
    }
    plan.courses.retain(|course| course.course != *id);
    plan.courses.push(entry);
    plan
}

/// Sessions that are paid and not over are passed, where nothing else is said.
fn expect_to_pass(runs: &mut [PlannedRunFile]) {
    let is_paid = |run: &&mut PlannedRunFile| {
        run.state != RunState::Finished && run.payment == Some(PaymentState::Paid)
    };
    for run in runs.iter_mut().filter(is_paid) {
        run.result = run.result.or(Some(RunResult::WillPass));
    }
}

/// The plan without the discounts of courses that the way does not take and that end before the failure
/// is known: nothing was paid with them.
fn without_expired(mut plan: PlanFile, failure: Failure<'_>) -> PlanFile {
    let Some(known) = failure.known() else {
        return plan;
    };
    for (at, course) in failure.model.courses.iter().enumerate() {
        let own = plan.courses.iter_mut().find(|own| own.course == course.course.facts.id);
        if let Some(own) = own.filter(|_| failure.taken(at).is_none()) {
            let ends = |expires: Moment| expires.date().days_since_1970() <= known;
            own.discounts.retain(|held| !held.expires.is_some_and(ends));
        }
    }
    plan
}

/// When the certificate comes after a failure: never earlier than without it.
fn completion(this: &Way, after: &Way) -> DateRange {
    // Where a date is missing, the others say nothing of what a failure costs.
    if after.undated > 0 {
        return DateRange::UNKNOWN;
    }
    let is_earlier = day_of(after).zip(day_of(this)).is_some_and(|(after, this)| after < this);
    if is_earlier { this.completion } else { after.completion }
}

fn days_later(this: &Way, after: &Way) -> Option<u32> {
    // What is earned stays so, also where nobody says since when.
    if this.assessment.program.verdict == Verdict::Earned {
        return Some(0);
    }
    u32::try_from(day_of(after)?.saturating_sub(day_of(this)?).max(0)).ok()
}

/// The day of the certificate, where the dates of all are known.
fn day_of(way: &Way) -> Option<i32> {
    match way.completion.from {
        Bound::At(moment) if way.undated == 0 => Some(moment.date().days_since_1970()),
        Bound::At(_) | Bound::Open | Bound::Unknown => None,
    }
}

/// The fees of sessions of the way that are paid and not passed. An assessment takes those that were joined
/// in time, but are not in time for what replaces something before them, for sessions that nobody joins.
fn paid_in_vain<'a>(this: &'a Way, after: &'a Way) -> impl Iterator<Item = &'a CostLine> {
    let is_failed = |line: &CostLine| {
        let own = after.plan.courses.iter().filter(|course| line.courses.contains(&course.course));
        let mut runs = own.flat_map(|course| &course.runs);
        runs.any(|run| run.run == line.run && run.result == Some(RunResult::NotPassed))
    };
    let is_counted = |line: &CostLine| {
        let mut lines = after.assessment.cost.lines.iter();
        lines.any(|other| (&other.courses, &other.run) == (&line.courses, &line.run))
    };
    let to_pay = to_pay(this).filter(|line| line.run.is_some());
    to_pay.filter(move |line| is_failed(line) && !is_counted(line))
}

fn to_pay(way: &Way) -> impl Iterator<Item = &CostLine> {
    way.assessment.cost.lines.iter().filter(|line| line.kind == CostKind::ToPay)
}

/// The wishes of a day and of a budget that the way after a failure is not sure to keep.
fn missed(wishes: &Wishes, this: &Way, after: &Way) -> Vec<Wish> {
    let is_in_time = |day: Date| day_of(after).is_some_and(|on| on <= day.days_since_1970());
    let is_within = |budget: Amount| {
        let (_, most) = sum(to_pay(after).chain(paid_in_vain(this, after)));
        after.to_pay.high.is_some() && most <= budget
    };
    let late = wishes.ready_by.is_some_and(|day| !is_in_time(day));
    let dear = wishes.budget.is_some_and(|budget| !is_within(budget));
    let missed = [(late, Wish::ReadyBy), (dear, Wish::Budget)];
    missed.into_iter().filter_map(|(is_missed, wish)| is_missed.then_some(wish)).collect()
}

/// The least and the most of fees, as far as these are known.
fn sum<'a>(lines: impl Iterator<Item = &'a CostLine>) -> (Amount, Amount) {
    lines.fold((Amount::ZERO, Amount::ZERO), |(low, high), line| {
        let AmountRange { low: least, high: most } = line.amount;
        (low.plus(least), most.map_or(high, |most| high.plus(most)))
    })
}

/// What is to be paid more. Where as many fees are not published, what is known of the others says
/// it; where one more is not, nothing says how much.
fn extra(this: &Way, after: &Way) -> AmountRange {
    let before = sum(to_pay(this));
    let now = sum(to_pay(after).chain(paid_in_vain(this, after)));
    let is_published = |way: &Way| way.to_pay.high.is_some();
    let is_known = this.unpublished_fees == after.unpublished_fees
        || (is_published(this) && is_published(after));
    let (least, most) = (now.0.minus(before.0), now.1.minus(before.1));
    // What was not sure before, such as a discount, and is sure after it, turns the two around.
    let low = if is_known { least.min(most) } else { least };
    AmountRange { low, high: is_known.then(|| least.max(most)) }
}
