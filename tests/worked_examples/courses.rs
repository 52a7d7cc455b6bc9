//! Worked examples of course certificates: whether and when (rules A, C and D8).

use certificate_planner::assessment::Verdict::{Earned, NeedsChange, OnCourse, Undetermined};

use crate::Claim::{
    Asks, Because, Certificate, CostBecause, Course, Graded, Note, Paid, Program, Remedy, ToPay,
    Wasted,
};
use crate::In::{BuiltIn, Small};
use crate::Row;
use crate::When::{Between, From, NotKnown};

const TIMELINE: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/28156227920027-When-will-my-MITx-Online-Course-or-Program-Certificate-become-available";
const TRACKS: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/28158506908699-What-is-the-Certificate-Track-What-are-Course-and-Program-Certificates";
const PAYING: &str =
    "https://mitxonline.zendesk.com/hc/en-us/articles/13861189299739-How-do-I-pay-for-a-course";
const API: &str = "https://github.com/mitodl/mitxonline/blob/b3c9730e/courses/api.py";
const API_TEST: &str = "https://github.com/mitodl/mitxonline/blob/b3c9730e/courses/api_test.py";
const ARCHIVED: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/29504088570139-What-Happens-After-a-Course-Session-Ends-What-Does-Archived-Mean";
const ARCHIVED_PAGE: &str = "https://github.com/mitodl/mit-learn/blob/2f304af0/frontends/main/src/app-pages/ProductPages/ProductSummary.tsx";
const SDS_ORDER: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035901871";
const SDS_ATTEMPTS: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/22915360640795-How-Many-Times-Can-I-Attempt-the-SDS-Capstone-Exam-Course";
const DEDP_SCORE: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035589492-How-do-I-earn-the-Course-Certificate-for-a-DEDP-MicroMasters-course-What-is-the-passing-criteria-How-is-the-final-score-calculated";
const DEDP_DEADLINE: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360056940131-Can-the-DEDP-payment-deadline-be-extended";
const DEDP_PAY_LATER: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/4409900282011-Can-I-enroll-in-DEDP-courses-now-but-submit-payment-later";
const DEDP_RETAKE: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360056932531-If-I-fail-a-DEDP-Proctored-Exam-can-I-take-it-again-to-try-and-get-a-better-score-";
const DEDP_UNENROLL: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/9194379752987-Can-I-unenroll-from-a-DEDP-Course-How-do-I-unenroll";
const DEDP_2022: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/8531634702619-Fall-2022-DEDP-Course-Structure-Proctored-Exam-and-Payment-Changes";
const DEDP_PAY_EARLY: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/4409900246171-Can-I-pay-for-a-DEDP-course-now-but-take-the-course-later";
const SCM_EXAM: &str = "https://micromasters.mit.edu/scm/frequently-asked-questions/capstone-exam/";
const SCM_PAYMENT: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035898551";
const FINANCE_ORDER: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360038053532-Is-there-any-way-to-reduce-the-time-needed-to-take-and-pass-the-six-MicroMasters-of-Finance-courses";
const EDX_GUIDE: &str =
    "https://edx.readthedocs.io/projects/edx-guide-for-students/en/latest/SFD_self_paced.html";
const RITX_PASSING: &str = "https://wiki.rit.edu/display/1RITX/Passing+the+Cybersecurity+courses";
const SDS_DATES: &str =
    "A learner's list of learn.mit.edu course dates (public file; its address was not kept)";

const MACHINE_LEARNING_WEIGHTS: &str =
    "https://galleons2029.github.io/teaching/2014-spring-teaching-1";

/// All that is no exam in 6.86x, in full: 16 lecture exercises, and of the rest what counts.
const ALL_COURSEWORK: &str = r#"{
    "Lecture exercises": [
                { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 },
                { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 },
                { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 },
                { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }],
    "Homework 0": [{ "earned": 1, "possible": 1 }],
    "Homework": [{ "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }],
    "Project 0": [{ "earned": 1, "possible": 1 }],
    "Projects": [{ "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }, { "earned": 1, "possible": 1 }] }"#;

/// One instructor-paced course on MITx Online with three sessions in 2026.
const X: &str = r#"{
    "courses": [{
        "id": "X", "pacing": "instructor_paced", "certificate_release": "after_end",
        "passing_score": 60, "fee": "100.00",
        "runs": [
            { "id": "1T2026", "start": "2026-02-01T15:00:00Z", "end": "2026-05-01T00:00:00Z",
              "upgrade_deadline": "2026-03-01T12:00:00Z" },
            { "id": "2T2026", "start": "2026-06-01T15:00:00Z", "end": "2026-09-01T00:00:00Z",
              "enrollment_end": "2026-07-01T00:00:00Z",
              "upgrade_deadline": "2026-07-15T12:00:00Z" },
            { "id": "3T2026", "start": "2026-10-01T15:00:00Z", "end": "2026-12-20T00:00:00Z",
              "enrollment_end": "2026-11-01T00:00:00Z",
              "upgrade_deadline": "2026-11-15T12:00:00Z",
              "certificate_available": "2027-01-15T00:00:00Z" }
        ]
    }],
    "programs": [{ "id": "P", "offered": true, "requirement": ["X"] }]
}"#;

/// The same course on edX.
const X_ON_EDX: &str = r#"{
    "platform": "edx",
    "courses": [{
        "id": "X", "pacing": "instructor_paced", "certificate_release": "after_end",
        "runs": [{ "id": "1T2026", "start": "2026-02-01T15:00:00Z", "end": "2026-05-01T00:00:00Z" }]
    }],
    "programs": [{ "id": "P", "offered": true, "requirement": ["X"] }]
}"#;

/// An instructor-paced session whose end nobody has published.
const NO_END: &str = r#"{
    "courses": [{
        "id": "X", "pacing": "instructor_paced", "certificate_release": "after_end",
        "runs": [{ "id": "1T2026", "start": "2026-02-01T15:00:00Z" }]
    }],
    "programs": [{ "id": "P", "offered": true, "requirement": ["X"] }]
}"#;

/// Self-paced courses that release certificates in three ways.
const SELF_PACED: &str = r#"{
    "courses": [
        { "id": "soon", "pacing": "self_paced", "certificate_release": "individually" },
        { "id": "peers", "pacing": "self_paced",
          "certificate_release": "individually_with_peer_assessment" },
        { "id": "together", "pacing": "self_paced", "certificate_release": "after_end",
          "runs": [{ "id": "1T2026", "start": "2026-01-01", "end": "2026-07-01T00:00:00Z" }] }
    ],
    "programs": [{ "id": "P", "offered": true, "requirement": ["soon", "peers", "together"] }]
}"#;

/// The SDS capstone exam with two sessions.
const CAPSTONE: &str = r#"{
    "courses": [{
        "id": "DS.CFx", "pacing": "instructor_paced", "certificate_release": "after_end",
        "attempts_guaranteed": 2,
        "runs": [
            { "id": "3T2026", "start": "2026-10-01", "end": "2026-12-15" },
            { "id": "1T2027", "start": "2027-03-01", "end": "2027-05-15",
              "enrollment_end": "2027-02-20" }
        ]
    }],
    "programs": [{ "id": "P", "offered": true, "requirement": ["DS.CFx"] }]
}"#;

pub(crate) const ROWS: &[Row] = &[
    Row {
        number: 1,
        name: "audit with a high score",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "finished", "mode": "audit", "score": 100 }] }] }"#,
        now: "2026-05-10T12:00:00Z",
        claims: &[
            Course("X", NeedsChange),
            Program(NeedsChange),
            Because("X", "audit_earns_nothing"),
            Remedy("X", "take_later_run 2T2026"),
        ],
        sources: &[TRACKS],
    },
    Row {
        number: 4,
        name: "instructor-paced, passed and paid: not before the end, with an open end",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "in_progress", "mode": "verified", "payment": "paid",
              "result": "passed" }] }] }"#,
        now: "2026-04-20T12:00:00Z",
        claims: &[Course("X", OnCourse), Certificate("X", From("2026-05-01T00:00:00Z"))],
        sources: &[TIMELINE],
    },
    Row {
        number: 5,
        name: "self-paced, passed and paid: typically 24 to 48 hours",
        catalog: Small(SELF_PACED),
        plan: r#"{ "courses": [{ "course": "soon", "runs": [
            { "state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
              "passed_on": "2026-05-04T12:00:00Z" }] }] }"#,
        now: "2026-05-04T13:00:00Z",
        claims: &[Certificate("soon", Between("2026-05-05T12:00:00Z", "2026-05-06T12:00:00Z"))],
        sources: &[TIMELINE],
    },
    Row {
        number: 5,
        name: "the same where only the day of passing is known",
        catalog: Small(SELF_PACED),
        plan: r#"{ "courses": [{ "course": "soon", "runs": [
            { "state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
              "passed_on": "2026-05-04" }] }] }"#,
        now: "2026-05-04T13:00:00Z",
        claims: &[Certificate("soon", Between("2026-05-05", "2026-05-06"))],
        sources: &[TIMELINE],
    },
    Row {
        number: 6,
        name: "self-paced with peer assessment: longer, and no figure is stated",
        catalog: Small(SELF_PACED),
        plan: r#"{ "courses": [{ "course": "peers", "runs": [
            { "state": "finished", "mode": "verified", "payment": "paid", "result": "passed",
              "passed_on": "2026-05-04T12:00:00Z" }] }] }"#,
        now: "2026-05-04T13:00:00Z",
        claims: &[Certificate("peers", From("2026-05-05T12:00:00Z"))],
        sources: &[TIMELINE],
    },
    Row {
        number: 7,
        name: "self-paced, all certificates at the end of the session",
        catalog: Small(SELF_PACED),
        plan: r#"{ "courses": [{ "course": "together", "runs": [
            { "run": "1T2026", "state": "in_progress", "mode": "verified", "payment": "paid",
              "result": "passed", "passed_on": "2026-05-04T12:00:00Z" }] }] }"#,
        now: "2026-05-10T12:00:00Z",
        claims: &[
            Course("together", OnCourse),
            Certificate("together", From("2026-07-01T00:00:00Z")),
        ],
        sources: &[TIMELINE],
    },
    Row {
        number: 9,
        name: "score 25, passed, not paid",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "not_paid",
              "result": "passed", "score": 25 }] }] }"#,
        now: "2026-05-10T12:00:00Z",
        claims: &[
            Course("X", NeedsChange),
            Because("X", "platform_says_passed"),
            Because("X", "not_paid"),
            Remedy("X", "take_later_run 2T2026"),
        ],
        sources: &[API_TEST],
    },
    Row {
        number: 9,
        name: "score 25, passed and paid: what the platform says beats the percentage",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "result": "passed", "score": 25 }] }] }"#,
        now: "2026-05-10T12:00:00Z",
        claims: &[Course("X", Earned)],
        sources: &[API_TEST],
    },
    Row {
        number: 10,
        name: "full marks and paid, but the platform says not passed",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "result": "not_passed", "score": 100 }] }] }"#,
        now: "2026-05-10T12:00:00Z",
        claims: &[Course("X", NeedsChange), Because("X", "platform_says_not_passed")],
        sources: &[API_TEST],
    },
    Row {
        number: 11,
        name: "the score was changed to 0 and the certificate taken back",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "score": 0, "certificate": "revoked" }] }] }"#,
        now: "2026-05-10T12:00:00Z",
        claims: &[
            Course("X", NeedsChange),
            Program(NeedsChange),
            Because("X", "certificate_revoked"),
        ],
        sources: &[API_TEST],
    },
    Row {
        number: 13,
        name: "instructor-paced, at the very instant of the certificate date",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "3T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "result": "passed" }] }] }"#,
        now: "2027-01-15T00:00:00Z",
        claims: &[Course("X", Earned)],
        sources: &[API_TEST],
    },
    Row {
        number: 13,
        name: "one second earlier it is not issued, though the session has ended",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "3T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "result": "passed" }] }] }"#,
        now: "2027-01-14T23:59:59Z",
        claims: &[Course("X", OnCourse), Certificate("X", From("2027-01-15T00:00:00Z"))],
        sources: &[API_TEST],
    },
    Row {
        number: 14,
        name: "instructor-paced without any certificate date: not issued, and no date is made up",
        catalog: Small(NO_END),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "result": "passed" }] }] }"#,
        now: "2026-05-10T12:00:00Z",
        claims: &[Course("X", OnCourse), Certificate("X", NotKnown), Asks("end_date")],
        sources: &[API_TEST, API],
    },
    Row {
        number: 14,
        name: "the certificate date defaults to the end of the session",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "result": "passed" }] }] }"#,
        now: "2026-05-01T00:00:00Z",
        claims: &[Course("X", Earned)],
        sources: &[API],
    },
    Row {
        number: 16,
        name: "enrolling in an archived session",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "planned", "mode": "verified", "payment": "will_pay",
              "result": "will_pass" }] }] }"#,
        now: "2026-05-10T12:00:00Z",
        claims: &[
            Course("X", NeedsChange),
            Because("X", "run_ended"),
            Remedy("X", "take_later_run 2T2026"),
        ],
        sources: &[ARCHIVED, ARCHIVED_PAGE],
    },
    Row {
        number: 17,
        name: "audit first, upgraded in time, passed",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "paid_on": "2026-02-28", "result": "passed" }] }] }"#,
        now: "2026-05-10T12:00:00Z",
        claims: &[Course("X", Earned)],
        sources: &[PAYING],
    },
    Row {
        number: 17,
        name: "still on audit before the payment deadline: upgrade by then",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "in_progress", "mode": "audit", "result": "will_pass" }] }] }"#,
        now: "2026-03-01T11:59:59Z",
        claims: &[
            Course("X", NeedsChange),
            Remedy("X", "upgrade 1T2026 by 2026-03-01T12:00:00Z for 100.00"),
        ],
        sources: &[PAYING],
    },
    Row {
        number: 17,
        name: "still on audit at the payment deadline: too late in this session",
        catalog: Small(X),
        plan: r#"{ "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "in_progress", "mode": "audit", "result": "will_pass" }] }] }"#,
        now: "2026-03-01T12:00:00Z",
        claims: &[
            Course("X", NeedsChange),
            Because("X", "upgrade_deadline_passed"),
            Remedy("X", "take_later_run 2T2026"),
        ],
        sources: &[PAYING],
    },
    Row {
        number: 30,
        name: "SDS: failed the capstone twice, so a third attempt is not guaranteed",
        catalog: BuiltIn("mitx-sds.json"),
        plan: r#"{
            "program_enrollment": "verified",
            "holds": { "6.431x": null, "6.86x": null, "18.6501x": null, "6.419x": null },
            "courses": [{ "course": "DS.CFx", "runs": [
                { "run": "3T2025", "state": "finished", "mode": "verified", "payment": "paid",
                  "result": "not_passed" },
                { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
                  "result": "not_passed" }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Course("DS.CFx", Undetermined),
            Program(Undetermined),
            Because("DS.CFx", r#"{ "type": "attempts_used", "used": 2, "guaranteed": 2 }"#),
            Remedy("DS.CFx", "ask_course_team"),
            Asks("further_attempt"),
        ],
        sources: &[SDS_ATTEMPTS],
    },
    Row {
        number: 32,
        name: "SDS: failed the capstone once, so the next session at the earliest",
        catalog: Small(CAPSTONE),
        plan: r#"{ "courses": [{ "course": "DS.CFx", "runs": [
            { "run": "3T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "result": "not_passed" }] }] }"#,
        now: "2026-12-20T12:00:00Z",
        claims: &[
            Course("DS.CFx", NeedsChange),
            Remedy("DS.CFx", "take_later_run 1T2027 starting 2027-03-01"),
        ],
        sources: &[SDS_ATTEMPTS],
    },
    Row {
        number: 32,
        name: "SDS: the second attempt is planned",
        catalog: Small(CAPSTONE),
        plan: r#"{ "courses": [{ "course": "DS.CFx", "runs": [
            { "run": "3T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "result": "not_passed" },
            { "run": "1T2027", "state": "planned", "mode": "verified", "payment": "will_pay",
              "result": "will_pass" }] }] }"#,
        now: "2026-12-20T12:00:00Z",
        claims: &[Course("DS.CFx", OnCourse), Certificate("DS.CFx", From("2027-05-15"))],
        sources: &[SDS_ATTEMPTS],
    },
    Row {
        number: 34,
        name: "SDS: 18.6501x before 6.431x is allowed, with a warning",
        catalog: BuiltIn("mitx-sds.json"),
        plan: r#"{ "courses": [{ "course": "18.6501x", "runs": [
            { "run": "3T2026", "state": "planned", "mode": "verified", "payment": "will_pay",
              "result": "will_pass" }] }] }"#,
        now: "2026-08-15T12:00:00Z",
        claims: &[
            Course("18.6501x", OnCourse),
            Note(
                "18.6501x",
                r#"{ "type": "prerequisite_not_done", "first": "6.431x", "required": false }"#,
            ),
        ],
        sources: &[SDS_ORDER],
    },
    Row {
        number: 37,
        name: "6.431x done, wants 6.86x: the next session is named",
        catalog: BuiltIn("mitx-sds.json"),
        plan: r#"{ "holds": { "6.431x": null } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Course("6.86x", NeedsChange),
            Remedy("6.86x", "enroll 1T2027 starting 2027-01-26"),
        ],
        sources: &[SDS_DATES, TIMELINE],
    },
    Row {
        number: 37,
        name: "6.86x planned in that session: certificate on or after its end",
        catalog: BuiltIn("mitx-sds.json"),
        plan: r#"{ "holds": { "6.431x": null }, "courses": [{ "course": "6.86x", "runs": [
            { "run": "1T2027", "state": "planned", "mode": "verified", "payment": "will_pay",
              "result": "will_pass" }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Course("6.86x", OnCourse), Certificate("6.86x", From("2027-05-16"))],
        sources: &[SDS_DATES, TIMELINE],
    },
    Row {
        number: 38,
        name: "6.86x: all coursework, no exam: 67 passes, with 16 of 19 lecture exercises counting",
        catalog: BuiltIn("mitx-sds.json"),
        plan: "{}",
        now: "2024-09-20T12:00:00Z",
        claims: &[Graded("6.86x", ALL_COURSEWORK, 67.0, true)],
        sources: &[MACHINE_LEARNING_WEIGHTS],
    },
    Row {
        number: 39,
        name: "DEDP: coursework 100, exam 29: 50.3 passes",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "courses": [{ "course": "14.310x", "runs": [
            { "run": "1T2024", "state": "finished", "mode": "verified", "payment": "paid",
              "coursework_score": 100, "exam_score": 29 }] }] }"#,
        now: "2024-06-01T12:00:00Z",
        claims: &[
            Course("14.310x", Earned),
            Because("14.310x", r#"{ "type": "part_scores", "passes": "yes", "passing": 50.0 }"#),
            Graded(
                "14.310x",
                r#"{ "Coursework": [{ "earned": 100, "possible": 100 }],
                     "Proctored exam": [{ "earned": 29, "possible": 100 }] }"#,
                50.0,
                true,
            ),
        ],
        sources: &[DEDP_SCORE],
    },
    Row {
        number: 42,
        name: "DEDP: coursework 50, exam 50: 50.0 passes",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "courses": [{ "course": "14.310x", "runs": [
            { "run": "1T2024", "state": "finished", "mode": "verified", "payment": "paid",
              "coursework_score": 50, "exam_score": 50 }] }] }"#,
        now: "2024-06-01T12:00:00Z",
        claims: &[Course("14.310x", Earned)],
        sources: &[DEDP_SCORE],
    },
    Row {
        number: 43,
        name: "DEDP: paid, but the proctored exam is not taken",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{
            "income": { "amount": "0", "currency": "USD" },
            "courses": [{ "course": "14.310x", "runs": [
                { "run": "1T2024", "state": "finished", "mode": "verified", "payment": "paid", "paid_amount": "250",
                  "coursework_score": 100, "exam_taken": false }] }] }"#,
        now: "2024-06-01T12:00:00Z",
        claims: &[
            Course("14.310x", NeedsChange),
            Because("14.310x", "exam_not_taken"),
            Remedy("14.310x", "take_later_run 2T2024"),
            Paid("250.00"),
            Wasted("250.00"),
        ],
        sources: &[DEDP_SCORE, DEDP_DEADLINE],
    },
    Row {
        number: 44,
        name: "DEDP: audit in spring, pays in fall, imports the coursework score",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{
            "income": { "amount": "0", "currency": "USD" },
            "courses": [{ "course": "JPAL102x",
                "carried_over": { "part": "coursework", "score": 90 },
                "runs": [
                    { "run": "1T2024", "state": "finished", "mode": "audit",
                      "coursework_score": 90 },
                    { "run": "3T2024", "state": "planned", "mode": "verified",
                      "payment": "will_pay", "exam_score": 60 }] }] }"#,
        now: "2024-08-25T12:00:00Z",
        claims: &[
            // 0.3 × 90 + 0.7 × 60 = 69.
            Course("JPAL102x", OnCourse),
            Because(
                "JPAL102x",
                r#"{ "type": "carried_over", "part": "coursework", "allowed": "yes" }"#,
            ),
            Paid("0.00"),
            ToPay("250.00"),
        ],
        sources: &[DEDP_PAY_LATER, DEDP_RETAKE],
    },
    Row {
        number: 46,
        name: "DEDP: unenrolled and came back: the scores of the old session do not count",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "courses": [{ "course": "JPAL102x", "runs": [
            { "run": "1T2024", "state": "finished", "mode": "verified", "payment": "paid", "paid_amount": "250",
              "coursework_score": 90, "left": "unenrolled" },
            { "run": "3T2024", "state": "planned", "mode": "verified", "payment": "will_pay",
              "exam_score": 60 }] }] }"#,
        now: "2024-08-25T12:00:00Z",
        claims: &[
            // 0.7 × 60 = 42 alone; up to 72 with coursework that is not known.
            Course("JPAL102x", Undetermined),
            Because("JPAL102x", r#"{ "type": "run_left", "how": "unenrolled" }"#),
            Asks("result"),
        ],
        sources: &[DEDP_UNENROLL, DEDP_RETAKE],
    },
    Row {
        number: 46,
        name: "DEDP: the cumulative coursework score counts again on request",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "courses": [{ "course": "JPAL102x",
            "carried_over": { "part": "coursework", "score": 90 },
            "runs": [
                { "run": "1T2024", "state": "finished", "mode": "verified", "payment": "paid", "paid_amount": "250",
                  "coursework_score": 90, "left": "unenrolled" },
                { "run": "3T2024", "state": "planned", "mode": "verified", "payment": "will_pay",
                  "exam_score": 60 }] }] }"#,
        now: "2024-08-25T12:00:00Z",
        claims: &[Course("JPAL102x", OnCourse)],
        sources: &[DEDP_UNENROLL, DEDP_RETAKE],
    },
    Row {
        number: 47,
        name: "DEDP: paid in spring, wants the exam in summer: summer is to be paid too",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{
            "income": { "amount": "0", "currency": "USD" },
            "courses": [{ "course": "14.310x",
                "carried_over": { "part": "coursework", "score": 90 },
                "runs": [
                    { "run": "1T2024", "state": "finished", "mode": "verified", "payment": "paid", "paid_amount": "250",
                      "coursework_score": 90, "exam_taken": false },
                    { "run": "2T2024", "state": "planned", "mode": "verified",
                      "payment": "not_paid", "exam_score": 80 }] }] }"#,
        now: "2024-06-01T12:00:00Z",
        claims: &[
            Course("14.310x", NeedsChange),
            Because("14.310x", r#"{ "type": "exam_not_taken", "run": "1T2024" }"#),
            Because("14.310x", r#"{ "type": "not_paid", "run": "2T2024" }"#),
            Remedy("14.310x", "pay 2T2024 by 2024-06-25T23:59:00Z for 250.00"),
            Wasted("250.00"),
        ],
        sources: &[DEDP_2022, DEDP_PAY_EARLY],
    },
    Row {
        number: 63,
        name: "SCM: 60 in the final exam passes",
        catalog: BuiltIn("mitx-scm.json"),
        plan: r#"{ "courses": [{ "course": "CTL.CFx", "runs": [
            { "state": "finished", "mode": "verified", "payment": "paid", "score": 60 }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Course("CTL.CFx", OnCourse), Because("CTL.CFx", "score_passes")],
        sources: &[SCM_EXAM],
    },
    Row {
        number: 63,
        name: "SCM: 59 in the final exam fails",
        catalog: BuiltIn("mitx-scm.json"),
        plan: r#"{ "courses": [{ "course": "CTL.CFx", "runs": [
            { "state": "finished", "mode": "verified", "payment": "paid", "score": 59 }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Course("CTL.CFx", NeedsChange), Because("CTL.CFx", "score_too_low")],
        sources: &[SCM_EXAM],
    },
    Row {
        number: 66,
        name: "SCM: paid but not ready for the final exam: a later session is paid again",
        catalog: BuiltIn("mitx-scm.json"),
        plan: r#"{ "courses": [{ "course": "CTL.SC0x",
            "fee": { "amount": "199.00", "currency": "USD" },
            "runs": [
                { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
                  "result": "not_passed" },
                { "run": "3T2026", "state": "planned", "mode": "verified", "payment": "will_pay",
                  "result": "will_pass" }] }] }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[
            Course("CTL.SC0x", OnCourse),
            Because("CTL.SC0x", r#"{ "type": "paid_again", "times": 2 }"#),
            Paid("199.00"),
            Wasted("199.00"),
            ToPay("199.00"),
        ],
        sources: &[SCM_PAYMENT],
    },
    Row {
        number: 66,
        name: "SCM: the payment of the old session does not pay for the later one",
        catalog: BuiltIn("mitx-scm.json"),
        plan: r#"{ "courses": [{ "course": "CTL.SC0x", "runs": [
            { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
              "result": "not_passed" },
            { "run": "3T2026", "state": "planned", "mode": "verified", "payment": "not_paid",
              "result": "will_pass" }] }] }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[Course("CTL.SC0x", NeedsChange), Because("CTL.SC0x", "not_paid")],
        sources: &[SCM_PAYMENT],
    },
    Row {
        number: 74,
        name: "Finance: 15.415.2x together with 15.415.1x is discouraged, not forbidden",
        catalog: BuiltIn("mitx-finance.json"),
        plan: r#"{ "each": { "of": ["15.415.1x", "15.415.2x"], "as":
            { "run": "2T2027", "state": "planned", "mode": "verified", "payment": "will_pay",
              "result": "will_pass" } } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Course("15.415.2x", OnCourse),
            Note(
                "15.415.2x",
                r#"{ "type": "prerequisite_not_done", "first": "15.415.1x", "required": false }"#,
            ),
        ],
        sources: &[FINANCE_ORDER],
    },
    Row {
        number: 77,
        name: "Finance: aid is drawn by lot, so the full fees stand and the aid is only named",
        catalog: BuiltIn("mitx-finance.json"),
        plan: r#"{ "each": {
            "of": ["15.415.1x", "15.415.2x", "15.516x", "15.435x", "15.455x", "MMFin.CFx"],
            "fee": "450.00",
            "as": { "state": "planned", "mode": "verified", "payment": "will_pay",
                    "result": "will_pass" } } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[ToPay("2700.00"), CostBecause("uncertain_aid")],
        sources: &[
            "https://mitx-micromasters.zendesk.com/hc/en-us/articles/4406582618523-What-is-the-process-for-determining-whether-financial-assistance-will-be-granted",
        ],
    },
    Row {
        number: 89,
        name: "edX, instructor-paced: from the end of the session, and two weeks are no promise",
        catalog: Small(X_ON_EDX),
        plan: r#"{ "photo_id": "approved", "courses": [{ "course": "X", "runs": [
            { "run": "1T2026", "state": "in_progress", "mode": "verified", "payment": "paid",
              "result": "will_pass" }] }] }"#,
        now: "2026-03-15T12:00:00Z",
        claims: &[Course("X", OnCourse), Certificate("X", From("2026-05-01T00:00:00Z"))],
        sources: &[EDX_GUIDE],
    },
    Row {
        number: 91,
        name: "RITx Cybersecurity: 79 fails",
        catalog: BuiltIn("ritx-cybersecurity.json"),
        plan: r#"{ "photo_id": "approved", "courses": [{ "course": "CYBER501x", "runs": [
            { "state": "finished", "mode": "verified", "payment": "paid", "score": 79 }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Course("CYBER501x", NeedsChange), Because("CYBER501x", "score_too_low")],
        sources: &[RITX_PASSING],
    },
    Row {
        number: 91,
        name: "RITx Cybersecurity: 80 passes",
        catalog: BuiltIn("ritx-cybersecurity.json"),
        plan: r#"{ "photo_id": "approved", "courses": [{ "course": "CYBER501x", "runs": [
            { "state": "finished", "mode": "verified", "payment": "paid", "score": 80 }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Course("CYBER501x", OnCourse), Because("CYBER501x", "score_passes")],
        sources: &[RITX_PASSING],
    },
];
