//! What a list shows, as a workbook or as CSV: the same rows in the same order, with the chosen columns. Every described field can be one,
//! and every field of one's own.

use super::Read;
use super::custom::{self, CustomField, CustomKind};
use super::list::{Listed, Selection, bound, conditions, joins, order};
use super::order::SortBy;
use crate::engine::describe::Kind;
use crate::engine::failure::Failure;
use crate::engine::files::{Cell, RowFile, TableFormat};
use crate::engine::messages;
use leadwell_rules::money::Currency;
use leadwell_rules::time::{Day, Instant, business_day};
use rusqlite::types::ValueRef;
use rusqlite::{Row, params_from_iter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows in one file at most: what a spreadsheet can hold besides the heading.
const MOST: u32 = 1_048_575;

/// What a noun tells the export besides its list.
pub struct Exports {
    /// The list whose records go out.
    pub listed: &'static Listed,
    /// The code of what the file is called.
    pub title: &'static str,
    /// The columns of a file when nobody chooses.
    pub usual: &'static [&'static str],
    /// Columns that are no fields, or are told otherwise than they are stored: name, what they hold, SQL.
    pub beside: &'static [(&'static str, Holds, &'static str)],
    /// The number people read, which stands in the column `code`: what it is made of, and how.
    pub number: Option<(&'static str, ReadNumber)>,
}

/// Makes the number people read from a row, beginning at a column.
type ReadNumber = fn(&Read<'_>, &Row<'_>, usize) -> rusqlite::Result<String>;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A value of this kind.
    Of(Kind),
    /// Minor units and the code of their currency, with a space between.
    InCurrency,
    /// A share, basis points.
    Share,
    /// A whole number of the smallest steps of this many decimals.
    Decimal(u8),
    /// The number people read.
    Number,
}

/// Which records, with which columns, in which order.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ExportRecords {
    /// Which records.
    pub filter: Option<Selection>,
    /// Columns to sort by; without them the list's own order.
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
pub struct ExportedRecords {
    /// A name for it.
    pub name: String,
    /// Records in it.
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
}

/// Writes the records of a list into a file, row by row.
pub fn export(read: &Read<'_>, exports: &Exports, wanted: ExportRecords) -> Result<ExportedRecords, Failure> {
    let listed = exports.listed;
    let names: Vec<&str> = if wanted.columns.is_empty() {
        exports.usual.to_vec()
    } else {
        wanted.columns.iter().map(String::as_str).collect()
    };
    let mut columns: Vec<Column> = names
        .iter()
        .map(|name| column(read, exports, name))
        .collect::<Result<_, _>>()?;
    if wanted.columns.is_empty() {
        for own in custom::in_use(read, listed.noun)? {
            columns.push(own_column(listed, &own));
        }
    }
    let heads: Vec<String> = columns.iter().map(|column| column.label.clone()).collect();
    let all = conditions(read, listed, &wanted.filter.unwrap_or_default())?;
    let order = order(read, listed, &wanted.sort)?;
    let chosen: Vec<&str> = columns.iter().map(|column| column.sql.as_str()).collect();
    let chosen = chosen.join(", ");
    let (clause, order_by) = (all.sql(), order.sql());
    let joins = joins(listed, &[&chosen, &clause, &order_by]);
    let text = format!(
        "select {chosen}{} from {} {joins} where {clause} order by {order_by} limit {MOST}",
        exports.number.map(|(sql, _)| format!(", {sql}")).unwrap_or_default(),
        listed.table
    );
    let (text, values) = bound(read, text, all.values());
    let title = messages::sentence(read.call.language, exports.title, &[]);
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
        let mut rows = statement.query(params_from_iter(values))?;
        let mut cells = Vec::with_capacity(columns.len());
        while let Some(row) = rows.next()? {
            cells.clear();
            for (at, column) in columns.iter().enumerate() {
                cells.push(match (column.holds, exports.number) {
                    (Holds::Number, Some((_, number))) => Cell::text(number(read, row, columns.len())?),
                    _ => column.cell(read, row, at)?,
                });
            }
            put(&cells)?;
            count += 1;
        }
        Ok(())
    })?;
    Ok(ExportedRecords {
        name: delivered.name,
        rows: count,
        path: delivered.path,
        file_base64: delivered.file_base64,
    })
}

/// A column by its stable name: the number, one of `beside`, a field without the ending that says how it is stored, or one of one's own.
fn column(read: &Read<'_>, exports: &Exports, name: &str) -> Result<Column, Failure> {
    let listed = exports.listed;
    let made = |holds, sql: &str, field: &str| Column {
        holds,
        sql: sql.to_owned(),
        label: messages::sentence(read.call.language, &format!("field.{field}"), &[]),
    };
    if name == "code" && exports.number.is_some() {
        return Ok(made(Holds::Number, "null", "code"));
    }
    if let Some((_, holds, sql)) = exports.beside.iter().find(|(known, ..)| *known == name) {
        return Ok(made(*holds, sql, name));
    }
    if let Some(own) = custom::find(read, listed.noun, name)? {
        return Ok(own_column(listed, &own));
    }
    let field = listed
        .noun
        .fields
        .iter()
        .find(|field| field.column.trim_end_matches("_minor").trim_end_matches("_id") == name)
        .ok_or_else(|| Failure::invalid("list.unknown_column", "columns").arg("column", name))?;
    let stored = format!("{}.{}", custom::alias(listed.id), field.column);
    let named = |table: &str| format!("(select name from {table} where id = {stored})");
    Ok(match field.kind {
        Kind::Person => made(Holds::Of(Kind::Text), &named("people"), field.column),
        Kind::Record(table) => made(Holds::Of(Kind::Text), &named(table), field.column),
        kind => made(Holds::Of(kind), &stored, field.column),
    })
}

/// A field of one's own: the names of options and people, the number with its decimals.
fn own_column(listed: &Listed, own: &CustomField) -> Column {
    if let Some(column) = own.column {
        return Column {
            holds: Holds::Of(Kind::Text),
            sql: format!("{}.{column}", custom::alias(listed.id)),
            label: own.name.clone(),
        };
    }
    let (table, about) = custom::values_of(listed.noun).unwrap_or_default();
    let (from, of) = (
        format!("from {}", custom::of_record(table)),
        format!("where cv.{about} = {} and cv.field_id = {}", listed.id, own.id.0),
    );
    let (holds, sql) = match own.kind {
        CustomKind::Number => (Holds::Decimal(own.decimals), format!("(select cv.value {from} {of})")),
        CustomKind::Money => (Holds::Of(Kind::Money), format!("(select cv.value {from} {of})")),
        CustomKind::Day => (Holds::Of(Kind::Day), format!("(select cv.value {from} {of})")),
        CustomKind::YesNo => (
            Holds::Of(Kind::Choice("custom_yes_no")),
            format!("(select cv.value {from} {of})"),
        ),
        CustomKind::Choice | CustomKind::Choices => (
            Holds::Of(Kind::Text),
            format!(
                "(select group_concat(co.name, ', ' order by co.position) {from} join custom_options co on co.id = cv.value {of})"
            ),
        ),
        CustomKind::Person => (
            Holds::Of(Kind::Text),
            format!("(select cu.name {from} join people cu on cu.id = cv.value {of})"),
        ),
        CustomKind::Text | CustomKind::LongText | CustomKind::Link => {
            (Holds::Of(Kind::Text), format!("(select cv.value {from} {of})"))
        }
    };
    Column {
        holds,
        sql,
        label: own.name.clone(),
    }
}

impl Column {
    fn cell(&self, read: &Read<'_>, row: &Row<'_>, at: usize) -> Result<Cell, Failure> {
        Ok(match (row.get_ref(at)?, self.holds) {
            (ValueRef::Null, _) => Cell::empty(),
            (ValueRef::Integer(minor), Holds::Of(Kind::Money)) => Cell::money(minor, read.settings.currency),
            (ValueRef::Integer(millis), Holds::Of(Kind::Instant)) => {
                let local = Instant(millis).local_minute(&read.settings.time_zone);
                let minutes = local.get(11..).and_then(minutes).unwrap_or_default();
                Cell::minute(business_day(Instant(millis), &read.settings.time_zone), minutes)
            }
            (ValueRef::Integer(points), Holds::Share) => Cell::live_value(points as f64 / 10_000.0).share(),
            (ValueRef::Integer(steps), Holds::Decimal(decimals)) => {
                Cell::live_value(steps as f64 / 10_f64.powi(i32::from(decimals))).decimals(u32::from(decimals))
            }
            (ValueRef::Integer(number), _) => Cell::count(number),
            (ValueRef::Text(bytes), holds) => text_cell(read, &String::from_utf8_lossy(bytes), holds),
            _ => Cell::empty(),
        })
    }
}

fn text_cell(read: &Read<'_>, text: &str, holds: Holds) -> Cell {
    match holds {
        Holds::Of(Kind::Day) => text.parse::<Day>().map_or_else(|_| Cell::text(text), Cell::day),
        Holds::InCurrency => text
            .split_once(' ')
            .and_then(|(minor, code)| Some(Cell::money(minor.parse().ok()?, Currency::stored(code)?)))
            .unwrap_or_else(|| Cell::text(text)),
        Holds::Of(kind) => Cell::text(kind.shown(text, read.call.language)),
        _ => Cell::text(text),
    }
}

/// Minutes since midnight of a text such as `09:05`.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
}
