//! Mainland mobile numbers brought to their eleven digits, or the reason why a text is none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::segments::Segment;
use crate::text::half_width;

/// A mainland mobile number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[schemars(inline)]
pub struct Mobile {
    /// Eleven digits, without country code.
    pub digits: String,
    /// Where its segment is at home; nothing when the segment is not in the table.
    pub region: Option<Segment>,
}

/// Why a text is no mainland mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum NotMobile {
    /// It begins like one and has fewer than eleven digits.
    TooShort,
    /// It begins like one and has more than eleven digits.
    TooLong,
    /// It is something else: a landline, another country, a word.
    NotAMobile,
    /// Eleven digits whose segment was never allotted.
    UnknownSegment,
}

impl Mobile {
    /// The number in a text; its segment must be known.
    pub fn read(text: &str) -> Result<Self, NotMobile> {
        let mobile = Self::shape(text)?;
        if mobile.region.is_some() {
            Ok(mobile)
        } else {
            Err(NotMobile::UnknownSegment)
        }
    }

    /// The number in a text by its shape alone: a segment newer than the table is let through, with no region.
    pub fn shape(text: &str) -> Result<Self, NotMobile> {
        let digits = bare(text).ok_or(NotMobile::NotAMobile)?;
        let national = without_prefix(&digits).ok_or(NotMobile::NotAMobile)?;
        match national.as_bytes() {
            [b'1'] | [b'1', b'3'..=b'9', ..] => {}
            _ => return Err(NotMobile::NotAMobile),
        }
        match national.len() {
            ..11 => Err(NotMobile::TooShort),
            11 => Ok(Self {
                digits: national.to_owned(),
                region: Segment::of(national),
            }),
            _ => Err(NotMobile::TooLong),
        }
    }

    /// The comparison key, the same as [`super::phone::Phone::key`] gives: country code and digits.
    pub fn key(&self) -> String {
        format!("86{}", self.digits)
    }

    /// The digits in the groups in which they are read out: `138 0013 8000`.
    pub fn spaced(&self) -> String {
        match (self.digits.get(..3), self.digits.get(3..7), self.digits.get(7..)) {
            (Some(head), Some(middle), Some(tail)) => format!("{head} {middle} {tail}"),
            _ => self.digits.clone(),
        }
    }
}

/// The signs between digits that carry no meaning.
pub(super) fn is_filler(c: char) -> bool {
    matches!(
        c,
        ' ' | '-' | '(' | ')' | '.' | '_' | '/' | '\'' | '`' | '’' | '‘' | '·' | '・' | '~' | '*'
    ) || matches!(
        c,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '【' | '】' | '[' | ']'
    )
}

/// Only the digits, with a leading plus kept; nothing when a letter or another sign stands between them.
fn bare(text: &str) -> Option<String> {
    let text = half_width(text);
    let text = text.trim();
    // A spreadsheet that took the number for a quantity writes `13800138000.0`.
    let text = text.strip_suffix(".0").unwrap_or(text);
    let mut digits = String::with_capacity(16);
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() => digits.push(c),
            c if is_filler(c) => {}
            _ => return None,
        }
    }
    Some(digits)
}

/// The national number: without `+86`, `0086`, `86` and the trunk zero of old habits. Nothing for another country.
fn without_prefix(digits: &str) -> Option<&str> {
    if let Some(international) = digits.strip_prefix('+').or_else(|| digits.strip_prefix("00")) {
        let national = international.strip_prefix("86")?;
        return Some(national.strip_prefix('0').unwrap_or(national));
    }
    let national = digits
        .strip_prefix("86")
        .or_else(|| digits.strip_prefix('0'))
        .filter(|rest| rest.len() >= 11 && rest.starts_with('1'));
    Some(national.unwrap_or(digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_people_write_them() {
        for text in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "138—0013—8000",
            "(138)00138000",
            "１３８００１３８０００",
            "１３８－００１３－８０００",
            "+86 138 0013 8000",
            "+8613800138000",
            "＋８６１３８００１３８０００",
            "(+86)13800138000",
            "（＋86）138 0013 8000",
            "0086 13800138000",
            "86-13800138000",
            "8613800138000",
            "013800138000",
            "'13800138000",
            "’13800138000",
            " \u{FEFF}138\u{00A0}0013\u{3000}8000\t",
            "\u{202A}13800138000\u{202C}",
            "13800138000.0",
            "138.0013.8000",
        ] {
            let mobile = Mobile::read(text).unwrap();
            assert_eq!(mobile.digits, "13800138000", "{text}");
            assert_eq!(mobile.region.unwrap().city, "北京");
            assert_eq!(mobile.key(), "8613800138000");
            assert_eq!(mobile.spaced(), "138 0013 8000");
        }
    }

    #[test]
    fn reasons() {
        use NotMobile::{NotAMobile, TooLong, TooShort, UnknownSegment};
        for (text, reason) in [
            ("", NotAMobile),
            ("无", NotAMobile),
            ("1", TooShort),
            ("1380013800", TooShort),
            ("+86 1380013800", TooShort),
            ("138001380000", TooLong),
            ("13800138000 13800138001", TooLong),
            ("8613800138000000", TooLong),
            ("12345678901", NotAMobile),
            ("12345", NotAMobile),
            ("01012345678", NotAMobile),
            ("010-12345678", NotAMobile),
            ("0755-1234567", NotAMobile),
            ("+1 415 555 0123", NotAMobile),
            ("0044 20 7946 0018", NotAMobile),
            ("138a0138000", NotAMobile),
            ("13800138000@qq.com", NotAMobile),
            ("1.38E+10", NotAMobile),
            ("+", NotAMobile),
            ("14000000000", UnknownSegment),
            ("19999999999", UnknownSegment),
        ] {
            assert_eq!(Mobile::read(text), Err(reason), "{text}");
        }
        assert_eq!(Mobile::shape("14000000000").unwrap().region, None);
    }

    proptest! {
        #[test]
        fn reading_twice_is_reading_once(text in "[ ＋+０0]{0,3}(86)?[-（( ]?1[3-9][0-9 -]{8,12}") {
            if let Ok(mobile) = Mobile::shape(&text) {
                prop_assert_eq!(Mobile::shape(&mobile.digits), Ok(mobile.clone()));
                prop_assert_eq!(Mobile::shape(&mobile.spaced()), Ok(mobile.clone()));
                prop_assert_eq!(Mobile::shape(&mobile.key()), Ok(mobile));
            }
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}") {
            if let Ok(mobile) = Mobile::shape(&text) {
                prop_assert!(mobile.digits.len() == 11 && mobile.digits.bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}
