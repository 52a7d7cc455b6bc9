//! The search itself: choose, conclude, go back.

use crate::proposal::instance::{Chosen, Peak};
use crate::proposal::search::state::{Rules, Standing, State};
use crate::proposal::search::table::{Price, members};

/// A choice that is allowed.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) chosen: Chosen,
    pub(super) price: Price,
    pub(super) peak: Peak,
}

/// A search under bounds.
pub(super) struct Walk<'a, 'b> {
    pub(super) rules: Rules<'a>,
    /// Whether to go on for something cheaper, instead of taking the first that is found.
    pub(super) cheapest: bool,
    /// How many steps are left.
    pub(super) left: &'b mut u64,
    pub(super) found: Option<Found>,
    /// States whose memory is used again, one for each depth.
    pub(super) spare: Vec<State>,
}

/// What is decided next.
enum Decision {
    Option(usize, usize),
    Course(usize),
    Nothing,
}

impl Walk<'_, '_> {
    /// Looks through everything; `false` where the steps ran out.
    pub(super) fn run(&mut self) -> bool {
        match self.rules.start() {
            Some(mut state) => self.search(&mut state),
            None => true,
        }
    }

    /// Searches below a state that is settled.
    fn search(&mut self, state: &mut State) -> bool {
        loop {
            if *self.left == 0 {
                return false;
            }
            *self.left -= 1;
            let decision = self.decide(state);
            if matches!(decision, Decision::Nothing) {
                self.record(state);
                return true;
            }
            let mut next = self.spare.pop().unwrap_or_default();
            next.copy(state);
            match decision {
                Decision::Option(course, option) => {
                    self.rules.keep_one(&mut next, course, option);
                }
                Decision::Course(course) => next.must(course),
                Decision::Nothing => {}
            }
            let complete = !self.rules.settle(&mut next) || self.search(&mut next);
            self.spare.push(next);
            if !complete {
                return false;
            }
            if self.found.is_some() && !self.cheapest {
                return true;
            }
            match decision {
                Decision::Option(course, option) => self.rules.drop_one(state, course, option),
                Decision::Course(course) => state.set(course, Standing::Out),
                Decision::Nothing => {}
            }
            if !self.rules.settle(state) {
                return true;
            }
        }
    }

    fn decide(&self, state: &State) -> Decision {
        let table = self.rules.table;
        let needed =
            (0..table.courses.len()).filter(|course| state.standing(*course) == Standing::Needed);
        let count = |course: &usize| {
            let options = self.rules.options(state, *course);
            options.iter().map(|word| word.count_ones()).sum::<u32>()
        };
        if let Some(course) = needed.min_by_key(count) {
            return Decision::Option(course, self.first_option(state, course));
        }
        if self.rules.meets(state) {
            return Decision::Nothing;
        }
        let open = table.leaves.iter().zip(&self.rules.counted).filter(|(leaf, counted)| {
            let options = self.rules.options(state, leaf.course).iter().zip(*counted);
            state.standing(leaf.course) == Standing::Open
                && options.map(|(one, other)| one & other).any(|word| word != 0)
        });
        let key = |course: &usize| self.least(state, *course);
        match open.map(|(leaf, _)| leaf.course).min_by_key(key) {
            Some(course) => Decision::Course(course),
            None => Decision::Nothing,
        }
    }

    fn least(&self, state: &State, course: usize) -> (Price, usize) {
        let options = self.rules.table.courses.get(course).map(|course| &course.options);
        let price = |option: usize| {
            options.and_then(|options| options.get(option)).map_or(0, |option| option.price)
        };
        let left = members(self.rules.options(state, course));
        left.map(|option| (price(option), option)).min().unwrap_or_default()
    }

    fn first_option(&self, state: &State, course: usize) -> usize {
        if self.cheapest {
            return self.least(state, course).1;
        }
        members(self.rules.options(state, course)).next().unwrap_or_default()
    }

    fn record(&mut self, state: &State) {
        if !self.rules.meets(state) {
            return;
        }
        let table = self.rules.table;
        let mut chosen: Chosen = vec![None; table.courses.len()];
        let mut price = 0;
        for course in state.taken() {
            let options = table.courses.get(course).map(|course| &course.options);
            let option = members(self.rules.options(state, course)).next();
            let option = option.and_then(|option| options?.get(option));
            if let (Some(slot), Some(option)) = (chosen.get_mut(course), option) {
                *slot = Some(option.choice);
                price += option.price;
            }
        }
        self.found = Some(Found { chosen, price, peak: state.peak(table) });
        // From here on only what is cheaper.
        match price.checked_sub(1) {
            Some(less) => self.rules.bounds.price = less,
            None => self.cheapest = false,
        }
    }
}
