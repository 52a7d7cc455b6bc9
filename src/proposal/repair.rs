//! The fewest changes that make a plan lead to the certificate.

use crate::assessment::Verdict;
use crate::assessment::assess;
use crate::assessment::reason::{Action, Remedy, TrackChoice};
use crate::catalog::Catalog;
use crate::catalog::format::Stated;
use crate::id::CourseId;
use crate::moment::{Instant, Moment};
use crate::plan::format::{EnrollmentMode, PaymentState, PlanFile, PlannedRunFile, RunState};
use crate::plan::{Plan, PlannedRun, Standing};
use crate::proposal::instance::{Chosen, Cost, Instance, Objective, Worth};
use crate::proposal::judgment::{allows, worth};
use crate::proposal::model::{Alteration, Committed, Model, ModelCourse, Other, SessionChoice};
use crate::proposal::search::{self, Found};
use crate::proposal::ways::{Question, leads_there, way};
use crate::proposal::wishes::Wishes;
use crate::proposal::{Change, Edit, Repair, STEPS_MAX};

/// One change weighs more than any fee, and what is not published more than any fee that is.
pub(super) const CHANGE: u64 = 10_000_000_000;
pub(super) const UNPUBLISHED: u64 = 100_000_000;

/// What no source lists, no change of a plan can name: it weighs more than all that can be changed.
pub(super) const UNLISTED: u64 = 100 * CHANGE;

/// Finds the fewest changes of a plan; of as few, those with the fewest certificates without a date, then those
/// with the fewest sessions and fees that nobody has published, then those that cost least, then the earliest.
///
/// ```
/// use certificate_planner::assessment::Verdict;
/// use certificate_planner::catalog::Catalog;
/// use certificate_planner::plan::format::PlanFile;
/// use certificate_planner::proposal::smallest_change;
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
/// let repair = smallest_change(&catalog, &plan, now);
/// // A session of each of the four courses that are left.
/// assert_eq!(repair.changes.len(), 4);
/// let repaired = repair.repaired.expect("changes that help");
/// assert_eq!(repaired.assessment.program.verdict, Verdict::OnCourse);
/// ```
#[must_use]
pub fn smallest_change(catalog: &Catalog, plan: &PlanFile, now: Instant) -> Repair {
    let nothing =
        Repair { changes: Vec::new(), repaired: None, counts_on_passing: Vec::new(), proven: true };
    let leads = |plan: &PlanFile| {
        let plan = Plan::resolve(plan.clone(), catalog)?;
        let verdict = assess(catalog, &plan, now).program.verdict;
        Some(matches!(verdict, Verdict::Earned | Verdict::OnCourse))
    };
    if leads(plan) != Some(false) {
        return nothing;
    }
    // The track that the plan names stays, where that is possible.
    let own = Wishes { track: plan.track.clone(), ..Wishes::default() };
    let repair = with_wishes(catalog, plan, &own, now);
    match repair {
        Some(Repair { repaired: None, .. }) if plan.track.is_some() => {
            let any = PlanFile { track: None, ..plan.clone() };
            let repair = with_wishes(catalog, &any, &Wishes::default(), now).unwrap_or(nothing);
            with_track_changed(catalog, repair)
        }
        repair => repair.unwrap_or(nothing),
    }
}

/// With the program track that the changes lead to as the first of them (rule B4).
fn with_track_changed(catalog: &Catalog, mut repair: Repair) -> Repair {
    let track = repair.repaired.as_ref().and_then(|way| {
        let program = catalog.program(&way.plan.program)?;
        let tracks = program.requirement.tracks().into_iter();
        way.plan.track.as_ref().and_then(|id| tracks.into_iter().find(|track| track.id == *id))
    });
    if let Some(track) = track {
        let (id, title) = (track.id.clone(), track.title.clone());
        let choice = TrackChoice { track: id.clone(), title, courses: Vec::new(), count: 0 };
        let change =
            formal(Action::ChooseTrack { tracks: vec![choice] }, Edit::Track { track: id });
        repair.changes.insert(0, change);
    }
    repair
}

/// A change that costs nothing and closes on no day.
fn formal(action: Action, edit: Edit) -> Change {
    Change { remedy: Remedy { action, by: None, fee: None, projected: false }, edit }
}

/// The fewest changes under such wishes; none only for a plan that was not checked against the catalog.
fn with_wishes(
    catalog: &Catalog,
    plan: &PlanFile,
    wishes: &Wishes,
    now: Instant,
) -> Option<Repair> {
    let nothing =
        Repair { changes: Vec::new(), repaired: None, counts_on_passing: Vec::new(), proven: true };
    let question = Question { catalog, plan, wishes, now };
    let model = Model::as_planned(catalog, plan, wishes, now)?;
    // A session that nobody has published may save a change, and is not taken for any other reason.
    let mut counted = weighed(&model, 0);
    let fewest = search::best(&counted, &[Objective::Cost], STEPS_MAX);
    let Some(few) = fewest.plan else {
        return Some(Repair { proven: fewest.proven, ..nothing });
    };
    let known = few.worth.cost.known.saturating_add(1);
    counted.limits.below = Some(Cost { unpublished: 0, known });
    let dated = search::fewest_undated(&counted, STEPS_MAX);
    let mut priced = weighed(&model, 1);
    priced.limits.undated = dated.undated;
    let order = [Objective::Cost, Objective::Completion, Objective::Peak];
    let answer = search::best(&priced, &order, STEPS_MAX);
    let found = answer.plan.map(|found| as_planned_as_can_be(&model, &priced, found));
    let found = found.unwrap_or(few);
    let worth = without_replaced(&model, &found.chosen, model.comes_to(&found.chosen));
    let found = Found { worth, ..found };
    let repaired = way(question, &model, &found);
    // The last word is that of the assessment.
    if !repaired.as_ref().is_some_and(leads_there) {
        return Some(Repair { proven: false, ..nothing });
    }
    let changes = repaired.as_ref().map(|way| changes(plan, &way.plan, &model, &found.chosen));
    let proven = fewest.proven && dated.proven && answer.proven;
    let counts_on_passing = counted_on_passing(&model, &found.chosen);
    Some(Repair { changes: changes.unwrap_or_default(), repaired, counts_on_passing, proven })
}

/// Of choices that cost the same and are as early, one in which what is planned is paid and not replaced.
fn as_planned_as_can_be(model: &Model, priced: &Instance, mut found: Found) -> Found {
    for (at, course) in model.courses.iter().enumerate() {
        let is_paid = |index: &usize| {
            let option = course.options.get(*index);
            option.is_some_and(|one| matches!(one.alteration, Alteration::Change { .. }))
        };
        let taken = found.chosen.get(at).copied().flatten();
        if taken.is_none_or(|index| is_paid(&index)) {
            continue;
        }
        let better = (0..course.options.len()).filter(is_paid).find_map(|index| {
            let mut chosen = found.chosen.clone();
            *chosen.get_mut(at)? = Some(index);
            let worth = worth(priced, &chosen);
            let is_as_good = worth.cost <= found.worth.cost
                && worth.completion <= found.worth.completion
                && allows(priced, &chosen);
            is_as_good.then_some(Found { chosen, worth })
        });
        found = better.unwrap_or(found);
    }
    found
}

/// The choice with the number of changes, before so many times what is not published, session or fee, before
/// so many times the fees.
fn weighed(model: &Model, times: u64) -> Instance {
    let mut instance = model.instance.clone();
    for (course, candidate) in model.courses.iter().zip(&mut instance.courses) {
        for (option, choice) in course.options.iter().zip(&mut candidate.choices) {
            let unnamed = option.added().iter().filter(|file| file.run.is_none()).count();
            let unknown = u64::from(choice.unpublished_fees) + unnamed as u64;
            let fees = choice.cost.saturating_add(unknown * UNPUBLISHED);
            // What is still ahead and may not count is not worth keeping for a change or two.
            let is_open = option.may_count() && option.joins.is_some();
            let changes = (u64::from(is_change(option)) + 2 * u64::from(is_open)) * CHANGE;
            // What takes the place of what was intended saves its fees, which are less than a change.
            let Committed { hundredths, unpublished } = match option.alteration {
                Alteration::Add(_) => course.intended,
                Alteration::None | Alteration::Change { .. } => Committed::default(),
            };
            let saved = hundredths.saturating_add(u64::from(unpublished) * UNPUBLISHED);
            let paid = changes.saturating_add(fees.saturating_mul(times));
            choice.cost = paid.saturating_sub(saved.saturating_mul(times));
            choice.unpublished_fees = 0;
        }
    }
    for (other, candidate) in
        model.others.iter().zip(instance.courses.iter_mut().skip(model.courses.len()))
    {
        for choice in &mut candidate.choices {
            choice.cost = match other {
                Other::Unlisted(_) => UNLISTED,
                Other::Certificate(_) => CHANGE,
            };
            choice.unpublished_fees = 0;
        }
    }
    instance
}

/// What a choice comes to without the fees of what was intended and is replaced.
fn without_replaced(model: &Model, chosen: &Chosen, mut worth: Worth) -> Worth {
    for (course, index) in model.courses.iter().zip(chosen) {
        let option = index.and_then(|index| course.options.get(index));
        if option.is_some_and(|option| matches!(option.alteration, Alteration::Add(_))) {
            let Committed { hundredths, unpublished } = course.intended;
            worth.cost.known = worth.cost.known.saturating_sub(hundredths);
            worth.cost.unpublished = worth.cost.unpublished.saturating_sub(unpublished);
        }
    }
    worth
}

/// Expecting to pass is no change of the plan.
fn is_change(option: &SessionChoice) -> bool {
    match &option.alteration {
        Alteration::None => false,
        Alteration::Change { pays, .. } => *pays,
        Alteration::Add(_) => true,
    }
}

/// The courses whose sessions of the plan need no change but to be passed.
fn counted_on_passing(model: &Model, chosen: &Chosen) -> Vec<CourseId> {
    let taken = model.courses.iter().zip(chosen).filter_map(|(course, index)| {
        let option = course.options.get((*index)?)?;
        let is_open = matches!(option.alteration, Alteration::Change { pays: false, .. });
        is_open.then(|| course.course.facts.id.clone())
    });
    taken.collect()
}

fn changes(before: &PlanFile, after: &PlanFile, model: &Model, chosen: &Chosen) -> Vec<Change> {
    let mut changes = Vec::new();
    for (course, index) in model.courses.iter().zip(chosen) {
        let option = index.and_then(|index| course.options.get(index));
        if let Some(option) = option.filter(|option| is_change(option)) {
            changes.extend(course_change(before, after, course, option));
        }
    }
    if let Some(program_enrollment) =
        after.program_enrollment.filter(|_| after.program_enrollment != before.program_enrollment)
    {
        let action = Action::EnrollInProgram { program: after.program.clone() };
        changes.push(formal(action, Edit::ProgramEnrollment { program_enrollment }));
    }
    if let Some(photo_id) = after.photo_id.filter(|_| after.photo_id != before.photo_id) {
        changes.push(formal(Action::VerifyPhotoId, Edit::PhotoId { photo_id }));
    }
    changes
}

fn course_change(
    before: &PlanFile,
    after: &PlanFile,
    course: &ModelCourse,
    option: &SessionChoice,
) -> Option<Change> {
    let id = &course.course.facts.id;
    let entry = after.courses.iter().find(|one| one.course == *id)?.clone();
    let planned = |run: &PlannedRunFile| run.state == RunState::Planned;
    let had = before.courses.iter().find(|one| one.course == *id);
    let replaces = had.is_some_and(|had| had.runs.iter().any(planned));
    let run = option.joins.as_ref().unwrap_or(&option.earns);
    let starts = run.run.as_ref().and_then(|known| known.facts.start);
    let (id, run_id) = (id.clone(), run.id.clone());
    // Who is enrolled in a session of the plan already pays until the upgrade closes (rule A2).
    let upgrade = run.run.as_ref().and_then(|known| known.facts.upgrade_deadline?.moment());
    let is_enrolled = matches!(option.alteration, Alteration::Change { .. });
    let closing = if is_enrolled { upgrade } else { closing(run) };
    let action = match &option.alteration {
        Alteration::None => return None,
        Alteration::Change { index, .. } => {
            let old = had.and_then(|had| had.runs.get(*index));
            let on_certificate_track = old.is_some_and(|old| {
                old.payment == Some(PaymentState::NotPaid)
                    && old.mode != Some(EnrollmentMode::Audit)
            });
            if on_certificate_track {
                Action::Pay { course: id, run: run_id }
            } else {
                Action::Upgrade { course: id, run: run_id }
            }
        }
        Alteration::Add(_) if replaces => Action::TakeLaterRun { course: id, run: run_id, starts },
        Alteration::Add(_) => Action::Enroll { course: id, run: run_id, starts },
    };
    let remedy = Remedy {
        action,
        by: [closing, option.outlook.discount_until]
            .into_iter()
            .flatten()
            .min_by_key(|by| by.latest()),
        fee: Some(option.outlook.fee),
        projected: run.run.as_ref().is_some_and(|known| known.projected),
    };
    Some(Change { remedy, edit: Edit::Course { course: entry } })
}

/// By when a session is to be joined and paid.
pub(super) fn closing(run: &PlannedRun) -> Option<Moment> {
    let facts = &run.run.as_ref()?.facts;
    let begun = !matches!(run.standing, Standing::Planned(_));
    let enrollment = facts.enrollment_end.filter(|_| !begun);
    let closings = [enrollment, facts.upgrade_deadline].into_iter().flatten();
    closings.filter_map(Stated::moment).min_by_key(|closing| closing.earliest())
}
