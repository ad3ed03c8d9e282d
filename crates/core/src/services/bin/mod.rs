//! The recycle bin: what was put away and by whom, and how it comes back whole.

mod kinds;
mod list;
mod orphans;
mod restore;

pub use list::{BinPage, ListBin, list};
pub(crate) use orphans::refuse_orphans;
pub use restore::{RestoreRecords, Restored, restore};
