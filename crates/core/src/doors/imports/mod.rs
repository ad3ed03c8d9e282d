//! Files coming in: one engine for every kind of record. A dry run first, then a background import that can be taken back.

mod bounded_text;
mod bounded_xml;
mod cells;
mod compound;
mod decode;
mod detect;
mod dry_run;
mod engine;
mod errors;
mod file_hash;
mod findings;
mod fingerprint;
#[cfg(test)]
mod full_disk;
mod guess;
mod import_lock;
mod indexes;
mod inspect;
mod job;
mod keys;
mod kinds;
mod lookup;
mod model;
mod outcome;
mod own;
mod passes;
mod pieces;
mod plan;
mod presets;
mod read_csv;
mod read_ods;
mod read_sheet;
mod read_vcard;
mod rights;
mod sheet_rows;
mod spec;
mod start;
mod store;
mod table;
mod template;
mod undo;
mod upload;
mod wanted;
mod writing;
mod xls_guard;
mod xls_texts;
mod xlsx_guard;

pub use dry_run::dry_run;
pub use errors::errors;
pub(crate) use errors::rejected_rows;
pub(crate) use file_hash::file_hash;
pub(crate) use import_lock::ImportLock;
pub use inspect::inspect;
pub use job::{Jobs, cancel, status};
pub use model::{DryRun, ErrorFile, Inspection, Started, Status};
pub use spec::KindInfo;
pub(crate) use start::begin;
pub use start::{resume, start};
pub use template::{Template, TemplateOf, template};
pub use undo::undo;
pub(crate) use upload::OpenFile;
pub use upload::{Upload, Uploaded, upload};
pub use wanted::{ImportRef, InspectFile, OnMatch, Plan, ResumeImport};

use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::permission::Permission;
use crate::engine::store::Read;
use leadwell_rules::ids::RecordKind;

/// Answers `imports.kinds`.
pub fn kinds(read: &Read<'_>, _: Nothing) -> Result<Vec<KindInfo>, Failure> {
    let describe = |spec: &&spec::Spec| {
        let whole = kinds::whole_spec(read, spec)?;
        Ok(spec::describe(
            &whole,
            read.call.language,
            rights::may_change(read, spec).is_ok(),
        ))
    };
    kinds::ALL.iter().map(describe).collect()
}

/// Answers `imports.list`.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<Status>, Failure> {
    rights::seen(read, store::latest(read, &read.actor.answers_for())?)
        .into_iter()
        .map(|status| job::current(read, status))
        .collect()
}

/// What importing a kind of record needs beside being allowed to import.
pub(crate) fn permission_of(kind: RecordKind) -> Result<Permission, Failure> {
    Ok(kinds::spec(kind)?.noun.permissions.1)
}

/// Those of the imports with these numbers that the person may look at.
pub(crate) fn status_of(read: &Read<'_>, ids: &[i64]) -> Result<Vec<Status>, Failure> {
    rights::seen(read, store::these(read, ids, &read.actor.answers_for())?)
        .into_iter()
        .map(|status| job::current(read, status))
        .collect()
}
