//! Tags: words that mark leads.

use super::description::LEADS;
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write, text};
use leadwell_rules::ids::TagId;
use rusqlite::named_params;
use serde::Serialize;
use ts_rs::TS;

/// A tag.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// The word.
    pub name: String,
    /// Leads that carry it, of those one may see.
    pub leads: i64,
}

/// Answers `tags.list`: whoever does not see everybody's leads learns the words on those they see.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<Tag>, Failure> {
    read.all(
        &format!(
            "select * from (select g.id, g.name, (select count(*) from lead_tags lt join leads l on l.id = lt.lead_id where lt.tag_id = g.id
               and l.deleted_at is null and {}) as leads from tags g)
             where :scope is null or leads > 0 order by name",
            LEADS.reach.sees("l")
        ),
        named_params! { ":scope": read.actor.scope.bound() },
        |row| {
            Ok(Tag {
                id: TagId(row.get(0)?),
                name: row.get(1)?,
                leads: row.get(2)?,
            })
        },
    )
}

/// The tag of that name, made new when there is none.
pub(crate) fn find_or_add(write: &mut Write<'_>, name: &str) -> Result<i64, Failure> {
    let name = text::typed(Some(name)).ok_or_else(|| Failure::invalid("tag.name_missing", "tags"))?;
    let known = write.one("select id from tags where name = ?1", [name], |row| row.get(0))?;
    match known {
        Some(id) => Ok(id),
        None => write.insert("insert into tags (name) values (?1)", [name]),
    }
}

/// Puts a tag on leads; those that carry it already stay as they are.
pub(crate) fn put(write: &mut Write<'_>, tag: i64, ids: &str) -> Result<usize, Failure> {
    write.run(
        "insert into lead_tags (lead_id, tag_id) select value, ?2 from json_each(?1)
         where not exists (select 1 from lead_tags t where t.lead_id = value and t.tag_id = ?2)",
        (ids, tag),
    )
}
