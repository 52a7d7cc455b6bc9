//! The requirement tree with what fills it (rules B1 to B5, C4).

mod lacking;
mod leaf;

use crate::assessment::reason::{Because, Effect, Reason, Remedy, Unknown};
use crate::assessment::run::{Context, Truths, effect_of};
use crate::assessment::tree::lacking::{add_courses, ask_which, choose_track};
use crate::assessment::tree::leaf::{course, nested, unlisted, unlisted_in_choice, unreadable};
use crate::assessment::{RequirementNode, RequirementState};
use crate::catalog::Course;
use crate::catalog::requirement::{Requirement, Track};
use crate::moment::{Basis, Bound, DateRange, Moment};
use crate::order::{order, ordered, push_some};
use crate::plan::Plan;
use crate::rule::Rule;
use crate::truth::Truth;

pub(super) use crate::assessment::tree::leaf::{completed_in_time, reaches_an_exam};

/// The answers for the courses of a program, and what the tree must know beside them.
#[derive(Clone)]
pub(super) struct Leaves<'a> {
    pub(super) context: Context<'a>,
    /// The courses of the program, in its order, and those required before.
    pub(super) courses: Vec<Answer>,
    /// When the capstone begins, where that is known (rule A12).
    pub(super) capstone_start: Option<Moment>,
    /// When the other certificates are there that the capstone follows, where nobody has published when
    /// it begins.
    pub(super) capstone_not_before: Option<Moment>,
    /// Whether the capstone is behind.
    pub(super) capstone_held: bool,
    /// An answer that is assumed to a fact of the requirement that is missing.
    pub(super) assumed: Option<(Unknown, Truth)>,
}

/// The answers for one course.
#[derive(Clone)]
pub(super) struct Answer {
    /// The course, by its place in the catalog.
    pub(super) position: usize,
    /// Over all sessions.
    pub(super) truths: Truths,
    /// What the plan comes to once what must come before is planned too (rules B8, F1).
    pub(super) once_ready: Truth,
    /// The session that counts.
    pub(super) counted: Option<usize>,
    /// Session by session, as the plan lists them; none where the answer is assumed.
    pub(super) runs: Vec<Truths>,
}

/// A node with its answers.
pub(super) struct Node<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) truths: Truths,
    /// What the plan comes to once what must come before is planned too (rules B8, F1).
    pub(super) once_ready: Truth,
    pub(super) counted: bool,
    pub(super) children: Vec<Node<'a>>,
    pub(super) reasons: Vec<Reason>,
    pub(super) missing: Vec<Unknown>,
}

/// What a node stands for.
#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    Requirement(&'a Requirement),
    Track(&'a Track),
}

impl Leaves<'_> {
    pub(super) fn of(&self, course: &Course) -> Option<&Answer> {
        self.courses.iter().find(|answer| answer.position == course.position)
    }

    /// The answer that is assumed to a missing fact.
    pub(super) fn assumed(&self, fact: &Unknown) -> Option<Truth> {
        let assumed = self.assumed.as_ref().filter(|(assumed, _)| assumed == fact);
        assumed.map(|(_, truth)| *truth)
    }

    /// The same leaves with other answers for one course.
    pub(super) fn with(&self, position: usize, truths: Truths) -> Self {
        let mut changed = self.clone();
        for answer in changed.courses.iter_mut().filter(|answer| answer.position == position) {
            answer.truths = truths;
            answer.once_ready = truths.planned;
            answer.runs.clear();
        }
        changed
    }
}

/// Evaluates a requirement for the leaves.
pub(super) fn evaluate<'a>(requirement: &'a Requirement, leaves: &Leaves<'_>) -> Node<'a> {
    match requirement {
        Requirement::AllOf { of, .. } => all_of(requirement, of, leaves),
        Requirement::MinNumberOf { number, advanced, of, .. } => {
            min_number_of(requirement, *number, *advanced, of, leaves)
        }
        Requirement::OneTrackOf { tracks, .. } => one_track_of(requirement, tracks, leaves),
        Requirement::Course(leaf) => course(requirement, leaf, leaves),
        Requirement::Program(program) => nested(requirement, program, leaves),
        Requirement::Unlisted { title } => unlisted(requirement, title, Truth::Unknown, leaves),
        Requirement::Unreadable { title, of, .. } => {
            unreadable(requirement, title.as_ref(), of, leaves)
        }
    }
}

fn all_of<'a>(
    requirement: &'a Requirement,
    of: &'a [Requirement],
    leaves: &Leaves<'_>,
) -> Node<'a> {
    let children: Vec<Node<'_>> = of.iter().map(|child| evaluate(child, leaves)).collect();
    let truths = every(children.iter().map(|child| child.truths));
    let mut node = Node::new(requirement, truths, children);
    node.children.iter_mut().for_each(|child| child.counted = child.is_in_plan());
    node
}

/// Every part: each answer is the weakest, and the date is the latest (rule C4).
fn every(parts: impl Iterator<Item = Truths>) -> Truths {
    let nothing = Truths {
        held: Truth::Yes,
        planned: Truth::Yes,
        possible: Truth::Yes,
        certificate: AT_ANY_TIME,
    };
    parts.fold(nothing, |all, part| Truths {
        held: all.held.and(part.held),
        planned: all.planned.and(part.planned),
        possible: all.possible.and(part.possible),
        certificate: if part.planned == Truth::No {
            all.certificate.both(DateRange::UNKNOWN)
        } else {
            all.certificate.both(part.certificate)
        },
    })
}

/// At least one.
fn any_of(truths: impl Iterator<Item = Truth>) -> Truth {
    truths.fold(Truth::No, Truth::or)
}

/// The date of a requirement that asks for nothing: it delays nothing.
pub(super) const AT_ANY_TIME: DateRange =
    DateRange { from: Bound::Unknown, to: Bound::At(Moment::BEGINNING), basis: Basis::Published };

fn min_number_of<'a>(
    requirement: &'a Requirement,
    number: usize,
    advanced: usize,
    of: &'a [Requirement],
    leaves: &Leaves<'_>,
) -> Node<'a> {
    let children: Vec<Node<'_>> =
        of.iter().map(|child| evaluate_in_choice(child, of, leaves)).collect();
    let is_advanced: Vec<Truth> = of.iter().map(|child| advanced_truth(child, leaves)).collect();
    let at_least = |pick: fn(&Truths) -> Truth| {
        let met = Truth::at_least(number, children.iter().map(|child| pick(&child.truths)));
        let both = |(child, advanced): (&Node<'_>, &Truth)| pick(&child.truths).and(*advanced);
        met.and(Truth::at_least(advanced, children.iter().zip(&is_advanced).map(both)))
    };
    // The platform looks at every child of such a group, and may fail over one of them (rule B3).
    let readable = |pick: fn(&Truths) -> Truth| {
        (!any_of(children.iter().map(|child| child.fails(pick)))).and(at_least(pick))
    };
    let held = readable(|truths| truths.held);
    let planned = readable(|truths| truths.planned);
    let possible = readable(|truths| truths.possible).or(planned);
    let chosen = choose(&children, &is_advanced, number, advanced);
    let parts = chosen.iter().filter_map(|index| children.get(*index));
    let certificate = every(parts.map(|child| child.truths)).certificate;
    let mut node =
        Node::new(requirement, Truths { held, planned, possible, certificate }, children);
    for index in chosen {
        if let Some(child) = node.children.get_mut(index) {
            child.counted = child.is_in_plan();
        }
    }
    if let Requirement::MinNumberOf { title, .. } = requirement {
        node.explain_choice(title.as_ref(), number, advanced, &is_advanced);
    }
    node
}

/// Evaluates one of the children of a group of which some are to be met.
pub(super) fn evaluate_in_choice<'a>(
    child: &'a Requirement,
    of: &'a [Requirement],
    leaves: &Leaves<'_>,
) -> Node<'a> {
    if let Requirement::Unlisted { title } = child {
        unlisted(child, title, unlisted_in_choice(of, leaves), leaves)
    } else {
        evaluate(child, leaves)
    }
}

/// Whether a child of a choice is an advanced course (rule B5); of what is no course no source says.
pub(super) fn advanced_truth(child: &Requirement, leaves: &Leaves<'_>) -> Truth {
    let Requirement::Course(leaf) = child else {
        return Truth::Unknown;
    };
    let stated = leaf.course.facts.advanced.as_ref().map(|fact| fact.value);
    let assumed = || leaves.assumed(&Unknown::Advanced { course: leaf.course.facts.id.clone() });
    stated.map_or_else(|| assumed().unwrap_or(Truth::Unknown), Truth::from)
}

/// The children that count: the best `number`, `advanced` of them advanced as far as that goes.
fn choose(
    children: &[Node<'_>],
    is_advanced: &[Truth],
    number: usize,
    advanced: usize,
) -> Vec<usize> {
    let ranked = order(children, &|left, right| rank(left).cmp(&rank(right)));
    let known_advanced = |index: &usize| {
        let advanced = is_advanced.get(*index).copied().unwrap_or(Truth::Unknown);
        children.get(*index).map_or(Truth::No, |child| child.once_ready).and(advanced)
    };
    let by_advanced = ordered(ranked.clone(), |index| std::cmp::Reverse(known_advanced(index)));
    let mut chosen: Vec<usize> = by_advanced.into_iter().take(advanced).collect();
    for index in ranked {
        if chosen.len() < number && !chosen.contains(&index) {
            chosen.push(index);
        }
    }
    chosen
}

/// What is earned comes first, then what is planned, then what comes soonest; what may be earned
/// already says less than what surely will be.
fn rank(node: &Node<'_>) -> impl Ord {
    let Truths { held, planned, possible, certificate } = node.truths;
    let sure = (held == Truth::Yes, planned, node.once_ready, held, possible);
    (std::cmp::Reverse(sure), certificate.preference())
}

fn one_track_of<'a>(
    requirement: &'a Requirement,
    tracks: &'a [Track],
    leaves: &Leaves<'_>,
) -> Node<'a> {
    let children: Vec<Node<'_>> = tracks
        .iter()
        .map(|track| {
            let inner = evaluate(&track.requirement, leaves);
            let truths = inner.truths;
            Node { kind: Kind::Track(track), ..Node::new(requirement, truths, vec![inner]) }
        })
        .collect();
    let best = best_track(&children, leaves.context.plan);
    let any = |pick: fn(&Truths) -> Truth| any_of(children.iter().map(|child| pick(&child.truths)));
    let (held, planned, possible) =
        (any(|truths| truths.held), any(|truths| truths.planned), any(|truths| truths.possible));
    let chosen = best.and_then(|index| children.get(index));
    let certificate = chosen.map_or(DateRange::UNKNOWN, |child| child.truths.certificate);
    let because = match chosen {
        None => {
            let remedy = choose_track(&children);
            Some(Reason { remedy, ..reason(Rule::B4, effect_of(planned), no_track(requirement)) })
        }
        Some(child) => track_not_met(child).map(|not_met| {
            // Where the track that is begun cannot be met any more, another one may be.
            let gone = child.truths.possible == Truth::No;
            Reason { remedy: gone.then(|| choose_track(&children)).flatten(), ..not_met }
        }),
    };
    let mut node =
        Node::new(requirement, Truths { held, planned, possible, certificate }, children);
    if let Some(child) = best.and_then(|index| node.children.get_mut(index)) {
        child.counted = true;
        child.children.iter_mut().for_each(|inner| inner.counted = true);
    }
    push_some(&mut node.reasons, because);
    node
}

/// The track that is met, otherwise the learner's, otherwise the one nearest to being met; none
/// where the plan has no course of any.
fn best_track(tracks: &[Node<'_>], plan: &Plan) -> Option<usize> {
    let own = |node: &Node<'_>| matches!(node.kind, Kind::Track(track) if plan.goes_for(track));
    let planned = |node: &Node<'_>| {
        node.children.first().map_or(0, |inner| {
            let (_, held, planned, _) = inner.count(0);
            held + planned
        })
    };
    // Courses of the plan that may be earned as well, where their results are open.
    let in_plan = |node: &Node<'_>| {
        let mut courses = 0_u32;
        node.each(&mut |leaf| {
            let is_open = leaf.course().is_some() && leaf.truths.planned != Truth::No;
            courses += u32::from(is_open);
        });
        courses
    };
    let rank = |node: &Node<'_>| {
        let Truths { held, planned: will_be, possible, certificate } = node.truths;
        let (held, met) = (held == Truth::Yes, will_be == Truth::Yes);
        let key = (held, met, own(node), planned(node), in_plan(node), will_be, possible);
        let Kind::Track(track) = node.kind else {
            return (std::cmp::Reverse(key), certificate.preference(), None);
        };
        // Among equals the order in which a file lists them decides nothing.
        (std::cmp::Reverse(key), certificate.preference(), Some(track.id.clone()))
    };
    let begun =
        |node: &Node<'_>| own(node) || in_plan(node) > 0 || node.truths.planned == Truth::Yes;
    let candidates = tracks.iter().enumerate().filter(|(_, node)| begun(node));
    candidates.min_by_key(|(_, node)| rank(node)).map(|(index, _)| index)
}

/// No track is chosen, and the plan has no course of any.
fn no_track(requirement: &Requirement) -> Because {
    let title = match requirement {
        Requirement::OneTrackOf { title, .. } => title.clone(),
        Requirement::AllOf { .. }
        | Requirement::MinNumberOf { .. }
        | Requirement::Course(_)
        | Requirement::Program(_)
        | Requirement::Unlisted { .. }
        | Requirement::Unreadable { .. } => None,
    };
    Because::GroupNotMet { title, needed: 1, held: 0, planned: 0, open: 0 }
}

/// The track that counts is not met, whatever another might come to.
fn track_not_met(node: &Node<'_>) -> Option<Reason> {
    let Kind::Track(track) = node.kind else {
        return None;
    };
    if node.truths.planned == Truth::Yes {
        return None;
    }
    let inner = node.children.first()?;
    let (needed, held, planned, open) = inner.count(inner.children.len());
    let (track, title) = (track.id.clone(), track.title.clone());
    let because = Because::TrackNotMet { track, title, needed, held, planned, open };
    Some(reason(Rule::B4, effect_of(node.truths.planned), because))
}

impl<'a> Node<'a> {
    fn new(requirement: &'a Requirement, truths: Truths, children: Vec<Node<'a>>) -> Node<'a> {
        Node {
            kind: Kind::Requirement(requirement),
            truths,
            once_ready: truths.planned,
            counted: false,
            children,
            reasons: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Whether the platform fails over the node when `met` says what is met: it does not look beyond
    /// the first unmet part of an "all of", and looks at every part of other groups (rule B3).
    pub(super) fn fails(&self, met: fn(&Truths) -> Truth) -> Truth {
        let any_fails = || any_of(self.children.iter().map(|child| child.fails(met)));
        let Kind::Requirement(requirement) = self.kind else {
            return any_fails();
        };
        match requirement {
            Requirement::AllOf { .. } => {
                let (mut fails, mut looked_at) = (Truth::No, Truth::Yes);
                for child in &self.children {
                    fails = fails.or(looked_at.and(child.fails(met)));
                    looked_at = looked_at.and(met(&child.truths));
                }
                fails
            }
            Requirement::MinNumberOf { .. } => any_fails(),
            Requirement::Program(program) => {
                let paid_mode = program.facts.paid_mode.as_ref().map(|fact| fact.value);
                // Who holds its certificate paid for it: its own requirement is not looked at.
                let by_courses = match paid_mode {
                    None if self.truths.held == Truth::Yes => Truth::No,
                    stated => !Truth::from(stated),
                };
                by_courses.and(any_fails())
            }
            Requirement::Unreadable { stops_program, .. } => Truth::from(*stops_program),
            // Tracks are the catalog's own word: the platform's records have none.
            Requirement::OneTrackOf { .. }
            | Requirement::Course(_)
            | Requirement::Unlisted { .. } => Truth::No,
        }
    }

    /// How many children are needed, held, planned beside those held, and open.
    fn count(&self, needed: usize) -> (u32, u32, u32, u32) {
        let (mut held, mut planned, mut open) = (0, 0, 0);
        for child in &self.children {
            match child.once_ready {
                _ if child.truths.held == Truth::Yes => held += 1,
                Truth::Yes => planned += 1,
                Truth::Unknown => open += 1,
                Truth::No => {}
            }
        }
        (number_of(needed), held, planned, open)
    }

    fn explain_choice(
        &mut self,
        title: Option<&String>,
        number: usize,
        advanced: usize,
        is_advanced: &[Truth],
    ) {
        let (needed, held, planned, open) = self.count(number);
        let met = held + planned;
        if met < needed {
            let effect = effect_of(self.truths.planned);
            let title = title.cloned();
            let because = Because::GroupNotMet { title, needed, held, planned, open };
            // What the plan has and is open may do: nothing is added in its place.
            let has = || self.children.iter().zip(is_advanced);
            let has = || has().filter(|(child, _)| child.is_in_plan());
            let may_be_advanced = has().filter(|(_, advanced)| **advanced != Truth::No).count();
            let lacking = needed.saturating_sub(number_of(has().count()));
            let lacking = lacking.max(number_of(advanced.saturating_sub(may_be_advanced)));
            // Where even all of them are too few, adding courses helps nobody.
            let helps = lacking > 0 && self.truths.possible != Truth::No;
            let remedy = helps.then(|| self.make_up(lacking, advanced, is_advanced)).flatten();
            self.reasons.push(Reason { remedy, ..reason(Rule::B1, effect, because) });
        }
        if advanced == 0 {
            return;
        }
        self.ask_for_advanced(advanced, is_advanced);
        let counted = || self.children.iter().zip(is_advanced).filter(|(child, _)| child.counted);
        let passes = Truth::at_least(advanced, counted().map(|(_, advanced)| *advanced));
        let known = counted().filter(|(_, advanced)| **advanced == Truth::Yes).count();
        if passes != Truth::Yes && met >= needed {
            let (needed, known) = (number_of(advanced), number_of(known));
            let because = Because::AdvancedNotMet { needed, known, passes };
            let lacking = self.lacking_advanced(advanced, is_advanced);
            // Where it is open which are advanced, asking comes first.
            let settled = passes == Truth::No;
            let remedy = settled.then(|| self.add_advanced(lacking, is_advanced)).flatten();
            self.reasons.push(Reason { remedy, ..reason(Rule::B5, effect_of(passes), because) });
        }
    }

    /// What would make up the number of a group.
    fn make_up(&self, lacking: u32, advanced: usize, is_advanced: &[Truth]) -> Option<Remedy> {
        let must_be_advanced = self.lacking_advanced(advanced, is_advanced) >= lacking;
        let remedy = must_be_advanced.then(|| self.add_advanced(lacking, is_advanced)).flatten();
        // Where none that may be advanced is left, the plan may have it already.
        let remedy = remedy.or_else(|| add_courses(self.children.iter(), lacking));
        remedy.or_else(|| ask_which(&self.children))
    }

    /// How many advanced courses the plan lacks.
    fn lacking_advanced(&self, advanced: usize, is_advanced: &[Truth]) -> u32 {
        let met = self
            .children
            .iter()
            .zip(is_advanced)
            .filter(|(child, advanced)| child.once_ready.and(**advanced) == Truth::Yes);
        number_of(advanced.saturating_sub(met.count()))
    }

    /// Choosing courses that are advanced, as far as that is known.
    fn add_advanced(&self, count: u32, is_advanced: &[Truth]) -> Option<Remedy> {
        let may_do = self.children.iter().zip(is_advanced);
        let may_do = may_do.filter(|(_, advanced)| **advanced != Truth::No);
        add_courses(may_do.map(|(child, _)| child), count)
    }

    /// Which of the courses are advanced, where that leaves the group open (rule B5).
    fn ask_for_advanced(&mut self, advanced: usize, is_advanced: &[Truth]) {
        let children = || self.children.iter().zip(is_advanced);
        let settled = |pick: fn(&Truths) -> Truth| {
            let met = children().map(|(child, advanced)| pick(&child.truths).and(*advanced));
            Truth::at_least(advanced, met) != Truth::Unknown
        };
        if settled(|truths| truths.planned) && settled(|truths| truths.possible) {
            return;
        }
        let unknown = children().filter(|(_, advanced)| **advanced == Truth::Unknown);
        let open: Vec<Unknown> = unknown
            .filter_map(|(child, _)| child.course())
            .map(|course| Unknown::Advanced { course: course.facts.id.clone() })
            .collect();
        self.missing.extend(open);
    }

    /// Whether the node leaves a choice, so that no single child is needed.
    pub(super) fn is_choice(&self) -> bool {
        matches!(
            self.kind,
            Kind::Requirement(Requirement::MinNumberOf { .. } | Requirement::OneTrackOf { .. })
        )
    }

    /// Whether the plan has it, and it waits at most for what must come before.
    pub(super) fn is_in_plan(&self) -> bool {
        self.once_ready != Truth::No
    }

    /// The course of a leaf.
    pub(super) fn course(&self) -> Option<&'a Course> {
        match self.kind {
            Kind::Requirement(Requirement::Course(leaf)) => Some(&leaf.course),
            Kind::Requirement(_) | Kind::Track(_) => None,
        }
    }

    /// The node as it is shown.
    pub(super) fn state(&self, plan: &Plan) -> RequirementState {
        let node = match self.kind {
            Kind::Track(track) => RequirementNode::Track {
                track: track.id.clone(),
                title: track.title.clone(),
                chosen: plan.goes_for(track),
            },
            Kind::Requirement(requirement) => match requirement {
                Requirement::AllOf { title, .. } => RequirementNode::AllOf { title: title.clone() },
                Requirement::MinNumberOf { title, number: wanted, advanced, .. } => {
                    let (needed, held, planned, open) = self.count(*wanted);
                    let (title, advanced) = (title.clone(), number_of(*advanced));
                    RequirementNode::MinNumberOf { title, needed, held, planned, open, advanced }
                }
                Requirement::OneTrackOf { title, .. } => {
                    RequirementNode::OneTrackOf { title: title.clone() }
                }
                Requirement::Course(leaf) => {
                    RequirementNode::Course { course: leaf.course.facts.id.clone() }
                }
                Requirement::Program(program) => RequirementNode::Program {
                    program: program.facts.id.clone(),
                    title: program.facts.title.clone(),
                },
                Requirement::Unlisted { title } => {
                    RequirementNode::Unlisted { title: title.clone() }
                }
                Requirement::Unreadable { title, .. } => {
                    RequirementNode::Unreadable { title: title.clone() }
                }
            },
        };
        let children = self.children.iter().map(|child| child.state(plan)).collect();
        RequirementState { node, verdict: self.truths.verdict(), counted: self.counted, children }
    }

    /// Visits the nodes that bear on the verdict: of a choice that is made only what counts, and
    /// of program tracks only the one that counts.
    pub(super) fn each_relevant(&self, visit: &mut dyn FnMut(&Node<'a>)) {
        self.walk(true, visit);
    }

    /// The same without what stands in program tracks of which the plan goes for none: it need not be any of
    /// theirs (rule B4).
    pub(super) fn each_of_plan(&self, visit: &mut dyn FnMut(&Node<'a>)) {
        self.walk(false, visit);
    }

    fn walk(&self, into_any_track: bool, visit: &mut dyn FnMut(&Node<'a>)) {
        visit(self);
        let settled = self.is_choice() && self.truths.planned == Truth::Yes;
        let one_track = matches!(self.kind, Kind::Requirement(Requirement::OneTrackOf { .. }))
            && (!into_any_track
                || self.truths.planned == Truth::No
                || self.children.iter().any(|one| one.counted));
        // Where the track that counts is certainly not met, another one may be what is open.
        let fails = self.children.iter().any(|one| one.counted && one.truths.planned == Truth::No);
        let is_open = |child: &Node<'_>| fails && child.truths.planned == Truth::Unknown;
        // A nested program whose certificate is held needs nothing more of its courses.
        let is_met = self.truths.planned == Truth::Yes;
        let relevant = self.children.iter().filter(|child| {
            let lacks = is_met && child.truths.planned != Truth::Yes;
            let bears = child.counted || !(settled || one_track) || (one_track && is_open(child));
            bears && !lacks
        });
        relevant.for_each(|child| child.walk(into_any_track, visit));
    }

    /// The courses that bear on the verdict and are not earned yet, by their place in the catalog.
    pub(super) fn open_courses(&self) -> Vec<usize> {
        let mut open = Vec::new();
        self.each_relevant(&mut |node| {
            let course = node.course().filter(|_| node.truths.held != Truth::Yes);
            push_some(&mut open, course.map(|course| course.position));
        });
        open
    }

    /// The courses that are needed in any case and that the plan does not earn, by their place in the catalog: first those
    /// that it lacks, then those that wait for what must come before.
    pub(super) fn needed(&self) -> (Vec<usize>, Vec<usize>) {
        let (mut lacking, mut waiting) = (Vec::new(), Vec::new());
        self.each_needed(&mut |node| {
            let own = if node.is_in_plan() { &mut waiting } else { &mut lacking };
            push_some(own, node.course().map(|course| course.position));
        });
        (lacking, waiting)
    }

    fn each_needed(&self, visit: &mut dyn FnMut(&Node<'a>)) {
        let unreadable = matches!(self.kind, Kind::Requirement(Requirement::Unreadable { .. }));
        if self.truths.planned != Truth::No || unreadable {
            return;
        }
        let one_track = matches!(self.kind, Kind::Requirement(Requirement::OneTrackOf { .. }));
        visit(self);
        // Of program tracks the one that counts is needed; none where none is begun. What waits is needed where the
        // plan chose it.
        let is_needed = |child: &&Node<'_>| match (one_track, self.is_choice()) {
            (false, true) => child.is_in_plan(),
            (one_track, _) => child.counted || !one_track,
        };
        self.children.iter().filter(is_needed).for_each(|child| child.each_needed(visit));
    }

    /// Visits what fills a place by itself: courses, certificates of nested programs, and what is
    /// not listed.
    pub(super) fn each_part(&self, visit: &mut dyn FnMut(&'a Requirement, Truths)) {
        if let Kind::Requirement(requirement) = self.kind {
            let by_itself = match requirement {
                Requirement::Course(_) | Requirement::Unlisted { .. } => true,
                Requirement::Program(program) => {
                    program.facts.paid_mode.as_ref().is_none_or(|fact| fact.value)
                }
                Requirement::AllOf { .. }
                | Requirement::MinNumberOf { .. }
                | Requirement::OneTrackOf { .. }
                | Requirement::Unreadable { .. } => false,
            };
            if by_itself {
                visit(requirement, self.truths);
                return;
            }
        }
        self.children.iter().for_each(|child| child.each_part(visit));
    }

    /// Visits this node and all below it.
    pub(super) fn each(&self, visit: &mut dyn FnMut(&Node<'a>)) {
        visit(self);
        self.children.iter().for_each(|child| child.each(visit));
    }
}

fn reason(rule: Rule, effect: Effect, because: Because) -> Reason {
    Reason { rule, effect, because, sources: Vec::new(), remedy: None }
}

fn number_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
