//! Fields that have no code of their own: those that the owner of the file adds to a kind of record, described in the file, and plain texts
//! that [`crate::engine::describe`] describes. Lists, conditions, forms, files and history take them from here.

use super::Read;
use super::field::Field;
use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use leadwell_rules::condition::Kind as Asked;
use leadwell_rules::ids::{CustomFieldId, CustomOptionId};
use leadwell_rules::time::Instant;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What every name of such a field begins with: `custom_<id>`.
pub const PREFIX: &str = "custom_";

/// What a field of one's own holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomKind {
    /// A line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A number with a fixed count of decimals; the value is the whole number of its smallest steps.
    Number,
    /// Minor units of the base currency.
    Money,
    /// A day.
    Day,
    /// Yes or no.
    YesNo,
    /// One of its options.
    Choice,
    /// Any of its options.
    Choices,
    /// A person who works here.
    Person,
    /// The address of a page.
    Link,
}

impl CustomKind {
    const ALL: [(CustomKind, &'static str); 10] = [
        (CustomKind::Text, "text"),
        (CustomKind::LongText, "long_text"),
        (CustomKind::Number, "number"),
        (CustomKind::Money, "money"),
        (CustomKind::Day, "day"),
        (CustomKind::YesNo, "yes_no"),
        (CustomKind::Choice, "choice"),
        (CustomKind::Choices, "choices"),
        (CustomKind::Person, "person"),
        (CustomKind::Link, "link"),
    ];

    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("text", |(_, name)| name)
    }

    /// The kind of a stored name; the file lets no other in.
    pub fn from_stored(name: &str) -> CustomKind {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map_or(CustomKind::Text, |(kind, _)| *kind)
    }

    /// Whether it offers options.
    pub fn has_options(self) -> bool {
        matches!(self, CustomKind::Choice | CustomKind::Choices)
    }

    /// Whether its values are texts that search reads.
    pub fn is_text(self) -> bool {
        matches!(self, CustomKind::Text | CustomKind::LongText | CustomKind::Link)
    }
}

/// Something that can be chosen in a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CustomOption {
    /// Its id: what a value says.
    pub id: CustomOptionId,
    /// What it is called.
    pub name: String,
    /// No longer offered; records that have it keep it.
    pub archived: bool,
}

/// A field without code of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CustomField {
    /// Its id; 0, which no field of one's own has, when the program brought it.
    pub id: CustomFieldId,
    /// The column it stands in, when the program brought it; values of one's own stand in a table.
    #[serde(skip)]
    pub column: Option<&'static str>,
    /// Its stable name in lists, conditions, files and calls.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub kind: CustomKind,
    /// What a number counts.
    pub unit: Option<String>,
    /// Decimals of a number.
    pub decimals: u8,
    /// Whether a person who fills in a form has to say it.
    pub required: bool,
    /// Whether lists show it when nobody has chosen columns.
    pub listed: bool,
    /// Whether a record on paper says it.
    pub printed: bool,
    /// What can be chosen, in order.
    pub options: Vec<CustomOption>,
    /// Since when it is out of forms and lists; its values are kept.
    pub archived_at: Option<Instant>,
}

/// The stable name of a field.
pub fn key_of(id: i64) -> String {
    format!("{PREFIX}{id}")
}

/// The plain fields of a kind of record that the program brings, in the language of the call.
fn plain(read: &Read<'_>, noun: &Noun) -> Vec<CustomField> {
    let described = |field: &'static crate::engine::describe::Field| CustomField {
        id: CustomFieldId(0),
        column: Some(field.column),
        key: field.column.to_owned(),
        name: field.label(read.call.language),
        kind: CustomKind::Text,
        unit: None,
        decimals: 0,
        required: false,
        listed: false,
        printed: true,
        options: Vec::new(),
        archived_at: None,
    };
    noun.plain().map(described).collect()
}

/// The fields of one's own of a kind of record in their order, archived ones too.
pub fn load(read: &Read<'_>, noun: &Noun) -> Result<Vec<CustomField>, Failure> {
    let mut fields = read.all(
        "select id, name, kind, unit, decimals, required, listed, archived_at, printed from custom_fields
         where noun = ?1 order by position, id",
        [noun.table()],
        |row| {
            let id: i64 = row.get(0)?;
            Ok(CustomField {
                id: CustomFieldId(id),
                column: None,
                key: key_of(id),
                name: row.get(1)?,
                kind: CustomKind::from_stored(row.get_ref(2)?.as_str().unwrap_or_default()),
                unit: row.get(3)?,
                decimals: row.get(4)?,
                required: row.get(5)?,
                listed: row.get(6)?,
                printed: row.get(8)?,
                options: Vec::new(),
                archived_at: row.get::<_, Option<i64>>(7)?.map(Instant),
            })
        },
    )?;
    if fields.iter().any(|field| field.kind.has_options()) {
        let options = read.all(
            "select o.field_id, o.id, o.name, o.archived_at is not null from custom_options o join custom_fields f on f.id = o.field_id
             where f.noun = ?1 order by o.field_id, o.archived_at is not null, o.position, o.id",
            params![noun.table()],
            |row| {
                let option = CustomOption {
                    id: CustomOptionId(row.get(1)?),
                    name: row.get(2)?,
                    archived: row.get(3)?,
                };
                Ok((row.get::<_, i64>(0)?, option))
            },
        )?;
        for (of, option) in options {
            if let Some(field) = fields.iter_mut().find(|field| field.id.0 == of) {
                field.options.push(option);
            }
        }
    }
    Ok(fields)
}

/// The fields without code of their own that are in use: the program's first, then one's own in their order.
pub fn in_use(read: &Read<'_>, noun: &Noun) -> Result<Vec<CustomField>, Failure> {
    let mut fields = plain(read, noun);
    fields.extend(
        load(read, noun)?
            .into_iter()
            .filter(|field| field.archived_at.is_none()),
    );
    Ok(fields)
}

/// Where the values of a kind of record stand: their table, and its column that says whose they are.
pub fn values_of(noun: &Noun) -> Option<(&'static str, &'static str)> {
    noun.values.map(|table| (table, noun.about))
}

/// The values of one record, by the index that begins with the record: beside it SQLite would choose the one that begins with the field, and go
/// through the values of all records for each of them.
pub fn of_record(table: &str) -> String {
    format!("{table} cv indexed by {table}_of")
}

/// The alias of the table whose id is `id`: `l` of `l.id`.
pub fn alias(id: &str) -> &str {
    id.trim_end_matches(".id")
}

impl CustomField {
    /// The option of an id.
    pub fn option(&self, id: i64) -> Option<&CustomOption> {
        self.options.iter().find(|option| option.id.0 == id)
    }

    /// What can be asked of it. `id` is the SQL of the record's id.
    pub fn condition_field(&self, noun: &Noun, id: &str) -> Option<Field> {
        if let Some(column) = self.column {
            return Some(Field::owned(
                self.key.clone(),
                Asked::Text,
                format!("{}.{column}", alias(id)),
            ));
        }
        let (table, about) = values_of(noun)?;
        let kind = match self.kind {
            CustomKind::Text | CustomKind::LongText | CustomKind::Link => Asked::Text,
            CustomKind::Number => Asked::Number,
            CustomKind::Money => Asked::Money,
            CustomKind::Day => Asked::Day,
            CustomKind::YesNo => Asked::Choice,
            CustomKind::Choice => Asked::Reference,
            CustomKind::Choices => Asked::Tags,
            CustomKind::Person => Asked::Person,
        };
        let own = format!("cv.{about} = {id} and cv.field_id = {}", self.id.0);
        let of_record = of_record(table);
        let mut field = Field::owned(
            self.key.clone(),
            kind,
            format!("(select cv.value from {of_record} where {own})"),
        );
        if self.kind == CustomKind::YesNo {
            field.choices = &["yes", "no"];
        }
        field.within = Some(format!(
            "{id} in (select cv.{about} from {table} cv indexed by {table}_field where cv.field_id = {} and ",
            self.id.0
        ));
        Some(field)
    }

    /// What a list is sorted by, never null; several choices have no order.
    pub fn order(&self, noun: &Noun, id: &str) -> Option<String> {
        if let Some(column) = self.column {
            return Some(format!("coalesce({}.{column}, '')", alias(id)));
        }
        let (table, about) = values_of(noun)?;
        let own = format!("cv.{about} = {id} and cv.field_id = {}", self.id.0);
        let of_record = of_record(table);
        let value = format!("select cv.value from {of_record} where {own}");
        Some(match self.kind {
            CustomKind::Text | CustomKind::LongText | CustomKind::Link | CustomKind::YesNo => {
                format!("coalesce(({value}), '')")
            }
            // Below every number that can be typed, and exact in JSON.
            CustomKind::Number | CustomKind::Money => format!("coalesce(({value}), -9007199254740991)"),
            CustomKind::Day => format!("coalesce(({value}), '9999-12-31')"),
            CustomKind::Choice => format!(
                "coalesce((select co.position from {of_record} join custom_options co on co.id = cv.value where {own}), -1)"
            ),
            CustomKind::Person => {
                format!(
                    "coalesce((select cu.name from {of_record} join people cu on cu.id = cv.value where {own}), '')"
                )
            }
            CustomKind::Choices => return None,
        })
    }
}

/// The field of a stable name, if it has no code of its own and is in use.
pub fn find(read: &Read<'_>, noun: &Noun, key: &str) -> Result<Option<CustomField>, Failure> {
    if !key.starts_with(PREFIX) && !noun.plain().any(|field| field.column == key) {
        return Ok(None);
    }
    Ok(in_use(read, noun)?.into_iter().find(|field| field.key == key))
}
