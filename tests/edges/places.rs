//! Where a course counts for one place only (rule B2): small made programs, whose answers are worked
//! out by trying every assignment of courses to places.

use certificate_planner::assessment::Assessment;
use certificate_planner::assessment::Verdict::{self, Earned, NeedsChange, NotReachable, OnCourse};
use serde_json::{Value, json};

use crate::common::written;
use crate::random::Random;
use crate::{ask, plan, reasons};

/// What the learner has of a course.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Has {
    Held(&'static str),
    Planned(&'static str),
    Nothing,
}

/// A course of a made program: what the learner has of it, and whether it is advanced.
#[derive(Clone, Copy, Debug)]
struct Made {
    id: &'static str,
    has: Has,
    advanced: bool,
}

const IDS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];
const PAST: [&str; 4] = ["2025-02-01", "2025-08-01", "2026-02-01", "2026-08-01"];
const AHEAD: [&str; 4] = ["2027-03-01", "2027-06-01", "2027-09-01", "2027-12-01"];

fn courses(random: &mut Random) -> Vec<Made> {
    let count = random.size(3, 6);
    let made = |id: &'static str| {
        let day = random.size(0, 3);
        let has = match random.size(0, 5) {
            0..=2 => Has::Held(PAST[day]),
            3 | 4 => Has::Planned(AHEAD[day]),
            _ => Has::Nothing,
        };
        Made { id, has, advanced: random.percent(40) }
    };
    IDS[..count].iter().copied().map(made).collect()
}

/// Some of the courses, none twice.
fn some(random: &mut Random, of: &[Made]) -> Vec<Value> {
    let mut left: Vec<&str> = of.iter().map(|one| one.id).collect();
    let count = random.size(1, of.len().min(3));
    (0..count).map(|_| json!(left.remove(random.size(0, left.len() - 1)))).collect()
}

fn choice(random: &mut Random, of: Vec<Value>) -> Value {
    let number = random.size(1, of.len().min(2));
    let advanced = if random.percent(50) { random.size(1, number) } else { 0 };
    json!({ "kind": "min_number_of", "number": number, "advanced": advanced, "of": of })
}

fn part(random: &mut Random, courses: &[Made]) -> Value {
    match random.size(0, 5) {
        0 => some(random, courses).remove(0),
        1..=3 => {
            let of = some(random, courses);
            choice(random, of)
        }
        4 => {
            // A group beside courses: of what is no course no source says that it is advanced.
            let mut of = some(random, courses);
            of.push(json!({ "kind": "all_of", "of": some(random, courses) }));
            let number = random.size(1, 2);
            json!({ "kind": "min_number_of", "number": number, "of": of })
        }
        _ => {
            let mut track = |id: &str| {
                let of = some(random, courses);
                let inner = choice(random, of);
                json!({ "id": id, "title": id, "requirement": inner })
            };
            json!({ "kind": "one_track_of", "tracks": [track("one"), track("two")] })
        }
    }
}

/// Every way to meet a requirement: the courses at its places, in order.
fn ways(requirement: &Value, courses: &[Made]) -> Vec<Vec<&'static str>> {
    if let Some(id) = requirement.as_str() {
        let course = courses.iter().find(|one| one.id == id).unwrap();
        return vec![vec![course.id]];
    }
    if requirement["kind"] == "one_track_of" {
        let tracks = requirement["tracks"].as_array().unwrap();
        return tracks.iter().flat_map(|one| ways(&one["requirement"], courses)).collect();
    }
    let of = requirement["of"].as_array().unwrap();
    let number =
        requirement["number"].as_u64().map_or(of.len(), |number| usize::try_from(number).unwrap());
    let advanced = usize::try_from(requirement["advanced"].as_u64().unwrap_or(0)).unwrap();
    let is_advanced = |child: &&Value| courses.iter().any(|one| **child == one.id && one.advanced);
    let mut all = Vec::new();
    for chosen in 0..1_u32 << of.len() {
        let picked: Vec<&Value> = of
            .iter()
            .enumerate()
            .filter(|(at, _)| chosen >> at & 1 == 1)
            .map(|one| one.1)
            .collect();
        if picked.len() != number
            || picked.iter().copied().filter(|one| is_advanced(one)).count() < advanced
        {
            continue;
        }
        let mut together = vec![Vec::new()];
        for child in picked {
            let of_child = ways(child, courses);
            together = together
                .iter()
                .flat_map(|before| of_child.iter().map(move |one| [&before[..], one].concat()))
                .collect();
        }
        all.extend(together);
    }
    all
}

/// The verdict, and for a program that is earned or on course the day of its last certificate.
fn by_trying(requirement: &Value, courses: &[Made]) -> (Verdict, Option<&'static str>) {
    let apart = |way: &Vec<&str>| (1..way.len()).all(|at| !way[..at].contains(&way[at]));
    let ways: Vec<_> = ways(requirement, courses).into_iter().filter(apart).collect();
    let has = |id: &&str| courses.iter().find(|one| one.id == *id).unwrap().has;
    let dated = |held_only: bool| {
        let last = |way: &Vec<&'static str>| {
            let days = way.iter().map(|id| match has(id) {
                Has::Held(day) => Some(day),
                Has::Planned(day) => (!held_only).then_some(day),
                Has::Nothing => None,
            });
            days.collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max())
        };
        ways.iter().filter_map(last).min()
    };
    match (dated(true), dated(false)) {
        (Some(day), _) => (Earned, Some(day)),
        (None, Some(day)) => (OnCourse, Some(day)),
        (None, None) => (if ways.is_empty() { NotReachable } else { NeedsChange }, None),
    }
}

fn asked(requirement: &Value, courses: &[Made]) -> Assessment {
    let course = |one: &Made| {
        let runs = AHEAD.map(|end| {
            json!({ "id": end, "start": "2027-01-10", "end": end, "enrollment_end": "2027-02-01",
                    "upgrade_deadline": "2027-02-20" })
        });
        json!({ "id": one.id, "pacing": "instructor_paced", "advanced": one.advanced,
                "runs": runs })
        .to_string()
    };
    let stated: Vec<(&str, String)> = courses
        .iter()
        .filter_map(|one| match one.has {
            Has::Held(day) => Some((one.id, format!(r#"$held, "certificate_on": "{day}""#))),
            Has::Planned(run) => Some((one.id, format!(r#"$will, "run": "{run}""#))),
            Has::Nothing => None,
        })
        .collect();
    let runs: Vec<(&str, [&str; 1])> =
        stated.iter().map(|(id, run)| (*id, [run.as_str()])).collect();
    let runs: Vec<(&str, &[&str])> = runs.iter().map(|(id, run)| (*id, &run[..])).collect();
    let program = json!({ "course_fills_one_place": true, "requirement": [requirement] });
    let courses: Vec<String> = courses.iter().map(course).collect();
    ask(&courses.join(", "), &program.to_string(), &plan(&runs))
}

#[test]
fn verdict_and_date_are_those_of_the_best_assignment_of_courses_to_places() {
    // B1, B2, B4, B5, C4
    let mut seen = Vec::new();
    for seed in 0..600 {
        let mut random = Random::new(seed);
        let courses = courses(&mut random);
        let parts = random.size(1, 3);
        let of: Vec<Value> = (0..parts).map(|_| part(&mut random, &courses)).collect();
        let requirement = json!({ "kind": "all_of", "of": of });
        let (verdict, day) = by_trying(&requirement, &courses);
        let answer = asked(&requirement, &courses);
        let made = || format!("seed {seed}: {requirement} {courses:?}");
        assert_eq!(answer.program.verdict, verdict, "{}", made());
        if let Some(day) = day {
            assert_eq!(written(&answer.program.certificate)["from"]["at"], day, "{}", made());
        }
        seen.push(verdict);
    }
    for verdict in [Earned, OnCourse, NeedsChange, NotReachable] {
        assert!(seen.iter().filter(|one| **one == verdict).count() >= 10, "{verdict:?} is rare");
    }
}

const ADVANCED: &str = r#"{ "id": "A", "advanced": true }, { "id": "B", "advanced": false },
    { "id": "C", "advanced": false }"#;

#[test]
fn an_advanced_course_that_fills_another_place_is_not_the_one_of_a_group() {
    // B2, B5: A is used by itself, so that one of B and C, neither advanced, is left for the group.
    let program = r#"{ "course_fills_one_place": true, "requirement": ["A",
        { "kind": "min_number_of", "number": 1, "advanced": 1, "of": ["A", "B", "C"] }] }"#;
    let held = r#"{ "holds": { "A": "2026-01-01", "B": "2026-02-01" } }"#;
    assert_eq!(ask(ADVANCED, program, held).program.verdict, NotReachable);
    // With a second advanced course it is earned.
    let courses = ADVANCED.replace(r#""C", "advanced": false"#, r#""C", "advanced": true"#);
    let both = r#"{ "holds": { "A": "2026-01-01", "C": "2026-02-01" } }"#;
    assert_eq!(ask(&courses, program, both).program.verdict, Earned);
    assert_eq!(ask(&courses, program, held).program.verdict, NeedsChange);
    // Whether C is advanced is not stated: open.
    let courses = ADVANCED.replace(r#"{ "id": "C", "advanced": false }"#, r#"{ "id": "C" }"#);
    assert_eq!(ask(&courses, program, both).program.verdict, Verdict::Undetermined);
}

#[test]
fn the_known_part_of_the_date_stays_beside_a_certificate_without_a_date() {
    // B2, C4, G: D comes without a date, so nobody knows the last day. A fills one of the two places;
    // the other needs B, which ends on 2027-05-01, so that the program is not there earlier.
    let courses = r#"{ "id": "A" }, { "id": "B", "pacing": "instructor_paced", "runs": [$spring] },
        { "id": "D", "pacing": "instructor_paced" }"#;
    let one = r#"{ "kind": "min_number_of", "number": 1, "of": ["A", "B"] }"#;
    let program =
        format!(r#"{{ "course_fills_one_place": true, "requirement": ["D", {one}, {one}] }}"#);
    let runs: [(&str, &[&str]); 3] = [
        ("A", &[r#"$held, "certificate_on": "2026-01-01""#]),
        ("B", &[r#"$will, "run": "1T2027""#]),
        ("D", &["$will"]),
    ];
    let answer = ask(courses, &program, &plan(&runs));
    assert_eq!(answer.program.verdict, OnCourse);
    let certificate = written(&answer.program.certificate);
    assert_eq!(certificate["from"]["at"], "2027-05-01");
    assert_eq!(certificate["to"], "unknown");
}

/// A by itself; of the tracks "a" takes A or F, "b" takes B.
fn ask_tracks(wanted: &str, of_a: &str) -> Assessment {
    let courses = r#"{ "id": "A", "pacing": "instructor_paced", "runs": [$fall] },
        { "id": "B", "pacing": "instructor_paced", "runs": [$spring] },
        { "id": "F", "pacing": "instructor_paced", "runs": [$fall] }"#;
    let program = format!(
        r#"{{ "course_fills_one_place": true, "requirement": [
            {{ "kind": "min_number_of", "number": 1, "of": ["B", "A"] }},
            {{ "kind": "one_track_of", "tracks": [
                {{ "id": "a", "title": "First", "requirement": {of_a} }},
                {{ "id": "b", "title": "Second", "requirement": ["B"] }}] }}] }}"#
    );
    let runs: [(&str, &[&str]); 2] =
        [("A", &[r#"$will, "run": "3T2027""#]), ("B", &[r#"$will, "run": "1T2027""#])];
    let mut plan: Value = serde_json::from_str(&crate::expand(&plan(&runs))).unwrap();
    if !wanted.is_empty() {
        plan["track"] = json!(wanted);
    }
    ask(courses, &program, &plan.to_string())
}

#[test]
fn the_date_is_that_of_the_track_that_fills_its_places() {
    // B2, B4, C4: where B is taken by the other group, the track is met by A, in fall. Either way one
    // of the two is A.
    let last = |answer: &Assessment| {
        let follows = reasons(answer)
            .into_iter()
            .find(|one| one["because"]["type"] == "follows_last_certificate");
        let day = written(&answer.program.certificate)["from"]["at"].clone();
        (day, follows.unwrap()["because"]["course"].clone())
    };
    for wanted in ["", "a", "b"] {
        let answer = ask_tracks(wanted, r#"["A"]"#);
        assert_eq!(answer.program.verdict, OnCourse);
        assert_eq!(last(&answer), (json!("2027-12-20"), json!("A")), "{wanted}");
    }
}

#[test]
fn a_track_whose_places_stay_empty_dates_nothing() {
    // B2, B4, C4: the learner goes for "a", which takes C alone; but C is needed by itself, so the
    // program is earned by "b", whose B was held on 2026-05-01, not by C's later date of "a".
    let courses = r#"{ "id": "B" }, { "id": "C" }, { "id": "D" },
        { "id": "E", "pacing": "instructor_paced", "runs": [$spring] },
        { "id": "F", "pacing": "instructor_paced", "runs": [$fall] }"#;
    let program = r#"{ "course_fills_one_place": true, "requirement": ["F_OR_E",
        { "kind": "one_track_of", "tracks": [
            { "id": "a", "title": "First", "requirement": ["C", "C", "F"] },
            { "id": "b", "title": "Second", "requirement": ["B", "E"] }] }] }"#;
    let program = program.replace(r#""F_OR_E","#, r#""D","#);
    let runs: [(&str, &[&str]); 5] = [
        ("B", &[r#"$held, "certificate_on": "2026-01-01""#]),
        ("C", &[r#"$held, "certificate_on": "2026-01-01""#]),
        ("D", &[r#"$held, "certificate_on": "2026-01-01""#]),
        ("E", &[r#"$will, "run": "1T2027""#]),
        ("F", &[r#"$will, "run": "3T2027""#]),
    ];
    let mut wanted: Value = serde_json::from_str(&crate::expand(&plan(&runs))).unwrap();
    wanted["track"] = json!("a");
    let answer = ask(courses, &program, &wanted.to_string());
    assert_eq!(answer.program.verdict, OnCourse);
    assert_eq!(written(&answer.program.certificate)["from"]["at"], "2027-05-01");
}

/// The least and the most that it costs to meet a requirement by courses that are not held, over every
/// choice that has no course too many.
fn cost_by_trying(requirement: &Value, courses: &[Made], fees: &[u32]) -> Option<(u32, u32)> {
    let mut sums = Vec::new();
    let ways: Vec<Vec<&str>> = ways(requirement, courses);
    for chosen in 0..1_u32 << courses.len() {
        let at = |id: &str| courses.iter().position(|one| one.id == id).unwrap();
        let has = |chosen: u32, id: &str| {
            chosen >> at(id) & 1 == 1 || courses[at(id)].has != Has::Nothing
        };
        let met = |chosen: u32| ways.iter().any(|way| way.iter().all(|id| has(chosen, id)));
        let added = (0..courses.len()).filter(|at| chosen >> at & 1 == 1);
        let is_open = added.clone().all(|at| courses[at].has == Has::Nothing);
        let needed = added.clone().all(|at| !met(chosen & !(1 << at)));
        if is_open && needed && met(chosen) {
            sums.push(added.map(|at| fees[at]).sum::<u32>());
        }
    }
    Some((*sums.iter().min()?, *sums.iter().max()?))
}

#[test]
fn what_is_to_add_is_between_the_least_and_the_most_of_all_choices() {
    // B1, E1: the low end is never more than the cheapest choice, the high end never less than the
    // dearest.
    let (mut exact, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for seed in 0..600 {
        let mut random = Random::new(seed);
        let mut courses = courses(&mut random);
        for one in &mut courses {
            one.advanced = false;
            one.has = if random.percent(80) { Has::Nothing } else { one.has };
        }
        let fees: Vec<u32> = courses.iter().map(|_| 10 * random.between(1, 9)).collect();
        let group = |random: &mut Random| {
            let of = some(random, &courses);
            let number = random.size(1, of.len().min(2));
            json!({ "kind": "min_number_of", "number": number, "of": of })
        };
        let parts = random.size(1, 3);
        let of: Vec<Value> = (0..parts).map(|_| group(&mut random)).collect();
        let requirement = json!({ "kind": "all_of", "of": of });
        let Some((low, high)) = cost_by_trying(&requirement, &courses, &fees) else {
            continue;
        };
        let made: Vec<String> = courses
            .iter()
            .zip(&fees)
            .map(|(one, fee)| format!(r#"{{ "id": "{}", "fee": "{fee}.00" }}"#, one.id))
            .collect();
        let held = courses.iter().filter(|one| one.has != Has::Nothing);
        let held: serde_json::Map<String, Value> =
            held.map(|one| (one.id.to_owned(), json!("2026-01-01"))).collect();
        let program = json!({ "requirement": [requirement] });
        let plan = json!({ "holds": held });
        let answer = ask(&made.join(", "), &program.to_string(), &plan.to_string());
        let said = answer.cost.to_add;
        let least = u32::try_from(said.low.hundredths() / 100).unwrap();
        let most = u32::try_from(said.high.unwrap().hundredths() / 100).unwrap();
        all += 1;
        exact += u32::from(least == low);
        if least != low || most < high {
            wrong.push(format!(
                "seed {seed}: {least}-{most}, not {low}-{high}: {requirement} {fees:?}"
            ));
        }
    }
    println!("{exact} of {all}");
    assert!(wrong.is_empty(), "{}: {:#?}", wrong.len(), &wrong[..wrong.len().min(12)]);
}
