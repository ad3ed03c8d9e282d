//! Reads what a forecast is made of, all as of the same day.

use super::{Estimator, Facts, Label, OpenLine, WonLine};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::pipelines::Pipeline;
use crate::views::forecast;
use crate::views::forecast::{Answer, BacktestAnswer, Forecast, ForecastQuery, WaterfallQuery};
use leadwell_rules::Language;
use leadwell_rules::calendar::{Period, PeriodKind};
use leadwell_rules::forecast::history::{Ending, day, number};
use leadwell_rules::forecast::{Model, place};
use leadwell_rules::ids::{DealId, PersonId};
use leadwell_rules::time::{Day, end_of_day};
use std::collections::HashMap;
use std::sync::Arc;

impl Facts {
    /// Reads all of it as of the day asked for.
    pub fn load(read: &Read<'_>, query: ForecastQuery, language: Language) -> Result<Facts, Failure> {
        let forecast = forecast::get(read, query)?;
        let query = forecast.query.clone();
        let (today, period) = (forecast.today, forecast.period);
        let learned = forecast::learned_answer(read, &query)?;
        let backtest = forecast::backtest_answer(read, &query, &|_| {})?;
        let lead = leading(&forecast, &learned, &backtest);
        let later = later(read, &forecast, &learned)?;
        let pipelines = forecast::chosen(read, &query)?;
        let given = forecast::given(read, &query, &pipelines, (period.start, period.end))?;
        let people = forecast::names(read)?;
        let (won, closings) = closed(read, &query, &pipelines, &forecast, &people)?;
        let ids = given
            .deals
            .iter()
            .map(|deal| deal.id)
            .chain(won.iter().map(|won| won.id));
        let labels = labels(read, &ids.map(|id| id.0).collect::<Vec<_>>())?;
        let name = |id: PersonId| people.get(&id.0).map(|(name, _)| name.clone()).unwrap_or_default();
        let open = given.deals.iter().map(|deal| OpenLine {
            deal: *deal,
            place: place(deal.category, deal.close_on, &period, today),
            label: labels.get(&deal.id.0).cloned().unwrap_or_default(),
            owner: name(deal.owner),
        });
        let open: Vec<OpenLine> = open.collect();
        let won = won.into_iter().map(|line| WonLine {
            label: labels.get(&line.id.0).cloned().unwrap_or_default(),
            ..line
        });
        let chances = match learned.as_ref() {
            Answer::Ready(learned) => learned.deals.iter().map(|deal| (deal.id, *deal)).collect(),
            Answer::TooLittle(_) => HashMap::new(),
        };
        let plans = plans(read, &learned, today)?;
        let model = match lead {
            Estimator::Model(model) => model,
            Estimator::Learned => Model::StageWeight,
        };
        Ok(Facts {
            calls: forecast::calls(read, query.clone())?,
            risks: forecast::risks_in(read, &query, language)?,
            waterfall: forecast::waterfall(
                read,
                WaterfallQuery {
                    query,
                    since: None,
                    model: Some(model),
                },
            )?,
            terms: given.stages.iter().map(|stage| stage.terms).collect(),
            won: won.collect(),
            forecast,
            learned,
            later,
            backtest,
            open,
            closings,
            lead,
            plans,
            chances,
            zone: read.settings.time_zone,
        })
    }
}

/// The recommended model; without one the learned; with too little history the stage weight.
fn leading(forecast: &Forecast, learned: &Answer, backtest: &BacktestAnswer) -> Estimator {
    let over = forecast.period.end < forecast.today;
    let speaks = matches!(learned, Answer::Ready(_)) && !over;
    let recommended = match backtest {
        BacktestAnswer::Ready(backtest) if !over => backtest.recommended.and_then(Estimator::of),
        _ => None,
    };
    match recommended {
        Some(Estimator::Model(model)) => Estimator::Model(model),
        _ if speaks => Estimator::Learned,
        _ => Estimator::Model(Model::StageWeight),
    }
}

/// The learned model's months that the chart shows beside those of the period.
fn later(read: &Read<'_>, forecast: &Forecast, learned: &Answer) -> Result<Option<Arc<Answer>>, Failure> {
    let Some(last) = forecast.timeline.last().map(|month| month.month.end) else {
        return Ok(None);
    };
    let whole = matches!(
        forecast.period.kind,
        PeriodKind::Month | PeriodKind::Quarter | PeriodKind::Year
    );
    let this_month = forecast.today.first_of_month();
    let start = if whole && forecast.period.start <= forecast.today {
        this_month.max(forecast.period.end.plus_days(1))
    } else {
        this_month
    };
    let days = start.days_until(last) + 1;
    if !matches!(learned, Answer::Ready(_)) || !(1..=3660).contains(&days) {
        return Ok(None);
    }
    let query = ForecastQuery {
        period_kind: Some(PeriodKind::Days),
        starts_on: Some(start),
        days: u32::try_from(days).ok(),
        ..forecast.query.clone()
    };
    forecast::learned_answer(read, &query).map(Some)
}

type Closed = (Vec<WonLine>, HashMap<PersonId, (i64, i64)>);

/// What was won in the period, deal by deal, and how many each person has won and closed in all.
fn closed(
    read: &Read<'_>,
    query: &ForecastQuery,
    pipelines: &[Pipeline],
    forecast: &Forecast,
    people: &HashMap<i64, (String, Option<String>)>,
) -> Result<Closed, Failure> {
    let history = forecast::history(read, query, pipelines)?;
    let start = number(forecast.today) + 1;
    let span: Period = forecast.period;
    let mut won = Vec::new();
    let mut closings: HashMap<PersonId, (i64, i64)> = HashMap::new();
    for interval in history.last_known(start) {
        let Some(closing) = interval.closing_at(start) else {
            continue;
        };
        if query.owner_id.is_some_and(|owner| owner != closing.owner) || closing.ending == Ending::Removed {
            continue;
        }
        let tally = closings.entry(closing.owner).or_default();
        tally.1 += 1;
        if let Ending::Won(amount_minor) = closing.ending {
            tally.0 += 1;
            let on = day(closing.counts_on);
            if span.contains(on) {
                won.push(WonLine {
                    id: interval.id,
                    owner: people
                        .get(&closing.owner.0)
                        .map(|(name, _)| name.clone())
                        .unwrap_or_default(),
                    day: on,
                    amount_minor,
                    label: Label::default(),
                });
            }
        }
    }
    won.sort_by_key(|line| (line.day, line.id));
    Ok((won, closings))
}

/// The earliest plan of each deal that decides, as it was known.
fn plans(read: &Read<'_>, learned: &Answer, today: Day) -> Result<HashMap<DealId, (Day, String)>, Failure> {
    let Answer::Ready(learned) = learned else {
        return Ok(HashMap::new());
    };
    let ids: Vec<i64> = learned.decisive.iter().map(|deal| deal.id.0).collect();
    let known = end_of_day(today, &read.settings.time_zone).min(read.now()).millis();
    let rows = read.all(
        "select deal_id, due_on, text from activities
          where deal_id in (select value from json_each(?1)) and deleted_at is null and due_on is not null
            and created_at <= ?2 and (done_at is null or done_at > ?2) order by due_on desc, id desc",
        rusqlite::params![serde_json::json!(ids).to_string(), known],
        |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
            ))
        },
    )?;
    let plan = |(id, day, text): (i64, String, String)| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let day = day.parse::<Day>().ok()?;
        (!text.is_empty()).then_some((DealId(id), (day, text)))
    };
    Ok(rows.into_iter().filter_map(plan).collect())
}

fn labels(read: &Read<'_>, ids: &[i64]) -> Result<HashMap<i64, Label>, Failure> {
    let base = read.settings.currency;
    let rows = read.all(
        "select o.id, o.code, o.name, a.name, p.name, o.currency, o.amount_minor is not null
           from deals o left join customers a on a.id = o.customer_id left join products p on p.id = o.product_id
          where o.id in (select value from json_each(?1))",
        [serde_json::json!(ids).to_string()],
        |row| {
            let id: i64 = row.get(0)?;
            let currency: String = row.get(5)?;
            let label = Label {
                code: row.get(1)?,
                name: row.get(2)?,
                customer: row.get(3)?,
                product: row.get(4)?,
                foreign: row.get::<_, bool>(6)? && currency != base.code(),
            };
            Ok((id, label))
        },
    )?;
    Ok(rows.into_iter().collect())
}
