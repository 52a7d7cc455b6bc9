//! Programs to plan for, made from a seed: a catalog, a learner's plan, wishes and an instant.
//!
//! Dates lie on a grid of some days, so that deadlines and certificates often fall on the same day.
//! Left out is what no rule settles, so that two who read the rules come to the same answer: fees
//! without the income that they depend on, the age of certificates beside courses that come first,
//! sessions without an end.

mod courses;
mod open;
mod plans;
mod requirements;

use certificate_planner::catalog::Catalog;
use certificate_planner::moment::{Date, Instant};
use certificate_planner::plan::Plan;
use certificate_planner::plan::format::PlanFile;
use certificate_planner::proposal::wishes::Wishes;
use serde::Serialize;
use serde_json::{Value, json};

use crate::random::Random;

/// Everything that a proposal is made from.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Made {
    pub(crate) seed: u64,
    pub(crate) now: Instant,
    pub(crate) catalog: Value,
    pub(crate) plan: Value,
    pub(crate) wishes: Value,
}

/// What the parts of one made program have in common.
pub(crate) struct Maker {
    pub(crate) random: Random,
    pub(crate) now: Instant,
    size: Size,
    /// Whether the certificates of the program stop counting with age.
    aging: bool,
    has_terms: bool,
    has_tiers: bool,
    /// Whether in many courses the learner sets the pace.
    at_own_pace: bool,
}

/// How much of everything there is.
struct Size {
    needed: usize,
    courses: usize,
    sessions: usize,
}

const INSTANTS: [&str; 3] =
    ["2026-11-21T12:00:00Z", "2026-11-21T23:30:00Z", "2027-02-03T00:00:00Z"];

/// The days between two dates that can be drawn.
const GRID: i32 = 6;

/// Makes the program of a seed: of three seeds, one is small enough for trying every choice.
pub(crate) fn made(seed: u64) -> Made {
    let mut random = Random::new(seed);
    let now: Instant = INSTANTS[random.size(0, 2)].parse().unwrap();
    let size = match seed % 6 {
        0 | 3 => Size { needed: 3, courses: 5, sessions: 3 },
        1 | 4 => Size { needed: 5, courses: 10, sessions: 5 },
        2 => Size { needed: 8, courses: 18, sessions: 8 },
        _ => Size { needed: 12, courses: 30, sessions: 12 },
    };
    let (has_terms, has_tiers) = (random.percent(35), random.percent(20));
    let at_own_pace = random.percent(30);
    let mut maker = Maker { random, now, size, aging: false, has_terms, has_tiers, at_own_pace };
    let needed = maker.random.size(1, maker.size.needed);
    // How old a certificate may be without a capstone is settled by no rule.
    maker.aging = maker.random.percent(15) && needed > 1;
    let requirement = requirements::requirement(&mut maker, needed);
    let courses = courses::courses(&mut maker, &requirement);
    let mut program = json!({
        "id": "P", "title": "P", "credential": "program_certificate", "offered": fact(json!(true)),
        "requirement": fact(requirement.tree.clone()),
    });
    maker.maybe(&mut program, "course_fills_one_place", 25, |_| fact(json!(true)));
    if maker.aging {
        program["certificates_count_years"] = fact(json!(maker.random.between(1, 3)));
    }
    if maker.has_tiers {
        program["income_tiers"] = fact(tiers());
    }
    // Each day on which it could be bought is a search of its own.
    let percent = if maker.size.needed > 5 { 0 } else { 40 };
    maker.maybe(&mut program, "bundle_price", percent, |maker| {
        fact(usd(50 * maker.random.between(1, 4 * u32::try_from(needed).unwrap())))
    });
    if !program["bundle_price"].is_null() {
        maker.maybe(&mut program, "bundle_months", 60, |maker| {
            fact(json!(maker.random.between(2, 18)))
        });
    }
    let mut catalog = json!({
        "format": 1, "title": "Made", "platform": "mitx_online", "as_of": "2026-11-21",
        "sources": [{ "id": "s", "title": "The source" }],
        "terms": if maker.has_terms { courses::terms() } else { json!([]) },
        "courses": courses,
        "programs": [program],
    });
    let mut plan = plans::plan(&mut maker, &catalog);
    let wishes = plans::wishes(&mut maker, &catalog, &plan, &requirement);
    // Of four programs, one leaves something open; the others are as if there were no such thing.
    if seed % 4 == 3 {
        open::leave_open(&mut maker, &mut catalog, &mut plan);
    }
    Made { seed, now, catalog, plan, wishes }
}

/// What is proposed for, as it is read.
pub(crate) fn read(made: &Made) -> (Catalog, PlanFile, Wishes) {
    let reading = Catalog::read(&made.catalog.to_string());
    let problems = reading.problems;
    let catalog = reading.catalog.unwrap_or_else(|| panic!("{}: {problems:#?}", made.seed));
    let text = made.plan.to_string();
    let plan = Plan::read(&text, &catalog).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let file = PlanFile::parse(&text).unwrap();
    let wishes = Wishes::read(&made.wishes.to_string(), &catalog, &plan.program);
    let wishes = wishes.unwrap_or_else(|problems| panic!("{}: {problems:#?}", made.seed));
    (catalog, file, wishes)
}

fn tiers() -> Value {
    json!({ "currency": "USD", "tiers": [
        { "income_from": "0", "fee": "250.00" },
        { "income_from": "25000", "fee": "350.00" },
        { "income_from": "50000", "fee": "500.00" },
    ] })
}

pub(crate) fn fact(value: Value) -> Value {
    json!({ "value": value, "source": "s", "status": "current" })
}

pub(crate) fn usd(amount: u32) -> Value {
    json!({ "amount": format!("{amount}.00"), "currency": "USD" })
}

impl Maker {
    /// Sets a key in so many of a hundred cases.
    fn maybe(
        &mut self,
        into: &mut Value,
        key: &str,
        percent: u32,
        value: impl FnOnce(&mut Self) -> Value,
    ) {
        if self.random.percent(percent) {
            let value = value(self);
            into[key] = value;
        }
    }

    fn below(&mut self, count: usize) -> usize {
        self.random.size(0, count - 1)
    }

    /// So many steps of the grid, from `least` to `most`, which may be negative.
    fn steps(&mut self, least: i32, most: i32) -> i32 {
        let count = u32::try_from(most - least).unwrap();
        (least + i32::try_from(self.random.between(0, count)).unwrap()) * GRID
    }

    fn today(&self) -> i32 {
        self.now.date_utc().days_since_1970()
    }

    /// A day as sources write it: often only the day, sometimes with its time.
    fn moment(&mut self, day: i32) -> Value {
        let day = date(day);
        let hour = self.random.between(0, 23);
        if self.random.percent(30) { json!(format!("{day}T{hour:02}:30:00Z")) } else { json!(day) }
    }
}

pub(crate) fn date(days_since_1970: i32) -> String {
    Date::of_days_since_1970(days_since_1970).to_string()
}
