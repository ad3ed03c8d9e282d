//! The exact sums behind every figure: wide integers that are rounded once, when a line is finished.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;
use ts_rs::TS;

use super::{Category, Model, OpenDeal, StageTerms};
use crate::money::{Minor, WHOLE_BP, div_round, narrow};

/// Parts in a whole share of the cascade: three stages of two-decimal percentages multiply exactly, longer ones to 10⁻¹².
pub(super) const SHARE: i128 = 1_000_000_000_000;

/// What one model says: what the open deals are expected to bring, and with what has been won.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ModelFigure {
    /// The model.
    pub model: Model,
    /// Expected from the open deals, minor units.
    pub estimate_minor: Minor,
    /// Won so far + estimate, minor units.
    pub outlook_minor: Minor,
}

/// The roll-up by forecast category, in minor units: each category on its own, and cumulated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Commitment {
    /// Won in the period.
    pub closed_minor: Minor,
    /// In commit.
    pub commit_minor: Minor,
    /// In best case.
    pub best_case_minor: Minor,
    /// In pipeline.
    pub pipeline_minor: Minor,
    /// Closed + commit.
    pub commit_total_minor: Minor,
    /// Closed + commit + best case.
    pub best_total_minor: Minor,
    /// All open categories: commit + best case + pipeline.
    pub open_pipeline_minor: Minor,
    /// Deals in commit.
    pub commit_count: i64,
    /// Deals in best case.
    pub best_case_count: i64,
    /// Deals in pipeline.
    pub pipeline_count: i64,
}

/// One row of a forecast: the whole period, a month, a person or a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Line {
    /// Deals won.
    pub won_count: i64,
    /// Won, minor units.
    pub won_minor: Minor,
    /// Open deals counted, those without an amount included.
    pub open_count: i64,
    /// Their amounts, minor units.
    pub open_minor: Minor,
    /// Open deals whose close date has passed; they are part of `open_count`.
    pub overdue_count: i64,
    /// Their amounts, minor units.
    pub overdue_minor: Minor,
    /// Open deals without an amount; they are part of `open_count` and worth 0.
    pub unknown_amounts: i64,
    /// Every model, in the order of [`Model::ALL`].
    pub models: Vec<ModelFigure>,
    /// The roll-up by category.
    pub commitment: Commitment,
}

impl Line {
    /// What a model says in this row.
    pub fn figure(&self, model: Model) -> ModelFigure {
        self.models
            .iter()
            .find(|figure| figure.model == model)
            .copied()
            .unwrap_or(ModelFigure {
                model,
                estimate_minor: 0,
                outlook_minor: self.won_minor,
            })
    }
}

/// Deals that are listed apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Aside {
    /// How many.
    pub count: i64,
    /// Their amounts, minor units.
    pub minor: Minor,
    /// Those without an amount, part of `count`.
    pub unknown_amounts: i64,
}

impl Aside {
    pub(super) fn add(&mut self, amount_minor: Option<Minor>) {
        self.count += 1;
        self.minor = self.minor.saturating_add(amount_minor.unwrap_or(0));
        self.unknown_amounts += i64::from(amount_minor.is_none());
    }
}

/// The unrounded sums of one row. Adding is exact, so the rows of any grouping add up to the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub won_count: i64,
    pub won: i128,
    pub open_count: i64,
    pub open: i128,
    pub overdue_count: i64,
    pub overdue: i128,
    pub unknown_amounts: i64,
    /// × 10 000.
    pub stage_weight: i128,
    /// × 10 000.
    pub manual_weight: i128,
    /// × 10 000.
    pub best_practice: i128,
    /// × [`SHARE`].
    pub cascade: i128,
    /// Commit, best case, pipeline.
    pub category: [i128; 3],
    pub category_count: [i64; 3],
}

impl Sums {
    /// What one deal adds to every row it belongs to. `share` is the part of a cascade that reaches revenue from its stage.
    pub fn of_deal(deal: &OpenDeal, terms: &StageTerms, share: i128, overdue: bool) -> Self {
        let amount = i128::from(deal.amount_minor.unwrap_or(0));
        let mut sums = Self {
            open_count: 1,
            open: amount,
            overdue_count: i64::from(overdue),
            overdue: if overdue { amount } else { 0 },
            unknown_amounts: i64::from(deal.amount_minor.is_none()),
            stage_weight: amount * i128::from(terms.win_rate_bp),
            manual_weight: amount * i128::from(deal.probability_bp),
            best_practice: amount * i128::from(terms.to_won_bp),
            cascade: amount * share,
            ..Self::default()
        };
        let slot = match deal.category {
            Category::Commit => Some(0),
            Category::BestCase => Some(1),
            Category::Pipeline => Some(2),
            Category::Omitted => None,
        };
        if let Some(slot) = slot {
            sums.category[slot] = amount;
            sums.category_count[slot] = 1;
        }
        sums
    }

    pub fn of_won(count: i64, amount_minor: Minor) -> Self {
        Self {
            won_count: count,
            won: i128::from(amount_minor),
            ..Self::default()
        }
    }

    pub fn estimate(&self, model: Model) -> Minor {
        narrow(match model {
            Model::StageWeight => div_round(self.stage_weight, i128::from(WHOLE_BP)),
            Model::ManualWeight => div_round(self.manual_weight, i128::from(WHOLE_BP)),
            Model::Commitment => self.category[0],
            Model::BestPractice => div_round(self.best_practice, i128::from(WHOLE_BP)),
            Model::Cascade => div_round(self.cascade, SHARE),
        })
    }

    pub fn line(&self) -> Line {
        let [commit, best_case, pipeline] = self.category;
        let [commit_count, best_case_count, pipeline_count] = self.category_count;
        let figure = |model| {
            let estimate_minor = self.estimate(model);
            let outlook_minor = narrow(self.won + i128::from(estimate_minor));
            ModelFigure {
                model,
                estimate_minor,
                outlook_minor,
            }
        };
        Line {
            won_count: self.won_count,
            won_minor: narrow(self.won),
            open_count: self.open_count,
            open_minor: narrow(self.open),
            overdue_count: self.overdue_count,
            overdue_minor: narrow(self.overdue),
            unknown_amounts: self.unknown_amounts,
            models: Model::ALL.map(figure).to_vec(),
            commitment: Commitment {
                closed_minor: narrow(self.won),
                commit_minor: narrow(commit),
                best_case_minor: narrow(best_case),
                pipeline_minor: narrow(pipeline),
                commit_total_minor: narrow(self.won + commit),
                best_total_minor: narrow(self.won + commit + best_case),
                open_pipeline_minor: narrow(commit + best_case + pipeline),
                commit_count,
                best_case_count,
                pipeline_count,
            },
        }
    }
}

impl AddAssign<&Sums> for Sums {
    fn add_assign(&mut self, other: &Sums) {
        self.won_count += other.won_count;
        self.won += other.won;
        self.open_count += other.open_count;
        self.open += other.open;
        self.overdue_count += other.overdue_count;
        self.overdue += other.overdue;
        self.unknown_amounts += other.unknown_amounts;
        self.stage_weight += other.stage_weight;
        self.manual_weight += other.manual_weight;
        self.best_practice += other.best_practice;
        self.cascade += other.cascade;
        for slot in 0..3 {
            self.category[slot] += other.category[slot];
            self.category_count[slot] += other.category_count[slot];
        }
    }
}

/// What one deal is expected to bring by a model, minor units, rounded on its own: for a card or a deal list. Rounded figures of
/// many deals need not add up to the total, which is rounded once.
pub fn expected(deal: &OpenDeal, stages: &[StageTerms], model: Model) -> Minor {
    let Some(terms) = stages.get(deal.stage) else { return 0 };
    if deal.category == Category::Omitted {
        return 0;
    }
    let share = super::cascade::shares(stages).get(deal.stage).copied().unwrap_or(0);
    Sums::of_deal(deal, terms, share, false).estimate(model)
}
