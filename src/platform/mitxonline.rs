//! MITx Online: runs, course certificates, requirement trees, program certificates and the jobs
//! that make them, as its public source decides them
//! (<https://github.com/mitodl/mitxonline/tree/b3c9730e>, August 2026).
//!
//! A missing value means what it means to the platform, which differs from field to field; each
//! function says which.

pub mod run;
pub mod certificate;
pub mod requirement;
pub mod program;
pub mod schedule;
pub mod record;
pub mod legacy;

/// The platform's number of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CourseKey(pub i64);

/// The platform's number of a course run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunKey(pub i64);

/// The platform's number of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProgramKey(pub i64);
