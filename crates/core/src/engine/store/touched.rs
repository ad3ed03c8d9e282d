//! The rows a transaction touched – by a verb, an import, an undo, a removal that takes others along – and what follows from them.
//! SQLite itself says which: its update hook sees every row, whichever way it changes.

use super::record::{for_each, value_in};
use super::references::Reference;
use super::{Read, Write};
use crate::engine::failure::Failure;
use rusqlite::Connection;
use rusqlite::hooks::Action;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// What follows from touched rows, whatever touched them. Handed down from the top of the house.
pub(crate) struct Follow {
    /// In the order in which they are run.
    pub reactions: &'static [Reaction],
    /// Columns that are worked out from other rows or say when, not what: table (`*` = every one) and names. That one of them moved on
    /// is no reason to refuse an undo.
    pub derived: &'static [(&'static str, &'static [&'static str])],
    /// Of a table whose rows are part of a record, the table of the record, whose id stands in its second column. A change of such a row stands
    /// in the history of the record.
    pub part_of: fn(table: &str) -> Option<&'static str>,
    /// What names records of a table without a foreign key that would tell so.
    pub named_loosely: fn(table: &str) -> Vec<Reference>,
    /// Foreign keys, as table and column, whose rows are nobody's work: they go with their record, and no undo is refused because of them.
    pub goes_unasked: &'static [(&'static str, &'static str)],
    /// What a record of a table is called, if it has a name.
    pub called: fn(&Read<'_>, table: &str, id: i64) -> Result<Option<String>, Failure>,
}

impl Follow {
    /// Whether a column is worked out, or says when.
    pub fn is_derived(&self, table: &str, column: &str) -> bool {
        self.derived
            .iter()
            .any(|(of, columns)| (*of == "*" || *of == table) && columns.contains(&column))
    }
}

/// Something that follows from touched rows: run by the one wrapper, inside the transaction, after the verb.
pub(crate) struct Reaction {
    /// The tables whose rows it follows from.
    pub tables: fn() -> &'static [&'static str],
    /// Does it for the rows touched; not called when there are none.
    pub run: fn(&mut Write<'_>, &Touched) -> Result<(), Failure>,
}

/// Ids of touched rows by table, each once and in order.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    there: BTreeMap<&'static str, Vec<i64>>,
    gone: BTreeMap<&'static str, Vec<i64>>,
}

impl Touched {
    /// Rows of a table that were added or changed and are still there.
    pub fn of(&self, table: &str) -> &[i64] {
        self.there.get(table).map_or(&[], Vec::as_slice)
    }

    /// Rows of a table that were taken out of the file.
    pub fn gone(&self, table: &str) -> &[i64] {
        self.gone.get(table).map_or(&[], Vec::as_slice)
    }

    fn any(&self, tables: &[&str]) -> bool {
        tables
            .iter()
            .any(|table| !self.of(table).is_empty() || !self.gone(table).is_empty())
    }

    /// Whose rows of `table` belong to, as their column `column` says, before and after: what a change of a child means for its parents.
    /// Nothing when that cannot be known, because rows went whose content was not recorded.
    pub fn parents(&self, write: &Write<'_>, table: &str, column: &str) -> Result<Option<BTreeSet<i64>>, Failure> {
        let mut parents = BTreeSet::new();
        let ids = super::id_list(self.of(table));
        let text = format!(
            "select distinct {column} from {table} where id in (select value from json_each(?1)) and {column} is not null"
        );
        parents.extend(write.all(&text, [ids], |row| row.get::<_, i64>(0))?);
        if self.gone(table).is_empty() {
            return Ok(Some(parents));
        }
        let at = super::record::columns(write.connection, table)?
            .into_iter()
            .find(|(_, name)| name == column)
            .map_or(0, |(at, _)| at);
        let mut known = BTreeSet::new();
        for_each(&(write.so_far)()?, |of, action, item| {
            if of == table && action != Action::SQLITE_INSERT {
                known.insert(super::record::key_of(action, item)?);
                parents.extend(value_in(item, at, false));
                parents.extend(value_in(item, at, true));
            }
            Ok(())
        })?;
        // What was made and taken out again in one change belongs to nobody.
        let all = !write.recorded.unwritten || self.gone(table).iter().all(|id| known.contains(id));
        Ok(all.then_some(parents))
    }

    pub(super) fn add(&mut self, more: Touched) {
        for (mine, others) in [(&mut self.there, more.there), (&mut self.gone, more.gone)] {
            for (table, ids) in others {
                let known = mine.entry(table).or_default();
                known.extend(ids);
                known.sort_unstable();
                known.dedup();
            }
        }
    }
}

/// A row noticed: the place of its table in the list of watched ones, its id, whether it was taken out.
type Noticed = Arc<Mutex<Vec<(usize, i64, bool)>>>;

/// Notices rows of the tables that somebody reacts to.
pub(crate) struct Watcher {
    tables: Vec<&'static str>,
    rows: Noticed,
}

impl Watcher {
    /// Notices from now on what is written through a connection, until [`Watcher::end`].
    pub fn begin(connection: &mut Connection, reactions: &[Reaction]) -> Result<Watcher, Failure> {
        let mut tables: Vec<&'static str> = reactions
            .iter()
            .flat_map(|reaction| (reaction.tables)())
            .copied()
            .collect();
        tables.sort_unstable();
        tables.dedup();
        let rows = Noticed::default();
        let (noticed, watched) = (Arc::clone(&rows), tables.clone());
        let hook = move |action: Action, _: &str, table: &str, id: i64| {
            let Ok(at) = watched.binary_search(&table) else { return };
            let row = (at, id, action == Action::SQLITE_DELETE);
            let mut rows = noticed.lock().unwrap_or_else(PoisonError::into_inner);
            if rows.last() != Some(&row) {
                rows.push(row);
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
        // Stable: of one row, what happened last stands last.
        rows.sort_by_key(|(at, id, _)| (*at, *id));
        let mut touched = Touched::default();
        for same in rows.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            if let Some((at, id, gone)) = same.last() {
                let place = if *gone { &mut touched.gone } else { &mut touched.there };
                place.entry(self.tables[*at]).or_default().push(*id);
            }
        }
        touched
    }

    /// Runs what follows from what was touched, in the order of the list. What a reaction itself writes is seen by the later ones.
    pub fn react(&self, write: &mut Write<'_>, reactions: &[Reaction]) -> Result<Touched, Failure> {
        let mut touched = self.take();
        for reaction in reactions {
            if touched.any((reaction.tables)()) {
                (reaction.run)(write, &touched)?;
                touched.add(self.take());
            }
        }
        Ok(touched)
    }
}
