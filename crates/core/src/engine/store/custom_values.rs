//! The values of fields of one's own: how they come in, stand in the file and are shown.

use super::custom::{CustomField, CustomKind, alias, in_use, of_record, values_of};
use super::{Read, Write, id_list, text};
use crate::engine::describe::{Kind, Noun};
use crate::engine::failure::Failure;
use leadwell_rules::decimal::{MOST_STEPS, format_decimal, parse_decimal};
use leadwell_rules::link::link;
use leadwell_rules::money::{Currency, format_plain, parse_amount};
use leadwell_rules::text::fold;
use leadwell_rules::time::Day;
use rusqlite::types::{Type, Value};
use rusqlite::{Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// A value, by the kind of its field: text, long_text, link: a text; day: `YYYY-MM-DD`; yes_no: `yes` or `no`; number: the whole number of
/// its smallest steps; money: minor units of the base currency; choice: the id of the option; person: their id; choices: the ids of the
/// options. What comes in may also be the text of a number or an amount, or the name of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(untagged)]
pub enum CustomValue {
    /// A number or an id.
    Number(#[ts(type = "number")] i64),
    /// A text.
    Text(String),
    /// Ids of options.
    Many(#[ts(type = "number[]")] Vec<i64>),
}

/// What a record says in fields of one's own, by their stable names; what is not there says nothing.
pub type CustomValues = BTreeMap<String, CustomValue>;

/// What is to stand in fields of one's own, by their stable names: absent leaves, null clears.
pub type GivenValues = BTreeMap<String, Option<CustomValue>>;

/// A value as it stands in the file: a row for each part, of which all but several choices have one. None: nothing.
pub type Parts = Vec<(i64, Value)>;

/// The SQL that [`of_row`] reads: the plain fields of a record, and its values as a list of field, part, value. `id` is the SQL of its id.
pub fn selected(noun: &Noun, id: &str) -> String {
    let alias = alias(id);
    let plain: Vec<String> = noun
        .plain()
        .map(|field| format!("'{0}', {alias}.{0}", field.column))
        .collect();
    let own = match values_of(noun) {
        Some((table, about)) => format!(
            "(select json_group_array(json_array(cv.field_id, cv.part, cv.value)) from {} where cv.{about} = {id})",
            of_record(table)
        ),
        None => "'[]'".to_owned(),
    };
    format!("json_array(json_object({}), json({own}))", plain.join(", "))
}

/// Reads a column made by [`selected`].
pub fn of_row(row: &Row<'_>, column: usize) -> rusqlite::Result<CustomValues> {
    type Said = (BTreeMap<String, Option<String>>, Vec<(i64, i64, CustomValue)>);
    let mut values = CustomValues::new();
    let text = row.get_ref(column)?.as_str().unwrap_or("[{},[]]");
    if text == "[{},[]]" {
        return Ok(values);
    }
    let (plain, parts): Said = serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))?;
    for (key, text) in plain {
        values.extend(text.map(|text| (key, CustomValue::Text(text))));
    }
    for (field, part, value) in parts {
        let entry = values.entry(super::custom::key_of(field));
        match (part, value) {
            (0, value) => drop(entry.or_insert(value)),
            (option, _) => {
                if let CustomValue::Many(all) = entry.or_insert(CustomValue::Many(Vec::new())) {
                    all.push(option);
                }
            }
        }
    }
    Ok(values)
}

/// What one record says.
pub fn of_one(read: &Read<'_>, noun: &Noun, id: i64) -> Result<CustomValues, Failure> {
    let text = format!(
        "select {} from {} t where t.id = ?1",
        selected(noun, "t.id"),
        noun.table()
    );
    Ok(read.one(&text, [id], |row| of_row(row, 0))?.unwrap_or_default())
}

/// A value as it will stand in the file; refused at its field with the reason.
pub fn check(read: &Read<'_>, field: &CustomField, given: &CustomValue) -> Result<Parts, Failure> {
    let wrong = |code: &'static str| Failure::invalid(code, &field.key).arg("field", &field.name);
    let of_text = |code| match given {
        CustomValue::Text(given) => Ok(text::typed(Some(given.as_str()))),
        _ => Err(wrong(code)),
    };
    let one = |value: Option<Value>| value.map(|value| (0, value)).into_iter().collect();
    Ok(match field.kind {
        CustomKind::Text => one(of_text("custom.bad_text")?.map(|text| {
            let line: Vec<&str> = text.lines().map(str::trim).collect();
            line.join(" ").into()
        })),
        CustomKind::LongText => one(of_text("custom.bad_text")?.map(|text| text.to_owned().into())),
        CustomKind::Link => one(of_text("custom.bad_link")?
            .map(|text| link(text).ok_or_else(|| wrong("custom.bad_link").arg("value", text)))
            .transpose()?
            .map(Value::Text)),
        CustomKind::Day => one(of_text("custom.bad_day")?
            .map(|text| {
                let day = text.parse::<Day>().ok().filter(|day| day.is_near());
                day.map(|day| day.to_string().into())
                    .ok_or_else(|| wrong("custom.bad_day").arg("value", text))
            })
            .transpose()?),
        CustomKind::YesNo => one(of_text("custom.bad_yes_no")?
            .map(|text| match text {
                "yes" | "no" => Ok(text.to_owned().into()),
                other => Err(wrong("custom.bad_yes_no").arg("value", other)),
            })
            .transpose()?),
        CustomKind::Number | CustomKind::Money => one(amount(read, field, given)?.map(Value::Integer)),
        CustomKind::Choice => match given {
            CustomValue::Text(name) if name.trim().is_empty() => Parts::new(),
            given => one(Some(Value::Integer(option(field, given)?))),
        },
        CustomKind::Choices => {
            let ids = match given {
                CustomValue::Many(ids) => ids
                    .iter()
                    .map(|id| option(field, &CustomValue::Number(*id)))
                    .collect::<Result<BTreeSet<i64>, _>>()?,
                CustomValue::Text(name) if name.trim().is_empty() => BTreeSet::new(),
                given => BTreeSet::from([option(field, given)?]),
            };
            ids.into_iter().map(|id| (id, Value::Integer(id))).collect()
        }
        CustomKind::Person => match given {
            CustomValue::Number(id) => {
                let known = read.one("select 1 from people where id = ?1", [id], |_| Ok(()))?;
                known.ok_or_else(|| wrong("custom.bad_person").arg("value", id))?;
                one(Some(Value::Integer(*id)))
            }
            _ => return Err(wrong("custom.bad_person").arg("value", "")),
        },
    })
}

/// A number or an amount, given as steps or as text.
fn amount(read: &Read<'_>, field: &CustomField, given: &CustomValue) -> Result<Option<i64>, Failure> {
    let wrong = |value: &str| {
        let code = if field.kind == CustomKind::Money {
            "custom.bad_money"
        } else {
            "custom.bad_number"
        };
        Failure::invalid(code, &field.key)
            .arg("field", &field.name)
            .arg("value", value)
            .arg("decimals", field.decimals)
    };
    match given {
        CustomValue::Number(steps) if (-MOST_STEPS..=MOST_STEPS).contains(steps) => Ok(Some(*steps)),
        CustomValue::Text(text) => match text.trim() {
            "" => Ok(None),
            text => number_in_currency(field, text, &read.settings.currency)
                .map(Some)
                .ok_or_else(|| wrong(text)),
        },
        CustomValue::Number(steps) => Err(wrong(&steps.to_string())),
        CustomValue::Many(_) => Err(wrong("")),
    }
}

/// The number, or the amount in the base currency, that a text says, with or without the field's unit.
pub fn number_in_currency(field: &CustomField, text: &str, base: &Currency) -> Option<i64> {
    if field.kind == CustomKind::Money {
        return parse_amount(text, base);
    }
    let bare = field.unit.as_deref().and_then(|unit| text.trim().strip_suffix(unit));
    parse_decimal(bare.unwrap_or(text), field.decimals)
}

/// The id of an option, given by its id or its name; one that is no longer offered is known by both.
fn option(field: &CustomField, given: &CustomValue) -> Result<i64, Failure> {
    let found = match given {
        CustomValue::Number(id) => field.option(*id),
        CustomValue::Text(name) => option_named(field, name),
        CustomValue::Many(_) => None,
    };
    let value = match given {
        CustomValue::Text(name) => name.clone(),
        CustomValue::Number(id) => id.to_string(),
        CustomValue::Many(_) => String::new(),
    };
    found.map(|option| option.id.0).ok_or_else(|| {
        Failure::invalid("custom.bad_option", &field.key)
            .arg("field", &field.name)
            .arg("value", value)
    })
}

/// The option of a name, without a difference of case and width; one that is offered before one that is not.
pub fn option_named<'f>(field: &'f CustomField, name: &str) -> Option<&'f super::custom::CustomOption> {
    let wanted = fold(name.trim());
    let mut named = field.options.iter().filter(|option| fold(option.name.trim()) == wanted);
    let first = named.next();
    first
        .filter(|option| !option.archived)
        .or_else(|| named.find(|option| !option.archived))
        .or(first)
}

/// Values that were looked at: fields in use with what is to stand in them.
#[derive(Debug, Clone, Default)]
pub struct SoundValues(pub Vec<(CustomField, Parts)>);

/// Looks at given values before anything is written. `whole`: a person fills in a new record, so what has to be said must be given; what
/// has to be said can never be cleared.
pub fn sound(read: &Read<'_>, noun: &Noun, given: &GivenValues, whole: bool) -> Result<SoundValues, Failure> {
    let mut sound = SoundValues::default();
    if given.is_empty() && !whole {
        return Ok(sound);
    }
    let fields = in_use(read, noun)?;
    if let Some(unknown) = given.keys().find(|key| !fields.iter().any(|field| field.key == **key)) {
        return Err(Failure::invalid("custom.unknown", unknown).arg("field", unknown));
    }
    for field in fields {
        let value = given.get(&field.key);
        let parts = match value {
            Some(Some(value)) => check(read, &field, value)?,
            _ => Parts::new(),
        };
        if field.required && parts.is_empty() && (whole || value.is_some()) {
            return Err(Failure::invalid("custom.required", &field.key).arg("field", &field.name));
        }
        if value.is_some() {
            sound.0.push((field, parts));
        }
    }
    Ok(sound)
}

impl SoundValues {
    /// Writes the values into records; the records that are different afterwards.
    pub fn put(&self, write: &mut Write<'_>, noun: &Noun, ids: &[i64]) -> Result<BTreeSet<i64>, Failure> {
        let mut changed = BTreeSet::new();
        for (field, parts) in &self.0 {
            changed.extend(put_parts(write, noun, ids, field, parts)?);
        }
        Ok(changed)
    }
}

/// Writes one value into a field of records; those that are different afterwards.
pub fn put_parts(
    write: &mut Write<'_>,
    noun: &Noun,
    ids: &[i64],
    field: &CustomField,
    parts: &Parts,
) -> Result<Vec<i64>, Failure> {
    if let Some(column) = field.column {
        return put_plain(write, noun, ids, column, parts);
    }
    let Some((table, about)) = values_of(noun) else {
        return Ok(Vec::new());
    };
    let (all, id) = (id_list(ids), field.id.0);
    let mut different = BTreeSet::new();
    let kept: Vec<i64> = parts.iter().map(|(part, _)| *part).collect();
    // What goes first: parts that are no longer said.
    let going: Vec<i64> = write.all(
        &format!(
            "select distinct {about} from {table} where {about} in (select value from json_each(?1)) and field_id = ?2
             and part not in (select value from json_each(?3))"
        ),
        params![all, id, id_list(&kept)],
        |row| row.get(0),
    )?;
    if !going.is_empty() {
        write.run(
            &format!(
                "delete from {table} where {about} in (select value from json_each(?1)) and field_id = ?2
                 and part not in (select value from json_each(?3))"
            ),
            params![id_list(&going), id, id_list(&kept)],
        )?;
        different.extend(going);
    }
    for (part, value) in parts {
        let coming: Vec<i64> = write.all(
            &format!(
                "select e.value from json_each(?1) e left join {table} cv on cv.{about} = e.value and cv.field_id = ?2 and cv.part = ?3
                 where cv.value is not ?4"
            ),
            params![all, id, part, value],
            |row| row.get(0),
        )?;
        if coming.is_empty() {
            continue;
        }
        write.run(
            &format!(
                "insert into {table} ({about}, field_id, part, value) select value, ?2, ?3, ?4 from json_each(?1) where true
                 on conflict ({about}, field_id, part) do update set value = excluded.value"
            ),
            params![id_list(&coming), id, part, value],
        )?;
        different.extend(coming);
    }
    Ok(different.into_iter().collect())
}

/// Writes a plain field of records; those that are different afterwards.
fn put_plain(
    write: &mut Write<'_>,
    noun: &Noun,
    ids: &[i64],
    column: &str,
    parts: &Parts,
) -> Result<Vec<i64>, Failure> {
    let (table, value) = (noun.table(), parts.first().map(|(_, value)| value));
    let different: Vec<i64> = write.all(
        &format!("select id from {table} where id in (select value from json_each(?1)) and {column} is not ?2"),
        params![id_list(ids), value],
        |row| row.get(0),
    )?;
    if !different.is_empty() {
        write.run(
            &format!("update {table} set {column} = ?2 where id in (select value from json_each(?1))"),
            params![id_list(&different), value],
        )?;
    }
    Ok(different)
}

/// What a record says in fields of one's own, and in plain ones, by their stable names, part by part.
pub fn parts_of(read: &Read<'_>, noun: &Noun, id: i64) -> Result<BTreeMap<String, Parts>, Failure> {
    let mut said: BTreeMap<String, Parts> = BTreeMap::new();
    for field in noun.plain() {
        let text = format!("select {} from {} where id = ?1", field.column, noun.table());
        let value: Option<Value> = read.one(&text, [id], |row| row.get(0))?;
        if let Some(value) = value.filter(|value| field.says(value)) {
            said.insert(field.column.to_owned(), vec![(0, value)]);
        }
    }
    if let Some((table, about)) = values_of(noun) {
        let rows = read.all(
            &format!("select field_id, part, value from {table} where {about} = ?1 order by field_id, part"),
            [id],
            |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, Value>(2)?)),
        )?;
        for (field, part, value) in rows {
            said.entry(super::custom::key_of(field))
                .or_default()
                .push((part, value));
        }
    }
    Ok(said)
}

/// One part of a value as people read it.
pub fn shown(read: &Read<'_>, field: &CustomField, value: &Value) -> Result<String, Failure> {
    let text = match (field.kind, value) {
        (CustomKind::Number, Value::Integer(steps)) => {
            let number = format_decimal(*steps, field.decimals);
            match &field.unit {
                Some(unit) => format!("{number} {unit}"),
                None => number,
            }
        }
        (CustomKind::Money, Value::Integer(minor)) => format_plain(*minor, &read.settings.currency),
        (CustomKind::Choice | CustomKind::Choices, Value::Integer(id)) => field
            .option(*id)
            .map_or_else(|| id.to_string(), |option| option.name.clone()),
        (CustomKind::Person, Value::Integer(id)) => read
            .one("select name from people where id = ?1", [id], |row| row.get(0))?
            .unwrap_or_else(|| id.to_string()),
        (CustomKind::YesNo, Value::Text(word)) => Kind::Choice("custom_yes_no").shown(word, read.call.language),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Integer(number)) => number.to_string(),
        _ => String::new(),
    };
    Ok(text)
}

/// All parts of a value as people read them.
pub fn shown_all(read: &Read<'_>, field: &CustomField, parts: &Parts) -> Result<String, Failure> {
    let texts: Vec<String> = parts
        .iter()
        .map(|(_, value)| shown(read, field, value))
        .collect::<Result<_, _>>()?;
    Ok(texts.join(", "))
}
