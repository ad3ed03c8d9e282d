//! Records held against each other, field by field, before they become one.

use super::dropped::shown;
use super::merge::{load, text_of};
use super::mergeable;
use crate::engine::describe::Merge;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom::{CustomKind, load as load_custom};
use crate::engine::store::custom_values::{parts_of, shown_all};
use crate::engine::store::references::{Reference, references};
use crate::records::nouns::NOUNS;
use leadwell_rules::ids::RecordKind;
use rusqlite::named_params;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use ts_rs::TS;

/// Records that are to be held against each other.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CompareRecords {
    /// What they are.
    pub entity: RecordKind,
    /// Their ids, at least two.
    pub ids: Vec<i64>,
}

/// One field of several records.
#[derive(Debug, Serialize, TS)]
pub struct ComparedField {
    /// The field.
    pub field: Cow<'static, str>,
    /// What it is called, of a field without code of its own; null of the others.
    pub label: Option<String>,
    /// What each record says, in the order asked for; names for people and customers.
    pub values: Vec<Option<String>>,
    /// Whether two records say different things.
    pub conflict: bool,
    /// Whether the first record's word stays in any case.
    pub fixed: bool,
}

/// What belongs to a record and would move.
#[derive(Debug, Serialize, TS)]
pub struct ComparedLinks {
    /// The table of what refers to it.
    pub what: String,
    /// How many of them each record has, in the order asked for.
    pub counts: Vec<i64>,
}

/// Records held against each other.
#[derive(Debug, Serialize, TS)]
pub struct Comparison {
    /// The fields, those with conflicts first.
    pub fields: Vec<ComparedField>,
    /// What belongs to them.
    pub links: Vec<ComparedLinks>,
}

/// Answers `duplicates.compare`.
pub fn compare(read: &Read<'_>, wanted: CompareRecords) -> Result<Comparison, Failure> {
    let noun = mergeable(wanted.entity)?.0;
    let records = load(read, noun, &wanted.ids)?;
    let mut fields = Vec::new();
    for (at, field) in noun.fields.iter().enumerate() {
        let said = |record: &Vec<Value>| Some(&record[at]).filter(|value| field.says(value)).and_then(text_of);
        let values = records
            .iter()
            .map(|record| said(record).map(|text| shown(read, field, &text)).transpose())
            .collect::<Result<Vec<_>, _>>()?;
        fields.push(ComparedField {
            field: field.column.into(),
            label: field.plain.then(|| field.label(read.call.language)),
            fixed: !matches!(field.merge, Merge::Fill | Merge::FurtherMethod),
            conflict: differ(&values),
            values,
        });
    }
    let said = wanted
        .ids
        .iter()
        .map(|id| parts_of(read, noun, *id))
        .collect::<Result<Vec<_>, _>>()?;
    for own in load_custom(read, noun)? {
        let values = said
            .iter()
            .map(|record| {
                record
                    .get(&own.key)
                    .map(|parts| shown_all(read, &own, parts))
                    .transpose()
            })
            .collect::<Result<Vec<_>, _>>()?;
        let joined = own.kind == CustomKind::Choices;
        fields.push(ComparedField {
            fixed: joined,
            conflict: !joined && differ(&values),
            field: own.key.into(),
            label: Some(own.name),
            values,
        });
    }
    fields.retain(|field| field.values.iter().any(Option::is_some));
    fields.sort_by_key(|field| !field.conflict);
    let mut links = Vec::new();
    let moving = references(read, noun.table())?.into_iter();
    for Reference { child, column, .. } in moving.filter(|moving| noun.values != Some(moving.child.as_str())) {
        // Of what is a record itself, those that the reader sees.
        let seen = NOUNS
            .iter()
            .find(|noun| noun.table() == child)
            .map(|noun| (noun.joined(), noun.seen()));
        let (joined, seen) = seen.unwrap_or_else(|| (String::new(), "(:scope is null or true)".to_owned()));
        let text = format!("select count(*) from {child} t {joined} where t.{column} = :id and {seen}");
        let counts = wanted
            .ids
            .iter()
            .map(|id| {
                let bound = named_params! { ":id": id, ":scope": read.actor.scope.bound() };
                Ok(read.one(&text, bound, |row| row.get(0))?.unwrap_or_default())
            })
            .collect::<Result<Vec<i64>, Failure>>()?;
        if counts.iter().any(|count| *count > 0) {
            links.push(ComparedLinks { what: child, counts });
        }
    }
    Ok(Comparison { fields, links })
}

/// Whether two of those that say something say different things.
fn differ(values: &[Option<String>]) -> bool {
    let mut said = values.iter().flatten();
    said.next().is_some_and(|first| said.any(|other| other != first))
}
