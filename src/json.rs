//! JSON text from outside, read within limits.
//!
//! Reading it by `serde_json` took 11 KB more of the module after gzip: it knows every form that a
//! value can be wanted in.

mod value;

pub(crate) use value::{Map, Number, Value};

use crate::digits::Digits;
use crate::order::insert;
use crate::problem::{Fault, Problems};

/// No real catalog or plan is longer.
pub(crate) const BYTES_MAX: usize = 4_000_000;
/// No real catalog or plan nests deeper; the limit keeps every later walk on a small stack.
const DEPTH_MAX: usize = 40;
const TOO_DEEP: Fault = Fault::TooDeep { depth_max: DEPTH_MAX };
/// No real object has more keys; the limit keeps the search for one that stands twice short.
const KEYS_MAX: usize = 2_000;

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
            Place::Index(parent, index) => {
                let mut written = Digits::new();
                written.character(b'[').number(*index as u64, 1).character(b']');
                parent.path() + written.text()
            }
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
    let mut reader = Reader { text, at: 0, found: Problems::default() };
    match reader.file() {
        Ok(value) => Ok((value, reader.found)),
        // What nests too deep is said first, whatever else is wrong.
        Err(_) if nests_deeper_than(DEPTH_MAX, text) => Err(whole_file(TOO_DEEP)),
        Err(Stop::NotJson) => Err(whole_file(reader.stopped())),
        Err(Stop::TooManyKeys(path)) => {
            let mut problems = Problems::default();
            problems.add(path, Fault::TooMany { count: KEYS_MAX + 1, count_max: KEYS_MAX });
            Err(problems)
        }
    }
}

/// Why reading stops before the end.
enum Stop {
    /// At the byte where the reader is.
    NotJson,
    /// Too many keys in the object at this path.
    TooManyKeys(String),
}

/// JSON text under reading, from the byte `at`.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    found: Problems,
}

impl Reader<'_> {
    fn file(&mut self) -> Result<Value, Stop> {
        let value = self.value(&Place::Root, 0)?;
        if self.token().is_none() { Ok(value) } else { Err(Stop::NotJson) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no space.
    fn token(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// Goes past a byte, if it is the next one.
    fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, word: &str) -> Result<(), Stop> {
        if word.bytes().all(|byte| self.skip(byte)) { Ok(()) } else { Err(Stop::NotJson) }
    }

    /// The value that comes next, in so many lists and objects.
    fn value(&mut self, place: &Place<'_>, depth: usize) -> Result<Value, Stop> {
        match self.token() {
            Some(b'{' | b'[') if depth == DEPTH_MAX => Err(Stop::NotJson),
            Some(b'"') => self.string().map(Value::String),
            Some(b'{') => self.object(place, depth + 1).map(Value::Object),
            Some(b'[') => self.array(place, depth + 1).map(Value::Array),
            Some(b't') => self.expect("true").map(|()| Value::Bool(true)),
            Some(b'f') => self.expect("false").map(|()| Value::Bool(false)),
            Some(b'n') => self.expect("null").map(|()| Value::Null),
            _ => self.number().map(Value::Number),
        }
    }

    /// Goes past the comma before the next part, or past the end; `false` at the end.
    fn goes_on(&mut self, is_first: bool, end: u8) -> Result<bool, Stop> {
        match self.token() {
            Some(byte) if byte == end => {
                self.at += 1;
                Ok(false)
            }
            Some(_) if is_first => Ok(true),
            _ => self.expect(",").map(|()| true),
        }
    }

    fn array(&mut self, place: &Place<'_>, depth: usize) -> Result<Vec<Value>, Stop> {
        self.at += 1;
        let mut values = Vec::new();
        while self.goes_on(values.is_empty(), b']')? {
            let value = self.value(&place.index(values.len()), depth)?;
            values.push(value);
        }
        Ok(values)
    }

    fn object(&mut self, place: &Place<'_>, depth: usize) -> Result<Map, Stop> {
        self.at += 1;
        let mut entries = Map::default();
        let mut is_first = true;
        while self.goes_on(is_first, b'}')? {
            is_first = false;
            if self.token() != Some(b'"') {
                return Err(Stop::NotJson);
            }
            let key = self.string()?;
            self.token();
            self.expect(":")?;
            // A key that comes again is reported before what is wrong below it.
            let below = self.found.0.len();
            let value = self.value(&place.key(&key), depth)?;
            if let Some(key) = entries.insert(key, value) {
                self.found.add(place.key(&key).path(), Fault::DuplicateKey { key });
                if let Some(problem) = self.found.0.pop() {
                    insert(&mut self.found.0, below, problem);
                }
            }
            if entries.len() > KEYS_MAX {
                return Err(Stop::TooManyKeys(place.path()));
            }
        }
        Ok(entries)
    }

    /// The number that comes next, as it is written.
    fn number(&mut self) -> Result<Number, Stop> {
        let start = self.at;
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _ = self.skip(b'-') || self.skip(b'+');
            self.digits()?;
        }
        let written = self.text.get(start..self.at).unwrap_or_default();
        Number::new(written).ok_or(Stop::NotJson)
    }

    fn digits(&mut self) -> Result<(), Stop> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(Stop::NotJson) }
    }

    /// The text in quotes that comes next.
    fn string(&mut self) -> Result<String, Stop> {
        self.at += 1;
        let mut read = String::new();
        loop {
            let start = self.at;
            let rest = self.text.as_bytes().get(start..).unwrap_or_default();
            let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..0x20));
            self.at += end.unwrap_or(rest.len());
            read.push_str(self.text.get(start..self.at).unwrap_or_default());
            if self.skip(b'"') {
                return Ok(read);
            }
            self.expect("\\")?;
            read.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, Stop> {
        let character = match self.peek().ok_or(Stop::NotJson)? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.by_code(),
            _ => return Err(Stop::NotJson),
        };
        self.at += 1;
        Ok(character)
    }

    /// The character of `uXXXX`; one beyond the first 65,536 is written as a pair of these.
    fn by_code(&mut self) -> Result<char, Stop> {
        let first = self.code()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or(Stop::NotJson);
        }
        self.expect("\\")?;
        let low = self.code()?.checked_sub(0xdc00).filter(|low| *low < 0x400);
        let pair = low.map(|low| 0x1_0000 + ((first - 0xd800) << 10 | low));
        pair.and_then(char::from_u32).ok_or(Stop::NotJson)
    }

    fn code(&mut self) -> Result<u32, Stop> {
        self.expect("u")?;
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            code = code << 4 | digit.ok_or(Stop::NotJson)?;
            self.at += 1;
        }
        Ok(code)
    }

    /// The place where reading stopped: of the byte that cannot stand there, or after the last one.
    fn stopped(&self) -> Fault {
        let bytes = self.text.as_bytes();
        let read = bytes.get(..self.at).unwrap_or(bytes);
        let line = 1 + read.iter().filter(|byte| **byte == b'\n').count();
        // A letter of several bytes is one column, as in an editor.
        let begins = |byte: &u8| *byte & 0xC0 != 0x80;
        let line_read = read.iter().rev().take_while(|byte| **byte != b'\n');
        let letters_read = line_read.filter(|byte| begins(byte)).count();
        let column = letters_read + usize::from(bytes.get(self.at).is_none_or(begins));
        Fault::NotJson { line, column }
    }
}

fn whole_file(fault: Fault) -> Problems {
    let mut problems = Problems::default();
    problems.add("", fault);
    problems
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

    /// A value as an independent reader has it.
    fn other(value: &Value) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(truth) => (*truth).into(),
            Value::Number(number) => serde_json::from_str(number.as_str()).unwrap(),
            Value::String(text) => text.as_str().into(),
            Value::Array(entries) => entries.iter().map(other).collect(),
            Value::Object(entries) => {
                entries.into_iter().map(|(key, value)| (key.clone(), other(value))).collect()
            }
        }
    }

    #[test]
    fn what_is_read_is_what_an_independent_reader_reads() {
        let whole = r#" {"a": [1, -0, 0.5e-3, 1E+2, 12.30, true], "b\u00e9\ud83d\ude00": "\n\"é\\/",
            "c" : {"": null, "d": [], "e": {} , "f": [[false], ""]} } "#;
        let bytes = br#"{}[]:,"\/-+.e0u8dCtn x"#.iter().chain(b"\n\t\x01\x7f");
        let texts = bytes.flat_map(|byte| {
            let byte = char::from(*byte);
            let places = whole.char_indices();
            places.flat_map(move |(at, old)| {
                let (before, after) = (&whole[..at], &whole[at + old.len_utf8()..]);
                [
                    format!("{before}{byte}{after}"),
                    format!("{before}{byte}{old}{after}"),
                    format!("{before}{after}"),
                    format!("{before}{byte}"),
                ]
            })
        });
        let mut refused = 0;
        for text in texts.chain([whole.to_owned()]) {
            let ours = parse_json(&text).map(|(value, _)| other(&value)).ok();
            assert_eq!(ours, serde_json::from_str(&text).ok(), "{text}");
            refused += usize::from(ours.is_none());
        }
        assert!(refused > 1_000, "Most changes make it none: {refused}");
    }

    #[test]
    fn a_number_is_none_beyond_every_floating_point_number() {
        assert!(parse_json("1e308").is_ok() && parse_json("1e-999999999999").is_ok());
        for text in ["1e309", "-1e309", "1e999999999999", &"9".repeat(310)] {
            let found = parse_json(text).unwrap_err();
            assert!(matches!(found.0[0].fault, Fault::NotJson { .. }), "{text}");
        }
    }

    #[test]
    fn an_object_has_so_many_keys_at_most() {
        let with = |count: usize| {
            let entries: Vec<String> = (0..count).map(|at| format!("\"{at}\": 0")).collect();
            format!("{{\"a\": [{{{}}}]}}", entries.join(","))
        };
        assert!(parse_json(&with(KEYS_MAX)).is_ok());
        let found = parse_json(&with(KEYS_MAX + 1)).unwrap_err();
        assert_eq!(found.0[0].path, "a[0]");
        let fault = Fault::TooMany { count: KEYS_MAX + 1, count_max: KEYS_MAX };
        assert_eq!(found.0[0].fault, fault);
    }

    fn places(text: &str) -> Vec<String> {
        let (value, twice) = parse_json(text).unwrap();
        assert_eq!(other(&value), serde_json::from_str::<serde_json::Value>(text).unwrap());
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
