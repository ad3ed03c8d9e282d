//! Reading attachments: the list of a record, and one with its content.

use super::AttachmentRef;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::activities::{About, visible};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::ids::{AttachmentId, ContactId, CustomerId, DealId, LeadId, PersonId};
use leadwell_rules::time::Instant;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A file that belongs to a record.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// What the file is called.
    pub name: String,
    /// What it is, as `image/png`.
    pub media_type: String,
    /// Its size.
    pub bytes: i64,
    /// The lead it belongs to.
    pub lead_id: Option<LeadId>,
    /// The deal it belongs to.
    pub deal_id: Option<DealId>,
    /// The customer it belongs to.
    pub customer_id: Option<CustomerId>,
    /// The person it belongs to.
    pub contact_id: Option<ContactId>,
    /// Who added it.
    pub person_id: PersonId,
    /// That person's name.
    pub person: String,
    /// When.
    pub created_at: Instant,
}

impl Attachment {
    /// The record it belongs to.
    pub(super) fn about(&self) -> About {
        About {
            lead_id: self.lead_id,
            deal_id: self.deal_id,
            customer_id: self.customer_id,
            contact_id: self.contact_id,
        }
    }
}

/// An attachment with its content.
#[derive(Debug, Serialize, TS)]
pub struct AttachmentFile {
    /// The attachment.
    pub attachment: Attachment,
    /// Its content.
    pub base64: String,
}

/// Whose attachments.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ListAttachments {
    /// The lead, deal, customer or person; exactly one.
    pub about: About,
}

const ATTACHMENTS: &str =
    "select a.id, a.name, a.media_type, a.bytes, a.lead_id, a.deal_id, a.customer_id, a.contact_id, a.person_id,
       u.name, a.created_at
     from attachments a join people u on u.id = a.person_id where a.deleted_at is null";

fn attachment(row: &Row<'_>) -> rusqlite::Result<Attachment> {
    Ok(Attachment {
        id: AttachmentId(row.get(0)?),
        name: row.get(1)?,
        media_type: row.get(2)?,
        bytes: row.get(3)?,
        lead_id: row.get::<_, Option<i64>>(4)?.map(LeadId),
        deal_id: row.get::<_, Option<i64>>(5)?.map(DealId),
        customer_id: row.get::<_, Option<i64>>(6)?.map(CustomerId),
        contact_id: row.get::<_, Option<i64>>(7)?.map(ContactId),
        person_id: PersonId(row.get(8)?),
        person: row.get(9)?,
        created_at: Instant(row.get(10)?),
    })
}

/// Answers `attachments.list`, newest first.
pub fn list(read: &Read<'_>, wanted: ListAttachments) -> Result<Vec<Attachment>, Failure> {
    let about = wanted.about;
    visible(read, &about)?;
    read.all(
        &format!(
            "{ATTACHMENTS} and (a.lead_id = :lead or a.deal_id = :deal or a.customer_id = :customer or a.contact_id = :contact)
             order by a.created_at desc, a.id desc"
        ),
        named_params! {
            ":lead": about.lead_id.map(|id| id.0), ":deal": about.deal_id.map(|id| id.0),
            ":customer": about.customer_id.map(|id| id.0), ":contact": about.contact_id.map(|id| id.0)
        },
        attachment,
    )
}

/// Answers `attachments.get`.
pub fn get(read: &Read<'_>, wanted: AttachmentRef) -> Result<AttachmentFile, Failure> {
    let attachment = find(read, wanted.id)?;
    let content = read.one(
        "select b.content from attachments a join attachment_bytes b on b.id = a.content_id where a.id = ?1",
        [wanted.id.0],
        |row| Ok(STANDARD.encode(row.get_ref(0)?.as_blob()?)),
    )?;
    Ok(AttachmentFile {
        attachment,
        base64: content.unwrap_or_default(),
    })
}

/// One attachment, unless it belongs to a record the person may not see.
pub(super) fn find(read: &Read<'_>, id: AttachmentId) -> Result<Attachment, Failure> {
    let unknown = || Failure::not_found("attachment.unknown");
    let found = read
        .one(&format!("{ATTACHMENTS} and a.id = ?1"), [id.0], attachment)?
        .ok_or_else(unknown)?;
    visible(read, &found.about()).map_err(|_| unknown())?;
    Ok(found)
}
