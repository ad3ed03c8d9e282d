//! The report: what is wrong, how much of it, what to do first; and one figure for the whole.

use super::checks::{Finding, Kind, Test, Urgency};
use super::records::{HealthRecord, show};
use super::scan::{Whole, key, whole};
use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::workspace::{Asked, Background, Workspace};
use crate::records::leads::selection::Selection;
use leadwell_rules::condition::{Condition, Op, Test as Ask, Value};
use leadwell_rules::ids::RecordKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::sync::Arc;
use ts_rs::TS;

/// Records told of each finding as examples.
const EXAMPLES: usize = 3;
/// Files with fewer records than this are looked at while the caller waits: it takes less than a tenth of a second.
const SMALL: i64 = 20_000;

/// How to report.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ReportHealth {
    /// Answer when it is done, rather than at once.
    #[serde(default)]
    pub wait: Option<bool>,
}

/// Where the report stands.
#[derive(Debug, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum HealthReport {
    /// The records are being looked at.
    Running {
        /// How far, in basis points.
        done_bp: i64,
    },
    /// Done.
    Ready(HealthFindings),
}

/// What is wrong with the records the person may see.
#[derive(Debug, Serialize, TS)]
pub struct HealthFindings {
    /// Records looked at.
    pub looked: usize,
    /// Those without any finding: divided by `looked`, the one figure for the whole.
    pub sound: usize,
    /// The same by kind of record.
    pub kinds: Vec<HealthKind>,
    /// What was found, what to see to first on top.
    pub findings: Vec<HealthFinding>,
}

/// A kind of record as a whole.
#[derive(Debug, Serialize, TS)]
pub struct HealthKind {
    /// Which.
    pub entity: RecordKind,
    /// Records looked at.
    pub looked: usize,
    /// Those without any finding.
    pub sound: usize,
}

/// One thing that is wrong.
#[derive(Debug, Serialize, TS)]
pub struct HealthFinding {
    /// Its stable name.
    pub code: &'static str,
    /// The kind of record.
    pub entity: RecordKind,
    /// What to see to first.
    pub urgency: Urgency,
    /// Records with it.
    pub count: usize,
    /// Records of that kind looked at.
    pub looked: usize,
    /// By field or reason, when it has several. A record can be in more than one.
    pub parts: Vec<HealthPart>,
    /// What a list of leads is asked with to show exactly these; null where only `health.records` can say.
    pub selection: Option<Selection>,
    /// The first of them.
    pub examples: Vec<HealthRecord>,
    /// Whether `health.fix` mends them.
    pub fixable: bool,
    /// Whether the review of duplicates is where it is decided.
    pub shared: bool,
}

/// A part of a finding.
#[derive(Debug, Serialize, TS)]
pub struct HealthPart {
    /// Its stable name: a field, a reason.
    pub part: &'static str,
    /// Records with it.
    pub count: usize,
    /// What a list of leads is asked with to show exactly these.
    pub selection: Option<Selection>,
}

/// Answers `health.report`.
pub fn report(workspace: &Arc<Workspace>, call: &Call, wanted: ReportHealth) -> Result<HealthReport, Failure> {
    let small = |read: &Read<'_>| {
        let text = "select (select coalesce(max(id), 0) from leads) + (select coalesce(max(id), 0) from contacts)
                           + (select coalesce(max(id), 0) from customers)";
        Ok::<_, Failure>(read.one(text, [], |row| row.get::<_, i64>(0))?.unwrap_or(0) < SMALL)
    };
    let at_once = wanted.wait == Some(true) || workspace.read(call, small)?;
    if !at_once && let Asked::Running(done_bp) = Background::ask::<Whole>(workspace, call, |read| Ok(key(read)), whole)?
    {
        return Ok(HealthReport::Running { done_bp });
    }
    // Known by now, unless something has changed this very moment.
    workspace.read(call, |read| Ok(HealthReport::Ready(told(read)?)))
}

fn told(read: &Read<'_>) -> Result<HealthFindings, Failure> {
    let scanned = whole(read, &|_| ())?;
    let (mut kinds, mut findings) = (Vec::new(), Vec::new());
    for (kind, of) in Kind::all(read)?.iter().zip(scanned.iter()) {
        let sound = of.looked - of.flagged.len();
        kinds.push(HealthKind {
            entity: kind.noun.kind,
            looked: of.looked,
            sound,
        });
        for (at, finding) in kind.findings.iter().enumerate() {
            let bits = kind.bits(at);
            let count = of.with(bits).count();
            if count == 0 {
                continue;
            }
            let ids: Vec<i64> = of.with(bits).take(EXAMPLES).collect();
            let parts = finding.checks.iter().enumerate().map(|(place, check)| HealthPart {
                part: check.part,
                count: of.with(1 << (bits.trailing_zeros() as usize + place)).count(),
                selection: selection(check.part, &check.test),
            });
            findings.push(HealthFinding {
                code: finding.code,
                entity: kind.noun.kind,
                urgency: finding.urgency,
                count,
                looked: of.looked,
                parts: match finding.checks.len() {
                    1 => Vec::new(),
                    _ => parts.filter(|part| part.count > 0).collect(),
                },
                selection: whole_selection(finding),
                examples: show(read, kind, at, &ids, of)?,
                fixable: finding.mends(),
                shared: finding.shared(),
            });
        }
    }
    findings.sort_by_key(|finding| (finding.urgency, Reverse(finding.count), finding.code));
    Ok(HealthFindings {
        looked: kinds.iter().map(|kind| kind.looked).sum(),
        sound: kinds.iter().map(|kind| kind.sound).sum(),
        kinds,
        findings,
    })
}

fn whole_selection(finding: &Finding) -> Option<Selection> {
    match finding.checks.as_slice() {
        [only] => selection("", &only.test),
        [first, ..] if matches!(first.test, Test::Says(..)) => Some(Selection {
            quarantined: Some(true),
            ..Selection::default()
        }),
        _ => None,
    }
}

fn selection(part: &str, test: &Test) -> Option<Selection> {
    match test {
        Test::Asked(condition) => Some(Selection {
            quarantined: Some(false),
            condition: Some(condition.clone()),
            ..Selection::default()
        }),
        Test::Says(..) => {
            let reason = Ask {
                field: "quarantine".to_owned(),
                is: Op::AnyOf,
                values: vec![Value::Text(part.to_owned())],
            };
            Some(Selection {
                quarantined: Some(true),
                condition: Some(Condition::All {
                    all: vec![Condition::Test(reason)],
                }),
                ..Selection::default()
            })
        }
        _ => None,
    }
}
