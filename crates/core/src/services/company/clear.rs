//! Starting over: every record goes, the company and its settings stay. Not recorded – what is to be gone must not live on in the history –
//! but a copy of the file is left beside it unless even that is not wanted.

use crate::doors::imports::ImportLock;
use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::files::draft_folder::DraftFolder;
use crate::engine::store::Settings;
use crate::engine::workspace::Workspace;
use leadwell_rules::time::business_day;
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// What makes up the company rather than its records.
const SETTINGS: [&str; 7] = [
    "workspace",
    "pipelines",
    "stages",
    "stage_versions",
    "duplicate_rules",
    "custom_fields",
    "custom_options",
];

/// Makes sure that somebody means it.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Clear {
    /// The company's name, typed by the person who wants this.
    pub name: String,
    /// Leave a copy of the file beside it; the default.
    #[serde(default)]
    pub keep_copy: Option<bool>,
}

/// What is gone.
#[derive(Debug, Serialize, TS)]
pub struct Cleared {
    /// Rows that are gone, of all kinds of records.
    pub records: i64,
    /// Where the copy lies.
    pub copy: Option<String>,
}

/// Answers `workspace.clear`.
pub fn clear(workspace: &Arc<Workspace>, call: &Call, wanted: Clear) -> Result<Cleared, Failure> {
    let company = workspace.with_reader(Settings::load)?;
    if wanted.name.trim() != company.name {
        return Err(Failure::invalid("workspace.name_differs", "name").arg("name", company.name));
    }
    // No import begins or goes on meanwhile, in this program or another.
    let _lock = ImportLock::take(workspace.path())?;
    let copy = match wanted.keep_copy {
        Some(false) => None,
        _ => Some(copy(
            workspace,
            &business_day(call.now, &company.time_zone).to_string(),
        )?),
    };
    let records = workspace.alone(|connection| {
        // References are looked at once, at the end: the order of tables does not matter then.
        connection.pragma_update(None, "foreign_keys", false)?;
        let cleared = empty(connection, call);
        connection.pragma_update(None, "foreign_keys", true)?;
        let records = cleared?;
        // What was deleted is not to be found in the file's unused pages either.
        connection.execute_batch("vacuum")?;
        connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        Ok(records)
    })?;
    Ok(Cleared { records, copy })
}

/// A copy of the file beside it, under a name nothing has yet.
fn copy(workspace: &Workspace, day: &str) -> Result<String, Failure> {
    let stem = workspace
        .path()
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let free = (1..1000)
        .map(|number| {
            workspace
                .path()
                .with_file_name(format!("{stem}-{day}-{number}.leadwell"))
        })
        .find(|path| !path.exists())
        .ok_or_else(|| Failure::conflict("file.exists").arg("path", workspace.path().display()))?;
    let path = free.display().to_string();
    // A kill leaves nothing under that name, and it is private while it is written.
    let folder = DraftFolder::beside(workspace.path())?;
    let draft = folder.private_file("copy.leadwell")?;
    workspace.alone(|connection| Ok(connection.execute("vacuum into ?1", [draft.to_string_lossy()])?))?;
    std::fs::File::open(&draft)?.sync_all()?;
    if !folder.publish("copy.leadwell", &free)? {
        return Err(Failure::conflict("file.exists").arg("path", path));
    }
    Ok(path)
}

/// Takes every record out in one transaction; how many.
fn empty(connection: &mut Connection, call: &Call) -> Result<i64, Failure> {
    let transaction = connection.transaction()?;
    // The versions of a deal cannot go before it: they are last.
    let tables: Vec<String> = transaction
        .prepare(
            "select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'
             and name not like 'sqlite\\_%' escape '\\' and name not like 'search\\_%' escape '\\' order by name = 'deal_versions', name",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut records = 0;
    for table in tables.iter().filter(|table| !SETTINGS.contains(&table.as_str())) {
        let gone = match table.as_str() {
            // Whoever clears stays, and so do the views of everybody.
            "people" => transaction.execute("delete from people where id <> ?1", [call.person.0])?,
            // The shipped words name nobody; blacklisted people are somebody's data.
            "screen_words" => transaction.execute("delete from screen_words where shipped = 0", [])?,
            "views" => transaction.execute("delete from views where person_id <> ?1", [call.person.0])?,
            table => transaction.execute(&format!("delete from {table}"), [])?,
        };
        records += gone as i64;
    }
    for table in [
        "search_leads",
        "search_contacts",
        "search_customers",
        "search_deals",
        "search_activities",
    ] {
        transaction.execute(&format!("insert into {table} ({table}) values ('delete-all')"), [])?;
    }
    transaction.execute("delete from search_waiting", [])?;
    // A setting that names somebody who is gone names nobody.
    let dangling: Vec<(String, String, String)> = transaction
        .prepare(
            "select s.name, f.\"from\", f.\"table\" from sqlite_schema s join pragma_foreign_key_list(s.name) f
             where s.type = 'table'",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (table, column, target) in dangling {
        transaction.execute(
            &format!("update {table} set {column} = null where {column} not in (select id from {target})"),
            [],
        )?;
    }
    // Screens and answers kept in memory notice by the number of the last change, which goes on.
    transaction.execute(
        "insert into changes (at, person_id, command, subject, records) values (?1, ?2, 'workspace.clear', ?3, 0)",
        params![call.now.millis(), call.person.0, records.to_string()],
    )?;
    let broken: i64 = transaction.query_row("select count(*) from pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        return Err(Failure::internal(format!("{broken} references")));
    }
    transaction.commit()?;
    Ok(records)
}
