//! A new deal.

use super::description::DEALS;
use super::{Deal, GetDeal, edit::Priced, get};
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::custom_values::{GivenValues, sound};
use crate::records::pipelines;
use leadwell_rules::ids::{CustomerId, DealId, PersonId, PipelineId, ProductId, StageId};
use leadwell_rules::money::Minor;
use leadwell_rules::time::Day;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// What is known of a new deal; only the name is required.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CreateDeal {
    /// Its name.
    pub name: String,
    /// The default is the first pipeline.
    #[serde(default)]
    pub pipeline_id: Option<PipelineId>,
    /// The default is the first stage.
    #[serde(default)]
    pub stage_id: Option<StageId>,
    /// The customer.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// The customer's name instead: found, or made new.
    #[serde(default)]
    pub customer_name: Option<String>,
    /// The product.
    #[serde(default)]
    pub product_id: Option<ProductId>,
    /// Amount, minor units of `currency`.
    #[serde(default)]
    pub amount_minor: Option<Minor>,
    /// The default is the base currency.
    #[serde(default)]
    pub currency: Option<String>,
    /// Base currency per unit of `currency`, in millionths; needed in another currency.
    #[serde(default)]
    pub rate_micro: Option<i64>,
    /// Expected close; the default is the end of the current quarter.
    #[serde(default)]
    pub close_on: Option<Day>,
    /// The default is the person asking.
    #[serde(default)]
    pub owner_id: Option<PersonId>,
    /// A first note.
    #[serde(default)]
    pub note: Option<String>,
    /// What it says in fields of one's own.
    #[serde(default)]
    #[ts(as = "Option<GivenValues>")]
    pub custom: GivenValues,
}

/// Answers `deals.create`.
pub fn create(write: &mut Write<'_>, new: CreateDeal) -> Result<Deal, Failure> {
    let name = new.name.trim();
    if name.is_empty() {
        return Err(Failure::invalid("deal.name_missing", "name"));
    }
    let pipeline = match new.pipeline_id {
        Some(id) => pipelines::find(write, id)?,
        None => pipelines::first(write)?,
    };
    let stage = match new.stage_id {
        Some(id) => pipeline
            .stages
            .iter()
            .find(|stage| stage.id == id)
            .ok_or_else(|| Failure::invalid("stage.unknown", "stage_id"))?,
        None => pipeline
            .stages
            .first()
            .ok_or_else(|| Failure::invalid("pipeline.no_stages", "pipeline_id"))?,
    };
    let owner = new.owner_id.unwrap_or(write.actor.id);
    may_own(write, owner)?;
    let priced = Priced::new(write, new.amount_minor, new.currency.as_deref(), new.rate_micro)?;
    let customer = match (
        new.customer_id,
        new.customer_name
            .as_deref()
            .map(str::trim)
            .filter(|name| !name.is_empty()),
    ) {
        (Some(id), _) => {
            crate::records::customers::exists(write, id, "customer_id")?;
            Some(id)
        }
        (None, Some(name)) => Some(crate::records::customers::find_or_add(write, name)?),
        (None, None) => None,
    };
    if let Some(customer) = customer {
        crate::records::registrations::guard_customer(write, customer, owner)?;
    }
    if let Some(product) = new.product_id {
        crate::records::products::exists(write, product, "product_id")?;
    }
    let today = write.today();
    let close_on = new
        .close_on
        .unwrap_or(leadwell_rules::calendar::quarter_of(today, write.settings.fiscal).end);
    let now = write.now().millis();
    let id = write.insert(
        "insert into deals (name, customer_id, product_id, owner_id, pipeline_id, stage_id, furthest, category, amount_minor,
           currency, rate_micro, rate_on, base_minor, probability_bp, created_on, close_on, note, touched_at, created_at, updated_at)
         values (:name, :customer, :product, :owner, :pipeline, :stage, :furthest, :category, :amount, :currency, :rate, :rate_on, :base,
           :probability, :today, :close_on, :note, :now, :now, :now)",
        named_params! {
            ":name": name, ":customer": customer.map(|id| id.0), ":product": new.product_id.map(|id| id.0), ":owner": owner.0,
            ":pipeline": pipeline.id.0, ":stage": stage.id.0, ":furthest": stage.position, ":category": stage.category,
            ":amount": priced.amount, ":currency": priced.currency.code(), ":rate": priced.rate_micro,
            ":rate_on": priced.rate_micro.map(|_| today.to_string()), ":base": priced.base, ":probability": stage.win_rate_bp,
            ":today": today.to_string(), ":close_on": close_on.to_string(),
            ":note": new.note.as_deref().map(str::trim).filter(|note| !note.is_empty()), ":now": now
        },
    )?;
    let id = DealId(id);
    sound(write, &DEALS, &new.custom, true)?.put(write, &DEALS, &[id.0])?;
    write.subject(name);
    write.settle()?;
    get(write, GetDeal { id })
}

/// A deal can be given to an active person the caller may see.
pub(super) fn may_own(write: &Write<'_>, owner: PersonId) -> Result<(), Failure> {
    let known = write.one(
        "select 1 from people where id = :id and active = 1 and (:scope is null or id in (select value from json_each(:scope)))",
        named_params! { ":id": owner.0, ":scope": write.actor.scope.bound() },
        |_| Ok(()),
    )?;
    known.ok_or_else(|| Failure::invalid("deal.owner_unknown", "owner_id"))
}
