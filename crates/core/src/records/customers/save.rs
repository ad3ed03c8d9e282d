//! Adding a customer or changing one.

use super::description::CUSTOMERS;
use super::get::{Customer, GetCustomer, exists, get, name_of};
use crate::engine::failure::Failure;
use crate::engine::store::custom_values::{GivenValues, sound};
use crate::engine::store::{Read, Write, changeable, text};
use crate::records::identity::company_key;
use crate::records::people::may_give;
use crate::records::registrations::{CustomerKeys, guard, guard_customers};
use leadwell_rules::cleaning::CreditCode;
use leadwell_rules::ids::{CustomerId, PersonId};
use leadwell_rules::text::squash;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A customer as it shall be; for a known one, only the given fields change and null clears them.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveCustomer {
    /// The customer to change; without it a new one is added.
    #[serde(default)]
    pub id: Option<CustomerId>,
    /// Its name. A new customer needs one.
    #[serde(default)]
    pub name: Option<String>,
    /// Its industry.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub industry: Option<Option<String>>,
    /// Where it is.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub region: Option<Option<String>>,
    /// Its site.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub website: Option<Option<String>>,
    /// Its switchboard.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub phone: Option<Option<String>>,
    /// How many work there, not negative.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub employees: Option<Option<i64>>,
    /// Its yearly revenue, minor units of the base currency, not negative.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub revenue_minor: Option<Option<i64>>,
    /// When it was founded: a year that has begun.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub founded_year: Option<Option<i64>>,
    /// The company it belongs to; never itself or a company below it.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub parent_id: Option<Option<CustomerId>>,
    /// Who looks after it.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub owner_id: Option<Option<PersonId>>,
    /// Unified social credit code.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub credit_code: Option<Option<String>>,
    /// What else is worth knowing.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub note: Option<Option<String>>,
    /// What is to stand in fields of one's own; absent leaves, null clears.
    #[serde(default)]
    #[ts(as = "Option<GivenValues>")]
    pub custom: GivenValues,
}

/// Answers `customers.save`.
pub fn save(write: &mut Write<'_>, wanted: SaveCustomer) -> Result<Customer, Failure> {
    let before = match wanted.id {
        Some(id) => {
            changeable(write, &CUSTOMERS, &[id.0]).map_err(|failure| failure.at("id"))?;
            write
                .one("select owner_id from customers where id = ?1", [id.0], |row| row.get(0))?
                .flatten()
        }
        None => None,
    };
    if let Some(owner) = wanted.owner_id {
        may_give(write, before.map(PersonId), owner)?;
    }
    let name = text::name(wanted.name.as_deref(), wanted.id.is_some(), "customer.name_missing")?;
    check(write, &wanted)?;
    let (industry_given, industry) = text::given_text(&wanted.industry);
    let (region_given, region) = text::given_text(&wanted.region);
    let (website_given, website) = text::given_text(&wanted.website);
    let (phone_given, phone) = text::given_text(&wanted.phone);
    let (note_given, note) = text::given_text(&wanted.note);
    let (credit_given, credit) = text::given_text(&wanted.credit_code);
    let credit = credit
        .map(|text| CreditCode::read(text).map_err(|_| bad_credit_code(text)))
        .transpose()?;
    let credit = credit.map(|read| read.code);
    refuse_registered(write, &wanted, name.and_then(company_key), credit.as_deref())?;
    let now = write.now().millis();
    let id = match wanted.id {
        Some(id) => id,
        None => CustomerId(write.insert(
            "insert into customers (name, name_key, created_at, updated_at) values (?1, ?2, ?3, ?3)",
            (name, name.map(squash), now),
        )?),
    };
    write.run(
        include_str!("save.sql"),
        named_params! {
            ":id": id.0, ":now": now, ":name": name, ":key": name.map(squash),
            ":company_key": name.and_then(company_key), ":credit_given": credit_given, ":credit": credit,
            ":industry_given": industry_given, ":industry": industry, ":region_given": region_given, ":region": region,
            ":website_given": website_given, ":website": website, ":phone_given": phone_given, ":phone": phone,
            ":note_given": note_given, ":note": note,
            ":employees_given": wanted.employees.is_some(), ":employees": wanted.employees.flatten(),
            ":revenue_given": wanted.revenue_minor.is_some(), ":revenue": wanted.revenue_minor.flatten(),
            ":founded_given": wanted.founded_year.is_some(), ":founded": wanted.founded_year.flatten(),
            ":parent_given": wanted.parent_id.is_some(), ":parent": wanted.parent_id.flatten().map(|id| id.0),
            ":owner_given": wanted.owner_id.is_some(), ":owner": wanted.owner_id.flatten().map(|id| id.0)
        },
    )?;
    sound(write, &CUSTOMERS, &wanted.custom, wanted.id.is_none())?.put(write, &CUSTOMERS, &[id.0])?;
    let saved = get(write, GetCustomer { id })?;
    write.subject(saved.name.clone());
    Ok(saved)
}

/// A new customer, or a new name or code of a known one, must not be what somebody else has registered.
fn refuse_registered(
    read: &Read<'_>,
    wanted: &SaveCustomer,
    company: Option<String>,
    credit: Option<&str>,
) -> Result<(), Failure> {
    let before: Option<(Option<String>, Option<String>, Option<i64>)> = match wanted.id {
        Some(id) => read.one(
            "select company_key, credit_code, owner_id from customers where id = ?1",
            [id.0],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?,
        None => None,
    };
    let (known_key, known_code, known_owner) = before.unwrap_or_default();
    let customer = CustomerKeys {
        company: company.as_deref().filter(|key| known_key.as_deref() != Some(*key)),
        credit_code: credit.filter(|code| known_code.as_deref() != Some(*code)),
        ..CustomerKeys::default()
    };
    if let (Some(id), Some(owner)) = (wanted.id, wanted.owner_id.flatten()) {
        guard_customers(read, &crate::engine::store::id_list(&[id.0]), owner)
            .map_err(|failure| failure.at("owner_id"))?;
    }
    let owner = wanted.owner_id.unwrap_or(known_owner.map(PersonId));
    guard(read, &customer, owner.unwrap_or(read.actor.id)).map_err(|failure| failure.at("name"))
}

fn bad_credit_code(text: &str) -> Failure {
    Failure::invalid("lead.bad_credit_code", "credit_code").arg("value", text)
}

fn check(read: &Read<'_>, wanted: &SaveCustomer) -> Result<(), Failure> {
    if wanted.employees.flatten().is_some_and(|count| count < 0) {
        return Err(Failure::invalid("customer.employees_negative", "employees"));
    }
    if wanted.revenue_minor.flatten().is_some_and(|revenue| revenue < 0) {
        return Err(Failure::invalid("customer.revenue_negative", "revenue_minor"));
    }
    let this_year = i64::from(read.today().year());
    if let Some(year) = wanted
        .founded_year
        .flatten()
        .filter(|year| !(1000..=this_year).contains(year))
    {
        return Err(Failure::invalid("customer.founded_year", "founded_year").arg("year", year));
    }
    if let Some(parent) = wanted.parent_id.flatten() {
        exists(read, parent, "parent_id")?;
        belongs(read, wanted.id, parent)?;
    }
    Ok(())
}

/// Refuses a parent company that is – directly or not – below the company itself.
fn belongs(read: &Read<'_>, customer: Option<CustomerId>, parent: CustomerId) -> Result<(), Failure> {
    let Some(customer) = customer else { return Ok(()) };
    let circle = read.one(
        "with recursive above(id) as (select ?1 union select a.parent_id from customers a join above on a.id = above.id
                                      where a.parent_id is not null)
         select 1 from above where id = ?2",
        [parent.0, customer.0],
        |_| Ok(()),
    )?;
    match circle {
        Some(()) => Err(Failure::invalid("customer.parent_circle", "parent_id").arg("name", name_of(read, parent)?)),
        None => Ok(()),
    }
}

/// The customer of that name, made new when there is none: what typing a name into a deal means. One that the person does not see is not
/// opened by its name.
pub(crate) fn find_or_add(write: &mut Write<'_>, name: &str) -> Result<CustomerId, Failure> {
    let name = text::typed(Some(name)).ok_or_else(|| Failure::invalid("customer.name_missing", "customer_name"))?;
    let key = squash(name);
    let known: Option<(i64, bool, String, Option<String>)> = write.one(
        &format!(
            "select t.id, {} as seen, t.name, u.name from customers t {}
             where t.deleted_at is null and (t.name = :name or (t.name_key = :key and :key <> '')) order by seen desc, t.name <> :name, t.id limit 1",
            CUSTOMERS.seen(),
            CUSTOMERS.joined()
        ),
        named_params! { ":name": name, ":key": key, ":scope": write.actor.scope.bound() },
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    match known {
        Some((id, true, ..)) => return Ok(CustomerId(id)),
        Some((_, false, name, owner)) => {
            return Err(Failure::conflict("customer.held")
                .arg("name", name)
                .arg("owner", owner.unwrap_or_default())
                .at("customer_name"));
        }
        None => {}
    }
    let now = write.now().millis();
    let text = "insert into customers (name, name_key, company_key, owner_id, created_at, updated_at) values (?1, ?2, ?3, ?4, ?5, ?5)";
    let owner = write.actor.id.0;
    Ok(CustomerId(
        write.insert(text, (name, key, company_key(name), owner, now))?,
    ))
}
