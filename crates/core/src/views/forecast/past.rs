//! The history behind forecasts: every version of every deal, as intervals of days. Read once, and kept until something changes.

use super::{ForecastQuery, order};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::pipelines::{Pipeline, Place};
use leadwell_rules::forecast::Category;
use leadwell_rules::forecast::history::{Closing, DealInterval, Ending, History, State, number};
use leadwell_rules::ids::{DealId, PersonId, PipelineId, ProductId};
use leadwell_rules::time::{DAY_MILLIS, Day, Instant, business_day, start_of_day};
use rusqlite::params;
use std::collections::HashMap;
use std::sync::Arc;

/// The history a question is about: its pipelines and product, and the people the reader may see. The person asked for is chosen
/// later, day by day, because deals change hands.
pub fn history(read: &Read<'_>, query: &ForecastQuery, pipelines: &[Pipeline]) -> Result<Arc<History>, Failure> {
    let places = order(read, query)?.places(pipelines);
    placed(read, query, pipelines, &places)
}

/// The same with stages at given places.
pub fn placed(
    read: &Read<'_>,
    query: &ForecastQuery,
    pipelines: &[Pipeline],
    places: &HashMap<i64, Place>,
) -> Result<Arc<History>, Failure> {
    let scope = read.actor.scope.bound();
    kept(read, query.pipeline_id, query.product_id, scope, pipelines, places)
}

/// Everybody's history of the same pipelines and of all products: what rates are measured on, whoever asks.
pub fn whole(read: &Read<'_>, query: &ForecastQuery, pipelines: &[Pipeline]) -> Result<Arc<History>, Failure> {
    let places = order(read, query)?.places(pipelines);
    kept(read, query.pipeline_id, None, None, pipelines, &places)
}

fn kept(
    read: &Read<'_>,
    pipeline: Option<PipelineId>,
    product: Option<ProductId>,
    scope: Option<&str>,
    pipelines: &[Pipeline],
    places: &HashMap<i64, Place>,
) -> Result<Arc<History>, Failure> {
    // Days between which no stage changed its place share one history.
    let mut order: Vec<_> = places.iter().map(|(id, place)| (id, place.index)).collect();
    order.sort_unstable();
    let key = format!("history {pipeline:?} {product:?} {scope:?} {order:?}");
    read.memo(&key, || load(read, product, scope, pipelines, places))
}

fn load(
    read: &Read<'_>,
    product: Option<ProductId>,
    scope: Option<&str>,
    pipelines: &[Pipeline],
    places: &HashMap<i64, Place>,
) -> Result<History, Failure> {
    let mut days = Days::new(read);
    let mut statement = read.sql(
        "select v.deal_id, v.at, v.status, v.stage_id, v.furthest_stage_id, v.category, v.base_minor, v.probability_bp, v.owner_id,
                v.close_on, v.closed_on, o.product_id, o.created_at, o.deleted_at
           from deal_versions v join deals o on o.id = v.deal_id
          where (?1 is null or o.product_id = ?1) and (?2 is null or o.owner_id in (select value from json_each(?2)))
            and o.pipeline_id in (select value from json_each(?3))
          order by v.deal_id, v.at, v.id",
    )?;
    let wanted: Vec<i64> = pipelines.iter().map(|pipeline| pipeline.id.0).collect();
    let mut rows = statement.query(params![
        product.map(|id| id.0),
        scope,
        serde_json::json!(wanted).to_string()
    ])?;
    let mut intervals: Vec<DealInterval> = Vec::new();
    // The deal being read: its id, and where its present interval stands; nothing between two intervals.
    let (mut deal, mut open, mut removed) = (0_i64, None::<DealInterval>, None::<i32>);
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if id != deal {
            finish(&mut intervals, deal, open.take(), removed);
            deal = id;
            removed = row.get::<_, Option<i64>>(13)?.map(|at| days.of(at));
        }
        let on = days.of(row.get(1)?);
        let owner = PersonId(row.get(8)?);
        let state = State {
            from: on,
            stage: places.get(&row.get(3)?).map_or(0, |place| place.index),
            furthest: places.get(&row.get(4)?).map_or(0, |place| place.own),
            amount_minor: row.get(6)?,
            close_on: days.read(row.get_ref(9)?),
            probability_bp: row.get(7)?,
            category: category(row.get_ref(5)?.as_str().unwrap_or_default()),
            owner,
        };
        let status = row.get_ref(2)?.as_str().unwrap_or_default().to_owned();
        if status == "open" {
            match &mut open {
                Some(interval) => keep(&mut interval.states, state),
                None => {
                    let created = days.of(row.get(12)?).min(on);
                    open = Some(DealInterval {
                        id: DealId(id),
                        product: row.get::<_, Option<i64>>(11)?.unwrap_or(0),
                        created,
                        opened: on,
                        ended: None,
                        counts_on: 0,
                        closed_by: owner,
                        corrected: Vec::new(),
                        states: vec![state],
                    });
                }
            }
            continue;
        }
        let ending = if status == "won" {
            Ending::Won(state.amount_minor.unwrap_or(0))
        } else {
            Ending::Lost
        };
        let counts_on = days.read(row.get_ref(10)?).unwrap_or(on).min(on);
        // A deal that came in closed, or whose closing was corrected, has no open interval before this version.
        let interval = match open.take() {
            Some(interval) => interval,
            None => match intervals.last_mut().filter(|last| last.id.0 == id) {
                Some(last) => {
                    let known_on = on;
                    correct(
                        last,
                        Closing {
                            known_on,
                            ending,
                            counts_on,
                            owner,
                        },
                    );
                    continue;
                }
                None => DealInterval {
                    id: DealId(id),
                    product: row.get::<_, Option<i64>>(11)?.unwrap_or(0),
                    created: days.of(row.get(12)?).min(on),
                    opened: on,
                    ended: None,
                    counts_on: 0,
                    closed_by: owner,
                    corrected: Vec::new(),
                    states: vec![state],
                },
            },
        };
        intervals.push(DealInterval {
            ended: Some((on, ending)),
            counts_on,
            closed_by: owner,
            ..interval
        });
    }
    finish(&mut intervals, deal, open.take(), removed);
    Ok(History::new(intervals))
}

/// The last version of a deal was read. What was put into the recycle bin was in the book until then.
fn finish(intervals: &mut Vec<DealInterval>, deal: i64, open: Option<DealInterval>, removed: Option<i32>) {
    match (open, removed) {
        (Some(interval), removed) => intervals.push(DealInterval {
            ended: removed.map(|day| (day.max(interval.opened), Ending::Removed)),
            ..interval
        }),
        (None, Some(day)) => {
            if let Some(last) = intervals.last_mut().filter(|last| last.id.0 == deal) {
                let closing = Closing {
                    known_on: day,
                    ending: Ending::Removed,
                    counts_on: day,
                    owner: last.closed_by,
                };
                correct(last, closing);
            }
        }
        (None, None) => {}
    }
}

/// A closing that was changed afterwards: on the same day it was never otherwise; later, what was believed before stands as it was.
fn correct(interval: &mut DealInterval, closing: Closing) {
    match (interval.corrected.last_mut(), interval.ended) {
        (Some(last), _) if last.known_on == closing.known_on => *last = closing,
        (None, Some((known_on, _))) if known_on == closing.known_on => {
            interval.ended = Some((known_on, closing.ending));
            interval.counts_on = closing.counts_on;
            interval.closed_by = closing.owner;
        }
        _ => interval.corrected.push(closing),
    }
}

/// Several changes on one day are one: what stood at the end of the day.
fn keep(states: &mut Vec<State>, state: State) {
    match states.last_mut() {
        Some(last) if last.from == state.from => *last = state,
        _ => states.push(state),
    }
}

fn category(text: &str) -> Category {
    match text {
        "commit" => Category::Commit,
        "best_case" => Category::BestCase,
        "omitted" => Category::Omitted,
        _ => Category::Pipeline,
    }
}

/// Business days of instants and of stored days, as numbers. Neighbouring versions fall on few days: the last ones are remembered.
struct Days<'r> {
    read: &'r Read<'r>,
    /// From, to (without), number.
    spans: HashMap<i64, Vec<(i64, i64, i32)>>,
    days: HashMap<[u8; 10], Option<i32>>,
}

impl<'r> Days<'r> {
    fn new(read: &'r Read<'_>) -> Days<'r>
    where
        Read<'r>: Sized,
    {
        // The lifetime is shortened to that of the borrow.
        let read: &'r Read<'r> = read;
        Days {
            read,
            spans: HashMap::new(),
            days: HashMap::new(),
        }
    }

    fn of(&mut self, millis: i64) -> i32 {
        let bucket = millis.div_euclid(DAY_MILLIS);
        let known = self.spans.entry(bucket).or_default();
        if let Some((.., day)) = known.iter().find(|(from, to, _)| (*from..*to).contains(&millis)) {
            return *day;
        }
        let zone = &self.read.settings.time_zone;
        let day = business_day(Instant(millis), zone);
        let from = start_of_day(day, zone).millis();
        let to = start_of_day(day.plus_days(1), zone).millis();
        known.push((from, to, number(day)));
        number(day)
    }

    fn read(&mut self, value: rusqlite::types::ValueRef<'_>) -> Option<i32> {
        let bytes: [u8; 10] = value.as_bytes_or_null().ok().flatten()?.try_into().ok()?;
        *self.days.entry(bytes).or_insert_with(|| {
            let text = std::str::from_utf8(&bytes).ok()?;
            text.parse::<Day>().ok().map(number)
        })
    }
}
