//! The instance as the search reads it: only what can matter, and every question a look into a
//! table.

use crate::order::ordered;
use crate::proposal::instance::{
    Choice, Completion, Cost, Day, Instance, Limits, Link, Peak, Study,
};
use crate::proposal::search::dominance;
use crate::proposal::search::need::{Leaf, Part};
use crate::proposal::search::places;
use crate::proposal::search::prices::{Price, Prices};

/// A set of a course's options, in words of 64.
pub(super) type Words = [u64];

pub(super) struct Table {
    /// How many words a set of options takes.
    pub(super) words: usize,
    pub(super) courses: Vec<Course>,
    pub(super) requirement: Part,
    pub(super) leaves: Vec<Leaf>,
    pub(super) one_place: bool,
    pub(super) links: Vec<Arc>,
    pub(super) segments: Vec<Segment>,
    /// How many uses all times have.
    pub(super) users: usize,
    pub(super) at_once: u32,
    pub(super) prices: Prices,
    /// The most load of what is under way.
    pub(super) peak: Peak,
    /// Whether what is under way keeps within the limits.
    pub(super) fits: bool,
}

/// A course with the choices that are worth a look.
pub(super) struct Course {
    pub(super) wanted: bool,
    /// How many options all courses before it have.
    pub(super) from: usize,
    pub(super) options: Vec<Choosable>,
    /// The places of the requirement that name it.
    pub(super) leaves: Vec<usize>,
    /// The links that name it.
    pub(super) links: Vec<usize>,
}

/// A choice.
pub(super) struct Choosable {
    /// Its place in the instance.
    pub(super) choice: usize,
    pub(super) released: Option<Day>,
    pub(super) price: Price,
    pub(super) uses: Vec<Use>,
}

/// Load on a segment.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Use {
    pub(super) segment: usize,
    pub(super) load: Load,
    /// The place of this use among those of all segments.
    pub(super) user: usize,
}

/// Load of study.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Load {
    pub(super) hours: u32,
    pub(super) unstated: u32,
    pub(super) count: u32,
}

/// Days on which the load is the same whatever is chosen.
pub(super) struct Segment {
    /// What is under way.
    pub(super) load: Load,
    pub(super) hours: u32,
    /// The options that are studied then, each with its course; those of a course side by side.
    pub(super) users: Vec<(usize, usize, Load)>,
    /// How many uses all times before have.
    pub(super) first_user: usize,
}

/// A link between the options that are left.
pub(super) struct Arc {
    pub(super) first: usize,
    pub(super) then: usize,
    /// The options of `then` that go without `first`.
    pub(super) alone: Vec<u64>,
    /// For each option of `then`, those of `first` that go with it.
    pub(super) before: Vec<Vec<u64>>,
    /// For each option of `first`, those of `then` that go with it.
    pub(super) after: Vec<Vec<u64>>,
}

impl Load {
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            hours: self.hours.saturating_add(other.hours),
            unstated: self.unstated.saturating_add(other.unstated),
            count: self.count.saturating_add(other.count),
        }
    }

    pub(super) fn peak(self) -> Peak {
        Peak { unstated: self.unstated, hours: self.hours }
    }

    /// Whether it keeps within so many hours; 0 hours leave no study, whether its hours are stated or
    /// not.
    pub(super) fn is_within(self, hours: u32) -> bool {
        self.hours <= hours && (hours > 0 || self.count == 0)
    }

    fn of(study: &Study) -> Self {
        if study.hours_stated {
            Self { hours: study.hours, unstated: 0, count: 1 }
        } else {
            Self { hours: 0, unstated: 1, count: 1 }
        }
    }

    fn no_more_than(self, other: Self) -> bool {
        self.peak() <= other.peak()
            && self.unstated <= other.unstated
            && self.hours <= other.hours
            && self.count <= other.count
    }
}

pub(super) fn completion_of(released: Option<Day>) -> Completion {
    match released {
        Some(day) => Completion { undated: 0, day },
        None => Completion { undated: 1, day: Day::MIN },
    }
}

pub(super) fn get<T: Copy + Default>(list: &[T], at: usize) -> T {
    list.get(at).copied().unwrap_or_default()
}

pub(super) fn has(set: &Words, option: usize) -> bool {
    get(set, option / 64) >> (option % 64) & 1 == 1
}

pub(super) fn add(set: &mut Words, option: usize) {
    if let Some(word) = set.get_mut(option / 64) {
        *word |= 1 << (option % 64);
    }
}

/// The members of a set, in order.
pub(super) fn members(set: &Words) -> impl Iterator<Item = usize> {
    set.iter().enumerate().flat_map(|(at, word)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (bit < 64).then_some(at * 64 + bit)
        })
    })
}

impl Table {
    pub(super) fn new(instance: &Instance) -> Self {
        let kept: Vec<Vec<usize>> =
            (0..instance.courses.len()).map(|course| dominance::kept(instance, course)).collect();
        let most = kept.iter().map(Vec::len).max().unwrap_or_default();
        let words = most.div_ceil(64).max(1);
        let mut leaves = Vec::new();
        let requirement = Part::new(&instance.requirement, &kept, words, &mut leaves);
        let links = instance.links.iter().map(|link| Arc::new(link, &kept, words)).collect();
        let mut table = Self {
            words,
            courses: Vec::new(),
            requirement,
            leaves,
            one_place: instance.one_place,
            links,
            segments: Vec::new(),
            users: 0,
            at_once: most_at_once(&instance.limits),
            prices: Prices::new(instance),
            peak: Peak::default(),
            fits: true,
        };
        for (candidate, kept) in instance.courses.iter().zip(&kept) {
            let at = table.courses.len();
            let options = kept.iter().filter_map(|choice| {
                Some(Choosable::new(*choice, candidate.choices.get(*choice)?, &table.prices))
            });
            let options = options.collect();
            let leaves = positions(&table.leaves, |leaf| leaf.course == at);
            let links = positions(&table.links, |link| link.first == at || link.then == at);
            let from = table.courses.last().map_or(0, |last| last.from + last.options.len());
            table.courses.push(Course { from, wanted: candidate.wanted, options, leaves, links });
        }
        table.add_segments(instance);
        table
    }

    /// Over how many places what a course takes is shared, so that it is not counted twice.
    pub(super) fn shares(&self, course: usize) -> Price {
        let places = self.courses.get(course).map_or(1, |course| course.leaves.len());
        if self.one_place { 1 } else { Price::try_from(places).unwrap_or(Price::MAX).max(1) }
    }

    /// Whether what the search does not find is not there.
    pub(super) fn is_exact(&self) -> bool {
        self.prices.exact && (!self.one_place || places::is_exact(&self.requirement))
    }

    /// How many places can be filled by a certificate without a date.
    pub(super) fn undated_leaves(&self) -> u32 {
        let undated = self.leaves.iter().filter(|leaf| {
            let options = self.courses.get(leaf.course).map(|course| &course.options);
            let mut options = options.into_iter().flatten().enumerate();
            options.any(|(at, one)| one.released.is_none() && has(&leaf.counts, at))
        });
        u32::try_from(undated.count()).unwrap_or(u32::MAX)
    }

    /// The load that a course adds to each segment, and the other way round.
    fn add_segments(&mut self, instance: &Instance) {
        for segment in segments(instance) {
            self.peak = self.peak.max(segment.load.peak());
            self.fits &=
                segment.load.is_within(segment.hours) && segment.load.count <= self.at_once;
            let mut users = Vec::new();
            for (at, course) in self.courses.iter().enumerate() {
                let Some(candidate) = instance.courses.get(at) else {
                    continue;
                };
                for (option, choosable) in course.options.iter().enumerate() {
                    let study = candidate.choices.get(choosable.choice).map(|one| &one.study);
                    let load = load_at(study.into_iter().flatten(), segment.day);
                    if load != Load::default() {
                        users.push((at, option, load));
                    }
                }
            }
            let new = Segment { load: segment.load, hours: segment.hours, users, first_user: 0 };
            let covers = |one: &Segment, other: &Segment| {
                one.load.no_more_than(other.load)
                    && one.hours >= other.hours
                    && one.users.iter().all(|user| other.users.contains(user))
            };
            if new.users.is_empty() || self.segments.last().is_some_and(|last| covers(&new, last)) {
                continue;
            }
            while self.segments.last().is_some_and(|last| covers(last, &new)) {
                self.segments.pop();
            }
            self.segments.push(new);
        }
        let mut users = 0;
        for (segment, of) in self.segments.iter_mut().enumerate() {
            of.first_user = users;
            for (course, option, load) in &of.users {
                let course = self.courses.get_mut(*course);
                if let Some(option) = course.and_then(|one| one.options.get_mut(*option)) {
                    option.uses.push(Use { segment, load: *load, user: users });
                }
                users += 1;
            }
        }
        self.users = users;
    }
}

fn most_at_once(limits: &Limits) -> u32 {
    limits.at_once.map_or(u32::MAX, |most| u32::try_from(most).unwrap_or(u32::MAX))
}

fn positions<T>(list: &[T], is: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, one)| is(one)).map(|(at, _)| at).collect()
}

struct Span {
    day: Day,
    load: Load,
    hours: u32,
}

/// The days from which the load may differ from the day before, in order.
fn segments(instance: &Instance) -> Vec<Span> {
    let choices = instance.courses.iter().flat_map(|course| &course.choices);
    let study = choices.flat_map(|choice| &choice.study).chain(&instance.under_way);
    let study = study.map(|one| (one.from, one.to));
    let limits = &instance.limits.hours;
    let spans = study.chain(limits.iter().map(|limit| (limit.from, limit.to)));
    let days = spans.flat_map(|(from, to)| [from, to.saturating_add(1)]);
    let mut days = ordered(days.collect(), |day| *day);
    days.dedup();
    let span = |day: Day| {
        let holding = limits.iter().filter(|limit| limit.from <= day && day <= limit.to);
        Span {
            day,
            load: load_at(instance.under_way.iter(), day),
            hours: holding.map(|limit| limit.hours).min().unwrap_or(u32::MAX),
        }
    };
    days.into_iter().map(span).collect()
}

fn load_at<'a>(study: impl Iterator<Item = &'a Study>, day: Day) -> Load {
    let covering = study.filter(|one| one.from <= day && day <= one.to);
    covering.fold(Load::default(), |sum, one| sum.and(Load::of(one)))
}

impl Choosable {
    fn new(at: usize, choice: &Choice, prices: &Prices) -> Self {
        let cost = Cost { unpublished: choice.unpublished_fees, known: choice.cost };
        Self { choice: at, released: choice.released, price: prices.price(cost), uses: Vec::new() }
    }
}

impl Arc {
    fn new(link: &Link, kept: &[Vec<usize>], words: usize) -> Self {
        let none = Vec::new();
        let firsts = kept.get(link.first).unwrap_or(&none);
        let thens = kept.get(link.then).unwrap_or(&none);
        let mut arc = Self {
            first: link.first,
            then: link.then,
            alone: vec![0; words],
            before: vec![vec![0; words]; thens.len()],
            after: vec![vec![0; words]; firsts.len()],
        };
        for (option, then) in thens.iter().enumerate() {
            if get(&link.alone, *then) {
                add(&mut arc.alone, option);
            }
            for (other, first) in firsts.iter().enumerate() {
                let go = link.together.get(*then).is_some_and(|row| get(row, *first));
                if let (true, Some(before), Some(after)) =
                    (go, arc.before.get_mut(option), arc.after.get_mut(other))
                {
                    add(before, other);
                    add(after, option);
                }
            }
        }
        arc
    }
}
