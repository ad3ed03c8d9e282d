//! Putting contacts into the recycle bin. What was written about them waits with them; the customer stays.

use super::description::CONTACTS;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::{changeable, once};
use leadwell_rules::ids::ContactId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which contacts.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveContacts {
    /// Their ids.
    pub ids: Vec<ContactId>,
}

/// What went into the bin.
#[derive(Debug, Serialize, TS)]
pub struct RemovedContacts {
    /// Contacts.
    pub contacts: i64,
}

/// Answers `contacts.remove`: all of them, or none.
pub fn remove(write: &mut Write<'_>, wanted: RemoveContacts) -> Result<RemovedContacts, Failure> {
    let ids = once(wanted.ids.iter().map(|id| id.0))?;
    let names = changeable(write, &CONTACTS, &ids)?;
    let contacts = write.run(
        "update contacts set deleted_at = ?2, updated_at = ?2 where id in (select value from json_each(?1))",
        (crate::engine::store::id_list(&ids), write.now().millis()),
    )?;
    write.subject_of(&names);
    Ok(RemovedContacts {
        contacts: contacts as i64,
    })
}
