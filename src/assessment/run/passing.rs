//! Passing a session (rules A4, A5, A11, D8).

use crate::assessment::reason::{Because, Effect, Unknown};
use crate::assessment::run::{Condition, Work, effect_of};
use crate::catalog::format::Citation;
use crate::plan::{Exam, Forecast, Outcome, Scores, Standing};
use crate::rule::Rule;
use crate::score::{Percent, ScorePart};
use crate::truth::Truth;

impl Work<'_> {
    /// Whether the session is passed, or will be (rule A4).
    pub(super) fn passed(&mut self) -> Condition {
        let run = self.planned.id.clone();
        match self.planned.standing {
            Standing::PassedEarly | Standing::Finished(Outcome::Passed) => {
                self.push(Rule::A4, Effect::For, Because::PlatformSaysPassed { run });
                Condition::always(Truth::Yes)
            }
            Standing::Finished(Outcome::NotPassed) => {
                let remedy = Some(self.later.clone());
                self.against(Rule::A4, Because::PlatformSaysNotPassed { run }, remedy);
                Condition::always(Truth::No)
            }
            Standing::Finished(Outcome::NotStated) => Condition::always(self.not_stated()),
            Standing::Finished(Outcome::Scores(scores)) => {
                Condition::always(self.scores(scores, false))
            }
            Standing::Planned(forecast) | Standing::InProgress(forecast) => {
                let planned = self.forecast(forecast);
                Condition { now: Truth::No, planned, possible: Truth::Yes }
            }
        }
    }

    fn forecast(&mut self, forecast: Forecast) -> Truth {
        let run = self.planned.id.clone();
        match forecast {
            Forecast::WillPass => {
                let (passing, source) = self.course.facts.passing().unzip();
                let because = Because::PassExpected { run, passing };
                self.add(Rule::A4, Effect::For, because, source, None);
                Truth::Yes
            }
            Forecast::WillNotPass => {
                let remedy = Some(self.later.clone());
                self.against(Rule::A4, Because::FailureExpected { run }, remedy);
                Truth::No
            }
            Forecast::NotStated => self.not_stated(),
            Forecast::Scores(scores) => self.scores(scores, true),
        }
    }

    fn not_stated(&mut self) -> Truth {
        if self.planned_course.carried_over.is_some() {
            let none = Scores::Parts { coursework: None, exam: Exam::NotStated };
            return self.scores(none, true);
        }
        let run = self.planned.id.clone();
        self.push(Rule::A4, Effect::Open, Because::ResultNotStated { run: run.clone() });
        self.missing.push(Unknown::Result { course: self.id(), run });
        Truth::Unknown
    }

    /// Whether stated scores pass (rules A5, D6, D8).
    fn scores(&mut self, scores: Scores, expected: bool) -> Truth {
        let run = self.planned.id.clone();
        let (passing, source) = self.course.facts.passing().unzip();
        let (score, passing) = match (scores, passing) {
            (Scores::Parts { exam: Exam::NotTaken, .. }, _) if !self.exam_is_carried_over() => {
                let remedy = Some(self.later.clone());
                self.against(Rule::D8, Because::ExamNotTaken { run }, remedy);
                return Truth::No;
            }
            (_, None) => {
                let because = Because::PassingScoreNotPublished { run };
                self.push(Rule::A4, Effect::Open, because);
                self.missing.push(Unknown::PassingScore { course: self.id() });
                return Truth::Unknown;
            }
            (Scores::Parts { coursework, exam }, Some(passing)) => {
                return self.parts(coursework, exam, passing, source);
            }
            (Scores::Total(score), Some(passing)) => (score, passing),
        };
        let rounded = score.rounded();
        if score.passes(passing) {
            let because = Because::ScorePasses { run, score, rounded, passing, expected };
            self.add(Rule::A4, Effect::For, because, source, None);
            Truth::Yes
        } else {
            let because = Because::ScoreTooLow { run, score, rounded, passing, expected };
            let remedy = Some(self.later.clone());
            self.add(Rule::A4, Effect::Against, because, source, remedy);
            Truth::No
        }
    }

    /// Whether the two parts of a course score pass; a carried-over part fills in (rule A11).
    fn parts(
        &mut self,
        coursework: Option<Percent>,
        exam: Exam,
        passing: Percent,
        source: Option<Citation>,
    ) -> Truth {
        let run = self.planned.id.clone();
        let exam = match exam {
            Exam::Score(score) => Some(score),
            Exam::NotStated | Exam::NotTaken => None,
        };
        let Some(weights) = self.course.facts.score_parts() else {
            self.push(Rule::D8, Effect::Open, Because::PassingScoreNotPublished { run });
            self.missing.push(Unknown::PassingScore { course: self.id() });
            return Truth::Unknown;
        };
        let coursework = coursework.or(self.carried(ScorePart::Coursework));
        let exam = exam.or(self.carried(ScorePart::Exam));
        let with = |missing| weights.total(coursework.unwrap_or(missing), exam.unwrap_or(missing));
        let (low, high) = (with(Percent::NONE), with(Percent::ALL));
        let passes = weights.passes(coursework, exam, passing);
        let because =
            Because::PartScores { run: run.clone(), coursework, exam, low, high, passing, passes };
        let remedy = (passes == Truth::No).then(|| self.later.clone());
        self.add(Rule::D8, effect_of(passes), because, source, remedy);
        if passes == Truth::Unknown {
            self.missing.push(Unknown::Result { course: self.id(), run });
        }
        passes
    }

    /// The score of a part that is carried over, where the course allows it.
    fn carried(&mut self, part: ScorePart) -> Option<Percent> {
        let carried = self.planned_course.carried_over.filter(|carried| carried.part == part)?;
        let fact = self.course.facts.carried_over.as_ref();
        let allowed = Truth::from(fact.map(|fact| fact.value.contains(&part)));
        let source = fact.map(|fact| fact.citation());
        let because = Because::CarriedOver { part, score: carried.score, allowed };
        let effect = if allowed == Truth::Yes { Effect::Note } else { effect_of(allowed) };
        self.add(Rule::A11, effect, because, source, None);
        (allowed == Truth::Yes).then_some(carried.score)
    }

    fn exam_is_carried_over(&self) -> bool {
        let forbidden = self.course.facts.carried_over.as_ref();
        let forbidden = forbidden.is_some_and(|fact| !fact.value.contains(&ScorePart::Exam));
        let carried = self.planned_course.carried_over;
        carried.is_some_and(|carried| carried.part == ScorePart::Exam) && !forbidden
    }
}
