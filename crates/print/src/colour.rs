//! Colours of printed documents: the light theme's tokens, as numbers.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An opaque sRGB colour, `0xRRGGBB`. In JSON `"#RRGGBB"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u32);

/// Text, axes, target lines.
pub const INK: Colour = Colour(0x1A_1F_23);
/// Secondary text.
pub const TEXT_2: Colour = Colour(0x46_4E_55);
/// Notes, ticks, table heads.
pub const TEXT_3: Colour = Colour(0x62_6A_72);
/// The strongest grey line: subtotals.
pub const LINE_1: Colour = Colour(0xA5_AC_B1);
/// Rows and gridlines.
pub const LINE_2: Colour = Colour(0xCA_CE_D3);
/// Rows of dense lists.
pub const LINE_3: Colour = Colour(0xE5_E8_EB);
/// Won, happened, names of groups.
pub const ACCENT: Colour = Colour(0x00_6F_8A);
/// Accent, lighter: second series.
pub const ACCENT_TINT: Colour = Colour(0x7F_B4_C2);
/// Accent, lightest: intervals.
pub const ACCENT_WASH: Colour = Colour(0xDC_EC_F1);
/// Danger; never the only sign.
pub const RED: Colour = Colour(0xBE_23_27);
/// A shaded row.
pub const SUNKEN: Colour = Colour(0xF1_F3_F5);
/// Paper.
pub const WHITE: Colour = Colour(0xFF_FF_FF);

impl Colour {
    /// Red, green and blue, each 0–255.
    pub fn channels(self) -> [u8; 3] {
        let [_, r, g, b] = self.0.to_be_bytes();
        [r, g, b]
    }

    /// `#RRGGBB`.
    pub fn hex(self) -> String {
        format!("#{:06X}", self.0 & 0xFF_FF_FF)
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.hex())
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.strip_prefix('#')
            .filter(|digits| digits.len() == 6)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .map(Colour)
            .ok_or_else(|| serde::de::Error::custom("a colour is written #RRGGBB"))
    }
}
