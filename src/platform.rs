//! The platforms' own rules, each as its platform applies it: exact instants, its own defaults, its
//! own quirks. What a learner is told is decided in `assessment`, which must never contradict them.

pub mod edx;
pub mod mitxonline;
