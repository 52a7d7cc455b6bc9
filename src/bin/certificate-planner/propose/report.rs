//! The best ways in words, way by way; or the wishes that leave none.

use certificate_planner::assessment::reason::{Action, Because, Effect, MissingFact};
use certificate_planner::assessment::{Assessment, Verdict};
use certificate_planner::catalog::Catalog;
use certificate_planner::id::CourseId;
use certificate_planner::moment::Bound;
use certificate_planner::proposal::wishes::{Wish, Wishes};
use certificate_planner::proposal::{
    Change, Closing, NotKnown, Obstacle, Proposals, Relaxation, Repair, Safer, UnknownDeadline,
    Way, WaySession,
};

use crate::wording::{self, Names, figure, filled, phrase, sentence, subject, word};

/// The whole report of the ways, each followed by the lines that explain it.
pub(super) fn ways(
    catalog: &Catalog,
    wishes: &Wishes,
    before: &Assessment,
    proposals: &Proposals,
    explained: &[Vec<String>],
) -> String {
    let names = Names::of(catalog);
    let mut lines = Vec::new();
    for (index, way) in proposals.ways.iter().enumerate() {
        lines.push(format!("{}: {}", title(proposals, index), facts(proposals, way)));
        for session in &way.sessions {
            lines.push(format!("  {}", session_line(way, session)));
            lines.extend(taken_again(before, &session.course, &names));
        }
        lines.extend(way.unlisted.iter().map(|title| {
            format!(
                "  {}",
                filled(&["ways", "risk", "unlisted"], &[("title", Some(title.clone()))])
            )
        }));
        lines.extend(tight(way));
        lines.extend(
            way.safer.iter().map(|safer| format!("  {}", safer_line(proposals, way, safer))),
        );
        lines.extend(against_recommended(way));
        lines.extend(not_settled(catalog, way));
        lines.extend(explained.get(index).into_iter().flatten().cloned());
    }
    if let Some(no_way) = &proposals.no_way {
        let credential = credential(catalog, no_way.assessment.program.program.as_str());
        let whatever = [("credential", Some(credential))];
        if no_way.conflicts.is_empty() {
            lines.push(filled(&["ways", "label", "no_way_any"], &whatever));
            let against = no_way.assessment.program.reasons.iter();
            let against = against.filter(|reason| reason.effect == Effect::Against);
            lines.extend(
                against.map(|reason| format!("  {}", sentence("because", &reason.because, &names))),
            );
        }
        for (index, conflict) in no_way.conflicts.iter().enumerate() {
            let key = match (conflict.wishes.as_slice(), index) {
                ([_], 0) => "no_way_one",
                ([_], _) => "no_way_one_more",
                (_, 0) => "no_way_hint",
                (_, _) => "no_way_hint_more",
            };
            lines.push(phrase(&["ways", "label", key]));
            lines.extend(conflict.wishes.iter().map(|one| format!("  {}", obstacle(wishes, one))));
        }
        if !no_way.without_session.is_empty() {
            let courses: Vec<&str> = no_way.without_session.iter().map(CourseId::as_str).collect();
            let values = [("courses", Some(courses.join(", ")))];
            lines.push(filled(&["ways", "label", "no_session"], &values));
        }
        if !no_way.attempts_used.is_empty() {
            let courses: Vec<&str> = no_way.attempts_used.iter().map(CourseId::as_str).collect();
            let values = [("courses", Some(courses.join(", ")))];
            lines.push(filled(&["ways", "label", "no_attempts"], &values));
        }
        if !no_way.unknown_deadlines.is_empty() {
            let values = [("deadlines", Some(deadlines(&no_way.unknown_deadlines)))];
            lines.push(filled(&["ways", "label", "no_deadline"], &values));
        }
    } else {
        lines.push(proven(proposals));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The fewest changes, each with its date and fee.
pub(super) fn changes(catalog: &Catalog, before: &Assessment, repair: &Repair) -> String {
    let currency = before.cost.currency;
    let before = &before.program;
    let names = Names::of(catalog);
    let mut lines = Vec::new();
    if matches!(before.verdict, Verdict::Earned | Verdict::OnCourse) {
        let credential = credential(catalog, before.program.as_str());
        let values = [("credential", Some(credential))];
        lines.push(filled(&["ways", "label", "changes_needless"], &values));
    } else if !repair.changes.is_empty() {
        lines.push(phrase(&["ways", "label", "changes"]));
    } else if repair.counts_on_passing.is_empty() {
        lines.push(phrase(&["ways", "label", "changes_none"]));
    }
    for Change { remedy, .. } in &repair.changes {
        let text = if let Action::ChooseTrack { tracks } = &remedy.action {
            let titles: Vec<String> = tracks.iter().map(|one| one.title.clone()).collect();
            format!("{}: {}", phrase(&["ways", "label", "track"]), titles.join("; "))
        } else {
            wording::step(remedy, &names, currency)
        };
        lines.push(format!("  {text}"));
    }
    lines.extend(repair.repaired.iter().flat_map(|way| not_settled(catalog, way)));
    let sessions = repair.repaired.iter().flat_map(|way| &way.sessions);
    let unknown: Vec<UnknownDeadline> =
        sessions.flat_map(|session| session.unknown_deadlines.iter().cloned()).collect();
    if !unknown.is_empty() {
        let values = [("deadlines", Some(deadlines(&unknown)))];
        lines.push(filled(&["ways", "binding", "deadline_not_published"], &values));
    }
    if !repair.counts_on_passing.is_empty() {
        let courses = repair.counts_on_passing.iter().map(CourseId::as_str).collect::<Vec<_>>();
        let values = [("courses", Some(courses.join(", ")))];
        lines.push(filled(&["ways", "label", "changes_if_passed"], &values));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Why a course is taken though its certificate was earned (rule A12).
fn taken_again<'a>(
    before: &'a Assessment,
    id: &'a CourseId,
    names: &'a Names<'_>,
) -> impl Iterator<Item = String> + 'a {
    let reasons = before.program.reasons.iter().filter(move |reason| {
        matches!(&reason.because, Because::CertificateTooOld { course, .. } if course == id)
    });
    reasons.map(|reason| format!("    {}", sentence("because", &reason.because, names)))
}

/// What would settle whether a way leads to the certificate, where that is open.
fn not_settled(catalog: &Catalog, way: &Way) -> Vec<String> {
    if way.assessment.program.verdict != Verdict::Undetermined {
        return Vec::new();
    }
    let names = Names::of(catalog);
    let credential = credential(catalog, way.assessment.program.program.as_str());
    let values = [("credential", Some(credential))];
    let title = format!("  {}", filled(&["ways", "risk", "verdict"], &values));
    // Where no fact settles it alone, all of them together do.
    let missing = &way.assessment.missing;
    let any_alone = missing.iter().any(|missing| missing.settles > 0);
    let settling = missing.iter().filter(|missing| missing.settles > 0 || !any_alone);
    let facts = settling.map(|MissingFact { fact, .. }| {
        let about = subject(fact, &names);
        format!("    {about}{}", sentence("unknown", fact, &names))
    });
    std::iter::once(title).chain(facts).collect()
}

fn credential(catalog: &Catalog, program: &str) -> String {
    let found = catalog.programs().iter().find(|one| one.facts.id.as_str() == program);
    found.map(|one| word("credential", &one.facts.credential)).unwrap_or_default()
}

/// The names of a way: one way can be the earliest and the cheapest.
fn title(proposals: &Proposals, index: usize) -> String {
    let kinds = [
        (proposals.earliest, "earliest"),
        (proposals.cheapest, "cheapest"),
        (proposals.lightest, "lightest"),
    ];
    let own: Vec<String> = kinds
        .iter()
        .filter(|(place, kind)| *place == Some(index) && tells(&proposals.ways, kind))
        .map(|(_, kind)| phrase(&["ways", "kind", kind]))
        .collect();
    let title = own.join(", ");
    match (own.len(), proposals.proven) {
        (0, _) if proposals.ways.len() > 2 => phrase(&["ways", "kind", "between"]),
        (0, _) => phrase(&["ways", "kind", "other"]),
        (3, true) => phrase(&["ways", "kind", "only"]),
        (3, false) => phrase(&["ways", "kind", "found"]),
        (_, true) => title,
        (_, false) => filled(&["ways", "kind", "of_found"], &[("kinds", Some(title))]),
    }
}

/// Whether a name tells the ways apart: not what all have in common, nor an order by dates that nobody knows.
fn tells(ways: &[Way], kind: &str) -> bool {
    let differ = |measure: &dyn Fn(&Way) -> String| {
        let mut measures = ways.iter().map(measure);
        let first = measures.next();
        ways.len() == 1 || measures.any(|other| Some(&other) != first.as_ref())
    };
    match kind {
        "earliest" => {
            (ways.len() == 1 || ways.iter().any(|way| way.undated == 0))
                && differ(&|way| format!("{} {:?}", way.undated, way.completion.from))
        }
        "cheapest" => differ(&|way| format!("{} {}", way.unpublished_fees, way.to_pay.low)),
        _ => differ(&|way| format!("{} {}", way.peak_unstated, way.peak_hours)),
    }
}

fn facts(proposals: &Proposals, way: &Way) -> String {
    let when = if way.undated > 0 {
        counted(&["ways", "undated"], way.undated, &[])
    } else {
        figure::when(&way.completion, way.assessment.program.verdict, proposals.now)
    };
    let currency = way.assessment.cost.currency;
    let (form, hours) = time(way, way.peak_hours, way.peak_unstated, way.undated_sessions);
    let cost = figure::amount_range(&way.to_pay, currency);
    let values = [("when", Some(when)), ("cost", Some(cost)), ("hours", Some(hours))];
    filled(&["ways", form], &values)
}

/// The time at the heaviest, and the sentence that it stands in: what has no dates is left out, and
/// courses may state no hours.
pub(super) fn time(way: &Way, hours: u32, unstated: u32, undated: u32) -> (&'static str, String) {
    let is_undated = undated > 0 || !way.unlisted.is_empty();
    if way.sessions.is_empty() && !way.unlisted.is_empty() {
        return ("facts", phrase(&["ways", "load", "none"]));
    }
    let is_stated = hours > 0;
    let hours = match (hours, unstated) {
        (hours, 0) => counted(&["ways", "hours"], hours, &[]),
        (0, unstated) => counted(&["ways", "hours_only"], unstated, &[]),
        (hours, unstated) => {
            let hours = Some(counted(&["ways", "hours"], hours, &[]));
            counted(&["ways", "hours_and"], unstated, &[("hours", hours)])
        }
    };
    match (is_undated, is_stated) {
        (true, true) => {
            ("facts_at_least", filled(&["ways", "load", "at_least"], &[("load", Some(hours))]))
        }
        // Hours that no course states are no least.
        (true, false) => ("facts_at_least", hours),
        (false, _) => ("facts", hours),
    }
}

/// The closing dates that nobody states.
pub(super) fn deadlines(unknown: &[UnknownDeadline]) -> String {
    let said = unknown.iter().map(|UnknownDeadline { course, run, closing }| {
        let kind = match closing {
            Closing::Enrollment => "enrollment",
            Closing::Upgrade => "upgrade",
        };
        let form = if run.is_some() { "0" } else { "1" };
        let values =
            [("course", Some(course.to_string())), ("run", run.as_ref().map(ToString::to_string))];
        filled(&["ways", "deadline", kind, form], &values)
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Certificates that may come too late.
fn tight(way: &Way) -> impl Iterator<Item = String> {
    way.tight.iter().filter(|tight| tight.close).map(|tight| {
        let values = [
            ("first", Some(tight.first.to_string())),
            ("then", Some(tight.then.to_string())),
            ("days", Some(tight.days.to_string())),
        ];
        format!("  {}", filled(&["ways", "risk", "tight"], &values))
    })
}

/// Courses that begin before one that is recommended first is done.
fn against_recommended(way: &Way) -> impl Iterator<Item = String> {
    way.against_recommended.iter().map(|broken| {
        let values =
            [("first", Some(broken.first.to_string())), ("then", Some(broken.then.to_string()))];
        format!("  {}", filled(&["ways", "risk", "order"], &values))
    })
}

/// The way to take instead of one that is too close to a registration.
fn safer_line(proposals: &Proposals, way: &Way, safer: &Safer) -> String {
    let when = if safer.undated > 0 {
        counted(&["ways", "undated"], safer.undated, &[])
    } else {
        figure::when(&safer.completion, way.assessment.program.verdict, proposals.now)
    };
    let currency = way.assessment.cost.currency;
    let (form, hours) = time(way, safer.peak_hours, safer.peak_unstated, safer.undated_sessions);
    let facts = [
        ("when", Some(when)),
        ("cost", Some(figure::amount_range(&safer.to_pay, currency))),
        ("hours", Some(hours)),
    ];
    let facts = filled(&["ways", form], &facts);
    let days = Some(safer.days.to_string());
    filled(&["ways", "risk", "safer"], &[("days", days), ("facts", Some(facts))])
}

fn session_line(way: &Way, session: &WaySession) -> String {
    let words = |key| phrase(&["ways", "session", key]);
    let none = || match session.unknown_deadlines.as_slice() {
        [] => words("none"),
        unknown => {
            let values = [("deadlines", Some(deadlines(unknown)))];
            filled(&["ways", "session", "not_counted_on"], &values)
        }
    };
    let run = session.run.as_ref().map_or_else(none, ToString::to_string);
    let dates = session.from.zip(session.to).map(|(from, to)| format!("{from} – {to}"));
    let hours = session.hours.map_or_else(
        || words("no_hours"),
        |hours| filled(&["ways", "session", "hours"], &[("count", Some(hours.to_string()))]),
    );
    let marks = [
        (session.under_way, "under_way"),
        (session.projected, "projected"),
        (session.failed, "failed"),
        (is_after(way, session), "after"),
    ];
    let marks = marks.iter().filter(|(holds, _)| *holds).map(|(_, key)| words(key));
    let parts: Vec<String> =
        [Some(run), dates, Some(hours)].into_iter().flatten().chain(marks).collect();
    format!("{}: {}", session.course, parts.join(", "))
}

/// Whether a session begins when the certificate is there: it is in the way for another reason.
fn is_after(way: &Way, session: &WaySession) -> bool {
    let Bound::At(on) = way.completion.from else {
        return false;
    };
    way.undated == 0 && session.from.is_some_and(|from| from > on.date())
}

fn proven(proposals: &Proposals) -> String {
    let (shown, all) = (proposals.ways.len(), proposals.not_dominated);
    let count = ("count", Some(shown.to_string()));
    match proposals.proven {
        false => stopped(proposals),
        true if shown < all => {
            filled(&["ways", "proven", "some"], &[("all", Some(all.to_string())), count])
        }
        true => filled(&["ways", "proven", "all"], &[count]),
    }
}

/// That better ways may be missing, and how much better they can be.
fn stopped(proposals: &Proposals) -> String {
    let text = |key: &str, name: &str, value: String| {
        filled(&["ways", "stopped", key], &[(name, Some(value))])
    };
    let bounds = [
        proposals.not_before.map(|date| text("date", "date", date.to_string())),
        proposals.not_below.map(|amount| text("amount", "amount", amount.to_string())),
        proposals.not_lighter.map(|hours| counted(&["ways", "stopped", "hours"], hours, &[])),
    ];
    let refused = u32::try_from(proposals.refused).unwrap_or(u32::MAX);
    let first = match refused {
        0 if proposals.ways.is_empty() => phrase(&["ways", "stopped_none"]),
        0 => phrase(&["ways", "stopped", "early"]),
        _ if proposals.ways.is_empty() => counted(&["ways", "refused_none"], refused, &[]),
        _ => counted(&["ways", "refused"], refused, &[]),
    };
    std::iter::once(first).chain(bounds.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

/// A wish that stands in the way, and what would do in its place.
fn obstacle(wishes: &Wishes, obstacle: &Obstacle) -> String {
    let wish = wish(wishes, obstacle.wish);
    let instead = match &obstacle.instead {
        None => not_enough(obstacle.because.as_ref()),
        Some(Relaxation::Day { day }) => day.to_string(),
        Some(Relaxation::Number { number }) => number.to_string(),
        Some(Relaxation::Amount { amount }) => amount.to_string(),
        Some(Relaxation::Without) => phrase(&["ways", "relaxed", "without"]),
    };
    let nearer = (obstacle.instead.is_some() && !obstacle.proven)
        .then(|| format!(" ({})", phrase(&["ways", "label", "nearer"])));
    format!("{wish} → {instead}{}", nearer.unwrap_or_default())
}

/// Why nothing in place of a wish is enough.
fn not_enough(because: Option<&NotKnown>) -> String {
    let (courses, key) = match because {
        None => return phrase(&["ways", "label", "no_way_without"]),
        Some(NotKnown::Fees { courses }) if courses.is_empty() => {
            return phrase(&["ways", "label", "no_way_fees_any"]);
        }
        Some(NotKnown::Dates { courses }) if courses.is_empty() => {
            return phrase(&["ways", "label", "no_way_dates_any"]);
        }
        Some(NotKnown::Fees { courses }) => (courses, "no_way_fees"),
        Some(NotKnown::Dates { courses }) => (courses, "no_way_dates"),
    };
    let courses: Vec<&str> = courses.iter().map(CourseId::as_str).collect();
    filled(&["ways", "label", key], &[("courses", Some(courses.join(", ")))])
}

pub(super) fn wish(wishes: &Wishes, wish: Wish) -> String {
    let text = |key: &str, name: &str, value: Option<String>| {
        filled(&["ways", "wish", key], &[(name, value)])
    };
    let count = |key: &str, number: Option<u32>| {
        counted(&["ways", "wish", key], number.unwrap_or_default(), &[])
    };
    match wish {
        Wish::StartFrom => text("start_from", "date", wishes.start_from.map(|day| day.to_string())),
        Wish::HoursPerWeek => count("hours_per_week", wishes.hours_per_week),
        Wish::HoursBetween { index } => {
            let between = wishes.hours_between.get(index);
            let days = between.map(|one| (one.from.to_string(), one.to.to_string())).unzip();
            let hours = between.map_or(0, |one| one.hours);
            counted(&["ways", "wish", "hours_between"], hours, &[("from", days.0), ("to", days.1)])
        }
        Wish::CoursesAtOnce => count("courses_at_once", wishes.courses_at_once),
        Wish::ReadyBy => text("ready_by", "date", wishes.ready_by.map(|day| day.to_string())),
        Wish::Budget => text("budget", "amount", wishes.budget.map(|amount| amount.to_string())),
        Wish::Track => text("track", "track", wishes.track.as_ref().map(ToString::to_string)),
        Wish::WithoutTrack { index } => {
            let track = wishes.without_tracks.get(index).map(ToString::to_string);
            text("without_track", "track", track)
        }
        Wish::WithCourse { index } => {
            text("with_course", "course", wishes.with_courses.get(index).map(ToString::to_string))
        }
        Wish::WithoutCourse { index } => {
            let course = wishes.without_courses.get(index).map(ToString::to_string);
            text("without_course", "course", course)
        }
        Wish::Pinned { index } => {
            let pinned = wishes.pinned.get(index);
            let values = [
                ("session", pinned.map(|one| one.run.to_string())),
                ("course", pinned.map(|one| one.course.to_string())),
            ];
            filled(&["ways", "wish", "pinned"], &values)
        }
        Wish::PublishedOnly => phrase(&["ways", "wish", "published_only"]),
        Wish::Failures { index } => {
            let expected = wishes.failures.get(index);
            let course = expected.map(|one| one.course.to_string());
            let times = expected.map_or(0, |one| one.times);
            counted(&["ways", "wish", "failures"], times, &[("course", course)])
        }
        Wish::CertificateMargin => count("certificate_margin", wishes.certificate_margin_days),
    }
}

/// A message with a number.
pub(super) fn counted(keys: &[&str], count: u32, values: &[(&str, Option<String>)]) -> String {
    let count = [("count", Some(count.to_string()))];
    let values: Vec<_> = values.iter().cloned().chain(count).collect();
    filled(keys, &values)
}
