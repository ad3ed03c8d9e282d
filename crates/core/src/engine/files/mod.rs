//! Files in open formats, whatever they hold: cells of a workbook, and text that no spreadsheet takes for a formula.

pub(crate) mod cell;
pub(crate) mod document;
mod formula;
mod rows;
mod xlsx;

pub(crate) use cell::{Cell, Grid};
pub(crate) use formula::guarded;
pub(crate) use rows::{RowFile, TableFormat};
pub(crate) use xlsx::write as write_xlsx;
