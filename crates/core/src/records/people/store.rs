//! Reading people.

use crate::engine::command::Nothing;
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::{Permission, Role};
use crate::engine::store::Read;
use leadwell_rules::ids::PersonId;
use rusqlite::Row;
use serde::Serialize;
use ts_rs::TS;

/// A person who works here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their name, unlike any other's.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Who leads them.
    pub manager_id: Option<PersonId>,
    /// That person's name.
    pub manager: Option<String>,
    /// The team they sell in.
    pub team: Option<String>,
    /// Whether they still work here; someone inactive keeps their records and may do nothing.
    pub active: bool,
    /// Part of the sample company.
    pub sample: bool,
}

const PEOPLE: &str = "select u.id, u.name, u.role, u.manager_id, m.name, u.team, u.active, u.origin is 'sample'
                     from people u left join people m on m.id = u.manager_id";

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: PersonId(row.get(0)?),
        name: row.get(1)?,
        role: Role::from_stored(&row.get::<_, String>(2)?),
        manager_id: row.get::<_, Option<i64>>(3)?.map(PersonId),
        manager: row.get(4)?,
        team: row.get(5)?,
        active: row.get(6)?,
        sample: row.get(7)?,
    })
}

/// Answers `people.list`: active people first, then by name.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<Person>, Failure> {
    read.all(&format!("{PEOPLE} order by u.active desc, u.name, u.id"), [], person)
}

/// One person.
pub(crate) fn find(read: &Read<'_>, id: PersonId) -> Result<Person, Failure> {
    read.one(&format!("{PEOPLE} where u.id = ?1"), [id.0], person)?
        .ok_or_else(|| Failure::not_found("person.unknown").arg("name", id))
}

/// Refuses a person nobody knows, naming the field that named them.
pub(super) fn exists(read: &Read<'_>, id: PersonId, field: &str) -> Result<(), Failure> {
    read.one("select 1 from people where id = ?1", [id.0], |_| Ok(()))?
        .ok_or_else(|| Failure::not_found("person.unknown").arg("name", id).at(field))
}

/// Refuses a new owner of a customer or a contact unless the person may name them: whoever does not hand out records takes for themselves what
/// nobody has, and nothing else.
pub(crate) fn may_give(read: &Read<'_>, before: Option<PersonId>, owner: Option<PersonId>) -> Result<(), Failure> {
    if owner == before {
        return Ok(());
    }
    let takes = before.is_none() && owner == Some(read.actor.id);
    if !takes && !read.actor.may(Permission::LeadAssign) {
        return Err(Failure::new(Kind::Forbidden, "record.may_only_claim").at("owner_id"));
    }
    owner.map_or(Ok(()), |owner| exists(read, owner, "owner_id"))
}

/// Refuses somebody who cannot be given leads.
pub(crate) fn may_own(read: &Read<'_>, owner: PersonId) -> Result<String, Failure> {
    let found = read.one("select name, active from people where id = ?1", [owner.0], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?))
    })?;
    match found {
        Some((name, true)) => Ok(name),
        Some((name, false)) => Err(Failure::invalid("lead.owner_left", "owner_id").arg("name", name)),
        None => Err(Failure::not_found("person.unknown").arg("id", owner).at("owner_id")),
    }
}
