//! One deal on paper: its figures, the way it took through the stages, the owner's fields, what is next, who is there.

mod compose;
mod facts;
mod figures;
#[cfg(test)]
mod layout;
mod sections;

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::views::paper::{Paper, PrintForm, Printed, admit_path};
use leadwell_rules::Language;
use leadwell_rules::ids::DealId;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which deal, on which paper.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct DealSheet {
    /// The deal.
    pub id: DealId,
    /// pdf is a file; pages are pictures of the pages. The default is pdf.
    #[serde(default)]
    pub form: Option<PrintForm>,
    /// The default is A4.
    #[serde(default)]
    pub paper: Option<Paper>,
    /// The default is the language of the call.
    #[serde(default)]
    pub language: Option<Language>,
    /// A path on this machine to write the PDF to; without it the answer carries the bytes.
    #[serde(default)]
    pub out: Option<String>,
}

/// Answers `deals.sheet`.
pub fn sheet(read: &Read<'_>, wanted: DealSheet) -> Result<Printed, Failure> {
    admit_path(read, wanted.out.as_deref())?;
    let language = wanted.language.unwrap_or(read.call.language);
    let paper = wanted.paper.unwrap_or_default().upright();
    let made = read.in_language(language, |read| compose::compose(read, wanted.id, paper))?;
    made.answer(read, wanted.form, wanted.out.as_deref())
}
