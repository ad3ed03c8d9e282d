//! What to know about many rows before they are taken.

use super::model::Finding;
use super::spec::Spec;
use crate::engine::messages;
use leadwell_rules::Language;
use std::sync::Arc;

/// Values of one field that match nothing are listed up to this many, the most frequent first.
const LISTED: usize = 200;

/// Where a value that is no exact match stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is like it; its rows are set aside.
    Unknown,
    /// Something is like it; its rows are set aside until that is taken.
    Offered,
    /// What is like it is taken.
    Accepted,
    /// The plan says what it stands for.
    Chosen,
    /// An earlier import of such a file said what it stands for.
    Remembered,
    /// It was settled that it counts as an empty cell.
    Blank,
    /// Records are made for it.
    Made,
    /// Several records are called that; the oldest is taken.
    Ambiguous,
}

impl Standing {
    fn word(self) -> &'static str {
        match self {
            Standing::Unknown => "unknown",
            Standing::Offered => "offered",
            Standing::Accepted => "accepted",
            Standing::Chosen => "chosen",
            Standing::Remembered => "remembered",
            Standing::Blank => "blank",
            Standing::Made => "made",
            Standing::Ambiguous => "ambiguous",
        }
    }
}

/// One value that is no exact match.
#[derive(Debug, Clone)]
pub struct Value {
    /// As it stands in the file.
    pub value: String,
    /// Rows that have it.
    pub rows: u64,
    /// What it is, or may be, taken for.
    pub taken_for: Option<String>,
    /// How that was settled.
    pub standing: Standing,
}

/// Findings of one pass, in the language of the call.
#[derive(Debug)]
pub struct Findings {
    spec: Arc<Spec>,
    language: Language,
    list: Vec<Finding>,
}

impl Findings {
    /// None yet.
    pub fn new(spec: Arc<Spec>, language: Language) -> Findings {
        Findings {
            spec,
            language,
            list: Vec::new(),
        }
    }

    /// Something about a number of rows; nothing when it concerns none.
    pub fn rows(
        &mut self,
        code: &'static str,
        field: Option<&str>,
        rows: u64,
        accepted: bool,
        args: &[(&'static str, String)],
    ) {
        if rows == 0 {
            return;
        }
        let mut all = vec![
            ("rows", rows.to_string()),
            ("accepted", if accepted { "yes" } else { "no" }.to_owned()),
        ];
        all.extend(args.iter().cloned());
        let message = messages::sentence(self.language, code, &all);
        let field = field.map(str::to_owned);
        self.list.push(Finding {
            code,
            field,
            value: None,
            rows,
            suggestion: None,
            accepted,
            message,
        });
    }

    /// Rows without a key that say the same as records that are there, in these fields.
    pub fn like_one_there(&mut self, rows: u64, fields: &[&str]) {
        let spec = Arc::clone(&self.spec);
        let fields = fields.iter().filter_map(|name| spec.position(name));
        let labels: Vec<&str> = fields.map(|place| spec.fields[place].label(self.language)).collect();
        let list = labels.join(if self.language == Language::Zh { "、" } else { ", " });
        self.rows("import.like_one_there", None, rows, false, &[("fields", list)]);
    }

    /// Values of one field that are no exact matches.
    pub fn values(&mut self, code: &'static str, field: &str, mut values: Vec<Value>) {
        values.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.value.cmp(&b.value)));
        let label = self
            .spec
            .position(field)
            .map_or(field, |place| self.spec.fields[place].label(self.language))
            .to_owned();
        let rest = values.split_off(values.len().min(LISTED));
        for value in values {
            let accepted = matches!(
                value.standing,
                Standing::Accepted | Standing::Chosen | Standing::Remembered | Standing::Blank | Standing::Made
            );
            let args = [
                ("value", value.value.clone()),
                ("rows", value.rows.to_string()),
                ("suggestion", value.taken_for.clone().unwrap_or_default()),
                ("state", value.standing.word().to_owned()),
                ("what", label.clone()),
            ];
            let message = messages::sentence(self.language, code, &args);
            self.list.push(Finding {
                code,
                field: Some(field.to_owned()),
                value: Some(value.value),
                rows: value.rows,
                suggestion: value.taken_for,
                accepted,
                message,
            });
        }
        if !rest.is_empty() {
            let rows = rest.iter().map(|value| value.rows).sum();
            self.rows(
                "import.further_values",
                Some(field),
                rows,
                false,
                &[("count", rest.len().to_string()), ("what", label)],
            );
        }
    }

    /// All of them.
    pub fn into_list(self) -> Vec<Finding> {
        self.list
    }
}
