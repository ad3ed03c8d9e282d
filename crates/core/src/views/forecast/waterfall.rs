//! What changed in a forecast between two days, in steps that add up to the last cent.

use super::load::ladders;
use super::{ForecastQuery, chosen, day_asked, past, period};
use crate::engine::failure::Failure;
use crate::engine::messages::sentence;
use crate::engine::store::Read;
use leadwell_rules::calendar::Period;
use leadwell_rules::forecast::history::number;
use leadwell_rules::forecast::waterfall::{Cause, Level, Look, waterfall};
use leadwell_rules::forecast::{Model, replay};
use leadwell_rules::ids::DealId;
use leadwell_rules::money::Minor;
use leadwell_rules::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Days looked back when no day is named.
const WEEK: i64 = 7;

/// Between which days, in which forecast.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct WaterfallQuery {
    /// The forecast; its `as_of` is the later day.
    pub query: ForecastQuery,
    /// The earlier day; the default is a week before the later one.
    #[serde(default)]
    pub since: Option<Day>,
    /// The model of the outlook; the default is the stage weight.
    #[serde(default)]
    pub model: Option<Model>,
}

/// The change between the ends of two days. Start + all steps = end, for the open amount and for the outlook.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ForecastWaterfall")]
pub struct Answer {
    /// The earlier day.
    pub from: Day,
    /// The later day.
    pub to: Day,
    /// The period.
    pub period: Period,
    /// The model of the outlook.
    pub model: Model,
    /// As of the end of the earlier day.
    pub start: Level,
    /// What happened between them; nothing stands here for which nothing happened.
    pub steps: Vec<Step>,
    /// As of the end of the later day.
    pub end: Level,
}

/// One step. Amounts carry their sign.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "WaterfallStep")]
pub struct Step {
    /// Why.
    pub cause: Cause,
    /// The same in the reader's language.
    pub label: String,
    /// How many deals.
    pub count: i64,
    /// What it did to the open amount, minor units.
    pub open_minor: Minor,
    /// What it did to the outlook, minor units.
    pub outlook_minor: Minor,
    /// The deals.
    pub ids: Vec<DealId>,
}

/// Answers `forecast.waterfall`.
pub fn get(read: &Read<'_>, wanted: WaterfallQuery) -> Result<Answer, Failure> {
    let query = &wanted.query;
    let to = day_asked(read, query)?;
    let from = wanted.since.unwrap_or(to.plus_days(-WEEK));
    if from > to {
        let failure = Failure::invalid("forecast.since_later", "since");
        return Err(failure.arg("since", from).arg("day", to));
    }
    let period = period(read, query)?;
    let model = wanted.model.unwrap_or(Model::StageWeight);
    let pipelines = chosen(read, query.pipeline_id)?;
    let ladders = ladders(&pipelines);
    let whole = past::whole(read, query, &pipelines)?;
    let terms = [from, to].map(|day| {
        let book = replay::book(&whole, number(day) + 1, &ladders, read.settings.rate_floor, None);
        book.terms
    });
    let look = |day: Day, at: usize| Look { day, terms: &terms[at] };
    let history = past::history(read, query, &pipelines)?;
    let found = waterfall(&history, look(from, 0), look(to, 1), &period, query.owner_id, model);
    let steps = found.steps.into_iter().map(|step| Step {
        label: sentence(read.call.language, label(step.cause), &[]),
        cause: step.cause,
        count: step.count,
        open_minor: step.open_minor,
        outlook_minor: step.outlook_minor,
        ids: step.ids,
    });
    Ok(Answer {
        from,
        to,
        period,
        model,
        start: found.start,
        steps: steps.collect(),
        end: found.end,
    })
}

/// The name of a step in the catalogue.
pub(crate) fn label(cause: Cause) -> &'static str {
    match cause {
        Cause::New => "waterfall.new",
        Cause::Reopened => "waterfall.reopened",
        Cause::PulledIn => "waterfall.pulled_in",
        Cause::CarriedOver => "waterfall.carried_over",
        Cause::Included => "waterfall.included",
        Cause::TakenOver => "waterfall.taken_over",
        Cause::Grown => "waterfall.grown",
        Cause::ChanceChanged => "waterfall.chance_changed",
        Cause::Shrunk => "waterfall.shrunk",
        Cause::Slipped => "waterfall.slipped",
        Cause::Omitted => "waterfall.omitted",
        Cause::HandedOver => "waterfall.handed_over",
        Cause::Removed => "waterfall.removed",
        Cause::Lost => "waterfall.lost",
        Cause::WonElsewhere => "waterfall.won_elsewhere",
        Cause::Won => "waterfall.won",
    }
}
