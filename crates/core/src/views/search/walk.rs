//! Going through what the index proposes, newest first, and keeping what really answers.

use super::answer::{Hit, Matched};
use super::kinds::Searched;
use crate::engine::failure::Failure;
use crate::engine::permission::Scope;
use crate::engine::store::Read;
use leadwell_rules::search::{Field, Part, Query, Scan, Step};
use leadwell_rules::time::Instant;
use rusqlite::{Row, named_params};
use std::collections::HashSet;

/// Proposals of one question that are looked at, the newest first.
const PROPOSALS: i64 = 20_000;
/// The same for names with a slip: most of them are simply other names.
const PROPOSALS_WITH_SLIP: i64 = 2_000;
/// Columns before the searched fields: the id and what a hit shows.
const SHOWN: usize = 6;

/// A hit and how good it is: less is better.
pub struct Ranked {
    /// The way it answers; whether by less than the whole of a text; whether by something else than a name.
    pub rank: (Part, bool, bool),
    /// The hit.
    pub hit: Hit,
}

/// Answers of one kind until there are enough; records that are known already are passed over.
pub fn walk(
    read: &Read<'_>,
    spec: &Searched,
    query: &Query,
    step: &Step,
    enough: usize,
    known: &mut HashSet<i64>,
) -> Result<Vec<Ranked>, Failure> {
    // The inner query is read row by row as long as hits are wanted: what it would find further on is never looked for.
    let proposals = format!(
        "(select rowid as id from {index} where {index} match :query order by rowid desc limit :limit)",
        index = spec.index
    );
    let mut statement = read.sql(&selection(spec, &proposals))?;
    let slip = step.part == Part::Slip;
    let mut rows = statement.query(named_params! {
        ":query": within(read, spec, &step.expression),
        ":limit": if slip { PROPOSALS_WITH_SLIP } else { PROPOSALS },
        ":scope": read.actor.scope.bound()
    })?;
    let spoken = matches!(step.part, Part::SpokenStart | Part::Spoken);
    let ready = if spoken { Scan::new } else { Scan::unread };
    let mut answers = Vec::new();
    while answers.len() < enough
        && let Some(row) = rows.next()?
    {
        let id: i64 = row.get(0)?;
        if known.contains(&id) {
            continue;
        }
        let texts = texts(spec, row)?;
        let scans: Vec<Scan> = texts
            .iter()
            .map(|(field, text)| ready(spec.fields[*field].1, text))
            .collect();
        let Some(found) = query.find(step.part, &scans) else {
            continue;
        };
        known.insert(id);
        let (field, text) = texts[found.text];
        let (name, kind) = spec.fields[field];
        answers.push(Ranked {
            rank: (step.part, found.rank > 0, kind != Field::Name),
            hit: Hit {
                matched: Some(Matched::of(name, text, found.from, found.to)),
                ..hit(spec, row)?
            },
        });
    }
    Ok(answers)
}

/// One record as search shows it, if the reader may see it.
pub fn show(read: &Read<'_>, spec: &Searched, id: i64) -> Result<Option<Hit>, Failure> {
    let mut statement = read.sql(&selection(spec, "(select :id as id)"))?;
    let mut rows = statement.query(named_params! { ":id": id, ":scope": read.actor.scope.bound() })?;
    match rows.next()? {
        Some(row) => Ok(Some(hit(spec, row)?)),
        None => Ok(None),
    }
}

/// What is read of the records a source names, in the order of the source, if the reader may see them.
fn selection(spec: &Searched, source: &str) -> String {
    let shown = &spec.shown;
    format!(
        "select s.id, u.name, {}, {}, {}, {}, {} from {source} s cross join {} t on t.id = s.id {} where {} and {}",
        shown.title,
        shown.subtitle,
        shown.path,
        shown.at,
        spec.columns,
        spec.table(),
        spec.joined(),
        spec.alive(),
        spec.seen()
    )
}

/// The condition on the tokens, for a reader who sees only some people's records: of those only.
fn within(read: &Read<'_>, spec: &Searched, expression: &str) -> String {
    match &read.actor.scope {
        Scope::People(ids) if spec.is_owned() => {
            let people = ids.split(|c: char| !c.is_ascii_digit()).filter(|id| !id.is_empty());
            let owners: Vec<String> = std::iter::once("0")
                .chain(people)
                .map(|id| format!("\"o{id}\""))
                .collect();
            format!("({}) AND ({expression})", owners.join(" OR "))
        }
        _ => expression.to_owned(),
    }
}

/// The searched fields that say something, each with its place.
fn texts<'r>(spec: &Searched, row: &'r Row<'_>) -> Result<Vec<(usize, &'r str)>, Failure> {
    let mut texts = Vec::with_capacity(spec.fields.len());
    for field in 0..spec.fields.len() {
        if let Some(text) = row.get_ref(SHOWN + field)?.as_str_or_null().ok().flatten() {
            texts.push((field, text));
        }
    }
    Ok(texts)
}

fn hit(spec: &Searched, row: &Row<'_>) -> Result<Hit, Failure> {
    Ok(Hit {
        kind: spec.kind,
        id: row.get(0)?,
        owner: row.get(1)?,
        title: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
        subtitle: row.get::<_, Option<String>>(3)?.filter(|text| !text.is_empty()),
        path: row.get(4)?,
        at: row.get::<_, Option<i64>>(5)?.map(Instant),
        matched: None,
    })
}
