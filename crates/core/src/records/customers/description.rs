//! What a customer is made of.

use crate::engine::describe::{Beside, Compared, Field, Kind, Noun, Shown};
use crate::engine::permission::Permission;
use crate::records::reach;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::matching::Kind as Compare;
use leadwell_rules::search::Field as Cut;

/// Customers.
pub static CUSTOMERS: Noun = Noun {
    kind: RecordKind::Customers,
    about: "customer_id",
    values: Some("customer_values"),
    fields: &[
        Field::text("name").followed_by(&["name_key", "company_key"]),
        Field::text("industry"),
        Field::text("region"),
        Field::text("website"),
        Field::text("phone"),
        Field::new("employees", Kind::Number),
        Field::new("revenue_minor", Kind::Money),
        Field::new("founded_year", Kind::Number),
        Field::new("parent_id", Kind::Record("customers")),
        Field::new("owner_id", Kind::Person).not_filled(),
        Field::text("note").long(),
        Field::text("credit_code"),
    ],
    beside: &[
        ("id", Beside::Identity),
        ("name_key", Beside::Derived),
        ("company_key", Beside::Derived),
        ("origin", Beside::Origin),
        ("import_id", Beside::Origin),
        ("created_at", Beside::Origin),
        ("updated_at", Beside::Origin),
        ("deleted_at", Beside::Life),
    ],
    permissions: (Permission::CustomerRead, Permission::CustomerWrite),
    reach: reach::CUSTOMERS,
    shown: Shown {
        title: "t.name",
        subtitle: "concat_ws(' · ', t.region, t.industry)",
        owner: "t.owner_id",
        path: "'/customers/' || t.id",
        at: "null",
        joined: "",
    },
    searched: &[
        ("name", Cut::Name, None),
        ("phone", Cut::Number, None),
        ("website", Cut::Text, None),
        ("credit_code", Cut::Text, None),
        ("note", Cut::Text, None),
    ],
    compared: Some(Compared {
        fields: &[
            ("name", Compare::Company, None),
            ("region", Compare::Address, None),
            ("website", Compare::Exact, None),
            ("phone", Compare::Digits, None),
            ("credit_code", Compare::Exact, None),
        ],
        only: "true",
    }),
    in_bin: true,
    unknown: "customer.unknown",
};
