//! Writing an activity down.

use super::allowed::allowed;
use super::store::{Activity, ActivityKind, find};
use super::timeline::About;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write, text};
use leadwell_rules::ids::{ActivityId, ContactId, CustomerId, DealId, LeadId, PersonId};
use leadwell_rules::time::Day;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A new activity, about a deal, a customer, a person, or several of them.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddActivity {
    /// What it is.
    pub kind: ActivityKind,
    /// The deal it is about.
    #[serde(default)]
    pub deal_id: Option<DealId>,
    /// The customer it is about.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// The person it is about.
    #[serde(default)]
    pub contact_id: Option<ContactId>,
    /// The lead it is about.
    #[serde(default)]
    pub lead_id: Option<LeadId>,
    /// What was said, or is to be done. Notes and tasks need it.
    #[serde(default)]
    pub text: String,
    /// The day it is planned for. What is not done yet needs one; a note has none.
    #[serde(default)]
    pub due_on: Option<Day>,
    /// Whether it is done. When not given: a note is, a task is not, anything else is unless it has a day.
    #[serde(default)]
    pub done: Option<bool>,
}

/// Answers `activities.add`.
pub fn add(write: &mut Write<'_>, wanted: AddActivity) -> Result<Activity, Failure> {
    allowed(
        write,
        &About {
            deal_id: wanted.deal_id,
            customer_id: wanted.customer_id,
            contact_id: wanted.contact_id,
            lead_id: wanted.lead_id,
        },
    )?;
    let subject = about(write, &wanted)?;
    let text = wanted.text.trim();
    if text.is_empty() && wanted.kind.needs_text() {
        return Err(Failure::invalid("activity.text_missing", "text"));
    }
    let done = match wanted.kind {
        ActivityKind::Note | ActivityKind::Chat => {
            if wanted.due_on.is_some() || wanted.done == Some(false) {
                return Err(Failure::invalid("activity.note_is_done", "due_on"));
            }
            true
        }
        ActivityKind::Task => wanted.done.unwrap_or(false),
        ActivityKind::Call | ActivityKind::Meeting | ActivityKind::Mail => {
            wanted.done.unwrap_or(wanted.due_on.is_none())
        }
    };
    if !done && wanted.due_on.is_none() {
        return Err(Failure::invalid("activity.day_missing", "due_on"));
    }
    let (now, person) = (write.now().millis(), write.actor.id.0);
    let id = write.insert(
        "insert into activities (kind, deal_id, customer_id, contact_id, lead_id, text, due_on, done_at, person_id, created_at, updated_at)
         values (:kind, :deal, :customer, :contact, :lead, :text, :due, :done, :person, :now, :now)",
        named_params! {
            ":kind": wanted.kind.as_str(), ":deal": wanted.deal_id.map(|id| id.0),
            ":customer": wanted.customer_id.map(|id| id.0), ":contact": wanted.contact_id.map(|id| id.0),
            ":lead": wanted.lead_id.map(|id| id.0), ":text": text,
            ":due": wanted.due_on.map(|day| day.to_string()), ":done": done.then_some(now), ":person": person, ":now": now
        },
    )?;
    write.subject(subject);
    find(write, ActivityId(id))
}

/// Refuses an activity about nothing or about what the person may not see; the name of what it is about.
fn about(read: &Read<'_>, wanted: &AddActivity) -> Result<String, Failure> {
    if let Some(customer) = wanted.customer_id {
        crate::records::customers::exists(read, customer, "customer_id")?;
    }
    if let Some(contact) = wanted.contact_id {
        crate::records::contacts::exists(read, contact, "contact_id")?;
    }
    let lead = wanted.lead_id.map(|lead| lead_name(read, lead)).transpose()?;
    match (wanted.deal_id, lead, wanted.customer_id, wanted.contact_id) {
        (Some(deal), ..) => deal_name(read, deal),
        (None, Some(lead), ..) => Ok(lead),
        (None, None, Some(customer), _) => crate::records::customers::name_of(read, customer),
        (None, None, None, Some(contact)) => Ok(crate::records::contacts::find(read, contact)?.name),
        (None, None, None, None) => Err(Failure::invalid("activity.about_nothing", "deal_id")),
    }
}

/// A task for somebody about a lead, due today: how the program tells a person what it did.
pub(crate) fn tell(
    write: &mut Write<'_>,
    lead: LeadId,
    person: PersonId,
    code: &str,
    rule: &str,
) -> Result<(), Failure> {
    let text = crate::engine::messages::sentence(write.settings.language, code, &[("rule", rule.to_owned())]);
    task_for(write, "lead_id", lead.0, person, &text)
}

/// A task for somebody, due today, about the record whose id stands in the column `about`.
pub(crate) fn task_for(
    write: &mut Write<'_>,
    about: &'static str,
    id: i64,
    person: PersonId,
    text: &str,
) -> Result<(), Failure> {
    let (now, today) = (write.now().millis(), write.today().to_string());
    write.insert(
        &format!(
            "insert into activities (kind, {about}, text, due_on, person_id, created_at, updated_at) values ('task', ?1, ?2, ?3, ?4, ?5, ?5)"
        ),
        (id, text, today, person.0, now),
    )?;
    Ok(())
}

/// What a lead is called that the person may see.
pub(super) fn lead_name(read: &Read<'_>, lead: LeadId) -> Result<String, Failure> {
    let found = crate::records::leads::row::find(read, lead).map_err(|failure| failure.at("lead_id"))?;
    Ok(crate::records::leads::row::called(&found))
}

/// The name of a deal the person may see.
pub(super) fn deal_name(read: &Read<'_>, deal: DealId) -> Result<String, Failure> {
    let found = crate::records::deals::row::find(read, deal);
    found.map(|deal| deal.name).map_err(|failure| failure.at("deal_id"))
}

/// What an activity is about, for the history panel.
pub(super) fn subject_of(read: &Read<'_>, activity: &Activity) -> Result<String, Failure> {
    let text = text::typed(Some(&activity.text)).map(str::to_owned);
    match (
        text,
        activity.deal_id,
        activity.lead_id,
        activity.customer_id,
        activity.contact_id,
    ) {
        (Some(text), ..) => Ok(text),
        (None, Some(deal), ..) => deal_name(read, deal),
        (None, None, Some(lead), ..) => lead_name(read, lead),
        (None, None, None, Some(customer), _) => crate::records::customers::name_of(read, customer),
        (None, None, None, None, Some(contact)) => Ok(crate::records::contacts::find(read, contact)?.name),
        (None, None, None, None, None) => Ok(String::new()),
    }
}
