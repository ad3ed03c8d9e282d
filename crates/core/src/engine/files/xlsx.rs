//! A workbook written from grids.

use super::cell::{Content, Grid, Look};
use crate::engine::failure::{Failure, Kind};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Formula, Workbook, XlsxError};
use std::collections::HashMap;

/// Writes the sheets; the instant is that of the call, so that the same call gives the same bytes.
pub fn write(grids: &[Grid], seconds: i64) -> Result<Vec<u8>, Failure> {
    fill(grids, seconds).map_err(|error| Failure::new(Kind::Internal, "internal").arg("cause", error))
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
                    Content::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
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
