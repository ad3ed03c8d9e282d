//! Putting contact persons into the recycle bin. What was written about them waits with them; the customer stays.

use super::list::find;
use crate::failure::Failure;
use crate::store::Write;
use leadwell_rules::ids::ContactId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which contact persons.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveContacts {
    /// Their ids.
    pub ids: Vec<ContactId>,
}

/// What went into the bin.
#[derive(Debug, Serialize, TS)]
pub struct RemovedContacts {
    /// Contact persons.
    pub contacts: i64,
}

/// Answers `contacts.remove`: all of them, or none.
pub fn remove(write: &mut Write<'_>, wanted: RemoveContacts) -> Result<RemovedContacts, Failure> {
    let mut ids: Vec<i64> = wanted.ids.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Err(Failure::invalid("bin.nothing_chosen", "ids"));
    }
    let mut names = Vec::new();
    for id in &ids {
        names.push(find(write, ContactId(*id))?.name);
    }
    let contacts = write.run(
        "update contacts set deleted_at = ?2, updated_at = ?2 where id in (select value from json_each(?1))",
        (crate::leads::id_list(&ids), write.now().millis()),
    )?;
    match names.as_slice() {
        [name] => write.subject(name.clone()),
        several => write.subject(several.len().to_string()),
    }
    Ok(RemovedContacts {
        contacts: contacts as i64,
    })
}
