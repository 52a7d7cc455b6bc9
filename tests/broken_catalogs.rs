//! Catalogs with defects: each is named by its place and its kind, all of them at once, and no text
//! whatever makes the reader panic.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use certificate_planner::assessment::assess;
use certificate_planner::catalog::{Catalog, CatalogReading};
use certificate_planner::plan::Plan;
use certificate_planner::problem::{Fault, Severity};
use serde_json::{Value, json};

use crate::common::{built_in, full_catalog, written};

/// A catalog in order, with one of everything.
const IN_ORDER: &str = r#"{
    "terms": [{ "id": "1T", "title": "Spring", "start": "01-16", "end": "05-04" }],
    "courses": [
        { "id": "A", "url": "https://example.org/a", "fee": "100.00",
          "grading": {
            "assignment_types": [
              { "name": "Homework", "weight": 30, "min_count": 5, "drop_count": 1,
                "part": "coursework" },
              { "name": "Exam", "weight": 70, "part": "exam" }],
            "cutoffs": [{ "name": "A", "percent": 80 }, { "name": "B", "percent": 50 }] },
          "hours_per_week": { "min": 6, "max": 8 }, "terms_offered": ["1T"],
          "prerequisites": [{ "course": "B", "strength": "recommended" }],
          "runs": [{ "id": "1T2026", "start": "2026-02-01", "end": "2026-05-01",
                     "enrollment_start": "2025-12-01", "enrollment_end": "2026-02-15",
                     "upgrade_deadline": "2026-03-01T12:00:00Z",
                     "certificate_available": "2026-05-10" }] },
        { "id": "B", "passing_score": 50 },
        { "id": "C" }
    ],
    "programs": [
        { "id": "P", "requirement": ["A",
            { "kind": "min_number_of", "number": 1, "of": ["B", "C"] }],
          "income_tiers": { "currency": "USD", "tiers": [
            { "income_from": "0", "fee": "250" }, { "income_from": "25000", "fee": "350" }] } },
        { "id": "Q", "requirement": ["B"] }
    ]
}"#;

/// One way to break the catalog, and what must be said of it.
struct Defect {
    name: &'static str,
    /// What to change: the place as a JSON pointer, `-` for a new entry of a list, and the value
    /// as JSON; no value takes the place out.
    changes: &'static [(&'static str, &'static str)],
    /// The path and the fault, which has at least these entries.
    problems: &'static [(&'static str, &'static str)],
    /// The same for warnings, with which a catalog can still be used.
    warnings: &'static [(&'static str, &'static str)],
}

const fn problem(
    name: &'static str,
    changes: &'static [(&'static str, &'static str)],
    problems: &'static [(&'static str, &'static str)],
) -> Defect {
    Defect { name, changes, problems, warnings: &[] }
}

const fn warning(
    name: &'static str,
    changes: &'static [(&'static str, &'static str)],
    warnings: &'static [(&'static str, &'static str)],
) -> Defect {
    Defect { name, changes, problems: &[], warnings }
}

const KEYS_AND_TYPES: &[Defect] = &[
    problem(
        "an unknown key",
        &[("/courses/0/colour", r#""red""#)],
        &[("courses[0].colour", r#"{ "type": "unknown_key", "key": "colour" }"#)],
    ),
    problem(
        "an unknown key inside a fact",
        &[("/courses/0/fee/sourse", r#""s""#)],
        &[(
            "courses[0].fee.sourse",
            r#"{ "type": "unknown_key", "key": "sourse",
            "accepted": ["value", "source", "status", "note"] }"#,
        )],
    ),
    problem(
        "a number where a text belongs",
        &[("/courses/0/title", "5")],
        &[("courses[0].title", r#"{ "type": "wrong_type", "expected": "text", "found": "5" }"#)],
    ),
    problem(
        "an object where a list belongs",
        &[("/courses/0/runs", "{}")],
        &[("courses[0].runs", r#"{ "type": "wrong_type", "expected": "list", "found": "{…}" }"#)],
    ),
    problem(
        "a key is missing",
        &[("/courses/1/title", "")],
        &[("courses[1]", r#"{ "type": "missing_key", "key": "title" }"#)],
    ),
    problem(
        "a session without a source",
        &[("/courses/0/runs/0/source", "")],
        &[("courses[0].runs[0]", r#"{ "type": "missing_key", "key": "source" }"#)],
    ),
    problem(
        "the list of programs is missing",
        &[("/programs", "")],
        &[("", r#"{ "type": "missing_key", "key": "programs" }"#)],
    ),
    problem(
        "an empty id",
        &[("/courses/2/id", r#""""#)],
        &[
            ("courses[2].id", r#"{ "type": "wrong_type", "expected": "id", "found": "\"\"" }"#),
            (
                "programs[0].requirement.value.of[1].of[1].course",
                r#"{ "type": "unknown_id", "kind": "course", "id": "C" }"#,
            ),
        ],
    ),
    problem(
        "a platform that is not known",
        &[("/platform", r#""coursera""#)],
        &[(
            "platform",
            r#"{ "type": "unknown_word", "word": "coursera",
            "accepted": ["mitx_online", "edx", "other"] }"#,
        )],
    ),
    problem(
        "a status that is not known",
        &[("/courses/0/fee/status", r#""new""#)],
        &[(
            "courses[0].fee.status",
            r#"{ "type": "unknown_word", "word": "new",
            "accepted": ["current", "secondary", "historic"] }"#,
        )],
    ),
    problem(
        "another version of the format",
        &[("/format", "2")],
        &[("format", r#"{ "type": "unknown_format", "supported": 1 }"#)],
    ),
    problem(
        "the version as text",
        &[("/format", r#""1""#)],
        &[("format", r#"{ "type": "wrong_type", "expected": "whole_number", "found": "\"1\"" }"#)],
    ),
    problem(
        "an unknown key in a group",
        &[("/programs/0/requirement/value/of/1/minimum", "1")],
        &[(
            "programs[0].requirement.value.of[1].minimum",
            r#"{ "type": "unknown_key", "key": "minimum",
                "accepted": ["kind", "title", "number", "advanced", "of"] }"#,
        )],
    ),
    problem(
        "a group that does not say how many",
        &[("/programs/0/requirement/value/of/1/number", "")],
        &[("programs[0].requirement.value.of[1]", r#"{ "type": "missing_key", "key": "number" }"#)],
    ),
    problem(
        "a group without a kind",
        &[("/programs/1/requirement/value/kind", "")],
        &[("programs[1].requirement.value", r#"{ "type": "missing_key", "key": "kind" }"#)],
    ),
    problem(
        "a group of an unknown kind",
        &[("/programs/1/requirement/value/kind", r#""any_of""#)],
        &[(
            "programs[1].requirement.value.kind",
            r#"{ "type": "unknown_word", "word": "any_of" }"#,
        )],
    ),
];

const IDS: &[Defect] = &[
    problem(
        "the source of a fact is not listed",
        &[("/courses/0/fee/source", r#""gone""#)],
        &[("courses[0].fee.source", r#"{ "type": "unknown_id", "kind": "source", "id": "gone" }"#)],
    ),
    problem(
        "the source of a session is not listed",
        &[("/courses/0/runs/0/source", r#""gone""#)],
        &[(
            "courses[0].runs[0].source",
            r#"{ "type": "unknown_id", "kind": "source", "id": "gone" }"#,
        )],
    ),
    problem(
        "the source of a term is not listed",
        &[("/terms/0/source", r#""gone""#)],
        &[("terms[0].source", r#"{ "type": "unknown_id", "kind": "source", "id": "gone" }"#)],
    ),
    problem(
        "a term is not listed",
        &[("/courses/0/terms_offered/value/0", r#""4T""#)],
        &[(
            "courses[0].terms_offered.value[0]",
            r#"{ "type": "unknown_id", "kind": "term", "id": "4T" }"#,
        )],
    ),
    problem(
        "a prerequisite is not listed",
        &[("/courses/0/prerequisites/0/course", r#""Z""#)],
        &[(
            "courses[0].prerequisites[0].course",
            r#"{ "type": "unknown_id", "kind": "course", "id": "Z" }"#,
        )],
    ),
    problem(
        "a required course is not listed",
        &[("/programs/0/requirement/value/of/0/course", r#""Z""#)],
        &[(
            "programs[0].requirement.value.of[0].course",
            r#"{ "type": "unknown_id", "kind": "course", "id": "Z" }"#,
        )],
    ),
    problem(
        "a nested program is not listed",
        &[("/programs/0/requirement/value/of/-", r#"{ "kind": "program", "program": "Z" }"#)],
        &[(
            "programs[0].requirement.value.of[2].program",
            r#"{ "type": "unknown_id", "kind": "program", "id": "Z" }"#,
        )],
    ),
    problem(
        "the other program for which a course may count is not listed",
        &[("/programs/0/requirement/value/of/0/not_also_for", r#"["Q", "Z"]"#)],
        &[(
            "programs[0].requirement.value.of[0].not_also_for[1]",
            r#"{ "type": "unknown_id", "kind": "program", "id": "Z" }"#,
        )],
    ),
    problem(
        "a source twice",
        &[("/sources/-", r#"{ "id": "s", "title": "Again" }"#)],
        &[("sources[1].id", r#"{ "type": "duplicate_id", "id": "s" }"#)],
    ),
    problem(
        "a course twice",
        &[("/courses/-", r#"{ "id": "B", "title": "Again" }"#)],
        &[("courses[3].id", r#"{ "type": "duplicate_id", "id": "B" }"#)],
    ),
    problem(
        "a session twice",
        &[("/courses/0/runs/-", r#"{ "id": "1T2026", "source": "s", "status": "current" }"#)],
        &[("courses[0].runs[1].id", r#"{ "type": "duplicate_id", "id": "1T2026" }"#)],
    ),
    problem(
        "a program twice",
        &[("/programs/1/id", r#""P""#)],
        &[("programs[1].id", r#"{ "type": "duplicate_id", "id": "P" }"#)],
    ),
    problem(
        "a program track twice",
        &[(
            "/programs/1/requirement/value",
            r#"{ "kind": "one_track_of", "tracks": [
            { "id": "t", "title": "T", "requirement": { "kind": "course", "course": "A" } },
            { "id": "t", "title": "T", "requirement": { "kind": "course", "course": "B" } }] }"#,
        )],
        &[(
            "programs[1].requirement.value.tracks[1].id",
            r#"{ "type": "duplicate_id", "id": "t" }"#,
        )],
    ),
    problem(
        "two programs that need each other",
        &[
            ("/programs/0/requirement/value/of/-", r#"{ "kind": "program", "program": "Q" }"#),
            ("/programs/1/requirement/value/of/-", r#"{ "kind": "program", "program": "P" }"#),
        ],
        &[("programs[0].requirement", r#"{ "type": "program_cycle", "programs": ["P", "Q"] }"#)],
    ),
    problem(
        "a program that needs itself",
        &[("/programs/1/requirement/value/of/-", r#"{ "kind": "program", "program": "Q" }"#)],
        &[("programs[1].requirement", r#"{ "type": "program_cycle", "programs": ["Q"] }"#)],
    ),
    problem(
        "two courses that need each other first",
        &[
            ("/courses/0/prerequisites/0/strength", r#""required""#),
            (
                "/courses/1/prerequisites",
                r#"[
                { "course": "A", "strength": "required", "source": "s", "status": "current" }]"#,
            ),
        ],
        &[(
            "courses[0].prerequisites",
            r#"{ "type": "prerequisite_cycle", "courses": ["A", "B"] }"#,
        )],
    ),
    problem(
        "two courses of which one is only recommended first are no cycle",
        &[(
            "/courses/1/prerequisites",
            r#"[
            { "course": "A", "strength": "required", "source": "s", "status": "current" }]"#,
        )],
        &[],
    ),
];

const DATES: &[Defect] = &[
    problem(
        "the end before the start",
        &[("/courses/0/runs/0/end", r#""2026-01-31""#)],
        &[(
            "courses[0].runs[0].end",
            r#"{ "type": "reversed_dates", "earlier": "start", "later": "end" }"#,
        )],
    ),
    problem(
        "enrollment closes before it opens",
        &[("/courses/0/runs/0/enrollment_end", r#""2025-11-30""#)],
        &[(
            "courses[0].runs[0].enrollment_end",
            r#"{ "type": "reversed_dates", "earlier": "enrollment_start",
                "later": "enrollment_end" }"#,
        )],
    ),
    problem(
        "certificates before the start",
        &[("/courses/0/runs/0/certificate_available", r#""2026-01-01T00:00:00Z""#)],
        &[(
            "courses[0].runs[0].certificate_available",
            r#"{ "type": "reversed_dates", "earlier": "start", "later": "certificate_available" }"#,
        )],
    ),
    warning(
        "a catalog without a program",
        &[("/programs", "[]")],
        &[("programs", r#"{ "type": "no_program" }"#)],
    ),
    warning(
        "a session that is bought after its end",
        &[("/courses/0/runs/0/upgrade_deadline", r#""2026-05-02""#)],
        &[(
            "courses[0].runs[0].upgrade_deadline",
            r#"{ "type": "reversed_dates", "earlier": "upgrade_deadline", "later": "end" }"#,
        )],
    ),
    warning(
        "enrollment until after the end, and bought before it opens",
        &[
            ("/courses/0/runs/0/enrollment_end", r#""2026-06-01""#),
            ("/courses/0/runs/0/upgrade_deadline", r#""2025-11-01""#),
        ],
        &[
            (
                "courses[0].runs[0].enrollment_end",
                r#"{ "type": "reversed_dates", "earlier": "enrollment_end", "later": "end" }"#,
            ),
            (
                "courses[0].runs[0].enrollment_start",
                r#"{ "type": "reversed_dates", "earlier": "enrollment_start",
                    "later": "upgrade_deadline" }"#,
            ),
        ],
    ),
    problem(
        "an upgrade deadline that was filled in with the end, and a session without end, are in order",
        &[
            ("/courses/0/runs/0/upgrade_deadline", r#""2026-05-01""#),
            (
                "/courses/0/runs/-",
                r#"{ "id": "self", "start": "2026-02-01", "end": "none", "pacing": "self_paced",
                     "upgrade_deadline": "2030-01-01", "source": "s", "status": "current" }"#,
            ),
        ],
        &[],
    ),
    problem(
        "start and end on one day are in order",
        &[
            ("/courses/0/runs/0/end", r#""2026-02-01""#),
            ("/courses/0/runs/0/enrollment_end", r#""2026-01-31""#),
            ("/courses/0/runs/0/upgrade_deadline", r#""2026-02-01""#),
        ],
        &[],
    ),
    problem(
        "a day that the calendar has not",
        &[("/courses/0/runs/0/start", r#""2026-02-30""#)],
        &[(
            "courses[0].runs[0].start",
            r#"{ "type": "wrong_type", "expected": "moment", "found": "\"2026-02-30\"" }"#,
        )],
    ),
    problem(
        "an instant without a zone",
        &[("/courses/0/runs/0/end", r#""2026-05-01T10:00:00""#)],
        &[("courses[0].runs[0].end", r#"{ "type": "wrong_type", "expected": "moment_or_none" }"#)],
    ),
    problem(
        "a day in another order",
        &[("/as_of", r#""21.11.2026""#)],
        &[("as_of", r#"{ "type": "wrong_type", "expected": "date" }"#)],
    ),
    problem(
        "a day that no year has",
        &[("/terms/0/start", r#""02-30""#)],
        &[("terms[0].start", r#"{ "type": "wrong_type", "expected": "day_of_year" }"#)],
    ),
    problem(
        "a month that no year has",
        &[("/sources/0/date", r#""2026-13""#)],
        &[("sources[0].date", r#"{ "type": "wrong_type", "expected": "partial_date" }"#)],
    ),
];

const NUMBERS: &[Defect] = &[
    problem(
        "a negative fee",
        &[("/courses/0/fee/value/amount", r#""-5.00""#)],
        &[(
            "courses[0].fee.value.amount",
            r#"{ "type": "wrong_type", "expected": "amount", "found": "\"-5.00\"" }"#,
        )],
    ),
    problem(
        "a negative fee as a number",
        &[("/courses/0/fee/value/amount", "-5")],
        &[(
            "courses[0].fee.value.amount",
            r#"{ "type": "wrong_type", "expected": "amount", "found": "-5" }"#,
        )],
    ),
    problem(
        "a currency in small letters",
        &[("/courses/0/fee/value/currency", r#""usd""#)],
        &[(
            "courses[0].fee.value.currency",
            r#"{ "type": "wrong_type", "expected": "currency", "found": "\"usd\"" }"#,
        )],
    ),
    warning(
        "more asked for than the group has",
        &[("/programs/0/requirement/value/of/1/number", "3")],
        &[(
            "programs[0].requirement.value.of[1].number",
            r#"{ "type": "number_larger_than_group", "number": 3, "size": 2 }"#,
        )],
    ),
    problem(
        "more advanced courses asked for than courses",
        &[("/programs/0/requirement/value/of/1/advanced", "2")],
        &[(
            "programs[0].requirement.value.of[1].advanced",
            r#"{ "type": "number_larger_than_group", "number": 2, "size": 1 }"#,
        )],
    ),
    warning(
        "a group that the platform cannot read",
        &[(
            "/programs/0/requirement/value/of/1",
            r#"{ "kind": "unreadable", "stops_program": true,
                 "of": [{ "kind": "course", "course": "A" }] }"#,
        )],
        &[("programs[0].requirement.value.of[1]", r#"{ "type": "unreadable_group" }"#)],
    ),
    warning(
        "a group that asks for one of nothing",
        &[("/programs/0/requirement/value/of/1/of", "[]")],
        &[(
            "programs[0].requirement.value.of[1].number",
            r#"{ "type": "number_larger_than_group", "number": 1, "size": 0 }"#,
        )],
    ),
    problem(
        "one of no program tracks",
        &[("/programs/1/requirement/value", r#"{ "kind": "one_track_of", "tracks": [] }"#)],
        &[(
            "programs[1].requirement.value.tracks",
            r#"{ "type": "number_larger_than_group", "number": 1, "size": 0 }"#,
        )],
    ),
    problem(
        "a number that is null",
        &[("/programs/0/requirement/value/of/1/number", "null")],
        &[(
            "programs[0].requirement.value.of[1].number",
            r#"{ "type": "wrong_type", "found": "null" }"#,
        )],
    ),
    problem(
        "a number that is blank",
        &[("/programs/0/requirement/value/of/1/number", r#""""#)],
        &[(
            "programs[0].requirement.value.of[1].number",
            r#"{ "type": "wrong_type", "expected": "whole_number", "found": "\"\"" }"#,
        )],
    ),
    problem(
        "a number written as \"2.0\"",
        &[("/programs/0/requirement/value/of/1/number", r#""2.0""#)],
        &[(
            "programs[0].requirement.value.of[1].number",
            r#"{ "type": "wrong_type", "expected": "whole_number", "found": "\"2.0\"" }"#,
        )],
    ),
    problem(
        "a number below 0",
        &[("/programs/0/requirement/value/of/1/number", "-1")],
        &[("programs[0].requirement.value.of[1].number", r#"{ "type": "wrong_type" }"#)],
    ),
    problem(
        "income tiers that do not rise",
        &[("/programs/0/income_tiers/value/tiers/1/income_from", r#""0""#)],
        &[("programs[0].income_tiers.value.tiers", r#"{ "type": "tiers_not_rising" }"#)],
    ),
    problem(
        "income tiers that do not start at 0",
        &[("/programs/0/income_tiers/value/tiers/0/income_from", r#""1""#)],
        &[("programs[0].income_tiers.value.tiers", r#"{ "type": "tiers_not_rising" }"#)],
    ),
    warning(
        "weights that are not 100 together",
        &[("/courses/0/grading/value/assignment_types/1/weight", "60")],
        &[(
            "courses[0].grading.value.assignment_types",
            r#"{ "type": "parts_do_not_add_up", "hundredths": 9000 }"#,
        )],
    ),
    problem(
        "a negative weight, a cutoff above 100 and a count that is no number",
        &[
            ("/courses/0/grading/value/assignment_types/1/weight", "-70"),
            ("/courses/0/grading/value/cutoffs/0/percent", "101"),
            ("/courses/0/grading/value/assignment_types/0/min_count", r#""five""#),
        ],
        &[
            (
                "courses[0].grading.value.assignment_types[0].min_count",
                r#"{ "type": "wrong_type", "expected": "whole_number", "found": "\"five\"" }"#,
            ),
            (
                "courses[0].grading.value.assignment_types[1].weight",
                r#"{ "type": "wrong_type", "expected": "percent", "found": "-70" }"#,
            ),
            (
                "courses[0].grading.value.cutoffs[0].percent",
                r#"{ "type": "wrong_type", "expected": "percent", "found": "101" }"#,
            ),
        ],
    ),
    problem(
        "more assignments than any course has",
        &[("/courses/0/grading/value/assignment_types/0/min_count", "1001")],
        &[(
            "courses[0].grading.value.assignment_types[0].min_count",
            r#"{ "type": "out_of_range", "min": 0, "max": 1000 }"#,
        )],
    ),
    problem(
        "all assignments of a type dropped",
        &[("/courses/0/grading/value/assignment_types/0/drop_count", "5")],
        &[(
            "courses[0].grading.value.assignment_types[0]",
            r#"{ "type": "contradiction", "left": "drop_count", "right": "min_count" }"#,
        )],
    ),
    warning(
        "cutoffs of which none lies above 0",
        &[("/courses/0/grading/value/cutoffs", r#"[{ "name": "F", "percent": 0 }]"#)],
        &[("courses[0].grading.value.cutoffs", r#"{ "type": "nobody_passes" }"#)],
    ),
    problem(
        "a passing score that is not the lowest cutoff",
        &[("/courses/0/passing_score", r#"{ "value": 60, "source": "s", "status": "current" }"#)],
        &[(
            "courses[0]",
            r#"{ "type": "contradiction", "left": "passing_score", "right": "grading" }"#,
        )],
    ),
    problem(
        "a passing score that everyone reaches",
        &[("/courses/1/passing_score/value", "0")],
        &[(
            "courses[1].passing_score.value",
            r#"{ "type": "out_of_range", "min": 1, "max": 100 }"#,
        )],
    ),
    problem(
        "a passing score that nobody reaches",
        &[("/courses/1/passing_score/value", "101")],
        &[(
            "courses[1].passing_score.value",
            r#"{ "type": "wrong_type", "expected": "percent", "found": "101" }"#,
        )],
    ),
    problem(
        "more hours at least than at most",
        &[("/courses/0/hours_per_week/value/min", "9")],
        &[("courses[0].hours_per_week.value", r#"{ "type": "reversed_range" }"#)],
    ),
    problem(
        "an address that is not https",
        &[("/courses/0/url", r#""http://example.org/a""#)],
        &[("courses[0].url", r#"{ "type": "not_https" }"#)],
    ),
    problem(
        "an address that is a script",
        &[("/sources/0/url", r#""javascript:alert(1)""#)],
        &[("sources[0].url", r#"{ "type": "not_https" }"#)],
    ),
];

const WARNINGS: &[Defect] = &[
    warning(
        "a group of nothing, which everyone meets",
        &[("/programs/1/requirement/value/of", "[]")],
        &[("programs[1].requirement.value.of", r#"{ "type": "empty_group" }"#)],
    ),
    warning(
        "a group that asks for none",
        &[("/programs/0/requirement/value/of/1/number", "0")],
        &[("programs[0].requirement.value.of[1].number", r#"{ "type": "number_zero" }"#)],
    ),
    warning(
        "a course twice in one group, which counts twice",
        &[("/programs/0/requirement/value/of/1/of/1/course", r#""B""#)],
        &[(
            "programs[0].requirement.value.of[1].of[1]",
            r#"{ "type": "course_twice", "course": "B" }"#,
        )],
    ),
];

#[test]
fn every_defect_is_named_by_its_place_and_kind() {
    let mut failures = Vec::new();
    for defect in [KEYS_AND_TYPES, IDS, DATES, NUMBERS, WARNINGS].into_iter().flatten() {
        let reading = Catalog::read(&broken(defect.changes));
        let usable = defect.problems.is_empty();
        if reading.catalog.is_some() != usable {
            failures.push(format!("{}: usable is not {usable}", defect.name));
        }
        let wanted = [(Severity::Problem, defect.problems), (Severity::Warning, defect.warnings)];
        let wanted: Vec<_> = wanted
            .into_iter()
            .flat_map(|(how, all)| all.iter().map(move |one| (how, one)))
            .collect();
        let all_there = wanted.iter().all(|(how, one)| names(&reading, *how, one));
        if !all_there || reading.problems.0.len() != wanted.len() {
            let found = written(&reading.problems);
            failures.push(format!("{}:\n  expected {wanted:?}\n  got {found}", defect.name));
        }
    }
    assert!(failures.is_empty(), "{} defects:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn eight_defects_are_said_at_once() {
    let text = broken(&[
        ("/courses/0/colour", r#""red""#),
        ("/courses/1/title", ""),
        ("/courses/0/fee/value/amount", r#""-5.00""#),
        ("/courses/0/runs/0/end", r#""2026-01-31""#),
        ("/courses/0/prerequisites/0/course", r#""Z""#),
        ("/programs/0/requirement/value/of/1/number", "3"),
        ("/sources/0/url", r#""http://example.org""#),
        ("/platform", r#""coursera""#),
    ]);
    let reading = Catalog::read(&text);
    assert!(reading.catalog.is_none());
    let found = reading.problems.0.iter();
    let mut found: Vec<(String, String)> = found
        .map(|problem| {
            let kind = written(&problem.fault)["type"].as_str().unwrap().to_owned();
            (problem.path.clone(), kind)
        })
        .collect();
    found.sort();
    let expected = [
        ("courses[0].colour", "unknown_key"),
        ("courses[0].fee.value.amount", "wrong_type"),
        ("courses[0].prerequisites[0].course", "unknown_id"),
        ("courses[0].runs[0].end", "reversed_dates"),
        ("courses[1]", "missing_key"),
        ("platform", "unknown_word"),
        ("programs[0].requirement.value.of[1].number", "number_larger_than_group"),
        ("sources[0].url", "not_https"),
    ];
    let expected = expected.map(|(path, kind)| (path.to_owned(), kind.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn limits_are_said_and_not_crashed_into() {
    let title = format!("\"{}\"", "x".repeat(4_001));
    let long_title =
        change(serde_json::from_str(&full_catalog(IN_ORDER)).unwrap(), "/courses/0/title", &title);
    let deep = (0..13).fold(
        json!({ "kind": "course", "course": "A" }),
        |inner, _| json!({ "kind": "all_of", "of": [inner] }),
    );
    let place = "/programs/1/requirement/value";
    let deep =
        change(serde_json::from_str(&full_catalog(IN_ORDER)).unwrap(), place, &deep.to_string());
    let rows: [(&str, String, &str, &str); 8] = [
        ("a text of 4,001 bytes", long_title.to_string(), "courses[0].title", "text_too_long"),
        ("a megabyte of brackets", "[".repeat(1_000_000), "", "too_deep"),
        ("a megabyte of nested objects", r#"{"a":"#.repeat(200_000), "", "too_deep"),
        ("five megabytes of text", format!("\"{}\"", "x".repeat(5_000_000)), "", "too_long"),
        ("no JSON", "certificates".to_owned(), "", "not_json"),
        ("nothing", String::new(), "", "not_json"),
        ("a null byte", "\0".to_owned(), "", "not_json"),
        (
            "a requirement of 14 levels",
            deep.to_string(),
            &format!("programs[1].requirement.value{}", ".of[0]".repeat(12)),
            "too_deep",
        ),
    ];
    for (name, text, path, kind) in rows {
        let reading = Catalog::read(&text);
        assert!(reading.catalog.is_none(), "{name}");
        let [problem] = &reading.problems.0[..] else {
            panic!("{name}: {}", written(&reading.problems));
        };
        assert_eq!(
            (problem.path.as_str(), &written(&problem.fault)["type"]),
            (path, &json!(kind)),
            "{name}"
        );
    }
}

/// A catalog of courses or programs, each with the next one first.
fn chain(key: &str, length: usize, entry: impl Fn(usize) -> Value) -> CatalogReading {
    let mut file: Value = serde_json::from_str(&full_catalog(IN_ORDER)).unwrap();
    file[key].as_array_mut().unwrap().extend((0..length).map(entry));
    Catalog::read(&file.to_string())
}

#[test]
fn a_circle_is_found_however_long_it_is() {
    let reading = chain("courses", 4_000, |at| {
        let next = format!("c{}", (at + 1) % 4_000);
        json!({ "id": format!("c{at}"), "title": "Course", "prerequisites": [
            { "course": next, "strength": "required", "source": "s", "status": "current" }] })
    });
    let [problem] = &reading.problems.0[..] else { panic!("{}", reading.problems.0.len()) };
    let fault = written(&problem.fault);
    assert_eq!(fault["type"], json!("prerequisite_cycle"));
    assert_eq!(fault["courses"].as_array().unwrap().len(), 4_000);
}

#[test]
fn programs_within_programs_are_limited() {
    // The last one needs a course, every other one the next program, `times` times.
    let programs = |length: usize, times: usize| {
        chain("programs", length, |at| {
            let of = if at + 1 < length {
                json!({ "kind": "program", "program": format!("p{}", at + 1) })
            } else {
                json!({ "kind": "course", "course": "A" })
            };
            let tree = json!({ "kind": "all_of", "of": vec![of; times] });
            json!({ "id": format!("p{at}"), "title": "Program", "credential": "program_certificate",
                "requirement": { "value": tree, "source": "s", "status": "current" } })
        })
    };
    assert!(programs(12, 1).catalog.is_some(), "12 levels are read");
    let deep = json!({ "type": "too_deep", "depth_max": 12 });
    let reading = programs(13, 1);
    assert_eq!(written(&reading.problems.0[0].fault), deep);
    assert_eq!(reading.problems.0[0].path, "programs[2].requirement");
    // Ten children each in six levels are a million leaves.
    let reading = programs(6, 10);
    let mut problems = reading.problems.0.iter();
    let first = problems.find(|found| found.severity == Severity::Problem).unwrap();
    assert_eq!(first.path, "programs[2].requirement");
    assert_eq!(written(&first.fault)["type"], json!("too_many"));
}

#[test]
fn what_is_not_json_is_found_by_line_and_column() {
    for (text, line, column) in [
        ("{\n  \"format\": 1,\n  oops\n}", 3, 3),
        // Letters of several bytes are one column each, as in an editor.
        ("{ \"title\": \"Économie 経済\" oops }", 1, 26),
        // What is cut off ends where something more is needed.
        ("", 1, 1),
        ("{ \"format\": 1", 1, 14),
        ("{ \"title\": \"経済", 1, 15),
        ("{\n", 2, 1),
        // A line ends within a text.
        ("{ \"title\": \"A\nB\" }", 1, 14),
    ] {
        let reading = Catalog::read(text);
        assert_eq!(
            written(&reading.problems.0[0].fault),
            json!({ "type": "not_json", "line": line, "column": column })
        );
    }
}

#[test]
fn other_json_than_an_object_is_a_problem() {
    for text in ["null", "true", "5", "\"text\"", "[]", "[{}]", "{}"] {
        let reading = Catalog::read(text);
        assert!(reading.catalog.is_none() && reading.problems.forbid_use(), "{text}");
    }
}

#[test]
fn a_catalog_cut_off_anywhere_is_refused_at_its_end() {
    for name in built_in_names() {
        let text = built_in(&name);
        for percent in 0..100 {
            // A letter of several bytes may be cut in two.
            let kept = String::from_utf8_lossy(&text.as_bytes()[..text.len() * percent / 100]);
            let reading = Catalog::read(&kept);
            assert!(reading.catalog.is_none(), "{name} at {percent} %");
            let [problem] = &reading.problems.0[..] else {
                panic!("{name} at {percent} %: {}", written(&reading.problems));
            };
            let last = kept.rsplit('\n').next().unwrap();
            let Fault::NotJson { line, column } = problem.fault else {
                panic!("{name} at {percent} %: {}", written(&problem.fault));
            };
            assert_eq!(line, kept.matches('\n').count() + 1, "{name} at {percent} %");
            assert!((1..=last.chars().count() + 1).contains(&column), "{name} at {percent} %");
        }
    }
}

/// Every catalog that the index names.
fn built_in_names() -> Vec<String> {
    let index: Value = serde_json::from_str(&built_in("index.json")).unwrap();
    let catalogs = index["catalogs"].as_array().unwrap().iter();
    catalogs.map(|entry| entry["file"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn no_flipped_byte_makes_the_reader_or_the_answer_panic() {
    let catalogs = ["mitx-18.03x.json", "mit-universal-ai.json", "mitx-scm.json"].map(built_in);
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        // Marsaglia's xorshift: the same bytes are flipped on every run.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % u64::try_from(below).unwrap()).unwrap()
    };
    let mut usable = 0;
    for number in 0..2_000 {
        let mut bytes = catalogs[number % catalogs.len()].clone().into_bytes();
        for _ in 0..=next(3) {
            let at = next(bytes.len());
            bytes[at] ^= 1 << next(8);
        }
        let reading = Catalog::read(&String::from_utf8_lossy(&bytes));
        assert_eq!(reading.catalog.is_none(), reading.problems.forbid_use(), "flip {number}");
        if let Some(catalog) = reading.catalog {
            usable += 1;
            assess_nothing(&catalog);
        }
    }
    // Flips inside texts and numbers leave many catalogs in order: those were assessed too.
    assert!(usable > 100, "only {usable} of 2,000 could be used");
}

/// Assesses an empty plan for every program.
fn assess_nothing(catalog: &Catalog) {
    for program in catalog.programs() {
        let plan = json!({ "format": 1, "program": program.facts.id });
        let plan = Plan::read(&plan.to_string(), catalog).unwrap();
        let answer = assess(catalog, &plan, "2026-11-21T12:00:00Z".parse().unwrap());
        assert_eq!(answer.courses.len(), program.courses.len());
    }
}

/// Whether the reading names this problem or warning.
fn names(reading: &CatalogReading, severity: Severity, wanted: &(&str, &str)) -> bool {
    let (path, fault) = wanted;
    let fault: Value = serde_json::from_str(fault).unwrap();
    reading.problems.0.iter().any(|problem| {
        let found = written(&problem.fault);
        let same = fault.as_object().unwrap().iter().all(|(key, value)| found[key] == *value);
        problem.severity == severity && problem.path == *path && same
    })
}

fn broken(changes: &[(&str, &str)]) -> String {
    let whole: Value = serde_json::from_str(&full_catalog(IN_ORDER)).unwrap();
    let changed = changes.iter().fold(whole, |file, (pointer, value)| change(file, pointer, value));
    changed.to_string()
}

/// Changes one place of a file; an empty value takes it out, and `-` stands for a new entry.
fn change(mut file: Value, pointer: &str, value: &str) -> Value {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap_or_else(|| panic!("no {pointer}"));
    match parent {
        Value::Object(entries) if value.is_empty() => {
            entries.remove(last).unwrap_or_else(|| panic!("no {pointer}"));
        }
        Value::Object(entries) => {
            entries.insert(last.to_owned(), serde_json::from_str(value).unwrap());
        }
        Value::Array(entries) if last == "-" => entries.push(serde_json::from_str(value).unwrap()),
        Value::Array(entries) => {
            entries[last.parse::<usize>().unwrap()] = serde_json::from_str(value).unwrap();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            panic!("no {pointer}")
        }
    }
    file
}
