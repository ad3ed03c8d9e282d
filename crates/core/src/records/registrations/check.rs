//! Who holds what is being typed, or the record at hand.

use super::active::{ActiveRegistrations, CustomerKeys};
use super::store::Registration;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::identity::{CheckDuplicates, Keys};
use crate::records::reach::{expect_customer, expect_lead};
use leadwell_rules::ids::CustomerId;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// What was typed so far, or which record.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct CheckRegistrations {
    /// A mobile number.
    pub mobile: Option<String>,
    /// A company's name.
    pub company: Option<String>,
    /// A credit code.
    pub credit_code: Option<String>,
    /// A lead that is there already.
    pub lead_id: Option<leadwell_rules::ids::LeadId>,
    /// A customer that is there already.
    pub customer_id: Option<CustomerId>,
}

/// Answers `registrations.check`: names the holder whoever asks, for that is what a registration is for.
pub fn check(read: &Read<'_>, typed: CheckRegistrations) -> Result<Vec<Registration>, Failure> {
    if let Some(lead) = typed.lead_id {
        expect_lead(read, lead)?;
    }
    if let Some(customer) = typed.customer_id {
        expect_customer(read, customer)?;
    }
    let keys = Keys::typed(&CheckDuplicates {
        mobile: typed.mobile,
        company: typed.company,
        credit_code: typed.credit_code,
        lead_id: typed.lead_id,
        ..CheckDuplicates::default()
    });
    let customer = CustomerKeys {
        customer: typed.customer_id.map(|id| id.0),
        ..CustomerKeys::known_by(&keys)
    };
    let active = ActiveRegistrations::load(read)?;
    active.of(&customer).into_iter().map(|one| one.told_to(read)).collect()
}
