//! What is left to choose once a course of a way was failed (rule F3).

use crate::moment::{Date, Moment};
use crate::plan::format::RunResult;
use crate::proposal::instance::{Chosen, Day, Instance};
use crate::proposal::model::choices::is_open_after;
use crate::proposal::model::{Alteration, Model, SessionChoice, day};
use crate::proposal::repair::{CHANGE, UNLISTED, UNPUBLISHED, closing};
use crate::truth::Truth;

/// Another course than the failed one is worth this little: a whole amount, so that sums of fees stay small numbers.
const ANOTHER: u64 = 100;

/// A course of a way that is failed once in the session that was chosen.
#[derive(Clone, Copy)]
pub(in crate::proposal) struct Failure<'a> {
    /// What the way was chosen from.
    pub(in crate::proposal) model: &'a Model,
    pub(in crate::proposal) chosen: &'a Chosen,
    /// The place of the course.
    pub(in crate::proposal) course: usize,
    /// Whether a session that nobody has published may stand in also where there are others.
    pub(in crate::proposal) unnamed: bool,
}

impl<'a> Failure<'a> {
    /// What the way has for a course.
    pub(in crate::proposal) fn taken(&self, course: usize) -> Option<&'a SessionChoice> {
        let index = self.chosen.get(course).copied().flatten()?;
        self.model.courses.get(course)?.options.get(index)
    }

    /// The sessions that are joined and failed, where this is the course and they are not in the plan
    /// yet.
    pub(super) fn failed(&self, position: usize) -> Option<&'a SessionChoice> {
        let own = self.model.courses.get(self.course)?;
        let taken = self.taken(self.course).filter(|_| own.course.position == position);
        taken.filter(|one| matches!(one.alteration, Alteration::Add(_)))
    }

    /// The session of another course that is paid when the failure is known and has not begun by then:
    /// another one may be taken in its place, but it stays paid (rule A3).
    pub(super) fn paid(&self, position: usize) -> Option<&'a SessionChoice> {
        let courses = &self.model.courses;
        let course = courses.iter().position(|one| one.course.position == position)?;
        let known = self.known().filter(|_| course != self.course && !self.waits(course))?;
        let taken = self.taken(course)?;
        let is_begun = self.begun(course).any(|from| from <= known);
        (taken.added().len() == 1 && !is_begun && is_joined(taken, known)).then_some(taken)
    }

    /// Whether a session can be taken in place of one that was failed or paid: it has not closed when the
    /// failure is known.
    pub(super) fn leaves_to_join(&self, position: usize, option: &SessionChoice) -> bool {
        let own = self.model.courses.get(self.course);
        let is_own = own.is_some_and(|own| own.course.position == position);
        let known = self.known().filter(|_| is_own || self.paid(position).is_some());
        known.is_none_or(|known| Self::can_join(option, known))
    }

    /// Whether a session can be joined after that day for sure.
    fn can_join(option: &SessionChoice, known: Day) -> bool {
        // Who is in a session already only pays for it.
        let Some(run) = &option.joins else {
            return !has_closed(option, known);
        };
        run.id.is_none() || is_open_after(Moment::Day(Date::of_days_since_1970(known)), run)
    }

    /// Whether the way has a session of a course that nobody has published.
    pub(super) fn has_unnamed(&self, position: usize) -> bool {
        let courses = &self.model.courses;
        let course = courses.iter().position(|one| one.course.position == position);
        let taken = course.and_then(|course| self.taken(course));
        taken.is_some_and(|taken| taken.added().iter().any(|file| file.run.is_none()))
    }

    /// The last day of the failed session, on which the failure is known; none where it has no date.
    pub(in crate::proposal) fn known(&self) -> Option<Day> {
        let taken = self.taken(self.course)?;
        let end = || taken.earns.run.as_ref()?.facts.end?.moment();
        let over = taken.earns.passed_on.or_else(end).map(|on| day(on.date()));
        over.or_else(|| taken.choice.study.iter().map(|study| study.to).max())
    }

    /// The days on which the sessions of the way begin.
    pub(super) fn begun(&self, course: usize) -> impl Iterator<Item = Day> + use<'a> {
        self.taken(course).into_iter().flat_map(|one| &one.choice.study).map(|study| study.from)
    }

    /// Of the sessions of a course, those of the way and those that can be joined when the failure is
    /// known. What was joined by then stays. What only may count helps where the way counts on it already.
    pub(super) fn left(
        &self,
        course: usize,
        mut options: Vec<SessionChoice>,
    ) -> Vec<SessionChoice> {
        if !self.taken(course).is_some_and(SessionChoice::may_count) {
            options.retain(|option| !option.may_count());
        }
        if course == self.course {
            // An upgrade in place of the failed session would have been due before it.
            let is_change =
                |one: &SessionChoice| matches!(one.alteration, Alteration::Change { .. });
            // Who takes it although its certificate is held needs another one, such as where that grows too old
            // for the capstone (rule A12): it does not do for what comes later still.
            let is_repeated =
                self.taken(course).is_some_and(|taken| taken.outlook.held != Truth::Yes);
            let does_not_do = |one: &SessionChoice| is_repeated && one.outlook.held == Truth::Yes;
            return options
                .into_iter()
                .filter(|one| !is_change(one) && !does_not_do(one))
                .collect();
        }
        let Some(known) = self.known() else {
            return options;
        };
        let facts = self.model.courses.get(course).map(|one| &one.course.facts);
        // Without a stated length, one beginning stands for all.
        let is_paced = facts.is_some_and(|facts| facts.weeks.is_some());
        let is_joined = self.has_joined(course);
        let waits = self.waits(course);
        let left = options.into_iter().filter_map(|option| {
            let stays = if is_joined {
                // What is paid is paid, whatever else is in the plan.
                self.is_that_of_the_way(course, &option) || self.comes_after_paid(course, &option)
            } else if waits {
                option.stays()
            } else {
                self.keeps(course, &option)
            };
            if stays {
                Some(option)
            } else if is_joined {
                None
            } else {
                Some(option)
                    .filter(|option| Self::can_join(option, known))
                    .and_then(|option| after(option, known, is_paced))
            }
        });
        left.collect()
    }

    /// Whether the way joins a session of another course only once the failed one is passed, or one that
    /// waits for it in turn is (rules B8, F1): whenever that session begins, nobody has joined it yet.
    fn waits(&self, course: usize) -> bool {
        let mut waiting = vec![self.course];
        let mut looked_at = 0;
        while let Some(first) = waiting.get(looked_at).copied() {
            looked_at += 1;
            let then = (0..self.model.courses.len()).filter(|then| !waiting.contains(then));
            let then: Vec<usize> = then.filter(|then| self.follows(first, *then)).collect();
            waiting.extend(then);
        }
        course != self.course && waiting.contains(&course)
    }

    /// Whether the way joins a session of one course after the certificate that it takes another one for.
    fn follows(&self, first: usize, then: usize) -> bool {
        let courses = &self.model.courses;
        let pair = courses.get(first).zip(courses.get(then));
        let taken = self.taken(first).zip(self.taken(then));
        pair.zip(taken).is_some_and(|((first, then), (earlier, later))| {
            let is_capstone = then.course.facts.capstone.is_some();
            // What is in the plan anyway may do in its place.
            let is_new = !first.options.iter().any(SessionChoice::stays);
            let counts = earlier.counts != Truth::No || !is_capstone;
            is_new && counts && later.joins.is_some() && then.needs_first(&first.course)
        })
    }

    /// Whether the way's session of another course has begun or is paid when the failure is known.
    pub(super) fn has_joined(&self, course: usize) -> bool {
        let known = self.known().filter(|_| course != self.course && !self.waits(course));
        let taken = self.taken(course).zip(known);
        taken.is_some_and(|(taken, known)| is_joined(taken, known))
    }

    /// Whether it leaves the session of the way, which is paid, for another one or for none.
    fn comes_after_paid(&self, course: usize, option: &SessionChoice) -> bool {
        let first = option.added().first();
        let taken = self.taken(course).and_then(|taken| taken.added().first());
        first.zip(taken).is_some_and(|(first, taken)| {
            first.run == taken.run && first.result == Some(RunResult::NotPassed)
        })
    }

    /// Whether a session is that of the way, or in the plan whatever is chosen.
    fn keeps(&self, course: usize, option: &SessionChoice) -> bool {
        option.stays() || self.is_that_of_the_way(course, option)
    }

    fn is_that_of_the_way(&self, course: usize, option: &SessionChoice) -> bool {
        self.taken(course).is_some_and(|taken| {
            // What was paid before the question is expected to be passed by now, without a change.
            let is_in_plan = matches!(taken.alteration, Alteration::Change { .. });
            let is_passed = is_in_plan && option.stays() && taken.earns.id == option.earns.id;
            is_passed || taken.alteration == option.alteration
        })
    }

    /// The choice with nothing but the number of changes.
    pub(in crate::proposal) fn counted(&self, model: &Model) -> Instance {
        self.weighed(model, 1, 0)
    }

    /// The choice with so many times the number of changes and so many times the fees.
    pub(in crate::proposal) fn weighed(&self, model: &Model, change: u64, fee: u64) -> Instance {
        let mut instance = model.instance.clone();
        for (at, candidate) in instance.courses.iter_mut().enumerate() {
            let options = model.courses.get(at).map_or(&[][..], |one| &one.options);
            for (index, choice) in candidate.choices.iter_mut().enumerate() {
                let changes = match options.get(index) {
                    Some(option) => u64::from(self.changes(at, option)),
                    // What no source lists is counted on only where the way does, or nothing else is left.
                    None if self.chosen.get(at).copied().flatten().is_none() => UNLISTED / CHANGE,
                    None => 0,
                };
                let fees = choice.cost + u64::from(choice.unpublished_fees) * UNPUBLISHED;
                // Of what comes to the same, the course that was failed is taken again.
                let another = u64::from(at != self.course) * changes * ANOTHER;
                choice.cost = (fees + another) * fee + changes * change;
                choice.unpublished_fees = 0;
            }
        }
        instance
    }

    /// Whether a session is another one than the way has. To take the failed course again is as much of
    /// a change as to take a course in its place.
    fn changes(&self, course: usize, option: &SessionChoice) -> bool {
        if course == self.course {
            let mut added = option.added().iter();
            added.any(|file| file.result != Some(RunResult::NotPassed))
        } else {
            !self.keeps(course, option)
        }
    }
}

/// Whether a session has begun or was to be joined and paid by that day, also to use a discount.
fn is_joined(taken: &SessionChoice, by: Day) -> bool {
    let begins = taken.choice.study.iter().map(|study| study.from).min();
    let discount = taken.outlook.discount_until.map(|until| day(until.date()));
    let is_over = |on: Option<Day>| on.is_some_and(|on| on <= by);
    !taken.stays() && (is_over(begins) || is_over(discount) || has_closed(taken, by))
}

fn has_closed(option: &SessionChoice, by: Day) -> bool {
    let run = option.joins.as_ref().unwrap_or(&option.earns);
    closing(run).is_some_and(|closing| day(closing.date()) <= by)
}

/// A session that is joined after that day; none where it is over by then, or would have been begun on a
/// day that was chosen.
fn after(mut option: SessionChoice, known: Day, is_paced: bool) -> Option<SessionChoice> {
    let is_begun = is_paced
        && option.begins().is_some()
        && option.choice.study.iter().any(|study| study.from <= known);
    let is_over = !option.choice.study.is_empty()
        && option.choice.study.iter().all(|study| study.to <= known);
    for study in &mut option.choice.study {
        study.from = study.from.max(known + 1);
    }
    (!is_begun && !is_over).then_some(option)
}
