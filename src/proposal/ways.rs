//! The best ways, each put into the plan and assessed.

use crate::assessment::outlook::registration;
use crate::assessment::{Verdict, assess};
use crate::catalog::Catalog;
use crate::moment::{Bound, Date, DateRange, Instant, Moment};
use crate::money::{Amount, AmountRange};
use crate::order::ordered;
use crate::plan::format::{PlanFile, RunResult};
use crate::plan::{Plan, resolve_run};
use crate::proposal::conflict::no_way;
use crate::proposal::instance::{Chosen, Completion, Day, Objective, Worth};
use crate::proposal::model::choices::session_of;
use crate::proposal::model::{Alteration, Model, ModelCourse, SessionChoice, day};
use crate::proposal::search::{self, Found};
use crate::proposal::wishes::Wishes;
use crate::proposal::{Proposals, SAFE_DAYS, Safer, Tight, WAYS_MAX, Way, WaySession};
use crate::truth::Truth;

/// Earliest first, then cheapest, then lightest.
pub(super) const EARLIEST: [Objective; 3] =
    [Objective::Completion, Objective::Cost, Objective::Peak];

/// What every way is made from.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) plan: &'a PlanFile,
    pub(super) wishes: &'a Wishes,
    pub(super) now: Instant,
}

pub(super) fn propose(question: Question<'_>, steps_max: u64) -> Proposals {
    propose_of(question, &question.models(), steps_max)
}

fn propose_of(question: Question<'_>, models: &[Model], steps_max: u64) -> Proposals {
    let mut proposals = Proposals {
        now: question.now,
        ways: Vec::new(),
        earliest: None,
        cheapest: None,
        lightest: None,
        not_dominated: 0,
        proven: true,
        refused: 0,
        not_before: None,
        not_below: None,
        not_lighter: None,
        no_way: None,
    };
    // With several models, each has its part of the steps; half of them are for safe ways.
    let steps_max = steps_max / 2 / u64::try_from(models.len().max(1)).unwrap_or(1);
    let mut at_least: Vec<Worth> = Vec::new();
    let mut is_complete = true;
    let mut of_models: Vec<(&Model, Vec<Found>)> = Vec::new();
    for model in models {
        let found = search::trade_offs(&model.instance, steps_max);
        if !(found.proven && model.complete) {
            proposals.proven = false;
        }
        is_complete &= model.complete;
        at_least.push(model.and_committed(found.at_least));
        let plans = found.plans.into_iter().map(|found| model.with_committed(found));
        of_models.push((model, plans.collect()));
    }
    // Where beginnings are left out, one of those may be better.
    if is_complete && !proposals.proven {
        add_bounds(&mut proposals, &at_least);
    }
    let all = of_models.iter().flat_map(|(_, plans)| plans.iter().cloned());
    let mut all = not_dominated(all.collect());
    let (shown, ways) = loop {
        let shown = search::spread(&all, WAYS_MAX);
        let ways = shown.iter().filter_map(|found| {
            let (model, _) = of_models.iter().find(|(_, plans)| plans.contains(found))?;
            way(question, model, found)
        });
        let ways: Vec<Way> = ways.collect();
        let pairs = shown.iter().zip(&ways).filter(|(_, way)| !leads_there(way));
        let failing: Vec<Found> = pairs.map(|(found, _)| found.clone()).collect();
        if failing.is_empty() {
            break (shown, ways);
        }
        // The last word is that of the assessment, and what it refuses is no way: nothing is the best then.
        proposals.proven = false;
        proposals.refused += failing.len();
        all.retain(|found| !failing.contains(found));
    };
    proposals.not_dominated = all.len();
    let least = |order: fn(&Worth) -> [Rank; 3]| {
        (0..shown.len()).min_by_key(|at| shown.get(*at).map(|found| order(&found.worth)))
    };
    proposals.earliest = least(|worth| [completion(worth), cost(worth), peak(worth)]);
    proposals.cheapest = least(|worth| [cost(worth), completion(worth), peak(worth)]);
    proposals.lightest = least(|worth| [peak(worth), completion(worth), cost(worth)]);
    proposals.ways = ways;
    add_safer(question, &mut proposals.ways, &shown, steps_max);
    if proposals.ways.is_empty() && proposals.proven {
        proposals.no_way = models.first().and_then(|model| no_way(question, model));
    }
    proposals
}

/// What no way is better than, where that says something: by the least of all models.
fn add_bounds(proposals: &mut Proposals, at_least: &[Worth]) {
    let day = at_least.iter().map(|worth| worth.completion.day).min();
    let day = day.filter(|day| *day > Day::MIN);
    proposals.not_before = day.map(Date::of_days_since_1970);
    let cost = at_least.iter().map(|worth| worth.cost).min();
    let cost = cost.filter(|cost| cost.unpublished == 0 && cost.known > 0);
    proposals.not_below = cost.map(|cost| Amount::of_hundredths(cost.known));
    let peak = at_least.iter().map(|worth| worth.peak).min();
    let peak = peak.filter(|peak| peak.unstated == 0 && peak.hours > 0);
    proposals.not_lighter = peak.map(|peak| peak.hours);
}

/// Sets beside each way that is too close to a registration the safe way to take instead: the earliest
/// that is no dearer and no heavier, otherwise the earliest of all.
fn add_safer(question: Question<'_>, ways: &mut [Way], found: &[Found], steps_max: u64) {
    let close = |way: &Way| way.tight.iter().any(|tight| tight.close);
    let allowed = question.wishes.certificate_margin_days.unwrap_or(0);
    if allowed >= SAFE_DAYS || !ways.iter().any(close) {
        return;
    }
    let wishes = Wishes { certificate_margin_days: Some(SAFE_DAYS), ..question.wishes.clone() };
    let question = question.with(&wishes);
    let models = question.models();
    let safe = models.iter().flat_map(|model| {
        let plans = search::trade_offs(&model.instance, steps_max).plans.into_iter();
        plans.map(move |found| (model, model.with_committed(found)))
    });
    let safe: Vec<(&Model, Found)> = safe.collect();
    for (this, found) in ways.iter_mut().zip(found).filter(|(way, _)| close(way)) {
        let best = safe.iter().min_by_key(|(_, other)| {
            let (mine, other) = (&found.worth, &other.worth);
            // A date is worth more than what it costs.
            let is_less_settled = other.completion.undated > mine.completion.undated;
            (is_less_settled, other.cost > mine.cost, *other)
        });
        let best = best.and_then(|(model, found)| way(question, model, found));
        this.safer = best.map(|way| Safer {
            days: SAFE_DAYS,
            plan: way.plan,
            completion: way.completion,
            undated: way.undated,
            to_pay: way.to_pay,
            peak_hours: way.peak_hours,
            peak_unstated: way.peak_unstated,
            undated_sessions: way.undated_sessions,
        });
    }
}

/// Of all that was found, what nothing else is as good as everywhere; of equals the first.
fn not_dominated(all: Vec<Found>) -> Vec<Found> {
    let beats = |other: &Worth, one: &Worth| {
        other.completion <= one.completion && other.cost <= one.cost && other.peak <= one.peak
    };
    let mut kept: Vec<Found> = Vec::new();
    for found in all {
        if !kept.iter().any(|other| beats(&other.worth, &found.worth)) {
            kept.retain(|other| !beats(&found.worth, &other.worth));
            kept.push(found);
        }
    }
    ordered(kept, |found| found.worth)
}

/// One measure of a way; less is better.
type Rank = (u64, i64);

fn completion(worth: &Worth) -> Rank {
    (worth.completion.undated.into(), worth.completion.day.into())
}

fn cost(worth: &Worth) -> Rank {
    (worth.cost.unpublished.into(), i64::try_from(worth.cost.known).unwrap_or(i64::MAX))
}

fn peak(worth: &Worth) -> Rank {
    (worth.peak.unstated.into(), worth.peak.hours.into())
}

impl<'a> Question<'a> {
    pub(super) fn models(self) -> Vec<Model> {
        Model::all(self.catalog, self.plan, self.wishes, self.now)
    }

    /// The same question with other wishes.
    pub(super) fn with<'b>(self, wishes: &'b Wishes) -> Question<'b>
    where
        'a: 'b,
    {
        Question { wishes, ..self }
    }

    /// Whether there is any way, as far as the search comes.
    pub(super) fn is_possible(self, steps_max: u64) -> Truth {
        let mut possible = Truth::No;
        for model in Model::whatever(self.catalog, self.plan, self.wishes, self.now) {
            let found = search::is_possible(&model.instance, steps_max);
            // Where beginnings are left out, one of those may do.
            possible = possible.or(if model.complete { found } else { found.or(Truth::Unknown) });
            if possible == Truth::Yes {
                break;
            }
        }
        possible
    }

    /// The best under the wishes, as far as the search comes.
    pub(super) fn best(self, order: &[Objective], steps_max: u64) -> Option<(Model, Found)> {
        self.best_and_proven(order, steps_max).0
    }

    /// The best under the wishes, and whether nothing is better for sure.
    pub(super) fn best_and_proven(
        self,
        order: &[Objective],
        steps_max: u64,
    ) -> (Option<(Model, Found)>, bool) {
        let mut is_proven = true;
        let mut best: Option<(Model, Found)> = None;
        let ranks = |found: &Found| {
            let worth = found.worth;
            order.iter().map(move |objective| rank(&worth, *objective))
        };
        for model in self.models() {
            // Where beginnings are left out, one of those may be better.
            is_proven &= model.complete;
            // What has more certificates without a date in every choice is not earlier.
            let undated = model.instance.limits.undated_at_least;
            let is_later = |found: &Found| found.worth.completion.undated < undated;
            let is_known = best.as_ref().is_some_and(|(_, found)| is_later(found));
            if is_known && order.first() == Some(&Objective::Completion) {
                continue;
            }
            let searched = search::best(&model.instance, order, steps_max);
            is_proven &= searched.proven;
            if let Some(plan) = searched.plan {
                let found = model.with_committed(plan);
                let is_better = |(_, known): &(Model, Found)| ranks(&found).lt(ranks(known));
                if best.as_ref().is_none_or(is_better) {
                    best = Some((model, found));
                }
            }
        }
        (best, is_proven)
    }
}

fn rank(worth: &Worth, objective: Objective) -> Rank {
    match objective {
        Objective::Completion => completion(worth),
        Objective::Cost => cost(worth),
        Objective::Peak => peak(worth),
    }
}

/// What was chosen as a plan with its assessment.
pub(super) fn way(question: Question<'_>, model: &Model, found: &Found) -> Option<Way> {
    let Found { chosen, worth } = found;
    let plan = model.altered(chosen);
    let resolved = Plan::resolve(plan.clone(), question.catalog)?;
    let assessment = assess(question.catalog, &resolved, question.now);
    let sessions = sessions(model, chosen);
    let unlisted = model.unlisted_in(chosen);
    let cost = &assessment.cost;
    // No plan can name what no source lists, so that the assessment has what follows it yet to be added.
    let to_pay = if unlisted.is_empty() {
        cost.to_pay
    } else {
        AmountRange { high: None, ..cost.to_pay.plus(cost.to_add) }
    };
    Some(Way {
        completion: counted_on(question, model, assessment.program.certificate, worth.completion),
        undated: worth.completion.undated,
        to_pay,
        // A session of the plan that cannot be joined as it is planned costs nothing.
        unpublished_fees: to_pay.high.map_or(worth.cost.unpublished, |_| 0),
        peak_hours: worth.peak.hours,
        peak_unstated: peak_unstated(&sessions, model.heaviest),
        courses_at_once: at_once(&sessions),
        undated_sessions: undated(&sessions),
        sessions,
        unlisted,
        against_recommended: model.against_recommended(chosen),
        tight: tight(model, chosen),
        safer: None,
        plan,
        assessment,
    })
}

/// When the certificate comes by what the way counts on: what only may count may bring it earlier, which
/// nobody can count on.
fn counted_on(
    question: Question<'_>,
    model: &Model,
    certificate: DateRange,
    end: Completion,
) -> DateRange {
    let may_count = |one: &ModelCourse| one.options.iter().any(SessionChoice::may_count);
    if !model.courses.iter().any(may_count) {
        return certificate;
    }
    let is_ahead = end.undated == 0 && end.day > day(question.now.date_utc());
    let comes_sooner = match certificate.from {
        Bound::At(from) => day(from.date()) < end.day,
        Bound::Open | Bound::Unknown => true,
    };
    let on = Bound::At(Moment::Day(Date::of_days_since_1970(end.day)));
    let from = if is_ahead && comes_sooner { on } else { certificate.from };
    DateRange { from, ..certificate }
}

/// Whether the plan of a way leads to the certificate, or may. A course that no source lists is in no plan.
pub(super) fn leads_there(way: &Way) -> bool {
    let verdict = way.assessment.program.verdict;
    let fails = matches!(verdict, Verdict::NeedsChange | Verdict::NotReachable);
    !fails || !way.unlisted.is_empty()
}

fn taken<'a>(model: &'a Model, chosen: &Chosen) -> Vec<(&'a ModelCourse, &'a SessionChoice)> {
    let courses = model.courses.iter().zip(chosen);
    courses.filter_map(|(course, index)| Some((course, course.options.get((*index)?)?))).collect()
}

/// How many courses at once at most.
fn at_once(sessions: &[WaySession]) -> u32 {
    let most = times(sessions).map(|together| together.len()).max();
    u32::try_from(most.unwrap_or(0)).unwrap_or(u32::MAX)
}

/// How many sessions no day is known of.
fn undated(sessions: &[WaySession]) -> u32 {
    let undated = sessions.iter().filter(|one| one.from.is_none());
    u32::try_from(undated.count()).unwrap_or(u32::MAX)
}

/// How many of the courses at the heaviest time state no hours; hours that nothing stands for weigh more
/// than any that are known, as in the search.
fn peak_unstated(sessions: &[WaySession], heaviest: Option<u32>) -> u32 {
    let loads = times(sessions).map(|together| {
        let known = together.iter().filter_map(|one| one.hours.or(heaviest));
        let (hours, count) = known.fold((0_u32, 0), |(sum, count), hours| (sum + hours, count + 1));
        let unknown = together.len() - count;
        let unstated = together.iter().filter(|one| one.hours.is_none()).count();
        (unknown, hours, unstated)
    });
    loads.max().map_or(0, |(.., unstated)| u32::try_from(unstated).unwrap_or(u32::MAX))
}

/// For each session those that are studied when it begins; of one that no day is known of, itself.
fn times(sessions: &[WaySession]) -> impl Iterator<Item = Vec<&WaySession>> {
    sessions.iter().map(|session| {
        let Some(day) = session.from else {
            return vec![session];
        };
        let covers = |one: &&WaySession| {
            one.from.is_some_and(|from| from <= day) && one.to.is_some_and(|to| day <= to)
        };
        sessions.iter().filter(covers).collect()
    })
}

/// What is to be studied, by date; what has no date comes last, in the order of the program.
fn sessions(model: &Model, chosen: &Chosen) -> Vec<WaySession> {
    let mut sessions = model.under_way.clone();
    for (course, option) in taken(model, chosen) {
        let studies = option.choice.study.iter().copied().map(Some);
        let studies = studies.chain(std::iter::repeat(None));
        match &option.alteration {
            Alteration::Add(files) => {
                for (file, study) in files.iter().zip(studies) {
                    let run = resolve_run(file.clone(), &course.course, model.platform);
                    let failed = file.result == Some(RunResult::NotPassed);
                    let session = session_of(&course.course, &run, study);
                    // What stands in for a session has none of the known ones to count on.
                    let unknown_deadlines = match file.run {
                        Some(_) => Vec::new(),
                        None => course.unknown_deadlines.clone(),
                    };
                    sessions.push(WaySession { failed, unknown_deadlines, ..session });
                }
            }
            // What goes on or is paid is there already.
            Alteration::Change { .. } | Alteration::None => {
                let ahead = option.joins.iter().zip(studies);
                let ahead = ahead.map(|(run, study)| session_of(&course.course, run, study));
                let is_there = |one: &WaySession| {
                    let same =
                        |known: &WaySession| (&known.course, &known.run) == (&one.course, &one.run);
                    model.under_way.iter().any(same)
                };
                sessions.extend(ahead.filter(|session| !is_there(session)));
            }
        }
    }
    ordered(sessions, |session| (session.from.is_none(), session.from))
}

/// Certificates that are needed for registering and whose latest date nobody states.
fn tight(model: &Model, chosen: &Chosen) -> Vec<Tight> {
    let taken = taken(model, chosen);
    let mut tight = Vec::new();
    for (course, option) in &taken {
        let registration = option.joins.as_ref().and_then(registration);
        let Some(registration) = registration.map(Moment::date) else {
            continue;
        };
        for (other, first) in &taken {
            let needed = course.needs_first(&other.course);
            let from = match first.outlook.certificate {
                DateRange { from: Bound::At(from), to: Bound::Open | Bound::Unknown, .. } => from,
                _ => continue,
            };
            if needed && first.outlook.held != Truth::Yes {
                let days = day(registration) - day(from.date());
                let days = u32::try_from(days).unwrap_or(0);
                tight.push(Tight {
                    first: other.course.facts.id.clone(),
                    then: course.course.facts.id.clone(),
                    days,
                    close: days < SAFE_DAYS,
                });
            }
        }
    }
    tight
}

#[cfg(test)]
mod tests {
    use super::{Question, propose_of};
    use crate::catalog::Catalog;
    use crate::plan::format::PlanFile;
    use crate::proposal::STEPS_MAX;
    use crate::proposal::instance::Need;
    use crate::proposal::wishes::Wishes;

    /// A model that asks for nothing proposes to do nothing, which leads nowhere: the assessment refuses it.
    #[test]
    fn what_the_assessment_refuses_is_no_way() {
        let text =
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/www/catalogs/mitx-dedp.json"));
        let catalog = Catalog::read(text).catalog.unwrap();
        let plan = r#"{ "format": 1, "program": "program-v1:MITx+DEDP", "courses": [] }"#;
        let plan = PlanFile::parse(plan).unwrap();
        let wishes = Wishes::default();
        let now = "2026-11-21T12:00:00Z".parse().unwrap();
        let question = Question { catalog: &catalog, plan: &plan, wishes: &wishes, now };
        let mut models = question.models();
        models.iter_mut().for_each(|model| model.instance.requirement = Need::Nothing);
        let proposals = propose_of(question, &models, STEPS_MAX);
        assert!(proposals.ways.is_empty() && proposals.no_way.is_none());
        assert_eq!((proposals.refused, proposals.proven), (1, false));
    }
}
