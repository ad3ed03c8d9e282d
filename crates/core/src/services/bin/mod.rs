//! The recycle bin: what was put away and by whom, and how it comes back whole.

mod list;
mod orphans;
mod restore;

use crate::engine::describe::Noun;

pub use list::{BinPage, ListBin, list};
pub(crate) use orphans::refuse_orphans;
pub use restore::{RestoreRecords, Restored, restore};

/// The condition on `t` for records that lie in the bin for the reader. What belongs to a record that lies there waits with it and is not
/// listed by itself; a merged record is not in the bin, it is part of another one.
fn lies(noun: &Noun) -> String {
    format!(
        "t.deleted_at is not null and t.id not in (select gone_id from merges where entity = '{}') and {}",
        noun.kind,
        noun.seen()
    )
}
