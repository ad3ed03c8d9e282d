//! The learned model over the open file: its answer for a period, or why it has none.

use super::load::ladders;
use super::{ForecastQuery, chosen, day_asked, past, period, target};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::pipelines::Pipeline;
use leadwell_rules::forecast::history::{History, number};
use leadwell_rules::forecast::learned::answer::{Learned, Question, learned};
use leadwell_rules::forecast::learned::model::{CLOSINGS, DAYS, LearnedModel, Memory, TooLittle, WINS};
use leadwell_rules::time::Day;
use serde::Serialize;
use std::sync::Arc;
use ts_rs::TS;

/// What the learned model has to say.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(rename = "LearnedAnswer")]
pub enum Answer {
    /// Its figures.
    Ready(Box<Learned>),
    /// Insufficient history.
    TooLittle(Shortage),
}

/// How much history there is, and how much it takes.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[ts(rename = "HistoryShortage")]
pub struct Shortage {
    /// Deals won and lost on record.
    pub resolved: u32,
    /// How many it takes.
    pub resolved_needed: u32,
    /// Deals won on record.
    pub won: u32,
    /// How many it takes.
    pub won_needed: u32,
    /// Days since the first closing.
    pub days: i32,
    /// How many it takes.
    pub days_needed: i32,
}

impl From<TooLittle> for Shortage {
    fn from(little: TooLittle) -> Shortage {
        Shortage {
            resolved: little.resolved,
            resolved_needed: CLOSINGS,
            won: little.won,
            won_needed: WINS,
            days: little.days,
            days_needed: DAYS,
        }
    }
}

/// Answers `forecast.learned`.
pub fn get(read: &Read<'_>, query: ForecastQuery) -> Result<Answer, Failure> {
    Ok(answer(read, &query)?.as_ref().clone())
}

/// The same, kept until something changes: page, book, table and shell ask for it one after another.
pub(crate) fn answer(read: &Read<'_>, query: &ForecastQuery) -> Result<Arc<Answer>, Failure> {
    let today = day_asked(read, query)?;
    let key = format!("learned {query:?} {today} {:?}", read.actor.scope.bound());
    read.memo(&key, || {
        let pipelines = chosen(read, query)?;
        let history = past::history(read, query, &pipelines)?;
        let period = period(read, query)?;
        let question = Question {
            period,
            today,
            target_minor: target::Targets::load(read, query)?.of(query.owner_id, period.kind, period.start),
            start_month: read.settings.fiscal.start_month,
            stages: stages(&pipelines),
            whose: query.owner_id,
        };
        Ok(
            match trained_model(read, query, &pipelines, &history, today, &|_| {})? {
                Ok(model) => match learned(&history, &model, &question) {
                    Ok(learned) => Answer::Ready(Box::new(learned)),
                    Err(little) => Answer::TooLittle(little.into()),
                },
                Err(shortage) => Answer::TooLittle(shortage),
            },
        )
    })
}

fn stages(pipelines: &[Pipeline]) -> usize {
    ladders(pipelines)
        .last()
        .map_or(0, |ladder| ladder.first + ladder.win_rates_bp.len())
}

/// The model at the end of a day, trained on all that came before. The training serves every period; it is made anew for
/// every past day, so that nothing that happened later can show.
pub(super) fn trained_model<'h>(
    read: &Read<'_>,
    query: &ForecastQuery,
    pipelines: &[Pipeline],
    history: &'h History,
    today: Day,
    on_progress: &dyn Fn(f64),
) -> Result<Result<LearnedModel<'h>, Shortage>, Failure> {
    let key = format!(
        "memory {:?} {:?} {:?} {today}",
        query.pipeline_id,
        query.product_id,
        read.actor.scope.bound()
    );
    let (until, stages, start_month) = (number(today) + 1, stages(pipelines), read.settings.fiscal.start_month);
    let memory: Arc<Option<Memory>> = read.memo(&key, || {
        let model = LearnedModel::train(history, until, stages, start_month, on_progress);
        Ok(model.map(LearnedModel::into_memory).ok())
    })?;
    let memory = memory.as_ref().clone().unwrap_or_default();
    Ok(LearnedModel::resume(history, memory, until, stages, start_month).map_err(Shortage::from))
}
