//! Worked examples of program certificates: whether and when (rules B and C4).

use certificate_planner::assessment::Verdict::{
    Earned, NeedsChange, NotReachable, OnCourse, Undetermined,
};

use crate::Claim::{
    Asks, Because, Course, Program, ProgramBecause, ProgramCertificate, ProgramRemedy, Remedy,
};
use crate::In::{BuiltIn, Small};
use crate::Row;
use crate::When::{From, NotBefore};

const TIMELINE: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/28156227920027-When-will-my-MITx-Online-Course-or-Program-Certificate-become-available";
const API: &str = "https://github.com/mitodl/mitxonline/blob/b3c9730e/courses/api.py";
const API_TEST: &str = "https://github.com/mitodl/mitxonline/blob/b3c9730e/courses/api_test.py";
const UNIVERSAL_AI: &str = "https://github.com/mitodl/mit-learn/blob/2f304af0/frontends/main/src/app-pages/UAILandingPage/UAILandingPage.tsx";
const SDS_TRACKS: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035902111-Is-there-any-way-to-reduce-the-time-needed-to-take-the-SDS-MicroMasters-courses";
const SDS_CAPSTONE: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035903031-What-is-the-SDS-Capstone-Exam";
const DEDP_COUNTS_ONCE: &str = "https://github.com/mitodl/ol-data-platform/blob/49d7ee60/src/ol_dbt/models/intermediate/mitxonline/subqueries/__int_mitxonline_subqueries__models.yml";
const SCM_BASICS: &str =
    "https://micromasters.mit.edu/scm/frequently-asked-questions/micromasters-basics/";
const SCM_CFX: &str = "http://scm.mit.edu/micromasters/cfx";
const POM_BAR: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035538412-Is-it-sufficient-to-simply-pass-each-course-or-will-the-bar-for-achieving-the-PoM-MicroMasters-program-credential-be-higher-";
const FINANCE_ORDER: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360038053532-Is-there-any-way-to-reduce-the-time-needed-to-take-and-pass-the-six-MicroMasters-of-Finance-courses";
const EDX_CERTIFICATES: &str =
    "https://docs.huihoo.com/edx/edx-guide-for-students/SFD_certificates.html";
const RITX_TIME: &str = "https://wiki.rit.edu/pages/viewpage.action?pageId=141034957";
const COLUMBIA: &str = "https://courses.edx.org/courses/course-v1:ColumbiaX+BAMM.102x+1T2021/7bebfd57a29d4d889c725e57788d04eb";

/// A program of three courses on MITx Online.
const THREE: &str = r#"{
    "courses": [{ "id": "A" }, { "id": "B" }, { "id": "C" }],
    "programs": [{ "id": "P", "offered": true, "requirement": ["A", "B", "C"] }]
}"#;

/// A program of three courses on edX.
const THREE_ON_EDX: &str = r#"{
    "platform": "edx",
    "courses": [{ "id": "A" }, { "id": "B" }, { "id": "C" }],
    "programs": [{ "id": "P", "offered": true, "requirement": ["A", "B", "C"] }]
}"#;

/// Two electives, of which one place is "1 of A and B".
const TWO_ELECTIVES: &str = r#"{
    "courses": [{ "id": "A" }, { "id": "B" }, { "id": "C" }, { "id": "D" }],
    "programs": [{ "id": "P", "offered": true, "requirement":
        { "kind": "min_number_of", "title": "Electives", "number": 2, "of": [
            { "kind": "min_number_of", "number": 1, "of": ["A", "B"] }, "C", "D"] } }]
}"#;

/// A program that needs the certificate of another one, which has a paid mode.
const NESTED: &str = r#"{
    "courses": [{ "id": "A" }, { "id": "B" }, { "id": "C" }],
    "programs": [
        { "id": "Outer", "offered": true, "requirement":
            { "kind": "all_of", "of": [{ "kind": "program", "program": "Inner" }, "C"] } },
        { "id": "Inner", "offered": true, "paid_mode": true, "requirement": ["A", "B"] }
    ]
}"#;

/// The same where the nested program has no paid mode and so no certificate of its own.
const NESTED_WITHOUT_PAID_MODE: &str = r#"{
    "courses": [{ "id": "A" }, { "id": "B" }, { "id": "C" }],
    "programs": [
        { "id": "Outer", "offered": true, "requirement":
            { "kind": "all_of", "of": [{ "kind": "program", "program": "Inner" }, "C"] } },
        { "id": "Inner", "offered": true, "paid_mode": false, "requirement": ["A", "B"] }
    ]
}"#;

/// Two core courses, both courses of one track, and a capstone, as in SDS.
const TRACKS: &str = r#"{
    "courses": [
        { "id": "core 1" }, { "id": "core 2" }, { "id": "general 1" }, { "id": "general 2" },
        { "id": "methods 1" }, { "id": "methods 2" },
        { "id": "capstone", "capstone": "after_all_others", "pacing": "instructor_paced",
          "certificate_release": "after_end", "runs": [
            { "id": "1T2027", "start": "2027-03-01", "end": "2027-05-15",
              "enrollment_end": "2027-02-20", "upgrade_deadline": "2027-02-20" }] }
    ],
    "programs": [{ "id": "P", "offered": true, "requirement": ["core 1", "core 2",
        { "kind": "one_track_of", "tracks": [
            { "id": "general", "title": "General Track",
              "requirement": ["general 1", "general 2"] },
            { "id": "methods", "title": "Methods Track",
              "requirement": ["methods 1", "methods 2"] }] },
        "capstone"] }]
}"#;

/// SCM in 2017: the final exam is open to those who qualify by a date before it starts.
const SCM_2017: &str = r#"{
    "platform": "edx",
    "courses": [
        { "id": "SC0x" }, { "id": "SC1x" }, { "id": "SC2x" }, { "id": "SC3x" },
        { "id": "SC4x", "pacing": "instructor_paced", "certificate_release": "after_end", "runs": [
            { "id": "1T2017", "start": "2017-01-15", "end": "2017-04-20" }] },
        { "id": "CFx", "capstone": "after_all_others", "pacing": "instructor_paced",
          "certificate_release": "after_end", "runs": [
            { "id": "2T2017", "start": "2017-05-03", "end": "2017-05-31",
              "enrollment_end": "2017-04-15", "upgrade_deadline": "2017-04-15" },
            { "id": "1T2018", "start": "2018-05-02", "end": "2018-05-31",
              "enrollment_end": "2018-04-15", "upgrade_deadline": "2018-04-15" }] }
    ],
    "programs": [{ "id": "P", "offered": true,
        "requirement": ["SC0x", "SC1x", "SC2x", "SC3x", "SC4x", "CFx"] }]
}"#;

/// PoM: eight courses with 60 % to pass, all of whose sessions have ended.
const POM: &str = r#"{
    "courses": [
        { "id": "1", "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T2026", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "2", "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T2026", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "3", "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T2026", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "4", "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T2026", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "5", "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T2026", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "6", "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T2026", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "7", "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T2026", "start": "2026-01-01", "end": "2026-05-01" }] },
        { "id": "8", "passing_score": 60, "pacing": "instructor_paced",
          "runs": [{ "id": "1T2026", "start": "2026-01-01", "end": "2026-05-01" }] }
    ],
    "programs": [{ "id": "P", "offered": true,
        "requirement": ["1", "2", "3", "4", "5", "6", "7", "8"] }]
}"#;

/// Columbia Business Analytics while it was offered.
const COLUMBIA_2021: &str = r#"{
    "platform": "edx", "as_of": "2021-09-01",
    "courses": [{ "id": "BAMM.101x" }, { "id": "BAMM.102x" }, { "id": "BAMM.103x" },
                { "id": "BAMM.104x" }],
    "programs": [{ "id": "P", "offered": true,
        "requirement": ["BAMM.101x", "BAMM.102x", "BAMM.103x", "BAMM.104x"] }]
}"#;

/// Columbia Business Analytics since its retirement.
const COLUMBIA_2026: &str = r#"{
    "platform": "edx",
    "courses": [{ "id": "BAMM.101x" }, { "id": "BAMM.102x" }, { "id": "BAMM.103x" },
                { "id": "BAMM.104x" }],
    "programs": [{ "id": "P", "offered": false,
        "requirement": ["BAMM.101x", "BAMM.102x", "BAMM.103x", "BAMM.104x"] }]
}"#;

pub(crate) const ROWS: &[Row] = &[
    Row {
        number: 3,
        name: "every course certificate held: the program certificate follows the last one",
        catalog: Small(THREE),
        plan: r#"{ "program_enrollment": "verified",
            "holds": { "A": "2026-01-20", "B": "2026-05-20", "C": "2025-09-20" } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[
            Program(Earned),
            ProgramCertificate(NotBefore("2026-05-20")),
            ProgramBecause(r#"{ "type": "follows_last_certificate", "course": "B" }"#),
        ],
        sources: &[TIMELINE],
    },
    Row {
        number: 19,
        name: "A and B fill one of the two places only",
        catalog: Small(TWO_ELECTIVES),
        plan: r#"{ "program_enrollment": "verified", "holds": { "A": null, "B": null } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[
            Program(NeedsChange),
            ProgramBecause(r#"{ "type": "group_not_met", "needed": 2, "held": 1 }"#),
        ],
        sources: &[API_TEST],
    },
    Row {
        number: 19,
        name: "A and C fill both places",
        catalog: Small(TWO_ELECTIVES),
        plan: r#"{ "program_enrollment": "verified", "holds": { "A": null, "C": null } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[Program(Earned)],
        sources: &[API_TEST],
    },
    Row {
        number: 20,
        name: "all courses of a nested program with a paid mode, but not its certificate",
        catalog: Small(NESTED),
        plan: r#"{ "program_enrollment": "verified",
            "holds": { "A": null, "B": null, "C": null } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[
            Program(Undetermined),
            ProgramBecause(r#"{ "type": "nested_certificate_needed", "program": "Inner" }"#),
            Asks("nested_certificate"),
        ],
        sources: &[API_TEST, API],
    },
    Row {
        number: 20,
        name: "once the nested program's certificate exists",
        catalog: Small(NESTED),
        plan: r#"{ "program_enrollment": "verified", "program_certificates": ["Inner"],
            "holds": { "A": null, "B": null, "C": null } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[Program(Earned)],
        sources: &[API_TEST, API],
    },
    Row {
        number: 20,
        name: "a nested program without a paid mode is met by its courses",
        catalog: Small(NESTED_WITHOUT_PAID_MODE),
        plan: r#"{ "program_enrollment": "verified",
            "holds": { "A": null, "B": null, "C": null } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[Program(Earned)],
        sources: &[API_TEST, API],
    },
    Row {
        number: 22,
        name: "all course certificates, not enrolled in the program",
        catalog: Small(THREE),
        plan: r#"{ "program_enrollment": "not_enrolled",
            "holds": { "A": null, "B": null, "C": null } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[
            Program(NeedsChange),
            ProgramBecause("not_enrolled_in_program"),
            ProgramRemedy("enroll_in_program"),
        ],
        sources: &[API],
    },
    Row {
        number: 22,
        name: "enrolled in the program on its free mode: upgraded nightly",
        catalog: Small(THREE),
        plan: r#"{ "program_enrollment": "audit",
            "holds": { "A": null, "B": null, "C": null } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[Program(OnCourse), ProgramBecause("program_enrollment_upgrades")],
        sources: &[API],
    },
    Row {
        number: 22,
        name: "whether enrolled in the program is not stated",
        catalog: Small(THREE),
        plan: r#"{ "holds": { "A": null, "B": null, "C": null } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[Program(Undetermined), Asks("program_enrollment")],
        sources: &[API],
    },
    Row {
        number: 23,
        name: "certificate earned, then unenrolled",
        catalog: Small(THREE),
        plan: r#"{ "program_enrollment": "verified", "holds": { "A": null, "B": null },
            "courses": [{ "course": "C", "runs": [
                { "state": "finished", "mode": "verified", "payment": "paid",
                  "certificate": "held", "left": "unenrolled" }] }] }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[
            Program(NeedsChange),
            Because("C", r#"{ "type": "run_left", "how": "unenrolled" }"#),
        ],
        sources: &[API],
    },
    Row {
        number: 23,
        name: "certificate earned, then refunded",
        catalog: Small(THREE),
        plan: r#"{ "program_enrollment": "verified", "holds": { "A": null, "B": null },
            "courses": [{ "course": "C", "runs": [
                { "state": "finished", "mode": "verified", "payment": "paid",
                  "certificate": "held", "left": "refunded" }] }] }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[
            Program(NeedsChange),
            Because("C", r#"{ "type": "run_left", "how": "refunded" }"#),
        ],
        sources: &[API],
    },
    Row {
        number: 23,
        name: "certificate earned, then deferred",
        catalog: Small(THREE),
        plan: r#"{ "program_enrollment": "verified", "holds": { "A": null, "B": null },
            "courses": [{ "course": "C", "runs": [
                { "state": "finished", "mode": "verified", "payment": "paid",
                  "certificate": "held", "left": "deferred" }] }] }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[
            Program(NeedsChange),
            Because("C", r#"{ "type": "run_left", "how": "deferred" }"#),
        ],
        sources: &[API],
    },
    Row {
        number: 25,
        name: "Universal AI: the foundations alone earn the Foundations Series Certificate",
        catalog: BuiltIn("mit-universal-ai.json"),
        plan: r#"{ "program": "uai-foundations-series", "program_enrollment": "verified",
            "program_certificates": ["uai-foundations-series"] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Program(Earned)],
        sources: &[UNIVERSAL_AI],
    },
    Row {
        number: 25,
        name: "Universal AI: and not the program certificate, for want of a vertical",
        catalog: BuiltIn("mit-universal-ai.json"),
        plan: r#"{ "program": "program-v1:UAI+B2C", "program_enrollment": "verified",
            "program_certificates": ["uai-foundations-series"] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Program(NeedsChange),
            ProgramBecause(r#"{ "type": "group_not_met", "needed": 1, "held": 0 }"#),
        ],
        sources: &[UNIVERSAL_AI],
    },
    Row {
        number: 26,
        name: "Universal AI: foundations and one vertical",
        catalog: BuiltIn("mit-universal-ai.json"),
        plan: r#"{ "program": "program-v1:UAI+B2C", "program_enrollment": "verified",
            "program_certificates": ["uai-foundations-series"], "holds": { "UAI-V1": null } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Program(Earned)],
        sources: &[UNIVERSAL_AI],
    },
    Row {
        number: 27,
        name: "SDS: two track courses from two tracks do not open the capstone",
        catalog: Small(TRACKS),
        plan: r#"{ "program_enrollment": "verified",
            "holds": { "core 1": null, "core 2": null, "general 1": null, "methods 1": null },
            "courses": [{ "course": "capstone", "runs": [
                { "run": "1T2027", "state": "planned", "mode": "verified", "payment": "will_pay",
                  "result": "will_pass" }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Program(NeedsChange),
            ProgramBecause(r#"{ "type": "track_not_met", "needed": 2, "held": 1 }"#),
            Course("capstone", NeedsChange),
            Because("capstone", "capstone_needs_others"),
        ],
        sources: &[SDS_CAPSTONE],
    },
    Row {
        number: 28,
        name: "SDS: four certificates of one track, no capstone",
        catalog: BuiltIn("mitx-sds.json"),
        plan: r#"{ "program_enrollment": "verified",
            "holds": { "6.431x": null, "6.86x": null, "18.6501x": null, "6.419x": null } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Program(NeedsChange),
            Course("DS.CFx", NeedsChange),
            Because("DS.CFx", "not_in_plan"),
        ],
        sources: &[SDS_TRACKS, SDS_CAPSTONE],
    },
    Row {
        number: 36,
        name: "SDS: months after the last content certificate, because the capstone comes last",
        catalog: BuiltIn("mitx-sds.json"),
        plan: r#"{ "program_enrollment": "verified",
            "holds": { "6.431x": "2024-09-10", "6.86x": "2025-01-10", "18.6501x": "2025-06-10",
                       "6.419x": "2026-01-07", "DS.CFx": "2026-05-15" } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[
            Program(Earned),
            ProgramCertificate(NotBefore("2026-05-15")),
            ProgramBecause(r#"{ "type": "follows_last_certificate", "course": "DS.CFx" }"#),
        ],
        sources: &["A credential holder's own notes (public file; its address was not kept)"],
    },
    Row {
        number: 36,
        name: "SDS: seen before the capstone, the program certificate waits for its end",
        catalog: Small(TRACKS),
        plan: r#"{ "program_enrollment": "verified",
            "holds": { "core 1": "2024-09-10", "core 2": "2025-01-10", "general 1": "2025-06-10",
                       "general 2": "2027-01-07" },
            "courses": [{ "course": "capstone", "runs": [
                { "run": "1T2027", "state": "planned", "mode": "verified", "payment": "will_pay",
                  "result": "will_pass" }] }] }"#,
        now: "2027-01-08T12:00:00Z",
        claims: &[Program(OnCourse), ProgramCertificate(From("2027-05-15"))],
        sources: &["A credential holder's own notes (public file; its address was not kept)"],
    },
    Row {
        number: 58,
        name: "DEDP: 14.009x used for Public Policy does not count for International Development",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "program": "program-v1:MITx+DEDP", "program_enrollment": "verified",
            "holds": { "14.100x": null, "14.310x": null, "JPAL102x": null, "14.73x": null },
            "courses": [{ "course": "14.009x", "used_for": "program-v1:MITx+DEDP-Public-Policy",
                "runs": [{ "run": "2T2022", "state": "finished", "mode": "verified",
                           "payment": "paid", "passed_on": "2022-08-20", "certificate": "held" }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Program(NeedsChange),
            ProgramBecause(r#"{ "type": "counts_for_other_program", "course": "14.009x" }"#),
            ProgramBecause(r#"{ "type": "group_not_met", "needed": 2, "held": 1 }"#),
        ],
        sources: &[DEDP_COUNTS_ONCE],
    },
    Row {
        number: 58,
        name: "DEDP: 14.009x completed in time and used for nothing else counts",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "program": "program-v1:MITx+DEDP", "program_enrollment": "verified",
            "holds": { "14.100x": null, "14.310x": null, "JPAL102x": null, "14.73x": null },
            "courses": [{ "course": "14.009x",
                "runs": [{ "run": "2T2022", "state": "finished", "mode": "verified",
                           "payment": "paid", "passed_on": "2022-08-20", "certificate": "held" }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Program(Earned)],
        sources: &[DEDP_COUNTS_ONCE],
    },
    Row {
        number: 58,
        name: "DEDP: two other electives do",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "program": "program-v1:MITx+DEDP", "program_enrollment": "verified",
            "holds": { "14.100x": null, "14.310x": null, "JPAL102x": null, "14.73x": null,
                       "14.740x": null },
            "courses": [{ "course": "14.009x", "used_for": "program-v1:MITx+DEDP-Public-Policy",
                "runs": [{ "run": "2T2022", "state": "finished", "mode": "verified",
                           "payment": "paid", "passed_on": "2022-08-20", "certificate": "held" }] }] }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Program(Earned)],
        sources: &[DEDP_COUNTS_ONCE],
    },
    Row {
        number: 62,
        name: "SCM: five certificates, and the final exam is still to come",
        catalog: BuiltIn("mitx-scm.json"),
        plan: r#"{ "program_enrollment": "verified",
            "holds": { "CTL.SC0x": "2025-05-20", "CTL.SC1x": "2025-08-20", "CTL.SC2x": "2026-01-20",
                       "CTL.SC3x": "2026-05-20", "CTL.SC4x": "2026-08-20" } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Program(NeedsChange), Because("CTL.CFx", "not_in_plan")],
        sources: &[SCM_BASICS],
    },
    Row {
        number: 69,
        name: "SCM: all five done on 2017-04-20 is too late for May 2017",
        catalog: Small(SCM_2017),
        plan: r#"{ "photo_id": "approved",
            "holds": { "SC0x": "2015-10-01", "SC1x": "2016-02-01", "SC2x": "2016-06-01",
                       "SC3x": "2016-10-01", "SC4x": "2017-04-20" },
            "courses": [{ "course": "CFx", "runs": [
                { "run": "2T2017", "state": "planned", "mode": "verified", "payment": "will_pay",
                  "result": "will_pass" }] }] }"#,
        now: "2017-04-20T18:00:00Z",
        claims: &[
            Course("CFx", NeedsChange),
            Program(NeedsChange),
            Because("CFx", "enrollment_closed"),
            Remedy("CFx", "take_later_run 1T2018"),
        ],
        sources: &[SCM_CFX],
    },
    Row {
        number: 69,
        name: "SCM: seen in March, a course that ends after the qualifying date is too late",
        catalog: Small(SCM_2017),
        plan: r#"{ "photo_id": "approved",
            "holds": { "SC0x": "2015-10-01", "SC1x": "2016-02-01", "SC2x": "2016-06-01",
                       "SC3x": "2016-10-01" },
            "courses": [
                { "course": "SC4x", "runs": [
                    { "run": "1T2017", "state": "in_progress", "mode": "verified",
                      "payment": "paid", "result": "will_pass" }] },
                { "course": "CFx", "runs": [
                    { "run": "2T2017", "state": "planned", "mode": "verified",
                      "payment": "will_pay", "result": "will_pass" }] }] }"#,
        now: "2017-03-01T12:00:00Z",
        claims: &[Course("CFx", NeedsChange), Because("CFx", "capstone_before_others")],
        sources: &[SCM_CFX],
    },
    Row {
        number: 70,
        name: "PoM: 60 and paid in each of the eight courses",
        catalog: Small(POM),
        plan: r#"{ "program_enrollment": "verified",
            "each": { "of": ["1", "2", "3", "4", "5", "6", "7", "8"], "as":
                { "run": "1T2026", "state": "finished", "mode": "verified", "payment": "paid",
                  "score": 60 } } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[Program(Earned)],
        sources: &[POM_BAR],
    },
    Row {
        number: 72,
        name: "Finance: five content certificates are not the credential any more",
        catalog: BuiltIn("mitx-finance.json"),
        plan: r#"{ "program_enrollment": "verified",
            "holds": { "15.415.1x": null, "15.415.2x": null, "15.516x": null, "15.435x": null,
                       "15.455x": null } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Program(NeedsChange), Because("MMFin.CFx", "not_in_plan")],
        sources: &[FINANCE_ORDER],
    },
    Row {
        number: 90,
        name: "edX: a verified certificate in each course",
        catalog: Small(THREE_ON_EDX),
        plan: r#"{ "holds": { "A": null, "B": null, "C": null } }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[Program(Earned)],
        sources: &[EDX_CERTIFICATES],
    },
    Row {
        number: 90,
        name: "edX: one of them on audit only",
        catalog: Small(THREE_ON_EDX),
        plan: r#"{ "holds": { "A": null, "B": null }, "courses": [{ "course": "C", "runs": [
            { "state": "finished", "mode": "audit", "score": 100 }] }] }"#,
        now: "2026-06-01T12:00:00Z",
        claims: &[Program(NeedsChange), Because("C", "audit_earns_nothing")],
        sources: &[EDX_CERTIFICATES],
    },
    Row {
        number: 94,
        name: "RITx: two years over the courses is fine",
        catalog: BuiltIn("ritx-cybersecurity.json"),
        plan: r#"{ "holds": { "CYBER501x": "2024-01-15", "CYBER502x": "2024-09-15",
            "CYBER503x": "2025-05-15", "CYBER504x": "2026-01-15" } }"#,
        now: "2026-02-01T12:00:00Z",
        claims: &[Program(Earned), ProgramCertificate(NotBefore("2026-01-15"))],
        sources: &[RITX_TIME],
    },
    Row {
        number: 95,
        name: "Columbia: four courses in any order, in different semesters",
        catalog: Small(COLUMBIA_2021),
        plan: r#"{ "holds": { "BAMM.101x": "2021-08-20", "BAMM.102x": "2020-05-20",
            "BAMM.103x": "2020-12-20", "BAMM.104x": "2019-12-20" } }"#,
        now: "2021-09-01T12:00:00Z",
        claims: &[Program(Earned), ProgramCertificate(NotBefore("2021-08-20"))],
        sources: &[COLUMBIA],
    },
    Row {
        number: 96,
        name: "Columbia in 2026: retired, with nothing done",
        catalog: Small(COLUMBIA_2026),
        plan: "{}",
        now: "2026-11-21T12:00:00Z",
        claims: &[Program(NotReachable), ProgramBecause("retired")],
        sources: &[COLUMBIA],
    },
    Row {
        number: 96,
        name: "Columbia in 2026: retired, with half of it done",
        catalog: Small(COLUMBIA_2026),
        plan: r#"{ "holds": { "BAMM.101x": "2021-08-20", "BAMM.102x": "2020-05-20" } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Program(NotReachable), ProgramBecause("retired")],
        sources: &[COLUMBIA],
    },
];
