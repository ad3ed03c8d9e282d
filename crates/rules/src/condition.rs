//! The one condition language: what lists, views, pools and rules ask of a record. A tree of tests joined by "all" and "any";
//! where it is turned into a question to the file, its values are always bound.

use crate::calendar::{FiscalYear, Period, PeriodKind, month_of, quarter_of, year_of};
use crate::text::fold;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Nested deeper than this a condition is refused: nobody reads it, and a recursion has an end.
pub const DEEPEST: usize = 6;
/// More tests than this in one condition are refused.
pub const MOST_TESTS: usize = 60;

/// A condition on a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(untagged)]
pub enum Condition {
    /// Every one of these must hold; holds when there are none.
    All {
        /// The conditions.
        all: Vec<Condition>,
    },
    /// One of these must hold; holds when there are none.
    Any {
        /// The conditions.
        any: Vec<Condition>,
    },
    /// A test of one field.
    Test(Test),
}

impl Default for Condition {
    fn default() -> Self {
        Condition::All { all: Vec::new() }
    }
}

impl<const N: usize> From<[Condition; N]> for Condition {
    /// Every one of these.
    fn from(all: [Condition; N]) -> Self {
        Condition::All { all: all.into() }
    }
}

/// A test of one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// The field, by its stable name.
    pub field: String,
    /// What is asked of it.
    pub is: Op,
    /// What it is held against; as many as the question needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

/// What a field is held against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(untagged)]
pub enum Value {
    /// A number, minor units for money; an id.
    Number(i64),
    /// A text, a choice, a day.
    Text(String),
}

impl Value {
    /// The value in the form in which texts are compared: cells of a file and columns of a record alike.
    pub fn folded(&self) -> String {
        match self {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => fold(text),
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Value::Text(day.to_string())
    }
}

/// What is asked of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ConditionOp")]
pub enum Op {
    /// Is one of the values.
    AnyOf,
    /// Is none of the values; an empty field is none of them.
    NoneOf,
    /// The text contains the value.
    Contains,
    /// The text does not contain the value.
    Lacks,
    /// The text begins with the value.
    Begins,
    /// Nothing stands there.
    Empty,
    /// Something stands there.
    Filled,
    /// The number is the value.
    Equals,
    /// The number or day is the value or above.
    AtLeast,
    /// The number or day is the value or below.
    AtMost,
    /// The number or day is between two values, both included.
    Between,
    /// The day is the value.
    On,
    /// The day lies before the value.
    Before,
    /// The day lies after the value.
    After,
    /// The day is one of the last N days, today included.
    InLast,
    /// The day is one of the next N days, today included.
    InNext,
    /// Longer ago than N days, or never.
    NotInLast,
    /// The day is today.
    Today,
    /// The day lies in the current week, Monday to Sunday.
    ThisWeek,
    /// The day lies in the current month.
    ThisMonth,
    /// The day lies in the current quarter of the business year.
    ThisQuarter,
    /// The day lies in the week before the current one.
    LastWeek,
    /// The day lies in the week after the current one.
    NextWeek,
    /// The day lies in the month before the current one.
    LastMonth,
    /// The day lies in the month after the current one.
    NextMonth,
    /// The day lies in the quarter before the current one.
    LastQuarter,
    /// The day lies in the quarter after the current one.
    NextQuarter,
    /// The day lies in the current business year.
    ThisYear,
    /// The day lies in the business year before the current one.
    LastYear,
    /// The day lies before today.
    Past,
}

impl Op {
    /// How many values it needs: at least, at most.
    pub fn needs(self) -> (usize, usize) {
        match self {
            Op::AnyOf | Op::NoneOf => (1, 500),
            Op::Between => (2, 2),
            Op::Empty | Op::Filled => (0, 0),
            op if op.is_relative() && !op.counts_days() => (0, 0),
            _ => (1, 1),
        }
    }

    /// Whether its value is a number of days.
    fn counts_days(self) -> bool {
        matches!(self, Op::InLast | Op::InNext | Op::NotInLast)
    }

    /// Whether what it means depends on the day it is asked.
    pub fn is_relative(self) -> bool {
        RELATIVE.contains(&self)
    }

    /// The days a question that depends on today means, first and last included; an end nobody sets is open. `count` is the number of days
    /// it was given: 30 days are 30 days, today being one of them. [`Op::NotInLast`] means the days that are *not* wanted. Nothing for a
    /// question that does not depend on today.
    pub fn days(self, count: i64, today: Day, fiscal: FiscalYear) -> Option<(Option<Day>, Option<Day>)> {
        let whole = |period: Period| (Some(period.start), Some(period.end));
        let week = |weeks: i64| {
            let monday = today.plus_days(7 * weeks - i64::try_from(today.weekday()).unwrap_or_default());
            (Some(monday), Some(monday.plus_days(6)))
        };
        let around = |kind: PeriodKind, steps: i32| {
            let period = match kind {
                PeriodKind::Quarter => quarter_of(today.first_of_month().plus_months(3 * steps), fiscal),
                PeriodKind::Year => year_of(today.first_of_month().plus_months(12 * steps), fiscal),
                _ => month_of(today.first_of_month().plus_months(steps)),
            };
            whole(period)
        };
        Some(match self {
            Op::Today => (Some(today), Some(today)),
            Op::Past => (None, Some(today.plus_days(-1))),
            Op::InLast | Op::NotInLast => (Some(today.plus_days(1 - count)), Some(today)),
            Op::InNext => (Some(today), Some(today.plus_days(count - 1))),
            Op::LastWeek => week(-1),
            Op::ThisWeek => week(0),
            Op::NextWeek => week(1),
            Op::LastMonth => around(PeriodKind::Month, -1),
            Op::ThisMonth => around(PeriodKind::Month, 0),
            Op::NextMonth => around(PeriodKind::Month, 1),
            Op::LastQuarter => around(PeriodKind::Quarter, -1),
            Op::ThisQuarter => around(PeriodKind::Quarter, 0),
            Op::NextQuarter => around(PeriodKind::Quarter, 1),
            Op::LastYear => around(PeriodKind::Year, -1),
            Op::ThisYear => around(PeriodKind::Year, 0),
            _ => return None,
        })
    }
}

/// The questions whose meaning depends on today.
const RELATIVE: [Op; 16] = [
    Op::InLast,
    Op::InNext,
    Op::NotInLast,
    Op::Today,
    Op::ThisWeek,
    Op::ThisMonth,
    Op::ThisQuarter,
    Op::LastWeek,
    Op::NextWeek,
    Op::LastMonth,
    Op::NextMonth,
    Op::LastQuarter,
    Op::NextQuarter,
    Op::ThisYear,
    Op::LastYear,
    Op::Past,
];

/// What kind of value a field holds: decides what can be asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ConditionKind")]
pub enum Kind {
    /// Free text.
    Text,
    /// One of a known list of words.
    Choice,
    /// A person.
    Person,
    /// Another record, by its id.
    Reference,
    /// Tags, any number of them.
    Tags,
    /// A whole number.
    Number,
    /// Minor units of the base currency.
    Money,
    /// A business day.
    Day,
    /// An instant; asked for by its business day.
    Instant,
}

impl Kind {
    /// What can be asked of such a field, the usual question first.
    pub fn ops(self) -> &'static [Op] {
        use Op::*;
        match self {
            Kind::Text => &[Contains, Lacks, Begins, AnyOf, NoneOf, Empty, Filled],
            Kind::Choice | Kind::Person | Kind::Reference | Kind::Tags => &[AnyOf, NoneOf, Empty, Filled],
            Kind::Number | Kind::Money => &[AtLeast, AtMost, Between, Equals, Empty, Filled],
            Kind::Day | Kind::Instant => &[
                InLast,
                InNext,
                NotInLast,
                Today,
                ThisWeek,
                ThisMonth,
                ThisQuarter,
                ThisYear,
                LastWeek,
                LastMonth,
                LastQuarter,
                LastYear,
                NextWeek,
                NextMonth,
                NextQuarter,
                Past,
                On,
                Before,
                After,
                Between,
                Empty,
                Filled,
            ],
        }
    }
}

impl Condition {
    /// A test of one field.
    pub fn test<V: Into<Value>>(field: &str, is: Op, values: impl IntoIterator<Item = V>) -> Condition {
        Condition::Test(Test {
            field: field.to_owned(),
            is,
            values: values.into_iter().map(Into::into).collect(),
        })
    }

    /// The field is one of these; asks nothing when there are none.
    pub fn any_of<V: Into<Value>>(field: &str, values: impl IntoIterator<Item = V>) -> Condition {
        match Condition::test(field, Op::AnyOf, values) {
            Condition::Test(test) if test.values.is_empty() => Condition::default(),
            condition => condition,
        }
    }

    /// A day from one day to another, both included; an end that is not given is open, and without both it asks nothing.
    pub fn within(field: &str, from: Option<Day>, to: Option<Day>) -> Condition {
        match (from, to) {
            (Some(from), Some(to)) => Condition::test(field, Op::Between, [from, to]),
            (Some(from), None) => Condition::test(field, Op::After, [from.plus_days(-1)]),
            (None, Some(to)) => Condition::test(field, Op::Before, [to.plus_days(1)]),
            (None, None) => Condition::default(),
        }
    }

    /// What stands for a condition nobody can read any more: whoever asks it is refused, it never means everything.
    pub fn unreadable() -> Condition {
        Condition::test::<Value>("", Op::Filled, [])
    }

    /// Whether it asks nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Condition::All { all: parts } | Condition::Any { any: parts } => parts.iter().all(Condition::is_empty),
            Condition::Test(_) => false,
        }
    }

    /// How deep it is nested and how many tests it has.
    pub fn size(&self) -> (usize, usize) {
        match self {
            Condition::Test(_) => (1, 1),
            Condition::All { all: parts } | Condition::Any { any: parts } => parts
                .iter()
                .map(Condition::size)
                .fold((1, 0), |(depth, tests), (below, more)| {
                    (depth.max(below + 1), tests + more)
                }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        let text = r#"{"all":[{"field":"state","is":"none_of","values":["void"]},{"any":[{"field":"employees","is":"at_least","values":[20]},{"field":"source","is":"contains","values":["展"]}]},{"field":"followed_at","is":"in_last","values":[7]},{"field":"email","is":"empty"}]}"#;
        let condition: Condition = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&condition).unwrap(), text);
        assert_eq!(condition.size(), (3, 5));
        assert!(!condition.is_empty());
        assert!(Condition::default().is_empty());
    }

    #[test]
    fn every_question_of_a_kind_says_what_it_needs() {
        for kind in [
            Kind::Text,
            Kind::Choice,
            Kind::Person,
            Kind::Reference,
            Kind::Tags,
            Kind::Number,
            Kind::Money,
            Kind::Day,
            Kind::Instant,
        ] {
            for op in kind.ops() {
                let (least, most) = op.needs();
                assert!(least <= most, "{op:?}");
            }
            assert!(kind.ops().contains(&Op::Empty));
        }
    }

    #[test]
    fn questions_that_depend_on_today_mean_days() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let today = day("2026-03-18");
        for (op, count, start_month, from, to) in [
            (Op::Today, 0, 1, "2026-03-18", "2026-03-18"),
            (Op::InLast, 1, 1, "2026-03-18", "2026-03-18"),
            (Op::InLast, 30, 1, "2026-02-17", "2026-03-18"),
            (Op::NotInLast, 30, 1, "2026-02-17", "2026-03-18"),
            (Op::InNext, 30, 1, "2026-03-18", "2026-04-16"),
            (Op::LastWeek, 0, 1, "2026-03-09", "2026-03-15"),
            (Op::ThisWeek, 0, 1, "2026-03-16", "2026-03-22"),
            (Op::NextWeek, 0, 1, "2026-03-23", "2026-03-29"),
            (Op::LastMonth, 0, 1, "2026-02-01", "2026-02-28"),
            (Op::ThisMonth, 0, 1, "2026-03-01", "2026-03-31"),
            (Op::NextMonth, 0, 1, "2026-04-01", "2026-04-30"),
            (Op::LastQuarter, 0, 4, "2025-10-01", "2025-12-31"),
            (Op::ThisQuarter, 0, 2, "2026-02-01", "2026-04-30"),
            (Op::NextQuarter, 0, 1, "2026-04-01", "2026-06-30"),
            (Op::ThisYear, 0, 4, "2025-04-01", "2026-03-31"),
            (Op::LastYear, 0, 1, "2025-01-01", "2025-12-31"),
        ] {
            let meant = op.days(count, today, FiscalYear::new(start_month));
            assert_eq!(meant, Some((Some(day(from)), Some(day(to)))), "{op:?}");
            assert!(op.is_relative());
        }
        let fiscal = FiscalYear::default();
        assert_eq!(Op::Past.days(0, today, fiscal), Some((None, Some(day("2026-03-17")))));
        assert_eq!(
            Op::LastMonth.days(0, day("2026-01-31"), fiscal).unwrap().1,
            Some(day("2025-12-31"))
        );
        for op in Kind::Day.ops() {
            assert_eq!(op.is_relative(), op.days(1, today, fiscal).is_some(), "{op:?}");
        }
    }
}
