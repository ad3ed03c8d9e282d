//! Contacts as a file, and the columns a file or a page shows of them.

use super::list::CONTACT_LIST;
use crate::engine::describe::Kind;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::columns::{ColumnSet, Holds};
use crate::engine::store::export::{self, ExportRecords, ExportedRecords};

/// What a file or a page shows of contacts.
pub(crate) static CONTACT_COLUMNS: ColumnSet = ColumnSet {
    listed: &CONTACT_LIST,
    title: "export.contacts",
    usual: &[
        "name", "customer", "title", "mobile", "phone", "email", "wechat", "owner",
    ],
    beside: &[
        ("id", Holds::Of(Kind::Text), "c.id"),
        ("industry", Holds::Of(Kind::Text), "a.industry"),
        ("region", Holds::Of(Kind::Text), "a.region"),
        ("created_at", Holds::Of(Kind::Instant), "c.created_at"),
        ("updated_at", Holds::Of(Kind::Instant), "c.updated_at"),
    ],
};

/// Answers `contacts.export`.
pub fn export(read: &Read<'_>, wanted: ExportRecords) -> Result<ExportedRecords, Failure> {
    export::export(read, &CONTACT_COLUMNS, wanted)
}
