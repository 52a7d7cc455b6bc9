//! The requirement tree of a program, with its courses and nested programs found (rule B1).

use std::sync::Arc;

use crate::catalog::{Course, Program};
use crate::id::{ProgramId, TrackId};
use crate::moment::Moment;

/// What must be met for a certificate.
#[derive(Debug, PartialEq)]
pub enum Requirement {
    /// Every child must be met; an empty one is met by everyone (rule B3).
    AllOf {
        /// What the group is called.
        title: Option<String>,
        /// The children.
        of: Vec<Requirement>,
    },
    /// At least `number` children must be met.
    MinNumberOf {
        /// What the group is called.
        title: Option<String>,
        /// How many.
        number: usize,
        /// How many of the chosen courses must be advanced (rule B5).
        advanced: usize,
        /// The children.
        of: Vec<Requirement>,
    },
    /// One program track must be met as a whole (rule B4).
    OneTrackOf {
        /// What the group is called.
        title: Option<String>,
        /// The program tracks.
        tracks: Vec<Track>,
    },
    /// A course certificate.
    Course(CourseLeaf),
    /// The certificate of a nested program.
    Program(Arc<Program>),
    /// Courses that the sources name as required but do not list.
    Unlisted {
        /// What is known of them.
        title: String,
    },
    /// A group that the platform cannot read and never counts as met (rule B3).
    Unreadable {
        /// What the group is called.
        title: Option<String>,
        /// Whether the platform fails over it and issues no program certificate.
        stops_program: bool,
        /// The children.
        of: Vec<Requirement>,
    },
}

/// A course as part of a requirement.
#[derive(Debug, PartialEq)]
pub struct CourseLeaf {
    /// The course.
    pub course: Arc<Course>,
    /// It counts only if completed before this (rule B5).
    pub completed_before: Option<Moment>,
    /// It counts for only one of this program and these others (rule B5).
    pub not_also_for: Vec<ProgramId>,
}

/// A program track.
#[derive(Debug, PartialEq)]
pub struct Track {
    /// Its id within the program.
    pub id: TrackId,
    /// Its title.
    pub title: String,
    /// What it needs.
    pub requirement: Requirement,
}

impl Requirement {
    /// Visits every course in the tree, nested programs included, in reading order.
    pub fn each_course(&self, visit: &mut dyn FnMut(&CourseLeaf)) {
        match self {
            Requirement::AllOf { of, .. }
            | Requirement::MinNumberOf { of, .. }
            | Requirement::Unreadable { of, .. } => {
                of.iter().for_each(|child| child.each_course(visit));
            }
            Requirement::OneTrackOf { tracks, .. } => {
                tracks.iter().for_each(|track| track.requirement.each_course(visit));
            }
            Requirement::Course(leaf) => visit(leaf),
            Requirement::Program(program) => program.requirement.each_course(visit),
            Requirement::Unlisted { .. } => {}
        }
    }

    /// The courses that stand in the program itself, not in one nested in it.
    #[must_use]
    pub fn own_courses(&self) -> Vec<&Arc<Course>> {
        match self {
            Requirement::AllOf { of, .. }
            | Requirement::MinNumberOf { of, .. }
            | Requirement::Unreadable { of, .. } => {
                of.iter().flat_map(Requirement::own_courses).collect()
            }
            Requirement::OneTrackOf { tracks, .. } => {
                tracks.iter().flat_map(|track| track.requirement.own_courses()).collect()
            }
            Requirement::Course(leaf) => vec![&leaf.course],
            Requirement::Program(_) | Requirement::Unlisted { .. } => Vec::new(),
        }
    }

    /// The nested program in which a course stands; none where it stands in the program itself, or not at all.
    pub(super) fn nested_with(&self, course: &Course) -> Option<&Program> {
        match self {
            Requirement::AllOf { of, .. }
            | Requirement::MinNumberOf { of, .. }
            | Requirement::Unreadable { of, .. } => {
                let is_own = |one: &Arc<Course>| one.position == course.position;
                let mut nested = of.iter().filter_map(|child| child.nested_with(course));
                nested.next().filter(|_| !of.iter().flat_map(Self::own_courses).any(is_own))
            }
            Requirement::OneTrackOf { tracks, .. } => {
                tracks.iter().find_map(|track| track.requirement.nested_with(course))
            }
            Requirement::Program(program) => {
                let has_it = program.courses.iter().any(|one| one.position == course.position);
                has_it.then_some(&**program)
            }
            Requirement::Course(_) | Requirement::Unlisted { .. } => None,
        }
    }

    /// The program tracks in the tree, in reading order.
    #[must_use]
    pub fn tracks(&self) -> Vec<&Track> {
        match self {
            Requirement::AllOf { of, .. }
            | Requirement::MinNumberOf { of, .. }
            | Requirement::Unreadable { of, .. } => {
                of.iter().flat_map(Requirement::tracks).collect()
            }
            Requirement::OneTrackOf { tracks, .. } => tracks.iter().collect(),
            Requirement::Course(_) | Requirement::Program(_) | Requirement::Unlisted { .. } => {
                Vec::new()
            }
        }
    }
}
