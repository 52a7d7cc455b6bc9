//! A score in sentences.

use certificate_planner::grading::needed::{Need, Rest};
use certificate_planner::grading::points::Points;
use certificate_planner::grading::policy::Policy;

use crate::score::ask::{Target, listed};
use crate::score::{Answer, On};

/// The score of a course and what is still needed.
pub(super) fn answer(policy: &Policy, answer: &Answer) -> String {
    let grade = &answer.grade;
    let letter = grade.letter.as_ref().map_or(String::new(), |letter| format!(", {letter}"));
    let passed = if grade.passed { "passed" } else { "not passed" };
    let mut lines =
        vec![format!("Course score: {}{letter}, {passed}.", percent(grade.percent * 100.0))];
    for of_type in policy.types() {
        if let Some(part) = grade.by_type.get(&of_type.name) {
            lines.push(format!(
                "  {}: {} on average of {} (dropped: {}); adds {} of {}.",
                of_type.name,
                percent(part.average * 100.0),
                part.n,
                part.dropped_indices.len(),
                percent(part.weighted * 100.0),
                percent(of_type.weight * 100.0),
            ));
        }
    }
    let needed = &answer.needed;
    let names: Vec<&str> = needed.left.iter().map(String::as_str).collect();
    lines.push(format!("Left to do: {}.", listed(&names)));
    let goal = goal(&needed.target);
    if names.is_empty() {
        let reached = needed.everywhere == Need::Certain;
        lines.push(format!("{goal}: {}.", if reached { "reached" } else { "not reached" }));
    } else {
        let (sure, never) = ("certain, even with 0 on all of it", "no longer reachable");
        lines
            .push(format!("{goal}: {}.", need(needed.everywhere, "on each of these", sure, never)));
    }
    lines.extend(needed.on.as_ref().map(|on| format!("{goal}: {}.", on_one(on))));
    lines.join("\n") + "\n"
}

fn goal(target: &Target) -> String {
    match (&target.name, target.percent) {
        (Some(name), Some(at)) => format!("For {name} ({} or more)", percent(at)),
        (Some(name), None) => format!("For {name} (the policy has no cutoff above 0)"),
        (None, at) => format!("For {}", percent(at.unwrap_or(0.0))),
    }
}

fn on_one(on: &On) -> String {
    let rest = match on.assumed.0 {
        Rest::Score(score) => format!("with {} on the rest", percent(score.percent())),
        Rest::AsDone => "with the rest as what is done of its type".to_owned(),
    };
    let where_to = format!("on {}, {rest}", on.assignment);
    let sure = format!("certain even with 0 {where_to}");
    let never = format!("not reachable {where_to}");
    need(on.need, &where_to, &sure, &never)
}

fn need(need: Need, where_to: &str, sure: &str, never: &str) -> String {
    match need {
        Need::Certain => sure.to_owned(),
        Need::OutOfReach => never.to_owned(),
        Need::Lowest { percent: score, points } => {
            let points = points.map_or(String::new(), |points| format!(" ({points} points)"));
            format!("{}{points} {where_to}", percent(score.percent()))
        }
    }
}

/// The points of a subsection or a problem.
pub(super) fn points(points: Points) -> String {
    format!("{} of {} points.\n", points.earned, points.possible)
}

/// The fraction with which a subsection counts.
pub(super) fn fraction(fraction: f64) -> String {
    format!("{}\n", percent(fraction * 100.0))
}

/// A percentage with at most two decimals.
fn percent(percent: f64) -> String {
    let written = format!("{percent:.2}");
    let short = written.trim_end_matches('0').trim_end_matches('.');
    format!("{short} %")
}
