//! Saved views: a condition, columns and an order with a name, of one person or of everybody.

use crate::engine::command::given;
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Permission;
use crate::engine::store::condition_sql::condition_to_sql;
use crate::engine::store::filter::Conditions;
use crate::engine::store::list::{self, Listed};
use crate::engine::store::order::SortBy;
use crate::engine::store::{Read, Write, text};
use crate::records::nouns::list_of;
use leadwell_rules::condition::Condition;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::ids::{PersonId, ViewId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The icons a view can have, by their Lucide names.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is called what it shows")]
pub enum ViewIcon {
    Star,
    Flame,
    Flag,
    Bell,
    Phone,
    Calendar,
    Megaphone,
    #[serde(rename = "building-2")]
    Building,
    Globe,
    PersonRound,
}

impl ViewIcon {
    /// The name stored in the file.
    fn as_str(self) -> &'static str {
        match self {
            ViewIcon::Star => "star",
            ViewIcon::Flame => "flame",
            ViewIcon::Flag => "flag",
            ViewIcon::Bell => "bell",
            ViewIcon::Phone => "phone",
            ViewIcon::Calendar => "calendar",
            ViewIcon::Megaphone => "megaphone",
            ViewIcon::Building => "building-2",
            ViewIcon::Globe => "globe",
            ViewIcon::PersonRound => "person-round",
        }
    }
}

/// One column of a list and its width in pixels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ViewColumn {
    /// The column, by its stable name.
    pub name: String,
    /// Its width; the column's own when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
}

/// One column a view is sorted by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ViewSort {
    /// The column, by its stable name.
    pub column: String,
    /// Largest, latest or last first.
    pub descending: bool,
}

/// What a view shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ViewDefinition {
    /// Which records.
    pub condition: Condition,
    /// The columns in their order; the list's own when empty.
    pub columns: Vec<ViewColumn>,
    /// What it is sorted by, first counts most; newest first when empty.
    pub sort: Vec<ViewSort>,
    /// The column rows are grouped by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// A saved view.
#[derive(Debug, Clone, Serialize, TS)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// What it lists.
    pub entity: RecordKind,
    /// Its name.
    pub name: String,
    /// Its icon, one of those that can be chosen unless the file says something else.
    pub icon: Option<String>,
    /// Whose it is; null = everybody's.
    pub person_id: Option<PersonId>,
    /// The one a list opens with.
    pub preferred: bool,
    /// What it shows. Of a broken view, the condition is refused by every command.
    pub definition: ViewDefinition,
    /// It can no longer be read, and selects nothing: a field or a word it asks for is gone, or it was damaged.
    pub broken: bool,
    /// Why it is broken, as a finished sentence; null when it is not.
    pub reason: Option<String>,
}

/// Views of what.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ListViews {
    /// Of which kind of record.
    pub entity: RecordKind,
}

/// Answers `views.list`: everybody's and one's own, in their order.
pub fn list(read: &Read<'_>, wanted: ListViews) -> Result<Vec<View>, Failure> {
    let listed = list_of(wanted.entity)?;
    let found = read.all(
        "select id, name, icon, person_id, preferred, definition from views
         where entity = ?1 and (person_id is null or person_id = ?2) order by position, id",
        (wanted.entity.as_str(), read.actor.id.0),
        |row| {
            let view = View {
                id: ViewId(row.get(0)?),
                entity: wanted.entity,
                name: row.get(1)?,
                icon: row.get(2)?,
                person_id: row.get::<_, Option<i64>>(3)?.map(PersonId),
                preferred: row.get(4)?,
                definition: ViewDefinition::default(),
                broken: false,
                reason: None,
            };
            Ok((view, row.get::<_, String>(5)?))
        },
    )?;
    Ok(found
        .into_iter()
        .map(|(view, definition)| defined(read, listed, view, &definition))
        .collect())
}

/// The view with its definition, or broken: what nobody can read is never taken for "everything".
fn defined(read: &Read<'_>, listed: &Listed, mut view: View, definition: &str) -> View {
    let failure = match serde_json::from_str::<ViewDefinition>(definition) {
        Ok(definition) => {
            view.definition = definition;
            readable(read, listed, &view.definition).err()
        }
        Err(_) => Some(Failure::invalid("view.damaged", "definition")),
    };
    if let Some(failure) = failure {
        view.broken = true;
        view.reason = Some(failure.in_language(read.call.language).message);
        view.definition.condition = Condition::unreadable();
    }
    view
}

/// Refuses what cannot be asked of these records, or sorted by.
fn readable(read: &Read<'_>, listed: &Listed, definition: &ViewDefinition) -> Result<(), Failure> {
    condition_to_sql(read, listed, &definition.condition, &mut Conditions::default())?;
    let sort: Vec<SortBy> = definition
        .sort
        .iter()
        .map(|by| SortBy {
            column: by.column.clone(),
            descending: None,
        })
        .collect();
    list::order(read, listed, &sort).map(drop)
}

/// A view as it shall be.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveView {
    /// The view to change; without it a new one is added.
    #[serde(default)]
    pub id: Option<ViewId>,
    /// Of which kind of record.
    pub entity: RecordKind,
    /// Its name.
    pub name: String,
    /// Its icon; null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[ts(as = "Option<Option<ViewIcon>>")]
    pub icon: Option<Option<ViewIcon>>,
    /// For everybody; one's own when not given.
    #[serde(default)]
    pub shared: Option<bool>,
    /// The one the list opens with.
    #[serde(default)]
    pub preferred: Option<bool>,
    /// Its place among the views; the last when not given.
    #[serde(default)]
    pub position: Option<i64>,
    /// What it shows.
    pub definition: ViewDefinition,
}

/// Answers `views.save`. What everybody sees is changed by whoever manages leads.
pub fn save(write: &mut Write<'_>, wanted: SaveView) -> Result<View, Failure> {
    let listed = list_of(wanted.entity)?;
    let name = text::typed(Some(&wanted.name)).ok_or_else(|| Failure::invalid("view.name_missing", "name"))?;
    // A condition nobody can ask is not kept.
    readable(write, listed, &wanted.definition)?;
    if let Some(group) = &wanted.definition.group
        && list::field(write, listed, group)?.is_none()
    {
        return Err(Failure::invalid("condition.unknown_field", "definition").arg("name", group));
    }
    let (icon_given, icon) = (wanted.icon.is_some(), wanted.icon.flatten().map(ViewIcon::as_str));
    let shared = wanted.shared == Some(true);
    if shared {
        may_share(write)?;
    }
    if let Some(id) = wanted.id {
        owned(write, id)?;
    }
    let definition = serde_json::to_string(&wanted.definition).map_err(Failure::internal)?;
    let (owner, now) = ((!shared).then_some(write.actor.id.0), write.now().millis());
    if wanted.preferred == Some(true) {
        write.run(
            "update views set preferred = 0 where entity = ?1 and person_id is ?2 and preferred = 1",
            (wanted.entity.as_str(), owner),
        )?;
    }
    let id = match wanted.id {
        Some(id) => {
            write.run(
                "update views set name = ?2, icon = iif(?9, ?3, icon), person_id = ?4, preferred = coalesce(?5, preferred),
                        position = coalesce(?6, position), definition = ?7, updated_at = ?8 where id = ?1",
                (id.0, name, icon, owner, wanted.preferred, wanted.position, definition, now, icon_given),
            )?;
            id
        }
        None => ViewId(write.insert(
            "insert into views (entity, name, icon, person_id, preferred, position, definition, updated_at)
             values (?1, ?2, ?3, ?4, ?5, coalesce(?6, (select coalesce(max(position), 0) + 1 from views where entity = ?1)), ?7, ?8)",
            (wanted.entity.as_str(), name, icon, owner, wanted.preferred.unwrap_or(false), wanted.position, definition, now),
        )?),
    };
    write.subject(name);
    let all = list(write, ListViews { entity: wanted.entity })?;
    all.into_iter()
        .find(|view| view.id == id)
        .ok_or_else(|| Failure::not_found("view.unknown"))
}

/// Which view to take away.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveView {
    /// The view.
    pub id: ViewId,
}

/// Answers `views.remove`; the views that are left.
pub fn remove(write: &mut Write<'_>, wanted: RemoveView) -> Result<Vec<View>, Failure> {
    let (entity, name) = owned(write, wanted.id)?;
    write.run("delete from views where id = ?1", [wanted.id.0])?;
    write.subject(name);
    list(write, ListViews { entity })
}

fn may_share(read: &Read<'_>) -> Result<(), Failure> {
    if read.actor.may(Permission::LeadManage) {
        Ok(())
    } else {
        Err(Failure::new(Kind::Forbidden, "view.shared"))
    }
}

/// Entity and name of a view the person may change.
fn owned(read: &Read<'_>, id: ViewId) -> Result<(RecordKind, String), Failure> {
    let found = read.one(
        "select entity, name, person_id from views where id = ?1",
        [id.0],
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<i64>>(2)?,
            ))
        },
    )?;
    let found = found.and_then(|(entity, name, owner)| Some((entity.parse().ok()?, name, owner)));
    match found {
        Some((entity, name, Some(owner))) if owner == read.actor.id.0 => Ok((entity, name)),
        Some((entity, name, None)) => may_share(read).map(|()| (entity, name)),
        _ => Err(Failure::not_found("view.unknown")),
    }
}
