//! Taking the sample company out again, and nothing of one's own.

use super::write::present;
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use serde::Serialize;
use ts_rs::TS;

/// What was removed.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "SampleRemoved")]
pub struct Removed {
    /// Sample records taken out.
    pub removed: i64,
    /// Sample records that one's own records refer to: they stay, and are one's own from now on.
    pub kept: i64,
}

/// What keeps a sample record in the file, in this order: each statement may rest on the ones before it.
///
/// Customers, people and products stay when one of one's own deals, customers, contacts, people or targets refers to them.
/// What was only written *about* a sample record – a note on a sample deal, say – goes with that record.
const KEEP: [&str; 8] = [
    "update people set origin = null
     where origin = 'sample' and id in (select person_id from registrations where origin is not 'sample'
       union select ended_by from registrations where origin is not 'sample')",
    include_str!("keep_people_of_customers.sql"),
    include_str!("keep_customers.sql"),
    include_str!("keep_contacts.sql"),
    include_str!("keep_customers_of_contacts.sql"),
    "update products set origin = null
     where origin = 'sample' and id in (select product_id from deals where origin is not 'sample')",
    include_str!("keep_people.sql"),
    // Last: what is kept by then is one's own.
    include_str!("keep_people_of_values.sql"),
];

/// Kept records no longer point at what goes.
const UNTIE: [&str; 7] = [
    "update customers set owner_id = null
     where origin is not 'sample' and owner_id in (select id from people where origin = 'sample')",
    "update contacts set owner_id = null
     where origin is not 'sample' and owner_id in (select id from people where origin = 'sample')",
    "update people set manager_id = null
     where origin is not 'sample' and manager_id in (select id from people where origin = 'sample')",
    "update leads set owner_id = null
     where origin is not 'sample' and owner_id in (select id from people where origin = 'sample')",
    "update leads set source_lead_id = null
     where origin is not 'sample' and source_lead_id in (select id from leads where origin = 'sample')",
    "update workspace set health_person_id = null where health_person_id in (select id from people where origin = 'sample')",
    include_str!("untie_activities.sql"),
];

/// What goes, children first. Activities and versions of a deal go with it.
const REMOVE: [&str; 10] = [
    "delete from registrations where origin = 'sample'",
    "delete from targets where origin = 'sample'",
    "delete from activities where origin = 'sample'",
    "delete from deals where origin = 'sample'",
    "delete from leads where origin = 'sample'",
    "delete from contacts where origin = 'sample'",
    "delete from customers where origin = 'sample'",
    "delete from products where origin = 'sample'",
    "delete from health_checks where person_id in (select id from people where origin = 'sample')",
    "delete from people where origin = 'sample'",
];

/// Answers `sample.remove`: one change, which can be undone like any other.
pub fn remove(write: &mut Write<'_>, _: Nothing) -> Result<Removed, Failure> {
    if !present(write)? {
        return Err(Failure::conflict("sample.not_there"));
    }
    let actor = write.actor.id.0;
    let mut kept = write.run(
        "update people set origin = null where origin = 'sample' and id = ?1",
        [actor],
    )?;
    for statement in KEEP {
        kept += write.run(statement, [])?;
    }
    for statement in UNTIE {
        write.run(statement, [])?;
    }
    let mut removed = 0;
    for statement in REMOVE {
        removed += write.run(statement, [])?;
    }
    let name = write.settings.name.clone();
    write.subject(name);
    Ok(Removed {
        removed: removed as i64,
        kept: kept as i64,
    })
}
