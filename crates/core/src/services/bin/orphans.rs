//! No record stands in the lists whose customer lies in the bin.

use crate::engine::failure::Failure;
use crate::engine::store::touched::Touched;
use crate::engine::store::{Write, id_list};

/// Refuses whatever would leave a deal or a contact person without their customer: a reaction to touched customers, deals and contacts.
pub(crate) fn refuse_orphans(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    let ids = |table| id_list(touched.of(table));
    let orphan: Option<String> = write.one(
        "select a.name from json_each(?1) i join opportunities o on o.id = i.value join accounts a on a.id = o.account_id
          where a.deleted_at is not null and o.deleted_at is null
         union all
         select a.name from json_each(?2) i join contacts c on c.id = i.value join accounts a on a.id = c.account_id
          where a.deleted_at is not null and c.deleted_at is null
         union all
         select a.name from json_each(?3) i join accounts a on a.id = i.value
          where a.deleted_at is not null and (exists (select 1 from opportunities o where o.account_id = a.id and o.deleted_at is null)
            or exists (select 1 from contacts c where c.account_id = a.id and c.deleted_at is null))
         limit 1",
        (ids("opportunities"), ids("contacts"), ids("accounts")),
        |row| row.get(0),
    )?;
    match orphan {
        Some(name) => Err(Failure::conflict("history.customer_in_bin").arg("name", name)),
        None => Ok(()),
    }
}
