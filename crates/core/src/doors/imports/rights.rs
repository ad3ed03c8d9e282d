//! Who may do what by imports, and with them. An import does what the person may do by hand, only more of it; it is theirs, and of whoever
//! answers for them; to everybody else it is not there.

use super::kinds;
use super::model::Status;
use super::spec::Spec;
use super::store;
use crate::engine::describe::Noun;
use crate::engine::failure::{Failure, Kind};
use crate::engine::store::{Read, Write};
use crate::records::reached::Reached;
use leadwell_rules::ids::ImportId;
use rusqlite::named_params;

/// Refuses whoever may not change records of that kind by hand.
pub fn may_change(read: &Read<'_>, spec: &Spec) -> Result<(), Failure> {
    if read.actor.may(spec.noun.permissions.1) {
        return Ok(());
    }
    let label = spec.label(read.call.language);
    Err(Failure::new(Kind::Forbidden, "import.kind_forbidden").arg("kind", label))
}

/// An import that the person may look at and act on.
pub fn find(read: &Read<'_>, id: ImportId) -> Result<Status, Failure> {
    let status = store::find(read, id, &read.actor.answers_for())?;
    may_change(read, kinds::spec(status.kind)?)?;
    Ok(status)
}

/// Those of these imports that the person may look at.
pub fn seen(read: &Read<'_>, imports: Vec<Status>) -> Vec<Status> {
    let may = |status: &Status| kinds::spec(status.kind).is_ok_and(|spec| may_change(read, spec).is_ok());
    imports.into_iter().filter(may).collect()
}

/// Refuses whoever would take back what they may not see and change as of now. What one's own import made goes whoever has it: nobody has worked
/// on it since, or it would be refused for that.
pub fn may_take_back(write: &Write<'_>, id: ImportId) -> Result<(), Failure> {
    let own = store::importer(write, id)? == write.actor.id;
    for spec in kinds::ALL {
        if has_made(write, spec.noun, id)? {
            may_change(write, spec)?;
            if !own {
                made_is_seen(write, spec.noun, id)?;
            }
        }
    }
    let mut statement = write.sql(
        "select changeset from changes where import_id = ?1 and undone_by is null and changeset is not null order by id",
    )?;
    let mut rows = statement.query([id.0])?;
    while let Some(row) = rows.next()? {
        let record = row.get_ref(0)?.as_blob().unwrap_or_default();
        let mut reached = Reached::by(write, record, true)?;
        reached.but_made_by(write, id)?;
        reached.before(write)?;
    }
    Ok(())
}

fn has_made(read: &Read<'_>, noun: &Noun, id: ImportId) -> Result<bool, Failure> {
    let text = format!("select 1 from {} where import_id = ?1 limit 1", noun.table());
    Ok(read.one(&text, [id.0], |_| Ok(()))?.is_some())
}

fn made_is_seen(read: &Read<'_>, noun: &Noun, id: ImportId) -> Result<(), Failure> {
    let text = format!(
        "select t.id from {} t {} where t.import_id = :id and {} is not true limit 1",
        noun.table(),
        noun.joined(),
        noun.reach.with_bin("t").0
    );
    let hidden: Option<i64> = read.one(
        &text,
        named_params! { ":id": id.0, ":scope": read.actor.scope.bound() },
        |row| row.get(0),
    )?;
    match hidden {
        Some(id) => Err(Failure::not_found(noun.unknown).arg("id", id)),
        None => Ok(()),
    }
}
