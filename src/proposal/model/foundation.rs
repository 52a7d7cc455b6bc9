//! What every proposal starts from: what the learner has done or begun or paid, without the sessions
//! that are merely intended.

use crate::catalog::Catalog;
use crate::catalog::format::{Stated, Status};
use crate::id::CourseId;
use crate::moment::{Date, Instant, Moment};
use crate::order::ordered;
use crate::plan::format::{
    BundlePurchase, PaymentState, PhotoId, PlanFile, PlannedCourseFile, PlannedRunFile,
    ProgramEnrollment, RunResult, RunState,
};
use crate::proposal::model::Alteration;
use crate::proposal::wishes::Wishes;
use crate::truth::Truth;

/// The plan without what is merely intended.
pub(super) fn without_intentions(plan: &PlanFile) -> PlanFile {
    let mut foundation = plan.clone();
    for course in &mut foundation.courses {
        course.runs.retain(is_settled);
    }
    foundation
}

/// The plan with sessions that are under way or paid as failed, as often as the learner expects to fail
/// their courses: they are the first attempts, the earlier ones first.
pub(super) fn with_expected_failures(
    plan: PlanFile,
    catalog: &Catalog,
    wishes: &Wishes,
) -> PlanFile {
    let mut foundation = plan;
    for course in &mut foundation.courses {
        let times = usize::try_from(wishes.failures_of(&course.course)).unwrap_or(usize::MAX);
        let known = catalog.course(&course.course);
        let start = |run: &PlannedRunFile| {
            let start = known.and_then(|known| known.run(run.run.as_ref()?)?.facts.start);
            (run.state == RunState::Planned, start.map(Moment::earliest))
        };
        let attempts = course.runs.iter_mut().filter(|run| {
            run.state != RunState::Finished
                && is_settled(run)
                && run.left.is_none()
                && run.platform.is_none_or(|platform| platform == catalog.platform())
                && run.result != Some(RunResult::Passed)
        });
        for run in ordered(attempts.collect(), |run| start(run)).into_iter().take(times) {
            run.result = Some(RunResult::NotPassed);
            run.passed_on = None;
        }
    }
    foundation
}

/// The plan with the formal steps that no way goes without.
pub(super) fn with_formal_steps(plan: PlanFile, catalog: &Catalog) -> PlanFile {
    let mut foundation = plan;
    let profile = catalog.profile();
    let facts = catalog.program(&foundation.program).map(|program| &program.facts);
    let enrollment = facts.and_then(|facts| facts.enrollment_required.as_ref());
    let enrollment = enrollment.map(|fact| fact.value).or(profile.program_enrollment_required);
    let enrolls =
        matches!(foundation.program_enrollment, None | Some(ProgramEnrollment::NotEnrolled));
    if enrolls && enrollment != Some(false) {
        foundation.program_enrollment = Some(ProgramEnrollment::WillEnroll);
    }
    let photo_id = facts.and_then(|facts| facts.photo_id_required.as_ref());
    let photo_id = photo_id.map(|fact| fact.value).or(profile.photo_id_required);
    if matches!(foundation.photo_id, None | Some(PhotoId::NotApproved)) && photo_id != Some(false) {
        foundation.photo_id = Some(PhotoId::WillVerify);
    }
    foundation
}

/// The plans with the program bought as a whole, each on another day; none where that has no price
/// of today, or is bought.
///
/// What a session needs is that it can be joined within the months after the purchase and that its deadline
/// is not over: it is covered from some day to another one. Sessions that can be covered together are
/// so on the last of their first days, which is now or the first day on which one of them opens
/// within the months. On no other day is more covered. Where a course is expected to be failed, its first
/// session may use up what the next one needs: so it is bought once that has closed too, which is then paid by itself.
pub(super) fn with_bundle(
    plan: &PlanFile,
    catalog: &Catalog,
    wishes: &Wishes,
    now: Instant,
) -> Vec<PlanFile> {
    let Some(program) = catalog.program(&plan.program) else {
        return Vec::new();
    };
    let price = program.facts.bundle_price.as_ref();
    let is_bought = plan.bundle.is_some_and(|bundle| bundle.payment != PaymentState::NotPaid);
    if is_bought || price.is_none_or(|price| price.status == Status::Historic) {
        return Vec::new();
    }
    let bought = |on: Option<Moment>| {
        let will_pay = BundlePurchase { payment: PaymentState::WillPay, on, paid_amount: None };
        PlanFile { bundle: Some(will_pay), ..plan.clone() }
    };
    let months = program.facts.bundle_months.as_ref().map(|fact| fact.value);
    let Some(months) = months.or(catalog.profile().bundle_months) else {
        return vec![bought(None)];
    };
    let today_until = Moment::Instant(now).plus_months(months);
    let tomorrow = now.date_utc().days_since_1970() + 1;
    let courses = program.requirement.own_courses();
    let opens = courses.iter().flat_map(|course| &course.runs).filter_map(|run| run.opens());
    let later = opens.filter(|opens| opens.precedes(today_until) != Truth::Yes);
    let failed = courses.iter().filter(|course| wishes.failures_of(&course.facts.id) > 0);
    let closings = failed
        .flat_map(|course| &course.runs)
        .filter_map(|run| run.facts.upgrade_deadline.map_or(run.facts.start, Stated::moment));
    let closed = closings.map(|closing| closing.date().days_since_1970() + 1);
    let days = later.map(|opens| first_day(opens, months)).chain(closed);
    let mut days = ordered(days.map(|day| day.max(tomorrow)).collect(), |day: &i32| *day);
    days.dedup();
    let days = days.into_iter().map(|day| Some(Moment::Day(Date::of_days_since_1970(day))));
    std::iter::once(None).chain(days).map(bought).collect()
}

/// The first day of a purchase after which so many months are not over when a session opens.
fn first_day(opens: Moment, months: u32) -> i32 {
    let at = opens.date().days_since_1970();
    let on = |day: i32| Moment::Day(Date::of_days_since_1970(day)).plus_months(months);
    let longest = i32::try_from(months).unwrap_or(i32::MAX).saturating_mul(31);
    let mut days = at.saturating_sub(longest).saturating_sub(2)..=at;
    days.find(|day| opens.precedes(on(*day)) == Truth::Yes).unwrap_or(at)
}

/// What is done, begun, paid or left stays as it is.
pub(super) fn is_settled(run: &PlannedRunFile) -> bool {
    run.state != RunState::Planned
        || run.payment == Some(PaymentState::Paid)
        || run.left.is_some()
        || run.platform.is_some()
}

/// Alters a plan.
pub(super) fn apply(plan: &mut PlanFile, course: &CourseId, alteration: &Alteration) {
    if matches!(alteration, Alteration::None) {
        return;
    }
    let at = plan.courses.iter().position(|one| one.course == *course).unwrap_or_else(|| {
        plan.courses.push(PlannedCourseFile {
            course: course.clone(),
            fee: None,
            discounts: Vec::new(),
            runs: Vec::new(),
            carried_over: None,
            used_for: None,
        });
        plan.courses.len() - 1
    });
    let Some(planned) = plan.courses.get_mut(at) else {
        return;
    };
    match alteration {
        Alteration::None => {}
        Alteration::Change { index, run, .. } => {
            if let Some(place) = planned.runs.get_mut(*index) {
                place.clone_from(run);
            }
        }
        Alteration::Add(runs) => {
            // They come in place of what was merely intended.
            planned.runs.retain(is_settled);
            planned.runs.extend(runs.iter().cloned());
        }
    }
}
