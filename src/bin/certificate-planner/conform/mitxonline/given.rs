//! Reading what a row gives; what is wrong with it is said in a sentence.

use std::collections::BTreeSet;

use certificate_planner::moment::Instant;
use serde_json::Value;

/// A part of what a row gives.
#[derive(Clone, Copy)]
pub(super) struct Given<'a>(pub(super) &'a Value);

impl<'a> Given<'a> {
    /// What a row gives.
    pub(super) fn of(row: &'a Value) -> Result<Given<'a>, String> {
        row.get("given").map(Given).ok_or_else(|| "it has no `given`".to_owned())
    }

    /// What stands under a key, where something does.
    pub(super) fn stated(self, key: &str) -> Option<Given<'a>> {
        self.0.get(key).filter(|value| !value.is_null()).map(Given)
    }

    /// What stands under a key.
    pub(super) fn part(self, key: &str) -> Result<Given<'a>, String> {
        self.stated(key).ok_or_else(|| format!("it gives no `{key}`"))
    }

    /// A text.
    pub(super) fn text(self, key: &str) -> Result<&'a str, String> {
        self.part(key)?.0.as_str().ok_or_else(|| format!("`{key}` is no text"))
    }

    /// A text that may be left out.
    pub(super) fn text_or_empty(self, key: &str) -> Result<&'a str, String> {
        if self.stated(key).is_some() { self.text(key) } else { Ok("") }
    }

    /// `true` or `false`.
    pub(super) fn flag(self, key: &str) -> Result<bool, String> {
        self.part(key)?.0.as_bool().ok_or_else(|| format!("`{key}` is neither true nor false"))
    }

    /// `true` or `false`, where left out `otherwise`.
    pub(super) fn flag_or(self, key: &str, otherwise: bool) -> Result<bool, String> {
        if self.stated(key).is_some() { self.flag(key) } else { Ok(otherwise) }
    }

    /// A whole number.
    pub(super) fn whole(self, key: &str) -> Result<i64, String> {
        self.part(key)?.0.as_i64().ok_or_else(|| format!("`{key}` is no whole number"))
    }

    /// A number.
    pub(super) fn number(self, key: &str) -> Result<f64, String> {
        self.part(key)?.0.as_f64().ok_or_else(|| format!("`{key}` is no number"))
    }

    /// An instant.
    pub(super) fn instant(self, key: &str) -> Result<Instant, String> {
        self.text(key)?.parse().map_err(|_| format!("`{key}` is no instant"))
    }

    /// An instant that may be left out or null.
    pub(super) fn instant_if(self, key: &str) -> Result<Option<Instant>, String> {
        self.stated(key).map(|_| self.instant(key)).transpose()
    }

    /// The entries of a list.
    pub(super) fn list(self, key: &str) -> Result<Vec<Given<'a>>, String> {
        let list = self.part(key)?.0.as_array().ok_or_else(|| format!("`{key}` is no list"))?;
        Ok(list.iter().map(Given).collect())
    }

    /// The entries of a list that may be left out.
    pub(super) fn list_if(self, key: &str) -> Result<Vec<Given<'a>>, String> {
        if self.stated(key).is_some() { self.list(key) } else { Ok(Vec::new()) }
    }

    /// Whether a list has a text.
    pub(super) fn list_has(self, key: &str, text: &str) -> Result<bool, String> {
        Ok(self.list(key)?.iter().any(|entry| entry.0.as_str() == Some(text)))
    }

    /// The numbers of a list, as keys.
    pub(super) fn keys<K: Ord>(
        self,
        key: &str,
        of: impl Fn(i64) -> K,
    ) -> Result<BTreeSet<K>, String> {
        let number =
            |entry: &Given<'_>| entry.0.as_i64().ok_or_else(|| format!("`{key}` has no number"));
        self.list(key)?.iter().map(|entry| number(entry).map(&of)).collect()
    }
}
