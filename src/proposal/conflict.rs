//! Why there is no way: the fewest wishes that together make it impossible, and what would do.

use crate::assessment::assess;
use crate::moment::Date;
use crate::money::Amount;
use crate::plan::Plan;
use crate::proposal::instance::{Need, Objective};
use crate::proposal::model::{Model, ModelCourse};
use crate::proposal::ways::{EARLIEST, Question};
use crate::proposal::wishes::{Wish, Wishes};
use crate::proposal::{NoWay, Obstacle, Relaxation, STEPS_MAX};

/// With more wishes than this, a set is looked for from which none can be left out, instead of the
/// smallest of all sets.
const WISHES_TRIED_MAX: usize = 14;

/// No more hours than a week has.
const HOURS_MAX: u32 = 168;

/// Why no way leads to the certificate; none where the search did not finish.
pub(super) fn no_way(question: Question<'_>, model: &Model) -> Option<NoWay> {
    let plan = Plan::resolve(question.plan.clone(), question.catalog)?;
    let assessment = assess(question.catalog, &plan, question.now);
    let wishes = if is_possible(question, &question.wishes.only(&[])) {
        smallest_set(question)
    } else {
        Vec::new()
    };
    let obstacles = wishes.into_iter().map(|wish| {
        let relaxed = nearest(question, wish);
        let (instead, relaxed) = relaxed.unzip();
        Obstacle { wish, instead, relaxed }
    });
    let wishes: Vec<Obstacle> = obstacles.collect();
    let lacking = if wishes.is_empty() { without_session(model) } else { Vec::new() };
    let unknown = |course: &&ModelCourse| !course.unknown_deadlines.is_empty();
    let (open, without): (Vec<&ModelCourse>, Vec<&ModelCourse>) =
        lacking.into_iter().partition(unknown);
    let without_session = without.iter().map(|course| course.course.facts.id.clone()).collect();
    let deadlines = open.iter().flat_map(|course| course.unknown_deadlines.iter().cloned());
    let unknown_deadlines = deadlines.collect();
    Some(NoWay { wishes, assessment, without_session, unknown_deadlines })
}

fn is_possible(question: Question<'_>, wishes: &Wishes) -> bool {
    // Any way will do, so nothing has to be proven to be the best.
    question.with(wishes).best(EARLIEST, STEPS_MAX).is_some()
}

/// The fewest wishes that no way meets together.
fn smallest_set(question: Question<'_>) -> Vec<Wish> {
    let all = question.wishes.all();
    if all.len() > WISHES_TRIED_MAX {
        return irreducible(question, all);
    }
    for size in 1..all.len() {
        let mut picked = Vec::new();
        if let Some(found) = of_size(question, &all, size, &mut picked) {
            return found;
        }
    }
    all
}

fn of_size(
    question: Question<'_>,
    all: &[Wish],
    size: usize,
    picked: &mut Vec<Wish>,
) -> Option<Vec<Wish>> {
    if size == 0 {
        let wishes = question.wishes.only(picked);
        return (!is_possible(question, &wishes)).then(|| picked.clone());
    }
    let mut rest = all;
    while let Some((first, others)) = rest.split_first() {
        picked.push(*first);
        let found = of_size(question, others, size - 1, picked);
        picked.pop();
        if found.is_some() {
            return found;
        }
        rest = others;
    }
    None
}

/// A set from which no wish can be left out.
fn irreducible(question: Question<'_>, all: Vec<Wish>) -> Vec<Wish> {
    let mut kept = all.clone();
    for wish in all {
        let fewer: Vec<Wish> = kept.iter().copied().filter(|one| *one != wish).collect();
        if !is_possible(question, &question.wishes.only(&fewer)) {
            kept = fewer;
        }
    }
    kept
}

/// The nearest wish in place of this one that can be met beside all the others.
fn nearest(question: Question<'_>, wish: Wish) -> Option<(Relaxation, Wishes)> {
    let others: Vec<Wish> =
        question.wishes.all().into_iter().filter(|other| *other != wish).collect();
    let without = question.wishes.only(&others);
    // The nearest number that does: so many steps up from the wished one, or down.
    let number = |steps: u32, at: &dyn Fn(u32) -> u32, set: &dyn Fn(&mut Wishes, u32)| {
        let with = |step: u32| {
            let mut wishes = question.wishes.clone();
            set(&mut wishes, at(step));
            wishes
        };
        let step = first_that(1, steps, &|step| is_possible(question, &with(step)))?;
        Some((Relaxation::Number { number: at(step) }, with(step)))
    };
    match wish {
        Wish::ReadyBy => later_end(question.with(&without)),
        Wish::Budget => larger_budget(question.with(&without)),
        Wish::StartFrom => earlier_start(question),
        Wish::HoursPerWeek => {
            let hours = question.wishes.hours_per_week?;
            number(HOURS_MAX.saturating_sub(hours), &|step| hours + step, &|wishes, hours| {
                wishes.hours_per_week = Some(hours);
            })
        }
        Wish::HoursBetween { index } => {
            let hours = question.wishes.hours_between.get(index)?.hours;
            number(HOURS_MAX.saturating_sub(hours), &|step| hours + step, &|wishes, hours| {
                let between = wishes.hours_between.get_mut(index);
                between.into_iter().for_each(|between| between.hours = hours);
            })
        }
        Wish::CoursesAtOnce => {
            let courses = question.wishes.courses_at_once?;
            let all = u32::try_from(question.catalog.courses().len()).unwrap_or(u32::MAX);
            number(all, &|step| courses.saturating_add(step), &|wishes, courses| {
                wishes.courses_at_once = Some(courses);
            })
        }
        Wish::Failures { index } => {
            let times = question.wishes.failures.get(index)?.times;
            number(times, &|step| times.saturating_sub(step), &|wishes, times| {
                let expected = wishes.failures.get_mut(index);
                expected.into_iter().for_each(|expected| expected.times = times);
            })
        }
        Wish::CertificateMargin => {
            let days = question.wishes.certificate_margin_days?;
            number(days, &|step| days.saturating_sub(step), &|wishes, days| {
                wishes.certificate_margin_days = Some(days);
            })
        }
        Wish::Track
        | Wish::WithoutTrack { .. }
        | Wish::WithCourse { .. }
        | Wish::WithoutCourse { .. }
        | Wish::Pinned { .. }
        | Wish::PublishedOnly => {
            is_possible(question, &without).then_some((Relaxation::Without, without))
        }
    }
}

/// The earliest date without the wished one.
fn later_end(without: Question<'_>) -> Option<(Relaxation, Wishes)> {
    let (_, found) = without.best(EARLIEST, STEPS_MAX)?;
    let completion = found.worth.completion;
    let day = Date::of_days_since_1970(completion.day);
    let relaxed = Wishes { ready_by: Some(day), ..without.wishes.clone() };
    (completion.undated == 0).then_some((Relaxation::Day { day }, relaxed))
}

/// The least cost without the wished budget.
fn larger_budget(without: Question<'_>) -> Option<(Relaxation, Wishes)> {
    let cheapest = [Objective::Cost, Objective::Completion, Objective::Peak];
    let (_, found) = without.best(cheapest, STEPS_MAX)?;
    let cost = found.worth.cost;
    let amount = Amount::of_hundredths(cost.known);
    let relaxed = Wishes { budget: Some(amount), ..without.wishes.clone() };
    (cost.unpublished == 0).then_some((Relaxation::Amount { amount }, relaxed))
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

/// The latest day before the wished one from which it can be done.
fn earlier_start(question: Question<'_>) -> Option<(Relaxation, Wishes)> {
    let wished = question.wishes.start_from?.days_since_1970();
    let today = question.now.date_utc().days_since_1970();
    let with = |days: u32| {
        let day = wished.saturating_sub(i32::try_from(days).unwrap_or(i32::MAX));
        let start_from = Some(Date::of_days_since_1970(day));
        Wishes { start_from, ..question.wishes.clone() }
    };
    let most = u32::try_from(wished.saturating_sub(today)).ok()?;
    let days = first_that(1, most, &|days| is_possible(question, &with(days)))?;
    let relaxed = with(days);
    Some((Relaxation::Day { day: relaxed.start_from? }, relaxed))
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
