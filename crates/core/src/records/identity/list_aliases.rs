//! The other names there are.

use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use serde::Serialize;
use ts_rs::TS;

/// One other name of a company.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CompanyAlias {
    /// Its id.
    pub id: i64,
    /// The company.
    pub company: String,
    /// What it is called as well.
    pub alias: String,
    /// Customers and leads that go by the other name.
    pub records: i64,
}

/// The other names of companies.
#[derive(Debug, Serialize, TS)]
pub struct AliasList {
    /// By company, then by name.
    pub aliases: Vec<CompanyAlias>,
}

/// Answers `aliases.list`.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<AliasList, Failure> {
    let aliases = read.all(
        "select a.id, a.company, a.alias,
                (select count(*) from leads l where l.company_key = a.alias_key and l.deleted_at is null)
                + (select count(*) from customers c where c.company_key = a.alias_key and c.deleted_at is null)
         from company_aliases a order by a.company, a.alias, a.id",
        [],
        |row| {
            Ok(CompanyAlias {
                id: row.get(0)?,
                company: row.get(1)?,
                alias: row.get(2)?,
                records: row.get(3)?,
            })
        },
    )?;
    Ok(AliasList { aliases })
}
