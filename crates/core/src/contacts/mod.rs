//! Contact persons: whom we talk to at a customer.

mod list;
mod save;

pub use list::{Contact, ContactPage, GetContact, ListContacts, get, list};
pub(crate) use list::{exists, find, of_account};
pub use save::{SaveContact, save};
pub(crate) use save::{tidy_all, tidy_email, tidy_mobile, tidy_wechat};
