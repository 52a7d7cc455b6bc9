//! Discounts, refunds, bundles and income tiers at their edges (rules E3 to E8).

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use certificate_planner::assessment::Assessment;
use certificate_planner::money::AmountRange;
use serde_json::{Value, json};

use crate::common::{assess_plan, full_catalog, read_catalog, written};

const NOW: &str = "2026-11-21T12:00:00Z";

/// The answer to a short plan on a short catalog.
fn ask(catalog: &str, plan: &str) -> Assessment {
    assess_plan(&read_catalog(&full_catalog(catalog)), plan, NOW)
}

/// One course with a fee of 300 and a session that is under way.
fn one(platform: &str, program: &str, plan: &str) -> Assessment {
    let catalog = format!(
        r#"{{ "platform": "{platform}",
            "courses": [{{ "id": "A", "fee": "300", "runs": [{{ "id": "R", "start": "2026-11-10",
                "end": "2027-02-20", "upgrade_deadline": "2026-12-15T00:00:00Z" }}] }}],
            "programs": [{{ "id": "P", "requirement": ["A"] {program} }}] }}"#
    );
    ask(&catalog, plan)
}

/// The reasons of this type among those of the cost.
fn said(answer: &Assessment, kind: &str) -> Vec<Value> {
    let all = answer.cost.reasons.iter().map(|reason| written(&reason.because));
    all.filter(|because| because["type"] == kind).collect()
}

fn in_words(amount: AmountRange) -> String {
    match amount.high {
        Some(high) if high == amount.low => high.to_string(),
        Some(high) => format!("{} to {high}", amount.low),
        None => format!("{} or more", amount.low),
    }
}

/// What is to be paid for the course with these discounts.
fn with_discounts(discounts: &str) -> (String, Assessment) {
    let plan = format!(
        r#"{{ "courses": [{{ "course": "A", "discounts": [{discounts}], "runs": [{{ "run": "R",
            "state": "in_progress", "mode": "verified", "payment": "will_pay" }}] }}] }}"#
    );
    let answer = one("mitx_online", "", &plan);
    (in_words(answer.cost.to_pay), answer)
}

#[test]
fn a_discount_ends_just_short_of_its_expiration() {
    let half = |expires: &str| {
        let end = format!(r#""kind": "percent_off", "amount": "50", "expires": "{expires}""#);
        with_discounts(&format!("{{ {end} }}"))
    };
    let (fee, answer) = half("2026-11-21T12:00:01Z");
    assert_eq!(fee, "150.00");
    assert_eq!(said(&answer, "discount_applied")[0]["until"], "2026-11-21T12:00:01Z");
    let (fee, answer) = half("2026-11-21T12:00:00Z");
    assert_eq!(fee, "300.00");
    assert_eq!(said(&answer, "discount_not_used")[0]["expired"], "2026-11-21T12:00:00Z");
    // A day without a time is open while it is that day anywhere.
    assert_eq!(half("2026-11-21").0, "150.00 to 300.00");
    assert_eq!(half("2026-11-23").0, "150.00");
    assert_eq!(half("2026-11-19").0, "300.00");
}

/// Nobody knows what a quarter off a fee comes to that is not known; that there are other discounts is not said
/// (rules E4, G).
#[test]
fn of_a_discount_on_a_fee_that_is_not_known_nothing_is_said() {
    let catalog = r#"{ "platform": "mitx_online", "courses": [{ "id": "A" }],
        "programs": [{ "id": "P", "requirement": ["A"] }] }"#;
    let plan = r#"{ "courses": [{ "course": "A",
        "discounts": [{ "kind": "percent_off", "amount": "25" }], "runs": [{
        "state": "planned", "mode": "verified", "payment": "will_pay" }] }] }"#;
    let answer = ask(catalog, plan);
    assert!(said(&answer, "discount_not_used").is_empty());
    assert!(said(&answer, "discount_applied").is_empty());
}

/// The honor code asks for no payment, whatever certificate came of it (rule A2).
#[test]
fn an_honor_certificate_was_not_paid_for() {
    let plan = r#"{ "courses": [{ "course": "A", "runs": [{
        "state": "finished", "mode": "honor", "certificate": "held" }] }] }"#;
    let answer = one("edx", "", plan);
    assert_eq!(in_words(answer.cost.paid), "0.00");
}

/// B asks for the certificate of A, whose session ends on 31 May, after the discount: B costs all of 300. Where A
/// is failed in it, the certificate comes of another session, and nobody says when (rules E4, F1, G).
#[test]
fn a_discount_is_lost_only_where_the_certificate_before_surely_comes_after_it() {
    let catalog = r#"{ "platform": "mitx_online", "courses": [
        { "id": "A", "fee": "300", "pacing": "instructor_paced", "runs": [{ "id": "R",
          "start": "2027-02-01", "end": "2027-05-31", "upgrade_deadline": "2027-03-01" }] },
        { "id": "B", "fee": "300", "pacing": "instructor_paced",
          "prerequisites": [{ "course": "A", "strength": "required" }] }],
        "programs": [{ "id": "P", "requirement": ["A", "B"] }] }"#;
    let fee = |result: &str| {
        let plan = format!(
            r#"{{ "courses": [
                {{ "course": "A", "runs": [{{ "run": "R", "state": "planned", "mode": "verified",
                   "payment": "will_pay", "result": "{result}" }}] }},
                {{ "course": "B", "discounts": [{{ "kind": "percent_off", "amount": "50",
                   "expires": "2027-04-30" }}] }}] }}"#
        );
        let answer = ask(catalog, &plan);
        let own =
            answer.cost.lines.iter().find(|line| line.courses.iter().any(|id| id.as_str() == "B"));
        in_words(own.unwrap().amount)
    };
    assert_eq!(fee("will_pass"), "300.00");
    assert_eq!(fee("not_passed"), "150.00 to 300.00");
}

#[test]
fn a_discount_above_all_costs_nothing_and_is_warned_of() {
    let (fee, answer) = with_discounts(r#"{ "kind": "percent_off", "amount": "150" }"#);
    assert_eq!(fee, "0.00");
    assert_eq!(said(&answer, "discount_below_zero").len(), 1);
    let (fee, answer) = with_discounts(r#"{ "kind": "dollars_off", "amount": "500" }"#);
    assert_eq!(fee, "0.00");
    assert_eq!(said(&answer, "discount_below_zero").len(), 0);
}

#[test]
fn a_fixed_price_above_the_list_price_is_not_used() {
    let (fee, answer) = with_discounts(r#"{ "kind": "fixed_price", "amount": "301" }"#);
    assert_eq!(fee, "300.00");
    assert_eq!(said(&answer, "discount_not_used").len(), 1);
}

#[test]
fn a_fixed_price_is_the_most_where_no_list_price_is_known() {
    let catalog =
        r#"{ "courses": [{ "id": "A" }], "programs": [{ "id": "P", "requirement": ["A"] }] }"#;
    let plan = |kind: &str| {
        format!(
            r#"{{ "courses": [{{ "course": "A",
                "discounts": [{{ "kind": "{kind}", "amount": "40" }}] }}] }}"#
        )
    };
    assert_eq!(in_words(ask(catalog, &plan("fixed_price")).cost.to_add), "0.00 to 40.00");
    // Forty percent of what nobody knows is not known either.
    assert_eq!(in_words(ask(catalog, &plan("percent_off")).cost.to_add), "0.00 or more");
}

const TIERS: &str = r#"{
    "courses": [{ "id": "A" }],
    "programs": [{ "id": "P", "requirement": ["A"], "income_tiers": { "currency": "USD", "tiers": [
        { "income_from": "0", "fee": "250" }, { "income_from": "75000", "fee": "1000" }] } }] }"#;

#[test]
fn a_discount_and_an_income_tier_are_not_combined() {
    let fee = |percent: &str| {
        let plan = format!(
            r#"{{ "income": {{ "amount": "0", "currency": "USD" }}, "courses": [{{ "course": "A",
                "discounts": [{{ "kind": "percent_off", "amount": "{percent}" }}] }}] }}"#
        );
        in_words(ask(TIERS, &plan).cost.to_add)
    };
    // Both are taken off the list price of 1,000: 250 by income, 500 or 200 by discount.
    assert_eq!(fee("50"), "250.00");
    assert_eq!(fee("80"), "200.00");
}

#[test]
fn what_was_paid_under_income_tiers_is_open_unless_the_amount_is_stated() {
    let paid = |amount: &str| {
        let plan = format!(
            r#"{{ "income": {{ "amount": "0", "currency": "USD" }}, "courses": [{{ "course": "A",
                "runs": [{{ "state": "in_progress", "mode": "verified", "payment": "paid" {amount}
            }}] }}] }}"#
        );
        in_words(ask(TIERS, &plan).cost.paid)
    };
    assert_eq!(paid(""), "250.00 to 1000.00");
    assert_eq!(paid(r#", "paid_amount": "350""#), "350.00");
}

#[test]
fn historic_tiers_are_not_added() {
    let mut file: Value = serde_json::from_str(&full_catalog(TIERS)).unwrap();
    file["programs"][0]["income_tiers"]["status"] = json!("historic");
    let catalog = read_catalog(&file.to_string());
    let plan = r#"{ "income": { "amount": "0", "currency": "USD" } }"#;
    let answer = assess_plan(&catalog, plan, NOW);
    assert_eq!(in_words(answer.cost.to_add), "0.00 or more");
    assert_eq!(said(&answer, "income_tier"), Vec::<Value>::new());
}

/// The refund that is told of for a payment on this day.
fn refund(platform: &str, program: &str, run: &str, paid_on: &str) -> Option<Value> {
    let plan = format!(
        r#"{{ "courses": [{{ "course": "A", "runs": [{{ {run} "state": "in_progress",
            "mode": "verified", "payment": "paid", "paid_on": "{paid_on}" }}] }}] }}"#
    );
    let said = said(&one(platform, program, &plan), "refund");
    said.first().map(|refund| refund["until"].clone())
}

#[test]
fn each_platform_and_program_has_its_own_refund_window() {
    let run = r#""run": "R","#;
    // The session began on the 10th.
    assert_eq!(refund("mitx_online", "", run, "2026-11-15"), Some(json!("2026-11-22")));
    assert_eq!(refund("mitx_online", "", run, "2026-11-12"), None);
    assert_eq!(refund("edx", "", run, "2026-11-12"), Some(json!("2026-11-26")));
    assert_eq!(refund("other", "", run, "2026-11-20"), None);
    let stated = r#", "refund_days": 30"#;
    assert_eq!(refund("other", stated, run, "2026-11-01"), Some(json!("2026-12-10")));
}

#[test]
fn where_the_start_is_not_known_the_refund_is_open_longer() {
    assert_eq!(refund("mitx_online", "", "", "2026-11-18"), Some(json!("2026-11-25")));
    // A session that starts later would still allow it.
    assert_eq!(refund("mitx_online", "", "", "2026-11-01"), Some(Value::Null));
    // 170 days after 1 June is 18 November, whatever the start.
    assert_eq!(refund("mitx_online", "", "", "2026-06-01"), None);
}

#[test]
fn what_was_given_back_or_moved_is_not_refunded() {
    for left in ["refunded", "deferred", "transferred"] {
        let run = format!(r#""run": "R", "left": "{left}","#);
        assert_eq!(refund("mitx_online", "", &run, "2026-11-20"), None, "{left}");
    }
    let run = r#""run": "R", "left": "unenrolled","#;
    assert_eq!(refund("mitx_online", "", run, "2026-11-20"), Some(json!("2026-11-27")));
}

/// What is said of a bundle of 100 for courses of 300 each: `A` with an open deadline, `B` with one
/// that has passed, `N` in a nested program.
fn bundle(program: &str, plan: &str) -> Value {
    let run = |deadline: &str| {
        format!(
            r#"[{{ "id": "R", "start": "2026-11-10", "end": "2027-02-20",
                "upgrade_deadline": "{deadline}" }}]"#
        )
    };
    let (open, passed) = (run("2026-11-21T12:00:01Z"), run("2026-11-21T12:00:00Z"));
    let catalog = format!(
        r#"{{ "courses": [{{ "id": "A", "fee": "300", "runs": {open} }},
                {{ "id": "B", "fee": "300", "runs": {passed}, "offered": false }},
                {{ "id": "N", "fee": "300", "runs": {open} }}],
            "programs": [{{ "id": "P", "requirement": ["A", "B",
                    {{ "kind": "program", "program": "Q" }}],
                    "bundle_price": {{ "amount": "100", "currency": "USD" }} {program} }},
                {{ "id": "Q", "requirement": ["N"] }}] }}"#
    );
    said(&ask(&catalog, plan), "bundle_price")[0].clone()
}

#[test]
fn a_bundle_covers_own_courses_with_an_open_deadline() {
    let seats = r#"{ "each": { "of": ["A", "B", "N"],
        "as": { "run": "R", "state": "in_progress", "mode": "audit" } } }"#;
    let said = bundle("", seats);
    assert_eq!(said["upgrades"], json!([{ "course": "A", "run": "R" }]));
    assert_eq!(said["saving"], json!({ "low": "200.00", "high": "200.00" }));
    assert_eq!(said["until"], "2028-11-21T12:00:00Z");
    assert_eq!(bundle(r#", "bundle_months": 6"#, seats)["until"], "2027-05-21T12:00:00Z");
}

#[test]
fn a_bundle_upgrades_no_seat_that_is_paid_or_left() {
    let seat = |more: &str| {
        let seat = format!(r#"{{ "run": "R", "state": "in_progress", {more} }}"#);
        bundle("", &format!(r#"{{ "each": {{ "of": ["A"], "as": {seat} }} }}"#))
    };
    let upgrades = |more: &str| seat(more)["upgrades"].as_array().unwrap().len();
    assert_eq!(upgrades(r#""mode": "audit""#), 1);
    assert_eq!(upgrades(r#""mode": "verified", "payment": "will_pay""#), 1);
    assert_eq!(upgrades(r#""mode": "audit", "left": "unenrolled""#), 0);
    assert_eq!(upgrades(r#""mode": "verified", "payment": "paid""#), 0);
    // What is paid is not saved.
    assert_eq!(seat(r#""mode": "verified", "payment": "paid""#)["saving"], Value::Null);
}

/// A session of `A` that was failed and one that is still ahead, both in the program that was bought for
/// 100: what the second one comes to, and what the failed one was paid with.
fn to_pay_again(platform: &str, failed: &str) -> AmountRange {
    let run = |id: &str, start: &str, deadline: &str, end: &str| {
        format!(
            r#"{{ "id": "{id}", "start": "{start}", "end": "{end}", "upgrade_deadline": "{deadline}" }}"#
        )
    };
    let first = run("first", "2026-02-01", "2026-03-01", "2026-05-31");
    let second = run("second", "2027-02-01", "2027-03-01", "2027-05-31");
    let catalog = format!(
        r#"{{ "platform": "{platform}",
            "courses": [{{ "id": "A", "fee": "300", "runs": [{first}, {second}] }}],
            "programs": [{{ "id": "P", "requirement": ["A"] }}] }}"#
    );
    let plan = format!(
        r#"{{ "bundle": {{ "payment": "paid", "paid_amount": "100", "on": "2026-01-10" }},
            "courses": [{{ "course": "A", "runs": [
                {{ "run": "second", "state": "planned", "mode": "verified", "payment": "will_pay",
                   "result": "will_pass" }},
                {{ "run": "first", "state": "finished", "result": "not_passed", {failed} }}] }}] }}"#
    );
    ask(&catalog, &plan).cost.to_pay
}

/// A bundle serves for 24 months (rule E6). One bought on 19 November 2024 is over on the 20th of 2026, so
/// that a session that nobody has published costs its fee; one bought on the 22nd may still serve.
#[test]
fn a_bundle_that_is_over_pays_no_session_that_is_still_to_come() {
    let catalog = r#"{ "platform": "mitx_online", "courses": [{ "id": "A", "fee": "300" }],
        "programs": [{ "id": "P", "requirement": ["A"] }] }"#;
    let to_pay = |on: &str| {
        let plan = format!(
            r#"{{ "bundle": {{ "payment": "paid", "paid_amount": "100", "on": "{on}" }},
                "each": {{ "of": ["A"], "as": {{ "state": "planned", "mode": "verified",
                    "payment": "will_pay", "result": "will_pass" }} }} }}"#
        );
        in_words(ask(catalog, &plan).cost.to_pay)
    };
    assert_eq!(to_pay("2024-11-19"), "300.00");
    assert_eq!(to_pay("2024-11-22"), "0.00 to 300.00");
}

#[test]
fn a_bundle_is_used_up_by_a_session_on_edx_only() {
    let with_it = r#""mode": "verified", "payment": "paid", "paid_amount": "0""#;
    let words = |platform: &str, failed: &str| in_words(to_pay_again(platform, failed));
    assert_eq!(words("mitx_online", with_it), "0.00");
    assert_eq!(words("edx", with_it), "300.00");
    assert_eq!(words("other", with_it), "0.00 to 300.00");
    // What was audited, or paid by itself, has left the bundle as it was.
    assert_eq!(words("edx", r#""mode": "audit""#), "0.00");
    let alone = r#""mode": "verified", "payment": "paid", "paid_amount": "300""#;
    assert_eq!(words("edx", alone), "0.00");
    // Without an amount it may have been either.
    assert_eq!(words("edx", r#""mode": "verified", "payment": "paid""#), "0.00 to 300.00");
}

#[test]
fn what_a_bundle_saves_counts_a_repeat_once_on_edx() {
    let saved = |platform: &str| {
        let run = |id: &str, year: u32| {
            format!(
                r#"{{ "id": "{id}", "start": "{year}-02-01", "end": "{year}-05-31",
                      "upgrade_deadline": "{year}-03-01" }}"#
            )
        };
        let catalog = format!(
            r#"{{ "platform": "{platform}",
                "courses": [{{ "id": "A", "fee": "300", "runs": [{}, {}] }}],
                "programs": [{{ "id": "P", "requirement": ["A"],
                    "bundle_price": {{ "amount": "100", "currency": "USD" }} }}] }}"#,
            run("first", 2027),
            run("second", 2028)
        );
        let session = |id: &str, result: &str| {
            format!(
                r#"{{ "run": "{id}", "state": "planned", "mode": "verified",
                      "payment": "will_pay", "result": "{result}" }}"#
            )
        };
        let plan = format!(
            r#"{{ "courses": [{{ "course": "A", "runs": [{}, {}] }}] }}"#,
            session("first", "not_passed"),
            session("second", "will_pass")
        );
        said(&ask(&catalog, &plan), "bundle_price")[0]["saving"].clone()
    };
    assert_eq!(saved("mitx_online"), json!({ "low": "500.00", "high": "500.00" }));
    assert_eq!(saved("edx"), json!({ "low": "200.00", "high": "200.00" }));
}

#[test]
fn a_bundle_in_another_currency_or_of_years_ago_saves_nothing_known() {
    let program = r#", "bundle_price": { "amount": "100", "currency": "EUR" }"#;
    let said = said(&one("mitx_online", program, "{}"), "bundle_price");
    assert_eq!(said[0]["saving"], Value::Null);
}

#[test]
fn one_course_may_fill_two_choices_and_is_paid_once() {
    // The cheapest is A for both, the dearest B and C.
    let catalog = r#"{
        "courses": [{ "id": "A", "fee": "100" }, { "id": "B", "fee": "200" },
            { "id": "C", "fee": "300" }],
        "programs": [{ "id": "P", "requirement": [
            { "kind": "min_number_of", "number": 1, "of": ["A", "B"] },
            { "kind": "min_number_of", "number": 1, "of": ["A", "C"] }] }] }"#;
    assert_eq!(in_words(ask(catalog, "{}").cost.to_add), "100.00 to 500.00");
    let apart = catalog.replace(r#""id": "P","#, r#""id": "P", "course_fills_one_place": true,"#);
    let low = ask(&apart, "{}").cost.to_add.low;
    assert!(low >= "200".parse().unwrap(), "a course fills one place only, and {low} is too low");
}

/// Two of three courses at 100, 200 and 300 are needed, and A and B are in the plan without an enrollment track.
/// Both audited, the cheapest two cost 300; both for a certificate, the same. With A alone undecided, 100 are to
/// be paid for it and at least 200 for another one. What the program does not need may cost nothing (rules A2, B1, E1).
#[test]
fn a_session_without_an_enrollment_track_costs_what_the_program_lacks_without_it() {
    let catalog = r#"{ "courses": [{ "id": "A", "fee": "100" }, { "id": "B", "fee": "200" }, { "id": "C", "fee": "300" }],
        "programs": [{ "id": "P", "requirement": [
            { "kind": "min_number_of", "number": 2, "of": ["A", "B", "C"] }] }] }"#;
    let costs = |plan: &str| {
        let cost = ask(catalog, &format!(r#"{{ "courses": [{plan}] }}"#)).cost;
        [cost.to_pay, cost.to_add, cost.total].map(in_words)
    };
    let open = |id: &str| format!(r#"{{ "course": "{id}", "runs": [{{ "state": "planned" }}] }}"#);
    let paid = |id: &str| {
        let run = r#"{ "state": "planned", "mode": "verified", "payment": "will_pay", "result": "will_pass" }"#;
        format!(r#"{{ "course": "{id}", "runs": [{run}] }}"#)
    };
    let both = format!("{}, {}", open("A"), open("B"));
    assert_eq!(costs(&both), ["300.00", "0.00", "300.00"]);
    assert_eq!(costs(&open("A")), ["100.00", "200.00 to 300.00", "300.00 to 400.00"]);
    // B and C suffice, and A may be an audit.
    let all = format!("{}, {}, {}", open("A"), paid("B"), paid("C"));
    assert_eq!(costs(&all), ["500.00 to 600.00", "0.00", "500.00 to 600.00"]);
    // Who has two sessions of a course needs one of them.
    let twice = r#"{ "course": "A", "runs": [{ "state": "planned" },
        { "state": "planned", "mode": "verified", "payment": "will_pay", "result": "will_pass" }] }"#;
    let twice = format!("{twice}, {}", paid("B"));
    assert_eq!(costs(&twice), ["300.00 to 400.00", "0.00", "300.00 to 400.00"]);
}

/// Two program tracks, of which no source lists one. The plan has both courses of the other one without a result:
/// that is the track that the plan goes for, so nothing is to be added. As audits they cost nothing, and what the other
/// track costs then nobody says (rules B4, E1).
#[test]
fn a_track_whose_courses_are_all_in_the_plan_leaves_nothing_to_add() {
    let catalog = r#"{ "courses": [{ "id": "A", "fee": "100" }, { "id": "B", "fee": "200" }],
        "programs": [{ "id": "P", "requirement": [{ "kind": "one_track_of", "tracks": [
            { "id": "x", "title": "X", "requirement": { "kind": "unlisted", "title": "Two courses" } },
            { "id": "y", "title": "Y", "requirement": { "kind": "all_of", "of": [
                { "kind": "course", "course": "A" }, { "kind": "course", "course": "B" }] } }] }] }] }"#;
    let costs = |plan: &str| {
        let cost = ask(catalog, plan).cost;
        [cost.to_pay, cost.to_add].map(in_words)
    };
    let open = |id: &str| format!(r#"{{ "course": "{id}", "runs": [{{ "state": "planned" }}] }}"#);
    let both = format!(r#"{{ "courses": [{}, {}] }}"#, open("A"), open("B"));
    assert_eq!(costs(&both), ["0.00 to 300.00", "0.00"]);
    let one = format!(r#"{{ "courses": [{}] }}"#, open("A"));
    assert_eq!(costs(&one), ["0.00 to 100.00", "200.00"]);
    let chosen = both.replacen('{', r#"{ "track": "y","#, 1);
    assert_eq!(costs(&chosen), ["300.00", "0.00"]);
    // With no course of either, any track may be the one.
    assert_eq!(costs("{}"), ["0.00", "0.00 or more"]);
}

/// Who holds the program certificate needs nothing more: a session without an enrollment track may be an audit.
#[test]
fn beside_an_earned_program_an_open_track_may_cost_nothing() {
    let catalog = r#"{ "courses": [{ "id": "A", "fee": "100" }], "programs": [{ "id": "P", "requirement": ["A"] }] }"#;
    let plan = r#"{ "program_certificates": ["P"],
        "courses": [{ "course": "A", "runs": [{ "state": "planned" }] }] }"#;
    assert_eq!(in_words(ask(catalog, plan).cost.to_pay), "0.00 to 100.00");
}
