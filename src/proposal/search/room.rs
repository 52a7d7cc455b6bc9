//! What still fits at a time, and what is worth the most of it.

use crate::proposal::search::rules::Rules;
use crate::proposal::search::state::{Standing, State};
use crate::proposal::search::table::{get, has};

/// More hours than this are rounded, so that a look at a time stays short.
const HOURS_MOST: u32 = 64;

/// What is open at a time.
struct Item {
    user: usize,
    hours: usize,
    count: usize,
    value: i64,
}

/// The choice at one time that is worth the most, in memory that is used again.
#[derive(Default)]
pub(super) struct Room {
    items: Vec<Item>,
    /// For each course that is open then, where its items end.
    ends: Vec<usize>,
    /// For the courses up to each one: the most that so many courses and hours are worth.
    rows: Vec<i64>,
}

impl Room {
    /// The most that the open options can be worth together at a time, when each has its value; says
    /// which of them are chosen.
    pub(super) fn most(
        &mut self,
        rules: &Rules<'_>,
        state: &State,
        at: usize,
        values: &[i64],
        chosen: &mut Vec<usize>,
    ) -> i64 {
        let Some(segment) = rules.table.segments.get(at) else {
            return 0;
        };
        let load = state.load_at(at);
        let free = rules.hours(at).saturating_sub(load.hours);
        let at_once = rules.table.at_once.saturating_sub(load.count);
        self.items.clear();
        self.ends.clear();
        let (mut hours, mut count) = (0_u32, 0_u32);
        let mut last = usize::MAX;
        let unit = if free > HOURS_MOST && free < u32::MAX { free / HOURS_MOST + 1 } else { 1 };
        for (at, (course, option, more)) in segment.users.iter().enumerate() {
            let user = segment.first_user + at;
            let value = get(values, user);
            let open = matches!(state.standing(*course), Standing::Open | Standing::Needed);
            if value <= 0 || !open || !has(rules.options(state, *course), *option) {
                continue;
            }
            if *course != last {
                self.ends.push(self.items.len());
                last = *course;
            }
            if let Some(end) = self.ends.last_mut() {
                *end += 1;
            }
            hours = hours.saturating_add(more.hours);
            count = count.saturating_add(more.count);
            let item = Item {
                user,
                hours: (more.hours / unit) as usize,
                count: more.count as usize,
                value,
            };
            self.items.push(item);
        }
        let width = if hours <= free { 0 } else { (free / unit) as usize };
        let layers = if count <= at_once { 0 } else { at_once as usize };
        self.fill(width, layers);
        self.choose(width, layers, chosen)
    }

    fn fill(&mut self, width: usize, layers: usize) {
        let size = (width + 1) * (layers + 1);
        self.rows.clear();
        self.rows.resize(size * (self.ends.len() + 1), 0);
        let mut from = 0;
        for (at, end) in self.ends.iter().enumerate() {
            let (before, after) = self.rows.split_at_mut(size * (at + 1));
            let before = before.get(size * at..).unwrap_or_default();
            let after = after.get_mut(..size).unwrap_or_default();
            after.copy_from_slice(before);
            for item in self.items.get(from..*end).unwrap_or_default() {
                let (hours, count) = item.takes(width, layers);
                let skipped = count * (width + 1);
                let before = before.chunks(width + 1);
                let after = after.get_mut(skipped..).unwrap_or_default().chunks_mut(width + 1);
                for (before, after) in before.zip(after) {
                    for (least, more) in before.iter().zip(after.iter_mut().skip(hours)) {
                        *more = (*more).max(least + item.value);
                    }
                }
            }
            from = *end;
        }
    }

    fn choose(&self, width: usize, layers: usize, chosen: &mut Vec<usize>) -> i64 {
        let size = (width + 1) * (layers + 1);
        let mut place = size - 1;
        let worth = |course: usize, place: usize| get(&self.rows, size * course + place);
        for at in (0..self.ends.len()).rev() {
            let value = worth(at + 1, place);
            if value == worth(at, place) {
                continue;
            }
            let from = if at == 0 { 0 } else { get(&self.ends, at - 1) };
            let items = self.items.get(from..get(&self.ends, at)).unwrap_or_default();
            let item = items.iter().find_map(|item| {
                let (hours, count) = item.takes(width, layers);
                let fits = hours <= place % (width + 1) && count * (width + 1) <= place;
                let before = place.checked_sub(count * (width + 1) + hours)?;
                (fits && worth(at, before) + item.value == value).then_some((item.user, before))
            });
            if let Some((user, before)) = item {
                chosen.push(user);
                place = before;
            }
        }
        worth(self.ends.len(), size - 1)
    }
}

impl Item {
    /// The hours and courses that it takes, where they are limited.
    fn takes(&self, width: usize, layers: usize) -> (usize, usize) {
        (if width == 0 { 0 } else { self.hours }, if layers == 0 { 0 } else { self.count })
    }
}
