//! Lists on paper: what a list shows – the same records in the same order, with the same columns and totals – as pages.

mod compose;
pub(crate) mod entries;
mod filter;
mod fit;
#[cfg(test)]
mod layout;
pub(crate) mod nouns;

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::list::Selection;
use crate::engine::store::order::SortBy;
use crate::views::paper::{Orientation, Paper, PrintForm, Printed, admit_path};
use leadwell_rules::Language;
use nouns::{CONTACTS, CUSTOMERS, DEALS, LEADS, Printable};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which records, with which columns, in which order, on which paper.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PrintRecords {
    /// Which records; more than 2,000 are refused.
    pub filter: Option<Selection>,
    /// Columns to sort by; without them the list's own order.
    #[ts(as = "Option<Vec<SortBy>>")]
    pub sort: Vec<SortBy>,
    /// The columns by their stable names; the usual ones when empty.
    #[ts(as = "Option<Vec<String>>")]
    pub columns: Vec<String>,
    /// The column whose values gather the rows under a line each; what they are sorted by first.
    pub group: Option<String>,
    /// What the list is called where it is shown: its tab, its view.
    pub view: Option<String>,
    /// pdf is a file; pages are pictures of the pages. The default is pdf.
    pub form: Option<PrintForm>,
    /// The default is A4.
    pub paper: Option<Paper>,
    /// Which way the paper lies; without it, what the columns need.
    pub orientation: Option<Orientation>,
    /// The default is the language of the call.
    pub language: Option<Language>,
    /// A path on this machine to write the PDF to; without it the answer carries the bytes.
    pub out: Option<String>,
}

/// Answers `leads.print`.
pub fn leads(read: &Read<'_>, wanted: PrintRecords) -> Result<Printed, Failure> {
    print(read, &LEADS, &wanted)
}

/// Answers `customers.print`.
pub fn customers(read: &Read<'_>, wanted: PrintRecords) -> Result<Printed, Failure> {
    print(read, &CUSTOMERS, &wanted)
}

/// Answers `contacts.print`.
pub fn contacts(read: &Read<'_>, wanted: PrintRecords) -> Result<Printed, Failure> {
    print(read, &CONTACTS, &wanted)
}

/// Answers `deals.print`.
pub fn deals(read: &Read<'_>, wanted: PrintRecords) -> Result<Printed, Failure> {
    print(read, &DEALS, &wanted)
}

fn print(read: &Read<'_>, noun: &Printable, wanted: &PrintRecords) -> Result<Printed, Failure> {
    admit_path(read, wanted.out.as_deref())?;
    let language = wanted.language.unwrap_or(read.call.language);
    let made = read.in_language(language, |read| compose::compose(read, noun, wanted))?;
    made.answer(read, wanted.form, wanted.out.as_deref())
}
