//! Workbooks (XLSX, XLSB, XLS, ODS), row by row, their values as faithful text.

use super::detect::damaged;
use super::model::Format;
use super::read_ods;
use super::sheet_rows::{LAST_COLUMN, SheetRows};
use super::table::{Layout, Reading, Visitor};
use super::upload::OpenFile;
use crate::engine::failure::Failure;
use calamine::{
    Cell, Data, DataRef, ExcelDateTime, Range, Reader as _, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError,
    Xlsx, XlsxError,
};
use std::fs::File;
use std::io::BufReader;

type Source = BufReader<File>;

/// Reads one sheet of a workbook.
pub fn read(file: &OpenFile, format: Format, reading: &Reading, visitor: &mut dyn Visitor) -> Result<(), Failure> {
    let source = BufReader::new(file.open()?);
    match format {
        Format::Xlsx => {
            let mut book: Xlsx<Source> = guarded(|| Xlsx::new(source).map_err(|error| xlsx_failure(&error)))?;
            let (sheets, sheet) = choose(book.sheets_metadata(), reading)?;
            let mut cells = guarded(|| {
                book.worksheet_cells_reader(&sheet)
                    .map_err(|error| xlsx_failure(&error))
            })?;
            let last = cells.dimensions().end.0;
            stream(
                || cells.next_cell().map_err(|error| xlsx_failure(&error)),
                last,
                layout(format, sheets, sheet.clone()),
                visitor,
            )
        }
        Format::Xlsb => {
            let mut book: Xlsb<Source> = guarded(|| Xlsb::new(source).map_err(|error| xlsb_failure(&error)))?;
            let (sheets, sheet) = choose(book.sheets_metadata(), reading)?;
            let mut cells = guarded(|| {
                book.worksheet_cells_reader(&sheet)
                    .map_err(|error| xlsb_failure(&error))
            })?;
            let last = cells.dimensions().end.0;
            stream(
                || cells.next_cell().map_err(|error| xlsb_failure(&error)),
                last,
                layout(format, sheets, sheet.clone()),
                visitor,
            )
        }
        Format::Xls => {
            let mut book: Xls<Source> = guarded(|| Xls::new(source).map_err(|error| xls_failure(&error)))?;
            let (sheets, sheet) = choose(book.sheets_metadata(), reading)?;
            let range = guarded(|| book.worksheet_range(&sheet).map_err(|error| xls_failure(&error)))?;
            walk(&range, format, sheets, sheet, visitor)
        }
        Format::Ods | Format::Csv | Format::Vcard => {
            let sheets = read_ods::sheets(source.get_ref())?;
            let (sheets, sheet) = choose(&sheets, reading)?;
            let rows = SheetRows::new(layout(format, sheets, sheet.clone()), visitor);
            read_ods::rows(source.get_ref(), &sheet, rows)
        }
    }
}

/// A malformed workbook may trip the parser; that is the file's fault and is said as such.
fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    crate::engine::guard::guarded(work, |_| damaged("the parser gave up"))
}

fn choose(sheets: &[calamine::Sheet], reading: &Reading) -> Result<(Vec<String>, String), Failure> {
    let tables: Vec<&calamine::Sheet> = sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .collect();
    let names: Vec<String> = tables.iter().map(|sheet| sheet.name.clone()).collect();
    let chosen = match &reading.sheet {
        Some(wanted) => {
            let known = names.iter().find(|name| *name == wanted);
            known.ok_or_else(|| Failure::invalid("import.no_such_sheet", "sheet").arg("name", wanted))?
        }
        None => {
            let visible = tables.iter().find(|sheet| sheet.visible == SheetVisible::Visible);
            let first = visible.or(tables.first()).map(|sheet| &sheet.name);
            first.ok_or_else(|| Failure::invalid("import.empty_file", "source"))?
        }
    };
    let chosen = chosen.clone();
    Ok((names, chosen))
}

fn layout(format: Format, sheets: Vec<String>, sheet: String) -> Layout {
    Layout {
        format,
        encoding: None,
        suspicious: false,
        delimiter: None,
        sheets,
        sheet: Some(sheet),
        headers: Vec::new(),
    }
}

/// New workbooks are read as a stream: a lone cell in the far corner costs nothing.
fn stream<'b>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'b>>>, Failure>,
    last: u32,
    layout: Layout,
    visitor: &mut dyn Visitor,
) -> Result<(), Failure> {
    let mut rows = SheetRows::new(layout, visitor);
    let mut at: Option<u32> = None;
    let mut text = String::new();
    loop {
        let cell = guarded(&mut next)?;
        let place = cell.as_ref().map(Cell::get_position);
        if at.is_some() && place.map(|(line, _)| line) != at {
            let done = f64::from(at.unwrap_or_default()) / f64::from(last.max(1));
            if !rows.end(done)? {
                return Ok(());
            }
        }
        let (Some(cell), Some((line, column))) = (cell, place) else {
            break;
        };
        if at != Some(line) {
            rows.begin(u64::from(line) + 1);
        }
        at = Some(line);
        text.clear();
        write_ref(&mut text, cell.get_value());
        rows.put(column as usize, &text)?;
    }
    rows.finish()
}

fn walk(
    range: &Range<Data>,
    format: Format,
    sheets: Vec<String>,
    sheet: String,
    visitor: &mut dyn Visitor,
) -> Result<(), Failure> {
    let mut rows = SheetRows::new(layout(format, sheets, sheet), visitor);
    let (first, left) = range.start().unwrap_or_default();
    let height = range.height().max(1);
    let mut text = String::new();
    for (index, cells) in range.rows().enumerate() {
        rows.begin(u64::from(first) + index as u64 + 1);
        // Empty columns at the left of the sheet are part of it for other formats, so they are here.
        for (column, cell) in (left as usize..LAST_COLUMN).zip(cells) {
            if *cell != Data::Empty {
                text.clear();
                write_owned(&mut text, cell);
                rows.put(column, &text)?;
            }
        }
        if !rows.end(index as f64 / height as f64)? {
            return Ok(());
        }
    }
    rows.finish()
}

fn write_ref(out: &mut String, value: &DataRef<'_>) {
    match value {
        DataRef::Int(number) => out.push_str(&number.to_string()),
        DataRef::Float(number) => number_text(out, *number),
        DataRef::String(text) => out.push_str(text),
        DataRef::SharedString(text) => out.push_str(text),
        DataRef::Bool(yes) => out.push_str(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(moment) => moment_text(out, moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso_text(out, text),
        DataRef::Error(error) => out.push_str(&error.to_string()),
        DataRef::Empty => {}
    }
}

fn write_owned(out: &mut String, value: &Data) {
    match value {
        Data::Int(number) => out.push_str(&number.to_string()),
        Data::Float(number) => number_text(out, *number),
        Data::String(text) => out.push_str(text),
        Data::Bool(yes) => out.push_str(if *yes { "TRUE" } else { "FALSE" }),
        Data::DateTime(moment) => moment_text(out, moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => iso_text(out, text),
        Data::Error(error) => out.push_str(&error.to_string()),
        Data::Empty => {}
        #[allow(unreachable_patterns)]
        other => out.push_str(&other.to_string()),
    }
}

/// A number as the sheet shows it: no `.0`, no exponent, fifteen digits at most – a sheet keeps no more.
pub(super) fn number_text(out: &mut String, number: f64) {
    if !number.is_finite() {
        return;
    }
    if number == number.trunc() && number.abs() < 9e15 {
        out.push_str(&(number as i64).to_string());
        return;
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    out.push_str(&rounded.to_string());
}

fn moment_text(out: &mut String, moment: &ExcelDateTime) {
    if moment.is_duration() {
        let seconds = (moment.as_f64() * 86_400.0).round() as i64;
        let sign = if seconds < 0 { "-" } else { "" };
        let (hours, rest) = (seconds.abs() / 3600, seconds.abs() % 3600);
        out.push_str(&format!("{sign}{hours}:{:02}:{:02}", rest / 60, rest % 60));
        return;
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    // A time of day without a date counts from the sheet's first day.
    let bare_time = (0.0..1.0).contains(&moment.as_f64());
    if !bare_time {
        out.push_str(&format!("{year:04}-{month:02}-{day:02}"));
    }
    if bare_time || (hour, minute, second, milli) != (0, 0, 0, 0) {
        out.push_str(&format!(
            "{}{hour:02}:{minute:02}:{second:02}",
            if bare_time { "" } else { " " }
        ));
    }
}

fn iso_text(out: &mut String, text: &str) {
    out.push_str(text.strip_suffix("T00:00:00").unwrap_or(text));
}

fn locked() -> Failure {
    Failure::invalid("import.locked", "source")
}

fn xlsx_failure(error: &XlsxError) -> Failure {
    match error {
        XlsxError::Password => locked(),
        XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_) => {
            Failure::invalid("import.empty_file", "source")
        }
        other => damaged(other),
    }
}

fn xlsb_failure(error: &XlsbError) -> Failure {
    match error {
        XlsbError::Password => locked(),
        other => damaged(other),
    }
}

fn xls_failure(error: &XlsError) -> Failure {
    match error {
        XlsError::Password => locked(),
        other => damaged(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_the_sheet_shows_them() {
        for (number, expected) in [
            (1.0, "1"),
            (1100.04, "1100.04"),
            (0.1 + 0.2, "0.3"),
            (13_800_138_000.0, "13800138000"),
            (-5.5, "-5.5"),
            (1e21, "1000000000000000000000"),
            (0.000_001, "0.000001"),
        ] {
            let mut text = String::new();
            number_text(&mut text, number);
            assert_eq!(text, expected);
        }
    }
}
