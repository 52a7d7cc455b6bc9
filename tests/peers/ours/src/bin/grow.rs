//! How time and memory of one assessment grow: with the courses of a program, with the sessions of each,
//! and with the depth of the requirement. It prints a line of JSON for each size.

use std::hint::black_box;
use std::time::Instant;

use certificate_planner::assessment::assess;
use certificate_planner::catalog::Catalog;
use certificate_planner::plan::Plan;
use peak_alloc::PeakAlloc;
use serde_json::{Value, json};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const NOW: &str = "2026-11-21T12:00:00Z";
/// The fastest of so many is told, as it was disturbed the least.
const TIMES: usize = 200;

const COURSES: [usize; 7] = [5, 10, 20, 50, 100, 200, 500];
const SESSIONS: [usize; 6] = [4, 10, 30, 100, 300, 1_000];
/// A catalog may nest no deeper.
const DEPTHS: [usize; 5] = [1, 2, 4, 8, 11];

struct Size {
    courses: usize,
    sessions: usize,
    depth: usize,
}

fn main() {
    for courses in COURSES {
        print("courses", courses, &Size { courses, sessions: 4, depth: 1 });
    }
    for sessions in SESSIONS {
        print("sessions", sessions, &Size { courses: 5, sessions, depth: 1 });
    }
    for depth in DEPTHS {
        print("depth", depth, &Size { courses: 10, sessions: 4, depth });
    }
}

fn print(what: &str, number: usize, size: &Size) {
    let catalog = Catalog::read(&catalog(size).to_string());
    let problems = catalog.problems;
    let catalog =
        catalog.catalog.unwrap_or_else(|| panic!("the catalog has problems: {problems:?}"));
    let plan = Plan::read(&plan(size).to_string(), &catalog).expect("a plan without problems");
    let now = NOW.parse().expect("an instant");
    let mut least = f64::INFINITY;
    for _ in 0..TIMES {
        let start = Instant::now();
        black_box(assess(&catalog, &plan, now));
        least = least.min(start.elapsed().as_secs_f64() * 1e6);
    }
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    black_box(assess(&catalog, &plan, now));
    let bytes = MEMORY.peak_usage() - before;
    println!("{}", json!({ "with": what, "size": number, "microseconds": least, "bytes": bytes }));
}

fn fact(value: Value) -> Value {
    json!({ "value": value, "source": "s", "status": "current" })
}

fn id(course: usize) -> String {
    format!("C{course}")
}

fn catalog(size: &Size) -> Value {
    let session = |number: usize| {
        // The later half lies ahead, one every ten days.
        let day = 10 * (number as i32 - size.sessions as i32 / 2);
        let at = |days: i32| {
            let today = "2026-11-21".parse::<certificate_planner::moment::Date>().expect("a day");
            certificate_planner::moment::Date::of_days_since_1970(today.days_since_1970() + days)
        };
        json!({ "id": format!("R{number}"), "start": at(day + 20).to_string(),
            "end": at(day + 90).to_string(), "enrollment_end": at(day + 15).to_string(),
            "upgrade_deadline": at(day + 18).to_string(), "source": "s", "status": "current" })
    };
    let course = |number: usize| {
        let runs: Vec<Value> = (0..size.sessions).map(session).collect();
        json!({ "id": id(number), "title": id(number), "pacing": fact(json!("instructor_paced")),
            "fee": fact(json!({ "amount": "300.00", "currency": "USD" })), "runs": runs })
    };
    let leaves = (0..size.courses).map(|number| json!({ "kind": "course", "course": id(number) }));
    let mut requirement = json!({ "kind": "all_of", "of": leaves.collect::<Vec<_>>() });
    for _ in 1..size.depth {
        requirement = json!({ "kind": "all_of", "of": [requirement] });
    }
    json!({
        "format": 1, "title": "Growing", "platform": "mitx_online", "as_of": "2026-11-21",
        "sources": [{ "id": "s", "title": "A source" }],
        "courses": (0..size.courses).map(course).collect::<Vec<_>>(),
        "programs": [{ "id": "P", "title": "Program", "credential": "program_certificate",
            "offered": fact(json!(true)), "requirement": fact(requirement) }],
    })
}

/// Every course is planned in its last session.
fn plan(size: &Size) -> Value {
    let run = json!({ "run": format!("R{}", size.sessions - 1), "state": "planned", "mode": "verified",
        "payment": "will_pay", "result": "will_pass" });
    let course = |number: usize| json!({ "course": id(number), "runs": [run] });
    json!({ "format": 1, "program": "P", "program_enrollment": "verified",
        "courses": (0..size.courses).map(course).collect::<Vec<_>>() })
}
