//! The forecast models of the rulebook (§9) over open and won deals: what counts in a period, and what it is expected to bring.
//!
//! Invariant: every figure is one exact integer sum, rounded once when it is shown. Groups use the same sums as the total.

pub mod backtest;
mod cascade;
pub mod history;
#[cfg(test)]
mod laws;
pub mod learned;
#[cfg(test)]
mod past_laws;
pub mod replay;
pub mod risk;
mod run;
mod standing;
mod sums;
#[cfg(test)]
mod table;
pub mod waterfall;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Period;
use crate::ids::{DealId, PersonId};
use crate::money::Minor;
use crate::rates::{StageCounts, StageRates};
use crate::time::Day;

pub use cascade::{Cascade, CascadeStep};
pub use run::{Forecast, Horizon, MonthLine, OwnerLine, StageLine, forecast, horizons};
pub use standing::{Standing, Status, Thresholds, standing};
pub use sums::{Aside, Commitment, Line, ModelFigure, expected};

/// How sure somebody is of a deal, by their own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Category {
    /// Possible.
    Pipeline,
    /// Comes in if things go well.
    BestCase,
    /// Promised.
    Commit,
    /// Left out of every forecast.
    Omitted,
}

/// The forecast models that need nothing but the deals and the stage rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Model {
    /// 阶段权重: Σ amount × win rate of the stage.
    StageWeight,
    /// 人工权重: Σ amount × the deal's own probability.
    ManualWeight,
    /// 人工承诺: Σ amount of the deals in commit.
    Commitment,
    /// 最佳实践: Σ amount × measured stage → won rate.
    BestPractice,
    /// 阶段转化率: each stage's total times its step rate joins the next stage, and so on to revenue.
    Cascade,
}

impl Model {
    /// All models, in the order of the rulebook.
    pub const ALL: [Self; 5] = [
        Self::StageWeight,
        Self::ManualWeight,
        Self::Commitment,
        Self::BestPractice,
        Self::Cascade,
    ];
}

/// An open deal, as far as the models need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenDeal {
    /// The deal.
    pub id: DealId,
    /// Index of its stage in the stage terms of the forecast.
    pub stage: usize,
    /// Amount in minor units of the base currency; nothing when it is unknown (it then counts as a deal worth 0).
    pub amount_minor: Option<Minor>,
    /// The deal's own probability in basis points.
    pub probability_bp: i64,
    /// Forecast category.
    pub category: Category,
    /// Expected close date.
    pub close_on: Option<Day>,
    /// Whose deal it is.
    pub owner: PersonId,
}

/// A won deal, or all deals of one person won on one day together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Won {
    /// How many deals.
    pub count: i64,
    /// Their amount in minor units of the base currency.
    pub amount_minor: Minor,
    /// The day it was won.
    pub closed_on: Day,
    /// Who won it.
    pub owner: PersonId,
}

/// The rates of one stage, in basis points. The stages of all pipelines stand in one list, each pipeline in its own order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StageTerms {
    /// The configured win rate.
    pub win_rate_bp: i64,
    /// This stage → the next one; for the last stage of a pipeline → won.
    pub step_bp: i64,
    /// This stage → won.
    pub to_won_bp: i64,
    /// Whether this is the last stage of its pipeline: what moves on from here is revenue.
    pub last: bool,
}

/// The terms of one pipeline from its counts and the rates made of them (see [`crate::rates::stage_rates`]).
pub fn terms(counts: &[StageCounts], rates: &[StageRates]) -> Vec<StageTerms> {
    let end = counts.len().min(rates.len());
    let pairs = counts.iter().zip(rates).enumerate();
    pairs
        .map(|(index, (counts, rates))| StageTerms {
            win_rate_bp: counts.win_rate_bp,
            step_bp: rates.step.used.rate_bp,
            to_won_bp: rates.to_won.used.rate_bp,
            last: index + 1 == end,
        })
        .collect()
}

/// Where an open deal stands in the forecast of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    /// It counts in the period.
    Counted {
        /// The day it counts on: the close date, or today when that has passed.
        on: Day,
        /// Its close date has passed.
        overdue: bool,
    },
    /// It is expected in another period.
    Elsewhere,
    /// It has no close date: counted nowhere, listed apart.
    Undated,
    /// Its category is omitted: counted nowhere.
    Omitted,
}

/// Where a deal of this category and close date stands in the forecast of `period`, seen on the business date `today`. An overdue deal
/// counts in the period that contains today, on today.
pub fn place(category: Category, close_on: Option<Day>, period: &Period, today: Day) -> Place {
    if category == Category::Omitted {
        return Place::Omitted;
    }
    match close_on {
        None => Place::Undated,
        Some(close) if period.contains(close.max(today)) => Place::Counted {
            on: close.max(today),
            overdue: close < today,
        },
        Some(_) => Place::Elsewhere,
    }
}
