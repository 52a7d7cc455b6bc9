//! The requirement tree of a program, node by node as the platform evaluates it (rules B1, B3).
//!
//! Only the tree counts: the flat lists beside it have lost the groups.

use crate::json::Value;

use crate::catalog::format::RequirementFile;
use crate::import::Remark;
use crate::import::assembly::Assembly;
use crate::import::mitxonline::names::Names;
use crate::import::record::{Record, id_of};
use crate::read::shown;

/// The keys of a node, and of its data in either version.
const NODE_KEYS: [&str; 3] = ["children", "data", "id"];
const DATA_KEYS: [&str; 8] = [
    "course",
    "elective_flag",
    "node_type",
    "operator",
    "operator_value",
    "program",
    "required_program",
    "title",
];

/// What a program requires. `title` is the program's, for a record that does not say.
pub(super) fn requirement(
    record: &Record<'_>,
    title: &str,
    names: &mut Names,
    assembly: &mut Assembly,
) -> RequirementFile {
    let unknown = || RequirementFile::Unlisted { title: title.to_owned() };
    let Some(nodes) = record.records("req_tree", &mut assembly.notes) else {
        record.note("req_tree", Remark::NoTree, &mut assembly.notes);
        return unknown();
    };
    let mut tree = Tree { names, assembly, courses: Vec::new() };
    if nodes.is_empty() && !listed(record).is_empty() {
        // The record has courses, so its tree is lacking and not empty.
        record.note("req_tree", Remark::NoTree, &mut tree.assembly.notes);
        return unknown();
    }
    let mut of: Vec<RequirementFile> = nodes.iter().map(|node| tree.node(node)).collect();
    if of.is_empty() {
        record.note("req_tree", Remark::EmptyTree, &mut tree.assembly.notes);
    }
    tree.compare(record);
    match (of.pop(), of.is_empty()) {
        // The first interface writes the root itself; the second what stands below it.
        (Some(only), true) => only,
        (last, _) => {
            of.extend(last);
            RequirementFile::AllOf { title: None, of }
        }
    }
}

/// The tree under reading.
struct Tree<'t> {
    names: &'t mut Names,
    assembly: &'t mut Assembly,
    /// The courses of the tree, by the numbers that the record uses.
    courses: Vec<String>,
}

impl Tree<'_> {
    fn node(&mut self, node: &Record<'_>) -> RequirementFile {
        node.unknown_keys(&NODE_KEYS, &mut self.assembly.notes);
        let Some(data) = node.record("data", &mut self.assembly.notes) else {
            node.note_here(Remark::UnknownNode { kind: None }, &mut self.assembly.notes);
            return never_met(None, Vec::new());
        };
        data.unknown_keys(&DATA_KEYS, &mut self.assembly.notes);
        match data.text("node_type", &mut self.assembly.notes) {
            Some("program_root") => {
                let of = self.children(node);
                RequirementFile::AllOf { title: None, of }
            }
            Some("operator") => self.group(node, &data),
            Some("course") => self.course(&data),
            Some("program") => self.program(&data),
            other => {
                let remark = Remark::UnknownNode { kind: other.map(str::to_owned) };
                data.note("node_type", remark, &mut self.assembly.notes);
                let of = self.children(node);
                never_met(None, of)
            }
        }
    }

    fn children(&mut self, node: &Record<'_>) -> Vec<RequirementFile> {
        let children = node.records("children", &mut self.assembly.notes).unwrap_or_default();
        children.iter().map(|child| self.node(child)).collect()
    }

    fn group(&mut self, node: &Record<'_>, data: &Record<'_>) -> RequirementFile {
        let of = self.children(node);
        let title = data.text("title", &mut self.assembly.notes).map(str::to_owned);
        match data.text("operator", &mut self.assembly.notes) {
            Some("all_of") => RequirementFile::AllOf { title, of },
            Some("min_number_of") => match self.number(data) {
                Some(number) => RequirementFile::MinNumberOf { title, number, advanced: None, of },
                None => RequirementFile::Unreadable { title, stops_program: true, of },
            },
            other => {
                let remark = Remark::UnknownOperator { operator: other.map(str::to_owned) };
                data.note("operator", remark, &mut self.assembly.notes);
                never_met(title, of)
            }
        }
    }

    /// How many are asked for; none where the platform fails over it.
    fn number(&mut self, data: &Record<'_>) -> Option<u32> {
        let notes = &mut self.assembly.notes;
        let value = data.get("operator_value");
        let number = value.and_then(platform_number);
        if number.is_none() {
            let remark = Remark::NumberUnreadable { found: value.map(shown) };
            data.note("operator_value", remark, notes);
        }
        let number = number?;
        if number < 0 {
            let remark = Remark::NumberNegative { found: number.to_string() };
            data.note("operator_value", remark, notes);
        }
        Some(u32::try_from(number.max(0)).unwrap_or(u32::MAX))
    }

    fn course(&mut self, data: &Record<'_>) -> RequirementFile {
        let reference = data.id("course", &mut self.assembly.notes);
        let found = reference.as_deref().and_then(|number| self.names.required_course(number));
        let Some((course, is_described)) = found else {
            data.note("course", Remark::EmptyLeaf, &mut self.assembly.notes);
            return never_met(None, Vec::new());
        };
        if !is_described {
            let remark = Remark::CourseNotDescribed { course: course.as_str().to_owned() };
            data.note("course", remark, &mut self.assembly.notes);
        }
        self.courses.extend(reference);
        RequirementFile::Course { course, completed_before: None, not_also_for: Vec::new() }
    }

    fn program(&mut self, data: &Record<'_>) -> RequirementFile {
        let reference = data.id("required_program", &mut self.assembly.notes);
        let found = reference.as_deref().and_then(|number| self.names.required_program(number));
        let Some((program, is_described)) = found else {
            data.note("required_program", Remark::EmptyLeaf, &mut self.assembly.notes);
            return never_met(None, Vec::new());
        };
        if !is_described {
            let remark = Remark::ProgramNotDescribed { program: program.as_str().to_owned() };
            data.note("required_program", remark, &mut self.assembly.notes);
        }
        RequirementFile::Program { program }
    }

    /// Says where the flat lists name other courses than the tree.
    fn compare(&mut self, record: &Record<'_>) {
        let listed = listed(record);
        if listed.is_empty() {
            return;
        }
        let without = |all: &[String], others: &[String]| {
            let mut rest: Vec<String> = Vec::new();
            for one in all.iter().filter(|one| !others.contains(one)) {
                if !rest.contains(one) {
                    rest.push(one.clone());
                }
            }
            rest
        };
        let only_in_tree = without(&self.courses, &listed);
        let only_in_lists = without(&listed, &self.courses);
        if !(only_in_tree.is_empty() && only_in_lists.is_empty()) {
            let remark = Remark::ListsDisagree { only_in_tree, only_in_lists };
            record.note("requirements", remark, &mut self.assembly.notes);
        }
    }
}

/// A group that the platform counts as not met without failing over it.
fn never_met(title: Option<String>, of: Vec<RequirementFile>) -> RequirementFile {
    RequirementFile::Unreadable { title, stops_program: false, of }
}

/// The courses of the flat lists, by number: `courses`, and `requirements` in either version.
fn listed(record: &Record<'_>) -> Vec<String> {
    let requirements = record.get("requirements");
    let courses = requirements.map(|all| all.get("courses").unwrap_or(all));
    let lists = ["required", "electives"].map(|list| courses.and_then(|all| all.get(list)));
    let lists = lists.into_iter().flatten().chain(record.get("courses"));
    let entries = lists.filter_map(Value::as_array).flatten();
    entries.filter_map(|entry| id_of(entry.get("id").unwrap_or(entry))).collect()
}

/// A number as the platform reads it from text: with spaces around, a sign, and single underscores
/// between digits; never with decimals.
fn platform_number(value: &Value) -> Option<i64> {
    let text = match value {
        Value::String(text) => text.trim(),
        Value::Number(number) => return number.as_i64(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let parts = digits.split('_');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.clone().all(is_number) {
        return None;
    }
    // A number too large for any group stays as large as can be.
    let number = parts.collect::<String>().parse().unwrap_or(i64::MAX);
    Some(if text.starts_with('-') { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What Python's `int` makes of these, worked out by its documentation.
    #[test]
    fn numbers_are_read_as_the_platform_reads_them() {
        let read = [(" 1 ", 1), ("2", 2), ("+3", 3), ("-1", -1), ("007", 7), ("1_0", 10)];
        for (text, number) in read {
            assert_eq!(platform_number(&Value::from(&json!(text))), Some(number), "{text:?}");
        }
        for text in ["", " ", "2.0", "two", "1__0", "_1", "1_", "- 1", "--1", "1e1"] {
            assert_eq!(platform_number(&Value::from(&json!(text))), None, "{text:?}");
        }
        assert_eq!(platform_number(&Value::from(&json!(2))), Some(2));
        assert_eq!(platform_number(&Value::from(&json!([2]))), None);
    }
}
