//! Contacts: whom we talk to at a customer.

mod description;
mod export;
mod list;
mod remove;
mod save;

pub(crate) use description::CONTACTS;
pub(crate) use export::CONTACT_COLUMNS;
pub use export::export;
pub(crate) use list::{CONTACT_LIST, exists, find, of_customer};
pub use list::{Contact, ContactPage, GetContact, fields, get, list, totals};
pub use remove::{RemoveContacts, RemovedContacts, remove};
pub use save::{SaveContact, save};
pub(crate) use save::{tidy_email, tidy_mobile, tidy_wechat};
