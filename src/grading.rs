//! The course score as Open edX makes it: problem, subsection, assignment type, course, letter
//! (rules D1 to D8).
//!
//! Here, and for whole course scores in [`crate::score`], numbers are `f64`: the platform calculates
//! in doubles, and whether a score that lies on the edge passes depends on the last digit of their
//! rounding. Every sum, product and division is therefore made in the platform's own order and
//! never rearranged.

pub mod course;
pub mod needed;
pub mod points;
pub mod policy;
pub mod sheet;
pub mod stated;
pub mod question;
