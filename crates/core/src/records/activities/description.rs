//! What an activity is made of.

use crate::engine::describe::{Beside, Field, Kind, Merge, Noun};

/// Notes, calls, meetings, mails, chats, tasks.
pub static ACTIVITIES: Noun = Noun {
    table: "activities",
    about: "",
    values: None,
    fields: &[
        Field::new("kind", Kind::Choice("activity_kind")).merged(Merge::Keep),
        Field::text("text"),
        Field::new("due_on", Kind::Day),
        Field::new("done_at", Kind::Instant).merged(Merge::Keep),
        Field::new("pinned_at", Kind::Instant).merged(Merge::Keep),
        Field::new("person_id", Kind::Person).merged(Merge::Keep),
    ],
    beside: &[
        ("id", Beside::Identity),
        ("deal_id", Beside::Link),
        ("customer_id", Beside::Link),
        ("contact_id", Beside::Link),
        ("lead_id", Beside::Link),
        ("origin", Beside::Origin),
        ("import_id", Beside::Origin),
        ("created_at", Beside::Origin),
        ("updated_at", Beside::Origin),
        ("deleted_at", Beside::Life),
    ],
};
