//! The values of sentences as people read them: names, dates, amounts, percentages.

use std::collections::BTreeSet;

use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::format::Source;
use certificate_planner::id::{CourseId, ProgramId, SourceId};
use certificate_planner::moment::Moment;
use serde_json::{Map, Value};

use crate::wording::{figure, filled, phrase};

/// The catalog in which the names of things are looked up, where there is one.
pub(crate) struct Names<'a>(Option<&'a Catalog>);

impl<'a> Names<'a> {
    /// Names from a catalog.
    pub(crate) fn of(catalog: &'a Catalog) -> Names<'a> {
        Names(Some(catalog))
    }

    /// No names: ids are shown as they are.
    pub(crate) fn none() -> Names<'a> {
        Names(None)
    }

    /// The number and title of a course.
    pub(crate) fn course(&self, id: &str) -> String {
        let course = self.0.and_then(|catalog| catalog.course(&CourseId::new(id)));
        course.map_or_else(|| id.to_owned(), |course| format!("{id} {}", course.facts.title))
    }

    /// The title of a program.
    pub(crate) fn program(&self, id: &str) -> String {
        let program = self.0.and_then(|catalog| catalog.program(&ProgramId::new(id)));
        program.map_or_else(|| id.to_owned(), |program| program.facts.title.clone())
    }

    /// A source of the catalog.
    pub(crate) fn source(&self, id: &SourceId) -> Option<&'a Source> {
        self.0?.sources().iter().find(|source| source.id == *id)
    }

    /// A field as it stands in a sentence; `None` where the fact is not known.
    pub(super) fn shown(
        &self,
        group: &str,
        name: &str,
        fields: &Map<String, Value>,
    ) -> Option<String> {
        match (name, fields.get(name)?) {
            ("code", Value::Null) => Some(phrase(&["because", "your_discount"])),
            // An empty list of accepted words says nothing.
            (_, Value::Null | Value::Bool(_)) => None,
            (_, Value::Array(entries)) if entries.is_empty() => None,
            ("tracks", Value::Array(tracks)) => {
                Some(figure::list(&tracks.iter().map(track).collect::<Vec<_>>(), "or"))
            }
            ("upgrades", Value::Array(seats)) => {
                let courses = seats.iter().filter_map(|seat| seat.get("course")?.as_str());
                let courses: BTreeSet<String> = courses.map(|id| self.course(id)).collect();
                Some(figure::list(&courses.into_iter().collect::<Vec<_>>(), "and"))
            }
            (_, Value::Array(entries)) => {
                let texts = entries.iter().filter_map(Value::as_str);
                let is_course = name == "courses" && group == "because";
                let shown = texts.map(|id| if is_course { self.course(id) } else { id.to_owned() });
                let conjunction = if group == "action" { "or" } else { "and" };
                Some(figure::list(&shown.collect::<Vec<_>>(), conjunction))
            }
            ("saving", saving) if saving.is_object() => {
                let currency = fields.get("price")?.get("currency")?.as_str()?;
                figure::amount_range_of(saving, currency)
            }
            (_, Value::Object(_)) => figure::money_of(fields.get(name)?),
            // Percentages are the only numbers with decimals; counts are whole.
            (_, Value::Number(number)) if number.is_f64() => {
                number.as_f64().map(figure::percent_of)
            }
            (_, Value::Number(number)) => Some(number.to_string()),
            (name, Value::String(text)) => self.shown_text(name, text, fields),
        }
    }

    fn shown_text(&self, name: &str, text: &str, fields: &Map<String, Value>) -> Option<String> {
        match name {
            "found" if text.is_empty() => None,
            "course" => Some(self.course(text)),
            "program" => Some(self.program(text)),
            // The first of two courses, or the first of two sessions.
            "first" if !fields.contains_key("second") => Some(self.course(text)),
            "mode" | "platform" | "part" | "expected" => Some(phrase(&[name, text])),
            "kind" => Some(phrase(&["id_kind", text])),
            "income_from" | "fee" | "low" | "high" => {
                let currency = fields.get("currency").and_then(Value::as_str)?;
                Some(figure::amount(text, currency))
            }
            "deadline" | "by" => text.parse().ok().map(figure::deadline),
            _ => {
                let moment = text.parse::<Moment>().ok();
                Some(moment.map_or_else(|| text.to_owned(), figure::moment))
            }
        }
    }
}

/// A program track with what it still needs.
fn track(choice: &Value) -> String {
    let courses = choice.get("courses").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let count = choice.get("count").and_then(Value::as_u64).unwrap_or(0);
    let needs_all = usize::try_from(count).is_ok_and(|count| count >= courses.len());
    let names: Vec<String> = courses.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let form = match (names.is_empty(), needs_all) {
        (true, _) => "nothing",
        (false, true) => "every",
        (false, false) => "some",
    };
    let title = choice.get("title").and_then(Value::as_str).map(str::to_owned);
    let listed = figure::list(&names, if needs_all { "and" } else { "or" });
    let values = [("track", title), ("count", Some(count.to_string())), ("courses", Some(listed))];
    filled(&["action", "choose_track", form], &values)
}
