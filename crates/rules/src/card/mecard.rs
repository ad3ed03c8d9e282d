//! MECARD, the short form that QR codes on cards use: `MECARD:N:张三;TEL:13800138000;EMAIL:a@example.com;;`

use super::{Card, Slot};
use crate::cleaning::email::Email;
use crate::cleaning::mobile::Mobile;
use crate::cleaning::phone::Phone;

/// The card of a MECARD; nothing when the text is none or says nothing.
pub(super) fn read(text: &str) -> Option<Card> {
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let head = text.get(..7).filter(|head| head.eq_ignore_ascii_case("mecard:"))?;
    let mut card = Card::default();
    for field in fields(&text[head.len()..]) {
        let Some((name, value)) = field.split_once(':') else {
            continue;
        };
        match name.trim().to_ascii_uppercase().as_str() {
            "N" => card.fill(Slot::Name, person(value)),
            "ORG" => card.fill(Slot::Company, value.to_owned()),
            "TIL" | "TITLE" => card.fill(Slot::Title, value.to_owned()),
            "TEL" if Mobile::shape(value).is_ok() => card.fill(Slot::Mobile, number(value)),
            "TEL" => card.fill(Slot::Phone, number(value)),
            "EMAIL" => card.fill(
                Slot::Email,
                Email::read(value).map_or_else(|_| value.to_owned(), |email| email.text),
            ),
            "URL" => card.fill(Slot::Website, value.to_owned()),
            "ADR" => card.fill(Slot::Address, value.replace(',', " ")),
            _ => {}
        }
    }
    (!card.is_empty()).then_some(card)
}

/// The fields between semicolons; a backslash takes the meaning from the sign after it.
fn fields(text: &str) -> Vec<String> {
    let (mut fields, mut plain) = (vec![String::new()], false);
    for c in text.chars() {
        match (c, fields.last_mut()) {
            ('\\', _) if !plain => {
                plain = true;
                continue;
            }
            (';', _) if !plain => fields.push(String::new()),
            (c, Some(field)) => field.push(c),
            (_, None) => {}
        }
        plain = false;
    }
    fields
}

/// `Doe,John` is John Doe.
fn person(value: &str) -> String {
    match value.split_once(',') {
        Some((family, given)) => super::vcard::person(&[family.trim().to_owned(), given.trim().to_owned()]),
        None => value.to_owned(),
    }
}

fn number(value: &str) -> String {
    Phone::read(value).map_or_else(|_| value.to_owned(), |phone| phone.text)
}
