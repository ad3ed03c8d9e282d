//! What a file kept with a record is made of.

use crate::engine::describe::{Beside, Field, Kind, Merge, Noun, Reach, Shown};
use crate::engine::permission::Permission;
use leadwell_rules::ids::RecordKind;

/// Files kept with a record.
pub static ATTACHMENTS: Noun = Noun {
    kind: RecordKind::Attachments,
    about: "",
    values: None,
    fields: &[
        Field::text("name"),
        Field::new("person_id", Kind::Person).merged(Merge::Keep),
    ],
    beside: &[
        ("id", Beside::Identity),
        ("lead_id", Beside::Link),
        ("deal_id", Beside::Link),
        ("customer_id", Beside::Link),
        ("contact_id", Beside::Link),
        ("content_id", Beside::Link),
        ("media_type", Beside::Derived),
        ("bytes", Beside::Derived),
        ("created_at", Beside::Origin),
        ("deleted_at", Beside::Life),
    ],
    permissions: (Permission::CustomerRead, Permission::CustomerWrite),
    reach: Reach::About(&[
        ("o", Reach::Owned),
        ("l", Reach::OwnedOrFree),
        ("c", Reach::All),
        ("a", Reach::All),
    ]),
    shown: Shown {
        title: "t.name",
        subtitle: "coalesce(o.name, l.name, l.company, c.name, a.name)",
        owner: "t.person_id",
        path: "coalesce('/deals/' || t.deal_id, '/leads/' || t.lead_id, '/customers/' || coalesce(t.customer_id, c.customer_id))",
        at: "t.created_at",
        joined: "left join deals o on o.id = t.deal_id left join leads l on l.id = t.lead_id
                 left join contacts c on c.id = t.contact_id left join customers a on a.id = t.customer_id",
    },
    searched: &[],
    compared: None,
    in_bin: true,
    unknown: "attachment.unknown",
};
