//! Files coming in: one engine for every kind of record. A dry run first, then a background import that can be taken back.

mod cells;
mod compound;
mod decode;
mod detect;
mod dry_run;
mod engine;
mod errors;
mod findings;
#[cfg(test)]
mod full_disk;
mod guess;
mod hold;
mod indexes;
mod inspect;
mod job;
mod keys;
mod kinds;
mod lookup;
mod model;
mod ods_guard;
mod outcome;
mod plan;
mod presets;
mod prints;
mod read_csv;
mod read_sheet;
mod read_vcard;
mod spec;
mod store;
mod table;
mod template;
mod undo;
mod upload;
mod writing;
mod xls_guard;

pub use dry_run::dry_run;
pub use errors::errors;
pub(crate) use errors::guarded;
pub use inspect::inspect;
pub use job::{Jobs, cancel, start, status};
pub use model::{DryRun, ErrorFile, ImportRef, InspectFile, Inspection, Plan, Started, Status};
pub use spec::KindInfo;
pub use template::{Template, TemplateOf, template};
pub use undo::undo;
pub use upload::{Upload, Uploaded, upload};

use crate::command::Nothing;
use crate::failure::Failure;
use crate::store::Read;

/// Answers `imports.kinds`.
pub fn kinds(read: &Read<'_>, _: Nothing) -> Result<Vec<KindInfo>, Failure> {
    let describe = |spec: &&spec::Spec| spec::describe(spec, read.call.language, read.actor.may(spec.permission));
    Ok(kinds::ALL.iter().map(describe).collect())
}

/// Answers `imports.list`.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<Status>, Failure> {
    store::latest(read)?
        .into_iter()
        .map(|status| job::current(read, status))
        .collect()
}
