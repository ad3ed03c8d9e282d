//! The condition language as a question to the file: fixed texts put together, every value bound.

use super::Read;
use super::filter::{Conditions, containing};
use crate::engine::failure::Failure;
use leadwell_rules::calendar;
use leadwell_rules::condition::{Condition, DEEPEST, Kind, MOST_TESTS, Op, Test, Value as Given};
use leadwell_rules::time::{Day, start_of_day};
use rusqlite::types::Value;

/// A field that can be asked about.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its stable name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Its SQL: an expression; for tags a `select` of the ids of a record's tags that ends with its own condition.
    pub sql: &'static str,
    /// The words it can hold, when they are known.
    pub choices: &'static [&'static str],
}

impl Field {
    /// A field without a list of words.
    pub const fn new(name: &'static str, kind: Kind, sql: &'static str) -> Field {
        Field {
            name,
            kind,
            sql,
            choices: &[],
        }
    }

    /// A field that holds one of these words.
    pub const fn choice(name: &'static str, sql: &'static str, choices: &'static [&'static str]) -> Field {
        Field {
            name,
            kind: Kind::Choice,
            sql,
            choices,
        }
    }
}

/// Refuses a condition nobody could read; `field` is where it was given.
pub fn bounded(condition: &Condition, field: &str) -> Result<(), Failure> {
    let (depth, tests) = condition.size();
    if depth > DEEPEST || tests > MOST_TESTS {
        return Err(Failure::invalid("condition.too_large", field)
            .arg("tests", MOST_TESTS)
            .arg("depth", DEEPEST));
    }
    Ok(())
}

/// Adds a condition of the language to `all`. A field, question or value nobody knows is refused by name.
pub fn condition_to_sql(
    read: &Read<'_>,
    fields: &[Field],
    condition: &Condition,
    all: &mut Conditions,
) -> Result<(), Failure> {
    bounded(condition, "condition")?;
    if condition.is_empty() {
        return Ok(());
    }
    let mut builder = SqlBuilder {
        read,
        fields,
        text: String::new(),
        values: Vec::new(),
    };
    builder.condition(condition)?;
    all.composed(builder.text, builder.values);
    Ok(())
}

struct SqlBuilder<'a> {
    read: &'a Read<'a>,
    fields: &'a [Field],
    text: String,
    values: Vec<Value>,
}

impl SqlBuilder<'_> {
    fn condition(&mut self, condition: &Condition) -> Result<(), Failure> {
        match condition {
            Condition::All { all } => self.joined(all, " and "),
            Condition::Any { any } => self.joined(any, " or "),
            Condition::Test(test) => self.test(test),
        }
    }

    fn joined(&mut self, parts: &[Condition], word: &str) -> Result<(), Failure> {
        let mut asking = parts.iter().filter(|part| !part.is_empty()).peekable();
        if asking.peek().is_none() {
            self.text.push_str("true");
            return Ok(());
        }
        self.text.push('(');
        for (at, part) in asking.enumerate() {
            if at > 0 {
                self.text.push_str(word);
            }
            self.condition(part)?;
        }
        self.text.push(')');
        Ok(())
    }

    fn put(&mut self, pieces: &[&str], value: Option<Value>) {
        pieces.iter().for_each(|piece| self.text.push_str(piece));
        self.values.extend(value);
    }

    fn test(&mut self, test: &Test) -> Result<(), Failure> {
        let field = self
            .fields
            .iter()
            .find(|field| field.name == test.field)
            .ok_or_else(|| Failure::invalid("condition.unknown_field", "condition").arg("name", &test.field))?;
        if !field.kind.ops().contains(&test.is) {
            return Err(Failure::invalid("condition.wrong_question", "condition").arg("name", field.name));
        }
        let (least, most) = test.is.needs();
        if !(least..=most).contains(&test.values.len()) {
            return Err(wrong_value(field));
        }
        match field.kind {
            Kind::Text | Kind::Choice | Kind::Person => self.text_test(field, test),
            Kind::Tags => self.tags_test(field, test),
            Kind::Number | Kind::Money => self.number_test(field, test),
            Kind::Day | Kind::Instant => self.day_test(field, test),
        }
    }

    fn text_test(&mut self, field: &Field, test: &Test) -> Result<(), Failure> {
        let sql = field.sql;
        match test.is {
            Op::Empty => self.put(&[sql, " is null"], None),
            Op::Filled => self.put(&[sql, " is not null"], None),
            // One value is answered by its index, in order; for several, the rows are gone through in the order of the list, which for
            // the first page of common values is far quicker than sorting them all. The plus keeps an index out.
            Op::AnyOf if test.values.len() == 1 => {
                self.list(field, test)?;
                self.put(&[sql, " = ?"], test.values.first().map(one));
            }
            Op::AnyOf => {
                let list = self.list(field, test)?;
                self.put(&["+", sql, " in (select value from json_each(?))"], Some(list));
            }
            Op::NoneOf => {
                let list = self.list(field, test)?;
                self.put(
                    &[
                        "(",
                        sql,
                        " is null or ",
                        sql,
                        " not in (select value from json_each(?)))",
                    ],
                    Some(list),
                );
            }
            Op::Contains | Op::Lacks | Op::Begins => {
                let text = text(field, test)?;
                let pattern = match test.is {
                    Op::Begins => containing(text).split_off(1),
                    _ => containing(text),
                };
                if test.is == Op::Lacks {
                    self.put(
                        &["(", sql, " is null or ", sql, " not like ? escape '\\')"],
                        Some(pattern.into()),
                    );
                } else {
                    self.put(&[sql, " like ? escape '\\'"], Some(pattern.into()));
                }
            }
            _ => return Err(wrong_value(field)),
        }
        Ok(())
    }

    fn tags_test(&mut self, field: &Field, test: &Test) -> Result<(), Failure> {
        let own = field.sql;
        match test.is {
            Op::Empty => self.put(&["not exists (", own, ")"], None),
            Op::Filled => self.put(&["exists (", own, ")"], None),
            Op::AnyOf | Op::NoneOf => {
                let list = self.list(field, test)?;
                let not = if test.is == Op::NoneOf { "not " } else { "" };
                self.put(
                    &[not, "exists (", own, " and tag_id in (select value from json_each(?)))"],
                    Some(list),
                );
            }
            _ => return Err(wrong_value(field)),
        }
        Ok(())
    }

    fn number_test(&mut self, field: &Field, test: &Test) -> Result<(), Failure> {
        let sql = field.sql;
        let number = |at: usize| number(field, test, at).map(Value::Integer).map(Some);
        match test.is {
            Op::Empty => self.put(&[sql, " is null"], None),
            Op::Filled => self.put(&[sql, " is not null"], None),
            Op::Equals => self.put(&[sql, " = ?"], number(0)?),
            Op::AtLeast => self.put(&[sql, " >= ?"], number(0)?),
            Op::AtMost => self.put(&[sql, " <= ?"], number(0)?),
            Op::Between => {
                self.put(&["(", sql, " >= ?"], number(0)?);
                self.put(&[" and ", sql, " <= ?)"], number(1)?);
            }
            _ => return Err(wrong_value(field)),
        }
        Ok(())
    }

    fn day_test(&mut self, field: &Field, test: &Test) -> Result<(), Failure> {
        let sql = field.sql;
        let today = self.read.today();
        let (from, to) = match test.is {
            Op::Empty => {
                self.put(&[sql, " is null"], None);
                return Ok(());
            }
            Op::Filled => {
                self.put(&[sql, " is not null"], None);
                return Ok(());
            }
            Op::Today => (Some(today), Some(today)),
            Op::Past => (None, Some(today.plus_days(-1))),
            Op::ThisWeek => {
                let monday = today.plus_days(-i64::try_from(today.weekday()).unwrap_or_default());
                (Some(monday), Some(monday.plus_days(6)))
            }
            Op::ThisMonth => {
                let period = calendar::month_of(today);
                (Some(period.start), Some(period.end))
            }
            Op::ThisQuarter => {
                let period = calendar::quarter_of(today, self.read.settings.fiscal);
                (Some(period.start), Some(period.end))
            }
            Op::InLast => (Some(today.plus_days(1 - days(field, test)?)), Some(today)),
            Op::InNext => (Some(today), Some(today.plus_days(days(field, test)? - 1))),
            Op::NotInLast => {
                let first = today.plus_days(1 - days(field, test)?);
                let bound = self.bound(field, first);
                self.put(&["(", sql, " is null or ", sql, " < ?)"], Some(bound));
                return Ok(());
            }
            Op::On => {
                let day = day(field, test, 0)?;
                (Some(day), Some(day))
            }
            Op::Before => (None, Some(day(field, test, 0)?.plus_days(-1))),
            Op::After => (Some(day(field, test, 0)?.plus_days(1)), None),
            Op::Between => (Some(day(field, test, 0)?), Some(day(field, test, 1)?)),
            _ => return Err(wrong_value(field)),
        };
        self.text.push('(');
        if let Some(from) = from {
            let bound = self.bound(field, from);
            self.put(&[sql, " >= ?"], Some(bound));
        }
        if from.is_some() && to.is_some() {
            self.text.push_str(" and ");
        }
        if let Some(to) = to {
            // Before the next day begins: the same for days and for instants.
            let bound = self.bound(field, to.plus_days(1));
            self.put(&[sql, " < ?"], Some(bound));
        }
        self.text.push(')');
        Ok(())
    }

    /// The beginning of a day as the column writes it.
    fn bound(&self, field: &Field, day: Day) -> Value {
        if field.kind == Kind::Instant {
            start_of_day(day, &self.read.settings.time_zone).millis().into()
        } else {
            day.to_string().into()
        }
    }

    /// The values as a JSON list for `json_each`.
    fn list(&self, field: &Field, test: &Test) -> Result<Value, Failure> {
        if !field.choices.is_empty() {
            let unknown = test.values.iter().find(|value| match value {
                Given::Text(text) => !field.choices.contains(&text.as_str()),
                Given::Number(_) => true,
            });
            if unknown.is_some() {
                return Err(wrong_value(field));
            }
        }
        let list = serde_json::to_string(&test.values).map_err(|_| wrong_value(field))?;
        Ok(list.into())
    }
}

fn one(value: &Given) -> Value {
    match value {
        Given::Number(number) => Value::Integer(*number),
        Given::Text(text) => Value::Text(text.clone()),
    }
}

fn wrong_value(field: &Field) -> Failure {
    Failure::invalid("condition.wrong_value", "condition").arg("name", field.name)
}

fn text<'t>(field: &Field, test: &'t Test) -> Result<&'t str, Failure> {
    match test.values.first() {
        Some(Given::Text(text)) if !text.trim().is_empty() => Ok(text.trim()),
        _ => Err(wrong_value(field)),
    }
}

fn number(field: &Field, test: &Test, at: usize) -> Result<i64, Failure> {
    match test.values.get(at) {
        Some(Given::Number(number)) => Ok(*number),
        _ => Err(wrong_value(field)),
    }
}

/// A number of days that a calendar can hold.
fn days(field: &Field, test: &Test) -> Result<i64, Failure> {
    number(field, test, 0).and_then(|days| {
        if (1..=36_500).contains(&days) {
            Ok(days)
        } else {
            Err(wrong_value(field))
        }
    })
}

fn day(field: &Field, test: &Test, at: usize) -> Result<Day, Failure> {
    match test.values.get(at) {
        Some(Given::Text(text)) => text.parse().map_err(|_| wrong_value(field)),
        _ => Err(wrong_value(field)),
    }
}
