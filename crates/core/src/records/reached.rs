//! Whose records a recorded change is about: whoever takes it back or makes it again needs the rights as they are now, as with every other verb.

use crate::engine::describe::Noun;
use crate::engine::failure::{Failure, Kind};
use crate::engine::store::record::{columns, for_each, key_of, value_in};
use crate::engine::store::references::{Reference, all_references};
use crate::engine::store::{Write, id_list, not_yours};
use crate::records::nouns::NOUNS;
use leadwell_rules::ids::ImportId;
use rusqlite::hooks::Action;
use rusqlite::named_params;
use rusqlite::session::ChangesetItem;
use std::collections::{BTreeMap, BTreeSet};

type Ids = BTreeMap<&'static str, BTreeSet<i64>>;

/// The records that a recorded change is about.
#[derive(Default)]
pub(crate) struct Reached {
    /// Those that stand in the file before it is turned.
    there: Ids,
    /// Those that come back with it.
    back: Ids,
}

impl Reached {
    /// Reads it out of a recorded changeset. What follows from other rows is nobody's doing; nor is that a record of others goes along when the
    /// one it refers to is merged.
    pub(crate) fn by(write: &Write<'_>, record: &[u8], backwards: bool) -> Result<Reached, Failure> {
        let mut reached = Reached::default();
        if record.is_empty() {
            return Ok(reached);
        }
        let tables = Tables::load(write, record)?;
        // Rows of parts that were changed and do not say whose they are.
        let mut unsaid: BTreeMap<(String, String), (&'static str, Vec<i64>)> = BTreeMap::new();
        for_each(record, |table, action, item| {
            let Some(known) = tables.known.get(table) else {
                return Ok(());
            };
            let id = key_of(action, item)?;
            if let Some(noun) = known.noun {
                if action != Action::SQLITE_UPDATE {
                    let comes = (action == Action::SQLITE_INSERT) != backwards;
                    let ids = if comes { &mut reached.back } else { &mut reached.there };
                    ids.entry(noun.table()).or_default().insert(id);
                } else if known.says(item, &tables.merged) {
                    reached.there.entry(noun.table()).or_default().insert(id);
                }
                return Ok(());
            }
            for (at, column, whole) in &known.parts {
                let said = [value_in(item, *at, false), value_in(item, *at, true)];
                if said.iter().all(Option::is_none) && action == Action::SQLITE_UPDATE {
                    let place = (table.to_owned(), column.clone());
                    unsaid.entry(place).or_insert((*whole, Vec::new())).1.push(id);
                }
                reached
                    .there
                    .entry(*whole)
                    .or_default()
                    .extend(said.into_iter().flatten());
            }
            Ok(())
        })?;
        for ((table, column), (whole, rows)) in unsaid {
            let text = format!(
                "select distinct {column} from {table} where rowid in (select value from json_each(?1)) and {column} is not null"
            );
            let found = write.all(&text, [id_list(&rows)], |row| row.get::<_, i64>(0))?;
            reached.there.entry(whole).or_default().extend(found);
        }
        Ok(reached)
    }

    /// Without what an import made.
    pub(crate) fn but_made_by(&mut self, write: &Write<'_>, import: ImportId) -> Result<(), Failure> {
        for (table, ids) in &mut self.there {
            if !columns(write.connection, table)?
                .values()
                .any(|name| name == "import_id")
            {
                continue;
            }
            let list: Vec<i64> = ids.iter().copied().collect();
            let text =
                format!("select id from {table} where import_id = ?1 and id in (select value from json_each(?2))");
            for made in write.all(&text, (import.0, id_list(&list)), |row| row.get::<_, i64>(0))? {
                ids.remove(&made);
            }
        }
        Ok(())
    }

    /// Asked before it is turned: refuses unless the person may see and change, as of now, what stands there.
    pub(crate) fn before(&self, write: &Write<'_>) -> Result<(), Failure> {
        ask(write, &self.there)
    }

    /// Asked afterwards, of what came back, as it stands then.
    pub(crate) fn after(&self, write: &Write<'_>) -> Result<(), Failure> {
        ask(write, &self.back)
    }
}

fn ask(write: &Write<'_>, ids: &Ids) -> Result<(), Failure> {
    let touched = |noun: &&&Noun| ids.get(noun.table()).is_some_and(|ids| !ids.is_empty());
    for noun in NOUNS.iter().filter(touched) {
        if let Some(scope) = write.actor.scope.bound() {
            let (sees, changes) = noun.reach.with_bin("t");
            let text = format!(
                "select t.id, {sees} is true, coalesce({}, ''), u.name from json_each(:ids) i join {} t on t.id = i.value {} where {changes} is not true
                 order by 2 limit 1",
                noun.shown.title,
                noun.table(),
                noun.joined()
            );
            let list: Vec<i64> = ids[noun.table()].iter().copied().collect();
            let refusal = write.one(
                &text,
                named_params! { ":ids": id_list(&list), ":scope": scope },
                |row| {
                    Ok(match row.get(1)? {
                        true => not_yours(&row.get::<_, String>(2)?, row.get::<_, Option<String>>(3)?.as_deref()),
                        false => Failure::not_found(noun.unknown).arg("id", row.get::<_, i64>(0)?),
                    })
                },
            )?;
            if let Some(refusal) = refusal {
                return Err(refusal);
            }
        }
        if !write.actor.may(noun.permissions.1) {
            return Err(Failure::new(Kind::Forbidden, "call.forbidden").arg("command", "history.undo"));
        }
    }
    Ok(())
}

/// What is known of the tables that a change speaks of.
#[derive(Default)]
struct Tables {
    known: BTreeMap<String, Table>,
    /// Records that the change merges or takes apart again, by table.
    merged: BTreeMap<String, BTreeSet<i64>>,
}

/// One of them.
#[derive(Default)]
struct Table {
    noun: Option<&'static Noun>,
    /// Of a kind of record: its columns in which somebody says something, each with the table it refers to.
    telling: Vec<(usize, Option<String>)>,
    /// Of rows that are a part of a record: the column that says of which, and the record's table.
    parts: Vec<(usize, String, &'static str)>,
}

impl Tables {
    fn load(write: &Write<'_>, record: &[u8]) -> Result<Tables, Failure> {
        let mut tables = Tables::default();
        for_each(record, |table, action, item| {
            if !tables.known.contains_key(table) {
                tables.known.insert(table.to_owned(), Table::default());
            }
            if table == "merges" && action != Action::SQLITE_UPDATE {
                let after = action == Action::SQLITE_INSERT;
                let entity = if after { item.new_value(1) } else { item.old_value(1) };
                let entity = entity.ok().and_then(|entity| entity.as_str().ok().map(str::to_owned));
                let records = [2, 3].map(|at| value_in(item, at, after));
                let merged = tables.merged.entry(entity.unwrap_or_default()).or_default();
                merged.extend(records.into_iter().flatten());
            }
            Ok(())
        })?;
        let references = all_references(write)?;
        for (name, table) in &mut tables.known {
            *table = Table::load(write, name, &references)?;
        }
        Ok(tables)
    }
}

impl Table {
    fn load(write: &Write<'_>, name: &str, references: &[Reference]) -> Result<Table, Failure> {
        let mut table = Table {
            noun: NOUNS.into_iter().find(|noun| noun.table() == name),
            ..Table::default()
        };
        for (at, column) in columns(write.connection, name)? {
            let reference = references
                .iter()
                .find(|reference| reference.child == name && reference.column == column);
            let whole = reference
                .filter(|reference| {
                    reference.goes_along && !write.follow.goes_unasked.contains(&(name, column.as_str()))
                })
                .and_then(|reference| NOUNS.iter().find(|noun| noun.table() == reference.parent));
            if table.noun.is_none() {
                table.parts.extend(whole.map(|whole| (at, column, whole.table())));
            } else if !write.follow.is_derived(name, &column) {
                table
                    .telling
                    .push((at, reference.map(|reference| reference.parent.clone())));
            }
        }
        Ok(table)
    }

    /// Whether a changed row says something else, not only that what it referred to became one with another record.
    fn says(&self, item: &ChangesetItem, merged: &BTreeMap<String, BTreeSet<i64>>) -> bool {
        self.telling.iter().any(|(at, parent)| {
            // A column that was not changed has no new value; its key has an old one all the same.
            if item.new_value(*at).is_err() {
                return false;
            }
            let one = parent.as_ref().and_then(|parent| merged.get(parent));
            let along = |one: &BTreeSet<i64>| {
                [false, true]
                    .into_iter()
                    .all(|after| value_in(item, *at, after).is_some_and(|id| one.contains(&id)))
            };
            !one.is_some_and(along)
        })
    }
}
