//! Who is known by the keys of the duplicate rules, held in memory while a file is read: no query per row, except to look at a hit.

use crate::doors::imports::fingerprint::{BuildSpread, Salts};
use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::contacts::CONTACTS;
use crate::records::customers::CUSTOMERS;
use crate::records::identity::{DuplicateHit, DuplicateKey, DuplicateRule, Keys, load};
use crate::records::identity::{OtherNames, other_names};
use crate::records::leads::LEADS;
use leadwell_rules::ids::{PersonId, RecordKind};
use leadwell_rules::time::Instant;
use rusqlite::{CachedStatement, named_params};
use std::collections::HashMap;

/// Key and record kind → the latest record known by it. A lead of an earlier row of a dry run has a negative id.
#[derive(Debug, Default)]
pub struct Known {
    /// The rules that are used.
    pub rules: Vec<DuplicateRule>,
    salts: Salts,
    names: OtherNames,
    records: HashMap<u128, i64, BuildSpread>,
}

/// The statements that look at a hit.
pub struct Look<'c> {
    statements: [(RecordKind, CachedStatement<'c>); 3],
    scope: Option<String>,
}

const KEYS: [DuplicateKey; 5] = [
    DuplicateKey::Mobile,
    DuplicateKey::Wechat,
    DuplicateKey::Email,
    DuplicateKey::Company,
    DuplicateKey::CreditCode,
];

impl Known {
    /// Reads the rules, and everybody known by a key they ask for.
    pub fn load(read: &Read<'_>) -> Result<Known, Failure> {
        let rules: Vec<DuplicateRule> = load(read)?.into_iter().filter(|rule| rule.active).collect();
        let mut known = Known {
            rules,
            ..Known::default()
        };
        known.reload(read)?;
        Ok(known)
    }

    /// Reads everybody again, after somebody else has written.
    pub fn reload(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        self.names = other_names(read)?;
        for key in KEYS.into_iter().filter(|key| self.asks(*key)).collect::<Vec<_>>() {
            for (entity, text) in queries(key) {
                let mut statement = read.connection.prepare(text)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let fingerprint = self.fingerprint(*entity, key, row.get_ref(1)?.as_str().unwrap_or_default());
                    self.records.insert(fingerprint, row.get(0)?);
                }
            }
        }
        Ok(())
    }

    fn asks(&self, key: DuplicateKey) -> bool {
        self.rules
            .iter()
            .flat_map(|rule| rule.keys.iter().flatten())
            .any(|asked| *asked == key)
    }

    fn fingerprint(&self, entity: RecordKind, key: DuplicateKey, text: &str) -> u128 {
        let text = if key == DuplicateKey::Company {
            self.names.root(text)
        } else {
            text
        };
        self.salts.of(&(entity as u8, key as u8, text))
    }

    /// Notes that a lead has these keys from now on.
    pub fn take(&mut self, keys: &Keys, id: i64) {
        for (key, text) in told(keys) {
            if self.asks(key) {
                let fingerprint = self.fingerprint(RecordKind::Leads, key, text);
                self.records.insert(fingerprint, id);
            }
        }
    }

    /// Everybody known by these keys, as [`crate::records::duplicates`] tells hits, each with whether the person sees it.
    pub fn hits(&self, look: &mut Look<'_>, keys: &Keys, now: Instant) -> Result<Vec<(DuplicateHit, bool)>, Failure> {
        let mut hits = Vec::new();
        if self.rules.is_empty() {
            return Ok(hits);
        }
        for (entity, statement) in &mut look.statements {
            let entity = *entity;
            for (key, text) in told(keys) {
                let Some(id) = self.records.get(&self.fingerprint(entity, key, text)) else {
                    continue;
                };
                let hit = |owner: Option<i64>, at: Instant, seen: bool| {
                    let hit = DuplicateHit {
                        entity,
                        id: *id,
                        name: String::new(),
                        company: None,
                        owner_id: owner.map(PersonId),
                        owner: None,
                        key,
                        value: text.to_owned(),
                        created_at: at,
                    };
                    (hit, seen)
                };
                if *id < 0 {
                    hits.push(hit(None, now, true));
                    continue;
                }
                let mut rows = statement.query(named_params! { ":id": id, ":scope": look.scope })?;
                if let Some(row) = rows.next()? {
                    hits.push(hit(row.get(0)?, Instant(row.get(1)?), row.get(2)?));
                }
            }
        }
        Ok(hits)
    }
}

impl<'c> Look<'c> {
    /// Compiles the statements.
    pub fn new(read: &Read<'c>) -> Result<Look<'c>, Failure> {
        let statement = |noun: &Noun| -> Result<_, Failure> {
            let text = format!(
                "select {}, t.created_at, {} from {} t {} where t.id = :id and {}",
                noun.shown.owner,
                noun.seen(),
                noun.table(),
                noun.joined(),
                noun.alive()
            );
            Ok((noun.kind, read.sql(&text)?))
        };
        Ok(Look {
            statements: [statement(&LEADS)?, statement(&CONTACTS)?, statement(&CUSTOMERS)?],
            scope: read.actor.scope.bound().map(str::to_owned),
        })
    }
}

fn told(keys: &Keys) -> impl Iterator<Item = (DuplicateKey, &str)> {
    [
        (DuplicateKey::Mobile, &keys.mobile),
        (DuplicateKey::Wechat, &keys.wechat),
        (DuplicateKey::Email, &keys.email),
        (DuplicateKey::Company, &keys.company),
        (DuplicateKey::CreditCode, &keys.credit_code),
    ]
    .into_iter()
    .filter_map(|(key, text)| Some((key, text.as_deref()?)))
}

/// What to read of each kind of record, the latest last.
fn queries(key: DuplicateKey) -> &'static [(RecordKind, &'static str)] {
    match key {
        DuplicateKey::Mobile => &[
            (
                RecordKind::Leads,
                "select id, mobile from leads where mobile is not null and deleted_at is null order by id",
            ),
            (
                RecordKind::Leads,
                "select lead_id, value from lead_contacts where kind = 'mobile' order by id",
            ),
            (
                RecordKind::Contacts,
                "select id, mobile from contacts where mobile is not null and deleted_at is null order by id",
            ),
        ],
        DuplicateKey::Wechat => &[
            (
                RecordKind::Leads,
                "select id, wechat from leads where wechat is not null and deleted_at is null order by id",
            ),
            (
                RecordKind::Leads,
                "select lead_id, value from lead_contacts where kind = 'wechat' order by id",
            ),
            (
                RecordKind::Contacts,
                "select id, wechat from contacts where wechat is not null and deleted_at is null order by id",
            ),
        ],
        DuplicateKey::Email => &[
            (
                RecordKind::Leads,
                "select id, email from leads where email is not null and deleted_at is null order by id",
            ),
            (
                RecordKind::Leads,
                "select lead_id, value from lead_contacts where kind = 'email' order by id",
            ),
            (
                RecordKind::Contacts,
                "select id, email from contacts where email is not null and deleted_at is null order by id",
            ),
        ],
        DuplicateKey::Company => &[
            (
                RecordKind::Leads,
                "select id, company_key from leads where company_key is not null and deleted_at is null order by id",
            ),
            (
                RecordKind::Customers,
                "select id, company_key from customers where company_key is not null and deleted_at is null order by id",
            ),
        ],
        DuplicateKey::CreditCode => &[
            (
                RecordKind::Leads,
                "select id, credit_code from leads where credit_code is not null and deleted_at is null order by id",
            ),
            (
                RecordKind::Customers,
                "select id, credit_code from customers where credit_code is not null and deleted_at is null order by id",
            ),
        ],
    }
}
