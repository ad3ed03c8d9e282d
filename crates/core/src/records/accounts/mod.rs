//! Customers: the companies we sell to, with their people and their deals.

mod description;
mod get;
mod list;
mod remove;
mod save;

pub(crate) use description::ACCOUNTS;
pub use get::{Account, GetAccount, get};
pub(crate) use get::{exists, name_of};
pub use list::{AccountPage, ListAccounts, list};
pub use remove::{RemoveAccounts, RemovedAccounts, remove};
pub(crate) use save::find_or_add;
pub use save::{SaveAccount, save};
