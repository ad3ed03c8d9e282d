//! From a name in a cell to the record meant: exactly, as settled before, or as suggested. Each spelling is looked up once.

use super::findings::{Findings, Standing, Value};
use super::outcome::{Problem, bad_plan};
use super::plan::Prepared;
use crate::engine::failure::Failure;
use leadwell_rules::text::{LIKELY, closest, fold, squash};
use std::collections::{BTreeMap, HashMap};

/// Comparisons spent on suggestions, over the whole file.
const PATIENCE: usize = 3_000_000;

/// What a cell stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// This record.
    Record(i64),
    /// It was settled that the cell counts as empty.
    Nothing,
    /// Nobody knows.
    Unknown,
}

#[derive(Debug)]
struct Seen {
    meant: Meant,
    rows: u64,
    standing: Option<Standing>,
    taken_for: Option<String>,
}

/// Records of one table by name.
#[derive(Debug)]
pub struct Lookup {
    /// The place of the field among the kind's fields.
    field: usize,
    name: String,
    code: &'static str,
    accept: bool,
    suggests: bool,
    joins: bool,
    grows: bool,
    choices: BTreeMap<String, (Option<String>, bool)>,
    records: Vec<(String, i64)>,
    exact: HashMap<String, (i64, bool)>,
    squashed: HashMap<String, usize>,
    seen: HashMap<String, Seen>,
    accepted: BTreeMap<String, String>,
    /// Those of them that were taken since the last piece.
    fresh: BTreeMap<String, String>,
    patience: usize,
}

impl Lookup {
    /// A lookup for one field of the plan; `code` names the finding about values nobody knows.
    pub fn new(prepared: &Prepared, name: &str, code: &'static str) -> Lookup {
        Lookup {
            field: prepared.spec.position(name).unwrap_or_default(),
            name: name.to_owned(),
            code,
            accept: prepared.accept_suggestions,
            suggests: true,
            joins: false,
            grows: false,
            choices: prepared.choices.get(name).cloned().unwrap_or_default(),
            records: Vec::new(),
            exact: HashMap::new(),
            squashed: HashMap::new(),
            seen: HashMap::new(),
            accepted: BTreeMap::new(),
            fresh: BTreeMap::new(),
            patience: PATIENCE,
        }
    }

    /// The same without suggestions: what matches nothing exactly is somebody else.
    pub fn literal(self) -> Lookup {
        Lookup {
            suggests: false,
            ..self
        }
    }

    /// The same, but letters and digits are enough: few names, none of which differ by a space or a mark.
    pub fn joining(self) -> Lookup {
        Lookup { joins: true, ..self }
    }

    /// The same, over records that the file itself adds to: who is there is known after its last row.
    pub fn growing(self) -> Lookup {
        Lookup { grows: true, ..self }
    }

    /// Whether the file itself adds to the records.
    pub fn grows(&self) -> bool {
        self.grows
    }

    fn matching(&self, text: &str) -> Option<(i64, bool)> {
        let joined = || {
            self.squashed
                .get(&squash(text))
                .and_then(|index| Some((self.records.get(*index)?.1, false)))
        };
        self.exact
            .get(&fold(text))
            .copied()
            .or_else(|| if self.joins { joined() } else { None })
    }

    /// What a cell stands for as far as known now, without taking note of it.
    pub fn look(&self, cell: &str) -> Meant {
        let chosen = match self.choices.get(cell) {
            Some((None, _)) => return Meant::Nothing,
            Some((Some(name), _)) => self.matching(name),
            None => None,
        };
        chosen
            .or_else(|| self.matching(cell))
            .map_or(Meant::Unknown, |(id, _)| Meant::Record(id))
    }

    /// The record it stands for, if it does.
    pub fn known(&self, cell: &str) -> Option<i64> {
        match self.look(cell) {
            Meant::Record(id) => Some(id),
            Meant::Nothing | Meant::Unknown => None,
        }
    }

    /// Refuses a plan under which a value stands for a record that is not there.
    pub fn check(&self, plan: &Prepared) -> Result<(), Failure> {
        if !plan.mapped(self.field) {
            return Ok(());
        }
        let said = self.choices.iter().filter(|(_, (_, remembered))| !remembered);
        for (value, name) in said.filter_map(|(value, (name, _))| Some((value, name.as_deref()?))) {
            if self.matching(name).is_none() {
                return Err(bad_plan("import.unknown_target", "values")
                    .arg("field", plan.spec.fields[self.field].label(plan.language))
                    .arg("value", value)
                    .arg("name", name));
            }
        }
        Ok(())
    }

    /// The records to find: (name, id), the oldest first. A record may stand in the list under several names.
    pub fn fill(&mut self, records: Vec<(String, i64)>) {
        self.exact.clear();
        self.squashed.clear();
        self.seen.clear();
        self.records.clear();
        for (name, id) in records {
            self.add(name, id);
        }
    }

    /// One more record.
    pub fn add(&mut self, name: String, id: i64) {
        let folded = fold(&name);
        self.seen.remove(name.as_str());
        self.exact
            .entry(folded)
            .and_modify(|known| known.1 |= known.0 != id)
            .or_insert((id, false));
        self.squashed.entry(squash(&name)).or_insert(self.records.len());
        self.records.push((name, id));
    }

    /// The record of a row's cell; none when it is empty.
    pub fn record(&mut self, cell: Option<&str>) -> Result<Option<i64>, Problem> {
        let Some(cell) = cell else { return Ok(None) };
        match self.find(cell) {
            Meant::Record(id) => Ok(Some(id)),
            Meant::Nothing => Ok(None),
            Meant::Unknown => Err(self.problem(cell)),
        }
    }

    /// The record a cell stands for.
    pub fn find(&mut self, cell: &str) -> Meant {
        if let Some(seen) = self.seen.get_mut(cell) {
            seen.rows += 1;
            return seen.meant;
        }
        let seen = self.settle(cell);
        let meant = seen.meant;
        self.seen.insert(cell.to_owned(), seen);
        meant
    }

    fn settle(&mut self, cell: &str) -> Seen {
        let seen = |meant, standing, taken_for| Seen {
            meant,
            rows: 1,
            standing,
            taken_for,
        };
        if let Some((choice, remembered)) = self.choices.get(cell) {
            let standing = Some(if *remembered {
                Standing::Remembered
            } else {
                Standing::Chosen
            });
            match choice {
                None => return seen(Meant::Nothing, Some(Standing::Blank), None),
                Some(name) => {
                    if let Some((id, _)) = self.matching(name) {
                        return seen(Meant::Record(id), standing, Some(name.clone()));
                    }
                }
            }
        }
        if let Some((id, several)) = self.matching(cell) {
            return seen(
                Meant::Record(id),
                several.then_some(Standing::Ambiguous),
                several.then(|| cell.to_owned()),
            );
        }
        match self.suggest(cell) {
            Some((name, id)) if self.accept => {
                self.accepted.insert(cell.to_owned(), name.clone());
                self.fresh.insert(cell.to_owned(), name.clone());
                seen(Meant::Record(id), Some(Standing::Accepted), Some(name))
            }
            Some((name, _)) => seen(Meant::Unknown, Some(Standing::Offered), Some(name)),
            None => seen(Meant::Unknown, Some(Standing::Unknown), None),
        }
    }

    fn suggest(&mut self, cell: &str) -> Option<(String, i64)> {
        if !self.suggests {
            return None;
        }
        let index = match self.squashed.get(&squash(cell)) {
            Some(index) => *index,
            None => {
                self.patience = self.patience.checked_sub(self.records.len())?;
                let names: Vec<&str> = self.records.iter().map(|(name, _)| name.as_str()).collect();
                closest(cell, &names).filter(|(_, score)| *score >= LIKELY)?.0
            }
        };
        self.records.get(index).cloned()
    }

    /// Records are made for what nobody knows: the cell now stands for a new one.
    pub fn made(&mut self, cell: &str, id: i64) {
        let rows = self.seen.get(cell).map_or(0, |seen| seen.rows);
        self.add(cell.to_owned(), id);
        let seen = Seen {
            meant: Meant::Record(id),
            rows,
            standing: Some(Standing::Made),
            taken_for: None,
        };
        self.seen.insert(cell.to_owned(), seen);
    }

    /// The problem of a row whose cell nobody knows.
    pub fn problem(&self, cell: &str) -> Problem {
        let offered = self.seen.get(cell).and_then(|seen| seen.taken_for.clone());
        let problem = Problem::cell(
            if offered.is_some() {
                "row.similar_value"
            } else {
                "row.unknown_value"
            },
            self.field,
            cell,
        );
        problem.arg("suggestion", offered.unwrap_or_default())
    }

    /// What to know about values that are no exact matches.
    pub fn findings(&self, findings: &mut Findings) {
        let noted = self.seen.iter().filter_map(|(cell, seen)| {
            Some(Value {
                value: cell.clone(),
                rows: seen.rows,
                taken_for: seen.taken_for.clone(),
                standing: seen.standing?,
            })
        });
        findings.values(self.code, &self.name, noted.collect());
    }

    /// What must not be forgotten between two pieces: the field, with the patience left and the suggestions taken so far.
    pub fn carry(&mut self) -> (String, serde_json::Value) {
        let noted = serde_json::json!({ "patience": self.patience, "accepted": std::mem::take(&mut self.fresh) });
        (self.name.clone(), noted)
    }

    /// Takes up what one piece had noted.
    pub fn take_up(&mut self, carried: &serde_json::Value) {
        let noted = &carried[self.name.as_str()];
        if let Some(left) = noted["patience"].as_u64() {
            self.patience = usize::try_from(left).unwrap_or(PATIENCE);
        }
        for (cell, name) in noted["accepted"].as_object().into_iter().flatten() {
            let name = name.as_str().unwrap_or_default();
            self.accepted.insert(cell.clone(), name.to_owned());
        }
    }

    /// Suggestions that were taken, to be remembered: the field, and what each value stands for.
    pub fn accepted(&self) -> (&str, &BTreeMap<String, String>) {
        (&self.name, &self.accepted)
    }
}
