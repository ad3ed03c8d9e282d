//! Registering a customer.

use super::active::{ActiveRegistrations, CustomerKeys};
use super::guard::refusal;
use super::store::{Registration, find};
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Permission;
use crate::engine::store::{Read, Write, text};
use crate::records::identity::{CheckDuplicates, DuplicateHit, Keys, hits};
use crate::records::reach::{expect_customer, expect_lead};
use leadwell_rules::cleaning::CreditCode;
use leadwell_rules::ids::{CustomerId, LeadId, PersonId, RecordKind, RegistrationId};
use leadwell_rules::registration::Term;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The customer somebody tells of.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct AddRegistration {
    /// The company; left out, that of the lead or customer.
    pub company: Option<String>,
    /// Unified social credit code.
    pub credit_code: Option<String>,
    /// The mobile number of somebody there.
    pub mobile: Option<String>,
    /// What else is worth knowing.
    pub note: Option<String>,
    /// The lead it is made from.
    pub lead_id: Option<LeadId>,
    /// The customer it is made from.
    pub customer_id: Option<CustomerId>,
    /// Who is to hold it; oneself when not given. Only whoever hands out leads may name somebody else.
    pub person_id: Option<PersonId>,
}

/// Answers `registrations.add`. Who holds the customer already keeps their registration and its last day; what it did not say yet is added.
pub fn add(write: &mut Write<'_>, wanted: AddRegistration) -> Result<Registration, Failure> {
    let holder = wanted.person_id.unwrap_or(write.actor.id);
    if holder != write.actor.id {
        if !write.actor.may(Permission::LeadAssign) {
            return Err(Failure::new(Kind::Forbidden, "registration.only_oneself").at("person_id"));
        }
        crate::records::people::may_own(write, holder).map_err(|failure| failure.at("person_id"))?;
    }
    let told = Told::read(write, &wanted)?;
    let active = ActiveRegistrations::load(write)?;
    let customer = CustomerKeys {
        customer: wanted.customer_id.map(|id| id.0),
        ..CustomerKeys::known_by(&told.keys)
    };
    if let Some(held) = active.against(&customer, holder) {
        return Err(refusal(held));
    }
    write.subject(told.company.clone());
    if let Some(own) = active.of(&customer).into_iter().find(|one| one.person_id == holder) {
        return complete(write, own.id, &told, &wanted);
    }
    refuse_owned(write, &told, holder)?;
    let term = Term::of(write.today(), write.settings.registration_days);
    let id = write.insert(
        "insert into registrations (company, company_key, credit_code, mobile, note, person_id, starts_on, ends_on, lead_id, customer_id,
           created_at, updated_at)
         values (:company, :key, :credit, :mobile, :note, :person, :from, :to, :lead, :customer, :now, :now)",
        named_params! {
            ":company": told.company, ":key": told.keys.company, ":credit": told.keys.credit_code, ":mobile": told.keys.mobile,
            ":note": text::typed(wanted.note.as_deref()), ":person": holder.0, ":from": term.starts_on.to_string(),
            ":to": term.ends_on.to_string(), ":lead": wanted.lead_id.map(|id| id.0),
            ":customer": wanted.customer_id.map(|id| id.0), ":now": write.now().millis()
        },
    )?;
    find(write, RegistrationId(id))
}

/// A customer as it was given: read, or out of the record.
struct Told {
    company: String,
    keys: Keys,
}

impl Told {
    fn read(read: &Read<'_>, wanted: &AddRegistration) -> Result<Told, Failure> {
        let given = |text: &Option<String>| text::typed(text.as_deref()).map(str::to_owned);
        let (mut company, mut mobile, mut credit) = (
            given(&wanted.company),
            given(&wanted.mobile),
            given(&wanted.credit_code),
        );
        let mut recorded = None;
        if let Some(id) = wanted.lead_id {
            expect_lead(read, id).map_err(|failure| failure.at("lead_id"))?;
            let lead: Option<(Option<String>, Option<String>, Option<String>)> = read.one(
                "select company, mobile, credit_code from leads where id = ?1",
                [id.0],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
            let (name, number, code) =
                lead.ok_or_else(|| Failure::not_found("lead.unknown").arg("id", id).at("lead_id"))?;
            company = company.or(name);
            mobile = mobile.or_else(|| number.clone());
            recorded = number;
            credit = credit.or(code);
        }
        if let Some(id) = wanted.customer_id {
            expect_customer(read, id).map_err(|failure| failure.at("customer_id"))?;
            let customer: Option<(String, Option<String>)> =
                read.one("select name, credit_code from customers where id = ?1", [id.0], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            let (name, code) = customer.ok_or_else(|| Failure::not_found("customer.unknown").at("customer_id"))?;
            company = company.or(Some(name));
            credit = credit.or(code);
        }
        let company = company.ok_or_else(|| Failure::invalid("registration.company_missing", "company"))?;
        let credit = match credit {
            Some(text) => Some(
                CreditCode::read(&text)
                    .map(|read| read.code)
                    .map_err(|_| Failure::invalid("lead.bad_credit_code", "credit_code").arg("value", text))?,
            ),
            None => None,
        };
        let mut keys = Keys::typed(&CheckDuplicates {
            mobile: mobile.clone(),
            company: Some(company.clone()),
            credit_code: credit,
            lead_id: wanted.lead_id,
            ..CheckDuplicates::default()
        });
        // A number the lead itself has is what it is, even one that cannot be read.
        if keys.mobile.is_none() && mobile == recorded {
            keys.mobile.clone_from(&recorded);
        }
        if let (Some(text), None) = (&mobile, &keys.mobile) {
            return Err(Failure::invalid("lead.bad_mobile", "mobile").arg("value", text));
        }
        if keys.company.is_none() {
            return Err(Failure::invalid("registration.company_unclear", "company").arg("value", company));
        }
        Ok(Told { company, keys })
    }
}

/// What somebody else has already cannot be kept from them: that is a case for merging, or for whoever hands out leads.
fn refuse_owned(read: &Read<'_>, told: &Told, holder: PersonId) -> Result<(), Failure> {
    let mut known: Vec<DuplicateHit> = hits(
        read,
        &Keys {
            email: None,
            wechat: None,
            but_lead: None,
            ..told.keys.clone()
        },
    )?;
    // Whoever has left works on nothing.
    let here: Vec<i64> = read.all(
        "select id from people where active = 1 and id <> ?1",
        [holder.0],
        |row| row.get(0),
    )?;
    known.retain(|hit| hit.owner_id.is_some_and(|owner| here.contains(&owner.0)));
    let leads: Vec<i64> = known
        .iter()
        .filter(|hit| hit.entity == RecordKind::Leads)
        .map(|hit| hit.id)
        .collect();
    // A lead that came to nothing does not hold a customer.
    let alive: Vec<i64> = read.all(
        "select id from leads where id in (select value from json_each(?1)) and state in ('to_handle', 'following', 'converted', 'transferred')",
        [crate::engine::store::id_list(&leads)],
        |row| row.get(0),
    )?;
    match known
        .into_iter()
        .find(|hit| hit.entity != RecordKind::Leads || alive.contains(&hit.id))
    {
        Some(hit) => Err(Failure::conflict("registration.owned")
            .arg("company", &told.company)
            .arg("name", hit.name)
            .arg("owner", hit.owner.unwrap_or_default())
            .at("company")),
        None => Ok(()),
    }
}

/// Adds to one's own registration what it did not say yet.
fn complete(
    write: &mut Write<'_>,
    id: RegistrationId,
    told: &Told,
    wanted: &AddRegistration,
) -> Result<Registration, Failure> {
    write.run(
        "update registrations set credit_code = coalesce(credit_code, :credit), mobile = coalesce(mobile, :mobile),
           note = coalesce(note, :note), lead_id = coalesce(lead_id, :lead), customer_id = coalesce(customer_id, :customer), updated_at = :now
         where id = :id and ((credit_code is null and :credit is not null) or (mobile is null and :mobile is not null)
           or (note is null and :note is not null) or (lead_id is null and :lead is not null)
           or (customer_id is null and :customer is not null))",
        named_params! {
            ":id": id.0, ":credit": told.keys.credit_code, ":mobile": told.keys.mobile,
            ":note": text::typed(wanted.note.as_deref()), ":lead": wanted.lead_id.map(|id| id.0),
            ":customer": wanted.customer_id.map(|id| id.0), ":now": write.now().millis()
        },
    )?;
    find(write, id)
}
