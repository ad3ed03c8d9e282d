//! What the models need, read in a few grouped queries: open deals, what was won, measured rates.

use super::{Filtered, ForecastQuery, past};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::list::Selection;
use crate::records::deals::conditions;
use crate::records::pipelines::{Pipeline, Stage};
use leadwell_rules::condition::Condition;
use leadwell_rules::forecast::history::{History, number};
use leadwell_rules::forecast::replay::{self, StageLadder};
use leadwell_rules::forecast::{Category, OpenDeal, StageTerms, Won, terms};
use leadwell_rules::ids::{DealId, PersonId, PipelineId};
use leadwell_rules::rates::{Basis, StageCounts, StageRates, Tally, stage_rates};
use leadwell_rules::time::Day;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// All that the models are given.
pub struct Given {
    /// Stages of all pipelines asked for.
    pub stages: Vec<StageInModel>,
    /// Open deals.
    pub deals: Vec<OpenDeal>,
    /// What was won.
    pub won: Vec<Won>,
}

/// Reads it from the book as it stands; for a past day, from the versions known at its end. Of what was won, only what was won in
/// the span of days.
pub fn given(
    read: &Read<'_>,
    query: &ForecastQuery,
    pipelines: &[Pipeline],
    span: (Day, Day),
) -> Result<Given, Failure> {
    let Some(day) = query.as_of.filter(|day| *day < read.today()) else {
        let stages = stages(read, pipelines)?;
        return Ok(Given {
            deals: open(read, query, &stages)?,
            won: won(read, query, span.0, span.1)?,
            stages,
        });
    };
    let (ladders, floor) = (ladders(pipelines), read.settings.rate_floor);
    let at = |history: &History| replay::book(history, number(day) + 1, &ladders, floor, query.owner_id);
    let (history, whole) = (
        past::history(read, query, pipelines)?,
        past::whole(read, query, pipelines)?,
    );
    let mut book = at(&history);
    if !Arc::ptr_eq(&history, &whole) {
        // Rates are measured on everybody's deals of all products, today as then.
        let whole = at(&whole);
        (book.rates, book.terms) = (whole.rates, whole.terms);
    }
    let stages = pipelines
        .iter()
        .flat_map(|pipeline| pipeline.stages.iter().map(move |stage| (pipeline, stage)));
    let stages = stages.zip(book.rates.into_iter().zip(book.terms));
    Ok(Given {
        stages: stages
            .map(|((pipeline, stage), (rates, terms))| StageInModel {
                stage: stage.clone(),
                pipeline: pipeline.name.clone(),
                rates,
                terms,
            })
            .collect(),
        deals: book.open,
        won: book
            .won
            .into_iter()
            .filter(|won| (span.0..=span.1).contains(&won.closed_on))
            .collect(),
    })
}

/// The stages of all pipelines as one list, pipeline by pipeline.
pub fn ladders(pipelines: &[Pipeline]) -> Vec<StageLadder> {
    let mut first = 0;
    let ladder = |pipeline: &Pipeline| {
        let ladder = StageLadder {
            first,
            win_rates_bp: pipeline.stages.iter().map(|stage| stage.win_rate_bp).collect(),
        };
        first += pipeline.stages.len();
        ladder
    };
    pipelines.iter().map(ladder).collect()
}

/// A stage with its place in the models.
pub struct StageInModel {
    /// The stage.
    pub stage: Stage,
    /// Its pipeline's name.
    pub pipeline: String,
    /// Its measured rates.
    pub rates: StageRates,
    /// What the models multiply with.
    pub terms: StageTerms,
}

/// All stages of the pipelines, each with rates measured on its pipeline's whole history.
pub fn stages(read: &Read<'_>, pipelines: &[Pipeline]) -> Result<Vec<StageInModel>, Failure> {
    let mut found = Vec::new();
    for pipeline in pipelines {
        let counts = counts(read, pipeline.id, &pipeline.stages)?;
        let rates = stage_rates(&counts, read.settings.rate_floor, Basis::Count);
        let terms = terms(&counts, &rates);
        for ((stage, rates), terms) in pipeline.stages.iter().zip(rates).zip(terms) {
            found.push(StageInModel {
                stage: stage.clone(),
                pipeline: pipeline.name.clone(),
                rates,
                terms,
            });
        }
    }
    Ok(found)
}

/// How many deals came how far, by what became of them.
pub fn counts(read: &Read<'_>, pipeline: PipelineId, stages: &[Stage]) -> Result<Vec<StageCounts>, Failure> {
    let mut counts: Vec<StageCounts> = stages
        .iter()
        .map(|stage| StageCounts {
            win_rate_bp: stage.win_rate_bp,
            ..StageCounts::default()
        })
        .collect();
    // Two statements, so that each is answered by its own covering index.
    let rows = read.all(
        "select status, furthest, count(*), coalesce(sum(base_minor), 0) from deals
           where status <> 'open' and deleted_at is null and pipeline_id = ?1 group by status, furthest
         union all
         select 'open', furthest, count(*), coalesce(sum(base_minor), 0) from deals
           where status = 'open' and deleted_at is null and pipeline_id = ?1 group by furthest",
        [pipeline.0],
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                Tally::new(row.get(2)?, row.get(3)?),
            ))
        },
    )?;
    for (status, furthest, tally) in rows {
        // A deal beyond the last stage in use had passed all of them.
        let Some(last) = counts.len().checked_sub(1) else { break };
        let index = usize::try_from(furthest).unwrap_or(0).min(last);
        match status.as_str() {
            "won" => counts[index].won += tally,
            "lost" => counts[index].lost += tally,
            _ => counts[index].open += tally,
        }
    }
    Ok(counts)
}

fn filter(query: &ForecastQuery, status: &str) -> Selection {
    Selection::of([
        Condition::any_of("pipeline", query.pipeline_id.map(|id| id.0)),
        Condition::any_of("owner", query.owner_id.map(|id| id.0)),
        Condition::any_of("product", query.product_id.map(|id| id.0)),
        Condition::any_of("status", [status]),
    ])
}

/// Open deals, as the models need them.
pub fn open(read: &Read<'_>, query: &ForecastQuery, stages: &[StageInModel]) -> Result<Vec<OpenDeal>, Failure> {
    let place: HashMap<i64, usize> = stages
        .iter()
        .enumerate()
        .map(|(index, stage)| (stage.stage.id.0, index))
        .collect();
    let (all, _) = conditions(read, &filter(query, "open"))?;
    let text = format!(
        "select o.id, o.stage_id, o.base_minor, o.probability_bp, o.category, o.close_on, o.owner_id from deals o where {}",
        all.sql()
    );
    let deals = read.all(&text, params_from_iter(all.values()), |row| {
        let category = match row.get_ref(4)?.as_str().unwrap_or_default() {
            "commit" => Category::Commit,
            "best_case" => Category::BestCase,
            "omitted" => Category::Omitted,
            _ => Category::Pipeline,
        };
        let close_on = row
            .get_ref(5)?
            .as_str_or_null()
            .ok()
            .flatten()
            .and_then(|text| text.parse::<Day>().ok());
        Ok(OpenDeal {
            id: DealId(row.get(0)?),
            // Deals of pipelines that are not asked for are weighed with nothing; the query keeps them out.
            stage: place.get(&row.get::<_, i64>(1)?).copied().unwrap_or(usize::MAX),
            amount_minor: row.get(2)?,
            probability_bp: row.get(3)?,
            category,
            close_on,
            owner: PersonId(row.get(6)?),
        })
    })?;
    Ok(deals.into_iter().filter(|deal| deal.stage != usize::MAX).collect())
}

/// What was won between two days, one entry per person and day.
pub fn won(read: &Read<'_>, query: &ForecastQuery, from: Day, to: Day) -> Result<Vec<Won>, Failure> {
    let wanted = filter(query, "won").and(Condition::within("closed_on", Some(from), Some(to)));
    let (mut all, _) = conditions(read, &wanted)?;
    if query.pipeline_id.is_none() {
        all.plain("o.pipeline_id in (select id from pipelines where archived = 0)");
    }
    let text = format!(
        "select o.closed_on, o.owner_id, count(*), coalesce(sum(o.base_minor), 0) from deals o where {} group by o.closed_on, o.owner_id",
        all.sql()
    );
    let rows = read.all(&text, params_from_iter::<Vec<Value>>(all.values()), |row| {
        let day = row.get_ref(0)?.as_str().ok().and_then(|text| text.parse::<Day>().ok());
        Ok(day.map(|closed_on| (closed_on, row.get(1), row.get(2), row.get(3))))
    })?;
    rows.into_iter()
        .flatten()
        .map(|(closed_on, owner, count, amount)| {
            Ok(Won {
                closed_on,
                owner: PersonId(owner?),
                count: count?,
                amount_minor: amount?,
            })
        })
        .collect()
}

/// Name and team of everybody.
pub fn people(read: &Read<'_>) -> Result<HashMap<i64, (String, Option<String>)>, Failure> {
    let rows = read.all("select id, name, team from people", [], |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
    })?;
    Ok(rows.into_iter().collect())
}

/// The names behind the ids of a question; an id nobody knows is refused.
pub fn filtered(read: &Read<'_>, query: &ForecastQuery) -> Result<Filtered, Failure> {
    let name = |sql: &'static str, id: Option<i64>, field: &str| -> Result<Option<String>, Failure> {
        let Some(id) = id else { return Ok(None) };
        let found = read.one(sql, [id], |row| row.get(0))?;
        found
            .map(Some)
            .ok_or_else(|| Failure::invalid("forecast.unknown", field).arg("id", id))
    };
    Ok(Filtered {
        pipeline: name(
            "select name from pipelines where id = ?1",
            query.pipeline_id.map(|id| id.0),
            "pipeline_id",
        )?,
        owner: name(
            "select name from people where id = ?1",
            query.owner_id.map(|id| id.0),
            "owner_id",
        )?,
        product: name(
            "select name from products where id = ?1",
            query.product_id.map(|id| id.0),
            "product_id",
        )?,
    })
}
