//! Where a page of a list ended, as an opaque word: the next page starts behind it.

use crate::engine::failure::Failure;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The word for a place in a list: the sort key and the id of the last row shown.
pub fn encode<T: Serialize>(place: &T) -> Result<String, Failure> {
    let text = serde_json::to_vec(place).map_err(Failure::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(text))
}

/// The place a word stands for; no word is the beginning.
pub fn decode<T: DeserializeOwned>(word: Option<&str>) -> Result<Option<T>, Failure> {
    let Some(word) = word else { return Ok(None) };
    let place = URL_SAFE_NO_PAD
        .decode(word)
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok());
    place
        .map(Some)
        .ok_or_else(|| Failure::invalid("list.bad_cursor", "after"))
}
