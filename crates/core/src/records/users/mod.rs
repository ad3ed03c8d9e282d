//! The people who work here: their roles and who leads whom.

mod save;
mod store;

pub use save::{SaveUser, save};
pub use store::{User, list};
pub(crate) use store::{exists, find, may_own};
