//! Likely pairs over the whole file, with the evidence for each: the matcher runs in the background, people decide.

use super::mergeable;
use crate::engine::call::Call;
use crate::engine::describe::{Compared, Noun};
use crate::engine::failure::{Failure, Kind as FailureKind};
use crate::engine::store::{Read, Write, changeable, once};
use crate::engine::workspace::{Asked, Background, Workspace};
use crate::records::identity::{OtherNames, company_key, other_names};
use leadwell_rules::ids::{PersonId, RecordKind};
use leadwell_rules::matching::{Evidence, Field, Found, Gathered, Kind as Match, Level, Pair, Settings};
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

/// All that was found. The records themselves are read when a page of them is asked for.
struct Worked {
    /// Ids of the records that were compared, by their places.
    ids: Vec<i64>,
    found: Found,
}

impl Worked {
    /// The ids of a pair's records.
    fn ids(&self, pair: &Pair) -> (i64, i64) {
        (self.ids[pair.a as usize], self.ids[pair.b as usize])
    }
}

/// Answers `duplicates.review`.
pub fn review(workspace: &Arc<Workspace>, call: &Call, wanted: ReviewDuplicates) -> Result<Review, Failure> {
    let entity = wanted.entity;
    if wanted.wait == Some(true) {
        return workspace.read(call, |read| page(read, &*work(read, entity)?, &wanted));
    }
    let job = move |read: &Read<'_>, _: &dyn Fn(f64)| work(read, entity);
    match Background::ask(workspace, call, |read| Ok(key(read, entity)), job)? {
        Asked::Running(done_bp) => Ok(Review::Running { done_bp }),
        Asked::Known(worked) => workspace.read(call, |read| page(read, &worked, &wanted)),
    }
}

/// The wanted page of what was found.
fn page(read: &Read<'_>, worked: &Worked, wanted: &ReviewDuplicates) -> Result<Review, Failure> {
    let (noun, compared) = mergeable(wanted.entity)?;
    let decided = distinct_pairs(read, noun)?;
    let found = &worked.found;
    let mut open = found
        .pairs
        .iter()
        .enumerate()
        .filter(|(_, pair)| !decided.contains(&worked.ids(pair)));
    let total = open.clone().count();
    let offset = wanted.offset.unwrap_or(0);
    if offset > 0 {
        open.nth(offset - 1);
    }
    let limit = wanted.limit.unwrap_or(PAGE.0).clamp(1, PAGE.1);
    let shown: Vec<(usize, (i64, i64))> = open.take(limit).map(|(at, pair)| (at, worked.ids(pair))).collect();
    let records = records(
        read,
        (noun, compared),
        shown.iter().flat_map(|(_, (one, other))| [*one, *other]),
    )?;
    // Somebody else may have removed one of them since the pairs were found.
    let pairs = shown.into_iter().filter_map(|(at, (one, other))| {
        Some(ReviewPair {
            first: records.get(&one)?.record.clone(),
            second: records.get(&other)?.record.clone(),
            probability_bp: (found.pairs[at].probability * 10_000.0).round() as i64,
            evidence: evidence(compared, found.evidence(at), records.get(&one)?, records.get(&other)?),
        })
    });
    Ok(Review::Ready(ReviewPage {
        records: worked.ids.len(),
        total,
        limited: found.limited,
        pairs: pairs.collect(),
    }))
}

fn evidence(compared: &Compared, said: Vec<Evidence>, first: &Shown, second: &Shown) -> Vec<ReviewEvidence> {
    said.into_iter()
        .map(|evidence| ReviewEvidence {
            field: compared.fields[evidence.field].0,
            level: level(evidence.level),
            bits: (evidence.bits * 10.0).round() / 10.0,
            first: first.values[evidence.field].clone(),
            second: second.values[evidence.field].clone(),
        })
        .collect()
}

/// A record of a page, with its values as they stand.
struct Shown {
    record: ReviewRecord,
    values: Vec<Option<String>>,
}

/// The records of a page by their ids, as far as they are there and the person sees them.
fn records(
    read: &Read<'_>,
    (noun, compared): (&Noun, &Compared),
    ids: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, Shown>, Failure> {
    let shown = [noun.shown.title, noun.shown.owner, "u.name"];
    let first = shown.len() + 1;
    let text = format!(
        "{} and t.id in (select value from json_each(:ids))",
        selection(noun, compared, &shown)
    );
    let ids = serde_json::Value::from_iter(ids).to_string();
    let bound = named_params! { ":scope": read.actor.scope.bound(), ":ids": ids };
    let rows = read.all(&text, bound, |row| {
        let record = ReviewRecord {
            id: row.get(0)?,
            name: row.get(1)?,
            owner_id: row.get::<_, Option<i64>>(2)?.map(PersonId),
            owner: row.get(3)?,
        };
        let values = (0..compared.fields.len())
            .map(|column| row.get(first + column))
            .collect::<Result<Vec<_>, _>>()?;
        Ok((record.id, Shown { record, values }))
    })?;
    Ok(rows.into_iter().collect())
}

/// All records that are there and that the reader sees: the id, `more`, then the values that are compared; without an order.
fn selection(noun: &Noun, compared: &Compared, more: &[&str]) -> String {
    let mut columns = vec!["t.id".to_owned()];
    columns.extend(more.iter().map(|sql| (*sql).to_owned()));
    columns.extend(
        compared
            .fields
            .iter()
            .map(|(name, _, sql)| sql.map_or_else(|| format!("t.{name}"), str::to_owned)),
    );
    format!(
        "select {} from {} t {} where {} and {} and {}",
        columns.join(", "),
        noun.table(),
        noun.joined(),
        noun.alive(),
        compared.only,
        noun.seen()
    )
}

fn key(read: &Read<'_>, entity: RecordKind) -> String {
    format!("duplicates {entity:?} {:?}", read.actor.scope.bound())
}

fn work(read: &Read<'_>, entity: RecordKind) -> Result<Arc<Worked>, Failure> {
    read.memo(&key(read, entity), || {
        let (noun, compared) = mergeable(entity)?;
        let fields = compared.fields.iter().map(|(name, kind, _)| Field::new(name, *kind));
        let fields: Vec<Field> = fields.collect();
        let text = format!("{} order by t.id", selection(noun, compared, &[]));
        let scope = named_params! { ":scope": read.actor.scope.bound() };
        let called = Called::load(read)?;
        let mut gathered = Gathered::new(&fields);
        let mut ids = Vec::new();
        read.each(&text, scope, |row| {
            ids.push(row.get(0)?);
            let values = fields.iter().enumerate().map(|(column, field)| {
                let text = row.get_ref(1 + column)?.as_str_or_null()?;
                let company = text.filter(|_| field.kind == Match::Company);
                Ok(company.and_then(|text| called.company(text)).or(text))
            });
            gathered.add(values.collect::<rusqlite::Result<Vec<_>>>()?);
            Ok(())
        })?;
        ids.shrink_to_fit();
        Ok(Worked {
            ids,
            found: gathered.find(&Settings::default()),
        })
    })
}

/// What companies are called by the names that stand behind other names.
struct Called {
    names: OtherNames,
    companies: HashMap<String, String>,
}

impl Called {
    fn load(read: &Read<'_>) -> Result<Self, Failure> {
        let companies: Vec<(String, String)> = read.all(
            "select company_key, company from company_aliases order by id desc",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(Self {
            names: other_names(read)?,
            companies: companies.into_iter().collect(),
        })
    }

    /// The name for the matcher of a company that goes by another one; none for any other.
    fn company(&self, text: &str) -> Option<&str> {
        if self.names.is_empty() {
            return None;
        }
        let key = company_key(text)?;
        let root = self.names.root(&key);
        if root == key {
            return None;
        }
        self.companies.get(root).map(String::as_str)
    }
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

fn distinct_pairs(read: &Read<'_>, noun: &Noun) -> Result<HashSet<(i64, i64)>, Failure> {
    let rows = read.all(
        "select first_id, second_id from distinct_pairs where entity = ?1",
        [noun.table()],
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
    let noun = mergeable(wanted.entity)?.0;
    if !write.actor.may(noun.permissions.1) {
        return Err(Failure::new(FailureKind::Forbidden, "call.forbidden").arg("command", "duplicates.distinct"));
    }
    if wanted.pairs.len() > PAGE.1 {
        return Err(Failure::invalid("duplicates.many_pairs", "pairs").arg("most", PAGE.1));
    }
    if wanted.pairs.iter().any(|(one, other)| one == other) {
        return Err(Failure::invalid("merge.needs_two", "pairs"));
    }
    changeable(
        write,
        noun,
        &once(wanted.pairs.iter().flat_map(|(one, other)| [*one, *other]))?,
    )?;
    let table = noun.table();
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
