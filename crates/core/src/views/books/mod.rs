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

use crate::engine::call::Origin;
use crate::engine::failure::{Failure, Kind};
use crate::engine::store::Read;
use crate::views::forecast::ForecastQuery;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use compose::compose;
pub(crate) use course::shortage_text;
use leadwell_rules::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;

/// Sizes of paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PaperSize")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

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

/// A book as pictures of its pages.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "BookPreview")]
pub struct Preview {
    /// Its title.
    pub title: String,
    /// The name its file would get.
    pub name: String,
    /// Width of a page in points.
    pub width: f64,
    /// Height of a page in points.
    pub height: f64,
    /// One SVG per page.
    pub pages: Vec<String>,
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

/// A printed book.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "PrintedBook")]
pub struct Printed {
    /// A name for its file.
    pub name: String,
    /// Pages.
    pub page_count: i64,
    /// Size of the PDF.
    pub bytes: i64,
    /// The PDF, when no path was given.
    pub pdf_base64: Option<String>,
    /// Where it was written.
    pub path: Option<String>,
}

/// Answers `forecast.book`.
pub fn preview(read: &Read<'_>, wanted: BookQuery) -> Result<Preview, Failure> {
    let paper = sheet(wanted.paper);
    let language = wanted.language.unwrap_or(read.call.language);
    let made = compose(read, wanted.query, wanted.form.unwrap_or_default(), paper, language)?;
    Ok(Preview {
        title: made.document.title.clone(),
        name: made.name,
        width: paper.width(),
        height: paper.height(),
        pages: leadwell_print::svg::pages(&made.document),
    })
}

/// Answers `forecast.print`. Only the machine that holds the file may name a path; the others get the bytes.
pub fn print(read: &Read<'_>, wanted: PrintQuery) -> Result<Printed, Failure> {
    if wanted.out.is_some() && read.call.origin != Origin::Local {
        return Err(Failure::new(Kind::Forbidden, "book.path_not_allowed").at("out"));
    }
    let made = compose(
        read,
        wanted.query,
        wanted.form.unwrap_or_default(),
        sheet(wanted.paper),
        wanted.language.unwrap_or(read.call.language),
    )?;
    // The instant of the call is the time of creation: the same call gives the same bytes.
    let pdf = leadwell_print::pdf::write(&made.document, read.now().millis().div_euclid(1000))
        .map_err(|error| Failure::new(Kind::Internal, "internal").arg("cause", error))?;
    if !pdf.missing.is_empty() {
        tracing::warn!(missing = ?pdf.missing, "characters that no face has");
    }
    let path = match &wanted.out {
        Some(out) => Some(
            crate::engine::files::document::write(Path::new(out), &made.name, &pdf.bytes)?
                .display()
                .to_string(),
        ),
        None => None,
    };
    Ok(Printed {
        name: made.name,
        page_count: made.document.pages.len() as i64,
        bytes: pdf.bytes.len() as i64,
        pdf_base64: path.is_none().then(|| STANDARD.encode(&pdf.bytes)),
        path,
    })
}

fn sheet(paper: Option<Paper>) -> leadwell_print::Paper {
    match paper.unwrap_or_default() {
        Paper::A4 => leadwell_print::Paper::A4,
        Paper::Letter => leadwell_print::Paper::Letter,
    }
}
