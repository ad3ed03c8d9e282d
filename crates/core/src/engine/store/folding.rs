//! Texts compared in SQL as the rulebook compares them: without a difference of case and width.
//!
//! The functions are there on our own connections only, so no index and no trigger of the file may use them: other programs could
//! not write to it any more.

use leadwell_rules::text::{fold, fold_contains};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, Result};

/// Makes `fold(text)` (the text as it is compared; null of null) and `fold_has(text, part)` (whether it contains a part that is folded
/// already; null of null) known to a connection.
pub fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("fold", 1, flags, |call| Ok(text(call, 0)?.map(fold)))?;
    connection.create_scalar_function("fold_has", 2, flags, |call| {
        Ok(text(call, 0)?
            .zip(text(call, 1)?)
            .map(|(text, part)| fold_contains(text, part)))
    })
}

fn text<'c>(call: &'c Context<'_>, at: usize) -> Result<Option<&'c str>> {
    match call.get_raw(at) {
        ValueRef::Null => Ok(None),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).map(Some).map_err(Error::from),
        other => Err(Error::InvalidFunctionParameterType(at, other.data_type())),
    }
}
