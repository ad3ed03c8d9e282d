//! Reading one activity.

use super::description::ACTIVITIES;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, text};
use leadwell_rules::ids::{ActivityId, ContactId, CustomerId, DealId, LeadId, PersonId};
use leadwell_rules::time::{Day, Instant};
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Kinds of activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// Something written down; done by being written.
    Note,
    /// A phone or video call.
    Call,
    /// A visit or meeting.
    Meeting,
    /// A mail or letter.
    Mail,
    /// A conversation by messenger, as pasted; done by being there.
    Chat,
    /// Anything to be done.
    Task,
}

impl ActivityKind {
    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            ActivityKind::Note => "note",
            ActivityKind::Call => "call",
            ActivityKind::Meeting => "meeting",
            ActivityKind::Mail => "mail",
            ActivityKind::Chat => "chat",
            ActivityKind::Task => "task",
        }
    }

    /// The kind of a stored name; the file lets no other in.
    pub fn from_stored(name: &str) -> ActivityKind {
        match name {
            "call" => ActivityKind::Call,
            "meeting" => ActivityKind::Meeting,
            "mail" => ActivityKind::Mail,
            "chat" => ActivityKind::Chat,
            "task" => ActivityKind::Task,
            _ => ActivityKind::Note,
        }
    }

    /// Done by being written down: it has no day and cannot be open.
    pub fn is_written(self) -> bool {
        matches!(self, ActivityKind::Note | ActivityKind::Chat)
    }

    /// Says nothing without words.
    pub fn needs_text(self) -> bool {
        self.is_written() || self == ActivityKind::Task
    }
}

/// One activity.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// What it is.
    pub kind: ActivityKind,
    /// The deal it is about.
    pub deal_id: Option<DealId>,
    /// The customer it is about.
    pub customer_id: Option<CustomerId>,
    /// The person it is about.
    pub contact_id: Option<ContactId>,
    /// The lead it is about.
    pub lead_id: Option<LeadId>,
    /// What was said, or is to be done.
    pub text: String,
    /// The day it is or was planned for.
    pub due_on: Option<Day>,
    /// When it was done; null while planned.
    pub done_at: Option<Instant>,
    /// Who wrote it.
    pub person_id: PersonId,
    /// That person's name.
    pub person: String,
    /// When it was written.
    pub created_at: Instant,
    /// It stands at the top of its timeline.
    pub pinned: bool,
}

fn activity(row: &Row<'_>) -> rusqlite::Result<Activity> {
    Ok(Activity {
        id: ActivityId(row.get(0)?),
        kind: ActivityKind::from_stored(&row.get::<_, String>(1)?),
        deal_id: row.get::<_, Option<i64>>(2)?.map(DealId),
        customer_id: row.get::<_, Option<i64>>(3)?.map(CustomerId),
        contact_id: row.get::<_, Option<i64>>(4)?.map(ContactId),
        text: row.get(5)?,
        due_on: text::day(row, 6)?,
        done_at: row.get::<_, Option<i64>>(7)?.map(Instant),
        person_id: PersonId(row.get(8)?),
        person: row.get(9)?,
        created_at: Instant(row.get(10)?),
        lead_id: row.get::<_, Option<i64>>(11)?.map(LeadId),
        pinned: row.get(12)?,
    })
}

/// One activity, unless it is about something the person may not see.
pub(crate) fn find(read: &Read<'_>, id: ActivityId) -> Result<Activity, Failure> {
    let text = format!(
        "select t.id, t.kind, t.deal_id, t.customer_id, t.contact_id, t.text, t.due_on, t.done_at, t.person_id, u.name, t.created_at, t.lead_id,
                t.pinned_at is not null
         from activities t {} where t.id = :id and {} and {}",
        ACTIVITIES.joined(),
        ACTIVITIES.alive(),
        ACTIVITIES.seen()
    );
    let bound = named_params! { ":id": id.0, ":scope": read.actor.scope.bound() };
    read.one(&text, bound, activity)?
        .ok_or_else(|| Failure::not_found("activity.unknown"))
}
