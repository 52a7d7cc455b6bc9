//! Records of the platforms' own interfaces, restated as a catalog file.
//!
//! The records of MITx Online (programs with their requirement tree, courses with their sessions)
//! and of edX course discovery are read as they are served: pages of a list, arrays or single
//! records, in one file or several. What a record does not say stays unknown, and everything that
//! is dropped or doubtful is a typed [`Note`] with its place in the record. The catalog that comes
//! out is an ordinary file: whoever uses it reads it with [`crate::catalog::Catalog::read`].

mod assembly;
mod edx;
pub mod mitxonline;
mod record;
mod shape;

use crate::json::Value;
use serde::Serialize;
use tsify::Tsify;

use crate::catalog::format::{CatalogFile, Platform};
use crate::import::assembly::Assembly;
use crate::import::record::Notes;
use crate::import::shape::{Found, Kind};
use crate::json::parse_json;
use crate::moment::Date;
use crate::problem::{Expected, Problems};

/// A catalog made from records, and what a reader must know of its making.
#[derive(Debug, Serialize, Tsify)]
pub struct Imported {
    /// The catalog.
    pub catalog: CatalogFile,
    /// Everything that was dropped or is doubtful, in the order of the records.
    pub notes: Vec<Note>,
}

/// One thing that was dropped from a record or is doubtful in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
pub struct Note {
    /// The file that holds the record, from 0.
    pub document: usize,
    /// The place as a JavaScript-like path: `results[0].courseruns[1].end_date`.
    pub path: String,
    /// What is to be known.
    pub remark: Remark,
}

/// What is to be known of a place in a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields carry the words of the record")]
pub enum Remark {
    /// Nothing here is a program, a course or a session of the platform.
    NoRecord,
    /// The list goes on in further pages, which are not here.
    MorePages,
    /// A record of another platform, left out.
    OtherPlatform,
    /// The same record stands earlier; this one is left out.
    RecordTwice { id: String },
    /// A record without an id, left out.
    NoId,
    /// No title is given; the id stands for it.
    NoTitle,
    /// A key that no known version of the interface has; first place only.
    UnknownKey { key: String },
    /// A value of another kind was expected; it is left out.
    Unreadable { expected: Expected, found: String },
    /// A statement for which a catalog has no place, or that is free text.
    NotCarried { key: String },
    /// An address that is not `https:`, left out.
    NotHttps,
    /// The session is not live: nobody can enroll or pay.
    RunNotLive,
    /// The session is not published: nobody can enroll.
    RunNotPublished,
    /// A session for the learners of one organization, left out.
    RunForOrganization,
    /// A variant for an industry or length, which counts for no program.
    RunIsVariant,
    /// The session has neither start nor end.
    RunWithoutDates,
    /// Another session of the course has this id; this one gets its full name.
    RunTwice { id: String },
    /// No start of enrollment is set, so that enrollment does not open.
    EnrollmentNotOpen,
    /// No end is set, so that the session never ends.
    EndNotSet,
    /// The upgrade deadline is the end of the session, as it was filled in for old sessions.
    DeadlineIsEnd,
    /// A date before the one that should precede it; it is left out.
    DatesReversed { earlier: String, later: String },
    /// No product is active, so that the Certificate track cannot be bought.
    NotOnSale,
    /// A product that is not active, left out.
    ProductInactive,
    /// Several products with different prices; none is taken.
    SeveralPrices,
    /// A price of 0, taken as stated.
    PriceZero,
    /// The enrollment modes are not stated, so it is open whether certificates can be had.
    ModesNotStated,
    /// The program is not live: it is not offered.
    ProgramNotLive,
    /// The program has no paid enrollment mode, so that nobody is enrolled as verified in it.
    NoPaidMode,
    /// The record has no requirement tree; what is required is not known.
    NoTree,
    /// The requirement tree is empty: the platform counts that as met by everyone.
    EmptyTree,
    /// A number that the platform cannot read: it fails over the group and issues no certificate.
    NumberUnreadable { found: Option<String> },
    /// A number below 0, which every learner meets.
    NumberNegative { found: String },
    /// A group with a rule that the platform does not know and never counts as met.
    UnknownOperator { operator: Option<String> },
    /// A node of a kind that the platform does not know and never counts as met.
    UnknownNode { kind: Option<String> },
    /// A leaf that names nothing and is never met.
    EmptyLeaf,
    /// No record describes this course of the requirement; only its id is known.
    CourseNotDescribed { course: String },
    /// No record describes this program of the requirement; only its id is known.
    ProgramNotDescribed { program: String },
    /// The flat lists of courses do not have the same courses as the tree, which counts.
    ListsDisagree { only_in_tree: Vec<String>, only_in_lists: Vec<String> },
    /// Fees by income exist but stand in no record.
    IncomeTiersNotStated,
}

/// Why nothing was imported.
#[derive(Debug)]
pub struct Refused {
    /// The file concerned, from 0.
    pub document: usize,
    /// What is wrong with it.
    pub problems: Problems,
}

/// Imports records from JSON texts; the platform is recognized unless it is given. `as_of` is the
/// day on which the records were served, which they do not state themselves.
///
/// ```
/// use certificate_planner::catalog::Catalog;
/// use certificate_planner::import::import;
///
/// let record = r#"{
///   "readable_id": "course-v1:X", "title": "Example course", "courseruns": []
/// }"#;
/// let as_of = "2026-11-21".parse().expect("a day");
/// let imported = import(&[record], None, as_of).expect("JSON");
/// assert_eq!(imported.catalog.courses[0].title, "Example course");
/// ```
pub fn import(
    texts: &[&str],
    platform: Option<Platform>,
    as_of: Date,
) -> Result<Imported, Refused> {
    let parse = |(document, text): (usize, &&str)| {
        let value = parse_json(text).map(|(value, _)| value);
        value.map_err(|problems| Refused { document, problems })
    };
    let values = texts.iter().enumerate().map(parse).collect::<Result<Vec<Value>, Refused>>()?;
    Ok(import_read(&values, platform, as_of))
}

/// Imports records from JSON values, as [`import`] does from texts.
#[must_use]
pub fn import_values(
    values: &[serde_json::Value],
    platform: Option<Platform>,
    as_of: Date,
) -> Imported {
    let values: Vec<Value> = values.iter().map(Value::from).collect();
    import_read(&values, platform, as_of)
}

fn import_read(values: &[Value], platform: Option<Platform>, as_of: Date) -> Imported {
    let mut notes = Notes::default();
    let mut found = Vec::new();
    for (document, value) in values.iter().enumerate() {
        let before = found.len();
        shape::collect(value, "", document, &mut found, &mut notes);
        if found.len() == before {
            notes.add(document, String::new(), Remark::NoRecord);
        }
    }
    let platform = platform.or_else(|| recognized(&found)).unwrap_or(Platform::Other);
    let mut assembly = Assembly::new(platform, as_of, notes);
    let (mine, others): (Vec<Found<'_>>, Vec<Found<'_>>) =
        found.into_iter().partition(|one| one.kind.platform() == platform);
    for other in others {
        assembly.notes.add(other.record.document, other.record.path, Remark::OtherPlatform);
    }
    match platform {
        Platform::MitxOnline => mitxonline::assemble(&mine, &mut assembly),
        Platform::Edx => edx::assemble(&mine, &mut assembly),
        Platform::Other => {}
    }
    assembly.finish()
}

/// The platform whose records these are, where the text is no catalog but holds records.
#[must_use]
pub fn recognize(text: &str) -> Option<Platform> {
    let (value, _) = parse_json(text).ok()?;
    if value.get("format").is_some() {
        return None;
    }
    let mut found = Vec::new();
    shape::collect(&value, "", 0, &mut found, &mut Notes::default());
    recognized(&found)
}

fn recognized(found: &[Found<'_>]) -> Option<Platform> {
    found.first().map(|one| Kind::platform(one.kind))
}
