//! Worked examples of refunds, bundles and discounts (rules E4, E6 and E7).

use crate::Claim::{CostBecause, CostSaysNothingOf, ToPay, Wasted};
use crate::In::{BuiltIn, Small};
use crate::Row;

const TERMS: &str = "https://github.com/mitodl/mit-learn/blob/2f304af0/frontends/main/src/app-pages/TermsPage/TermsPage.tsx";
const REFUND_POLICY: &str = "https://mitxonline.zendesk.com/hc/en-us/articles/10621861310619-What-is-the-MITx-Online-Refund-Policy";
const DEDP_REFUND: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360035590052-Is-it-possible-to-get-a-refund-for-a-DEDP-course";
const SAVINGS: &str = "https://github.com/mitodl/mit-learn/blob/2f304af0/frontends/main/src/app-pages/ProductPages/ProgramSavingsBlock.tsx";
const UNUSED_COURSE: &str = "https://github.com/studydash/cards/issues/366";
const EDX_SESSION: &str =
    "https://support.edx.org/hc/en-us/articles/115015861488-How-do-I-choose-a-course-session";

/// One course with a session from 10 November 2026 to 20 February 2027.
const COURSE: &str = r#"{
    "courses": [{ "id": "A", "fee": "300", "pacing": "instructor_paced",
        "runs": [{ "id": "R", "start": "2026-11-10", "end": "2027-02-20",
            "enrollment_end": "2026-12-01T00:00:00Z",
            "upgrade_deadline": "2026-12-15T00:00:00Z" }] }],
    "programs": [{ "id": "P", "requirement": ["A"] }] }"#;

/// Two courses that cost 600 apart and 500 together.
const BUNDLE: &str = r#"{
    "courses": [
        { "id": "A", "fee": "300", "runs": [{ "id": "R", "start": "2026-11-10",
            "end": "2027-02-20", "upgrade_deadline": "2026-12-15T00:00:00Z" }] },
        { "id": "B", "fee": "300", "runs": [{ "id": "R", "start": "2027-03-01",
            "end": "2027-06-20", "upgrade_deadline": "2027-04-15T00:00:00Z" }] }],
    "programs": [{ "id": "P", "requirement": ["A", "B"],
        "bundle_price": { "amount": "500", "currency": "USD" } }] }"#;

pub(crate) const ROWS: &[Row] = &[
    Row {
        number: 79,
        name: "paid on 1 November for a session from the 10th: refunded until the 17th",
        catalog: Small(COURSE),
        plan: r#"{ "courses": [{ "course": "A", "runs": [{ "run": "R", "state": "in_progress",
            "mode": "verified", "payment": "paid", "paid_on": "2026-11-01",
            "result": "will_pass" }] }] }"#,
        now: "2026-11-12T12:00:00Z",
        claims: &[CostBecause(
            r#"{ "type": "refund", "course": "A", "until": "2026-11-17", "start_known": true }"#,
        )],
        sources: &[TERMS],
    },
    Row {
        number: 79,
        name: "once it is the 19th everywhere, nothing is refunded",
        catalog: Small(COURSE),
        plan: r#"{ "courses": [{ "course": "A", "runs": [{ "run": "R", "state": "in_progress",
            "mode": "verified", "payment": "paid", "paid_on": "2026-11-01",
            "result": "will_pass" }] }] }"#,
        now: "2026-11-19T12:00:00Z",
        claims: &[CostSaysNothingOf("refund")],
        sources: &[TERMS],
    },
    Row {
        number: 56,
        name: "DEDP, paid before the session starts: today's rule counts 7 days from the start",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "courses": [{ "course": "14.310x", "runs": [{ "run": "1T2024",
            "state": "in_progress", "mode": "verified", "payment": "paid", "paid_amount": "250",
            "paid_on": "2024-01-15T12:00:00Z", "exam_taken": false }] }] }"#,
        now: "2024-01-20T12:00:00Z",
        claims: &[
            // The session started on 16 January 2024 at 15:00; the older rule counted 14 days.
            CostBecause(
                r#"{ "type": "refund", "run": "1T2024", "until": "2024-01-23T15:00:00Z" }"#,
            ),
            Wasted("250.00"),
        ],
        sources: &[DEDP_REFUND, TERMS],
    },
    Row {
        number: 81,
        name: "completed inside the refund period: not refunded",
        catalog: Small(COURSE),
        plan: r#"{ "courses": [{ "course": "A", "runs": [{ "run": "R", "state": "finished",
            "mode": "verified", "payment": "paid", "paid_on": "2026-11-11",
            "result": "not_passed" }] }] }"#,
        now: "2026-11-13T12:00:00Z",
        claims: &[CostSaysNothingOf("refund")],
        sources: &[TERMS, REFUND_POLICY],
    },
    Row {
        number: 81,
        name: "a certificate issued inside the refund period: not refunded",
        catalog: Small(COURSE),
        plan: r#"{ "courses": [{ "course": "A", "runs": [{ "run": "R", "state": "in_progress",
            "mode": "verified", "payment": "paid", "paid_on": "2026-11-11",
            "certificate": "held", "certificate_on": "2026-11-12" }] }] }"#,
        now: "2026-11-13T12:00:00Z",
        claims: &[CostSaysNothingOf("refund")],
        sources: &[TERMS, REFUND_POLICY],
    },
    Row {
        number: 82,
        name: "a bundle bought on 21 November 2026 can be used until 21 November 2028",
        catalog: Small(BUNDLE),
        plan: "{}",
        now: "2026-11-21T12:00:00Z",
        claims: &[CostBecause(r#"{ "type": "bundle_price", "until": "2028-11-21T12:00:00Z" }"#)],
        sources: &[TERMS],
    },
    Row {
        number: 86,
        name: "an edX bundle can be used for 24 months",
        catalog: Small(
            r#"{ "platform": "edx", "courses": [{ "id": "A" }],
                "programs": [{ "id": "P", "requirement": ["A"],
                    "bundle_price": { "amount": "500", "currency": "USD" } }] }"#,
        ),
        plan: "{}",
        now: "2026-11-21T12:00:00Z",
        claims: &[CostBecause(r#"{ "type": "bundle_price", "until": "2028-11-21T12:00:00Z" }"#)],
        sources: &[UNUSED_COURSE, EDX_SESSION],
    },
    Row {
        number: 83,
        name: "a coupon and another offer are not combined: the better one counts",
        catalog: Small(COURSE),
        plan: r#"{ "courses": [{ "course": "A",
            "discounts": [{ "code": "TENTH", "kind": "percent_off", "amount": "10" },
                          { "code": "FIFTY", "kind": "dollars_off", "amount": "50" }],
            "runs": [{ "run": "R", "state": "in_progress", "mode": "verified",
                       "payment": "will_pay", "result": "will_pass" }] }] }"#,
        now: "2026-11-12T12:00:00Z",
        claims: &[
            ToPay("250.00"),
            CostBecause(
                r#"{ "type": "discount_applied", "code": "FIFTY",
                     "list": { "amount": "300.00", "currency": "USD" },
                     "fee": { "amount": "250.00", "currency": "USD" } }"#,
            ),
            CostBecause(r#"{ "type": "discount_not_used", "code": "TENTH" }"#),
        ],
        sources: &[TERMS],
    },
    Row {
        number: 83,
        name: "a code is entered at purchase: what is paid already stays as it was",
        catalog: Small(COURSE),
        plan: r#"{ "courses": [{ "course": "A",
            "discounts": [{ "code": "FIFTY", "kind": "dollars_off", "amount": "50" }],
            "runs": [{ "run": "R", "state": "in_progress", "mode": "verified",
                       "payment": "paid", "result": "not_passed" }] }] }"#,
        now: "2026-11-12T12:00:00Z",
        claims: &[Wasted("300.00")],
        sources: &[TERMS],
    },
    Row {
        number: 85,
        name: "two courses for 600, or both for 500: the bundle saves 100",
        catalog: Small(BUNDLE),
        plan: "{}",
        now: "2026-11-12T12:00:00Z",
        claims: &[CostBecause(
            r#"{ "type": "bundle_price", "saving": { "low": "100.00", "high": "100.00" } }"#,
        )],
        sources: &[SAVINGS],
    },
    Row {
        number: 85,
        name: "one of the two is paid: 300 are left to pay, and the bundle saves nothing",
        catalog: Small(BUNDLE),
        plan: r#"{ "courses": [{ "course": "A", "runs": [{ "run": "R", "state": "in_progress",
            "mode": "verified", "payment": "paid", "result": "will_pass" }] }] }"#,
        now: "2026-11-12T12:00:00Z",
        claims: &[CostBecause(r#"{ "type": "bundle_price", "saving": null }"#)],
        sources: &[SAVINGS],
    },
];
