//! What goes into the import commands and what comes out: the words between a screen and the engine.

use leadwell_rules::ids::{ImportId, PipelineId, StageId};
use leadwell_rules::time::{DateOrder, Instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;

/// What a file can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportKindName")]
pub enum KindName {
    /// Customers.
    Accounts,
    /// Contact persons.
    Contacts,
    /// Leads.
    Leads,
    /// What is sold.
    Products,
    /// The people who work here.
    People,
    /// Deals.
    Opportunities,
}

impl KindName {
    /// All kinds, in the order in which a new company needs them.
    pub const ALL: [KindName; 6] = [
        KindName::People,
        KindName::Products,
        KindName::Accounts,
        KindName::Contacts,
        KindName::Leads,
        KindName::Opportunities,
    ];

    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            KindName::Accounts => "accounts",
            KindName::Contacts => "contacts",
            KindName::Leads => "leads",
            KindName::Products => "products",
            KindName::People => "people",
            KindName::Opportunities => "opportunities",
        }
    }

    /// The kind of a stored name.
    pub fn from_stored(name: &str) -> Option<KindName> {
        KindName::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Where the file is: a path on this machine, or what was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(untagged)]
#[ts(rename = "ImportSource")]
pub enum Source {
    /// A path; only from the machine that holds the workspace.
    Path {
        /// The path.
        path: String,
    },
    /// What `imports.upload` answered.
    Upload {
        /// The upload.
        upload: String,
    },
}

/// What happens to a row whose key is already in the workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportOnMatch")]
pub enum OnMatch {
    /// The record stays as it is.
    #[default]
    Skip,
    /// The record takes what the row says; an empty cell leaves its field alone.
    Update,
    /// The row becomes a further record.
    Create,
}

impl OnMatch {
    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            OnMatch::Skip => "skip",
            OnMatch::Update => "update",
            OnMatch::Create => "create",
        }
    }

    /// The policy of a stored name; anything unknown changes nothing.
    pub fn from_stored(name: &str) -> OnMatch {
        match name {
            "update" => OnMatch::Update,
            "create" => OnMatch::Create,
            _ => OnMatch::Skip,
        }
    }
}

/// What a file says and what shall become of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields, rename = "ImportPlan")]
pub struct Plan {
    /// What the rows are.
    pub kind: KindName,
    /// The file.
    pub source: Source,
    /// The sheet of a workbook; the default is the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The encoding, when the detected one is wrong: a WHATWG label such as `gbk`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The delimiter, when the detected one is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// Heading → field, null = not taken. Headings left out follow the remembered mapping or the guess.
    #[serde(default)]
    pub mapping: BTreeMap<String, Option<String>>,
    /// The field that tells whether a record is already there; the default is the first usable one that is mapped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What happens when it is.
    #[serde(default)]
    pub on_match: OnMatch,
    /// The pipeline of imported deals; the default is the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pipeline_id: Option<PipelineId>,
    /// Field → value in the file → name of the record meant, null = leave empty.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, Option<String>>>,
    /// Take what the dry run suggests for values that match nothing exactly.
    #[serde(default)]
    pub accept_suggestions: bool,
    /// Deals without an amount take the list price of their product.
    #[serde(default)]
    pub fill_amount_from_list_price: bool,
    /// Customers a row names and nobody knows are made.
    #[serde(default)]
    pub create_missing_accounts: bool,
    /// The stage in which closed deals are taken to have stood while open; the default is the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_stage_id: Option<StageId>,
    /// How a date that ends with the year is to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// A name for the mapping, which is remembered for files with the same headings in any case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub save_mapping_as: Option<String>,
}

impl Plan {
    /// The plan for a file nobody has looked at: everything is guessed or remembered.
    pub fn of(kind: KindName, path: &Path) -> Plan {
        Plan {
            kind,
            source: Source::Path {
                path: path.to_string_lossy().into_owned(),
            },
            sheet: None,
            encoding: None,
            delimiter: None,
            mapping: BTreeMap::new(),
            key: None,
            on_match: OnMatch::Skip,
            pipeline_id: None,
            values: BTreeMap::new(),
            accept_suggestions: false,
            fill_amount_from_list_price: false,
            create_missing_accounts: false,
            closed_stage_id: None,
            date_order: None,
            save_mapping_as: None,
        }
    }
}

/// Which file to look at.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct InspectFile {
    /// The file.
    pub source: Source,
    /// The sheet of a workbook.
    #[serde(default)]
    pub sheet: Option<String>,
    /// What the rows are; the default is what the headings look like.
    #[serde(default)]
    pub kind: Option<KindName>,
    /// The encoding, when the detected one is wrong.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The delimiter, when the detected one is wrong.
    #[serde(default)]
    pub delimiter: Option<char>,
}

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
    /// What the rows are, or look like.
    pub kind: KindName,
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

/// Which import.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportRef {
    /// Its id.
    pub import_id: ImportId,
}

/// Which import is to go on.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ResumeImport {
    /// Its id.
    pub import_id: ImportId,
    /// The file, when it was handed over: what `imports.upload` answered this time.
    #[serde(default)]
    pub upload: Option<String>,
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
    pub kind: KindName,
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
