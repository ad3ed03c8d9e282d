//! Business cards: the text a recogniser read from a picture, or a vCard or QR code, as the fields of a contact for a person to confirm.

mod mecard;
mod vcard;
mod vocabulary;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::cleaning::email::Email;
use crate::cleaning::handles::{labelled, website, wechat};
use crate::cleaning::mobile::Mobile;
use crate::cleaning::phone::Phone;
use crate::cleaning::{Kind, handles};
use crate::text::half_width;

pub use vcard::cards;

/// Letters of a line that are looked at. No card has more, and what is found in a line is looked for again in what is left of it.
const LONGEST_LINE: usize = 500;

/// A field of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[schemars(inline)]
#[ts(rename = "CardField")]
pub struct Field {
    /// What the card says, numbers and addresses in their normal form.
    pub value: String,
    /// The line of the text it came from, counted from 1; nothing for a vCard.
    pub line: Option<u32>,
}

/// What a card says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[schemars(inline)]
pub struct Card {
    /// The person.
    pub name: Option<Field>,
    /// The position.
    pub title: Option<Field>,
    /// The company.
    pub company: Option<Field>,
    /// The mobile number.
    pub mobile: Option<Field>,
    /// Another telephone number.
    pub phone: Option<Field>,
    /// The e-mail address.
    pub email: Option<Field>,
    /// The WeChat id.
    pub wechat: Option<Field>,
    /// The website.
    pub website: Option<Field>,
    /// The postal address.
    pub address: Option<Field>,
    /// Further numbers and addresses, fax numbers among them.
    pub others: Vec<Field>,
}

impl Card {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The fields of the text of one card, Chinese or English. Labels (`手机：`, `Tel`, `地址`) decide where there are any;
    /// elsewhere a name is known by its surname or its capitals, a company, a title and an address by the words they are made of.
    pub fn read(text: &str) -> Self {
        let mut card = Self::default();
        for (index, line) in text.lines().enumerate() {
            let number = u32::try_from(index + 1).ok();
            let line: String = line.chars().take(LONGEST_LINE).collect();
            let rest = card.contacts(&mended(&line), number);
            card.names(&rest, number);
        }
        card
    }

    /// Takes the e-mail, website, WeChat id and numbers of a line and gives back what is left of it.
    fn contacts(&mut self, line: &str, number: Option<u32>) -> String {
        let mut rest = line.to_owned();
        while let Some((start, end)) = email_span(&rest) {
            if let Ok(email) = Email::read(&rest[start..end]) {
                self.put(Slot::Email, email.text, number);
            }
            rest.replace_range(start..end, " | ");
        }
        let same = ["微信同号", "同微信", "手机/微信", "手机微信", "微信/手机"];
        let same = same.iter().any(|words| rest.contains(words));
        if !same {
            while let Some((start, end, id)) = wechat_span(&rest) {
                self.put(Slot::Wechat, id, number);
                rest.replace_range(start..end, " | ");
            }
        }
        while let Some((start, end, address)) = website_span(&rest) {
            self.put(Slot::Website, address, number);
            rest.replace_range(start..end, " | ");
        }
        let mut from = 0;
        while let Some((start, end)) = number_span(&rest, from) {
            let before = rest[from..start].to_lowercase();
            from = start;
            let label = vocabulary::label(&before);
            if label == Some(vocabulary::Label::NotANumber) {
                from = end;
                continue;
            }
            let mut found = false;
            for value in numbers(&rest[start..end]) {
                found = true;
                let mobile = Mobile::shape(&value).is_ok();
                let slot = match label {
                    Some(vocabulary::Label::Fax) => Slot::Other,
                    Some(vocabulary::Label::Mobile) => Slot::Mobile,
                    _ if mobile => Slot::Mobile,
                    _ => Slot::Phone,
                };
                if same && mobile {
                    self.put(Slot::Wechat, value.clone(), number);
                }
                self.put(slot, value, number);
            }
            if found {
                rest.replace_range(start..end, " | ");
            } else {
                from = end;
            }
        }
        rest
    }

    /// Takes name, title, company and address of what is left of a line.
    fn names(&mut self, rest: &str, number: Option<u32>) {
        for (labels, slot) in vocabulary::FIELD_LABELS {
            if let Some(value) = vocabulary::after_label(rest, labels) {
                return self.put(*slot, value.to_owned(), number);
            }
        }
        let whole = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | ':' | ',' | ';'));
        if vocabulary::is_address(whole) {
            return self.put(Slot::Address, whole.to_owned(), number);
        }
        for piece in vocabulary::pieces(whole) {
            if vocabulary::is_company(&piece) {
                self.put_once(Slot::Company, piece, number);
            } else if vocabulary::is_title(&piece) {
                self.put_once(Slot::Title, piece, number);
            } else if let Some(name) = vocabulary::name(&piece) {
                self.put_once(Slot::Name, name, number);
            }
        }
    }

    fn slot(&mut self, slot: Slot) -> Option<&mut Option<Field>> {
        Some(match slot {
            Slot::Name => &mut self.name,
            Slot::Title => &mut self.title,
            Slot::Company => &mut self.company,
            Slot::Mobile => &mut self.mobile,
            Slot::Phone => &mut self.phone,
            Slot::Email => &mut self.email,
            Slot::Wechat => &mut self.wechat,
            Slot::Website => &mut self.website,
            Slot::Address => &mut self.address,
            Slot::Other => return None,
        })
    }

    /// Puts a value where it belongs; the second of a kind goes to the others.
    fn put(&mut self, slot: Slot, value: String, line: Option<u32>) {
        let field = Field { value, line };
        match self.slot(slot) {
            Some(empty @ None) => return *empty = Some(field),
            Some(Some(known)) if known.value == field.value => return,
            _ => {}
        }
        if self.others.iter().all(|other| other.value != field.value) {
            self.others.push(field);
        }
    }

    /// Puts a value where it belongs if nothing is there: of names, titles and companies the first is taken.
    fn put_once(&mut self, slot: Slot, value: String, line: Option<u32>) {
        if let Some(empty @ None) = self.slot(slot) {
            *empty = Some(Field { value, line });
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Name,
    Title,
    Company,
    Mobile,
    Phone,
    Email,
    Wechat,
    Website,
    Address,
    Other,
}

/// Half-width, without the spaces a recogniser sets beside `@`.
fn mended(line: &str) -> String {
    let mut mended = half_width(line).trim().to_owned();
    for (loose, tight) in [(" @", "@"), ("@ ", "@")] {
        while mended.contains(loose) {
            mended = mended.replace(loose, tight);
        }
    }
    mended
}

/// Where an e-mail address stands: the characters around an `@`.
fn email_span(line: &str) -> Option<(usize, usize)> {
    let at = line.find('@')?;
    let fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let start = line[..at].rfind(|c| !fit(c)).map_or(0, |before| {
        before + line[before..].chars().next().map_or(1, char::len_utf8)
    });
    let end = line[at + 1..]
        .find(|c| !fit(c))
        .map_or(line.len(), |after| at + 1 + after);
    Some((start, end))
}

/// Where a labelled WeChat id stands, and the id.
fn wechat_span(line: &str) -> Option<(usize, usize, String)> {
    line.char_indices().find_map(|(start, _)| {
        let before = line[..start].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let (Kind::Wechat, value) = labelled(&line[start..])? else {
            return None;
        };
        let value_at = line.len() - value.len();
        let length = value
            .find(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | ',' | ';' | ')'))
            .unwrap_or(value.len());
        let id = wechat(&value[..length])?;
        Some((start, value_at + length, id.text))
    })
}

/// Where a web address stands, and the address.
fn website_span(line: &str) -> Option<(usize, usize, String)> {
    let mut start = 0;
    for word in line.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '|' | ',' | ';' | '(' | ')')) {
        let begin = start;
        start += word.len();
        let word = word.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | ',' | ';' | '(' | ')' | '.'));
        // A label may stand right before it: `网址:www.example.com`, `W:example.com`.
        let label = match word.find("://") {
            Some(scheme) => word[..scheme]
                .rfind(|c: char| !c.is_ascii_alphabetic())
                .map_or(0, |at| at + 1),
            None => word.rfind(':').map_or(0, |at| at + 1),
        };
        let address = word.get(label..)?.trim_start_matches(|c: char| !c.is_ascii());
        if vocabulary::is_web(address) && website(address).is_some() {
            let from = begin + word.len() - address.len();
            return Some((from, from + address.len(), address.to_owned()));
        }
    }
    None
}

/// Where digits and the signs between them stand, with an extension after them.
fn number_span(line: &str, from: usize) -> Option<(usize, usize)> {
    let inside =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '.' | '\u{2010}'..='\u{2015}');
    let mut start = from;
    loop {
        start += line
            .get(start..)?
            .find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('))?;
        let length = line[start..].find(|c| !inside(c)).unwrap_or(line.len() - start);
        let mut end = start + length;
        for mark in ["转", "分机", "ext.", "ext", "x", "#"] {
            let Some(rest) = line[end..].strip_prefix(mark) else {
                continue;
            };
            let digits = rest.trim_start_matches([' ', ':']);
            let count = digits.bytes().take_while(u8::is_ascii_digit).count();
            if (1..=6).contains(&count) {
                end = line.len() - digits.len() + count;
                break;
            }
        }
        let span = line[start..end].trim_end_matches([' ', '(', '-', '.', '+']);
        if span.bytes().filter(u8::is_ascii_digit).count() >= 7 {
            return Some((start, start + span.len()));
        }
        start = end;
    }
}

/// The numbers in a stretch of digits: the longest readable groups, from the left.
fn numbers(span: &str) -> Vec<String> {
    let words: Vec<&str> = span.split_whitespace().collect();
    let (mut numbers, mut first) = (Vec::new(), 0);
    while first < words.len() {
        let longest = (first + 1..=words.len()).rev().find_map(|end| {
            let contact = handles::contact(&format!("Tel:{}", words[first..end].join(" ")))?;
            let read = match contact.kind {
                Kind::Mobile => contact.text,
                _ => Phone::read(&contact.text).ok()?.text,
            };
            Some((end, read))
        });
        first = match longest {
            Some((end, number)) => {
                numbers.push(number);
                end
            }
            None => first + 1,
        };
    }
    numbers
}

#[cfg(test)]
mod tests;
