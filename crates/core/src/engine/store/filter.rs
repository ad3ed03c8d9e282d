//! Conditions put together from fixed texts, their values always bound.

use rusqlite::types::Value;
use std::borrow::Cow;

/// A growing `where` clause. Texts are constants of the program; whatever a person typed is a bound value.
#[derive(Debug, Default, Clone)]
pub struct Conditions {
    texts: Vec<Cow<'static, str>>,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds a condition with one `?`.
    pub fn with(&mut self, text: &'static str, value: impl Into<Value>) -> &mut Self {
        self.texts.push(Cow::Borrowed(text));
        self.values.push(value.into());
        self
    }

    /// Adds a condition without values.
    pub fn plain(&mut self, text: &'static str) -> &mut Self {
        self.texts.push(Cow::Borrowed(text));
        self
    }

    /// Adds a condition that [`super::condition_sql`] or [`super::list`] has put together from fixed texts.
    pub(super) fn composed(&mut self, text: String, values: Vec<Value>) -> &mut Self {
        self.texts.push(Cow::Owned(text));
        self.values.extend(values);
        self
    }

    /// The clause, never empty.
    pub fn sql(&self) -> String {
        if self.texts.is_empty() {
            "true".to_owned()
        } else {
            self.texts.join(" and ")
        }
    }

    /// The values in the order of their `?`.
    pub fn values(&self) -> Vec<Value> {
        self.values.clone()
    }
}
