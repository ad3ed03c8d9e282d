//! The kinds of record: the one place that knows all of them.

use super::{activities, attachments, contacts, customers, deals, leads, people, products};
use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::list::Listed;
use crate::engine::store::record::columns;
use crate::engine::store::references::Reference;
use leadwell_rules::ids::RecordKind;
use rusqlite::named_params;

/// All of them: their history can be read field by field, and their columns are held against their tables by a test.
pub static NOUNS: [&Noun; 8] = [
    &leads::LEADS,
    &customers::CUSTOMERS,
    &contacts::CONTACTS,
    &deals::DEALS,
    &activities::ACTIVITIES,
    &products::PRODUCTS,
    &people::PEOPLE,
    &attachments::ATTACHMENTS,
];

/// Those that have a list with conditions, columns and views of its own.
static LISTS: [&Listed; 4] = [
    &leads::fields::LEAD_LIST,
    &customers::CUSTOMER_LIST,
    &contacts::CONTACT_LIST,
    &deals::DEAL_LIST,
];

/// What a kind of record is, if it is one of those that `takes` accepts.
pub fn noun(kind: RecordKind, takes: fn(&Noun) -> bool) -> Result<&'static Noun, Failure> {
    NOUNS
        .into_iter()
        .find(|noun| noun.kind == kind && takes(noun))
        .ok_or_else(|| not_of(kind))
}

/// The list of a kind of record.
pub fn list_of(kind: RecordKind) -> Result<&'static Listed, Failure> {
    LISTS
        .into_iter()
        .find(|list| list.noun.kind == kind)
        .ok_or_else(|| not_of(kind))
}

/// The failure of a call that names a kind of record which it is not for.
pub fn not_of(kind: RecordKind) -> Failure {
    Failure::invalid("record.kind", "kind").arg("kind", kind)
}

/// How many records of a kind stand in the lists of the reader.
pub fn count(read: &Read<'_>, noun: &Noun) -> Result<i64, Failure> {
    let (table, alive) = (noun.table(), noun.alive());
    let all = format!("select count(*) from {table} t where {alive}");
    let found = match read.actor.scope.bound() {
        None => read.one(&all, [], |row| row.get(0))?,
        Some(people) => {
            let (joined, (seen, _)) = (noun.joined(), noun.reach.with_bin("t"));
            let text = format!("select count(*) from {table} t {joined} where {alive} and {seen}");
            read.one(&text, named_params! { ":scope": people }, |row| row.get(0))?
        }
    };
    Ok(found.unwrap_or_default())
}

/// What a record that another one speaks of is called, as far as the reader sees it.
pub fn called_if_seen(read: &Read<'_>, table: &str, id: i64) -> Result<Option<String>, Failure> {
    let Some(noun) = NOUNS.iter().find(|noun| noun.table() == table) else {
        return called(read, table, id);
    };
    let text = format!(
        "select {} from {table} t {} where t.id = :id and {}",
        noun.shown.title,
        noun.joined(),
        noun.reach.with_bin("t").0
    );
    let bound = named_params! { ":id": id, ":scope": read.actor.scope.bound() };
    Ok(read.one(&text, bound, |row| row.get(0))?.flatten())
}

/// What names records of a table without a foreign key that would tell so.
pub fn named_loosely(table: &str) -> Vec<Reference> {
    let merged = format!("child.entity = '{table}'");
    let mut all: Vec<Reference> = ["gone_id", "kept_id"]
        .map(|column| Reference::loose("merges", column, table, merged.clone()))
        .into();
    // Values of one's own stand untyped: what they name is said by their field.
    let kinds = match table {
        "people" => "kind = 'person'",
        "custom_options" => "kind in ('choice', 'choices')",
        _ => return all,
    };
    let only = format!("child.field_id in (select id from custom_fields where {kinds})");
    let values = NOUNS.iter().filter_map(|noun| noun.values);
    all.extend(values.map(|values| Reference::loose(values, "value", table, only.clone())));
    if table == "people" {
        // Whoever has changed something stays in the list of changes.
        all.push(Reference::loose("changes", "person_id", table, "true".to_owned()));
    }
    all
}

/// What a record of a table is called, if it has a name.
pub fn called(read: &Read<'_>, table: &str, id: i64) -> Result<Option<String>, Failure> {
    let noun = NOUNS.iter().find(|noun| noun.table() == table);
    let text = match noun {
        Some(noun) => format!(
            "select {} from {table} t {} where t.id = ?1",
            noun.shown.title,
            noun.joined()
        ),
        None if columns(read.connection, table)?.values().any(|name| name == "name") => {
            format!("select name from {table} where id = ?1")
        }
        None => return Ok(None),
    };
    Ok(read.one(&text, [id], |row| row.get(0))?.flatten())
}
