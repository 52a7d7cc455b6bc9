//! Courses with their sessions, fees, hours and what comes before them.

use serde_json::{Value, json};

use crate::made_programs::requirements::Made;
use crate::made_programs::{GRID, Maker, fact, usd};

/// The courses of a requirement, and some that only come before others.
pub(crate) fn courses(maker: &mut Maker, requirement: &Made) -> Vec<Value> {
    let mut courses = Vec::new();
    let mut before: Vec<String> = Vec::new();
    for number in 0..maker.below(3) {
        let id = format!("Z{number}");
        courses.push(course(maker, &id));
        before.push(id);
    }
    for id in &requirement.courses {
        let mut made = course(maker, id);
        // A certificate of some age that comes before another course is left to the worked examples.
        if !maker.aging && !before.is_empty() && maker.random.percent(25) {
            let first = &before[maker.below(before.len())];
            let strength = if maker.random.percent(75) { "required" } else { "recommended" };
            made["prerequisites"] = json!([{ "course": first, "strength": strength,
                "source": "s", "status": "current" }]);
        }
        courses.push(made);
        before.push(id.clone());
    }
    if let Some(id) = &requirement.capstone {
        let mut made = course(maker, id);
        made["capstone"] = fact(json!("after_all_others"));
        if maker.aging {
            // How old certificates are by an exam without a date is settled by no rule.
            made["runs"] = (0..4).map(|number| later_run(maker, number)).collect();
        }
        courses.push(made);
    }
    courses
}

fn course(maker: &mut Maker, id: &str) -> Value {
    let mut course =
        json!({ "id": id, "title": id, "advanced": fact(json!(maker.random.percent(40))) });
    let percent = if maker.at_own_pace { 50 } else { 5 };
    let self_paced = !maker.aging && maker.random.percent(percent);
    course["pacing"] = fact(json!(if self_paced { "self_paced" } else { "instructor_paced" }));
    let ends = self_paced && maker.random.percent(60);
    let individually = self_paced && !(ends && maker.random.percent(15));
    let release = if individually { "individually" } else { "after_end" };
    course["certificate_release"] = fact(json!(release));
    maker.maybe(&mut course, "fee", 85, |maker| fact(usd(100 * maker.random.between(1, 4))));
    maker.maybe(&mut course, "hours_per_week", 85, |maker| {
        let most = maker.random.between(3, 14);
        fact(json!({ "min": most / 2, "max": most }))
    });
    maker.maybe(&mut course, "attempts_guaranteed", 15, |maker| {
        fact(json!(maker.random.between(1, 2)))
    });
    maker.maybe(&mut course, "simultaneous_sessions", 50, |maker| {
        fact(json!(maker.random.percent(50)))
    });
    if self_paced {
        course["weeks"] = fact(json!(maker.random.between(1, 9)));
        let count = 1 + usize::from(ends && maker.random.percent(25));
        course["runs"] = (0..count).map(|number| self_paced_run(maker, number, ends)).collect();
        return course;
    }
    if maker.has_terms {
        maker.maybe(&mut course, "terms_offered", 50, |maker| {
            fact([json!(["1T"]), json!(["3T"]), json!(["1T", "3T"])][maker.below(3)].clone())
        });
    }
    if !maker.random.percent(8) {
        let count = 1 + maker.below(maker.size.sessions);
        course["runs"] = (0..count).map(|number| run(maker, number)).collect();
    }
    course
}

/// A session; the first of a course often lies behind or is closed.
fn run(maker: &mut Maker, number: usize) -> Value {
    let start = if number == 0 { maker.steps(-40, 10) } else { maker.steps(-8, 110) };
    run_from(maker, number, start)
}

fn later_run(maker: &mut Maker, number: usize) -> Value {
    let start = maker.steps(10, 150);
    run_from(maker, number, start)
}

fn run_from(maker: &mut Maker, number: usize, start: i32) -> Value {
    let start = maker.today() + start;
    let end = start + maker.steps(5, 20);
    let mut run = json!({ "id": format!("r{number}"), "source": "s", "status": "current" });
    // Starts lie one day beside the grid: whether a session that starts on the last day of another
    // one of its course overlaps it is settled by no rule.
    run["start"] = maker.moment(start + 1);
    run["end"] = maker.moment(end);
    maker.maybe(&mut run, "enrollment_end", 65, |maker| {
        let day = start + maker.steps(-2, 4);
        if maker.random.percent(8) { json!("none") } else { maker.moment(day) }
    });
    maker.maybe(&mut run, "upgrade_deadline", 65, |maker| {
        let day = start + maker.steps(0, 4);
        if maker.random.percent(8) { json!("none") } else { maker.moment(day) }
    });
    maker.maybe(&mut run, "certificate_available", 40, |maker| {
        let day = end + maker.steps(0, 5);
        maker.moment(day)
    });
    maker.maybe(&mut run, "fee", 25, |maker| usd(50 * maker.random.between(1, 10)));
    run
}

/// A session that one begins when one likes: open all the time, or until it ends.
fn self_paced_run(maker: &mut Maker, number: usize, ends: bool) -> Value {
    let start = maker.today() + maker.steps(-40, 25) + GRID / 2;
    let mut run = json!({ "id": format!("self{number}"), "source": "s", "status": "current",
        "enrollment_end": "none", "upgrade_deadline": "none", "end": "none" });
    run["start"] = maker.moment(start);
    if ends {
        let opens = start.max(maker.today());
        let end = opens + maker.steps(2, 35);
        run["end"] = maker.moment(end);
        maker.maybe(&mut run, "enrollment_end", 60, |maker| {
            let day = opens + maker.steps(1, 25);
            maker.moment(day)
        });
        maker.maybe(&mut run, "upgrade_deadline", 60, |maker| {
            let day = opens + maker.steps(1, 25);
            maker.moment(day)
        });
    }
    run
}

/// The terms in which sessions are projected.
pub(crate) fn terms() -> Value {
    json!([
        { "id": "1T", "title": "Spring", "start": "01-26", "end": "05-16",
          "enrollment_end": "02-03", "upgrade_deadline": "02-20", "source": "s", "status": "current" },
        { "id": "3T", "title": "Fall", "start": "09-01", "end": "12-20",
          "certificate_available": "01-05", "source": "s", "status": "current" },
    ])
}
