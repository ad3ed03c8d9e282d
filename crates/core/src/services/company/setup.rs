//! The first-run answers, and changing them later.

use super::info::{Info, info};
use super::presets::Business;
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::{Settings, Write};
use crate::records::pipelines::{SavePipeline, SaveStage};
use chrono_tz::Tz;
use leadwell_rules::Language;
use leadwell_rules::money::Currency;
use rusqlite::{named_params, params};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// What the file holds after the first run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// The sample company, to try things out.
    Sample,
    /// Nothing: one's own records come by typing or by import.
    Empty,
}

/// The answers to the first-run questions.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Setup {
    /// `zh` or `en`.
    pub language: Language,
    /// The company's name.
    pub name: String,
    /// ISO 4217 code of the currency of every sum; it cannot be changed later.
    pub base_currency: String,
    /// First month of the business year, 1–12.
    pub fiscal_start_month: u32,
    /// IANA time zone; the default follows the language.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// The kind of business: which pipeline to start with.
    pub business: Business,
    /// The owner's name.
    #[serde(default)]
    pub owner_name: Option<String>,
    /// Sample or empty.
    pub then: Then,
}

/// Answers `workspace.setup`. A file is set up once.
pub fn setup(write: &mut Write<'_>, answers: Setup) -> Result<Info, Failure> {
    if write.settings.set_up {
        return Err(Failure::conflict("workspace.already_set_up"));
    }
    let name = named(&answers.name)?;
    let currency = Currency::new(&answers.base_currency)
        .ok_or_else(|| Failure::invalid("workspace.currency", "base_currency").arg("value", &answers.base_currency))?;
    let zone = answers.time_zone.as_deref().unwrap_or(match answers.language {
        Language::Zh => "Asia/Shanghai",
        Language::En => "UTC",
    });
    let zone = time_zone(zone)?;
    let month = month(answers.fiscal_start_month)?;
    write.run(
        "update workspace set name = ?1, language = ?2, base_currency = ?3, time_zone = ?4, fiscal_start_month = ?5,
                business = ?6, set_up_at = ?7",
        params![
            name,
            tag(answers.language),
            currency.code(),
            zone.name(),
            month,
            answers.business.as_str(),
            write.now().millis()
        ],
    )?;
    let owner = answers
        .owner_name
        .as_deref()
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let owner = owner.unwrap_or(match answers.language {
        Language::Zh => "我",
        Language::En => "Me",
    });
    let me = write.actor.id.0;
    write.run("update people set name = ?1 where id = ?2", params![owner, me])?;
    write.read.settings = Settings::load(write.connection)?;
    crate::records::identity::name_shipped(write.connection, answers.language)?;
    let stages = answers.business.stages();
    crate::records::pipelines::save(
        write,
        SavePipeline {
            id: None,
            name: answers.business.pipeline_name(answers.language).to_owned(),
            stages: stages
                .iter()
                .map(|stage| SaveStage {
                    id: None,
                    name: if answers.language == Language::Zh {
                        stage.zh
                    } else {
                        stage.en
                    }
                    .to_owned(),
                    win_rate_bp: stage.win_rate_bp,
                    category: Some(stage.category.to_owned()),
                    rotting_days: Some(stage.rotting_days),
                })
                .collect(),
        },
    )?;
    if answers.then == Then::Sample {
        crate::services::sample::fill(write)?;
    }
    write.subject(name);
    write.mark_irreversible();
    info(write, Nothing {})
}

/// Changed settings; only given fields.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields, rename = "SaveWorkspace")]
pub struct Save {
    /// The company's name.
    #[serde(default)]
    pub name: Option<String>,
    /// Language of documents.
    #[serde(default)]
    pub language: Option<Language>,
    /// First month of the business year, 1–12.
    #[serde(default)]
    pub fiscal_start_month: Option<u32>,
    /// IANA time zone.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// Coverage called healthy, basis points.
    #[serde(default)]
    pub coverage_line_bp: Option<i64>,
    /// Resolved deals needed before a measured rate is used.
    #[serde(default)]
    pub rate_floor: Option<i64>,
    /// Days a registration of a customer lasts, 1–3650. Those made before keep their last day.
    #[serde(default)]
    pub registration_days: Option<i64>,
    /// Whether everybody sees all customers and contacts, or only their own, those of their team, and those where they have a deal. Nobody
    /// changes somebody else's either way.
    #[serde(default)]
    pub everybody_sees_customers: Option<bool>,
}

/// Answers `workspace.save`.
pub fn save(write: &mut Write<'_>, changed: Save) -> Result<Info, Failure> {
    let name = changed.name.as_deref().map(named).transpose()?;
    let zone = changed.time_zone.as_deref().map(time_zone).transpose()?;
    let month = changed.fiscal_start_month.map(month).transpose()?;
    if changed.coverage_line_bp.is_some_and(|line| line < 1) {
        return Err(Failure::invalid("workspace.coverage_line", "coverage_line_bp"));
    }
    if changed.rate_floor.is_some_and(|floor| floor < 1) {
        return Err(Failure::invalid("workspace.rate_floor", "rate_floor"));
    }
    if changed
        .registration_days
        .is_some_and(|days| !(1..=3650).contains(&days))
    {
        return Err(Failure::invalid("workspace.registration_days", "registration_days"));
    }
    write.run(
        "update workspace set name = coalesce(:name, name), language = coalesce(:language, language),
                fiscal_start_month = coalesce(:month, fiscal_start_month), time_zone = coalesce(:zone, time_zone),
                coverage_line_bp = coalesce(:line, coverage_line_bp), rate_floor = coalesce(:floor, rate_floor),
                registration_days = coalesce(:days, registration_days),
                everybody_sees_customers = coalesce(:everybody, everybody_sees_customers)",
        named_params! {
            ":name": name, ":language": changed.language.map(tag), ":month": month, ":zone": zone.map(|zone| zone.name()),
            ":line": changed.coverage_line_bp, ":floor": changed.rate_floor, ":days": changed.registration_days, ":everybody": changed.everybody_sees_customers
        },
    )?;
    write.read.settings = Settings::load(write.connection)?;
    write.subject(write.settings.name.clone());
    info(write, Nothing {})
}

fn named(name: &str) -> Result<&str, Failure> {
    let name = name.trim();
    if name.is_empty() {
        Err(Failure::invalid("workspace.name_missing", "name"))
    } else {
        Ok(name)
    }
}

fn time_zone(name: &str) -> Result<Tz, Failure> {
    name.parse()
        .map_err(|_| Failure::invalid("workspace.time_zone", "time_zone").arg("value", name))
}

fn month(month: u32) -> Result<u32, Failure> {
    if (1..=12).contains(&month) {
        Ok(month)
    } else {
        Err(Failure::invalid("workspace.fiscal_month", "fiscal_start_month"))
    }
}

fn tag(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh",
        Language::En => "en",
    }
}
