//! No record stands in the lists whose customer lies in the bin: the verbs see to it, and an undo or redo must not get round them.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::id_list;
use crate::engine::store::record::records_of;

/// Refuses an undo or redo after which a deal or a contact person would stand without their customer.
pub(crate) fn still_whole(read: &Read<'_>, changeset: &[u8]) -> Result<(), Failure> {
    let ids = |table| -> Result<String, Failure> {
        Ok(id_list(&records_of(changeset, table)?.into_iter().collect::<Vec<_>>()))
    };
    let orphan: Option<String> = read.one(
        "select a.name from accounts a join opportunities o on o.account_id = a.id
         where a.deleted_at is not null and o.deleted_at is null
           and (a.id in (select value from json_each(?1)) or o.id in (select value from json_each(?2)))
         union all
         select a.name from accounts a join contacts c on c.account_id = a.id
         where a.deleted_at is not null and c.deleted_at is null
           and (a.id in (select value from json_each(?1)) or c.id in (select value from json_each(?3)))
         limit 1",
        (ids("accounts")?, ids("opportunities")?, ids("contacts")?),
        |row| row.get(0),
    )?;
    match orphan {
        Some(name) => Err(Failure::conflict("history.customer_in_bin").arg("name", name)),
        None => Ok(()),
    }
}
