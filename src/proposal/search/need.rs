//! The requirement as a tree over numbered places: what can still meet it, and what that takes at
//! least.

use crate::proposal::instance::Need;
use crate::proposal::search::table::add;

/// A part of the requirement.
pub(super) enum Part {
    /// A place, by its number.
    Leaf(usize),
    All(Vec<Part>),
    AtLeast {
        number: usize,
        advanced: usize,
        of: Vec<Part>,
    },
}

/// A place that names a course.
pub(super) struct Leaf {
    pub(super) course: usize,
    /// The options that count here.
    pub(super) counts: Vec<u64>,
    pub(super) advanced: bool,
}

/// What a place takes; none where nothing can fill it.
pub(super) type Taking<'a> = &'a dyn Fn(usize) -> Option<i64>;

impl Part {
    pub(super) fn new(
        need: &Need,
        kept: &[Vec<usize>],
        words: usize,
        leaves: &mut Vec<Leaf>,
    ) -> Self {
        match need {
            Need::Nothing => Self::All(Vec::new()),
            Need::Impossible => Self::AtLeast { number: 1, advanced: 0, of: Vec::new() },
            Need::Course { course, counts, advanced } => {
                let mut set = vec![0; words];
                let options = kept.get(*course).into_iter().flatten().enumerate();
                for (option, choice) in options {
                    if counts.get(*choice) == Some(&true) {
                        add(&mut set, option);
                    }
                }
                leaves.push(Leaf { course: *course, counts: set, advanced: *advanced });
                Self::Leaf(leaves.len() - 1)
            }
            Need::All(of) => Self::All(Self::list(of, kept, words, leaves)),
            Need::AtLeast { number, advanced, of } => Self::AtLeast {
                number: *number,
                advanced: *advanced,
                of: Self::list(of, kept, words, leaves),
            },
        }
    }

    fn list(of: &[Need], kept: &[Vec<usize>], words: usize, leaves: &mut Vec<Leaf>) -> Vec<Self> {
        of.iter().map(|need| Self::new(need, kept, words, leaves)).collect()
    }

    pub(super) fn is_advanced(&self, leaves: &[Leaf]) -> bool {
        match self {
            Self::Leaf(leaf) => leaves.get(*leaf).is_some_and(|leaf| leaf.advanced),
            Self::All(_) | Self::AtLeast { .. } => false,
        }
    }

    /// The least sum over the ways to meet the part; none where it cannot be met.
    pub(super) fn least(&self, leaves: &[Leaf], taking: Taking<'_>) -> Option<i64> {
        match self {
            Self::Leaf(leaf) => taking(*leaf),
            Self::All(of) => {
                of.iter().try_fold(0, |sum, part| Some(sum + part.least(leaves, taking)?))
            }
            Self::AtLeast { number, advanced, of } => {
                let mut list: Vec<(i64, bool)> = Vec::with_capacity(of.len());
                for part in of {
                    let Some(least) = part.least(leaves, taking) else {
                        continue;
                    };
                    let at = list.iter().position(|(other, _)| *other > least);
                    let at = at.unwrap_or(list.len());
                    list.insert(at, (least, part.is_advanced(leaves)));
                }
                least_of(&list, *number, *advanced)
            }
        }
    }

    /// Calls `need` for each place without which the part cannot be met.
    pub(super) fn needed(&self, leaves: &[Leaf], can: Taking<'_>, need: &mut dyn FnMut(usize)) {
        match self {
            Self::Leaf(leaf) => need(*leaf),
            Self::All(of) => of.iter().for_each(|part| part.needed(leaves, can, need)),
            Self::AtLeast { number, advanced, of } => {
                let possible = || of.iter().filter(|part| part.least(leaves, can).is_some());
                let all = possible().count() <= *number;
                let is_advanced = |part: &&Self| part.is_advanced(leaves);
                let all_advanced =
                    *advanced > 0 && possible().filter(is_advanced).count() <= *advanced;
                if all || all_advanced {
                    for part in possible().filter(|part| all || is_advanced(part)) {
                        part.needed(leaves, can, need);
                    }
                }
            }
        }
    }
}

/// How it stands with a place in the least way to meet the requirement.
#[derive(Clone, Copy)]
pub(super) struct Picked {
    pub(super) leaf: usize,
    pub(super) taken: bool,
    /// How much more it takes, at least, to fill it too.
    pub(super) extra: i64,
    /// How much more it takes, at least, not to fill it.
    pub(super) loss: i64,
}

impl Part {
    /// Says for each place whether it is taken in the least way, as [`least`](Self::least) sums it.
    pub(super) fn pick(
        &self,
        leaves: &[Leaf],
        taking: Taking<'_>,
        whole: Picked,
        say: &mut dyn FnMut(Picked),
    ) {
        match self {
            Self::Leaf(leaf) => say(Picked { leaf: *leaf, ..whole }),
            Self::All(of) => {
                of.iter().for_each(|part| part.pick(leaves, taking, whole, say));
            }
            Self::AtLeast { number, advanced, of } => {
                let mut list: Vec<(i64, &Self)> = Vec::with_capacity(of.len());
                for part in of {
                    if let Some(least) = part.least(leaves, taking) {
                        let at = list.iter().position(|(other, _)| *other > least);
                        list.insert(at.unwrap_or(list.len()), (least, part));
                    }
                }
                let mut quota = Quota::new(*number, *advanced);
                let chosen: Vec<bool> =
                    list.iter().map(|(_, part)| quota.takes(part.is_advanced(leaves))).collect();
                let worst = list.iter().zip(&chosen).rfind(|(_, chosen)| **chosen);
                let worst = worst.map_or(0, |((least, _), _)| *least);
                let next = list.iter().zip(&chosen).find(|(_, chosen)| !**chosen);
                let next = next.map_or(i64::MAX, |((least, _), _)| *least);
                for ((least, part), chosen) in list.iter().zip(chosen) {
                    let mut picked = whole;
                    if chosen {
                        picked.loss = whole.loss.min(next.saturating_sub(*least).max(0));
                    } else {
                        picked.taken = false;
                        picked.extra += (least - worst).max(0);
                    }
                    part.pick(leaves, taking, picked, say);
                }
            }
        }
    }
}

/// How many of a group are still asked for, where the least come first.
struct Quota {
    advanced: usize,
    others: usize,
}

impl Quota {
    fn new(number: usize, advanced: usize) -> Self {
        Self { advanced, others: number.saturating_sub(advanced) }
    }

    fn takes(&mut self, is_advanced: bool) -> bool {
        if is_advanced && self.advanced > 0 {
            self.advanced -= 1;
            return true;
        }
        let takes = self.others > 0;
        self.others -= usize::from(takes);
        takes
    }
}

/// The sum of the least advanced ones, as many as are asked for, and then of the least others.
fn least_of(list: &[(i64, bool)], number: usize, advanced: usize) -> Option<i64> {
    let mut quota = Quota::new(number, advanced);
    let taken = list.iter().filter(|(_, is_advanced)| quota.takes(*is_advanced));
    let sum = taken.map(|(value, _)| value).sum();
    (quota.advanced == 0 && quota.others == 0).then_some(sum)
}
