//! What a deal is made of.

use crate::engine::describe::{Beside, Field, Kind, Merge, Noun, Shown};
use crate::engine::permission::Permission;
use crate::records::reach;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::search::Field as Cut;

/// Deals.
pub static DEALS: Noun = Noun {
    kind: RecordKind::Deals,
    about: "deal_id",
    values: Some("deal_values"),
    fields: &[
        Field::text("code"),
        Field::text("name"),
        Field::new("customer_id", Kind::Record("customers")),
        Field::new("product_id", Kind::Record("products")),
        Field::new("owner_id", Kind::Person).not_filled(),
        Field::new("pipeline_id", Kind::Record("pipelines")).merged(Merge::Keep),
        Field::new("stage_id", Kind::Record("stages")).merged(Merge::Keep),
        Field::new("status", Kind::Choice("deal_status")).merged(Merge::Keep),
        Field::new("category", Kind::Choice("deal_category")).merged(Merge::Keep),
        Field::new("amount_minor", Kind::Money).followed_by(&["base_minor"]),
        Field::text("currency").merged(Merge::Keep),
        Field::new("rate_micro", Kind::Number)
            .merged(Merge::Keep)
            .followed_by(&["rate_on"]),
        Field::new("probability_bp", Kind::Number).merged(Merge::Keep),
        Field::new("created_on", Kind::Day),
        Field::new("close_on", Kind::Day),
        Field::new("closed_on", Kind::Day).merged(Merge::Keep),
        Field::text("lost_reason").long(),
        Field::text("competitor"),
        Field::text("note").long(),
    ],
    beside: &[
        ("id", Beside::Identity),
        ("furthest", Beside::Derived),
        ("base_minor", Beside::Derived),
        ("rate_on", Beside::Derived),
        ("touched_at", Beside::Derived),
        ("next_due_on", Beside::Derived),
        ("next_kind", Beside::Derived),
        ("origin", Beside::Origin),
        ("import_id", Beside::Origin),
        ("created_at", Beside::Origin),
        ("updated_at", Beside::Origin),
        ("deleted_at", Beside::Life),
    ],
    permissions: (Permission::DealRead, Permission::DealWrite),
    reach: reach::DEALS,
    shown: Shown {
        title: "t.name",
        subtitle: "concat_ws(' · ', a.name, t.code, g.name)",
        owner: "t.owner_id",
        path: "'/deals/' || t.id",
        at: "null",
        joined: "left join stages g on g.id = t.stage_id left join customers a on a.id = t.customer_id",
    },
    searched: &[
        ("name", Cut::Name, None),
        ("code", Cut::Text, None),
        ("competitor", Cut::Text, None),
        ("lost_reason", Cut::Text, None),
        ("note", Cut::Text, None),
    ],
    compared: None,
    in_bin: true,
    unknown: "deal.unknown",
};
