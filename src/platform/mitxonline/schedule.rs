//! The jobs of the platform on their way through time: when a learner's certificates appear
//! (`courses/tasks.py`, `courses/signals.py`, `main/settings.py`: `CELERY_BEAT_SCHEDULE`).

use std::collections::{BTreeMap, BTreeSet};

use crate::moment::Instant;
use crate::platform::mitxonline::certificate::{
    CREATION_WINDOW_DAYS, Change, Existing, Grade, ScheduledRun, Trigger, change, evaluates_program,
};
use crate::platform::mitxonline::program::{
    Learner, Offer, ProgramCertificate, ProgramSeat, RunSeat, is_candidate,
};
use crate::platform::mitxonline::requirement::RequirementLists;
use crate::platform::mitxonline::{CourseKey, ProgramKey, RunKey};

/// At which hour of the day, in UTC, the nightly jobs run; the course certificate job runs at every
/// full hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The job that upgrades enrollments in programs.
    pub program_enrollment_upgrade_hour: u32,
    /// The job that issues program certificates that are due.
    pub program_certificate_hour: u32,
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule { program_enrollment_upgrade_hour: 1, program_certificate_hour: 2 }
    }
}

/// Something that happens.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: EventKind,
}

/// What happens.
#[derive(Clone, Copy, Debug)]
pub enum EventKind {
    /// Open edX has a grade; the platform takes it over at the next full hour.
    GradeOnEdx(RunKey, Grade),
    /// Open edX issued a certificate and says so at once.
    CertificateOnEdx(RunKey),
    /// The learner enrolls in a program, or the enrollment changes.
    ProgramSeat(ProgramSeat),
    /// The learner enrolls in a run, or the enrollment changes.
    RunSeat(RunSeat),
}

/// A learner's certificates in the course of time.
#[derive(Debug)]
pub struct Timeline<'a> {
    offer: &'a Offer,
    scheduled: &'a BTreeMap<RunKey, ScheduledRun>,
    schedule: Schedule,
    learner: Learner,
    on_edx: BTreeMap<RunKey, Grade>,
    revoked: BTreeSet<RunKey>,
    /// When course certificates were issued.
    pub course_certificates: BTreeMap<RunKey, Instant>,
    /// When program certificates were issued.
    pub program_certificates: BTreeMap<ProgramKey, Instant>,
}

impl<'a> Timeline<'a> {
    /// A timeline that begins with what the learner has and with the grades that Open edX has;
    /// `revoked` are the runs whose certificate was revoked.
    #[must_use]
    pub fn new(
        offer: &'a Offer,
        scheduled: &'a BTreeMap<RunKey, ScheduledRun>,
        schedule: Schedule,
        learner: Learner,
        on_edx: BTreeMap<RunKey, Grade>,
        revoked: BTreeSet<RunKey>,
    ) -> Timeline<'a> {
        Timeline {
            offer,
            scheduled,
            schedule,
            learner,
            on_edx,
            revoked,
            course_certificates: BTreeMap::new(),
            program_certificates: BTreeMap::new(),
        }
    }

    /// Lets time pass from `start` until before `end`. What happens at a full hour comes before the
    /// jobs of that hour.
    pub fn run(&mut self, start: Instant, end: Instant, events: &[Event]) {
        let mut events: Vec<&Event> = events.iter().collect();
        events.sort_by_key(|event| event.at);
        let mut ahead = events.into_iter().peekable();
        let mut hour = start.next_full_hour();
        while hour < end {
            while let Some(event) = ahead.next_if(|event| event.at <= hour) {
                self.happen(event);
            }
            self.course_certificate_job(hour);
            if hour.hour_of_day() == self.schedule.program_enrollment_upgrade_hour {
                self.program_enrollment_upgrade_job();
            }
            if hour.hour_of_day() == self.schedule.program_certificate_hour {
                self.program_certificate_job(hour);
            }
            hour = hour.plus_hours(1);
        }
        ahead.filter(|event| event.at < end).for_each(|event| self.happen(event));
    }

    fn happen(&mut self, event: &Event) {
        match event.kind {
            EventKind::GradeOnEdx(run, grade) => {
                self.on_edx.insert(run, grade);
            }
            EventKind::CertificateOnEdx(run) => {
                self.take_grade(run);
                self.course_certificate(run, Trigger::CertificateIssuedOnEdx, event.at);
            }
            EventKind::ProgramSeat(seat) => {
                let same = |old: &&mut ProgramSeat| old.program == seat.program;
                match self.learner.program_seats.iter_mut().find(same) {
                    Some(old) => *old = seat,
                    None => self.learner.program_seats.push(seat),
                }
            }
            EventKind::RunSeat(seat) => {
                let same = |old: &&mut RunSeat| old.run == seat.run;
                match self.learner.run_seats.iter_mut().find(same) {
                    Some(old) => *old = seat,
                    None => self.learner.run_seats.push(seat),
                }
            }
        }
    }

    /// Takes over the grades of the runs in the window, and issues what is released.
    fn course_certificate_job(&mut self, now: Instant) {
        for (key, run) in self.scheduled {
            if run.is_scheduled(now, CREATION_WINDOW_DAYS) {
                self.take_grade(*key);
                let trigger = Trigger::Schedule { window_days: CREATION_WINDOW_DAYS };
                self.course_certificate(*key, trigger, now);
            }
        }
    }

    fn take_grade(&mut self, run: RunKey) {
        if let Some(grade) = self.on_edx.get(&run) {
            self.learner.passed.retain(|passed| *passed != run);
            self.learner.passed.extend(grade.passed.then_some(run));
        }
    }

    fn course_certificate(&mut self, key: RunKey, trigger: Trigger, now: Instant) {
        let (Some(run), Some(grade)) = (self.scheduled.get(&key), self.on_edx.get(&key)) else {
            return;
        };
        let existing = if self.revoked.contains(&key) {
            Existing::Revoked
        } else if self.learner.course_certificates.contains(&key) {
            Existing::Active
        } else {
            Existing::None
        };
        let mut seats = self.learner.run_seats.iter();
        let verified = seats.any(|seat| seat.run == key && seat.verified && seat.active);
        match change(trigger, run, verified, *grade, existing, now) {
            Change::None => {}
            Change::Created => {
                self.learner.course_certificates.push(key);
                self.course_certificates.insert(key, now);
                self.evaluate_programs(key, now);
            }
            Change::Deleted => {
                self.learner.course_certificates.retain(|certificate| *certificate != key);
                self.course_certificates.remove(&key);
            }
        }
    }

    /// A new course certificate has the programs looked at that name its course.
    fn evaluate_programs(&mut self, key: RunKey, now: Instant) {
        let Some(course) = self.course_of(key) else {
            return;
        };
        for program in &self.offer.programs {
            let named = program.requirement.iter().any(|node| node.names(course));
            if evaluates_program(true, program.live, named) {
                self.program_certificate(program.key, now);
            }
        }
    }

    fn program_certificate(&mut self, program: ProgramKey, now: Instant) {
        if self.offer.issue(program, &self.learner, false).created {
            let certificate = ProgramCertificate { program, revoked: false };
            self.learner.program_certificates.push(certificate);
            self.program_certificates.insert(program, now);
        }
    }

    fn program_enrollment_upgrade_job(&mut self) {
        let verified: BTreeSet<CourseKey> = self
            .learner
            .run_seats
            .iter()
            .filter(|seat| seat.verified && seat.active)
            .filter_map(|seat| self.course_of(seat.run))
            .collect();
        let upgrades = |seat: &ProgramSeat| {
            let mut certificates = self.learner.program_certificates.iter();
            let has_certificate = certificates.any(|one| one.program == seat.program);
            let lists = self.offer.program(seat.program).and_then(|program| {
                let lists = RequirementLists::of(&program.requirement);
                lists.ok().filter(|_| program.live)
            });
            let met = lists.is_some_and(|lists| lists.upgrade_enrollment(&verified));
            seat.active && !has_certificate && met
        };
        let upgraded: Vec<bool> = self.learner.program_seats.iter().map(upgrades).collect();
        for (seat, upgraded) in self.learner.program_seats.iter_mut().zip(upgraded) {
            seat.verified |= upgraded;
        }
    }

    /// Looks at enrollments in programs, the oldest first; who is a candidate was settled before.
    fn program_certificate_job(&mut self, now: Instant) {
        let is_live = |key: ProgramKey| self.offer.program(key).is_some_and(|program| program.live);
        let candidates: Vec<ProgramKey> = self
            .learner
            .program_seats
            .iter()
            .filter(|seat| {
                let mut certificates = self.learner.program_certificates.iter();
                let has = certificates.any(|one| one.program == seat.program);
                is_candidate(is_live(seat.program), Some(**seat), has)
            })
            .map(|seat| seat.program)
            .collect();
        for program in candidates {
            self.program_certificate(program, now);
        }
    }

    fn course_of(&self, key: RunKey) -> Option<CourseKey> {
        self.offer.runs.iter().find(|run| run.key == key).map(|run| run.course)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::mitxonline::program::{Program, Run};
    use crate::platform::mitxonline::requirement::Node;

    const PROGRAM: ProgramKey = ProgramKey(1);
    const RUN: RunKey = RunKey(1001);
    const PASSED: Grade = Grade { zero: false, passed: true };

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    /// A program of one self-paced course whose certificates were dated 1 June 2026.
    fn timeline_of(program_seats: Vec<ProgramSeat>, events: &[Event]) -> [Option<Instant>; 2] {
        let course = CourseKey(101);
        let run = Run { key: RUN, course, verified_mode: true, variant: false };
        let requirement = vec![Node::Course(course)];
        let program = Program { key: PROGRAM, live: true, paid_mode: true, requirement };
        let offer = Offer { programs: vec![program], runs: vec![run] };
        let available = Some(at("2026-06-01T00:00:00Z"));
        let run = ScheduledRun { live: true, self_paced: true, available, variant: false };
        let scheduled = BTreeMap::from([(RUN, run)]);
        let seat = RunSeat { run: RUN, verified: true, active: true, changed: false };
        let learner = Learner { program_seats, run_seats: vec![seat], ..Learner::default() };
        let none = (BTreeMap::new(), BTreeSet::new());
        let schedule = Schedule::default();
        let mut timeline = Timeline::new(&offer, &scheduled, schedule, learner, none.0, none.1);
        timeline.run(at("2026-06-01T00:00:00Z"), at("2026-07-10T00:00:00Z"), events);
        [timeline.course_certificates.get(&RUN), timeline.program_certificates.get(&PROGRAM)]
            .map(Option::<&Instant>::copied)
    }

    fn joined(verified: bool) -> ProgramSeat {
        ProgramSeat { program: PROGRAM, verified, active: true }
    }

    #[test]
    fn what_happens_at_a_full_hour_comes_before_its_jobs_and_a_second_later_after() {
        let graded = |text| Event { at: at(text), kind: EventKind::GradeOnEdx(RUN, PASSED) };
        let seats = || vec![joined(true)];
        let sharp = at("2026-06-05T10:00:00Z");
        let on_time = timeline_of(seats(), &[graded("2026-06-05T10:00:00Z")]);
        assert_eq!(on_time, [Some(sharp); 2], "the program certificate comes with the course's");
        let late = timeline_of(seats(), &[graded("2026-06-05T10:00:01Z")]);
        assert_eq!(late, [Some(sharp.plus_hours(1)); 2]);
    }

    #[test]
    fn a_pass_after_31_days_waits_for_open_edx_to_say_so() {
        let day_31 = at("2026-07-02T00:00:00Z");
        let graded = |at| Event { at, kind: EventKind::GradeOnEdx(RUN, PASSED) };
        let last = timeline_of(vec![], &[graded(day_31.plus_hours(-1))]);
        assert_eq!(last[0], Some(day_31.plus_hours(-1)));
        assert_eq!(timeline_of(vec![], &[graded(day_31)])[0], None);
        let issued = Event { at: day_31.plus_hours(5), kind: EventKind::CertificateOnEdx(RUN) };
        assert_eq!(timeline_of(vec![], &[graded(day_31), issued])[0], Some(issued.at));
    }

    #[test]
    fn a_late_enrollment_in_the_program_waits_for_the_jobs_of_the_night() {
        let graded =
            Event { at: at("2026-06-05T10:00:00Z"), kind: EventKind::GradeOnEdx(RUN, PASSED) };
        let joins = |text| Event { at: at(text), kind: EventKind::ProgramSeat(joined(false)) };
        let before_one = timeline_of(vec![], &[graded, joins("2026-06-07T00:59:59Z")]);
        assert_eq!(before_one[1], Some(at("2026-06-07T02:00:00Z")));
        let after_one = timeline_of(vec![], &[graded, joins("2026-06-07T01:00:01Z")]);
        assert_eq!(after_one[1], Some(at("2026-06-08T02:00:00Z")));
        assert_eq!(timeline_of(vec![], &[graded])[1], None);
    }
}
