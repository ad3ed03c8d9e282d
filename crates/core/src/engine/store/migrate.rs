//! Forward-only migrations: each in its own transaction, after a verified copy of the file was made.

use super::connection::APPLICATION_ID;
use crate::engine::failure::{Failure, Kind};
use crate::engine::files::draft_folder::DraftFolder;
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// The migrations in order; the file's `user_version` counts how many it has had.
pub const MIGRATIONS: &[&str] = &[
    include_str!("../../../../../migrations/0001_company.sql"),
    include_str!("../../../../../migrations/0002_people_and_changes.sql"),
    include_str!("../../../../../migrations/0003_imports.sql"),
    include_str!("../../../../../migrations/0004_customers.sql"),
    include_str!("../../../../../migrations/0005_products_and_pipelines.sql"),
    include_str!("../../../../../migrations/0006_deals.sql"),
    include_str!("../../../../../migrations/0007_leads.sql"),
    include_str!("../../../../../migrations/0008_activities.sql"),
    include_str!("../../../../../migrations/0009_forecast.sql"),
    include_str!("../../../../../migrations/0010_duplicates.sql"),
    include_str!("../../../../../migrations/0011_search.sql"),
    include_str!("../../../../../migrations/0012_views_and_health.sql"),
    include_str!("../../../../../migrations/0013_custom_fields.sql"),
    include_str!("../../../../../migrations/0014_department_of_a_lead.sql"),
    include_str!("../../../../../migrations/0015_outbox.sql"),
    include_str!("../../../../../migrations/0016_names_of_kinds.sql"),
    include_str!("../../../../../migrations/0017_printed_fields.sql"),
    include_str!("../../../../../migrations/0018_counts_of_leads.sql"),
    include_str!("../../../../../migrations/0019_who_sees_customers.sql"),
    include_str!("../../../../../migrations/0020_numbers.sql"),
];

/// What a copy is called while it is made.
const DRAFT: &str = "copy.leadwell";

/// The schema version this program writes.
pub const CURRENT: usize = MIGRATIONS.len();

/// The schema version of an open file.
pub fn version_of(connection: &Connection) -> Result<usize, Failure> {
    let version: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    usize::try_from(version).map_err(|_| Failure::new(Kind::Corrupt, "file.not_leadwell"))
}

/// Brings the file up to [`CURRENT`]. An older file with records is copied first, and the copy is checked.
/// A file from a newer program is refused untouched.
pub fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Failure> {
    let found = version_of(connection)?;
    if found > CURRENT {
        return Err(Failure::new(Kind::Conflict, "file.newer")
            .arg("path", path.display())
            .arg("found", found)
            .arg("known", CURRENT));
    }
    if found == CURRENT {
        return Ok(());
    }
    if found > 0 {
        copy_verified(connection, path, &copy_name(path, found))?;
    }
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(found) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have migrated while we waited for the lock.
        if version_of(&transaction)? > index {
            continue;
        }
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", index as i64 + 1)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        let broken: i64 =
            transaction.query_row("select count(*) from pragma_foreign_key_check", [], |row| row.get(0))?;
        if broken > 0 {
            return Err(Failure::new(Kind::Corrupt, "file.damaged").arg("cause", "foreign keys"));
        }
        transaction.commit()?;
    }
    // The schema must not live only in a write-ahead log that a power cut may not have kept.
    connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
    Ok(())
}

fn copy_name(path: &Path, version: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}.before-v{CURRENT}-from-v{version}.leadwell"))
}

/// Writes a complete copy of the file and proves it whole before it counts. An existing copy is kept as it is.
fn copy_verified(connection: &Connection, path: &Path, copy: &Path) -> Result<(), Failure> {
    if copy.exists() {
        return Ok(());
    }
    // Made in a folder of its own, so that a kill leaves nothing under its name; private from its first byte, as the file is.
    let folder = DraftFolder::beside(path)?;
    let draft = folder.private_file(DRAFT)?;
    connection.execute("vacuum into ?1", [draft.to_string_lossy()])?;
    let check: String = Connection::open(&draft)?.query_row("pragma integrity_check", [], |row| row.get(0))?;
    if check != "ok" {
        return Err(Failure::new(Kind::Corrupt, "file.copy_failed").arg("cause", check));
    }
    std::fs::File::open(&draft)?.sync_all()?;
    // Another program that brings the same file up to date may have been quicker; its copy is as good.
    folder.publish(DRAFT, copy)?;
    Ok(())
}

/// The whole schema as one text: what `migrations/schema.sql` must say.
pub fn schema() -> Result<String, Failure> {
    let connection = Connection::open_in_memory()?;
    for sql in MIGRATIONS {
        connection.execute_batch(sql)?;
    }
    let mut statement = connection.prepare(
        // Tables a full-text index keeps for itself say nothing.
        "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%'
         and name not in (select name from pragma_table_list where type = 'shadow') order by tbl_name, case type when 'table' then 0 when 'index' then 1 else 2 end, name",
    )?;
    let parts = statement
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(format!(
        "-- Generated by `cargo xtask gen` from the migrations: read this one.\n\n{};\n",
        parts.join(";\n\n")
    ))
}
