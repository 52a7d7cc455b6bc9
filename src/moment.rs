//! Points in time as sources publish them, and date ranges whose ends may be open.
//!
//! A source gives either an instant ("2024-06-25T23:59:00Z") or only a day ("2026-12-24"). A day
//! without a time is never turned into an instant: getting a deadline wrong by one day is a serious
//! defect (rule C7), so comparisons with a day are open while it is that day anywhere on Earth.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

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
/// The years of the calendar: the microseconds of each of their days fit into 64 bits.
const YEARS: RangeInclusive<i32> = -262_143..=262_142;
/// Its first and its last day, since the start of 1970.
const FIRST_DAY: i32 = days_since_1970(*YEARS.start(), 1, 1);
const LAST_DAY: i32 = days_since_1970(*YEARS.end(), 12, 31);

/// The calendar repeats after 400 years, which have so many days.
const CYCLE_YEARS: i32 = 400;
const CYCLE_DAYS: i32 = 146_097;
/// From 1 March of the year 0, with which a cycle begins here, to the start of 1970: a leap day is
/// the last of its year where years begin in March.
const MARCH_0_TO_1970: i32 = 719_468;

impl Date {
    /// The day `year-month-day`, where the calendar has it.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        let is_day = YEARS.contains(&year)
            && (1..=12).contains(&month)
            && (1..=month_length(year, month)).contains(&day);
        is_day.then(|| Date { days: days_since_1970(year, month, day) })
    }

    /// The year of the day.
    #[must_use]
    pub fn year(self) -> i32 {
        self.of_calendar().0
    }

    /// The month from 1 and the day from 1.
    pub(crate) fn month_and_day(self) -> (u32, u32) {
        let (_, month, day) = self.of_calendar();
        (month, day)
    }

    /// The day this many days later; the same day at the calendar's end.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Date {
        let later = i32::try_from(days).ok().and_then(|days| self.days.checked_add(days));
        later.filter(|later| *later <= LAST_DAY).map_or(self, |days| Date { days })
    }

    /// The same day of the month this many months later, or the month's last day where it has no
    /// such day: 29 February becomes the 28th.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Date {
        let (year, month, day) = self.of_calendar();
        let all =
            i32::try_from(months).ok().and_then(|months| (month as i32 - 1).checked_add(months));
        let Some((years, month)) = all.map(|all| (all / 12, all as u32 % 12 + 1)) else {
            return self;
        };
        let year = year + years;
        Date::new(year, month, day.min(month_length(year, month))).unwrap_or(self)
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
        Date { days: days.clamp(FIRST_DAY, LAST_DAY) }
    }

    /// Year, month from 1 and day from 1.
    fn of_calendar(self) -> (i32, u32, u32) {
        let since_march_0 = self.days + MARCH_0_TO_1970;
        let cycle = since_march_0.div_euclid(CYCLE_DAYS);
        let of_cycle = since_march_0.rem_euclid(CYCLE_DAYS);
        // Without the leap days, which stand after every 4 years but not after every 100, years have 365.
        let leap_days = of_cycle / 1_460 - of_cycle / 36_524 + of_cycle / (CYCLE_DAYS - 1);
        let year = (of_cycle - leap_days) / 365;
        let of_year = of_cycle - (365 * year + year / 4 - year / 100);
        // From March on, five months have 153 days.
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = cycle * CYCLE_YEARS + year + i32::from(month <= 2);
        (year, month as u32, day as u32)
    }

    fn midnight_utc(self) -> Instant {
        Instant { microseconds: i64::from(self.days) * 24 * HOUR_MICROSECONDS }
    }

    fn add_to(self, text: &mut Digits) {
        let (year, month, day) = self.of_calendar();
        // Years before 0 cannot be read, so none is written.
        text.number(year.unsigned_abs().into(), 4).character(b'-');
        text.number(month.into(), 2).character(b'-').number(day.into(), 2);
    }
}

/// The days from the start of 1970 to a day of the calendar.
const fn days_since_1970(year: i32, month: u32, day: u32) -> i32 {
    let (month, day) = (month as i32, day as i32);
    let (year, from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (cycle, year) = (year.div_euclid(CYCLE_YEARS), year.rem_euclid(CYCLE_YEARS));
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let of_cycle = 365 * year + year / 4 - year / 100 + of_year;
    cycle * CYCLE_DAYS + of_cycle - MARCH_0_TO_1970
}

/// The days of a month from 1 to 12.
fn month_length(year: i32, month: u32) -> u32 {
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % CYCLE_YEARS == 0);
    match month {
        2 => 28 + u32::from(is_leap_year),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Instant {
    /// The day it is in UTC.
    #[must_use]
    pub fn date_utc(self) -> Date {
        let days = self.microseconds.div_euclid(24 * HOUR_MICROSECONDS);
        Date::of_days_since_1970(i32::try_from(days).unwrap_or_default())
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
        let full = Instant { microseconds: self.microseconds.saturating_sub(past) };
        if past == 0 { self } else { full.plus_hours(1) }
    }

    /// The hour of the day in UTC, from 0.
    #[must_use]
    pub fn hour_of_day(self) -> u32 {
        u32::try_from(self.microseconds_of_day() / HOUR_MICROSECONDS).unwrap_or_default()
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

    /// The last day that is used up to this moment, in UTC for an instant. What ends before noon takes
    /// no hours of that day: "30 June, 23:59" west of Greenwich is past midnight in UTC, and still 30 June (rule F1).
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            Moment::Instant(instant) => instant.plus_hours(-LAST_ZONE_HOURS).date_utc(),
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

    /// The same range for something that has not happened by `now`: what lies behind is cut off. That it may come
    /// today is all that is known then, so that it begins with a day and not with the instant of the question.
    #[must_use]
    pub fn not_before(self, now: Instant) -> DateRange {
        let passed = |bound: Bound| match bound {
            Bound::At(moment) => moment.latest() <= now,
            Bound::Open | Bound::Unknown => false,
        };
        DateRange {
            from: if passed(self.from) {
                Bound::At(Moment::Day(now.date_utc()))
            } else {
                self.from
            },
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

/// What is left of a text under reading.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    /// The number of so many digits that comes next.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (next, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        next.iter().try_fold(0, |number, byte| {
            byte.is_ascii_digit().then(|| 10 * number + u32::from(byte - b'0'))
        })
    }

    /// The next character, if it is one of these.
    fn one_of(&mut self, characters: &[u8]) -> Option<u8> {
        let (next, rest) =
            self.0.split_first().filter(|(next, _)| characters.iter().any(|one| one == *next))?;
        self.0 = rest;
        Some(*next)
    }

    fn date(&mut self) -> Option<Date> {
        let year = self.number(4)?;
        self.one_of(b"-")?;
        let month = self.number(2)?;
        self.one_of(b"-")?;
        Date::new(year as i32, month, self.number(2)?)
    }

    /// Hours, below 24, and minutes, as minutes.
    fn hours_and_minutes(&mut self) -> Option<u32> {
        let hours = self.number(2).filter(|hours| *hours < 24)?;
        self.one_of(b":")?;
        let minutes = self.number(2).filter(|minutes| *minutes < 60)?;
        Some(60 * hours + minutes)
    }

    /// The microseconds of a fraction of a second; what it says beyond them is left out.
    fn fraction(&mut self) -> Option<u32> {
        let mut microseconds = 100_000 * self.number(1)?;
        let mut unit = 10_000;
        while let Some(digit) = self.one_of(b"0123456789") {
            microseconds += unit * u32::from(digit - b'0');
            unit /= 10;
        }
        Some(microseconds)
    }

    fn instant(&mut self) -> Option<Instant> {
        let day = self.date()?;
        self.one_of(b"Tt ")?;
        let minutes = self.hours_and_minutes()?;
        self.one_of(b":")?;
        // A leap second is the first one of the next minute.
        let seconds = self.number(2).filter(|seconds| *seconds <= 60)?;
        let fraction = if self.one_of(b".").is_some() { self.fraction()? } else { 0 };
        let ahead = match self.one_of(b"Zz+-")? {
            b'+' => i64::from(self.hours_and_minutes()?),
            b'-' => -i64::from(self.hours_and_minutes()?),
            _ => 0,
        };
        let minutes = i64::from(minutes) - ahead;
        let seconds = 60 * minutes + i64::from(seconds);
        let of_day = 1_000_000 * seconds + i64::from(fraction);
        Some(Instant { microseconds: day.midnight_utc().microseconds + of_day })
    }

    /// What was read, if nothing is left.
    fn all<T>(&self, read: Option<T>) -> Result<T, NotAMoment> {
        read.filter(|_| self.0.is_empty()).ok_or(NotAMoment)
    }
}

impl FromStr for Date {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Date, NotAMoment> {
        let mut rest = Rest(text.as_bytes());
        let date = rest.date();
        rest.all(date)
    }
}

impl FromStr for Instant {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Instant, NotAMoment> {
        let mut rest = Rest(text.as_bytes());
        let instant = rest.instant();
        rest.all(instant)
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
    use chrono::{DateTime, Datelike, Days, Months, NaiveDate};

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

    /// The day as an independent calendar has it.
    fn other(date: Date) -> NaiveDate {
        // It counts from the first day of the year 1.
        NaiveDate::from_num_days_from_ce_opt(date.days + 719_163).unwrap()
    }

    #[test]
    fn the_days_are_those_of_an_independent_calendar() {
        let ends = [FIRST_DAY, LAST_DAY].map(|days| other(Date { days }));
        assert_eq!(ends, [NaiveDate::MIN, NaiveDate::MAX]);
        // Every day of the years that can be read, and some of all the others.
        let readable = days_since_1970(0, 1, 1)..=days_since_1970(9999, 12, 31);
        let days = readable.chain((FIRST_DAY..LAST_DAY).step_by(10_007)).chain([LAST_DAY]);
        for date in days.map(|days| Date { days }) {
            let same = other(date);
            let (year, month, day) = (same.year(), same.month(), same.day());
            assert_eq!(date.of_calendar(), (year, month, day));
            assert_eq!(Date::new(year, month, day), Some(date));
        }
    }

    #[test]
    fn the_calendar_has_the_same_dates_as_an_independent_one() {
        for year in (0..=2_400).chain([-262_144, -262_143, -1, 262_142, 262_143]) {
            for (month, day) in (0..=13).flat_map(|month| (0..=32).map(move |day| (month, day))) {
                let same = NaiveDate::from_ymd_opt(year, month, day);
                assert_eq!(Date::new(year, month, day).map(other), same, "{year}-{month}-{day}");
            }
        }
    }

    #[test]
    fn months_and_days_are_added_as_an_independent_calendar_adds_them() {
        let days =
            (days_since_1970(1896, 1, 1)..days_since_1970(1905, 1, 1)).chain([LAST_DAY - 40]);
        for date in days.map(|days| Date { days }) {
            for count in (0..50).chain([1_200, 3_200_000, i32::MAX as u32, u32::MAX]) {
                let months = other(date).checked_add_months(Months::new(count));
                assert_eq!(other(date.plus_months(count)), months.unwrap_or(other(date)));
                let days = other(date).checked_add_days(Days::new(count.into()));
                assert_eq!(other(date.plus_days(count.into())), days.unwrap_or(other(date)));
            }
        }
        assert_eq!(Date { days: 0 }.plus_days(u64::MAX), Date { days: 0 });
    }

    #[test]
    fn instants_are_read_as_an_independent_reader_reads_them() {
        let texts = [
            "2024-02-29T23:59:60Z",
            "2026-06-15t12:00:00.123456789z",
            "0000-01-01 00:00:00.5+23:59",
            "9999-12-31T23:59:59.0000010-23:59",
        ];
        let characters = "0123456789-+:.,TtZz é";
        let changed = |text: &str| {
            let mut all = vec![text.to_owned()];
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let (before, after) = text.split_at(at);
                let next = after.get(1..).unwrap_or_default();
                all.push(format!("{before}{next}"));
                for character in characters.chars() {
                    all.push(format!("{before}{character}{next}"));
                    all.push(format!("{before}{character}{after}"));
                }
            }
            all
        };
        let once: Vec<String> = texts.into_iter().flat_map(changed).collect();
        let mut well_formed = 0;
        for text in once.iter().step_by(3).flat_map(|text| changed(text)) {
            let same = DateTime::parse_from_rfc3339(&text).ok().map(|at| at.timestamp_micros());
            well_formed += usize::from(same.is_some());
            assert_eq!(text.parse().ok().map(|at: Instant| at.microseconds), same, "{text}");
        }
        assert!(well_formed > 10_000, "{well_formed}");
    }

    #[test]
    fn what_should_have_come_by_now_may_come_today() {
        let now = "2026-11-21T12:00:00Z".parse().unwrap();
        let from = Bound::At(moment("2026-01-14"));
        let range = DateRange { from, to: Bound::Open, basis: Basis::Projected };
        // A day, and no instant that nobody has published.
        assert_eq!(range.not_before(now).from, Bound::At(moment("2026-11-21")));
        let ahead = DateRange { from: Bound::At(moment("2026-12-24")), ..range };
        assert_eq!(ahead.not_before(now), ahead);
    }

    #[test]
    fn a_leap_day_keeps_its_month() {
        assert_eq!(moment("2024-02-29").plus_years(1), moment("2025-02-28"));
    }
}
