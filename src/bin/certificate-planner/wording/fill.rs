//! Fills the {places} of a message, by the rules that the page has too.

use std::collections::BTreeMap;

use serde_json::Value;

/// What stands in the places of a message; what is not there is not known.
pub(super) type Values = BTreeMap<String, String>;

/// The text for these values: a message is one text, or several of which the first is used whose
/// places can all be filled.
pub(super) fn fill(message: &Value, values: &Values) -> String {
    let several = message.as_array().map(Vec::as_slice);
    let texts = several.unwrap_or(std::slice::from_ref(message)).iter();
    let texts: Vec<&str> = texts.filter_map(Value::as_str).collect();
    let filled: Vec<(String, bool)> = texts.iter().map(|text| fill_text(text, values)).collect();
    let complete = filled.iter().find(|(_, is_complete)| *is_complete).or(filled.last());
    complete.map(|(text, _)| text.clone()).unwrap_or_default()
}

/// The text for these values, if every place of it can be filled.
pub(super) fn fill_whole(text: &Value, values: &Values) -> Option<String> {
    let (filled, is_complete) = fill_text(text.as_str()?, values);
    is_complete.then_some(filled)
}

/// The filled text, and whether every place of it could be filled.
fn fill_text(text: &str, values: &Values) -> (String, bool) {
    let (mut filled, mut is_complete) = (String::new(), true);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        filled += before;
        match values.get(name) {
            Some(value) => filled += value,
            None => {
                filled.push('…');
                is_complete = false;
            }
        }
        rest = after;
    }
    (filled + rest, is_complete)
}
