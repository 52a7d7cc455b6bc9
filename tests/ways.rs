//! The best ways to a certificate: worked cases from the built-in catalogs, and small ones for each
//! rule. Expected values are worked out from the dates and fees of the catalogs by hand.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails so")]

mod common;
#[path = "ways/counted_on.rs"]
mod counted_on;
#[path = "ways/failures.rs"]
mod failures;
#[path = "ways/joined.rs"]
mod joined;
#[path = "ways/may_count.rs"]
mod may_count;
#[path = "ways/next.rs"]
mod next;
#[path = "ways/order.rs"]
mod order;
#[path = "ways/real.rs"]
mod real;
#[path = "ways/rules.rs"]
mod rules;
#[path = "ways/told.rs"]
mod told;
#[path = "ways/unplaced.rs"]
mod unplaced;

use certificate_planner::catalog::Catalog;
use certificate_planner::moment::Instant;
use certificate_planner::plan::format::PlanFile;
use certificate_planner::proposal::wishes::Wishes;
use certificate_planner::proposal::{
    Explanation, Proposals, Repair, Way, explain, propose, smallest_change,
};

use crate::common::{full_plan, read_plan};

/// The day on which the facts of the built-in catalogs were collected.
const NOW: &str = "2026-11-21T12:00:00Z";

/// A catalog, a plan and wishes, for one program.
struct Case {
    catalog: Catalog,
    plan: PlanFile,
    wishes: Wishes,
    now: Instant,
}

impl Case {
    fn new(catalog: Catalog, short_plan: &str, wishes: &str) -> Case {
        let plan = read_plan(short_plan, &catalog);
        let wishes = Wishes::read(wishes, &catalog, &plan.program);
        let wishes = wishes.unwrap_or_else(|problems| panic!("{problems:#?}"));
        let plan = PlanFile::parse(&full_plan(short_plan, &catalog)).unwrap();
        Case { catalog, plan, wishes, now: NOW.parse().unwrap() }
    }

    fn propose(&self) -> Proposals {
        propose(&self.catalog, &self.plan, &self.wishes, self.now)
    }

    fn explain(&self, way: &Way) -> Explanation {
        explain(&self.catalog, &self.plan, &self.wishes, self.now, &way.plan).unwrap()
    }

    fn repair(&self) -> Repair {
        smallest_change(&self.catalog, &self.plan, self.now)
    }
}

fn earliest(proposals: &Proposals) -> &Way {
    &proposals.ways[proposals.earliest.unwrap()]
}

fn cheapest(proposals: &Proposals) -> &Way {
    &proposals.ways[proposals.cheapest.unwrap()]
}

/// The sessions of a way in words: `6.86x 1T2027`, or `6.86x` where nobody has published one.
fn sessions(way: &Way) -> Vec<String> {
    let name = |session: &certificate_planner::proposal::WaySession| match &session.run {
        Some(run) => format!("{} {run}", session.course),
        None => session.course.to_string(),
    };
    way.sessions.iter().map(name).collect()
}

/// The earliest date of the program certificate and what is still to pay at most, in words.
fn when_and_how_much(way: &Way) -> (String, String) {
    use certificate_planner::moment::Bound;
    let when = match way.completion.from {
        Bound::At(moment) => moment.date().to_string(),
        Bound::Open | Bound::Unknown => "unknown".to_owned(),
    };
    (when, way.to_pay.high.map_or("unknown".to_owned(), |high| high.to_string()))
}
