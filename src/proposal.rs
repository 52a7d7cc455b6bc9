//! The best ways to a program certificate: which courses, which session of each, and when to pay.

pub mod instance;
pub mod judgment;
pub mod search;
