//! One table as CSV: instants as ISO 8601, amounts as decimals, everything else as it stands.

use crate::engine::failure::Failure;
use crate::engine::files::CsvFile;
use crate::engine::store::Read;
use leadwell_rules::money::{Currency, format_plain};
use leadwell_rules::time::Instant;
use rusqlite::types::ValueRef;
use std::borrow::Cow;
use std::io::Write;

/// What follows from the records (search), is progress of a job, or is taken out as files.
const LEFT_OUT: [&str; 5] = [
    "attachment_bytes",
    "import_pieces",
    "import_mappings",
    "change_records",
    "folder_files",
];

/// A table and what of it is taken.
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
}

/// The tables of the file. Columns of bytes, which mean something to the program only, are left out.
pub fn tables(read: &Read<'_>) -> Result<Vec<Table>, Failure> {
    let names: Vec<String> = read.all(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'
         and name not like 'search\\_%' escape '\\' order by name",
        [],
        |row| row.get(0),
    )?;
    let mut tables = Vec::new();
    for name in names {
        if LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        let columns = read.all(
            "select name from pragma_table_info(?1) where lower(type) <> 'blob' order by cid",
            [&name],
            |row| row.get(0),
        )?;
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

/// What a column holds, by the way columns are named.
enum Holds {
    Instant,
    /// In the base currency.
    Amount,
    /// In the currency of its row.
    OwnAmount,
    Other,
}

/// Writes a table with a heading; its rows.
pub fn write(read: &Read<'_>, table: &str, columns: &[String], to: &mut impl Write) -> Result<i64, Failure> {
    let mut file = CsvFile::begin(to)?;
    file.row(
        columns
            .iter()
            .map(|column| column.strip_suffix("_minor").unwrap_or(column)),
    )?;
    let own = columns.iter().position(|column| column == "currency");
    let holds: Vec<Holds> = columns
        .iter()
        .map(|column| match column.as_str() {
            "at" => Holds::Instant,
            column if column.ends_with("_at") => Holds::Instant,
            "amount_minor" if own.is_some() => Holds::OwnAmount,
            column if column.ends_with("_minor") => Holds::Amount,
            _ => Holds::Other,
        })
        .collect();
    // Names out of the schema, not out of anybody's hands.
    let text = format!("select {} from {table} order by rowid", columns.join(", "));
    let mut statement = read.connection.prepare(&text)?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        for (place, holds) in holds.iter().enumerate() {
            let cell: Cow<'_, str> = match (row.get_ref(place)?, holds) {
                (ValueRef::Integer(at), Holds::Instant) => Instant(at).to_string().into(),
                (ValueRef::Integer(minor), Holds::Amount) => format_plain(minor, &read.settings.currency).into(),
                (ValueRef::Integer(minor), Holds::OwnAmount) => {
                    let code = own.map(|own| row.get_ref(own)).transpose()?;
                    let code = code.and_then(|code| code.as_str().ok()).unwrap_or_default();
                    format_plain(minor, &Currency::stored(code).unwrap_or(read.settings.currency)).into()
                }
                (ValueRef::Integer(number), _) => number.to_string().into(),
                (ValueRef::Real(number), _) => number.to_string().into(),
                (ValueRef::Text(text), _) => String::from_utf8_lossy(text),
                (ValueRef::Null | ValueRef::Blob(_), _) => "".into(),
            };
            file.cell(&cell)?;
        }
        file.line()?;
        count += 1;
    }
    file.end()?;
    Ok(count)
}
