//! What is protected today, ready to be asked by any key: read once per call or import, then a look-up in memory per customer.

use super::store::{COLUMNS, Registration, TABLES, registration};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::identity::{Keys, company_key};
use crate::records::identity::{OtherNames, other_names};
use leadwell_rules::ids::PersonId;
use std::collections::HashMap;

/// By what a customer is known who is to be taken up.
#[derive(Debug, Clone, Default)]
pub struct CustomerKeys<'k> {
    /// The core of the company's name.
    pub company: Option<&'k str>,
    /// Mobile numbers there.
    pub mobiles: Vec<&'k str>,
    /// The credit code.
    pub credit_code: Option<&'k str>,
    /// The lead itself.
    pub lead: Option<i64>,
    /// The customer itself.
    pub customer: Option<i64>,
}

impl<'k> CustomerKeys<'k> {
    /// As the keys say that duplicates are looked for by.
    pub fn known_by(keys: &'k Keys) -> CustomerKeys<'k> {
        CustomerKeys {
            company: keys.company.as_deref(),
            mobiles: keys.mobile.as_deref().into_iter().collect(),
            credit_code: keys.credit_code.as_deref(),
            lead: keys.but_lead,
            customer: None,
        }
    }
}

/// Places in the list by one kind of key.
type By<K> = HashMap<K, Vec<usize>>;

/// Everything that is protected today.
#[derive(Debug, Default)]
pub struct ActiveRegistrations {
    entries: Vec<Entry>,
    names: OtherNames,
    companies: By<String>,
    mobiles: By<String>,
    credit_codes: By<String>,
    leads: By<i64>,
    customers: By<i64>,
}

#[derive(Debug)]
struct Entry {
    registration: Registration,
    /// Whether the holder still works here.
    active: bool,
}

impl ActiveRegistrations {
    /// Reads it.
    pub fn load(read: &Read<'_>) -> Result<ActiveRegistrations, Failure> {
        let today = read.today();
        // What the lead or customer says by now counts beside what the registration said: it may have been renamed or merged since.
        let text = format!(
            "select {COLUMNS}, u.active, r.company_key, a.company_key, a.credit_code, l.company_key, l.mobile, l.credit_code
             from {TABLES} left join customers a on a.id = r.customer_id left join leads l on l.id = r.lead_id
             where r.ends_on >= ?1 order by r.id"
        );
        let rows = read.all(&text, [today.to_string()], |row| {
            let text = |column| row.get::<_, Option<String>>(column);
            let entry = Entry {
                registration: registration(row, today)?,
                active: row.get(14)?,
            };
            Ok((
                entry,
                [text(15)?, text(16)?, text(18)?],
                text(19)?,
                [text(17)?, text(20)?],
            ))
        })?;
        let mut active = ActiveRegistrations::default();
        let mut companies: Vec<(String, usize)> = Vec::new();
        for (entry, named, mobile, codes) in rows {
            let told = &entry.registration;
            if !told.term().protects(today) {
                continue;
            }
            let at = active.entries.len();
            companies.extend(named.into_iter().flatten().map(|key| (key, at)));
            for number in told.mobile.clone().into_iter().chain(mobile) {
                note(&mut active.mobiles, number, at);
            }
            for code in told.credit_code.clone().into_iter().chain(codes.into_iter().flatten()) {
                note(&mut active.credit_codes, code, at);
            }
            if let Some(id) = told.lead_id {
                note(&mut active.leads, id.0, at);
            }
            if let Some(id) = told.customer_id {
                note(&mut active.customers, id.0, at);
            }
            active.entries.push(entry);
        }
        if !active.entries.is_empty() {
            active.names = other_names(read)?;
            for (key, at) in companies {
                let root = active.names.root(&key).to_owned();
                note(&mut active.companies, root, at);
            }
        }
        Ok(active)
    }

    /// Whether nothing is protected.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All of them, the oldest first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Registration> {
        self.entries.iter().map(|entry| &entry.registration)
    }

    /// Every registration of this customer: by the record itself first, then by credit code, company, mobile number.
    pub fn of(&self, customer: &CustomerKeys<'_>) -> Vec<&Registration> {
        self.places(customer)
            .into_iter()
            .map(|at| &self.entries[at].registration)
            .collect()
    }

    fn places(&self, customer: &CustomerKeys<'_>) -> Vec<usize> {
        if self.is_empty() {
            return Vec::new();
        }
        let company = customer.company.map(|key| self.names.root(key));
        let found = [
            customer.customer.and_then(|id| self.customers.get(&id)),
            customer.lead.and_then(|id| self.leads.get(&id)),
            customer.credit_code.and_then(|code| self.credit_codes.get(code)),
            company.and_then(|key| self.companies.get(key)),
        ];
        let mobiles = customer.mobiles.iter().filter_map(|number| self.mobiles.get(*number));
        let mut places = Vec::new();
        for at in found.into_iter().flatten().chain(mobiles).flatten() {
            if !places.contains(at) {
                places.push(*at);
            }
        }
        places
    }

    /// The registration that keeps a person from this customer; nothing when they hold one themselves, or nobody does.
    pub fn against(&self, customer: &CustomerKeys<'_>, person: PersonId) -> Option<&Registration> {
        let found = self.of(customer);
        if found.iter().any(|one| one.person_id == person) {
            return None;
        }
        found.first().copied()
    }

    /// Who is to get what comes in of this customer: whom it names, if they hold it, else the first holder who still works here.
    pub fn holder(&self, customer: &CustomerKeys<'_>, named: Option<PersonId>) -> Option<PersonId> {
        let found = || self.places(customer).into_iter().map(|at| &self.entries[at]);
        let of = |entry: &Entry| entry.registration.person_id;
        let own = found().map(of).find(|holder| Some(*holder) == named);
        own.or_else(|| found().find(|entry| entry.active).map(of))
    }

    /// The other registrations of the customer that one is of.
    pub(super) fn beside(&self, one: &Registration) -> Vec<&Registration> {
        let key = company_key(&one.company);
        let customer = CustomerKeys {
            company: key.as_deref(),
            mobiles: one.mobile.as_deref().into_iter().collect(),
            credit_code: one.credit_code.as_deref(),
            lead: one.lead_id.map(|id| id.0),
            customer: one.customer_id.map(|id| id.0),
        };
        let mut found = self.of(&customer);
        found.retain(|other| other.id != one.id);
        found
    }
}

fn note<K: std::hash::Hash + Eq>(map: &mut By<K>, key: K, at: usize) {
    let places = map.entry(key).or_default();
    if places.last() != Some(&at) {
        places.push(at);
    }
}
