//! What a customer is made of.

use crate::engine::describe::{Beside, Field, Kind, Noun};

/// Customers.
pub static CUSTOMERS: Noun = Noun {
    table: "customers",
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
        Field::text("note"),
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
};
