//! Open edX, the software of edX: who gets a certificate, what a learner sees of it and when, what a
//! program counts, and what its catalog service says of prices.
//!
//! Sources: openedx/openedx-platform (2026), openedx/credentials (2026) and
//! openedx/course-discovery (2025); each item names its file.

pub mod certificate;
pub mod generation;
pub mod mode;
pub mod price;
pub mod program;
pub mod release;
