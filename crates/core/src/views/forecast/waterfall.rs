//! What changed in a forecast between two days, in steps that add up to the last cent.

use super::load::ladders;
use super::{ForecastQuery, day_asked, order, past, period, pick};
use crate::engine::failure::Failure;
use crate::engine::messages::sentence;
use crate::engine::store::Read;
use crate::records::pipelines::{Pipeline, Place};
use leadwell_rules::calendar::Period;
use leadwell_rules::forecast::history::number;
use leadwell_rules::forecast::waterfall::{Cause, Level, Look, waterfall};
use leadwell_rules::forecast::{Model, StageTerms, replay};
use leadwell_rules::ids::DealId;
use leadwell_rules::money::Minor;
use leadwell_rules::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
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
    let asked = |day| ForecastQuery {
        as_of: Some(day),
        ..query.clone()
    };
    let then = Known::of(read, asked(from))?;
    let now = Known::of(read, asked(to))?;
    let (stages, places) = both(&then, &now);
    let (old, new) = (then.terms(&stages), now.terms(&stages));
    let history = past::placed(read, query, &now.pipelines, &places)?;
    let look = |day, terms| Look { day, terms };
    let found = waterfall(
        &history,
        look(from, &old),
        look(to, &new),
        &period,
        query.owner_id,
        model,
    );
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

/// What was known of the stages at the end of a day.
struct Known {
    pipelines: Vec<Pipeline>,
    places: HashMap<i64, Place>,
    /// By index among the stages of that day.
    terms: Vec<StageTerms>,
}

impl Known {
    fn of(read: &Read<'_>, query: ForecastQuery) -> Result<Known, Failure> {
        let day = day_asked(read, &query)?;
        let order = order(read, &query)?;
        let pipelines = pick(&order, &query)?;
        let whole = past::whole(read, &query, &pipelines)?;
        let book = replay::book(
            &whole,
            number(day) + 1,
            &ladders(&pipelines),
            read.settings.rate_floor,
            None,
        );
        Ok(Known {
            places: order.places(&pipelines),
            pipelines,
            terms: book.terms,
        })
    }

    /// The stages in use, from left to right.
    fn stages(&self) -> impl Iterator<Item = i64> {
        let stages = self.pipelines.iter().flat_map(|pipeline| &pipeline.stages);
        stages.map(|stage| stage.id.0)
    }

    /// The terms of some stages; one that was not in use has those of the stage it stood for.
    fn terms(&self, stages: &[i64]) -> Vec<StageTerms> {
        let nothing = StageTerms {
            win_rate_bp: 0,
            step_bp: 0,
            to_won_bp: 0,
            last: false,
        };
        let place = |id| Some(usize::from(self.places.get(id)?.index));
        let terms = stages
            .iter()
            .map(|id| place(id).and_then(|index| self.terms.get(index)));
        terms.map(|terms| terms.copied().unwrap_or(nothing)).collect()
    }
}

/// The stages in use on one of two days, and the place of every stage among them: a deal keeps its stage, whose terms become others.
fn both(then: &Known, now: &Known) -> (Vec<i64>, HashMap<i64, Place>) {
    let mut stages: Vec<i64> = now.stages().collect();
    let known: HashSet<i64> = stages.iter().copied().collect();
    stages.extend(then.stages().filter(|id| !known.contains(id)));
    let mut places = now.places.clone();
    for (index, id) in (0..).zip(&stages) {
        let own = places.get(id).map_or(index, |place| place.own);
        places.insert(*id, Place { index, own });
    }
    (stages, places)
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
