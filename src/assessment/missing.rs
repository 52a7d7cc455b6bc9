//! Which missing facts would settle most (rule G).

use crate::assessment::course::CourseResult;
use crate::assessment::prerequisite::with_lacking_first;
use crate::assessment::program::{Conditions, ProgramResult, program_truths};
use crate::assessment::reason::{MissingFact, Unknown};
use crate::assessment::run::{Context, Truths};
use crate::assessment::tree::Leaves;
use crate::assessment::{FeeBasis, Verdict};
use crate::id::CourseId;
use crate::order::ordered;
use crate::truth::Truth;

/// Every missing fact once, the one that settles most first; among equals the order of the form.
pub(super) fn missing_facts(
    context: Context<'_>,
    leaves: &Leaves<'_>,
    results: &[CourseResult],
    program: &ProgramResult<'_>,
) -> Vec<MissingFact> {
    let open = program.truths.verdict() == Verdict::Undetermined;
    let mut facts: Vec<MissingFact> = Vec::new();
    if program.truths.verdict() == Verdict::NotReachable {
        // One known fact decides already: nothing that could be asked would change it.
        return facts;
    }
    for fact in &program.missing {
        let settles = if open { settled_by_condition(context, leaves, program, fact) } else { 0 };
        add(&mut facts, fact, settles);
    }
    let open_results =
        results.iter().filter(|result| result.truths.verdict() != Verdict::NotReachable);
    for result in open_results {
        let all = || result.missing.iter().chain(result.runs.iter().flat_map(|run| &run.missing));
        let undetermined = result.truths.verdict() == Verdict::Undetermined;
        let alone = all().filter(|fact| decides(fact)).count() == 1;
        let for_program = if open && undetermined {
            settled_by_course(context, leaves, result, program)
        } else {
            0
        };
        for fact in all() {
            let own = if undetermined && decides(fact) { 1 + u32::from(alone) } else { 0 };
            add(&mut facts, fact, if own == 0 { 0 } else { own + for_program });
        }
    }
    for course in unknown_fees(context, results, program) {
        add(&mut facts, &Unknown::Fee { course }, 0);
    }
    if context.fees.income_missing() {
        add(&mut facts, &Unknown::Income, 0);
    }
    ordered(facts, |missing| std::cmp::Reverse(missing.settles))
}

/// The courses that the plan has or still needs and whose fee is not published; one in another currency
/// is known.
fn unknown_fees(
    context: Context<'_>,
    results: &[CourseResult],
    program: &ProgramResult<'_>,
) -> Vec<CourseId> {
    let courses = with_lacking_first(results, program.node.open_courses());
    let wanted = results.iter().filter(|result| courses.contains(&result.course.position));
    let unknown = wanted.filter(|result| {
        let fee = context.fees.of(&result.course, None);
        fee.amount.high.is_none() && fee.basis != FeeBasis::OtherCurrency
    });
    unknown.map(|result| result.course.facts.id.clone()).collect()
}

fn add(facts: &mut Vec<MissingFact>, fact: &Unknown, settles: u32) {
    match facts.iter_mut().find(|known| known.fact == *fact) {
        // A fact that bears on several certificates settles each of them.
        Some(known) => known.settles += settles,
        None => facts.push(MissingFact { fact: fact.clone(), settles }),
    }
}

/// Whether a fact bears on "whether", and not only on "when" or "for how much".
fn decides(fact: &Unknown) -> bool {
    match fact {
        Unknown::PassedOn { .. }
        | Unknown::EndDate { .. }
        | Unknown::ReleasePolicy { .. }
        | Unknown::Fee { .. }
        | Unknown::Income => false,
        Unknown::Result { .. }
        | Unknown::Mode { .. }
        | Unknown::Payment { .. }
        | Unknown::PassingScore { .. }
        | Unknown::UpgradeDeadline { .. }
        | Unknown::EnrollmentEnd { .. }
        | Unknown::SessionExists { .. }
        | Unknown::LateCertificate { .. }
        | Unknown::ModeEligibility { .. }
        | Unknown::CourseOffered { .. }
        | Unknown::ElsewhereCounts { .. }
        | Unknown::CompletedOn { .. }
        | Unknown::Advanced { .. }
        | Unknown::FurtherAttempt { .. }
        | Unknown::UnlistedCourses { .. }
        | Unknown::NestedCertificate { .. }
        | Unknown::ProgramEnrollment
        | Unknown::ProgramEnrollmentRule
        | Unknown::ProgramOffered
        | Unknown::PhotoId
        | Unknown::PhotoIdRule => true,
    }
}

/// In how many of the two ways in which the course can turn out the program is settled.
fn settled_by_course(
    context: Context<'_>,
    leaves: &Leaves<'_>,
    result: &CourseResult,
    program: &ProgramResult<'_>,
) -> u32 {
    let settled = |planned: Truth| {
        let changed = Truths { planned, possible: Truth::Yes, ..result.for_program };
        let leaves = leaves.with(result.course.position, changed);
        is_settled(context, &leaves, program.conditions)
    };
    u32::from(settled(Truth::Yes)) + u32::from(settled(Truth::No))
}

/// The same for a condition of the program itself, or a fact of its requirement.
fn settled_by_condition(
    context: Context<'_>,
    leaves: &Leaves<'_>,
    program: &ProgramResult<'_>,
    fact: &Unknown,
) -> u32 {
    let enrollment = matches!(fact, Unknown::ProgramEnrollment | Unknown::ProgramEnrollmentRule);
    let with = |truth: Truth| {
        let mut changed = program.conditions;
        if enrollment {
            (changed.enrolled_now, changed.enrolled_planned) = (truth, truth);
        } else if *fact == Unknown::ProgramOffered {
            changed.offered = truth;
        }
        changed
    };
    let settled = |truth| {
        let assumed = Some((fact.clone(), truth));
        let leaves = Leaves { assumed, ..leaves.clone() };
        u32::from(is_settled(context, &leaves, with(truth)))
    };
    settled(Truth::Yes) + settled(Truth::No)
}

fn is_settled(context: Context<'_>, leaves: &Leaves<'_>, conditions: Conditions) -> bool {
    program_truths(context, leaves, conditions).verdict() != Verdict::Undetermined
}
