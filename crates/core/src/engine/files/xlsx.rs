//! A workbook written from grids.

use super::cell::{Content, Grid, Look};
use crate::engine::failure::Failure;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Formula, Workbook, XlsxError};
use std::borrow::Cow;
use std::collections::HashMap;

/// What a cell of a workbook takes, in UTF-16 units.
const CELL: usize = 32_767;

/// A text as a cell takes it: one that is too long ends with how much of it is left out. CSV has the whole.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return text.into();
    }
    let (mut units, mut end) = (0, 0);
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > CELL - 20 {
            end = at;
            break;
        }
    }
    let rest = text[end..].chars().count();
    format!("{}… [+{rest}]", &text[..end]).into()
}

/// Writes the sheets; the instant is that of the call, so that the same call gives the same bytes.
pub fn write(grids: &[Grid], seconds: i64) -> Result<Vec<u8>, Failure> {
    fill(grids, seconds).map_err(Failure::internal)
}

fn fill(grids: &[Grid], seconds: i64) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_timestamp(seconds)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut formats: HashMap<(Look, bool), Format> = HashMap::new();
    for grid in grids {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&grid.name)?;
        sheet.set_freeze_panes(grid.heads, 0)?;
        let columns = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
        for column in 0..columns {
            let width = grid.widths.get(column).or(grid.widths.last()).copied().unwrap_or(12.0);
            sheet.set_column_width(column as u16, width)?;
        }
        if grid.filter && grid.rows.len() > 1 {
            sheet.autofilter(0, 0, grid.rows.len() as u32 - 1, columns.saturating_sub(1) as u16)?;
        }
        for (row, cells) in (0_u32..).zip(&grid.rows) {
            let head = row < grid.heads;
            for (column, cell) in (0_u16..).zip(cells) {
                let format = formats
                    .entry((cell.look, head))
                    .or_insert_with(|| format(cell.look, head));
                match &cell.content {
                    Content::Empty if head => sheet.write_blank(row, column, format)?,
                    Content::Empty => continue,
                    Content::Text(text) => sheet.write_string_with_format(row, column, fitting(text), format)?,
                    Content::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
                    Content::Formula(formula, result) => {
                        let formula = Formula::new(formula).set_result(result);
                        sheet.write_formula_with_format(row, column, formula, format)?
                    }
                };
            }
        }
        sheet.set_landscape();
        sheet.set_print_fit_to_pages(1, 0);
    }
    workbook.save_to_buffer()
}

pub(super) fn format(look: Look, head: bool) -> Format {
    let mut format = Format::new();
    if look.bold || head {
        format = format.set_bold();
    }
    if head {
        format = format.set_border_bottom(FormatBorder::Thin).set_text_wrap();
    }
    if let Some(date) = look.date {
        return format.set_num_format(date);
    }
    match (look.share, look.decimals) {
        (true, _) => format = format.set_num_format("0.0%"),
        (false, Some(0)) => format = format.set_num_format("#,##0"),
        (false, Some(digits)) => format = format.set_num_format(format!("#,##0.{}", "0".repeat(digits as usize))),
        (false, None) => {}
    }
    format
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_says_how_much_is_left_out() {
        assert_eq!(fitting("报价"), "报价");
        let whole = "长".repeat(CELL);
        assert_eq!(fitting(&whole), whole);
        for letter in ["长", "a", "😀"] {
            let text = letter.repeat(40_000);
            let cut = fitting(&text);
            assert!(cut.encode_utf16().count() <= CELL, "{letter}");
            let kept = cut.matches(letter).count();
            assert!(cut.ends_with(&format!("… [+{}]", 40_000 - kept)), "{letter}");
        }
    }
}
