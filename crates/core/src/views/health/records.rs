//! The records of a finding, each with what stands there and what it would be mended to.

use super::checks::{Kind, Mended, Test, Values};
use super::scan::whole;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::RecordKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Records in a page when nobody says how many, and at most.
const PAGE: (usize, usize) = (50, 500);

/// Which records.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields, rename = "HealthRecordsOf")]
pub struct RecordsOf {
    /// The finding.
    pub code: String,
    /// Only this part of it: a field, a reason.
    #[serde(default)]
    pub part: Option<String>,
    /// Records after this id: `next` of the page before.
    #[serde(default)]
    pub after: Option<i64>,
    /// Records in the page, at most 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// A page of the records of a finding, by id.
#[derive(Debug, Serialize, TS)]
pub struct HealthRecords {
    /// What they are.
    pub entity: RecordKind,
    /// How many there are in all.
    pub total: usize,
    /// The records.
    pub rows: Vec<HealthRecord>,
    /// Give this as `after` for the next page; null at the end.
    pub next: Option<i64>,
}

/// A record with something wrong.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HealthRecord {
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Its company, customer or region.
    pub beside: Option<String>,
    /// What is wrong with it.
    pub values: Vec<HealthValue>,
}

/// What stands in a record.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HealthValue {
    /// The part of the finding; empty when it has one only.
    pub part: &'static str,
    /// What stands there.
    pub before: Option<String>,
    /// What would stand there once mended.
    pub after: Option<String>,
}

/// Answers `health.records`.
pub fn records(read: &Read<'_>, wanted: RecordsOf) -> Result<HealthRecords, Failure> {
    let (kind, at) = Kind::of(read, &wanted.code)?;
    let finding = &kind.findings[at];
    let first = kind.bits(at).trailing_zeros();
    let bits = match wanted.part.as_deref() {
        None => kind.bits(at),
        Some(part) => match finding.checks.iter().position(|check| check.part == part) {
            Some(place) => 1 << (first as usize + place),
            None => return Err(Failure::not_found("health.unknown").arg("name", part)),
        },
    };
    let all = whole(read, &|_| ())?;
    let Some(scanned) = all.iter().find(|scanned| scanned.kind == kind.noun.kind) else {
        return Err(Failure::not_found("health.unknown").arg("name", wanted.code));
    };
    let after = wanted.after.unwrap_or(0);
    let limit = wanted.limit.unwrap_or(PAGE.0).clamp(1, PAGE.1);
    let mut ids: Vec<i64> = scanned.with(bits).filter(|id| *id > after).take(limit + 1).collect();
    let more = ids.len() > limit;
    ids.truncate(limit);
    Ok(HealthRecords {
        entity: kind.noun.kind,
        total: scanned.with(bits).count(),
        rows: show(read, &kind, at, &ids, scanned)?,
        next: ids.last().copied().filter(|_| more),
    })
}

/// These records of a finding, as they are shown.
pub(super) fn show(
    read: &Read<'_>,
    kind: &Kind,
    at: usize,
    ids: &[i64],
    scanned: &super::scan::Scanned,
) -> Result<Vec<HealthRecord>, Failure> {
    let finding = &kind.findings[at];
    let first = kind.bits(at).trailing_zeros() as usize;
    let columns: Vec<&str> = kind.columns.iter().map(|(_, sql)| *sql).collect();
    let text = format!(
        "select {id}, {}, {}, {} from {} where {id} in (select value from json_each(?1)) order by {id}",
        kind.called,
        kind.beside,
        columns.join(", "),
        kind.from,
        id = kind.id
    );
    read.all(&text, [crate::engine::store::id_list(ids)], |row| {
        let id: i64 = row.get(0)?;
        let known = scanned.flagged.binary_search_by_key(&id, |(id, _)| *id);
        let bits = known.map_or(0, |place| scanned.flagged[place].1);
        let values = Values { row, first: 3 };
        let shown = finding.checks.iter().enumerate();
        let shown = shown.filter(|(place, _)| bits >> (first + place) & 1 == 1);
        Ok(HealthRecord {
            id,
            name: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
            beside: row.get(2)?,
            values: shown
                .map(|(_, check)| HealthValue {
                    part: check.part,
                    before: values.text(check.shows).map(str::to_owned),
                    after: match check.test {
                        Test::Mends(mend) => mend(&values).and_then(|mended| read_out(&mended)),
                        _ => None,
                    },
                })
                .collect(),
        })
    })
}

/// New values as they are read; derived ones are not.
fn read_out(mended: &Mended) -> Option<String> {
    let mut shown: Vec<&str> = Vec::new();
    for (column, value) in mended {
        // 北京 in 北京 is said once.
        if !column.ends_with("_key") && shown.last() != Some(&value.as_str()) {
            shown.push(value);
        }
    }
    (!shown.is_empty()).then(|| shown.join(" "))
}
