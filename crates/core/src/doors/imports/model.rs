//! What comes out of the import commands: the words between the engine and a screen.

use leadwell_rules::condition;
use leadwell_rules::ids::{ImportId, RecordKind};
use leadwell_rules::time::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The file formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportFormat")]
pub enum Format {
    /// Text with delimiters.
    Csv,
    /// Excel 2007 and later.
    Xlsx,
    /// Excel 2007 and later, binary.
    Xlsb,
    /// Excel 97–2003.
    Xls,
    /// OpenDocument.
    Ods,
    /// Cards of an address book, a card a row.
    Vcard,
}

/// What a file looks like.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(optional_fields)]
pub struct Inspection {
    /// The file's name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its format.
    pub format: Format,
    /// The encoding of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The delimiter of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Headings, each unlike any other: a second `Name` is called `Name (2)`, a nameless one `#4`.
    pub headers: Vec<String>,
    /// What the cells below each heading are, and so what can be asked of them in a condition on rows.
    pub columns: Vec<Column>,
    /// What the rows are, or look like.
    pub kind: RecordKind,
    /// The program whose export it is, when its headings tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<&'static str>,
    /// Heading → guessed field, or null; from the remembered mapping when there is one.
    pub guesses: BTreeMap<String, Option<String>>,
    /// The first rows.
    pub samples: Vec<Vec<String>>,
    /// About how many rows there are.
    pub rows_estimate: u64,
    /// The mapping remembered for these headings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved_mapping: Option<SavedMapping>,
}

/// A column of a file as a condition on its rows sees it.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ImportColumn")]
pub struct Column {
    /// What its cells are: text, numbers or days.
    pub kind: condition::Kind,
    /// What can be asked of it, the usual question first.
    pub ops: Vec<condition::Op>,
}

/// A mapping remembered for files with the same headings.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct SavedMapping {
    /// Its name, when it was given one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Heading → field.
    pub mapping: BTreeMap<String, Option<String>>,
    /// Field → value in the file → name of the record meant.
    pub values: BTreeMap<String, BTreeMap<String, Option<String>>>,
}

/// What an import would do.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct DryRun {
    /// Rows in the file; always create + update + skip + reject.
    pub rows: u64,
    /// Rows that become records.
    pub create: u64,
    /// Rows that change records.
    pub update: u64,
    /// Rows that change nothing.
    pub skip: u64,
    /// Of those, rows that say what the record says already.
    pub unchanged: u64,
    /// Rows that cannot be taken.
    pub reject: u64,
    /// Records made beside the rows, such as managers that rows only name.
    pub beside: u64,
    /// The first rows that cannot be taken, and why: all that is wrong with each, one entry for each reason.
    pub problems: Vec<RowProblem>,
    /// How many rows cannot be taken for which reason.
    pub reasons: Vec<Reason>,
    /// What to know before the import, with suggestions.
    pub findings: Vec<Finding>,
}

/// One reason why a row cannot be taken.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(optional_fields, rename = "ImportProblem")]
pub struct RowProblem {
    /// The line of the file, as an editor or a spreadsheet counts.
    pub row: u64,
    /// The heading of the column at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What stands there.
    pub value: String,
    /// Stable name of the reason.
    pub code: &'static str,
    /// The reason as a sentence.
    pub message: String,
}

/// How often a reason occurs.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ImportReason")]
pub struct Reason {
    /// Stable name of the reason.
    pub code: &'static str,
    /// Rows it concerns.
    pub rows: u64,
}

/// Something to know about many rows.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(optional_fields, rename = "ImportFinding")]
pub struct Finding {
    /// Stable name.
    pub code: &'static str,
    /// The field concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The value concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Rows it concerns.
    pub rows: u64,
    /// What could be meant instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// Whether this plan takes the suggestion.
    pub accepted: bool,
    /// The finding as a sentence.
    pub message: String,
}

/// An import that was started.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ImportStarted")]
pub struct Started {
    /// Its id.
    pub import_id: ImportId,
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportState")]
pub enum State {
    /// Rows are being written.
    Running,
    /// It was stopped, and what it had written is being taken back.
    Cancelling,
    /// All rows were gone through.
    Done,
    /// It was stopped and taken back.
    Cancelled,
    /// Something went wrong; what it had written was taken back if that was possible.
    Failed,
    /// The program ended while it ran. It can go on where it stood, or be taken back.
    Interrupted,
    /// It was taken back.
    Undone,
}

/// How far an import is, or what became of it.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(optional_fields, rename = "ImportStatus")]
pub struct Status {
    /// Its id.
    pub import_id: ImportId,
    /// What the rows are.
    pub kind: RecordKind,
    /// The file's name.
    pub file_name: String,
    /// Where it stands.
    pub state: State,
    /// Rows in the file; an estimate until all were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Rows gone through.
    pub done: u64,
    /// Rows that became records.
    pub created: u64,
    /// Rows that changed records.
    pub updated: u64,
    /// Rows that changed nothing.
    pub skipped: u64,
    /// Rows that could not be taken; `imports.errors` has them.
    pub rejected: u64,
    /// Records made beside the rows, such as managers that rows only name.
    pub beside: u64,
    /// The name of the file with the rows that could not be taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_file: Option<String>,
    /// When it was started.
    pub started_at: Instant,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Instant>,
    /// What went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Whether there is something to take back.
    pub can_undo: bool,
    /// Whether it came by itself, from a watched folder.
    pub from_folder: bool,
    /// Whether the file was handed over rather than named: to go on, it has to be handed over again.
    pub uploaded: bool,
}

/// A file to save.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ImportErrorFile")]
pub struct ErrorFile {
    /// A name for it.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// Its bytes.
    pub csv_base64: String,
}
