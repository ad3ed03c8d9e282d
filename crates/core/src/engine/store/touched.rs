//! The rows a transaction touched – by a verb, an import, an undo, a removal that takes others along – and what follows from them.
//! SQLite itself says which: its update hook sees every row, whichever way it changes.

use super::Write;
use crate::engine::failure::Failure;
use rusqlite::Connection;
use rusqlite::hooks::Action;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Something that follows from touched rows: run by the one wrapper, inside the transaction, after the verb.
pub(crate) struct Reaction {
    /// The tables whose rows it follows from.
    pub tables: &'static [&'static str],
    /// Does it for the rows touched; not called when there are none.
    pub run: fn(&mut Write<'_>, &Touched) -> Result<(), Failure>,
}

/// Ids of touched rows by table, each once and in order.
#[derive(Debug, Default)]
pub(crate) struct Touched(BTreeMap<&'static str, Vec<i64>>);

impl Touched {
    /// The rows of one table.
    pub fn of(&self, table: &str) -> &[i64] {
        self.0.get(table).map_or(&[], Vec::as_slice)
    }

    fn any(&self, tables: &[&str]) -> bool {
        tables.iter().any(|table| !self.of(table).is_empty())
    }
}

/// The rows noticed so far, by the place of their table in the list of watched ones.
type Noticed = Arc<Mutex<Vec<(usize, i64)>>>;

/// Notices rows of the tables that somebody reacts to.
pub(crate) struct Watcher {
    tables: Vec<&'static str>,
    rows: Noticed,
}

impl Watcher {
    /// Notices from now on what is written through a connection, until [`Watcher::end`].
    pub fn begin(connection: &mut Connection, reactions: &[Reaction]) -> Result<Watcher, Failure> {
        let mut tables: Vec<&'static str> = reactions.iter().flat_map(|reaction| reaction.tables).copied().collect();
        tables.sort_unstable();
        tables.dedup();
        let rows = Noticed::default();
        let (noticed, watched) = (Arc::clone(&rows), tables.clone());
        let hook = move |_: Action, _: &str, table: &str, id: i64| {
            let Ok(at) = watched.binary_search(&table) else { return };
            let mut rows = noticed.lock().unwrap_or_else(PoisonError::into_inner);
            if rows.last() != Some(&(at, id)) {
                rows.push((at, id));
            }
        };
        connection.update_hook(Some(hook))?;
        Ok(Watcher { tables, rows })
    }

    /// Stops noticing.
    pub fn end(connection: &mut Connection) -> Result<(), Failure> {
        Ok(connection.update_hook(None::<fn(Action, &str, &str, i64)>)?)
    }

    /// What was noticed since the last time this was asked.
    fn take(&self) -> Touched {
        let mut rows = std::mem::take(&mut *self.rows.lock().unwrap_or_else(PoisonError::into_inner));
        rows.sort_unstable();
        rows.dedup();
        let mut touched = Touched::default();
        for (at, id) in rows {
            touched.0.entry(self.tables[at]).or_default().push(id);
        }
        touched
    }

    /// Runs what follows from what was touched, in the order of the list. What reactions themselves write is seen by the later ones.
    pub fn react(&self, write: &mut Write<'_>, reactions: &[Reaction]) -> Result<Touched, Failure> {
        let mut touched = self.take();
        for reaction in reactions {
            if touched.any(reaction.tables) {
                (reaction.run)(write, &touched)?;
                touched.add(self.take());
            }
        }
        Ok(touched)
    }
}

impl Touched {
    fn add(&mut self, more: Touched) {
        for (table, ids) in more.0 {
            let known = self.0.entry(table).or_default();
            known.extend(ids);
            known.sort_unstable();
            known.dedup();
        }
    }
}
