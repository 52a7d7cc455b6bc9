//! Plans for a bench: varied, and the same at every run.

use serde_json::{Value, json};

/// What the plans say of a session, as its state and other keys.
fn statements() -> [Value; 6] {
    [
        json!({ "state": "finished", "mode": "verified", "payment": "paid", "result": "passed" }),
        json!({ "state": "finished", "mode": "verified", "payment": "paid", "score": 61.25 }),
        json!({ "state": "finished", "mode": "audit", "result": "passed" }),
        json!({ "state": "in_progress", "mode": "verified", "payment": "paid" }),
        json!({ "state": "planned", "mode": "verified", "payment": "will_pay",
                "result": "will_pass" }),
        json!({ "state": "planned", "mode": "audit" }),
    ]
}

/// So many plans for the programs of a catalog, one a line.
pub(super) fn lines(catalog: &str, count: u32) -> Result<String, String> {
    let catalog: Value = serde_json::from_str(catalog)
        .map_err(|error| format!("The catalog of the bench cannot be read: {error}."))?;
    let programs = list(&catalog, "programs");
    let courses = list(&catalog, "courses");
    let mut choice = Choice { state: 1 };
    let mut lines = String::new();
    for _ in 0..count {
        let program = choice.of(programs).and_then(|program| program.get("id"));
        let planned: Vec<Value> =
            courses.iter().filter_map(|course| planned_course(course, &mut choice)).collect();
        let plan = json!({ "format": 1, "program": program, "courses": planned });
        lines.push_str(&plan.to_string());
        lines.push('\n');
    }
    Ok(lines)
}

/// Two courses of three are in a plan.
fn planned_course(course: &Value, choice: &mut Choice) -> Option<Value> {
    if choice.below(3) == 0 {
        return None;
    }
    let mut run = choice.of(&statements())?.clone();
    if let Some(known) = choice.of(list(course, "runs"))
        && let Some(keys) = run.as_object_mut()
    {
        keys.insert("run".to_owned(), known.get("id")?.clone());
    }
    Some(json!({ "course": course.get("id"), "runs": [run] }))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Numbers without pattern, but always the same ones.
struct Choice {
    state: u64,
}

impl Choice {
    /// A number from 0 up to, but not including, `end`.
    fn below(&mut self, end: u64) -> u64 {
        // A linear congruential generator with the factors of Knuth's MMIX; its high bits are good.
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % end
    }

    fn of<'a, T>(&mut self, entries: &'a [T]) -> Option<&'a T> {
        let length = u64::try_from(entries.len()).ok().filter(|length| *length > 0)?;
        entries.get(usize::try_from(self.below(length)).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_plans_come_at_every_run() {
        let catalog = r#"{ "programs": [{ "id": "P" }],
            "courses": [{ "id": "A", "runs": [{ "id": "1T2027" }] }, { "id": "B" }] }"#;
        let first = lines(catalog, 50).unwrap();
        assert_eq!(first, lines(catalog, 50).unwrap());
        assert_eq!(first.lines().count(), 50);
        let distinct: std::collections::BTreeSet<&str> = first.lines().collect();
        assert!(distinct.len() > 10, "{}", distinct.len());
    }
}
