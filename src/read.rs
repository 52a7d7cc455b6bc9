//! Reading JSON into the types of the file formats, with every problem reported at once.
//!
//! `serde` stops at the first problem, and the libraries that do not stop triple the size of the
//! module; this is the little that is needed.

use crate::json::Value;

pub(crate) use crate::json::Place;
use crate::json::parse_json;
use crate::order::push_some;
use crate::problem::{Expected, Fault, Problems};

/// A type that is read from JSON.
///
/// `None` means that a problem was reported; reading goes on elsewhere to find the others too.
pub(crate) trait Read: Sized {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Self>;

    /// The value where the key is left out, for types that have one.
    fn left_out() -> Option<Self> {
        None
    }
}

/// An object under reading, with the entries that the format has.
pub(crate) struct Object<'v, 'p> {
    entries: Vec<(&'v str, &'v Value)>,
    place: &'p Place<'p>,
}

impl<'v, 'p> Object<'v, 'p> {
    /// Opens an object and reports keys that the format does not have.
    pub(crate) fn open(
        value: &'v Value,
        place: &'p Place<'p>,
        keys: &[&str],
        problems: &mut Problems,
    ) -> Option<Object<'v, 'p>> {
        let Some(object) = value.as_object() else {
            wrong_type(value, place, Expected::Object, problems);
            return None;
        };
        let mut entries = Vec::with_capacity(keys.len());
        for (key, value) in object {
            if keys.contains(&key.as_str()) {
                entries.push((key.as_str(), value));
                continue;
            }
            let accepted = keys.iter().map(|key| (*key).to_owned()).collect();
            let fault = Fault::UnknownKey { key: key.clone(), accepted };
            problems.add(place.key(key).path(), fault);
        }
        Some(Object { entries, place })
    }

    /// Reads the value of a key.
    pub(crate) fn take<T: Read>(&self, key: &str, problems: &mut Problems) -> Option<T> {
        if let Some(value) = self.value(key) {
            return T::read(value, &self.place.key(key), problems);
        }
        let left_out = T::left_out();
        if left_out.is_none() {
            self.lacks(key, problems);
        }
        left_out
    }

    /// What is the same for every type is compiled once.
    #[inline(never)]
    fn value(&self, key: &str) -> Option<&'v Value> {
        self.entries.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    #[inline(never)]
    fn lacks(&self, key: &str, problems: &mut Problems) {
        problems.add(self.place.path(), Fault::MissingKey { key: key.to_owned() });
    }

    /// Reads a list that may be left out.
    pub(crate) fn take_list<T: Read>(&self, key: &str, problems: &mut Problems) -> Option<Vec<T>> {
        let list: Option<Option<Vec<T>>> = self.take(key, problems);
        list.map(Option::unwrap_or_default)
    }
}

/// Reads a struct field by field; a list in brackets may be left out.
macro_rules! read_struct {
    ($type:ident { $($field:tt),* $(,)? }) => {
        impl $crate::read::Read for $type {
            fn read(
                value: &$crate::json::Value,
                place: &$crate::read::Place<'_>,
                problems: &mut $crate::problem::Problems,
            ) -> Option<Self> {
                let keys = &[$($crate::read::field_name!($field)),*];
                let object = $crate::read::Object::open(value, place, keys, problems)?;
                $($crate::read::read_field!(object, $field, problems);)*
                $crate::read::make_struct!($type { $($field),* })
            }
        }
    };
}

macro_rules! field_name {
    ([$field:ident]) => {
        stringify!($field)
    };
    (schema) => {
        "$schema"
    };
    ($field:ident) => {
        stringify!($field)
    };
}

macro_rules! read_field {
    ($object:ident, [$field:ident], $problems:ident) => {
        let $field = $object.take_list(stringify!($field), $problems);
    };
    ($object:ident, $field:ident, $problems:ident) => {
        let $field = $object.take($crate::read::field_name!($field), $problems);
    };
}

macro_rules! make_struct {
    (@fields $type:ident [$($done:ident)*]) => { Some($type { $($done: $done?),* }) };
    (@fields $type:ident [$($done:ident)*] [$field:ident] $($rest:tt)*) => {
        $crate::read::make_struct!(@fields $type [$($done)* $field] $($rest)*)
    };
    (@fields $type:ident [$($done:ident)*] $field:ident $($rest:tt)*) => {
        $crate::read::make_struct!(@fields $type [$($done)* $field] $($rest)*)
    };
    ($type:ident { $($field:tt),* }) => {
        $crate::read::make_struct!(@fields $type [] $($field)*)
    };
}

/// Reads an enum that is written as a word.
macro_rules! read_words {
    ($type:ident { $($word:literal => $variant:ident),* $(,)? }) => {
        impl $crate::read::Read for $type {
            fn read(
                value: &$crate::json::Value,
                place: &$crate::read::Place<'_>,
                problems: &mut $crate::problem::Problems,
            ) -> Option<Self> {
                let words = &[$($word),*];
                let variants = [$($type::$variant),*];
                let index = $crate::read::word(value, place, words, problems)?;
                variants.into_iter().nth(index)
            }
        }
    };
}

/// Gives a type with `FromStr` and `Display` its form in files: a text.
macro_rules! written_as_text {
    ($type:ty, $expected:expr, $description:literal, $pattern:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl $crate::read::Read for $type {
            fn read(
                value: &$crate::json::Value,
                place: &$crate::read::Place<'_>,
                problems: &mut $crate::problem::Problems,
            ) -> Option<Self> {
                let read = value.as_str().and_then(|text| text.parse().ok());
                if read.is_none() {
                    $crate::read::wrong_type(value, place, $expected, problems);
                }
                read
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": $description,
                    "pattern": $pattern,
                })
            }
        }
    };
}

pub(crate) use {field_name, make_struct, read_field, read_struct, read_words, written_as_text};

/// Reads a whole file into a type.
pub(crate) fn parse_file<T: Read>(text: &str) -> Result<T, Problems> {
    let (value, mut problems) = parse_json(text)?;
    let file = T::read(&value, &Place::Root, &mut problems);
    file.filter(|_| !problems.forbid_use()).ok_or(problems)
}

/// The place of the word in the list of words that may stand here.
pub(crate) fn word(
    value: &Value,
    place: &Place<'_>,
    words: &[&str],
    problems: &mut Problems,
) -> Option<usize> {
    let Some(written) = value.as_str() else {
        wrong_type(value, place, Expected::Text, problems);
        return None;
    };
    let found = words.iter().position(|word| *word == written);
    if found.is_none() {
        let accepted = words.iter().map(|word| (*word).to_owned()).collect();
        problems.add(place.path(), Fault::UnknownWord { word: written.to_owned(), accepted });
    }
    found
}

/// Reports a value of another kind than is expected.
pub(crate) fn wrong_type(
    value: &Value,
    place: &Place<'_>,
    expected: Expected,
    problems: &mut Problems,
) {
    problems.add(place.path(), Fault::WrongType { expected, found: shown(value) });
}

/// A value cut to a length that fits into a sentence.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => word_of(*truth).to_owned(),
        Value::Number(number) => number.as_str().to_owned(),
        Value::String(text) => quoted(text),
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
    }
}

/// A truth as JSON writes it.
pub(crate) fn word_of(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// Long texts are cut in messages: the start is enough to find them.
const QUOTED_CHARACTERS_MAX: usize = 60;

fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(QUOTED_CHARACTERS_MAX).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    "\"".to_owned() + &shown + "\""
}

impl Read for String {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<String> {
        let text = value.as_str().map(str::to_owned);
        if text.is_none() {
            wrong_type(value, place, Expected::Text, problems);
        }
        text
    }
}

impl Read for bool {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<bool> {
        let truth = value.as_bool();
        if truth.is_none() {
            wrong_type(value, place, Expected::Boolean, problems);
        }
        truth
    }
}

impl Read for u32 {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<u32> {
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            wrong_type(value, place, Expected::WholeNumber, problems);
        }
        number
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Option<T>> {
        // An explicit null says no more than a key that is left out.
        if value.is_null() { Some(None) } else { T::read(value, place, problems).map(Some) }
    }

    fn left_out() -> Option<Option<T>> {
        Some(None)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Box<T>> {
        T::read(value, place, problems).map(Box::new)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Vec<T>> {
        let Some(entries) = value.as_array() else {
            wrong_type(value, place, Expected::List, problems);
            return None;
        };
        let mut read = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            // Every entry is read even after one failed, so that all problems are found.
            push_some(&mut read, T::read(entry, &place.index(index), problems));
        }
        (read.len() == entries.len()).then_some(read)
    }
}
