//! Cells that a spreadsheet would take for a formula.

use std::borrow::Cow;

/// Spreadsheets take a text that begins like this for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell no spreadsheet takes for a formula. A plain number is none; the mark is taken off again by the import.
pub(crate) fn guarded(cell: &str) -> Cow<'_, str> {
    let number = || {
        cell.chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ',' | ' '))
    };
    if cell.starts_with(FORMULA) && !(cell.starts_with(['+', '-']) && number()) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-5.20", "-5.20"),
            ("+86 138 0013 8000", "+86 138 0013 8000"),
            ("\tx", "'\tx"),
            ("北京", "北京"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), expected);
        }
    }
}
