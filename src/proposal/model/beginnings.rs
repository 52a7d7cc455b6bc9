//! The days on which a self-paced session is begun, so that no way is better than the best of these.
//!
//! Take any way that is allowed, and begin one of its self-paced sessions a day earlier for as long as
//! everything that must hold still holds and the fullest week grows no fuller. Nothing becomes worse:
//! the fees stay, and no certificate comes later. In the end each such session begins on the first day
//! on which it may, or something hinders the day before. A day earlier adds study on that one day
//! only, while the day after it allows the same study; so what hinders is
//!
//! - other study that ends on that day, or a time with fewer hours that does;
//! - a certificate that is needed first and counted on that day;
//! - a certificate that would be too old for the capstone by a day (rule A12).
//!
//! That is a date which stands fast, or it hangs on another self-paced session, which something
//! hinders in turn. Every session is taken once, or as often as it is failed and passed. So a
//! beginning is a date that stands fast, moved by the lengths of some of the self-paced sessions.

use crate::assessment::outlook::SessionOutlook;
use crate::catalog::Course;
use crate::moment::{Basis, Bound, Date, Moment};
use crate::order::ordered;
use crate::plan::Plan;
use crate::proposal::instance::{Day, Study};
use crate::proposal::model::choices::single;
use crate::proposal::model::{Ground, ModelCourse, SessionChoice, day, surely};
use crate::truth::Truth;

/// So many beginnings of a course are tried at most, where it is failed never, once or twice before
/// it is passed: the earliest ones. With more of them the ways are not said to be the best there are.
const BEGINNINGS_MAX: [usize; 3] = [400, 40, 16];

/// The beginnings of every course.
pub(super) struct Beginnings {
    /// For each course of the model, the days in order; none where no beginning is chosen.
    pub(super) of: Vec<Vec<Day>>,
    /// Whether these are all.
    pub(super) complete: bool,
}

/// A course with a session in which the learner sets the pace and whose length is stated.
struct Paced {
    course: usize,
    /// The first days on which its sessions may be begun.
    opens: Vec<Day>,
    /// How many days of study it takes.
    length: Day,
    /// How many days after the beginning its certificate is counted on, where that moves with it.
    certified_after: Option<Day>,
    /// How often it is taken.
    attempts: Day,
}

/// The beginnings that are worth trying for every course; `courses` has one for each session so far.
pub(super) fn beginnings(
    ground: Ground<'_>,
    plan: &Plan,
    courses: &[ModelCourse],
    under_way: &[Study],
) -> Beginnings {
    let singles: Vec<Vec<SessionChoice>> =
        courses.iter().map(|one| single(ground, &one.course, plan.course(&one.course))).collect();
    let paced: Vec<Paced> = singles
        .iter()
        .zip(courses)
        .enumerate()
        .filter_map(|(course, (singles, one))| paced(ground, course, &one.course, singles))
        .collect();
    let mut found = Beginnings { of: vec![Vec::new(); courses.len()], complete: true };
    if paced.is_empty() {
        return found;
    }
    let is_needed = |first: &Course| {
        let mut then = paced.iter().filter_map(|one| courses.get(one.course));
        then.any(|then| then.needs_first(first))
    };
    let mut dates: Vec<Day> = paced.iter().flat_map(|one| one.opens.iter().copied()).collect();
    // After a time with fewer hours there is more room, and from the first day of one with more.
    let limited = ground.wishes.hours_between.iter();
    dates.extend(limited.flat_map(|between| [day(between.from), day(between.to) + 1]));
    dates.extend(under_way.iter().map(|study| study.to + 1));
    for (one, singles) in courses.iter().zip(&singles) {
        let needed = is_needed(&one.course);
        for option in one.options.iter().chain(singles) {
            dates.extend(option.choice.study.iter().map(|study| study.to + 1));
            let counted = counted_on(ground, &option.outlook).filter(|_| needed);
            dates.extend(counted.map(|counted| counted + 1));
        }
    }
    for one in &paced {
        let exams = exams(ground, plan, courses);
        dates.extend(exams.iter().filter_map(|exam| young_enough(plan, *exam, one.length)));
    }
    let known = ground.failure.and_then(|failure| failure.known());
    dates.extend(known.map(|known| known + 1));
    let dates = distinct(dates);
    for own in &paced {
        let mut moved: Vec<Day> = vec![0];
        for other in &paced {
            let is_own = other.course == own.course;
            let times = if is_own { other.attempts - 1 } else { other.attempts };
            let needed = courses.get(other.course).is_some_and(|one| is_needed(&one.course));
            let waits = other.certified_after.filter(|_| needed && !is_own).map(|after| after + 1);
            let by = (1..=times).flat_map(|times| {
                let last = [Some(other.length), waits].into_iter().flatten();
                last.map(move |last| (times - 1) * other.length + last)
            });
            let by: Vec<Day> = std::iter::once(0).chain(by).collect();
            moved = distinct(
                moved.iter().flat_map(|first| by.iter().map(move |by| first + by)).collect(),
            );
        }
        let all = moved.iter().flat_map(|by| dates.iter().map(move |date| date + by));
        let opens = own.opens.iter().copied().min().unwrap_or(Day::MAX);
        // Once a failure is known, only what is begun after it is still to be chosen.
        let begun: Vec<Day> =
            ground.failure.iter().flat_map(|failure| failure.begun(own.course)).collect();
        let all = all.filter(|day| known.is_none_or(|known| *day > known)).chain(begun);
        let mut days = distinct(all.filter(|day| *day > opens).collect());
        let is_failed = ground.failure.is_some_and(|failure| failure.course == own.course);
        let ahead = if is_failed { 1 } else { own.attempts };
        let failed = usize::try_from(ahead - 1).unwrap_or(0);
        let most = BEGINNINGS_MAX.get(failed).copied().unwrap_or(0);
        found.complete &= days.len() <= most;
        days.truncate(most);
        if let Some(place) = found.of.get_mut(own.course) {
            *place = days;
        }
    }
    found
}

fn distinct(days: Vec<Day>) -> Vec<Day> {
    let mut days = ordered(days, |day| *day);
    days.dedup();
    days
}

fn paced(
    ground: Ground<'_>,
    course: usize,
    facts: &Course,
    singles: &[SessionChoice],
) -> Option<Paced> {
    let stated = facts.facts.weeks.as_ref()?;
    let own: Vec<&SessionChoice> = singles.iter().filter(|one| one.begins().is_some()).collect();
    let first = own.first()?;
    let from = |one: &SessionChoice| one.choice.study.iter().map(|study| study.from).min();
    let moves = first.outlook.certificate.basis == Basis::Typical;
    let counted = counted_on(ground, &first.outlook).filter(|_| moves);
    let passed = first.earns.passed_on.map(|on| day(on.date()));
    let weeks = Day::try_from(stated.value).unwrap_or(Day::MAX / 7);
    let length = weeks.saturating_mul(7).saturating_add(1);
    let failures = Day::try_from(ground.wishes.failures_of(&facts.facts.id)).unwrap_or(0);
    let is_failed = ground.failure.is_some_and(|failure| failure.course == course);
    Some(Paced {
        course,
        opens: own.iter().filter_map(|one| from(one)).collect(),
        length,
        certified_after: counted.zip(passed).map(|(counted, passed)| counted - passed + length - 1),
        attempts: failures + Day::from(is_failed) + 1,
    })
}

/// The day on which a certificate is counted on; none where it is there or its date is not known.
fn counted_on(ground: Ground<'_>, outlook: &SessionOutlook) -> Option<Day> {
    match surely(*outlook, ground.wishes).certificate.from {
        Bound::At(from) => Some(day(from.date())).filter(|_| outlook.held != Truth::Yes),
        Bound::Open | Bound::Unknown => None,
    }
}

/// The days on which the capstone may ask how old certificates are (rule A12).
fn exams(ground: Ground<'_>, plan: &Plan, courses: &[ModelCourse]) -> Vec<Moment> {
    if plan.program.facts.certificates_count_years.is_none() {
        return Vec::new();
    }
    let capstones = courses.iter().filter(|one| one.course.facts.capstone.is_some());
    let runs = capstones.flat_map(|one| &one.options);
    let starts = runs.filter_map(|option| option.earns.run.as_ref()?.facts.start);
    starts.chain([Moment::Instant(ground.now).plus_years(1)]).collect()
}

/// The first day on which one begins a session of this length so that its certificate is young enough
/// for the exam.
fn young_enough(plan: &Plan, exam: Moment, length: Day) -> Option<Day> {
    let years = plan.program.facts.certificates_count_years.as_ref()?.value;
    let earliest = day(exam.date()) - Day::try_from(years).ok()?.saturating_mul(366) - 2;
    let counts = |passed: &Day| {
        let until = Moment::Day(Date::of_days_since_1970(*passed)).plus_years(years);
        until.precedes(exam) == Truth::No
    };
    // A leap day more or less a year, and the width of a day.
    let passed = (earliest..=day(exam.date()) + 2).find(counts)?;
    Some(passed - (length - 1))
}
