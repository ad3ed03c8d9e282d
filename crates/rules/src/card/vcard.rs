//! vCards 2.1, 3.0 and 4.0, several in a file, as cards.

use calcard::common::{IanaString, IanaType};
use calcard::vcard::{VCard, VCardEntry, VCardParameterName, VCardProperty, VCardType, VCardValue};
use calcard::{Entry, Parser};

use super::vocabulary::is_han;
use super::{Card, Slot};
use crate::cleaning::email::Email;
use crate::cleaning::handles::wechat;
use crate::cleaning::mobile::Mobile;
use crate::cleaning::phone::Phone;

/// The cards of a vCard file, in its order, or the one of a MECARD. What is no vCard is passed over; a card that says nothing is left out.
pub fn cards(text: &str) -> Vec<Card> {
    if let Some(card) = super::mecard::read(text) {
        return vec![card];
    }
    let mut parser = Parser::new(text);
    let mut cards = Vec::new();
    // Every entry takes at least a line, so the count of lines ends the walk whatever a broken file makes the parser do.
    for _ in 0..=text.lines().count() {
        match parser.entry() {
            Entry::Eof => break,
            Entry::VCard(vcard) => {
                let card = card(&vcard);
                if !card.is_empty() {
                    cards.push(card);
                }
            }
            _ => {}
        }
    }
    cards
}

fn card(vcard: &VCard) -> Card {
    let mut card = Card::default();
    let mut entries: Vec<&VCardEntry> = vcard.entries.iter().collect();
    // What a card prefers comes first; the order stands otherwise.
    entries.sort_by_key(|entry| !is_preferred(entry));
    let mut role = None;
    for entry in entries {
        let first = texts(entry).into_iter().next().unwrap_or_default();
        match &entry.name {
            VCardProperty::Fn => card.fill(Slot::Name, first),
            VCardProperty::Title => card.fill(Slot::Title, first),
            VCardProperty::Role => role = role.or(Some(first)),
            VCardProperty::Org => card.fill(Slot::Company, first),
            VCardProperty::Tel => card.telephone(entry, &first),
            VCardProperty::Email => {
                let address = Email::read(&first).map_or(first, |email| email.text);
                card.fill(Slot::Email, address);
            }
            VCardProperty::Url => card.fill(Slot::Website, first),
            VCardProperty::Adr => card.fill(Slot::Address, address(entry)),
            VCardProperty::Impp | VCardProperty::Socialprofile => {
                if let Some(id) = chat_id(entry, &first) {
                    card.fill(Slot::Wechat, id);
                }
            }
            VCardProperty::Other(name) if matches!(name.to_ascii_lowercase().as_str(), "x-wechat" | "x-weixin") => {
                card.fill(Slot::Wechat, wechat(&first).map_or(first, |id| id.text));
            }
            _ => {}
        }
    }
    if card.name.is_none()
        && let Some(parts) = vcard.property(&VCardProperty::N)
    {
        card.fill(Slot::Name, person(&components(parts)));
    }
    if let (None, Some(role)) = (&card.title, role) {
        card.fill(Slot::Title, role);
    }
    card
}

impl Card {
    pub(super) fn fill(&mut self, slot: Slot, value: String) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            self.put(slot, value, None);
        }
    }

    /// A number by what it is where that can be read, by its type elsewhere.
    fn telephone(&mut self, entry: &VCardEntry, text: &str) {
        let text = text.strip_prefix("tel:").unwrap_or(text).replace(";ext=", " ext ");
        let value = Phone::read(&text).map_or_else(|_| text.clone(), |phone| phone.text);
        let slot = if has_type(entry, &[VCardType::Fax, VCardType::Pager]) {
            Slot::Other
        } else if Mobile::shape(&text).is_ok() || has_type(entry, &[VCardType::Cell]) {
            Slot::Mobile
        } else {
            Slot::Phone
        };
        self.fill(slot, value);
    }
}

/// The texts of a property; a structured one gives its components.
fn texts(entry: &VCardEntry) -> Vec<String> {
    let text = |value: &VCardValue| match value {
        VCardValue::Text(text) => Some(text.clone()),
        VCardValue::Component(parts) => Some(parts.join(" ")),
        VCardValue::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    entry
        .values
        .iter()
        .filter_map(text)
        .filter(|text| !text.trim().is_empty())
        .collect()
}

/// The components of a structured property by their place, empty ones too.
fn components(entry: &VCardEntry) -> Vec<String> {
    let text = |value: &VCardValue| match value {
        VCardValue::Text(text) => text.trim().to_owned(),
        VCardValue::Component(parts) => parts.join(" ").trim().to_owned(),
        _ => String::new(),
    };
    entry.values.iter().map(text).collect()
}

/// Family, given, further names: in Chinese without spaces and the family first, else the given name first.
pub(super) fn person(parts: &[String]) -> String {
    let part = |index: usize| parts.get(index).map_or("", String::as_str);
    if parts.iter().any(|part| part.chars().any(is_han)) {
        return format!("{}{}{}", part(0), part(2), part(1));
    }
    format!("{} {} {}", part(1), part(2), part(0))
}

/// Post office box, extension, street, city, region, code, country – from the large to the small in Chinese.
fn address(entry: &VCardEntry) -> String {
    let parts = components(entry);
    let part = |index: usize| parts.get(index).cloned().unwrap_or_default();
    let (order, gap) = if parts.iter().any(|part| part.chars().any(is_han)) {
        ([6, 4, 3, 2, 1, 0, 5], "")
    } else {
        ([0, 1, 2, 3, 4, 5, 6], ", ")
    };
    let mut said: Vec<String> = Vec::new();
    for part in order.map(part) {
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        let part = part.trim_matches(|c: char| c == ',' || c.is_whitespace());
        // In the four municipalities region and city are the same word.
        if !part.is_empty() && !said.iter().any(|known| known == part) {
            said.push(part.to_owned());
        }
    }
    said.join(gap)
}

/// The WeChat id of a messenger property: `wechat:id`, `weixin://id`, or `x-service-type=WeChat:id`.
fn chat_id(entry: &VCardEntry, text: &str) -> Option<String> {
    let scheme = ["wechat:", "weixin:"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let named = entry.params.iter().any(|param| {
        param.value.as_text().is_some_and(|value| {
            value.eq_ignore_ascii_case("wechat") || value.eq_ignore_ascii_case("weixin") || value == "微信"
        })
    });
    let id = scheme.or(named.then_some(text))?;
    let id = id.trim_start_matches("//").trim_start_matches("x-apple:");
    Some(wechat(id)?.text)
}

fn has_type(entry: &VCardEntry, types: &[VCardType]) -> bool {
    entry
        .parameters(&VCardParameterName::Type)
        .any(|value| match value.as_type() {
            Some(IanaType::Iana(known)) => types.contains(known),
            Some(IanaType::Other(text)) => text.split(',').any(|word| {
                types
                    .iter()
                    .any(|known| known.as_str().eq_ignore_ascii_case(word.trim()))
            }),
            None => false,
        })
}

fn is_preferred(entry: &VCardEntry) -> bool {
    entry.params.iter().any(|param| {
        param.name == VCardParameterName::Pref
            || param.name == VCardParameterName::Type
                && param
                    .value
                    .as_text()
                    .is_some_and(|text| text.eq_ignore_ascii_case("pref"))
    })
}
