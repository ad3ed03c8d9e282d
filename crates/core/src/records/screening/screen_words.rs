//! Keeping the lists that intake screens by: blacklist, sensitive words, domains of throw-away mail.

use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write, text};
use leadwell_rules::cleaning::defaults::{SENSITIVE_WORDS, THROWAWAY_DOMAINS};
use leadwell_rules::text::fold;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a word bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ScreenKind {
    /// A mobile number.
    Mobile,
    /// An e-mail address.
    Email,
    /// Everybody at a domain.
    Domain,
    /// A company.
    Company,
    /// Any text with this word.
    Word,
    /// A domain of throw-away mail.
    Throwaway,
}

impl ScreenKind {
    fn as_str(self) -> &'static str {
        match self {
            ScreenKind::Mobile => "mobile",
            ScreenKind::Email => "email",
            ScreenKind::Domain => "domain",
            ScreenKind::Company => "company",
            ScreenKind::Word => "word",
            ScreenKind::Throwaway => "throwaway",
        }
    }

    /// The form in which a value of this kind is kept and compared; nothing when it is none.
    fn form(self, text: &str) -> Option<String> {
        let text = text::typed(Some(text))?;
        let form = match self {
            ScreenKind::Mobile => crate::records::identity::mobile_key(text)?,
            ScreenKind::Email | ScreenKind::Domain | ScreenKind::Throwaway => {
                fold(text).trim_start_matches('@').to_owned()
            }
            ScreenKind::Company | ScreenKind::Word => fold(text),
        };
        Some(form).filter(|form| !form.is_empty())
    }
}

/// One word.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ScreenWord {
    /// Its id.
    pub id: i64,
    /// What it bars.
    pub kind: String,
    /// As it is compared.
    pub value: String,
    /// Whether it came with the program.
    pub shipped: bool,
    /// Why it is there.
    pub note: Option<String>,
    /// Leads that are kept apart because of it, of those one may see.
    pub leads: i64,
}

/// The lists.
#[derive(Debug, Serialize, TS)]
pub struct ScreenList {
    /// The words, by kind and text.
    pub words: Vec<ScreenWord>,
}

/// Which words.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListWords {
    /// Of this kind only.
    pub kind: Option<ScreenKind>,
}

/// Answers `screen.list`.
pub fn list(read: &Read<'_>, wanted: ListWords) -> Result<ScreenList, Failure> {
    let words = read.all(
        "select w.id, w.kind, w.value, w.shipped, w.note,
                (select count(*) from leads l where l.quarantine_value = w.value and l.quarantine is not null and l.deleted_at is null
                  and (?2 is null or l.owner_id is null or l.owner_id in (select value from json_each(?2))))
         from screen_words w where ?1 is null or w.kind = ?1 order by w.kind, w.value",
        (wanted.kind.map(ScreenKind::as_str), read.actor.scope.bound()),
        |row| {
            Ok(ScreenWord {
                id: row.get(0)?,
                kind: row.get(1)?,
                value: row.get(2)?,
                shipped: row.get(3)?,
                note: row.get(4)?,
                leads: row.get(5)?,
            })
        },
    )?;
    Ok(ScreenList { words })
}

/// Words to add: one per line, so that a list can be pasted.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveWords {
    /// What they bar.
    pub kind: ScreenKind,
    /// One word per line.
    pub text: String,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
}

/// Answers `screen.add`. All or none: a line that cannot be read is named. What is there already stays.
pub fn save(write: &mut Write<'_>, wanted: SaveWords) -> Result<ScreenList, Failure> {
    let lines: Vec<&str> = wanted.text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return Err(Failure::invalid("screen.empty", "text"));
    }
    let now = write.now().millis();
    for line in text::lines(&lines, "text")? {
        let form = wanted
            .kind
            .form(line)
            .ok_or_else(|| Failure::invalid("screen.unreadable", "text").arg("value", line.trim()))?;
        write.run(
            "insert into screen_words (kind, value, note, created_at) values (?1, ?2, ?3, ?4) on conflict (kind, value) do nothing",
            (wanted.kind.as_str(), form, text::typed(wanted.note.as_deref()), now),
        )?;
    }
    write.subject(lines.len().to_string());
    list(
        write,
        ListWords {
            kind: Some(wanted.kind),
        },
    )
}

/// Words to take out.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "RemoveScreenWords")]
pub struct RemoveWords {
    /// Their ids.
    pub ids: Vec<i64>,
}

/// Answers `screen.remove`.
pub fn remove(write: &mut Write<'_>, wanted: RemoveWords) -> Result<ScreenList, Failure> {
    let list_of = crate::engine::store::id_list(&wanted.ids);
    write.run(
        "delete from screen_words where id in (select value from json_each(?1))",
        [list_of],
    )?;
    write.subject(wanted.ids.len().to_string());
    list(write, ListWords::default())
}

/// Puts in what comes with the program; what is there already stays.
pub(crate) fn ship(connection: &Connection) -> Result<(), Failure> {
    let mut statement = connection.prepare(
        "insert into screen_words (kind, value, shipped, created_at) values (?1, ?2, 1, 0) on conflict (kind, value) do nothing",
    )?;
    for (kind, list) in [
        (ScreenKind::Word, SENSITIVE_WORDS),
        (ScreenKind::Throwaway, THROWAWAY_DOMAINS),
    ] {
        for value in list {
            statement.execute((kind.as_str(), fold(value)))?;
        }
    }
    Ok(())
}
