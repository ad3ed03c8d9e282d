//! A lead that came in once more: the known one takes what it does not say yet, and what it says otherwise is written down.

use crate::engine::describe::{Field, Merge};
use crate::engine::failure::Failure;
use crate::engine::messages;
use crate::engine::store::Write;
use crate::engine::store::custom::CustomKind;
use crate::engine::store::custom_values::{Parts, SoundValues, parts_of, put_parts, shown_all};
use crate::records::activities;
use crate::records::duplicates::{Dropped, note_dropped};
use crate::records::identity::Decided;
use crate::records::leads::{Clean, LEADS, tags};
use leadwell_rules::ids::{LeadId, PersonId, RecordKind};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

/// Fills the known lead's empty fields, puts further contact methods and tags beside its own, and notes what was not taken. It goes to
/// the owner of the customer, and the former owner is told by a task.
pub(super) fn fill(
    write: &mut Write<'_>,
    known: LeadId,
    clean: &Clean,
    decided: &Decided,
    holder: Option<PersonId>,
) -> Result<(), Failure> {
    let fields: Vec<&'static Field> = LEADS.fields.iter().filter(|field| field.fills).collect();
    let columns: Vec<&str> = fields.iter().map(|field| field.column).collect();
    let text = format!("select owner_id, {} from leads where id = ?1", columns.join(", "));
    let row: Option<Vec<Value>> = write.one(&text, [known.0], |row| {
        (0..=columns.len()).map(|column| row.get(column)).collect()
    })?;
    let mut row = row.ok_or_else(|| Failure::not_found("lead.unknown").arg("id", known))?;
    let said = row.split_off(1);
    let former = match row.first() {
        Some(Value::Integer(owner)) => Some(*owner),
        _ => None,
    };
    let (mut sets, mut values) = (Vec::new(), Vec::new());
    let mut dropped: Vec<Dropped> = Vec::new();
    let mut methods: Vec<(&str, String, Option<&str>)> = Vec::new();
    for (field, there) in fields.into_iter().zip(said) {
        let new = clean.value(field.column);
        if !field.says(&new) || new == there {
            continue;
        }
        if !field.says(&there) {
            for column in std::iter::once(&field.column).chain(field.followers) {
                sets.push(format!("{column} = ?"));
                values.push(clean.value(column));
            }
        } else if let (Merge::FurtherMethod, Value::Text(text)) = (field.merge, &new) {
            methods.push((field.column, text.clone(), None));
        } else {
            let text = match new {
                Value::Text(text) => text,
                Value::Integer(number) => number.to_string(),
                _ => continue,
            };
            dropped.push(Dropped::of(write, field, text, known.0)?);
        }
    }
    let customer = decided
        .hits
        .iter()
        .find(|hit| hit.entity == RecordKind::Customers && hit.owner_id.is_some());
    let owner = customer.and_then(|hit| hit.owner_id).map(|id| id.0).or(former);
    let owner = owner.or(holder.map(|id| id.0));
    let now = write.now().millis();
    sets.extend(
        [
            "owner_since = iif(owner_id is ?, owner_since, ?)",
            "owner_id = ?",
            "updated_at = ?",
        ]
        .map(str::to_owned),
    );
    values.extend([owner.into(), now.into(), owner.into(), now.into(), known.0.into()]);
    write.run(
        &format!("update leads set {} where id = ?", sets.join(", ")),
        params_from_iter(values),
    )?;
    let further = clean.draft.contacts.iter();
    methods.extend(further.map(|method| (method.kind.as_str(), method.value.clone(), method.label.as_deref())));
    for (kind, value, label) in methods {
        write.run(
            &format!(
                "insert into lead_contacts (lead_id, kind, value, label)
                 select ?1, ?2, ?3, ?4 where not exists (select 1 from leads where id = ?1 and {kind} = ?3)
                   and not exists (select 1 from lead_contacts where lead_id = ?1 and kind = ?2 and value = ?3)"
            ),
            (known.0, kind, value, label),
        )?;
    }
    for name in &clean.draft.tags {
        let tag = tags::find_or_add(write, name)?;
        tags::put(write, tag, &format!("[{}]", known.0))?;
    }
    dropped.extend(fill_custom(write, known, &clean.custom)?);
    let head = messages::sentence(
        write.settings.language,
        "lead.arrived_again",
        &[("rule", decided.rule.clone())],
    );
    note_dropped(write, &LEADS, known.0, head, &dropped)?;
    if let Some(former) = former.filter(|former| owner != Some(*former)) {
        activities::tell(
            write,
            known,
            PersonId(former),
            "lead.owner_changed_by_rule",
            &decided.rule,
        )?;
    }
    Ok(())
}

/// Fills fields of one's own that say nothing yet, and puts further choices beside those that are there; answers what is not taken.
fn fill_custom(write: &mut Write<'_>, known: LeadId, new: &SoundValues) -> Result<Vec<Dropped>, Failure> {
    let mut dropped = Vec::new();
    let mut said = parts_of(write, &LEADS, known.0)?;
    for (field, new) in &new.0 {
        let mut there: Parts = said.remove(&field.key).unwrap_or_default();
        if there.is_empty() || field.kind == CustomKind::Choices {
            there.extend(new.clone());
            put_parts(write, &LEADS, &[known.0], field, &there)?;
        } else if !new.is_empty() && *new != there {
            dropped.push(Dropped {
                label: field.name.clone(),
                text: shown_all(write, field, new)?,
                whose: known.0,
                method: None,
            });
        }
    }
    Ok(dropped)
}
