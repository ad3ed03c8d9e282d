//! Customers: the companies we sell to, with their contacts and their deals.

mod description;
mod export;
mod get;
mod list;
mod remove;
mod save;

pub(crate) use description::CUSTOMERS;
pub(crate) use export::CUSTOMER_COLUMNS;
pub use export::export;
pub use get::{Customer, GetCustomer, get};
pub(crate) use get::{exists, name_of};
pub(crate) use list::CUSTOMER_LIST;
pub use list::{CustomerPage, fields, list, totals};
pub use remove::{RemoveCustomers, RemovedCustomers, remove};
pub(crate) use save::find_or_add;
pub use save::{SaveCustomer, save};
