//! The people who work here: their roles and who leads whom.

mod description;
mod save;
mod store;

pub use description::PEOPLE;
pub use save::{SavePerson, save};
pub use store::{Person, list};
pub(crate) use store::{find, may_give, may_own};
