//! The decision of Lemma as a program: `timed-lemma LEARNERS ROUNDS`.

#[path = "../../shared.rs"]
mod shared;
mod spec;

use crate::shared::{Learners, Timed, time};
use crate::spec::Lemma;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [learners, rounds] = &words[..] else {
        panic!("timed-lemma LEARNERS ROUNDS");
    };
    let Learners { facts, all } = Learners::read(learners);
    let lemma = Lemma::load(&facts);
    let data: Vec<_> = all.iter().map(|one| spec::data(&one["learner"])).collect();
    for (data, one) in data.iter().zip(&all) {
        let answer = spec::decision(&lemma.decide(data.clone()));
        answer.hold_to(&one["expected"], &one["learner"], spec::NAME);
    }
    // Lemma takes its data away, so a copy is a part of each question.
    let ways = vec![Timed::new(spec::NAME, |at| drop(lemma.decide(data[at].clone())))];
    time(ways, all.len(), rounds);
}
