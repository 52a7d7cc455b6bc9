//! One question about a course score and its answer: what a page asks, in the words of a catalog.
//!
//! It only puts the parts together: the policy from [`stated`](crate::grading::stated), the score
//! from [`course`](crate::grading::course), what is still needed from
//! [`needed`](crate::grading::needed).

use serde::Serialize;
use tsify::Tsify;

use crate::grading::course::{Grade, grade};
use crate::grading::needed::{Goal, Hundredths, Need, Rest, needed_everywhere, needed_on};
use crate::grading::policy::Policy;
use crate::grading::sheet::Sheet;
use crate::grading::stated::{GradingFile, check_policy};
use crate::json::parse_json;
use crate::problem::Problems;
use crate::read::{Place, Read, read_struct};

/// A grading policy and the learner's scores under it.
#[derive(Debug)]
struct ScoreQuestion {
    grading: GradingFile,
    scores: Sheet,
}

/// What is to be said of the scores, or what is wrong with the question.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "snake_case")]
pub enum ScoreAnswer {
    /// The score and what is still needed, with the warnings about the policy.
    Score(Box<ScoreSoFar>),
    /// Every problem, each with its place.
    Problems(Problems),
}

/// The score so far (rule D7), and what is still needed for a pass.
#[derive(Debug, Serialize, Tsify)]
pub struct ScoreSoFar {
    /// What the platform makes of the scores, work that is not done counted as 0.
    pub grade: Grade,
    /// What is left of each assignment type, in the order of the policy.
    pub left: Vec<TypeLeft>,
    /// The same score on each assignment that is left; left out where no score passes for want of a
    /// passing score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub everywhere: Option<Need>,
    /// What is odd about the policy, such as weights that do not add up.
    pub warnings: Problems,
}

/// What is left of one assignment type.
#[derive(Debug, Serialize, Tsify)]
pub struct TypeLeft {
    /// The type.
    pub name: String,
    /// How many of its assignments are left.
    pub count: usize,
    /// The lowest score that passes on its one assignment, where just one is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alone: Option<Alone>,
}

/// The lowest score that passes on one assignment.
#[derive(Debug, Serialize, Tsify)]
pub struct Alone {
    /// Where everything else that is left goes as what is done of its type.
    pub as_done: Need,
    /// Where everything else that is left is never done.
    pub nothing_else: Need,
}

/// Answers a question: `{ "grading": …, "scores": … }`, the first as a catalog states it and the
/// second by assignment type.
#[must_use]
pub fn answer(text: &str) -> ScoreAnswer {
    match read(text) {
        Ok((question, warnings)) => ScoreAnswer::Score(Box::new(so_far(&question, warnings))),
        Err(problems) => ScoreAnswer::Problems(problems),
    }
}

fn read(text: &str) -> Result<(ScoreQuestion, Problems), Problems> {
    let (value, mut problems) = parse_json(text)?;
    let question = ScoreQuestion::read(&value, &Place::Root, &mut problems);
    if let Some(grading) = value.get("grading") {
        check_policy(grading, Place::Root.key("grading"), &mut problems);
    }
    match question {
        Some(question) if !problems.forbid_use() => Ok((question, problems)),
        _ => Err(problems),
    }
}

fn so_far(ScoreQuestion { grading, scores }: &ScoreQuestion, warnings: Problems) -> ScoreSoFar {
    let policy = grading.policy();
    let can_pass = policy.passing().is_some();
    ScoreSoFar {
        grade: grade(&policy, scores),
        left: types_left(&policy, scores, can_pass),
        everywhere: can_pass.then(|| needed_everywhere(&policy, scores, Goal::Pass)),
        warnings,
    }
}

fn types_left(policy: &Policy, scores: &Sheet, can_pass: bool) -> Vec<TypeLeft> {
    let left = scores.left(policy);
    let mut types: Vec<TypeLeft> = Vec::new();
    for one in &left {
        match types.iter_mut().find(|known| known.name == one.name) {
            Some(known) => {
                known.count += 1;
                known.alone = None;
            }
            None => {
                let needed = |rest| needed_on(policy, scores, Goal::Pass, one, rest);
                let alone = can_pass.then(|| Alone {
                    as_done: needed(Rest::AsDone),
                    nothing_else: needed(Rest::Score(Hundredths::NONE)),
                });
                types.push(TypeLeft { name: one.name.clone(), count: 1, alone });
            }
        }
    }
    types
}

read_struct!(ScoreQuestion { grading, scores });
