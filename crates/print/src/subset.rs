//! A small font with only the characters of one document.
//!
//! Every character gets a glyph of its own, also where two share an outline (⽇ and 日), so that the text copied out of a
//! PDF is the text put in. The embedded faces have no composite outlines (a test holds that).

use std::collections::BTreeMap;

use crate::font::{Face, word};

/// A subset face, ready to be embedded.
#[derive(Debug, Clone, PartialEq)]
pub struct Subset {
    /// The font file, without hints, names or a character map.
    pub bytes: Vec<u8>,
    /// Character to glyph in `bytes`; glyph 0 is the blank box.
    pub glyphs: BTreeMap<u32, u16>,
    /// Advance widths in font units.
    pub widths: BTreeMap<u16, u16>,
}

/// Cuts `face` down to `used`: characters with the glyph each is drawn with.
pub fn subset(face: &Face, used: &BTreeMap<char, u16>) -> Subset {
    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::from([(0, face.advance_units(0))]);
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), Vec::new(), Vec::new());
    let slots = std::iter::once((None, 0)).chain(used.iter().map(|(c, i)| (Some(*c), *i)));
    let mut count: u16 = 0;
    for (character, index) in slots {
        if count == u16::MAX {
            break;
        }
        if let Some(c) = character {
            glyphs.insert(u32::from(c), count);
            widths.insert(count, face.advance_units(index));
        }
        push_long(&mut loca, glyf.len());
        glyf.extend_from_slice(face.outline(index));
        pad(&mut glyf);
        hmtx.extend_from_slice(&face.advance_units(index).to_be_bytes());
        hmtx.extend_from_slice(&face.bearing(index).to_be_bytes());
        count += 1;
    }
    push_long(&mut loca, glyf.len());

    let mut head = face.head.to_vec();
    set_word(&mut head, 8, 0);
    set_word(&mut head, 10, 0);
    set_word(&mut head, 50, 1);
    let mut hhea = face.hhea.to_vec();
    set_word(&mut hhea, 34, count);
    let mut maxp = face.maxp.to_vec();
    set_word(&mut maxp, 4, count);

    let tables: [(&[u8; 4], &[u8]); 7] = [
        (b"OS/2", face.os2),
        (b"glyf", &glyf),
        (b"head", &head),
        (b"hhea", &hhea),
        (b"hmtx", &hmtx),
        (b"loca", &loca),
        (b"maxp", &maxp),
    ];
    Subset {
        bytes: assemble(&tables),
        glyphs,
        widths,
    }
}

fn assemble(tables: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.ilog2() as u16;
    let mut file = vec![0, 1, 0, 0];
    for field in [count, 16 << power, power, 16 * count - (16 << power)] {
        file.extend_from_slice(&field.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    for (tag, data) in tables {
        file.extend_from_slice(*tag);
        file.extend_from_slice(&checksum(data).to_be_bytes());
        push_long(&mut file, offset);
        push_long(&mut file, data.len());
        offset += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        file.extend_from_slice(data);
        pad(&mut file);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&file));
    if let Some(at) = tables.iter().position(|(tag, _)| *tag == b"head") {
        let head = 12
            + 16 * tables.len()
            + tables
                .iter()
                .take(at)
                .map(|(_, data)| data.len().next_multiple_of(4))
                .sum::<usize>();
        set_word(&mut file, head + 8, (adjustment >> 16) as u16);
        set_word(&mut file, head + 10, adjustment as u16);
    }
    file
}

fn checksum(data: &[u8]) -> u32 {
    (0..data.len()).step_by(4).fold(0, |sum: u32, at| {
        let long = data.get(at..at + 4).map_or_else(
            || (0..4).fold(0, |v, i| (v << 8) | u32::from(data.get(at + i).copied().unwrap_or(0))),
            |_| (u32::from(word(data, at)) << 16) | u32::from(word(data, at + 2)),
        );
        sum.wrapping_add(long)
    })
}

fn push_long(into: &mut Vec<u8>, value: usize) {
    into.extend_from_slice(&(value as u32).to_be_bytes());
}

fn pad(into: &mut Vec<u8>) {
    into.resize(into.len().next_multiple_of(4), 0);
}

fn set_word(into: &mut [u8], at: usize, value: u16) {
    if let Some(place) = into.get_mut(at..at + 2) {
        place.copy_from_slice(&value.to_be_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::faces;

    #[test]
    fn characters_with_one_outline_keep_their_own_glyph() {
        let face = &faces().regular;
        let used: BTreeMap<char, u16> = "日⽇A".chars().filter_map(|c| Some((c, face.index(c)?))).collect();
        assert_eq!(used[&'日'], used[&'⽇']);
        let small = subset(face, &used);
        assert_eq!(small.glyphs.len(), 3);
        assert_ne!(small.glyphs[&u32::from('日')], small.glyphs[&u32::from('⽇')]);
        assert!(small.bytes.len() < 4_000);
        assert_eq!(checksum(&small.bytes), 0xB1B0_AFBA);
    }
}
