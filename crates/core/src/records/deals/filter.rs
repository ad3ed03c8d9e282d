//! Which deals are meant: one filter for the board, the list, totals and the records behind a number.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::filter::{Conditions, containing};
use leadwell_rules::ids::{CustomerId, DealId, PersonId, PipelineId, ProductId, StageId};
use leadwell_rules::money::Minor;
use leadwell_rules::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All given conditions must hold; a list holds when any of its values does.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct DealFilter {
    /// Part of the name, the number or the customer's name.
    pub text: Option<String>,
    /// Owned by one of these people.
    #[ts(as = "Option<Vec<PersonId>>")]
    pub owner_ids: Vec<PersonId>,
    /// Of one of these products.
    #[ts(as = "Option<Vec<ProductId>>")]
    pub product_ids: Vec<ProductId>,
    /// With one of these customers.
    #[ts(as = "Option<Vec<CustomerId>>")]
    pub customer_ids: Vec<CustomerId>,
    /// open, won, lost.
    #[ts(as = "Option<Vec<String>>")]
    pub status: Vec<String>,
    /// In one of these stages (closed deals: the stage they left from).
    #[ts(as = "Option<Vec<StageId>>")]
    pub stage_ids: Vec<StageId>,
    /// Won, or came at least as far as this stage.
    pub reached_stage_id: Option<StageId>,
    /// In this pipeline.
    pub pipeline_id: Option<PipelineId>,
    /// Expected to close on or after this day.
    pub close_from: Option<Day>,
    /// Expected to close on or before this day.
    pub close_to: Option<Day>,
    /// Closed on or after this day.
    pub closed_from: Option<Day>,
    /// Closed on or before this day.
    pub closed_to: Option<Day>,
    /// Created on or after this day.
    pub created_from: Option<Day>,
    /// Created on or before this day.
    pub created_to: Option<Day>,
    /// At least this amount, minor units of the base currency.
    pub amount_min: Option<Minor>,
    /// At most this amount, minor units of the base currency.
    pub amount_max: Option<Minor>,
    /// Without an amount.
    pub no_amount: Option<bool>,
    /// Without an expected close.
    pub undated: Option<bool>,
    /// pipeline, best_case, commit, omitted.
    #[ts(as = "Option<Vec<String>>")]
    pub category: Vec<String>,
    /// Exactly these deals.
    #[ts(as = "Option<Vec<DealId>>")]
    pub ids: Vec<DealId>,
}

/// The filter as conditions on `o` (deals), with the reader's row scope. `a` (customers) must be joined when
/// `text` is given.
pub(crate) fn conditions(read: &Read<'_>, filter: &DealFilter) -> Result<Conditions, Failure> {
    let mut all = Conditions::default();
    all.plain("o.deleted_at is null");
    all.with_some(
        "o.owner_id in (select value from json_each(?))",
        read.actor.scope.bound().map(str::to_owned),
    );
    all.with_some("o.pipeline_id = ?", filter.pipeline_id.map(|id| id.0));
    all.with_some(
        "(o.status = 'won' or o.furthest >= (select position from stages where id = ?))",
        filter.reached_stage_id.map(|id| id.0),
    );
    match filter.status.as_slice() {
        [] => {}
        // Written out, so that SQLite sees that the partial indexes apply.
        [one] if one == "open" => drop(all.plain("o.status = 'open'")),
        [one] if one == "won" => drop(all.plain("o.status <> 'open' and o.status = 'won'")),
        [one] if one == "lost" => drop(all.plain("o.status <> 'open' and o.status = 'lost'")),
        several => drop(all.with(
            "o.status in (select value from json_each(?))",
            texts(several, &["open", "won", "lost"], "status")?,
        )),
    }
    if !filter.category.is_empty() {
        let known = ["pipeline", "best_case", "commit", "omitted"];
        all.with(
            "o.category in (select value from json_each(?))",
            texts(&filter.category, &known, "category")?,
        );
    }
    all.among(
        "o.owner_id in (select value from json_each(?))",
        &ids(&filter.owner_ids, |id| id.0),
    );
    all.among(
        "o.product_id in (select value from json_each(?))",
        &ids(&filter.product_ids, |id| id.0),
    );
    all.among(
        "o.customer_id in (select value from json_each(?))",
        &ids(&filter.customer_ids, |id| id.0),
    );
    all.among(
        "o.stage_id in (select value from json_each(?))",
        &ids(&filter.stage_ids, |id| id.0),
    );
    all.among("o.id in (select value from json_each(?))", &ids(&filter.ids, |id| id.0));
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    all.with_some("o.close_on >= ?", day(filter.close_from))
        .with_some("o.close_on <= ?", day(filter.close_to));
    all.with_some("o.closed_on >= ?", day(filter.closed_from))
        .with_some("o.closed_on <= ?", day(filter.closed_to));
    all.with_some("o.created_on >= ?", day(filter.created_from))
        .with_some("o.created_on <= ?", day(filter.created_to));
    all.with_some("o.base_minor >= ?", filter.amount_min)
        .with_some("o.base_minor <= ?", filter.amount_max);
    match filter.no_amount {
        Some(true) => drop(all.plain("o.base_minor is null")),
        Some(false) => drop(all.plain("o.base_minor is not null")),
        None => {}
    }
    match filter.undated {
        Some(true) => drop(all.plain("o.close_on is null")),
        Some(false) => drop(all.plain("o.close_on is not null")),
        None => {}
    }
    if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        all.with(
            "(o.name || ' ' || coalesce(o.code, '') || ' ' || coalesce(a.name, '')) like ? escape '\\'",
            containing(text),
        );
    }
    Ok(all)
}

fn ids<T: Copy>(list: &[T], number: impl Fn(T) -> i64) -> Vec<i64> {
    list.iter().map(|id| number(*id)).collect()
}

fn texts(list: &[String], known: &[&str], field: &str) -> Result<String, Failure> {
    if let Some(unknown) = list.iter().find(|text| !known.contains(&text.as_str())) {
        return Err(Failure::invalid("filter.unknown_value", field).arg("value", unknown));
    }
    Ok(serde_json::json!(list).to_string())
}
