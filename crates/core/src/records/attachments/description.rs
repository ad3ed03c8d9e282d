//! What a file kept with a record is made of.

use crate::engine::describe::{Beside, Field, Kind, Merge, Noun, Shown};
use crate::engine::permission::Permission;
use crate::records::activities::ABOUT_PATH;
use crate::records::reach::{ABOUT, ABOUT_JOINED};
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
    reach: ABOUT,
    shown: Shown {
        title: "t.name",
        subtitle: "coalesce(o.name, l.name, l.company, c.name, a.name)",
        owner: "t.person_id",
        path: ABOUT_PATH,
        at: "t.created_at",
        joined: ABOUT_JOINED,
    },
    searched: &[],
    compared: None,
    in_bin: true,
    unknown: "attachment.unknown",
};
