//! Changes to a catalog and a plan under which a law says what must stay as it is.

use serde_json::{Value, json};

use crate::made::tape::Tape;

/// Puts every list whose order means nothing into another order.
pub(crate) fn reorder(value: &mut Value, tape: &mut Tape<'_>) {
    // The platform looks at the parts of an "all of" in turn and stops at the first that is not met,
    // so the place of a part over which it fails means something (rule B3).
    let in_turn = value.to_string().contains(r#""stops_program":true"#);
    shuffle(value, in_turn, tape);
}

fn shuffle(value: &mut Value, in_turn: bool, tape: &mut Tape<'_>) {
    match value {
        Value::Object(entries) => {
            let keeps_turn = in_turn && entries.get("kind").is_some_and(|kind| kind == "all_of");
            for (key, entry) in entries {
                match (key.as_str(), entry) {
                    // The tiers of an income stand in the order of the incomes.
                    ("tiers", _) => {}
                    ("of", Value::Array(parts)) if keeps_turn => {
                        parts.iter_mut().for_each(|part| shuffle(part, in_turn, tape));
                    }
                    (_, entry) => shuffle(entry, in_turn, tape),
                }
            }
        }
        Value::Array(entries) => {
            for left in (1..entries.len()).rev() {
                entries.swap(left, tape.below(left + 1));
            }
            entries.iter_mut().for_each(|entry| shuffle(entry, in_turn, tape));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A certificate of a course, held since the year began.
pub(crate) fn hold(plan: &mut Value, course: &str) {
    let held = json!({
        "state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
        "certificate": "held", "certificate_on": "2026-06-01", "passed_on": "2026-05-20",
    });
    let courses = plan["courses"].as_array_mut().unwrap();
    match courses.iter_mut().find(|planned| planned["course"] == course) {
        Some(planned) => planned["runs"].as_array_mut().unwrap().push(held),
        None => courses.push(json!({ "course": course, "runs": [held] })),
    }
}

/// The places of a catalog and a plan whose value can be left out so that it is not known: where
/// nothing else is then taken to hold, and no other statement contradicts the value.
#[derive(Default)]
pub(crate) struct Facts {
    /// Paths of objects of the catalog, with the key.
    pub(crate) catalog: Vec<(String, &'static str)>,
    /// Paths of objects of the plan, with the key.
    pub(crate) plan: Vec<(String, &'static str)>,
}

impl Facts {
    pub(crate) fn of(catalog: &Value, plan: &Value) -> Facts {
        let mut facts = Facts::default();
        for (index, course) in list(catalog, "courses") {
            facts.course(catalog, course, &format!("/courses/{index}"));
        }
        for (index, program) in list(catalog, "programs") {
            facts.program(catalog, program, &format!("/programs/{index}"));
        }
        facts.add_plan(plan, "", &["program_enrollment", "photo_id"]);
        for (index, course) in list(plan, "courses") {
            for (run_index, run) in list(course, "runs") {
                facts.planned_run(course, run, &format!("/courses/{index}/runs/{run_index}"));
            }
        }
        facts
    }

    /// Leaves out some of them.
    pub(crate) fn forget(&self, catalog: &mut Value, plan: &mut Value, tape: &mut Tape<'_>) {
        let all: Vec<(bool, &(String, &str))> = (self.catalog.iter().map(|one| (true, one)))
            .chain(self.plan.iter().map(|one| (false, one)))
            .collect();
        for _ in 0..1 + tape.below(3) {
            if let Some((of_catalog, (path, key))) = all.get(tape.below(all.len().max(1))) {
                let file = if *of_catalog { &mut *catalog } else { &mut *plan };
                file.pointer_mut(path).unwrap().as_object_mut().unwrap().remove(*key);
            }
        }
    }

    fn add(&mut self, object: &Value, path: &str, keys: &[&'static str]) {
        let stated = keys.iter().filter(|key| object.get(**key).is_some());
        self.catalog.extend(stated.map(|key| (path.to_owned(), *key)));
    }

    fn add_plan(&mut self, object: &Value, path: &str, keys: &[&'static str]) {
        let stated = keys.iter().filter(|key| object.get(**key).is_some());
        self.plan.extend(stated.map(|key| (path.to_owned(), *key)));
    }

    fn course(&mut self, catalog: &Value, course: &Value, path: &str) {
        let keys = ["advanced", "passing_score", "accepts_certificates_of"];
        self.add(course, path, &keys);
        let runs = || list(course, "runs").map(|(_, run)| run);
        // Without its own statement, a course paced by its instructor releases after the end.
        let instructor = |value: &Value| value == "instructor_paced";
        let by_instructor = instructor(&course["pacing"]["value"])
            || runs().any(|run| run.get("pacing").is_some_and(instructor));
        // A session that never ends releases nothing after its end: nobody states both.
        let endless = runs().any(|run| run["end"] == "none");
        if !by_instructor && !endless {
            self.add(course, path, &["certificate_release"]);
        }
        self.add(course, path, &["pacing"]);
        // Where a course does not say it, its program does, and open sessions show it.
        let by_program = catalog["programs"].as_array().unwrap();
        let by_program = by_program.iter().any(|program| program.get("offered").is_some());
        if !by_program && (course["offered"]["value"] == true || runs().next().is_none()) {
            self.add(course, path, &["offered"]);
        }
        for (index, run) in list(course, "runs") {
            self.run(course, run, &format!("{path}/runs/{index}"));
        }
    }

    fn run(&mut self, course: &Value, run: &Value, path: &str) {
        // A session of which nobody says when it ends is taken to have an end, before which its certificate
        // is not out; one that has none may never release it (rule C3).
        let ends = run["end"] != "none" || course.get("pacing").is_some();
        // A session that is only named has the dates of its term, and sessions whose dates are not
        // known do not overlap.
        let stays_dated =
            run.get("start").is_some() && run["id"].as_str().unwrap().starts_with('r');
        if ends && stays_dated && course["simultaneous_sessions"]["value"] != false {
            self.add(run, path, &["end"]);
        }
        // A session that has not started is taken to be open where no date says otherwise, and the
        // capstone is registered for by its start.
        let started = run.get("start").is_none_or(|start| start.as_str() < Some("2026-11-19"));
        if started && course.get("capstone").is_none() {
            self.add(run, path, &["enrollment_end", "upgrade_deadline"]);
        }
    }

    fn program(&mut self, catalog: &Value, program: &Value, path: &str) {
        self.add(program, path, &["paid_mode"]);
        let platform = &catalog["platform"];
        if platform == "other" {
            self.add(program, path, &["enrollment_required"]);
        }
        if platform != "mitx_online" {
            self.add(program, path, &["photo_id_required"]);
        }
        if program["offered"]["value"] == true {
            self.add(program, path, &["offered"]);
        }
    }

    fn planned_run(&mut self, course: &Value, run: &Value, path: &str) {
        let has_score = ["score", "coursework_score", "exam_score", "exam_taken"]
            .iter()
            .any(|key| run.get(key).is_some());
        // A score that is carried over is one too.
        let has_score = has_score || course.get("carried_over").is_some();
        if !has_score {
            self.add_plan(run, path, &["result"]);
        } else if run.get("result").is_none() {
            self.add_plan(run, path, &["score", "coursework_score", "exam_score"]);
        }
        self.add_plan(run, path, &["payment", "passed_on"]);
        // One from before the session, or before the pass, would contradict their dates.
        if run.get("run").is_none() && run.get("passed_on").is_none() {
            self.add_plan(run, path, &["certificate_on"]);
        }
        if run.get("payment").is_none() {
            self.add_plan(run, path, &["mode"]);
        }
    }
}

/// The entries of a list that may be missing, with their places.
fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = (usize, &'a Value)> {
    value.get(key).and_then(Value::as_array).into_iter().flatten().enumerate()
}
