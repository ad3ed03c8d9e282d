//! The condition language as a question to the file: fixed texts put together, every value bound.

use super::Read;
use super::field::{Field, Stored, Word};
use super::filter::Conditions;
use super::list::{self, Listed};
use crate::engine::failure::Failure;
use crate::engine::input::far_day;
use leadwell_rules::condition::{Condition, DEEPEST, Kind, MOST_TESTS, Op, Test, Value as Given};
use leadwell_rules::time::{Day, start_of_day};
use rusqlite::types::Value;

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
    listed: &Listed,
    condition: &Condition,
    all: &mut Conditions,
) -> Result<(), Failure> {
    bounded(condition, "condition")?;
    if condition.is_empty() {
        return Ok(());
    }
    let mut builder = SqlBuilder {
        read,
        listed,
        text: String::new(),
        values: Vec::new(),
    };
    builder.condition(condition)?;
    all.composed(builder.text, builder.values);
    Ok(())
}

struct SqlBuilder<'a> {
    read: &'a Read<'a>,
    listed: &'a Listed,
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
        if test.field.is_empty() {
            return Err(Failure::invalid("condition.unreadable", "condition"));
        }
        let field = list::field(self.read, self.listed, &test.field)?
            .ok_or_else(|| Failure::invalid("condition.unknown_field", "condition").arg("name", &test.field))?;
        if !field.kind.ops().contains(&test.is) {
            return Err(Failure::invalid("condition.wrong_question", "condition").arg("name", &field.name));
        }
        let (least, most) = test.is.needs();
        if !(least..=most).contains(&test.values.len()) {
            return Err(wrong_value(&field));
        }
        if let Some(member) = field.member {
            return self.many_test(&field, member, test);
        }
        let Some(within) = &field.within else {
            return self.plain_test(&field, test);
        };
        // Who says nothing is among those of whom something does not hold: all but those of whom it does.
        let (before, after) = match test.is {
            Op::Empty | Op::NoneOf | Op::Lacks | Op::NotInLast => (["not ", within, "not ("], "))"),
            _ => (["", within, ""], ")"),
        };
        let value = Field {
            sql: "cv.value".into(),
            ..field.as_ref().clone()
        };
        self.put(&before, None);
        self.plain_test(&value, test)?;
        self.text.push_str(after);
        Ok(())
    }

    fn plain_test(&mut self, field: &Field, test: &Test) -> Result<(), Failure> {
        match field.kind {
            Kind::Text => self.text_test(field, test),
            Kind::Choice | Kind::Person | Kind::Reference | Kind::Tags => self.choice_test(field, test),
            Kind::Number | Kind::Money => self.number_test(field, test),
            Kind::Day | Kind::Instant => self.day_test(field, test),
        }
    }

    fn choice_test(&mut self, field: &Field, test: &Test) -> Result<(), Failure> {
        let sql = field.sql.as_ref();
        match (test.is, field.word) {
            (Op::AnyOf | Op::NoneOf, Some(word))
                if sql.is_empty() || (test.is == Op::AnyOf && test.values.len() == 1) =>
            {
                self.list(field, test)?;
                let words: Vec<&str> = test.values.iter().filter_map(written).collect();
                self.words(&words, word, test.is == Op::NoneOf)?;
            }
            (Op::Empty | Op::Filled, Some(word)) if sql.is_empty() => {
                self.words(field.choices, word, test.is == Op::Empty)?;
            }
            (Op::Empty, _) => self.put(&[sql, " is null"], None),
            (Op::Filled, _) => self.put(&[sql, " is not null"], None),
            // One value is answered by its index, in order; for several, the rows are gone through in the order of the list, which for
            // the first page of common values is far quicker than sorting them all. The plus keeps an index out.
            (Op::AnyOf, _) if test.values.len() == 1 => {
                self.list(field, test)?;
                self.put(&[sql, " = ?"], test.values.first().map(one));
            }
            (Op::AnyOf, _) => {
                let list = self.list(field, test)?;
                self.put(&["+", sql, " in (select value from json_each(?))"], Some(list));
            }
            (Op::NoneOf, _) => {
                let list = self.list(field, test)?;
                self.none_of(sql, sql, list);
            }
            _ => return Err(wrong_value(field)),
        }
        Ok(())
    }

    /// One of the words holds, or none of them does.
    fn words(&mut self, words: &[&str], word: Word, none: bool) -> Result<(), Failure> {
        let mut texts = Vec::new();
        for one in words {
            let (text, values) = word(self.read, one)?;
            texts.push(format!("({text})"));
            self.values.extend(values);
        }
        // What is not known does not hold.
        let after = if none { ") is not true" } else { ")" };
        self.put(&["(", &texts.join(" or "), after], None);
        Ok(())
    }

    fn none_of(&mut self, null: &str, held: &str, list: Value) {
        let text = [
            "(",
            null,
            " is null or ",
            held,
            " not in (select value from json_each(?)))",
        ];
        self.put(&text, Some(list));
    }

    /// Texts are compared as the rulebook compares them: without a difference of case and width.
    fn text_test(&mut self, field: &Field, test: &Test) -> Result<(), Failure> {
        let sql = field.sql.as_ref();
        match test.is {
            Op::Empty => self.put(&[sql, " is null"], None),
            Op::Filled => self.put(&[sql, " is not null"], None),
            Op::AnyOf | Op::NoneOf => {
                self.list(field, test)?;
                let folded: Vec<String> = test.values.iter().map(Given::folded).collect();
                match self.spellings(field.stored, folded.clone())? {
                    Some(spellings) => self.spelt(sql, test.is, spellings),
                    None => {
                        let held = format!("fold({sql})");
                        match (test.is, folded.as_slice()) {
                            (Op::NoneOf, _) => self.none_of(sql, &held, json(&folded)),
                            (_, [one]) => self.put(&[&held, " = ?"], Some(one.clone().into())),
                            _ => self.put(&[&held, " in (select value from json_each(?))"], Some(json(&folded))),
                        }
                    }
                }
            }
            Op::Contains => self.put(&["fold_has(", sql, ", ?)"], Some(text(field, test)?)),
            Op::Lacks => {
                let part = text(field, test)?;
                self.put(&["(", sql, " is null or not fold_has(", sql, ", ?))"], Some(part));
            }
            Op::Begins => self.put(&["instr(fold(", sql, "), ?) = 1"], Some(text(field, test)?)),
            _ => return Err(wrong_value(field)),
        }
        Ok(())
    }

    /// As what these texts can stand in the file; nothing when only the rows themselves can tell.
    fn spellings(&self, stored: Stored, folded: Vec<String>) -> Result<Option<Vec<String>>, Failure> {
        Ok(match stored {
            Stored::AsWritten => None,
            Stored::Normal => {
                let capitals: Vec<String> = folded.iter().map(|text| text.to_uppercase()).collect();
                let mut both = folded;
                both.extend(capitals);
                both.sort_unstable();
                both.dedup();
                Some(both)
            }
            // From one text to the next in the index, however many records have each.
            Stored::Spelt(table, column) => Some(self.read.all(
                &format!(
                    "with recursive spelt (text) as (
                       select min({column}) from {table} where {column} is not null
                       union all
                       select (select min({column}) from {table} where {column} > spelt.text) from spelt where spelt.text is not null)
                     select text from spelt where text is not null and fold(text) in (select value from json_each(?1))"
                ),
                [json(&folded)],
                |row| row.get(0),
            )?),
        })
    }

    fn spelt(&mut self, sql: &str, is: Op, spellings: Vec<String>) {
        match (is, spellings.as_slice()) {
            (Op::NoneOf, _) => self.none_of(sql, sql, json(&spellings)),
            (_, []) => self.put(&["false"], None),
            (_, [one]) => self.put(&[sql, " = ?"], Some(one.clone().into())),
            // Two forms of one value come out of the index, several values in the order of the list.
            (_, [first, second]) if first.to_lowercase() == second.to_lowercase() => {
                self.put(&[sql, " in (?"], Some(first.clone().into()));
                self.put(&[", ?)"], Some(second.clone().into()));
            }
            _ => self.put(
                &["+", sql, " in (select value from json_each(?))"],
                Some(json(&spellings)),
            ),
        }
    }

    fn many_test(&mut self, field: &Field, member: &str, test: &Test) -> Result<(), Failure> {
        let own = field.sql.as_ref();
        match test.is {
            Op::Empty => self.put(&["not exists (", own, ")"], None),
            Op::Filled => self.put(&["exists (", own, ")"], None),
            Op::AnyOf | Op::NoneOf => {
                let list = self.list(field, test)?;
                let not = if test.is == Op::NoneOf { "not " } else { "" };
                let among = " in (select value from json_each(?)))";
                self.put(&[not, "exists (", own, " and ", member, among], Some(list));
            }
            _ => return Err(wrong_value(field)),
        }
        Ok(())
    }

    fn number_test(&mut self, field: &Field, test: &Test) -> Result<(), Failure> {
        let sql = field.sql.as_ref();
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
        let sql = field.sql.as_ref();
        let count = if test.is.is_relative() && test.is.needs().0 > 0 {
            days(field, test)?
        } else {
            0
        };
        let relative = test.is.days(count, self.read.today(), self.read.settings.fiscal);
        let (from, to) = match (test.is, relative) {
            (Op::Empty, _) => {
                self.put(&[sql, " is null"], None);
                return Ok(());
            }
            (Op::Filled, _) => {
                self.put(&[sql, " is not null"], None);
                return Ok(());
            }
            (Op::NotInLast, Some((Some(first), _))) => {
                let bound = self.bound(field, first);
                self.put(&["(", sql, " is null or ", sql, " < ?)"], Some(bound));
                return Ok(());
            }
            (_, Some(meant)) => meant,
            (Op::On, _) => {
                let day = day(field, test, 0)?;
                (Some(day), Some(day))
            }
            (Op::Before, _) => (None, Some(day(field, test, 0)?.plus_days(-1))),
            (Op::After, _) => (Some(day(field, test, 0)?.plus_days(1)), None),
            (Op::Between, _) => (Some(day(field, test, 0)?), Some(day(field, test, 1)?)),
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
        let ids = matches!(field.kind, Kind::Person | Kind::Reference | Kind::Tags);
        if ids && test.values.iter().any(|value| matches!(value, Given::Text(_))) {
            return Err(wrong_value(field));
        }
        let list = serde_json::to_string(&test.values).map_err(|_| wrong_value(field))?;
        Ok(list.into())
    }
}

fn json(texts: &[String]) -> Value {
    serde_json::json!(texts).to_string().into()
}

fn written(value: &Given) -> Option<&str> {
    match value {
        Given::Text(text) => Some(text),
        Given::Number(_) => None,
    }
}

fn one(value: &Given) -> Value {
    match value {
        Given::Number(number) => Value::Integer(*number),
        Given::Text(text) => Value::Text(text.clone()),
    }
}

fn wrong_value(field: &Field) -> Failure {
    Failure::invalid("condition.wrong_value", "condition").arg("name", &field.name)
}

/// The text asked for, folded.
fn text(field: &Field, test: &Test) -> Result<Value, Failure> {
    match test.values.first() {
        Some(given @ Given::Text(_)) if !given.folded().is_empty() => Ok(given.folded().into()),
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
        Some(Given::Text(text)) => {
            let day: Day = text.parse().map_err(|_| wrong_value(field))?;
            day.is_near().then_some(day).ok_or_else(|| far_day("condition"))
        }
        _ => Err(wrong_value(field)),
    }
}
