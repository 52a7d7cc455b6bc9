//! Terms for the clock: each course is offered in some seasons, some need others first, the hours of
//! a week allow two or three at once, and about half of the courses are needed.

use certificate_planner::proposal::instance::{
    Candidate, Choice, Day, HoursLimit, Instance, Limits, Link, Need, Study,
};

use super::random::Random;

/// How many seasons make a year.
const SEASONS: usize = 3;

const TERM: Day = 120;

/// How large an instance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) courses: usize,
    pub(crate) terms: usize,
    /// How many courses are needed.
    pub(crate) needed: usize,
}

/// The sizes that are timed.
pub(crate) const SIZES: [Terms; 6] = [
    Terms { courses: 5, terms: 9, needed: 3 },
    Terms { courses: 10, terms: 12, needed: 5 },
    Terms { courses: 20, terms: 15, needed: 10 },
    Terms { courses: 40, terms: 24, needed: 17 },
    // So tight that few choices fit at all, and those only just.
    Terms { courses: 40, terms: 24, needed: 20 },
    // As many as an ordinary program needs, with many more to choose from.
    Terms { courses: 40, terms: 24, needed: 12 },
];

/// An instance of that size.
pub(crate) fn instance(seed: u64, size: Terms) -> Instance {
    let random = &mut Random::new(seed);
    let courses: Vec<Candidate> = (0..size.courses).map(|_| course(random, size.terms)).collect();
    let leaf = |course: usize| Need::Course {
        course,
        counts: vec![true; courses.get(course).map_or(0, |course| course.choices.len())],
        advanced: false,
    };
    let core = size.needed / 2;
    let electives = Need::AtLeast {
        number: size.needed - core,
        advanced: 0,
        of: (core..size.courses).map(leaf).collect(),
    };
    let requirement = Need::All((0..core).map(leaf).chain([electives]).collect());
    let mut links = Vec::new();
    for then in 1..size.courses {
        if random.percent(45) {
            // A core course needs core courses only, or it would make others needed.
            let most = if then < core { then } else { then.max(1) };
            links.push(after(&courses, random.size(0, most - 1), then));
        }
    }
    let hours = random.between(16, 22);
    let limits =
        Limits { hours: vec![HoursLimit { from: -1, to: 100_000, hours }], ..Limits::default() };
    Instance { courses, requirement, one_place: false, links, under_way: Vec::new(), limits }
}

fn course(random: &mut Random, terms: usize) -> Candidate {
    let hours = random.between(5, 12);
    let cost = 5_000 * u64::from(random.between(10, 60));
    let mut seasons = [random.percent(50), random.percent(50), random.percent(50)];
    if let Some(season) = seasons.get_mut(random.size(0, SEASONS - 1)) {
        *season = true;
    }
    let offered = (0..terms).filter(|term| seasons[term % SEASONS]);
    let choices = offered.map(|term| {
        let from = TERM * Day::try_from(term).unwrap();
        let study = Study { from, to: from + 100, hours, hours_stated: true };
        Choice { study: vec![study], released: Some(from + 110), cost, unpublished_fees: 0 }
    });
    Candidate { choices: choices.collect(), wanted: false }
}

/// The certificate of one is out before the other one begins, and the other one needs it.
fn after(courses: &[Candidate], first: usize, then: usize) -> Link {
    let from = |choice: &Choice| choice.study.first().map(|study| study.from);
    let row = |choice: &Choice| {
        let firsts = &courses[first].choices;
        firsts.iter().map(|one| one.released < from(choice)).collect()
    };
    let choices = &courses[then].choices;
    Link {
        first,
        then,
        together: choices.iter().map(row).collect(),
        alone: vec![false; choices.len()],
    }
}
