//! Programs as they are: five courses of eight to twelve, and many sessions of each.

use certificate_planner::proposal::instance::Instance;

use super::random::Random;
use super::terms::{self, Terms};

/// A program; three terms a year.
pub(crate) fn instance(seed: u64) -> Instance {
    let random = &mut Random::new(!seed);
    let size = Terms { courses: random.size(8, 12), terms: random.size(12, 18), needed: 5 };
    terms::instance(seed, size)
}
