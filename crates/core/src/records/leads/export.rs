//! What a list shows, as a workbook or as CSV: the same rows in the same order, with the chosen columns. Every described field can be one.

use super::description::LEADS;
use super::fields::expression;
use super::row::{TABLES, code};
use super::selection::{Selection, conditions};
use crate::engine::describe::Kind as Holds;
use crate::engine::failure::Failure;
use crate::engine::files::{Cell, RowFile, TableFormat};
use crate::engine::messages;
use crate::engine::store::Read;
use crate::engine::store::order::{Order, SortBy};
use leadwell_rules::time::{Day, Instant, business_day};
use rusqlite::types::ValueRef;
use rusqlite::{Row, params_from_iter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows in one file at most: what a spreadsheet can hold besides the heading.
const MOST: u32 = 1_048_575;

/// The columns of a file when nobody chooses.
const USUAL: [&str; 18] = [
    "code",
    "name",
    "company",
    "title",
    "mobile",
    "phone",
    "email",
    "wechat",
    "city",
    "industry",
    "source",
    "channel",
    "campaign",
    "need",
    "state",
    "owner",
    "tags",
    "created_at",
];

/// Columns that are no fields: name, what they hold, SQL.
const BESIDE: [(&str, Holds, &str); 12] = [
    ("province", Holds::Text, "l.province"),
    ("city", Holds::Text, "l.city"),
    ("carrier", Holds::Text, "l.carrier"),
    ("door", Holds::Choice("lead_door"), "l.door"),
    ("quarantine_value", Holds::Text, "l.quarantine_value"),
    (
        "tags",
        Holds::Text,
        "(select group_concat(t.name, ', ') from lead_tags lt join tags t on t.id = lt.tag_id where lt.lead_id = l.id)",
    ),
    (
        "contacts",
        Holds::Text,
        "(select group_concat(c.value, ', ') from lead_contacts c where c.lead_id = l.id)",
    ),
    ("followed_at", Holds::Instant, "l.followed_at"),
    ("next_due_on", Holds::Day, "l.next_due_on"),
    ("created_at", Holds::Instant, "l.created_at"),
    ("updated_at", Holds::Instant, "l.updated_at"),
    ("id", Holds::Number, "l.id"),
];

/// Which leads, with which columns, in which order.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ExportLeads {
    /// Which leads.
    pub filter: Option<Selection>,
    /// Columns to sort by; the default is newest first.
    #[ts(as = "Option<Vec<SortBy>>")]
    pub sort: Vec<SortBy>,
    /// The columns by their stable names; the usual ones when empty.
    #[ts(as = "Option<Vec<String>>")]
    pub columns: Vec<String>,
    /// The kind of file; a workbook when not given.
    pub format: Option<TableFormat>,
    /// A path on this machine to write to; without it the answer carries the bytes, as far as a browser can take them.
    pub out: Option<String>,
}

/// A finished file.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ExportedLeads")]
pub struct Exported {
    /// A name for it.
    pub name: String,
    /// Leads in it.
    pub rows: u32,
    /// Where it was written.
    pub path: Option<String>,
    /// Its bytes, when no path was given.
    pub file_base64: Option<String>,
}

/// A column of the file.
struct Column {
    holds: Holds,
    sql: String,
    label: String,
    /// The number people read, which is made of two columns.
    numbered: bool,
}

/// Answers `leads.export`.
pub fn export(read: &Read<'_>, wanted: ExportLeads) -> Result<Exported, Failure> {
    let order = Order::new(&wanted.sort, "l.id", expression)?;
    let names: Vec<&str> = if wanted.columns.is_empty() {
        USUAL.to_vec()
    } else {
        wanted.columns.iter().map(String::as_str).collect()
    };
    let columns = names
        .iter()
        .map(|name| column(read, name))
        .collect::<Result<Vec<_>, _>>()?;
    let heads: Vec<String> = columns.iter().map(|column| column.label.clone()).collect();
    let all = conditions(read, &wanted.filter.unwrap_or_default())?;
    let chosen: Vec<&str> = columns.iter().map(|column| column.sql.as_str()).collect();
    let text = format!(
        "select l.id, l.created_at, {} from {TABLES} where {} order by {} limit {MOST}",
        chosen.join(", "),
        all.sql(),
        order.sql()
    );
    let title = messages::sentence(read.call.language, "export.leads", &[]);
    let file = RowFile {
        format: wanted.format.unwrap_or_default(),
        title: &title,
        heads: &heads,
        made_at: read.now().millis().div_euclid(1000),
    };
    let mut count = 0;
    let stem = format!("{title} {}", read.today());
    let delivered = file.deliver(read.call.origin, wanted.out.as_deref(), &stem, |put| {
        let mut statement = read.sql(&text)?;
        let mut rows = statement.query(params_from_iter(all.values()))?;
        let mut cells = Vec::with_capacity(columns.len());
        while let Some(row) = rows.next()? {
            cells.clear();
            for (at, column) in columns.iter().enumerate() {
                cells.push(column.cell(read, row, at + 2)?);
            }
            put(&cells)?;
            count += 1;
        }
        Ok(())
    })?;
    Ok(Exported {
        name: delivered.name,
        rows: count,
        path: delivered.path,
        file_base64: delivered.file_base64,
    })
}

/// A column by its stable name: a field without the ending that says how it is stored, or one of [`BESIDE`].
fn column(read: &Read<'_>, name: &str) -> Result<Column, Failure> {
    let label = |name: &str| messages::sentence(read.call.language, &format!("field.{name}"), &[]);
    if name == "code" {
        return Ok(Column {
            holds: Holds::Text,
            sql: "null".to_owned(),
            label: label("code"),
            numbered: true,
        });
    }
    if let Some((_, holds, sql)) = BESIDE.iter().find(|(known, ..)| *known == name) {
        return Ok(Column {
            holds: *holds,
            sql: (*sql).to_owned(),
            label: label(name),
            numbered: false,
        });
    }
    let stored = if name == "external_code" { "code" } else { name };
    let field = LEADS
        .fields
        .iter()
        .find(|field| field.column.trim_end_matches("_minor").trim_end_matches("_id") == stored)
        .ok_or_else(|| Failure::invalid("list.unknown_column", "columns").arg("column", name))?;
    Ok(Column {
        holds: field.kind,
        sql: match field.kind {
            Holds::Person => "u.name".to_owned(),
            _ => format!("l.{}", field.column),
        },
        label: if name == "external_code" {
            label(name)
        } else {
            field.label(read.call.language)
        },
        numbered: false,
    })
}

impl Column {
    fn cell(&self, read: &Read<'_>, row: &Row<'_>, at: usize) -> Result<Cell, Failure> {
        if self.numbered {
            return Ok(Cell::text(code(read, row.get(0)?, Instant(row.get(1)?))));
        }
        Ok(match (row.get_ref(at)?, self.holds) {
            (ValueRef::Null, _) => Cell::empty(),
            (ValueRef::Integer(minor), Holds::Money) => Cell::money(minor, read.settings.currency),
            (ValueRef::Integer(millis), Holds::Instant) => {
                let local = Instant(millis).local_minute(&read.settings.time_zone);
                let minutes = local.get(11..).and_then(minutes).unwrap_or_default();
                Cell::minute(business_day(Instant(millis), &read.settings.time_zone), minutes)
            }
            (ValueRef::Integer(number), _) => Cell::count(number),
            (ValueRef::Text(bytes), holds) => {
                let text = String::from_utf8_lossy(bytes);
                match holds {
                    Holds::Day => text
                        .parse::<Day>()
                        .map_or_else(|_| Cell::text(text.as_ref()), Cell::day),
                    holds => Cell::text(holds.shown(&text, read.call.language)),
                }
            }
            _ => Cell::empty(),
        })
    }
}

/// Minutes since midnight of a text such as `09:05`.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
}
