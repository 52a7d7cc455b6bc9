//! What the plan costs: paid, to pay, and what it would cost to add what is missing (rules E1, E8).

mod adding;
mod notes;

use crate::assessment::cost::adding::Counted;
use crate::assessment::course::CourseResult;
use crate::assessment::prerequisite::with_lacking_first;
use crate::assessment::program::ProgramResult;
use crate::assessment::reason::Reason;
use crate::assessment::run::{Context, RunResult, Truths};
use crate::assessment::tree::{Leaves, evaluate};
use crate::assessment::{CostAssessment, CostKind, CostLine, Verdict};
use crate::catalog::Course;
use crate::catalog::format::Stated;
use crate::catalog::requirement::Requirement;
use crate::catalog::run::Run;
use crate::money::{Amount, AmountRange};
use crate::order::push_some;
use crate::plan::format::{CertificateState, Leaving};
use crate::plan::{Enrollment, Payment, PlannedRun, Standing};
use crate::truth::Truth;

/// Whether an enrollment costs the session's fee; Audit and honor are free.
pub(super) fn requires_payment(enrollment: Enrollment) -> bool {
    match enrollment {
        Enrollment::NotStated | Enrollment::Audit => false,
        Enrollment::Certifying { mode, .. } => !mode.is_free(),
    }
}

/// Whether nobody says if a session is for a certificate, which is not there yet either.
fn is_track_open(run: &PlannedRun) -> bool {
    let held = run.certificate == Some(CertificateState::Held);
    run.enrollment == Enrollment::NotStated && !held
}

/// The costs of the plan, and of what the requirement still lacks.
pub(super) fn assess_cost(
    context: Context<'_>,
    leaves: &Leaves<'_>,
    results: &[CourseResult],
    program: &ProgramResult<'_>,
) -> CostAssessment {
    let requirement = &program.node;
    let reasons = context.fees.reasons();
    let mut work =
        Work { context, leaves, results, lines: Vec::new(), open_lines: Vec::new(), reasons };
    let open = with_lacking_first(results, requirement.open_courses());
    let waiting = with_lacking_first(results, requirement.needed().1);
    push_some(&mut work.lines, context.fees.bundle_line());
    for result in results {
        work.planned_runs(result, waiting.contains(&result.course.position));
        if open.contains(&result.course.position) || !result.runs.is_empty() {
            work.note_fee(&result.course);
        }
    }
    work.date_purchase();
    let is_earned = program.truths.verdict() == Verdict::Earned;
    let open = std::mem::take(&mut work.open_lines);
    if !open.is_empty() {
        work.open_tracks(&context.plan.program.requirement, &open, is_earned);
    }
    let to_add = if is_earned {
        AmountRange::ZERO
    } else {
        let mut counted = Counted::default();
        let (amount, lines) = work.to_add(requirement, &mut counted);
        let (amount, lines) = work.at_the_least(requirement, amount, lines);
        let places = program.empty.as_ref().map(|empty| work.places_to_add(empty, &counted));
        let amount = places.iter().fold(amount, |sum, line| sum.plus(line.amount));
        work.lines.extend(lines);
        push_some(&mut work.lines, places);
        amount
    };
    let sum = |kinds: &[CostKind]| {
        let lines = work.lines.iter().filter(|line| kinds.contains(&line.kind));
        lines.fold(AmountRange::ZERO, |sum, line| sum.plus(line.amount))
    };
    let paid = sum(&[CostKind::Paid, CostKind::Wasted]);
    let (to_pay, wasted) = (sum(&[CostKind::ToPay]), sum(&[CostKind::Wasted]));
    let total = paid.plus(to_pay).plus(to_add);
    work.context_of_unknown(total);
    work.program_notes();
    CostAssessment {
        currency: context.fees.currency(),
        lines: work.lines,
        paid,
        to_pay,
        to_add,
        wasted,
        total,
        reasons: work.reasons,
    }
}

struct Work<'a> {
    context: Context<'a>,
    leaves: &'a Leaves<'a>,
    results: &'a [CourseResult],
    lines: Vec<CostLine>,
    /// The places of the lines of sessions whose enrollment track is open, each with its course.
    open_lines: Vec<(usize, usize)>,
    reasons: Vec<Reason>,
}

impl Work<'_> {
    /// The lines of what the plan has of a course; what only waits is paid where the requirement waits for it.
    fn planned_runs(&mut self, result: &CourseResult, is_waited_for: bool) {
        let Some(planned) = self.context.plan.course(&result.course) else {
            return;
        };
        for (run, assessed) in planned.runs.iter().zip(&result.runs) {
            if let Some(line) = self.line(&result.course, run, assessed, is_waited_for) {
                let open = is_track_open(run).then_some((self.lines.len(), result.course.position));
                push_some(&mut self.open_lines, open);
                self.lines.push(line);
            }
            self.refund(&result.course, run);
        }
    }

    /// Where nobody says whether a session is for a certificate, it may cost nothing; but what the program lacks then is
    /// to be paid for anyway, in this session or another one (rules A2, B1, E1).
    fn open_tracks(&mut self, requirement: &Requirement, open: &[(usize, usize)], is_earned: bool) {
        let mut audited = self.leaves.clone();
        for result in self.results {
            let position = result.course.position;
            let runs = self.context.plan.course(&result.course).map_or(&[][..], |own| &own.runs);
            let mut sure = runs.iter().zip(&result.runs).filter(|(run, _)| !is_track_open(run));
            let is_sure = sure.any(|(_, assessed)| assessed.truths.planned != Truth::No);
            if !is_sure && open.iter().any(|(_, own)| *own == position) {
                let truths = Truths { planned: Truth::No, ..result.for_program };
                audited = audited.with(position, truths);
            }
        }
        let least = self.least_to_add(requirement, &audited);
        let more = least.minus(self.least_to_add(requirement, self.leaves));
        // Where not all of them are needed, nothing says which are not.
        let low = |(at, _): &(usize, usize)| {
            self.lines.get(*at).map_or(Amount::ZERO, |line| line.amount.low)
        };
        let all = open.iter().map(low).fold(Amount::ZERO, Amount::plus);
        for (at, _) in open.iter().filter(|_| is_earned || all > more) {
            if let Some(line) = self.lines.get_mut(*at) {
                line.amount.low = Amount::ZERO;
            }
        }
    }

    fn least_to_add(&self, requirement: &Requirement, leaves: &Leaves<'_>) -> Amount {
        let node = evaluate(requirement, leaves);
        let (amount, lines) = self.to_add(&node, &mut Counted::default());
        self.at_the_least(&node, amount, lines).0.low
    }

    /// The program is bought as a whole by the first day on which something closes that comes with it (rule E6).
    fn date_purchase(&mut self) {
        let covered = |line: &&CostLine| {
            !line.bundle && line.kind == CostKind::ToPay && line.amount == AmountRange::ZERO
        };
        let closings = self.lines.iter().filter(covered).filter_map(|line| line.due);
        let by = closings.min_by_key(|due| due.latest());
        let to_buy = |line: &&mut CostLine| line.bundle && line.kind == CostKind::ToPay;
        if let Some(line) = self.lines.iter_mut().find(to_buy) {
            line.due = line.due.or(by);
        }
    }

    /// Whether the fee of a session can still be paid, as far as its dates say.
    fn can_be_paid(&self, run: &PlannedRun) -> Truth {
        let Context { now, profile, .. } = self.context;
        let open = |known: &Run| known.upgrade_open(now, profile.deadline_included);
        run.run.as_deref().map_or(Truth::Yes, open)
    }

    fn line(
        &self,
        course: &Course,
        run: &PlannedRun,
        assessed: &RunResult,
        is_waited_for: bool,
    ) -> Option<CostLine> {
        let truths = assessed.truths;
        let waits = truths.planned == Truth::No && assessed.once_ready != Truth::No;
        let in_vain = waits && !is_waited_for;
        let payment = match run.enrollment {
            // Nothing is paid where nothing is asked for (rule A2).
            Enrollment::Certifying { mode, .. } if mode.is_free() => return None,
            Enrollment::Certifying { payment, .. } => payment,
            // It may be one that is paid, of which nothing more is stated.
            Enrollment::NotStated => Payment::NotStated,
            Enrollment::Audit => return None,
        };
        // A refund gives the fee back, and a deferral moves it to the other session.
        let given_back =
            matches!(run.left, Some(Leaving::Refunded | Leaving::Deferred | Leaving::Transferred));
        let held = run.certificate == Some(CertificateState::Held);
        let may_cost = held || is_track_open(run) || requires_payment(run.enrollment);
        if !may_cost || given_back {
            return None;
        }
        let (kind, amount) = match payment {
            Payment::NotPaid => return None,
            Payment::NotStated if held => (CostKind::Paid, AmountRange::UNKNOWN),
            // What was not paid in time cannot be paid any more.
            Payment::NotStated
                if matches!(run.standing, Standing::Finished(_)) && truths.planned == Truth::No =>
            {
                return None;
            }
            Payment::WillPay | Payment::NotStated if run.elsewhere.is_some() => {
                (CostKind::ToPay, AmountRange::UNKNOWN)
            }
            // It is paid already, or can be no more (rules A2, G).
            Payment::NotStated
                if self.can_be_paid(run) == Truth::No
                    || (is_track_open(run)
                        && matches!(run.standing, Standing::Finished(_))
                        && self.can_be_paid(run) != Truth::Yes) =>
            {
                let fee = self.context.fees.paid(course, run.run.as_deref());
                (CostKind::Paid, AmountRange { low: Amount::ZERO, ..fee })
            }
            Payment::NotStated
                if self.can_be_paid(run) == Truth::Unknown
                    || matches!(run.standing, Standing::Finished(_)) =>
            {
                let fee = self.context.fees.amount(course, run.run.as_deref());
                (CostKind::ToPay, AmountRange { low: Amount::ZERO, ..fee })
            }
            Payment::Paid { amount, .. } => {
                let is_wasted = truths.planned == Truth::No && (in_vain || !waits);
                let kind = if is_wasted { CostKind::Wasted } else { CostKind::Paid };
                // Another platform has another price.
                let fee = if run.elsewhere.is_some() {
                    AmountRange::UNKNOWN
                } else {
                    self.context.fees.paid(course, run.run.as_deref())
                };
                (kind, amount.map_or(fee, AmountRange::exactly))
            }
            // What cannot be paid any more is not a cost, and nobody joins what waits in vain.
            Payment::WillPay if truths.possible == Truth::No || in_vain => return None,
            Payment::WillPay | Payment::NotStated => {
                (CostKind::ToPay, self.context.fees.amount(course, run.run.as_deref()))
            }
        };
        let deadline = run.run.as_ref().and_then(|known| known.facts.upgrade_deadline);
        Some(CostLine {
            courses: vec![course.facts.id.clone()],
            count: 1,
            run: run.id.clone(),
            bundle: false,
            kind,
            amount,
            due: deadline
                .and_then(Stated::moment)
                .filter(|due| kind == CostKind::ToPay && due.latest() >= self.context.now),
        })
    }
}
