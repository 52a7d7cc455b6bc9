//! Points in time as sources publish them, and date ranges whose ends may be open.
//!
//! A source gives either an instant ("2024-06-25T23:59:00Z") or only a day ("2026-12-24"). A day
//! without a time is never turned into an instant: getting a deadline wrong by one day is a serious
//! defect (rule C7), so comparisons with a day are open while it is that day anywhere on Earth.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use serde::Serialize;
use tsify::Tsify;

use crate::digits::Digits;
use crate::problem::Expected;
use crate::read::written_as_text;
use crate::truth::Truth;

/// A day of the calendar, without time or zone. Written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Tsify)]
#[tsify(type = "string")]
pub struct Date {
    /// Since the start of 1970.
    days: i32,
}

/// A point in time. Written as RFC 3339, in UTC: `2024-06-25T23:59:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Tsify)]
#[tsify(type = "string")]
pub struct Instant {
    /// Since the start of 1970 in UTC; the platforms state some instants this precisely.
    microseconds: i64,
}

/// A point in time as published: an instant, or a day whose time was not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Tsify)]
#[tsify(type = "string")]
pub enum Moment {
    /// The time is known to the second.
    Instant(Instant),
    /// Only the day is known, in a zone that is not stated.
    Day(Date),
}

/// The text is not a day or instant of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMoment;

/// How far a day reaches around the Earth: it begins first at UTC+14 and ends last at UTC-12.
const FIRST_ZONE_HOURS: i64 = 14;
const LAST_ZONE_HOURS: i64 = 12;

const HOUR_MICROSECONDS: i64 = 3_600_000_000;
/// The start of 1970 in days of the common era, as the calendar counts them.
const DAYS_TO_1970: i32 = 719_163;

impl Date {
    /// The day `year-month-day`, where the calendar has it.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        NaiveDate::from_ymd_opt(year, month, day).map(Date::of)
    }

    /// The year of the day.
    #[must_use]
    pub fn year(self) -> i32 {
        self.of_calendar().year()
    }

    /// The month from 1 and the day from 1.
    pub(crate) fn month_and_day(self) -> (u32, u32) {
        let day = self.of_calendar();
        (day.month(), day.day())
    }

    /// The day this many days later; the same day at the calendar's end.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Date {
        self.of_calendar().checked_add_days(Days::new(days)).map_or(self, Date::of)
    }

    /// The same day of the month this many months later, or the month's last day where it has no
    /// such day: 29 February becomes the 28th.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Date {
        self.of_calendar().checked_add_months(Months::new(months)).map_or(self, Date::of)
    }

    /// The days since the start of 1970.
    #[must_use]
    pub fn days_since_1970(self) -> i32 {
        self.days
    }

    /// The day so many days after the start of 1970; the nearest day of the calendar where it has
    /// none.
    #[must_use]
    pub fn of_days_since_1970(days: i32) -> Date {
        Date::of(Date { days }.of_calendar())
    }

    fn of(day: NaiveDate) -> Date {
        Date { days: day.num_days_from_ce() - DAYS_TO_1970 }
    }

    fn of_calendar(self) -> NaiveDate {
        let days = self.days.checked_add(DAYS_TO_1970);
        // Every date was made from a day of the calendar.
        days.and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or_default()
    }

    fn midnight_utc(self) -> Instant {
        Instant { microseconds: i64::from(self.days) * 24 * HOUR_MICROSECONDS }
    }

    fn add_to(self, text: &mut Digits) {
        let day = self.of_calendar();
        // Years before 0 cannot be read, so none is written.
        text.number(day.year().unsigned_abs().into(), 4).character(b'-');
        text.number(day.month().into(), 2).character(b'-').number(day.day().into(), 2);
    }
}

impl Instant {
    /// The day it is in UTC.
    #[must_use]
    pub fn date_utc(self) -> Date {
        let days = self.microseconds.div_euclid(24 * HOUR_MICROSECONDS);
        // Reading keeps instants within the calendar, and so does adding hours or years to them.
        Date { days: i32::try_from(days).unwrap_or_default() }
    }

    /// The instant this many hours later, earlier when negative.
    #[must_use]
    pub fn plus_hours(self, hours: i64) -> Instant {
        let later = self.microseconds.saturating_add(hours.saturating_mul(HOUR_MICROSECONDS));
        Instant { microseconds: later }
    }

    /// The first full hour in UTC that is not earlier.
    #[must_use]
    pub fn next_full_hour(self) -> Instant {
        let past = self.microseconds.rem_euclid(HOUR_MICROSECONDS);
        let full = Instant { microseconds: self.microseconds - past };
        if past == 0 { self } else { full.plus_hours(1) }
    }

    /// The hour of the day in UTC, from 0.
    #[must_use]
    pub fn hour_of_day(self) -> u32 {
        u32::try_from(self.microseconds_of_day() / HOUR_MICROSECONDS).unwrap_or_default()
    }

    fn of(at: DateTime<Utc>) -> Instant {
        Instant { microseconds: at.timestamp_micros() }
    }

    fn microseconds_of_day(self) -> i64 {
        self.microseconds.rem_euclid(24 * HOUR_MICROSECONDS)
    }
}

impl Moment {
    /// The earliest moment of all: whatever happens then delays nothing.
    pub const BEGINNING: Moment = Moment::Instant(Instant { microseconds: i64::MIN });

    /// The first instant that this can be.
    #[must_use]
    pub fn earliest(self) -> Instant {
        match self {
            Moment::Instant(instant) => instant,
            Moment::Day(day) => day.midnight_utc().plus_hours(-FIRST_ZONE_HOURS),
        }
    }

    /// The last instant that this can be.
    #[must_use]
    pub fn latest(self) -> Instant {
        match self {
            Moment::Instant(instant) => instant,
            Moment::Day(day) => day.midnight_utc().plus_hours(24 + LAST_ZONE_HOURS),
        }
    }

    /// The day, in UTC for an instant.
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Moment::Instant(instant) => instant.date_utc(),
            Moment::Day(day) => day,
        }
    }

    /// Whether this lies strictly before `now`.
    #[must_use]
    pub fn is_before(self, now: Instant) -> Truth {
        if self.latest() < now {
            Truth::Yes
        } else if self.earliest() >= now {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// Whether this lies strictly after `now`.
    #[must_use]
    pub fn is_after(self, now: Instant) -> Truth {
        if self.earliest() > now {
            Truth::Yes
        } else if self.latest() <= now {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// Whether this lies strictly before `other`; two equal days leave it open.
    #[must_use]
    pub fn precedes(self, other: Moment) -> Truth {
        if let (Moment::Day(left), Moment::Day(right)) = (self, other) {
            // Two days of one source are days of one zone, so different days decide.
            return match left.cmp(&right) {
                std::cmp::Ordering::Less => Truth::Yes,
                std::cmp::Ordering::Equal => Truth::Unknown,
                std::cmp::Ordering::Greater => Truth::No,
            };
        }
        if self.latest() < other.earliest() {
            Truth::Yes
        } else if self.earliest() >= other.latest() {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// Later by whole hours; a day stays a day and moves by the days that the hours round up to.
    #[must_use]
    pub fn plus_hours(self, hours: u32) -> Moment {
        match self {
            Moment::Instant(instant) => Moment::Instant(instant.plus_hours(i64::from(hours))),
            Moment::Day(day) => Moment::Day(day.plus_days(u64::from(hours.div_ceil(24)))),
        }
    }

    /// Later by whole months.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Moment {
        match self {
            Moment::Instant(at) => {
                let day = at.date_utc().plus_months(months).midnight_utc();
                let microseconds = day.microseconds + at.microseconds_of_day();
                Moment::Instant(Instant { microseconds })
            }
            Moment::Day(day) => Moment::Day(day.plus_months(months)),
        }
    }

    /// Later by whole years.
    #[must_use]
    pub fn plus_years(self, years: u32) -> Moment {
        self.plus_months(years.saturating_mul(12))
    }

    /// Later by whole days.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Moment {
        self.plus_hours(days.saturating_mul(24))
    }

    /// The later of the two, by the first instant that each can be, then by the last.
    #[must_use]
    pub fn later(self, other: Moment) -> Moment {
        let key = |moment: Moment| (moment.earliest(), moment.latest());
        if key(other) > key(self) { other } else { self }
    }
}

/// One end of a date range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// This moment.
    At(Moment),
    /// No promise is made: it may take longer than anything stated.
    Open,
    /// A fact is missing that would give this end.
    Unknown,
}

/// What a date range rests on; the weakest of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Dates that the platform published or the learner stated.
    Published,
    /// A duration that the platform calls typical, added to such a date.
    Typical,
    /// Dates carried over from earlier years (rule C6): never a promise.
    Projected,
}

/// When something is expected: not before `from`, and where `to` is a moment, typically by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateRange {
    /// The earliest; where unknown, nothing is claimed.
    pub from: Bound,
    /// The latest that is stated.
    pub to: Bound,
    /// What the range rests on.
    pub basis: Basis,
}

impl DateRange {
    /// Nothing is known.
    pub const UNKNOWN: DateRange =
        DateRange { from: Bound::Unknown, to: Bound::Unknown, basis: Basis::Published };

    /// From this moment on, with no promise how long it takes (rule C1).
    #[must_use]
    pub fn from(moment: Moment, basis: Basis) -> DateRange {
        DateRange { from: Bound::At(moment), to: Bound::Open, basis }
    }

    /// Exactly then.
    #[must_use]
    pub fn at(moment: Moment, basis: Basis) -> DateRange {
        DateRange { from: Bound::At(moment), to: Bound::At(moment), basis }
    }

    /// When both have happened (rule C4, "max"): an unknown start still leaves the other's start as
    /// the earliest possible, while any open or unknown end stays open or unknown.
    #[must_use]
    pub fn both(self, other: DateRange) -> DateRange {
        let from = match (self.from, other.from) {
            (Bound::At(left), Bound::At(right)) => Bound::At(left.later(right)),
            (Bound::At(known), _) | (_, Bound::At(known)) => Bound::At(known),
            _ => Bound::Unknown,
        };
        let to = match (self.to, other.to) {
            (Bound::Unknown, _) | (_, Bound::Unknown) => Bound::Unknown,
            (Bound::Open, _) | (_, Bound::Open) => Bound::Open,
            (Bound::At(left), Bound::At(right)) => Bound::At(left.later(right)),
        };
        DateRange { from, to, basis: self.basis.max(other.basis) }
    }

    /// The same range for something that has not happened by `now`: what lies behind is cut off.
    #[must_use]
    pub fn not_before(self, now: Instant) -> DateRange {
        let passed = |bound: Bound| match bound {
            Bound::At(moment) => moment.latest() <= now,
            Bound::Open | Bound::Unknown => false,
        };
        DateRange {
            from: if passed(self.from) { Bound::At(Moment::Instant(now)) } else { self.from },
            to: if passed(self.to) { Bound::Open } else { self.to },
            basis: self.basis,
        }
    }

    /// The order in which learners would prefer ranges: a known start before an unknown one, an
    /// earlier start first, among equal starts the one with a stated end, and among equal ranges the
    /// one that rests on more.
    #[must_use]
    pub fn preference(&self) -> impl Ord + Copy + use<> {
        // What is known to be open says more than what is not known.
        let end = |bound: Bound| match bound {
            Bound::At(moment) => (0, Some(moment.latest())),
            Bound::Open => (1, None),
            Bound::Unknown => (2, None),
        };
        (end(self.from), end(self.to), self.basis)
    }
}

impl FromStr for Date {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Date, NotAMoment> {
        let well_formed = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), true) =
            (parts.next(), parts.next(), parts.next(), well_formed)
        else {
            return Err(NotAMoment);
        };
        let number = |digits: &str| digits.parse::<u32>().map_err(|_| NotAMoment);
        let year = i32::try_from(number(year)?).map_err(|_| NotAMoment)?;
        Date::new(year, number(month)?, number(day)?).ok_or(NotAMoment)
    }
}

impl FromStr for Instant {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Instant, NotAMoment> {
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| NotAMoment)?;
        Ok(Instant::of(at.with_timezone(&Utc)))
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Moment, NotAMoment> {
        if text.len() == 10 {
            text.parse().map(Moment::Day)
        } else {
            text.parse().map(Moment::Instant)
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Digits::new();
        self.add_to(&mut text);
        text.write(f)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is left of a day in milliseconds fits into 32 bits, in which WebAssembly divides faster.
        let of_day = self.microseconds_of_day();
        let microseconds = u64::try_from(of_day % 1_000).unwrap_or_default();
        let of_day = u32::try_from(of_day / 1_000).unwrap_or_default();
        let (seconds, milliseconds) = (of_day / 1_000, of_day % 1_000);
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        let mut text = Digits::new();
        self.date_utc().add_to(&mut text);
        text.character(b'T').number(hour.into(), 2).character(b':');
        text.number(minute.into(), 2).character(b':').number(second.into(), 2);
        if milliseconds > 0 || microseconds > 0 {
            text.character(b'.').number(milliseconds.into(), 3);
        }
        if microseconds > 0 {
            text.number(microseconds, 3);
        }
        text.character(b'Z').write(f)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Instant(instant) => instant.fmt(f),
            Moment::Day(day) => day.fmt(f),
        }
    }
}

written_as_text!(Date, Expected::Date, "A day: YYYY-MM-DD.", r"^\d{4}-\d{2}-\d{2}$");
written_as_text!(
    Instant,
    Expected::Instant,
    "An instant in RFC 3339, such as 2024-06-25T23:59:00Z.",
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"
);
written_as_text!(
    Moment,
    Expected::Moment,
    "An instant in RFC 3339 where the time is known, otherwise only the day: YYYY-MM-DD.",
    r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$"
);

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn an_end_that_is_open_is_preferred_to_one_that_is_not_known() {
        let range = |to| DateRange { to, ..DateRange::UNKNOWN };
        let [open, unknown] = [Bound::Open, Bound::Unknown].map(range);
        assert!(open.preference() < unknown.preference());
        let dated = range(Bound::At(Moment::BEGINNING));
        assert!(dated.preference() < open.preference());
    }

    #[test]
    fn reads_days_and_instants_and_nothing_else() {
        assert_eq!(moment("2026-12-24").to_string(), "2026-12-24");
        assert_eq!(moment("2024-06-25T23:59:00Z").to_string(), "2024-06-25T23:59:00Z");
        assert_eq!(moment("2024-06-25T23:59:00-05:00").to_string(), "2024-06-26T04:59:00Z");
        for wrong in ["", "2026", "2026-2-1", "2026-02-30", "24-12-2026", "2026-12-24T10:00", "é"]
        {
            assert_eq!(wrong.parse::<Moment>(), Err(NotAMoment), "{wrong}");
        }
    }

    #[test]
    fn a_day_without_a_time_is_open_while_it_is_that_day_somewhere() {
        let deadline = moment("2026-12-24");
        // It is still 23 December everywhere west of UTC+14.
        assert_eq!(deadline.is_before(instant("2026-12-23T09:59:59Z")), Truth::No);
        assert_eq!(deadline.is_before(instant("2026-12-24T12:00:00Z")), Truth::Unknown);
        // 24 December ends last at UTC-12, which is noon of the 25th in UTC.
        assert_eq!(deadline.is_before(instant("2026-12-25T12:00:00Z")), Truth::Unknown);
        assert_eq!(deadline.is_before(instant("2026-12-25T12:00:01Z")), Truth::Yes);
    }

    #[test]
    fn instants_are_kept_to_the_microsecond() {
        let deadline = moment("2026-06-15T12:00:00.000001Z");
        assert_eq!(deadline.is_after(instant("2026-06-15T12:00:00Z")), Truth::Yes);
        for text in ["2026-06-15T12:00:00.000001Z", "2026-06-15T12:00:00.050Z"] {
            assert_eq!(moment(text).to_string(), text);
        }
    }

    #[test]
    fn instants_compare_strictly() {
        let deadline = moment("2026-06-15T12:00:00Z");
        assert_eq!(deadline.is_before(instant("2026-06-15T12:00:00Z")), Truth::No);
        assert_eq!(deadline.is_after(instant("2026-06-15T12:00:00Z")), Truth::No);
        assert_eq!(deadline.is_after(instant("2026-06-15T11:59:59Z")), Truth::Yes);
    }

    #[test]
    fn both_keeps_the_later_start_and_the_more_open_end() {
        let end = DateRange::from(moment("2027-05-16"), Basis::Published);
        let soon = DateRange {
            from: Bound::At(moment("2026-11-22")),
            to: Bound::At(moment("2026-11-23")),
            basis: Basis::Typical,
        };
        let both = end.both(soon);
        assert_eq!(both.from, Bound::At(moment("2027-05-16")));
        assert_eq!(both.to, Bound::Open);
        assert_eq!(both.basis, Basis::Typical);
        assert_eq!(end.both(DateRange::UNKNOWN).from, Bound::At(moment("2027-05-16")));
        assert_eq!(end.both(DateRange::UNKNOWN).to, Bound::Unknown);
    }

    #[test]
    fn a_leap_day_keeps_its_month() {
        assert_eq!(moment("2024-02-29").plus_years(1), moment("2025-02-28"));
    }
}
