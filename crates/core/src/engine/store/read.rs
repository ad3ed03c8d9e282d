//! What a query gets: one consistent view of the file, the circumstances of the call, and no way to write.

use super::Settings;
use super::connection::FEW_PAGES;
use super::memo::Memo;
use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::permission::{Permission, Role, Scope};
use leadwell_rules::Language;
use leadwell_rules::ids::PersonId;
use leadwell_rules::time::{Day, Instant, business_day};
use rusqlite::{CachedStatement, Connection};
use std::path::Path;
use std::sync::Arc;

/// The reading side of a call.
pub struct Read<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) call: &'a Call,
    pub(crate) path: &'a Path,
    /// Results kept until the next change; none inside a change, which has not happened yet.
    pub(crate) memo: Option<&'a Memo>,
    /// Settings of the file.
    pub settings: Settings,
    /// Who asks, as the file knows them.
    pub actor: Actor,
}

/// The person a call is made for.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Their id.
    pub id: PersonId,
    /// Their role.
    pub role: Role,
    /// Whose records they see.
    pub scope: Scope,
}

impl Actor {
    /// Looks the person up; someone unknown or inactive is refused.
    pub(crate) fn load(connection: &Connection, id: PersonId) -> Result<Actor, Failure> {
        let role: Option<String> = connection
            .prepare_cached("select role from people where id = ?1 and active = 1")?
            .query_map([id.0], |row| row.get(0))?
            .next()
            .transpose()?;
        let Some(role) = role else {
            return Err(Failure::new(
                crate::engine::failure::Kind::Forbidden,
                "call.unknown_person",
            ));
        };
        let role = Role::from_stored(&role);
        let scope = match role {
            Role::Owner | Role::Assistant | Role::Viewer => Scope::All,
            Role::Sales => Scope::People(format!("[{}]", id.0)),
            Role::Manager => Scope::People(team(connection, id)?),
        };
        Ok(Actor { id, role, scope })
    }

    /// Whose doings they answer for besides their own: a manager for the team's, an owner for everybody's. To see everybody's records, as whoever
    /// assists does, is not that.
    pub fn answers_for(&self) -> Scope {
        match self.role {
            Role::Owner => Scope::All,
            Role::Manager => self.scope.clone(),
            Role::Sales | Role::Assistant | Role::Viewer => Scope::People(format!("[{}]", self.id.0)),
        }
    }

    /// Whether they see what a person has.
    pub fn sees_those_of(&self, read: &Read<'_>, person: PersonId) -> Result<bool, Failure> {
        let found = read.one(
            "select 1 where ?1 is null or ?2 in (select value from json_each(?1))",
            (self.scope.bound(), person.0),
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    /// Whether the role allows it.
    pub fn may(&self, permission: Permission) -> bool {
        self.role.may(permission)
    }
}

/// A manager's team: themself and everybody below them, however deep.
fn team(connection: &Connection, manager: PersonId) -> Result<String, Failure> {
    Ok(connection
        .prepare_cached(
            "with recursive team(id) as (select ?1 union select u.id from people u join team on u.manager_id = team.id)
             select json_group_array(id) from team",
        )?
        .query_row([manager.0], |row| row.get(0))?)
}

impl<'a> Read<'a> {
    /// The same view for what is written in another language than the call's.
    pub fn in_language<T>(&self, language: Language, what: impl FnOnce(&Read<'_>) -> T) -> T {
        let call = Call {
            language,
            ..self.call.clone()
        };
        what(&Read {
            connection: self.connection,
            call: &call,
            path: self.path,
            memo: self.memo,
            settings: self.settings.clone(),
            actor: self.actor.clone(),
        })
    }

    /// A statement, compiled once per connection.
    pub fn sql(&self, text: &str) -> Result<CachedStatement<'a>, Failure> {
        Ok(self.connection.prepare_cached(text)?)
    }

    /// The instant of the call.
    pub fn now(&self) -> Instant {
        self.call.now
    }

    /// The business date of the call, in the file's time zone.
    pub fn today(&self) -> Day {
        business_day(self.call.now, &self.settings.time_zone)
    }

    /// The first row of a query, or none.
    pub fn one<T>(
        &self,
        text: &str,
        parameters: impl rusqlite::Params,
        map: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Failure> {
        let mut statement = self.sql(text)?;
        let mut rows = statement.query(parameters)?;
        match rows.next()? {
            Some(row) => Ok(Some(map(row)?)),
            None => Ok(None),
        }
    }

    /// What `make` works out, or what it worked out before if nothing in the file has changed since. The key names everything the
    /// result depends on besides the file.
    pub fn memo<T: Send + Sync + 'static>(
        &self,
        key: &str,
        make: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<Arc<T>, Failure> {
        if let Some(known) = self.known(key)? {
            return Ok(known);
        }
        let made = Arc::new(make()?);
        if let Some(memo) = self.memo {
            memo.keep(self.last_change()?, key, Arc::clone(&made));
        }
        Ok(made)
    }

    /// What was worked out before, if nothing in the file has changed since.
    pub fn known<T: Send + Sync + 'static>(&self, key: &str) -> Result<Option<Arc<T>>, Failure> {
        match self.memo {
            Some(memo) => Ok(memo.get(self.last_change()?, key)),
            None => Ok(None),
        }
    }

    fn last_change(&self) -> Result<i64, Failure> {
        let last = self.one("select coalesce(max(id), 0) from changes", [], |row| row.get(0))?;
        Ok(last.unwrap_or(0))
    }

    /// Looks at each row of a query over the whole file and keeps none. Nor does the connection keep what it read for that: a page that is
    /// met once need not be remembered.
    pub fn each(
        &self,
        text: &str,
        parameters: impl rusqlite::Params,
        look: impl FnMut(&rusqlite::Row<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let usual: i64 = self
            .connection
            .pragma_query_value(None, "cache_size", |row| row.get(0))?;
        self.connection.execute_batch(FEW_PAGES)?;
        let walked = self.walk(text, parameters, look);
        self.connection.pragma_update(None, "cache_size", usual)?;
        walked
    }

    fn walk(
        &self,
        text: &str,
        parameters: impl rusqlite::Params,
        mut look: impl FnMut(&rusqlite::Row<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut statement = self.sql(text)?;
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            look(row)?;
        }
        Ok(())
    }

    /// All rows of a query.
    pub fn all<T>(
        &self,
        text: &str,
        parameters: impl rusqlite::Params,
        map: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Failure> {
        let mut statement = self.sql(text)?;
        let rows = statement.query_map(parameters, map)?.collect::<Result<Vec<_>, _>>()?;
        Ok(rows)
    }
}
