//! Whose it becomes what a file brings in: what somebody has registered is theirs, whatever the file says.

use crate::doors::imports::findings::Findings;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::identity::company_key;
use crate::records::registrations::{Customer, Roll};
use leadwell_rules::ids::UserId;
use std::collections::HashMap;

/// Registered customers, as an import asks for them: one look-up in memory per row.
pub struct Registered {
    roll: Roll,
    /// Known customers that somebody has registered, with what else they are known by: name and credit code.
    accounts: HashMap<i64, (Option<String>, Option<String>)>,
    rows: u64,
}

impl Registered {
    /// Reads them.
    pub fn load(read: &Read<'_>) -> Result<Registered, Failure> {
        let mut registered = Registered {
            roll: Roll::default(),
            accounts: HashMap::new(),
            rows: 0,
        };
        registered.reload(read)?;
        Ok(registered)
    }

    /// Reads them again; the rows that were counted stay counted.
    pub fn reload(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        self.roll = Roll::load(read)?;
        self.accounts.clear();
        if self.roll.is_empty() {
            return Ok(());
        }
        let mut statement = read.sql("select id, company_key, credit_code from accounts where deleted_at is null")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.note(row.get(0)?, row.get(1)?, row.get(2)?);
        }
        Ok(())
    }

    /// A customer that the import made.
    pub fn made(&mut self, account: i64, name: &str) {
        if !self.roll.is_empty() {
            self.note(account, company_key(name), None);
        }
    }

    fn note(&mut self, account: i64, company: Option<String>, code: Option<String>) {
        let customer = Customer {
            company: company.as_deref(),
            credit_code: code.as_deref(),
            account: Some(account),
            ..Customer::default()
        };
        if !self.roll.of(&customer).is_empty() {
            self.accounts.insert(account, (company, code));
        }
    }

    /// Whether somebody has registered a known customer.
    pub fn knows(&self, account: i64) -> bool {
        self.accounts.contains_key(&account)
    }

    /// Whose a record of a customer becomes.
    pub fn owner(&mut self, customer: &Customer<'_>, said: Option<i64>) -> Option<i64> {
        let holder = self.roll.holder(customer, said.map(UserId));
        self.rows += u64::from(holder.is_some());
        holder.map(|id| id.0).or(said)
    }

    /// The same for a known customer.
    pub fn owner_at(&mut self, account: i64, said: Option<i64>) -> Option<i64> {
        let Some((company, code)) = self.accounts.get(&account).cloned() else {
            return said;
        };
        let customer = Customer {
            company: company.as_deref(),
            credit_code: code.as_deref(),
            account: Some(account),
            ..Customer::default()
        };
        self.owner(&customer, said)
    }

    /// Says how many rows that concerns.
    pub fn findings(&self, findings: &mut Findings) {
        findings.rows("import.registered", None, self.rows, false, &[]);
    }
}
