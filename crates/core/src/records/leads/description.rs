//! What a lead is made of.

use crate::engine::describe::{Beside, Field, Kind, Merge, Noun};

const ANSWER: Kind = Kind::Choice("bant_answer");

/// Leads.
pub static LEADS: Noun = Noun {
    table: "leads",
    about: "lead_id",
    values: Some("lead_values"),
    fields: &[
        Field::text("name"),
        Field::text("company").followed_by(&["company_key"]),
        Field::text("title"),
        Field::text("mobile")
            .merged(Merge::FurtherMethod)
            .followed_by(&["province", "city", "carrier"]),
        Field::text("phone").merged(Merge::FurtherMethod),
        Field::text("email").merged(Merge::FurtherMethod),
        Field::text("wechat").merged(Merge::FurtherMethod),
        Field::text("qq").merged(Merge::FurtherMethod),
        Field::text("handle").merged(Merge::FurtherMethod),
        Field::text("industry"),
        Field::new("employees", Kind::Number),
        Field::text("website"),
        Field::text("address"),
        Field::text("credit_code"),
        Field::text("source").merged(Merge::FirstStays),
        Field::text("acquisition").merged(Merge::FirstStays),
        Field::text("channel"),
        Field::text("campaign"),
        Field::plain("department"),
        Field::text("need"),
        Field::text("note"),
        Field::new("budget_minor", Kind::Money),
        Field::new("bant_budget", ANSWER).silent_as("unknown").not_filled(),
        Field::new("bant_authority", ANSWER).silent_as("unknown").not_filled(),
        Field::new("bant_need", ANSWER).silent_as("unknown").not_filled(),
        Field::new("bant_timeline", ANSWER).silent_as("unknown").not_filled(),
        Field::new("bant_notes", Kind::Notes).merged(Merge::Join).not_filled(),
        Field::text("code"),
        Field::new("owner_id", Kind::Person)
            .followed_by(&["owner_since"])
            .not_filled(),
        Field::new("state", Kind::Choice("lead_state"))
            .silent_as("to_handle")
            .merged(Merge::Keep)
            .followed_by(&["state_at"])
            .not_filled(),
        Field::text("state_reason").merged(Merge::Keep).not_filled(),
        Field::new("quarantine", Kind::Choice("quarantine"))
            .merged(Merge::Keep)
            .followed_by(&["quarantine_value"])
            .not_filled(),
    ],
    beside: &[
        ("id", Beside::Identity),
        ("company_key", Beside::Derived),
        ("province", Beside::Derived),
        ("city", Beside::Derived),
        ("carrier", Beside::Derived),
        ("state_at", Beside::Derived),
        ("owner_since", Beside::Derived),
        ("quarantine_value", Beside::Derived),
        ("followed_at", Beside::Derived),
        ("next_due_on", Beside::Derived),
        ("next_kind", Beside::Derived),
        ("door", Beside::Origin),
        ("origin", Beside::Origin),
        ("import_id", Beside::Origin),
        ("created_at", Beside::Origin),
        ("updated_at", Beside::Origin),
        ("source_lead_id", Beside::Link),
        ("deleted_at", Beside::Life),
    ],
};
