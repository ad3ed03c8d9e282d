//! Telephone numbers of every kind in one form: mainland mobiles and landlines, hotlines, and other countries by E.164.

use phonenumber::country::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::mobile::{Mobile, NotMobile, is_filler};
use super::segments::is_area_code;
use crate::text::half_width;

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[schemars(inline)]
pub struct Phone {
    /// As it is kept and shown: `13800138000`, `010-12345678`, `400-810-1234`, `+14155550123`; an extension follows as `-801`, abroad as ` ext. 801`.
    pub text: String,
    /// Two letters of ISO 3166; nothing for numbers that belong to no single country (+800 …).
    pub country: Option<String>,
    /// For comparing: the digits of E.164 without plus and without extension.
    pub key: String,
    /// The extension.
    pub extension: Option<String>,
}

/// Why a text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum NotPhone {
    /// Fewer digits than such a number has.
    TooShort,
    /// More digits than such a number has; often two numbers in one field.
    TooLong,
    /// Letters or signs that no number has, or nothing at all.
    NotAPhone,
    /// A local number whose area code is missing.
    NoAreaCode,
    /// Well formed, and not allotted to anybody by the numbering plan.
    NotAllotted,
}

impl Phone {
    /// The number in a text written in China; numbers of other countries begin with `+` or `00`.
    pub fn read(text: &str) -> Result<Self, NotPhone> {
        Self::read_in(text, "CN")
    }

    /// The number in a text written in a country (ISO 3166), whose own numbers need no `+`. In other countries than China a number
    /// the country's plan does not know is then read as one of China.
    pub fn read_in(text: &str, country: &str) -> Result<Self, NotPhone> {
        let (number, extension) = parts(text);
        let groups = groups(&number).ok_or(NotPhone::NotAPhone)?;
        let digits = groups.concat();
        let digits = digits
            .strip_prefix("+00")
            .map(|rest| format!("+{rest}"))
            .unwrap_or(digits);
        let abroad = match digits.strip_prefix("00") {
            Some(rest) => Some(rest),
            None => digits.strip_prefix('+'),
        };
        if let Some(abroad) = abroad.filter(|rest| !rest.starts_with("86")) {
            return foreign(None, &format!("+{abroad}"), extension);
        }
        let home = country.parse::<Id>().ok().filter(|id| *id != Id::CN);
        if let (None, Some(home)) = (abroad, home) {
            return foreign(Some(home), &digits, extension.clone()).or_else(|_| chinese(&digits, &groups, extension));
        }
        chinese(&digits, &groups, extension)
    }
}

/// The number and the extension named in words: 转801, ext. 801, x801, #801, 分机 801.
fn parts(text: &str) -> (String, Option<String>) {
    let text = half_width(text).trim().to_lowercase();
    for mark in ["分机号", "分机", "转", "extension", "ext", "x", "#", ","] {
        let Some((number, rest)) = text.split_once(mark) else {
            continue;
        };
        let extension = rest.trim_matches(|c: char| is_filler(c) || matches!(c, ':' | '：'));
        if (1..=6).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_digit()) {
            return (number.to_owned(), Some(extension.to_owned()));
        }
    }
    (text, None)
}

/// The digits in the groups that dashes part; the first may begin with a plus. Nothing when another sign stands between them.
fn groups(number: &str) -> Option<Vec<String>> {
    let mut groups = vec![String::new()];
    for c in number.chars() {
        let last = groups.last_mut()?;
        match c {
            '0'..='9' => last.push(c),
            '+' if last.is_empty() => last.push(c),
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' if !last.is_empty() => groups.push(String::new()),
            c if is_filler(c) => {}
            _ => return None,
        }
    }
    groups.retain(|group| !group.is_empty());
    let plus = groups.iter().skip(1).any(|group| group.starts_with('+'));
    (!groups.is_empty() && !plus).then_some(groups)
}

fn chinese(digits: &str, groups: &[String], extension: Option<String>) -> Result<Phone, NotPhone> {
    let national = national(digits);
    match Mobile::shape(&national) {
        Ok(mobile) if mobile.region.is_some() => {
            return Ok(Phone {
                key: mobile.key(),
                text: mobile.digits,
                country: Some("CN".to_owned()),
                // A mobile has no extension; what stands after it is dropped.
                extension: None,
            });
        }
        Ok(_) | Err(NotMobile::UnknownSegment) => return Err(NotPhone::NotAllotted),
        Err(_) => {}
    }
    if extension.is_none()
        && let Some((last, before)) = groups.split_last()
        && (1..=6).contains(&last.len())
        && let Some(mut phone) = fixed(&self::national(&before.concat()))
    {
        phone.text = format!("{}-{last}", phone.text);
        phone.extension = Some(last.clone());
        return Ok(phone);
    }
    if let Some(mut phone) = fixed(&national) {
        if let Some(extension) = &extension {
            phone.text = format!("{}-{extension}", phone.text);
        }
        phone.extension = extension;
        return Ok(phone);
    }
    Err(match (national.len(), national.bytes().next()) {
        (7..=8, Some(b'2'..=b'9')) => NotPhone::NoAreaCode,
        (..=10, Some(b'1')) | (..=9, _) => NotPhone::TooShort,
        (13.., _) | (12, Some(b'1'..)) => NotPhone::TooLong,
        _ => NotPhone::NotAllotted,
    })
}

/// A number of China with its trunk zero: without `+86`, `0086`, `86`.
fn national(digits: &str) -> String {
    let international = digits.strip_prefix('+').or_else(|| digits.strip_prefix("00"));
    let bare = international.unwrap_or(digits);
    let rest = match bare.strip_prefix("86") {
        Some(rest) if international.is_some() => rest,
        // Without a plus only a length that no number of the country has on its own.
        Some(rest) if rest.len() >= 10 => rest,
        _ => return digits.to_owned(),
    };
    if rest.starts_with(['0', '1']) && !rest.starts_with("10") || rest.starts_with("400") || rest.starts_with("800") {
        rest.to_owned()
    } else {
        format!("0{rest}")
    }
}

/// A landline with a known area code, or a hotline 400 and 800.
fn fixed(national: &str) -> Option<Phone> {
    let (text, key) = if national.len() == 10 && (national.starts_with("400") || national.starts_with("800")) {
        let (head, tail) = national.split_at_checked(3)?;
        let (middle, tail) = tail.split_at_checked(3)?;
        (format!("{head}-{middle}-{tail}"), format!("86{national}"))
    } else {
        let short = national.starts_with("010") || national.starts_with("02");
        let (area, local) = national.split_at_checked(if short { 3 } else { 4 })?;
        let lengths = if short { 8..=8 } else { 7..=8 };
        if !is_area_code(area) || !lengths.contains(&local.len()) || local.starts_with('0') {
            return None;
        }
        (format!("{area}-{local}"), format!("86{}", national.strip_prefix('0')?))
    };
    Some(Phone {
        text,
        country: Some("CN".to_owned()),
        key,
        extension: None,
    })
}

fn foreign(home: Option<Id>, digits: &str, extension: Option<String>) -> Result<Phone, NotPhone> {
    match digits.trim_start_matches('+').len() {
        ..5 => return Err(NotPhone::TooShort),
        // E.164 has at most fifteen, a written trunk zero makes sixteen.
        17.. => return Err(NotPhone::TooLong),
        _ => {}
    }
    let number = phonenumber::parse(home, digits).map_err(|_| NotPhone::NotAllotted)?;
    if !number.is_valid() {
        return Err(NotPhone::NotAllotted);
    }
    let key = format!("{}{}", number.code().value(), number.national());
    let text = match &extension {
        Some(extension) => format!("+{key} ext. {extension}"),
        None => format!("+{key}"),
    };
    let code = number.code().value();
    let country = number.country().id().map(|id| id.as_ref().to_owned()).or_else(|| {
        // The library does not find the country of a number that keeps its zero (Italy): the first that has the code.
        let regions = phonenumber::metadata::DATABASE.region(&code)?;
        let first = regions.first().filter(|id| id.len() == 2)?;
        Some((*first).to_owned())
    });
    Ok(Phone {
        text,
        country,
        key,
        extension,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, normal, country, key, extension) in [
            ("010-12345678", "010-12345678", "CN", "861012345678", ""),
            ("01082345678", "010-82345678", "CN", "861082345678", ""),
            ("(010) 8234 5678", "010-82345678", "CN", "861082345678", ""),
            ("（０１０）８２３４５６７８", "010-82345678", "CN", "861082345678", ""),
            ("+86 10 8234 5678", "010-82345678", "CN", "861082345678", ""),
            ("+86-010-82345678", "010-82345678", "CN", "861082345678", ""),
            ("86-10-82345678", "010-82345678", "CN", "861082345678", ""),
            ("0086 755 8234 5678", "0755-82345678", "CN", "8675582345678", ""),
            ("86-0755-82345678", "0755-82345678", "CN", "8675582345678", ""),
            ("0479-8221234", "0479-8221234", "CN", "864798221234", ""),
            ("0755-82345678-801", "0755-82345678-801", "CN", "8675582345678", "801"),
            ("0755-82345678转801", "0755-82345678-801", "CN", "8675582345678", "801"),
            ("021 58881234 ext. 12", "021-58881234-12", "CN", "862158881234", "12"),
            ("021-5888-1234 x12", "021-58881234-12", "CN", "862158881234", "12"),
            ("021-58881234 分机：12", "021-58881234-12", "CN", "862158881234", "12"),
            ("0512-6789012-8", "0512-6789012-8", "CN", "865126789012", "8"),
            ("400-810-1234", "400-810-1234", "CN", "864008101234", ""),
            ("4008101234 转 9", "400-810-1234-9", "CN", "864008101234", "9"),
            ("+86 400 810 1234", "400-810-1234", "CN", "864008101234", ""),
            ("138 0013 8000", "13800138000", "CN", "8613800138000", ""),
            ("+86 13800138000", "13800138000", "CN", "8613800138000", ""),
            ("+1 (415) 555-0123", "+14155550123", "US", "14155550123", ""),
            ("001 415 555 0123", "+14155550123", "US", "14155550123", ""),
            (
                "+1 415 555 0123 ext. 7",
                "+14155550123 ext. 7",
                "US",
                "14155550123",
                "7",
            ),
            ("+44 (0) 20 7946 0018", "+442079460018", "GB", "442079460018", ""),
            ("+49 (0)30 901820", "+4930901820", "DE", "4930901820", ""),
            ("+39 06 6982", "+39066982", "IT", "39066982", ""),
            ("+852 2345 6789", "+85223456789", "HK", "85223456789", ""),
            ("+81 3-1234-5678", "+81312345678", "JP", "81312345678", ""),
            ("138 0013 8000转1", "13800138000", "CN", "8613800138000", ""),
            ("+65 6123 4567", "+6561234567", "SG", "6561234567", ""),
        ] {
            let phone = Phone::read(text).unwrap_or_else(|reason| panic!("{text}: {reason:?}"));
            assert_eq!(
                (phone.text.as_str(), phone.country.as_deref(), phone.key.as_str()),
                (normal, Some(country), key),
                "{text}"
            );
            assert_eq!(phone.extension.as_deref().unwrap_or_default(), extension, "{text}");
            assert_eq!(Phone::read(normal), Ok(phone), "{text}");
        }
    }

    #[test]
    fn reasons() {
        use NotPhone::{NoAreaCode, NotAPhone, NotAllotted, TooLong, TooShort};
        for (text, reason) in [
            ("", NotAPhone),
            ("-", NotAPhone),
            ("无", NotAPhone),
            ("call me", NotAPhone),
            ("82345678", NoAreaCode),
            ("8234-567", NoAreaCode),
            ("010-1234", TooShort),
            ("1380013800", TooShort),
            ("12", TooShort),
            ("138001380001", TooLong),
            ("010-82345678 010-82345679", TooLong),
            ("14000000000", NotAllotted),
            ("0300-8234567", NotAllotted),
            ("010-02345678", NotAllotted),
            ("+1 111 111 1111", NotAllotted),
            ("+999 1234 5678", NotAllotted),
            ("+1", TooShort),
            ("+12345678901234567890", TooLong),
            ("1+1", NotAPhone),
        ] {
            assert_eq!(Phone::read(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn another_country_at_home() {
        for (text, country, normal) in [
            ("(415) 555-0123", "US", "+14155550123"),
            ("1-415-555-0123", "US", "+14155550123"),
            ("030 901820", "DE", "+4930901820"),
            ("2345 6789", "HK", "+85223456789"),
            ("+86 10 82345678", "US", "010-82345678"),
            ("13800138000", "HK", "13800138000"),
            ("010-82345678", "CN", "010-82345678"),
            ("010-82345678", "??", "010-82345678"),
        ] {
            assert_eq!(Phone::read_in(text, country).unwrap().text, normal, "{text} {country}");
        }
    }

    proptest! {
        #[test]
        fn reading_twice_is_reading_once(text in "[+＋]?[0-9]{2,4}[- ]?[0-9]{3,5}[- ]?[0-9]{2,5}(转[0-9]{1,4}|-[0-9]{1,3})?") {
            if let Ok(phone) = Phone::read(&text) {
                prop_assert_eq!(Phone::read(&phone.text), Ok(phone.clone()));
                prop_assert!(phone.key.bytes().all(|byte| byte.is_ascii_digit()));
            }
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}", digits in "[+]?[0-9]{0,20}", country in "[A-Z]{2}") {
            let _ = Phone::read_in(&text, &country);
            let _ = Phone::read_in(&digits, &country);
        }
    }
}
