//! Mending all records of a finding at once: one change, one undo. Only what cannot lose anything is mended so.

use super::checks::{Kind, Mended, Values};
use crate::engine::failure::{Failure, Kind as FailureKind};
use crate::engine::store::{Read, Write};
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to mend.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FixFinding {
    /// The finding.
    pub code: String,
}

/// What was mended.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "FixedFinding")]
pub struct Fixed {
    /// Records that are different now.
    pub records: usize,
}

/// Answers `health.fix`: mends every record of the finding that the person may change.
pub fn fix(write: &mut Write<'_>, wanted: FixFinding) -> Result<Fixed, Failure> {
    let (kind, at) = Kind::of(write, &wanted.code)?;
    if !kind.findings[at].mends() {
        return Err(Failure::invalid("health.no_fix", "code"));
    }
    if !write.actor.may(kind.noun.permissions.1) {
        return Err(Failure::new(FailureKind::Forbidden, "call.forbidden").arg("command", "health.fix"));
    }
    let mended = mended(write, &kind, at)?;
    let now = write.now().millis();
    for (id, values) in &mended {
        let columns: String = values.iter().map(|(column, _)| format!("{column} = ?, ")).collect();
        let text = format!("update {} set {columns}updated_at = ? where id = ?", kind.noun.table());
        let bound = values.iter().map(|(_, value)| Value::Text(value.clone()));
        write.run(
            &text,
            rusqlite::params_from_iter(bound.chain([now.into(), (*id).into()])),
        )?;
    }
    write.subject(mended.len().to_string());
    Ok(Fixed { records: mended.len() })
}

/// The records to mend with their new values: all of them before the first is written.
fn mended(read: &Read<'_>, kind: &Kind, at: usize) -> Result<Vec<(i64, Mended)>, Failure> {
    let columns: Vec<&str> = kind.columns[..kind.scanned].iter().map(|(_, sql)| *sql).collect();
    let (seen, scope) = kind.within(read, kind.alias(), true);
    let text = format!(
        "select {id}, {} from {} where {}{seen} order by {id}",
        columns.join(", "),
        kind.from,
        kind.living,
        id = kind.id
    );
    let mut statement = read.sql(&text)?;
    let mut rows = statement.query(rusqlite::params_from_iter(scope))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let values = Values { row, first: 1 };
        if kind.is_apart(&values) {
            continue;
        }
        let mended = kind.findings[at].mended(&values);
        if !mended.is_empty() {
            found.push((row.get(0)?, mended));
        }
    }
    Ok(found)
}
