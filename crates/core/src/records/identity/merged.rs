//! Where a merged record went.

use crate::engine::failure::Failure;
use crate::engine::store::Read;

/// The record that a merged one went into, however many merges ago.
pub(crate) fn led_to(read: &Read<'_>, table: &'static str, id: i64) -> Result<Option<i64>, Failure> {
    read.one(
        "select kept_id from merges where entity = ?1 and gone_id = ?2",
        (table, id),
        |row| row.get(0),
    )
}
