//! Cells of fields of one's own: read by the kind of the field, and written beside the record a row became. The same for every kind of
//! record that has such fields.

use super::lookup::{Lookup, Meant};
use super::outcome::{Problem, Problems};
use super::plan::Prepared;
use super::table::Row;
use super::wanted::OnMatch;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom::{CustomField, CustomKind, values_of};
use crate::engine::store::custom_values::{Parts, number_in_currency};
use leadwell_rules::limits::NUMBER;
use leadwell_rules::link::link;
use leadwell_rules::text::fold;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, params};
use std::collections::BTreeMap;

/// What separates several choices in a cell.
const SEPARATORS: [char; 6] = [',', ';', '，', '、', '；', '|'];

/// The mapped fields of one's own.
pub struct OwnFields {
    fields: Vec<OwnField>,
    record: &'static str,
    values: Option<(&'static str, &'static str)>,
    fill: bool,
    dry: bool,
}

struct OwnField {
    place: usize,
    field: CustomField,
    /// Its options, or the people.
    lookup: Option<Lookup>,
}

/// Statements that write values.
pub struct OwnWriter<'c>(Option<Statements<'c>>);

struct Statements<'c> {
    select: CachedStatement<'c>,
    insert: CachedStatement<'c>,
    update: CachedStatement<'c>,
    delete: CachedStatement<'c>,
    /// Column → its statements: what a record has, and what it is to have.
    plain: BTreeMap<&'static str, (CachedStatement<'c>, CachedStatement<'c>)>,
}

/// What a row says: the place among the mapped fields, and the value.
pub type OwnSaid = Vec<(usize, Parts)>;

impl OwnFields {
    /// Those of the plan that have a column.
    pub fn prepare(read: &Read<'_>, plan: &Prepared) -> Result<OwnFields, Failure> {
        let mut fields = Vec::new();
        for (place, field) in plan.spec.fields.iter().enumerate() {
            let Some(own) = field.own.clone().filter(|_| plan.mapped(place)) else {
                continue;
            };
            let lookup = match own.kind {
                CustomKind::Choice | CustomKind::Choices => {
                    Some(Lookup::new(plan, field.name.as_ref(), "import.unknown_option"))
                }
                CustomKind::Person => Some(Lookup::new(plan, field.name.as_ref(), "import.unknown_person")),
                _ => None,
            };
            fields.push(OwnField {
                place,
                field: own,
                lookup,
            });
        }
        let mut own = OwnFields {
            fields,
            record: plan.spec.noun.table(),
            values: values_of(plan.spec.noun),
            fill: plan.on_match == OnMatch::Merge,
            dry: plan.dry(),
        };
        own.refresh(read)?;
        Ok(own)
    }

    /// Reads again what cells name, after somebody else has written.
    pub fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        for own in &mut self.fields {
            let Some(lookup) = &mut own.lookup else { continue };
            let records = if own.field.kind == CustomKind::Person {
                super::kinds::people::everybody(read)?
            } else {
                let options = own.field.options.iter().filter(|option| !option.archived);
                options.map(|option| (option.name.clone(), option.id.0)).collect()
            };
            lookup.fill(records);
        }
        Ok(())
    }

    /// Compiles the statements.
    pub fn writer<'c>(&self, read: &Read<'c>) -> Result<OwnWriter<'c>, Failure> {
        let Some((table, about)) = self.values.filter(|_| !self.fields.is_empty()) else {
            return Ok(OwnWriter(None));
        };
        let plain = self.fields.iter().filter_map(|own| own.field.column);
        let of_column = |column: &'static str| {
            let record = self.record;
            let select = read.sql(&format!("select {column} from {record} where id = ?1"))?;
            let update = read.sql(&format!("update {record} set {column} = ?2 where id = ?1"))?;
            Ok((column, (select, update)))
        };
        Ok(OwnWriter(Some(Statements {
            plain: plain.map(of_column).collect::<Result<_, Failure>>()?,
            select: read.sql(&format!(
                "select part, value from {table} where {about} = ?1 and field_id = ?2 order by part"
            ))?,
            insert: read.sql(&format!(
                "insert into {table} ({about}, field_id, part, value) values (?1, ?2, ?3, ?4)"
            ))?,
            update: read.sql(&format!(
                "update {table} set value = ?4 where {about} = ?1 and field_id = ?2 and part = ?3"
            ))?,
            delete: read.sql(&format!(
                "delete from {table} where {about} = ?1 and field_id = ?2 and part = ?3"
            ))?,
        })))
    }

    /// Reads the cells of a row; an empty one says nothing.
    pub fn said(&mut self, plan: &Prepared, row: &Row, wrong: &mut Problems) -> OwnSaid {
        let mut said = OwnSaid::new();
        for (at, own) in self.fields.iter_mut().enumerate() {
            if let Some(cell) = plan.text(own.place, row) {
                let parts = wrong.read(own.read(plan, row, cell));
                if !parts.is_empty() {
                    said.push((at, parts));
                }
            }
        }
        said
    }

    /// Writes what a row said beside its record; whether that changed a record that was there.
    pub fn put(&self, writer: &mut OwnWriter<'_>, record: i64, known: bool, said: &OwnSaid) -> Result<bool, Failure> {
        let Some(statements) = &mut writer.0 else {
            return Ok(false);
        };
        let mut changed = false;
        for (at, parts) in said {
            let field = &self.fields[*at].field;
            let several = field.kind == CustomKind::Choices;
            let id = field.id.0;
            if let Some(column) = field.column {
                changed |= self.put_plain(&mut statements.plain, record, column, known, parts)?;
                continue;
            }
            let there: Parts = if known {
                let rows = statements
                    .select
                    .query_map([record, id], |row| Ok((row.get(0)?, row.get(1)?)))?;
                rows.collect::<Result<_, _>>()?
            } else {
                Parts::new()
            };
            // Who has a value keeps it when gaps alone are filled; further choices stand beside those that are there.
            if there == *parts || (self.fill && !several && !there.is_empty()) {
                continue;
            }
            for (part, value) in parts {
                match there.iter().find(|(known, _)| known == part) {
                    Some((_, known)) if known == value => {}
                    Some(_) => {
                        changed = true;
                        if !self.dry {
                            statements.update.execute(params![record, id, part, value])?;
                        }
                    }
                    None => {
                        changed = true;
                        if !self.dry {
                            statements.insert.execute(params![record, id, part, value])?;
                        }
                    }
                }
            }
            for (part, _) in &there {
                if several && !self.fill && !parts.iter().any(|(new, _)| new == part) {
                    changed = true;
                    if !self.dry {
                        statements.delete.execute(params![record, id, part])?;
                    }
                }
            }
        }
        Ok(changed && known)
    }

    /// The same for a plain field, which stands in the record itself.
    fn put_plain(
        &self,
        statements: &mut BTreeMap<&'static str, (CachedStatement<'_>, CachedStatement<'_>)>,
        record: i64,
        column: &'static str,
        known: bool,
        parts: &Parts,
    ) -> Result<bool, Failure> {
        let (Some((select, update)), Some((_, value))) = (statements.get_mut(column), parts.first()) else {
            return Ok(false);
        };
        let there: Value = if known {
            select.query_row([record], |row| row.get(0))?
        } else {
            Value::Null
        };
        if there == *value || (self.fill && there != Value::Null) {
            return Ok(false);
        }
        if !self.dry {
            update.execute(params![record, value])?;
        }
        Ok(true)
    }

    /// The fields whose cells name options or people.
    pub fn lookups(&self) -> impl Iterator<Item = &Lookup> {
        self.fields.iter().filter_map(|own| own.lookup.as_ref())
    }

    /// The same, to be told what was carried.
    pub fn lookups_mut(&mut self) -> impl Iterator<Item = &mut Lookup> {
        self.fields.iter_mut().filter_map(|own| own.lookup.as_mut())
    }
}

impl OwnField {
    /// A cell as the value will stand in the file.
    fn read(&mut self, plan: &Prepared, row: &Row, cell: &str) -> Result<Parts, Problem> {
        let place = self.place;
        let one = |value: Value| vec![(0, value)];
        let problem = |code| Problem::cell(code, place, cell);
        Ok(match self.field.kind {
            CustomKind::Text => {
                let lines: Vec<&str> = cell.lines().map(str::trim).collect();
                one(lines.join(" ").into())
            }
            CustomKind::LongText => one(cell.to_owned().into()),
            CustomKind::Link => one(link(cell).ok_or_else(|| problem("row.bad_link"))?.into()),
            CustomKind::Number | CustomKind::Money => {
                let number = number_in_currency(&self.field, cell, &plan.settings.currency);
                let code = if self.field.kind == CustomKind::Money {
                    "row.bad_amount"
                } else {
                    "row.bad_decimal"
                };
                let number = number.ok_or_else(|| problem(code).arg("decimals", self.field.decimals))?;
                if !(-NUMBER..=NUMBER).contains(&number) {
                    return Err(problem("row.too_large"));
                }
                one(number.into())
            }
            CustomKind::Day => match plan.day(place, row)? {
                Some(day) => one(day.to_string().into()),
                None => Parts::new(),
            },
            CustomKind::YesNo => one(yes_no(cell).ok_or_else(|| problem("row.bad_yes_no"))?.to_owned().into()),
            CustomKind::Choice | CustomKind::Person => {
                let record = match &mut self.lookup {
                    Some(lookup) => lookup.record(Some(cell))?,
                    None => None,
                };
                record.map(|id| (0, Value::Integer(id))).into_iter().collect()
            }
            CustomKind::Choices => {
                let mut parts = Parts::new();
                let Some(lookup) = &mut self.lookup else {
                    return Ok(parts);
                };
                // An option may have such a mark in its own name.
                let pieces: Vec<&str> = if lookup.look(cell) == Meant::Unknown {
                    cell.split(SEPARATORS)
                        .map(str::trim)
                        .filter(|piece| !piece.is_empty())
                        .collect()
                } else {
                    vec![cell]
                };
                for piece in pieces {
                    if let Some(id) = lookup.record(Some(piece))? {
                        parts.push((id, Value::Integer(id)));
                    }
                }
                parts.sort_by_key(|(part, _)| *part);
                parts.dedup_by_key(|(part, _)| *part);
                parts
            }
        })
    }
}

/// Yes or no as people write it.
fn yes_no(cell: &str) -> Option<&'static str> {
    match fold(cell).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "√" | "✓" | "是" | "有" | "对" | "需要" => Some("yes"),
        "no" | "n" | "false" | "0" | "×" | "否" | "无" | "没有" | "不是" | "不需要" => Some("no"),
        _ => None,
    }
}
