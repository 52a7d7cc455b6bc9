//! Keys that stand twice in one object: reading JSON keeps the last and drops what the first said.

use crate::problem::{Fault, Problems};
use crate::read::Place;

/// Every key of a text that was read as JSON before and stands in its object a second time.
pub(crate) fn duplicate_keys(text: &str) -> Problems {
    let mut problems = Problems::default();
    Scanner { text, at: 0 }.value(Place::Root, &mut problems);
    problems
}

/// A walk over JSON that is known to be well formed and within the limit on its depth.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn value(&mut self, place: Place<'_>, problems: &mut Problems) {
        match self.next_mark() {
            Some(b'{') => self.object(place, problems),
            Some(b'[') => self.list(place, problems),
            Some(b'"') => drop(self.quoted()),
            // A number, `true`, `false` or `null`.
            _ => self.skip(|byte| !matches!(byte, b',' | b']' | b'}')),
        }
    }

    fn object(&mut self, place: Place<'_>, problems: &mut Problems) {
        let mut seen: Vec<String> = Vec::new();
        self.at += 1;
        while let Some(mark) = self.next_mark() {
            match mark {
                b'"' => {
                    // An escape can write one key in two ways.
                    let key: String = serde_json::from_str(self.quoted()).unwrap_or_default();
                    let here = place.key(&key);
                    if seen.contains(&key) {
                        problems.add(here.path(), Fault::DuplicateKey { key: key.clone() });
                    }
                    self.skip(|byte| byte != b':');
                    self.at += 1;
                    self.value(here, problems);
                    seen.push(key);
                }
                b'}' => {
                    self.at += 1;
                    return;
                }
                _ => self.at += 1,
            }
        }
    }

    fn list(&mut self, place: Place<'_>, problems: &mut Problems) {
        let mut index = 0;
        self.at += 1;
        while let Some(mark) = self.next_mark() {
            match mark {
                b']' => {
                    self.at += 1;
                    return;
                }
                b',' => {
                    self.at += 1;
                    index += 1;
                }
                _ => self.value(place.index(index), problems),
            }
        }
    }

    /// The text in quotes that starts here, with its quotes.
    fn quoted(&mut self) -> &'a str {
        let from = self.at;
        self.at += 1;
        let mut escaped = false;
        self.skip(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            !ends
        });
        self.at += 1;
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// The next byte that is no space.
    fn next_mark(&mut self) -> Option<u8> {
        self.skip(|byte| byte.is_ascii_whitespace());
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, mut skipped: impl FnMut(u8) -> bool) {
        while self.text.as_bytes().get(self.at).is_some_and(|byte| skipped(*byte)) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{text}");
        duplicate_keys(text).0.into_iter().map(|problem| problem.path).collect()
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
