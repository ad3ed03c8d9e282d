//! What a contact is made of.

use crate::engine::describe::{Beside, Compared, Field, Kind, Noun, Shown};
use crate::engine::permission::Permission;
use crate::records::reach;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::matching::Kind as Compare;
use leadwell_rules::search::Field as Cut;

/// Contacts.
pub static CONTACTS: Noun = Noun {
    kind: RecordKind::Contacts,
    about: "contact_id",
    values: Some("contact_values"),
    fields: &[
        Field::text("name"),
        Field::new("customer_id", Kind::Record("customers")),
        Field::text("title"),
        Field::text("mobile"),
        Field::text("phone"),
        Field::text("email"),
        Field::text("wechat"),
        Field::new("owner_id", Kind::Person).not_filled(),
    ],
    beside: &[
        ("id", Beside::Identity),
        ("origin", Beside::Origin),
        ("import_id", Beside::Origin),
        ("created_at", Beside::Origin),
        ("updated_at", Beside::Origin),
        ("deleted_at", Beside::Life),
    ],
    permissions: (Permission::CustomerRead, Permission::CustomerWrite),
    reach: reach::CONTACTS,
    shown: Shown {
        title: "t.name",
        subtitle: "concat_ws(' · ', a.name, t.title, coalesce(t.mobile, t.phone, t.email, t.wechat))",
        owner: "coalesce(t.owner_id, a.owner_id)",
        path: "'/customers/' || t.customer_id",
        at: "null",
        joined: "left join customers a on a.id = t.customer_id",
    },
    searched: &[
        ("name", Cut::Name, None),
        ("mobile", Cut::Number, None),
        ("phone", Cut::Number, None),
        ("email", Cut::Text, None),
        ("wechat", Cut::Text, None),
        ("title", Cut::Text, None),
    ],
    compared: Some(Compared {
        fields: &[
            ("name", Compare::Name, None),
            ("customer", Compare::Company, Some("a.name")),
            ("mobile", Compare::Digits, None),
            ("phone", Compare::Digits, None),
            ("email", Compare::Email, None),
            ("wechat", Compare::Exact, None),
            ("title", Compare::Text, None),
        ],
        only: "true",
    }),
    in_bin: true,
    unknown: "contact.unknown",
};
