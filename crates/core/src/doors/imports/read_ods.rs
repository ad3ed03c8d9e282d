//! OpenDocument sheets, row by row. "The same, a billion times" stays a number until somebody wants the cells.

use super::bounded_text::BoundedText;
use super::bounded_xml::{BoundedXml, LONGEST_PIECE, attributes, endless_cell, entity};
use super::detect::{LARGEST_UNPACKED, bomb, damaged, zip_failure};
use super::sheet_rows::{LAST_COLUMN, SheetRows};
use crate::engine::failure::Failure;
use calamine::{Sheet, SheetType, SheetVisible};
use quick_xml::events::{BytesStart, Event};
use std::fs::File;
use std::io::{BufReader, Read, Seek as _};
use zip::ZipArchive;

/// Cells of all sheets together. More than this is no table anybody wrote.
const MOST_CELLS: u64 = 20_000_000;

/// Sheets of a document, and styles that hide sheets.
const MOST_SHEETS: usize = 10_000;
/// The part of a packed document in which everything stands.
const CONTENT: &str = "content.xml";

/// What stands next in a document.
enum Found {
    /// A sheet begins; its style may hide it.
    Sheet { name: String, style: String },
    /// A row, which is kept in the document.
    Row,
    /// A style of sheets that hides them.
    Hiding(String),
}

/// Cells that follow each other and are the same.
#[derive(Debug, Default)]
struct Run {
    /// What they say; of a text without end a little more than is taken.
    text: BoundedText,
    /// How many they are.
    times: u64,
}

/// A row, as often as it is repeated.
#[derive(Debug, Default)]
struct Runs {
    runs: Vec<Run>,
    used: usize,
    /// How many rows are the same.
    times: u64,
}

impl Runs {
    /// Cells of one row of them, and bytes.
    fn size(&self) -> (u64, u64) {
        let sum = |of: fn(&Run) -> u64| self.filled().iter().map(of).fold(0, u64::saturating_add);
        (
            sum(|run| run.times),
            sum(|run| run.text.bytes().saturating_mul(run.times)),
        )
    }

    /// Its cells up to the last that says something.
    fn filled(&self) -> &[Run] {
        let last = self.runs[..self.used].iter().rposition(|run| run.text.bytes() > 0);
        &self.runs[..last.map_or(0, |last| last + 1)]
    }

    fn begin(&mut self, times: u64) {
        (self.used, self.times) = (0, times);
    }

    fn add(&mut self, times: u64) -> &mut BoundedText {
        if self.used == self.runs.len() {
            self.runs.push(Run::default());
        }
        let run = &mut self.runs[self.used];
        self.used += 1;
        run.times = times;
        run.text.clear();
        &mut run.text
    }
}

/// The sheets of a workbook. Refuses one that is locked, and one that unfolds to more than anybody wrote.
pub fn sheets(file: &File) -> Result<Vec<Sheet>, Failure> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(zip_failure)?;
    let mut kind = String::new();
    let written = archive.by_name("mimetype").map_err(zip_failure)?;
    written.take(200).read_to_string(&mut kind).map_err(damaged)?;
    if !kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Err(damaged("no workbook"));
    }
    let mut manifest = BoundedXml::new(archive.by_name("META-INF/manifest.xml").map_err(zip_failure)?);
    loop {
        match manifest.next()? {
            Event::Start(element) if element.name().into_inner() == "manifest:encryption-data" => {
                return Err(Failure::invalid("import.locked", "source"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    drop(manifest);
    check(archive.by_name(CONTENT).map_err(zip_failure)?)
}

/// The rows of one sheet.
pub fn rows(file: &File, sheet: &str, mut rows: SheetRows<'_>) -> Result<(), Failure> {
    let mut source = BufReader::new(file);
    source.rewind()?;
    let mut archive = ZipArchive::new(source).map_err(zip_failure)?;
    let content = archive.by_name(CONTENT).map_err(zip_failure)?;
    let size = content.size().max(1);
    let mut document = OdsDocument::new(content);
    let (mut inside, mut line) = (false, 0_u64);
    while let Some(found) = document.next()? {
        match found {
            Found::Sheet { .. } if inside => break,
            Found::Sheet { name, .. } => inside = name == sheet,
            Found::Row if inside => {
                let done = document.xml.position() as f64 / size as f64;
                let (filled, times) = (document.row.filled(), document.row.times);
                let repeated = if filled.is_empty() { 0 } else { times };
                for nth in 0..repeated {
                    rows.begin(line + nth + 1);
                    put(&mut rows, filled)?;
                    if !rows.end(done)? {
                        return Ok(());
                    }
                }
                line = line.saturating_add(times);
            }
            Found::Row | Found::Hiding(_) => {}
        }
    }
    rows.finish()
}

fn put(rows: &mut SheetRows<'_>, filled: &[Run]) -> Result<(), Failure> {
    let mut column = 0_u64;
    for run in filled {
        if run.text.bytes() > 0 {
            for nth in (column..column.saturating_add(run.times)).take_while(|at| *at < LAST_COLUMN as u64) {
                rows.put(nth as usize, run.text.as_str())?;
            }
        }
        column = column.saturating_add(run.times);
    }
    Ok(())
}

/// Counts what a document unfolds to, and lists its sheets.
fn check(content: impl Read) -> Result<Vec<Sheet>, Failure> {
    let mut document = OdsDocument::new(content);
    let (mut cells, mut bytes) = (0_u64, 0_u64);
    let (mut sheets, mut hiding) = (Vec::new(), Vec::new());
    while let Some(found) = document.next()? {
        match found {
            Found::Hiding(style) => hiding.push(style),
            Found::Sheet { name, style } => sheets.push(Sheet {
                name,
                typ: SheetType::WorkSheet,
                visible: if hiding.contains(&style) {
                    SheetVisible::Hidden
                } else {
                    SheetVisible::Visible
                },
            }),
            Found::Row => {
                let (row_cells, row_bytes) = document.row.size();
                cells = cells.saturating_add(row_cells.saturating_mul(document.row.times));
                bytes = bytes.saturating_add(row_bytes.saturating_mul(document.row.times));
            }
        }
        if cells > MOST_CELLS {
            return Err(Failure::invalid("import.too_many_cells", "source").arg("limit", MOST_CELLS));
        }
        if bytes > LARGEST_UNPACKED {
            return Err(bomb());
        }
        if sheets.len().max(hiding.len()) > MOST_SHEETS {
            return Err(damaged("sheets without end"));
        }
    }
    Ok(sheets)
}

/// A document that is read once, from its beginning.
struct OdsDocument<R: Read> {
    xml: BoundedXml<R>,
    row: Runs,
    style: String,
}

impl<R: Read> OdsDocument<R> {
    /// Reads `content.xml`.
    fn new(content: R) -> OdsDocument<R> {
        OdsDocument {
            xml: BoundedXml::new(content),
            row: Runs::default(),
            style: String::new(),
        }
    }

    /// What stands next; nothing at the end.
    fn next(&mut self) -> Result<Option<Found>, Failure> {
        loop {
            let element = match self.xml.next()? {
                Event::Start(element) => element,
                Event::Eof => return Ok(None),
                _ => continue,
            };
            match element.name().into_inner() {
                "style:style" => self.style = attribute(&element, "style:name")?.unwrap_or_default(),
                "style:table-properties" if attribute(&element, "table:display")?.as_deref() == Some("false") => {
                    return Ok(Some(Found::Hiding(self.style.clone())));
                }
                "table:table" => {
                    let style = attribute(&element, "table:style-name")?.unwrap_or_default();
                    // A table without a name is part of a drawing.
                    if let Some(name) = attribute(&element, "table:name")? {
                        return Ok(Some(Found::Sheet { name, style }));
                    }
                }
                "table:table-row" => {
                    let times = count(attribute(&element, "table:number-rows-repeated")?)?;
                    self.row.begin(times);
                    self.cells()?;
                    return Ok(Some(Found::Row));
                }
                _ => {}
            }
        }
    }

    /// The cells of a row that has begun.
    fn cells(&mut self) -> Result<(), Failure> {
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let element = match self.xml.next()? {
                Event::Start(element) => element,
                _ => continue,
            };
            if !is_cell(&element) {
                continue;
            }
            let times = count(attribute(&element, "table:number-columns-repeated")?)?;
            let text = self.row.add(times);
            let reads_on = said(&element, text)?;
            contents(&mut self.xml, text, reads_on)?;
        }
        Ok(())
    }
}

fn is_cell(element: &BytesStart<'_>) -> bool {
    matches!(
        element.name().into_inner(),
        "table:table-cell" | "table:covered-table-cell"
    )
}

fn attribute(element: &BytesStart<'_>, wanted: &str) -> Result<Option<String>, Failure> {
    for attribute in attributes(element) {
        let (name, value) = attribute?;
        if name == wanted {
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

fn count(value: Option<String>) -> Result<u64, Failure> {
    value.map_or(Ok(1), |value| value.parse().map_err(damaged))
}

/// The value a cell carries in its attributes; whether its contents say it instead.
fn said(cell: &BytesStart<'_>, text: &mut BoundedText) -> Result<bool, Failure> {
    let (mut set, mut is_text, mut is_error) = (false, false, false);
    for attribute in attributes(cell) {
        let (name, value) = attribute?;
        match name {
            "office:value" if !set => {
                let mut shown = String::new();
                super::read_sheet::number_text(&mut shown, value.parse().map_err(damaged)?);
                text.push(&shown);
                set = true;
            }
            "office:date-value" | "office:time-value" if !set => {
                text.push(value.strip_suffix("T00:00:00").unwrap_or(&value));
                set = true;
            }
            "office:string-value" if !set => {
                text.push(&value);
                set = true;
            }
            "office:boolean-value" if !set => {
                let yes = value.eq_ignore_ascii_case("true");
                text.push(if yes { "TRUE" } else { "FALSE" });
                set = true;
            }
            "office:value-type" => is_text = value == "string",
            "calcext:value-type" => is_error = value == "error",
            _ => {}
        }
    }
    // What went wrong in a formula is written into the cell, beside an empty value.
    Ok((!set && is_text) || (is_error && text.bytes() == 0))
}

/// Goes to the end of a cell that has begun; with its text, when it is wanted.
fn contents<R: Read>(xml: &mut BoundedXml<R>, text: &mut BoundedText, wanted: bool) -> Result<(), Failure> {
    let outside = xml.depth() - 1;
    let (mut paragraphs, mut note, mut piece) = (0_u64, usize::MAX, String::new());
    while xml.depth() > outside {
        let before = xml.depth();
        let in_note = before > note;
        match xml.next()? {
            Event::Start(element) if wanted && !in_note => match element.name().into_inner() {
                "office:annotation" => note = before,
                "text:p" => {
                    if paragraphs > 0 {
                        text.push("\n");
                    }
                    paragraphs += 1;
                }
                "text:s" => text.push_spaces(count(attribute(&element, "text:c")?)?),
                "text:tab" => text.push("\t"),
                "text:line-break" => text.push("\n"),
                _ => {}
            },
            Event::End(_) if before.checked_sub(1) == Some(note) => note = usize::MAX,
            Event::Text(written) if wanted && !in_note => text.push(&written.xml10_content()),
            Event::CData(written) if wanted && !in_note => text.push(&written.xml10_content()),
            Event::GeneralRef(reference) if wanted && !in_note => {
                piece.clear();
                entity(&reference, &mut piece)?;
                text.push(&piece);
            }
            _ => {}
        }
        if text.bytes() > LONGEST_PIECE {
            return Err(endless_cell());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &str) -> String {
        format!("<office:body><table:table table:name=\"S\">{rows}</table:table></office:body>")
    }

    fn texts(document: &str) -> Vec<(Vec<(String, u64)>, u64)> {
        let mut document = OdsDocument::new(document.as_bytes());
        let mut rows = Vec::new();
        while let Some(found) = document.next().unwrap() {
            if matches!(found, Found::Row) {
                let runs = document.row.filled().iter();
                let cells = runs.map(|run| (run.text.as_str().to_owned(), run.times));
                rows.push((cells.collect(), document.row.times));
            }
        }
        rows
    }

    #[test]
    fn cells_are_read_as_they_are_meant() {
        let rows = "<table:table-row table:number-rows-repeated=\"3\">\
            <table:table-cell table:number-columns-repeated=\"2\"/>\
            <table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation>\
              <text:p>A &amp;<text:s text:c=\"2\"/>B<text:tab/>&#67;</text:p><text:p><text:span>D</text:span></text:p></table:table-cell>\
            <table:table-cell office:value-type=\"float\" office:value=\"1.50\"><text:p>1,50</text:p></table:table-cell>\
            <table:table-cell office:value-type=\"date\" office:date-value=\"2026-01-02T00:00:00\"/>\
            <table:covered-table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>\
            <table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>";
        let cell = |text: &str, times| (text.to_owned(), times);
        let expected = vec![
            cell("", 2),
            cell("A &  B\tC\nD", 1),
            cell("1.5", 1),
            cell("2026-01-02", 1),
            cell("TRUE", 1),
        ];
        assert_eq!(texts(&sheet(rows)), [(expected, 3)]);
    }

    #[test]
    fn what_unfolds_is_counted() {
        let row = |cells: &str, times: u64| {
            format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
        };
        let cell = |text: &str, times: u64| {
            format!(
                "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"{times}\"><text:p>{text}</text:p></table:table-cell>"
            )
        };
        let empty = "<table:table-cell table:number-columns-repeated=\"16380\"/>";
        let code = |rows: String| check(sheet(&rows).as_bytes()).map(drop).map_err(|failure| failure.code);
        assert_eq!(code(row(&[&cell("1", 1), empty].concat(), 1)), Ok(()));
        assert_eq!(code([row(&cell("1", 1), 1), row(empty, 1_000_000)].concat()), Ok(()));
        let too_many = Err("import.too_many_cells");
        assert_eq!(code(row(&cell("x", 20_000_001), 1)), too_many);
        assert_eq!(code(row(&[empty, &cell("x", 1)].concat(), 1_048_576)), too_many);
        assert_eq!(code(row(&cell("x", u64::MAX), u64::MAX)), too_many);
        let endless = Err("import.endless_cell");
        assert_eq!(code(row(&cell("<text:s text:c=\"2000000000\"/>", 1), 1)), endless);
        assert_eq!(
            code(row(&cell(&"<text:s text:c=\"9000000\"/>".repeat(2), 1), 1)),
            endless
        );
        assert_eq!(code(row(&cell(&"x".repeat(17 << 20), 1), 1)), endless);
        assert_eq!(code(row(&cell(&"x".repeat(100_000), 100), 200)), Err("import.bomb"));
        assert_eq!(code("<a>".repeat(300)), Err("import.damaged"));
        assert_eq!(code("<table:table-row>".to_owned()), Err("import.damaged"));
    }
}
