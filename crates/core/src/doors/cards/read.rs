//! Reading cards: vCards and MECARDs as text, QR codes in pictures, and printed cards through the recogniser of the machine.

use super::engine::{self, Recognised};
use super::picture::{self, Picture};
use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::messages;
use crate::engine::workspace::Workspace;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use leadwell_rules::card::{Card, cards};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use ts_rs::TS;

/// The largest picture or file, in bytes.
const LARGEST: usize = 25 << 20;
/// How long the recogniser may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A card: its text, or a file that is one.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ReadCards {
    /// The text of a vCard, of a QR code, or of a printed card.
    #[serde(default)]
    pub text: Option<String>,
    /// A vCard file or a picture (PNG, JPEG), in base64; 25 MB at most.
    #[serde(default)]
    pub base64: Option<String>,
}

/// How the fields were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardSource {
    /// A vCard or MECARD, as text.
    Vcard,
    /// A QR code in a picture.
    Qr,
    /// Text recognised in a picture.
    Picture,
    /// Text as it was typed or pasted.
    Text,
}

/// What the recogniser of the machine had to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardEngine {
    /// It was not needed.
    NotNeeded,
    /// It read the picture.
    Used,
    /// It is not installed.
    NotInstalled,
    /// It could not read the picture, or not in time.
    Failed,
}

/// What was read.
#[derive(Debug, Serialize, TS)]
pub struct CardReading {
    /// The cards, each with the fields to confirm. A picture without any readable field has none.
    pub cards: Vec<Card>,
    /// How they were found.
    pub source: CardSource,
    /// The text the fields were found in; null for vCards.
    pub text: Option<String>,
    /// What the recogniser had to do with it.
    pub engine: CardEngine,
    /// What a person should know: that the recogniser is missing and how to get it, that nothing was found.
    pub notice: Option<String>,
}

/// Answers `cards.read`.
pub fn read(_: &Arc<Workspace>, call: &Call, wanted: ReadCards) -> Result<CardReading, Failure> {
    match (wanted.text, wanted.base64) {
        (Some(text), None) => Ok(of_text(call, &text)),
        (None, Some(base64)) => {
            let too_large = || Failure::invalid("card.too_large", "base64").arg("limit", LARGEST >> 20);
            if base64.len() / 4 * 3 > LARGEST + 3 {
                return Err(too_large());
            }
            let bytes = STANDARD
                .decode(base64.as_bytes())
                .map_err(|_| Failure::invalid("card.unreadable", "base64"))?;
            of_file(call, &bytes)
        }
        _ => Err(Failure::invalid("card.one_of", "text")),
    }
}

fn of_text(call: &Call, text: &str) -> CardReading {
    let found = cards(text);
    if !found.is_empty() {
        return CardReading {
            cards: found,
            source: CardSource::Vcard,
            text: None,
            engine: CardEngine::NotNeeded,
            notice: None,
        };
    }
    printed(call, text, CardSource::Text, CardEngine::NotNeeded)
}

/// The fields of the text of one printed card.
fn printed(call: &Call, text: &str, source: CardSource, engine: CardEngine) -> CardReading {
    let card = Card::read(text);
    let notice = card
        .is_empty()
        .then(|| messages::sentence(call.language, "card.nothing_found", &[]));
    CardReading {
        cards: if card.is_empty() { Vec::new() } else { vec![card] },
        source,
        text: Some(text.to_owned()),
        engine,
        notice,
    }
}

fn of_file(call: &Call, bytes: &[u8]) -> Result<CardReading, Failure> {
    if !picture::is_picture(bytes) {
        let text = decoded(bytes).ok_or_else(|| Failure::invalid("card.unreadable", "base64"))?;
        return Ok(of_text(call, &text));
    }
    let picture = Picture::open(bytes).ok_or_else(|| Failure::invalid("card.unreadable", "base64"))?;
    let coded: Vec<Card> = picture.codes().iter().flat_map(|code| cards(code)).collect();
    if !coded.is_empty() {
        return Ok(CardReading {
            cards: coded,
            source: CardSource::Qr,
            text: None,
            engine: CardEngine::NotNeeded,
            notice: None,
        });
    }
    let without = |engine, code| CardReading {
        cards: Vec::new(),
        source: CardSource::Picture,
        text: None,
        engine,
        notice: Some(messages::sentence(call.language, code, &[])),
    };
    let png = picture
        .png()
        .ok_or_else(|| Failure::invalid("card.unreadable", "base64"))?;
    Ok(match engine::recognise(engine::PROGRAM, png, PATIENCE) {
        Recognised::Text(text) => printed(call, &text, CardSource::Picture, CardEngine::Used),
        Recognised::NotInstalled => without(CardEngine::NotInstalled, "card.engine_missing"),
        Recognised::Failed => without(CardEngine::Failed, "card.engine_failed"),
    })
}

/// The text of a vCard file. Older telephones write the encoding of their country instead of UTF-8.
fn decoded(bytes: &[u8]) -> Option<String> {
    if bytes.contains(&0) && !bytes.starts_with(&[0xFF, 0xFE]) && !bytes.starts_with(&[0xFE, 0xFF]) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.trim_start_matches('\u{FEFF}').to_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let (text, _, _) = detector.guess(Some(b"cn"), Utf8Detection::Deny).decode(bytes);
    Some(text.into_owned())
}
