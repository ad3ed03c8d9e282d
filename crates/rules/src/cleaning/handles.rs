//! Handles of messengers, and what a pasted contact is: mobile, telephone, e-mail, WeChat, QQ, website or something else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::email::Email;
use super::lexicon::host;
use super::mobile::Mobile;
use super::phone::Phone;
use crate::text::half_width;

/// What a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[ts(rename = "ContactKind")]
pub enum Kind {
    /// A mainland mobile number.
    Mobile,
    /// Another telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A WeChat id.
    Wechat,
    /// A QQ number.
    Qq,
    /// A web address.
    Website,
    /// A handle of another kind.
    Other,
}

/// A contact in the form of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[schemars(inline)]
#[ts(rename = "PastedContact")]
pub struct Contact {
    /// What it is.
    pub kind: Kind,
    /// As it is kept and shown.
    pub text: String,
    /// For comparing.
    pub key: String,
}

/// A WeChat id: 6–20 letters, digits, `_` and `-` that begin with a letter; or the mobile or QQ number that stands for one.
/// The key is lower case, because WeChat takes no notice of case.
pub fn wechat(text: &str) -> Option<Contact> {
    let text = plain(text);
    let own = (6..=20).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let text = match Mobile::shape(&text) {
        Ok(mobile) => mobile.digits,
        Err(_) if own => text,
        Err(_) => qq(&text)?.text,
    };
    Some(Contact {
        kind: Kind::Wechat,
        key: text.to_lowercase(),
        text,
    })
}

/// A QQ number: 5–11 digits that do not begin with a zero.
pub fn qq(text: &str) -> Option<Contact> {
    let text: String = plain(text).chars().filter(|c| *c != ' ').collect();
    let number =
        (5..=11).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    number.then(|| Contact {
        kind: Kind::Qq,
        key: text.clone(),
        text,
    })
}

/// Any other handle: one line of 2–64 characters with a letter or digit in it.
pub fn other(text: &str) -> Option<Contact> {
    let text = plain(text);
    let fit = (2..=64).contains(&text.chars().count()) && text.chars().any(char::is_alphanumeric);
    fit.then(|| Contact {
        kind: Kind::Other,
        key: crate::text::fold(&text),
        text,
    })
}

/// A web address: with a scheme, with `www.`, or a bare domain whose ending is of letters.
pub fn website(text: &str) -> Option<Contact> {
    let text = plain(text);
    let lower = text.to_lowercase();
    let bare = host(&lower);
    let path_free = !bare.contains([' ', '@', '_']);
    let ending = bare.rsplit_once('.').map(|(_, ending)| ending);
    let dotted = ending.is_some_and(|ending| ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic));
    let full = path_free && dotted && bare.split('.').all(|label| !label.is_empty());
    (full && !text.contains(' ')).then(|| Contact {
        kind: Kind::Website,
        key: bare.to_owned(),
        text,
    })
}

/// What a pasted contact is.
pub fn classify(text: &str) -> Kind {
    contact(text).map_or(Kind::Other, |contact| contact.kind)
}

/// A pasted contact in the form of its kind. A label (`微信：`, `QQ `, `Tel:`) decides; without one, eleven digits that begin like a
/// mobile are a mobile, and other bare digits are a telephone when an area code stands before them, else a QQ number. Nothing
/// when the text is no contact, or not one of the kind its label names.
pub fn contact(text: &str) -> Option<Contact> {
    let text = plain(text);
    if let Some((kind, rest)) = labelled(&text) {
        return match kind {
            Kind::Wechat => wechat(rest),
            Kind::Qq => qq(rest),
            Kind::Email => email(rest),
            Kind::Website => website(rest),
            Kind::Mobile | Kind::Phone | Kind::Other => telephone(rest),
        };
    }
    if text.contains('@') {
        return email(&text).or_else(|| other(&text));
    }
    telephone(&text)
        .or_else(|| qq(&text))
        .or_else(|| website(&text))
        .or_else(|| wechat(&text))
        .or_else(|| other(&text))
}

fn email(text: &str) -> Option<Contact> {
    let email = Email::read(text).ok()?;
    Some(Contact {
        kind: Kind::Email,
        text: email.text,
        key: email.key,
    })
}

/// A mobile by its shape alone – whether its segment is known is said where the number is judged –, or another number.
fn telephone(text: &str) -> Option<Contact> {
    if let Ok(mobile) = Mobile::shape(text) {
        return Some(Contact {
            kind: Kind::Mobile,
            key: mobile.key(),
            text: mobile.digits,
        });
    }
    let phone = Phone::read(text).ok()?;
    Some(Contact {
        kind: Kind::Phone,
        text: phone.text,
        key: phone.key,
    })
}

/// Labels people put before a contact; longer ones first. Latin ones need a separator after them, `wxzhang` is an id.
const LABELS: [(&str, Kind); 34] = [
    ("微信号", Kind::Wechat),
    ("微信", Kind::Wechat),
    ("wechat id", Kind::Wechat),
    ("wechat", Kind::Wechat),
    ("weixin", Kind::Wechat),
    ("wx", Kind::Wechat),
    ("vx", Kind::Wechat),
    ("qq号码", Kind::Qq),
    ("qq号", Kind::Qq),
    ("qq", Kind::Qq),
    ("扣扣", Kind::Qq),
    ("电子邮箱", Kind::Email),
    ("电子邮件", Kind::Email),
    ("邮箱", Kind::Email),
    ("邮件", Kind::Email),
    ("e-mail", Kind::Email),
    ("email", Kind::Email),
    ("mail", Kind::Email),
    ("手机号码", Kind::Mobile),
    ("手机号", Kind::Mobile),
    ("手机", Kind::Mobile),
    ("联系电话", Kind::Phone),
    ("电话号码", Kind::Phone),
    ("电话", Kind::Phone),
    ("座机", Kind::Phone),
    ("固话", Kind::Phone),
    ("mobile", Kind::Mobile),
    ("telephone", Kind::Phone),
    ("phone", Kind::Phone),
    ("tel", Kind::Phone),
    ("cell", Kind::Mobile),
    ("网址", Kind::Website),
    ("官网", Kind::Website),
    ("website", Kind::Website),
];

/// The kind a label names, and what stands after it.
pub(crate) fn labelled(text: &str) -> Option<(Kind, &str)> {
    LABELS.iter().find_map(|(label, kind)| {
        let head = text.get(..label.len())?;
        if head.to_lowercase() != *label {
            return None;
        }
        let rest = &text[label.len()..];
        let value = rest.trim_start_matches([' ', ':', '：', '.', '-', '|', '/']);
        let parted = value.len() < rest.len() || !label.is_ascii();
        let number = *kind == Kind::Qq && value.starts_with(|c: char| c.is_ascii_digit());
        (!value.is_empty() && (parted || number)).then_some((*kind, value))
    })
}

/// Half-width, trimmed, without the apostrophe a spreadsheet puts before numbers.
fn plain(text: &str) -> String {
    half_width(text)
        .trim()
        .trim_start_matches(['\'', '’'])
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_contact_is() {
        use Kind::{Email, Mobile, Other, Phone, Qq, Website, Wechat};
        for (text, kind, normal) in [
            ("138 0013 8000", Mobile, "13800138000"),
            ("手机：13800138000", Mobile, "13800138000"),
            ("Tel: 010-82345678", Phone, "010-82345678"),
            ("0755 8234 5678", Phone, "0755-82345678"),
            ("+1 415 555 0123", Phone, "+14155550123"),
            ("400-810-1234", Phone, "400-810-1234"),
            ("Zhang@QQ.com", Email, "Zhang@QQ.com"),
            ("邮箱 li@example.com", Email, "li@example.com"),
            ("123456", Qq, "123456"),
            ("QQ：1234567890", Qq, "1234567890"),
            ("qq12345", Qq, "12345"),
            ("QQ 13800138000", Qq, "13800138000"),
            ("zhang_san-88", Wechat, "zhang_san-88"),
            ("wxzhang88", Wechat, "wxzhang88"),
            ("wxid_abcdefgh123456", Wechat, "wxid_abcdefgh123456"),
            ("微信：13800138000", Wechat, "13800138000"),
            ("微信zhangsan", Wechat, "zhangsan"),
            ("WX: ZhangSan", Wechat, "ZhangSan"),
            ("VX 123456789", Wechat, "123456789"),
            ("https://www.example.com/a?b", Website, "https://www.example.com/a?b"),
            ("example.com.cn", Website, "example.com.cn"),
            ("@zhang_san", Other, "@zhang_san"),
            ("zhang", Other, "zhang"),
            ("张三", Other, "张三"),
            ("1234", Other, "1234"),
            ("this is no single handle", Other, "this is no single handle"),
        ] {
            let read = contact(text).unwrap();
            assert_eq!(
                (classify(text), read.kind, read.text.as_str()),
                (kind, kind, normal),
                "{text}"
            );
        }
        for text in [
            "",
            "-",
            "x",
            "微信：张三",
            "QQ: 1234",
            "手机：12",
            "邮箱：无",
            "Tel: none",
        ] {
            assert_eq!(contact(text), None, "{text}");
            assert_eq!(classify(text), Other, "{text}");
        }
    }

    #[test]
    fn ids_of_messengers() {
        for (text, wechat_id, qq_number) in [
            ("zhang1", true, false),
            ("zhan1", false, false),
            ("a234567890123456789z", true, false),
            ("a2345678901234567890z", false, false),
            ("_zhang1", false, false),
            ("1zhang1", false, false),
            ("zhang.san", false, false),
            ("zhang san", false, false),
            ("张三张三张三", false, false),
            ("10000", true, true),
            ("9999", false, false),
            ("012345", false, false),
            ("12345678901", true, true),
            ("123456789012", false, false),
        ] {
            assert_eq!(
                (wechat(text).is_some(), qq(text).is_some()),
                (wechat_id, qq_number),
                "{text}"
            );
        }
        assert_eq!(wechat("ZhangSan").unwrap().key, "zhangsan");
        assert_eq!(website("HTTP://WWW.Example.com:80/x").unwrap().key, "example.com");
    }

    proptest! {
        #[test]
        fn reading_twice_is_reading_once(text in "(微信|QQ|Tel)?[:： ]?[a-zA-Z0-9_.@-]{2,22}") {
            if let Some(once) = contact(&text) {
                let again = match once.kind {
                    Kind::Wechat => wechat(&once.text),
                    Kind::Qq => qq(&once.text),
                    Kind::Other => other(&once.text),
                    _ => contact(&once.text),
                };
                prop_assert_eq!(again, Some(once));
            }
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}") {
            let _ = (contact(&text), wechat(&text), qq(&text), other(&text), website(&text));
        }
    }
}
