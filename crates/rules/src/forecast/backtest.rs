//! The back-test: every model at every past start of a month, with only what was known then, against what came of it – and against
//! doing nothing cleverer than repeating the last period.

use super::history::{History, day, number};
use super::learned::model::{LearnedModel, Trial};
use super::replay::{StageLadder, book};
use super::{Model, forecast};
use crate::calendar::{FiscalYear, Period, days_from, month_of, quarter_of};
use crate::money::{Minor, WHOLE_BP, div_round, narrow};
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who makes a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Contender {
    /// Amount × the stage's win rate.
    StageWeight,
    /// Amount × the deal's own probability.
    ManualWeight,
    /// What is committed.
    Commitment,
    /// Amount × measured rate.
    BestPractice,
    /// Stage by stage.
    Cascade,
    /// Learned from history.
    Learned,
    /// As much as in the same number of days before.
    LastPeriod,
    /// As much as in the same weeks of the quarter before.
    LastQuarter,
}

impl Contender {
    /// All, in the order of columns.
    pub const ALL: [Self; 8] = [
        Self::StageWeight,
        Self::ManualWeight,
        Self::Commitment,
        Self::BestPractice,
        Self::Cascade,
        Self::Learned,
        Self::LastPeriod,
        Self::LastQuarter,
    ];

    /// Whether it only repeats the past.
    pub fn is_naive(self) -> bool {
        matches!(self, Self::LastPeriod | Self::LastQuarter)
    }

    fn of(model: Model) -> Self {
        match model {
            Model::StageWeight => Self::StageWeight,
            Model::ManualWeight => Self::ManualWeight,
            Model::Commitment => Self::Commitment,
            Model::BestPractice => Self::BestPractice,
            Model::Cascade => Self::Cascade,
        }
    }
}

/// How far ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BacktestSpan")]
pub enum Span {
    /// The next 30 days.
    Days30,
    /// The next 60 days.
    Days60,
    /// The next 90 days.
    Days90,
    /// The month.
    Month,
    /// The quarter.
    Quarter,
}

impl Span {
    /// All, in the order of the table.
    pub const ALL: [Self; 5] = [Self::Days30, Self::Days60, Self::Days90, Self::Month, Self::Quarter];

    /// The period of this length that begins on a day; none where a quarter does not begin.
    fn from(self, start: Day, fiscal: FiscalYear) -> Option<Period> {
        match self {
            Self::Days30 => Some(days_from(start, 30)),
            Self::Days60 => Some(days_from(start, 60)),
            Self::Days90 => Some(days_from(start, 90)),
            Self::Month => Some(month_of(start)),
            Self::Quarter => Some(quarter_of(start, fiscal)).filter(|quarter| quarter.start == start),
        }
    }

    /// Whether its trials decide which model is recommended: those that every start has, in days alike.
    fn decides(self) -> bool {
        matches!(self, Self::Days30 | Self::Days60 | Self::Days90)
    }
}

/// One past forecast of everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "BacktestTrial")]
pub struct Row {
    /// The period.
    pub period: Period,
    /// What it came to, minor units.
    pub actual_minor: Minor,
    /// What each would have said on the eve of it, in the order of [`Contender::ALL`]; nothing where it had nothing to go by.
    pub forecasts_minor: Vec<Option<Minor>>,
    /// The learned band.
    pub p10_minor: Option<Minor>,
    /// The learned band.
    pub p90_minor: Option<Minor>,
}

/// How good one was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "BacktestScore")]
pub struct Score {
    /// Who.
    pub contender: Contender,
    /// Past forecasts.
    pub trials: i64,
    /// Σ|F − A| ÷ Σ|A|, basis points; nothing where nothing was won.
    pub wape_bp: Option<i64>,
    /// Mean of |F − A| ÷ A, basis points.
    pub mape_bp: Option<i64>,
    /// Trials left out of the mean because nothing was won.
    pub mape_left_out: i64,
    /// (ΣF − ΣA) ÷ ΣA, basis points.
    pub bias_bp: Option<i64>,
    /// Outcomes inside the band, for who has one.
    pub inside_band: Option<i64>,
}

/// One length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "BacktestLength")]
pub struct Length {
    /// Which.
    pub span: Span,
    /// Past forecasts, oldest first.
    pub rows: Vec<Row>,
    /// Everybody's score, the smallest WAPE first; those without one last.
    pub scores: Vec<Score>,
}

/// The whole back-test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Backtest {
    /// Length by length.
    pub lengths: Vec<Length>,
    /// WAPE over the next 30, 60 and 90 days together, on the trials that model and both naive ones share; smallest first.
    pub ranking: Vec<Rank>,
    /// The best model that is better than both naive ones; nothing = no model beats naive yet.
    pub recommended: Option<Contender>,
}

/// A place in the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "BacktestRank")]
pub struct Rank {
    /// Who.
    pub contender: Contender,
    /// Trials shared.
    pub trials: i64,
    /// WAPE, basis points.
    pub wape_bp: i64,
    /// The better naive one's on the same trials.
    pub naive_wape_bp: i64,
}

/// Trials needed before anybody is recommended.
pub const TRIALS: i64 = 6;

/// Puts every model through every past start. `learned` was trained up to the day to which the history is known.
pub fn backtest(
    history: &History,
    learned: &LearnedModel<'_>,
    ladders: &[StageLadder],
    floor: i64,
    fiscal: FiscalYear,
) -> Backtest {
    let until = learned.until();
    let mut starts: Vec<i32> = learned.trials().iter().map(|trial| trial.start).collect();
    starts.dedup();
    let mut lengths: Vec<Length> = Span::ALL
        .iter()
        .map(|span| Length {
            span: *span,
            rows: Vec::new(),
            scores: Vec::new(),
        })
        .collect();
    for start in starts {
        let known = book(history, start, ladders, floor, None);
        let first = day(start);
        for length in &mut lengths {
            let Some(period) = length.span.from(first, fiscal) else {
                continue;
            };
            let days = number(period.end) + 1 - start;
            let Some(actual) = learned
                .won_between(start, start + days)
                .filter(|_| start + days <= until)
            else {
                continue;
            };
            // Seen from the eve: the first day of the period is today, and nothing has been won in it.
            let seen = forecast(&known.open, &[], &known.terms, period, first);
            let mut forecasts: Vec<(Contender, Option<Minor>)> = Model::ALL
                .iter()
                .map(|model| (Contender::of(*model), Some(seen.total.figure(*model).estimate_minor)))
                .collect();
            let trial: Option<&Trial> = learned
                .trials()
                .iter()
                .find(|trial| trial.start == start && trial.days == days);
            let (last, quarter) = learned.naive(start, days);
            forecasts.push((Contender::Learned, trial.map(|trial| minor(trial.forecast))));
            forecasts.push((Contender::LastPeriod, last.map(minor)));
            forecasts.push((Contender::LastQuarter, quarter.map(minor)));
            let said = |who: &Contender| {
                forecasts
                    .iter()
                    .find(|(other, _)| other == who)
                    .and_then(|(_, said)| *said)
            };
            length.rows.push(Row {
                period,
                actual_minor: minor(actual),
                forecasts_minor: Contender::ALL.iter().map(said).collect(),
                p10_minor: trial.map(|trial| minor(trial.p10)),
                p90_minor: trial.map(|trial| minor(trial.p90)),
            });
        }
    }
    for length in &mut lengths {
        let mut scores: Vec<Score> = (0..Contender::ALL.len())
            .map(|place| score(&length.rows, place))
            .collect();
        scores.sort_by_key(|score| (score.wape_bp.unwrap_or(i64::MAX), score.contender));
        length.scores = scores;
    }
    let ranking = ranking(&lengths);
    let best = ranking.iter().find(|rank| !rank.contender.is_naive());
    let recommended = best
        .filter(|rank| rank.trials >= TRIALS && rank.wape_bp < rank.naive_wape_bp)
        .map(|rank| rank.contender);
    Backtest {
        lengths,
        ranking,
        recommended,
    }
}

/// A score from rows.
fn score(rows: &[Row], place: usize) -> Score {
    let contender = Contender::ALL[place];
    let told: Vec<(i128, i128)> = rows
        .iter()
        .filter_map(|row| Some((i128::from(row.forecasts_minor[place]?), i128::from(row.actual_minor))))
        .collect();
    let actual: i128 = told.iter().map(|(_, actual)| actual).sum();
    let off: i128 = told.iter().map(|(said, actual)| (said - actual).abs()).sum();
    let bias: i128 = told.iter().map(|(said, actual)| said - actual).sum();
    let whole = i128::from(WHOLE_BP);
    let of_actual = |sum: i128| (actual > 0).then(|| narrow(div_round(sum * whole, actual)));
    let shares: Vec<i128> = told
        .iter()
        .filter(|(_, actual)| *actual > 0)
        .map(|(said, actual)| div_round((said - actual).abs() * whole, *actual))
        .collect();
    let inside = rows.iter().filter(|row| {
        let band = row.p10_minor.zip(row.p90_minor);
        band.is_some_and(|(low, high)| (low..=high).contains(&row.actual_minor))
    });
    Score {
        contender,
        trials: told.len() as i64,
        wape_bp: of_actual(off),
        mape_bp: (!shares.is_empty()).then(|| narrow(div_round(shares.iter().sum(), shares.len() as i128))),
        mape_left_out: (told.len() - shares.len()) as i64,
        bias_bp: of_actual(bias),
        inside_band: (contender == Contender::Learned).then(|| inside.count() as i64),
    }
}

fn ranking(lengths: &[Length]) -> Vec<Rank> {
    let place = |who: Contender| Contender::ALL.iter().position(|other| *other == who).unwrap_or(0);
    let naive = [place(Contender::LastPeriod), place(Contender::LastQuarter)];
    let rows: Vec<&Row> = lengths
        .iter()
        .filter(|length| length.span.decides())
        .flat_map(|length| &length.rows)
        .collect();
    let mut ranking: Vec<Rank> = Contender::ALL
        .iter()
        .filter_map(|who| {
            let own = place(*who);
            let shared: Vec<&&Row> = rows
                .iter()
                .filter(|row| {
                    [own, naive[0], naive[1]]
                        .iter()
                        .all(|at| row.forecasts_minor[*at].is_some())
                })
                .collect();
            let actual: i128 = shared.iter().map(|row| i128::from(row.actual_minor)).sum();
            let wape = |at: usize| {
                let off = shared.iter().map(|row| {
                    let said = row.forecasts_minor[at].unwrap_or(0);
                    i128::from(said - row.actual_minor).abs()
                });
                narrow(div_round(off.sum::<i128>() * i128::from(WHOLE_BP), actual.max(1)))
            };
            (actual > 0).then(|| Rank {
                contender: *who,
                trials: shared.len() as i64,
                wape_bp: wape(own),
                naive_wape_bp: wape(naive[0]).min(wape(naive[1])),
            })
        })
        .collect();
    ranking.sort_by_key(|rank| (rank.wape_bp, rank.contender));
    ranking
}

fn minor(value: f64) -> Minor {
    value.round() as Minor
}
