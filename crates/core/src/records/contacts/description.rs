//! What a contact is made of.

use crate::engine::describe::{Beside, Field, Kind, Noun};

/// Contacts.
pub static CONTACTS: Noun = Noun {
    table: "contacts",
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
};
