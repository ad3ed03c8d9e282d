//! What a lead is made of.

use crate::engine::describe::{Beside, Compared, Field, Kind, Merge, Noun, Shown};
use crate::engine::permission::Permission;
use crate::records::reach;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::matching::Kind as Compare;
use leadwell_rules::search::Field as Cut;

const ANSWER: Kind = Kind::Choice("bant_answer");

/// Leads.
pub static LEADS: Noun = Noun {
    kind: RecordKind::Leads,
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
        Field::text("need").long(),
        Field::text("note").long(),
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
        Field::text("state_reason").long().merged(Merge::Keep).not_filled(),
        Field::new("quarantine", Kind::Choice("quarantine"))
            .merged(Merge::Keep)
            .followed_by(&["quarantine_value"])
            .not_filled(),
    ],
    beside: &[
        ("id", Beside::Identity),
        ("number", Beside::Identity),
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
    permissions: (Permission::LeadRead, Permission::LeadWrite),
    reach: reach::LEADS,
    shown: Shown {
        title: "coalesce(t.name, t.company)",
        subtitle: "concat_ws(' · ', iif(t.name is null, null, t.company), t.title, coalesce(t.mobile, t.phone, t.email, t.wechat))",
        owner: "t.owner_id",
        path: "'/leads/' || t.id",
        at: "null",
        joined: "",
    },
    searched: &[
        ("name", Cut::Name, None),
        ("company", Cut::Name, None),
        ("mobile", Cut::Number, None),
        ("phone", Cut::Number, None),
        ("qq", Cut::Number, None),
        (
            "further",
            Cut::Text,
            Some("(select group_concat(c.value, ' ') from lead_contacts c where c.lead_id = t.id)"),
        ),
        ("email", Cut::Text, None),
        ("wechat", Cut::Text, None),
        ("handle", Cut::Text, None),
        // The number people read, and the key of another system.
        ("code", Cut::Text, Some("concat_ws(' ', t.number, t.code)")),
        ("credit_code", Cut::Text, None),
        ("title", Cut::Text, None),
        ("need", Cut::Text, None),
        ("note", Cut::Text, None),
    ],
    compared: Some(Compared {
        fields: &[
            ("name", Compare::Name, None),
            ("company", Compare::Company, None),
            ("mobile", Compare::Digits, None),
            ("phone", Compare::Digits, None),
            ("email", Compare::Email, None),
            ("wechat", Compare::Exact, None),
            ("qq", Compare::Exact, None),
            ("address", Compare::Address, None),
            ("credit_code", Compare::Exact, None),
            ("title", Compare::Text, None),
        ],
        only: "t.source_lead_id is null",
    }),
    in_bin: true,
    unknown: "lead.unknown",
};
