//! What the engines that are programs share: reading the learners, comparing, timing.

use std::time::Instant;

use serde_json::{Value, json};

/// So many learners are timed together: to read a clock takes a while.
const TOGETHER: usize = 20;

/// The learners as `tests/peers/run.mjs` writes them.
pub(crate) struct Learners {
    /// What holds for all of them.
    pub(crate) facts: Value,
    /// Each with the plan and with the decision that is expected.
    pub(crate) all: Vec<Value>,
}

impl Learners {
    pub(crate) fn read(path: &str) -> Learners {
        let text = text(path);
        let mut lines = text.lines().map(|line| serde_json::from_str(line).expect("JSON"));
        let facts = lines.next().expect("a line with what holds for all");
        Learners { facts, all: lines.collect() }
    }
}

pub(crate) fn text(path: &str) -> String {
    std::fs::read_to_string(path).expect("a file that can be read")
}

/// What all engines are compared by.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) verdict: String,
    pub(crate) day: Option<f64>,
    pub(crate) cost: Option<(f64, f64)>,
    pub(crate) is_explained: bool,
    pub(crate) is_asking: bool,
}

impl Decision {
    /// Stops where it is another one than the one that is expected.
    pub(crate) fn hold_to(&self, expected: &Value, learner: &Value, engine: &str) {
        let cost = expected["cost"][0].as_f64().zip(expected["cost"][1].as_f64());
        let same = expected["verdict"] == *self.verdict
            && expected["day"].as_f64() == self.day
            && cost == self.cost
            && self.is_explained
            && (self.verdict != "undetermined" || self.is_asking);
        assert!(same, "{engine} says {self:?} of {learner}, and not {expected}");
    }
}

/// Times ways to decide turn by turn, so that what disturbs one disturbs all, and prints the microseconds
/// of each as JSON.
pub(crate) fn time(mut ways: Vec<Timed<'_>>, learners: usize, rounds: &str) {
    for _ in 0..rounds.parse().expect("a number of rounds") {
        ways.iter_mut().for_each(|one| one.round(learners));
    }
    for one in ways {
        println!("{}", json!({ "name": one.name, "microseconds": one.median() }));
    }
}

/// A way to decide, and how long it took for each group of learners at best, which is when it was
/// disturbed the least.
pub(crate) struct Timed<'a> {
    name: &'static str,
    decide: Box<dyn FnMut(usize) + 'a>,
    least: Vec<f64>,
}

impl<'a> Timed<'a> {
    pub(crate) fn new(name: &'static str, decide: impl FnMut(usize) + 'a) -> Self {
        Timed { name, decide: Box::new(decide), least: Vec::new() }
    }

    fn round(&mut self, learners: usize) {
        let groups = learners / TOGETHER;
        self.least.resize(groups, f64::INFINITY);
        for (group, least) in self.least.iter_mut().enumerate() {
            let start = Instant::now();
            for at in group * TOGETHER..(group + 1) * TOGETHER {
                (self.decide)(at);
            }
            let each = start.elapsed().as_secs_f64() * 1e6 / TOGETHER as f64;
            *least = least.min(each);
        }
    }

    fn median(mut self) -> f64 {
        self.least.sort_by(f64::total_cmp);
        self.least[self.least.len() / 2]
    }
}
