//! Whose it becomes what a file brings in: what somebody has registered is theirs, whatever the file says.

use crate::doors::imports::findings::Findings;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::identity::company_key;
use crate::records::registrations::{ActiveRegistrations, CustomerKeys};
use leadwell_rules::ids::PersonId;
use std::collections::HashMap;

/// Registered customers, as an import asks for them: one look-up in memory per row.
pub struct Registered {
    active: ActiveRegistrations,
    /// Known customers that somebody has registered, with what else they are known by: name and credit code.
    customers: HashMap<i64, (Option<String>, Option<String>)>,
    rows: u64,
}

impl Registered {
    /// Reads them.
    pub fn load(read: &Read<'_>) -> Result<Registered, Failure> {
        let mut registered = Registered {
            active: ActiveRegistrations::default(),
            customers: HashMap::new(),
            rows: 0,
        };
        registered.reload(read)?;
        Ok(registered)
    }

    /// Reads them again; the rows that were counted stay counted.
    pub fn reload(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        self.active = ActiveRegistrations::load(read)?;
        self.customers.clear();
        if self.active.is_empty() {
            return Ok(());
        }
        let mut statement = read.sql("select id, company_key, credit_code from customers where deleted_at is null")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.note(row.get(0)?, row.get(1)?, row.get(2)?);
        }
        Ok(())
    }

    /// A customer that the import made.
    pub fn made(&mut self, customer: i64, name: &str) {
        if !self.active.is_empty() {
            self.note(customer, company_key(name), None);
        }
    }

    fn note(&mut self, customer: i64, company: Option<String>, code: Option<String>) {
        let keys = CustomerKeys {
            company: company.as_deref(),
            credit_code: code.as_deref(),
            customer: Some(customer),
            ..CustomerKeys::default()
        };
        if !self.active.of(&keys).is_empty() {
            self.customers.insert(customer, (company, code));
        }
    }

    /// Whether somebody has registered a known customer.
    pub fn knows(&self, customer: i64) -> bool {
        self.customers.contains_key(&customer)
    }

    /// Whose a record of a customer becomes.
    pub fn owner(&mut self, customer: &CustomerKeys<'_>, said: Option<i64>) -> Option<i64> {
        let holder = self.active.holder(customer, said.map(PersonId));
        self.rows += u64::from(holder.is_some());
        holder.map(|id| id.0).or(said)
    }

    /// The same for a known customer.
    pub fn owner_at(&mut self, customer: i64, said: Option<i64>) -> Option<i64> {
        let Some((company, code)) = self.customers.get(&customer).cloned() else {
            return said;
        };
        let keys = CustomerKeys {
            company: company.as_deref(),
            credit_code: code.as_deref(),
            customer: Some(customer),
            ..CustomerKeys::default()
        };
        self.owner(&keys, said)
    }

    /// Says how many rows that concerns.
    pub fn findings(&self, findings: &mut Findings) {
        findings.rows("import.registered", None, self.rows, false, &[]);
    }
}
