//! Worked examples of what a certificate costs (rules E1 to E3 and E5).

use crate::Claim::{CostBecause, Paid, ToAdd, ToPay, Total};
use crate::In::BuiltIn;
use crate::Row;

const TIERS: &str =
    "https://github.com/mitodl/mitxonline/blob/b3c9730e/docs/source/commands/configure_tiers.rst";
const TIER_CHOICE: &str =
    "https://github.com/mitodl/mitxonline/blob/b3c9730e/flexiblepricing/api.py";
const COUNTRIES: &str = "https://github.com/mitodl/mitxonline/blob/b3c9730e/flexiblepricing/data/country_income_thresholds.csv";
const LOTTERY: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360058411052-How-do-I-enter-the-lottery-for-a-100-DEDP-course-price-coupon-";
const LOTTERY_DEADLINE: &str = "https://mitx-micromasters.zendesk.com/hc/en-us/articles/360058028452-When-is-the-deadline-to-submit-my-income-and-documents-for-the-100-DEDP-course-price-coupon-lottery-";
const SCM_FAQ: &str = "https://micromasters.mit.edu/scm/frequently-asked-questions/";
const EDX_FAQ: &str = "https://blog.edx.org/top-4-faq-micromasters-credential";

pub(crate) const ROWS: &[Row] = &[
    Row {
        number: 49,
        name: "DEDP: no income: 250 for each of five courses",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "0", "currency": "USD" } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Paid("0.00"), ToPay("0.00"), ToAdd("1250.00"), Total("1250.00")],
        sources: &[TIERS, TIER_CHOICE],
    },
    Row {
        number: 49,
        name: "DEDP: an income one cent below the next tier",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "24999.99", "currency": "USD" } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Total("1250.00")],
        sources: &[TIERS, TIER_CHOICE],
    },
    Row {
        number: 49,
        name: "DEDP: at exactly 25,000 the next tier begins, with 350 for each course",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "25000", "currency": "USD" } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Total("1750.00")],
        sources: &[TIERS, TIER_CHOICE],
    },
    Row {
        number: 51,
        name: "DEDP: an income of 50,000: 500 for each of five courses",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "50000", "currency": "USD" } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Total("2500.00")],
        sources: &[TIERS, TIER_CHOICE],
    },
    Row {
        number: 51,
        name: "DEDP: the same in another currency, at 20 to the dollar",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "1000000", "currency": "MXN",
            "units_per_tier_unit": "20" } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Total("2500.00")],
        sources: &[TIERS, TIER_CHOICE],
    },
    Row {
        number: 52,
        name: "DEDP: an income of 75,000: the full 1,000, and no documents",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "75000", "currency": "USD" }, "country": "US" }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Total("5000.00"),
            CostBecause(r#"{ "type": "income_tier", "fee": "1000.00", "documents": "no" }"#),
        ],
        sources: &[TIERS, TIER_CHOICE],
    },
    Row {
        number: 54,
        name: "DEDP: 60,000 where the country's threshold is 50,000: approved at 500",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "60000", "currency": "USD" }, "country": "AR" }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Total("2500.00"),
            CostBecause(r#"{ "type": "income_tier", "fee": "500.00", "documents": "no" }"#),
        ],
        sources: &[TIER_CHOICE, COUNTRIES],
    },
    Row {
        number: 54,
        name: "DEDP: 40,000 in the same country: documents are asked for",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "40000", "currency": "USD" }, "country": "AR" }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[CostBecause(r#"{ "type": "income_tier", "documents": "yes" }"#)],
        sources: &[TIER_CHOICE, COUNTRIES],
    },
    Row {
        number: 49,
        name: "DEDP: whatever the enrollment track turns out to be, five courses are to be paid for",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "0", "currency": "USD" },
            "each": { "of": ["14.100x", "14.310x", "JPAL102x", "14.73x", "14.740x"],
                "as": { "state": "planned" } } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Paid("0.00"), ToPay("1250.00"), ToAdd("0.00"), Total("1250.00")],
        sources: &[TIERS, TIER_CHOICE],
    },
    Row {
        number: 55,
        name: "DEDP: the lottery is named and never counted",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "9000", "currency": "USD" } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Total("1250.00"), CostBecause("uncertain_aid")],
        sources: &[LOTTERY, LOTTERY_DEADLINE],
    },
    Row {
        number: 68,
        name: "SCM in 2016: five courses at 150 and the final exam at 600",
        catalog: BuiltIn("mitx-scm.json"),
        plan: r#"{
            "courses": [{ "course": "CTL.CFx", "fee": { "amount": "600", "currency": "USD" },
                "runs": [{ "state": "planned", "mode": "verified", "payment": "will_pay",
                           "result": "will_pass" }] }],
            "each": { "of": ["CTL.SC0x", "CTL.SC1x", "CTL.SC2x", "CTL.SC3x", "CTL.SC4x"],
                "fee": "150.00",
                "as": { "state": "planned", "mode": "verified", "payment": "will_pay",
                        "result": "will_pass" } } }"#,
        now: "2017-02-01T12:00:00Z",
        claims: &[ToPay("1350.00"), Total("1350.00")],
        sources: &[SCM_FAQ],
    },
    Row {
        number: 97,
        name: "no fee is published: the edX figure of 2016 is named, and the total stays open",
        catalog: BuiltIn("columbiax-artificial-intelligence.json"),
        plan: "{}",
        now: "2026-11-21T12:00:00Z",
        claims: &[
            Total("0.00 or more"),
            CostBecause(
                r#"{ "type": "fee_order_of_magnitude",
                    "low": { "amount": "600.00", "currency": "USD" },
                    "high": { "amount": "1400.00", "currency": "USD" } }"#,
            ),
        ],
        sources: &[EDX_FAQ],
    },
    Row {
        number: 97,
        name: "it is no bound: DEDP reaches 5,000",
        catalog: BuiltIn("mitx-dedp.json"),
        plan: r#"{ "income": { "amount": "100000", "currency": "USD" } }"#,
        now: "2026-11-21T12:00:00Z",
        claims: &[Total("5000.00")],
        sources: &[TIERS],
    },
];
