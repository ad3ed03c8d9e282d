//! The back-test over the open file: worked out in the background, told when asked, kept until something changes.

use super::learned::{Shortage, trained_model};
use super::load::ladders;
use super::{ForecastQuery, chosen, day_asked, past};
use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::workspace::{Asked, Background, Workspace};
use leadwell_rules::forecast::backtest::{Backtest, backtest};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Which back-test.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct BacktestQuery {
    /// Pipeline, product and day of the forecast; its period and person do not matter: the models are judged on everybody's deals.
    #[serde(default)]
    pub query: Option<ForecastQuery>,
    /// Answer when it is done, rather than at once.
    #[serde(default)]
    pub wait: Option<bool>,
}

/// Where it stands.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(rename = "BacktestAnswer")]
pub enum Answer {
    /// Being worked out.
    Running {
        /// How far, in basis points.
        done_bp: i64,
    },
    /// Done.
    Ready(Box<Backtest>),
    /// There is too little history.
    TooLittle(Shortage),
}

/// Answers `forecast.backtest`.
pub fn get(workspace: &Arc<Workspace>, call: &Call, wanted: BacktestQuery) -> Result<Answer, Failure> {
    let query = asked(wanted.query.unwrap_or_default());
    if wanted.wait == Some(true) {
        return workspace.read(call, |read| Ok(answer(read, &query, &|_| {})?.as_ref().clone()));
    }
    let work_query = query.clone();
    let work = move |read: &Read<'_>, on_progress: &dyn Fn(f64)| answer(read, &work_query, on_progress);
    match Background::ask(workspace, call, |read| key(read, &query), work)? {
        Asked::Known(answer) => Ok(answer.as_ref().clone()),
        Asked::Running(done_bp) => Ok(Answer::Running { done_bp }),
    }
}

/// What of a question matters here.
fn asked(query: ForecastQuery) -> ForecastQuery {
    ForecastQuery {
        pipeline_id: query.pipeline_id,
        product_id: query.product_id,
        as_of: query.as_of,
        ..ForecastQuery::default()
    }
}

fn key(read: &Read<'_>, query: &ForecastQuery) -> Result<String, Failure> {
    let today = day_asked(read, query)?;
    Ok(format!("backtest {query:?} {today} {:?}", read.actor.scope.bound()))
}

/// The back-test itself, for the book and the table as well.
pub(crate) fn answer(
    read: &Read<'_>,
    query: &ForecastQuery,
    on_progress: &dyn Fn(f64),
) -> Result<Arc<Answer>, Failure> {
    let query = asked(query.clone());
    let today = day_asked(read, &query)?;
    read.memo(&key(read, &query)?, || {
        let pipelines = chosen(read, &query)?;
        let history = past::history(read, &query, &pipelines)?;
        Ok(
            match trained_model(read, &query, &pipelines, &history, today, on_progress)? {
                Ok(course) => Answer::Ready(Box::new(backtest(
                    &history,
                    &course,
                    &ladders(&pipelines),
                    read.settings.rate_floor,
                    read.settings.fiscal,
                ))),
                Err(shortage) => Answer::TooLittle(shortage),
            },
        )
    })
}
