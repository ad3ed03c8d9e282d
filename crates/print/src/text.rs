//! Widths of text, the space between Han and Latin, and one rule for quotes.
//!
//! Widths come from the advance widths alone: no kerning, no ligatures, no shaping, so that PDF, SVG and the layout
//! check agree to the last decimal.

use crate::font::{self, Glyph};
use crate::list::Weight;

/// Space between a Han character and a Latin letter or digit, in em: a little less than a blank.
pub const GAP: f64 = 0.2;

/// What a character is, for spacing and for line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Ideographs and kana.
    Han,
    /// Letters and digits of alphabets, and the signs that belong to numbers.
    Latin,
    /// A blank at which a line may end.
    Space,
    /// Everything else: punctuation and signs.
    Other,
}

/// Class of a character.
pub fn class(c: char) -> Class {
    match c {
        ' ' | '\t' | '\n' => Class::Space,
        '\u{2E80}'..='\u{2FDF}' | '々' | '〇' | '\u{3041}'..='\u{30FA}' | 'ー' | '\u{31C0}'..='\u{31FF}' => {
            Class::Han
        }
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Class::Han,
        '\u{20000}'..='\u{3FFFF}' => Class::Han,
        '%' | '‰' | '°' | '+' | '−' | '±' | '$' | '€' | '£' | '¥' | '<' | '>' | '≤' | '≥' | '≈' => {
            Class::Latin
        }
        c if c.is_ascii_alphanumeric() => Class::Latin,
        c if c.is_alphanumeric() && u32::from(c) < 0x2000 => Class::Latin,
        _ => Class::Other,
    }
}

/// Whether the extra space stands between two characters.
pub fn gap_between(left: char, right: char) -> bool {
    matches!(
        (class(left), class(right)),
        (Class::Han, Class::Latin) | (Class::Latin, Class::Han)
    )
}

/// A character placed in a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The character as written.
    pub character: char,
    /// How it is drawn.
    pub glyph: Glyph,
    /// Extra space before it, in em.
    pub gap: f64,
}

/// The characters of a line in order, with their glyphs and gaps.
pub fn place(text: &str, weight: Weight) -> Vec<Placed> {
    // Curly quotes are full width in a Chinese face; in a text without Han characters straight ones read better.
    let chinese = !text.contains(['“', '”', '‘', '’']) || text.chars().any(|c| class(c) == Class::Han);
    let mut placed: Vec<Placed> = Vec::with_capacity(text.len());
    for c in text.chars() {
        let character = match c {
            '“' | '”' if !chinese => '"',
            '‘' | '’' if !chinese => '\'',
            c => c,
        };
        let Some(glyph) = font::glyph(character, weight) else {
            continue;
        };
        let gap = match placed.last() {
            Some(before) if gap_between(before.character, character) => GAP,
            _ => 0.0,
        };
        placed.push(Placed { character, glyph, gap });
    }
    placed
}

/// A line as it is drawn: quotes as the text around them wants them, nothing invisible.
pub fn drawn(text: &str, weight: Weight) -> String {
    place(text, weight).iter().map(|placed| placed.character).collect()
}

/// Width of a line in points.
pub fn measure(text: &str, size: f64, weight: Weight) -> f64 {
    place(text, weight).iter().map(|p| p.gap + p.glyph.advance).sum::<f64>() * size
}

/// Width up to the last ink: a closing mark of full width has its picture in the left half, a last blank has none.
pub fn ink_width(text: &str, size: f64, weight: Weight) -> f64 {
    let text = text.trim_end_matches(' ');
    let spare = match text.chars().last() {
        Some(c) if hangs(c) && font::glyph(c, weight).is_some_and(|g| g.advance > 0.9) => 0.5 * size,
        _ => 0.0,
    };
    measure(text, size, weight) - spare
}

/// Characters no face has, in order of appearance.
pub fn missing(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .filter(|c| font::glyph(*c, Weight::Regular).is_some_and(|g| g.missing))
}

/// Marks that never start a line.
pub fn never_starts(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '】'
            | '》'
            | '」'
            | '』'
            | '〉'
            | '〕'
            | '”'
            | '’'
            | '…'
            | '—'
            | '·'
            | '～'
            | '％'
            | '‰'
            | '℃'
            | '々'
            | 'ー'
            | ')'
            | ']'
            | '}'
            | ','
            | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | '%'
    )
}

/// Marks that never end a line.
pub fn never_ends(c: char) -> bool {
    matches!(
        c,
        '（' | '【'
            | '《'
            | '「'
            | '『'
            | '〈'
            | '〔'
            | '“'
            | '‘'
            | '('
            | '['
            | '{'
            | '￥'
            | '¥'
            | '$'
            | '€'
            | '£'
            | '#'
    )
}

/// Marks that may stand a little past the end of a line.
pub fn hangs(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '】'
            | '》'
            | '」'
            | '』'
            | '〉'
            | '〕'
            | '”'
            | '’'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_between_han_and_digit() {
        let apart = measure("赢单", 8.0, Weight::Regular) + measure("470", 8.0, Weight::Regular);
        assert!((measure("赢单470", 8.0, Weight::Regular) - apart - 1.6).abs() < 1e-9);
        let bracket = measure("（", 8.0, Weight::Regular) + measure("14", 8.0, Weight::Regular);
        assert!((measure("（14", 8.0, Weight::Regular) - bracket).abs() < 1e-9);
    }

    #[test]
    fn agrees_with_the_reference_design() {
        // 45.336 pt stand between "目标" and its figures in the reference at 16 bold: digits 0.59, comma and point 0.311.
        let width = measure("1,200.0", 16.0, Weight::Bold);
        assert!(width > 56.0 && width < 60.0, "{width}");
        assert!((measure("苏州恒启", 8.0, Weight::Bold) - 32.0).abs() < 1e-9);
    }

    #[test]
    fn english_quotes_are_narrow() {
        assert!(measure("won’t", 10.0, Weight::Regular) < 28.0);
        assert!(measure("“好”", 10.0, Weight::Regular) > 29.0);
    }

    #[test]
    fn missing_characters_are_named() {
        assert_eq!(missing("田中𠮷").collect::<String>(), "𠮷");
    }
}
