//! Deals as a file, and the columns a file or a page shows of them.

use super::fields::DEAL_LIST;
use crate::engine::describe::Kind;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::columns::{ColumnSet, Holds};
use crate::engine::store::export::{self, ExportRecords, ExportedRecords};

/// What a file or a page shows of deals.
pub(crate) static DEAL_COLUMNS: ColumnSet = ColumnSet {
    listed: &DEAL_LIST,
    title: "export.deals",
    usual: &[
        "code",
        "name",
        "customer",
        "product",
        "stage",
        "status",
        "category",
        "amount",
        "probability",
        "owner",
        "created_on",
        "close_on",
        "closed_on",
        "lost_reason",
        "competitor",
        "note",
    ],
    beside: &[
        ("id", Holds::Of(Kind::Text), "o.id"),
        ("code", Holds::Number, "o.code"),
        // What can be added up; as it was agreed, and at which rate, stands beside it.
        ("amount", Holds::Of(Kind::Money), "o.base_minor"),
        (
            "amount_agreed",
            Holds::InCurrency,
            "o.amount_minor || ' ' || o.currency",
        ),
        ("rate", Holds::Decimal(6), "o.rate_micro"),
        ("rate_micro", Holds::Decimal(6), "o.rate_micro"),
        ("probability", Holds::Share, "o.probability_bp"),
        ("probability_bp", Holds::Share, "o.probability_bp"),
        (
            "weighted",
            Holds::Part,
            "iif(o.status = 'open', o.base_minor || ' ' || s.win_rate_bp, null)",
        ),
        ("idle", Holds::DaysSince, "iif(o.status = 'open', o.touched_at, null)"),
        ("next_activity", Holds::Of(Kind::Day), "o.next_due_on"),
        ("touched_at", Holds::Of(Kind::Instant), "o.touched_at"),
        ("created_at", Holds::Of(Kind::Instant), "o.created_at"),
        ("updated_at", Holds::Of(Kind::Instant), "o.updated_at"),
    ],
};

/// Answers `deals.export`.
pub fn export(read: &Read<'_>, wanted: ExportRecords) -> Result<ExportedRecords, Failure> {
    export::export(read, &DEAL_COLUMNS, wanted)
}
