//! English sentences, from the same file as those of the page.
//!
//! A reason, a step, a missing fact or a problem is a type with fields. Its JSON names the message
//! and gives the values, so a new variant needs a sentence in that file and nothing here; the tests
//! below go through every variant that the types have.

mod fill;
pub(crate) mod figure;
mod names;

use std::sync::LazyLock;

use certificate_planner::assessment::reason::Remedy;
use certificate_planner::money::{Amount, Currency};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::wording::fill::{Values, fill, fill_whole};
pub(crate) use crate::wording::names::Names;

static MESSAGES: LazyLock<Value> = LazyLock::new(|| {
    // The file is part of the program and is read in every test; were it broken, all would show it.
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    let mut messages = read(include_str!("../../../www/src/messages/en.json"));
    let ways = read(include_str!("../../../www/src/messages/ways.en.json"));
    let problems = read(include_str!("../../../www/src/messages/problems.en.json"));
    let reasons = read(include_str!("../../../www/src/messages/reasons.en.json"));
    let takeaway = read(include_str!("../../../www/src/messages/takeaway.en.json"));
    // The page loads those of rare reasons later.
    if let (Some(all), Some(rare)) = (
        messages.get_mut("because").and_then(Value::as_object_mut),
        reasons.get("because").and_then(Value::as_object),
    ) {
        all.extend(rare.clone());
    }
    messages.as_object_mut().into_iter().for_each(|all| {
        // The labels of that part are those of the page.
        let words = problems.as_object().into_iter().flatten().filter(|(name, _)| *name != "label");
        all.extend(words.map(|(name, words)| (name.clone(), words.clone())));
        all.insert("ways".to_owned(), ways.clone());
        all.insert("takeaway".to_owned(), takeaway.clone());
    });
    messages
});

/// The message at this place of the file.
fn message(keys: &[&str]) -> &'static Value {
    keys.iter().fold(&*MESSAGES, |found, key| {
        // Some messages are lists, from the one that needs most values to the one that needs none.
        let place = key.parse::<usize>().ok().and_then(|place| found.get(place));
        place.or_else(|| found.get(key)).unwrap_or(&Value::Null)
    })
}

/// A message without places, such as a label.
pub(crate) fn phrase(keys: &[&str]) -> String {
    filled(keys, &[])
}

/// A message with the values of its places; what is `None` is not known.
pub(crate) fn filled(keys: &[&str], values: &[(&str, Option<String>)]) -> String {
    let known = values.iter().filter_map(|(name, value)| Some((*name, value.clone()?)));
    fill(message(keys), &known.map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The word of the file for a value that is written as a word, such as a verdict.
pub(crate) fn word(group: &str, value: &impl Serialize) -> String {
    let key = serde_json::to_value(value).unwrap_or_default();
    phrase(&[group, key.as_str().unwrap_or_default()])
}

/// The course that a step or a question is about, before it.
pub(crate) fn subject(value: &impl Serialize, names: &Names<'_>) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    let course = value.get("course").and_then(Value::as_str);
    course.map(|course| format!("{}: ", names.course(course))).unwrap_or_default()
}

/// A step with its date, its fee and whether the session is projected.
pub(crate) fn step(step: &Remedy, names: &Names<'_>, currency: Currency) -> String {
    let by = step.by.map(|by| filled(&["label", "by"], &[("date", Some(figure::deadline(by)))]));
    let fee = step.fee.filter(|fee| fee.high != Some(Amount::ZERO)).map(|fee| {
        let amount = figure::amount_range(&fee, currency);
        filled(&["label", "fee"], &[("amount", Some(amount))])
    });
    let projected = step.projected.then(|| phrase(&["when", "projected"]));
    let remarks: Vec<String> = [by, fee, projected].into_iter().flatten().collect();
    let remarks =
        if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) };
    let about = subject(&step.action, names);
    format!("{about}{}{remarks}", sentence("action", &step.action, names))
}

/// The sentence for a value of a type with a `type`, from the messages of its group.
pub(crate) fn sentence(group: &str, value: &impl Serialize, names: &Names<'_>) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_object().map(|fields| sentence_of(group, fields, names)).unwrap_or_default()
}

fn sentence_of(group: &str, fields: &Map<String, Value>, names: &Names<'_>) -> String {
    let kind = fields.get("type").and_then(Value::as_str).unwrap_or_default();
    let values = values(group, fields, names);
    let mut message = message(&[group, kind]);
    if kind == "bundle_price" {
        let parts = BUNDLE_PARTS.iter().filter_map(|part| fill_whole(message.get(part)?, &values));
        return parts.collect::<Vec<_>>().join(" ");
    }
    while let Some(forms) = message.as_object() {
        let Some(form) = chosen(forms, fields) else { break };
        message = form;
    }
    fill(message, &values)
}

/// What is said of a bundle, as far as it is known.
const BUNDLE_PARTS: [&str; 4] = ["price", "saving", "upgrades", "until"];

/// The fields whose words decide between forms: how certain something is, or how it happened.
const WORDS: [&str; 7] =
    ["how", "counts", "eligible", "required", "allowed", "documents", "passes"];

/// Words for the two values of a field that is true or false.
const BOOLEAN_FORMS: [(&str, &str, &str); 7] = [
    ("expected", "expected", "reached"),
    ("finished", "finished", "running"),
    ("held", "held", "planned"),
    ("planned", "planned", "enrolled"),
    ("required", "required", "recommended"),
    ("start_known", "start_known", "start_unknown"),
    ("proctored_exam", "with_exam", "without_exam"),
];

/// The form of a message for these facts: by a word, or by true or false.
fn chosen<'a>(forms: &'a Map<String, Value>, fields: &Map<String, Value>) -> Option<&'a Value> {
    let by_word = WORDS.iter().find_map(|field| forms.get(fields.get(*field)?.as_str()?));
    let by_boolean = || {
        BOOLEAN_FORMS.iter().find_map(|(field, yes, no)| {
            let is_so = fields.get(*field).map(|value| value == &Value::Bool(true))?;
            forms.get(if is_so { *yes } else { *no })
        })
    };
    // A list of things that have messages of their own is put into this one.
    let of_all = || forms.get("all");
    by_word.or_else(by_boolean).or_else(of_all)
}

/// What stands in the places of a message.
fn values(group: &str, fields: &Map<String, Value>, names: &Names<'_>) -> Values {
    let shown = |name: &String| names.shown(group, name, fields).map(|text| (name.clone(), text));
    let mut values: Values = fields.keys().filter_map(shown).collect();
    // Rounding is said only where it changes the number, and a range only where it has two ends.
    for (second, first) in [("rounded", "score"), ("high", "low")] {
        if fields.get(second).is_some_and(Value::is_f64) && fields.get(second) == fields.get(first)
        {
            values.remove(second);
        }
    }
    if let Some(courses) = values.remove("upgrades") {
        values.insert("courses".to_owned(), courses);
    }
    if let Some(courses) = fields.get("courses").and_then(Value::as_array) {
        values.entry("count".to_owned()).or_insert_with(|| courses.len().to_string());
    }
    let count = |name| fields.get(name).and_then(Value::as_u64);
    if let Some(hundredths) = count("hundredths") {
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let sum = if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") };
        values.insert("sum".to_owned(), sum);
    }
    if let (Some(needed), Some(held), Some(planned), Some(open)) =
        (count("needed"), count("held"), count("planned"), count("open"))
    {
        let left = needed.saturating_sub(held).saturating_sub(planned);
        values.insert("open".to_owned(), open.min(left).to_string());
        values.insert("missing".to_owned(), left.saturating_sub(open).to_string());
    }
    values
}

#[cfg(test)]
mod tests;
