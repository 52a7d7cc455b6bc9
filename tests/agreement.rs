//! What a learner is told never contradicts what MITx Online itself decides: records of made-up
//! sessions are imported and asked about, and held against the platform's own rules.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use certificate_planner::assessment::Verdict::{self, Earned, OnCourse, Undetermined};
use certificate_planner::assessment::assess;
use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::format::Platform;
use certificate_planner::id::CourseId;
use certificate_planner::import::import_values;
use certificate_planner::moment::{Instant, Moment};
use certificate_planner::plan::Plan;
use certificate_planner::platform::mitxonline::certificate::{
    CREATION_WINDOW_DAYS, Change, Existing, Grade, ScheduledRun, Trigger, available_date, change,
};
use certificate_planner::platform::mitxonline::run::CourseRun;
use certificate_planner::truth::Truth;
use serde_json::{Value, json};

const ROUNDS: usize = 2_000;

fn now() -> Instant {
    "2026-06-15T12:00:00Z".parse().unwrap()
}

/// The same throws in every run of the test.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn chance(&mut self, of: usize) -> bool {
        self.throw(of) == 0
    }

    /// Hours from now, near and far, and now itself.
    fn hours(&mut self) -> i64 {
        [-9_000, -745, -744, -743, -24, -1, 0, 1, 24, 9_000][self.throw(10)]
    }

    /// Two dates in order, each of which may be missing.
    fn dates(&mut self) -> [Option<Instant>; 2] {
        let mut hours = [self.hours(), self.hours()];
        hours.sort_unstable();
        hours.map(|hours| (!self.chance(5)).then(|| now().plus_hours(hours)))
    }
}

fn made_up_run(dice: &mut Dice) -> CourseRun {
    let [start, end] = dice.dates();
    let [enrollment_start, enrollment_end] = dice.dates();
    CourseRun {
        live: !dice.chance(8),
        start,
        end,
        enrollment_start,
        enrollment_end,
        upgrade_deadline: dice.dates()[0],
        verified_mode: !dice.chance(8),
        on_sale: !dice.chance(8),
        self_paced: dice.chance(2),
        ..CourseRun::default()
    }
}

/// The run as the platform serves it.
fn record(run: &CourseRun, number: usize, available: Option<Instant>) -> Value {
    let product = json!({ "price": "100.00", "is_active": true });
    let modes: &[&str] = if run.verified_mode { &["audit", "verified"] } else { &["audit"] };
    json!({
        "id": number,
        "run_tag": number.to_string(),
        "live": run.live,
        "start_date": run.start,
        "end_date": run.end,
        "enrollment_start": run.enrollment_start,
        "enrollment_end": run.enrollment_end,
        "upgrade_deadline": run.upgrade_deadline,
        "certificate_available_date": available,
        "is_self_paced": run.self_paced,
        "enrollment_modes": modes,
        "products": if run.on_sale { vec![product] } else { vec![] },
    })
}

fn catalog(runs: &[Value]) -> Catalog {
    let leaf = json!({ "data": { "node_type": "course", "course": 1 } });
    let records = [
        json!({ "id": 9, "title": "Program", "live": true, "req_tree": [leaf],
                "enrollment_modes": [{ "mode_slug": "verified", "requires_payment": true }] }),
        json!({ "id": 1, "title": "Course", "courseruns": runs }),
    ];
    let imported = import_values(&records, Some(Platform::MitxOnline), now().date_utc());
    let reading = Catalog::read(&serde_json::to_string(&imported.catalog).unwrap());
    reading.catalog.unwrap_or_else(|| panic!("{:?}", reading.problems))
}

#[test]
fn a_session_is_open_and_over_as_the_platform_has_it() {
    let mut dice = Dice(1);
    for _ in 0..ROUNDS {
        let runs: Vec<CourseRun> = (0..3).map(|_| made_up_run(&mut dice)).collect();
        let records: Vec<Value> =
            runs.iter().enumerate().map(|(index, run)| record(run, index, None)).collect();
        let catalog = catalog(&records);
        let sessions = catalog.sessions(&catalog.programs()[0], now()).remove(0).sessions;
        for (index, run) in runs.iter().enumerate() {
            let session =
                sessions.iter().find(|one| one.run.as_str() == index.to_string()).unwrap();
            assert_eq!(session.ended, Truth::from(run.is_past(now())), "{run:?}");
            assert_eq!(session.open, Truth::from(is_open(run)), "{run:?}");
        }
        let first = runs.iter().filter(|run| is_open(run)).filter_map(|run| run.start).min();
        let course = catalog.course(&CourseId::new("1")).unwrap();
        let next = catalog.next_run(course, now(), &[]);
        assert_eq!(next.and_then(|run| run.facts.start), first.map(Moment::Instant), "{runs:?}");
    }
}

/// Whether one can still enroll, now or later, before it is over, and upgrade.
fn is_open(run: &CourseRun) -> bool {
    let opens_later = CourseRun { enrollment_start: Some(now()), ..run.clone() };
    let opens = run.enrollment_start.is_some_and(|opens| opens > now());
    let enrollable = run.is_enrollable(now()) || (opens && opens_later.is_enrollable(now()));
    enrollable && !run.is_past(now()) && run.is_upgradable(now())
}

#[test]
fn a_course_certificate_is_promised_where_the_platform_issues_it_and_nowhere_else() {
    let mut dice = Dice(2);
    for _ in 0..ROUNDS {
        let run = CourseRun { live: true, verified_mode: true, ..made_up_run(&mut dice) };
        let stated = run.start.is_none().then(|| dice.dates()[0]).flatten();
        let (verified, passed) = (!dice.chance(4), !dice.chance(4));
        let scheduled = ScheduledRun {
            live: true,
            self_paced: run.self_paced,
            available: available_date(stated, run.end),
            variant: false,
        };
        let issued = |at: Instant| {
            let trigger = Trigger::Schedule { window_days: CREATION_WINDOW_DAYS };
            let grade = Grade { zero: false, passed };
            change(trigger, &scheduled, verified, grade, Existing::None, at) == Change::Created
        };
        let told = told_of(&record(&run, 0, stated), verified, passed);
        let context = format!("{run:?} {stated:?} verified {verified} passed {passed}: {told:?}");
        let promised = matches!(told, Earned | OnCourse);
        if issued(now()) {
            assert!(promised, "{context}");
        } else if scheduled.available.is_some_and(|date| date > now()) && verified && passed {
            assert_eq!(told, OnCourse, "{context}");
        } else if verified && passed && (run.self_paced || scheduled.available.is_some()) {
            // The window has passed, so that only someone can still issue it.
            assert_eq!(told, Undetermined, "{context}");
        } else {
            assert!(!promised, "{context}");
        }
    }
}

/// What a learner is told who has finished the session and has no certificate yet.
fn told_of(run: &Value, verified: bool, passed: bool) -> Verdict {
    let catalog = catalog(std::slice::from_ref(run));
    let mode = if verified {
        json!({ "mode": "verified", "payment": "paid" })
    } else {
        json!({ "mode": "audit" })
    };
    let mut planned = json!({
        "run": "0", "state": "finished", "certificate": "not_issued",
        "result": if passed { "passed" } else { "not_passed" },
    });
    planned.as_object_mut().unwrap().extend(mode.as_object().unwrap().clone());
    let plan = json!({
        "format": 1, "program": "9", "program_enrollment": "verified",
        "courses": [{ "course": "1", "runs": [planned] }],
    });
    let plan = Plan::read(&plan.to_string(), &catalog).unwrap();
    assess(&catalog, &plan, now()).courses[0].verdict
}
