//! The timeline of a deal, a customer or a contact: what is planned, then what happened, newest first.

use super::description::ACTIVITIES;
use super::store::ActivityKind;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, cursor, text};
use leadwell_rules::ids::{ActivityId, ContactId, CustomerId, DealId, LeadId, PersonId};
use leadwell_rules::time::{Day, Instant, start_of_day};
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Items in a page when nobody says how many, and at most.
const PAGE: (usize, usize) = (50, 500);

/// Whose timeline; exactly one is given.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct About {
    /// Of a deal.
    #[serde(default)]
    pub deal_id: Option<DealId>,
    /// Of a customer, with its deals and its contacts.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// Of a person.
    #[serde(default)]
    pub contact_id: Option<ContactId>,
    /// Of a lead.
    #[serde(default)]
    pub lead_id: Option<LeadId>,
}

/// Which part of which timeline.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListTimeline {
    /// Whose.
    pub about: About,
    /// Items in the page, 1–500; 50 when not given. A shorter page is the last one.
    #[serde(default)]
    pub limit: Option<usize>,
    /// `key` of the last item of the page before.
    #[serde(default)]
    pub before: Option<String>,
}

/// Kinds of item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// A note.
    Note,
    /// A call.
    Call,
    /// A meeting.
    Meeting,
    /// A mail.
    Mail,
    /// A conversation by messenger.
    Chat,
    /// A task.
    Task,
    /// The deal was created; `to` is its stage.
    Created,
    /// It moved; `from` and `to` are stages.
    Stage,
    /// Its amount changed; `from` and `to` are minor units of the base currency.
    Amount,
    /// Its close date changed; `from` and `to` are days.
    Close,
    /// It was won; `to` is the amount in minor units of the base currency.
    Won,
    /// It was lost; `to` is the reason.
    Lost,
    /// It was opened again; `to` is its stage.
    Reopened,
    /// Another field changed: `field` is category, probability (basis points) or owner.
    Field,
}

/// One item of a timeline.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimelineItem {
    /// Its place; give the last one as `before` for the next page.
    pub key: String,
    /// When it happened; for what is planned, the beginning of its day.
    pub at: Instant,
    /// What it is.
    pub kind: TimelineKind,
    /// What was written; for changes of a deal, the deal's name.
    pub text: String,
    /// Who did it.
    pub person_id: Option<PersonId>,
    /// That person's name.
    pub person: Option<String>,
    /// The activity, for notes, calls, meetings, mails, chats and tasks.
    pub activity_id: Option<ActivityId>,
    /// The deal concerned.
    pub deal_id: Option<DealId>,
    /// That deal's name.
    pub deal: Option<String>,
    /// The person concerned.
    pub contact_id: Option<ContactId>,
    /// That person's name.
    pub contact: Option<String>,
    /// The day an activity is or was planned for.
    pub due_on: Option<Day>,
    /// When an activity was done.
    pub done_at: Option<Instant>,
    /// It was pinned to the top.
    pub pinned: bool,
    /// Which field, when `kind` is `field`.
    pub field: Option<String>,
    /// What it was.
    pub from: Option<String>,
    /// What it is now.
    pub to: Option<String>,
}

/// The place of an item: pinned before all others, planned before done, then later before earlier, then as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Place {
    pinned: bool,
    planned: bool,
    at: i64,
    source: Source,
    id: i64,
    part: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Source {
    Version,
    Activity,
}

/// Answers `activities.list`.
pub fn list(read: &Read<'_>, wanted: ListTimeline) -> Result<Vec<TimelineItem>, Failure> {
    visible(read, &wanted.about)?;
    let limit = wanted.limit.unwrap_or(PAGE.0).clamp(1, PAGE.1);
    let before: Option<Place> = cursor::decode(wanted.before.as_deref())?;
    let mut items = Vec::new();
    // Few, so all of them: the page is cut below.
    if before.is_none_or(|place| place.pinned) {
        items.extend(activities(read, &wanted.about, Part::Pinned, None, i64::MAX)?);
    }
    if before.is_none_or(|place| place.pinned || place.planned) {
        items.extend(activities(read, &wanted.about, Part::Planned, None, i64::MAX)?);
    }
    let happened = before.filter(|place| !place.pinned && !place.planned);
    let rows = i64::try_from(limit).unwrap_or(i64::MAX);
    items.extend(activities(
        read,
        &wanted.about,
        Part::Done,
        happened.map(|place| (place.at, if place.source == Source::Activity { place.id } else { 0 })),
        rows,
    )?);
    items.extend(changes(
        read,
        &wanted.about,
        // The version the page ended in may have more to tell.
        happened.map(|place| {
            (
                place.at,
                if place.source == Source::Version {
                    place.id + 1
                } else {
                    i64::MAX
                },
            )
        }),
        rows.saturating_add(1),
    )?);
    items.retain(|(place, _)| before.is_none_or(|before| *place < before));
    items.sort_by(|(a, _), (b, _)| b.cmp(a));
    items.truncate(limit);
    items
        .into_iter()
        .map(|(place, item)| {
            Ok(TimelineItem {
                key: cursor::encode(&place)?,
                ..item
            })
        })
        .collect()
}

/// Exactly one record, and one the person may see.
pub(crate) fn visible(read: &Read<'_>, about: &About) -> Result<(), Failure> {
    match (about.deal_id, about.customer_id, about.contact_id, about.lead_id) {
        (Some(deal), None, None, None) => super::add::deal_name(read, deal).map(|_| ()),
        (None, Some(customer), None, None) => crate::records::customers::exists(read, customer, "customer_id"),
        (None, None, Some(contact), None) => crate::records::contacts::exists(read, contact, "contact_id"),
        (None, None, None, Some(lead)) => crate::records::leads::row::find(read, lead).map(|_| ()),
        _ => Err(Failure::invalid("activity.about_one", "about")),
    }
}

/// The parts of a timeline, from the top.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Pinned,
    Planned,
    Done,
}

fn activities(
    read: &Read<'_>,
    about: &About,
    part: Part,
    before: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<(Place, TimelineItem)>, Failure> {
    let zone = read.settings.time_zone;
    let text = include_str!("about.sql")
        .replace("{joined}", &ACTIVITIES.joined())
        .replace("{seen}", &ACTIVITIES.seen());
    read.all(
        &text,
        named_params! {
            ":deal": about.deal_id.map(|id| id.0), ":customer": about.customer_id.map(|id| id.0),
            ":contact": about.contact_id.map(|id| id.0), ":lead": about.lead_id.map(|id| id.0),
            ":scope": read.actor.scope.bound(), ":pinned": part == Part::Pinned, ":planned": part == Part::Planned,
            ":at": before.map(|(at, _)| at), ":id": before.map(|(_, id)| id), ":limit": limit
        },
        |row| {
            let id: i64 = row.get(0)?;
            let due_on = text::day(row, 3)?;
            let done_at = row.get::<_, Option<i64>>(4)?.map(Instant);
            let at = done_at
                .or_else(|| due_on.map(|day| start_of_day(day, &zone)))
                .unwrap_or_default();
            let kind = match ActivityKind::from_stored(&row.get::<_, String>(1)?) {
                ActivityKind::Note => TimelineKind::Note,
                ActivityKind::Call => TimelineKind::Call,
                ActivityKind::Meeting => TimelineKind::Meeting,
                ActivityKind::Mail => TimelineKind::Mail,
                ActivityKind::Chat => TimelineKind::Chat,
                ActivityKind::Task => TimelineKind::Task,
            };
            let item = TimelineItem {
                key: String::new(),
                at,
                kind,
                text: row.get(2)?,
                person_id: Some(PersonId(row.get(5)?)),
                person: row.get(6)?,
                activity_id: Some(ActivityId(id)),
                deal_id: row.get::<_, Option<i64>>(7)?.map(DealId),
                deal: row.get(8)?,
                contact_id: row.get::<_, Option<i64>>(9)?.map(ContactId),
                contact: row.get(10)?,
                due_on,
                done_at,
                pinned: part == Part::Pinned,
                field: None,
                from: None,
                to: None,
            };
            Ok((
                Place {
                    pinned: part == Part::Pinned,
                    planned: done_at.is_none(),
                    at: at.millis(),
                    source: Source::Activity,
                    id,
                    part: 0,
                },
                item,
            ))
        },
    )
}

fn changes(
    read: &Read<'_>,
    about: &About,
    before: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<(Place, TimelineItem)>, Failure> {
    if about.contact_id.is_some() || about.lead_id.is_some() {
        return Ok(Vec::new());
    }
    let versions = read.all(
        include_str!("versions.sql"),
        named_params! {
            ":deal": about.deal_id.map(|id| id.0), ":customer": about.customer_id.map(|id| id.0),
            ":scope": read.actor.scope.bound(), ":at": before.map(|(at, _)| at), ":id": before.map(|(_, id)| id), ":limit": limit
        },
        version,
    )?;
    Ok(versions.into_iter().flatten().collect())
}

/// One thing a version tells: what, which field, from, to.
type Piece = (TimelineKind, Option<&'static str>, Option<String>, Option<String>);

/// What one version tells, each piece an item. Later pieces stand above earlier ones.
fn version(row: &Row<'_>) -> rusqlite::Result<Vec<(Place, TimelineItem)>> {
    let (id, at, first): (i64, i64, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let name: String = row.get(4)?;
    let text = |column: usize| row.get::<_, Option<String>>(column);
    let number =
        |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(|number| number.to_string()));
    let (was_status, status) = (text(8)?, text(9)?);
    let stage_changed: bool = row.get(22)?;
    let mut told: Vec<Piece> = Vec::new();
    if first {
        told.push((TimelineKind::Created, None, None, text(11)?));
    }
    let turned = !first && was_status != status;
    match status
        .as_deref()
        .filter(|_| turned || (first && status.as_deref() != Some("open")))
    {
        // Closing and opening say it all: what a stage or an amount became is part of it.
        Some("won") => told.push((TimelineKind::Won, None, number(12)?, number(13)?)),
        Some("lost") => told.push((TimelineKind::Lost, None, None, text(5)?)),
        Some(_) => told.push((TimelineKind::Reopened, None, text(10)?, text(11)?)),
        None if first => {}
        None => {
            let mut change = |kind, field, from: Option<String>, to: Option<String>| {
                if from != to {
                    told.push((kind, field, from, to));
                }
            };
            change(TimelineKind::Field, Some("owner"), text(20)?, text(21)?);
            // A move brings the new stage's category and probability with it.
            if !stage_changed {
                change(TimelineKind::Field, Some("category"), text(16)?, text(17)?);
                change(TimelineKind::Field, Some("probability"), number(18)?, number(19)?);
            }
            change(TimelineKind::Close, None, text(14)?, text(15)?);
            change(TimelineKind::Amount, None, number(12)?, number(13)?);
            if stage_changed {
                change(TimelineKind::Stage, None, text(10)?, text(11)?);
            }
        }
    }
    let (deal, person_id, person) = (
        DealId(row.get(3)?),
        row.get::<_, Option<i64>>(6)?.map(PersonId),
        text(7)?,
    );
    Ok(told
        .into_iter()
        .zip(0_u8..)
        .map(|((kind, field, from, to), part)| {
            let item = TimelineItem {
                key: String::new(),
                at: Instant(at),
                kind,
                text: name.clone(),
                person_id,
                person: person.clone(),
                activity_id: None,
                deal_id: Some(deal),
                deal: Some(name.clone()),
                contact_id: None,
                contact: None,
                due_on: None,
                done_at: None,
                pinned: false,
                field: field.map(str::to_owned),
                from,
                to,
            };
            (
                Place {
                    pinned: false,
                    planned: false,
                    at,
                    source: Source::Version,
                    id,
                    part,
                },
                item,
            )
        })
        .collect())
}
