//! Winning, losing and reopening a deal.

use super::row::find;
use super::{Deal, GetDeal, get};
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::records::pipelines;
use leadwell_rules::ids::{DealId, StageId};
use leadwell_rules::money::{Minor, convert};
use leadwell_rules::time::Day;
use rusqlite::params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A deal is won.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct WinDeal {
    /// The deal.
    pub id: DealId,
    /// The amount agreed, minor units of its currency.
    pub amount_minor: Minor,
    /// The day it was won; not in the future.
    pub closed_on: Day,
}

/// Answers `deals.win`.
pub fn win(write: &mut Write<'_>, won: WinDeal) -> Result<Deal, Failure> {
    let before = open_deal(write, won.id)?;
    not_in_the_future(write, won.closed_on)?;
    if won.amount_minor < 0 {
        return Err(Failure::invalid("deal.amount_negative", "amount_minor"));
    }
    let rate = write
        .one("select rate_micro from deals where id = ?1", [won.id.0], |row| {
            row.get::<_, Option<i64>>(0)
        })?
        .flatten();
    let own = leadwell_rules::money::Currency::stored(&before.currency).unwrap_or(write.settings.currency);
    let base = rate.map_or(won.amount_minor, |rate| {
        convert(won.amount_minor, own, write.settings.currency, rate)
    });
    write.run(
        "update deals set status = 'won', amount_minor = ?1, base_minor = ?2, closed_on = ?3, probability_bp = 10000,
                furthest = max(furthest, (select max(position) from stages where pipeline_id = deals.pipeline_id and retired = 0)),
                updated_at = ?4 where id = ?5",
        params![won.amount_minor, base, won.closed_on.to_string(), write.now().millis(), won.id.0],
    )?;
    write.subject(before.name);
    write.settle()?;
    get(write, GetDeal { id: won.id })
}

/// A deal is lost.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct LoseDeal {
    /// The deal.
    pub id: DealId,
    /// Why; required.
    pub reason: String,
    /// Who won instead.
    #[serde(default)]
    pub competitor: Option<String>,
    /// The day it was lost; the default is today.
    #[serde(default)]
    pub closed_on: Option<Day>,
}

/// Answers `deals.lose`.
pub fn lose(write: &mut Write<'_>, lost: LoseDeal) -> Result<Deal, Failure> {
    let before = open_deal(write, lost.id)?;
    let reason = lost.reason.trim();
    if reason.is_empty() {
        return Err(Failure::invalid("deal.reason_missing", "reason"));
    }
    let day = lost.closed_on.unwrap_or(write.today());
    not_in_the_future(write, day)?;
    write.run(
        "update deals set status = 'lost', lost_reason = ?1, competitor = ?2, closed_on = ?3, probability_bp = 0,
                updated_at = ?4 where id = ?5",
        params![
            reason,
            lost.competitor
                .as_deref()
                .map(str::trim)
                .filter(|name| !name.is_empty()),
            day.to_string(),
            write.now().millis(),
            lost.id.0
        ],
    )?;
    write.subject(before.name);
    write.settle()?;
    get(write, GetDeal { id: lost.id })
}

/// A closed deal opens again.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ReopenDeal {
    /// The deal.
    pub id: DealId,
    /// The stage to stand in; the default is the one it left.
    #[serde(default)]
    pub stage_id: Option<StageId>,
}

/// Answers `deals.reopen`.
pub fn reopen(write: &mut Write<'_>, wanted: ReopenDeal) -> Result<Deal, Failure> {
    let before = find(write, wanted.id)?;
    if before.status == "open" {
        return Err(Failure::conflict("deal.open").arg("name", &before.name));
    }
    let stage = pipelines::stage(write, wanted.stage_id.unwrap_or(before.stage_id))?;
    if stage.retired || stage.pipeline_id != before.pipeline_id {
        return Err(Failure::invalid("stage.unknown", "stage_id"));
    }
    write.run(
        "update deals set status = 'open', stage_id = ?1, furthest = max(furthest, ?2), probability_bp = ?3, closed_on = null,
                lost_reason = null, competitor = null, updated_at = ?4 where id = ?5",
        params![stage.id.0, stage.position, stage.win_rate_bp, write.now().millis(), wanted.id.0],
    )?;
    write.subject(before.name);
    write.settle()?;
    get(write, GetDeal { id: wanted.id })
}

fn open_deal(write: &Write<'_>, id: DealId) -> Result<super::DealRow, Failure> {
    let deal = find(write, id)?;
    if deal.status == "open" {
        Ok(deal)
    } else {
        Err(Failure::conflict("deal.closed").arg("name", &deal.name))
    }
}

fn not_in_the_future(write: &Write<'_>, day: Day) -> Result<(), Failure> {
    if day > write.today() {
        Err(Failure::invalid("deal.closed_in_future", "closed_on").arg("day", day))
    } else {
        Ok(())
    }
}
