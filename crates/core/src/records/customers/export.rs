//! Customers as a file, and the columns a file or a page shows of them.

use super::list::{CUSTOMER_LIST, OPEN, OPEN_COUNT, WON};
use crate::engine::describe::Kind;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::columns::{ColumnSet, Holds};
use crate::engine::store::export::{self, ExportRecords, ExportedRecords};

/// What a file or a page shows of customers.
pub(crate) static CUSTOMER_COLUMNS: ColumnSet = ColumnSet {
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
        ("id", Holds::Of(Kind::Text), "a.id"),
        // A year is no quantity: nothing groups its digits.
        ("founded_year", Holds::Of(Kind::Text), "a.founded_year"),
        ("open_count", Holds::Of(Kind::Number), OPEN_COUNT),
        ("open", Holds::Of(Kind::Money), OPEN),
        ("won", Holds::Of(Kind::Money), WON),
        ("created_at", Holds::Of(Kind::Instant), "a.created_at"),
        ("updated_at", Holds::Of(Kind::Instant), "a.updated_at"),
    ],
};

/// Answers `customers.export`.
pub fn export(read: &Read<'_>, wanted: ExportRecords) -> Result<ExportedRecords, Failure> {
    export::export(read, &CUSTOMER_COLUMNS, wanted)
}
