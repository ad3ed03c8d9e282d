//! Adding other names, a line each, and taking them out. Nothing is written into the records themselves, so that taking a name out, or
//! an undo, leaves everything as it was.

use super::aliases::all_names;
use super::known::company_key;
use super::list_aliases::{AliasList, list};
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::{Write, text};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Other names to add: a line each, the company before the other name, so that a list can be pasted.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveAliases {
    /// Lines of company and other name, with a tab, a comma or an equals sign between them.
    pub text: String,
}

/// Answers `aliases.save`. All or none: a line that cannot be used is named. What is known already stays.
pub fn save(write: &mut Write<'_>, wanted: SaveAliases) -> Result<AliasList, Failure> {
    let lines: Vec<&str> = wanted.text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return Err(Failure::invalid("alias.empty", "text"));
    }
    for line in text::lines(&lines, "text")? {
        add(write, line)?;
    }
    match lines.as_slice() {
        [one] => write.subject(parts(one).map_or(one.trim(), |(_, alias)| alias)),
        several => write.subject(several.len().to_string()),
    }
    list(write, Nothing {})
}

fn add(write: &mut Write<'_>, line: &str) -> Result<(), Failure> {
    let unreadable = || Failure::invalid("alias.unreadable", "text").arg("value", line.trim());
    let (company, alias) = parts(line).ok_or_else(unreadable)?;
    let (Some(company_key), Some(alias_key)) = (company_key(company), company_key(alias)) else {
        return Err(unreadable());
    };
    if company_key == alias_key {
        return Err(Failure::invalid("alias.same", "text")
            .arg("company", company)
            .arg("alias", alias));
    }
    let known: Option<(String, String)> = write.one(
        "select company, company_key from company_aliases where alias_key = ?1",
        [&alias_key],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    match known {
        Some((_, key)) if key == company_key => return Ok(()),
        Some((other, _)) => {
            return Err(Failure::conflict("alias.taken")
                .arg("alias", alias)
                .arg("company", other)
                .at("text"));
        }
        None => {}
    }
    // The company is itself known by the other name, perhaps by way of a third: nothing new is said.
    let names: Vec<String> = serde_json::from_str(&all_names(write, &company_key)?).unwrap_or_default();
    if names.contains(&alias_key) {
        return Ok(());
    }
    write.insert(
        "insert into company_aliases (company, company_key, alias, alias_key, created_at) values (?1, ?2, ?3, ?4, ?5)",
        (company, company_key, alias, alias_key, write.now().millis()),
    )?;
    Ok(())
}

/// Company and other name of a line.
fn parts(line: &str) -> Option<(&str, &str)> {
    let (company, alias) = line
        .split_once('\t')
        .or_else(|| line.split_once(['=', '＝', '，', ';', '；']))
        // A comma stands in many an English name ("Acme Co., Ltd."): the last one parts.
        .or_else(|| line.rsplit_once(','))?;
    Some((text::typed(Some(company))?, text::typed(Some(alias))?))
}

/// Other names to take out.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveAliases {
    /// Their ids.
    pub ids: Vec<i64>,
}

/// Answers `aliases.remove`.
pub fn remove(write: &mut Write<'_>, wanted: RemoveAliases) -> Result<AliasList, Failure> {
    let ids = crate::engine::store::id_list(&wanted.ids);
    let named: Option<String> = write
        .one(
            "select iif(count(*) = 1, min(alias), null) from company_aliases where id in (select value from json_each(?1))",
            [&ids],
            |row| row.get(0),
        )?
        .flatten();
    write.run(
        "delete from company_aliases where id in (select value from json_each(?1))",
        [ids],
    )?;
    write.subject(named.unwrap_or_else(|| wanted.ids.len().to_string()));
    list(write, Nothing {})
}
