//! Which leads a list shows or a verb is meant for.

use super::fields::LEAD_LIST;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::list;
pub use crate::engine::store::list::Selection;

/// The ids a verb is meant for, oldest first. An unbounded selection is refused: a verb for everything must say so.
pub(crate) fn chosen(read: &Read<'_>, wanted: &Selection) -> Result<Vec<i64>, Failure> {
    list::chosen(read, &LEAD_LIST, wanted, "leads")
}
