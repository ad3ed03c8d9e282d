//! Reading registrations.

use crate::engine::failure::Failure;
use crate::engine::store::{Read, text};
use leadwell_rules::ids::{CustomerId, LeadId, PersonId, RegistrationId};
use leadwell_rules::registration::Term;
use leadwell_rules::time::{Day, Instant};
use rusqlite::Row;
use serde::Serialize;
use ts_rs::TS;

/// A customer somebody registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Registration {
    /// Its id.
    pub id: RegistrationId,
    /// The company.
    pub company: String,
    /// Its credit code.
    pub credit_code: Option<String>,
    /// The mobile number of somebody there.
    pub mobile: Option<String>,
    /// What else was said.
    pub note: Option<String>,
    /// Who holds it.
    pub person_id: PersonId,
    /// That person's name.
    pub holder: String,
    /// The business date it was made on.
    pub starts_on: Day,
    /// The last day on which it protects.
    pub ends_on: Day,
    /// The day on which it was given back or ended.
    pub ended_on: Option<Day>,
    /// Who gave it back or ended it.
    pub ended_by: Option<String>,
    /// How many more days it protects after today; null when it does not protect today.
    pub days_left: Option<i64>,
    /// The lead it was made from.
    pub lead_id: Option<LeadId>,
    /// The customer it was made from.
    pub customer_id: Option<CustomerId>,
    /// When it was made.
    pub created_at: Instant,
}

/// What [`registration`] reads.
pub(super) const COLUMNS: &str = "r.id, r.company, r.credit_code, r.mobile, r.note, r.person_id, u.name, r.starts_on, r.ends_on, \
    r.ended_on, e.name, r.lead_id, r.customer_id, r.created_at";

/// Where [`COLUMNS`] come from.
pub(super) const TABLES: &str =
    "registrations r join people u on u.id = r.person_id left join people e on e.id = r.ended_by";

pub(super) fn registration(row: &Row<'_>, today: Day) -> rusqlite::Result<Registration> {
    let day = |column: usize| Ok::<_, rusqlite::Error>(text::day(row, column)?.unwrap_or(today));
    let mut read = Registration {
        id: RegistrationId(row.get(0)?),
        company: row.get(1)?,
        credit_code: row.get(2)?,
        mobile: row.get(3)?,
        note: row.get(4)?,
        person_id: PersonId(row.get(5)?),
        holder: row.get(6)?,
        starts_on: day(7)?,
        ends_on: day(8)?,
        ended_on: text::day(row, 9)?,
        ended_by: row.get(10)?,
        days_left: None,
        lead_id: row.get::<_, Option<i64>>(11)?.map(LeadId),
        customer_id: row.get::<_, Option<i64>>(12)?.map(CustomerId),
        created_at: Instant(row.get(13)?),
    };
    read.days_left = read.term().days_left(today);
    Ok(read)
}

impl Registration {
    /// What of it a reader is told who asks for the customer: everybody learns who holds it and until when, whoever sees the holder's records the
    /// rest of what the holder said.
    pub(crate) fn told_to(&self, read: &Read<'_>) -> Result<Registration, Failure> {
        let told = self.clone();
        if read.actor.sees_those_of(read, self.person_id)? {
            return Ok(told);
        }
        Ok(Registration {
            credit_code: None,
            mobile: None,
            note: None,
            lead_id: None,
            customer_id: None,
            ..told
        })
    }

    /// How long it stands.
    pub(super) fn term(&self) -> Term {
        Term {
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            ended_on: self.ended_on,
        }
    }
}

/// One registration the person may see.
pub(super) fn find(read: &Read<'_>, id: RegistrationId) -> Result<Registration, Failure> {
    let text = format!(
        "select {COLUMNS} from {TABLES}
         where r.id = ?1 and (?2 is null or r.person_id in (select value from json_each(?2)))"
    );
    let today = read.today();
    read.one(&text, (id.0, read.actor.scope.bound()), |row| registration(row, today))?
        .ok_or_else(|| Failure::not_found("registration.unknown"))
}
