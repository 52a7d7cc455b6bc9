//! What a certificate comes to whose status the learner states (rules A1, A6, A8, C5).

use crate::assessment::reason::{Action, Because, Effect, Remedy, Unknown};
use crate::assessment::run::{Truths, Work, effect_of};
use crate::catalog::format::Platform;
use crate::moment::{Basis, Bound, DateRange, Instant, Moment};
use crate::plan::format::PhotoId;
use crate::plan::{Enrollment, Forecast, Outcome, Scores, Standing};
use crate::platform::edx::certificate::CertificateStatus;
use crate::platform::edx::program::mode_counts;
use crate::rule::Rule;
use crate::truth::Truth;

impl Work<'_> {
    /// The learner holds it.
    pub(super) fn certificate_held(&mut self) -> Truths {
        let (run, on) = (self.planned.id.clone(), self.planned.certificate_on);
        self.push(Rule::A1, Effect::For, Because::CertificateHeld { run: run.clone(), on });
        let after_failing = CertificateStatus::Downloadable.after_failing_score(false);
        if self.platform() == Platform::Edx && self.fails() && !after_failing.is_passing() {
            self.push(Rule::C5, Effect::Note, Because::FailingScoreRevokes { run });
        }
        let certificate = held_since(on, self.context.now);
        // A certificate dated ahead is not there yet (rule C3).
        let ahead = on.is_some_and(|on| on.is_after(self.context.now) == Truth::Yes);
        let yes = Truth::Yes;
        Truths { held: Truth::from(!ahead), planned: yes, possible: yes, certificate }
    }

    /// The platform shows "not passing": while the session runs on, passing brings it back.
    pub(super) fn certificate_not_passing(&mut self) -> Truths {
        let run = self.planned.id.clone();
        let finished = matches!(self.planned.standing, Standing::Finished(_));
        let because = Because::CertificateNotPassing { run, finished };
        if finished {
            self.against(Rule::C5, because, Some(self.later.clone()));
            return Truths::NO;
        }
        self.push(Rule::C5, Effect::Note, because);
        let session = self.session();
        Truths { held: Truth::No, ..self.conditions(session) }
    }

    /// The platform shows "unverified": everything is there but approved photo ID.
    pub(super) fn certificate_unverified(&mut self) -> Truths {
        let approved = match self.context.plan.photo_id {
            Some(PhotoId::Approved | PhotoId::WillVerify) => Truth::Yes,
            Some(PhotoId::NotApproved) => Truth::No,
            None => {
                self.missing.push(Unknown::PhotoId);
                Truth::Unknown
            }
        };
        let because = Because::CertificateAwaitsPhotoId { run: self.planned.id.clone() };
        let action = Action::VerifyPhotoId;
        let remedy = Remedy { action, by: None, fee: None, projected: false };
        self.add(Rule::A8, effect_of(approved), because, None, Some(remedy));
        let release = self.release();
        let planned = approved.and(release.planned);
        let certificate = release.certificate;
        Truths { held: Truth::No, planned, possible: Truth::Yes, certificate }
    }

    /// A certificate counts for programs only in the mode for which its session stands (rule A1).
    pub(super) fn in_counted_mode(&mut self, truths: Truths) -> Truths {
        let asked = self.planned.run.as_ref().and_then(|run| run.facts.certificate_mode);
        let (Some(asked), Enrollment::Certifying { mode, .. }) = (asked, self.planned.enrollment)
        else {
            return truths;
        };
        if mode_counts(mode, asked) {
            return truths;
        }
        let because = Because::ModeNotCounted { run: self.planned.id.clone(), mode, asked };
        let (source, remedy) = (self.run_source(), Some(self.later.clone()));
        self.add(Rule::A1, Effect::Against, because, source, remedy);
        truths.limited(Truth::No, Truth::No)
    }

    /// Whether the learner states that the session is not passed.
    fn fails(&self) -> bool {
        let passing = self.course.facts.passing_score.as_ref().map(|fact| fact.value);
        let below = |scores: Scores| match (scores, passing) {
            (Scores::Total(score), Some(passing)) => !score.passes(passing),
            (Scores::Total(_) | Scores::Parts { .. }, _) => false,
        };
        match self.planned.standing {
            Standing::Finished(Outcome::NotPassed)
            | Standing::InProgress(Forecast::WillNotPass) => true,
            Standing::Finished(Outcome::Scores(scores))
            | Standing::InProgress(Forecast::Scores(scores)) => below(scores),
            Standing::Finished(Outcome::Passed | Outcome::NotStated)
            | Standing::InProgress(Forecast::WillPass | Forecast::NotStated)
            | Standing::PassedEarly
            | Standing::Planned(_) => false,
        }
    }
}

/// A certificate that is there: on its date, or at some time up to now.
fn held_since(on: Option<Moment>, now: Instant) -> DateRange {
    let by_now = DateRange {
        from: Bound::Unknown,
        to: Bound::At(Moment::Instant(now)),
        basis: Basis::Published,
    };
    on.map_or(by_now, |on| DateRange::at(on, Basis::Published))
}
