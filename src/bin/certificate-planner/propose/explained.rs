//! Why a way is not earlier, what a failure would mean, and what is to be done next, in words.

use certificate_planner::assessment::Verdict;
use certificate_planner::assessment::reason::Remedy;
use certificate_planner::catalog::Catalog;
use certificate_planner::id::{CourseId, RunId};
use certificate_planner::moment::{Basis, Bound, DateRange, Instant};
use certificate_planner::money::{Amount, AmountRange, Currency};
use certificate_planner::proposal::wishes::Wishes;
use certificate_planner::proposal::{
    Binding, Explanation, Slack, UnknownDeadline, Way, WaySession,
};

use crate::propose::report::{counted, deadlines, time, wish};
use crate::wording::{self, Names, figure, filled, phrase};

/// What the words are taken from.
pub(super) struct Words<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) wishes: &'a Wishes,
    pub(super) now: Instant,
}

impl Words<'_> {
    /// The lines below a way.
    pub(super) fn lines(&self, way: &Way, explanation: &Explanation) -> Vec<String> {
        let currency = way.assessment.cost.currency;
        let names = Names::of(self.catalog);
        let mut bindings = self.bindings(way, &explanation.binding);
        if !explanation.proven {
            bindings.push(phrase(&["ways", "stopped", "early"]));
        }
        let slack = explanation.slack.iter().map(|one| self.slack(one, currency)).collect();
        let next = explanation.next.iter().enumerate().map(|(at, step)| {
            let own = step.by.filter(|_| explanation.days_of_the_way.contains(&at));
            let Some(day) = own else {
                return wording::step(step, &names, currency);
            };
            let values = [("date", Some(figure::moment(day)))];
            let by = filled(&["ways", "label", "by_way"], &values);
            format!(
                "{} ({by})",
                wording::step(&Remedy { by: None, ..step.clone() }, &names, currency)
            )
        });
        let next = next.collect();
        let sections: [(&str, Vec<String>); 3] =
            [("holds", bindings), ("slack", slack), ("next", next)];
        let filled = sections.into_iter().filter(|(_, lines)| !lines.is_empty());
        let lines = filled.flat_map(|(label, lines)| {
            let title = format!("  {}:", phrase(&["ways", "label", label]));
            std::iter::once(title).chain(lines.into_iter().map(|line| format!("    {line}")))
        });
        lines.collect()
    }

    /// When a certificate comes, in few words.
    fn when(&self, range: &DateRange) -> String {
        let (Bound::At(from), Bound::Open) = (range.from, range.to) else {
            return figure::when(range, Verdict::OnCourse, self.now);
        };
        let short = |key, name, text| filled(&["ways", "short", key], &[(name, Some(text))]);
        let text = short("open", "from", figure::moment(from));
        if range.basis == Basis::Projected { short("projected", "when", text) } else { text }
    }

    /// Why the certificate does not come earlier; what has no known date is said in one.
    fn bindings(&self, way: &Way, bindings: &[Binding]) -> Vec<String> {
        let mut courses: Vec<String> = Vec::new();
        let mut open: Vec<String> = Vec::new();
        let mut undated: Vec<String> = Vec::new();
        let mut unknown: Vec<UnknownDeadline> = Vec::new();
        for one in bindings {
            if let Binding::NotPublished { course } = one {
                courses.push(course.to_string());
            } else if let Binding::MayNotCount { course } = one {
                open.push(course.to_string());
            } else if let Binding::DateNotStated { course } = one {
                undated.push(course.to_string());
            } else if let Binding::DeadlineNotPublished { deadline } = one {
                unknown.push(deadline.clone());
            }
        }
        let listed = |courses: &[String], key| {
            (!courses.is_empty()).then(|| {
                let values = [("courses", Some(courses.join(", ")))];
                filled(&["ways", "binding", key], &values)
            })
        };
        let courses = listed(&courses, "not_published");
        let undated = listed(&undated, "date_not_stated");
        let open = listed(&open, "may_not_count");
        let unknown = (!unknown.is_empty()).then(|| {
            let values = [("deadlines", Some(deadlines(&unknown)))];
            filled(&["ways", "binding", "deadline_not_published"], &values)
        });
        let others = bindings.iter().filter_map(|one| self.binding(way, one));
        courses.into_iter().chain(undated).chain(open).chain(unknown).chain(others).collect()
    }

    fn binding(&self, way: &Way, binding: &Binding) -> Option<String> {
        let said = |keys: &[&str], values: &[(&str, Option<String>)]| {
            filled(&[&["ways", "binding"], keys].concat(), values)
        };
        let text = match binding {
            Binding::Wishes { wishes, earliest } => {
                let key = if wishes.len() > 1 { "wishes" } else { "wish" };
                let wishes: Vec<String> =
                    wishes.iter().map(|one| wish(self.wishes, *one)).collect();
                let when = match earliest.from {
                    Bound::At(_) => Some(self.when(earliest)),
                    Bound::Open | Bound::Unknown => None,
                };
                said(&[key], &[("wish", Some(wishes.join("; "))), ("when", when)])
            }
            Binding::NoEarlierSession { course, run, ends, terms, projected } => {
                let form = if *projected { "projected" } else { "published" };
                let values = [
                    ("course", Some(course.to_string())),
                    ("run", run.as_ref().map(ToString::to_string)),
                    ("ends", ends.map(|day| day.to_string())),
                    ("terms", (!terms.is_empty()).then(|| terms.join(", "))),
                ];
                said(&["no_earlier_session", form], &values)
            }
            Binding::OwnPace { course, from, to } => {
                let values = [
                    ("course", Some(course.to_string())),
                    ("from", Some(from.to_string())),
                    ("to", Some(to.to_string())),
                ];
                said(&["own_pace"], &values)
            }
            Binding::NeedsFirst { course, run, first, first_from, stated } => {
                let key = if *stated { "needs_first" } else { "may_need_first" };
                let values = [
                    ("course", Some(course.to_string())),
                    ("run", run.as_ref().map(ToString::to_string)),
                    ("first", Some(first.to_string())),
                    ("when", Some(self.when(first_from))),
                ];
                said(&[key], &values)
            }
            Binding::NotTogether { courses } => {
                let courses: Vec<&str> = courses.iter().map(CourseId::as_str).collect();
                said(&["not_together"], &[("courses", Some(courses.join(", ")))])
            }
            Binding::NotPublished { .. }
            | Binding::DateNotStated { .. }
            | Binding::MayNotCount { .. }
            | Binding::DeadlineNotPublished { .. } => return None,
            Binding::NotCountedOn { course, runs } | Binding::NotDated { course, runs } => {
                let is_dated = matches!(binding, Binding::NotCountedOn { .. });
                let key = if is_dated { "not_counted_on" } else { "not_dated" };
                let runs: Vec<&str> = runs.iter().map(RunId::as_str).collect();
                let values =
                    [("course", Some(course.to_string())), ("runs", Some(runs.join(", ")))];
                said(&[key], &values)
            }
            Binding::ProgramCertificate { program } => said(
                &["program_certificate"],
                &[("program", Some(Names::of(self.catalog).program(program.as_str())))],
            ),
            Binding::AnotherWay { .. } => self.another_way(way, binding)?,
        };
        Some(text)
    }

    /// What an earlier way comes to.
    fn another_way(&self, way: &Way, binding: &Binding) -> Option<String> {
        let Binding::AnotherWay { earliest, to_pay, peak_hours, peak_unstated, undated_sessions } =
            binding
        else {
            return None;
        };
        let (_, hours) = time(way, *peak_hours, *peak_unstated, *undated_sessions);
        let cost = figure::amount_range(to_pay, way.assessment.cost.currency);
        let values =
            [("when", Some(self.when(earliest))), ("cost", Some(cost)), ("hours", Some(hours))];
        Some(filled(&["ways", "binding", "another_way"], &values))
    }

    fn slack(&self, slack: &Slack, currency: Currency) -> String {
        let values = [("extra", Some(extra(slack.extra.as_ref(), currency)))];
        let text = match (&slack.completion, slack.days_later) {
            (None, _) if slack.attempts_used => phrase(&["ways", "slack", "attempts_used"]),
            (None, _) => phrase(&["ways", "slack", "none"]),
            (Some(_), Some(0)) => filled(&["ways", "slack", "not_later"], &values),
            (Some(DateRange { from: Bound::Unknown, .. }), _) => {
                filled(&["ways", "slack", "unknown"], &values)
            }
            (Some(when), days) => {
                let when = [("when", Some(self.when(when)))];
                let values: Vec<_> = values.into_iter().chain(when).collect();
                match days {
                    None => filled(&["ways", "slack", "undated"], &values),
                    Some(days) => {
                        let days = [("days", Some(days.to_string()))];
                        let values: Vec<_> = values.into_iter().chain(days).collect();
                        filled(&["ways", "slack", "later"], &values)
                    }
                }
            }
        };
        let heavier = slack.heavier.map(|hours| {
            let hours = counted(&["ways", "hours"], hours, &[]);
            let time = filled(&["ways", "load", "at_least"], &[("load", Some(hours))]);
            filled(&["ways", "slack", "heavier"], &[("time", Some(time))])
        });
        let taken: Vec<String> = slack.taken.iter().map(session_name).collect();
        let taken = (!taken.is_empty())
            .then(|| filled(&["ways", "slack", "taken"], &[("sessions", Some(taken.join("; ")))]));
        let missed: Vec<String> = slack.missed.iter().map(|one| wish(self.wishes, *one)).collect();
        let missed = (!missed.is_empty())
            .then(|| filled(&["ways", "slack", "missed"], &[("wishes", Some(missed.join("; ")))]));
        let all = [Some(text), heavier, taken, missed];
        let text = all.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let values = [("course", Some(slack.course.to_string())), ("text", Some(text))];
        filled(&["ways", "slack", "of"], &values)
    }
}

/// A session with its course, as briefly as can be.
fn session_name(session: &WaySession) -> String {
    let none = || phrase(&["ways", "session", "none"]);
    let run = session.run.as_ref().map_or_else(none, ToString::to_string);
    let values = [("course", Some(session.course.to_string())), ("session", Some(run))];
    filled(&["ways", "session", "line"], &values)
}

/// What is to be paid beyond the way as it is.
fn extra(extra: Option<&AmountRange>, currency: Currency) -> String {
    let said = |key: &str, range: &AmountRange| {
        let amount = figure::amount_range(range, currency);
        filled(&["ways", "slack", key], &[("amount", Some(amount))])
    };
    match extra {
        None | Some(AmountRange { low: Amount::ZERO, high: None }) => {
            phrase(&["ways", "slack", "extra_unknown"])
        }
        Some(AmountRange { low, high: None }) => {
            said("extra_at_least", &AmountRange::exactly(*low))
        }
        Some(AmountRange { high: Some(Amount::ZERO), .. }) => {
            phrase(&["ways", "slack", "extra_none"])
        }
        Some(known) => said("extra", known),
    }
}
