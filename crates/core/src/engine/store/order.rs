//! The order of a list and its pages: sorted by fixed expressions, continued by the keys of the last row shown.

use super::cursor;
use crate::engine::failure::Failure;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::Deserialize;
use std::borrow::Cow;
use ts_rs::TS;

/// One column to sort by.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SortBy {
    /// A column of the list, by its stable name.
    pub column: String,
    /// Largest, latest or last first.
    #[serde(default)]
    pub descending: Option<bool>,
}

/// An order in which no two rows are equal: it ends with the id.
#[derive(Debug, Clone)]
pub struct Order(Vec<(Cow<'static, str>, bool)>);

impl Order {
    /// The order wanted. `expression` gives the SQL of a column, never null, so that a list can be continued from any row; `id` is
    /// the SQL of the id. Without a wish the newest row stands first.
    pub fn new(
        wanted: &[SortBy],
        id: &'static str,
        expression: impl Fn(&str) -> Result<Option<Cow<'static, str>>, Failure>,
    ) -> Result<Order, Failure> {
        let mut order: Vec<(Cow<'static, str>, bool)> = Vec::new();
        for by in wanted {
            let sql = expression(&by.column)?
                .ok_or_else(|| Failure::invalid("list.unknown_column", "sort").arg("column", &by.column))?;
            order.push((sql, by.descending.unwrap_or(false)));
        }
        if !order.iter().any(|(sql, _)| *sql == id) {
            order.push((id.into(), order.first().is_none_or(|(_, descending)| *descending)));
        }
        Ok(Order(order))
    }

    /// The text behind `order by`.
    pub fn sql(&self) -> String {
        let parts: Vec<String> = self
            .0
            .iter()
            .map(|(sql, descending)| format!("{sql}{}", if *descending { " desc" } else { "" }))
            .collect();
        parts.join(", ")
    }

    /// The keys of a row as one JSON text: the place a page ends at.
    pub fn keys(&self) -> String {
        let parts: Vec<&str> = self.0.iter().map(|(sql, _)| sql.as_ref()).collect();
        format!("json_array({})", parts.join(", "))
    }

    /// The rows of a page, each read with its [`Order::keys`], of which one more than `limit` was asked for; and the word behind which
    /// the next page begins, if there is one.
    pub fn page<T>(mut rows: Vec<(T, String)>, limit: usize) -> Result<(Vec<T>, Option<String>), Failure> {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let place = |keys: &String| {
            let keys: Vec<serde_json::Value> = serde_json::from_str(keys).unwrap_or_default();
            cursor::encode(&keys)
        };
        let next = rows.last().filter(|_| more).map(|(_, keys)| place(keys)).transpose()?;
        Ok((rows.into_iter().map(|(row, _)| row).collect(), next))
    }

    /// "Beyond the row with these keys": `(a > ?) or (a = ? and b > ?) or …`, to stand behind other conditions.
    pub fn beyond(&self, word: &str) -> Result<(String, Vec<Value>), Failure> {
        let broken = || Failure::invalid("list.bad_cursor", "after");
        let keys: Vec<serde_json::Value> = cursor::decode(Some(word))?.unwrap_or_default();
        if keys.len() != self.0.len() {
            return Err(broken());
        }
        let keys = keys
            .iter()
            .map(|key| match key {
                serde_json::Value::String(text) => Ok(Value::Text(text.clone())),
                serde_json::Value::Number(number) => number.as_i64().map(Value::Integer).ok_or_else(broken),
                _ => Err(broken()),
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut alternatives = Vec::new();
        let mut values = Vec::new();
        for depth in 0..self.0.len() {
            let mut parts: Vec<String> = Vec::new();
            for (index, (sql, descending)) in self.0.iter().take(depth + 1).enumerate() {
                let sign = match (index < depth, descending) {
                    (true, _) => "=",
                    (false, true) => "<",
                    (false, false) => ">",
                };
                parts.push(format!("{sql} {sign} ?"));
                values.push(keys[index].clone());
            }
            alternatives.push(format!("({})", parts.join(" and ")));
        }
        Ok((format!(" and ({})", alternatives.join(" or ")), values))
    }
}
