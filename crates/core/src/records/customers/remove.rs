//! Putting customers into the recycle bin, with their people. A customer with deals stays: what was sold is not left without a buyer.

use super::description::CUSTOMERS;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::{changeable, id_list, once};
use leadwell_rules::ids::CustomerId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which customers.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveCustomers {
    /// Their ids.
    pub ids: Vec<CustomerId>,
}

/// What went into the bin.
#[derive(Debug, Serialize, TS)]
pub struct RemovedCustomers {
    /// Customers.
    pub customers: i64,
    /// Their contacts, who went with them.
    pub contacts: i64,
}

/// Answers `customers.remove`: all of them, or none.
pub fn remove(write: &mut Write<'_>, wanted: RemoveCustomers) -> Result<RemovedCustomers, Failure> {
    let ids = once(wanted.ids.iter().map(|id| id.0))?;
    let names = changeable(write, &CUSTOMERS, &ids)?;
    let list = id_list(&ids);
    // Whoever owns them: a deal the person may not see would stand without its customer just the same.
    let held: Option<(String, i64)> = write.one(
        "select a.name, count(*) from deals o join customers a on a.id = o.customer_id
         where o.deleted_at is null and a.id in (select value from json_each(?1)) group by a.id order by a.id limit 1",
        [&list],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if let Some((name, deals)) = held {
        return Err(Failure::conflict("customer.has_deals")
            .arg("name", name)
            .arg("count", deals));
    }
    let now = write.now().millis();
    let contacts = write.run(
        "update contacts set deleted_at = ?2, updated_at = ?2
         where deleted_at is null and customer_id in (select value from json_each(?1))",
        (&list, now),
    )?;
    let customers = write.run(
        "update customers set deleted_at = ?2, updated_at = ?2 where id in (select value from json_each(?1))",
        (&list, now),
    )?;
    write.subject_of(&names);
    Ok(RemovedCustomers {
        customers: customers as i64,
        contacts: contacts as i64,
    })
}
