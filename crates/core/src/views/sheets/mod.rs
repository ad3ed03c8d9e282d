//! The forecast as a table: a workbook whose formulas are alive, or the deals as CSV.

mod deals;
mod models;
mod past;
mod people;

use crate::engine::call::Origin;
use crate::engine::failure::{Failure, Kind};
use crate::engine::files::document as file;
use crate::engine::files::{Grid, write_xlsx};
use crate::engine::store::Read;
use crate::views::books::compose::{file_name, footer};
use crate::views::books::facts::Facts;
use crate::views::books::text::{PeriodName, Words};
use crate::views::forecast::ForecastQuery;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;

/// Kinds of table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "SheetFormat")]
pub enum Format {
    /// A workbook with formulas.
    #[default]
    Xlsx,
    /// The deals with what each model makes of them.
    Csv,
}

/// Which table, and where to.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SheetQuery {
    /// The forecast.
    pub query: ForecastQuery,
    /// xlsx or csv; the default is xlsx.
    #[serde(default)]
    pub format: Option<Format>,
    /// The default is the language of the call.
    #[serde(default)]
    pub language: Option<Language>,
    /// A path on this machine to write to; without it the answer carries the bytes.
    #[serde(default)]
    pub out: Option<String>,
}

/// A finished table.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ForecastSheet")]
pub struct Sheet {
    /// A name for its file.
    pub name: String,
    /// Its size.
    pub bytes: i64,
    /// The file, when no path was given.
    pub file_base64: Option<String>,
    /// Where it was written.
    pub path: Option<String>,
}

/// What every sheet of a workbook is made from.
struct Made<'m> {
    facts: &'m Facts,
    words: Words,
    currency: leadwell_rules::money::Currency,
    /// As of, currency, filters.
    footer: String,
    period: PeriodName,
}

/// Answers `forecast.sheet`. Only the machine that holds the file may name a path; the others get the bytes.
pub fn sheet(read: &Read<'_>, wanted: SheetQuery) -> Result<Sheet, Failure> {
    if wanted.out.is_some() && read.call.origin != Origin::Local {
        return Err(Failure::new(Kind::Forbidden, "book.path_not_allowed").at("out"));
    }
    let language = wanted.language.unwrap_or(read.call.language);
    let words = Words { language };
    let facts = Facts::load(read, wanted.query, language)?;
    let period = PeriodName::of(
        &facts.forecast.period,
        read.settings.fiscal,
        facts.forecast.today,
        words,
    );
    let made = Made {
        facts: &facts,
        words,
        currency: read.settings.currency,
        footer: footer(read, &facts.forecast, &period, words),
        period,
    };
    let (bytes, ending) = match wanted.format.unwrap_or_default() {
        Format::Csv => (deals::csv(&made)?, "csv"),
        Format::Xlsx => (write_xlsx(&grids(&made), read.now().millis().div_euclid(1000))?, "xlsx"),
    };
    let name = file_name(&facts.forecast, &made.period, words, ending);
    let path = match &wanted.out {
        Some(out) => Some(file::write(Path::new(out), &name, &bytes)?.display().to_string()),
        None => None,
    };
    Ok(Sheet {
        name,
        bytes: bytes.len() as i64,
        file_base64: path.is_none().then(|| STANDARD.encode(&bytes)),
        path,
    })
}

fn grids(made: &Made<'_>) -> Vec<Grid> {
    vec![
        models::summary(made),
        models::models(made),
        people::months(made),
        people::people(made),
        models::stages(made),
        deals::grid(made),
        past::backtest(made),
        past::notes(made),
    ]
}
