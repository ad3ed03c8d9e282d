//! The one condition language: what lists, views, pools and rules ask of a record. A tree of tests joined by "all" and "any";
//! where it is turned into a question to the file, its values are always bound.

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
    /// The day lies before today.
    Past,
}

impl Op {
    /// How many values it needs: at least, at most.
    pub fn needs(self) -> (usize, usize) {
        match self {
            Op::AnyOf | Op::NoneOf => (1, 500),
            Op::Between => (2, 2),
            Op::Empty | Op::Filled | Op::Today | Op::ThisWeek | Op::ThisMonth | Op::ThisQuarter | Op::Past => (0, 0),
            _ => (1, 1),
        }
    }
}

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
            Kind::Choice | Kind::Person | Kind::Tags => &[AnyOf, NoneOf, Empty, Filled],
            Kind::Number | Kind::Money => &[AtLeast, AtMost, Between, Equals, Empty, Filled],
            Kind::Day | Kind::Instant => &[
                InLast,
                InNext,
                NotInLast,
                Today,
                ThisWeek,
                ThisMonth,
                ThisQuarter,
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
}
