//! Answers for people: tables for lists, lines for single records.

use crate::document;
use chrono::DateTime;
use serde_json::Value;
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Cells of a table go on below when they are wider than this, unless the page has room.
const CELL: usize = 40;
/// The width of the page a table is fitted to.
const PAGE: usize = 120;

/// The answer as text.
pub fn text(answer: &Value) -> String {
    let mut out = String::new();
    block(&mut out, answer, 0);
    out
}

fn block(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(fields) => {
            let plain = |value: &Value| match value {
                Value::Object(fields) => fields.is_empty(),
                Value::Array(items) => !items.iter().any(|item| item.is_object() || item.is_array()),
                _ => true,
            };
            let width = fields
                .iter()
                .filter(|(_, value)| plain(value))
                .map(|(name, _)| name.width())
                .max()
                .unwrap_or(0);
            for (name, value) in fields {
                if plain(value) {
                    line(
                        out,
                        indent,
                        &format!("{}  {}", pad(name, width, false), field(name, value)),
                    );
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
                .map(|name| field(name, row.get(*name).unwrap_or(&Value::Null)))
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
    let wanted: Vec<usize> = (0..columns.len())
        .map(|at| {
            cells
                .iter()
                .map(|row| row[at].width())
                .chain([columns[at].width()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let widths = fit(&wanted, PAGE.saturating_sub(indent));
    let mut write = |texts: &mut dyn Iterator<Item = &str>| {
        let parts: Vec<Vec<String>> = texts.enumerate().map(|(at, text)| wrap(text, widths[at])).collect();
        let height = parts.iter().map(Vec::len).max().unwrap_or(0);
        for below in 0..height {
            let beside = parts.iter().enumerate().map(|(at, lines)| {
                let text = lines.get(below).map_or("", String::as_str);
                pad(text, widths[at], right[at])
            });
            line(out, indent, &beside.collect::<Vec<_>>().join("  "));
        }
    };
    write(&mut columns.iter().copied());
    for row in &cells {
        write(&mut row.iter().map(String::as_str));
    }
}

/// Widths for columns that want these: all at most [`CELL`], and what the page has left over to those that want more.
fn fit(wanted: &[usize], page: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = wanted.iter().map(|width| (*width).min(CELL)).collect();
    let mut spare = page.saturating_sub(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1));
    while let Some(at) = (0..widths.len())
        .filter(|at| widths[*at] < wanted[*at])
        .min_by_key(|at| widths[*at])
        .filter(|_| spare > 0)
    {
        widths[at] += 1;
        spare -= 1;
    }
    widths
}

/// The text in lines of at most this width, broken at spaces and beside wide characters; a longer word is broken anywhere.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        if used > 0 && used + piece.trim_end().width() > width {
            lines.push(String::new());
            used = 0;
        }
        for c in piece.chars() {
            let wide = c.width().unwrap_or(0);
            if used > 0 && used + wide > width {
                if c == ' ' {
                    continue;
                }
                lines.push(String::new());
                used = 0;
            }
            used += wide;
            if let Some(last) = lines.last_mut() {
                last.push(c);
            }
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Words with the space behind them; a wide character is a word of its own.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let (_, first) = chars.next()?;
        let wide = |c: char| c.width() == Some(2);
        let mut before = first;
        let end = chars.find_map(|(at, c)| {
            let ends = (before == ' ' && c != ' ') || wide(before) || wide(c);
            before = c;
            ends.then_some(at)
        });
        let (piece, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some(piece)
    })
}

/// A field's value in one line. The bytes of a file and the milliseconds of a moment are no sight for a person.
fn field(name: &str, value: &Value) -> String {
    match value {
        Value::String(text) if name.ends_with(document::BYTES) => {
            format!("({} bytes; --out FILE writes them to a file)", text.len() / 4 * 3)
        }
        Value::Number(millis) if is_moment(name) => {
            let moment = millis.as_i64().and_then(DateTime::from_timestamp_millis);
            moment.map_or_else(|| cell(value), |moment| moment.format("%Y-%m-%d %H:%M:%SZ").to_string())
        }
        value => cell(value),
    }
}

/// Whether a field of this name holds an instant.
fn is_moment(name: &str) -> bool {
    name.ends_with("_at") || matches!(name, "at" | "now" | "as_of")
}

/// A value in one line.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::from("–"),
        // A record's text may carry a line break or a terminal's control sequence.
        Value::String(text) => text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
        Value::Object(fields) if fields.is_empty() => String::from("–"),
        Value::Object(fields) => match fields.get("name") {
            Some(Value::String(name)) => name.clone(),
            _ => {
                let inside = |(name, value): (&String, &Value)| match value {
                    Value::Object(_) => format!("{name} ({})", cell(value)),
                    value => format!("{name} {}", field(name, value)),
                };
                fields.iter().map(inside).collect::<Vec<_>>().join(", ")
            }
        },
        Value::Array(items) if items.is_empty() => String::from("–"),
        Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
            items.iter().map(cell).collect::<Vec<_>>().join(", ")
        }
        Value::Array(items) => format!("[{}]", items.len()),
        other => other.to_string(),
    }
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
    fn long_texts_go_on_below() {
        let long = "The stage is not known and its rows are set aside, unless somebody says what it means.";
        let shown = text(&json!([{ "id": 1, "message": long }, { "id": 2, "message": "Short." }]));
        assert_eq!(
            shown,
            format!("id  message\n 1  {long}\n 2  Short.\n"),
            "the page has room"
        );
        let other = "x".repeat(70);
        let shown = text(&json!([{ "a": long, "b": other }]));
        assert!(shown.lines().all(|line| line.width() <= PAGE), "{shown}");
        let column = |from: usize, to: usize| {
            let lines = shown.lines().skip(1);
            let parts = lines.map(|line| {
                line.chars()
                    .skip(from)
                    .take(to - from)
                    .collect::<String>()
                    .trim()
                    .to_owned()
            });
            parts.collect::<Vec<_>>()
        };
        assert_eq!(column(0, 59).join(" "), long);
        assert_eq!(column(61, 120).concat(), other);
    }

    #[test]
    fn lines_break_between_words_and_between_chinese_characters() {
        assert_eq!(wrap("one two  three", 8), ["one two", "three"]);
        assert_eq!(wrap("没有产品GTXPro（12 行）", 10), ["没有产品", "GTXPro（12", "行）"]);
        assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn lists_of_lists_become_lines_and_nothing_a_dash() {
        let shown = text(&json!({ "samples": [["a", "b"], ["c", "d"]], "values": {}, "sheets": [] }));
        assert_eq!(shown, "values  –\nsheets  –\nsamples:\n  a, b\n  c, d\n");
    }

    #[test]
    fn a_record_in_a_cell_and_a_moment_are_readable() {
        let shown = text(
            &json!([{ "at": 1_773_806_400_000_i64, "who": { "id": 3, "name": "Li" }, "rate": { "numerator": 3, "of": { "n": 8 } }, "x": [] }]),
        );
        assert_eq!(
            shown,
            "                  at  who  rate                   x\n2026-03-18 04:00:00Z  Li   numerator 3, of (n 8)  –\n"
        );
        assert_eq!(text(&json!({ "as_of": "2026-03-18" })), "as_of  2026-03-18\n");
    }

    #[test]
    fn the_bytes_of_a_file_are_not_shown() {
        let shown = text(&json!({ "csv_base64": "AAAA".repeat(100) }));
        assert_eq!(shown, "csv_base64  (300 bytes; --out FILE writes them to a file)\n");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(text(&json!("a\u{1b}[31m\nb")), "a [31m b\n");
    }
}
