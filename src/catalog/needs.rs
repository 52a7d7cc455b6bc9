//! Which programs and courses of a catalog file need which others: in circles, or too many of them.

use crate::json::{Map, Place, Value};

use crate::order::Names;
use crate::problem::{Fault, Problems};

/// How deep programs nest in each other; MITx Online nests one in another.
const PROGRAM_DEPTH_MAX: usize = 12;
/// How many groups and leaves a program has, those of the programs within it counted each time they
/// stand there: they are walked as often.
const PROGRAM_SIZE_MAX: usize = 20_000;

/// What is wrong with what programs and courses need.
pub(super) fn check_needs(value: &Value, problems: &mut Problems) {
    let programs = list(value, "programs");
    let nested = |program: &Value| {
        let mut found = Vec::new();
        if let Some(tree) = program.fact("requirement") {
            nested_programs(tree, &mut found);
        }
        found
    };
    let circles = find_cycles(&graph(programs, nested));
    if circles.is_empty() {
        check_sizes(programs, problems);
    }
    for cycle in circles {
        let at = position(programs, &cycle);
        let fault = Fault::ProgramCycle { programs: cycle };
        problems.add(place("programs", at, "requirement"), fault);
    }
    let courses = list(value, "courses");
    let required = |course: &Value| {
        let all = list(course, "prerequisites").iter();
        let required = all.filter(|one| text(one, "strength") == Some("required"));
        required.filter_map(|one| text(one, "course").map(str::to_owned)).collect()
    };
    for cycle in find_cycles(&graph(courses, required)) {
        let at = position(courses, &cycle);
        let fault = Fault::PrerequisiteCycle { courses: cycle };
        problems.add(place("courses", at, "prerequisites"), fault);
    }
}

fn place(list: &str, at: usize, key: &str) -> String {
    Place::Root.key(list).index(at).key(key).path()
}

fn nested_programs(node: &Value, found: &mut Vec<String>) {
    if let Some(program) = text(node, "program") {
        found.push(program.to_owned());
    }
    list(node, "of").iter().for_each(|child| nested_programs(child, found));
    for track in list(node, "tracks") {
        track.get("requirement").into_iter().for_each(|child| nested_programs(child, found));
    }
}

/// Refuses programs that would take too long to walk; none of them is in a circle.
fn check_sizes(programs: &[Value], problems: &mut Problems) {
    let mut declared = Names::default();
    for id in programs.iter().filter_map(|one| text(one, "id")) {
        declared.add(id);
    }
    let mut sizes = Names::default();
    // Each round measures the programs that nest one level deeper than those of the round before.
    for _ in 0..PROGRAM_DEPTH_MAX {
        let measured = programs.iter().filter_map(|program| {
            let id = text(program, "id").filter(|id| !sizes.has(id))?;
            let tree = program.fact("requirement").unwrap_or(&Value::Null);
            Some((id, size(tree, &declared, &sizes)?))
        });
        let measured: Vec<(&str, usize)> = measured.collect();
        for (id, size) in measured {
            sizes.set(id, size);
        }
    }
    for (index, program) in programs.iter().enumerate() {
        let fault = match text(program, "id").map(|id| sizes.get(id)) {
            Some(None) => Fault::TooDeep { depth_max: PROGRAM_DEPTH_MAX },
            Some(Some(count)) if count > PROGRAM_SIZE_MAX => {
                Fault::TooMany { count, count_max: PROGRAM_SIZE_MAX }
            }
            Some(Some(_)) | None => continue,
        };
        problems.add(place("programs", index, "requirement"), fault);
    }
}

/// How many groups and leaves a tree has; none while a program in it is not measured.
fn size(node: &Value, declared: &Names<'_>, sizes: &Names<'_>) -> Option<usize> {
    if let Some(program) = text(node, "program").filter(|id| declared.has(id)) {
        return sizes.get(program).map(|size| size.saturating_add(1));
    }
    let tracks = list(node, "tracks").iter().filter_map(|track| track.get("requirement"));
    let mut children = list(node, "of").iter().chain(tracks);
    children
        .try_fold(1, |sum: usize, child| Some(sum.saturating_add(size(child, declared, sizes)?)))
}

/// Which id needs which other ids.
type Graph = Vec<(String, Vec<String>)>;

fn graph(entries: &[Value], needs: impl Fn(&Value) -> Vec<String>) -> Graph {
    let with_id = |entry: &Value| Some((text(entry, "id")?.to_owned(), needs(entry)));
    entries.iter().filter_map(with_id).filter(|(_, needs)| !needs.is_empty()).collect()
}

/// The cycles of a graph, one for each group of ids that need each other.
fn find_cycles(graph: &Graph) -> Vec<Vec<String>> {
    let mut places = Names::default();
    // Of two with one id, the first counts.
    for (place, (id, _)) in graph.iter().enumerate().rev() {
        places.set(id, place);
    }
    let needs_of = |id: &str| {
        let entry = places.get(id).and_then(|place| graph.get(place));
        entry.map_or(&[][..], |(_, needs)| needs).iter()
    };
    let mut done = Names::default();
    let mut cycles = Vec::new();
    for (start, _) in graph {
        // A list and no recursion: a chain can be as long as the catalog.
        let mut path =
            if done.has(start) { Vec::new() } else { vec![(start.as_str(), needs_of(start))] };
        while let Some((id, rest)) = path.last_mut() {
            let Some(next) = rest.next() else {
                done.add(id);
                path.pop();
                continue;
            };
            if let Some(at) = path.iter().position(|(earlier, _)| earlier == next) {
                cycles.push(path.iter().skip(at).map(|(id, _)| (*id).to_owned()).collect());
            } else if !done.has(next) {
                path.push((next, needs_of(next)));
            }
        }
    }
    cycles
}

fn position(entries: &[Value], cycle: &[String]) -> usize {
    let first = cycle.first().map(String::as_str);
    entries.iter().position(|entry| text(entry, "id") == first).unwrap_or(0)
}

pub(super) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.as_object().and_then(|entries: &Map| entries.get(key))?.as_str()
}

pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
