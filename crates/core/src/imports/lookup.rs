//! From a name in a cell to the record meant: exactly, as settled before, or as suggested. Each spelling is looked up once.

use super::findings::{Findings, Standing, Value};
use super::outcome::Problem;
use super::plan::Prepared;
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
    name: &'static str,
    code: &'static str,
    accept: bool,
    suggests: bool,
    joins: bool,
    choices: BTreeMap<String, (Option<String>, bool)>,
    records: Vec<(String, i64)>,
    exact: HashMap<String, (i64, bool)>,
    squashed: HashMap<String, usize>,
    seen: HashMap<String, Seen>,
    accepted: BTreeMap<String, String>,
    patience: usize,
}

impl Lookup {
    /// A lookup for one field of the plan; `code` names the finding about values nobody knows.
    pub fn new(prepared: &Prepared, name: &'static str, code: &'static str) -> Lookup {
        Lookup {
            field: prepared.spec.position(name).unwrap_or_default(),
            name,
            code,
            accept: prepared.accept_suggestions,
            suggests: true,
            joins: false,
            choices: prepared.choices.get(name).cloned().unwrap_or_default(),
            records: Vec::new(),
            exact: HashMap::new(),
            squashed: HashMap::new(),
            seen: HashMap::new(),
            accepted: BTreeMap::new(),
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

    /// The record a cell stands for as far as known now, without taking note of it.
    pub fn known(&self, cell: &str) -> Option<i64> {
        let meant = self
            .choices
            .get(cell)
            .and_then(|(choice, _)| choice.as_deref())
            .unwrap_or(cell);
        self.matching(meant).map(|(id, _)| id)
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
        let rows = self.seen.get(cell).map_or(1, |seen| seen.rows);
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
        findings.values(self.code, self.name, noted.collect());
    }

    /// Suggestions that were taken, to be remembered: the field, and what each value stands for.
    pub fn accepted(&self) -> (&'static str, &BTreeMap<String, String>) {
        (self.name, &self.accepted)
    }
}
