//! An empty workbook to fill in: the headings of a kind in the language of the call, and a sheet that explains each.

use super::kinds;
use super::rights::may_change;
use super::spec::Type;
use crate::engine::failure::Failure;
use crate::engine::files::{Cell, Grid, write_xlsx};
use crate::engine::messages;
use crate::engine::store::Read;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::ids::RecordKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A template of what.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "AskTemplate")]
pub struct TemplateOf {
    /// What the rows will be.
    pub kind: RecordKind,
}

/// A workbook to fill in.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ImportTemplate")]
pub struct Template {
    /// A name for it.
    pub name: String,
    /// Its bytes.
    pub xlsx_base64: String,
}

/// Answers `imports.template`.
pub fn template(read: &Read<'_>, wanted: TemplateOf) -> Result<Template, Failure> {
    may_change(read, kinds::spec(wanted.kind)?)?;
    let (spec, language) = (kinds::whole_spec(read, kinds::spec(wanted.kind)?)?, read.call.language);
    let word = |code: &str| messages::sentence(language, code, &[]);
    let text = |text: &str| Cell::text(text);
    let headings = spec.fields.iter().map(|field| text(field.label(language))).collect();
    let explained = spec.fields.iter().map(|field| {
        let needed = if field.required || spec.needs.contains(&field.name.as_ref()) {
            word("template.needed")
        } else {
            String::new()
        };
        vec![
            text(field.label(language)),
            text(&word(type_code(field.of))),
            text(&needed),
        ]
    });
    let head = ["template.field", "template.holds", "template.note"].map(|code| text(&word(code)));
    let grids = [
        Grid {
            name: spec.label(language).to_owned(),
            heads: 1,
            widths: vec![16.0],
            rows: vec![headings],
            filter: false,
        },
        Grid {
            name: word("template.explained"),
            heads: 1,
            widths: vec![22.0, 46.0, 30.0],
            rows: std::iter::once(head.to_vec()).chain(explained).collect(),
            filter: false,
        },
    ];
    Ok(Template {
        name: format!("{}.xlsx", spec.label(language)),
        xlsx_base64: STANDARD.encode(write_xlsx(&grids, read.now().millis() / 1000)?),
    })
}

fn type_code(of: Type) -> &'static str {
    match of {
        Type::Text => "template.text",
        Type::Money => "template.money",
        Type::Integer => "template.integer",
        Type::Year => "template.year",
        Type::Day => "template.day",
        Type::Rate => "template.rate",
        Type::Currency => "template.currency",
        Type::ExchangeRate => "template.exchange_rate",
        Type::Stage => "template.stage",
        Type::Status => "template.status",
        Type::Category => "template.category",
        Type::LeadState => "template.lead_state",
        Type::Role => "template.role",
        Type::Person => "template.person",
        Type::Customer => "template.customer",
        Type::Product => "template.product",
        Type::Decimal => "template.decimal",
        Type::YesNo => "template.yes_no",
        Type::Option => "template.option",
        Type::Options => "template.options",
        Type::Link => "template.link",
    }
}
