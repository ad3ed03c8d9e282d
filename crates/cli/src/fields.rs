//! The input of a command as flags: names, types and help come from its JSON schema.

use clap::{Arg, ArgAction, ArgMatches};
use leadwell_core::{Failure, Kind, commands};
use serde_json::{Map, Value};

/// Name of the positional argument that carries the whole input as JSON.
pub const INPUT: &str = "input-json";

/// One field of an input; fields of an object inside are named `outer.inner`.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Flag and path in the JSON, such as `filter.text`.
    pub name: String,
    kind: Shape,
    help: String,
    required: bool,
    choices: Vec<String>,
}

/// What the text of a flag becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Integer,
    Number,
    Boolean,
    Text,
    /// Given several times, or once as a JSON list. The item's own shape is inside.
    List(Item),
    Json,
}

/// Shape of the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Integer,
    Text,
    Json,
}

/// The fields of a command of the list; empty when there is no such command.
pub fn of(command: &str) -> Vec<Field> {
    let Some(info) = commands().iter().find(|info| info.name == command) else {
        return Vec::new();
    };
    let schema = (info.input_schema)().to_value();
    let mut fields = Vec::new();
    collect(&schema, &schema, "", true, &mut fields);
    fields
}

fn collect(root: &Value, object: &Value, prefix: &str, required: bool, fields: &mut Vec<Field>) {
    let must = |name: &str| {
        required
            && object["required"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one == name))
    };
    for (name, schema) in object["properties"].as_object().into_iter().flatten() {
        let resolved = resolve(root, schema);
        let path = format!("{prefix}{name}");
        let help = [schema, resolved]
            .iter()
            .find_map(|at| at["description"].as_str())
            .unwrap_or("")
            .replace('\n', " ");
        let choices = choices(root, resolved);
        fields.push(Field {
            name: path.clone(),
            kind: shape(root, resolved),
            help,
            required: must(name),
            choices,
        });
        // One level of objects inside can be reached field by field; deeper ones as JSON.
        if prefix.is_empty() && resolved["properties"].is_object() {
            collect(root, resolved, &format!("{path}."), false, fields);
        }
    }
}

/// Follows `$ref`, and the one branch of `anyOf`/`oneOf`/`allOf` that is not null.
fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(target) = schema["$ref"]
        .as_str()
        .and_then(|path| path.strip_prefix('#'))
        .and_then(|path| root.pointer(path))
    {
        return resolve(root, target);
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        let mut branches = schema[key]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|branch| branch["type"] != "null");
        if let (Some(only), None) = (branches.next(), branches.next()) {
            return resolve(root, only);
        }
    }
    schema
}

fn shape(root: &Value, schema: &Value) -> Shape {
    match type_of(schema) {
        Some("integer") => Shape::Integer,
        Some("number") => Shape::Number,
        Some("boolean") => Shape::Boolean,
        Some("string") => Shape::Text,
        Some("array") => Shape::List(match shape(root, resolve(root, &schema["items"])) {
            Shape::Integer => Item::Integer,
            Shape::Text => Item::Text,
            _ => Item::Json,
        }),
        // Words of a closed list, one `const` per branch, each with its own description.
        None if schema["oneOf"]
            .as_array()
            .is_some_and(|all| all.iter().all(|one| one["const"].is_string() || one["enum"].is_array())) =>
        {
            Shape::Text
        }
        _ => Shape::Json,
    }
}

/// The type of a schema; of `["string", "null"]` the first.
fn type_of(schema: &Value) -> Option<&str> {
    schema["type"].as_str().or_else(|| {
        schema["type"]
            .as_array()?
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null")
    })
}

fn choices(root: &Value, schema: &Value) -> Vec<String> {
    let schema = if type_of(schema) == Some("array") {
        resolve(root, &schema["items"])
    } else {
        schema
    };
    let listed = schema["enum"].as_array().into_iter().flatten();
    let branches =
        schema["oneOf"].as_array().into_iter().flatten().flat_map(|branch| {
            std::iter::once(&branch["const"]).chain(branch["enum"].as_array().into_iter().flatten())
        });
    listed
        .chain(branches)
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

impl Field {
    /// The same field where somebody else fills it when it is not given.
    pub fn optional(self) -> Field {
        Field {
            required: false,
            ..self
        }
    }

    /// The flag for this field. `--close-on` and `--close_on` are the same.
    pub fn arg(&self) -> Arg {
        let mut help = self.help.clone();
        if !self.choices.is_empty() {
            help = format!("{help} [{}]", self.choices.join(", "));
        }
        if self.required {
            help = format!("{help} (required)");
        }
        let arg = Arg::new(self.name.clone())
            .long(self.name.clone())
            .help(help.trim().to_owned())
            .help_heading("Fields");
        let arg = if self.name.contains('_') {
            arg.alias(self.name.replace('_', "-"))
        } else {
            arg
        };
        match self.kind {
            Shape::Boolean => arg
                .num_args(0..=1)
                .default_missing_value("true")
                .value_name("true|false"),
            Shape::Integer => arg.value_name("INTEGER").allow_hyphen_values(true),
            Shape::Number => arg.value_name("NUMBER").allow_hyphen_values(true),
            Shape::Text => arg.value_name("TEXT"),
            Shape::List(_) => arg.value_name("ITEM").action(ArgAction::Append),
            Shape::Json => arg.value_name("JSON"),
        }
    }

    /// The JSON for the texts given to this flag.
    fn value(&self, texts: &[&String]) -> Result<Value, Failure> {
        let wrong = || {
            Failure::invalid("call.input", &self.name).arg(
                "cause",
                format!(
                    "--{}: {}",
                    self.name,
                    texts.iter().map(|t| t.as_str()).collect::<Vec<_>>().join(" ")
                ),
            )
        };
        let text = texts.last().map(|text| text.as_str()).unwrap_or_default();
        if text == "null" && self.kind != Shape::Text {
            return Ok(Value::Null);
        }
        Ok(match self.kind {
            Shape::Integer => Value::from(text.parse::<i64>().map_err(|_| wrong())?),
            Shape::Number => Value::from(text.parse::<f64>().map_err(|_| wrong())?),
            Shape::Boolean => Value::from(text.parse::<bool>().map_err(|_| wrong())?),
            // The word null clears a text; the text "null" itself can be given in JSON.
            Shape::Text => {
                if text == "null" {
                    Value::Null
                } else {
                    Value::from(text)
                }
            }
            Shape::Json => json(text).unwrap_or_else(|_| Value::from(text)),
            Shape::List(_) if texts.len() == 1 && text.starts_with('[') => json(text).map_err(|_| wrong())?,
            Shape::List(item) => {
                let one = |text: &&String| match item {
                    Item::Integer => text.parse::<i64>().map(Value::from).map_err(|_| wrong()),
                    Item::Text => Ok(Value::from(text.as_str())),
                    Item::Json => json(text).map_err(|_| wrong()),
                };
                Value::Array(texts.iter().map(one).collect::<Result<_, _>>()?)
            }
        })
    }
}

/// The input that the flags and the positional JSON make together; flags win.
pub fn input(given: &ArgMatches, fields: &[Field]) -> Result<Value, Failure> {
    let whole = given.try_get_one::<String>(INPUT).ok().flatten();
    let mut input = match whole {
        Some(text) => json(text)?,
        None => Value::Object(Map::new()),
    };
    let Some(object) = input.as_object_mut() else {
        return if fields.iter().any(|field| is_given(given, field)) {
            Err(Failure::new(Kind::Invalid, "call.input").arg("cause", "flags need an object"))
        } else {
            Ok(input)
        };
    };
    for field in fields.iter().filter(|field| is_given(given, field)) {
        let texts: Vec<&String> = given.get_many(&field.name).into_iter().flatten().collect();
        let value = field.value(&texts)?;
        match field.name.split_once('.') {
            None => {
                object.insert(field.name.clone(), value);
            }
            Some((outer, inner)) => {
                let nested = object.entry(outer).or_insert_with(|| Value::Object(Map::new()));
                if !nested.is_object() {
                    *nested = Value::Object(Map::new());
                }
                nested[inner] = value;
            }
        }
    }
    Ok(input)
}

/// Whether the person gave this flag.
pub fn is_given(given: &ArgMatches, field: &Field) -> bool {
    given.try_contains_id(&field.name).unwrap_or(false)
        && given.value_source(&field.name) == Some(clap::parser::ValueSource::CommandLine)
}

/// JSON from the text itself, from `@file`, or from standard input (`-`).
pub fn json(text: &str) -> Result<Value, Failure> {
    let content = match text.strip_prefix('@') {
        Some(path) => std::fs::read_to_string(path)?,
        None if text == "-" => std::io::read_to_string(std::io::stdin())?,
        None => text.to_owned(),
    };
    serde_json::from_str(content.trim_start_matches('\u{feff}'))
        .map_err(|error| Failure::new(Kind::Invalid, "call.input").arg("cause", error))
}
