//! The embedded faces: characters to glyphs, advance widths, outlines.
//!
//! Tables are read where they lie in the program's own memory; nothing is copied and opening a face takes microseconds.

use std::sync::OnceLock;

use crate::list::Weight;

static REGULAR: &[u8] = include_bytes!("../fonts/NotoSansSC-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/NotoSansSC-Bold.ttf");
static LATIN: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
static LATIN_BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");

/// Drawn in place of a character that no face has.
pub const REPLACEMENT: char = '□';

/// A TrueType face with outlines in `glyf`.
#[derive(Debug, Default)]
pub struct Face {
    /// PostScript name.
    pub name: &'static str,
    /// Units per em.
    pub units: u16,
    /// `[x_min, y_min, x_max, y_max]` in font units.
    pub bounds: [i16; 4],
    /// Ascender in font units.
    pub ascent: i16,
    /// Descender in font units, negative.
    pub descent: i16,
    /// Class of weight, 400 or 700.
    pub weight_class: u16,
    pub(crate) head: &'static [u8],
    pub(crate) hhea: &'static [u8],
    pub(crate) maxp: &'static [u8],
    pub(crate) os2: &'static [u8],
    hmtx: &'static [u8],
    loca: &'static [u8],
    glyf: &'static [u8],
    cmap: &'static [u8],
    long_metrics: u16,
    glyphs: u16,
}

/// All faces, opened once.
#[derive(Debug)]
pub struct Faces {
    /// Regular, with every ideograph of the font.
    pub regular: Face,
    /// Bold, with the frequent ones.
    pub bold: Face,
    /// Regular, with the Latin, Greek and Cyrillic letters that the Chinese face lacks.
    pub latin: Face,
    /// The same, bold.
    pub latin_bold: Face,
}

/// Which outlines a character is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cut {
    /// The regular face.
    Regular,
    /// The bold face.
    Bold,
    /// The regular face with an outline, where bold lacks the character.
    Thickened,
    /// The regular face of further European letters.
    Latin,
    /// The bold face of further European letters.
    LatinBold,
}

/// A character as it will be drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Outlines.
    pub cut: Cut,
    /// Index in that face.
    pub index: u16,
    /// Advance width in em.
    pub advance: f64,
    /// Whether this is the replacement for a character that no face has.
    pub missing: bool,
}

/// The embedded faces; opened at the first call.
pub fn faces() -> &'static Faces {
    static FACES: OnceLock<Faces> = OnceLock::new();
    FACES.get_or_init(|| Faces {
        regular: Face::open(REGULAR, "NotoSansSC-Regular", 400),
        bold: Face::open(BOLD, "NotoSansSC-Bold", 700),
        latin: Face::open(LATIN, "NotoSans-Regular", 400),
        latin_bold: Face::open(LATIN_BOLD, "NotoSans-Bold", 700),
    })
}

/// The glyph for a character, or the visible replacement. `None` for characters that have no picture of their own
/// (joiners, variation selectors, control characters).
pub fn glyph(character: char, weight: Weight) -> Option<Glyph> {
    if is_invisible(character) {
        return None;
    }
    let faces = faces();
    let character = if character.is_whitespace() && character != '\u{3000}' {
        ' '
    } else {
        character
    };
    let find = |c: char| match weight {
        Weight::Regular => (faces.regular.index(c).map(|i| (Cut::Regular, i)))
            .or_else(|| faces.latin.index(c).map(|i| (Cut::Latin, i))),
        Weight::Bold => (faces.bold.index(c).map(|i| (Cut::Bold, i)))
            .or_else(|| faces.latin_bold.index(c).map(|i| (Cut::LatinBold, i)))
            .or_else(|| faces.regular.index(c).map(|i| (Cut::Thickened, i))),
    };
    let known = find(character);
    let (cut, index) = known.or_else(|| find(REPLACEMENT)).unwrap_or((Cut::Regular, 0));
    Some(Glyph {
        cut,
        index,
        advance: cut.face().advance(index),
        missing: known.is_none(),
    })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{AD}' | '\u{E0100}'..='\u{E01EF}')
        || (c.is_control() && c != '\t' && c != '\n')
}

impl Cut {
    /// The face behind it.
    pub fn face(self) -> &'static Face {
        match self {
            Cut::Regular | Cut::Thickened => &faces().regular,
            Cut::Bold => &faces().bold,
            Cut::Latin => &faces().latin,
            Cut::LatinBold => &faces().latin_bold,
        }
    }
}

pub(crate) fn word(data: &[u8], at: usize) -> u16 {
    data.get(at..at + 2).map_or(0, |b| u16::from_be_bytes([b[0], b[1]]))
}

fn long(data: &[u8], at: usize) -> usize {
    (usize::from(word(data, at)) << 16) | usize::from(word(data, at + 2))
}

fn signed(data: &[u8], at: usize) -> i16 {
    i16::from_be_bytes(word(data, at).to_be_bytes())
}

impl Face {
    /// Opens a face; a table that is not there is empty, so that every character of a damaged face is missing.
    fn open(data: &'static [u8], name: &'static str, weight_class: u16) -> Face {
        let table = |tag: &[u8; 4]| -> &'static [u8] {
            (0..usize::from(word(data, 4)))
                .map(|i| 12 + 16 * i)
                .find(|at| data.get(*at..at + 4) == Some(tag.as_slice()))
                .and_then(|at| {
                    let from = long(data, at + 8);
                    data.get(from..from + long(data, at + 12))
                })
                .unwrap_or_default()
        };
        let (head, hhea, maxp) = (table(b"head"), table(b"hhea"), table(b"maxp"));
        let all = table(b"cmap");
        // Format 4 covers the whole font: it has nothing beyond U+FFFF.
        let cmap = (0..usize::from(word(all, 2)))
            .map(|i| long(all, 4 + 8 * i + 4))
            .find(|at| word(all, *at) == 4)
            .and_then(|at| all.get(at..))
            .unwrap_or_default();
        Face {
            name,
            units: word(head, 18).max(1),
            bounds: [signed(head, 36), signed(head, 38), signed(head, 40), signed(head, 42)],
            ascent: signed(hhea, 4),
            descent: signed(hhea, 6),
            weight_class,
            head,
            hhea,
            maxp,
            os2: table(b"OS/2"),
            hmtx: table(b"hmtx"),
            loca: table(b"loca"),
            glyf: table(b"glyf"),
            cmap,
            long_metrics: word(hhea, 34),
            glyphs: word(maxp, 4),
        }
    }

    /// The glyph of a character, if the face has one.
    pub fn index(&self, character: char) -> Option<u16> {
        let code = u16::try_from(u32::from(character)).ok()?;
        let doubled = usize::from(word(self.cmap, 6));
        let (ends, starts) = (14, 16 + doubled);
        let (deltas, offsets) = (starts + doubled, starts + 2 * doubled);
        let (mut low, mut high) = (0, doubled / 2);
        while low < high {
            let middle = (low + high) / 2;
            if word(self.cmap, ends + 2 * middle) < code {
                low = middle + 1
            } else {
                high = middle
            }
        }
        let start = word(self.cmap, starts + 2 * low);
        if low * 2 >= doubled || code < start {
            return None;
        }
        let delta = word(self.cmap, deltas + 2 * low);
        let at = offsets + 2 * low;
        let found = match word(self.cmap, at) {
            0 => code.wrapping_add(delta),
            offset => match word(self.cmap, at + usize::from(offset) + 2 * usize::from(code - start)) {
                0 => 0,
                index => index.wrapping_add(delta),
            },
        };
        (found != 0 && found < self.glyphs).then_some(found)
    }

    /// Advance width of a glyph in font units.
    pub fn advance_units(&self, index: u16) -> u16 {
        word(
            self.hmtx,
            4 * usize::from(index.min(self.long_metrics.saturating_sub(1))),
        )
    }

    /// Advance width of a glyph in em.
    pub fn advance(&self, index: u16) -> f64 {
        f64::from(self.advance_units(index)) / f64::from(self.units)
    }

    /// Left side bearing of a glyph in font units.
    pub(crate) fn bearing(&self, index: u16) -> u16 {
        let (index, long_metrics) = (usize::from(index), usize::from(self.long_metrics));
        if index < long_metrics {
            word(self.hmtx, 4 * index + 2)
        } else {
            word(self.hmtx, 4 * long_metrics + 2 * (index - long_metrics))
        }
    }

    /// The outline of a glyph as it stands in `glyf`; empty for a blank.
    pub(crate) fn outline(&self, index: u16) -> &'static [u8] {
        let at = |i: usize| match word(self.head, 50) {
            0 => 2 * usize::from(word(self.loca, 2 * i)),
            _ => long(self.loca, 4 * i),
        };
        let index = usize::from(index);
        self.glyf.get(at(index)..at(index + 1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_tabular() {
        for digit in '0'..='9' {
            assert_eq!(glyph(digit, Weight::Regular).map(|g| g.advance), Some(0.555));
            assert_eq!(glyph(digit, Weight::Bold).map(|g| g.advance), Some(0.59));
        }
    }

    #[test]
    fn covers_what_documents_use() {
        let signs = "−×÷Σ≤≥≈∞▼▲■□●○◐→←↑↓–—“”‘’·、。，；：？！（）【】《》％￥¥€①㎡éüøāǎΩαあア";
        for c in signs
            .chars()
            .chain('\u{4E00}'..='\u{9FA5}')
            .chain('\u{3400}'..='\u{4DB5}')
        {
            assert!(
                glyph(c, Weight::Regular).is_some_and(|g| !g.missing),
                "{c} U+{:04X}",
                u32::from(c)
            );
            assert!(glyph(c, Weight::Bold).is_some_and(|g| !g.missing), "{c} bold");
        }
    }

    #[test]
    fn rare_characters_are_thickened_in_bold() {
        assert_eq!(glyph('䶮', Weight::Bold).map(|g| g.cut), Some(Cut::Thickened));
        assert_eq!(glyph('中', Weight::Bold).map(|g| g.cut), Some(Cut::Bold));
    }

    #[test]
    fn european_names_have_a_face_of_their_own() {
        for c in "čřžěůłąęőşğćđțșŽДжЩїΆώựậ".chars() {
            let cuts = [Weight::Regular, Weight::Bold].map(|w| glyph(c, w).map(|g| (g.cut, g.missing)));
            assert!(
                cuts.iter().all(|cut| cut.is_some_and(|(_, missing)| !missing)),
                "{c}: {cuts:?}"
            );
        }
        assert_eq!(glyph('č', Weight::Regular).map(|g| g.cut), Some(Cut::Latin));
        assert_eq!(glyph('č', Weight::Bold).map(|g| g.cut), Some(Cut::LatinBold));
    }

    #[test]
    fn a_missing_character_stays_visible() {
        let found = glyph('𠮷', Weight::Regular).map(|g| (g.missing, g.advance > 0.5));
        assert_eq!(found, Some((true, true)));
        assert_eq!(glyph('\u{FE0F}', Weight::Regular), None);
    }

    #[test]
    fn no_outline_is_composite() {
        for face in [&faces().regular, &faces().bold, &faces().latin, &faces().latin_bold] {
            let composite = (0..face.glyphs).filter(|i| signed(face.outline(*i), 0) < 0).count();
            assert_eq!(composite, 0, "{} needs a subsetter that follows components", face.name);
        }
    }
}
