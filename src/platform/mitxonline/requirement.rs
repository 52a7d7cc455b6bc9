//! The requirement tree as the platform stores it, and what it makes of it: whether it is met
//! (`courses/api.py`), what its editor takes (`courses/forms.py`), the flat lists of required and
//! elective courses (`courses/models.py`) and MIT Learn's count.

use std::collections::BTreeSet;

use crate::platform::mitxonline::{CourseKey, ProgramKey};

/// A node of the tree below its root; the root asks for all of its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A group.
    Group(Group),
    /// A course.
    Course(CourseKey),
    /// A nested program.
    Program(ProgramKey),
    /// What the platform cannot read: never met.
    Unreadable,
}

/// A group of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it asks of its children.
    pub operator: Operator,
    /// What it is called; empty where it has no name.
    pub title: String,
    /// Whether it is shown as electives; no bearing on whether it is met.
    pub elective: bool,
    /// Its children.
    pub children: Vec<Node>,
}

/// What a group asks of its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operator {
    /// All of them.
    AllOf,
    /// At least as many as the text says.
    MinNumberOf(Minimum),
    /// Nothing is stored: the group is never met.
    Missing,
}

/// A minimum as it is stored: a text that is read each time it is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minimum(pub Option<String>);

/// Why the platform gives up on a tree, so that no certificate is issued (rule B3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A group has no minimum.
    MinimumMissing,
    /// A minimum is no whole number.
    MinimumUnreadable,
    /// A program needs itself.
    Endless,
}

impl Minimum {
    /// The number that the text says. Spaces around it, a sign and `_` between digits are taken,
    /// as the platform's language takes them.
    ///
    /// # Errors
    ///
    /// Where there is no text, or it is no whole number.
    pub fn number(&self) -> Result<i64, Failure> {
        let text = self.0.as_deref().ok_or(Failure::MinimumMissing)?.trim();
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        let is_number = digits
            .split('_')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        if !is_number {
            return Err(Failure::MinimumUnreadable);
        }
        let (sign, most) = if text.starts_with('-') { (-1, i64::MIN) } else { (1, i64::MAX) };
        // A number too large to hold is out of any group's reach all the same.
        Ok(digits.replace('_', "").parse().map_or(most, |number: i64| sign * number))
    }
}

/// What fills the leaves of a tree.
pub trait Leaves {
    /// Whether a course counts.
    fn course(&self, course: CourseKey) -> bool;

    /// Whether a nested program counts.
    ///
    /// # Errors
    ///
    /// Where the platform gives up on that program's tree.
    fn program(&self, program: ProgramKey) -> Result<bool, Failure>;
}

/// Whether every node is met, in order: what comes after the first unmet one is not looked at, so
/// that a minimum there that cannot be read does no harm.
///
/// # Errors
///
/// Where the platform gives up on the tree.
pub fn are_met(nodes: &[Node], leaves: &dyn Leaves) -> Result<bool, Failure> {
    for node in nodes {
        if !is_met(node, leaves)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_met(node: &Node, leaves: &dyn Leaves) -> Result<bool, Failure> {
    match node {
        Node::Group(group) => match &group.operator {
            Operator::AllOf => are_met(&group.children, leaves),
            Operator::MinNumberOf(minimum) => {
                let mut met = 0;
                for child in &group.children {
                    met += i64::from(is_met(child, leaves)?);
                }
                Ok(met >= minimum.number()?)
            }
            Operator::Missing => Ok(false),
        },
        Node::Course(course) => Ok(leaves.course(*course)),
        Node::Program(program) => leaves.program(*program),
        Node::Unreadable => Ok(false),
    }
}

impl Node {
    /// Whether the tree below names the course, at any depth but not inside nested programs.
    #[must_use]
    pub fn names(&self, course: CourseKey) -> bool {
        match self {
            Node::Group(group) => group.children.iter().any(|child| child.names(course)),
            Node::Course(own) => *own == course,
            Node::Program(_) | Node::Unreadable => false,
        }
    }

    fn courses(&self) -> Vec<CourseKey> {
        match self {
            Node::Group(group) => group.children.iter().flat_map(Node::courses).collect(),
            Node::Course(course) => vec![*course],
            Node::Program(_) | Node::Unreadable => Vec::new(),
        }
    }
}

/// Whether the platform's editor takes the tree. It looks two levels deep: every group needs a
/// title, and a minimum must be a number from 0 to what the group can supply, to which a nested
/// group adds its own minimum.
#[must_use]
pub fn editor_takes(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Group(group) => {
            let nested = group.children.iter().filter_map(Node::group);
            group.is_well_formed() && nested.clone().all(Group::is_well_formed)
        }
        Node::Course(_) | Node::Program(_) | Node::Unreadable => false,
    })
}

impl Node {
    fn group(&self) -> Option<&Group> {
        match self {
            Node::Group(group) => Some(group),
            Node::Course(_) | Node::Program(_) | Node::Unreadable => None,
        }
    }

    /// How many places of the group above a node can fill.
    fn supply(&self) -> i64 {
        match self.group().map(|group| &group.operator) {
            Some(Operator::MinNumberOf(minimum)) => minimum.number().unwrap_or(0),
            Some(Operator::AllOf | Operator::Missing) | None => 1,
        }
    }
}

impl Group {
    fn is_well_formed(&self) -> bool {
        let minimum = match &self.operator {
            Operator::AllOf => Ok(0),
            Operator::MinNumberOf(minimum) => minimum.number(),
            Operator::Missing => return false,
        };
        let supply: i64 = self.children.iter().map(Node::supply).sum();
        let in_reach = minimum.is_ok_and(|minimum| minimum >= 0 && minimum <= supply);
        in_reach && !self.title.trim().is_empty()
    }
}

/// The flat lists that the platform derives from a tree; they lose what nested groups ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequirementLists {
    /// The courses below top groups that are not elective.
    pub required: Vec<CourseKey>,
    /// The courses below elective top groups.
    pub electives: Vec<CourseKey>,
    /// The minimum of the first elective top group, where it has one.
    pub minimum_electives: Option<i64>,
}

/// The name by which the platform knows an elective group that nobody has named.
const ELECTIVE_TITLE: &str = "Elective Courses";

impl RequirementLists {
    /// The lists of a tree.
    ///
    /// # Errors
    ///
    /// Where the minimum of the first elective group cannot be read.
    pub fn of(nodes: &[Node]) -> Result<RequirementLists, Failure> {
        let mut lists = RequirementLists::default();
        let mut title = ELECTIVE_TITLE;
        for group in nodes.iter().filter_map(Node::group) {
            let courses = group.children.iter().flat_map(Node::courses);
            if !group.elective {
                lists.required.extend(courses);
                continue;
            }
            lists.electives.extend(courses);
            // The first elective group with a title of its own is the last one looked at.
            if title == ELECTIVE_TITLE {
                title = if group.title.is_empty() { title } else { &group.title };
                if let (Operator::MinNumberOf(minimum), None) =
                    (&group.operator, lists.minimum_electives)
                {
                    let stated = minimum.0.as_ref().is_some_and(|text| !text.is_empty());
                    lists.minimum_electives = if stated { Some(minimum.number()?) } else { None };
                }
            }
        }
        Ok(lists)
    }

    /// Whether the nightly job upgrades a learner's audit enrollment in the program (rule B6): every
    /// required course and the minimum of electives on verified seats that are active. No grade is
    /// asked for, and nested programs do not matter.
    #[must_use]
    pub fn upgrade_enrollment(&self, verified: &BTreeSet<CourseKey>) -> bool {
        let electives: BTreeSet<&CourseKey> =
            self.electives.iter().filter(|course| verified.contains(course)).collect();
        let electives = i64::try_from(electives.len()).unwrap_or(i64::MAX);
        self.required.iter().all(|course| verified.contains(course))
            && electives >= self.minimum_electives.unwrap_or(0)
    }
}

/// How far MIT Learn's dashboard says that a learner is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many parts are done.
    pub completed: i64,
    /// How many there are.
    pub total: i64,
}

/// MIT Learn's count: top groups only, courses that are passed in any mode, and groups with a
/// minimum capped at it. It is not the rule of the certificate (rule A2).
#[must_use]
pub fn progress(
    nodes: &[Node],
    passed: &BTreeSet<CourseKey>,
    certified: &BTreeSet<ProgramKey>,
) -> Progress {
    let is_done = |node: &&Node| match node {
        Node::Course(course) => passed.contains(course),
        Node::Program(program) => certified.contains(program),
        Node::Group(_) | Node::Unreadable => false,
    };
    let is_counted = |node: &&Node| matches!(node, Node::Course(_) | Node::Program(_));
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let groups = nodes.iter().filter_map(Node::group).map(|group| {
        let listed = number(group.children.iter().filter(is_counted).count());
        let done = number(group.children.iter().filter(is_done).count());
        let total = match &group.operator {
            Operator::MinNumberOf(minimum) => minimum.number().unwrap_or(listed),
            Operator::AllOf | Operator::Missing => listed,
        };
        Progress { completed: done.min(total), total }
    });
    groups.fold(Progress::default(), |sum, group| Progress {
        completed: sum.completed + group.completed,
        total: sum.total + group.total,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Held(&'static [i64]);

    impl Leaves for Held {
        fn course(&self, course: CourseKey) -> bool {
            self.0.contains(&course.0)
        }

        fn program(&self, _: ProgramKey) -> Result<bool, Failure> {
            Ok(false)
        }
    }

    fn group(operator: Operator, children: Vec<Node>) -> Node {
        Node::Group(Group { operator, title: "Group".to_owned(), elective: false, children })
    }

    fn at_least(minimum: &str, children: Vec<Node>) -> Node {
        group(Operator::MinNumberOf(Minimum(Some(minimum.to_owned()))), children)
    }

    fn course(key: i64) -> Node {
        Node::Course(CourseKey(key))
    }

    #[test]
    fn a_minimum_is_read_as_the_platform_reads_a_number() {
        let number = |text: &str| Minimum(Some(text.to_owned())).number();
        for (text, expected) in [("2", 2), (" 1 ", 1), ("+3", 3), ("-1", -1), ("1_0", 10)] {
            assert_eq!(number(text), Ok(expected), "{text:?}");
        }
        for text in ["", "2.0", "two", "1__0", "_1", "- 1", "--1"] {
            assert_eq!(number(text), Err(Failure::MinimumUnreadable), "{text:?}");
        }
        assert_eq!(Minimum(None).number(), Err(Failure::MinimumMissing));
        assert_eq!(number("99999999999999999999"), Ok(i64::MAX));
    }

    #[test]
    fn empty_groups_and_small_minimums_are_met_by_everyone_or_by_nobody() {
        let met = |node: Node| are_met(&[node], &Held(&[]));
        assert_eq!(are_met(&[], &Held(&[])), Ok(true), "nothing is asked for");
        assert_eq!(met(group(Operator::AllOf, vec![])), Ok(true));
        assert_eq!(met(at_least("1", vec![])), Ok(false));
        assert_eq!(met(at_least("0", vec![course(1)])), Ok(true));
        assert_eq!(met(at_least("-1", vec![course(1)])), Ok(true));
        assert_eq!(met(group(Operator::Missing, vec![])), Ok(false));
        assert_eq!(met(Node::Unreadable), Ok(false));
    }

    #[test]
    fn a_group_filled_twice_counts_once_and_a_course_listed_twice_counts_twice() {
        let nested = at_least("2", vec![at_least("1", vec![course(1), course(2)]), course(3)]);
        assert_eq!(are_met(std::slice::from_ref(&nested), &Held(&[1, 2])), Ok(false));
        assert_eq!(are_met(&[nested], &Held(&[2, 3])), Ok(true));
        let twice = at_least("2", vec![course(1), course(1)]);
        assert_eq!(are_met(&[twice], &Held(&[1])), Ok(true));
    }

    #[test]
    fn what_comes_after_an_unmet_part_is_not_looked_at() {
        let broken = at_least("two", vec![course(1)]);
        let unmet = [course(9), broken.clone()];
        assert_eq!(are_met(&unmet, &Held(&[1])), Ok(false));
        let first = [broken, course(9)];
        assert_eq!(are_met(&first, &Held(&[1])), Err(Failure::MinimumUnreadable));
    }

    #[test]
    fn the_editor_asks_for_titles_and_for_minimums_in_reach() {
        assert!(editor_takes(&[at_least("2", vec![course(1), course(2)])]));
        assert!(!editor_takes(&[at_least("3", vec![course(1), course(2)])]));
        assert!(!editor_takes(&[at_least("-1", vec![course(1)])]));
        let tracks = vec![group(Operator::AllOf, vec![course(1), course(2)])];
        assert!(editor_takes(&[at_least("1", tracks)]));
        let Node::Group(unnamed) = at_least("1", vec![course(1)]) else { unreachable!() };
        assert!(!editor_takes(&[Node::Group(Group { title: " ".to_owned(), ..unnamed })]));
        assert!(editor_takes(&[]));
    }

    #[test]
    fn the_lists_take_the_minimum_of_the_first_elective_group_only() {
        let elective = |title: &str, operator| {
            let (title, children) = (title.to_owned(), vec![course(1)]);
            Node::Group(Group { operator, title, elective: true, children })
        };
        let two = || Operator::MinNumberOf(Minimum(Some("2".to_owned())));
        let minimum = |nodes: &[Node]| RequirementLists::of(nodes).unwrap().minimum_electives;
        assert_eq!(minimum(&[elective("A", Operator::AllOf), elective("B", two())]), None);
        // A group by the standing name does not stop the search.
        let standing = elective(ELECTIVE_TITLE, Operator::AllOf);
        assert_eq!(minimum(&[standing, elective("B", two())]), Some(2));
    }

    #[test]
    fn an_enrollment_is_upgraded_by_seats_in_leaf_courses_whatever_nested_groups_ask() {
        let nested = at_least("1", vec![course(2), course(3)]);
        let Node::Group(electives) = at_least("2", vec![course(4), nested]) else { unreachable!() };
        let tree = [
            group(Operator::AllOf, vec![course(1)]),
            Node::Group(Group { elective: true, ..electives }),
        ];
        let lists = RequirementLists::of(&tree).unwrap();
        let upgrades = |courses: &[i64]| {
            lists.upgrade_enrollment(&courses.iter().map(|c| CourseKey(*c)).collect())
        };
        assert!(upgrades(&[1, 2, 3]));
        assert!(!upgrades(&[1, 2]));
        assert!(!upgrades(&[2, 3, 4]));
    }
}
