//! Guesses for imports, in Chinese and English: which column is which field, and what kind of values a column holds.

mod headers;
mod values;

pub use headers::{FieldNames, HeaderGuess, How, SURE, guess_headers};
pub use values::{DateGuess, ValueKind, guess_date_order, guess_kind};
