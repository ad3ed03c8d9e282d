//! The recycle bin: what was put away and by whom, and how it comes back whole.

mod chosen;
mod kinds;
mod list;
mod restore;
mod whole;

pub(crate) use chosen::{names, once};
pub use list::{BinPage, ListBin, list};
pub use restore::{RestoreRecords, Restored, restore};
pub(crate) use whole::still_whole;
