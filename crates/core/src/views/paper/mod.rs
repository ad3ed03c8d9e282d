//! Documents on paper, whatever they say: sizes of paper, pages as pictures, the PDF as a file or as bytes, words in a language.

#[cfg(test)]
mod office;
mod words;

#[cfg(test)]
pub(crate) use office::Office;
pub(crate) use words::{Words, currency_name};

use crate::engine::call::Origin;
use crate::engine::failure::{Failure, Kind};
use crate::engine::files::document;
use crate::engine::store::Read;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use leadwell_print::{Document, Frame};
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

/// Which way the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PaperOrientation")]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// On its long side.
    Landscape,
}

/// What is wanted of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PrintForm")]
pub enum PrintForm {
    /// A PDF.
    #[default]
    Pdf,
    /// Pictures of its pages.
    Pages,
}

/// A document on paper: pictures of its pages, or its PDF.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "PrintedDocument")]
pub struct Printed {
    /// Its title.
    pub title: String,
    /// A name for its file.
    pub name: String,
    /// Width of a page in points.
    pub width: f64,
    /// Height of a page in points.
    pub height: f64,
    /// Pages.
    pub page_count: i64,
    /// One SVG per page, when pictures were wanted.
    pub pages: Vec<String>,
    /// Size of the PDF; 0 when pictures were wanted.
    pub bytes: i64,
    /// The PDF, when no path was given.
    pub pdf_base64: Option<String>,
    /// Where it was written.
    pub path: Option<String>,
}

/// A composed document and a name for its file.
pub struct Composed {
    /// Its pages.
    pub document: Document,
    /// A name for its file.
    pub name: String,
}

impl Paper {
    /// The paper of the display list, upright.
    pub fn upright(self) -> leadwell_print::Paper {
        match self {
            Paper::A4 => leadwell_print::Paper::A4,
            Paper::Letter => leadwell_print::Paper::Letter,
        }
    }
}

impl Composed {
    /// What is wanted of it.
    pub fn answer(&self, read: &Read<'_>, form: Option<PrintForm>, out: Option<&str>) -> Result<Printed, Failure> {
        match form.unwrap_or_default() {
            PrintForm::Pages => Ok(self.pictures()),
            PrintForm::Pdf => self.pdf(read, out),
        }
    }

    /// Pictures of the pages.
    pub fn pictures(&self) -> Printed {
        Printed {
            pages: leadwell_print::svg::pages(&self.document),
            ..self.told()
        }
    }

    /// The PDF, at `out` or as bytes.
    pub fn pdf(&self, read: &Read<'_>, out: Option<&str>) -> Result<Printed, Failure> {
        // The instant of the call is the time of creation: the same call gives the same bytes.
        let pdf = leadwell_print::pdf::write(&self.document, read.now().millis().div_euclid(1000))
            .map_err(Failure::internal)?;
        if !pdf.missing.is_empty() {
            tracing::warn!(missing = ?pdf.missing, "characters that no face has");
        }
        let path = match out {
            Some(out) => Some(
                document::write(Path::new(out), &self.name, &pdf.bytes)?
                    .display()
                    .to_string(),
            ),
            None => None,
        };
        Ok(Printed {
            bytes: pdf.bytes.len() as i64,
            pdf_base64: path.is_none().then(|| STANDARD.encode(&pdf.bytes)),
            path,
            ..self.told()
        })
    }

    fn told(&self) -> Printed {
        Printed {
            title: self.document.title.clone(),
            name: self.name.clone(),
            width: self.document.paper.width(),
            height: self.document.paper.height(),
            page_count: self.document.pages.len() as i64,
            pages: Vec::new(),
            bytes: 0,
            pdf_base64: None,
            path: None,
        }
    }
}

/// Only the machine that holds the company's file may name a path; the others get the bytes.
pub fn admit_path(read: &Read<'_>, out: Option<&str>) -> Result<(), Failure> {
    if out.is_some() && read.call.origin != Origin::Local {
        return Err(Failure::new(Kind::Forbidden, "book.path_not_allowed").at("out"));
    }
    Ok(())
}

/// What all pages of a document share.
pub fn frame(read: &Read<'_>, paper: leadwell_print::Paper, words: Words, document: &str) -> Frame {
    Frame {
        paper,
        language: if words.language == Language::Zh { "zh-CN" } else { "en" }.to_owned(),
        organisation: read.settings.name.clone(),
        document: document.to_owned(),
        notice: words.get("book.notice"),
    }
}

/// Bytes of the name of a file at most: every file system takes as many.
const LONGEST_NAME: usize = 240;

/// A text as the name of a file: without what file systems take for something else, blanks once, not too long.
pub fn file_name(text: &str, ending: &str) -> String {
    let allowed = |c: char| {
        if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
            ' '
        } else {
            c
        }
    };
    let clean: String = text.chars().map(allowed).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = |at: &usize| *at <= LONGEST_NAME;
    let end = clean
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(fits)
        .last();
    format!("{}.{ending}", clean[..end.unwrap_or_default()].trim_end())
}
