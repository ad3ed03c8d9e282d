//! Text on its way into the file and out of it: trimmed, empty is nothing, days read back.

use crate::engine::failure::Failure;
use leadwell_rules::limits::{LINE, LIST};
use leadwell_rules::time::Day;
use rusqlite::Row;

/// What somebody typed, without the spaces around it; nothing when only spaces are left.
pub fn typed(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// What somebody looks for: a line at most, because it is folded and held against every record.
pub fn asked<'a>(text: Option<&'a str>, field: &str) -> Result<Option<&'a str>, Failure> {
    match typed(text) {
        Some(text) if text.chars().count() > LINE as usize => {
            Err(Failure::invalid("limit.text", field).arg("limit", LINE))
        }
        text => Ok(text),
    }
}

/// Lines of a pasted list: each is one line, and there are not more of them than a list has.
pub fn lines<'a>(lines: &'a [&'a str], field: &str) -> Result<&'a [&'a str], Failure> {
    if lines.len() > LIST {
        return Err(Failure::invalid("limit.list", field).arg("limit", LIST));
    }
    for line in lines {
        asked(Some(line), field)?;
    }
    Ok(lines)
}

/// A field of an edit as it goes into the file: whether it was given, and its text.
pub fn given_text(field: &Option<Option<String>>) -> (bool, Option<&str>) {
    (
        field.is_some(),
        typed(field.as_ref().and_then(|value| value.as_deref())),
    )
}

/// A name that must not be empty. `None` when it was not given and `known` says that there is one already.
pub fn name<'a>(given: Option<&'a str>, known: bool, code: &'static str) -> Result<Option<&'a str>, Failure> {
    match given {
        None if known => Ok(None),
        text => typed(text).map(Some).ok_or_else(|| Failure::invalid(code, "name")),
    }
}

/// A day column.
pub fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Day>> {
    Ok(row.get::<_, Option<String>>(column)?.and_then(|text| text.parse().ok()))
}

/// A stored day; a day that cannot be read counts as none.
pub fn parsed_day(text: Option<String>) -> Option<Day> {
    text.and_then(|text| text.parse().ok())
}
