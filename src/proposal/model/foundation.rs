//! What every proposal starts from: what the learner has done or begun or paid, without the sessions
//! that are merely intended.

use crate::catalog::Catalog;
use crate::catalog::format::Status;
use crate::id::CourseId;
use crate::plan::format::{
    BundlePurchase, PaymentState, PhotoId, PlanFile, PlannedCourseFile, PlannedRunFile,
    ProgramEnrollment, RunState,
};
use crate::proposal::model::Alteration;

/// The plan without what is merely intended.
pub(super) fn without_intentions(plan: &PlanFile) -> PlanFile {
    let mut foundation = plan.clone();
    for course in &mut foundation.courses {
        course.runs.retain(is_settled);
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

/// The plan with the program bought as a whole; none where that has no price of today, or is bought.
pub(super) fn with_bundle(plan: &PlanFile, catalog: &Catalog) -> Option<PlanFile> {
    let facts = &catalog.program(&plan.program)?.facts;
    let price = facts.bundle_price.as_ref()?;
    let offered = plan.bundle.is_none() && price.status != Status::Historic;
    let will_pay = BundlePurchase { payment: PaymentState::WillPay, on: None, paid_amount: None };
    offered.then(|| PlanFile { bundle: Some(will_pay), ..plan.clone() })
}

/// What is done, begun, paid or left stays as it is.
fn is_settled(run: &PlannedRunFile) -> bool {
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
