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
pub(super) type Taking<'a> = &'a dyn Fn(usize) -> Option<u128>;

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
    pub(super) fn least(&self, leaves: &[Leaf], taking: Taking<'_>) -> Option<u128> {
        match self {
            Self::Leaf(leaf) => taking(*leaf),
            Self::All(of) => {
                of.iter().try_fold(0, |sum, part| Some(sum + part.least(leaves, taking)?))
            }
            Self::AtLeast { number, advanced, of } => {
                let mut list: Vec<(u128, bool)> = Vec::with_capacity(of.len());
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

/// The sum of the least advanced ones, as many as are asked for, and then of the least others.
fn least_of(list: &[(u128, bool)], number: usize, advanced: usize) -> Option<u128> {
    let mut sum = 0;
    let mut advanced_left = advanced;
    let mut others_left = number.saturating_sub(advanced);
    for (value, is_advanced) in list {
        if *is_advanced && advanced_left > 0 {
            advanced_left -= 1;
        } else if others_left > 0 {
            others_left -= 1;
        } else {
            continue;
        }
        sum += value;
    }
    (advanced_left == 0 && others_left == 0).then_some(sum)
}
