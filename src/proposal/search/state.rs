//! What is still open in a part of the search.

use crate::proposal::instance::Peak;
use crate::proposal::search::table::{Load, Table, get};

/// How it stands with a course.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Standing {
    /// May be taken or not.
    #[default]
    Open,
    /// Must be taken.
    Needed,
    /// Is taken, by the one option that is left.
    Taken,
    /// Is not taken.
    Out,
}

/// A part of the search.
#[derive(Clone, Default)]
pub(super) struct State {
    /// For each course the options that are left: if it is taken, then by one of them.
    pub(super) options: Vec<u64>,
    pub(super) standing: Vec<Standing>,
    /// The load of what is taken.
    pub(super) loads: Vec<Load>,
    /// Courses of which something changed.
    pub(super) changed: Vec<usize>,
    /// What its bound was found with.
    pub(super) tolls: Vec<i64>,
}

impl State {
    /// So that a state is filled in the memory of another one.
    pub(super) fn copy(&mut self, other: &Self) {
        self.options.clone_from(&other.options);
        self.standing.clone_from(&other.standing);
        self.loads.clone_from(&other.loads);
        self.changed.clone_from(&other.changed);
        self.tolls.clone_from(&other.tolls);
    }

    pub(super) fn standing(&self, course: usize) -> Standing {
        get(&self.standing, course)
    }

    pub(super) fn taken(&self) -> impl Iterator<Item = usize> {
        let standing = self.standing.iter().enumerate();
        standing.filter(|(_, one)| **one == Standing::Taken).map(|(course, _)| course)
    }

    pub(super) fn peak(&self, table: &Table) -> Peak {
        self.loads.iter().fold(table.peak, |peak, load| peak.max(load.peak()))
    }

    pub(super) fn load_at(&self, segment: usize) -> Load {
        get(&self.loads, segment)
    }

    pub(super) fn must(&mut self, course: usize) {
        if self.standing(course) == Standing::Open {
            self.set(course, Standing::Needed);
        }
    }

    pub(super) fn set(&mut self, course: usize, standing: Standing) {
        if let Some(slot) = self.standing.get_mut(course) {
            *slot = standing;
            self.changed.push(course);
        }
    }
}
