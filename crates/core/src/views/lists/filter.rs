//! What a list was narrowed to, in words: the condition with the names of its fields and of what they are held against.

use super::entries::{decimal, share};
use super::nouns::amount;
use crate::engine::describe::Kind as Described;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom::{self, CustomField, CustomKind};
use crate::engine::store::field::Field;
use crate::engine::store::list::{Listed, Selection, field};
use crate::engine::store::text;
use crate::views::paper::Words;
use leadwell_rules::condition::{Condition, Kind, Op, Test, Value};
use leadwell_rules::number;
use leadwell_rules::time::Day;

/// A selection in words; nothing when it takes everything the list has.
pub fn said(read: &Read<'_>, listed: &Listed, wanted: &Selection, words: Words) -> Result<String, Failure> {
    let teller = Teller { read, listed, words };
    let mut parts = Vec::new();
    if wanted.removed == Some(true) {
        parts.push(words.get("asked.removed"));
    }
    if wanted.quarantined == Some(true) {
        parts.push(words.get("asked.apart"));
    }
    if let Some(ids) = &wanted.ids {
        parts.push(words.count("asked.chosen", ids.len() as i64));
    }
    if let Some(text) = text::typed(wanted.text.as_deref()) {
        parts.push(words.say("asked.text", &[("text", text)]));
    }
    if let Some(condition) = wanted.condition.as_ref().filter(|condition| !condition.is_empty()) {
        parts.push(teller.whole(condition)?);
    }
    Ok(words.parts(&parts))
}

struct Teller<'a> {
    read: &'a Read<'a>,
    listed: &'a Listed,
    words: Words,
}

impl Teller<'_> {
    /// A condition that needs no brackets around it.
    fn whole(&self, condition: &Condition) -> Result<String, Failure> {
        let (parts, code) = match condition {
            Condition::Test(test) => return self.test(test),
            Condition::All { all } => (all, "asked.and"),
            Condition::Any { any } => (any, "asked.or"),
        };
        let asking: Vec<&Condition> = parts.iter().filter(|part| !part.is_empty()).collect();
        let told: Vec<String> = match asking.as_slice() {
            [one] => vec![self.whole(one)?],
            several => several
                .iter()
                .map(|part| self.bracketed(part))
                .collect::<Result<_, _>>()?,
        };
        let said = told
            .into_iter()
            .reduce(|a, b| self.words.say(code, &[("a", &a), ("b", &b)]));
        Ok(said.unwrap_or_default())
    }

    fn bracketed(&self, condition: &Condition) -> Result<String, Failure> {
        let text = self.whole(condition)?;
        Ok(match condition {
            Condition::Test(_) => text,
            _ => self.words.say("asked.group", &[("text", &text)]),
        })
    }

    fn test(&self, test: &Test) -> Result<String, Failure> {
        let own = custom::find(self.read, self.listed.noun, &test.field)?;
        let known = field(self.read, self.listed, &test.field)?;
        let values: Vec<String> = test
            .values
            .iter()
            .map(|value| match &known {
                Some(known) => self.value(known, own.as_ref(), test.is, value),
                None => Ok(plain(value)),
            })
            .collect::<Result<_, _>>()?;
        let label = match own {
            Some(own) => own.name,
            None => self.label(&test.field),
        };
        let value = match test.is {
            Op::Between => self.words.say(
                "asked.range",
                &[
                    ("from", values.first().map_or("", String::as_str)),
                    ("to", values.last().map_or("", String::as_str)),
                ],
            ),
            _ => self.words.list(&values),
        };
        Ok(self
            .words
            .say(op_code(test.is), &[("field", &label), ("value", &value)]))
    }

    /// What a field of the program is called.
    fn label(&self, name: &str) -> String {
        match self.listed.noun.named(name) {
            Some(field) => field.label(self.words.language),
            None => self.words.get(&format!("field.{name}")),
        }
    }

    fn value(&self, field: &Field, own: Option<&CustomField>, is: Op, value: &Value) -> Result<String, Failure> {
        let Value::Number(number) = value else {
            return Ok(self.word(field, own, &plain(value)));
        };
        if matches!(is, Op::InLast | Op::InNext | Op::NotInLast) {
            return Ok(self.words.count("asked.days", *number));
        }
        Ok(match (field.kind, own) {
            (Kind::Reference | Kind::Tags, Some(own)) => {
                let option = own.option(*number).map(|option| option.name.clone());
                option.unwrap_or_else(|| number.to_string())
            }
            (Kind::Person, _) => self.named("people", *number)?,
            (Kind::Tags, None) => self.named("tags", *number)?,
            (Kind::Reference, None) => match field.refers {
                Some(table) => self.named(table, *number)?,
                None => number.to_string(),
            },
            (Kind::Money, _) => amount(self.words.language, *number, &self.read.settings.currency),
            (Kind::Number, Some(own)) if own.kind == CustomKind::Number => {
                let figure = decimal(*number, own.decimals);
                match &own.unit {
                    Some(unit) => format!("{figure} {unit}"),
                    None => figure,
                }
            }
            (Kind::Number, _) if field.name == "probability" => share(*number),
            (Kind::Number, _) if field.name == "founded_year" => number.to_string(),
            _ => number::count(*number),
        })
    }

    /// A stored word, a day or a text as people read it.
    fn word(&self, field: &Field, own: Option<&CustomField>, text: &str) -> String {
        if matches!(field.kind, Kind::Day | Kind::Instant) {
            return text
                .parse::<Day>()
                .map_or_else(|_| text.to_owned(), |day| self.words.full_day(day));
        }
        if field.kind != Kind::Choice {
            return text.to_owned();
        }
        let kind = match (own, field.name.as_ref()) {
            (Some(_), _) | (None, "sample") => Described::Choice("custom_yes_no"),
            (None, "signs") => Described::Choice("deal_sign"),
            (None, "door") => Described::Choice("lead_door"),
            (None, name) => match self.listed.noun.field(name) {
                Some(field) => field.kind,
                None => Described::Text,
            },
        };
        kind.shown(text, self.words.language)
    }

    /// The name of a record; its id when it is gone.
    fn named(&self, table: &str, id: i64) -> Result<String, Failure> {
        let name = self
            .read
            .one(&format!("select name from {table} where id = ?1"), [id], |row| {
                row.get(0)
            })?;
        Ok(name.unwrap_or_else(|| id.to_string()))
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    }
}

/// The sentence of a question.
fn op_code(is: Op) -> &'static str {
    match is {
        Op::AnyOf => "asked.any_of",
        Op::NoneOf => "asked.none_of",
        Op::Contains => "asked.contains",
        Op::Lacks => "asked.lacks",
        Op::Begins => "asked.begins",
        Op::Empty => "asked.empty",
        Op::Filled => "asked.filled",
        Op::Equals => "asked.equals",
        Op::AtLeast => "asked.at_least",
        Op::AtMost => "asked.at_most",
        Op::Between => "asked.between",
        Op::On => "asked.on",
        Op::Before => "asked.before",
        Op::After => "asked.after",
        Op::InLast => "asked.in_last",
        Op::InNext => "asked.in_next",
        Op::NotInLast => "asked.not_in_last",
        Op::Today => "asked.today",
        Op::ThisWeek => "asked.this_week",
        Op::ThisMonth => "asked.this_month",
        Op::ThisQuarter => "asked.this_quarter",
        Op::LastWeek => "asked.last_week",
        Op::NextWeek => "asked.next_week",
        Op::LastMonth => "asked.last_month",
        Op::NextMonth => "asked.next_month",
        Op::LastQuarter => "asked.last_quarter",
        Op::NextQuarter => "asked.next_quarter",
        Op::ThisYear => "asked.this_year",
        Op::LastYear => "asked.last_year",
        Op::Past => "asked.past",
    }
}
