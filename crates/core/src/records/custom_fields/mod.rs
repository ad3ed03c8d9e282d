//! Fields that the owner of the file adds to leads, customers, contacts and deals: made, changed, put in order, archived, removed.

mod archive;
mod list;
mod order;
mod remove;
mod save;
mod usage;

pub use archive::{FieldRef, archive, restore};
pub use list::{ListFields, list, list_in_use};
pub use order::{OrderFields, order};
pub use remove::{RemovedField, remove};
pub use save::{SaveField, save};
pub use usage::{FieldUsage, usage};
