//! Reading what a row gives.

use certificate_planner::moment::{Instant, Moment};
use certificate_planner::money::Amount;
use certificate_planner::platform::edx::certificate::Certificate;
use certificate_planner::platform::edx::mode::EnrollmentMode;
use certificate_planner::platform::edx::release::{DisplayBehavior, Pacing, SessionEnd};
use serde_json::{Map, Value};

/// The instant for which a row without one is meant: that of all the others.
const NOW: &str = "2024-06-15T12:00:00Z";

/// What a row gives: its own entries, or those of a part of it.
pub(super) struct Given<'a> {
    /// Where the expected result comes from.
    pub(super) source: &'a str,
    /// How precisely the row states the issue date.
    pub(super) issue_date_expected: Option<&'a str>,
    pub(super) now: Instant,
    entries: &'a Map<String, Value>,
}

impl<'a> Given<'a> {
    pub(super) fn of(row: &'a Value) -> Result<Given<'a>, String> {
        let given = row.get("given").and_then(Value::as_object).ok_or("it has no `given`")?;
        let text = |value: Option<&'a Value>| value.and_then(Value::as_str);
        let now = text(given.get("now")).unwrap_or(NOW);
        Ok(Given {
            source: text(row.get("source")).unwrap_or_default(),
            issue_date_expected: text(row.pointer("/expect/issue_date")),
            now: now.parse().map_err(|_| format!("`now` is no instant: {now}"))?,
            entries: given,
        })
    }

    /// A part of the row, read in the same way.
    pub(super) fn part_of<'b>(&self, value: &'b Value) -> Result<Given<'b>, String>
    where
        'a: 'b,
    {
        let entries = value.as_object().ok_or_else(|| format!("no object: {value}"))?;
        let (source, issue_date_expected) = (self.source, self.issue_date_expected);
        Ok(Given { source, issue_date_expected, now: self.now, entries })
    }

    /// The value of a key; null says no more than a key that is left out.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.entries.get(key).filter(|value| !value.is_null())
    }

    /// Whether the key is there, were it with null.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<&'a str>, String> {
        let text = |value: &'a Value| value.as_str().ok_or_else(|| wrong(key, value));
        self.get(key).map(text).transpose()
    }

    pub(super) fn flag(&self, key: &str) -> Result<bool, String> {
        let flag = self.get(key).map(|value| value.as_bool().ok_or_else(|| wrong(key, value)));
        Ok(flag.transpose()?.unwrap_or(false))
    }

    /// A switch that is on unless the row turns it off.
    pub(super) fn flag_or_on(&self, key: &str) -> Result<bool, String> {
        if self.get(key).is_none() { Ok(true) } else { self.flag(key) }
    }

    pub(super) fn list(&self, key: &str) -> Result<&'a [Value], String> {
        let list = |value: &'a Value| value.as_array().ok_or_else(|| wrong(key, value));
        Ok(self.get(key).map(list).transpose()?.map_or(&[], Vec::as_slice))
    }

    pub(super) fn whole_number(&self, key: &str) -> Result<Option<usize>, String> {
        let number = |value: &Value| {
            let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
            number.ok_or_else(|| wrong(key, value))
        };
        self.get(key).map(number).transpose()
    }

    fn days_from_now(&self, days: i64) -> Moment {
        Moment::Instant(self.now.plus_hours(days.saturating_mul(24)))
    }

    /// A moment: written out, as a word such as `now`, or as so many days from now under the key with
    /// `_days_from_now`.
    pub(super) fn moment(&self, key: &str) -> Result<Option<Moment>, String> {
        let relative = format!("{key}_days_from_now");
        if let Some(days) = self.get(&relative) {
            let days = days.as_i64().ok_or_else(|| wrong(&relative, days))?;
            return Ok(Some(self.days_from_now(days)));
        }
        match self.text(key)? {
            None => Ok(None),
            Some("yesterday") => Ok(Some(self.days_from_now(-1))),
            Some("now") => Ok(Some(self.days_from_now(0))),
            Some("tomorrow") => Ok(Some(self.days_from_now(1))),
            Some(text) => text.parse().map(Some).map_err(|_| format!("`{key}`: {text}")),
        }
    }

    pub(super) fn amount(&self, key: &str) -> Result<Option<Amount>, String> {
        let amount = |value: &Value| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            text.parse().map_err(|_| wrong(key, value))
        };
        self.get(key).map(amount).transpose()
    }

    pub(super) fn mode(&self, key: &str) -> Result<Option<EnrollmentMode>, String> {
        self.text(key)?.map(mode).transpose()
    }

    pub(super) fn modes(&self, key: &str) -> Result<Vec<EnrollmentMode>, String> {
        let one = |value: &Value| mode(value.as_str().ok_or_else(|| wrong(key, value))?);
        self.list(key)?.iter().map(one).collect()
    }

    pub(super) fn pacing(&self) -> Result<Pacing, String> {
        let self_paced = self.flag("self_paced")?;
        Ok(if self_paced { Pacing::SelfPaced } else { Pacing::InstructorPaced })
    }

    pub(super) fn behavior(&self, key: &str) -> Result<Option<DisplayBehavior>, String> {
        match self.text(key)? {
            None | Some("") => Ok(None),
            Some("early_no_info") => Ok(Some(DisplayBehavior::EarlyNoInfo)),
            Some("end") => Ok(Some(DisplayBehavior::End)),
            Some("end_with_date") => Ok(Some(DisplayBehavior::EndWithDate)),
            Some(other) => Err(format!("no display behavior: {other}")),
        }
    }

    /// The end of the session: where a row says only whether it has ended, an hour from now.
    pub(super) fn end(&self) -> Result<SessionEnd, String> {
        if self.get("course_ended").is_some() {
            let hours = if self.flag("course_ended")? { -1 } else { 1 };
            return Ok(SessionEnd::At(Moment::Instant(self.now.plus_hours(hours))));
        }
        Ok(self.moment("course_end")?.map_or(SessionEnd::Never, SessionEnd::At))
    }

    pub(super) fn existing(&self) -> Result<Option<Certificate>, String> {
        self.get("existing_cert").map(|value| self.part_of(value)?.certificate()).transpose()
    }

    /// This part as a certificate.
    pub(super) fn certificate(&self) -> Result<Certificate, String> {
        let status = self.text("status")?.ok_or("a certificate without a status")?;
        let status = status.parse().map_err(|_| format!("no certificate status: {status}"))?;
        Ok(Certificate { status, mode: self.mode("mode")?.unwrap_or(EnrollmentMode::Honor) })
    }
}

/// A mode by the platform's name for it.
pub(super) fn mode(slug: &str) -> Result<EnrollmentMode, String> {
    slug.parse().map_err(|_| format!("no enrollment mode: {slug}"))
}

pub(super) fn wrong(key: &str, value: &Value) -> String {
    format!("`{key}` cannot be {value}")
}
