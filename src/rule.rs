//! The rules of the field, by number, each with the public page or program that states it.
//!
//! Answers name rules by their numbers; a page has the addresses in a script of its own, which the
//! build makes of [`Rule::urls`].

use serde::Serialize;
use tsify::Tsify;

use crate::catalog::format::Platform;

/// A rule of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Tsify)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Rule {
    /// A course certificate needs an eligible mode and a pass, both in the same run.
    A1,
    /// Audit earns none; one may upgrade until the deadline.
    A2,
    /// A payment is tied to one run.
    A3,
    /// Passing is the platform's decision against the run's passing score.
    A4,
    /// A percentage on the progress page is rounded already.
    A5,
    /// A revoked certificate or a run that was left stops counting.
    A6,
    /// Any one qualifying certificate satisfies the course.
    A7,
    /// edX may ask for approved photo ID.
    A8,
    /// An archived run never certifies a new enrollment.
    A9,
    /// Attempts can be limited.
    A10,
    /// Some scores can be carried into a later run.
    A11,
    /// A certificate can stop counting with age.
    A12,
    /// Two runs of one course at the same time may be forbidden.
    A13,
    /// The requirement is a tree.
    B1,
    /// A group filled twice counts once.
    B2,
    /// Edges of the tree are evaluated as the platform does.
    B3,
    /// Program tracks are alternatives.
    B4,
    /// Extra conditions on what counts.
    B5,
    /// MITx Online needs enrollment in the program itself.
    B6,
    /// A retired program can no longer be earned.
    B7,
    /// The capstone usually comes after the other certificates.
    B8,
    /// A credential guarantees no admission, credit or job.
    B9,
    /// Instructor-paced: released on or after the end, with an open end.
    C1,
    /// Self-paced: released to each learner, typically within 24 to 48 hours.
    C2,
    /// The platform's own release rule.
    C3,
    /// The program certificate follows the last course certificate.
    C4,
    /// A score that falls after the certificate was issued.
    C5,
    /// Projected runs are no promise.
    C6,
    /// Deadlines are instants.
    C7,
    /// A course score can have a coursework part and an exam part.
    D8,
    /// The cost is the sum of the fees of every paid run.
    E1,
    /// Prices can be unknown.
    E2,
    /// Income tiers.
    E3,
    /// Discounts are not combined.
    E4,
    /// Aid that is drawn by lot is never certain.
    E5,
    /// Bundles.
    E6,
    /// Refunds.
    E7,
    /// Two currencies are never added.
    E8,
    /// The order of courses.
    F1,
    /// An unknown stays an unknown.
    G,
}

const TIMELINE: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/28156227920027-When-will-my-MITx-Online-Course-or-Program-Certificate-become-available";
const TRACKS: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/28158506908699-What-is-the-Certificate-Track-What-are-Course-and-Program-Certificates";
const PAYING: &str =
    "https://mitxonline.zendesk.com/hc/en-us/articles/13861189299739-How-do-I-pay-for-a-course";
const COURSES_API: &str = "https://github.com/mitodl/mitxonline/blob/b3c9730e/courses/api.py";
const COURSES_MODELS: &str = "https://github.com/mitodl/mitxonline/blob/b3c9730e/courses/models.py";
const TERMS: &str = "https://github.com/mitodl/mit-learn/blob/2f304af0/frontends/main/src/app-pages/TermsPage/TermsPage.tsx";
const EDX_FAQ: &str = "https://blog.edx.org/top-4-faq-micromasters-credential";
const EDX_SELF_PACED: &str =
    "https://support.edx.org/hc/en-us/articles/206503568-How-do-self-paced-courses-work-";
const ARCHIVED: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/29504088570139-What-Happens-After-a-Course-Session-Ends-What-Does-Archived-Mean";
const DEDP_SCORE: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035589492-How-do-I-earn-the-Course-Certificate-for-a-DEDP-MicroMasters-course-What-is-the-passing-criteria-How-is-the-final-score-calculated";
const DEDP_RETAKE: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360056932531-If-I-fail-a-DEDP-Proctored-Exam-can-I-take-it-again-to-try-and-get-a-better-score-";
const DEDP_ONE_TERM: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/8531634702619-Fall-2022-DEDP-Course-Structure-Proctored-Exam-and-Payment-Changes";
const SDS_TRACKS: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035902111-Is-there-any-way-to-reduce-the-time-needed-to-take-the-SDS-MicroMasters-courses";
const SDS_CAPSTONE: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035903031-What-is-the-SDS-Capstone-Exam";
const SDS_ATTEMPTS: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/22915360640795-How-Many-Times-Can-I-Attempt-the-SDS-Capstone-Exam-Course";
const SCM_FAQ: &str =
    "https://micromasters.mit.edu/scm/frequently-asked-questions/micromasters-basics/";
const DEDP_COUNTS_ONCE: &str = "https://github.com/mitodl/ol-data-platform/blob/49d7ee60/src/ol_dbt/models/intermediate/mitxonline/subqueries/__int_mitxonline_subqueries__models.yml";
const BAMM_RETIRED: &str = "https://courses.edx.org/courses/course-v1:ColumbiaX+BAMM.102x+1T2021/7bebfd57a29d4d889c725e57788d04eb";
const TIERS: &str =
    "https://github.com/mitodl/mitxonline/blob/b3c9730e/docs/source/commands/configure_tiers.rst";
const TIER_CHOICE: &str =
    "https://github.com/mitodl/mitxonline/blob/b3c9730e/flexiblepricing/api.py";
const DISCOUNTS: &str = "https://github.com/mitodl/mitxonline/blob/b3c9730e/ecommerce/discounts.py";
const REFUND_CODE: &str = "https://github.com/mitodl/mitxonline/commit/05c0833c2";
const EDX_REFUND: &str = "https://support.edx.org/hc/en-us/articles/206914947";
const LOTTERY: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360058411052-How-do-I-enter-the-lottery-for-a-100-DEDP-course-price-coupon-";
const EDX_INSTRUCTOR_PACED: &str = "https://support.edx.org/hc/en-us/articles/115011202847";
const OPEN_EDX_GENERATION: &str = "https://github.com/openedx/openedx-platform/blob/e57a655d/lms/djangoapps/certificates/generation_handler.py";
const OPEN_EDX_SIGNALS: &str = "https://github.com/openedx/openedx-platform/blob/e57a655d/lms/djangoapps/certificates/signals.py";
const OPEN_EDX_VISIBLE: &str = "https://github.com/openedx/openedx-platform/blob/e57a655d/lms/djangoapps/certificates/utils.py";
const OPEN_EDX_PROGRAMS: &str = "https://github.com/openedx/openedx-platform/blob/e57a655d/openedx/core/djangoapps/programs/utils.py";
const OPEN_EDX_MODES: &str = "https://github.com/openedx/openedx-platform/blob/6913dfd7/common/djangoapps/course_modes/models.py";

impl Rule {
    /// Every rule that an answer can name.
    pub const ALL: [Rule; 40] = [
        Rule::A1,
        Rule::A2,
        Rule::A3,
        Rule::A4,
        Rule::A5,
        Rule::A6,
        Rule::A7,
        Rule::A8,
        Rule::A9,
        Rule::A10,
        Rule::A11,
        Rule::A12,
        Rule::A13,
        Rule::B1,
        Rule::B2,
        Rule::B3,
        Rule::B4,
        Rule::B5,
        Rule::B6,
        Rule::B7,
        Rule::B8,
        Rule::B9,
        Rule::C1,
        Rule::C2,
        Rule::C3,
        Rule::C4,
        Rule::C5,
        Rule::C6,
        Rule::C7,
        Rule::D8,
        Rule::E1,
        Rule::E2,
        Rule::E3,
        Rule::E4,
        Rule::E5,
        Rule::E6,
        Rule::E7,
        Rule::E8,
        Rule::F1,
        Rule::G,
    ];

    /// Where the rule is stated for a platform, best source first.
    #[must_use]
    pub fn urls(self, platform: Platform) -> &'static [&'static str] {
        match platform {
            Platform::MitxOnline => self.mitx_online_urls(),
            // Other sites are taken to follow Open edX.
            Platform::Edx | Platform::Other => self.edx_urls(),
        }
    }

    fn mitx_online_urls(self) -> &'static [&'static str] {
        match self {
            Rule::A1 => &[TRACKS, COURSES_MODELS, EDX_FAQ],
            Rule::A2 => &[TRACKS, PAYING],
            Rule::A3 => &[DEDP_ONE_TERM],
            Rule::A4 | Rule::B3 => &[COURSES_API],
            Rule::A6 | Rule::A7 | Rule::B1 | Rule::B2 | Rule::B6 => &[COURSES_API],
            Rule::A8 => &[EDX_SELF_PACED],
            Rule::A9 => &[ARCHIVED],
            Rule::A10 => &[SDS_ATTEMPTS],
            Rule::A11 => &[DEDP_RETAKE],
            Rule::A12 => &[SCM_FAQ],
            Rule::B4 => &[SDS_TRACKS],
            Rule::B5 => &[DEDP_COUNTS_ONCE],
            Rule::B7 => &[BAMM_RETIRED],
            Rule::B8 => &[SDS_CAPSTONE],
            Rule::C1 | Rule::C2 | Rule::C4 => &[TIMELINE],
            Rule::C3 => &[COURSES_API, TIMELINE],
            Rule::C5 => &[OPEN_EDX_SIGNALS],
            Rule::D8 => &[DEDP_SCORE],
            Rule::B9 | Rule::E1 | Rule::E2 => &[EDX_FAQ],
            Rule::E3 => &[TIERS, TIER_CHOICE],
            Rule::E4 => &[TERMS, DISCOUNTS],
            Rule::E5 => &[LOTTERY],
            Rule::E6 => &[TERMS],
            Rule::E7 => &[TERMS, REFUND_CODE],
            Rule::A5 | Rule::A13 | Rule::C6 | Rule::C7 | Rule::E8 | Rule::F1 | Rule::G => &[],
        }
    }

    /// Rules that one program of MITx Online states for itself have no address here: the catalog
    /// cites the source of such a fact.
    fn edx_urls(self) -> &'static [&'static str] {
        match self {
            Rule::A1 => &[OPEN_EDX_GENERATION, EDX_FAQ],
            Rule::A2 | Rule::A3 => &[OPEN_EDX_MODES],
            Rule::A4 => &[OPEN_EDX_GENERATION],
            Rule::A6 | Rule::C5 => &[OPEN_EDX_SIGNALS],
            Rule::A7 | Rule::B1 | Rule::B6 | Rule::C4 => &[OPEN_EDX_PROGRAMS],
            Rule::A8 => &[OPEN_EDX_GENERATION, EDX_SELF_PACED],
            Rule::B7 => &[BAMM_RETIRED],
            Rule::C1 => &[EDX_INSTRUCTOR_PACED, OPEN_EDX_VISIBLE],
            Rule::C2 => &[EDX_SELF_PACED],
            Rule::C3 => &[OPEN_EDX_VISIBLE],
            Rule::B9 | Rule::E1 | Rule::E2 => &[EDX_FAQ],
            Rule::E7 => &[EDX_REFUND],
            Rule::A5
            | Rule::A9
            | Rule::A10
            | Rule::A11
            | Rule::A12
            | Rule::A13
            | Rule::B2
            | Rule::B3
            | Rule::B4
            | Rule::B5
            | Rule::B8
            | Rule::C6
            | Rule::C7
            | Rule::D8
            | Rule::E3
            | Rule::E4
            | Rule::E5
            | Rule::E6
            | Rule::E8
            | Rule::F1
            | Rule::G => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_have_https_addresses_and_edx_speaks_for_other_sites() {
        for rule in Rule::ALL {
            let [ours, edx, other] =
                [Platform::MitxOnline, Platform::Edx, Platform::Other].map(|on| rule.urls(on));
            assert!(ours.iter().chain(edx).all(|url| url.starts_with("https://")), "{rule:?}");
            assert_eq!(edx, other, "{rule:?}");
        }
        assert_eq!(Rule::C2.urls(Platform::Edx), [EDX_SELF_PACED]);
    }
}
