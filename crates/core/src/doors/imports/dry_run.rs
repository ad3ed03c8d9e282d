//! What an import would do: the same pass over the same rows, and nothing is written.

use super::engine::{Engine, RowWriter, explain};
use super::kinds::{self, Kind};
use super::model::{DryRun, Reason, RowProblem};
use super::plan::prepare;
use super::table::{self, Batch, Layout, Reading, Row, Visitor};
use super::upload::{OpenFile, locate};
use super::wanted::Plan;
use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::workspace::Workspace;
use leadwell_rules::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Problems listed one by one.
const LISTED: usize = 50;

/// How the plan wants the file read.
pub fn reading(plan: &Plan, language: Language) -> Reading {
    Reading {
        sheet: plan.sheet.clone(),
        encoding: plan.encoding.clone(),
        delimiter: plan.delimiter,
        chinese: language == Language::Zh,
    }
}

/// Answers `imports.dry_run`.
pub fn dry_run(workspace: &Arc<Workspace>, call: &Call, plan: Plan) -> Result<DryRun, Failure> {
    let file = locate(workspace, call, &plan.source)?;
    workspace.read(call, |read| {
        (kinds::spec(plan.kind)?.passes.dry_run)(read, &file, &plan)
    })
}

struct Rehearsal<'r, 'c, K: Kind> {
    read: &'r Read<'c>,
    plan: &'r Plan,
    engine: Option<(Engine<K>, RowWriter<'c, K>)>,
    batch: Batch,
    problems: Vec<RowProblem>,
    reasons: BTreeMap<&'static str, u64>,
}

impl<K: Kind> Rehearsal<'_, '_, K> {
    /// Takes the rows gathered.
    fn take(&mut self) -> Result<(), Failure> {
        let Some((engine, writer)) = &mut self.engine else {
            return Ok(());
        };
        engine.rows(writer, self.batch.rows(), |plan, row, problems| {
            let codes: BTreeSet<&str> = problems.iter().map(|problem| problem.code).collect();
            for code in codes {
                *self.reasons.entry(code).or_default() += 1;
            }
            if self.problems.len() < LISTED {
                self.problems.extend(problems.into_iter().map(|problem| {
                    let (message, column) = explain(plan, &problem);
                    RowProblem {
                        row: row.line,
                        column,
                        value: problem.value,
                        code: problem.code,
                        message,
                    }
                }));
            }
            Ok(())
        })?;
        self.batch.clear();
        Ok(())
    }
}

impl<K: Kind> Visitor for Rehearsal<'_, '_, K> {
    fn headings(&mut self, layout: &Layout) -> Result<(), Failure> {
        let prepared = prepare(self.read, self.read.call, self.plan, layout)?;
        let engine: Engine<K> = Engine::new(self.read, prepared)?;
        let writer = engine.writer(self.read)?;
        self.engine = Some((engine, writer));
        Ok(())
    }

    fn row(&mut self, row: &mut Row, _: f64) -> Result<bool, Failure> {
        if self.batch.push(row) {
            self.take()?;
        }
        Ok(true)
    }
}

pub(super) fn pass<K: Kind>(read: &Read<'_>, file: &OpenFile, plan: &Plan) -> Result<DryRun, Failure> {
    let mut rehearsal: Rehearsal<'_, '_, K> = Rehearsal {
        read,
        plan,
        engine: None,
        batch: Batch::default(),
        problems: Vec::new(),
        reasons: BTreeMap::new(),
    };
    table::read(file, &reading(plan, read.settings.language), &mut rehearsal)?;
    rehearsal.take()?;
    let Some((mut engine, mut writer)) = rehearsal.engine else {
        return Err(Failure::invalid("import.empty_file", "source"));
    };
    if engine.tally.rows == 0 {
        return Err(Failure::invalid("import.no_rows", "source"));
    }
    engine.finish(read, &mut writer)?;
    let tally = engine.tally;
    let mut reasons: Vec<Reason> = rehearsal
        .reasons
        .into_iter()
        .map(|(code, rows)| Reason { code, rows })
        .collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.rows));
    Ok(DryRun {
        rows: tally.rows,
        create: tally.created,
        update: tally.updated,
        skip: tally.skipped + tally.unchanged,
        unchanged: tally.unchanged,
        reject: tally.rejected,
        beside: tally.beside,
        problems: rehearsal.problems,
        reasons,
        findings: engine.findings().into_list(),
    })
}
