//! Our decision as a program: `decide CATALOG LEARNERS ROUNDS`.

#[path = "../../../shared.rs"]
mod shared;

use certificate_planner::assessment::{Assessment, assess};
use certificate_planner::catalog::Catalog;
use certificate_planner::moment::{Bound, Date, Moment};
use certificate_planner::plan::Plan;

use crate::shared::{Decision, Learners, Timed, text, time};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [catalog, learners, rounds] = &words[..] else {
        panic!("decide CATALOG LEARNERS ROUNDS");
    };
    decide(catalog, learners, rounds);
}

/// Compares all decisions, then times the rules by themselves, and from a plan as text to an answer as text.
fn decide(catalog: &str, learners: &str, rounds: &str) {
    let catalog = Catalog::read(&text(catalog)).catalog.expect("a catalog without problems");
    let Learners { facts, all } = Learners::read(learners);
    let now = facts["now"].as_str().and_then(|now| now.parse().ok()).expect("an instant");
    let texts: Vec<String> = all.iter().map(|one| one["plan"].to_string()).collect();
    let read = |text: &String| Plan::read(text, &catalog).expect("a plan without problems");
    let plans: Vec<Plan> = texts.iter().map(read).collect();
    for (plan, one) in plans.iter().zip(&all) {
        let answer = decision(&assess(&catalog, plan, now));
        answer.hold_to(&one["expected"], &one["learner"], "our engine");
    }
    let whole = |at: usize| {
        serde_json::to_string(&assess(&catalog, &read(&texts[at]), now)).expect("an answer")
    };
    let ways = vec![
        Timed::new("rules", |at| drop(assess(&catalog, &plans[at], now))),
        Timed::new("text to text", |at| drop(whole(at))),
    ];
    time(ways, all.len(), rounds);
}

/// What the others have too.
fn decision(answer: &Assessment) -> Decision {
    let verdict = serde_json::to_value(answer.program.verdict).expect("a word");
    let verdict = verdict.as_str().unwrap_or_default().to_owned();
    let comes = verdict == "earned" || verdict == "on_course";
    let day = match answer.program.certificate.from {
        Bound::At(Moment::Day(day)) => Some(day.to_string()),
        Bound::At(Moment::Instant(at)) => at.to_string().get(..10).map(str::to_owned),
        Bound::Open | Bound::Unknown => None,
    };
    let total = &answer.cost.total;
    let high = total.high.map(|high| high.to_string());
    Decision {
        day: day.filter(|_| comes).map(|day| day_number(&day)),
        cost: total.low.to_string().parse().ok().zip(high.and_then(|high| high.parse().ok())),
        is_explained: !answer.program.reasons.is_empty(),
        is_asking: answer.missing.iter().any(|missing| missing.settles > 0),
        verdict,
    }
}

/// Days since 1970.
fn day_number(day: &str) -> f64 {
    let day: Date = day.parse().expect("a day");
    f64::from(day.days_since_1970())
}
