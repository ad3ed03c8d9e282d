//! Search: text cut into the tokens an index keeps, a typed query read into questions to that index, and the second look at what
//! the index answers. Chinese is found by characters, by pinyin and by initials; Latin words by their beginnings; numbers by any
//! four digits of them.
//!
//! The index keeps which tokens a record has, not where: that makes it small and quick, and lets a common token be read from its
//! newest record on. Whether the text really says what was asked is looked up in the record itself by [`Query::find`].

pub mod cut;
pub mod letters;
pub mod query;
pub mod readings;
pub mod scan;

mod term;
mod typo;

pub use cut::Cut;
pub use query::{Part, Query, Step};
pub use scan::{Field, Found, Scan};

#[cfg(test)]
mod tests;
