//! What is not taken when records become one, or when one comes in again: kept beside, or written down.

use crate::engine::describe::{Field, Kind, Merge, Noun};
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write};
use crate::records::nouns::called_if_seen;

/// A value that is not taken.
pub(crate) struct Dropped {
    /// What its field is called.
    pub label: String,
    /// What it says, as people read it.
    pub text: String,
    /// The record it was of.
    pub whose: i64,
    /// The kind and the value of a contact method, which stands beside the kept one's own.
    pub method: Option<(&'static str, String)>,
}

impl Dropped {
    /// A value of a described field, as it is stored.
    pub fn of(read: &Read<'_>, field: &'static Field, stored: String, whose: i64) -> Result<Dropped, Failure> {
        Ok(Dropped {
            label: field.label(read.settings.language),
            text: shown(read, field, &stored)?,
            whose,
            method: (field.merge == Merge::FurtherMethod).then_some((field.column, stored)),
        })
    }
}

/// Contact methods that were not taken stand beside the lead's own.
pub(super) fn keep_methods(write: &mut Write<'_>, noun: &Noun, keep: i64, dropped: &[Dropped]) -> Result<(), Failure> {
    for (kind, value) in dropped.iter().filter_map(|dropped| dropped.method.as_ref()) {
        debug_assert_eq!(noun.table(), "leads", "only leads have further contact methods");
        write.run(
            "insert into lead_contacts (lead_id, kind, value) select ?1, ?2, ?3
             where not exists (select 1 from lead_contacts where lead_id = ?1 and kind = ?2 and value = ?3)",
            (keep, kind, value),
        )?;
    }
    Ok(())
}

/// What was not taken is written down on the record that is left, below a heading: nothing is lost. The program writes it, so it is no
/// follow-up.
pub(crate) fn note_dropped(
    write: &mut Write<'_>,
    noun: &Noun,
    keep: i64,
    head: String,
    dropped: &[Dropped],
) -> Result<(), Failure> {
    let mut lines = vec![head];
    for Dropped { label, text, whose, .. } in dropped {
        let whose = if *whose == keep {
            String::new()
        } else {
            format!(" #{whose}")
        };
        lines.push(format!("{label}{whose}: {text}"));
    }
    if dropped.is_empty() {
        return Ok(());
    }
    let (now, person) = (write.now().millis(), write.actor.id.0);
    write.insert(
        &format!(
            "insert into activities (kind, {}, text, done_at, person_id, origin, created_at, updated_at)
             values ('note', ?1, ?2, ?3, ?4, 'program', ?3, ?3)",
            noun.about
        ),
        (keep, lines.join("\n"), now, person),
    )?;
    Ok(())
}

/// A value as people read it: names for ids, sentences for words.
pub(super) fn shown(read: &Read<'_>, field: &Field, text: &str) -> Result<String, Failure> {
    let table = match field.kind {
        Kind::Person => "people",
        Kind::Record(table) => table,
        kind => return Ok(kind.shown(text, read.settings.language)),
    };
    let found = match text.parse() {
        Ok(id) => called_if_seen(read, table, id)?,
        Err(_) => None,
    };
    Ok(found.unwrap_or_else(|| text.to_owned()))
}
