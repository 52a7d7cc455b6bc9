//! Instances that are made up: small ones with everything that can come up, and terms of many
//! courses for the clock. A seed always gives the same instance.

pub(crate) mod features;
pub(crate) mod programs;
pub(crate) mod random;
pub(crate) mod terms;

use certificate_planner::proposal::instance::{
    Candidate, Choice, Day, HoursLimit, Instance, Limits, Link, Need, Study,
};
use random::Random;

/// How large an instance gets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) courses: usize,
    pub(crate) choices: usize,
    /// The most ways to choose, or 0 for any number.
    pub(crate) ways: u64,
}

/// Small enough to try every way.
pub(crate) const SMALL: Size = Size { courses: 7, choices: 5, ways: 4_000 };

/// As large as real programs.
pub(crate) const REAL: Size = Size { courses: 30, choices: 12, ways: 0 };

const TERM: Day = 100;

/// Which of the rarer things come up.
struct Wishes {
    undated: bool,
    unpublished: bool,
    unstated: bool,
    failures: bool,
    off_terms: bool,
    one_price: bool,
}

/// An instance.
pub(crate) fn instance(seed: u64, size: Size) -> Instance {
    let random = &mut Random::new(seed);
    let wishes = Wishes {
        undated: random.percent(25),
        unpublished: random.percent(25),
        unstated: random.percent(30),
        failures: random.percent(30),
        off_terms: random.percent(35),
        one_price: random.percent(40),
    };
    let count = random.size(1, size.courses);
    let mut ways = 1_u64;
    let mut courses = Vec::new();
    for _ in 0..count {
        let most = match size.ways {
            0 => size.choices,
            limit => size.choices.min((limit / ways - 1) as usize),
        };
        if most == 0 {
            break;
        }
        let course = candidate(random, &wishes, most);
        ways = ways.saturating_mul(course.choices.len() as u64 + 1);
        courses.push(course);
    }
    let leaves = random.percent(40);
    let requirement = group(random, &courses, 0, leaves);
    Instance {
        one_place: random.percent(35),
        links: links(random, &courses),
        under_way: under_way(random, &wishes),
        limits: limits(random),
        requirement,
        courses,
    }
}

fn candidate(random: &mut Random, wishes: &Wishes, most: usize) -> Candidate {
    let wanted = random.percent(8);
    if random.percent(8) {
        let held = Choice { released: Some(-50), ..Choice::default() };
        return Candidate { choices: vec![held], wanted };
    }
    let price = 1_000 * u64::from(random.between(0, 5));
    let hours = random.between(2, 9);
    let stated = !(wishes.unstated && random.percent(40));
    // A few courses are never offered.
    let count = if random.percent(4) { 0 } else { random.size(1, most) };
    let choices = (0..count).map(|_| {
        let price = if wishes.one_price { price } else { 1_000 * u64::from(random.between(0, 6)) };
        choice(random, wishes, (price, hours, stated))
    });
    Candidate { choices: choices.collect(), wanted }
}

fn choice(random: &mut Random, wishes: &Wishes, (cost, hours, stated): (u64, u32, bool)) -> Choice {
    let from = TERM * Day::try_from(random.between(0, 5)).unwrap();
    let shift = if wishes.off_terms { Day::try_from(random.between(0, 120)).unwrap() } else { 0 };
    let length =
        if wishes.off_terms { Day::try_from(random.between(20, 160)).unwrap() } else { 80 };
    let hours = if random.percent(10) { hours + 1 } else { hours };
    let study = |from: Day| Study {
        from,
        to: from + length,
        hours: if stated { hours } else { 0 },
        hours_stated: stated,
    };
    let mut studies = vec![study(from + shift)];
    if wishes.failures && random.percent(40) {
        let again = TERM * Day::try_from(random.between(1, 3)).unwrap();
        studies.push(study(from + shift + again));
    }
    let end = studies.iter().map(|one| one.to).max().unwrap();
    let dated = !(wishes.undated && random.percent(30));
    if wishes.undated && random.percent(10) {
        studies.clear();
    }
    Choice {
        study: studies,
        released: dated.then_some(end + 15),
        cost,
        unpublished_fees: u32::from(wishes.unpublished && random.percent(30)),
    }
}

/// A group of courses and, down to a depth, of groups.
fn group(random: &mut Random, courses: &[Candidate], depth: u32, only_leaves: bool) -> Need {
    if random.percent(3) && depth > 0 {
        return if random.percent(70) { Need::Nothing } else { Need::Impossible };
    }
    let most = if depth == 0 { courses.len().min(9) } else { 4 };
    let count = random.size(usize::from(depth == 0), most.max(1));
    let mut of = Vec::new();
    for _ in 0..count {
        let deeper = depth < 2 && !only_leaves && random.percent(30);
        of.push(if deeper {
            group(random, courses, depth + 1, only_leaves)
        } else {
            leaf(random, courses)
        });
    }
    if random.percent(45) {
        return Need::All(of);
    }
    let number = random.size(0, of.len());
    let advanced = if random.percent(40) { random.size(0, of.len().min(2)) } else { 0 };
    Need::AtLeast { number, advanced, of }
}

fn leaf(random: &mut Random, courses: &[Candidate]) -> Need {
    let course = random.size(0, courses.len() - 1);
    let choices = courses.get(course).map_or(0, |course| course.choices.len());
    let counts = (0..choices).map(|_| random.percent(92)).collect();
    Need::Course { course, counts, advanced: random.percent(35) }
}

fn links(random: &mut Random, courses: &[Candidate]) -> Vec<Link> {
    let count = if random.percent(60) { random.size(0, courses.len()) } else { 0 };
    let mut links: Vec<Link> = (0..count).filter_map(|_| link(random, courses)).collect();
    if random.percent(10) {
        let last = courses.len() - 1;
        let before = (0..last).map(|first| after(courses, first, last, true));
        links.extend(before);
    }
    links
}

fn link(random: &mut Random, courses: &[Candidate]) -> Option<Link> {
    let first = random.size(0, courses.len() - 1);
    let then = random.size(0, courses.len() - 1);
    let required = random.percent(50);
    let kind = random.between(1, 100);
    if first == then {
        return None;
    }
    let mut link = after(courses, first, then, !required);
    // Validity: the first must not be too old either; or any table whatever.
    for (at, row) in link.together.iter_mut().enumerate() {
        for (other, entry) in row.iter_mut().enumerate() {
            let gap = start(courses, then, at) - end(courses, first, other);
            if kind > 80 {
                *entry = random.percent(60);
            } else if kind > 60 {
                *entry &= gap < 250;
            }
        }
    }
    if kind > 90 {
        link.alone.iter_mut().for_each(|alone| *alone = random.percent(50));
    }
    Some(link)
}

/// The certificate of one is out before the other one begins.
fn after(courses: &[Candidate], first: usize, then: usize, alone: bool) -> Link {
    let count = |course: usize| courses.get(course).map_or(0, |course| course.choices.len());
    let row = |at: usize| {
        (0..count(first))
            .map(|other| end(courses, first, other) < start(courses, then, at))
            .collect()
    };
    Link {
        first,
        then,
        together: (0..count(then)).map(row).collect(),
        alone: vec![alone; count(then)],
    }
}

fn start(courses: &[Candidate], course: usize, choice: usize) -> Day {
    courses[course].choices[choice].study.iter().map(|one| one.from).min().unwrap_or(600)
}

fn end(courses: &[Candidate], course: usize, choice: usize) -> Day {
    courses[course].choices[choice].released.unwrap_or(300)
}

fn under_way(random: &mut Random, wishes: &Wishes) -> Vec<Study> {
    if !random.percent(20) {
        return Vec::new();
    }
    let stated = !(wishes.unstated && random.percent(50));
    let to = Day::try_from(random.between(0, 300)).unwrap();
    let hours = if stated { random.between(1, 6) } else { 0 };
    vec![Study { from: -40, to, hours, hours_stated: stated }]
}

fn limits(random: &mut Random) -> Limits {
    let mut hours = Vec::new();
    if random.percent(50) {
        hours.push(HoursLimit { from: -1_000, to: 5_000, hours: random.between(6, 22) });
    }
    if random.percent(25) {
        let from = Day::try_from(random.between(0, 500)).unwrap();
        let to = from + Day::try_from(random.between(0, 150)).unwrap();
        hours.push(HoursLimit { from, to, hours: random.between(0, 12) });
    }
    Limits {
        undated: None,
        undated_at_least: 0,
        below: None,
        peak: None,
        hours,
        at_once: random.percent(30).then(|| random.size(1, 3)),
        ready_by: random.percent(20).then(|| Day::try_from(random.between(150, 800)).unwrap()),
        budget: random.percent(20).then(|| 1_000 * u64::from(random.between(2, 25))),
    }
}
