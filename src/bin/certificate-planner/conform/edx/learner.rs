//! A row as a catalog and a plan, and what the learner is told.

use certificate_planner::assessment::reason::Because;
use certificate_planner::assessment::{Assessment, Verdict, assess};
use certificate_planner::catalog::{Catalog, Course};
use certificate_planner::moment::Instant;
use certificate_planner::plan::Plan;
use certificate_planner::platform::edx::mode::EnrollmentMode;
use serde_json::{Map, Value, json};

/// What the site of the row asks for.
#[derive(Clone, Copy, Default)]
pub(super) struct Site {
    pub(super) honor_certifies: bool,
    pub(super) photo_id_required: bool,
}

/// A session of a course of the catalog.
pub(super) struct CatalogRun {
    pub(super) id: String,
    /// Its entries in the catalog beside its id.
    pub(super) facts: Map<String, Value>,
}

/// What the learner states of a session of the course with this place.
pub(super) struct Stated {
    pub(super) course: usize,
    pub(super) run: Map<String, Value>,
}

pub(super) fn entries(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(entries) => entries,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    }
}

/// A session that was finished in this mode and passed; what can be paid for is paid.
pub(super) fn passed(run: &str, mode: Option<EnrollmentMode>) -> Map<String, Value> {
    let mut stated = entries(json!({ "run": run, "state": "finished", "result": "passed" }));
    if let Some(mode) = mode {
        stated.insert("mode".to_owned(), json!(mode));
        if !mode.is_free() {
            stated.insert("payment".to_owned(), json!("paid"));
        }
    }
    stated
}

/// The catalog with these courses, all of which the program needs.
pub(super) fn catalog(site: Site, courses: &[Vec<CatalogRun>]) -> Result<Catalog, String> {
    let fact = |value: Value| json!({ "value": value, "source": "row", "status": "current" });
    let run = |run: &CatalogRun| {
        let mut all = entries(json!({ "id": run.id, "source": "row", "status": "current" }));
        all.extend(run.facts.clone());
        Value::Object(all)
    };
    let course = |(index, runs): (usize, &Vec<CatalogRun>)| {
        let runs: Vec<Value> = runs.iter().map(run).collect();
        json!({ "id": course_id(index), "title": "A course", "runs": runs })
    };
    let needed = |index: usize| json!({ "kind": "course", "course": course_id(index) });
    let of: Vec<Value> = (0..courses.len()).map(needed).collect();
    let file = json!({
        "format": 1,
        "title": "A row",
        "platform": "edx",
        "as_of": "2024-06-15",
        "sources": [{ "id": "row", "title": "The row" }],
        "courses": courses.iter().enumerate().map(course).collect::<Vec<Value>>(),
        "programs": [{
            "id": "program",
            "title": "A program",
            "credential": "micromasters",
            "offered": fact(json!(true)),
            "honor_certifies": fact(json!(site.honor_certifies)),
            "photo_id_required": fact(json!(site.photo_id_required)),
            "requirement": fact(json!({ "kind": "all_of", "of": of })),
        }],
    });
    let reading = Catalog::read(&file.to_string());
    let problems = || format!("the catalog is refused: {:?}", reading.problems);
    reading.catalog.ok_or_else(problems)
}

pub(super) fn course_id(index: usize) -> String {
    format!("course {index}")
}

/// What a learner with this plan is told.
pub(super) fn told(
    catalog: &Catalog,
    plan: Map<String, Value>,
    stated: Vec<Stated>,
    now: Instant,
) -> Result<Assessment, String> {
    let mut courses: Vec<(usize, Vec<Value>)> = Vec::new();
    for Stated { course, run } in stated {
        match courses.iter_mut().find(|(index, _)| *index == course) {
            Some((_, runs)) => runs.push(Value::Object(run)),
            None => courses.push((course, vec![Value::Object(run)])),
        }
    }
    let course =
        |(index, runs): (usize, Vec<Value>)| json!({ "course": course_id(index), "runs": runs });
    let courses: Vec<Value> = courses.into_iter().map(course).collect();
    let mut file = entries(json!({ "format": 1, "program": "program", "courses": courses }));
    file.extend(plan);
    let plan = Plan::read(&Value::Object(file).to_string(), catalog);
    let plan = plan.map_err(|problems| format!("the plan is refused: {problems:?}"))?;
    Ok(assess(catalog, &plan, now))
}

/// The one session of the one course, where the row is about one.
pub(super) fn only_run(facts: Value) -> Vec<Vec<CatalogRun>> {
    vec![vec![CatalogRun { id: "run".to_owned(), facts: entries(facts) }]]
}

/// The first course of a catalog.
pub(super) fn first_course(catalog: &Catalog) -> Option<&Course> {
    let program = catalog.programs().first()?;
    program.courses.first().map(|course| &**course)
}

/// Whether the certificate of the first course is there; an error where the answer leaves it open.
pub(super) fn has_certificate(told: &Assessment) -> Result<bool, String> {
    let verdict = told.courses.first().map(|course| course.verdict);
    match verdict {
        Some(Verdict::Earned) => Ok(true),
        Some(Verdict::OnCourse | Verdict::NeedsChange | Verdict::NotReachable) => Ok(false),
        Some(Verdict::Undetermined) | None => Err(format!("the answer is {verdict:?}")),
    }
}

/// Whether a reason stands with the first course.
pub(super) fn says(told: &Assessment, wanted: fn(&Because) -> bool) -> bool {
    let runs = told.courses.first().into_iter().flat_map(|course| &course.runs);
    runs.flat_map(|run| &run.reasons).any(|reason| wanted(&reason.because))
}

/// What the learner is told and what the platform's rule says must be the same.
pub(super) fn agreed(told: bool, rule: bool) -> Result<bool, String> {
    if told == rule { Ok(rule) } else { Err(format!("told: {told}; the rule: {rule}")) }
}
