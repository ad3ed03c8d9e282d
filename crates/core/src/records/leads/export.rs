//! Leads as a file, and the columns a file or a page shows of them.

use super::fields::LEAD_LIST;
use crate::engine::describe::Kind;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::columns::{ColumnSet, Holds};
use crate::engine::store::export::{self, ExportRecords, ExportedRecords};

/// What a file or a page shows of leads.
pub(crate) static LEAD_COLUMNS: ColumnSet = ColumnSet {
    listed: &LEAD_LIST,
    title: "export.leads",
    usual: &[
        "code",
        "name",
        "company",
        "title",
        "mobile",
        "phone",
        "email",
        "wechat",
        "city",
        "industry",
        "source",
        "channel",
        "campaign",
        "need",
        "state",
        "owner",
        "tags",
        "created_at",
    ],
    beside: &[
        ("id", Holds::Of(Kind::Text), "l.id"),
        ("code", Holds::Number, "l.number"),
        // The key of another system.
        ("external_code", Holds::Of(Kind::Text), "l.code"),
        ("province", Holds::Of(Kind::Text), "l.province"),
        ("city", Holds::Of(Kind::Text), "l.city"),
        ("carrier", Holds::Of(Kind::Text), "l.carrier"),
        ("door", Holds::Of(Kind::Choice("lead_door")), "l.door"),
        ("quarantine_value", Holds::Of(Kind::Text), "l.quarantine_value"),
        (
            "tags",
            Holds::Of(Kind::Text),
            "(select group_concat(t.name, ', ') from lead_tags lt join tags t on t.id = lt.tag_id where lt.lead_id = l.id)",
        ),
        (
            "contacts",
            Holds::Of(Kind::Text),
            "(select group_concat(c.value, ', ') from lead_contacts c where c.lead_id = l.id)",
        ),
        (
            "bant",
            Holds::Of(Kind::Text),
            "((l.bant_budget = 'yes') + (l.bant_authority = 'yes') + (l.bant_need = 'yes') + (l.bant_timeline = 'yes')) || '/4'",
        ),
        ("followed_at", Holds::Of(Kind::Instant), "l.followed_at"),
        ("next_due_on", Holds::Of(Kind::Day), "l.next_due_on"),
        ("created_at", Holds::Of(Kind::Instant), "l.created_at"),
        ("updated_at", Holds::Of(Kind::Instant), "l.updated_at"),
    ],
};

/// Answers `leads.export`.
pub fn export(read: &Read<'_>, wanted: ExportRecords) -> Result<ExportedRecords, Failure> {
    export::export(read, &LEAD_COLUMNS, wanted)
}
