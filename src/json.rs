//! JSON text from outside, read within limits.

use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Deserializer, Map, Value};

use crate::problem::{Fault, Problem, Problems};

/// No real catalog or plan is longer.
pub(crate) const BYTES_MAX: usize = 4_000_000;
/// No real catalog or plan nests deeper; the limit keeps every later walk on a small stack.
const DEPTH_MAX: usize = 40;
const TOO_DEEP: Fault = Fault::TooDeep { depth_max: DEPTH_MAX };

/// A place in a JSON file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'a> {
    Root,
    Key(&'a Place<'a>, &'a str),
    Index(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    pub(crate) fn key(&'a self, key: &'a str) -> Place<'a> {
        Place::Key(self, key)
    }

    pub(crate) fn index(&'a self, index: usize) -> Place<'a> {
        Place::Index(self, index)
    }

    /// The place as a JavaScript-like path, such as `courses[2].runs[0].start`.
    pub(crate) fn path(&self) -> String {
        match self {
            Place::Root => String::new(),
            Place::Key(Place::Root, key) => (*key).to_owned(),
            Place::Key(parent, key) => parent.path() + "." + key,
            Place::Index(parent, index) => format!("{}[{index}]", parent.path()),
        }
    }
}

/// Reads JSON text within limits on its length and depth, with a problem for each key that stands
/// twice in one object: reading keeps the last and would drop what the first said.
pub(crate) fn parse_json(text: &str) -> Result<(Value, Problems), Problems> {
    if text.len() > BYTES_MAX {
        let fault = Fault::TooLong { bytes: text.len(), bytes_max: BYTES_MAX };
        return Err(whole_file(fault));
    }
    let mut found = Problems::default();
    let mut reader = Deserializer::from_str(text);
    let place = At { place: &Place::Root, depth: 0, found: &mut found };
    let read = place.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    match read {
        Ok(_) if found.0.iter().any(is_too_deep) => Err(whole_file(TOO_DEEP)),
        Ok(value) => Ok((value, found)),
        // What nests too deep is said first, whatever else is wrong.
        Err(_) if nests_deeper_than(DEPTH_MAX, text) => Err(whole_file(TOO_DEEP)),
        Err(error) => {
            Err(whole_file(Fault::NotJson { line: error.line(), column: error.column() }))
        }
    }
}

/// The value at a place.
struct At<'a> {
    place: &'a Place<'a>,
    /// In how many lists and objects it is.
    depth: usize,
    found: &'a mut Problems,
}

impl At<'_> {
    /// The depth of what is in a list or object at this place; none beyond the limit, which ends
    /// the reading.
    fn below(&mut self) -> Option<usize> {
        let depth = self.depth + 1;
        if depth > DEPTH_MAX {
            self.found.add("", TOO_DEEP);
        }
        (depth <= DEPTH_MAX).then_some(depth)
    }
}

impl<'de> DeserializeSeed<'de> for At<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for At<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Value, A::Error> {
        let Some(depth) = self.below() else {
            return Ok(Value::Null);
        };
        let mut values = Vec::new();
        let mut index = 0;
        while let Some(value) = list.next_element_seed(At {
            place: &self.place.index(index),
            depth,
            found: self.found,
        })? {
            values.push(value);
            index += 1;
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<Value, A::Error> {
        let Some(depth) = self.below() else {
            return Ok(Value::Null);
        };
        let mut entries = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            // A key that comes again is reported before what is wrong below it.
            let below = self.found.0.len();
            let place = self.place.key(&key);
            let value = object.next_value_seed(At { place: &place, depth, found: self.found })?;
            match entries.entry(key) {
                Entry::Vacant(free) => {
                    free.insert(value);
                }
                Entry::Occupied(mut known) => {
                    let path = self.place.key(known.key()).path();
                    let fault = Fault::DuplicateKey { key: known.key().clone() };
                    let after = self.found.0.split_off(below);
                    self.found.add(path, fault);
                    self.found.0.extend(after);
                    known.insert(value);
                }
            }
        }
        Ok(Value::Object(entries))
    }
}

fn whole_file(fault: Fault) -> Problems {
    let mut problems = Problems::default();
    problems.add("", fault);
    problems
}

fn is_too_deep(problem: &Problem) -> bool {
    matches!(problem.fault, Fault::TooDeep { .. })
}

fn nests_deeper_than(depth_max: usize, text: &str) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > depth_max {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_megabyte_of_brackets_is_a_problem_and_not_a_crash() {
        let found = parse_json(&"[".repeat(1_000_000)).unwrap_err();
        assert_eq!(found.0[0].fault, Fault::TooDeep { depth_max: DEPTH_MAX });
        let found = parse_json(&" ".repeat(BYTES_MAX + 1)).unwrap_err();
        assert!(matches!(found.0[0].fault, Fault::TooLong { .. }));
    }

    #[test]
    fn too_deep_is_said_before_anything_else_and_the_limit_itself_is_not_too_deep() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse_json(&nested(DEPTH_MAX)).is_ok());
        for text in [nested(DEPTH_MAX + 1), format!("{{\"a\": ?, \"b\": {}}}", nested(DEPTH_MAX))] {
            let found = parse_json(&text).unwrap_err();
            assert_eq!(found.0[0].fault, Fault::TooDeep { depth_max: DEPTH_MAX });
        }
    }

    #[test]
    fn brackets_in_a_text_do_not_nest() {
        let text = format!("{{\"title\": \"\\\"{}\"}}", "[".repeat(100));
        assert!(parse_json(&text).is_ok());
        assert_eq!(parse_json("{").unwrap_err().0[0].path, "");
    }

    fn places(text: &str) -> Vec<String> {
        let (value, twice) = parse_json(text).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(text).unwrap());
        twice.0.into_iter().map(|problem| problem.path).collect()
    }

    #[test]
    fn every_key_that_stands_twice_is_found_at_its_place() {
        let text = r#"{ "a": 1, "b": [ {"c": [], "c" : {} }, "c", -1.5e3, true ], "a": {"a": null,
            "d": {"d":{}},"d":"\\"}, "a": [[1, {"e": 1,"\u0065": 2}]] }"#;
        assert_eq!(places(text), ["b[0].c", "a", "a.d", "a", "a[0][1].e"]);
    }

    #[test]
    fn the_same_key_in_two_objects_is_none() {
        assert_eq!(places(r#"[{"a": "{\"a\":1,\"a\":2}"}, {"a": {"a": [{"a": 1}]}}]"#), [""; 0]);
        assert_eq!(places("[]"), [""; 0]);
        assert_eq!(places(" 7 "), [""; 0]);
    }
}
