//! Printed documents: the forecast composed as a display list, shown as pictures and written as PDF.

mod backtest;
pub(crate) mod compose;
mod course;
mod deals;
mod decisive;
pub(crate) mod facts;
mod figures;
mod fit;
#[cfg(test)]
mod layout;
mod lists;
mod models;
mod months;
mod people;
mod ranking;
mod risks;
mod roll_up;
mod stages;
mod summary;
pub(crate) mod text;
mod won;

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::views::forecast::ForecastQuery;
use crate::views::paper::{Paper, Printed, admit_path};
use compose::compose;
pub(crate) use course::shortage_text;
use leadwell_rules::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much of the book.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BookForm")]
pub enum Form {
    /// The summary on one page.
    Short,
    /// Everything.
    #[default]
    Full,
}

/// Which book.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct BookQuery {
    /// The forecast it prints.
    pub query: ForecastQuery,
    /// short is the summary on one page; the default is full.
    #[serde(default)]
    pub form: Option<Form>,
    /// The default is A4.
    #[serde(default)]
    pub paper: Option<Paper>,
    /// The default is the language of the call.
    #[serde(default)]
    pub language: Option<Language>,
}

/// Which book, and where to.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct PrintQuery {
    /// The forecast it prints.
    pub query: ForecastQuery,
    /// short is the summary on one page; the default is full.
    #[serde(default)]
    pub form: Option<Form>,
    /// The default is A4.
    #[serde(default)]
    pub paper: Option<Paper>,
    /// The default is the language of the call.
    #[serde(default)]
    pub language: Option<Language>,
    /// A path on this machine to write to; without it the answer carries the bytes.
    #[serde(default)]
    pub out: Option<String>,
}

/// Answers `forecast.book`.
pub fn preview(read: &Read<'_>, wanted: BookQuery) -> Result<Printed, Failure> {
    let paper = wanted.paper.unwrap_or_default().upright();
    let language = wanted.language.unwrap_or(read.call.language);
    let made = compose(read, wanted.query, wanted.form.unwrap_or_default(), paper, language)?;
    Ok(made.pictures())
}

/// Answers `forecast.print`.
pub fn print(read: &Read<'_>, wanted: PrintQuery) -> Result<Printed, Failure> {
    admit_path(read, wanted.out.as_deref())?;
    let made = compose(
        read,
        wanted.query,
        wanted.form.unwrap_or_default(),
        wanted.paper.unwrap_or_default().upright(),
        wanted.language.unwrap_or(read.call.language),
    )?;
    made.pdf(read, wanted.out.as_deref())
}
