//! Course runs: published ones, and ones projected from the terms of earlier years (rule C6).

use std::sync::Arc;

use crate::catalog::format::{RunFile, Stated, Term};
use crate::digits::Digits;
use crate::id::RunId;
use crate::moment::{Basis, Date, Instant, Moment};
use crate::order::ordered;
use crate::platform::edx::release::{Display, SessionEnd, StoredDisplay};
use crate::truth::Truth;

/// A session of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its dates, fee and source.
    pub facts: RunFile,
    /// Whether its dates are projected rather than published.
    pub projected: bool,
}

/// Terms are projected this many years around the day of the facts; beyond that is guesswork.
const PROJECTED_YEARS: i32 = 6;

impl Run {
    /// What its dates rest on.
    #[must_use]
    pub fn basis(&self) -> Basis {
        if self.projected { Basis::Projected } else { Basis::Published }
    }

    /// From when one can join it: when its enrollment starts; where nobody states that, when it starts itself.
    #[must_use]
    pub fn opens(&self) -> Option<Moment> {
        self.facts.enrollment_start.and_then(Stated::moment).or(self.facts.start)
    }

    /// Whether it has ended: an archived session certifies no new enrollment (rule A9).
    #[must_use]
    pub fn has_ended(&self, now: Instant) -> Truth {
        let ended = match self.facts.end {
            Some(Stated::At(end)) => end.is_before(now),
            Some(Stated::None) => Truth::No,
            None => self.not_started(now).map_or(Truth::Unknown, |_| Truth::No),
        };
        self.unless_projected(ended, Truth::Yes)
    }

    /// Whether one can still enroll, now or later; `included` where the very instant counts.
    ///
    /// A session that has not started is taken to be open where no date says otherwise.
    #[must_use]
    pub fn enrollment_open(&self, now: Instant, included: bool) -> Truth {
        if self.facts.enrollment_start == Some(Stated::None) {
            return Truth::No;
        }
        let open = match self.facts.enrollment_end {
            Some(Stated::At(end)) if included => !end.is_before(now),
            Some(Stated::At(end)) => end.is_after(now),
            Some(Stated::None) => Truth::Yes,
            None => self.not_started(now).map_or(Truth::Unknown, |_| Truth::Yes),
        };
        // An ended session can be joined to read it, but that earns nothing (rule A9).
        self.unless_projected(open, Truth::No).and(!self.has_ended(now))
    }

    /// Whether one can still upgrade from Audit to Certificate (rule A2); `included` where the very
    /// instant of the deadline counts.
    ///
    /// A session that has not started is taken to be open where no date says otherwise.
    #[must_use]
    pub fn upgrade_open(&self, now: Instant, included: bool) -> Truth {
        if self.not_for_sale() {
            return Truth::No;
        }
        let open = match self.facts.upgrade_deadline {
            Some(Stated::At(deadline)) if included => !deadline.is_before(now),
            Some(Stated::At(deadline)) => deadline.is_after(now),
            Some(Stated::None) => Truth::Yes,
            None => self.not_started(now).map_or(Truth::Unknown, |_| Truth::Yes),
        };
        self.unless_projected(open, Truth::No)
    }

    /// Whether it cannot be bought, whatever its deadline.
    #[must_use]
    pub fn not_for_sale(&self) -> bool {
        self.facts.certificate_track == Some(false) || self.facts.on_sale == Some(false)
    }

    /// A projected date is no promise: that it has passed settles nothing (rule C6).
    #[must_use]
    pub fn unless_projected(&self, truth: Truth, settled: Truth) -> Truth {
        if self.projected && truth == settled { Truth::Unknown } else { truth }
    }

    /// The certificate available date, which defaults to the end date (rule C3).
    #[must_use]
    pub fn certificate_date(&self) -> Option<Moment> {
        let end = self.facts.end.and_then(Stated::moment);
        self.facts.certificate_available.or(end)
    }

    /// When its certificates show, as Studio saves the settings (rule C3).
    #[must_use]
    pub fn display(&self) -> Display {
        let behavior = self.facts.certificate_display;
        StoredDisplay { behavior, available: self.facts.certificate_available }.normalized()
    }

    /// Its end.
    #[must_use]
    pub fn session_end(&self) -> SessionEnd {
        match self.facts.end {
            Some(Stated::At(end)) => SessionEnd::At(end),
            Some(Stated::None) => SessionEnd::Never,
            None => SessionEnd::NotKnown,
        }
    }

    fn not_started(&self, now: Instant) -> Option<Moment> {
        self.facts.start.filter(|start| start.is_after(now) == Truth::Yes)
    }
}

impl Stated {
    /// The moment, where there is one.
    #[must_use]
    pub fn moment(self) -> Option<Moment> {
        match self {
            Stated::At(moment) => Some(moment),
            Stated::None => None,
        }
    }
}

/// The sessions of a course by start, those without a start last: the published ones, and one for
/// each year and term in which the course was offered and none is published (rule C6).
#[must_use]
pub fn all_runs(published: Vec<RunFile>, terms: &[&Term], as_of: Date) -> Vec<Arc<Run>> {
    let mut runs: Vec<Run> = published.into_iter().map(|facts| known_run(facts, terms)).collect();
    let published = runs.len();
    for term in terms {
        for year in as_of.year() - PROJECTED_YEARS..=as_of.year() + PROJECTED_YEARS {
            let is_new =
                |run: &Run| runs.iter().take(published).all(|known| known.facts.id != run.facts.id);
            runs.extend(project(term, year).filter(is_new));
        }
    }
    let runs = ordered(runs, |run| {
        let start = run.facts.start.map(Moment::earliest);
        // Of sessions that start together the order does not depend on the file's.
        (start.is_none(), start, run.facts.id.clone())
    });
    runs.into_iter().map(Arc::new).collect()
}

/// A published session; where only its name is published, its term gives the dates.
fn known_run(facts: RunFile, terms: &[&Term]) -> Run {
    let dated = facts.start.is_some() || facts.end.is_some();
    let projected = terms.iter().filter(|_| !dated).find_map(|term| {
        let year = facts.id.as_str().strip_prefix(term.id.as_str())?.parse().ok()?;
        project(term, year)
    });
    match projected {
        None => Run { facts, projected: false },
        Some(run) => {
            let dates = run.facts;
            let facts = RunFile {
                // The dates are the pattern's, and so is their source.
                source: dates.source,
                status: dates.status,
                start: dates.start,
                end: dates.end,
                enrollment_end: facts.enrollment_end.or(dates.enrollment_end),
                upgrade_deadline: facts.upgrade_deadline.or(dates.upgrade_deadline),
                certificate_available: facts.certificate_available.or(dates.certificate_available),
                ..facts
            };
            Run { facts, projected: true }
        }
    }
}

/// The session of a term in a year, with the term's dates moved to it.
fn project(term: &Term, year: i32) -> Option<Run> {
    let start = term.start.in_year(year)?;
    // An end before the start within the year belongs to the next one; enrollment and payment may
    // close before the start, but not half a year before.
    let around_start = |day: Option<crate::catalog::format::DayOfYear>| {
        let same_year = day?.in_year(year)?;
        if same_year.plus_days(183) < start { day?.in_year(year + 1) } else { Some(same_year) }
    };
    let after_start = |day: Option<crate::catalog::format::DayOfYear>| {
        let same_year = day?.in_year(year)?;
        if same_year < start { day?.in_year(year + 1) } else { Some(same_year) }
    };
    let stated = |date: Option<Date>| date.map(|date| Stated::At(Moment::Day(date)));
    // No year before 0 is ever come to.
    let mut name = Digits::new();
    let facts = RunFile {
        id: RunId::new(
            &(term.id.as_str().to_owned() + name.number(year.unsigned_abs().into(), 1).text()),
        ),
        start: Some(Moment::Day(start)),
        end: stated(after_start(Some(term.end))),
        enrollment_start: None,
        enrollment_end: stated(around_start(term.enrollment_end)),
        upgrade_deadline: stated(around_start(term.upgrade_deadline)),
        certificate_available: after_start(term.certificate_available).map(Moment::Day),
        certificate_display: None,
        certificate_mode: None,
        pacing: None,
        certificate_track: None,
        on_sale: None,
        counts_for_programs: None,
        fee: None,
        source: term.source.clone(),
        status: term.status,
        // The note of the term is about the term's own year.
        note: None,
    };
    Some(Run { facts, projected: true })
}
