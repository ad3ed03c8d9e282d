//! The recycle bin: what was put away and by whom, and how it comes back whole.

mod kinds;
mod list;
mod restore;
mod whole;

pub use list::{BinPage, ListBin, list};
pub use restore::{RestoreRecords, Restored, restore};
pub(crate) use whole::still_whole;
