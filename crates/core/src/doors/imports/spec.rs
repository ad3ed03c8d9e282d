//! What a kind of record is made of, as data: fields with their names in both languages and what other programs call them.

use super::passes::Passes;
use crate::engine::describe;
use crate::engine::describe::Noun;
use crate::engine::store::custom::{CustomField, CustomKind};
use leadwell_rules::Language;
use leadwell_rules::ids::RecordKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use ts_rs::TS;

/// How the cells of a field are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportFieldType")]
pub enum Type {
    /// Text as it stands.
    Text,
    /// An amount in the base currency, or in the row's own.
    Money,
    /// A whole number.
    Integer,
    /// A year.
    Year,
    /// A day.
    Day,
    /// A share: `60%`, `0.6`, `60`.
    Rate,
    /// A currency's code or name.
    Currency,
    /// Units of the base currency per unit of another.
    ExchangeRate,
    /// A stage of the pipeline, or a word for won or lost.
    Stage,
    /// Open, won or lost.
    Status,
    /// A forecast category.
    Category,
    /// What became of a lead.
    LeadState,
    /// A role.
    Role,
    /// A person's name.
    Person,
    /// A customer's name.
    Customer,
    /// A product's name or code.
    Product,
    /// A number with decimals.
    Decimal,
    /// Yes or no.
    YesNo,
    /// The name of an option.
    Option,
    /// Names of options, separated by commas.
    Options,
    /// The address of a page.
    Link,
}

impl Type {
    /// Whether its cells name records, so that a plan can say which one a cell stands for.
    pub fn names_a_record(self) -> bool {
        matches!(
            self,
            Type::Stage | Type::Person | Type::Customer | Type::Product | Type::Option | Type::Options
        )
    }
}

/// One field of a kind.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in mappings.
    pub name: Cow<'static, str>,
    /// Its label in Chinese.
    pub zh: Cow<'static, str>,
    /// Its label in English.
    pub en: Cow<'static, str>,
    /// What other programs call it, in any spelling: width, case, spaces and marks do not count.
    pub aliases: &'static [&'static str],
    /// How its cells are read.
    pub of: Type,
    /// The column it is compared in when it is the key.
    pub key: Option<&'static str>,
    /// A further column in which the key may stand: the number people read beside the key of another system.
    pub number: Option<&'static str>,
    /// Whether it is the key unless the plan says otherwise: what it holds belongs to one record only.
    pub default_key: bool,
    /// Whether no record is possible without it.
    pub required: bool,
    /// The field of one's own that it is.
    pub own: Option<CustomField>,
}

/// A field with everything else at its default.
pub const fn field(
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    of: Type,
    aliases: &'static [&'static str],
) -> Field {
    Field {
        name: Cow::Borrowed(name),
        zh: Cow::Borrowed(zh),
        en: Cow::Borrowed(en),
        aliases,
        of,
        key: None,
        number: None,
        default_key: false,
        required: false,
        own: None,
    }
}

impl Field {
    /// The same field, the key by this column unless the plan says otherwise.
    pub const fn keyed(mut self, column: &'static str) -> Field {
        self.key = Some(column);
        self.default_key = true;
        self
    }

    /// The same field, met in this column as well when it is the key.
    pub const fn or_number(mut self, column: &'static str) -> Field {
        self.number = Some(column);
        self
    }

    /// The same field, usable as the key by this column when the plan says so.
    pub const fn keyable(mut self, column: &'static str) -> Field {
        self.key = Some(column);
        self
    }

    /// The same field, required.
    pub const fn needed(mut self) -> Field {
        self.required = true;
        self
    }

    /// A field without code of its own. One's own has its name in whatever language.
    pub fn of_own(own: &CustomField, described: Option<&describe::Field>) -> Field {
        let of = match own.kind {
            CustomKind::Text | CustomKind::LongText => Type::Text,
            CustomKind::Number => Type::Decimal,
            CustomKind::Money => Type::Money,
            CustomKind::Day => Type::Day,
            CustomKind::YesNo => Type::YesNo,
            CustomKind::Choice => Type::Option,
            CustomKind::Choices => Type::Options,
            CustomKind::Person => Type::Person,
            CustomKind::Link => Type::Link,
        };
        let mut field = field("", "", "", of, &[]);
        field.name = Cow::Owned(own.key.clone());
        (field.zh, field.en) = match described {
            Some(described) => (
                described.label(Language::Zh).into(),
                described.label(Language::En).into(),
            ),
            None => (own.name.clone().into(), own.name.clone().into()),
        };
        field.own = Some(own.clone());
        field
    }

    /// Its label.
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// A kind of record.
#[derive(Debug, Clone)]
pub struct Spec {
    /// What it is made of.
    pub noun: &'static Noun,
    /// Its label in Chinese.
    pub zh: &'static str,
    /// Its label in English.
    pub en: &'static str,
    /// Its fields.
    pub fields: Cow<'static, [Field]>,
    /// At least one of these fields is needed to make a record.
    pub needs: &'static [&'static str],
    /// Columns in which no two rows of the table are alike.
    pub unique: &'static [&'static str],
    /// What is done with a file of it.
    pub passes: Passes,
}

impl Spec {
    /// The place of a field in `fields`.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Its label.
    pub fn label(&self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

/// What can be imported.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ImportKind")]
pub struct KindInfo {
    /// Its name.
    pub kind: RecordKind,
    /// Its label.
    pub label: String,
    /// Whether the person asking may import it.
    pub allowed: bool,
    /// Its fields.
    pub fields: Vec<FieldInfo>,
    /// At least one of these fields must be mapped.
    pub needs: Vec<String>,
}

/// One field of a kind.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ImportField")]
pub struct FieldInfo {
    /// Its name in mappings.
    pub name: String,
    /// Its label.
    pub label: String,
    /// How its cells are read.
    #[serde(rename = "type")]
    pub of: Type,
    /// Whether no record is possible without it.
    pub required: bool,
    /// Whether it can be the key.
    pub key: bool,
    /// What other programs call it.
    pub aliases: Vec<String>,
}

/// The description of a kind, in one language.
pub fn describe(spec: &Spec, language: Language, allowed: bool) -> KindInfo {
    let field = |field: &Field| FieldInfo {
        name: field.name.clone().into_owned(),
        label: field.label(language).to_owned(),
        of: field.of,
        required: field.required,
        key: field.key.is_some(),
        aliases: field.aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    };
    KindInfo {
        kind: spec.noun.kind,
        label: spec.label(language).to_owned(),
        allowed,
        fields: spec.fields.iter().map(field).collect(),
        needs: spec.needs.iter().map(|name| (*name).to_owned()).collect(),
    }
}
