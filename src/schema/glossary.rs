//! What the keys of the schemas mean that their types do not describe on the spot: the facts of a
//! reason, a step, a missing fact or a problem, where one key means the same wherever it stands.

use schemars::Schema;
use serde_json::Value;

/// The meaning of each key, in the order of the alphabet.
const MEANINGS: &[(&str, &str)] = &[
    ("accepted", "What would be accepted here."),
    ("advanced", "How many of the courses must be advanced."),
    ("allowed", "Whether the course lets scores be carried over: `yes`, `no` or `unknown`."),
    ("asked", "The enrollment mode that is asked for."),
    ("at", "The moment."),
    ("before", "It had to be completed before this moment."),
    ("by", "The last moment for it."),
    ("bytes_max", "How many bytes are read at most."),
    ("chosen", "Whether it is the program track of the plan."),
    (
        "code",
        "The code of the discount, or the name that the plan gives it; null where it has none.",
    ),
    ("column", "The column, from 1; 0 before the first character."),
    ("count", "How many."),
    ("count_max", "How many are read at most."),
    ("counts", "Whether it counts here: `yes`, `no` or `unknown`."),
    ("course", "The course, by its id in the catalog."),
    ("courses", "The courses, by their ids in the catalog."),
    ("coursework", "The coursework score in percent, from 0 to 100; null where it is not known."),
    ("currency", "The currency of the amounts beside it, such as `USD`."),
    ("deadline", "The deadline: an instant, or a day where its time is not published."),
    ("depth_max", "How many levels are read at most."),
    ("documents", "Whether documents of the income are asked for: `yes`, `no` or `unknown`."),
    ("earlier", "The key of the moment that should come first."),
    ("eligible", "Whether the mode earns a certificate: `yes`, `no` or `unknown`."),
    ("exam", "The proctored exam score in percent, from 0 to 100; null where it is not known."),
    (
        "expected",
        "What was expected: of a score, `true` where the learner expects it and the platform has not said it.",
    ),
    ("expired", "When the discount expired; null where it did not."),
    ("fee", "The fee, in the currency beside or inside it."),
    ("finished", "Whether the session is over for the learner."),
    ("first", "The one that comes first, by its id."),
    ("found", "What stands in the file, shortened."),
    ("from", "From when it holds, or the currency that would have to be converted."),
    ("guaranteed", "How many attempts are guaranteed."),
    ("held", "Which certificates the learner holds already: how many, or whether all."),
    ("high", "The highest that it can be, in the unit of `low`."),
    ("how", "How the learner left the session."),
    ("id", "The id."),
    ("income_from", "The yearly income from which the tier holds, this one included."),
    ("index", "The place in the list of such wishes, from 0."),
    ("key", "The key."),
    ("kind", "Which kind it is."),
    ("known", "How many are known to be so."),
    (
        "last_known",
        "The last fee that was published, which may have changed; null where there is none.",
    ),
    ("later", "The key of the moment that should come second."),
    ("latest", "When it is there at the latest; null where that is not known."),
    ("left", "The key of the one statement."),
    ("line", "The line, from 1."),
    ("list", "The price without the discount; null where it is not known."),
    (
        "low",
        "The lowest that it can be: a percentage, or an amount as decimal text such as `\"350.00\"`.",
    ),
    ("max", "The highest that is accepted."),
    ("min", "The lowest that is accepted."),
    ("mode", "The enrollment mode."),
    ("needed", "How many are needed."),
    ("number", "How many are asked for."),
    ("on", "When it happened, or will: an instant or a day; null where that is not known."),
    ("open", "How many of the others may still be met: nobody knows yet."),
    ("others_from", "From when the other certificates are there at the earliest."),
    ("part", "The part of the course score."),
    ("passed_on", "When the learner passed or expects to; null where that is not stated."),
    ("passes", "Whether it is enough: `yes`, `no` or `unknown`."),
    ("passing", "The passing score in percent, from 0 to 100; null where it is not known."),
    (
        "planned",
        "What the plan adds to what is held: how many certificates, or whether it is still intended.",
    ),
    ("platform", "The platform on which it was earned."),
    ("price", "The price of the bundle."),
    ("proctored_exam", "Whether the course has a proctored exam; null where that is not stated."),
    ("program", "The program, by its id in the catalog."),
    ("programs", "The programs, by their ids in the catalog."),
    ("required", "Whether it is required, and not only recommended or perhaps asked for."),
    ("right", "The key of the statement that contradicts it."),
    ("rounded", "The score as the platform rounds it, in whole percent."),
    (
        "run",
        "The session, by its id within the course such as `1T2027`; null where it is not known which.",
    ),
    ("saving", "What the bundle saves, in its currency; null where that is not known."),
    ("score", "The score in percent, from 0 to 100."),
    ("second", "The one that comes second, by its id."),
    ("size", "How many there are."),
    ("start_known", "Whether the start of the session is known, on which the last day depends."),
    ("starts", "When the session starts: an instant or a day; null where that is not known."),
    ("sum", "What they add up to, in percent."),
    ("supported", "The version that is read."),
    ("text", "What the source says, in its own words or restated."),
    ("times", "How many times."),
    ("title", "What it is called; null where it has no title."),
    ("to", "The currency into which it would have to be converted."),
    ("track", "The program track, by its id within the program."),
    ("tracks", "The program tracks."),
    ("type", "Which kind it is; the other keys depend on it."),
    (
        "until",
        "The last moment at which it holds: an instant or a day; null where that is not known.",
    ),
    ("upgrades", "The sessions that would be upgraded one by one without the bundle."),
    ("used", "How many are used."),
    ("wish", "Which of the wishes it is, by its key."),
    ("word", "The word that stands there."),
];

/// What an id is, by the name of its type.
const IDS: &[(&str, &str)] = &[
    ("CourseId", "The id of a course, as the catalog's `courses` declare it, such as `14.100x`."),
    ("ProgramId", "The id of a program, as the catalog's `programs` declare it."),
    ("RunId", "The id of a session within its course, such as `1T2027`."),
    ("SourceId", "The id of a source, as the catalog's `sources` declare it."),
    ("TermId", "The id of a term, as the catalog's `terms` declare it, such as `1T`."),
    ("TrackId", "The id of a program track, as the program's requirement declares it."),
];

/// Adds the meaning to every key and id that has none yet.
pub(super) fn describe(schema: &mut Schema) {
    if let Some(Value::Object(types)) = schema.get_mut("$defs") {
        for (name, found) in types {
            add(found, IDS, name);
        }
    }
    if let Some(entries) = schema.as_object_mut() {
        entries.values_mut().for_each(describe_keys);
        if let Some(Value::Object(keys)) = entries.get_mut("properties") {
            keys.iter_mut().for_each(|(key, found)| describe_key(key, found));
        }
    }
}

fn describe_keys(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::Object(keys)) = entries.get_mut("properties") {
                keys.iter_mut().for_each(|(key, found)| describe_key(key, found));
            }
            entries.values_mut().for_each(describe_keys);
        }
        Value::Array(entries) => entries.iter_mut().for_each(describe_keys),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Adds the meaning to a key, also as its title where it has a type of its own: editors that show a key show the
/// description of the type in place of the key's, but none of the types has a title.
fn describe_key(key: &str, schema: &mut Value) {
    add(schema, MEANINGS, key);
    let Some(entries) = schema.as_object_mut() else { return };
    let refers = |value: &Value| value.get("$ref").is_some();
    let forms = entries.get("anyOf").and_then(Value::as_array);
    let has_type =
        entries.contains_key("$ref") || forms.is_some_and(|forms| forms.iter().any(refers));
    if let (true, Some(meaning)) = (has_type, entries.get("description").cloned()) {
        entries.insert("title".to_owned(), meaning);
    }
}

fn add(schema: &mut Value, meanings: &[(&str, &str)], name: &str) {
    let meaning = meanings.iter().find(|(known, _)| *known == name);
    if let (Some(entries), Some((_, meaning))) = (schema.as_object_mut(), meaning) {
        entries.entry("description").or_insert_with(|| (*meaning).into());
    }
}
