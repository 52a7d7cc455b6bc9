//! Why there is no way: the fewest wishes that together make it impossible, and what would do.

use std::cell::Cell;

use crate::assessment::assess;
use crate::moment::Date;
use crate::money::Amount;
use crate::plan::Plan;
use crate::proposal::instance::{Completion, Cost, Need, Objective};
use crate::proposal::model::{Model, ModelCourse, SessionChoice, day};
use crate::proposal::ways::Question;
use crate::proposal::wishes::{HOURS_MAX, Wish, Wishes};
use crate::proposal::{Conflict, NoWay, NotKnown, Obstacle, Relaxation, STEPS_MAX};
use crate::truth::Truth;

/// With more wishes than this, only sets are looked for that have no wish in common, instead of all sets.
const WISHES_COMBINED_MAX: usize = 10;

/// With more wishes than this, a set is looked for from which none can be left out, instead of the
/// smallest of all sets.
const WISHES_TRIED_MAX: usize = 14;

/// So many ways to settle all conflicts at once are tried; a learner's wishes make far fewer.
const SETTLED_MAX: usize = 64;

/// Why no way leads to the certificate; none where the search did not finish.
pub(super) fn no_way(question: Question<'_>, model: &Model) -> Option<NoWay> {
    let plan = Plan::resolve(question.plan.clone(), question.catalog)?;
    let assessment = assess(question.catalog, &plan, question.now);
    let conflicts = if is_impossible(question, &question.wishes.only(&[])) {
        Vec::new()
    } else {
        relaxed(question, &conflicting(question))
    };
    let lacking = if conflicts.is_empty() { without_session(model) } else { Vec::new() };
    let is_used = |course: &&ModelCourse| course.attempts_used;
    let (used, lacking): (Vec<&ModelCourse>, Vec<&ModelCourse>) =
        lacking.into_iter().partition(is_used);
    let unknown = |course: &&ModelCourse| !course.unknown_deadlines.is_empty();
    let (open, without): (Vec<&ModelCourse>, Vec<&ModelCourse>) =
        lacking.into_iter().partition(unknown);
    let ids = |courses: Vec<&ModelCourse>| {
        courses.iter().map(|course| course.course.facts.id.clone()).collect()
    };
    let (without_session, attempts_used) = (ids(without), ids(used));
    let deadlines = open.iter().flat_map(|course| course.unknown_deadlines.iter().cloned());
    let unknown_deadlines = deadlines.collect();
    Some(NoWay { conflicts, assessment, without_session, attempts_used, unknown_deadlines })
}

/// The sets of wishes that no way meets together, and none of which can be left out; the smallest first.
fn conflicting(question: Question<'_>) -> Vec<Vec<Wish>> {
    let all = question.wishes.all();
    if all.len() > WISHES_COMBINED_MAX {
        return apart(question, all);
    }
    smallest_first(question, &all, usize::MAX)
}

/// The first so many sets, the smallest first.
fn smallest_first(question: Question<'_>, all: &[Wish], most: usize) -> Vec<Vec<Wish>> {
    let is_within = |set: &[Wish], other: &[Wish]| set.iter().all(|wish| other.contains(wish));
    let mut sets: Vec<Vec<Wish>> = Vec::new();
    // Where a way meets some wishes, it meets any fewer of them.
    let mut met: Vec<Vec<Wish>> = Vec::new();
    for size in 1..=all.len() {
        for picked in combinations(all, size) {
            let is_known = sets.iter().any(|set| is_within(set, &picked))
                || met.iter().any(|others| is_within(&picked, others));
            if is_known || sets.len() >= most {
                continue;
            }
            match question.with(&question.wishes.only(&picked)).is_possible(STEPS_MAX) {
                Truth::No => sets.push(picked),
                Truth::Yes => met.push(with_more(question, picked, all)),
                Truth::Unknown => {}
            }
        }
    }
    sets
}

/// The wishes with others, as many as some way meets together with them.
fn with_more(question: Question<'_>, picked: Vec<Wish>, all: &[Wish]) -> Vec<Wish> {
    all.iter().fold(picked, |met, wish| {
        let more = [met.as_slice(), &[*wish]].concat();
        let is_met = !met.contains(wish) && is_possible(question, &question.wishes.only(&more));
        if is_met { more } else { met }
    })
}

/// Every choice of so many wishes, in their order.
fn combinations(all: &[Wish], size: usize) -> Vec<Vec<Wish>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let starts = all.iter().enumerate();
    let with_first = starts.flat_map(|(at, first)| {
        let rest = combinations(all.get(at + 1..).unwrap_or_default(), size - 1);
        rest.into_iter().map(|rest| std::iter::once(*first).chain(rest).collect())
    });
    with_first.collect()
}

/// A smallest set, then a smallest one among the wishes that are left, until they leave a way.
fn apart(question: Question<'_>, all: Vec<Wish>) -> Vec<Vec<Wish>> {
    let mut left = all;
    let mut sets = Vec::new();
    while is_impossible(question, &question.wishes.only(&left)) {
        let first = if left.len() > WISHES_TRIED_MAX {
            Some(irreducible(question, left.clone()))
        } else {
            smallest_first(question, &left, 1).into_iter().next()
        };
        let Some(set) = first.filter(|set| !set.is_empty()) else {
            break;
        };
        left.retain(|wish| !set.contains(wish));
        sets.push(set);
    }
    sets
}

/// The wishes of each set with what would do in their place: a set is settled by one of its wishes
/// being relaxed, whichever other wishes the other sets are settled by.
fn relaxed(question: Question<'_>, sets: &[Vec<Wish>]) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let later = sets.get(at + 1..).unwrap_or_default();
        if is_settled(question, &conflicts, later) {
            continue;
        }
        let wishes = set.iter().map(|wish| {
            let settled = settled(question.wishes, &conflicts, later, Some(*wish));
            obstacle(question, *wish, &settled)
        });
        let wishes = wishes.collect();
        conflicts.push(Conflict { wishes });
    }
    conflicts
}

/// Whether what is offered for the earlier conflicts settles the next one as well, whichever of it is taken.
fn is_settled(question: Question<'_>, earlier: &[Conflict], later: &[Vec<Wish>]) -> bool {
    let is_offered = |conflict: &Conflict| conflict.wishes.iter().any(|one| one.instead.is_some());
    if earlier.is_empty() || !earlier.iter().all(is_offered) {
        return false;
    }
    let settled = settled(question.wishes, earlier, later, None);
    // Of more ways than these not every one is known.
    settled.len() < SETTLED_MAX && settled.iter().all(|one| is_possible(question, &one.wishes()))
}

/// Wishes of which some are altered or left out; each keeps its place in its list.
#[derive(Clone)]
struct Altered {
    wishes: Wishes,
    left_out: Vec<Wish>,
}

impl Altered {
    fn of(wishes: &Wishes) -> Altered {
        Altered { wishes: wishes.clone(), left_out: Vec::new() }
    }

    fn without(&self, wish: Wish) -> Altered {
        self.with(wish, &Relaxation::Without)
    }

    /// With something else in place of a wish, where that asks for less than what is there by now: one wish may
    /// settle several conflicts.
    fn with(&self, wish: Wish, instead: &Relaxation) -> Altered {
        let mut altered = self.clone();
        let wishes = &mut altered.wishes;
        match (wish, instead) {
            (Wish::ReadyBy, Relaxation::Day { day }) => raise(&mut wishes.ready_by, *day),
            (Wish::StartFrom, Relaxation::Day { day }) => lower(&mut wishes.start_from, *day),
            (Wish::Budget, Relaxation::Amount { amount }) => raise(&mut wishes.budget, *amount),
            (Wish::HoursPerWeek, Relaxation::Number { number }) => {
                raise(&mut wishes.hours_per_week, *number);
            }
            (Wish::HoursBetween { index }, Relaxation::Number { number }) => {
                let between = wishes.hours_between.get_mut(index);
                between.into_iter().for_each(|one| one.hours = one.hours.max(*number));
            }
            (Wish::CoursesAtOnce, Relaxation::Number { number }) => {
                raise(&mut wishes.courses_at_once, *number);
            }
            (Wish::Failures { index }, Relaxation::Number { number }) => {
                let expected = wishes.failures.get_mut(index);
                expected.into_iter().for_each(|one| one.times = one.times.min(*number));
            }
            (Wish::CertificateMargin, Relaxation::Number { number }) => {
                lower(&mut wishes.certificate_margin_days, *number);
            }
            _ => altered.left_out.push(wish),
        }
        altered
    }

    fn wishes(&self) -> Wishes {
        let kept: Vec<Wish> =
            self.wishes.all().into_iter().filter(|wish| !self.left_out.contains(wish)).collect();
        self.wishes.only(&kept)
    }
}

fn raise<T: Ord + Copy>(wish: &mut Option<T>, to: T) {
    *wish = wish.map(|wished| wished.max(to));
}

fn lower<T: Ord + Copy>(wish: &mut Option<T>, to: T) {
    *wish = wish.map(|wished| wished.min(to));
}

/// The wishes with every other conflict settled, in each way there is: the earlier ones by what is offered, the
/// later ones by a wish being left out, and each by this very wish too, where there is
/// one and it is one of its own.
fn settled(
    wishes: &Wishes,
    earlier: &[Conflict],
    later: &[Vec<Wish>],
    but: Option<Wish>,
) -> Vec<Altered> {
    let mut conflicts: Vec<Vec<Option<(Wish, &Relaxation)>>> = Vec::new();
    for conflict in earlier {
        let others = || conflict.wishes.iter().filter(|one| Some(one.wish) != but);
        let has_offers = others().any(|one| one.instead.is_some());
        let ways = conflict.wishes.iter().filter_map(|one| {
            // Where nothing is offered, one of them is given up.
            let without = (!has_offers).then_some(&Relaxation::Without);
            let instead = one.instead.as_ref().or(without);
            if Some(one.wish) == but { Some(None) } else { Some(Some((one.wish, instead?))) }
        });
        conflicts.push(ways.collect());
    }
    for set in later {
        let settle = |wish: &Wish| (Some(*wish) != but).then_some((*wish, &Relaxation::Without));
        conflicts.push(set.iter().map(settle).collect());
    }
    let mut settled = vec![Altered::of(wishes)];
    for ways in conflicts {
        let with = |one: &Altered| -> Vec<Altered> {
            let settle = |way: &Option<(Wish, &Relaxation)>| match way {
                Some((wish, instead)) => one.with(*wish, instead),
                None => one.clone(),
            };
            ways.iter().map(settle).collect()
        };
        settled = settled.iter().flat_map(with).take(SETTLED_MAX).collect();
    }
    settled
}

/// A wish that stands in the way, with the nearest one that does however the other conflicts are
/// settled.
fn obstacle(question: Question<'_>, wish: Wish, settled: &[Altered]) -> Obstacle {
    let proven = &mut true;
    let instead = nearest(question, wish, settled, proven);
    let because = if instead.is_none() { unknown(question, wish, settled) } else { None };
    let all = Altered::of(question.wishes);
    let relaxed = instead.as_ref().map(|instead| all.with(wish, instead).wishes());
    Obstacle { wish, instead, relaxed, because, proven: *proven }
}

/// What is not known and keeps a day or a budget from being certain.
fn unknown(question: Question<'_>, wish: Wish, settled: &[Altered]) -> Option<NotKnown> {
    let objective = match wish {
        Wish::Budget => Objective::Cost,
        Wish::ReadyBy => Objective::Completion,
        Wish::StartFrom
        | Wish::HoursPerWeek
        | Wish::HoursBetween { .. }
        | Wish::CoursesAtOnce
        | Wish::Track
        | Wish::WithoutTrack { .. }
        | Wish::WithCourse { .. }
        | Wish::WithoutCourse { .. }
        | Wish::Pinned { .. }
        | Wish::PublishedOnly
        | Wish::Failures { .. }
        | Wish::CertificateMargin => return None,
    };
    // Where other conflicts are left to this wish, nothing is found without it.
    let (model, found) = settled
        .iter()
        .find_map(|one| question.with(&one.without(wish).wishes()).best(&[objective], STEPS_MAX))?;
    let (is_unknown, known) = if wish == Wish::Budget {
        let is_unknown: fn(&SessionChoice) -> bool = |option| option.choice.unpublished_fees > 0;
        (is_unknown, found.worth.cost.unpublished == 0)
    } else {
        let is_unknown: fn(&SessionChoice) -> bool =
            |option| option.counts == Truth::Yes && option.choice.released.is_none();
        (is_unknown, found.worth.completion.undated == 0)
    };
    let courses = model.courses_where(&found.chosen, is_unknown);
    let not_known =
        if wish == Wish::Budget { NotKnown::Fees { courses } } else { NotKnown::Dates { courses } };
    (!known).then_some(not_known)
}

/// Whether a way was found. Any will do, so nothing has to be proven to be the best.
fn is_possible(question: Question<'_>, wishes: &Wishes) -> bool {
    question.with(wishes).is_possible(STEPS_MAX) == Truth::Yes
}

/// Whether there is no way for sure.
fn is_impossible(question: Question<'_>, wishes: &Wishes) -> bool {
    question.with(wishes).is_possible(STEPS_MAX) == Truth::No
}

/// A set from which no wish can be left out.
fn irreducible(question: Question<'_>, all: Vec<Wish>) -> Vec<Wish> {
    let mut kept = all.clone();
    for wish in all {
        let fewer: Vec<Wish> = kept.iter().copied().filter(|one| *one != wish).collect();
        if is_impossible(question, &question.wishes.only(&fewer)) {
            kept = fewer;
        }
    }
    kept
}

/// The nearest wish in place of this one that can be met, however the other conflicts are settled.
fn nearest(
    question: Question<'_>,
    wish: Wish,
    settled: &[Altered],
    proven: &mut bool,
) -> Option<Relaxation> {
    let is_sure = Cell::new(true);
    let does = |instead: &Relaxation| {
        settled.iter().all(|one| {
            let possible = question.with(&one.with(wish, instead).wishes()).is_possible(STEPS_MAX);
            is_sure.set(is_sure.get() && possible != Truth::Unknown);
            possible == Truth::Yes
        })
    };
    // The nearest number that does: so many steps up from the wished one, or down.
    let number = |steps: u32, at: &dyn Fn(u32) -> u32| {
        let with = |step: u32| Relaxation::Number { number: at(step) };
        first_that(1, steps, &|step| does(&with(step))).map(with)
    };
    let wishes = question.wishes;
    let instead = match wish {
        Wish::ReadyBy | Wish::Budget => least_needed(question, wish, settled, &is_sure),
        Wish::StartFrom => {
            let wished = day(wishes.start_from?);
            // A session that has begun may still be open.
            let runs = question.catalog.courses().iter().flat_map(|course| &course.runs);
            let begins = runs.filter_map(|run| run.facts.start).map(|start| day(start.date()));
            let first = begins.chain([day(question.now.date_utc())]).min()?;
            let most = u32::try_from(wished.saturating_sub(first)).ok()?;
            let with = |days: u32| {
                let day = wished.saturating_sub(i32::try_from(days).unwrap_or(i32::MAX));
                Relaxation::Day { day: Date::of_days_since_1970(day) }
            };
            first_that(1, most, &|days| does(&with(days))).map(with)
        }
        Wish::HoursPerWeek => {
            let hours = wishes.hours_per_week?;
            number(HOURS_MAX.saturating_sub(hours), &|step| hours + step)
        }
        Wish::HoursBetween { index } => {
            let hours = wishes.hours_between.get(index)?.hours;
            number(HOURS_MAX.saturating_sub(hours), &|step| hours + step)
        }
        Wish::CoursesAtOnce => {
            let courses = wishes.courses_at_once?;
            let all = u32::try_from(question.catalog.courses().len()).unwrap_or(u32::MAX);
            number(all, &|step| courses.saturating_add(step))
        }
        Wish::Failures { index } => {
            let times = wishes.failures.get(index)?.times;
            number(times, &|step| times.saturating_sub(step))
        }
        Wish::CertificateMargin => {
            let days = wishes.certificate_margin_days?;
            number(days, &|step| days.saturating_sub(step))
        }
        Wish::Track
        | Wish::WithoutTrack { .. }
        | Wish::WithCourse { .. }
        | Wish::WithoutCourse { .. }
        | Wish::Pinned { .. }
        | Wish::PublishedOnly => does(&Relaxation::Without).then_some(Relaxation::Without),
    };
    *proven &= is_sure.get();
    instead
}

/// The day or the budget that does however the other conflicts are settled.
fn least_needed(
    question: Question<'_>,
    wish: Wish,
    settled: &[Altered],
    is_sure: &Cell<bool>,
) -> Option<Relaxation> {
    let needed = settled.iter().map(|one| {
        let wishes = one.without(wish).wishes();
        let question = question.with(&wishes);
        let (found, is_best) =
            if wish == Wish::Budget { larger_budget(question) } else { later_end(question) };
        is_sure.set(is_sure.get() && is_best);
        found
    });
    let needed: Option<Vec<(i64, Relaxation)>> = needed.collect();
    needed?.into_iter().max_by_key(|(most, _)| *most).map(|(_, instead)| instead)
}

/// The earliest date under wishes without one.
fn later_end(without: Question<'_>) -> (Option<(i64, Relaxation)>, bool) {
    let (best, proven) = without.best_and_proven(&[Objective::Completion], STEPS_MAX);
    let dated = best.map(|(_, found)| found.worth.completion).filter(|end| end.undated == 0);
    let relaxed = dated.map(|Completion { day, .. }| {
        (day.into(), Relaxation::Day { day: Date::of_days_since_1970(day) })
    });
    (relaxed, proven)
}

/// The least cost under wishes without a budget.
fn larger_budget(without: Question<'_>) -> (Option<(i64, Relaxation)>, bool) {
    let (best, proven) = without.best_and_proven(&[Objective::Cost], STEPS_MAX);
    let known = best.map(|(_, found)| found.worth.cost).filter(|cost| cost.unpublished == 0);
    let relaxed = known.map(|Cost { known, .. }| {
        let most = i64::try_from(known).unwrap_or(i64::MAX);
        (most, Relaxation::Amount { amount: Amount::of_hundredths(known) })
    });
    (relaxed, proven)
}

/// The least number of a range that does, where every larger one does too.
fn first_that(from: u32, to: u32, does: &dyn Fn(u32) -> bool) -> Option<u32> {
    if from > to || !does(to) {
        return None;
    }
    let (mut low, mut high) = (from, to);
    while low < high {
        let middle = low + (high - low) / 2;
        if does(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(high)
}

/// Courses that the requirement names and that no session was found for.
fn without_session(model: &Model) -> Vec<&ModelCourse> {
    let mut named = Vec::new();
    courses_of(&model.instance.requirement, &mut named);
    let without = model
        .courses
        .iter()
        .enumerate()
        .filter(|(index, course)| course.options.is_empty() && named.contains(index));
    without.map(|(_, course)| course).collect()
}

fn courses_of(need: &Need, named: &mut Vec<usize>) {
    match need {
        Need::Nothing | Need::Impossible => {}
        Need::Course { course, .. } => named.push(*course),
        Need::All(of) | Need::AtLeast { of, .. } => {
            of.iter().for_each(|part| courses_of(part, named));
        }
    }
}
