//! One record under reading: values of any kind may stand under any key, and none stops the reading.

use crate::json::{Map, Value};

use crate::import::{Note, Remark};
use crate::moment::Moment;
use crate::money::Amount;
use crate::problem::Expected;
use crate::read::shown;

/// The notes of an import.
#[derive(Debug, Default)]
pub(super) struct Notes(pub(super) Vec<Note>);

impl Notes {
    pub(super) fn add(&mut self, document: usize, path: String, remark: Remark) {
        self.0.push(Note { document, path, remark });
    }
}

/// An object of a record, with its place.
#[derive(Clone, Debug)]
pub(super) struct Record<'a> {
    pub(super) entries: &'a Map,
    pub(super) path: String,
    pub(super) document: usize,
}

/// The value of a key whose null has a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given<T> {
    /// The key is left out, or its value cannot be read.
    Absent,
    /// The platform has set none.
    Null,
    /// This one.
    Is(T),
}

impl<T> Given<T> {
    pub(super) fn value(self) -> Option<T> {
        match self {
            Given::Absent | Given::Null => None,
            Given::Is(value) => Some(value),
        }
    }
}

impl<'a> Record<'a> {
    /// The place of a key.
    pub(super) fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Says something of a key.
    pub(super) fn note(&self, key: &str, remark: Remark, notes: &mut Notes) {
        notes.add(self.document, self.at(key), remark);
    }

    /// Says something of the whole record.
    pub(super) fn note_here(&self, remark: Remark, notes: &mut Notes) {
        notes.add(self.document, self.path.clone(), remark);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The value of a key, unless it is left out or null.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.entries.get(key).filter(|value| !value.is_null())
    }

    fn read<T>(
        &self,
        key: &str,
        expected: Expected,
        notes: &mut Notes,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(key)?;
        let read = read(value);
        if read.is_none() {
            self.note(key, Remark::Unreadable { expected, found: shown(value) }, notes);
        }
        read
    }

    /// A text; a blank one says nothing.
    pub(super) fn text(&self, key: &str, notes: &mut Notes) -> Option<&'a str> {
        let text = self.read(key, Expected::Text, notes, Value::as_str)?;
        Some(text.trim()).filter(|text| !text.is_empty())
    }

    pub(super) fn truth(&self, key: &str, notes: &mut Notes) -> Option<bool> {
        self.read(key, Expected::Boolean, notes, Value::as_bool)
    }

    /// A whole number, also as a text.
    pub(super) fn whole_number(&self, key: &str, notes: &mut Notes) -> Option<u32> {
        self.read(key, Expected::WholeNumber, notes, |value| match value {
            Value::String(text) if text.trim().is_empty() => Some(None),
            Value::String(text) => text.trim().parse().ok().map(Some),
            Value::Number(number) => Some(Some(u32::try_from(number.as_u64()?).ok()?)),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        })?
    }

    /// A price, as a text or a number.
    pub(super) fn amount(&self, key: &str, notes: &mut Notes) -> Option<Amount> {
        self.read(key, Expected::Amount, notes, |value| match value {
            Value::String(text) => text.trim().parse().ok(),
            Value::Number(number) => number.as_str().parse().ok(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        })
    }

    /// An instant, or a day where no time is given.
    pub(super) fn moment(&self, key: &str, notes: &mut Notes) -> Given<Moment> {
        if self.entries.get(key).is_some_and(Value::is_null) {
            return Given::Null;
        }
        let read = |value: &Value| value.as_str()?.trim().parse().ok();
        self.read(key, Expected::Moment, notes, read).map_or(Given::Absent, Given::Is)
    }

    /// An id, which may be a number or a text.
    pub(super) fn id(&self, key: &str, notes: &mut Notes) -> Option<String> {
        self.read(key, Expected::Id, notes, id_of)
    }

    /// A name that becomes an id.
    pub(super) fn name(&self, key: &str, notes: &mut Notes) -> Option<&'a str> {
        self.text(key, notes)?;
        self.read(key, Expected::Id, notes, |value| value.as_str().map(str::trim).filter(is_short))
    }

    pub(super) fn list(&self, key: &str, notes: &mut Notes) -> Option<&'a [Value]> {
        self.read(key, Expected::List, notes, |value| value.as_array().map(Vec::as_slice))
    }

    /// The objects of a list, where there is a list.
    pub(super) fn records(&self, key: &str, notes: &mut Notes) -> Option<Vec<Record<'a>>> {
        let entries = self.list(key, notes)?;
        let mut records = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let path = format!("{}[{index}]", self.at(key));
            match entry.as_object() {
                Some(entries) => records.push(Record { entries, path, document: self.document }),
                None => {
                    let (expected, found) = (Expected::Object, shown(entry));
                    notes.add(self.document, path, Remark::Unreadable { expected, found });
                }
            }
        }
        Some(records)
    }

    /// The object of a key.
    pub(super) fn record(&self, key: &str, notes: &mut Notes) -> Option<Record<'a>> {
        let entries = self.read(key, Expected::Object, notes, Value::as_object)?;
        Some(Record { entries, path: self.at(key), document: self.document })
    }

    /// The address of a page: only `https:` can be shown, and a path is one of `site`.
    pub(super) fn address(&self, key: &str, site: &str, notes: &mut Notes) -> Option<String> {
        let address = self.text(key, notes)?;
        if address.starts_with('/') {
            return Some(format!("{site}{address}"));
        }
        if !address.starts_with("https://") {
            self.note(key, Remark::NotHttps, notes);
            return None;
        }
        Some(address.to_owned())
    }

    /// Says which statements a catalog has no place for.
    pub(super) fn not_carried(&self, keys: &[&str], notes: &mut Notes) {
        for key in keys.iter().filter(|key| self.get(key).is_some_and(says_something)) {
            self.note(key, Remark::NotCarried { key: (*key).to_owned() }, notes);
        }
    }

    /// Says which keys are new; each key only once in an import.
    pub(super) fn unknown_keys(&self, known: &[&str], notes: &mut Notes) {
        for key in self.entries.keys().filter(|key| !known.contains(&key.as_str())) {
            let remark = Remark::UnknownKey { key: key.clone() };
            if notes.0.iter().all(|note| note.remark != remark) {
                self.note(key, remark, notes);
            }
        }
    }
}

/// An id as a text.
pub(super) fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty() && is_short(&text)).then(|| text.to_owned())
        }
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// An id of a catalog may be a little longer: the id of the record's source begins with a word.
const ID_BYTES_MAX: usize = 190;

/// Whether a text is short enough for an id.
pub(super) fn is_short(text: &&str) -> bool {
    text.len() <= ID_BYTES_MAX
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != 0.0,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(entries) => !entries.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
    }
}
