//! Records in a list, whatever they are: selected, sorted, a page at a time by key, counted. A noun hands its tables, its fields and its
//! conditions; this file knows no noun.

use super::Read;
use super::condition_sql::condition_to_sql;
use super::custom::{self, CustomField};
use super::custom_values;
use super::field::{Field, FieldInfo};
use super::filter::Conditions;
use super::order::{Order, SortBy};
use super::text;
use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use leadwell_rules::condition::Condition;
use leadwell_rules::text::{fold, squash};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use ts_rs::TS;

/// What a noun tells the list. In its texts `?1` is the reader's row scope: a JSON list of people, null for everybody.
#[derive(Debug)]
pub struct Listed {
    /// The kind of record it lists.
    pub noun: &'static Noun,
    /// Its table with the alias all other texts use: `leads l`.
    pub table: &'static str,
    /// Its id.
    pub id: &'static str,
    /// The columns of a row.
    pub columns: &'static str,
    /// The tables those columns come from.
    pub tables: &'static str,
    /// Further tables that an order or a condition may need: their alias with its point, and the join.
    pub joins: &'static [(&'static str, &'static str)],
    /// What can be asked of it.
    pub fields: &'static [Field],
    /// What a sort column is in SQL, never null.
    pub order: fn(&str) -> Option<&'static str>,
    /// What it is sorted by when nobody says: a column, ascending; newest first without one.
    pub usual: Option<&'static str>,
    /// The text that is searched, never null.
    pub text: &'static str,
    /// A stored key of squashed text that is searched too.
    pub key: Option<&'static str>,
    /// Stands in the lists.
    pub alive: &'static str,
    /// Lies in the recycle bin.
    pub removed: &'static str,
    /// Not null for those kept apart from all others.
    pub apart: Option<&'static str>,
    /// The code of the failure when nobody says which ones a verb is meant for.
    pub missing: &'static str,
    /// The code of the failure when some of the ids are not there.
    pub unknown: &'static str,
}

impl Listed {
    /// What a row is read from: its columns, and behind them what `custom_values::of_row` reads.
    pub fn row(&self) -> String {
        format!("{}, {}", self.columns, custom_values::selected(self.noun, self.id))
    }
}

/// Which records a list shows or a verb is meant for. All given parts must hold.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct Selection {
    /// Exactly these records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<i64>>,
    /// A condition of the condition language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// Part of what the list is searched by: names, numbers, addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Those kept apart instead of all others; leads alone are kept apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quarantined: Option<bool>,
    /// Those in the recycle bin instead of all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed: Option<bool>,
}

impl Selection {
    /// Those for which a condition holds.
    pub fn of(condition: impl Into<Condition>) -> Selection {
        Selection {
            condition: Some(condition.into()),
            ..Selection::default()
        }
    }

    /// Exactly these.
    pub fn ids(ids: impl IntoIterator<Item = i64>) -> Selection {
        Selection {
            ids: Some(ids.into_iter().collect()),
            ..Selection::default()
        }
    }

    /// Those of them for which a condition holds as well.
    pub fn and(mut self, condition: Condition) -> Selection {
        let own = self.condition.take().into_iter();
        self.condition = Some(Condition::All {
            all: own.chain([condition]).collect(),
        });
        self
    }

    /// Whether nothing narrows it: not what a verb for many should be given by mistake.
    pub fn is_everything(&self) -> bool {
        self.ids.is_none()
            && self.condition.as_ref().is_none_or(Condition::is_empty)
            && text::typed(self.text.as_deref()).is_none()
            && self.quarantined.is_none()
            && self.removed.is_none()
    }
}

/// Which records, in which order, how many.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListQuery {
    /// Which records.
    pub filter: Option<Selection>,
    /// Columns to sort by, first counts most (see the `fields` of the noun); without them the list's own order.
    #[ts(as = "Option<Vec<SortBy>>")]
    pub sort: Vec<SortBy>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows in a page, at most 1000; the default is 100.
    pub limit: Option<u32>,
}

/// Which records to count or to add up.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TotalQuery {
    /// Which records.
    pub filter: Option<Selection>,
}

/// How many records were found.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct RecordCount {
    /// Records found.
    pub count: i64,
}

/// Several selections to count at once.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CountQuery {
    /// The selections, at most 50.
    pub selections: Vec<Selection>,
}

/// More selections than this are not counted in one call.
const MOST_COUNTS: usize = 50;

/// What can be asked of the records of a list.
pub fn fields(read: &Read<'_>, listed: &Listed) -> Result<Vec<FieldInfo>, Failure> {
    let describe = |field: &Field| FieldInfo::of(field, (listed.order)(&field.name).is_some());
    let mut fields: Vec<FieldInfo> = listed.fields.iter().map(describe).collect();
    for own in custom::in_use(read, listed.noun)? {
        if let Some(field) = own.condition_field(listed.noun, listed.id) {
            let sorts = own.order(listed.noun, listed.id).is_some();
            let custom = Some(own);
            fields.push(FieldInfo {
                custom,
                ..FieldInfo::of(&field, sorts)
            });
        }
    }
    Ok(fields)
}

/// The field of a stable name: one of the program's, or one's own that is in use.
pub fn field(read: &Read<'_>, listed: &Listed, name: &str) -> Result<Option<Cow<'static, Field>>, Failure> {
    if let Some(field) = listed.fields.iter().find(|field| field.name == name) {
        return Ok(Some(Cow::Borrowed(field)));
    }
    let own = custom::find(read, listed.noun, name)?;
    let asked = own.and_then(|own| own.condition_field(listed.noun, listed.id));
    Ok(asked.map(Cow::Owned))
}

/// What a column to sort by is in SQL.
fn expression(read: &Read<'_>, listed: &Listed, column: &str) -> Result<Option<Cow<'static, str>>, Failure> {
    if let Some(sql) = (listed.order)(column) {
        return Ok(Some(Cow::Borrowed(sql)));
    }
    let own: Option<CustomField> = custom::find(read, listed.noun, column)?;
    Ok(own.and_then(|own| own.order(listed.noun, listed.id)).map(Cow::Owned))
}

/// The order of a list: the one wanted, or its own.
pub fn order(read: &Read<'_>, listed: &Listed, wanted: &[SortBy]) -> Result<Order, Failure> {
    let usual = listed.usual.filter(|_| wanted.is_empty()).map(|column| SortBy {
        column: column.to_owned(),
        descending: None,
    });
    let wanted: Vec<SortBy> = usual.into_iter().chain(wanted.iter().cloned()).collect();
    Order::new(&wanted, listed.id, |column| expression(read, listed, column))
}

/// The selection as conditions, with the reader's row scope.
pub fn conditions(read: &Read<'_>, listed: &Listed, wanted: &Selection) -> Result<Conditions, Failure> {
    let mut all = Conditions::default();
    narrow(read, listed, wanted, &mut all)?;
    scope(read, listed, &mut all);
    Ok(all)
}

fn scope(read: &Read<'_>, listed: &Listed, all: &mut Conditions) {
    if let Some(people) = read.actor.scope.bound() {
        let (seen, values) = listed.noun.within(custom::alias(listed.id), people, false);
        all.composed(seen, values);
    }
}

fn narrow(read: &Read<'_>, listed: &Listed, wanted: &Selection, all: &mut Conditions) -> Result<(), Failure> {
    let removed = wanted.removed == Some(true);
    all.plain(if removed { listed.removed } else { listed.alive });
    if let Some(ids) = &wanted.ids {
        let list = serde_json::to_string(ids).unwrap_or_default();
        all.composed(
            format!("{} in (select value from json_each(?))", listed.id),
            vec![list.into()],
        );
    }
    match (listed.apart, wanted.quarantined, &wanted.ids) {
        (Some(apart), Some(true), _) => drop(all.composed(format!("{apart} is not null"), Vec::new())),
        (Some(apart), Some(false), _) | (Some(apart), None, None) if !removed => {
            all.composed(format!("{apart} is null"), Vec::new());
        }
        (None, Some(true), _) => return Err(Failure::invalid("list.none_apart", "quarantined")),
        _ => {}
    }
    if let Some(condition) = &wanted.condition {
        condition_to_sql(read, listed, condition, all)?;
    }
    if let Some(text) = text::asked(wanted.text.as_deref(), "text")? {
        let mut found = format!("fold_has({}, ?)", listed.text);
        let mut values: Vec<Value> = vec![fold(text).into()];
        if let Some(key) = listed.key {
            let squashed = squash(text);
            if !squashed.is_empty() {
                found = format!("({found} or instr({key}, ?) > 0)");
                values.push(squashed.into());
            }
        }
        all.composed(found, values);
    }
    Ok(())
}

/// The joins that texts need besides the table itself.
pub fn joins(listed: &Listed, texts: &[&str]) -> String {
    let needed = listed
        .joins
        .iter()
        .filter(|(alias, _)| texts.iter().any(|text| names(text, alias)));
    needed.map(|(_, join)| *join).collect::<Vec<_>>().join(" ")
}

/// Whether a text names a column of an alias (`a.`): the alias does not end a longer word.
fn names(text: &str, alias: &str) -> bool {
    text.match_indices(alias).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| !(c.is_alphanumeric() || c == '_'))
    })
}

/// A text of a noun, ready to be asked: where it reads the row scope, `?1` is bound and every other `?` is numbered behind it.
pub fn bound(read: &Read<'_>, text: String, mut values: Vec<Value>) -> (String, Vec<Value>) {
    if !text.contains("?1") {
        return (text, values);
    }
    let scope = read.actor.scope.bound().map(str::to_owned);
    values.insert(0, scope.into());
    let mut pieces = text.split('?');
    let mut numbered = pieces.next().unwrap_or_default().to_owned();
    let mut next = 2;
    for piece in pieces {
        numbered.push('?');
        if !piece.starts_with(|c: char| c.is_ascii_digit()) {
            numbered.push_str(&next.to_string());
            next += 1;
        }
        numbered.push_str(piece);
    }
    (numbered, values)
}

/// A page of rows, each read by `row`, and the word behind which the next page begins.
pub fn page<T>(
    read: &Read<'_>,
    listed: &Listed,
    wanted: &ListQuery,
    row: impl Fn(&Read<'_>, &Row<'_>) -> rusqlite::Result<T>,
) -> Result<(Vec<T>, Option<String>), Failure> {
    let limit = wanted.limit.unwrap_or(100).clamp(1, 1000) as usize;
    let all = match &wanted.filter {
        Some(filter) => conditions(read, listed, filter)?,
        None => conditions(read, listed, &Selection::default())?,
    };
    let order = order(read, listed, &wanted.sort)?;
    let mut values = all.values();
    let (mut clause, order_by) = (all.sql(), order.sql());
    if let Some(place) = &wanted.after {
        let (beyond, more) = order.beyond(place)?;
        clause.push_str(&beyond);
        values.extend(more);
    }
    let Listed { table, id, tables, .. } = listed;
    let joins = joins(listed, &[&clause, &order_by]);
    // The page's keys first, from the narrowest index; the wide rows only for the page itself.
    let text = format!(
        "select {}, {} from {tables} where {id} in
           (select {id} from {table} {joins} where {clause} order by {order_by} limit {}) order by {order_by}",
        listed.row(),
        order.keys(),
        limit + 1
    );
    let (text, values) = bound(read, text, values);
    let rows = read.all(&text, params_from_iter(values), |found| {
        let keys = found.as_ref().column_count().saturating_sub(1);
        Ok((row(read, found)?, found.get::<_, String>(keys)?))
    })?;
    Order::page(rows, limit)
}

/// Something worked out over a selection by one `select`, whose columns are `columns`.
pub fn total<T>(
    read: &Read<'_>,
    listed: &Listed,
    wanted: &TotalQuery,
    columns: &str,
    row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<T, Failure> {
    let all = conditions(read, listed, wanted.filter.as_ref().unwrap_or(&Selection::default()))?;
    let clause = all.sql();
    let joins = joins(listed, &[&clause, columns]);
    let text = format!("select {columns} from {} {joins} where {clause}", listed.table);
    let (text, values) = bound(read, text, all.values());
    let found = read.one(&text, params_from_iter(values), row)?;
    found.ok_or_else(|| Failure::internal("nothing summed up"))
}

/// How many records a selection has.
pub fn count(read: &Read<'_>, listed: &Listed, wanted: &TotalQuery) -> Result<RecordCount, Failure> {
    total(read, listed, wanted, "count(*)", |row| {
        Ok(RecordCount { count: row.get(0)? })
    })
}

/// How many records each selection has, in one pass over the table.
pub fn counts(read: &Read<'_>, listed: &Listed, wanted: &CountQuery) -> Result<Vec<i64>, Failure> {
    let selections = &wanted.selections;
    if selections.is_empty() || selections.len() > MOST_COUNTS {
        return Err(Failure::invalid("list.counts", "selections").arg("most", MOST_COUNTS));
    }
    let (mut columns, mut values) = (Vec::new(), Vec::new());
    for selection in selections {
        let mut one = Conditions::default();
        narrow(read, listed, selection, &mut one)?;
        columns.push(format!("count(*) filter (where {})", one.sql()));
        values.extend(one.values());
    }
    let mut seen = Conditions::default();
    scope(read, listed, &mut seen);
    values.extend(seen.values());
    let columns = columns.join(", ");
    let seen = seen.sql();
    let joins = joins(listed, &[&columns, &seen]);
    let text = format!("select {columns} from {} {joins} where {seen}", listed.table);
    let (text, values) = bound(read, text, values);
    let found = read.one(&text, params_from_iter(values), |row| {
        (0..selections.len())
            .map(|at| row.get(at))
            .collect::<rusqlite::Result<Vec<i64>>>()
    })?;
    Ok(found.unwrap_or_default())
}

/// The ids a verb is meant for, oldest first. An unbounded selection is refused: a verb for everything must say so.
pub fn chosen(read: &Read<'_>, listed: &Listed, wanted: &Selection, field: &str) -> Result<Vec<i64>, Failure> {
    if wanted.is_everything() {
        return Err(Failure::invalid(listed.missing, field));
    }
    let all = conditions(read, listed, wanted)?;
    let (id, clause) = (listed.id, all.sql());
    let joins = joins(listed, &[&clause]);
    let text = format!("select {id} from {} {joins} where {clause} order by {id}", listed.table);
    let (text, values) = bound(read, text, all.values());
    let ids: Vec<i64> = read.all(&text, params_from_iter(values), |row| row.get(0))?;
    match &wanted.ids {
        Some(named) if named.len() > ids.len() => {
            Err(Failure::not_found(listed.unknown).arg("count", named.len() - ids.len()))
        }
        _ => Ok(ids),
    }
}
