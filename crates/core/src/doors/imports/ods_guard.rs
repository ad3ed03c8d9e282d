//! How many cells an OpenDocument sheet unfolds to: a few bytes may say "the same, a billion times", and the reader unfolds them all.

use crate::engine::failure::Failure;
use std::io::{BufRead, BufReader, Read};

/// Cells of all sheets together. More than this is no table anybody wrote.
const MOST_CELLS: u64 = 20_000_000;
/// Longest piece between two tags.
const LONGEST_PIECE: u64 = 64 << 20;

/// Refuses a document that unfolds to more than [`MOST_CELLS`].
pub fn check(content: impl Read) -> Result<(), Failure> {
    let mut source = BufReader::with_capacity(128 * 1024, content);
    let mut piece = Vec::new();
    let (mut total, mut row, mut pending, mut times) = (0_u64, 0_u64, 0_u64, 1_u64);
    loop {
        piece.clear();
        let read = source
            .by_ref()
            .take(LONGEST_PIECE)
            .read_until(b'>', &mut piece)
            .map_err(super::detect::damaged)?;
        if read == 0 {
            return Ok(());
        }
        let Some(start) = piece.iter().rposition(|byte| *byte == b'<') else {
            continue;
        };
        let tag = &piece[start..];
        if tag.starts_with(b"<table:table-row") {
            (row, pending, times) = (0, 0, repeats(tag, b"number-rows-repeated"));
        } else if tag.starts_with(b"<table:table-cell") || tag.starts_with(b"<table:covered-table-cell") {
            // Empty cells count only when something stands behind them.
            pending = pending.saturating_add(repeats(tag, b"number-columns-repeated"));
            if says(tag, b"value") || says(tag, b"formula") || !tag.ends_with(b"/>") {
                (row, pending) = (row.saturating_add(pending), 0);
            }
        } else if tag.starts_with(b"</table:table-row") {
            total = total.saturating_add(row.saturating_mul(times));
        }
        if total.saturating_add(row) > MOST_CELLS {
            return Err(Failure::invalid("import.too_many_cells", "source").arg("limit", MOST_CELLS));
        }
    }
}

fn says(tag: &[u8], word: &[u8]) -> bool {
    tag.windows(word.len()).any(|part| part == word)
}

/// The number in an attribute such as `table:number-columns-repeated="3"`; 1 when there is none.
fn repeats(tag: &[u8], attribute: &[u8]) -> u64 {
    let Some(at) = tag.windows(attribute.len()).position(|part| part == attribute) else {
        return 1;
    };
    let digits = tag[at + attribute.len()..]
        .iter()
        .skip_while(|byte| !byte.is_ascii_digit())
        .take_while(|byte| byte.is_ascii_digit());
    digits
        .fold(0_u64, |number, digit| {
            number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
        })
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfolded_cells_are_counted() {
        let wide = |cells: &str| {
            format!("<office:body><table:table><table:table-row>{cells}</table:table-row></table:table></office:body>")
        };
        let value =
            "<table:table-cell office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell>";
        let empty = "<table:table-cell table:number-columns-repeated=\"16380\"/>";
        assert!(check(wide(&[value, empty].concat()).as_bytes()).is_ok());
        assert!(check([wide(value), wide(&empty.repeat(5000))].concat().as_bytes()).is_ok());
        let full = empty.replace("/>", " office:value-type=\"string\"/>");
        assert!(check(wide(&full.repeat(2000)).as_bytes()).is_err());
        let rows = wide(&[empty, value].concat()).replace(
            "<table:table-row>",
            "<table:table-row table:number-rows-repeated=\"1048576\">",
        );
        assert!(check(rows.as_bytes()).is_err());
    }
}
