//! From catalog, plan and wishes to the choice in whole numbers.
//!
//! Whether a session can be joined, paid and passed, when its certificate comes and what it costs is
//! asked of the assessment, session by session; nothing of it is decided here.

pub(super) mod beginnings;
pub(super) mod choices;
pub(super) mod failure;
mod foundation;
mod links;
mod needs;
mod recommended;

use std::cmp::Reverse;
use std::sync::Arc;

use crate::assessment::outlook::{Outlook, SessionOutlook};
use crate::catalog::format::Platform;
use crate::catalog::{Catalog, Course, Program};
use crate::id::{CourseId, ProgramId, RunId, TrackId};
use crate::moment::{Bound, Date, Instant, Moment};
use crate::order::{ordered, push_some};
use crate::plan::format::{PlanFile, PlannedRunFile};
use crate::plan::{Plan, PlannedCourse, PlannedRun};
use crate::proposal::instance::{
    Candidate, Choice, Chosen, Cost, Day, HoursLimit, Instance, Limits, Need, Objective, Peak,
    Study, Worth,
};
use crate::proposal::judgment::{allows, holds, met_on, worth};
use crate::proposal::model::beginnings::beginnings;
use crate::proposal::model::failure::Failure;
use crate::proposal::model::foundation::{
    is_settled, with_bundle, with_expected_failures, with_formal_steps, without_intentions,
};
use crate::proposal::model::needs::Needs;
pub(in crate::proposal) use crate::proposal::model::needs::Other;
use crate::proposal::search::{self, Found};
use crate::proposal::wishes::Wishes;
use crate::proposal::{STEPS_MAX, UnknownDeadline, WaySession};
use crate::truth::Truth;

/// What every part of a model looks at.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) wishes: &'a Wishes,
    pub(super) now: Instant,
    pub(super) outlook: &'a Outlook<'a>,
    /// The most hours a week that a course of the program states: a course that states none is taken
    /// to be as heavy, so that no week holds more than is wished.
    pub(super) heaviest: Option<u32>,
    pub(super) unpublished: Unpublished,
    /// What was failed of a way, where that is asked.
    pub(super) failure: Option<Failure<'a>>,
}

/// Where a session that nobody has published yet can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unpublished {
    /// Where no other session of its course can be counted on.
    Alone,
    /// Also beside the sessions that can be: they may all come too early for what is needed first, or
    /// be kept out by a wish.
    Beside,
    /// The same, but not of courses that are wished: their dates count for no certificate, so that nothing would
    /// speak against a session that may never come.
    BesideUnwished,
}

impl Ground<'_> {
    fn today(&self) -> Date {
        self.now.date_utc()
    }

    /// Whether a session of a course that nobody has published can be chosen beside those that are.
    fn is_beside(&self, course: &Course) -> bool {
        match self.unpublished {
            Unpublished::Alone => false,
            Unpublished::Beside => true,
            Unpublished::BesideUnwished => !self.wishes.with_courses.contains(&course.facts.id),
        }
    }
}

/// The choice in whole numbers, with what each number stands for.
#[derive(Clone, Debug)]
pub(super) struct Model {
    /// The learner's plan without the sessions that are merely intended.
    pub(super) foundation: PlanFile,
    /// The courses, in the order of the instance.
    pub(super) courses: Vec<ModelCourse>,
    /// What the requirement needs beside courses; in the instance after them.
    pub(super) others: Vec<Other>,
    /// The program tracks that may be chosen, with what each needs.
    pub(super) tracks: Vec<(TrackId, Need)>,
    pub(super) platform: Platform,
    /// The most hours a week that a course of the program states.
    pub(super) heaviest: Option<u32>,
    /// What is to be paid whatever is chosen.
    pub(super) committed: Committed,
    /// The sessions that are under way or paid, and stay whatever is chosen.
    pub(super) under_way: Vec<WaySession>,
    pub(super) instance: Instance,
    /// Whether every beginning of a self-paced session that could be the best is among the choices.
    pub(super) complete: bool,
}

/// A course of the model.
#[derive(Clone, Debug)]
pub(super) struct ModelCourse {
    pub(super) course: Arc<Course>,
    pub(super) options: Vec<SessionChoice>,
    /// For a capstone the courses that it concludes, by their place in the catalog (rule B8).
    pub(super) concludes: Vec<usize>,
    /// What keeps sessions of the course from being counted on.
    pub(super) unknown_deadlines: Vec<UnknownDeadline>,
    /// Sessions that may be open or not, with the days on which the learner would be through.
    pub(super) not_counted_on: Vec<(RunId, Day)>,
    /// Whether a further attempt is not guaranteed (rule A10).
    pub(super) attempts_used: bool,
    /// What is to be paid for sessions that are merely intended, and is not where others take their place.
    pub(super) intended: Committed,
}

impl ModelCourse {
    fn new(
        ground: Ground<'_>,
        program: &Program,
        course: &Arc<Course>,
        stated: Option<&PlannedCourse>,
        written: &[PlannedRunFile],
        options: Vec<SessionChoice>,
    ) -> ModelCourse {
        let is_capstone = course.facts.capstone.is_some();
        let concluded = is_capstone.then(|| program.concluded_by(course));
        // What concludes the same program comes last as well and does not wait for it.
        let others = concluded.into_iter().flat_map(|inner| {
            let comes_last = |other: &Course| std::ptr::eq(program.concluded_by(other), inner);
            let is_other =
                move |other: &&Arc<Course>| other.facts.capstone.is_none() || !comes_last(other);
            inner.courses.iter().filter(is_other)
        });
        let intended = stated.map(|stated| {
            let runs = written.iter().zip(&stated.runs);
            let intended = runs.filter(|(file, _)| !is_settled(file)).map(|(_, run)| run);
            choices::committed(ground, stated, intended)
        });
        ModelCourse {
            intended: intended.unwrap_or_default(),
            course: Arc::clone(course),
            options,
            concludes: others.map(|other| other.position).collect(),
            unknown_deadlines: choices::unknown_deadlines(ground, course, stated, written),
            not_counted_on: choices::not_counted_on(ground, course, stated, written),
            attempts_used: choices::attempts_are_used(ground, course, stated),
        }
    }

    /// Whether a course must be passed before this one is joined (rules B8, F1).
    pub(super) fn needs_first(&self, first: &Course) -> bool {
        let mut required = self.course.required_first();
        self.concludes.contains(&first.position) || required.any(|id| *id == first.facts.id)
    }
}

/// A way to earn a course certificate, as an alteration of the plan.
#[derive(Clone, Debug)]
pub(super) struct SessionChoice {
    pub(super) alteration: Alteration,
    /// The session that is joined first, where one is still to be joined.
    pub(super) joins: Option<PlannedRun>,
    /// The session that earns the certificate, as the plan will have it.
    pub(super) earns: PlannedRun,
    pub(super) outlook: SessionOutlook,
    pub(super) choice: Choice,
    /// Whether it fills a place of the requirement. What is taken only because it is wished does not,
    /// and the capstone does not wait for it. Of what may do so, no date is known.
    pub(super) counts: Truth,
}

impl SessionChoice {
    /// Whether it is a session of the plan, which stays there whatever is chosen.
    pub(super) fn stays(&self) -> bool {
        matches!(self.alteration, Alteration::None)
    }

    /// Whether it is not known whether it counts.
    pub(super) fn may_count(&self) -> bool {
        self.counts == Truth::Unknown
    }

    /// The sessions that are added to the plan.
    pub(super) fn added(&self) -> &[PlannedRunFile] {
        match &self.alteration {
            Alteration::Add(files) => files,
            Alteration::None | Alteration::Change { .. } => &[],
        }
    }

    /// Whether the same sessions are failed sooner and passed on the same day.
    fn fails_sooner(&self, other: &SessionChoice) -> bool {
        let names = |one: &SessionChoice| -> Vec<Option<RunId>> {
            one.added().iter().map(|file| file.run.clone()).collect()
        };
        let begins = |one: &SessionChoice| one.choice.study.iter().map(|study| study.from).min();
        let is_sooner = begins(self) < begins(other) && names(self).len() > 1;
        is_sooner && names(self) == names(other) && self.choice.released == other.choice.released
    }

    /// Whether the same session is begun sooner, by itself.
    fn begins_sooner(&self, other: &SessionChoice) -> bool {
        let is_single = self.choice.study.len() == 1 && other.choice.study.len() == 1;
        let (mine, others) = (self.begins(), other.begins());
        let is_sooner = mine.zip(others).is_some_and(|(mine, other)| mine.date() < other.date());
        is_single && is_sooner
    }

    /// The day on which the learner begins, where that is chosen: in a self-paced session.
    pub(super) fn begins(&self) -> Option<Moment> {
        let first = self.choice.study.iter().map(|study| study.from).min();
        let first = first.filter(|_| self.earns.passed_on.is_some());
        first.map(|day| Moment::Day(Date::of_days_since_1970(day)))
    }
}

/// What is altered in the plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Alteration {
    /// Nothing: the plan earns the certificate as it is.
    None,
    /// The session at this place of the plan.
    Change {
        index: usize,
        run: PlannedRunFile,
        /// Whether it is to be paid for this.
        pays: bool,
    },
    /// These sessions are added; all but the last are failed.
    Add(Vec<PlannedRunFile>),
}

/// Payments that do not depend on the choice.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Committed {
    pub(super) hundredths: u64,
    pub(super) unpublished: u32,
}

impl Model {
    /// The models for a new way, with sessions that nobody has published yet as far as they are needed;
    /// none only for a plan that was not checked against the catalog.
    pub(super) fn all(
        catalog: &Catalog,
        plan: &PlanFile,
        wishes: &Wishes,
        now: Instant,
    ) -> Vec<Model> {
        as_published(|unpublished| Model::bought(catalog, plan, wishes, now, unpublished))
    }

    /// The models for whether there is any way at all: those of published sessions, then those that have the
    /// others beside them.
    pub(super) fn whatever(
        catalog: &Catalog,
        plan: &PlanFile,
        wishes: &Wishes,
        now: Instant,
    ) -> impl Iterator<Item = Model> {
        let unpublished = [Unpublished::Alone, Unpublished::Beside].into_iter();
        unpublished.flat_map(move |one| Model::bought(catalog, plan, wishes, now, one))
    }

    /// Fee by fee, and with the program bought as a whole, now or on a later day, where that has a price
    /// (rule E6).
    fn bought(
        catalog: &Catalog,
        plan: &PlanFile,
        wishes: &Wishes,
        now: Instant,
        unpublished: Unpublished,
    ) -> Vec<Model> {
        // Which program track it comes to follows from the courses.
        let plan = PlanFile { track: None, ..without_intentions(plan) };
        let plan = with_expected_failures(plan, catalog, wishes);
        let plan = with_formal_steps(plan, catalog);
        let bundled = with_bundle(&plan, catalog, wishes, now);
        let on = |plan: PlanFile| Model::on(catalog, plan, wishes, now, unpublished, None);
        let Some(unbundled) = on(plan) else {
            return Vec::new();
        };
        let mut kept: Vec<Model> = Vec::new();
        for model in bundled.into_iter().filter_map(on) {
            let can_pay = model.can_be_cheaper_than(&unbundled);
            if can_pay && !kept.iter().any(|other| other.covers_as_much_as(&model)) {
                kept.retain(|other| !model.covers_as_much_as(other));
                kept.push(model);
            }
        }
        std::iter::once(unbundled).chain(kept).collect()
    }

    /// Whether some choice may cost less than it does in a model of the same sessions.
    fn can_be_cheaper_than(&self, other: &Model) -> bool {
        let mut most = Cost::default();
        for (mine, others) in self.instance.courses.iter().zip(&other.instance.courses) {
            let pairs = mine.choices.iter().zip(&others.choices);
            let saved = |mine: &Choice, other: &Choice| {
                (
                    other.unpublished_fees.saturating_sub(mine.unpublished_fees),
                    other.cost.saturating_sub(mine.cost),
                )
            };
            let (mut unpublished, mut known) = (0, 0);
            for (fees, cost) in pairs.map(|(mine, other)| saved(mine, other)) {
                (unpublished, known) = (fees.max(unpublished), cost.max(known));
            }
            most.unpublished += unpublished;
            most.known += known;
        }
        let (mine, others) = (self.committed, other.committed);
        let price = mine.hundredths.saturating_sub(others.hundredths);
        most.unpublished > 0 || (mine.unpublished <= others.unpublished && most.known > price)
    }

    /// Whether no session costs more than in a model of the same sessions.
    fn covers_as_much_as(&self, other: &Model) -> bool {
        let mut pairs = self.instance.courses.iter().zip(&other.instance.courses);
        pairs.all(|(mine, others)| {
            let mut pairs = mine.choices.iter().zip(&others.choices);
            pairs.all(|(mine, other)| {
                mine.cost <= other.cost && mine.unpublished_fees <= other.unpublished_fees
            })
        })
    }

    /// The model for changes of the plan as it is.
    pub(super) fn as_planned(
        catalog: &Catalog,
        plan: &PlanFile,
        wishes: &Wishes,
        now: Instant,
    ) -> Option<Model> {
        let foundation = with_formal_steps(plan.clone(), catalog);
        Model::on(catalog, foundation, wishes, now, Unpublished::Beside, None)
    }

    /// The model for what is left once a course of a way was failed. The program is bought as a whole
    /// where the plan says so, and only then.
    pub(super) fn after(
        catalog: &Catalog,
        plan: &PlanFile,
        wishes: &Wishes,
        now: Instant,
        failure: Failure<'_>,
    ) -> Option<Model> {
        let plan = PlanFile { track: None, ..without_intentions(plan) };
        let plan = with_expected_failures(plan, catalog, wishes);
        let foundation = with_formal_steps(plan, catalog);
        Model::on(catalog, foundation, wishes, now, Unpublished::Alone, Some(failure))
    }

    fn on(
        catalog: &Catalog,
        foundation: PlanFile,
        wishes: &Wishes,
        now: Instant,
        unpublished: Unpublished,
        failure: Option<Failure<'_>>,
    ) -> Option<Model> {
        let resolved = Plan::resolve(foundation.clone(), catalog)?;
        let outlook = Outlook::new(catalog, &resolved, now);
        let courses = catalog.courses_for(&resolved.program);
        let heaviest = heaviest(&courses);
        let ground =
            Ground { catalog, wishes, now, outlook: &outlook, heaviest, unpublished, failure };
        let options = |course: &Arc<Course>, later: &[Day]| {
            let runs = runs_of(&foundation, course);
            choices::of_course(ground, course, resolved.course(course), runs, later)
        };
        let mut courses: Vec<ModelCourse> = courses
            .into_iter()
            .map(|course| {
                let (planned, runs) = (resolved.course(&course), runs_of(&foundation, &course));
                let options = options(&course, &[]);
                ModelCourse::new(ground, &resolved.program, &course, planned, runs, options)
            })
            .collect();
        let (studies, under_way) = under_way(ground, &resolved);
        let committed = committed(ground, &resolved);
        let beginnings = beginnings(ground, &resolved, &courses, &studies);
        for (one, later) in courses.iter_mut().zip(&beginnings.of) {
            if !later.is_empty() {
                one.options = options(&one.course, later);
            }
        }
        needs::add_those_that_may_count(ground, &resolved.program.requirement, &mut courses);
        add_only_wished(&mut courses, wishes);
        keep_what_is_left(&mut courses, failure, outlook.certificates_age());
        let mut needs = Needs {
            ground,
            plan: &resolved,
            courses: &courses,
            others: Vec::new(),
            tracks: Vec::new(),
        };
        let requirement = needs.of_the_program();
        let Needs { others, tracks, .. } = needs;
        let links = links::links(ground, &resolved, &courses);
        let one_place = &resolved.program.facts.course_fills_one_place;
        let (limits, within_budget) = limits(wishes, now, committed);
        let instance = Instance {
            courses: courses
                .iter()
                .enumerate()
                .map(|(at, course)| candidate(ground, at, course))
                .chain(others.iter().map(Other::candidate))
                .collect(),
            requirement: if within_budget { requirement } else { Need::Impossible },
            one_place: one_place.as_ref().is_some_and(|fact| fact.value),
            links,
            under_way: with_unplaced_of(studies, &under_way, courses.len(), heaviest),
            limits,
        };
        Some(Model {
            foundation,
            courses,
            others,
            tracks,
            platform: catalog.platform(),
            heaviest,
            committed,
            under_way,
            instance,
            complete: beginnings.complete,
        })
    }

    /// What a choice comes to, with what is to be paid in any case.
    pub(super) fn comes_to(&self, chosen: &Chosen) -> Worth {
        self.and_committed(worth(&self.instance, chosen))
    }

    /// What was found, with what is to be paid in any case.
    pub(super) fn with_committed(&self, found: Found) -> Found {
        let found = self.as_published_as_can_be(found);
        let Found { chosen, worth } = self.in_recommended_order(self.as_early_as_can_be(found));
        Found { chosen, worth: self.and_committed(worth) }
    }

    /// Of choices that come to the same, one with as many of several attempts in one course in published
    /// sessions as can be: those are what can be joined now.
    fn as_published_as_can_be(&self, mut found: Found) -> Found {
        for (at, course) in self.courses.iter().enumerate() {
            let named = |index: usize| {
                let files = course.options.get(index).map_or(&[][..], SessionChoice::added);
                files.iter().filter(|file| file.run.is_some()).count()
            };
            let Some(taken) = found.chosen.get(at).copied().flatten() else {
                continue;
            };
            let attempts = course.options.get(taken).map_or(0, |option| option.added().len());
            if attempts < 2 || named(taken) == attempts {
                continue;
            }
            let more = (0..course.options.len()).filter(|index| named(*index) > named(taken));
            let others = ordered(more.collect(), |index| Reverse(named(*index)));
            let better = others.into_iter().find_map(|index| {
                let mut chosen = found.chosen.clone();
                *chosen.get_mut(at)? = Some(index);
                let worth = worth(&self.instance, &chosen);
                let is_as_good = worth.no_worse(&found.worth);
                (is_as_good && allows(&self.instance, &chosen)).then_some(Found { chosen, worth })
            });
            found = better.unwrap_or(found);
        }
        found
    }

    /// Of choices that come to the same, one in which no course can be taken in an earlier session by
    /// itself: then most time is left where one is failed (rule F3).
    fn as_early_as_can_be(&self, mut found: Found) -> Found {
        for (at, course) in self.courses.iter().enumerate() {
            let taken = found.chosen.get(at).copied().flatten();
            let Some(taken) = taken.and_then(|index| course.options.get(index)) else {
                continue;
            };
            // The beginnings of one session differ in days only.
            let options = course.options.iter().enumerate();
            let is_earlier = |one: &SessionChoice| {
                if one.earns.id == taken.earns.id {
                    one.fails_sooner(taken) || one.begins_sooner(taken)
                } else {
                    one.earns.id.is_some()
                        && one.choice.released.is_some()
                        && one.choice.released < taken.choice.released
                }
            };
            let earlier: Vec<(Day, usize)> = options
                .filter(|(_, one)| is_earlier(one))
                .map(|(index, one)| (one.choice.released.unwrap_or(Day::MAX), index))
                .collect();
            for (_, index) in ordered(earlier, |one| *one) {
                let mut chosen = found.chosen.clone();
                chosen.iter_mut().skip(at).take(1).for_each(|choice| *choice = Some(index));
                let as_good = || worth(&self.instance, &chosen) == found.worth;
                if allows(&self.instance, &chosen) && as_good() {
                    found.chosen = chosen;
                    break;
                }
            }
        }
        found
    }

    /// The same with what is to be paid in any case.
    pub(super) fn and_committed(&self, mut worth: Worth) -> Worth {
        worth.cost.known = worth.cost.known.saturating_add(self.committed.hundredths);
        worth.cost.unpublished = worth.cost.unpublished.saturating_add(self.committed.unpublished);
        worth
    }

    /// The plan with what was chosen.
    pub(super) fn altered(&self, chosen: &Chosen) -> PlanFile {
        let mut plan = self.foundation.clone();
        let taken = self.courses.iter().zip(chosen);
        for (course, index) in taken {
            let option = index.and_then(|index| course.options.get(index));
            if let Some(option) = option {
                foundation::apply(&mut plan, &course.course.facts.id, &option.alteration);
            }
        }
        let track = needs::best_track(&self.tracks, &self.instance, chosen);
        // A learner who goes for a track keeps it, also where another would do.
        plan.track = plan.track.or(track.cloned());
        plan
    }

    /// What was chosen in a plan that was made from this model; none where it was not.
    pub(super) fn chosen_in(&self, plan: &PlanFile) -> Option<Chosen> {
        if plan.bundle != self.foundation.bundle {
            return None;
        }
        let entry = |plan: &PlanFile, course: &ModelCourse| {
            let found = plan.courses.iter().find(|one| one.course == course.course.facts.id);
            found.map_or(Vec::new(), |one| one.runs.clone())
        };
        let chosen = self.courses.iter().map(|course| {
            let wanted = entry(plan, course);
            let gives = |option: &SessionChoice| {
                let mut altered = self.foundation.clone();
                foundation::apply(&mut altered, &course.course.facts.id, &option.alteration);
                entry(&altered, course) == wanted
            };
            let options = course.options.iter().enumerate().filter(|(_, option)| gives(option));
            // What is in the plan anyway need not be what the way counts on.
            let untouched = (entry(&self.foundation, course) == wanted).then_some(None);
            let found: Vec<Option<usize>> =
                options.map(|(index, _)| Some(index)).chain(untouched).collect();
            (!found.is_empty()).then_some(found)
        });
        let found: Option<Vec<Vec<Option<usize>>>> = chosen.collect();
        found.map(|found| self.with_others(self.best_of(&found)))
    }

    /// Of the options that give the same plan, those that go together and come to the least. They are
    /// several where a session is failed, since a plan does not say on what day that was begun.
    fn best_of(&self, found: &[Vec<Option<usize>>]) -> Chosen {
        let first = found.iter().map(|options| options.first().copied().flatten());
        let mut chosen: Chosen = first.collect();
        let with = |chosen: &Chosen, course: usize, index: Option<usize>| {
            let mut other = chosen.clone();
            other.iter_mut().skip(course).take(1).for_each(|choice| *choice = index);
            other
        };
        let rank = |chosen: &Chosen| {
            let whole = self.with_others(chosen.clone());
            let broken = self.instance.links.iter().filter(|link| !holds(link, &whole)).count();
            (broken, !allows(&self.instance, &whole), worth(&self.instance, &whole))
        };
        let mut least = rank(&chosen);
        // What one course is best at may hang on another one that is looked at later.
        loop {
            let before = least;
            for (course, options) in found.iter().enumerate().filter(|(_, all)| all.len() > 1) {
                let others = options.iter().map(|index| with(&chosen, course, *index));
                let best = others.map(|other| (rank(&other), other)).min_by_key(|(rank, _)| *rank);
                if let Some((rank, better)) = best.filter(|(rank, _)| *rank < least) {
                    (least, chosen) = (rank, better);
                }
            }
            if least == before {
                return chosen;
            }
        }
    }

    /// The courses whose chosen session is one of those that are asked for.
    pub(super) fn courses_where(
        &self,
        chosen: &Chosen,
        is_asked_for: impl Fn(&SessionChoice) -> bool,
    ) -> Vec<CourseId> {
        let chosen = self.courses.iter().zip(chosen);
        let options = chosen.filter_map(|(one, index)| Some((one, one.options.get((*index)?)?)));
        let asked_for = options.filter(|(_, option)| is_asked_for(option));
        asked_for.map(|(one, _)| one.course.facts.id.clone()).collect()
    }

    /// The choice with what is needed beside courses, as far as the requirement is not met without it.
    fn with_others(&self, mut chosen: Chosen) -> Chosen {
        let courses = chosen.len();
        chosen.extend(self.others.iter().map(|_| Some(0)));
        for place in courses..chosen.len() {
            let mut fewer = chosen.clone();
            fewer.iter_mut().skip(place).take(1).for_each(|choice| *choice = None);
            if met_on(&self.instance, &self.instance.requirement, &fewer).is_some() {
                chosen = fewer;
            }
        }
        chosen
    }

    /// What was chosen of what no source lists.
    pub(super) fn unlisted_in(&self, chosen: &Chosen) -> Vec<String> {
        let unlisted = self.others_in(chosen).filter_map(|other| match other {
            Other::Unlisted(title) => Some(title.clone()),
            Other::Certificate(_) => None,
        });
        unlisted.collect()
    }

    /// The nested programs whose certificate is counted on.
    pub(super) fn programs_in(&self, chosen: &Chosen) -> Vec<ProgramId> {
        let programs = self.others_in(chosen).filter_map(|other| match other {
            Other::Certificate(program) => Some(program.clone()),
            Other::Unlisted(_) => None,
        });
        programs.collect()
    }

    fn others_in(&self, chosen: &Chosen) -> impl Iterator<Item = &Other> {
        let taken = self.others.iter().zip(chosen.iter().skip(self.courses.len()));
        taken.filter(|(_, choice)| choice.is_some()).map(|(other, _)| other)
    }
}

/// The models with the fewest certificates without a date: without sessions beside the published ones, unless with
/// them there are fewer. After these come models for ways that cost less with more such certificates, each with
/// as few as can be, then for those that are lighter: more money, hours or time never hide a way that is cheaper or
/// lighter.
fn as_published(models: impl Fn(Unpublished) -> Vec<Model>) -> Vec<Model> {
    // All these questions together have the steps of one.
    let left = &mut { STEPS_MAX };
    let alone = models(Unpublished::Alone);
    let mut beside = models(Unpublished::Beside);
    let before = fewest_undated(&alone, left);
    // What is published stands beside, too.
    let after = if before.0 == Some(0) { before } else { fewest_undated(&beside, left) };
    if beside.iter().flat_map(|model| &model.instance.courses).any(|one| one.wanted) {
        let unwished = models(Unpublished::BesideUnwished);
        if fewest_undated(&unwished, left).0 == after.0 {
            beside = unwished;
        }
    }
    let is_fewer = after.0.is_some_and(|after| before.0.is_none_or(|before| after < before));
    let mut kept = if is_fewer {
        limited(&beside, after, Better::Any)
    } else {
        limited(&alone, before, Better::Any)
    };
    for better_than in [cheaper_than, lighter_than] {
        let mut better_than_known = better_than(&kept, left);
        while let Some(better) = better_than_known {
            let (fewest, is_sure) = fewest_undated(&limited(&beside, (None, false), better), left);
            if fewest.is_none() && is_sure {
                break;
            }
            let mut more = limited(&beside, (fewest, is_sure), better);
            // Where it is not known how few there can be, what is found may not be the best.
            more.iter_mut().for_each(|model| model.complete &= is_sure);
            // Whatever is in these is better than all before it.
            better_than_known = fewest.and_then(|_| better_than(&more, left));
            kept.extend(more);
        }
    }
    kept
}

/// What is asked of ways that have more certificates without a date than there must be.
#[derive(Clone, Copy)]
enum Better {
    Any,
    /// They cost less than this.
    Cheaper(Cost),
    /// They take so much at any time at most.
    Lighter(Peak),
}

/// The same with the fewest certificates without a date, as far as they are known, and only what is better in that.
fn limited(models: &[Model], fewest: Fewest, better: Better) -> Vec<Model> {
    let limited = models.iter().filter_map(|model| {
        let mut model = model.clone();
        model.instance.limits.undated = fewest.0;
        model.instance.limits.undated_at_least = fewest.0.filter(|_| fewest.1).unwrap_or(0);
        let own = |below: Cost| {
            let unpublished = below.unpublished.checked_sub(model.committed.unpublished)?;
            // Fewer fees that are not published are less, whatever the others come to.
            let known = below.known.saturating_sub(model.committed.hundredths);
            Some(Cost { unpublished, known })
        };
        match better {
            Better::Any => {}
            Better::Cheaper(below) => model.instance.limits.below = Some(own(below)?),
            Better::Lighter(most) => model.instance.limits.peak = Some(most),
        }
        Some(model)
    });
    limited.collect()
}

/// The fewest certificates without a date of all choices of some models, and whether that is sure.
type Fewest = (Option<u32>, bool);

/// Searches for them; `left` counts the steps.
fn fewest_undated(models: &[Model], left: &mut u64) -> Fewest {
    models.iter().fold((None, true), |(fewest, is_sure), model| {
        let found = search::fewest_undated(&model.instance, *left);
        *left -= found.steps;
        (fewest.into_iter().chain(found.undated).min(), is_sure && found.proven)
    })
}

/// What is cheaper than all ways, as far as the search finds the cheapest.
fn cheaper_than(models: &[Model], left: &mut u64) -> Option<Better> {
    let cheapest =
        least(models, Objective::Cost, left).into_iter().map(|worth| worth.cost).min()?;
    Some(Better::Cheaper(cheapest))
}

/// What is lighter than all ways, as far as the search finds the lightest.
fn lighter_than(models: &[Model], left: &mut u64) -> Option<Better> {
    let lightest =
        least(models, Objective::Peak, left).into_iter().map(|worth| worth.peak).min()?;
    search::below(lightest).map(Better::Lighter)
}

fn least(models: &[Model], objective: Objective, left: &mut u64) -> Vec<Worth> {
    let mut all = Vec::new();
    for model in models {
        let best = search::best(&model.instance, &[objective], *left);
        *left -= best.steps;
        push_some(&mut all, best.plan.map(|found| model.and_committed(found.worth)));
    }
    all
}

/// The sessions of a course that a plan names.
fn runs_of<'a>(plan: &'a PlanFile, course: &Course) -> &'a [PlannedRunFile] {
    let written = plan.courses.iter().find(|one| one.course == course.facts.id);
    written.map_or(&[], |one| &one.runs)
}

/// The sessions that go on, as what they take of the days and as a way shows them.
fn under_way(ground: Ground<'_>, plan: &Plan) -> (Vec<Study>, Vec<WaySession>) {
    let going_on = plan.courses.iter().flat_map(|planned| choices::under_way(ground, planned));
    let (studies, sessions): (Vec<Option<Study>>, Vec<WaySession>) = going_on.unzip();
    (studies.into_iter().flatten().collect(), sessions)
}

/// Beside each session of a course that is wished, or required before one that is, the same without it filling a
/// place, where a capstone would wait for it.
fn add_only_wished(courses: &mut [ModelCourse], wishes: &Wishes) {
    let waits = courses.iter().any(|one| one.course.facts.capstone.is_some());
    let mut ids = wishes.with_courses.clone();
    let mut looked_at = 0;
    while let Some(id) = ids.get(looked_at) {
        let own = courses.iter().find(|one| one.course.facts.id == *id);
        let first: Vec<CourseId> =
            own.iter().flat_map(|one| one.course.required_first()).cloned().collect();
        ids.extend(first.into_iter().filter(|first| !ids.contains(first)).collect::<Vec<_>>());
        looked_at += 1;
    }
    let wished = courses
        .iter_mut()
        .filter(|one| one.course.facts.capstone.is_none() && ids.contains(&one.course.facts.id));
    for one in wished.filter(|_| waits) {
        one.options.extend(uncounted(&one.options));
    }
}

fn heaviest(courses: &[Arc<Course>]) -> Option<u32> {
    let stated = courses.iter().filter_map(|course| course.facts.hours_per_week.as_ref());
    stated.map(|fact| fact.value.max).max()
}

/// What is to be paid whatever is chosen.
fn committed(ground: Ground<'_>, plan: &Plan) -> Committed {
    let mut committed = bundle(ground.outlook);
    for planned in &plan.courses {
        let own = choices::committed(ground, planned, planned.runs.iter());
        committed.hundredths += own.hundredths;
        committed.unpublished += own.unpublished;
    }
    committed
}

/// The price of the program as a whole, where it is still to be paid.
fn bundle(outlook: &Outlook<'_>) -> Committed {
    let price = outlook.bundle_to_pay().map(|price| price.high);
    match price {
        None => Committed::default(),
        Some(None) => Committed { hundredths: 0, unpublished: 1 },
        Some(Some(price)) => Committed { hundredths: price.hundredths(), unpublished: 0 },
    }
}

/// Once a course was failed, only what can still be joined then. Where certificates grow old, what was
/// joined by then need not fill a place any more.
fn keep_what_is_left(
    courses: &mut [ModelCourse],
    failure: Option<Failure<'_>>,
    certificates_age: bool,
) {
    for (at, one) in courses.iter_mut().enumerate() {
        if let Some(failure) = failure {
            one.options = failure.left(at, std::mem::take(&mut one.options));
            if certificates_age && failure.has_joined(at) {
                one.options.extend(uncounted(&one.options));
            }
        }
    }
}

fn uncounted(options: &[SessionChoice]) -> Vec<SessionChoice> {
    options.iter().map(|option| SessionChoice { counts: Truth::No, ..option.clone() }).collect()
}

fn candidate(ground: Ground<'_>, at: usize, course: &ModelCourse) -> Candidate {
    // What was failed, or begun or paid by then, is paid, whether it is needed or not.
    let is_paid = ground.failure.is_some_and(|failure| {
        failure.failed(course.course.position).is_some() || failure.has_joined(at)
    });
    let is_wished = ground.wishes.with_courses.contains(&course.course.facts.id);
    Candidate {
        choices: course
            .options
            .iter()
            .map(|option| with_unplaced(ground, at, course, option))
            .collect(),
        wanted: is_paid || is_wished,
    }
}

/// Days after all others, on which no limit holds.
const UNPLACED: Day = 1_000_000_000;

/// The choice, with the study of sessions that no day is known of at a time of their own: whenever they come, they
/// take their hours.
fn with_unplaced(
    ground: Ground<'_>,
    at: usize,
    course: &ModelCourse,
    option: &SessionChoice,
) -> Choice {
    let mut choice = option.choice.clone();
    let ahead = option.added().len().max(usize::from(option.joins.is_some()));
    if choice.study.len() < ahead {
        choice.study.push(unplaced(at, choices::hours(ground, &course.course)));
    }
    choice
}

/// The study that goes on, with that of sessions that no day is known of, after those of the courses.
fn with_unplaced_of(
    mut studies: Vec<Study>,
    under_way: &[WaySession],
    courses: usize,
    heaviest: Option<u32>,
) -> Vec<Study> {
    let undated = under_way.iter().enumerate().filter(|(_, session)| session.from.is_none());
    let hours = |session: &WaySession| session.hours.or(heaviest);
    studies.extend(undated.map(|(at, session)| unplaced(courses + at, hours(session))));
    studies
}

fn unplaced(at: usize, hours: Option<u32>) -> Study {
    // Not beside each other: whether they are at the same time is not known.
    let on = UNPLACED + 2 * Day::try_from(at).unwrap_or_default();
    Study { from: on, to: on, hours: hours.unwrap_or(0), hours_stated: hours.is_some() }
}

/// The limits, and whether what is to be paid in any case is within the budget.
fn limits(wishes: &Wishes, now: Instant, committed: Committed) -> (Limits, bool) {
    let at_once = wishes.courses_at_once.and_then(|courses| usize::try_from(courses).ok());
    // What is to be paid in any case is taken off; where its fee is not known, no budget is certain.
    let left = |budget: u64| {
        budget.checked_sub(committed.hundredths).filter(|_| committed.unpublished == 0)
    };
    let budget = wishes.budget.map(|budget| left(budget.hundredths()));
    let limits = Limits {
        hours: hours_limits(wishes, now),
        at_once,
        ready_by: wishes.ready_by.map(day),
        budget: budget.flatten(),
        undated: None,
        undated_at_least: 0,
        below: None,
        peak: None,
    };
    (limits, budget != Some(None))
}

/// The limits of hours: each time with its own, and all other days with that for all weeks.
fn hours_limits(wishes: &Wishes, now: Instant) -> Vec<HoursLimit> {
    let between = wishes.hours_between.iter().map(|between| HoursLimit {
        from: day(between.from),
        to: day(between.to),
        hours: between.hours,
    });
    let mut limits = ordered(between.collect(), |limit| limit.from);
    let Some(hours) = wishes.hours_per_week else {
        return limits;
    };
    let mut from = day(now.date_utc());
    for own in limits.clone() {
        if from < own.from {
            limits.push(HoursLimit { from, to: own.from - 1, hours });
        }
        from = from.max(own.to.saturating_add(1));
    }
    limits.push(HoursLimit { from, to: UNPLACED - 1, hours });
    limits
}

/// The number of a day.
pub(super) fn day(date: Date) -> Day {
    date.days_since_1970()
}

/// The day of the earliest date of a certificate; none where it is not known.
pub(super) fn released(outlook: &SessionOutlook, now: Instant) -> Option<Day> {
    let today = day(now.date_utc());
    match outlook.certificate.from {
        Bound::At(moment) => Some(day(moment.date()).max(today)),
        // What is held delays nothing, whenever it came.
        Bound::Open | Bound::Unknown if outlook.held == Truth::Yes => Some(today),
        Bound::Open | Bound::Unknown => None,
    }
}

/// The same session, its certificate counted on when it is surely there: at the stated end of its
/// dates, otherwise the wished margin after the earliest one.
pub(super) fn surely(mut outlook: SessionOutlook, wishes: &Wishes) -> SessionOutlook {
    let margin = wishes.certificate_margin_days.unwrap_or(0);
    outlook.certificate.from = match (outlook.certificate.from, outlook.certificate.to) {
        (Bound::At(_), Bound::At(to)) => Bound::At(to),
        (Bound::At(from), _) => Bound::At(from.plus_days(margin)),
        (unknown, _) => unknown,
    };
    outlook
}
