//! Answers for people: tables for lists, lines for single records.

use serde_json::Value;
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Cells are cut at this many columns of the terminal; the whole value is in `--json`.
const CELL: usize = 40;

/// The answer as text.
pub fn text(answer: &Value) -> String {
    let mut out = String::new();
    block(&mut out, answer, 0);
    out
}

fn block(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(fields) => {
            let plain = |value: &Value| !matches!(value, Value::Object(_)) && !has_records(value);
            let width = fields
                .iter()
                .filter(|(_, value)| plain(value))
                .map(|(name, _)| name.width())
                .max()
                .unwrap_or(0);
            for (name, value) in fields {
                if plain(value) {
                    line(out, indent, &format!("{}  {}", pad(name, width, false), cell(value)));
                }
            }
            for (name, value) in fields.iter().filter(|(_, value)| !plain(value)) {
                line(out, indent, &format!("{name}:"));
                block(out, value, indent + 2);
            }
        }
        Value::Array(rows) if has_records(value) => table(out, rows, indent),
        Value::Array(items) => items.iter().for_each(|item| line(out, indent, &cell(item))),
        other => line(out, indent, &cell(other)),
    }
}

fn has_records(value: &Value) -> bool {
    value.as_array().is_some_and(|rows| rows.iter().any(Value::is_object))
}

fn table(out: &mut String, rows: &[Value], indent: usize) {
    let mut columns: Vec<&str> = Vec::new();
    for row in rows.iter().filter_map(Value::as_object) {
        for name in row.keys() {
            if !columns.contains(&name.as_str()) {
                columns.push(name);
            }
        }
    }
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            columns
                .iter()
                .map(|name| cut(&cell(row.get(*name).unwrap_or(&Value::Null))))
                .collect()
        })
        .collect();
    let right: Vec<bool> = columns
        .iter()
        .map(|name| {
            rows.iter()
                .all(|row| row.get(*name).is_none_or(|v| v.is_number() || v.is_null()))
        })
        .collect();
    let widths: Vec<usize> = (0..columns.len())
        .map(|at| {
            cells
                .iter()
                .map(|row| row[at].width())
                .chain([columns[at].width()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let join = |texts: &mut dyn Iterator<Item = &str>| {
        texts
            .enumerate()
            .map(|(at, text)| pad(text, widths[at], right[at]))
            .collect::<Vec<_>>()
            .join("  ")
    };
    line(out, indent, &join(&mut columns.iter().copied()));
    for row in &cells {
        line(out, indent, &join(&mut row.iter().map(String::as_str)));
    }
}

/// A value in one line.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::from("–"),
        // A record's text may carry a line break or a terminal's control sequence.
        Value::String(text) => text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
        Value::Object(fields) => match fields.get("name") {
            Some(Value::String(name)) => name.clone(),
            _ => value.to_string(),
        },
        Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
            items.iter().map(cell).collect::<Vec<_>>().join(", ")
        }
        Value::Array(items) => format!("[{}]", items.len()),
        other => other.to_string(),
    }
}

fn cut(text: &str) -> String {
    if text.width() <= CELL {
        return text.to_owned();
    }
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used < CELL
        })
        .collect();
    kept + "…"
}

fn pad(text: &str, width: usize, right: bool) -> String {
    let space = " ".repeat(width.saturating_sub(text.width()));
    if right { space + text } else { text.to_owned() + &space }
}

fn line(out: &mut String, indent: usize, text: &str) {
    let _ = writeln!(out, "{:indent$}{}", "", text.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn records_become_a_table_and_chinese_counts_double() {
        let shown = text(&json!([{ "id": 1, "name": "砺恒" }, { "id": 12, "name": "Acme" }]));
        assert_eq!(shown, "id  name\n 1  砺恒\n12  Acme\n");
    }

    #[test]
    fn a_record_becomes_lines_and_its_lists_tables() {
        let shown = text(&json!({ "name": "A", "amount_minor": null, "stages": [{ "id": 1 }] }));
        assert_eq!(shown, "name          A\namount_minor  –\nstages:\n  id\n   1\n");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(text(&json!("a\u{1b}[31m\nb")), "a [31m b\n");
    }
}
