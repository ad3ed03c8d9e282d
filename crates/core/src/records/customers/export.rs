//! Customers as a file.

use super::list::{CUSTOMER_LIST, OPEN, OPEN_COUNT, WON};
use crate::engine::describe::Kind;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::export::{self, ExportRecords, ExportedRecords, Exports, Holds};

static EXPORTS: Exports = Exports {
    listed: &CUSTOMER_LIST,
    title: "export.customers",
    usual: &[
        "name",
        "industry",
        "region",
        "phone",
        "website",
        "employees",
        "revenue",
        "owner",
        "open_count",
        "open",
        "won",
        "note",
    ],
    beside: &[
        ("id", Holds::Of(Kind::Number), "a.id"),
        ("open_count", Holds::Of(Kind::Number), OPEN_COUNT),
        ("open", Holds::Of(Kind::Money), OPEN),
        ("won", Holds::Of(Kind::Money), WON),
        ("created_at", Holds::Of(Kind::Instant), "a.created_at"),
        ("updated_at", Holds::Of(Kind::Instant), "a.updated_at"),
    ],
    number: None,
};

/// Answers `customers.export`.
pub fn export(read: &Read<'_>, wanted: ExportRecords) -> Result<ExportedRecords, Failure> {
    export::export(read, &EXPORTS, wanted)
}
