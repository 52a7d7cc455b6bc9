//! The ways to earn one course certificate, each looked at by the assessment.

use std::sync::Arc;

use crate::assessment::outlook::{SessionOutlook, is_paid_for, overlap};
use crate::assessment::reason::Unknown;
use crate::catalog::Course;
use crate::catalog::format::{Pacing, Stated, Status};
use crate::catalog::run::Run;
use crate::id::RunId;
use crate::moment::{Date, Moment};
use crate::plan::format::{EnrollmentMode, PaymentState, PlannedRunFile, RunResult, RunState};
use crate::plan::{
    Enrollment, Forecast, Payment, PlannedCourse, PlannedRun, Standing, resolve_run,
};
use crate::proposal::instance::{Choice, Day, Study};
use crate::proposal::model::{Alteration, Committed, Ground, SessionChoice, day, released};
use crate::proposal::{Closing, UnknownDeadline, WaySession};
use crate::truth::Truth;

/// Every way to earn the certificate of a course; a self-paced session is begun when it opens or on
/// one of the later days.
pub(super) fn of_course(
    ground: Ground<'_>,
    course: &Arc<Course>,
    stated: Option<&PlannedCourse>,
    written: &[PlannedRunFile],
    later: &[Day],
) -> Vec<SessionChoice> {
    let nothing = not_planned(course);
    let work = Work { ground, course, planned: stated.unwrap_or(&nothing), later };
    let id = &course.facts.id;
    let mut choices = work.in_plan();
    let pinned = ground.wishes.pinned.iter().find(|pinned| pinned.course == *id);
    let without = ground.wishes.without_courses.contains(id);
    // What counts for no program may be what another course asks for (rule B1).
    let is_held = |choice: &SessionChoice| {
        choice.outlook.held.or(choice.outlook.certificate_held()) == Truth::Yes
    };
    if without {
        choices.retain(is_held);
        return choices;
    }
    choices.extend(work.changed(written));
    // A course that is surely earned is taken again only where its certificate may be too old.
    let ages = ground.outlook.certificates_age();
    // What is still to be paid may be cheaper or lighter in another session.
    let is_sure = |choice: &SessionChoice| {
        let is_done = choice.joins.is_none() && matches!(choice.alteration, Alteration::None);
        choice.outlook.planned == Truth::Yes && is_done
    };
    if ages || !choices.iter().any(is_sure) {
        // What nobody has published stands in where there is no other session to count on.
        let is_counted_on = |choice: &SessionChoice| {
            choice.outlook.planned == Truth::Yes && choice.outlook.held != Truth::Yes
        };
        let beside = ground.is_beside(course);
        let stands_in = beside || !choices.iter().any(is_counted_on);
        choices.extend(work.taken(stands_in));
    }
    if let Some(pinned) = pinned {
        let is_it = |choice: &SessionChoice| {
            let first = choice.joins.as_ref().unwrap_or(&choice.earns);
            first.id.as_ref() == Some(&pinned.run)
        };
        // What is paid earns the certificate as well, and may do so sooner.
        let earns = |choice: &&SessionChoice| {
            choice.stays() && choice.outlook.planned == Truth::Yes && !is_held(choice)
        };
        let released = choices.iter().filter(earns).filter_map(|one| one.choice.released).min();
        choices.retain(|choice| is_it(choice) || is_held(choice));
        for choice in choices.iter_mut().filter(|choice| !is_held(choice)) {
            let own = choice.choice.released;
            choice.choice.released = own.into_iter().chain(released).min();
        }
    }
    choices
}

/// The sessions of a course that can be joined and have dates, each begun as early as can be.
pub(super) fn single(
    ground: Ground<'_>,
    course: &Arc<Course>,
    stated: Option<&PlannedCourse>,
) -> Vec<SessionChoice> {
    let nothing = not_planned(course);
    Work { ground, course, planned: stated.unwrap_or(&nothing), later: &[] }.dated()
}

/// A course of which the plan says nothing.
fn not_planned(course: &Arc<Course>) -> PlannedCourse {
    PlannedCourse {
        course: Arc::clone(course),
        fee: None,
        discounts: Vec::new(),
        runs: Vec::new(),
        carried_over: None,
        used_for: None,
    }
}

/// Whether the attempts that are guaranteed are used, or will be once the course is failed as expected
/// (rule A10).
pub(super) fn attempts_are_used(
    ground: Ground<'_>,
    course: &Arc<Course>,
    stated: Option<&PlannedCourse>,
) -> bool {
    let nothing = not_planned(course);
    Work { ground, course, planned: stated.unwrap_or(&nothing), later: &[] }.attempts_are_used()
}

/// The closing dates that nobody states and that keep sessions of a course from being counted on.
pub(super) fn unknown_deadlines(
    ground: Ground<'_>,
    course: &Arc<Course>,
    stated: Option<&PlannedCourse>,
    written: &[PlannedRunFile],
) -> Vec<UnknownDeadline> {
    let id = &course.facts.id;
    if ground.wishes.without_courses.contains(id) {
        return Vec::new();
    }
    let nothing = not_planned(course);
    let work = Work { ground, course, planned: stated.unwrap_or(&nothing), later: &[] };
    let sessions = work.offered(written);
    let missing =
        sessions.iter().flat_map(|run| ground.outlook.unknown_deadlines(work.planned, run));
    let deadline = |fact| {
        let (run, closing) = if let Unknown::UpgradeDeadline { run, .. } = fact {
            (run, Closing::Upgrade)
        } else if let Unknown::EnrollmentEnd { run, .. } = fact {
            (run, Closing::Enrollment)
        } else {
            return None;
        };
        Some(UnknownDeadline { course: id.clone(), run, closing })
    };
    let mut deadlines: Vec<UnknownDeadline> = Vec::new();
    for deadline in missing.filter_map(deadline) {
        if !deadlines.contains(&deadline) {
            deadlines.push(deadline);
        }
    }
    deadlines
}

/// The sessions of which it is open whether they can be taken, with the days on which the learner would be through.
pub(super) fn not_counted_on(
    ground: Ground<'_>,
    course: &Arc<Course>,
    stated: Option<&PlannedCourse>,
    written: &[PlannedRunFile],
) -> Vec<(RunId, Day)> {
    if ground.wishes.without_courses.contains(&course.facts.id) {
        return Vec::new();
    }
    let nothing = not_planned(course);
    let work = Work { ground, course, planned: stated.unwrap_or(&nothing), later: &[] };
    let open = work
        .offered(written)
        .into_iter()
        .filter(|run| ground.outlook.session(work.planned, run).planned == Truth::Unknown);
    let dated = open.filter_map(|run| Some((run.id.clone()?, day(work.over(&run)?.date()))));
    // What is over is no offer, whatever is not known of it.
    dated.filter(|(_, over)| *over >= day(ground.today())).collect()
}

/// The sessions that go on whatever is chosen, with their time of study where it is known.
pub(super) fn under_way(
    ground: Ground<'_>,
    planned: &PlannedCourse,
) -> Vec<(Option<Study>, WaySession)> {
    let work = Work { ground, course: &planned.course, planned, later: &[] };
    let staying = planned.runs.iter().filter(|run| run.left.is_none() && stays(run));
    let with_study = staying.filter_map(|run| {
        // The learner's own work is over before the session is.
        let passed_on = if work.is_self_paced(run.run.as_deref()) { work.over(run) } else { None };
        let own = PlannedRun { passed_on: passed_on.or(run.passed_on), ..run.clone() };
        let study = work.study(&own, work.begins(run));
        // Of what is over by now nothing is left to study.
        let is_over = study.is_none() && work.over(run).is_some();
        let failed = fails(run);
        let under_way = matches!(run.standing, Standing::InProgress(_));
        let session = session_of(&planned.course, run, study);
        (!is_over).then_some((study, WaySession { failed, under_way, ..session }))
    });
    with_study.collect()
}

/// What is under way or paid already stays, whether it is needed or not.
fn stays(run: &PlannedRun) -> bool {
    let is_paid =
        matches!(run.enrollment, Enrollment::Certifying { payment: Payment::Paid { .. }, .. });
    match run.standing {
        Standing::InProgress(_) => true,
        Standing::Planned(_) => is_paid,
        Standing::PassedEarly | Standing::Finished(_) => false,
    }
}

/// Whether a session earns its certificate as it is, or may do so.
fn may_certify(run: &PlannedRun) -> bool {
    match run.enrollment {
        Enrollment::Certifying { mode, payment } => {
            mode.is_free() || !matches!(payment, Payment::NotPaid)
        }
        Enrollment::NotStated => true,
        Enrollment::Audit => false,
    }
}

/// Whether a session that stays is failed.
fn fails(run: &PlannedRun) -> bool {
    let failed = matches!(
        run.standing,
        Standing::InProgress(Forecast::WillNotPass) | Standing::Planned(Forecast::WillNotPass)
    );
    failed && stays(run)
}

/// What is to be paid for sessions of the plan as it is.
pub(super) fn committed<'a>(
    ground: Ground<'_>,
    planned: &PlannedCourse,
    runs: impl Iterator<Item = &'a PlannedRun>,
) -> Committed {
    let pays = |run: &&PlannedRun| {
        let will_pay =
            matches!(run.enrollment, Enrollment::Certifying { payment: Payment::WillPay, .. });
        will_pay && run.left.is_none() && !run.enrollment_is_free()
    };
    let mut committed = Committed::default();
    for run in runs.filter(pays) {
        let outlook = ground.outlook.session(planned, run);
        // An attempt that fails is paid too (rule E1).
        if outlook.possible != Truth::No {
            let fee = outlook.fee.high.filter(|_| run.elsewhere.is_none());
            committed.hundredths += fee.map_or(0, |fee| fee.hundredths());
            committed.unpublished += u32::from(fee.is_none());
        }
    }
    committed
}

/// How many hours a week a course takes.
pub(super) fn hours(ground: Ground<'_>, course: &Course) -> Option<u32> {
    let stated = course.facts.hours_per_week.as_ref().map(|fact| fact.value.max);
    stated.or(ground.heaviest)
}

/// A session of a way.
pub(in crate::proposal) fn session_of(
    course: &Course,
    run: &PlannedRun,
    study: Option<Study>,
) -> WaySession {
    let known = run.run.as_deref();
    WaySession {
        course: course.facts.id.clone(),
        run: run.id.clone(),
        from: study.map(|study| Date::of_days_since_1970(study.from)),
        to: study.map(|study| Date::of_days_since_1970(study.to)),
        hours: course.facts.hours_per_week.as_ref().map(|fact| fact.value.max),
        weeks: course.facts.weeks.as_ref().map(|fact| fact.value),
        projected: known.is_some_and(|run| run.projected),
        failed: false,
        under_way: false,
        unknown_deadlines: Vec::new(),
    }
}

struct Work<'a> {
    ground: Ground<'a>,
    course: &'a Arc<Course>,
    planned: &'a PlannedCourse,
    /// On what later days than its opening a self-paced session may be begun.
    later: &'a [Day],
}

impl Work<'_> {
    /// The sessions of the plan that could be upgraded, and those of the catalog that could be joined; of a
    /// course that is pinned, only that one.
    fn offered(&self, written: &[PlannedRunFile]) -> Vec<PlannedRun> {
        let platform = self.ground.catalog.platform();
        let in_plan = written.iter().zip(&self.planned.runs).filter_map(|(file, run)| {
            let stays = run.left.is_none() && run.elsewhere.is_none();
            let (file, _) = self.upgraded(file, run, None).filter(|_| stays)?;
            Some(resolve_run(file, self.course, platform))
        });
        // A session of years ago is history and no offer, whatever is not known of it.
        let offered = self.ahead().filter(|run| run.facts.status != Status::Historic);
        let joined =
            offered.map(|run| resolve_run(self.file(Some(run), None), self.course, platform));
        let mut pinned = self.ground.wishes.pinned.iter();
        let pinned = pinned.find(|pinned| pinned.course == self.course.facts.id);
        let wanted =
            |run: &PlannedRun| pinned.is_none_or(|pinned| run.id.as_ref() == Some(&pinned.run));
        in_plan.chain(joined).filter(wanted).collect()
    }

    /// What the plan has already; where a session was failed that it has not, that one is paid all the same,
    /// and what is still ahead follows it.
    fn in_plan(&self) -> Vec<SessionChoice> {
        let choices = self.as_it_is();
        let Some(failed) = self.failed() else {
            return choices;
        };
        // What is paid is not joined anew; a further attempt is at the team's discretion (rule A10).
        let is_used = self.attempts_are_used();
        let left = choices.iter().filter(|one| {
            let follows = stays(&one.earns) && !self.forbids_both(failed, one);
            one.joins.is_none() || (follows && !is_used)
        });
        left.filter_map(|one| self.sequence(&[failed, one])).collect()
    }

    /// Sessions of the plan that earn the certificate as they are, or may have earned it.
    fn as_it_is(&self) -> Vec<SessionChoice> {
        let looked = self.planned.runs.iter().map(|run| {
            let outlook = self.ground.outlook.session(self.planned, run);
            let done = matches!(run.standing, Standing::Finished(_));
            // What goes on or is paid may earn it too, where not all of it is known; and what counts for no
            // program may earn a certificate that another course asks for.
            let may_do = done || stays(run);
            let for_another = outlook.certificate_planned() == Truth::Yes;
            let is_choice = match outlook.planned {
                Truth::Yes => true,
                Truth::Unknown => may_do,
                Truth::No => may_do && for_another,
            };
            let ahead = matches!(run.standing, Standing::Planned(_));
            let joins = ahead.then(|| run.clone());
            let study =
                self.study_ahead(run).filter(|_| ahead && !stays(run)).into_iter().collect();
            let choice = || {
                let mut choice =
                    self.choice(Alteration::None, joins, run.clone(), outlook, study, 0);
                choice.counts = outlook.planned;
                // What may have earned it is there on no day that is known.
                if choice.may_count() {
                    choice.choice.released = None;
                }
                choice
            };
            is_choice.then(choice)
        });
        looked.flatten().collect()
    }

    /// Sessions of the plan that earn it once they are upgraded or paid, and passed.
    fn changed(&self, written: &[PlannedRunFile]) -> Vec<SessionChoice> {
        let looked = written.iter().zip(&self.planned.runs).enumerate();
        let looked = looked.filter_map(|(index, (file, run))| {
            let before = self.ground.outlook.session(self.planned, run);
            let is_sure = before.planned == Truth::Yes && !self.may_be_dated(run);
            if is_sure || run.left.is_some() || run.elsewhere.is_some() {
                return None;
            }
            let ahead = matches!(run.standing, Standing::Planned(_));
            // A mode without a fee may earn no certificate: the paid one does (rule A1).
            [None, Some(EnrollmentMode::Verified)].into_iter().find_map(|other| {
                let (file, pays) = self.upgraded(file, run, other)?;
                let run = resolve_run(file.clone(), self.course, self.ground.catalog.platform());
                let outlook = self.ground.outlook.session(self.planned, &run);
                let fees = u32::from(pays);
                let alteration = Alteration::Change { index, run: file, pays };
                let joins = ahead.then(|| run.clone());
                let study =
                    self.study_ahead(&run).filter(|_| ahead && !stays(&run)).into_iter().collect();
                (outlook.planned == Truth::Yes)
                    .then(|| self.choice(alteration, joins, run, outlook, study, fees))
            })
        });
        looked.collect()
    }

    /// Whether the learner expects to pass and sets the pace, without saying when: then it takes the weeks
    /// stated.
    fn may_be_dated(&self, run: &PlannedRun) -> bool {
        let passes = matches!(
            run.standing,
            Standing::InProgress(Forecast::WillPass) | Standing::Planned(Forecast::WillPass)
        );
        let is_paced = self.is_self_paced(run.run.as_deref());
        passes && is_paced && run.passed_on.is_none() && self.over(run).is_some()
    }

    /// The session on the Certificate track and passed, in another mode than a free one where that is
    /// given, and whether that costs its fee; none where the learner says something else.
    fn upgraded(
        &self,
        file: &PlannedRunFile,
        run: &PlannedRun,
        other: Option<EnrollmentMode>,
    ) -> Option<(PlannedRunFile, bool)> {
        let mut file = file.clone();
        let pays = match (run.enrollment, other) {
            (Enrollment::Certifying { mode, .. }, Some(_)) if mode.is_free() => true,
            (_, Some(_)) => return None,
            (Enrollment::NotStated | Enrollment::Audit, None) => true,
            (Enrollment::Certifying { mode, payment }, None) => {
                matches!(payment, Payment::NotPaid | Payment::NotStated)
                    && !mode.is_free()
                    && !run.enrollment_is_free()
            }
        };
        if pays {
            let mode = file.mode.filter(|mode| *mode != EnrollmentMode::Audit);
            file.mode = other.or(mode).or(Some(EnrollmentMode::Verified));
            file.payment = Some(PaymentState::WillPay);
        }
        match run.standing {
            Standing::InProgress(Forecast::NotStated | Forecast::WillPass)
            | Standing::Planned(Forecast::NotStated | Forecast::WillPass) => {
                file.result = Some(RunResult::WillPass);
                if self.is_self_paced(run.run.as_deref()) && file.passed_on.is_none() {
                    file.passed_on = self.over(run);
                }
            }
            Standing::InProgress(Forecast::WillNotPass)
            | Standing::Planned(Forecast::WillNotPass) => return None,
            Standing::InProgress(_)
            | Standing::Planned(_)
            | Standing::PassedEarly
            | Standing::Finished(_) => {}
        }
        Some((file, pays))
    }

    /// Sessions that are still to be joined, each after so many failed ones as the learner expects.
    fn taken(&self, stands_in: bool) -> Vec<SessionChoice> {
        let (failed, paid) = (self.failed(), self.paid());
        let given_up = failed.or(paid).and_then(|failed| self.given_up(failed));
        if self.attempts_are_used() {
            // A further attempt is at the team's discretion, so nothing is planned on it (rule A10).
            return given_up.into_iter().collect();
        }
        let failures = self.failures_ahead();
        let failure = self.ground.failure;
        let position = self.course.position;
        let mut dated = self.dated();
        let is_left = |one: &&SessionChoice| {
            failure.is_some_and(|failure| failure.leaves_to_join(position, one))
        };
        let left: Vec<SessionChoice> = dated.iter().filter(is_left).cloned().collect();
        if failed.is_some() {
            dated.clone_from(&left);
        }
        // The way's own session stays among the choices, also one that nobody has published.
        let has_unnamed = failure.is_some_and(|failure| failure.has_unnamed(position));
        let anywhere = has_unnamed || failure.is_some_and(|failure| failure.unnamed);
        let beside = anywhere || self.ground.is_beside(self.course);
        let follows = |earlier: &SessionChoice, later: &SessionChoice| {
            follows(earlier, later) && !self.forbids_both(earlier, later)
        };
        let begun: Vec<&SessionChoice> = failed.into_iter().collect();
        let more = if failed.is_some() { 0 } else { failures };
        let mut sequences = sequences_of(&begun, &dated, None, more, beside, &follows);
        // Where the sessions with dates are too few, the others are still to be published.
        let published_only = self.ground.wishes.published_only == Some(true);
        let unnamed = self.unnamed().filter(|_| (stands_in || anywhere) && !published_only);
        let unnamed = unnamed.as_ref();
        if sequences.is_empty() || beside {
            sequences = sequences_of(&begun, &dated, unnamed, more, beside, &follows);
        }
        // What is paid by a failure elsewhere and cannot be taken is given up for another session, or for
        // none.
        if let Some(paid) = paid {
            let instead = sequences_of(&[paid], &left, unnamed, 0, beside, &follows);
            sequences.extend(instead);
        }
        let again = sequences.iter().filter_map(|sequence| self.sequence(sequence));
        again.chain(given_up).collect()
    }

    /// How often a session that is still to be joined is expected to be failed: what goes on and is failed
    /// is the first of the attempts that are expected to be.
    fn failures_ahead(&self) -> u32 {
        let failing = self.planned.runs.iter().filter(|run| run.left.is_none() && fails(run));
        let failing = u32::try_from(failing.count()).unwrap_or(u32::MAX);
        self.ground.wishes.failures_of(&self.course.facts.id).saturating_sub(failing)
    }

    /// What was failed of this course, where that is asked.
    fn failed(&self) -> Option<&SessionChoice> {
        self.ground.failure.and_then(|failure| failure.failed(self.course.position))
    }

    /// What is paid when a failure elsewhere is known, and has not begun.
    fn paid(&self) -> Option<&SessionChoice> {
        self.ground.failure.and_then(|failure| failure.paid(self.course.position))
    }

    fn is_given(&self, choice: &SessionChoice) -> bool {
        self.failed().or(self.paid()).is_some_and(|given| std::ptr::eq(given, choice))
    }

    fn attempts_are_used(&self) -> bool {
        let guaranteed = self.course.facts.attempts_guaranteed.as_ref().map(|fact| fact.value);
        let used = self.ground.outlook.attempts_used(self.planned);
        let ahead = self.failed().map_or_else(|| self.failures_ahead(), attempts);
        let before = u32::try_from(used).unwrap_or(u32::MAX).saturating_add(ahead);
        guaranteed.is_some_and(|guaranteed| before >= guaranteed)
    }

    /// Sessions that were failed and are not followed by another one; none where the course is wished.
    fn given_up(&self, failed: &SessionChoice) -> Option<SessionChoice> {
        let is_wished = self.ground.wishes.with_courses.contains(&self.course.facts.id);
        let last = failed.added().last().filter(|_| !is_wished)?;
        let last = PlannedRunFile { result: Some(RunResult::NotPassed), ..last.clone() };
        let run = resolve_run(last.clone(), self.course, self.ground.catalog.platform());
        let outlook = self.ground.outlook.session(self.planned, &run);
        let nothing = SessionChoice {
            alteration: Alteration::Add(Vec::new()),
            outlook,
            joins: None,
            choice: Choice::default(),
            counts: Truth::No,
            ..failed.clone()
        };
        self.sequence(&[failed, &nothing])
    }

    /// Whether two sessions are open at the same time where the catalog forbids to take both (rule A13).
    fn forbids_both(&self, earlier: &SessionChoice, later: &SessionChoice) -> bool {
        let forbidden = self.course.facts.simultaneous_sessions.as_ref();
        forbidden.is_some_and(|fact| !fact.value) && overlap(&earlier.earns, &later.earns)
    }

    /// Several attempts as one choice, of which the last is passed.
    fn sequence(&self, sequence: &[&SessionChoice]) -> Option<SessionChoice> {
        let (last, failed) = sequence.split_last()?;
        let failed_files = failed.iter().flat_map(|one| one.added()).map(as_failed);
        let files = failed_files.chain(last.added().iter().cloned()).collect();
        let mut choice = (*last).clone();
        choice.alteration = Alteration::Add(files);
        // What was joined before a failure was in time for what it needed.
        let mut ahead = sequence.iter().filter(|one| !self.is_given(one));
        choice.joins = ahead.next().and_then(|first| first.joins.clone());
        let (mut cost, mut unpublished_fees) = (0_u64, 0);
        let mut before: Vec<PlannedRun> = Vec::new();
        for one in sequence {
            let (known, unpublished) = self.fees_after(&before, one);
            cost = cost.saturating_add(known);
            unpublished_fees += unpublished;
            before.extend(one.added().iter().map(|file| self.failed_run(file)));
        }
        (choice.choice.cost, choice.choice.unpublished_fees) = (cost, unpublished_fees);
        choice.choice.study.clear();
        let mut free = Day::MIN;
        for one in sequence {
            let studies = one.choice.study.iter();
            choice.choice.study.extend(studies.filter_map(|study| free_from(*study, free)));
            free = over(one).map_or(free, |over| day(over.date()) + 1);
        }
        Some(choice)
    }

    fn failed_run(&self, file: &PlannedRunFile) -> PlannedRun {
        resolve_run(as_failed(file), self.course, self.ground.catalog.platform())
    }

    /// What is to be paid for a choice after these sessions, which are failed, and how many of its fees
    /// are not published.
    fn fees_after(&self, failed: &[PlannedRun], choice: &SessionChoice) -> (u64, u32) {
        let Choice { cost, unpublished_fees, .. } = choice.choice;
        let pays = choice.added().iter().any(|file| file.payment == Some(PaymentState::WillPay));
        if failed.is_empty() || !pays || attempts(choice) > 1 {
            return (cost, unpublished_fees);
        }
        let fee = self.ground.outlook.fee_after(self.planned, failed, &choice.earns);
        fee.high.map_or((0, 1), |fee| (fee.hundredths(), 0))
    }

    /// The sessions of the catalog that can be joined and have dates.
    fn dated(&self) -> Vec<SessionChoice> {
        self.joinable().flat_map(|run| self.of_run(run)).collect()
    }

    /// The sessions of the catalog beside those of the plan, as far as these leave room for them for sure.
    fn joinable(&self) -> impl Iterator<Item = &Arc<Run>> {
        let known_on = self.known_on();
        self.ahead().filter(move |run| {
            let platform = self.ground.catalog.platform();
            let joined = || resolve_run(self.file(Some(run), None), self.course, platform);
            known_on.is_none_or(|known| is_open_after(known, &joined()))
        })
    }

    /// The same with those of which that is not known.
    fn ahead(&self) -> impl Iterator<Item = &Arc<Run>> {
        let in_plan = move |run: &Run| {
            self.planned.runs.iter().any(|planned| planned.id.as_ref() == Some(&run.facts.id))
        };
        let published_only = self.ground.wishes.published_only == Some(true);
        let known_on = self.known_on();
        let is_over = move |run: &Run| {
            let closings = [run.facts.enrollment_end, run.facts.upgrade_deadline, run.facts.end];
            let mut closings = closings.into_iter().flatten().filter_map(Stated::moment);
            known_on.is_some_and(|known| closings.any(|on| known.precedes(on) == Truth::No))
        };
        self.course.runs.iter().filter(move |run| {
            // What counts for no program may still open another course.
            let counts = run.facts.counts_for_programs != Some(false) || self.opens_another();
            let is_excluded = run.projected && published_only;
            counts && !in_plan(run) && !is_excluded && !is_over(run) && !self.overlaps_staying(run)
        })
    }

    /// When the sessions under way are over that are paid, or may be: only then it is known whether another one is
    /// needed. Nobody waits for an audit, which costs nothing, unless it is to be failed, or for one that can earn no
    /// certificate any more (rules A2, E1).
    fn known_on(&self) -> Option<Moment> {
        let goes_on = self.planned.runs.iter().filter(|run| {
            let may_earn = || self.ground.outlook.session(self.planned, run).possible != Truth::No;
            let is_under_way = matches!(run.standing, Standing::InProgress(_));
            run.left.is_none() && (is_under_way && may_certify(run) && may_earn() || fails(run))
        });
        goes_on.filter_map(|run| self.over(run)).max_by_key(|end| end.latest())
    }

    /// Whether a session is open at the same time as one that is under way or paid already and stays in
    /// the plan, where the catalog forbids to take both (rule A13).
    fn overlaps_staying(&self, run: &Arc<Run>) -> bool {
        let forbidden = self.course.facts.simultaneous_sessions.as_ref();
        let planned =
            resolve_run(self.file(Some(run), None), self.course, self.ground.catalog.platform());
        let mut staying = self.planned.runs.iter().filter(|other| match other.standing {
            Standing::Planned(_) => is_paid_for(other),
            Standing::InProgress(_) | Standing::PassedEarly | Standing::Finished(_) => {
                other.left.is_none()
            }
        });
        forbidden.is_some_and(|fact| !fact.value) && staying.any(|other| overlap(other, &planned))
    }

    fn of_run(&self, run: &Arc<Run>) -> Vec<SessionChoice> {
        let today = self.ground.today();
        let start = run.facts.start.map(Moment::date);
        let wished = self.ground.wishes.start_from;
        if !self.is_self_paced(Some(run)) {
            let too_early = start.zip(wished).is_some_and(|(start, wished)| start < wished);
            let file = self.file(Some(run), None);
            return if too_early { Vec::new() } else { self.take(file).into_iter().collect() };
        }
        let free = self.known_on().map(|end| end.date().plus_days(1));
        let opens = [start, wished, free].into_iter().flatten().fold(today, Date::max);
        let end = run.facts.end.and_then(Stated::moment).map(Moment::last_day);
        // Without a stated length, a late beginning would only hide how much there is to do.
        let later = self.later.iter().filter(|_| self.course.facts.weeks.is_some());
        let later = later.map(|day| Date::of_days_since_1970(*day)).filter(|begin| *begin > opens);
        let begins = std::iter::once(opens).chain(later).filter(|begin| {
            let (fits, _) = self.at_own_pace(Some(run), *begin);
            end.is_none_or(|end| *begin <= end) && fits
        });
        let taken = begins.filter_map(|begin| {
            let (_, passed_on) = self.at_own_pace(Some(run), begin);
            let mut choice = self.take(self.file(Some(run), passed_on))?;
            choice.choice.study = self.study(&choice.earns, begin).into_iter().collect();
            Some((passed_on, choice))
        });
        let mut taken: Vec<(Option<Date>, SessionChoice)> = taken.collect();
        // Without a length or an end, one beginning is as good as another.
        let dated = taken.iter().any(|(passed_on, _)| passed_on.is_some());
        taken.truncate(if dated { usize::MAX } else { 1 });
        taken.into_iter().map(|(_, choice)| choice).collect()
    }

    /// A coming session that nobody has published yet, where a week has room for it.
    fn unnamed(&self) -> Option<SessionChoice> {
        let wishes = self.ground.wishes;
        let weeks = self.course.facts.weeks.as_ref().map_or(0, |fact| fact.value);
        let (hours, days) = (self.hours().unwrap_or(0), u64::from(weeks) * 7);
        let has_room = wishes.has_room(hours, days, self.ground.today());
        let has_room = has_room && wishes.courses_at_once != Some(0);
        self.take(self.file(None, None)).filter(|_| has_room)
    }

    fn hours(&self) -> Option<u32> {
        hours(self.ground, self.course)
    }

    /// The session as a choice, where the assessment counts on it.
    fn take(&self, file: PlannedRunFile) -> Option<SessionChoice> {
        let run = resolve_run(file.clone(), self.course, self.ground.catalog.platform());
        let outlook = self.ground.outlook.session(self.planned, &run);
        let expected = run.run.as_ref().is_none_or(|known| known.projected);
        let offer_open = expected && self.ground.outlook.offered(self.course) == Truth::Unknown;
        let counts =
            outlook.planned == Truth::Yes || (outlook.planned == Truth::Unknown && offer_open);
        let opens = outlook.certificate_planned() == Truth::Yes && self.opens_another();
        let free = self.known_on().map_or(Day::MIN, |known| day(known.date()) + 1);
        let study = self.study_ahead(&run).and_then(|study| free_from(study, free));
        let study = study.into_iter().collect();
        let fees = u32::from(file.payment == Some(PaymentState::WillPay));
        let joins = Some(run.clone());
        let alteration = Alteration::Add(vec![file]);
        (counts || opens).then(|| SessionChoice {
            counts: Truth::from(counts),
            ..self.choice(alteration, joins, run, outlook, study, fees)
        })
    }

    /// Whether the catalog has a course for which the certificate of this one is required (rule F1).
    fn opens_another(&self) -> bool {
        let mut others = self.ground.catalog.courses().iter();
        others.any(|other| other.required_first().any(|id| *id == self.course.facts.id))
    }

    /// The session as it stands in the plan: on the Certificate track where there is one.
    fn file(&self, run: Option<&Arc<Run>>, passed_on: Option<Date>) -> PlannedRunFile {
        let free = run.is_some_and(|run| run.facts.certificate_track == Some(false));
        let mode = if free { EnrollmentMode::Audit } else { EnrollmentMode::Verified };
        PlannedRunFile {
            run: run.map(|run| run.facts.id.clone()),
            platform: None,
            state: RunState::Planned,
            mode: Some(mode),
            payment: (!free).then_some(PaymentState::WillPay),
            paid_amount: None,
            paid_on: None,
            result: Some(RunResult::WillPass),
            score: None,
            coursework_score: None,
            exam_score: None,
            exam_taken: None,
            passed_on: passed_on.map(Moment::Day),
            certificate: None,
            certificate_on: None,
            left: None,
        }
    }

    fn choice(
        &self,
        alteration: Alteration,
        joins: Option<PlannedRun>,
        earns: PlannedRun,
        outlook: SessionOutlook,
        study: Vec<Study>,
        fees: u32,
    ) -> SessionChoice {
        let fee = outlook.fee.high.map(|fee| fee.hundredths());
        let choice = Choice {
            study,
            released: released(&outlook, self.ground.now),
            cost: fee.unwrap_or(0).saturating_mul(u64::from(fees)),
            unpublished_fees: if fee.is_none() { fees } else { 0 },
        };
        SessionChoice { alteration, joins, earns, outlook, choice, counts: Truth::Yes }
    }

    fn is_self_paced(&self, run: Option<&Run>) -> bool {
        self.course.pacing(run) == Some(Pacing::SelfPaced)
    }

    /// The day on which the learner goes on with a session of the plan, or begins with it.
    fn begins(&self, run: &PlannedRun) -> Date {
        let start = run.run.as_ref().and_then(|known| known.facts.start).map(Moment::date);
        start.unwrap_or(self.ground.today()).max(self.ground.today())
    }

    /// When a session of the plan is over for the learner: at its end, or where the learner sets the
    /// pace, once it is passed, or has taken the weeks stated from now on.
    fn over(&self, run: &PlannedRun) -> Option<Moment> {
        let known = run.run.as_deref();
        if self.is_self_paced(known) {
            let own = || self.at_own_pace(known, self.begins(run)).1.map(Moment::Day);
            return run.passed_on.or_else(own);
        }
        known?.facts.end?.moment()
    }

    /// Whether the stated weeks fit into a self-paced session from that day on, and the day on which
    /// they are over; its end where it comes first or no weeks are stated.
    fn at_own_pace(&self, run: Option<&Run>, begins: Date) -> (bool, Option<Date>) {
        let weeks = self.course.facts.weeks.as_ref().map(|fact| fact.value);
        let over = weeks.map(|weeks| begins.plus_days(u64::from(weeks) * 7));
        let end = run.and_then(|run| run.facts.end?.moment()).map(Moment::last_day);
        let fits = over.zip(end).is_none_or(|(over, end)| over <= end);
        (fits, if fits { over.or(end) } else { end })
    }

    /// When one studies for a session that is still to be joined; none where its start is not known.
    fn study_ahead(&self, run: &PlannedRun) -> Option<Study> {
        let start = run.run.as_ref()?.facts.start?.date();
        self.study(run, start.max(self.ground.today()))
    }

    /// When one studies for a session from that day on, where its end is known or its weeks are.
    fn study(&self, run: &PlannedRun, from: Date) -> Option<Study> {
        let known = run.run.as_deref();
        let end = known.and_then(|known| known.facts.end?.moment()).map(Moment::last_day);
        let passed = run.passed_on.map(Moment::date);
        let start = known.and_then(|known| known.facts.start).map(Moment::date);
        let weeks = self.course.facts.weeks.as_ref().map(|fact| fact.value);
        let by_weeks = || Some(start?.plus_days(u64::from(weeks?) * 7 - 1));
        let to = passed.or(end).or_else(by_weeks)?;
        let hours = self.hours();
        let study = Study {
            from: day(from),
            to: day(to),
            hours: hours.unwrap_or(0),
            hours_stated: hours.is_some(),
        };
        (study.from <= study.to).then_some(study)
    }
}

/// What is left of a time of study from that day on.
fn free_from(study: Study, day: Day) -> Option<Study> {
    let from = study.from.max(day);
    (from <= study.to).then_some(Study { from, ..study })
}

/// A session of the plan that is not passed.
fn as_failed(file: &PlannedRunFile) -> PlannedRunFile {
    PlannedRunFile { result: Some(RunResult::NotPassed), passed_on: None, ..file.clone() }
}

fn attempts(choice: &SessionChoice) -> u32 {
    u32::try_from(choice.added().len()).unwrap_or(u32::MAX)
}

/// After what has begun, so many attempts one after the other, and one more; the unnamed session follows
/// where no session with dates does, or beside those that do.
fn sequences_of<'a>(
    begun: &[&'a SessionChoice],
    dated: &'a [SessionChoice],
    unnamed: Option<&'a SessionChoice>,
    failures: u32,
    beside: bool,
    follows: &dyn Fn(&SessionChoice, &SessionChoice) -> bool,
) -> Vec<Vec<&'a SessionChoice>> {
    let mut sequences: Vec<Vec<&SessionChoice>> = vec![begun.to_vec()];
    for _ in 0..=failures {
        sequences = sequences
            .iter()
            .flat_map(|earlier| {
                let last = earlier.last().copied();
                // Who fails takes another session, not the same one again (rules A3, F3).
                let is_taken = |next: &SessionChoice| {
                    let mut files = earlier.iter().flat_map(|one| one.added());
                    files.any(|file| file.run == next.earns.id)
                };
                let mut next: Vec<&SessionChoice> = dated
                    .iter()
                    .filter(|next| !is_taken(next))
                    .filter(|next| last.is_none_or(|last| follows(last, next)))
                    .collect();
                if next.is_empty() || beside {
                    next.extend(unnamed);
                }
                let longer = next
                    .into_iter()
                    .map(|next| earlier.iter().copied().chain([next]).collect::<Vec<_>>());
                longer.collect::<Vec<_>>()
            })
            .collect();
    }
    sequences
}

/// Whether a session can surely be joined once the one before it is over and its failure is known (rule
/// F1).
fn follows(earlier: &SessionChoice, later: &SessionChoice) -> bool {
    over(earlier).is_some_and(|over| {
        // Where the day is chosen, it comes after that too.
        let begins_after = |begins: Moment| over.precedes(begins) == Truth::Yes;
        later.begins().is_none_or(begins_after) && is_open_after(over, &later.earns)
    })
}

/// Whether a session can surely be joined and paid after that moment, and is not over by then. One that does
/// not say when it closes can be counted on until it starts.
pub(super) fn is_open_after(moment: Moment, run: &PlannedRun) -> bool {
    let Some(facts) = run.run.as_ref().map(|run| &run.facts) else {
        return false;
    };
    let is_before = |then: Moment| moment.precedes(then) == Truth::Yes;
    let closes_later = |closes: Option<Stated>| match closes {
        Some(Stated::At(closes)) => is_before(closes),
        Some(Stated::None) => true,
        None => facts.start.is_some_and(is_before),
    };
    let goes_on = facts.end.and_then(Stated::moment).map(Moment::last_day);
    closes_later(facts.enrollment_end)
        && (run.enrollment_is_free() || closes_later(facts.upgrade_deadline))
        && goes_on.is_none_or(|last| is_before(Moment::Day(last)))
}

/// When the last study for a choice is over.
fn over(choice: &SessionChoice) -> Option<Moment> {
    let end = choice.earns.run.as_ref().and_then(|run| run.facts.end?.moment());
    let last = choice.choice.study.iter().map(|study| study.to).max();
    let by_study = || last.map(|day| Moment::Day(Date::of_days_since_1970(day)));
    choice.earns.passed_on.or(end).or_else(by_study)
}
