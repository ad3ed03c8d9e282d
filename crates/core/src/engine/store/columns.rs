//! The columns of a list, each described once: what a file and a printed page show of the same records. Every described field can be one,
//! and every field of one's own. A file and a page only write the values differently.

use super::Read;
use super::custom::{self, CustomField, CustomKind};
use super::list::{Listed, Selection, bound, conditions, joins, order};
use super::order::SortBy;
use crate::engine::describe::Kind;
use crate::engine::failure::Failure;
use crate::engine::messages;
use leadwell_rules::money::{Currency, Minor, times_bp};
use leadwell_rules::time::{Day, Instant, business_day};
use rusqlite::types::ValueRef;
use rusqlite::{Row, params_from_iter};

/// What a noun tells about its columns besides its list.
pub struct ColumnSet {
    /// The list whose records are shown.
    pub listed: &'static Listed,
    /// The code of what the records are called together.
    pub title: &'static str,
    /// The columns when nobody chooses.
    pub usual: &'static [&'static str],
    /// Columns that are no fields, or are told otherwise than they are stored: name, what they hold, SQL.
    pub beside: &'static [(&'static str, Holds, &'static str)],
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A value of this kind.
    Of(Kind),
    /// Minor units and the code of their currency, with a space between.
    InCurrency,
    /// Minor units of the base currency and basis points, with a space between: so much of it.
    Part,
    /// A share, basis points.
    Share,
    /// A whole number of the smallest steps of this many decimals.
    Decimal(u8),
    /// An instant, as the days of the calendar since.
    DaysSince,
    /// The number people read.
    Number,
}

/// A column.
pub struct Column {
    /// What it is called.
    pub label: String,
    /// What a number in it counts.
    pub unit: Option<String>,
    /// What it holds.
    pub holds: Holds,
    sql: String,
}

/// What stands in a column of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Nothing.
    Empty,
    /// A text; a stored word as people read it.
    Text(String),
    /// A whole number.
    Count(i64),
    /// An amount.
    Money(Minor, Currency),
    /// A share in basis points.
    Share(i64),
    /// Smallest steps of a number with so many decimals.
    Decimal(i64, u8),
    /// A day.
    Day(Day),
    /// A day and the minutes since its midnight, by the clock of the file.
    Minute(Day, u32),
}

/// The columns of these stable names, in their order; without any the usual ones and all of one's own.
pub fn chosen(read: &Read<'_>, set: &ColumnSet, names: &[String]) -> Result<Vec<Column>, Failure> {
    if !names.is_empty() {
        return names.iter().map(|name| column(read, set, name)).collect();
    }
    let mut columns: Vec<Column> = set
        .usual
        .iter()
        .map(|name| column(read, set, name))
        .collect::<Result<_, _>>()?;
    let own = custom::in_use(read, set.listed.noun)?;
    columns.extend(own.iter().map(|own| own_column(set.listed, own)));
    Ok(columns)
}

/// What a list is asked for: which records, in which order, how many at most.
pub struct Asked<'a> {
    /// Which records.
    pub filter: &'a Selection,
    /// Columns to sort by; without them the list's own order.
    pub sort: &'a [SortBy],
    /// Records at most.
    pub most: u32,
}

/// Hands over what stands in the columns, record by record, in the order of the list. Records handed over.
pub fn rows(
    read: &Read<'_>,
    set: &ColumnSet,
    columns: &[Column],
    asked: &Asked<'_>,
    mut take: impl FnMut(&[Entry]) -> Result<(), Failure>,
) -> Result<u32, Failure> {
    let listed = set.listed;
    let all = conditions(read, listed, asked.filter)?;
    let order = order(read, listed, asked.sort)?;
    let chosen: Vec<&str> = columns.iter().map(|column| column.sql.as_str()).collect();
    let chosen = chosen.join(", ");
    let (clause, order_by) = (all.sql(), order.sql());
    let joins = joins(listed, &[&chosen, &clause, &order_by]);
    let text = format!(
        "select {chosen} from {} {joins} where {clause} order by {order_by} limit {}",
        listed.table, asked.most
    );
    let (text, values) = bound(read, text, all.values());
    let mut statement = read.sql(&text)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut entries = Vec::with_capacity(columns.len());
    let mut count = 0;
    while let Some(row) = rows.next()? {
        entries.clear();
        for (at, column) in columns.iter().enumerate() {
            entries.push(column.entry(read, row, at)?);
        }
        take(&entries)?;
        count += 1;
    }
    Ok(count)
}

/// A column by its stable name: one of `beside`, a field without the ending that says how it is stored, or one of one's own.
pub fn column(read: &Read<'_>, set: &ColumnSet, name: &str) -> Result<Column, Failure> {
    let listed = set.listed;
    let made = |holds, sql: &str, field: &str| Column {
        label: messages::sentence(read.call.language, &format!("field.{field}"), &[]),
        unit: None,
        holds,
        sql: sql.to_owned(),
    };
    if let Some((_, holds, sql)) = set.beside.iter().find(|(known, ..)| *known == name) {
        return Ok(made(*holds, sql, name));
    }
    if let Some(own) = custom::find(read, listed.noun, name)? {
        return Ok(own_column(listed, &own));
    }
    let field = listed
        .noun
        .named(name)
        .ok_or_else(|| Failure::invalid("list.unknown_column", "columns").arg("column", name))?;
    let stored = format!("{}.{}", custom::alias(listed.id), field.column);
    let named = |table: &str| format!("(select name from {table} where id = {stored})");
    Ok(match field.kind {
        Kind::Person => made(Holds::Of(Kind::Text), &named("people"), field.column),
        // One of the same kind may be one that the reader does not see; the whole a record belongs to is seen with it.
        Kind::Record(table) if table == listed.noun.table() => {
            let seen = listed.noun.seen().replace(":scope", "?1");
            let named = format!("(select t.name from {table} t where t.id = {stored} and {seen})");
            made(Holds::Of(Kind::Text), &named, field.column)
        }
        Kind::Record(table) => made(Holds::Of(Kind::Text), &named(table), field.column),
        kind => made(Holds::Of(kind), &stored, field.column),
    })
}

/// A field of one's own: the names of options and people, the number with its decimals.
fn own_column(listed: &Listed, own: &CustomField) -> Column {
    let made = |holds, sql| Column {
        label: own.name.clone(),
        unit: own.unit.clone().filter(|_| own.kind == CustomKind::Number),
        holds,
        sql,
    };
    if let Some(column) = own.column {
        return made(Holds::Of(Kind::Text), format!("{}.{column}", custom::alias(listed.id)));
    }
    let (table, about) = custom::values_of(listed.noun).unwrap_or_default();
    let (from, of) = (
        format!("from {}", custom::of_record(table)),
        format!("where cv.{about} = {} and cv.field_id = {}", listed.id, own.id.0),
    );
    let value = || format!("(select cv.value {from} {of})");
    match own.kind {
        CustomKind::Number => made(Holds::Decimal(own.decimals), value()),
        CustomKind::Money => made(Holds::Of(Kind::Money), value()),
        CustomKind::Day => made(Holds::Of(Kind::Day), value()),
        CustomKind::YesNo => made(Holds::Of(Kind::Choice("custom_yes_no")), value()),
        CustomKind::Choice | CustomKind::Choices => made(
            Holds::Of(Kind::Text),
            format!(
                "(select group_concat(co.name, ', ' order by co.position) {from} join custom_options co on co.id = cv.value {of})"
            ),
        ),
        CustomKind::Person => made(
            Holds::Of(Kind::Text),
            format!("(select cu.name {from} join people cu on cu.id = cv.value {of})"),
        ),
        CustomKind::Text | CustomKind::LongText | CustomKind::Link => made(Holds::Of(Kind::Text), value()),
    }
}

impl Column {
    /// Whether its values are numbers, which stand at the right edge.
    pub fn is_figure(&self) -> bool {
        match self.holds {
            Holds::Of(kind) => matches!(kind, Kind::Number | Kind::Money),
            Holds::InCurrency | Holds::Part | Holds::Share | Holds::Decimal(_) | Holds::DaysSince => true,
            Holds::Number => false,
        }
    }

    fn entry(&self, read: &Read<'_>, row: &Row<'_>, at: usize) -> Result<Entry, Failure> {
        let zone = &read.settings.time_zone;
        Ok(match (row.get_ref(at)?, self.holds) {
            (ValueRef::Null, _) => Entry::Empty,
            (ValueRef::Integer(minor), Holds::Of(Kind::Money)) => Entry::Money(minor, read.settings.currency),
            (ValueRef::Integer(millis), Holds::Of(Kind::Instant)) => {
                let local = Instant(millis).local_minute(zone);
                let minutes = local.get(11..).and_then(minutes).unwrap_or_default();
                Entry::Minute(business_day(Instant(millis), zone), minutes)
            }
            (ValueRef::Integer(millis), Holds::DaysSince) => {
                Entry::Count(business_day(Instant(millis), zone).days_until(read.today()).max(0))
            }
            (ValueRef::Integer(points), Holds::Share) => Entry::Share(points),
            (ValueRef::Integer(steps), Holds::Decimal(decimals)) => Entry::Decimal(steps, decimals),
            (ValueRef::Integer(number), _) => Entry::Count(number),
            (ValueRef::Text(bytes), holds) => text_entry(read, &String::from_utf8_lossy(bytes), holds),
            _ => Entry::Empty,
        })
    }
}

fn text_entry(read: &Read<'_>, text: &str, holds: Holds) -> Entry {
    let as_written = || match text {
        "" => Entry::Empty,
        text => Entry::Text(text.to_owned()),
    };
    match holds {
        Holds::Of(Kind::Day) => text.parse::<Day>().map_or_else(|_| as_written(), Entry::Day),
        Holds::InCurrency => text
            .split_once(' ')
            .and_then(|(minor, code)| Some(Entry::Money(minor.parse().ok()?, Currency::stored(code)?)))
            .unwrap_or_else(as_written),
        Holds::Part => text
            .split_once(' ')
            .and_then(|(minor, points)| Some(times_bp(minor.parse().ok()?, points.parse().ok()?)))
            .map_or_else(as_written, |minor| Entry::Money(minor, read.settings.currency)),
        Holds::Of(kind) => Entry::Text(kind.shown(text, read.call.language)),
        _ => as_written(),
    }
}

/// Minutes since midnight of a text such as `09:05`.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
}
