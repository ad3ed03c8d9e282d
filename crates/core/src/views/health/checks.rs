//! What a finding is made of. Each kind of record has its table of findings; each finding its checks, by which one scan finds the records.

use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::condition_sql::condition_to_sql;
use crate::engine::store::filter::Conditions;
use leadwell_rules::condition::Condition;
use rusqlite::Row;
use rusqlite::types::Value;
use serde::Serialize;
use ts_rs::TS;

/// What to see to first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "HealthUrgency")]
pub enum Urgency {
    /// Somebody waits for it: business is lost meanwhile.
    Now,
    /// It is wrong or stands twice.
    Soon,
    /// Something is missing that would be good to know.
    Later,
}

/// A column of a kind of record: its name for the interface, and its SQL.
pub(super) type Column = (&'static str, &'static str);

/// A kind of record with what can be wrong with it.
pub(super) struct Kind {
    pub noun: &'static Noun,
    /// Its table with its alias, and the id.
    pub from: &'static str,
    pub id: &'static str,
    /// Which of its records are looked at.
    pub living: &'static str,
    /// What the records are called, and what stands beside the name.
    pub called: &'static str,
    pub beside: &'static str,
    /// Its columns; the scan reads the first `scanned` of them.
    pub columns: &'static [Column],
    pub scanned: usize,
    /// The column that says that a record is kept apart: then that is what is wrong with it, and nothing else is asked.
    pub apart: Option<usize>,
    pub findings: Vec<Finding>,
}

/// Something that can be wrong.
pub(super) struct Finding {
    pub code: &'static str,
    pub urgency: Urgency,
    pub checks: Vec<Check>,
}

/// One way in which it is found.
pub(super) struct Check {
    /// Which part of the finding, when it has several: a field, a reason.
    pub part: &'static str,
    /// The column that says it.
    pub shows: usize,
    pub test: Test,
}

/// New values by column. What stands in columns that end in `_key` is derived and not shown.
pub(super) type Mended = Vec<(&'static str, String)>;

/// How a check is recognised.
pub(super) enum Test {
    /// A condition of the condition language, which a list can be asked with.
    Asked(Condition),
    /// A condition in SQL.
    Sql(&'static str),
    /// The same value stands on another record, and nobody has found the two to be two.
    Shared {
        /// The column.
        column: &'static str,
        /// The records it is looked for on, as conditions on `{}`.
        among: &'static [&'static str],
    },
    /// A column says exactly this.
    Says(usize, &'static str),
    /// The values of a record are wrong.
    Wrong(fn(&Values<'_>) -> bool),
    /// The values of a record can be mended, and how.
    Mends(fn(&Values<'_>) -> Option<Mended>),
}

/// The columns of one record.
pub(super) struct Values<'r> {
    pub row: &'r Row<'r>,
    pub first: usize,
}

impl<'r> Values<'r> {
    /// What stands in a column.
    pub fn text(&self, column: usize) -> Option<&'r str> {
        self.row.get_ref(self.first + column).ok()?.as_str().ok()
    }
}

impl Finding {
    /// A finding that shows in one way.
    pub fn one(code: &'static str, urgency: Urgency, shows: usize, test: Test) -> Finding {
        let part = "";
        Finding {
            code,
            urgency,
            checks: vec![Check { part, shows, test }],
        }
    }

    /// A finding that shows in several fields.
    pub fn of(code: &'static str, urgency: Urgency, checks: Vec<(&'static str, usize, Test)>) -> Finding {
        let checks = checks.into_iter();
        let checks = checks.map(|(part, shows, test)| Check { part, shows, test }).collect();
        Finding { code, urgency, checks }
    }

    /// Whether its records can be mended by themselves.
    pub fn mends(&self) -> bool {
        self.checks.iter().any(|check| matches!(check.test, Test::Mends(_)))
    }

    /// Whether its records are found to be the same as others.
    pub fn shared(&self) -> bool {
        self.checks
            .iter()
            .any(|check| matches!(check.test, Test::Shared { .. }))
    }

    /// How a record can be mended, check by check.
    pub fn mended(&self, values: &Values<'_>) -> Mended {
        let mends = self.checks.iter().filter_map(|check| match check.test {
            Test::Mends(mend) => mend(values),
            _ => None,
        });
        mends.flatten().collect()
    }
}

impl Kind {
    /// The kinds, with what can be wrong today.
    pub fn all(read: &Read<'_>) -> Result<[Kind; 3], Failure> {
        let left = read.all("select id from people where active = 0 order by id", [], |row| {
            row.get(0)
        })?;
        Ok([
            super::leads::kind(&left),
            super::contacts::kind(),
            super::customers::kind(),
        ])
    }

    /// The kind and the place of a finding.
    pub fn of(read: &Read<'_>, code: &str) -> Result<(Kind, usize), Failure> {
        for kind in Kind::all(read)? {
            if let Some(at) = kind.findings.iter().position(|finding| finding.code == code) {
                return Ok((kind, at));
            }
        }
        Err(Failure::not_found("health.unknown").arg("name", code))
    }

    /// What its table is called in questions.
    pub fn alias(&self) -> &'static str {
        self.from.rsplit(' ').next().unwrap_or_default()
    }

    /// Whether a record is kept apart.
    pub fn is_apart(&self, values: &Values<'_>) -> bool {
        self.apart.is_some_and(|column| values.text(column).is_some())
    }

    /// Its checks in order: the bit of each is its place.
    pub fn checks(&self) -> impl Iterator<Item = &Check> {
        self.findings.iter().flat_map(|finding| &finding.checks)
    }

    /// The bits of a finding.
    pub fn bits(&self, finding: usize) -> u64 {
        let before: usize = self.findings[..finding].iter().map(|one| one.checks.len()).sum();
        ((1_u64 << self.findings[finding].checks.len()) - 1) << before
    }

    /// Which records the person may see, or change: a further condition.
    pub fn within(&self, read: &Read<'_>, alias: &str, changes: bool) -> (String, Vec<Value>) {
        let Some(people) = read.actor.scope.bound() else {
            return (String::new(), Vec::new());
        };
        let (text, values) = self.noun.within(alias, people, changes);
        (format!(" and {text}"), values)
    }

    /// The SQL of a check that the file can answer, with its values.
    pub fn sql(&self, read: &Read<'_>, test: &Test) -> Result<Option<(String, Vec<Value>)>, Failure> {
        Ok(Some(match test {
            Test::Sql(text) => ((*text).to_owned(), Vec::new()),
            Test::Asked(condition) => {
                let mut asked = Conditions::default();
                condition_to_sql(read, &crate::records::leads::fields::LEAD_LIST, condition, &mut asked)?;
                (asked.sql(), asked.values())
            }
            Test::Shared { column, among } => {
                let (own, table) = (self.alias(), self.noun.table());
                let others = |alias: &str| {
                    let parts: Vec<String> = among.iter().map(|part| part.replace("{}", alias)).collect();
                    let (seen, scope) = self.within(read, alias, false);
                    (format!("{}{seen}", parts.join(" and ")), scope)
                };
                let ((same, scope), (other, again)) = (others("s"), others("k"));
                let own_part: Vec<String> = among.iter().map(|part| part.replace("{}", own)).collect();
                (
                    format!(
                        "{own_part} and {own}.{column} in (select s.{column} from {table} s where s.{column} <> '' and {same}
                           group by s.{column} having count(*) > 1)
                         and exists (select 1 from {table} k where k.{column} = {own}.{column} and k.id <> {own}.id and {other}
                           and not exists (select 1 from distinct_pairs d where d.entity = '{table}'
                             and d.first_id = min(k.id, {own}.id) and d.second_id = max(k.id, {own}.id)))",
                        own_part = own_part.join(" and ")
                    ),
                    scope.into_iter().chain(again).collect(),
                )
            }
            Test::Says(..) | Test::Wrong(_) | Test::Mends(_) => return Ok(None),
        }))
    }
}
