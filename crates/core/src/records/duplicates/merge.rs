//! Several records become one: every field that differs is shown first, everything that refers to the losers moves, old links lead on,
//! and one undo takes all of it back.

use super::entities::{Column, FIRST_STAYS, METHODS, Mergeable};
use crate::engine::failure::{Failure, Kind};
use crate::engine::messages;
use crate::engine::permission::Permission;
use crate::engine::store::{Read, Write};
use crate::records::identity::Entity;
use crate::records::registrations::{guard_accounts, guard_leads};
use leadwell_rules::Language;
use leadwell_rules::ids::UserId;
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Records that are to be held against each other.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CompareRecords {
    /// What they are.
    pub entity: Entity,
    /// Their ids, at least two.
    pub ids: Vec<i64>,
}

/// One field of several records.
#[derive(Debug, Serialize, TS)]
pub struct ComparedField {
    /// The field.
    pub field: &'static str,
    /// What each record says, in the order asked for; names for people and customers.
    pub values: Vec<Option<String>>,
    /// Whether two records say different things.
    pub conflict: bool,
    /// Whether the first record's word stays in any case.
    pub fixed: bool,
}

/// What belongs to a record and would move.
#[derive(Debug, Serialize, TS)]
pub struct ComparedLinks {
    /// The table of what refers to it.
    pub what: String,
    /// How many of them each record has, in the order asked for.
    pub counts: Vec<i64>,
}

/// Records held against each other.
#[derive(Debug, Serialize, TS)]
pub struct Comparison {
    /// The fields, those with conflicts first.
    pub fields: Vec<ComparedField>,
    /// What belongs to them.
    pub links: Vec<ComparedLinks>,
}

/// Answers `duplicates.compare`.
pub fn compare(read: &Read<'_>, wanted: CompareRecords) -> Result<Comparison, Failure> {
    let mergeable = wanted.entity.mergeable();
    let records = load(read, wanted.entity, &wanted.ids)?;
    let mut fields = Vec::new();
    for (at, column) in mergeable.columns.iter().enumerate() {
        let values = records
            .iter()
            .map(|record| shown(read, column.name, &record[at]))
            .collect::<Result<Vec<_>, _>>()?;
        let mut said = values.iter().flatten();
        let conflict = said.next().is_some_and(|first| said.any(|other| other != first));
        fields.push(ComparedField {
            field: column.name,
            fixed: FIRST_STAYS.contains(&column.name),
            conflict,
            values,
        });
    }
    fields.retain(|field| field.values.iter().any(Option::is_some));
    fields.sort_by_key(|field| !field.conflict);
    let mut links = Vec::new();
    for (child, column) in references(read, mergeable.table)? {
        let counts = wanted
            .ids
            .iter()
            .map(|id| {
                let text = format!("select count(*) from {child} where {column} = ?1");
                Ok(read.one(&text, [id], |row| row.get(0))?.unwrap_or_default())
            })
            .collect::<Result<Vec<i64>, Failure>>()?;
        if counts.iter().any(|count| *count > 0) {
            links.push(ComparedLinks { what: child, counts });
        }
    }
    Ok(Comparison { fields, links })
}

/// What is to become one.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MergeRecords {
    /// What they are.
    pub entity: Entity,
    /// The record that is left.
    pub keep: i64,
    /// The records that go into it.
    pub gone: Vec<i64>,
    /// Field → the record whose word counts. Otherwise what the kept record says counts, and where it says nothing, the first of the
    /// others that says something.
    #[serde(default)]
    #[ts(as = "Option<BTreeMap<String, i64>>")]
    pub take: BTreeMap<String, i64>,
}

/// What became of a merge.
#[derive(Debug, Serialize, TS)]
pub struct Merged {
    /// The record that is left.
    pub id: i64,
    /// Records that went into it.
    pub gone: usize,
    /// Notes, deals, contacts and other things that moved.
    pub moved: i64,
}

/// Answers `duplicates.merge`.
pub fn merge(write: &mut Write<'_>, wanted: MergeRecords) -> Result<Merged, Failure> {
    let entity = wanted.entity;
    let mergeable = entity.mergeable();
    if entity != Entity::Lead && !write.actor.may(Permission::CustomerWrite) {
        return Err(Failure::new(Kind::Forbidden, "call.forbidden").arg("command", "duplicates.merge"));
    }
    let mut ids = vec![wanted.keep];
    ids.extend(&wanted.gone);
    let records = load(write, entity, &ids)?;
    if let Some(stranger) = wanted
        .take
        .iter()
        .find(|(field, id)| !ids.contains(id) || !mergeable.columns.iter().any(|column| column.name == field.as_str()))
    {
        return Err(Failure::invalid("merge.unknown_choice", "take").arg("field", stranger.0));
    }
    let losers = crate::engine::store::id_list(&wanted.gone);
    let (winner, dropped) = choose(mergeable, &ids, &records, &wanted.take)?;
    guard_owner(write, entity, &ids, &records, &winner)?;
    let subject = records[0].first().and_then(text_of).unwrap_or_default();
    let mut moved = 0;
    for (child, column) in references(write, mergeable.table)? {
        moved += move_references(write, mergeable, &child, &column, wanted.keep, &losers)?;
    }
    take_values(write, mergeable, &ids, wanted.keep, &winner)?;
    if entity == Entity::Account {
        open_circle(write, wanted.keep)?;
    }
    if entity == Entity::Lead {
        keep_methods(write, wanted.keep, &dropped)?;
    }
    note_dropped(write, mergeable, &wanted, &dropped)?;
    let now = write.now().millis();
    write.run(
        &format!(
            "update {} set deleted_at = ?2, updated_at = ?2 where id in (select value from json_each(?1))",
            mergeable.table
        ),
        (&losers, now),
    )?;
    // Signposts of earlier merges lead on to the record that is left now.
    write.run(
        "update merges set kept_id = ?3 where entity = ?1 and kept_id in (select value from json_each(?2))",
        (mergeable.table, &losers, wanted.keep),
    )?;
    write.run(
        "insert into merges (entity, gone_id, kept_id, user_id, at) select ?1, value, ?3, ?4, ?5 from json_each(?2)",
        (mergeable.table, &losers, wanted.keep, write.actor.id.0, now),
    )?;
    write.subject(subject);
    Ok(Merged {
        id: wanted.keep,
        gone: wanted.gone.len(),
        moved,
    })
}

/// The records' columns, each record once and all of them there.
fn load(read: &Read<'_>, entity: Entity, ids: &[i64]) -> Result<Vec<Vec<Value>>, Failure> {
    let mergeable = entity.mergeable();
    let mut once: Vec<i64> = ids.to_vec();
    once.sort_unstable();
    once.dedup();
    if ids.len() < 2 || once.len() != ids.len() {
        return Err(Failure::invalid("merge.needs_two", "ids"));
    }
    let names: Vec<&str> = mergeable.columns.iter().map(|column| column.name).collect();
    let scope = if entity == Entity::Lead {
        "(?2 is null or owner_id is null or owner_id in (select value from json_each(?2)))"
    } else {
        "(?2 is null or true)"
    };
    let text = format!(
        "select {} from {} where id = ?1 and deleted_at is null and {scope}",
        names.join(", "),
        mergeable.table
    );
    ids.iter()
        .map(|id| {
            let found = read.one(&text, params![id, read.actor.scope.bound()], |row| {
                (0..names.len())
                    .map(|column| row.get(column))
                    .collect::<Result<Vec<Value>, _>>()
            })?;
            found.ok_or_else(|| Failure::not_found("merge.unknown").arg("id", id))
        })
        .collect()
}

/// For each column, whose word counts (place among the records); and what is thereby not taken: column, text, whose.
type Dropped = Vec<(&'static str, String, i64)>;

fn choose(
    mergeable: &Mergeable,
    ids: &[i64],
    records: &[Vec<Value>],
    take: &BTreeMap<String, i64>,
) -> Result<(Vec<usize>, Dropped), Failure> {
    let (mut winners, mut dropped) = (Vec::new(), Vec::new());
    for (at, column) in mergeable.columns.iter().enumerate() {
        let said = |place: usize| records[place][at] != Value::Null;
        let first = (0..ids.len()).find(|place| said(*place)).unwrap_or(0);
        let chosen = take
            .get(column.name)
            .and_then(|id| ids.iter().position(|known| known == id))
            .unwrap_or(first);
        if FIRST_STAYS.contains(&column.name) && chosen != first {
            return Err(Failure::conflict("lead.first_source_stays")
                .arg("value", text_of(&records[first][at]).unwrap_or_default())
                .at(column.name));
        }
        for place in (0..ids.len()).filter(|place| said(*place) && records[*place][at] != records[chosen][at]) {
            if let Some(text) = text_of(&records[place][at]) {
                dropped.push((column.name, text, ids[place]));
            }
        }
        winners.push(chosen);
    }
    Ok((winners, dropped))
}

/// Whoever has the one record afterwards takes up the customers of all: none of them may be what somebody else has registered.
fn guard_owner(
    read: &Read<'_>,
    entity: Entity,
    ids: &[i64],
    records: &[Vec<Value>],
    winners: &[usize],
) -> Result<(), Failure> {
    let place = entity
        .mergeable()
        .columns
        .iter()
        .position(|column| column.name == "owner_id");
    let Some(Value::Integer(owner)) = place.map(|at| &records[winners[at]][at]) else {
        return Ok(());
    };
    let (ids, owner) = (crate::engine::store::id_list(ids), UserId(*owner));
    match entity {
        Entity::Lead => guard_leads(read, &ids, owner),
        Entity::Account => guard_accounts(read, &ids, owner),
        // People are written down by anybody.
        Entity::Contact => Ok(()),
    }
    .map_err(|failure| failure.at("take"))
}

/// Writes the chosen words into the record that is left.
fn take_values(
    write: &mut Write<'_>,
    mergeable: &Mergeable,
    ids: &[i64],
    keep: i64,
    winners: &[usize],
) -> Result<(), Failure> {
    for (Column { name, followers }, winner) in mergeable.columns.iter().zip(winners) {
        let from = ids[*winner];
        if from == keep {
            continue;
        }
        for column in std::iter::once(name).chain(*followers) {
            write.run(
                &format!(
                    "update {0} set {column} = (select {column} from {0} where id = ?2), updated_at = ?3 where id = ?1",
                    mergeable.table
                ),
                (keep, from, write.now().millis()),
            )?;
        }
    }
    Ok(())
}

/// A customer that took its parent company from one it was itself above would stand above itself: it stands alone then.
fn open_circle(write: &mut Write<'_>, keep: i64) -> Result<(), Failure> {
    write.run(
        "with recursive above(id) as (select parent_id from accounts where id = ?1
           union select a.parent_id from accounts a join above on a.id = above.id where a.parent_id is not null)
         update accounts set parent_id = null where id = ?1 and ?1 in (select id from above)",
        [keep],
    )?;
    Ok(())
}

/// Every table that refers to one, with its column: asked of the file itself, so that no reference can be forgotten.
pub(crate) fn references(read: &Read<'_>, table: &str) -> Result<Vec<(String, String)>, Failure> {
    read.all(
        "select s.name, f.\"from\" from sqlite_schema s join pragma_foreign_key_list(s.name) f
         where s.type = 'table' and f.\"table\" = ?1 order by s.name, f.\"from\"",
        [table],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Moves what refers to the losers. What the kept record has already (a tag) goes with the losers.
fn move_references(
    write: &mut Write<'_>,
    mergeable: &Mergeable,
    child: &str,
    column: &str,
    keep: i64,
    losers: &str,
) -> Result<i64, Failure> {
    if child == mergeable.table {
        // A record does not refer to itself: what stood below or above a loser that was its own neighbour stands alone.
        write.run(
            &format!(
                "update {child} set {column} = null where id = ?2 and {column} in (select value from json_each(?1))"
            ),
            (losers, keep),
        )?;
    }
    let moved = write.run(
        &format!("update or ignore {child} set {column} = ?2 where {column} in (select value from json_each(?1))"),
        (losers, keep),
    )?;
    if child != mergeable.table {
        write.run(
            &format!("delete from {child} where {column} in (select value from json_each(?1))"),
            [losers],
        )?;
    }
    Ok(moved as i64)
}

/// Contact methods that were not taken stand beside the lead's own.
fn keep_methods(write: &mut Write<'_>, keep: i64, dropped: &Dropped) -> Result<(), Failure> {
    for (kind, value, _) in dropped.iter().filter(|(column, ..)| METHODS.contains(column)) {
        write.run(
            "insert into lead_contacts (lead_id, kind, value) select ?1, ?2, ?3
             where not exists (select 1 from lead_contacts where lead_id = ?1 and kind = ?2 and value = ?3)",
            (keep, kind, value),
        )?;
    }
    Ok(())
}

/// What was not taken is written down on the record that is left: nothing is lost by a merge.
fn note_dropped(
    write: &mut Write<'_>,
    mergeable: &Mergeable,
    wanted: &MergeRecords,
    dropped: &Dropped,
) -> Result<(), Failure> {
    let language = write.house.language;
    let mut lines = Vec::new();
    for (column, text, whose) in dropped {
        let shown = shown_text(write, column, text)?;
        lines.push(format!("{} #{whose}: {shown}", label(column, language)));
    }
    if lines.is_empty() {
        return Ok(());
    }
    let head = messages::sentence(language, "merge.note", &[("count", wanted.gone.len().to_string())]);
    let (now, user) = (write.now().millis(), write.actor.id.0);
    write.insert(
        &format!(
            "insert into activities (kind, {}, text, done_at, user_id, created_at, updated_at) values ('note', ?1, ?2, ?3, ?4, ?3, ?3)",
            mergeable.about
        ),
        (wanted.keep, format!("{head}\n{}", lines.join("\n")), now, user),
    )?;
    Ok(())
}

/// What a field is called in the language of the file.
fn label(column: &str, language: Language) -> String {
    crate::records::leads::words::field(column)
        .map_or_else(|| column.to_owned(), |code| messages::sentence(language, code, &[]))
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

fn shown(read: &Read<'_>, column: &str, value: &Value) -> Result<Option<String>, Failure> {
    text_of(value).map(|text| shown_text(read, column, &text)).transpose()
}

/// A value as people read it: names for ids.
fn shown_text(read: &Read<'_>, column: &str, text: &str) -> Result<String, Failure> {
    let sql = match column {
        "owner_id" => "select name from users where id = ?1",
        "account_id" | "parent_id" => "select name from accounts where id = ?1",
        _ => return Ok(text.to_owned()),
    };
    let found = read.one(sql, params_from_iter([text]), |row| row.get(0))?;
    Ok(found.unwrap_or_else(|| text.to_owned()))
}
