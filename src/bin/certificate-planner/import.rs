//! `import`: a catalog from the records of a platform.

use std::path::PathBuf;

use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::format::Platform;
use certificate_planner::import::{Note, import};
use certificate_planner::moment::Date;
use serde_json::Value;

use crate::{Finding, input, output};

/// Writes a catalog from the records that a platform serves: programs and courses of the MITx
/// Online API, or of edX course discovery.
///
/// Everything that is dropped or doubtful is said on standard error, with its place.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The platform whose records these are.
    #[arg(value_enum)]
    platform: From,
    /// The files with the records, programs and courses in any order; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The day on which the records were served, `YYYY-MM-DD`; no record states it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Date,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum From {
    /// MITx Online.
    Mitxonline,
    /// edX.
    Edx,
    /// Whichever the records are of.
    Auto,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "A day is written YYYY-MM-DD.".to_owned())
}

pub(crate) fn run(arguments: &Arguments) -> Result<Finding, String> {
    let platform = match arguments.platform {
        From::Mitxonline => Some(Platform::MitxOnline),
        From::Edx => Some(Platform::Edx),
        From::Auto => None,
    };
    let texts = arguments.files.iter().map(|file| input::read(file));
    let texts = texts.collect::<Result<Vec<String>, String>>()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let file = |document: usize| {
        let file = arguments.files.get(document).map(|file| file.display().to_string());
        file.unwrap_or_default()
    };
    let imported = match import(&texts, platform, arguments.as_of) {
        Ok(imported) => imported,
        Err(refused) => {
            for problem in &refused.problems.0 {
                eprintln!("{}: {}", file(refused.document), output::problem_line(problem));
            }
            return Ok(Finding::Problems);
        }
    };
    let sentences = sentences();
    for note in &imported.notes {
        eprintln!("{}: {}: {}", file(note.document), place(note), sentence(note, &sentences));
    }
    let catalog = &imported.catalog;
    if catalog.courses.is_empty() && catalog.programs.is_empty() {
        return Err("No record was found, so there is no catalog.".to_owned());
    }
    let text = serde_json::to_string_pretty(catalog).map_err(|error| error.to_string())?;
    output::print(&(text.clone() + "\n"))?;
    let reading = Catalog::read(&text);
    for problem in &reading.problems.0 {
        eprintln!("catalog: {}", output::problem_line(problem));
    }
    Ok(if reading.catalog.is_some() { Finding::Fine } else { Finding::Problems })
}

fn place(note: &Note) -> &str {
    if note.path.is_empty() { "whole file" } else { &note.path }
}

/// The sentences of the page, so that there is one set of them.
fn sentences() -> Value {
    let text = include_str!("../../../www/src/messages/import.en.json");
    serde_json::from_str(text).unwrap_or_default()
}

/// The sentence of a note: the first whose places can all be filled.
fn sentence(note: &Note, sentences: &Value) -> String {
    let remark = serde_json::to_value(&note.remark).unwrap_or_default();
    let kind = remark.get("type").and_then(Value::as_str).unwrap_or_default();
    let forms = sentences.get("remark").and_then(|all| all.get(kind));
    let forms: Vec<&str> = match forms {
        Some(Value::Array(forms)) => forms.iter().filter_map(Value::as_str).collect(),
        other => other.and_then(Value::as_str).into_iter().collect(),
    };
    let filled = |form: &&str| fill(form, &remark);
    forms.iter().find_map(filled).unwrap_or_else(|| kind.to_owned())
}

/// The sentence with its places filled; none where a value is not there.
fn fill(sentence: &str, values: &Value) -> Option<String> {
    let mut text = sentence.to_owned();
    for (key, value) in values.as_object()? {
        let place = format!("{{{key}}}");
        if value.is_null() && text.contains(&place) {
            return None;
        }
        let entries = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        let listed = entries.collect::<Vec<&str>>().join(", ");
        text = text.replace(&place, value.as_str().unwrap_or(&listed));
    }
    Some(text)
}
