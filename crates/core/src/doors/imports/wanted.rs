//! What goes into the import commands: the words between a screen and the engine.

use leadwell_rules::condition::Condition;
use leadwell_rules::ids::{ImportId, PipelineId, RecordKind, StageId};
use leadwell_rules::time::DateOrder;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;

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
    /// The record keeps what it says; the row fills what is empty.
    Merge,
}

impl OnMatch {
    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            OnMatch::Skip => "skip",
            OnMatch::Update => "update",
            OnMatch::Create => "create",
            OnMatch::Merge => "merge",
        }
    }

    /// Whether records that are there may change.
    pub fn changes(self) -> bool {
        matches!(self, OnMatch::Update | OnMatch::Merge)
    }

    /// The policy of a stored name; anything unknown changes nothing.
    pub fn from_stored(name: &str) -> OnMatch {
        match name {
            "update" => OnMatch::Update,
            "create" => OnMatch::Create,
            "merge" => OnMatch::Merge,
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
    pub kind: RecordKind,
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
    /// Only rows that meet this are taken; its fields are headings. The others are skipped, whatever is wrong with them.
    #[serde(default, skip_serializing_if = "Condition::is_empty")]
    #[ts(as = "Option<Condition>")]
    pub only: Condition,
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
    pub create_missing_customers: bool,
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
    pub fn of(kind: RecordKind, path: &Path) -> Plan {
        Plan {
            kind,
            source: Source::Path {
                path: path.to_string_lossy().into_owned(),
            },
            sheet: None,
            encoding: None,
            delimiter: None,
            mapping: BTreeMap::new(),
            only: Condition::default(),
            key: None,
            on_match: OnMatch::Skip,
            pipeline_id: None,
            values: BTreeMap::new(),
            accept_suggestions: false,
            fill_amount_from_list_price: false,
            create_missing_customers: false,
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
    pub kind: Option<RecordKind>,
    /// The encoding, when the detected one is wrong.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The delimiter, when the detected one is wrong.
    #[serde(default)]
    pub delimiter: Option<char>,
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
