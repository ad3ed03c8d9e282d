//! What is doubtful about an open deal: each rule with its figures and how grave it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Category;
use crate::idle::{Freshness, freshness};
use crate::money::{Minor, div_round, narrow};
use crate::time::Day;

/// Times its expected day was moved to a later one before that is a sign.
pub const SLIPS: usize = 2;
/// Wins a customer needs before it has a usual amount.
pub const CUSTOMER_WINS: usize = 3;
/// More than so many times what the customer usually buys is far above it.
pub const CUSTOMER_TIMES: i64 = 3;
/// The same for what is usual in the pipeline, where the customer has no usual amount of its own.
pub const PIPELINE_TIMES: i64 = 5;

/// How grave a risk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Severity {
    /// Only something to be added.
    Note,
    /// Somebody has to see to it.
    ToHandle,
    /// The amount cannot be relied on as it stands.
    Severe,
}

/// The rules, in the order in which reasons are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[ts(rename = "RiskRule")]
pub enum Rule {
    /// Its expected day has passed.
    Overdue,
    /// Older than any deal that was ever won.
    Outlived,
    /// Nobody touched it for longer than its stage allows.
    Rotting,
    /// Its expected day was moved to a later one, again and again.
    Slipped,
    /// Promised, and nothing planned.
    CommitWithoutNext,
    /// Far above what is usual.
    Oversized,
    /// Nothing planned.
    WithoutNext,
}

impl Rule {
    /// All rules, in their order.
    pub const ALL: [Self; 7] = [
        Self::Overdue,
        Self::Outlived,
        Self::Rotting,
        Self::Slipped,
        Self::CommitWithoutNext,
        Self::Oversized,
        Self::WithoutNext,
    ];

    /// How grave it is.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Overdue | Self::Outlived => Severity::Severe,
            Self::Rotting | Self::Slipped | Self::CommitWithoutNext | Self::Oversized => Severity::ToHandle,
            Self::WithoutNext => Severity::Note,
        }
    }
}

/// A rule that applies to a deal, with the figures that say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Risk {
    /// Its expected day has passed.
    Overdue {
        /// Days since.
        days: i64,
    },
    /// Older than any deal that was ever won.
    Outlived {
        /// Its age in days.
        days: i64,
        /// Greatest age at which a deal was won.
        oldest: i64,
    },
    /// Nobody touched it for longer than its stage allows.
    Rotting {
        /// Days since the last real touch.
        days: i64,
        /// Days the stage allows.
        limit: i64,
    },
    /// Its expected day was moved to a later one.
    Slipped {
        /// How often.
        times: i64,
    },
    /// Promised, and nothing planned.
    CommitWithoutNext,
    /// Far above what is usual.
    Oversized {
        /// Usual of what.
        of: UsualOf,
        /// The usual amount, minor units.
        usual_minor: Minor,
        /// Wins it was taken from.
        wins: i64,
        /// How many times as much, in tenths: 52 = 5.2 times.
        times_tenths: i64,
    },
    /// Nothing planned.
    WithoutNext,
}

impl Risk {
    /// The rule it comes from.
    pub const fn rule(&self) -> Rule {
        match self {
            Self::Overdue { .. } => Rule::Overdue,
            Self::Outlived { .. } => Rule::Outlived,
            Self::Rotting { .. } => Rule::Rotting,
            Self::Slipped { .. } => Rule::Slipped,
            Self::CommitWithoutNext => Rule::CommitWithoutNext,
            Self::Oversized { .. } => Rule::Oversized,
            Self::WithoutNext => Rule::WithoutNext,
        }
    }
}

/// Whose usual amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum UsualOf {
    /// What this customer bought.
    Customer,
    /// What was won in this pipeline.
    Pipeline,
}

/// What is usual among past wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usual {
    /// The median amount, minor units.
    pub median_minor: Minor,
    /// Wins.
    pub wins: usize,
}

impl Usual {
    /// The median of some amounts.
    pub fn of(mut amounts: Vec<Minor>) -> Self {
        amounts.sort_unstable();
        let wins = amounts.len();
        let middle = |at: usize| i128::from(amounts.get(at).copied().unwrap_or(0));
        let sum = middle(wins.saturating_sub(1) / 2) + middle(wins / 2);
        Self {
            median_minor: narrow(div_round(sum, 2)),
            wins,
        }
    }
}

/// What the rules look at in an open deal.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Its forecast category.
    pub category: Category,
    /// Its amount, minor units of the base currency.
    pub amount_minor: Option<Minor>,
    /// Expected closing day.
    pub close_on: Option<Day>,
    /// Its age in days.
    pub age: i64,
    /// Days since the last real touch.
    pub idle: i64,
    /// Days its stage allows.
    pub limit: Option<i64>,
    /// Times its expected day was moved to a later one.
    pub slips: usize,
    /// Whether anything is planned.
    pub planned: bool,
    /// What its customer usually buys.
    pub customer: Usual,
    /// What is usually won in its pipeline.
    pub pipeline: Usual,
    /// Greatest age in days at which a deal of its pipeline was won.
    pub oldest: i64,
}

/// The risks of a deal, in the order of [`Rule`]. What is measured on the pipeline is used from `floor` wins on.
pub fn risks(facts: &Facts, floor: i64, today: Day) -> Vec<Risk> {
    let enough = i64::try_from(facts.pipeline.wins).is_ok_and(|wins| wins >= floor);
    let late = facts.close_on.map_or(0, |day| day.days_until(today));
    let found = [
        (late > 0).then_some(Risk::Overdue { days: late }),
        (enough && facts.age > facts.oldest).then_some(Risk::Outlived {
            days: facts.age,
            oldest: facts.oldest,
        }),
        rotting(facts, today),
        (facts.slips >= SLIPS).then_some(Risk::Slipped {
            times: facts.slips as i64,
        }),
        (!facts.planned && facts.category == Category::Commit).then_some(Risk::CommitWithoutNext),
        oversized(facts, enough),
        (!facts.planned && facts.category != Category::Commit).then_some(Risk::WithoutNext),
    ];
    found.into_iter().flatten().collect()
}

fn rotting(facts: &Facts, today: Day) -> Option<Risk> {
    match (freshness(facts.idle, facts.limit, None, today), facts.limit) {
        (Freshness::Rotting { .. }, Some(limit)) => Some(Risk::Rotting {
            days: facts.idle,
            limit,
        }),
        _ => None,
    }
}

/// Compared with what the customer bought; where that is too little to go by, with what is usual in the pipeline.
fn oversized(facts: &Facts, enough: bool) -> Option<Risk> {
    let amount = facts.amount_minor?;
    let (of, usual, times) = if facts.customer.wins >= CUSTOMER_WINS {
        (UsualOf::Customer, facts.customer, CUSTOMER_TIMES)
    } else if enough {
        (UsualOf::Pipeline, facts.pipeline, PIPELINE_TIMES)
    } else {
        return None;
    };
    let far = usual.median_minor > 0 && i128::from(amount) > i128::from(usual.median_minor) * i128::from(times);
    far.then(|| Risk::Oversized {
        of,
        usual_minor: usual.median_minor,
        wins: usual.wins as i64,
        times_tenths: narrow(div_round(i128::from(amount) * 10, i128::from(usual.median_minor))),
    })
}

#[cfg(test)]
mod table;
