//! Rows on their way into the file: in pieces, each a transaction of its own, or in a single transaction.

use super::engine::{self, Engine, RowWriter, Tally};
use super::indexes::DroppedIndexes;
use super::job::{CANCELLED, Job};
use super::kinds::Kind;
use super::outcome::Problem;
use super::pieces;
use super::plan::{Prepared, remember};
use super::rights;
use super::store::{self, Standing};
use super::table::{self, Batch, LONGEST_CELL, Layout, Reading, Row, Visitor};
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write};
use leadwell_rules::Language;
use leadwell_rules::ids::ImportId;
use rusqlite::CachedStatement;
use std::sync::atomic::Ordering;

/// Rows passed over between two looks at whether the import is to be stopped.
const LOOK_UP: u64 = 5_000;

impl Job {
    /// All rows, in pieces.
    pub(super) fn in_pieces<K: Kind>(&self, reading: &Reading) -> Result<(), Failure> {
        let mut pieces: Pieces<'_, K> = Pieces {
            job: self,
            engine: None,
            pass: self.committed.as_ref().map_or(0, |committed| committed.tally.rows),
            batch: Batch::default(),
            last_change: 0,
        };
        table::read(&self.file, reading, &mut pieces)?;
        pieces.flush(true)
    }

    /// A very large import into a smaller file: one transaction, its indexes made at the end.
    pub(super) fn at_a_stroke<K: Kind>(&self, reading: &Reading) -> Result<(), Failure> {
        self.patiently(|| {
            self.workspace.write(&self.call, self.command(), |write| {
                self.must_be_ours(write, 0)?;
                write.record(false);
                write.recorded.import = Some(self.id);
                write.subject(self.file.name.clone());
                let mut single_transaction: SingleTransaction<'_, '_, K> = SingleTransaction {
                    job: self,
                    write,
                    inner: None,
                    batch: Batch::default(),
                };
                table::read(&self.file, reading, &mut single_transaction)?;
                single_transaction.take(1.0)?;
                let Some(mut inner) = single_transaction.inner.take() else {
                    return Err(Failure::invalid("import.empty_file", "source"));
                };
                self.close(write, &mut inner.engine, &mut inner.writer)?;
                inner.dropped.put_back(write)?;
                write.recorded.records = written(&inner.engine.tally, &Tally::default());
                Ok(())
            })
        })?;
        Ok(())
    }

    /// Asked before rows are written, in their transaction: the import still runs, nobody wants it stopped, and nobody else writes it.
    fn must_be_ours(&self, read: &Read<'_>, written: u64) -> Result<(), Failure> {
        match store::standing(read.connection, self.id, written)? {
            Standing::Ours => Ok(()),
            Standing::ToBeStopped => Err(Failure::conflict(CANCELLED)),
            Standing::NotOurs => Err(Failure::conflict("import.not_running")),
        }
    }

    /// After the last row.
    fn close<K: Kind>(
        &self,
        read: &Read<'_>,
        engine: &mut Engine<K>,
        writer: &mut RowWriter<'_, K>,
    ) -> Result<(), Failure> {
        engine.finish(read, writer)?;
        remember(
            read.connection,
            &engine.plan,
            self.plan.save_mapping_as.as_deref(),
            &engine.accepted(),
        )?;
        store::end(
            read.connection,
            self.id,
            "done",
            Some(engine.tally.rows),
            self.at(),
            None,
        )?;
        store::progress(read.connection, self.id, &engine.tally)
    }
}

/// Records a part of an import made or changed; none when it did nothing of the kind.
fn written(now: &Tally, before: &Tally) -> Option<i64> {
    let records = |tally: &Tally| tally.created + tally.updated + tally.beside;
    let more = records(now).saturating_sub(records(before));
    (more > 0).then_some(more as i64)
}

fn newest_change(read: &Read<'_>) -> Result<i64, Failure> {
    Ok(read
        .one("select coalesce(max(id), 0) from changes", [], |row| row.get(0))?
        .unwrap_or_default())
}

const SET_ASIDE: &str =
    "insert into import_errors (import_id, line, cells, code, message, field) values (?1, ?2, ?3, ?4, ?5, ?6)";

/// What a single transaction holds once the headings are known.
struct Inner<'c, K: Kind> {
    engine: Engine<K>,
    writer: RowWriter<'c, K>,
    aside: CachedStatement<'c>,
    dropped: DroppedIndexes,
}

struct SingleTransaction<'w, 'c, K: Kind> {
    job: &'w Job,
    write: &'w Read<'c>,
    inner: Option<Inner<'c, K>>,
    batch: Batch,
}

impl<K: Kind> SingleTransaction<'_, '_, K> {
    /// Takes the rows gathered.
    fn take(&mut self, done: f64) -> Result<(), Failure> {
        let Some(inner) = &mut self.inner else { return Ok(()) };
        self.job.stop_if_asked()?;
        let (aside, id) = (&mut inner.aside, self.job.id);
        inner
            .engine
            .rows(&mut inner.writer, self.batch.rows(), |plan, row, problems| {
                set_aside(aside, id, plan, row, &problems)
            })?;
        self.batch.clear();
        self.job.show(&inner.engine.tally, done);
        Ok(())
    }
}

impl<K: Kind> Visitor for SingleTransaction<'_, '_, K> {
    fn headings(&mut self, layout: &Layout) -> Result<(), Failure> {
        let engine: Engine<K> = Engine::new(self.write, self.job.fit(self.write, layout)?)?;
        let key = engine.plan.key.and_then(|place| engine.plan.spec.fields[place].key);
        let dropped = DroppedIndexes::for_rows(self.write, &engine.plan.spec, key)?;
        self.inner = Some(Inner {
            writer: engine.writer(self.write)?,
            aside: self.write.sql(SET_ASIDE)?,
            dropped,
            engine,
        });
        Ok(())
    }

    fn row(&mut self, row: &mut Row, done: f64) -> Result<bool, Failure> {
        if self.batch.push(row) {
            self.take(done)?;
        }
        Ok(true)
    }
}

struct Pieces<'j, K> {
    job: &'j Job,
    engine: Option<Engine<K>>,
    /// Rows that were committed before the import was interrupted and are still to be passed over.
    pass: u64,
    /// One piece: large enough to be quick, small enough that somebody else's change need not wait.
    batch: Batch,
    last_change: i64,
}

impl<K: Kind> Visitor for Pieces<'_, K> {
    fn headings(&mut self, layout: &Layout) -> Result<(), Failure> {
        let (engine, newest) = self.job.workspace.read(&self.job.call, |read| {
            let mut engine = Engine::new(read, self.job.fit(read, layout)?)?;
            if let Some(committed) = &self.job.committed {
                engine.take_up(committed)?;
            }
            Ok((engine, newest_change(read)?))
        })?;
        self.engine = Some(engine);
        self.last_change = newest;
        Ok(())
    }

    fn row(&mut self, row: &mut Row, done: f64) -> Result<bool, Failure> {
        if self.pass > 0 {
            self.pass -= 1;
            if let (Some(engine), Some(committed)) = (&mut self.engine, &self.job.committed) {
                engine.pass_over(row, committed.rejected.contains(&row.line));
            }
            if self.pass.is_multiple_of(LOOK_UP) {
                self.job.stop_if_asked()?;
            }
            return Ok(true);
        }
        if self.batch.push(row) {
            self.flush(false)?;
            if let Some(engine) = &self.engine {
                self.job.show(&engine.tally, done);
            }
        }
        Ok(true)
    }
}

impl<K: Kind> Pieces<'_, K> {
    /// One piece, as one transaction: rows, the reasons of those that could not be taken, and the count.
    fn flush(&mut self, last: bool) -> Result<(), Failure> {
        let job = self.job;
        job.stop_if_asked()?;
        let Some(engine) = &mut self.engine else {
            return Err(Failure::invalid("import.empty_file", "source"));
        };
        let (rows, last_change) = (self.batch.rows(), self.last_change);
        let committed = job.patiently(|| {
            job.workspace.write(&job.call, job.command(), |write| {
                piece(write, job, engine, rows, last_change, last)
            })
        })?;
        if let Some(change) = committed.change {
            self.last_change = change.0;
        }
        self.job.written.store(engine.tally.rows, Ordering::Relaxed);
        self.batch.clear();
        Ok(())
    }
}

fn piece<K: Kind>(
    write: &mut Write<'_>,
    job: &Job,
    engine: &mut Engine<K>,
    rows: &[Row],
    last_change: i64,
    last: bool,
) -> Result<(), Failure> {
    // Only what is changed is recorded; what is made is found by the import's number.
    write.record(engine.plan.on_match.changes());
    write.recorded.import = Some(job.id);
    write.recorded.at = job.committed.is_some().then_some(job.since);
    write.subject(job.file.name.clone());
    job.must_be_ours(write, engine.tally.rows)?;
    rights::may_change(write, &engine.plan.spec)?;
    if newest_change(write)? != last_change {
        engine.refresh(write)?;
    }
    let before = engine.tally;
    let mut writer = engine.writer(write)?;
    let mut aside = write.sql(SET_ASIDE)?;
    engine.rows(&mut writer, rows, |plan, row, problems| {
        set_aside(&mut aside, job.id, plan, row, &problems)
    })?;
    if last {
        job.close(write, engine, &mut writer)?;
    } else {
        store::progress(write.connection, job.id, &engine.tally)?;
        pieces::note(write.connection, job.id, engine)?;
    }
    write.recorded.records = written(&engine.tally, &before);
    Ok(())
}

/// Keeps a row that cannot be taken, with all that is wrong with it.
fn set_aside(
    statement: &mut CachedStatement<'_>,
    id: ImportId,
    plan: &Prepared,
    row: &Row,
    problems: &[Problem],
) -> Result<(), Failure> {
    let Some(first) = problems.first() else { return Ok(()) };
    // A cell too long to be taken is too long to be kept.
    let cells: Vec<String> = row
        .cells
        .iter()
        .map(|cell| {
            if cell.len() > LONGEST_CELL {
                cell.chars().take(1000).chain(['…']).collect()
            } else {
                cell.replace('\0', "")
            }
        })
        .collect();
    let text = serde_json::to_string(&cells).map_err(Failure::internal)?;
    let sentences: Vec<String> = problems
        .iter()
        .map(|problem| engine::explain(plan, problem).0)
        .collect();
    let message = sentences.join(if plan.language == Language::Zh { "" } else { " " });
    let field = first.field.map(|place| plan.spec.fields[place].name.as_ref());
    statement.execute((id.0, row.line as i64, text, first.code, message, field))?;
    Ok(())
}
