//! What would make up for what a requirement lacks (rules B1, B4, B5).

use crate::assessment::reason::{Action, Remedy, TrackChoice};
use crate::assessment::tree::{Kind, Node};
use crate::catalog::requirement::Requirement;
use crate::id::CourseId;
use crate::order::ordered;
use crate::truth::Truth;

/// Courses of which `count` are needed.
pub(super) struct Lacking {
    courses: Vec<CourseId>,
    count: u32,
}

/// Choosing `count` of these children's courses.
pub(super) fn add_courses<'n, 'a: 'n>(
    children: impl Iterator<Item = &'n Node<'a>>,
    count: u32,
) -> Option<Remedy> {
    let open = children.filter(|child| is_option(child)).filter_map(Node::course);
    let courses: Vec<CourseId> = open.map(|course| course.facts.id.clone()).collect();
    let has_choice = !courses.is_empty();
    has_choice.then_some(step(Action::AddCourses { courses, count }))
}

/// Asking for the courses of a group that no source lists.
pub(super) fn ask_which(children: &[Node<'_>]) -> Option<Remedy> {
    let title =
        children.iter().filter(|child| is_option(child)).find_map(|child| match child.kind {
            Kind::Requirement(Requirement::Unlisted { title }) => Some(title.clone()),
            Kind::Requirement(_) | Kind::Track(_) => None,
        })?;
    Some(step(Action::AskWhichCourses { title }))
}

/// Choosing one of the program tracks, none of which is begun (rule B4).
pub(super) fn choose_track(tracks: &[Node<'_>]) -> Option<Remedy> {
    let choice = |node: &Node<'_>| {
        let Kind::Track(track) = node.kind else {
            return None;
        };
        let Lacking { courses, count } = lacking(node);
        Some(TrackChoice { track: track.id.clone(), title: track.title.clone(), courses, count })
    };
    let tracks: Vec<TrackChoice> =
        tracks.iter().filter(|node| is_option(node)).filter_map(choice).collect();
    let has_choice = !tracks.is_empty();
    has_choice.then_some(step(Action::ChooseTrack { tracks }))
}

fn step(action: Action) -> Remedy {
    Remedy { action, by: None, fee: None, projected: false }
}

fn is_option(node: &Node<'_>) -> bool {
    !node.is_in_plan() && node.truths.possible != Truth::No
}

/// The fewest courses that would meet a node, and the courses that can be among them.
fn lacking(node: &Node<'_>) -> Lacking {
    if !is_option(node) {
        return Lacking { courses: Vec::new(), count: 0 };
    }
    if let Some(course) = node.course() {
        return Lacking { courses: vec![course.facts.id.clone()], count: 1 };
    }
    let parts: Vec<Lacking> = node.children.iter().map(lacking).collect();
    let wanted = match node.kind {
        Kind::Requirement(Requirement::MinNumberOf { number, .. }) => {
            let met = node.children.iter().filter(|child| child.is_in_plan());
            number.saturating_sub(met.count())
        }
        Kind::Requirement(Requirement::OneTrackOf { .. }) => 1,
        Kind::Requirement(_) | Kind::Track(_) => parts.len(),
    };
    let counts = parts.iter().map(|part| part.count).filter(|count| *count > 0);
    let fewest = ordered(counts.collect(), |count| *count);
    let count = fewest.into_iter().take(wanted).sum();
    let mut courses: Vec<CourseId> = Vec::new();
    for course in parts.into_iter().flat_map(|part| part.courses) {
        if !courses.contains(&course) {
            courses.push(course);
        }
    }
    Lacking { courses, count }
}
