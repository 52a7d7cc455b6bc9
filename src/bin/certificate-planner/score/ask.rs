//! What a call asks: the goal, the assignment, and what is assumed of the rest.

use certificate_planner::grading::needed::{Goal, Hundredths, Rest};
use certificate_planner::grading::policy::Policy;
use certificate_planner::grading::sheet::Left;
use serde::{Serialize, Serializer};

/// What is to be reached.
#[derive(Serialize)]
pub(super) struct Target {
    /// The cutoff, or `pass`; none for a percentage.
    pub(super) name: Option<String>,
    /// The course score that it takes, in percent; none where no score passes.
    pub(super) percent: Option<f64>,
    /// The same for the rules.
    #[serde(skip)]
    pub(super) goal: Goal,
}

/// What is assumed of the rest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assumed(pub(super) Rest);

impl Assumed {
    /// Nothing is ever done of it.
    pub(super) const NOTHING: Assumed = Assumed(Rest::Score(Hundredths::NONE));
}

impl Serialize for Assumed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Rest::Score(score) => score.serialize(serializer),
            Rest::AsDone => serializer.serialize_str("as_done"),
        }
    }
}

/// Reads what is assumed.
pub(super) fn assumed(written: &str) -> Result<Assumed, String> {
    if written == "as-done" {
        return Ok(Assumed(Rest::AsDone));
    }
    let sentence = "it must be `as-done` or a percentage from 0 to 100 with at most two decimals";
    let hundredths = number(written).map(|percent| percent * 100.0);
    let whole = hundredths.filter(|exact| (exact - exact.round()).abs() < 1e-6);
    let score = whole.and_then(|exact| Hundredths::new(exact.round() as u32));
    score.map(|score| Assumed(Rest::Score(score))).ok_or(sentence.to_owned())
}

/// Reads what is to be reached.
pub(super) fn target(policy: &Policy, written: Option<&str>) -> Result<Target, String> {
    // The decimal that was meant: 0.29 is 29 %, though 100 times the double is a little less.
    let percent = |fraction: f64| (fraction * 1e6).round() / 1e4;
    let Some(written) = written else {
        let passing = policy.passing().map(percent);
        return Ok(Target { name: Some("pass".to_owned()), percent: passing, goal: Goal::Pass });
    };
    if let Some(cutoff) = policy.cutoffs().iter().find(|cutoff| cutoff.name == written) {
        let (name, fraction) = (Some(cutoff.name.clone()), cutoff.fraction);
        let goal = Goal::AtLeast(fraction);
        return Ok(Target { name, percent: Some(percent(fraction)), goal });
    }
    let names: Vec<&str> = policy.cutoffs().iter().map(|cutoff| cutoff.name.as_str()).collect();
    let sentence = format!(
        "“{written}” is neither a percentage nor a cutoff of the policy, which has {}.",
        listed(&names)
    );
    let percent = number(written).ok_or(sentence)?;
    Ok(Target { name: None, percent: Some(percent), goal: Goal::AtLeast(percent / 100.0) })
}

/// Finds the assignment that is asked about.
pub(super) fn assignment<'a>(left: &'a [Left], written: &str) -> Result<&'a Left, String> {
    let names: Vec<String> = left.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let sentence = format!("“{written}” is not among what is left to do: {}.", listed(&names));
    Left::find(left, written).ok_or(sentence)
}

/// A list in a sentence.
pub(super) fn listed(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// A number that is 0 or more, with or without a percent sign.
fn number(written: &str) -> Option<f64> {
    let number = written.trim_end_matches('%').trim_end().parse().ok();
    number.filter(|number: &f64| *number >= 0.0 && number.is_finite())
}
