//! What an old workbook unfolds to: the reader holds a sheet as one block from its first cell to its last, and a lone cell in
//! the far corner makes that block as large as numbers can say. A text that cells share, it copies into each of them.

use super::compound;
use super::detect::{bomb, damaged, room};
use super::xls_texts;
use crate::engine::failure::Failure;

/// Empty cells between filled ones, in all sheets together. More than this is no table anybody wrote.
const MOST_EMPTY: u64 = 2_000_000;
/// Cells an old sheet can have; a sheet that says it has more is not believed.
const LARGEST_SHEET: u64 = 65_536 * 256;

const BOUND_SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
const MANY_NUMBERS: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;
const SHARED_LABEL: u16 = 0x00FD;
/// Records of one cell: number, label, rich label, truth, packed number, shared label.
const ONE_CELL: [u16; 6] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, SHARED_LABEL];
/// How often the reader holds a text: in the sheet, and in what it hands out of it.
const HELD: u64 = 2;

/// Refuses a workbook that unfolds to far more than is in it.
pub fn check(file: &[u8]) -> Result<(), Failure> {
    let book = compound::stream(file, &["Workbook", "Book"]).map_err(damaged)?;
    let globals = Records(&book).take_while(|(kind, _)| *kind != END);
    let sheets = globals.filter(|(kind, _)| *kind == BOUND_SHEET);
    let starts: Vec<usize> = sheets.filter_map(|(_, data)| Some(long(data, 0)? as usize)).collect();
    let lengths = xls_texts::lengths(&book).ok_or_else(|| damaged("shared texts in crumbs"))?;
    let (mut empty, mut copied, mut gone_through) = (0_u64, 0_u64, 0_usize);
    for start in starts {
        let sheet = book.get(start..).unwrap_or_default();
        let (cells, formulas, texts, length) = unfolded(sheet, &lengths)?;
        // Sheets stand one behind the other. Were they in each other, few bytes would make many cells.
        gone_through += length;
        if gone_through > 2 * book.len() {
            return Err(damaged("sheets that overlap"));
        }
        empty = empty.saturating_add(cells.empty()).saturating_add(formulas.empty());
        if empty > MOST_EMPTY {
            return Err(scattered());
        }
        copied = copied.saturating_add(texts.saturating_mul(HELD));
        if copied > room(file.len() as u64) {
            return Err(bomb());
        }
    }
    Ok(())
}

fn scattered() -> Failure {
    Failure::invalid("import.scattered", "source").arg("limit", MOST_EMPTY)
}

/// The blocks of one sheet's cells and formulas, the bytes of its shared texts, and the bytes gone through.
fn unfolded(sheet: &[u8], lengths: &[u64]) -> Result<(Block, Block, u64, usize), Failure> {
    let (mut cells, mut formulas) = (Block::default(), Block::default());
    let (mut depth, mut length, mut texts) = (0_usize, 0, 0_u64);
    for (kind, data) in Records(sheet) {
        length += 4 + data.len();
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // A diagram inside a sheet has records of its own.
            _ if depth > 1 => {}
            DIMENSIONS if declared(data) > LARGEST_SHEET => return Err(scattered()),
            MANY_NUMBERS => {
                // Row, first column, six bytes for each number, last column.
                let numbers = data.len().saturating_sub(6) / 6;
                cells.take(short(data, 0), short(data, 2), numbers);
                cells.take(short(data, 0), short(data, data.len().saturating_sub(2)), 0);
            }
            FORMULA => {
                cells.take(short(data, 0), short(data, 2), 1);
                formulas.take(short(data, 0), short(data, 2), 1);
            }
            kind if ONE_CELL.contains(&kind) => {
                cells.take(short(data, 0), short(data, 2), 1);
                let shared = (kind == SHARED_LABEL)
                    .then(|| lengths.get(long(data, 6)? as usize))
                    .flatten();
                texts = texts.saturating_add(shared.copied().unwrap_or(0));
            }
            _ => {}
        }
    }
    Ok((cells, formulas, texts, length))
}

/// Cells a sheet says it has.
fn declared(data: &[u8]) -> u64 {
    let (top, bottom, columns) = match data.len() {
        10 => (short(data, 0).map(u32::from), short(data, 2).map(u32::from), 4),
        _ => (long(data, 0), long(data, 4), 8),
    };
    let rows = u64::from(bottom.unwrap_or(0)).saturating_sub(u64::from(top.unwrap_or(0)));
    rows.saturating_mul(u64::from(short(data, columns + 2).unwrap_or(0)))
}

/// The smallest block around some cells.
#[derive(Debug, Default)]
struct Block {
    filled: u64,
    corners: Option<[u16; 4]>,
}

impl Block {
    fn take(&mut self, row: Option<u16>, column: Option<u16>, filled: usize) {
        let (Some(row), Some(column)) = (row, column) else {
            return;
        };
        self.filled += filled as u64;
        let [top, left, bottom, right] = self.corners.unwrap_or([row, column, row, column]);
        self.corners = Some([top.min(row), left.min(column), bottom.max(row), right.max(column)]);
    }

    fn empty(&self) -> u64 {
        let cells = self.corners.map_or(0, |[top, left, bottom, right]| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        });
        cells.saturating_sub(self.filled)
    }
}

/// The records of a stream: kind and contents, up to one that is cut off.
pub(super) struct Records<'b>(pub &'b [u8]);

impl<'b> Iterator for Records<'b> {
    type Item = (u16, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (short(self.0, 0)?, short(self.0, 2)?);
        let data = self.0.get(4..4 + usize::from(length))?;
        self.0 = &self.0[4 + data.len()..];
        Some((kind, data))
    }
}

pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(short(bytes, at)?) | (u32::from(short(bytes, at + 2)?) << 16))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doors::imports::compound::tests::made;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    fn numbers(cells: &[(u16, u16)]) -> Vec<u8> {
        let cell = |(row, column): &(u16, u16)| {
            let data = [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat();
            record(0x0203, &data)
        };
        cells.iter().flat_map(cell).collect()
    }

    /// A workbook with these sheets, each listed so often.
    fn workbook(sheets: &[Vec<u8>], times: usize) -> Vec<u8> {
        let begin = record(BEGIN, &[0, 6, 5, 0, 0, 0, 0, 0]);
        let entry = |start: usize| {
            let start = u32::try_from(start).unwrap();
            record(BOUND_SHEET, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat())
        };
        let listed = sheets.len() * times;
        let mut start = begin.len() + listed * entry(0).len() + 4;
        let (mut list, mut bodies) = (Vec::new(), Vec::new());
        for sheet in sheets {
            (0..times).for_each(|_| list.extend(entry(start)));
            let body = [&begin[..], sheet, &record(END, &[])].concat();
            start += body.len();
            bodies.extend(body);
        }
        let book = [begin, list, record(END, &[]), bodies].concat();
        made("Workbook", &book, |_, next| next)
    }

    #[test]
    fn cells_far_apart_are_counted() {
        let table: Vec<(u16, u16)> = (0..500)
            .flat_map(|row| (0..20).map(move |column| (row, column)))
            .collect();
        assert!(check(&workbook(&[numbers(&table), numbers(&[(60_000, 100)])], 1)).is_ok());
        // A column of a whole sheet, and a note beside it.
        assert!(check(&workbook(&[numbers(&[(0, 0), (65_535, 0), (7, 25)])], 1)).is_ok());
        for corners in [
            numbers(&[(0, 0), (65_535, 255)]),
            numbers(&[(0, 0), (40_000, 65_535)]),
            [
                numbers(&[(0, 0)]),
                record(FORMULA, &[&[0xFF; 4][..], &[0; 18]].concat()),
            ]
            .concat(),
            [
                numbers(&[(0, 0)]),
                record(
                    MANY_NUMBERS,
                    &[&[0xFF, 0xFF, 0, 0][..], &[0; 6], &[0xFF, 0xFF]].concat(),
                ),
            ]
            .concat(),
            record(DIMENSIONS, &[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0]),
        ] {
            assert_eq!(check(&workbook(&[corners], 1)).unwrap_err().code, "import.scattered");
        }
        let corner = numbers(&[(0, 0), (40_000, 19)]);
        assert!(check(&workbook(std::slice::from_ref(&corner), 1)).is_ok());
        assert_eq!(
            check(&workbook(&[corner.clone(), corner.clone(), corner], 1))
                .unwrap_err()
                .code,
            "import.scattered"
        );
    }

    #[test]
    fn the_reader_sees_the_same_cells() {
        use calamine::{Reader as _, Xls};
        let file = workbook(&[numbers(&[(3, 2), (9, 5)])], 1);
        let mut book: Xls<_> = Xls::new(std::io::Cursor::new(file)).unwrap();
        let range = book.worksheet_range("S").unwrap();
        assert_eq!((range.start(), range.end()), (Some((3, 2)), Some((9, 5))));
    }

    #[test]
    fn a_diagram_inside_a_sheet_has_cells_of_its_own() {
        let inside = [record(BEGIN, &[0; 8]), numbers(&[(65_535, 255)]), record(END, &[])].concat();
        assert!(check(&workbook(&[[numbers(&[(0, 0)]), inside].concat()], 1)).is_ok());
    }

    #[test]
    fn a_sheet_listed_again_and_again_is_refused() {
        let table: Vec<(u16, u16)> = (0..5000).map(|row| (row, 0)).collect();
        assert_eq!(
            check(&workbook(&[numbers(&table)], 100)).unwrap_err().code,
            "import.damaged"
        );
    }
}
