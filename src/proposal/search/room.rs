//! How much study still fits at a time.

use crate::proposal::search::rules::Rules;
use crate::proposal::search::state::{Standing, State};
use crate::proposal::search::table::has;

impl Rules<'_> {
    /// How many hours and how many courses still fit at a time. Tells for each option that is
    /// studied then how many of these hours it takes: those that nothing else can use beside it are
    /// its own.
    pub(super) fn room(&self, state: &State, at: usize, hours: &mut Vec<i64>) -> (i64, i64) {
        let Some(segment) = self.table.segments.get(at) else {
            return (0, 0);
        };
        let load = state.load_at(at);
        let peak = self.bounds.peak;
        let by_peak = if peak.unstated == 0 { peak.hours } else { u32::MAX };
        let free = segment.hours.min(by_peak).saturating_sub(load.hours);
        let at_once = self.table.at_once.saturating_sub(load.count);
        let mut left = free;
        let mut count = 0;
        let mut all = 0;
        let mut last = usize::MAX;
        let mut sums = Sums::default();
        // The lightest first, so that no others are more.
        for (course, option, more) in &segment.users {
            let open = matches!(state.standing(*course), Standing::Open | Standing::Needed);
            if !open || !has(self.options(state, *course), *option) {
                continue;
            }
            all += i64::from(more.hours);
            sums.add(more.hours, free);
            if *course != last && left >= more.hours && count < at_once {
                left -= more.hours;
                count += 1;
            }
            last = *course;
        }
        let most = sums.most(sums.all, free);
        hours.extend(segment.users.iter().map(|(_, _, more)| {
            let alone = i64::from(more.hours) * 2 > i64::from(free) && more.hours <= free;
            let beside = || most.saturating_sub(sums.most(sums.light, free - more.hours));
            i64::from(if alone && free < Sums::MOST { beside() } else { more.hours })
        }));
        (i64::from(most).min(all), i64::from(count))
    }
}

/// Which hours can come together at one time, as bits.
#[derive(Default)]
struct Sums {
    all: u128,
    /// Those of courses of which two fit.
    light: u128,
}

impl Sums {
    /// As many hours as there are bits.
    const MOST: u32 = 128;

    fn add(&mut self, hours: u32, free: u32) {
        self.all |= 1;
        self.light |= 1;
        if hours >= Self::MOST || hours > free {
            return;
        }
        self.all |= self.all << hours;
        if u64::from(hours) * 2 <= u64::from(free) {
            self.light |= self.light << hours;
        }
    }

    /// The most of these hours that fit.
    fn most(&self, sums: u128, free: u32) -> u32 {
        if free >= Self::MOST - 1 {
            return free;
        }
        let fit = (sums | 1) & ((1 << (free + 1)) - 1);
        127 - fit.leading_zeros()
    }
}
