//! Likely pairs over the whole file, with the evidence for each: the matcher runs in the background, people decide.

use super::mergeable;
use crate::engine::call::Call;
use crate::engine::describe::{Compared, Noun};
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write};
use crate::engine::workspace::{Asked, Background, Workspace};
use crate::records::identity::company_key;
use crate::records::identity::other_names;
use crate::records::nouns::not_of;
use leadwell_rules::ids::{PersonId, RecordKind};
use leadwell_rules::matching::{Field, Kind as Match, Level, Records, Settings, find};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use ts_rs::TS;

/// Pairs in a page when nobody says how many, and at most.
const PAGE: (usize, usize) = (50, 500);

/// Which pairs.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ReviewDuplicates {
    /// Of which kind of record.
    pub entity: RecordKind,
    /// Pairs to pass over: how many were shown.
    #[serde(default)]
    pub offset: Option<usize>,
    /// Pairs in the page, at most 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<usize>,
    /// Answer when it is done, rather than at once.
    #[serde(default)]
    pub wait: Option<bool>,
}

/// Where the review stands.
#[derive(Debug, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Review {
    /// Being worked out.
    Running {
        /// How far, in basis points.
        done_bp: i64,
    },
    /// Done.
    Ready(ReviewPage),
}

/// A page of likely pairs, the most likely first.
#[derive(Debug, Serialize, TS)]
pub struct ReviewPage {
    /// Records compared with one another.
    pub records: usize,
    /// Likely pairs in all, those decided left out.
    pub total: usize,
    /// Whether the file is so large that some pairs were not compared.
    pub limited: bool,
    /// The pairs.
    pub pairs: Vec<ReviewPair>,
}

/// Two records that are probably one.
#[derive(Debug, Serialize, TS)]
pub struct ReviewPair {
    /// One.
    pub first: ReviewRecord,
    /// The other.
    pub second: ReviewRecord,
    /// How probable, in basis points.
    pub probability_bp: i64,
    /// What speaks for it and against it, by field.
    pub evidence: Vec<ReviewEvidence>,
}

/// A record of a pair.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReviewRecord {
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Who has it.
    pub owner_id: Option<PersonId>,
    /// That person's name.
    pub owner: Option<String>,
}

/// What one field says.
#[derive(Debug, Serialize, TS)]
pub struct ReviewEvidence {
    /// The field.
    pub field: &'static str,
    /// missing, exact, close, near, faint, swapped, different.
    pub level: &'static str,
    /// Each bit doubles the odds that it is one record; each below zero halves them.
    pub bits: f64,
    /// What the first says.
    pub first: Option<String>,
    /// What the second says.
    pub second: Option<String>,
}

/// All that was found, with what is needed to show it.
struct Worked {
    records: Vec<ReviewRecord>,
    values: Records,
    pairs: Vec<leadwell_rules::matching::Pair>,
    limited: bool,
}

/// Answers `duplicates.review`.
pub fn review(workspace: &Arc<Workspace>, call: &Call, wanted: ReviewDuplicates) -> Result<Review, Failure> {
    let entity = wanted.entity;
    let worked = if wanted.wait == Some(true) {
        workspace.read(call, |read| work(read, entity))?
    } else {
        let job = move |read: &Read<'_>, _: &dyn Fn(f64)| work(read, entity);
        match Background::ask(workspace, call, |read| Ok(key(read, entity)), job)? {
            Asked::Running(done_bp) => return Ok(Review::Running { done_bp }),
            Asked::Known(worked) => worked,
        }
    };
    let decided = workspace.read(call, |read| distinct_pairs(read, entity))?;
    let mut open = worked
        .pairs
        .iter()
        .filter(|pair| !decided.contains(&(worked.records[pair.a].id, worked.records[pair.b].id)));
    let total = open.clone().count();
    let limit = wanted.limit.unwrap_or(PAGE.0).clamp(1, PAGE.1);
    let offset = wanted.offset.unwrap_or(0);
    if offset > 0 {
        open.nth(offset - 1);
    }
    let compared = compared_of(entity)?.1.fields;
    let pairs = open
        .take(limit)
        .map(|pair| ReviewPair {
            first: worked.records[pair.a].clone(),
            second: worked.records[pair.b].clone(),
            probability_bp: (pair.probability * 10_000.0).round() as i64,
            evidence: pair
                .evidence
                .iter()
                .map(|evidence| ReviewEvidence {
                    field: compared[evidence.field].0,
                    level: level(evidence.level),
                    bits: (evidence.bits * 10.0).round() / 10.0,
                    first: worked.values.rows[pair.a].get(evidence.field).cloned().flatten(),
                    second: worked.values.rows[pair.b].get(evidence.field).cloned().flatten(),
                })
                .collect(),
        })
        .collect();
    Ok(Review::Ready(ReviewPage {
        records: worked.records.len(),
        total,
        limited: worked.limited,
        pairs,
    }))
}

fn key(read: &Read<'_>, entity: RecordKind) -> String {
    format!("duplicates {entity:?} {:?}", read.actor.scope.bound())
}

fn work(read: &Read<'_>, entity: RecordKind) -> Result<Arc<Worked>, Failure> {
    read.memo(&key(read, entity), || {
        let (noun, compared) = compared_of(entity)?;
        let fields: Vec<Field> = compared
            .fields
            .iter()
            .map(|(name, kind, _)| Field::new(name, *kind))
            .collect();
        let sql = selection(noun, compared);
        let rows = read.all(&sql, named_params! { ":scope": read.actor.scope.bound() }, |row| {
            let record = ReviewRecord {
                id: row.get(0)?,
                name: row.get(1)?,
                owner_id: row.get::<_, Option<i64>>(2)?.map(PersonId),
                owner: row.get(3)?,
            };
            let values = (0..fields.len())
                .map(|column| row.get::<_, Option<String>>(4 + column))
                .collect::<Result<Vec<_>, _>>()?;
            Ok((record, values))
        })?;
        let (records, rows): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let values = Records {
            fields,
            rows,
            lists: None,
        };
        let found = match by_company(read, &values)? {
            Some(called) => find(&called, &Settings::default()),
            None => find(&values, &Settings::default()),
        };
        Ok(Worked {
            records,
            values,
            pairs: found.pairs,
            limited: found.limited,
        })
    })
}

fn compared_of(kind: RecordKind) -> Result<(&'static Noun, &'static Compared), Failure> {
    let noun = mergeable(kind)?;
    noun.compared
        .as_ref()
        .map(|compared| (noun, compared))
        .ok_or_else(|| not_of(kind))
}

/// All living records the reader sees: id, name, owner, owner's name, then the values that are compared.
fn selection(noun: &Noun, compared: &Compared) -> String {
    let values = compared
        .fields
        .iter()
        .map(|(name, _, sql)| sql.map_or_else(|| format!("t.{name}"), str::to_owned));
    let values: Vec<String> = values.collect();
    format!(
        "select t.id, {}, {}, u.name, {} from {} t {} where {} and {} and {} order by t.id",
        noun.shown.title,
        noun.shown.owner,
        values.join(", "),
        noun.table(),
        noun.joined(),
        noun.alive(),
        compared.only,
        noun.seen()
    )
}

/// The records with their companies called by the names that stand behind other names, for the matcher; nothing when no company among
/// them goes by another name.
fn by_company(read: &Read<'_>, values: &Records) -> Result<Option<Records>, Failure> {
    let names = other_names(read)?;
    if names.is_empty() {
        return Ok(None);
    }
    let companies: Vec<(String, String)> = read.all(
        "select company_key, company from company_aliases order by id desc",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let called: HashMap<String, String> = companies.into_iter().collect();
    let columns: Vec<usize> = (0..values.fields.len())
        .filter(|at| values.fields[*at].kind == Match::Company)
        .collect();
    let mut changed = Vec::new();
    for (row, texts) in values.rows.iter().enumerate() {
        for column in &columns {
            let key = texts.get(*column).and_then(Option::as_deref).and_then(company_key);
            let root = key
                .as_deref()
                .map(|key| names.root(key))
                .filter(|root| key.as_deref() != Some(*root));
            if let Some(company) = root.and_then(|root| called.get(root)) {
                changed.push((row, *column, company.clone()));
            }
        }
    }
    if changed.is_empty() {
        return Ok(None);
    }
    let mut rows = values.rows.clone();
    for (row, column, company) in changed {
        rows[row][column] = Some(company);
    }
    Ok(Some(Records {
        fields: values.fields.clone(),
        rows,
        lists: values.lists.clone(),
    }))
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Missing => "missing",
        Level::Exact => "exact",
        Level::Close => "close",
        Level::Near => "near",
        Level::Faint => "faint",
        Level::Swapped => "swapped",
        Level::Different => "different",
    }
}

fn distinct_pairs(read: &Read<'_>, entity: RecordKind) -> Result<HashSet<(i64, i64)>, Failure> {
    let rows = read.all(
        "select first_id, second_id from distinct_pairs where entity = ?1",
        [entity.as_str()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// Pairs that are two.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "DistinctPairs")]
pub struct Distinct {
    /// Of which kind of record.
    pub entity: RecordKind,
    /// The pairs, by their ids.
    pub pairs: Vec<(i64, i64)>,
}

/// How many pairs were decided.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "DecidedPairs")]
pub struct Decisions {
    /// Pairs that are known to be two now and were not before.
    pub pairs: usize,
}

/// Answers `duplicates.distinct`: somebody has looked at these pairs and found two each; they are not offered again.
pub fn distinct(write: &mut Write<'_>, wanted: Distinct) -> Result<Decisions, Failure> {
    let table = mergeable(wanted.entity)?.table();
    let (person, now) = (write.actor.id.0, write.now().millis());
    let mut decided = 0;
    for (one, other) in &wanted.pairs {
        decided += write.run(
            "insert into distinct_pairs (entity, first_id, second_id, person_id, at) values (?1, min(?2, ?3), max(?2, ?3), ?4, ?5)
             on conflict (entity, first_id, second_id) do nothing",
            (table, one, other, person, now),
        )?;
    }
    write.subject(wanted.pairs.len().to_string());
    Ok(Decisions { pairs: decided })
}
