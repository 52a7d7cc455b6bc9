//! The fee of a course session for this learner (rules E1 to E3).

use crate::assessment::reason::{Because, Effect, Reason};
use crate::assessment::{CourseFee, FeeBasis};
use crate::catalog::Course;
use crate::catalog::format::{Fact, IncomeApproval, IncomeTier, IncomeTiers, Status};
use crate::catalog::run::Run;
use crate::money::{Amount, AmountRange, Currency, Money};
use crate::plan::Plan;
use crate::plan::format::Country;
use crate::rule::Rule;
use crate::truth::Truth;

/// The fees of a plan's courses, all in one currency.
pub(super) struct Fees<'a> {
    plan: &'a Plan,
    tiers: Option<&'a Fact<IncomeTiers>>,
    tier: Option<IncomeTier>,
    currency: Currency,
}

impl<'a> Fees<'a> {
    pub(super) fn new(plan: &'a Plan) -> Fees<'a> {
        let tiers = plan.program.facts.income_tiers.as_ref();
        Fees {
            plan,
            tiers,
            tier: tiers.and_then(|fact| tier(plan, &fact.value)),
            currency: currency(plan),
        }
    }

    /// The currency of every sum.
    pub(super) fn currency(&self) -> Currency {
        self.currency
    }

    /// The fee of a session, or of the course where none is named.
    pub(super) fn of(&self, course: &Course, run: Option<&Run>) -> CourseFee {
        let fee = |amount, basis, sources| CourseFee { amount, basis, last_known: None, sources };
        let typed = self.plan.course(course).and_then(|planned| planned.fee);
        if let Some(typed) = typed {
            // An amount in another currency is never added, nor replaced by another one (rule E8).
            let amount = self.in_currency(typed).map(AmountRange::exactly);
            let basis = if amount.is_some() { FeeBasis::Learner } else { FeeBasis::NotPublished };
            return fee(amount.unwrap_or(AmountRange::UNKNOWN), basis, Vec::new());
        }
        if let Some(tiers) = self.tiers {
            let sources = vec![tiers.citation()];
            return match self.tier {
                Some(tier) => fee(AmountRange::exactly(tier.fee), FeeBasis::IncomeTier, sources),
                None => fee(every_tier(&tiers.value), FeeBasis::IncomeTiers, sources),
            };
        }
        if let Some((run, money)) = run.and_then(|run| Some((run, run.facts.fee?))) {
            let sources = vec![run.facts.citation()];
            // A fee of years ago, or in another currency, is not added.
            let current = run.facts.status != Status::Historic;
            return match self.in_currency(money).filter(|_| current) {
                Some(amount) => fee(AmountRange::exactly(amount), FeeBasis::Catalog, sources),
                None => CourseFee {
                    last_known: Some(money),
                    ..fee(AmountRange::UNKNOWN, FeeBasis::NotPublished, sources)
                },
            };
        }
        let stated = course.facts.fee.as_ref();
        match stated.map(|fact| (fact, self.in_currency(fact.value))) {
            // A fee of years ago says what it was, not what it is (rule E2).
            Some((fact, Some(amount))) if fact.status != Status::Historic => {
                fee(AmountRange::exactly(amount), FeeBasis::Catalog, vec![fact.citation()])
            }
            _ => CourseFee {
                amount: AmountRange::UNKNOWN,
                basis: FeeBasis::NotPublished,
                last_known: stated.map(|fact| fact.value),
                sources: stated.iter().map(|fact| fact.citation()).collect(),
            },
        }
    }

    /// What bears on all fees alike: the income tier.
    pub(super) fn reasons(&self) -> Vec<Reason> {
        let Some(tiers) = self.tiers else {
            return Vec::new();
        };
        let currency = tiers.value.currency;
        let because = match (self.tier, self.plan.income) {
            (Some(IncomeTier { income_from, fee }), _) => {
                let documents = documents(self.plan, &tiers.value, fee);
                Because::IncomeTier { income_from, fee, currency, documents }
            }
            (None, Some(income)) if income.currency != currency => {
                Because::ExchangeRateNotStated { from: income.currency, to: currency }
            }
            (None, _) => {
                let range = every_tier(&tiers.value);
                let high = range.high.unwrap_or(range.low);
                Because::IncomeNotStated { low: range.low, high, currency }
            }
        };
        let sources = vec![tiers.citation()];
        vec![Reason { rule: Rule::E3, effect: Effect::Note, because, sources, remedy: None }]
    }

    /// Whether the fees depend on an income that is not stated.
    pub(super) fn income_missing(&self) -> bool {
        self.tiers.is_some() && self.tier.is_none()
    }

    fn in_currency(&self, money: Money) -> Option<Amount> {
        (money.currency == self.currency).then_some(money.amount)
    }
}

/// The currency in which the program's fees are stated; the platforms' dollar where none is.
fn currency(plan: &Plan) -> Currency {
    let tiers = plan.program.facts.income_tiers.as_ref().map(|fact| fact.value.currency);
    let stated = plan.program.courses.iter().find_map(|course| {
        let run = course.runs.iter().find_map(|run| run.facts.fee);
        Some(course.facts.fee.as_ref().map(|fact| fact.value).or(run)?.currency)
    });
    let typed = plan.courses.iter().find_map(|course| Some(course.fee?.currency));
    tiers.or(stated).or(typed).unwrap_or(Currency::USD)
}

/// The tier with the highest threshold that does not exceed the income.
fn tier(plan: &Plan, tiers: &IncomeTiers) -> Option<IncomeTier> {
    let income = income(plan, tiers.currency)?;
    tiers.tiers.iter().rev().find(|tier| tier.income_from <= income).copied()
}

/// The income in the currency of the tiers; another one is cut to whole units and divided by the
/// rate, as the platform does.
fn income(plan: &Plan, currency: Currency) -> Option<Amount> {
    let income = plan.income?;
    if income.currency == currency {
        return Some(income.amount);
    }
    income.units_per_tier_unit?.divide(income.amount.whole_units())
}

fn every_tier(tiers: &IncomeTiers) -> AmountRange {
    let fees = || tiers.tiers.iter().map(|tier| tier.fee);
    AmountRange { low: fees().min().unwrap_or(Amount::ZERO), high: fees().max() }
}

/// Whether documents are asked for: not where the tier gives no discount, nor above the country's
/// threshold (rule E3).
fn documents(plan: &Plan, tiers: &IncomeTiers, fee: Amount) -> Truth {
    if Some(fee) == every_tier(tiers).high {
        return Truth::No;
    }
    let (Some(approval), Some(income)) = (&tiers.approval, income(plan, tiers.currency)) else {
        return Truth::Unknown;
    };
    let asked_above =
        |threshold: Amount| Truth::from(threshold != Amount::ZERO && income <= threshold);
    match plan.country {
        Some(country) => asked_above(threshold(approval, country)),
        None => {
            let all = approval.countries.iter().map(|entry| entry.threshold);
            let highest = all.chain([approval.otherwise]).max().unwrap_or(Amount::ZERO);
            if income > highest { Truth::No } else { Truth::Unknown }
        }
    }
}

fn threshold(approval: &IncomeApproval, country: Country) -> Amount {
    let is_country = |code: &str| code.parse() == Ok(country);
    let listed =
        approval.countries.iter().find(|entry| entry.codes.split_whitespace().any(is_country));
    listed.map_or(approval.otherwise, |entry| entry.threshold)
}
