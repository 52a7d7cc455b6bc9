//! Fills the {places} of a message, and chooses the words for a number, as the page does.
//!
//! The messages are ICU MessageFormat. Of it the English ones use places, plurals and `#`, and no
//! quotes; the tests of the page hold them to that.

use std::collections::BTreeMap;
use std::str::Chars;

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
    let mut reader = Reader { rest: text.chars(), values, is_complete: true };
    let filled = reader.text(None);
    (filled, reader.is_complete)
}

struct Reader<'a> {
    rest: Chars<'a>,
    values: &'a Values,
    is_complete: bool,
}

impl Reader<'_> {
    /// The text up to the end or to the brace that closes it; `#` stands for the number.
    fn text(&mut self, number: Option<&str>) -> String {
        let mut filled = String::new();
        while let Some(next) = self.rest.next() {
            match next {
                '{' => filled += &self.place(),
                '}' => break,
                '#' => filled += number.unwrap_or("#"),
                other => filled.push(other),
            }
        }
        filled
    }

    /// The value of `name}`, or the words for the number of `name, plural, one {…} other {…}}`.
    fn place(&mut self) -> String {
        let (name, end) = self.word(&[',', '}']);
        let value = self.values.get(&name).cloned().unwrap_or_else(|| {
            self.is_complete = false;
            "…".to_owned()
        });
        if end != Some(',') {
            return value;
        }
        // The kind of choice: there are plurals only.
        self.word(&[',']);
        let mut branches = BTreeMap::new();
        loop {
            let (key, end) = self.word(&['{', '}']);
            if end != Some('{') {
                break;
            }
            branches.insert(key, self.text(Some(&value)));
        }
        let form = if value == "1" { "one" } else { "other" };
        let chosen = branches.get(&format!("={value}")).or_else(|| branches.get(form));
        chosen.or_else(|| branches.get("other")).cloned().unwrap_or_default()
    }

    /// What stands before one of these characters, and which of them it is.
    fn word(&mut self, ends: &[char]) -> (String, Option<char>) {
        let mut word = String::new();
        for next in self.rest.by_ref() {
            if ends.contains(&next) {
                return (word.trim().to_owned(), Some(next));
            }
            word.push(next);
        }
        (word.trim().to_owned(), None)
    }
}

#[cfg(test)]
mod tests {
    use super::{Values, fill};

    #[track_caller]
    fn check(message: &str, values: &[(&str, &str)], expected: &str) {
        let values: Values =
            values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert_eq!(fill(&message.into(), &values), expected);
    }

    #[test]
    fn a_number_chooses_its_words() {
        let message =
            "{left, plural, =0 {Nothing is left} one {# day for {of}} other {# days for {of}}}.";
        check(message, &[("left", "0"), ("of", "A")], "Nothing is left.");
        check(message, &[("left", "1"), ("of", "A")], "1 day for A.");
        check(message, &[("left", "11"), ("of", "A")], "11 days for A.");
    }

    #[test]
    fn what_is_not_known_is_left_open() {
        check("{first} of {second}", &[("first", "1")], "1 of …");
        check("No. # of {second}", &[("second", "2")], "No. # of 2");
    }

    #[test]
    fn the_first_text_is_used_that_can_be_filled() {
        let message = serde_json::json!([
            "{count, plural, one {# of {all}} other {#s of {all}}}",
            "{count} h"
        ]);
        let with = |names: &[&str]| {
            fill(&message, &names.iter().map(|name| ((*name).to_owned(), "2".to_owned())).collect())
        };
        assert_eq!(with(&["count", "all"]), "2s of 2");
        assert_eq!(with(&["count"]), "2 h");
    }
}
