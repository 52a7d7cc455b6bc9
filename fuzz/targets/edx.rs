//! A record of edX from outside: what is imported can be written and read as a catalog again.

#![no_main]

use certificate_planner::catalog::format::Platform;
use libfuzzer_sys::fuzz_target;

#[path = "../imported.rs"]
mod imported;

fuzz_target!(|text: &str| imported::check(text, Platform::Edx));
