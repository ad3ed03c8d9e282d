//! The one door for what a caller hands over: endless texts, endless lists and input without end are refused while they are read, before
//! anything is made of them, and what nobody can see is taken out of texts. What a *field* may say is asked later, of the touched row.

use crate::engine::failure::Failure;
use leadwell_rules::limits::{LINE, LIST, PASTE, TEXT, VALUES, YEARS};
use leadwell_rules::text::visible;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

/// Bytes of a name at most: headings of files are names too.
const LONGEST_KEY: usize = TEXT as usize;
/// What may be a text of several lines, by its name; everything else is a line. A line that is none is refused before it is cleaned, cut into
/// words and compared, which for texts without end takes without end.
const SEVERAL_LINES: [&str; 4] = ["note", "need", "reason", "custom"];
/// What may be pasted in whole: chats, lists of words. Where it is looked for instead, the search says how long it may be.
const PASTED: [&str; 1] = ["text"];

/// Reads the input of a command from JSON, within the limits. Nothing when it is no JSON.
pub fn read_input(json: &[u8]) -> Option<Result<Value, Failure>> {
    let mut text = serde_json::Deserializer::from_slice(json);
    let read = within(&mut text);
    // Behind the value nothing may stand; of what was refused, the rest was not read.
    (read.as_ref().is_some_and(Result::is_err) || text.end().is_ok())
        .then_some(read)
        .flatten()
}

/// The same of what a host has read already.
pub(crate) fn bounded(input: Value) -> Result<Value, Failure> {
    within(input).unwrap_or_else(|| Err(Failure::invalid("call.input", "").arg("cause", "no JSON")))
}

fn within<'de>(from: impl Deserializer<'de>) -> Option<Result<Value, Failure>> {
    let reading = Reading {
        left: Cell::new(VALUES),
        refused: RefCell::new(None),
    };
    let part = Part {
        reading: &reading,
        key: "",
        most: Some(LINE as usize),
    };
    let read = part.deserialize(from);
    match (read, reading.refused.into_inner()) {
        (Ok(value), _) => Some(Ok(value)),
        (Err(_), Some(failure)) => Some(Err(failure)),
        (Err(_), None) => None,
    }
}

/// A day nobody can mean.
pub(crate) fn far_day(field: &str) -> Failure {
    Failure::invalid("limit.day", field)
        .arg("first", YEARS.start())
        .arg("last", YEARS.end())
}

/// Characters a text of this name may have; none for files, which come as base64 and have a limit where they are taken.
pub(crate) fn most_of(key: &str) -> Option<usize> {
    if key.ends_with("base64") {
        None
    } else if PASTED.contains(&key) {
        Some(PASTE)
    } else if SEVERAL_LINES.contains(&key) {
        Some(TEXT as usize)
    } else {
        Some(LINE as usize)
    }
}

/// One input while it is read.
struct Reading {
    /// Values that may still come.
    left: Cell<usize>,
    /// Why it was refused.
    refused: RefCell<Option<Failure>>,
}

impl Reading {
    fn refuse<E: Error>(&self, failure: Failure) -> E {
        *self.refused.borrow_mut() = Some(failure);
        E::custom("beyond a limit")
    }
}

/// A value of it, with the name it stands under.
#[derive(Clone, Copy)]
struct Part<'a> {
    reading: &'a Reading,
    key: &'a str,
    /// See [`most_of`].
    most: Option<usize>,
}

impl Part<'_> {
    /// What stands under a name.
    fn under<'k>(&'k self, key: &'k str) -> Part<'k> {
        Part {
            reading: self.reading,
            key,
            most: if SEVERAL_LINES.contains(&self.key) {
                Some(TEXT as usize)
            } else {
                most_of(key)
            },
        }
    }

    fn text<E: Error>(&self, text: Cow<'_, str>) -> Result<Value, E> {
        let Some(most) = self.most else {
            return Ok(Value::String(text.into_owned()));
        };
        // Most texts have fewer bytes than the limit has characters, and need not be counted.
        if text.len() > most && text.chars().count() > most {
            let failure = Failure::invalid("limit.text", self.key).arg("limit", most);
            return Err(self.reading.refuse(failure));
        }
        Ok(Value::String(match visible(&text) {
            Cow::Borrowed(_) => text.into_owned(),
            Cow::Owned(cleaned) => cleaned,
        }))
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        let Some(left) = self.reading.left.get().checked_sub(1) else {
            let failure = Failure::invalid("limit.values", self.key).arg("limit", VALUES);
            return Err(self.reading.refuse(failure));
        };
        self.reading.left.set(left);
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.text(Cow::Borrowed(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        self.text(Cow::Owned(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            if list.len() == LIST {
                let failure = Failure::invalid("limit.list", self.key).arg("limit", LIST);
                return Err(self.reading.refuse(failure));
            }
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            // It may be shown in the sentence of a refusal.
            if key.len() > LONGEST_KEY {
                let failure = Failure::invalid("limit.text", self.key).arg("limit", TEXT);
                return Err(self.reading.refuse(failure));
            }
            let value = entries.next_value_seed(self.under(&key))?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: &Value) -> Result<Value, Failure> {
        let from_bytes = read_input(value.to_string().as_bytes()).unwrap();
        let handed_over = bounded(value.clone());
        match (&from_bytes, &handed_over) {
            (Ok(one), Ok(other)) => assert_eq!(one, other),
            (Err(one), Err(other)) => assert_eq!((one.code, &one.field), (other.code, &other.field)),
            differ => panic!("{differ:?}"),
        }
        from_bytes
    }

    #[test]
    fn what_is_within_the_limits_is_read_as_it_is() {
        let input = json!({
            "a": [1, -1, u64::MAX, 0.5, true, null, { "b": "两行\r\n\t" }], "chunk_base64": "YQ==", "text": "长".repeat(PASTE), "note": "长".repeat(TEXT as usize), "custom": { "x": "长".repeat(TEXT as usize) }, "d": vec![0; LIST],
        });
        assert_eq!(read(&input).unwrap(), input);
        assert!(read_input(b"{").is_none());
        assert!(read_input(b"{} {}").is_none());
        assert!(read_input("[".repeat(100_000).as_bytes()).is_none());
    }

    #[test]
    fn what_has_no_end_is_refused_by_name() {
        for (input, code, field) in [
            (
                json!({ "a": { "b": "长".repeat(LINE as usize + 1) } }),
                "limit.text",
                "b",
            ),
            (json!({ "b": ["长".repeat(LINE as usize + 1)] }), "limit.text", "b"),
            (json!({ "note": "长".repeat(TEXT as usize + 1) }), "limit.text", "note"),
            (json!({ "text": "长".repeat(PASTE + 1) }), "limit.text", "text"),
            (json!({ "a": [{ "ids": vec![0; LIST + 1] }] }), "limit.list", "ids"),
            (
                json!({ "a": { "all": vec![vec![0; LIST]; VALUES / LIST] } }),
                "limit.values",
                "all",
            ),
        ] {
            let refused = read(&input).unwrap_err();
            assert_eq!((refused.code, refused.field.as_deref()), (code, Some(field)));
        }
    }

    #[test]
    fn what_nobody_sees_is_taken_out() {
        let input = json!({ "a": "A\0B\u{7}\u{85}\u{202E}C\u{200D}", "b": ["\u{9B}"], "file_base64": "\0" });
        assert_eq!(
            read(&input).unwrap(),
            json!({ "a": "AB\u{85}C\u{200D}", "b": [""], "file_base64": "\0" })
        );
    }
}
