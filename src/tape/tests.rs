//! The tape against JSON.

use super::*;
use crate::assessment::assess;
use crate::catalog::Catalog;
use crate::plan::Plan;
use serde_json::{Map, Value};

/// Reads a tape as `tape.js` does.
struct Reader<'a> {
    words: std::slice::Iter<'a, u32>,
    texts: &'a [Box<str>],
}

impl Reader<'_> {
    fn word(&mut self) -> u32 {
        *self.words.next().unwrap()
    }

    fn text(&self, number: u32) -> String {
        self.texts[number as usize].to_string()
    }

    fn value(&mut self) -> Option<Value> {
        let word = self.word();
        let number = word >> KIND_BITS;
        match word & 7 {
            0 => Some(self.text(number).into()),
            1 => Some(Value::Object(self.object(number))),
            2 => Some((0..number).map(|_| self.value().unwrap()).collect()),
            3 => Some(number.into()),
            4 => {
                let (low, high) = (self.word(), self.word());
                Some(f64::from_bits(u64::from(high) << 32 | u64::from(low)).into())
            }
            _ => (number != 0).then_some((number == 2).into()),
        }
    }

    fn object(&mut self, count: u32) -> Map<String, Value> {
        let mut object = Map::new();
        for _ in 0..count {
            let number = self.word();
            let key = self.text(number);
            let value = self.value();
            object.extend(value.map(|value| (key, value)));
        }
        object
    }
}

/// What JSON has as null is undefined on the tape, so it is left out of both.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let stated = entries.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(stated.map(|(key, value)| (key, without_nulls(value))).collect())
        }
        Value::Array(values) => values.into_iter().map(without_nulls).collect(),
        Value::Number(number) => number.as_f64().unwrap().into(),
        Value::Null | Value::Bool(_) | Value::String(_) => value,
    }
}

#[test]
fn an_answer_is_the_same_on_the_tape_as_in_json() {
    let mut tape = Tape::default();
    let mut texts: Vec<Box<str>> = Vec::new();
    let mut answers = 0;
    for file in std::fs::read_dir("www/catalogs").unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let Some(catalog) = Catalog::read(&text).catalog else {
            continue;
        };
        for program in catalog.programs() {
            let plan = format!(r#"{{ "format": 1, "program": "{}" }}"#, program.facts.id);
            let plan = Plan::read(&plan, &catalog).unwrap();
            for now in ["2020-02-29T00:00:00Z", "2026-11-21T12:00:00.123Z"] {
                let assessment = assess(&catalog, &plan, now.parse().unwrap());
                let laid_out = tape.lay_out(&assessment);
                texts.extend_from_slice(laid_out.new_texts);
                let mut reader = Reader { words: laid_out.words.iter(), texts: &texts };
                let read = without_nulls(reader.value().unwrap());
                assert_eq!(read, without_nulls(serde_json::to_value(&assessment).unwrap()));
                assert_eq!(reader.words.next(), None);
                answers += 1;
            }
        }
    }
    assert!(answers >= 26, "{answers} answers");
}

#[test]
fn numbers_keep_their_value() {
    let mut tape = Tape::default();
    for number in [0.0, -1.5, 81.25, 4_294_967_296.0] {
        let laid_out = tape.lay_out(&number);
        let mut reader = Reader { words: laid_out.words.iter(), texts: &[] };
        assert_eq!(reader.value(), Some(number.into()));
    }
    let laid_out = tape.lay_out(&vec![7_u32, u32::MAX]);
    let mut reader = Reader { words: laid_out.words.iter(), texts: &[] };
    let large = Value::from(f64::from(u32::MAX));
    assert_eq!(reader.value(), Some(vec![Value::from(7), large].into()));
}

#[test]
fn a_long_tape_starts_afresh() {
    let mut tape = Tape::default();
    for number in 0..=TEXTS_MAX {
        assert!(!tape.lay_out(&number.to_string()).starts_afresh);
    }
    let laid_out = tape.lay_out(&"one more");
    assert!(laid_out.starts_afresh);
    assert_eq!(laid_out.words, [0]);
    assert_eq!(laid_out.new_texts, [Box::from("one more")]);
}
