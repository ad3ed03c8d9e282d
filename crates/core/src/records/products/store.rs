//! Reading products.

use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::ProductId;
use rusqlite::Row;
use serde::Serialize;
use ts_rs::TS;

/// Something we sell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// The article number people use.
    pub code: Option<String>,
    /// Its name, unlike any other's.
    pub name: String,
    /// The family it belongs to.
    pub series: Option<String>,
    /// List price, minor units of the base currency.
    pub list_price_minor: Option<i64>,
    /// Whether it is still sold.
    pub active: bool,
    /// Part of the sample company.
    pub sample: bool,
}

const PRODUCTS: &str = "select id, code, name, series, list_price_minor, active, origin is 'sample' from products";

fn product(row: &Row<'_>) -> rusqlite::Result<Product> {
    Ok(Product {
        id: ProductId(row.get(0)?),
        code: row.get(1)?,
        name: row.get(2)?,
        series: row.get(3)?,
        list_price_minor: row.get(4)?,
        active: row.get(5)?,
        sample: row.get(6)?,
    })
}

/// Answers `products.list`: what is sold first, then by series and name.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<Product>, Failure> {
    read.all(
        &format!("{PRODUCTS} order by active desc, series nulls last, name, id"),
        [],
        product,
    )
}

/// One product.
pub(crate) fn find(read: &Read<'_>, id: ProductId) -> Result<Product, Failure> {
    read.one(&format!("{PRODUCTS} where id = ?1"), [id.0], product)?
        .ok_or_else(|| Failure::not_found("product.unknown"))
}

/// Refuses a product nobody knows, naming the field that named it.
pub(crate) fn exists(read: &Read<'_>, id: ProductId, field: &str) -> Result<(), Failure> {
    find(read, id).map(|_| ()).map_err(|failure| failure.at(field))
}
