//! A tape of bytes from which catalogs and plans are made: a shorter tape, or one with smaller
//! bytes, makes simpler ones, so that a failing law shrinks to a small example.

use serde_json::{Value, json};

/// Days around the instant at which the laws are tried, in their order.
pub(crate) const DAYS: [&str; 11] = [
    "2026-09-01",
    "2026-10-15",
    "2026-11-20",
    "2026-11-22",
    "2026-12-10",
    "2027-01-15T12:00:00Z",
    "2027-01-15",
    "2027-03-01",
    "2027-06-01",
    "2027-09-01",
    "2028-01-10",
];

/// How many of [`DAYS`] have certainly passed by then.
pub(crate) const DAYS_PASSED: usize = 2;

pub(crate) const NOW: &str = "2026-11-21T12:00:00Z";

pub(crate) struct Tape<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl<'a> Tape<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Tape<'a> {
        Tape { bytes: bytes.iter() }
    }

    /// A number below `count`; 0 where the tape has ended.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % count
    }

    /// Whether something is there that is there so often; never where the tape has ended.
    pub(crate) fn percent(&mut self, often: usize) -> bool {
        let byte = usize::from(self.bytes.next().copied().unwrap_or(0));
        byte * 100 >= (100 - often) * 256
    }

    pub(crate) fn one_of<'b, T: ?Sized>(&mut self, all: &[&'b T]) -> &'b T {
        all[self.below(all.len())]
    }

    /// A value that may be there, for a key of a JSON object.
    pub(crate) fn maybe(
        &mut self,
        into: &mut Value,
        key: &str,
        often: usize,
        value: impl FnOnce(&mut Self) -> Value,
    ) {
        if self.percent(often) {
            into[key] = value(self);
        }
    }

    /// The same for a value with its source.
    pub(crate) fn maybe_fact(
        &mut self,
        into: &mut Value,
        key: &str,
        often: usize,
        value: impl FnOnce(&mut Self) -> Value,
    ) {
        self.maybe(into, key, often, |tape| fact(value(tape)));
    }
}

pub(crate) fn fact(value: Value) -> Value {
    json!({ "value": value, "source": "s", "status": "current" })
}

pub(crate) fn usd(units: usize) -> Value {
    json!({ "amount": units.to_string(), "currency": "USD" })
}
