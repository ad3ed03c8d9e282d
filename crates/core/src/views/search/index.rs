//! One record's tokens: written, replaced, taken out.

use super::kinds::Searched;
use crate::engine::failure::Failure;
use leadwell_rules::search::Cut;
use rusqlite::{Connection, Row};

/// Brings the tokens of one record to what it says now; of one that is gone or in the recycle bin, nothing stays.
pub fn refresh(connection: &Connection, spec: &Searched, id: i64) -> Result<(), Failure> {
    connection
        .prepare_cached(&format!("delete from {} where rowid = ?1", spec.index))?
        .execute([id])?;
    let mut record = connection.prepare_cached(&selection(spec, "t.id = ?1"))?;
    let mut rows = record.query([id])?;
    if let Some(row) = rows.next()? {
        write(connection, spec, row)?;
    }
    Ok(())
}

/// The query for what is cut of records under a condition.
pub fn selection(spec: &Searched, condition: &str) -> String {
    let owner = if spec.is_owned() { "t.owner_id" } else { "null" };
    format!(
        "select t.id, {owner}, {} from {} t where t.deleted_at is null and {condition}",
        spec.columns,
        spec.table()
    )
}

/// Writes the tokens of a record read by [`selection`] that has none yet.
pub fn write(connection: &Connection, spec: &Searched, row: &Row<'_>) -> Result<(), Failure> {
    let mut cut = Cut::default();
    for (place, (_, field)) in spec.fields.iter().enumerate() {
        if let Some(text) = row.get_ref(place + 2)?.as_str_or_null().ok().flatten() {
            cut.add(*field, text);
        }
    }
    if spec.is_owned() {
        // What nobody has belongs to number 0.
        cut.owner(row.get::<_, Option<i64>>(1)?.unwrap_or(0));
    }
    connection
        .prepare_cached(&format!("insert into {} (rowid, tokens) values (?1, ?2)", spec.index))?
        .execute((row.get::<_, i64>(0)?, cut.into_text()))?;
    Ok(())
}
