//! Text on its way into the file and out of it: trimmed, empty is nothing, days read back.

use crate::engine::failure::Failure;
use leadwell_rules::time::Day;
use rusqlite::Row;

/// What somebody typed, without the spaces around it; nothing when only spaces are left.
pub fn typed(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
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

/// What a person searches for, as a pattern for `like … escape '\'`.
pub fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
