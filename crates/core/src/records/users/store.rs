//! Reading people.

use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::permission::Role;
use crate::engine::store::Read;
use leadwell_rules::ids::UserId;
use rusqlite::Row;
use serde::Serialize;
use ts_rs::TS;

/// A person who works here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their name, unlike any other's.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Who leads them.
    pub manager_id: Option<UserId>,
    /// That person's name.
    pub manager: Option<String>,
    /// The team they sell in.
    pub team: Option<String>,
    /// Whether they still work here; someone inactive keeps their records and may do nothing.
    pub active: bool,
    /// Part of the sample company.
    pub sample: bool,
}

const USERS: &str = "select u.id, u.name, u.role, u.manager_id, m.name, u.team, u.active, u.origin is 'sample'
                     from users u left join users m on m.id = u.manager_id";

fn user(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: UserId(row.get(0)?),
        name: row.get(1)?,
        role: Role::from_stored(&row.get::<_, String>(2)?),
        manager_id: row.get::<_, Option<i64>>(3)?.map(UserId),
        manager: row.get(4)?,
        team: row.get(5)?,
        active: row.get(6)?,
        sample: row.get(7)?,
    })
}

/// Answers `users.list`: active people first, then by name.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<User>, Failure> {
    read.all(&format!("{USERS} order by u.active desc, u.name, u.id"), [], user)
}

/// One person.
pub(crate) fn find(read: &Read<'_>, id: UserId) -> Result<User, Failure> {
    read.one(&format!("{USERS} where u.id = ?1"), [id.0], user)?
        .ok_or_else(|| Failure::not_found("user.unknown").arg("name", id))
}

/// Refuses a person nobody knows, naming the field that named them.
pub(crate) fn exists(read: &Read<'_>, id: UserId, field: &str) -> Result<(), Failure> {
    read.one("select 1 from users where id = ?1", [id.0], |_| Ok(()))?
        .ok_or_else(|| Failure::not_found("user.unknown").arg("name", id).at(field))
}

/// Refuses somebody who cannot be given leads.
pub(crate) fn may_own(read: &Read<'_>, owner: UserId) -> Result<String, Failure> {
    let found = read.one("select name, active from users where id = ?1", [owner.0], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?))
    })?;
    match found {
        Some((name, true)) => Ok(name),
        Some((name, false)) => Err(Failure::invalid("lead.owner_left", "owner_id").arg("name", name)),
        None => Err(Failure::not_found("user.unknown").arg("id", owner).at("owner_id")),
    }
}
