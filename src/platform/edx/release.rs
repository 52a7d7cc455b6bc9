//! When certificates show (rule C3), and which date is given for them (rule C4).
//!
//! Sources: `lms/djangoapps/certificates/utils.py` and `api.py`,
//! `openedx/core/djangoapps/models/course_details.py` and `openedx/core/djangoapps/programs/tasks.py`
//! of openedx-platform.

use serde::Serialize;
use tsify::Tsify;

use crate::moment::{Instant, Moment};
use crate::read::read_words;
use crate::truth::Truth;

/// Who sets the pace of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pacing {
    /// The course team: with due dates.
    InstructorPaced,
    /// The learner.
    SelfPaced,
}

/// When a session shows its certificates, as its team sets it in Studio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DisplayBehavior {
    /// "Immediately upon passing".
    EarlyNoInfo,
    /// "End date of course".
    End,
    /// "A date after the course end date".
    EndWithDate,
}

read_words!(Pacing { "instructor_paced" => InstructorPaced, "self_paced" => SelfPaced });
read_words!(DisplayBehavior { "early_no_info" => EarlyNoInfo, "end" => End, "end_with_date" => EndWithDate });

/// The two settings as they are stored: they can contradict each other until Studio saves them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredDisplay {
    /// When certificates show; none where it was never set.
    pub behavior: Option<DisplayBehavior>,
    /// The certificate available date.
    pub available: Option<Moment>,
}

/// The two settings as Studio saves them: only a date that is used is kept, and none is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// At once.
    EarlyNoInfo,
    /// After the end of the session.
    End,
    /// After this date.
    EndWithDate(Moment),
}

/// The end of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// It ends then.
    At(Moment),
    /// It never ends.
    Never,
    /// Its end is not known.
    NotKnown,
}

/// From when on certificates show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// As soon as they are there.
    AtOnce,
    /// Strictly after this moment.
    After(Moment),
    /// Strictly after the end of the session, whatever that is.
    AfterEnd,
    /// Not at all, as things are set.
    Never,
}

impl StoredDisplay {
    /// What Studio makes of the settings when it saves them: "at once" takes the date out, and any
    /// date that is left means "on that date", whatever the behavior said.
    #[must_use]
    pub fn normalized(self) -> Display {
        match (self.behavior, self.available) {
            (Some(DisplayBehavior::EarlyNoInfo), _) => Display::EarlyNoInfo,
            (_, Some(date)) => Display::EndWithDate(date),
            (_, None) => Display::End,
        }
    }

    /// The settings as they are, where they do not contradict each other or lack a part.
    #[must_use]
    pub fn effective(self) -> Option<Display> {
        match (self.behavior, self.available) {
            (Some(DisplayBehavior::EarlyNoInfo), _) => Some(Display::EarlyNoInfo),
            (Some(DisplayBehavior::End), _) => Some(Display::End),
            (Some(DisplayBehavior::EndWithDate), Some(date)) => Some(Display::EndWithDate(date)),
            (Some(DisplayBehavior::EndWithDate), None) | (None, _) => None,
        }
    }
}

impl Release {
    /// The rule of a session: self-paced ones show certificates at once.
    #[must_use]
    pub fn of(pacing: Pacing, display: Display) -> Release {
        match (pacing, display) {
            (Pacing::SelfPaced, _) | (Pacing::InstructorPaced, Display::EarlyNoInfo) => {
                Release::AtOnce
            }
            (Pacing::InstructorPaced, Display::EndWithDate(date)) => Release::After(date),
            (Pacing::InstructorPaced, Display::End) => Release::AfterEnd,
        }
    }

    /// The same for settings that nobody has saved since they were changed; `shown_early` where the
    /// session has the older setting "certificates show before the end".
    #[must_use]
    pub fn of_stored(pacing: Pacing, stored: StoredDisplay, shown_early: bool) -> Release {
        if pacing == Pacing::SelfPaced || shown_early {
            return Release::AtOnce;
        }
        stored.effective().map_or(Release::Never, |display| Release::of(pacing, display))
    }

    /// The same with the end of the session put in; without an end, certificates never show.
    #[must_use]
    pub fn ending(self, end: SessionEnd) -> Release {
        match (self, end) {
            (Release::AfterEnd, SessionEnd::At(end)) => Release::After(end),
            (Release::AfterEnd, SessionEnd::Never) => Release::Never,
            (Release::AfterEnd, SessionEnd::NotKnown)
            | (Release::AtOnce | Release::After(_) | Release::Never, _) => self,
        }
    }

    /// Whether certificates show at `now`; at the very instant they do not yet.
    #[must_use]
    pub fn visible(self, now: Instant) -> Truth {
        match self {
            Release::AtOnce => Truth::Yes,
            Release::After(moment) => moment.is_before(now),
            Release::AfterEnd => Truth::Unknown,
            Release::Never => Truth::No,
        }
    }
}

/// What the date of a certificate depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dating {
    /// Who sets the pace.
    pub pacing: Pacing,
    /// The settings of the session.
    pub display: Option<Display>,
    /// The end of the session.
    pub end: Option<Moment>,
    /// Whether the site makes certificates by itself.
    pub automatic: bool,
    /// When the certificate was last made; making it anew moves this.
    pub made: Moment,
    /// The date that staff have put on it instead.
    pub printed_instead: Option<Moment>,
}

impl Dating {
    /// Whether Studio offers the certificate available date at all.
    #[must_use]
    pub fn offers_available_date(automatic: bool, pacing: Pacing) -> bool {
        automatic && pacing == Pacing::InstructorPaced
    }

    /// The date from which programs count the certificate (rule C4).
    #[must_use]
    pub fn available(&self) -> Moment {
        self.used_date().unwrap_or(self.made)
    }

    /// The date that is printed on the certificate.
    #[must_use]
    pub fn printed(&self, now: Instant) -> Moment {
        let reached = self.used_date().filter(|date| date.is_before(now) == Truth::Yes);
        let ends = self.pacing == Pacing::InstructorPaced && self.display == Some(Display::End);
        let end = self.end.filter(|_| ends);
        self.printed_instead.or(reached).or(end).unwrap_or(self.made)
    }

    fn used_date(&self) -> Option<Moment> {
        match self.display {
            Some(Display::EndWithDate(date))
                if Dating::offers_available_date(self.automatic, self.pacing) =>
            {
                Some(date)
            }
            Some(Display::EndWithDate(_) | Display::EarlyNoInfo | Display::End) | None => None,
        }
    }
}

/// The certificate available date that is sent to the credentials service for a session.
#[must_use]
pub fn credentials_date(
    pacing: Pacing,
    display: Option<Display>,
    end: Option<Moment>,
) -> Option<Moment> {
    match (pacing, display) {
        (Pacing::InstructorPaced, Some(Display::EndWithDate(date))) => Some(date),
        (Pacing::InstructorPaced, Some(Display::End)) => end,
        (Pacing::InstructorPaced, Some(Display::EarlyNoInfo) | None) | (Pacing::SelfPaced, _) => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: &str = "2026-05-10T12:00:00Z";
    const BEFORE: &str = "2026-05-10T11:59:59Z";
    const AFTER: &str = "2026-05-10T12:00:01Z";

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_wins_over_the_end_and_at_once_takes_the_date_out() {
        let date = Some(moment(DATE));
        let rows = [
            (Some(DisplayBehavior::EarlyNoInfo), date, Display::EarlyNoInfo),
            (Some(DisplayBehavior::End), date, Display::EndWithDate(moment(DATE))),
            (None, date, Display::EndWithDate(moment(DATE))),
            (Some(DisplayBehavior::EndWithDate), None, Display::End),
            (None, None, Display::End),
        ];
        for (behavior, available, saved) in rows {
            assert_eq!(StoredDisplay { behavior, available }.normalized(), saved);
        }
    }

    #[test]
    fn at_the_very_instant_nothing_shows_yet() {
        let date = Display::EndWithDate(moment(DATE));
        let end = SessionEnd::At(moment(DATE));
        for display in [date, Display::End] {
            let release = Release::of(Pacing::InstructorPaced, display).ending(end);
            assert_eq!(release.visible(instant(BEFORE)), Truth::No);
            assert_eq!(release.visible(instant(DATE)), Truth::No);
            assert_eq!(release.visible(instant(AFTER)), Truth::Yes);
            let own_pace = Release::of(Pacing::SelfPaced, display).ending(end);
            assert_eq!(own_pace.visible(instant(BEFORE)), Truth::Yes);
        }
    }

    #[test]
    fn without_an_end_nothing_shows_and_an_unknown_end_leaves_it_open() {
        let release = Release::of(Pacing::InstructorPaced, Display::End);
        assert_eq!(release.ending(SessionEnd::Never).visible(instant(AFTER)), Truth::No);
        assert_eq!(release.ending(SessionEnd::NotKnown).visible(instant(AFTER)), Truth::Unknown);
    }

    #[test]
    fn settings_that_were_not_saved_count_as_they_stand() {
        let of = |behavior, available, early| {
            let stored = StoredDisplay { behavior, available };
            Release::of_stored(Pacing::InstructorPaced, stored, early)
        };
        // Only saving turns "end" with a date into "end with date".
        assert_eq!(of(Some(DisplayBehavior::End), Some(moment(DATE)), false), Release::AfterEnd);
        assert_eq!(of(Some(DisplayBehavior::EndWithDate), None, false), Release::Never);
        assert_eq!(of(None, Some(moment(DATE)), false), Release::Never);
        assert_eq!(of(None, None, true), Release::AtOnce);
    }

    #[test]
    fn the_printed_date_waits_for_the_available_date_and_the_counted_one_does_not() {
        let dating = Dating {
            pacing: Pacing::InstructorPaced,
            display: Some(Display::EndWithDate(moment(DATE))),
            end: Some(moment("2026-05-01T00:00:00Z")),
            automatic: true,
            made: moment("2026-04-01T00:00:00Z"),
            printed_instead: None,
        };
        assert_eq!(dating.available(), moment(DATE));
        assert_eq!(dating.printed(instant(DATE)), dating.made);
        assert_eq!(dating.printed(instant(AFTER)), moment(DATE));
        let by_hand = Dating { automatic: false, ..dating };
        assert_eq!(by_hand.available(), dating.made);
        let at_end = Dating { display: Some(Display::End), ..dating };
        // The counted date is that of the making, the printed one the end.
        assert_eq!(
            (at_end.available(), Some(at_end.printed(instant(DATE)))),
            (dating.made, dating.end)
        );
        let endless = Dating { end: None, ..at_end };
        assert_eq!(endless.printed(instant(AFTER)), dating.made);
        let corrected = Dating { printed_instead: Some(moment("2026-03-01")), ..dating };
        assert_eq!(corrected.printed(instant(AFTER)), moment("2026-03-01"));
    }

    #[test]
    fn the_credentials_service_gets_a_date_only_for_instructor_paced_sessions() {
        let end = Some(moment("2026-05-01"));
        let date = Some(Display::EndWithDate(moment(DATE)));
        assert_eq!(credentials_date(Pacing::InstructorPaced, date, end), Some(moment(DATE)));
        assert_eq!(credentials_date(Pacing::InstructorPaced, Some(Display::End), end), end);
        assert_eq!(
            credentials_date(Pacing::InstructorPaced, Some(Display::EarlyNoInfo), end),
            None
        );
        assert_eq!(credentials_date(Pacing::SelfPaced, date, end), None);
    }
}
