//! Text with delimiters, row by row.

use super::decode::{self, Flow, Utf8};
use super::model::Format;
use super::table::{Head, Layout, Reading, Row, Visitor};
use super::upload::OpenFile;
use crate::engine::failure::Failure;
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How much of the file the delimiter is looked for in.
const SAMPLE: usize = 64 * 1024;
/// A row longer than this is a quotation mark that never closes.
const LONGEST_ROW: usize = 64 << 20;

/// Reads a text file.
pub fn read(file: &OpenFile, reading: &Reading, visitor: &mut dyn Visitor) -> Result<(), Failure> {
    let written = decode::detect(file, reading.encoding.as_deref(), reading.chinese)?;
    let flow = Rc::new(Flow::default());
    let mut text = Utf8::new(file.open()?, written.encoding, Rc::clone(&flow));
    let sample = fill(&mut text, SAMPLE)?;
    let (declared, skip) = declared_delimiter(&sample);
    let delimiter = match reading.delimiter {
        Some(wanted) => u8::try_from(wanted)
            .ok()
            .filter(|byte| byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n'))
            .ok_or_else(|| Failure::invalid("import.bad_delimiter", "delimiter"))?,
        None => declared.unwrap_or_else(|| guess_delimiter(&sample[skip..])),
    };
    // Without line feeds the reader cannot count lines: old Macs ended lines with a carriage return alone.
    let counts = sample.contains(&b'\n');
    // Of a row's end in two characters, the reader takes the second as the beginning of the next row.
    let two = sample[skip..]
        .iter()
        .position(|byte| *byte == b'\n')
        .is_some_and(|at| at > 0 && sample[skip + at - 1] == b'\r');
    let allowance = Rc::new(Cell::new(LONGEST_ROW));
    let source = Limited {
        inner: io::Cursor::new(sample[skip..].to_vec()).chain(text),
        left: Rc::clone(&allowance),
    };
    let mut reader = builder(delimiter).from_reader(source);
    let layout = Layout {
        format: Format::Csv,
        encoding: Some(written.encoding.name()),
        suspicious: written.damaged > 0,
        delimiter: Some(delimiter),
        sheets: Vec::new(),
        sheet: None,
        headers: Vec::new(),
    };
    let mut head = Head::new(layout, visitor);
    let mut row = Row::default();
    let mut number = 0;
    let first_line = u64::from(skip > 0);
    while next(&mut reader, &mut row.cells, number)? {
        allowance.set(LONGEST_ROW);
        number += 1;
        let line = row.cells.position().map_or(number, csv::Position::line) + u64::from(two && number > 1);
        row.line = first_line + if counts { line } else { number };
        let behind = row.cells.position().map_or(0, csv::Position::byte);
        let done = flow.behind(behind) / file.bytes.max(1) as f64;
        if !head.push(&mut row, done.min(1.0))? {
            return Ok(());
        }
    }
    head.finish()
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(128 * 1024);
    builder
}

fn next<R: Read>(reader: &mut Reader<R>, cells: &mut StringRecord, number: u64) -> Result<bool, Failure> {
    reader.read_record(cells).map_err(|error| match error.into_kind() {
        ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Failure::invalid("import.endless_row", "source")
                .arg("line", number + 1)
                .arg("limit", LONGEST_ROW >> 20)
        }
        ErrorKind::Io(error) => error.into(),
        other => {
            tracing::info!(?other, "unreadable text");
            Failure::invalid("import.wrong_encoding", "source")
        }
    })
}

fn fill(source: &mut impl Read, wanted: usize) -> Result<Vec<u8>, Failure> {
    let mut sample = vec![0; wanted];
    let mut filled = 0;
    // The decoder needs a little room in any buffer it is given.
    while wanted - filled >= 16 {
        let read = source.read(&mut sample[filled..])?;
        if read == 0 {
            break;
        }
        filled += read;
    }
    sample.truncate(filled);
    Ok(sample)
}

/// Excel's own way to say it: a first line `sep=;`. Also the bytes to skip.
fn declared_delimiter(sample: &[u8]) -> (Option<u8>, usize) {
    let line = sample.split(|byte| *byte == b'\n').next().unwrap_or_default();
    match line.strip_suffix(b"\r").unwrap_or(line) {
        [s, e, p, b'=', delimiter] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => {
            (Some(*delimiter), (line.len() + 1).min(sample.len()))
        }
        _ => (None, 0),
    }
}

/// The delimiter under which most rows have the same number of cells, and more than one.
fn guess_delimiter(sample: &[u8]) -> u8 {
    let mut best = (b',', 0.0);
    for delimiter in DELIMITERS {
        let mut widths = Vec::new();
        let mut reader = builder(delimiter).from_reader(sample);
        let mut cells = csv::ByteRecord::new();
        while widths.len() < 200 && reader.read_byte_record(&mut cells).unwrap_or(false) {
            widths.push(cells.len());
        }
        // The last row of a sample may be cut off.
        if widths.len() > 2 && sample.len() >= SAMPLE - 16 {
            widths.pop();
        }
        let Some(first) = widths.first().copied().filter(|width| *width > 1) else {
            continue;
        };
        let alike = widths.iter().filter(|width| **width == first).count() as f64 / widths.len() as f64;
        // Width matters little: it decides between two delimiters that both split every row alike.
        let score = alike + 0.05 * (first as f64).ln();
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// Ends a source that gives more than a row may hold without a row coming to its end.
struct Limited<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.inner.read(out)?;
        self.left.set(self.left.get().saturating_sub(read));
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b;c\n1,5;2,5;3\n", b';'),
            ("a\tb\n\"x,y\"\tz\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            ("name\nLi; Wei\nWang\n", b','),
            ("a;b\n\"x;y,z\";2\n", b';'),
            ("", b','),
        ] {
            assert_eq!(guess_delimiter(text.as_bytes()), delimiter, "{text:?}");
        }
        assert_eq!(declared_delimiter(b"SEP=;\r\na;b"), (Some(b';'), 7));
        assert_eq!(declared_delimiter(b"a;b"), (None, 0));
    }
}
