//! Indexes taken off while very many rows come or go, and put on again in the same transaction: sorting once is several times
//! quicker than sorting in row by row. Others see the file before or after, never in between.

use super::spec::Spec;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::ImportId;
use leadwell_rules::ids::RecordKind;
use rusqlite::OptionalExtension;

/// Fewer rows than this are not worth it.
const WORTH_IT: u64 = 50_000;

/// Indexes to be put on again.
#[derive(Debug, Default)]
pub struct DroppedIndexes(Vec<String>);

impl DroppedIndexes {
    /// Takes off the indexes of a kind's table, of the versions of deals, and of the values of fields of one's own. The unique ones stay where they have to tell
    /// a row that may come from one that may not; `key` is the column whose values are known to be unlike each other.
    pub fn for_rows(read: &Read<'_>, spec: &Spec, key: Option<&str>) -> Result<DroppedIndexes, Failure> {
        let versions = (spec.noun.kind == RecordKind::Deals).then_some("deal_versions");
        let values = spec.noun.values;
        let tables = std::iter::once(spec.noun.table()).chain(versions).chain(values);
        let mut dropped = DroppedIndexes::default();
        for table in tables {
            dropped.take_off(read, table, |name, sql| {
                let unique = sql.to_ascii_lowercase().starts_with("create unique");
                !unique || key.is_some_and(|key| name == format!("{table}_{key}"))
            })?;
        }
        Ok(dropped)
    }

    /// Takes off the indexes of a table when most of its rows go. Those that find the rows, and what refers to them, stay.
    pub fn for_removal(read: &Read<'_>, table: &'static str, id: ImportId) -> Result<DroppedIndexes, Failure> {
        let mut dropped = DroppedIndexes::default();
        let going = count(read, &format!("select count(*) from {table} where import_id = ?1"), id)?;
        let all = count(read, &format!("select count(*) from {table} where ?1 = ?1"), id)?;
        if going >= WORTH_IT && going * 2 >= all {
            dropped.take_off(read, table, |name, sql| {
                let finds = name == format!("{table}_import")
                    || name == "leads_collected"
                    || name == "customers_parent"
                    || name == "people_manager";
                !finds && !sql.to_ascii_lowercase().starts_with("create unique")
            })?;
        }
        Ok(dropped)
    }

    fn take_off(&mut self, read: &Read<'_>, table: &str, which: impl Fn(&str, &str) -> bool) -> Result<(), Failure> {
        let indexes = read.all(
            "select name, sql from sqlite_schema where type = 'index' and tbl_name = ?1 and sql is not null",
            [table],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
        )?;
        for (name, sql) in indexes.into_iter().filter(|(name, sql)| which(name, sql)) {
            read.connection.execute_batch(&format!("drop index {name}"))?;
            self.0.push(sql);
        }
        Ok(())
    }

    /// Puts them on again.
    pub fn put_back(self, read: &Read<'_>) -> Result<(), Failure> {
        for sql in self.0 {
            read.connection.execute_batch(&sql)?;
        }
        Ok(())
    }
}

fn count(read: &Read<'_>, sql: &str, id: ImportId) -> Result<u64, Failure> {
    Ok(read
        .connection
        .query_row(sql, [id.0], |row| row.get::<_, i64>(0))
        .optional()?
        .unwrap_or_default()
        .unsigned_abs())
}

/// Whether an import of about `rows` rows is one to be made in a single transaction: large, and larger than what is there.
pub fn worth_it(read: &Read<'_>, spec: &Spec, rows: u64) -> Result<bool, Failure> {
    if rows < WORTH_IT {
        return Ok(false);
    }
    let there = read
        .one(&format!("select count(*) from {}", spec.noun.table()), [], |row| {
            row.get::<_, i64>(0)
        })?
        .unwrap_or_default();
    Ok(rows >= there.unsigned_abs())
}
