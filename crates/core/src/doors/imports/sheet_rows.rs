//! The rows of a sheet, put together cell by cell: none longer than is reasonable, and all of them no more than a workbook may
//! unfold to. A text that many cells share stands in the file once.

use super::bounded_xml::{LONGEST_PIECE, endless_cell};
use super::detect::{LARGEST_UNPACKED, bomb};
use super::table::{Head, LONGEST_CELL, Layout, Row, Visitor};
use crate::engine::failure::Failure;

/// Cells further to the right are not looked at.
pub const LAST_COLUMN: usize = 2_000;

/// Gathers a row after the other.
pub struct SheetRows<'v> {
    head: Head<'v>,
    row: Row,
    said: bool,
    unfolded: u64,
}

impl<'v> SheetRows<'v> {
    /// For this visitor.
    pub fn new(layout: Layout, visitor: &'v mut dyn Visitor) -> SheetRows<'v> {
        SheetRows {
            head: Head::new(layout, visitor),
            row: Row::default(),
            said: false,
            unfolded: 0,
        }
    }

    /// Begins the row of that line.
    pub fn begin(&mut self, line: u64) {
        self.row.line = line;
        self.row.cells.clear();
        self.said = false;
    }

    /// The next cell; one that stands before the last, or too far to the right, is passed over.
    pub fn put(&mut self, column: usize, text: &str) -> Result<(), Failure> {
        if column >= LAST_COLUMN || column < self.row.cells.len() {
            return Ok(());
        }
        while self.row.cells.len() < column {
            self.row.cells.push_field("");
        }
        let text = clipped(text);
        self.row.cells.push_field(text);
        self.said |= !text.trim().is_empty();
        self.unfolded = self.unfolded.saturating_add(text.len() as u64);
        if self.row.cells.as_slice().len() as u64 > LONGEST_PIECE {
            return Err(endless_cell());
        }
        if self.unfolded > LARGEST_UNPACKED {
            return Err(bomb());
        }
        Ok(())
    }

    /// The row is complete; whether to go on. `done` is the share of the file read so far.
    pub fn end(&mut self, done: f64) -> Result<bool, Failure> {
        Ok(!self.said || self.head.push(&mut self.row, done.min(1.0))?)
    }

    /// After the last row.
    pub fn finish(self) -> Result<(), Failure> {
        self.head.finish()
    }
}

/// One byte more than is allowed is enough to be refused.
fn clipped(text: &str) -> &str {
    if text.len() <= LONGEST_CELL {
        return text;
    }
    let end = (LONGEST_CELL + 1..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    &text[..end]
}
