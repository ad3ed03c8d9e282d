//! Adding a field or changing one.

use super::list::{find, noun, values};
use crate::engine::command::given;
use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::store::custom::{CustomField, CustomKind, load};
use crate::engine::store::{Write, text};
use leadwell_rules::Language;
use leadwell_rules::decimal::MOST_STEPS;
use leadwell_rules::ids::{CustomFieldId, CustomOptionId, RecordKind};
use leadwell_rules::text::fold;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// More fields than this nobody can fill in.
const MOST_FIELDS: usize = 200;
/// More options than this nobody can choose from.
const MOST_OPTIONS: usize = 500;
/// Decimals a number can have.
const MOST_DECIMALS: u8 = 6;

/// A field as it shall be; of a known one, only what is given changes.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[ts(rename = "SaveCustomField")]
pub struct SaveField {
    /// The field to change; without it a new one is added.
    #[serde(default)]
    pub id: Option<CustomFieldId>,
    /// leads, customers, contacts or deals; asked of a new field alone.
    #[serde(default)]
    pub entity: Option<RecordKind>,
    /// Its name. A new field needs one.
    #[serde(default)]
    pub name: Option<String>,
    /// What it holds; text when not given. A field with values keeps its kind; a text may become a long one.
    #[serde(default)]
    pub kind: Option<CustomKind>,
    /// What a number counts.
    #[serde(default, deserialize_with = "given")]
    pub unit: Option<Option<String>>,
    /// Decimals of a number, 0 to 6. Fewer are refused while a value would lose some.
    #[serde(default)]
    pub decimals: Option<u8>,
    /// Whether a person who fills in a form has to say it.
    #[serde(default)]
    pub required: Option<bool>,
    /// Whether lists show it when nobody has chosen columns.
    #[serde(default)]
    pub listed: Option<bool>,
    /// Whether a record on paper says it; yes when not given.
    #[serde(default)]
    pub printed: Option<bool>,
    /// What can be chosen, all of it, in order. An option that is left out is no longer offered; where no record has it, it goes.
    #[serde(default)]
    pub options: Option<Vec<SaveOption>>,
}

/// Something that can be chosen.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
#[ts(rename = "SaveCustomOption")]
pub struct SaveOption {
    /// The option that is known; without it a new one.
    #[serde(default)]
    pub id: Option<CustomOptionId>,
    /// What it is called.
    pub name: String,
}

/// Answers `custom_fields.save`.
pub fn save(write: &mut Write<'_>, wanted: SaveField) -> Result<CustomField, Failure> {
    let (noun, known) = match wanted.id {
        Some(id) => find(write, id).map(|(noun, field)| (noun, Some(field)))?,
        None => {
            let kind = wanted
                .entity
                .ok_or_else(|| Failure::invalid("custom.noun_missing", "entity"))?;
            (noun(kind)?, None)
        }
    };
    let name = text::name(wanted.name.as_deref(), known.is_some(), "custom.name_missing")?;
    if let Some(name) = name {
        refuse_taken(write, noun, wanted.id, name)?;
    }
    let kind = wanted
        .kind
        .or(known.as_ref().map(|field| field.kind))
        .unwrap_or(CustomKind::Text);
    let decimals = wanted
        .decimals
        .or(known.as_ref().map(|field| field.decimals))
        .unwrap_or_default();
    if decimals > MOST_DECIMALS {
        return Err(Failure::invalid("custom.decimals", "decimals").arg("most", MOST_DECIMALS));
    }
    if let Some(known) = &known {
        change_kind(write, noun, known, kind)?;
        if kind == CustomKind::Number && known.kind == kind {
            rescale(write, noun, known, decimals)?;
        }
    } else if load(write, noun)?.len() >= MOST_FIELDS {
        return Err(Failure::conflict("custom.too_many").arg("most", MOST_FIELDS));
    }
    let now = write.now().millis();
    let id = match wanted.id {
        Some(id) => id,
        None => CustomFieldId(write.insert(
            "insert into custom_fields (noun, position, name, name_key, kind, created_at, updated_at)
             values (?1, (select coalesce(max(position), 0) + 1 from custom_fields where noun = ?1), ?2, ?3, 'text', ?4, ?4)",
            (noun.table(), name, name.map(fold), now),
        )?),
    };
    let (unit_given, unit) = text::given_text(&wanted.unit);
    write.run(
        "update custom_fields set name = coalesce(:name, name), name_key = coalesce(:key, name_key), kind = :kind,
                unit = iif(:unit_given, :unit, unit), decimals = :decimals, required = coalesce(:required, required),
                listed = coalesce(:listed, listed), printed = coalesce(:printed, printed), updated_at = :now
         where id = :id",
        named_params! {
            ":id": id.0, ":name": name, ":key": name.map(fold), ":kind": kind.as_str(), ":unit_given": unit_given, ":unit": unit,
            ":decimals": decimals, ":required": wanted.required, ":listed": wanted.listed,
            ":printed": wanted.printed, ":now": now
        },
    )?;
    if let Some(options) = &wanted.options {
        save_options(write, noun, id, known.as_ref(), options)?;
    }
    let (_, saved) = find(write, id)?;
    if kind.has_options() && !saved.options.iter().any(|option| !option.archived) {
        return Err(Failure::invalid("custom.options_missing", "options"));
    }
    write.subject(saved.name.clone());
    Ok(saved)
}

/// A name that another field in use has, or one of the program's own, would lead files and people astray.
pub(super) fn refuse_taken(
    write: &Write<'_>,
    noun: &Noun,
    id: Option<CustomFieldId>,
    name: &str,
) -> Result<(), Failure> {
    let key = fold(name);
    let own = [Language::Zh, Language::En]
        .iter()
        .any(|language| noun.fields.iter().any(|field| fold(&field.label(*language)) == key));
    let other = load(write, noun)?
        .iter()
        .any(|field| field.archived_at.is_none() && Some(field.id) != id && fold(&field.name) == key);
    if own || other {
        return Err(Failure::invalid("custom.name_taken", "name").arg("name", name));
    }
    Ok(())
}

/// A field keeps what its values mean: only a line becomes a text of several, and the address of a page a text.
fn change_kind(write: &Write<'_>, noun: &Noun, known: &CustomField, kind: CustomKind) -> Result<(), Failure> {
    let same = kind == known.kind || (known.kind.is_text() && matches!(kind, CustomKind::LongText));
    let plain = kind == CustomKind::Text && known.kind == CustomKind::Link;
    if same || plain {
        return Ok(());
    }
    match values(write, noun, known.id.0)? {
        0 => Ok(()),
        count => Err(Failure::conflict("custom.kind_in_use")
            .arg("field", &known.name)
            .arg("count", count)
            .at("kind")),
    }
}

/// Values stay what they are when a number gets more decimals or fewer.
fn rescale(write: &mut Write<'_>, noun: &Noun, known: &CustomField, decimals: u8) -> Result<(), Failure> {
    let Some(table) = noun.values.filter(|_| decimals != known.decimals) else {
        return Ok(());
    };
    let by = 10_i64.pow(u32::from(decimals.abs_diff(known.decimals)));
    let (id, more) = (known.id.0, decimals > known.decimals);
    let (unfit, change) = if more {
        (format!("abs(value) > {}", MOST_STEPS / by), format!("value * {by}"))
    } else {
        (format!("value % {by} <> 0"), format!("value / {by}"))
    };
    let lost: i64 = write
        .one(
            &format!("select count(*) from {table} where field_id = ?1 and {unfit}"),
            [id],
            |row| row.get(0),
        )?
        .unwrap_or_default();
    if lost > 0 {
        return Err(Failure::conflict("custom.decimals_in_use")
            .arg("field", &known.name)
            .arg("count", lost)
            .at("decimals"));
    }
    write.run(
        &format!("update {table} set value = {change} where field_id = ?1"),
        [id],
    )?;
    Ok(())
}

/// Writes the options of a field.
fn save_options(
    write: &mut Write<'_>,
    noun: &Noun,
    id: CustomFieldId,
    known: Option<&CustomField>,
    options: &[SaveOption],
) -> Result<(), Failure> {
    if options.len() > MOST_OPTIONS {
        return Err(Failure::invalid("custom.too_many_options", "options").arg("most", MOST_OPTIONS));
    }
    let before = known.map(|field| field.options.as_slice()).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for (place, option) in options.iter().enumerate() {
        let name = text::typed(Some(&option.name)).ok_or_else(|| Failure::invalid("custom.option_empty", "options"))?;
        let key = fold(name);
        if names.contains(&key) {
            return Err(Failure::invalid("custom.option_twice", "options").arg("name", name));
        }
        names.push(key);
        // One that was taken out and is named again is the same one.
        let same = match option.id {
            Some(option) => before.iter().find(|known| known.id == option),
            None => before
                .iter()
                .find(|known| known.archived && fold(&known.name) == fold(name)),
        };
        if option.id.is_some() && same.is_none() {
            return Err(Failure::invalid("custom.option_unknown", "options").arg("name", name));
        }
        let place = place as i64;
        kept.push(match same {
            Some(same) => {
                write.run(
                    "update custom_options set name = ?2, position = ?3, archived_at = null where id = ?1",
                    (same.id.0, name, place),
                )?;
                same.id
            }
            None => CustomOptionId(write.insert(
                "insert into custom_options (field_id, position, name) values (?1, ?2, ?3)",
                (id.0, place, name),
            )?),
        });
    }
    for gone in before.iter().filter(|option| !kept.contains(&option.id)) {
        let table = noun.values.unwrap_or_default();
        let used = write.one(
            &format!("select 1 from {table} where field_id = ?1 and value = ?2 limit 1"),
            (id.0, gone.id.0),
            |_| Ok(()),
        )?;
        match used {
            Some(()) => write.run(
                "update custom_options set archived_at = coalesce(archived_at, ?2) where id = ?1",
                (gone.id.0, write.now().millis()),
            )?,
            None => write.run("delete from custom_options where id = ?1", [gone.id.0])?,
        };
    }
    Ok(())
}
