//! What a printed or tabled forecast is made of: the figures of every model, the deals behind them, what the past says of each.

mod gather;

use crate::views::forecast::{
    Answer, BacktestAnswer, Forecast, ForecastCommits, MonthLine, PersonLine, Risks, Waterfall,
};
use chrono_tz::Tz;
use leadwell_rules::forecast::backtest::{Backtest, Contender, Row};
use leadwell_rules::forecast::learned::answer::{Band, DealChance, Learned};
use leadwell_rules::forecast::{
    self as rules, Category, Line, Model, OpenDeal, Place, StageTerms, Standing, Thresholds, standing,
};
use leadwell_rules::ids::{DealId, PersonId};
use leadwell_rules::money::{Minor, WHOLE_BP, div_round, narrow};
use leadwell_rules::time::{Day, Instant};
use std::collections::HashMap;
use std::sync::Arc;

/// A model of the rulebook, the learned one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Estimator {
    /// One that needs only the deals and the rates.
    Model(Model),
    /// The one learned from history.
    Learned,
}

impl Estimator {
    /// As the back-test knows it.
    pub fn contender(self) -> Contender {
        match self {
            Estimator::Learned => Contender::Learned,
            Estimator::Model(Model::StageWeight) => Contender::StageWeight,
            Estimator::Model(Model::ManualWeight) => Contender::ManualWeight,
            Estimator::Model(Model::Commitment) => Contender::Commitment,
            Estimator::Model(Model::BestPractice) => Contender::BestPractice,
            Estimator::Model(Model::Cascade) => Contender::Cascade,
        }
    }

    /// The estimator of a contender; nothing for the naive ones.
    pub fn of(contender: Contender) -> Option<Estimator> {
        let mut all = Model::ALL.map(Estimator::Model).to_vec();
        all.push(Estimator::Learned);
        all.into_iter().find(|estimator| estimator.contender() == contender)
    }
}

/// What people read of a deal.
#[derive(Debug, Clone, Default)]
pub struct Label {
    /// Its number.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The customer's name.
    pub customer: Option<String>,
    /// The product's name.
    pub product: Option<String>,
    /// Whether its amount was converted from another currency.
    pub foreign: bool,
}

/// An open deal as it stood.
#[derive(Debug, Clone)]
pub struct OpenLine {
    /// What the models take of it.
    pub deal: OpenDeal,
    /// Where it counts.
    pub place: Place,
    /// Its names.
    pub label: Label,
    /// Its owner's name.
    pub owner: String,
}

impl OpenLine {
    /// Whether it counts in the period.
    pub fn counts(&self) -> bool {
        matches!(self.place, Place::Counted { .. })
    }

    /// Whether its expected day has passed.
    pub fn overdue(&self) -> bool {
        matches!(self.place, Place::Counted { overdue: true, .. })
    }
}

/// A deal won in the period.
#[derive(Debug, Clone)]
pub struct WonLine {
    /// The deal.
    pub id: DealId,
    /// Their name.
    pub owner: String,
    /// The day it counts on.
    pub day: Day,
    /// Its amount.
    pub amount_minor: Minor,
    /// Its names.
    pub label: Label,
}

/// How good a model was over the next 30, 60 and 90 days together.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// Who.
    pub contender: Contender,
    /// Past forecasts.
    pub trials: i64,
    /// Σ|F − A| ÷ ΣA, basis points.
    pub wape_bp: i64,
    /// (ΣF − ΣA) ÷ ΣA, basis points.
    pub bias_bp: i64,
    /// The better naive one's WAPE on the same trials.
    pub naive_bp: i64,
}

/// Everything a document says about a forecast.
pub struct Facts {
    /// The figures of the five models.
    pub forecast: Forecast,
    /// The learned model's, or why it has none.
    pub learned: Arc<Answer>,
    /// Its figures for the months of the chart after the period.
    later: Option<Arc<Answer>>,
    /// How good each was.
    pub backtest: Arc<BacktestAnswer>,
    /// What people said.
    pub calls: ForecastCommits,
    /// What is doubtful.
    pub risks: Risks,
    /// What changed in a week, by `waterfall.model`.
    pub waterfall: Waterfall,
    /// The rates the models multiply with, stage by stage.
    pub terms: Vec<StageTerms>,
    /// All open deals, also those that count elsewhere.
    pub open: Vec<OpenLine>,
    /// Deals won in the period, by day.
    pub won: Vec<WonLine>,
    /// Won and resolved deals of each person.
    pub closings: HashMap<PersonId, (i64, i64)>,
    /// The model the document leads with.
    pub lead: Estimator,
    /// What is planned next for the deals that decide: the day and what.
    pub plans: HashMap<DealId, (Day, String)>,
    chances: HashMap<DealId, DealChance>,
    zone: Tz,
}

impl Facts {
    /// An instant in the company's time zone, to the minute.
    pub fn minute(&self, at: Instant) -> String {
        at.local_minute(&self.zone)
    }

    /// What the learned model says; nothing with too little history.
    pub fn learned(&self) -> Option<&Learned> {
        match self.learned.as_ref() {
            Answer::Ready(learned) => Some(learned),
            Answer::TooLittle(_) => None,
        }
    }

    /// The back-test; nothing with too little history.
    pub fn backtest(&self) -> Option<&Backtest> {
        match self.backtest.as_ref() {
            BacktestAnswer::Ready(backtest) if !backtest.ranking.is_empty() => Some(backtest),
            _ => None,
        }
    }

    /// The band of the outlook, while the period runs.
    pub fn band(&self) -> Option<Band> {
        self.learned().filter(|_| !self.is_over()).map(|learned| learned.band)
    }

    /// Whether the period is over.
    pub fn is_over(&self) -> bool {
        self.forecast.period.end < self.forecast.today
    }

    /// Whether no model has proved better than the naive ones.
    pub fn recommended(&self) -> Option<Estimator> {
        self.backtest()?.recommended.and_then(Estimator::of)
    }

    /// All estimators that have figures here, in the order of the rulebook.
    pub fn estimators(&self) -> Vec<Estimator> {
        let mut estimators = Model::ALL.map(Estimator::Model).to_vec();
        estimators.extend(self.learned().filter(|_| !self.is_over()).map(|_| Estimator::Learned));
        estimators
    }

    /// What an estimator expects of the period still to come.
    pub fn estimate(&self, estimator: Estimator) -> Minor {
        match estimator {
            Estimator::Model(model) => self.forecast.total.figure(model).estimate_minor,
            Estimator::Learned => self.learned().map_or(0, |learned| learned.estimate_minor),
        }
    }

    /// Won + estimate.
    pub fn outlook(&self, estimator: Estimator) -> Minor {
        self.forecast.total.won_minor.saturating_add(self.estimate(estimator))
    }

    /// Where an estimator's outlook stands against the target.
    pub fn standing(&self, estimator: Estimator) -> Standing {
        let total = &self.forecast.total;
        let target = self
            .forecast
            .standings
            .first()
            .and_then(|one| one.standing.target_minor);
        standing(
            target,
            total.won_minor,
            self.outlook(estimator),
            total.open_minor,
            &Thresholds::default(),
        )
    }

    /// What the leading estimator expects in a month, with the learned band of its total.
    pub fn month(&self, month: &MonthLine) -> (Minor, Option<Band>) {
        let same = |answer: Option<&Learned>| {
            let months = &answer?.months;
            let found = months
                .iter()
                .find(|ahead| (ahead.month.start, ahead.month.end) == (month.month.start, month.month.end))?;
            Some((found.estimate_minor, found.band))
        };
        let later = match self.later.as_deref() {
            Some(Answer::Ready(later)) => Some(later.as_ref()),
            _ => None,
        };
        let coming = month.month.end >= self.forecast.today;
        let found = same(self.learned()).or_else(|| same(later)).filter(|_| coming);
        let estimate = match self.lead {
            Estimator::Model(model) => month.line.figure(model).estimate_minor,
            Estimator::Learned => found.map_or(0, |(estimate, _)| estimate),
        };
        (estimate, found.map(|(_, band)| band))
    }

    /// What the leading estimator expects of a person.
    pub fn person(&self, person: &PersonLine) -> Minor {
        match self.lead {
            Estimator::Model(model) => person.line.figure(model).estimate_minor,
            Estimator::Learned => self.ahead(person.owner_id),
        }
    }

    /// What the learned model expects of a person: their deals, and their share of what is still to come.
    pub fn ahead(&self, owner: PersonId) -> Minor {
        let found = self
            .learned()
            .and_then(|learned| learned.people.iter().find(|person| person.owner == owner));
        found.map_or(0, |person| person.open_minor + person.fresh_minor)
    }

    /// What an estimator expects of the deals of a stage.
    pub fn stage(&self, estimator: Estimator, index: usize) -> Minor {
        match estimator {
            Estimator::Model(model) => self
                .forecast
                .stages
                .get(index)
                .map_or(0, |stage| stage.line.figure(model).estimate_minor),
            Estimator::Learned => self
                .learned()
                .and_then(|learned| learned.stages_minor.get(index).copied())
                .unwrap_or(0),
        }
    }

    /// Chance, basis points, and expected amount of a deal by an estimator.
    pub fn expected(&self, deal: &OpenDeal, estimator: Estimator) -> (i64, Minor) {
        match estimator {
            Estimator::Learned => {
                let chance = self.chances.get(&deal.id);
                chance.map_or((0, 0), |chance| (chance.chance_bp, chance.expected_minor))
            }
            Estimator::Model(model) => (self.rate(deal, model), rules::expected(deal, &self.terms, model)),
        }
    }

    /// The rate a model multiplies a deal with, basis points.
    pub fn rate(&self, deal: &OpenDeal, model: Model) -> i64 {
        let Some(terms) = self.terms.get(deal.stage) else {
            return 0;
        };
        match model {
            Model::StageWeight => terms.win_rate_bp,
            Model::ManualWeight => deal.probability_bp,
            Model::Commitment => i64::from(deal.category == Category::Commit) * WHOLE_BP,
            Model::BestPractice => terms.to_won_bp,
            Model::Cascade => {
                let whole = OpenDeal {
                    amount_minor: Some(WHOLE_BP),
                    category: Category::Pipeline,
                    ..*deal
                };
                rules::expected(&whole, &self.terms, model)
            }
        }
    }

    /// Some open deals that count, as one line of figures.
    pub fn line<'f>(&self, deals: impl Iterator<Item = &'f OpenLine>) -> Line {
        let deals: Vec<OpenDeal> = deals.map(|line| line.deal).collect();
        rules::forecast(&deals, &[], &self.terms, self.forecast.period, self.forecast.today).total
    }

    /// What the past says of each contender, the smallest error first.
    pub fn records(&self) -> Vec<Record> {
        let Some(backtest) = self.backtest() else {
            return Vec::new();
        };
        let rows = deciding(backtest);
        let place = |who: Contender| Contender::ALL.iter().position(|other| *other == who).unwrap_or(0);
        let naive = [place(Contender::LastPeriod), place(Contender::LastQuarter)];
        let of = |rank: &rules::backtest::Rank| {
            let own = place(rank.contender);
            let shared = rows.iter().filter(|row| {
                let said = |at: usize| row.forecasts_minor.get(at).is_some_and(Option::is_some);
                said(own) && naive.iter().all(|at| said(*at))
            });
            let (mut forecast, mut actual) = (0_i128, 0_i128);
            for row in shared {
                forecast += i128::from(row.forecasts_minor[own].unwrap_or(0));
                actual += i128::from(row.actual_minor);
            }
            Record {
                contender: rank.contender,
                trials: rank.trials,
                wape_bp: rank.wape_bp,
                bias_bp: narrow(div_round((forecast - actual) * i128::from(WHOLE_BP), actual.max(1))),
                naive_bp: rank.naive_wape_bp,
            }
        };
        backtest.ranking.iter().map(of).collect()
    }

    /// The record of one contender.
    pub fn record(&self, contender: Contender) -> Option<Record> {
        self.records().into_iter().find(|record| record.contender == contender)
    }

    /// How many past outcomes lay within the learned band, of how many.
    pub fn covered(&self) -> Option<(i64, i64)> {
        let bands = deciding(self.backtest()?)
            .into_iter()
            .filter_map(|row| Some((row.p10_minor?, row.p90_minor?, row.actual_minor)));
        let (mut inside, mut all) = (0, 0);
        for (low, high, actual) in bands {
            all += 1;
            inside += i64::from((low..=high).contains(&actual));
        }
        (all > 0).then_some((inside, all))
    }
}

fn deciding(backtest: &Backtest) -> Vec<&Row> {
    use leadwell_rules::forecast::backtest::Span;
    let decides = |span: Span| matches!(span, Span::Days30 | Span::Days60 | Span::Days90);
    let lengths = backtest.lengths.iter().filter(|length| decides(length.span));
    lengths.flat_map(|length| &length.rows).collect()
}
