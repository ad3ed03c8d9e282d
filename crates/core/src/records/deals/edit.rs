//! Changing a deal: its fields, its stage.

use super::description::DEALS;
use super::row::find;
use super::{Deal, GetDeal, create::may_own, get};
use crate::engine::command::given;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::custom_values::{GivenValues, sound};
use crate::records::pipelines;
use leadwell_rules::ids::{CustomerId, DealId, PersonId, ProductId, StageId};
use leadwell_rules::money::{Currency, Minor, convert};
use leadwell_rules::time::Day;
use rusqlite::{named_params, params};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Changed fields of a deal: absent leaves, null clears.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditDeal {
    /// The deal.
    pub id: DealId,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// The customer.
    #[serde(default, deserialize_with = "given")]
    pub customer_id: Option<Option<CustomerId>>,
    /// The product.
    #[serde(default, deserialize_with = "given")]
    pub product_id: Option<Option<ProductId>>,
    /// Amount, minor units of its currency.
    #[serde(default, deserialize_with = "given")]
    pub amount_minor: Option<Option<Minor>>,
    /// Its currency.
    #[serde(default)]
    pub currency: Option<String>,
    /// Base currency per unit of `currency`, in millionths.
    #[serde(default)]
    pub rate_micro: Option<i64>,
    /// Expected close.
    #[serde(default, deserialize_with = "given")]
    pub close_on: Option<Option<Day>>,
    /// Who owns it.
    #[serde(default)]
    pub owner_id: Option<PersonId>,
    /// Its own probability, basis points.
    #[serde(default)]
    pub probability_bp: Option<i64>,
    /// pipeline, best_case, commit or omitted.
    #[serde(default)]
    pub category: Option<String>,
    /// Its note.
    #[serde(default, deserialize_with = "given")]
    pub note: Option<Option<String>>,
    /// What is to stand in fields of one's own; absent leaves, null clears.
    #[serde(default)]
    #[ts(as = "Option<GivenValues>")]
    pub custom: GivenValues,
}

/// An amount with its currency and its worth in the base currency.
pub(super) struct Priced {
    pub amount: Option<Minor>,
    pub currency: Currency,
    pub rate_micro: Option<i64>,
    pub base: Option<Minor>,
}

impl Priced {
    /// Refuses a negative amount, an unknown currency, and another currency without its rate: mixed currencies never
    /// add up silently.
    pub(super) fn new(
        write: &Write<'_>,
        amount: Option<Minor>,
        currency: Option<&str>,
        rate: Option<i64>,
    ) -> Result<Priced, Failure> {
        let home = write.settings.currency;
        let currency = match currency {
            Some(code) => {
                Currency::new(code).ok_or_else(|| Failure::invalid("deal.currency", "currency").arg("value", code))?
            }
            None => home,
        };
        if amount.is_some_and(|amount| amount < 0) {
            return Err(Failure::invalid("deal.amount_negative", "amount_minor"));
        }
        if currency == home {
            return Ok(Priced {
                amount,
                currency,
                rate_micro: None,
                base: amount,
            });
        }
        match rate {
            Some(rate) if rate > 0 => {
                let base = amount.map(|amount| convert(amount, currency, home, rate));
                Ok(Priced {
                    amount,
                    currency,
                    rate_micro: Some(rate),
                    base,
                })
            }
            _ => Err(Failure::invalid("deal.rate_missing", "rate_micro")
                .arg("currency", currency.code())
                .arg("base", home.code())),
        }
    }
}

/// Answers `deals.edit`.
pub fn edit(write: &mut Write<'_>, changed: EditDeal) -> Result<Deal, Failure> {
    let before = find(write, changed.id)?;
    if changed.name.as_deref().is_some_and(|name| name.trim().is_empty()) {
        return Err(Failure::invalid("deal.name_missing", "name"));
    }
    if changed.probability_bp.is_some_and(|bp| !(0..=10_000).contains(&bp)) {
        return Err(Failure::invalid("deal.probability", "probability_bp"));
    }
    if let Some(category) = &changed.category
        && !["pipeline", "best_case", "commit", "omitted"].contains(&category.as_str())
    {
        return Err(Failure::invalid("deal.category", "category").arg("value", category));
    }
    if let Some(owner) = changed.owner_id {
        may_own(write, owner)?;
    }
    if let Some(customer) = changed.customer_id.flatten() {
        crate::records::customers::exists(write, customer, "customer_id")?;
    }
    let (customer, owner) = (
        changed.customer_id.unwrap_or(before.customer_id),
        changed.owner_id.unwrap_or(before.owner_id),
    );
    if let Some(customer) = customer
        && (Some(customer) != before.customer_id || (owner != before.owner_id && before.status == "open"))
    {
        let field = if owner == before.owner_id {
            "customer_id"
        } else {
            "owner_id"
        };
        crate::records::registrations::guard_customer(write, customer, owner).map_err(|failure| failure.at(field))?;
    }
    if let Some(product) = changed.product_id.flatten() {
        crate::records::products::exists(write, product, "product_id")?;
    }
    if before.status == "won" && changed.amount_minor == Some(None) {
        return Err(Failure::invalid("deal.won_needs_amount", "amount_minor"));
    }
    if changed.amount_minor.is_some() || changed.currency.is_some() || changed.rate_micro.is_some() {
        reprice(write, &before, &changed)?;
    }
    write.run(
        "update deals set name = coalesce(:name, name), owner_id = coalesce(:owner, owner_id),
           probability_bp = coalesce(:probability, probability_bp), category = coalesce(:category, category),
           customer_id = iif(:has_customer, :customer, customer_id), product_id = iif(:has_product, :product, product_id),
           close_on = iif(:has_close, :close, close_on), note = iif(:has_note, :note, note), updated_at = :now
         where id = :id",
        named_params! {
            ":id": changed.id.0, ":now": write.now().millis(), ":name": changed.name.as_deref().map(str::trim),
            ":owner": changed.owner_id.map(|id| id.0), ":probability": changed.probability_bp, ":category": changed.category,
            ":has_customer": changed.customer_id.is_some(), ":customer": changed.customer_id.flatten().map(|id| id.0),
            ":has_product": changed.product_id.is_some(), ":product": changed.product_id.flatten().map(|id| id.0),
            ":has_close": changed.close_on.is_some(), ":close": changed.close_on.flatten().map(|day| day.to_string()),
            ":has_note": changed.note.is_some(), ":note": changed.note.flatten()
        },
    )?;
    sound(write, &DEALS, &changed.custom, false)?.put(write, &DEALS, &[changed.id.0])?;
    write.subject(before.name);
    write.settle()?;
    get(write, GetDeal { id: changed.id })
}

fn reprice(write: &mut Write<'_>, before: &super::DealRow, changed: &EditDeal) -> Result<(), Failure> {
    let stored_rate = write
        .one("select rate_micro from deals where id = ?1", [before.id.0], |row| {
            row.get(0)
        })?
        .flatten();
    let currency = changed.currency.as_deref().unwrap_or(&before.currency);
    let same_currency = currency.eq_ignore_ascii_case(&before.currency);
    let rate = changed.rate_micro.or(stored_rate.filter(|_| same_currency));
    let priced = Priced::new(
        write,
        changed.amount_minor.unwrap_or(before.amount_minor),
        Some(currency),
        rate,
    )?;
    let today = write.today().to_string();
    write.run(
        "update deals set amount_minor = ?1, currency = ?2, rate_micro = ?3, base_minor = ?4,
                rate_on = case when ?3 is null then null when ?3 is rate_micro then rate_on else ?5 end where id = ?6",
        params![
            priced.amount,
            priced.currency.code(),
            priced.rate_micro,
            priced.base,
            today,
            before.id.0
        ],
    )?;
    Ok(())
}

/// Where to.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveDeal {
    /// The deal.
    pub id: DealId,
    /// The stage it shall stand in.
    pub stage_id: StageId,
}

/// Answers `deals.move`. Category and probability follow the stage unless they were set by hand.
pub fn move_to(write: &mut Write<'_>, wanted: MoveDeal) -> Result<Deal, Failure> {
    let before = find(write, wanted.id)?;
    if before.status != "open" {
        return Err(Failure::conflict("deal.closed").arg("name", &before.name));
    }
    let from = pipelines::stage(write, before.stage_id)?;
    let to = pipelines::stage(write, wanted.stage_id)?;
    if to.retired {
        return Err(Failure::invalid("stage.unknown", "stage_id"));
    }
    if to.pipeline_id != before.pipeline_id {
        return Err(Failure::invalid("deal.other_pipeline", "stage_id").arg("stage", &to.name));
    }
    if from.id != to.id {
        let probability = if before.probability_bp == from.win_rate_bp {
            to.win_rate_bp
        } else {
            before.probability_bp
        };
        let category = if before.category == from.category {
            to.category
        } else {
            before.category
        };
        write.run(
            "update deals set stage_id = ?1, furthest = max(furthest, ?2), probability_bp = ?3, category = ?4,
                    updated_at = ?5 where id = ?6",
            params![
                to.id.0,
                to.position,
                probability,
                category,
                write.now().millis(),
                wanted.id.0
            ],
        )?;
        write.subject(before.name);
    }
    write.settle()?;
    get(write, GetDeal { id: wanted.id })
}
