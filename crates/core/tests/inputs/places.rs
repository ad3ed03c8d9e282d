//! The places of an input where a value can stand, read from the JSON schema of the command; and what each is tried with.

use leadwell_rules::limits::{LINE, LIST, NUMBER, PASTE, TEXT};
use serde_json::{Map, Value, json};

/// A place in an input: the steps that lead there, and the schema of what stands there.
#[derive(Debug, Clone)]
pub struct Place {
    pub path: Vec<Step>,
    pub schema: Value,
}

/// One step into a value.
#[derive(Debug, Clone)]
pub enum Step {
    Key(String),
    First,
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for step in &self.path {
            match step {
                Step::Key(key) => write!(out, "/{key}")?,
                Step::First => write!(out, "/0")?,
            }
        }
        Ok(())
    }
}

/// How often a schema may stand inside itself: conditions are trees.
const TURNS: usize = 2;

/// The schema of a command, with its named parts.
pub struct Schema {
    root: Value,
}

impl Schema {
    pub fn of(command: &leadwell_core::CommandInfo) -> Schema {
        Schema {
            root: serde_json::to_value((command.input_schema)()).unwrap(),
        }
    }

    /// Every place below the root.
    pub fn places(&self) -> Vec<Place> {
        let mut out = Vec::new();
        self.walk(&self.root, &mut Vec::new(), &mut Vec::new(), &mut out);
        out
    }

    fn walk(&self, schema: &Value, path: &mut Vec<Step>, inside: &mut Vec<String>, out: &mut Vec<Place>) {
        if let Some(name) = schema["$ref"].as_str() {
            if inside.iter().filter(|outer| *outer == name).count() < TURNS {
                inside.push(name.to_owned());
                self.walk(self.named(name), path, inside, out);
                inside.pop();
            }
            return;
        }
        for choice in ["anyOf", "oneOf", "allOf"] {
            for part in schema[choice].as_array().into_iter().flatten() {
                self.walk(part, path, inside, out);
            }
        }
        let mut below = |step: Step, schema: &Value| {
            path.push(step);
            out.push(Place {
                path: path.clone(),
                schema: schema.clone(),
            });
            self.walk(schema, path, inside, out);
            path.pop();
        };
        for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
            below(Step::Key(key.clone()), schema);
        }
        if schema["additionalProperties"].is_object() {
            below(Step::Key("odd".to_owned()), &schema["additionalProperties"]);
        }
        if schema["items"].is_object() {
            below(Step::First, &schema["items"]);
        }
        if let Some(first) = schema["prefixItems"].get(0) {
            below(Step::First, first);
        }
    }

    fn named(&self, name: &str) -> &Value {
        self.root.pointer(name.trim_start_matches('#')).unwrap()
    }

    /// The shapes a schema may take, references followed.
    fn shapes<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        if let Some(name) = schema["$ref"].as_str() {
            return self.shapes(self.named(name));
        }
        let mut shapes = Vec::new();
        for choice in ["anyOf", "oneOf", "allOf"] {
            for part in schema[choice].as_array().into_iter().flatten() {
                shapes.extend(self.shapes(part));
            }
        }
        if shapes.is_empty() {
            shapes.push(schema);
        }
        shapes
    }

    /// The least that fits a schema.
    fn least(&self, schema: &Value) -> Value {
        let shapes = self.shapes(schema);
        let shape = *shapes
            .iter()
            .find(|shape| shape["type"] != "null")
            .unwrap_or(&shapes[0]);
        if let Some(word) = shape.get("const").or_else(|| shape["enum"].get(0)) {
            return word.clone();
        }
        match kind(shape) {
            "object" => {
                let required = shape["required"].as_array().into_iter().flatten();
                let fields = required.map(|key| {
                    let key = key.as_str().unwrap();
                    (key.to_owned(), self.least(&shape["properties"][key]))
                });
                Value::Object(fields.collect::<Map<_, _>>())
            }
            "array" => {
                let parts = shape["prefixItems"].as_array().into_iter().flatten();
                parts.map(|part| self.least(part)).collect()
            }
            "integer" | "number" => json!(1),
            "boolean" => json!(true),
            "null" => Value::Null,
            _ if shape["format"] == "date" => json!("2026-03-20"),
            _ => json!("x"),
        }
    }

    /// What a place is tried with.
    pub fn trials(&self, place: &Place) -> Vec<Value> {
        let mut out = vec![Value::Null, json!({ "odd": 1 }), json!([[]])];
        let mut lists = 0;
        for shape in self.shapes(&place.schema) {
            match kind(shape) {
                "integer" | "number" => out.extend(numbers()),
                "array" => {
                    let part = &shape["items"];
                    let one = if part.is_object() { self.least(part) } else { json!(1) };
                    // The same ever again, and a list of as many different ones.
                    for count in [0, LIST, LIST + 1] {
                        out.push(vec![one.clone(); count].into());
                        if one.is_i64() {
                            out.push((1..=count).collect());
                        }
                        if one.is_string() {
                            out.push((1..=count).map(|at| format!("x{at}")).collect());
                        }
                    }
                    lists += 1;
                }
                "string" if shape.get("const").is_some() || shape.get("enum").is_some() => {
                    out.extend(ODD.iter().take(3).map(|word| json!(word)));
                }
                "string" if shape["format"] == "date" => out.extend(DAYS.iter().map(|day| json!(day))),
                "string" => out.extend(texts()),
                _ => {}
            }
        }
        assert!(lists < 3, "{place}");
        out.dedup();
        out
    }
}

fn kind(shape: &Value) -> &str {
    match &shape["type"] {
        Value::String(kind) => kind,
        // "integer or null".
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null")
            .unwrap_or("null"),
        _ if shape["properties"].is_object() => "object",
        _ => "",
    }
}

const DAYS: [&str; 9] = [
    "0001-01-01",
    "1899-12-31",
    "1900-01-01",
    "2100-12-31",
    "2201-01-01",
    "9999-12-31",
    "2026-02-30",
    "\u{0}",
    "💥",
];

const ODD: [&str; 13] = [
    "__proto__",
    "",
    "💥",
    "constructor",
    "toString",
    "A\u{0}B",
    "\u{1}\u{7f}\u{85}\u{9b}",
    "\u{202e}",
    "\u{2066}\u{200f}\u{feff}",
    "'; drop table leads; --",
    "=1+1",
    "%_\\*?[",
    "9999-12-31",
];

fn texts() -> Vec<Value> {
    let mut texts: Vec<Value> = ODD.iter().map(|word| json!(word)).collect();
    let lengths = [LINE, LINE + 1, TEXT, TEXT + 1].map(|length| usize::try_from(length).unwrap());
    texts.extend(lengths.map(|length| json!("长".repeat(length))));
    texts.extend([PASTE, PASTE + 1].map(|length| json!("1".repeat(length))));
    texts.push(json!("北京市".repeat(30_000)));
    texts
}

fn numbers() -> Vec<Value> {
    vec![
        json!(0),
        json!(-1),
        json!(1),
        json!(NUMBER),
        json!(NUMBER + 1),
        json!(-NUMBER - 1),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(u32::MAX),
        json!(1e300),
        json!(0.5),
        json!(253_402_300_800_000_i64),
        json!(-99_999_999_999_999_i64),
    ]
}

/// The input with another value at a place; what leads there is made where it is not.
pub fn put(schema: &Schema, input: &Value, place: &Place, value: Value) -> Value {
    let mut input = input.clone();
    let mut at = &mut input;
    let mut here = &schema.root;
    for step in &place.path {
        let shapes = schema.shapes(here);
        // Of several shapes, the one that has the place.
        let several = shapes.iter().filter(|shape| kind(shape) == "object").count() > 1;
        match step {
            Step::Key(key) => {
                let shape = shapes
                    .into_iter()
                    .find(|shape| shape["properties"].get(key).is_some() || shape["additionalProperties"].is_object())
                    .unwrap();
                if !at.is_object() || (several && at.get(key).is_none()) {
                    *at = schema.least(shape);
                }
                here = shape["properties"].get(key).unwrap_or(&shape["additionalProperties"]);
                at = &mut at[key.as_str()];
            }
            Step::First => {
                let shape = shapes.into_iter().find(|shape| kind(shape) == "array").unwrap();
                here = if shape["items"].is_object() {
                    &shape["items"]
                } else {
                    &shape["prefixItems"][0]
                };
                if at.as_array().is_none_or(Vec::is_empty) {
                    let least = schema.least(shape);
                    *at = if least.as_array().is_some_and(|list| !list.is_empty()) {
                        least
                    } else {
                        json!([schema.least(here)])
                    };
                }
                at = &mut at[0];
            }
        }
    }
    *at = value;
    input
}
