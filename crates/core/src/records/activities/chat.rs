//! A pasted chat record as the activities it becomes: one for each day of the conversation, without what stands there already.

use super::timeline::{About, visible};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use chrono::{NaiveDateTime, TimeDelta, TimeZone};
use leadwell_rules::chat::messages;
use leadwell_rules::time::{Day, Instant, business_day};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt::Write as _;
use ts_rs::TS;

/// A chat record, and what it is about.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PasteChat {
    /// The lead, deal, customer or person it was with; exactly one.
    pub about: About,
    /// The record as it was copied out of WeChat, QQ or WeCom.
    pub text: String,
}

/// One message of a chat record.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChatLine {
    /// Who wrote it; empty for what stands before the first name.
    pub speaker: String,
    /// When; null when the record does not say.
    pub at: Option<Instant>,
    /// What.
    pub text: String,
    /// It stands in the timeline already, from an earlier paste.
    pub known: bool,
}

/// One day of a conversation.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChatDay {
    /// The day, in the time zone of the company.
    pub day: Day,
    /// Its messages, in the order of the record.
    pub messages: Vec<ChatLine>,
}

/// What a chat record says.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChatReading {
    /// Day by day.
    pub days: Vec<ChatDay>,
    /// Who speaks, in the order in which they first do.
    pub speakers: Vec<String>,
    /// Messages that are not in the timeline yet.
    pub fresh: usize,
    /// Messages that are.
    pub known: usize,
}

/// Answers `activities.read_chat`.
pub fn read_chat(read: &Read<'_>, wanted: PasteChat) -> Result<ChatReading, Failure> {
    visible(read, &wanted.about)?;
    let read_messages = messages(&wanted.text, read.today());
    // A name is what makes it a conversation; a text without any is a note.
    if read_messages.iter().all(|message| message.speaker.is_empty()) {
        return Err(Failure::invalid("activity.chat_unread", "text"));
    }
    let mut known = known(read, &wanted.about)?;
    let mut reading = ChatReading {
        days: Vec::new(),
        speakers: Vec::new(),
        fresh: 0,
        known: 0,
    };
    let first = read_messages.iter().find_map(|message| message.at);
    let mut day = first.map_or(read.today(), |at| {
        business_day(instant(read, at), &read.settings.time_zone)
    });
    for message in read_messages {
        let at = message.at.map(|at| instant(read, at));
        if let Some(at) = at {
            day = business_day(at, &read.settings.time_zone);
        }
        let seen = known.get_mut(&(message.speaker.clone(), at.map(Instant::millis), message.text.clone()));
        let is_known = match seen {
            // The same word twice in a minute is two messages: each known one answers for one of them.
            Some(left @ 1..) => {
                *left -= 1;
                true
            }
            _ => false,
        };
        reading.known += usize::from(is_known);
        reading.fresh += usize::from(!is_known);
        if !message.speaker.is_empty() && !reading.speakers.contains(&message.speaker) {
            reading.speakers.push(message.speaker.clone());
        }
        let line = ChatLine {
            speaker: message.speaker,
            at,
            text: message.text,
            known: is_known,
        };
        match reading.days.iter_mut().find(|known| known.day == day) {
            Some(found) => found.messages.push(line),
            None => reading.days.push(ChatDay {
                day,
                messages: vec![line],
            }),
        }
    }
    reading.days.sort_by_key(|day| day.day);
    Ok(reading)
}

/// A message as it is told from another: who, when, what.
type Said = (String, Option<i64>, String);

/// How often each message of earlier pastes stands with the record.
fn known(read: &Read<'_>, about: &About) -> Result<HashMap<Said, i64>, Failure> {
    let rows = read.all(
        "select m.speaker, m.at, m.text, count(*) from activities a join chat_messages m on m.activity_id = a.id
         where a.deleted_at is null
           and (a.lead_id = :lead or a.deal_id = :deal or a.customer_id = :customer or a.contact_id = :contact)
         group by 1, 2, 3",
        named_params! {
            ":lead": about.lead_id.map(|id| id.0), ":deal": about.deal_id.map(|id| id.0),
            ":customer": about.customer_id.map(|id| id.0), ":contact": about.contact_id.map(|id| id.0)
        },
        |row| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// The clock of the record is that of the company. What falls into the hour the clock skips in spring is taken an hour later; what lies
/// ahead of the call was written by a clock that is fast, and counts as now.
fn instant(read: &Read<'_>, at: NaiveDateTime) -> Instant {
    let zone = read.settings.time_zone;
    let found = zone
        .from_local_datetime(&at)
        .earliest()
        .or_else(|| zone.from_local_datetime(&(at + TimeDelta::hours(1))).earliest());
    let at = found.map_or(read.now().millis(), |at| at.timestamp_millis());
    Instant(at.min(read.now().millis()))
}

/// The messages as the text of an activity: time, speaker and words, a line for each.
pub(super) fn transcript(read: &Read<'_>, messages: &[&ChatLine]) -> String {
    let mut text = String::new();
    for message in messages {
        if let Some(at) = message.at {
            let minute = at.local_minute(&read.settings.time_zone);
            let _ = write!(text, "{} ", minute.rsplit(' ').next().unwrap_or_default());
        }
        if !message.speaker.is_empty() {
            let _ = write!(text, "{}: ", message.speaker);
        }
        text.push_str(&message.text);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}
