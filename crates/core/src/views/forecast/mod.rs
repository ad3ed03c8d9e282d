//! The forecast of a period: what was won, what is still open, what each model makes of it, against the target.

mod backtest;
mod calls;
mod learned;
mod load;
mod past;
mod records;
mod risks;
mod target;
mod waterfall;

pub(crate) use backtest::answer as backtest_answer;
pub use backtest::{Answer as BacktestAnswer, BacktestQuery, get as backtest};
pub use calls::{CommitEntry, ForecastCommit, ForecastCommits, call, calls};
pub use learned::{Answer, get as learned};
pub(crate) use learned::{Shortage, answer as learned_answer};
pub(crate) use load::{given, people as names};
pub(crate) use past::history;
pub use records::{RecordsQuery, records};
pub use risks::{Risks, get as risks};
pub(crate) use risks::{RiskyDeal, find as risks_in};
pub(crate) use waterfall::label as waterfall_label;
pub use waterfall::{Answer as Waterfall, WaterfallQuery, get as waterfall};

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::pipelines;
use crate::records::pipelines::{Order, Pipeline};
use leadwell_rules::calendar::{Period, PeriodKind, WorkingCalendar, period_of};
use leadwell_rules::forecast::{self as rules, Aside, Cascade, Horizon, Line, Model, Standing, Thresholds, standing};
use leadwell_rules::ids::{PersonId, PipelineId, ProductId, StageId};
use leadwell_rules::money::Minor;
use leadwell_rules::rates::StageRates;
use leadwell_rules::time::{Day, Instant, end_of_day};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which forecast.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ForecastQuery {
    /// month, quarter, year or days; the default is the quarter.
    #[serde(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_kind: Option<PeriodKind>,
    /// Any day of the period; the default is today.
    #[serde(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Day>,
    /// For `days`: how many, from today; the default is 30.
    #[serde(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// One pipeline; the default is all.
    #[serde(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pipeline_id: Option<PipelineId>,
    /// One person; the default is all the reader may see.
    #[serde(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<PersonId>,
    /// One product; the default is all.
    #[serde(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// As it was known at the end of this day; the default is now.
    #[serde(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
}

/// A forecast with everything its page and its book show. Amounts are minor units of the base currency.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Forecast {
    /// The instant all figures are as of.
    pub as_of: Instant,
    /// Its business date.
    pub today: Day,
    /// The period.
    pub period: Period,
    /// The period before.
    pub previous: Period,
    /// Won in the period before.
    pub previous_won_minor: Minor,
    /// Working days left in the period, today included.
    pub working_days_left: i64,
    /// The question, as understood.
    pub query: ForecastQuery,
    /// Names of what was filtered by, for the head of the page and the footer of the book.
    pub filtered: Filtered,
    /// The whole period.
    pub total: Line,
    /// Target, gap, coverage and status by each model, in the order of the models.
    pub standings: Vec<ModelStanding>,
    /// Months around today: past ones with what was won, future ones with what is open.
    pub timeline: Vec<MonthLine>,
    /// Months of the period.
    pub months: Vec<MonthLine>,
    /// People, the largest outlook first.
    pub people: Vec<PersonLine>,
    /// Stages from left to right, pipeline by pipeline.
    pub stages: Vec<StageLine>,
    /// The steps of the stage-conversion cascade.
    pub cascade: Cascade,
    /// The next 30, 60 and 90 days.
    pub horizons: Vec<Horizon>,
    /// Open deals without a close date: counted nowhere.
    pub undated: Aside,
    /// Open deals somebody left out: counted nowhere.
    pub omitted: Aside,
    /// Open deals expected in other periods.
    pub elsewhere: Aside,
    /// Coverage the owner calls healthy, basis points.
    pub coverage_line_bp: i64,
    /// Resolved deals needed before a measured rate is used.
    pub rate_floor: i64,
}

/// A model's outlook against the target.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ModelStanding {
    /// The model.
    pub model: Model,
    /// How it stands.
    pub standing: Standing,
}

/// Names behind the ids of the question.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct Filtered {
    /// The pipeline's name; null = all.
    pub pipeline: Option<String>,
    /// The person's name; null = all.
    pub owner: Option<String>,
    /// The product's name; null = all.
    pub product: Option<String>,
}

/// A month.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ForecastMonth")]
pub struct MonthLine {
    /// The month, cut to the period.
    pub month: Period,
    /// Its target.
    pub target_minor: Option<Minor>,
    /// Its figures.
    pub line: Line,
}

/// A person.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ForecastPerson")]
pub struct PersonLine {
    /// The person.
    pub owner_id: PersonId,
    /// Their name.
    pub owner: String,
    /// Their team.
    pub team: Option<String>,
    /// Their figures.
    pub line: Line,
    /// Their target, gap and status by each model.
    pub standings: Vec<ModelStanding>,
}

/// A stage.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ForecastStage")]
pub struct StageLine {
    /// The stage.
    pub stage_id: StageId,
    /// Its name.
    pub stage: String,
    /// Its pipeline's name.
    pub pipeline: String,
    /// Configured win rate, basis points.
    pub win_rate_bp: i64,
    /// What history says: step to the next stage, and to won.
    pub rates: StageRates,
    /// Its figures; nothing is won "in a stage", so won is 0.
    pub line: Line,
}

/// Months before today's that the timeline shows.
const PAST_MONTHS: i32 = 6;

/// Months after the period's end, or after today, that it shows.
const COMING_MONTHS: i32 = 2;

/// Answers `forecast.get`.
pub fn get(read: &Read<'_>, query: ForecastQuery) -> Result<Forecast, Failure> {
    let today = day_asked(read, &query)?;
    let period = period(read, &query)?;
    let pipelines = chosen(read, &query)?;
    let around = around(today, &period);
    let previous = period.previous();
    let span = (around.start.min(previous.start), around.end.max(period.end));
    let load::Given { stages, deals, won } = load::given(read, &query, &pipelines, span)?;
    let terms: Vec<_> = stages.iter().map(|stage| stage.terms).collect();

    let found = rules::forecast(&deals, &won, &terms, period, today);
    let timeline = rules::forecast(&deals, &won, &terms, around, today);
    let horizons = rules::horizons(&deals, &won, &terms, today, &[30, 60, 90]);
    let targets = target::Targets::load(read, &query)?;
    let names = load::people(read)?;
    let standings = |target: Option<Minor>, line: &Line| -> Vec<ModelStanding> {
        let of = |figure: &rules::ModelFigure| ModelStanding {
            model: figure.model,
            standing: standing(
                target,
                line.won_minor,
                figure.outlook_minor,
                line.open_minor,
                &Thresholds::default(),
            ),
        };
        line.models.iter().map(of).collect()
    };
    let months = |lines: Vec<rules::MonthLine>| -> Vec<MonthLine> {
        let of = |line: rules::MonthLine| MonthLine {
            month: line.month,
            target_minor: targets.of(query.owner_id, PeriodKind::Month, line.month.start.first_of_month()),
            line: line.line,
        };
        lines.into_iter().map(of).collect()
    };
    let person = |id: PersonId, line: Line| {
        let (owner, team) = names.get(&id.0).cloned().unwrap_or_default();
        PersonLine {
            owner_id: id,
            owner,
            team,
            standings: standings(targets.of(Some(id), period.kind, period.start), &line),
            line,
        }
    };
    let mut people: Vec<PersonLine> = found
        .owners
        .iter()
        .map(|line| person(line.owner, line.line.clone()))
        .collect();
    // Somebody with a target and nothing won or open is the one to talk to first.
    let nothing = rules::forecast(&[], &[], &terms, period, today).total;
    for id in targets.people(period.kind, period.start) {
        let asked = query.owner_id.is_none_or(|owner| owner == id);
        if asked && !people.iter().any(|known| known.owner_id == id) {
            people.push(person(id, nothing.clone()));
        }
    }
    people.sort_by_key(|person| (-person.line.figure(Model::StageWeight).outlook_minor, person.owner_id));
    let stage_lines = found.stages.into_iter().zip(&stages).map(|(line, stage)| StageLine {
        stage_id: stage.stage.id,
        stage: stage.stage.name.clone(),
        pipeline: stage.pipeline.clone(),
        win_rate_bp: stage.stage.win_rate_bp,
        rates: stage.rates,
        line: line.line,
    });
    Ok(Forecast {
        as_of: if today < read.today() {
            end_of_day(today, &read.settings.time_zone)
        } else {
            read.now()
        },
        today,
        previous_won_minor: won
            .iter()
            .filter(|won| previous.contains(won.closed_on))
            .map(|won| won.amount_minor)
            .sum(),
        previous,
        working_days_left: WorkingCalendar::default().working_days_left(today, &period),
        filtered: load::filtered(read, &query)?,
        standings: standings(targets.of(query.owner_id, period.kind, period.start), &found.total),
        total: found.total,
        timeline: months(timeline.months),
        months: months(found.months),
        people,
        stages: stage_lines.collect(),
        cascade: found.cascade,
        horizons,
        undated: found.undated,
        omitted: found.omitted,
        elsewhere: found.elsewhere,
        coverage_line_bp: read.settings.coverage_line_bp,
        rate_floor: read.settings.rate_floor,
        period,
        query,
    })
}

/// The day a question looks from: the one it names, or today. Nobody knows the future.
pub(crate) fn day_asked(read: &Read<'_>, query: &ForecastQuery) -> Result<Day, Failure> {
    match query.as_of {
        Some(day) if day > read.today() => Err(Failure::invalid("forecast.as_of_future", "as_of").arg("day", day)),
        asked => Ok(asked.unwrap_or(read.today())),
    }
}

/// The period a question is about.
pub(crate) fn period(read: &Read<'_>, query: &ForecastQuery) -> Result<Period, Failure> {
    let kind = query.period_kind.unwrap_or(PeriodKind::Quarter);
    if query.days.is_some_and(|days| !(1..=3660).contains(&days)) {
        return Err(Failure::invalid("forecast.days", "days"));
    }
    Ok(period_of(
        kind,
        query.starts_on.or(query.as_of).unwrap_or(read.today()),
        read.settings.fiscal,
        query.days,
    ))
}

/// All stages as they stood at the end of the day a question looks from.
pub(crate) fn order(read: &Read<'_>, query: &ForecastQuery) -> Result<Order, Failure> {
    let day = day_asked(read, query)?;
    let past = (day < read.today()).then(|| end_of_day(day, &read.settings.time_zone));
    pipelines::as_of(read, past)
}

/// The pipelines a question is about, as they stood on its day.
pub(crate) fn chosen(read: &Read<'_>, query: &ForecastQuery) -> Result<Vec<Pipeline>, Failure> {
    pick(&order(read, query)?, query)
}

/// The same out of an order already read.
fn pick(order: &Order, query: &ForecastQuery) -> Result<Vec<Pipeline>, Failure> {
    match query.pipeline_id {
        Some(id) => Ok(vec![order.find(id)?]),
        None => {
            let all = order.pipelines.iter().filter(|pipeline| !pipeline.archived);
            Ok(all.cloned().collect())
        }
    }
}

/// Whole months from some before today to some after the period.
fn around(today: Day, period: &Period) -> Period {
    let first = today
        .first_of_month()
        .plus_months(-PAST_MONTHS)
        .min(period.start.first_of_month());
    let last = period
        .end
        .max(today)
        .first_of_month()
        .plus_months(COMING_MONTHS + 1)
        .plus_days(-1);
    Period {
        kind: PeriodKind::Days,
        start: first,
        end: last,
    }
}
