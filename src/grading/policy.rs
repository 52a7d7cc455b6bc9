//! The grading policy of a course, in the platform's own shape (rules D3 to D6).

use crate::json::{Map, Value};

use crate::grading::points::{Number, SubsectionDecimals};
use crate::json::parse_json;
use crate::problem::{Expected, Fault, Problems};
use crate::read::{Place, Read, wrong_type};

/// No course has more assignment types.
const TYPES_MAX: usize = 200;
/// No assignment type has more assignments.
pub(crate) const ASSIGNMENTS_MAX: u32 = 1_000;

/// How the scores of assignments become the course score, a letter and a pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    pub(super) types: Vec<AssignmentType>,
    pub(super) cutoffs: Vec<Cutoff>,
    pub(super) decimals: SubsectionDecimals,
}

/// One entry of the policy. The platform lets several entries name one type.
#[derive(Clone, Debug, PartialEq)]
pub struct AssignmentType {
    /// The type, as its assignments name it.
    pub name: String,
    /// How many assignments are expected; missing ones count 0, further ones count too.
    pub min_count: usize,
    /// How many of the lowest are dropped.
    pub drop_count: usize,
    /// The share of the course score, as a fraction of 1.
    pub weight: f64,
}

/// The least course score for a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Cutoff {
    /// The letter, or `Pass`.
    pub name: String,
    /// The least course score for it, as a fraction of 1.
    pub fraction: f64,
}

/// A policy as it was read: what is wrong with it, and the policy if it can be used.
#[derive(Debug)]
pub struct PolicyReading {
    /// The policy, unless a problem forbids using it.
    pub policy: Option<Policy>,
    /// Problems, and warnings where a policy is there too.
    pub problems: Problems,
    /// Whether it has a `GRADER` of its own, so that scores beside it are those of a course.
    pub has_grader: bool,
}

impl Policy {
    /// Reads a policy from JSON text: `GRADER`, `GRADE_CUTOFFS`, and `subsection_decimals` with 2
    /// for a platform before the end of 2024.
    #[must_use]
    pub fn read(text: &str) -> PolicyReading {
        match parse_json(text) {
            Ok((value, twice)) if !twice.forbid_use() => Policy::of(&value),
            Ok((_, problems)) => PolicyReading { policy: None, problems, has_grader: false },
            Err(problems) => PolicyReading { policy: None, problems, has_grader: false },
        }
    }

    /// Reads a policy from JSON.
    #[must_use]
    pub fn read_value(value: &serde_json::Value) -> PolicyReading {
        Policy::of(&value.into())
    }

    fn of(value: &Value) -> PolicyReading {
        let mut problems = Problems::default();
        let policy = read_policy(value, &mut problems);
        let policy = policy.filter(|_| !problems.forbid_use());
        PolicyReading { policy, problems, has_grader: value.get("GRADER").is_some() }
    }

    /// The policy of these types and cutoffs.
    #[must_use]
    pub(super) fn new(types: Vec<AssignmentType>, cutoffs: Vec<Cutoff>) -> Policy {
        Policy { types, cutoffs, decimals: SubsectionDecimals::default() }
    }

    /// Its assignment types, in its order.
    #[must_use]
    pub fn types(&self) -> &[AssignmentType] {
        &self.types
    }

    /// The least fraction of 1 that passes: the lowest cutoff above 0 (rule D6).
    #[must_use]
    pub fn passing(&self) -> Option<f64> {
        let above = self.cutoffs.iter().map(|cutoff| cutoff.fraction).filter(|cut| *cut > 0.0);
        above.reduce(f64::min)
    }

    /// To how many decimals fractions of subsections are rounded.
    #[must_use]
    pub fn subsection_decimals(&self) -> SubsectionDecimals {
        self.decimals
    }

    /// Its cutoffs.
    #[must_use]
    pub fn cutoffs(&self) -> &[Cutoff] {
        &self.cutoffs
    }
}

fn read_policy(value: &Value, problems: &mut Problems) -> Option<Policy> {
    let root = Place::Root;
    let Some(entries) = value.as_object() else {
        wrong_type(value, &root, Expected::Object, problems);
        return None;
    };
    warn_of_unknown(entries, &["GRADER", "GRADE_CUTOFFS", "subsection_decimals"], &root, problems);
    let types = match entries.get("GRADER") {
        Some(written) => read_types(written, &root.key("GRADER"), problems),
        None => Some(default_types()),
    };
    let cutoffs = match entries.get("GRADE_CUTOFFS") {
        Some(written) => read_cutoffs(written, &root.key("GRADE_CUTOFFS"), problems),
        None => Some(vec![Cutoff { name: "Pass".to_owned(), fraction: 0.5 }]),
    };
    let decimals = match entries.get("subsection_decimals") {
        Some(written) => Read::read(written, &root.key("subsection_decimals"), problems),
        None => Some(SubsectionDecimals::default()),
    };
    Some(Policy { types: types?, cutoffs: cutoffs?, decimals: decimals? })
}

/// What the platform takes where a course has no entries of its own.
fn default_types() -> Vec<AssignmentType> {
    let of = |name: &str, min_count, drop_count, weight| AssignmentType {
        name: name.to_owned(),
        min_count,
        drop_count,
        weight,
    };
    vec![
        of("Homework", 12, 2, 0.15),
        of("Lab", 12, 2, 0.15),
        of("Midterm Exam", 1, 0, 0.3),
        of("Final Exam", 1, 0, 0.4),
    ]
}

fn read_types(
    value: &Value,
    place: &Place<'_>,
    problems: &mut Problems,
) -> Option<Vec<AssignmentType>> {
    let types: Vec<AssignmentType> = Read::read(value, place, problems)?;
    if types.len() > TYPES_MAX {
        let fault = Fault::TooMany { count: types.len(), count_max: TYPES_MAX };
        problems.add(place.path(), fault);
        return None;
    }
    Some(types)
}

/// The keys of an entry that bear on how it is shown and not on the score.
const SHOWN_ONLY: [&str; 7] = [
    "category",
    "hide_average",
    "name",
    "section_type",
    "short_label",
    "show_only_average",
    "starting_index",
];

impl Read for AssignmentType {
    fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<AssignmentType> {
        let Some(entries) = value.as_object() else {
            wrong_type(value, place, Expected::Object, problems);
            return None;
        };
        let keys = [&["type", "min_count", "drop_count", "weight"], &SHOWN_ONLY[..]].concat();
        warn_of_unknown(entries, &keys, place, problems);
        let needed = |key: &str, problems: &mut Problems| {
            if !entries.contains_key(key) {
                problems.add(place.path(), Fault::MissingKey { key: key.to_owned() });
            }
            entries.get(key)
        };
        let name = needed("type", problems);
        let name = name.and_then(|value| String::read(value, &place.key("type"), problems));
        let min_count = needed("min_count", problems);
        let min_count =
            min_count.and_then(|value| read_min_count(value, &place.key("min_count"), problems));
        let drop_count = needed("drop_count", problems);
        let drop_count =
            drop_count.and_then(|value| read_drop_count(value, &place.key("drop_count"), problems));
        let weight = match entries.get("weight") {
            Some(value) => read_fraction(value, &place.key("weight"), problems),
            None => Some(0.0),
        };
        let (name, min_count, drop_count) = (name?, min_count?, drop_count?);
        Some(AssignmentType { name, min_count, drop_count, weight: weight? })
    }
}

/// The platform takes a number or a number in quotes and cuts the decimals off.
fn read_min_count(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<usize> {
    let number = match value.as_str() {
        Some(text) => text.trim().parse().ok(),
        None => value.as_f64(),
    };
    let Some(number) = number.filter(|number: &f64| *number >= 0.0 && number.is_finite()) else {
        wrong_type(value, place, Expected::WholeNumber, problems);
        return None;
    };
    limited(number, place, problems)
}

fn read_drop_count(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<usize> {
    let number = u32::read(value, place, problems)?;
    limited(f64::from(number), place, problems)
}

/// The number without its decimals, where it is one of assignments.
fn limited(number: f64, place: &Place<'_>, problems: &mut Problems) -> Option<usize> {
    if number > f64::from(ASSIGNMENTS_MAX) {
        problems.add(place.path(), Fault::OutOfRange { min: 0, max: ASSIGNMENTS_MAX });
        return None;
    }
    Some(number as usize)
}

/// A fraction of 1; one above 1 is probably meant in percent, but the platform takes it.
fn read_fraction(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<f64> {
    let fraction = Number::read(value, place, problems)?.value();
    if fraction > 1.0 {
        problems.warn(place.path(), Fault::OutOfRange { min: 0, max: 1 });
    }
    Some(fraction)
}

fn read_cutoffs(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<Vec<Cutoff>> {
    let Some(entries) = value.as_object() else {
        wrong_type(value, place, Expected::Object, problems);
        return None;
    };
    let mut cutoffs = Vec::with_capacity(entries.len());
    for (name, written) in entries {
        let fraction = read_fraction(written, &place.key(name), problems);
        cutoffs.extend(fraction.map(|fraction| Cutoff { name: name.clone(), fraction }));
    }
    if cutoffs.len() < entries.len() {
        return None;
    }
    if !cutoffs.iter().any(|cutoff| cutoff.fraction > 0.0) {
        problems.warn(place.path(), Fault::NobodyPasses);
    }
    Some(cutoffs)
}

/// The platform passes over keys that it does not know, and so do we, but not in silence.
fn warn_of_unknown(entries: &Map, keys: &[&str], place: &Place<'_>, problems: &mut Problems) {
    for key in entries.keys().filter(|key| !keys.contains(&key.as_str())) {
        let accepted = keys.iter().map(|key| (*key).to_owned()).collect();
        problems.warn(place.key(key).path(), Fault::UnknownKey { key: key.clone(), accepted });
    }
}
