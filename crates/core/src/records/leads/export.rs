//! What a list shows, as a workbook or as CSV: the same rows in the same order, with the chosen columns.

use super::fields::expression;
use super::labels;
use super::row::{COLUMNS, LeadRow, TABLES, read_row};
use super::selection::{Selection, conditions};
use crate::engine::failure::{Failure, Kind};
use crate::engine::files::guarded;
use crate::engine::files::{Cell, Grid, plain_amount, write_xlsx};
use crate::engine::messages;
use crate::engine::store::Read;
use crate::engine::store::order::{Order, SortBy};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::Language;
use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows in one file at most: what a spreadsheet can hold.
const MOST: usize = 1_048_575;

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

/// The kind of file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A workbook.
    #[default]
    Xlsx,
    /// Text with commas, in UTF-8 with a mark that spreadsheets know.
    Csv,
}

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
    pub format: Option<ExportFormat>,
}

/// A finished file.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ExportedLeads")]
pub struct Exported {
    /// A name for it.
    pub name: String,
    /// Leads in it.
    pub rows: usize,
    /// Its bytes.
    pub file_base64: String,
}

/// Answers `leads.export`.
pub fn export(read: &Read<'_>, wanted: ExportLeads) -> Result<Exported, Failure> {
    let order = Order::new(&wanted.sort, "l.id", expression)?;
    let columns: Vec<&str> = if wanted.columns.is_empty() {
        USUAL.to_vec()
    } else {
        wanted.columns.iter().map(String::as_str).collect()
    };
    let language = read.call.language;
    let heads = columns
        .iter()
        .map(|column| heading(column, language))
        .collect::<Result<Vec<_>, _>>()?;
    let all = conditions(read, &wanted.filter.unwrap_or_default())?;
    let text = format!(
        "select {COLUMNS} from {TABLES} where {} order by {} limit {MOST}",
        all.sql(),
        order.sql()
    );
    let rows = read.all(&text, params_from_iter(all.values()), |row| {
        let lead = read_row(read, row)?;
        Ok(columns
            .iter()
            .map(|column| value(read, &lead, column))
            .collect::<Vec<String>>())
    })?;
    let title = messages::sentence(language, "export.leads", &[]);
    let count = rows.len();
    let (bytes, ending) = match wanted.format.unwrap_or_default() {
        ExportFormat::Csv => (csv(&heads, &rows)?, "csv"),
        ExportFormat::Xlsx => (workbook(read, &title, &heads, rows)?, "xlsx"),
    };
    Ok(Exported {
        name: format!("{title} {}.{ending}", read.today()),
        rows: count,
        file_base64: STANDARD.encode(bytes),
    })
}

fn heading(column: &str, language: Language) -> Result<String, Failure> {
    let known = USUAL.contains(&column) || expression(column).is_some() || EXTRA.contains(&column);
    labels::field(column)
        .filter(|_| known)
        .map(|code| messages::sentence(language, code, &[]))
        .ok_or_else(|| Failure::invalid("list.unknown_column", "columns").arg("column", column))
}

/// Columns that can be shown and not sorted by.
const EXTRA: [&str; 9] = [
    "wechat",
    "qq",
    "handle",
    "phone",
    "need",
    "acquisition",
    "carrier",
    "tags",
    "state_reason",
];

fn value(read: &Read<'_>, lead: &LeadRow, column: &str) -> String {
    let minute = |at: leadwell_rules::time::Instant| at.local_minute(&read.settings.time_zone);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match column {
        "id" => lead.id.to_string(),
        "code" => lead.code.clone(),
        "name" => text(&lead.name),
        "company" => text(&lead.company),
        "title" => text(&lead.title),
        "mobile" => text(&lead.mobile),
        "phone" => text(&lead.phone),
        "email" => text(&lead.email),
        "wechat" => text(&lead.wechat),
        "qq" => text(&lead.qq),
        "handle" => text(&lead.handle),
        "province" => text(&lead.province),
        "city" => text(&lead.city),
        "carrier" => text(&lead.carrier),
        "industry" => text(&lead.industry),
        "employees" => lead.employees.map(|count| count.to_string()).unwrap_or_default(),
        "source" => text(&lead.source),
        "acquisition" => text(&lead.acquisition),
        "channel" => text(&lead.channel),
        "campaign" => text(&lead.campaign),
        "need" => text(&lead.need),
        "budget" => lead
            .budget_minor
            .map(|minor| plain_amount(minor, read.settings.currency))
            .unwrap_or_default(),
        "state" => messages::sentence(read.call.language, labels::state(lead.state), &[]),
        "state_reason" => text(&lead.state_reason),
        "owner" => text(&lead.owner),
        "tags" => lead.tags.join(", "),
        "followed_at" => lead.followed_at.map(minute).unwrap_or_default(),
        "next_due_on" => lead
            .next_activity
            .as_ref()
            .map(|next| next.due_on.to_string())
            .unwrap_or_default(),
        "created_at" => minute(lead.created_at),
        "updated_at" => minute(lead.updated_at),
        _ => String::new(),
    }
}

fn csv(heads: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, Failure> {
    let failed = |error: String| Failure::new(Kind::Internal, "internal").arg("cause", error);
    let mut writer = csv::WriterBuilder::new().from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(heads).map_err(|error| failed(error.to_string()))?;
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| guarded(cell).into_owned()))
            .map_err(|error| failed(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| failed(error.to_string()))
}

fn workbook(read: &Read<'_>, title: &str, heads: &[String], rows: Vec<Vec<String>>) -> Result<Vec<u8>, Failure> {
    let line = |cells: Vec<String>| cells.into_iter().map(Cell::text).collect();
    let grid = Grid {
        name: title.to_owned(),
        heads: 1,
        widths: vec![16.0],
        rows: std::iter::once(line(heads.to_vec()))
            .chain(rows.into_iter().map(line))
            .collect(),
        filter: true,
    };
    write_xlsx(&[grid], read.now().millis() / 1000)
}
