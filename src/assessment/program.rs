//! Whether and when the program certificate is earned (rules B1 to B8, C4).

use std::sync::Arc;

use crate::assessment::course::{CourseResult, assess_course};
use crate::assessment::places::{EmptyPlaces, Filled, empty_places, filled_apart, filled_soonest};
use crate::assessment::prerequisite::{
    check_prerequisites, registration, released_before, with_lacking_first,
};
use crate::assessment::reason::{Action, Because, Effect, Reason, Remedy, Unknown};
use crate::assessment::run::{Context, Truths, effect_of};
use crate::assessment::tree::{AT_ANY_TIME, Answer, Kind, Leaves, Node, evaluate};
use crate::assessment::{ProgramAssessment, Verdict};
use crate::catalog::Program;
use crate::catalog::format::Capstone;
use crate::id::CourseId;
use crate::moment::{Bound, DateRange, Moment};
use crate::order::push_some;
use crate::plan::PlannedRun;
use crate::plan::format::ProgramEnrollment;
use crate::rule::Rule;
use crate::truth::Truth;

/// What the program asks for beside its requirement; each as it is now and as the plan has it.
#[derive(Clone, Copy)]
pub(super) struct Conditions {
    pub(super) enrolled_now: Truth,
    pub(super) enrolled_planned: Truth,
    pub(super) offered: Truth,
}

/// The program with its answers.
pub(super) struct ProgramResult<'a> {
    pub(super) truths: Truths,
    pub(super) conditions: Conditions,
    pub(super) node: Node<'a>,
    /// The places that no course is left for, where a course may fill one only (rule B2).
    pub(super) empty: Option<EmptyPlaces>,
    pub(super) reasons: Vec<Reason>,
    pub(super) missing: Vec<Unknown>,
}

/// Assesses every course of the program, and those required before one of them, first by itself
/// and then together.
pub(super) fn assess_courses(context: Context<'_>) -> Vec<CourseResult> {
    let courses = context.catalog.courses_for(&context.plan.program);
    let mut results: Vec<CourseResult> =
        courses.iter().map(|course| assess_course(context, course)).collect();
    check_prerequisites(context, &mut results);
    check_capstones(context, &mut results);
    results
}

/// Assesses the program on what its courses come to.
pub(super) fn assess_program<'a>(
    context: Context<'a>,
    leaves: &Leaves<'_>,
    results: &[CourseResult],
) -> ProgramResult<'a> {
    let program: &'a Arc<Program> = &context.plan.program;
    let node = evaluate(&program.requirement, leaves);
    let mut result = ProgramResult {
        truths: node.truths,
        conditions: Conditions {
            enrolled_now: Truth::Yes,
            enrolled_planned: Truth::Yes,
            offered: Truth::Yes,
        },
        node,
        empty: None,
        reasons: Vec::new(),
        missing: Vec::new(),
    };
    if context.plan.program_certificates.contains(&program.facts.id) {
        let yes = Truth::Yes;
        let to = Bound::At(Moment::Instant(context.now));
        let certificate = DateRange { from: Bound::Unknown, to, ..DateRange::UNKNOWN };
        result.truths = Truths { held: yes, planned: yes, possible: yes, certificate };
        result.push(Rule::B1, Effect::For, Because::ProgramCertificateHeld, None);
        return result;
    }
    result.revoked(context, program);
    result.offered(program);
    result.enrollment(context, program);
    result.truths = combined(context, leaves, result.conditions, result.node.truths);
    let one_place = one_place(program);
    let apart = one_place.then(|| filled_apart(&program.requirement, leaves)[1]);
    if apart == Some(Truth::No) {
        result.empty = empty_places(&program.requirement, leaves, &result.node);
    }
    // What the requirement lacks anyway is said by itself.
    let apart = apart.filter(|apart| *apart < result.node.truths.planned);
    result.explain(program, leaves, results, apart);
    result
}

/// The program's answers for other leaves or conditions, without reasons.
pub(super) fn program_truths(
    context: Context<'_>,
    leaves: &Leaves<'_>,
    conditions: Conditions,
) -> Truths {
    let node = evaluate(&context.plan.program.requirement, leaves);
    combined(context, leaves, conditions, node.truths)
}

fn combined(
    context: Context<'_>,
    leaves: &Leaves<'_>,
    conditions: Conditions,
    tree: Truths,
) -> Truths {
    let program = &context.plan.program;
    let mut truths = tree;
    if one_place(program) {
        let [held, planned, possible] = filled_apart(&program.requirement, leaves);
        truths = truths.limited(held, planned);
        truths.possible = truths.possible.and(possible);
        truths.certificate = apart(program, leaves, truths.certificate);
    }
    truths = truths.limited(conditions.enrolled_now, conditions.enrolled_planned);
    truths = truths.limited(conditions.offered, conditions.offered);
    truths.possible = truths.possible.and(conditions.offered).or(truths.planned);
    if truths.certificate.to == Bound::At(Moment::BEGINNING) {
        truths.certificate = DateRange::UNKNOWN;
    }
    if truths.held != Truth::Yes {
        truths.certificate = truths.certificate.not_before(context.now);
    }
    truths
}

/// The date at which every place has a course of its own, where that is asked for and can be (rule
/// B2).
fn apart(program: &Program, leaves: &Leaves<'_>, certificate: DateRange) -> DateRange {
    let filled = one_place(program).then(|| filled_soonest(&program.requirement, leaves)).flatten();
    filled.map_or(certificate, |filled| filled.certificate())
}

/// Whether a course counts for one place only (rule B2).
fn one_place(program: &Program) -> bool {
    program.facts.course_fills_one_place.as_ref().is_some_and(|fact| fact.value)
}

impl ProgramResult<'_> {
    pub(super) fn assessment(mut self, context: Context<'_>) -> ProgramAssessment {
        let plan = context.plan;
        self.node.counted = true;
        let mut reasons = self.reasons;
        let stated = plan.program.facts.requirement.citation();
        self.node.each_of_plan(&mut |node| {
            let with_source = |reason: &Reason| {
                let mut reason = reason.clone();
                if reason.sources.is_empty() {
                    reason.sources.push(stated.clone());
                }
                reason
            };
            reasons.extend(node.reasons.iter().map(with_source));
        });
        ProgramAssessment {
            program: plan.program.facts.id.clone(),
            verdict: self.truths.verdict(),
            reasons,
            certificate: self.truths.certificate,
            requirement: self.node.state(plan),
        }
    }

    /// A certificate that was revoked stays, and keeps another from being issued (rule A6).
    fn revoked(&mut self, context: Context<'_>, program: &Program) {
        if context.plan.revoked_program_certificates.contains(&program.facts.id) {
            self.conditions.offered = Truth::No;
            let because = Because::ProgramCertificateRevoked;
            self.push(Rule::A6, Effect::Against, because, None);
        }
    }

    /// A retired program can no longer be earned (rule B7).
    fn offered(&mut self, program: &Program) {
        if self.conditions.offered == Truth::No {
            return;
        }
        let stated = program.facts.offered.as_ref();
        let offered = Truth::from(stated.map(|fact| fact.value));
        self.conditions.offered = offered;
        let (rule, because) = match offered {
            Truth::Yes => return,
            Truth::No => (Rule::B7, Because::Retired),
            Truth::Unknown => {
                self.missing.push(Unknown::ProgramOffered);
                (Rule::G, Because::ProgramOfferNotKnown)
            }
        };
        let sources = stated.iter().map(|fact| fact.citation()).collect();
        let effect = effect_of(offered);
        let action = Action::AskIfOffered { program: program.facts.id.clone() };
        let ask = Remedy { action, by: None, fee: None, projected: false };
        let remedy = (offered == Truth::Unknown).then_some(ask);
        self.reasons.push(Reason { rule, effect, because, sources, remedy });
    }

    /// MITx Online asks for enrollment in the program itself (rule B6).
    fn enrollment(&mut self, context: Context<'_>, program: &Program) {
        let own = program.facts.enrollment_required.as_ref().map(|fact| fact.value);
        let required = Truth::from(own.or(context.profile.program_enrollment_required));
        let (now, planned) = match context.plan.program_enrollment {
            Some(ProgramEnrollment::Verified) => (Truth::Yes, Truth::Yes),
            // The platform upgrades it every night once the courses are verified.
            Some(ProgramEnrollment::Audit | ProgramEnrollment::WillEnroll) => {
                (Truth::No, Truth::Yes)
            }
            Some(ProgramEnrollment::NotEnrolled) => (Truth::No, Truth::No),
            None => (Truth::Unknown, Truth::Unknown),
        };
        self.conditions.enrolled_now = now.or(!required);
        self.conditions.enrolled_planned = planned.or(!required);
        if required == Truth::No {
            return;
        }
        let remedy = Remedy {
            action: Action::EnrollInProgram { program: program.facts.id.clone() },
            by: None,
            fee: None,
            projected: false,
        };
        let (effect, because, remedy) = match context.plan.program_enrollment {
            Some(ProgramEnrollment::Verified) => {
                (Effect::For, Because::EnrolledInProgram { planned: false }, None)
            }
            Some(ProgramEnrollment::Audit) => {
                (Effect::For, Because::ProgramEnrollmentUpgrades, None)
            }
            Some(ProgramEnrollment::WillEnroll) => {
                (Effect::For, Because::EnrolledInProgram { planned: true }, Some(remedy))
            }
            Some(ProgramEnrollment::NotEnrolled) => {
                (effect_of(!required), Because::NotEnrolledInProgram, Some(remedy))
            }
            None => (Effect::Open, Because::ProgramEnrollmentNotStated, Some(remedy)),
        };
        self.push(Rule::B6, effect, because, remedy);
        if self.conditions.enrolled_planned == Truth::Unknown {
            self.missing.push(match context.plan.program_enrollment {
                None => Unknown::ProgramEnrollment,
                Some(_) => Unknown::ProgramEnrollmentRule,
            });
        }
    }

    fn explain(
        &mut self,
        program: &Program,
        leaves: &Leaves<'_>,
        results: &[CourseResult],
        places: Option<Truth>,
    ) {
        let held = self.node.truths.held == Truth::Yes;
        if let Some(apart) = places {
            let courses = &program.courses;
            let remedy = self.empty.as_ref().map(|empty| empty.remedy(courses));
            self.push(Rule::B2, effect_of(apart), Because::PlacesNotFilledApart, remedy);
        } else if self.node.truths.planned == Truth::Yes {
            self.push(Rule::B1, Effect::For, Because::RequirementMet { held }, None);
        }
        let courses = lacking(&self.node, results);
        if !courses.is_empty() {
            let sources = vec![program.facts.requirement.citation()];
            let (effect, because) = (Effect::Against, Because::CoursesLacking { courses });
            self.reasons.push(Reason { rule: Rule::B1, effect, because, sources, remedy: None });
        }
        if matches!(self.truths.verdict(), Verdict::Earned | Verdict::OnCourse) {
            let filled = one_place(program).then(|| filled_soonest(&program.requirement, leaves));
            let course = last_certificate(&self.node, filled.flatten().as_ref());
            self.push(Rule::C4, Effect::Note, Because::FollowsLastCertificate { course }, None);
        }
        let mut missing = Vec::new();
        let mut ask = |node: &Node<'_>| missing.extend(node.missing.iter().cloned());
        if places == Some(Truth::Unknown) {
            // What fills the places of their own may be another choice than the one that counts.
            self.node.each(&mut ask);
        } else {
            self.node.each_relevant(&mut ask);
        }
        self.missing.extend(missing);
    }

    fn push(&mut self, rule: Rule, effect: Effect, because: Because, remedy: Option<Remedy>) {
        self.reasons.push(Reason { rule, effect, because, sources: Vec::new(), remedy });
    }
}

/// The courses that are needed in any case and that the plan lacks: with what must come before those of the plan, and
/// without those of the plan that only wait for it (rules B1, F1).
fn lacking(node: &Node<'_>, results: &[CourseResult]) -> Vec<CourseId> {
    let (lacking, waiting) = node.needed();
    let waiting = with_lacking_first(results, waiting);
    let is_lacking = |result: &&CourseResult| {
        let position = &result.course.position;
        let comes_first = || waiting.contains(position) && result.once_ready() == Truth::No;
        lacking.contains(position) || comes_first()
    };
    results.iter().filter(is_lacking).map(|result| result.course.facts.id.clone()).collect()
}

/// The course whose certificate comes last among those that count; none where several have no date and none of
/// them is the capstone, which follows the others (rules B8, G).
fn last_certificate(node: &Node<'_>, filled: Option<&Filled<'_>>) -> Option<CourseId> {
    let mut counted = Vec::new();
    node.each(&mut |leaf| {
        let counts = match (filled, leaf.kind) {
            (Some(filled), Kind::Requirement(part)) => filled.has(part),
            (Some(_) | None, _) => leaf.counted,
        };
        let course = leaf.course().filter(|_| counts);
        // One without a known date that is held already is not the last; one ahead may be.
        let held = leaf.truths.held == Truth::Yes;
        push_some(&mut counted, course.map(|course| (!held, leaf.truths.certificate, course)));
    });
    // Of equals the one that the requirement names last: the capstone stands at the end.
    let (_, _, last) = counted.iter().max_by_key(|(ahead, date, _)| (*ahead, date.preference()))?;
    let is_undated = |date: &DateRange| !matches!(date.from, Bound::At(_));
    let undated = counted.iter().filter(|(ahead, date, _)| *ahead && is_undated(date)).count();
    let is_known = undated < 2 || last.facts.capstone.is_some();
    is_known.then(|| last.facts.id.clone())
}

/// What the tree looks at for each course.
pub(super) fn leaves<'a>(context: Context<'a>, results: &[CourseResult]) -> Leaves<'a> {
    let answer = |result: &CourseResult| Answer {
        position: result.course.position,
        truths: result.for_program,
        once_ready: result.once_ready(),
        counted: result.program_run,
        runs: result.runs.iter().map(|run| run.for_program).collect(),
    };
    let courses = results.iter().map(answer).collect();
    let of_program = results.iter().take(context.plan.program.courses.len());
    let capstone = of_program.into_iter().find(|result| result.course.facts.capstone.is_some());
    let counted = capstone.and_then(|result| {
        // One that waits for the others begins when it was planned to.
        let waiting = || result.runs.iter().position(|run| run.once_ready != Truth::No);
        let run = result.counted_run.or_else(waiting)?;
        let run = context.plan.course(&result.course)?.runs.get(run)?;
        Some((result, run))
    });
    let capstone_start = counted.and_then(|(_, run)| run.run.as_ref()?.facts.start);
    let capstone_not_before = counted.and_then(|(result, run)| {
        // One that nobody has published has the date of the others, once it was held to them.
        match result.truths.certificate.from {
            Bound::At(others) if run.id.is_none() => Some(others),
            Bound::At(_) | Bound::Open | Bound::Unknown => None,
        }
    });
    let capstone_held = capstone.is_some_and(|result| result.truths.held == Truth::Yes);
    Leaves { context, courses, capstone_start, capstone_not_before, capstone_held, assumed: None }
}

/// The capstone comes after the certificates it needs have been released (rule B8).
fn check_capstones(context: Context<'_>, results: &mut [CourseResult]) {
    let capstones: Vec<usize> =
        (0..results.len()).filter(|index| results.get(*index).is_some_and(follows_all)).collect();
    for index in capstones {
        let others = Others::of(context, results, index);
        if let Some(result) = results.get_mut(index) {
            check_capstone(context, result, &others);
        }
    }
}

/// Whether a course comes after the certificates of all others (rule B8).
pub(super) fn follows_all(result: &CourseResult) -> bool {
    let fact = result.course.facts.capstone.as_ref();
    fact.is_some_and(|fact| fact.value == Capstone::AfterAllOthers)
}

/// Everything but this capstone, of the program that it concludes.
pub(super) struct Others<'a> {
    program: &'a Program,
    leaves: Leaves<'a>,
    pub(super) truths: Truths,
}

impl<'a> Others<'a> {
    pub(super) fn of(context: Context<'a>, results: &[CourseResult], index: usize) -> Others<'a> {
        let leaves = leaves(context, results);
        let program = &*context.plan.program;
        let Some(capstone) = results.get(index) else {
            return Others { program, leaves, truths: Truths::NO };
        };
        let yes = Truth::Yes;
        let done = Truths { held: yes, planned: yes, possible: yes, certificate: AT_ANY_TIME };
        let program = program.concluded_by(&capstone.course);
        // What concludes the same program comes last as well and does not wait for it.
        let last = results.iter().filter(|one| {
            let inner = context.plan.program.concluded_by(&one.course);
            one.course.facts.capstone.is_some() && std::ptr::eq(inner, program)
        });
        let leaves = last.fold(leaves, |leaves, one| leaves.with(one.course.position, done));
        let truths = evaluate(&program.requirement, &leaves).truths;
        let truths = Truths { certificate: apart(program, &leaves, truths.certificate), ..truths };
        Others { program, leaves, truths }
    }

    /// Whether all that is needed is there in time to register for this session: of each course by
    /// whichever of its sessions comes first (rule A7). The one that counts for the program may be
    /// another: a surer one that comes later.
    fn released_before(&self, run: &PlannedRun) -> Truth {
        let (context, program) = (self.leaves.context, self.program);
        let in_time = |truths: &mut Truths| {
            let ahead = truths.held != Truth::Yes;
            let date = truths.certificate;
            let certificate = if ahead { date.not_before(context.now) } else { date };
            let released = released_before(Truths { certificate, ..*truths }, run);
            truths.planned = if ahead { released } else { Truth::Yes };
        };
        let mut leaves = self.leaves.clone();
        for answer in &mut leaves.courses {
            answer.runs.iter_mut().for_each(in_time);
            in_time(&mut answer.truths);
            let any = answer.runs.iter().map(|session| session.planned);
            answer.truths.planned = any.fold(answer.truths.planned, Truth::or);
        }
        let mut by_any = evaluate(&program.requirement, &leaves).truths.planned;
        if one_place(program) {
            by_any = by_any.and(filled_apart(&program.requirement, &leaves)[1]);
        }
        released_before(self.truths, run).or(by_any)
    }
}

fn check_capstone(context: Context<'_>, result: &mut CourseResult, others: &Others<'_>) {
    let in_time = |run: &PlannedRun| others.released_before(run);
    let others = others.truths;
    if result.truths.held == Truth::Yes || others.held == Truth::Yes {
        return;
    }
    let Some(counted) = result.counted_ahead(context) else {
        return;
    };
    let course = result.course.facts.id.clone();
    let sources = result.course.facts.capstone.iter().map(|fact| fact.citation()).collect();
    result.hold_to(context, others, &in_time);
    let counted = result.counted_ahead(context).unwrap_or(counted);
    let (truth, because) = match (in_time(counted), others.certificate.from) {
        (Truth::No, Bound::At(others_from)) if others.planned == Truth::Yes => {
            match registration(counted) {
                Some(by) => (Truth::No, Because::CapstoneBeforeOthers { course, by, others_from }),
                None => (Truth::No, Because::CapstoneNeedsOthers { course }),
            }
        }
        (truth, _) => (truth, Because::CapstoneNeedsOthers { course }),
    };
    let effect = if truth == Truth::Yes { Effect::Note } else { effect_of(truth) };
    let too_early = truth == Truth::No && others.planned != Truth::No;
    let remedy = too_early.then(|| result.after(context, others.certificate.from)).flatten();
    result.reasons.push(Reason { rule: Rule::B8, effect, because, sources, remedy });
    // The capstone's own certificate cannot come before the others.
    if let (Bound::Unknown, Truth::Yes) = (result.truths.certificate.from, truth) {
        let from = others.certificate.from;
        let certificate = DateRange { from, to: Bound::Unknown, ..others.certificate };
        result.truths.certificate = certificate;
        result.for_program.certificate = certificate;
    }
}
