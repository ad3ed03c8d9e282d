//! Which records a verb is meant for: lists of ids, as they come in and as queries bind them.

use super::Read;
use crate::engine::failure::Failure;

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

/// What the records that are to go are called; refuses with `unknown` when one of them is not there.
pub(crate) fn names(read: &Read<'_>, table: &str, ids: &[i64], unknown: &'static str) -> Result<Vec<String>, Failure> {
    let text = format!(
        "select name from {table} where deleted_at is null and id in (select value from json_each(?1)) order by id"
    );
    let names: Vec<String> = read.all(&text, [id_list(ids)], |row| row.get(0))?;
    if names.len() < ids.len() {
        return Err(Failure::not_found(unknown));
    }
    Ok(names)
}

/// Ids as the JSON list that `json_each` reads.
pub(crate) fn id_list(ids: &[i64]) -> String {
    let texts: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", texts.join(","))
}
