//! Adding a product or changing one.

use super::store::{Product, find};
use crate::engine::failure::Failure;
use crate::engine::store::{Write, text};
use leadwell_rules::ids::ProductId;
use leadwell_rules::text::squash;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A product as it shall be; for a known one, only the given fields change.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveProduct {
    /// The product to change; without it a new one is added.
    #[serde(default)]
    pub id: Option<ProductId>,
    /// Its name, unlike any other's. A new product needs one.
    #[serde(default)]
    pub name: Option<String>,
    /// The article number people use; null for none.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub code: Option<Option<String>>,
    /// The family it belongs to; null for none.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub series: Option<Option<String>>,
    /// List price, minor units of the base currency, not negative; null when it has none.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub list_price_minor: Option<Option<i64>>,
    /// Whether it is sold; new products are.
    #[serde(default)]
    pub active: Option<bool>,
}

/// Answers `products.save`.
pub fn save(write: &mut Write<'_>, wanted: SaveProduct) -> Result<Product, Failure> {
    if let Some(id) = wanted.id {
        find(write, id)?;
    }
    let name = text::name(wanted.name.as_deref(), wanted.id.is_some(), "product.name_missing")?;
    if let Some(name) = name {
        let taken = write.one("select id from products where name = ?1", [name], |row| {
            Ok(ProductId(row.get(0)?))
        })?;
        if taken.is_some_and(|id| Some(id) != wanted.id) {
            return Err(Failure::invalid("product.name_taken", "name").arg("name", name));
        }
    }
    if wanted.list_price_minor.flatten().is_some_and(|price| price < 0) {
        return Err(Failure::invalid("product.price_negative", "list_price_minor"));
    }
    let (code_given, code) = text::given_text(&wanted.code);
    let (series_given, series) = text::given_text(&wanted.series);
    let key = name.map(squash);
    let now = write.now().millis();
    let id = match wanted.id {
        Some(id) => {
            write.run(
                "update products set name = coalesce(:name, name), name_key = coalesce(:key, name_key), code = iif(:code_given, :code, code),
                        series = iif(:series_given, :series, series),
                        list_price_minor = iif(:price_given, :price, list_price_minor), active = coalesce(:active, active), updated_at = :now
                 where id = :id",
                named_params! {
                    ":id": id.0, ":name": name, ":key": key, ":code_given": code_given, ":code": code,
                    ":series_given": series_given, ":series": series, ":price_given": wanted.list_price_minor.is_some(),
                    ":price": wanted.list_price_minor.flatten(), ":active": wanted.active, ":now": now
                },
            )?;
            id
        }
        None => ProductId(write.insert(
            "insert into products (code, name, name_key, series, list_price_minor, active, created_at, updated_at)
             values (:code, :name, :key, :series, :price, :active, :now, :now)",
            named_params! {
                ":code": code, ":name": name, ":key": key, ":series": series, ":price": wanted.list_price_minor.flatten(),
                ":active": wanted.active.unwrap_or(true), ":now": now
            },
        )?),
    };
    let saved = find(write, id)?;
    write.subject(saved.name.clone());
    Ok(saved)
}
