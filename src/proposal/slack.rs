//! What a failure would mean for a way (rule F3).

use crate::catalog::Catalog;
use crate::id::CourseId;
use crate::moment::{Bound, DateRange, Instant, Moment};
use crate::money::AmountRange;
use crate::plan::Standing;
use crate::plan::format::{PlanFile, PlannedRunFile, RunResult, RunState};
use crate::proposal::binding::binding;
use crate::proposal::instance::Chosen;
use crate::proposal::model::{Alteration, Model, ModelCourse, SessionChoice};
use crate::proposal::search::Found;
use crate::proposal::ways::{EARLIEST, Question, way};
use crate::proposal::wishes::{PinnedRun, Wishes};
use crate::proposal::{Explanation, STEPS_MAX, Slack, Way};
use crate::truth::Truth;

/// So many dated steps are shown.
const NEXT_MAX: usize = 3;

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
    let steps = this.assessment.next.iter();
    let dated = steps.filter(|step| step.by.or(step.action.starts()).is_some());
    let next = dated.take(NEXT_MAX).cloned().collect();
    let ahead = model.courses.iter().zip(chosen).filter_map(|(course, index)| {
        let option = course.options.get((*index)?)?;
        (option.outlook.held != Truth::Yes && !is_over(option)).then_some((course, option))
    });
    let slack = ahead
        .map(|(course, option)| slack(question, model, chosen, &this, course, option))
        .collect();
    Some(Explanation { binding: binding(question, model, chosen, found.worth), slack, next })
}

/// What is passed cannot be failed any more.
fn is_over(option: &SessionChoice) -> bool {
    matches!(option.earns.standing, Standing::Finished(_) | Standing::PassedEarly)
}

fn slack(
    question: Question<'_>,
    model: &Model,
    chosen: &Chosen,
    this: &Way,
    course: &ModelCourse,
    option: &SessionChoice,
) -> Slack {
    let id = &course.course.facts.id;
    let failed = failed(question.plan, &this.plan, option, id);
    let settled = settled(question.wishes, model, chosen, course, option);
    // Who has chosen a light way stays with it, as far as that goes.
    let is_known = this.peak_unstated == 0 && this.undated_sessions == 0;
    let peak = is_known.then_some(this.peak_hours);
    let hours = [settled.hours_per_week, peak].into_iter().flatten().min();
    let light = Wishes { hours_per_week: hours, ..settled.clone() };
    let after = |wishes: &Wishes| {
        let again = Question { plan: &failed, wishes, ..question };
        let (model, found) = again.best(EARLIEST, STEPS_MAX)?;
        way(again, &model, &found)
    };
    let after = after(&light).or_else(|| after(&settled));
    Slack {
        course: id.clone(),
        days_later: after.as_ref().and_then(|after| days_later(this, after)),
        extra: after.as_ref().map(|after| extra(this, after)),
        // Where a date is missing, the others say nothing of what a failure costs.
        completion: after.map(|after| match after.undated {
            0 => after.completion,
            _ => DateRange::UNKNOWN,
        }),
    }
}

/// The wishes with what is settled when the failure is known: the sessions that have begun by then.
fn settled(
    wishes: &Wishes,
    model: &Model,
    chosen: &Chosen,
    failing: &ModelCourse,
    option: &SessionChoice,
) -> Wishes {
    let mut wishes = wishes.clone();
    let own = &failing.course.facts.id;
    wishes.failures.retain(|expected| expected.course != *own);
    wishes.pinned.retain(|pinned| pinned.course != *own);
    wishes.with_courses.retain(|course| course != own);
    let last = option.choice.study.iter().map(|study| study.to).max();
    let first = |option: &SessionChoice| option.choice.study.iter().map(|study| study.from).min();
    for (course, index) in model.courses.iter().zip(chosen) {
        let Some(other) = index.and_then(|index| course.options.get(index)) else {
            continue;
        };
        let id = &course.course.facts.id;
        let begun = first(other).zip(last).is_some_and(|(first, known)| first <= known);
        let run = other.joins.as_ref().and_then(|run| run.id.clone());
        if let Some(run) = run.filter(|_| begun && id != own) {
            wishes.with_courses.push(id.clone());
            wishes.pinned.retain(|pinned| pinned.course != *id);
            wishes.pinned.push(PinnedRun { course: id.clone(), run });
        }
    }
    wishes
}

/// The learner's plan with the sessions of this course under way and failed.
fn failed(plan: &PlanFile, way: &PlanFile, option: &SessionChoice, id: &CourseId) -> PlanFile {
    let mut plan = plan.clone();
    let Some(entry) = way.courses.iter().find(|course| course.course == *id) else {
        return plan;
    };
    let mut entry = entry.clone();
    let added = matches!(option.alteration, Alteration::Add(_));
    for run in entry.runs.iter_mut().filter(|run| run.state != RunState::Finished) {
        if added || run.run == option.earns.id {
            *run = PlannedRunFile {
                state: RunState::InProgress,
                result: Some(RunResult::NotPassed),
                score: None,
                coursework_score: None,
                exam_score: None,
                passed_on: None,
                ..run.clone()
            };
        }
    }
    // What was bought as a whole is bought.
    plan.bundle = way.bundle;
    plan.courses.retain(|course| course.course != *id);
    plan.courses.push(entry);
    plan
}

fn days_later(this: &Way, after: &Way) -> Option<u32> {
    let day = |way: &Way| match way.completion.from {
        Bound::At(moment) if way.undated == 0 => Some(Moment::date(moment).days_since_1970()),
        Bound::At(_) | Bound::Open | Bound::Unknown => None,
    };
    u32::try_from(day(after)?.saturating_sub(day(this)?).max(0)).ok()
}

/// What is to be paid more. Where as many fees are not published, what is known of the others says
/// it; where one more is not, nothing says how much.
fn extra(this: &Way, after: &Way) -> AmountRange {
    let (before, now) = (this.to_pay, after.to_pay);
    let low = now.low.minus(before.low);
    let high = match now.high.zip(before.high) {
        Some((now, before)) => Some(now.minus(before)),
        None if this.unpublished_fees == after.unpublished_fees => Some(low),
        None => None,
    };
    AmountRange { low, high }
}
