//! Whether a way keeps every hard rule and every wish: looked at from outside, with no search.

use std::collections::BTreeMap;

use certificate_planner::moment::{Date, Instant, Moment};
use certificate_planner::truth::Truth;
use serde_json::{Value, json};

use crate::made_programs::Made;

/// What is wrong with a way; nothing should be.
pub(crate) fn broken_rules(made: &Made, way: &Value) -> Vec<String> {
    let mut checker = Checker { made, way, certificates: BTreeMap::new(), broken: Vec::new() };
    for entry in list(&way["plan"], "courses") {
        checker.certificate(entry);
    }
    for entry in list(&way["plan"], "courses") {
        checker.joining(entry);
        checker.attempts(entry);
    }
    checker.requirement();
    checker.limits();
    checker.broken
}

struct Checker<'a> {
    made: &'a Made,
    way: &'a Value,
    /// When the certificate of each course comes, where a session of the plan earns it; without a
    /// date where the session has none.
    certificates: BTreeMap<&'a str, Option<Moment>>,
    broken: Vec<String>,
}

fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(of: &'a Value, key: &str) -> Option<&'a str> {
    of[key].as_str().filter(|text| *text != "none")
}

fn moment(of: &Value, key: &str) -> Option<Moment> {
    text(of, key).map(|text| text.parse().unwrap())
}

fn day(of: &Value, key: &str) -> Option<Date> {
    text(of, key).map(|text| text.parse().unwrap())
}

impl<'a> Checker<'a> {
    fn says(&mut self, holds: bool, rule: &str, about: &Value) {
        if !holds {
            self.broken.push(format!("seed {}: {rule}: {about}", self.made.seed));
        }
    }

    fn course(&self, id: &Value) -> &'a Value {
        list(&self.made.catalog, "courses").iter().find(|course| course["id"] == *id).unwrap()
    }

    /// The session as the catalog publishes it, or as a term projects it.
    fn session(&self, course: &Value, run: &Value) -> Option<Value> {
        let id = run["run"].as_str()?;
        if let Some(found) = list(course, "runs").iter().find(|one| one["id"] == id) {
            return Some(found.clone());
        }
        let term = list(&self.made.catalog, "terms").iter();
        let term = term.clone().find(|term| id.starts_with(term["id"].as_str().unwrap()))?;
        let year: i32 = id[term["id"].as_str().unwrap().len()..].parse().unwrap();
        let start = term["start"].as_str().unwrap();
        let mut session = json!({ "id": id });
        for key in ["start", "end", "enrollment_end", "upgrade_deadline", "certificate_available"] {
            if let Some(on) = text(term, key) {
                session[key] = json!(format!("{}-{on}", if on < start { year + 1 } else { year }));
            }
        }
        Some(session)
    }

    fn certificate(&mut self, entry: &'a Value) {
        let course = self.course(&entry["course"]);
        for run in list(entry, "runs").iter().filter(|run| run["result"] != "not_passed") {
            let audit = run["mode"] == "audit" || run["payment"].is_null();
            if audit {
                continue;
            }
            let session = self.session(course, run);
            let ends = |session: &Value| {
                moment(session, "certificate_available").or(moment(session, "end"))
            };
            let by_pace = moment(run, "passed_on").map(|on| on.plus_hours(24));
            // What is held came before today, also where nobody says when.
            let is_held = run["certificate"] == "held";
            let long_ago = is_held.then(|| Moment::Day(Date::of_days_since_1970(0)));
            let held = moment(run, "certificate_on").or(by_pace).or(long_ago);
            let on = held.or(session.as_ref().and_then(ends));
            let known = self.certificates.entry(entry["course"].as_str().unwrap()).or_insert(on);
            let sooner = |on: &Moment| known.is_none_or(|known| on.latest() < known.latest());
            *known = on.filter(sooner).or(*known);
        }
    }

    /// Whether each session that is still to be joined can be (rules A2, A9, A13, F1).
    fn joining(&mut self, entry: &'a Value) {
        let course = self.course(&entry["course"]);
        let mut before: Option<Moment> = None;
        let kept = list(&self.made.plan, "courses").iter();
        let kept: Vec<&Value> = kept
            .filter(|one| one["course"] == entry["course"])
            .flat_map(|one| list(one, "runs"))
            .filter(|run| run["state"] != "planned" || run["payment"] == "paid")
            .collect();
        let joined = list(entry, "runs").iter().filter(|run| run["state"] == "planned");
        for run in joined.filter(|run| !kept.contains(run)) {
            let Some(session) = self.session(course, run) else {
                continue;
            };
            let now = self.made.now;
            let open = is_open(&session, "enrollment_end", now);
            self.says(open && is_open(&session, "upgrade_deadline", now), "closed", run);
            let start = moment(&session, "start").unwrap();
            let follows = before.is_none_or(|end| end.precedes(start) == Truth::Yes);
            self.says(follows, "before the failed one is over", run);
            before = moment(&session, "end");
            let by_pace = course["pacing"]["value"] == "self_paced";
            let from = day(&self.made.wishes, "start_from");
            let late = by_pace || from.is_none_or(|from| from <= start.date());
            self.says(late, "too early", run);
            let closes = moment(&session, "enrollment_end").unwrap_or(start);
            // For a session that is always open, passing it is the last that can be.
            let closes = moment(run, "passed_on").unwrap_or(closes);
            for first in list(course, "prerequisites") {
                let on = self.certificates.get(first["course"].as_str().unwrap());
                let in_time = on.copied().flatten().is_some_and(|on| self.in_time(on, closes));
                let required = first["strength"] == "required";
                self.says(!required || in_time, "what is required first comes too late", run);
            }
            if !course["capstone"].is_null() {
                let tree = &self.made.catalog["programs"][0]["requirement"]["value"];
                let met = self.met(tree, &|id, on| {
                    *id == entry["course"] || on.is_some_and(|on| self.in_time(on, closes))
                });
                self.says(met, "the capstone comes before what it needs", run);
            }
        }
    }

    fn in_time(&self, on: Moment, closes: Moment) -> bool {
        let held = on.is_before(self.made.now) == Truth::Yes;
        held || closes.precedes(on) == Truth::No
    }

    fn attempts(&mut self, entry: &Value) {
        let guaranteed = self.course(&entry["course"])["attempts_guaranteed"]["value"].as_u64();
        let used = list(entry, "runs").iter().filter(|run| run["result"] == "not_passed").count();
        let tries = list(entry, "runs").len() > used;
        let held = list(entry, "runs").iter().any(|run| run["certificate"] == "held");
        let most = guaranteed.map_or(usize::MAX, |most| usize::try_from(most).unwrap());
        self.says(!tries || held || used < most, "no attempt is left", entry);
    }

    /// Whether the certificates meet the requirement (rules B1, B4, B5).
    fn requirement(&mut self) {
        let tree = &self.made.catalog["programs"][0]["requirement"]["value"];
        let met = self.met(tree, &|_, _| true);
        self.says(met, "the requirement is not met", tree);
    }

    fn met(&self, node: &Value, counts: &dyn Fn(&Value, Option<Moment>) -> bool) -> bool {
        let children = list(node, "of").iter().filter(|child| self.met(child, counts));
        match node["kind"].as_str().unwrap() {
            "course" => self
                .certificates
                .get(node["course"].as_str().unwrap())
                .is_some_and(|on| counts(&node["course"], *on)),
            "all_of" => children.count() == list(node, "of").len(),
            // Whether a course that no source lists is passed is open.
            "unlisted" => true,
            "program" => {
                let id = &node["program"];
                let mut programs = list(&self.made.catalog, "programs").iter();
                let nested = programs.find(|program| program["id"] == *id).unwrap();
                list(&self.made.plan, "program_certificates").contains(id)
                    || self.met(&nested["requirement"]["value"], counts)
            }
            "one_track_of" => {
                list(node, "tracks").iter().any(|track| self.met(&track["requirement"], counts))
            }
            _ => {
                let met: Vec<&Value> = children.collect();
                let advanced = met.iter().filter(|child| {
                    child["kind"] == "course"
                        && self.course(&child["course"])["advanced"]["value"] == true
                });
                let asked = |key: &str| usize::try_from(node[key].as_u64().unwrap_or(0)).unwrap();
                advanced.count() >= asked("advanced") && met.len() >= asked("number")
            }
        }
    }

    /// The wishes about time, load and money.
    fn limits(&mut self) {
        let (wishes, way) = (&self.made.wishes, self.way);
        let sessions = list(way, "sessions");
        let between = list(wishes, "hours_between");
        let starts = sessions.iter().filter_map(|session| day(session, "from"));
        // On these days another limit begins to hold.
        let changes = between.iter().flat_map(|range| {
            [day(range, "from"), day(range, "to").map(|to| to.plus_days(1))].into_iter().flatten()
        });
        for start in starts.chain(changes) {
            let goes_on = |session: &&Value| {
                day(session, "from").is_some_and(|from| from <= start)
                    && day(session, "to").is_some_and(|to| start <= to)
            };
            let now: Vec<&Value> = sessions.iter().filter(goes_on).collect();
            let hours: u64 = now.iter().filter_map(|session| session["hours"].as_u64()).sum();
            let always = wishes["hours_per_week"].as_u64().unwrap_or(u64::MAX);
            let own = between.iter().filter(|range| {
                day(range, "from") <= Some(start) && Some(start) <= day(range, "to")
            });
            let most = own.filter_map(|range| range["hours"].as_u64()).min().unwrap_or(always);
            self.says(hours <= most, "too many hours", way);
            let at_once = wishes["courses_at_once"].as_u64().unwrap_or(u64::MAX);
            self.says(now.len() as u64 <= at_once, "too many courses at once", way);
        }
        let ready = moment(&way["completion"]["from"], "at").map(Moment::date);
        let by = day(wishes, "ready_by");
        self.says(by.is_none_or(|by| ready.is_some_and(|ready| ready <= by)), "too late", way);
        let amount = |value: &Value| value.as_str().map(|text| text.replace('.', ""));
        let cents = |value: &Value| amount(value).map(|text| text.parse::<u64>().unwrap());
        let dear = cents(&wishes["budget"])
            .is_some_and(|most| cents(&way["to_pay"]["high"]).is_none_or(|pays| pays > most));
        self.says(!dear, "too dear", way);
    }
}

fn is_open(session: &Value, key: &str, now: Instant) -> bool {
    let closes = moment(session, key).or(moment(session, "start")).unwrap();
    session[key] == "none" || closes.is_after(now) == Truth::Yes
}
