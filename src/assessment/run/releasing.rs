//! When a session's certificate is released (rules C1 to C3).

use crate::assessment::reason::{Action, Because, Effect, Remedy, Unknown};
use crate::assessment::run::Work;
use crate::catalog::format::{Citation, Pacing, Platform, Release as StatedRelease};
use crate::catalog::run::Run;
use crate::moment::{Basis, Bound, DateRange};
use crate::plan::format::CertificateState;
use crate::platform::edx::release::{Display, Release};
use crate::rule::Rule;
use crate::truth::Truth;

/// "It typically takes around 24-48 hours" (rule C2).
const TYPICAL_HOURS_MIN: u32 = 24;
const TYPICAL_HOURS_MAX: u32 = 48;

/// Whether a certificate is out, as far as its release goes, and when.
pub(super) struct ReleaseAnswer {
    pub(super) now: Truth,
    pub(super) planned: Truth,
    pub(super) certificate: DateRange,
}

impl Work<'_> {
    /// When the certificate is released (rules C1 to C3).
    pub(super) fn release(&mut self) -> ReleaseAnswer {
        let answer = self.release_by_policy();
        let late = self.after_window();
        let not_issued = self.planned.certificate == Some(CertificateState::NotIssued);
        let now = answer.now.and(Truth::from(!not_issued)).and(!late);
        ReleaseAnswer { now, planned: answer.planned.and(!late.and(Truth::Unknown)), ..answer }
    }

    /// Whether the platform's schedule has passed the session by when the learner passes, or has not
    /// brought the certificate and does not look any more: then someone must ask for it (rule C3).
    fn after_window(&mut self) -> Truth {
        let known = self.planned.run.as_deref().filter(|run| !run.projected);
        let date = known.and_then(Run::certificate_date);
        let days = self.context.profile.release_window_days;
        let Some((date, days)) = date.zip(days) else {
            return Truth::No;
        };
        let until = date.plus_hours(24 * days);
        let not_issued = self.planned.certificate == Some(CertificateState::NotIssued);
        let passed_late = self.planned.passed_on.map_or(Truth::No, |on| !on.precedes(until));
        let given_up = Truth::from(not_issued).and(!until.is_after(self.context.now));
        let late = passed_late.or(given_up);
        if late == Truth::Yes {
            let (run, course) = (self.planned.id.clone(), self.id());
            let action = Action::AskSupport { course: self.id() };
            let remedy = Remedy { action, by: None, fee: None, projected: false };
            let because = Because::ReleaseWindowPassed { run: run.clone(), until };
            let source = self.run_source();
            self.add(Rule::C3, Effect::Open, because, source, Some(remedy));
            self.missing.push(Unknown::LateCertificate { course, run });
        }
        // A day that leaves it open is no reason for doubt.
        if late == Truth::Yes { late } else { Truth::No }
    }

    fn release_by_policy(&mut self) -> ReleaseAnswer {
        let known = self.planned.run.as_deref();
        let pacing = self.course.pacing(known);
        let fact = self.course.facts.certificate_release.as_ref();
        let source = fact.map(|fact| fact.citation()).or(self.run_source());
        let run = self.planned.id.clone();
        let passed_on = self.planned.passed_on;
        let passed_by_now =
            passed_on.map_or(Truth::Yes, |passed_on| !passed_on.is_after(self.context.now));
        if let Some(release) = self.displayed(pacing) {
            return self.as_displayed(release, passed_by_now);
        }
        // What the catalog says of the release beats what follows from the pacing.
        match (fact.map(|fact| fact.value), pacing) {
            (Some(StatedRelease::AfterEnd), _) | (None, Some(Pacing::InstructorPaced)) => {
                self.after_end(source)
            }
            (Some(StatedRelease::Individually), _) => {
                let because = Because::ReleasedIndividually { run, passed_on };
                self.add(Rule::C2, Effect::Note, because, source, None);
                let certificate = self.after_passing(Some(TYPICAL_HOURS_MAX));
                ReleaseAnswer { now: passed_by_now, planned: Truth::Yes, certificate }
            }
            (Some(StatedRelease::IndividuallyWithPeerAssessment), _) => {
                let because = Because::ReleasedAfterPeerAssessment { run, passed_on };
                self.add(Rule::C2, Effect::Note, because, source, None);
                let certificate = self.after_passing(None);
                ReleaseAnswer { now: passed_by_now, planned: Truth::Yes, certificate }
            }
            (None, Some(Pacing::SelfPaced) | None) => {
                // Paced by its instructor, a session that has no end never releases it (rule C3).
                let never = pacing.is_none() && release_after_end(known) == Release::Never;
                let (effect, planned) =
                    if never { (Effect::Open, Truth::Unknown) } else { (Effect::Note, Truth::Yes) };
                self.add(Rule::C2, effect, Because::ReleaseNotStated { run }, source, None);
                self.missing.push(Unknown::ReleasePolicy { course: self.id() });
                let certificate = self.after_passing(None);
                ReleaseAnswer { now: Truth::Unknown, planned, certificate }
            }
        }
    }

    /// The platform's rule for a session whose own setting the catalog states (rule C3).
    fn displayed(&self, pacing: Option<Pacing>) -> Option<Release> {
        let run = self.planned.run.as_deref()?;
        run.facts.certificate_display?;
        match (self.context.catalog.platform(), pacing, run.display()) {
            (Platform::MitxOnline, _, _) => None,
            (Platform::Edx | Platform::Other, Some(pacing), display) => {
                Some(Release::of(pacing, display))
            }
            (Platform::Edx | Platform::Other, None, Display::EarlyNoInfo) => Some(Release::AtOnce),
            (Platform::Edx | Platform::Other, None, Display::End | Display::EndWithDate(_)) => None,
        }
    }

    fn as_displayed(&mut self, release: Release, passed_by_now: Truth) -> ReleaseAnswer {
        let source = self.run_source();
        match release {
            Release::AtOnce => {
                let (run, passed_on) = (self.planned.id.clone(), self.planned.passed_on);
                let because = Because::ReleasedAtOnce { run, passed_on };
                self.add(Rule::C3, Effect::Note, because, source, None);
                let certificate = self.after_passing(None);
                ReleaseAnswer { now: passed_by_now, planned: Truth::Yes, certificate }
            }
            Release::After(_) | Release::AfterEnd | Release::Never => self.after_end(source),
        }
    }

    fn after_end(&mut self, source: Option<Citation>) -> ReleaseAnswer {
        let run = self.planned.id.clone();
        let known = self.planned.run.as_deref();
        let release = release_after_end(known);
        let from = match release {
            Release::After(from) => Some(from),
            Release::AtOnce | Release::AfterEnd | Release::Never => None,
        };
        let basis = known.map_or(Basis::Published, Run::basis);
        let proctored_exam = self.course.facts.proctored_exam.as_ref().map(|fact| fact.value);
        let because = Because::ReleasedAfterEnd { run: run.clone(), from, proctored_exam };
        self.add(Rule::C1, Effect::Note, because, source, None);
        let Some(from) = from else {
            return self.without_date(release);
        };
        let now = if self.context.profile.release_included {
            !from.is_after(self.context.now)
        } else {
            release.visible(self.context.now)
        };
        let now = known.map_or(now, |run| run.unless_projected(now, Truth::Yes));
        ReleaseAnswer { now, planned: Truth::Yes, certificate: DateRange::from(from, basis) }
    }

    /// The end is not known, or there is none, so that the platform never releases it (rule C3).
    fn without_date(&mut self, release: Release) -> ReleaseAnswer {
        let run = self.planned.id.clone();
        let certificate = DateRange::UNKNOWN;
        if release == Release::Never {
            self.against(Rule::C3, Because::NoReleaseDate { run }, Some(self.later.clone()));
            return ReleaseAnswer { now: Truth::No, planned: Truth::No, certificate };
        }
        self.missing.push(Unknown::EndDate { course: self.id(), run });
        ReleaseAnswer { now: Truth::Unknown, planned: Truth::Yes, certificate }
    }

    /// After passing: from a day later on MITx Online, typically within `hours_max` where stated.
    fn after_passing(&mut self, hours_max: Option<u32>) -> DateRange {
        let Some(passed_on) = self.planned.passed_on else {
            let run = self.planned.id.clone();
            self.missing.push(Unknown::PassedOn { course: self.id(), run });
            return DateRange { from: Bound::Unknown, to: Bound::Unknown, basis: Basis::Typical };
        };
        let hours_min = match self.context.catalog.platform() {
            Platform::MitxOnline | Platform::Other => TYPICAL_HOURS_MIN,
            // edX issues the certificate as soon as the passing score is reached.
            Platform::Edx => 0,
        };
        DateRange {
            from: Bound::At(passed_on.plus_hours(hours_min)),
            to: hours_max.map_or(Bound::Open, |hours| Bound::At(passed_on.plus_hours(hours))),
            basis: Basis::Typical,
        }
    }
}

/// How a session that is paced by its instructor releases (rule C3).
fn release_after_end(known: Option<&Run>) -> Release {
    known.map_or(Release::AfterEnd, |run| {
        Release::of(Pacing::InstructorPaced, run.display()).ending(run.session_end())
    })
}
