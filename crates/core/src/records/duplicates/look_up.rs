//! Looking a customer up: whatever one has of them – a name, a number, an address – and who has them already.

use crate::engine::failure::Failure;
use crate::engine::permission::Permission;
use crate::engine::store::{Read, id_list, text, visible};
use crate::records::identity::DuplicateKey;
use crate::records::identity::{CheckDuplicates, DuplicateHit, Keys, hits};
use crate::records::nouns::noun;
use crate::records::registrations::{ActiveRegistrations, CustomerKeys, Registration};
use leadwell_rules::ids::{PersonId, RecordKind};
use leadwell_rules::time::Instant;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// People of the same name that are told; more of them would say nothing.
const NAMESAKES: i64 = 20;

/// Whom to look up.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LookUp {
    /// The name of a company or a person, a mobile number, a WeChat id, an e-mail address, a credit code, or the number of a lead.
    pub text: String,
}

/// By what a record is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KnownBy {
    /// The key; null = the person's name.
    pub key: Option<DuplicateKey>,
    /// What the record says there.
    pub value: String,
}

/// A record that is known.
#[derive(Debug, Serialize, TS)]
pub struct KnownRecord {
    /// What it is.
    pub entity: RecordKind,
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Its company.
    pub company: Option<String>,
    /// Who has it.
    pub owner_id: Option<PersonId>,
    /// That person's name.
    pub owner: Option<String>,
    /// When it came.
    pub created_at: Instant,
    /// What it is known by.
    pub by: Vec<KnownBy>,
    /// Whether the person may open it.
    pub visible: bool,
    /// Whether the person may take it: nobody has it, and nobody else has registered it.
    pub claimable: bool,
}

/// Who is known.
#[derive(Debug, Serialize, TS)]
pub struct LookedUp {
    /// Leads, contacts and customers, in this order, the oldest first.
    pub records: Vec<KnownRecord>,
    /// Who has registered the customer.
    pub registrations: Vec<Registration>,
}

/// Answers `duplicates.look_up`: names records and owners whoever asks, like the check while typing.
pub fn look_up(read: &Read<'_>, wanted: LookUp) -> Result<LookedUp, Failure> {
    let text = text::asked(Some(&wanted.text), "text")?.ok_or_else(|| Failure::invalid("look_up.empty", "text"))?;
    let all = Some(text.to_owned());
    let keys = Keys::typed(&CheckDuplicates {
        mobile: all.clone(),
        email: all.clone(),
        wechat: all.clone(),
        company: all.clone(),
        credit_code: all,
        lead_id: None,
    });
    let mut records: Vec<KnownRecord> = Vec::new();
    for hit in hits(read, &keys)? {
        let by = KnownBy {
            key: Some(hit.key),
            value: hit.value.clone(),
        };
        add(&mut records, hit, by);
    }
    for hit in namesakes(read, text)? {
        let by = KnownBy {
            key: None,
            value: hit.value.clone(),
        };
        add(&mut records, hit, by);
    }
    records.sort_by_key(|record| (record.entity, record.created_at, record.id));
    let active = ActiveRegistrations::load(read)?;
    mark(read, &active, &mut records)?;
    let mut registrations: Vec<Registration> = Vec::new();
    let mut customers = vec![CustomerKeys::known_by(&keys)];
    customers.extend(
        records
            .iter()
            .filter(|record| record.entity != RecordKind::Contacts)
            .map(of_record),
    );
    for one in customers.iter().flat_map(|customer| active.of(customer)) {
        if registrations.iter().all(|known| known.id != one.id) {
            registrations.push(one.told_to(read)?);
        }
    }
    Ok(LookedUp { records, registrations })
}

/// One entry per record, however many keys it is known by.
fn add(records: &mut Vec<KnownRecord>, hit: DuplicateHit, by: KnownBy) {
    let known = records
        .iter_mut()
        .find(|record| (record.entity, record.id) == (hit.entity, hit.id));
    match known {
        Some(record) if record.by.contains(&by) => {}
        Some(record) => record.by.push(by),
        None => records.push(KnownRecord {
            entity: hit.entity,
            id: hit.id,
            name: hit.name,
            company: hit.company,
            owner_id: hit.owner_id,
            owner: hit.owner,
            created_at: hit.created_at,
            by: vec![by],
            visible: true,
            claimable: false,
        }),
    }
}

/// People of that very name, and the lead of that number.
fn namesakes(read: &Read<'_>, name: &str) -> Result<Vec<DuplicateHit>, Failure> {
    read.all(
        "select * from (select 0, l.id, l.name, l.company, l.owner_id, u.name, l.created_at from leads l left join people u on u.id = l.owner_id
           where (l.name = :name collate nocase or l.number = :name) and l.deleted_at is null limit :most)
         union all
         select * from (select 1, c.id, c.name, a.name, coalesce(c.owner_id, a.owner_id), u.name, c.created_at from contacts c
           left join customers a on a.id = c.customer_id left join people u on u.id = coalesce(c.owner_id, a.owner_id)
           where c.name = :name collate nocase and c.deleted_at is null limit :most)",
        named_params! { ":name": name, ":most": NAMESAKES },
        |row| {
            Ok(DuplicateHit {
                entity: if row.get::<_, i64>(0)? == 0 { RecordKind::Leads } else { RecordKind::Contacts },
                id: row.get(1)?,
                name: row.get(2)?,
                company: row.get(3)?,
                owner_id: row.get::<_, Option<i64>>(4)?.map(PersonId),
                owner: row.get(5)?,
                key: DuplicateKey::Company,
                value: row.get(2)?,
                created_at: Instant(row.get(6)?),
            })
        },
    )
}

/// Says what the person may open, and what they may take.
fn mark(read: &Read<'_>, active: &ActiveRegistrations, records: &mut [KnownRecord]) -> Result<(), Failure> {
    let mut ids: BTreeMap<RecordKind, Vec<i64>> = BTreeMap::new();
    for record in records.iter() {
        ids.entry(record.entity).or_default().push(record.id);
    }
    let mut seen = BTreeSet::new();
    for (kind, ids) in ids {
        let visible = visible(read, noun(kind, |_| true)?, &ids)?;
        seen.extend(visible.into_iter().map(|id| (kind, id)));
    }
    let leads = records.iter().filter(|record| record.entity == RecordKind::Leads);
    let leads: Vec<i64> = leads.map(|record| record.id).collect();
    let apart: Vec<i64> = read.all(
        "select id from leads where id in (select value from json_each(?1)) and quarantine is not null",
        [id_list(&leads)],
        |row| row.get(0),
    )?;
    for record in records {
        let visible = seen.contains(&(record.entity, record.id));
        let takes = match record.entity {
            RecordKind::Leads => !apart.contains(&record.id) && read.actor.may(Permission::LeadWrite),
            RecordKind::Customers => read.actor.may(Permission::CustomerWrite),
            // A contact goes with their customer.
            _ => false,
        };
        record.visible = visible;
        record.claimable = visible
            && takes
            && record.owner_id.is_none()
            && active.against(&of_record(record), read.actor.id).is_none();
    }
    Ok(())
}

/// A record as registrations know it.
fn of_record(record: &KnownRecord) -> CustomerKeys<'_> {
    let mut customer = CustomerKeys::default();
    match record.entity {
        RecordKind::Leads => customer.lead = Some(record.id),
        RecordKind::Customers => customer.customer = Some(record.id),
        _ => {}
    }
    customer
}
