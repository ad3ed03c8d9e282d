//! What a list shows, as a workbook or as CSV: the same rows in the same order, with the chosen columns.

use super::Read;
use super::columns::{self, Asked, ColumnSet, Entry};
use super::list::Selection;
use super::order::SortBy;
use crate::engine::failure::Failure;
use crate::engine::files::{Cell, RowFile, TableFormat};
use crate::engine::messages;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows in one file at most: what a spreadsheet can hold besides the heading.
const MOST: u32 = 1_048_575;

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

/// Writes the records of a list into a file, row by row.
pub fn export(read: &Read<'_>, set: &ColumnSet, wanted: ExportRecords) -> Result<ExportedRecords, Failure> {
    let columns = columns::chosen(read, set, &wanted.columns)?;
    let heads: Vec<String> = columns.iter().map(|column| column.label.clone()).collect();
    let title = messages::sentence(read.call.language, set.title, &[]);
    let file = RowFile {
        format: wanted.format.unwrap_or_default(),
        title: &title,
        heads: &heads,
        made_at: read.now().millis().div_euclid(1000),
    };
    let asked = Asked {
        filter: &wanted.filter.unwrap_or_default(),
        sort: &wanted.sort,
        most: MOST,
    };
    let mut count = 0;
    let stem = format!("{title} {}", read.today());
    let delivered = file.deliver(read.call.origin, wanted.out.as_deref(), &stem, |put| {
        let mut cells = Vec::with_capacity(columns.len());
        count = columns::rows(read, set, &columns, &asked, |entries| {
            cells.clear();
            cells.extend(entries.iter().map(cell));
            put(&cells)
        })?;
        Ok(())
    })?;
    Ok(ExportedRecords {
        name: delivered.name,
        rows: count,
        path: delivered.path,
        file_base64: delivered.file_base64,
    })
}

/// A value as a cell that programs calculate with.
fn cell(entry: &Entry) -> Cell {
    match entry {
        Entry::Empty => Cell::empty(),
        Entry::Text(text) => Cell::text(text.as_str()),
        Entry::Count(number) => Cell::count(*number),
        Entry::Money(minor, currency) => Cell::money(*minor, *currency),
        Entry::Share(points) => Cell::live_value(*points as f64 / 10_000.0).share(),
        Entry::Decimal(steps, decimals) => {
            Cell::live_value(*steps as f64 / 10_f64.powi(i32::from(*decimals))).decimals(u32::from(*decimals))
        }
        Entry::Day(day) => Cell::day(*day),
        Entry::Minute(day, minutes) => Cell::minute(*day, *minutes),
    }
}
