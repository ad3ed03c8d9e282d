//! Putting a pasted chat record into the timeline.

use super::add::{deal_name, lead_name};
use super::allowed::allowed;
use super::chat::{ChatLine, PasteChat, read_chat, transcript};
use super::timeline::About;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write};
use rusqlite::named_params;
use serde::Serialize;
use ts_rs::TS;

/// What became of a pasted chat record.
#[derive(Debug, Serialize, TS)]
pub struct PastedChat {
    /// Messages that came in.
    pub added: usize,
    /// Messages that stood there already.
    pub known: usize,
    /// Activities they became: one for each day with something new.
    pub activities: usize,
}

/// Answers `activities.paste_chat`. Each day becomes an activity, done when its last message was written. What an earlier paste
/// brought is left out, so that pasting a longer record of the same conversation adds only what is new.
pub fn paste_chat(write: &mut Write<'_>, wanted: PasteChat) -> Result<PastedChat, Failure> {
    allowed(write, &wanted.about)?;
    let subject = name(write, &wanted.about)?;
    let about = wanted.about;
    let reading = read_chat(write, wanted)?;
    let (now, person) = (write.now(), write.actor.id.0);
    let mut activities = 0;
    for day in &reading.days {
        let fresh: Vec<&ChatLine> = day.messages.iter().filter(|message| !message.known).collect();
        if fresh.is_empty() {
            continue;
        }
        activities += 1;
        let said = fresh.iter().filter_map(|message| message.at).max().unwrap_or(now);
        let text = transcript(write, &fresh);
        let id = write.insert(
            "insert into activities (kind, deal_id, customer_id, contact_id, lead_id, text, done_at, person_id, created_at, updated_at)
             values ('chat', :deal, :customer, :contact, :lead, :text, :said, :person, :now, :now)",
            named_params! {
                ":deal": about.deal_id.map(|id| id.0), ":customer": about.customer_id.map(|id| id.0),
                ":contact": about.contact_id.map(|id| id.0), ":lead": about.lead_id.map(|id| id.0),
                ":text": text, ":said": said.millis(), ":person": person, ":now": now.millis()
            },
        )?;
        for message in fresh {
            write.insert(
                "insert into chat_messages (activity_id, speaker, at, text) values (?1, ?2, ?3, ?4)",
                (id, &message.speaker, message.at.map(|at| at.millis()), &message.text),
            )?;
        }
    }
    if activities > 0 {
        write.subject(subject);
    }
    Ok(PastedChat {
        added: reading.fresh,
        known: reading.known,
        activities,
    })
}

/// What the record the chat is about is called. That it is exactly one, and one the person may see, the reading checks.
fn name(read: &Read<'_>, about: &About) -> Result<String, Failure> {
    match (about.deal_id, about.lead_id, about.customer_id, about.contact_id) {
        (Some(deal), ..) => deal_name(read, deal),
        (_, Some(lead), ..) => lead_name(read, lead),
        (_, _, Some(customer), _) => crate::records::customers::name_of(read, customer),
        (_, _, _, Some(contact)) => Ok(crate::records::contacts::find(read, contact)?.name),
        _ => Err(Failure::invalid("activity.about_one", "about")),
    }
}
