//! The fee of a course session for this learner (rules E1 to E4).

mod bundled;
mod discounted;

use crate::assessment::fee::bundled::Bundle;
use crate::assessment::reason::{Because, Effect, Reason};
use crate::assessment::{CourseFee, FeeBasis};
use crate::assistance::{approved_without_documents, converted, tier_at};
use crate::catalog::format::{Citation, Fact, IncomeApproval, IncomeTier, IncomeTiers, Status};
use crate::catalog::run::Run;
use crate::catalog::{Catalog, Course};
use crate::moment::Instant;
use crate::money::{Amount, AmountRange, Currency, Money};
use crate::plan::format::Country;
use crate::plan::{Plan, PlannedCourse};
use crate::rule::Rule;
use crate::truth::Truth;

/// The fees of a plan's courses, all in one currency.
pub(super) struct Fees<'a> {
    plan: &'a Plan,
    tiers: Option<&'a Fact<IncomeTiers>>,
    tier: Option<IncomeTier>,
    currency: Currency,
    bundle: Option<Bundle>,
    now: Instant,
}

/// A fee without the learner's discounts, with the source of the amount.
struct Listed {
    amount: AmountRange,
    basis: FeeBasis,
    last_known: Option<Money>,
    source: Option<Citation>,
}

impl<'a> Fees<'a> {
    pub(super) fn new(catalog: &Catalog, plan: &'a Plan, now: Instant) -> Fees<'a> {
        // Tiers of years ago say what a fee was, not what it is, as a historic fee does (rule E2).
        let tiers = plan.program.facts.income_tiers.as_ref();
        let tiers = tiers.filter(|fact| fact.status != Status::Historic);
        Fees {
            plan,
            tiers,
            tier: tiers.and_then(|fact| tier(plan, &fact.value)),
            currency: currency(plan),
            bundle: Bundle::of(catalog, plan, now),
            now,
        }
    }

    /// The currency of every sum.
    pub(super) fn currency(&self) -> Currency {
        self.currency
    }

    /// The fee of a session that is still to be paid, or of the course where none is named, with the
    /// best of the learner's discounts.
    pub(super) fn of(&self, course: &Course, run: Option<&Run>) -> CourseFee {
        let charged = self.charged(course, self.plan.course(course), run);
        CourseFee {
            amount: charged.amount,
            basis: charged.basis,
            last_known: charged.last_known,
            sources: charged.source.into_iter().collect(),
        }
    }

    /// How much that fee is.
    pub(super) fn amount(&self, course: &Course, run: Option<&Run>) -> AmountRange {
        self.charged(course, self.plan.course(course), run).amount
    }

    /// How much it is with other sessions of the course than those of the plan.
    pub(super) fn amount_among(&self, planned: &PlannedCourse, run: Option<&Run>) -> AmountRange {
        self.charged(&planned.course, Some(planned), run).amount
    }

    /// The fee with the best of the learner's discounts; nothing where it comes with the bundle, as far
    /// as the other sessions of the course leave that.
    fn charged(
        &self,
        course: &Course,
        planned: Option<&PlannedCourse>,
        run: Option<&Run>,
    ) -> Listed {
        let listed = self.listed(course, run);
        let amount = self.discounted(course, planned, run, listed.amount);
        match self.comes_with_bundle(course, planned, run) {
            Truth::No => Listed { amount, ..listed },
            Truth::Unknown => {
                Listed { amount: AmountRange { low: Amount::ZERO, ..amount }, ..listed }
            }
            Truth::Yes => Listed {
                amount: AmountRange::ZERO,
                basis: FeeBasis::Bundle,
                last_known: None,
                source: self.bundle_source(),
            },
        }
    }

    /// What was paid for a session, where the learner states no amount. A tier may have been another
    /// one when it was paid, and what discount was used then is not stated.
    pub(super) fn paid(&self, course: &Course, run: Option<&Run>) -> AmountRange {
        let listed = self.listed(course, run);
        match (listed.basis, self.tiers) {
            (FeeBasis::IncomeTier, Some(tiers)) => every_tier(&tiers.value),
            _ => listed.amount,
        }
    }

    /// The fee of a session without the learner's discounts.
    fn listed(&self, course: &Course, run: Option<&Run>) -> Listed {
        let fee = |amount, basis, source| Listed { amount, basis, last_known: None, source };
        let typed = self.plan.course(course).and_then(|planned| planned.fee);
        if let Some(typed) = typed {
            // An amount in another currency is never added, nor replaced by another one (rule E8).
            let amount = self.in_currency(typed).map(AmountRange::exactly);
            return match amount {
                Some(amount) => fee(amount, FeeBasis::Learner, None),
                None => Listed {
                    last_known: Some(typed),
                    ..fee(AmountRange::UNKNOWN, FeeBasis::OtherCurrency, None)
                },
            };
        }
        if let Some(tiers) = self.tiers {
            let source = Some(tiers.citation());
            return match self.tier {
                Some(tier) => fee(AmountRange::exactly(tier.fee), FeeBasis::IncomeTier, source),
                None => fee(every_tier(&tiers.value), FeeBasis::IncomeTiers, source),
            };
        }
        if let Some((run, money)) = run.and_then(|run| Some((run, run.facts.fee?))) {
            let source = Some(run.facts.citation());
            // A fee of years ago, or in another currency, is not added.
            let current = run.facts.status != Status::Historic;
            return match self.in_currency(money).filter(|_| current) {
                Some(amount) => fee(AmountRange::exactly(amount), FeeBasis::Catalog, source),
                None => Listed {
                    last_known: Some(money),
                    ..fee(AmountRange::UNKNOWN, self.not_added(money, current), source)
                },
            };
        }
        let stated = course.facts.fee.as_ref();
        match stated.map(|fact| (fact, self.in_currency(fact.value))) {
            // A fee of years ago says what it was, not what it is (rule E2).
            Some((fact, Some(amount))) if fact.status != Status::Historic => {
                fee(AmountRange::exactly(amount), FeeBasis::Catalog, Some(fact.citation()))
            }
            _ => Listed {
                amount: AmountRange::UNKNOWN,
                basis: stated.map_or(FeeBasis::NotPublished, |fact| {
                    self.not_added(fact.value, fact.status != Status::Historic)
                }),
                last_known: stated.map(|fact| fact.value),
                source: stated.map(|fact| fact.citation()),
            },
        }
    }

    /// Why a fee that is stated is in no sum.
    fn not_added(&self, fee: Money, is_current: bool) -> FeeBasis {
        if is_current && fee.currency != self.currency {
            FeeBasis::OtherCurrency
        } else {
            FeeBasis::NotPublished
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
    let of_courses = || {
        plan.program.courses.iter().find_map(|course| {
            let run = course.runs.iter().find_map(|run| run.facts.fee);
            Some(course.facts.fee.as_ref().map(|fact| fact.value).or(run)?.currency)
        })
    };
    let typed = || plan.courses.iter().find_map(|course| Some(course.fee?.currency));
    tiers.or_else(of_courses).or_else(typed).unwrap_or(Currency::USD)
}

/// The tier that holds for the learner's income.
fn tier(plan: &Plan, tiers: &IncomeTiers) -> Option<IncomeTier> {
    let income = income(plan, tiers.currency)?;
    tier_at(&tiers.tiers, income, |tier| Some(tier.income_from)).copied()
}

/// The income in the currency of the tiers.
fn income(plan: &Plan, currency: Currency) -> Option<Amount> {
    let income = plan.income?;
    converted(income.amount, income.currency, currency, income.units_per_tier_unit)
}

fn every_tier(tiers: &IncomeTiers) -> AmountRange {
    let fees = || tiers.tiers.iter().map(|tier| tier.fee);
    AmountRange { low: fees().min().unwrap_or(Amount::ZERO), high: fees().max() }
}

/// Whether documents are asked for: not where the tier gives no discount, nor above the country's
/// threshold (rule E3).
fn documents(plan: &Plan, tiers: &IncomeTiers, fee: Amount) -> Truth {
    let has_discount = Some(fee) != every_tier(tiers).high;
    let (Some(approval), Some(income)) = (&tiers.approval, income(plan, tiers.currency)) else {
        return if has_discount { Truth::Unknown } else { Truth::No };
    };
    let asked = |threshold: Amount| {
        Truth::from(!approved_without_documents(income, threshold, has_discount))
    };
    match plan.country {
        Some(country) => asked(threshold(approval, country)),
        None => {
            let all = approval.countries.iter().map(|entry| entry.threshold);
            let highest = all.chain([approval.otherwise]).max().unwrap_or(Amount::ZERO);
            // Which country it is matters only up to the highest threshold of all.
            if asked(highest) == Truth::No { Truth::No } else { Truth::Unknown }
        }
    }
}

fn threshold(approval: &IncomeApproval, country: Country) -> Amount {
    let is_country = |code: &str| code.parse() == Ok(country);
    let listed =
        approval.countries.iter().find(|entry| entry.codes.split_whitespace().any(is_country));
    listed.map_or(approval.otherwise, |entry| entry.threshold)
}
