//! The laws, each of which says in one sentence what holds for every catalog and plan.

use certificate_planner::assessment::Verdict::{
    self, Earned, NeedsChange, NotReachable, OnCourse, Undetermined,
};
use certificate_planner::assessment::reason::{Because, Effect};
use certificate_planner::assessment::{
    Assessment, CostKind, RequirementNode, RequirementState, assess,
};
use certificate_planner::catalog::Catalog;
use certificate_planner::catalog::format::CatalogFile;
use certificate_planner::moment::{Bound, Instant, Moment};
use certificate_planner::money::AmountRange;
use certificate_planner::plan::Plan;
use certificate_planner::plan::format::PlanFile;
use certificate_planner::refund::RefundWindow;
use certificate_planner::truth::Truth;
use serde_json::{Value, json};

use crate::changes::{Facts, hold, reorder};
use crate::made::tape::{DAYS, NOW, Tape};

/// What a law says of one catalog and plan: what is wrong, or nothing.
pub(crate) type Checked = Result<(), String>;

/// A law, with a tape for the change that it makes.
pub(crate) type Law = fn(&Value, &Value, &mut Tape<'_>) -> Checked;

fn check(holds: bool, wrong: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(wrong()) }
}

fn now() -> Instant {
    NOW.parse().unwrap()
}

/// The assessment of a plan; `None` where one of the files is refused.
fn answer(catalog: &Value, plan: &Value) -> Option<Assessment> {
    let catalog = Catalog::read(&catalog.to_string()).catalog?;
    let plan = Plan::read(&plan.to_string(), &catalog).ok()?;
    Some(assess(&catalog, &plan, now()))
}

/// The program's verdict and the courses', by name.
fn verdicts(answer: &Assessment) -> Vec<(String, Verdict)> {
    let courses = answer.courses.iter().map(|one| (one.course.to_string(), one.verdict));
    std::iter::once(("program".to_owned(), answer.program.verdict)).chain(courses).collect()
}

/// The same three inputs always give the same answer.
pub(crate) fn deterministic(catalog: &Value, plan: &Value, _: &mut Tape<'_>) -> Checked {
    check(answer(catalog, plan) == answer(catalog, plan), || "two answers".to_owned())
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        NotReachable => 0,
        // Whether another plan can earn it may be what is open, and may then become certain.
        NeedsChange | Undetermined => 1,
        OnCourse => 2,
        Earned => 3,
    }
}

/// One more course certificate, valid and free of conflict with the rest of the plan, makes no
/// verdict worse, neither the program's nor any course's (rules A7, B1). Only where a certificate is
/// too old to count, another session that may do by then is the one that is spoken of (rule A12).
pub(crate) fn one_more_certificate_harms_nothing(
    catalog: &Value,
    plan: &Value,
    tape: &mut Tape<'_>,
) -> Checked {
    let Some(before) = answer(catalog, plan) else {
        return Ok(());
    };
    let courses = catalog["courses"].as_array().unwrap();
    let course = courses[tape.below(courses.len())]["id"].as_str().unwrap();
    let mut more = plan.clone();
    hold(&mut more, course);
    let after = answer(catalog, &more).ok_or("the plan with the certificate is refused")?;
    for ((name, before), (_, after)) in verdicts(&before).iter().zip(verdicts(&after)) {
        if *before == Earned && may_be_taken_again(catalog, plan, name) {
            continue;
        }
        check(rank(after) >= rank(*before), || {
            format!("{course}: {name} {before:?} -> {after:?}")
        })?;
    }
    Ok(())
}

/// Whether a certificate may be too old for the program, and the plan has another session of the
/// course.
fn may_be_taken_again(catalog: &Value, plan: &Value, course: &str) -> bool {
    let programs = catalog["programs"].as_array().unwrap();
    let ages = programs.iter().any(|program| {
        program["id"] == plan["program"] && program.get("certificates_count_years").is_some()
    });
    let courses = plan["courses"].as_array().unwrap();
    let planned = courses.iter().find(|planned| planned["course"] == course);
    ages && planned.is_some_and(|planned| planned["runs"].as_array().unwrap().len() > 1)
}

/// As time passes no session opens again, for enrolling and upgrading, and none that has ended runs
/// again (rules A2, A9).
pub(crate) fn time_reopens_nothing(catalog: &Value, _: &Value, tape: &mut Tape<'_>) -> Checked {
    let Some(read) = Catalog::read(&catalog.to_string()).catalog else {
        return Ok(());
    };
    let first = now().plus_hours(-3_000 + 40 * i64::try_from(tape.below(256)).unwrap());
    let second = first.plus_hours(i64::try_from(1 + tape.below(256)).unwrap() * 20);
    let included = read.profile().deadline_included;
    for run in read.programs().iter().flat_map(|program| read.courses_for(program)) {
        for run in &run.runs {
            let open = |now| (run.enrollment_open(now, included), run.upgrade_open(now, included));
            let (early, late) = (open(first), open(second));
            check(late.0 <= early.0 && late.1 <= early.1, || {
                format!("{}: {early:?} -> {late:?}", run.facts.id)
            })?;
            check(run.has_ended(second) >= run.has_ended(first), || {
                format!("{} runs again", run.facts.id)
            })?;
        }
    }
    Ok(())
}

/// As time passes no refund that is closed opens again, and none is open beyond the longest time
/// after the payment (rule E7).
pub(crate) fn time_reopens_no_refund(_: &Value, _: &Value, tape: &mut Tape<'_>) -> Checked {
    let paid_on: Moment = DAYS[tape.below(DAYS.len())].parse().unwrap();
    let start = tape.percent(70).then(|| DAYS[tape.below(DAYS.len())].parse().unwrap());
    let days = 1 + u32::try_from(tape.below(30)).unwrap();
    let days_after_payment_max = tape.percent(50).then_some(170);
    let window = RefundWindow { days, days_after_payment_max };
    let first = paid_on.earliest().plus_hours(12 * i64::try_from(tape.below(256)).unwrap());
    let second = first.plus_hours(i64::try_from(1 + tape.below(256)).unwrap() * 20);
    let open = |now| window.is_open(paid_on, start, now);
    check(open(second) <= open(first), || {
        format!("{window:?}, paid {paid_on:?}, start {start:?}: closed {first:?}, open {second:?}")
    })?;
    let over = window.latest(paid_on).is_some_and(|latest| latest.latest() < second);
    check(!over || open(second) == Truth::No, || {
        format!("{window:?}, paid {paid_on:?}, start {start:?}: still open {second:?}")
    })
}

/// As time passes no answer says that a refund is open which an earlier one had closed, and none is
/// open whose last moment has passed (rule E7).
pub(crate) fn an_answer_reopens_no_refund(
    catalog: &Value,
    plan: &Value,
    tape: &mut Tape<'_>,
) -> Checked {
    let mut paid = plan.clone();
    for course in paid["courses"].as_array_mut().unwrap() {
        for run in course["runs"].as_array_mut().unwrap() {
            if run.get("payment").is_some_and(|payment| payment == "paid") {
                tape.maybe(run, "paid_on", 80, |tape| json!(DAYS[tape.below(DAYS.len())]));
            }
        }
    }
    let Some(catalog) = Catalog::read(&catalog.to_string()).catalog else {
        return Ok(());
    };
    let Ok(plan) = Plan::read(&paid.to_string(), &catalog) else {
        return Ok(());
    };
    let first = now().plus_hours(-2_000 + 40 * i64::try_from(tape.below(256)).unwrap());
    let second = first.plus_hours(i64::try_from(1 + tape.below(256)).unwrap() * 10);
    let open = |now| -> Vec<Because> {
        let reasons = assess(&catalog, &plan, now).cost.reasons.into_iter();
        let refunds = reasons.map(|reason| reason.because);
        refunds.filter(|one| matches!(one, Because::Refund { until: Some(_), .. })).collect()
    };
    let early = open(first);
    for one in open(second) {
        check(early.contains(&one), || {
            format!("{one:?} opens again from {first:?} to {second:?}")
        })?;
        let Because::Refund { until: Some(until), .. } = one else { continue };
        check(until.latest() >= second, || format!("open until {until:?} at {second:?}"))?;
    }
    Ok(())
}

/// No way to earn the program, by the track that the learner goes for, costs less than the low end
/// of what is said to be to add (rules B1, B4, E1).
pub(crate) fn no_way_costs_less_than_the_least(
    catalog: &Value,
    plan: &Value,
    tape: &mut Tape<'_>,
) -> Checked {
    let Some(before) = answer(catalog, plan) else {
        return Ok(());
    };
    let mut more = plan.clone();
    for course in catalog["courses"].as_array().unwrap() {
        let has_own_fee = |run: &Value| run.get("fee").is_some();
        let in_plan = |planned: &Value| planned["course"] == course["id"];
        let courses = more["courses"].as_array_mut().unwrap();
        // Where a session has a fee of its own, one that is not named may have another.
        let one_fee = !course["runs"].as_array().unwrap().iter().any(has_own_fee);
        if tape.percent(60) && one_fee && !courses.iter().any(in_plan) {
            courses.push(json!({ "course": course["id"], "runs": [{
                "state": "planned", "mode": "verified", "payment": "will_pay", "result": "will_pass",
            }] }));
        }
    }
    let Some(after) = answer(catalog, &more) else {
        return Ok(());
    };
    let earns = matches!(after.program.verdict, OnCourse | Earned)
        && keeps_to_track(&after.program.requirement);
    let Some(costs) = after.cost.total.high.filter(|_| earns) else {
        return Ok(());
    };
    check(before.cost.total.low <= costs, || {
        format!("at least {:?}, but {costs:?} for\n{more}", before.cost.total)
    })
}

/// Whether the track that the learner goes for, if any, is the one that counts.
fn keeps_to_track(state: &RequirementState) -> bool {
    let is_chosen = matches!(state.node, RequirementNode::Track { chosen: true, .. });
    (state.counted || !is_chosen) && state.children.iter().all(keeps_to_track)
}

/// Every sum of the cost is the sum of its lines, and the total of them all (rule E8).
pub(crate) fn the_total_is_the_sum_of_its_lines(
    catalog: &Value,
    plan: &Value,
    _: &mut Tape<'_>,
) -> Checked {
    let Some(Assessment { cost, .. }) = answer(catalog, plan) else {
        return Ok(());
    };
    let sum = |kinds: &[CostKind]| {
        let lines = cost.lines.iter().filter(|line| kinds.contains(&line.kind));
        lines.fold(AmountRange::ZERO, |sum, line| sum.plus(line.amount))
    };
    use CostKind::{Paid, ToAdd, ToPay, Wasted};
    let sums: [(AmountRange, &[CostKind]); 5] = [
        (cost.paid, &[Paid, Wasted]),
        (cost.wasted, &[Wasted]),
        (cost.to_pay, &[ToPay]),
        (cost.to_add, &[ToAdd]),
        (cost.total, &[Paid, Wasted, ToPay, ToAdd]),
    ];
    for (stated, kinds) in sums {
        check(stated == sum(kinds), || format!("{kinds:?}: {stated:?} is not {:?}", sum(kinds)))?;
    }
    Ok(())
}

/// A catalog or a plan that is written and read again is the same.
pub(crate) fn written_and_read_again_is_the_same(
    catalog: &Value,
    plan: &Value,
    _: &mut Tape<'_>,
) -> Checked {
    let file = CatalogFile::parse(&catalog.to_string()).map_err(|one| format!("{one:?}"))?;
    let again = CatalogFile::parse(&serde_json::to_string(&file).unwrap());
    check(again.as_ref() == Ok(&file), || format!("{file:?}\n{again:?}"))?;
    let file = PlanFile::parse(&plan.to_string()).map_err(|one| format!("{one:?}"))?;
    let again = PlanFile::parse(&serde_json::to_string(&file).unwrap());
    check(again.as_ref() == Ok(&file), || format!("{file:?}\n{again:?}"))
}

/// What a reader sees of an answer whatever stands first in a list: verdicts, dates, fees and every
/// sum.
fn without_order(answer: &Assessment) -> Value {
    let cost = &answer.cost;
    let mut courses: Vec<Value> = answer
        .courses
        .iter()
        .map(|course| {
            let mut runs: Vec<String> = (course.runs.iter())
                .map(|run| json!([run.run, run.verdict, run.certificate]).to_string())
                .collect();
            runs.sort();
            json!([course.course, course.verdict, course.certificate, course.fee, runs])
        })
        .collect();
    courses.sort_by_key(Value::to_string);
    let sums = [cost.paid, cost.wasted, cost.to_pay, cost.to_add, cost.total];
    json!([answer.program.verdict, answer.program.certificate, courses, sums])
}

/// Where two answers differ.
fn differing(one: &Option<Value>, other: &Option<Value>) -> String {
    match (one, other) {
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            let pairs = one.iter().zip(other).filter(|(one, other)| one != other);
            pairs.map(|(one, other)| format!("{one} is {other}\n")).collect()
        }
        _ => format!("{one:?} is {other:?}"),
    }
}

/// The order in which a catalog and a plan list their entries does not matter.
pub(crate) fn order_does_not_matter(catalog: &Value, plan: &Value, tape: &mut Tape<'_>) -> Checked {
    let (mut other_catalog, mut other_plan) = (catalog.clone(), plan.clone());
    reorder(&mut other_catalog, tape);
    reorder(&mut other_plan, tape);
    let seen = |answer: Option<Assessment>| answer.as_ref().map(without_order);
    let (one, other) = (seen(answer(catalog, plan)), seen(answer(&other_catalog, &other_plan)));
    check(one == other, || differing(&one, &other) + &format!("\n{other_catalog}\n{other_plan}"))
}

/// Whether a verdict on less knowledge may stand where more gives the other one.
fn allows(less: Verdict, more: Verdict) -> bool {
    match less {
        Undetermined => true,
        // What will be earned may turn out to be earned already.
        OnCourse => matches!(more, OnCourse | Earned),
        Earned | NeedsChange | NotReachable => more == less,
    }
}

/// Whoever knows less is never told for certain what more knowledge refutes (rule G).
pub(crate) fn what_is_certain_stays_certain(
    catalog: &Value,
    plan: &Value,
    tape: &mut Tape<'_>,
) -> Checked {
    let Some(more) = answer(catalog, plan) else {
        return Ok(());
    };
    let (mut less_catalog, mut less_plan) = (catalog.clone(), plan.clone());
    Facts::of(catalog, plan).forget(&mut less_catalog, &mut less_plan, tape);
    let less = answer(&less_catalog, &less_plan).ok_or("the files that say less are refused")?;
    for ((name, less), (_, more)) in verdicts(&less).iter().zip(verdicts(&more)) {
        check(allows(*less, more), || {
            format!("{name}: {less:?}, but with all facts {more:?}\n{less_catalog}\n{less_plan}")
        })?;
    }
    Ok(())
}

/// Without a fee or an income the total is a range that holds the total with it (rule E2).
pub(crate) fn an_unknown_price_only_widens_the_total(
    catalog: &Value,
    plan: &Value,
    tape: &mut Tape<'_>,
) -> Checked {
    let (mut less_catalog, mut less_plan) = (catalog.clone(), plan.clone());
    for course in less_catalog["courses"].as_array_mut().unwrap() {
        let entries = course.as_object_mut().unwrap();
        let stated_by_run = |run: &Value| run.get("fee").is_some();
        // Where a session has its own fee, the course's is the fee of the others.
        if tape.percent(50) && !entries["runs"].as_array().unwrap().iter().any(stated_by_run) {
            entries.remove("fee");
        }
    }
    less_plan.as_object_mut().unwrap().remove("income");
    let total = |catalog, plan| answer(catalog, plan).map(|answer| answer.cost.total);
    let Some((more, less)) = total(catalog, plan).zip(total(&less_catalog, &less_plan)) else {
        return Ok(());
    };
    let holds_high = less.high.is_none_or(|high| more.high.is_some_and(|more| more <= high));
    check(less.low <= more.low && holds_high, || format!("{more:?} is not within {less:?}"))
}

/// An answer says what to do or to ask: a plan that needs a change has a step and a reason, an open
/// one a missing fact, and nothing to do or to wait for lies in the past (rules C7, G).
pub(crate) fn an_answer_helps(catalog: &Value, plan: &Value, _: &mut Tape<'_>) -> Checked {
    let Some(answer) = answer(catalog, plan) else {
        return Ok(());
    };
    let verdict = answer.program.verdict;
    if matches!(verdict, NeedsChange | NotReachable) {
        let of_courses = answer.courses.iter().flat_map(|course| {
            course.reasons.iter().chain(course.runs.iter().flat_map(|run| &run.reasons))
        });
        let mut reasons = of_courses.chain(&answer.program.reasons);
        check(reasons.any(|one| one.effect == Effect::Against), || "no reason".to_owned())?;
    }
    check(verdict != NeedsChange || !answer.next.is_empty(), || "no step".to_owned())?;
    check(verdict != Undetermined || !answer.missing.is_empty(), || "nothing to ask".to_owned())?;
    for step in &answer.next {
        let over = step.by.is_some_and(|by| by.latest() < now());
        check(!over, || format!("in the past: {step:?}"))?;
    }
    let Bound::At(to) = answer.program.certificate.to else {
        return Ok(());
    };
    check(verdict != OnCourse || to.latest() >= now(), || format!("{verdict:?} by {to:?}"))
}
