//! The list of changes.

use crate::engine::failure::Failure;
use crate::engine::permission::Role;
use crate::engine::store::Read;
use leadwell_rules::ids::{ChangeId, ImportId, PersonId};
use leadwell_rules::time::Instant;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of changes.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListChanges {
    /// Only changes before this one.
    pub before: Option<ChangeId>,
    /// How many, at most 500; the default is 100.
    pub limit: Option<u32>,
}

/// One change, or all chunks of one import.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Change {
    /// Its number.
    pub id: ChangeId,
    /// When.
    pub at: Instant,
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub person: String,
    /// Which command.
    pub command: String,
    /// What was acted on.
    pub subject: Option<String>,
    /// Rows changed.
    pub records: i64,
    /// The import it belongs to.
    pub import_id: Option<ImportId>,
    /// Whether it was taken back.
    pub undone: bool,
    /// Whether it is itself an undo or redo, or stands for another reason: it cannot be taken back.
    pub reversal: bool,
}

pub(super) const COLUMNS: &str =
    "c.id, c.at, c.person_id, u.name, c.command, c.subject, c.records, c.import_id, c.undone_by is not null,
  c.undoes is not null or c.redoes is not null or c.changeset is null";

pub(super) fn change_row(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        id: ChangeId(row.get(0)?),
        at: Instant(row.get(1)?),
        person_id: PersonId(row.get(2)?),
        person: row.get(3)?,
        command: row.get(4)?,
        subject: row.get(5)?,
        records: row.get(6)?,
        import_id: row.get::<_, Option<i64>>(7)?.map(ImportId),
        undone: row.get(8)?,
        reversal: row.get(9)?,
    })
}

/// Answers `history.list`. The owner sees everybody's changes, others their own and their team's.
pub fn list(read: &Read<'_>, wanted: ListChanges) -> Result<Vec<Change>, Failure> {
    let everybody = matches!(read.actor.role, Role::Owner);
    let own = format!("[{}]", read.actor.id.0);
    let people = if everybody {
        None
    } else {
        Some(read.actor.scope.bound().unwrap_or(&own))
    };
    read.all(
        &format!(
            "select {COLUMNS} from changes c join people u on u.id = c.person_id
             where (:before is null or c.id < :before) and (:people is null or c.person_id in (select value from json_each(:people)))
             order by c.id desc limit :limit"
        ),
        named_params! { ":before": wanted.before.map(|id| id.0), ":people": people, ":limit": wanted.limit.unwrap_or(100).min(500) },
        change_row,
    )
}
