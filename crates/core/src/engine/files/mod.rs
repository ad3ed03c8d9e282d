//! Files in open formats, whatever they hold: cells of a workbook, and text that no spreadsheet takes for a formula.

pub(crate) mod cell;
mod formula;
mod xlsx;

pub(crate) use cell::{Cell, Grid, plain as plain_amount};
pub(crate) use formula::guarded;
pub(crate) use xlsx::write as write_xlsx;
