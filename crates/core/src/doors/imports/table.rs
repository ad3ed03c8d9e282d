//! A file as a table: headings and rows, whatever its format. Readers push rows; nobody holds a whole file.

use super::detect;
use super::model::Format;
use super::upload::OpenFile;
use super::{read_csv, read_sheet, read_vcard};
use crate::engine::failure::Failure;
use csv::StringRecord;
use std::collections::HashSet;

/// Longest cell that is taken, in bytes. A longer one is refused with its row.
pub const LONGEST_CELL: usize = 1 << 20;

/// Most columns a table may have.
const MOST_COLUMNS: usize = 2_000;

/// One row as it stands in the file.
#[derive(Debug, Default, Clone)]
pub struct Row {
    /// The line it begins in, as an editor or a spreadsheet counts.
    pub line: u64,
    /// Its cells; may be more or fewer than the headings.
    pub cells: StringRecord,
}

/// How the file is to be read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding of a text file, when it is not to be detected.
    pub encoding: Option<String>,
    /// The delimiter of a text file, when it is not to be detected.
    pub delimiter: Option<char>,
    /// Whether a Chinese encoding is the likelier one.
    pub chinese: bool,
}

/// What is known of the file when its headings are.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Its format.
    pub format: Format,
    /// The encoding of a text file.
    pub encoding: Option<&'static str>,
    /// Whether some of its bytes fit that encoding nowhere, so that cells must be looked at.
    pub suspicious: bool,
    /// The delimiter of a text file.
    pub delimiter: Option<u8>,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet read.
    pub sheet: Option<String>,
    /// Headings as they are called here: each unlike any other, none empty.
    pub headers: Vec<String>,
}

/// Who takes the rows.
pub trait Visitor {
    /// Called once, before any row.
    fn headings(&mut self, layout: &Layout) -> Result<(), Failure>;
    /// Called for each row; may keep its contents by swapping. `done` is the share of the file read so far, 0 to 1.
    /// The answer says whether to go on.
    fn row(&mut self, row: &mut Row, done: f64) -> Result<bool, Failure>;
}

/// Reads the file from its first row to its last.
pub fn read(file: &OpenFile, reading: &Reading, visitor: &mut dyn Visitor) -> Result<(), Failure> {
    match detect::format(file)? {
        Format::Csv => read_csv::read(file, reading, visitor),
        Format::Vcard => read_vcard::read(file, reading, visitor),
        format => read_sheet::read(file, format, reading, visitor),
    }
}

/// Rows gathered until there are enough to be taken together. Their memory is used again.
#[derive(Debug, Default)]
pub struct Batch {
    rows: Vec<Row>,
    used: usize,
    bytes: usize,
}

impl Batch {
    /// Rows of a batch.
    const ROWS: usize = 20_000;
    /// Bytes of one, for rows with long texts.
    const BYTES: usize = 16 << 20;

    /// Gathers a row; whether there are enough.
    pub fn push(&mut self, row: &mut Row) -> bool {
        if self.used == self.rows.len() {
            self.rows.push(Row::default());
        }
        self.bytes += row.cells.as_slice().len();
        std::mem::swap(&mut self.rows[self.used], row);
        self.used += 1;
        self.used >= Self::ROWS || self.bytes >= Self::BYTES
    }

    /// The rows gathered.
    pub fn rows(&self) -> &[Row] {
        &self.rows[..self.used]
    }

    /// Begins anew.
    pub fn clear(&mut self) {
        (self.used, self.bytes) = (0, 0);
    }
}

/// Finds the heading row: the first one that is not empty, and not a title above the table.
pub struct Head<'v> {
    layout: Layout,
    visitor: &'v mut dyn Visitor,
    first: Option<Row>,
    known: bool,
}

impl<'v> Head<'v> {
    /// Before the first row.
    pub fn new(layout: Layout, visitor: &'v mut dyn Visitor) -> Head<'v> {
        Head {
            layout,
            visitor,
            first: None,
            known: false,
        }
    }

    /// The next row of the file.
    pub fn push(&mut self, row: &mut Row, done: f64) -> Result<bool, Failure> {
        if self.known {
            return self.visitor.row(row, done);
        }
        let filled = filled(row);
        match self.first.take() {
            None if filled == 0 => Ok(true),
            None => {
                self.first = Some(row.clone());
                Ok(true)
            }
            // One lonely cell above a row of several is a title.
            Some(first) if self::filled(&first) == 1 && first.cells.len() != 1 && filled >= 3 => {
                self.settle(row)?;
                Ok(true)
            }
            Some(first) => {
                self.settle(&first)?;
                self.visitor.row(row, done)
            }
        }
    }

    /// After the last row.
    pub fn finish(mut self) -> Result<(), Failure> {
        match self.first.take() {
            Some(first) => self.settle(&first),
            None if self.known => Ok(()),
            None => Err(Failure::invalid("import.empty_file", "source")),
        }
    }

    fn settle(&mut self, heading: &Row) -> Result<(), Failure> {
        if heading.cells.len() > MOST_COLUMNS {
            return Err(Failure::invalid("import.too_many_columns", "source").arg("limit", MOST_COLUMNS));
        }
        self.layout.headers = distinct(&heading.cells);
        self.known = true;
        self.visitor.headings(&self.layout)
    }
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Headings that can be told apart: spaces trimmed, nameless ones numbered, repeated ones counted. Nameless columns at
/// the end are left out.
fn distinct(cells: &StringRecord) -> Vec<String> {
    let wanted = cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.trim().is_empty())
        .last()
        .map_or(0, |(last, _)| last + 1);
    let mut taken = HashSet::new();
    let mut names = Vec::with_capacity(wanted);
    for (index, cell) in cells.iter().take(wanted).enumerate() {
        let clean = cell
            .trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
            .replace(['\r', '\n'], " ");
        let base: String = if clean.is_empty() {
            format!("#{}", index + 1)
        } else {
            clean.chars().take(200).collect()
        };
        let mut name = base.clone();
        let mut count = 1;
        while !taken.insert(name.clone()) {
            count += 1;
            name = format!("{base} ({count})");
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_can_be_told_apart() {
        let cells = StringRecord::from(vec!["\u{FEFF}Name", " name ", "Name", "", "Name (2)", "", ""]);
        assert_eq!(distinct(&cells), ["Name", "name", "Name (2)", "#4", "Name (2) (2)"]);
    }
}
