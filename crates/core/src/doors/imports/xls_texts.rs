//! The texts that the cells of an old workbook share: how long each is. The reader copies one into every cell that names it.

use super::xls_guard::{Records, short};

const SHARED_TEXTS: u16 = 0x00FC;
const CONTINUED: u16 = 0x003C;
/// Bytes a letter can take.
const LETTER: u64 = 3;
/// Records one list may be spread over; each holds 8 kB.
const MOST_PIECES: usize = 20_000;

/// The most bytes each shared text can take; nothing when the list is spread over too many records.
pub fn lengths(book: &[u8]) -> Option<Vec<u64>> {
    let mut records = Records(book).skip_while(|(kind, _)| *kind != SHARED_TEXTS);
    let Some((_, first)) = records.next() else {
        return Some(Vec::new());
    };
    let mut pieces = vec![first.get(8..).unwrap_or_default()];
    pieces.extend(records.take_while(|(kind, _)| *kind == CONTINUED).map(|(_, data)| data));
    if pieces.len() > MOST_PIECES {
        return None;
    }
    let mut list = Pieces { pieces, at: 0 };
    let mut lengths = Vec::new();
    // A list that breaks off is the reader's to refuse.
    while let Some(letters) = list.text() {
        lengths.push(u64::from(letters) * LETTER);
    }
    Some(lengths)
}

struct Pieces<'b> {
    pieces: Vec<&'b [u8]>,
    at: usize,
}

impl<'b> Pieces<'b> {
    /// What is left of the piece that is read.
    fn piece(&mut self) -> Option<&mut &'b [u8]> {
        while self.pieces.get(self.at)?.is_empty() {
            self.at += 1;
        }
        self.pieces.get_mut(self.at)
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let piece = self.piece()?;
            let here = bytes.min(piece.len());
            *piece = &piece[here..];
            bytes -= here;
        }
        Some(())
    }

    /// Passes one text over; how many letters it has.
    fn text(&mut self) -> Option<u16> {
        let piece = self.piece()?;
        let (letters, flags) = (short(piece, 0)?, *piece.get(2)?);
        *piece = &piece[3..];
        let (mut behind, mut wide) = (0, flags & 1 != 0);
        if flags & 8 != 0 {
            behind += 4 * usize::from(short(piece, 0)?);
            *piece = &piece[2..];
        }
        if flags & 4 != 0 {
            let [low, high] = [short(piece, 0)?, short(piece, 2)?];
            behind += usize::from(low) | (usize::from(high) << 16);
            *piece = &piece[4..];
        }
        let mut left = usize::from(letters);
        while left > 0 {
            let piece = self.pieces.get_mut(self.at)?;
            let width = 1 + usize::from(wide);
            let here = left.min(piece.len() / width);
            *piece = &piece[here * width..];
            left -= here;
            if left > 0 {
                // Letters that go on in the next piece say anew how wide they are.
                self.at += 1;
                let next = self.pieces.get_mut(self.at)?;
                wide = next.first()? & 1 != 0;
                *next = &next[1..];
            }
        }
        self.skip(behind)?;
        Some(letters)
    }
}
