//! Adding a file to a record.

use super::store::{Attachment, find};
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Permission;
use crate::engine::store::Write;
use crate::records::activities::{About, visible};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::ids::AttachmentId;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The largest file, in bytes.
const LARGEST: usize = 25 << 20;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// What a file is when nobody says.
const ANYTHING: &str = "application/octet-stream";

/// A file on its way in.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct NewFile {
    /// What it is called.
    pub name: String,
    /// What it is, as `image/png`.
    #[serde(default)]
    pub media_type: Option<String>,
    /// Its content, 25 MB at most.
    pub base64: String,
}

/// A file and the record it shall belong to.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AddAttachment {
    /// The lead, deal, customer or person; exactly one.
    pub about: About,
    /// The file.
    pub file: NewFile,
}

/// Answers `attachments.add`.
pub fn add(write: &mut Write<'_>, wanted: AddAttachment) -> Result<Attachment, Failure> {
    visible(write, &wanted.about)?;
    may(write, &wanted.about, "attachments.add")?;
    let id = put(write, &wanted.about, &wanted.file)?;
    let added = find(write, id)?;
    write.subject(added.name.clone());
    Ok(added)
}

/// Adds a file to a record the person was found to see, or has just entered.
pub fn put(write: &mut Write<'_>, about: &About, file: &NewFile) -> Result<AttachmentId, Failure> {
    let name = base_name(&file.name);
    if name.is_empty() {
        return Err(Failure::invalid("attachment.name_missing", "file.name"));
    }
    let too_large = || Failure::invalid("attachment.too_large", "file").arg("limit", LARGEST >> 20);
    // Four characters are three bytes: what is far too large need not be decoded to know it.
    if file.base64.len() / 4 * 3 > LARGEST + 3 {
        return Err(too_large());
    }
    let content = STANDARD
        .decode(file.base64.as_bytes())
        .map_err(|_| Failure::invalid("attachment.unreadable", "file.base64"))?;
    if content.len() > LARGEST {
        return Err(too_large());
    }
    let kind = file.media_type.as_deref().filter(|kind| is_media_type(kind));
    let (person, now) = (write.actor.id.0, write.now().millis());
    let bytes = i64::try_from(content.len()).unwrap_or(i64::MAX);
    let content = write.insert("insert into attachment_bytes (content) values (?1)", [content])?;
    let id = write.insert(
        "insert into attachments (lead_id, deal_id, customer_id, contact_id, name, media_type, bytes, content_id, person_id, created_at)
         values (:lead, :deal, :customer, :contact, :name, :kind, :bytes, :content, :person, :now)",
        named_params! {
            ":lead": about.lead_id.map(|id| id.0), ":deal": about.deal_id.map(|id| id.0),
            ":customer": about.customer_id.map(|id| id.0), ":contact": about.contact_id.map(|id| id.0), ":name": name,
            ":kind": kind.unwrap_or(ANYTHING), ":bytes": bytes, ":content": content, ":person": person, ":now": now
        },
    )?;
    Ok(AttachmentId(id))
}

/// Whoever may not change deals leaves their files alone as well.
pub(super) fn may(write: &Write<'_>, about: &About, command: &str) -> Result<(), Failure> {
    if about.deal_id.is_some() && !write.actor.may(Permission::DealWrite) {
        return Err(Failure::new(Kind::Forbidden, "call.forbidden").arg("command", command));
    }
    Ok(())
}

/// The file's own name, without folders and without what no file system takes.
fn base_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let kept = last.chars().filter(|c| !c.is_control()).take(LONGEST_NAME);
    let kept = kept.collect::<String>().trim().to_owned();
    // "." and ".." are folders.
    if kept.chars().all(|c| c == '.') {
        String::new()
    } else {
        kept
    }
}

fn is_media_type(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.len() <= 127
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
    };
    text.split_once('/')
        .is_some_and(|(kind, form)| part(kind) && part(form))
}
