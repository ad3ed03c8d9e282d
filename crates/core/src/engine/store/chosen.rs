//! Which records a verb is meant for: lists of ids, as they come in and as queries bind them.

use super::Read;
use crate::engine::describe::Noun;
use crate::engine::failure::{Failure, Kind};
use rusqlite::named_params;

/// Each id once; refuses none at all.
pub(crate) fn once(ids: impl IntoIterator<Item = i64>) -> Result<Vec<i64>, Failure> {
    let mut ids: Vec<i64> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Err(Failure::invalid("bin.nothing_chosen", "ids"));
    }
    Ok(ids)
}

/// What records are called; fails unless all of them are there and the reader sees them.
pub(crate) fn seen(read: &Read<'_>, noun: &Noun, ids: &[i64]) -> Result<Vec<String>, Failure> {
    Ok(found(read, noun, ids)?.into_iter().map(|one| one.name).collect())
}

/// The same, of records that the reader means to change: one that is somebody else's refuses all of them.
pub(crate) fn changeable(read: &Read<'_>, noun: &Noun, ids: &[i64]) -> Result<Vec<String>, Failure> {
    let found = found(read, noun, ids)?;
    match found.iter().find(|one| !one.changes) {
        Some(one) => Err(not_yours(&one.name, one.owner.as_deref())),
        None => Ok(found.into_iter().map(|one| one.name).collect()),
    }
}

/// Those of these records that are there and that the reader sees, in order.
pub(crate) fn visible(read: &Read<'_>, noun: &Noun, ids: &[i64]) -> Result<Vec<i64>, Failure> {
    Ok(standing(read, noun, ids)?.into_iter().map(|(id, _)| id).collect())
}

/// The failure of a call that would change a record which the person sees and somebody else has.
pub(crate) fn not_yours(name: &str, owner: Option<&str>) -> Failure {
    Failure::new(Kind::Forbidden, "record.not_yours")
        .arg("name", name)
        .arg("owner", owner.unwrap_or_default())
}

/// A record that was found.
struct Found {
    name: String,
    owner: Option<String>,
    changes: bool,
}

fn found(read: &Read<'_>, noun: &Noun, ids: &[i64]) -> Result<Vec<Found>, Failure> {
    let found = standing(read, noun, ids)?;
    match ids
        .iter()
        .find(|id| found.binary_search_by_key(id, |(known, _)| known).is_err())
    {
        Some(missing) => Err(Failure::not_found(noun.unknown).arg("id", missing)),
        None => Ok(found.into_iter().map(|(_, one)| one).collect()),
    }
}

fn standing(read: &Read<'_>, noun: &Noun, ids: &[i64]) -> Result<Vec<(i64, Found)>, Failure> {
    let text = format!(
        "select t.id, {}, u.name, {} is true from {} t {} where t.id in (select value from json_each(:ids)) and {} and {} order by t.id",
        noun.shown.title,
        noun.changed(),
        noun.table(),
        noun.joined(),
        noun.alive(),
        noun.seen()
    );
    let bound = named_params! { ":ids": id_list(ids), ":scope": read.actor.scope.bound() };
    read.all(&text, bound, |row| {
        let one = Found {
            name: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
            owner: row.get(2)?,
            changes: row.get(3)?,
        };
        Ok((row.get(0)?, one))
    })
}

/// Ids as the JSON list that `json_each` reads.
pub(crate) fn id_list(ids: &[i64]) -> String {
    let texts: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", texts.join(","))
}
