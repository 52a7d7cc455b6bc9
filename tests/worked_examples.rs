//! The field's worked examples: what a source says happens, and that the planner says the same.
//!
//! Each row restates one example of a public list of 68, by its number there. Expected values are
//! worked out from the source and the rules of the field, never taken from the planner's output.
//! Dates that are in no source are ours.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;
#[path = "worked_examples/courses.rs"]
mod courses;
#[path = "worked_examples/fees.rs"]
mod fees;
#[path = "worked_examples/later.rs"]
mod later;
#[path = "worked_examples/money.rs"]
mod money;
#[path = "worked_examples/programs.rs"]
mod programs;

use std::collections::BTreeSet;

use certificate_planner::assessment::reason::{Effect, Reason, Remedy};
use certificate_planner::assessment::{Assessment, Verdict};
use certificate_planner::catalog::Catalog;
use certificate_planner::grading::course::{Grade, grade};
use certificate_planner::grading::sheet::Scores;
use certificate_planner::id::CourseId;
use certificate_planner::moment::{Bound, DateRange};
use certificate_planner::money::AmountRange;
use serde_json::Value;

use crate::common::{
    assess_plan, built_in, course, course_reasons, full_catalog, read_catalog, written,
};
use crate::later::LATER;

/// One worked example, or one of its cases.
struct Row {
    /// Its number in the source list.
    number: u32,
    /// What it is about, in plain English.
    name: &'static str,
    /// The catalog.
    catalog: In,
    /// The learner's plan, in the short form of `common::full_plan`.
    plan: &'static str,
    /// The instant for which the answer holds.
    now: &'static str,
    /// What the row claims; nothing else is looked at.
    claims: &'static [Claim],
    /// Where the row comes from.
    sources: &'static [&'static str],
}

/// A catalog.
enum In {
    /// A built-in one, by its file name.
    BuiltIn(&'static str),
    /// A small one, in the short form of `common::full_catalog`.
    Small(&'static str),
}

/// Something that an answer must say.
///
/// Reasons are given by their type, or as JSON: then the reason has at least these entries.
#[derive(Debug)]
enum Claim {
    /// The verdict for the program certificate.
    Program(Verdict),
    /// A reason for it.
    ProgramBecause(&'static str),
    /// What mends it: the start of the remedy in words, such as `enroll_in_program`.
    ProgramRemedy(&'static str),
    /// When the program certificate comes.
    ProgramCertificate(When),
    /// The verdict for a course certificate.
    Course(&'static str, Verdict),
    /// A reason for it, from the course or one of its sessions.
    Because(&'static str, &'static str),
    /// A reason that is good to know and changes no verdict.
    Note(&'static str, &'static str),
    /// What mends it: the start of the remedy in words, such as
    /// `upgrade 1T2026 by 2026-03-01T12:00:00Z for 100.00`.
    Remedy(&'static str, &'static str),
    /// The course score in percent of these scores under the course's grading policy, and whether
    /// it passes.
    Graded(&'static str, &'static str, f64, bool),
    /// When the course certificate comes.
    Certificate(&'static str, When),
    /// A kind of fact that is asked for.
    Asks(&'static str),
    /// A reason among those of the cost.
    CostBecause(&'static str),
    /// A type of reason that is not among those of the cost.
    CostSaysNothingOf(&'static str),
    /// What is already paid, as in `Total`.
    Paid(&'static str),
    /// What of it earns nothing.
    Wasted(&'static str),
    /// What is still to be paid.
    ToPay(&'static str),
    /// What is to be added to the plan.
    ToAdd(&'static str),
    /// All of it: an exact amount such as `1250.00`, or `250.00 or more` where a price is unknown.
    Total(&'static str),
}

/// When a certificate comes.
#[derive(Debug)]
enum When {
    /// On or after this moment, with no promise how long it takes.
    From(&'static str),
    /// Typically between the two.
    Between(&'static str, &'static str),
    /// Not before this moment; the row says nothing of the other end.
    NotBefore(&'static str),
    /// Nothing is known.
    NotKnown,
}

#[test]
fn every_worked_example_comes_out_as_its_source_says() {
    let mut failures = Vec::new();
    for row in rows() {
        let catalog = catalog_of(row);
        let assessment = assess_plan(&catalog, row.plan, row.now);
        for claim in row.claims {
            if let Err(got) = check(claim, &catalog, &assessment) {
                let Row { number, name, .. } = row;
                failures.push(format!("row {number}, {name}:\n  expected {claim:?}\n  got {got}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} claims fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_row_of_the_source_list_is_here_once() {
    let source_list: BTreeSet<u32> = [
        1, 3, 4, 5, 6, 7, 9, 10, 11, 13, 14, 16, 17, 19, 20, 22, 23, 25, 26, 27, 28, 30, 32, 33,
        34, 36, 37, 38, 39, 42, 43, 44, 46, 47, 49, 51, 52, 54, 55, 56, 58, 61, 62, 63, 66, 67, 68,
        69, 70, 72, 74, 75, 77, 78, 79, 81, 82, 83, 85, 86, 88, 89, 90, 91, 94, 95, 96, 97,
    ]
    .into();
    assert_eq!(source_list.len(), 68);
    let worked: BTreeSet<u32> = rows().map(|row| row.number).collect();
    let later: BTreeSet<u32> = LATER.iter().map(|(number, _)| *number).collect();
    assert_eq!(later.len(), LATER.len(), "a number stands twice in LATER");
    assert_eq!(worked.intersection(&later).count(), 0, "{worked:?} and {later:?} overlap");
    let all: BTreeSet<u32> = worked.union(&later).copied().collect();
    assert_eq!(all, source_list);
}

#[test]
fn every_row_names_what_it_claims_and_where_it_comes_from() {
    for row in rows() {
        assert!(!row.claims.is_empty() && !row.sources.is_empty(), "row {}", row.number);
        for source in row.sources {
            let found = source.starts_with("http") || source.contains("address was not kept");
            assert!(found, "row {}: {source}", row.number);
        }
    }
    for (number, reason) in LATER {
        assert!(reason.ends_with('.'), "row {number}: {reason}");
    }
}

fn rows() -> impl Iterator<Item = &'static Row> {
    courses::ROWS.iter().chain(programs::ROWS).chain(money::ROWS).chain(fees::ROWS)
}

fn catalog_of(row: &Row) -> Catalog {
    match row.catalog {
        In::BuiltIn(name) => read_catalog(&built_in(name)),
        In::Small(short) => read_catalog(&full_catalog(short)),
    }
}

/// Checks one claim, or says what the assessment has instead.
fn check(claim: &Claim, catalog: &Catalog, answer: &Assessment) -> Result<(), String> {
    let program = &answer.program;
    let program_reasons = || program.reasons.iter().collect::<Vec<_>>();
    let reasons = |id: &str| course_reasons(course(answer, id));
    match claim {
        Claim::Program(verdict) => same(verdict, &program.verdict),
        Claim::ProgramBecause(wanted) => has_reason(&program_reasons(), wanted, None),
        Claim::ProgramRemedy(wanted) => has_remedy(&program_reasons(), wanted),
        Claim::ProgramCertificate(when) => is_when(when, &program.certificate),
        Claim::Course(id, verdict) => same(verdict, &course(answer, id).verdict),
        Claim::Because(id, wanted) => has_reason(&reasons(id), wanted, None),
        Claim::Note(id, wanted) => has_reason(&reasons(id), wanted, Some(Effect::Note)),
        Claim::Remedy(id, wanted) => has_remedy(&reasons(id), wanted),
        Claim::Graded(id, scores, percent, passed) => {
            let grade = graded(catalog, id, scores);
            same(&(percent / 100.0, *passed), &(grade.percent, grade.passed))
        }
        Claim::Certificate(id, when) => is_when(when, &course(answer, id).certificate),
        Claim::Asks(kind) => {
            let asked: Vec<Value> = answer.missing.iter().map(|one| written(&one.fact)).collect();
            let found = asked.iter().any(|fact| fact["type"] == *kind);
            if found { Ok(()) } else { Err(format!("{asked:?}")) }
        }
        Claim::CostBecause(wanted) => {
            has_reason(&answer.cost.reasons.iter().collect::<Vec<_>>(), wanted, None)
        }
        Claim::CostSaysNothingOf(kind) => {
            let said =
                answer.cost.reasons.iter().find(|one| written(&one.because)["type"] == *kind);
            said.map_or(Ok(()), |reason| Err(format!("{}", written(&reason.because))))
        }
        Claim::Paid(wanted) => same(wanted, &in_words(answer.cost.paid).as_str()),
        Claim::Wasted(wanted) => same(wanted, &in_words(answer.cost.wasted).as_str()),
        Claim::ToPay(wanted) => same(wanted, &in_words(answer.cost.to_pay).as_str()),
        Claim::ToAdd(wanted) => same(wanted, &in_words(answer.cost.to_add).as_str()),
        Claim::Total(wanted) => same(wanted, &in_words(answer.cost.total).as_str()),
    }
}

fn graded(catalog: &Catalog, id: &str, scores: &str) -> Grade {
    let facts = &catalog.course(&CourseId::new(id)).unwrap().facts;
    let policy = facts.grading.as_ref().unwrap().value.policy();
    let Scores::Course(sheet) = Scores::read(scores, true).unwrap() else {
        panic!("no scores of a course: {scores}");
    };
    grade(&policy, &sheet)
}

fn same<T: PartialEq + std::fmt::Debug>(wanted: &T, got: &T) -> Result<(), String> {
    if wanted == got { Ok(()) } else { Err(format!("{got:?}")) }
}

fn has_reason(reasons: &[&Reason], wanted: &str, effect: Option<Effect>) -> Result<(), String> {
    let wanted: Value =
        serde_json::from_str(wanted).unwrap_or_else(|_| serde_json::json!({ "type": wanted }));
    let fits = |reason: &&&Reason| {
        let because = written(&reason.because);
        let entries = wanted.as_object().unwrap();
        entries.iter().all(|(key, value)| because[key] == *value)
            && effect.is_none_or(|effect| reason.effect == effect)
    };
    if reasons.iter().any(|reason| fits(&reason)) {
        return Ok(());
    }
    let all =
        reasons.iter().map(|reason| format!("{:?} {}", reason.effect, written(&reason.because)));
    Err(all.collect::<Vec<_>>().join("\n      "))
}

fn has_remedy(reasons: &[&Reason], wanted: &str) -> Result<(), String> {
    let remedies: Vec<String> =
        reasons.iter().filter_map(|reason| reason.remedy.as_ref()).map(remedy_in_words).collect();
    let found = remedies.iter().any(|remedy| remedy.starts_with(wanted));
    if found { Ok(()) } else { Err(format!("{remedies:?}")) }
}

fn remedy_in_words(remedy: &Remedy) -> String {
    let action = written(&remedy.action);
    let part = |word: &str, value: &Value| {
        value.as_str().map_or(String::new(), |value| format!("{word}{value}"))
    };
    let kind = part("", &action["type"]);
    let (run, starts) = (part(" ", &action["run"]), part(" starting ", &action["starts"]));
    let by = remedy.by.map_or(String::new(), |by| format!(" by {by}"));
    let fee = remedy.fee.map_or(String::new(), |fee| format!(" for {}", in_words(fee)));
    format!("{kind}{run}{starts}{by}{fee}")
}

fn in_words(amount: AmountRange) -> String {
    match amount.high {
        Some(high) if high == amount.low => high.to_string(),
        Some(high) => format!("{} to {high}", amount.low),
        None => format!("{} or more", amount.low),
    }
}

fn is_when(wanted: &When, got: &DateRange) -> Result<(), String> {
    let at = |moment: &str| Bound::At(moment.parse().unwrap());
    let right = match wanted {
        When::From(from) => got.from == at(from) && got.to == Bound::Open,
        When::Between(from, to) => got.from == at(from) && got.to == at(to),
        When::NotBefore(from) => got.from == at(from),
        When::NotKnown => got.from == Bound::Unknown && got.to == Bound::Unknown,
    };
    if right { Ok(()) } else { Err(format!("{}", written(got))) }
}
