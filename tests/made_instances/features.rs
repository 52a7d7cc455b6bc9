//! What an instance has, so that a run can say what it covered.

use certificate_planner::proposal::instance::{Choice, Instance, Need};

/// The names of what comes up in an instance.
pub(crate) fn of(instance: &Instance) -> Vec<&'static str> {
    let any = |is: &dyn Fn(&Choice) -> bool| {
        instance.courses.iter().flat_map(|course| &course.choices).any(is)
    };
    let mut names = Vec::new();
    let depth = depth(&instance.requirement);
    let limits = &instance.limits;
    let has = [
        ("nested groups", depth > 2),
        ("advanced electives", asks_for_advanced(&instance.requirement)),
        ("one place", instance.one_place),
        ("a course in two places", has_twice(&instance.requirement)),
        ("links", !instance.links.is_empty()),
        (
            "a course that needs another one",
            instance.links.iter().any(|link| link.alone.contains(&false)),
        ),
        ("hours limited", !limits.hours.is_empty()),
        ("hours limited for some time only", limits.hours.len() > 1),
        ("courses at once limited", limits.at_once.is_some()),
        ("a choice with two times of study", any(&|choice| choice.study.len() > 1)),
        ("a certificate without a date", any(&|choice| choice.released.is_none())),
        ("a fee that is not published", any(&|choice| choice.unpublished_fees > 0)),
        ("hours not stated", any(&|choice| choice.study.iter().any(|one| !one.hours_stated))),
        ("a certificate that is there", any(&|choice| choice.released == Some(-50))),
        ("a day to be ready by", limits.ready_by.is_some()),
        ("a budget", limits.budget.is_some()),
        ("study under way", !instance.under_way.is_empty()),
        ("a wanted course", instance.courses.iter().any(|course| course.wanted)),
    ];
    names.extend(has.into_iter().filter(|(_, has)| *has).map(|(name, _)| name));
    names
}

fn parts(need: &Need) -> &[Need] {
    match need {
        Need::All(of) | Need::AtLeast { of, .. } => of,
        Need::Nothing | Need::Impossible | Need::Course { .. } => &[],
    }
}

fn depth(need: &Need) -> usize {
    1 + parts(need).iter().map(depth).max().unwrap_or(0)
}

fn asks_for_advanced(need: &Need) -> bool {
    let asks = matches!(need, Need::AtLeast { advanced, .. } if *advanced > 0);
    asks || parts(need).iter().any(asks_for_advanced)
}

fn has_twice(need: &Need) -> bool {
    fn collect(need: &Need, courses: &mut Vec<usize>) {
        if let Need::Course { course, .. } = need {
            courses.push(*course);
        }
        parts(need).iter().for_each(|part| collect(part, courses));
    }
    let mut courses = Vec::new();
    collect(need, &mut courses);
    let count = courses.len();
    courses.sort_unstable();
    courses.dedup();
    courses.len() < count
}
