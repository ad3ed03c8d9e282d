//! The back-test over the open file: worked out in the background, told when asked, kept until something changes.

use super::learned::{Shortage, walked};
use super::load::ladders;
use super::{ForecastQuery, chosen, day_asked, past};
use crate::call::Call;
use crate::failure::Failure;
use crate::store::Read;
use crate::workspace::{Workspace, lock};
use leadwell_rules::forecast::backtest::{Backtest, backtest};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
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

/// Back-tests being worked out in this process: how far each is.
#[derive(Debug, Default)]
pub struct Running(Mutex<HashMap<String, Arc<AtomicI64>>>);

/// Answers `forecast.backtest`.
pub fn get(workspace: &Arc<Workspace>, call: &Call, wanted: BacktestQuery) -> Result<Answer, Failure> {
    let query = asked(wanted.query.unwrap_or_default());
    if wanted.wait == Some(true) {
        return workspace.read(call, |read| Ok(answer(read, &query, &|_| {})?.as_ref().clone()));
    }
    let (key, known) = workspace.read(call, |read| {
        let key = key(read, &query)?;
        let known = read.known::<Answer>(&key)?;
        Ok((key, known))
    })?;
    if let Some(known) = known {
        return Ok(known.as_ref().clone());
    }
    let mut running = lock(&workspace.backtests.0);
    if let Some(done) = running.get(&key) {
        return Ok(Answer::Running {
            done_bp: done.load(Ordering::Relaxed),
        });
    }
    let done = Arc::new(AtomicI64::new(0));
    running.insert(key.clone(), Arc::clone(&done));
    drop(running);
    let (beside, call, job_key) = (Arc::clone(workspace), call.clone(), key.clone());
    let work = move || {
        let told = |share: f64| done.store((share * 10_000.0) as i64, Ordering::Relaxed);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            beside.read(&call, |read| answer(read, &query, &told).map(drop))
        }));
        if !matches!(outcome, Ok(Ok(()))) {
            tracing::error!(?outcome, "back-test failed");
        }
        lock(&beside.backtests.0).remove(&job_key);
    };
    if let Err(error) = std::thread::Builder::new().name("back-test".to_owned()).spawn(work) {
        lock(&workspace.backtests.0).remove(&key);
        return Err(error.into());
    }
    Ok(Answer::Running { done_bp: 0 })
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
pub(crate) fn answer(read: &Read<'_>, query: &ForecastQuery, told: &dyn Fn(f64)) -> Result<Arc<Answer>, Failure> {
    let query = asked(query.clone());
    let today = day_asked(read, &query)?;
    read.memo(&key(read, &query)?, || {
        let pipelines = chosen(read, query.pipeline_id)?;
        let history = past::history(read, &query, &pipelines)?;
        Ok(match walked(read, &query, &pipelines, &history, today, told)? {
            Ok(course) => Answer::Ready(Box::new(backtest(
                &history,
                &course,
                &ladders(&pipelines),
                read.house.rate_floor,
                read.house.fiscal,
            ))),
            Err(shortage) => Answer::TooLittle(shortage),
        })
    })
}
