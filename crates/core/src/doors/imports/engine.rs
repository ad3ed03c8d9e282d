//! One row after another, the same for every kind, in a dry run and for real: each gets exactly one outcome.

use super::findings::Findings;
use super::fingerprint::Seen;
use super::keys::{Holder, Keys};
use super::kinds::{Found, Kind};
use super::lookup::Lookup;
use super::outcome::{Outcome, Problem, Problems, Refusal};
use super::own::{OwnFields, OwnWriter};
use super::pieces::Committed;
use super::plan::Prepared;
use super::table::{LONGEST_CELL, Row};
use super::wanted::OnMatch;
use crate::engine::failure::Failure;
use crate::engine::messages;
use crate::engine::store::Read;
use crate::engine::store::custom::CustomKind;
use leadwell_rules::limits::{LINE, TEXT};
use rusqlite::CachedStatement;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many rows became what. `created + updated + unchanged + skipped + rejected = rows`, always.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows gone through.
    pub rows: u64,
    /// Rows that became records.
    pub created: u64,
    /// Rows that changed records.
    pub updated: u64,
    /// Rows that say what the record says already.
    pub unchanged: u64,
    /// Rows passed over because the record is there, empty rows, and rows that are not wanted.
    pub skipped: u64,
    /// Of those, rows that do not meet the plan's condition.
    #[serde(default)]
    pub unwanted: u64,
    /// Rows that could not be taken.
    pub rejected: u64,
    /// Records made beside the rows.
    pub beside: u64,
}

/// A pass over a file.
pub struct Engine<K> {
    /// The plan.
    pub plan: Prepared,
    /// The kind's own knowledge.
    pub kind: K,
    /// The fields that the owner of the file added.
    own: OwnFields,
    /// The counts so far.
    pub tally: Tally,
    keys: Option<Keys>,
    unique: bool,
    keyless: Keyless,
}

/// Rows that become records and have no key: a second import makes them again.
#[derive(Debug, Default)]
struct Keyless {
    rows: u64,
    repeated: u64,
    seen: Seen,
}

impl<K: Kind> Engine<K> {
    /// Reads what the rows will be held against.
    pub fn new(read: &Read<'_>, plan: Prepared) -> Result<Engine<K>, Failure> {
        let keys = Keys::load(read, &plan)?;
        let column = plan.key.and_then(|place| plan.spec.fields[place].key);
        let unique = column.is_some_and(|column| plan.spec.unique.contains(&column));
        let kind = K::prepare(read, &plan)?;
        let own = OwnFields::prepare(read, &plan)?;
        check_values(&kind, &own, &plan, false)?;
        Ok(Engine {
            kind,
            own,
            tally: Tally::default(),
            keys,
            unique,
            keyless: Keyless::default(),
            plan,
        })
    }

    /// Reads it again, after somebody else has written.
    pub fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        if let Some(keys) = &mut self.keys {
            keys.reload(read)?;
        }
        self.own.refresh(read)?;
        self.kind.refresh(read)
    }

    /// Compiles the statements.
    pub fn writer<'c>(&self, read: &Read<'c>) -> Result<RowWriter<'c, K>, Failure> {
        Ok(RowWriter {
            kind: self.kind.writer(read)?,
            own: self.own.writer(read)?,
            stamp: self
                .plan
                .spec
                .noun
                .values
                .map(|_| read.sql(&stamp(&self.plan)))
                .transpose()?,
        })
    }

    /// Takes rows in their order; `each` hears what is wrong with a row, nothing when it was taken.
    pub fn rows(
        &mut self,
        writer: &mut RowWriter<'_, K>,
        rows: &[Row],
        mut each: impl FnMut(&Prepared, &Row, Vec<Problem>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let said = beside(rows, |row| self.kind.said(row));
        for (row, said) in rows.iter().zip(said) {
            self.tally.rows += 1;
            let problems = match self.take(writer, row, said) {
                Ok(Outcome::Created) => no_problem(&mut self.tally.created),
                Ok(Outcome::Updated) => no_problem(&mut self.tally.updated),
                Ok(Outcome::Unchanged) => no_problem(&mut self.tally.unchanged),
                Ok(Outcome::Skipped) => no_problem(&mut self.tally.skipped),
                Err(Refusal::Row(problems)) => {
                    self.tally.rejected += 1;
                    problems
                }
                Err(Refusal::Stop(failure)) => return Err(failure),
            };
            each(&self.plan, row, problems)?;
        }
        Ok(())
    }

    /// After the last row.
    pub fn finish(&mut self, read: &Read<'_>, writer: &mut RowWriter<'_, K>) -> Result<(), Failure> {
        let closing = self.kind.finish(read, &mut writer.kind)?;
        check_values(&self.kind, &self.own, &self.plan, true)?;
        self.tally.beside = closing.beside;
        self.tally.unchanged -= closing.promoted.min(self.tally.unchanged);
        self.tally.updated =
            self.tally.rows - self.tally.created - self.tally.unchanged - self.tally.skipped - self.tally.rejected;
        Ok(())
    }

    /// What must not be forgotten when the program ends here: what is new since this was asked last.
    pub fn carry(&mut self) -> Value {
        let lookups = self.kind.lookups_mut().into_iter().chain(self.own.lookups_mut());
        let lookups: Map<String, Value> = lookups.map(Lookup::carry).collect();
        json!({ "lookups": lookups, "kind": self.kind.carry() })
    }

    /// Takes up what an import that was interrupted had come to.
    pub fn take_up(&mut self, committed: &Committed) -> Result<(), Failure> {
        self.tally = committed.tally;
        for carried in &committed.carried {
            for lookup in self.kind.lookups_mut().into_iter().chain(self.own.lookups_mut()) {
                lookup.take_up(&carried["lookups"]);
            }
            self.kind.take_up(&carried["kind"])?;
        }
        Ok(())
    }

    /// Passes over a row that was gone through before: later rows must still know its key.
    pub fn pass_over(&mut self, row: &Row, rejected: bool) {
        if rejected || row.cells.as_slice().trim().is_empty() || !self.plan.wants(row) {
            return;
        }
        let key = self.keys.as_ref().and_then(|keys| keys.of(&self.plan, row));
        if let (Some(keys), Some((hash, _))) = (&mut self.keys, key) {
            keys.take(hash, row.line);
        }
    }

    /// What to know about many rows.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::new(Arc::clone(&self.plan.spec), self.plan.language);
        let keys = self.plan.spec.fields.iter().filter(|field| field.default_key);
        let keys: Vec<&str> = keys.map(|field| field.label(self.plan.language)).collect();
        let could = [("keys", keys.join(" / "))];
        findings.rows("import.unwanted_rows", None, self.tally.unwanted, true, &[]);
        findings.rows("import.without_key", None, self.keyless.rows, false, &could);
        findings.rows("import.repeated_rows", None, self.keyless.repeated, false, &[]);
        for lookup in self.kind.lookups().into_iter().chain(self.own.lookups()) {
            lookup.findings(&mut findings);
        }
        self.kind.findings(&mut findings);
        findings
    }

    /// Suggestions that were taken, to be remembered.
    pub fn accepted(&self) -> Vec<(&str, &BTreeMap<String, String>)> {
        let lookups = self.kind.lookups().into_iter().chain(self.own.lookups());
        lookups.map(Lookup::accepted).collect()
    }

    fn take(&mut self, writer: &mut RowWriter<'_, K>, row: &Row, said: K::Said) -> Result<Outcome, Refusal> {
        if row.cells.as_slice().trim().is_empty() {
            return Ok(Outcome::Skipped);
        }
        if !self.plan.wants(row) {
            self.tally.unwanted += 1;
            return Ok(Outcome::Skipped);
        }
        self.check(row).settle()?;
        let key = self.keys.as_ref().and_then(|keys| keys.of(&self.plan, row));
        let mut wrong = Problems::default();
        let outcome = match self.found(row, key.and_then(|(_, holder)| holder), &mut wrong) {
            None => Outcome::Skipped,
            Some(found) => {
                let own = self.own.said(&self.plan, row, &mut wrong);
                let (outcome, id) = self.kind.take(&mut writer.kind, row, said, found, wrong)?;
                let changed = self.own.put(&mut writer.own, id, outcome != Outcome::Created, &own)?;
                if changed && outcome == Outcome::Unchanged {
                    writer.stamp(&self.plan, id)?;
                    Outcome::Updated
                } else {
                    outcome
                }
            }
        };
        match (&mut self.keys, key) {
            (Some(keys), Some((hash, _))) => keys.take(hash, row.line),
            _ if outcome == Outcome::Created && self.plan.dry() => self.keyless.note(&self.plan, row),
            _ => {}
        }
        Ok(outcome)
    }

    /// What the row is to become; nothing when it is passed over.
    fn found(&self, row: &Row, holder: Option<Holder>, wrong: &mut Problems) -> Option<Found> {
        let Some(keys) = &self.keys else {
            return Some(Found::New);
        };
        let on_match = self.plan.on_match;
        let problem = |code| {
            Problem::cell(
                code,
                keys.field(),
                self.plan.text(keys.field(), row).unwrap_or_default(),
            )
        };
        let may_repeat = on_match == OnMatch::Create && !self.unique;
        let refused = match (holder, on_match) {
            (None, _) => return Some(Found::New),
            (Some(_), OnMatch::Create) if may_repeat => return Some(Found::New),
            // A removed record does not stand in the way, unless its key may not be used twice.
            (Some(Holder::Binned), _) if !self.unique => return Some(Found::New),
            (Some(Holder::Row(line)), _) => problem("row.repeated_key").arg("line", line),
            (Some(_), OnMatch::Skip) => return None,
            (Some(Holder::Binned), _) => problem("row.in_bin"),
            (Some(_), OnMatch::Create) => problem("row.key_taken"),
            (Some(Holder::Several), OnMatch::Update | OnMatch::Merge) => problem("row.key_ambiguous"),
            (Some(Holder::Record(id)), OnMatch::Update | OnMatch::Merge) => return Some(Found::Record(id)),
        };
        wrong.note(refused);
        Some(if on_match.changes() { Found::Unclear } else { Found::New })
    }

    /// Cells that say more than their field takes.
    fn check_lengths(&self, row: &Row, wrong: &mut Problems) {
        for (place, field) in self.plan.spec.fields.iter().enumerate() {
            let most = match (&field.own, self.plan.spec.noun.field(&field.name)) {
                (Some(own), _) if own.kind == CustomKind::LongText => TEXT,
                (None, Some(described)) => described.most(),
                _ => LINE,
            };
            // A cell that no field takes has been told already.
            let Some(cell) = self.plan.text(place, row).filter(|cell| cell.len() <= LONGEST_CELL) else {
                continue;
            };
            let length = cell.chars().count();
            if length as i64 > most {
                wrong.note(
                    Problem::cell("row.text_too_long", place, cell)
                        .arg("field", field.label(self.plan.language))
                        .arg("length", length)
                        .arg("limit", most),
                );
            }
        }
    }

    /// What is wrong with a row whatever its kind.
    fn check(&self, row: &Row) -> Problems {
        let mut wrong = Problems::default();
        let text = row.cells.as_slice();
        let width = self.plan.headers.len();
        let too_long = |text: &str| text.len() > LONGEST_CELL;
        if too_long(text) {
            for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| too_long(cell)) {
                let numbered = || format!("#{}", column + 1);
                let header = self.plan.headers.get(column).cloned();
                wrong.note(
                    Problem::row("row.cell_too_long")
                        .arg("column", header.unwrap_or_else(numbered))
                        .arg("length", cell.chars().count())
                        .arg("limit", LONGEST_CELL),
                );
            }
        }
        // Most rows are shorter than one cell may be.
        if text.len() > LINE as usize {
            self.check_lengths(row, &mut wrong);
        }
        if row.cells.len() > width && row.cells.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            wrong.note(
                Problem::row("row.too_many_cells")
                    .arg("cells", row.cells.len())
                    .arg("columns", width),
            );
        }
        if text.contains('\0') || (self.plan.suspicious && text.contains('\u{FFFD}')) {
            wrong.note(Problem::row("row.undecodable"));
        }
        wrong
    }
}

impl Keyless {
    fn note(&mut self, plan: &Prepared, row: &Row) {
        let taken: Vec<Option<&str>> = (0..plan.columns.len()).map(|field| plan.text(field, row)).collect();
        self.rows += 1;
        self.repeated += u64::from(self.seen.again(taken.as_slice()));
    }
}

/// The statements of a pass.
pub struct RowWriter<'c, K: Kind> {
    kind: K::RowWriter<'c>,
    own: OwnWriter<'c>,
    stamp: Option<CachedStatement<'c>>,
}

impl<K: Kind> RowWriter<'_, K> {
    /// A record of which nothing but fields of one's own changed was changed all the same.
    fn stamp(&mut self, plan: &Prepared, id: i64) -> Result<(), Failure> {
        if let Some(stamp) = self.stamp.as_mut().filter(|_| !plan.dry()) {
            stamp.execute([plan.now.millis(), id])?;
        }
        Ok(())
    }
}

fn stamp(plan: &Prepared) -> String {
    format!("update {} set updated_at = ?1 where id = ?2", plan.spec.noun.table())
}

/// Counts a row that was taken.
fn no_problem(count: &mut u64) -> Vec<Problem> {
    *count += 1;
    Vec::new()
}

/// Fewer rows than this are not worth starting a thread for.
const WORTH_A_THREAD: usize = 256;

/// What `of` makes of each row, worked out on as many cores as there are; in the order of the rows.
fn beside<T: Send>(rows: &[Row], of: impl Fn(&Row) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if cores == 1 || rows.len() < WORTH_A_THREAD || size_of::<T>() == 0 {
        return rows.iter().map(of).collect();
    }
    let share = rows.len().div_ceil(cores);
    std::thread::scope(|scope| {
        let shares: Vec<_> = rows
            .chunks(share)
            .map(|chunk| scope.spawn(|| chunk.iter().map(&of).collect::<Vec<T>>()))
            .collect();
        shares
            .into_iter()
            .flat_map(|share| share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Refuses what the plan says about records that are not there, before the import begins.
pub fn check<K: Kind>(read: &Read<'_>, plan: &Prepared) -> Result<(), Failure> {
    check_values(&K::prepare(read, plan)?, &OwnFields::prepare(read, plan)?, plan, false)
}

/// Refuses values that stand for records that are not there, where that can be told: of records that the file itself adds
/// to, after its last row.
fn check_values<K: Kind>(kind: &K, own: &OwnFields, plan: &Prepared, all_read: bool) -> Result<(), Failure> {
    let lookups = kind.lookups().into_iter().chain(own.lookups());
    lookups
        .filter(|lookup| all_read || !lookup.grows())
        .try_for_each(|lookup| lookup.check(plan))
}

/// A problem as a sentence, and the heading of the column at fault.
pub fn explain(plan: &Prepared, problem: &Problem) -> (String, Option<String>) {
    let mut args = problem.args.clone();
    args.push(("value", problem.value.clone()));
    if let Some(place) = problem.field {
        args.push(("field", plan.spec.fields[place].label(plan.language).to_owned()));
    }
    let column = problem
        .field
        .and_then(|place| plan.columns[place])
        .and_then(|column| plan.headers.get(column));
    (messages::sentence(plan.language, problem.code, &args), column.cloned())
}
