//! The leaves of a requirement: courses with the conditions on what counts, nested programs, and
//! courses that no source lists (rules A12, B1, B5).

use std::sync::Arc;

use crate::assessment::course::{joining, later_run};
use crate::assessment::reason::{Action, Because, Effect, Reason, Remedy, Unknown};
use crate::assessment::run::{Truths, effect_of};
use crate::assessment::tree::{AT_ANY_TIME, Answer, Leaves, Node, evaluate, reason};
use crate::catalog::format::{Pacing, Stated};
use crate::catalog::requirement::{CourseLeaf, Requirement};
use crate::catalog::run::Run;
use crate::catalog::{Course, Program};
use crate::id::RunId;
use crate::moment::{Bound, DateRange, Instant, Moment};
use crate::plan::format::CertificateState;
use crate::plan::{PlannedRun, Standing};
use crate::rule::Rule;
use crate::truth::Truth;

/// Whether a course of the plan that the group does not list may be the unlisted one.
pub(super) fn unlisted_in_choice(of: &[Requirement], leaves: &Leaves<'_>) -> Truth {
    let program = &leaves.context.plan.program;
    let listed = |course: &Course| {
        let mut found = false;
        of.iter().for_each(|child| {
            child.each_course(&mut |leaf| found |= leaf.course.position == course.position);
        });
        found
    };
    let needed_anyway = |course: &Course| always_needed(&program.requirement, course);
    let candidates = leaves.context.plan.courses.iter().map(|planned| &*planned.course);
    let open =
        candidates.filter(|course| !listed(course) && !needed_anyway(course)).any(|course| {
            // A course outside the program is not assessed; it may be the unlisted one.
            leaves.of(course).is_none_or(|answer| answer.truths.planned != Truth::No)
        });
    if open { Truth::Unknown } else { Truth::No }
}

fn always_needed(requirement: &Requirement, course: &Course) -> bool {
    match requirement {
        Requirement::AllOf { of, .. } => of.iter().any(|child| always_needed(child, course)),
        Requirement::Course(leaf) => leaf.course.position == course.position,
        Requirement::MinNumberOf { .. }
        | Requirement::OneTrackOf { .. }
        | Requirement::Program(_)
        | Requirement::Unlisted { .. }
        | Requirement::Unreadable { .. } => false,
    }
}

/// A course as part of a requirement, with the conditions on what counts (rules B5, A12).
pub(super) fn course<'a>(
    requirement: &'a Requirement,
    leaf: &CourseLeaf,
    leaves: &Leaves<'_>,
) -> Node<'a> {
    let answer = leaves.of(&leaf.course);
    let mut node = match answer {
        None => Node::new(requirement, Truths::NO, Vec::new()),
        Some(answer) => any_session(requirement, leaf, leaves, answer),
    };
    node.once_ready = node.truths.planned;
    let truths = answer.map_or(Truths::NO, |answer| answer.truths);
    if truths.planned == Truth::No && leaf.completed_before.is_none() {
        // Whether what waits is completed in time is not known yet.
        node.once_ready = answer.map_or(Truth::No, |answer| answer.once_ready);
    }
    let planned = leaves.context.plan.course(&leaf.course);
    let id = || leaf.course.facts.id.clone();
    for other in &leaf.not_also_for {
        let used = planned.and_then(|planned| planned.used_for.as_ref());
        if used == Some(other) {
            (node.truths, node.once_ready) = (Truths::NO, Truth::No);
            let because = Because::CountsForOtherProgram { course: id(), program: other.clone() };
            node.reasons.push(reason(Rule::B5, Effect::Against, because));
        } else if truths.planned != Truth::No {
            let because = Because::CountsForOnlyOne { course: id(), program: other.clone() };
            node.reasons.push(reason(Rule::B5, Effect::Note, because));
        }
    }
    node
}

/// A course by whichever of its certificates meets the conditions best (rule A7).
fn any_session<'a>(
    requirement: &'a Requirement,
    leaf: &CourseLeaf,
    leaves: &Leaves<'_>,
    answer: &Answer,
) -> Node<'a> {
    let years = leaves.context.plan.program.facts.certificates_count_years.as_ref();
    let years = years.filter(|_| leaf.course.facts.capstone.is_none());
    let conditioned = |truths: Truths, run: Option<&PlannedRun>| {
        let mut node = Node::new(requirement, truths, Vec::new());
        if let Some(before) = leaf.completed_before {
            node.completed_before(before, run, leaves, &leaf.course);
        }
        if let Some(fact) = years {
            node.age(fact.value, run, leaves, &leaf.course);
        }
        node
    };
    let planned = leaves.context.plan.course(&leaf.course);
    let runs = planned.map_or(&[][..], |planned| &planned.runs);
    if answer.runs.is_empty() {
        return conditioned(answer.truths, answer.counted.and_then(|index| runs.get(index)));
    }
    if leaf.completed_before.is_none() && years.is_none() {
        return Node::new(requirement, answer.truths, Vec::new());
    }
    let again = conditioned(answer.truths, None);
    let sessions = answer.runs.iter().zip(runs);
    let sessions: Vec<Node<'a>> = sessions
        .filter(|(truths, _)| truths.planned != Truth::No)
        .map(|(truths, run)| conditioned(*truths, Some(run)))
        .collect();
    let any = |pick: fn(&Truths) -> Truth| {
        sessions.iter().map(|node| pick(&node.truths)).fold(Truth::No, Truth::or)
    };
    let (held, planned) = (any(|truths| truths.held), any(|truths| truths.planned));
    let possible = any(|truths| truths.possible).or(again.truths.possible);
    let best = sessions.into_iter().min_by_key(|node| {
        let Truths { held, planned, certificate, .. } = node.truths;
        (std::cmp::Reverse((held, planned)), certificate.preference())
    });
    let mut node = best.unwrap_or(again);
    let certificate = node.truths.certificate;
    let ahead = held != Truth::Yes;
    let certificate = if ahead { certificate.not_before(leaves.context.now) } else { certificate };
    node.truths = Truths { held, planned, possible, certificate };
    node
}

pub(super) fn nested<'a>(
    requirement: &'a Requirement,
    program: &'a Program,
    leaves: &Leaves<'_>,
) -> Node<'a> {
    let plan = leaves.context.plan;
    let inner = evaluate(&program.requirement, leaves);
    let fact = Unknown::NestedCertificate { program: program.facts.id.clone() };
    let held = plan.program_certificates.contains(&program.facts.id);
    let assumed = leaves.assumed(&fact);
    let stated = held || assumed == Some(Truth::Yes);
    let yes = Truth::Yes;
    let by_certificate = if stated {
        let now = DateRange { to: Bound::At(Moment::Instant(leaves.context.now)), ..AT_ANY_TIME };
        Truths { held: yes, planned: yes, possible: yes, certificate: now }
    } else {
        // Its courses alone do not do: it has an enrollment of its own, of which nothing is stated.
        let planned = assumed.unwrap_or(Truth::Unknown);
        Truths { held: Truth::No, ..inner.truths.limited(Truth::No, planned) }
    };
    let retired = program.facts.offered.as_ref().is_some_and(|fact| !fact.value);
    let revoked = plan.revoked_program_certificates.contains(&program.facts.id);
    // Where its own requirement counts, nobody asks whether it is still offered.
    let gone = (retired || revoked) && !stated;
    let by_certificate = if gone { Truths::NO } else { by_certificate };
    let paid_mode = Truth::from(program.facts.paid_mode.as_ref().map(|fact| fact.value));
    let truths = match paid_mode {
        Truth::No => inner.truths,
        Truth::Unknown if !stated => agreed(by_certificate, inner.truths),
        Truth::Yes | Truth::Unknown => by_certificate,
    };
    let mut node = Node::new(requirement, truths, vec![inner]);
    node.children.iter_mut().for_each(|child| child.counted = true);
    if truths.held != Truth::Yes && paid_mode != Truth::No {
        let program = program.facts.id.clone();
        let because = Because::NestedCertificateNeeded { program: program.clone() };
        let action = Action::EarnProgram { program };
        let possible = truths.possible != Truth::No;
        node.reasons.push(Reason {
            remedy: possible.then_some(Remedy { action, by: None, fee: None, projected: false }),
            ..reason(Rule::B1, effect_of(truths.planned), because)
        });
        let may_fail = node.fails(|truths| truths.held) == Truth::Unknown;
        let may_be_gone = gone && paid_mode == Truth::Unknown;
        if truths.planned == Truth::Unknown || may_fail || may_be_gone {
            node.missing.push(fact);
        }
    }
    node
}

/// What both ways of counting say; unknown where they differ.
fn agreed(left: Truths, right: Truths) -> Truths {
    let same = |left: Truth, right: Truth| if left == right { left } else { Truth::Unknown };
    Truths {
        held: same(left.held, right.held),
        planned: same(left.planned, right.planned),
        possible: same(left.possible, right.possible),
        certificate: left.certificate.both(right.certificate),
    }
}

pub(super) fn unlisted<'a>(
    requirement: &'a Requirement,
    title: &str,
    met: Truth,
    leaves: &Leaves<'_>,
) -> Node<'a> {
    let assumed = leaves.assumed(&Unknown::UnlistedCourses { title: title.to_owned() });
    let met = assumed.filter(|_| met == Truth::Unknown).unwrap_or(met);
    let truths =
        Truths { held: met, planned: met, possible: Truth::Yes, certificate: DateRange::UNKNOWN };
    let mut node = Node::new(requirement, truths, Vec::new());
    let title = title.to_owned();
    if met == Truth::Unknown {
        node.missing.push(Unknown::UnlistedCourses { title: title.clone() });
    }
    let effect = if met == Truth::Unknown { Effect::Open } else { Effect::Note };
    node.reasons.push(reason(Rule::G, effect, Because::CoursesNotListed { title }));
    node
}

/// A group that the platform cannot read: never met, whatever the learner does (rule B3).
pub(super) fn unreadable<'a>(
    requirement: &'a Requirement,
    title: Option<&String>,
    of: &'a [Requirement],
    leaves: &Leaves<'_>,
) -> Node<'a> {
    let children = of.iter().map(|child| evaluate(child, leaves)).collect();
    let mut node = Node::new(requirement, Truths::NO, children);
    let because = Because::GroupUnreadable { title: title.cloned() };
    node.reasons.push(reason(Rule::B3, Effect::Against, because));
    node
}

impl Node<'_> {
    /// "Counts only if completed before" (rule B5).
    fn completed_before(
        &mut self,
        before: Moment,
        run: Option<&PlannedRun>,
        leaves: &Leaves<'_>,
        course: &Course,
    ) {
        let over = before.is_before(leaves.context.now);
        let in_time = completed_in_time(before, run, course, leaves.context.now);
        self.truths = self.truths.limited(in_time, in_time);
        // On that very day it is open whether anything can still be completed before it.
        self.truths.possible = self.truths.possible.and(in_time.or(!over));
        if run.is_none() {
            return;
        }
        let id = course.facts.id.clone();
        let because = match in_time {
            Truth::Yes => return,
            Truth::No => Because::CompletedTooLate { course: id, before },
            Truth::Unknown => Because::CompletionDateNotStated { course: id, before },
        };
        if in_time == Truth::Unknown {
            self.missing.push(Unknown::CompletedOn { course: course.facts.id.clone() });
        }
        let possible = in_time == Truth::No && self.truths.possible != Truth::No;
        let remedy = possible.then(|| in_time_for(before, run, leaves, course));
        self.reasons.push(Reason { remedy, ..reason(Rule::B5, effect_of(in_time), because) });
    }

    /// A certificate can stop counting with age (rule A12).
    fn age(&mut self, years: u32, run: Option<&PlannedRun>, leaves: &Leaves<'_>, course: &Course) {
        let released = |run: &PlannedRun| run.run.as_deref().and_then(Run::certificate_date);
        let stated = run.and_then(|run| run.certificate_on.or(released(run)).or(run.passed_on));
        let id = course.facts.id.clone();
        let Some(on) = stated else {
            if run.is_some_and(is_held) {
                self.truths = self.truths.limited(Truth::Unknown, Truth::Unknown);
                let because = Because::CertificateDateNotStated { course: id };
                self.reasons.push(reason(Rule::A12, Effect::Open, because));
                self.missing.push(Unknown::CompletedOn { course: course.facts.id.clone() });
            }
            return;
        };
        let until = on.plus_years(years);
        if leaves.capstone_held {
            // It counted when the exam was taken.
            return;
        }
        let counts = match leaves.capstone_start {
            Some(start) => !until.precedes(start),
            None => reaches_an_exam(until, leaves.capstone_not_before, leaves.context.now),
        };
        if counts != Truth::Yes {
            self.truths = self.truths.limited(counts, counts);
            let because = Because::CertificateTooOld { course: id, on, until };
            let context = leaves.context;
            let next = context.catalog.next_run(course, context.now, &[]);
            // Nobody is told to pay again for what may count as it is.
            let remedy =
                (counts == Truth::No).then(|| later_run(context, course, next.map(Arc::as_ref)));
            self.reasons.push(Reason { remedy, ..reason(Rule::A12, effect_of(counts), because) });
        } else {
            let because = Because::CertificateCountsUntil { course: id, until };
            self.reasons.push(reason(Rule::A12, Effect::Note, because));
        }
    }
}

/// Whether a certificate that counts until then counts for an exam of which no date is known, which may not
/// come before all others are there (rule A12): less than a year may not reach its next session.
pub(in crate::assessment) fn reaches_an_exam(
    until: Moment,
    not_before: Option<Moment>,
    now: Instant,
) -> Truth {
    let now = Moment::Instant(now);
    let follows = not_before.map_or(Truth::No, |others| until.precedes(others));
    match until.precedes(now.plus_years(1)).or(follows) {
        Truth::No => Truth::Yes,
        Truth::Yes | Truth::Unknown => Truth::Unknown.and(!until.precedes(now).or(follows)),
    }
}

/// Whether a session is completed before that day (rule B5): one that is not finished yet, if the plan
/// happens.
pub(in crate::assessment) fn completed_in_time(
    before: Moment,
    run: Option<&PlannedRun>,
    course: &Course,
    now: Instant,
) -> Truth {
    let finished = run.filter(|run| matches!(run.standing, Standing::Finished(_)) || is_held(run));
    let issued = finished.and_then(|run| run.certificate_on);
    // A certificate comes after the completion, so it can only prove it early enough.
    let proven = issued.map_or(Truth::No, |issued| issued.precedes(before)) == Truth::Yes;
    // What is not finished yet can no longer be finished before a day that has passed.
    let is_too_late = finished.is_none() && before.is_before(now) == Truth::Yes;
    let completed = run.and_then(|run| completion(run, course));
    match (finished, completed) {
        _ if proven => Truth::Yes,
        _ if is_too_late => Truth::No,
        (_, Some(completed)) => completed.precedes(before),
        // Whoever sets the pace may have completed a session long before its end.
        (Some(run), None) => {
            ended(run).map_or(Truth::Unknown, |end| end.precedes(before).or(Truth::Unknown))
        }
        (None, None) => {
            let starts = run.and_then(|run| run.run.as_ref()?.facts.start);
            starts.map_or(Truth::Unknown, |starts| starts.precedes(before)).and(Truth::Unknown)
        }
    }
}

/// Enrolling in a session that can be completed before that day; the next one, if it can be.
fn in_time_for(
    before: Moment,
    run: Option<&PlannedRun>,
    leaves: &Leaves<'_>,
    course: &Course,
) -> Remedy {
    let context = leaves.context;
    let too_late: Vec<&RunId> = run.and_then(|run| run.id.as_ref()).into_iter().collect();
    let next = context.catalog.next_run(course, context.now, &too_late).map(Arc::as_ref);
    let ends_before = |run: &&Run| {
        let known = [run.facts.start, run.facts.end.and_then(Stated::moment)];
        known.into_iter().flatten().all(|moment| moment.precedes(before) == Truth::Yes)
    };
    let mut remedy = joining(&later_run(context, course, next.filter(ends_before)));
    remedy.by = remedy.by.filter(|by| by.earliest() < before.earliest()).or(Some(before));
    remedy
}

fn is_held(run: &PlannedRun) -> bool {
    run.certificate == Some(CertificateState::Held)
}

/// When a session was completed, as far as anything says: one that its instructor paces, at its end.
fn completion(run: &PlannedRun, course: &Course) -> Option<Moment> {
    let by_instructor = course.pacing(run.run.as_deref()) == Some(Pacing::InstructorPaced);
    run.passed_on.or(ended(run).filter(|_| by_instructor))
}

fn ended(run: &PlannedRun) -> Option<Moment> {
    run.run.as_ref().and_then(|known| known.facts.end?.moment())
}
