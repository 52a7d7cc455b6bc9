//! What a JSON text holds.

use crate::order::insert;

/// A value of a JSON text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Map),
}

/// A number as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number(Box<str>);

/// The entries of an object, in the order of their keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Map(Vec<(String, Value)>);

impl Value {
    /// The value of a key, where this is an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.as_object()?.get(key)
    }

    /// The value of the fact of this name.
    pub(crate) fn fact(&self, key: &str) -> Option<&Value> {
        self.get(key)?.get("value")
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    pub(crate) fn is_string(&self) -> bool {
        self.as_str().is_some()
    }

    pub(crate) fn is_array(&self) -> bool {
        self.as_array().is_some()
    }

    pub(crate) fn is_object(&self) -> bool {
        self.as_object().is_some()
    }

    pub(crate) fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(truth) = self { Some(*truth) } else { None }
    }

    pub(crate) fn as_number(&self) -> Option<&Number> {
        if let Value::Number(number) = self { Some(number) } else { None }
    }

    pub(crate) fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    pub(crate) fn as_f64(&self) -> Option<f64> {
        self.as_number().map(Number::as_f64)
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = self { Some(text) } else { None }
    }

    pub(crate) fn as_array(&self) -> Option<&Vec<Value>> {
        if let Value::Array(entries) = self { Some(entries) } else { None }
    }

    pub(crate) fn as_object(&self) -> Option<&Map> {
        if let Value::Object(entries) = self { Some(entries) } else { None }
    }
}

/// The greatest number to which any digit can still be added.
const WHOLE_MAX: u64 = u64::MAX / 10 - 1;

impl Number {
    /// A number that is written as JSON has them, unless it is larger than any floating-point one.
    pub(super) fn new(written: &str) -> Option<Number> {
        let number = Number(written.into());
        number.as_f64().is_finite().then_some(number)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, if it is whole and written without a point.
    pub(crate) fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    pub(crate) fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The nearest floating-point number. Without the tool it is the nearest up to 15 digits and a
    /// neighbor of it beyond: the standard library's reading would bring the module a table of 10 KB.
    pub(crate) fn as_f64(&self) -> f64 {
        if cfg!(feature = "cli") {
            self.0.parse().unwrap_or(f64::INFINITY)
        } else {
            self.without_tables()
        }
    }

    fn without_tables(&self) -> f64 {
        let power_at = self.0.bytes().position(|byte| matches!(byte, b'e' | b'E'));
        let (digits, power) =
            power_at.and_then(|at| self.0.split_at_checked(at)).unwrap_or((&self.0, "e0"));
        let power = power.get(1..).unwrap_or_default();
        let (mut whole, mut power, mut after_point) =
            (0_u64, power.parse().unwrap_or(i32::MAX), false);
        for byte in digits.bytes() {
            if byte == b'.' {
                after_point = true;
            } else if byte.is_ascii_digit() && whole <= WHOLE_MAX {
                whole = whole * 10 + u64::from(byte - b'0');
                power = power.saturating_sub(i32::from(after_point));
            } else if byte.is_ascii_digit() && !after_point {
                power = power.saturating_add(1);
            }
        }
        let size = scaled(whole as f64, power);
        if digits.starts_with('-') { -size } else { size }
    }
}

/// A number times ten to the power. Powers of ten are exact up to the 22nd.
fn scaled(mut number: f64, mut power: i32) -> f64 {
    while power != 0 && number != 0.0 && number.is_finite() {
        let step = power.clamp(-22, 22);
        let ten = (0..step.abs()).fold(1.0, |ten, _| ten * 10.0);
        number = if step < 0 { number / ten } else { number * ten };
        power -= step;
    }
    number
}

impl From<&serde_json::Value> for Value {
    fn from(value: &serde_json::Value) -> Value {
        use serde_json::Value as Json;
        match value {
            Json::Null => Value::Null,
            Json::Bool(truth) => Value::Bool(*truth),
            Json::Number(number) => Value::Number(Number(number.to_string().into())),
            Json::String(text) => Value::String(text.clone()),
            Json::Array(entries) => Value::Array(entries.iter().map(Value::from).collect()),
            Json::Object(entries) => {
                // They are in the order of their keys already.
                let entries = entries.iter().map(|(key, value)| (key.clone(), value.into()));
                Value::Object(Map(entries.collect()))
            }
        }
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a String, &'a Value);
    type IntoIter = Entries<'a>;

    fn into_iter(self) -> Entries<'a> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

/// The entries of an object, one after the other.
pub(crate) type Entries<'a> = std::iter::Map<
    std::slice::Iter<'a, (String, Value)>,
    fn(&'a (String, Value)) -> (&'a String, &'a Value),
>;

impl Map {
    fn place(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(key))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(self.place(key).ok()?).map(|(_, value)| value)
    }

    pub(crate) fn contains_key(&self, key: &str) -> bool {
        self.place(key).is_ok()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Gives a key its value, in place of the one that it had; the key, where it had one.
    pub(super) fn insert(&mut self, key: String, value: Value) -> Option<String> {
        match self.place(&key) {
            Err(place) => {
                insert(&mut self.0, place, (key, value));
                None
            }
            Ok(place) => {
                if let Some(known) = self.0.get_mut(place) {
                    known.1 = value;
                }
                Some(key)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn read(written: &str) -> f64 {
        Number(written.into()).without_tables()
    }

    #[test]
    fn numbers_are_read_without_tables_to_the_last_digit() {
        let scores = ["0", "0.1", "0.3", "59.5", "82.35", "100.0", "-0.7", "1e2", "1.25E-1"];
        let longest = ["0.123456789012345", "99.9999999999999", "123456789012345", "1e22", "5e-22"];
        for written in scores.iter().chain(&longest) {
            let exact: f64 = written.parse().unwrap();
            assert_eq!(read(written).to_bits(), exact.to_bits(), "{written}");
        }
    }

    #[test]
    fn longer_numbers_are_read_to_a_neighbor() {
        for written in
            ["0.1234567890123456789012", "1.7976931348623157e308", "98765432109876543210"]
        {
            let exact: f64 = written.parse().unwrap();
            assert!((read(written) / exact - 1.0).abs() < 1e-15, "{written}");
        }
        assert_eq!(read("1e-400"), 0.0);
        assert_eq!(read("1e400"), f64::INFINITY);
    }
}
