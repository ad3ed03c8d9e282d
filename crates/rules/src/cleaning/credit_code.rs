//! Unified social credit codes (统一社会信用代码, GB 32100-2015): form, check character, and the region the code was issued in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::half_width;

static DIVISIONS: &str = include_str!("../../data/divisions.txt");

/// The 31 characters by their value: digits and letters without I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A credit code whose check character is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[schemars(inline)]
pub struct CreditCode {
    /// Eighteen characters, capitals.
    pub code: String,
    /// Where it was issued; nothing for the national register (100000) and for codes that no division has.
    pub region: Option<Region>,
}

/// A division of the country, as far as its code is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[schemars(inline)]
#[ts(rename = "CreditRegion")]
pub struct Region {
    /// 广东省.
    pub province: &'static str,
    /// 深圳市; nothing in the four municipalities and for areas directly under their province.
    pub city: Option<&'static str>,
    /// 南山区; nothing when the code names the whole city or an area that has been dissolved.
    pub area: Option<&'static str>,
}

/// Why a text is no credit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum NotCreditCode {
    /// Fewer than eighteen characters.
    TooShort,
    /// More than eighteen characters.
    TooLong,
    /// A character no code has (I, O, S, V, Z among them), or letters where the region stands.
    BadCharacter,
    /// The last character does not fit the others: one of them was mistyped.
    BadCheck,
}

impl CreditCode {
    /// The code in a text; spaces, dashes, small letters and full-width forms are mended.
    pub fn read(text: &str) -> Result<Self, NotCreditCode> {
        let code = bare(text);
        match code.chars().count() {
            ..18 => return Err(NotCreditCode::TooShort),
            18 => {}
            _ => return Err(NotCreditCode::TooLong),
        }
        let region = code
            .get(2..8)
            .filter(|region| region.bytes().all(|byte| byte.is_ascii_digit()));
        let (Some(region), Some(check)) = (region, check_character(&code)) else {
            return Err(NotCreditCode::BadCharacter);
        };
        match code.chars().last() {
            Some(last) if last == check => {}
            Some(last) if ALPHABET.contains(&u8::try_from(last).unwrap_or_default()) => {
                return Err(NotCreditCode::BadCheck);
            }
            _ => return Err(NotCreditCode::BadCharacter),
        }
        Ok(Self {
            region: Region::of(region),
            code,
        })
    }

    /// The code that was probably meant where letters were read that no code has: O for 0, I for 1, Z for 2, S for 5, V for U or
    /// Y. Given only when the check character then fits.
    pub fn suggest(text: &str) -> Option<String> {
        let code = bare(text);
        let with = |v: char| {
            let meant = code.chars().map(|c| match c {
                'O' => '0',
                'I' => '1',
                'Z' => '2',
                'S' => '5',
                'V' => v,
                c => c,
            });
            meant.collect::<String>()
        };
        [with('U'), with('Y')]
            .into_iter()
            .find(|meant| *meant != code && Self::read(meant).is_ok())
    }
}

fn bare(text: &str) -> String {
    let kept = half_width(text).to_uppercase();
    kept.chars().filter(|c| !matches!(c, ' ' | '-' | '\'' | '’')).collect()
}

/// The character that must stand last: weights 3^i mod 31. Nothing when one of the first seventeen is not of the alphabet.
fn check_character(code: &str) -> Option<char> {
    let (mut sum, mut weight) = (0, 1);
    for byte in code.get(..17)?.bytes() {
        sum += weight * ALPHABET.iter().position(|known| *known == byte)?;
        weight = weight * 3 % 31;
    }
    Some(char::from(ALPHABET[(31 - sum % 31) % 31]))
}

impl Region {
    /// The division with a code of six digits (440305), of which the province must be known.
    pub fn of(code: &str) -> Option<Self> {
        let (province, city, area) = (code.get(..2)?, code.get(2..4)?, code.get(4..6)?);
        let mut cities = DIVISIONS
            .lines()
            .find_map(|line| line.strip_prefix(province))?
            .split('|');
        let province = cities.next()?;
        let mut areas = cities
            .find_map(|line| line.strip_prefix(city))
            .unwrap_or_default()
            .split(',');
        let city = areas.next().filter(|name| !name.is_empty());
        let area = areas.find_map(|name| name.strip_prefix(area));
        Some(Self {
            province,
            // These three stand in the list only to keep the levels apart.
            city: city.filter(|name| !matches!(*name, "市辖区" | "县") && !name.ends_with("直辖县级行政区划")),
            area,
        })
    }

    /// The whole name: 广东省深圳市南山区.
    pub fn name(&self) -> String {
        [Some(self.province), self.city, self.area]
            .into_iter()
            .flatten()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_and_their_regions() {
        for (text, code, region) in [
            // The example of the standard.
            ("91350100M000100Y43", "91350100M000100Y43", "福建省福州市"),
            ("914403001922038216", "914403001922038216", "广东省深圳市"),
            ("9144 0300 7152 6726 XG", "9144030071526726XG", "广东省深圳市"),
            ("91330100799655058b", "91330100799655058B", "浙江省杭州市"),
            ("９１１１００００８０２１００４３３Ｂ", "91110000802100433B", "北京市"),
            ("91110108551385082Q", "91110108551385082Q", "北京市海淀区"),
            ("'12100000400000624D", "12100000400000624D", ""),
        ] {
            let read = CreditCode::read(text).unwrap();
            assert_eq!(read.code, code);
            assert_eq!(
                read.region.map(|region| region.name()).unwrap_or_default(),
                region,
                "{code}"
            );
        }
    }

    #[test]
    fn reasons() {
        use NotCreditCode::{BadCharacter, BadCheck, TooLong, TooShort};
        for (text, reason) in [
            ("", TooShort),
            ("91350100M000100Y4", TooShort),
            ("91350100M000100Y433", TooLong),
            ("91350100M000100Y44", BadCheck),
            ("91350100M000010Y43", BadCheck),
            ("91350100M000100I43", BadCharacter),
            ("91350100M000100Y4O", BadCharacter),
            ("9135O100M000100Y43", BadCharacter),
            ("9135A100M000100Y43", BadCharacter),
            ("一二三四五六七八九十一二三四五六七八", BadCharacter),
        ] {
            assert_eq!(CreditCode::read(text), Err(reason), "{text}");
        }
        assert_eq!(
            CreditCode::suggest("9135O1OOMOOOIOOY43").as_deref(),
            Some("91350100M000100Y43")
        );
        assert_eq!(CreditCode::suggest("91350100M000100Y43"), None);
        assert_eq!(CreditCode::suggest("9135O1OOMOOOIOOY44"), None);
    }

    #[test]
    fn regions() {
        for (code, name) in [
            ("440305", "广东省深圳市南山区"),
            ("440300", "广东省深圳市"),
            ("440000", "广东省"),
            ("441900", "广东省东莞市"),
            ("419001", "河南省济源市"),
            ("659001", "新疆维吾尔自治区石河子市"),
            ("310115", "上海市浦东新区"),
            ("500233", "重庆市忠县"),
            // 崇文区 was dissolved in 2010.
            ("110103", "北京市"),
            ("990000", ""),
            ("44", ""),
            ("省市区", ""),
        ] {
            assert_eq!(
                Region::of(code).map(|region| region.name()).unwrap_or_default(),
                name,
                "{code}"
            );
        }
        let marks = |mark| DIVISIONS.matches(mark).count();
        assert_eq!((DIVISIONS.lines().count(), marks('|')), (31, 342));
        assert!(DIVISIONS.len() < 60_000 && marks(',') > 2_900);
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_always_found(body in "9[1-3]350100[0-9A-HJ-NP-RTUWXY]{9}", at in 0_usize..18, shift in 1_usize..31) {
            let code = format!("{body}{}", check_character(&body).unwrap());
            prop_assert_eq!(CreditCode::read(&code).map(|read| read.code), Ok(code.clone()));
            let mut wrong = code.into_bytes();
            let value = ALPHABET.iter().position(|known| *known == wrong[at]).unwrap();
            wrong[at] = ALPHABET[(value + shift) % 31];
            prop_assert!(CreditCode::read(&String::from_utf8(wrong).unwrap()).is_err());
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}", code in "[0-9A-Z]{18}") {
            let _ = (CreditCode::read(&text), CreditCode::suggest(&text), Region::of(&text));
            let _ = (CreditCode::read(&code), CreditCode::suggest(&code));
        }
    }
}
