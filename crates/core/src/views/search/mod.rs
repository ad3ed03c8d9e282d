//! Search over everything: leads, contacts, customers, deals and what was written about them.
//!
//! An index keeps the tokens of each record. It is kept fresh in one place: the transaction wrapper notices which rows a change
//! touched, however it touched them, and cuts them anew in the same transaction; very many are left to a thread in the background.
//! The index only proposes: what is shown has been read from the record, within what the reader may see.

mod answer;
mod find;
mod fresh;
mod index;
mod kinds;
mod prepare;
mod recent;
mod walk;

pub use answer::{Hits, Recent};
pub use find::{Find, find};
pub(crate) use fresh::{keep_fresh, leaves_to_the_background, tables};
pub(crate) use prepare::prepare;
pub use recent::{ListRecent, recent};
