//! What the learner has done, and what they wish.

use certificate_planner::moment::{Instant, Moment};
use certificate_planner::truth::Truth;
use serde_json::{Value, json};

use crate::made_programs::requirements::Made;
use crate::made_programs::{GRID, Maker, date, usd};

/// A plan for the program of a catalog.
pub(crate) fn plan(maker: &mut Maker, catalog: &Value) -> Value {
    let mut plan = json!({ "format": 1, "program": "P", "program_enrollment": "verified" });
    let of = |course: &Value| course["capstone"].is_null();
    let courses = catalog["courses"].as_array().unwrap();
    let mut entries = Vec::new();
    for course in courses.iter().filter(|course| of(course)) {
        if maker.random.percent(30) {
            entries.push(entry(maker, course));
        }
    }
    for course in courses.iter().filter(|course| !of(course)) {
        if maker.random.percent(15) {
            entries.push(failed(course));
        }
    }
    plan["courses"] = json!(entries);
    if !catalog["programs"][0]["bundle_price"].is_null() {
        maker.maybe(&mut plan, "bundle", 15, |maker| {
            let on = maker.today() + maker.steps(-60, 0);
            json!({ "payment": "paid", "on": date(on) })
        });
    }
    if maker.has_tiers {
        let income = [0, 24_999, 25_000, 80_000][maker.below(4)];
        plan["income"] = json!({ "amount": format!("{income}.00"), "currency": "USD" });
    }
    plan
}

fn failed(course: &Value) -> Value {
    json!({ "course": course["id"], "runs": [{ "state": "finished", "mode": "verified",
        "payment": "paid", "result": "not_passed" }] })
}

fn entry(maker: &mut Maker, course: &Value) -> Value {
    let kind = maker.below(12);
    let runs: &[Value] = course["runs"].as_array().map_or(&[], Vec::as_slice);
    let is = |run: &&Value, key: &str, before: bool, now: Instant| {
        let moment = run[key].as_str().and_then(|text| text.parse::<Moment>().ok());
        let asked =
            |moment: Moment| if before { moment.is_before(now) } else { moment.is_after(now) };
        moment.is_some_and(|moment| asked(moment) == Truth::Yes)
    };
    let now = maker.now;
    let by_instructor = course["pacing"]["value"] == "instructor_paced";
    let under_way = runs
        .iter()
        .find(|run| by_instructor && is(run, "start", true, now) && is(run, "end", false, now));
    let to_come = runs.iter().find(|run| by_instructor && is(run, "start", false, now));
    let mut entry = json!({ "course": course["id"] });
    match (kind, under_way, to_come) {
        (0, Some(run), _) => {
            entry["runs"] = json!([{ "run": run["id"], "state": "in_progress", "mode": "verified",
                "payment": "paid", "result": "will_pass" }]);
        }
        (1..=4, Some(run), _) => {
            entry["runs"] = json!([{ "run": run["id"], "state": "in_progress", "mode": "audit",
                "result": "will_pass" }]);
        }
        // Whether a paid session hinders an earlier one of its course is settled by no rule.
        (5 | 6, _, Some(run)) if !maker.aging => {
            entry["runs"] = json!([{ "run": run["id"], "state": "planned", "mode": "verified",
                "payment": "paid", "result": "will_pass" }]);
        }
        (7, _, Some(run)) => {
            entry["runs"] = json!([{ "run": run["id"], "state": "planned", "mode": "verified",
                "payment": "will_pay", "result": "will_pass" }]);
        }
        (8, _, _) => entry = failed(course),
        (9, _, _) => {}
        _ => {
            let age = if maker.aging { maker.steps(-200, -5) } else { maker.steps(-300, -1) };
            entry["runs"] = json!([{ "state": "finished", "mode": "verified", "payment": "paid",
                "result": "passed", "certificate": "held",
                "certificate_on": date(maker.today() + age) }]);
        }
    }
    maker.maybe(&mut entry, "fee", 20, |maker| usd(75 * maker.random.between(1, 5)));
    entry
}

/// Wishes of every kind, few at a time.
pub(crate) fn wishes(maker: &mut Maker, catalog: &Value, plan: &Value, made: &Made) -> Value {
    let mut wishes = json!({});
    let into = &mut wishes;
    let day = |maker: &mut Maker, least: i32, most: i32| {
        let steps = maker.steps(least, most);
        date(maker.today() + steps)
    };
    maker.maybe(into, "start_from", 12, |maker| json!(day(maker, -2, 40)));
    maker.maybe(into, "hours_per_week", 25, |maker| json!(maker.random.between(6, 40)));
    let limited = into["hours_per_week"].is_number();
    let percent = if maker.at_own_pace || limited { 35 } else { 12 };
    maker.maybe(into, "hours_between", percent, |maker| {
        let between = |maker: &mut Maker| {
            let from = maker.today() + maker.steps(0, 60);
            let to = from + maker.steps(1, 20);
            let more = maker.random.percent(30);
            let hours = maker.random.between(0, if more { 60 } else { 14 });
            json!({ "from": date(from), "to": date(to), "hours": hours })
        };
        (0..=maker.below(2)).map(|_| between(maker)).collect()
    });
    maker.maybe(into, "courses_at_once", 20, |maker| json!(maker.random.between(1, 3)));
    maker.maybe(into, "ready_by", 10, |maker| json!(day(maker, 40, 160)));
    maker.maybe(into, "budget", 10, |maker| {
        json!(format!("{}.00", 250 * maker.random.between(1, 14)))
    });
    maker.maybe(into, "published_only", 10, |_| json!(true));
    maker.maybe(into, "certificate_margin_days", 12, |maker| json!(GRID * maker.steps(1, 3)));
    if !made.tracks.is_empty() {
        let track = made.tracks[maker.below(made.tracks.len())].clone();
        if maker.random.percent(25) {
            into["track"] = json!(track);
        } else {
            maker.maybe(into, "without_tracks", 25, |_| json!([track]));
        }
    }
    about_courses(maker, into, catalog, plan, made);
    wishes
}

/// Wishes about single courses; each course has one at most, and none that is under way or paid for.
fn about_courses(maker: &mut Maker, into: &mut Value, catalog: &Value, plan: &Value, made: &Made) {
    let settled = |id: &str| {
        let entries = plan["courses"].as_array().unwrap().iter();
        entries.clone().any(|entry| {
            let runs = entry["runs"].as_array().map_or(&[][..], Vec::as_slice);
            entry["course"] == id && runs.iter().any(|run| run["state"] != "finished")
        })
    };
    let of_catalog = |id: &str| {
        catalog["courses"].as_array().unwrap().iter().find(|course| course["id"] == id).unwrap()
    };
    let mut ids: Vec<&String> = made.courses.iter().filter(|id| !settled(id)).collect();
    let mut with = |maker: &mut Maker,
                    key: &str,
                    percent: u32,
                    write: &dyn Fn(&mut Maker, &str) -> Option<Value>| {
        if !ids.is_empty() && maker.random.percent(percent) {
            let id = ids.remove(maker.below(ids.len()));
            into[key] = write(maker, id).map_or(json!([]), |value| json!([value]));
        }
    };
    with(maker, "with_courses", 20, &|_, id| Some(json!(id)));
    with(maker, "without_courses", 15, &|_, id| Some(json!(id)));
    with(maker, "pinned", 15, &|maker, id| {
        let runs = of_catalog(id)["runs"].as_array().filter(|runs| !runs.is_empty())?;
        Some(json!({ "course": id, "run": runs[maker.below(runs.len())]["id"] }))
    });
    with(maker, "failures", 15, &|maker, id| {
        let by_instructor = of_catalog(id)["pacing"]["value"] == "instructor_paced";
        by_instructor.then(|| json!({ "course": id, "times": maker.random.between(1, 2) }))
    });
}
