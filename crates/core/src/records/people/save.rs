//! Adding a person or changing one.

use super::store::{Person, exists, find};
use crate::engine::failure::Failure;
use crate::engine::permission::Role;
use crate::engine::store::{Read, Write, text};
use leadwell_rules::ids::PersonId;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A person as they shall be; for somebody known, only the given fields change.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SavePerson {
    /// The person to change; without it a new one is added.
    #[serde(default)]
    pub id: Option<PersonId>,
    /// Their name, unlike any other's. A new person needs one.
    #[serde(default)]
    pub name: Option<String>,
    /// What they may do. A new person needs one.
    #[serde(default)]
    pub role: Option<Role>,
    /// Who leads them; null for nobody.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub manager_id: Option<Option<PersonId>>,
    /// The team they sell in; null for none.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub team: Option<Option<String>>,
    /// Whether they work here; new people do.
    #[serde(default)]
    pub active: Option<bool>,
}

/// Answers `people.save`.
pub fn save(write: &mut Write<'_>, wanted: SavePerson) -> Result<Person, Failure> {
    let before = wanted.id.map(|id| find(write, id)).transpose()?;
    let name = text::name(wanted.name.as_deref(), before.is_some(), "person.name_missing")?;
    if let Some(name) = name {
        let taken = write.one("select id from people where name = ?1", [name], |row| {
            Ok(PersonId(row.get(0)?))
        })?;
        if taken.is_some_and(|id| Some(id) != wanted.id) {
            return Err(Failure::invalid("person.name_taken", "name").arg("name", name));
        }
    }
    if before.is_none() && wanted.role.is_none() {
        return Err(Failure::invalid("person.role_missing", "role"));
    }
    if let Some(manager) = wanted.manager_id.flatten() {
        leads(write, wanted.id, manager)?;
    }
    if let Some(before) = &before {
        keep_an_owner(
            write,
            before,
            wanted.role.unwrap_or(before.role),
            wanted.active.unwrap_or(before.active),
        )?;
    }
    let (team_given, team) = text::given_text(&wanted.team);
    let role = wanted.role.map(Role::as_str);
    let id = match wanted.id {
        Some(id) => {
            write.run(
                "update people set name = coalesce(:name, name), role = coalesce(:role, role), active = coalesce(:active, active),
                        manager_id = iif(:manager_given, :manager, manager_id), team = iif(:team_given, :team, team)
                 where id = :id",
                named_params! {
                    ":id": id.0, ":name": name, ":role": role, ":active": wanted.active,
                    ":manager_given": wanted.manager_id.is_some(), ":manager": wanted.manager_id.flatten().map(|id| id.0),
                    ":team_given": team_given, ":team": team
                },
            )?;
            id
        }
        None => PersonId(write.insert(
            "insert into people (name, role, manager_id, team, active, created_at) values (:name, :role, :manager, :team, :active, :now)",
            named_params! {
                ":name": name, ":role": role, ":manager": wanted.manager_id.flatten().map(|id| id.0), ":team": team,
                ":active": wanted.active.unwrap_or(true), ":now": write.now().millis()
            },
        )?),
    };
    let saved = find(write, id)?;
    write.subject(saved.name.clone());
    Ok(saved)
}

/// Refuses a manager nobody knows, and one who is – directly or not – led by the person.
fn leads(read: &Read<'_>, person: Option<PersonId>, manager: PersonId) -> Result<(), Failure> {
    exists(read, manager, "manager_id")?;
    let Some(person) = person else { return Ok(()) };
    let circle = read.one(
        "with recursive above(id) as (select ?1 union select u.manager_id from people u join above on u.id = above.id
                                      where u.manager_id is not null)
         select 1 from above where id = ?2",
        [manager.0, person.0],
        |_| Ok(()),
    )?;
    match circle {
        Some(()) => Err(Failure::invalid("person.manager_circle", "manager_id").arg("name", find(read, manager)?.name)),
        None => Ok(()),
    }
}

/// The file always has somebody who may decide everything.
fn keep_an_owner(read: &Read<'_>, before: &Person, role: Role, active: bool) -> Result<(), Failure> {
    let stays = role == Role::Owner && active;
    if before.role != Role::Owner || !before.active || stays {
        return Ok(());
    }
    let another = read.one(
        "select 1 from people where role = 'owner' and active = 1 and id <> ?1 limit 1",
        [before.id.0],
        |_| Ok(()),
    )?;
    let field = if role == Role::Owner { "active" } else { "role" };
    another.ok_or_else(|| Failure::invalid("person.last_owner", field).arg("name", &before.name))
}
