//! What lies in the bin, last removed first.

use super::lies;
use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, cursor, text};
use crate::records::nouns::{NOUNS, noun};
use leadwell_rules::ids::RecordKind;
use leadwell_rules::text::fold;
use leadwell_rules::time::Instant;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows in a page when nobody says how many, and at most.
const PAGE: (usize, usize) = (100, 500);

/// Which part of the bin.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListBin {
    /// Records of which kind.
    pub kind: RecordKind,
    /// Part of what a record is called.
    #[serde(default)]
    pub text: Option<String>,
    /// `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
    /// Rows in the page, 1–500; 100 when not given.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// One record in the bin.
#[derive(Debug, Serialize, TS)]
pub struct BinRow {
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// What tells it from others of that name: its company, its number, the record a file belonged to.
    pub detail: Option<String>,
    /// When it was removed.
    pub removed_at: Instant,
    /// By whom; null when a change too large to be listed record by record removed it.
    pub by: Option<String>,
    /// For a customer, how many of its contacts went with it and would come back.
    pub contacts: i64,
}

/// How many records of a kind lie in the bin.
#[derive(Debug, Serialize, TS)]
pub struct BinCount {
    /// The kind.
    pub kind: RecordKind,
    /// Those the reader may see.
    pub count: i64,
    /// Whether the reader may bring them back.
    pub restores: bool,
}

/// A page of the bin.
#[derive(Debug, Serialize, TS)]
pub struct BinPage {
    /// The records, last removed first.
    pub rows: Vec<BinRow>,
    /// Give this as `after` for the next page; null at the end.
    pub next: Option<String>,
    /// How many there are of each kind the reader may see.
    pub counts: Vec<BinCount>,
}

/// Answers `bin.list`.
pub fn list(read: &Read<'_>, wanted: ListBin) -> Result<BinPage, Failure> {
    let mut counts = Vec::new();
    for noun in NOUNS
        .into_iter()
        .filter(|noun| noun.in_bin && read.actor.may(noun.permissions.0))
    {
        counts.push(BinCount {
            kind: noun.kind,
            count: count(read, noun)?,
            restores: read.actor.may(noun.permissions.1),
        });
    }
    let noun = noun(wanted.kind, |noun| noun.in_bin)?;
    if !read.actor.may(noun.permissions.0) {
        return Ok(BinPage {
            rows: Vec::new(),
            next: None,
            counts,
        });
    }
    let limit = wanted.limit.unwrap_or(PAGE.0).clamp(1, PAGE.1);
    let after: Option<(i64, i64)> = cursor::decode(wanted.after.as_deref())?;
    let contacts = if wanted.kind == RecordKind::Customers {
        "(select count(*) from contacts p where p.customer_id = t.id and p.deleted_at = t.deleted_at)"
    } else {
        "0"
    };
    // Who: the change that was made at the very instant of the removal and touched the record.
    let text = format!(
        "select t.id, t.deleted_at, {contacts},
                (select u.name from change_records x join changes c on c.id = x.change_id join people u on u.id = c.person_id
                 where x.entity = '{table}' and x.record_id = t.id and c.at = t.deleted_at order by c.id desc limit 1),
                {title} as called, {subtitle}
         from {table} t indexed by {table}_bin {joined}
         where {lies} and (:text is null or fold_has(t.name, :text))
           and (:at is null or (t.deleted_at, t.id) < (:at, :id))
         order by t.deleted_at desc, t.id desc limit :limit",
        table = noun.table(),
        title = noun.shown.title,
        subtitle = noun.shown.subtitle,
        joined = noun.joined(),
        lies = lies(noun)
    );
    let mut rows = read.all(
        &text,
        named_params! {
            ":scope": read.actor.scope.bound(), ":text": text::asked(wanted.text.as_deref(), "text")?.map(fold),
            ":at": after.map(|(at, _)| at), ":id": after.map(|(_, id)| id), ":limit": i64::try_from(limit + 1).unwrap_or(i64::MAX)
        },
        |row| {
            Ok(BinRow {
                id: row.get(0)?,
                removed_at: Instant(row.get(1)?),
                contacts: row.get(2)?,
                by: row.get(3)?,
                name: row.get(4)?,
                detail: row.get::<_, Option<String>>(5)?.filter(|text| !text.is_empty()),
            })
        },
    )?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| (last.removed_at.millis(), last.id));
    Ok(BinPage {
        rows,
        next: next.as_ref().map(cursor::encode).transpose()?,
        counts,
    })
}

fn count(read: &Read<'_>, noun: &Noun) -> Result<i64, Failure> {
    let text = format!(
        "select count(*) from {0} t indexed by {0}_bin {1} where {2}",
        noun.table(),
        noun.joined(),
        lies(noun)
    );
    let found = read.one(&text, named_params! { ":scope": read.actor.scope.bound() }, |row| {
        row.get(0)
    })?;
    Ok(found.unwrap_or_default())
}
