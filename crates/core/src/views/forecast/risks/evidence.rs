//! What the rules of the risk list are given: touches and plans, what customers buy, what is usual in a pipeline.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::forecast::OpenDeal;
use leadwell_rules::forecast::history::{DealInterval, Ending, History};
use leadwell_rules::forecast::replay::StageLadder;
use leadwell_rules::forecast::risk::Usual;
use leadwell_rules::ids::{CustomerId, DealId};
use leadwell_rules::money::Minor;
use leadwell_rules::time::{Day, Instant, business_day, end_of_day};
use rusqlite::params;
use std::collections::HashMap;

/// What is read of a deal besides its history.
pub struct Record {
    pub code: String,
    pub name: String,
    pub customer_id: Option<CustomerId>,
    pub customer: Option<String>,
    pub touched_on: Day,
    pub planned: bool,
}

/// All deals in one query. For a past day, touches and plans are those known at its end; `positions` are the places that stages had then.
pub fn records(
    read: &Read<'_>,
    counted: &[(&DealInterval, OpenDeal)],
    positions: &HashMap<i64, i64>,
    past: Option<Day>,
) -> Result<HashMap<DealId, Record>, Failure> {
    let ids: Vec<i64> = counted.iter().map(|(_, deal)| deal.id.0).collect();
    let known = past.map(|day| end_of_day(day, &read.settings.time_zone).millis());
    let rows = read.all(
        "select o.id, o.code, o.name, o.customer_id, a.name,
           iif(?2 is null, o.touched_at, max(o.created_at,
             coalesce((select max(m.at) from (
               select v.at, v.status, s.value as position,
                      lag(s.value) over moves as position_before, lag(v.status) over moves as status_before
               from deal_versions v join json_each(?3) s on s.key = cast(v.stage_id as text) where v.deal_id = o.id and v.at <= ?2
               window moves as (order by v.at, v.id)) m
              where m.position > m.position_before or (m.status = 'open' and m.status_before <> 'open')), 0),
             coalesce((select max(t.done_at) from activities t where t.deal_id = o.id and t.done_at <= ?2 and t.deleted_at is null and t.origin is not 'program'), 0))),
           iif(?2 is null, o.next_due_on is not null, exists (select 1 from activities t where t.deal_id = o.id
             and t.deleted_at is null and t.due_on is not null and t.created_at <= ?2 and (t.done_at is null or t.done_at > ?2)))
         from deals o left join customers a on a.id = o.customer_id where o.id in (select value from json_each(?1))",
        params![serde_json::json!(ids).to_string(), known, serde_json::json!(positions).to_string()],
        |row| {
            let id: i64 = row.get(0)?;
            let record = Record {
                code: row.get(1)?,
                name: row.get(2)?,
                customer_id: row.get::<_, Option<i64>>(3)?.map(CustomerId),
                customer: row.get(4)?,
                touched_on: business_day(Instant(row.get(5)?), &read.settings.time_zone),
                planned: row.get(6)?,
            };
            Ok((DealId(id), record))
        },
    )?;
    Ok(rows.into_iter().collect())
}

/// What the customers of these deals usually buy.
pub fn customers(
    read: &Read<'_>,
    records: &HashMap<DealId, Record>,
    history: &History,
    start: i32,
) -> Result<HashMap<CustomerId, Usual>, Failure> {
    let ids: Vec<i64> = records
        .values()
        .filter_map(|record| Some(record.customer_id?.0))
        .collect();
    let deals = read.all(
        "select id, customer_id from deals where customer_id in (select value from json_each(?1))",
        [serde_json::json!(ids).to_string()],
        |row| Ok((DealId(row.get(0)?), CustomerId(row.get(1)?))),
    )?;
    let customer: HashMap<DealId, CustomerId> = deals.into_iter().collect();
    let mut bought: HashMap<CustomerId, Vec<Minor>> = HashMap::new();
    for (interval, amount) in wins(history, start) {
        if let Some(customer) = customer.get(&interval.id) {
            bought.entry(*customer).or_default().push(amount);
        }
    }
    Ok(bought
        .into_iter()
        .map(|(id, amounts)| (id, Usual::of(amounts)))
        .collect())
}

/// What is usually won in a pipeline, and the greatest age at which something was.
pub fn won_in(history: &History, start: i32, ladder: &StageLadder) -> (Usual, i64) {
    let stages = ladder.first..ladder.first + ladder.win_rates_bp.len();
    let (mut amounts, mut oldest) = (Vec::new(), 0);
    for (interval, amount) in wins(history, start) {
        if stages.contains(&usize::from(interval.state_at(start).stage)) {
            amounts.push(amount);
            oldest = oldest.max(interval.ended.map_or(0, |(day, _)| day - interval.created));
        }
    }
    (Usual::of(amounts), i64::from(oldest))
}

fn wins(history: &History, start: i32) -> impl Iterator<Item = (&DealInterval, Minor)> {
    history
        .last_known(start)
        .filter_map(move |interval| match interval.closing_at(start)?.ending {
            Ending::Won(amount) => Some((interval, amount)),
            _ => None,
        })
}
