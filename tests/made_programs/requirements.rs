//! Requirements: needed courses, nested choices with advanced electives, tracks, a capstone.

use serde_json::{Value, json};

use crate::made_programs::Maker;

/// A requirement and what it names.
pub(crate) struct Made {
    pub(crate) tree: Value,
    /// The ids of its courses, without the capstone.
    pub(crate) courses: Vec<String>,
    pub(crate) capstone: Option<String>,
    pub(crate) tracks: Vec<String>,
}

/// A requirement for which about `needed` courses are to be passed.
pub(crate) fn requirement(maker: &mut Maker, needed: usize) -> Made {
    let mut made =
        Made { tree: Value::Null, courses: Vec::new(), capstone: None, tracks: Vec::new() };
    let capstone = needed > 1 && (maker.aging || maker.random.percent(35));
    let mut left = needed - usize::from(capstone);
    let mut parts = Vec::new();
    while left > 0 {
        let take = 1 + maker.below(left.min(4));
        let part = match maker.below(10) {
            0..4 => made.course(maker),
            4..8 => group(maker, &mut made, take, 2),
            _ if made.tracks.is_empty() => tracks(maker, &mut made, take),
            _ => group(maker, &mut made, take, 1),
        };
        left -= if part["kind"] == "course" { 1 } else { take };
        parts.push(part);
    }
    if capstone {
        let id = "CAP".to_owned();
        parts.push(json!({ "kind": "course", "course": id }));
        made.capstone = Some(id);
    }
    made.tree = json!({ "kind": "all_of", "of": parts });
    made
}

impl Made {
    /// A course of its own, or one that stands elsewhere too.
    fn course(&mut self, maker: &mut Maker) -> Value {
        let full = self.courses.len() + 4 > maker.size.courses;
        let again = !self.courses.is_empty() && (full || maker.random.percent(10));
        let id = if again {
            self.courses[maker.below(self.courses.len())].clone()
        } else {
            let id = format!("C{}", self.courses.len());
            self.courses.push(id.clone());
            id
        };
        json!({ "kind": "course", "course": id })
    }

    /// Courses that all differ, since the platform counts one that is listed twice twice.
    fn distinct(&mut self, maker: &mut Maker, count: usize) -> Vec<Value> {
        let mut found: Vec<Value> = Vec::new();
        for _ in 0..count {
            let one = self.course(maker);
            if !found.contains(&one) {
                found.push(one);
            }
        }
        found
    }
}

fn group(maker: &mut Maker, made: &mut Made, number: usize, depth: usize) -> Value {
    let spare = maker.below(4);
    let mut of = made.distinct(maker, number + spare);
    if depth > 0 && maker.random.percent(35) {
        let number = 1 + maker.below(2);
        let inner = if maker.random.percent(50) {
            json!({ "kind": "all_of", "of": made.distinct(maker, number) })
        } else {
            group(maker, made, number, depth - 1)
        };
        of.push(inner);
    }
    let number = number.min(of.len());
    let mut node = json!({ "kind": "min_number_of", "number": number, "of": of });
    let leaves = of.iter().filter(|child| child["kind"] == "course").count();
    if leaves > 0 && maker.random.percent(30) {
        node["advanced"] = json!(1 + maker.below(leaves.min(number).min(2)));
    }
    node
}

fn tracks(maker: &mut Maker, made: &mut Made, each: usize) -> Value {
    let count = 2 + maker.below(2);
    let mut tracks = Vec::new();
    for index in 0..count {
        let id = format!("T{index}");
        let of = made.distinct(maker, each);
        tracks.push(json!({ "id": id, "title": id,
            "requirement": { "kind": "all_of", "of": of } }));
        made.tracks.push(id);
    }
    json!({ "kind": "one_track_of", "tracks": tracks })
}
