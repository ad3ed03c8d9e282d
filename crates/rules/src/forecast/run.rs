//! One pass over the deals: every model for the whole period, by month, by person and by stage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

use super::cascade::{Cascade, cascade, shares};
use super::sums::{Aside, Line, Sums};
use super::{OpenDeal, Place, StageTerms, Won, place};
use crate::calendar::{Period, days_from, months_in};
use crate::ids::PersonId;
use crate::time::Day;

/// The forecast of a period: every model in every grouping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Forecast {
    /// The period.
    pub period: Period,
    /// The whole period.
    pub total: Line,
    /// Each month of the period, in order, empty ones too.
    pub months: Vec<MonthLine>,
    /// Each person who has won or has something open in the period, by id.
    pub owners: Vec<OwnerLine>,
    /// Each stage, in the order of the stage terms, empty ones too; nothing is won "in a stage", so won is 0 here.
    pub stages: Vec<StageLine>,
    /// The steps of the stage-conversion cascade.
    pub cascade: Cascade,
    /// Open deals without a close date, counted nowhere.
    pub undated: Aside,
    /// Open deals in the category omitted, counted nowhere.
    pub omitted: Aside,
    /// Open deals that are expected in other periods.
    pub elsewhere: Aside,
}

/// One month of a forecast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MonthLine {
    /// The month, cut to the period.
    pub month: Period,
    /// Its figures.
    pub line: Line,
}

/// One person of a forecast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OwnerLine {
    /// The person.
    pub owner: PersonId,
    /// Their figures.
    pub line: Line,
}

/// One stage of a forecast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StageLine {
    /// Index of the stage in the stage terms.
    pub stage: usize,
    /// Its figures.
    pub line: Line,
}

/// What is expected within the next days, cumulated: 60 days contain the first 30.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Horizon {
    /// Number of days, today included.
    pub days: u32,
    /// The last of them.
    pub until: Day,
    /// Its figures.
    pub line: Line,
}

/// The forecast of `period` as seen on the business date `today`. Deals outside the period may be passed too; a deal whose stage is not
/// among `stages` is weighed with nothing.
pub fn forecast(deals: &[OpenDeal], won: &[Won], stages: &[StageTerms], period: Period, today: Day) -> Forecast {
    let shares = shares(stages);
    let months = months_in(&period);
    let first_month = month_number(period.start);
    let month_at = |day: Day| (month_number(day) - first_month) as usize;
    let mut total = Sums::default();
    let mut by_month = vec![Sums::default(); months.len()];
    let mut by_stage = vec![Sums::default(); stages.len()];
    let mut by_owner: BTreeMap<PersonId, Sums> = BTreeMap::new();
    let (mut undated, mut omitted, mut elsewhere) = (Aside::default(), Aside::default(), Aside::default());

    for deal in deals {
        let (on, overdue) = match place(deal.category, deal.close_on, &period, today) {
            Place::Counted { on, overdue } => (on, overdue),
            Place::Elsewhere => {
                elsewhere.add(deal.amount_minor);
                continue;
            }
            Place::Undated => {
                undated.add(deal.amount_minor);
                continue;
            }
            Place::Omitted => {
                omitted.add(deal.amount_minor);
                continue;
            }
        };
        let sums = deal_sums(deal, stages, &shares, overdue);
        total += &sums;
        by_month[month_at(on)] += &sums;
        if let Some(stage) = by_stage.get_mut(deal.stage) {
            *stage += &sums;
        }
        *by_owner.entry(deal.owner).or_default() += &sums;
    }
    for deal in won.iter().filter(|deal| period.contains(deal.closed_on)) {
        let sums = Sums::of_won(deal.count, deal.amount_minor);
        total += &sums;
        by_month[month_at(deal.closed_on)] += &sums;
        *by_owner.entry(deal.owner).or_default() += &sums;
    }

    let own: Vec<i128> = by_stage.iter().map(|sums| sums.open).collect();
    Forecast {
        period,
        total: total.line(),
        months: months
            .into_iter()
            .zip(&by_month)
            .map(|(month, sums)| MonthLine {
                month,
                line: sums.line(),
            })
            .collect(),
        owners: by_owner
            .iter()
            .map(|(owner, sums)| OwnerLine {
                owner: *owner,
                line: sums.line(),
            })
            .collect(),
        stages: by_stage
            .iter()
            .enumerate()
            .map(|(stage, sums)| StageLine {
                stage,
                line: sums.line(),
            })
            .collect(),
        cascade: cascade(stages, &own),
        undated,
        omitted,
        elsewhere,
    }
}

/// What is expected within the next `lengths` days (30, 60 and 90 by rule), today included. Overdue deals count in all of them.
pub fn horizons(deals: &[OpenDeal], won: &[Won], stages: &[StageTerms], today: Day, lengths: &[u32]) -> Vec<Horizon> {
    let shares = shares(stages);
    lengths
        .iter()
        .map(|days| {
            let period = days_from(today, *days);
            let mut total = Sums::default();
            for deal in deals {
                if let Place::Counted { overdue, .. } = place(deal.category, deal.close_on, &period, today) {
                    total += &deal_sums(deal, stages, &shares, overdue);
                }
            }
            for deal in won.iter().filter(|deal| period.contains(deal.closed_on)) {
                total += &Sums::of_won(deal.count, deal.amount_minor);
            }
            Horizon {
                days: *days,
                until: period.end,
                line: total.line(),
            }
        })
        .collect()
}

fn deal_sums(deal: &OpenDeal, stages: &[StageTerms], shares: &[i128], overdue: bool) -> Sums {
    const UNKNOWN: StageTerms = StageTerms {
        win_rate_bp: 0,
        step_bp: 0,
        to_won_bp: 0,
        last: false,
    };
    let terms = stages.get(deal.stage).unwrap_or(&UNKNOWN);
    let share = shares.get(deal.stage).copied().unwrap_or(0);
    Sums::of_deal(deal, terms, share, overdue)
}

/// Months since the year 0, to find a month's row without searching.
fn month_number(day: Day) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month())
}
