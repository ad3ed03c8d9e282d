//! Values brought to their form without losing a letter or a digit: what may be mended by the thousand without anybody looking.

use super::email::Email;
use super::mobile::Mobile;
use super::phone::Phone;
use crate::text::{fold, half_width};

/// A name as a keyboard types it: full-width letters and digits half-width, single spaces, none at the ends, nothing invisible.
/// Chinese punctuation stays. Nothing when the name is tidy already, or when nothing would be left of it.
pub fn name(text: &str) -> Option<String> {
    // Most names are tidy, and a file has many.
    let suspect = |c: char| c.is_whitespace() || is_wide(c) || is_debris(c);
    if !text.contains(suspect) {
        return None;
    }
    let mut tidy = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|c| !is_debris(*c)) {
        if c.is_whitespace() {
            gap = !tidy.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            tidy.push(' ');
        }
        tidy.push(if is_wide(c) { narrow(c) } else { c });
    }
    (!tidy.is_empty() && tidy != text).then_some(tidy)
}

/// A letter or digit of the full-width block; its brackets and commas are how Chinese is written.
fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn narrow(c: char) -> char {
    char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
}

/// What copying leaves behind: byte-order marks, zero-width spaces, control characters. Zero-width joiners are part of some scripts.
fn is_debris(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{2060}' | '\u{00AD}') || (c.is_control() && !c.is_whitespace())
}

/// A mobile number as it is kept. Nothing when it is in that form, cannot be read, or would lose a digit.
pub fn mobile(text: &str) -> Option<String> {
    let read = Mobile::read(text).map(|mobile| mobile.digits);
    let tidy = read.or_else(|_| Phone::read(text).map(|phone| phone.text)).ok()?;
    (tidy != text && keeps_digits(text, &tidy)).then_some(tidy)
}

/// Any other number as it is kept. One without its area code is only made half-width.
pub fn phone(text: &str) -> Option<String> {
    let tidy = match Phone::read(text) {
        Ok(phone) => phone.text,
        Err(_) => half_width(text).trim().to_owned(),
    };
    (tidy != text && !tidy.is_empty() && keeps_digits(text, &tidy)).then_some(tidy)
}

/// Whether only a country code or a trunk zero in front went or came: an extension, a second number stay what they are.
fn keeps_digits(before: &str, after: &str) -> bool {
    let digits = |text: &str| -> String { half_width(text).chars().filter(char::is_ascii_digit).collect() };
    let (before, after) = (digits(before), digits(after));
    before.ends_with(after.trim_start_matches('0'))
}

/// An e-mail address as it is kept. Nothing when more than width, case and spaces would change.
pub fn email(text: &str) -> Option<String> {
    let tidy = Email::read(text).ok()?.key;
    let letters = |text: &str| -> String { fold(text).chars().filter(|c| *c != ' ').collect() };
    (tidy != text && letters(text) == letters(&tidy)).then_some(tidy)
}

/// A WeChat id as it is kept: WeChat takes no notice of case.
pub fn wechat(text: &str) -> Option<String> {
    let tidy = fold(text);
    (tidy != text && !tidy.is_empty()).then_some(tidy)
}

/// Whether a text is a mobile number, here or abroad, or a landline somebody put in its place.
pub fn is_mobile(text: &str) -> bool {
    Mobile::read(text).is_ok() || Phone::read(text).is_ok()
}

/// Whether a text can be called by somebody who knows the town: a number, or five digits at least.
pub fn is_phone(text: &str) -> bool {
    Phone::read(text).is_ok() || half_width(text).chars().filter(char::is_ascii_digit).count() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (text, tidy) in [
            (" 王小明 ", Some("王小明")),
            ("Ａｃｍｅ　（中国）有限公司", Some("Acme （中国）有限公司")),
            ("Li  Wei", Some("Li Wei")),
            ("Li\u{a0}Wei", Some("Li Wei")),
            ("\u{feff}３Ｍ中国", Some("3M中国")),
            ("a\u{200b}b\tc\r\n", Some("ab c")),
            ("王 小明", None),
            ("北京（集团）公司，１", Some("北京（集团）公司，1")),
            ("می\u{200c}خواهم", None),
            ("Acme Ltd.", None),
            ("\u{200b}", None),
            ("", None),
        ] {
            assert_eq!(name(text).as_deref(), tidy, "{text:?}");
        }
    }

    #[test]
    fn numbers() {
        for (text, tidy) in [
            ("+86 138 0013 8000", Some("13800138000")),
            ("１３８００１３８０００", Some("13800138000")),
            ("138-0013-8000 ", Some("13800138000")),
            ("13800138000", None),
            ("+44 20 7946 0018", Some("+442079460018")),
            ("+442079460018", None),
            // A zero in the middle would go.
            ("+44 (0)20 7946 0018", None),
            ("13800138000 转 801", None),
            ("12345", None),
            ("", None),
        ] {
            assert_eq!(mobile(text).as_deref(), tidy, "{text:?}");
        }
        for (text, tidy) in [
            ("0571 8888 6666", Some("0571-88886666")),
            ("(0571)88886666", Some("0571-88886666")),
            ("+86 571 8888 6666", Some("0571-88886666")),
            ("0571-88886666-801", None),
            ("0571-88886666 转801", Some("0571-88886666-801")),
            ("４００８１０１２３４", Some("400-810-1234")),
            ("13800138000 转 801", None),
            ("８８８８６６６６", Some("88886666")),
            ("88886666", None),
            ("-", None),
        ] {
            assert_eq!(phone(text).as_deref(), tidy, "{text:?}");
        }
        assert!(is_mobile("13800138000") && is_mobile("0571-88886666") && !is_mobile("1380013800") && !is_mobile("无"));
        assert!(is_phone("88886666") && is_phone("400-810-1234") && !is_phone("见名片"));
    }

    #[test]
    fn addresses() {
        for (text, tidy) in [
            (" Li.Wei@Example.COM", Some("li.wei@example.com")),
            ("ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", Some("li@example.com")),
            ("li@example.com", None),
            ("li@", None),
        ] {
            assert_eq!(email(text).as_deref(), tidy, "{text:?}");
        }
        assert_eq!(wechat(" LiWei_88 ").as_deref(), Some("liwei_88"));
        assert_eq!(wechat("liwei_88"), None);
    }

    #[test]
    fn tidying_twice_changes_nothing() {
        for text in ["Ａ  ｂ", "+86 138 0013 8000", "0571 8888 6666", " Li@B.cn", "WX 1"] {
            for tidy in [name, mobile, phone, email, wechat] {
                if let Some(once) = tidy(text) {
                    assert_eq!(tidy(&once), None, "{text:?} became {once:?}");
                }
            }
        }
    }
}
