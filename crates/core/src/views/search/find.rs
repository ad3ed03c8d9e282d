//! The search itself.

use super::answer::{Group, Hits};
use super::kinds::{KINDS, Searched};
use super::walk::{Ranked, walk};
use crate::engine::failure::Failure;
use crate::engine::store::{Read, text};
use leadwell_rules::ids::RecordKind;
use leadwell_rules::search::{Part, Query, Step};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;
use ts_rs::TS;

/// Hits of a kind shown when nobody says how many, and at most.
const SHOWN: (usize, usize) = (8, 50);
/// Hits of a kind that are counted.
const COUNTED: usize = 50;
/// Fewer hits than this are few: then names with a slip are looked for as well.
const FEW: usize = 3;
/// Names with a slip that are offered.
const SLIPS: usize = 8;

/// What to look for.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(rename = "FindRecords", optional_fields)]
pub struct Find {
    /// What was typed: part of a name, of a company, of a number, of a note; pinyin or its initials.
    pub text: String,
    /// Only these kinds; all when not given.
    #[ts(as = "Option<Vec<RecordKind>>")]
    pub kinds: Vec<RecordKind>,
    /// Hits of each kind, 1–50; 8 when not given.
    pub limit: Option<usize>,
}

/// Answers `search.find`: what is named like that first, then what says it, the newest first.
pub fn find(read: &Read<'_>, wanted: Find) -> Result<Hits, Failure> {
    let query = Query::new(text::asked(Some(&wanted.text), "text")?.unwrap_or_default());
    let limit = wanted.limit.unwrap_or(SHOWN.0).clamp(1, SHOWN.1);
    let (slips, steps): (Vec<Step>, Vec<Step>) = query.steps().into_iter().partition(|step| step.part == Part::Slip);
    let kinds: Vec<&Searched> = KINDS
        .iter()
        .filter(|spec| wanted.kinds.is_empty() || wanted.kinds.contains(&spec.kind))
        .filter(|spec| read.actor.may(spec.permissions.0))
        .collect();
    let mut found = Vec::new();
    for spec in &kinds {
        found.push(through(read, spec, &query, &steps, COUNTED + 1)?);
    }
    let few = found.iter().map(|(hits, _)| hits.len()).sum::<usize>() < FEW;
    let mut slip = false;
    if few {
        for (spec, (hits, known)) in kinds.iter().zip(&mut found) {
            for step in &slips {
                let more = walk(read, spec, &query, step, SLIPS, known)?;
                slip |= !more.is_empty();
                hits.extend(more);
            }
        }
    }
    let mut groups: Vec<_> = kinds
        .iter()
        .zip(found)
        .filter(|(_, (hits, _))| !hits.is_empty())
        .map(|(spec, (hits, _))| group(spec, hits, limit))
        .collect();
    groups.sort_by_key(|(best, _)| *best);
    let waiting = read.one(
        "select coalesce(sum(to_id - from_id + 1), 0) from search_waiting",
        [],
        |row| row.get(0),
    )?;
    Ok(Hits {
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        slip,
        waiting: waiting.unwrap_or(0),
    })
}

/// All steps, one after another, until there are enough.
fn through(
    read: &Read<'_>,
    spec: &Searched,
    query: &Query,
    steps: &[Step],
    enough: usize,
) -> Result<(Vec<Ranked>, HashSet<i64>), Failure> {
    let mut known = HashSet::new();
    let mut hits: Vec<Ranked> = Vec::new();
    for step in steps {
        if hits.len() >= enough {
            break;
        }
        hits.extend(walk(read, spec, query, step, enough - hits.len(), &mut known)?);
    }
    Ok((hits, known))
}

/// The best hits of a kind and how good the best one is.
fn group(spec: &Searched, mut hits: Vec<Ranked>, limit: usize) -> ((Part, bool, bool), Group) {
    // The sort is stable: what is equally good stays newest first.
    hits.sort_by_key(|ranked| ranked.rank);
    let best = hits.first().map_or((Part::Slip, true, true), |ranked| ranked.rank);
    let group = Group {
        kind: spec.kind,
        count: hits.len().min(COUNTED),
        more: hits.len() > COUNTED,
        hits: hits.into_iter().take(limit).map(|ranked| ranked.hit).collect(),
    };
    (best, group)
}
