//! Which course fills which place, where a course may fill one place only (rule B2).

use crate::proposal::search::need::{Part, Taking};
use crate::proposal::search::rules::Rules;

/// Places of which each must be filled by a course of its own: the leaves that fill it.
type Slots = Vec<Vec<usize>>;

/// Of more groups side by side not every choice is tried; no real requirement has so many.
const GROUPS_MOST: usize = 16;

/// Whether every choice among groups is tried, so that what is not found is not there.
pub(super) fn is_exact(part: &Part) -> bool {
    match part {
        Part::Leaf(_) => true,
        Part::All(of) => of.iter().all(is_exact),
        Part::AtLeast { of, .. } => {
            let groups = of.iter().filter(|part| !matches!(part, Part::Leaf(_))).count();
            groups <= GROUPS_MOST && of.iter().all(is_exact)
        }
    }
}

/// Whether the requirement can be met by the places that can be filled, with no more certificates
/// without a date than the bounds allow.
pub(super) fn can_fill(rules: &Rules<'_>, taking: Taking<'_>) -> bool {
    fill(rules, taking, vec![&rules.table.requirement], Vec::new())
}

fn fill(rules: &Rules<'_>, taking: Taking<'_>, mut goals: Vec<&Part>, mut slots: Slots) -> bool {
    while let Some(goal) = goals.pop() {
        match goal {
            Part::Leaf(leaf) => slots.push(vec![*leaf]),
            Part::All(of) => goals.extend(of),
            Part::AtLeast { number, advanced, of } => {
                return fill_some(rules, taking, (&goals, &slots), (*number, *advanced, of));
            }
        }
    }
    matches(rules, taking, &slots)
}

/// Tries every choice among the parts that are groups; courses alone are left to the matching.
fn fill_some(
    rules: &Rules<'_>,
    taking: Taking<'_>,
    (goals, slots): (&[&Part], &Slots),
    (number, advanced, of): (usize, usize, &[Part]),
) -> bool {
    let leaves = &rules.table.leaves;
    let alone = of.iter().filter_map(|part| match part {
        Part::Leaf(leaf) => Some(*leaf),
        Part::All(_) | Part::AtLeast { .. } => None,
    });
    let alone: Vec<usize> = alone.collect();
    let is_advanced = |leaf: &usize| leaves.get(*leaf).is_some_and(|leaf| leaf.advanced);
    let advanced_ones: Vec<usize> = alone.iter().copied().filter(is_advanced).collect();
    let groups: Vec<&Part> = of
        .iter()
        .filter(|part| !matches!(part, Part::Leaf(_)) && part.least(leaves, taking).is_some())
        .collect();
    (0..1_u64 << groups.len().min(GROUPS_MOST)).any(|chosen| {
        let mut goals = goals.to_vec();
        let mut slots = slots.clone();
        let picked = groups.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
        goals.extend(picked.map(|(_, part)| *part));
        let others = number.saturating_sub(advanced).saturating_sub(chosen.count_ones() as usize);
        if advanced + others > alone.len() {
            return false;
        }
        slots.extend(std::iter::repeat_n(advanced_ones.clone(), advanced));
        slots.extend(std::iter::repeat_n(alone.clone(), others));
        fill(rules, taking, goals, slots)
    })
}

/// Matches courses to slots: those with a date first, so that as few others as can be are left.
fn matches(rules: &Rules<'_>, taking: Taking<'_>, slots: &Slots) -> bool {
    let mut matching = Matching { rules, taking, slots, by: vec![None; slots.len()], most: 0 };
    let fill = |matching: &mut Matching<'_>| {
        let mut grown = 0_u32;
        for course in 0..rules.table.courses.len() {
            if !matching.by.contains(&Some(course)) {
                grown += u32::from(matching.place(course, &mut vec![false; slots.len()]));
            }
        }
        grown
    };
    fill(&mut matching);
    matching.most = 1;
    let undated = fill(&mut matching);
    matching.by.iter().all(Option::is_some) && undated <= rules.bounds.completion.undated
}

struct Matching<'a> {
    rules: &'a Rules<'a>,
    taking: Taking<'a>,
    slots: &'a Slots,
    /// For each slot the course that fills it.
    by: Vec<Option<usize>>,
    /// How much a place may take.
    most: i64,
}

impl Matching<'_> {
    fn place(&mut self, course: usize, tried: &mut Vec<bool>) -> bool {
        for (at, slot) in self.slots.iter().enumerate() {
            let fills = slot.iter().any(|leaf| {
                self.rules.table.leaves.get(*leaf).is_some_and(|leaf| leaf.course == course)
                    && (self.taking)(*leaf).is_some_and(|taken| taken <= self.most)
            });
            let Some(seen) = tried.get_mut(at).filter(|seen| fills && !**seen) else {
                continue;
            };
            *seen = true;
            let other = self.by.get(at).copied().flatten();
            if other.is_none_or(|other| self.place(other, tried)) {
                if let Some(by) = self.by.get_mut(at) {
                    *by = Some(course);
                }
                return true;
            }
        }
        false
    }
}
