//! What is known of a person who works here.

use crate::engine::describe::{Beside, Field, Kind, Merge, Noun, Reach, Shown};
use crate::engine::permission::Permission;
use leadwell_rules::ids::RecordKind;

/// The people who work here.
pub static PEOPLE: Noun = Noun {
    kind: RecordKind::People,
    about: "",
    values: None,
    fields: &[
        Field::text("name"),
        Field::new("role", Kind::Choice("role")).merged(Merge::Keep),
        Field::new("manager_id", Kind::Person),
        Field::text("team"),
        Field::new("active", Kind::Number).merged(Merge::Keep),
    ],
    beside: &[
        ("id", Beside::Identity),
        ("origin", Beside::Origin),
        ("import_id", Beside::Origin),
        ("created_at", Beside::Origin),
    ],
    permissions: (Permission::WorkspaceRead, Permission::PeopleManage),
    reach: Reach::All,
    shown: Shown {
        title: "t.name",
        subtitle: "t.team",
        owner: "t.id",
        path: "'/settings/people'",
        at: "null",
        joined: "",
    },
    searched: &[],
    compared: None,
    in_bin: false,
    unknown: "person.unknown",
};
