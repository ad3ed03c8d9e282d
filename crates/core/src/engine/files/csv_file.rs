//! CSV as every file of the product is written: UTF-8 with the mark spreadsheets know it by, and no cell that one would take for a formula.

use super::formula::guarded;
use crate::engine::failure::Failure;
use std::io::Write;

/// A CSV file while it is written.
pub(crate) struct CsvFile<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvFile<W> {
    /// Begins a file.
    pub fn begin(mut to: W) -> Result<CsvFile<W>, Failure> {
        to.write_all(b"\xEF\xBB\xBF")?;
        Ok(CsvFile {
            writer: csv::WriterBuilder::new().flexible(true).from_writer(to),
        })
    }

    /// Writes a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) -> Result<(), Failure> {
        for cell in cells {
            self.cell(cell.as_ref())?;
        }
        self.line()
    }

    /// Writes a cell of the row that [`CsvFile::line`] will end.
    pub fn cell(&mut self, text: &str) -> Result<(), Failure> {
        self.writer.write_field(guarded(text).as_bytes()).map_err(failed)
    }

    /// Ends a row.
    pub fn line(&mut self) -> Result<(), Failure> {
        self.writer.write_record(None::<&[u8]>).map_err(failed)
    }

    /// What it was written to, with everything in it.
    pub fn end(self) -> Result<W, Failure> {
        self.writer
            .into_inner()
            .map_err(|error| Failure::from(error.into_error()))
    }
}

fn failed(error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Failure::from(error),
        other => Failure::internal(format!("{other:?}")),
    }
}
