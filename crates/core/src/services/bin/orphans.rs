//! No record stands in the lists whose customer lies in the bin.

use crate::engine::failure::Failure;
use crate::engine::store::touched::Touched;
use crate::engine::store::{Write, id_list};

/// Refuses whatever would leave a deal or a contact without their customer: a reaction to touched customers, deals and contacts.
pub(crate) fn refuse_orphans(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    let ids = |table| id_list(touched.of(table));
    let orphan: Option<String> = write.one(
        "select a.name from json_each(?1) i join deals o on o.id = i.value join customers a on a.id = o.customer_id
          where a.deleted_at is not null and o.deleted_at is null
         union all
         select a.name from json_each(?2) i join contacts c on c.id = i.value join customers a on a.id = c.customer_id
          where a.deleted_at is not null and c.deleted_at is null
         union all
         select a.name from json_each(?3) i join customers a on a.id = i.value
          where a.deleted_at is not null and (exists (select 1 from deals o where o.customer_id = a.id and o.deleted_at is null)
            or exists (select 1 from contacts c where c.customer_id = a.id and c.deleted_at is null))
         limit 1",
        (ids("deals"), ids("contacts"), ids("customers")),
        |row| row.get(0),
    )?;
    match orphan {
        Some(name) => Err(Failure::conflict("history.customer_in_bin").arg("name", name)),
        None => Ok(()),
    }
}
