//! What an activity is made of.

use crate::engine::describe::{Beside, Field, Kind, Merge, Noun, Shown};
use crate::engine::permission::Permission;
use crate::records::reach::{ABOUT, ABOUT_JOINED};
use leadwell_rules::ids::RecordKind;
use leadwell_rules::search::Field as Cut;

/// The page of what it is about.
pub const ABOUT_PATH: &str =
    "coalesce('/deals/' || t.deal_id, '/leads/' || t.lead_id, '/customers/' || coalesce(t.customer_id, c.customer_id))";

/// Notes, calls, meetings, mails, chats, tasks.
pub static ACTIVITIES: Noun = Noun {
    kind: RecordKind::Activities,
    about: "",
    values: None,
    fields: &[
        Field::new("kind", Kind::Choice("activity_kind")).merged(Merge::Keep),
        Field::text("text").long(),
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
    permissions: (Permission::CustomerRead, Permission::ActivityWrite),
    reach: ABOUT,
    shown: Shown {
        title: "coalesce(o.name, l.name, l.company, c.name, a.name)",
        subtitle: "null",
        owner: "t.person_id",
        path: ABOUT_PATH,
        at: "coalesce(t.done_at, t.created_at)",
        joined: ABOUT_JOINED,
    },
    searched: &[("text", Cut::Text, None)],
    compared: None,
    in_bin: false,
    unknown: "activity.unknown",
};
