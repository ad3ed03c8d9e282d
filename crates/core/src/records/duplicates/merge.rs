//! Several records become one: every field that differs is shown first, everything that refers to the losers moves, old links lead on,
//! and one undo takes all of it back.

use super::dropped::{Dropped, keep_methods, note_dropped};
use super::mergeable;
use crate::engine::describe::{Merge, Noun};
use crate::engine::failure::{Failure, Kind};
use crate::engine::messages;
use crate::engine::store::custom::{CustomKind, PREFIX, load as load_custom, values_of};
use crate::engine::store::custom_values::{parts_of, shown_all};
use crate::engine::store::references::{Reference, references};
use crate::engine::store::{Read, Write, changeable};
use crate::records::registrations::{guard_customers, guard_leads};
use leadwell_rules::ids::{PersonId, RecordKind};
use rusqlite::types::Value;
use rusqlite::{named_params, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What is to become one.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MergeRecords {
    /// What they are.
    pub entity: RecordKind,
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
    let noun = mergeable(entity)?.0;
    if !write.actor.may(noun.permissions.1) {
        return Err(Failure::new(Kind::Forbidden, "call.forbidden").arg("command", "duplicates.merge"));
    }
    let mut ids = vec![wanted.keep];
    ids.extend(&wanted.gone);
    let records = load(write, noun, &ids)?;
    changeable(write, noun, &ids)?;
    if let Some(stranger) = wanted
        .take
        .iter()
        .find(|(field, id)| !ids.contains(id) || !(noun.field(field).is_some() || field.starts_with(PREFIX)))
    {
        return Err(Failure::invalid("merge.unknown_choice", "take").arg("field", stranger.0));
    }
    let losers = crate::engine::store::id_list(&wanted.gone);
    let (winner, mut dropped) = choose(write, noun, &ids, &records, &wanted.take)?;
    let own = merge_custom(write, noun, &ids, &wanted.take)?;
    guard_owner(write, noun, &ids, &records, &winner)?;
    let subject = records[0].first().and_then(text_of).unwrap_or_default();
    let mut moved = 0;
    for Reference { child, column, .. } in references(write, noun.table())? {
        moved += move_references(write, noun, &child, &column, wanted.keep, &losers)?;
    }
    take_values(write, noun, &ids, wanted.keep, &winner)?;
    join_notes(write, noun, wanted.keep, &records)?;
    if entity == RecordKind::Customers {
        open_circle(write, wanted.keep)?;
    }
    keep_methods(write, noun, wanted.keep, &dropped)?;
    let language = write.settings.language;
    let head = messages::sentence(language, "merge.note", &[("count", wanted.gone.len().to_string())]);
    dropped.extend(own);
    note_dropped(write, noun, wanted.keep, head, &dropped)?;
    let now = write.now().millis();
    write.run(
        &format!(
            "update {} set deleted_at = ?2, updated_at = ?2 where id in (select value from json_each(?1))",
            noun.table()
        ),
        (&losers, now),
    )?;
    // Signposts of earlier merges lead on to the record that is left now.
    write.run(
        "update merges set kept_id = ?3 where entity = ?1 and kept_id in (select value from json_each(?2))",
        (noun.table(), &losers, wanted.keep),
    )?;
    write.run(
        "insert into merges (entity, gone_id, kept_id, person_id, at) select ?1, value, ?3, ?4, ?5 from json_each(?2)",
        (noun.table(), &losers, wanted.keep, write.actor.id.0, now),
    )?;
    write.subject(subject);
    Ok(Merged {
        id: wanted.keep,
        gone: wanted.gone.len(),
        moved,
    })
}

/// The records' columns, each record once and all of them there.
pub(super) fn load(read: &Read<'_>, noun: &Noun, ids: &[i64]) -> Result<Vec<Vec<Value>>, Failure> {
    let mut once: Vec<i64> = ids.to_vec();
    once.sort_unstable();
    once.dedup();
    if ids.len() < 2 || once.len() != ids.len() {
        return Err(Failure::invalid("merge.needs_two", "ids"));
    }
    let names = noun.columns();
    let text = format!(
        "select t.{} from {} t {} where t.id = :id and {} and {}",
        names.join(", t."),
        noun.table(),
        noun.joined(),
        noun.alive(),
        noun.seen()
    );
    ids.iter()
        .map(|id| {
            let found = read.one(
                &text,
                named_params! { ":id": id, ":scope": read.actor.scope.bound() },
                |row| {
                    (0..names.len())
                        .map(|column| row.get(column))
                        .collect::<Result<Vec<Value>, _>>()
                },
            )?;
            found.ok_or_else(|| Failure::not_found("merge.unknown").arg("id", id))
        })
        .collect()
}

/// For each field, whose word counts (place among the records); and what is thereby not taken.
fn choose(
    read: &Read<'_>,
    noun: &Noun,
    ids: &[i64],
    records: &[Vec<Value>],
    take: &BTreeMap<String, i64>,
) -> Result<(Vec<usize>, Vec<Dropped>), Failure> {
    let (mut winners, mut dropped) = (Vec::new(), Vec::new());
    for (at, field) in noun.fields.iter().enumerate() {
        let says = |place: usize| field.says(&records[place][at]);
        let first = match field.merge {
            Merge::Keep | Merge::Join => 0,
            _ => (0..ids.len()).find(|place| says(*place)).unwrap_or(0),
        };
        let asked = take.get(field.column);
        let chosen = asked
            .and_then(|id| ids.iter().position(|known| known == id))
            .unwrap_or(first);
        if chosen != first {
            match field.merge {
                Merge::Fill | Merge::FurtherMethod => {}
                Merge::FirstStays => {
                    return Err(Failure::conflict("lead.first_source_stays")
                        .arg("value", text_of(&records[first][at]).unwrap_or_default())
                        .at(field.column));
                }
                Merge::Keep | Merge::Join => {
                    return Err(Failure::invalid("merge.unknown_choice", "take").arg("field", field.column));
                }
            }
        }
        for place in (0..ids.len()).filter(|place| says(*place) && records[*place][at] != records[chosen][at]) {
            match (field.merge, text_of(&records[place][at])) {
                (Merge::Join, Some(text)) => {
                    let kept = text_of(&records[0][at]).unwrap_or_default();
                    if let Some(text) = not_joined(&kept, &text) {
                        dropped.push(Dropped::of(read, field, text, ids[place])?);
                    }
                }
                (_, Some(text)) => dropped.push(Dropped::of(read, field, text, ids[place])?),
                (_, None) => {}
            }
        }
        winners.push(chosen);
    }
    Ok((winners, dropped))
}

/// Brings the chosen values of fields of one's own to the record that is left, before what refers to the others moves: of a single value
/// the first that is said counts, or the one that was asked for; several choices are joined. Answers what is not taken.
fn merge_custom(
    write: &mut Write<'_>,
    noun: &Noun,
    ids: &[i64],
    take: &BTreeMap<String, i64>,
) -> Result<Vec<Dropped>, Failure> {
    let mut dropped = Vec::new();
    let Some((table, about)) = values_of(noun) else {
        return Ok(dropped);
    };
    let fields = load_custom(write, noun)?;
    if let Some(unknown) = take
        .keys()
        .find(|key| key.starts_with(PREFIX) && !fields.iter().any(|field| field.key == **key))
    {
        return Err(Failure::invalid("merge.unknown_choice", "take").arg("field", unknown));
    }
    let said = ids
        .iter()
        .map(|id| parts_of(write, noun, *id))
        .collect::<Result<Vec<_>, _>>()?;
    for field in fields.iter().filter(|field| field.kind != CustomKind::Choices) {
        let says = |place: usize| said[place].get(&field.key);
        let asked = take
            .get(&field.key)
            .and_then(|id| ids.iter().position(|known| known == id));
        let Some(chosen) = asked.or_else(|| (0..ids.len()).find(|place| says(*place).is_some())) else {
            continue;
        };
        for place in (0..ids.len()).filter(|place| says(*place) != says(chosen)) {
            if let Some(parts) = says(place) {
                dropped.push(Dropped {
                    label: field.name.clone(),
                    text: shown_all(write, field, parts)?,
                    whose: ids[place],
                    method: None,
                });
            }
        }
        let others: Vec<i64> = (0..ids.len())
            .filter(|place| *place != chosen)
            .map(|place| ids[place])
            .collect();
        write.run(
            &format!("delete from {table} where field_id = ?1 and {about} in (select value from json_each(?2))"),
            params![field.id.0, crate::engine::store::id_list(&others)],
        )?;
    }
    Ok(dropped)
}

type Notes = BTreeMap<String, serde_json::Value>;

/// Parts of `other` that have no place beside those of `kept`, as text.
fn not_joined(kept: &str, other: &str) -> Option<String> {
    let read = |text: &str| serde_json::from_str::<Notes>(text).unwrap_or_default();
    let kept = read(kept);
    let lost = read(other)
        .into_iter()
        .filter(|(key, said)| kept.get(key).is_some_and(|known| known != said));
    let lines: Vec<String> = lost.map(|(key, said)| format!("{key}: {}", plain(&said))).collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

/// The texts of a JSON value, one after another.
fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(parts) => parts.values().map(plain).collect::<Vec<_>>().join(" · "),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Joins what is made of parts: the kept record's parts stay, the others' stand beside them.
fn join_notes(write: &mut Write<'_>, noun: &Noun, keep: i64, records: &[Vec<Value>]) -> Result<(), Failure> {
    for (at, field) in noun
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.merge == Merge::Join)
    {
        let mut joined = Notes::new();
        for text in records.iter().filter_map(|record| text_of(&record[at])) {
            for (key, said) in serde_json::from_str::<Notes>(&text).unwrap_or_default() {
                joined.entry(key).or_insert(said);
            }
        }
        let text = serde_json::to_string(&joined).unwrap_or_default();
        if !joined.is_empty() && text_of(&records[0][at]).as_ref() != Some(&text) {
            write.run(
                &format!("update {} set {} = ?2 where id = ?1", noun.table(), field.column),
                (keep, text),
            )?;
        }
    }
    Ok(())
}

/// Whoever has the one record afterwards takes up the customers of all: none of them may be what somebody else has registered.
fn guard_owner(
    read: &Read<'_>,
    noun: &Noun,
    ids: &[i64],
    records: &[Vec<Value>],
    winners: &[usize],
) -> Result<(), Failure> {
    let fields = noun.fields;
    let place = fields.iter().position(|field| field.column == "owner_id");
    let Some(Value::Integer(owner)) = place.map(|at| &records[winners[at]][at]) else {
        return Ok(());
    };
    let (ids, owner) = (crate::engine::store::id_list(ids), PersonId(*owner));
    match noun.kind {
        RecordKind::Leads => guard_leads(read, &ids, owner),
        RecordKind::Customers => guard_customers(read, &ids, owner),
        // People are written down by anybody.
        _ => Ok(()),
    }
    .map_err(|failure| failure.at("take"))
}

/// Writes the chosen words into the record that is left.
fn take_values(write: &mut Write<'_>, noun: &Noun, ids: &[i64], keep: i64, winners: &[usize]) -> Result<(), Failure> {
    for (field, winner) in noun.fields.iter().zip(winners) {
        let from = ids[*winner];
        if from == keep {
            continue;
        }
        for column in std::iter::once(&field.column).chain(field.followers) {
            write.run(
                &format!(
                    "update {0} set {column} = (select {column} from {0} where id = ?2), updated_at = ?3 where id = ?1",
                    noun.table()
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
        "with recursive above(id) as (select parent_id from customers where id = ?1
           union select a.parent_id from customers a join above on a.id = above.id where a.parent_id is not null)
         update customers set parent_id = null where id = ?1 and ?1 in (select id from above)",
        [keep],
    )?;
    Ok(())
}

/// Moves what refers to the losers. What the kept record has already (a tag) goes with the losers.
fn move_references(
    write: &mut Write<'_>,
    noun: &Noun,
    child: &str,
    column: &str,
    keep: i64,
    losers: &str,
) -> Result<i64, Failure> {
    if child == noun.table() {
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
    if child != noun.table() {
        write.run(
            &format!("delete from {child} where {column} in (select value from json_each(?1))"),
            [losers],
        )?;
    }
    Ok(moved as i64)
}

pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}
