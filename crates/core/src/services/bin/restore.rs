//! Bringing records back out of the bin: whole, with what went with them, and with the customer they belong to.

use super::lies;
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Permission;
use crate::engine::store::Write;
use crate::engine::store::{id_list, not_yours, once};
use crate::records::nouns::noun;
use leadwell_rules::ids::RecordKind;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to come back.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreRecords {
    /// Records of which kind.
    pub kind: RecordKind,
    /// Their ids.
    pub ids: Vec<i64>,
}

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Restored {
    /// The records asked for.
    pub restored: i64,
    /// Customers that came back because a deal belongs to them.
    pub customers: i64,
    /// Contacts who had gone with their customer.
    pub contacts: i64,
}

/// Answers `bin.restore`: all of them, or none when one is not there.
pub fn restore(write: &mut Write<'_>, wanted: RestoreRecords) -> Result<Restored, Failure> {
    let noun = noun(wanted.kind, |noun| noun.in_bin)?;
    if !write.actor.may(noun.permissions.1) {
        return Err(Failure::new(Kind::Forbidden, "call.forbidden").arg("command", "bin.restore"));
    }
    let ids = once(wanted.ids)?;
    let list = id_list(&ids);
    let found: Vec<(String, bool, bool, Option<String>)> = write.all(
        &format!(
            "select called, of_a_deal, changes, owner from (select {} as called, t.id as id, {} as of_a_deal, {} is true as changes, u.name as owner
               from {} t {} where {})
             where id in (select value from json_each(:ids))",
            noun.shown.title,
            if wanted.kind == RecordKind::Attachments {
                "t.deal_id is not null"
            } else {
                "0"
            },
            noun.changed(),
            noun.table(),
            noun.joined(),
            lies(noun)
        ),
        named_params! { ":ids": list, ":scope": write.actor.scope.bound() },
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    if found.len() < ids.len() {
        return Err(Failure::not_found("bin.some_gone").arg("count", ids.len() - found.len()));
    }
    if let Some((name, .., owner)) = found.iter().find(|(_, _, changes, _)| !changes) {
        return Err(not_yours(name, owner.as_deref()));
    }
    if found.iter().any(|(_, of_a_deal, ..)| *of_a_deal) && !write.actor.may(Permission::DealWrite) {
        return Err(Failure::new(Kind::Forbidden, "call.forbidden").arg("command", "bin.restore"));
    }
    let mut came = Restored {
        restored: ids.len() as i64,
        customers: 0,
        contacts: 0,
    };
    match wanted.kind {
        RecordKind::Customers => came.contacts = customers(write, &list)?.1,
        RecordKind::Deals => {
            let theirs = "(select customer_id from deals where id in (select value from json_each(?1)))";
            let away: Vec<i64> = write.all(
                &format!("select id from customers where deleted_at is not null and id in {theirs}"),
                [&list],
                |row| row.get(0),
            )?;
            (came.customers, came.contacts) = customers(write, &id_list(&away))?;
        }
        _ => {}
    }
    if wanted.kind != RecordKind::Customers {
        let stamp = if noun.is_stamped() { ", updated_at = ?2" } else { "" };
        write.run(
            &format!(
                "update {} set deleted_at = null{stamp} where id in (select value from json_each(?1)) and ?2 is not null",
                noun.table()
            ),
            (&list, write.now().millis()),
        )?;
    }
    write.subject_of(&found.into_iter().map(|(name, ..)| name).collect::<Vec<_>>());
    Ok(came)
}

/// Brings customers back with the contacts that went at the same instant; how many of each.
fn customers(write: &mut Write<'_>, ids: &str) -> Result<(i64, i64), Failure> {
    let now = write.now().millis();
    let contacts = write.run(
        "update contacts set deleted_at = null, updated_at = ?2
         where customer_id in (select value from json_each(?1))
           and deleted_at = (select a.deleted_at from customers a where a.id = customer_id)
           and id not in (select gone_id from merges where entity = 'contacts')",
        (ids, now),
    )?;
    let customers = write.run(
        "update customers set deleted_at = null, updated_at = ?2 where id in (select value from json_each(?1))",
        (ids, now),
    )?;
    Ok((customers as i64, contacts as i64))
}
