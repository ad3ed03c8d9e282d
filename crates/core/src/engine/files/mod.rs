//! Files, whatever they hold: open formats – cells of a workbook, text that no spreadsheet takes for a formula –, drafts that become
//! files only when they are whole, and locks that other programs see.

pub(crate) mod cell;
mod csv_file;
pub(crate) mod document;
pub(crate) mod draft_folder;
mod formula;
pub(crate) mod identity;
pub(crate) mod named_lock;
mod rows;
mod xlsx;

pub(crate) use cell::{Cell, Grid};
pub(crate) use csv_file::CsvFile;
pub(crate) use formula::unguarded;
pub(crate) use rows::{RowFile, TableFormat};
pub(crate) use xlsx::write as write_xlsx;
