//! Taking back a whole import, whatever its size: what it changed is changed back by the recorded pieces, what it made is
//! found by its number and removed.

use super::import_lock::hold;
use super::indexes::DroppedIndexes;
use super::kinds;
use super::model::{State, Status};
use super::rights;
use super::store;
use super::wanted::ImportRef;
use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::record::{apply, columns};
use crate::engine::store::references::{Reference, references};
use crate::records::nouns::named_loosely;
use leadwell_rules::ids::ImportId;

/// Answers `imports.undo`. Refused, with the reason, when a record was changed or used since.
pub fn undo(write: &mut Write<'_>, wanted: ImportRef) -> Result<Status, Failure> {
    let id = wanted.import_id;
    let status = rights::find(write, id)?;
    // Held until it is taken back: nobody goes on with it meanwhile, and whoever would have learns from its row that it is undone.
    let _nobody = match status.state {
        State::Running | State::Cancelling => Some(hold(write.path, id)?),
        _ => None,
    };
    if status.state == State::Undone || !status.can_undo {
        return Err(Failure::conflict("import.nothing_to_undo"));
    }
    rights::may_take_back(write, id)?;
    take_back(write, id, "undone")?;
    write.subject(status.file_name);
    rights::find(write, id)
}

/// Takes back what an import wrote, and forgets its pieces. What takes an import back is listed, but cannot itself be taken
/// back: its record would be as large as the import.
pub fn take_back(write: &mut Write<'_>, id: ImportId, state: &str) -> Result<(), Failure> {
    let pieces: Vec<(i64, i64)> = write.all(
        "select id, records from changes where import_id = ?1 and undone_by is null and changeset is not null order by id desc",
        [id.0],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some((first, _)) = pieces.last() else {
        return store::end(write.connection, id, state, None, write.now(), None);
    };
    // What refers to others comes first.
    let made: Vec<&'static Noun> = kinds::ALL
        .into_iter()
        .rev()
        .filter_map(|spec| has_made(write, spec.noun, id).transpose())
        .collect::<Result<_, _>>()?;
    refuse_changed(write, id, &made, *first)?;
    refuse_used(write, id, &made, true)?;
    write.mark_irreversible();
    for (piece, _) in &pieces {
        change_back(write, *piece)?;
    }
    // What the import itself made refer to its records does so no longer.
    refuse_used(write, id, &made, false)?;
    for noun in made {
        remove(write, noun.table(), id)?;
    }
    write.recorded.records = Some(pieces.iter().map(|(_, records)| records).sum());
    store::end(write.connection, id, state, None, write.now(), None)
}

fn has_made(write: &Write<'_>, noun: &'static Noun, id: ImportId) -> Result<Option<&'static Noun>, Failure> {
    write.one(
        &format!("select 1 from {} where import_id = ?1 limit 1", noun.table()),
        [id.0],
        |_| Ok(noun),
    )
}

fn refusal() -> Failure {
    Failure::conflict("import.changed_since")
}

/// A record somebody has worked on since is theirs as well. A change that was undone is none.
fn refuse_changed(write: &Write<'_>, id: ImportId, made: &[&Noun], first: i64) -> Result<(), Failure> {
    for noun in made {
        let table = noun.table();
        let touched = write.one(
            &format!(
                "select 1 from change_records t join changes c on c.id = t.change_id
                 where t.entity = ?1 and t.change_id > ?2 and c.import_id is not ?3 and c.undone_by is null and c.undoes is null and c.redoes is null
                   and exists (select 1 from {table} made where made.id = t.record_id and made.import_id = ?3) limit 1"
            ),
            (table, first, id.0),
            |_| Ok(()),
        )?;
        // Changes of very many records at once are not listed one by one.
        let stamped = match noun.is_stamped() {
            false => None,
            true => write.one(
                &format!("select 1 from {table} where import_id = ?1 and updated_at > (select started_at from imports where id = ?1) limit 1"),
                [id.0],
                |_| Ok(()),
            )?,
        };
        if touched.or(stamped).is_some() {
            return Err(refusal());
        }
    }
    Ok(())
}

/// Whatever refers to a record of the import and is not part of it stands in the way: what would go with it, such as a note,
/// and what would be left without it.
fn refuse_used(write: &Write<'_>, id: ImportId, made: &[&Noun], goes_with_it: bool) -> Result<(), Failure> {
    for noun in made {
        let table = noun.table();
        let named = references(write, table)?
            .into_iter()
            .filter(|reference| reference.goes_along == goes_with_it);
        for Reference { child, column, .. } in named {
            let imported = columns(write.connection, &child)?
                .values()
                .any(|name| name == "import_id");
            let own = match (child.as_str(), imported) {
                ("deal_versions", _) if column == "deal_id" => continue,
                ("deal_versions", _) => "child.deal_id in (select id from deals where import_id = ?1)",
                // Tags, further contacts and what is said in fields of one's own go with their record; who put them on has touched it.
                ("lead_tags" | "lead_contacts", _) => continue,
                (values, _) if noun.values == Some(values) => continue,
                (_, true) => "child.import_id is ?1",
                (_, false) => "false",
            };
            let used = write.one(
                &format!("select 1 from {child} child where child.{column} in (select id from {table} where import_id = ?1) and not ({own}) limit 1"),
                [id.0],
                |_| Ok(()),
            )?;
            if used.is_some() {
                return Err(refusal());
            }
        }
        // A record that others were merged into is theirs as well.
        for Reference {
            child, column, only, ..
        } in named_loosely(table)
        {
            let text = format!(
                "select 1 from {child} child where child.{column} in (select id from {table} where import_id = ?1) and {only} limit 1"
            );
            if child == "merges" && write.one(&text, [id.0], |_| Ok(()))?.is_some() {
                return Err(refusal());
            }
        }
    }
    let named = write.one(
        "select 1 from person_values where person_id in (select id from people where import_id = ?1) limit 1",
        [id.0],
        |_| Ok(()),
    )?;
    if named.is_some() {
        return Err(refusal());
    }
    // Somebody who has changed something stays in the list of changes.
    let acted = write.one(
        "select 1 from changes where person_id in (select id from people where import_id = ?1) and import_id is not ?1 limit 1",
        [id.0],
        |_| Ok(()),
    )?;
    acted.map_or(Ok(()), |()| Err(refusal()))
}

/// Applies the inverse of one piece.
fn change_back(write: &mut Write<'_>, piece: i64) -> Result<(), Failure> {
    let bytes = write
        .one("select changeset from changes where id = ?1", [piece], |row| {
            row.get::<_, Vec<u8>>(0)
        })?
        .unwrap_or_default();
    if !bytes.is_empty() {
        apply(write, &bytes, true).map_err(|failure| match failure.code {
            "history.changed_since" => refusal(),
            _ => failure,
        })?;
    }
    write.run(
        "update changes set changeset = null, undone_by = (select seq + 1 from sqlite_sequence where name = 'changes') where id = ?1",
        [piece],
    )?;
    Ok(())
}

/// Removes what the import made in one table.
fn remove(write: &mut Write<'_>, table: &'static str, id: ImportId) -> Result<(), Failure> {
    let dropped = DroppedIndexes::for_removal(write, table, id)?;
    // Within one table records may refer to one another; a single statement minds that only at its end. Versions go with their deal:
    // the guard that keeps them lets them go only then.
    write.run(&format!("delete from {table} where import_id = ?1"), [id.0])?;
    if table == "leads" {
        // A tag the file brought goes unless somebody else has used it since.
        write.run(
            "delete from tags where import_id = ?1 and not exists (select 1 from lead_tags t where t.tag_id = tags.id)",
            [id.0],
        )?;
        write.run("update tags set import_id = null where import_id = ?1", [id.0])?;
    }
    dropped.put_back(write)
}
