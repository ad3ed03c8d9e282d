//! The one question every verb asks before it lets somebody take a customer up.

use super::active::{ActiveRegistrations, CustomerKeys};
use super::store::Registration;
use crate::engine::failure::Failure;
use crate::engine::store::touched::Touched;
use crate::engine::store::{Read, Write};
use leadwell_rules::ids::{CustomerId, PersonId};

/// The code of the refusal.
pub const HELD: &str = "registration.held";

/// Refuses a person a customer that somebody else has registered, naming who and until when. A holder is never refused.
pub fn guard(read: &Read<'_>, customer: &CustomerKeys<'_>, person: PersonId) -> Result<(), Failure> {
    pass(&ActiveRegistrations::load(read)?, customer, person)
}

/// The same for leads that a person is to get: the first that is somebody else's refuses all.
pub fn guard_leads(read: &Read<'_>, ids: &str, person: PersonId) -> Result<(), Failure> {
    let active = ActiveRegistrations::load(read)?;
    if active.is_empty() {
        return Ok(());
    }
    each_lead(read, ids, Some(person), |lead| pass(&active, lead, person))
}

/// The same for customers that a person is to look after.
pub fn guard_customers(read: &Read<'_>, ids: &str, person: PersonId) -> Result<(), Failure> {
    let active = ActiveRegistrations::load(read)?;
    if active.is_empty() {
        return Ok(());
    }
    each_customer(read, ids, Some(person), |customer| pass(&active, customer, person))
}

fn pass(active: &ActiveRegistrations, customer: &CustomerKeys<'_>, person: PersonId) -> Result<(), Failure> {
    match active.against(customer, person) {
        Some(held) => Err(refusal(held)),
        None => Ok(()),
    }
}

/// Leads with all they are known by, but those a person has already: they take nothing from anybody.
pub fn each_lead(
    read: &Read<'_>,
    ids: &str,
    but: Option<PersonId>,
    mut ask: impl FnMut(&CustomerKeys<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut statement = read.sql(
        "select l.id, l.company_key, l.credit_code, l.mobile, c.value from leads l
         left join lead_contacts c on c.lead_id = l.id and c.kind = 'mobile'
         where l.id in (select value from json_each(?1)) and (?2 is null or l.owner_id is not ?2)",
    )?;
    let mut rows = statement.query((ids, but.map(|id| id.0)))?;
    while let Some(row) = rows.next()? {
        let text = |column: usize| Ok::<_, Failure>(row.get_ref(column)?.as_str().ok());
        ask(&CustomerKeys {
            lead: row.get(0)?,
            company: text(1)?,
            credit_code: text(2)?,
            mobiles: [text(3)?, text(4)?].into_iter().flatten().collect(),
            customer: None,
        })?;
    }
    Ok(())
}

/// The same for customers.
pub fn each_customer(
    read: &Read<'_>,
    ids: &str,
    but: Option<PersonId>,
    mut ask: impl FnMut(&CustomerKeys<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut statement = read.sql(
        "select id, company_key, credit_code from customers
         where id in (select value from json_each(?1)) and (?2 is null or owner_id is not ?2)",
    )?;
    let mut rows = statement.query((ids, but.map(|id| id.0)))?;
    while let Some(row) = rows.next()? {
        let text = |column: usize| Ok::<_, Failure>(row.get_ref(column)?.as_str().ok());
        ask(&CustomerKeys {
            customer: row.get(0)?,
            company: text(1)?,
            credit_code: text(2)?,
            ..CustomerKeys::default()
        })?;
    }
    Ok(())
}

/// The same for a customer that a person is to have a deal with, also when it is theirs.
pub fn guard_customer(read: &Read<'_>, customer: CustomerId, person: PersonId) -> Result<(), Failure> {
    let active = ActiveRegistrations::load(read)?;
    let ids = crate::engine::store::id_list(&[customer.0]);
    each_customer(read, &ids, None, |customer| pass(&active, customer, person))
        .map_err(|failure| failure.at("customer_id"))
}

/// Refuses whatever would make two people holders of one customer: a reaction to touched registrations.
pub(crate) fn refuse_double(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    let touched = touched.of("registrations");
    let active = ActiveRegistrations::load(write)?;
    for one in active.all().filter(|one| touched.contains(&one.id.0)) {
        if let Some(other) = active
            .beside(one)
            .into_iter()
            .find(|other| other.person_id != one.person_id)
        {
            return Err(refusal(other));
        }
    }
    Ok(())
}

pub fn refusal(held: &Registration) -> Failure {
    Failure::conflict(HELD)
        .arg("company", &held.company)
        .arg("holder", &held.holder)
        .arg("until", held.ends_on)
        .at("company")
}
