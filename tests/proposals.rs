//! The best ways, tried on made programs.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "proposals/hard_rules.rs"]
mod hard_rules;
mod made_programs;
#[path = "made_instances/random.rs"]
#[allow(unreachable_pub, reason = "the benchmark shares it")]
mod random;

use certificate_planner::assessment::Verdict;
use certificate_planner::moment::Bound;
use certificate_planner::proposal::{Proposals, Way, WaySession, explain, propose};
use serde_json::{Value, json};

use hard_rules::broken_rules;
use made_programs::{Made, made, read};

/// The ways that are found for a made program.
fn proposals(made: &Made) -> Proposals {
    let (catalog, plan, wishes) = read(made);
    propose(&catalog, &plan, &wishes, made.now)
}

/// So many seeds are tried where nothing else is asked for, of those that make programs of common size.
const SEEDS: u64 = 40;

fn seeds() -> impl Iterator<Item = u64> {
    let asked = std::env::var("PROPOSAL_SEEDS").ok().map(|seeds| seeds.parse().unwrap());
    (0..asked.unwrap_or(SEEDS)).filter(|seed| !matches!(seed % 6, 2 | 5))
}

/// What a way comes to; less is better everywhere.
fn worth(way: &Way) -> [(u64, i64); 3] {
    let day = match way.completion.from {
        Bound::At(moment) => moment.date().days_since_1970(),
        Bound::Open | Bound::Unknown => i32::MIN,
    };
    // What may come with the whole program is paid for at most.
    let pays = way.to_pay.high.unwrap_or(way.to_pay.low);
    let cents = pays.to_string().replace('.', "");
    // Where hours are stated at all, courses without hours are counted in them.
    let unstated = if way.peak_hours == 0 { way.peak_unstated } else { 0 };
    [
        (way.undated.into(), day.into()),
        (way.unpublished_fees.into(), cents.parse().unwrap()),
        (unstated.into(), way.peak_hours.into()),
    ]
}

#[test]
fn no_way_breaks_a_hard_rule() {
    for made in seeds().map(made) {
        let found = proposals(&made);
        for way in &found.ways {
            let broken = broken_rules(&made, &serde_json::to_value(way).unwrap());
            assert!(broken.is_empty(), "{broken:#?}");
            let assessment = &way.assessment;
            let verdict = assessment.program.verdict;
            let open = verdict == Verdict::Undetermined && !assessment.missing.is_empty();
            // No plan can name a course that no source lists.
            let open = open || !way.unlisted.is_empty();
            let leads_there = matches!(verdict, Verdict::Earned | Verdict::OnCourse);
            assert!(leads_there || open, "seed {}: {verdict:?}", made.seed);
        }
    }
}

#[test]
fn no_way_is_dominated_by_another() {
    // A track that is not wished dates the certificate too, where its courses are there anyway.
    let any_track =
        |made: &Made| ["track", "without_tracks"].iter().all(|key| made.wishes.get(key).is_none());
    for made in seeds().map(made).filter(any_track) {
        let ways = proposals(&made).ways;
        let worths: Vec<_> = ways.iter().map(worth).collect();
        for (index, one) in worths.iter().enumerate() {
            let mut others = worths.iter().enumerate().filter(|(other, _)| *other != index);
            let beats = |other: &[(u64, i64); 3]| (0..3).all(|at| other[at] <= one[at]);
            assert!(!others.any(|(_, other)| beats(other)), "seed {}: {worths:?}", made.seed);
        }
    }
}

#[test]
fn pinning_what_was_chosen_changes_nothing() {
    for mut made in seeds().map(made) {
        let found = proposals(&made);
        let Some(earliest) = found.earliest.map(|index| &found.ways[index]) else {
            continue;
        };
        let courses = made.plan["courses"].as_array().into_iter().flatten();
        let in_plan: Vec<(Value, Value)> = courses
            .flat_map(|own| {
                let runs = own["runs"].as_array().into_iter().flatten();
                runs.map(|run| (own["course"].clone(), run["run"].clone()))
            })
            .collect();
        // What is paid already and cannot be joined stays beside what is chosen in its place.
        let is_chosen = |session: &WaySession| {
            let is_in_plan = in_plan.contains(&(json!(session.course), json!(session.run)));
            let mut others = earliest.sessions.iter().filter(|other| *other != session);
            let is_alone = others.all(|other| other.course != session.course || other.failed);
            session.failed || !is_in_plan || is_alone
        };
        let named =
            earliest.sessions.iter().filter(|session| !session.under_way && is_chosen(session));
        // Of several attempts the first is pinned.
        let mut pins: Vec<Value> = Vec::new();
        for session in named.filter(|session| session.run.is_some()) {
            if !pins.iter().any(|pin| pin["course"] == session.course.as_str()) {
                pins.push(json!({ "course": session.course, "run": session.run }));
            }
        }
        // What was wished of a course that is not taken stays.
        for pin in made.wishes["pinned"].as_array().into_iter().flatten() {
            if !pins.iter().any(|other| other["course"] == pin["course"]) {
                pins.push(pin.clone());
            }
        }
        made.wishes["pinned"] = json!(pins);
        let again = proposals(&made);
        let best = again.earliest.map(|index| worth(&again.ways[index]));
        assert_eq!(best, Some(worth(earliest)), "seed {}", made.seed);
    }
}

#[test]
fn asking_for_less_never_makes_the_best_worse() {
    for made in seeds().map(made) {
        let best = |found: &Proposals| found.earliest.map(|index| worth(&found.ways[index]));
        let Some(before) = best(&proposals(&made)) else {
            continue;
        };
        for key in ["hours_per_week", "hours_between", "courses_at_once", "ready_by", "budget"] {
            let mut less = made.clone();
            // A time with more hours than all weeks have asks for nothing.
            let gives = made.wishes["hours_per_week"].as_u64().is_some_and(|always| {
                let mut between = made.wishes["hours_between"].as_array().into_iter().flatten();
                between.any(|one| one["hours"].as_u64() > Some(always))
            });
            if key == "hours_between" && gives {
                continue;
            }
            if less.wishes.as_object_mut().unwrap().remove(key).is_some() {
                let after = best(&proposals(&less));
                assert!(after.is_some_and(|after| after <= before), "seed {}: {key}", made.seed);
            }
        }
    }
}

/// A way that begins again where a course was failed is one of those in which it is failed as often, or in
/// which it is not taken: none of these is better (rule F3).
#[test]
fn no_failure_is_better_than_the_best_with_it() {
    let mut compared = 0;
    for made in seeds().map(made) {
        let found = proposals(&made);
        let Some(way) = found.earliest.map(|index| &found.ways[index]) else {
            continue;
        };
        let (catalog, plan, wishes) = read(&made);
        let explained = explain(&catalog, &plan, &wishes, made.now, &way.plan);
        let explained = explained.unwrap_or_else(|| panic!("seed {}", made.seed));
        for slack in explained.slack.iter().filter(|_| explained.proven) {
            let Some(Bound::At(after)) = slack.completion.map(|completion| completion.from) else {
                continue;
            };
            let id = slack.course.as_str();
            // A failure that is wished for falls on what is paid already.
            if has_paid(&made, id) {
                continue;
            }
            let Some(again) = failed_once_more(&made, id) else {
                continue;
            };
            let others = [Some(again), without(&made, id)].into_iter().flatten();
            let others: Vec<Proposals> = others.map(|other| proposals(&other)).collect();
            if !others.iter().all(|other| other.proven) {
                continue;
            }
            let dated = others.iter().flat_map(|other| &other.ways).filter(|way| way.undated == 0);
            let ends = dated.filter_map(|way| match way.completion.from {
                Bound::At(on) => Some(on.date()),
                Bound::Open | Bound::Unknown => None,
            });
            let best = ends.min();
            assert!(best.is_some_and(|best| best <= after.date()), "seed {}: {id}", made.seed);
            compared += 1;
        }
    }
    assert!(compared >= 5, "{compared}");
}

/// What stands in for sessions that nobody has published is cheaper in this program and never earlier: that is known
/// when the ways are there, and why the earliest is not earlier is told without proving it once more (rule F2).
#[test]
fn what_is_only_cheaper_is_not_asked_whether_it_is_earlier() {
    let made = made(25);
    let (catalog, plan, wishes) = read(&made);
    let found = propose(&catalog, &plan, &wishes, made.now);
    let way = &found.ways[found.earliest.unwrap()];
    let explained = explain(&catalog, &plan, &wishes, made.now, &way.plan).unwrap();
    assert!(explained.proven);
    assert!(!explained.binding.is_empty());
}

/// Whether a session of the course is paid and still ahead.
fn has_paid(made: &Made, id: &str) -> bool {
    let mut courses = made.plan["courses"].as_array().into_iter().flatten();
    let own = courses.find(|course| course["course"] == id);
    let mut runs = own.and_then(|own| own["runs"].as_array()).into_iter().flatten();
    runs.any(|run| run["state"] == "planned" && run["payment"] == "paid")
}

/// The same with no wish for a day or an amount, and the course failed once more.
fn failed_once_more(made: &Made, id: &str) -> Option<Made> {
    let mut other = relaxed(made, id)?;
    let failures = other.wishes.as_object_mut()?.entry("failures").or_insert(json!([]));
    let failures = failures.as_array_mut()?;
    match failures.iter_mut().find(|one| one["course"] == id) {
        // Twice is as often as can be wished.
        Some(own) if own["times"] == 2 => return None,
        Some(own) => own["times"] = json!(own["times"].as_u64()? + 1),
        None => failures.push(json!({ "course": id, "times": 1 })),
    }
    Some(other)
}

/// The same with no wish for a day or an amount, and without the course, also where it is wished.
fn without(made: &Made, id: &str) -> Option<Made> {
    let mut other = relaxed(made, id)?;
    let wishes = other.wishes.as_object_mut()?;
    if let Some(wished) = wishes.get_mut("with_courses").and_then(Value::as_array_mut) {
        wished.retain(|one| one != id);
    }
    if let Some(failures) = wishes.get_mut("failures").and_then(Value::as_array_mut) {
        failures.retain(|one| one["course"] != id);
    }
    let without = wishes.entry("without_courses").or_insert(json!([]));
    without.as_array_mut()?.push(json!(id));
    Some(other)
}

fn relaxed(made: &Made, id: &str) -> Option<Made> {
    let mut other = made.clone();
    let wishes = other.wishes.as_object_mut()?;
    wishes.remove("ready_by");
    wishes.remove("budget");
    if let Some(pinned) = wishes.get_mut("pinned").and_then(Value::as_array_mut) {
        pinned.retain(|one| one["course"] != id);
    }
    Some(other)
}

/// The oracle's day for a date that is not known.
const NOT_KNOWN: i64 = -1_000_000;

#[test]
fn the_best_are_those_of_the_oracle() {
    let stored = include_str!("oracle/optima.jsonl").lines();
    let stored: Vec<Value> = stored.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(stored.len() >= 100);
    for optimum in stored {
        let made = made(optimum["seed"].as_u64().unwrap());
        let found = proposals(&made);
        let today = i64::from(made.now.date_utc().days_since_1970());
        let picks = [
            ("earliest", found.earliest),
            ("cheapest", found.cheapest),
            ("lightest", found.lightest),
        ];
        for (name, index) in picks {
            let mine = index.map(|index| {
                let mut worth = worth(&found.ways[index]);
                // What is held delays nothing, whenever it came; the oracle has a day of its own for
                // a date that is not known.
                let known = worth[0].1 > i64::from(i32::MIN);
                worth[0].1 = if known { worth[0].1.max(today) } else { NOT_KNOWN };
                worth
            });
            let as_told = |mut worth: Value| {
                // Beside a certificate without a date, those with one do not say when the program's
                // comes; and what is there today comes on no day.
                let is_undated = worth[0][0].as_u64().is_some_and(|undated| undated > 0);
                if is_undated || worth[0][1].as_i64().is_some_and(|day| day <= today) {
                    worth[0][1] = json!(NOT_KNOWN);
                }
                worth
            };
            let (mine, theirs) = (as_told(json!(mine)), as_told(optimum[name].clone()));
            assert_eq!(mine, theirs, "seed {}: {name}", made.seed);
        }
    }
}
