//! What keeps a certificate from coming earlier.

use crate::catalog::format::Capstone;
use crate::id::RunId;
use crate::moment::Moment;
use crate::order::push_some;
use crate::proposal::Binding;
use crate::proposal::STEPS_MAX;
use crate::proposal::instance::{Chosen, Completion, Objective, Worth};
use crate::proposal::model::{Alteration, Model, SessionChoice};
use crate::proposal::ways::{EARLIEST, Question, way};
use crate::proposal::wishes::Wish;
use crate::truth::Truth;

/// Longer chains of courses that wait for each other are cut.
const CHAIN_MAX: usize = 5;

/// With more wishes than this, a set is looked for of which none can be kept, instead of the best pair.
const PAIRED_MAX: usize = 8;

/// What keeps the certificate of a way from coming earlier: certificates without a date, then the
/// reason for the latest of the dates; and whether that is for sure.
pub(super) fn binding(
    question: Question<'_>,
    model: &Model,
    chosen: &Chosen,
    worth: Worth,
) -> (Vec<Binding>, bool) {
    let mut reasons = not_published(model, chosen);
    let (earliest, mut is_proven) = question.best_and_proven(&[Objective::Completion], STEPS_MAX);
    let earliest = earliest.map_or(worth.completion, |(_, found)| found.worth.completion);
    let is_earliest = earliest >= worth.completion;
    // Of one without a date, nobody knows that it is earlier.
    if !is_earliest && earliest.undated == 0 {
        let found = question.best(&EARLIEST, STEPS_MAX);
        let earlier = found.and_then(|(other, found)| way(question, &other, &found));
        let earlier = earlier.map(|way| Binding::AnotherWay {
            earliest: way.completion,
            to_pay: way.to_pay,
            peak_hours: way.peak_hours,
            peak_unstated: way.peak_unstated,
            undated_sessions: way.undated_sessions,
        });
        push_some(&mut reasons, earlier);
        return (reasons, is_proven);
    }
    match by_wishes(question, earliest.min(worth.completion), &mut is_proven) {
        Some(wishes) => reasons.push(wishes),
        None if is_proven && is_earliest => {
            reasons.extend(by_sessions(question, model, chosen, worth.completion));
        }
        // Where the search stopped, something earlier may have been missed.
        None => {}
    }
    (reasons, is_proven)
}

fn not_published(model: &Model, chosen: &Chosen) -> Vec<Binding> {
    let undated = model.courses.iter().zip(chosen).filter(|(course, index)| {
        let option = index.and_then(|index| course.options.get(index));
        option.is_some_and(|option| option.choice.released.is_none())
    });
    let reasons = undated.flat_map(|(course, index)| {
        // A session of the plan is known; what stands in for one may have others beside it.
        let option = index.and_then(|index| course.options.get(index));
        let stands_in = option.is_some_and(|option| option.earns.id.is_none());
        let unknown = course.unknown_deadlines.iter().filter(|_| stands_in).cloned();
        let unknown: Vec<Binding> =
            unknown.map(|deadline| Binding::DeadlineNotPublished { deadline }).collect();
        let id = course.course.facts.id.clone();
        if option.is_some_and(SessionChoice::may_count) {
            vec![Binding::MayNotCount { course: id }]
        } else if !stands_in {
            vec![Binding::DateNotStated { course: id }]
        } else if unknown.is_empty() {
            vec![Binding::NotPublished { course: id }]
        } else {
            unknown
        }
    });
    let programs = model.programs_in(chosen).into_iter();
    reasons.chain(programs.map(|program| Binding::ProgramCertificate { program })).collect()
}

/// The fewest wishes without which the certificate would come earlier, and of as few those without
/// which it would come earliest. Several are named only where it is sure that none does alone.
fn by_wishes(
    question: Question<'_>,
    completion: Completion,
    is_proven: &mut bool,
) -> Option<Binding> {
    let all = question.wishes.all();
    let mut without = |left_out: &[Wish]| {
        let others: Vec<Wish> =
            all.iter().copied().filter(|wish| !left_out.contains(wish)).collect();
        let wishes = question.wishes.only(&others);
        let without = question.with(&wishes);
        let (found, proven) = without.best_and_proven(&[Objective::Completion], STEPS_MAX);
        *is_proven &= proven;
        let (model, found) = found?;
        let is_earlier = found.worth.completion < completion;
        let earliest = is_earlier.then(|| way(without, &model, &found))??.completion;
        Some((found.worth.completion, earliest))
    };
    let mut least = |sets: Vec<Vec<Wish>>| {
        let found = sets.into_iter().filter_map(|set| Some((without(&set)?, set)));
        found.min_by_key(|((completion, _), _)| *completion)
    };
    let named = |((_, earliest), wishes)| Binding::Wishes { wishes, earliest };
    if let Some(single) = least(all.iter().map(|wish| vec![*wish]).collect()) {
        return Some(named(single));
    }
    let whole = least(vec![all.clone()])?;
    let pairs = all
        .iter()
        .enumerate()
        .flat_map(|(at, first)| all.iter().skip(at + 1).map(move |second| vec![*first, *second]));
    let pairs = if all.len() > PAIRED_MAX { Vec::new() } else { pairs.collect() };
    let fewest = least(pairs).unwrap_or_else(|| {
        let mut fewest = whole;
        for wish in &all {
            let fewer = fewest.1.iter().copied().filter(|one| one != wish).collect();
            fewest = least(vec![fewer]).unwrap_or(fewest);
        }
        fewest
    });
    (*is_proven).then(|| named(fewest))
}

/// The chain of courses that ends in the last certificate.
fn by_sessions(
    question: Question<'_>,
    model: &Model,
    chosen: &Chosen,
    completion: Completion,
) -> Vec<Binding> {
    let is_last = |course: &usize| {
        // What is held keeps nothing from being earlier.
        option(model, chosen, *course).is_some_and(|option| {
            option.outlook.held != Truth::Yes && option.choice.released == Some(completion.day)
        })
    };
    let last: Vec<usize> = (0..model.courses.len()).rev().filter(is_last).collect();
    let at = |course: usize| option(model, chosen, course);
    let has_no_earlier =
        |course: &&usize| at(**course).is_some_and(|option| !has_earlier(model, **course, option));
    let waits = |course: &&usize| {
        at(**course).is_some_and(|option| blocked(model, chosen, **course, option).is_some())
    };
    // Of several that come last, one that cannot come earlier says most.
    let says_most = last.iter().find(has_no_earlier).or_else(|| last.iter().find(waits));
    let mut reasons = Vec::new();
    let mut next = says_most.copied();
    while let Some(course) = next.filter(|_| reasons.len() < CHAIN_MAX) {
        let Some(at) = at(course) else {
            break;
        };
        next = None;
        if !has_earlier(model, course, at) {
            push_some(&mut reasons, no_earlier_session(question, model, course, at));
        } else if let Some((first, run)) = blocked(model, chosen, course, at) {
            push_some(&mut reasons, needs_first(model, chosen, course, first, run));
            next = Some(first);
        }
    }
    if reasons.is_empty() && !last.is_empty() {
        let id = |course: usize| Some(model.courses.get(course)?.course.facts.id.clone());
        let courses = last.into_iter().rev().filter_map(id).collect();
        reasons.push(Binding::NotTogether { courses });
    }
    reasons
}

/// Whether a course has a session that is over earlier, or can be begun so, whatever else is chosen.
fn has_earlier(model: &Model, course: usize, at: &SessionChoice) -> bool {
    let options = model.courses.get(course).map_or(&[][..], |one| &one.options);
    options.iter().any(|option| {
        option.joins.is_some()
            && option.counts != Truth::No
            && option.choice.released.is_some()
            && option.choice.released < at.choice.released
    })
}

fn option<'a>(model: &'a Model, chosen: &Chosen, course: usize) -> Option<&'a SessionChoice> {
    let index = chosen.get(course).copied().flatten()?;
    model.courses.get(course)?.options.get(index)
}

/// The course whose certificate keeps this one from an earlier session, and that session: the latest
/// before the one that was chosen.
fn blocked<'a>(
    model: &'a Model,
    chosen: &Chosen,
    course: usize,
    at: &SessionChoice,
) -> Option<(usize, &'a SessionChoice)> {
    let options = model.courses.get(course)?.options.iter().enumerate();
    let earlier = options.filter(|(_, option)| {
        option.choice.released.is_some() && option.choice.released < at.choice.released
    });
    let (index, earlier) = earlier.max_by_key(|(_, option)| option.choice.released)?;
    let links = model.instance.links.iter().filter(|link| link.then == course);
    let blocking = links.filter(|link| {
        let first = chosen.get(link.first).copied().flatten();
        let together = |first: usize| link.together.get(index).and_then(|row| row.get(first));
        first.is_some_and(|first| together(first) == Some(&false))
    });
    let latest = blocking.max_by_key(|link| {
        option(model, chosen, link.first).and_then(|option| option.choice.released)
    });
    latest.map(|link| (link.first, earlier))
}

fn needs_first(
    model: &Model,
    chosen: &Chosen,
    course: usize,
    first: usize,
    earlier: &SessionChoice,
) -> Option<Binding> {
    let id = |index: usize| Some(model.courses.get(index)?.course.facts.id.clone());
    let then = &model.courses.get(course)?.course;
    let id_first = id(first)?;
    let after_all = then.facts.capstone.as_ref().map(|fact| fact.value == Capstone::AfterAllOthers);
    let mut required = then.required_first();
    Some(Binding::NeedsFirst {
        stated: after_all != Some(false) || required.any(|required| *required == id_first),
        course: id(course)?,
        run: earlier.earns.id.clone(),
        first: id_first,
        first_from: option(model, chosen, first)?.outlook.certificate,
    })
}

fn no_earlier_session(
    question: Question<'_>,
    model: &Model,
    course: usize,
    at: &SessionChoice,
) -> Option<Binding> {
    let one = model.courses.get(course)?;
    let course = &one.course;
    let is_counted_on =
        |run: &RunId| one.options.iter().any(|option| option.earns.id.as_ref() == Some(run));
    let earlier = one.not_counted_on.iter().filter(|(run, ends)| {
        at.choice.released.is_some_and(|released| *ends < released) && !is_counted_on(run)
    });
    let earlier: Vec<RunId> = earlier.map(|(run, _)| run.clone()).collect();
    if !earlier.is_empty() {
        return Some(Binding::NotCountedOn { course: course.facts.id.clone(), runs: earlier });
    }
    let undated = one.options.iter().filter(|option| {
        let ends = option.choice.study.iter().map(|study| study.to).max();
        let is_over_before = ends.zip(at.choice.released).is_some_and(|(ends, on)| ends < on);
        let counts = option.counts == Truth::Yes && option.joins.is_some();
        counts && option.choice.released.is_none() && is_over_before
    });
    let undated = undated.filter_map(|option| option.earns.id.clone());
    // One for each session, however often it could be begun.
    let undated = undated.fold(Vec::new(), |mut runs, run| {
        if !runs.contains(&run) {
            runs.push(run);
        }
        runs
    });
    if !undated.is_empty() {
        return Some(Binding::NotDated { course: course.facts.id.clone(), runs: undated });
    }
    let run = at.earns.run.as_deref();
    let own_pace = at.begins().filter(|_| matches!(at.alteration, Alteration::Add(_)));
    if let Some((from, to)) = own_pace.zip(at.earns.passed_on) {
        let (from, to) = (from.date(), to.date());
        return Some(Binding::OwnPace { course: course.facts.id.clone(), from, to });
    }
    let ends = run.and_then(|run| run.facts.end?.moment()).or(at.earns.passed_on);
    let offered = course.facts.terms_offered.iter().flat_map(|fact| &fact.value);
    Some(Binding::NoEarlierSession {
        course: course.facts.id.clone(),
        run: at.earns.id.clone(),
        ends: ends.map(Moment::date),
        terms: offered
            .filter_map(|term| question.catalog.term_title(term).map(str::to_owned))
            .collect(),
        projected: run.is_some_and(|run| run.projected),
    })
}
