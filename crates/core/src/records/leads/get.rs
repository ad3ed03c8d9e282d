//! One lead with everything its page shows.

use super::description::LEADS;
use super::row::{LeadRow, find, whosever};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::identity::led_to;
use leadwell_rules::ids::LeadId;
use leadwell_rules::time::{Day, Instant};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Which lead.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct GetLead {
    /// The lead.
    pub id: LeadId,
}

/// A further way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ContactMethod {
    /// mobile, phone, email, wechat, qq or handle.
    pub kind: String,
    /// The number, the address, the id.
    pub value: String,
    /// What it is for ("home", "assistant").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What stands behind the answer to one letter of BANT.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct BantNote {
    /// What was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// By whom, or where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Another arrival of the same person, collected under this lead.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Arrival {
    /// The lead it came as.
    pub id: LeadId,
    /// The number people read.
    pub code: String,
    /// Where it came from.
    pub source: Option<String>,
    /// Which door it came through.
    pub door: String,
    /// When.
    pub at: Instant,
}

/// A lead and what belongs to it.
#[derive(Debug, Serialize, TS)]
pub struct Lead {
    /// What lists show.
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: LeadRow,
    /// Its site.
    pub website: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Unified social credit code.
    pub credit_code: Option<String>,
    /// The key of the file or system it came from.
    pub external_code: Option<String>,
    /// What else is worth knowing.
    pub note: Option<String>,
    /// Since when the owner has it.
    pub owner_since: Option<Instant>,
    /// Since when it stands in its state.
    pub state_at: Instant,
    /// Further ways to reach them.
    pub contacts: Vec<ContactMethod>,
    /// What stands behind the answers: `budget`, `authority`, `need`, `timeline`.
    pub bant_notes: BTreeMap<String, BantNote>,
    /// Later arrivals collected under it, newest first.
    pub arrivals: Vec<Arrival>,
    /// The person who was asked for the record may change it.
    pub owner_active: bool,
}

/// Answers `leads.get`.
pub fn get(read: &Read<'_>, wanted: GetLead) -> Result<Lead, Failure> {
    let row = match find(read, wanted.id) {
        // A lead that was merged leads on to the one that is left.
        Err(unknown) => match led_to(read, "leads", wanted.id.0)? {
            Some(kept) => return get(read, GetLead { id: LeadId(kept) }),
            None => return Err(unknown),
        },
        Ok(row) => row,
    };
    whole(read, row)
}

/// A lead as somebody leaves it who entered it or may change it, also when it is somebody else's from now on.
pub(crate) fn as_left(read: &Read<'_>, id: LeadId) -> Result<Lead, Failure> {
    whole(read, whosever(read, id)?)
}

/// What belongs to a lead.
fn whole(read: &Read<'_>, row: LeadRow) -> Result<Lead, Failure> {
    let id = row.id;
    let contacts = read.all(
        "select kind, value, label from lead_contacts where lead_id = ?1 order by id",
        [id.0],
        |row| {
            Ok(ContactMethod {
                kind: row.get(0)?,
                value: row.get(1)?,
                label: row.get(2)?,
            })
        },
    )?;
    let arrivals = read.all(
        &format!(
            "select l.id, l.source, l.door, l.created_at, l.number from leads l where l.source_lead_id = :id and l.deleted_at is null and {}
             order by l.id desc",
            LEADS.reach.sees("l")
        ),
        named_params! { ":id": id.0, ":scope": read.actor.scope.bound() },
        |row| {
            let (id, at): (i64, Instant) = (row.get(0)?, Instant(row.get(3)?));
            Ok(Arrival {
                id: LeadId(id),
                code: row.get(4)?,
                source: row.get(1)?,
                door: row.get(2)?,
                at,
            })
        },
    )?;
    let rest = read.one(
        "select l.website, l.address, l.credit_code, l.code, l.note, l.owner_since, l.state_at, l.bant_notes, coalesce(u.active, 0)
         from leads l left join people u on u.id = l.owner_id where l.id = ?1",
        [id.0],
        |found| {
            let notes: Option<String> = found.get(7)?;
            Ok(Lead {
                row,
                website: found.get(0)?,
                address: found.get(1)?,
                credit_code: found.get(2)?,
                external_code: found.get(3)?,
                note: found.get(4)?,
                owner_since: found.get::<_, Option<i64>>(5)?.map(Instant),
                state_at: Instant(found.get(6)?),
                contacts,
                bant_notes: notes
                    .and_then(|text| serde_json::from_str(&text).ok())
                    .unwrap_or_default(),
                arrivals,
                owner_active: found.get(8)?,
            })
        },
    )?;
    rest.ok_or_else(|| Failure::not_found("lead.unknown").arg("id", id))
}
