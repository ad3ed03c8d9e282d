//! A table written row by row into a file, however many rows there are: none of them is held in memory.

use super::cell::{Cell, Content, Look};
use super::csv_file::CsvFile;
use super::{document, xlsx};
use crate::engine::call::Origin;
use crate::engine::failure::{Failure, Kind};
use crate::engine::guard::guarded;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Read as _, Seek as _, Write as _};
use std::path::Path;
use ts_rs::TS;

/// The kind of file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ExportFormat")]
pub enum TableFormat {
    /// A workbook with typed cells.
    #[default]
    Xlsx,
    /// Text with commas, in UTF-8 with a mark that spreadsheets know.
    Csv,
}

/// What goes through a browser at most, in bytes; more is written to a file on the machine itself.
const THROUGH_A_BROWSER: u64 = 64 << 20;

/// A file that is to be made: its kind, the name of its sheet, its headings.
pub(crate) struct RowFile<'a> {
    /// The kind of file.
    pub format: TableFormat,
    /// What the table is called.
    pub title: &'a str,
    /// Headings of its columns.
    pub heads: &'a [String],
    /// The instant of the call, in seconds: the same call gives the same bytes.
    pub made_at: i64,
}

/// A finished file: where it lies, or its bytes.
pub(crate) struct Delivered {
    pub name: String,
    pub path: Option<String>,
    pub file_base64: Option<String>,
}

type Put<'p> = dyn FnMut(&[Cell]) -> Result<(), Failure> + 'p;

impl RowFile<'_> {
    /// Makes the file from the rows that `rows` hands over: at `out` (a file, or a folder), or as bytes. Only the machine that holds the
    /// company's file may name a path. Rows made.
    pub fn deliver(
        &self,
        origin: Origin,
        out: Option<&str>,
        stem: &str,
        rows: impl FnOnce(&mut Put<'_>) -> Result<(), Failure>,
    ) -> Result<Delivered, Failure> {
        let ending = match self.format {
            TableFormat::Xlsx => "xlsx",
            TableFormat::Csv => "csv",
        };
        let name = format!("{stem}.{ending}");
        if let Some(out) = out {
            if origin != Origin::Local {
                return Err(Failure::new(Kind::Forbidden, "export.path_not_allowed").at("out"));
            }
            let path = document::write_with(Path::new(out), &name, |file| self.write(file, rows))?;
            return Ok(Delivered {
                name,
                path: Some(path.display().to_string()),
                file_base64: None,
            });
        }
        let mut file = tempfile::tempfile()?;
        self.write(&mut file, rows)?;
        if file.metadata()?.len() > THROUGH_A_BROWSER {
            return Err(Failure::conflict("export.too_large").arg("limit", THROUGH_A_BROWSER >> 20));
        }
        let mut bytes = Vec::new();
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok(Delivered {
            name,
            path: None,
            file_base64: Some(STANDARD.encode(bytes)),
        })
    }

    fn write(&self, file: &mut File, rows: impl FnOnce(&mut Put<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
        match self.format {
            TableFormat::Csv => self.csv(file, rows),
            // The library keeps rows in a temporary file, and panics when that cannot be written.
            TableFormat::Xlsx => guarded(
                || self.xlsx(file, rows),
                |cause| Failure::new(Kind::Io, "file.io").arg("cause", cause),
            ),
        }
    }

    fn csv(&self, file: &mut File, rows: impl FnOnce(&mut Put<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut csv = CsvFile::begin(BufWriter::new(file))?;
        csv.row(self.heads)?;
        rows(&mut |cells| csv.row(cells.iter().map(Cell::plain)))?;
        Ok(csv.end()?.flush()?)
    }

    fn xlsx(&self, file: &mut File, rows: impl FnOnce(&mut Put<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
        let failed = |error: XlsxError| Failure::internal(error);
        let mut workbook = Workbook::new();
        let made = ExcelDateTime::from_timestamp(self.made_at).map_err(failed)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        let mut formats: HashMap<(Look, bool), Format> = HashMap::new();
        let mut put = |row: u32, cells: &[Cell]| -> Result<(), XlsxError> {
            for (column, cell) in (0_u16..).zip(cells) {
                let key = (cell.look, row == 0);
                let format = formats.entry(key).or_insert_with(|| xlsx::format(key.0, key.1));
                match &cell.content {
                    Content::Empty => {}
                    Content::Text(text) | Content::Formula(_, text) => {
                        sheet.write_string_with_format(row, column, xlsx::fitting(text), format)?;
                    }
                    Content::Number(number) => {
                        sheet.write_number_with_format(row, column, *number, format)?;
                    }
                }
            }
            Ok(())
        };
        let heads: Vec<Cell> = self.heads.iter().map(|head| Cell::text(head.as_str())).collect();
        put(0, &heads).map_err(failed)?;
        let mut row = 0;
        rows(&mut |cells| {
            row += 1;
            put(row, cells).map_err(failed)
        })?;
        sheet.set_name(self.title).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let last = u16::try_from(self.heads.len()).unwrap_or(1).saturating_sub(1);
        sheet.set_column_range_width(0, last, 16).map_err(failed)?;
        if row > 0 {
            sheet.autofilter(0, 0, row, last).map_err(failed)?;
        }
        workbook.save_to_writer(file).map_err(failed)
    }
}
