use super::*;

use certificate_planner::schema;

/// Values of every shape that a schema allows: each variant, and each word and truth in it.
fn samples(schema: &Value, definitions: &Value) -> Vec<Value> {
    let entry = |key| schema.get(key).and_then(Value::as_array);
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().unwrap();
        return match name {
            "Moment" | "Instant" => vec!["2027-01-26T23:59:00Z".into(), "2027-01-26".into()],
            "Amount" => vec!["350.00".into()],
            "Currency" => vec!["USD".into()],
            "Percent" => vec![59.5.into(), 60.0.into()],
            _ => samples(&definitions[name], definitions),
        };
    }
    if let Some(word) = schema.get("const") {
        return vec![word.clone()];
    }
    if let Some(words) = entry("enum") {
        return words.clone();
    }
    if let Some(alternatives) = entry("oneOf").or(entry("anyOf")) {
        return alternatives.iter().flat_map(|one| samples(one, definitions)).collect();
    }
    let kinds = entry("type").cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
    kinds.iter().flat_map(|kind| of_kind(kind.as_str().unwrap(), schema, definitions)).collect()
}

fn of_kind(kind: &str, schema: &Value, definitions: &Value) -> Vec<Value> {
    match kind {
        "null" => vec![Value::Null],
        "boolean" => vec![true.into(), false.into()],
        "integer" => vec![1.into(), 3.into()],
        "string" => vec!["a text".into()],
        "array" => {
            let of = &samples(&schema["items"], definitions)[0];
            vec![vec![of.clone()].into(), vec![of.clone(); 3].into()]
        }
        "object" => {
            let properties = schema["properties"].as_object().unwrap();
            let choices: Vec<(&String, Vec<Value>)> =
                properties.iter().map(|(key, one)| (key, samples(one, definitions))).collect();
            let most = choices.iter().map(|(_, values)| values.len()).max().unwrap();
            let nth = |index: usize| {
                let pairs = choices
                    .iter()
                    .map(|(key, values)| ((*key).clone(), values[index % values.len()].clone()));
                Value::Object(pairs.collect())
            };
            (0..most).map(nth).collect()
        }
        other => panic!("no sample of the kind {other}"),
    }
}

#[track_caller]
fn every_variant_has_its_sentence(schema: &str, name: &str, group: &str) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let definitions = &schema["$defs"];
    let all = samples(&definitions[name], definitions);
    assert!(all.len() >= definitions[name]["oneOf"].as_array().unwrap().len());
    for value in all {
        if value["start_known"] == true && value["until"].is_null() {
            // With the start known, so is the end of the refund.
            continue;
        }
        let said = sentence(group, &value, &Names::none());
        let is_whole = !said.is_empty() && !said.contains(['{', '}', '…']);
        assert!(is_whole, "{group} {value}: {said:?}");
    }
}

#[test]
fn every_reason_has_its_sentence() {
    every_variant_has_its_sentence(&schema::assessment_schema(), "Because", "because");
}

#[test]
fn every_step_has_its_sentence() {
    every_variant_has_its_sentence(&schema::assessment_schema(), "Action", "action");
}

#[test]
fn every_missing_fact_has_its_sentence() {
    every_variant_has_its_sentence(&schema::assessment_schema(), "Unknown", "unknown");
}

#[test]
fn every_problem_has_its_sentence() {
    every_variant_has_its_sentence(&schema::problems_schema(), "Fault", "fault");
}

fn said(group: &str, value: Value) -> String {
    sentence(group, &value, &Names::none())
}

#[test]
fn the_facts_choose_the_form_of_a_sentence() {
    use serde_json::json;
    let scores = |expected: bool, rounded: f64| {
        said(
            "because",
            json!({ "type": "score_passes", "run": null, "score": 59.5, "rounded": rounded,
                    "passing": 60.0, "expected": expected }),
        )
    };
    assert_eq!(
        scores(false, 60.0),
        "Your score of 59.5%, rounded to 60%, reaches the passing score of 60%."
    );
    assert_eq!(
        scores(true, 59.5),
        "The score you expect, 59.5%, reaches the passing score of 60%."
    );
    let group = json!({ "type": "group_not_met", "title": null, "needed": 4, "held": 1,
                        "planned": 1, "open": 1 });
    assert_eq!(
        said("because", group),
        "This group needs 4 certificates: 1 held, 1 more planned, 1 not settled, 1 missing."
    );
    let deadline = json!({ "type": "upgrade_deadline_passed", "deadline": "2027-02-13" });
    assert_eq!(
        said("because", deadline),
        "The upgrade deadline has passed. It was 2027-02-13 (time not published)."
    );
    let instant = json!({ "type": "certificate_held", "on": "2027-02-13T23:59:00Z" });
    assert_eq!(
        said("because", instant),
        "You have held the course certificate since 2027-02-13 23:59 UTC."
    );
    let courses = json!({ "type": "add_courses", "courses": ["A", "B", "C"], "count": 1 });
    assert_eq!(
        said("action", courses),
        "Add one of these courses on the Certificate (paid) enrollment track: A, B, or C."
    );
}
