//! Several new leads at once, each through the same line: the cards of a file. One change, one undo.

use super::enter::{CreateLead, IntakeContext, enter};
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::records::identity::DuplicateAction;
use crate::records::leads::{Door, Draft};
use leadwell_rules::ids::LeadId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// More at once are a file to import.
const MOST: usize = 1000;

/// New leads.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CreateLeads {
    /// What is known of each.
    pub leads: Vec<Draft>,
    /// The door they come through; typed when not given.
    #[serde(default)]
    pub door: Option<Door>,
}

/// What became of one of them.
#[derive(Debug, Serialize, TS)]
pub struct LeadFate {
    /// The lead: the new one, or the known one that took its data; null when it was refused.
    pub lead_id: Option<LeadId>,
    /// What it is called.
    pub name: Option<String>,
    /// Whether a lead was added.
    pub added: bool,
    /// Whether whoever brought it in sees it from now on.
    pub seen: bool,
    /// Why it is kept apart.
    pub quarantine: Option<String>,
    /// The duplicate rule that decided.
    pub rule: Option<String>,
    /// What that rule did.
    pub action: Option<DuplicateAction>,
    /// Why it was refused, in words.
    pub refused: Option<String>,
}

/// Answers `leads.create_many`: what became of each, in their order. One that is refused keeps none of the others out.
pub fn create_many(write: &mut Write<'_>, wanted: CreateLeads) -> Result<Vec<LeadFate>, Failure> {
    if wanted.leads.len() > MOST {
        return Err(Failure::invalid("lead.too_many", "leads").arg("limit", MOST));
    }
    let context = IntakeContext::load(write)?;
    let mut fates = Vec::with_capacity(wanted.leads.len());
    for lead in wanted.leads {
        let named = lead.name.clone().or_else(|| lead.company.clone());
        let one = CreateLead {
            lead,
            door: wanted.door,
            ..CreateLead::default()
        };
        fates.push(match enter(write, &context, one, false) {
            Ok(entered) => LeadFate {
                lead_id: Some(entered.lead.row.id),
                name: Some(crate::records::leads::row::called(&entered.lead.row)),
                added: entered.added,
                seen: entered.seen,
                quarantine: entered.lead.row.quarantine,
                rule: entered.rule,
                action: entered.action,
                refused: None,
            },
            // What is wrong with the lead itself, or that somebody has registered the customer, is found before anything of it is written;
            // anything else ends the whole change.
            Err(failure)
                if failure.kind == crate::engine::failure::Kind::Invalid
                    || failure.code == crate::records::registrations::HELD =>
            {
                LeadFate {
                    lead_id: None,
                    name: named,
                    added: false,
                    seen: false,
                    quarantine: None,
                    rule: None,
                    action: None,
                    refused: Some(failure.in_language(write.call.language).message),
                }
            }
            Err(failure) => return Err(failure),
        });
    }
    write.subject(fates.iter().filter(|fate| fate.lead_id.is_some()).count().to_string());
    Ok(fates)
}
